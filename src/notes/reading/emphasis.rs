//! Emphasis as a reader of Korean, Japanese and Chinese means it. Two halves: [`masked`] finds the
//! delimiters of a text that CommonMark would misread and hides them from the Markdown parser;
//! [`pair`] pairs hidden delimiters in a run of inlines. What is not hidden stays the parser's.
//!
//! CommonMark 0.31 (section 6.2, "flanking") asks for a blank or punctuation behind a closing run
//! that follows punctuation. Those scripts write no blank there: in `**굵게(Bold)**는` the particle
//! follows at once. The rule here is CommonMark's own with one amendment: beside a letter of these
//! scripts a run flanks as it would beside a blank. The rest of the algorithm is CommonMark's
//! ("process emphasis"), so terms in a row pair one by one.

use std::collections::HashMap;
use std::ops::Range;

use crate::notes::depth;
use crate::notes::reading::{elements, html};
use crate::notes::tree::{Inline, InlineKind, Span};
use crate::text::is_wide;

/// What a run of delimiters may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Flanks {
    opens: bool,
    closes: bool,
}

/// A run of one delimiter character in a text.
#[derive(Clone, Copy, Debug)]
struct DelimiterRun {
    mark: u8,
    start: usize,
    end: usize,
}

impl DelimiterRun {
    fn before(self, text: &str) -> Option<char> {
        text[..self.start].chars().next_back()
    }

    fn after(self, text: &str) -> Option<char> {
        text[self.end..].chars().next()
    }

    /// By our rule.
    fn flanks(self, text: &str) -> Flanks {
        self.between(self.before(text), self.after(text), true)
    }

    /// As the parser takes it, to which a character at one of the bytes `hidden` is a letter.
    fn parsed(self, text: &str, hidden: &[usize]) -> Flanks {
        let seen = |c: Option<char>, at: Option<usize>| {
            let is_hidden = at.is_some_and(|at| hidden.binary_search(&at).is_ok());
            if is_hidden { Some('a') } else { c }
        };
        let before = seen(self.before(text), self.start.checked_sub(1));
        let after = seen(self.after(text), Some(self.end));
        self.between(before, after, false)
    }

    /// By CommonMark's rule or, `amended`, by ours.
    fn between(self, before: Option<char>, after: Option<char>, amended: bool) -> Flanks {
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let sign = |c: Option<char>| c.is_some_and(is_punctuation);
        let wide = |c: Option<char>| amended && c.is_some_and(is_wide);
        // A sign of these scripts (`。`, `」`) binds as a letter does.
        let narrow = |c: Option<char>| sign(c) && !wide(c);
        let left =
            !blank(after) && (!narrow(after) || blank(before) || sign(before) || wide(before));
        let right =
            !blank(before) && (!narrow(before) || blank(after) || sign(after) || wide(after));
        if self.mark == b'_' {
            // `snake_case` is no emphasis, and neither is `내_변수_이름`.
            let apart = wide(after) && sign(before);
            return Flanks {
                opens: left && (!right || sign(before)),
                closes: right && (!left || sign(after) || apart),
            };
        }
        Flanks {
            opens: left,
            closes: right,
        }
    }
}

/// The byte ranges of delimiters to be hidden from the parser: every run of a paragraph in which
/// CommonMark and a reader differ about one. `skip` are ranges that hold no prose (tags), `unseen`
/// the bytes that the parser does not see for what they are, both in order.
pub(crate) fn masked(text: &str, skip: &[Range<usize>], unseen: &[usize]) -> Vec<Range<usize>> {
    let mut hidden = Vec::new();
    let mut begin = hidden.len();
    let mut differs = false;
    let mut line = 0;
    let mut skip = skip.iter().peekable();
    for run in runs(text) {
        if has_blank_line(&text[line..run.start]) {
            if !differs {
                hidden.truncate(begin);
            }
            (begin, differs) = (hidden.len(), false);
        }
        line = run.start;
        while skip.next_if(|range| range.end <= run.start).is_some() {}
        if skip.peek().is_some_and(|range| range.start < run.end) {
            continue;
        }
        let (common, amended) = (run.parsed(text, unseen), run.flanks(text));
        if amended.opens || amended.closes {
            differs |= common != amended;
            hidden.push(run.start..run.end);
        }
    }
    if !differs {
        hidden.truncate(begin);
    }
    hidden
}

fn has_blank_line(between: &str) -> bool {
    let mut lines = between.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        // The last piece is the beginning of the line that the next run stands on.
        if lines.peek().is_some() && line.trim().is_empty() {
            return true;
        }
    }
    false
}

