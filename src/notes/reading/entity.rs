//! Characters written as references, `&amp;` and `&#32;`, where the Markdown parser leaves them as
//! they are: in raw HTML. A text in, its pieces out.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// Bytes of a reference, at most: the longest name of HTML has 31 letters.
const LONGEST: usize = 33;

/// What the reference at the start of `source` means, and its length; `None` where it is none.
fn reference(source: &str) -> Option<(String, usize)> {
    let bytes = source.as_bytes().iter().take(LONGEST);
    let end = bytes.copied().position(|byte| byte == b';')? + 1;
    let name = &source[1..end - 1];
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    if name.is_empty() || !name.bytes().all(is_word) {
        return None;
    }
    let mut meant = String::new();
    for event in Parser::new(&source[..end]) {
        if let Event::Text(text) = event {
            meant.push_str(&text);
        }
    }
    (meant != source[..end]).then_some((meant, end))
}

/// The references of a text in order: where each begins, its length, and what it means.
pub(crate) fn references(text: &str) -> impl Iterator<Item = (usize, usize, String)> {
    let found = |(at, _): (usize, &str)| {
        let (meant, length) = reference(&text[at..])?;
        Some((at, length, meant))
    };
    text.match_indices('&').filter_map(found)
}

/// A text with its references replaced by what they mean.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for (at, length, meant) in references(text) {
        out.push_str(&text[done..at]);
        out.push_str(&meant);
        done = at + length;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}
