//! What makes words a command: their grammar, with the table of programs as evidence and never as
//! the gate. One scale for bullets, code spans, prompts and fences; the place only moves the
//! threshold. Words in, a sum with its reasons out.

use crate::notes::code::noun;
use crate::notes::code::operand::{is_bare, is_blank, is_file, is_option, is_pair, operand};
use crate::notes::code::sentence::{BETWEEN, SENTENCE, prose};
use crate::notes::code::shell_syntax;
use crate::notes::code::tools;
use crate::notes::code::tools::{Program, Tools};
use crate::notes::code::weight::{ENOUGH, Reason, Weight};
use crate::notes::code::word::Word;

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
        || text[end..].contains(['-', '|', '>', '<', '&', ',', '=', '/'])
        || names_file(&text[end..])
        || is_called_as_typed(first)
        || matches!(first, "for" | "while" | "until" | "if")
}

/// Whether a name with an extension stands in a text: `run.yaml`.
fn names_file(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(3).any(|near| {
        near[0].is_ascii_alphanumeric() && near[1] == b'.' && near[2].is_ascii_lowercase()
    })
}

/// Weighs words; `None` where the first one cannot be a program.
pub(crate) fn weigh(words: &[Word], tools: &Tools) -> Option<Weight> {
    let first = prefixes(words);
    let program = words.get(first)?;
    let rest = shell_syntax::in_front(&words[first + 1..]);
    let mut weight = Weight::of(first);
    // `sudo msfdb init`: nobody says so; `sudo password reset` is a title.
    let by_root = matches!(words[0].text, "sudo" | "doas") && first > 0 && !rest.is_empty();
    let is_title = || tools::section_lists("rights", program.text);
    if by_root && !is_title() && rest.iter().all(|word| word.text.is_ascii()) {
        weight.sum += 2;
    }
    // `watch mode`, `time stamp`: a word of English before another proves nothing.
    let is_sure = || {
        let word = tools::program(words[0].text).is_some_and(|known| known.is_word);
        !word || tools::program(program.text).is_some() || program.text.contains(['.', '/'])
    };
    if first > 0 && (is_sure() || !rest.iter().all(|word| is_bare(word.text))) {
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
    // `id; groups`: the semicolon parts commands.
    let name = program.text.trim_end_matches(';');
    // `watch mode`, though Windows has a program of that name.
    let is_topic = || matches!(words[0].text, "watch" | "exec" | "time" | "command" | "env");
    if first > 0 && rest.is_empty() && tools::section_lists("titles", name) && is_topic() {
        return None;
    }
    let known = tools::program(name.strip_suffix(".exe").unwrap_or(name));
    // `django-admin.py startproject shop`, `gradlew.bat build`: what it does is known by its name.
    let script = [".py", ".bat", ".cmd", ".sh", ".ps1"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .and_then(tools::program)
        .filter(|script| script.has_subs());
    let known = match known {
        Some(known) if known.has_subs() => Some(known),
        other => script.or(other),
    };
    if !is_program(name, rest, (known, tools), &mut weight) {
        return None;
    }
    let known = known.filter(|_| !tools.adds(name));
    if rest.first().is_some_and(|word| {
        matches!(
            word.text,
            ">" | "<"
                | ">="
                | "<="
                | "<-"
                | "%>%"
                | "|>"
                | "~>"
                | "="
                | "=="
                | "+"
                | "->"
                | ":"
                | "=>"
                | "&"
                | "*"
                | "≠"
                | "!="
                | "vs"
        )
    }) && !shell_syntax::reads_file(rest)
        && !shell_syntax::writes_document(rest)
    {
        weight.add(Reason::Operator, -20);
    }
    proof(name, rest, known, &mut weight);
    shell_syntax::prove(name, rest, &mut weight);
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
    joined(&words[first..], tools, &mut weight);
    if !known.is_some_and(|known| known.takes_text) || tools::section_lists("spoken", name) {
        prose(name, rest, known, &mut weight);
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
    // `. ~/.profile`
    let script =
        |file: &Word| is_file(file.text) && file.text.len() > 2 || is_under_folder(file.text, rest);
    if name == "." && matches!(rest, [file] if script(file)) {
        weight.add(Reason::Program, 5);
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
    let called = is_called_as_typed(name);
    // `watch mode`
    if rest.is_empty() && tools::section_lists("titles", name) {
        return false;
    }
    // `shopdl --version`: what every program is asked.
    if matches!(rest, [asked] if matches!(asked.text, "--version" | "--help")) {
        weight.add(Reason::Option, 5);
    }
    weight.add(
        Reason::Name,
        match (called, hyphens) {
            (true, _) => 4,
            (false, true) => 2,
            (false, false) => 1,
        },
    );
    // `time to live`: behind a prefix stands a program.
    let said = BETWEEN.contains(&name) || SENTENCE.contains(&name) || ADVERBS.contains(&name);
    // `crane digest …`, `shopctl deploy api --canary 10`: a verb that many programs know.
    // `openjdk version "17.0.1"` is printed.
    let verb = rest
        .first()
        .filter(|verb| rest.len() > 1 && verb.text != "version");
    if verb
        .is_some_and(|verb| is_service_verb(verb.text) || tools::section_lists("deeds", verb.text))
    {
        weight.add(Reason::SubCommand, 2);
    }
    is_name && !said
}

/// `shopctl`, `pay-cli`: so people call what is typed.
fn is_called_as_typed(name: &str) -> bool {
    name.len() > 4 && (name.ends_with("ctl") || name.ends_with("cli"))
}

/// What a sentence begins with before its verb: `always build with …`.
const ADVERBS: [&str; 16] = [
    "always", "never", "please", "just", "only", "first", "now", "do", "don't", "simply", "try",
    "let", "let's", "next", "finally", "again",
];

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
    // `./실행파일`, `./<이름>.sh`: a name of the writer's own, or one to fill in.
    let here = name.starts_with("./") || name.starts_with("~/");
    let spells = |c: char| {
        c.is_ascii_alphanumeric() || "./_-+~\\$*{}:".contains(c) || here && c.is_alphanumeric()
    };
    let clean = !last.is_empty()
        && (name.chars().all(spells) || here && is_blank(name))
        && last.contains(|c: char| c.is_ascii_alphabetic() || here && c.is_alphabetic());
    // `/clear`: programs lie in folders; a single name is told to a chat or an assistant.
    let of_root = name.starts_with('/') && !name[1..].contains('/');
    if !clean || name.contains("//") || of_root {
        return None;
    }
    let extension = last.rsplit_once('.').map(|(_, extension)| extension);
    // `./<name.extension>`
    let extension = extension.filter(|extension| !extension.ends_with(['>', ']', '}']));
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
        let under_bin = script && (name.starts_with("bin/") || name.contains("/bin/"))
            || name.contains("\\Scripts\\")
            || script && name.contains("\\bin\\");
        return (here || under_bin).then_some(ENOUGH);
    }
    if placed {
        let local = name.starts_with('.') || name.starts_with("bin/") || script;
        let system = name.contains("/bin/") || name.contains("/sbin/") || name.contains("init.d/");
        let here = name.strip_prefix("./").is_some_and(|rest| {
            !rest.contains('/') && extension.is_none() && !FOLDERS.contains(&rest)
        });
        let folder = if local || system { ENOUGH - 1 } else { 2 };
        return Some(if script || here { ENOUGH } else { folder });
    }
    script.then_some(4)
}

/// What one has of a program that is given a host: `ssh key pair`.
const HAD: [&str; 8] = [
    "key",
    "keys",
    "tunnel",
    "tunneling",
    "protocol",
    "session",
    "mode",
    "modes",
];

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
        // `catalina.sh run`: one verb, and nothing else.
        let is_script = [".sh", ".bat", ".cmd"]
            .iter()
            .any(|end| name.ends_with(end));
        if is_script && rest.len() == 1 && tools::section_lists("deeds", first.text) {
            weight.add(Reason::SubCommand, 2);
        }
        return;
    };
    let group = known.has_group(first.text)
        && !second.is_empty()
        && !matches!(second, ">" | "=" | "|" | "<" | "+")
        && !second.starts_with(|c: char| c.is_ascii_uppercase());
    let group = group && !is_title_of_group(name, first.text, second);
    let service = known.is_service && is_service_verb(second)
        || name == "systemctl" && is_service_verb(first.text);
    if known.has_sub(first.text) || group || service {
        weight.add(Reason::SubCommand, 4);
    } else if known.is_alone && first.text.starts_with('-') {
        weight.add(Reason::Option, 4);
    }
    // Two bare English words may be a heading: `cat food`.
    let bare = rest.iter().all(|word| is_bare(word.text));
    // `touch screen support`: a word of English before more of them.
    let is_english = known.is_word && bare && rest.len() > 1;
    let takes_bare = known.takes_bare && !is_english && !first.text.starts_with(['.', ',']);
    if takes_bare || known.is_name && !bare {
        // `ping pong`, `touch event`
        let is_title = rest.len() == 1 && bare && first.text != "localhost";
        let is_title = is_title && tools::section_lists("placed", name);
        let worth = if known.is_word { 3 } else { 2 };
        weight.add(Reason::SubCommand, worth - i32::from(is_title));
    }
    // `mvn dependency:tree`: a plugin and what it does.
    let is_goal = name == "mvn"
        && first.text.split_once(':').is_some_and(|(plugin, goal)| {
            let part = |text: &str| {
                text.starts_with(|c: char| c.is_ascii_lowercase())
                    && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            };
            part(plugin) && part(goal)
        });
    if is_goal {
        weight.add(Reason::SubCommand, 4);
    }
    // `kill PID`
    let number = !first.text.is_empty() && first.text.bytes().all(|b| b.is_ascii_digit())
        || first.text.eq_ignore_ascii_case("pid")
        || noun::is_value(first.text);
    if known.is_counted && number && rest.len() == 1 {
        weight.add(Reason::SubCommand, 4);
    }
    // `npm package.json`: a file of the program, and nothing that it does.
    let of_program = known.has_subs()
        && !known.is_interpreter
        && rest.len() == 1
        && is_file(first.text)
        && !first.text.starts_with(['.', '/', '~']);
    if of_program && !known.has_sub(first.text) {
        weight.add(Reason::Title, -4);
    }
    // `make install easy`: a goal, and what is said of it.
    let goes_on = bare && rest.len() > 1 && known.has_sub(first.text);
    if name == "make" && goes_on && !rest.iter().all(|word| known.has_sub(word.text)) {
        weight.add(Reason::Title, -4);
    }
    // `docker [이미지]`: what it does is missing.
    let lone = rest.len() == 1 && first.text.starts_with('[');
    if lone && known.has_subs() && !known.is_interpreter {
        weight.add(Reason::Title, -4);
    }
    if is_headline(name, rest) {
        weight.add(Reason::Title, -4);
    }
    // `ssh key pair`: what one has, and no host.
    if known.takes_bare && HAD.contains(&first.text) && bare {
        weight.add(Reason::Title, -4);
    }
    // `type alias` is spoken of where there are types.
    let of_types = || name == "type" && tools::program(first.text).is_none_or(|it| !it.is_name);
    if known.is_asking && asks_after_programs(rest) && !of_types()
        || known.is_interpreter && is_program_text(first.text)
        || name == "source" && (is_file(first.text) || is_under_folder(first.text, rest))
    {
        weight.add(Reason::SubCommand, 4);
    }
    // `java Main`: a class, and nothing else that a sentence would say of it.
    let class = first.text.len() > 1
        && first.text.starts_with(|c: char| c.is_ascii_uppercase())
        && is_bare(first.text);
    if matches!(name, "java" | "kotlin" | "scala") && class && rest.len() == 1 {
        weight.add(Reason::SubCommand, 4);
    }
    // `echo "안녕"`: no sentence has nothing but a quotation behind these.
    let by_system = || second == "as" && matches!(rest.len(), 3 | 4);
    if name == "sqlplus" && first.text == "/" && by_system() {
        weight.add(Reason::SubCommand, 8);
    }
    if matches!(name, "echo" | "printf") && rest.iter().all(Word::is_quoted) {
        weight.add(Reason::SubCommand, 4);
    }
    if known.takes_text && rest.iter().any(|word| is_pair(word.text)) {
        weight.add(Reason::Pair, 4);
    }
}

