//! Expressions of MDX that are comments alone: `{/* … */}`, `{ /* … */ // … ⏎ }`. A text and
//! the byte of a brace in, where the expression ends out. Source: MDX 3, which reads what stands
//! between braces as JavaScript.

use std::cell::OnceCell;

/// An expression holds no more comments; one that was made to keep its readers busy does.
const MOST: usize = 64;

/// Where comments of JavaScript may end in a text, once somebody asked.
#[derive(Default)]
pub(super) struct Expressions {
    /// Behind each `*/`.
    stars: OnceCell<Vec<usize>>,
    /// Each line feed.
    lines: OnceCell<Vec<usize>>,
}

impl Expressions {
    /// Where the expression ends whose brace stands there, if it holds nothing but comments. Marks
    /// of quotations may begin its lines.
    pub(super) fn of_comments(&self, text: &str, from: usize) -> Option<usize> {
        let mut at = from + 1;
        let mut comments = 0;
        while comments <= MOST {
            let rest = text.get(at..)?;
            let words = rest.trim_start();
            let blanks = &rest[..rest.len() - words.len()];
            at += blanks.len();
            if words.starts_with('>') && blanks.contains('\n') {
                at += 1;
            } else if words.starts_with('}') {
                return (comments > 0).then_some(at + 1);
            } else if words.starts_with("/*") {
                let stars = || text.match_indices("*/").map(|(at, _)| at + 2).collect();
                at = next(self.stars.get_or_init(stars), at + 4)?;
                comments += 1;
            } else if words.starts_with("//") {
                let lines = || text.match_indices('\n').map(|(at, _)| at).collect();
                at = next(self.lines.get_or_init(lines), at)?;
                comments += 1;
            } else {
                return None;
            }
        }
        None
    }
}

/// The first of these places that is not before a byte.
fn next(places: &[usize], from: usize) -> Option<usize> {
    let at = places.partition_point(|place| *place < from);
    places.get(at).copied()
}
