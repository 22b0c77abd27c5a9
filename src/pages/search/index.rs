//! The index: words with the units that they stand in, and what a word says about each. Pages in; an [`Index`] out, in which a
//! query looks things up, and from which the files of a large site are cut. The same rules as `2-index.js`.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::letters;
use super::pairs::Pair;
use super::token;
use super::unit::{FIELDS, Field, Page, Unit};

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
    /// What the entries are sorted by: initial consonants, then the word.
    pub order: String,
    /// Units by their id, with what the word says about each, from 0 to 1. There are more of these than of anything else,
    /// so they are as small as can be.
    places: Vec<(u32, f32)>,
    /// Whether what it says is told in steps, as in a large site.
    coarse: bool,
    /// In how many units it stands.
    pub count: usize,
}

impl Entry {
    /// Units by their id, with what the word says about each, from 0 to 1.
    pub fn places(&self) -> impl Iterator<Item = (u32, f64)> {
        let full = |says: f32| if self.coarse { (f64::from(says) * STEPS).round() / STEPS } else { f64::from(says) };
        self.places.iter().map(move |(id, says)| (*id, full(*says)))
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
    /// Words among which misspelt ones are sought, with how often they occur: all of a small site, the leading ones of a large
    /// one, by class and word.
    pub leading: Vec<(String, usize)>,
    /// Other names of a squeezed phrase, in their order.
    pub pairs: BTreeMap<String, Vec<String>>,
    /// The pages.
    pub pages: &'a [Page],
    /// Ids of a page's units begin at its number times this.
    pub stride: usize,
    sounds: OnceLock<Vec<Vec<String>>>,
}

/// What words are sorted by: a prefix, a half-typed syllable and ㅋㅂㄴ are each one stretch of that order.
pub fn order(word: &str) -> String {
    format!("{} {word}", letters::choseong(word))
}

/// What a word says about a unit, given its weighted sum and the unit's length: less in a long one.
fn impact(sum: f64, length: usize) -> f64 {
    sum / (sum + 1.0 + length as f64 / 50.0)
}

/// Whether the page is a landing page, whose title says less than that of a chapter.
pub fn is_landing(page: &Page) -> bool {
    page.url == "index.html" || page.url.ends_with("/index.html")
}

/// The words of a unit, each with what it says.
fn impacts(page: &Page, unit: &Unit, weights: &[f64; FIELDS]) -> Vec<(String, f64)> {
    let mut slots: HashMap<String, usize> = HashMap::new();
    let mut sums: Vec<(f64, [u8; FIELDS])> = Vec::new();
    let mut length = 0;
    let mut count = |text: &str, field: Field| {
        for word in token::words(text) {
            length += 1;
            let slot = match slots.get(word) {
                Some(&slot) => slot,
                None => {
                    slots.insert(word.to_owned(), sums.len());
                    sums.push((0.0, [0; FIELDS]));
                    sums.len() - 1
                }
            };
            let (sum, times) = &mut sums[slot];
            let times = &mut times[field as usize];
            if *times < 4 {
                *times += 1;
                *sum += weights[field as usize];
            }
        }
    };
    count(&token::normalise(&page.title), if is_landing(page) { Field::Body } else { Field::Title });
    if !unit.title.is_empty() {
        count(&token::normalise(&unit.title), Field::Lead);
    }
    for (field, line) in unit.lines() {
        count(&token::normalise(line), field);
    }
    slots.into_iter().map(|(word, slot)| (word, impact(sums[slot].0, length))).collect()
}

type Places = HashMap<String, Vec<(u32, f32)>>;

/// The index of the pages; `whole` where the browser gets them as one file.
pub fn build<'a>(pages: &'a [Page], pairs: &[Pair], weights: &[f64; FIELDS], whole: bool) -> Index<'a> {
    let most = pages.iter().map(|page| page.units.len()).max().unwrap_or(1);
    // A power of two, so that a new section seldom moves the ids of other pages.
    let stride = if whole { 0 } else { most.next_power_of_two().max(8) };
    let mut first = Vec::with_capacity(pages.len());
    let mut count = 0;
    for (i, page) in pages.iter().enumerate() {
        first.push(if whole { count } else { i * stride });
        count += page.units.len();
    }
    let known = gather(pages, &first, weights, !whole);
    let mut entries: Vec<Entry> = known
        .into_par_iter()
        .map(|(word, places)| Entry { order: order(&word), count: places.len(), word, places, coarse: !whole })
        .collect();
    if !whole {
        add_tails(&mut entries);
        entries.par_iter_mut().for_each(cap);
    }
    entries.par_sort_unstable_by(|a, b| a.order.cmp(&b.order));
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (a, b) in pairs {
        names.entry(a.replace(' ', "")).or_default().push(b.clone());
        names.entry(b.replace(' ', "")).or_default().push(a.clone());
    }
    let leading =
        if whole { entries.iter().map(|entry| (entry.word.clone(), entry.count)).collect() } else { leading(pages, &entries) };
    Index { whole, count, entries, leading, pairs: names, pages, stride, sounds: OnceLock::new() }
}

