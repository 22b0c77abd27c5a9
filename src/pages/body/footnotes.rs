//! Footnotes, numbered in the order of their first mention.

use super::writer::{Body, BodyWriter};
use crate::notes::tree::{Inline, InlineKind, each_inline, each_run};
use crate::text::{percent_encode_ascii, slug};

/// Labels in the order of their first mention; those that nothing mentions follow, so that no text
/// is lost.
pub(super) fn in_order<'a>(body: &Body<'a>) -> Vec<&'a str> {
    let tree = &body.placed.tree;
    let mut order: Vec<&str> = Vec::new();
    let mut note = |run: &'a [Inline]| {
        each_inline(run, &mut |inline| {
            if let InlineKind::FootnoteReference(label) = &inline.kind
                && tree.footnotes.iter().any(|f| f.label == *label)
                && !order.contains(&label.as_str())
            {
                order.push(label);
            }
        });
    };
    each_run(&tree.blocks, &mut note);
    tree.footnotes
        .iter()
        .for_each(|footnote| each_run(&footnote.blocks, &mut note));
    for footnote in &tree.footnotes {
        if !order.contains(&footnote.label.as_str()) {
            order.push(&footnote.label);
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
        for label in self.footnotes.clone() {
            let Some(footnote) = self
                .body
                .placed
                .tree
                .footnotes
                .iter()
                .find(|footnote| footnote.label == label)
            else {
                continue;
            };
            self.push("<li");
            self.id(&format!("fn-{}", slug(label)));
            self.push(">");
            self.blocks(&footnote.blocks);
            self.push("<a class=back");
            let href = format!(
                "#{}fnref-{}",
                self.prefix,
                percent_encode_ascii(&slug(label))
            );
            self.attribute("href", &href);
            self.attribute("aria-label", &self.body.words.back);
            self.push(">↩</a></li>\n");
        }
        self.push("</ol></section>\n");
    }
}
