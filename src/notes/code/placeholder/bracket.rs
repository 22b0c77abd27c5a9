//! Names in brackets: `<pod 이름>`, `[태그명]`, `{id}`, `(이름)`. A text in, the length of one at
//! its start or all of them out. What brackets mean to a language or a shell is none.

use crate::language::Language;
use crate::notes::code::noun;
use crate::notes::code::placeholder::field::{LONGEST, Placeholder};
use crate::text::{head, is_alphanumeric, is_hangul, tail};

/// The length of a bracketed name at the start of `rest`: any `<name>`, `[이름]` and `{이름}` only
/// with Hangul inside, and not around such a name: `[-c <컨테이너>]` may be left out.
pub(crate) fn bracketed(rest: &str) -> Option<usize> {
    let open = rest.chars().next()?;
    let close = match open {
        '<' => '>',
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    let mut end = None;
    for (i, c) in rest.char_indices().skip(1) {
        if i > LONGEST || c == '\n' || c == open {
            return None;
        }
        if c == close {
            end = Some(i);
            break;
        }
    }
    let end = end?;
    let inner = &rest[1..end];
    let good = if open == '<' {
        is_name(inner)
    } else {
        inner.chars().any(is_written) && !inner.contains(['"', '\'', ':', '$', '/', '|', '<'])
    };
    good.then_some(end + 1)
}

/// A letter of Hangul, Kana or Han: names of things in the words of the notes.
fn is_written(c: char) -> bool {
    is_hangul(c) || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether the text between `<` and `>` is a name: `< in >`, `<=`, `<(…)`, `<https://…>` and
/// `</div>` are not.
fn is_name(inner: &str) -> bool {
    let first = inner.chars().next().unwrap_or(' ');
    let last = inner.chars().next_back().unwrap_or(' ');
    (is_alphanumeric(first) || first == '_')
        && !last.is_whitespace()
        && !matches!(last, '=' | '-' | '/' | '&')
        && !inner.contains("://")
        && !inner.contains(['=', ';', '"', '`', '<', '$', '(', '{', '&'])
        && (!inner.contains('|') || is_choice(inner))
        && (inner.chars().any(is_hangul) || !inner.contains('@') || !inner.contains('.'))
}

/// `container_name|id`: either of two names, neither of which a pipe could be read from.
fn is_choice(inner: &str) -> bool {
    let named = |name: &str| {
        let name = name.trim();
        let letters = |c: char| is_alphanumeric(c) || matches!(c, '_' | '-' | '.');
        name.starts_with(is_alphanumeric) && name.chars().all(letters)
    };
    inner.contains('|') && inner.split('|').all(named)
}

/// Words in angle brackets that programs print for a missing value.
const PRINTED: &[&str] = &[
    "none",
    "unknown",
    "pending",
    "unset",
    "nil",
    "null",
    "invalid",
    "empty",
    "anonymous",
    "lambda",
    "module",
    "init",
    "br",
    "eof",
];

/// Those in brackets alone.
pub(crate) fn bracket_fields(code: &str, language: Option<&Language>) -> Vec<Placeholder> {
    let mut fields = Vec::new();
    if !code.contains(['<', '[', '{']) {
        return fields;
    }
    let free = language.is_some_and(Language::has_blanks);
    let markup = code.contains("</") || code.contains("/>") || code.contains("<?");
    let (mut i, mut before) = (0, ' ');
    let mut last: Option<usize> = None;
    while let Some(c) = code[i..].chars().next() {
        let opens = c == '<' || free && matches!(c, '[' | '{') && language != Some(&Language::YAML);
        // `where id = {id}`, `/members/{id}`: in a query or a request braces mean nothing else.
        if c == '{'
            && ([Some(&Language::SQL), Some(&Language::HTTP)].contains(&language)
                || language.is_some_and(|language| language.name() == "redis"))
            // `{ user { id } }` in a body is a query of its own.
            && !(language == Some(&Language::HTTP) && code[i + 1..].starts_with(' '))
            && let Some(length) = own_brackets(&code[i..], before)
        {
            fields.push(Placeholder {
                range: i..i + length,
                name: code[i + 1..i + length - 1].trim().to_owned(),
            });
            i += length;
            before = '>';
            continue;
        }
        let Some(length) = opens.then(|| bracketed(&code[i..])).flatten() else {
            i += c.len_utf8();
            before = c;
            continue;
        };
        let inner = &code[i + 1..i + length - 1];
        let hangul = inner.chars().any(is_hangul) || free && inner.chars().any(is_written);
        let after = code[i + length..].chars().next().unwrap_or(' ');
        let named = is_plain_name(inner) && (!inner.contains('|') || !after.is_alphanumeric())
            || is_letter(inner) && is_letter_behind(&code[..i]);
        let plain = free
            && named
            && !markup
            && !before.is_alphanumeric()
            && !matches!(before, '<' | '>' | '_')
            && after != '>';
        // `[이름](주소)` is a link, `[이름, 나이]` a list.
        let good = if c == '<' {
            let glued = || free && !markup && after != '>' && behind_option(&code[..i], inner);
            let glued =
                || glued() || free && !markup && is_letter(inner) && is_in_option(&code[..i]);
            // Of one address all are names or none is: `http://<서버>:<port>`.
            let joined = || {
                let between = last.and_then(|last| code.get(last..i));
                let is_near = between.is_some_and(|it| it.len() <= LONGEST && joins(it));
                is_near && !markup && after != '>' && is_plain_name(inner)
            };
            hangul && !(markup && before == '>') && (free || !before.is_alphanumeric())
                || plain
                || glued()
                || joined()
        } else {
            hangul && after != '(' && !inner.contains(',') && !inner.contains("가-힣")
        };
        if good {
            last = Some(i + length);
            fields.push(Placeholder {
                range: i..i + length,
                name: inner.trim().to_owned(),
            });
        }
        i += length;
        before = '>';
    }
    fields
}

/// Whether nothing but what parts of an address are joined by stands between two names.
pub(super) fn joins(between: &str) -> bool {
    let is_sign = |c: char| matches!(c, ':' | '/' | '.' | '@' | '-' | '_' | '?' | '=' | '&' | '#');
    let joint = between.chars().next().filter(|c| is_sign(*c));
    joint.is_some()
        && between
            .chars()
            .all(|c| is_sign(c) || c.is_ascii_alphanumeric())
}

/// `{name}` and `(이름)` where they are neither the shell's nor a revision's: not `${NAME}`,
/// `stash@{0}`, `{a,b}`, `$(…)`.
pub(super) fn own_brackets(rest: &str, before: char) -> Option<usize> {
    let close = if rest.starts_with('{') { '}' } else { ')' };
    let length = head(rest, LONGEST).find(close)?;
    let inner = rest[1..length].trim();
    let good = if close == '}' {
        // `HEAD@{upstream}` is a revision, `ubuntu@{host}` a blank.
        let revision = before == '@'
            && (inner.contains(" ago")
                || matches!(
                    inner,
                    "u" | "upstream" | "push" | "yesterday" | "today" | "now"
                ));
        !revision
            && !matches!(before, '$' | '{' | '%' | '#')
            && !rest[length + 1..].starts_with('}')
            && inner.starts_with(|c: char| c.is_ascii_alphabetic())
            && inner.len() <= LONGEST
            && inner
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' '))
    } else {
        !before.is_alphanumeric() && before != '$' && noun::is_asked(inner) && !inner.contains('(')
    };
    good.then_some(length + 1)
}

