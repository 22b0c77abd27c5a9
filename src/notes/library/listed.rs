//! What lists of notes name: a README, a `SUMMARY.md`, the settings of a tool. The one value that
//! all who read such lists hand on.

use crate::text::nfc;

/// No title is longer, in bytes.
const LONGEST: usize = 400;

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
        let title = title.map(plain);
        Self {
            path,
            parts: parts.to_vec(),
            title: title.filter(|title| !title.is_empty()),
            words: None,
            heading: None,
            lead: None,
            groups: Vec::new(),
            is_item: true,
            needs_file: false,
        }
    }
}

/// What a title of a list says: without tags, marks of emphasis and the backslashes that `GitBook`
/// writes before signs; of a link its words.
pub(super) fn plain(title: &str) -> String {
    let mut out = String::new();
    let mut rest = title.trim();
    if rest.len() > LONGEST {
        return nfc(rest);
    }
    while let Some(at) = rest.find(['<', '\\', '[']) {
        out.push_str(&rest[..at]);
        let sign = &rest[at..];
        let link = || {
            let (words, behind) = sign.strip_prefix('[')?.split_once("](")?;
            Some((words, behind.split_once(')')?.1))
        };
        let is_tag = sign[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let next = sign[1..].chars().next();
        if let Some((words, behind)) = link() {
            out.push_str(words);
            rest = behind;
        } else if let Some((_, behind)) = sign.split_once('>').filter(|_| is_tag) {
            rest = behind;
        } else if sign.starts_with('\\') && next.is_some_and(|c| c.is_ascii_punctuation()) {
            out.push_str(&sign[1..2]);
            rest = &sign[2..];
        } else {
            out.push_str(&sign[..1]);
            rest = &sign[1..];
        }
    }
    out.push_str(rest);
    // A picture may stand before what is bold: `📂 **HTML**`.
    nfc(out.replace("**", "").trim_matches(['*', '_', '`', ' ']))
}
