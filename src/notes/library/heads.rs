//! Notes that stand for the folder in which others lie, as a README does, by whatever name: what
//! files are called and where they lie in; names, and files that are the heads of others out.

use std::collections::{HashMap, HashSet};

use crate::fingerprint::Hashed;
use crate::notes::library::file_names::{is_landing, name_of, translated_from};
use crate::notes::library::file_says::FileSays;
use crate::notes::library::files::parent;
use crate::notes::library::listed::Listed;
use crate::notes::library::name_order::number;

/// Names of notes that begin their folders as a README does: each is the only note right in three
/// folders and more, and lies beside no other, but in one of them there are folders with others.
/// `02-variables/article.md` is what its exercises `02-variables/1-hello/task.md` belong to.
pub(super) fn names_of_heads<'a>(all: &[&'a Hashed<FileSays>]) -> HashSet<&'a str> {
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
pub(super) fn named_in<'l>(
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
pub(super) fn notes_in(folder: &str, all: &[&Hashed<FileSays>]) -> usize {
    // `0` is the sign behind `/`.
    let (start, end) = (format!("{folder}/"), format!("{folder}0"));
    let first = all.partition_point(|file| *file.path < *start);
    let last = all.partition_point(|file| *file.path < *end);
    last - first
}

/// Whether a note is another in one language, beside which it lies: `start.ko.md` and `start.md`.
pub(super) fn is_translation(path: &str, all: &[&Hashed<FileSays>]) -> bool {
    let beside = translated_from(path);
    beside.is_some_and(|beside| {
        let found = all.binary_search_by(|file| (*file.path).cmp(&*beside));
        found.is_ok()
    })
}

/// Takes out of the files of a course those that do nothing but name a folder in which others lie.
pub(super) fn take_heads(files: &mut Vec<usize>, all: &[&Hashed<FileSays>]) -> Vec<usize> {
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
