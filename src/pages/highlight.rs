//! Code to HTML in a dozen one-letter classes. A language and a text in, HTML out; placeholders
//! stay placeholders.
//!
//! `k` (a bare `<b>`) key or keyword, `s` (a bare `<i>`) string, `d` number or constant, `n`
//! function or type, `o` option or attribute, `c` comment,
//! `t` program, `v` variable, `p` operator, `u` an option with its value, `f` a blank to fill in,
//! `q` what a program printed.

mod token;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

use crate::language::Language;
use crate::notes::code::placeholder;
use crate::notes::code::placeholder::Placeholder;
use crate::notes::tree::{BlockKind, Chapter, Code, CommandLanguage, Span, each_block};
use crate::pages::highlight::token::{CodeToken, tokens};
use crate::text::{push_escaped, push_text};

/// The colours of a page's listings by the place of each: the page and the course on one page show
/// them both.
#[derive(Default)]
pub(crate) struct PageColors(HashMap<Span, BlockTokens>);

/// The tokens of one listing, or of each stretch that was typed in a session.
#[derive(Clone)]
struct BlockTokens(Vec<Vec<CodeToken>>);

impl BlockTokens {
    fn of(code: &Code) -> Self {
        let console = Some(&Language::CONSOLE);
        Self(if is_typed(code) {
            let typed = code.typed.iter();
            typed
                .map(|part| tokens(console, &code.text[part.clone()]))
                .collect()
        } else {
            vec![tokens(code.language.as_ref(), &code.text)]
        })
    }
}

impl PageColors {
    /// Finds the tokens of everything that stands in a chapter.
    pub(crate) fn of(chapter: &Chapter) -> Self {
        let mut found = HashMap::new();
        let footnotes = chapter.footnotes.iter().map(|footnote| &footnote.blocks);
        for blocks in footnotes.chain([&chapter.blocks]) {
            each_block(blocks, &mut |block| {
                if let BlockKind::Code(code) = &block.kind {
                    found.insert(block.span, BlockTokens::of(code));
                }
            });
        }
        Self(found)
    }
}

/// Whether a listing is a session of which parts were typed.
fn is_typed(code: &Code) -> bool {
    code.language == Some(Language::CONSOLE) && !code.typed.is_empty()
}

/// A text that stands in no chapter: a file that a command shows.
pub(crate) fn text(language: Option<&Language>, text: &str) -> String {
    whole(&lines(language, text, &tokens(language, text)), text)
}

/// The listing at a place of the page. Of a session what was typed is in colours, prompts and
/// output in `q`, which is read and never copied.
pub(crate) fn code(code: &Code, span: Span, colors: &PageColors) -> String {
    if !is_typed(code) {
        return whole(&code_lines(code, span, colors), &code.text);
    }
    let quiet = |part: &str, html: &mut String| {
        if !part.is_empty() {
            html.push_str("<i class=q>");
            push_text(part, html);
            html.push_str("</i>");
        }
    };
    let block = tokens_at(code, span, colors);
    let mut html = String::with_capacity(code.text.len() * 2);
    let mut at = 0;
    for (part, tokens) in code.typed.iter().zip(&block.0) {
        quiet(&code.text[at..part.start], &mut html);
        let typed = &code.text[part.clone()];
        let lines = lines(Some(&Language::CONSOLE), typed, tokens);
        html.push_str(&whole(&lines, typed));
        at = part.end;
    }
    quiet(&code.text[at..], &mut html);
    html
}

/// The listing at a place of the page line by line, each line's spans closed at its end.
pub(crate) fn code_lines(code: &Code, span: Span, colors: &PageColors) -> Vec<String> {
    let block = tokens_at(code, span, colors);
    lines(code.language.as_ref(), &code.text, &block.0[0])
}

fn tokens_at<'a>(code: &Code, span: Span, colors: &'a PageColors) -> Cow<'a, BlockTokens> {
    let known = colors.0.get(&span);
    known.map_or_else(|| Cow::Owned(BlockTokens::of(code)), Cow::Borrowed)
}

fn whole(lines: &[String], text: &str) -> String {
    let mut html = lines.join("\n");
    if text.ends_with('\n') {
        html.push('\n');
    }
    html
}

fn lines(language: Option<&Language>, text: &str, tokens: &[CodeToken]) -> Vec<String> {
    let fields = placeholder::block_fields(text, language);
    let mut fields = fields.iter().peekable();
    let mut tokens = tokens.iter();
    let mut offset = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        let end = offset + body.len();
        let mut here: Vec<Placeholder> = Vec::new();
        while let Some(field) = fields.next_if(|field| field.range.start < offset + line.len()) {
            if field.range.start >= offset && field.range.end <= end {
                here.push(Placeholder {
                    range: field.range.start - offset..field.range.end - offset,
                    name: field.name.clone(),
                });
            }
        }
        let mut at = 0;
        let mut of_line = Vec::new();
        while at < body.len() {
            let token = tokens.next();
            let to = token.map_or(body.len(), |token| at + token.length());
            of_line.push((at, to, token.and_then(|token| token.class())));
            at = to;
        }
        out.push(html(body, &of_line, &here));
        offset += line.len();
    }
    out
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
