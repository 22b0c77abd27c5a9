//! Where chapters start. One file's text in, its pieces out; no Markdown is parsed here beyond
//! heading lines, fences, comments and link definitions. Cutting and then parsing equals parsing
//! and then cutting, but for a fence that is never closed: it ends, with a warning, at the next
//! chapter, so that damage stays where it was made.

use std::collections::BTreeMap;

use crate::config::Split;
use crate::notes::tree::Span;
use crate::text::{self, Shared};

/// A file cut at its chapters. Spans are relative to the file's text.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cut {
    /// What stands before the first chapter, front matter left out.
    pub preface: Span,
    /// The chapters; empty where the file is one chapter itself.
    pub pieces: Vec<Piece>,
    /// Headings of the preface and parts, as plain source text with their level.
    pub first_heading: Option<Heading>,
    /// Headings that stand in no piece: those before the first chapter and those of parts.
    pub outer: Vec<Heading>,
    /// Link definitions of the whole file, label (folded) to destination and title.
    pub definitions: BTreeMap<String, (String, String)>,
    /// Footnote definitions of the whole file, label to their bytes.
    pub footnotes: BTreeMap<String, Span>,
    /// Opening fences that are never closed and were ended at the next chapter.
    pub unclosed: Vec<Span>,
    /// All headings.
    headings: Vec<Heading>,
    /// Whether a fence is open at the end.
    open: bool,
}

/// One chapter's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// From the heading's first byte up to the next chapter or part.
    pub span: Span,
    /// The last heading above the chapters' level that stands between this chapter and an earlier
    /// one.
    pub part: Option<String>,
}

/// An ATX heading outside of fences, comments and indented code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// First byte of its line.
    pub start: usize,
    /// First byte of the next line.
    pub end: usize,
    /// 1 to 6.
    pub level: u8,
    /// What it says, without `#` and `{#id}`.
    pub text: String,
}

/// Cuts a file's text (NFC, line feeds only) whose notes begin at byte `start`, behind the front
/// matter.
pub fn cut(text: &str, start: usize, split: Split) -> Cut {
    cut_at(text, start, split, scan(text, start, split, &|_| false))
}

/// The cut of a text whose cut was `known` when it was `old` bytes long, with the same front
/// matter: only the stretch between two headings around what differs is scanned. Equals [`cut`];
/// `None` where something in the file reaches further than that.
pub fn again(
    known: &Cut,
    old: usize,
    (text, shared): (&str, Shared),
    start: usize,
    split: Split,
) -> Option<Cut> {
    let reaches = |open: bool, definitions: usize, footnotes: usize, unclosed: usize| {
        open || definitions + footnotes + unclosed > 0
    };
    if reaches(
        known.open,
        known.definitions.len(),
        known.footnotes.len(),
        known.unclosed.len(),
    ) {
        return None;
    }
    // A heading stands outside of fences and comments: what was scanned before it is settled, and
    // so is what comes behind it.
    let kept = known
        .headings
        .partition_point(|heading| heading.end <= shared.start);
    let (kept, from) = match kept.checked_sub(1) {
        Some(at) if known.headings[at].start >= start => (at, known.headings[at].start),
        _ => (0, start),
    };
    let (old_end, new_end) = (old - shared.end, text.len() - shared.end);
    let twin = |at: usize| {
        let there = at.checked_sub(new_end)? + old_end;
        known
            .headings
            .binary_search_by_key(&there, |heading| heading.start)
            .ok()
    };
    let mut middle = scan(text, from, split, &|at| twin(at).is_some());
    if reaches(
        middle.open,
        middle.definitions.len(),
        middle.footnotes.len(),
        middle.unclosed.len(),
    ) {
        return None;
    }
    let mut headings = known.headings[..kept].to_vec();
    headings.append(&mut middle.headings);
    if let Some(next) = middle.stopped {
        let moved = |at: usize| at - old_end + new_end;
        let rest = known.headings[twin(next)?..].iter();
        headings.extend(rest.map(|heading| Heading {
            start: moved(heading.start),
            end: moved(heading.end),
            ..heading.clone()
        }));
    }
    Some(cut_at(
        text,
        start,
        split,
        Scan {
            headings,
            ..Scan::default()
        },
    ))
}

