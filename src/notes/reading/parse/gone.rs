//! What was hidden between two letters, of which nothing is left in a tree. Blocks in, the same
//! without the sign that stood there.

use crate::notes::reading::comments::GONE;
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Lead};

/// As deep as blocks were read.
pub(super) fn from_blocks(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(inlines)
            | BlockKind::Html(inlines)
            | BlockKind::Heading { inlines, .. } => from_inlines(inlines),
            BlockKind::List(list) => {
                for item in &mut list.items {
                    match &mut item.lead {
                        Lead::Prose(inlines) => from_inlines(inlines),
                        Lead::Command {
                            command,
                            before,
                            after,
                        } => {
                            from_words(&mut command.code);
                            from_inlines(before);
                            from_inlines(after);
                        }
                    }
                    from_blocks(&mut item.children);
                }
            }
            BlockKind::Quote(inner) => from_blocks(inner),
            BlockKind::Alert { title, blocks, .. } => {
                from_inlines(title);
                from_blocks(blocks);
            }
            BlockKind::Table { head, rows, .. } => {
                let cells = rows.iter_mut().flatten();
                for cell in head.iter_mut().chain(cells) {
                    from_inlines(cell);
                }
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }
}

fn from_inlines(inlines: &mut Vec<Inline>) {
    for inline in inlines.iter_mut() {
        match &mut inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) | InlineKind::Html(words) => {
                from_words(words);
            }
            InlineKind::Command(command) => from_words(&mut command.code),
            InlineKind::Image(image) => from_words(&mut image.alt),
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children)
            | InlineKind::Link { children, .. }
            | InlineKind::Media { children, .. } => from_inlines(children),
            _ => {}
        }
    }
    inlines.retain(|inline| !matches!(&inline.kind, InlineKind::Text(words) if words.is_empty()));
}

fn from_words(words: &mut String) {
    if words.contains(GONE) {
        words.retain(|c| c != GONE);
    }
}
