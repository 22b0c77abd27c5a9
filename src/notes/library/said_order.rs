//! What files about the order of notes say, read once for all courses.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::fingerprint::Hashed;
use crate::notes::library::file_names::{is_container, is_home, is_landing, name_of};
use crate::notes::library::file_says::FileSays;
use crate::notes::library::files::parent;
use crate::notes::library::listed::{Listed, ListedPart};
use crate::notes::library::order::{self, Category, PagesFile};
use crate::notes::library::ranks::lies_below;
use crate::notes::library::{nav_pages, nextra, sidebars, sphinx, vitepress};
use crate::notes::sources::{is_note, without_ending};
use crate::text;

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
    // Those of outer folders go first.
    let mut summaries = summaries.to_vec();
    summaries.sort_by_key(|&i| input.files[i].path.matches('/').count());
    let said = summaries.iter().map(|&i| {
        let file = input.files[i];
        let listed = if order::is_sidebar(name_of(&file.path)) {
            of_wiki(&input.files, &file.path, &file.listed)
        } else {
            file.listed.clone()
        };
        of_folder(listed, &file.path, &input.files)
    });
    let is_jekyll = input.orders.contains_key("_config.yml");
    let of_jekyll = is_jekyll.then(|| nav_pages::pages(&input.files));
    let of_jekyll = of_jekyll.filter(|pages| !pages.is_empty());
    said.chain(input.orders.iter().filter_map(of_mkdocs))
        .chain(sidebars(input))
        .chain(toctrees(input))
        .chain(of_jekyll)
        .collect()
}

/// The list of a folder: a part of a course in which more lies. It begins with the folder's README
/// and ends with what the list does not name.
fn of_folder(mut listed: Vec<Listed>, file: &str, all: &[&Hashed<FileSays>]) -> Vec<Listed> {
    let mut folder = parent(file);
    while is_container(name_of(folder)) {
        folder = parent(folder);
    }
    if folder.is_empty() {
        return listed;
    }
    let part = ListedPart::Folder(folder.to_owned());
    for one in listed
        .iter_mut()
        .filter(|one| lies_below(folder, &one.path))
    {
        one.parts.insert(0, part.clone());
    }
    let start = all.partition_point(|file| &*file.path < folder);
    let inside = all[start..].iter().map(|file| &*file.path);
    let mut inside = inside.take_while(|path| path.starts_with(folder));
    let readme = inside.find(|path| is_landing(path) && parent(path) == folder);
    if let Some(readme) = readme.filter(|readme| !listed.iter().any(|one| one.path == *readme)) {
        let readme = Listed::new(readme.to_owned(), None, std::slice::from_ref(&part));
        listed.insert(0, readme);
    }
    listed.push(Listed::all(folder, &[part]));
    listed
}

/// So deep do lists of Sphinx lead to others.
const TREES: usize = 16;

/// What the `{toctree}` of notes list: each that none of the others lists, with what those list
/// that it names, from the front to the end.
fn toctrees(input: &PlanInput) -> Vec<Vec<Listed>> {
    let files = input.files.iter();
    let trees: Vec<(&str, &[Listed])> = files
        .filter(|file| !file.toctree.is_empty())
        .map(|file| (&*file.path, &*file.toctree))
        .collect();
    if trees.is_empty() {
        return Vec::new();
    }
    let settings = input.orders.keys();
    let settings = settings.filter(|path| name_of(path) == sphinx::SETTINGS);
    let tops: Vec<&str> = settings.map(|path| parent(path)).collect();
    let known = documents(&input.files);
    let whole = |one: &Listed, file: &str| {
        // The nearest settings around the file.
        let is_around = |top: &&str| {
            let inside = file.strip_prefix(*top);
            top.is_empty() || inside.is_some_and(|inside| inside.starts_with('/'))
        };
        let top = tops
            .iter()
            .copied()
            .filter(is_around)
            .max_by_key(|top| top.len());
        let path = match one.path.strip_prefix('/') {
            Some(path) => format!("{}/{path}", top.unwrap_or_default()),
            None => one.path.clone(),
        };
        let path = path.trim_start_matches('/');
        known
            .get(path)
            .map_or_else(|| path.to_owned(), |path| (*path).to_owned())
    };
    let of_file: HashMap<&str, Vec<Listed>> = trees
        .iter()
        .map(|(file, listed)| {
            let listed = listed.iter().map(|one| Listed {
                path: whole(one, file),
                ..one.clone()
            });
            (*file, listed.collect())
        })
        .collect();
    let listed = of_file.values().flatten();
    let inner: HashSet<&str> = listed.map(|one| one.path.as_str()).collect();
    let roots = trees.iter().filter(|(file, _)| !inner.contains(file));
    let of_root = |(file, _): &(&str, &[Listed])| {
        // A book begins with the page that lists it.
        let mut out = vec![Listed::new((*file).to_owned(), None, &[])];
        let mut seen = HashSet::from([*file]);
        push_tree(file, &[], (&of_file, TREES), &mut seen, &mut out);
        out
    };
    roots.map(of_root).collect()
}

