//! Notes beside the folder of the notes, which is all that is read where there is one. What was
//! found in, a message out where they may have been meant. Reads none of them.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::notes::left_out;
use crate::notes::library::file_names::{is_about, is_landing, is_translated_readme, stem};
use crate::notes::library::list_links::{self, LinkStyle};
use crate::notes::library::site_name::is_readme;
use crate::notes::sources::{Access, STATIC, Sources, is_note};
use crate::text::is_syllable;

/// Files in which programs say how they are built: who keeps one in ROOT keeps a program there.
const MANIFESTS: [&str; 13] = [
    "Cargo.toml",
    "package.json",
    "pyproject.toml",
    "setup.py",
    "go.mod",
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    "Gemfile",
    "composer.json",
    "CMakeLists.txt",
    "Makefile",
    "pubspec.yaml",
];

/// That notes beside that folder are not read: where they are a fourth as many, or the README of
/// ROOT lists them. Papers about the repository are no notes, and neither is its README; beside a
/// program other READMEs, what lies right in ROOT and a few notes in its folders are about that.
/// Whoever names the folder in the settings (`is_said`) knows what it hides.
pub(crate) fn outside(sources: &Sources, is_said: bool) -> Option<Diagnostic> {
    let folder = sources.notes_folder.as_str();
    if folder.is_empty() || is_said {
        return None;
    }
    let is_program = MANIFESTS
        .iter()
        .any(|name| sources.files.contains_key(*name));
    let is_of_program = |path: &str| is_program && (is_landing(path) || !path.contains('/'));
    let is_other = |path: &str| {
        let is_of_root = !path.contains('/') && (is_landing(path) || is_paper(path));
        let is_copied = STATIC.iter().any(|folder| path.starts_with(folder));
        is_note(path)
            && !path.starts_with(folder)
            && !is_of_root
            && !is_of_program(path)
            && !is_about(path)
            && !is_translated_readme(path)
            && !is_copied
    };
    let files = sources.files.iter();
    let others = files.filter(|(path, file)| file.access == Access::Open && is_other(path));
    let others: BTreeSet<&str> = others.map(|(path, _)| path.as_str()).collect();
    let readme = sources.orders.iter().find(|(path, _)| is_readme(path));
    let listed = readme.map(|(path, text)| list_links::links(text, path, LinkStyle::Markdown));
    let mut listed = listed.into_iter().flatten();
    let times = if is_program { 1 } else { 4 };
    let are_many = others.len() * times >= sources.notes.len();
    let are_meant = are_many || listed.any(|one| others.contains(&*one.path));
    let first = others.first().filter(|_| are_meant)?;
    Some(left_out::notes_outside(folder, others.len(), first))
}

/// Whether a note is written in capitals, as papers about a repository are: `ARCHITECTURE.md`.
fn is_paper(path: &str) -> bool {
    let stem = stem(path);
    let is_small = |c: char| c.is_lowercase() || is_syllable(c);
    stem.contains(char::is_uppercase) && !stem.contains(is_small)
}
