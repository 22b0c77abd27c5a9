//! Secrets that their names give away: `password=…`, `비밀번호: …`. A text in, the values out.

use std::ops::Range;

use super::behind::{LONGEST_NAME, value_behind};
use super::kind::SecretKind;
use super::loose;
use super::names::{Name, places};
use super::place::{
    LONGEST_VALUE, address, authorization, before_on_line, client_key, docker_auth, option,
    own_key, password, quoted,
};
use super::record;
use super::table;
use super::typed::{
    account, behind_plugin, beside, call, last_word, literal, pair, password_file, phrase, piped,
    second, share, written,
};
use super::value;
use super::value::Worth;
use crate::text::{head, tail};

/// Every secret that its name gives away, in order.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, SecretKind)> {
    let mut out: Vec<(Range<usize>, SecretKind)> = Vec::new();
    for (place, word, name) in places(text) {
        let is_name = matches!(name, Name::Password | Name::KoreanPassword | Name::Key);
        if is_name && word != "암호" && is_alone(text, &place) {
            out.extend(in_table(text, &place, name));
        }
        let secret = match name {
            Name::Password | Name::KoreanPassword if is_behind_login(text, &place) => {
                account(text, place.end)
            }
            Name::Password | Name::KoreanPassword | Name::Key => named(text, place.clone(), name)
                .or_else(|| printed(text, place.end))
                .or_else(|| record::value(text, &place, name)),
            Name::Authorization => authorization(text, place.end),
            Name::Address => address(text, place),
            Name::ClientKey => client_key(text, place.end),
            Name::DockerAuth => docker_auth(text, place.end),
            Name::OwnKey => own_key(text, place),
            // `setPassword("…")` is a program's, and stands under its own name.
            Name::Sql if word == "password(" && !is_function(text, &place) => text[..place.start]
                .ends_with('=')
                .then(|| sql(text, place.end))
                .flatten(),
            Name::Sql if word == "password '" => is_function(text, &place)
                .then(|| sql(text, place.end - 1))
                .flatten(),
            Name::Sql if word == "identified with" => {
                behind_plugin(text, place.end).and_then(|at| sql(text, at))
            }
            Name::Sql => sql(text, place.end),
            Name::Account => account(text, place.end),
            Name::Call => call(text, place),
            Name::Piped => piped(text, place, word),
            Name::Last => last_word(text, place.end, word),
            Name::Literal => literal(text, place.end, word),
            Name::Phrase => phrase(text, place.end),
            Name::Pair => pair(text, place.end),
            Name::Written => written(text, place.end),
            Name::Body => body(text, &place),
            Name::PasswordFile => password_file(text, place),
            Name::Share => share(text, place.end),
            Name::Beside => beside(text, place.end),
            Name::Default => default(text, place),
            Name::Second => second(text, place.end),
            Name::Option => option(text, place, word),
        };
        if let Some((range, kind)) = secret
            && !out
                .iter()
                .rev()
                .take(8)
                .any(|(known, _)| known.start < range.end && range.start < known.end)
        {
            out.push((range, kind));
        }
    }
    out
}

/// The only word of the line below `cat /…/initialAdminPassword`, or below what reads a secret out
/// of a cluster: what the command printed.
fn printed(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    let mut lines = head(&text[at..], LONGEST_VALUE).split('\n');
    let rest = lines.next()?;
    let reads = |before: &str| before.contains("cat ") || before.contains("get secret ");
    let decodes = rest.contains("base64 -d") || rest.contains("base64 --decode");
    if rest.len() > LONGEST_NAME || !(rest.trim().is_empty() || decodes) {
        return None;
    }
    let below = lines.next()?;
    let value = below.trim();
    let start = at + rest.len() + 1 + below.find(value)?;
    let fits = !value.is_empty() && (value::is_chosen(value) || value::is_random(value, 16));
    (fits && reads(before_on_line(text, at)))
        .then(|| (start..start + value.len(), SecretKind::Password))
}

