//! What is typed at a prompt, and what it printed. Lines in; `shell`, `console` or nothing out.

use crate::notes::code::console;
use crate::notes::code::evidence::is_assignment;
use crate::notes::code::explained;
use crate::notes::code::language::expression;
use crate::notes::code::parsed;
use crate::notes::code::prompt;
use crate::notes::code::prompt::PromptKind;
use crate::notes::code::tools;
use crate::notes::code::tools::Tools;
use crate::notes::code::transcript;
use crate::notes::code::transcript::{SaidLanguage, SessionKind};
use crate::notes::code::typed_line;

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
    }) || is_prompted_below(lines, tools)
        || is_root_session(lines, tools)
        || is_opened_session(lines, tools)
        || is_angle_session(lines, tools)
        || console::repeated(lines).is_some()
        || console::is_list(lines, tools)
        || console::host(lines, tools).is_some()
        || is_of_device(lines)
}

/// Whether a prompt stands before a command below others that have none: the writer began to leave
/// it out.
fn is_prompted_below(lines: &[&str], tools: &Tools) -> bool {
    const MOST: usize = 40;
    let typed = |line: &&&str| {
        let name = line.trim_start().split(' ').next().unwrap_or_default();
        transcript::is_remark(line) || tools::program(name).is_some()
    };
    let above = lines.iter().take(MOST).take_while(typed).count();
    let prompted = lines.get(above).and_then(|line| line.strip_prefix("$ "));
    above > 0 && prompted.is_some_and(|command| parsed::is_typed(command, tools))
}

/// `R1> enable` at the head of a block in which that router is set up.
fn is_of_device(lines: &[&str]) -> bool {
    let device = lines.iter().find_map(|line| prompt::of_device(line));
    device.is_some_and(|device| lines[0].starts_with(device.name))
}

/// `> telnet localhost 25` and what it printed: a quotation would go on with its mark. Node, R and
/// other programs print the same mark before expressions.
fn is_angle_session(lines: &[&str], tools: &Tools) -> bool {
    let typed = |line: &&str| -> bool {
        let typed = line.strip_prefix("> ");
        typed.is_some_and(|rest| rest.contains(' ') && parsed::is_typed(rest, tools))
    };
    // `# 확인` above it.
    let remarks = lines.iter().take_while(|line| transcript::is_remark(line));
    let lines = &lines[remarks.count()..];
    let marked = || lines.iter().filter_map(|line| line.strip_prefix("> "));
    let some = marked().count() > 0 && marked().count() < lines.len();
    let answered = some && lines.first().is_some_and(|line| line.starts_with("> "));
    // What is answered with `<` came over a line, or differs.
    let differs = lines.iter().any(|line| line.starts_with("< "));
    let expressions =
        || !differs && marked().all(expression::is_typed) && marked().any(expression::is_sure);
    // `> docker ps` alone: with its mark a shell would write what `ps` prints to a file.
    let all = !lines.is_empty() && lines.iter().all(&typed);
    // `> db.movies.drop()`, `> show dbs`: nobody quotes what a client is asked.
    let asked = || {
        let of_client = |line: &&str| {
            line.strip_prefix("> ").is_some_and(|rest| {
                rest.starts_with("db.") && rest.contains('(') || rest == "show dbs"
            })
        };
        lines.iter().any(of_client) && lines.iter().all(|line| line.starts_with("> "))
    };
    all || some && lines.first().is_some_and(typed)
        || answered && expressions()
        || asked() && marked().all(expression::is_typed)
}

/// `# fdisk -l` and what it printed: comments are followed by commands, not by output. `% ls` is
/// zsh's prompt with or without it, for no shell's comment begins so.
fn is_root_session(lines: &[&str], tools: &Tools) -> bool {
    let typed = |line: &&str| -> bool {
        line.strip_prefix("# ")
            .or_else(|| line.strip_prefix("% "))
            .is_some_and(|rest| parsed::is_typed(rest, tools) && !rest.contains(" -> "))
    };
    let marked = |line: &str| line.starts_with("# ") || line.starts_with("% ");
    // `// 방화벽 켜기` above it: where remarks begin so, a number sign is a prompt.
    let lines = || lines.iter().filter(|line| !line.starts_with("//"));
    let others = lines().filter(|line| !marked(line));
    let of_zsh = lines().all(|line| line.starts_with("% "));
    // `# sudo ufw status` alone: a remark is a sentence or a noun.
    if lines().next().is_some() && lines().all(typed) {
        return true;
    }
    lines().next().is_some_and(typed)
        && (of_zsh || others.clone().count() > 0)
        && !others
            .clone()
            .any(|line| parsed::is_typed(line, tools) || line.contains(['{', ';']))
}

