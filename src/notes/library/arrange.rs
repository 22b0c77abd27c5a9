//! The order of a course's files, and the parts that its inner folders are. Paths and what they say
//! of order in; indices in order out. By precedence: what a file or folder says itself (`order`,
//! `_category_.json`), lists that tools read (`SUMMARY.md`, `nav`), the list of links in a README
//! above, numbers of names, names.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::notes::library::file_names::{is_container, is_landing, name_of, stem};
use crate::notes::library::files::parent;
use crate::notes::library::listed::Listed;
use crate::notes::library::order::{Category, PagesFile};
use crate::notes::library::place_words;
use crate::notes::reading::front_matter_keys::Order;
use crate::notes::reading::numbers;
use crate::notes::sources::without_ending;
use crate::text::natural_cmp;

/// The place of what says none.
pub(super) const LAST: Order = Order(f64::INFINITY);

/// What arranging may know of a file.
#[derive(Clone, Copy)]
pub(super) struct FileToArrange<'a> {
    /// Relative to ROOT.
    pub path: &'a str,
    pub order: Option<Order>,
    /// Whether its folder shows it: a README.
    pub is_landing: bool,
    /// Whether it says in another language what a README says: those come behind the others.
    pub is_translated: bool,
    /// Whether it is about the repository rather than its subject: those come last.
    pub is_about: bool,
}

/// An inner folder as a part of its course.
#[derive(Clone, Debug)]
pub(super) struct FolderPart {
    /// What it is called where its README does not say.
    pub title: String,
    /// Whether that was said, whatever its README says.
    pub is_said: bool,
    /// The index of its README.
    pub readme: Option<usize>,
    /// The index of the part around it.
    pub parent: Option<usize>,
}

/// A course's files in their order.
#[derive(Debug, Default)]
pub(super) struct Arranged {
    pub files: Vec<usize>,
    /// The part of each.
    pub part_of: Vec<Option<usize>>,
    /// Whether each stands where somebody said, and not where its name puts it.
    pub is_said: Vec<bool>,
    pub parts: Vec<FolderPart>,
    /// What the folder around a file calls it that is the only one there, by its index.
    pub called: HashMap<usize, String>,
}

/// The order that a note's list of links gives: files, and folders by the first that lies in them.
pub(super) struct Ranks<'a>(HashMap<&'a str, ListedPlace>);

/// The place of a file or folder in a list of links.
#[derive(Clone, Copy)]
struct ListedPlace {
    place: usize,
    /// Whether it is an item or a row, and no link in prose.
    is_item: bool,
}

/// All that says something of order.
pub(super) struct Orders<'a> {
    /// Lists of READMEs, by their folder.
    pub lists: HashMap<&'a str, Vec<Ranks<'a>>>,
    /// What headings of READMEs call folders, by their path.
    pub headings: &'a HashMap<String, String>,
    /// What folders say of themselves, by their path without `/` at its end.
    pub pages: &'a BTreeMap<String, PagesFile>,
    /// What tools read, with the parts in it.
    pub navigation: Navigation,
    /// By folder, without `/` at its end.
    pub categories: &'a BTreeMap<String, Category>,
}

impl<'a> Ranks<'a> {
    /// The order that the list gives.
    pub(super) fn new(listed: &'a [Listed]) -> Self {
        let mut ranks = HashMap::new();
        for (place, one) in listed.iter().enumerate() {
            let is_item = one.is_item;
            // The table of a database stands beside the folder of its pages.
            let mut path = one.path.strip_suffix(".csv").unwrap_or(&one.path);
            while !path.is_empty() {
                let here = ListedPlace { place, is_item };
                let rank = ranks.entry(path).or_insert(here);
                if is_item && !rank.is_item {
                    *rank = here;
                }
                path = parent(path);
            }
        }
        Self(ranks)
    }

    /// The place of a file or folder, or of the folder that shows the file.
    fn place(&self, path: &str) -> Option<ListedPlace> {
        let around = || self.0.get(parent(path)).filter(|_| is_landing(path));
        self.0.get(path).or_else(around).copied()
    }
}