/// Runs of delimiters that stand in prose: no escaped ones, no label of a footnote, no single
/// tilde, no fence, no thematic break and no line that defines a link.
fn runs(text: &str) -> impl Iterator<Item = DelimiterRun> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut line = Line::default();
    std::iter::from_fn(move || {
        loop {
            let found = at + memchr::memchr3(b'*', b'_', b'~', &bytes[at..])?;
            let mark = bytes[found];
            let slashes = bytes[at..found].iter().rev();
            let escaped = slashes.take_while(|b| **b == b'\\').count() % 2 == 1;
            at = found + bytes[found..].iter().take_while(|b| **b == mark).count();
            line.reach(text, found);
            let run = DelimiterRun {
                mark,
                start: found + usize::from(escaped),
                end: at,
            };
            let length = run.end - run.start;
            if length > 0 && (mark != b'~' || length == 2) && !line.is_structure(mark) {
                return Some(run);
            }
        }
    })
}

/// The line that a run stands on.
#[derive(Default)]
struct Line {
    end: Option<usize>,
    /// It defines a link (`[label]: address`).
    defines: bool,
    /// The only letter it holds besides blanks.
    only: Option<u8>,
    /// How far it was searched for brackets, and whether a footnote's label is open there.
    searched: usize,
    in_label: bool,
}

impl Line {
    fn reach(&mut self, text: &str, at: usize) {
        if self.end.is_none_or(|end| at >= end) {
            let known = self.end.unwrap_or(0);
            let start = text[known..at].rfind('\n').map_or(known, |i| known + i + 1);
            let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
            let typed = text[start..end]
                .trim_start_matches(['>', ' ', '\t'])
                .trim_end();
            let first = typed.bytes().next();
            *self = Self {
                end: Some(end),
                defines: typed.starts_with('[') && typed.contains("]:"),
                only: first.filter(|first| typed.bytes().all(|b| b == *first || b == b' ')),
                searched: start,
                in_label: false,
            };
        }
        for (i, bracket) in text[self.searched..at].match_indices(['[', ']']) {
            let behind = &text[self.searched + i + 1..];
            self.in_label = bracket == "[" && behind.starts_with('^');
        }
        self.searched = at;
    }

    fn is_structure(&self, mark: u8) -> bool {
        self.defines || self.in_label || self.only == Some(mark)
    }
}

/// A run of delimiters that may still open, and where it stands in the output.
struct Opener {
    at: usize,
    mark: u8,
    /// How long the run was and how much of it is left.
    length: usize,
    left: usize,
    closes: bool,
}

/// Pairs the delimiters of a run of inlines that `is_hidden` says were hidden from the parser, by
/// their offsets in `text`.
pub(crate) fn pair(
    mut inlines: Vec<Inline>,
    text: &str,
    is_hidden: &dyn Fn(usize) -> bool,
) -> Vec<Inline> {
    let hides = |inline: &Inline| {
        is_exact(inline).is_some()
            && inline
                .span
                .range()
                .any(|at| is_mark(text, at) && is_hidden(at))
    };
    for inline in &mut inlines {
        // The words of `<a href="…">**여기**</a>` are Markdown as those around it are.
        if text.as_bytes().get(inline.span.start) == Some(&b'<')
            && let InlineKind::Link { children, .. } = &mut inline.kind
        {
            *children = pair(std::mem::take(children), text, is_hidden);
        }
    }
    if !inlines.iter().any(hides) {
        return inlines;
    }
    let mut pairing = Pairing {
        text,
        out: Vec::with_capacity(inlines.len()),
        depths: Vec::new(),
        open: Vec::new(),
        elements: Vec::new(),
        bottoms: HashMap::new(),
    };
    for inline in inlines {
        if hides(&inline) {
            pairing.text(inline.span, is_hidden);
        } else {
            pairing.other(inline);
        }
    }
    pairing.out
}

fn is_mark(text: &str, at: usize) -> bool {
    matches!(text.as_bytes().get(at), Some(b'*' | b'_' | b'~'))
}

/// The text of an inline whose bytes are those of the source.
fn is_exact(inline: &Inline) -> Option<&str> {
    match &inline.kind {
        InlineKind::Text(text) if text.len() == inline.span.end - inline.span.start => Some(text),
        _ => None,
    }
}

struct Pairing<'a> {
    text: &'a str,
    out: Vec<Inline>,
    /// How deep the emphasis of each of `out` goes.
    depths: Vec<usize>,
    open: Vec<Opener>,
    /// How many openers stood before each raw element that is open: emphasis never crosses its
    /// border.
    elements: Vec<usize>,
    /// By the kind of a closing run: below this no opener fits, as an earlier one found out.
    bottoms: HashMap<(u8, bool, usize), usize>,
}

