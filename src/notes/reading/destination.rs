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
const DOCUMENTS: [&str; 22] = [
    "md", "markdown", "mdx", "qmd", "Rmd", "pdf", "txt", "html", "docx", "doc", "pptx", "ppt",
    "xlsx", "xls", "csv", "hwp", "hwpx", "zip", "ipynb", "yml", "yaml", "json",
];

/// Names with blanks are no longer than a path may be, in bytes.
const LONGEST_NAME: usize = 4096;

/// Every address of the text, in order: behind `](`, and behind the `]:` of a definition. Those of
/// a site that `has_templates` may be some: `({{< ref "x" >}})`.
pub(crate) fn destinations(source: &str, has_templates: bool) -> Vec<Destination> {
    let mut out = Vec::new();
    let (mut start, mut opened) = (0, None);
    for line in source.split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        if text.contains(']') {
            let mut line = LineOfLinks::new(source, start..start + text.len());
            line.has_templates = has_templates;
            line.addresses(opened, &mut out);
        }
        opened = line.rfind('[').map(|at| start + at).or(opened);
        start += line.len();
    }
    out
}

/// A line of a text that holds brackets. What encloses what in it is found once, since a line may
/// hold many thousands of addresses.
struct LineOfLinks<'a> {
    source: &'a str,
    range: Range<usize>,
    /// Round and angle brackets with their partners, by their bytes in the text.
    round: Vec<(usize, usize)>,
    angle: Vec<(usize, usize)>,
    /// The first blank behind the place that was asked for last, or the line's end.
    blank: usize,
    has_templates: bool,
}

impl<'a> LineOfLinks<'a> {
    fn new(source: &'a str, range: Range<usize>) -> Self {
        let text = &source[range.clone()];
        let has_links = text.contains("](");
        let pairs = |open, close| {
            if has_links {
                pairs(text, range.start, (open, close))
            } else {
                Vec::new()
            }
        };
        Self {
            source,
            round: pairs(b'(', b')'),
            angle: pairs(b'<', b'>'),
            blank: range.start,
            has_templates: false,
            range,
        }
    }

    /// Adds the addresses of the line; `opened` is the last `[` above it.
    fn addresses(&mut self, mut opened: Option<usize>, out: &mut Vec<Destination>) {
        let Range { start, end } = self.range;
        let (mut done, mut is_first) = (start, true);
        for (at, bracket) in self.source[start..end].match_indices(['[', ']']) {
            let at = start + at;
            if bracket == "[" {
                opened = Some(at);
                continue;
            }
            let found = match self.source.as_bytes()[..end].get(at + 1) {
                Some(b'(') if at + 2 >= done => {
                    let before = opened.map_or("", |open| &self.source[..open]);
                    Some(self.inline(at + 2, before.ends_with('!')))
                }
                // A label holds no bracket.
                Some(b':') if at + 2 >= done && is_first => self.defined(at),
                _ => None,
            };
            is_first = false;
            if let Some(destination) = found {
                done = destination.range.end;
                out.push(destination);
            }
        }
    }

    /// The address at `start`, behind `](`.
    fn inline(&mut self, start: usize, is_picture: bool) -> Destination {
        let end = self.range.end;
        let pointed = partner(&self.angle, start).map(|close| close + 1);
        if let Some(behind) = pointed.filter(|behind| ends(&self.source[*behind..end])) {
            return Destination {
                range: start..behind,
                hidden: brackets(&self.source[start..behind], start),
            };
        }
        if self.has_templates
            && let Some(length) = with_templates(&self.source[start..end])
        {
            let address = &self.source[start..start + length];
            return Destination {
                range: start..start + length,
                hidden: blanks(address, start),
            };
        }
        let close = partner(&self.round, start - 1);
        let blank = self.blank_from(start);
        if blank >= close.unwrap_or(end) {
            return plain(start..close.unwrap_or(end));
        }
        let named = close.filter(|close| close - start <= LONGEST_NAME);
        let whole = named.map(|close| without_title(&self.source[start..close]));
        let hidden = whole.and_then(|whole| {
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
            None => plain(start..blank),
        }
    }

    /// The first blank from a byte on, or the line's end; asked for from the left to the right.
    fn blank_from(&mut self, from: usize) -> usize {
        if self.blank < from {
            let rest = &self.source[from..self.range.end];
            let found = rest.find(char::is_whitespace);
            self.blank = found.map_or(self.range.end, |at| from + at);
        }
        self.blank
    }

    /// The address behind the `]:` of a definition; `at` is the bracket's byte.
    fn defined(&self, at: usize) -> Option<Destination> {
        let Range { start: line, end } = self.range;
        let label = self.source[line..at].trim_start().strip_prefix('[')?;
        if label.starts_with('^') || label.contains(['[', ']']) {
            return None;
        }
        let rest = &self.source[at + 2..end];
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
}

/// The length of an address that holds a template, which may hold blanks, up to the bracket or the
/// blank behind it.
fn with_templates(rest: &str) -> Option<usize> {
    let mut at = 0;
    let mut has_one = false;
    while let Some(c) = rest[at..].chars().next() {
        let close = match &rest[at..] {
            tail if tail.starts_with("{{") => Some("}}"),
            tail if tail.starts_with("{%") => Some("%}"),
            _ => None,
        };
        if let Some(close) = close {
            let length = rest[at + 2..].find(close)?;
            at += 2 + length + close.len();
            has_one = true;
        } else if c == ')' || c.is_whitespace() {
            break;
        } else {
            at += c.len_utf8();
        }
    }
    has_one.then_some(at)
}

/// The brackets of one kind that have a partner, in the order in which they open.
fn pairs(line: &str, start: usize, (open, close): (u8, u8)) -> Vec<(usize, usize)> {
    let (mut waiting, mut out) = (Vec::new(), Vec::new());
    for (at, byte) in line.bytes().enumerate() {
        if byte == open {
            waiting.push(start + at);
        } else if byte == close
            && let Some(opened) = waiting.pop()
        {
            out.push((opened, start + at));
        }
    }
    out.sort_unstable();
    out
}

/// Where the bracket that opens at a byte closes.
fn partner(pairs: &[(usize, usize)], open: usize) -> Option<usize> {
    let found = pairs.binary_search_by_key(&open, |(open, _)| *open);
    found.ok().map(|at| pairs[at].1)
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
