//! Secrets that were written into notes: keys, tokens, account numbers, passwords. A text in,
//! findings out; placeholders and variables are none. What a form is stands in `form`, what a
//! password is worth in `value`; where one is named is known here.

mod alphabet;
mod as_read;
mod behind;
mod drawn;
mod form;
mod kind;
mod loose;
mod made_up;
mod named;
mod names;
mod place;
mod record;
mod samples;
mod structure;
mod table;
mod typed;
mod value;

use std::ops::Range;

use regex::Regex;

pub(crate) use kind::SecretKind;

use crate::text::Shared;

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: SecretKind,
}

impl Secret {
    /// The same in a text that has `more` bytes in front of it and `less` bytes fewer.
    #[must_use]
    pub fn moved(self, more: usize, less: usize) -> Self {
        Self {
            range: self.range.start + more - less..self.range.end + more - less,
            ..self
        }
    }
}

/// A text cut in front of its heading lines, each stretch with its first byte: no secret goes past
/// a heading, so that each can be looked through, and remembered, on its own.
pub(crate) fn stretches(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let at = text.len() - rest.len();
        let end = rest
            .match_indices("\n#")
            .find(|(at, _)| *at > 0)
            .map_or(rest.len(), |(at, _)| at + 1);
        let (stretch, tail) = rest.split_at(end);
        rest = tail;
        Some((at, stretch))
    })
}

/// Finds the secrets of a text that no pattern of `allow` matches, in order.
pub(crate) fn find(text: &str, allow: &[Regex]) -> Vec<Secret> {
    let mut found = form::find(text);
    let forms = found.len();
    for (range, kind) in named::find(text) {
        // Forms come in order: the last that begins before the end may be the same secret.
        let near = found[..forms].partition_point(|(known, _)| known.start < range.end);
        let same = near
            .checked_sub(1)
            .filter(|at| range.start < found[*at].0.end);
        match same {
            // A web token of a kubeconfig opens the cluster.
            Some(at) if kind.is_hard() && !found[at].1.is_hard() => found[at] = (range, kind),
            Some(_) => {}
            None => found.push((range, kind)),
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    if let Some(read) = as_read::AsRead::of(text) {
        let is_new = |range: &Range<usize>| {
            let near = found.partition_point(|(known, _)| known.start < range.end);
            near.checked_sub(1)
                .is_none_or(|at| found[at].0.end <= range.start)
        };
        let more: Vec<(Range<usize>, SecretKind)> = form::find(&read.text)
            .into_iter()
            .filter_map(|(range, kind)| Some((read.typed(&range)?, kind)))
            .filter(|(range, _)| is_new(range))
            .collect();
        found.extend(more);
        found.sort_by_key(|(range, _)| range.start);
    }
    let mut lines = AllowedLines::new(text, allow);
    found.retain(|(range, _)| {
        let value = &text[range.clone()];
        !samples::is_published(value)
            && !allow.iter().any(|allowed| allowed.is_match(value))
            && !lines.allow(range)
    });
    found
        .into_iter()
        .map(|(range, kind)| Secret { range, kind })
        .collect()
}

/// Which lines of a text `allow` lets pass, asked for from the front to the end: a line is looked
/// at once, however many findings it holds.
struct AllowedLines<'a> {
    text: &'a str,
    allow: &'a [Regex],
    /// Where the line ends that was looked at last, and what came of it.
    known: Option<(usize, bool)>,
}

impl<'a> AllowedLines<'a> {
    fn new(text: &'a str, allow: &'a [Regex]) -> Self {
        Self {
            text,
            allow,
            known: None,
        }
    }

    /// Whether the line around these bytes may pass.
    fn allow(&mut self, range: &Range<usize>) -> bool {
        if self.allow.is_empty() {
            return false;
        }
        match self.known {
            Some((end, passes)) if range.start <= end => passes,
            _ => {
                let line = line_around(self.text, range);
                let end = self.text[range.start..].find('\n');
                let passes = self.allow.iter().any(|allowed| allowed.is_match(line));
                self.known = Some((end.map_or(self.text.len(), |at| range.start + at), passes));
                passes
            }
        }
    }
}

/// The secrets of a whole text, in order.
pub fn find_all(text: &str, allow: &[Regex]) -> Vec<Secret> {
    stretches(text)
        .flat_map(|(at, stretch)| {
            find(stretch, allow)
                .into_iter()
                .map(move |secret| secret.moved(at, 0))
        })
        .collect()
}

/// The secrets of a text that held `known` when it was `old` bytes long: only the stretches that
/// differ are looked through. Equals [`find_all`].
pub fn find_again(
    known: &[Secret],
    old: usize,
    (text, shared): (&str, Shared),
    allow: &[Regex],
) -> Vec<Secret> {
    let (bytes, end) = (text.as_bytes(), text.len() - shared.end);
    // A stretch begins at the `#` of a line, and a line that begins the text has none in front of
    // it.
    let is_start = |at: &usize| *at > 1 && bytes[*at] == b'#' && bytes[*at - 1] == b'\n';
    let from = (0..shared.start).rev().find(is_start).unwrap_or(0);
    let to = (end.max(from) + 1..text.len())
        .find(is_start)
        .unwrap_or(text.len());
    let old_to = to + old - text.len();
    let fresh = find_all(&text[from..to], allow)
        .into_iter()
        .map(|secret| secret.moved(from, 0));
    let above = known
        .iter()
        .filter(|secret| secret.range.end <= from)
        .cloned();
    let below = known
        .iter()
        .filter(|secret| secret.range.start >= old_to)
        .map(|secret| secret.clone().moved(to, old_to));
    above.chain(fresh).chain(below).collect()
}

/// The line that holds these bytes.
fn line_around<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |at| range.end + at);
    &text[start..end]
}