fn cut_at(text: &str, start: usize, split: Split, scan: Scan) -> Cut {
    let level = match split {
        Split::None => None,
        Split::Level(level) => scan
            .headings
            .iter()
            .any(|h| h.level == level)
            .then_some(level),
        Split::Auto => auto_level(&scan.headings),
    };
    let first_heading = scan.headings.first().cloned();
    let base = Cut {
        first_heading,
        definitions: scan.definitions,
        footnotes: scan.footnotes,
        unclosed: scan.unclosed,
        open: scan.open,
        ..Cut::default()
    };
    let Some(level) = level else {
        return Cut {
            preface: Span::new(start, text.len()),
            headings: scan.headings,
            ..base
        };
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut preface = Span::new(start, text.len());
    let mut part = None;
    for heading in scan.headings.iter().filter(|h| h.level <= level) {
        if heading.level == level {
            match pieces.last_mut() {
                Some(last) if last.span.end > heading.start => last.span.end = heading.start,
                Some(_) => {}
                None => preface.end = heading.start,
            }
            pieces.push(Piece {
                span: Span::new(heading.start, text.len()),
                part: part.clone(),
            });
        } else if let Some(last) = pieces.last_mut() {
            // A higher heading after the first chapter opens a part; what it says beyond its title
            // stays with it.
            part = Some(heading.text.clone());
            last.span.end = last.span.end.min(heading.start);
            let next = scan
                .headings
                .iter()
                .find(|h| h.start > heading.start && h.level <= level);
            let end = next.map_or(text.len(), |h| h.start);
            if !text[heading.end..end].trim().is_empty() {
                pieces.push(Piece {
                    span: Span::new(heading.start, end),
                    part: None,
                });
            }
        }
    }
    let inside = |heading: &Heading| {
        let next = pieces.partition_point(|piece| piece.span.start <= heading.start);
        next.checked_sub(1)
            .is_some_and(|at| heading.start < pieces[at].span.end)
    };
    let outer = scan
        .headings
        .iter()
        .filter(|heading| !inside(heading))
        .cloned()
        .collect();
    Cut {
        preface,
        pieces,
        outer,
        headings: scan.headings,
        ..base
    }
}

/// The highest level with two or more numbered headings.
fn auto_level(headings: &[Heading]) -> Option<u8> {
    (1..=6).find(|&level| {
        headings
            .iter()
            .filter(|h| h.level == level && !numbers(&h.text).0.is_empty())
            .nth(1)
            .is_some()
    })
}

#[derive(Default)]
struct Scan {
    headings: Vec<Heading>,
    definitions: BTreeMap<String, (String, String)>,
    footnotes: BTreeMap<String, Span>,
    unclosed: Vec<Span>,
    open: bool,
    /// The heading in front of which it was told to stop.
    stopped: Option<usize>,
}

/// An open fence: its character, length, the column of its container and where it began.
struct Fence {
    mark: char,
    length: usize,
    indent: usize,
    start: usize,
    /// Headings met since, which count if the fence turns out never to be closed.
    inside: Vec<Heading>,
}

/// Scans from `start`, where nothing is open, up to the end or the first heading at which `stop`
/// says so.
fn scan(text: &str, start: usize, split: Split, stop: &dyn Fn(usize) -> bool) -> Scan {
    let mut out = Scan::default();
    let mut fence: Option<Fence> = None;
    let mut comment = false;
    let mut footnote: Option<(String, Span)> = None;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let (line_start, line_end) = (at, at + line.len());
        at = line_end;
        let body = line.trim_end();
        let indent = column(body);
        let trimmed = body.trim_start();
        if comment {
            comment = !body.contains("-->");
            continue;
        }
        if let Some(open) = &mut fence {
            let quoted = trimmed.trim_start_matches(['>', ' ']);
            let run = quoted.chars().take_while(|&c| c == open.mark).count();
            if run >= open.length && quoted[run..].trim().is_empty() {
                fence = None;
                continue;
            }
            // A fence inside a bullet ends where the bullet ends: at a line that is indented less.
            if !trimmed.is_empty() && indent < open.indent && !trimmed.starts_with('>') {
                fence = None;
            } else {
                if let Some(heading) = heading(body, line_start, line_end) {
                    open.inside.push(heading);
                }
                continue;
            }
        }
        if let Some((label, span)) = &mut footnote {
            if trimmed.is_empty() || indent >= 4 {
                span.end = line_end;
            } else {
                out.footnotes.entry(std::mem::take(label)).or_insert(*span);
                footnote = None;
            }
        }
        // Most lines hold neither mark, and there are very many lines.
        let may_open = body.contains(['`', '~']);
        if let Some((mark, length, content)) = may_open.then(|| opening_fence(body)).flatten() {
            fence = Some(Fence {
                mark,
                length,
                indent: content,
                start: line_start,
                inside: Vec::new(),
            });
        } else if trimmed.starts_with("<!--") && indent < 4 {
            comment = !trimmed.contains("-->");
        } else if let Some(found) = heading(body, line_start, line_end) {
            if stop(line_start) {
                out.stopped = Some(line_start);
                break;
            }
            out.headings.push(found);
        } else if indent < 4
            && trimmed.starts_with('[')
            && let Some((label, rest)) = definition(trimmed)
        {
            if let Some(name) = label.strip_prefix('^') {
                footnote = Some((text::nfc(name), Span::new(line_start, line_end)));
            } else if let Some(target) = destination(rest) {
                out.definitions.entry(fold_label(label)).or_insert(target);
            }
        }
    }
    if let Some((label, span)) = footnote {
        out.footnotes.entry(label).or_insert(span);
    }
    out.open = fence.is_some();
    if let Some(open) = fence {
        // Never closed: everything from the next chapter on is read as if the fence had ended
        // there.
        let level = match split {
            Split::Level(level) => Some(level),
            Split::None => None,
            Split::Auto => {
                let all: Vec<Heading> = out.headings.iter().chain(&open.inside).cloned().collect();
                auto_level(&all)
            }
        };
        let next = open.inside.iter().find(|h| {
            Some(h.level) == level && (split != Split::Auto || !numbers(&h.text).0.is_empty())
        });
        if let Some(next) = next {
            out.unclosed.push(Span::new(
                open.start,
                open.start + text[open.start..].find('\n').unwrap_or(0),
            ));
            let rest = scan(text, next.start, split, &|_| false);
            out.headings.extend(rest.headings);
            out.unclosed.extend(rest.unclosed);
            for (label, target) in rest.definitions {
                out.definitions.entry(label).or_insert(target);
            }
            for (label, span) in rest.footnotes {
                out.footnotes.entry(label).or_insert(span);
            }
        }
    }
    out
}

