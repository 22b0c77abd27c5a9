//! The outline of one chapter: which bullets and headings are sections, and which ids its author
//! gave to other places. A tree in, sections out.

use crate::address::Anchor;
use crate::config::OutlineMode;
use crate::notes::library::anchors::{self, GivenId};
use crate::notes::library::outline::{Layout, Section, SectionPlace};
use crate::notes::reading::{attributes, heading, html};
use crate::notes::tree::{
    Block, BlockKind, Chapter, Inline, InlineKind, Item, Label, LabelKind, Lead, Span,
};
use crate::notes::visit::{each_block, each_inline, push_plain};
use crate::text::github_slug;

/// Bullets are structure only in chapters without inner headings that consist mostly of lists (by
/// bytes).
pub(crate) fn layout(chapter: &Chapter, mode: OutlineMode) -> Layout {
    let mut headings = false;
    each_block(&chapter.blocks, &mut |block| {
        headings |= matches!(block.kind, BlockKind::Heading { .. });
    });
    if mode == OutlineMode::List || headings {
        return Layout::Prose;
    }
    let (mut lists, mut all, mut nested) = (0, 0, false);
    for block in &chapter.blocks {
        let length = block.span.end - block.span.start;
        all += length;
        if let BlockKind::List(list) = &block.kind {
            lists += length;
            nested |= list.items.iter().any(is_section);
        }
    }
    if nested && lists * 2 > all {
        Layout::Bullets
    } else {
        Layout::Prose
    }
}

/// A bullet that leads others: commands, fences and pictures never do, what hangs beneath them
/// stays there.
pub(crate) fn is_section(item: &Item) -> bool {
    match &item.lead {
        Lead::Command { .. } => false,
        Lead::Prose(inlines) => {
            let picture = inlines.iter().all(|inline| match &inline.kind {
                InlineKind::Image(_) => true,
                InlineKind::Text(text) => text.trim().is_empty(),
                _ => false,
            });
            !item.children.is_empty() && !picture && item.task.is_none()
        }
    }
}

/// What a chapter's tree says of its outline.
#[derive(Debug, Default)]
pub(crate) struct ChapterSections {
    /// Headings and bullets with children, in reading order.
    pub sections: Vec<Section>,
    /// Where they stand.
    pub places: Vec<SectionPlace>,
    /// GitHub's anchors of those that are headings, before they are counted.
    pub anchors: Vec<String>,
    /// Ids that its author gave to other places, in reading order.
    pub marks: Vec<GivenId>,
    /// How many of these stand behind everything that it says: they belong to what follows it.
    pub trailing: usize,
    /// Sections whose id their author gave.
    pub fixed: Vec<usize>,
    /// Places that were named in the ways of `MyST` and of books.
    pub labels: Vec<FoundLabel>,
    /// Sections that are not counted in a book.
    pub unnumbered: Vec<usize>,
}

/// A named place and what it stands by.
#[derive(Debug)]
pub(crate) struct FoundLabel {
    pub label: Label,
    /// The index of the section whose heading it stands in or right before.
    pub section: Option<usize>,
    /// Where it stands in the chapter.
    pub at: usize,
}

/// The sections of a chapter. `line` tells the line of an offset in the chapter, from 1.
pub(crate) fn sections(
    chapter: &Chapter,
    layout: Layout,
    line: &dyn Fn(usize) -> usize,
) -> ChapterSections {
    let mut walk = HeadingWalk {
        out: ChapterSections::default(),
        line,
        around: Vec::new(),
        waiting: 0,
        waiting_labels: 0,
        open: None,
        is_prose: layout == Layout::Prose,
    };
    walk.blocks(&chapter.blocks);
    if let Some(open) = walk.open.take() {
        walk.end(&open);
    }
    let mut out = walk.out;
    out.trailing = walk.waiting;
    if layout == Layout::Bullets {
        bullets(&chapter.blocks, None, 1, line, &mut out);
    }
    anchors::name(&mut out.sections, &out.marks);
    out
}

