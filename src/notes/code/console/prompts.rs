//! The prompts of a session: what counts as one among the other lines of a block. Lines in, the
//! prompt of each out. What one line looks like by itself is for [`prompt`] to say.

use crate::notes::code::explained;
use crate::notes::code::parsed;
use crate::notes::code::prompt;
use crate::notes::code::prompt::{Prompt, PromptKind};
use crate::notes::code::tools::{self, Tools, program};
use crate::notes::code::transcript;
use crate::notes::code::weight::Setting;
use crate::notes::ending;
use crate::text::is_hangul;

/// The prompts of each line that count as such.
pub(super) fn prompts(lines: &[&str], tools: &Tools) -> Vec<Option<Prompt>> {
    if is_list(lines, tools) {
        let prompt = |line: &&str| {
            let end = transcript::entry(line);
            let kind = PromptKind::Shell;
            (end > 0).then_some(Prompt { end, kind })
        };
        return lines.iter().map(prompt).collect();
    }
    let mut all: Vec<Option<Prompt>> = lines.iter().map(|line| prompt::of(line)).collect();
    let sure = |prompt: &Option<Prompt>| {
        prompt.is_some_and(|prompt| {
            !matches!(
                prompt.kind,
                PromptKind::Bare | PromptKind::Angle | PromptKind::More
            )
        })
    };
    let dollar = all.iter().zip(lines).any(|(prompt, line)| {
        prompt.is_some_and(|prompt| prompt.kind == PromptKind::Shell) && !line.is_empty()
    });
    let some = all.iter().any(sure);
    let is_bare = |prompt: &Prompt| prompt.kind == PromptKind::Bare;
    let said = all.iter().flatten().any(is_bare) && begins_without_mark(&all, lines, tools);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let first = all.iter().zip(lines).find(|(prompt, _)| sure(prompt));
    let edge = first.map_or(0, |(_, line)| indent(line));
    let named = first.is_some_and(|(prompt, line)| {
        prompt.is_some_and(|prompt| line[..prompt.end].contains(['@', '~', '/']))
    });
    for (prompt, line) in all.iter_mut().zip(lines) {
        let Some(one) = *prompt else { continue };
        let rest = &line[one.end..];
        let counts = match one.kind {
            PromptKind::More => false,
            PromptKind::Bare => {
                let of_remark = said && line.trim_start().starts_with('#');
                !dollar && !of_remark && parsed::is_typed_at(rest, Setting::Session, tools)
            }
            PromptKind::Angle => {
                let first = || lines.iter().find(|line| !transcript::is_remark(line));
                !some && first().is_some_and(|first| first.trim_start().starts_with("> "))
            }
            PromptKind::Shell => {
                // Where the session's prompts say who and where, or begin further to the left,
                // another one is printed as often as not.
                let stray = named && line[..one.end].trim() == "$" || indent(line) > edge;
                is_plausible(rest) && (!stray || parsed::is_typed_at(rest, Setting::Session, tools))
            }
            _ => true,
        };
        if !counts {
            *prompt = None;
        }
    }
    if !some && let Some(mark) = repeated(lines) {
        for (prompt, line) in all.iter_mut().zip(lines) {
            *prompt = mark.end(line).map(|end| Prompt {
                end,
                kind: PromptKind::Program,
            });
        }
    }
    answers(&mut all, lines);
    of_python(&mut all, lines);
    repeat(&mut all, lines);
    devices(&mut all, lines);
    hosts(&mut all, lines, tools);
    all
}

/// A block that is called a session begins with a prompt: `% ` and `> ` are its, though they stand
/// before nothing that is surely a command.
pub(super) fn of_label(all: &mut [Option<Prompt>], lines: &[&str]) {
    let Some(first) = lines.iter().find(|line| !line.trim().is_empty()) else {
        return;
    };
    let Some(sign) = ["% ", "> "]
        .into_iter()
        .find(|sign| first.starts_with(sign))
    else {
        return;
    };
    for (prompt, line) in all.iter_mut().zip(lines) {
        let typed = line.strip_prefix(sign).filter(|typed| is_plausible(typed));
        *prompt = typed.map(|_| Prompt {
            end: sign.len(),
            kind: PromptKind::Shell,
        });
    }
}

