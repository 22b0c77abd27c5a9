//! The keys of manifests that bullets explain, by what they are asked for: a bullet, a line, a
//! number. Writes nothing.

use std::collections::{HashMap, HashSet};

use crate::notes::code::manifest::KeyNote;
use crate::notes::tree::Span;

/// The keys of a chapter; of several that answer, the first.
#[derive(Default)]
pub(super) struct Explained<'a> {
    items: HashMap<Span, &'a KeyNote>,
    lines: HashMap<(Span, usize), &'a KeyNote>,
    numbers: HashMap<usize, &'a KeyNote>,
    blocks: HashSet<Span>,
}

impl<'a> Explained<'a> {
    pub(super) fn new(keys: &'a [KeyNote]) -> Self {
        let mut out = Self::default();
        for note in keys {
            out.items.entry(note.item).or_insert(note);
            out.lines.entry((note.block, note.line)).or_insert(note);
            out.numbers.entry(note.number).or_insert(note);
            out.blocks.insert(note.block);
        }
        out
    }

    /// The key that a bullet explains: the first of its lines.
    pub(super) fn by(&self, item: Span) -> Option<&'a KeyNote> {
        self.items.get(&item).copied()
    }

    /// The key on a line of a listing.
    pub(super) fn on_line(&self, block: Span, line: usize) -> Option<&'a KeyNote> {
        self.lines.get(&(block, line)).copied()
    }

    /// Whether some key of a listing is explained.
    pub(super) fn holds(&self, block: Span) -> bool {
        self.blocks.contains(&block)
    }

    /// Whether no key of the same number stands before this one.
    pub(super) fn is_first(&self, note: &KeyNote) -> bool {
        self.numbers.get(&note.number) == Some(&note)
    }
}
