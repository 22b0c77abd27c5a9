//! Pages that stand beside the folder which they are the landing page of: `network.md` beside
//! `network/`, as notes of folders in Obsidian and modules of Rust are kept, and in an export of
//! Notion `Study 1a2b….md` beside `Study/`. For the plan they lie in it. What files say in, that
//! under other paths out.

use std::collections::{HashMap, HashSet};

use crate::address::NotePath;
use crate::fingerprint::Hashed;
use crate::notes::library::file_names::{is_landing, stem};
use crate::notes::library::file_says::{CutChapters, FileSays};
use crate::notes::library::files::parent;
use crate::notes::reading::numbers::without_id;

/// The name that such a page has in its folder.
const NAME: &str = "README.md";

/// Files of which some lie in their folders, in the order of their paths.
pub(super) struct Moved {
    pub files: Vec<Hashed<FileSays>>,
    /// The index that each had.
    from: Vec<usize>,
    /// What the files were called, by the paths that they have here.
    names: HashMap<String, NotePath>,
}

/// The files with such pages in their folders; `None` where there are none.
pub(super) fn moved(all: &[&Hashed<FileSays>]) -> Option<Moved> {
    let mut folders: HashSet<&str> = HashSet::new();
    // A folder that has a landing page needs no other.
    let mut taken: HashSet<String> = HashSet::new();
    for file in all {
        let mut folder = parent(&file.path);
        if is_landing(&file.path) {
            taken.insert(folder.to_owned());
        }
        while !folder.is_empty() && folders.insert(folder) {
            folder = parent(folder);
        }
    }
    let mut places: HashMap<&str, String> = HashMap::new();
    // A course by itself stays one.
    let is_course = |file: &FileSays| file.chapters != CutChapters::None && file.is_long;
    for path in all
        .iter()
        .filter(|file| !is_course(file))
        .map(|file| &file.path)
    {
        let around = parent(path);
        let stem = stem(path);
        let named = [stem, without_id(stem)].map(|name| match around {
            "" => name.to_owned(),
            around => format!("{around}/{name}"),
        });
        let free = named
            .into_iter()
            .find(|folder| folders.contains(folder.as_str()) && !taken.contains(folder));
        if let Some(folder) = free {
            places.insert(path, format!("{folder}/{NAME}"));
            taken.insert(folder);
        }
    }
    if places.is_empty() {
        return None;
    }
    let place = |path: &str| places.get(path).cloned();
    let moved = |file: &&Hashed<FileSays>| {
        let mut says = FileSays::clone(file);
        for listed in &mut says.listed {
            if let Some(path) = place(&listed.path) {
                listed.path = path;
            }
        }
        if let Some(path) = place(&says.path) {
            says.path = path.as_str().into();
        }
        Hashed::new(says)
    };
    let mut files: Vec<(Hashed<FileSays>, usize)> = all.iter().map(moved).zip(0..).collect();
    files.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    let (files, from) = files.into_iter().unzip();
    let named = |path: &str| Some((place(path)?, path.into()));
    let names = places.keys().filter_map(|path| named(path)).collect();
    Some(Moved { files, from, names })
}

impl Moved {
    /// The index that a file had.
    pub(super) fn from(&self, i: usize) -> usize {
        self.from.get(i).copied().unwrap_or(i)
    }

    /// Where the file really lies that lies at a path here.
    pub(super) fn name<'p>(&'p self, path: &'p str) -> &'p str {
        self.names.get(path).map_or(path, |name| name)
    }
}
