//! Code to HTML in a dozen one-letter classes. A language and a text in, HTML out; placeholders
//! stay placeholders.
//!
//! `k` (a bare `<b>`) key or keyword, `s` (a bare `<i>`) string, `d` number or constant, `n`
//! function or type, `o` option or attribute, `c` comment,
//! `t` program, `v` variable, `p` operator, `u` an option with its value, `f` a blank to fill in,
//! `q` what a program printed. The only file that knows syntect, never its class generator, which
//! makes code blocks 16 to 19 times larger. What is too large is shown plain.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::language::Language;
use crate::notes::code::language;
use crate::notes::code::placeholder;
use crate::notes::code::placeholder::Placeholder;
use crate::notes::tree::CommandLanguage;
use crate::text::{push_escaped, push_text};

fn grammars() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(two_face::syntax::extra_newlines)
}

/// The grammar of a language.
fn grammar(language: &Language) -> Option<&'static SyntaxReference> {
    grammars().find_syntax_by_token(language.grammar()?)
}

/// A code block.
pub(crate) fn code(language: Option<&Language>, text: &str) -> String {
    let mut html = String::with_capacity(text.len() * 2);
    for line in lines(language, text) {
        html.push_str(&line);
        html.push('\n');
    }
    if !text.ends_with('\n') {
        html.pop();
    }
    html
}

/// A session: what was typed in colours, prompts and output in `q`, which is read and never copied.
pub(crate) fn session(text: &str, typed: &[Range<usize>]) -> String {
    let mut html = String::with_capacity(text.len() * 2);
    let mut at = 0;
    let quiet = |part: &str, html: &mut String| {
        if !part.is_empty() {
            html.push_str("<i class=q>");
            push_text(part, html);
            html.push_str("</i>");
        }
    };
    for part in typed {
        quiet(&text[at..part.start], &mut html);
        html.push_str(&code(Some(&Language::CONSOLE), &text[part.clone()]));
        at = part.end;
    }
    quiet(&text[at..], &mut html);
    html
}

/// A code block line by line, each line's spans closed at its end.
pub(crate) fn lines(language: Option<&Language>, text: &str) -> Vec<String> {
    let syntax = language
        .filter(|_| !language::is_too_large(text))
        .and_then(grammar);
    let fields = placeholder::block_fields(text, language);
    let mut fields = fields.iter().peekable();
    let mut state = syntax.map(ParseState::new);
    let mut stack = ScopeStack::new();
    let mut offset = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        let mut here: Vec<Placeholder> = Vec::new();
        while let Some(field) = fields.next_if(|field| field.range.start < offset + line.len()) {
            if field.range.start >= offset && field.range.end <= offset + body.len() {
                here.push(Placeholder {
                    range: field.range.start - offset..field.range.end - offset,
                    name: field.name.clone(),
                });
            }
        }
        let mut tokens: Vec<(usize, usize, Option<char>)> = Vec::new();
        if let Some(state) = &mut state {
            let with_break = if line.ends_with('\n') {
                line.to_owned()
            } else {
                format!("{line}\n")
            };
            let mut at = 0;
            // A grammar that fails on a line leaves it plain.
            for (to, op) in state
                .parse_line(&with_break, grammars())
                .unwrap_or_default()
            {
                push_token(&mut tokens, at, to.min(body.len()), class(&stack));
                at = at.max(to.min(body.len()));
                let _ = stack.apply(&op);
            }
            push_token(&mut tokens, at, body.len(), class(&stack));
        } else {
            push_token(&mut tokens, 0, body.len(), None);
        }
        out.push(html(body, &tokens, &here));
        offset += line.len();
    }
    out
}

fn push_token(
    tokens: &mut Vec<(usize, usize, Option<char>)>,
    from: usize,
    to: usize,
    class: Option<char>,
) {
    if from >= to {
        return;
    }
    match tokens.last_mut() {
        Some((_, end, last)) if *last == class && *end == from => *end = to,
        _ => tokens.push((from, to, class)),
    }
}

