//! Code to HTML in a dozen one-letter classes. A language and a text in, HTML out; placeholders
//! stay placeholders.
//!
//! `k` (a bare `<b>`) key or keyword, `s` (a bare `<i>`) string, `d` number or constant, `n`
//! function or type, `o` option or attribute, `c` comment,
//! `t` program, `v` variable, `p` operator, `u` an option with its value, `f` a blank to fill in,
//! `q` what a program printed.

mod grammar;
mod shell;
mod token;
mod yaml;
mod yaml_constant;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::language::Language;
use crate::notes::code::language;
use crate::notes::code::placeholder;
use crate::notes::code::placeholder::Placeholder;
use crate::notes::tree::{Block, BlockKind, Chapter, Code, CommandLanguage, Span, each_block};
use crate::pages::highlight::token::CodeToken;
use crate::text::{push_escaped, push_text};

/// The colours of a page's listings by the place of each: the page and the course on one page show
/// them both.
#[derive(Default)]
pub(crate) struct PageColors(HashMap<Span, BlockColors>);

/// The colours of one listing, or of each stretch that was typed in a session.
#[derive(Clone)]
struct BlockColors(Vec<Colors>);

/// The tokens of a text and its blanks to fill in.
#[derive(Clone)]
struct Colors {
    tokens: Vec<CodeToken>,
    blanks: Vec<Placeholder>,
}

impl Colors {
    /// What is too large, or has no language, has no tokens.
    fn of(language: Option<&Language>, text: &str) -> Self {
        let mut blanks = placeholder::block_fields(text, language);
        blanks.retain(|blank| !text[blank.range.clone()].contains('\n'));
        let colored = language.filter(|_| !language::is_too_large(text));
        let tokens = colored.map(|language| tokens(language, text, &blanks));
        Self {
            tokens: tokens.unwrap_or_default(),
            blanks,
        }
    }
}

/// The tokens of a text. YAML and shell are what notes are full of and have lexers of their own; a
/// grammar is loaded for others.
fn tokens(language: &Language, text: &str, blanks: &[Placeholder]) -> Vec<CodeToken> {
    match language.grammar() {
        None => Vec::new(),
        Some("yaml") => yaml::tokens(text),
        Some("bash") => shell::tokens(text, blanks),
        Some(grammar) => grammar::tokens(grammar, text),
    }
}

impl BlockColors {
    fn of(code: &Code) -> Self {
        let console = Some(&Language::CONSOLE);
        Self(if is_typed(code) {
            let typed = code.typed.iter();
            typed
                .map(|part| Colors::of(console, &code.text[part.clone()]))
                .collect()
        } else {
            vec![Colors::of(code.language.as_ref(), &code.text)]
        })
    }
}

impl PageColors {
    /// Finds the colours of everything that stands in a chapter.
    pub(crate) fn of(chapter: &Chapter) -> Self {
        let mut found = HashMap::new();
        let footnotes = chapter.footnotes.iter().map(|footnote| &footnote.blocks);
        for blocks in footnotes.chain([&chapter.blocks]) {
            each_block(blocks, &mut |block: &Block| {
                if let BlockKind::Code(code) = &block.kind {
                    found.insert(block.span, BlockColors::of(code));
                }
            });
        }
        Self(found)
    }
}

/// A stretch of a text and the letter of its class.
pub type ClassedRange = (Range<usize>, Option<char>);

/// The classes of a text of any size.
pub fn classes(language: &Language, text: &str) -> Vec<ClassedRange> {
    let blanks = placeholder::block_fields(text, Some(language));
    stretches(&tokens(language, text, &blanks), text)
}

/// The classes that the grammar of a language gives a text, where a page may have a lexer's.
pub fn judged(language: &Language, text: &str) -> Vec<ClassedRange> {
    let grammar = language.grammar().unwrap_or_default();
    stretches(&grammar::tokens(grammar, text), text)
}

fn stretches(tokens: &[CodeToken], text: &str) -> Vec<ClassedRange> {
    let mut at = 0;
    let mut all = Vec::new();
    for token in tokens {
        at += text[at..].bytes().take_while(|byte| *byte == b'\n').count();
        all.push((at..at + token.length(), token.class()));
        at += token.length();
    }
    all
}

/// Whether a listing is a session of which parts were typed.
fn is_typed(code: &Code) -> bool {
    code.language == Some(Language::CONSOLE) && !code.typed.is_empty()
}

/// A text that stands in no chapter: a file that a command shows.
pub fn text(language: Option<&Language>, text: &str, out: &mut String) {
    let colors = Colors::of(language, text);
    CodeLines::new(text, &colors).all(out);
}

