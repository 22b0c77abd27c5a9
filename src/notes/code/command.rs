//! Commands in bullets: what a reader would type, told apart from prose that begins with a
//! program's name. The Markdown source of a lead in, commands out; which names are programs is data
//! in `tools`.

use std::ops::Range;

use crate::notes::code::placeholder;
use crate::notes::code::tools;
use crate::notes::tree::CommandLanguage;

/// Programs whose name begins a command.
#[derive(Clone, Debug, Default)]
pub struct Tools {
    /// `commands` of `notesite.toml`.
    extra: Vec<String>,
}

impl Tools {
    /// The built-in table with further names.
    pub fn new(extra: &[String]) -> Self {
        Self {
            extra: extra.to_vec(),
        }
    }
}

/// A command found in a lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundCommand {
    /// Bytes of the source that it takes the place of, prompt and ticks included.
    pub range: Range<usize>,
    /// Exactly what is typed.
    pub code: String,
    /// Shell or SQL.
    pub language: CommandLanguage,
    /// The program, or the first SQL keyword in lower case.
    pub tool: String,
    /// Whether the bullet is a command line; else the command stands among prose.
    pub strip: bool,
}

/// Words before a command that only introduce it.
const LEAD_INS: &[&str] = &[
    "ex)",
    "ex.",
    "ex:",
    "ex ",
    "예)",
    "예:",
    "예 :",
    "예시)",
    "예시:",
    "예시 :",
    "예제:",
    "e.g.",
    "e.g)",
    "또는",
    "혹은",
    "or ",
    "명령어:",
    "명령어 :",
];

/// Endings of nouns that stand for a value: `이미지명`, `파일 경로`.
const VALUE_ENDINGS: &[&str] = &[
    "명",
    "이름",
    "경로",
    "주소",
    "번호",
    "태그",
    "아이디",
    "파일",
    "폴더",
    "값",
    "포트",
    "버전",
    "ID",
    "위치",
];

/// Finds the commands of a lead: at most one line of its own, or those in brackets among prose.
pub fn find(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    if let Some(found) = line(source, tools) {
        return vec![found];
    }
    in_brackets(source, tools)
}

/// The command that a lead begins with, behind a lead-in, a label or a prompt.
fn line(source: &str, tools: &Tools) -> Option<FoundCommand> {
    let start = source.len() - source.trim_start().len();
    let mut starts = vec![start];
    let rest = &source[start..];
    let lower = rest.to_ascii_lowercase();
    if let Some(lead) = LEAD_INS
        .iter()
        .filter(|lead| lower.starts_with(**lead))
        .max_by_key(|lead| lead.len())
    {
        let after = &rest[lead.len()..];
        let skip = after.len() - after.trim_start_matches([' ', ':', ')', '.']).len();
        starts.push(start + lead.len() + skip);
    } else if let Some(colon) = rest.find(':').filter(|at| *at <= 60) {
        // `설치방법: pip install …`: a label in Korean, then the command.
        let label = &rest[..colon];
        let after = &rest[colon + 1..];
        if label.chars().any(crate::text::is_hangul)
            && after.starts_with(' ')
            && !label.contains('`')
            && !after.trim_start().starts_with('`')
        {
            starts.push(start + colon + 1 + (after.len() - after.trim_start().len()));
        }
    }
    starts
        .into_iter()
        .find_map(|at| command_at(source, at, tools))
}

/// `…(kubectl get pods -n study) 하면`: only what its sub-command proves, and only up to the
/// bracket.
fn in_brackets(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    let mut out = Vec::new();
    for (open, _) in source.match_indices('(') {
        let Some(length) = source[open..].find(')') else {
            break;
        };
        let inner = &source[open + 1..open + length];
        if inner.len() > 200 || inner.contains(['(', '`', '\n']) {
            continue;
        }
        if let Some(found) = command_at(inner, inner.len() - inner.trim_start().len(), tools) {
            let words = found.code.split_whitespace().count();
            if found.range.end == inner.trim_end().len() && words >= 3 {
                let range = found.range.start + open + 1..found.range.end + open + 1;
                out.push(FoundCommand {
                    range,
                    strip: false,
                    ..found
                });
            }
        }
    }
    out
}

