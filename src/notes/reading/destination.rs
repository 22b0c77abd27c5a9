//! Where the addresses of links stand in a text, before it is parsed. A text in, ranges out. Knows
//! what people type there and CommonMark does not take: blanks in a file's name, names to fill in.
//! Decides no link: a range that turns out to be none is text.

use std::ops::Range;

/// An address as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Destination {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// Blanks and brackets in it that a parser must not see.
    pub(crate) hidden: Vec<usize>,
}

/// Endings of pictures, which make a name with blanks an address.
const PICTURES: [&str; 9] = [
    "apng", "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp",
];

/// Endings of notes and documents, which do so behind words that are no picture.
const DOCUMENTS: [&str; 19] = [
    "md", "markdown", "pdf", "txt", "html", "docx", "doc", "pptx", "ppt", "xlsx", "xls", "csv",
    "hwp", "hwpx", "zip", "ipynb", "yml", "yaml", "json",
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
    if let Some(length) = pointed(line).filter(|length| ends(&line[*length..])) {
        return Destination {
            range: start..start + length,
            hidden: brackets(&line[..length], start),
        };
    }
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
    let hidden = whole.and_then(|whole| {
        let is_picture = source[..at]
            .rfind('[')
            .is_some_and(|open| source[..open].ends_with('!'));
        let names_file =
            is_file_name(whole, &DOCUMENTS) || is_picture && is_file_name(whole, &PICTURES);
        let is_address = names_file || has_blanks_in_names_only(whole);
        is_address.then(|| (whole.len(), blanks(whole, start)))
    });
    match hidden {
        Some((length, hidden)) => Destination {
            range: start..start + length,
            hidden,
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
    let hidden = if address.starts_with('<') {
        brackets(address, start)
    } else {
        blanks(address, start)
    };
    Some(Destination {
        range: start..start + address.len(),
        hidden,
    })
}

/// The address at the start of what a definition says, and what stands behind it. Blanks in a name
/// to fill in belong to it, and so do the angle brackets around it.
pub(crate) fn address(rest: &str) -> (&str, &str) {
    if let Some(length) = pointed(rest) {
        return rest.split_at(length);
    }
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
        hidden: Vec::new(),
    }
}

/// The length of an address between angle brackets, which may hold names to fill in:
/// `<https://<region>.example.com/a b>`.
fn pointed(line: &str) -> Option<usize> {
    let mut open = 0;
    if !line.starts_with('<') {
        return None;
    }
    let close = line.find(|c: char| {
        open += i32::from(c == '<') - i32::from(c == '>');
        open == 0
    });
    close.map(|close| close + 1)
}

/// Whether an address between angle brackets may end before `rest`.
fn ends(rest: &str) -> bool {
    rest.starts_with(|c: char| c == ')' || c.is_whitespace())
}

/// The angle brackets inside of those around an address.
fn brackets(address: &str, start: usize) -> Vec<usize> {
    let all = address.match_indices(['<', '>']).map(|(at, _)| at);
    let inner = all.filter(|at| *at > 0 && at + 1 < address.len());
    inner.map(|at| start + at).collect()
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

fn is_file_name(path: &str, endings: &[&str]) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty() && endings.contains(&ending.to_ascii_lowercase().as_str())
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
