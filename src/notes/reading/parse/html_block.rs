//! Blocks of raw HTML: their tags are paired with those of sibling blocks, what has no partner is
//! text.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, TagEnd};

use crate::notes::reading::elements;
use crate::notes::reading::emoji;
use crate::notes::reading::entity;
use crate::notes::reading::html::HtmlTag;
use crate::notes::reading::mask::Masked;
use crate::notes::reading::parse::around;
use crate::notes::reading::parse::reader::Reader;
use crate::notes::reading::repair;
use crate::notes::reading::strays;
use crate::notes::reading::tag_tree::is_heading;
use crate::notes::reading::tags::{self, Unpaired};
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Span};

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Reader<'a, I> {
    /// An HTML block's tags and texts; they are paired with those of its neighbours once the
    /// container is complete.
    pub(super) fn html_block(&mut self) -> BlockKind {
        let mut out: Vec<Span> = Vec::new();
        // Within a comment what stands before its lines, the indentation of a list, is part of it.
        let mut is_in_comment = false;
        while let Some((event, piece)) = self.events.next() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(_) | Event::Text(_) | Event::InlineHtml(_) => {
                    let typed = &self.text[piece.range()];
                    let goes_on = |last: &&mut Span| is_in_comment || last.end == piece.start;
                    if let Some(last) = out.last_mut().filter(goes_on) {
                        last.end = piece.end;
                    } else {
                        out.push(piece);
                    }
                    let rest = if is_in_comment {
                        Some(typed)
                    } else {
                        typed.rsplit_once("<!--").map(|(_, rest)| rest)
                    };
                    is_in_comment = rest.is_some_and(|rest| match rest.rsplit_once("-->") {
                        Some((_, rest)) => rest.contains("<!--"),
                        None => true,
                    });
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
/// one or at the end of a paragraph, as in `</a></td>`. `text` is the chapter's.
pub(super) fn pair_html_blocks(blocks: Vec<Block>, text: &str, masked: &Masked) -> Vec<Block> {
    let is_html = |block: &Block| matches!(block.kind, BlockKind::Html(_));
    let has_tags = |block: &Block| match &block.kind {
        BlockKind::Html(_) => true,
        BlockKind::Paragraph(inlines) => inlines.iter().any(has_end),
        _ => false,
    };
    let (true, Some(last)) = (blocks.iter().any(has_tags), blocks.last()) else {
        return blocks;
    };
    let end = last.span.end;
    let mut pieces = Vec::new();
    // What stands in paragraphs, by the paragraph's first byte.
    let mut loose: BTreeMap<usize, Vec<LooseTag>> = BTreeMap::new();
    for block in &blocks {
        match &block.kind {
            BlockKind::Html(inlines) => {
                for inline in inlines {
                    push_tokens(inline, masked, &mut pieces);
                }
            }
            BlockKind::Heading { .. } => pieces.push(Unpaired::Heading(block.span.start)),
            BlockKind::Paragraph(inlines) => {
                let closing = block.span.start + closing(&text[block.span.range()]);
                for (span, tag, is_first) in loose_tags(inlines, text) {
                    let is_lost_end = tag.closing && strays::is_lost(&tag.name, span, text);
                    let one = LooseTag { span, is_lost_end };
                    loose.entry(block.span.start).or_default().push(one);
                    let typed = text[span.range()].to_owned();
                    let is_edge = is_first || tag.closing && span.start >= closing;
                    pieces.push(if is_edge || !elements::is_look(&tag.name) {
                        Unpaired::Loose(span, tag, typed)
                    } else {
                        Unpaired::Among(span, tag, typed)
                    });
                }
            }
            _ => {}
        }
        pieces.push(Unpaired::Between(block.span.end));
    }
    let (paired, links) = tags::pair_blocks(pieces);
    let mut paired = paired.into_iter().peekable();
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Span { start, end } = block.span;
        // An end that was left out stands before the block that ended it.
        let mut here = Vec::new();
        while let Some(inline) = paired.next_if(|one| one.span.end <= start) {
            here.push(inline);
        }
        if !is_html(&block) {
            push_html(std::mem::take(&mut here), Span::new(start, start), &mut out);
        }
        // Or behind the last byte of its own.
        let is_here = |one: &Inline| one.span.start < end || one.span == Span::new(end, end);
        let tags = loose.remove(&start).filter(|_| !is_html(&block));
        while let Some(inline) =
            paired.next_if(|one| (is_html(&block) || tags.is_some()) && is_here(one))
        {
            here.push(inline);
        }
        match (block.kind, tags) {
            (BlockKind::Html(_), _) => push_html(here, block.span, &mut out),
            (BlockKind::Paragraph(inlines), Some(tags)) => {
                push_paragraph(inlines, (block.span, tags), here, &mut out);
            }
            (kind, _) => out.push(Block { kind, ..block }),
        }
    }
    push_html(paired.collect(), Span::new(end, end), &mut out);
    for link in links {
        around::link(&mut out, &link, text);
    }
    out
}

/// Where the ends of tags and breaks begin behind which nothing else stands.
fn closing(paragraph: &str) -> usize {
    let mut rest = paragraph.trim_end();
    while let Some((before, end)) = rest.strip_suffix('>').and_then(|tag| tag.rsplit_once('<'))
        && (end.starts_with('/') || end.starts_with("br"))
    {
        rest = before.trim_end();
    }
    rest.len()
}

/// Adds a block of HTML, if it says anything.
fn push_html(mut inlines: Vec<Inline>, span: Span, out: &mut Vec<Block>) {
    emoji::read(&mut inlines);
    let is_blank =
        |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty());
    if !inlines.iter().all(is_blank) {
        out.push(Block {
            span,
            kind: BlockKind::Html(repair::bare_urls(inlines)),
        });
    }
}

