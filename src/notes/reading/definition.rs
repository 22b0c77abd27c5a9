//! Link definitions: `[label]: address "title"`. A line in; its label and where it leads out.

use std::collections::BTreeMap;

use crate::notes::reading::destination;
use crate::text;

/// Link definitions: label (folded) to destination and title.
pub(crate) type Definitions = BTreeMap<String, (String, String)>;

/// `[label]: rest`
pub(super) fn definition(line: &str) -> Option<(&str, &str)> {
    let close = line.find("]:")?;
    let label = &line[1..close];
    (!label.trim().is_empty() && !label.contains(['[', ']']))
        .then(|| (label, line[close + 2..].trim()))
}

pub(super) fn destination(rest: &str) -> Option<(String, String)> {
    let (address, after) = destination::address(rest);
    let target = match address.strip_prefix('<') {
        Some(inner) => inner.strip_suffix('>')?,
        None => address,
    };
    let title = after.trim();
    let quoted = [('"', '"'), ('\'', '\''), ('(', ')')];
    let inner = quoted
        .iter()
        .find_map(|(open, close)| title.strip_prefix(*open)?.strip_suffix(*close));
    // Words behind the target that are no title: `[메모]: 여기에 적는다` is a sentence and no
    // definition.
    (!target.is_empty() && (title.is_empty() || inner.is_some()))
        .then(|| (target.to_owned(), inner.unwrap_or("").to_owned()))
}

/// Labels match without regard to case, blanks and normalisation.
pub(crate) fn fold_label(label: &str) -> String {
    text::nfc(label)
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
