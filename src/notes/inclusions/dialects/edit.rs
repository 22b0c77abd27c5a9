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

/// The words between two equal signs of a line, as in `==말==`: where each sign begins. Signs
/// within code, beside blanks, and those of which another follows, as in `a == b == c`, are none.
pub(super) fn pairs(line: &str, sign: &str) -> Vec<(usize, usize)> {
    let letter = &sign[..1];
    let mut out = Vec::new();
    let mut marks = hits(line, sign).into_iter().peekable();
    while let Some(open) = marks.next() {
        let Some(&close) = marks.peek() else {
            break;
        };
        let inner = &line[open + 2..close.max(open + 2)];
        let is_marked = !inner.is_empty()
            && !inner.contains(letter)
            && !inner.starts_with(' ')
            && !inner.ends_with(' ')
            && !line[close + 2..].starts_with(letter)
            && !line[..open].ends_with(['=', '!', '<', '>', '^']);
        if is_marked {
            out.push((open, close));
            marks.next();
        }
    }
    out
}

/// The same as an element.
pub(super) fn paired(line: (usize, &str), sign: &str, tag: &str, out: &mut Vec<DialectEdit>) {
    let (at, typed) = line;
    for (open, close) in pairs(typed, sign) {
        let (open, close) = (at + open, at + close);
        out.push(DialectEdit::of(open..open + 2, format!("<{tag}>")));
        out.push(DialectEdit::of(close..close + 2, format!("</{tag}>")));
    }
}
