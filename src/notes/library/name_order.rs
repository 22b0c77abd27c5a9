//! Where names put files and folders: by the number that they begin with, else as people read them.
//! Names in; numbers and orders of two out.

use std::cmp::Ordering;

use crate::notes::reading::numbers;
use crate::notes::sources::without_ending;
use crate::text::natural_cmp;

/// Names in order: `kubernetes.md` comes before `kubernetes-cheatsheet.md`.
pub(super) fn by_name(a: &str, b: &str) -> Ordering {
    let bare = |name| without_ending(name).unwrap_or(name);
    natural_cmp(bare(a), bare(b)).then_with(|| natural_cmp(a, b))
}

/// The folder that sites keep their documents in.
pub(super) const DOCUMENTS: &str = "docs";

/// Whether a folder is called as the blog of a site, which comes behind documents beside it.
pub(super) fn is_blog(name: &str) -> bool {
    name == "blog"
}

/// What a folder is called by its name: with its number where that is called something, since
/// nothing else says it: `1주차 변수` for `[1주차] 변수`.
pub(super) fn folder_title(name: &str) -> String {
    let length = numbers::of_file(name).1;
    let called = numbers::called(&name[..length]);
    let title = numbers::file_title(name).1;
    if called.is_empty() || name[length..].trim().is_empty() {
        title
    } else if called.contains(' ') && called.ends_with(|c: char| c.is_ascii_digit()) {
        format!("{called}. {title}")
    } else {
        format!("{called} {title}")
    }
}

/// The number by which a name stands in order; `3-1` stands by its 3, a date by none.
pub(super) fn number(stem: &str) -> Option<u32> {
    if let Some(&first) = numbers::of_file(stem).0.first() {
        return Some(first);
    }
    // `week2-1_lab` stands by its week.
    if let Some(whole) = first_part(stem)
        && let (numbers, length) = numbers::of_file(whole)
        && length == whole.len()
        && let Some(&first) = numbers.first()
    {
        return Some(first);
    }
    // `0x0B` is eleven.
    if let Some(hex) = stem.strip_prefix("0x") {
        let length = hex.bytes().take_while(u8::is_ascii_hexdigit).count();
        let ends = !hex[length..].starts_with(char::is_alphanumeric) && length < 5;
        return u32::from_str_radix(&hex[..length], 16)
            .ok()
            .filter(|_| ends);
    }
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = stem[..digits].parse().ok().filter(|_| digits <= 4)?;
    let rest = stem[digits..].trim_start_matches(['-', '_', '.']);
    let is_section = rest.starts_with(|c: char| c.is_ascii_digit());
    let is_all = stem.len() == digits;
    ((is_all || is_section) && !numbers::is_year(number)).then_some(number)
}

/// A name up to its first number, if something counts within that: `week2` of `week2-1_lab`.
fn first_part(stem: &str) -> Option<&str> {
    let start = stem.find(|c: char| c.is_ascii_digit())?;
    let digits = stem[start..].bytes().take_while(u8::is_ascii_digit).count();
    let (whole, rest) = stem.split_at(start + digits);
    let part = rest.strip_prefix(['-', '_', '.'])?;
    part.starts_with(|c: char| c.is_ascii_digit())
        .then_some(whole)
}
