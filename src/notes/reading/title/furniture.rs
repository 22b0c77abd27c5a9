//! What people put above a title: badges, pictures, links to pages beside it, rules, a place for
//! the contents. A block in; whether it is nothing else out.

use crate::notes::reading::wished_contents;
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Lead};
use crate::notes::visit::plain_text;

/// So many bytes of words may stand unlinked in a line of badges and links, as in
/// `한국어 | [English](…)`.
const BESIDE_LINKS: usize = 40;

/// What people put above a title: badges, pictures, links to pages beside it, rules, a place for
/// the contents.
pub(super) fn is_furniture(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Rule => true,
        BlockKind::Paragraph(inlines) | BlockKind::Html(inlines) => is_line_of_links(inlines),
        BlockKind::List(list) => list.items.iter().all(|item| {
            let is_link = match &item.lead {
                Lead::Prose(inlines) => is_line_of_links(inlines),
                Lead::Command { .. } => false,
            };
            is_link && item.children.iter().all(is_furniture)
        }),
        _ => false,
    }
}

/// Pictures, links and anchors with hardly a word beside them.
fn is_line_of_links(inlines: &[Inline]) -> bool {
    let words = plain_text(inlines);
    let words = words.trim();
    if words.is_empty() || wished_contents::is_mark(words) || words.eq_ignore_ascii_case("{:toc}") {
        return true;
    }
    let mut links = 0;
    let mut beside = 0;
    let mut is_inside = false;
    for inline in inlines {
        match &inline.kind {
            InlineKind::Link { .. } | InlineKind::Image(_) => links += 1,
            InlineKind::Html(tag) => {
                is_inside = tag.starts_with("<a ");
                links += usize::from(is_inside);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => {}
            _ if is_inside => {}
            _ => {
                let words = plain_text(std::slice::from_ref(inline));
                let letters = words.chars().filter(|c| c.is_alphanumeric());
                beside += letters.map(char::len_utf8).sum::<usize>();
            }
        }
    }
    beside == 0 || (links > 0 && beside <= BESIDE_LINKS)
}
