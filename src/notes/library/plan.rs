//! Which files form which course and in which order their chapters stand. Texts in; plans out. No
//! Markdown is parsed here.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::fingerprint::Hashed;
use crate::notes::library::arrange;
use crate::notes::library::course_order::{others_before, sort};
use crate::notes::library::drafts::Plan;
use crate::notes::library::file_names::{
    is_about, is_contents, is_home, is_landing, is_map, is_of_folder, is_translated_readme,
    name_of, stem,
};
use crate::notes::library::file_says::{CutChapters, FileSays};
use crate::notes::library::files::parent;
use crate::notes::library::folder_pages;
use crate::notes::library::grouped::{Grouped, NoteKinds, is_in};
use crate::notes::library::heads::{
    is_translation, named_in, names_of_heads, notes_in, take_heads,
};
use crate::notes::library::list_headings;
use crate::notes::library::list_links::{self, LinkStyle};
use crate::notes::library::list_places::NotePlaces;
use crate::notes::library::listed::Listed;
use crate::notes::library::name_order::number;
use crate::notes::library::order_numbers;
use crate::notes::library::own_courses::{cut, together};
use crate::notes::library::pages::{Unsaid, landing};
use crate::notes::library::ranks::{Navigation, Orders, Ranks, lies_below};
use crate::notes::library::said_order::{
    PlanInput, categories, homes, navigation, pages, summaries, wikis,
};
use crate::notes::library::settings_files::{self, SettingsOf};
use crate::notes::library::shared_titles::named_instead;
use crate::notes::library::siblings::FileToArrange;
use crate::notes::library::site_name::is_readme;
use crate::notes::reading::numbers::without_id;
use crate::text::slug;

/// The courses, and the index of the site's own landing page.
pub(super) type Plans = (Vec<Plan>, Option<usize>);

/// The folder of what is left over beside a README.md that is a course.
const LEFT_OVER: &str = "notes";

/// The folder of papers about the repository that stand apart from what is left over.
const PAPERS: &str = "about";

/// Which files form which course, by the rules of ARCHITECTURE.md, and the site's own landing page.
pub(super) fn plan(input: &PlanInput) -> Plans {
    let Some(moved) = folder_pages::moved(&input.files) else {
        return plan_of(input);
    };
    let files = moved.files.iter().collect();
    let (mut plans, home) = plan_of(&PlanInput { files, ..*input });
    for plan in &mut plans {
        plan.source = moved.name(&plan.source).to_owned();
        let files = plan.files.iter_mut();
        let parts = plan.parts.iter_mut();
        let readmes = parts.filter_map(|part| part.readme.as_mut());
        let heads = plan.heads.iter_mut().map(|(head, _)| head);
        let single = plan.readme.iter_mut().chain(&mut plan.summary);
        for i in files.chain(readmes).chain(heads).chain(single) {
            *i = moved.from(*i);
        }
    }
    (plans, home.map(|i| moved.from(i)))
}

