//! Passwords that are told in other ways than behind a colon or an equals sign: `비밀번호 (…)`,
//! `Password is …`, `password …` of a router, `define('DB_PASSWORD', '…')`, or in the block below.
//! A text and the place behind a name in, the value out. Such places hold words more often, so that
//! only what was chosen for an account, or is random, counts.

use std::ops::Range;

use super::drawn;
use super::kind::SecretKind;
use super::place::{LONGEST_VALUE, before_on_line};
use super::value;
use crate::text::head;

/// No words between a name and its value are longer, in bytes.
const FAR: usize = 80;

/// What a name, which ends at `at`, has as its value. `korean` says in which language it stands,
/// `key` that it names a key and no password.
pub(super) fn value(
    text: &str,
    at: usize,
    (korean, key): (bool, bool),
) -> Option<(Range<usize>, SecretKind)> {
    let line = head(&text[at..], LONGEST_VALUE).lines().next()?;
    let is_quoted = line.starts_with(['"', '\'']);
    let after = line.trim_start_matches(['"', '\'', '`', '*', ']']);
    let (tag, after) = behind_tag(after);
    let words = after.trim_start_matches(' ');
    if !key && let Some(range) = grouped(text, at + line.len() - words.len()) {
        return Some((range, SecretKind::Password));
    }
    let given = words
        .strip_prefix([':', '=', '：'])
        .map(|rest| rest.trim_start_matches(' '));
    let is_account = || before_on_line(text, at).contains("username ");
    if key && !is_account() {
        let quoted = given.filter(|rest| rest.starts_with(['"', '\'']))?;
        let range = word(text, at + line.len() - quoted.len())?;
        return is_of_settings(&text[range.clone()]).then_some((range, SecretKind::NamedKey));
    }
    // `<password>x</password>`, `name="password" value="x"`
    let in_tag = || {
        let open = before_on_line(text, at)
            .rsplit('<')
            .next()
            .unwrap_or_default();
        let is_element = open
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
        let element = after.strip_prefix('>').filter(|_| is_element);
        element.or_else(|| is_quoted.then(|| words.strip_prefix("value="))?)
    };
    let given = given
        .filter(|rest| tag || rest.starts_with('['))
        .or_else(in_tag);
    let told = given
        .or_else(|| korean.then(|| in_korean(after)).flatten())
        .or_else(|| is_quoted.then(|| words.strip_prefix(','))?)
        .or_else(|| in_english(words));
    // `PW) x`
    let told = told.or_else(|| {
        words
            .strip_prefix(')')
            .filter(|_| !is_in_brackets(text, at))
    });
    let told = told.or_else(|| (!korean && words.starts_with('`')).then_some(words));
    let found = told.and_then(|rest| {
        let rest = rest.trim_start_matches([' ', '*', '[']);
        let range = word(text, at + line.len() - rest.len())?;
        is_chosen(&text[range.clone()]).then_some(range)
    });
    let bare = || {
        let rest = words.strip_prefix("to ").unwrap_or(words);
        let range = word(text, at + line.len() - rest.len())?;
        let apart = !korean && after.starts_with(' ');
        (apart && is_typed(&text[range.clone()])).then_some(range)
    };
    let range = found.or_else(bare).or_else(|| in_block(text, at, line))?;
    Some((range, SecretKind::Password))
}

/// What is behind a tag that ends an element: `</b>: x`.
fn behind_tag(rest: &str) -> (bool, &str) {
    let end = rest
        .strip_prefix("</")
        .and_then(|tag| head(tag, 12).find('>'));
    end.map_or((false, rest), |end| (true, &rest["</>".len() + end..]))
}

/// `- x`, `/ x`, `(x)`, `입력: x`, `에 x 를 입력한다`
fn in_korean(after: &str) -> Option<&str> {
    const BETWEEN: [&str; 7] = ["입력", "값", "예시", "예", "설정", "확인", "초기값"];
    const TYPED: [&str; 5] = ["입력", "넣", "적는", "적어", "친다"];
    let words = after.trim_start_matches(' ');
    let sign = ["- ", "– ", "/ ", "("]
        .iter()
        .find_map(|sign| words.strip_prefix(sign));
    let between = || {
        let rest = BETWEEN.iter().find_map(|word| words.strip_prefix(word))?;
        rest.trim_start_matches([' ', ')']).strip_prefix([':', '='])
    };
    let into = || {
        let rest = after
            .strip_prefix("에는 ")
            .or_else(|| after.strip_prefix("에 "))?;
        TYPED.iter().any(|verb| rest.contains(verb)).then_some(rest)
    };
    sign.or_else(between).or_else(into)
}

