//! The inlines of a block: text, emphasis, links, pictures, tags, repaired where Markdown misreads
//! what people type.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::media::{self, ShownFile};
use crate::notes::depth;
use crate::notes::reading::among_words;
use crate::notes::reading::comments;
use crate::notes::reading::emoji;
use crate::notes::reading::emphasis;
use crate::notes::reading::html;
use crate::notes::reading::lead;
use crate::notes::reading::noted_links::{self, LinkPart};
use crate::notes::reading::other_comments::SiteTool;
use crate::notes::reading::pandoc;
use crate::notes::reading::parse::cells::{self, CellPart};
use crate::notes::reading::parse::reader::{Reader, is_inline};
use crate::notes::reading::pictures;
use crate::notes::reading::repair;
use crate::notes::reading::roles;
use crate::notes::reading::strays::{self, StrayPart};
use crate::notes::reading::tags::{self, RunKind, Unpaired};
use crate::notes::sources::is_note;
use crate::notes::tree::{
    Block, BlockKind, ImageStyle, Inline, InlineKind, MediaKind, PictureLength, Span, WrittenImage,
    WrittenLink, WrittenMedia,
};
use crate::notes::visit::plain_text;
use crate::text::nfc;

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Reader<'a, I> {
    /// Inlines up to the end of their block, repaired.
    pub(super) fn run(&mut self) -> Vec<Inline> {
        let pieces = strays::without(self.pieces(0), self.text);
        self.repaired(pieces)
    }

    /// The same of a paragraph that says of itself that it is none, as in a bullet: what ends in it
    /// may begin in a block beside it.
    pub(super) fn loose_run(&mut self) -> Vec<Inline> {
        let pieces = self.pieces(0);
        self.repaired(pieces)
    }

    /// A paragraph; several, with the tags between them, where it ends cells of HTML.
    pub(super) fn paragraph(&mut self, whole: Span, out: &mut Vec<Block>) {
        let parts = cells::parts(self.pieces(0), false);
        self.part_blocks(parts, whole, out);
    }

    /// The words that a bullet begins with, and the blocks that begin behind them in the same
    /// paragraph.
    pub(super) fn lead(&mut self) -> (Vec<Inline>, Vec<Block>) {
        let mut parts = cells::parts(self.pieces(0), true).into_iter();
        let mut lead = match parts.next() {
            Some(CellPart::Words(pieces)) => self.repaired(strays::without(pieces, self.text)),
            _ => Vec::new(),
        };
        let rest: Vec<CellPart> = parts.collect();
        let mut blocks = Vec::new();
        if !rest.is_empty() {
            if let Some(Inline { span, kind }) = lead.last_mut()
                && let InlineKind::Text(words) = kind
            {
                let blanks = words.len() - words.trim_end().len();
                words.truncate(words.len() - blanks);
                span.end -= blanks;
            }
            let end = lead.last().map_or(0, |last| last.span.end);
            self.part_blocks(rest, Span::new(end, end), &mut blocks);
        }
        (lead, blocks)
    }

    /// The parts of a paragraph that lies in `whole`.
    fn part_blocks(&self, parts: Vec<CellPart>, whole: Span, out: &mut Vec<Block>) {
        let is_whole = parts.len() == 1 && whole.start < whole.end;
        for part in parts {
            match part {
                CellPart::Words(pieces) => {
                    let inlines = self.repaired(pieces);
                    let span = match (inlines.first(), inlines.last()) {
                        _ if is_whole => whole,
                        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
                        _ => continue,
                    };
                    let is_of_book = self.context.settings.site.hold(SiteTool::Pandoc);
                    let heading = is_of_book.then(|| pandoc::written_heading(&inlines));
                    if let Some((level, words, attributes)) = heading.flatten() {
                        let kind = BlockKind::Heading {
                            level,
                            id: None,
                            inlines: vec![Inline {
                                span: Span::new(span.end, span.end),
                                kind: InlineKind::Text(words),
                            }],
                            attributes,
                        };
                        out.push(Block { span, kind });
                        continue;
                    }
                    if self.context.settings.site.hold(SiteTool::Myst) {
                        self.with_targets(inlines, span, out);
                        continue;
                    }
                    let tools = &self.context.settings.tools;
                    let inlines = lead::paragraph(inlines, self.text, tools);
                    let kind = BlockKind::Paragraph(inlines);
                    out.push(Block { span, kind });
                }
                CellPart::Tags(span) => {
                    let kind = InlineKind::Text(self.text[span.range()].to_owned());
                    let kind = BlockKind::Html(vec![Inline { span, kind }]);
                    out.push(Block { span, kind });
                }
            }
        }
    }

    /// A paragraph of `MyST`, which ends at a line that is a target.
    fn with_targets(&self, inlines: Vec<Inline>, whole: Span, out: &mut Vec<Block>) {
        let runs = roles::targets(inlines, self.text);
        let is_whole = runs.len() == 1;
        for run in runs {
            let span = match (run.first(), run.last()) {
                _ if is_whole => whole,
                (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
                _ => continue,
            };
            let kind = BlockKind::Paragraph(run);
            out.push(Block { span, kind });
        }
    }

    fn repaired(&self, pieces: Vec<Unpaired>) -> Vec<Inline> {
        let inlines = tags::pair_tags(pieces, RunKind::Words);
        let mut inlines = self.emphasis(inlines);
        let tools = self.context.settings.site;
        let has_tags = [SiteTool::Hugo, SiteTool::Liquid, SiteTool::Jinja];
        if has_tags.into_iter().any(|tool| tools.hold(tool)) {
            inlines = among_words::read(inlines, self.text);
        }
        inlines = repair::bare_urls(inlines);
        if tools.hold(SiteTool::Myst) {
            inlines = roles::read(inlines, self.text);
        }
        if tools.hold(SiteTool::Pandoc) {
            inlines = pandoc::read(inlines, self.text);
        }
        emoji::read(&mut inlines);
        // A vector of one large element is allotted four: over a whole course that is most of the
        // memory.
        inlines.shrink_to_fit();
        inlines
    }

    fn emphasis(&self, inlines: Vec<Inline>) -> Vec<Inline> {
        emphasis::pair(inlines, self.text, &|at| self.masked.hides(at))
    }

    fn pieces(&mut self, depth: usize) -> Vec<Unpaired> {
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
            let Some((event, span)) = self.events.next() else {
                break;
            };
            self.piece(event, span, depth, &mut out);
        }
        out
    }

    fn piece(&mut self, event: Event<'a>, span: Span, depth: usize, out: &mut Vec<Unpaired>) {
        let kind = match event {
            Event::Text(text) => {
                let words = comments::as_shown(self.unmask(&text));
                let hides = |at: usize| self.masked.hides(at);
                let pieces = noted_links::read(words, span, &hides);
                out.extend(pieces.into_iter().map(Unpaired::Inline));
                return;
            }
            Event::Code(code) => InlineKind::Code(self.unmask(&code)),
            Event::SoftBreak => InlineKind::SoftBreak,
            Event::HardBreak if self.is_broken(span) => InlineKind::HardBreak,
            Event::HardBreak => InlineKind::SoftBreak,
            Event::FootnoteReference(label) => {
                InlineKind::FootnoteReference(nfc(&self.unmask(&label)))
            }
            Event::InlineHtml(typed) | Event::Html(typed) => {
                // Over several lines of a quotation, whose signs are none of its.
                let typed = self.unmask(&typed);
                if typed.len() < span.end - span.start
                    && let Some((tag, _)) = html::tag(&typed).filter(|one| one.1 == typed.len())
                {
                    out.push(Unpaired::Tag(span, tag, typed));
                    return;
                }
                tags::tokens(&self.text[span.range()], span.start, |piece| {
                    out.push(piece);
                });
                return;
            }
            Event::TaskListMarker(done) => {
                InlineKind::Text(if done { "[x] " } else { "[ ] " }.to_owned())
            }
            Event::Start(_) if depth > depth::MARKUP => {
                self.ignored_inlines += 1;
                return;
            }
            Event::Start(tag) => {
                let inner = self.pieces(depth + 1);
                let is_emphasis = match tag {
                    Tag::Emphasis | Tag::Strong => true,
                    Tag::Strikethrough => self.text[span.range()].starts_with("~~"),
                    _ => false,
                };
                let parts = if is_emphasis {
                    strays::parted(inner, out, self.text)
                } else {
                    strays::behind(inner, self.text)
                };
                let mut from = span.start;
                let mut parts = parts.into_iter().peekable();
                while let Some(part) = parts.next() {
                    match part {
                        StrayPart::Words(words) => {
                            let end = match parts.peek() {
                                Some(StrayPart::End(Unpaired::Tag(end, ..))) if is_emphasis => {
                                    end.start
                                }
                                _ => span.end,
                            };
                            let children = self.emphasis(tags::pair_tags(words, RunKind::Words));
                            let part = Span::new(from, end);
                            self.marked(tag.clone(), (span, part), children, out);
                        }
                        StrayPart::End(end) => {
                            if let Unpaired::Tag(span, ..) = &end {
                                from = span.end;
                            }
                            out.push(end);
                        }
                    }
                }
                return;
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                InlineKind::Text(comments::as_shown(self.unmask(&text)))
            }
            Event::End(_) | Event::Rule => return,
        };
        out.push(Unpaired::Inline(Inline { span, kind }));
    }

    /// Whether the end of a line is meant to be seen. To the parser tabs are blanks, of which two
    /// break a line; to `CommonMark` they are none (6.7, "hard line breaks").
    fn is_broken(&self, span: Span) -> bool {
        let typed = self.text[span.range()].split('\n').next();
        typed.is_none_or(|blanks| blanks.ends_with('\\') || !blanks.contains('\t'))
    }

    /// What Markdown's marks make of what stands between them: emphasis, a link, a picture. Of the
    /// whole it may be a part.
    fn marked(
        &self,
        tag: Tag<'a>,
        (whole, span): (Span, Span),
        children: Vec<Inline>,
        out: &mut Vec<Unpaired>,
    ) {
        let kind = match tag {
            Tag::Emphasis => InlineKind::Emphasis(children),
            Tag::Strong => InlineKind::Strong(children),
            Tag::Strikethrough if self.text[whole.range()].starts_with("~~") => {
                InlineKind::Strike(children)
            }
            Tag::Strikethrough => {
                // `1일~3일~` is a range and its tildes are text.
                let tilde = |at: usize| {
                    Unpaired::Inline(Inline {
                        span: Span::new(at, at + 1),
                        kind: InlineKind::Text("~".into()),
                    })
                };
                out.push(tilde(span.start));
                out.extend(children.into_iter().map(Unpaired::Inline));
                out.push(tilde(span.end - 1));
                return;
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let mut destination = self.unmask(&dest_url);
                let mut children = children;
                if let LinkType::WikiLink { has_pothole: true } = link_type
                    && self.context.settings.is_wiki
                    && let Some((words, page)) = turned(&self.text[span.range()])
                {
                    destination = format!("[[{}]]", page.trim());
                    let start = span.start + 2;
                    children = vec![Inline {
                        span: Span::new(start, start + words.len()),
                        kind: InlineKind::Text(words.to_owned()),
                    }];
                } else if let LinkType::WikiLink { .. } = link_type {
                    destination = format!("[[{destination}]]");
                } else if link_type == LinkType::Email && !destination.starts_with("mailto:") {
                    destination = format!("mailto:{destination}");
                }
                let written = WrittenLink {
                    destination,
                    title: self.unmask(&title),
                };
                for part in noted_links::parted(children, span) {
                    out.push(Unpaired::Inline(match part {
                        LinkPart::Note(note) => note,
                        LinkPart::Words(span, children) => {
                            let written = Box::new(written.clone());
                            let kind = InlineKind::Link { written, children };
                            Inline { span, kind }
                        }
                    }));
                }
                return;
            }
            // A note shown within another: what a reader can do is go there.
            Tag::Image {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            } if is_name_of_note(&dest_url) => InlineKind::Link {
                written: Box::new(WrittenLink {
                    destination: format!("[[{}]]", self.unmask(&dest_url)),
                    title: String::new(),
                }),
                children,
            },
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let destination = match link_type {
                    // In a cell the bar is written `\|`.
                    LinkType::WikiLink { .. } => {
                        format!("[[{}]]", self.unmask(&dest_url).trim_end_matches('\\'))
                    }
                    _ => self.unmask(&dest_url),
                };
                let alt = nfc(&plain_text(&children));
                let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
                let is_size = is_wiki || is_bare_size(&alt, &destination);
                let (alt, width, height) = sized(&alt, is_size);
                let name = || destination.trim_start_matches("[[").trim_end_matches("]]");
                let is_unnamed = alt.is_empty() && width.is_some();
                let alt = if is_unnamed { name() } else { alt };
                let alt = alt.rsplit('/').next().filter(|_| is_unnamed).unwrap_or(alt);
                let alt = alt.to_owned();
                // By what the file is, whatever stands before its brackets.
                let file = name().split(['#', '?']).next().unwrap_or_default();
                let shown = media::shown_as(file);
                if let Some(kind) = shown.and_then(playable) {
                    let written = Box::new(WrittenMedia {
                        kind,
                        destination,
                        width,
                        height,
                    });
                    let kind = InlineKind::Media { written, children };
                    out.push(Unpaired::Inline(Inline { span, kind }));
                    return;
                }
                if shown == Some(ShownFile::Paper) && !destination.contains("://") {
                    let words = Some(alt).filter(|alt| !alt.is_empty());
                    let file = file.rsplit('/').next().unwrap_or(file);
                    let inner = Span::new(span.start + 1, span.end - 1);
                    let text = Inline {
                        span: inner,
                        kind: InlineKind::Text(words.unwrap_or_else(|| nfc(file))),
                    };
                    let written = Box::new(WrittenLink {
                        title: self.unmask(&title),
                        destination,
                    });
                    let children = vec![text];
                    let kind = InlineKind::Link { written, children };
                    out.push(Unpaired::Inline(Inline { span, kind }));
                    return;
                }
                let style = ImageStyle {
                    width,
                    height,
                    scheme: pictures::scheme_of(&destination),
                    ..ImageStyle::default()
                };
                InlineKind::Image(Box::new(WrittenImage {
                    destination,
                    title: self.unmask(&title),
                    alt,
                    style,
                }))
            }
            _ => {
                out.extend(children.into_iter().map(Unpaired::Inline));
                return;
            }
        };
        out.push(Unpaired::Inline(Inline { span, kind }));
    }
}

