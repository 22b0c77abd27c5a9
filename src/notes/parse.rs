//! One chapter's text to its tree. The only file that knows pulldown-cmark. Parsing cannot fail: whatever was typed
//! becomes a tree, and what Markdown would lose (`<port>`, `--`, `*` in a command) is taken from the source.

use std::collections::BTreeMap;

use pulldown_cmark::{BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::command::Tools;
use super::cut::{fold_label, numbers};
use super::html;
use super::language;
use super::lead;
use super::repair::{self, Piece};
use super::tree::{
    Alert, Alignment, Block, BlockKind, Chapter, Code, Footnote, Inline, InlineKind, Item, Lead, List, Span, plain_text,
};
use crate::text::nfc;

/// Containers deeper than this are read as part of the one around them: no input can exhaust the stack.
const DEEPEST: usize = 32;

/// What parsing needs to know beside the text.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Link definitions of the whole file, by folded label.
    pub definitions: BTreeMap<String, (String, String)>,
    /// Programs that begin commands.
    pub tools: Tools,
    /// `languages` of `notesite.toml`.
    pub languages: BTreeMap<String, String>,
}

/// Parses a chapter that begins with its heading, or a file without one.
pub fn parse(text: &str, context: &Context) -> Chapter {
    let (masked, sentinel) = html::mask(text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM;
    let resolve = |link: BrokenLink<'_>| {
        let (destination, title) = context.definitions.get(&fold_label(&link.reference))?;
        Some((CowStr::from(destination.clone()), CowStr::from(title.clone())))
    };
    let events = Parser::new_with_broken_link_callback(&masked, options, Some(resolve)).into_offset_iter();
    let mut reader = Reader {
        events: events.peekable_events(),
        text,
        sentinel,
        context,
        footnotes: Vec::new(),
        ignored: 0,
        ignored_inlines: 0,
    };
    let mut blocks = reader.blocks(0, None);
    let footnotes = std::mem::take(&mut reader.footnotes);
    let mut chapter = Chapter { footnotes, ..Chapter::default() };
    if matches!(blocks.first(), Some(Block { kind: BlockKind::Heading { .. }, .. }))
        && let BlockKind::Heading { inlines, id, .. } = blocks.remove(0).kind
    {
        let title = plain_text(&inlines);
        let (found, length) = numbers(&title);
        let rest = title[length..].trim();
        chapter.numbers = found;
        chapter.title = if rest.is_empty() { title.clone() } else { rest.to_owned() };
        chapter.heading = if rest.is_empty() { inlines } else { without_prefix(inlines, length) };
        chapter.id = id;
    }
    chapter.blocks = blocks;
    chapter
}

/// Drops the first `length` bytes of the run's leading text: the number token.
fn without_prefix(mut inlines: Vec<Inline>, length: usize) -> Vec<Inline> {
    if let Some(Inline { span, kind: InlineKind::Text(text) }) = inlines.first_mut() {
        let skip = text.len() - text.trim_start().len() + length;
        if skip <= text.len() && text.is_char_boundary(skip) {
            if text.len() == span.end - span.start {
                span.start += skip;
            }
            text.drain(..skip);
        }
    }
    inlines
}

/// A peekable event stream that can be named.
trait PeekableEvents<'a>: Sized {
    fn peekable_events(self) -> Events<'a, Self>;
}

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> PeekableEvents<'a> for I {
    fn peekable_events(self) -> Events<'a, Self> {
        Events { inner: self, next: None }
    }
}

struct Events<'a, I> {
    inner: I,
    next: Option<(Event<'a>, Span)>,
}

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Events<'a, I> {
    fn peek(&mut self) -> Option<&(Event<'a>, Span)> {
        if self.next.is_none() {
            self.next = self.inner.next().map(|(event, range)| (event, Span::from(range)));
        }
        self.next.as_ref()
    }

    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        self.peek();
        self.next.take()
    }
}