/// `default = "…"` below `variable "db_password" {`, as Terraform has them.
fn default(text: &str, place: Range<usize>) -> Option<(Range<usize>, SecretKind)> {
    const NAMED: [&str; 5] = ["password", "passwd", "secret", "token", "key"];
    if !before_on_line(text, place.start).trim().is_empty() {
        return None;
    }
    let above = tail(&text[..place.start], LONGEST_VALUE);
    let (_, opened) = above.rsplit_once("variable \"")?;
    let (name, inside) = opened.split_once('"')?;
    let name = name.to_ascii_lowercase();
    let named = NAMED.iter().any(|word| name.ends_with(word));
    let rest = text[place.end..]
        .trim_start_matches(' ')
        .strip_prefix('=')?;
    let range = quoted(text, text.len() - rest.len())?;
    let value = &text[range.clone()];
    let fits = value::is_chosen(value) || value::is_random(value, 12) && !value::is_term(value);
    (named && fits && !inside.contains('}')).then_some((range, SecretKind::Password))
}

/// `gh secret set NAME --body "…"`
fn body(text: &str, place: &Range<usize>) -> Option<(Range<usize>, SecretKind)> {
    let word = || {
        let rest = text[place.end..].trim_start_matches(' ');
        let from = text.len() - rest.len();
        let end = head(rest, LONGEST_VALUE).find(char::is_whitespace);
        from..from + end.unwrap_or(head(rest, LONGEST_VALUE).len())
    };
    let range = quoted(text, place.end).unwrap_or_else(word);
    let value = &text[range.clone()];
    let before = before_on_line(text, place.start);
    let is_set = before.contains("secret set ")
        || before.contains("put-parameter ") && before.contains("SecureString");
    let fits = value::is_chosen(value) || value::is_random(value, 12) && !value::is_term(value);
    (is_set && fits).then_some((range, SecretKind::Password))
}

/// `아이디/비번 : kim / …`: both names stand before both values.
fn is_behind_login(text: &str, place: &Range<usize>) -> bool {
    let before = text[..place.start].trim_end_matches(' ');
    let line = head(&text[place.end..], LONGEST_VALUE).lines().next();
    before.ends_with('/') && line.is_some_and(|line| line.contains('/'))
}

