//! Paths of menus in the inlines of one lead, paragraph or cell: `**설정** > **일반**`, `File &gt;
//! Settings`. In: inlines. Out: for each path its steps, and what of each text belongs to it.
//! What makes a path is `menu`'s to know.

use std::collections::HashMap;
use std::ops::Range;

use crate::notes::code::menu;
use crate::notes::tree::{Inline, InlineKind, Span};

/// A path that may go through several inlines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RunPath {
    /// The words of each step.
    pub steps: Vec<String>,
    /// Where the first of its texts stands in the source.
    pub place: Span,
}

/// What of one text belongs to paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PathPart {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The steps in them, or what of a step stands here; signs stand between.
    pub steps: Vec<Range<usize>>,
}

impl From<menu::MenuPath> for PathPart {
    fn from(path: menu::MenuPath) -> Self {
        Self {
            range: path.range,
            steps: path.steps,
        }
    }
}

/// Stands for what is no word of a path: a picture, a link, a command.
const BARRIER: char = '\n';

/// The words of a run, and where each text of it stands in them.
#[derive(Default)]
struct RunText {
    text: String,
    leaves: Vec<(Range<usize>, Span)>,
}

impl RunText {
    fn push(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.leaf(text, inline.span),
                // A step in code; what has the sign itself is a path or code of its own.
                InlineKind::Code(code) if !menu::has_sign(code) => self.leaf(code, inline.span),
                InlineKind::Strong(children)
                | InlineKind::Emphasis(children)
                | InlineKind::Strike(children) => self.push(children),
                InlineKind::Html(_) | InlineKind::FootnoteReference(_) => {}
                InlineKind::Code(_)
                | InlineKind::Link { .. }
                | InlineKind::Image { .. }
                | InlineKind::Media { .. }
                | InlineKind::Command(_)
                | InlineKind::SoftBreak
                | InlineKind::HardBreak => self.text.push(BARRIER),
            }
        }
    }

    fn leaf(&mut self, words: &str, span: Span) {
        let start = self.text.len();
        self.text.push_str(words);
        self.leaves.push((start..self.text.len(), span));
    }
}

/// The paths of a run, in order; `source` is the chapter's text, in which comparisons with the same
/// names are looked for.
pub(crate) fn find(run: &[Inline], source: &str) -> Vec<(RunPath, Vec<(Span, PathPart)>)> {
    let mut words = RunText::default();
    words.push(run);
    let Some((_, first)) = words.leaves.first() else {
        return Vec::new();
    };
    if !menu::has_sign(&words.text) {
        return Vec::new();
    }
    let around = menu::around(source, first.start);
    let found = menu::find(&words.text, around);
    found.iter().map(|path| on_leaves(&words, path)).collect()
}

/// What of each text the paths of a run take, by the place of the text.
pub(crate) fn parts(run: &[Inline], source: &str) -> HashMap<Span, Vec<PathPart>> {
    let mut parts: HashMap<Span, Vec<PathPart>> = HashMap::new();
    for (span, part) in find(run, source).into_iter().flat_map(|(_, parts)| parts) {
        parts.entry(span).or_default().push(part);
    }
    parts
}

fn on_leaves(words: &RunText, path: &menu::MenuPath) -> (RunPath, Vec<(Span, PathPart)>) {
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
            let part = PathPart {
                range: within(&path.range).unwrap_or_default(),
                steps: path.steps.iter().filter_map(within).collect(),
            };
            (*span, part)
        })
        .collect();
    let steps = path
        .steps
        .iter()
        .map(|step| words.text[step.clone()].into());
    let path = RunPath {
        steps: steps.collect(),
        place: parts.first().map_or(Span::new(0, 0), |(span, _)| *span),
    };
    (path, parts)
}
