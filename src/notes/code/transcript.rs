//! A session that shows no prompts: which of its lines were typed and which a program printed. The
//! lines of a block in, its commands and what they printed out.
//!
//! Where nothing tells a line, it is taken as typed. Of a command too many the reader sees at once
//! that the shell does not know it; one that is missing nobody misses until what follows fails.
//! Only behind a program that prints any text (`cat`, one's own) is a bare word rather printed.

use crate::notes::code::evidence::is_assignment;
use crate::notes::code::explained;
use crate::notes::code::operand::{is_file, is_option};
use crate::notes::code::parsed;
use crate::notes::code::printed;
use crate::notes::code::printed::{PrintedAt, Sureness};
use crate::notes::code::script;
use crate::notes::code::sentence::{BETWEEN, SENTENCE};
use crate::notes::code::tools;
use crate::notes::code::tools::Tools;
use crate::notes::code::typed_line;
use crate::text::is_hangul;

/// A command with all its lines, or a line that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SessionPart {
    /// Its first line.
    pub at: usize,
    /// How many lines it takes.
    pub taken: usize,
    /// The bytes of its text before a remark of the writer's, if it has one.
    pub remark: Option<usize>,
    /// The bytes of its text before the command: `(venv) `, `① `.
    pub mark: usize,
    /// What it is.
    pub kind: SessionKind,
}

impl SessionPart {
    /// The first line of what is typed, without what is said of it.
    fn command<'t>(&self, lines: &[&'t str]) -> &'t str {
        let line = lines[self.at].trim();
        &line[self.mark..self.remark.unwrap_or(line.len())]
    }
}

/// What a part of a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionKind {
    /// Surely typed.
    Known,
    /// Typed at a console that a command before it opened.
    Inside,
    /// It has the shape of a command, and an option, a file or another line that speaks for it.
    Shaped,
    /// It may be a command.
    Likely,
    /// Neither the shape of a command nor of what is printed.
    Odd,
    /// Surely printed.
    Printed,
}

/// What a block's label says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SaidLanguage {
    /// Nothing.
    Unsaid,
    /// It is a shell's: where it begins with a program that shows something, that is typed, for a
    /// word alone as well.
    Shell,
}

/// The parts of a block, without blank lines and remarks.
pub(crate) fn parts(lines: &[&str], said: SaidLanguage, tools: &Tools) -> Vec<SessionPart> {
    // What other lines are compared with: more would not change the verdict.
    const MOST: usize = 400;
    let is_code = |line: &&&str| !line.trim().is_empty() && !is_remark(line);
    let code: Vec<&str> = lines.iter().filter(is_code).take(MOST).copied().collect();
    let mut parts: Vec<SessionPart> = Vec::new();
    let texts: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    let remarks = explained::ends(&texts, tools);
    // The last command, how far it is set in, and whether something was printed since.
    let mut above: Option<(&str, usize)> = None;
    let mut is_below_output = false;
    // Whether what two files differ in is being printed, whose lines begin with its marks.
    let mut is_in_diff = false;
    let mut at = 0;
    while at < lines.len() {
        let line = texts[at];
        if line.is_empty() || is_remark(line) {
            at += 1;
            continue;
        }
        let line = &line[..remarks[at].unwrap_or(line.len())];
        if let Some(taken) = json(&lines[at..]) {
            let (remark, mark, kind) = (None, 0, SessionKind::Odd);
            parts.push(SessionPart {
                at,
                taken,
                remark,
                mark,
                kind,
            });
            at += taken;
            continue;
        }
        let taken = script::extent(line, &lines[at..], &|_| false);
        let known = if taken > 1 && !line.contains("<<") {
            typed_line::is_known(lines[at..at + taken].join("\n").trim_start(), &code, tools)
        } else {
            typed_line::is_known(line, &code, tools)
        };
        let mark = if known { 0 } else { marked(line, tools) };
        // What its output tells to type next is set in: `  npm start`.
        let is_printed = above.is_some_and(|(command, edge)| {
            let is_below = is_below_output && indent(lines[at]) > edge;
            let sureness = if known && !is_below_output {
                Sureness::Known
            } else {
                Sureness::Unknown
            };
            is_below || printed::is_answer(line, command, sureness)
        });
        is_in_diff |= ["diff --git ", "@@ "]
            .iter()
            .any(|head| line.starts_with(head));
        let is_printed = is_printed || is_in_diff && line.starts_with(['-', '+', '@']);
        let known = known && !is_printed && !(at > 0 && printed::is_never_typed(line))
            || mark > 0
            || parts.is_empty() && said == SaidLanguage::Shell && shows(line);
        let kind = if known {
            above = Some((line, indent(lines[at])));
            is_below_output = false;
            is_in_diff = false;
            SessionKind::Known
        } else if is_printed {
            is_below_output = true;
            SessionKind::Printed
        } else {
            is_below_output |= printed::is_printed(line, PrintedAt::Shell);
            SessionKind::Odd
        };
        let taken = if known { taken } else { 1 };
        let remark = remarks[at].filter(|_| taken == 1);
        parts.push(SessionPart {
            at,
            taken,
            remark,
            mark,
            kind,
        });
        at += taken;
    }
    weigh(&mut parts, lines, &code);
    parts
}

