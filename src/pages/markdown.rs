//! What a page says as plain Markdown, for programs that read no HTML. The tree of a chapter or a
//! landing page with its links in, CommonMark with the tables and footnotes of GitHub out. It is
//! written from what the page shows, never from the source: what the page hides is not there.

mod escape;
mod words;

use std::fmt::Write as _;

use self::escape::{at_line_start, code_span, fence_of};
use self::words::MarkdownWriter;
pub(crate) use self::words::{Leading, Leads};
use crate::notes::links::targets::Link;
use crate::notes::tree::{
    Alert, Alignment, Block, BlockKind, Chapter, Code, Inline, Item, Lead, List,
};

/// The blocks and footnotes of a text, without its heading. `text` is its source, whose spans the
/// links count by.
pub(crate) fn body(tree: &Chapter, text: &str, links: &[Link], leading: &Leading<'_>) -> String {
    let mut writer = MarkdownWriter::new(text, links, leading);
    for (footnote, number) in tree.footnotes.iter().zip(1..) {
        writer.numbers.entry(&footnote.label).or_insert(number);
    }
    writer.shift = highest(&tree.blocks).map_or(0, |highest| 2 - i16::from(highest));
    let mut out = writer.blocks(&tree.blocks);
    for (footnote, number) in tree.footnotes.iter().zip(1..) {
        // Of two of one name the first has it.
        if writer.numbers.get(footnote.label.as_str()) == Some(&number) {
            let says = writer.blocks(&footnote.blocks);
            add(&mut out, &hung(&format!("[^{number}]: "), "    ", &says));
        }
    }
    out
}

/// The words of a heading, as they stand behind `#`.
pub(crate) fn heading(
    inlines: &[Inline],
    text: &str,
    links: &[Link],
    leading: &Leading<'_>,
) -> String {
    MarkdownWriter::new(text, links, leading).one_line(inlines)
}

/// Plain words, as Markdown shows them again, on one line.
pub(crate) fn plain(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    at_line_start(&escape::text(&words))
}

/// The highest level of headings among blocks.
fn highest(blocks: &[Block]) -> Option<u8> {
    let mut highest = None;
    crate::notes::visit::each_block(blocks, &mut |block| {
        if let BlockKind::Heading { level, .. } = block.kind {
            highest = Some(highest.map_or(level, |above: u8| above.min(level)));
        }
    });
    highest
}

