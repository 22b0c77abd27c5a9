//! Secrets that the place where they stand gives away: `scheme://user:…@host`, `mysql -p…`, headers
//! and settings of tools. A text and the place's name in, the value out.

use std::ops::Range;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::kind::SecretKind;
use super::value;
use super::value::Worth;
use crate::text::{head, tail};

/// No value is longer, in bytes, nor what stands before it on its line.
pub(super) const LONGEST_VALUE: usize = 1000;

/// Words before what opens the door by itself, in a header.
const SCHEMES: [&str; 6] = ["Bearer ", "KakaoAK ", "Token ", "Bot ", "ApiKey ", "Key "];

/// What stands behind the name of a scheme, which is the same in any case (RFC 9110, 11.1).
fn behind_scheme<'t>(text: &'t str, scheme: &str) -> Option<&'t str> {
    let (name, rest) = text.split_at_checked(scheme.len())?;
    name.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// `Authorization: Basic …`, `Bearer …`
pub(super) fn authorization(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    let rest = text[at..].trim_start_matches(['"', '\'', ' ', ':', '=', ',', '(']);
    let basic = behind_scheme(rest, "Basic ");
    let bearer = SCHEMES
        .iter()
        .find_map(|scheme| behind_scheme(rest, scheme));
    let key = basic.or(bearer)?.trim_start_matches(' ');
    let from = text.len() - key.len();
    let length = key
        .bytes()
        .take(LONGEST_VALUE)
        .take_while(|b| b.is_ascii_alphanumeric() || b"+/=_-.~".contains(b))
        .count();
    let key = &key[..length];
    if basic.is_none() {
        let is_key = value::is_random(key.trim_end_matches('='), 20);
        return is_key.then_some((from..from + length, SecretKind::Authorization));
    }
    // Whoever encodes `user:password` shows how that is done.
    let login = login(key)?;
    let (_, password) = login.split_once(':')?;
    let kind = match value::worth(password) {
        Worth::Real => SecretKind::Authorization,
        Worth::Toy => SecretKind::ToyPassword,
        Worth::Nothing => return None,
    };
    Some((from..from + length, kind))
}

/// `user:password`, of which a key is the base64.
fn login(key: &str) -> Option<String> {
    let lenient = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let login = GeneralPurpose::new(&STANDARD, lenient).decode(key).ok()?;
    let login = String::from_utf8(login).ok()?;
    let is_typed = login.contains(':') && login.bytes().all(|b| b.is_ascii_graphic());
    is_typed.then_some(login)
}

/// `scheme://user:password@host`
pub(super) fn address(text: &str, place: Range<usize>) -> Option<(Range<usize>, SecretKind)> {
    let has_scheme = text[..place.start].ends_with(|c: char| c.is_ascii_alphanumeric());
    let rest = head(&text[place.end..], LONGEST_VALUE);
    let end = rest
        .find(|c: char| c.is_whitespace() || "/\"'`<>()?#".contains(c) || !c.is_ascii())
        .unwrap_or(rest.len());
    let (login, host) = rest[..end].rsplit_once('@')?;
    let (_, key) = login.split_once(':')?;
    let from = place.end + login.len() - key.len();
    if !has_scheme || host.is_empty() || is_form_of_login(login) {
        return None;
    }
    match value::worth(key) {
        Worth::Real => Some((from..from + key.len(), SecretKind::AddressPassword)),
        Worth::Toy => Some((from..from + key.len(), SecretKind::ToyPassword)),
        Worth::Nothing => None,
    }
}

/// `user:password`: what stands there, not what to type.
fn is_form_of_login(login: &str) -> bool {
    const USERS: [&str; 7] = [
        "user",
        "username",
        "user_name",
        "userid",
        "id",
        "login",
        "name",
    ];
    const PASSWORDS: [&str; 7] = [
        "password",
        "passwd",
        "pass",
        "pw",
        "pwd",
        "secret",
        "passphrase",
    ];
    let lower = login.to_ascii_lowercase();
    let parts = lower.split_once(':');
    parts.is_some_and(|(user, password)| USERS.contains(&user) && PASSWORDS.contains(&password))
}

