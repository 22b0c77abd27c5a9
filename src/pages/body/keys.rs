//! Keys of manifests: the number at a line of the listing and at the bullet that explains it. Each
//! leads to the other without a script; `listing.js` only lights the pair. Which bullet explains
//! which line was decided by `notes::manifest`.

use std::fmt::Write as _;

use super::writer::{BodyWriter, OURS};
use crate::address::Anchor;
use crate::notes::code::manifest::KeyNote;
use crate::notes::tree::{Item, Span};

impl<'a> BodyWriter<'a> {
    /// The key that a bullet explains: the first of its lines.
    fn key(&self, item: Span) -> Option<&'a KeyNote> {
        self.keys.by(item)
    }

    /// `data-key` ties a bullet to the lines of the manifest that it explains.
    pub(super) fn key_of(&mut self, item: &Item) {
        if let Some(note) = self.key(item.span) {
            let _ = write!(self.out, " data-key={}{}", self.prefix, note.number);
        }
    }

    /// Whether a bullet explains a key.
    pub(super) fn is_key(&self, item: &Item) -> bool {
        self.key(item.span).is_some()
    }

    /// The anchor of a bullet: its section's, that of a mention, or that of the key it explains.
    pub(super) fn anchor_of(&self, item: Span) -> Option<Anchor> {
        let section = self
            .sections
            .get(&item)
            .filter(|section| section.bullet)
            .map(|section| section.id.clone());
        let anchors = self.body.anchors;
        let mention = || {
            anchors
                .binary_search_by_key(&item, |(span, _)| *span)
                .ok()
                .map(|at| anchors[at].1.clone())
        };
        let key = || {
            self.key(item)
                .map(|note| Anchor::new(format!("{OURS}key-{}", note.number)))
        };
        section.or_else(mention).or_else(key)
    }

    /// The id of a bullet or paragraph, if it has an anchor.
    pub(super) fn anchor(&mut self, span: Span) {
        if let Some(id) = self.anchor_of(span) {
            self.id(&id);
        }
    }

    /// The number beside a bullet, which leads to the line that it explains.
    pub(super) fn key_link(&mut self, item: &Item) {
        if let Some(note) = self.key(item.span) {
            let target = format!("{OURS}key-line-{}", note.number);
            self.key_number(note.number, &target, 1);
        }
    }

    /// A number in a circle; `words` says which of the two labels it has. The number is not in the
    /// text, so that it is not copied.
    fn key_number(&mut self, number: usize, target: &str, words: usize) {
        let label = self.body.words.keys[words].replace("{n}", &number.to_string());
        self.push("<a class=no");
        self.attribute("href", &self.here(target));
        let _ = write!(self.out, " data-n={number}");
        self.attribute("aria-label", &label);
        self.push("></a>");
    }

    /// A line of a manifest that a bullet explains. A bullet about several keys is led to from
    /// each, and leads to the first.
    pub(super) fn key_line(&mut self, note: &KeyNote, html: &str) {
        self.push("<span class=l");
        if self.keys.is_first(note) {
            self.id(&format!("{OURS}key-line-{}", note.number));
        }
        let _ = write!(self.out, " data-key={}{}>", self.prefix, note.number);
        let target = self.anchor_of(note.item).unwrap_or_default();
        self.key_number(note.number, &target, 0);
        let _ = writeln!(self.out, "{html}</span>");
    }
}