/// Whether bare nouns behind a sub-command make a title of it: `git merge conflict resolution`,
/// `docker build cache`. A commit is given options and files.
fn is_headline(name: &str, rest: &[Word]) -> bool {
    /// What these are given is called as its writer likes.
    const NAMED: [&str; 8] = [
        "run",
        "exec",
        "checkout",
        "switch",
        "startproject",
        "startapp",
        "new",
        "create",
    ];
    let Some((first, given)) = rest.split_first() else {
        return false;
    };
    let Some(last) = given
        .last()
        .filter(|_| given.iter().all(|word| is_bare(word.text)))
    else {
        return false;
    };
    let any = NAMED.contains(&first.text);
    let commits = name == "git" && first.text == "commit";
    commits || !any && tools::section_lists("titles", last.text)
}

/// Whether the word behind a group is a noun and none of its sub-commands: `aws s3 storage class`,
/// `docker compose file`. Sources: `aws help`, whose operations are a verb and a noun but for those
/// of the table, and `docker compose --help`.
fn is_title_of_group(name: &str, group: &str, second: &str) -> bool {
    let section = match (name, group) {
        ("aws", _) => "aws",
        ("docker", "compose") => "compose",
        ("docker", _) => "docker-groups",
        ("kubectl", "config") => "kubectl-config",
        _ => return false,
    };
    is_bare(second) && !tools::section_lists(section, second)
}

