//! Comments of other tools in a text: hidden where the note is made for their tool, where they are
//! pairs of words and where they stand in lines of their own, since nobody writes that for readers;
//! shown, as GitHub does, where one of marks stands amid words of other notes. Where nothing says
//! that the notes are made for that tool the writer is told.

use std::collections::HashMap;

use super::{CommentScan, begins_block};
use crate::notes::reading::code_lines::line_at;
use crate::notes::reading::other_comments::{Form, opening};

/// What there is to say of a comment of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OtherComment {
    pub form: Form,
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

/// What was found out on the way.
#[derive(Debug, Default)]
pub(super) struct OtherState {
    /// Of each form that nests, where its comments end, from the first that was met on.
    pairs: HashMap<Form, HashMap<usize, usize>>,
    /// Of each other form, where the end begins and ends that was found last.
    next: HashMap<Form, Option<(usize, usize)>>,
    /// Up to this byte `{% raw %}` makes words of everything.
    raw: usize,
    /// `{% raw %}` is never ended from here on.
    raw_is_open: bool,
}

impl CommentScan<'_> {
    /// A brace, with which a comment of another tool may begin.
    pub(super) fn other(&mut self) {
        let text = self.text;
        let from = self.at;
        self.at += 1;
        let rest = &text[from..];
        if from < self.others.raw || self.raw(rest) {
            return;
        }
        let Some((form, length)) = opening(rest) else {
            return;
        };
        let mark = (from, from + length);
        self.at = mark.1;
        let is_known = form.is_known(self.tools);
        // `a { /* … */ }` is a language's, `{#1}` the name of a heading or a number.
        let is_like = match form {
            Form::Mdx => text[from..mark.1] == *"{/*",
            Form::Jinja => is_spaced(text, mark),
            _ => true,
        };
        if !is_known && !is_like {
            return;
        }
        let begins_line = begins_block(&text[self.line..from]);
        let paragraph = self.paragraph_end();
        // Only blocks reach over empty lines.
        let is_long = match form {
            Form::LiquidLine | Form::Critic => false,
            _ => begins_line || form.is_said(),
        };
        let until = if is_long { text.len() } else { paragraph };
        let end = self.end(form, mark).filter(|end| *end <= until);
        let Some(end) = end.filter(|end| is_known || !begins_again(text, form, (mark.1, *end)))
        else {
            let may_be = form != Form::LiquidLine && (form != Form::Jinja || is_known);
            if may_be && (form.is_said() || is_known || begins_line) {
                self.tell(form, mark, OtherFound::Unclosed);
            }
            return;
        };
        let is_apart = begins_line && line_at(text, end).trim().is_empty();
        let is_whole = end <= paragraph || is_known;
        let hides = form.is_said() || is_apart || is_known;
        if hides {
            self.ranges.push((from, end));
            self.step(end);
        }
        let is_plain = is_known || is_apart && form.is_said();
        if !is_plain && (hides || is_whole) {
            let found = if hides {
                OtherFound::Hidden
            } else {
                OtherFound::Shown
            };
            self.tell(form, mark, found);
        }
    }

    /// `#+BEGIN_COMMENT` at a byte, in a line of its own.
    pub(super) fn org(&mut self, from: usize) -> bool {
        let Some((form, length)) = opening(&self.text[from..]) else {
            return false;
        };
        let mark = (from, from + length);
        let Some(end) = self.end(form, mark) else {
            self.tell(form, mark, OtherFound::Unclosed);
            return false;
        };
        self.ranges.push((from, end));
        self.step(end);
        true
    }

    /// Where a comment ends that begins with a mark.
    fn end(&mut self, form: Form, mark: (usize, usize)) -> Option<usize> {
        let text = self.text;
        if form.nests() {
            let pairs = self.others.pairs.entry(form);
            let pairs = pairs.or_insert_with(|| form.pairs(text, mark.0).into_iter().collect());
            return pairs.get(&mark.0).copied();
        }
        let next = self.others.next.get(&form).copied();
        let next = match next {
            // What ends the one before may end this one.
            Some(known) if known.is_none_or(|(start, _)| start >= mark.1) => known,
            _ => {
                let found = form.next_end(text, mark.1);
                self.others.next.insert(form, found);
                found
            }
        };
        next.map(|(_, end)| end)
    }

    /// `{% raw %}`, behind which Liquid and Jinja read nothing.
    fn raw(&mut self, rest: &str) -> bool {
        let is_raw = |rest: &str, word: &str| {
            let inner = rest[2..].trim_start_matches(['-', ' ']);
            let inner = inner.strip_prefix(word);
            inner.is_some_and(|inner| inner.trim_start_matches(['-', ' ']).starts_with("%}"))
        };
        if self.others.raw_is_open || !rest.starts_with("{%") || !is_raw(rest, "raw") {
            return false;
        }
        let mut tags = rest.match_indices("{%").skip(1);
        let end = tags.find(|(at, _)| is_raw(&rest[*at..], "endraw"));
        match end {
            Some((at, _)) => self.others.raw = self.at - 1 + at,
            None => self.others.raw_is_open = true,
        }
        true
    }

    /// One of a form and a kind is enough.
    fn tell(&mut self, form: Form, mark: (usize, usize), found: OtherFound) {
        let is_same = |told: &OtherComment| told.form == form && told.found == found;
        if !self.told.iter().any(is_same) {
            self.told.push(OtherComment { form, mark, found });
        }
    }
}

/// Whether another comment of a form that does not nest begins before one ends: then the first was
/// never closed.
fn begins_again(text: &str, form: Form, (from, to): (usize, usize)) -> bool {
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
