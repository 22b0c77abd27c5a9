//! What `MyST` writes that Markdown can say: the caption of a listing, breaks between cells. A line
//! in; what stands in its place out.
//!
//! Source: the manual of `MyST` ("Code and Source Code", "Block Breaks").

use std::ops::Range;

use super::edit::DialectEdit;
use crate::notes::reading::code_lines::line_at;

/// Directives of listings.
const LISTINGS: [&str; 3] = ["{code-block}", "{code}", "{sourcecode}"];

/// Directives that are cards.
const CARDS: [&str; 2] = ["{grid-item-card}", "{card}"];

/// Options below one directive.
const MOST_OPTIONS: usize = 32;

/// `+++`, which parts cells.
pub(super) fn is_break(words: &str) -> bool {
    words == "+++" || words.starts_with("+++ {") && words.ends_with('}')
}

/// `` ```{code-block} sh `` with its `:caption:` below: as a fence with a title.
pub(super) fn captioned(text: &str, opening: Range<usize>, end: usize, out: &mut Vec<DialectEdit>) {
    let words = text[opening.clone()].trim_start();
    let info = words.trim_start_matches(['`', '~']).trim_start();
    let Some(language) = LISTINGS.iter().find_map(|name| info.strip_prefix(name)) else {
        return;
    };
    let mut at = (opening.end + 1).min(end);
    let mut caption = None;
    let begin = at;
    while at < end {
        let line = line_at(text, at);
        let Some((name, value)) = option(line.trim()) else {
            break;
        };
        if name == "caption" {
            caption = Some(value);
        }
        at += line.len();
    }
    let Some(caption) = caption.filter(|it| !it.is_empty() && !it.contains('"')) else {
        return;
    };
    let from = opening.end - info.len();
    let language = match language.trim() {
        "" => "text",
        language => language,
    };
    let words = format!("{language} title=\"{caption}\"");
    out.push(DialectEdit::of(from..opening.end, words));
    out.push(DialectEdit::of(begin..at, ""));
}

/// `:::{grid-item-card} 제목` with `:link: install` below: its title leads there.
pub(super) fn card(text: &str, opening: Range<usize>, out: &mut Vec<DialectEdit>) {
    let words = text[opening.clone()].trim_start();
    let info = words.trim_start_matches(['`', '~', ':']).trim_start();
    let title = CARDS.iter().find_map(|name| info.strip_prefix(name));
    let Some(title) = title.map(str::trim).filter(|it| !it.is_empty()) else {
        return;
    };
    let (mut link, mut kind) = (None, "url");
    let mut at = (opening.end + 1).min(text.len());
    for _ in 0..MOST_OPTIONS {
        let line = line_at(text, at);
        let Some((name, value)) = option(line.trim()) else {
            break;
        };
        match name {
            "link" => link = Some(value),
            "link-type" => kind = value,
            _ => {}
        }
        at += line.len();
    }
    let is_plain = |words: &str| !words.contains(['<', '>', '`', '[', ']']);
    let Some(link) = link.filter(|link| is_plain(link) && is_plain(title)) else {
        return;
    };
    let shown = match kind {
        "doc" | "ref" => format!("\n{{{kind}}}`{title} <{link}>`\n\n"),
        _ => format!("\n[{title}](<{link}>)\n\n"),
    };
    let range = opening.end - title.len()..opening.end;
    out.push(DialectEdit::of(range, ""));
    out.push(DialectEdit::of(at..at, shown));
}

/// `:name: value`
fn option(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
    let is_named = !name.is_empty() && name.chars().all(is_name);
    is_named.then(|| (name, value.trim()))
}
