//! Secrets that were written into notes: keys, tokens, account numbers, passwords. A text in,
//! findings out; placeholders and variables are none. Patterns are those the providers document for
//! their own scanners.

use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

use crate::notes::particle;
use crate::text::Shared;

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: SecretKind,
}

impl Secret {
    /// The same in a text that has `more` bytes in front of it and `less` bytes fewer.
    #[must_use]
    pub fn moved(self, more: usize, less: usize) -> Self {
        Self {
            range: self.range.start + more - less..self.range.end + more - less,
            ..self
        }
    }
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// `AKIA…`
    AwsKey,
    /// `-----BEGIN … PRIVATE KEY-----`
    PrivateKey,
    /// A token of GitHub, GitLab, Slack, Google, npm or a JWT.
    Token,
    /// Twelve digits in the address of a registry of AWS.
    AccountNumber,
    /// `password=` with a value.
    Password,
}

impl SecretKind {
    /// Whether it opens a door by itself: an error before publishing.
    pub const fn is_grave(self) -> bool {
        matches!(self, Self::AwsKey | Self::PrivateKey | Self::Token)
    }

    /// What was found, for a message.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AwsKey => "an AWS access key",
            Self::PrivateKey => "a private key",
            Self::Token => "a token",
            Self::AccountNumber => "an AWS account number",
            Self::Password => "a password",
        }
    }
}

/// A password has at least so many bytes, or it is none.
const SHORTEST: usize = 4;

/// What secrets look like. A key ends where ASCII ends: in `AKIA…를` the particle is no part of it,
/// so `\b` is that of ASCII, which is also ten times as fast.
fn patterns() -> &'static [(Regex, SecretKind)] {
    static PATTERNS: OnceLock<Vec<(Regex, SecretKind)>> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        let table = [
            (
                r"(?-u:\b)((?:AKIA|ASIA)[A-Z2-7]{16})(?-u:\b)",
                SecretKind::AwsKey,
            ),
            (
                r"(-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----)",
                SecretKind::PrivateKey,
            ),
            (
                r"(?x)(?-u:\b)(
                    gh[pousr]_[A-Za-z0-9]{36,} | github_pat_[A-Za-z0-9_]{40,}
                    | glpat-[A-Za-z0-9_-]{20,} | xox[abprs]-[A-Za-z0-9-]{10,}
                    | AIza[A-Za-z0-9_-]{35} | npm_[A-Za-z0-9]{36}
                    | eyJ[A-Za-z0-9_-]{10,} \.eyJ[A-Za-z0-9_-]{10,} \.[A-Za-z0-9_-]{10,}
                )",
                SecretKind::Token,
            ),
            (
                r"(?-u:\b)([0-9]{12})\.dkr\.ecr\.",
                SecretKind::AccountNumber,
            ),
            (
                r#"(?x)(?i-u:\b[a-z_.-]*(?:password|passwd|secret_key|access_key))
                    ["']? \s* [=:] \s* ["']? ([^\s"'<>\[\]{}$%|,;)]+)"#,
                SecretKind::Password,
            ),
        ];
        table
            .into_iter()
            .map(|(pattern, kind)| (Regex::new(pattern).expect("a pattern of this file"), kind))
            .collect()
    })
}

/// A text cut in front of its heading lines, each stretch with its first byte: no secret goes past
/// a heading, so that each can be looked through, and remembered, on its own.
pub fn stretches(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let at = text.len() - rest.len();
        let end = rest
            .match_indices("\n#")
            .find(|(at, _)| *at > 0)
            .map_or(rest.len(), |(at, _)| at + 1);
        let (stretch, tail) = rest.split_at(end);
        rest = tail;
        Some((at, stretch))
    })
}

/// Finds the secrets of a text that no pattern of `allow` matches, in order.
pub fn find(text: &str, allow: &[Regex]) -> Vec<Secret> {
    let mut out: Vec<Secret> = Vec::new();
    for (pattern, kind) in patterns() {
        let mut lines = AllowedLines::new(text, allow);
        let values = pattern
            .captures_iter(text)
            .filter_map(|captures| captures.get(1));
        for found in values {
            let value = match kind {
                SecretKind::Password => without_particle(found.as_str()),
                _ => found.as_str(),
            };
            let range = found.start()..found.start() + value.len();
            let is_named =
                *kind == SecretKind::Password && (value.len() < SHORTEST || is_no_value(value));
            if !is_example(value)
                && !is_named
                && !allow.iter().any(|allowed| allowed.is_match(value))
                && !lines.allow(&range)
            {
                out.push(Secret { range, kind: *kind });
            }
        }
    }
    out.sort_by_key(|secret| secret.range.start);
    out
}