/// Words with their places, pages in parallel, then the words.
fn gather(pages: &[Page], first: &[usize], weights: &[f64; FIELDS], coarse: bool) -> Vec<(String, Vec<(u32, f32)>)> {
    const PARTS: usize = 32;
    let part = |word: &str| word.bytes().fold(0usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte))) % PARTS;
    let chunks: Vec<Vec<Places>> = pages
        .par_chunks(64)
        .enumerate()
        .map(|(chunk, some)| {
            let mut parts: Vec<Places> = (0..PARTS).map(|_| Places::new()).collect();
            for (i, page) in some.iter().enumerate() {
                for (u, unit) in page.units.iter().enumerate() {
                    let id = (first[chunk * 64 + i] + u) as u32;
                    for (word, says) in impacts(page, unit, weights) {
                        let says = if coarse { (says * STEPS).round().max(1.0) / STEPS } else { says };
                        parts[part(&word)].entry(word).or_default().push((id, says as f32));
                    }
                }
            }
            parts
        })
        .collect();
    let mut columns: Vec<Vec<Places>> = (0..PARTS).map(|_| Vec::new()).collect();
    for chunk in chunks {
        for (column, places) in columns.iter_mut().zip(chunk) {
            column.push(places);
        }
    }
    let merged: Vec<Vec<(String, Vec<(u32, f32)>)>> = columns
        .into_par_iter()
        .map(|column| {
            let mut all = Places::new();
            for places in column {
                for (word, mut some) in places {
                    all.entry(word).or_default().append(&mut some);
                }
            }
            all.into_iter().collect()
        })
        .collect();
    merged.into_iter().flatten().collect()
}

/// 마이크로서비스 is found under 서비스 too, half as surely: a large index cannot be read for what stands inside its words.
fn add_tails(entries: &mut [Entry]) {
    let known: HashMap<&str, usize> = entries.iter().enumerate().map(|(i, entry)| (entry.word.as_str(), i)).collect();
    let found: Vec<(usize, usize)> = entries
        .par_iter()
        .enumerate()
        .flat_map_iter(|(i, entry)| {
            let cuts: Vec<usize> = entry.word.char_indices().map(|(at, _)| at).collect();
            let long = cuts.len() >= 4 && entry.word.chars().all(letters::is_hangul);
            let cuts = if long { cuts[2..cuts.len() - 1].to_vec() } else { Vec::new() };
            let tails = cuts.into_iter().filter_map(|at| {
                let tail = &entry.word[at..];
                let bare = letters::stem(tail);
                [Some(tail.to_owned()), bare].into_iter().flatten().find_map(|tail| known.get(tail.as_str()).copied())
            });
            tails.map(move |tail| (tail, i)).collect::<Vec<_>>()
        })
        .collect();
    let places: Vec<(usize, Vec<(u32, f32)>)> = found
        .into_iter()
        .map(|(tail, i)| {
            let half = |says: f32| ((f64::from(says) * STEPS).round() * 0.5).round().max(1.0) / STEPS;
            (tail, entries[i].places.iter().map(|(id, says)| (*id, half(*says) as f32)).collect())
        })
        .collect();
    for (tail, more) in places {
        entries[tail].places.extend(more);
    }
    entries.par_iter_mut().for_each(|entry| {
        entry.places.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        entry.places.dedup_by_key(|place| place.0);
        entry.count = entry.places.len();
    });
}

