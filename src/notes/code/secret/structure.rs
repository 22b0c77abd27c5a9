//! Keys that the parts they are built of tell: signed addresses, hooks, tokens of parts in base64,
//! private keys with their lines. A place in a text in, the key that stands there out. Source: the
//! providers' own pages, RFC 7519 and RFC 7468.

use std::ops::Range;

use super::alphabet::{Alphabet, LONGEST, run};
use super::kind::SecretKind;
use crate::text::{head, percent_decode};

/// The signature of an address that Azure Storage shares: SHA-256 in base64, among the times and
/// permissions that it signs.
pub(super) fn shared_access(
    text: &str,
    start: usize,
    after: usize,
) -> Option<(Range<usize>, SecretKind)> {
    let bytes = text.as_bytes();
    let length = bytes[after..]
        .iter()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"+/=%".contains(byte))
        .count();
    let value = &text[after..after + length];
    let whole = percent_decode(value)?;
    let is_part = |byte: &&u8| !byte.is_ascii_whitespace() && !b"\"'`<>".contains(byte);
    let before = bytes[..start]
        .iter()
        .rev()
        .take(LONGEST)
        .take_while(is_part);
    let behind = bytes[after + length..]
        .iter()
        .take(LONGEST)
        .take_while(is_part);
    let before = &text.as_bytes()[start - before.count()..start];
    let behind = &text.as_bytes()[after + length..after + length + behind.count()];
    let names = |name: &[u8]| {
        let holds = |part: &[u8]| part.windows(name.len()).any(|found| found == name);
        holds(before) || holds(behind)
    };
    let is_parameter = before.last().is_some_and(|byte| b"?&;".contains(byte));
    let fits = whole.len() == 44 && whole.ends_with('=');
    let kind = SecretKind::Token("a shared access signature of Azure");
    (is_parameter && fits && names(b"sv=") && names(b"sp="))
        .then_some((after..after + length, kind))
}

/// `<base64 of the bot's number>.<time>.<signature>`
pub(super) fn discord(text: &str, start: usize) -> Option<(Range<usize>, SecretKind)> {
    let (number, rest) = head(&text[start..], LONGEST).split_once('.')?;
    let (time, rest) = rest.split_once('.')?;
    let signature = run(rest, 0, Alphabet::Url);
    let is_url = |part: &str| run(part, 0, Alphabet::Url) == part.len();
    let fits = (23..=28).contains(&number.len())
        && time.len() == 6
        && is_url(time)
        && (27..=40).contains(&signature);
    // The base64 of digits, by the place of each letter among four.
    let places = ["MNO", "DTjzAQgw", "AEIMQUYcgk", "wxyz012345"];
    let is_number = number
        .chars()
        .zip(places.iter().cycle())
        .all(|(c, all)| all.contains(c));
    let end = start + number.len() + 1 + time.len() + 1 + signature;
    let kind = SecretKind::Token("a token of a Discord bot");
    (fits && is_number).then_some((start..end, kind))
}

/// `admin:$apr1$<salt>$<hash>`, a line of a file of logins: who has it tries passwords at home.
/// Source: crypt(5), the manual of htpasswd.
pub(super) fn hashed_login(text: &str, start: usize) -> Option<(Range<usize>, SecretKind)> {
    const SHORTEST: usize = 26;
    let bytes = text.as_bytes();
    let is_login = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.-@".contains(byte);
    let login = bytes[..start].iter().rev().take(64).take_while(is_login);
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"$./".contains(byte);
    let from = start + 1;
    let hash = bytes[from..]
        .iter()
        .take(LONGEST)
        .take_while(is_part)
        .count();
    let hash = &text[from..from + hash];
    let last = hash.rsplit('$').next().unwrap_or_default();
    let is_drawn = last.len() >= 20 && last.bytes().any(|byte| byte.is_ascii_digit());
    let fits = login.count() > 0 && hash.len() >= SHORTEST && is_drawn;
    fits.then(|| (from..from + hash.len(), SecretKind::PasswordHash))
}

/// The address of a hook: a number or id and a long key behind its host, by which anybody may post.
pub(super) fn webhook(
    text: &str,
    start: usize,
    after: usize,
    prefix: &str,
) -> Option<(Range<usize>, SecretKind)> {
    let length = text.as_bytes()[after..]
        .iter()
        .take(LONGEST)
        .take_while(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(
                    **byte,
                    b'/' | b'_' | b'-' | b'@' | b'?' | b'=' | b'&' | b'%'
                )
        })
        .count();
    let path = &text[after..after + length];
    let is_short = prefix.starts_with("hook.dooray") || prefix.starts_with("hooks.slack");
    let least = if is_short { 18 } else { 30 };
    let key = path
        .split(['/', '=', '&'])
        .any(|part| part.len() >= least && part.bytes().any(|byte| byte.is_ascii_digit()));
    let name = match prefix {
        "chat.googleapis.com/v1/spaces/" => "a webhook of Google Chat",
        ".webhook.office.com/webhookb2/" => "a webhook of Teams",
        "wh.jandi.com/connect-api/webhook/" => "a webhook of Jandi",
        "hook.dooray.com/services/" => "a webhook of Dooray",
        "hooks.slack.com/workflows/" | "hooks.slack.com/triggers/" => "a webhook of Slack",
        _ => "a webhook of Discord",
    };
    (key && path.contains('/')).then_some((start..after + length, SecretKind::Token(name)))
}

/// A private key has its lines behind its first one; without them its form is only spoken of.
pub(super) fn private_key(
    text: &str,
    start: usize,
    after: usize,
) -> Option<(Range<usize>, SecretKind)> {
    let rest = head(&text[after..], 60);
    let close = rest.find("-----")?;
    let name = &rest[..close];
    let named = name.ends_with("PRIVATE KEY") || name.ends_with("PRIVATE KEY BLOCK");
    let end = after + close + 5;
    let filled = is_key_body(head(&text[end..], 400));
    (named && name.len() < 40 && filled).then_some((start..end, SecretKind::PrivateKey))
}

/// Whether a key follows its first line, behind headers at most: a sentence that speaks of that
/// line has other words there. A key in JSON or in a variable has `\n` where a file has line
/// breaks.
fn is_key_body(text: &str) -> bool {
    let text = text.replace("\\n", "\n");
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '>' | '|' | '"' | '\'' | '\\');
    let lines = text.lines().map(|line| line.trim_matches(is_mark));
    // `Proc-Type: 4,ENCRYPTED`
    let is_header = |line: &&str| {
        line.split_once(": ")
            .is_some_and(|(name, _)| is_name_of_header(name))
    };
    lines
        .filter(|line| !line.is_empty())
        .take(5)
        .find(|line| !is_header(line))
        .is_some_and(|line| {
            let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
            line.find(|c| !is_base64(c)).unwrap_or(line.len()) >= 16
        })
}

/// `Proc-Type`: letters of ASCII and hyphens.
fn is_name_of_header(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
}

/// Three parts of base64 of which the first two are JSON.
pub(super) fn web_token(text: &str, start: usize) -> Option<(Range<usize>, SecretKind)> {
    let bytes = text.as_bytes();
    let mut at = start;
    for part in 0..3 {
        let length = run(text, at, Alphabet::Url);
        if length < 10 || part == 1 && !text[at..].starts_with("eyJ") {
            return None;
        }
        at += length;
        if part < 2 {
            if bytes.get(at) != Some(&b'.') {
                return None;
            }
            at += 1;
        }
    }
    Some((start..at, SecretKind::WebToken))
}
