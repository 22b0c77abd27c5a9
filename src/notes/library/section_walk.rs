//! In which section something stands, asked in the order of the text. A chapter and its outline in,
//! numbers of sections out; all of them are walked once.

use crate::notes::library::outline::{ChapterOutline, PlacedChapter, Section, SectionPlace};

/// The sections of a chapter, walked along with what stands in them.
pub(crate) struct SectionWalk<'a> {
    sections: &'a [Section],
    places: &'a [SectionPlace],
    /// How many began so far, and which of those are open: headings stay so, bullets end.
    begun: usize,
    open: Vec<usize>,
}

impl<'a> SectionWalk<'a> {
    /// At its start.
    pub(crate) fn of(chapter: &'a ChapterOutline, placed: &'a PlacedChapter) -> Self {
        Self {
            sections: &chapter.sections,
            places: &placed.places,
            begun: 0,
            open: Vec::new(),
        }
    }

    /// The last section that byte `at` stands in; `at` never goes back.
    pub(crate) fn around(&mut self, at: usize) -> Option<usize> {
        while self
            .places
            .get(self.begun)
            .is_some_and(|place| place.span.start <= at)
        {
            self.open.push(self.begun);
            self.begun += 1;
        }
        while let Some(&last) = self.open.last() {
            if !self.sections[last].bullet || at < self.places[last].span.end {
                return Some(last);
            }
            self.open.pop();
        }
        None
    }
}
