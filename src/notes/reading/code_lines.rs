//! Lines of a note that are code without a parser: indented ones, and those up to the end of a
//! fence. A text and a byte in, a verdict or a byte out.

use crate::notes::reading::file_line::column;
use crate::notes::reading::shortcode::{self, LineTag};

pub(crate) fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)]
}

/// How many lines above an indented one are looked at for what it belongs to.
const ABOVE: usize = 100;

/// How many lines that look like bullets are asked, one for the other, whether they are code.
const DEEPEST: usize = 12;

/// Whether a line is indented code: by four columns more than what it stands in, a quotation, a
/// bullet or a footnote, and behind an empty line or more such code.
pub(super) fn is_indented_code(text: &str, at: usize) -> bool {
    is_code(text, at, DEEPEST)
}

/// The same, where lines above that look like bullets are asked whether they are code themselves,
/// so many deep.
fn is_code(text: &str, at: usize, asked: usize) -> bool {
    let (depth, line) = unquoted(line_at(text, at));
    let indent = column(line);
    if indent < 4 {
        return false;
    }
    let above = || {
        let lines = text[..at]
            .strip_suffix('\n')
            .unwrap_or(&text[..at])
            .rsplit('\n');
        let lines = lines.take(ABOVE).map(unquoted);
        lines.take_while(|(deep, line)| *deep == depth || *deep < depth && line.trim().is_empty())
    };
    // What the line stands in begins where no line in between is indented less.
    let (mut least, mut content) = (indent, 0);
    let mut start = at;
    for raw in text[..at].split_inclusive('\n').rev().take(ABOVE) {
        start -= raw.len();
        let (deep, line) = unquoted(raw.trim_end_matches('\n'));
        if line.trim().is_empty() && deep <= depth {
            continue;
        }
        if deep != depth {
            break;
        }
        let inside = content_of(line).filter(|inside| *inside <= least);
        let is_bullet = || column(line) < 4 || asked == 0 || !is_code(text, start, asked - 1);
        if let Some(inside) = inside.filter(|_| is_bullet()) {
            content = inside;
            break;
        }
        least = least.min(column(line));
        if least == 0 {
            break;
        }
    }
    if indent < content + 4 {
        return false;
    }
    for (_, line) in above() {
        if line.trim().is_empty() {
            return true;
        }
        if column(line) < content + 4 {
            return false;
        }
    }
    let is_first = at == 0 || depth > 0;
    is_first && above().count() < ABOVE
}

/// A line behind the marks of the quotations that it stands in, and how many they are.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(inner) = rest.trim_start_matches(' ').strip_prefix('>') {
        if rest.len() - inner.len() > 4 {
            break;
        }
        rest = inner.strip_prefix(' ').unwrap_or(inner);
        depth += 1;
    }
    (depth, rest)
}

/// The column where the words of a bullet or a footnote begin, if a line begins one.
fn content_of(line: &str) -> Option<usize> {
    let before = column(line);
    let words = line.trim_start_matches([' ', '\t']);
    if words.starts_with("[^") && words.contains("]:") {
        return Some(before + 4);
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match words.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let behind = &words[mark..];
    let blanks = behind.len() - behind.trim_start_matches(' ').len();
    let is_empty = behind.trim().is_empty();
    match blanks {
        _ if is_empty => Some(before + mark + 1),
        1..=4 => Some(before + mark + blanks),
        0 => behind.starts_with('\t').then_some(before + mark + 1),
        _ => Some(before + mark + 1),
    }
}

/// Where the line that ends what `tag` of a tool begins as code begins, and the line behind it; the
/// code begins at `start`. `None` where other such code begins first, or nothing ends it.
pub(super) fn tagged_end(text: &str, start: usize, tag: &LineTag<'_>) -> Option<(usize, usize)> {
    let mut at = start;
    while at < text.len() {
        let line = line_at(text, at);
        let inner = behind_signs(line.trim_end());
        let found = inner
            .starts_with('{')
            .then(|| shortcode::tag(inner))
            .flatten();
        if let Some(found) = found {
            if found.is_end && found.name == tag.name && found.kind == tag.kind {
                return Some((at, at + line.len()));
            }
            if found.fence().is_some() {
                return None;
            }
        }
        at += line.len();
    }
    None
}

/// What stands behind the marks of quotations and bullets.
pub(super) fn behind_signs(line: &str) -> &str {
    let mut rest = line.trim_start_matches([' ', '\t']);
    loop {
        let inner = match rest.as_bytes() {
            [b'>', ..] => &rest[1..],
            [b'-' | b'*' | b'+', b' ' | b'\t', ..] => &rest[2..],
            [digit, ..] if digit.is_ascii_digit() => {
                let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                match number.strip_prefix(['.', ')']) {
                    Some(inner) if inner.starts_with(' ') && rest.len() - number.len() < 10 => {
                        inner
                    }
                    _ => return rest,
                }
            }
            _ => return rest,
        };
        rest = inner.trim_start_matches([' ', '\t']);
    }
}

/// Where the line behind the end of a fence begins; `None` where the fence is never closed.
pub(crate) fn fence_end(
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
