//! What keeps words from being read as Markdown, and code from ending early. Words in, Markdown
//! out.

use std::fmt::Write as _;

use crate::text::escape_html;

/// Words within a line: what would begin a link, emphasis, code or a tag is escaped.
pub(super) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let letters: Vec<char> = words.chars().collect();
    let at = |i: Option<usize>| i.and_then(|i| letters.get(i)).copied();
    for (i, c) in letters.iter().copied().enumerate() {
        let (before, after) = (at(i.checked_sub(1)), at(Some(i + 1)));
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let needs = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            // Within a word an underscore is one.
            '_' => !(is_word(before) && is_word(after)),
            // What follows may stand in words of their own.
            '~' => [before, after]
                .iter()
                .any(|beside| beside.is_none_or(|beside| beside == c)),
            '&' => after.is_none_or(|c| c.is_alphanumeric() || c == '#'),
            _ => false,
        };
        if needs {
            out.push('\\');
        }
        // A line of its own it is no more.
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// Words of HTML, in which Markdown finds nothing either.
pub(super) fn html(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in escape_html(words).chars() {
        if "\\`*_[]~".contains(c) {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// A paragraph whose lines begin no heading, list, quote, rule or table.
pub(super) fn at_line_start(paragraph: &str) -> String {
    let lines = paragraph.split('\n').map(|line| {
        let line = line.trim_start_matches([' ', '\t']);
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let ends_number = digits > 0 && line[digits..].starts_with(['.', ')']);
        if ends_number {
            format!("{}\\{}", &line[..digits], &line[digits..])
        } else if line.starts_with(['#', '+', '-', '=', '>', '|', ':']) {
            format!("\\{line}")
        } else {
            line.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The longest run of a character.
fn longest_run(text: &str, of: char) -> usize {
    let runs = text.split(|c| c != of).map(str::len);
    runs.max().unwrap_or(0)
}

/// Code among words.
pub(super) fn code_span(code: &str) -> String {
    let code = code.replace('\n', " ");
    if code.trim().is_empty() {
        return String::new();
    }
    let ticks = "`".repeat(if code.contains('`') {
        longest_run(&code, '`') + 1
    } else {
        1
    });
    let needs_blanks = code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']);
    let blank = if needs_blanks { " " } else { "" };
    format!("{ticks}{blank}{code}{blank}{ticks}")
}

/// The fence around a listing: longer than any in it.
pub(super) fn fence_of(code: &str, label: &str) -> String {
    let mark = if label.contains('`') { '~' } else { '`' };
    mark.to_string()
        .repeat((longest_run(code, mark) + 1).max(3))
}

/// A cell of a table: what would end it is escaped.
pub(super) fn cell(words: &str) -> String {
    words.replace("\\|", "|").replace('|', "\\|")
}

/// An address within brackets.
pub(super) fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '<' | '>' | '(' | ')' | '\\' | '`' | '*' | '|' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// What is shown over a link, within quotation marks.
pub(super) fn title(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    text(&words).replace('"', "\\\"")
}
