//! Commands that their writer forbids to run: `rm -rf / (절대 금지)`, those below `하지 말아야 할
//! 것`. They stay where they stand as code, which nobody is offered to copy. The blocks of a
//! chapter in, the same without such commands out. What forbids is known by `code::prohibition`,
//! how far it reaches here: a remark to its command, a label to what hangs below it or stands
//! behind it, a heading to its section.

use std::ops::Range;

use crate::language::Language;
use crate::notes::code::prohibition::{
    is_label, is_of_command, is_of_other, is_of_what_follows, is_of_what_hangs_below, may_forbid,
};
use crate::notes::tree::{Block, BlockKind, Chapter, Code, Command, Inline, InlineKind, Item};
use crate::notes::tree::{Lead, List, Span};
use crate::notes::visit::plain_text;

/// Takes from a chapter, which was read from a text, what it forbids to run.
pub(super) fn withdraw(chapter: &mut Chapter, text: &str) {
    if !may_forbid(text) {
        return;
    }
    let title = chapter.title.as_str();
    let is_forbidden = is_of_what_hangs_below(title) && !is_of_other(title);
    let _ = in_blocks(&mut chapter.blocks, is_forbidden);
    for footnote in &mut chapter.footnotes {
        let _ = in_blocks(&mut footnote.blocks, false);
    }
}

/// What the headings above say.
#[derive(Clone, Copy)]
struct HeadingScope {
    /// Whether what stands here is forbidden.
    is_forbidden: bool,
    /// The level of the heading that says so.
    level: u8,
}

/// Takes what is forbidden from blocks; what the last of them says of what stands behind.
fn in_blocks(blocks: &mut [Block], is_forbidden: bool) -> Option<bool> {
    let around = HeadingScope {
        is_forbidden,
        level: 0,
    };
    let mut scope = around;
    // What the paragraph before says of the block that follows it.
    let mut said: Option<bool> = None;
    for at in 0..blocks.len() {
        let (before, rest) = blocks.split_at_mut(at);
        let here = said.unwrap_or(scope.is_forbidden);
        match &mut rest[0].kind {
            BlockKind::Heading { level, inlines, .. } => {
                let text = plain_text(inlines);
                if *level <= scope.level {
                    scope = around;
                }
                if is_of_other(&text) {
                    scope.is_forbidden = false;
                } else if is_of_what_hangs_below(&text) && !scope.is_forbidden {
                    (scope.is_forbidden, scope.level) = (true, *level);
                }
                said = None;
            }
            BlockKind::Paragraph(inlines) => {
                in_inlines(inlines, here);
                let last = before.last_mut();
                said = said_by(&plain_text(inlines), last);
            }
            BlockKind::List(list) => {
                said = in_list(list, here);
            }
            BlockKind::Code(code) => {
                in_code(code, here);
                said = None;
            }
            BlockKind::Quote(inner) | BlockKind::Alert { blocks: inner, .. } => {
                said = in_blocks(inner, here);
            }
            BlockKind::Table { head, rows, .. } => {
                in_table(head, rows, here);
                said = None;
            }
            BlockKind::Html(_) | BlockKind::Rule => {}
        }
    }
    said
}

/// What a paragraph says of the block that follows. One right behind code or a list that points to
/// nothing below speaks of that: what it forbids is taken from there.
fn said_by(text: &str, before: Option<&mut Block>) -> Option<bool> {
    let last = text.trim_end_matches(['.', ' ']).rsplit(". ").next()?;
    if !is_of_what_follows(last) {
        return is_of_other(last).then_some(false);
    }
    let points = |words: [&str; 4]| {
        last.split_whitespace()
            .any(|word| words.iter().any(|one| word.starts_with(one)))
    };
    let ahead = last.ends_with([':', '：']) || points(["다음", "아래", "following", "below"]);
    let is_listing = |block: &Block| matches!(block.kind, BlockKind::Code(_) | BlockKind::List(_));
    match before.filter(|block| is_listing(block)) {
        Some(block) if !ahead => {
            match &mut block.kind {
                BlockKind::Code(code) => in_code(code, true),
                BlockKind::List(list) if points(["위", "앞", "above", "이상"]) => {
                    let _ = in_list(list, true);
                }
                _ => {}
            }
            None
        }
        _ => Some(true),
    }
}

