//! Where chapters start. One file's text in, its pieces out; no Markdown is parsed here beyond
//! heading lines, fences, comments and link definitions. Cutting and then parsing equals parsing
//! and then cutting, but for a fence that is never closed: it ends, with a warning, at the next
//! chapter, so that damage stays where it was made.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::config::Split;
use crate::fingerprint::Hashed;
pub(crate) use crate::notes::reading::chapter_rule::Heading;
use crate::notes::reading::chapter_rule::{self, has_number};
use crate::notes::reading::definition::{Definitions, definition, destination, fold_label};
use crate::notes::reading::file_line::{Fence, FileLine};
use crate::notes::reading::numbers::numbers;
use crate::notes::reading::other_headings::{self, LinesAbove};
use crate::notes::reading::parts::{is_called_contents, is_called_opening};
use crate::notes::tree::FileSpan;
use crate::text::{self, Shared};

/// A file cut at its chapters. Spans are relative to the file's text.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cut {
    /// What stands before the first chapter, front matter left out.
    pub preface: FileSpan,
    /// The chapters; empty where the file is one chapter itself.
    pub pieces: Vec<Piece>,
    /// Headings that stand in no piece: those before the first chapter and those of parts.
    pub outer: Vec<Heading>,
    /// Link definitions of the whole file.
    pub definitions: Arc<Hashed<Definitions>>,
    /// Footnote definitions of the whole file, label to their bytes.
    pub footnotes: BTreeMap<String, FileSpan>,
    /// Further definitions of a label that has one, which nobody is shown.
    pub repeated: Vec<(String, FileSpan)>,
    /// Opening fences that are never closed and were ended at the next chapter.
    pub unclosed: Vec<FileSpan>,
    /// All headings.
    pub(crate) headings: Vec<Heading>,
    /// Whether a fence is open at the end.
    open: bool,
}

/// One chapter's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// From the heading's first byte up to the next chapter or part.
    pub span: FileSpan,
    /// The headings above the chapters' level that stand between this chapter and an earlier one,
    /// outermost first.
    pub parts: Vec<Arc<str>>,
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
        headings.extend(rest.map(|it| it.moved(moved(it.start), moved(it.end))));
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
    let meant = other_headings::meant(text, &scan.headings);
    let headings = meant.as_deref().unwrap_or(&scan.headings);
    let level = match split {
        Split::None => None,
        Split::Level(level) => headings.iter().any(|h| h.level == level).then_some(level),
        Split::Auto => chapter_rule::level(text, headings),
    };
    let base = Cut {
        definitions: Arc::new(scan.definitions.into()),
        footnotes: scan.footnotes,
        repeated: scan.repeated,
        unclosed: scan.unclosed,
        open: scan.open,
        ..Cut::default()
    };
    let Some(level) = level else {
        return Cut {
            preface: FileSpan::new(start, text.len()),
            headings: scan.headings,
            ..base
        };
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut preface = FileSpan::new(start, text.len());
    let mut open: Vec<&Heading> = Vec::new();
    let (first, first_part) = if split == Split::Auto {
        beginning(headings, level)
    } else {
        (0, first_part(headings, level))
    };
    let begins = |at: usize, heading: &Heading| heading.level < level || at >= first;
    let cuts = headings.iter().enumerate();
    let cuts = cuts.filter(|(at, heading)| heading.level <= level && begins(*at, heading));
    let mut cuts = cuts.map(|(_, heading)| heading).peekable();
    while let Some(heading) = cuts.next() {
        if heading.level == level {
            match pieces.last_mut() {
                Some(last) if last.span.end > heading.start => last.span.end = heading.start,
                Some(_) => {}
                None => preface.end = preface.end.min(heading.start),
            }
            pieces.push(Piece {
                span: FileSpan::new(heading.start, text.len()),
                parts: open.iter().map(|part| part.text.clone()).collect(),
            });
        } else if !pieces.is_empty() || first_part.is_some_and(|part| part <= heading.start) {
            // A higher heading opens a part; what it says beyond its title stays with it.
            open.retain(|part| part.level < heading.level);
            open.push(heading);
            let last = pieces
                .last_mut()
                .map_or(&mut preface, |last| &mut last.span);
            last.end = last.end.min(heading.start);
            let next = cuts.peek();
            let end = next.map_or(text.len(), |h| h.start);
            // A title above nothing, as `## License` at the end, is a page that says only that.
            let leads = next.is_some_and(|next| next.level > heading.level);
            if !leads || !text[heading.end..end].trim().is_empty() {
                pieces.push(Piece {
                    span: FileSpan::new(heading.start, end),
                    parts: Vec::new(),
                });
            }
        }
    }
    let inside = |heading: &Heading| {
        let next = pieces.partition_point(|piece| piece.span.start <= heading.start);
        next.checked_sub(1)
            .is_some_and(|at| heading.start < pieces[at].span.end)
    };
    let outer = headings.iter().filter(|heading| !inside(heading));
    let outer = outer.cloned().collect();
    Cut {
        preface,
        pieces,
        outer,
        headings: scan.headings,
        ..base
    }
}

