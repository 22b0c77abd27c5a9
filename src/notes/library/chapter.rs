//! One chapter on its own: what the outline needs, read from its tree. A stretch of a file in,
//! [`Parsed`] out. Knows no other chapter.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::notes::library::outline::Section;
use crate::notes::library::plan::Prepared;
use crate::notes::library::stored::{StoredChapter, Text};
use crate::notes::reading::cut;
use crate::notes::reading::front_matter::FrontMatter;
use crate::notes::tree::{Chapter, Span};

/// What decides a remembered value, hashed.
pub(super) type Key = [u8; 32];

/// A chapter parsed, before its page has a name.
#[derive(Debug)]
pub(super) struct Parsed {
    /// Its numbers.
    pub numbers: Vec<u32>,
    /// Its title without the first number.
    pub title: String,
    /// The page's name, if nobody else has it.
    pub slug: String,
    /// GitHub's anchor of the heading, before it is counted.
    pub anchor: String,
    /// `{#id}`
    pub id: Option<String>,
    /// Its sections.
    pub sections: Arc<[Section]>,
    /// GitHub's anchors of those that are headings, before they are counted.
    pub anchors: Vec<String>,
    /// It says nothing but that it was left out.
    pub skipped: bool,
    /// Empty lines before its heading.
    pub blank_lines: usize,
    /// Minutes that reading it takes.
    pub minutes: usize,
    /// How many commands it holds.
    pub commands: usize,
    /// The tree with its text.
    pub stored: StoredChapter,
    /// The build that needed it last.
    pub used: AtomicU64,
}

/// The text of a chapter: its stretch of the file and, where it refers to footnotes that stand
/// elsewhere in the file, those behind it.
pub(super) fn text_of(prepared: &Prepared, span: Span) -> Text {
    let slice = &prepared.file.text[span.range()];
    let mut foreign = String::new();
    if !prepared.cut.footnotes.is_empty() && slice.contains("[^") {
        let named: BTreeSet<&str> = footnotes_named(slice).collect();
        let places = named
            .iter()
            .filter_map(|label| prepared.cut.footnotes.get(*label))
            .filter(|place| !span.holds(**place));
        for place in places {
            foreign.push_str("\n\n");
            foreign.push_str(&prepared.file.text[place.range()]);
        }
    }
    if foreign.is_empty() {
        Text::Slice(prepared.file.text.clone(), span)
    } else {
        Text::Own(format!("{slice}{foreign}").into())
    }
}

/// What stands in `[^…]`, read once from the front to the end.
fn footnotes_named(text: &str) -> impl Iterator<Item = &str> {
    text.split("[^").skip(1).filter_map(|rest| {
        let (label, _) = rest.split_once(']')?;
        (!label.contains('[')).then_some(label)
    })
}

/// A chapter that is a file: its title from front matter or, where it has no heading, from the
/// file's name, which may know the number too (`02. Pod.md` under the heading `# Pod`). `None`
/// where the heading says it all.
pub(super) fn named_by_file(tree: &Chapter, front: &FrontMatter, path: &str) -> Option<Chapter> {
    let stem = path.rsplit('/').next().unwrap_or_default();
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    if tree.title.is_empty() || front.title.is_some() {
        let name = front
            .title
            .clone()
            .unwrap_or_else(|| stem.replace('_', " "));
        let (found, length) = cut::numbers(&name);
        let rest = name[length..].trim();
        return Some(Chapter {
            numbers: if tree.numbers.is_empty() {
                found
            } else {
                tree.numbers.clone()
            },
            title: if rest.is_empty() {
                name.clone()
            } else {
                rest.to_owned()
            },
            heading: Vec::new(),
            ..tree.clone()
        });
    }
    let numbers = if tree.numbers.is_empty() {
        cut::numbers(stem).0
    } else {
        Vec::new()
    };
    (!numbers.is_empty()).then(|| Chapter {
        numbers,
        ..tree.clone()
    })
}

/// A chapter that says nothing but that it was left out: a line at most, without sections.
pub(super) fn is_skipped(tree: &Chapter, text: &str) -> bool {
    text.trim().lines().count() <= 2 && (text.contains("제외") || tree.blocks.is_empty())
}

/// The heading as written: numbers and title.
pub(super) fn full_title(tree: &Chapter) -> String {
    match tree.numbers.as_slice() {
        [] => tree.title.clone(),
        [only] => format!("{only}. {}", tree.title),
        [first, ..] if cut::numbers(&format!("{first}. {}", tree.title)).0 == tree.numbers => {
            format!("{first}. {}", tree.title)
        }
        [first, .., last] => format!("{first} ~ {last}. {}", tree.title),
    }
}

pub(super) fn plain_or(tree: &Chapter, full: &str) -> String {
    if tree.heading.is_empty() {
        full.to_owned()
    } else {
        full_title(tree)
    }
}
