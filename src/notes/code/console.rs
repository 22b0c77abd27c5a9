//! What a reader typed in a session: behind real prompts, here-documents and open quotations whole.
//! The text of a block in, the bytes to copy out; everything else is prompts and output.

use std::ops::Range;

use crate::notes::code::explained;
use crate::notes::code::parsed;
use crate::notes::code::prompt;
use crate::notes::code::prompt::{Prompt, PromptKind};
use crate::notes::code::script;
use crate::notes::code::tools::{self, Tools, program};
use crate::notes::code::transcript;
use crate::notes::code::transcript::{SaidLanguage, SessionKind, SessionPart};
use crate::notes::code::weight::Setting;
use crate::notes::ending;
use crate::text::is_hangul;

/// The bytes that were typed, in order, line breaks included; empty where nothing tells them from
/// the rest, so that the whole block is copied.
pub(crate) fn typed(text: &str, tools: &Tools) -> Vec<Range<usize>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let bare: Vec<&str> = lines
        .iter()
        .map(|line| line.trim_end_matches(['\n', '\r']))
        .collect();
    let mut prompts = prompts(&bare, tools);
    let mut starts = Vec::with_capacity(lines.len());
    let mut at = 0;
    for line in &lines {
        starts.push(at);
        at += line.len();
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut push = |from: usize, to: usize| match out.last_mut() {
        Some(last) if last.end == from => last.end = to,
        _ if from < to => out.push(from..to),
        _ => {}
    };
    // Nothing is typed behind any of them: the session was copied with its last prompt.
    let is_empty = |(line, prompt): (&&str, &Prompt)| line[prompt.end..].trim().is_empty();
    let marked = || {
        let each = bare.iter().zip(&prompts);
        each.filter_map(|(line, prompt)| prompt.as_ref().map(|prompt| (line, prompt)))
    };
    let is_last = marked().next().is_some() && marked().all(is_empty);
    let mut bare = bare.clone();
    if is_last {
        for (line, prompt) in bare.iter_mut().zip(&mut prompts) {
            if prompt.take().is_some() {
                *line = "";
            }
        }
    }
    if prompts.iter().all(Option::is_none) {
        let parts = transcript::parts(&bare, SaidLanguage::Shell, tools);
        let is_known = |part: &SessionPart| part.kind == SessionKind::Known;
        if !parts.iter().any(is_known) {
            return out;
        }
        for part in parts {
            if part.kind != SessionKind::Printed {
                let first = bare[part.at];
                let last = part.at + part.taken - 1;
                let indent = first.len() - first.trim_start().len();
                let from = starts[part.at] + indent + part.mark;
                let to = starts[last] + lines[last].len();
                match part.remark {
                    Some(said) => {
                        push(from, from - part.mark + said);
                        push(starts[last] + bare[last].len(), to);
                    }
                    None => push(from, to),
                }
            }
        }
        return out;
    }
    let first = prompts.iter().position(Option::is_some);
    let first = first.unwrap_or(lines.len());
    let behind = |(at, (line, prompt)): (usize, (&&'_ str, &Option<Prompt>))| -> usize {
        let of_shell = prompt.filter(|prompt| is_of_shell(prompt.kind));
        let none = if at < first { 0 } else { line.len() };
        of_shell.map_or(none, |prompt| prompt.end)
    };
    let behind: Vec<usize> = bare.iter().zip(&prompts).enumerate().map(behind).collect();
    let commands: Vec<&str> = bare
        .iter()
        .zip(&behind)
        .map(|(line, at)| &line[*at..])
        .collect();
    let remarks = explained::ends(&commands, tools);
    let unmarked = Unmarked::of(&bare, &prompts, tools);
    // The command above and the line behind it.
    let mut above: Option<(&str, usize)> = None;
    let mut i = 0;
    while i < lines.len() {
        let Some(prompt) = prompts[i] else {
            if let Some((command, end)) = above
                && unmarked.goes_on(command, end, i)
            {
                let near = &bare[i..lines.len().min(i + 400)];
                let taken = script::extent(bare[i], near, &|line| prompt::of(line).is_some());
                let last = i + taken.min(near.len()) - 1;
                let indent = bare[i].len() - bare[i].trim_start().len();
                push(starts[i] + indent, starts[last] + lines[last].len());
                above = Some((bare[i], last + 1));
                i = last + 1;
                continue;
            }
            // Nothing was typed yet that could have printed it.
            let opens = || prompts.get(i + 1).copied().flatten();
            if i < first && is_surely_typed(commands[i], opens().map(|next| next.kind), tools) {
                let near = &bare[i..lines.len().min(i + 400)];
                let taken = script::extent(commands[i], near, &|line| prompt::of(line).is_some());
                let taken = if remarks[i].is_some() {
                    1
                } else {
                    taken.min(near.len())
                };
                let indent = bare[i].len() - bare[i].trim_start().len();
                if let Some(said) = remarks[i] {
                    push(starts[i] + indent, starts[i] + said);
                    push(starts[i] + bare[i].len(), starts[i] + lines[i].len());
                } else {
                    let last = i + taken - 1;
                    push(starts[i] + indent, starts[last] + lines[last].len());
                }
                i += taken;
                continue;
            }
            i += 1;
            continue;
        };
        let typed = &bare[i][prompt.end..];
        let command = &typed[..remarks[i].unwrap_or(typed.len())];
        let taken = taken(command, &bare[i..], &prompts[i..], prompt.kind);
        if !typed.trim().is_empty() && !typed.starts_with('#') {
            if let Some(said) = remarks[i].filter(|_| taken == 1) {
                push(starts[i] + prompt.end, starts[i] + prompt.end + said);
                push(starts[i] + bare[i].len(), starts[i] + lines[i].len());
            } else {
                push(starts[i] + prompt.end, starts[i] + lines[i].len());
            }
            // A shell's mark for a line that goes on stands before all of them, or it is typed.
            let shell = is_of_shell(prompt.kind);
            let marked = !shell
                || bare[i + 1..i + taken]
                    .iter()
                    .all(|line| line.starts_with('>'));
            for more in i + 1..i + taken {
                let skip = if marked {
                    more_mark(bare[more], prompt.kind, more - i)
                } else {
                    0
                };
                push(starts[more] + skip, starts[more] + lines[more].len());
            }
            above = is_of_shell(prompt.kind).then_some((command, i + taken));
        }
        i += taken;
    }
    out
}

/// Lines of a session that have no prompt, of which some may be typed: their writer put it before
/// the first commands alone.
struct Unmarked<'a, 't> {
    lines: &'a [&'t str],
    prompts: &'a [Option<Prompt>],
    /// Whether each of them is surely typed, so that nothing was printed.
    all: bool,
    tools: &'a Tools,
}

