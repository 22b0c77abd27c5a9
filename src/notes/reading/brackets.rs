//! Double brackets that name no note. A text in; the brackets that are to be hidden from the
//! parser, which takes every `[[…]]` for the name of one. Source of the rule: what stands between
//! them is Markdown to GitHub, and `[[1]](https://…)` is a link that says `[1]`.

use memchr::memmem;

use crate::notes::reading::definition::{Definitions, fold_label};

/// The bytes of brackets to be hidden, in order.
pub(crate) fn masked(source: &str, definitions: &Definitions) -> Vec<usize> {
    let bytes = source.as_bytes();
    let run = |at: usize, mark: u8| bytes[at..].iter().take_while(|b| **b == mark).count();
    let opens = memmem::Finder::new("[[");
    let mut out = Vec::new();
    let mut from = 0;
    // The next that close, looked for once however many open before them.
    let mut close = 0;
    while let Some(at) = opens.find(&bytes[from..]).map(|at| from + at) {
        let slashes = bytes[..at].iter().rev().take_while(|b| **b == b'\\');
        let start = at + slashes.count() % 2;
        let inside = start + run(start, b'[');
        from = inside;
        if close < inside {
            let Some(length) = source[inside..].find("]]") else {
                break;
            };
            close = inside + length;
        }
        let end = close;
        if !are_one(&source[inside..end]) {
            continue;
        }
        let depth = (inside - start).min(run(end, b']'));
        if depth < 2 {
            continue;
        }
        let (start, behind) = (inside - depth, end + depth);
        let brackets = DoubleBrackets {
            before: &source[..start],
            inside: &source[inside..end],
            behind: &source[behind..],
        };
        if brackets.is_link(definitions) {
            out.extend(start + 1..inside);
            out.extend(end..behind - 1);
        } else if depth > 2 || !brackets.is_name(definitions) {
            out.extend(start..inside - 1);
            out.extend(end + 1..behind);
        }
        from = behind;
    }
    out
}

/// Whether the words between two pairs of brackets stand in one paragraph, with no others inside.
fn are_one(words: &str) -> bool {
    let has_blank_line = || {
        let mut lines = words.split('\n').skip(1);
        lines.any(|line| line.trim_matches(['>', ' ', '\t', '\r']).is_empty())
    };
    !words.contains("[[") && !has_blank_line()
}

/// Two pairs of brackets around words, and what stands around them.
struct DoubleBrackets<'a> {
    before: &'a str,
    inside: &'a str,
    behind: &'a str,
}

impl DoubleBrackets<'_> {
    /// Whether they are the words of a link: `[[1]](https://…)`, `[[1]][source]`. A remark behind a
    /// note's name, `[[Pod]](파드)`, is no address.
    fn is_link(&self, definitions: &Definitions) -> bool {
        if let Some(rest) = self.behind.strip_prefix('[') {
            let label = rest.split(']').next().unwrap_or_default();
            return definitions.contains_key(&fold_label(label));
        }
        let Some(rest) = self.behind.strip_prefix('(') else {
            return false;
        };
        if rest.starts_with('<') {
            return true;
        }
        // The next double brackets end the look ahead: a row of them is read once.
        let rest = rest.split("[[").next().unwrap_or_default();
        let mut parts = rest
            .split([')', '\n'])
            .next()
            .unwrap_or_default()
            .split(' ');
        let address = parts.next().unwrap_or_default();
        let has_title = parts
            .next()
            .is_none_or(|title| title.starts_with(['"', '\'', '(']));
        has_title && is_address(address)
    }

    /// Whether they name a note or a picture. `[[ -z $A ]]` is a condition of the shell, `[[1, 2],
    /// [3, 4]]` a matrix, `[[:alpha:]]` a class of characters, ``[[`useState`]]`` code in brackets.
    fn is_name(&self, definitions: &Definitions) -> bool {
        let name = self.inside.split('|').next().unwrap_or_default().trim();
        let has_brackets = self.inside.contains(['[', ']']);
        if self.before.ends_with('!') {
            return !has_brackets;
        }
        let glued = self
            .before
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ')' | ']' | '['));
        let has_entity = || {
            let mut entities = name.split('&').skip(1);
            entities.any(|rest| {
                rest.split_once(';').is_some_and(|(word, _)| {
                    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
                })
            })
        };
        !glued
            && !has_brackets
            && (name.chars().any(char::is_alphabetic) || is_of_digits(name))
            && !name.starts_with(['-', ':', '!', '^'])
            && !name.contains(['"', '$', '{', '}', '<', '>'])
            // A place in a paper: `[[a.pdf#page=2]]`.
            && !name.split('#').next().unwrap_or_default().contains('=')
            // Words before a page's name in a wiki may have any form.
            && (self.inside.contains('|') || !name.contains(['`', '*']))
            && !name.contains("://")
            && !has_entity()
            && !definitions.contains_key(&fold_label(self.inside))
    }
}

/// Whether a destination looks like one: an address, a path, an anchor or the name of a file.
fn is_address(written: &str) -> bool {
    let file = written.split(['#', '?']).next().unwrap_or_default();
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (1..=5).contains(&ending.len())
        && ending.bytes().all(|c| c.is_ascii_alphanumeric())
        && ending.bytes().any(|c| c.is_ascii_alphabetic());
    written.contains('/')
        || written.starts_with(['#', '.'])
        || written.contains("mailto:")
        || is_file
}

/// Whether a name without letters is a day or what a slip box calls its notes by: `2024-01-03`,
/// `202401031200`. Fewer digits are a row of a matrix.
fn is_of_digits(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    digits >= 4
        && name
            .bytes()
            .all(|c| c.is_ascii_digit() || matches!(c, b'-' | b'.' | b'_'))
}
