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

/// Names that HTML knows without a semicolon, too (HTML, "named character references").
const BARE_NAMES: &str = "AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH \
    Eacute Ecirc Egrave Euml GT Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve \
    Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute \
    aelig agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide \
    eacute ecirc egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest \
    iuml laquo lt macr micro middot nbsp not ntilde oacute ocirc ograve ordf ordm oslash \
    otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 sup3 szlig thorn times \
    uacute ucirc ugrave uml uuml yacute yen yuml";

/// What a reference without a semicolon means, as in `&nbsp<img …>`. None in an address:
/// `?a=1&copy=2`.
fn bare_reference(source: &str) -> Option<(String, usize)> {
    let name = &source.as_bytes()[1..];
    let length = name
        .iter()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric());
    let name = &source[1..=length.count()];
    let rest = &source[1 + name.len()..];
    let is_known = !rest.starts_with('=') && BARE_NAMES.split(' ').any(|known| known == name);
    if !is_known {
        return None;
    }
    let (meant, _) = reference(&format!("&{name};"))?;
    Some((meant, 1 + name.len()))
}

/// The references of a text between tags of HTML.
pub(crate) fn references_of_html(text: &str) -> impl Iterator<Item = (usize, usize, String)> {
    let found = |(at, _): (usize, &str)| {
        let source = &text[at..];
        let (meant, length) = reference(source).or_else(|| bare_reference(source))?;
        Some((at, length, meant))
    };
    text.match_indices('&').filter_map(found)
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
