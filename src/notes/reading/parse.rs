//! One chapter's text to its tree. Only this file and those below it know pulldown-cmark. Parsing
//! cannot fail: whatever was typed becomes a tree, and what Markdown would lose (`<port>`, `--`,
//! `*` in a command) is taken from the source.

mod around;
mod cells;
mod contained;
mod gone;
mod html_block;
mod inlines;
pub(crate) mod labels;
mod line_breaks;
mod number;
mod quote;
mod reader;
mod table;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use html_block::pair_html_blocks;
use number::without_number;
use quote::quote;
pub use reader::Context;
pub(crate) use reader::ReadingSettings;
use reader::{PeekableEvents, Reader, is_inline};

use crate::language::Language;
use crate::notes::code::console;
use crate::notes::code::language;
use crate::notes::depth;
use crate::notes::reading::attributes;
use crate::notes::reading::comments::GONE;
use crate::notes::reading::containers::Containers;
use crate::notes::reading::definition::fold_label;
use crate::notes::reading::directives;
use crate::notes::reading::heading;
use crate::notes::reading::lead;
use crate::notes::reading::mask::Masked;
use crate::notes::reading::numbers::{behind_picture, called};
use crate::notes::reading::other_comments::SiteTool;
use crate::notes::reading::other_headings;
use crate::notes::reading::pandoc;
use crate::notes::reading::prohibited;
use crate::notes::reading::roles;
use crate::notes::reading::tags;
use crate::notes::reading::title;
pub(crate) use crate::notes::reading::title::TitledText;
use crate::notes::tree::{
    Block, BlockKind, Chapter, Code, Footnote, Inline, InlineKind, Item, Label, Lead, List, Span,
};
use crate::notes::visit::title_text;
use crate::text::nfc;

/// Parses a chapter that begins with its heading, or a text without one.
pub fn parse(text: &str, context: &Context) -> Chapter {
    parse_titled(text, context, TitledText::Piece)
}