impl<'a, 't> Unmarked<'a, 't> {
    fn of(lines: &'a [&'t str], prompts: &'a [Option<Prompt>], tools: &'a Tools) -> Self {
        // Sessions beyond have output.
        const MOST: usize = 100;
        let is_said = |line: &str| line.trim().is_empty() || transcript::is_remark(line);
        let typed = |(line, prompt): (&&str, &Option<Prompt>)| {
            prompt.map_or_else(
                || is_said(line) || Self::is_typed(line, tools),
                |prompt| is_of_shell(prompt.kind),
            )
        };
        let all = lines.len() <= MOST && lines.iter().zip(prompts).all(typed);
        Self {
            lines,
            prompts,
            all,
            tools,
        }
    }

    fn is_typed(line: &str, tools: &Tools) -> bool {
        let alone = |name: &str| {
            ["listed", "lone", "shows", "silent"]
                .iter()
                .any(|section| tools::section_lists(section, name))
        };
        let text = line.trim();
        is_surely_typed(line, None, tools) || !text.contains(' ') && alone(text)
    }

    /// Whether the line at `at` is typed behind the command that ends before line `end`: that one
    /// prints nothing, or nothing at all was printed. Some programs print what may be typed.
    fn goes_on(&self, command: &str, end: usize, at: usize) -> bool {
        let between = &self.lines[end.min(at)..at];
        let line = self.lines[at];
        let indent = line.len() - line.trim_start().len();
        let (mut silent, mut told) = (false, false);
        if self.all || indent == 0 {
            silent = transcript::is_silent(command);
            told = transcript::tells_commands(command, line);
        }
        self.prompts[at].is_none()
            && between
                .iter()
                .all(|line| line.trim().is_empty() || transcript::is_remark(line))
            && (silent && indent == 0 || self.all)
            && !told
            && Self::is_typed(line, self.tools)
    }
}

/// Whether a line above the first prompt leaves no doubt that it was typed: a program with what it
/// is given, or the one that opens the console whose prompt stands below it.
fn is_surely_typed(line: &str, next: Option<PromptKind>, tools: &Tools) -> bool {
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

/// The prompts of each line that count as such.
fn prompts(lines: &[&str], tools: &Tools) -> Vec<Option<Prompt>> {
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
    of_python(&mut all, lines);
    repeat(&mut all, lines);
    devices(&mut all, lines);
    hosts(&mut all, lines, tools);
    all
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

/// The machine that a session is typed on, if what is typed behind its name first leaves no doubt.
pub(crate) fn host<'t>(lines: &[&'t str], tools: &Tools) -> Option<&'t str> {
    let first = lines.iter().find(|line| !line.trim().is_empty())?;
    let (name, typed) = prompt::host(first)?;
    let typed = &first[typed..];
    (typed.contains(' ') && parsed::is_typed(typed, tools)).then_some(name)
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