fn cap(entry: &mut Entry) {
    if entry.places.len() > MOST_PLACES {
        entry.places.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        entry.places.truncate(MOST_PLACES);
        entry.places.sort_unstable_by_key(|place| place.0);
    }
}

/// Words of titles, and words of three units or more, the most frequent first where there are too many; by class and word.
fn leading(pages: &[Page], entries: &[Entry]) -> Vec<(String, usize)> {
    let mut titles: Vec<String> = pages
        .par_iter()
        .flat_map_iter(|page| {
            let all = std::iter::once(&page.title).chain(page.units.iter().map(|unit| &unit.title));
            all.flat_map(|title| token::words(&token::normalise(title)).map(str::to_owned).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        })
        .collect();
    titles.par_sort_unstable();
    titles.dedup();
    let is_title = |word: &str| titles.binary_search_by(|title| title.as_str().cmp(word)).is_ok();
    let spoken = |word: &str| word.chars().count() > 1 && !word.bytes().all(|byte| byte.is_ascii_digit());
    let mut chosen: Vec<(bool, usize, &str)> = entries
        .par_iter()
        .filter(|entry| spoken(&entry.word))
        .map(|entry| (is_title(&entry.word), entry.count, entry.word.as_str()))
        .filter(|(title, count, _)| *title || *count >= 3)
        .collect();
    chosen.par_sort_unstable_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(b.2)));
    chosen.truncate(MOST_LEADING);
    let mut out: Vec<(String, usize)> = chosen.into_iter().map(|(_, count, word)| (word.to_owned(), count)).collect();
    out.sort_unstable_by(|a, b| leading_order(&a.0).cmp(&leading_order(&b.0)));
    out
}

/// What the leading words are sorted by.
pub fn leading_order(word: &str) -> (char, &str) {
    (letters::class(word), word)
}

impl Index<'_> {
    /// Entries from `low` up to, not including, `high`.
    pub fn range(&self, low: &str, high: &str) -> &[Entry] {
        let at = |key: &str| self.entries.partition_point(|entry| entry.order.as_str() < key);
        let (from, to) = (at(low), at(high));
        &self.entries[from..to.max(from)]
    }

    /// The entry of a word.
    pub fn entry(&self, word: &str) -> Option<&Entry> {
        let order = order(word);
        let at = self.entries.partition_point(|entry| entry.order < order);
        self.entries.get(at).filter(|entry| entry.word == word)
    }

    /// Entries that hold the word inside, with the byte where it begins; a large index is not read for them.
    pub fn entries_holding(&self, word: &str) -> Vec<(&Entry, usize)> {
        let entries: &[Entry] = if self.whole { &self.entries } else { &[] };
        let inside = |entry: &Entry| {
            let second = entry.word.char_indices().nth(1)?.0;
            Some(second + entry.word[second..].find(word)?)
        };
        entries.iter().filter_map(|entry| Some((entry, inside(entry)?))).collect()
    }

    fn near_range(&self, word: &str) -> Range<usize> {
        if self.whole {
            return 0..self.leading.len();
        }
        let class = letters::class(word);
        let from = self.leading.partition_point(|(other, _)| letters::class(other) < class);
        from..self.leading.partition_point(|(other, _)| letters::class(other) <= class)
    }

    /// Words among which a misspelt one is sought.
    pub fn near(&self, word: &str) -> &[(String, usize)] {
        &self.leading[self.near_range(word)]
    }

    /// Words of this sound near the word; with `open`, those whose sound begins so.
    pub fn sounding(&self, word: &str, sound: &str, open: bool) -> Vec<&str> {
        let all = self.sounds.get_or_init(|| self.leading.par_iter().map(|(word, _)| letters::sounds(word)).collect());
        let alike = |one: &String| if open { one.starts_with(sound) } else { one == sound };
        let near = self.near_range(word);
        near.filter(|&i| all[i].iter().any(alike)).map(|i| self.leading[i].0.as_str()).collect()
    }

    /// Other names of a squeezed phrase.
    pub fn names(&self, key: &str) -> &[String] {
        self.pairs.get(key).map_or(&[], Vec::as_slice)
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
