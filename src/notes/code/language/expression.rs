//! What one types at the prompt `> ` of a program that reads expressions: Node, R, Lua and their
//! kin. A line without its prompt in, a verdict out. A quotation, the message of a build tool or a
//! request are none.

use crate::notes::code::statement;
use crate::text::is_hangul;

/// Whether a line may be typed there: an expression, a statement, or a name alone.
pub(super) fn is_typed(line: &str) -> bool {
    is_sure(line) || is_name(line.trim_end_matches(';'))
}

/// Whether a line can hardly be anything else.
pub(super) fn is_sure(line: &str) -> bool {
    let line = line.trim();
    if line.contains(" HTTP/") || without_quotations(line).contains(is_hangul) {
        return false;
    }
    let first = line.split([' ', '(']).next().unwrap_or_default();
    let declares = [
        "const", "let", "var", "function", "class", "typeof", "await", "new", "import",
    ]
    .contains(&first)
        && line.contains(' ');
    let meta = [".exit", ".help", ".load", ".editor", ".break", "q()"].contains(&first);
    let client = statement::read(line).is_some_and(|found| found.whole);
    declares || meta || client || shows(line) || is_expression(line)
}

/// `show dbs`, `use shop`: what clients are asked.
fn shows(line: &str) -> bool {
    line.strip_prefix("use ")
        .or_else(|| line.strip_prefix("show "))
        .is_some_and(is_name)
}

/// `1 + 1`, `x <- c(1, 2)`, `Math.max(1, 2)`, `[1, 2]`, `'a'`, `process.version`.
fn is_expression(line: &str) -> bool {
    let code = without_quotations(line);
    let operators = [
        " + ", " - ", " * ", " / ", " % ", " ** ", " = ", " <- ", " == ", " === ", " < ", " > ",
        " && ", " || ", " != ", " !== ",
    ];
    let operated = operators.iter().any(|operator| {
        code.split_once(operator).is_some_and(|(left, right)| {
            let operand = |text: &str| {
                let text = text.trim();
                !text.is_empty()
                    && (is_value(text)
                        || text.contains(['(', '[', '\''])
                        || text.chars().any(|c| "+-*/%".contains(c)))
            };
            operand(left) && operand(right)
        })
    });
    let called = code.find('(').is_some_and(|at| {
        at > 0
            && code[..at]
                .chars()
                .all(|c| c.is_alphanumeric() || "._$:".contains(c))
            && code.trim_end_matches(';').ends_with([')', '{'])
    });
    let literal = line.starts_with(['[', '{', '\'', '"', '`'])
        && line
            .trim_end_matches(';')
            .ends_with([']', '}', '\'', '"', '`', ')']);
    let member = code.split('.').count() > 1 && code.split('.').all(is_name) && !code.contains(' ');
    let number = code.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !code.is_empty();
    operated || called || literal || member || number
}

/// A name or a number.
fn is_value(text: &str) -> bool {
    is_name(text) || !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$' | '\''))
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '\'' | '.'))
}

/// The line with nothing between its quotation marks.
fn without_quotations(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut open: Option<char> = None;
    for c in line.chars() {
        match open {
            Some(mark) if c == mark => {
                open = None;
                out.push(c);
            }
            Some(_) => {}
            None => {
                if matches!(c, '"' | '\'' | '`') {
                    open = Some(c);
                }
                out.push(c);
            }
        }
    }
    out
}
