//! Where the files lie that the lists of READMEs name: without their ending, as the page that a
//! tool makes of them, by the name of a page. What is listed in, the same with paths of notes out.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::fingerprint::Hashed;
use crate::notes::library::file_names::name_of;
use crate::notes::library::file_says::FileSays;
use crate::notes::library::files::parent;
use crate::notes::library::listed::Listed;
use crate::notes::sources::{with_endings, without_ending};

/// The notes, with a way to find one by its path or name.
pub(super) struct NotePlaces<'a> {
    /// In the order of their paths.
    all: &'a [&'a Hashed<FileSays>],
    /// The notes that are called so, wherever they lie.
    by_name: OnceCell<HashMap<String, Vec<&'a str>>>,
}

impl<'a> NotePlaces<'a> {
    pub(super) fn new(all: &'a [&'a Hashed<FileSays>]) -> Self {
        Self {
            all,
            by_name: OnceCell::new(),
        }
    }

    /// What is listed, by the paths of the notes and folders that are meant.
    pub(super) fn of(&self, listed: &[Listed]) -> Vec<Listed> {
        let found = |one: &Listed| {
            let path = self.path(&one.path).or_else(|| {
                let named = one.needs_file.then(|| self.by_name(&one.path))?;
                named.map(str::to_owned)
            });
            // What leads nowhere still says where its folder stands.
            let path = path.or_else(|| (!one.needs_file).then(|| one.path.clone()))?;
            Some(Listed {
                path,
                ..one.clone()
            })
        };
        listed.iter().filter_map(found).collect()
    }

    /// The note or folder that a written path means.
    fn path(&self, written: &str) -> Option<String> {
        if self.is_note(written) || self.is_folder(written) {
            return Some(written.to_owned());
        }
        let page = [".html", ".htm"]
            .iter()
            .find_map(|ending| written.strip_suffix(ending));
        if let Some(folder) = page.and_then(|page| page.strip_suffix("/index"))
            && self.is_folder(folder)
        {
            return Some(folder.to_owned());
        }
        with_endings(page.unwrap_or(written)).find(|path| self.is_note(path))
    }

    fn is_note(&self, path: &str) -> bool {
        let found = self.all.binary_search_by(|file| (*file.path).cmp(path));
        found.is_ok()
    }

    /// Whether a note lies in such a folder.
    fn is_folder(&self, path: &str) -> bool {
        let start = format!("{path}/");
        let next = self.all.partition_point(|file| *file.path < *start);
        let next = self.all.get(next);
        next.is_some_and(|file| file.path.starts_with(&start))
    }

    /// The note that `[[Page]]` means: case is no difference there, and a blank is a dash. A path
    /// has to be right.
    fn by_name(&self, written: &str) -> Option<&'a str> {
        let key = |path: &str| {
            let name = name_of(path);
            let name = without_ending(name).unwrap_or(name);
            name.to_lowercase().replace(' ', "-")
        };
        if without_ending(written).is_some() {
            return None;
        }
        let named = self.by_name.get_or_init(|| {
            let mut named: HashMap<String, Vec<&str>> = HashMap::new();
            for file in self.all {
                named.entry(key(&file.path)).or_default().push(&file.path);
            }
            named
        });
        // The one beside the list, else the one highest up.
        let beside = |path: &&&str| parent(path) == parent(written);
        let named = named.get(&key(written))?;
        let highest = || named.iter().min_by_key(|path| path.matches('/').count());
        named.iter().find(beside).or_else(highest).copied()
    }
}
