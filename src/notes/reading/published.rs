//! Whether a note says that it is not for readers, in any of the words that people and tools use:
//! Hugo, Zola and Astro write `draft`, Jekyll `published`, Obsidian and Quartz `publish`, Pelican
//! `status: draft`. A key and its value in, a verdict out. Where in doubt a note is private: what
//! was published once cannot be taken back.

use serde_json::Value;

/// Keys whose `true` makes a note private. Whatever is not a no counts as yes.
const PRIVATE: [&str; 9] = [
    "draft",
    "isdraft",
    "private",
    "isprivate",
    "unpublished",
    "초안",
    "비공개",
    "비공개여부",
    "임시",
];
/// Keys whose `false` makes a note private. Dates and names of publishers stand there too.
const PUBLIC: [&str; 11] = [
    "published",
    "publish",
    "ispublished",
    "dgpublish",
    "public",
    "ispublic",
    "visible",
    "공개",
    "공개여부",
    "게시",
    "발행",
];
/// Keys of which some words make a note private.
const STATE: [&str; 5] = ["status", "state", "visibility", "access", "상태"];

/// Words of a state that make a note private, besides those that are keys.
const UNDONE: [&str; 7] = [
    "drafts",
    "notpublished",
    "unlisted",
    "작성중",
    "미공개",
    "미발행",
    "임시저장",
];

/// Keys of which a plain yes makes a note private.
const HIDDEN: [&str; 5] = ["hidden", "secret", "숨김", "비밀", "개인"];

/// Whether `key: value` makes a note private.
pub(crate) fn is_private(key: &str, value: &Value) -> bool {
    let key = fold(key);
    let is = |known: &[&str]| known.contains(&key.as_str());
    if is(&PRIVATE) {
        !says(value, &is_no)
    } else if is(&PUBLIC) {
        !matches!(value, Value::Null) && !is_empty(value) && says(value, &is_no)
    } else if is(&HIDDEN) {
        says(value, &|word| {
            matches!(word, "true" | "yes" | "on" | "1" | "y" | "예" | "네")
        })
    } else {
        is(&STATE)
            && says(value, &|word| {
                [&PRIVATE[..], &HIDDEN, &UNDONE].concat().contains(&word)
            })
    }
}

/// Whether a line of text that nobody could read as front matter makes a note private:
/// `Draft：yes`, `"private" = true,`.
pub(crate) fn line_is_private(line: &str) -> bool {
    let mark =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '*' | '-' | '>' | '“' | '”');
    let Some((key, value)) = line.split_once([':', '：', '=']) else {
        return false;
    };
    let value = value.trim().trim_end_matches([',', ';']);
    let value = value.split(" #").next().unwrap_or(value).trim_matches(mark);
    let key = key
        .trim_matches(mark)
        .trim_start_matches('{')
        .trim_matches(mark);
    // Prose may well begin with such a word; what stands behind it in front matter is one word.
    !value.contains(char::is_whitespace)
        && !value.is_empty()
        && is_private(key, &Value::String(value.to_owned()))
}

/// Whether a path lies in a folder `_drafts`, which is where Jekyll and Hexo keep what is not for
/// readers.
pub(crate) fn lies_in_drafts(path: &str) -> bool {
    let mut folders = path.split('/').rev().skip(1);
    folders.any(|name| name.eq_ignore_ascii_case("_drafts"))
}

/// Whether a line of front matter that cannot be read begins with a key that could make a note
/// private, whatever stands behind it.
pub(crate) fn line_names_privacy(line: &str) -> bool {
    let key = line.split([':', '：', '=']).next().unwrap_or_default();
    let key = fold(key);
    [&PRIVATE[..], &PUBLIC].concat().contains(&key.as_str())
}

/// A value as a word; a sign of a yes or a no is one.
fn word(text: &str) -> String {
    let word = fold(text);
    if !word.is_empty() || text.trim().is_empty() {
        return word;
    }
    let is_no = text.contains(['❌', '✗', '✘', '☐', '×', '-', '–', '—']);
    if is_no { "no" } else { "yes" }.to_owned()
}

/// Case, blanks, `_` and `-` are no difference: `is_draft`, `isDraft`, `Is Draft`.
fn fold(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

/// Whether a value, or each one of a list, is such a word.
fn says(value: &Value, is_such: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::Null => is_such(""),
        Value::Bool(truth) => is_such(if *truth { "true" } else { "false" }),
        Value::Number(number) => is_such(if number.as_f64() == Some(0.0) {
            "0"
        } else {
            "1"
        }),
        Value::String(text) => is_such(&word(text)),
        Value::Array(list) => list.iter().all(|value| says(value, is_such)),
        Value::Object(_) => false,
    }
}

fn is_no(word: &str) -> bool {
    matches!(
        word,
        "" | "false"
            | "no"
            | "n"
            | "off"
            | "0"
            | "f"
            | "never"
            | "null"
            | "none"
            | "private"
            | "아니오"
            | "아니요"
            | "비공개"
            | "미공개"
    )
}
