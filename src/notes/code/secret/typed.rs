//! Passwords that are told by what is typed around them: an account with its password, a call of a
//! program, a command. A text and a place in, the value out.

use std::ops::Range;

use super::kind::SecretKind;
use super::place::{LONGEST_VALUE, before_on_line, password};
use super::table;
use super::value;
use crate::text::{head, tail};

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

/// No login is longer, in bytes.
const LONGEST_LOGIN: usize = 60;

/// `db.example.com:5432:shop:kim:…`, a line of a `.pgpass`: five fields, of which the last is the
/// password. Source: the manual of PostgreSQL, The Password File.
pub(super) fn password_file(text: &str, place: Range<usize>) -> Option<(Range<usize>, SecretKind)> {
    let before = tail(&text[..place.start], NEAR);
    let ends = [' ', '\n', '`', '"', '\''];
    let host = before.rsplit(ends).next().unwrap_or(before);
    let spells = |b: u8| b.is_ascii_alphanumeric() || b"-._*".contains(&b);
    if host.is_empty() || !host.bytes().all(spells) {
        return None;
    }
    let rest = head(&text[place.end..], 2 * NEAR);
    let rest = rest.split(ends).next().unwrap_or_default();
    let mut fields = rest.splitn(3, ':');
    let (base, user, value) = (fields.next()?, fields.next()?, fields.next()?);
    let named = |name: &str| !name.is_empty() && name.bytes().all(spells);
    let from = place.end + base.len() + user.len() + 2;
    let fits = named(base) && named(user) && table::is_password(value);
    fits.then(|| (from..from + value.len(), SecretKind::Password))
}

/// `net use Z: \\files\share … /user:kim`: the only word that is no drive, share or option.
pub(super) fn share(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    let near = head(&text[at..], 2 * NEAR).lines().next()?;
    let mut next = at;
    let given = near.split(' ').map(|word| {
        let start = next;
        next += word.len() + 1;
        (word, start)
    });
    let given = given.filter(|(word, _)| !word.is_empty()).skip(1).take(6);
    let mut plain =
        given.filter(|(word, _)| !word.starts_with(['/', '\\']) && !word.ends_with(':'));
    let (typed, start) = plain.find(|(word, _)| *word != "*")?;
    let value = typed.trim_matches(['"', '`', '\'']);
    let from = start + typed.find(value)?;
    table::is_password(value).then(|| (from..from + value.len(), SecretKind::Password))
}

/// `smtp.login('kim', '…')`, `auth=("kim", "…")`: a text behind another one in a call.
pub(super) fn second(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    let mark = text[..at].chars().next_back()?;
    let rest = line(text, at);
    let value = &rest[..rest.find(mark)?];
    let is_call = before_on_line(text, at).contains('(');
    (is_call && value::is_surely_chosen(value))
        .then(|| (at..at + value.len(), SecretKind::Password))
}

/// Bytes behind the name of an account in which its password is looked for.
const NEAR: usize = 80;

/// A password that stands anywhere behind the word for an account on its line: `관리자 계정으로
/// root, … 를 쓴다`. Nothing else is written so.
pub(super) fn beside(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    let ends = |c: char| c.is_whitespace() || !c.is_ascii() || "\"'`,;()|<>/".contains(c);
    let ahead = head(&text[at..], NEAR + 1);
    let line = ahead.lines().next().unwrap_or_default();
    let near = head(line, NEAR);
    let mut from = at;
    for word in near.split_inclusive(ends) {
        let typed = word.trim_end_matches(ends);
        let value = value::without_marks(typed, "");
        let range = from..from + value.len();
        from += word.len();
        // What the bytes cut may be half a word.
        let is_whole = typed.len() < word.len() || from == at + line.len();
        // A part of an address is none.
        let before = near[..range.start - at].rsplit(char::is_whitespace).next();
        let is_of_address = before.is_some_and(|before| before.contains("://"));
        if is_whole && !is_of_address && value::is_surely_chosen(value) {
            return Some((range, SecretKind::Password));
        }
    }
    // `` `…` 가 관리자 비밀번호``: in code before its name.
    let before = tail(&text[..at], NEAR);
    let before = before.rsplit('\n').next().unwrap_or_default();
    let start = at - before.len();
    let (_, inside) = before
        .rsplit_once("</kbd>")
        .or_else(|| before.rsplit_once('`'))?;
    let close = before.len() - inside.len();
    let coded = before[..close]
        .trim_end_matches("</kbd>")
        .trim_end_matches('`');
    let value = coded.rsplit(['`', '>']).next().unwrap_or_default();
    let from = start + coded.len() - value.len();
    let is_named = ["가 ", "이 ", "는 ", "은 "]
        .iter()
        .any(|end| inside.trim_start().starts_with(end));
    (is_named && coded.len() > value.len() && value::is_surely_chosen(value))
        .then(|| (from..from + value.len(), SecretKind::Password))
}