/// Ids in a run: of the chapter's own heading, which lead to its top.
pub(crate) fn ids_in(inlines: &[Inline]) -> Vec<String> {
    let mut ids = Vec::new();
    each_inline(inlines, &mut |inline| match &inline.kind {
        InlineKind::Html(tag) => {
            let tag = html::tag(tag);
            ids.extend(tag.iter().flat_map(|(tag, _)| tag.ids().map(str::to_owned)));
        }
        InlineKind::Label(label) => ids.push(label.name.clone()),
        _ => {}
    });
    ids
}

fn bullets(
    blocks: &[Block],
    parent: Option<usize>,
    depth: usize,
    line: &dyn Fn(usize) -> usize,
    out: &mut ChapterSections,
) {
    for block in blocks {
        let BlockKind::List(list) = &block.kind else {
            continue;
        };
        for item in list.items.iter().filter(|item| is_section(item)) {
            let index = out.sections.len();
            out.sections.push(Section {
                title: item.lead.text(),
                depth,
                parent,
                bullet: true,
                ..Section::default()
            });
            out.places.push(SectionPlace {
                span: item.span,
                line: line(item.span.start),
            });
            bullets(&item.children, Some(index), depth + 1, line, out);
        }
    }
}

/// A heading of raw HTML whose end has not come yet: its section, what it says so far, and that as
/// GitHub has it.
struct OpenHeading {
    section: usize,
    title: String,
    anchor: String,
}

/// Headings and ids of a chapter in reading order, wherever they stand: in bullets, quotes and
/// cells too.
struct HeadingWalk<'a> {
    out: ChapterSections,
    line: &'a dyn Fn(usize) -> usize,
    /// Level and index of the headings around the next one.
    around: Vec<(u8, usize)>,
    /// How many of the last marks have nothing but other marks behind them.
    waiting: usize,
    /// How many of the last labels do.
    waiting_labels: usize,
    open: Option<OpenHeading>,
    /// Whether headings are sections; bullets are, where there are none.
    is_prose: bool,
}

