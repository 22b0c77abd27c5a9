//! Footnotes of a file that is cut into chapters: which definitions each chapter needs of the
//! others, and which say something twice.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::Diagnostic;
use crate::notes::messages;
use crate::notes::reading::cut;
use crate::notes::reading::cut::Cut;
use crate::notes::sources::NoteFile;
use crate::notes::tree::FileSpan;

/// Definitions of footnotes that say something else than the one that counts: the first of their
/// chapter. Where another chapter has one, each shows its own.
pub(super) fn repeated_footnotes(file: &NoteFile, cut: &Cut) -> Vec<Diagnostic> {
    let words = |span: FileSpan| file.text[span.range()].trim();
    let chapter = |span: FileSpan| {
        let begins = |piece: &cut::Piece| piece.span.start <= span.start;
        cut.pieces.partition_point(begins)
    };
    let mut first: HashMap<(&str, usize), FileSpan> = HashMap::new();
    let mut told = Vec::new();
    let all = cut.footnotes.iter().map(|(label, span)| (label, *span));
    for (label, span) in all.chain(cut.repeated.iter().map(|(label, span)| (label, *span))) {
        let counts = *first.entry((label, chapter(span))).or_insert(span);
        if words(counts) != words(span) {
            told.push(messages::repeated_footnote(&file.path, span, label));
        }
    }
    told
}

/// Where a file refers to its footnotes.
pub(super) struct FootnoteUses<'a> {
    /// Each footnote that is referred to, in the order of the file: where it stands, its label, and
    /// the places that refer to it.
    uses: Vec<(FileSpan, &'a str, Vec<usize>)>,
}

impl<'a> FootnoteUses<'a> {
    pub(super) fn of(file: &'a str, cut: &'a Cut) -> Self {
        if cut.footnotes.is_empty() || cut.pieces.is_empty() {
            return Self { uses: Vec::new() };
        }
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, label) in mentions(file) {
            places.entry(label).or_default().push(at);
        }
        let used = |(label, place): (&'a String, &FileSpan)| {
            let label = label.as_str();
            Some((*place, label, places.remove(label)?))
        };
        let mut uses: Vec<_> = cut.footnotes.iter().filter_map(used).collect();
        uses.sort_unstable_by_key(|(place, ..)| place.start);
        Self { uses }
    }

    /// The labels of footnotes that stand in a stretch and that only others refer to.
    pub(super) fn foreign(&self, span: FileSpan) -> Box<[String]> {
        let from = self
            .uses
            .partition_point(|(place, ..)| place.start < span.start);
        let standing = self.uses[from..].iter();
        let standing = standing.take_while(|(place, ..)| place.start < span.end);
        let foreign = standing.filter(|(.., places)| {
            let next = places.partition_point(|at| *at < span.start);
            places.get(next).is_none_or(|at| *at >= span.end)
        });
        foreign.map(|(_, label, _)| (*label).to_owned()).collect()
    }
}

/// Every `[^label]` of a text that is no definition, with its byte.
fn mentions(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("[^").filter_map(|(at, _)| {
        let rest = &text[at + 2..];
        let (label, behind) = rest.split_at(rest.find(['[', ']', '\n'])?);
        let starts_line = || {
            let line = text[..at].rsplit('\n').next().unwrap_or_default();
            line.trim().is_empty()
        };
        let defines = behind.starts_with("]:") && starts_line();
        (behind.starts_with(']') && !defines).then_some((at, label))
    })
}

/// The footnotes that a stretch of a file refers to and that stand elsewhere in it, and those that
/// these refer to.
pub(super) fn footnotes(file: &str, cut: &Cut, span: FileSpan) -> String {
    let mut out = String::new();
    let slice = &file[span.range()];
    if cut.footnotes.is_empty() || !slice.contains("[^") {
        return out;
    }
    let mut named: BTreeSet<&str> = footnotes_named(slice).collect();
    let mut next: Vec<&str> = named.iter().copied().collect();
    while !next.is_empty() {
        let mut found = Vec::new();
        let places = next.iter().filter_map(|label| cut.footnotes.get(*label));
        for place in places.filter(|place| !span.holds(**place)) {
            let text = &file[place.range()];
            out.push_str("\n\n");
            out.push_str(text);
            found.extend(footnotes_named(text).filter(|label| named.insert(label)));
        }
        next = found;
    }
    out
}

/// What stands in `[^…]`, read once from the front to the end.
pub(super) fn footnotes_named(text: &str) -> impl Iterator<Item = &str> {
    text.split("[^").skip(1).filter_map(|rest| {
        let (label, _) = rest.split_once(']')?;
        (!label.contains('[')).then_some(label)
    })
}
