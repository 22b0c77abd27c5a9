//! Text as the whole program sees it: percent-encoding, display columns, what is shown of it; in
//! rooms of their own normal forms, scripts, slugs, hashes and what two texts share. Knows neither
//! Markdown nor HTML pages.

mod forms;
mod hash;
mod logins;
mod script;
mod shared;
mod slug;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

pub use forms::nfc;
pub(crate) use forms::{nfkc, wide_kana};
pub(crate) use hash::{Hasher, fingerprint_of, hash};
pub(crate) use logins::{address_without_credentials, without_credentials};
pub use script::is_syllable;
pub(crate) use script::{is_alphabetic, is_alphanumeric, is_hangul, is_wide};
pub use shared::Shared;
pub(crate) use shared::{same_end, same_start};
pub(crate) use slug::is_word;
pub use slug::{github_slug, slug};

/// A tag of a language in the letters that it is written in by convention, which mean nothing
/// (RFC 5646, 2.1.1): `KO` is `ko`, `zh-hant-tw` is `zh-Hant-TW`.
pub(crate) fn language_tag(tag: &str) -> String {
    let part = |(at, part): (usize, &str)| {
        let lower = part.to_ascii_lowercase();
        match lower.len() {
            2 if at > 0 => lower.to_ascii_uppercase(),
            4 if at > 0 && lower.is_ascii() => lower[..1].to_ascii_uppercase() + &lower[1..],
            _ => lower,
        }
    };
    let parts: Vec<String> = tag.split('-').enumerate().map(part).collect();
    parts.join("-")
}

/// Decodes `%E1%84…` and answers `None` where the result would not be UTF-8. A `%` that begins no
/// escape stays.
pub fn percent_decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let pair = (bytes[i] == b'%')
            .then(|| bytes.get(i + 1..i + 3))
            .flatten();
        let value = pair
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .filter(|pair| pair.chars().all(|c| c.is_ascii_hexdigit()))
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        if let Some(value) = value {
            out.push(value);
            i += 3;
        } else {
            out.push(bytes[i]);
            i += 1;
        }
    }
    String::from_utf8(out).ok()
}

/// Columns of a text where letters are of one width: two for those of wide scripts and for
/// emoji, one for others.
pub(crate) fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| if is_wide(c) || c >= '\u{1f300}' { 2 } else { 1 })
        .sum()
}

/// Percent-encodes a path for a URL: everything but unreserved characters and `/` (RFC 3986,
/// section 2.3).
pub(crate) fn percent_encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    push_percent_encoded(path, &mut out);
    out
}

fn push_percent_encoded(path: &str, out: &mut String) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let mut rest = path;
    loop {
        // Stretch by stretch what stays as it is; where it ends, a character begins.
        let plain = rest.bytes().take_while(|byte| is_plain(*byte)).count();
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else { break };
        let (encoded, after) = rest.split_at(c.len_utf8());
        for byte in encoded.bytes() {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
        rest = after;
    }
}

/// [`percent_encode`] for an address that stands in a page: letters beyond ASCII stay as they are,
/// since a browser encodes them by itself (the URL Standard's path and fragment states) and a
/// Hangul then has 3 bytes, not 9. What is not a letter or digit is encoded, so that no address
/// holds a blank, a quotation mark or a sign that cannot be seen.
pub(crate) fn percent_encode_ascii(path: &str) -> String {
    let is_foreign = |c: char| !c.is_ascii() && is_alphanumeric(c);
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find(is_foreign) {
        push_percent_encoded(&rest[..at], &mut out);
        let end = rest[at..]
            .find(|c| !is_foreign(c))
            .map_or(rest.len(), |end| at + end);
        out.push_str(&rest[at..end]);
        rest = &rest[end..];
    }
    push_percent_encoded(rest, &mut out);
    out
}

