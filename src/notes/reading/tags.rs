//! Tags of raw HTML among inlines: each start finds its end, also one that HTML lets be left out,
//! and what finds none is the text that was typed. Pieces in, inlines out, whose elements lie
//! wholly inside of each other and stand where HTML lets them stand, so that a page keeps its
//! structure whatever was typed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::notes::reading::elements;
use crate::notes::reading::ends;
use crate::notes::reading::html::{self, HtmlTag};
use crate::notes::reading::pictures;
use crate::notes::reading::repair::merge_texts;
pub(crate) use crate::notes::reading::tag_tree::RunKind;
use crate::notes::reading::tag_tree::{LinkAround, PairedRun, TagPair, is_heading, mark};
use crate::notes::tree::{Inline, InlineKind, Span};

/// How many tags may be open at once; deeper ones are text.
const DEEPEST: usize = 64;

/// What a run is made of before its tags are paired.
pub(crate) enum Unpaired {
    /// An inline that is done.
    Inline(Inline),
    /// A tag as it was typed.
    Tag(Span, HtmlTag, String),
    /// A tag among the words of a paragraph, which stays what was typed if it finds no partner.
    Loose(Span, HtmlTag, String),
    /// The same with words of its paragraph before and behind it, of which it says how they look.
    Among(Span, HtmlTag, String),
    /// Blocks of Markdown stand between what comes before, which ends at this byte, and what
    /// follows.
    Between(usize),
    /// A heading of Markdown begins at this byte.
    Heading(usize),
}

/// Pairs the tags of one run.
pub(crate) fn pair_tags(pieces: Vec<Unpaired>, kind: RunKind) -> Vec<Inline> {
    pair_run(pieces, kind).0
}

/// Pairs the tags of the blocks of one container; links around blocks are told apart.
pub(crate) fn pair_blocks(pieces: Vec<Unpaired>) -> (Vec<Inline>, Vec<LinkAround>) {
    pair_run(pieces, RunKind::Blocks)
}

fn pair_run(pieces: Vec<Unpaired>, kind: RunKind) -> (Vec<Inline>, Vec<LinkAround>) {
    let mut pairing = TagPairing {
        kind,
        out: Vec::with_capacity(pieces.len()),
        open: Vec::new(),
        pairs: BTreeMap::new(),
        alone: BTreeMap::new(),
        strays: BTreeSet::new(),
        tags: BTreeSet::new(),
        blocks: 0,
        reached: 0,
        is_among: false,
    };
    for piece in pieces {
        pairing.piece(piece);
    }
    pairing.end();
    pairing.drop_strays();
    let run = PairedRun {
        kind,
        row: pairing.out,
        pairs: pairing.pairs,
        alone: pairing.alone,
    };
    let (inlines, links) = run.tree();
    (merge_texts(inlines), links)
}

/// The same without headings, which cannot stand in one.
pub(crate) fn without_headings(mut inlines: Vec<Inline>) -> Vec<Inline> {
    inlines.retain(|inline| match &inline.kind {
        InlineKind::Html(tag) => !is_heading(html::name(tag)),
        _ => true,
    });
    inlines
}

/// A start whose end has not come yet.
struct OpenTag {
    /// Where it stands in the row of inlines.
    at: usize,
    tag: HtmlTag,
    /// Where it ends if its end does not come: of a paragraph before the next block, of others
    /// before the next heading.
    ends: Option<usize>,
    /// Something in it reaches beyond that place, so that it ends later and blocks stand in it.
    is_held_open: bool,
    /// How many blocks stand before it.
    blocks: usize,
    /// It is HTML although its end may not come.
    is_meant: bool,
    /// Words stand before it and behind it.
    is_among: bool,
}

struct TagPairing {
    kind: RunKind,
    /// The inlines one after another. Tags are the text that was typed until they have a partner;
    /// where an end was left out an empty text keeps its place.
    out: Vec<Inline>,
    open: Vec<OpenTag>,
    /// By where they start.
    pairs: BTreeMap<usize, TagPair>,
    /// What takes no part in pairs: `<source>`, `<col>`, names of places without an end.
    alone: BTreeMap<usize, HtmlTag>,
    /// Ends without a start.
    strays: BTreeSet<usize>,
    /// Where a tag stands.
    tags: BTreeSet<usize>,
    /// How many blocks there were, and where the last one ends.
    blocks: usize,
    reached: usize,
    /// The piece at hand stands among words.
    is_among: bool,
}

