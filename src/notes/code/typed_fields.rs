//! Names to fill in on the lines of a shell's block, which are read as a command in a bullet is:
//! `docker logs 컨테이너`, `kubectl logs {pod}`, `git clone [YOUR_REPO]`. A block in, its fields
//! out. Only behind a program that is known, and in no text: `echo`, here-documents, patterns.

use std::ops::Range;

use crate::language::Language;
use crate::notes::code::noun;
use crate::notes::code::placeholder::{self, Placeholder};
use crate::notes::code::tools;
use crate::notes::tree::Code;
use crate::text::is_hangul;

/// Fields of a listing: in a session only of what is typed.
pub(crate) fn of_listing(code: &Code) -> Vec<Placeholder> {
    if code.typed.is_empty() {
        return of_block(&code.text, code.language.as_ref());
    }
    let redis = code
        .language
        .as_ref()
        .filter(|language| language.name() == "redis");
    let of = |part: &Range<usize>| {
        let mut fields = of_block(&code.text[part.clone()], redis.or(Some(&Language::SHELL)));
        for field in &mut fields {
            field.range = field.range.start + part.start..field.range.end + part.start;
        }
        fields
    };
    code.typed.iter().flat_map(of).collect()
}

/// Fields of a block in a language or of a code span.
pub(crate) fn of_block(code: &str, language: Option<&Language>) -> Vec<Placeholder> {
    let mut fields = placeholder::block_fields(code, language);
    if [Some(&Language::SHELL), Some(&Language::CONSOLE)].contains(&language) {
        // `sed 's/<div>/<p>/'`
        fields.retain(|field| {
            field.name.chars().any(is_hangul)
                || !placeholder::is_in_pattern(&code[..field.range.start])
        });
        placeholder::merged(fields, of_lines(code))
    } else {
        fields
    }
}

/// The fields of a shell's lines.
fn of_lines(code: &str) -> Vec<Placeholder> {
    let mut out = Vec::new();
    let (mut start, mut goes_on) = (0, false);
    let mut until: Option<&str> = None;
    for line in code.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let text = line.trim_end();
        if let Some(end) = until {
            until = until.filter(|_| text.trim() != end);
            continue;
        }
        if let Some((_, document)) = text.split_once("<<") {
            let end = document.trim_start_matches(['-', '<', ' ']);
            let end = end.split(' ').next().unwrap_or_default();
            until = Some(end.trim_matches(['"', '\''])).filter(|end| !end.is_empty());
            continue;
        }
        let reads = goes_on || is_command(text);
        goes_on = reads && text.ends_with('\\');
        if !reads {
            continue;
        }
        let mut fields = placeholder::fields(text);
        let json = holds_json(text);
        fields.retain(|field| is_filled_in(field, text, json));
        placeholder::add_latin(text, &mut fields);
        for field in &mut fields {
            field.range = field.range.start + at..field.range.end + at;
        }
        out.append(&mut fields);
    }
    out
}

/// Whether what stands in quotation marks begins as JSON does, and not with one name to fill in:
/// `"{key}.pem"`.
fn holds_json(line: &str) -> bool {
    line.match_indices("\"{").any(|(at, open)| {
        let inner = line[at + open.len()..].split(['}', '"']).next();
        !inner.is_some_and(|name| {
            let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            !name.is_empty() && name.chars().all(letters)
        })
    })
}

/// Whether a line begins with a program that is known and takes no text.
fn is_command(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let name = words.find(|word| !matches!(*word, "sudo" | "time" | "nohup" | "$"));
    let program = name.and_then(tools::program);
    program.is_some_and(|known| !known.takes_text)
        && !name.is_some_and(|name| placeholder::PATTERNS.split(' ').any(|one| one == name))
}

/// Whether a field of a line is one in a block, where bare words may be names of the writer's own.
fn is_filled_in(field: &Placeholder, line: &str, json: bool) -> bool {
    let text = &line[field.range.clone()];
    let name = field.name.as_str();
    if text.starts_with('{') {
        // `{json}` as the form of an answer is none.
        return !json && !matches!(name, "json" | "yaml" | "wide" | "table");
    }
    if text.len() > name.len() {
        return true;
    }
    if name.starts_with("your") || name.starts_with("YOUR") {
        return true;
    }
    if name.chars().any(is_hangul) {
        // `mkdir 새폴더`: so the writer calls it.
        return !name.starts_with('새') && (noun::is_value(name) || noun::is_thing(name));
    }
    noun::is_han_value(name) || noun::is_han_thing(name)
}