/// The first heading that is a chapter's, and where the part begins in which it stands. A table of
/// contents above the first of several parts is no chapter: it stands on the first page.
fn beginning(headings: &[Heading], level: u8) -> (usize, Option<usize>) {
    if is_title_beside(headings, level) {
        return (1, None);
    }
    let title = headings
        .first()
        .filter(|first| is_title(first, &headings[1..], level));
    let from = usize::from(title.is_some());
    let part = first_part(&headings[from..], level);
    let all = headings.iter().enumerate().skip(from);
    let first = all.clone().find(|(_, heading)| heading.level == level);
    let contents = first.filter(|(_, heading)| {
        let is_outside = part.is_none_or(|part| part > heading.start);
        is_outside && is_called_contents(&heading.text)
    });
    let mut behind =
        all.skip_while(|(at, _)| contents.is_some_and(|(contents, _)| *at <= contents));
    let mut next = behind.clone();
    let next = next.find(|(_, heading)| heading.level <= level);
    // `## 목차` before `## 1. …`: the others are counted, and it is what lists them.
    let is_counted = |(_, next): &(usize, &Heading)| next.level == level && has_number(next);
    let is_before = |next: &(usize, &Heading)| {
        contents.is_some() && (is_counted(next) || behind.any(|(_, it)| it.level < level))
    };
    match next.filter(is_before) {
        Some((next, _)) => (next, first_part(&headings[next..], level)),
        None => (0, part),
    }
}

/// Whether the first heading of a file is its title, though its chapters stand beside it: it alone
/// has no number, and it is no part of a text (`# 머리말`).
fn is_title_beside(headings: &[Heading], level: u8) -> bool {
    let Some((first, rest)) = headings.split_first() else {
        return false;
    };
    let mut others = rest.iter().filter(|heading| heading.level <= level);
    let is_alone = others.clone().nth(1).is_some()
        && others.all(|heading| heading.level == level && has_number(heading));
    level == 1
        && first.level == 1
        && is_alone
        && !has_number(first)
        && !is_called_opening(&first.text)
}

/// Whether the first heading of a file is its title, though headings of the chapters' level stand
/// beneath it: none of them is numbered, and it is not called an introduction.
fn is_title(first: &Heading, rest: &[Heading], level: u8) -> bool {
    let mut inside = rest.iter().take_while(|next| next.level > first.level);
    let is_numbered = inside.any(|next| next.level == level && has_number(next));
    first.level < level && !is_numbered && !is_called_opening(&first.text)
}

