//! What a note leaves open ends with it where another shows it: a fence, a comment, an element of
//! HTML. What it closes and never began is nothing there. Words in, and the text around them; words
//! out that are, block for block, what they are by themselves.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::own_labels::inserted;
use crate::notes::reading::code_lines::{fence_end, line_at};
use crate::notes::reading::comments;
use crate::notes::reading::containers::Containers;
use crate::notes::reading::elements;
use crate::notes::reading::file_line::{column, opening_fence};
use crate::notes::reading::html::{self, HtmlTag};
use crate::notes::reading::other_comments::SiteTools;

/// What a text holds that could end what stands above it.
pub(super) struct HostEnds {
    comments: bool,
    percent: bool,
    colons: bool,
    /// The names of elements that end somewhere, in small letters.
    elements: HashSet<String>,
}

impl HostEnds {
    pub(super) fn of(text: &str) -> Self {
        let names = text.match_indices("</").map(|(at, _)| {
            let rest = &text[at + 2..];
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            rest[..length].to_ascii_lowercase()
        });
        Self {
            comments: text.contains("-->"),
            percent: text.contains("%%"),
            colons: text.contains(":::"),
            elements: names.collect(),
        }
    }
}

/// Words that are closed in themselves. `host` is what they are shown in.
pub(super) fn closed(words: String, host: &HostEnds, tools: SiteTools) -> String {
    let fence = open_fence(&words);
    let mut read = fence.as_ref().map_or(words.len(), |(at, _)| *at);
    let mut signs: Vec<(usize, String)> = Vec::new();
    let mut ends = String::new();
    let hidden = comments::hidden(&words, 0, tools);
    let marks = [
        (hidden.unclosed, host.comments),
        (hidden.unclosed_percent, host.percent),
    ];
    let found =
        marks.map(|(mark, is_ended)| mark.filter(|it| it.at < read).map(|it| (it, is_ended)));
    // The first that hides the rest hides what else is open below it.
    let hiding = found.iter().flatten().filter(|(mark, _)| mark.hides);
    let first = hiding.map(|(mark, _)| mark.at).min();
    read = first.unwrap_or(read);
    match first {
        Some(at) if words[at..].starts_with("%%") => ends.push_str("%%\n"),
        Some(at) => ends.extend(comment_end(&words, at)),
        None => ends.extend(fence.map(|(_, end)| end)),
    }
    for (mark, is_ended) in found.into_iter().flatten() {
        if is_ended && !mark.hides && mark.at < read {
            signs.push((mark.at, "\\".to_owned()));
        }
    }
    let seen = seen(&words[..read], hidden.text.as_deref());
    let lost = tags(&seen, host, &mut signs, &mut ends);
    if host.colons {
        colons(&seen, &words, tools, &mut signs);
    }
    if signs.is_empty() && ends.is_empty() && lost.is_empty() {
        return words;
    }
    let mut words = words;
    for range in lost {
        let blanks = " ".repeat(range.len());
        words.replace_range(range, &blanks);
    }
    signs.sort();
    let mut out = inserted(&words, &signs);
    if !ends.is_empty() {
        out.truncate(out.trim_end_matches('\n').len());
        out.push('\n');
        out.push_str(&ends);
    }
    out
}

/// Whether words hold more than one paragraph: they stand between those of their host.
pub(super) fn are_blocks(words: &str) -> bool {
    words.lines().any(|line| line.trim().is_empty())
}

/// Where a fence begins that nothing ends, and the line that does.
fn open_fence(words: &str) -> Option<(usize, String)> {
    let mut at = 0;
    while at < words.len() {
        let line = line_at(words, at);
        let next = at + line.len();
        let Some(fence) = opening_fence(line.trim_end()) else {
            at = next;
            continue;
        };
        if let Some(end) = fence_end(words, next, fence) {
            at = end.max(next);
            continue;
        }
        let (mark, length, indent) = fence;
        // A quotation ends with its lines, and its fence with it.
        let is_quoted = line.split(mark).next().unwrap_or_default().contains('>');
        let mut end = " ".repeat(indent.max(column(line)));
        end.extend(std::iter::repeat_n(mark, length));
        end.push('\n');
        return Some((at, if is_quoted { "\n".to_owned() } else { end }));
    }
    None
}

