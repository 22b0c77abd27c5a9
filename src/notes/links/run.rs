//! A chapter's prose as plain runs of text: what stands in one lead, paragraph or cell, with the
//! way back to the bytes it came from. Code, commands, pictures and links take part as one opaque
//! character each, so that no words are found in them. Knows nothing of what the words may refer
//! to.

use crate::notes::library::outline::{Layout, PlacedChapter};
use crate::notes::library::sections::is_section;
use crate::notes::links::sentences::Sentences;
use crate::notes::particle;
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Lead, Span};
use crate::notes::visit::each_inline;

/// Stands in a run for everything that is not text: code, a command, a picture, a link, a
/// placeholder.
pub(crate) const OPAQUE: char = '\u{fffc}';

/// The words of one lead, paragraph, cell or quote.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Run {
    /// The words; a line break of the source is a space.
    pub text: String,
    /// Whether it is the lead of a section of the first two levels, in a chapter whose bullets are
    /// its structure: it is shown as a heading.
    pub heading: bool,
    /// Whether it, or a bullet around it, speaks of a book: its chapters are not ours.
    pub book: bool,
    /// The bytes at its start that speak of these notes: up to the sentence that names a book.
    pub own: usize,
    pieces: Vec<Stretch>,
}

/// A stretch of the run that comes from one `Text`.
#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    start: usize,
    end: usize,
    span: Span,
}

impl Run {
    fn new(inlines: &[Inline], book: bool) -> Self {
        Self::numbered(inlines, book, None)
    }

    /// `- 10. 제목 참고` is a list in a list to Markdown and a number with a title to its writer.
    fn numbered(inlines: &[Inline], book: bool, number: Option<u64>) -> Self {
        let mut run = Self {
            book,
            ..Self::default()
        };
        if let Some(number) = number {
            run.text = format!("{number}. ");
        }
        run.push(inlines);
        let named = names_book(&run.text);
        run.book = book || named.is_some();
        run.own = match named {
            _ if book => 0,
            Some(at) => Sentences::of(&run.text).around(&(at..at)).start,
            None => run.text.len(),
        };
        each_inline(inlines, &mut |inline| {
            if let InlineKind::Link { written, .. } = &inline.kind
                && is_book_shop(&written.destination)
            {
                run.book = true;
                run.own = 0;
            }
        });
        run
    }

    fn push(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => {
                    let start = self.text.len();
                    self.text.push_str(text);
                    self.pieces.push(Stretch {
                        start,
                        end: self.text.len(),
                        span: inline.span,
                    });
                }
                InlineKind::Strong(children)
                | InlineKind::Emphasis(children)
                | InlineKind::Strike(children) => {
                    self.push(children);
                }
                InlineKind::SoftBreak | InlineKind::HardBreak => self.text.push(' '),
                InlineKind::Html(_) | InlineKind::Label(_) | InlineKind::FootnoteReference(_) => {}
                InlineKind::Code(_)
                | InlineKind::Sign(_)
                | InlineKind::Link { .. }
                | InlineKind::Image(_)
                | InlineKind::Media { .. }
                | InlineKind::Command(_) => self.text.push(OPAQUE),
            }
        }
    }

    /// The source bytes of a stretch of the run, one for each `Text` it touches, with their words.
    /// A text that is longer or shorter than its source (an entity) is taken whole or not at all.
    pub(crate) fn spans(&self, start: usize, end: usize) -> Vec<(Span, &str)> {
        let first = self.pieces.partition_point(|piece| piece.end <= start);
        let touched = self.pieces[first..]
            .iter()
            .take_while(|piece| piece.start < end);
        touched
            .filter_map(|piece| self.slice(piece, start.max(piece.start), end.min(piece.end)))
            .collect()
    }

    fn slice(&self, piece: &Stretch, start: usize, end: usize) -> Option<(Span, &str)> {
        let words = self.text.get(start..end)?;
        let exact = piece.end - piece.start == piece.span.end - piece.span.start;
        if exact {
            let offset = piece.span.start;
            Some((
                Span::new(offset + start - piece.start, offset + end - piece.start),
                words,
            ))
        } else {
            (start == piece.start && end == piece.end).then_some((piece.span, words))
        }
    }
}