/// Which lines of a text `allow` lets pass, asked for from the front to the end: a line is looked
/// at once, however many findings it holds.
struct AllowedLines<'a> {
    text: &'a str,
    allow: &'a [Regex],
    /// Where the line ends that was looked at last, and what came of it.
    known: Option<(usize, bool)>,
}

impl<'a> AllowedLines<'a> {
    fn new(text: &'a str, allow: &'a [Regex]) -> Self {
        Self {
            text,
            allow,
            known: None,
        }
    }

    /// Whether the line around these bytes may pass.
    fn allow(&mut self, range: &Range<usize>) -> bool {
        if self.allow.is_empty() {
            return false;
        }
        match self.known {
            Some((end, passes)) if range.start <= end => passes,
            _ => {
                let line = line_around(self.text, range);
                let end = self.text[range.start..].find('\n');
                let passes = self.allow.iter().any(|allowed| allowed.is_match(line));
                self.known = Some((end.map_or(self.text.len(), |at| range.start + at), passes));
                passes
            }
        }
    }
}

/// The line that holds these bytes.
fn line_around<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |at| range.end + at);
    &text[start..end]
}

/// `EXAMPLE` is how AWS marks the keys of its documentation, and 123456789012 is its example of an
/// account.
fn is_example(value: &str) -> bool {
    value.contains("EXAMPLE")
        || value == "123456789012"
        || value.bytes().all(|byte| byte == value.as_bytes()[0])
}

/// `hunter22` of `hunter22를` and of `hunter22이다.`: no password is typed in two scripts.
fn without_particle(value: &str) -> &str {
    let end = value
        .find(|c: char| !c.is_ascii())
        .filter(|end| particle::length(&value[*end..]).is_some());
    &value[..end.unwrap_or(value.len())]
}

/// The secrets of a whole text, in order.
pub fn find_all(text: &str, allow: &[Regex]) -> Vec<Secret> {
    stretches(text)
        .flat_map(|(at, stretch)| {
            find(stretch, allow)
                .into_iter()
                .map(move |secret| secret.moved(at, 0))
        })
        .collect()
}

/// The secrets of a text that held `known` when it was `old` bytes long: only the stretches that
/// differ are looked through. Equals [`find_all`].
pub fn find_again(
    known: &[Secret],
    old: usize,
    (text, shared): (&str, Shared),
    allow: &[Regex],
) -> Vec<Secret> {
    let (bytes, end) = (text.as_bytes(), text.len() - shared.end);
    // A stretch begins at the `#` of a line, and a line that begins the text has none in front of
    // it.
    let is_start = |at: &usize| *at > 1 && bytes[*at] == b'#' && bytes[*at - 1] == b'\n';
    let from = (0..shared.start).rev().find(is_start).unwrap_or(0);
    let to = (end.max(from) + 1..text.len())
        .find(is_start)
        .unwrap_or(text.len());
    let old_to = to + old - text.len();
    let fresh = find_all(&text[from..to], allow)
        .into_iter()
        .map(|secret| secret.moved(from, 0));
    let above = known
        .iter()
        .filter(|secret| secret.range.end <= from)
        .cloned();
    let below = known
        .iter()
        .filter(|secret| secret.range.start >= old_to)
        .map(|secret| secret.clone().moved(to, old_to));
    above.chain(fresh).chain(below).collect()
}

/// Words that stand where a password would: names of keys, prose, references to a store.
fn is_no_value(value: &str) -> bool {
    let lower = value.to_lowercase();
    let word = value
        .chars()
        .all(|c| c.is_ascii_lowercase() || c == '_' || c == '-')
        && [
            "password",
            "passwd",
            "secret",
            "token",
            "value",
            "string",
            "true",
            "false",
            "null",
            "none",
            "your",
            "mysql_native",
        ]
        .iter()
        .any(|known| lower.contains(known));
    word || !value.is_ascii()
        || lower.starts_with("var.")
        || lower.contains("get-login")
        || lower.starts_with("secretkeyref")
        || lower.starts_with("valuefrom")
        || value.starts_with('*')
        || value.contains('(')
}
