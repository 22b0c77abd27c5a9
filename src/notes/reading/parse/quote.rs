//! Quotes and GitHub's alerts, also those with a title of one's own.

use pulldown_cmark::BlockQuoteKind;

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
    let marker = text
        .find(']')
        .map(|end| (text[..=end].to_ascii_uppercase(), end + 1));
    let (alert, length) = match marker
        .as_ref()
        .map(|(name, length)| (name.as_str(), *length))
    {
        Some(("[!NOTE]", length)) => (Alert::Note, length),
        Some(("[!TIP]", length)) => (Alert::Tip, length),
        Some(("[!IMPORTANT]", length)) => (Alert::Important, length),
        Some(("[!WARNING]", length)) => (Alert::Warning, length),
        Some(("[!CAUTION]", length)) => (Alert::Caution, length),
        _ => return BlockKind::Quote(blocks),
    };
    let mut title = std::mem::take(inlines);
    let rest = title
        .iter()
        .position(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak));
    if let Some(at) = rest {
        *inlines = title.split_off(at + 1);
        title.pop();
    }
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
