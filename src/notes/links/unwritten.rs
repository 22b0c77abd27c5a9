//! Double brackets that name no note. In a vault that is ordinary: the note is yet to be written,
//! or never will be. Where nearly all others lead somewhere, a name that leads nowhere is a
//! mistake: a note was renamed, removed, or mistyped. Links and texts in, warnings out.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::notes::library::Library;
use crate::notes::links::targets::{ChapterLinks, Target};
use crate::notes::messages;

/// So many names must lead somewhere for it to be a habit.
const HABIT: usize = 10;

/// Of so many names one may lead nowhere for the others to be kept in order.
const ONE_OF: usize = 10;

/// Tells of names between double brackets that lead nowhere, where that is rare. `text_of` a path
/// is the note's.
pub(crate) fn find<'a>(
    library: &Library,
    links: &[Vec<ChapterLinks>],
    text_of: &dyn Fn(&str) -> Option<&'a str>,
) -> Vec<Diagnostic> {
    let (mut written, mut unwritten) = (BTreeSet::new(), BTreeSet::new());
    let mut told = Vec::new();
    let chapters = library.outline.courses.iter();
    let chapters = chapters.flat_map(|course| &course.chapters);
    for (chapter, links) in chapters.zip(links.iter().flatten()) {
        let Some(text) = text_of(&chapter.file) else {
            continue;
        };
        for link in links.table() {
            let start = chapter.offset.span(link.span).start;
            let rest = text.get(start..).unwrap_or_default();
            if !rest.starts_with("[[") && !rest.starts_with("![[") {
                continue;
            }
            if link.target == Target::Typed {
                unwritten.insert(link.text.as_str());
                let at = messages::At {
                    file: &chapter.file,
                    span: link.span,
                };
                told.push(messages::unwritten_note(at, &link.text).in_file(chapter.offset));
            } else if !matches!(link.target, Target::Broken | Target::MissingImage { .. }) {
                written.insert(link.text.as_str());
            }
        }
    }
    let is_rare = written.len() >= HABIT && unwritten.len() * ONE_OF <= written.len();
    if is_rare { told } else { Vec::new() }
}
