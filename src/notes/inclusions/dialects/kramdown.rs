//! What kramdown reads otherwise than GitHub. Lines of a note of Jekyll in; what stands in their
//! place out.
//!
//! Source: kramdown's manual ("HTML Blocks", "Block Attributes").

use std::ops::Range;

use super::edit::DialectEdit;
use crate::notes::reading::code_lines::line_at;

/// A line that is only `<br>` or a picture begins no block of HTML to kramdown.
pub(super) fn lone_tag(
    text: &str,
    line: Range<usize>,
    above: Range<usize>,
    next: usize,
) -> Option<DialectEdit> {
    let typed = &text[line.clone()];
    let words = typed.trim();
    let is_break = matches!(words, "<br>" | "<br/>" | "<br />" | "</br>");
    let is_picture = words.starts_with("<img ") && words.ends_with('>');
    let is_one = words.matches('<').count() == 1;
    let is_below_words = !text[above].trim().is_empty();
    let below = line_at(text, next.min(text.len())).trim();
    let is_lone = (is_break || is_picture) && is_one && !is_below_words && !below.is_empty();
    is_lone.then(|| DialectEdit::of(line.end..line.end, "\n"))
}

/// `{: file="a.yml" }` behind a fence is its title.
pub(super) fn file_of_code(text: &str, opening: Range<usize>, end: usize) -> Option<DialectEdit> {
    let info = opening.end;
    let opening = &text[opening];
    let line = line_at(text, end.min(text.len())).trim();
    let inner = line.strip_prefix("{:").and_then(|it| it.strip_suffix('}'));
    let file = inner.and_then(|inner| inner.split_once("file=\""));
    let (file, _) = file.and_then(|(_, rest)| rest.split_once('"'))?;
    if file.trim().is_empty() || opening.contains("title=") {
        return None;
    }
    let none = if opening.ends_with(['`', '~']) {
        "text"
    } else {
        ""
    };
    let words = format!("{none} title=\"{}\"", file.trim());
    Some(DialectEdit::of(info..info, words))
}