/// What one chose of a menu that a program drew is no command: `❯ React` below `? Select a
/// framework:`, or where other lines have a prompt of another form.
fn answers(all: &mut [Option<Prompt>], lines: &[&str]) {
    let is_choice = |line: &str| {
        line.trim_start()
            .starts_with(['❯', '»', '›', '>', '○', '●'])
    };
    let mut asked = false;
    for (prompt, line) in all.iter_mut().zip(lines) {
        let text = line.trim_start();
        asked = text.starts_with("? ") || asked && (is_choice(line) || text.len() < line.len());
        if asked && is_choice(line) {
            *prompt = None;
        }
    }
    let begins = |sign: char| {
        let marked = all.iter().zip(lines).filter(|(prompt, _)| prompt.is_some());
        marked
            .filter(|(_, line)| line.trim_start().starts_with(sign))
            .count()
    };
    if begins('$') > 0 && begins('❯') > 0 {
        for (prompt, line) in all.iter_mut().zip(lines) {
            if line.trim_start().starts_with('❯') {
                *prompt = None;
            }
        }
    }
}

/// Whether `#` begins remarks in a block, for commands stand in it without a mark: a shell prints
/// its prompt before each. Behind one that opens a shell (`sudo -i`, `docker exec -it web sh`) it
/// is that shell's prompt, and where every such line is a command the others were printed.
fn begins_without_mark(all: &[Option<Prompt>], lines: &[&str], tools: &Tools) -> bool {
    let hash = |line: &&str| line.trim_start().starts_with('#');
    let bare = || {
        let each = lines.iter().zip(all);
        each.filter(|(line, prompt)| !line.trim().is_empty() && (prompt.is_none() || hash(line)))
            .map(|(line, _)| line)
    };
    let typed = |line: &&&str| is_surely_typed(line, None, tools);
    let Some(first) = bare().filter(|line| !hash(line)).find(typed) else {
        return false;
    };
    let marked = || {
        bare()
            .filter(|line| hash(line))
            .map(|line| line.trim_start())
    };
    let command = |line: &str| {
        let typed = line.trim_start_matches('#').trim();
        parsed::is_typed(typed, tools) && parsed::is_proven(typed, tools)
    };
    let first_word = |line: &str| {
        let typed = line.trim_start_matches(|c: char| c == '#' || c.is_whitespace());
        typed.split(' ').next().unwrap_or_default().to_owned()
    };
    // `# rm a.txt` above `rm a.txt`
    let named_above = || {
        let pairs = lines
            .windows(2)
            .filter(|pair| hash(&pair[0]) && !hash(&pair[1]));
        pairs
            .filter(|pair| typed(&&pair[1]))
            .any(|pair| first_word(pair[0]) == first_word(pair[1]))
    };
    let opened = transcript::opens(first.trim());
    named_above() || !opened && (!bare().next().is_some_and(hash) || !marked().all(command))
}

/// Whether every line is an entry of a list and a command behind its mark: `- docker ps`,
/// `2. docker images`, `③ docker rm`; remarks may stand between them. No shell takes such a mark
/// for its own. Names alone are a list of programs.
pub(crate) fn is_list(lines: &[&str], tools: &Tools) -> bool {
    let is_said = |line: &&&str| {
        let text = line.trim_start();
        !text.is_empty() && !text.starts_with('#')
    };
    let lines = || lines.iter().filter(is_said);
    let is_typed = |line: &&str| {
        let entry = transcript::entry(line);
        let words = line[entry..].trim_end();
        entry > 0 && (program(words).is_some() || parsed::is_typed(words, tools))
    };
    let names = lines().filter(|line| !line[transcript::entry(line)..].trim_end().contains(' '));
    lines().next().is_some() && lines().all(is_typed) && names.count() * 2 <= lines().count()
}

/// The machine that a session is typed on, if what is typed behind its name first leaves no doubt.
pub(crate) fn host<'t>(lines: &[&'t str], tools: &Tools) -> Option<&'t str> {
    let first = lines.iter().find(|line| !line.trim().is_empty())?;
    let (name, typed) = prompt::host(first)?;
    let typed = &first[typed..];
    (typed.contains(' ') && parsed::is_typed(typed, tools)).then_some(name)
}

/// What stands before each line that was typed into a program that nobody knows.
#[derive(Clone, Copy)]
pub(crate) enum RepeatedMark<'t> {
    /// `name> `, `name:level# `: the same words each time.
    Words(&'t str),
    /// `<NAME> ` and, where something is set up, `[NAME-part] `, as routers of Huawei have them.
    Modes,
}

