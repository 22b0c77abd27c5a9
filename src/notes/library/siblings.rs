//! The files and folders right in a folder, in their order. By precedence: what each says itself,
//! lists, words of place, numbers of names, names. Indices in, siblings out.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::notes::library::file_names::{
    folded, is_container, is_contents, is_landing, is_of_folder, is_of_package, name_of, stem,
};
use crate::notes::library::files::parent;
use crate::notes::library::name_order::{DOCUMENTS, by_name, is_blog, number};
use crate::notes::library::place_words;
use crate::notes::library::posts::POSTS;
use crate::notes::library::ranks::{Orders, lies_below};
use crate::notes::reading::front_matter_keys::Order;
use crate::notes::reading::numbers::{self, without_id};

/// The place of what says none.
pub(super) const LAST: Order = Order(f64::INFINITY);

/// What arranging may know of a file.
#[derive(Clone, Copy)]
pub(super) struct FileToArrange<'a> {
    /// Relative to ROOT.
    pub path: &'a str,
    pub order: Option<Order>,
    /// The number of its first heading.
    pub own_number: Option<u32>,
    /// When it was written, if it stands by that: a post, a page of Hugo.
    pub posted: Option<u64>,
    /// Whether its folder shows it: a README.
    pub is_landing: bool,
    /// Whether it says in another language what a README says: those come behind the others.
    pub is_translated: bool,
    /// Whether it is about the repository rather than its subject: those come last.
    pub is_about: bool,
}

/// Where a file stands whatever its order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SiblingKind {
    /// A README is the first of its folder, whatever else lies there.
    Landing,
    Subject,
    Translation,
    Paper,
}

/// A file or folder among its siblings.
pub(super) struct Sibling<'a> {
    pub path: &'a str,
    /// The folder in it in which all of it lies, where the folders on the way are such as tools
    /// want: `src`, `contents`, a package of Java.
    pub inner: &'a str,
    pub name: &'a str,
    pub order: Order,
    pub rank: usize,
    /// Under what a README lists it, outermost first; `None` where none does.
    pub groups: Option<Vec<String>>,
    /// When it was written, if it stands by that: a post, a page of Hugo.
    pub posted: u64,
    pub number: Option<u32>,
    /// The number of its heading, where that puts it in order.
    pub counted: Option<u32>,
    /// Where its name puts it without a number.
    pub place: i32,
    pub kind: SiblingKind,
    /// Whether it is the blog beside the documents of a site.
    pub is_blog: bool,
    /// The files of a folder; of a file itself.
    pub files: Vec<usize>,
    pub is_folder: bool,
}

/// Which folders hold one note under a name that the one note of another has, too, as
/// `01-intro/notes.md` and `02-heaps/notes.md` do, or under their own, as `cache/cache.md` does:
/// folders of a page and what belongs to it.
pub(super) fn bundles<'a>(
    siblings: &[Sibling<'_>],
    about: &dyn Fn(usize) -> FileToArrange<'a>,
) -> Vec<bool> {
    let only = |sibling: &Sibling| {
        let [only] = sibling.files[..] else {
            return None;
        };
        let path = about(only).path;
        let is_right = sibling.is_folder && parent(path) == sibling.inner;
        is_right.then(|| name_of(path))
    };
    let names: Vec<Option<&str>> = siblings.iter().map(only).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in names.iter().flatten() {
        *counts.entry(name).or_default() += 1;
    }
    let folders = siblings.iter().filter(|sibling| sibling.is_folder).count();
    // `PART1/PART_1_요약.md` is so called where all folders are of one note.
    let are_all = folders > 1 && names.iter().flatten().count() == folders;
    // Where most hold more, one note alone is that of the only member who wrote.
    let are_few = names.iter().flatten().count() * 2 < folders;
    // Among folders of a README each, one whose note is called otherwise is a page as they are.
    let readmes = names.iter().flatten().filter(|name| is_landing(name));
    let are_pages = readmes.count() * 2 > folders;
    let is_bundle = |(name, sibling): (Option<&str>, &Sibling)| {
        let shares = |name: &str| counts[name] > 1 && !are_few;
        let folder = || folded(sibling.name);
        name.is_some_and(|name| {
            let own = folded(without_id(stem(name)));
            let is_own = |folder: String| {
                own == folder
                    || folder.starts_with(&own) && own.chars().nth(2).is_some()
                    || are_all && own.starts_with(&folder)
            };
            // `week2/2주차정리.md`
            let counted = number(stem(name));
            let same = counted.is_some() && counted == number(sibling.name);
            are_pages
                || shares(name)
                || !own.is_empty() && is_own(folder())
                || same && is_count(sibling.name)
        })
    };
    let alone: Vec<bool> = names.iter().map(Option::is_some).collect();
    let found: Vec<bool> = names.into_iter().zip(siblings).map(is_bundle).collect();
    // So is one among many others of a page each.
    if found.iter().filter(|is_bundle| **is_bundle).count() * 3 > folders * 2 {
        return alone;
    }
    found
}