/// Lists that tools read as the order of chapters, with a way to find those that hold a file.
#[derive(Default)]
pub(super) struct Navigation {
    lists: Vec<Vec<Listed>>,
    /// By path the lists that name it, once for each time.
    naming: HashMap<String, Vec<usize>>,
}

impl Navigation {
    pub(super) fn new(lists: Vec<Vec<Listed>>) -> Self {
        let mut naming: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, list) in lists.iter().enumerate() {
            for one in list {
                naming.entry(one.path.clone()).or_default().push(i);
            }
        }
        Self { lists, naming }
    }

    /// Everything that is listed.
    pub(super) fn all(&self) -> impl Iterator<Item = &Listed> {
        self.lists.iter().flatten()
    }

    /// Whether a list names the file.
    pub(super) fn names(&self, path: &str) -> bool {
        self.naming.contains_key(path)
    }

    /// Whether a list names notes right in the folder and in folders inside of it, and most of all:
    /// it is the contents of one book.
    pub(super) fn is_of_all(&self, notes: &str, paths: &HashSet<&str>) -> bool {
        let is_whole = |list: &Vec<Listed>| {
            let named: HashSet<&str> = list.iter().map(|one| one.path.as_str()).collect();
            let named: Vec<&str> = named.intersection(paths).copied().collect();
            let is_top = |path: &&&str| path.get(notes.len()..).is_some_and(|it| !it.contains('/'));
            let top = named.iter().filter(is_top).count();
            top > 0 && top < named.len() && named.len() * 2 > paths.len()
        };
        self.lists.iter().any(is_whole)
    }

    /// The first list that holds two of these files.
    fn of<'p>(&self, paths: impl Iterator<Item = &'p str>) -> &[Listed] {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for list in paths.filter_map(|path| self.naming.get(path)).flatten() {
            *counts.entry(*list).or_default() += 1;
        }
        let first = counts.into_iter().find(|(_, count)| *count > 1);
        first.map_or(&[], |(list, _)| &self.lists[list])
    }
}

impl Orders<'_> {
    /// The rank of each of these siblings in the nearest README above that lists them: at least two
    /// of them, and half, or as items of a list where names don't number them; those that it does
    /// not name follow. A link or two among prose is no order.
    pub(super) fn ranks(&self, folder: &str, siblings: &[&str]) -> Vec<Option<usize>> {
        if let Some(pages) = self
            .pages
            .get(folder)
            .filter(|pages| !pages.listed.is_empty())
        {
            let ranks = Ranks::new(&pages.listed).0;
            // What is not named stands between those before and those behind.
            let place = |path: &&str| match ranks.get(*path) {
                Some(rank) if rank.place < pages.rest => rank.place,
                Some(rank) => rank.place + 1,
                None => pages.rest,
            };
            return siblings.iter().map(|path| Some(place(path))).collect();
        }
        let above = std::iter::successors(Some(folder), |folder| {
            (!folder.is_empty()).then(|| parent(folder))
        });
        for list in above.filter_map(|folder| self.lists.get(folder)).flatten() {
            let ranks = siblings.iter().map(|path| list.place(path));
            let ranks: Vec<Option<ListedPlace>> = ranks.collect();
            let known = ranks.iter().flatten().count();
            let items = ranks.iter().flatten().filter(|rank| rank.is_item).count();
            let is_order = known > 1 && known * 2 >= siblings.len();
            let is_list = items > 1 || items * 2 >= siblings.len() && items > 0;
            if is_order || is_list && !are_numbered(siblings) {
                return ranks.into_iter().map(|rank| Some(rank?.place)).collect();
            }
        }
        vec![None; siblings.len()]
    }
}

/// Whether most of these files and folders have a number in their name.
fn are_numbered(paths: &[&str]) -> bool {
    let numbered = paths.iter().filter(|path| number(stem(path)).is_some());
    numbered.count() * 2 > paths.len()
}