/// Scope prefixes and their classes, the first that fits; `-` keeps the text plain.
const CLASSES: &[(&str, char)] = &[
    ("comment", 'c'),
    ("constant.character.escape", 'd'),
    ("constant.other.placeholder", 'd'),
    ("string.unquoted.plain.out.yaml", 's'),
    ("string", 's'),
    ("constant.numeric", 'd'),
    ("constant", 'd'),
    ("support.constant", 'd'),
    ("entity.name.tag.yaml", 'k'),
    ("meta.mapping.key", 'k'),
    ("entity.name.function", 'n'),
    ("support.function", 't'),
    ("variable.function.shell", 't'),
    ("variable.function", 'n'),
    ("entity.name.tag", 'k'),
    ("entity.name", 'n'),
    ("entity.other.attribute-name", 'o'),
    ("support.type.property-name", 'k'),
    ("support.type", 'n'),
    ("support.class", 'n'),
    ("variable.parameter.option", 'o'),
    ("variable.other.readwrite.shell", 'v'),
    ("variable.annotation", 'o'),
    ("keyword.operator", '-'),
    ("keyword", 'k'),
    ("storage.type.annotation", 'o'),
    ("storage", 'k'),
    ("markup.inserted", 's'),
    ("markup.deleted", 'd'),
    ("punctuation.definition.string", 's'),
    ("punctuation.definition.comment", 'c'),
    ("punctuation.definition.variable", 'v'),
    ("punctuation.definition.parameter", 'o'),
    ("punctuation", '-'),
];

/// The class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> Option<char> {
    thread_local! {
        static KNOWN: RefCell<HashMap<Scope, Option<char>>> = RefCell::new(HashMap::new());
    }
    static TABLE: OnceLock<Vec<(Scope, char)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        CLASSES
            .iter()
            .filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class)))
            .collect()
    });
    KNOWN.with_borrow_mut(|known| {
        for scope in stack.as_slice().iter().rev() {
            let class = *known.entry(*scope).or_insert_with(|| {
                table
                    .iter()
                    .find(|(prefix, _)| prefix.is_prefix_of(*scope))
                    .map(|(_, class)| *class)
            });
            if let Some(class) = class {
                return (class != '-').then_some(class);
            }
        }
        None
    })
}

/// A line's tokens and fields as HTML. Blanks at a token's ends stay outside its span.
fn html(line: &str, tokens: &[(usize, usize, Option<char>)], fields: &[Placeholder]) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    let mut fields = fields.iter().peekable();
    let mut resume = 0;
    for (from, to, class) in tokens {
        let mut at = (*from).max(resume);
        while at < *to {
            if let Some(field) = fields.next_if(|field| field.range.start < *to) {
                piece(
                    line.get(at..field.range.start).unwrap_or_default(),
                    *class,
                    &mut out,
                );
                blank(
                    line.get(field.range.clone()).unwrap_or_default(),
                    &field.name,
                    &mut out,
                );
                at = field.range.end;
                resume = at;
            } else {
                piece(line.get(at..*to).unwrap_or_default(), *class, &mut out);
                at = *to;
            }
        }
    }
    out
}

fn piece(text: &str, class: Option<char>, out: &mut String) {
    let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
    match class {
        Some(class) if start < end => {
            push_text(&text[..start], out);
            // The two that a listing has most of need no class.
            match class {
                'k' => out.push_str("<b>"),
                's' => out.push_str("<i>"),
                class => drop(write!(out, "<i class={class}>")),
            }
            push_text(&text[start..end], out);
            out.push_str(if class == 'k' { "</b>" } else { "</i>" });
            push_escaped(&text[end..], out);
        }
        _ => push_text(text, out),
    }
}

fn blank(text: &str, name: &str, out: &mut String) {
    out.push_str("<span class=f");
    // A blank that is written `<이름>` says its own name.
    if text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
        != Some(name)
    {
        out.push_str(" data-f=\"");
        push_escaped(name, out);
        out.push('"');
    }
    out.push('>');
    push_escaped(text, out);
    out.push_str("</span>");
}

/// Inline code with its blanks.
pub(crate) fn with_placeholders(code: &str) -> String {
    let fields = placeholder::prose_fields(code);
    html(code, &[(0, code.len(), None)], &fields)
}

/// A command line: the program, options with their values kept together, blanks, strings,
/// operators.
pub(crate) fn command(language: CommandLanguage, code: &str) -> String {
    let fields = placeholder::fields(code);
    let words = words(code);
    let mut out = String::with_capacity(code.len() * 2);
    let mut at = 0;
    let mut program = language == CommandLanguage::Shell;
    let mut keep_until: Option<usize> = None;
    for (i, (from, to)) in words.iter().copied().enumerate() {
        push_escaped(&code[at..from], &mut out);
        let word = &code[from..to];
        let class = word_class(language, word, program);
        if class == Some('o') && keep_until.is_none() {
            keep_until = words
                .get(i + 1)
                .filter(|next| is_value(code, (from, to), **next, &fields))
                .map(|next| next.1);
            if keep_until.is_some() {
                out.push_str("<i class=u>");
            }
        }
        token(code, from, to, class, &fields, &mut out);
        if keep_until == Some(to) {
            out.push_str("</i>");
            keep_until = None;
        }
        let starts_next = matches!(
            word,
            "|" | "||" | "&&" | ";" | "&" | "do" | "then" | "sudo" | "|&"
        ) || word.ends_with(';')
            || code[to..].starts_with('\n');
        program = language == CommandLanguage::Shell
            && (starts_next || (program && !matches!(class, Some('t' | 'p'))));
        at = to;
    }
    if keep_until.is_some() {
        out.push_str("</i>");
    }
    push_escaped(&code[at..], &mut out);
    out
}