fn plan_of(input: &PlanInput) -> Plans {
    let (notes, all) = (input.notes, input.files.as_slice());
    let summaries = summaries(all);
    let pages = pages(input);
    let categories = categories(input, &pages);
    let wikis = wikis(input);
    let homes = homes(input, &wikis, &summaries);
    let mut lists: HashMap<&str, Vec<Ranks>> = HashMap::new();
    let places = NotePlaces::new(all);
    let says = all
        .iter()
        .filter(|file| !file.listed.is_empty() && !file.is_of_tool);
    let listed: Vec<(&str, Vec<Listed>)> = says
        .map(|file| (&*file.path, places.of(&file.listed)))
        .collect();
    for (path, listed) in listed.iter().filter(|(path, _)| is_landing(path)) {
        let of_folder = lists.entry(parent(path)).or_default();
        of_folder.push(Ranks::new(listed));
    }
    for (folder, listed) in &homes {
        lists.entry(folder).or_default().push(Ranks::new(listed));
    }
    // The README beside the folder of the notes is none of them, and says their order where no note
    // does.
    let beside = input.orders.iter().find(|(path, _)| is_readme(path));
    let beside = beside.filter(|_| !notes.is_empty());
    let beside = beside.map(|(path, text)| list_links::links(text, path, LinkStyle::Markdown));
    let beside = beside.map(|listed| places.of(&listed)).unwrap_or_default();
    if !beside.is_empty() {
        let of_notes = lists.entry(notes.trim_end_matches('/')).or_default();
        if of_notes.is_empty() {
            of_notes.push(Ranks::new(&beside));
        }
    }
    // A note that does nothing else says the order where the README does not, and so does the note
    // of a folder.
    let lists_others = |path: &str| is_contents(path) || is_of_folder(path);
    for (path, listed) in listed.iter().filter(|(path, _)| lists_others(path)) {
        lists
            .entry(parent(path))
            .or_default()
            .push(Ranks::new(listed));
    }
    // A map of notes in a folder of maps is of the notes beside that.
    for (path, listed) in listed.iter().filter(|(path, _)| is_map(path)) {
        let folder = parent(path);
        if !folder.is_empty() && !listed.iter().any(|one| lies_below(folder, &one.path)) {
            lists
                .entry(parent(folder))
                .or_default()
                .push(Ranks::new(listed));
        }
    }
    let readmes = listed.iter().filter(|(path, _)| is_landing(path));
    let leads = readmes
        .clone()
        .flat_map(|(path, listed)| list_headings::folder_leads(path, listed));
    let named = named_in(all, &listed);
    let names = readmes
        .clone()
        .flat_map(|(path, listed)| list_headings::folder_names(path, listed))
        .filter(|(folder, _)| {
            // A list names a folder that holds most of it.
            let named = named.get(&**folder).copied().unwrap_or_default();
            named * 2 >= notes_in(folder, all)
        });
    let links = readmes.flat_map(|(path, listed)| list_headings::folder_links(path, listed));
    // "`books/`" is how a folder is written, not what it is called.
    let bare = |(folder, words): (String, String)| {
        let name = words.trim_end_matches('/');
        let name = if name.is_empty() { &words } else { name };
        (folder, name.to_owned())
    };
    let headings: HashMap<String, String> = leads.chain(names).chain(links).map(bare).collect();
    let orders = Orders {
        lists,
        headings: &headings,
        pages: &pages,
        navigation: Navigation::new(navigation(input, &summaries), all),
        categories: &categories,
    };
    let unsaid = Unsaid::new(all, &orders);
    let cut = cut(input, &orders);
    let files = NoteKinds {
        all,
        wikis: &wikis,
        cut: &cut,
    };
    let paths: HashSet<&str> = all.iter().map(|file| &*file.path).collect();
    let is_book = orders.navigation.is_of_all(notes, &paths);
    let front = front_page(notes, all, &listed);
    let grouped = Grouped::new(notes, files, (&summaries, is_book), (&unsaid, front));
    let (mut plans, home) = courses(notes, files, grouped, &orders);
    let mut titles: HashMap<&str, &str> = HashMap::new();
    let of_pages = pages.values().flat_map(|pages| &pages.listed);
    for one in orders.navigation.all().chain(of_pages) {
        if let Some(title) = &one.title {
            titles.entry(&one.path).or_insert(title);
        }
    }
    // The nearest README comes last of those that name a note.
    let mut called: HashMap<&str, &str> = HashMap::new();
    let readmes = listed.iter().filter(|(path, _)| !is_contents(path));
    for one in readmes.flat_map(|(_, listed)| listed) {
        if let Some(words) = &one.words {
            called.insert(&one.path, words);
        }
    }
    let heads = names_of_heads(all);
    let about = |i: usize| FileToArrange {
        path: &all[i].path,
        order: all[i].order,
        own_number: all[i].own_number,
        posted: all[i].posted,
        is_landing: is_landing(&all[i].path) && !all[i].is_of_tool
            || is_home(name_of(&all[i].path)) && wikis.contains(parent(&all[i].path))
            || heads.contains(name_of(&all[i].path)),
        // In a folder of its subject `security.md` is a note, and `SECURITY.md` no more than above.
        is_translated: is_translated_readme(&all[i].path) || is_translation(&all[i].path, all),
        is_about: all[i].is_of_tool
            || is_about(&all[i].path)
                && (is_in(notes, &all[i].path) || !stem(&all[i].path).contains(char::is_lowercase)),
    };
    let settings = input
        .orders
        .keys()
        .filter_map(|path| settings_files::of(path));
    let taken_off = settings.filter(|(_, tool)| *tool == SettingsOf::Docusaurus);
    let taken_off: Vec<&str> = taken_off.map(|(folder, _)| folder).collect();
    for plan in plans.iter_mut().filter(|plan| plan.folder) {
        let category = categories.get(&plan.source);
        plan.label = category.and_then(|category| category.label.clone());
        plan.heading = headings.get(&plan.source).cloned();
        let heads = take_heads(&mut plan.files, all);
        let arranged = arrange::arrange(&plan.source, &plan.files, &about, &orders);
        plan.files = arranged.files;
        let first = |&head: &usize| {
            let folder = parent(&all[head].path);
            let mut files = plan.files.iter();
            let place = files.position(|&i| lies_below(folder, &all[i].path));
            Some((head, place?))
        };
        plan.heads = heads.iter().filter_map(first).collect();
        plan.parts = arranged.parts;
        plan.part_of = arranged.part_of;
        plan.is_said = arranged.is_said;
        let folder = |&i: &usize| {
            arranged
                .folders
                .get(&i)
                .map(|name| Arc::from(name.as_str()))
        };
        plan.page_of = plan.files.iter().map(folder).collect();
        // A page of a folder of its own counts by the number of that.
        let path = |(&i, page): (&usize, &Option<Arc<str>>)| {
            let path = &*all[i].path;
            let is_named = page.is_some() && number(stem(path)).is_none();
            let folder = || format!("{}.md", parent(path));
            if is_named { folder() } else { path.to_owned() }
        };
        let paths: Vec<String> = plan.files.iter().zip(&plan.page_of).map(path).collect();
        plan.only_order = order_numbers::only_order(&paths, &taken_off);
        let is_said = plan.is_said.iter().zip(&plan.only_order);
        plan.is_said = is_said.map(|(said, only)| *said || *only).collect();
        let listed = |&i: &usize| titles.get(&*all[i].path).map(|title| Arc::from(*title));
        plan.listed = plan.files.iter().map(listed).collect();
        // A link to a folder means its README.
        let words = |&i: &usize| {
            let path = &*all[i].path;
            let of_folder = || called.get(parent(path)).filter(|_| is_landing(path));
            called.get(path).or_else(of_folder).copied().map(Arc::from)
        };
        plan.called = plan.files.iter().map(words).collect();
        let lists = plan.listed.iter().zip(&plan.called);
        let said: Vec<Option<Arc<str>>> = lists
            .map(|(listed, called)| listed.clone().or_else(|| called.clone()))
            .collect();
        let says: Vec<&Hashed<FileSays>> = plan.files.iter().map(|&i| all[i]).collect();
        plan.named_instead = named_instead(&says, &said, &plan.page_of);
        // Files are in the order of their paths, those of a folder side by side.
        let start = match plan.source.as_str() {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let first = summaries.partition_point(|&i| *all[i].path < *start);
        let is_inside = |i: &&usize| all[**i].path.starts_with(&start);
        plan.summary = summaries.get(first).filter(is_inside).copied();
    }
    (plans, home)
}

/// The note right in the folder of the notes that is called as those are which list the others, and
/// lists most of them: the first page of a vault that has no README.
fn front_page(
    notes: &str,
    all: &[&Hashed<FileSays>],
    listed: &[(&str, Vec<Listed>)],
) -> Option<usize> {
    let place = |path: &str| all.binary_search_by(|file| (*file.path).cmp(path)).ok();
    let lists_most = |listed: &[Listed]| {
        let known = listed.iter().filter(|one| place(&one.path).is_some());
        let known = known.count();
        known > 1 && known * 2 >= all.len().saturating_sub(1)
    };
    let mut found = listed
        .iter()
        .filter(|(path, listed)| is_in(notes, path) && is_contents(path) && lists_most(listed));
    let (first, _) = found.next()?;
    place(first).filter(|_| found.next().is_none())
}

/// The courses, and the index of the site's own landing page.
fn courses(
    notes: &str,
    files: NoteKinds<'_, '_>,
    grouped: Grouped<'_>,
    orders: &Orders<'_>,
) -> Plans {
    let NoteKinds { all, wikis, cut } = files;
    let Grouped {
        mut home,
        root_course,
        singles,
        mut left,
        mut folders,
        ..
    } = grouped;
    for (folder, files) in &mut folders {
        left.extend(take_leaves(&format!("{notes}{folder}/"), files, all, cut));
    }
    left.sort_unstable();
    // The top-level files left over form one course together; without `notes/` it is the site
    // itself, unless README.md is the course at the site's root.
    let at_root = notes.is_empty() && root_course.is_none();
    let left_base = match notes.trim_end_matches('/') {
        "" if at_root => String::new(),
        "" => LEFT_OVER.to_owned(),
        notes => slug(notes),
    };
    let single = |i: usize, base: Option<String>, whole: &str| Plan {
        source: all[i].path.to_string(),
        base,
        files: vec![i],
        whole: Some(whole.to_owned()),
        ..Plan::default()
    };
    let mut plans: Vec<Plan> = Vec::new();
    if let Some(i) = root_course {
        plans.push(single(i, Some(String::new()), ""));
    }
    // A short note alone in its folder is a course only where that is how the notes are kept.
    let alone = |files: &Vec<usize>| files.len() == 1 && cut[files[0]];
    let has_posts = left.iter().any(|&i| all[i].posted.is_some());
    let count = folders.len() + usize::from(has_posts);
    let are_rare = folders.values().filter(|files| alone(files)).count() * 2 < count;
    let is_article = |i: usize| are_rare && !all[i].is_long;
    let are_articles = together(notes, files, &folders);
    let singles = singles.into_iter().map(|i| single(i, None, &left_base));
    let mut others: Vec<Plan> = singles.collect();
    for (folder, files) in folders {
        let path = format!("{notes}{folder}/");
        let base = slug(without_id(folder));
        let paths: Vec<&str> = files.iter().map(|&i| &*all[i].path).collect();
        let inmost = format!("{}/", arrange::inmost(path.trim_end_matches('/'), &paths));
        let readme = [&path, &inmost]
            .into_iter()
            .find_map(|path| landing((all, wikis), path, files.iter().copied()));
        let chapters: Vec<usize> = files.into_iter().filter(|i| Some(*i) != readme).collect();
        let are_courses = chapters.iter().all(|&i| {
            cut[i]
                && is_in(&path, &all[i].path)
                && number(stem(&all[i].path)).is_none()
                && (all[i].is_long || !are_articles)
        });
        // A file of what is called chapters is the course that it is, whatever few notes join it.
        let is_called = |&i: &usize| {
            all[i].chapters == CutChapters::Called
                && cut[i]
                && is_in(&path, &all[i].path)
                && number(stem(&all[i].path)).is_none()
        };
        let (called, beside): (Vec<usize>, Vec<usize>) =
            chapters.iter().partition(|i| is_called(i));
        let is_theirs = readme.is_none() && !beside.is_empty() && called.len() >= beside.len();
        if is_theirs {
            others.extend(called.iter().map(|&i| single(i, None, &base)));
        }
        let chapters = if is_theirs { beside } else { chapters };
        match (chapters.as_slice(), readme) {
            ([], Some(only)) if cut[only] && !is_article(only) => {
                others.push(single(only, Some(base.clone()), &base));
            }
            // A folder that holds one file of numbered chapters (and its pictures) is that file's
            // course; several such files are a course each, unless their names number them.
            ([only], None) if cut[*only] && !is_article(*only) => {
                others.push(single(*only, None, &base));
            }
            (several, None) if are_courses && (several.len() > 1) => {
                others.extend(several.iter().map(|&i| single(i, None, &base)));
            }
            (chapters, readme) => others.push(Plan {
                source: format!("{notes}{folder}"),
                base: Some(base),
                files: readme
                    .filter(|_| chapters.is_empty())
                    .map_or_else(|| chapters.to_vec(), |only| vec![only]),
                folder: true,
                readme: readme.filter(|_| !chapters.is_empty()),
                ..Plan::default()
            }),
        }
    }
    sort(&mut others, notes, all, orders);
    let first = plans.len() + others_before(&left, &others, notes, all, orders);
    plans.extend(others);
    let folder = notes.trim_end_matches('/').to_owned();
    // What is about the repository never becomes the site's first page.
    let whole = left.iter().filter(|&&i| !all[i].is_paper()).count();
    let is_whole = whole > 0;
    // One leaf beside courses (`TODO.md`) is no course that the site begins with, unless the README
    // lists it before them.
    let is_main = plans.is_empty() || first == 0 || whole > 1 && whole >= plans.len();
    if !left.is_empty() && (is_whole || !plans.is_empty()) {
        let takes_home = at_root && is_whole && is_main;
        let readme = if takes_home { home.take() } else { None };
        let base = if at_root && !takes_home {
            LEFT_OVER.to_owned()
        } else {
            left_base
        };
        // Papers about the repository stand behind all that follows.
        let is_last = first == plans.len();
        let (papers, left): (Vec<usize>, Vec<usize>) = left
            .into_iter()
            .partition(|&i| is_whole && !is_last && all[i].is_paper());
        let course = |base: &str, files, readme| Plan {
            source: folder.clone(),
            base: Some(base.to_owned()),
            files,
            folder: true,
            readme,
            ..Plan::default()
        };
        plans.insert(first, course(&base, left, readme));
        if !papers.is_empty() {
            plans.push(course(
                if base.is_empty() { LEFT_OVER } else { PAPERS },
                papers,
                None,
            ));
        }
    } else if plans.is_empty()
        && let files = home.take().into_iter().chain(left).collect::<Vec<_>>()
        && !files.is_empty()
    {
        // A README without numbered chapters and nothing else of its kind: one page.
        plans.push(Plan {
            source: folder,
            base: Some(String::new()),
            files,
            folder: true,
            ..Plan::default()
        });
    }
    (plans, home)
}

/// Takes out of a folder whose one file on top holds numbered chapters what its inner folders say
/// of themselves, such as the README of an example: that file is the course, unless it lists them.
fn take_leaves(
    folder: &str,
    files: &mut Vec<usize>,
    all: &[&Hashed<FileSays>],
    cut: &[bool],
) -> Vec<usize> {
    let (top, inner): (Vec<usize>, Vec<usize>) =
        files.iter().partition(|&&i| is_in(folder, &all[i].path));
    let [course] = top[..] else {
        return Vec::new();
    };
    let is_listed = |path: &str| all[course].listed.iter().any(|one| *one.path == *path);
    let is_leaf =
        |&i: &usize| is_landing(&all[i].path) && !all[i].is_long && !is_listed(&all[i].path);
    if !cut[course] || !inner.iter().all(is_leaf) {
        return Vec::new();
    }
    *files = vec![course];
    inner
}
