//! Makes the index of pages: gathers their words, the leading ones, and the pairs of names that
//! lead somewhere.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::entry::{WordEntry, leading_order, order};
use super::hits;
use super::index::{Index, range};
use super::letters;
use super::pairs::{self, Pair};
use super::unit::{FIELDS, SearchPage};
use super::words;

/// Words among which a large site seeks misspelt ones at most.
const MOST_LEADING: usize = 8000;

/// Bytes of text that a file of a large site holds, about: what a reader loads for each place.
const BLOCK: usize = 4 * 1024;

/// The index of the pages; `whole` where the browser gets them as one file.
pub(crate) fn build<'a>(
    pages: &'a [SearchPage],
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
        block: block(pages),
        sounds: OnceLock::new(),
        views: OnceLock::new(),
    };
    if whole {
        // 고가용성(HA): names that stand in the same units lead nowhere else, and a small site is
        // fetched whole.
        let leads = |(a, b): &Pair| {
            !hits::phrase(&index, a)
                .keys()
                .eq(hits::phrase(&index, b).keys())
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

/// How many ids share a file of texts, so that it is of about [`BLOCK`] bytes: a long page lies in
/// several, very short ones lie together. A power of two, so that an edit seldom changes it.
fn block(pages: &[SearchPage]) -> usize {
    let units = pages.iter().flat_map(|page| &page.units);
    let (count, bytes) = units.fold((0, 0), |(count, bytes), unit| {
        (count + 1, bytes + unit.text.len() + unit.title.len())
    });
    let each: usize = bytes / usize::max(count, 1);
    1 << (BLOCK / each.max(1)).max(1).ilog2()
}

/// Words of titles, and words of three units or more, the most frequent first where there are too
/// many; by class and word.
fn leading(entries: &[WordEntry]) -> Vec<(String, usize)> {
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
