//! Footnotes, numbered in the order of their first mention, each with a way back to every mention.

use super::writer::{Body, BodyWriter, OURS};
use crate::notes::tree::{Inline, InlineKind, each_inline, each_run};

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
    let mut note = |run: &'a [Inline]| {
        each_inline(run, &mut |inline| {
            let InlineKind::FootnoteReference(label) = &inline.kind else {
                return;
            };
            match order.iter_mut().find(|(known, _)| known == label) {
                Some((_, count)) => *count += 1,
                None if tree.footnotes.iter().any(|f| f.label == *label) => order.push((label, 1)),
                None => {}
            }
        });
    };
    each_run(&tree.blocks, &mut note);
    tree.footnotes
        .iter()
        .for_each(|footnote| each_run(&footnote.blocks, &mut note));
    for footnote in &tree.footnotes {
        if order.iter().all(|(known, _)| *known != footnote.label) {
            order.push((&footnote.label, 0));
        }
    }
    order
}

impl BodyWriter<'_> {
    pub(super) fn footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.push("<section class=notes><ol>");
        for (i, (label, count)) in self.footnotes.clone().into_iter().enumerate() {
            let all = &self.body.placed.tree.footnotes;
            let Some(footnote) = all.iter().find(|footnote| footnote.label == label) else {
                continue;
            };
            self.push("<li");
            self.id(&format!("{OURS}{}", self::note(i)));
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
