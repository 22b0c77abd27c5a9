//! A word of the notes and where it stands, and the orders in which words lie in the index.

use super::consonants;
use super::letters;

/// Units of a large site that a word leads to at most: those about which it says most.
pub(crate) const MOST_PLACES: usize = 2048;
/// In how many steps a large site tells what a word says.
pub(crate) const STEPS: f64 = 15.0;

/// A word and where it stands.
#[derive(Clone, Debug, Default)]
pub struct WordEntry {
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

impl WordEntry {
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

/// What words are sorted by, the first two initial consonants before the word: a prefix is one
/// stretch of that order, and so are those that ㅋㅂㄴ may begin.
pub(crate) fn order(word: &str) -> String {
    let second = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
    format!("{} {word}", letters::choseong(&word[..second]))
}

/// What the leading words are sorted by.
pub(crate) fn leading_order(word: &str) -> (char, &str) {
    (consonants::class(word), word)
}