/// Text for a terminal, on one line: what would move the cursor, change colours, turn the direction
/// of writing or end the line is shown as a sign of its own (`␛`, `\u{202e}`).
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| {
        let turns = matches!(
            c,
            '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        );
        turns || c.is_control()
    };
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            // Unicode has pictures of the controls of ASCII, in their order.
            '\0'..='\x1f' => out.extend(char::from_u32(0x2400 + c as u32)),
            '\x7f' => out.push('\u{2421}'),
            c if is_control(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Text that may be JSON: the controls that JSON lets stand (U+007F to U+009F, of which U+009B
/// begins orders to terminals) as escapes of JSON, which mean the same.
pub(crate) fn escaped_controls(text: &str) -> Cow<'_, str> {
    let is_such = |c: char| matches!(c, '\u{7f}'..='\u{9f}');
    if !text.contains(is_such) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_such(c) {
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// [`visible`] of each line.
pub(crate) fn visible_lines(text: &str) -> Cow<'_, str> {
    let lines = || text.split('\n').map(visible);
    if lines().all(|line| matches!(line, Cow::Borrowed(_))) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(lines().collect::<Vec<_>>().join("\n"))
}

/// Escapes text for HTML content and double-quoted attributes.
pub(crate) fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(text, &mut out);
    out
}

/// Escapes like [`escape_html`] onto the end of `out`. Characters that HTML cannot hold become
/// U+FFFD's visible kin `␀`-style pictures.
pub(crate) fn push_escaped(text: &str, out: &mut String) {
    push_with(text, true, out);
}

/// Escapes text for HTML content only: quotation marks stay as they are, which keeps pages small.
pub(crate) fn push_text(text: &str, out: &mut String) {
    push_with(text, false, out);
}

/// Bytes that may need an escape: signs of HTML, and controls that HTML forbids.
const MARKED: [bool; 256] = {
    let mut marked = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        marked[byte] = !matches!(byte, 0x9 | 0xa | 0xd);
        byte += 1;
    }
    marked[b'&' as usize] = true;
    marked[b'<' as usize] = true;
    marked[b'>' as usize] = true;
    marked[b'"' as usize] = true;
    marked
};

/// Copies stretch by stretch what needs no escape.
fn push_with(text: &str, quotes: bool, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| MARKED[usize::from(byte)]) {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'&' => out.push_str("&amp;"),
            b'<' => out.push_str("&lt;"),
            b'>' => out.push_str("&gt;"),
            b'"' if quotes => out.push_str("&quot;"),
            b'"' => out.push('"'),
            // A blank to HTML as well; where comments were, it holds their place.
            0xc => out.push(' '),
            // Control pictures keep a stray control character visible; HTML forbids the character
            // itself.
            byte => out.push(char::from_u32(0x2400 + u32::from(byte)).unwrap_or(' ')),
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The first bytes of a text, at most so many: a look ahead that does not grow with the text.
pub(crate) fn head(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// The last bytes of a text, at most so many.
pub(crate) fn tail(text: &str, most: usize) -> &str {
    let start = (text.len().saturating_sub(most)..text.len()).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(text.len())..]
}

/// Names longer than this many bytes, the longest that a file can have, are near no other: they
/// were not typed by hand, and to compare two of them costs the product of their lengths.
const LONGEST_NAME: usize = 255;

/// The nearest of `names` within a third of the name's length (optimal string alignment over lower
/// case: insert, delete, replace, swap neighbours), for "did you mean".
pub fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let wanted = nfc(name).to_lowercase();
    let length = wanted.chars().count();
    let most = (length / 3).max(1);
    // Names of other lengths are further apart than that, and need not be compared. Lower case
    // never has fewer letters.
    let may_be_near = |letters: usize| letters <= length + most;
    let letters = NameLetters::of(&wanted);
    let mut nearest: Option<(usize, &str)> = None;
    for candidate in names {
        if candidate.len() > LONGEST_NAME || !may_be_near(candidate.chars().count()) {
            continue;
        }
        let lower = candidate.to_lowercase();
        let limit = nearest.map_or(most, |(distance, _)| distance);
        if letters.least_distance(&NameLetters::of(&lower)) > limit {
            continue;
        }
        let distance = strsim::osa_distance(&wanted, &lower);
        let found = (distance, candidate);
        if distance <= most && nearest.is_none_or(|known| found < known) {
            nearest = Some(found);
        }
    }
    nearest.map(|(_, candidate)| candidate)
}

/// How often each letter stands in a name, letters of one remainder together: what tells most names
/// apart without comparing them place by place.
struct NameLetters([u16; 64]);

impl NameLetters {
    /// Those of a name of at most [`LONGEST_NAME`] bytes.
    fn of(name: &str) -> Self {
        let mut counts = [0; 64];
        for letter in name.chars() {
            counts[letter as usize % 64] += 1;
        }
        Self(counts)
    }

    /// So many edits are needed at least: each gives or takes one letter, or changes one; letters
    /// that change places are the same letters.
    fn least_distance(&self, other: &Self) -> usize {
        let (mut more, mut fewer) = (0, 0);
        for (a, b) in self.0.iter().zip(&other.0) {
            more += usize::from(a.saturating_sub(*b));
            fewer += usize::from(b.saturating_sub(*a));
        }
        more.max(fewer)
    }
}

/// Where each of `words` stands first in a text, which is read once however many they are.
pub(crate) fn first_places(text: &str, words: &[String]) -> Vec<Option<usize>> {
    let mut places = vec![None; words.len()];
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (i, word) in words.iter().enumerate() {
        first.entry(word).or_insert(i);
    }
    // It fails only where the words together are larger than four gigabytes.
    let Ok(all) = AhoCorasick::new(words) else {
        return words.iter().map(|word| text.find(word)).collect();
    };
    for found in all.find_overlapping_iter(text) {
        let place = &mut places[first[words[found.pattern().as_usize()].as_str()]];
        place.get_or_insert(found.start());
    }
    (0..words.len())
        .map(|i| places[first[words[i].as_str()]])
        .collect()
}

/// Compares names as people count: `2.` before `10.` and before `2-1.`. Compares bytes, whose order
/// in UTF-8 is that of the characters.
pub(crate) fn natural_cmp(a: &str, b: &str) -> std::cmp::Ordering {
    let (mut a_rest, mut b_rest) = (a.as_bytes(), b.as_bytes());
    loop {
        match (a_rest.first(), b_rest.first()) {
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (left, right) = (digits(a_rest), digits(b_rest));
                let (number, against) = (significant(left), significant(right));
                // Without leading zeros, the longer run of digits is the larger number, of whatever
                // size.
                let order = length_of(number)
                    .cmp(&length_of(against))
                    .then_with(|| number.cmp(against));
                if order.is_ne() {
                    return order;
                }
                (a_rest, b_rest) = (&a_rest[left.len()..], &b_rest[right.len()..]);
                // `2.-proxy` comes before `2-1.-two-kinds`, which is the first of it.
                let order = has_part(a_rest).cmp(&has_part(b_rest));
                if order.is_ne() {
                    return order;
                }
            }
            (Some(x), Some(y)) if x == y => (a_rest, b_rest) = (&a_rest[1..], &b_rest[1..]),
            (x, y) => return x.cmp(&y).then_with(|| a.cmp(b)),
        }
    }
}

