//! A word of the notes and where it stands, and the orders in which words lie in the index.

use super::consonants;
use super::letters;

/// Units of a large site that a word leads to at most: those about which it says most.
pub(crate) const MOST_PLACES: usize = 2048;
/// In how many steps a large site tells what a word says.
pub(crate) const STEPS: f64 = 15.0;

/// A unit by its id, with in how many of [`STEPS`] a word says something about it. A large site has
/// more of these than of anything else, so they are as small as can be: five bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct PackedPlace {
    id: [u8; 4],
    /// None where it is told exactly.
    pub steps: u8,
}

impl PackedPlace {
    pub(super) fn new(id: u32, steps: u8) -> Self {
        let id = id.to_be_bytes();
        Self { id, steps }
    }

    pub(super) fn id(self) -> u32 {
        u32::from_be_bytes(self.id)
    }

    /// The same where the word says half as much.
    pub(super) fn halved(self) -> Self {
        let steps = self.steps.div_ceil(2);
        Self { steps, ..self }
    }
}

/// A word and where it stands.
#[derive(Clone, Debug, Default)]
pub struct WordEntry {
    /// The word, normalised.
    pub word: String,
    /// What the entries are sorted by: see [`order`].
    pub order: String,
    /// Where it stands.
    pub(super) places: Vec<PackedPlace>,
    /// What it says about each place of a small site, from 0 to 1; empty where that is told in
    /// steps.
    pub(super) exact: Box<[f32]>,
    /// Whether it stands in the title of a chapter or section.
    pub title: bool,
    /// In how many units it stands.
    pub count: usize,
}

impl WordEntry {
    /// Units by their id, with what the word says about each, from 0 to 1.
    pub fn places(&self) -> impl Iterator<Item = (u32, f64)> {
        let says = |(i, place): (usize, &PackedPlace)| {
            let told = f64::from(place.steps) / STEPS;
            let exact = self.exact.get(i).map(|says| f64::from(*says));
            (place.id(), exact.unwrap_or(told))
        };
        self.places.iter().enumerate().map(says)
    }

    /// Units of a large site by their id, with in how many steps of [`STEPS`] the word says
    /// something about each.
    pub fn steps(&self) -> impl Iterator<Item = (u32, u32)> {
        let told = |place: &PackedPlace| (place.id(), u32::from(place.steps));
        self.places.iter().map(told)
    }

    /// Whether it stands in more units than are listed.
    pub fn is_capped(&self) -> bool {
        self.count > self.places.len()
    }
}

/// What words are sorted by, the first two initial consonants before the word: a prefix is one
/// stretch of that order, and so are those that ㅋㅂㄴ may begin.
pub fn order(word: &str) -> String {
    let second = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
    format!("{} {word}", letters::choseong(&word[..second]))
}

/// What the leading words are sorted by.
pub(crate) fn leading_order(word: &str) -> (char, &str) {
    (consonants::class(word), word)
}
