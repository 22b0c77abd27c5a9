//! Formulas of TeX in prose: `$x_1$`, `$$ … $$`, `\(x\)`, `\[ … \]`. A text in, the ranges that
//! hold one out, so that Markdown takes no line, star or backslash of theirs for its own. Knows no
//! TeX beyond what tells a formula from a price, a variable of the shell or an escaped bracket.

use std::ops::Range;

use crate::text::{head, is_hangul};

/// A formula in a line of prose is no longer, in bytes.
const LONGEST: usize = 2000;

/// The formulas of a text, in order, with their delimiters. Code is not known here: what holds a
/// backtick is no formula.
pub(crate) fn formulas(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'$', b'\\', &bytes[at..]) {
        let start = at + found;
        let end = match (bytes[start], bytes.get(start + 1)) {
            (b'$', Some(b'$')) => displayed(text, start),
            (b'$', _) => inline(text, start),
            (_, Some(b'(')) => escaped(text, start, "\\)"),
            (_, Some(b'[')) => escaped(text, start, "\\]"),
            _ => None,
        };
        at = match (end, bytes[start]) {
            (Some(end), _) => {
                out.push(start..end);
                end
            }
            (None, b'$') => start + bytes[start..].iter().take_while(|b| **b == b'$').count(),
            // What a backslash stands before is no delimiter.
            (None, _) => start + 1 + text[start + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    out
}

/// The end of `$…$` (GitHub, "writing mathematical expressions"): nothing blank right inside, and
/// outside neither letter nor digit, so that `$HOME/a and $PATH` and `$5 to $10` are none. Words
/// of Korean stand in `\text{…}` only.
fn inline(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].chars().next_back();
    let inner = start + 1;
    let end = inner + text[inner..].find(['$', '\n', '`'])?;
    let content = &text[inner..end];
    let after = text[end..].strip_prefix('$')?.chars().next();
    let is_outside = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '$');
    let is_tight = !content.starts_with(char::is_whitespace)
        && !content.ends_with(char::is_whitespace)
        && content.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 0;
    let is_prose = content.contains(is_hangul) && !content.contains('{');
    let is_formula = is_tight
        && !content.is_empty()
        && !is_prose
        && is_outside(before)
        && is_outside(after)
        && is_no_markup(content);
    is_formula.then_some(end + 1)
}

/// The end of `$$ … $$`: within a paragraph, or each on a line of its own.
fn displayed(text: &str, start: usize) -> Option<usize> {
    let inner = start + 2;
    let length = text[inner..].find("$$")?;
    let end = inner + length + 2;
    let content = &text[inner..inner + length];
    let is_row = |line: Option<&str>| {
        let line = line.unwrap_or_default();
        line.trim_matches(['>', ' ', '\t', '\r']).is_empty()
    };
    // Looked at last: a line of many formulas is not read for each.
    let is_apart = || {
        is_row(content.split('\n').next())
            && is_row(content.rsplit('\n').next())
            && is_row(text[..start].rsplit('\n').next())
            && is_row(text[end..].split('\n').next())
    };
    let is_formula = !content.trim().is_empty()
        && is_no_markup(content)
        && (!holds_blank_line(content) || is_apart());
    is_formula.then_some(end)
}

/// The end of `\(…\)` or `\[…\]`. The brackets of prose are escaped as well (`\(선택\)`,
/// `\[1\]`), so that only what reads as a formula is one.
fn escaped(text: &str, start: usize, close: &str) -> Option<usize> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '\\') {
        return None;
    }
    let inner = start + 2;
    let window = head(&text[inner..], LONGEST);
    let length = window.find(close)?;
    let content = &text[inner..inner + length];
    let reads = if close == "\\)" {
        has_command(content) || is_sum(content)
    } else {
        has_command(content) || content.contains('^') && is_sum(content)
    };
    let is_formula = reads && is_no_markup(content) && !holds_blank_line(content);
    is_formula.then_some(inner + length + close.len())
}

/// Neither code nor a link nor an address.
fn is_no_markup(content: &str) -> bool {
    !content.contains('`') && !content.contains("](") && !content.contains("://")
}

fn holds_blank_line(content: &str) -> bool {
    let mut lines = content.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some() && line.trim().is_empty() {
            return true;
        }
    }
    false
}

/// Whether it holds a command of TeX, `\frac`.
fn has_command(content: &str) -> bool {
    let mut pieces = content.split('\\').skip(1);
    pieces.any(|piece| piece.bytes().take_while(u8::is_ascii_alphabetic).count() > 1)
}

/// What joins variables to more than one.
const SUMS: [char; 8] = ['_', '^', '=', '+', '*', '<', '>', '('];

/// Whether its letters stand alone, as variables do: `x`, `a_1 + b`, `O(n)`, and no word or version
/// is among them; `A/B` and `a, b` are prose as often.
fn is_sum(content: &str) -> bool {
    let is_plain = content
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b" +-*/=<>^_{}()[],!|'\\".contains(&byte));
    // `mc` of `E = mc^2` is a product.
    let has_relation = content.contains(['^', '=']);
    let mut words = content.split(|c: char| !c.is_ascii_alphanumeric());
    let mut letters = 0;
    let is_alone = words.all(|word| {
        letters += usize::from(word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic());
        let is_product = word.len() == 2 && has_relation;
        word.len() < 2 || is_product || word.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_one = content.trim().len() == 1;
    is_plain && is_alone && letters > 0 && (is_one || content.contains(SUMS))
}
