//! Commands in bullets.

use std::ops::Range;

use super::tree::CommandLanguage;

/// Programs whose name begins a command.
#[derive(Clone, Debug, Default)]
pub struct Tools;

impl Tools {
    /// The built-in table with further names.
    pub fn new(_extra: &[String]) -> Self {
        Self
    }
}

/// A command found in a lead.
pub struct Found {
    /// Bytes that it takes the place of.
    pub range: Range<usize>,
    /// What is typed.
    pub code: String,
    /// Shell or SQL.
    pub language: CommandLanguage,
    /// The program.
    pub tool: String,
    /// Whether the bullet is a command line.
    pub strip: bool,
}

/// Finds the commands of a lead.
pub fn find(_source: &str, _tools: &Tools) -> Vec<Found> {
    Vec::new()
}
