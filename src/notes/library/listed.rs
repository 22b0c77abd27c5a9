//! What lists of notes name: a README, a `SUMMARY.md`, the settings of a tool. The one value that
//! all who read such lists hand on.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::text::nfc;

/// No title is longer, in bytes.
const LONGEST: usize = 400;

/// What stands behind a folder all of whose notes are listed, in their own order: `guide/*`.
const ALL: &str = "/*";

/// A part around what a list names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum ListedPart {
    /// By its title.
    Called(String),
    /// It is a folder, by its path relative to ROOT, and called as that is.
    Folder(String),
    /// It begins with a page, and is called as that is.
    Page(String),
}

impl ListedPart {
    pub(super) fn called(title: &str) -> Self {
        Self::Called(nfc(title))
    }
}

/// What a list says of one file or folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Listed {
    /// The file or folder, relative to ROOT.
    pub path: String,
    /// The parts around it, outermost first; a list of links in prose knows none.
    pub parts: Vec<ListedPart>,
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
    pub(super) fn new(path: String, title: Option<&str>, parts: &[ListedPart]) -> Self {
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

    /// All notes in a folder that the list does not name.
    pub(super) fn all(folder: &str, parts: &[ListedPart]) -> Self {
        Self::new(format!("{folder}{ALL}"), None, parts)
    }

    /// The folder all of whose notes are meant.
    pub(super) fn folder_of_all(&self) -> Option<&str> {
        self.path.strip_suffix(ALL)
    }
}

/// The group that a whole sidebar is, where it has no other name than that.
pub(super) fn only_group(listed: &[Listed], label: Option<&str>) -> Option<ListedPart> {
    let group = listed.first()?.parts.first()?;
    let is_all = listed.iter().all(|one| one.parts.first() == Some(group));
    let is_same = |label: &str| match group {
        ListedPart::Called(title) => title.to_lowercase() == label.to_lowercase(),
        _ => false,
    };
    (is_all && label.is_none_or(is_same)).then(|| group.clone())
}

/// What a title of a list says, as Markdown reads it: without tags, pictures, marks of emphasis and
/// the backslashes that `GitBook` writes before signs; of a link its words, of code what stands in
/// it.
pub(super) fn plain(title: &str) -> String {
    let title = title.trim();
    if title.len() > LONGEST {
        return nfc(title);
    }
    // A sign before it that nobody sees keeps `1. Pod` and `- Pod` from being lists, and a blank
    // lets `__Pod__` begin as at the start of a line.
    let source = format!("\u{2060} {title}");
    let mut out = String::new();
    let mut pictures = 0_usize;
    for event in Parser::new(&source) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            _ if pictures > 0 => {}
            // Stars that stand where Markdown sees no pair beside Korean.
            Event::Text(text) => out.push_str(&text.replace("**", "")),
            Event::Code(code) => out.push_str(&code),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    let out = out.trim_start_matches('\u{2060}').trim_matches(['*', ' ']);
    nfc(&out.split_whitespace().collect::<Vec<_>>().join(" "))
}