/// Adds what the list of a note names, with what these list.
fn push_tree<'t>(
    file: &str,
    parts: &[ListedPart],
    (trees, depth): (&'t HashMap<&str, Vec<Listed>>, usize),
    seen: &mut HashSet<&'t str>,
    out: &mut Vec<Listed>,
) {
    for one in trees.get(file).into_iter().flatten() {
        if !seen.insert(&one.path) {
            continue;
        }
        let parts = parts.iter().chain(&one.parts).cloned();
        // One that lists others is a part with them.
        let own = trees.get(&*one.path).filter(|inner| !inner.is_empty());
        let own = own.map(|_| match &one.title {
            Some(title) => ListedPart::called(title),
            None => ListedPart::Page(one.path.clone()),
        });
        let parts: Vec<ListedPart> = parts.chain(own).collect();
        out.push(Listed {
            parts: parts.clone(),
            ..one.clone()
        });
        if depth > 0 {
            push_tree(&one.path, &parts, (trees, depth - 1), seen, out);
        }
    }
}

/// What the sidebar or the first page of a wiki lists: pages by their names, wherever they lie
/// beside it. Case is no difference there, and a blank is a dash.
fn of_wiki(all: &[&Hashed<FileSays>], sidebar: &str, listed: &[Listed]) -> Vec<Listed> {
    let page = |path: &str| {
        let name = name_of(path);
        let name = without_ending(name).unwrap_or(name);
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
    // The end of a path is looked at before its name is looked for.
    let framed = files.filter(|path: &&str| {
        frames.iter().any(|frame| {
            text::ends_with_ignoring_case(path, frame) && name_of(path).len() == frame.len()
        })
    });
    let clone = input.is_wiki.then(|| input.notes.trim_end_matches('/'));
    framed.map(parent).chain(clone).collect()
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
    let settings = |folder: &str| {
        let settings = input.orders.iter().find(|(path, _)| {
            parent(path) == folder && name_of(path).starts_with("docusaurus.config.")
        });
        settings.map_or("", |(_, text)| &**text)
    };
    let list = |(path, text): (&String, &Arc<str>)| match name_of(path) {
        name if order::is_sidebars(name) => sidebars::sidebars(text, path, settings(parent(path))),
        "_toc.yml" => sphinx::contents(text, path),
        "_quarto.yml" | "_quarto.yaml" => sphinx::quarto(text, path),
        "_bookdown.yml" => sphinx::bookdown(text, path),
        _ => vitepress::settings(path, text, input.orders).map(|site| site.pages),
    };
    let mut lists: Vec<Vec<Listed>> = Vec::new();
    for one in input.orders.iter() {
        if let Some(list) = list(one) {
            let others = translated(input, one.0, &list);
            lists.push(list);
            lists.extend(others);
        }
    }
    lists.retain(|list| !list.is_empty());
    if lists.is_empty() {
        return lists;
    }
    let known = documents(&input.files);
    let found = |path: &str| {
        let folder = || known.get(path.strip_suffix("/index")?);
        known.get(path).or_else(folder)
    };
    let found = |path: String| found(&path).map_or(path, |path| (*path).to_owned());
    let place = |one: Listed| {
        let parts = one.parts.into_iter().map(|part| match part {
            ListedPart::Page(path) => ListedPart::Page(found(path)),
            part => part,
        });
        let parts = parts.collect();
        let path = found(one.path);
        Listed { path, parts, ..one }
    };
    let placed = |list: Vec<Listed>| list.into_iter().map(place).collect();
    lists.into_iter().map(placed).collect()
}

/// Where Docusaurus keeps the documents of a language, from its folder.
const OF_LANGUAGE: &str = "docusaurus-plugin-content-docs/current";

/// The sidebars of Docusaurus once more for each language into which its documents are translated.
fn translated(input: &PlanInput, file: &str, listed: &[Listed]) -> Vec<Vec<Listed>> {
    if !order::is_sidebars(name_of(file)) {
        return Vec::new();
    }
    let top = match parent(file) {
        "" => String::new(),
        folder => format!("{folder}/"),
    };
    let start = format!("{top}i18n/");
    let first = input.files.partition_point(|file| *file.path < *start);
    let paths = input.files[first..].iter().map(|file| &*file.path);
    let inside = paths.take_while(|path| path.starts_with(&start));
    let languages = inside.filter_map(|path| {
        let (language, rest) = path[start.len()..].split_once('/')?;
        rest.starts_with(OF_LANGUAGE).then_some(language)
    });
    let mut languages: Vec<&str> = languages.collect();
    languages.dedup();
    let docs = format!("{top}docs/");
    let of_language = |language: &str| {
        let folder = format!("{start}{language}");
        let words = input.orders.get(&format!("{folder}/{OF_LANGUAGE}.json"));
        let words = words.map_or_else(BTreeMap::new, |text| sidebars::translations(text));
        let said = |part: &ListedPart| match part {
            ListedPart::Called(word) => ListedPart::Called(words.get(word).unwrap_or(word).clone()),
            part => part.clone(),
        };
        let part = ListedPart::Folder(folder.clone());
        let place = |one: &Listed| {
            let inside = one.path.strip_prefix(&docs).unwrap_or(&one.path);
            let parts = std::iter::once(part.clone()).chain(one.parts.iter().map(said));
            Listed {
                path: format!("{folder}/{OF_LANGUAGE}/{inside}"),
                parts: parts.collect(),
                title: None,
                ..one.clone()
            }
        };
        listed.iter().map(place).collect()
    };
    languages.into_iter().map(of_language).collect()
}

/// Notes by the names under which lists of documents know them.
fn documents<'a>(files: &[&'a Hashed<FileSays>]) -> HashMap<String, &'a str> {
    let mut known: HashMap<String, &str> = HashMap::new();
    for file in files {
        let path: &str = &file.path;
        known.entry(sidebars::document(path)).or_insert(path);
        // The README of a folder is its first page where it has no other.
        if is_landing(path) {
            let folder = parent(path);
            let names = ["index", "README"].map(|name| match folder {
                "" => name.to_owned(),
                folder => format!("{folder}/{name}"),
            });
            for name in names.into_iter().chain([folder.to_owned()]) {
                known.entry(name).or_insert(path);
            }
        }
    }
    for file in files {
        // Its own name goes before the one without numbers.
        let path: &str = &file.path;
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        known.insert(stem.to_owned(), path);
    }
    // What its front matter calls it in its folder goes before all.
    for file in files {
        if let Some(id) = &file.document {
            let name = match parent(&sidebars::document(&file.path)) {
                "" => id.clone(),
                folder => format!("{folder}/{id}"),
            };
            known.insert(name, &file.path);
        }
    }
    known
}

