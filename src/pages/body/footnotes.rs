//! Footnotes, numbered in the order of their first mention, each with a way back to every mention.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::writer::{Body, BodyWriter, OURS};
use crate::notes::library::outline::Layout;
use crate::notes::tree::{BlockKind, Footnote, Inline, InlineKind};
use crate::notes::visit::{each_inline, each_run, plain_text};

/// The name of a footnote's place, from 0.
pub(super) fn note(index: usize) -> String {
    format!("fn-{}", index + 1)
}

/// The name of the place of its `count`th mention, from 1.
pub(super) fn mention(index: usize, count: usize) -> String {
    if count == 1 {
        format!("fnref-{}", index + 1)
    } else {
        format!("fnref-{}-{count}", index + 1)
    }
}

/// Labels in the order of their first mention, with the number of mentions; those that nothing
/// mentions follow, so that no text is lost.
pub(super) fn in_order<'a>(body: &Body<'a>) -> Vec<(&'a str, usize)> {
    let tree = &body.placed.tree;
    let mut order: Vec<(&str, usize)> = Vec::new();
    // Where each stands in the order, once it does.
    let mut places: HashMap<&str, Option<usize>> = tree
        .footnotes
        .iter()
        .map(|footnote| (footnote.label.as_str(), None))
        .collect();
    let mut note = |run: &'a [Inline]| {
        each_inline(run, &mut |inline| {
            let InlineKind::FootnoteReference(label) = &inline.kind else {
                return;
            };
            if let Some(place) = places.get_mut(label.as_str()) {
                let place = *place.get_or_insert_with(|| {
                    order.push((label, 0));
                    order.len() - 1
                });
                order[place].1 += 1;
            }
        });
    };
    each_run(&tree.blocks, &mut note);
    tree.footnotes
        .iter()
        .for_each(|footnote| each_run(&footnote.blocks, &mut note));
    for footnote in &tree.footnotes {
        if places.insert(&footnote.label, Some(0)) == Some(None) {
            order.push((&footnote.label, 0));
        }
    }
    order
}

/// How many letters a footnote has at most that stands in the margin: eight lines of it.
const LONGEST_BESIDE: usize = 96;

/// Which footnotes stand beside what they belong to, where a window has a margin: in prose those
/// of a sentence or two that are mentioned once. The style sheet ties each to its mention and below
/// the one before it by names of anchors; the others stand behind the text.
pub(super) fn beside(body: &Body<'_>, order: &[(&str, usize)]) -> Vec<bool> {
    let has_margin = body.placed.layout == Layout::Prose && body.print.is_none();
    let noted = by_label(body);
    let is_short = |label: &str| match noted.get(label).map(|footnote| &*footnote.blocks) {
        Some([block]) => matches!(&block.kind, BlockKind::Paragraph(words)
            if plain_text(words).chars().count() <= LONGEST_BESIDE),
        _ => false,
    };
    let each = order.iter();
    each.map(|(label, count)| has_margin && *count == 1 && is_short(label))
        .collect()
}

/// The footnotes by their labels; of two with one label the first.
fn by_label<'a>(body: &Body<'a>) -> HashMap<&'a str, &'a Footnote> {
    let mut noted: HashMap<&str, &Footnote> = HashMap::new();
    for footnote in &body.placed.tree.footnotes {
        noted.entry(&footnote.label).or_insert(footnote);
    }
    noted
}

impl BodyWriter<'_> {
    pub(super) fn footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.push(if self.beside.contains(&true) {
            "<section class=\"notes beside\"><ol>"
        } else {
            "<section class=notes><ol>"
        });
        let noted = by_label(self.body);
        let mut above = 0;
        for (i, (label, count)) in self.footnotes.clone().into_iter().enumerate() {
            let Some(footnote) = noted.get(label) else {
                continue;
            };
            self.push("<li");
            self.id(&format!("{OURS}{}", self::note(i)));
            if self.beside[i] {
                let n = i + 1;
                let _ = write!(self.out, " style=--r:--r{n};--n:--n{above};--m:--n{n}");
                above = n;
            }
            self.push(">");
            self.blocks(&footnote.blocks);
            for time in 1..=count {
                self.back(i, time);
            }
            self.push("</li>\n");
        }
        self.push("</ol></section>\n");
    }

    /// The way back to a footnote's mention; from the second on it has a number.
    fn back(&mut self, index: usize, time: usize) {
        let number = if time > 1 {
            time.to_string()
        } else {
            String::new()
        };
        self.push("<a class=back");
        self.attribute("href", &self.own_address(&mention(index, time)));
        let label = format!("{} {number}", self.body.words.back);
        self.attribute("aria-label", label.trim_end());
        self.push(">↩");
        if time > 1 {
            self.push("<sup>");
            self.push(&number);
            self.push("</sup>");
        }
        self.push("</a>");
    }
}
