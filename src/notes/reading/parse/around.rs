//! A link of HTML around blocks of Markdown: their words and pictures become links, since an inline
//! holds no block. Blocks and a link in; changes the blocks.

use crate::notes::reading::tag_tree::LinkAround;
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Lead, Span};

/// Makes links of what a link stands around; `text` is the chapter's.
pub(super) fn link(blocks: &mut [Block], link: &LinkAround, text: &str) {
    let first = blocks.partition_point(|block| block.span.end < link.span.start);
    for block in &mut blocks[first..] {
        if block.span.start > link.span.end {
            break;
        }
        match &mut block.kind {
            BlockKind::Paragraph(run)
            | BlockKind::Html(run)
            | BlockKind::Heading { inlines: run, .. } => link_run(run, link, text),
            BlockKind::List(list) => {
                for item in &mut list.items {
                    if let Lead::Prose(run) = &mut item.lead {
                        link_run(run, link, text);
                    }
                    self::link(&mut item.children, link, text);
                }
            }
            BlockKind::Quote(inner) | BlockKind::Alert { blocks: inner, .. } => {
                self::link(inner, link, text);
            }
            BlockKind::Table { head, rows, .. } => {
                for cell in head.iter_mut().chain(rows.iter_mut().flatten()) {
                    link_run(cell, link, text);
                }
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }
}

/// Every row of words and pictures within the link, between tags and links of its own.
fn link_run(run: &mut Vec<Inline>, link: &LinkAround, text: &str) {
    let mut out = Vec::with_capacity(run.len());
    let mut row: Vec<Inline> = Vec::new();
    for inline in std::mem::take(run) {
        let is_word = !matches!(
            inline.kind,
            InlineKind::Html(_)
                | InlineKind::Link { .. }
                | InlineKind::Media { .. }
                | InlineKind::Command(_)
                | InlineKind::FootnoteReference(_)
        );
        if is_word && link.span.holds(inline.span) {
            row.push(inline);
        } else {
            push_row(std::mem::take(&mut row), link, text, &mut out);
            out.push(inline);
        }
    }
    push_row(row, link, text, &mut out);
    *run = out;
}

fn push_row(row: Vec<Inline>, link: &LinkAround, text: &str, out: &mut Vec<Inline>) {
    let is_blank = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    };
    let (Some(first), Some(last)) = (row.first(), row.last()) else {
        return;
    };
    if row.iter().all(is_blank) {
        return out.extend(row);
    }
    let (start, mut end) = (first.span.start, last.span.end);
    if row.len() == 1 {
        // A link and a picture in it are told apart by where they stand.
        end += text[end..].chars().next().map_or(0, char::len_utf8);
    }
    out.push(Inline {
        span: Span::new(start, end),
        kind: InlineKind::Link {
            written: Box::new(link.written.clone()),
            children: row,
        },
    });
}