/// The line that ends a comment; none where the bullet or quotation that it stands in does.
fn comment_end(words: &str, at: usize) -> Option<String> {
    let start = words[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = &words[start..at];
    let indent = before.chars().count();
    let below = words[at..].lines().skip(1);
    let mut below = below.filter(|line| !line.trim().is_empty());
    let is_nested = !before.trim().is_empty() || indent > 3;
    let has_ended = before.contains('>') || is_nested && below.any(|line| column(line) < indent);
    (!has_ended).then(|| format!("{}-->\n", " ".repeat(indent)))
}

/// Words with blanks for code, for comments and for what stands in bullets and quotations, which
/// ends with them; byte for byte.
fn seen(words: &str, without_comments: Option<&str>) -> String {
    let shown = without_comments.map_or(words, |text| &text[..words.len()]);
    let mut out = Vec::with_capacity(words.len());
    let mut is_nested = false;
    let mut at = 0;
    while at < shown.len() {
        let line = line_at(shown, at);
        let mut next = at + line.len();
        let typed = line.trim_end();
        let rest = typed.trim_start();
        if let Some(fence) = opening_fence(typed) {
            next = fence_end(shown, next, fence).unwrap_or(next).max(next);
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let begins = |sign: &&str| rest[digits..].starts_with(*sign);
        let is_item = match digits {
            0 => ["- ", "* ", "+ ", ">"].iter().any(begins),
            _ => [". ", ") "].iter().any(begins),
        };
        is_nested = is_item || is_nested && (rest.is_empty() || column(line) > 0);
        if is_nested || next > at + line.len() {
            let blank = |byte: u8| if byte == b'\n' { byte } else { b' ' };
            out.extend(shown[at..next].bytes().map(blank));
        } else {
            push_without_code(line, &mut out);
        }
        at = next;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A line with blanks for what stands between backticks.
fn push_without_code(line: &str, out: &mut Vec<u8>) {
    let mut rest = line;
    while let Some(start) = rest.find('`') {
        let run = rest[start..].bytes().take_while(|b| *b == b'`').count();
        let inner = &rest[start + run..];
        let Some(end) = inner.find(&"`".repeat(run)) else {
            break;
        };
        out.extend(rest[..start].bytes());
        out.extend(std::iter::repeat_n(b' ', 2 * run + end));
        rest = &inner[end + run..];
    }
    out.extend(rest.bytes());
}

/// Ends elements that are left open, and answers which ends never began: they are nothing to see.
/// What is no tag by itself is made none by an end that stands in the host.
fn tags(
    seen: &str,
    host: &HostEnds,
    signs: &mut Vec<(usize, String)>,
    ends: &mut String,
) -> Vec<Range<usize>> {
    let mut lost = Vec::new();
    if !seen.contains('<') {
        return lost;
    }
    let (hidden, tags) = html::hidden(seen);
    let escape = |at: usize| (at, "\\".to_owned());
    for at in hidden {
        let tag = html::tag(&seen[at..]).map(|(tag, _)| tag);
        if tag.is_some_and(|tag| !tag.closing && host.elements.contains(&tag.name)) {
            signs.push(escape(at));
        }
    }
    let mut open: Vec<(HtmlTag, Range<usize>)> = Vec::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for range in tags {
        let Some((tag, _)) = html::tag(&seen[range.clone()]) else {
            continue;
        };
        let ends_itself = seen[range.clone()].ends_with("/>");
        if tag.is_void() || ends_itself || elements::has_optional_end(&tag.name) {
            continue;
        }
        if !tag.closing {
            *counts.entry(tag.name.clone()).or_default() += 1;
            open.push((tag, range));
        } else if counts.get(&tag.name).is_some_and(|count| *count > 0) {
            // Those within it end with it.
            while let Some((inner, _)) = open.pop() {
                counts.entry(inner.name.clone()).and_modify(|it| *it -= 1);
                if inner.name == tag.name {
                    break;
                }
            }
        } else if elements::is_container(&tag.name) {
            lost.push(range);
        }
    }
    for (tag, range) in open.into_iter().rev() {
        if elements::is_container(&tag.name) && tag.is_meant(&seen[range.end..]) {
            let _ = write!(ends, "\n</{}>\n", tag.name);
        } else if tag.name != "a" && host.elements.contains(&tag.name) {
            signs.push(escape(range.start));
        }
    }
    lost
}

/// Lines of colons that begin or end nothing are none that the host's begin or end.
fn colons(seen: &str, words: &str, tools: SiteTools, signs: &mut Vec<(usize, String)>) {
    let containers = Containers::of(words, tools);
    let mut at = 0;
    while at < seen.len() {
        let line = line_at(seen, at);
        let next = at + line.len();
        let words = line.trim_start();
        if words.starts_with(":::") && containers.within(at..next).is_none() {
            signs.push((next - words.len(), "\\".to_owned()));
        }
        at = next;
    }
}