pub(super) fn client_key(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    let value = text[at..].trim_start_matches(['"', ':', ' ']);
    let from = text.len() - value.len();
    let length = value
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b))
        .count();
    (length >= 40).then_some((from..from + length, SecretKind::Kubeconfig))
}

pub(super) fn docker_auth(text: &str, at: usize) -> Option<(Range<usize>, SecretKind)> {
    let range = quoted(text, at)?;
    login(&text[range.clone()])?;
    Some((range, SecretKind::DockerAuth))
}

/// `{"username": "kim", "key": "…"}`, as services hand out a key for their API.
pub(super) fn own_key(text: &str, place: Range<usize>) -> Option<(Range<usize>, SecretKind)> {
    const OWNERS: [&str; 4] = ["\"username\"", "\"user\"", "\"email\"", "\"client_id\""];
    let range = quoted(text, place.end)?;
    let near = [
        tail(&text[..place.start], 200).rsplit('{').next(),
        head(&text[range.end..], 200).split('}').next(),
    ];
    let is_owned = near
        .into_iter()
        .flatten()
        .any(|part| OWNERS.iter().any(|owner| part.contains(owner)));
    (is_owned && value::is_random(&text[range.clone()], 20))
        .then_some((range, SecretKind::NamedKey))
}

/// What stands in quotation marks next on the line, behind blanks and a colon.
pub(super) fn quoted(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].trim_start_matches([' ', ':']);
    let mark = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let from = text.len() - rest.len() + 1;
    let line = head(&text[from..], LONGEST_VALUE)
        .lines()
        .next()
        .unwrap_or_default();
    line.find(mark).map(|end| from..from + end)
}

/// `mysql -pX`, `sshpass -p X`, `docker login -p X`, `redis-cli -a X`, `curl -u user:X`.
pub(super) fn option(
    text: &str,
    place: Range<usize>,
    word: &str,
) -> Option<(Range<usize>, SecretKind)> {
    // A letter alone is nobody's password, and very many options may stand on a line.
    let given = text[place.end..].trim_start_matches(' ').as_bytes();
    if given.iter().take(2).any(u8::is_ascii_whitespace) {
        return None;
    }
    let before = before_on_line(text, place.start);
    let runs = |programs: &[&str]| {
        before
            .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
            .any(|name| programs.contains(&name))
    };
    let glued = [
        "mysql",
        "mysqldump",
        "mysqladmin",
        "mysqlimport",
        "mariadb",
        "mariadb-dump",
    ];
    let rest = &text[place.end..];
    let apart = rest.trim_start_matches(' ');
    let value = match word {
        // `mysql -P 3307` is a port.
        " -p" if text[place.clone()].ends_with('P') => {
            let known = runs(&["sqlcmd", "unzip", "zip"]);
            // `mosquitto_pub -u kim -P …`
            let word = apart.split([' ', '\n']).next().unwrap_or_default();
            let word = word.trim_matches(['"', '\'']);
            let is_given = || is_behind_user(before) && is_surely_chosen(word);
            (known || rest.starts_with(' ') && is_given()).then_some(apart)?
        }
        " -p" if runs(&["7z", "7za", "7zz"]) => rest,
        " -storepass " | " -keypass " => apart,
        " -p" if runs(&glued) => rest,
        " -p" if runs(&["sshpass", "mongosh", "mongo", "mongodump", "mongorestore"]) => apart,
        " -p"
            if runs(&["docker", "podman", "helm", "az", "oc", "cf"])
                && before.contains(" login") =>
        {
            rest.starts_with(' ').then_some(apart)?
        }
        " -p"
            if runs(&[
                "crackmapexec",
                "cme",
                "nxc",
                "netexec",
                "evil-winrm",
                "smbmap",
            ]) =>
        {
            rest.starts_with(' ').then_some(apart)?
        }
        " /p:" => runs(&["xfreerdp", "xfreerdp3", "wfreerdp", "sdl-freerdp"]).then_some(rest)?,
        // `cqlsh -u kim -p …`: of a program that nobody knows, what was surely chosen for somebody.
        " -p" if rest.starts_with(' ') && is_behind_user(before) => {
            let word = apart.split([' ', '\n']).next().unwrap_or_default();
            let word = word.trim_matches(['"', '\'']);
            is_surely_chosen(word).then_some(apart)?
        }
        " -w " => text[place.clone()]
            .ends_with("w ")
            .then_some(apart)
            .filter(|_| before.split(' ').any(|name| name.starts_with("ldap")))?,
        // `openssl dgst -k sha256`
        " -k " => runs(&["openssl"])
            .then_some(apart)
            .filter(|_| before.contains(" enc"))?,
        " -u " if runs(&["smbclient", "rpcclient"]) => apart.split_once('%')?.1,
        " -u " if runs(&["lftp"]) => apart.split_once(',')?.1,
        " --user " => {
            let (_, key) = runs(&["curl"]).then(|| apart.split_once(':'))??;
            key
        }
        " -a " if runs(&["redis-cli"]) => apart,
        " -u " if runs(&["curl"]) => {
            let (_, key) = apart.split_once(':')?;
            key
        }
        // `curl -ukim:…`
        " -u" if runs(&["curl"]) && !rest.starts_with(' ') => {
            let word = rest.split([' ', '\n']).next().unwrap_or_default();
            word.contains(':').then(|| rest.split_once(':'))??.1
        }
        _ => return None,
    };
    let value = value.strip_prefix(['\'', '"']).unwrap_or(value);
    let from = text.len() - value.len();
    let near = head(value, LONGEST_VALUE);
    let length = near
        .find(|c: char| c.is_whitespace() || !c.is_ascii() || "\"'`;|&,".contains(c))
        .unwrap_or(near.len());
    // `curl -u user: …` splits a word of its own.
    let joined = !matches!(word, " -u " | " --user ")
        || !text[place.end..from].contains(char::is_whitespace);
    (length > 0 && joined)
        .then(|| from..from + length)
        .and_then(|range| password(text, range))
}

