//! The index: words with the units that they stand in, and what a word says about each. Pages in;
//! an [`Index`] out, in which a query looks things up, and from which the files of a large site are
//! cut. The same rules as `2-index.js`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::letters;
use super::pairs::{self, Pair};
use super::query;
use super::rank::View;
use super::unit::{FIELDS, Page};
use super::words;

/// Units of a large site that a word leads to at most: those about which it says most.
pub const MOST_PLACES: usize = 2048;
/// Words among which a large site seeks misspelt ones at most.
const MOST_LEADING: usize = 8000;
/// In how many steps a large site tells what a word says.
pub const STEPS: f64 = 15.0;

/// A word and where it stands.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The word, normalised.
    pub word: String,
    /// What the entries are sorted by: see [`order`].
    pub order: String,
    /// Units by their id, with what the word says about each: from 0 to 1, or in steps. There are
    /// more of these than of anything else, so they are as small as can be.
    pub(super) places: Vec<(u32, f32)>,
    /// Whether what it says is told in steps, as in a large site.
    pub(super) coarse: bool,
    /// Whether it stands in the title of a chapter or section.
    pub title: bool,
    /// In how many units it stands.
    pub count: usize,
}

impl Entry {
    /// Units by their id, with what the word says about each, from 0 to 1.
    pub fn places(&self) -> impl Iterator<Item = (u32, f64)> {
        let full = |says: f32| {
            if self.coarse {
                f64::from(says) / STEPS
            } else {
                f64::from(says)
            }
        };
        self.places.iter().map(move |(id, says)| (*id, full(*says)))
    }

    /// Units of a large site by their id, with in how many steps of [`STEPS`] the word says
    /// something about each.
    pub fn steps(&self) -> impl Iterator<Item = (u32, u32)> {
        self.places.iter().map(|(id, steps)| (*id, *steps as u32))
    }

    /// Whether it stands in more units than are listed.
    pub fn is_capped(&self) -> bool {
        self.count > self.places.len()
    }
}

/// Everything that a query needs.
pub struct Index<'a> {
    /// Whether the browser has it all at once.
    pub whole: bool,
    /// How many units there are.
    pub count: usize,
    /// Every word, by its order.
    pub entries: Vec<Entry>,
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
    pub pages: &'a [Page],
    /// Ids of a page's units begin at its number times this.
    pub stride: usize,
    sounds: OnceLock<Vec<Vec<String>>>,
    views: OnceLock<Vec<View>>,
}

/// What words are sorted by, the first two initial consonants before the word: a prefix is one
/// stretch of that order, and so are those that ㅋㅂㄴ may begin.
pub fn order(word: &str) -> String {
    let second = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
    format!("{} {word}", letters::choseong(&word[..second]))
}

/// Whether the page is a landing page, whose title says less than that of a chapter.
pub fn is_landing(page: &Page) -> bool {
    page.url == "index.html" || page.url.ends_with("/index.html")
}

/// The index of the pages; `whole` where the browser gets them as one file.
pub fn build<'a>(
    pages: &'a [Page],
    given: &BTreeMap<String, String>,
    weights: [f64; FIELDS],
    whole: bool,
) -> Index<'a> {
    let most = pages.iter().map(|page| page.units.len()).max().unwrap_or(1);
    // A power of two, so that a new section seldom moves the ids of other pages.
    let stride = if whole {
        0
    } else {
        most.next_power_of_two().max(8)
    };
    let mut first = Vec::with_capacity(pages.len());
    let mut count = 0;
    for (i, page) in pages.iter().enumerate() {
        first.push(if whole { count } else { i * stride });
        count += page.units.len();
    }
    let entries = words::entries(pages, &first, &weights, !whole);
    let leading = if whole {
        entries
            .iter()
            .map(|entry| (entry.word.clone(), entry.count))
            .collect()
    } else {
        leading(&entries)
    };
    // It may carry a particle.
    let is_known = |word: &str| {
        let low = if word.chars().nth(1).is_some() {
            order(word)
        } else {
            letters::choseong(word)
        };
        range(&entries, &low, &format!("{low}\u{ffff}"))
            .iter()
            .any(|entry| entry.word.starts_with(word))
    };
    let sounded: Vec<&str> = leading.iter().map(|(word, _)| word.as_str()).collect();
    let pairs = pairs::pairs(pages, is_known, &sounded, given);
    let mut index = Index {
        whole,
        count,
        entries,
        leading,
        pairs,
        names: BTreeMap::new(),
        weights,
        pages,
        stride,
        sounds: OnceLock::new(),
        views: OnceLock::new(),
    };
    if whole {
        // 고가용성(HA): names that stand in the same units lead nowhere else, and a small site is
        // fetched whole.
        let leads = |(a, b): &Pair| {
            !query::phrase(&index, a)
                .keys()
                .eq(query::phrase(&index, b).keys())
        };
        index.pairs = index
            .pairs
            .iter()
            .filter(|pair| leads(pair))
            .cloned()
            .collect();
    }
    for (a, b) in &index.pairs {
        index
            .names
            .entry(a.replace(' ', ""))
            .or_default()
            .push(b.clone());
        index
            .names
            .entry(b.replace(' ', ""))
            .or_default()
            .push(a.clone());
    }
    index
}

