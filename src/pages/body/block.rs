//! Blocks of prose: paragraphs, headings, lists, alerts, tables. A block in, its element out.

use std::fmt::Write as _;

use super::picture;
use super::writer::{BodyWriter, TABLE};
use crate::notes::reading::{elements, html};
use crate::notes::tree::{Alert, Alignment, Block, BlockKind, Inline, InlineKind, Lead, List};
use crate::notes::visit::each_inline;

impl<'a> BodyWriter<'a> {
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    pub(super) fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading { level, inlines, .. } => {
                let level = self.heading(*level);
                let section = self.sections.get(&block.span).copied();
                let _ = write!(self.out, "<h{level}");
                if let Some(section) = section {
                    self.repeats(section, inlines);
                    self.id(&section.id);
                }
                self.line(block.span);
                self.push(">");
                if let Some(section) = section {
                    self.aliases(section);
                }
                self.inlines(inlines);
                let _ = writeln!(self.out, "</h{level}>");
            }
            BlockKind::Paragraph(inlines) => {
                let is_place = |inline: &Inline| matches!(inline.kind, InlineKind::Label(_));
                if self.asks_for_contents(block.span, inlines) {
                    self.contents();
                } else if !inlines.is_empty() && inlines.iter().all(is_place) {
                    self.inlines(inlines);
                } else if let Some(picture) = picture::alone(inlines) {
                    self.figure(picture);
                } else if inlines.iter().any(is_command) {
                    self.push("<div class=p");
                    self.anchor(block.span);
                    self.line(block.span);
                    self.push(">");
                    self.lines(inlines);
                    self.push("</div>\n");
                } else {
                    self.push(paragraph(inlines, "<div class=p", "<p"));
                    self.anchor(block.span);
                    self.line(block.span);
                    self.push(">");
                    self.inlines(inlines);
                    self.push(paragraph(inlines, "</div>\n", "</p>\n"));
                }
            }
            BlockKind::List(list) if self.list_asks_for_contents(block.span, list) => {
                self.contents();
            }
            BlockKind::List(list) => self.list(list),
            BlockKind::Code(code) => self.code(code, block.span),
            BlockKind::Quote(inner) => {
                self.push("<blockquote>");
                self.blocks(inner);
                self.push("</blockquote>\n");
            }
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
            // Words among tags of phrases, `<br>` and a line, stand in the column of the text.
            BlockKind::Html(inlines) if is_of_words(inlines) => {
                self.push("<p>");
                self.inlines(inlines);
                self.push("</p>\n");
            }
            BlockKind::Html(inlines) => {
                self.html(inlines);
                self.push("\n");
            }
            BlockKind::Rule => self.push("<hr>\n"),
        }
    }

    /// HTML with words that go on behind its elements, `</details>` and the next line: these are
    /// paragraphs, and stand in the column of the text.
    fn html(&mut self, inlines: &'a [Inline]) {
        let mut is_behind = false;
        let mut start = 0;
        while start < inlines.len() {
            let length = inlines[start..]
                .iter()
                .position(|one| block_tag(one).is_some());
            let end = length.map_or(inlines.len(), |length| start + length);
            let words = &inlines[start..end];
            if is_behind && is_of_words(words) {
                self.words(words);
                self.push("\n");
            } else {
                self.inlines(words);
            }
            if let Some(tag) = inlines.get(end) {
                self.inlines(std::slice::from_ref(tag));
                is_behind = block_tag(tag).is_some_and(ends_block);
            }
            start = end + 1;
        }
    }

    /// The lines of a paragraph, of which some are typed: each such line in its strip, with what
    /// stands before and behind the command.
    fn lines(&mut self, inlines: &'a [Inline]) {
        let is_break =
            |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
        let mut said: Option<(usize, usize)> = None;
        let mut start = 0;
        for line in inlines.split(is_break) {
            let end = start + line.len();
            let mut commands = line.iter().enumerate().filter_map(|(at, inline)| {
                let InlineKind::Command(command) = &inline.kind else {
                    return None;
                };
                Some((at, command))
            });
            if let (Some((at, command)), None) = (commands.next(), commands.next()) {
                if let Some((from, to)) = said.take() {
                    self.words(&inlines[from..to]);
                }
                self.command(command, spoken(&line[..at]), spoken(&line[at + 1..]));
            } else {
                said = Some((said.map_or(start, |(from, _)| from), end));
            }
            start = end + 1;
        }
        if let Some((from, to)) = said {
            self.words(&inlines[from..to]);
        }
    }

    fn words(&mut self, inlines: &'a [Inline]) {
        self.push("<p>");
        self.inlines(inlines);
        self.push("</p>");
    }

    /// A list in prose.
    fn list(&mut self, list: &'a List) {
        match list.start {
            Some(1) => self.push("<ol>"),
            Some(start) => {
                let _ = write!(self.out, "<ol start={start}>");
            }
            None => self.push("<ul>"),
        }
        for item in &list.items {
            self.push("<li");
            self.marks(item);
            self.push(">");
            self.task(item);
            self.key_link(item);
            match (&item.lead, picture::of_lead(&item.lead)) {
                (_, Some(picture)) => self.figure(picture),
                (Lead::Prose(inlines), None) if list.loose && !inlines.is_empty() => {
                    self.push(paragraph(inlines, "<div class=p>", "<p>"));
                    self.inlines(inlines);
                    self.push(paragraph(inlines, "</div>", "</p>"));
                }
                (Lead::Prose(inlines), None) => self.inlines(inlines),
                (
                    Lead::Command {
                        command,
                        before,
                        after,
                    },
                    None,
                ) => self.command(command, before, after),
            }
            self.blocks(&item.children);
            self.push("</li>\n");
        }
        self.push(if list.start.is_some() {
            "</ol>\n"
        } else {
            "</ul>\n"
        });
    }

    fn alert(&mut self, kind: Alert, title: &'a [Inline], blocks: &'a [Block]) {
        let (class, index) = match kind {
            Alert::Note => ("note", 0),
            Alert::Tip => ("tip", 1),
            Alert::Important => ("important", 2),
            Alert::Warning => ("warning", 3),
            Alert::Caution => ("caution", 4),
        };
        let _ = write!(
            self.out,
            "<section class=\"alert alert-{class}\"><p class=alert-title>"
        );
        if title.is_empty() {
            let word = self.body.words.alerts[index].clone();
            self.text(&word);
        } else {
            self.inlines(title);
        }
        self.push("</p>");
        self.blocks(blocks);
        self.push("</section>\n");
    }

    fn table(
        &mut self,
        alignments: &[Alignment],
        head: &'a [Vec<Inline>],
        rows: &'a [Vec<Vec<Inline>>],
    ) {
        let align = |i: usize| match alignments.get(i) {
            Some(Alignment::Left) => " class=al",
            Some(Alignment::Center) => " class=ac",
            Some(Alignment::Right) => " class=ar",
            _ => "",
        };
        self.push(TABLE);
        self.push("<table>");
        // A head without a word heads nothing; of one cell, it is a cell like others.
        if head.iter().any(|cell| !cell.is_empty()) {
            self.push("<thead><tr>");
            for (i, cell) in head.iter().enumerate() {
                let tag = if cell.is_empty() { "td" } else { "th" };
                let _ = write!(self.out, "<{tag}{}>", align(i));
                self.inlines(cell);
                let _ = write!(self.out, "</{tag}>");
            }
            self.push("</tr></thead>");
        }
        if !rows.is_empty() {
            self.push("<tbody>");
            for row in rows {
                self.push("<tr>");
                for (i, cell) in row.iter().enumerate() {
                    let _ = write!(self.out, "<td{}>", align(i));
                    self.inlines(cell);
                    self.push("</td>");
                }
                self.push("</tr>");
            }
            self.push("</tbody>");
        }
        self.push("</table></div>\n");
    }
}

