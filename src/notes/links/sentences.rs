//! Where the sentences of a text end: at a full stop, an exclamation or question mark or an
//! ellipsis with a blank behind it. A text in, the bytes of the sentence around a stretch out. The
//! stops are found once for all who ask.

use std::ops::Range;

/// The sentences of a text.
pub(crate) struct Sentences {
    /// First byte and end of each stop, without the blank behind it.
    stops: Vec<(usize, usize)>,
    /// Bytes of the text.
    length: usize,
}

impl Sentences {
    /// Of this text.
    pub(crate) fn of(text: &str) -> Self {
        let stops = text.match_indices(' ').filter_map(|(blank, _)| {
            let stop = text[..blank].chars().next_back()?;
            let start = blank - stop.len_utf8();
            matches!(stop, '.' | '!' | '?' | '…').then_some((start, blank))
        });
        Self {
            stops: stops.collect(),
            length: text.len(),
        }
    }

    /// The bytes of the sentence around a stretch: from behind the blank of the stop before it, its
    /// own stop included.
    pub(crate) fn around(&self, stretch: &Range<usize>) -> Range<usize> {
        let before = self.stops.partition_point(|(_, end)| *end < stretch.start);
        let start = before
            .checked_sub(1)
            .map_or(0, |last| self.stops[last].1 + 1);
        let next = self
            .stops
            .partition_point(|(start, _)| *start < stretch.end);
        let end = self.stops.get(next).map_or(self.length, |(_, end)| *end);
        start..end
    }
}
