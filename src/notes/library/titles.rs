//! What a chapter's title and numbers say: as a line of text, as the key by which titles are found,
//! number by number. Searches nothing.

use crate::notes::library::outline::{ChapterLabel, ChapterNames};
use crate::notes::reading::numbers;
use crate::text::{is_alphanumeric, is_syllable};

/// `16`, `28–30`, `Day 2`, `2주차`, or nothing, also where the title says it: `5주차`, `Week 5`.
pub(crate) fn number_label(chapter: &ChapterLabel) -> String {
    let ChapterLabel {
        numbers,
        called,
        title,
        ..
    } = chapter;
    match numbers.as_slice() {
        // The number of a section: `1.2`.
        [] => called.clone(),
        _ if numbers::numbers(title).0 == *numbers => String::new(),
        _ if !called.is_empty() => called.clone(),
        [only] => only.to_string(),
        // `19. A ~ 20. B` says the last one itself.
        [first, .., last] if split_at(title, *last).is_some() => first.to_string(),
        [first, .., last] => format!("{first}–{last}"),
    }
}

/// Number and title, as a line of text.
pub(crate) fn full_title(chapter: &ChapterNames) -> String {
    joined(&number_label(chapter), &chapter.title)
}

/// What stands for a number before a title, as a line of text: `16. Service`, `Day 2. 배열`, `2주차
/// 배열`.
pub(crate) fn joined(number: &str, title: &str) -> String {
    match number.chars().next_back() {
        None => title.to_owned(),
        Some('0'..='9') => format!("{number}. {title}"),
        Some(_) => format!("{number} {title}"),
    }
}

/// `15. Pod` is 15 and `Pod`.
pub(crate) fn split_number(name: &str) -> (Option<u32>, &str) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[digits..].trim_start().strip_prefix(['.', ')']);
    match (name[..digits].parse().ok(), rest) {
        (Some(number), Some(rest)) => (Some(number), rest.trim_start()),
        _ => (None, name),
    }
}

/// The numbers of a chapter, each with the title that belongs to it: `19. A ~ 20. B` is 19 with `A`
/// and 20 with `B`;
/// `28 ~ 30. X` is three numbers with `X`.
pub(crate) fn parts(chapter: &ChapterNames) -> Vec<(u32, &str)> {
    let mut rest = chapter.title.as_str();
    let mut parts = Vec::new();
    let Some((&first, others)) = chapter.numbers.split_first() else {
        return parts;
    };
    let mut number = first;
    for &next in others {
        if let Some((title, after)) = split_at(rest, next) {
            parts.push((number, title));
            rest = after;
            number = next;
        } else {
            parts.push((next, rest));
        }
    }
    parts.push((number, rest));
    parts
}

/// What stands before and behind `~ 20.` in a title.
fn split_at(title: &str, number: u32) -> Option<(&str, &str)> {
    title.match_indices('~').find_map(|(at, _)| {
        let after = title[at + 1..]
            .trim_start()
            .strip_prefix(&number.to_string())?
            .trim_start()
            .strip_prefix(['.', ')'])?;
        Some((title[..at].trim(), after.trim()))
    })
}

/// The form under which titles are the same: letters, digits, `+` and `#` in lower case. Spacing
/// and punctuation go, because people write `AWS핵심요소-iam등` for `AWS 핵심요소 - IAM 등`.
pub(crate) fn key(title: &str) -> String {
    let mut key = String::with_capacity(title.len());
    for c in title.chars().filter(|c| is_key(*c)) {
        // The table of all scripts' cases is slow.
        if c.is_ascii() || is_syllable(c) {
            key.push(c.to_ascii_lowercase());
        } else {
            key.extend(c.to_lowercase());
        }
    }
    key
}

/// Whether the character takes part in a title's key.
pub(crate) fn is_key(c: char) -> bool {
    is_alphanumeric(c) || c == '+' || c == '#'
}

/// What a title in brackets is also called: `디플로이먼트` and `Deployment` for `디플로이먼트
/// (Deployment)`, by which people cite it. Where it has none, nothing.
pub(crate) fn aliases(title: &str) -> impl Iterator<Item = &str> {
    let pair = title
        .trim()
        .strip_suffix(')')
        .and_then(|title| title.split_once('('));
    let names = pair.map(|(outer, inner)| [outer.trim(), inner.trim()]);
    names
        .into_iter()
        .flatten()
        .filter(|name| name.chars().filter(|c| is_key(*c)).count() > 1)
}