/// The tag of a paragraph; one around blocks is none to HTML.
fn paragraph<'t>(inlines: &[Inline], around_blocks: &'t str, around_words: &'t str) -> &'t str {
    if holds_blocks(inlines) {
        around_blocks
    } else {
        around_words
    }
}

fn is_command(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Command(_))
}

/// Nothing of what holds no more than blanks.
fn spoken(inlines: &[Inline]) -> &[Inline] {
    let is_blank =
        |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty());
    if inlines.iter().all(is_blank) {
        &[]
    } else {
        inlines
    }
}

fn holds_blocks(inlines: &[Inline]) -> bool {
    let mut holds_blocks = false;
    each_inline(inlines, &mut |inline| {
        if let InlineKind::Html(tag) = &inline.kind {
            holds_blocks |= elements::is_block(html::name(tag));
        }
    });
    holds_blocks
}

/// The tag of an element that is a block.
fn block_tag(inline: &Inline) -> Option<&str> {
    match &inline.kind {
        InlineKind::Html(tag) => Some(&**tag).filter(|tag| elements::is_block(html::name(tag))),
        _ => None,
    }
}

/// Whether what stands behind the tag is beside its element, and that is no part of another whose
/// words are told by place: cells, items, summaries.
fn ends_block(tag: &str) -> bool {
    let name = html::name(tag);
    let is_end = tag.starts_with("</") || name == "hr";
    let is_part = matches!(name, "summary" | "figcaption") || elements::has_optional_end(name);
    is_end && (name == "p" || !is_part)
}

/// Whether a block of HTML is no more than a paragraph: words, nothing that is a block, and each
/// tag closed in it, as a blank line ends it before.
fn is_of_words(inlines: &[Inline]) -> bool {
    let says = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => !text.trim().is_empty(),
        _ => false,
    };
    inlines.iter().any(says) && !holds_blocks(inlines) && are_closed(inlines)
}

/// Whether tags close here in the order in which they open.
fn are_closed(inlines: &[Inline]) -> bool {
    const EMPTY: [&str; 4] = ["br", "hr", "img", "wbr"];
    let mut open: Vec<&str> = Vec::new();
    for inline in inlines {
        let InlineKind::Html(tag) = &inline.kind else {
            continue;
        };
        let name = tag.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric());
        let name = &name[..end.unwrap_or(name.len())];
        if tag.starts_with("</") {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !EMPTY.contains(&name) && !tag.ends_with("/>") {
            open.push(name);
        }
    }
    open.is_empty()
}
