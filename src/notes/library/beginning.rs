//! How a note begins: its first headings. A text with its headings in.

use crate::notes::reading::cut::Heading;
use crate::notes::reading::title::begins_texts;

/// How a note begins.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Beginning {
    /// Its first heading, the only one of the first level, in small letters.
    pub heading: String,
    /// The heading right below that, where it says what the note is about: the only one of its
    /// level, or one over nothing but a rule, as slides have it. In small letters.
    pub below: Option<String>,
}

impl Beginning {
    /// How a text with these headings begins; `None` without one.
    pub(super) fn of(text: &str, headings: &[Heading]) -> Option<Self> {
        let (first, others) = headings.split_first()?;
        if first.level > 1 || others.iter().any(|other| other.level == 1) {
            return None;
        }
        let is_title = |below: &&Heading| {
            let is_over_nothing = || {
                let rest = text[below.end..].trim_start();
                let line = rest.lines().next().unwrap_or_default();
                rest.is_empty() || line.starts_with('#') || line.starts_with("---")
            };
            let is_right = text[first.end..below.start].trim().is_empty();
            let is_only = || others[1..].iter().all(|other| other.level != below.level);
            let is_lower = below.level > first.level && !begins_texts(&below.text);
            let says_something = below.text.contains(char::is_alphabetic);
            is_right && says_something && is_lower && (is_over_nothing() || is_only())
        };
        let heading = first.text.to_lowercase();
        (!heading.is_empty()).then(|| Self {
            heading,
            below: others
                .first()
                .filter(is_title)
                .map(|below| below.text.to_lowercase()),
        })
    }
}
