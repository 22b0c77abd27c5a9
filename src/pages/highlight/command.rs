//! A command in its strip: its words in colours, each option beside its value.

use super::piece::{blank, piece};
use crate::notes::code::placeholder;
use crate::notes::code::placeholder::Placeholder;
use crate::notes::tree::CommandLanguage;
use crate::text::push_escaped;

/// A command line: the program, options with their values kept together, blanks, strings,
/// operators.
pub(super) fn line(language: CommandLanguage, code: &str) -> String {
    let fields = placeholder::fields(code);
    let words = words(code, &fields);
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
fn words(code: &str, fields: &[Placeholder]) -> Vec<(usize, usize)> {
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
