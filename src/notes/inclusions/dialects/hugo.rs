//! Shortcodes of Hugo's themes that Markdown can say: formulas, columns, anchors. Lines of a note
//! in; what stands in their place out.
//!
//! Source: the manual of hugo-book ("Shortcodes").

use std::ops::Range;

use super::edit::{DialectEdit, LONGEST_NAME, hits};
use crate::notes::reading::shortcode;
use crate::text::head;

/// The lines of a note.
#[derive(Default)]
pub(super) struct HugoScan {
    pub out: Vec<DialectEdit>,
    /// The tag that opened a formula.
    formula: Option<Range<usize>>,
    /// Containers of columns that are open.
    columns: usize,
}

impl HugoScan {
    fn edit(&mut self, range: Range<usize>, words: impl Into<String>) {
        self.out.push(DialectEdit::of(range, words));
    }

    pub(super) fn line(&mut self, start: usize, words: &str) {
        let range = start..start + words.len();
        if words == "<--->" && self.columns > 0 {
            self.edit(range, "");
            return;
        }
        if let Some(tag) = shortcode::tag(words) {
            match (tag.name, tag.is_end) {
                ("columns", false) => self.columns += 1,
                ("columns", true) => self.columns = self.columns.saturating_sub(1),
                ("katex" | "math", false) => self.formula = Some(range),
                ("katex" | "math", true) => {
                    if let Some(opened) = self.formula.take() {
                        self.edit(opened, "$$");
                        self.edit(range, "$$");
                    }
                }
                _ => {}
            }
        }
        for sign in ["{{< anchor \"", "{{% anchor \""] {
            for at in hits(words, sign) {
                let rest = head(&words[at + sign.len()..], LONGEST_NAME);
                let Some((name, behind)) = rest.split_once('"') else {
                    break;
                };
                let closes = [" >}}", ">}}", " %}}", "%}}"];
                let close = closes.iter().find(|close| behind.starts_with(**close));
                if let Some(close) = close.filter(|_| !name.contains(['<', '&'])) {
                    let length = sign.len() + name.len() + 1 + close.len();
                    let range = start + at..start + at + length;
                    self.edit(range, format!("<a id=\"{name}\"></a>"));
                }
            }
        }
    }
}
