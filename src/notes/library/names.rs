//! Names of a course's pages and anchors, given out in the order of its chapters: the part of the
//! outline that no chapter knows by itself. Names depend on each other only through what the
//! chapters wish to be called. Parses nothing but headings between chapters.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::address::{Anchor, NotePath, PageAddress};
use crate::fingerprint::Hashed;
use crate::notes::library::anchors::{self, AnchorCounter};
use crate::notes::library::chapter::{NameWish, Said};
use crate::notes::library::drafts::Draft;
use crate::notes::library::outline::{
    ChapterLabel, ChapterNames, CoursePart, GivenCourse, GivenNames, Section,
};
use crate::notes::reading::cut::Heading;
use crate::notes::reading::emoji;
use crate::notes::reading::parse;
use crate::notes::reading::parse::Context;
use crate::page_kinds::{CoursePage, reserved};

/// Names of pages or folders that are given out; those that differ only in case are the same to
/// some disks.
#[derive(Debug, Default)]
pub(super) struct TakenNames {
    taken: HashSet<String>,
    /// The number behind the last name that was given out for a wish, so that a thousand equal
    /// wishes don't try a thousand numbers each.
    last: HashMap<String, usize>,
}

impl TakenNames {
    /// Nothing but the names that the site itself uses is taken.
    fn of_site() -> Self {
        Self {
            taken: reserved().map(str::to_owned).collect(),
            last: HashMap::new(),
        }
    }

    /// The name itself, or with the first free number behind it, from 2.
    pub(super) fn give(&mut self, wish: &str) -> String {
        let folded = wish.to_lowercase();
        if self.taken.insert(folded.clone()) {
            return wish.to_owned();
        }
        let count = self.last.entry(folded.clone()).or_insert(1);
        loop {
            *count += 1;
            if self.taken.insert(format!("{folded}-{count}")) {
                return format!("{wish}-{count}");
            }
        }
    }
}

/// All that naming the chapters of a course may know.
#[derive(Hash)]
pub(super) struct NamingInput<'a> {
    /// The course's folder in the site.
    pub base: &'a str,
    /// What its landing page wishes, and whether that stands in the file of the chapters.
    pub landing: Option<(&'a Hashed<NameWish>, bool)>,
    pub chapters: Vec<Unnamed<'a>>,
}

/// A chapter before its page has a name.
#[derive(Hash)]
pub(super) struct Unnamed<'a> {
    /// Which file of the course it stands in: GitHub counts the anchors of each.
    pub file: usize,
    /// Headings that stand between the chapter before and this one, as written: they count too.
    pub above: Vec<&'a str>,
    pub wish: &'a Hashed<NameWish>,
}

/// All that decides what others may know of a chapter.
#[derive(Hash)]
pub(super) struct NamesInput<'a> {
    pub said: &'a Hashed<Said>,
    pub given: &'a Hashed<GivenNames>,
    pub file: &'a Hashed<NotePath>,
    pub part: Option<usize>,
    /// Whether its author said where it stands among the others.
    pub is_said: bool,
    /// What it is called among the others, where one of them has its title.
    pub apart: Option<&'a str>,
}

/// The address in `base` of a page that a file has, or would have, as one chapter.
pub(super) fn address_of_whole(base: &str, name: &str) -> PageAddress {
    let folder = if base.is_empty() { "" } else { "/" };
    PageAddress::new(format!(
        "{base}{folder}{}.html",
        TakenNames::of_site().give(name)
    ))
}

/// Gives a landing page at `url` its names; chapters follow in its file where it is `continued`.
pub(super) fn give_landing(
    wish: &NameWish,
    url: PageAddress,
    continued: bool,
    counts: &mut AnchorCounter,
) -> Hashed<GivenNames> {
    let mut aliases = wish.ids.clone();
    if !wish.anchor.is_empty() {
        aliases.push(counts.next(&wish.anchor));
    }
    let counted = wish.anchors.iter().map(|anchor| counts.next(anchor));
    Hashed::new(GivenNames {
        url,
        aliases: aliases.into_iter().map(Anchor::new).collect(),
        before: Vec::new(),
        counted: counted.collect(),
        continued,
    })
}