/// Where a file stands whatever its order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum SiblingKind {
    /// A README is the first of its folder, whatever else lies there.
    Landing,
    Subject,
    Translation,
    Paper,
}

/// A file or folder among its siblings.
struct Sibling<'a> {
    path: &'a str,
    name: &'a str,
    order: Order,
    rank: usize,
    number: Option<u32>,
    /// Where its name puts it without a number.
    place: i32,
    kind: SiblingKind,
    /// Whether it is the blog beside the documents of a site.
    is_blog: bool,
    /// The files of a folder; of a file itself.
    files: Vec<usize>,
    is_folder: bool,
}

/// Puts the files of the course in `folder` (without `/` at its end) in order.
pub(super) fn arrange<'a>(
    folder: &str,
    files: &[usize],
    about: &dyn Fn(usize) -> FileToArrange<'a>,
    orders: &Orders<'_>,
) -> Arranged {
    let mut out = Arranged::default();
    let places: HashMap<&str, usize> = files.iter().map(|&i| (about(i).path, i)).collect();
    let mine = orders.navigation.of(places.keys().copied());
    let mut done: HashSet<usize> = HashSet::new();
    let mut said = SaidParts::default();
    for listed in mine {
        let Some(&i) = places
            .get(listed.path.as_str())
            .filter(|i| done.insert(**i))
        else {
            continue;
        };
        out.files.push(i);
        let part = said.part(&listed.parts, &mut out.parts);
        out.part_of.push(part);
        out.is_said.push(true);
    }
    // A README that no list names is the first of its folder, wherever that stands.
    let rest = files.iter().copied().filter(|i| !done.contains(i));
    let (readmes, mut rest): (Vec<usize>, Vec<usize>) = rest.partition(|&i| {
        let file = about(i);
        !mine.is_empty() && file.is_landing && parent(file.path) != folder
    });
    rest.extend(place_readmes(readmes, about, &mut out));
    rest.sort_unstable();
    let paths: Vec<&'a str> = files.iter().map(|&i| about(i).path).collect();
    let folder = inmost(folder, &paths);
    push_folder(folder, rest, (None, true), about, orders, &mut out);
    out
}

/// Puts each of these READMEs before the first file in its folder, in the part of that; those of
/// folders in which none stands come back.
fn place_readmes<'a>(
    mut readmes: Vec<usize>,
    about: &dyn Fn(usize) -> FileToArrange<'a>,
    out: &mut Arranged,
) -> Vec<usize> {
    if readmes.is_empty() {
        return readmes;
    }
    let mut first_in: HashMap<&str, usize> = HashMap::new();
    for &i in &out.files {
        let mut folder = parent(about(i).path);
        while !folder.is_empty() && !first_in.contains_key(folder) {
            first_in.insert(folder, i);
            folder = parent(folder);
        }
    }
    // That of an outer folder comes first.
    readmes.sort_by_key(|&i| about(i).path.matches('/').count());
    let mut before: HashMap<usize, Vec<usize>> = HashMap::new();
    readmes.retain(|&i| {
        let first = first_in.get(parent(about(i).path));
        if let Some(first) = first {
            before.entry(*first).or_default().push(i);
        }
        first.is_none()
    });
    let placed = std::mem::take(out);
    out.parts = placed.parts;
    out.called = placed.called;
    let each = placed.files.into_iter().zip(placed.part_of);
    for ((i, part), is_said) in each.zip(placed.is_said) {
        for readme in before.remove(&i).into_iter().flatten() {
            out.files.push(readme);
            out.part_of.push(part);
            out.is_said.push(false);
        }
        out.files.push(i);
        out.part_of.push(part);
        out.is_said.push(is_said);
    }
    readmes
}

