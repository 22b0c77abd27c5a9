//! What a reader typed in a session: behind real prompts, here-documents and open quotations whole.
//! The text of a block in, the bytes to copy out; everything else is prompts and output.

mod prompts;
mod windows;

use std::ops::Range;

use prompts::{is_of_shell, is_surely_typed, of_label, prompts};

pub(crate) use prompts::{host, is_list, is_plausible, repeated};

use crate::notes::code::explained;
use crate::notes::code::prompt;
use crate::notes::code::prompt::{Prompt, PromptKind};
use crate::notes::code::script;
use crate::notes::code::tools::{self, Tools};
use crate::notes::code::transcript;
use crate::notes::code::transcript::{SaidLanguage, SessionKind, SessionPart};

/// The bytes that were typed, in order, line breaks included; empty where nothing tells them from
/// the rest, so that the whole block is copied. `is_labelled` where the block's label says that it
/// is a session.
pub(crate) fn typed(text: &str, is_labelled: bool, tools: &Tools) -> Vec<Range<usize>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let bare: Vec<&str> = lines
        .iter()
        .map(|line| line.trim_end_matches(['\n', '\r']))
        .collect();
    let mut prompts = prompts(&bare, tools);
    if is_labelled && prompts.iter().all(Option::is_none) {
        of_label(&mut prompts, &bare);
    }
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
                || matches!(prompt.kind, PromptKind::PowerShell | PromptKind::Batch)
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
            let waits = 1 + (1..next).take_while(|i| more(lines[*i])).count();
            waits.max(in_triple_quotes(first, &lines[..next]))
        }
        // A program that goes on with `... `; a shell's mark for that is the same `> `.
        PromptKind::Angle if lines.get(1).is_some_and(|line| line.starts_with("...")) => {
            1 + (1..next).take_while(|i| more(lines[*i])).count()
        }
        PromptKind::PowerShell | PromptKind::Batch => windows::extent(first, lines, next),
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

/// How many lines a text takes that opens on the first of them in three quotation marks, as Python
/// has it: up to its end it is typed, with `... ` before its lines or without.
fn in_triple_quotes(first: &str, lines: &[&str]) -> usize {
    const LONGEST: usize = 100;
    let Some(mark) = ["\"\"\"", "'''"]
        .into_iter()
        .find(|mark| first.contains(mark))
    else {
        return 1;
    };
    if first.matches(mark).count() % 2 == 0 {
        return 1;
    }
    let end = lines
        .iter()
        .take(LONGEST)
        .skip(1)
        .position(|line| line.contains(mark));
    end.map_or(1, |end| end + 2)
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
    if matches!(kind, PromptKind::PowerShell | PromptKind::Batch) {
        return windows::mark(line);
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

/// What is copied of a block of commands of Redis whose writer says behind them what they do, `get
/// {키} : 값을 본다`, and what came; empty where all of it is.
pub(crate) fn of_redis(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let (mut from, mut start, mut typed) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let said = bare.trim_start();
        let is_said = said.starts_with("->")
            || said.starts_with(|c: char| !c.is_ascii() && c.is_alphanumeric());
        if is_said {
            out.push(from..start);
            from = start + line.len();
        } else if let Some(end) = remark_of_redis(bare) {
            out.push(from..start + end);
            from = start + bare.len();
        }
        typed |= !is_said && !said.is_empty();
        start += line.len();
    }
    if out.is_empty() || !typed {
        return Vec::new();
    }
    out.push(from..text.len());
    out.retain(|part| !part.is_empty());
    out
}

/// Where a command of Redis ends before ` : ` or ` -> ` and what is said of it.
fn remark_of_redis(line: &str) -> Option<usize> {
    let name = line.split_whitespace().next()?.to_ascii_uppercase();
    let lists = |section| tools::section_lists(section, &name);
    if !(lists("redis") || lists("redis-words") || lists("redis-alone")) {
        return None;
    }
    let mut quote: Option<char> = None;
    for (at, c) in line.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == ' ' => {
                let rest = line[at..].trim_start();
                let signs = [": ", "-> ", "=> ", "→", "// "];
                if rest == ":" || signs.iter().any(|sign| rest.starts_with(sign)) {
                    return Some(at);
                }
            }
            None => {}
        }
    }
    None
}
