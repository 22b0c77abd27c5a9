//! Quotes and GitHub's alerts, also those with a title of one's own, and the callouts of Obsidian.

use pulldown_cmark::BlockQuoteKind;

use crate::notes::reading::container_names;
use crate::notes::tree::{Alert, Block, BlockKind, Inline, InlineKind};

/// A quote, or an alert: GitHub's marker alone on the first line, or with a title of one's own
/// behind it.
pub(super) fn quote(kind: Option<BlockQuoteKind>, mut blocks: Vec<Block>) -> BlockKind {
    if let Some(kind) = kind {
        let kind = match kind {
            BlockQuoteKind::Note => Alert::Note,
            BlockQuoteKind::Tip => Alert::Tip,
            BlockQuoteKind::Important => Alert::Important,
            BlockQuoteKind::Warning => Alert::Warning,
            BlockQuoteKind::Caution => Alert::Caution,
        };
        return BlockKind::Alert {
            kind,
            title: Vec::new(),
            blocks,
        };
    }
    let Some(Block {
        kind: BlockKind::Paragraph(inlines),
        ..
    }) = blocks.first_mut()
    else {
        return BlockKind::Quote(blocks);
    };
    let Some(Inline {
        kind: InlineKind::Text(text),
        ..
    }) = inlines.first()
    else {
        return BlockKind::Quote(blocks);
    };
    let Some((alert, length, word)) = marker(text) else {
        return BlockKind::Quote(blocks);
    };
    let mut title = std::mem::take(inlines);
    let rest = title
        .iter()
        .position(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak));
    if let Some(at) = rest {
        *inlines = title.split_off(at + 1);
        title.pop();
    }
    let is_bare = title.len() == 1;
    if let Some(Inline {
        span,
        kind: InlineKind::Text(text),
    }) = title.first_mut()
    {
        let rest = &text[length..];
        let skip = text.len() - rest.trim_start().len();
        if text.len() == span.end - span.start {
            span.start += skip;
        }
        text.drain(..skip);
        // What GitHub does not know is called by its kind.
        if text.is_empty()
            && is_bare
            && let Some(word) = word
        {
            span.start = span.end;
            *text = word;
        }
    }
    title.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    if inlines.is_empty() {
        blocks.remove(0);
    }
    BlockKind::Alert {
        kind: alert,
        title,
        blocks,
    }
}

/// The alert that a quote begins with, `[!NOTE]` or `[!faq]-`, its bytes and, where only Obsidian
/// knows it, its word. The sign behind it says whether it is folded.
fn marker(text: &str) -> Option<(Alert, usize, Option<String>)> {
    let typed = text.strip_prefix("[!")?;
    let length = typed.find(|c: char| !c.is_ascii_alphabetic());
    let length = length.filter(|length| *length > 0)?;
    let (typed, rest) = typed.split_at(length);
    let rest = rest.strip_prefix(']')?;
    let rest = rest.strip_prefix(['-', '+']).unwrap_or(rest);
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let length = text.len() - rest.len();
    let (alert, word) = container_names::alert(typed)?;
    (is_apart || word.is_none()).then_some((alert, length, word))
}