/// The column of the first character that is no blank; a tab leads to the next multiple of four.
pub(super) fn column(line: &str) -> usize {
    let mut column = 0;
    for c in line.chars() {
        match c {
            ' ' => column += 1,
            '\t' => column += 4 - column % 4,
            _ => break,
        }
    }
    column
}

/// An ATX heading at column 0 to 3: one to six `#` and a blank or the line's end.
fn heading(line: &str, start: usize, end: usize) -> Option<Heading> {
    let trimmed = line.trim_start_matches(' ');
    if line.len() - trimmed.len() > 3 {
        return None;
    }
    let level = trimmed.bytes().take_while(|&b| b == b'#').count();
    let rest = &trimmed[level..];
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let rest = rest.trim();
    let closed = rest.trim_end_matches('#');
    let rest = if closed.is_empty() || closed.ends_with([' ', '\t']) {
        closed.trim_end()
    } else {
        rest
    };
    let text = match rest.rfind('{') {
        Some(i) if rest.ends_with('}') && rest[i..].starts_with("{#") => rest[..i].trim_end(),
        _ => rest,
    };
    Some(Heading {
        start,
        end,
        level: level as u8,
        text: text.to_owned(),
    })
}

/// Whether the line opens a fence, possibly behind bullets and quotes: mark, length, and column of
/// the container's text.
pub(super) fn opening_fence(line: &str) -> Option<(char, usize, usize)> {
    let mut rest = line.trim_start();
    let mut indent = column(line);
    let mut nested = false;
    loop {
        let marker = match rest.as_bytes() {
            [b'-' | b'*' | b'+', b' ' | b'\t', ..] | [b'>', ..] => 1,
            _ => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                match rest.as_bytes().get(digits..digits + 2) {
                    Some([b'.' | b')', b' ']) if (1..=9).contains(&digits) => digits + 1,
                    _ => 0,
                }
            }
        };
        if marker == 0 {
            break;
        }
        let inner = rest[marker..].trim_start();
        indent += rest.len() - inner.len();
        rest = inner;
        nested = true;
    }
    let mark = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = rest.chars().take_while(|&c| c == mark).count();
    if length < 3 || (mark == '`' && rest[length..].contains('`')) {
        return None;
    }
    // Up to three blanks do not nest a fence: it ends only at its closing line. One that is
    // indented without a marker of its own hangs beneath a bullet, whose text begins at column 1 or
    // later.
    let container = if nested {
        indent
    } else {
        usize::from(indent > 3)
    };
    Some((mark, length, container))
}