/// `which java`, `man 5 crontab`: names of programs alone, behind the section of the manual.
fn asks_after_programs(rest: &[Word]) -> bool {
    let is_section = |text: &str| text.len() == 1 && text.as_bytes()[0].is_ascii_digit();
    let sectioned = rest.len() == 2 && is_section(rest[0].text);
    let names = rest.iter().skip(usize::from(sectioned));
    sectioned && is_bare(rest[1].text)
        || names.len() > 0
            && names
                .filter(|word| !word.text.starts_with('-'))
                .all(|word| tools::program(word.text).is_some())
}

/// `venv/bin/activate`: nothing else is given, and it lies below folders.
fn is_under_folder(path: &str, rest: &[Word]) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
    };
    rest.len() == 1 && path.contains('/') && path.split('/').all(part)
}

/// `app.py`, `dist/main.js`: a file that an interpreter runs.
fn is_program_text(file: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && matches!(
                extension,
                "py" | "js"
                    | "mjs"
                    | "cjs"
                    | "ts"
                    | "sh"
                    | "rb"
                    | "pl"
                    | "php"
                    | "R"
                    | "java"
                    | "jl"
                    | "lua"
                    | "groovy"
            )
    })
}

fn is_service_verb(word: &str) -> bool {
    tools::section_lists("verbs", word)
}

/// What stands behind `|`, `&&`, `;` is a command too, and a backslash joins lines.
fn joined(words: &[Word], tools: &Tools, weight: &mut Weight) {
    let mut joins_known = false;
    for pair in words.windows(2) {
        let joins = matches!(pair[0].text, "|" | "||" | "&&" | ";" | "|&")
            || pair[0].text.ends_with(';') && pair[0].text.len() > 1;
        if joins {
            let next = pair[1].text;
            let known = tools.adds(next)
                || tools::program(next.trim_end_matches(';')).is_some()
                || next.starts_with("./")
                || is_assignment(next);
            weight.add(Reason::Pipe, 0);
            joins_known |= known;
        }
        if pair[1].at > pair[0].end() + 1 {
            // Between the two stands more than a blank: a backslash and a line's end.
            weight.add(Reason::Continued, 0);
        }
    }
    let piped = words.iter().skip(1).any(|word| {
        word.text
            .split_once('|')
            .is_some_and(|(_, next)| tools::program(next).is_some_and(|known| known.is_name))
    });
    if piped || joins_known {
        weight.add(Reason::Pipe, 0);
        weight.sum += 4;
    }
}