/// Gives every chapter of a course its names, and its landing page.
pub(super) fn give(input: &NamingInput) -> GivenCourse {
    let mut pages = TakenNames::of_site();
    // GitHub's anchors of each file so far with their counts.
    let mut anchors: HashMap<usize, AnchorCounter> = HashMap::new();
    // Ids behind the chapter before, with its file.
    let mut waiting: (usize, &[String]) = (usize::MAX, &[]);
    let landing = input.landing.map(|(wish, is_beside)| {
        let url = CoursePage::Landing.of(input.base);
        if is_beside {
            waiting = (0, &wish.trailing);
            let continued = !input.chapters.is_empty();
            give_landing(wish, url, continued, anchors.entry(0).or_default())
        } else {
            give_landing(wish, url, false, &mut AnchorCounter::default())
        }
    });
    let mut given = Vec::with_capacity(input.chapters.len());
    for (i, Unnamed { file, above, wish }) in input.chapters.iter().enumerate() {
        let counts = anchors.entry(*file).or_default();
        let before = above
            .iter()
            .map(|heading| Anchor::new(counts.next(&anchor_of(heading))))
            .collect();
        let mut aliases = wish.ids.clone();
        if waiting.0 == *file {
            aliases.extend_from_slice(waiting.1);
        }
        waiting = (*file, &wish.trailing);
        // A title that is no heading is counted by nobody.
        aliases.push(if wish.anchor.is_empty() {
            wish.title.clone()
        } else {
            counts.next(&wish.anchor)
        });
        let counted = wish.anchors.iter().map(|anchor| counts.next(anchor));
        let counted = counted.collect();
        let name = if wish.slug.is_empty() {
            "chapter"
        } else {
            &wish.slug
        };
        given.push(Hashed::new(GivenNames {
            url: PageAddress::new(format!("{}{}.html", input.base, pages.give(name))),
            aliases: aliases.into_iter().map(Anchor::new).collect(),
            before,
            counted,
            continued: input
                .chapters
                .get(i + 1)
                .is_some_and(|next| next.file == *file),
        }));
    }
    GivenCourse {
        landing,
        chapters: given,
    }
}

/// What others may know of a chapter under the names that it was given.
pub(super) fn named(input: &NamesInput) -> ChapterNames {
    let NamesInput { said, given, .. } = input;
    let own = (said.marks.as_slice(), said.fixed.as_slice());
    let sections = anchors::with_github_anchors(&said.sections, own, &given.counted);
    let label = ChapterLabel {
        numbers: said.numbers.clone(),
        called: said.called.clone(),
        title: said.title.clone(),
        listed: input
            .apart
            .map(str::to_owned)
            .or_else(|| said.listed.clone()),
        url: given.url.clone(),
        part: input.part,
    };
    ChapterNames {
        label: label.into(),
        is_said: input.is_said,
        file: (**input.file).clone(),
        aliases: given.aliases.clone(),
        before: given.before.clone(),
        ids: ids(said, given.continued, &sections),
        counted: given.counted.clone(),
        sections,
        book: said.book.clone(),
    }
}

/// The ids that the page has beside those of its sections; what stands at its end belongs to the
/// chapter that follows in its file.
fn ids(said: &Said, continued: bool, sections: &[Section]) -> Vec<Anchor> {
    let last = said.marks.len() - if continued { said.trailing } else { 0 };
    let mut taken: BTreeSet<&str> = sections
        .iter()
        .flat_map(|section| section.aliases.iter().chain([&section.id]))
        .map(Anchor::as_str)
        .collect();
    let ids = said.marks[..last].iter().map(|mark| mark.id.as_str());
    ids.filter(|id| taken.insert(id)).map(Anchor::new).collect()
}

/// The part of each chapter as an index into `parts`, which grows by those that are new.
pub(super) fn parts<'d>(drafts: &[Draft<'d>], parts: &mut Vec<CoursePart>) -> Vec<Option<usize>> {
    let mut known: HashMap<(Option<usize>, &str), usize> = HashMap::new();
    let mut part = |draft: &Draft<'d>| {
        let mut around = None;
        for title in draft.parts {
            around = Some(*known.entry((around, title)).or_insert_with(|| {
                parts.push(CoursePart {
                    title: emoji::in_words(title).into_owned(),
                    parent: around,
                });
                parts.len() - 1
            }));
        }
        around
    };
    drafts.iter().map(&mut part).collect()
}

/// The headings outside of all chapters that stand between the chapter before and each chapter.
/// What stands before the chapters and their parts is the landing page's, where there is one.
pub(super) fn above<'a>(
    drafts: &[Draft<'a>],
    folder: bool,
    has_landing: bool,
) -> Vec<Vec<&'a str>> {
    let first = drafts.first().filter(|_| !folder);
    let outer = first.map_or(&[][..], |draft| &draft.prepared.cut.outer);
    let preface = first.map_or(0, |draft| draft.prepared.cut.preface.end);
    let is_above = |heading: &&Heading| !has_landing || heading.start >= preface;
    let mut rest = outer.iter().filter(is_above).peekable();
    drafts
        .iter()
        .map(|draft| {
            std::iter::from_fn(|| rest.next_if(|heading| heading.start < draft.span.start))
                .map(|heading| &*heading.text)
                .collect()
        })
        .collect()
}

/// GitHub's anchor of a heading as it was written, before it is counted.
fn anchor_of(source: &str) -> String {
    parse::parse(&format!("# {source}\n"), &Context::default()).anchor
}
