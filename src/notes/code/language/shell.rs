//! What is typed at a prompt, and what it printed. Lines in; `shell`, `console` or nothing out.

use std::borrow::Cow;

use crate::notes::code::console;
use crate::notes::code::evidence::is_assignment;
use crate::notes::code::language::expression;
use crate::notes::code::parsed;
use crate::notes::code::printed::Unprompted;
use crate::notes::code::prompt;
use crate::notes::code::prompt::PromptKind;
use crate::notes::code::script;
use crate::notes::code::tools;
use crate::notes::code::tools::Tools;

/// Whether one of the first lines begins with a prompt that leaves no doubt.
pub(super) fn is_console(lines: &[&str], tools: &Tools) -> bool {
    lines.iter().take(3).any(|line| {
        let Some(prompt) = prompt::of(line) else {
            return false;
        };
        let rest = line[prompt.end..].trim();
        match prompt.kind {
            PromptKind::Bare | PromptKind::Angle | PromptKind::More => false,
            PromptKind::Shell => line.trim().len() > 1 && console::is_plausible(rest),
            _ => true,
        }
    }) || is_root_session(lines, tools)
        || is_angle_session(lines, tools)
        || console::is_list(lines, tools)
        || console::host(lines, tools).is_some()
        || is_of_device(lines)
}

/// `R1> enable` at the head of a block in which that router is set up.
fn is_of_device(lines: &[&str]) -> bool {
    let name = lines.iter().find_map(|line| prompt::device(line));
    name.is_some_and(|name| lines.first().is_some_and(|line| line.starts_with(name)))
}

/// `> telnet localhost 25` and what it printed: a quotation would go on with its mark. Node, R and
/// other programs print the same mark before expressions.
fn is_angle_session(lines: &[&str], tools: &Tools) -> bool {
    let typed = |line: &&str| {
        let typed = line.strip_prefix("> ");
        typed.is_some_and(|rest| rest.contains(' ') && parsed::is_typed(rest, tools))
    };
    let marked = || lines.iter().filter_map(|line| line.strip_prefix("> "));
    let some = marked().count() > 0 && marked().count() < lines.len();
    let answered = some && lines.first().is_some_and(|line| line.starts_with("> "));
    // What is answered with `<` came over a line, or differs.
    let differs = lines.iter().any(|line| line.starts_with("< "));
    let expressions =
        || !differs && marked().all(expression::is_typed) && marked().any(expression::is_sure);
    // `> docker ps` alone: with its mark a shell would write what `ps` prints to a file.
    let all = !lines.is_empty() && lines.iter().all(&typed);
    all || some && lines.first().is_some_and(typed) || answered && expressions()
}

/// `# fdisk -l` and what it printed: comments are followed by commands, not by output. `% ls` is
/// zsh's prompt with or without it, for no shell's comment begins so.
fn is_root_session(lines: &[&str], tools: &Tools) -> bool {
    let typed = |line: &&str| {
        line.strip_prefix("# ")
            .or_else(|| line.strip_prefix("% "))
            .is_some_and(|rest| parsed::is_typed(rest, tools) && !rest.contains(" -> "))
    };
    let marked = |line: &str| line.starts_with("# ") || line.starts_with("% ");
    let others = lines.iter().filter(|line| !marked(line));
    let of_zsh = lines.iter().all(|line| line.starts_with("% "));
    // `# sudo ufw status` alone: a remark is a sentence or a noun.
    if !lines.is_empty() && lines.iter().all(typed) {
        return true;
    }
    lines.first().is_some_and(typed)
        && (of_zsh || others.clone().count() > 0)
        && !others
            .clone()
            .any(|line| parsed::is_typed(line, tools) || line.contains(['{', ';']))
}

