//! Footnotes within the words of a link: `[글[^1] 더](b.md)`. The parser takes a footnote for a
//! link, in which no other can lie, and leaves the brackets around it as words; GitHub makes both.
//! [`masked`] finds such footnotes in a text and hides their brackets from the parser; [`read`]
//! finds them again in what it answers, and [`parted`] puts them between the parts of their link,
//! since no link of a page lies in another.

use std::collections::HashSet;

use crate::notes::reading::repair::merge_texts;
use crate::notes::tree::{Inline, InlineKind, Span};
use crate::text::nfc;

/// A bracket that is open.
struct OpenBracket {
    at: usize,
    /// It begins a footnote.
    is_note: bool,
    /// The brackets of footnotes in it.
    notes: Vec<usize>,
}

/// The brackets of footnotes within the words of links.
pub(super) fn masked(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let labels = labels(text);
    if labels.is_empty() {
        return out;
    }
    let mut open: Vec<OpenBracket> = Vec::new();
    let mut last = 0;
    for (at, bracket) in text.match_indices(['[', ']']) {
        if open.is_empty() {
            last = at;
        }
        if text[last..at].contains("\n\n") {
            open.clear();
        }
        last = at;
        let slashes = text.as_bytes()[..at].iter().rev();
        if slashes.take_while(|byte| **byte == b'\\').count() % 2 == 1 {
            continue;
        }
        let rest = &text[at + 1..];
        if bracket == "[" {
            open.push(OpenBracket {
                at,
                is_note: rest.starts_with('^'),
                notes: Vec::new(),
            });
            continue;
        }
        let Some(mut closed) = open.pop() else {
            continue;
        };
        let is_link = rest.starts_with(['(', '[']);
        if closed.is_note && labels.contains(&folded(&text[closed.at + 2..at])) {
            closed.notes = vec![closed.at, at];
        } else if is_link {
            out.append(&mut closed.notes);
        }
        if let Some(outer) = open.last_mut() {
            // The shorter list moves, so that deep brackets cost no more than they are long.
            if outer.notes.len() < closed.notes.len() {
                std::mem::swap(&mut outer.notes, &mut closed.notes);
            }
            outer.notes.append(&mut closed.notes);
        }
    }
    out.sort_unstable();
    out
}

/// The labels that footnotes are defined by: `[^1]: …` at the start of a line.
fn labels(text: &str) -> HashSet<String> {
    if !text.contains("[^") {
        return HashSet::new();
    }
    let lines = text.lines().map(|line| line.trim_start_matches([' ', '>']));
    let labels = lines.filter_map(|line| line.strip_prefix("[^")?.split_once("]:"));
    labels.map(|(label, _)| folded(label)).collect()
}

fn folded(label: &str) -> String {
    label.to_lowercase()
}

/// The words at `span` with those footnotes of them whose brackets were hidden.
pub(super) fn read(words: String, span: Span, is_hidden: &dyn Fn(usize) -> bool) -> Vec<Inline> {
    let text = |from: usize, to: usize| Inline {
        span: Span::new(span.start + from, span.start + to),
        kind: InlineKind::Text(words[from..to].to_owned()),
    };
    let (mut out, mut done) = (Vec::new(), 0);
    if words.len() == span.end - span.start {
        for (at, _) in words.match_indices("[^") {
            let close = words[at..].find(']').map(|length| at + length);
            let Some(close) = close.filter(|_| is_hidden(span.start + at)) else {
                continue;
            };
            if done < at {
                out.push(text(done, at));
            }
            out.push(Inline {
                span: Span::new(span.start + at, span.start + close + 1),
                kind: InlineKind::FootnoteReference(nfc(&words[at + 2..close])),
            });
            done = close + 1;
        }
    }
    if out.is_empty() {
        let kind = InlineKind::Text(words);
        return vec![Inline { span, kind }];
    }
    if done < words.len() {
        out.push(text(done, words.len()));
    }
    out
}

/// A part of a link's words, or a footnote between two of them.
pub(super) enum LinkPart {
    Words(Span, Vec<Inline>),
    Note(Inline),
}

/// The words of a link at `whole`, parted where footnotes stand among them. One that stands deeper
/// comes behind what it stands in.
pub(super) fn parted(children: Vec<Inline>, whole: Span) -> Vec<LinkPart> {
    let mut parts = Vec::new();
    let (mut words, mut from): (Vec<Inline>, usize) = (Vec::new(), whole.start);
    for mut child in children {
        let mut notes = Vec::new();
        if is_note(&child) {
            notes.push(child);
        } else {
            take_notes(&mut child, &mut notes);
            words.push(child);
        }
        for note in notes {
            if !words.is_empty() {
                let end = note.span.start.max(from);
                let part = merge_texts(std::mem::take(&mut words));
                parts.push(LinkPart::Words(Span::new(from, end), part));
            }
            from = note.span.end;
            parts.push(LinkPart::Note(note));
        }
    }
    if !words.is_empty() || parts.is_empty() {
        parts.push(LinkPart::Words(Span::new(from, whole.end), words));
    }
    parts
}

fn is_note(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::FootnoteReference(_))
}

/// Takes the footnotes out of an emphasis.
fn take_notes(inline: &mut Inline, notes: &mut Vec<Inline>) {
    let (InlineKind::Emphasis(children)
    | InlineKind::Strong(children)
    | InlineKind::Strike(children)) = &mut inline.kind
    else {
        return;
    };
    for mut child in std::mem::take(children) {
        if is_note(&child) {
            notes.push(child);
        } else {
            take_notes(&mut child, notes);
            children.push(child);
        }
    }
}
