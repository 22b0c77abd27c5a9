//! Where the keys of a `notesite.toml` stand, for messages about what only the notes can tell to be
//! wrong. A text that was read already in, bytes of it out.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// The keys of a text, each with its bytes.
pub(crate) struct Keys<'a>(Option<DeTable<'a>>);

impl<'a> Keys<'a> {
    /// Finds the keys of a text that [`super::Config::parse`] could read; any other has none.
    pub(crate) fn new(source: &'a str) -> Self {
        Self(DeTable::parse(source).ok().map(toml::Spanned::into_inner))
    }

    /// Where a key stands, by the tables around it: `["redirects", "old.html"]`. However it was
    /// written: below a heading, dotted, in an inline table.
    pub(crate) fn span(&self, path: &[&str]) -> Option<Range<usize>> {
        let (last, tables) = path.split_last()?;
        let mut table = self.0.as_ref()?;
        for name in tables {
            let DeValue::Table(inner) = table.get(*name)?.get_ref() else {
                return None;
            };
            table = inner;
        }
        table.get_key_value(*last).map(|(key, _)| key.span())
    }
}
