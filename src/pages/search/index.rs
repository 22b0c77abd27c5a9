//! The index: words with the units that they stand in, and what a word says about each, in which a
//! query looks things up, and from which the files of a large site are cut. The same rules as
//! `2-index.js`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::consonants;
use super::entry::{WordEntry, order};
use super::pairs::Pair;
use super::sound;
use super::unit::{FIELDS, SearchPage};
use super::view::View;

/// Everything that a query needs.
pub struct Index<'a> {
    /// Whether the browser has it all at once.
    pub whole: bool,
    /// How many units there are.
    pub count: usize,
    /// Every word, by its order.
    pub entries: Vec<WordEntry>,
    /// Words among which misspelt ones are sought, with how often they occur: all of a small site,
    /// the leading ones of a large one, by class and word.
    pub leading: Vec<(String, usize)>,
    /// Phrases that mean the same, sorted.
    pub pairs: Vec<Pair>,
    /// Other names of a squeezed phrase, in their order.
    pub names: BTreeMap<String, Vec<String>>,
    /// What a word counts in each field.
    pub weights: [f64; FIELDS],
    /// The pages.
    pub pages: &'a [SearchPage],
    /// Ids of a page's units begin at its number times this.
    pub stride: usize,
    /// So many ids share a file of texts.
    pub block: usize,
    pub(super) sounds: OnceLock<Vec<Vec<String>>>,
    pub(super) views: OnceLock<Vec<View>>,
}

/// Entries from `low` up to, not including, `high`.
pub(crate) fn range<'a>(entries: &'a [WordEntry], low: &str, high: &str) -> &'a [WordEntry] {
    let at = |key: &str| entries.partition_point(|entry| entry.order.as_str() < key);
    let (from, to) = (at(low), at(high));
    &entries[from..to.max(from)]
}

impl Index<'_> {
    /// Entries from `low` up to, not including, `high`.
    pub fn range(&self, low: &str, high: &str) -> &[WordEntry] {
        range(&self.entries, low, high)
    }

    /// The entry of a word.
    pub fn entry(&self, word: &str) -> Option<&WordEntry> {
        let order = order(word);
        let at = self.entries.partition_point(|entry| entry.order < order);
        self.entries.get(at).filter(|entry| entry.word == word)
    }

    /// Entries that hold the word inside, with the byte where it begins; a large index is not read
    /// for them.
    pub fn entries_holding(&self, word: &str) -> Vec<(&WordEntry, usize)> {
        let entries: &[WordEntry] = if self.whole { &self.entries } else { &[] };
        let inside = |entry: &WordEntry| {
            let second = entry.word.char_indices().nth(1)?.0;
            Some(second + entry.word[second..].find(word)?)
        };
        entries
            .iter()
            .filter_map(|entry| Some((entry, inside(entry)?)))
            .collect()
    }

    fn near_range(&self, word: &str) -> Range<usize> {
        if self.whole {
            return 0..self.leading.len();
        }
        let class = consonants::class(word);
        let from = self
            .leading
            .partition_point(|(word, _)| consonants::class(word) < class);
        from..self
            .leading
            .partition_point(|(word, _)| consonants::class(word) <= class)
    }

    /// Words among which a misspelt one is sought.
    pub fn near(&self, word: &str) -> &[(String, usize)] {
        &self.leading[self.near_range(word)]
    }

    /// Whether it is one of the words among which misspelt ones are sought.
    pub fn leads(&self, word: &str) -> bool {
        self.near(word).iter().any(|(known, _)| known == word)
    }

    /// Words of this sound near the word; with `open`, those whose sound begins so.
    pub fn sounding(&self, word: &str, sound: &str, open: bool) -> Vec<&str> {
        let all = self.sounds.get_or_init(|| {
            self.leading
                .par_iter()
                .map(|(word, _)| {
                    consonants::sounds(word)
                        .iter()
                        .map(|one| sound::plain(one))
                        .collect()
                })
                .collect()
        });
        let sound = sound::plain(sound);
        let alike = |name: &String| {
            if open {
                name.starts_with(&sound)
            } else {
                *name == sound
            }
        };
        let near = self.near_range(word);
        near.filter(|&i| all[i].iter().any(alike))
            .map(|i| self.leading[i].0.as_str())
            .collect()
    }

    /// Other names of a squeezed phrase.
    pub fn names(&self, key: &str) -> &[String] {
        self.names.get(key).map_or(&[], Vec::as_slice)
    }

    /// Every unit of a small site, made ready to be read.
    pub fn views(&self) -> &[View] {
        let view = |(page, u): (&SearchPage, usize)| View::new(page, &page.units[u]);
        let all = self
            .pages
            .iter()
            .flat_map(|page| (0..page.units.len()).map(move |u| (page, u)));
        self.views.get_or_init(|| {
            if self.whole {
                all.map(view).collect()
            } else {
                Vec::new()
            }
        })
    }

    /// The number of the file that holds the text of an id, of a large site.
    pub(super) fn block_of(&self, id: u32) -> usize {
        id as usize / self.block.max(1)
    }

    /// The number of the page of an id.
    pub(super) fn page_of(&self, id: u32) -> usize {
        let id = id as usize;
        if !self.whole {
            return id / self.stride.max(1);
        }
        let mut first = 0;
        let ends = self.pages.iter().map(|page| {
            first += page.units.len();
            first
        });
        ends.take_while(|end| *end <= id).count()
    }

    /// Page and unit of an id.
    pub fn place(&self, id: u32) -> Option<(&SearchPage, usize)> {
        let id = id as usize;
        if !self.whole {
            return Some((self.pages.get(id / self.stride)?, id % self.stride));
        }
        let mut left = id;
        for page in self.pages {
            if left < page.units.len() {
                return Some((page, left));
            }
            left -= page.units.len();
        }
        None
    }

    /// The unit of an id, made ready to be read.
    pub fn view(&self, id: u32) -> Option<Cow<'_, View>> {
        if self.whole {
            return self.views().get(id as usize).map(Cow::Borrowed);
        }
        let (page, u) = self.place(id)?;
        Some(Cow::Owned(View::new(page, page.units.get(u)?)))
    }
}
