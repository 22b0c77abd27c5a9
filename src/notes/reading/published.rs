//! Whether a note says that it is not for readers, in any of the words that people and tools use:
//! Hugo, Zola and Astro write `draft`, Jekyll `published`, Obsidian and Quartz `publish`, Pelican
//! `status: draft`. A key and its value in, a verdict out. Where in doubt a note is private: what
//! was published once cannot be taken back.

use serde_json::Value;

/// Keys whose `true` makes a note private. Whatever is not a no counts as yes.
const PRIVATE: [&str; 8] = [
    "draft",
    "isdraft",
    "private",
    "isprivate",
    "unpublished",
    "초안",
    "비공개",
    "임시",
];
/// Keys whose `false` makes a note private. Dates and names of publishers stand there too.
const PUBLIC: [&str; 8] = [
    "published",
    "publish",
    "ispublished",
    "dgpublish",
    "public",
    "ispublic",
    "공개",
    "게시",
];
/// Keys of which some words make a note private.
const STATE: [&str; 4] = ["status", "state", "visibility", "상태"];

/// Keys of which a plain yes makes a note private.
const HIDDEN: [&str; 2] = ["hidden", "숨김"];

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
                [&PRIVATE[..], &HIDDEN, &["unlisted"]]
                    .concat()
                    .contains(&word)
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
        Value::String(text) => is_such(&fold(text)),
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
            | "아니오"
            | "아니요"
    )
}