/// Whether the name of a folder only counts: `week2`, `3주차`.
fn is_count(name: &str) -> bool {
    numbers::of_file(name).1 == name.len()
}

/// The files and folders right in a folder, in order.
pub(super) fn siblings<'a>(
    folder: &str,
    files: Vec<usize>,
    about: &dyn Fn(usize) -> FileToArrange<'a>,
    orders: &Orders<'_>,
) -> Vec<Sibling<'a>> {
    let start = if folder.is_empty() {
        0
    } else {
        folder.len() + 1
    };
    let are_posts = name_of(folder) == POSTS;
    let mut all: Vec<Sibling<'a>> = Vec::new();
    let mut folders: HashMap<&str, usize> = HashMap::new();
    for i in files {
        let file = about(i);
        let inside = &file.path[start..];
        // Folders among posts only say where these are filed.
        let folder_of = inside.split_once('/').filter(|_| !are_posts);
        let Some((name, _)) = folder_of else {
            let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
            all.push(Sibling {
                path: file.path,
                inner: file.path,
                name: inside,
                order: file.order.unwrap_or(LAST),
                rank: usize::MAX,
                groups: None,
                posted: file.posted.unwrap_or(u64::MAX),
                number: number(stem),
                counted: file.own_number,
                place: 0,
                kind: match file {
                    _ if file.is_landing => SiblingKind::Landing,
                    _ if file.is_about => SiblingKind::Paper,
                    _ if file.is_translated => SiblingKind::Translation,
                    _ => SiblingKind::Subject,
                },
                is_blog: false,
                files: vec![i],
                is_folder: false,
            });
            continue;
        };
        if let Some(&at) = folders.get(name) {
            all[at].files.push(i);
            continue;
        }
        folders.insert(name, all.len());
        let path = &file.path[..start + name.len()];
        let said = orders.categories.get(path);
        all.push(Sibling {
            path,
            inner: path,
            name,
            order: said.and_then(|said| said.position).map_or(LAST, Order),
            rank: usize::MAX,
            groups: None,
            posted: u64::MAX,
            number: number(name),
            counted: None,
            place: 0,
            kind: SiblingKind::Subject,
            is_blog: false,
            files: vec![i],
            is_folder: true,
        });
    }
    for sibling in all.iter_mut().filter(|sibling| sibling.is_folder) {
        sibling.inner = inmost(sibling.path, &sibling.files, about);
        let landing = sibling
            .files
            .iter()
            .map(|&i| about(i))
            .find(|file| file.is_landing && parent(file.path) == sibling.inner);
        if let Some(order) = landing.and_then(|file| file.order) {
            sibling.order = order;
        }
        sibling.counted = landing.and_then(|file| file.own_number);
    }
    // Where some have said their place, the number of a name is the place of the others.
    if all.iter().any(|sibling| sibling.order != LAST) {
        for sibling in all.iter_mut().filter(|sibling| sibling.order == LAST) {
            sibling.order = sibling
                .number
                .map_or(LAST, |number| Order(f64::from(number)));
        }
    }
    let paths: Vec<&str> = all.iter().map(|sibling| sibling.path).collect();
    for (sibling, listed) in all.iter_mut().zip(orders.places(folder, &paths)) {
        sibling.rank = listed.map_or(usize::MAX, |listed| listed.place);
        sibling.groups = listed.map(|listed| listed.groups.to_vec());
    }
    if are_ranked_by_number(&all) {
        for sibling in &mut all {
            sibling.rank = usize::MAX;
        }
    }
    if all.iter().any(|sibling| sibling.name == DOCUMENTS) {
        for sibling in &mut all {
            sibling.is_blog = sibling.is_folder && is_blog(sibling.name);
        }
    }
    let (at, subjects): (Vec<usize>, Vec<&str>) = (all.iter().enumerate())
        .filter(|(_, sibling)| sibling.kind == SiblingKind::Subject && sibling.number.is_none())
        .map(|(i, sibling)| {
            let is_folder = sibling.is_folder;
            (
                i,
                if is_folder {
                    sibling.name
                } else {
                    stem(sibling.name)
                },
            )
        })
        .unzip();
    // Where a tool gives the order, names say nothing beside it.
    let is_said = orders
        .pages
        .get(folder)
        .is_some_and(|pages| !pages.listed.is_empty());
    let places = if is_said {
        Vec::new()
    } else {
        place_words::places(&subjects)
    };
    for (i, place) in at.into_iter().zip(places) {
        all[i].place = place;
        // A list of the others stands before what it lists.
        if place == place_words::CONTENTS && all[i].rank == usize::MAX {
            all[i].rank = 0;
        }
    }
    let heads = all.iter_mut().filter(|sibling| !sibling.is_folder);
    let is_head = |sibling: &&mut Sibling<'_>| {
        let is_list = is_contents(sibling.path) && sibling.rank == usize::MAX;
        is_of_folder(sibling.path) || is_list
    };
    for sibling in heads.filter(is_head) {
        sibling.place = place_words::CONTENTS;
        if sibling.rank == usize::MAX && !is_said {
            sibling.rank = 0;
        }
    }
    // Who numbers files says their order by that; a day is only when one was begun.
    if !are_posts && all.iter().any(|one| !one.is_folder && one.number.is_some()) {
        for sibling in &mut all {
            sibling.posted = u64::MAX;
        }
    }
    if !are_counted(&all) {
        for sibling in &mut all {
            sibling.counted = None;
        }
    }
    // Where most are numbered, files and folders stand among each other.
    let listed = all
        .iter()
        .filter(|sibling| sibling.kind == SiblingKind::Subject && sibling.place == 0);
    let has_number = |one: &&Sibling| one.number.or(one.counted).is_some();
    let numbered = listed.clone().filter(has_number);
    let are_numbered = numbered.count() * 2 > listed.count();
    all.sort_by(|a, b| compare(a, b, are_numbered));
    all
}