/// Whether a line begins with a program that shows something: `date`, `id`, `echo hi`.
fn shows(line: &str) -> bool {
    let name = line.split(' ').next().unwrap_or_default();
    ["prints", "shows", "lone"]
        .iter()
        .any(|section| tools::section_lists(section, name))
        && !line.contains([':', '=', ','])
}

/// The bytes before a command that are none of it: the environment that is active, which the shell
/// prints, or the mark of a list.
fn marked(line: &str, tools: &Tools) -> usize {
    let example = explained::example(line);
    if example > 0 && parsed::is_typed(&line[example..], tools) {
        return example;
    }
    if !line.starts_with(|c: char| "(-*+•·".contains(c) || c.is_ascii_digit() || !c.is_ascii()) {
        return 0;
    }
    let environment = || {
        let (name, rest) = line.strip_prefix('(')?.split_once(") ")?;
        let letter = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
        name.bytes()
            .all(letter)
            .then_some(line.len() - rest.trim_start().len())
    };
    // `설치: npm ci`
    let label = || {
        let signs = [": ", ") ", "-> ", "→ "];
        let end = |sign: &&str| line.find(*sign).map(|at| at + sign.len());
        let named = line.starts_with(is_hangul);
        named.then(|| signs.iter().find_map(end)).flatten()
    };
    let mark = Some(entry(line)).filter(|mark| *mark > 0);
    let mark = mark.or_else(environment).or_else(label);
    let typed = |mark: &usize| {
        let rest = &line[*mark..];
        rest.contains(' ') && parsed::is_typed(rest, tools)
    };
    mark.filter(typed).unwrap_or(0)
}

/// The bytes of the mark of a list before an entry; none where there is no mark.
pub(crate) fn entry(line: &str) -> usize {
    let text = line.trim_start();
    let enclosed = text.strip_prefix('(').unwrap_or(text);
    let digits = enclosed.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if digits.len() == enclosed.len() {
        text.strip_prefix(|c| matches!(c, '-' | '*' | '+' | '•' | '·' | '①'..='⑳'))
    } else if enclosed.len() < text.len() {
        digits.strip_prefix(')')
    } else {
        digits.strip_prefix(['.', ')', '-'])
    };
    let rest = rest.filter(|rest| rest.starts_with([' ', '\t']));
    rest.map_or(0, |rest| line.len() - rest.trim_start().len())
}

