//! Secrets in records of two fields, of which one holds the name and the other the value: the
//! environment of a container (`- name: DB_PASSWORD` with `value: …`), parameters of stacks,
//! properties in XML. A text and the place of a name in, the value out.

use std::ops::Range;

use super::kind::SecretKind;
use super::names::Name;
use super::place::{before_on_line, password};
use super::value::{self, Worth};
use crate::text::{head, tail};

/// No field of a record is longer, in bytes.
const LONGEST_FIELD: usize = 200;

/// What holds a name, and what a value: `name`, `ParameterKey`, `param-name`.
const NAMING: [&str; 2] = ["name", "key"];
const VALUE: &str = "value";

/// The value of the record whose name ends at `place`: the field behind it, or the one before.
pub(super) fn value(
    text: &str,
    place: &Range<usize>,
    name: Name,
) -> Option<(Range<usize>, SecretKind)> {
    let rest = head(&text[place.end..], LONGEST_FIELD);
    let inner = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    let ends = inner
        .trim_start_matches([' ', '\t'])
        .starts_with([',', '\n', ';', '}', '<'])
        || inner.starts_with(' ') && inner != rest
        || inner.is_empty();
    let start = key(text, place.start).filter(|_| ends)?;
    let range =
        behind(text, place.end + rest.len() - inner.len()).or_else(|| before(text, start))?;
    let typed = &text[range.clone()];
    if name == Name::Key {
        let fits = value::is_random(typed, 16) && !value::is_term(typed);
        return fits.then_some((range, SecretKind::NamedKey));
    }
    // Forms of lessons are full of fields with a value.
    let is_element = before_on_line(text, place.start).contains('<');
    let is_real = value::worth(typed) == Worth::Real;
    password(text, range).filter(|_| is_real || !is_element)
}

/// The first byte of the key before a name that has a word of its kind: `- name: `, `<name>`.
fn key(text: &str, at: usize) -> Option<usize> {
    let line = before_on_line(text, at);
    let start = at - line.len();
    let part = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let typed = line.trim_end_matches(part);
    let field = typed.trim_end_matches(['"', '\'', ' ', '\t']);
    let field = field.strip_suffix([':', '=', '>'])?;
    let field = field.trim_end_matches(['"', '\'', ' ', '\t']);
    let word = field
        .rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .next()?;
    let lower = word.to_ascii_lowercase();
    let from = start + field.len() - word.len();
    NAMING
        .iter()
        .any(|name| lower.ends_with(name))
        .then_some(from)
}

/// The value of the field behind a name: on its line, or alone on the next one.
fn behind(text: &str, at: usize) -> Option<Range<usize>> {
    let near = head(&text[at..], 2 * LONGEST_FIELD);
    let mut lines = near.splitn(3, '\n');
    let first = lines.next()?;
    let on_line = first.trim_start_matches([' ', '\t', ',', ';']);
    // `</name>` ends the field before the next one begins.
    let on_line = match on_line.strip_prefix("</") {
        Some(tag) => tag.split_once('>')?.1.trim_start(),
        None => on_line,
    };
    if !on_line.is_empty() {
        return field(text, at + first.len() - on_line.len());
    }
    let next = lines.next()?;
    field(
        text,
        at + first.len() + 1 + next.len() - next.trim_start().len(),
    )
}

/// The value of the field before a key: on its line, or alone on the line above.
fn before(text: &str, at: usize) -> Option<Range<usize>> {
    let line = before_on_line(text, at);
    let start = at - line.len();
    let on_line = line.trim_end_matches([' ', '\t', '"', '\'']);
    if let Some(fields) = on_line.strip_suffix(',') {
        let open = fields.rfind(['{', ',']).map_or(0, |open| open + 1);
        let typed = &fields[open..];
        return field(text, start + open + typed.len() - typed.trim_start().len());
    }
    if !on_line.trim().is_empty() {
        return None;
    }
    let above = tail(&text[..start], LONGEST_FIELD).strip_suffix('\n')?;
    let above = above.rsplit('\n').next()?;
    let typed = above.trim_start_matches([' ', '\t']);
    let typed = typed.strip_prefix("- ").unwrap_or(typed);
    field(text, start - 1 - typed.len())
}

/// The value of a field that begins here and is called a value.
fn field(text: &str, at: usize) -> Option<Range<usize>> {
    let line = head(&text[at..], LONGEST_FIELD).lines().next()?;
    let rest = line.trim_start_matches(['"', '\'', '<']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    let (word, rest) = rest.split_at(end);
    let rest = rest.trim_start_matches(['"', '\'', ' ', '\t']);
    let rest = rest
        .strip_prefix([':', '=', '>'])?
        .trim_start_matches([' ', '\t']);
    let from = at + line.len() - rest.len();
    let mark = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let range = if let Some(mark) = mark {
        let inner = &rest[1..];
        from + 1..from + 1 + inner.find(mark)?
    } else {
        let ends = |c: char| c.is_whitespace() || "\"'`,;}<]".contains(c);
        from..from + rest.find(ends).unwrap_or(rest.len())
    };
    (word.to_ascii_lowercase().ends_with(VALUE) && !range.is_empty()).then_some(range)
}
