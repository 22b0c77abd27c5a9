//! What a bullet says first: prose, or a command with the words around it. Inlines and their source
//! in, [`Lead`] out.

use crate::notes::code;
use crate::notes::code::command::{self, FoundCommand, Neighbours};
use crate::notes::code::tools::Tools;
use crate::notes::code::typeset;
use crate::notes::reading::quoted;
use crate::notes::tree::{Command, Inline, InlineKind, Item, Lead, Span};
use crate::notes::visit::plain_text;

/// Reads the lead whose inlines lie in `span` of `text`.
pub(crate) fn read(inlines: Vec<Inline>, span: Span, text: &str, tools: &Tools) -> Lead {
    let (source, offsets) = dedented(&text[span.range()], span.start);
    let mut found = command::find(&source, tools);
    let within = |at: usize| {
        let line = offsets.partition_point(|(_, original)| *original <= at);
        line.checked_sub(1).map_or(at, |line| {
            let (from, original) = offsets[line];
            from + (at - original)
        })
    };
    // A command ends before a link of Markdown, `git rebase [참고](https://…)`: that can be
    // followed, and not be typed. Where it may be what is typed, `npm install [react](https://…)`,
    // the command would lack it.
    let mut links = inlines
        .iter()
        .filter(|inline| is_written_link(inline, text));
    let first = links.find_map(|link| {
        let at = within(link.span.start);
        let reaches = found.iter().any(|one| one.range.contains(&at));
        reaches.then(|| (at, is_operand(link)))
    });
    match first {
        Some((_, true)) => found.clear(),
        Some((at, false)) => found = command::find(source[..at].trim_end(), tools),
        None => {}
    }
    if found.is_empty() {
        let found = quoted::find(&inlines, tools);
        let is_one = found.len() == 1;
        let placed = found.into_iter().map(|(at, mut one)| {
            let place = inlines[at].span;
            one.range = place.start - span.start..place.end - span.start;
            one.strip = is_one;
            one
        });
        let found: Vec<FoundCommand> = placed.collect();
        if found.is_empty() {
            return Lead::Prose(inlines);
        }
        return with_commands(inlines, span, text, found, &[(0, span.start)]);
    }
    with_commands(inlines, span, text, found, &offsets)
}

/// Reads the bullets of a list anew that prove nothing themselves, where the others are commands.
pub(crate) fn among(items: &mut [Item], text: &str, tools: &Tools) {
    let mut neighbours = Neighbours::default();
    for item in &*items {
        if let Lead::Command { command, .. } = &item.lead {
            neighbours.count(command);
        }
    }
    if !neighbours.say_something() {
        return;
    }
    let found: Vec<_> = items
        .iter()
        .map(|item| {
            let Lead::Prose(inlines) = &item.lead else {
                return None;
            };
            let is_text = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_));
            if inlines.is_empty() || !inlines.iter().all(is_text) {
                return None;
            }
            let source = &text[item.lead_span.range()];
            command::find_beside(source, &neighbours, tools)
        })
        .collect();
    let others = found.iter().flatten().count();
    if !neighbours.prove(others, items.len()) {
        return;
    }
    for (item, found) in items.iter_mut().zip(found) {
        let (Some(found), Lead::Prose(inlines)) = (found, &mut item.lead) else {
            continue;
        };
        let inlines = std::mem::take(inlines);
        let (span, begin) = (item.lead_span, [(0, item.lead_span.start)]);
        item.lead = with_commands(inlines, span, text, vec![found], &begin);
    }
}

/// Reads the words of a paragraph: lines that are typed are commands, each on its own line.
pub(crate) fn paragraph(inlines: Vec<Inline>, text: &str, tools: &Tools) -> Vec<Inline> {
    let (Some(first), Some(last)) = (inlines.first(), inlines.last()) else {
        return inlines;
    };
    let is_typed = |inline: &Inline| match inline.kind {
        InlineKind::Text(_) | InlineKind::SoftBreak | InlineKind::HardBreak => true,
        InlineKind::Html(_) => true,
        InlineKind::Link { .. } => !is_written_link(inline, text),
        _ => false,
    };
    let span = Span::new(first.span.start, last.span.end);
    if !inlines.iter().all(is_typed) {
        return with_quoted(inlines, tools);
    }
    let (source, offsets) = dedented(&text[span.range()], span.start);
    let found = code::paragraph::find(&source, tools);
    if found.is_empty() {
        return inlines;
    }
    let inlines = match with_commands(inlines, span, text, found, &offsets) {
        Lead::Prose(inlines) => inlines,
        // No command of a paragraph takes its place.
        Lead::Command { before, .. } => before,
    };
    on_lines(inlines)
}

/// A paragraph whose code spans are commands where each has its line.
fn with_quoted(mut inlines: Vec<Inline>, tools: &Tools) -> Vec<Inline> {
    let mut is_any = false;
    for (at, found) in quoted::find(&inlines, tools) {
        let prompted = found.code.len() < found.range.len();
        if !prompted && !code::paragraph::is_sure(&found) {
            continue;
        }
        let command = Command {
            span: inlines[at].span,
            code: found.code,
            language: found.language,
            tool: found.tool,
        };
        inlines[at].kind = InlineKind::Command(Box::new(command));
        is_any = true;
    }
    if is_any { on_lines(inlines) } else { inlines }
}

