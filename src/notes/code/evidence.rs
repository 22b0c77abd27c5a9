//! What makes words a command: their grammar, with the table of programs as evidence and never as
//! the gate. One scale for bullets, code spans, prompts and fences; the place only moves the
//! threshold. Words in, a sum with its reasons out.

use crate::language::Language;
use crate::notes::code::placeholder;
use crate::notes::code::tools;
use crate::notes::code::tools::{Program, Tools};
use crate::notes::code::word::Word;
use crate::text::is_hangul;

/// Where the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// At the head of a bullet or behind a label.
    Lead,
    /// A code span that is the whole of a bullet.
    Span,
    /// In brackets or amid a sentence.
    Prose,
    /// A line of a code block without a label.
    Fence,
    /// Behind a sign that may be a prompt, in a session.
    Session,
    /// Behind a prompt.
    Prompt,
}

impl Setting {
    /// What the place itself is worth.
    const fn trust(self) -> i32 {
        match self {
            Self::Lead => 0,
            Self::Span => 1,
            Self::Prose => -2,
            Self::Fence | Self::Session => 2,
            Self::Prompt => 4,
        }
    }
}

/// Enough to be a command.
const ENOUGH: i32 = 6;

/// A reason for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// `commands` of `notesite.toml` names it.
    Configured,
    /// The table of programs names it.
    Program,
    /// `./x`, `bin/x.sh`, `x.bat`: a file that runs.
    ProgramFile,
    /// It has the shape of a program's name.
    Name,
    /// `sudo`, `NAME=value` in front.
    Prefix,
    /// A sub-command of this program.
    SubCommand,
    /// `--long`, `-x`, `/F`.
    Option,
    /// A file, a folder.
    File,
    /// `user@host`, `localhost:8080`, `https://…`.
    Address,
    /// `key=value`.
    Pair,
    /// A blank to fill in.
    Blank,
    /// `$NAME`, `$(…)`.
    Variable,
    /// A quotation.
    Quotation,
    /// `|`, `&&` before another program.
    Pipe,
    /// `> file`, `2>&1`, `<<EOF`.
    Redirection,
    /// The line goes on behind a backslash.
    Continued,
    /// A loop or a condition with its end.
    Loop,
    /// Nothing has to follow it.
    Alone,
    /// Against: a word that only a sentence has.
    Sentence,
    /// Against: a version that is asked for.
    Version,
    /// Against: a capitalised word, as in a title.
    Title,
    /// Against: an operator of arithmetic or of a list.
    Operator,
}

impl Reason {
    /// The name that `inspect` prints.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Configured => "configured",
            Self::Program => "program",
            Self::ProgramFile => "program-file",
            Self::Name => "program-name",
            Self::Prefix => "prefix",
            Self::SubCommand => "sub-command",
            Self::Option => "option",
            Self::File => "file",
            Self::Address => "address",
            Self::Pair => "pair",
            Self::Blank => "blank",
            Self::Variable => "variable",
            Self::Quotation => "quotation",
            Self::Pipe => "pipe",
            Self::Redirection => "redirection",
            Self::Continued => "continued",
            Self::Loop => "loop",
            Self::Alone => "alone",
            Self::Sentence => "sentence",
            Self::Version => "version",
            Self::Title => "title",
            Self::Operator => "operator",
        }
    }
}

/// What words weigh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Weight {
    /// The index of the program among the words.
    pub program: usize,
    /// For less against.
    pub sum: i32,
    /// Each reason once, in the order of the words.
    pub reasons: Vec<Reason>,
}

impl Weight {
    const fn of(program: usize) -> Self {
        Self {
            program,
            sum: 0,
            reasons: Vec::new(),
        }
    }

    /// Each kind of reason counts once, what speaks against each time.
    fn add(&mut self, reason: Reason, worth: i32) {
        let known = self.reasons.contains(&reason);
        if !known {
            self.reasons.push(reason);
        }
        if !known || worth < 0 {
            self.sum += worth;
        }
    }

    /// Whether it is a command at this place. What only has the shape of a program's name wants
    /// proof from its grammar.
    pub(crate) fn is_enough(&self, place: Setting) -> bool {
        let shaped = self.reasons.contains(&Reason::Name)
            && !matches!(place, Setting::Prompt | Setting::Session)
            && !self.is_proven()
            && !self.reasons.contains(&Reason::Redirection);
        !shaped && self.sum + place.trust() >= ENOUGH
    }