fn word_class(language: CommandLanguage, word: &str, program: bool) -> Option<char> {
    if matches!(
        word,
        "|" | "||"
            | "&&"
            | ";"
            | "&"
            | ">"
            | ">>"
            | "<"
            | "2>&1"
            | "|&"
            | "do"
            | "then"
            | "done"
            | "fi"
    ) {
        Some('p')
    } else if word.starts_with(['"', '\'']) {
        Some('s')
    } else if language == CommandLanguage::Sql && is_sql_keyword(word) {
        Some('k')
    } else if program && !word.contains('=') {
        Some('t')
    } else if word.starts_with('-') && word.len() > 1 {
        Some('o')
    } else {
        None
    }
}

/// Whether a word is the value of the option before it, from which it is never parted at a line's
/// end: on the same line, no option or operator itself. `<이름>` is a blank, `< file` an operator.
fn is_value(
    code: &str,
    option: (usize, usize),
    value: (usize, usize),
    fields: &[Placeholder],
) -> bool {
    let word = &code[value.0..value.1];
    let blank = fields
        .binary_search_by_key(&value.0, |field| field.range.start)
        .is_ok();
    !code[option.0..option.1].contains('=')
        && !code[option.1..value.0].contains('\n')
        && (blank || !word.starts_with(['-', '|', '>', '<', '&', ';']))
        && code[option.0..value.1].chars().count() <= LONGEST_KEPT
}

/// Characters of an option with its value that are kept on one line.
const LONGEST_KEPT: usize = 60;

fn token(
    code: &str,
    from: usize,
    to: usize,
    class: Option<char>,
    fields: &[Placeholder],
    out: &mut String,
) {
    let mut at = from;
    let first = fields.partition_point(|field| field.range.start < from);
    for field in fields[first..]
        .iter()
        .take_while(|field| field.range.end <= to)
    {
        piece(
            code.get(at..field.range.start).unwrap_or_default(),
            class,
            out,
        );
        blank(&code[field.range.clone()], &field.name, out);
        at = field.range.end;
    }
    piece(&code[at..to], class, out);
}

/// Words of a command, blanks inside quotations and placeholders not counted as borders.
fn words(code: &str) -> Vec<(usize, usize)> {
    let fields = placeholder::fields(code);
    let mut out = Vec::new();
    let mut start: Option<usize> = None;
    let mut quote: Option<char> = None;
    let mut field = fields.iter().peekable();
    let mut skip_until = 0;
    for (i, c) in code.char_indices() {
        if i < skip_until {
            continue;
        }
        if let Some(blank) = field.next_if(|blank| blank.range.start <= i) {
            start.get_or_insert(i);
            skip_until = blank.range.end;
            continue;
        }
        match quote {
            Some(open) => {
                if c == open {
                    quote = None;
                }
            }
            None if c.is_whitespace() => {
                if let Some(from) = start.take() {
                    out.push((from, i));
                }
            }
            None => {
                start.get_or_insert(i);
                if matches!(c, '"' | '\'') {
                    quote = Some(c);
                }
            }
        }
    }
    if let Some(from) = start {
        out.push((from, code.len()));
    }
    out
}

fn is_sql_keyword(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "add",
        "all",
        "alter",
        "and",
        "as",
        "between",
        "by",
        "case",
        "check",
        "column",
        "commit",
        "constraint",
        "create",
        "cross",
        "database",
        "default",
        "delete",
        "desc",
        "describe",
        "distinct",
        "drop",
        "else",
        "end",
        "exists",
        "explain",
        "foreign",
        "from",
        "full",
        "grant",
        "group",
        "having",
        "if",
        "in",
        "index",
        "inner",
        "insert",
        "into",
        "is",
        "join",
        "key",
        "left",
        "like",
        "limit",
        "not",
        "null",
        "on",
        "or",
        "order",
        "outer",
        "primary",
        "references",
        "revoke",
        "right",
        "rollback",
        "select",
        "set",
        "show",
        "table",
        "tables",
        "databases",
        "then",
        "to",
        "truncate",
        "union",
        "unique",
        "update",
        "use",
        "user",
        "values",
        "view",
        "when",
        "where",
        "with",
    ];
    let word = word.trim_end_matches([';', ',', '(']).to_ascii_lowercase();
    WORDS.contains(&word.as_str())
}