fn command_at(source: &str, at: usize, tools: &Tools) -> Option<FoundCommand> {
    let rest = source.get(at..)?;
    if let Some(inner) = rest.strip_prefix('`') {
        // A code span that is the whole of the rest.
        let ticks = 1 + inner.chars().take_while(|c| *c == '`').count();
        let body = &rest[ticks..];
        let close = body.find(&"`".repeat(ticks))?;
        let after = body[close + ticks..].trim();
        if !after.is_empty() && !is_remark(after) {
            return None;
        }
        let code = body[..close].trim();
        let code = code.strip_prefix("$ ").unwrap_or(code);
        let (end, tool, language, _) = parse(code, tools)?;
        if end < code.len() {
            return None;
        }
        return Some(FoundCommand {
            range: at..at + ticks + close + ticks,
            code: code.to_owned(),
            language,
            tool,
            strip: true,
        });
    }
    let (prompt, body) = match rest.strip_prefix("$ ") {
        Some(body) => (rest.len() - body.trim_start().len(), body.trim_start()),
        None => (0, rest),
    };
    let (end, tool, language, strip) = parse(body, tools)?;
    let code = unescaped(&body[..end]);
    Some(FoundCommand {
        range: at..at + prompt + end,
        code,
        language,
        tool,
        strip,
    })
}

/// Markdown escapes go outside quotations: before `<` `>` `[` `]` `_` `*` `#`; elsewhere a
/// backslash is the shell's.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '\\' && chars.peek().is_some_and(|next| "<>[]_*#".contains(*next)) => {
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// What may follow a command on its line without being part of it: a remark in brackets, behind an
/// arrow or a colon.
fn is_remark(text: &str) -> bool {
    text.starts_with(['(', '#', '→', ':', '–', '—'])
        || text.starts_with("//")
        || text.starts_with("->")
        || text.starts_with("=>")
        || text.starts_with("- ")
}

/// Why the words of a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    End,
    Remark,
    /// `로`, `으로`, `를`, `을` glued to a word: the command is used.
    Ending,
    /// Any other particle, or a foreign one: the command is talked about.
    Talk,
    /// Words of prose behind a blank.
    Prose,
    /// Chinese behind a blank: a gloss, since Chinese has no particles.
    Gloss,
}

/// The end of the command that `text` begins with, its program and language, and whether it has the
/// line to itself.
fn parse(text: &str, tools: &Tools) -> Option<(usize, String, CommandLanguage, bool)> {
    if let Some(found) = sql(text) {
        return Some(found);
    }
    let (words, tail) = words(text);
    let end = words.last()?.end;
    let texts: Vec<&str> = words.iter().map(|word| &text[word.clone()]).collect();
    let (first, proof) = prove(&texts, tools)?;
    let tool = texts[first].trim_start_matches("./").to_owned();
    let rich = texts.len() - first >= 3;
    let keeps = match tail {
        Tail::End | Tail::Remark => true,
        Tail::Gloss => proof != Proof::Alone,
        // `docker ps와 동일`, `kubectl logsコマンド`: the words are spoken of.
        Tail::Talk => false,
        Tail::Ending => proof == Proof::Sub,
        Tail::Prose => rich && proof == Proof::Sub,
    };
    keeps.then_some((
        end,
        tool,
        CommandLanguage::Shell,
        matches!(tail, Tail::End | Tail::Remark),
    ))
}

/// How sure it is that words are a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
    /// A sub-command or an option of a known program.
    Sub,
    /// A program and an argument.
    Argument,
    /// A program that stands alone.
    Alone,
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
            && name
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    })
}