/// The lines of an object or array of JSON at the start; the braces of a shell hold commands.
pub(crate) fn json(lines: &[&str]) -> Option<usize> {
    const MOST: usize = 400;
    let (first, rest) = lines.split_first()?;
    let close = match first.trim() {
        "{" => '}',
        "[" | "[{" => ']',
        _ => return None,
    };
    let inner = rest.iter().find(|line| !line.trim().is_empty())?;
    if !inner.trim_start().starts_with(['"', '{', '[', '}', ']']) {
        return None;
    }
    let closes = |line: &&str| {
        let text = line.trim_start();
        indent(line) == indent(first) && (text.starts_with(close) || text == "}]")
    };
    let taken = rest.iter().take(MOST).position(closes)?;
    Some(taken + 2)
}

/// A remark of a shell, or what a writer says in a line of its own.
pub(crate) fn is_remark(line: &str) -> bool {
    line.trim_start().starts_with('#') || explained::is_caption(line)
}

/// What a command does before another line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// It prints nothing where it succeeds.
    Silent,
    /// It opens a console of its own.
    Enters,
    /// It prints any text: of a file, of one's own program.
    PrintsText,
    /// It prints names, one a line, or a release.
    PrintsNames,
    /// It may print something.
    Prints,
}

/// Whether a command opens a console of its own, a shell's or another program's.
pub(crate) fn opens(command: &str) -> bool {
    effect(command) == Effect::Enters
}

/// Whether a command prints nothing where it succeeds.
pub(crate) fn is_silent(command: &str) -> bool {
    effect(command) == Effect::Silent
}

/// Whether a line that may be typed is rather printed by the command above it, which shows any
/// text, or commands that it runs or that come next; hardly with its own name.
pub(crate) fn tells_commands(command: &str, line: &str) -> bool {
    let words = || command.split_ascii_whitespace();
    let told = |word: &str| tools::section_lists("tells", word);
    let program = words().find(|word| *word != "sudo").unwrap_or_default();
    let again = || line.split_ascii_whitespace().any(|word| word == program);
    words().any(|word| word.contains("print") || word == "--help")
        || (effect(command) == Effect::PrintsText || words().any(told)) && !again()
}

