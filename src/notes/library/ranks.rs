//! What lists say of order: of links in a README, of files in a folder, of what tools read. Lists
//! in; the places of files and folders out. Reads no file.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::fingerprint::Hashed;
use crate::notes::library::file_names::{is_landing, stem};
use crate::notes::library::file_says::FileSays;
use crate::notes::library::files::parent;
use crate::notes::library::listed::Listed;
use crate::notes::library::name_order::number;
use crate::notes::library::order::{Category, PagesFile};

/// The order that a note's list of links gives: files, and folders by the first that lies in them.
pub(super) struct Ranks<'a>(HashMap<&'a str, ListedPlace<'a>>);

/// The place of a file or folder in a list of links.
#[derive(Clone, Copy)]
pub(super) struct ListedPlace<'a> {
    pub place: usize,
    /// Under what it stands, outermost first.
    pub groups: &'a [String],
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
                let groups = &*one.groups;
                let here = ListedPlace {
                    place,
                    groups,
                    is_item,
                };
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
    fn place(&self, path: &str) -> Option<ListedPlace<'a>> {
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
    /// The same of those that mean it with all else in its folder.
    meaning: HashMap<String, Vec<usize>>,
}

impl Navigation {
    /// Lists, among notes of which they may name all in a folder.
    pub(super) fn new(lists: Vec<Vec<Listed>>, files: &[&Hashed<FileSays>]) -> Self {
        let mut naming: HashMap<String, Vec<usize>> = HashMap::new();
        let mut meaning: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, list) in lists.iter().enumerate() {
            for one in list {
                let Some(folder) = one.folder_of_all() else {
                    naming.entry(one.path.clone()).or_default().push(i);
                    continue;
                };
                let paths = files.iter().map(|file| &*file.path);
                for path in paths.filter(|path| lies_below(folder, path)) {
                    meaning.entry(path.to_string()).or_default().push(i);
                }
            }
        }
        Self {
            lists,
            naming,
            meaning,
        }
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
        let is_whole = |list: usize| {
            let is_named = |path: &&&str| {
                let lists = self.naming.get(**path);
                lists.is_some_and(|lists| lists.contains(&list))
            };
            let named: Vec<&str> = paths.iter().filter(is_named).copied().collect();
            let is_top = |path: &&&str| path.get(notes.len()..).is_some_and(|it| !it.contains('/'));
            let top = named.iter().filter(is_top).count();
            top > 0 && top < named.len() && named.len() * 2 > paths.len()
        };
        (0..self.lists.len()).any(is_whole)
    }

    /// Where the first list that names something in two of these files and folders names something
    /// in each.
    pub(super) fn places(&self, sources: &[&str]) -> Vec<Option<usize>> {
        let at: HashMap<&str, usize> = sources.iter().copied().zip(0..).collect();
        let of = |list: &Vec<Listed>| {
            let mut out = vec![None; sources.len()];
            for (place, one) in list.iter().enumerate() {
                let mut path = one.path.as_str();
                while !path.is_empty() {
                    if let Some(&source) = at.get(path) {
                        out[source].get_or_insert(place);
                    }
                    path = parent(path);
                }
            }
            out
        };
        let mut lists = self.lists.iter().map(of);
        let found = lists.find(|places: &Vec<_>| places.iter().flatten().count() > 1);
        found.unwrap_or_else(|| vec![None; sources.len()])
    }

    /// The lists that hold two of these files, of which the first names few itself.
    pub(super) fn of<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Vec<&[Listed]> {
        let mut holding: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for path in paths {
            let named = self.naming.get(path).into_iter().flatten();
            for list in named.chain(self.meaning.get(path).into_iter().flatten()) {
                let held = holding.entry(*list).or_default();
                // A list may name and mean it.
                if held.last() != Some(&path) {
                    held.push(path);
                }
            }
        }
        let mut out: Vec<&[Listed]> = Vec::new();
        let mut seen: HashSet<&str> = HashSet::new();
        for (list, held) in holding {
            let is_other =
                held.iter().filter(|path| seen.contains(**path)).count() * 2 <= held.len();
            if held.len() > 1 && is_other {
                out.push(&self.lists[list]);
                seen.extend(held);
            }
        }
        out
    }
}

