//! Whatever notes are called and wherever they lie, each of them is on the site, or a message says
//! why not: no name is ever given to the later of two.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use notesite::{Memory, Timings};
use proptest::prelude::*;

use crate::common;

const FOLDERS: [&str; 8] = [
    "",
    "a/",
    "A/",
    "a b/",
    "a-b/",
    "notes/",
    "notes/a/",
    "notes/a/tags/",
];
const NAMES: [&str; 16] = [
    "README.md",
    "readme.md",
    "index.md",
    "a.md",
    "A.md",
    "a b.md",
    "a-b.md",
    "tags.md",
    "commands.md",
    "01. a.md",
    "1-a.md",
    "가.md",
    "\u{1100}\u{1161}.md",
    "404.md",
    "print.md",
    "a.markdown",
];

/// The text of a note: how it looks, and a word of its own in every part.
fn text(kind: usize, mark: &str) -> String {
    match kind {
        0 => format!("# a\n\n{mark}x0\n"),
        1 => format!("{mark}x0\n"),
        2 => format!("# a\n\n{mark}x0\n\n### 1. a\n- {mark}x1\n### 2. a\n- {mark}x2\n"),
        3 => format!("---\ntags: [a, print]\nslug: a\n---\n# a\n\n{mark}x0\n"),
        4 => format!("---\naliases: [a/a.html, index.html]\n---\n# tags\n\n{mark}x0\n"),
        _ => {
            format!("# 목차\n\n{mark}x0\n\n## 1. a\n{mark}x1\n## 2. a\n{mark}x2\n## 끝\n{mark}x3\n")
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]
    #[test]
    fn every_note_is_on_the_site_or_told(
        notes in prop::collection::btree_map(
            (prop::sample::select(FOLDERS.to_vec()), prop::sample::select(NAMES.to_vec())),
            0usize..6,
            1..10,
        ),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for (i, ((place, name), kind)) in notes.iter().enumerate() {
            let file = root.join(format!("{place}{name}"));
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(file, text(*kind, &format!("mark{i}"))).expect("written");
        }
        let (words, said) = site(root);
        // Where a folder is called `notes`, the notes are in it.
        let inside = notes.keys().any(|(place, _)| place.starts_with("notes/"));
        for (i, ((place, name), kind)) in notes.iter().enumerate() {
            if inside && !place.starts_with("notes/") {
                continue;
            }
            let path = notesite::inside::text::nfc(&format!("{place}{name}"));
            if said.contains(&path) {
                continue;
            }
            let text = text(*kind, &format!("mark{i}"));
            for mark in text.split(|c: char| !c.is_ascii_alphanumeric()) {
                prop_assert!(
                    !mark.starts_with("mark") || words.contains(mark),
                    "{path} ({kind}) lost {mark}; said {said:?}"
                );
            }
        }
    }
}

/// The marks on pages of chapters and landing pages, and the files that messages are about.
fn site(root: &Path) -> (BTreeSet<String>, BTreeSet<String>) {
    let request = common::request(root);
    let config = notesite::configure(&request).expect("no settings");
    let mut memory = Memory::forgetful();
    let site = notesite::load(&request, &config, &mut memory, &mut Timings::default());
    let site = site.expect("it is read");
    let said = site
        .diagnostics
        .iter()
        .map(|one| one.file.to_string())
        .collect();
    let mut words = BTreeSet::new();
    for (path, bytes) in common::pages(&site.value) {
        if path.ends_with(".html") && !path.ends_with("print.html") {
            let page = String::from_utf8_lossy(&bytes).into_owned();
            let marks = page.split(|c: char| !c.is_ascii_alphanumeric());
            words.extend(
                marks
                    .filter(|word| word.starts_with("mark"))
                    .map(str::to_owned),
            );
        }
    }
    (words, said)
}
