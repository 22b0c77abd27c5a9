//! Names to fill in: `<pod 이름>`, `[태그명]`, `이미지명:태그`. In goes a command, a code block or
//! prose, out go the bytes and the name of each field. Knows nothing of the page that offers them.

mod alignment;
mod bracket;
mod field;
mod stand_in;

use std::ops::Range;

use crate::language::Language;
use crate::notes::code::{latin_blank, noun};
use crate::text::{head, is_hangul, tail};

use alignment::align;
pub(crate) use bracket::{braced, bracket_fields, bracketed};
use bracket::{joins, own_brackets};
use field::LONGEST;
pub(crate) use field::{Placeholder, is_secret, merged};
use stand_in::stand_in;

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

/// Fields of prose: angle brackets around Hangul or a `kebab-name`, and whatever else they are
/// around in an address: `http://<ip>:<port>`, `<node-ip>:<port>`. `가비아 <> Route53` and
/// `List<Member>` hold none.
pub(crate) fn prose_fields(text: &str) -> Vec<Placeholder> {
    let mut fields = bracket_fields(text, Some(&Language::SHELL));
    fields.retain(|field| {
        let before = text[..field.range.start].chars().next_back().unwrap_or(' ');
        text[field.range.clone()].starts_with('<')
            && !before.is_ascii_alphanumeric()
            && !is_menu_word(&text[field.range.end..])
    });
    let mut out: Vec<Placeholder> = Vec::with_capacity(fields.len());
    let mut rest = fields.into_iter().peekable();
    let mut at = 0;
    while let Some(first) = rest.next() {
        let is_behind = is_in_address(&text[at..first.range.start]);
        let mut word = vec![first];
        while let Some(next) =
            rest.next_if(|next| joins(&text[word[word.len() - 1].range.end..next.range.start]))
        {
            word.push(next);
        }
        at = word[word.len() - 1].range.end;
        let is_address = is_behind || word.len() > 1 && word.iter().any(is_said);
        out.extend(
            word.into_iter()
                .filter(|field| is_address || is_said(field)),
        );
    }
    out
}

/// Whether a name in angle brackets is one to fill in wherever it stands.
fn is_said(field: &Placeholder) -> bool {
    let name = &field.name;
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    name.chars().any(is_hangul) || name.contains(['-', '_']) && name.chars().all(is_part)
}

/// Whether words go on as an address where a name to fill in stands: behind its scheme, or behind
/// what a link took of it (`:` and `/` at the start).
fn is_in_address(before: &str) -> bool {
    let near = tail(before, LONGEST);
    let word = near.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_rest = word.len() == before.len() && word.starts_with([':', '/']);
    word.contains("://") || is_rest && joins(word)
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

/// The values that an example gives for the fields of a pattern, or nothing where the two do not
/// align.
///
/// `kubectl get pods -n <namespace 이름>` beside `kubectl get pods -n study` gives `("namespace
/// 이름", "study")`.
pub(crate) fn example(pattern: &str, example: &str) -> Vec<(String, String)> {
    align(pattern, &fields(pattern), example).unwrap_or_default()
}
