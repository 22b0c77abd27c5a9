//! Lines of a note that are code without a parser: indented ones, and those up to the end of a
//! fence. A text and a byte in, a verdict or a byte out.

use crate::notes::reading::file_line::column;

pub(super) fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)]
}

/// How many lines above an indented one are looked at for what it belongs to.
const ABOVE: usize = 100;

/// Whether an indented line is code: an empty line and no bullet stand above its block.
pub(super) fn is_indented_code(text: &str, at: usize) -> bool {
    let above = text[..at].trim_end_matches('\n').rsplit('\n');
    let mut is_apart = at == 0 || text[..at].ends_with("\n\n");
    for line in above.take(ABOVE) {
        if line.trim().is_empty() {
            is_apart = true;
        } else if column(line) < 4 {
            // What is indented below a bullet or a footnote is its text.
            let words = line.trim_start_matches([' ', '>']);
            let digits = words.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_numbered = digits.len() < words.len() && digits.starts_with(['.', ')']);
            return is_apart && !is_numbered && !words.starts_with(['-', '*', '+', '[']);
        } else {
            is_apart = false;
        }
    }
    false
}

/// Where the line behind the end of a fence begins; `None` where the fence is never closed.
pub(super) fn fence_end(
    text: &str,
    start: usize,
    (mark, length, indent): (char, usize, usize),
) -> Option<usize> {
    let mut at = start;
    while at < text.len() {
        let line = line_at(text, at);
        let trimmed = line.trim();
        let quoted = trimmed.trim_start_matches(['>', ' ']);
        let run = quoted.chars().take_while(|&c| c == mark).count();
        if run >= length && quoted[run..].trim().is_empty() {
            return Some(at + line.len());
        }
        // A fence inside a bullet ends where the bullet ends.
        if !trimmed.is_empty() && column(line) < indent && !trimmed.starts_with('>') {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// Whether nothing but marks of bullets and quotations stands before something in its line.
pub(super) fn begins_block(before: &str) -> bool {
    before.bytes().all(|byte| {
        matches!(
            byte,
            b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b'0'..=b'9'
        )
    })
}

/// Whether a span of code is open at the end of words, which stand in one line.
pub(super) fn is_in_code(words: &str) -> bool {
    let line = words.rsplit('\n').next().unwrap_or_default();
    line.matches('`').count() % 2 == 1
}
