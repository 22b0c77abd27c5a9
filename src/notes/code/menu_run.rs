//! Paths of menus in the inlines of one lead, paragraph or cell: `**설정** > **일반**`, `File &gt;
//! Settings`. In: inlines. Out: for each path its steps, and what of each text belongs to it.
//! What makes a path is `menu`'s to know.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::notes::code::menu;
use crate::notes::tree::{Block, BlockKind, Chapter, Inline, InlineKind, Span};
use crate::notes::visit::{each_block, each_inline, each_run, plain_text};

/// A path that may go through several inlines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RunPath {
    /// The words of each step.
    pub steps: Vec<String>,
    /// What of each text it takes, by the place of the text in the source, in order; never empty.
    pub parts: Vec<(Span, PathPart)>,
}

impl RunPath {
    /// Where the first of its texts stands in the source.
    pub(crate) fn place(&self) -> Span {
        self.parts[0].0
    }
}

/// What of one text belongs to a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PathPart {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The steps in them, or what of a step stands here; signs stand between.
    pub steps: Vec<Range<usize>>,
}

impl PathPart {
    /// Whether all of a code span is one path: `설정 > 일반 > 언어` between backticks.
    pub(crate) fn is_whole(&self, code: &str) -> bool {
        self.range == (0..code.len()) && menu::has_sign(code)
    }
}

/// Stands for what is no word of a path: a picture, a link, a command.
const BARRIER: char = '\n';

/// The words of a run, and where each text of it stands in them.
#[derive(Default)]
struct RunText<'r> {
    text: String,
    leaves: Vec<(Range<usize>, Span)>,
    /// What is written in bold, aslant or as code, as people set apart what stands on a screen.
    bold: Vec<Range<usize>>,
    /// Code that may be a path of its own, and where the words behind it begin.
    codes: Vec<(&'r str, Span, usize)>,
}

impl<'r> RunText<'r> {
    fn push(&mut self, inlines: &'r [Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.leaf(text, inline.span),
                // A step in code; what has the sign itself is a path or code of its own.
                InlineKind::Code(code) if !menu::has_sign(code) => {
                    let start = self.text.len();
                    self.leaf(code, inline.span);
                    self.bold.push(start..self.text.len());
                }
                InlineKind::Strong(children) | InlineKind::Emphasis(children) => {
                    let start = self.text.len();
                    self.push(children);
                    self.bold.push(start..self.text.len());
                }
                InlineKind::Strike(children) => self.push(children),
                InlineKind::Code(code) => self.code(code, inline.span),
                InlineKind::Html(_) | InlineKind::Label(_) | InlineKind::FootnoteReference(_) => {}
                InlineKind::Sign(_)
                | InlineKind::Link { .. }
                | InlineKind::Image(_)
                | InlineKind::Media { .. }
                | InlineKind::Command(_)
                | InlineKind::SoftBreak
                | InlineKind::HardBreak => self.text.push(BARRIER),
            }
        }
    }

    /// What has the sign itself is a path or code of its own, unless it goes on with a path:
    /// `설정 >` and then `일반 > 언어` between backticks.
    fn code(&mut self, code: &'r str, span: Span) {
        let goes_on = menu::sign_of(code).is_some_and(|sign| {
            let before = self.text.trim_end_matches(' ');
            before.len() < self.text.len() && before.ends_with(sign)
        });
        if goes_on {
            self.leaf(code, span);
        } else {
            self.text.push(BARRIER);
        }
        self.codes.push((code, span, self.text.len()));
    }

    fn leaf(&mut self, words: &str, span: Span) {
        let start = self.text.len();
        self.text.push_str(words);
        self.leaves.push((start..self.text.len(), span));
    }
}

/// The paths of a page's blocks and footnotes, in the order of the source.
pub(crate) fn in_page(tree: &Chapter, source: &str) -> Vec<RunPath> {
    let mut found = Vec::new();
    let footnotes = tree.footnotes.iter().map(|footnote| &footnote.blocks);
    for blocks in [&tree.blocks].into_iter().chain(footnotes.clone()) {
        each_run(blocks, &mut |run| found.extend(in_run(run, source)));
    }
    if !found.is_empty() {
        for blocks in [&tree.blocks].into_iter().chain(footnotes.clone()) {
            beside(blocks, source, &mut found);
        }
    }
    let known: BTreeSet<usize> = found.iter().map(|path| path.place().start).collect();
    for blocks in [&tree.blocks].into_iter().chain(footnotes) {
        each_block(blocks, &mut |block| {
            in_columns(block, source, &known, &mut found);
        });
    }
    found.sort_by_key(|path| path.place().start);
    found
}

/// Adds the paths that go through the same first two places as one that is found: who says once
/// that something is pressed there does not say it each time.
fn beside(blocks: &[Block], source: &str, found: &mut Vec<RunPath>) {
    /// What such a path is worth.
    const BESIDE: i8 = 40;
    let starts: BTreeSet<(String, String)> = found.iter().filter_map(start).collect();
    let known: BTreeSet<usize> = found.iter().map(|path| path.place().start).collect();
    each_run(blocks, &mut |run| {
        let range = run
            .first()
            .map(|one| one.span.start..run[run.len() - 1].span.end);
        if range.is_none_or(|range| known.range(range).next().is_some()) {
            return;
        }
        let more = find_headed(run, source, BESIDE);
        let same = |path: &RunPath| start(path).is_some_and(|start| starts.contains(&start));
        found.extend(more.into_iter().filter(same));
    });
}

