//! Which files form which course and in which order their chapters stand. Texts in; plans out. No
//! Markdown is parsed here.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::fingerprint::Hashed;
use crate::notes::library::arrange;
use crate::notes::library::course_order::{others_before, sort};
use crate::notes::library::drafts::Plan;
use crate::notes::library::file_names::{
    is_about, is_contents, is_home, is_landing, is_map, is_of_folder, is_translated_readme,
    name_of, stem, translated_from,
};
use crate::notes::library::files::parent;
use crate::notes::library::folder_pages;
use crate::notes::library::grouped::{Grouped, NoteKinds, is_in};
use crate::notes::library::list_headings;
use crate::notes::library::list_links::{self, LinkStyle};
use crate::notes::library::list_places::NotePlaces;
use crate::notes::library::listed::Listed;
use crate::notes::library::name_order::number;
use crate::notes::library::order_numbers;
use crate::notes::library::pages::{Unsaid, is_dated, landing};
use crate::notes::library::prepared::{CutChapters, FileSays};
use crate::notes::library::ranks::{Navigation, Orders, Ranks, lies_below};
use crate::notes::library::said_order::{
    PlanInput, categories, homes, navigation, pages, summaries, wikis,
};
use crate::notes::library::settings_files::{self, SettingsOf};
use crate::notes::library::shared_titles::named_instead;
use crate::notes::library::siblings::FileToArrange;
use crate::notes::library::site_name::{is_readme, makes_pages};
use crate::notes::reading::numbers::without_id;
use crate::text::slug;

/// The courses, and the index of the site's own landing page.
pub(super) type Plans = (Vec<Plan>, Option<usize>);

/// So many short notes of one kind are no courses: nobody begins four and ends none.
const MANY: usize = 4;

/// A section of an introduction is not twice as long, in bytes: rules, members, a table of days.
const BRIEF: usize = 1024;

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

/// Names of notes that begin their folders as a README does: each is the only note right in three
/// folders and more, and lies beside no other, but in one of them there are folders with others.
/// `02-variables/article.md` is what its exercises `02-variables/1-hello/task.md` belong to.
fn names_of_heads<'a>(all: &[&'a Hashed<FileSays>]) -> HashSet<&'a str> {
    let mut alone: HashMap<&str, Option<&str>> = HashMap::new();
    let mut around: HashSet<&str> = HashSet::new();
    for file in all {
        let folder = parent(&file.path);
        let name = name_of(&file.path);
        let known = alone.entry(folder).or_insert(Some(name));
        if *known != Some(name) {
            *known = None;
        }
        around.insert(parent(folder));
    }
    // Of each name how many folders begin so, how many have others around, how many are counted.
    let mut folders: HashMap<&str, [usize; 3]> = HashMap::new();
    for (folder, name) in &alone {
        let Some(name) = name.filter(|_| !folder.is_empty()) else {
            continue;
        };
        let [count, outer, counted] = folders.entry(name).or_default();
        *count += 1;
        *outer += usize::from(around.contains(folder));
        *counted += usize::from(number(name_of(folder)).is_some());
    }
    let beside = all
        .iter()
        .filter(|file| alone[parent(&file.path)].is_none());
    let beside: HashSet<&str> = beside.map(|file| name_of(&file.path)).collect();
    let is_head = |(name, [count, outer, counted]): &(&str, [usize; 3])| {
        let is_row = *count > 2 && *outer > 0 && *counted == *count;
        is_row && !beside.contains(name) && !is_landing(name)
    };
    folders
        .into_iter()
        .filter(is_head)
        .map(|(name, _)| name)
        .collect()
}

/// How many notes in each folder the items of READMEs name, by themselves or by a folder of theirs.
fn named_in<'l>(
    all: &[&Hashed<FileSays>],
    listed: &'l [(&str, Vec<Listed>)],
) -> HashMap<&'l str, usize> {
    let readmes = listed.iter().filter(|(path, _)| is_landing(path));
    let items = readmes.flat_map(|(_, listed)| listed);
    let paths = items.filter(|one| one.is_item).map(|one| &*one.path);
    let paths: HashSet<&str> = paths.collect();
    let mut named: HashMap<&str, usize> = HashMap::new();
    for path in paths {
        let count = notes_in(path, all).max(1);
        let mut folder = path;
        while !folder.is_empty() {
            *named.entry(folder).or_default() += count;
            folder = parent(folder);
        }
    }
    named
}

/// How many notes lie in a folder, at any depth.
fn notes_in(folder: &str, all: &[&Hashed<FileSays>]) -> usize {
    // `0` is the sign behind `/`.
    let (start, end) = (format!("{folder}/"), format!("{folder}0"));
    let first = all.partition_point(|file| *file.path < *start);
    let last = all.partition_point(|file| *file.path < *end);
    last - first
}

