//! Typing errors: the word that was meant. The same rules as `js/repair`.

use super::hits::{Hits, put};
use super::index::Index;
use super::letters::{self, distance, is_ending, jamo, stem};
use super::sound;
use crate::text::is_syllable;

fn is_korean(word: &str) -> bool {
    word.chars().next().is_some_and(is_syllable)
}

/// How many words a misspelt one is taken for at most.
const MOST_MEANT: usize = 3;

/// How many words a part of a misspelt one is tried as.
const MOST_PARTS: usize = 8;

/// Whether one edit between short words is one that is often made: letters that sound alike, one
/// that is doubled or should be, or two that changed places. Any other edit makes a word of its own
/// of a short one.
fn is_likely(word: &str, like: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = jamo(text).chars().collect();
        letters.sort_unstable();
        letters
    };
    let once = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.dedup();
        letters
    };
    sound::folded(word) == sound::folded(like)
        || sorted(word) == sorted(like)
        || !is_korean(word) && once(word) == once(like)
}

/// Whether one key was missed in a word of three syllables and more: 주임지 for 중심지.
fn is_missed(typed: &str, word: &str, like: &str) -> bool {
    let length = |text: &str| text.chars().count();
    length(word) > 2 && length(word) == length(like) && length(&jamo(like)) == length(typed) + 1
}

/// English words that build sentences: spelt right, whatever else the notes hold.
fn is_function_word(word: &str) -> bool {
    let words = [
        "from", "this", "that", "they", "them", "then", "than", "been", "were", "will", "would",
        "could", "which", "when", "while", "what", "where", "there", "their", "these", "those",
        "into", "your", "some", "such", "does", "have", "just", "like", "about",
    ];
    words.contains(&word)
}

/// A word for which another was mistyped: how likely, how sure, the entry, and the part of it that
/// was meant.
type Candidate<'a> = (f64, f64, &'a str, String);

/// Words at most so many edits away, the likeliest first; `given` where what stands beside the word
/// tells which was meant.
fn candidates<'a>(index: &'a Index, word: &str, most: usize, given: bool) -> Vec<Candidate<'a>> {
    let typed = jamo(word);
    let length = typed.chars().count();
    let is_jamo = |c: char| ('ㄱ'..='ㅣ').contains(&c);
    let korean = is_korean(word) || word.starts_with(is_jamo);
    // 바엊ㅇ식 was mistyped for certain, and is longer than 방정식.
    let stray = korean && word.contains(is_jamo);
    let most = if length >= 9 { most } else { 1 };
    if length < if korean && !given { 5 } else { 4 } || is_function_word(word) {
        return Vec::new();
    }
    let letters = word.chars().count();
    let limit = most as f64 + 0.5;
    let is_kana = word.contains(|c| ('ァ'..='ヺ').contains(&c));
    let short = length
        < match (korean, is_kana) {
            (true, _) => 8,
            (_, true) => 5,
            _ => 6,
        };
    let mut found: Vec<Candidate> = Vec::new();
    for (candidate, count) in index.near(word) {
        if is_korean(candidate) != korean || candidate.chars().count() + 2 < letters {
            continue;
        }
        // What follows may be a particle, so the beginning is compared first.
        let begun = |syllables: usize| {
            let end = candidate.char_indices().nth(syllables);
            let end = end.filter(|_| korean).map_or(candidate.len(), |(at, _)| at);
            let (like, rest) = candidate.split_at(end);
            let edits = distance(&typed, &jamo(like), most) as f64;
            let goes_on = !rest.is_empty() && !is_ending(rest);
            (edits + if goes_on { 0.5 } else { 0.0 }, like.to_owned())
        };
        let (mut edits, mut like) = begun(letters);
        for syllables in (1..=if stray { 2 } else { 0 }).map(|less| letters - less.min(letters)) {
            let (fewer, shorter) = begun(syllables);
            if fewer < edits {
                (edits, like) = (fewer, shorter);
            }
        }
        if korean && !stray && edits > 0.5 {
            let bare = stem(candidate);
            let loans = std::iter::once(candidate.clone()).chain(bare.clone());
            let mut loans = loans.filter(|other| sound::one_loan(word, other));
            if let Some(loan) = loans.next() {
                found.push((0.9 + worth_of(*count), 0.9, candidate, loan));
                continue;
            }
            if let Some(bare) = bare.filter(|_| edits > limit) {
                edits = distance(&typed, &jamo(&bare), most) as f64;
                like = bare;
            }
        }
        let likely = || stray || is_likely(word, &like) || korean && is_missed(&typed, word, &like);
        if edits > limit || short && !given && (edits > 1.0 || !likely()) {
            continue;
        }
        let begins_so = typed.chars().next() == jamo(&like).chars().next();
        // Two edits leave the beginning and the syllables as they are.
        let as_long = !korean || stray || like.chars().count() == letters;
        if edits > 1.5 && !(begins_so && as_long) {
            continue;
        }
        let sure = 0.85 - 0.2 * edits + if begins_so { 0.05 } else { 0.0 };
        found.push((sure + worth_of(*count), sure, candidate, like));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found
}

fn worth_of(count: usize) -> f64 {
    count.min(30) as f64 * 0.001
}

/// The word that was meant, at most so many edits away; it and its like are put into the hits.
pub(crate) fn mistyped<'a>(
    index: &'a Index,
    word: &str,
    most: usize,
    hits: &mut Hits<'a>,
) -> Option<String> {
    let mut found = candidates(index, word, most, false);
    found.truncate(MOST_MEANT);
    for (_, sure, candidate, _) in &found {
        put(hits, index.entry(candidate), *sure);
    }
    found.into_iter().next().map(|(_, _, _, like)| like)
}

/// Words one edit away from a part of a word, of which only what stands beside it tells which was
/// meant.
pub(crate) fn perhaps(index: &Index, part: &str) -> Vec<String> {
    let found = candidates(index, part, 1, true).into_iter();
    found.map(|(_, _, _, like)| like).take(MOST_PARTS).collect()
}

/// The word of the notes that these keys type but for Shift: 계수 is `rPtn`, not `rptn`.
/// `typed` is what they type without it.
pub(crate) fn unshifted(index: &Index, keys: &str, typed: &str) -> Option<String> {
    let length = typed.chars().count();
    let meant = |(candidate, count): &'_ (String, usize)| {
        let end = candidate.char_indices().nth(length);
        let (like, rest) = candidate.split_at(end.map_or(candidate.len(), |(at, _)| at));
        let is_meant = (rest.is_empty() || is_ending(rest)) && letters::to_latin(like) == keys;
        is_meant.then(|| (like.to_owned(), *count))
    };
    let mut best: Option<(String, usize)> = None;
    for (like, count) in index.near(typed).iter().filter_map(meant) {
        if best.as_ref().is_none_or(|(_, most)| count > *most) {
            best = Some((like, count));
        }
    }
    best.map(|(like, _)| like)
}

/// The word of the index that is least unlike.
pub(crate) fn nearest(index: &Index, word: &str) -> Option<String> {
    // One edit makes another word of a very short one.
    word.chars().nth(2)?;
    let typed = letters::jamo(word);
    // Two edits make any word of a short one.
    let least = if word.chars().count() > 3 { 2 } else { 1 };
    let mut most = if is_korean(word) {
        let most = (typed.chars().count() / 2).max(least);
        most.min(least.max(word.chars().count() / 2))
    } else {
        // Nobody means `if` by wifi, nor `partition` by radiation.
        (word.chars().count() / 5).max(1)
    };
    let mut best = None;
    for (candidate, _) in index.near(word) {
        if is_ending(candidate) || candidate.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
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