/// The length of a `{name}` at the start of a statement's text, where braces mean nothing else.
pub(crate) fn braced(rest: &str) -> Option<usize> {
    rest.starts_with('{')
        .then(|| own_brackets(rest, ' '))
        .flatten()
}

/// Whether a name in angle brackets stands right behind what a value is glued to: the letter of an
/// option (`-p<password>`, `-n<namespace>`), a hyphen (`head -<n>`), the `v` of a version.
fn behind_option(before: &str, inner: &str) -> bool {
    // Two letters and the sign before them say enough: `<b><b>…` is one long word.
    let word = tail(before, 6)
        .rsplit([' ', '\t', '\n'])
        .next()
        .unwrap_or_default();
    let letters = word.strip_prefix('-').unwrap_or_default();
    let is_option =
        word == "-" || letters.len() == 1 && letters.bytes().all(|b| b.is_ascii_alphabetic());
    is_plain_name(inner) && (is_option || word == "v")
}

/// `service-name`, `pod name`, `PORT`: what people write between `<` and `>` without Hangul. Types
/// (`T`, `String`) and headers (`stdio.h`) are not.
fn is_plain_name(inner: &str) -> bool {
    let known = PRINTED.contains(&inner.to_lowercase().as_str());
    let header = inner.ends_with(".h") || inner.ends_with(".hpp");
    inner.chars().count() > 1
        && !known
        && !header
        && inner.chars().any(|c| c.is_ascii_alphabetic())
        && inner.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.' | ':' | '/' | '#' | '|')
        })
}

/// `<n>`, `<a>`: one letter.
fn is_letter(inner: &str) -> bool {
    inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether one letter in angle brackets may be a name there: `cp <a> <b>`, `HEAD~<n>`; not in a
/// quotation, `'<p>'`, nor between slashes, where it is a tag.
fn is_letter_behind(before: &str) -> bool {
    before.is_empty() || before.ends_with([' ', '=', '~', ':', '@', '-', '\n'])
}

/// `-Xmx<n>m`
fn is_in_option(before: &str) -> bool {
    // No option is longer; a word that begins farther back is none.
    let near = tail(before, LONGEST);
    let word = near.rsplit([' ', '\t', '\n']).next().unwrap_or_default();
    let is_whole = word.len() < near.len() || near.len() == before.len();
    let is_option = word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    is_whole && word.starts_with('-') && is_option
}