/// `[label]: rest`
fn definition(line: &str) -> Option<(&str, &str)> {
    let close = line.find("]:")?;
    let label = &line[1..close];
    (!label.trim().is_empty() && !label.contains(['[', ']']))
        .then(|| (label, line[close + 2..].trim()))
}

fn destination(rest: &str) -> Option<(String, String)> {
    let (target, after) = match rest.strip_prefix('<') {
        Some(inner) => inner.split_once('>')?,
        None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
    };
    let title = after.trim();
    let quoted = [('"', '"'), ('\'', '\''), ('(', ')')];
    let inner = quoted
        .iter()
        .find_map(|(open, close)| title.strip_prefix(*open)?.strip_suffix(*close));
    // Words behind the target that are no title: `[메모]: 여기에 적는다` is a sentence and no
    // definition.
    (!target.is_empty() && (title.is_empty() || inner.is_some()))
        .then(|| (target.to_owned(), inner.unwrap_or("").to_owned()))
}

/// Labels match without regard to case, blanks and normalisation.
pub fn fold_label(label: &str) -> String {
    text::nfc(label)
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The numbers of a heading and the bytes of its first number token with what follows up to the
/// title.
///
/// `16. Service` is `[16]`; `28 ~ 30. A` is `[28, 29, 30]`; `19. A ~ 20. B` is `[19, 20]` and its
/// title `A ~ 20. B`;
/// `3장 A`, `제3장. A`, `3강 A`, `Chapter 3: A`, `3) A` count too. `1.2 A`, `2024년` and `3D
/// 그래픽` have no number.
pub fn numbers(title: &str) -> (Vec<u32>, usize) {
    let Some((first, last, length)) = number_token(title) else {
        return (Vec::new(), 0);
    };
    let mut end = last;
    if first == last {
        // A second number behind a tilde: the heading stands for a range of lessons.
        let rest = &title[length..];
        for (i, _) in rest.match_indices(['~', '～']) {
            let after = rest[i..].trim_start_matches(['~', '～']).trim_start();
            if let Some((next, next_last, _)) = number_token(after)
                && next > end
                && next - first <= 50
            {
                end = next_last;
            }
        }
    }
    ((first..=end).collect(), length)
}

/// First and last number of the token at the start, and its length with the blanks behind it.
fn number_token(title: &str) -> Option<(u32, u32, usize)> {
    let lower = title.get(..8).map(str::to_ascii_lowercase);
    let chapter = lower.as_deref() == Some("chapter ");
    let mut at = if chapter { 8 } else { 0 };
    let ordinal = title[at..].starts_with('제');
    if ordinal {
        at += '제'.len_utf8();
    }
    let first = digits(&title[at..])?;
    at += first.1;
    let mut last = first.0;
    let gap = title[at..].len() - title[at..].trim_start().len();
    let after = &title[at + gap..];
    if let Some(rest) = after.strip_prefix(['~', '～', '-', '–']) {
        let inner = rest.trim_start();
        if let Some((number, length)) = digits(inner) {
            let end = title.len() - inner.len() + length;
            // `28 ~ 30.` but not `10-20대`: a mark must close the range.
            if number > first.0
                && number - first.0 <= 50
                && title[end..].starts_with(['.', ')', '장', '강'])
            {
                last = number;
                at = end;
            }
        }
    }
    let rest = &title[at..];
    let mark = rest.chars().next();
    let closed = match mark {
        Some('.' | ')' | ':') => {
            let next = rest[1..].chars().next();
            if next.is_some_and(|c| c.is_ascii_digit()) {
                return None;
            }
            1
        }
        Some('장' | '강') => {
            let unit = 3;
            match rest[unit..].chars().next() {
                None | Some(' ' | '\t') => unit,
                Some('.' | ':' | ')') => unit + 1,
                _ => return None,
            }
        }
        None | Some(' ') if chapter => 0,
        _ => return None,
    };
    if ordinal && !matches!(mark, Some('장' | '강')) {
        return None;
    }
    let end = at + closed;
    let blanks = title[end..].len()
        - title[end..]
            .trim_start_matches([' ', '\t', '.', ':', '-', '–'])
            .len();
    Some((first.0, last, end + blanks))
}

fn digits(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&length) {
        return None;
    }
    Some((text[..length].parse().ok()?, length))
}