impl RepeatedMark<'_> {
    /// The byte behind it on a line.
    fn end(self, line: &str) -> Option<usize> {
        match self {
            Self::Words(words) => line.starts_with(words).then_some(words.len()),
            Self::Modes => {
                let close = match line.as_bytes().first()? {
                    b'<' => "> ",
                    b'[' => "] ",
                    _ => return None,
                };
                let at = line.find(close)?;
                let name = &line[1..at];
                let spells = |b: u8| b.is_ascii_alphanumeric() || b"-_/.~*".contains(&b);
                (!name.is_empty() && name.len() < 60 && name.bytes().all(spells)).then_some(at + 2)
            }
        }
    }
}

/// The mark before what was typed where a block begins with it and has it again, with answers in
/// between or none at all. Two who speak with each other have names, too, so that words of a
/// sentence behind it are none.
pub(crate) fn repeated<'t>(lines: &[&'t str]) -> Option<RepeatedMark<'t>> {
    const SPEAKERS: [&str; 12] = [
        "user",
        "bot",
        "ai",
        "assistant",
        "human",
        "client",
        "server",
        "system",
        "q",
        "a",
        "me",
        "you",
    ];
    let first = *lines.iter().find(|line| !line.trim().is_empty())?;
    let typed_at = |end: usize, line: &str| {
        let typed = line[end..].trim();
        let said =
            typed.contains(is_hangul) || typed.ends_with(['.', '?', ',']) || typed.contains("</");
        !typed.is_empty() && !said
    };
    let all = |mark: RepeatedMark| {
        let ends = lines
            .iter()
            .filter_map(|line| Some((mark.end(line)?, *line)));
        ends.clone().count() > 1 && ends.clone().all(|(end, line)| typed_at(end, line))
    };
    if first.starts_with('<') {
        let modes = RepeatedMark::Modes;
        let set_up = lines
            .iter()
            .any(|line| line.starts_with('[') && modes.end(line).is_some());
        return (set_up && modes.end(first).is_some() && all(modes)).then_some(modes);
    }
    // `>> A = [1 2]` of MATLAB: what is computed, with its answer below; mail quotes words so.
    if first.starts_with(">> ") {
        let mark = RepeatedMark::Words(&first[..3]);
        let computes = first.contains(['=', '(', '[', ';']);
        let answered = lines
            .iter()
            .any(|line| !line.starts_with('>') && !line.trim().is_empty());
        return (computes && answered && all(mark)).then_some(mark);
    }
    let at = first
        .bytes()
        .take(40)
        .position(|b| matches!(b, b'>' | b'#' | b'$'))?;
    let name = first[..at].trim_end();
    let spells = |b: u8| b.is_ascii_alphanumeric() || b"-_.:()@ ".contains(&b);
    let stem = name.to_ascii_lowercase();
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(spells)
        && name.matches(' ').count() < 2
        && !SPEAKERS.contains(&stem.as_str());
    let mark = RepeatedMark::Words(first.get(..at + 2)?);
    let parted = first[at + 1..].starts_with(' ');
    let answered = lines
        .iter()
        .any(|line| mark.end(line).is_none() && !line.trim().is_empty());
    (named && parted && answered && all(mark)).then_some(mark)
}

/// `vm1> ip addr`: each line that begins with the same machine is typed.
fn hosts(all: &mut [Option<Prompt>], lines: &[&str], tools: &Tools) {
    if all.iter().any(Option::is_some) {
        return;
    }
    let Some(name) = host(lines, tools) else {
        return;
    };
    for (prompt, line) in all.iter_mut().zip(lines) {
        let typed = prompt::host(line).filter(|(other, _)| *other == name);
        *prompt = typed.map(|(_, end)| Prompt {
            end,
            kind: PromptKind::Shell,
        });
    }
}

/// Where a router is set up (`R1(config)# `), `R1> ` and `R1# ` are its prompts as well; `hostname
/// R2` gives it another name.
fn devices(all: &mut [Option<Prompt>], lines: &[&str]) {
    let Some(first) = lines.iter().find_map(|line| prompt::of_device(line)) else {
        return;
    };
    let mut name = first.name;
    for (prompt, line) in all.iter_mut().zip(lines) {
        let device = prompt::of_device(line);
        if let Some(device) = device.as_ref().filter(|device| device.is_set_up) {
            name = device.name;
        }
        let after = line.strip_prefix(name).unwrap_or_default();
        let typed = after.strip_prefix(['>', '#']);
        let parted = |typed: &&str| typed.is_empty() || typed.starts_with(' ');
        let end = match typed.filter(parted) {
            Some(typed) => Some(line.len() - typed.trim_start().len()),
            None => device
                .filter(|device| device.name == name)
                .map(|device| device.end),
        };
        if let Some(end) = end {
            let kind = PromptKind::Program;
            *prompt = Some(Prompt { end, kind });
        }
    }
}

