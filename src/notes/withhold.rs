//! Links to files that must not be published: they lead nowhere, and the writer is told. Everything
//! that was linked and what the files hold in; the links without those out.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::NotePath;
use crate::diagnostic::Diagnostic;
use crate::notes::code::secret::SecretKind;
use crate::notes::library::Library;
use crate::notes::links::Linked;
use crate::notes::links::targets::{ChapterLinks, Link, ShownFiles, Target};
use crate::notes::messages;
use crate::notes::tree::FileOffset;
use crate::remembered::Made;

/// The files that links lead to and pictures show, each once, in order.
pub(crate) fn linked_files(linked: &Linked) -> Vec<String> {
    let landings = linked.landings.iter().chain([&linked.home]);
    let landings = landings.map(|links| links.links.table.as_slice());
    let chapters = linked.chapters.iter().flatten().map(ChapterLinks::table);
    let files: BTreeSet<&str> = chapters
        .chain(landings)
        .flatten()
        .filter_map(|link| file(&link.target))
        .collect();
    files.into_iter().map(str::to_owned).collect()
}

fn file(target: &Target) -> Option<&str> {
    match target {
        Target::File { url } | Target::Image { url, .. } => Some(url),
        _ => None,
    }
}

/// Takes the links to these files back.
pub(crate) fn withhold(
    linked: &mut Linked,
    library: &Library,
    secrets: &BTreeMap<String, SecretKind>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if secrets.is_empty() {
        return diagnostics;
    }
    for (course, chapters) in library.outline.courses.iter().zip(&mut linked.chapters) {
        for (chapter, links) in course.chapters.iter().zip(chapters) {
            if links.table().iter().any(|link| is_among(link, secrets)) {
                let mut table = links.table().to_vec();
                take_back(
                    &mut table,
                    &chapter.file,
                    chapter.offset,
                    secrets,
                    &mut diagnostics,
                );
                let before = links.shown.as_ref();
                links.shown = Some(Made::of_single(ShownFiles {
                    table: table.into(),
                    left_alone: before.map_or_else(Vec::new, |shown| shown.left_alone.clone()),
                }));
            }
        }
    }
    let landings = library.courses.iter().map(|course| course.landing.as_ref());
    let tables = linked.landings.iter_mut().chain([&mut linked.home]);
    for (landing, links) in landings.chain([library.home.as_ref()]).zip(tables) {
        if let Some(landing) = landing {
            take_back(
                &mut links.links.table,
                &landing.file,
                landing.offset,
                secrets,
                &mut diagnostics,
            );
        }
    }
    diagnostics
}

fn is_among(link: &Link, secrets: &BTreeMap<String, SecretKind>) -> bool {
    file(&link.target).is_some_and(|path| secrets.contains_key(path))
}

fn take_back(
    table: &mut [Link],
    file_of: &NotePath,
    offset: FileOffset,
    secrets: &BTreeMap<String, SecretKind>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for link in table {
        let found = file(&link.target).and_then(|path| secrets.get_key_value(path));
        let Some((path, kind)) = found else {
            continue;
        };
        let at = messages::At {
            file: file_of,
            span: link.span,
        };
        diagnostics.push(messages::secret_in_file(at, path, kind.name()).in_file(offset));
        link.target = match &link.target {
            Target::Image { url, .. } => Target::MissingImage { path: url.clone() },
            _ => Target::Broken,
        };
    }
}
