//! The anchors of one file of notes, as GitHub gives them for the whole file: a table that is made
//! once the first link needs it, since most files have none. In: names. Out: urls.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::address::{Address, Anchor, PageAddress};
use crate::notes::library::outline::{ChapterNames, Names, Place};

/// What is written in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FilePage {
    /// A chapter.
    Chapter(Place),
    /// The landing page of the course of this index.
    Landing(usize),
    /// The site's own landing page.
    Home,
}

impl FilePage {
    /// Its names.
    pub(crate) fn names(self, names: &Names) -> Option<&ChapterNames> {
        match self {
            Self::Chapter(place) => names.chapter(place),
            Self::Landing(course) => names.courses.get(course)?.landing.as_deref(),
            Self::Home => names.home.as_deref(),
        }
    }
}

/// One file of notes.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct FileNotes {
    /// Where a link to the file without an anchor leads.
    pub url: PageAddress,
    /// The pages that it is written on, in its order.
    pub pages: Vec<FilePage>,
    /// Anchors under which earlier titles still lead to a chapter.
    pub former: Vec<(String, Place)>,
    table: OnceLock<AnchorTable>,
}

/// Where an anchor stands: on which page of the file, and under which name.
type PageAnchor = (usize, Option<Anchor>);

/// The anchors of a file.
#[derive(Clone, Debug, PartialEq, Default)]
struct AnchorTable {
    /// GitHub's, and ids that authors gave: the first of each in the file's order.
    github: HashMap<Anchor, PageAnchor>,
    /// Names of our own: of bullets, and those by which a section is found on its page.
    own: HashMap<Anchor, PageAnchor>,
}

impl FileNotes {
    /// A file of which nothing is known but where a link to it leads.
    pub(crate) fn new(url: PageAddress) -> Self {
        Self {
            url,
            ..Self::default()
        }
    }

    /// The url of an anchor that GitHub gives, or an author.
    pub(crate) fn github(&self, name: &str, names: &Names) -> Option<Address> {
        let table = self.table.get_or_init(|| self.table(names));
        self.url(table.github.get(name)?, names)
    }

    /// The url of an anchor of our own.
    pub(crate) fn own(&self, name: &str, names: &Names) -> Option<Address> {
        let table = self.table.get_or_init(|| self.table(names));
        self.url(table.own.get(name)?, names)
    }

    /// How many chapters stand in it.
    pub(crate) fn count_chapters(&self) -> usize {
        let chapters = self.pages.iter();
        chapters
            .filter(|page| matches!(page, FilePage::Chapter(_)))
            .count()
    }

    fn url(&self, (page, id): &PageAnchor, names: &Names) -> Option<Address> {
        Some(Address {
            page: self.pages.get(*page)?.names(names)?.url.clone(),
            anchor: id.clone(),
        })
    }

    fn table(&self, names: &Names) -> AnchorTable {
        let mut table = AnchorTable::default();
        for (i, page) in self.pages.iter().enumerate() {
            if let Some(page) = page.names(names) {
                table.add(i, page);
            }
        }
        let chapters = self.pages.iter().enumerate();
        let chapters: HashMap<Place, usize> = chapters
            .filter_map(|(i, page)| match page {
                FilePage::Chapter(place) => Some((*place, i)),
                FilePage::Landing(_) | FilePage::Home => None,
            })
            .collect();
        for (anchor, place) in &self.former {
            if let Some(&page) = chapters.get(place) {
                let anchor = Anchor::new(anchor.as_str());
                table.github.entry(anchor).or_insert((page, None));
            }
        }
        table
    }
}

impl AnchorTable {
    fn add(&mut self, page: usize, names: &ChapterNames) {
        let top = names.before.iter().chain(&names.aliases);
        for anchor in top.filter(|anchor| !anchor.is_empty()) {
            self.github.entry(anchor.clone()).or_insert((page, None));
        }
        let mut counted = names.counted.iter();
        for section in &*names.sections {
            let spot = || (page, Some(section.id.clone()));
            let bears = |anchor: &Anchor| *anchor == section.id || section.aliases.contains(anchor);
            let github = (!section.bullet).then(|| counted.next()).flatten();
            let github = github.map(|anchor| Anchor::new(anchor.as_str()));
            if let Some(anchor) = github.filter(bears) {
                self.github.entry(anchor).or_insert_with(spot);
            }
            for name in section.aliases.iter().chain([&section.id]) {
                self.own.entry(name.clone()).or_insert_with(spot);
            }
        }
        for id in &names.ids {
            let spot = || (page, Some(id.clone()));
            self.github.entry(id.clone()).or_insert_with(spot);
        }
    }
}
