//! The table of links read the other way: in which bullet or paragraph each mention of another
//! chapter stands, under which anchor it can be reached and what it says. In: a chapter, its
//! outline and its links. Out: mentions in reading order. Never looks at the chapters that are
//! mentioned.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::notes::library::outline::{ChapterOutline, PlacedChapter};
use crate::notes::links::targets::{Link, Target};
use crate::notes::links::title;
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Lead, Span, push_plain};
use crate::text::slug;

/// A mention of another page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMention {
    /// The page that is mentioned, without an anchor.
    pub page: Arc<str>,
    /// The anchor of the bullet or paragraph that mentions it; empty for the chapter as a whole.
    pub anchor: Arc<str>,
    /// The words around the mention: the bullet, or the sentence of a paragraph.
    pub sentence: Arc<str>,
}

/// The mentions of a chapter, and the anchors that its bullets and paragraphs need for them.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ChapterMentions {
    /// In reading order, none twice.
    pub mentions: Vec<PageMention>,
    /// Anchors of bullets and paragraphs that are no sections, sorted by their span.
    pub anchors: Vec<(Span, Arc<str>)>,
}

/// A bullet is quoted whole up to this many characters; what is longer is cut around the mention.
const WHOLE: usize = 160;
/// How much of a lead its anchor repeats.
const ANCHOR: usize = 40;

/// Words that belong together, and what they belong to.
struct Holder<'a> {
    /// The bytes of the words.
    words: Span,
    /// The item or paragraph that gets the anchor; `None` for headings and cells, whose section is
    /// near enough.
    owner: Option<Span>,
    /// The words, in up to two runs with the text between them.
    runs: Vec<&'a [Inline]>,
    between: &'a str,
}

/// Finds where the chapter mentions other pages.
pub fn mentions(
    chapter: &PlacedChapter,
    outline: &ChapterOutline,
    links: &[Link],
) -> ChapterMentions {
    let mut out = ChapterMentions::default();
    let pages = links.iter().filter_map(|link| {
        let (Target::Page { url } | Target::Reference { url } | Target::Term { url }) =
            &link.target
        else {
            return None;
        };
        let page = url.split('#').next().unwrap_or_default();
        (page != outline.url).then_some((link, page))
    });
    let pages: Vec<(&Link, &str)> = pages.collect();
    if pages.is_empty() {
        return out;
    }
    let mut holders = Vec::new();
    gather(&chapter.tree.blocks, &mut holders);
    chapter
        .tree
        .footnotes
        .iter()
        .for_each(|footnote| gather(&footnote.blocks, &mut holders));
    holders.sort_by_key(|holder| holder.words.start);
    let mut taken: BTreeSet<String> = outline
        .sections
        .iter()
        .flat_map(|section| section.aliases.iter().chain([&section.id]))
        .cloned()
        .collect();
    let mut anchors = BTreeMap::new();
    let mut seen: BTreeSet<(&str, String)> = BTreeSet::new();
    for (link, page) in pages {
        let at = holders.partition_point(|holder| holder.words.start <= link.span.start);
        let holder = at
            .checked_sub(1)
            .map(|at| &holders[at])
            .filter(|holder| holder.words.holds(link.span));
        let anchor = anchor(holder, outline, link.span, &mut anchors, &mut taken);
        let sentence = holder.map_or_else(
            || link.text.clone(),
            |holder| holder.sentence(link.span.start),
        );
        if seen.insert((page, format!("{anchor}\0{sentence}"))) {
            out.mentions.push(PageMention {
                page: page.into(),
                anchor,
                sentence: sentence.into(),
            });
        }
    }
    out.anchors = anchors.into_iter().collect();
    out.mentions.shrink_to_fit();
    out
}

/// The anchor of a place: its own section's, one made from the words of a bullet or paragraph, else
/// that of the section around.
fn anchor(
    holder: Option<&Holder>,
    outline: &ChapterOutline,
    span: Span,
    anchors: &mut BTreeMap<Span, Arc<str>>,
    taken: &mut BTreeSet<String>,
) -> Arc<str> {
    let around =
        title::section_around(outline, span).and_then(|section| outline.sections.get(section));
    let Some((holder, owner)) = holder.and_then(|holder| Some((holder, holder.owner?))) else {
        return around.map_or("", |section| section.id.as_str()).into();
    };
    if let Some(section) = around.filter(|section| section.span == owner) {
        return section.id.as_str().into();
    }
    if let Some(known) = anchors.get(&owner) {
        return known.clone();
    }
    let words: String = holder.text().chars().take(ANCHOR).collect();
    let wish = slug(&around.map_or_else(
        || words.clone(),
        |section| format!("{}-{words}", section.id),
    ));
    let wish = wish.trim_end_matches('-');
    let mut name = wish.to_owned();
    let mut count = 1;
    while name.is_empty() || !taken.insert(name.clone()) {
        count += 1;
        name = format!("{wish}-{count}");
    }
    let name: Arc<str> = name.into();
    anchors.insert(owner, name.clone());
    name
}

