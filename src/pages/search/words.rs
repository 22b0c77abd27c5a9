//! The words of the pages: which units each stands in, and what it says about them. Pages in,
//! entries out, in the words' order. The same rules as `impacts` in `2-index.js`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

use super::entry::{MOST_PLACES, PackedPlace, STEPS, WordEntry, order};
use super::forms;
use super::letters;
use super::token;
use super::unit::{FIELDS, Field, SearchPage, Unit, is_landing};
use crate::text::is_syllable;

/// Pieces of the pages whose words are gathered at one go: enough that every processor has work
/// until the end.
const CHUNKS: usize = 16;
/// Parts into which words are dealt by their hash, so that chunks are joined in parallel.
const PARTS: usize = 16;

/// FNV-1a: words are short, come from the notes' own author, and there are millions of them.
#[derive(Clone)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

type Map<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;
type Places = Vec<PackedPlace>;

/// Every word of the pages with its places. `first` is the id of each page's first unit; `coarse`
/// where what a word says is told in steps.
pub(crate) fn entries(
    pages: &[SearchPage],
    first: &[usize],
    weights: &[f64; FIELDS],
    coarse: bool,
) -> Vec<WordEntry> {
    let size = pages.len().div_ceil(CHUNKS).max(16);
    let chunks: Vec<Vec<Vec<Gathered>>> = pages
        .par_chunks(size)
        .zip(first.par_chunks(size))
        .map(|(pages, first)| {
            let mut gatherer = Gatherer::new(weights, coarse);
            for (page, first) in pages.iter().zip(first) {
                gatherer.page(page, *first);
            }
            gatherer.finish()
        })
        .collect();
    let mut parts: Vec<Vec<Vec<Gathered>>> = (0..PARTS).map(|_| Vec::new()).collect();
    for chunk in chunks {
        for (part, words) in parts.iter_mut().zip(chunk) {
            part.push(words);
        }
    }
    let joined = |part: Vec<Vec<Gathered>>| {
        let mut all: Map<String, (Places, Vec<f32>, bool)> = Map::default();
        for gathered in part.into_iter().flatten() {
            let Gathered { word, title, .. } = gathered;
            if let Some((places, exact, in_title)) = all.get_mut(&word) {
                places.extend(gathered.places);
                exact.extend(gathered.exact);
                *in_title |= title;
            } else {
                let (places, exact) = (gathered.places.into(), gathered.exact.into());
                all.insert(word, (places, exact, title));
            }
        }
        let entry = |(word, (mut places, exact, title)): (String, (Places, Vec<f32>, bool))| {
            places.shrink_to_fit();
            WordEntry {
                order: order(&word),
                count: places.len(),
                word,
                places,
                exact: exact.into(),
                title,
            }
        };
        all.into_iter().map(entry).collect::<Vec<_>>()
    };
    let joined: Vec<Vec<WordEntry>> = parts.into_par_iter().map(joined).collect();
    let mut entries: Vec<WordEntry> = joined.into_iter().flatten().collect();
    if coarse {
        add_tails(&mut entries);
        add_bigrams(&mut entries);
        add_nouns_of_one(&mut entries);
        entries.par_iter_mut().for_each(cap);
    }
    entries.par_sort_unstable_by(|a, b| a.order.cmp(&b.order));
    entries
}

/// A word of some pages.
struct Gathered {
    word: String,
    places: Box<[PackedPlace]>,
    /// What it says about each; empty where that is told in steps.
    exact: Box<[f32]>,
    /// Whether it stands in a title.
    title: bool,
}

/// What one word was found to be in the unit that is being read.
#[derive(Clone, Copy, Default)]
struct Count {
    unit: u32,
    /// Whether it stood in a title so far, of any unit.
    title: bool,
    sum: f64,
    times: [u8; FIELDS],
}

/// Reads units one after the other; each word is looked up once an occurrence and written down
/// once.
struct Gatherer<'a> {
    weights: &'a [f64; FIELDS],
    coarse: bool,
    numbers: Map<String, u32>,
    counts: Vec<Count>,
    places: Vec<Places>,
    exact: Vec<Vec<f32>>,
    /// The words of this unit.
    touched: Vec<u32>,
    /// Units read so far.
    unit: u32,
}

