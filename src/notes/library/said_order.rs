//! What files about the order of notes say, read once for all courses.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::fingerprint::Hashed;
use crate::notes::library::file_names::{is_home, is_landing, name_of};
use crate::notes::library::files::parent;
use crate::notes::library::left_out_elsewhere::OBSIDIAN;
use crate::notes::library::order::{self, Category, Listed, PagesFile};
use crate::notes::library::prepared::FileSays;
use crate::notes::library::sidebars;

/// Notes that list at least two others and do nothing else, and sidebars of wikis.
pub(super) fn summaries(all: &[&Hashed<FileSays>]) -> Vec<usize> {
    let is_note = |path: &str| {
        let found = all.binary_search_by(|file| (*file.path).cmp(path));
        found.is_ok()
    };
    let lists = |file: &FileSays| {
        let known = file.listed.iter().filter(|one| is_note(&one.path));
        let name = name_of(&file.path);
        order::is_sidebar(name) || order::is_summary(name) && known.take(2).count() > 1
    };
    (0..all.len()).filter(|&i| lists(all[i])).collect()
}

/// What tools read as the order of chapters.
pub(super) fn navigation(input: &PlanInput, summaries: &[usize]) -> Vec<Vec<Listed>> {
    let of_mkdocs = |(path, text): (&String, &Arc<str>)| {
        let is_mkdocs = name_of(path).starts_with("mkdocs.");
        is_mkdocs.then(|| order::mkdocs(text, path)).flatten()
    };
    let said = summaries.iter().map(|&i| {
        let file = input.files[i];
        if order::is_sidebar(name_of(&file.path)) {
            of_wiki(&input.files, &file.path, &file.listed)
        } else {
            file.listed.clone()
        }
    });
    said.chain(input.orders.iter().filter_map(of_mkdocs))
        .chain(sidebars(input))
        .collect()
}

/// What the sidebar or the first page of a wiki lists: pages by their names, wherever they lie
/// beside it. Case is no difference there, and a blank is a dash.
fn of_wiki(all: &[&Hashed<FileSays>], sidebar: &str, listed: &[Listed]) -> Vec<Listed> {
    let page = |path: &str| {
        let name = name_of(path);
        let name = name.strip_suffix(".md").unwrap_or(name);
        name.to_lowercase().replace(' ', "-")
    };
    let folder = parent(sidebar);
    let beside = all.iter().map(|file| &*file.path);
    let beside = beside.filter(|path| path.starts_with(folder));
    let mut pages: HashMap<String, &str> = HashMap::new();
    let mut paths: HashSet<&str> = HashSet::new();
    for path in beside {
        paths.insert(path);
        pages.entry(page(path)).or_insert(path);
    }
    let found = |one: &Listed| {
        let known = paths.get(&*one.path).copied();
        let path = known.or_else(|| pages.get(&page(&one.path)).copied());
        Listed {
            path: path.unwrap_or(&one.path).to_owned(),
            ..one.clone()
        }
    };
    listed.iter().map(found).collect()
}

/// Folders whose pages are those of a wiki: it says so by its sidebar, header or footer, or by what
/// git calls its clone.
pub(super) fn wikis<'a>(input: &PlanInput<'a>) -> HashSet<&'a str> {
    let frames = ["_sidebar.md", "_footer.md", "_header.md"];
    let files = input.files.iter().map(|file| &*file.path);
    let framed = files.filter(|path| {
        let name = name_of(path);
        frames.iter().any(|frame| name.eq_ignore_ascii_case(frame))
    });
    let clone = input.is_wiki.then(|| input.notes.trim_end_matches('/'));
    framed.map(parent).chain(clone).collect()
}

/// Folders whose `Home.md` is their first page: those of wikis, and vaults of Obsidian.
pub(super) fn with_homes<'a>(input: &PlanInput<'a>, wikis: HashSet<&'a str>) -> HashSet<&'a str> {
    let vault = |path: &'a String| Some(path.strip_suffix(OBSIDIAN)?.trim_end_matches('/'));
    let vaults = input.orders.keys().filter_map(vault);
    wikis.into_iter().chain(vaults).collect()
}

