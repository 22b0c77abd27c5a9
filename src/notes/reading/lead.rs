//! What a bullet says first: prose, or a command with the words around it. Inlines and their source
//! in, [`Lead`] out.

use crate::notes::code;
use crate::notes::code::command::{self, FoundCommand, Neighbours};
use crate::notes::code::several;
use crate::notes::code::tools::Tools;
use crate::notes::code::typeset;
use crate::notes::reading::lead_quotes::ShellQuotes;
use crate::notes::reading::lead_source::{self, LeadSource};
use crate::notes::reading::quoted;
use crate::notes::tree::{Command, Inline, InlineKind, Item, Lead, Span};
use crate::notes::visit::plain_text;

/// Reads the lead whose inlines lie in `span` of `text`.
pub(crate) fn read(inlines: Vec<Inline>, span: Span, text: &str, tools: &Tools) -> Lead {
    let mut source = LeadSource::of(&inlines, span, text);
    let mut found = several::of_lead(&source.text, tools);
    if found.is_empty()
        && let Some(before) = LeadSource::before_remarks(&inlines, span, text)
    {
        found = several::of_lead(&before.text, tools);
        source = before;
    }
    // A command ends before a link of Markdown, `git rebase [참고](https://…)`: that can be
    // followed, and not be typed. Where it may be what is typed, `npm install [react](https://…)`,
    // the command would lack it.
    let quotes = ShellQuotes::of(&text[span.range()], span.start);
    let is_written_out =
        |inline: &&Inline| is_shown_otherwise(inline, text) && !is_literal(inline, &quotes, text);
    let mut links = inlines.iter().filter(is_written_out);
    let first = links.find_map(|link| {
        let at = source.within(link.span.start);
        // `git commit -m ":bug: …"`: what is quoted is typed.
        let is_open = |start: usize| source.text[start..at].matches(['"', '\'']).count() % 2 == 1;
        let is_written = is_written_link(link, text);
        let reaches = (found.iter())
            .any(|one| one.range.contains(&at) && (is_written || !is_open(one.range.start)));
        reaches.then(|| (at, is_operand(link)))
    });
    match first {
        Some((_, true)) => found.clear(),
        Some((at, false)) => found = several::of_lead(source.text[..at].trim_end(), tools),
        None => {}
    }
    if let [one] = &found[..] {
        let rest = source.text[one.range.end..].trim_start_matches(' ');
        if let Some((whole, longer)) = through_code(one, &source, &inlines, span, text, tools) {
            (source, found) = (whole, longer);
        } else if rest.starts_with(['[', '*', '_', '`']) && !command::is_complete(&one.code) {
            // `git clone [저장소](…)`: what it asks for is what cannot be typed.
            found.clear();
        }
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
        return with_commands(inlines, span, text, found, &LeadSource::as_written(span));
    }
    with_commands(inlines, span, text, found, &source)
}

/// A command that goes on in code spans, ``git branch `이름` ``, and the text that it stands in:
/// only these stand between it and the end of the line or what is said of it. None at all where
/// they cannot be part of it: without them it is another one.
fn through_code(
    one: &FoundCommand,
    source: &LeadSource,
    inlines: &[Inline],
    span: Span,
    text: &str,
    tools: &Tools,
) -> Option<(LeadSource, Vec<FoundCommand>)> {
    if !source.text[one.range.end..]
        .trim_start_matches(' ')
        .starts_with('`')
    {
        return None;
    }
    let behind = source.end(one.range.end);
    let mut end = behind;
    let mut ticked = Vec::new();
    for inline in inlines.iter().filter(|one| one.span.start >= behind) {
        let is_code = matches!(inline.kind, InlineKind::Code(_));
        let gap = text.get(end..inline.span.start);
        if gap.is_none_or(|gap| !gap.trim().is_empty()) {
            break;
        }
        if is_code {
            ticked.push(inline.span);
        } else if !text[inline.span.range()].trim().is_empty() {
            break;
        }
        end = inline.span.end;
    }
    let last = ticked.last()?.end;
    let rest = text.get(last..span.end)?.trim_start();
    let is_said =
        || rest.starts_with([':', '：', '(', '#', '→', '—', '–']) || rest.starts_with("- ");
    if !rest.is_empty() && !is_said() {
        return None;
    }
    let whole = LeadSource::unticked(inlines, &ticked, span, text);
    let found = several::of_lead(&whole.text, tools);
    let longer = found
        .first()
        .is_some_and(|found| whole.end(found.range.end) >= last);
    longer.then_some((whole, found))
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
        let span = item.lead_span;
        let source = LeadSource::as_written(span);
        item.lead = with_commands(inlines, span, text, vec![found], &source);
    }
}

