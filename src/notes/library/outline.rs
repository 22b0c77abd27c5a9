//! All that one chapter may know of another: courses, chapters, sections, their titles, urls and
//! anchors. The only global step; `link` looks things up here and never in another chapter's tree.

use std::ops::Deref;
use std::sync::Arc;

use crate::notes::tree::{Chapter, Span};

/// Every course of the site, in the notes' own order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Outline {
    /// The courses.
    pub courses: Vec<CourseOutline>,
}

impl Outline {
    /// How many chapters all courses have.
    pub fn count_chapters(&self) -> usize {
        self.courses
            .iter()
            .map(|course| course.chapters.len())
            .sum()
    }
}

/// A course: a file with numbered headings, or a folder.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CourseOutline {
    /// Its title, plain text.
    pub title: String,
    /// `""` for the course at the site's root, else `SLUG/`: every url of the course begins with
    /// it.
    pub base: String,
    /// The file or folder, relative to ROOT.
    pub source: String,
    /// Its landing page, relative to the site's root (`index.html`).
    pub url: String,
    /// Titles of the parts, in order; chapters point here.
    pub parts: Vec<String>,
    /// The chapters, in order.
    pub chapters: Vec<ChapterOutline>,
    /// `terms = false` switches term links off for the course.
    pub terms: bool,
}

/// A chapter as others see it: an entry, and where it stands now.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ChapterOutline {
    /// What stays the same however many lines are added above it.
    pub entry: Arc<ChapterEntry>,
    /// Byte offset of the chapter in its file's text; spans are relative to it.
    pub offset: usize,
    /// The line of its heading in the file, from 1.
    pub line: usize,
    /// The line in the file on which its text begins, from 1: lines inside the chapter count from
    /// here.
    pub first_line: usize,
}

impl Deref for ChapterOutline {
    type Target = ChapterEntry;

    fn deref(&self) -> &ChapterEntry {
        &self.entry
    }
}

/// All of a chapter's outline that does not depend on where in its file it stands, shared from
/// build to build.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ChapterEntry {
    /// As in [`Chapter::numbers`].
    pub numbers: Vec<u32>,
    /// As in [`Chapter::title`].
    pub title: String,
    /// The page, relative to the site's root, decoded: `16-service.html`.
    pub url: String,
    /// Index into the course's parts.
    pub part: Option<usize>,
    /// The file it stands in, relative to ROOT.
    pub file: Arc<str>,
    /// Anchors that lead to the top of the page: `{#id}` and, always last, GitHub's for the
    /// heading.
    pub aliases: Vec<String>,
    /// GitHub's anchors of headings that stand between the chapter before and this one: the
    /// course's, or a part's.
    pub before: Vec<String>,
    /// Names that the lock remembers, under which links and mentions still find it.
    pub former: Vec<Former>,
    /// Headings and bullets with children, in reading order.
    pub sections: Arc<[Section]>,
    /// Whether it says nothing but that it was left out.
    pub skipped: bool,
    /// Minutes that reading it takes.
    pub minutes: usize,
    /// How many commands it holds.
    pub commands: usize,
}

/// What a chapter was called before.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Former {
    /// Its page, relative to the site's root.
    pub url: String,
    /// Its title without the number.
    pub title: String,
    /// Its numbers.
    pub numbers: Vec<u32>,
}

/// A place in a chapter that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Section {
    /// The anchor: the slug of its trail (`실습-생성`).
    pub id: String,
    /// Plain text of the heading or lead.
    pub title: String,
    /// 1 for the outermost sections of the chapter.
    pub depth: usize,
    /// Index of the section around it.
    pub parent: Option<usize>,
    /// The heading's or the item's bytes in the chapter: the key by which the body finds its
    /// section.
    pub span: Span,
    /// The line in the chapter, from 1: a line added above a chapter changes nothing inside it.
    pub line: usize,
    /// Further anchors that lead here (bare slug, GitHub's for the unsplit file).
    pub aliases: Vec<String>,
    /// Whether it is a bullet with children rather than a heading.
    pub bullet: bool,
}

/// Where a chapter stands in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the course.
    pub course: usize,
    /// Index of the chapter in the course.
    pub chapter: usize,
}

impl CourseOutline {
    /// Titles of a section and of those around it, outermost first.
    pub fn trail(chapter: &ChapterOutline, section: usize) -> Vec<&str> {
        let mut trail = Vec::new();
        let mut next = Some(section);
        while let Some(section) = next.and_then(|i| chapter.sections.get(i)) {
            trail.push(section.title.as_str());
            next = section.parent;
        }
        trail.reverse();
        trail
    }
}

/// How a chapter's bullets are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Bullets are the chapter's structure: first level h2, second level leads, then trees.
    Bullets,
    /// Ordinary prose with headings and lists.
    Prose,
}

/// A chapter's tree with what the global step decided about it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedChapter {
    /// The tree.
    pub tree: Arc<Chapter>,
    /// The text of the chapter, which the tree's spans slice.
    pub text: Arc<str>,
    /// How its bullets are read.
    pub layout: Layout,
}
