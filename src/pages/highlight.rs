//! Code to HTML in a dozen one-letter classes. A language and a text in, HTML out; placeholders
//! stay placeholders.
//!
//! `k` (a bare `<b>`) key or keyword, `s` (a bare `<i>`) string, `d` number or constant, `n`
//! function or type, `o` option or attribute, `c` comment,
//! `t` program, `v` variable, `p` operator, `u` an option with its value, `f` a blank to fill in,
//! `q` what a program printed.

mod colors;
mod command;
mod grammar;
mod piece;
mod shell;
mod token;
mod yaml;
mod yaml_constant;

use std::borrow::Cow;
use std::ops::Range;

use crate::language::Language;
use crate::notes::code::placeholder;
use crate::notes::code::placeholder::Placeholder;
use crate::notes::tree::{Code, CommandLanguage, Span};
use crate::pages::highlight::colors::{BlockColors, Colors, is_typed};
use crate::pages::highlight::piece::{blank, piece};
use crate::pages::highlight::token::CodeToken;
use crate::text::{self, push_text};

pub(crate) use crate::pages::highlight::colors::PageColors;
pub use crate::pages::highlight::colors::{ClassedRange, classes, judged};

/// A file that a command shows, by where the command stands and the file lies.
pub(crate) fn shown(
    language: Option<&Language>,
    file: &str,
    (command, path): (Span, &str),
    colors: &PageColors,
    out: &mut String,
) {
    let known = colors.shown.get(&command).and_then(|of| of.get(path));
    match known {
        Some(colors) => CodeLines::new(file, colors).all(out),
        None => text(language, file, out),
    }
}

/// A command in its strip. The lines of a here-document are a text, as they are in a listing.
pub(crate) fn command(language: CommandLanguage, code: &str) -> String {
    if language != CommandLanguage::Shell || !code.contains("<<") || !code.contains('\n') {
        return command::line(language, code);
    }
    let mut out = String::with_capacity(code.len() * 2);
    text(Some(&Language::SHELL), code, &mut out);
    out
}

/// A text that stands in no chapter.
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
    // What stands behind a command on its line is a remark.
    let quiet = |range: Range<usize>, out: &mut String| {
        let part = &code.text[range.clone()];
        let is_remark = range.start > 0 && !code.text[..range.start].ends_with('\n');
        if !part.is_empty() {
            out.push_str("<i class=q>");
            out.push_str(if is_remark { "<i class=c>" } else { "" });
            push_text(part, out);
            out.push_str(if is_remark { "</i></i>" } else { "</i>" });
        }
    };
    let mut at = 0;
    for (part, colors) in code.typed.iter().zip(&block.0) {
        quiet(at..part.start, out);
        CodeLines::new(&code.text[part.clone()], colors).all(out);
        at = part.end;
    }
    quiet(at..code.text.len(), out);
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
    let known = colors.listings.get(&span);
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

/// Inline code as an element, with its blanks.
pub(crate) fn inline_code(code: &str) -> String {
    let fields = placeholder::prose_fields(code);
    let mut out = String::with_capacity(code.len() * 2 + 16);
    let is_whole = is_kept_whole(code);
    out.push_str(if is_whole { "<code class=w>" } else { "<code>" });
    if is_whole || !fields.is_empty() {
        html(code, &fields, &mut out);
    } else {
        words(code, &mut out);
    }
    out.push_str("</code>");
    out
}

/// Most columns of what no line ends within: three quarters of the narrowest page.
const KEPT_COLUMNS: usize = 24;

/// Whether code is short and a browser would end a line behind a hyphen of it: `--all-namespaces`
/// is read as one word.
fn is_kept_whole(code: &str) -> bool {
    code.contains('-') && text::columns(code) <= KEPT_COLUMNS
}

/// A text whose short words with hyphens end no line.
fn words(text: &str, out: &mut String) {
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        if is_kept_whole(bare) {
            out.push_str("<span class=w>");
            push_text(bare, out);
            out.push_str("</span>");
            push_text(&word[bare.len()..], out);
        } else {
            push_text(word, out);
        }
    }
}