/// Reads the words of a paragraph: lines that are typed are commands, each on its own line.
pub(crate) fn paragraph(inlines: Vec<Inline>, text: &str, tools: &Tools) -> Vec<Inline> {
    let (Some(first), Some(last)) = (inlines.first(), inlines.last()) else {
        return inlines;
    };
    let span = Span::new(first.span.start, last.span.end);
    let quotes = ShellQuotes::of(&text[span.range()], span.start);
    let is_typed = |inline: &Inline| match inline.kind {
        InlineKind::Text(_) | InlineKind::SoftBreak | InlineKind::HardBreak => true,
        InlineKind::Html(_) => true,
        InlineKind::Link { .. } => {
            !is_written_link(inline, text) || is_literal(inline, &quotes, text)
        }
        InlineKind::Strong(_) | InlineKind::Emphasis(_) => true,
        _ => false,
    };
    if !inlines.iter().all(is_typed) {
        return with_quoted(inlines, tools);
    }
    let source = LeadSource::of(&inlines, span, text);
    let mut found = several::of_paragraph(&source.text, tools);
    let marks = marks(&inlines, &quotes, text);
    found.retain(|one| {
        let (start, end) = (source.start(one.range.start), source.end(one.range.end));
        let first = marks.partition_point(|(at, _)| *at < start);
        let mut within = marks[first..].iter().take_while(|(at, _)| *at <= end);
        within.all(|(at, is_bold)| !is_bold && *at != start && *at != end)
    });
    if found.is_empty() {
        return inlines;
    }
    let inlines = match with_commands(inlines, span, text, found, &source) {
        Lead::Prose(inlines) => inlines,
        // No command of a paragraph takes its place.
        Lead::Command { before, .. } => before,
    };
    on_lines(inlines)
}

/// Where what is bold or italic begins and ends, whose marks are not left out, and whether it is
/// bold. Nobody types them around a command, `*docker ps -a*`; amid one, `rm *a*`, those of italics
/// are a pattern's.
fn marks(inlines: &[Inline], quotes: &ShellQuotes, text: &str) -> Vec<(usize, bool)> {
    let mut out = Vec::new();
    let is_marked = |inline: &&Inline| {
        !lead_source::is_typed_word(inline, text) && !lead_source::is_quoted(inline, quotes, text)
    };
    for inline in inlines.iter().filter(is_marked) {
        let is_bold = matches!(inline.kind, InlineKind::Strong(_));
        if is_bold || matches!(inline.kind, InlineKind::Emphasis(_)) {
            out.extend([inline.span.start, inline.span.end].map(|at| (at, is_bold)));
        }
    }
    out
}

/// A paragraph whose code spans are commands where each has its line.
fn with_quoted(mut inlines: Vec<Inline>, tools: &Tools) -> Vec<Inline> {
    let mut is_any = false;
    let alone = alone_in_code(&inlines, tools);
    let found = alone.map_or_else(|| quoted::find(&inlines, tools), |one| vec![(0, one)]);
    let is_alone = inlines.len() == 1;
    for (at, found) in found {
        let prompted = is_alone || found.code.len() < found.range.len();
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

/// The command that a paragraph is which is nothing but code: its author set it as one, as in a
/// bullet.
fn alone_in_code(inlines: &[Inline], tools: &Tools) -> Option<FoundCommand> {
    let [only] = inlines else {
        return None;
    };
    let InlineKind::Code(code) = &only.kind else {
        return None;
    };
    let is_plain = code.contains(' ') && !code.contains('`');
    let found = is_plain.then(|| command::find(&format!("`{code}`"), tools))?;
    let [one] = &found[..] else {
        return None;
    };
    one.strip.then(|| one.clone())
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

/// The inlines in `span` of `text` with commands in them, whose places are those of `source`.
fn with_commands(
    inlines: Vec<Inline>,
    span: Span,
    text: &str,
    found: Vec<FoundCommand>,
    source: &LeadSource,
) -> Lead {
    // What stands before the next command, and what is still to be read; commands stand in order.
    let mut before: Vec<Inline> = Vec::new();
    let mut rest = inlines.into_iter();
    let mut next = rest.next();
    let mut end = span.start;
    for found_command in found {
        let place = Span::new(
            source.start(found_command.range.start),
            source.end(found_command.range.end),
        );
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
        let command = Command {
            span: place,
            code: found_command.code,
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

/// Whether a link or a picture stands in a quotation, where nothing but letters can stand.
fn is_literal(inline: &Inline, quotes: &ShellQuotes, text: &str) -> bool {
    matches!(inline.kind, InlineKind::Link { .. } | InlineKind::Image(_))
        && lead_source::is_quoted(inline, quotes, text)
}

/// Whether a link is written with words of its own: `[words](address)`, where these are not its
/// address.
fn is_written_link(inline: &Inline, text: &str) -> bool {
    text[inline.span.range()].starts_with('[') && !lead_source::is_address(inline)
}

/// Whether readers see something else there than what could be typed.
fn is_shown_otherwise(inline: &Inline, text: &str) -> bool {
    is_written_link(inline, text)
        || matches!(
            inline.kind,
            InlineKind::Image(_) | InlineKind::FootnoteReference(_) | InlineKind::Sign(_)
        )
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
