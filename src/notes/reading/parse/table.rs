//! GFM tables, with the cells that a row has more than its head, and up to a line of nothing but a
//! tag.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::notes::reading::html;
use crate::notes::reading::parse::reader::Reader;
use crate::notes::tree::{Alignment, Block, BlockKind, Inline, InlineKind, Span};

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Reader<'a, I> {
    /// A table, and behind it the HTML that ended it for GitHub: a line that is a tag begins a
    /// block there, where the parser takes it for a row of one cell.
    pub(super) fn table(
        &mut self,
        span: Span,
        alignments: &[pulldown_cmark::Alignment],
        out: &mut Vec<Block>,
    ) {
        let alignments = alignments
            .iter()
            .map(|alignment| match alignment {
                pulldown_cmark::Alignment::None => Alignment::None,
                pulldown_cmark::Alignment::Left => Alignment::Left,
                pulldown_cmark::Alignment::Center => Alignment::Center,
                pulldown_cmark::Alignment::Right => Alignment::Right,
            })
            .collect();
        let (mut head, mut rows, mut row, mut last) = (Vec::new(), Vec::new(), Vec::new(), 0);
        let mut behind: Vec<Inline> = Vec::new();
        while let Some((event, span)) = self.events.next() {
            match event {
                Event::Start(Tag::TableRow) if !behind.is_empty() || self.is_tag_alone(span) => {
                    behind.push(self.line(span));
                    self.skip(TagEnd::TableRow);
                }
                Event::Start(Tag::TableCell) => {
                    last = span.end;
                    row.push(self.run());
                }
                Event::End(TagEnd::TableHead) => head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => {
                    row.extend(self.cells_left_over(last, span.end));
                    rows.push(std::mem::take(&mut row));
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let html = match (behind.first(), behind.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::new(span.end, span.end),
        };
        out.push(Block {
            span: Span::new(span.start, html.start),
            kind: BlockKind::Table {
                alignments,
                head,
                rows,
            },
        });
        if !behind.is_empty() {
            out.push(Block {
                span: html,
                kind: BlockKind::Html(behind),
            });
        }
    }

    /// Whether a row is a line of nothing but one tag.
    fn is_tag_alone(&self, row: Span) -> bool {
        let typed = self.text[row.range()].trim();
        html::tag(typed).is_some_and(|(_, length)| length == typed.len())
    }

    /// The line of a row as it was typed.
    fn line(&self, row: Span) -> Inline {
        let has_end = self.text[row.range()].ends_with('\n') || row.end == self.text.len();
        let span = Span::new(row.start, row.end + usize::from(!has_end));
        let kind = InlineKind::Text(self.text[span.range()].to_owned());
        Inline { span, kind }
    }

    fn skip(&mut self, until: TagEnd) {
        while let Some((event, _)) = self.events.next() {
            if event == Event::End(until) {
                return;
            }
        }
    }

    /// Cells that a row has more than its head, as text. GitHub drops them, and with them half of a
    /// command such as
    /// `` `ps | grep java` `` whose pipe was not escaped.
    fn cells_left_over(&self, from: usize, to: usize) -> Vec<Vec<Inline>> {
        let rest = self.text.get(from..to).unwrap_or_default().trim_end();
        let rest = rest.strip_suffix('|').unwrap_or(rest);
        let mut cells: Vec<Vec<Inline>> = Vec::new();
        let mut at = from;
        for (i, cell) in bars_apart(rest).enumerate() {
            let start = at + cell.len() - cell.trim_start().len();
            at += cell.len() + 1;
            let words = cell.trim();
            let span = Span::new(start, start + words.len());
            // What stands before the first bar belongs to the last cell that counts.
            if i > 0 {
                let text = || Inline {
                    span,
                    kind: InlineKind::Text(words.replace("\\|", "|")),
                };
                cells.push(if words.is_empty() {
                    Vec::new()
                } else {
                    vec![text()]
                });
            }
        }
        while cells.last().is_some_and(Vec::is_empty) {
            cells.pop();
        }
        cells
    }
}

/// What stands between the bars of a row; one behind a backslash is a character of its cell.
fn bars_apart(row: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(row);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut bars = text.match_indices('|').map(|(at, _)| at);
        let bar = bars.find(|at| !text[..*at].ends_with('\\'));
        rest = bar.map(|at| &text[at + 1..]);
        Some(bar.map_or(text, |at| &text[..at]))
    })
}