impl<'a> Gatherer<'a> {
    fn new(weights: &'a [f64; FIELDS], coarse: bool) -> Self {
        Self {
            weights,
            coarse,
            numbers: Map::default(),
            counts: Vec::new(),
            places: Vec::new(),
            exact: Vec::new(),
            touched: Vec::new(),
            unit: 0,
        }
    }

    fn page(&mut self, page: &SearchPage, first: usize) {
        let title = token::normalise(&page.title);
        for (i, unit) in page.units.iter().enumerate() {
            self.unit(&title, is_landing(page), unit, (first + i) as u32);
        }
    }

    fn unit(&mut self, title: &str, landing: bool, unit: &Unit, id: u32) {
        self.unit += 1;
        self.touched.clear();
        let mut length = self.count(title, if landing { Field::Body } else { Field::Title });
        let mut plain = String::new();
        for (field, line) in std::iter::once((Field::Lead, unit.title.as_str())).chain(unit.lines())
        {
            token::normalise_into(line, &mut plain);
            length += self.count(&plain, field);
        }
        for &number in &self.touched {
            let sum = self.counts[number as usize].sum;
            // Less in a long unit.
            let says = sum / (sum + 1.0 + length as f64 / 50.0);
            let steps = if self.coarse {
                (says * STEPS).round().max(1.0) as u8
            } else {
                self.exact[number as usize].push(says as f32);
                0
            };
            self.places[number as usize].push(PackedPlace::new(id, steps));
        }
    }

    /// Counts the words of normalised text, and answers how many there are.
    fn count(&mut self, text: &str, field: Field) -> usize {
        let mut length = 0;
        for word in token::words(text) {
            length += 1;
            let number = if let Some(&number) = self.numbers.get(word) {
                number
            } else {
                let number = self.counts.len() as u32;
                self.numbers.insert(word.to_owned(), number);
                self.counts.push(Count::default());
                self.places.push(Places::new());
                if !self.coarse {
                    self.exact.push(Vec::new());
                }
                number
            };
            let count = &mut self.counts[number as usize];
            if count.unit != self.unit {
                *count = Count {
                    unit: self.unit,
                    title: count.title,
                    ..Count::default()
                };
                self.touched.push(number);
            }
            count.title |= matches!(field, Field::Title | Field::Lead);
            let times = &mut count.times[field as usize];
            if *times < 4 {
                *times += 1;
                count.sum += self.weights[field as usize];
            }
        }
        length
    }

    /// The words with their places, dealt into parts.
    fn finish(mut self) -> Vec<Vec<Gathered>> {
        let mut parts: Vec<Vec<Gathered>> = (0..PARTS).map(|_| Vec::new()).collect();
        for (word, number) in self.numbers {
            let mut hash = Fnv::default();
            hash.write(word.as_bytes());
            let part = (hash.finish() >> 32) as usize % PARTS;
            // Until all are joined no room for more is kept.
            let places = std::mem::take(&mut self.places[number as usize]).into();
            let exact = self.exact.get_mut(number as usize).map(std::mem::take);
            parts[part].push(Gathered {
                word,
                places,
                exact: exact.unwrap_or_default().into(),
                title: self.counts[number as usize].title,
            });
        }
        parts
    }
}

/// Syllables of what is found at the end of a longer word, at most. No word has more, and each that
/// is tried is read to its end.
const LONGEST_TAIL: usize = 64;

