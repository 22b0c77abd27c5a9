//! Names to fill in that a command writes in Latin letters and without angle brackets: `[pod]`,
//! `[YOUR_REPO]`, the capitals of an address and of an operand, `USERNAME/REPOSITORY.git`,
//! `PROJECT_ID`. A line in, its fields out.

use std::ops::Range;

use crate::text::{head, tail};

/// No name is longer, in bytes.
const LONGEST: usize = 60;

/// How far back a line is looked at.
const NEAR: usize = 200;

/// A name with its bytes, brackets included.
type LatinBlank<'a> = (Range<usize>, &'a str);

/// Those of a line, in order, where none of `taken` stands, which are in order too.
pub(super) fn find<'a>(line: &'a str, taken: &[Range<usize>]) -> Vec<LatinBlank<'a>> {
    let mut out = Vec::new();
    in_brackets(line, taken, &mut out);
    in_capitals(line, taken, &mut out);
    out.sort_by_key(|(range, _)| range.start);
    out
}

/// Whether a field that stood there before holds a byte.
fn is_taken(taken: &[Range<usize>], at: usize) -> bool {
    let next = taken.partition_point(|range| range.end <= at);
    taken.get(next).is_some_and(|range| range.start <= at)
}

/// What manuals write for options and what may be left out.
const NOTATION: &str = "options option flags args arguments command commands file... OPTIONS \
    OPTION FLAGS ARGS COMMAND COMMANDS ARG";

/// `[pod-name]`, `[YOUR_REPO]`, `[venv name]`, `[user]@[host]`: whole operands or parts between
/// signs, neither sets of letters nor the notation of manuals.
fn in_brackets<'a>(line: &'a str, taken: &[Range<usize>], out: &mut Vec<LatinBlank<'a>>) {
    let mut from = 0;
    while let Some(open) = line[from..].find('[').map(|open| from + open) {
        from = open + 1;
        let inner = head(&line[from..], LONGEST);
        let Some(close) = inner.find(']') else {
            continue;
        };
        let name = &inner[..close];
        let range: Range<usize> = open..from + close + 1;
        let before = line[..open].chars().next_back().unwrap_or(' ');
        let after = line[range.end..].chars().next().unwrap_or(' ');
        let letters = name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b' '));
        let parted = name.contains(['_', '-', ' ']) && !name.ends_with([' ', '-']);
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.len() > 1
            && (parted && !is_range(name) || is_noun(name));
        let apart = matches!(before, ' ' | '=' | '@' | '/' | ':' | ',')
            && matches!(after, ' ' | ':' | '/' | '.' | '@' | ',' | '"' | '\'' | '\n');
        // `DROP TABLE [IF EXISTS] a`: keywords that may be left out.
        let notation = NOTATION.split_ascii_whitespace().any(|one| one == name)
            || matches!(
                name,
                "IF EXISTS" | "IF NOT EXISTS" | "OR REPLACE" | "COLUMN" | "TABLE"
            );
        if letters && named && apart && !notation && !is_taken(taken, open) {
            from = range.end;
            out.push((range, name));
        }
    }
}

/// `a-z`, `A-Za-z`: a set of letters.
fn is_range(name: &str) -> bool {
    let mut parts = name.split('-');
    parts.clone().count() > 1 && parts.all(|part| part.len() <= 2)
}

/// Whether letters in square brackets are a word and no set: those of a set stand in their order,
/// `[abc]`.
fn is_noun(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let short = matches!(
        lower.as_str(),
        "id" | "ip" | "db" | "pw" | "ns" | "os" | "host"
    );
    let letters = lower.as_bytes();
    let is_set = letters.windows(2).all(|pair| pair[0] < pair[1]);
    let one_case = name.bytes().all(|b| b.is_ascii_lowercase())
        || name.bytes().all(|b| b.is_ascii_uppercase())
        || name[1..].bytes().all(|b| b.is_ascii_lowercase());
    short || letters.len() > 2 && one_case && !is_set
}

/// What people call in capitals that a reader has of his own.
const OWN: &str = "USERNAME USER OWNER ORG ORGANIZATION REPOSITORY REPO PROJECT BRANCH ACCOUNT \
    BUCKET HOST HOSTNAME IP PORT REGION TOKEN";

/// `https://github.com/USERNAME/REPOSITORY.git`, `gcloud config set project PROJECT_ID`.
fn in_capitals<'a>(line: &'a str, taken: &[Range<usize>], out: &mut Vec<LatinBlank<'a>>) {
    let bytes = line.as_bytes();
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    let mut at = 0;
    let mut quote: Option<u8> = None;
    while at < bytes.len() {
        let b = bytes[at];
        if !is_part(b) {
            match quote {
                Some(open) if open == b => quote = None,
                None if matches!(b, b'"' | b'\'') => quote = Some(b),
                _ => {}
            }
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|b| is_part(**b)).count();
        let word = &line[at..end];
        let is_capital = word.len() <= LONGEST
            && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
            && word.starts_with(|c: char| c.is_ascii_uppercase());
        if is_capital
            && !is_taken(taken, at)
            && (is_in_address(line, at..end, word)
                || quote.is_none() && is_own_operand(line, at..end, word))
        {
            out.push((at..end, word));
        }
        at = end;
    }
}

/// Whether a word is called after what something has of its own: `PROJECT_ID`, `BUCKET_NAME`.
fn is_of_thing(word: &str) -> bool {
    let thing = word
        .strip_suffix("_ID")
        .or_else(|| word.strip_suffix("_NAME"));
    thing.is_some_and(|thing| !thing.is_empty())
}

/// A whole part of an address: `…/USERNAME/REPOSITORY.git`, `git@…:USERNAME/…`.
fn is_in_address(line: &str, range: Range<usize>, word: &str) -> bool {
    let before = tail(&line[..range.start], NEAR);
    let address = before.rsplit([' ', '"', '\'']).next().unwrap_or(before);
    let is_address = address.contains("://") || address.contains('@') && address.contains(':');
    let rest = &line[range.end..];
    let ends = rest.starts_with(['/', ':', ' ', '"', '\'', '\n', '.']) || rest.is_empty();
    let is_own = OWN.split_ascii_whitespace().any(|one| one == word) || is_of_thing(word);
    is_address && is_own && ends && address.ends_with(['/', ':', '@'])
}

/// A whole operand that is called `…_ID` or `…_NAME`, and no variable that is set or shown.
fn is_own_operand(line: &str, range: Range<usize>, word: &str) -> bool {
    const VARIABLES: &str = "-e --env --build-arg export unset printenv set env setx declare read";
    if !is_of_thing(word) {
        return false;
    }
    let before = tail(&line[..range.start], NEAR);
    let rest = &line[range.end..];
    let last = before.split_whitespace().next_back().unwrap_or_default();
    before.ends_with([' ', '=', '/'])
        && !before.ends_with("$=")
        && !VARIABLES.split(' ').any(|one| one == last)
        && !last.ends_with("-e=")
        && (rest.is_empty() || rest.starts_with([' ', '/', ':', '\n']))
}
