//! Notes of one title side by side, which lists of chapters tell apart by what their files are
//! called: `정리 (heap)`, `정리 (stack)`. What a course's chapters are called in, what each is
//! called among the others out. Page names are given elsewhere.

use std::collections::HashMap;

use crate::notes::library::chapter::Parsed;
use crate::notes::library::file_names::{is_landing, name_of, stem};
use crate::notes::library::files::parent;
use crate::notes::library::prepared::Prepared;
use crate::notes::reading::numbers::file_title;
use crate::remembered::Made;

/// A chapter of a course of files.
#[derive(Clone, Copy, Hash)]
pub(super) struct ListedChapter<'a> {
    pub part: Option<usize>,
    /// What it says of itself.
    pub parsed: &'a Made<Parsed>,
    /// Its file.
    pub file: &'a Made<Prepared>,
}

impl<'a> ListedChapter<'a> {
    fn title(&self) -> &'a str {
        let said = &self.parsed.said;
        said.listed.as_ref().unwrap_or(&said.title)
    }
}

/// What each chapter is called among the others where that is more than its title; nothing where
/// all are called as they are.
pub(super) fn told_apart(chapters: &[ListedChapter<'_>]) -> Vec<Option<String>> {
    let mut equal: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, one) in chapters.iter().enumerate() {
        let shown = (one.part, &one.parsed.said.numbers, one.title());
        equal.entry(shown).or_default().push(at);
    }
    if equal.len() == chapters.len() {
        return Vec::new();
    }
    let mut out = vec![None; chapters.len()];
    for group in equal.values().filter(|group| group.len() > 1) {
        let paths: Vec<&str> = group.iter().map(|&at| &**chapters[at].file.path).collect();
        for (&at, name) in group.iter().zip(names(&paths)) {
            let title = chapters[at].title();
            out[at] = name
                .filter(|name| name != title)
                .map(|name| format!("{title} ({name})"));
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
