//! A course as it stands in the library, beside what the outline holds of it.

use std::sync::Arc;

use crate::address::NotePath;
use crate::notes::library::chapter::Parsed;
use crate::notes::library::letters::LetterCounts;
use crate::notes::library::outline::PlacedChapter;
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::notes::tree::FileOffset;
use crate::remembered::Made;

/// What the outline does not hold of a course.
#[derive(Clone, Debug)]
pub struct Course {
    /// Its chapters, in the outline's order.
    pub chapters: Vec<Made<Parsed>>,
    /// Front matter of each chapter (of the file, for chapters that are files).
    pub front: Vec<Arc<FrontMatter>>,
    /// Earlier addresses of its landing page, and the file whose front matter gives them.
    pub aliases: Option<(NotePath, Vec<String>)>,
    /// What stands before the first chapter.
    pub landing: Option<Landing>,
    /// One sentence about the course.
    pub description: Option<String>,
    /// Tags of the course itself; its chapters may have their own.
    pub tags: Vec<String>,
    /// The heading that the title took the place of (`강의`).
    pub kicker: Option<String>,
}

/// Text that belongs to a landing page.
#[derive(Clone, Debug)]
pub struct Landing {
    /// Its tree and text.
    pub placed: PlacedChapter,
    /// The file, relative to ROOT.
    pub file: NotePath,
    /// Byte offset of the text in the file.
    pub offset: FileOffset,
}

impl Landing {
    /// The language it is written in, a BCP 47 tag, where that is another than the site's.
    pub fn language_beside(&self, of_site: &str) -> Option<&'static str> {
        LetterCounts::of(&self.placed.tree.blocks).other_than(of_site)
    }
}
