//! Names to fill in: `<pod 이름>`, `[태그명]`, `이미지명:태그`. In goes a command, a code block or
//! prose, out go the bytes and the name of each field. Knows nothing of the page that offers them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::language::Language;
use crate::notes::code::{latin_blank, noun};
use crate::text::{head, is_alphanumeric, is_hangul, tail};

/// A name to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placeholder {
    /// Its bytes, brackets included.
    pub range: Range<usize>,
    /// The name without brackets, blanks at the ends removed.
    pub name: String,
}

/// No name is longer, brackets included; it bounds every look ahead.
const LONGEST: usize = 120;

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

/// Fields of a command: brackets, bare Hangul words outside quotations and remarks, and what people
/// write where a value of the reader's own goes: `{name}`, `(이름)`, `YOUR_ID`, `xxx`.
pub(crate) fn fields(code: &str) -> Vec<Placeholder> {
    let mut fields = if may_have_fields(code) {
        written(code)
    } else {
        Vec::new()
    };
    let program = code.split_whitespace().find(|word| *word != "sudo");
    if !program.is_some_and(|name| PATTERNS.split(' ').any(|one| one == name)) {
        add_latin(code, &mut fields);
    }
    fields
}

/// Adds those in Latin letters to the fields of a line, which stand in order.
pub(crate) fn add_latin(line: &str, fields: &mut Vec<Placeholder>) {
    let taken: Vec<Range<usize>> = fields.iter().map(|field| field.range.clone()).collect();
    let found = latin_blank::find(line, &taken);
    fields.extend(found.into_iter().map(|(range, name)| Placeholder {
        range,
        name: name.to_owned(),
    }));
    fields.sort_by_key(|field| field.range.start);
}

/// Programs whose operands are texts or a language of their own.
pub(crate) const PATTERNS: &str =
    "awk sed grep egrep zgrep rg jq yq perl printf echo cat tee xargs find expr";

fn written(code: &str) -> Vec<Placeholder> {
    let mut fields = bracket_fields(code, Some(&Language::SHELL));
    fields.retain(|field| {
        field.name.chars().any(is_hangul) || !is_in_pattern(&code[..field.range.start])
    });
    for field in &mut fields {
        // `${컨테이너명}`: the dollar goes with its brackets.
        if code[..field.range.start].ends_with('$') && code[field.range.start..].starts_with('{') {
            field.range.start -= 1;
        }
    }
    let taken: Vec<Range<usize>> = fields.iter().map(|field| field.range.clone()).collect();
    let mut next = taken.iter().peekable();
    let (mut i, mut quote, mut before) = (0, None, ' ');
    let (last_single, last_double) = (code.rfind('\'').unwrap_or(0), code.rfind('"').unwrap_or(0));
    while let Some(c) = code[i..].chars().next() {
        while next.peek().is_some_and(|range| range.end <= i) {
            next.next();
        }
        if let Some(range) = next.peek().filter(|range| range.contains(&i)) {
            i = range.end;
            before = '>';
            continue;
        }
        let at = i;
        i += c.len_utf8();
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) if c.is_ascii_alphanumeric() => i = stand_in(code, at, &mut fields),
            (Some('"'), '{') => {
                if let Some(length) = in_address(&code[at..], before) {
                    i = at + length;
                    fields.push(Placeholder {
                        range: at..i,
                        name: code[at + 1..i - 1].to_owned(),
                    });
                }
            }
            (Some(_), c) if is_hangul(c) && before == open_mark(quote) => {
                if let Some(length) = account(&code[at..], &code[..at]) {
                    i = at + length;
                    fields.push(Placeholder {
                        range: at..i,
                        name: code[at..i].to_owned(),
                    });
                }
            }
            (Some(_), _) => {}
            (None, '\'') if at < last_single => quote = Some(c),
            (None, '"') if at < last_double => quote = Some(c),
            (None, '#') if before.is_whitespace() => {
                i = code[at..].find('\n').map_or(code.len(), |end| at + end);
            }
            (None, '{' | '(') => {
                // Round ones around a field are the statement's own: `ON <table> (<column>)`.
                let ahead = next.peek().map_or(code.len(), |range| range.start);
                if let Some(length) = own_brackets(&code[at..ahead], before) {
                    i = at + length;
                    fields.push(Placeholder {
                        range: at..i,
                        name: code[at + 1..i - 1].trim().to_owned(),
                    });
                }
            }
            (None, c) if c.is_alphanumeric() || c == '_' => i = word(code, at, before, &mut fields),
            _ => {}
        }
        before = code[..i].chars().next_back().unwrap_or(' ');
    }
    fields.sort_by_key(|field| field.range.start);
    joined(code, fields)
}