    /// Whether the grammar itself proves it, not the program's name alone.
    pub(crate) fn is_proven(&self) -> bool {
        self.reasons.iter().any(|reason| {
            matches!(
                reason,
                Reason::SubCommand
                    | Reason::Option
                    | Reason::ProgramFile
                    | Reason::Prefix
                    | Reason::Pipe
                    | Reason::Loop
            )
        })
    }
}

/// Whether a text may begin with a command at all: a look at its first word, so that prose is not
/// read to its end.
pub(crate) fn may_begin(text: &str, tools: &Tools) -> bool {
    let end = text.find([' ', '\n', '\t']).unwrap_or(text.len());
    let first = &text[..end];
    let bytes = first.as_bytes();
    let Some(begin) = bytes.first() else {
        return false;
    };
    let known = || {
        let bare = first.trim_end_matches([',', ':', '.', ';']);
        tools.adds(first) || tools::program(bare).is_some()
    };
    // A name in capitals stands in the table, or sets a variable for what follows.
    if begin.is_ascii_uppercase() || *begin == b'_' {
        return first.contains('=') || known();
    }
    let path = bytes
        .iter()
        .any(|b| matches!(b, b'/' | b'\\' | b'.' | b'=' | b'$'));
    // A bare word of small letters that nobody knows needs options, a pipe or a file behind it.
    path || known()
        || text[end..].contains(['-', '|', '>', '<', '&', ',', '='])
        || matches!(first, "for" | "while" | "until" | "if")
}

/// Weighs words; `None` where the first one cannot be a program.
pub(crate) fn weigh(words: &[Word], tools: &Tools) -> Option<Weight> {
    let first = prefixes(words);
    let program = words.get(first)?;
    let rest = &words[first + 1..];
    let mut weight = Weight::of(first);
    if first > 0 {
        weight.add(Reason::Prefix, 4);
    }
    if matches!(program.text, "for" | "while" | "until" | "if") {
        let has = |end: &str| {
            rest.iter()
                .any(|word| word.text.trim_end_matches(';') == end)
        };
        let whole = has("do") && has("done") || has("then") && has("fi");
        weight.add(Reason::Loop, if whole { ENOUGH } else { 0 });
        return Some(weight);
    }
    let known = tools::program(program.text.strip_suffix(".exe").unwrap_or(program.text));
    if !is_program(program.text, rest, (known, tools), &mut weight) {
        return None;
    }
    let known = known.filter(|_| !tools.adds(program.text));
    if rest.first().is_some_and(|word| {
        matches!(
            word.text,
            ">" | "<" | "=" | "==" | "+" | "->" | ":" | "=>" | "&" | "*" | "≠" | "!=" | "vs"
        )
    }) {
        weight.add(Reason::Operator, -20);
    }
    proof(program.text, rest, known, &mut weight);
    for (i, word) in rest.iter().enumerate() {
        operand(word, i.checked_sub(1).map(|i| &rest[i]), known, &mut weight);
    }
    let options = rest
        .iter()
        .filter(|word| is_option(word.text, known))
        .count();
    if options > 1 {
        weight.sum += 2;
    }
    joined(rest, tools, &mut weight);
    if !known.is_some_and(|known| known.takes_text) {
        prose(rest, known, &mut weight);
    }
    Some(weight)
}

/// How many words stand in front of the program: `sudo`, `watch -n 1`, `NAME=value`.
fn prefixes(words: &[Word]) -> usize {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if is_assignment(word.text) && words.len() > at + 1 {
            at += 1;
            continue;
        }
        let is_prefix = tools::program(word.text).is_some_and(|known| known.is_prefix);
        let mut next = at + 1;
        while words
            .get(next)
            .is_some_and(|word| word.text.starts_with('-') && word.text.len() > 1)
        {
            let takes_value = matches!(words[next].text, "-n" | "-u" | "-g" | "-k" | "-s")
                && words.len() > next + 2;
            next += if takes_value { 2 } else { 1 };
        }
        if word.text == "timeout" && words.len() > next + 1 {
            next += 1;
        }
        let goes_on = words.get(next).is_some_and(|word| {
            word.text
                .starts_with(|c: char| c.is_ascii_lowercase() || "./~".contains(c))
        });
        if !is_prefix || !goes_on {
            break;
        }
        at = next;
    }
    at
}

/// `NAME=value` in front of a command: names of the environment are upper case.
pub(crate) fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
            && name
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    })
}