/// What the first pages of wikis list that have no sidebar, by the folder of each.
pub(super) fn homes<'a>(
    input: &PlanInput<'a>,
    wikis: &HashSet<&str>,
    summaries: &[usize],
) -> Vec<(&'a str, Vec<Listed>)> {
    let has_sidebar = |folder: &str| {
        let sidebars = summaries.iter().map(|&i| &*input.files[i].path);
        let mut sidebars = sidebars.filter(|path| order::is_sidebar(name_of(path)));
        sidebars.any(|path| parent(path) == folder)
    };
    let is_first = |file: &&&Hashed<FileSays>| {
        let folder = parent(&file.path);
        is_home(name_of(&file.path)) && wikis.contains(folder) && !has_sidebar(folder)
    };
    let homes = input.files.iter().filter(is_first);
    homes
        .map(|home| {
            let listed = of_wiki(&input.files, &home.path, &home.listed);
            (parent(&home.path), listed)
        })
        .collect()
}

/// What Docusaurus' sidebars list, by the paths of the notes that they mean.
pub(super) fn sidebars(input: &PlanInput) -> Vec<Vec<Listed>> {
    let found = input.orders.iter();
    let found = found.filter(|(path, _)| order::is_sidebars(name_of(path)));
    let mut lists: Vec<_> = found
        .filter_map(|(path, text)| sidebars::sidebars(text, path))
        .collect();
    if lists.is_empty() {
        return lists;
    }
    let paths = input.files.iter().map(|file| &*file.path);
    let mut known: HashMap<String, &str> = HashMap::new();
    for path in paths {
        known.entry(sidebars::document(path)).or_insert(path);
        // Its own name goes before the one without numbers.
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        known.insert(stem.to_owned(), path);
    }
    for listed in lists.iter_mut().flatten() {
        if let Some(path) = known.get(&listed.path) {
            (*path).clone_into(&mut listed.path);
        }
    }
    lists
}

/// What folders say of themselves, by their path.
pub(super) fn pages(input: &PlanInput) -> BTreeMap<String, PagesFile> {
    let found = input.orders.iter();
    let read = |(path, text): (&String, &Arc<str>)| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let is_pages = order::PAGES.contains(&name);
        let pages = is_pages.then(|| order::pages(text, path))??;
        Some((folder.to_owned(), pages))
    };
    found.filter_map(read).collect()
}

/// What files about a folder say of it, and landing pages that do nothing else.
pub(super) fn categories(
    input: &PlanInput,
    pages: &BTreeMap<String, PagesFile>,
) -> BTreeMap<String, Category> {
    // A title of `.pages` is that of a category.
    let titles = pages.iter().filter_map(|(folder, pages)| {
        let category = Category {
            label: Some(pages.title.clone()?),
            position: None,
        };
        Some((folder.clone(), category))
    });
    let category = |(path, text): (&String, &Arc<str>)| {
        let (folder, name) = path.rsplit_once('/')?;
        let is_category = name.starts_with("_category_.");
        let category = is_category.then(|| order::category(text))??;
        Some((folder.to_owned(), category))
    };
    let head = |file: &&Hashed<FileSays>| {
        // One that says its weight alone is none that chapters hear of.
        let is_head = file.only_title.is_some() || file.is_blank && is_landing(&file.path);
        let category = Category {
            label: file.only_title.clone(),
            position: file.order.map(|order| order.0),
        };
        is_head.then(|| (parent(&file.path).to_owned(), category))
    };
    let heads = input.files.iter().filter_map(head);
    heads
        .chain(titles)
        .chain(input.orders.iter().filter_map(category))
        .collect()
}

/// What decides which files form which course.
#[derive(Hash)]
pub(super) struct PlanInput<'a> {
    /// Where the notes lie, with `/` at its end; empty for ROOT.
    pub notes: &'a str,
    /// Whether ROOT is called as git calls the clone of a wiki.
    pub is_wiki: bool,
    /// Texts of files that are no notes and say something of order, by path.
    pub orders: &'a Hashed<BTreeMap<String, Arc<str>>>,
    pub files: Vec<&'a Hashed<FileSays>>,
}
