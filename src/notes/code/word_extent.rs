//! How far a word of a command line goes: quotations, blanks to fill in, substitutions and asides
//! belong to it whole. A text that begins with a word in, its length in bytes out.

use std::collections::HashMap;

use crate::notes::code::noun;
use crate::notes::code::placeholder;
use crate::notes::code::typeset;
use crate::text::{head, is_hangul};

/// A word with its quotation marks, or an operator that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// As typed.
    pub text: &'a str,
    /// Its first byte in the line.
    pub at: usize,
}

impl Word<'_> {
    /// The byte after its last.
    pub(crate) const fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Whether it is written in quotation marks.
    pub(crate) fn is_quoted(&self) -> bool {
        self.text
            .starts_with(|c| matches!(c, '"' | '\'') || typeset::closing(c).is_some())
    }
}

/// How far brackets are looked through, in bytes.
pub(super) const LONGEST_ASIDE: usize = 400;

/// How far the word goes, and where the first letter beyond ASCII stands outside of quotations and
/// blanks to fill in. `substituted` tells where the `$(` at a byte ends.
pub(super) fn extent(
    rest: &str,
    substituted: &dyn Fn(usize) -> Option<usize>,
) -> (usize, Option<usize>) {
    let mut at = 0;
    let mut foreign: Option<usize> = None;
    while let Some(c) = rest[at..].chars().next() {
        let here = &rest[at..];
        // `ls -al：설명`: the colon of Chinese and Japanese stands behind a word without a blank.
        let ends = || c == '`' || c == '：' || starts_with_break(here);
        if c.is_ascii_whitespace() || at > 0 && ends() {
            break;
        }
        if matches!(c, '"' | '\'') {
            match closing(head(here, 4000), c) {
                Some(close) => at += close,
                // An apostrophe, or a quotation that somebody forgot to close.
                None => at += 1,
            }
            continue;
        }
        // `“로그인 기능”`, `—all`: as an editor sets what is typed.
        if let Some(close) = typeset::closing(c) {
            match head(here, LONGEST_ASIDE).find(close) {
                Some(end) => {
                    at += end + close.len_utf8();
                    continue;
                }
                None => foreign = foreign.or(Some(at)),
            }
        }
        if at == 0 && typeset::is_option(here) {
            at += c.len_utf8();
            continue;
        }
        if at > 0 && !rest[..at].ends_with(['=', ':', '/', '@']) && is_said_in_brackets(here) {
            break;
        }
        if let Some(length) = placeholder::bracketed(here) {
            at += length;
            continue;
        }
        if let Some(length) = here.starts_with("$(").then(|| substituted(at)).flatten() {
            at += length;
            continue;
        }
        if c == '('
            && let Some(close) = head(here, LONGEST_ASIDE).find(')')
            && (noun::is_value(&here[1..close]) || at == 0 && noun::is_asked(&here[1..close]))
        {
            at += close + 1;
            continue;
        }
        if let Some(length) = (at == 0).then(|| named_in_brackets(here)).flatten() {
            at += length;
            continue;
        }
        if at > 0 && is_glued_aside(&rest[..at], here) {
            break;
        }
        if let Some(length) = here
            .starts_with("\\<")
            .then(|| escaped_blank(here))
            .flatten()
        {
            at += length;
            continue;
        }
        if c == '\\' {
            at += 1 + here[1..].chars().next().map_or(0, char::len_utf8);
            continue;
        }
        if !c.is_ascii() && !is_accented(c) && foreign.is_none() {
            foreign = Some(at);
        }
        at += c.len_utf8();
    }
    (at.min(rest.len()), foreign)
}

/// The bytes of `(search word)` where the command goes on behind it: no shell reads a round bracket
/// there, and nothing is said in the middle of a command.
pub(super) fn named_in_brackets(text: &str) -> Option<usize> {
    let inner = head(text.strip_prefix('(')?, LONGEST_NAME);
    let close = inner.find(')')?;
    let named = close > 0
        && inner[..close]
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-' | b'_'));
    let behind = &text[close + 2..];
    let next = behind.trim_start_matches(' ');
    let option = next
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|c: char| c == '-' || c.is_ascii_alphabetic()));
    let goes_on = option
        || behind.starts_with(';')
        || next.starts_with(['|', '>', '~'])
        || next.starts_with("./")
        || next.starts_with("../");
    (named && goes_on).then_some(close + 2)
}

