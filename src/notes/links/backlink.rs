//! The table of links read the other way: in which bullet or paragraph each mention of another
//! chapter stands, under which anchor it can be reached and what it says. In: a chapter, its
//! names and its links. Out: mentions in reading order. Never looks at the chapters that are
//! mentioned.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use crate::address::{Anchor, PageAddress};
use crate::notes::library::outline::{ChapterNames, PlacedChapter, SectionPlace};
use crate::notes::links::sentences::Sentences;
use crate::notes::links::targets::{Link, Target, words_at};
use crate::notes::links::title;
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Lead, Span};
use crate::notes::visit::{is_silent_link, push_plain};
use crate::text::slug;

/// A mention of another page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageMention {
    /// The page that is mentioned, without an anchor.
    pub page: PageAddress,
    /// The anchor of the bullet or paragraph that mentions it; none for the chapter as a whole.
    pub anchor: Option<Anchor>,
    /// The words around the mention: the bullet, or the sentence of a paragraph.
    pub sentence: Arc<str>,
}

/// The mentions of a chapter, and the anchors that its bullets and paragraphs need for them.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct ChapterMentions {
    /// In reading order; none that says the same of a page as one before it.
    pub mentions: Vec<PageMention>,
    /// Anchors of bullets and paragraphs that are no sections, sorted by their span.
    pub anchors: Vec<(Span, Anchor)>,
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
    /// The links of the chapter, for the words of those that have none of their own.
    links: &'a [Link],
    /// Made once the first mention asks: very many may stand in one paragraph.
    quoted: OnceCell<Quoted>,
    contents: OnceCell<bool>,
}

/// The words of a holder as they are quoted.
struct Quoted {
    whole: String,
    is_short: bool,
    sentences: Sentences,
    /// Where each text and each sign of the source begins in the words, in their order.
    places: Vec<QuotedPlace>,
    /// Where the runs begin in the source and in the words.
    bases: Vec<(usize, usize)>,
}

/// A text or a sign: its bytes in the source, and its words.
struct QuotedPlace {
    source: Span,
    words: Span,
}

/// Finds where the chapter mentions other pages.
pub(crate) fn mentions(
    chapter: &PlacedChapter,
    names: &ChapterNames,
    links: &[Link],
) -> ChapterMentions {
    find(chapter, names, links, false)
}

/// The same for a landing page: what is nothing but links there is its contents, and says nothing
/// of the pages.
pub(crate) fn mentions_of_landing(
    placed: &PlacedChapter,
    names: &ChapterNames,
    links: &[Link],
) -> ChapterMentions {
    find(placed, names, links, true)
}

fn find(
    chapter: &PlacedChapter,
    names: &ChapterNames,
    links: &[Link],
    has_contents: bool,
) -> ChapterMentions {
    let mut out = ChapterMentions::default();
    let pages = links.iter().filter_map(|link| {
        let (Target::Page { url } | Target::Reference { url } | Target::Term { url }) =
            &link.target
        else {
            return None;
        };
        (url.page != names.url).then_some((link, &url.page))
    });
    let pages: Vec<(&Link, &PageAddress)> = pages.collect();
    if pages.is_empty() {
        return out;
    }
    let mut holders = Vec::new();
    gather(&chapter.tree.blocks, links, &mut holders);
    chapter
        .tree
        .footnotes
        .iter()
        .for_each(|footnote| gather(&footnote.blocks, links, &mut holders));
    holders.sort_by_key(|holder| holder.words.start);
    let taken: BTreeSet<String> = names
        .sections
        .iter()
        .flat_map(|section| section.aliases.iter().chain([&section.id]))
        .chain(&names.ids)
        .map(Anchor::to_string)
        .collect();
    let mut given = MentionAnchors {
        anchors: BTreeMap::new(),
        taken,
        counts: HashMap::new(),
    };
    // What is said twice, as by a note that is shown twice, is listed with its first place.
    let mut seen: BTreeSet<(&PageAddress, String)> = BTreeSet::new();
    for (link, page) in pages {
        let at = holders.partition_point(|holder| holder.words.start <= link.span.start);
        let holder = at
            .checked_sub(1)
            .map(|at| &holders[at])
            .filter(|holder| holder.words.holds(link.span));
        if has_contents && holder.is_some_and(|holder| holder.is_contents(links)) {
            continue;
        }
        let anchor = given.anchor(holder, (names, &chapter.places), link.span);
        let sentence = holder.map_or_else(
            || link.text.clone(),
            |holder| holder.sentence(link.span.start),
        );
        if seen.insert((page, sentence.clone())) {
            out.mentions.push(PageMention {
                page: page.clone(),
                anchor,
                sentence: sentence.into(),
            });
        }
    }
    out.anchors = given.anchors.into_iter().collect();
    out.mentions.shrink_to_fit();
    out
}

/// The anchors of a chapter's bullets and paragraphs.
struct MentionAnchors {
    anchors: BTreeMap<Span, Anchor>,
    taken: BTreeSet<String>,
    /// The last number that a name was told apart by.
    counts: HashMap<String, usize>,
}

