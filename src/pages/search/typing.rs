//! Typing errors: the word that was meant. The same rules as `js/repair`.

use super::hits::{Hits, put};
use super::index::Index;
use super::letters::{self, distance, is_ending, jamo, stem};
use crate::text::is_syllable;

fn is_korean(word: &str) -> bool {
    word.chars().next().is_some_and(is_syllable)
}

/// The word that was meant; it and its like are put into the hits.
pub(crate) fn mistyped<'a>(index: &'a Index, word: &str, hits: &mut Hits<'a>) -> Option<String> {
    let typed = jamo(word);
    let length = typed.chars().count();
    let (korean, most) = (is_korean(word), if length >= 9 { 2 } else { 1 });
    if length < if korean { 5 } else { 4 } {
        return None;
    }
    let letters = word.chars().count();
    let limit = most as f64 + 0.5;
    let (mut best, mut meant) = (0.0, None);
    for (candidate, count) in index.near(word) {
        if is_korean(candidate) != korean || candidate.chars().count() + 2 < letters {
            continue;
        }
        // What follows may be a particle, so the beginning is compared first.
        let end = if korean {
            candidate
                .char_indices()
                .nth(letters)
                .map_or(candidate.len(), |(at, _)| at)
        } else {
            candidate.len()
        };
        let mut like = candidate[..end].to_owned();
        let mut edits = distance(&typed, &jamo(&like), most) as f64;
        let rest = &candidate[end..];
        if !rest.is_empty() && !is_ending(rest) {
            edits += 0.5;
        }
        if edits > limit
            && korean
            && let Some(bare) = stem(candidate)
        {
            edits = distance(&typed, &jamo(&bare), most) as f64;
            like = bare;
        }
        if edits > limit {
            continue;
        }
        let begins_so = typed.chars().next() == jamo(&like).chars().next();
        let sure = 0.85 - 0.2 * edits + if begins_so { 0.05 } else { 0.0 };
        let worth = sure + (*count).min(30) as f64 * 0.001;
        put(hits, index.entry(candidate), sure);
        if worth > best {
            best = worth;
            meant = Some(like);
        }
    }
    meant
}

/// The word of the index that is least unlike.
pub(crate) fn nearest(index: &Index, word: &str) -> Option<String> {
    let typed = letters::jamo(word);
    let mut most = (typed.chars().count() / 2).max(2);
    let mut best = None;
    for (candidate, _) in index.near(word) {
        let plain = if is_korean(candidate) {
            stem(candidate).unwrap_or_else(|| candidate.clone())
        } else {
            candidate.clone()
        };
        let edits = distance(&typed, &jamo(&plain), most);
        if edits < most || edits == most && best.is_none() {
            most = edits;
            best = Some(plain);
        }
    }
    best
}
