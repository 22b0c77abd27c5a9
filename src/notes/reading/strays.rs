//! Ends of elements in words that have no start among them. HTML drops them, whatever they were
//! meant to end; one that stands between blanks or in brackets, as a word does, is spoken of and
//! stays. Pieces of a run in; the run without them, or parted where one ends what began around it,
//! out. Pairs nothing.

use std::collections::HashMap;

use crate::notes::reading::ends;
use crate::notes::reading::tags::Unpaired;
use crate::notes::tree::Span;

/// How many pieces before an emphasis are looked at for what began around it.
const AROUND: usize = 1_000;

/// A run of words, or an end that has its start elsewhere.
pub(super) enum StrayPart {
    Words(Vec<Unpaired>),
    End(Unpaired),
}

/// The run without ends that have no start in it.
pub(super) fn without(pieces: Vec<Unpaired>, text: &str) -> Vec<Unpaired> {
    let (words, _) = told_apart(pieces, text);
    words
}

/// The words of an emphasis or a link, and behind them the ends that have no start in it.
pub(super) fn behind(pieces: Vec<Unpaired>, text: &str) -> Vec<StrayPart> {
    let (words, ends) = told_apart(pieces, text);
    let words = StrayPart::Words(words);
    [words]
        .into_iter()
        .chain(ends.into_iter().map(StrayPart::End))
        .collect()
}

/// The same of an emphasis, of which each end of what began in `around` makes two:
/// `<b>2*3</b> 4*` is `<b>2<i>3</i></b><i> 4</i>` to HTML ("adoption agency algorithm").
pub(super) fn parted(pieces: Vec<Unpaired>, around: &[Unpaired], text: &str) -> Vec<StrayPart> {
    let strays = places(&pieces, around, text);
    let mut strays = strays.into_iter().peekable();
    let (mut parts, mut words, mut ends) = (Vec::new(), Vec::new(), Vec::new());
    for (at, piece) in pieces.into_iter().enumerate() {
        if strays.next_if_eq(&at).is_none() {
            words.push(piece);
        } else if began(around, &piece) && parts.is_empty() {
            parts.push(StrayPart::Words(std::mem::take(&mut words)));
            parts.push(StrayPart::End(piece));
        } else {
            ends.push(StrayPart::End(piece));
        }
    }
    if !words.is_empty() || parts.is_empty() {
        parts.push(StrayPart::Words(words));
    }
    parts.append(&mut ends);
    parts
}

/// Whether what a piece ends is open behind these.
fn began(around: &[Unpaired], end: &Unpaired) -> bool {
    let Unpaired::Tag(_, end, _) = end else {
        return false;
    };
    let mut last = around.iter().rev().take(AROUND);
    let same = last.find_map(|piece| match piece {
        Unpaired::Tag(_, tag, _) if tag.name == end.name => Some(tag),
        _ => None,
    });
    same.is_some_and(|tag| !tag.closing)
}

fn told_apart(pieces: Vec<Unpaired>, text: &str) -> (Vec<Unpaired>, Vec<Unpaired>) {
    let strays = places(&pieces, &[], text);
    if strays.is_empty() {
        return (pieces, Vec::new());
    }
    let mut strays = strays.into_iter().peekable();
    let (mut words, mut ends) = (Vec::with_capacity(pieces.len()), Vec::new());
    for (at, piece) in pieces.into_iter().enumerate() {
        if strays.next_if_eq(&at).is_some() {
            ends.push(piece);
        } else {
            words.push(piece);
        }
    }
    (words, ends)
}

/// Where ends without a start stand. That of a paragraph is one by itself, as a break is.
fn places(pieces: &[Unpaired], around: &[Unpaired], text: &str) -> Vec<usize> {
    let mut open: HashMap<&str, usize> = HashMap::new();
    let mut out = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Unpaired::Tag(span, tag, _) = piece else {
            continue;
        };
        let name = tag.name.as_str();
        if tag.is_void() || name == "p" {
            continue;
        }
        if !tag.closing {
            *open.entry(name).or_default() += 1;
        } else if let Some(count) = open.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
        } else if is_lost(name, *span, text) || began(around, piece) {
            out.push(at);
        }
    }
    out
}

/// Whether the end of an element that never began is nothing to see.
pub(super) fn is_lost(name: &str, span: Span, text: &str) -> bool {
    let before = text[..span.start].chars().next_back();
    let behind = text[span.end..].chars().next();
    ends::is_layout(name) && !ends::is_spoken_of(before, behind)
}
