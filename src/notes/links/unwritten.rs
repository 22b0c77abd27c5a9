//! Double brackets that name no note. In a vault that is ordinary: the note is yet to be written,
//! or never will be. Where nearly all others lead somewhere, a name that leads nowhere is a
//! mistake: a note was renamed, removed, or mistyped. Links and texts in, warnings out.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::notes::library::Library;
use crate::notes::links::targets::{Bracketed, ChapterLinks, Link, Target};
use crate::notes::messages;

/// So many names must lead somewhere for it to be a habit.
const HABIT: usize = 10;

/// Of so many names one may lead nowhere for the others to be kept in order.
const ONE_OF: usize = 10;

/// The notes that a chapter of this text names between double brackets.
pub(crate) fn bracketed(links: &[Link], text: &str) -> Vec<Bracketed> {
    let is_bracketed = |link: &&Link| {
        let rest = text.get(link.span.start..).unwrap_or_default();
        rest.starts_with("[[") || rest.starts_with("![[")
    };
    let named = |link: &Link| {
        let is_written = match link.target {
            Target::Typed => false,
            Target::Broken | Target::MissingImage { .. } => return None,
            _ => true,
        };
        Some(Bracketed {
            span: link.span,
            name: link.text.clone(),
            is_written,
        })
    };
    links
        .iter()
        .filter(is_bracketed)
        .filter_map(named)
        .collect()
}

/// Tells of names between double brackets that lead nowhere, where that is rare.
pub(crate) fn find(library: &Library, links: &[Vec<ChapterLinks>]) -> Vec<Diagnostic> {
    let (mut written, mut unwritten) = (BTreeSet::new(), BTreeSet::new());
    let mut told = Vec::new();
    let chapters = library.outline.courses.iter();
    let chapters = chapters.flat_map(|course| &course.chapters);
    for (chapter, links) in chapters.zip(links.iter().flatten()) {
        for named in &links.found.bracketed {
            if named.is_written {
                written.insert(named.name.as_str());
                continue;
            }
            unwritten.insert(named.name.as_str());
            let at = messages::At {
                file: &chapter.file,
                span: named.span,
            };
            told.push(messages::unwritten_note(at, &named.name).in_file(chapter.offset));
        }
    }
    let is_rare = written.len() >= HABIT && unwritten.len() * ONE_OF <= written.len();
    if is_rare { told } else { Vec::new() }
}
