//! How a writer sets labels apart, whatever they are called: bold, quoted, in brackets, in titles.
//! Steps and what is bold in, answers out. Knows no words of user interfaces.

use std::ops::Range;

use crate::notes::code::menu::deeds::{is_click, is_conjugated};
use crate::notes::particle;

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

/// Whether the last step ends where something bold does that began with the path, and is a name
/// there: `**보안 > 신뢰할 수 있는 사이트** 설정에`, but not `**설정 > 앱을 선택**`.
pub(super) fn ends_bold(text: &str, last: &Range<usize>, bold: &[Range<usize>]) -> bool {
    let ends = |bold: &Range<usize>| bold.end == last.end && bold.start < last.start;
    let words = &text[last.clone()];
    let verb = words.rsplit(' ').next().unwrap_or_default();
    bold.iter().any(ends) && !is_click(verb) && !is_conjugated(verb) && !verb.ends_with("기를")
}

/// Where the name ends that a step begins with, if it is set apart and a sentence goes on behind:
/// `이 기기의 자료` in code and then `에서 연다`. Whatever it says, it is one name.
pub(super) fn end_of_name(text: &str, step: &Range<usize>, bold: &[Range<usize>]) -> Option<usize> {
    let first = bold.partition_point(|bold| bold.start < step.start);
    let name = bold.get(first)?;
    if name.start != step.start || name.end > step.end || name.is_empty() {
        return None;
    }
    let behind = &text[name.end..step.end];
    let word = behind.trim_start().split(' ').next().unwrap_or_default();
    let carries = particle::length(word) == Some(word.len());
    (behind.is_empty() || carries || behind.starts_with(' ') && is_click(word)).then_some(name.end)
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
