//! Names to fill in.

use std::ops::Range;

/// A name to fill in.
pub struct Field {
    /// Its bytes, brackets included.
    pub range: Range<usize>,
    /// The name without brackets.
    pub name: String,
}

/// Fields of a command.
pub fn fields(_code: &str) -> Vec<Field> {
    Vec::new()
}

/// Fields of prose.
pub fn prose_fields(_text: &str) -> Vec<Field> {
    Vec::new()
}

/// Whether a value of this name is never stored.
pub fn is_secret(_name: &str) -> bool {
    false
}

/// The values that an example gives for the fields of a pattern.
pub fn example(_pattern: &str, _example: &str) -> Vec<(String, String)> {
    Vec::new()
}

/// Fields of a code block.
pub fn block_fields(_code: &str) -> Vec<Field> {
    Vec::new()
}