/// 마이크로서비스 is found under 서비스 too, half as surely: a large index cannot be read for what
/// stands inside its words.
fn add_tails(entries: &mut [WordEntry]) {
    let known: Map<&str, usize> = entries
        .iter()
        .enumerate()
        .map(|(i, entry)| (entry.word.as_str(), i))
        .collect();
    let found: Vec<(usize, usize)> = entries
        .par_iter()
        .enumerate()
        .flat_map_iter(|(i, entry)| {
            let cuts: Vec<usize> = entry.word.char_indices().map(|(at, _)| at).collect();
            let long = cuts.len() >= 4 && entry.word.chars().all(is_syllable);
            let cuts = if long {
                cuts[2.max(cuts.len().saturating_sub(LONGEST_TAIL))..cuts.len() - 1].to_vec()
            } else {
                Vec::new()
            };
            let known = &known;
            let tails = cuts.into_iter().filter_map(move |at| {
                let tail = &entry.word[at..];
                known
                    .get(tail)
                    .copied()
                    .or_else(|| known.get(letters::stem(tail)?.as_str()).copied())
            });
            tails.map(move |tail| (tail, i))
        })
        .collect();
    let places: Vec<(usize, Places)> = found
        .into_par_iter()
        .map(|(tail, i)| {
            let halved = entries[i].places.iter().map(|place| place.halved());
            (tail, halved.collect())
        })
        .collect();
    let mut longer = vec![false; entries.len()];
    for (tail, more) in places {
        entries[tail].places.extend(more);
        longer[tail] = true;
    }
    let longer = entries
        .iter_mut()
        .zip(longer)
        .filter(|(_, longer)| *longer)
        .map(|(entry, _)| entry);
    longer.collect::<Vec<_>>().into_par_iter().for_each(tidy);
}

/// 機械学習入門 is found under each two letters of it, half as surely: Chinese and Japanese write
/// no blanks, and a large index cannot be read for what stands inside its words.
fn add_bigrams(entries: &mut Vec<WordEntry>) {
    let mut more: Map<String, Places> = Map::default();
    for entry in entries.iter() {
        let letters: Vec<char> = entry.word.chars().collect();
        let han = |c: &char| token::script(*c) == Some(token::Script::Han);
        if letters.len() < 3 || !letters.iter().all(han) {
            continue;
        }
        for two in letters.windows(2) {
            let places = more.entry(two.iter().collect()).or_default();
            places.extend(entry.places.iter().map(|place| place.halved()));
        }
    }
    for entry in entries.iter_mut() {
        if let Some(places) = more.remove(&entry.word) {
            entry.places.extend(places);
            tidy(entry);
        }
    }
    entries.extend(more.into_iter().map(|(word, places)| {
        let mut entry = WordEntry {
            order: order(&word),
            word,
            places,
            exact: Box::default(),
            title: false,
            count: 0,
        };
        tidy(&mut entry);
        entry
    }));
}

/// 힙은 is found under 힙 too, where the notes have that word: what begins with one syllable lies
/// all over a large index.
fn add_nouns_of_one(entries: &mut [WordEntry]) {
    let single = |entry: &&WordEntry| entry.word.chars().count() == 1;
    let mut more: Map<String, Places> = entries
        .iter()
        .filter(single)
        .map(|entry| (entry.word.clone(), Places::new()))
        .collect();
    for entry in entries.iter() {
        let noun = forms::noun_of_one(&entry.word).filter(|(_, sure)| *sure);
        if let Some(places) = noun.and_then(|(noun, _)| more.get_mut(noun)) {
            places.extend(&entry.places);
        }
    }
    for entry in entries.iter_mut() {
        let Some(places) = more.remove(&entry.word).filter(|places| !places.is_empty()) else {
            continue;
        };
        entry.places.extend(places);
        tidy(entry);
    }
}

/// One place a unit, the one about which the word says most.
fn tidy(entry: &mut WordEntry) {
    entry
        .places
        .sort_unstable_by_key(|place| (place.id(), u8::MAX - place.steps));
    entry.places.dedup_by_key(|place| place.id());
    entry.count = entry.places.len();
}

fn cap(entry: &mut WordEntry) {
    if entry.places.len() > MOST_PLACES {
        entry
            .places
            .sort_unstable_by_key(|place| (u8::MAX - place.steps, place.id()));
        entry.places.truncate(MOST_PLACES);
        entry.places.sort_unstable_by_key(|place| place.id());
    }
}