/// `is x`, `for kim: x`, `FOR 'root'@'localhost' = 'x'`
fn in_english(words: &str) -> Option<&str> {
    let first = words.get(..words.len().min(4))?.to_ascii_lowercase();
    if first.starts_with("is ") {
        return words.get("is ".len()..);
    }
    let of = ["for ", "of "].iter().find(|of| first.starts_with(**of))?;
    let rest = words.get(of.len()..)?;
    let near = head(rest, FAR);
    let sign = near.find(['=', ':']).map(|at| at + 1);
    let says = near.find(" is ").map(|at| at + " is ".len());
    rest.get(sign.into_iter().chain(says).min()?..)
}

/// The word or the quotation at `at`.
fn word(text: &str, at: usize) -> Option<Range<usize>> {
    let line = head(text.get(at..)?, LONGEST_VALUE).lines().next()?;
    let mark = line
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'));
    let from = usize::from(mark.is_some());
    let ends = |c: char| match mark {
        Some(mark) => c == mark,
        None => c.is_whitespace() || !c.is_ascii() || "\"'`,;|)]<".contains(c),
    };
    let end = line[from..].find(ends).unwrap_or(line.len() - from);
    let value = match mark {
        Some(_) => &line[from..from + end],
        None => value::without_marks(&line[from..from + end], &text[..at]),
    };
    (!value.is_empty()).then(|| at + from..at + from + value.len())
}

fn is_chosen(value: &str) -> bool {
    value::is_chosen(value)
        || value::is_mixed(value)
        || value::is_random(value, 10) && !value::is_term(value)
}

/// `: fmhf rqby nsvx gmjz`
fn grouped(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix([':', '=', '：', '은', '는'])?;
    let rest = rest.trim_start_matches([' ', '"', '\'', '`', '*']);
    drawn::groups(text, text.len() - rest.len())
}

/// Whether the bracket that closes behind a name was opened before it on its line.
fn is_in_brackets(text: &str, at: usize) -> bool {
    let before = before_on_line(text, at);
    before.matches('(').count() > before.matches(')').count()
}

/// Whether a word behind `password` and a blank is one: `kim@web01` is an account.
fn is_typed(value: &str) -> bool {
    let signs = value.bytes().filter(u8::is_ascii_punctuation);
    let is_account = signs.clone().all(|sign| b"@-_.".contains(&sign))
        && !value.bytes().any(|byte| byte.is_ascii_uppercase());
    value::is_chosen(value) && !is_account
}

/// `SECRET_KEY = "…"`: what settings of a program sign with. Django draws fifty letters, digits and
/// signs, with a name before them while they are of no use.
fn is_of_settings(value: &str) -> bool {
    const DRAWN: usize = 40;
    let drawn = value.strip_prefix("django-insecure-").unwrap_or(value);
    let digits = drawn.bytes().filter(u8::is_ascii_digit).count();
    let signs = drawn
        .bytes()
        .filter(|byte| b"!@#$%^&*(-_=+)".contains(byte))
        .count();
    let is_drawn = drawn.len() >= DRAWN
        && drawn.bytes().all(|byte| byte.is_ascii_graphic())
        && digits > 2
        && signs > 2;
    is_chosen(value) || is_drawn
}

/// The only line of a block that follows a line which ends in the name: what readers copy.
fn in_block(text: &str, at: usize, line: &str) -> Option<Range<usize>> {
    if line.len() > FAR || line.contains(|c: char| c.is_ascii_alphanumeric() || c == '|') {
        return None;
    }
    let mut from = at + line.len();
    let mut lines = head(&text[from..], LONGEST_VALUE).split_inclusive('\n');
    let mut next = || {
        let line = lines.next()?;
        let start = from;
        from += line.len();
        Some((start, line))
    };
    // The rest of the line itself, and an empty one.
    next()?;
    let (_, mut fence) = next()?;
    if fence.trim().is_empty() {
        (_, fence) = next()?;
    }
    let is_fence = |line: &str| line.trim().starts_with("```") || line.trim().starts_with("~~~");
    let (start, inner) = next().filter(|_| is_fence(fence))?;
    let (_, close) = next().filter(|(_, close)| is_fence(close))?;
    let value = inner.trim();
    let start = start + inner.len() - inner.trim_start().len();
    let alone = !value.contains(char::is_whitespace) && !close.is_empty();
    (alone && is_chosen(value)).then(|| start..start + value.len())
}