/// Whether a block holds nothing but commands, though its label says it is a program: each line
/// a known program with its sub-command, as no statement of such a language is written.
pub(super) fn is_mislabelled(label: &str, lines: &[&str], tools: &Tools) -> bool {
    const PROGRAMS: &str = "java javascript typescript jsx tsx python css scss sql c cpp csharp \
        kotlin go swift rust php dart scala dockerfile yaml json";
    const MOST: usize = 100;
    if !PROGRAMS.split_whitespace().any(|one| one == label)
        || lines.is_empty()
        || lines.len() > MOST
    {
        return false;
    }
    // Most blocks of such a label have no line that begins so, and need no closer look.
    let begins = |line: &&str| {
        let name = line.trim_start().split(' ').find(|word| *word != "sudo");
        name.is_some_and(|name| name.starts_with("./") || tools::program(name).is_some())
    };
    if !lines.iter().any(begins) {
        return false;
    }
    let mut whole: Vec<String> = Vec::new();
    for line in lines.iter().map(|line| line.trim()) {
        match whole.last_mut().filter(|above| above.ends_with('\\')) {
            Some(above) => {
                above.pop();
                above.push_str(line);
            }
            None if transcript::is_remark(line) => {}
            None => whole.push(line.to_owned()),
        }
    }
    let said: Vec<&str> = whole.iter().map(String::as_str).collect();
    let ends = explained::ends(&said, tools);
    let typed = |(line, end): (&&str, &Option<usize>)| {
        let command = line[..end.unwrap_or(line.len())].trim_end();
        let name = command.split(' ').find(|word| *word != "sudo");
        let known = name
            .and_then(tools::program)
            .is_some_and(|known| known.has_subs() || is_given(command));
        let runs_file = name.is_some_and(|name| name.starts_with("./"));
        (known || runs_file)
            && command.contains(' ')
            && !command.ends_with([';', '{', '}', ':', ',', ')'])
            && !command.contains(" = ")
            && parsed::is_typed(command, tools)
            && parsed::is_proven(command, tools)
    };
    !said.is_empty() && said.iter().zip(&ends).all(typed)
}

/// Whether a program is given what no expression has: an option first, or a file.
fn is_given(command: &str) -> bool {
    let mut words = command
        .split(' ')
        .skip_while(|word| *word == "sudo")
        .skip(1);
    let first = words.next().unwrap_or_default();
    let option = first.trim_start_matches('-');
    let is_option =
        option.len() < first.len() && option.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_file = first.contains(['.', '/']) && first.bytes().any(|b| b.is_ascii_lowercase());
    (is_option || is_file) && !command.contains(['(', '=', '{'])
}

/// Whether a block opens a shell and all that stands behind number signs below is typed there:
/// `docker exec -it web sh` above `# ls -al`.
fn is_opened_session(lines: &[&str], tools: &Tools) -> bool {
    const MOST: usize = 100;
    let typed = |text: &str| parsed::is_typed(text, tools) && parsed::is_proven(text, tools);
    let Some((first, below)) = lines.split_first() else {
        return false;
    };
    let opens = typed(first.trim()) && transcript::opens(first.trim());
    if !opens || lines.len() > MOST {
        return false;
    }
    let marked = || below.iter().filter_map(|line| line.strip_prefix("# "));
    let bare = || below.iter().filter(|line| !line.starts_with('#'));
    below.first().is_some_and(|line| line.starts_with("# "))
        && marked().all(typed)
        && !bare().any(|line| typed(line))
}

/// Whether a block that is labelled as a shell's holds what its commands printed. A script is
/// typed from the first line to the last, whatever its lines look like.
pub(super) fn is_answered(lines: &[&str], tools: &Tools) -> bool {
    // Most lines begin with a program: a look at their first words saves the rest.
    let mut joined = false;
    let mut typed = |line: &&str| {
        let goes_on = std::mem::replace(&mut joined, line.ends_with('\\'));
        let first = line.trim_start().split(' ').next().unwrap_or_default();
        goes_on || tools::program(first).is_some() || transcript::is_remark(line)
    };
    if lines.iter().all(&mut typed) {
        return false;
    }
    let is_script = |line: &str| {
        let line = line.trim();
        line.contains("<<") || typed_line::is_structure(line) && !is_assignment(line)
    };
    let holds_script = || {
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let data = transcript::json(&lines[at..]);
            if data.is_none() && is_script(line) {
                return true;
            }
            at += data.unwrap_or(1);
        }
        false
    };
    !lines[0].starts_with("#!")
        && !holds_script()
        && shell(lines, SaidLanguage::Shell, tools) == Some("console")
}

