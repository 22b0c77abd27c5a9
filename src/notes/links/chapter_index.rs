//! What a chapter's sections are called, as tables that are made once somebody asks: most chapters
//! have no link to a bullet, and a table of all bullets takes more memory than the notes. In: a
//! chapter's names. Out: sections by anchor and by title.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::address::Address;
use crate::notes::library::outline::ChapterNames;
use crate::notes::library::titles::key;
use crate::notes::links::title_tree::TitleTree;

/// The tables of one chapter.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct ChapterIndex {
    /// Sorted by name; of equal names the chapter's comes first, then ids, then aliases.
    anchors: OnceLock<Vec<AnchorPlace>>,
    titles: OnceLock<TitleTree>,
    /// The sections by the number that their title begins with: `2.1`; `None` where two have it.
    numbered: OnceLock<HashMap<String, Option<usize>>>,
}

/// Where an anchor's name is written, in the order in which it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum AnchorPlace {
    /// An alias of the chapter.
    Chapter(u32),
    /// The id of a section.
    Id(u32),
    /// A section, and which alias of it.
    Alias(u32, u32),
    /// An id of another place.
    Given(u32),
}

impl AnchorPlace {
    fn name(self, chapter: &ChapterNames) -> &str {
        match self {
            Self::Chapter(alias) => &chapter.aliases[alias as usize],
            Self::Id(section) => &chapter.sections[section as usize].id,
            Self::Alias(section, alias) => {
                &chapter.sections[section as usize].aliases[alias as usize]
            }
            Self::Given(id) => &chapter.ids[id as usize],
        }
    }
}

impl ChapterIndex {
    /// The url of an anchor of the chapter, if it has it: aliases of the chapter before ids before
    /// aliases of sections. `chapter` is always the same one.
    pub(crate) fn url(&self, chapter: &ChapterNames, name: &str) -> Option<Address> {
        let anchors = self.anchors.get_or_init(|| anchors(chapter));
        let first = anchors.partition_point(|anchor| anchor.name(chapter) < name);
        let found = anchors
            .get(first)
            .filter(|anchor| anchor.name(chapter) == name)?;
        Some(match found {
            AnchorPlace::Chapter(_) => chapter.url.clone().into(),
            AnchorPlace::Id(section) | AnchorPlace::Alias(section, _) => {
                let id = &chapter.sections[*section as usize].id;
                chapter.url.at(id)
            }
            AnchorPlace::Given(id) => chapter.url.at(&chapter.ids[*id as usize]),
        })
    }

    /// The sections by their titles' keys.
    pub(crate) fn titles(&self, chapter: &ChapterNames) -> &TitleTree {
        self.titles.get_or_init(|| {
            let keys: Vec<String> = chapter
                .sections
                .iter()
                .map(|section| key(&section.title))
                .collect();
            TitleTree::new(keys.iter().map(String::as_str).enumerate())
        })
    }

    /// The only section whose title begins with that number: `7`, `2.1`.
    pub(crate) fn numbered(&self, chapter: &ChapterNames, number: &str) -> Option<usize> {
        let numbered = self.numbered.get_or_init(|| {
            let mut numbered: HashMap<String, Option<usize>> = HashMap::new();
            for (index, section) in chapter.sections.iter().enumerate() {
                let title = section.title.trim_start_matches('§');
                let sign = |c: char| !c.is_ascii_digit() && c != '.';
                let head = &title[..title.find(sign).unwrap_or(title.len())];
                let number = head.trim_end_matches('.');
                let ends = title[head.len()..].starts_with([' ', ')', ':']);
                if ends && number.starts_with(|c: char| c.is_ascii_digit()) {
                    let known = numbered.entry(number.to_owned());
                    known.and_modify(|one| *one = None).or_insert(Some(index));
                }
            }
            numbered
        });
        *numbered.get(number)?
    }
}

fn anchors(chapter: &ChapterNames) -> Vec<AnchorPlace> {
    let mut all: Vec<AnchorPlace> = (0..chapter.aliases.len() as u32)
        .map(AnchorPlace::Chapter)
        .collect();
    for (section, one) in (0..).zip(chapter.sections.iter()) {
        all.push(AnchorPlace::Id(section));
        all.extend((0..one.aliases.len() as u32).map(|alias| AnchorPlace::Alias(section, alias)));
    }
    all.extend((0..chapter.ids.len() as u32).map(AnchorPlace::Given));
    all.sort_unstable_by(|a, b| (a.name(chapter), a).cmp(&(b.name(chapter), b)));
    all
}