/// Whether a word is what forms of accounts ask for, or random.
fn is_surely_chosen(word: &str) -> bool {
    value::is_chosen(word) || value::is_random(word, 10) && !value::is_term(word)
}

/// Whether the name of somebody is given before: `-u kim`, `--username=kim`.
fn is_behind_user(before: &str) -> bool {
    let command = before.rsplit(['|', ';', '&']).next().unwrap_or(before);
    [" -u ", " -U ", " --user ", " --username ", " --username="]
        .iter()
        .any(|option| command.contains(option))
}

/// What stands before a place on its line.
pub(super) fn before_on_line(text: &str, at: usize) -> &str {
    let before = tail(&text[..at], LONGEST_VALUE);
    before.rsplit('\n').next().unwrap_or_default()
}

/// The text whose base64 a value is, as Secrets of Kubernetes hold it.
fn decoded(value: &str) -> Option<String> {
    if value.len() < 8 || !value.len().is_multiple_of(4) {
        return None;
    }
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(value)
        .ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let text = text.trim_end_matches('\n');
    text.bytes()
        .all(|byte| byte.is_ascii_graphic())
        .then(|| text.to_owned())
}

/// No password is longer, in bytes.
const LONGEST_PASSWORD: usize = 120;

/// A password is real, or stands in for one.
pub(super) fn password(text: &str, range: Range<usize>) -> Option<(Range<usize>, SecretKind)> {
    // Nobody types as much: what is sealed so may be published (`kind: SealedSecret`).
    let value = &text[range.clone()];
    if value.len() > LONGEST_PASSWORD
        && value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
    {
        return None;
    }
    // Whoever encodes a toy shows how that is done.
    let plain = decoded(&text[range.clone()]);
    if plain.is_some_and(|plain| value::is_toy(&plain.to_ascii_lowercase())) {
        return None;
    }
    match value::worth(&text[range.clone()]) {
        Worth::Real => Some((range, SecretKind::Password)),
        Worth::Toy => Some((range, SecretKind::ToyPassword)),
        Worth::Nothing => None,
    }
}