impl TagPairing {
    fn piece(&mut self, piece: Unpaired) {
        match piece {
            Unpaired::Inline(inline) => self.out.push(inline),
            Unpaired::Between(at) => {
                self.mark_end_of_paragraph(at);
                (self.blocks, self.reached) = (self.blocks + 1, at);
            }
            Unpaired::Heading(at) => {
                self.mark_end_of_paragraph(at);
                self.mark_end_of_section(at);
                (self.blocks, self.reached) = (self.blocks + 1, at);
            }
            Unpaired::Loose(span, tag, typed) if tag.closing => {
                self.close(span, &tag, typed);
                self.strays.remove(&(self.out.len() - 1));
            }
            Unpaired::Loose(span, tag, typed) => self.start(span, tag, typed),
            Unpaired::Among(span, tag, typed) => {
                self.is_among = true;
                self.piece(Unpaired::Loose(span, tag, typed));
                self.is_among = false;
            }
            Unpaired::Tag(span, tag, _) if tag.name == "br" => {
                self.out.extend(mark(span, &tag, "a"));
                self.tag(span, InlineKind::HardBreak);
            }
            Unpaired::Tag(_, tag, _) if elements::is_drawn(&tag.name) => {}
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
            "input" if tag.is_checkbox() => {
                let is_done = tag.attribute("checked").is_some();
                let sign = if is_done { "☑" } else { "☐" };
                self.tag(span, InlineKind::Text(sign.to_owned()));
            }
            name if elements::is_bare(name) => {
                // Among words it is spoken of, unless it stands in what is taken away with it.
                let is_around = |open: &OpenTag| elements::is_bare(&open.tag.name);
                if self.kind == RunKind::Words && !self.open.iter().any(is_around) {
                    self.text(span, typed);
                }
            }
            "col" | "source" | "track" => {
                self.end_before(&tag.name, span.start);
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
        self.end_before(&tag.name, span.start);
        if tag.name == "p" {
            self.end_paragraph(span.start);
        } else if elements::is_block(&tag.name) {
            self.mark_end_of_paragraph(span.start);
        }
        if let Some(outer) = self.open.last_mut() {
            let parts = elements::parts(&outer.tag.name);
            outer.is_meant |= parts.contains(&tag.name.as_str());
        }
        let at = self.text(span, typed);
        self.tags.insert(at);
        if self.open.len() < DEEPEST {
            self.open.push(OpenTag {
                at,
                is_meant: tag.is_meant(""),
                tag,
                ends: None,
                is_held_open: false,
                is_among: self.is_among,
                blocks: self.blocks,
            });
        }
    }

    /// Ends what the start of this element ends.
    fn end_before(&mut self, name: &str, at: usize) {
        let (ended, barriers) = elements::ended_by(name);
        if ended.is_empty() {
            return;
        }
        let is = |names: &[&str], open: &OpenTag| names.contains(&open.tag.name.as_str());
        let reach = self.open.iter().rposition(|open| is(barriers, open));
        let from = reach.map_or(0, |at| at + 1);
        if let Some(first) = self.open[from..].iter().position(|open| is(ended, open)) {
            self.unwind(from + first, at);
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
        if let Some(ends) = open.ends.filter(|_| is_heading(&tag.name)) {
            self.end_heading(open, ends, span);
            return;
        }
        let end = self.text(span, typed);
        self.tags.insert(end);
        let is_around_blocks = open.tag.name == "p" && open.ends.is_some();
        self.pair(open, end, false, is_around_blocks);
    }

    /// A heading of HTML ended before the one of Markdown that stands in it; where something else
    /// goes on from one into the other, the words alone stay.
    fn end_heading(&mut self, open: OpenTag, ends: usize, end: Span) {
        let at = self.text(end, String::new());
        self.tags.insert(at);
        if open.is_held_open {
            self.out[open.at].kind = InlineKind::Text(String::new());
        } else {
            self.pair(open, ends, true, false);
        }
    }

    /// Lets go of what is open from `from` on: what may end by itself ends here.
    fn unwind(&mut self, from: usize, at: usize) {
        while self.open.len() > from {
            let Some(open) = self.open.pop() else {
                return;
            };
            let is_paragraph = open.tag.name == "p";
            let is_meant = open.is_meant && self.kind == RunKind::Blocks;
            let ends = open.ends.filter(|_| is_paragraph);
            if is_paragraph && self.kind == RunKind::Words {
                self.give_up(open);
            } else if let Some(end) = ends {
                self.pair(open, end, true, false);
            } else if is_meant || elements::has_optional_end(&open.tag.name) {
                let end = self.place(at);
                self.pair(open, end, true, false);
            } else {
                self.leave(open, at);
            }
        }
    }

    /// Of words: a second start was meant as the end of the first where it stands right behind a
    /// word, `<b>A<b>`; what says how its words look ends with the words around it.
    fn leave(&mut self, open: OpenTag, at: usize) {
        let is_look = elements::is_look(&open.tag.name) && self.kind == RunKind::Words;
        if is_look && !open.tag.attributes.is_empty() {
            let end = self.place(at);
            self.pair(open, end, true, false);
        } else if is_look
            && self
                .open
                .last()
                .is_some_and(|first| self.ends(first, &open))
        {
            if let Some(first) = self.open.pop() {
                self.pair(first, open.at, false, false);
            }
        } else {
            self.give_up(open);
        }
    }

    /// Whether a start was meant as the end of another: words stand between, blanks only outside.
    fn ends(&self, first: &OpenTag, second: &OpenTag) -> bool {
        let is_blank = |at: usize, of: fn(&str) -> Option<char>| match &self.out[at].kind {
            InlineKind::Text(text) => of(text).is_none_or(char::is_whitespace),
            _ => false,
        };
        first.tag.name == second.tag.name
            && first.tag.attributes.is_empty()
            && second.at > first.at + 1
            && !is_blank(first.at + 1, |text| text.chars().next())
            && !is_blank(second.at - 1, |text| text.chars().next_back())
    }

    /// A start whose end never comes is the text that was typed, but a name of a place stands for
    /// it alone.
    fn give_up(&mut self, open: OpenTag) {
        let tag = &open.tag;
        if tag.name == "a" && tag.attribute("href").is_none() && tag.ids().next().is_some() {
            self.alone.insert(open.at, open.tag);
        }
    }

    fn pair(&mut self, open: OpenTag, end: usize, is_implied: bool, is_around_blocks: bool) {
        // What reaches beyond the place where a paragraph would have ended keeps it open.
        let here = self.here();
        let reaches = |outer: &OpenTag| outer.ends.is_some_and(|ends| open.at < ends && ends < end);
        if let Some(outer) = self.open.iter().rposition(reaches) {
            let place = self.place(here);
            self.open[outer].ends = Some(place);
            self.open[outer].is_held_open = true;
        }
        let is_around_blocks = is_around_blocks || open.is_held_open;
        let is_among = open.is_among || self.is_among;
        let across = (open.blocks < self.blocks)
            .then(|| Span::new(self.out[open.at].span.start, self.out[end].span.end));
        let tag = open.tag;
        self.pairs.insert(
            open.at,
            TagPair {
                end,
                tag,
                is_implied,
                is_around_blocks,
                is_among,
                across,
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

    /// A heading begins: what is HTML and never ends, and what may end by itself in it, ended here,
    /// so that it does not swallow the sections that follow; so did a heading, as browsers say.
    fn mark_end_of_section(&mut self, at: usize) {
        let meant = self.open.iter().position(|open| open.is_meant);
        let meant = meant.unwrap_or(self.open.len());
        let is_to_end = |index: &usize| {
            let open = &self.open[*index];
            let may_end = *index >= meant && open.tag.name != "p" || is_heading(&open.tag.name);
            open.ends.is_none() && may_end
        };
        let to_end: Vec<usize> = (0..self.open.len()).filter(is_to_end).collect();
        if !to_end.is_empty() {
            let place = self.place(at);
            for index in to_end {
                self.open[index].ends = Some(place);
            }
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
        let given_up: Vec<OpenTag> = self.open.drain(index + 1..=index + inside).collect();
        for open in given_up {
            self.give_up(open);
        }
        let open = self.open.remove(index);
        let end = ends.unwrap_or_else(|| self.place(at));
        self.pair(open, end, true, false);
    }

    fn end(&mut self) {
        let here = self.here();
        if self.kind == RunKind::Words {
            while let Some(open) = self.open.pop() {
                self.leave(open, here);
            }
            return;
        }
        while let Some(open) = self.open.pop() {
            let is_held = || self.open.iter().any(|outer| outer.is_meant);
            if open.tag.name == "p" {
                let end = open.ends.unwrap_or_else(|| self.place(here));
                self.pair(open, end, true, false);
            } else if open.is_meant || elements::has_optional_end(&open.tag.name) && is_held() {
                let end = open.ends.unwrap_or_else(|| self.place(self.reached));
                self.pair(open, end, true, false);
            } else {
                self.give_up(open);
            }
        }
    }

    /// An end without a start is layout that went wrong, unless it is spoken of among words.
    fn drop_strays(&mut self) {
        if self.kind == RunKind::Words || self.strays.is_empty() {
            return;
        }
        for at in ends::lost(&self.out, &self.tags, &self.strays) {
            self.out[at].kind = InlineKind::Text(String::new());
        }
    }
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
