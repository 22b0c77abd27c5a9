//! Names of a course's pages and anchors, given out in the order of its chapters: the part of the
//! outline that no chapter knows by itself. Names depend on each other only through what the
//! chapters wish to be called. Parses nothing but headings between chapters.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::fingerprint::Hashed;
use crate::notes::library::chapter::{NameWish, Said};
use crate::notes::library::outline::{ChapterLabel, ChapterNames, GivenNames};
use crate::notes::library::plan::Draft;
use crate::notes::library::sections;
use crate::notes::reading::parse;
use crate::notes::reading::parse::Context;
use crate::page_kinds::reserved;
use crate::text::github_slug;

/// All that naming the chapters of a course may know.
#[derive(Hash)]
pub(super) struct NamingInput<'a> {
    /// The course's folder in the site.
    pub base: &'a str,
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
    pub file: &'a Hashed<Arc<str>>,
    pub part: Option<usize>,
}

/// Gives every chapter of a course its names.
pub(super) fn give(input: &NamingInput) -> Vec<Hashed<GivenNames>> {
    // Nothing but the names that the site itself uses is taken.
    let mut pages: HashSet<String> = reserved().map(str::to_owned).collect();
    // GitHub's anchors of each file so far with their counts.
    let mut anchors: HashMap<usize, HashMap<String, usize>> = HashMap::new();
    let mut given = Vec::with_capacity(input.chapters.len());
    for Unnamed { file, above, wish } in &input.chapters {
        let counts = anchors.entry(*file).or_default();
        let before = above
            .iter()
            .map(|heading| sections::next_anchor(&github_slug(&plain(heading)), counts))
            .collect();
        let mut aliases: Vec<String> = wish.id.clone().into_iter().collect();
        aliases.push(sections::next_anchor(&wish.anchor, counts));
        let counted = wish
            .anchors
            .iter()
            .map(|anchor| sections::next_anchor(anchor, counts))
            .collect();
        let name = if wish.slug.is_empty() {
            "chapter"
        } else {
            &wish.slug
        };
        given.push(Hashed::new(GivenNames {
            url: format!("{}{}.html", input.base, unique(name, &mut pages)),
            aliases,
            before,
            counted,
        }));
    }
    given
}

/// What others may know of a chapter under the names that it was given.
pub(super) fn named(input: &NamesInput) -> ChapterNames {
    let NamesInput { said, given, .. } = input;
    let label = ChapterLabel {
        numbers: said.numbers.clone(),
        title: said.title.clone(),
        url: given.url.clone(),
        part: input.part,
    };
    ChapterNames {
        label: label.into(),
        file: (**input.file).clone(),
        aliases: given.aliases.clone(),
        before: given.before.clone(),
        sections: sections::with_github_anchors(&said.sections, &given.counted),
    }
}

/// The part of each chapter as an index into `parts`, which grows by those that are new.
pub(super) fn parts(drafts: &[Draft<'_>], parts: &mut Vec<String>) -> Vec<Option<usize>> {
    drafts
        .iter()
        .map(|draft| draft.part.map(|part| index_of(part, parts)))
        .collect()
}

fn index_of(part: &str, parts: &mut Vec<String>) -> usize {
    parts
        .iter()
        .rposition(|known| known == part)
        .unwrap_or_else(|| {
            parts.push(part.to_owned());
            parts.len() - 1
        })
}

/// The headings outside of all chapters that stand between the chapter before and each chapter.
pub(super) fn above<'a>(drafts: &[Draft<'a>], folder: bool) -> Vec<Vec<&'a str>> {
    let first = drafts.first().filter(|_| !folder);
    let outer = first.map_or(&[][..], |draft| &draft.prepared.cut.outer);
    let mut rest = outer.iter().peekable();
    drafts
        .iter()
        .map(|draft| {
            std::iter::from_fn(|| rest.next_if(|heading| heading.start < draft.span.start))
                .map(|heading| heading.text.as_str())
                .collect()
        })
        .collect()
}

/// What a heading says, without code ticks, emphasis and links. A letter in front keeps its number
/// from being taken off.
fn plain(source: &str) -> String {
    let title = parse::parse(&format!("# x {source}\n"), &Context::default()).title;
    title.strip_prefix("x ").unwrap_or_default().to_owned()
}

/// The name itself, or with the first free number behind it; names that differ only in case are the
/// same to some disks.
pub(super) fn unique(wish: &str, taken: &mut HashSet<String>) -> String {
    let mut name = wish.to_owned();
    let mut count = 1;
    while !taken.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{wish}-{count}");
    }
    name
}