/// Whether a note is another in one language, beside which it lies: `start.ko.md` and `start.md`.
fn is_translation(path: &str, all: &[&Hashed<FileSays>]) -> bool {
    let beside = translated_from(path);
    beside.is_some_and(|beside| {
        let found = all.binary_search_by(|file| (*file.path).cmp(&*beside));
        found.is_ok()
    })
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

/// Takes out of the files of a course those that do nothing but name a folder in which others lie.
fn take_heads(files: &mut Vec<usize>, all: &[&Hashed<FileSays>]) -> Vec<usize> {
    let is_head = |i: &usize| all[*i].only_title.is_some();
    if !files.iter().any(is_head) {
        return Vec::new();
    }
    let mut folders: HashSet<&str> = HashSet::new();
    for &i in files.iter().filter(|i| !is_head(i)) {
        let mut folder = parent(&all[i].path);
        while folders.insert(folder) && !folder.is_empty() {
            folder = parent(folder);
        }
    }
    let stays = |i: &usize| !is_head(i) || !folders.contains(parent(&all[*i].path));
    let (kept, heads) = files.iter().partition(|i| stays(i));
    *files = kept;
    heads
}

/// Which notes may be courses by themselves: those with numbered chapters that nobody calls a page.
/// What a tool lists is a page there, and so is each note of a tool that makes a page of every
/// file; a note that is called by its day is one of many.
fn cut(input: &PlanInput, orders: &Orders<'_>) -> Vec<bool> {
    let is_published = makes_pages(input.orders);
    // What lies beside a README on top, by its number.
    let row = input.files.iter().filter_map(|file| {
        let inside = file.path.strip_prefix(input.notes)?;
        let (name, _) = inside.split_once('/').unwrap_or((stem(inside), ""));
        number(name)
    });
    let row: HashSet<u32> = row.collect();
    let is_own = |path: &str| is_landing(path) && is_in(input.notes, path);
    let others = input.files.iter();
    let others =
        others.filter(|file| !file.is_blank && !is_about(&file.path) && !is_own(&file.path));
    let others: Vec<u64> = others.map(|file| 1 << file.halvings.min(40)).collect();
    let all_others = others
        .iter()
        .fold(0, |sum: u64, one| sum.saturating_add(*one));
    let is_page = |file: &FileSays| {
        let path = &*file.path;
        // A README whose brief numbered sections are fewer words than the notes beside it is their
        // cover, and so is one that tells steps, counted again under each heading.
        let is_brief = 1_usize << file.halvings.min(40) <= BRIEF * file.numbers.len();
        let is_less = || others.len() > 1 && all_others >= 1 << file.halvings.min(40);
        let is_counted_again = || {
            let mut numbers = file.numbers.windows(2);
            numbers.any(|pair| pair[1] <= pair[0]) && !others.is_empty()
        };
        let is_cover = is_own(path)
            && is_brief
            && !file.is_long
            && file.chapters == CutChapters::Numbered
            && (is_less() || is_counted_again());
        // A README that says nothing yet, or a little, of what lies beside it by the same numbers
        // is the plan of that.
        let of_row = file.numbers.iter().filter(|number| row.contains(number));
        let is_of_row = of_row.count() * 2 > file.numbers.len() && !file.is_long;
        let is_plan = (file.is_outline || is_of_row) && row.len() > 1 && is_own(path);
        let is_inside = !is_in(input.notes, path);
        let introduces = file.introduces && !file.is_long && is_own(path) && !others.is_empty();
        is_plan
            || is_cover
            || introduces
            || is_dated(stem(path))
            || orders.navigation.names(path)
            || is_published && is_inside && !file.is_long
    };
    let files = input.files.iter();
    files
        .map(|file| file.chapters != CutChapters::None && !is_page(file))
        .collect()
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

/// Whether short files with numbered headings side by side in a folder are articles about its
/// subject: fewer than half of the folders hold nothing else, or there are too many of them to be
/// courses.
fn together(
    notes: &str,
    NoteKinds { all, cut, .. }: NoteKinds<'_, '_>,
    folders: &BTreeMap<&str, Vec<usize>>,
) -> bool {
    let mut like = 0;
    let mut short = 0;
    for (folder, files) in folders {
        let path = format!("{notes}{folder}/");
        let is_course = |i: &&usize| cut[**i] && is_in(&path, &all[**i].path);
        let courses = files.iter().filter(is_course).count();
        if courses > 1 {
            like += usize::from(courses == files.len());
            short += files
                .iter()
                .filter(is_course)
                .filter(|i| !all[**i].is_long)
                .count();
        }
    }
    like * 2 < folders.len() || short >= MANY
}