/// Where the part begins in which the first chapter stands. A heading above the first chapter opens
/// one where another of its level has chapters too; else it is the title of the file, or of what
/// stands before its chapters.
fn first_part(headings: &[Heading], level: u8) -> Option<usize> {
    let first = headings.iter().position(|heading| heading.level == level)?;
    let (before, later) = headings.split_at(first);
    let mut around: Vec<&Heading> = Vec::new();
    for heading in before.iter().filter(|heading| heading.level < level) {
        around.retain(|outer| outer.level < heading.level);
        around.push(heading);
    }
    let has_chapters = |outer: &Heading| {
        let at = later.iter().position(|next| next.level == outer.level);
        let inside = at.map_or(&[][..], |at| &later[at + 1..]);
        let mut inside = inside.iter();
        inside.any(|next| next.level == level)
    };
    let part = around.into_iter().find(|outer| has_chapters(outer))?;
    Some(part.start)
}

fn is_numbered(heading: &Heading) -> bool {
    !numbers(&heading.text).0.is_empty()
}

#[derive(Default)]
struct Scan {
    pub(crate) headings: Vec<Heading>,
    definitions: Definitions,
    footnotes: BTreeMap<String, FileSpan>,
    repeated: Vec<(String, FileSpan)>,
    unclosed: Vec<FileSpan>,
    open: bool,
    /// The heading in front of which it was told to stop.
    stopped: Option<usize>,
}

/// Scans from `start`, where nothing is open, up to the end or the first heading at which `stop`
/// says so.
fn scan(text: &str, start: usize, split: Split, stop: &dyn Fn(usize) -> bool) -> Scan {
    let mut out = Scan::default();
    let mut tail: Option<UnclosedTail> = None;
    let mut from = start;
    while let Some(open) = out.lines(text, from, stop, tail.as_ref()) {
        out.open = true;
        // Never closed: everything from the next chapter on is read as if the fence had ended
        // there.
        let tail = tail.get_or_insert_with(|| UnclosedTail::new(text, open));
        let Some(next) = tail.next_chapter(open, split, &out.headings) else {
            break;
        };
        let line = text[open..].find('\n').unwrap_or(0);
        out.unclosed.push(FileSpan::new(open, open + line));
        from = next;
    }
    out
}

impl Scan {
    /// Reads the lines from `start` on, where nothing is open. Answers where the fence begins that
    /// is never closed; one that `tail` knows is not read to the end of the file once more.
    fn lines(
        &mut self,
        text: &str,
        start: usize,
        stop: &dyn Fn(usize) -> bool,
        tail: Option<&UnclosedTail>,
    ) -> Option<usize> {
        let mut fence: Option<Fence> = None;
        let mut comment = false;
        let mut footnote: Option<(String, FileSpan)> = None;
        let mut above = LinesAbove::settled();
        for line in FileLine::each(text, start) {
            if comment {
                comment = !line.body.contains("-->");
                continue;
            }
            if let Some(open) = &fence {
                let closed = line.closes(open.mark) >= open.length;
                if !closed && line.leaves() >= open.indent {
                    continue;
                }
                fence = None;
                if closed {
                    continue;
                }
            }
            self.footnote_line(&line, &mut footnote);
            if let Some(opened) = line.fence() {
                above = LinesAbove::settled();
                let never = tail.is_some_and(|tail| !tail.ends(&opened));
                fence = Some(opened);
                if never {
                    break;
                }
            } else if line.trimmed.starts_with("<!--") && line.indent < 4 {
                comment = !line.trimmed.contains("-->");
                above = LinesAbove::settled();
            } else if let Some(found) = line.heading() {
                if stop(line.start) {
                    self.stopped = Some(line.start);
                    break;
                }
                self.headings.push(found);
                above = LinesAbove::settled();
            } else if line.indent < 4
                && line.trimmed.starts_with('[')
                && let Some((label, rest)) = definition(line.trimmed)
            {
                if let Some(name) = label.strip_prefix('^') {
                    footnote = Some((text::nfc(name), FileSpan::new(line.start, line.end)));
                } else if let Some(target) = destination(rest) {
                    self.definitions.entry(fold_label(label)).or_insert(target);
                }
                above = LinesAbove::settled();
            } else if let Some(found) = above.heading(text, line) {
                self.headings.push(found);
            }
        }
        if let Some((label, span)) = footnote {
            self.keep_footnote(label, span);
        }
        fence.map(|open| open.start)
    }

