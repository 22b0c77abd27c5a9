//! Code to HTML with short classes.

use crate::notes::tree::CommandLanguage;
use crate::text::escape_html;

/// Highlighted code.
pub struct Highlighted {
    /// The HTML.
    pub html: String,
    /// Whether it was too large to highlight.
    pub plain: bool,
}

/// A code block.
pub fn code(_language: Option<&str>, text: &str) -> Highlighted {
    Highlighted { html: escape_html(text), plain: true }
}

/// A code block by lines.
pub fn lines(_language: Option<&str>, text: &str) -> Vec<String> {
    text.lines().map(escape_html).collect()
}

/// A command line.
pub fn command(_language: CommandLanguage, code: &str) -> String {
    escape_html(code)
}

/// Inline code.
pub fn with_placeholders(code: &str) -> String {
    escape_html(code)
}