impl MentionAnchors {
    /// The anchor of a place: its own section's, one made from the words of a bullet or paragraph,
    /// else that of the section around.
    fn anchor(
        &mut self,
        holder: Option<&Holder>,
        (names, places): (&ChapterNames, &[SectionPlace]),
        span: Span,
    ) -> Option<Anchor> {
        let index = title::section_around(names, places, span);
        let around = index.and_then(|index| names.sections.get(index));
        let Some((holder, owner)) = holder.and_then(|holder| Some((holder, holder.owner?))) else {
            return around.map(|section| section.id.clone());
        };
        if let Some(section) =
            around.filter(|_| index.is_some_and(|index| places[index].span == owner))
        {
            return Some(section.id.clone());
        }
        if let Some(known) = self.anchors.get(&owner) {
            return Some(known.clone());
        }
        let words: String = holder.quoted().whole.trim().chars().take(ANCHOR).collect();
        let wish = slug(&around.map_or_else(
            || words.clone(),
            |section| format!("{}-{words}", section.id),
        ));
        let wish = wish.trim_end_matches('-');
        let mut name = wish.to_owned();
        while name.is_empty() || !self.taken.insert(name.clone()) {
            let count = self.counts.entry(wish.to_owned()).or_insert(1);
            *count += 1;
            name = format!("{wish}-{count}");
        }
        let name = Anchor::new(name);
        self.anchors.insert(owner, name.clone());
        Some(name)
    }
}

fn gather<'a>(blocks: &'a [Block], links: &'a [Link], out: &mut Vec<Holder<'a>>) {
    let mut run = |words: Span, owner: Option<Span>, inlines: &'a [Inline]| {
        out.push(Holder {
            words,
            owner,
            runs: vec![inlines],
            between: "",
            links,
            quoted: OnceCell::new(),
            contents: OnceCell::new(),
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
                        links,
                        quoted: OnceCell::new(),
                        contents: OnceCell::new(),
                    });
                    gather(&item.children, links, out);
                }
            }
            BlockKind::Quote(inner) | BlockKind::Alert { blocks: inner, .. } => {
                gather(inner, links, out);
            }
            _ => {}
        }
    }
}

impl Holder<'_> {
    fn quoted(&self) -> &Quoted {
        self.quoted.get_or_init(|| Quoted::of(self))
    }

    /// Whether it says nothing but the words of its links, which stand in `links` by their span.
    fn is_contents(&self, links: &[Link]) -> bool {
        let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).count();
        *self.contents.get_or_init(|| {
            let first = links.partition_point(|link| link.span.start < self.words.start);
            let inside = links[first..].iter();
            let inside = inside.take_while(|link| link.span.start < self.words.end);
            let linked: usize = inside.map(|link| letters(&link.text)).sum();
            letters(&self.quoted().whole) <= linked
        })
    }

    /// The sentence around a byte of the source: all of a short bullet, else what stands between
    /// two full stops, cut to length.
    fn sentence(&self, at: usize) -> String {
        let quoted = self.quoted();
        let whole = quoted.whole.as_str();
        if quoted.is_short {
            return whole.trim().to_owned();
        }
        let at = quoted.offset(at);
        let Range { start, end } = quoted.sentences.around(&(at..at));
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

impl Quoted {
    fn of(holder: &Holder) -> Self {
        let mut quoted = Self {
            whole: String::new(),
            is_short: false,
            sentences: Sentences::of(""),
            places: Vec::new(),
            bases: Vec::new(),
        };
        for (i, run) in holder.runs.iter().enumerate() {
            if i > 0 {
                let _ = write!(quoted.whole, " {} ", holder.between);
            }
            if let Some(first) = run.first() {
                quoted.bases.push((first.span.start, quoted.whole.len()));
            }
            quoted.push(run, holder.links);
        }
        quoted.is_short = quoted.whole.chars().nth(WHOLE).is_none();
        quoted.sentences = Sentences::of(&quoted.whole);
        quoted
    }

    fn push(&mut self, inlines: &[Inline], links: &[Link]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Strong(children)
                | InlineKind::Emphasis(children)
                | InlineKind::Strike(children)
                | InlineKind::Link { children, .. }
                | InlineKind::Media { children, .. }
                    if !children.is_empty() =>
                {
                    self.push(children, links);
                }
                _ => {
                    let start = self.whole.len();
                    if is_silent_link(inline) {
                        let words = words_at(links, inline.span);
                        self.whole.push_str(words.unwrap_or_default());
                    }
                    push_plain(std::slice::from_ref(inline), &mut self.whole);
                    let words = Span::new(start, self.whole.len());
                    self.places.push(QuotedPlace {
                        source: inline.span,
                        words,
                    });
                }
            }
        }
    }

    /// The words before a byte of the source, as a number of bytes.
    fn offset(&self, at: usize) -> usize {
        let run = self.bases.iter().rfind(|(source, _)| *source <= at);
        let next = self.places.partition_point(|place| place.source.start < at);
        let before = next.checked_sub(1).map_or(0, |last| {
            let place = &self.places[last];
            // A mention begins amid a text only where that is the source's own (`Run::spans`).
            let inside = place.words.start + at.saturating_sub(place.source.start);
            if place.source.end <= at {
                place.words.end
            } else if self.whole.is_char_boundary(inside) {
                inside
            } else {
                place.words.start
            }
        });
        before.max(run.map_or(0, |(_, words)| *words))
    }
}