/// The index of the program among the words, and what proves the command.
fn prove(words: &[&str], tools: &Tools) -> Option<(usize, Proof)> {
    let mut first = 0;
    let mut prefixed = false;
    while first < words.len()
        && (is_assignment(words[first])
            || (tools::lists(tools::PREFIXES, words[first]) && words.len() > first + 1))
    {
        prefixed |= words[first] == "sudo" || is_assignment(words[first]);
        first += 1;
    }
    let program = *words.get(first)?;
    let rest = &words[first + 1..];
    let argument = rest.first().copied().unwrap_or_default();
    let operator = matches!(
        argument,
        ">" | "<" | "=" | "-" | "+" | "->" | ":" | "=>" | "&" | "~"
    );
    let option = rest
        .iter()
        .any(|word| word.starts_with('-') && word.len() > 1);
    let path = rest.iter().any(|word| {
        !word.starts_with("http")
            && (word.contains('/') || word.starts_with('~'))
            && !word.starts_with(['"', '\''])
    });
    let pipe = rest
        .iter()
        .any(|word| matches!(*word, "|" | "&&" | "||" | ">>" | "2>&1"));
    if matches!(program, "for" | "while" | "until" | "if") {
        let whole = words.join(" ");
        return ((whole.contains("; do") && whole.contains("done"))
            || (whole.contains("; then") && whole.contains("fi")))
        .then_some((first, Proof::Sub));
    }
    if program.starts_with("./") && program.len() > 2 {
        let runs = !rest.is_empty() && !operator
            || program.ends_with(".sh")
            || program == "./gradlew"
            || program == "./mvnw";
        return runs.then_some((first, Proof::Sub));
    }
    if program.starts_with(['/', '~']) {
        return (prefixed && program.len() > 1).then_some((first, Proof::Sub));
    }
    if operator {
        return None;
    }
    if tools.extra.iter().any(|name| name == program) {
        return Some((
            first,
            if rest.is_empty() {
                Proof::Alone
            } else {
                Proof::Sub
            },
        ));
    }
    if let Some(tool) = tools::TOOLS.iter().find(|tool| tool.name == program) {
        if argument.starts_with('-') && argument.len() > 1 {
            return Some((first, Proof::Sub));
        }
        if tools::lists(tool.subs, argument)
            || (tools::lists(tool.groups, argument)
                && rest.len() > 1
                && !rest[1].starts_with(['>', '=']))
        {
            return Some((first, Proof::Sub));
        }
        return (tool.subs.is_empty() && tool.groups.is_empty() && (option || path))
            .then_some((first, Proof::Argument));
    }
    if tools::lists(tools::PLAIN, program)
        && !rest.is_empty()
        && (argument.is_ascii() || is_value(argument))
    {
        // Two bare English words may be a heading: `cat food`.
        let bare = rest
            .iter()
            .all(|word| word.chars().all(|c| c.is_ascii_alphabetic()));
        let typed = !bare
            || matches!(
                program,
                "cd" | "mkdir"
                    | "ls"
                    | "ll"
                    | "curl"
                    | "wget"
                    | "ping"
                    | "vi"
                    | "vim"
                    | "nano"
                    | "rm"
                    | "touch"
                    | "ssh"
            );
        return typed.then_some((
            first,
            if option || path || pipe {
                Proof::Sub
            } else {
                Proof::Argument
            },
        ));
    }
    if tools::lists(tools::ALONE, program) && rest.is_empty() {
        return Some((first, Proof::Alone));
    }
    const MORE: &str = "echo npx java javac python python3 node mysql psql redis-cli mongosh ssh \
        ssh-keygen nc telnet nslookup dig ping openssl su export source tee kafka-topics.sh";
    if tools::lists(MORE, program) || tools::lists(tools::WORDS, program) {
        let sets = program == "export" && argument.contains('=');
        return (option || pipe || sets || (path && !argument.contains("://"))).then_some((
            first,
            if option || sets {
                Proof::Sub
            } else {
                Proof::Argument
            },
        ));
    }
    (prefixed
        && (option || rest.iter().any(|word| word.is_ascii()))
        && words[0] == "sudo"
        && program
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
    .then_some((first, Proof::Argument))
}

/// A Korean word that stands for a value: `이미지명:태그`, `<파일명>`, `[태그명]`.
fn is_value(word: &str) -> bool {
    word.starts_with(['<', '['])
        || VALUE_ENDINGS.iter().any(|ending| word.ends_with(ending))
        || (word.contains([':', '/', '=']) && !word.ends_with(':'))
}

/// The words of the command line at the start of `text`, and why they end.
fn words(text: &str) -> (Vec<Range<usize>>, Tail) {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        at += blanks;
        let rest = &text[at..];
        if rest.is_empty() {
            return (out, Tail::End);
        }
        if let Some(after) = rest.strip_prefix("\\\n") {
            at = text.len() - after.len();
            continue;
        }
        if rest.starts_with('\n') {
            return (
                out,
                if rest.trim().is_empty() {
                    Tail::End
                } else {
                    Tail::Prose
                },
            );
        }
        if !out.is_empty() && is_remark(rest) && !rest.starts_with("- ") || rest.starts_with('`') {
            return (out, Tail::Remark);
        }
        let (length, tail) = word(
            rest,
            out.last()
                .is_some_and(|last| text[last.clone()].starts_with('-')),
            !out.is_empty(),
        );
        if length > 0 {
            out.push(at..at + length);
        }
        if let Some(tail) = tail {
            return (out, tail);
        }
        at += length;
    }
}

