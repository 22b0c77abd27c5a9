//! Blocks of containers of other tools: what stands between their marks becomes an alert, a fold or
//! goes on by itself. The blocks of one parent in, the same with containers out; a mark whose
//! partner stands elsewhere is the words that were typed.

use pulldown_cmark::Event;

use crate::notes::reading::container_names::Container;
use crate::notes::reading::containers::{ContainerMark, ContainerPart};
use crate::notes::reading::other_comments::SiteTool;
use crate::notes::reading::parse::reader::Reader;
use crate::notes::reading::roles;
use crate::notes::reading::shortcode::Shortcode;
use crate::notes::tree::{Alert, Block, BlockKind, Inline, InlineKind, Item, List, Span};
use crate::text::head;

/// So far, in bytes, the options of a directive are looked at.
const LONGEST_OPTIONS: usize = 2048;

/// A container whose end was not met yet.
struct OpenBlocks<'m> {
    mark: Span,
    container: &'m Container,
    close: usize,
    title: Vec<Inline>,
    blocks: Vec<Block>,
}

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Reader<'a, I> {
    /// Blocks of one parent with what is contained.
    pub(super) fn contained(&self, blocks: Vec<Block>) -> Vec<Block> {
        if self.containers.marks.is_empty() && !self.has_docsify {
            return blocks;
        }
        let containers = self.containers;
        let mut open: Vec<OpenBlocks<'_>> = Vec::new();
        let mut out: Vec<Block> = Vec::new();
        let mut left = std::collections::VecDeque::from(blocks);
        while let Some(mut block) = left.pop_front() {
            while let Some(last) = open.pop_if(|open| open.close < block.span.start) {
                self.finish(last, &mut open, &mut out);
            }
            if let (Some(last), BlockKind::List(list)) = (open.last(), &mut block.kind)
                && last.close < block.span.end
                && let Some((behind, span)) = parted(list, block.span, last.close)
            {
                block.span.end = last.close;
                let kind = BlockKind::List(behind);
                left.push_front(Block { span, kind });
            }
            let mark = match &block.kind {
                BlockKind::Heading { .. } | BlockKind::Rule => {
                    containers.within(block.span.range())
                }
                _ => None,
            };
            let Some(mark) = mark else {
                let out = into(&mut open, &mut out);
                if let BlockKind::List(list) = block.kind {
                    self.list_blocks(list, block.span, out);
                } else {
                    out.push(self.said_by_docsify(block));
                    self.behind(out);
                }
                continue;
            };
            match (&mark.kind, block.kind) {
                (ContainerPart::Begin(container, close), BlockKind::Heading { inlines, .. }) => {
                    into(&mut open, &mut out).extend(self.label_at(mark.at));
                    open.push(OpenBlocks {
                        mark: Span::new(mark.at, mark.at + mark.seen.len()),
                        container,
                        close: *close,
                        title: inlines,
                        blocks: Vec::new(),
                    });
                }
                (ContainerPart::End { .. }, BlockKind::Rule) => {
                    match open.pop_if(|open| open.close == mark.at) {
                        Some(last) => self.finish(last, &mut open, &mut out),
                        None => into(&mut open, &mut out).push(self.typed(mark)),
                    }
                }
                (ContainerPart::Alone(shown), _) => {
                    let out = into(&mut open, &mut out);
                    out.extend(self.label_at(mark.at));
                    out.push(shown_alone(mark, shown));
                }
                // The first block of an item, which `list_blocks` looks for.
                (_, kind) => into(&mut open, &mut out).push(Block {
                    span: block.span,
                    kind,
                }),
            }
        }
        while let Some(last) = open.pop() {
            let end = containers.within(last.close..last.close + 1);
            if end.is_some_and(|end| matches!(end.kind, ContainerPart::End { is_blank: true })) {
                self.finish(last, &mut open, &mut out);
                continue;
            }
            // Its end stands in another parent.
            let blocks = into(&mut open, &mut out);
            blocks.push(self.words(last.mark));
            blocks.extend(last.blocks);
        }
        out
    }

    /// The name that a directive of `MyST` gives to what begins at a byte.
    fn label_at(&self, at: usize) -> Option<Block> {
        if !self.context.settings.site.hold(SiteTool::Myst) {
            return None;
        }
        let (line, below) = self.text[at..].split_once('\n')?;
        let declared = line.trim_start_matches(['`', '~', ':']).trim_start();
        let label = roles::of_directive(declared, head(below, LONGEST_OPTIONS))?;
        let span = Span::new(at, at);
        let kind = InlineKind::Label(Box::new(label));
        let kind = BlockKind::Paragraph(vec![Inline { span, kind }]);
        Some(Block { span, kind })
    }

    fn finish(&self, open: OpenBlocks<'_>, around: &mut [OpenBlocks<'_>], out: &mut Vec<Block>) {
        let OpenBlocks {
            mark,
            container,
            close,
            title,
            blocks,
        } = open;
        let end = self.containers.within(close..close + 1);
        let end = end.map_or(close, |end| end.at + end.seen.len());
        let blocks_of = built(container, Span::new(mark.start, end), title, blocks);
        match around.last_mut() {
            Some(around) => around.blocks.extend(blocks_of),
            None => out.extend(blocks_of),
        }
    }

    /// A list without those of its items that are containers, which stand between its parts.
    fn list_blocks(&self, list: List, span: Span, out: &mut Vec<Block>) {
        let is_above = |at: usize, end: usize| {
            let mark = self.containers.within(at..end);
            mark.filter(|mark| matches!(mark.kind, ContainerPart::Above(_)))
        };
        let mark_of = |item: &Item| {
            let first = item.children.first()?;
            let is_heading = matches!(first.kind, BlockKind::Heading { .. });
            let mark = is_above(item.span.start, first.span.end.max(item.span.start))?;
            (is_heading && mark.at <= item.span.start + 3).then_some(mark)
        };
        if self.containers.marks.is_empty() || !list.items.iter().any(|it| mark_of(it).is_some()) {
            let kind = BlockKind::List(list);
            out.push(Block { span, kind });
            return;
        }
        let (start, loose) = (list.start, list.loose);
        let mut items = Vec::new();
        let flush = |items: &mut Vec<Item>, out: &mut Vec<Block>| {
            let (Some(first), Some(last)) = (items.first(), items.last()) else {
                return;
            };
            let span = Span::new(first.span.start, last.span.end);
            let items = std::mem::take(items);
            let kind = BlockKind::List(List {
                start,
                loose,
                items,
            });
            out.push(Block { span, kind });
        };
        for mut item in list.items {
            let Some(mark) = mark_of(&item) else {
                items.push(item);
                continue;
            };
            let ContainerPart::Above(container) = &mark.kind else {
                continue;
            };
            flush(&mut items, out);
            let BlockKind::Heading { inlines, .. } = item.children.remove(0).kind else {
                continue;
            };
            out.extend(built(container, item.span, inlines, item.children));
        }
        flush(&mut items, out);
    }

    /// Makes an alert of the last block, where a list of attributes right behind it says so.
    fn behind(&self, blocks: &mut [Block]) {
        let Some(last) = blocks.last_mut() else {
            return;
        };
        let from = last.span.end;
        let behind = &self.text[from..];
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t', '\n', '>']).len();
        let Some(mark) = self.containers.within(last.span.start..from + blanks + 1) else {
            return;
        };
        let ContainerPart::Behind(Container::Alert(kind, word)) = &mark.kind else {
            return;
        };
        let before = |at: usize| {
            let line = self.text[..at].rsplit('\n').next().unwrap_or_default();
            (at - line.len(), line.matches('>').count())
        };
        let (line, depth) = before(mark.at);
        let above = self.text[..line].trim_end_matches('\n').rsplit('\n').next();
        let is_right_behind = self.text[..line].ends_with('\n')
            && !self.text[..line].ends_with("\n\n")
            && above.is_some_and(|above| !above.trim_matches([' ', '\t', '>']).is_empty());
        if !is_right_behind || before(last.span.start).1 != depth {
            return;
        }
        let span = last.span;
        let blocks = match std::mem::replace(&mut last.kind, BlockKind::Rule) {
            BlockKind::Quote(inner) => inner,
            kind @ BlockKind::Paragraph(_) => vec![Block { span, kind }],
            kind => {
                last.kind = kind;
                return;
            }
        };
        last.kind = BlockKind::Alert {
            kind: *kind,
            title: word_of(word.as_ref(), span),
            blocks,
        };
    }

    /// `!> 주의`, `?> 참고`: what docsify makes of a paragraph.
    fn said_by_docsify(&self, mut block: Block) -> Block {
        if !self.has_docsify {
            return block;
        }
        let BlockKind::Paragraph(inlines) = &mut block.kind else {
            return block;
        };
        let Some(Inline {
            span,
            kind: InlineKind::Text(text),
        }) = inlines.first_mut()
        else {
            return block;
        };
        let kind = match text.get(..3) {
            Some("!> ") => Alert::Important,
            Some("?> ") => Alert::Tip,
            _ => return block,
        };
        if text.len() == span.end - span.start {
            span.start += 3;
        }
        text.drain(..3);
        Block {
            span: block.span,
            kind: BlockKind::Alert {
                kind,
                title: Vec::new(),
                blocks: vec![block],
            },
        }
    }

    /// A mark as it was typed.
    fn typed(&self, mark: &ContainerMark) -> Block {
        self.words(Span::new(mark.at, mark.at + mark.seen.len()))
    }

    fn words(&self, span: Span) -> Block {
        let kind = InlineKind::Text(self.text[span.range()].to_owned());
        Block {
            span,
            kind: BlockKind::Paragraph(vec![Inline { span, kind }]),
        }
    }
}

