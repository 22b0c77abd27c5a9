//! Names to fill in on the lines of a shell's block, which are read as a command in a bullet is:
//! `docker logs 컨테이너`, `kubectl logs {pod}`, `git clone [YOUR_REPO]`. A block in, its fields
//! out. Only behind a program that is known, and in no text: `echo`, here-documents, patterns.

use std::ops::Range;

use crate::language::Language;
use crate::notes::code::noun;
use crate::notes::code::placeholder::{self, Placeholder};
use crate::notes::code::tools;
use crate::notes::tree::Code;
use crate::text::{head, is_hangul};

/// Programs whose operands are a language of their own.
const PATTERNS: &str = "awk sed grep egrep zgrep rg jq yq perl printf echo cat tee xargs find expr";

/// Fields of a listing: in a session only of what is typed.
pub(crate) fn of_listing(code: &Code) -> Vec<Placeholder> {
    if code.typed.is_empty() {
        return of_block(&code.text, code.language.as_ref());
    }
    let of = |part: &Range<usize>| {
        let mut fields = of_block(&code.text[part.clone()], Some(&Language::SHELL));
        for field in &mut fields {
            field.range = field.range.start + part.start..field.range.end + part.start;
        }
        fields
    };
    code.typed.iter().flat_map(of).collect()
}

/// Fields of a block in a language or of a code span.
pub(crate) fn of_block(code: &str, language: Option<&Language>) -> Vec<Placeholder> {
    let fields = placeholder::block_fields(code, language);
    if [Some(&Language::SHELL), Some(&Language::CONSOLE)].contains(&language) {
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
        let json = text.contains("\"{");
        fields.retain(|field| is_filled_in(field, text, json));
        add_latin(text, &mut fields);
        for field in &mut fields {
            field.range = field.range.start + at..field.range.end + at;
        }
        out.append(&mut fields);
    }
    out
}

/// Whether a line begins with a program that is known and takes no text.
fn is_command(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let name = words.find(|word| !matches!(*word, "sudo" | "time" | "nohup" | "$"));
    let program = name.and_then(tools::program);
    program.is_some_and(|known| !known.takes_text)
        && !name.is_some_and(|name| PATTERNS.split(' ').any(|one| one == name))
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

/// `[pod-name]`, `[YOUR_REPO]`, `[venv name]`: a whole operand, and no notation of manuals.
fn add_latin(line: &str, fields: &mut Vec<Placeholder>) {
    const LONGEST: usize = 60;
    const NOTATION: &str = "options option flags args arguments command commands file... OPTIONS \
        OPTION FLAGS ARGS COMMAND COMMANDS ARG";
    // They stand in order.
    let known = fields.len();
    let mut from = 0;
    while let Some(open) = line[from..].find('[').map(|open| from + open) {
        from = open + 1;
        let inner = head(&line[from..], LONGEST);
        let Some(close) = inner.find(']') else {
            continue;
        };
        let name = &inner[..close];
        let range: Range<usize> = open..from + close + 1;
        let before = line[..open].chars().next_back().unwrap_or(' ');
        let after = line[range.end..].chars().next().unwrap_or(' ');
        let letters = name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b' '));
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.len() > 1
            && name.contains(['_', '-', ' '])
            && !name.ends_with([' ', '-'])
            || matches!(
                name,
                "name" | "id" | "ip" | "host" | "user" | "port" | "url" | "path"
            );
        let apart = matches!(before, ' ' | '=' | '@' | '/' | ':' | ',')
            && matches!(after, ' ' | ':' | '/' | '.' | '@' | ',' | '"' | '\'');
        let notation = NOTATION.split_ascii_whitespace().any(|one| one == name);
        let taken = fields[..known].binary_search_by_key(&open, |field| field.range.start);
        if letters && named && apart && !notation && taken.is_err() {
            from = range.end;
            fields.push(Placeholder {
                range,
                name: name.to_owned(),
            });
        }
    }
    fields.sort_by_key(|field| field.range.start);
}