/// Calls `visit` for every run of prose that may mention another chapter, in reading order: leads,
/// paragraphs, cells, quotes and footnotes; headings are left out.
pub(crate) fn each_prose(chapter: &PlacedChapter, visit: &mut dyn FnMut(&Run)) {
    let depth = if chapter.layout == Layout::Bullets {
        0
    } else {
        HEADINGS
    };
    walk(&chapter.tree.blocks, depth, false, false, visit);
    for footnote in &chapter.tree.footnotes {
        walk(&footnote.blocks, HEADINGS, false, false, visit);
    }
}

/// How many levels of sections are shown as headings.
const HEADINGS: usize = 2;

/// `alone` says that the blocks are all there is of a bullet.
fn walk(blocks: &[Block], depth: usize, book: bool, alone: bool, visit: &mut dyn FnMut(&Run)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => visit(&Run::new(inlines, book)),
            BlockKind::List(list) => {
                let number = list
                    .start
                    .filter(|_| alone && blocks.len() == 1 && list.items.len() == 1);
                for item in &list.items {
                    let mut inside = book;
                    let heading = depth < HEADINGS && is_section(item);
                    let mut lead = |inlines: &[Inline]| {
                        let run = Run {
                            heading,
                            ..Run::numbered(inlines, book, number)
                        };
                        inside |= run.book;
                        visit(&run);
                    };
                    match &item.lead {
                        Lead::Prose(inlines) => lead(inlines),
                        Lead::Command { before, after, .. } => {
                            lead(before);
                            lead(after);
                        }
                    }
                    let alone = matches!(&item.lead, Lead::Prose(inlines) if inlines.is_empty());
                    walk(&item.children, depth + 1, inside, alone, visit);
                }
            }
            BlockKind::Quote(inner) => walk(inner, HEADINGS, book, false, visit),
            BlockKind::Alert {
                title,
                blocks: inner,
                ..
            } => {
                visit(&Run::new(title, book));
                walk(inner, HEADINGS, book, false, visit);
            }
            BlockKind::Table { head, rows, .. } => {
                head.iter()
                    .chain(rows.iter().flatten())
                    .for_each(|cell| visit(&Run::new(cell, book)));
            }
            BlockKind::Heading { .. }
            | BlockKind::Html(_)
            | BlockKind::Code(_)
            | BlockKind::Rule => {}
        }
    }
}

/// Whether the words speak of a book other than these notes: its title in `『 』`, one of its pages
/// (`138쪽`; a page without a number is one of the web), or the word itself (`책에서는 9장`), but
/// not `이 책`, which is what a course made from a book calls itself.
///
/// Where it is named.
fn names_book(text: &str) -> Option<usize> {
    const WORDS: [&str; 9] = [
        "참고 도서",
        "참고도서",
        "추천 도서",
        "저서",
        "서적",
        "교재",
        "원서",
        "교과서",
        "단행본",
    ];
    let begins = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let page = |at: usize| {
        let before = text[..at].trim_end();
        before.ends_with(|c: char| c.is_ascii_digit())
    };
    let names = |(at, c): (usize, char)| match c {
        '『' | '《' => true,
        'I' => text[at..].starts_with("ISBN"),
        '쪽' => page(at),
        '페' => text[at..].starts_with("페이지") && page(at),
        '책' => is_other_book(text, at),
        '참' | '추' | '저' | '서' | '교' | '원' | '단' => {
            WORDS.iter().any(|word| text[at..].starts_with(word)) && begins(at)
        }
        _ => false,
    };
    text.char_indices()
        .find(|one| names(*one))
        .map(|(at, _)| at)
}

/// Whether the `책` at a place of the text stands alone and is another than the notes' own.
fn is_other_book(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let alone = !before.ends_with(char::is_alphanumeric);
    let this = ["이", "본", "이번"]
        .iter()
        .any(|this| before.trim_end().ends_with(this) && before.ends_with(' '));
    alone && !this && particle::length(&text[at + "책".len()..]).is_some()
}

/// Whether a link leads to a shop or publisher of books.
fn is_book_shop(destination: &str) -> bool {
    const SHOPS: [&str; 14] = [
        "amazon.c",
        "amazon.co",
        "yes24.com",
        "kyobobook",
        "aladin.co.kr",
        "ridibooks",
        "books.google",
        "oreilly.com/library",
        "manning.com/books",
        "hanbit.co.kr",
        "wikibook.co.kr",
        "goodreads.com",
        "packtpub.com",
        "acornpub.co.kr",
    ];
    destination.contains("://") && SHOPS.iter().any(|shop| destination.contains(shop))
}
