//! Text as the whole program sees it: NFC, slugs, percent-encoding, display columns, hashes.
//! Knows neither Markdown nor HTML pages.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The NFC form; borrows nothing but is cheap where the text is NFC already.
pub fn nfc(text: &str) -> String {
    // Nearly all notes are ASCII and Hangul syllables: that needs no table.
    let plain = |c: char| c < '\u{300}' || is_syllable(c);
    if text.chars().all(plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.to_owned()
    } else {
        text.nfc().collect()
    }
}

/// The NFKC form, under which full-width and half-width letters are the same: only to compare
/// names, never to show them.
pub(crate) fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// Runs of half-width kana as full ones, with their marks: ﾌﾟ is プ.
pub(crate) fn wide_kana(text: &str) -> String {
    let is_kana = |c: char| ('\u{ff65}'..='\u{ff9f}').contains(&c);
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        if is_kana(c) {
            run.push(c);
        } else {
            out.extend(run.nfkc());
            run.clear();
            out.push(c);
        }
    }
    out.extend(run.nfkc());
    out
}

/// The anchor that GitHub gives a heading: lower case, punctuation dropped, spaces to hyphens;
/// Hangul stays. Source: github-slugger's rule, which keeps letters, marks, digits, connector
/// punctuation, hyphens and spaces. Signs that cannot be seen are dropped too.
pub fn github_slug(title: &str) -> String {
    let plain = title.chars().all(|c| c.is_ascii() || is_syllable(c));
    let lower = if plain {
        title.to_ascii_lowercase()
    } else {
        nfc(title).to_lowercase()
    };
    lower
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' | 'a'..='z' | '0'..='9' => Some(c),
            c if is_syllable(c) => Some(c),
            c if is_kept(c) && !is_unseen(c) => Some(c),
            _ => None,
        })
        .collect()
}

/// Ruby's `\p{Word}`, by which GitHub keeps characters: `①` and `½` are no words, `Ⅳ` and `＿` are.
fn is_kept(c: char) -> bool {
    c.is_alphabetic()
        || is_mark(c)
        || matches!(
            c.general_category(),
            GeneralCategory::DecimalNumber | GeneralCategory::ConnectorPunctuation
        )
}

/// Letters and marks that show nothing of their own (Unicode's `Default_Ignorable_Code_Point`), and
/// the frame of a keycap: `⚙️` and `1️⃣` hold them.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{34f}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{20e3}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// A page or anchor name: GitHub's rule with runs of `-` folded and trimmed, cut at 180 bytes plus
/// a hash.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in github_slug(title.trim()).chars() {
        if c != '-' || !out.ends_with('-') {
            out.push(c);
        }
    }
    // A mark without its letter in front would be shown on whatever stands before the name.
    let out = out
        .trim_matches('-')
        .trim_start_matches(is_mark)
        .trim_matches('-');
    if out.len() <= 180 {
        return out.to_owned();
    }
    let cut = (0..=180)
        .rev()
        .find(|&i| out.is_char_boundary(i))
        .unwrap_or(0);
    format!(
        "{}-{}",
        out[..cut].trim_end_matches('-'),
        &hash(out.as_bytes())[..8]
    )
}

/// Combining marks belong to the letter before them and stay in a slug.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A content hash in lower-case hex, 32 characters.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let mut hasher = Hasher::default();
    hasher.update(bytes);
    hasher.finish()
}

/// The content hash of bytes that come one piece after another.
#[derive(Debug, Default)]
pub(crate) struct Hasher(blake3::Hasher);

impl Hasher {
    /// Takes the next bytes.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash, as [`hash`] gives it for all the bytes together.
    pub(crate) fn finish(&self) -> String {
        self.0.finalize().to_hex()[..32].to_owned()
    }

    /// All of the hash.
    pub(crate) fn key(&self) -> [u8; 32] {
        *self.0.finalize().as_bytes()
    }
}

/// A key that equal parts share and others do not: lengths count, so that nothing moves from one
/// part to the next.
pub(crate) fn fingerprint_of(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
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

/// Percent-encodes a path for a URL: everything but unreserved characters and `/` (RFC 3986,
/// section 2.3).
pub(crate) fn percent_encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for &byte in path.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(byte as char);
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
    }
    out
}

/// [`percent_encode`] for an address that stands in a page: letters beyond ASCII stay as they are,
/// since a browser encodes them by itself (the URL Standard's path and fragment states) and a
/// Hangul then has 3 bytes, not 9. What is not a letter or digit is encoded, so that no address
/// holds a blank, a quotation mark or a sign that cannot be seen.
pub(crate) fn percent_encode_ascii(path: &str) -> String {
    // Of most words at once; the table of all scripts is slow.
    let is_foreign = |c: char| is_syllable(c) || !c.is_ascii() && c.is_alphanumeric();
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find(is_foreign) {
        out.push_str(&percent_encode(&rest[..at]));
        let end = rest[at..]
            .find(|c| !is_foreign(c))
            .map_or(rest.len(), |end| at + end);
        out.push_str(&rest[at..end]);
        rest = &rest[end..];
    }
    out.push_str(&percent_encode(rest));
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

/// Copies stretch by stretch what needs no escape.
fn push_with(text: &str, quotes: bool, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if quotes => "&quot;",
            // Control pictures keep a stray control character visible; HTML forbids the character
            // itself.
            0..=0x8 | 0xb | 0xc | 0xe..=0x1f => {
                out.push_str(&text[from..at]);
                out.push(char::from_u32(0x2400 + u32::from(byte)).unwrap_or(' '));
                from = at + 1;
                continue;
            }
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(escape);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Whether `c` is a whole Hangul syllable.
pub const fn is_syllable(c: char) -> bool {
    matches!(c, '가'..='힣')
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

/// Letters and signs of scripts that are written without blanks between words and particles:
/// Hangul, kana, Han, bopomofo and their full-width forms (Unicode, East Asian Width W, F and H).
pub(crate) fn is_wide(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97c}' | '\u{ac00}'..='\u{d7fb}'
            | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ffdc}'
            | '\u{20000}'..='\u{3fffd}'
    )
}

