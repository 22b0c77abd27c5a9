//! Keys of a manifest that bullets explain.

use super::tree::Span;

/// A bullet that explains a line of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyNote {
    /// From 1 in a chapter.
    pub number: usize,
    /// The code block.
    pub block: Span,
    /// The line in it, from 0.
    pub line: usize,
    /// The bullet.
    pub item: Span,
}
