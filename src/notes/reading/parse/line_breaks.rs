//! `breaks = true`: the lines of a paragraph end where they were ended while typing, as Obsidian
//! and comments on GitHub show them. What the lines mean was read before.

use crate::notes::tree::{Block, BlockKind, Chapter, Inline, InlineKind, Lead};

/// Makes every end of a line a break, but for those in HTML and in titles.
pub(super) fn keep(chapter: &mut Chapter) {
    in_blocks(&mut chapter.blocks);
    for footnote in &mut chapter.footnotes {
        in_blocks(&mut footnote.blocks);
    }
}

/// As deep as blocks were read.
fn in_blocks(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(inlines) => in_inlines(inlines),
            BlockKind::List(list) => {
                for item in &mut list.items {
                    if let Lead::Prose(inlines) = &mut item.lead {
                        in_inlines(inlines);
                    }
                    in_blocks(&mut item.children);
                }
            }
            BlockKind::Quote(inner) | BlockKind::Alert { blocks: inner, .. } => in_blocks(inner),
            BlockKind::Heading { .. }
            | BlockKind::Code(_)
            | BlockKind::Table { .. }
            | BlockKind::Html(_)
            | BlockKind::Rule => {}
        }
    }
}

fn in_inlines(inlines: &mut [Inline]) {
    for inline in inlines {
        match &mut inline.kind {
            kind @ InlineKind::SoftBreak => *kind = InlineKind::HardBreak,
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children)
            | InlineKind::Link { children, .. } => in_inlines(children),
            _ => {}
        }
    }
}
