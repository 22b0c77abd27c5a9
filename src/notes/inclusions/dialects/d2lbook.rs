//! Labels, roles and tabs of d2lbook, which `MyST` can say. A line in; what stands in its place
//! out.
//!
//! Source: d2lbook's manual ("Markdown Cells").

use std::ops::Range;

use super::edit::{DialectEdit, hits};

/// A line of a book.
pub(super) struct D2lLine<'a> {
    /// With its end.
    pub whole: Range<usize>,
    /// Where its words begin.
    pub start: usize,
    pub words: &'a str,
    /// The line that it may say something of.
    pub above: Range<usize>,
}

/// Reads a line of d2lbook; whether it says something of the line above.
pub(super) fn line(text: &str, line: &D2lLine<'_>, out: &mut Vec<DialectEdit>) -> bool {
    let D2lLine {
        whole,
        start,
        words,
        above,
    } = line;
    let (start, words) = (*start, *words);
    let mut edit = |range: Range<usize>, said: String| out.push(DialectEdit::of(range, said));
    let value = |name: &str| {
        let inner = words.strip_prefix(name)?.strip_suffix('`')?;
        Some(inner).filter(|it| !it.is_empty() && !it.contains('`'))
    };
    let whole = whole.clone();
    let range = start..start + words.len();
    if value(":width:`").is_some() || value(":bibliography:`").is_some() {
        edit(whole, String::new());
    } else if let Some(name) = value(":label:`") {
        let line = text[above.clone()].trim_start();
        let above = above.start;
        if line.starts_with('#') || line.starts_with("![") {
            let edge = if above == 0 { "" } else { "\n" };
            edit(above..above, format!("{edge}({name})=\n"));
            edit(whole, String::new());
        } else {
            edit(range, format!("\n({name})=\n"));
        }
    } else if let Some(name) = value(":eqlabel:`") {
        edit(range, format!("\n({name})=\n"));
    } else if let Some(name) = value(":begin_tab:`") {
        edit(range, format!(":::{{tab-item}} {name}"));
    } else if words == ":end_tab:" {
        edit(range, ":::".to_owned());
    } else {
        let roles = [
            (":numref:`", "{numref}`"),
            (":ref:`", "{ref}`"),
            (":eqref:`", "{eq}`"),
            (":citet:`", "{cite:t}`"),
            (":cite:`", "{cite}`"),
        ];
        for (sign, role) in roles {
            for at in hits(words, sign) {
                let range = start + at..start + at + sign.len();
                edit(range, role.to_owned());
            }
        }
        return false;
    }
    words.starts_with(":width:") || words.starts_with(":label:")
}
