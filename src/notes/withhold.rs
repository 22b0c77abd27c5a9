//! Links to files that must not be published: they lead nowhere, and the writer is told, as of
//! pictures that say where they were taken. Everything
//! that was linked and what speaks against the files in; the links without those out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::address::NotePath;
use crate::diagnostic::Diagnostic;
use crate::notes::code::secret::SecretKind;
use crate::notes::library::Library;
use crate::notes::links::Linked;
use crate::notes::links::targets::{ChapterLinks, Link, ShownFiles, Target};
use crate::notes::messages;
use crate::notes::reading::{front_matter, published};
use crate::notes::tree::FileOffset;
use crate::remembered::Made;

/// Why a file is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Objection {
    /// It holds a secret.
    Secret(SecretKind),
    /// It says that it is a draft or private.
    Draft,
    /// It lies encrypted on disk, so that nobody can read it.
    Encrypted,
}

/// Ends of the names of data, where the same words mean something else (`"private": true`).
const DATA: [&str; 11] = [
    "cfg", "conf", "env", "geojson", "ini", "json", "json5", "jsonc", "toml", "yaml", "yml",
];

/// Whether a file of this name may say that it is a draft.
pub(crate) fn may_be_draft(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str());
    end.is_none_or(|end| !DATA.iter().any(|data| end.eq_ignore_ascii_case(data)))
}

/// Whether a text says that it is a draft or private: in front matter, or where in doubt in what
/// was meant to be that.
pub(crate) fn is_draft(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', '\u{fffd}']);
    let text = text.replace("\r\n", "\n");
    let says_so = |text: &str| {
        front_matter::find(text).is_some_and(|block| {
            let is_unreadable = block.problem.is_some_and(|problem| problem.is_unreadable);
            let head = &text[..block.length.min(text.len())];
            block.value.draft || is_unreadable && head.lines().any(published::line_names_privacy)
        })
    };
    // A page of HTML keeps it in a comment at its top.
    let inner = text.trim_start().strip_prefix("<!--");
    says_so(&text)
        || inner.is_some_and(says_so)
        || says_so_as_others(&text)
        || first_cells(&text).any(|cell| says_so(&cell))
}

/// The texts of the first cells of a notebook of Jupyter, where Quarto and nbdev look for front
/// matter; nothing for other texts. The notebook may end anywhere.
fn first_cells(text: &str) -> impl Iterator<Item = String> {
    let is_notebook = text.trim_start().starts_with('{') && text.contains("\"cell_type\"");
    let sources = text.split("\"source\"").skip(1).take(CELLS);
    let cell = |rest: &str| {
        let value = rest.trim_start().strip_prefix(':')?;
        // What stands behind it is for nobody here.
        let mut values = serde_json::Deserializer::from_str(value).into_iter::<Value>();
        match values.next()?.ok()? {
            Value::String(text) => Some(text),
            Value::Array(lines) => Some(lines.iter().filter_map(Value::as_str).collect()),
            _ => None,
        }
    };
    sources.filter(move |_| is_notebook).filter_map(cell)
}

/// Among so many cells at its top a notebook has its front matter.
const CELLS: usize = 3;

/// How many lines at the top of a text may hold what Org, `AsciiDoc` and reStructuredText say of
/// it.
const HEADER: usize = 40;

/// `#+DRAFT: true` (Org), `:draft: true` (`AsciiDoc`, reStructuredText).
fn says_so_as_others(text: &str) -> bool {
    text.lines().take(HEADER).any(|line| {
        let said = line.strip_prefix("#+").or_else(|| line.strip_prefix(':'));
        said.is_some_and(published::line_is_private)
    })
}

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
    objections: &BTreeMap<String, Objection>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if objections.is_empty() {
        return diagnostics;
    }
    for (course, chapters) in library.outline.courses.iter().zip(&mut linked.chapters) {
        for (chapter, links) in course.chapters.iter().zip(chapters) {
            if links.table().iter().any(|link| is_among(link, objections)) {
                let mut table = links.table().to_vec();
                take_back(
                    &mut table,
                    &chapter.file,
                    chapter.offset,
                    objections,
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
                objections,
                &mut diagnostics,
            );
        }
    }
    diagnostics
}

/// Tells of pictures that say where they were taken, each once, where it is shown first; one that
/// no note shows, by itself.
pub(crate) fn located(
    linked: &Linked,
    library: &Library,
    paths: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    let mut out: BTreeMap<&str, Diagnostic> = BTreeMap::new();
    if paths.is_empty() {
        return Vec::new();
    }
    let mut look = |table: &[Link], file_of: &NotePath, offset: FileOffset| {
        for link in table {
            let path = file(&link.target).and_then(|path| paths.get(path));
            let Some(path) = path.filter(|path| !out.contains_key(path.as_str())) else {
                continue;
            };
            let at = messages::At {
                file: file_of,
                span: link.span,
            };
            out.insert(path, messages::located_picture(at, path).in_file(offset));
        }
    };
    let landings = library.courses.iter().map(|course| course.landing.as_ref());
    let tables = linked.landings.iter().chain([&linked.home]);
    for (landing, links) in landings.chain([library.home.as_ref()]).zip(tables) {
        if let Some(landing) = landing {
            look(&links.links.table, &landing.file, landing.offset);
        }
    }
    for (course, chapters) in library.outline.courses.iter().zip(&linked.chapters) {
        for (chapter, links) in course.chapters.iter().zip(chapters) {
            look(links.table(), &chapter.file, chapter.offset);
        }
    }
    let alone = paths.iter().filter(|path| !out.contains_key(path.as_str()));
    let alone: Vec<Diagnostic> = alone.map(|path| messages::located_file(path)).collect();
    out.into_values().chain(alone).collect()
}

fn is_among(link: &Link, objections: &BTreeMap<String, Objection>) -> bool {
    file(&link.target).is_some_and(|path| objections.contains_key(path))
}

fn take_back(
    table: &mut [Link],
    file_of: &NotePath,
    offset: FileOffset,
    objections: &BTreeMap<String, Objection>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for link in table {
        let found = file(&link.target).and_then(|path| objections.get_key_value(path));
        let Some((path, objection)) = found else {
            continue;
        };
        let at = messages::At {
            file: file_of,
            span: link.span,
        };
        let told = match objection {
            Objection::Secret(kind) => messages::secret_in_file(at, path, kind.name()),
            Objection::Draft => messages::draft_in_file(at, path),
            Objection::Encrypted => messages::encrypted_file(at, path),
        };
        diagnostics.push(told.in_file(offset));
        link.target = match &link.target {
            Target::Image { url, .. } => Target::MissingImage { path: url.clone() },
            _ => Target::Broken,
        };
    }
}