struct Reader<'a, I> {
    events: Events<'a, I>,
    text: &'a str,
    sentinel: Option<char>,
    context: &'a Context,
    footnotes: Vec<Footnote>,
    /// Containers deeper than [`DEEPEST`] that are open: their content is read as that of the one around them.
    ignored: usize,
    /// The same for emphasis and links.
    ignored_inlines: usize,
}

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Reader<'a, I> {
    fn unmask(&self, text: &str) -> String {
        match self.sentinel {
            Some(sentinel) if text.contains(sentinel) => text.replace(sentinel, "<"),
            _ => text.to_owned(),
        }
    }

    /// Blocks up to the end of the container `until`.
    fn blocks(&mut self, depth: usize, until: Option<TagEnd>) -> Vec<Block> {
        let mut out: Vec<Block> = Vec::new();
        loop {
            match self.events.peek() {
                None => break,
                Some((Event::End(end), _)) => {
                    let end = *end;
                    self.events.next();
                    if self.ignored > 0
                        && matches!(end, TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition)
                    {
                        self.ignored -= 1;
                        continue;
                    }
                    let mine = Some(end) == until;
                    if mine {
                        break;
                    }
                }
                Some((event, _)) if is_inline(event) => {
                    let start = self.events.peek().map_or(0, |(_, span)| span.start);
                    let inlines = self.run();
                    let end = inlines.last().map_or(start, |inline| inline.span.end);
                    if !inlines.is_empty() {
                        out.push(Block { span: Span::new(start, end), kind: BlockKind::Paragraph(inlines) });
                    }
                }
                Some(_) => self.block(depth, &mut out),
            }
        }
        let mut blocks = pair_html_blocks(out);
        blocks.shrink_to_fit();
        blocks
    }

    fn block(&mut self, depth: usize, out: &mut Vec<Block>) {
        let Some((event, span)) = self.events.next() else { return };
        let Event::Start(tag) = event else {
            if matches!(event, Event::Rule) {
                out.push(Block { span, kind: BlockKind::Rule });
            }
            return;
        };
        if depth > DEEPEST && matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_)) {
            self.ignored += 1;
            return;
        }
        let kind = match tag {
            Tag::Paragraph => BlockKind::Paragraph(self.run()),
            Tag::Heading { level, id, .. } => {
                let id = id.map(|id| nfc(&self.unmask(&id)));
                BlockKind::Heading { level: level as u8, id, inlines: self.run() }
            }
            Tag::BlockQuote(kind) => {
                let inner = self.blocks(depth + 1, Some(TagEnd::BlockQuote(kind)));
                quote(kind, inner)
            }
            Tag::CodeBlock(kind) => BlockKind::Code(self.code(&kind)),
            Tag::HtmlBlock => self.html_block(),
            Tag::List(start) => {
                let list = self.list(start, depth);
                BlockKind::List(list)
            }
            Tag::FootnoteDefinition(label) => {
                let label = nfc(&self.unmask(&label));
                let blocks = self.blocks(depth + 1, Some(TagEnd::FootnoteDefinition));
                self.footnotes.push(Footnote { label, blocks });
                return;
            }
            Tag::Table(alignments) => self.table(&alignments),
            // Without the options that make them, these don't occur; their content is read as blocks.
            _ => {
                let inner = self.blocks(depth + 1, None);
                out.extend(inner);
                return;
            }
        };
        out.push(Block { span, kind });
    }

    fn list(&mut self, start: Option<u64>, depth: usize) -> List {
        let mut list = List { start, loose: false, items: Vec::new() };
        while let Some((event, span)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let (item, loose) = self.item(span, depth);
                    list.loose |= loose;
                    list.items.push(item);
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        list.items.shrink_to_fit();
        list
    }

    /// A bullet, and whether its lead was a paragraph of its own (a loose list).
    fn item(&mut self, span: Span, depth: usize) -> (Item, bool) {
        let mut task = None;
        if let Some((Event::TaskListMarker(done), _)) = self.events.peek() {
            task = Some(*done);
            self.events.next();
        }
        let mut loose = false;
        let mut lead = Vec::new();
        match self.events.peek() {
            Some((Event::Start(Tag::Paragraph), _)) => {
                self.events.next();
                loose = true;
                if let Some((Event::TaskListMarker(done), _)) = self.events.peek() {
                    task = Some(*done);
                    self.events.next();
                }
                lead = self.run();
            }
            Some((event, _)) if is_inline(event) => lead = self.run(),
            _ => {}
        }
        let lead_span = match (lead.first(), lead.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::new(span.start, span.start),
        };
        let lead = if lead.is_empty() { Lead::Prose(lead) } else { lead::read(lead, lead_span, self.text, &self.context.tools) };
        let children = self.blocks(depth + 1, Some(TagEnd::Item));
        let trimmed = self.text[span.range()].trim_end().len();
        let span = Span::new(span.start, span.start + trimmed);
        (Item { span, task, lead, lead_span, children }, loose)
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> Code {
        let declared = match kind {
            CodeBlockKind::Fenced(info) => nfc(self.unmask(info).trim()),
            CodeBlockKind::Indented => String::new(),
        };
        let mut text = String::new();
        let mut lines = Vec::new();
        while let Some((event, span)) = self.events.next() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(piece) => {
                    let exact = piece.len() == span.end - span.start;
                    if text.is_empty() || text.ends_with('\n') {
                        lines.push(span.start);
                    }
                    for (i, _) in piece.match_indices('\n').filter(|(i, _)| i + 1 < piece.len()) {
                        lines.push(if exact { span.start + i + 1 } else { span.start });
                    }
                    text.push_str(&self.unmask(&piece));
                }
                _ => {}
            }
        }
        let detected = language::detect(&declared, &text, &self.context.languages);
        Code { declared, language: detected.language, caption: detected.caption, text, lines }
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> BlockKind {
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
        BlockKind::Table { alignments, head, rows }
    }

    /// Cells that a row has more than its head, as text. GitHub drops them, and with them half of a command such as
    /// `` `ps | grep java` `` whose pipe was not escaped.
    fn cells_left_over(&self, from: usize, to: usize) -> Vec<Vec<Inline>> {
        let rest = self.text.get(from..to).unwrap_or_default().trim_end();
        let rest = rest.strip_suffix('|').unwrap_or(rest);
        let mut cells: Vec<Vec<Inline>> = Vec::new();
        let mut at = from;
        for (i, cell) in rest.split('|').enumerate() {
            let start = at + cell.len() - cell.trim_start().len();
            at += cell.len() + 1;
            let words = cell.trim();
            let span = Span::new(start, start + words.len());
            // What stands before the first bar belongs to the last cell that counts.
            if i > 0 {
                let text = || Inline { span, kind: InlineKind::Text(words.to_owned()) };
                cells.push(if words.is_empty() { Vec::new() } else { vec![text()] });
            }
        }
        while cells.last().is_some_and(Vec::is_empty) {
            cells.pop();
        }
        cells
    }

    /// An HTML block's tags and texts; they are paired with those of its neighbours once the container is complete.
    fn html_block(&mut self) -> BlockKind {
        let mut out = Vec::new();
        while let Some((event, piece)) = self.events.next() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(_) | Event::Text(_) | Event::InlineHtml(_) => {
                    if out.last().is_none_or(|last: &Span| last.end != piece.start) {
                        out.push(piece);
                    } else if let Some(last) = out.last_mut() {
                        last.end = piece.end;
                    }
                }
                _ => {}
            }
        }
        let mut inlines = Vec::new();
        for piece in out {
            let kind = InlineKind::Text(self.text[piece.range()].to_owned());
            inlines.push(Inline { span: piece, kind });
        }
        BlockKind::Html(inlines)
    }

    /// Inlines up to the end of their block, repaired.
    fn run(&mut self) -> Vec<Inline> {
        let pieces = self.pieces(0);
        let inlines = repair::pair_tags(pieces);
        let mut inlines = repair::bare_urls(repair::emphasis(inlines, self.text));
        // A vector of one large element is allotted four: over a whole course that is most of the memory.
        inlines.shrink_to_fit();
        inlines
    }

    fn pieces(&mut self, depth: usize) -> Vec<Piece> {
        let mut out = Vec::new();
        loop {
            match self.events.peek() {
                None => break,
                Some((Event::End(end), _)) if self.ignored_inlines > 0 && is_inline_end(*end) => {
                    self.ignored_inlines -= 1;
                    self.events.next();
                    continue;
                }
                Some((Event::End(end), _)) => {
                    // In a tight list the item itself ends the run, and must be seen by `item`.
                    if is_run_end(*end) {
                        self.events.next();
                    }
                    break;
                }
                Some((event, _)) if !is_inline(event) => break,
                Some(_) => {}
            }
            let Some((event, span)) = self.events.next() else { break };
            self.piece(event, span, depth, &mut out);
        }
        out
    }

    fn piece(&mut self, event: Event<'a>, span: Span, depth: usize, out: &mut Vec<Piece>) {
        let kind = match event {
            Event::Text(text) => InlineKind::Text(self.unmask(&text)),
            Event::Code(code) => InlineKind::Code(self.unmask(&code)),
            Event::SoftBreak => InlineKind::SoftBreak,
            Event::HardBreak => InlineKind::HardBreak,
            Event::FootnoteReference(label) => InlineKind::FootnoteReference(nfc(&self.unmask(&label))),
            Event::InlineHtml(_) | Event::Html(_) => {
                repair::tokens(&self.text[span.range()], span.start, |piece| out.push(piece));
                return;
            }
            Event::TaskListMarker(done) => InlineKind::Text(if done { "[x] " } else { "[ ] " }.to_owned()),
            Event::Start(_) if depth > DEEPEST => {
                self.ignored_inlines += 1;
                return;
            }
            Event::Start(tag) => {
                let inner = self.pieces(depth + 1);
                let children = repair::emphasis(repair::pair_tags(inner), self.text);
                match tag {
                    Tag::Emphasis => InlineKind::Emphasis(children),
                    Tag::Strong => InlineKind::Strong(children),
                    Tag::Strikethrough if self.text[span.range()].starts_with("~~") => InlineKind::Strike(children),
                    Tag::Strikethrough => {
                        // `1일~3일~` is a range and its tildes are text.
                        let tilde =
                            |at: usize| Piece::Inline(Inline { span: Span::new(at, at + 1), kind: InlineKind::Text("~".into()) });
                        out.push(tilde(span.start));
                        out.extend(children.into_iter().map(Piece::Inline));
                        out.push(tilde(span.end - 1));
                        return;
                    }
                    Tag::Link { link_type, dest_url, title, .. } => {
                        let mut destination = self.unmask(&dest_url);
                        if let LinkType::WikiLink { .. } = link_type {
                            destination = format!("[[{destination}]]");
                        } else if link_type == LinkType::Email && !destination.starts_with("mailto:") {
                            destination = format!("mailto:{destination}");
                        }
                        InlineKind::Link { destination, title: self.unmask(&title), children }
                    }
                    Tag::Image { dest_url, title, .. } => InlineKind::Image {
                        destination: self.unmask(&dest_url),
                        title: self.unmask(&title),
                        alt: nfc(&plain_text(&children)),
                        width: None,
                        height: None,
                    },
                    _ => {
                        out.extend(children.into_iter().map(Piece::Inline));
                        return;
                    }
                }
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => InlineKind::Text(self.unmask(&text)),
            Event::End(_) | Event::Rule => return,
        };
        out.push(Piece::Inline(Inline { span, kind }));
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(
                tag,
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Link { .. }
                    | Tag::Image { .. }
                    | Tag::Superscript
                    | Tag::Subscript
            )
        }
        Event::End(_) | Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

fn is_inline_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

fn is_run_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

/// A quote, or an alert: GitHub's marker alone on the first line, or with a title of one's own behind it.
fn quote(kind: Option<BlockQuoteKind>, mut blocks: Vec<Block>) -> BlockKind {
    if let Some(kind) = kind {
        let kind = match kind {
            BlockQuoteKind::Note => Alert::Note,
            BlockQuoteKind::Tip => Alert::Tip,
            BlockQuoteKind::Important => Alert::Important,
            BlockQuoteKind::Warning => Alert::Warning,
            BlockQuoteKind::Caution => Alert::Caution,
        };
        return BlockKind::Alert { kind, title: Vec::new(), blocks };
    }
    let Some(Block { kind: BlockKind::Paragraph(inlines), .. }) = blocks.first_mut() else { return BlockKind::Quote(blocks) };
    let Some(Inline { kind: InlineKind::Text(text), .. }) = inlines.first() else { return BlockKind::Quote(blocks) };
    let marker = text.find(']').map(|end| (text[..=end].to_ascii_uppercase(), end + 1));
    let (alert, length) = match marker.as_ref().map(|(name, length)| (name.as_str(), *length)) {
        Some(("[!NOTE]", length)) => (Alert::Note, length),
        Some(("[!TIP]", length)) => (Alert::Tip, length),
        Some(("[!IMPORTANT]", length)) => (Alert::Important, length),
        Some(("[!WARNING]", length)) => (Alert::Warning, length),
        Some(("[!CAUTION]", length)) => (Alert::Caution, length),
        _ => return BlockKind::Quote(blocks),
    };
    let mut title = std::mem::take(inlines);
    let rest = title.iter().position(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak));
    if let Some(at) = rest {
        *inlines = title.split_off(at + 1);
        title.pop();
    }
    let blanks = match title.first() {
        Some(Inline { kind: InlineKind::Text(text), .. }) => text[length..].len() - text[length..].trim_start().len(),
        _ => 0,
    };
    let title = without_prefix(title, length + blanks)
        .into_iter()
        .filter(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    let title = title.collect();
    if inlines.is_empty() {
        blocks.remove(0);
    }
    BlockKind::Alert { kind: alert, title, blocks }
}

/// Tags of sibling HTML blocks are paired across them: `<details>` in one, `</details>` in a later one.
fn pair_html_blocks(blocks: Vec<Block>) -> Vec<Block> {
    if !blocks.iter().any(|block| matches!(block.kind, BlockKind::Html(_))) {
        return blocks;
    }
    let mut pieces = Vec::new();
    for block in &blocks {
        if let BlockKind::Html(inlines) = &block.kind {
            for inline in inlines {
                if let InlineKind::Text(text) = &inline.kind {
                    repair::tokens(text, inline.span.start, |piece| pieces.push(piece));
                }
            }
        }
    }
    let mut paired = repair::pair_tags(pieces).into_iter().peekable();
    blocks
        .into_iter()
        .filter_map(|block| {
            if !matches!(block.kind, BlockKind::Html(_)) {
                return Some(block);
            }
            let mut inlines = Vec::new();
            while let Some(inline) = paired.next_if(|inline| inline.span.start < block.span.end) {
                inlines.push(inline);
            }
            let blank = inlines.iter().all(|inline| matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty()));
            (!blank).then_some(Block { span: block.span, kind: BlockKind::Html(repair::bare_urls(inlines)) })
        })
        .collect()
}