/// Whether the headings of siblings count them, where no name does and nobody else says their
/// order: most of those that have no place have a number there, each its own.
fn are_counted(all: &[Sibling<'_>]) -> bool {
    let subjects = || {
        all.iter()
            .filter(|one| one.kind == SiblingKind::Subject && one.place == 0)
    };
    let mut numbers: Vec<u32> = subjects().filter_map(|one| one.counted).collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    let is_said =
        |one: &Sibling| one.number.is_some() || one.order != LAST || one.posted != u64::MAX;
    count > 1
        && numbers.len() == count
        && count * 2 > subjects().count()
        && !subjects().any(is_said)
}

/// Whether a list names numbered siblings in the order of their numbers and leaves out others that
/// are numbered as well: these stand by their numbers, too.
fn are_ranked_by_number(all: &[Sibling<'_>]) -> bool {
    let subjects = || all.iter().filter(|one| one.kind == SiblingKind::Subject);
    let is_listed = |one: &&Sibling<'_>| one.rank != usize::MAX;
    let listed = subjects().filter(is_listed);
    let mut groups = listed.clone().map(|one| &one.groups);
    let first = groups.next();
    let are_one_group = groups.all(|other| Some(other) == first);
    let mut listed: Vec<(usize, u32)> = listed
        .filter_map(|one| Some((one.rank, one.number?)))
        .collect();
    listed.sort_unstable();
    let are_left_out = listed.len() < subjects().count();
    are_one_group
        && listed.len() > 1
        && are_left_out
        && subjects().all(|one| one.number.is_some())
        && listed.is_sorted_by_key(|(_, number)| *number)
}

/// The folder below another in which all of its files lie, through such folders as tools want.
fn inmost<'a>(
    folder: &'a str,
    files: &[usize],
    about: &dyn Fn(usize) -> FileToArrange<'a>,
) -> &'a str {
    let mut inner = folder;
    while let Some(first) = files.first().map(|&i| about(i).path)
        && let Some(inside) = first.get(inner.len() + 1..)
        && let Some((name, _)) = inside.split_once('/')
    {
        let next = &first[..inner.len() + 1 + name.len()];
        let is_all = files.iter().all(|&i| lies_below(next, about(i).path));
        if !is_all || !(is_container(name) || is_of_package(next)) {
            break;
        }
        inner = next;
    }
    inner
}

fn compare(a: &Sibling<'_>, b: &Sibling<'_>, are_numbered: bool) -> Ordering {
    let own = |one: &Sibling| one.number.or(one.counted);
    let number = |one: &Sibling| own(one).unwrap_or(u32::MAX);
    let unnumbered = |one: &Sibling| are_numbered && own(one).is_none();
    let is_row = |one: &Sibling| are_numbered && own(one).is_some();
    // `1주차 문제`, `1주차 답`
    let answers = |one: &Sibling| one.number.is_some() && place_words::answers(stem(one.name));
    let kind = |one: &Sibling| one.is_folder && !is_row(one) && one.name != POSTS;
    (a.kind.cmp(&b.kind))
        .then_with(|| a.order.cmp(&b.order))
        .then_with(|| a.rank.cmp(&b.rank))
        .then_with(|| a.is_blog.cmp(&b.is_blog))
        .then_with(|| a.place.cmp(&b.place))
        .then_with(|| a.posted.cmp(&b.posted))
        .then_with(|| unnumbered(a).cmp(&unnumbered(b)))
        .then_with(|| kind(a).cmp(&kind(b)))
        .then_with(|| number(a).cmp(&number(b)))
        .then_with(|| answers(a).cmp(&answers(b)))
        .then_with(|| by_name(a.name, b.name))
}