/// Where the next block belongs.
fn into<'b>(open: &'b mut [OpenBlocks<'_>], out: &'b mut Vec<Block>) -> &'b mut Vec<Block> {
    match open.last_mut() {
        Some(open) => &mut open.blocks,
        None => out,
    }
}

fn word_of(word: Option<&String>, span: Span) -> Vec<Inline> {
    let span = Span::new(span.start, span.start);
    let text = word.map(|word| InlineKind::Text(word.clone()));
    text.map(|kind| Inline { span, kind }).into_iter().collect()
}

/// The blocks that a container is.
fn built(container: &Container, span: Span, title: Vec<Inline>, blocks: Vec<Block>) -> Vec<Block> {
    let tag = |at: usize, tags: &str| Inline {
        span: Span::new(at, at),
        kind: InlineKind::Html(tags.to_owned()),
    };
    match container {
        Container::Alert(kind, word) => {
            let title = if title.is_empty() {
                word_of(word.as_ref(), span)
            } else {
                title
            };
            let kind = BlockKind::Alert {
                kind: *kind,
                title,
                blocks,
            };
            vec![Block { span, kind }]
        }
        Container::Fold(is_open, word) => {
            let details = if *is_open {
                "<details open>"
            } else {
                "<details>"
            };
            let title = if title.is_empty() {
                word_of(word.as_ref(), span)
            } else {
                title
            };
            let mut head = vec![tag(span.start, details)];
            if !title.is_empty() {
                head.push(tag(span.start, "<summary>"));
                let end = title.last().map_or(span.start, |last| last.span.end);
                head.extend(title);
                head.push(tag(end, "</summary>"));
            }
            let begins = Span::new(span.start, head.last().map_or(span.start, |it| it.span.end));
            let ends = Span::new(span.end, span.end);
            let head = Block {
                span: begins,
                kind: BlockKind::Html(head),
            };
            let end = Block {
                span: ends,
                kind: BlockKind::Html(vec![tag(span.end, "</details>")]),
            };
            std::iter::once(head).chain(blocks).chain([end]).collect()
        }
        Container::Titled if !title.is_empty() => {
            let from = title.first().map_or(span.start, |first| first.span.start);
            let to = title.last().map_or(span.start, |last| last.span.end);
            let span = Span::new(from, to);
            let kind = InlineKind::Strong(title);
            let kind = BlockKind::Paragraph(vec![Inline { span, kind }]);
            std::iter::once(Block { span, kind })
                .chain(blocks)
                .collect()
        }
        Container::Titled | Container::Plain => blocks,
    }
}

/// The items of a list that begin behind a byte, if others stand before it.
fn parted(list: &mut List, span: Span, at: usize) -> Option<(List, Span)> {
    let first = list.items.iter().position(|item| item.span.start > at)?;
    if first == 0 {
        return None;
    }
    let items = list.items.split_off(first);
    let span = Span::new(items.first()?.span.start, span.end);
    let start = list.start.map(|start| start + first as u64);
    Some((
        List {
            start,
            loose: list.loose,
            items,
        },
        span,
    ))
}

/// A paragraph of what a tag shows.
fn shown_alone(mark: &ContainerMark, shown: &Shortcode) -> Block {
    let span = Span::new(mark.at, mark.at + mark.seen.len());
    let kind = roles::shown(shown, Span::new(span.start + 1, span.end - 1));
    Block {
        span,
        kind: BlockKind::Paragraph(vec![Inline { span, kind }]),
    }
}