/// The folder in which all files of a course begin: `src/content/docs` are folders that tools ask
/// for, and no parts where nothing lies beside them.
pub(super) fn inmost<'p>(mut folder: &'p str, paths: &[&'p str]) -> &'p str {
    let first = paths.first().copied().unwrap_or_default();
    loop {
        let inside = first.get(folder.len()..).unwrap_or_default();
        let inside = inside.trim_start_matches('/');
        let Some((name, rest)) = inside.split_once('/') else {
            return folder;
        };
        let end = first.len() - rest.len();
        let are_inside = paths.iter().all(|path| path.get(..end) == first.get(..end));
        if !is_container(name) || !are_inside {
            return folder;
        }
        folder = &first[..end - 1];
    }
}

/// Parts that a list says, by their title and the part around them.
#[derive(Default)]
struct SaidParts<'a>(HashMap<(Option<usize>, &'a str), usize>);

impl<'a> SaidParts<'a> {
    /// The part with these titles, outermost first, which is new unless it was said before.
    fn part(&mut self, titles: &'a [String], parts: &mut Vec<FolderPart>) -> Option<usize> {
        let mut around = None;
        for title in titles {
            around = Some(*self.0.entry((around, title)).or_insert_with(|| {
                parts.push(FolderPart {
                    title: title.clone(),
                    is_said: true,
                    readme: None,
                    parent: around,
                });
                parts.len() - 1
            }));
        }
        around
    }
}

fn push_folder<'a>(
    folder: &str,
    files: Vec<usize>,
    (part, is_around): (Option<usize>, bool),
    about: &dyn Fn(usize) -> FileToArrange<'a>,
    orders: &Orders<'_>,
    out: &mut Arranged,
) {
    let siblings = siblings(folder, files, about, orders);
    // A README is the first of its folder, whatever else lies there.
    let others = siblings
        .iter()
        .filter(|sibling| sibling.kind != SiblingKind::Landing);
    let is_alone = others.count() < 2;
    let bundles = bundles(&siblings, about);
    for (sibling, is_bundle) in siblings.into_iter().zip(bundles) {
        let is_first = sibling.kind == SiblingKind::Landing;
        let has_place = is_first || sibling.order != LAST || sibling.rank != usize::MAX;
        let is_said = is_around && (is_alone || has_place);
        if !sibling.is_folder {
            out.part_of.extend(sibling.files.iter().map(|_| part));
            out.is_said.extend(sibling.files.iter().map(|_| is_said));
            out.files.extend(sibling.files);
            continue;
        }
        let readme = sibling.files.iter().copied().find(|&i| {
            let file = about(i);
            file.is_landing && parent(file.path) == sibling.path
        });
        if is_bundle {
            let title = numbers::file_title(sibling.name).1;
            out.called.insert(sibling.files[0], title);
        }
        // A folder of one README is no part.
        let inner = if is_bundle || readme.is_some() && sibling.files.len() == 1 {
            part
        } else {
            let said = orders.categories.get(sibling.path);
            let said = said.and_then(|category| category.label.clone());
            out.parts.push(FolderPart {
                is_said: said.is_some(),
                title: said
                    .or_else(|| orders.headings.get(sibling.path).cloned())
                    .unwrap_or_else(|| numbers::file_title(sibling.name).1),
                readme,
                parent: part,
            });
            Some(out.parts.len() - 1)
        };
        let around = (inner, is_said);
        push_folder(sibling.path, sibling.files, around, about, orders, out);
    }
}

/// Which folders hold one note under a name that the one note of another has, too, as
/// `01-intro/notes.md` and `02-heaps/notes.md` do: folders of a page and what belongs to it.
fn bundles<'a>(siblings: &[Sibling<'_>], about: &dyn Fn(usize) -> FileToArrange<'a>) -> Vec<bool> {
    let only = |sibling: &Sibling| {
        let [only] = sibling.files[..] else {
            return None;
        };
        let path = about(only).path;
        let is_right = sibling.is_folder && parent(path) == sibling.path;
        is_right.then(|| name_of(path))
    };
    let names: Vec<Option<&str>> = siblings.iter().map(only).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in names.iter().flatten() {
        *counts.entry(name).or_default() += 1;
    }
    let is_shared = |name: Option<&str>| name.is_some_and(|name| counts[name] > 1);
    names.into_iter().map(is_shared).collect()
}