/// `(admin / …)` behind an address on its line: how one gets in there.
pub(super) fn pair(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    let inner = line(text, at);
    let inner = &inner[..inner.find(')').filter(|end| *end < 2 * LONGEST_LOGIN)?];
    let (login, value) = inner.split_once('/')?;
    let spells = |b: u8| b.is_ascii_alphanumeric() || b" _-.@".contains(&b);
    let value = value.trim();
    let fits = !login.trim().is_empty()
        && login.bytes().all(spells)
        && value::is_chosen(value)
        && before_on_line(text, at).contains("://");
    let end = at + inner.trim_end().len();
    fits.then(|| (end - value.len()..end, SecretKind::Password))
}

/// `echo '…' > db_password.txt`, `printf … | gh secret set TOKEN`: where it goes says what it is.
pub(super) fn written(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    const KEPT: [&str; 5] = ["password", "passwd", "secret", "token", "credential"];
    let rest = line(text, at);
    let typed = rest
        .trim_start_matches("-n ")
        .trim_start_matches([' ', '\'', '"']);
    let from = at + rest.len() - typed.len();
    let length = typed.find(|c: char| c.is_whitespace() || "'\"`|>".contains(c))?;
    let (value, behind) = typed.split_at(length);
    let behind = behind.trim_start_matches(['\'', '"', ' ']);
    let goes = behind.starts_with('>') || behind.starts_with('|');
    let place = behind.to_ascii_lowercase();
    let is_kept = goes && KEPT.iter().any(|word| place.contains(word));
    let fits = value::is_chosen(value) || value::is_random(value, 12) && !value::is_term(value);
    (is_kept && fits).then(|| (from..from + value.len(), SecretKind::Password))
}

/// `계정(admin/…)`, `접속 정보 : admin / …`: only what was chosen for an account is a password, as
/// many things stand so behind a name.
pub(super) fn account(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    let line = line(text, at);
    let rest = line.trim_start_matches([' ', '*']);
    let said = ["은 ", "는 "]
        .iter()
        .find_map(|end| line.strip_prefix(*end));
    let rest = rest.strip_prefix([':', '：', '(']).or(said)?;
    let rest = rest.trim_start_matches([' ', '*', '`']);
    let parted = rest.find(['/', ',']).filter(|at| *at < LONGEST_LOGIN)?;
    let (login, rest) = (&rest[..parted], &rest[parted + 1..]);
    let login = login.trim_matches([' ', '`', '*']);
    if login.is_empty() || !login.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let rest = rest.trim_start_matches([' ', '`', '*']);
    let length = rest
        .find(|c: char| c.is_whitespace() || !c.is_ascii() || "\"'`,;()|".contains(c))
        .unwrap_or(rest.len());
    let from = at + line.len() - rest.len();
    let value = value::without_marks(&rest[..length], &text[..from]);
    let fits = value::is_chosen(value)
        || value::is_mixed(value)
        || is_known_login(login) && value::is_told(value);
    fits.then(|| (from..from + value.len(), SecretKind::Password))
}