/// What plays a file.
const fn playable(shown: ShownFile) -> Option<MediaKind> {
    match shown {
        ShownFile::Film => Some(MediaKind::Video),
        ShownFile::Sound => Some(MediaKind::Audio),
        ShownFile::Picture | ShownFile::Paper => None,
    }
}

/// Whether all that stands for a picture is its size, `![300](p.png)` or `![300x200](p.png)`, as
/// Obsidian has it for any picture. Pictures have numbers, too: of few digits, those of their file,
/// years.
fn is_bare_size(words: &str, destination: &str) -> bool {
    let words = words.trim();
    let is_pixels = |number: &str| {
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        is_number && (100..1900).contains(&number.parse().unwrap_or(0))
    };
    let (width, height) = words.split_once('x').unwrap_or((words, "100"));
    is_pixels(width) && is_pixels(height) && !destination.contains(width)
}

/// Words that stand for a picture, and how large it is: `caption|300`, `300x200`, as Obsidian has
/// them at the end. A size may be all there is between double brackets, or where `is_size`.
fn sized(words: &str, is_size: bool) -> (&str, Option<PictureLength>, Option<PictureLength>) {
    let parts = words.rsplit_once('|');
    let Some((alt, size)) = parts.or_else(|| is_size.then_some(("", words))) else {
        return (words, None, None);
    };
    let alt = alt.trim_end_matches('\\').trim();
    let (width, height) = match size.trim().split_once('x') {
        Some((width, height)) => (width, Some(height)),
        None => (size.trim(), None),
    };
    let pixels = |number: &str| {
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        let pixels = number
            .parse()
            .ok()
            .filter(|_| is_number && number.len() < 5)?;
        (pixels > 0).then_some(PictureLength::Pixels(pixels))
    };
    match (pixels(width), height.map(pixels)) {
        (Some(width), None) => (alt, Some(width), None),
        (Some(width), Some(Some(height))) => (alt, Some(width), Some(height)),
        _ => (words, None, None),
    }
}

/// The words and the page of a wiki's link, `[[words|Page]]`.
fn turned(link: &str) -> Option<(&str, &str)> {
    let inner = link.strip_prefix("[[")?.strip_suffix("]]")?;
    let (words, page) = inner.split_once('|')?;
    Some((words.strip_suffix('\\').unwrap_or(words), page))
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
    is_inline_end(end)
        || matches!(
            end,
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell
        )
}

/// Whether `![[…]]` names a note or a paper: no picture, sound or film ends like that.
fn is_name_of_note(name: &str) -> bool {
    let name = name.split('#').next().unwrap_or_default().trim();
    let file = name.rsplit('/').next().unwrap_or_default();
    let file = file.trim_end_matches('\\');
    let Some((_, ending)) = file.rsplit_once('.') else {
        return true;
    };
    let is_ending = (2..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    !is_ending || is_note(file) || ending.eq_ignore_ascii_case("pdf")
}
