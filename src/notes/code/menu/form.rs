//! How a writer sets labels apart, whatever they are called: bold, quoted, in brackets, in titles.
//! Steps and what is bold in, answers out. Knows no words of user interfaces.

use std::ops::Range;

/// Whether a step is written as one label: all of it, but for what is done there, is bold, in
/// quotation marks or in brackets.
pub(super) fn is_set_apart(text: &str, step: &Range<usize>, bold: &[Range<usize>]) -> bool {
    let words = &text[step.clone()];
    let name = words.rsplit_once(' ').map_or(words, |(name, _)| name);
    let enclosed = |words: &str| {
        let opens = words.starts_with(['[', '「', '【', '〈', '《', '『', '"', '“', '\'', '‘']);
        opens && words.ends_with([']', '」', '】', '〉', '》', '』', '"', '”', '\'', '’'])
    };
    let is_bold = |end: usize| stands(step.start..end, bold);
    enclosed(words) || enclosed(name) || is_bold(step.end) || is_bold(step.start + name.len())
}

/// Leaves of the first step and the last what is bold with the sign beside it, since whoever sets a
/// path in bold says where it begins: `under **Settings > Pages**, the names`.
pub(super) fn within_bold(text: &str, steps: &mut [Range<usize>], bold: &[Range<usize>]) {
    let [first, .., last] = steps else {
        return;
    };
    let reaches = |bold: &&Range<usize>| {
        (first.start..first.end).contains(&bold.start) && bold.end > first.end
    };
    let Some(bold) = bold.iter().find(reaches) else {
        return;
    };
    first.start = bold.start;
    if (last.start + 1..last.end).contains(&bold.end) {
        last.end = last.start + text[last.start..bold.end].trim_end().len();
    }
}

/// Whether all of a path, and nothing else, is bold.
pub(super) fn is_whole(steps: &[Range<usize>], bold: &[Range<usize>]) -> bool {
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
        return false;
    };
    stands(first.start..last.end, bold)
}

/// Whether a range is one of those in order.
fn stands(range: Range<usize>, bold: &[Range<usize>]) -> bool {
    bold.binary_search_by_key(&(range.start, range.end), |bold| (bold.start, bold.end))
        .is_ok()
}

/// Whether all names are English titles, one of them of several words: `Action > Send to Repeater`.
pub(super) fn are_titles(words: &[&str]) -> bool {
    const SMALL: &str = "a an and as at by for from in into of on or per the to with";
    let title = |words: &&str| {
        words.starts_with(|c: char| c.is_ascii_uppercase())
            && words
                .bytes()
                .all(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'-' | b'&'))
            && words.split(' ').all(|word| {
                word.starts_with(|c: char| c.is_ascii_uppercase() || c == '&')
                    || SMALL.split(' ').any(|one| one == word)
            })
    };
    words.iter().all(title) && words.iter().any(|words| words.contains(' '))
}