/// Whether a name, which ends its cell, does not only end a longer word of ASCII: `pw` of `httpw`
/// is none.
fn is_alone(text: &str, place: &Range<usize>) -> bool {
    place.len() > 2 || !text[..place.start].ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// What a table has under a name or beside it.
fn in_table(text: &str, place: &Range<usize>, name: Name) -> Vec<(Range<usize>, SecretKind)> {
    let is_client = is_client_secret(&text[..place.end]);
    let mut logins = None;
    let mut is_login = || *logins.get_or_insert_with(|| table::is_of_logins(text, place));
    let mut out = table::values(text, place);
    out.retain(|range| {
        let value = &text[range.clone()];
        match name {
            Name::Key => {
                value::is_random(value, 16) && !value::is_term(value)
                    || is_client && value::is_short_key(value)
            }
            _ => {
                table::is_password(value)
                    || (value::is_told(value) || value::is_pin(value)) && is_login()
            }
        }
    });
    let kind = if name == Name::Key {
        SecretKind::NamedKey
    } else {
        SecretKind::Password
    };
    let is_toy = |range: &Range<usize>| value::worth(&text[range.clone()]) == Worth::Toy;
    out.into_iter()
        .map(|range| {
            let toy = is_toy(&range).then_some(SecretKind::ToyPassword);
            (range, toy.unwrap_or(kind))
        })
        .collect()
}

/// Whether a text ends in the name of what an application shows to a provider, which may be short.
fn is_client_secret(text: &str) -> bool {
    const NAMES: [&str; 2] = ["clientsecret", "클라이언트시크릿"];
    // `naver.client.secret`, `client-secret`, `클라이언트 시크릿`
    let end = tail(text, 2 * NAMES[1].len()).replace(['_', '-', '.', ' '], "");
    NAMES.iter().any(|name| ends_with_ignoring_case(&end, name))
}

/// Whether what stands before a password on its line, or on the line above, is the login of a
/// `.netrc`: `machine HOST login NAME password …`.
fn is_netrc(text: &str, at: usize) -> bool {
    let words = |line: &str| {
        let mut words = line.split_whitespace().rev().map(str::to_owned);
        words.next().zip(words.next())
    };
    let line = before_on_line(text, at);
    let above = || before_on_line(text, (at - line.len()).saturating_sub(1));
    let found = words(line).or_else(|| line.trim().is_empty().then(|| words(above()))?);
    found.is_some_and(|(_, key)| key == "login")
}

/// `PASSWORD('…')`, as SQL writes it.
fn is_function(text: &str, place: &Range<usize>) -> bool {
    text[place.clone()].starts_with("PASSWORD")
        && !text[..place.start].ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// `'…'` of SQL.
fn sql(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    if let Some(range) = quoted(text, at) {
        return password(text, range);
    }
    // Oracle wants no quotation marks: `IDENTIFIED BY x`.
    let rest = text[at..].strip_prefix(' ')?;
    let near = head(rest, LONGEST_VALUE);
    let end = near.find(|c: char| c.is_whitespace() || c == ';' || !c.is_ascii());
    let range = at + 1..at + 1 + end.unwrap_or(near.len());
    table::is_password(&text[range.clone()]).then_some((range, SecretKind::Password))
}

/// The value under a name: `DB_PASSWORD=x`, `"password": "x"`, ``비밀번호는 `x` ``.
fn named(text: &str, place: Range<usize>, name: Name) -> Option<(Range<usize>, SecretKind)> {
    let bytes = text.as_bytes();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let behind = bytes[place.end..]
        .iter()
        .take(LONGEST_NAME)
        .take_while(|b| is_name(**b))
        .count();
    let before = bytes[..place.start]
        .iter()
        .rev()
        .take(LONGEST_NAME)
        .take_while(|b| is_name(**b))
        .count();
    let full = text[place.start - before..place.end + behind].to_ascii_lowercase();
    let plain = full.replace(['_', '-', '.'], "");
    let rest = text[place.end..place.end + behind].to_ascii_lowercase();
    let rest = rest.trim_start_matches(['_', '-']);
    let is_aws = plain.ends_with("secretaccesskey")
        || plain.ends_with("awssecretkey")
        || ["secret access key", "시크릿 액세스 키", "비밀 액세스 키"]
            .iter()
            .any(|name| ends_with_ignoring_case(&text[..place.end], name));
    // `pw` is no part of a longer word, nor is `pass`.
    let short = text[place.clone()].len() <= 4;
    // `--dbpass=…`
    let is_glued = full.starts_with("--") && behind == 0;
    let cut = name == Name::Password
        && short
        && !is_glued
        && (bytes[..place.start]
            .last()
            .is_some_and(u8::is_ascii_alphanumeric)
            || behind > 0);
    if cut {
        return None;
    }
    // `password_hash`, `passwordEncoder`, `access_key_id`: other things than the secret.
    let ends = rest.is_empty()
        || rest.bytes().all(|b| b.is_ascii_digit())
        || matches!(rest, "key" | "access_key" | "access-key" | "accesskey");
    if !ends {
        return None;
    }
    if is_aws && let Some(range) = forty(text, place.end + behind) {
        return Some((range, SecretKind::AwsSecret));
    }
    let is_netrc = full == "password" && is_netrc(text, place.start);
    if is_expression(text, place.start - before, place.end + behind) {
        return None;
    }
    let of_settings = plain.ends_with("secret") || plain.ends_with("secretkey");
    let said = (name != Name::Key || of_settings)
        .then(|| (name == Name::KoreanPassword, name == Name::Key))
        .and_then(|kind| loose::value(text, place.end + behind, kind));
    if said.is_some() {
        return said;
    }
    let is_option = full.starts_with("--") || full == "requirepass" || is_netrc;
    let range = value_behind(text, place.end + behind, name, is_option)?;
    let value = &text[range.clone()];
    if is_glued
        && short
        && full.len() > 6
        && !value::is_chosen(value)
        && !value::is_random(value, 10)
    {
        return None;
    }
    // `WPA2-PSK: AES-128`: of what kind it is. `first-pass: 2.31s`: a word of English, too.
    if matches!(full.rsplit(['-', '_']).next(), Some("pass" | "psk")) {
        let is_real = value::worth(value) == Worth::Real;
        if value::is_term(value) || !is_real && !full.contains('_') {
            return None;
        }
    }
    // `pwd : print working directory`: a word that others follow is one of a sentence, and what
    // `pwd` says of itself too.
    let is_word = value.bytes().all(|byte| byte.is_ascii_alphabetic());
    let goes_on = || {
        let behind = text[range.end..].strip_prefix(' ');
        behind.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let says = || matches!(full.as_str(), "pwd" | "pw") && !value::is_known_toy(value);
    if name == Name::Password && is_word && !is_option && (goes_on() || says()) {
        return None;
    }
    // `비밀번호: BCryptPasswordEncoder로 암호화`: with what it is kept.
    if is_word && text[range.end..].starts_with(['로', '으']) && !value::is_known_toy(value) {
        return None;
    }
    // `암호: AES-256` is also a cipher.
    let is_method = value.contains('-') && value::is_term(value);
    if is_method && text[..place.end].ends_with("암호") {
        return None;
    }
    if name != Name::Key {
        // `login page password field`: words, as well.
        if is_netrc && !table::is_password(&text[range.clone()]) {
            return None;
        }
        return password(text, range);
    }
    // Given to every visitor.
    if plain.contains("csrf") || plain.contains("xsrf") {
        return None;
    }
    let line = before_on_line(text, place.start);
    let of_aws = ["aws", "AWS", "AKIA"]
        .iter()
        .any(|word| line.contains(word) || full.contains(word));
    if of_aws && let Some(range) = forty(text, place.end + behind) {
        return Some((range, SecretKind::AwsSecret));
    }
    // Of what is called `appid` only weather's are keys; those of phones and stores are not.
    let is_asked = || text[..place.start - before].ends_with(['?', '&']);
    let is_hex = || value.len() == 32 && value.bytes().all(|b| b.is_ascii_hexdigit());
    if plain.ends_with("appid") && !(is_asked() && is_hex()) {
        return None;
    }
    let is_client = is_client_secret(&text[..place.end]) && value::is_short_key(value);
    // `com.example.app2024` is what a program is called.
    let is_called = value.contains('.') && value::is_term(value);
    if !is_client && (is_called || !value::is_random(value, 16)) {
        return None;
    }
    // A kubeconfig's token stands under `user:`.
    let above = tail(&text[..place.start - line.len()], LONGEST_VALUE)
        .trim_end()
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let of_user = full == "token" && above.trim().ends_with("user:") && value.len() >= 40;
    let kind = if of_user {
        SecretKind::Kubeconfig
    } else {
        SecretKind::NamedKey
    };
    Some((range, kind))
}

/// Whether a variable such as `$password` is given what a program reads or computes: where names
/// begin with `$` (PowerShell, PHP, Perl) a text has quotation marks.
fn is_expression(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with('$')
        && text[end..]
            .trim_start_matches(' ')
            .strip_prefix('=')
            .is_some_and(|value| !value.trim_start_matches(' ').starts_with(['"', '\'']))
}

/// The forty characters of a secret access key, a few signs or a particle behind its name.
fn forty(text: &str, at: usize) -> Option<Range<usize>> {
    let is_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+');
    let bytes = text.as_bytes();
    let from = at + bytes[at..].iter().take(16).position(is_key)?;
    let length = bytes[from..]
        .iter()
        .take(41)
        .take_while(|byte| is_key(byte))
        .count();
    let value = text.get(from..from + length)?.replace(['/', '+'], "");
    let same_line = !text[at..from].contains('\n');
    (length == 40 && same_line && value::is_random(&value, 20)).then_some(from..from + length)
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    text.len()
        .checked_sub(end.len())
        .and_then(|from| text.get(from..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}