/// Whether `c` is a Hangul syllable or jamo.
pub(crate) fn is_hangul(c: char) -> bool {
    is_syllable(c) || matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}')
}

/// Names longer than this many bytes, the longest that a file can have, are near no other: they
/// were not typed by hand, and to compare two of them costs the product of their lengths.
const LONGEST_NAME: usize = 255;

/// The nearest of `names` within a third of the name's length (optimal string alignment over lower
/// case: insert, delete, replace, swap neighbours), for "did you mean".
pub(crate) fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let wanted = nfc(name).to_lowercase();
    let length = wanted.chars().count();
    let most = (length / 3).max(1);
    // Names of other lengths are further apart than that, and need not be compared. Lower case
    // never has fewer letters.
    let may_be_near = |letters: usize| letters <= length + most;
    names
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST_NAME)
        .filter(|candidate| may_be_near(candidate.chars().count()))
        .map(|candidate| (candidate.to_lowercase(), candidate))
        .filter(|(lower, _)| lower.chars().count() + most >= length)
        .map(|(lower, candidate)| (strsim::osa_distance(&wanted, &lower), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
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

/// Compares names as people count: `2.` before `10.`. Compares bytes, whose order in UTF-8 is that
/// of the characters.
pub(crate) fn natural_cmp(a: &str, b: &str) -> std::cmp::Ordering {
    let (mut a_rest, mut b_rest) = (a.as_bytes(), b.as_bytes());
    loop {
        match (a_rest.first(), b_rest.first()) {
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (left, right) = (digits(a_rest), digits(b_rest));
                let (number, against) = (significant(left), significant(right));
                // Without leading zeros, the longer run of digits is the larger number, of whatever
                // size.
                let order = number
                    .len()
                    .cmp(&against.len())
                    .then_with(|| number.cmp(against));
                if order.is_ne() {
                    return order;
                }
                (a_rest, b_rest) = (&a_rest[left.len()..], &b_rest[right.len()..]);
            }
            (Some(x), Some(y)) if x == y => (a_rest, b_rest) = (&a_rest[1..], &b_rest[1..]),
            (x, y) => return x.cmp(&y).then_with(|| a.cmp(b)),
        }
    }
}

fn digits(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count()]
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

/// Line and column (both from 1, column in Unicode scalars) of a byte offset.
pub(crate) fn line_column(text: &str, offset: usize) -> (usize, usize) {
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

/// How many bytes are compared at once.
const BLOCK: usize = 1024;

/// How many bytes two texts share at their start.
pub(crate) fn same_start(a: &[u8], b: &[u8]) -> usize {
    let blocks = a
        .chunks_exact(BLOCK)
        .zip(b.chunks_exact(BLOCK))
        .take_while(|(a, b)| a == b)
        .count()
        * BLOCK;
    blocks
        + a[blocks..]
            .iter()
            .zip(&b[blocks..])
            .take_while(|(a, b)| a == b)
            .count()
}

/// How many bytes two texts share at their end.
pub(crate) fn same_end(a: &[u8], b: &[u8]) -> usize {
    let blocks = a
        .rchunks_exact(BLOCK)
        .zip(b.rchunks_exact(BLOCK))
        .take_while(|(a, b)| a == b)
        .count()
        * BLOCK;
    let (a, b) = (&a[..a.len() - blocks], &b[..b.len() - blocks]);
    blocks
        + a.iter()
            .rev()
            .zip(b.iter().rev())
            .take_while(|(a, b)| a == b)
            .count()
}

/// How many bytes two texts share at their start, and how many others at their end. Either may end
/// inside of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// At the start.
    pub start: usize,
    /// At the end.
    pub end: usize,
}

impl Shared {
    /// The most that two texts share.
    pub fn of(a: &str, b: &str) -> Self {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let start = same_start(a, b);
        Self {
            start,
            end: same_end(&a[start..], &b[start..]),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::nearest;

    /// Every name compared.
    fn nearest_of_all<'a>(name: &str, names: &'a [String]) -> Option<&'a str> {
        let wanted = name.to_lowercase();
        let most = (wanted.chars().count() / 3).max(1);
        let distance = |name: &str| strsim::osa_distance(&wanted, &name.to_lowercase());
        let all = names.iter().map(|name| (distance(name), name.as_str()));
        let near = all.filter(|(distance, _)| *distance <= most).min();
        near.map(|(_, name)| name)
    }

    proptest! {
        #[test]
        fn names_of_other_lengths_are_never_the_nearest(
            name in "[abİ가]{0,9}",
            names in prop::collection::vec("[aAbİ가]{0,9}", 0..8),
        ) {
            let found = nearest(&name, names.iter().map(String::as_str));
            prop_assert_eq!(found, nearest_of_all(&name, &names));
        }
    }
}