/// What folders say of themselves, by their path.
pub(super) fn pages(input: &PlanInput) -> BTreeMap<String, PagesFile> {
    let found = input.orders.iter();
    let documents = OnceCell::new();
    let read = |(path, text): (&String, &Arc<str>)| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if order::is_meta(name) {
            let paths = input.files.iter().map(|file| &*file.path);
            let documents = documents.get_or_init(|| nextra::documents(paths));
            return Some((folder.to_owned(), nextra::pages(text, folder, documents)?));
        }
        if let Some(book) = order::book_of_zenn(text, path) {
            return Some((folder.to_owned(), book));
        }
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
    // So is what a list calls a folder.
    let folders = pages.values().flat_map(|pages| &pages.listed);
    let folders = folders.filter_map(|one| {
        let label = one.title.clone().filter(|_| !is_note(&one.path))?;
        let position = None;
        Some((
            one.path.clone(),
            Category {
                label: Some(label),
                position,
            },
        ))
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
    let sites = input.orders.iter();
    let sites = sites.filter_map(|(path, text)| vitepress::settings(path, text, input.orders));
    let sections = sites.flat_map(|site| site.sections).map(|(folder, label)| {
        let (label, position) = (Some(label), None);
        (folder, Category { label, position })
    });
    heads
        .chain(sections)
        .chain(folders)
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
