//! What a writer says behind a command within a listing: `git add . -> 올리기`, `ls : 목록 보기`.
//! Lines in, the byte of each where what is said begins out. No shell knows these signs for that;
//! what stands behind them would be typed as well. Source: how people annotate listings in Korean,
//! Japanese and Chinese, whose letters begin no operand behind such a sign.

use crate::notes::code::named;
use crate::notes::code::noun;
use crate::notes::code::tools;
use crate::text::is_hangul;

/// Signs that no shell reads, before whatever is said.
const ARROWS: [&str; 9] = ["→", "←", "⇒", "⇐", "➜", "➔", "※", "▶", "☞"];

/// Signs before words in letters that no operand has.
const SIGNS: [&str; 10] = [
    "->", "=>", "-->", "==>", "<-", "<--", "//", ":", "---", "--",
];

/// The byte where a remark begins behind a command on its line, blanks before it included.
pub(crate) fn remark(line: &str) -> Option<usize> {
    if line.is_ascii() || line.trim_start().starts_with('#') || line.trim_end().ends_with('\\') {
        return None;
    }
    let name = line.split_whitespace().next().unwrap_or_default();
    // `echo 제목 : 내용` prints all of it.
    if tools::program(name).is_some_and(|known| known.takes_text) {
        return None;
    }
    let (mut quote, mut typed, mut is_said_before) = (None, 0, false);
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            continue;
        }
        let end = std::mem::replace(&mut typed, at + c.len_utf8());
        let said_before = is_said_before;
        is_said_before |= is_said(c);
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if c == '#' && end < at => return None,
            None if end == 0 || end == at => {}
            None => {
                let is_column = !said_before && (at > end + 1 || line[end..at].contains('\t'));
                let rest = &line[at..];
                if begins(rest) || is_column && is_in_column(&line[..end], rest) {
                    return Some(end);
                }
            }
        }
    }
    None
}

/// Whether what is said begins with `rest`, behind a blank.
fn begins(rest: &str) -> bool {
    if ARROWS.iter().any(|arrow| rest.starts_with(arrow)) {
        return true;
    }
    let said = |rest: &str| rest.trim_start().starts_with(is_said);
    let mut signs = SIGNS.iter().filter_map(|sign| rest.strip_prefix(*sign));
    // `//한글`
    let slashes = || rest.strip_prefix("//").is_some_and(said);
    let bracket = || {
        let inner = rest.strip_prefix('(');
        inner.is_some_and(|inner| said(inner) && inner.trim_end().ends_with(')'))
    };
    signs.any(|after| after.starts_with(' ') && said(after)) || slashes() || bracket()
}

/// Whether words behind two blanks or more are a column of their own, behind what is typed whole.
fn is_in_column(typed: &str, rest: &str) -> bool {
    let first = rest.split(' ').next().unwrap_or_default();
    rest.starts_with(is_said)
        && !noun::is_value(first)
        && (!noun::is_thing(first) || rest.trim_end().contains(' '))
        && named::is_complete(typed.split(' '))
}

/// Letters of Korean, Japanese and Chinese.
fn is_said(c: char) -> bool {
    is_hangul(c) || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}
