//! The language of a code block: its label, else what its text looks like.

use std::collections::BTreeMap;

/// What a code block is.
pub struct Detected {
    /// Canonical name of the language; `None` where in doubt.
    pub language: Option<String>,
    /// A label that is no language.
    pub caption: Option<String>,
}

/// Reads the label.
pub fn detect(declared: &str, _text: &str, aliases: &BTreeMap<String, String>) -> Detected {
    let word = declared.split_whitespace().next().unwrap_or_default().to_lowercase();
    let language = (!word.is_empty()).then(|| aliases.get(&word).cloned().unwrap_or(word));
    Detected { language, caption: None }
}