impl Pairing<'_> {
    fn push(&mut self, span: Span, kind: InlineKind, depth: usize) {
        self.out.push(Inline { span, kind });
        self.depths.push(depth);
    }

    fn literal(&mut self, start: usize, end: usize) {
        if start < end {
            let typed = self.text[start..end].to_owned();
            self.push(Span::new(start, end), InlineKind::Text(typed), 0);
        }
    }

    /// Lets go of all openers but the first `count`.
    fn forget(&mut self, count: usize) {
        self.open.truncate(count);
        for bottom in self.bottoms.values_mut() {
            *bottom = count.min(*bottom);
        }
    }

    fn other(&mut self, inline: Inline) {
        if let InlineKind::Html(tag) = &inline.kind {
            if tag.starts_with("</") {
                let outer = self.elements.pop().unwrap_or(0);
                self.forget(outer);
            } else if !elements::is_void(html::name(tag)) {
                self.elements.push(self.open.len());
            }
        }
        self.push(inline.span, inline.kind, 0);
    }

    fn text(&mut self, span: Span, is_hidden: &dyn Fn(usize) -> bool) {
        let mut from = span.start;
        for run in hidden_runs(self.text, span, is_hidden) {
            self.literal(from, run.start);
            self.run(run);
            from = run.end;
        }
        self.literal(from, span.end);
    }

    fn run(&mut self, run: DelimiterRun) {
        let flanks = run.flanks(self.text);
        let mut left = DelimiterRun { ..run };
        if flanks.closes {
            while left.start < left.end {
                let Some(used) = self.close(left, run.end - run.start, flanks) else {
                    break;
                };
                left.start += used;
            }
        }
        if left.start == left.end {
            return;
        }
        let at = self.out.len();
        self.literal(left.start, left.end);
        if flanks.opens {
            self.open.push(Opener {
                at,
                mark: run.mark,
                length: run.end - run.start,
                left: left.end - left.start,
                closes: flanks.closes,
            });
        }
    }

    /// Closes the nearest opener with the beginning of a run of so many delimiters; how many were
    /// used.
    fn close(&mut self, run: DelimiterRun, length: usize, flanks: Flanks) -> Option<usize> {
        let kind = (run.mark, flanks.opens, length % 3);
        let bottom = self.bottoms.get(&kind).copied().unwrap_or(0);
        let floor = self.elements.last().copied().unwrap_or(0).max(bottom);
        let fits = |opener: &Opener| {
            let both = opener.closes || flanks.opens;
            let thirds = both
                && (opener.length + length).is_multiple_of(3)
                && !(opener.length.is_multiple_of(3) && length.is_multiple_of(3));
            opener.mark == run.mark && (run.mark == b'~' || !thirds)
        };
        let Some(found) = self.open[floor.min(self.open.len())..]
            .iter()
            .rposition(fits)
        else {
            self.bottoms.insert(kind, self.open.len());
            return None;
        };
        let found = floor + found;
        let at = self.open[found].at;
        let depth = self.depths[at + 1..].iter().max().copied().unwrap_or(0) + 1;
        // Deeper emphasis stays the asterisks that were typed.
        if depth > depth::MARKUP || at + 1 == self.out.len() {
            self.forget(found);
            return None;
        }
        self.forget(found + 1);
        let used = (run.end - run.start).min(self.open[found].left).min(2);
        let children = crate::notes::reading::repair::merge_texts(self.out.split_off(at + 1));
        self.depths.truncate(at + 1);
        let kind = match (run.mark, used) {
            (b'~', _) => InlineKind::Strike(children),
            (_, 2) => InlineKind::Strong(children),
            _ => InlineKind::Emphasis(children),
        };
        self.open[found].left -= used;
        let (start, end) = (self.out[at].span.start, self.out[at].span.end - used);
        let span = Span::new(end, run.start + used);
        self.out.truncate(at);
        self.depths.truncate(at);
        if self.open[found].left == 0 {
            self.forget(found);
        } else {
            self.literal(start, end);
        }
        self.push(span, kind, depth);
        Some(used)
    }
}

/// Hidden runs in a stretch of the text.
fn hidden_runs<'a>(
    text: &'a str,
    span: Span,
    is_hidden: &'a dyn Fn(usize) -> bool,
) -> impl Iterator<Item = DelimiterRun> + 'a {
    let bytes = text.as_bytes();
    let mut at = span.start;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memchr3(b'*', b'_', b'~', &bytes[at..span.end])?;
            let mark = bytes[start];
            let same = (start..span.end).take_while(|at| bytes[*at] == mark && is_hidden(*at));
            let length = same.count();
            at = start + length.max(1);
            if length > 0 {
                return Some(DelimiterRun {
                    mark,
                    start,
                    end: at,
                });
            }
        }
    })
}

/// Punctuation and symbols (categories P and S, as CommonMark 0.31 has it). What is neither letter,
/// digit, blank, control nor a mark that changes the letter before it is one.
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let joins = matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}'
    );
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !joins
}