/// Two words that name one thing are one field: `컨테이너 이름`. A program that is given two things
/// has two.
fn joined(code: &str, fields: Vec<Placeholder>) -> Vec<Placeholder> {
    let program = code.split_whitespace().next().unwrap_or_default();
    if matches!(program, "cp" | "mv" | "scp" | "rsync" | "ln") {
        return fields;
    }
    let mut out: Vec<Placeholder> = Vec::with_capacity(fields.len());
    for field in fields.into_iter().rev() {
        let bare = |field: &Placeholder| field.name.len() == field.range.len();
        if let Some(next) = out.last_mut()
            && bare(&field)
            && bare(next)
            && &code[field.range.end..next.range.start] == " "
            && noun::is_thing(&field.name)
            && !noun::is_thing(&next.name)
            && noun::is_value(&next.name)
        {
            next.range.start = field.range.start;
            next.name = format!("{} {}", field.name, next.name);
        } else {
            out.push(field);
        }
    }
    out.reverse();
    out
}

/// Whether a command holds what any name to fill in begins with: most hold none of it.
fn may_have_fields(code: &str) -> bool {
    let begins = |b: u8| !b.is_ascii() || matches!(b, b'<' | b'[' | b'{' | b'(');
    let stands_in = |three: &[u8]| matches!(three, b"xxx" | b"XXX" | b"YOU" | b"you");
    code.bytes().any(begins) || code.as_bytes().windows(3).any(stands_in)
}

/// The length of a `{name}` at the start of a statement's text, where braces mean nothing else.
pub(crate) fn braced(rest: &str) -> Option<usize> {
    rest.starts_with('{')
        .then(|| own_brackets(rest, ' '))
        .flatten()
}

/// Whether a place of a command stands in a pattern that a program looks for: `grep '<title>'`.
pub(crate) fn is_in_pattern(before: &str) -> bool {
    const NEAR: usize = 200;
    let near = tail(before, NEAR);
    let command = near.rsplit(['|', ';', '&', '\n']).next().unwrap_or(near);
    let program = command.split_whitespace().next().unwrap_or_default();
    let quoted = |mark: char| command.matches(mark).count() % 2 == 1;
    matches!(
        program,
        "grep" | "egrep" | "zgrep" | "rg" | "sed" | "awk" | "perl"
    ) && (quoted('\'') || quoted('"'))
}

/// The mark that opened a quotation.
fn open_mark(quote: Option<char>) -> char {
    quote.unwrap_or(' ')
}

/// The length of a name in quotation marks that an account or a password goes by in SQL:
/// `'사용자'@'localhost'`, `identified by '비밀번호'`.
fn account(rest: &str, before: &str) -> Option<usize> {
    let length = head(rest, LONGEST).find(|c: char| !is_hangul(c))?;
    let behind = rest[length..].strip_prefix(['\'', '"'])?;
    let lead = before.trim_end_matches(['\'', '"']);
    let by = lead.ends_with(" by ") || lead.ends_with(" BY ");
    let name = &rest[..length];
    let known = noun::is_value(name) || noun::is_thing(name);
    (known && (behind.starts_with('@') || lead.ends_with('@') || by)).then_some(length)
}

/// The length of `{id}` at the start of `rest` where it is a part of an address or a file's name in
/// quotation marks: `"http://localhost/users/{id}"`, `"{key}.pem"`. Alone it is a form of what is
/// printed.
fn in_address(rest: &str, before: char) -> Option<usize> {
    let length = own_brackets(rest, before)?;
    let name = &rest[1..length - 1];
    let after = rest[length..].chars().next()?;
    let joined = |c: char| matches!(c, '.' | '/' | ':' | '@' | '?' | '&' | '=' | '-' | '_');
    let parted = joined(before) || joined(after);
    let closed = joined(after) || after == '"';
    (parted && closed && !name.contains(' ')).then_some(length)
}