/// The same of a list, by a bullet that is nothing but a label: `- 나쁜 예`.
fn in_list(list: &mut List, is_forbidden: bool) -> Option<bool> {
    // `- 나쁜 예`, then its commands as bullets of the same list.
    let mut said: Option<bool> = None;
    for item in &mut list.items {
        let here = said.unwrap_or(is_forbidden);
        in_item(item, here);
        if let Lead::Prose(inlines) = &item.lead
            && !inlines.iter().any(is_code)
        {
            let text = plain_text(inlines);
            let alone = item.children.is_empty() && (is_label(&text) || is_of_other(&text));
            said = alone.then(|| is_label(&text));
        }
    }
    said
}

/// Whether an inline is code, as a command is that was forbidden.
fn is_code(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Code(_) | InlineKind::Command(_))
}

/// Takes what is forbidden from a bullet and from what hangs below it.
fn in_item(item: &mut Item, is_forbidden: bool) {
    let text = match &item.lead {
        Lead::Prose(inlines) => plain_text(inlines),
        Lead::Command { .. } => String::new(),
    };
    let below = if is_of_other(&text) {
        Some(false)
    } else {
        is_of_what_hangs_below(&text).then_some(true)
    };
    let told = is_forbidden || is_told_below(item);
    in_lead(item, told);
    let _ = in_blocks(&mut item.children, below.unwrap_or(is_forbidden));
}

/// Whether the first bullets below a command forbid it.
fn is_told_below(item: &Item) -> bool {
    let Lead::Command { command, .. } = &item.lead else {
        return false;
    };
    let Some(BlockKind::List(list)) = item.children.first().map(|block| &block.kind) else {
        return false;
    };
    list.items.iter().any(|child| match &child.lead {
        Lead::Prose(inlines) if child.children.is_empty() => {
            is_of_command(&plain_text(inlines), &command.code)
        }
        _ => false,
    })
}

fn in_lead(item: &mut Item, is_forbidden: bool) {
    match &mut item.lead {
        Lead::Prose(inlines) => in_inlines(inlines, is_forbidden),
        Lead::Command {
            command,
            before,
            after,
        } => {
            let told = is_forbidden
                || is_of_command(&plain_text(after), &command.code)
                || !before.is_empty() && is_of_what_follows(&plain_text(before));
            if !told {
                return;
            }
            let (place, code) = (command.span, std::mem::take(&mut command.code));
            let blank = |at: usize, inlines: &[Inline]| {
                (!inlines.is_empty()).then(|| Inline {
                    span: Span::new(at, at),
                    kind: InlineKind::Text(" ".to_owned()),
                })
            };
            let (first, second) = (blank(place.start, before), blank(place.end, after));
            let shown = Inline {
                span: place,
                kind: InlineKind::Code(code),
            };
            let parts = std::mem::take(before).into_iter().chain(first);
            let parts = parts.chain([shown]).chain(second);
            item.lead = Lead::Prose(parts.chain(std::mem::take(after)).collect());
        }
    }
}

