//! Bullets that begin with a program's name and are no commands, for those who wonder why. A
//! chapter in, the words with the doubt out; asked only by `check --verbose`.

use crate::notes::code::command::{self, CommandDoubt};
use crate::notes::code::tools::Tools;
use crate::notes::library::outline::PlacedChapter;
use crate::notes::tree::{Inline, InlineKind, Lead, Span};
use crate::notes::visit::each_item;

/// Every such bullet of a chapter, in order, with its words.
pub(crate) fn find(chapter: &PlacedChapter, tools: &Tools) -> Vec<(Span, String, CommandDoubt)> {
    let mut out = Vec::new();
    each_item(&chapter.tree.blocks, 0, &mut |item, _| {
        let Lead::Prose(inlines) = &item.lead else {
            return;
        };
        let (Some(first), Some(last)) = (inlines.first(), inlines.last()) else {
            return;
        };
        // `docker ps 로 본다`: it was taken for one.
        if matches!(first.kind, InlineKind::Command { .. }) {
            return;
        }
        // A command that its writer forbids to run is shown as code.
        let is_forbidden = |inline: &Inline| {
            matches!(inline.kind, InlineKind::Code(_))
                && !chapter.text[inline.span.range()].starts_with('`')
        };
        if inlines.iter().any(is_forbidden) {
            return;
        }
        let start = first.span.start;
        let source = chapter.text.get(start..last.span.end).unwrap_or_default();
        if let Some((range, doubt)) = command::doubt(source, tools) {
            let span = Span::new(start + range.start, start + range.end);
            out.push((span, source[range].to_owned(), doubt));
        }
    });
    out
}