/// Words of titles, and words of three units or more, the most frequent first where there are too
/// many; by class and word.
fn leading(entries: &[Entry]) -> Vec<(String, usize)> {
    let spoken = |word: &str| {
        word.chars().nth(1).is_some() && !word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut chosen: Vec<(bool, usize, &str)> = entries
        .iter()
        .filter(|entry| (entry.title || entry.count >= 3) && spoken(&entry.word))
        .map(|entry| (entry.title, entry.count, entry.word.as_str()))
        .collect();
    chosen.par_sort_unstable_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(b.2)));
    chosen.truncate(MOST_LEADING);
    let mut out: Vec<(String, usize)> = chosen
        .into_iter()
        .map(|(_, count, word)| (word.to_owned(), count))
        .collect();
    out.sort_unstable_by(|a, b| leading_order(&a.0).cmp(&leading_order(&b.0)));
    out
}

/// What the leading words are sorted by.
pub fn leading_order(word: &str) -> (char, &str) {
    (letters::class(word), word)
}

/// Entries from `low` up to, not including, `high`.
fn range<'a>(entries: &'a [Entry], low: &str, high: &str) -> &'a [Entry] {
    let at = |key: &str| entries.partition_point(|entry| entry.order.as_str() < key);
    let (from, to) = (at(low), at(high));
    &entries[from..to.max(from)]
}

impl Index<'_> {
    /// Entries from `low` up to, not including, `high`.
    pub fn range(&self, low: &str, high: &str) -> &[Entry] {
        range(&self.entries, low, high)
    }

    /// The entry of a word.
    pub fn entry(&self, word: &str) -> Option<&Entry> {
        let order = order(word);
        let at = self.entries.partition_point(|entry| entry.order < order);
        self.entries.get(at).filter(|entry| entry.word == word)
    }

    /// Entries that hold the word inside, with the byte where it begins; a large index is not read
    /// for them.
    pub fn entries_holding(&self, word: &str) -> Vec<(&Entry, usize)> {
        let entries: &[Entry] = if self.whole { &self.entries } else { &[] };
        let inside = |entry: &Entry| {
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
        let class = letters::class(word);
        let from = self
            .leading
            .partition_point(|(other, _)| letters::class(other) < class);
        from..self
            .leading
            .partition_point(|(other, _)| letters::class(other) <= class)
    }

    /// Words among which a misspelt one is sought.
    pub fn near(&self, word: &str) -> &[(String, usize)] {
        &self.leading[self.near_range(word)]
    }

    /// Words of this sound near the word; with `open`, those whose sound begins so.
    pub fn sounding(&self, word: &str, sound: &str, open: bool) -> Vec<&str> {
        let all = self.sounds.get_or_init(|| {
            self.leading
                .par_iter()
                .map(|(word, _)| letters::sounds(word))
                .collect()
        });
        let alike = |one: &String| {
            if open {
                one.starts_with(sound)
            } else {
                one == sound
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
        let view = |(page, u): (&Page, usize)| View::new(page, &page.units[u]);
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

    /// Page and unit of an id.
    pub fn place(&self, id: u32) -> Option<(&Page, usize)> {
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
}