fn gather<'a>(blocks: &'a [Block], out: &mut Vec<Holder<'a>>) {
    let mut run = |words: Span, owner: Option<Span>, inlines: &'a [Inline]| {
        out.push(Holder {
            words,
            owner,
            runs: vec![inlines],
            between: "",
        });
    };
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => run(block.span, Some(block.span), inlines),
            BlockKind::Heading { inlines, .. } | BlockKind::Html(inlines) => {
                run(block.span, None, inlines);
            }
            BlockKind::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    if let (Some(first), Some(last)) = (cell.first(), cell.last()) {
                        run(Span::new(first.span.start, last.span.end), None, cell);
                    }
                }
            }
            _ => {}
        }
    }
    for block in blocks {
        match &block.kind {
            BlockKind::List(list) => {
                for item in &list.items {
                    let (runs, between): (Vec<&[Inline]>, &str) = match &item.lead {
                        Lead::Prose(inlines) => (vec![inlines], ""),
                        Lead::Command {
                            command,
                            before,
                            after,
                        } => (vec![before, after], &command.code),
                    };
                    out.push(Holder {
                        words: item.lead_span,
                        owner: Some(item.span),
                        runs,
                        between,
                    });
                    gather(&item.children, out);
                }
            }
            BlockKind::Quote(inner) | BlockKind::Alert { blocks: inner, .. } => gather(inner, out),
            _ => {}
        }
    }
}

impl Holder<'_> {
    /// All its words.
    fn text(&self) -> String {
        self.before(usize::MAX).trim().to_owned()
    }

    /// The words before a byte of the source.
    fn before(&self, at: usize) -> String {
        let mut out = String::new();
        for (i, run) in self.runs.iter().enumerate() {
            if i > 0 {
                out.push_str(&format!(" {} ", self.between));
            }
            push_before(run, at, &mut out);
            if run.last().is_some_and(|last| last.span.end > at) {
                break;
            }
        }
        out
    }

    /// The sentence around a byte of the source: all of a short bullet, else what stands between
    /// two full stops, cut to length.
    fn sentence(&self, at: usize) -> String {
        let whole = self.before(usize::MAX);
        let at = self.before(at).len().min(whole.len());
        if whole.chars().count() <= WHOLE {
            return whole.trim().to_owned();
        }
        let stops = [". ", "! ", "? "];
        let start = stops
            .iter()
            .filter_map(|stop| whole[..at].rfind(stop).map(|i| i + stop.len()))
            .max()
            .unwrap_or(0);
        let end = stops
            .iter()
            .filter_map(|stop| whole[at..].find(stop).map(|i| at + i + 1))
            .min()
            .unwrap_or(whole.len());
        let (head, tail) = (&whole[start..at], &whole[at..end]);
        let from = head
            .char_indices()
            .rev()
            .nth(WHOLE / 2)
            .map_or(0, |(i, _)| i);
        let to = tail
            .char_indices()
            .nth(WHOLE / 2)
            .map_or(tail.len(), |(i, _)| i);
        let (left, right) = (
            if from > 0 { "…" } else { "" },
            if to < tail.len() { "…" } else { "" },
        );
        format!(
            "{left}{}{right}",
            format!("{}{}", &head[from..], &tail[..to]).trim()
        )
    }
}

/// Adds the plain text of what lies before a byte of the source.
fn push_before(inlines: &[Inline], at: usize, out: &mut String) {
    for inline in inlines {
        if inline.span.start >= at {
            return;
        }
        match &inline.kind {
            _ if inline.span.end <= at => push_plain(std::slice::from_ref(inline), out),
            InlineKind::Text(text) => {
                let exact = text.len() == inline.span.end - inline.span.start;
                out.push_str(
                    text.get(..at - inline.span.start)
                        .filter(|_| exact)
                        .unwrap_or_default(),
                );
            }
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children)
            | InlineKind::Link { children, .. } => push_before(children, at, out),
            _ => {}
        }
    }
}
