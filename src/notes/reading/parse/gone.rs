//! What is put right in a tree once it stands: the sign of what was hidden between two letters is
//! gone, and a tag of Hugo that is only shown (`{{</* x */>}}`) loses its marks. Blocks in, the
//! same out.

use crate::notes::reading::comments::GONE;
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Lead};

/// How words are put right.
pub(super) struct Mended {
    pub words: fn(&mut String),
    /// Whether code is, too.
    pub in_code: bool,
}

/// Takes away the sign of what was hidden.
pub(super) const GONE_SIGN: Mended = Mended {
    words: from_words,
    in_code: false,
};

/// Shows tags of Hugo that are none.
pub(super) const SHOWN_TAGS: Mended = Mended {
    words: shown_tags,
    in_code: true,
};

/// As deep as blocks were read.
pub(super) fn from_blocks(blocks: &mut [Block], mended: &Mended) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(inlines)
            | BlockKind::Html(inlines)
            | BlockKind::Heading { inlines, .. } => from_inlines(inlines, mended),
            BlockKind::List(list) => {
                for item in &mut list.items {
                    match &mut item.lead {
                        Lead::Prose(inlines) => from_inlines(inlines, mended),
                        Lead::Command {
                            command,
                            before,
                            after,
                        } => {
                            (mended.words)(&mut command.code);
                            from_inlines(before, mended);
                            from_inlines(after, mended);
                        }
                    }
                    from_blocks(&mut item.children, mended);
                }
            }
            BlockKind::Quote(inner) => from_blocks(inner, mended),
            BlockKind::Alert { title, blocks, .. } => {
                from_inlines(title, mended);
                from_blocks(blocks, mended);
            }
            BlockKind::Table { head, rows, .. } => {
                let cells = rows.iter_mut().flatten();
                for cell in head.iter_mut().chain(cells) {
                    from_inlines(cell, mended);
                }
            }
            BlockKind::Code(code) if mended.in_code && code.typed.is_empty() => {
                (mended.words)(&mut code.text);
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }
}

fn from_inlines(inlines: &mut Vec<Inline>, mended: &Mended) {
    for inline in inlines.iter_mut() {
        match &mut inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) | InlineKind::Html(words) => {
                (mended.words)(words);
            }
            InlineKind::Command(command) => (mended.words)(&mut command.code),
            InlineKind::Image(image) => (mended.words)(&mut image.alt),
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children)
            | InlineKind::Link { children, .. }
            | InlineKind::Media { children, .. } => from_inlines(children, mended),
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

fn shown_tags(words: &mut String) {
    let marks = [
        ("{{</*", "{{<"),
        ("*/>}}", ">}}"),
        ("{{%/*", "{{%"),
        ("*/%}}", "%}}"),
    ];
    for (mark, sign) in marks {
        if words.contains(mark) {
            *words = words.replace(mark, sign);
        }
    }
}
