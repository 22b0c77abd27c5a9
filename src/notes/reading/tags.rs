//! Tags of raw HTML among inlines: each start finds its end, also one that HTML lets be left out,
//! and what finds none is the text that was typed. Pieces in, inlines out, whose elements lie
//! wholly inside of each other and stand where HTML lets them stand, so that a page keeps its
//! structure whatever was typed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::notes::reading::elements;
use crate::notes::reading::html::{self, HtmlTag};
use crate::notes::reading::pictures;
use crate::notes::reading::repair::merge_texts;
use crate::notes::tree::{Inline, InlineKind, Span};

/// How many tags may be open at once; deeper ones are text.
const DEEPEST: usize = 64;

/// What a run is made of before its tags are paired.
pub(crate) enum Unpaired {
    /// An inline that is done.
    Inline(Inline),
    /// A tag as it was typed.
    Tag(Span, HtmlTag, String),
    /// Blocks of Markdown stand between what comes before, which ends at this byte, and what
    /// follows.
    Between(usize),
}

/// What a run stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunKind {
    /// Words of a paragraph, heading or cell.
    Words,
    /// The blocks of HTML of one container.
    Blocks,
}

/// Pairs the tags of one run.
pub(crate) fn pair_tags(pieces: Vec<Unpaired>, kind: RunKind) -> Vec<Inline> {
    let mut pairing = Pairing {
        kind,
        out: Vec::with_capacity(pieces.len()),
        open: Vec::new(),
        pairs: BTreeMap::new(),
        alone: BTreeMap::new(),
        strays: BTreeSet::new(),
        tags: BTreeSet::new(),
    };
    for piece in pieces {
        pairing.piece(piece);
    }
    pairing.end();
    pairing.drop_strays();
    merge_texts(pairing.tree())
}