/// Whether a file lies in the folder or in one inside of it.
pub(super) fn lies_below(folder: &str, path: &str) -> bool {
    let inside = path.strip_prefix(folder);
    folder.is_empty() || inside.is_some_and(|inside| inside.starts_with('/'))
}

impl<'a> Orders<'a> {
    /// The rank of each of these siblings, by its place.
    pub(super) fn ranks(&self, folder: &str, siblings: &[&str]) -> Vec<Option<usize>> {
        let places = self.places(folder, siblings).into_iter();
        places.map(|listed| Some(listed?.place)).collect()
    }

    /// The place of each of these siblings in the nearest README above that lists them: at least
    /// two of them, and half, or as items of a list where names don't number them; those that it
    /// does not name follow. A link or two among prose is no order, and beside numbers of names no
    /// link in prose is.
    pub(super) fn places(&self, folder: &str, siblings: &[&str]) -> Vec<Option<ListedPlace<'a>>> {
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
            let said = |path| ListedPlace {
                place: place(path),
                groups: &[],
                is_item: true,
            };
            return siblings.iter().map(|path| Some(said(path))).collect();
        }
        let above = std::iter::successors(Some(folder), |folder| {
            (!folder.is_empty()).then(|| parent(folder))
        });
        for list in above.filter_map(|folder| self.lists.get(folder)).flatten() {
            let ranks = siblings.iter().map(|path| list.place(path));
            let mut ranks: Vec<Option<ListedPlace<'a>>> = ranks.collect();
            if are_numbered(siblings) {
                for rank in &mut ranks {
                    *rank = rank.filter(|rank| rank.is_item);
                }
            }
            let known = ranks.iter().flatten().count();
            let items = ranks.iter().flatten().filter(|rank| rank.is_item).count();
            let is_order = known > 1 && known * 2 >= siblings.len();
            let is_list = items > 1 || items * 2 >= siblings.len() && items > 0;
            if is_order || is_list && !are_numbered(siblings) {
                return with_forgotten(siblings, ranks);
            }
        }
        vec![None; siblings.len()]
    }
}

/// The ranks with those of files that the list forgot: where it follows the numbers of names, each
/// stands with the one before it by its number.
fn with_forgotten<'a>(
    siblings: &[&str],
    mut ranks: Vec<Option<ListedPlace<'a>>>,
) -> Vec<Option<ListedPlace<'a>>> {
    let numbers = siblings.iter().map(|path| number(stem(path)));
    let numbers: Vec<Option<u32>> = numbers.collect();
    let both = ranks.iter().zip(&numbers);
    let listed = both.filter_map(|(rank, number)| (*rank).zip(*number));
    let mut listed: Vec<(ListedPlace<'a>, u32)> = listed.collect();
    listed.sort_unstable_by_key(|(rank, number)| (rank.place, *number));
    // What a list in groups forgot is of none.
    let is_one_group = listed
        .iter()
        .all(|(rank, _)| rank.groups == listed[0].0.groups);
    if listed.len() > 1 && is_one_group && listed.windows(2).all(|pair| pair[0].1 < pair[1].1) {
        for (rank, number) in ranks.iter_mut().zip(numbers) {
            let Some(number) = number.filter(|_| rank.is_none()) else {
                continue;
            };
            let before = listed.partition_point(|(_, other)| *other <= number);
            *rank = Some(listed[before.saturating_sub(1)].0);
        }
    }
    ranks
}

/// Whether most of these files and folders have a number in their name.
fn are_numbered(paths: &[&str]) -> bool {
    let numbered = paths.iter().filter(|path| number(stem(path)).is_some());
    numbered.count() * 2 > paths.len()
}