/// Tells what the parts are that are not known.
fn weigh(parts: &mut [SessionPart], lines: &[&str], code: &[&str]) {
    let mut before: Option<Effect> = None;
    let (mut inside, mut edge, mut at) = (false, 0, 0);
    while at < parts.len() {
        let part = parts[at];
        if part.kind == SessionKind::Known {
            let effect = effect(part.command(lines));
            inside |= effect == Effect::Enters;
            edge = indent(lines[part.at]);
            before = Some(effect);
            at += 1;
            continue;
        }
        let run = parts[at..]
            .iter()
            .take_while(|part| part.kind != SessionKind::Known)
            .count();
        let run = &mut parts[at..at + run];
        at += run.len();
        if let Some(effect) = before {
            weigh_run(run, (lines, code), effect, (inside, edge));
        }
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Tells of lines behind a command, up to the next that is known.
fn weigh_run(
    run: &mut [SessionPart],
    (lines, code): (&[&str], &[&str]),
    mut effect: Effect,
    (inside, edge): (bool, usize),
) {
    let place = if inside {
        PrintedAt::Inside
    } else {
        PrintedAt::Shell
    };
    // What is set further in than the command belongs to what it prints.
    let shape = |part: &SessionPart| shape(part.command(lines), part.remark.is_some(), code);
    let is_printed = |part: &SessionPart| {
        let set_in = indent(lines[part.at]).saturating_sub(edge);
        printed::is_printed(part.command(lines), place)
            || !inside
                && set_in > 1
                && !matches!(shape(part), SessionKind::Known | SessionKind::Shaped)
    };
    let is_name_alone = |part: &SessionPart| !part.command(lines).contains(' ');
    let some = run.iter().any(&is_printed);
    let mut printed = false;
    let mut goes_on = false;
    for part in run {
        let text = effect == Effect::PrintsText;
        // `  nginx` behind `  --name web`, where backslashes are missing.
        let set_in = indent(lines[part.at]) > edge;
        let is_option = set_in && part.command(lines).starts_with('-');
        let ends = goes_on && set_in && !is_option;
        part.kind = match shape(part) {
            _ if ends && part.kind != SessionKind::Printed => SessionKind::Shaped,
            _ if part.kind == SessionKind::Printed || is_printed(part) => SessionKind::Printed,
            // ` create mode 100644 a.txt` below other lines of git's answer.
            SessionKind::Shaped if printed && !inside && indent(lines[part.at]) > edge => {
                SessionKind::Printed
            }
            _ if inside => SessionKind::Inside,
            sure @ (SessionKind::Known | SessionKind::Shaped) => sure,
            SessionKind::Likely if printed || text => SessionKind::Printed,
            SessionKind::Likely | SessionKind::Odd
                if effect == Effect::PrintsNames && is_name_alone(part) =>
            {
                SessionKind::Printed
            }
            SessionKind::Odd if some || text => SessionKind::Printed,
            kind => kind,
        };
        goes_on = is_option && part.kind == SessionKind::Known;
        printed = part.kind == SessionKind::Printed;
        if !printed && effect != Effect::Silent {
            effect = Effect::Prints;
        }
    }
}

/// Whether a program opens a file to be written in.
fn is_editor(program: &str, first: &str) -> bool {
    matches!(
        program,
        "vi" | "vim" | "nvim" | "nano" | "emacs" | "visudo" | "vipw"
    ) || program == "crontab" && first == "-e"
}

/// A command of Redis, in letters of either case.
fn is_of_redis(word: &str) -> bool {
    let loud = word.to_ascii_uppercase();
    matches!(
        &loud[..],
        "PING" | "GET" | "SET" | "DEL" | "KEYS" | "INFO" | "CONFIG" | "CLIENT"
    ) || ["redis", "redis-alone"]
        .iter()
        .any(|section| tools::section_lists(section, &loud))
}

/// How much a line that nobody knows looks like a command.
fn shape(line: &str, remark: bool, code: &[&str]) -> SessionKind {
    let (line, remark) = match line.split_once(" #") {
        Some((line, _)) => (line.trim_end(), true),
        None => (line, remark),
    };
    let words: Vec<&str> = line.split_ascii_whitespace().take(40).collect();
    if !words.is_empty() && printed::is_syntax(line, &words) {
        return SessionKind::Known;
    }
    let is_prefix = |word: &&&str| {
        tools::program(word).is_some_and(|known| known.is_prefix) || is_assignment(word)
    };
    let prefixes = words.iter().take_while(is_prefix).count();
    let Some((name, rest)) = words.get(prefixes..).and_then(<[&str]>::split_first) else {
        return SessionKind::Odd;
    };
    let said = |word: &&&str| SENTENCE.contains(*word) || BETWEEN.contains(*word);
    let sign = |word: &&str| {
        matches!(
            *word,
            "=" | ":" | "<-" | "->" | "=>" | "==" | "+" | "*" | ":=" | "-"
        )
    };
    let ends = |word: &&str| {
        word.len() > 2 && word.ends_with(['.', ',', ':', '!', '?']) && !word.ends_with("..")
    };
    // Brackets that nothing quotes, and what other languages end their lines with.
    let foreign = line.contains(['(', ')']) && !line.contains(['"', '\'', '$', '`', '\\'])
        || line.ends_with([';', '{', '}', '[', ']'])
        || rest.first().is_some_and(sign);
    if !is_name(name)
        || foreign
        || rest.iter().any(|word| said(&word))
        || rest.last().is_some_and(ends)
    {
        return SessionKind::Odd;
    }
    let again = || {
        let begins = |other: &&&str| other.trim_start().split(' ').next() == Some(name);
        code.iter().filter(begins).count() > 1
    };
    let given =
        |word: &&str| is_option(word, None) || word.contains(['/', '$', '|', '>']) || is_file(word);
    // `tree` behind `ls`: a program that shows something alone.
    let alone = || {
        let listed = |section: &&str| tools::section_lists(section, name);
        rest.is_empty() && ["shows", "lone"].iter().any(listed)
    };
    if prefixes > 0 || remark || alone() || rest.iter().any(given) || !rest.is_empty() && again() {
        return SessionKind::Shaped;
    }
    SessionKind::Likely
}

/// Whether a word can be the name of a program.
fn is_name(word: &str) -> bool {
    let letter = |b: u8| {
        b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.' | b'+')
    };
    let named = word.len() > 1
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(letter)
        && !word.ends_with(['-', '.'])
        && !SENTENCE.contains(&word)
        && !BETWEEN.contains(&word);
    named
        || ["./", "~/", "../", ".\\"]
            .iter()
            .any(|start| word.starts_with(start))
}

/// What the last command of a line does.
fn effect(line: &str) -> Effect {
    let line = line.split(" #").next().unwrap_or_default();
    let behind = |line: &'_ str, sign: &str| line.rfind(sign).map_or(0, |at| at + sign.len());
    let last = &line[behind(line, "&& ").max(behind(line, "; "))..];
    // What goes on behind a stroke is text that passes through.
    if last.contains(" | ") {
        return Effect::PrintsText;
    }
    let mut words = last.split_ascii_whitespace().peekable();
    let is_prefix = |word: &&str| {
        tools::program(word).is_some_and(|known| known.is_prefix) || is_assignment(word)
    };
    // `sudo -i` opens a shell.
    if last.trim() == "sudo -i" {
        return Effect::Enters;
    }
    while words.next_if(is_prefix).is_some() {}
    let Some(program) = words.next() else {
        return Effect::Silent;
    };
    let given: Vec<&str> = words.take(40).collect();
    let written = |word: &&str| matches!(*word, ">" | ">>" | "&>") || word.starts_with('>');
    if given.iter().any(written) {
        return Effect::Silent;
    }
    let first = given.first().copied().unwrap_or_default();
    // What stands below an editor is written in it; what is asked for a list answers with names.
    if is_editor(program, first) {
        return Effect::PrintsText;
    }
    let listed = |section: &str| {
        tools::section_lists(section, program)
            || !first.is_empty() && tools::section_lists(section, &format!("{program}.{first}"))
    };
    let operands = given.iter().filter(|word| !word.starts_with('-')).count();
    let interactive = || {
        given
            .iter()
            .any(|word| matches!(*word, "-it" | "-ti" | "--interactive"))
    };
    let known = tools::program(program);
    if known.is_some_and(|known| known.is_interpreter) {
        return match first {
            "" => Effect::Enters,
            _ if first.starts_with('-') => Effect::Prints,
            _ => Effect::PrintsText,
        };
    }
    if listed("enters") {
        // `mysql -e "…"`, `psql -c "…"`, `ssh host ls`, `redis-cli get name`: they answer at once.
        let asked = given
            .iter()
            .any(|word| matches!(*word, "-e" | "-c" | "-f" | "<" | "--version"))
            || program == "redis-cli" && given.iter().any(|word| is_of_redis(word))
            || matches!(program, "ssh" | "redis-cli" | "sqlite3") && operands > 1;
        return if asked {
            Effect::Prints
        } else {
            Effect::Enters
        };
    }
    if interactive() {
        return Effect::Enters;
    }
    if listed("silent") {
        return Effect::Silent;
    }
    if listed("prints") || program.starts_with("./") {
        return Effect::PrintsText;
    }
    let asks = given.iter().any(|word| tools::section_lists("lists", word));
    if asks || tools::section_lists("lists-first", first) {
        return Effect::PrintsNames;
    }
    Effect::Prints
}