/// Commands among words: what stands between one and the next is said of the first, a label before
/// it of the next.
fn in_inlines(inlines: &mut [Inline], is_forbidden: bool) {
    let is_command = |inline: &Inline| matches!(inline.kind, InlineKind::Command(_));
    let places: Vec<usize> = (0..inlines.len())
        .filter(|at| is_command(&inlines[*at]))
        .collect();
    let mut from = 0;
    for (i, at) in places.iter().enumerate() {
        let end = places.get(i + 1).copied().unwrap_or(inlines.len());
        let label = plain_text(&inlines[from..*at]);
        let said = plain_text(&inlines[at + 1..end]);
        from = at + 1;
        let is_label = label.ends_with([':', ')', ']', '!', '❌', '🚫', '⛔']);
        let told = |command: &Command| {
            is_forbidden
                || is_of_command(&said, &command.code)
                || is_label && is_of_what_follows(&label)
        };
        let code = match &mut inlines[*at].kind {
            InlineKind::Command(command) if told(command) => std::mem::take(&mut command.code),
            _ => continue,
        };
        inlines[*at].kind = InlineKind::Code(code);
    }
}

/// `| 나쁜 예 | 좋은 예 |`
fn in_table(head: &[Vec<Inline>], rows: &mut [Vec<Vec<Inline>>], is_forbidden: bool) {
    let columns: Vec<bool> = head
        .iter()
        .map(|cell| {
            let text = plain_text(cell);
            !is_of_other(&text) && (is_forbidden || is_of_what_follows(&text))
        })
        .collect();
    for row in rows {
        for (at, cell) in row.iter_mut().enumerate() {
            in_inlines(cell, columns.get(at).copied().unwrap_or(is_forbidden));
        }
    }
}

/// What is typed of a listing of which nothing is copied.
const NOTHING: Range<usize> = 0..0;

/// Takes from a listing the lines that its remarks forbid, or all of it.
fn in_code(code: &mut Code, is_forbidden: bool) {
    let Some(mark) = code.language.as_ref().and_then(remark_mark) else {
        return;
    };
    let is_session = code.language == Some(Language::CONSOLE);
    if is_session && code.typed.is_empty() || code.text.is_empty() {
        return;
    }
    if is_forbidden {
        code.typed = std::iter::once(NOTHING).collect();
        return;
    }
    let forbidden = forbidden_lines(&code.text, mark);
    if forbidden.is_empty() {
        return;
    }
    if code.typed.is_empty() {
        code.typed.push(0..code.text.len());
    }
    code.typed = without(&code.typed, &forbidden);
    if code.typed.is_empty() {
        code.typed = std::iter::once(NOTHING).collect();
    }
}

/// Ranges without the bytes of others; both are in order.
fn without(ranges: &[Range<usize>], others: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(ranges.len() + others.len());
    let mut others = others.iter().peekable();
    for range in ranges {
        let mut start = range.start;
        while let Some(other) = others.peek().filter(|other| other.start < range.end) {
            if start < other.start {
                out.push(start..other.start);
            }
            start = start.max(other.end);
            if other.end > range.end {
                break;
            }
            others.next();
        }
        if start < range.end {
            out.push(start..range.end);
        }
    }
    out
}

/// What a remark begins with in a language of commands.
fn remark_mark(language: &Language) -> Option<&'static str> {
    match language.name() {
        "shell" | "console" | "powershell" => Some("#"),
        "sql" => Some("--"),
        "mongo" => Some("//"),
        "batch" => Some("REM"),
        "redis" => Some("#"),
        _ => None,
    }
}

/// The bytes of the commands of a listing that a remark behind them or above them forbids.
fn forbidden_lines(text: &str, mark: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut at, mut begin, mut above) = (0, 0, false);
    let mut is_told = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let goes_on = bare.ends_with('\\');
        if let Some(said) = bare.strip_prefix(mark) {
            above = is_of_what_follows(said) && !is_of_other(said);
        } else if bare.is_empty() {
            above = false;
        }
        let behind = line.split_once(&format!(" {mark}"));
        is_told |= above || behind.is_some_and(|(command, said)| is_of_command(said, command));
        at += line.len();
        if !goes_on {
            if is_told {
                out.push(begin..at);
            }
            (begin, is_told) = (at, false);
        }
    }
    if is_told {
        out.push(begin..at);
    }
    out
}