/// The first two places of a path that has more.
fn start(path: &RunPath) -> Option<(String, String)> {
    match path.steps.as_slice() {
        [first, second, _, ..] => Some((first.clone(), second.clone())),
        _ => None,
    }
}

/// Adds the paths of a table's columns that are headed as such ways are, `메뉴`, and of those that
/// hold a path already: a cell that is nothing but one.
fn in_columns(block: &Block, source: &str, known: &BTreeSet<usize>, found: &mut Vec<RunPath>) {
    /// What another path of the column is worth.
    const BESIDE: i8 = 15;
    /// Of longer tables the first rows are looked at.
    const ROWS: usize = 500;
    let BlockKind::Table { head, rows, .. } = &block.kind else {
        return;
    };
    let first = |cell: &[Inline]| {
        cell.first()
            .map_or(0..0, |one| one.span.start..cell[cell.len() - 1].span.end)
    };
    let holds = |cell: &[Inline]| known.range(first(cell)).next().is_some();
    for (column, heading) in head.iter().enumerate() {
        let cells = || rows.iter().take(ROWS).filter_map(|row| row.get(column));
        let mut headed = menu::worth_of_heading(&plain_text(heading));
        if headed == 0 && cells().any(|cell| holds(cell)) {
            headed = BESIDE;
        }
        if headed == 0 {
            continue;
        }
        for cell in cells().filter(|cell| !holds(cell)) {
            let more = find_headed(cell, source, headed);
            let all = plain_text(cell);
            let whole = |path: &RunPath| {
                let steps: usize = path.steps.iter().map(String::len).sum();
                steps * 2 > all.len()
            };
            found.extend(more.into_iter().filter(whole));
        }
    }
}

/// The paths of a run, of what its links hold and of its code; `source` is the chapter's text, in
/// which comparisons with the same names are looked for.
pub(crate) fn in_run(run: &[Inline], source: &str) -> Vec<RunPath> {
    let mut found = find(run, source);
    each_inline(run, &mut |inline| match &inline.kind {
        InlineKind::Link { children, .. } | InlineKind::Media { children, .. } => {
            found.extend(find(children, source));
        }
        _ => {}
    });
    found
}

fn find(run: &[Inline], source: &str) -> Vec<RunPath> {
    find_headed(run, source, 0)
}

/// The same in a cell below a heading that is worth so much.
fn find_headed(run: &[Inline], source: &str, headed: i8) -> Vec<RunPath> {
    let mut words = RunText::default();
    words.push(run);
    words.bold.sort_by_key(|bold| (bold.start, bold.end));
    let mut found = Vec::new();
    if let Some((_, first)) = words.leaves.first()
        && menu::has_sign(&words.text)
    {
        let around = menu::around(source, first.start);
        let paths = menu::find_headed(&words.text, (around, &words.bold), headed);
        found.extend(paths.iter().filter_map(|path| on_leaves(&words, path)));
    }
    // Code that goes on with a path is none of its own.
    let taken: BTreeSet<usize> = found
        .iter()
        .flat_map(|path| path.parts.iter().map(|(part, _)| part.start))
        .collect();
    for (code, span, behind) in &words.codes {
        if taken.contains(&span.start) {
            continue;
        }
        found.extend(
            menu::whole(code, &words.text[*behind..]).map(|path| RunPath {
                steps: path.steps.iter().map(|s| code[s.clone()].into()).collect(),
                parts: vec![(
                    *span,
                    PathPart {
                        range: path.range,
                        steps: path.steps,
                    },
                )],
            }),
        );
    }
    found
}

/// `None` where no text holds any of it, which is never.
fn on_leaves(words: &RunText, path: &menu::MenuPath) -> Option<RunPath> {
    let first = words
        .leaves
        .partition_point(|(range, _)| range.end <= path.range.start);
    let touched = words.leaves[first..]
        .iter()
        .take_while(|(range, _)| range.start < path.range.end);
    let parts: Vec<(Span, PathPart)> = touched
        .map(|(leaf, span)| {
            let within = |range: &Range<usize>| {
                let (start, end) = (range.start.max(leaf.start), range.end.min(leaf.end));
                (start < end).then(|| start - leaf.start..end - leaf.start)
            };
            // The steps stand in order: those before and behind the text are not looked at.
            let from = path.steps.partition_point(|step| step.end <= leaf.start);
            let to = path.steps.partition_point(|step| step.start < leaf.end);
            let here = path.steps.get(from..to).unwrap_or_default();
            let part = PathPart {
                range: within(&path.range).unwrap_or_default(),
                steps: here.iter().filter_map(within).collect(),
            };
            (*span, part)
        })
        .collect();
    let steps = path
        .steps
        .iter()
        .map(|step| words.text[step.clone()].into());
    let steps = steps.collect();
    (!parts.is_empty()).then_some(RunPath { steps, parts })
}
