//! A compound of loanwords, written as one: 서킷브레이커 for Circuit Breaker. An [`Index`] and a
//! word in, units out. The same rules as `repair/4-correct.js`.

use super::consonants::hangul_sound;
use super::hits::{Hits, Units, add_all, both, phrase, put, surely, units_of};
use super::index::Index;
use super::letters::{Pattern, pattern};
use super::spoken::spoken_alike;
use crate::text::is_syllable;

/// The units that hold every part of the word, each as it is, under another name or by its sound,
/// with the patterns to mark.
pub(crate) fn heard_apart(index: &Index, word: &str) -> (Units, Vec<Pattern>) {
    let (mut units, mut shapes) = (Units::new(), Vec::new());
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    if cuts.len() < 4 || !word.chars().all(is_syllable) {
        return (units, shapes);
    }
    // A part of one syllable is none.
    for &at in &cuts[2..cuts.len() - 1] {
        let (left, left_shapes) = part(index, &word[..at]);
        if left.is_empty() {
            continue;
        }
        let (right, right_shapes) = part(index, &word[at..]);
        if add_all(&mut units, &both(&left, &right), 0.8) {
            shapes.extend(left_shapes);
            shapes.extend(right_shapes);
        }
    }
    (units, shapes)
}

fn part(index: &Index, text: &str) -> (Units, Vec<Pattern>) {
    let mut units = surely(index, &pattern(text), false);
    let mut shapes = Vec::new();
    if !units.is_empty() {
        shapes.push(pattern(text));
    }
    for name in index.names(text) {
        if add_all(&mut units, &phrase(index, name), 0.8) {
            shapes.push(pattern(&name.replace(' ', "")));
        }
    }
    let heard = hangul_sound(text);
    let mut hits = Hits::new();
    // 웨이트 has one consonant, but three syllables.
    if heard.len() > 1 || !heard.is_empty() && text.chars().count() > 2 {
        for candidate in index.sounding(text, &heard, false) {
            if !candidate.starts_with(is_syllable) && spoken_alike(text, candidate, false) {
                put(&mut hits, index.entry(candidate), 0.7);
                shapes.push(pattern(candidate));
            }
        }
    }
    add_all(&mut units, &units_of(&hits), 1.0);
    (units, shapes)
}
