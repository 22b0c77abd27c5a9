//! What Obsidian writes in its own way: marks, and names of blocks at the end of their lines. Lines
//! of a note in; what stands in their place out.
//!
//! Source: Obsidian's manual ("Basic formatting syntax", "Link to a block in a note").

use std::collections::HashSet;

use memchr::memmem;

use super::edit::{DialectEdit, LONGEST_NAME, hits, paired};
use crate::text::{head, tail};

/// Names of blocks to which notes link.
pub(crate) type LinkedBlocks<'a> = HashSet<&'a str>;

/// In a vault a name nobody links to is no exponent: it has so many letters.
const LEAST_NAME: usize = 2;

/// Gathers the names of blocks to which a note links: `[[쪽#^이름]]`.
pub(crate) fn linked_blocks<'a>(text: &'a str, out: &mut LinkedBlocks<'a>) {
    for at in memmem::find_iter(text.as_bytes(), b"#^") {
        let rest = head(&text[at + 2..], LONGEST_NAME);
        let name = &rest[..rest.len() - rest.trim_start_matches(is_letter).len()];
        let behind = &rest[name.len()..];
        if !name.is_empty() && behind.starts_with([']', '|']) {
            out.insert(name);
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// Reads a line, of a vault or of anybody's note.
pub(super) fn line(
    (at, typed): (usize, &str),
    is_vault: bool,
    linked: &LinkedBlocks<'_>,
    out: &mut Vec<DialectEdit>,
) {
    let name_at = typed.rfind('^').filter(|name_at| {
        let before = &typed[..*name_at];
        before.is_empty() || before.ends_with([' ', '\t'])
    });
    if let Some(name_at) = name_at {
        let name = &typed[name_at + 1..];
        let is_name = !name.is_empty() && name.chars().all(is_letter);
        let is_known = linked.contains(name)
            || is_vault && name.chars().count() >= LEAST_NAME && name.contains(char::is_alphabetic);
        let is_code = typed[..name_at].matches('`').count() % 2 == 1;
        if is_name && is_known && !is_code && !typed.trim_start().starts_with('|') {
            let range = at + name_at..at + typed.len();
            out.push(DialectEdit::of(range, format!("<a id=\"^{name}\"></a>")));
        }
    }
    if is_vault {
        paired((at, typed), "==", "mark", out);
    }
    // The name of a block is no word of a page.
    for mark in hits(typed, "#^") {
        let rest = head(&typed[mark + 2..], LONGEST_NAME);
        let name = &rest[..rest.len() - rest.trim_start_matches(is_letter).len()];
        let before = tail(&typed[..mark], LONGEST_NAME);
        let page = before.rfind("[[").map(|open| &before[open + 2..]);
        if let Some(page) = page.filter(|page| !page.is_empty() && !page.contains([']', '|']))
            && rest[name.len()..].starts_with("]]")
        {
            let end = at + mark + 2 + name.len();
            let said = page.rsplit('/').next().unwrap_or(page);
            out.push(DialectEdit::of(end..end, format!("|{said}")));
        }
    }
}