/// The length of the word at the start of `rest`, and the tail where the line ends in or before it.
fn word(rest: &str, behind_option: bool, known: bool) -> (usize, Option<Tail>) {
    let mut at = 0;
    let mut foreign: Option<usize> = None;
    while at < rest.len() {
        let here = &rest[at..];
        let Some(c) = here.chars().next() else { break };
        if c == ' ' || c == '\t' || c == '\n' {
            break;
        }
        if matches!(c, '"' | '\'') {
            let Some(close) = here[1..].find(c) else {
                return (at + here.find([' ', '\n']).unwrap_or(here.len()), None);
            };
            at += close + 2;
            continue;
        }
        if let Some(length) = field(here) {
            at += length;
            continue;
        }
        if let Some(close) = here.starts_with("$(").then(|| here.find(')')).flatten() {
            at += close + 1;
            continue;
        }
        if c == '\\' {
            at += 1 + here[1..].chars().next().map_or(0, char::len_utf8);
            continue;
        }
        if !c.is_ascii() && foreign.is_none() {
            foreign = Some(at);
        }
        at += c.len_utf8();
    }
    let word = &rest[..at];
    // `helm search: 차트를 검색`: the colon ends the command.
    if known && word.ends_with(':') && word.len() > 1 && foreign.is_none() {
        return (at - 1, Some(Tail::Remark));
    }
    let Some(foreign) = foreign else {
        return (at, None);
    };
    let first = word[foreign..].chars().next().unwrap_or(' ');
    if !crate::text::is_hangul(first) {
        let han = ('\u{4e00}'..='\u{9fff}').contains(&first);
        let kana = rest.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c));
        return match (foreign, han && !kana) {
            (0, true) => (0, Some(Tail::Gloss)),
            (0, false) if "→–—…·".contains(first) => (0, Some(Tail::Remark)),
            (0, false) => (0, Some(Tail::Prose)),
            _ => (foreign, Some(Tail::Talk)),
        };
    }
    if is_value(word) && (behind_option || known) && !ends_in_particle(word) {
        return (at, None);
    }
    if foreign == 0 {
        if behind_option && !ends_in_particle(word) && rest[at..].trim().is_empty() {
            return (at, None);
        }
        return (0, Some(Tail::Prose));
    }
    let ending: String = word[foreign..]
        .chars()
        .take_while(|c| crate::text::is_hangul(*c))
        .collect();
    let used = matches!(ending.as_str(), "로" | "으로" | "를" | "을");
    (foreign, Some(if used { Tail::Ending } else { Tail::Talk }))
}

fn ends_in_particle(word: &str) -> bool {
    ["을", "를", "은", "는", "에서", "에게", "으로", "란", "이란"]
        .iter()
        .any(|particle| word.ends_with(particle))
        && !word.ends_with(['>', ']'])
}

/// The length of the placeholder at the start of `text`, blanks inside included.
fn field(text: &str) -> Option<usize> {
    if !text.starts_with(['<', '[']) {
        return None;
    }
    placeholder::bracketed(text)
}

/// Statements of SQL: a verb, its object and a semicolon, or the whole of a `select … from`.
fn sql(text: &str) -> Option<(usize, String, CommandLanguage, bool)> {
    let mut words = text.split_whitespace();
    let verb = words.next()?.to_ascii_lowercase();
    let object = words.next()?.trim_end_matches(';').to_ascii_lowercase();
    let fits = match verb.as_str() {
        "create" | "drop" | "alter" => matches!(
            object.as_str(),
            "database"
                | "table"
                | "schema"
                | "user"
                | "index"
                | "view"
                | "role"
                | "procedure"
                | "trigger"
                | "unique"
                | "or"
                | "function"
        ),
        "insert" => object == "into",
        "delete" => object == "from",
        "truncate" => object == "table",
        "show" => matches!(
            object.as_str(),
            "databases"
                | "tables"
                | "create"
                | "variables"
                | "processlist"
                | "grants"
                | "columns"
                | "index"
                | "status"
                | "global"
                | "schemas"
        ),
        "select" | "update" | "use" | "grant" | "revoke" | "desc" | "describe" | "explain"
        | "flush" | "commit" | "rollback" => true,
        _ => false,
    };
    let end = text.rfind(';').map(|at| at + 1);
    let tail = end.map_or("", |end| text[end..].trim());
    let has_from = verb == "select"
        && text.to_ascii_lowercase().contains(" from ")
        && !text.chars().any(crate::text::is_hangul);
    match end {
        Some(end) if fits && (tail.is_empty() || is_remark(tail)) => {
            Some((end, verb, CommandLanguage::Sql, true))
        }
        None if fits && has_from => Some((text.trim_end().len(), verb, CommandLanguage::Sql, true)),
        _ => None,
    }
}