/// The files and folders right in a folder, in order.
fn siblings<'a>(
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
    let mut all: Vec<Sibling<'a>> = Vec::new();
    let mut folders: HashMap<&str, usize> = HashMap::new();
    for i in files {
        let file = about(i);
        let inside = &file.path[start..];
        let Some((name, _)) = inside.split_once('/') else {
            let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
            all.push(Sibling {
                path: file.path,
                name: inside,
                order: file.order.unwrap_or(LAST),
                rank: usize::MAX,
                number: number(stem),
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
            name,
            order: said.and_then(|said| said.position).map_or(LAST, Order),
            rank: usize::MAX,
            number: number(name),
            place: 0,
            kind: SiblingKind::Subject,
            is_blog: false,
            files: vec![i],
            is_folder: true,
        });
    }
    for sibling in all.iter_mut().filter(|sibling| sibling.is_folder) {
        let landing = sibling
            .files
            .iter()
            .map(|&i| about(i))
            .find(|file| file.is_landing && parent(file.path) == sibling.path);
        if let Some(order) = landing.and_then(|file| file.order) {
            sibling.order = order;
        }
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
    for (sibling, rank) in all.iter_mut().zip(orders.ranks(folder, &paths)) {
        sibling.rank = rank.unwrap_or(usize::MAX);
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
    // Where most are numbered, files and folders stand among each other.
    let listed = all
        .iter()
        .filter(|sibling| sibling.kind == SiblingKind::Subject && sibling.place == 0);
    let numbered = listed.clone().filter(|sibling| sibling.number.is_some());
    let are_numbered = numbered.count() * 2 > listed.count();
    all.sort_by(|a, b| compare(a, b, are_numbered));
    all
}

fn compare(a: &Sibling<'_>, b: &Sibling<'_>, are_numbered: bool) -> Ordering {
    let number = |one: &Sibling| one.number.unwrap_or(u32::MAX);
    let unnumbered = |one: &Sibling| are_numbered && one.number.is_none();
    let kind = |one: &Sibling| one.is_folder && !(are_numbered && one.number.is_some());
    (a.kind.cmp(&b.kind))
        .then_with(|| a.order.cmp(&b.order))
        .then_with(|| a.rank.cmp(&b.rank))
        .then_with(|| a.is_blog.cmp(&b.is_blog))
        .then_with(|| a.place.cmp(&b.place))
        .then_with(|| unnumbered(a).cmp(&unnumbered(b)))
        .then_with(|| kind(a).cmp(&kind(b)))
        .then_with(|| number(a).cmp(&number(b)))
        .then_with(|| by_name(a.name, b.name))
}

/// Names in order: `kubernetes.md` comes before `kubernetes-cheatsheet.md`.
pub(super) fn by_name(a: &str, b: &str) -> Ordering {
    let bare = |name| without_ending(name).unwrap_or(name);
    natural_cmp(bare(a), bare(b)).then_with(|| natural_cmp(a, b))
}

/// The folder that sites keep their documents in.
pub(super) const DOCUMENTS: &str = "docs";

/// Whether a folder is called as the blog of a site, which comes behind documents beside it.
pub(super) fn is_blog(name: &str) -> bool {
    name == "blog"
}

/// The number by which a name stands in order; `3-1` stands by its 3, a date by none.
pub(super) fn number(stem: &str) -> Option<u32> {
    if let Some(&first) = numbers::of_file(stem).0.first() {
        return Some(first);
    }
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = stem[..digits].parse().ok().filter(|_| digits <= 4)?;
    let rest = stem[digits..].trim_start_matches(['-', '_', '.']);
    let is_section = rest.starts_with(|c: char| c.is_ascii_digit());
    let is_all = stem.len() == digits;
    ((is_all || is_section) && !numbers::is_year(number)).then_some(number)
}