/// `>>>` is Python's where a block begins with it or Python was called above; elsewhere it marks
/// what a program printed.
fn of_python(all: &mut [Option<Prompt>], lines: &[&str]) {
    let is_mark = |line: &&str| line.trim_start().starts_with(">>>");
    let mut said = lines.iter().filter(|line| !line.trim().is_empty());
    let first = said.find(|line| !transcript::is_remark(line));
    let called = |line: &&str| {
        [
            "python",
            "manage.py shell",
            "flask shell",
            "pyspark",
            "scrapy",
            "node",
        ]
        .iter()
        .any(|name| line.contains(name) && !line.contains("--version"))
    };
    let python = |line: &&str| !is_mark(line) && line.trim_start().starts_with("Python ");
    let marks = lines.iter().filter(|line| is_mark(line));
    let several = marks.filter(|line| line.trim() != ">>>").count() > 1;
    if first.is_some_and(is_mark)
        || several
        || lines.iter().any(|line| called(line) || python(line))
    {
        return;
    }
    // `>>> print(1)`, `>>> a = 1`
    let reads = |line: &str| {
        let typed = line.trim_start().trim_start_matches('>').trim_start();
        let word = typed.split(' ').next().unwrap_or_default();
        typed.contains(['(', '=', '+', '*'])
            || matches!(
                word,
                "import" | "from" | "def" | "class" | "for" | "if" | "with" | "del"
            )
    };
    for (prompt, line) in all.iter_mut().zip(lines) {
        if is_mark(line) && !reads(line) {
            *prompt = None;
        }
    }
}

/// A client names its database before each line: what stood before one command is a prompt before
/// the next, whatever is typed there, and `use orders` makes `orders> ` one.
fn repeat(all: &mut [Option<Prompt>], lines: &[&str]) {
    let mut known: Vec<(String, PromptKind)> = Vec::new();
    for (prompt, line) in all.iter_mut().zip(lines) {
        if prompt.is_none()
            && let Some((mark, kind)) = known.iter().find(|(mark, _)| line.starts_with(mark))
        {
            *prompt = Some(Prompt {
                end: mark.len(),
                kind: *kind,
            });
        }
        let Some(one) = prompt.filter(|one| one.kind == PromptKind::Mongo) else {
            continue;
        };
        let (mark, typed) = line.split_at(one.end);
        if !known.iter().any(|(seen, _)| seen == mark) {
            known.push((mark.to_owned(), one.kind));
        }
        if let Some(name) = typed.strip_prefix("use ") {
            known.push((format!("{}> ", name.trim().trim_end_matches(';')), one.kind));
        }
    }
}

/// Whether a shell would take it: not `$ 설명`, `$ 9.50 per month`, `$ npm start 로 켠다`.
pub(crate) fn is_plausible(typed: &str) -> bool {
    let mut words = typed.split_whitespace();
    let word = words.next().unwrap_or_default();
    let particle = |word: &str| matches!(word, "로" | "으로" | "을" | "를" | "에서" | "은" | "는");
    let told = || words.clone().any(particle) && words.clone().last().is_some_and(ending::is_said);
    word.is_empty()
        || !told()
            && !word.starts_with(is_hangul)
            && (word.contains(|c: char| c.is_ascii_alphabetic())
                || word.starts_with(|c: char| "./~_$({[\"'#:!".contains(c)))
            && !word.ends_with([':', ','])
}

/// Whether a line above the first prompt leaves no doubt that it was typed: a program with what it
/// is given, or the one that opens the console whose prompt stands below it.
pub(super) fn is_surely_typed(line: &str, next: Option<PromptKind>, tools: &Tools) -> bool {
    let line = line.trim();
    let name = line.split(' ').next().unwrap_or_default();
    let Some(known) = program(name).filter(|_| !explained::is_caption(line)) else {
        return false;
    };
    let opens = || {
        let enters = known.is_interpreter || tools::section_lists("enters", name);
        enters && next.is_some_and(|kind| !is_of_shell(kind) && kind != PromptKind::More)
    };
    if !line.contains(' ') {
        return opens();
    }
    parsed::is_typed(line, tools) && parsed::is_proven(line, tools)
}

/// Whether a shell prints it, whose commands are programs.
pub(super) fn is_of_shell(kind: PromptKind) -> bool {
    matches!(
        kind,
        PromptKind::Shell | PromptKind::Bare | PromptKind::PowerShell | PromptKind::Batch
    )
}
