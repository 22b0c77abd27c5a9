//! A text step by step: its lines, and its fences with all that stands in them. Knows nothing of
//! what they say; who finds that something goes on over more lines says where it ends.

use std::ops::Range;

use crate::notes::reading::code_lines::{fence_end, line_at};
use crate::notes::reading::file_line::opening_fence;

/// A line, or a fence.
pub(super) struct LineOrFence<'t> {
    /// Where it begins, in bytes.
    pub at: usize,
    /// Where the line behind its first one begins.
    pub next: usize,
    /// Its first line without the blanks at its end.
    pub typed: &'t str,
    /// Where the line behind a fence begins.
    pub fence_end: Option<usize>,
}

impl<'t> LineOrFence<'t> {
    /// Its first line without the blanks around it.
    pub(super) fn words(&self) -> &'t str {
        self.typed.trim_start()
    }

    /// What stands before its words.
    pub(super) fn indent(&self) -> &'t str {
        &self.typed[..self.typed.len() - self.words().len()]
    }

    /// The bytes of its first line.
    pub(super) fn line(&self) -> Range<usize> {
        self.at..self.at + self.typed.len()
    }
}

/// The lines and fences of a text, in order. A line that opens a fence which nothing closes is
/// passed over; after it no fence is looked for, as each would be to the end of the text.
pub(super) struct FencedLines<'t> {
    text: &'t str,
    at: usize,
    has_fences: bool,
}

impl<'t> FencedLines<'t> {
    pub(super) const fn of(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            has_fences: true,
        }
    }

    /// Passes over what stands before this byte.
    pub(super) const fn go_on(&mut self, at: usize) {
        self.at = at;
    }
}

impl<'t> Iterator for FencedLines<'t> {
    type Item = LineOrFence<'t>;

    fn next(&mut self) -> Option<LineOrFence<'t>> {
        while self.at < self.text.len() {
            let line = line_at(self.text, self.at);
            let mut step = LineOrFence {
                at: self.at,
                next: self.at + line.len(),
                typed: line.trim_end(),
                fence_end: None,
            };
            self.at = step.next;
            let Some(fence) = opening_fence(step.typed).filter(|_| self.has_fences) else {
                return Some(step);
            };
            step.fence_end = fence_end(self.text, step.next, fence);
            if let Some(end) = step.fence_end {
                self.at = end;
                return Some(step);
            }
            self.has_fences = false;
        }
        None
    }
}
