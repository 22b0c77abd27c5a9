//! Titles by the characters of their keys, so that those with which a text begins are met on one
//! walk, however many titles there are. Keys in, ends of titles out; knows no chapters.

use std::collections::HashMap;

/// Many titles, each with the number by which its owner knows it.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct TitleTree {
    steps: HashMap<(usize, char), usize>,
    /// At each place of the tree, the titles that end there, in the order in which they came.
    ends: Vec<Vec<usize>>,
}

impl TitleTree {
    /// Empty keys are left out.
    pub(crate) fn new<'a>(titles: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let mut tree = Self {
            ends: vec![Vec::new()],
            ..Self::default()
        };
        for (title, key) in titles {
            let mut at = 0;
            for c in key.chars() {
                let next = tree.ends.len();
                at = *tree.steps.entry((at, c)).or_insert(next);
                if at == next {
                    tree.ends.push(Vec::new());
                }
            }
            if at > 0 {
                tree.ends[at].push(title);
            }
        }
        tree
    }

    /// The titles with which the letters begin, the longest first; each with the byte where its
    /// last letter ends, as the letters say it. No letter behind them is asked for.
    pub(crate) fn beginning(
        &self,
        letters: impl Iterator<Item = (char, usize)>,
    ) -> Vec<(usize, &[usize])> {
        let mut found: Vec<(usize, &[usize])> = Vec::new();
        let mut at = 0;
        for (c, end) in letters {
            let Some(&next) = self.steps.get(&(at, c)) else {
                break;
            };
            at = next;
            if !self.ends[at].is_empty() {
                found.push((end, &self.ends[at]));
            }
        }
        found.reverse();
        found
    }
}
