//! What lists of notes name: a README, a `SUMMARY.md`, the settings of a tool. The one value that
//! all who read such lists hand on.

use crate::text::nfc;

/// What a list says of one file or folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Listed {
    /// The file or folder, relative to ROOT.
    pub path: String,
    /// Titles of the parts around it, outermost first; a list of links in prose knows none.
    pub parts: Vec<String>,
    /// What the list calls it, where that is a name and no words of a README.
    pub title: Option<String>,
    /// The words of its link in a README, where they are a name and no other link has them.
    pub words: Option<String>,
    /// What the heading above it in a README says, where that is a name.
    pub heading: Option<String>,
    /// The number with which its item begins, where it is called something: `Week 1` of
    /// `- Week 1 - [Links](week-01/links.md)`.
    pub lead: Option<String>,
    /// Under what it stands in a README, outermost first.
    pub groups: Vec<String>,
    /// Whether it stands in a list or table, and not in prose.
    pub is_item: bool,
    /// Whether it counts only where there is such a file: a name in code, an address on a forge.
    pub needs_file: bool,
}

impl Listed {
    /// An entry of a list that tools read.
    pub(super) fn new(path: String, title: Option<&str>, parts: &[String]) -> Self {
        let title = title.map(|title| title.trim_matches(['*', '_', '`', ' ']));
        Self {
            path,
            parts: parts.to_vec(),
            title: title.filter(|title| !title.is_empty()).map(nfc),
            words: None,
            heading: None,
            lead: None,
            groups: Vec::new(),
            is_item: true,
            needs_file: false,
        }
    }
}
