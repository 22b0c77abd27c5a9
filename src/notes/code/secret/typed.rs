//! Passwords that are told by what is typed around them: an account with its password, a call of a
//! program, a command. A text and a place in, the value out.

use std::ops::Range;

use super::form::SecretKind;
use super::place::{LONGEST_VALUE, before_on_line, password};
use super::table;
use super::value;
use crate::text::head;

/// The rest of the line.
fn line(text: &str, at: usize) -> &str {
    let rest = head(&text[at..], LONGEST_VALUE);
    rest.lines().next().unwrap_or_default()
}

/// The words of the rest of the line, each with its first byte.
fn words(text: &str, at: usize) -> impl Iterator<Item = (&str, usize)> {
    let mut from = at;
    let words = line(text, at).split(' ').map(move |word| {
        let start = from;
        from += word.len() + 1;
        (word, start)
    });
    words.filter(|(word, _)| !word.is_empty())
}

/// `계정(admin/…)`, `접속 정보 : admin / …`: only what was chosen for an account is a password, as
/// many things stand so behind a name.
pub(super) fn account(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    let line = line(text, at);
    let rest = line.trim_start_matches([' ', '*']);
    let rest = rest.strip_prefix([':', '：', '('])?;
    let rest = rest.trim_start_matches([' ', '*', '`']);
    let (login, rest) = rest.split_once('/')?;
    let login = login.trim_matches([' ', '`', '*']);
    if login.is_empty() || !login.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let rest = rest.trim_start_matches([' ', '`', '*']);
    let length = rest
        .find(|c: char| c.is_whitespace() || !c.is_ascii() || "\"'`,;()|".contains(c))
        .unwrap_or(rest.len());
    let value = rest[..length].trim_end_matches(['.', '*']);
    let from = at + line.len() - rest.len();
    value::is_chosen(value).then(|| (from..from + value.len(), SecretKind::Password))
}

/// `.password("…")`, `setPassword("{noop}…")`, `passwordEncoder.encode("…")`: programs of lessons
/// are full of words there, so that only what is random counts.
pub(super) fn call(text: &str, place: Range<usize>) -> Option<(Range<usize>, SecretKind)> {
    let before = &text[..place.start];
    let is_encoder = place.len() > "password(\"".len();
    let gives = ["set", "with", "."].iter().any(|end| before.ends_with(end));
    if !gives && !is_encoder {
        return None;
    }
    let rest = line(text, place.end);
    let typed = &rest[..rest.find('"')?];
    let bare = typed.strip_prefix("{noop}").unwrap_or(typed);
    let from = place.end + typed.len() - bare.len();
    table::is_password(bare).then(|| (from..from + bare.len(), SecretKind::Password))
}

/// The place behind `BY` of `IDENTIFIED WITH mysql_native_password BY '…'`.
pub(super) fn behind_plugin(text: &str, at: usize) -> Option<usize> {
    let (by, start) = words(text, at).nth(1)?;
    by.eq_ignore_ascii_case("by").then_some(start + by.len())
}

/// `echo '…' | sudo -S`, `echo "root:…" | chpasswd`, `echo … | docker login --password-stdin`.
pub(super) fn piped(
    text: &str,
    place: Range<usize>,
    word: &str,
) -> Option<(Range<usize>, SecretKind)> {
    // `sudo -s` opens a shell.
    if word.ends_with("-s") && !text[place.clone()].ends_with('S') {
        return None;
    }
    let before = before_on_line(text, place.start);
    let start = place.start - before.len();
    let at = before.find("echo ")? + "echo ".len();
    let typed = before[at..].trim_start_matches([' ', '\'', '"']);
    let from = start + before.len() - typed.len();
    let length = typed
        .find(|c: char| c.is_whitespace() || "'\"`|".contains(c))
        .unwrap_or(typed.len());
    let typed = &typed[..length];
    let value = if word.ends_with("chpasswd") {
        typed.split_once(':')?.1
    } else {
        typed
    };
    let from = from + typed.len() - value.len();
    password(text, from..from + value.len())
}

/// `net user kim …`, `htpasswd -b FILE kim …`.
pub(super) fn last_word(text: &str, at: usize, word: &str) -> Option<(Range<usize>, SecretKind)> {
    let mut words = words(text, at);
    let count = if word.starts_with("net") {
        1
    } else {
        // Its first `-` was part of the name.
        let (flags, _) = words.next()?;
        if !flags.contains('b') {
            return None;
        }
        if flags.contains('n') { 1 } else { 2 }
    };
    let (typed, start) = words.nth(count)?;
    let value = typed.trim_start_matches(['\'', '"']);
    let from = start + typed.len() - value.len();
    // A particle may follow.
    let end = value.find(|c: char| !c.is_ascii() || "'\"`".contains(c));
    let value = &value[..end.unwrap_or(value.len())];
    table::is_password(value).then(|| (from..from + value.len(), SecretKind::Password))
}
