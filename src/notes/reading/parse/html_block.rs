//! Blocks of raw HTML: their tags are paired with those of sibling blocks, what has no partner is
//! text.

use pulldown_cmark::{Event, TagEnd};

use crate::notes::reading::entity;
use crate::notes::reading::parse::reader::Reader;
use crate::notes::reading::repair;
use crate::notes::reading::tags::{self, RunKind, Unpaired};
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Span};

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Reader<'a, I> {
    /// An HTML block's tags and texts; they are paired with those of its neighbours once the
    /// container is complete.
    pub(super) fn html_block(&mut self) -> BlockKind {
        let mut out = Vec::new();
        while let Some((event, piece)) = self.events.next() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(_) | Event::Text(_) | Event::InlineHtml(_) => {
                    if out.last().is_none_or(|last: &Span| last.end != piece.start) {
                        out.push(piece);
                    } else if let Some(last) = out.last_mut() {
                        last.end = piece.end;
                    }
                }
                _ => {}
            }
        }
        let mut inlines = Vec::new();
        for piece in out {
            let kind = InlineKind::Text(self.text[piece.range()].to_owned());
            inlines.push(Inline { span: piece, kind });
        }
        BlockKind::Html(inlines)
    }
}

/// Tags of sibling HTML blocks are paired across them: `<details>` in one, `</details>` in a later
/// one.
pub(super) fn pair_html_blocks(blocks: Vec<Block>) -> Vec<Block> {
    if !blocks
        .iter()
        .any(|block| matches!(block.kind, BlockKind::Html(_)))
    {
        return blocks;
    }
    let mut pieces = Vec::new();
    for block in &blocks {
        if let BlockKind::Html(inlines) = &block.kind {
            for inline in inlines {
                if let InlineKind::Text(text) = &inline.kind {
                    tags::tokens(text, inline.span.start, |piece| match piece {
                        Unpaired::Inline(inline) => pieces.extend(decoded(inline)),
                        other => pieces.push(other),
                    });
                }
            }
            pieces.push(Unpaired::Between(block.span.end));
        }
    }
    let paired = tags::pair_tags(pieces, RunKind::Blocks);
    let mut paired = paired.into_iter().peekable();
    blocks
        .into_iter()
        .filter_map(|block| {
            if !matches!(block.kind, BlockKind::Html(_)) {
                return Some(block);
            }
            let mut inlines = Vec::new();
            // An end that was left out stands behind the block's last byte.
            let end = block.span.end;
            let is_here = |one: &Inline| one.span.start < end || one.span == Span::new(end, end);
            while let Some(inline) = paired.next_if(is_here) {
                inlines.push(inline);
            }
            let blank = inlines.iter().all(
                |inline| matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty()),
            );
            (!blank).then_some(Block {
                span: block.span,
                kind: BlockKind::Html(repair::bare_urls(inlines)),
            })
        })
        .collect()
}

/// A text of raw HTML with its references as what they mean, each an inline of its own, as the
/// parser has them in Markdown.
fn decoded(inline: Inline) -> Vec<Unpaired> {
    let InlineKind::Text(text) = &inline.kind else {
        return vec![Unpaired::Inline(inline)];
    };
    let piece = |from: usize, to: usize, text: &str| {
        let start = inline.span.start;
        Unpaired::Inline(Inline {
            span: Span::new(start + from, start + to),
            kind: InlineKind::Text(text.to_owned()),
        })
    };
    let (mut out, mut done) = (Vec::new(), 0);
    for (at, length, meant) in entity::references(text) {
        if done < at {
            out.push(piece(done, at, &text[done..at]));
        }
        out.push(piece(at, at + length, &meant));
        done = at + length;
    }
    if done < text.len() {
        out.push(piece(done, text.len(), &text[done..]));
    }
    out
}
