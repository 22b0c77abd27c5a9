//! Paths of menus in prose.

use std::ops::Range;

/// A path of menus.
pub struct MenuPath {
    /// Its bytes.
    pub range: Range<usize>,
    /// The steps.
    pub steps: Vec<Range<usize>>,
}

/// Finds paths of menus.
pub fn find(_text: &str) -> Vec<MenuPath> {
    Vec::new()
}