/// `{name}` and `(이름)` where they are neither the shell's nor a revision's: not `${NAME}`,
/// `stash@{0}`, `{a,b}`, `$(…)`.
fn own_brackets(rest: &str, before: char) -> Option<usize> {
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

/// Takes the word at `at`; where it ends.
fn word(code: &str, at: usize, before: char, fields: &mut Vec<Placeholder>) -> usize {
    let end = code[at..]
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .map_or(code.len(), |end| at + end);
    let word = &code[at..end];
    if noun::is_han_value(word) || noun::is_han_thing(word) {
        let (range, name) = (at..end, word.to_owned());
        fields.push(Placeholder { range, name });
        return end;
    }
    if !word.chars().any(is_hangul) {
        return stand_in(code, at, fields);
    }
    // `-n네임스페이스`: the option's letter is not part of the name.
    let skip = if before == '-' {
        word.find(is_hangul).unwrap_or(0)
    } else {
        0
    };
    fields.push(Placeholder {
        range: at + skip..end,
        name: word[skip..].to_owned(),
    });
    end
}

/// Takes the letters, digits and hyphens at `at`: a field where they are `YOUR_ID`, `your-bucket`
/// or a run of `x`. Where they end.
fn stand_in(code: &str, at: usize, fields: &mut Vec<Placeholder>) -> usize {
    const NEAR: usize = 200;
    let end = code[at..]
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
        .map_or(code.len(), |end| at + end);
    let whole = &code[at..end];
    let yours = ["YOUR_", "YOUR-", "your-", "your_"]
        .iter()
        .any(|start| whole.len() > start.len() + 1 && whole.starts_with(start));
    let mut from = at;
    for part in whole.split(['_', '-']) {
        let is_run =
            part.len() >= 3 && (part.bytes().all(|b| b == b'x') || part.bytes().all(|b| b == b'X'));
        // `mktemp /tmp/build.XXXXXX`: the program itself fills those in.
        let is_template = || {
            let line = tail(&code[..from], NEAR).rsplit('\n').next();
            part.starts_with('X') && line.is_some_and(|line| line.contains("mktemp"))
        };
        if is_run && !yours && !is_template() {
            fields.push(Placeholder {
                range: from..from + part.len(),
                name: part.to_owned(),
            });
        }
        from += part.len() + 1;
    }
    if yours {
        // `your_email@example.com`: who fills it in has an address of his own.
        let end = end + address_behind(whole, &code[end..]);
        // `"[your_email@example.com]"`: its brackets go with it.
        let pairs = [('[', ']'), ('<', '>'), ('{', '}')];
        let around = |(open, close): &(char, char)| {
            code[..at].ends_with(*open) && code[end..].starts_with(*close)
        };
        let bracket = usize::from(code[at..end].contains('@') && pairs.iter().any(around));
        fields.push(Placeholder {
            range: at - bracket..end + bracket,
            name: code[at..end].to_owned(),
        });
        return end + bracket;
    }
    // A letter of another script is no stand-in.
    let first = code[at..].chars().next().map_or(1, char::len_utf8);
    end.max(at + first)
}

/// The bytes of `@example.com` behind the name of somebody's mail.
fn address_behind(name: &str, rest: &str) -> usize {
    let Some(host) = rest.strip_prefix('@') else {
        return 0;
    };
    let length = head(host, LONGEST)
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
        .unwrap_or(head(host, LONGEST).len());
    let host = host[..length].trim_end_matches('.');
    let is_mail = name.to_ascii_lowercase().contains("mail") || host.starts_with("example.");
    let named = host.contains('.') && host.bytes().any(|b| b.is_ascii_alphabetic());
    if is_mail && named { 1 + host.len() } else { 0 }
}

/// Fields of a code block in `language` or a code span: brackets only, for a bare Hangul word there
/// is a remark or a text. In markup (`</…>`), after a type's name (`List<Member>`) and in languages
/// that are not typed but programmed only Hangul names in angle brackets count.
pub(crate) fn block_fields(code: &str, language: Option<&Language>) -> Vec<Placeholder> {
    let mut fields = bracket_fields(code, language);
    let stands_in = ["xxx", "XXX", "YOUR_", "YOUR-"];
    let typed = [Some(&Language::SHELL), Some(&Language::CONSOLE)].contains(&language);
    if !language.is_some_and(Language::has_blanks)
        || !stands_in.iter().any(|start| code.contains(start))
    {
        return fields;
    }
    let taken: Vec<Range<usize>> = fields.iter().map(|field| field.range.clone()).collect();
    let mut next = taken.iter().peekable();
    let mut at = 0;
    while let Some(c) = code[at..].chars().next() {
        while next.peek().is_some_and(|range| range.end <= at) {
            next.next();
        }
        if let Some(range) = next.peek().filter(|range| range.contains(&at)) {
            at = range.end;
        } else if c.is_ascii_alphanumeric() {
            // `your-app` is also how an example is called, and in a script `xxx` is a word of its
            // own.
            let from = fields.len();
            at = stand_in(code, at, &mut fields);
            let is_blank = |field: &Placeholder| {
                let before = &code[..field.range.start];
                let value = field.name.len() > 3 && before.ends_with(['=', '-', '_']);
                !field.name.starts_with("your") && (!typed || value)
            };
            if !fields[from..].iter().all(is_blank) {
                fields.truncate(from);
            }
        } else {
            at += c.len_utf8();
        }
    }
    fields.sort_by_key(|field| field.range.start);
    fields
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

/// Those in brackets alone.
pub(crate) fn bracket_fields(code: &str, language: Option<&Language>) -> Vec<Placeholder> {
    let mut fields = Vec::new();
    if !code.contains(['<', '[', '{']) {
        return fields;
    }
    let free = language.is_some_and(Language::has_blanks);
    let markup = code.contains("</") || code.contains("/>") || code.contains("<?");
    let (mut i, mut before) = (0, ' ');
    while let Some(c) = code[i..].chars().next() {
        let opens = c == '<' || free && matches!(c, '[' | '{') && language != Some(&Language::YAML);
        // `where id = {id}`, `/members/{id}`: in a query or a request braces mean nothing else.
        if c == '{'
            && ([Some(&Language::SQL), Some(&Language::HTTP)].contains(&language)
                || language.is_some_and(|language| language.name() == "redis"))
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
            hangul && !(markup && before == '>') && (free || !before.is_alphanumeric())
                || plain
                || glued()
        } else {
            hangul && after != '(' && !inner.contains(',') && !inner.contains("가-힣")
        };
        if good {
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

/// Fields of prose: angle brackets around Hangul or a `kebab-name`. `가비아 <> Route53` and
/// `List<Member>` hold none.
pub(crate) fn prose_fields(text: &str) -> Vec<Placeholder> {
    let mut fields = bracket_fields(text, Some(&Language::SHELL));
    fields.retain(|field| {
        let name = &field.name;
        let before = text[..field.range.start].chars().next_back().unwrap_or(' ');
        if is_menu_word(&text[field.range.end..]) {
            return false;
        }
        text[field.range.clone()].starts_with('<')
            && (name.chars().any(is_hangul)
                || (name.contains(['-', '_'])
                    && name.chars().all(|c| {
                        c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_')
                    })))
            && !before.is_ascii_alphanumeric()
    });
    fields
}

/// `<확인> 버튼`, `<저장> > <닫기>`: what is written on a screen is nothing to fill in.
fn is_menu_word(after: &str) -> bool {
    const PLACES: &[&str] = &[
        "버튼",
        "메뉴",
        "탭",
        "클릭",
        "선택",
        "누르",
        "눌러",
        "누른",
        "아이콘",
        "화면",
        "창",
        "링크",
        "체크",
        ">",
    ];
    let after = after.trim_start();
    let after = ["을", "를"]
        .iter()
        .find_map(|particle| after.strip_prefix(particle))
        .unwrap_or(after)
        .trim_start();
    PLACES.iter().any(|place| after.starts_with(place))
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

/// The values that an example gives for the fields of a pattern, or nothing where the two do not
/// align.
///
/// `kubectl get pods -n <namespace 이름>` beside `kubectl get pods -n study` gives `("namespace
/// 이름", "study")`.
pub(crate) fn example(pattern: &str, example: &str) -> Vec<(String, String)> {
    align(pattern, example).unwrap_or_default()
}

fn align(pattern: &str, example: &str) -> Option<Vec<(String, String)>> {
    let fields = fields(pattern);
    let first = fields.first()?;
    let mut rest = example.trim().strip_prefix(&pattern[..first.range.start])?;
    let mut values: Vec<(String, String)> = Vec::new();
    let mut place_of: HashMap<&str, usize> = HashMap::new();
    for (i, field) in fields.iter().enumerate() {
        let until = fields
            .get(i + 1)
            .map_or(pattern.len(), |next| next.range.start);
        let literal = &pattern[field.range.end..until];
        let last = i + 1 == fields.len();
        let literal = if last { literal.trim_end() } else { literal };
        let end = match (literal.is_empty(), last) {
            (true, true) => rest.len(),
            (true, false) => return None,
            (false, true) => rest.strip_suffix(literal)?.len(),
            (false, false) => rest.find(literal)?,
        };
        let value = &rest[..end];
        if value.is_empty()
            || value.contains(char::is_whitespace)
            || value.contains(['<', '>', '[', ']'])
            || value.chars().any(is_hangul)
        {
            return None;
        }
        match place_of.entry(&field.name) {
            Entry::Occupied(place) if values[*place.get()].1 != value => return None,
            Entry::Occupied(_) => {}
            Entry::Vacant(place) => {
                place.insert(values.len());
                values.push((field.name.clone(), value.to_owned()));
            }
        }
        rest = &rest[end + literal.len()..];
    }
    Some(values)
}