/// Whether what stands behind a number counts within it: `-1`, `.2`, `_3`.
fn has_part(rest: &[u8]) -> bool {
    matches!(rest, [b'-' | b'.' | b'_', digit, ..] if digit.is_ascii_digit())
}

fn digits(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count()]
}

/// How many digits a number has; the day and hour that a note was written (`202301051230`) as many
/// as one to the second, so that days with and without hours stand as they followed each other.
fn length_of(number: &[u8]) -> usize {
    const WHOLE: usize = 14;
    let is_stamp = (8..=WHOLE).contains(&number.len())
        && matches!(number, [b'1', b'9', ..] | [b'2', b'0', ..])
        && matches!(&number[4..6], [b'0', b'1'..=b'9'] | [b'1', b'0'..=b'2'])
        && matches!(&number[6..8], [b'0'..=b'2', _] | [b'3', b'0' | b'1']);
    if is_stamp { WHOLE } else { number.len() }
}

fn significant(digits: &[u8]) -> &[u8] {
    &digits[digits.iter().take_while(|&&byte| byte == b'0').count()..]
}

/// The offset itself, or where the character begins that it lies in; the end of the text beyond it.
pub(crate) fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// Whether a text begins with these ASCII characters, whatever their case.
pub(crate) fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    let head = text.as_bytes().get(..start.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// Whether a text ends in these ASCII characters, whatever their case.
pub(crate) fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    let from = text.len().checked_sub(end.len());
    from.is_some_and(|from| text.as_bytes()[from..].eq_ignore_ascii_case(end.as_bytes()))
}

/// Line and column (both from 1, column in Unicode scalars) of a byte offset.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..floor(text, offset)];
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    (
        before.matches('\n').count() + 1,
        before[start..].chars().count() + 1,
    )
}

/// Whether two texts are equal; one that is shared is not looked at.
pub(crate) fn same(a: &Arc<str>, b: &Arc<str>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}
