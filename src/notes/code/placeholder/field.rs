//! A name to fill in: its bytes and what it is called. Lists of such in, one list out; whether its
//! value may be kept. Knows nothing of how one is written.

use std::ops::Range;

/// A name to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placeholder {
    /// Its bytes, brackets included.
    pub range: Range<usize>,
    /// The name without brackets, blanks at the ends removed.
    pub name: String,
}

/// No name is longer, brackets included; it bounds every look ahead.
pub(super) const LONGEST: usize = 120;

/// Fields in order with those of others that none of them overlaps.
pub(crate) fn merged(mut fields: Vec<Placeholder>, others: Vec<Placeholder>) -> Vec<Placeholder> {
    let mut out: Vec<Placeholder> = Vec::with_capacity(fields.len() + others.len());
    fields.extend(others);
    fields.sort_by_key(|field| (field.range.start, std::cmp::Reverse(field.range.end)));
    for field in fields {
        if out
            .last()
            .is_none_or(|last| last.range.end <= field.range.start)
        {
            out.push(field);
        }
    }
    out
}

/// Whether a value of this name is never stored.
pub(crate) fn is_secret(name: &str) -> bool {
    const PARTS: &[&str] = &[
        "password",
        "passwd",
        "passphrase",
        "secret",
        "token",
        "key",
        "credential",
        "비밀번호",
        "비번",
        "암호",
        "패스워드",
        "토큰",
        "시크릿",
        "비밀",
        "액세스키",
    ];
    let lower = name.to_lowercase();
    PARTS.iter().any(|part| lower.contains(part))
        || lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "pw" | "pwd" | "pat" | "pin" | "otp" | "키"))
        || lower.ends_with(" 키")
}
