//! Labels before a command: `설치방법: pip …`, `soft : git reset …`. A lead in, where a command may
//! begin out. Knows of commands only what a label cannot be.

use crate::notes::code::forbidden::is_warning;
use crate::notes::code::tools;
use crate::text::{head, is_hangul};

/// No label is longer, in bytes.
pub(super) const LONGEST_LABEL: usize = 120;

/// Where commands may begin behind a label, and whether the label is Korean: `설치방법: pip …`,
/// `soft : git reset …`, `macOS - brew …`.
pub(crate) fn labels(source: &str, start: usize) -> impl Iterator<Item = (usize, bool)> {
    let near = head(&source[start..], LONGEST_LABEL + 4);
    let code = memchr::memchr3(b'`', b'|', b'=', near.as_bytes()).unwrap_or(near.len());
    let blanks = memchr::memchr_iter(b' ', near.as_bytes());
    let signs = blanks.filter_map(move |at| {
        let before = &near[..at];
        // Most blanks stand behind a letter: each sign ends in one of these bytes.
        if !matches!(
            before.as_bytes().last(),
            Some(b':' | b'*' | b'_' | b'-' | b'>' | b'=' | b'!' | 0x93 | 0x92)
        ) {
            return None;
        }
        let sign = [
            ":**", "**:", ":__", "__:", ":", " --", " -", " –", "→", " ->", " =>", " =", "!",
        ]
        .iter()
        .find(|sign| before.ends_with(**sign))?;
        // `서비스 재시작 = net stop …`, `삭제도 꼭! eksctl …`: behind words, not within a command.
        let spoken = before[..before.len() - sign.len()].ends_with(is_hangul);
        if matches!(*sign, " --" | " =" | "!") && !spoken {
            return None;
        }
        let label = before.len() - sign.len();
        // `AWS -> Security -> Inbound rules -> port range :80`: a step on a path.
        if is_arrow(sign) && ARROWS.iter().any(|arrow| before[..label].contains(arrow)) {
            return None;
        }
        // `kubectl exec -it 파드명 -- ls`: what stands behind it is for the pod.
        let said = before.trim_matches(['*', '_']);
        if *sign == " --" && is_typed_before(&before[..label]) || is_warning(said) {
            return None;
        }
        (label > 0 && label <= code).then_some((label, at + 1))
    });
    // `캐시 정리:npm cache clean`
    let glued = memchr::memchr_iter(b':', near.as_bytes()).filter_map(move |at| {
        let spoken = near[..at].ends_with(is_hangul);
        let named = near[at + 1..].starts_with(|c: char| c.is_ascii_lowercase() || c == '.');
        (spoken && named && at <= code).then_some((at, at + 1))
    });
    // `启动：mysqld start`
    let wide = near
        .match_indices('：')
        .filter_map(move |(at, sign)| (at > 0 && at <= code).then_some((at, at + sign.len())));
    // `変更を見る/git diff`, `初始化仓库 git init`
    let named = move || {
        let is_text = !near.is_ascii();
        let places = near.match_indices(['/', ' ']).filter(move |_| is_text);
        places.filter_map(move |(at, sign)| {
            let text = &source[start + at + 1..];
            // Most words are none of a program.
            (at <= code
                && text.starts_with(|c: char| c.is_ascii_lowercase())
                && begins_with_deed(text)
                && is_label_before(&near[..at], sign))
            .then_some((at, at + 1))
        })
    };
    let is_label = !near.starts_with(['`', '<']);
    signs
        .chain(glued)
        .chain(wide)
        .chain(named())
        .filter(move |_| is_label)
        .filter_map(move |(label, end)| {
            let after = &source[start + end..];
            let begins = after.trim_start();
            let at = source.len() - begins.len();
            (!begins.starts_with('`')).then(|| (at, !near[..label].is_ascii()))
        })
}

/// What leads from one step to the next.
const ARROWS: [&str; 3] = ["->", "=>", "→"];

fn is_arrow(sign: &str) -> bool {
    ARROWS.contains(&sign.trim_start())
}

/// Whether words of Chinese or Japanese before a blank, or of Korean too before a slash, are a
/// label and no sentence that goes on: `毎日`, `初始化仓库`, but `我们用`.
fn is_label_before(label: &str, sign: &str) -> bool {
    const GOES_ON: &str =
        "用 的 是 和 与 或 在 把 为 は を が で と に の へ も 는 은 를 을 이 가 의";
    let label = label.trim_end();
    let of_han = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    let long = label.chars().filter(|c| !c.is_ascii()).count() > 1;
    let spoken = GOES_ON.split(' ').any(|end| label.ends_with(end));
    let ends = label.ends_with(|c: char| of_han(c) || sign == "/" && is_hangul(c));
    let of_place = sign == "/" && (label.ends_with("には") || label.ends_with("のに"));
    long && ends && (!spoken || of_place)
}

/// Whether a known program with its sub-command begins a text.
fn begins_with_deed(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let program = words.next().and_then(tools::program);
    let deed = |word: &str| word.trim_end_matches([',', ';']).to_owned();
    program.is_some_and(|known| words.next().is_some_and(|word| known.has_sub(&deed(word))))
}

/// Where a command may begin behind brackets that say where it is typed: `(mac) brew install node`,
/// `(관리자 권한으로) npm i -g yarn`.
pub(crate) fn behind_brackets(source: &str, start: usize) -> Option<usize> {
    let rest = source[start..].strip_prefix('(')?;
    let close = head(rest, LONGEST_LABEL).find(") ")?;
    let said = &rest[..close];
    let named = said.chars().any(char::is_alphabetic) && !said.contains(['(', '`', '$', ';']);
    let typed = rest[close + 2..].trim_start();
    (named && !is_warning(said)).then_some(source.len() - typed.len())
}

/// Whether a command is being typed in the words before a sign: a program and what it is given.
fn is_typed_before(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let given = pair[1].starts_with(|c: char| c.is_ascii_lowercase() || c == '-');
        given && tools::program(pair[0]).is_some()
    })
}
