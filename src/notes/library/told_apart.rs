//! Notes of one title side by side, which lists of chapters tell apart by what their files are
//! called: `정리 (heap)`, `정리 (stack)`. What a course's chapters are called in, what each is
//! called among the others out. Page names are given elsewhere.

use std::collections::{BTreeMap, HashMap};

use crate::address::NotePath;
use crate::fingerprint::Hashed;
use crate::notes::library::chapter::Said;
use crate::notes::library::file_names::{is_landing, name_of, stem};
use crate::notes::library::files::parent;
use crate::notes::reading::numbers::file_title;

/// A chapter of a course of files.
#[derive(Clone, Hash)]
pub(super) struct ListedChapter<'a> {
    pub part: Option<usize>,
    pub said: &'a Hashed<Said>,
    /// Its file, relative to ROOT.
    pub path: &'a Hashed<NotePath>,
    /// Who wrote it, of several who did.
    pub member: Option<String>,
}

impl<'a> ListedChapter<'a> {
    fn title(&self) -> &'a str {
        self.said.listed.as_ref().unwrap_or(&self.said.title)
    }
}

/// What each chapter is called among the others where that is more than its title; nothing at all
/// where no two have one title.
pub(super) fn told_apart(chapters: &[ListedChapter<'_>]) -> Vec<Option<String>> {
    let mut firsts: HashMap<_, usize> = HashMap::with_capacity(chapters.len());
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, one) in chapters.iter().enumerate() {
        let shown = (one.part, &one.said.numbers, one.title());
        let first = *firsts.entry(shown).or_insert(at);
        if first != at {
            groups.entry(first).or_insert_with(|| vec![first]).push(at);
        }
    }
    if groups.is_empty() && chapters.iter().all(|one| one.member.is_none()) {
        return Vec::new();
    }
    let mut out = vec![None; chapters.len()];
    for group in groups.values() {
        let paths: Vec<&str> = group.iter().map(|&at| &***chapters[at].path).collect();
        for (&at, name) in group.iter().zip(names(&paths)) {
            let title = chapters[at].title();
            out[at] = name
                .filter(|name| name != title)
                .map(|name| format!("{title} ({name})"));
        }
    }
    for (one, out) in chapters.iter().zip(&mut out) {
        if let Some(member) = &one.member {
            *out = Some(format!("{} ({member})", one.title()));
        }
    }
    out
}

/// What the files are called, or their folders where files of several folders have one name.
/// Nothing for the one that its folder shows, beside others.
fn names(paths: &[&str]) -> Vec<Option<String>> {
    let of_file = |path: &&str| file_title(stem(path)).1;
    let of_folder = |path: &&str| file_title(name_of(parent(path))).1;
    let files: Vec<String> = paths.iter().map(of_file).collect();
    let folders: Vec<String> = paths.iter().map(of_folder).collect();
    let is_own = |names: &[String], name: &String| {
        !name.is_empty() && names.iter().filter(|other| *other == name).count() == 1
    };
    let each = paths.iter().zip(&files).zip(&folders);
    each.map(|((path, file), folder)| {
        if is_own(&files, file) {
            (!is_landing(path)).then(|| file.clone())
        } else {
            is_own(&folders, folder).then(|| folder.clone())
        }
    })
    .collect()
}
