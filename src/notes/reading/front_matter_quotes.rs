//! Values of front matter that lack their quotation marks. The text and where its reader gave up
//! in, what to type instead out.

use std::ops::Range;

/// With what a value of YAML may not begin unless it is between quotation marks, or means something
/// else: an alias, an anchor, a tag, a list, a map, a text in lines.
const SIGNS: [char; 10] = ['@', '`', '*', '&', '%', '!', '[', '{', '|', '>'];

/// How many lines above the place are looked at: what is not closed is noticed later.
const ABOVE: usize = 3;

/// The line that lacks quotation marks with them, and why, as a sentence; `None` where that is not
/// the cause.
pub(crate) fn hint(text: &str, at: usize) -> Option<String> {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let mut block = text[..end].lines();
    let first = block.by_ref().find(|line| !line.trim().is_empty())?;
    let is_toml = first.trim() == "+++";
    let lines = text[..end].rsplit('\n').take(ABOVE);
    let mut lines = lines.take_while(|line| !matches!(line.trim(), "---" | "+++"));
    lines.find_map(|line| {
        if is_toml {
            of_toml(line)
        } else {
            of_yaml(line)
        }
    })
}

/// The value near byte `at` of a block of YAML that lacks its quotation marks: where its line
/// begins, and the bytes of the value.
pub(super) fn unquoted(block: &str, at: usize) -> Option<(usize, Range<usize>)> {
    let end = block[at..].find('\n').map_or(block.len(), |end| at + end);
    let mut line_end = end;
    for line in block[..end].rsplit('\n').take(ABOVE) {
        let start = line_end - line.len();
        // A map says what it is.
        let is_text = |value: &&str| !value.starts_with('{') && why(value).is_some();
        if let Some(value) = value_of(line).filter(is_text) {
            let from = start + (value.as_ptr() as usize - line.as_ptr() as usize);
            return Some((start, from..from + value.len()));
        }
        line_end = start.saturating_sub(1);
    }
    None
}

/// The value of a line of YAML, `key: value` or `- key: value`.
fn value_of(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let value = without_comment(value.strip_prefix(' ')?).trim();
    let bare = key.trim_start_matches(['-', ' ']);
    // What is taken over from elsewhere may say anything.
    let is_text = !value.is_empty()
        && !value.starts_with('#')
        && !bare.contains(['"', '\''])
        && bare.trim() != "<<";
    is_text.then_some(value)
}

/// Why a value of one line is no YAML without quotation marks; `None` where it is, or where it is
/// not known how far it goes.
fn why(value: &str) -> Option<String> {
    let first = value.chars().next()?;
    if matches!(first, '"' | '\'') {
        let ends = value[1..].find(first).map(|end| &value[end + 2..]);
        // Behind the mark that ends it words go on.
        let goes_on = ends.is_some_and(|rest| !rest.trim().is_empty() && !rest.starts_with(first));
        let is_escaped = value.contains('\\');
        return (goes_on && !is_escaped).then(|| "goes on behind its quotation marks".to_owned());
    }
    let sign = Some(first).filter(|sign| SIGNS.contains(sign));
    let closes = match sign {
        Some('[') => value.ends_with(']') && !value.starts_with("[["),
        Some('{') => value.ends_with('}'),
        Some('|' | '>') => value.len() < 3,
        _ => false,
    };
    // What is never closed may go on in the next line.
    let is_open = match sign {
        Some('[') => !value.contains(']'),
        Some('{') => !value.contains('}'),
        _ => false,
    };
    match sign {
        _ if is_open => None,
        Some('`') => Some("begins with a backtick".to_owned()),
        Some(sign) if !closes => Some(format!("begins with `{sign}`")),
        _ if value.contains(": ") || value.ends_with(':') => Some("holds `: `".to_owned()),
        _ => None,
    }
}

fn of_yaml(line: &str) -> Option<String> {
    let key = line.split_once(':')?.0;
    let value = value_of(line)?;
    let sign = value.chars().next().filter(|sign| SIGNS.contains(sign));
    // A list with its words says what it is, and only its end lacks.
    let end = match sign {
        Some('[') if !value.contains(']') => Some(']'),
        Some('{') if !value.contains('}') && value.contains(':') => Some('}'),
        _ => None,
    };
    if let Some(end) = end {
        let what = if end == ']' { "list" } else { "map" };
        return Some(format!(
            "The {what} is not closed: `{key}: {}{end}`.",
            value.trim_end_matches(',')
        ));
    }
    let reason = why(value)?;
    Some(format!(
        "A value that {reason} stands between quotation marks: `{key}: {}`.",
        quoted(value)
    ))
}

fn of_toml(line: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let value = without_comment(value).trim();
    let is_bare = value.starts_with(|c: char| c.is_alphabetic() || SIGNS[..6].contains(&c));
    let is_word = matches!(value, "true" | "false" | "inf" | "nan");
    let meant = match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    };
    if let Some(meant) = meant.filter(|_| !is_word) {
        return Some(format!(
            "Yes and no are `true` and `false` in TOML: `{} = {meant}`.",
            key.trim()
        ));
    }
    if value.starts_with('[') && !value.contains(']') {
        return Some(format!(
            "The list is not closed: `{} = {}]`.",
            key.trim(),
            value.trim_end_matches(',')
        ));
    }
    (is_bare && !is_word).then(|| {
        format!(
            "A text stands between quotation marks: `{} = {}`.",
            key.trim(),
            quoted(value)
        )
    })
}

/// A value without the comment behind it.
fn without_comment(value: &str) -> &str {
    let comment = [" #", "\t#"]
        .iter()
        .filter_map(|mark| value.find(mark))
        .min();
    comment.map_or(value, |at| &value[..at])
}

pub(super) fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\""))
}