/// Whether the name can be a program's, and what it is worth.
fn is_program(
    name: &str,
    rest: &[Word],
    (known, tools): (Option<&Program>, &Tools),
    weight: &mut Weight,
) -> bool {
    if tools.adds(name) {
        weight.add(Reason::Configured, ENOUGH);
        return true;
    }
    if let Some(known) = known {
        let surely = known.is_name && !known.is_word;
        weight.add(Reason::Program, if surely { 4 } else { 3 });
        if rest.is_empty() && known.is_alone {
            weight.add(Reason::Alone, ENOUGH);
        }
        return true;
    }
    if let Some(worth) = program_file(name, rest) {
        weight.add(Reason::ProgramFile, worth);
        return true;
    }
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.len() >= 2
        && name.chars().all(|c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | '+')
        })
        && !name.ends_with(['-', '.', '+']);
    let hyphens = name.contains(['-', '_']);
    weight.add(Reason::Name, if hyphens { 2 } else { 1 });
    is_name
}

/// Folders that people name at the head of a bullet without running them.
const FOLDERS: &[&str] = &[
    "src",
    "public",
    "dist",
    "docs",
    "doc",
    "test",
    "tests",
    "lib",
    "assets",
    "images",
    "config",
    "data",
    "bin",
    "build",
    "target",
    "node_modules",
    "static",
    "templates",
    "components",
    "pages",
];

/// What a file that runs is worth: `./gradlew`, `bin/zkServer.sh`, `~/run.sh`.
fn program_file(name: &str, rest: &[Word]) -> Option<i32> {
    let placed = ["./", "../", "~/", "/", "bin/", ".\\", "..\\"]
        .iter()
        .any(|start| name.starts_with(start));
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let clean = !last.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "./_-+~\\$*{}:".contains(c))
        && last.contains(|c: char| c.is_ascii_alphabetic());
    if !clean || name.contains("//") {
        return None;
    }
    let extension = last.rsplit_once('.').map(|(_, extension)| extension);
    let script = extension.is_some_and(|extension| {
        matches!(
            extension,
            "sh" | "bash" | "bat" | "cmd" | "exe" | "ps1" | "out" | "run" | "AppImage" | "bin"
        )
    });
    if rest.is_empty() {
        let here = name
            .strip_prefix("./")
            .or_else(|| name.strip_prefix(".\\"))
            .is_some_and(|rest| {
                (!rest.contains(['/', '\\']) || rest.starts_with("bin/") || script)
                    && (script || extension.is_none())
                    && !FOLDERS.contains(&rest)
            });
        let under_bin = script && (name.starts_with("bin/") || name.contains("/bin/"));
        return (here || under_bin).then_some(ENOUGH);
    }
    if placed {
        let local = name.starts_with('.') || name.starts_with("bin/") || script;
        let system = name.contains("/bin/") || name.contains("/sbin/") || name.contains("init.d/");
        return Some(if local || system { ENOUGH - 1 } else { 2 });
    }
    script.then_some(4)
}

/// What the first operands prove of a program that the table knows.
fn proof(name: &str, rest: &[Word], known: Option<&Program>, weight: &mut Weight) {
    let Some(first) = rest.first() else {
        return;
    };
    let second = rest.get(1).map_or("", |word| word.text);
    let Some(known) = known else {
        let service = name.contains("init.d/") || name.ends_with(".sh");
        if service && is_service_verb(first.text) {
            weight.add(Reason::SubCommand, 4);
        }
        return;
    };
    let group = known.has_group(first.text)
        && !second.is_empty()
        && !matches!(second, ">" | "=" | "|" | "<" | "+")
        && !second.starts_with(|c: char| c.is_ascii_uppercase());
    let service = known.is_service && is_service_verb(second)
        || name == "systemctl" && is_service_verb(first.text);
    if known.has_sub(first.text) || group || service {
        weight.add(Reason::SubCommand, 4);
    } else if known.is_alone && first.text.starts_with('-') {
        weight.add(Reason::Option, 4);
    }
    // Two bare English words may be a heading: `cat food`.
    let bare = rest.iter().all(|word| is_bare(word.text));
    if known.takes_bare && !first.text.starts_with(['.', ',']) || (known.is_name && !bare) {
        weight.add(Reason::SubCommand, if known.is_word { 3 } else { 2 });
    }
    if known.takes_text && rest.iter().any(|word| is_pair(word.text)) {
        weight.add(Reason::Pair, 4);
    }
}

