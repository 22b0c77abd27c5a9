//! Which stretches of a run are linked already. Mentions in, answers about a stretch out, however
//! many mentions there are.

use std::collections::BTreeMap;

use crate::notes::links::targets::Mention;

/// Stretches that are taken, by their first byte, without overlaps.
#[derive(Debug, Default)]
pub(crate) struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Those of the mentions.
    pub(crate) fn of(mentions: &[Mention]) -> Self {
        let mut taken = Self::default();
        for mention in mentions {
            taken.add(mention);
        }
        taken
    }

    /// Whether some byte between `start` and `end` is taken.
    pub(crate) fn overlaps(&self, start: usize, end: usize) -> bool {
        let before = self.0.range(..end).next_back();
        before.is_some_and(|(_, last)| start < *last)
    }

    /// Takes the mention's bytes.
    pub(crate) fn add(&mut self, mention: &Mention) {
        let (mut start, mut end) = (mention.start, mention.end);
        while let Some((&first, &last)) = self.0.range(..end).next_back()
            && start < last
        {
            self.0.remove(&first);
            (start, end) = (start.min(first), end.max(last));
        }
        self.0.insert(start, end);
    }
}
