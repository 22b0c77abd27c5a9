//! Ends of elements that never began: which of them are nothing to see. A row of inlines in which
//! tags are the text that was typed, or what stands around one end, in; places out. Pairs nothing.

use std::collections::BTreeSet;

use crate::notes::reading::elements;
use crate::notes::tree::{Inline, InlineKind};

/// The ends among these `strays` that are layout that went wrong: they stand in a line of nothing
/// but `tags`, or beside words and not as one of them.
pub(super) fn lost(row: &[Inline], tags: &BTreeSet<usize>, strays: &BTreeSet<usize>) -> Vec<usize> {
    let before = bare_lines(row, tags, 0..row.len(), |text| text.rsplit('\n').next());
    let behind = bare_lines(row, tags, (0..row.len()).rev(), |text| {
        text.split('\n').next()
    });
    let is_lost = |at: &usize| before[*at] && behind[*at] || is_beside_words(row, *at);
    strays.iter().copied().filter(is_lost).collect()
}

fn is_beside_words(row: &[Inline], at: usize) -> bool {
    let words = |at: Option<usize>| match at.and_then(|at| row.get(at)).map(|one| &one.kind) {
        Some(InlineKind::Text(text)) => text.as_str(),
        _ => "",
    };
    let before = words(at.checked_sub(1)).chars().next_back();
    let behind = words(Some(at + 1)).chars().next();
    let name = words(Some(at)).trim_matches(['<', '/', '>']).trim();
    is_layout(&name.to_ascii_lowercase()) && !is_spoken_of(before, behind)
}

/// Of each place whether nothing but tags and blanks stand from the line's start, or its end, up to
/// it. `nearest` gives the line of a text that meets what was looked at last.
fn bare_lines(
    row: &[Inline],
    tags: &BTreeSet<usize>,
    places: impl Iterator<Item = usize>,
    nearest: fn(&str) -> Option<&str>,
) -> Vec<bool> {
    let mut bare = vec![true; row.len()];
    let mut is_bare = true;
    for at in places {
        bare[at] = is_bare;
        let InlineKind::Text(text) = &row[at].kind else {
            continue;
        };
        if !tags.contains(&at) {
            let line = nearest(text).unwrap_or_default();
            is_bare = line.trim().is_empty() && (is_bare || text.contains('\n'));
        }
    }
    bare
}

/// Whether an element is no part of a table or a list, whose cells may be written in Markdown.
pub(super) fn is_layout(name: &str) -> bool {
    name != "table" && elements::parents(name).is_empty()
}

/// Whether what stands between these characters stands there as a word: between blanks, in brackets
/// or in quotation marks.
pub(super) fn is_spoken_of(before: Option<char>, behind: Option<char>) -> bool {
    let opens = |c: char| c == ' ' || "([{\"'“‘「『《〈（".contains(c);
    let closes = |c: char| c == ' ' || ")]}\"'”’」』》〉）,.".contains(c);
    before.is_some_and(opens) && behind.is_some_and(closes)
}