/// `console` where prompts stand before commands, or where output follows them; `shell` where all
/// of it is typed.
pub(super) fn shell(lines: &[&str], tools: &Tools) -> Option<&'static str> {
    if lines[0].starts_with("#!") && lines[0].contains("sh") {
        return Some("shell");
    }
    let code: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| !is_remark(line))
        .collect();
    let first = *code.first()?;
    let (mut typed, mut others, mut first_is_typed) = (0, 0, false);
    let mut session = Unprompted::default();
    let mut i = 0;
    while i < code.len() {
        let line = code[i].trim();
        let taken = script::extent(line, &code[i..], &|_| false);
        let whole = if taken > 1 && !line.contains("<<") {
            code[i..i + taken].join("\n")
        } else {
            line.to_owned()
        };
        let is_command = is_structure(line)
            || parsed::is_typed(&substituted(&whole), tools)
            || is_name_alone(line, &code, tools)
            || is_repeated(line, &code) && taken <= 40;
        if session.reads(line, is_command) {
            typed += taken;
            first_is_typed |= i == 0 && !line.starts_with(['|', '}', ')', '&']);
            i += taken;
        } else {
            others += 1;
            i += 1;
        }
    }
    if typed == 0 || !first_is_typed || is_foreign(&code) {
        return None;
    }
    if !session.has_console && is_program(&code, tools) {
        return None;
    }
    // Nothing but `NAME=value` may be the settings of a service.
    let only_sets = code.iter().all(|line| is_assignment(line.trim()));
    // `key=value` alone: a pair of some settings.
    let only_pairs = code.iter().all(|line| {
        let pair = line.trim().split_once('=');
        pair.is_some_and(|(key, value)| {
            key.starts_with(|c: char| c.is_ascii_lowercase())
                && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                && !value.contains(['$', '"', '\'', '`', ' '])
        })
    });
    if only_sets && code.len() > 1 || only_pairs {
        return None;
    }
    if others == 0 || typed * 4 >= (typed + others) * 3 {
        return Some("shell");
    }
    // A command and what it printed.
    let output = parsed::is_typed(first.trim(), tools)
        && !is_assignment(first.split(' ').next().unwrap_or_default())
        && !first.trim_end().ends_with(['{', ':']);
    output.then_some("console")
}

/// A remark of a shell, or of a writer who is used to other languages: `// 설치`.
fn is_remark(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') || line.starts_with("// ") || line == "//"
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

/// Whether a third of the lines are statements that end with a semicolon, which a shell's lines do
/// not: `function counter() {` begins functions of both.
fn is_program(code: &[&str], tools: &Tools) -> bool {
    let ends = |line: &&&str| {
        let line = line.trim();
        line.ends_with(';')
            && !line.ends_with(";;")
            && !is_structure(line)
            && !parsed::is_typed(line, tools)
    };
    !code.iter().any(|line| line.contains("<<"))
        && code.iter().filter(ends).count() * 3 >= code.len()
}

/// Whether lines stand there that no shell reads: a function with named arguments, JSX, a variable
/// that is declared. A here-document may hold anything.
fn is_foreign(code: &[&str]) -> bool {
    let declared = |line: &str| {
        ["const ", "let ", "var "].iter().any(|word| {
            line.strip_prefix(word)
                .is_some_and(|rest| rest.contains(" = ") || rest.starts_with(['{', '[']))
        })
    };
    // `return <App />`, `return "hi" + name`: a shell's answers with a number.
    let answers = |line: &str| {
        line.strip_prefix("return ").is_some_and(|value| {
            !value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '"' | '-' | ';'))
                || value.starts_with('"') && value.contains(" + ")
        })
    };
    let named = |line: &str| {
        line.split_once('(').is_some_and(|(before, arguments)| {
            (before.starts_with("function ") || before.starts_with("async function "))
                && !arguments.trim_start().starts_with(')')
        })
    };
    let element =
        |line: &str| line.starts_with('<') && !line.starts_with("<<") && line.ends_with('>');
    // `console.log(a);`, `document.querySelector(b)`
    let called = |line: &str| {
        line.ends_with([';', ')'])
            && line.find('(').is_some_and(|at| {
                let name = &line[..at];
                let method = name.rsplit('.').next().unwrap_or_default();
                name.contains('.')
                    && !method.is_empty()
                    && name
                        .chars()
                        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_'))
            })
    };
    // The configuration of tmux: no shell has such an option of `set`.
    let of_tmux = |line: &str| {
        ["set -g ", "set-option ", "setw ", "bind-key ", "unbind "]
            .iter()
            .any(|start| line.starts_with(start))
    };
    let foreign = |line: &&str| {
        let line = line.trim();
        declared(line)
            || answers(line)
            || named(line)
            || element(line)
            || called(line)
            || line.contains(" => ")
            || of_tmux(line)
    };
    !code.iter().any(|line| line.contains("<<")) && code.iter().any(foreign)
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
fn is_structure(line: &str) -> bool {
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