/// A text whose first line stands behind `first` and all others behind `rest`.
fn hung(first: &str, rest: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + first.len());
    for (i, line) in text.trim_end_matches('\n').split('\n').enumerate() {
        let before = if i == 0 { first } else { rest };
        let before = if line.is_empty() {
            before.trim_end()
        } else {
            before
        };
        out.push_str(before);
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Adds a block behind others: a blank line stands between them.
fn add(out: &mut String, block: &str) {
    let block = block.trim_end_matches('\n');
    if block.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(block);
    out.push('\n');
}

impl<'a> MarkdownWriter<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) -> String {
        let mut out = String::new();
        // Two lists in a row are two by their marks.
        let (mut before, mut is_second) = (None, false);
        for block in blocks {
            let list = match &block.kind {
                BlockKind::List(list) => Some(list.start.is_some()),
                _ => None,
            };
            is_second = list.is_some() && list == before && !is_second;
            before = list;
            let block = self.block(&block.kind, is_second);
            add(&mut out, &block);
        }
        out
    }

    fn block(&mut self, kind: &'a BlockKind, is_second: bool) -> String {
        match kind {
            BlockKind::Heading { level, inlines, .. } => {
                let level = (i16::from(*level) + self.shift).clamp(1, 6);
                let marks = "#".repeat(usize::from(level.unsigned_abs()));
                format!("{marks} {}", self.one_line(inlines))
            }
            BlockKind::Paragraph(inlines) => self.paragraph(inlines),
            BlockKind::List(list) => self.list(list, is_second),
            BlockKind::Code(code) => listing(code),
            BlockKind::Quote(inner) => hung("> ", "> ", &self.blocks(inner)),
            BlockKind::Alert {
                kind,
                title,
                blocks,
            } => self.alert(*kind, title, blocks),
            BlockKind::Table {
                alignments,
                head,
                rows,
            } => self.table(alignments, head, rows),
            BlockKind::Html(inlines) => self.html(inlines),
            BlockKind::Rule => "---".to_owned(),
        }
    }

    fn list(&mut self, list: &'a List, is_second: bool) -> String {
        let mut out = String::new();
        for (item, number) in list.items.iter().zip(list.start.unwrap_or(0)..) {
            let mark = match (list.start.is_some(), is_second) {
                (true, false) => format!("{number}. "),
                (true, true) => format!("{number}) "),
                (false, false) => "- ".to_owned(),
                (false, true) => "* ".to_owned(),
            };
            if list.loose && !out.is_empty() {
                out.push('\n');
            }
            let says = self.item(item, list.loose);
            out.push_str(&hung(&mark, &" ".repeat(mark.len()), &says));
        }
        out
    }

    fn item(&mut self, item: &'a Item, is_loose: bool) -> String {
        let lead = match &item.lead {
            Lead::Prose(inlines) => self.paragraph(inlines),
            Lead::Command {
                command,
                before,
                after,
            } => {
                let parts = [
                    self.paragraph(before),
                    command_words(&command.code),
                    self.paragraph(after),
                ];
                let glue = if command.code.trim_end().contains('\n') {
                    "\n\n"
                } else {
                    " "
                };
                let parts = parts.iter().map(|part| part.trim_matches([' ', '\n']));
                let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
                parts.join(glue)
            }
        };
        let mut out = match item.task {
            Some(true) => format!("[x] {lead}"),
            Some(false) => format!("[ ] {lead}"),
            None => lead,
        };
        let children = self.blocks(&item.children);
        let is_list = matches!(
            item.children.first().map(|block| &block.kind),
            Some(BlockKind::List(_))
        );
        if !out.is_empty() && !children.is_empty() {
            out.push_str(if is_list && !is_loose { "\n" } else { "\n\n" });
        }
        out.push_str(&children);
        out
    }

    fn alert(&mut self, kind: Alert, title: &'a [Inline], blocks: &'a [Block]) -> String {
        let kind = match kind {
            Alert::Note => "NOTE",
            Alert::Tip => "TIP",
            Alert::Important => "IMPORTANT",
            Alert::Warning => "WARNING",
            Alert::Caution => "CAUTION",
        };
        let mut says = self.one_line(title);
        if !says.is_empty() {
            says = format!("**{says}**\n\n");
        }
        says.push_str(&self.blocks(blocks));
        hung("> ", "> ", &format!("[!{kind}]\n{says}"))
    }

    fn table(
        &mut self,
        alignments: &[Alignment],
        head: &'a [Vec<Inline>],
        rows: &'a [Vec<Vec<Inline>>],
    ) -> String {
        // Cells beyond those of the head are shown by the page, and by no reader of Markdown.
        let length = rows.iter().map(Vec::len).max().unwrap_or(0).max(head.len());
        let mut row = |cells: &'a [Vec<Inline>]| {
            let mut cells: Vec<String> = cells
                .iter()
                .map(|cell| escape::cell(&self.one_line(cell)))
                .collect();
            cells.resize(length, String::new());
            format!("| {} |\n", cells.join(" | "))
        };
        let mut out = row(head);
        let columns = (0..length).map(|at| match alignments.get(at) {
            Some(Alignment::Left) => ":--",
            Some(Alignment::Center) => ":-:",
            Some(Alignment::Right) => "--:",
            Some(Alignment::None) | None => "---",
        });
        let columns: Vec<&str> = columns.collect();
        let _ = writeln!(out, "| {} |", columns.join(" | "));
        for cells in rows {
            out.push_str(&row(cells));
        }
        out
    }
}

fn listing(code: &Code) -> String {
    let label = code.caption.as_deref().unwrap_or(&code.declared);
    let fence = fence_of(&code.text, label);
    let text = code.text.strip_suffix('\n').unwrap_or(&code.text);
    format!("{fence}{label}\n{text}\n{fence}")
}

/// A command as it is typed: on a line of its own where it has more than one.
fn command_words(code: &str) -> String {
    let code = code.trim_end();
    if code.contains('\n') {
        let fence = fence_of(code, "");
        format!("{fence}\n{code}\n{fence}")
    } else {
        code_span(code)
    }
}
