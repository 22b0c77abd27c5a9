//! The commands of a bullet or a paragraph with all of its lines: what goes on over several is one
//! command or none, and what stands on lines below a command is one where a paragraph would have it
//! so. The text in, commands in their order out.

use std::ops::Range;

use crate::notes::code::command::{self, FoundCommand, MOST};
use crate::notes::code::paragraph;
use crate::notes::code::tools::Tools;
use crate::notes::code::wrapped::{self, WrappedText};
use crate::notes::tree::CommandLanguage;

/// The commands of a bullet.
pub(crate) fn of_lead(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    if !source.trim_end().contains('\n') {
        let mut found = command::find(source, tools);
        let wrapped = wrapped::read(source);
        found.retain(|one| !wrapped.breaks_off(one));
        return found;
    }
    let head = |text: &str| {
        let mut found = command::find(text, tools);
        let Some(last) = found.last() else {
            return found;
        };
        let end = last.range.end;
        if let Some(below) = text[end..].find('\n').map(|line| end + line + 1) {
            let more = paragraph::below(&text[below..], tools);
            found.extend(more.into_iter().map(|one| moved(one, below)));
        }
        found
    };
    let mut found = all(source, &head, tools);
    if found.len() > 1 {
        for one in &mut found {
            one.strip = false;
        }
    }
    found.truncate(MOST);
    found
}

/// The commands of a paragraph.
pub(crate) fn of_paragraph(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    all(source, &|text| paragraph::find(text, tools), tools)
}

/// What `head` finds up to the first script, the scripts, and what a paragraph has between them.
fn all(source: &str, head: &dyn Fn(&str) -> Vec<FoundCommand>, tools: &Tools) -> Vec<FoundCommand> {
    let wrapped = wrapped::read(source);
    let mut out = Vec::new();
    let mut at = 0;
    for script in &wrapped.scripts {
        out.extend(between(&wrapped, at..script.start, head, tools));
        out.extend(of_script(&wrapped.text, script.clone(), head, tools));
        at = script.end;
    }
    out.extend(between(&wrapped, at..wrapped.text.len(), head, tools));
    out
}

/// The commands of a stretch without scripts.
fn between(
    wrapped: &WrappedText,
    range: Range<usize>,
    head: &dyn Fn(&str) -> Vec<FoundCommand>,
    tools: &Tools,
) -> Vec<FoundCommand> {
    let text = &wrapped.text[range.clone()];
    if text.trim().is_empty() {
        return Vec::new();
    }
    let mut found = match range.start {
        0 => head(text),
        _ => paragraph::below(text, tools),
    };
    found = found
        .into_iter()
        .map(|one| moved(one, range.start))
        .collect();
    found.retain(|one| !wrapped.breaks_off(one));
    found
}

/// A loop, or a command with the text that it is given.
fn of_script(
    text: &str,
    range: Range<usize>,
    head: &dyn Fn(&str) -> Vec<FoundCommand>,
    tools: &Tools,
) -> Option<FoundCommand> {
    let first = text[range.clone()].split('\n').next()?;
    let name = first.trim_start().split([' ', '\n']).next()?;
    if matches!(name, "for" | "while" | "until" | "if" | "case" | "select") {
        let indent = first.len() - first.trim_start().len();
        return Some(FoundCommand {
            code: text[range.start + indent..range.end].to_owned(),
            range: range.start + indent..range.end,
            language: CommandLanguage::Shell,
            tool: name.to_owned(),
            strip: range.start == 0 && text[range.end..].trim().is_empty(),
        });
    }
    let found = match range.start {
        0 => head(first),
        _ => paragraph::below(first, tools),
    };
    let [one] = &found[..] else {
        return None;
    };
    if one.range.end < first.trim_end().len() {
        return None;
    }
    let mut one = moved(one.clone(), range.start);
    one.code.push_str(&text[one.range.end..range.end]);
    one.range.end = range.end;
    one.strip &= text[range.end..].trim().is_empty();
    Some(one)
}

/// A command of a text that begins so many bytes further on.
fn moved(mut one: FoundCommand, by: usize) -> FoundCommand {
    one.range = one.range.start + by..one.range.end + by;
    one
}
