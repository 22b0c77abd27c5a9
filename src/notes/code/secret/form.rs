//! Forms in which providers give out keys, with what each begins with and is made of. A place in a
//! text in, the key that stands there out. Source: what GitHub's secret scanning, GitLab's and the
//! providers' own pages document.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::alphabet::{Alphabet, LONGEST, run};
use super::kind::SecretKind;
use super::made_up::is_made_up;
use super::structure::{discord, hashed_login, private_key, shared_access, web_token, webhook};
use crate::text::head;

/// What a key begins with, what follows, and how long that is.
struct KnownForm {
    prefix: &'static str,
    alphabet: Alphabet,
    length: (usize, usize),
    kind: SecretKind,
}

/// Keys that a prefix and an alphabet tell, as `forms.txt` lists them.
fn forms() -> &'static [KnownForm] {
    static FORMS: OnceLock<Vec<KnownForm>> = OnceLock::new();
    FORMS.get_or_init(|| {
        include_str!("forms.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(form)
            .collect()
    })
}

/// A line of `forms.txt`.
fn form(line: &'static str) -> Option<KnownForm> {
    let mut words = line.splitn(5, ' ');
    Some(KnownForm {
        prefix: words.next()?,
        alphabet: match words.next()? {
            "base32" => Alphabet::Base32,
            "alnum" => Alphabet::Alnum,
            "url" => Alphabet::Url,
            "hex" => Alphabet::Hex,
            "dotted" => Alphabet::Dotted,
            "base64" => Alphabet::Base64,
            _ => return None,
        },
        length: (words.next()?.parse().ok()?, words.next()?.parse().ok()?),
        kind: match words.next()? {
            "aws" => SecretKind::AwsKey,
            name => SecretKind::Token(name),
        },
    })
}

/// What other keys begin with; the rest is looked at by hand.
const OTHERS: &[&str] = &[
    "-----BEGIN ",
    "PuTTY-User-Key-File-",
    "hooks.slack.com/services/",
    "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/",
    ".webhook.office.com/webhookb2/",
    "chat.googleapis.com/v1/spaces/",
    ".atlasv1.",
    "SG.",
    ":AA",
    ":APA91b",
    "AccountKey=",
    "SharedAccessKey=",
    "8Q~",
    "7Q~",
    "-us",
    "AzSe",
    "AzFu",
    "AzCa",
    "AZDO",
    "pat",
    ":fx",
    "hooks.slack.com/workflows/",
    "hooks.slack.com/triggers/",
    "wh.jandi.com/connect-api/webhook/",
    "hook.dooray.com/services/",
    "eyJhdXRocyI6",
    "eyJ",
    ".dkr.ecr.",
    "sig=",
    ":$2a$",
    ":$2b$",
    ":$2y$",
    ":$apr1$",
    ":$1$",
    ":$5$",
    ":$6$",
    ":$y$",
    ":$$apr1$$",
    ":$$2y$$",
    "MT",
    "Mj",
    "Mz",
    "ND",
    "NT",
    "Nj",
    "Nz",
    "OD",
    "OT",
];

fn prefixes() -> &'static AhoCorasick {
    static PREFIXES: OnceLock<AhoCorasick> = OnceLock::new();
    PREFIXES.get_or_init(|| {
        let all = forms()
            .iter()
            .map(|form| form.prefix)
            .chain(OTHERS.iter().copied());
        AhoCorasick::new(all).expect("some hundred short texts are within an automaton's limits")
    })
}

/// Every key of a known form, in order.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, SecretKind)> {
    let bytes = text.as_bytes();
    let mut out: Vec<(Range<usize>, SecretKind)> = Vec::new();
    for found in prefixes().find_overlapping_iter(text) {
        let (start, after) = (found.start(), found.end());
        let key = match forms().get(found.pattern().as_usize()) {
            Some(form) => known(text, start, after, form),
            None => other(
                text,
                start,
                OTHERS[found.pattern().as_usize() - forms().len()],
            ),
        };
        let Some((range, kind)) = key else {
            continue;
        };
        // `sk-` is OpenAI's and `sk-ant-` is not: the longer prefix tells more, and comes later.
        out.pop_if(|(last, _)| last.start == range.start && last.end <= range.end);
        let again = out.last().is_some_and(|(last, _)| range.start < last.end);
        let made_up = is_made_up(&bytes[range.clone()]);
        if !again && !made_up {
            out.push((range, kind));
        }
    }
    out
}

