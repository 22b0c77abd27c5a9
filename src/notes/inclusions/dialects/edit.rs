//! What is written into a text in the place of what was typed.

use std::ops::Range;

/// A stretch of a text and what stands in its place.
#[derive(Debug)]
pub(crate) struct DialectEdit {
    pub range: Range<usize>,
    pub words: String,
}

impl DialectEdit {
    pub(super) fn of(range: Range<usize>, words: impl Into<String>) -> Self {
        let words = words.into();
        Self { range, words }
    }
}

/// No name of a page or block is longer, in bytes.
pub(super) const LONGEST_NAME: usize = 512;

/// The places of a sign in a line that stand out of code.
pub(super) fn hits(line: &str, sign: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let (mut ticks, mut counted) = (0, 0);
    for (found, _) in line.match_indices(sign) {
        ticks += line[counted..found].matches('`').count();
        counted = found;
        if ticks % 2 == 0 {
            out.push(found);
        }
    }
    out
}