/// The listing at a place of the page. Of a session what was typed is in colours, prompts and
/// output in `q`, which is read and never copied.
pub(crate) fn code(code: &Code, span: Span, colors: &PageColors, out: &mut String) {
    let block = colors_at(code, span, colors);
    out.reserve(code.text.len() * 2);
    if !is_typed(code) {
        CodeLines::new(&code.text, &block.0[0]).all(out);
        return;
    }
    let quiet = |part: &str, out: &mut String| {
        if !part.is_empty() {
            out.push_str("<i class=q>");
            push_text(part, out);
            out.push_str("</i>");
        }
    };
    let mut at = 0;
    for (part, colors) in code.typed.iter().zip(&block.0) {
        quiet(&code.text[at..part.start], out);
        CodeLines::new(&code.text[part.clone()], colors).all(out);
        at = part.end;
    }
    quiet(&code.text[at..], out);
}

/// The listing at a place of the page line by line, each line's spans closed at its end.
pub(crate) fn code_lines(code: &Code, span: Span, colors: &PageColors) -> Vec<String> {
    let block = colors_at(code, span, colors);
    let mut lines = CodeLines::new(&code.text, &block.0[0]);
    let mut all = Vec::new();
    let mut out = String::new();
    while lines.next(&mut out).is_some() {
        all.push(std::mem::take(&mut out));
    }
    all
}

fn colors_at<'a>(code: &Code, span: Span, colors: &'a PageColors) -> Cow<'a, BlockColors> {
    let known = colors.0.get(&span);
    known.map_or_else(|| Cow::Owned(BlockColors::of(code)), Cow::Borrowed)
}

/// The lines of a listing that are still to be written.
struct CodeLines<'a> {
    text: &'a str,
    at: usize,
    tokens: &'a [CodeToken],
    blanks: &'a [Placeholder],
}

impl<'a> CodeLines<'a> {
    fn new(text: &'a str, colors: &'a Colors) -> Self {
        Self {
            text,
            at: 0,
            tokens: &colors.tokens,
            blanks: &colors.blanks,
        }
    }

    fn all(mut self, out: &mut String) {
        while let Some(has_break) = self.next(out) {
            if has_break {
                out.push('\n');
            }
        }
    }

    /// Writes the next line without its break; whether it has one.
    fn next(&mut self, out: &mut String) -> Option<bool> {
        if self.at == self.text.len() {
            return None;
        }
        let rest = &self.text.as_bytes()[self.at..];
        let length = memchr::memchr(b'\n', rest);
        let end = self.at + length.unwrap_or(rest.len());
        while self.at < end {
            let (to, class) = match self.tokens.split_first() {
                Some((token, more)) => {
                    self.tokens = more;
                    ((self.at + token.length()).min(end), token.class())
                }
                None => (end, None),
            };
            self.token(to, class, out);
        }
        self.at += usize::from(length.is_some());
        Some(length.is_some())
    }

    /// A token up to `to` with the blanks that begin in it. A blank may reach beyond it.
    fn token(&mut self, to: usize, class: Option<char>, out: &mut String) {
        let from = self.at;
        self.at = to;
        let mut at = from;
        while let Some((field, more)) = self.blanks.split_first() {
            let range = field.range.clone();
            if range.start >= to {
                break;
            }
            if range.start >= at {
                piece(&self.text[at..range.start], class, out);
                blank(&self.text[range.clone()], &field.name, out);
            }
            at = at.max(range.end);
            if range.end > to {
                // The rest of it belongs to the tokens behind this one.
                return;
            }
            self.blanks = more;
        }
        piece(&self.text[at..to], class, out);
    }
}

/// A text without colours and its fields as HTML.
fn html(line: &str, fields: &[Placeholder], out: &mut String) {
    let mut at = 0;
    for field in fields {
        push_text(&line[at..field.range.start], out);
        blank(&line[field.range.clone()], &field.name, out);
        at = field.range.end;
    }
    push_text(&line[at..], out);
}

/// A stretch in one class. Blanks at its ends stay outside its element.
fn piece(text: &str, class: Option<char>, out: &mut String) {
    let Some(class) = class else {
        push_text(text, out);
        return;
    };
    let trimmed = text.trim_start();
    let (before, rest) = text.split_at(text.len() - trimmed.len());
    let inside = rest.trim_end();
    push_text(before, out);
    if inside.is_empty() {
        return;
    }
    // The two that a listing has most of need no class.
    match class {
        'k' => out.push_str("<b>"),
        's' => out.push_str("<i>"),
        class => {
            out.push_str("<i class=");
            out.push(class);
            out.push('>');
        }
    }
    push_text(inside, out);
    out.push_str(if class == 'k' { "</b>" } else { "</i>" });
    push_text(&rest[inside.len()..], out);
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
    let mut out = String::with_capacity(code.len() * 2);
    html(code, &fields, &mut out);
    out
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