/// Whether it is how machines, images and databases call their first account.
fn is_known_login(login: &str) -> bool {
    const LOGINS: [&str; 20] = [
        "root",
        "admin",
        "administrator",
        "ubuntu",
        "ec2-user",
        "centos",
        "debian",
        "rocky",
        "fedora",
        "pi",
        "vagrant",
        "postgres",
        "mysql",
        "mariadb",
        "oracle",
        "sa",
        "jenkins",
        "deploy",
        "user",
        "test",
    ];
    LOGINS.contains(&login.to_ascii_lowercase().as_str())
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

/// What stands before a password in one word with it: `scott/…@orcl`, `kim:…`.
fn behind_user(value: &str, word: &str) -> Option<usize> {
    let is_user = |user: &str| {
        !user.is_empty()
            && user
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let sign = match word {
        "sqlplus " | "conn " | "impdp " | "expdp " => '/',
        "chpasswd <<< " | "user = \"" => ':',
        _ => return Some(0),
    };
    let (user, _) = value.split_once(sign)?;
    is_user(user).then_some(user.len() + 1)
}

/// `net user kim …`, `htpasswd -b FILE kim …`.
pub(super) fn last_word(text: &str, at: usize, word: &str) -> Option<(Range<usize>, SecretKind)> {
    let mut words = words(text, at);
    // `ACL SETUSER kim on >…`
    if word == "setuser " {
        let (typed, start) = words.find(|(word, _)| word.starts_with('>'))?;
        let value = &typed[1..];
        return table::is_password(value)
            .then(|| (start + 1..start + typed.len(), SecretKind::Password));
    }
    // `AUTH …` of Redis, at the head of its line or behind a prompt.
    let before = before_on_line(text, at);
    if word == "auth "
        && !(before.ends_with("AUTH ")
            && before[..before.len() - 5]
                .trim_end()
                .ends_with(['>', '-', '`', '$', ':'])
            || before == "AUTH ")
    {
        return None;
    }
    let count = if word == "mc alias set " || word == "mc config host add " {
        3
    } else if word == "wifi connect " {
        // `nmcli dev wifi connect NAME password …`
        words
            .by_ref()
            .nth(1)
            .filter(|(word, _)| *word == "password")?;
        0
    } else if word == "openssl passwd " {
        usize::from(line(text, at).starts_with('-'))
    } else if ["net", "wpa", "change_password", "add_user"]
        .iter()
        .any(|begin| word.starts_with(begin))
    {
        1
    } else if !word.starts_with("htpasswd") {
        0
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
    let user = behind_user(value, word)?;
    let (from, value) = (from + user, &value[user..]);
    let value = match word {
        "sqlplus " | "conn " | "impdp " | "expdp " => {
            value.rsplit_once('@').map_or(value, |(value, _)| value)
        }
        _ => value,
    };
    // `shop/Qx7…@orcl`: no word stands there.
    let is_drawn = || {
        matches!(word, "sqlplus " | "impdp " | "expdp ")
            && value.len() > 7
            && value.bytes().any(|byte| byte.is_ascii_digit())
            && value::worth(value) == value::Worth::Real
    };
    let fits = table::is_password(value) || is_drawn();
    fits.then(|| (from..from + value.len(), SecretKind::Password))
}

/// `ConvertTo-SecureString '…'`, `getConnection(url, "root", "…")`, `connect('scott/…@db')`,
/// `jwt.sign(payload, '…')`: the last text of a call, which is no word.
pub(super) fn literal(text: &str, at: usize, word: &str) -> Option<(Range<usize>, SecretKind)> {
    let line = line(text, at);
    let call = if word.ends_with('(') {
        // `jwt.sign({ id: 1 }, '…', { expiresIn: '1h' })`
        let end = line.rfind(", {").or_else(|| line.find(')'));
        &line[..end.unwrap_or(line.len())]
    } else {
        line
    };
    let mut literals = Vec::new();
    let mut from = 0;
    while let Some(open) = call[from..].find(['"', '\'']).map(|open| from + open) {
        let mark = &call[open..=open];
        let Some(length) = call[open + 1..].find(mark) else {
            break;
        };
        literals.push(open + 1..open + 1 + length);
        from = open + length + 2;
    }
    let range = match word {
        "connect(" => {
            let only = literals.first().filter(|only| only.start == 1)?;
            let login = &call[only.clone()];
            let (user, rest) = login.split_once('/')?;
            let (value, _) = rest.rsplit_once('@')?;
            let is_user = user
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            let start = only.start + user.len() + 1;
            is_user.then(|| start..start + value.len())?
        }
        "convertto-securestring" => literals.first()?.clone(),
        "getconnection(" => literals
            .last()
            .filter(|_| call.matches(',').count() > 1)?
            .clone(),
        _ => literals
            .last()
            .filter(|last| call[..last.start - 1].ends_with([' ', ',']))?
            .clone(),
    };
    let value = &call[range.clone()];
    let fits = value::is_chosen(value) || table::is_password(value);
    fits.then(|| (at + range.start..at + range.end, SecretKind::Password))
}

/// `MNEMONIC="…"`: the small words from which a wallet is made; in documents some are repeated.
pub(super) fn phrase(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    const COUNTS: [usize; 5] = [12, 15, 18, 21, 24];
    const DIFFERENT: usize = 8;
    let signs = [' ', '"', '\'', '`', '=', ':', '*'];
    let line = line(text, at);
    let rest = line.trim_start_matches(signs);
    let ends = |c: char| !c.is_ascii_lowercase() && c != ' ';
    let words = rest[..rest.find(ends).unwrap_or(rest.len())].trim_end();
    let is_word = |word: &&str| {
        (3..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let all: Vec<&str> = words.split(' ').take(25).collect();
    let different: std::collections::HashSet<&&str> = all.iter().collect();
    let start = at + line.len() - rest.len();
    let fits = rest.len() < line.len()
        && COUNTS.contains(&all.len())
        && all.iter().all(is_word)
        && different.len() >= DIFFERENT;
    fits.then(|| (start..start + words.len(), SecretKind::NamedKey))
}
