//! Walks through the tree of a chapter, and the plain text of what is met. A tree in; calls or text
//! out.

use crate::notes::tree::{Block, BlockKind, Command, Inline, InlineKind, Item, Lead, Span};
use crate::notes::tree::{Scheme, WrittenImage};

/// The plain text of inlines: what a reader sees, breaks as spaces, pictures by their alt text.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out.trim().to_owned()
}

/// The plain text of a title: a logo or a badge beside its words says nothing more, and alone it is
/// called by its alt text.
pub(crate) fn title_text(inlines: &[Inline]) -> String {
    let mut has_picture = false;
    each_inline(inlines, &mut |inline| {
        has_picture |= matches!(inline.kind, InlineKind::Image(_));
    });
    if has_picture {
        let mut out = String::new();
        push_text(inlines, false, &mut out);
        let words: Vec<&str> = out.split_whitespace().collect();
        if !words.is_empty() {
            return words.join(" ");
        }
    }
    // `제목 <br>부제` has a blank on both sides of where the line breaks, and a heading of HTML may
    // stand on several lines.
    let words = plain_text(inlines);
    if words.contains("  ") || words.contains(['\n', '\t']) {
        let words = words
            .split([' ', '\n', '\t', '\r'])
            .filter(|word| !word.is_empty());
        return words.collect::<Vec<_>>().join(" ");
    }
    words
}

/// Whether a picture is for the dark theme what the one before it is for the light one.
fn is_twin(before: &Inline, image: &WrittenImage) -> bool {
    let InlineKind::Image(other) = &before.kind else {
        return false;
    };
    let schemes = (other.style.scheme, image.style.scheme);
    other.alt == image.alt && schemes == (Some(Scheme::Light), Some(Scheme::Dark))
}

/// Adds the plain text of inlines, spaces at its ends included.
pub(crate) fn push_plain(inlines: &[Inline], out: &mut String) {
    push_text(inlines, true, out);
}

/// The plain text of inlines, with what `found` says of links that have no words of their own.
pub(crate) fn linked_text<'l>(
    inlines: &[Inline],
    found: &dyn Fn(Span) -> Option<&'l str>,
) -> String {
    let mut silent: Vec<Span> = Vec::new();
    each_inline(inlines, &mut |inline| {
        if is_silent_link(inline) {
            silent.push(inline.span);
        }
    });
    if silent.is_empty() {
        return plain_text(inlines);
    }
    let mut out = String::new();
    push_linked(inlines, found, &mut out);
    out.trim().to_owned()
}

/// Whether a link has no words of its own.
pub(crate) fn is_silent_link(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Link { children, .. } if children.is_empty())
}

fn push_linked<'l>(inlines: &[Inline], found: &dyn Fn(Span) -> Option<&'l str>, out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Link { children, .. } if children.is_empty() => {
                out.push_str(found(inline.span).unwrap_or_default());
            }
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children)
            | InlineKind::Link { children, .. }
            | InlineKind::Media { children, .. } => push_linked(children, found, out),
            _ => push_plain(std::slice::from_ref(inline), out),
        }
    }
}

fn push_text(inlines: &[Inline], has_pictures: bool, out: &mut String) {
    for (i, inline) in inlines.iter().enumerate() {
        match &inline.kind {
            // The same picture for the other theme.
            InlineKind::Image(image) if i > 0 && is_twin(&inlines[i - 1], image) => {}
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Sign(sign) => out.push_str(&sign.sign),
            InlineKind::Image(image) if has_pictures => out.push_str(&image.alt),
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children)
            | InlineKind::Link { children, .. }
            | InlineKind::Media { children, .. } => push_text(children, has_pictures, out),
            InlineKind::Command(command) => out.push_str(&command.code),
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            InlineKind::Image(_)
            | InlineKind::Html(_)
            | InlineKind::Label(_)
            | InlineKind::FootnoteReference(_) => {}
        }
    }
}

impl Lead {
    /// What the lead says, as plain text.
    pub fn text(&self) -> String {
        match self {
            Self::Prose(inlines) => plain_text(inlines),
            Self::Command {
                command,
                before,
                after,
            } => {
                let parts = [plain_text(before), command.code.clone(), plain_text(after)];
                parts
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" ")
            }
        }
    }
}

/// Calls `visit` for every item of the blocks, outer before inner, with its depth among bullets (0
/// is outermost).
pub fn each_item<'a>(blocks: &'a [Block], depth: usize, visit: &mut dyn FnMut(&'a Item, usize)) {
    for block in blocks {
        match &block.kind {
            BlockKind::List(list) => {
                for item in &list.items {
                    visit(item, depth);
                    each_item(&item.children, depth + 1, visit);
                }
            }
            BlockKind::Quote(inner) | BlockKind::Alert { blocks: inner, .. } => {
                each_item(inner, depth, visit);
            }
            _ => {}
        }
    }
}

/// Every command of the blocks, leads and those among prose, in reading order.
pub fn commands(blocks: &[Block]) -> Vec<&Command> {
    let mut out = Vec::new();
    each_item(blocks, 0, &mut |item, _| {
        if let Lead::Command { command, .. } = &item.lead {
            out.push(command);
        }
    });
    each_run(blocks, &mut |run| {
        each_inline(run, &mut |inline| {
            if let InlineKind::Command(command) = &inline.kind {
                out.push(command);
            }
        });
    });
    out.sort_by_key(|command| command.span);
    out
}

/// Calls `visit` for every block, outer before inner.
pub fn each_block<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::List(list) => list
                .items
                .iter()
                .for_each(|item| each_block(&item.children, visit)),
            BlockKind::Quote(inner) | BlockKind::Alert { blocks: inner, .. } => {
                each_block(inner, visit);
            }
            _ => {}
        }
    }
}

/// Calls `visit` for every run of inlines that belongs together: a paragraph, a heading, a lead, a
/// cell.
pub fn each_run<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a [Inline])) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { inlines, .. }
            | BlockKind::Paragraph(inlines)
            | BlockKind::Html(inlines) => visit(inlines),
            BlockKind::List(list) => {
                for item in &list.items {
                    match &item.lead {
                        Lead::Prose(inlines) => visit(inlines),
                        Lead::Command { before, after, .. } => {
                            visit(before);
                            visit(after);
                        }
                    }
                    each_run(&item.children, visit);
                }
            }
            BlockKind::Quote(inner) => each_run(inner, visit),
            BlockKind::Alert {
                title,
                blocks: inner,
                ..
            } => {
                visit(title);
                each_run(inner, visit);
            }
            BlockKind::Table { head, rows, .. } => {
                head.iter()
                    .chain(rows.iter().flatten())
                    .for_each(|cell| visit(cell));
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }
}

/// Calls `visit` for every inline of the run, outer before inner.
pub fn each_inline<'a>(inlines: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        match &inline.kind {
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children)
            | InlineKind::Link { children, .. }
            | InlineKind::Media { children, .. } => each_inline(children, visit),
            _ => {}
        }
    }
}
