//! What stands at the head of a bullet before its command: a number, a picture, a mark in brackets,
//! words that introduce an example. A text in, where it goes on out. Knows no commands.

use crate::text::{head, is_alphanumeric, is_hangul, starts_with_ignoring_case};

/// Words before a command that only introduce it.
const LEAD_INS: &[&str] = &[
    "ex)",
    "ex.",
    "ex:",
    "ex ",
    "ex :",
    "(ex)",
    "(예)",
    "(예시)",
    "예)",
    "예:",
    "예 :",
    "예시)",
    "예시:",
    "예시 :",
    "예제:",
    "예제)",
    "e.g.",
    "e.g)",
    "또는",
    "혹은",
    "or ",
    "명령어:",
    "명령어 :",
    "명령어)",
    "usage:",
    "사용법:",
];

/// Whether the words before a command make it an example: `ex) `, `예: `.
pub(crate) fn introduces_example(before: &str) -> bool {
    let before = before.trim_start().to_lowercase();
    before.starts_with("ex") && !before[2..].starts_with(|c: char| c.is_alphanumeric())
        || before.starts_with("e.g")
        || before.strip_prefix('예').is_some_and(|rest| {
            let rest = rest.strip_prefix(['시', '제']).unwrap_or(rest);
            rest.trim_start().starts_with([')', ':', '.'])
        })
}

/// The bytes of a number before a command: `4.2.1. `, `1) `, `(2) `, `7- `, `① `, `Step 1. `.
pub(crate) fn numbering(text: &str) -> usize {
    let bytes = text.len();
    if let Some(mark) = marked(text).or_else(|| pictured(text)) {
        return mark;
    }
    let step = text
        .get(..4)
        .is_some_and(|word| word.eq_ignore_ascii_case("step"));
    let number = if step { text[4..].trim_start() } else { text };
    let rest = number.strip_prefix('(').unwrap_or(number);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = rest.len() - after.len();
    let number = &rest[..digits];
    let after = if number.starts_with(|c: char| c.is_ascii_digit())
        && (number.ends_with('.') || after.starts_with([')', '-']))
    {
        after.trim_start_matches([')', '-'])
    } else if let Some(after) = text.strip_prefix(|c| ('①'..='⑳').contains(&c)) {
        after
    } else {
        return 0;
    };
    if after.starts_with(' ') {
        bytes - after.trim_start().len()
    } else {
        0
    }
}

/// The bytes of a picture before a command: `👉 `, `✅ `, `☞ `.
pub(super) fn pictured(text: &str) -> Option<usize> {
    let (picture, _) = text.split_once(' ')?;
    let drawn = |c: char| !c.is_ascii() && !is_alphanumeric(c) && !"➜❯※·“‘「『【…".contains(c);
    (!picture.is_empty() && picture.len() <= 16 && picture.chars().all(drawn))
        .then(|| picture.len() + 1)
}

/// The bytes of a mark in square brackets before a command: `[해결] `, `【복구】 `, `[mac] `.
pub(super) fn marked(text: &str) -> Option<usize> {
    const LONG: usize = 60;
    let close = match text.chars().next()? {
        '[' => ']',
        '【' => '】',
        _ => return None,
    };
    let (mark, after) = head(text, LONG).split_once(close)?;
    let korean = mark.ends_with(is_hangul) && !mark.contains(['=', '$', '<', '@', '~']);
    let spells = |b: u8| b.is_ascii_alphabetic() || matches!(b, b'/' | b' ');
    let system = mark
        .strip_prefix('[')
        .is_some_and(|mark| mark.len() > 2 && mark.bytes().all(spells));
    ((korean || system) && after.starts_with(' ')).then(|| mark.len() + close.len_utf8() + 1)
}

/// Where the text goes on behind a lead-in.
pub(crate) fn lead_in(source: &str, start: usize) -> Option<usize> {
    let rest = &source[start..];
    let lead = LEAD_INS
        .iter()
        .filter(|lead| starts_with_ignoring_case(rest, lead))
        .max_by_key(|lead| lead.len())?;
    let after = &rest[lead.len()..];
    let skip = after.len() - after.trim_start_matches([' ', ':', ')', '.']).len();
    // `./run.sh` keeps its full stop.
    let skip = if after[..skip].ends_with('.') && after[skip..].starts_with('/') {
        skip - 1
    } else {
        skip
    };
    Some(start + lead.len() + skip)
}
