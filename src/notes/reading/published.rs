//! Whether a note says that it is not for readers, in any of the words that people and tools use:
//! Hugo, Zola and Astro write `draft`, Jekyll `published`, Obsidian and Quartz `publish`, Pelican
//! `status: draft`. A key and its value in, a verdict out. Where in doubt a note is private: what
//! was published once cannot be taken back.

use serde_json::Value;

/// Keys whose `true` makes a note private. Whatever is not a no counts as yes.
const PRIVATE: [&str; 20] = [
    "draft",
    "drafts",
    "nopublish",
    "donotpublish",
    "confidential",
    "notforpublication",
    "작성중",
    "미공개",
    "대외비",
    "기밀",
    "isdraft",
    "private",
    "isprivate",
    "unpublished",
    "wip",
    "초안",
    "비공개",
    "비공개여부",
    "임시",
    "임시저장",
];
/// Keys whose `false` makes a note private. Dates and names of publishers stand there too.
const PUBLIC: [&str; 17] = [
    "published",
    "publish",
    "ispublished",
    "dgpublish",
    "share",
    "listed",
    "배포",
    "공유",
    "render",
    "public",
    "ispublic",
    "visible",
    "isvisible",
    "공개",
    "공개여부",
    "게시",
    "발행",
];
/// Keys of which some words make a note private.
const STATE: [&str; 15] = [
    "sharing",
    "audience",
    "status",
    "state",
    "stage",
    "type",
    "visibility",
    "access",
    "permission",
    "permissions",
    "poststatus",
    "상태",
    "단계",
    "공개범위",
    "공개상태",
];

/// Words of a state that make a note private, besides those that are keys.
const UNDONE: [&str; 9] = [
    "notpublished",
    "unlisted",
    "workinprogress",
    "미발행",
    "미완성",
    "나만보기",
    "작업중",
    "쓰는중",
    "검토중",
];

/// Keys of which a plain yes makes a note private.
const HIDDEN: [&str; 12] = [
    "exclude",
    "hidden",
    "hide",
    "secret",
    "unlisted",
    "headless",
    "encrypt",
    "encrypted",
    "protected",
    "숨김",
    "비밀",
    "개인",
];

/// Keys of which any value makes a note private: it is for those who know the word (Hexo's
/// hexo-blog-encrypt, Hugo's hugo-encryptor).
const LOCKED: [&str; 4] = ["password", "passwd", "비밀번호", "암호"];

/// Days from which on Hugo shows a note no longer.
const EXPIRED: [&str; 2] = ["expirydate", "unpublishdate"];

/// What is before it is past for everybody: no clock decides what a site holds.
const YEAR_OF_THIS_PROGRAM: u32 = 2026;

/// Whether a day lies in a year that is over.
fn is_past(day: &str) -> bool {
    let year = day
        .trim()
        .get(..4)
        .and_then(|year| year.parse::<u32>().ok());
    year.is_some_and(|year| year > 1900 && year < YEAR_OF_THIS_PROGRAM)
}

/// Tags of notes that are for nobody else yet.
const TAGGED: [&str; 8] = [
    "wip",
    "draft",
    "drafts",
    "private",
    "초안",
    "비공개",
    "미공개",
    "작성중",
];

/// Keys of which such a tag makes a note private.
const TAGS: [&str; 12] = [
    "tags",
    "tag",
    "labels",
    "label",
    "라벨",
    "레이블",
    "keywords",
    "categories",
    "category",
    "태그",
    "카테고리",
    "분류",
];

/// Mappings in which generators keep a note's own keys: Hugo's `params`, Zola's and Pelican's
/// `extra`, and their like.
const HOLDERS: [&str; 7] = [
    "params",
    "extra",
    "custom",
    "meta",
    "metadata",
    "properties",
    "taxonomies",
];

