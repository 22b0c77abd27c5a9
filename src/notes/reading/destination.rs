//! Where the addresses of links stand in a text, before it is parsed. A text in, ranges out. Knows
//! what people type there and CommonMark does not take: blanks in a picture's name, names to fill
//! in. Decides no link: a range that turns out to be none is text.

use std::ops::Range;

/// An address as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Destination {
    /// Its bytes.
    pub range: Range<usize>,
    /// Blanks in it that a parser must not see.
    pub blanks: Vec<usize>,
}

/// Endings of pictures, which make a name with blanks an address.
const PICTURES: [&str; 9] = [
    "apng", "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp",
];

/// Every address of the text, in order: behind `](`, and behind the `]:` of a definition.
pub(crate) fn destinations(source: &str) -> Vec<Destination> {
    let mut out = Vec::new();
    let mut done = 0;
    for (at, _) in source.match_indices(']') {
        let start = at + 2;
        let found = match source.as_bytes().get(at + 1) {
            Some(b'(') if start >= done => Some(inline(source, at)),
            Some(b':') if start >= done => defined(source, at),
            _ => None,
        };
        if let Some(destination) = found {
            done = destination.range.end;
            out.push(destination);
        }
    }
    out
}

/// The address behind `](`; `at` is the bracket's byte.
fn inline(source: &str, at: usize) -> Destination {
    let start = at + 2;
    let line = &source[start..];
    let line = &line[..line.find('\n').unwrap_or(line.len())];
    let mut open = 0;
    let close = line.find(|c: char| {
        open += i32::from(c == '(') - i32::from(c == ')');
        open < 0
    });
    let Some(first) = line[..close.unwrap_or(line.len())].find(char::is_whitespace) else {
        let end = start + close.unwrap_or(line.len());
        return plain(start..end);
    };
    let whole = close.map(|close| without_title(&line[..close]));
    let blanks = whole.and_then(|whole| {
        let is_picture = source[..at]
            .rfind('[')
            .is_some_and(|open| source[..open].ends_with('!'));
        let is_address = is_picture && is_picture_name(whole) || has_blanks_in_names_only(whole);
        is_address.then(|| (whole.len(), blanks(whole, start)))
    });
    match blanks {
        Some((length, blanks)) => Destination {
            range: start..start + length,
            blanks,
        },
        None => plain(start..start + first),
    }
}

/// The address behind the `]:` of a definition; `at` is the bracket's byte.
fn defined(source: &str, at: usize) -> Option<Destination> {
    let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
    let label = source[line..at].trim_start().strip_prefix('[')?;
    if label.starts_with('^') || label.contains(['[', ']']) {
        return None;
    }
    let rest = &source[at + 2..];
    let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let start = at + 2 + rest.len() - rest.trim_start().len();
    let (address, _) = address(rest.trim());
    Some(Destination {
        range: start..start + address.len(),
        blanks: blanks(address, start),
    })
}

/// The address at the start of what a definition says, and what stands behind it. Blanks in a name
/// to fill in belong to it.
pub(crate) fn address(rest: &str) -> (&str, &str) {
    let whole = without_title(rest);
    if has_blanks_in_names_only(whole) {
        rest.split_at(whole.len())
    } else {
        rest.split_once(char::is_whitespace).unwrap_or((rest, ""))
    }
}

const fn plain(range: Range<usize>) -> Destination {
    Destination {
        range,
        blanks: Vec::new(),
    }
}

/// What stands before a title at the end: `a b.png "제목"`.
fn without_title(inner: &str) -> &str {
    let inner = inner.trim_end();
    let title = [('"', '"'), ('\'', '\''), ('(', ')')]
        .into_iter()
        .find_map(|(open, close)| {
            let rest = inner.strip_suffix(close)?;
            let at = rest.rfind(open)?;
            rest[..at].ends_with(char::is_whitespace).then_some(at)
        });
    title.map_or(inner, |at| {
        let path = inner[..at].trim_end();
        // `shot (2).png` has no title, and `(2)` at the very end may be one.
        if path.is_empty() { inner } else { path }
    })
}

fn is_picture_name(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty() && PICTURES.contains(&ending.to_ascii_lowercase().as_str())
    })
}

/// Whether the address has blanks, all of them in a name to fill in: `http://<pod 이름>:8080`.
fn has_blanks_in_names_only(address: &str) -> bool {
    let mut inside = false;
    let mut blanks = 0;
    for c in address.chars() {
        match c {
            '<' if !inside => inside = true,
            '>' if inside => inside = false,
            ' ' if inside => blanks += 1,
            c if c.is_whitespace() => return false,
            _ => {}
        }
    }
    blanks > 0 && !inside && !address.starts_with('<')
}

fn blanks(address: &str, start: usize) -> Vec<usize> {
    address
        .match_indices(' ')
        .map(|(at, _)| start + at)
        .collect()
}