    /// A line that is blank or indented belongs to the footnote above; any other ends it.
    fn footnote_line(&mut self, line: &FileLine<'_>, footnote: &mut Option<(String, FileSpan)>) {
        match footnote {
            Some((_, span)) if line.trimmed.is_empty() || line.indent >= 4 => span.end = line.end,
            _ => {
                if let Some((label, span)) = footnote.take() {
                    self.keep_footnote(label, span);
                }
            }
        }
    }

    /// The first definition of a label counts, as on GitHub.
    fn keep_footnote(&mut self, label: String, span: FileSpan) {
        match self.footnotes.entry(label) {
            Entry::Vacant(free) => {
                free.insert(span);
            }
            Entry::Occupied(taken) => self.repeated.push((taken.key().clone(), span)),
        }
    }
}

/// What stands behind the first fence that is never closed, so that the next one is not read to the
/// end of the file again.
struct UnclosedTail {
    /// First bytes of the lines.
    starts: Vec<usize>,
    /// From each line on: the longest fences of either mark that some line closes, and the least
    /// indented line.
    rest: Vec<(usize, usize, usize)>,
    /// The headings of each level, and those of them that are numbered, by their first byte.
    levels: [Vec<usize>; 7],
    numbered: [Vec<usize>; 7],
    /// How many headings before were counted, and how many numbered ones there are of each level.
    counted: usize,
    before: [usize; 7],
}

impl UnclosedTail {
    /// Looks at the lines behind the one that begins at byte `open`.
    fn new(text: &str, open: usize) -> Self {
        let mut tail = Self {
            starts: Vec::new(),
            rest: Vec::new(),
            levels: Default::default(),
            numbered: Default::default(),
            counted: 0,
            before: [0; 7],
        };
        for line in FileLine::each(text, open).skip(1) {
            tail.starts.push(line.start);
            tail.rest
                .push((line.closes('`'), line.closes('~'), line.leaves()));
            if let Some(heading) = line.heading() {
                let level = usize::from(heading.level);
                tail.levels[level].push(heading.start);
                if is_numbered(&heading) {
                    tail.numbered[level].push(heading.start);
                }
            }
        }
        tail.rest.push((0, 0, usize::MAX));
        for at in (1..tail.rest.len()).rev() {
            let (ticks, tildes, leaves) = tail.rest[at];
            let line = &mut tail.rest[at - 1];
            *line = (line.0.max(ticks), line.1.max(tildes), line.2.min(leaves));
        }
        tail
    }

    /// Whether some line behind the fence ends it.
    fn ends(&self, fence: &Fence) -> bool {
        let next = self.starts.partition_point(|&start| start <= fence.start);
        let (ticks, tildes, leaves) = self.rest[next];
        let longest = if fence.mark == '`' { ticks } else { tildes };
        longest >= fence.length || leaves < fence.indent
    }

    /// The first heading behind the fence at `open` that begins a chapter; `headings` are those in
    /// front of it, of which there are only ever more.
    fn next_chapter(&mut self, open: usize, split: Split, headings: &[Heading]) -> Option<usize> {
        for heading in &headings[self.counted..] {
            self.before[usize::from(heading.level)] += usize::from(is_numbered(heading));
        }
        self.counted = headings.len();
        let behind = |all: &[usize]| all.partition_point(|&start| start <= open);
        let (starts, level) = match split {
            Split::None => return None,
            Split::Level(level) => (&self.levels, usize::from(level)),
            Split::Auto => {
                let count = |level: usize| {
                    let all = &self.numbered[level];
                    self.before[level] + all.len() - behind(all)
                };
                (&self.numbered, (1..=6).find(|&level| count(level) > 1)?)
            }
        };
        starts.get(level)?.get(behind(&starts[level])).copied()
    }
}
