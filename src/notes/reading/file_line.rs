//! A line of a file, as far as cutting and comments ask: its column, the heading or the fence that
//! it is. A line in; what it opens, closes or leaves out.

use crate::notes::reading::attributes;
use crate::notes::reading::chapter_rule::Heading;

/// An open fence: its character, length, the column of its container and where it began.
pub(super) struct Fence {
    pub mark: char,
    pub length: usize,
    pub indent: usize,
    pub start: usize,
}

/// A line of the file.
pub(super) struct FileLine<'a> {
    pub start: usize,
    pub end: usize,
    /// Without blanks at its end.
    pub body: &'a str,
    /// Without blanks on either side.
    pub trimmed: &'a str,
    /// The column of its first character that is no blank.
    pub indent: usize,
}

impl<'a> FileLine<'a> {
    /// The lines of a text from byte `start` on.
    pub(super) fn each(text: &'a str, start: usize) -> impl Iterator<Item = Self> {
        let mut at = start;
        text[start..].split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            let body = line.trim_end();
            Self {
                start,
                end: start + line.len(),
                body,
                trimmed: body.trim_start(),
                indent: column(body),
            }
        })
    }

    /// How long a fence of the mark may be for the line to close it; 0 where it closes none.
    pub(super) fn closes(&self, mark: char) -> usize {
        let quoted = self.trimmed.trim_start_matches(['>', ' ']);
        let run = quoted
            .bytes()
            .take_while(|&b| char::from(b) == mark)
            .count();
        if quoted[run..].trim().is_empty() {
            run
        } else {
            0
        }
    }

    /// A fence inside a bullet ends where the bullet ends: at a line that is indented less than
    /// this. No column is as far as what a line that ends none answers.
    pub(super) fn leaves(&self) -> usize {
        if self.trimmed.is_empty() || self.trimmed.starts_with('>') {
            usize::MAX
        } else {
            self.indent
        }
    }

    pub(super) fn heading(&self) -> Option<Heading> {
        heading(self.body, self.start, self.end)
    }

    /// The fence that it opens.
    pub(super) fn fence(&self) -> Option<Fence> {
        let (mark, length, indent) = opening_fence(self.body)?;
        Some(Fence {
            mark,
            length,
            indent,
            start: self.start,
        })
    }
}

/// The column of the first character that is no blank; a tab leads to the next multiple of four.
pub(crate) fn column(line: &str) -> usize {
    let mut column = 0;
    for c in line.chars() {
        match c {
            ' ' => column += 1,
            '\t' => column += 4 - column % 4,
            _ => break,
        }
    }
    column
}

/// An ATX heading at column 0 to 3: one to six `#` and a blank or the line's end.
fn heading(line: &str, start: usize, end: usize) -> Option<Heading> {
    let trimmed = line.trim_start_matches(' ');
    if line.len() - trimmed.len() > 3 {
        return None;
    }
    let level = trimmed.bytes().take_while(|&b| b == b'#').count();
    let rest = &trimmed[level..];
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let rest = rest.trim();
    let closed = rest.trim_end_matches('#');
    let rest = if closed.is_empty() || closed.ends_with([' ', '\t']) {
        closed.trim_end()
    } else {
        rest
    };
    let text = attributes::at_end(rest).map_or(rest, |at| rest[..at].trim_end());
    Some(Heading::new(start, end, level as u8, text))
}

/// Whether the line opens a fence, possibly behind bullets and quotes: mark, length, and column of
/// the container's text.
pub(crate) fn opening_fence(line: &str) -> Option<(char, usize, usize)> {
    // Most lines hold neither mark, and there are very many lines.
    if !line.contains(['`', '~']) {
        return None;
    }
    let mut rest = line.trim_start();
    let mut indent = column(line);
    let mut nested = false;
    loop {
        let marker = match rest.as_bytes() {
            [b'-' | b'*' | b'+', b' ' | b'\t', ..] | [b'>', ..] => 1,
            _ => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                match rest.as_bytes().get(digits..digits + 2) {
                    Some([b'.' | b')', b' ']) if (1..=9).contains(&digits) => digits + 1,
                    _ => 0,
                }
            }
        };
        if marker == 0 {
            break;
        }
        let inner = rest[marker..].trim_start();
        indent += rest.len() - inner.len();
        rest = inner;
        nested = true;
    }
    let mark = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = rest.chars().take_while(|&c| c == mark).count();
    if length < 3 || (mark == '`' && rest[length..].contains('`')) {
        return None;
    }
    // Up to three blanks do not nest a fence: it ends only at its closing line. One that is
    // indented without a marker of its own hangs beneath a bullet, whose text begins at column 1 or
    // later.
    let container = if nested {
        indent
    } else {
        usize::from(indent > 3)
    };
    Some((mark, length, container))
}