fn is_service_verb(word: &str) -> bool {
    tools::section_lists("verbs", word)
}

fn is_bare(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphabetic())
}

/// What an operand is.
fn operand(word: &Word, before: Option<&Word>, known: Option<&Program>, weight: &mut Weight) {
    let text = word.text;
    if word.is_quoted() {
        weight.add(Reason::Quotation, 2);
        return;
    }
    if is_option(text, known) {
        weight.add(Reason::Option, if text.starts_with("--") { 4 } else { 3 });
        return;
    }
    if text.contains("$(")
        || text.starts_with("${")
        || text
            .strip_prefix('$')
            .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
        || text.contains("=$")
        || text.contains("/$")
    {
        weight.add(Reason::Variable, 3);
        return;
    }
    if is_blank(text) {
        weight.add(Reason::Blank, if known.is_some() { 3 } else { 1 });
        return;
    }
    if text.chars().any(is_hangul) {
        weight.add(Reason::Blank, if known.is_some() { 2 } else { 1 });
        return;
    }
    let behind_redirection = before.is_some_and(|word| matches!(word.text, ">" | "<"));
    if matches!(text, ">>" | "2>&1" | "&>" | "2>" | "<<" | "<<<") || text.starts_with("<<") {
        weight.add(Reason::Redirection, 4);
    } else if behind_redirection {
        weight.add(Reason::Redirection, if is_file(text) { 3 } else { 0 });
    } else if is_file(text) {
        weight.add(Reason::File, 3);
    } else if is_address(text) {
        weight.add(Reason::Address, if text.contains("://") { 1 } else { 3 });
    } else if is_pair(text) {
        weight.add(Reason::Pair, 2);
    } else if text.contains('/') && !text.starts_with('/') && text.len() > 2 {
        weight.add(Reason::File, 1);
    }
}

/// `--long`, `-x`; `/F` of the programs of Windows.
fn is_option(text: &str, known: Option<&Program>) -> bool {
    if let Some(long) = text.strip_prefix("--") {
        return long.starts_with(|c: char| c.is_ascii_alphabetic());
    }
    if let Some(short) = text.strip_prefix('-') {
        return short.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '<' | '['))
            && short != "-"
            && !short.starts_with("->");
    }
    known.is_some()
        && text.strip_prefix('/').is_some_and(|letters| {
            (1..=3).contains(&letters.len())
                && letters.chars().all(|c| c.is_ascii_uppercase() || c == '?')
        })
}

/// `<이름>`, `[이름]`, `{name}`: the word is a blank, or holds one.
fn is_blank(text: &str) -> bool {
    let inner = text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'));
    inner.is_some_and(|inner| {
        !inner.is_empty()
            && inner
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
    }) || text.contains(['<', '[', '{'])
        && !placeholder::bracket_fields(text, Some(&Language::SHELL)).is_empty()
}

/// Roots of Unix, and where people keep what they work on.
const ROOTS: &[&str] = &[
    "/etc",
    "/var",
    "/usr",
    "/home",
    "/opt",
    "/tmp",
    "/dev",
    "/proc",
    "/bin",
    "/sbin",
    "/root",
    "/mnt",
    "/media",
    "/sys",
    "/lib",
    "/run",
    "/srv",
    "/boot",
    "/data",
    "/Users",
    "/Applications",
    "/Library",
    "/Volumes",
    "/app",
    "/workspace",
];

/// A name with an extension, or a path of a file system.
fn is_file(text: &str) -> bool {
    let text = text.trim_end_matches([',', ';']);
    if text.contains("://") || text.starts_with('@') {
        return false;
    }
    if matches!(text, "." | ".." | "~" | "*" | "/")
        || ["./", "../", "~/", "C:\\", "D:\\", ".\\"]
            .iter()
            .any(|start| text.starts_with(start))
        || text.starts_with('.') && text.len() > 2 && text[1..].starts_with(char::is_alphabetic)
        || text.starts_with("*.")
        || ROOTS.iter().any(|root| {
            text.strip_prefix(root)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    {
        return true;
    }
    let last = text.rsplit('/').next().unwrap_or(text);
    last.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && (1..=10).contains(&extension.len())
            && extension.starts_with(|c: char| c.is_ascii_lowercase())
            && extension.chars().all(|c| c.is_ascii_alphanumeric())
            && stem
                .chars()
                .all(|c| c.is_alphanumeric() || "._-*/${}~+".contains(c))
    })
}