/// `console` where prompts stand before commands, or where output follows them; `shell` where all
/// of it is typed.
pub(super) fn shell(lines: &[&str], said: SaidLanguage, tools: &Tools) -> Option<&'static str> {
    if lines[0].starts_with("#!") && lines[0].contains("sh") {
        return Some("shell");
    }
    let hash = |line: &&str| line.trim_start().starts_with('#');
    let code: Vec<&str> = lines.iter().copied().filter(|line| !hash(line)).collect();
    let parts = transcript::parts(&code, said, tools);
    let part = parts.first()?;
    let first = code[part.at].trim_start().get(part.mark..)?;
    let is_printed = |at: usize| {
        let before = parts.partition_point(|part| part.at <= at).checked_sub(1);
        before.is_some_and(|before| parts[before].kind == SessionKind::Printed)
    };
    // What is said behind commands, or between them, is in no language.
    let all = code.len();
    let kept: Vec<(usize, &str)> = code
        .into_iter()
        .enumerate()
        .filter(|(_, line)| !explained::is_caption(line))
        .collect();
    let captions = all - kept.len();
    let texts: Vec<&str> = kept.iter().map(|(_, line)| *line).collect();
    let remarks = explained::ends(&texts, tools);
    let cut = |(line, end): (&&'_ str, &Option<usize>)| end.unwrap_or(line.len());
    let ends: Vec<usize> = texts.iter().zip(&remarks).map(cut).collect();
    let code: Vec<&str> = texts
        .iter()
        .zip(&ends)
        .map(|(line, end)| &line[..*end])
        .collect();
    // No other language is looked for in what programs printed.
    let typed: Vec<&str> = kept
        .iter()
        .zip(&code)
        .filter(|((at, _), _)| !is_printed(*at))
        .map(|(_, line)| *line)
        .collect();
    let count = |kind: SessionKind| -> usize {
        let of_kind = parts.iter().filter(|part| part.kind == kind);
        of_kind.map(|part| part.taken).sum()
    };
    let begins = first.trim_start();
    let first_is_known = parts
        .first()
        .is_some_and(|part| part.kind == SessionKind::Known)
        && !begins.starts_with(['|', '}', ')', '&']);
    // In a console of SQL statements end as those of other languages do.
    let is_program = || count(SessionKind::Inside) == 0 && is_program(&typed, tools);
    if !first_is_known || is_foreign(&typed) || is_program() {
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
    // A command and what it printed.
    let marked = parts.iter().any(|part| part.mark > 0);
    if marked || count(SessionKind::Printed) > 0 {
        let typed = said == SaidLanguage::Shell || parsed::is_typed(first.trim(), tools);
        let output = typed
            && !is_assignment(first.split(' ').next().unwrap_or_default())
            && !first.trim_end().ends_with(['{', ':']);
        return output.then_some("console");
    }
    let known = count(SessionKind::Known) + count(SessionKind::Inside);
    // A plan, in which a command stands.
    if explained::is_caption(lines[0]) && captions > known {
        return None;
    }
    let shaped = count(SessionKind::Shaped);
    let (likely, odd) = (count(SessionKind::Likely), count(SessionKind::Odd));
    let most = known * 4 >= (known + shaped + likely + odd) * 3;
    let said_of_all = || parts.iter().all(|part| part.remark.is_some());
    let firm = odd == 0
        && shaped + likely <= known
        && (parsed::is_proven(first.trim(), tools) || said_of_all());
    (most || firm).then_some("shell")
}

/// Whether a third of the lines are statements that end with a semicolon, which a shell's lines do
/// not: `function counter() {` begins functions of both.
fn is_program(code: &[&str], tools: &Tools) -> bool {
    let ends = |line: &&&str| {
        let line = line.trim();
        line.ends_with(';')
            && !line.ends_with(";;")
            && !typed_line::is_structure(line)
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
            || prompt::is_of_device(line)
    };
    !code.iter().any(|line| line.contains("<<")) && code.iter().any(foreign)
}