/// What is typed has its line.
fn on_lines(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let is_command = |inline: &Inline| matches!(inline.kind, InlineKind::Command(_));
    let beside: Vec<bool> = (0..inlines.len())
        .map(|at| {
            at > 0 && is_command(&inlines[at - 1]) || inlines.get(at + 1).is_some_and(is_command)
        })
        .collect();
    for (inline, is_beside) in inlines.iter_mut().zip(beside) {
        if is_beside && matches!(inline.kind, InlineKind::SoftBreak) {
            inline.kind = InlineKind::HardBreak;
        }
    }
    inlines
}

/// The inlines in `span` of `text` with commands in them, whose places `offsets` give.
fn with_commands(
    inlines: Vec<Inline>,
    span: Span,
    text: &str,
    found: Vec<FoundCommand>,
    offsets: &[(usize, usize)],
) -> Lead {
    let at = |i: usize| {
        let line = offsets.partition_point(|(from, _)| *from <= i);
        line.checked_sub(1).map_or(i, |line| {
            let (from, original) = offsets[line];
            original + (i - from)
        })
    };
    let bold = inlines
        .iter()
        .filter(|it| matches!(it.kind, InlineKind::Strong(_)));
    let bold: Vec<Span> = bold.map(|inline| inline.span).collect();
    // What stands before the next command, and what is still to be read; commands stand in order.
    let mut before: Vec<Inline> = Vec::new();
    let mut rest = inlines.into_iter();
    let mut next = rest.next();
    let mut end = span.start;
    for found_command in found {
        let place = Span::new(at(found_command.range.start), at(found_command.range.end));
        if place.start >= place.end
            || place.start < end
            || !text.is_char_boundary(place.start)
            || !text.is_char_boundary(place.end)
        {
            continue;
        }
        end = place.end;
        while let Some(inline) = next.take_if(|inline| inline.span.start < place.end) {
            before.extend(clip(&inline, Span::new(span.start, place.start), text));
            next = clip(&inline, Span::new(place.end, span.end), text).or_else(|| rest.next());
        }
        let code = without_bold(
            found_command.code,
            bold.iter().filter(|bold| place.holds(**bold)),
            text,
        );
        let command = Command {
            span: place,
            code,
            language: found_command.language,
            tool: found_command.tool,
        };
        if found_command.strip {
            return Lead::Command {
                command,
                before: trimmed(before),
                after: trimmed(next.into_iter().chain(rest).collect()),
            };
        }
        before.push(Inline {
            span: place,
            kind: InlineKind::Command(Box::new(command)),
        });
    }
    before.extend(next.into_iter().chain(rest));
    Lead::Prose(before)
}

/// A command without the marks of its bold words, `npm run **build**`: they are for readers. What
/// begins or ends with a sign is a pattern, `**/*.rs`.
fn without_bold<'s>(code: String, bold: impl Iterator<Item = &'s Span>, text: &str) -> String {
    bold.fold(code, |code, span| {
        let typed = &text[span.range()];
        let words = typed.trim_matches('*');
        let is_word =
            words.starts_with(char::is_alphanumeric) && words.ends_with(char::is_alphanumeric);
        if is_word && typed == format!("**{words}**") {
            code.replacen(typed, words, 1)
        } else {
            code
        }
    })
}

/// Whether the words of a link may be typed: one word in Latin letters that is no remark.
fn is_operand(link: &Inline) -> bool {
    const REMARKS: [&str; 10] = [
        "doc",
        "docs",
        "document",
        "guide",
        "here",
        "link",
        "manual",
        "ref",
        "reference",
        "source",
    ];
    let InlineKind::Link { children, .. } = &link.kind else {
        return false;
    };
    let words = plain_text(children).to_lowercase();
    words.is_ascii() && !words.contains(' ') && !REMARKS.contains(&words.as_str())
}

/// Whether a link is written with words of its own: `[words](address)`.
fn is_written_link(inline: &Inline, text: &str) -> bool {
    matches!(inline.kind, InlineKind::Link { .. }) && text[inline.span.range()].starts_with('[')
}

/// The lead with its continuation lines' indentation and the signs removed that nobody sees, and
/// where each piece began.
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
        let from = at + line.len() - kept.len();
        let mut copied = 0;
        for (place, unseen) in kept.match_indices(|c| typeset::typed_unseen(c).is_some()) {
            out.push_str(&kept[copied..place]);
            out.push_str(
                unseen
                    .chars()
                    .find_map(typeset::typed_unseen)
                    .unwrap_or_default(),
            );
            copied = place + unseen.len();
            offsets.push((out.len(), from + copied));
        }
        out.push_str(&kept[copied..]);
        at += line.len();
    }
    (out, offsets)
}

/// What of an inline lies in a stretch of the source. Text is cut; any other that lies across
/// a border gives the text that was typed.
fn clip(inline: &Inline, within: Span, text: &str) -> Option<Inline> {
    let span = Span::new(
        inline.span.start.max(within.start),
        inline.span.end.min(within.end),
    );
    if span.start >= span.end {
        return None;
    }
    if span == inline.span {
        return Some(inline.clone());
    }
    let cut = match &inline.kind {
        InlineKind::Text(words) if words.len() == inline.span.end - inline.span.start => {
            words.get(span.start - inline.span.start..span.end - inline.span.start)
        }
        _ => None,
    };
    let words = cut.unwrap_or_else(|| text[span.range()].trim_matches(['*', '_', '`']));
    Some(Inline {
        span,
        kind: InlineKind::Text(words.to_owned()),
    })
}

/// Without blank text at either end.
fn trimmed(inlines: Vec<Inline>) -> Vec<Inline> {
    let blank = inlines.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) => {
            let is_unseen = |c: char| c.is_whitespace() || typeset::typed_unseen(c).is_some();
            text.chars().all(is_unseen)
        }
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    });
    if blank { Vec::new() } else { inlines }
}
