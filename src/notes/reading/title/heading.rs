//! A block as a heading: of Markdown, or of HTML as in `<h1 align="center">…</h1>`; how high it is,
//! its words and its id.

use crate::notes::tree::{Block, BlockKind, Inline, InlineKind};
use crate::notes::visit::{plain_text, title_text};

/// A heading at the top level of a text: the index of its block, and how high it is.
pub(super) type Found = (usize, u8);

/// How high the heading is that a block is.
pub(super) fn level(text: &str, block: &Block) -> Option<u8> {
    match &block.kind {
        BlockKind::Heading { level, inlines, .. } => {
            (!plain_text(inlines).is_empty()).then_some(*level)
        }
        BlockKind::Html(inlines) => html_heading(text, inlines).map(|(_, _, level)| level),
        _ => None,
    }
}

/// `<h1 align="center">…</h1>` with words in it: where its tags stand, and how high it is.
pub(super) fn html_heading(text: &str, inlines: &[Inline]) -> Option<(usize, usize, u8)> {
    let name = |inline: &Inline| match &inline.kind {
        InlineKind::Html(_) => text[inline.span.range()]
            .trim_start_matches(['<', '/'])
            .get(..2),
        _ => None,
    };
    let level = |name: &str| match name.as_bytes() {
        [b'h' | b'H', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    };
    let open = inlines
        .iter()
        .position(|inline| name(inline).and_then(level).is_some())?;
    let found = name(&inlines[open]).and_then(level)?;
    let length = inlines[open + 1..]
        .iter()
        .position(|inline| name(inline).and_then(level).is_some())?;
    let close = open + 1 + length;
    let words = plain_text(&inlines[open..close]);
    (!words.trim().is_empty()).then_some((open, close, found))
}

pub(super) fn html_id(inline: &Inline) -> Option<String> {
    let InlineKind::Html(tag) = &inline.kind else {
        return None;
    };
    let (_, rest) = tag.split_once(" id=\"")?;
    let (id, _) = rest.split_once('"')?;
    (!id.is_empty()).then(|| id.to_owned())
}

pub(super) fn is_blank(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    }
}

pub(super) fn words_of(text: &str, block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { inlines, .. } => title_text(inlines),
        BlockKind::Html(inlines) => html_heading(text, inlines)
            .map(|(open, close, _)| title_text(&inlines[open..close]))
            .unwrap_or_default(),
        _ => String::new(),
    }
}