/// Parses a text whose title may stand elsewhere than at its start.
pub(crate) fn parse_titled(text: &str, context: &Context, titled: TitledText) -> Chapter {
    let site = context.settings.site;
    let has_templates = site.hold(SiteTool::Hugo) || site.hold(SiteTool::Liquid);
    let is_piece = matches!(titled, TitledText::Piece);
    let item = is_piece
        .then(|| other_headings::sign_in_title(text))
        .flatten();
    let containers = Containers::of(text, site);
    let masked = Masked::new(text, has_templates, &context.definitions, item);
    let masked = masked
        .with_commented_ids()
        .without_sizes()
        .with(&containers);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM;
    let resolve = |link: BrokenLink<'_>| {
        let (destination, title) = context
            .definitions
            .get(&fold_label(&masked.unmask(&link.reference)))?;
        Some((
            CowStr::from(destination.clone()),
            CowStr::from(title.clone()),
        ))
    };
    let events = Parser::new_with_broken_link_callback(&masked.text, options, Some(resolve))
        .into_offset_iter();
    let mut reader = Reader {
        events: events.peekable_events(),
        text,
        masked: &masked,
        containers: &containers,
        has_docsify: text.contains("!> ") || text.contains("?> "),
        context,
        footnotes: Vec::new(),
        ignored: 0,
        ignored_inlines: 0,
    };
    let mut blocks = reader.blocks(0, None);
    let mut footnotes = std::mem::take(&mut reader.footnotes);
    let is_shown = site.hold(SiteTool::Hugo) && text.contains("/*");
    let shown = is_shown.then_some(gone::SHOWN_TAGS);
    let gone = text.contains(GONE).then_some(gone::GONE_SIGN);
    for mended in [shown, gone].into_iter().flatten() {
        gone::from_blocks(&mut blocks, &mended);
        for footnote in &mut footnotes {
            gone::from_blocks(&mut footnote.blocks, &mended);
        }
    }
    let mut chapter = Chapter {
        footnotes,
        ..Chapter::default()
    };
    if let Some(title::TitleHeading {
        inlines,
        id,
        attributes,
    }) = title::take(text, &mut blocks, titled)
    {
        let title = title_text(&inlines);
        chapter.anchor = heading::anchor(&inlines, &attributes);
        chapter.is_unnumbered = attributes::is_unnumbered(&attributes);
        let (found, length) = behind_picture(&title);
        let rest = title[length..].trim();
        chapter.numbers = found;
        if !rest.is_empty() {
            called(&title[..length]).clone_into(&mut chapter.called);
        }
        chapter.title = if rest.is_empty() {
            title.clone()
        } else {
            rest.to_owned()
        };
        chapter.heading = if rest.is_empty() {
            inlines
        } else {
            without_number(inlines, &title[..length])
        };
        chapter.id = id;
    }
    chapter.blocks = blocks;
    prohibited::withdraw(&mut chapter, text);
    if context.settings.breaks {
        line_breaks::keep(&mut chapter);
    }
    chapter
}

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Reader<'a, I> {
    /// Blocks up to the end of the container `until`.
    fn blocks(&mut self, depth: usize, until: Option<TagEnd>) -> Vec<Block> {
        self.blocks_behind(Vec::new(), depth, until)
    }

    /// The same behind blocks of the container that are read already.
    fn blocks_behind(
        &mut self,
        mut out: Vec<Block>,
        depth: usize,
        until: Option<TagEnd>,
    ) -> Vec<Block> {
        loop {
            match self.events.peek() {
                None => break,
                Some((Event::End(end), _)) => {
                    let end = *end;
                    self.events.next();
                    if self.ignored > 0
                        && matches!(
                            end,
                            TagEnd::BlockQuote(_)
                                | TagEnd::List(_)
                                | TagEnd::Item
                                | TagEnd::FootnoteDefinition
                        )
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
                    let inlines = self.loose_run();
                    let end = inlines.last().map_or(start, |inline| inline.span.end);
                    if !inlines.is_empty() {
                        out.push(Block {
                            span: Span::new(start, end),
                            kind: BlockKind::Paragraph(inlines),
                        });
                    }
                }
                Some(_) => self.block(depth, &mut out),
            }
        }
        let mut blocks = self.contained(pair_html_blocks(out, self.text, self.masked));
        blocks.shrink_to_fit();
        blocks
    }

    fn block(&mut self, depth: usize, out: &mut Vec<Block>) {
        let Some((event, span)) = self.events.next() else {
            return;
        };
        let Event::Start(tag) = event else {
            if matches!(event, Event::Rule) {
                out.push(Block {
                    span,
                    kind: BlockKind::Rule,
                });
            }
            return;
        };
        if depth > depth::MARKUP
            && matches!(
                tag,
                Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_)
            )
        {
            self.ignored += 1;
            return;
        }
        let kind = match tag {
            Tag::Paragraph => return self.paragraph(span, out),
            Tag::Heading { level, id, .. } => {
                let line = self.text[span.range()].trim_end();
                let line = line.trim_end_matches('#').trim_end();
                let line = line.lines().next().unwrap_or_default();
                BlockKind::Heading {
                    level: level as u8,
                    // Ids that begin so are the page's own.
                    id: id
                        .map(|id| nfc(&self.unmask(&id)))
                        .filter(|id| !id.starts_with("ns:")),
                    attributes: attributes::at_end(line)
                        .map_or_else(String::new, |at| line[at..].to_owned()),
                    inlines: self.heading(),
                }
            }
            Tag::BlockQuote(kind) => {
                let inner = self.blocks(depth + 1, Some(TagEnd::BlockQuote(kind)));
                quote(kind, inner)
            }
            Tag::CodeBlock(kind) => {
                let code = self.code(&kind);
                if let Some(label) = self.label_of(&code) {
                    let span = Span::new(span.start, span.start);
                    let kind = InlineKind::Label(Box::new(label));
                    let kind = BlockKind::Paragraph(vec![Inline { span, kind }]);
                    out.push(Block { span, kind });
                }
                let mut code = code;
                if self.context.settings.site.hold(SiteTool::Pandoc) {
                    pandoc::without_options(&mut code, pandoc::is_option);
                }
                if self.context.settings.site.hold(SiteTool::Myst) {
                    pandoc::without_options(&mut code, directives::is_option);
                }
                BlockKind::Code(code)
            }
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
            Tag::Table(alignments) => return self.table(span, &alignments, out),
            // Without the options that make them, these don't occur; their content is read as
            // blocks.
            _ => {
                let inner = self.blocks(depth + 1, None);
                out.extend(inner);
                return;
            }
        };
        out.push(Block { span, kind });
    }

    /// The words of a heading. Lines above one that is underlined may be targets of `MyST`.
    fn heading(&mut self) -> Vec<Inline> {
        let inlines = tags::without_headings(self.run());
        if !self.context.settings.site.hold(SiteTool::Myst) {
            return inlines;
        }
        roles::targets(inlines, self.text).concat()
    }

    /// The name that a directive of `MyST` or a chunk of a book gives to what it shows.
    fn label_of(&self, code: &Code) -> Option<Label> {
        let tools = self.context.settings.site;
        let of_myst = || roles::of_directive(&code.declared, &code.text);
        let of_book = || pandoc::of_chunk(&code.declared, &code.text);
        let found = tools.hold(SiteTool::Myst).then(of_myst).flatten();
        found.or_else(|| tools.hold(SiteTool::Pandoc).then(of_book).flatten())
    }

    fn list(&mut self, start: Option<u64>, depth: usize) -> List {
        let mut list = List {
            start,
            loose: false,
            items: Vec::new(),
        };
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
        lead::among(&mut list.items, self.text, &self.context.settings.tools);
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
        let (mut lead, mut begun) = (Vec::new(), Vec::new());
        match self.events.peek() {
            Some((Event::Start(Tag::Paragraph), _)) => {
                self.events.next();
                loose = true;
                if let Some((Event::TaskListMarker(done), _)) = self.events.peek() {
                    task = Some(*done);
                    self.events.next();
                }
                (lead, begun) = self.lead();
            }
            Some((event, _)) if is_inline(event) => (lead, begun) = self.lead(),
            _ => {}
        }
        let lead_span = match (lead.first(), lead.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::new(span.start, span.start),
        };
        let lead = if lead.is_empty() {
            Lead::Prose(lead)
        } else {
            lead::read(lead, lead_span, self.text, &self.context.settings.tools)
        };
        let children = self.blocks_behind(begun, depth + 1, Some(TagEnd::Item));
        let trimmed = self.text[span.range()].trim_end().len();
        let span = Span::new(span.start, span.start + trimmed);
        (
            Item {
                span,
                task,
                lead,
                lead_span,
                children,
            },
            loose,
        )
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
                    for (i, _) in piece
                        .match_indices('\n')
                        .filter(|(i, _)| i + 1 < piece.len())
                    {
                        lines.push(if exact {
                            span.start + i + 1
                        } else {
                            span.start
                        });
                    }
                    // What looked like a container may have been code.
                    let typed = exact.then(|| self.text[span.range()].to_owned());
                    text.push_str(&typed.unwrap_or_else(|| self.unmask(&piece)));
                }
                _ => {}
            }
        }
        let settings = &self.context.settings;
        let detected = language::detect(&declared, &text, &settings.languages, &settings.tools);
        let typed = match &detected.language {
            Some(language) if *language == Language::CONSOLE => {
                console::typed(&text, !declared.is_empty(), &settings.tools)
            }
            Some(language) if *language == Language::SHELL => {
                console::without_remarks(&text, &settings.tools)
            }
            Some(language) if language.name() == "redis" => console::of_redis(&text),
            _ => Vec::new(),
        };
        Code {
            declared,
            language: detected.language,
            caption: detected.caption,
            typed,
            text,
            lines,
        }
    }
}
