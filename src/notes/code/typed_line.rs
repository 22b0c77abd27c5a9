//! Whether a line of a block without prompts is surely typed into a shell: a command that is known,
//! a program that other lines of the block know, what gives a script its structure. A line and the
//! lines around it in; knows nothing of what is printed.

use std::borrow::Cow;

use crate::notes::code::parsed;
use crate::notes::code::tools;
use crate::notes::code::tools::Tools;

/// Whether a command is typed, which may go on over several lines: `whole`, of which `line` is the
/// first, among those of the block.
pub(crate) fn is_known(whole: &str, code: &[&str], tools: &Tools) -> bool {
    // Beyond, an open quotation has been mistaken.
    const MOST: usize = 40;
    let line = whole.lines().next().unwrap_or_default();
    is_structure(line)
        || parsed::is_typed(&substituted(whole), tools)
        || is_name_alone(line, code, tools)
        || is_repeated(line, code) && whole.lines().count() <= MOST
}

/// A line with its commands between backticks in the newer form: ``kill `pidof nginx` `` in a list
/// is half of what was meant, in a block it is whole.
fn substituted(line: &str) -> Cow<'_, str> {
    let ticks = line.matches('`').count();
    if ticks == 0 || ticks % 2 == 1 {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len() + ticks);
    for (i, part) in line.split('`').enumerate() {
        match i {
            0 => {}
            i if i % 2 == 1 => out.push_str("$("),
            _ => out.push(')'),
        }
        out.push_str(part);
    }
    Cow::Owned(out)
}

/// `yarn` before `yarn dev`: the program alone, where another line gives it one of its
/// sub-commands.
fn is_name_alone(line: &str, code: &[&str], tools: &Tools) -> bool {
    let known = tools::program(line).is_some_and(tools::Program::has_subs);
    let given = |other: &&&str| {
        let rest = other.trim().strip_prefix(line);
        rest.is_some_and(|rest| rest.starts_with(' ')) && parsed::is_typed(other, tools)
    };
    known && code.iter().filter(given).count() > 0
}

/// Whether the line's first word, hyphenated as programs are named, begins other lines too.
fn is_repeated(line: &str, code: &[&str]) -> bool {
    let Some((name, _)) = line.split_once(' ') else {
        return false;
    };
    let shaped = name.contains(['-', '.'])
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '_'));
    let begins = |other: &&&str| {
        other
            .trim()
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(' ') && !rest.starts_with(" ="))
    };
    shaped && code.iter().filter(begins).count() > 1 || is_program_of_all(name, code)
}

/// Whether every line begins with the same word in small letters, is given more of them and
/// options, and half of them say behind a number sign what for: `shop list   # 목록`. So do the
/// lines of no language that has statements.
fn is_program_of_all(name: &str, code: &[&str]) -> bool {
    // Statements of languages in which a number sign begins a remark.
    const STATEMENTS: &str = "print puts require import from use using let del assert yield raise \
        global gem return pass include extends load source location server set module package \
        attr_reader attr_accessor library local end else def class not if unless rescue";
    let small = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
    };
    let typed = |line: &&str| {
        let (line, _) = line.split_once(" #").unwrap_or((line, ""));
        let mut words = line.split_whitespace();
        words.next() == Some(name)
            && words
                .next()
                .is_some_and(|word| small(word) || word.starts_with('-'))
            && !line.contains(['(', '=', ';', '{', '"', '\'', ','])
            && !line.trim_end().ends_with(':')
    };
    let said = code.iter().filter(|line| line.contains("  # ")).count();
    small(name)
        && name.len() > 1
        && !STATEMENTS.split_whitespace().any(|one| one == name)
        && code.len() > 1
        && said * 2 >= code.len()
        && code.iter().all(typed)
}

/// `function log {`: without brackets only a shell's.
fn names_function(line: &str) -> bool {
    let name = line
        .strip_prefix("function ")
        .and_then(|rest| rest.strip_suffix(" {"));
    name.is_some_and(|name| {
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        !name.is_empty() && name.chars().all(letter)
    })
}

/// Lines that give a script its structure: `if [ … ]; then`, `done`, `name() {`, `NAME=value`.
pub(crate) fn is_structure(line: &str) -> bool {
    let word = line.split([' ', ';']).next().unwrap_or_default();
    let alone = matches!(
        line,
        "do" | "done" | "then" | "fi" | "else" | "esac" | "}" | ")" | ";;" | "{" | "fi;" | "done;"
    );
    let closes = ["done ", "done|", "} |", "} >", "} 2", "fi |", ") |"]
        .iter()
        .any(|start| line.starts_with(start));
    let opens = matches!(word, "if" | "elif" | "while" | "until" | "for" | "case")
        && (line.contains("; do")
            || line.contains("; then")
            || line.ends_with(" in")
            || line.ends_with(']')
            || word == "for" && line.contains(" in ") && !line.ends_with(':'));
    let defines = (line.ends_with("() {") || line.ends_with("(){"))
        && (!line.trim_end_matches(['{', ' ']).contains(' ') || line.starts_with("function "))
        || names_function(line);
    let assigns = line.split_once('=').is_some_and(|(name, value)| {
        !name.is_empty()
            && !value.starts_with(['=', ' ', '>'])
            && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && (!value.contains(' ') || value.starts_with(['"', '\'', '$', '`', '(']))
            && !value.ends_with([',', ';', '{'])
    });
    alone
        || closes
        || opens
        || defines
        || assigns
        || line.starts_with('|')
        || line.starts_with("&& ")
}
