//! Comments of other tools in a text, for whoever scans it and knows code from words: hidden where
//! the note is made for their tool, where they are pairs of words and where they stand in lines of
//! their own, since nobody writes that for readers; shown, as GitHub does, where one of marks
//! stands amid words of other notes. Where nothing says that the notes are made for that tool the
//! writer is told.

use std::collections::{HashMap, HashSet};

use crate::notes::reading::code_lines::{begins_block, line_at};
use crate::notes::reading::other_comments::{CommentForm, SiteTools, opening};

/// What there is to say of a comment of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OtherComment {
    pub form: CommentForm,
    /// The bytes of its beginning.
    pub mark: (usize, usize),
    pub found: OtherFound,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherFound {
    /// It is on no page, though nothing says that the notes are made for its tool.
    Hidden,
    /// It is shown, since nothing says so.
    Shown,
    /// Nothing ends it.
    Unclosed,
}

/// So many marks that nothing ends are told of a file: there are more where they are no marks.
const UNCLOSED: usize = 50;

/// A text with the tools that it is made for, and what was found out on the way.
#[derive(Debug)]
pub(super) struct OtherScan<'a> {
    text: &'a str,
    pub tools: SiteTools,
    /// Comments of which there is something to say.
    pub told: Vec<OtherComment>,
    /// Of each form that nests, where its comments end, from the first that was met on.
    pairs: HashMap<CommentForm, HashMap<usize, usize>>,
    /// Of each other form, where the end begins and ends that was found last.
    next: HashMap<CommentForm, Option<(usize, usize)>>,
    /// Forms of which one that is shown was told.
    shown: HashSet<CommentForm>,
    /// How many were told that nothing ends.
    unclosed: usize,
    /// Up to this byte `{% raw %}` makes words of everything.
    raw: usize,
    /// `{% raw %}` is never ended from here on.
    raw_is_open: bool,
}

impl<'a> OtherScan<'a> {
    pub(super) fn new(text: &'a str, tools: SiteTools) -> Self {
        Self {
            text,
            tools,
            told: Vec::new(),
            pairs: HashMap::new(),
            next: HashMap::new(),
            shown: HashSet::new(),
            unclosed: 0,
            raw: 0,
            raw_is_open: false,
        }
    }

    /// The form of the comment that begins with a brace, and where its words begin.
    pub(super) fn opening(&mut self, from: usize) -> Option<(CommentForm, usize)> {
        let rest = &self.text[from..];
        if from < self.raw || self.raw(from) {
            return None;
        }
        let (form, length) = opening(rest)?;
        Some((form, from + length))
    }

    /// Where the comment ends, if it is hidden, whose mark stands there, in a line and a paragraph
    /// that begins and ends at these bytes.
    pub(super) fn comment(
        &mut self,
        form: CommentForm,
        mark: (usize, usize),
        (line, paragraph): (usize, usize),
    ) -> Option<usize> {
        let text = self.text;
        let from = mark.0;
        let is_known = form.is_known(self.tools);
        // `a { /* … */ }` is a language's, `{#1}` the name of a heading or a number.
        let is_like = match form {
            CommentForm::Mdx => text[from..mark.1] == *"{/*",
            CommentForm::Jinja => is_spaced(text, mark),
            _ => true,
        };
        if !is_known && !is_like || form == CommentForm::Jinja && is_name(text, mark.1) {
            return None;
        }
        let begins_line = begins_block(&text[line..from]);
        // Only blocks reach over empty lines.
        let is_long = match form {
            CommentForm::LiquidLine | CommentForm::Critic => false,
            _ => begins_line || form.is_said(),
        };
        let until = if is_long { text.len() } else { paragraph };
        let end = self.end(form, mark).filter(|end| *end <= until);
        let Some(end) = end.filter(|end| is_known || !begins_again(text, form, (mark.1, *end)))
        else {
            let may_be =
                form != CommentForm::LiquidLine && (form != CommentForm::Jinja || is_known);
            if may_be && (form.is_said() || is_known || begins_line) {
                self.tell(form, mark, OtherFound::Unclosed);
            }
            return None;
        };
        let is_apart = begins_line && line_at(text, end).trim().is_empty();
        let is_whole = end <= paragraph || is_known;
        let hides = form.is_said() || is_apart || is_known;
        let is_plain = is_known || is_apart && form.is_said();
        if !is_plain && (hides || is_whole) {
            let found = if hides {
                OtherFound::Hidden
            } else {
                OtherFound::Shown
            };
            self.tell(form, mark, found);
        }
        hides.then_some(end)
    }

