//! GFM tables, with the cells that a row has more than its head.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::notes::reading::parse::reader::Reader;
use crate::notes::tree::{Alignment, BlockKind, Inline, InlineKind, Span};

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Reader<'a, I> {
    pub(super) fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> BlockKind {
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
        while let Some((event, span)) = self.events.next() {
            match event {
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
        BlockKind::Table {
            alignments,
            head,
            rows,
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
