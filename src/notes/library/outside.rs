//! Notes beside the folder of the notes: whether that stands for all of them, and what is said
//! where it does. Paths in. Reads none of them.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::notes::left_out;
use crate::notes::library::file_names::{is_about, is_landing};
use crate::notes::library::files::parent;
use crate::notes::library::list_links::{self, LinkStyle};
use crate::notes::library::site_name::is_readme;
use crate::notes::sources::{Access, STATIC, Sources, is_note};

/// Files that only a program has in its folder.
const OF_PROGRAMS: &str = "package.json Cargo.toml pyproject.toml setup.py setup.cfg go.mod \
                           pom.xml build.gradle build.gradle.kts settings.gradle \
                           settings.gradle.kts composer.json Gemfile CMakeLists.txt Makefile \
                           meson.build mix.exs Package.swift pubspec.yaml build.sbt build.zig";

/// The folders that are those of programs.
fn programs<'p>(paths: &[&'p str]) -> BTreeSet<&'p str> {
    let is_of_program = |path: &&&str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        OF_PROGRAMS.split_whitespace().any(|file| file == name)
    };
    let found = paths.iter().filter(is_of_program);
    found.map(|path| parent(path)).collect()
}

/// Whether the folder `notes/`, which nobody named, stands for all notes of a ROOT with such files:
/// no other folder holds notes, or ROOT is a program and most notes lie there. READMEs of programs
/// and papers about a repository are no notes, and what lies right in ROOT is about it.
pub(crate) fn stands_for_all(folder: &str, paths: &[&str]) -> bool {
    let programs = programs(paths);
    let notes = paths.iter().filter(|path| is_note(path));
    let (own, others): (Vec<&str>, Vec<&str>) = notes.partition(|path| path.starts_with(folder));
    let is_of_program = |path: &str| is_landing(path) && programs.contains(parent(path));
    let is_other = |path: &&&str| is_beside(path, folder) && !is_of_program(path);
    let others = others.iter().filter(is_other).count();
    others == 0 || programs.contains("") && others < own.len()
}

/// Whether the README of ROOT is the first page of the notes in a folder that stands for all: the
/// folder has no other, and ROOT is no program.
pub(crate) fn leads(folder: &str, paths: &[&str]) -> bool {
    let mut own = paths.iter().filter(|path| path.starts_with(folder));
    let has_own = own.any(|path| is_landing(path) && parent(path) == folder.trim_end_matches('/'));
    !has_own && !programs(paths).contains("")
}

/// Whether a note lies in a folder beside that of the notes.
fn is_beside(path: &str, folder: &str) -> bool {
    let is_inside = path.contains('/') && !path.starts_with(folder);
    let is_copied = || STATIC.iter().any(|folder| path.starts_with(folder));
    is_inside && is_note(path) && !is_about(path) && !is_copied()
}

/// That notes in other folders are not read: where they are no fewer, or the README of ROOT lists
/// them. Whoever names the folder in the settings (`is_said`) knows what it hides.
pub(crate) fn outside(sources: &Sources, is_said: bool) -> Option<Diagnostic> {
    let folder = sources.notes_folder.as_str();
    if folder.is_empty() || is_said {
        return None;
    }
    let is_other = |path: &str| is_beside(path, folder) && !is_landing(path);
    let files = sources.files.iter();
    let others = files.filter(|(path, file)| file.access == Access::Open && is_other(path));
    let others: BTreeSet<&str> = others.map(|(path, _)| path.as_str()).collect();
    let readme = sources.orders.iter().find(|(path, _)| is_readme(path));
    let listed = readme.map(|(path, text)| list_links::links(text, path, LinkStyle::Markdown));
    let mut listed = listed.into_iter().flatten();
    let are_meant =
        others.len() >= sources.notes.len() || listed.any(|one| others.contains(&*one.path));
    let first = others.first().filter(|_| are_meant)?;
    Some(left_out::notes_outside(folder, others.len(), first))
}