/// How many lines the command takes.
fn taken(first: &str, lines: &[&str], prompts: &[Option<Prompt>], kind: PromptKind) -> usize {
    let next = (1..lines.len())
        .find(|i| prompts[*i].is_some())
        .unwrap_or(lines.len());
    let more = |line: &str| {
        prompt::of(line)
            .is_some_and(|prompt| matches!(prompt.kind, PromptKind::More | PromptKind::Angle))
    };
    match kind {
        PromptKind::Sql => {
            // SQL*Plus counts the lines of a statement; one of its language ends with `/`.
            let block = ["begin", "declare", "create or replace"]
                .iter()
                .any(|word| crate::text::starts_with_ignoring_case(first.trim_start(), word));
            let ended = |line: &str| {
                let line = line.trim_end();
                if block {
                    line.ends_with(" /")
                } else {
                    line.ends_with(';')
                }
            };
            let counts = |i: usize| {
                let before = if i == 1 { first } else { lines[i - 1] };
                counted(lines[i], i + 1) > 0 && !ended(before)
            };
            let waits = (1..next).take_while(|i| counts(*i)).count();
            if waits > 0 {
                return 1 + waits;
            }
            let waits = (1..next).take_while(|i| more(lines[*i])).count();
            if waits > 0 || first.trim_end().ends_with(';') || first.starts_with('\\') {
                return 1 + waits;
            }
            // A statement that goes on without a mark ends at its semicolon, before any table.
            let drawn = |line: &str| line.starts_with(['+', '|']) || line.trim().is_empty();
            let end = (1..next.min(40))
                .take_while(|i| !drawn(lines[*i]))
                .find(|i| lines[*i].trim_end().ends_with(';'));
            end.map_or(1, |end| end + 1)
        }
        PromptKind::Program | PromptKind::Mongo | PromptKind::Redis => {
            1 + (1..next).take_while(|i| more(lines[*i])).count()
        }
        // A program that goes on with `... `; a shell's mark for that is the same `> `.
        PromptKind::Angle if lines.get(1).is_some_and(|line| line.starts_with("...")) => {
            1 + (1..next).take_while(|i| more(lines[*i])).count()
        }
        _ => {
            let stops = |line: &str| {
                prompt::of(line).is_some_and(|prompt| {
                    matches!(
                        prompt.kind,
                        PromptKind::Shell | PromptKind::PowerShell | PromptKind::Batch
                    )
                })
            };
            let taken = script::extent(first, &lines[..lines.len().min(400)], &stops);
            taken.min(lines.len())
        }
    }
}

fn is_of_shell(kind: PromptKind) -> bool {
    matches!(
        kind,
        PromptKind::Shell | PromptKind::Bare | PromptKind::PowerShell | PromptKind::Batch
    )
}

/// The bytes of the number that SQL*Plus prints before a line of a statement, with the blanks
/// around it; none where it is another.
fn counted(line: &str, number: usize) -> usize {
    let text = line.trim_start();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let same = text[..text.len() - digits.len()] == number.to_string();
    let blanks = digits.len() - digits.trim_start_matches([' ', '\t']).len();
    if same && (blanks > 0 || digits.is_empty()) {
        line.len() - digits.len() + blanks.min(2)
    } else {
        0
    }
}

/// The bytes before what is typed on a line that goes on with a command, which has so many lines
/// before it.
fn more_mark(line: &str, kind: PromptKind, lines: usize) -> usize {
    if kind == PromptKind::Sql && counted(line, lines + 1) > 0 {
        return counted(line, lines + 1);
    }
    if is_of_shell(kind) {
        return line.len() - script::without_mark(line).len();
    }
    prompt::of(line)
        .filter(|prompt| matches!(prompt.kind, PromptKind::More | PromptKind::Angle))
        .map_or(0, |prompt| prompt.end)
}

/// What is copied of a script whose writer says behind its commands what they do; empty where all
/// of it is.
pub(crate) fn without_remarks(text: &str, tools: &Tools) -> Vec<Range<usize>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let bare: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    let mut out: Vec<Range<usize>> = Vec::new();
    let remarks = explained::ends(&bare, tools);
    let (mut i, mut start, mut from) = (0, 0, 0);
    let mut typed = false;
    while i < lines.len() {
        let example = explained::example(bare[i]);
        if example > 0 {
            out.push(from..start);
            from = start + example;
        }
        if explained::is_caption(bare[i]) {
            out.push(from..start);
            start += lines[i].len();
            from = start;
            i += 1;
            continue;
        }
        typed |= !bare[i].is_empty();
        let near = &bare[i..bare.len().min(i + 400)];
        let command = &bare[i][..remarks[i].unwrap_or(bare[i].len())];
        let taken = script::extent(command, near, &|_| false).clamp(1, near.len());
        if let Some(said) = remarks[i].filter(|_| taken == 1) {
            out.push(from..start + said);
            from = start + bare[i].len();
        }
        start += lines[i..i + taken]
            .iter()
            .map(|line| line.len())
            .sum::<usize>();
        i += taken;
    }
    if !typed {
        return Vec::new();
    }
    if !out.is_empty() {
        out.push(from..text.len());
    }
    out.retain(|part| !part.is_empty());
    out
}