/// `user@host`, `10.0.0.1`, `localhost:8080`, `https://…`.
fn is_address(text: &str) -> bool {
    let numbers = text.split(['/', ':']).next().unwrap_or_default();
    let ip = numbers.split('.').count() == 4
        && numbers
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let user = text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '<' || c == '[')
            && user
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c))
    });
    let port = text.split_once(':').is_some_and(|(host, port)| {
        !port.is_empty()
            && port
                .split(['/', ':'])
                .next()
                .is_some_and(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/'))
    });
    ip || user || port || text.contains("://") || text.starts_with("localhost")
}

fn is_pair(text: &str) -> bool {
    text.split_once('=').is_some_and(|(key, value)| {
        !value.is_empty()
            && !value.starts_with(['=', '>'])
            && key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && key
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    })
}

/// What stands behind `|`, `&&`, `;` is a command too, and a backslash joins lines.
fn joined(rest: &[Word], tools: &Tools, weight: &mut Weight) {
    for pair in rest.windows(2) {
        let joins = matches!(pair[0].text, "|" | "||" | "&&" | ";" | "|&")
            || pair[0].text.ends_with(';') && pair[0].text.len() > 1;
        if joins {
            let next = pair[1].text;
            let known = tools.adds(next)
                || tools::program(next).is_some()
                || next.starts_with("./")
                || is_assignment(next);
            weight.add(Reason::Pipe, if known { 4 } else { 0 });
        }
        if pair[1].at > pair[0].end() + 1 {
            // Between the two stands more than a blank: a backslash and a line's end.
            weight.add(Reason::Continued, 0);
        }
    }
    let piped = rest.iter().any(|word| {
        word.text
            .split_once('|')
            .is_some_and(|(_, next)| tools::program(next).is_some_and(|known| known.is_name))
    });
    if piped {
        weight.add(Reason::Pipe, 4);
    }
}

/// Words that a sentence has and a command's operands don't.
const SENTENCE: &[&str] = &[
    "the", "an", "and", "or", "is", "are", "was", "were", "be", "been", "this", "that", "these",
    "those", "which", "who", "whom", "whose", "when", "where", "while", "because", "then", "than",
    "you", "your", "we", "our", "it", "its", "they", "their", "can", "will", "should", "must",
    "may", "also", "into", "using", "has", "have", "does", "not", "how", "what", "why", "but",
];

/// Words that stand between nouns in a title, and now and then in a command.
const BETWEEN: &[&str] = &[
    "of", "to", "in", "on", "by", "with", "from", "for", "as", "via", "at",
];

/// What speaks against.
fn prose(rest: &[Word], known: Option<&Program>, weight: &mut Weight) {
    for (i, word) in rest.iter().enumerate() {
        let text = word.text;
        let behind_option = i > 0 && is_option(rest[i - 1].text, None);
        if behind_option || word.is_quoted() {
            continue;
        }
        let next = rest.get(i + 1).map_or("", |word| word.text);
        if SENTENCE.contains(&text) || text == "a" && is_bare(next) && !next.is_empty() {
            weight.add(Reason::Sentence, -4);
        } else if BETWEEN.contains(&text) && is_bare(next) {
            weight.add(Reason::Sentence, -2);
        } else if text.ends_with(['!', '?']) && text.len() > 1 && is_bare(&text[..text.len() - 1]) {
            weight.add(Reason::Sentence, -3);
        } else if matches!(text, "vs" | "vs." | "=>" | "->" | "==" | "+" | "≠") {
            weight.add(Reason::Operator, -6);
        }
        if is_version(text) && (i == 0 || i == 1 && rest[0].text == "version") {
            let loose = text.ends_with('+') || text.ends_with(".x");
            let counts = known.is_some_and(|known| known.is_word || known.has_subs());
            if loose || counts {
                weight.add(Reason::Version, -8);
            }
        }
        let title = text.len() > 2
            && text.starts_with(|c: char| c.is_ascii_uppercase())
            && text[1..].bytes().all(|b| b.is_ascii_lowercase());
        if title && known.is_none_or(|known| !known.is_name) {
            weight.add(Reason::Title, if i == 0 { -2 } else { -1 });
        }
    }
}

/// `3.0+`, `1.20.x`, `17`.
fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | 'x' | '+'))
}