/// Whether `key: value` makes a note private.
pub(crate) fn is_private(key: &str, value: &Value) -> bool {
    let key = fold(key);
    let is = |known: &[&str]| known.contains(&key.as_str());
    if is(&PRIVATE) {
        !says(value, &is_no)
    } else if is(&PUBLIC) {
        // `공개: X` is a no, `draft: x` a box that was ticked.
        let is_no = |word: &str| is_no(word) || word == "x";
        !matches!(value, Value::Null) && !is_empty(value) && says(value, &is_no)
    } else if is(&HIDDEN) {
        says(value, &is_yes)
    } else if key == "permalink" {
        // Eleventy writes no page then; Jekyll has a style `none`.
        says(value, &|word| word == "false")
    } else if is(&EXPIRED) {
        any(value, &is_past)
    } else if is(&LOCKED) {
        !is_empty(value) && !says(value, &is_no)
    } else if is(&STATE) {
        any(value, &|text| says_undone(text))
    } else if is(&TAGS) {
        // `status/draft` is a tag within another one; beside `public` the word is of a language.
        let tagged = |known: &[&str]| {
            any(value, &|text| {
                let mut tags = text.split([',', ' ', '/']).map(fold);
                tags.any(|tag| known.contains(&tag.as_str()))
            })
        };
        tagged(&TAGGED) && !tagged(&["public", "protected"])
    } else if let Value::Object(inner) = value {
        let never = |(key, value): (&String, &Value)| {
            matches!(fold(key).as_str(), "render" | "list")
                && says(value, &|word| matches!(word, "never" | "false"))
        };
        is(&HOLDERS) && inner.iter().any(|(key, value)| is_private(key, value))
            || is(&["build"]) && inner.iter().any(never)
    } else {
        false
    }
}

/// Whether a state such as `Draft (초안)` or `🚧 작성 중` is that of a note for nobody else yet.
fn says_undone(text: &str) -> bool {
    let is_undone = |part: &str| {
        let word = fold(part);
        [&PRIVATE[..], &HIDDEN, &UNDONE]
            .concat()
            .contains(&word.as_str())
    };
    is_undone(text) || text.split(['(', ')', '/', ',', '|']).any(is_undone)
}

/// Whether a text, or one of a list of them, is such a one.
fn any(value: &Value, is_such: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => is_such(text),
        Value::Array(list) => list.iter().any(|value| any(value, is_such)),
        Value::Object(map) => map.values().any(|value| any(value, is_such)),
        _ => false,
    }
}

/// Whether a line of front matter that holds no `key: value` is itself such a word: `비공개`.
pub(crate) fn word_is_private(line: &str) -> bool {
    let word = fold(line);
    [&PRIVATE[..], &UNDONE].concat().contains(&word.as_str())
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

/// Whether the properties that Logseq and Obsidian's Dataview keep at the top of a page, or right
/// below its first heading, make it private: `private:: true`.
pub(crate) fn properties_are_private(text: &str) -> bool {
    let is_blank = |line: &&str| line.trim().is_empty();
    let mut top = text.lines().skip_while(is_blank).peekable();
    let is_heading = |line: &&str| {
        let line = line.trim_start_matches(['-', ' ', '\t']);
        line.trim_start_matches('#').starts_with(' ') && line.starts_with('#')
    };
    let _ = top.next_if(is_heading);
    let lines = top.skip_while(is_blank);
    let mut properties = lines.map_while(|line| {
        let line = line.trim_start_matches(['-', ' ', '\t']);
        let (key, value) = line.split_once(":: ").or_else(|| line.split_once("::"))?;
        let is_key = !key.is_empty() && !key.contains([' ', ':', '`', '(']);
        is_key.then_some((key, value))
    });
    properties.any(|(key, value)| line_is_private(&format!("{key}: {value}")))
}

/// Whether a path lies in a folder `_drafts` or `_draft`, which is where Jekyll and Hexo keep what
/// is not for readers.
pub(crate) fn lies_in_drafts(path: &str) -> bool {
    let mut folders = path.split('/').rev().skip(1);
    folders.any(|name| {
        ["_draft", "_drafts"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    })
}

/// Whether the value of `cascade` makes everything below private: a map, or a list of them, each
/// for all pages or for those that `target` names. Whom that means is Hugo's to know, and where in
/// doubt a note is private.
pub(crate) fn hands_privacy_down(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.iter().any(|(key, value)| is_private(key, value)),
        Value::Array(list) => list.iter().any(hands_privacy_down),
        _ => false,
    }
}

/// Whether a value of `publish` is a yes.
pub(crate) fn is_said(value: &Value) -> bool {
    says(value, &is_yes)
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

fn is_yes(word: &str) -> bool {
    matches!(word, "true" | "yes" | "on" | "1" | "y" | "예" | "네")
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
            | "nil"
            | "none"
            | "private"
            | "draft"
            | "초안"
            | "거짓"
            | "안함"
            | "나만보기"
            | "아니오"
            | "아니요"
            | "비공개"
            | "미공개"
    )
}
