//! Where a bullet or a paragraph quotes as a shell does. What stands there is typed letter by
//! letter: `--exclude "*" --include "*.log"` has no words in italics, and `'<kim@example.com>'` no
//! link. The source of a lead in; whether marks of Markdown belong to a quotation out.

use std::ops::Range;

/// What stands between quotation marks, without these, in order.
pub(super) struct ShellQuotes(Vec<Range<usize>>);

impl ShellQuotes {
    /// Those of `source`, which begins at byte `start` of its chapter. Source of the rule: POSIX
    /// Shell, 2.2 Quoting; an apostrophe in a word (`don't`) is none, and what is never closed
    /// quotes nothing.
    pub(super) fn of(source: &str, start: usize) -> Self {
        let mut found = Vec::new();
        if memchr::memchr2(b'"', b'\'', source.as_bytes()).is_none() {
            return Self(found);
        }
        let bytes = source.as_bytes();
        // What the word began with that is being read.
        let mut first = b' ';
        // From here on the mark closes nothing.
        let mut open_ended = [usize::MAX; 2];
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
            if before.is_ascii_whitespace() {
                first = byte;
            }
            let is_quote = match byte {
                b'"' => before != b'\\',
                b'\'' => before != b'\\' && (first == b'-' || !is_letter(before)),
                _ => false,
            };
            let kind = usize::from(byte == b'"');
            if is_quote && at < open_ended[kind] {
                match closing(bytes, at + 1, byte) {
                    Some(close) => {
                        found.push(start + at + 1..start + close);
                        at = close;
                    }
                    None => open_ended[kind] = at,
                }
            }
            at += 1;
        }
        Self(found)
    }

    /// Whether one of the ends of `range` is a letter of a quotation, so that its marks are typed.
    /// `"**message**"`: marks around all of it are not.
    pub(super) fn hold(&self, range: &Range<usize>, may_fill: bool) -> bool {
        let Some(last) = range.end.checked_sub(1).filter(|_| !self.0.is_empty()) else {
            return false;
        };
        match (self.around(range.start), self.around(last)) {
            (None, None) => false,
            (Some(first), Some(other)) if first == other => !may_fill || self.0[first] != *range,
            _ => true,
        }
    }

    /// The quotation in which a byte stands.
    fn around(&self, at: usize) -> Option<usize> {
        let next = self.0.partition_point(|quote| quote.end <= at);
        (self.0.get(next)?.start <= at).then_some(next)
    }
}

/// Whether a byte is one of a word, of any script.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// The mark that closes a quotation which begins at `from`. In double ones a backslash takes the
/// next sign's meaning.
fn closing(bytes: &[u8], from: usize, mark: u8) -> Option<usize> {
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if mark == b'"' => at += 1,
            byte if *byte == mark => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}