impl HeadingWalk<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading {
                    level,
                    id,
                    inlines,
                    attributes,
                } => {
                    self.begin(*level, block.span, id.clone().unwrap_or_default());
                    let section = self.out.sections.len() - 1;
                    if attributes::is_unnumbered(attributes) {
                        self.out.unnumbered.push(section);
                    }
                    let open = OpenHeading {
                        section,
                        title: String::new(),
                        anchor: String::new(),
                    };
                    let outer = self.open.replace(open);
                    self.run(inlines);
                    if let Some(mut open) = std::mem::replace(&mut self.open, outer) {
                        heading::push_attributes(attributes, &mut open.anchor);
                        self.end(&open);
                    }
                }
                BlockKind::Paragraph(inlines) | BlockKind::Html(inlines) => self.run(inlines),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.item(item)),
                BlockKind::Quote(inner) => self.inside(inner),
                BlockKind::Alert { title, blocks, .. } => {
                    self.run(title);
                    self.inside(blocks);
                }
                BlockKind::Table { head, rows, .. } => {
                    let cells = head.iter().chain(rows.iter().flatten());
                    cells.for_each(|cell| self.run(cell));
                    self.said();
                }
                BlockKind::Code(_) | BlockKind::Rule => self.said(),
            }
        }
    }

    fn item(&mut self, item: &Item) {
        match &item.lead {
            Lead::Prose(inlines) => self.run(inlines),
            Lead::Command { before, after, .. } => {
                self.run(before);
                self.said();
                self.run(after);
            }
        }
        self.inside(&item.children);
    }

    /// What stands in a bullet or a quote: its headings lead nothing outside of it.
    fn inside(&mut self, blocks: &[Block]) {
        let around = self.around.clone();
        self.blocks(blocks);
        self.around = around;
    }

    /// Begins the section of a heading.
    fn begin(&mut self, level: u8, span: Span, id: String) {
        while self.around.last().is_some_and(|(above, _)| *above >= level) {
            self.around.pop();
        }
        let index = self.out.sections.len();
        // Ids right before a heading are its own.
        let first = self.out.marks.len() - self.waiting;
        for mark in &mut self.out.marks[first..] {
            mark.joined = true;
        }
        let waiting = self.out.labels.len() - self.waiting_labels;
        for label in &mut self.out.labels[waiting..] {
            label.section = Some(index);
        }
        self.waiting_labels = 0;
        self.said();
        if !id.is_empty() {
            self.out.fixed.push(index);
            self.out.labels.push(FoundLabel {
                label: Label {
                    name: id.clone(),
                    kind: LabelKind::Place,
                    caption: String::new(),
                },
                section: Some(index),
                at: span.start,
            });
        }
        self.out.sections.push(Section {
            id: Anchor::new(id),
            depth: self.around.len() + 1,
            parent: self.around.last().map(|(_, index)| *index),
            ..Section::default()
        });
        self.out.places.push(SectionPlace {
            span,
            line: (self.line)(span.start),
        });
        self.out.anchors.push(String::new());
        self.around.push((level, index));
    }

    fn end(&mut self, open: &OpenHeading) {
        open.title
            .trim()
            .clone_into(&mut self.out.sections[open.section].title);
        self.out.anchors[open.section] = github_slug(&open.anchor);
        self.said();
    }

    fn run(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Html(tag) => {
                    if let Some((tag, _)) = html::tag(tag) {
                        self.tag(&tag, inline);
                    }
                }
                InlineKind::Label(label) => self.label(label, inline.span),
                InlineKind::Strong(children)
                | InlineKind::Emphasis(children)
                | InlineKind::Strike(children)
                | InlineKind::Link { children, .. }
                | InlineKind::Media { children, .. } => self.run(children),
                InlineKind::Text(text) if text.trim().is_empty() && self.open.is_none() => {}
                InlineKind::SoftBreak | InlineKind::HardBreak if self.open.is_none() => {}
                _ => {
                    self.said();
                    if let Some(open) = &mut self.open {
                        let word = std::slice::from_ref(inline);
                        push_plain(word, &mut open.title);
                        heading::push_words(word, &mut open.anchor);
                    }
                }
            }
        }
    }

    /// Something was said: no id before it is that of a heading behind it.
    fn said(&mut self) {
        self.waiting = 0;
        self.waiting_labels = 0;
    }

    /// A named place, which an id leads to.
    fn label(&mut self, label: &Label, span: Span) {
        let is_inside = self.open.is_some();
        self.out.marks.push(GivenId {
            id: label.name.clone(),
            before: self.out.sections.len() - usize::from(is_inside),
            joined: is_inside,
        });
        self.out.labels.push(FoundLabel {
            label: label.clone(),
            section: self.open.as_ref().map(|open| open.section),
            at: span.start,
        });
        let waits = !is_inside && label.kind == LabelKind::Place;
        self.waiting += usize::from(!is_inside);
        self.waiting_labels = if waits { self.waiting_labels + 1 } else { 0 };
    }

    fn tag(&mut self, tag: &html::HtmlTag, inline: &Inline) {
        let level = tag
            .name
            .strip_prefix('h')
            .and_then(|level| level.parse().ok())
            .filter(|level| (1..=6).contains(level));
        if tag.closing {
            if level.is_some()
                && let Some(open) = self.open.take()
            {
                self.end(&open);
            }
            return;
        }
        if let Some(level) = level
            && self.open.is_none()
            && self.is_prose
        {
            self.begin(level, inline.span, String::new());
            self.open = Some(OpenHeading {
                section: self.out.sections.len() - 1,
                title: String::new(),
                anchor: String::new(),
            });
        }
        for id in tag.ids() {
            // What stands in a heading is joined to it, what stands before one may be.
            self.out.marks.push(GivenId {
                id: id.to_owned(),
                before: self.out.sections.len() - usize::from(self.open.is_some()),
                joined: self.open.is_some(),
            });
            self.waiting += usize::from(self.open.is_none());
        }
    }
}