fn is_word(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

fn known(
    text: &str,
    start: usize,
    after: usize,
    form: &KnownForm,
) -> Option<(Range<usize>, SecretKind)> {
    let bytes = text.as_bytes();
    if start > 0 && (is_word(bytes.get(start - 1)) || bytes[start - 1] == b'-') {
        return None;
    }
    // No key begins amid what it may be made of.
    if start > 0 && bytes[start - 1] == b'.' && matches!(form.alphabet, Alphabet::Dotted) {
        return None;
    }
    let (least, most) = form.length;
    let body = bytes[after..].iter().take(most + 1);
    let length = body.take_while(|byte| form.alphabet.holds(**byte)).count();
    let end = after + length;
    let exact = least == most && (length != least || is_word(bytes.get(end)));
    if exact || length < least || length > most {
        return None;
    }
    // `sk-learn-…`, `xoxb-your-token-here`: words apart by hyphens are no key.
    let body = &bytes[after..end];
    let digits = body.iter().filter(|byte| byte.is_ascii_digit()).count();
    let mixed = digits > 0
        && (digits >= 4 || body.iter().any(u8::is_ascii_uppercase) || !body.contains(&b'-'));
    // A known prefix, letters and no blank between them: of keys of letters of both cases some have
    // no digit, but words are small or begin with a capital.
    let letters = digits == 0 && is_firm(form) && body.len() >= 20 && is_shuffled(body);
    (mixed || letters || form.kind == SecretKind::AwsKey).then_some((start..end, form.kind))
}

/// Whether a form's prefix ends in a sign of its own and its body holds letters and digits alone:
/// `hf_`, `npm_`, `ghp_`.
fn is_firm(form: &KnownForm) -> bool {
    form.prefix.ends_with('_') && matches!(form.alphabet, Alphabet::Alnum)
}

/// Whether cases change as in no word and no name of a program: a quarter of the letters and more
/// stand beside one of the other case.
fn is_shuffled(body: &[u8]) -> bool {
    let turns = body
        .windows(2)
        .filter(|pair| pair[0].is_ascii_uppercase() != pair[1].is_ascii_uppercase());
    body.iter().all(u8::is_ascii_alphabetic) && turns.count() * 4 >= body.len()
}

fn other(text: &str, start: usize, prefix: &str) -> Option<(Range<usize>, SecretKind)> {
    let after = start + prefix.len();
    let bytes = text.as_bytes();
    let glued = start > 0 && is_word(bytes.get(start - 1));
    match prefix {
        "-----BEGIN " => private_key(text, start, after),
        "PuTTY-User-Key-File-" => {
            let line = head(&text[start..], 120).lines().next().unwrap_or_default();
            let kind = line.split_once(": ").map_or("", |(_, kind)| kind);
            let named = kind.starts_with("ssh-") || kind.starts_with("ecdsa-");
            named.then(|| (start..start + line.len(), SecretKind::PrivateKey))
        }
        "hooks.slack.com/services/" => {
            let length = bytes[after..]
                .iter()
                .take(LONGEST)
                .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'/')
                .count();
            let path = &text[after..after + length];
            let mut parts = path.split('/');
            let fits = parts
                .next()
                .is_some_and(|team| team.starts_with('T') && team.len() > 6)
                && parts
                    .next()
                    .is_some_and(|bot| bot.starts_with('B') && bot.len() > 6)
                && parts.next().is_some_and(|key| key.len() >= 16);
            fits.then_some((start..after + length, SecretKind::Webhook))
        }
        "discord.com/api/webhooks/"
        | "discordapp.com/api/webhooks/"
        | ".webhook.office.com/webhookb2/"
        | "hooks.slack.com/workflows/"
        | "hooks.slack.com/triggers/"
        | "wh.jandi.com/connect-api/webhook/"
        | "hook.dooray.com/services/"
        | "chat.googleapis.com/v1/spaces/" => webhook(text, start, after, prefix),
        // `<14 letters>.atlasv1.<the rest>`
        ".atlasv1." => {
            let before = bytes[..start]
                .iter()
                .rev()
                .take(15)
                .take_while(|byte| byte.is_ascii_alphanumeric())
                .count();
            let length = run(text, after, Alphabet::Url);
            let kind = SecretKind::Token("a token of Terraform Cloud");
            (before == 14 && (60..=80).contains(&length))
                .then_some((start - before..after + length, kind))
        }
        "SG." => {
            let first = run(text, after, Alphabet::Url);
            let dot = after + first;
            let second = bytes
                .get(dot)
                .filter(|byte| **byte == b'.')
                .map_or(0, |_| run(text, dot + 1, Alphabet::Url));
            let fits = !glued && first >= 16 && second >= 30;
            let kind = SecretKind::Token("a key of SendGrid");
            fits.then_some((start..dot + 1 + second, kind))
        }
        ":AA" => {
            let digits = bytes[..start]
                .iter()
                .rev()
                .take(11)
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            let length = run(text, after, Alphabet::Url);
            let from = start - digits;
            // `…/bot62115850…:AA…/getMe`: the address of a bot has it behind three letters.
            let fits = (8..=10).contains(&digits) && (30..=37).contains(&length);
            let kind = SecretKind::Token("a token of a Telegram bot");
            fits.then_some((from..after + length, kind))
        }
        // `AAAA<seven letters>:APA91b<134 letters>`
        ":APA91b" => {
            let is_part = |byte: &&u8| Alphabet::Url.holds(**byte);
            let before = bytes[..start].iter().rev().take(12).take_while(is_part);
            let from = start - before.count();
            let length = run(text, after, Alphabet::Url);
            let kind = SecretKind::Token("a server key of Firebase");
            let fits = start - from == 11 && text[from..].starts_with("AAAA");
            (fits && length >= 100).then_some((from..after + length, kind))
        }
        "AccountKey=" => {
            let length = run(text, after, Alphabet::Base64);
            let fits = (80..=100).contains(&length) && bytes[after + length - 1] == b'=';
            let kind = SecretKind::Token("an account key of Azure");
            fits.then_some((after..after + length, kind))
        }
        "SharedAccessKey=" => {
            let length = run(text, after, Alphabet::Base64);
            let kind = SecretKind::Token("a shared access key of Azure");
            (length == 44).then_some((after..after + length, kind))
        }
        // Three characters before, and more behind: a secret of an application of Entra ID.
        "8Q~" | "7Q~" => {
            let is_part = |byte: &&u8| Alphabet::Dotted.holds(**byte) || **byte == b'~';
            let before = bytes[..start]
                .iter()
                .rev()
                .take(4)
                .take_while(is_part)
                .count();
            let length = bytes[after..].iter().take(40).take_while(is_part).count();
            let kind = SecretKind::Token("a secret of Microsoft Entra ID");
            (before == 3 && (31..=34).contains(&length)).then(|| (start - 3..after + length, kind))
        }
        // `<32 hexadecimal digits>-us12`
        "-us" => {
            let is_hex = |byte: &&u8| Alphabet::Hex.holds(**byte);
            let before = bytes[..start]
                .iter()
                .rev()
                .take(33)
                .take_while(is_hex)
                .count();
            let length = bytes[after..]
                .iter()
                .take(3)
                .take_while(|b| b.is_ascii_digit())
                .count();
            let bounded = before == 32
                && start
                    .checked_sub(33)
                    .is_none_or(|at| !is_word(bytes.get(at)))
                && !is_word(bytes.get(after + length));
            let kind = SecretKind::Token("a key of Mailchimp");
            (bounded && (1..=2).contains(&length)).then(|| (start - 32..after + length, kind))
        }
        // Azure marks the keys of its services near their end.
        // `pat<14 letters>.<64 hexadecimal digits>`
        "pat" if !glued => {
            let first = run(text, after, Alphabet::Alnum);
            let dot = after + first;
            let second = (first == 14 && bytes.get(dot) == Some(&b'.'))
                .then(|| run(text, dot + 1, Alphabet::Hex));
            let kind = SecretKind::Token("a token of Airtable");
            (second == Some(64)).then(|| (start..dot + 65, kind))
        }
        // A UUID before it: a key of the free service.
        ":fx" => {
            let from = start.checked_sub(36)?;
            let is_uuid = bytes[from..start]
                .iter()
                .enumerate()
                .all(|(at, byte)| match at {
                    8 | 13 | 18 | 23 => *byte == b'-',
                    _ => Alphabet::Hex.holds(*byte),
                });
            let bounded = from == 0 || !is_word(bytes.get(from - 1));
            let kind = SecretKind::Token("a key of DeepL");
            (is_uuid && bounded && !is_word(bytes.get(after))).then_some((from..after, kind))
        }
        "AZDO" => {
            let is_part = |byte: &&u8| byte.is_ascii_alphanumeric();
            let before = bytes[..start]
                .iter()
                .rev()
                .take(80)
                .take_while(is_part)
                .count();
            let length = run(text, after, Alphabet::Alnum);
            let kind = SecretKind::Token("a token of Azure DevOps");
            (before == 76 && length == 4).then(|| (start - before..after + length, kind))
        }
        "AzSe" | "AzFu" | "AzCa" => {
            let is_part = |byte: &&u8| Alphabet::Url.holds(**byte);
            let before = bytes[..start]
                .iter()
                .rev()
                .take(50)
                .take_while(is_part)
                .count();
            let behind = bytes[after..].iter().take(20).take_while(is_part).count();
            let kind = SecretKind::Token("a key of Azure");
            ((30..=46).contains(&before) && (5..=12).contains(&behind))
                .then(|| (start - before..after + behind, kind))
        }
        // The base64 of `{"auths":`, as a Secret of Kubernetes holds it.
        "eyJhdXRocyI6" => {
            let length = run(text, start, Alphabet::Base64);
            (length >= 60).then_some((start..start + length, SecretKind::DockerAuth))
        }
        "eyJ" if !glued => web_token(text, start),
        "sig=" => shared_access(text, start, after),
        _ if prefix.starts_with(":$") => hashed_login(text, start),
        _ if prefix.len() == 2 && !glued => discord(text, start),
        ".dkr.ecr." => {
            let from = start.checked_sub(12)?;
            let digits = bytes[from..start].iter().all(u8::is_ascii_digit);
            let bounded = from == 0 || !is_word(bytes.get(from - 1));
            (digits && bounded).then_some((from..start, SecretKind::AccountNumber))
        }
        _ => None,
    }
}