/// No name in round brackets is longer, in bytes.
const LONGEST_NAME: usize = 60;

/// Whether brackets behind a word say in Korean what it is: `docker ps(목록 보기)`. A bracket that
/// nothing quotes is no part of a shell's word; behind `$`, `<`, `>` and `=` it has a meaning, and
/// before a particle the whole is spoken of.
fn is_glued_aside(before: &str, here: &str) -> bool {
    let Some(inner) = here.strip_prefix('(') else {
        return false;
    };
    let Some((inner, after)) = head(inner, LONGEST_ASIDE).split_once(')') else {
        return false;
    };
    // `rm -r(recursive)`: no shell reads a bracket behind an option.
    let option = before.strip_prefix('-').is_some_and(|letters| {
        letters.starts_with(|c: char| c == '-' || c.is_ascii_alphabetic())
            && letters
                .bytes()
                .all(|b| b.is_ascii_alphabetic() || b == b'-')
    });
    let spells = |c: char| c.is_ascii_alphanumeric() || " ,-_/".contains(c);
    let english = option && !inner.is_empty() && inner.chars().all(spells);
    before.ends_with(|c: char| c.is_ascii_alphanumeric() || "/.)_-".contains(c))
        && (english || inner.starts_with(is_hangul))
        && !after.starts_with(|c: char| c.is_alphanumeric())
}

/// Whether brackets hold what is said of a command and no value: `{목록 보기}`, `<한 번만 한다>`.
pub(super) fn is_said_in_brackets(text: &str) -> bool {
    let Some((_, close)) = [('[', ']'), ('{', '}'), ('<', '>')]
        .into_iter()
        .find(|(open, _)| text.starts_with(*open))
    else {
        return false;
    };
    let inner = head(&text[1..], LONGEST_ASIDE);
    let inner = inner.split(close).next().unwrap_or_default();
    let deed = inner.ends_with(['기', '함', '음', '됨', '다', '줌', '봄', '임', '요']);
    // `{모든 이름}`: one value is filled in.
    let all = ["모든 ", "모두 ", "전부 "]
        .iter()
        .any(|all| inner.starts_with(all));
    all || deed && inner.contains(' ') && inner.starts_with(is_hangul) && !noun::is_value(inner)
}

/// The bytes of `\<pod 이름\>`, as writers set it whose editor escapes for Markdown.
fn escaped_blank(text: &str) -> Option<usize> {
    let inner = head(text.get(2..)?, LONGEST_ASIDE);
    let close = inner.find("\\>")?;
    let is_name = close > 0 && !inner[..close].contains(['<', '>', '\n']);
    is_name.then_some(2 + close + 2)
}

/// The bytes of the quotation that `text` begins with, marks included.
fn closing(text: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if mark == '"' => escaped = true,
            c if c == mark => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Where each `$(…)` of a line ends, brackets inside counted: found in one pass, for very many may
/// be open.
pub(super) struct Substitutions(HashMap<usize, usize>);

impl Substitutions {
    pub(super) fn of(text: &str) -> Self {
        let mut ends = HashMap::new();
        if !text.contains("$(") {
            return Self(ends);
        }
        let mut open: Vec<usize> = Vec::new();
        for (at, c) in text.char_indices() {
            match c {
                '(' => open.push(at),
                ')' => {
                    if let Some(start) = open.pop().filter(|at| text[..*at].ends_with('$')) {
                        ends.insert(start - 1, at + 1);
                    }
                }
                '\n' => open.clear(),
                _ => {}
            }
        }
        Self(ends)
    }

    /// The bytes of the one that begins at a byte of the text.
    pub(super) fn end(&self, at: usize) -> Option<usize> {
        self.0.get(&at).map(|end| end - at)
    }
}

pub(super) fn starts_with_break(rest: &str) -> bool {
    ["<br", "</br"].iter().any(|tag| {
        rest.strip_prefix(tag)
            .is_some_and(|after| after.starts_with(['>', '/', ' ']))
    })
}

/// A Latin letter beyond ASCII: names are written with it (`été`, `naïve-app`) as with any other.
/// Source: Unicode's blocks Latin-1 Supplement, Latin Extended-A, -B and Additional.
fn is_accented(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && c.is_alphabetic()
}