    /// Where a comment ends that begins there with `#+BEGIN_COMMENT`.
    pub(super) fn org(&mut self, from: usize) -> Option<usize> {
        let (form, length) = opening(&self.text[from..])?;
        let mark = (from, from + length);
        let end = self.end(form, mark);
        if end.is_none() {
            self.tell(form, mark, OtherFound::Unclosed);
        }
        end
    }

    /// Where a comment ends that begins with a mark.
    fn end(&mut self, form: CommentForm, mark: (usize, usize)) -> Option<usize> {
        let text = self.text;
        if form.nests() {
            let pairs = self.pairs.entry(form);
            let pairs = pairs.or_insert_with(|| form.pairs(text, mark.0).into_iter().collect());
            return pairs.get(&mark.0).copied();
        }
        let next = self.next.get(&form).copied();
        let next = match next {
            // What ends the one before may end this one.
            Some(known) if known.is_none_or(|(start, _)| start >= mark.1) => known,
            _ => {
                let found = form.next_end(text, mark.1);
                self.next.insert(form, found);
                found
            }
        };
        next.map(|(_, end)| end)
    }

    /// `{% raw %}`, behind which Liquid and Jinja read nothing.
    fn raw(&mut self, from: usize) -> bool {
        let rest = &self.text[from..];
        let is_raw = |rest: &str, word: &str| {
            let inner = rest[2..].trim_start_matches(['-', ' ']);
            let inner = inner.strip_prefix(word);
            inner.is_some_and(|inner| inner.trim_start_matches(['-', ' ']).starts_with("%}"))
        };
        if self.raw_is_open || !rest.starts_with("{%") || !is_raw(rest, "raw") {
            return false;
        }
        let mut tags = rest.match_indices("{%").skip(1);
        let end = tags.find(|(at, _)| is_raw(&rest[*at..], "endraw"));
        match end {
            Some((at, _)) => self.raw = from + at,
            None => self.raw_is_open = true,
        }
        true
    }

    /// Each that hides words is told, and each that hides none though it was meant to; of those
    /// that are shown, which everybody sees, one of a form is enough.
    fn tell(&mut self, form: CommentForm, mark: (usize, usize), found: OtherFound) {
        let is_first = match found {
            OtherFound::Shown => self.shown.insert(form),
            OtherFound::Unclosed => {
                self.unclosed += 1;
                self.unclosed <= UNCLOSED
            }
            OtherFound::Hidden => true,
        };
        if is_first {
            self.told.push(OtherComment { form, mark, found });
        }
    }
}

/// Whether another comment of a form that does not nest begins before one ends: then the first was
/// never closed.
fn begins_again(text: &str, form: CommentForm, (from, to): (usize, usize)) -> bool {
    let mut braces = text[from..to].match_indices('{');
    let begins = |at: usize| opening(&text[from + at..]).is_some_and(|(other, _)| other == form);
    !form.nests() && braces.any(|(at, _)| begins(at))
}

/// Whether blanks part a mark from the words behind it, as in a comment; `{#1}` and the like are
/// something else.
fn is_spaced(text: &str, mark: (usize, usize)) -> bool {
    let behind = text[mark.1..].chars().next();
    behind.is_none_or(|c| c.is_whitespace() || matches!(c, '-' | '*'))
}

/// Whether `{#` begins the name of a heading, which ends with its word: `{#one}`, `{#one .class}`,
/// and not `{#비밀#}`.
fn is_name(text: &str, from: usize) -> bool {
    let rest = &text[from..];
    let is_word = rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    // The first sign tells: a row of braces is read once.
    let sign = || {
        rest.find(['}', '{', '#', '\n'])
            .map(|at| rest.as_bytes()[at])
    };
    is_word && sign() == Some(b'}')
}