/// Whether an end of an element may stand there, which is read as words so far.
fn has_end(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(words) => words.contains("</"),
        InlineKind::Emphasis(children)
        | InlineKind::Strong(children)
        | InlineKind::Strike(children) => children.iter().any(has_end),
        _ => false,
    }
}

/// A tag among the words of a paragraph that may have its partner in a block beside it.
struct LooseTag {
    span: Span,
    /// An end that is nothing to see.
    is_lost_end: bool,
}

/// Adds a paragraph without those of its loose tags that found a partner, and without ends that
/// found none; what became of them stands around it.
fn push_paragraph(
    inlines: Vec<Inline>,
    (span, mut tags): (Span, Vec<LooseTag>),
    here: Vec<Inline>,
    out: &mut Vec<Block>,
) {
    let is_typed = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_));
    let (typed, ends): (Vec<Inline>, Vec<Inline>) = here.into_iter().partition(is_typed);
    // Both are in order.
    tags.retain(|tag| {
        let next = typed.partition_point(|one| one.span.end < tag.span.end);
        tag.is_lost_end || typed.get(next).is_none_or(|one| !one.span.holds(tag.span))
    });
    let tags: Vec<Span> = tags.into_iter().map(|tag| tag.span).collect();
    let words = without(inlines, &tags);
    let is_blank = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    };
    let first = words.iter().find(|inline| !is_blank(inline));
    let begin = first.map_or(span.end, |first| first.span.start);
    let (starts, ends) = ends.into_iter().partition(|tag| tag.span.end <= begin);
    push_html(starts, Span::new(span.start, span.start), out);
    if first.is_some() {
        out.push(Block {
            span,
            kind: BlockKind::Paragraph(words),
        });
    }
    push_html(ends, Span::new(span.end, span.end), out);
}

/// The tags of a paragraph that may have their partner in blocks beside it: ends, starts before
/// all its words, and those of what says how words look; whether they stand before all its words.
fn loose_tags(inlines: &[Inline], text: &str) -> Vec<(Span, HtmlTag, bool)> {
    let mut out = Vec::new();
    let begin = inlines.first().map(|first| first.span.start);
    push_loose(inlines, text, begin, &mut out);
    out
}

fn push_loose(
    inlines: &[Inline],
    text: &str,
    mut begin: Option<usize>,
    out: &mut Vec<(Span, HtmlTag, bool)>,
) {
    for inline in inlines {
        let words = match &inline.kind {
            InlineKind::Text(words) => words,
            InlineKind::Emphasis(children)
            | InlineKind::Strong(children)
            | InlineKind::Strike(children) => {
                push_loose(children, text, None, out);
                continue;
            }
            _ => continue,
        };
        let is_exact = words.len() == inline.span.end - inline.span.start;
        if !is_exact || !words.contains('<') {
            continue;
        }
        tags::tokens(words, inline.span.start, |piece| {
            let Unpaired::Tag(span, tag, _) = piece else {
                return;
            };
            let is_escaped = text[..span.start].ends_with('\\');
            let is_first = Some(span.start) == begin;
            if is_first {
                begin = Some(span.end);
            }
            let may_start = is_first || elements::is_look(&tag.name);
            let is_start = may_start && !elements::is_block(&tag.name);
            // A heading may stand among the words.
            let is_end = tag.closing && !is_heading(&tag.name);
            if !is_escaped && !tag.is_void() && (is_end || is_start) {
                out.push((span, tag, is_first));
            }
        });
    }
}

/// The inlines without these stretches of their texts.
fn without(inlines: Vec<Inline>, gone: &[Span]) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for mut inline in inlines {
        // All are in order.
        let first = gone.partition_point(|one| one.start < inline.span.start);
        let inside: Vec<&Span> = gone[first..]
            .iter()
            .take_while(|one| one.end <= inline.span.end)
            .collect();
        let text = match &mut inline.kind {
            InlineKind::Emphasis(children)
            | InlineKind::Strong(children)
            | InlineKind::Strike(children)
                if !inside.is_empty() =>
            {
                *children = without(std::mem::take(children), gone);
                out.push(inline);
                continue;
            }
            InlineKind::Text(text) if !inside.is_empty() => text,
            _ => {
                out.push(inline);
                continue;
            }
        };
        let base = inline.span.start;
        let mut from = base;
        let end = Span::new(inline.span.end, inline.span.end);
        for one in inside.into_iter().chain([&end]) {
            if from < one.start {
                out.push(Inline {
                    span: Span::new(from, one.start),
                    kind: InlineKind::Text(text[from - base..one.start - base].to_owned()),
                });
            }
            from = one.end;
        }
    }
    out
}

/// Adds the tags and words of raw HTML.
fn push_tokens(inline: &Inline, masked: &Masked, pieces: &mut Vec<Unpaired>) {
    if let InlineKind::Text(text) = &inline.kind {
        tags::tokens(text, inline.span.start, |piece| match piece {
            Unpaired::Inline(inline) => pieces.extend(decoded(inline)),
            // A name to fill in.
            Unpaired::Tag(span, _, typed) if masked.hides(span.start) => {
                let kind = InlineKind::Text(typed);
                pieces.push(Unpaired::Inline(Inline { span, kind }));
            }
            other => pieces.push(other),
        });
    }
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
    for (at, length, meant) in entity::references_of_html(text) {
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
