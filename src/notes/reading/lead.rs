//! What a bullet says first: prose, or a command with the words around it. Inlines and their source
//! in, [`Lead`] out.

use crate::notes::code::command;
use crate::notes::code::tools::Tools;
use crate::notes::tree::{Command, Inline, InlineKind, Lead, Span};

/// Reads the lead whose inlines lie in `span` of `text`.
pub fn read(inlines: Vec<Inline>, span: Span, text: &str, tools: &Tools) -> Lead {
    let (source, offsets) = dedented(&text[span.range()], span.start);
    let found = command::find(&source, tools);
    if found.is_empty() {
        return Lead::Prose(inlines);
    }
    let at = |i: usize| {
        offsets
            .iter()
            .rev()
            .find(|(from, _)| *from <= i)
            .map_or(i, |(from, original)| original + (i - from))
    };
    let mut prose = inlines;
    for found_command in found {
        let place = Span::new(at(found_command.range.start), at(found_command.range.end));
        if place.start >= place.end
            || !text.is_char_boundary(place.start)
            || !text.is_char_boundary(place.end)
        {
            continue;
        }
        let command = Command {
            span: place,
            code: found_command.code,
            language: found_command.language,
            tool: found_command.tool,
        };
        let (Some(before), Some(after)) = (
            clip(&prose, span.start, place.start, text),
            clip(&prose, place.end, span.end, text),
        ) else {
            continue;
        };
        if found_command.strip {
            return Lead::Command {
                command,
                before: trimmed(before),
                after: trimmed(after),
            };
        }
        let inline = Inline {
            span: place,
            kind: InlineKind::Command(command),
        };
        prose = before.into_iter().chain([inline]).chain(after).collect();
    }
    Lead::Prose(prose)
}

/// The lead with its continuation lines' indentation removed, and where each line began.
fn dedented(source: &str, start: usize) -> (String, Vec<(usize, usize)>) {
    let mut out = String::with_capacity(source.len());
    let mut offsets = Vec::new();
    let mut at = start;
    for (i, line) in source.split_inclusive('\n').enumerate() {
        let kept = if i == 0 {
            line
        } else {
            line.trim_start_matches([' ', '\t'])
        };
        offsets.push((out.len(), at + line.len() - kept.len()));
        out.push_str(kept);
        at += line.len();
    }
    (out, offsets)
}

/// The inlines between two source offsets. Text is cut; any other inline that lies across a border
/// gives the text that was typed; a command that is already there must not be cut (`None`).
fn clip(inlines: &[Inline], start: usize, end: usize, text: &str) -> Option<Vec<Inline>> {
    let mut out = Vec::new();
    for inline in inlines {
        let (from, to) = (inline.span.start.max(start), inline.span.end.min(end));
        if from >= to {
            continue;
        }
        if from == inline.span.start && to == inline.span.end {
            out.push(inline.clone());
        } else if matches!(inline.kind, InlineKind::Command(_)) {
            return None;
        } else {
            let cut = match &inline.kind {
                InlineKind::Text(words) if words.len() == inline.span.end - inline.span.start => {
                    words.get(from - inline.span.start..to - inline.span.start)
                }
                _ => None,
            };
            let words = cut
                .unwrap_or_else(|| text[from..to].trim_matches(['*', '_', '`']))
                .to_owned();
            out.push(Inline {
                span: Span::new(from, to),
                kind: InlineKind::Text(words),
            });
        }
    }
    Some(out)
}

/// Without blank text at either end.
fn trimmed(inlines: Vec<Inline>) -> Vec<Inline> {
    let blank = inlines.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    });
    if blank { Vec::new() } else { inlines }
}