/// The same without headings, which cannot stand in one.
pub(crate) fn without_headings(mut inlines: Vec<Inline>) -> Vec<Inline> {
    inlines.retain(|inline| match &inline.kind {
        InlineKind::Html(tag) => !is_heading(html::name(tag)),
        _ => true,
    });
    inlines
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// A start whose end has not come yet.
struct Open {
    /// Where it stands in the row of inlines.
    at: usize,
    tag: HtmlTag,
    /// Of a paragraph: where it ends if its end does not come.
    ends: Option<usize>,
}

/// A start and its end.
struct Pair {
    end: usize,
    tag: HtmlTag,
    /// Its end was left out.
    is_implied: bool,
    /// A paragraph around blocks, which is none to HTML.
    is_around_blocks: bool,
}

struct Pairing {
    kind: RunKind,
    /// The inlines one after another. Tags are the text that was typed until they have a partner;
    /// where an end was left out an empty text keeps its place.
    out: Vec<Inline>,
    open: Vec<Open>,
    /// By where they start.
    pairs: BTreeMap<usize, Pair>,
    /// What takes no part in pairs: `<source>`, `<col>`, names of places without an end.
    alone: BTreeMap<usize, HtmlTag>,
    /// Ends without a start.
    strays: BTreeSet<usize>,
    /// Where a tag stands.
    tags: BTreeSet<usize>,
}

impl Pairing {
    fn piece(&mut self, piece: Unpaired) {
        match piece {
            Unpaired::Inline(inline) => self.out.push(inline),
            Unpaired::Between(at) => self.mark_end_of_paragraph(at),
            Unpaired::Tag(span, tag, _) if tag.name == "br" => {
                self.out.extend(mark(span, &tag, "a"));
                self.tag(span, InlineKind::HardBreak);
            }
            // The end of what has none is no word of anybody.
            Unpaired::Tag(_, tag, _) if tag.is_void() && tag.closing => {}
            Unpaired::Tag(span, tag, typed) if tag.is_void() => self.void(span, tag, typed),
            Unpaired::Tag(span, tag, typed) if tag.closing => self.close(span, &tag, typed),
            Unpaired::Tag(span, tag, typed) => self.start(span, tag, typed),
        }
    }

    fn text(&mut self, span: Span, text: String) -> usize {
        self.out.push(Inline {
            span,
            kind: InlineKind::Text(text),
        });
        self.out.len() - 1
    }

    fn tag(&mut self, span: Span, kind: InlineKind) {
        self.tags.insert(self.out.len());
        self.out.push(Inline { span, kind });
    }

    /// Keeps the place of an end that may be left out here.
    fn place(&mut self, at: usize) -> usize {
        self.text(Span::new(at, at), String::new())
    }

    /// Where the next piece begins, as far as is known.
    fn here(&self) -> usize {
        self.out.last().map_or(0, |last| last.span.end)
    }

    fn void(&mut self, span: Span, tag: HtmlTag, typed: String) {
        match tag.name.as_str() {
            "img" => {
                // A picture is no tag of the page.
                self.out.extend(mark(span, &tag, "a"));
                match pictures::image(&tag) {
                    Some(kind) => self.tag(span, kind),
                    None => {
                        self.text(span, typed);
                    }
                }
            }
            "col" | "source" | "track" => {
                let at = self.text(span, typed);
                self.tags.insert(at);
                self.alone.insert(at, tag);
            }
            name => {
                if elements::is_block(name) {
                    self.mark_end_of_paragraph(span.start);
                }
                self.tag(span, InlineKind::Html(tag.rewritten()));
            }
        }
    }

    fn start(&mut self, span: Span, tag: HtmlTag, typed: String) {
        let (ended, barriers) = elements::ended_by(&tag.name);
        if !ended.is_empty() {
            let is = |names: &[&str], open: &Open| names.contains(&open.tag.name.as_str());
            let reach = self.open.iter().rposition(|open| is(barriers, open));
            let from = reach.map_or(0, |at| at + 1);
            if let Some(first) = self.open[from..].iter().position(|open| is(ended, open)) {
                self.unwind(from + first, span.start);
            }
        }
        if tag.name == "p" {
            self.end_paragraph(span.start);
        } else if elements::is_block(&tag.name) {
            self.mark_end_of_paragraph(span.start);
        }
        let at = self.text(span, typed);
        self.tags.insert(at);
        if self.open.len() < DEEPEST {
            let ends = None;
            self.open.push(Open { at, tag, ends });
        }
    }

    fn close(&mut self, span: Span, tag: &HtmlTag, typed: String) {
        let found = self.open.iter().rposition(|open| open.tag.name == tag.name);
        let Some(found) = found else {
            let at = self.text(span, typed);
            self.tags.insert(at);
            if tag.name == "p" {
                self.out[at].kind = InlineKind::Text(String::new());
            } else {
                self.strays.insert(at);
            }
            return;
        };
        self.unwind(found + 1, span.start);
        let Some(open) = self.open.pop() else {
            return;
        };
        let end = self.text(span, typed);
        self.tags.insert(end);
        let is_around_blocks = open.ends.is_some();
        self.pair(open, end, false, is_around_blocks);
    }

    /// Lets go of what is open from `from` on: what may end by itself ends here.
    fn unwind(&mut self, from: usize, at: usize) {
        while self.open.len() > from {
            let Some(open) = self.open.pop() else {
                return;
            };
            let is_paragraph = open.tag.name == "p";
            if is_paragraph && self.kind == RunKind::Words {
                self.give_up(open);
            } else if let Some(end) = open.ends {
                self.pair(open, end, true, false);
            } else if elements::has_optional_end(&open.tag.name) {
                let end = self.place(at);
                self.pair(open, end, true, false);
            } else {
                self.give_up(open);
            }
        }
    }

    /// A start whose end never comes is the text that was typed, but a name of a place stands for
    /// it alone.
    fn give_up(&mut self, open: Open) {
        let tag = &open.tag;
        if tag.name == "a" && tag.attribute("href").is_none() && tag.ids().next().is_some() {
            self.alone.insert(open.at, open.tag);
        }
    }

    fn pair(&mut self, open: Open, end: usize, is_implied: bool, is_around_blocks: bool) {
        // What reaches beyond the place where a paragraph would have ended keeps it open.
        let here = self.here();
        let reaches = |outer: &Open| outer.ends.is_some_and(|ends| open.at < ends && ends < end);
        if let Some(outer) = self.open.iter().rposition(reaches) {
            let place = self.place(here);
            self.open[outer].ends = Some(place);
        }
        let tag = open.tag;
        self.pairs.insert(
            open.at,
            Pair {
                end,
                tag,
                is_implied,
                is_around_blocks,
            },
        );
    }

    /// The innermost open paragraph, in the cell at hand.
    fn paragraph(&self) -> Option<usize> {
        let is_barrier = |name: &str| matches!(name, "table" | "td" | "th" | "caption");
        let mut inner = self.open.iter().enumerate().rev();
        let found = inner.find(|(_, open)| open.tag.name == "p" || is_barrier(&open.tag.name));
        found
            .filter(|(_, open)| open.tag.name == "p" && self.kind == RunKind::Blocks)
            .map(|(at, _)| at)
    }

    /// A block begins: if the end of the paragraph at hand does not come, it ended here.
    fn mark_end_of_paragraph(&mut self, at: usize) {
        if let Some(index) = self.paragraph()
            && self.open[index].ends.is_none()
        {
            let place = self.place(at);
            self.open[index].ends = Some(place);
        }
    }

    /// Another paragraph begins: the one at hand ended before it.
    fn end_paragraph(&mut self, at: usize) {
        let Some(index) = self.paragraph() else {
            return;
        };
        let ends = self.open[index].ends;
        // What began inside of it and is still open has no end there.
        let inside = self.open[index + 1..]
            .iter()
            .take_while(|open| ends.is_none_or(|ends| open.at < ends))
            .count();
        let given_up: Vec<Open> = self.open.drain(index + 1..=index + inside).collect();
        given_up.into_iter().for_each(|open| self.give_up(open));
        let open = self.open.remove(index);
        let end = ends.unwrap_or_else(|| self.place(at));
        self.pair(open, end, true, false);
    }

    fn end(&mut self) {
        let here = self.here();
        if self.kind == RunKind::Words {
            while let Some(open) = self.open.pop() {
                self.give_up(open);
            }
            return;
        }
        while let Some(open) = self.open.pop() {
            if open.tag.name == "p" {
                let end = open.ends.unwrap_or_else(|| self.place(here));
                self.pair(open, end, true, false);
            } else {
                self.give_up(open);
            }
        }
    }

    /// An end without a start, on a line of nothing but tags, is layout that went wrong.
    fn drop_strays(&mut self) {
        if self.kind == RunKind::Words {
            return;
        }
        for at in std::mem::take(&mut self.strays) {
            let is_bare =
                self.is_bare((0..at).rev(), true) && self.is_bare(at + 1..self.out.len(), false);
            if is_bare {
                self.out[at].kind = InlineKind::Text(String::new());
            }
        }
    }

    /// Whether nothing but tags and blanks stand there up to the next line.
    fn is_bare(&self, mut places: impl Iterator<Item = usize>, backwards: bool) -> bool {
        for at in &mut places {
            let InlineKind::Text(text) = &self.out[at].kind else {
                continue;
            };
            if self.tags.contains(&at) {
                continue;
            }
            let line = if backwards {
                text.rsplit('\n').next()
            } else {
                text.split('\n').next()
            };
            if !line.unwrap_or_default().trim().is_empty() {
                return false;
            }
            if text.contains('\n') {
                return true;
            }
        }
        true
    }

    /// What is done with a pair inside of others.
    fn fate(&self, pair: &Pair, around: &[(usize, &str)]) -> TagFate {
        let tag = &pair.tag;
        let parents = elements::parents(&tag.name);
        let is_at_home =
            parents.is_empty() || around.iter().any(|(_, name)| parents.contains(name));
        match tag.name.as_str() {
            _ if !is_at_home && pair.is_implied => TagFate::Typed,
            "li" if !is_at_home => match self.kind {
                RunKind::Words => TagFate::As("span"),
                RunKind::Blocks => TagFate::As("div"),
            },
            _ if !is_at_home => TagFate::Dropped,
            // Within words a paragraph would end the one around it.
            "p" if pair.is_around_blocks || self.kind == RunKind::Words => TagFate::As("div"),
            name if is_heading(name) && around.iter().any(|(_, outer)| is_heading(outer)) => {
                TagFate::As("span")
            }
            // A place is no link, and may stand in one.
            "a" if tag.attribute("href").is_none() => TagFate::As("span"),
            "a" | "picture" => TagFate::Node,
            "video" | "audio" => TagFate::Node,
            _ => TagFate::Tags,
        }
    }

    fn tree(mut self) -> Vec<Inline> {
        if self.pairs.is_empty() && self.alone.is_empty() {
            self.out.retain(|inline| !is_nothing(inline));
            return self.out;
        }
        let mut ends: BTreeMap<usize, Vec<InlineKind>> = BTreeMap::new();
        let mut around: Vec<(usize, &str)> = Vec::new();
        let mut nodes: Vec<Node> = Vec::new();
        let mut row: Vec<Inline> = Vec::new();
        let out = std::mem::take(&mut self.out);
        for (at, mut inline) in out.into_iter().enumerate() {
            around.retain(|(end, _)| *end >= at);
            if let Some(pair) = self.pairs.get(&at) {
                let fate = self.fate(pair, &around);
                let renamed = |name: &str, closing: bool| HtmlTag {
                    name: name.to_owned(),
                    closing,
                    attributes: if closing {
                        Vec::new()
                    } else {
                        pair.tag.attributes.clone()
                    },
                };
                let mut tags = |name: &str, inline: &mut Inline| {
                    inline.kind = InlineKind::Html(renamed(name, false).rewritten());
                    let end = InlineKind::Html(renamed(name, true).rewritten());
                    ends.entry(pair.end).or_default().push(end);
                };
                match fate {
                    TagFate::Typed => {}
                    TagFate::Dropped => {
                        let nothing = InlineKind::Text(String::new());
                        ends.entry(pair.end).or_default().push(nothing.clone());
                        inline.kind = nothing;
                    }
                    TagFate::As(name) => tags(name, &mut inline),
                    TagFate::Tags => {
                        tags(&pair.tag.name, &mut inline);
                        around.push((pair.end, pair.tag.name.as_str()));
                    }
                    TagFate::Node => {
                        around.push((pair.end, pair.tag.name.as_str()));
                        nodes.push(Node {
                            end: pair.end,
                            tag: pair.tag.clone(),
                            start: inline,
                            sources: Vec::new(),
                            outer: std::mem::take(&mut row),
                        });
                        continue;
                    }
                }
            } else if let Some(tag) = self.alone.get(&at) {
                let parents = elements::parents(&tag.name);
                let is_at_home = around.iter().any(|(_, name)| parents.contains(name));
                match (tag.name.as_str(), nodes.last_mut()) {
                    ("a", None) => row.extend(mark(inline.span, tag, "a")),
                    ("a", Some(_)) => row.extend(mark(inline.span, tag, "span")),
                    ("source" | "track", Some(node)) if is_at_home => {
                        node.sources.push((inline.span, tag.clone()));
                    }
                    ("col", _) if is_at_home => {
                        inline.kind = InlineKind::Html(tag.rewritten());
                        row.push(inline);
                    }
                    _ => row.push(inline),
                }
                continue;
            } else if let Some(node) = nodes.pop_if(|node| node.end == at) {
                let children = std::mem::replace(&mut row, node.outer);
                row.extend(node_inlines(
                    &node.tag,
                    node.start,
                    inline,
                    &node.sources,
                    children,
                ));
                continue;
            } else if let Some(kinds) = ends.remove(&at) {
                // Of several that end at one place the inner ones began last.
                for kind in kinds.into_iter().rev() {
                    let span = inline.span;
                    row.push(Inline { span, kind });
                }
                continue;
            }
            row.push(inline);
        }
        row.retain(|inline| !is_nothing(inline));
        row
    }
}

/// What becomes of a pair of tags.
enum TagFate {
    /// They are the text that was typed.
    Typed,
    /// They go, and what stands between them stays.
    Dropped,
    /// They are written under another name.
    As(&'static str),
    /// They are tags of the page.
    Tags,
    /// They are one inline.
    Node,
}

/// An inline made of a pair of tags whose end has not come yet.
struct Node {
    end: usize,
    tag: HtmlTag,
    start: Inline,
    /// `<source>` in it.
    sources: Vec<(Span, HtmlTag)>,
    /// The row around it.
    outer: Vec<Inline>,
}

fn node_inlines(
    tag: &HtmlTag,
    start: Inline,
    end: Inline,
    sources: &[(Span, HtmlTag)],
    children: Vec<Inline>,
) -> Vec<Inline> {
    let span = Span::new(start.span.start, end.span.end);
    let mut children: Vec<Inline> = children
        .into_iter()
        .filter(|inline| !is_nothing(inline))
        .collect();
    match tag.name.as_str() {
        "picture" => pictures::chosen(sources, children),
        "video" | "audio" => {
            let first = Span::new(span.start, span.start);
            let mut out = mark(first, tag, "a");
            match pictures::media(tag, sources) {
                Some(media) => out.push(Inline {
                    span,
                    kind: media.with(children),
                }),
                None => {
                    out.push(start);
                    out.append(&mut children);
                    out.push(end);
                }
            }
            out
        }
        _ => {
            let first = Span::new(span.start, span.start);
            let mut out = mark(first, tag, "a");
            let destination = tag.attribute("href").unwrap_or_default().trim();
            out.push(Inline {
                span,
                kind: InlineKind::Link {
                    destination: destination.to_owned(),
                    title: tag.attribute("title").unwrap_or_default().to_owned(),
                    children: merge_texts(children),
                },
            });
            out
        }
    }
}

fn is_nothing(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.is_empty())
}

/// The place that a tag's ids name, without what the tag does beside that.
fn mark(span: Span, tag: &HtmlTag, name: &str) -> Vec<Inline> {
    let mut attributes = tag.attributes.clone();
    attributes.retain(|(name, _)| name == "id" || name == "name");
    let mark = HtmlTag {
        name: name.to_owned(),
        closing: false,
        attributes,
    };
    if mark.ids().next().is_none() {
        return Vec::new();
    }
    [mark.rewritten(), format!("</{name}>")]
        .map(|tag| Inline {
            span,
            kind: InlineKind::Html(tag),
        })
        .into()
}

/// Splits raw HTML source that begins at byte `offset` into tags and text; comments vanish as they
/// do on GitHub.
pub(crate) fn tokens(source: &str, offset: usize, mut push: impl FnMut(Unpaired)) {
    let mut at = 0;
    let mut text_from = 0;
    while let Some(found) = source[at..].find('<') {
        let start = at + found;
        if source[start..].starts_with("<!--") {
            push_text(source, offset, text_from..start, &mut push);
            let end = source[start..]
                .find("-->")
                .map_or(source.len(), |i| start + i + 3);
            (at, text_from) = (end, end);
        } else if let Some((tag, length)) = html::tag(&source[start..]) {
            push_text(source, offset, text_from..start, &mut push);
            let span = Span::new(offset + start, offset + start + length);
            push(Unpaired::Tag(
                span,
                tag,
                source[start..start + length].to_owned(),
            ));
            at = start + length;
            text_from = at;
        } else {
            at = start + 1;
        }
    }
    push_text(source, offset, text_from..source.len(), &mut push);
}

fn push_text(source: &str, offset: usize, range: Range<usize>, push: &mut dyn FnMut(Unpaired)) {
    if !range.is_empty() {
        push(Unpaired::Inline(Inline {
            span: Span::new(offset + range.start, offset + range.end),
            kind: InlineKind::Text(source[range].to_owned()),
        }));
    }
}
