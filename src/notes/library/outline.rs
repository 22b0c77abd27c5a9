//! All that one chapter may know of another: courses, chapters, sections, their titles, urls and
//! anchors. The only global step; `link` looks things up here and never in another chapter's tree.

use std::ops::Deref;
use std::sync::Arc;

use crate::address::{Anchor, NotePath, PageAddress};
use crate::fingerprint::Hashed;
use crate::notes::reading::other_comments::SiteTools;
use crate::notes::tree::{Chapter, FileOffset, Label, Span};
use crate::page_kinds::CoursePage;
use crate::remembered::Made;

/// Every course of the site, in the notes' own order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Outline {
    /// The courses.
    pub courses: Vec<CourseOutline>,
    /// The site's own landing page.
    pub home: Option<ChapterOutline>,
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
    pub url: PageAddress,
    /// The parts, in order; chapters point here.
    pub parts: Vec<CoursePart>,
    /// The chapters, in order.
    pub chapters: Vec<ChapterOutline>,
    /// The pages and anchors that were given to them.
    pub given: Made<GivenCourse>,
    /// The page that the file of the chapters has, or would have, as one chapter: where it lay
    /// before it was cut.
    pub(crate) whole: Option<PageAddress>,
    /// The note that holds nothing but the order of the chapters, relative to ROOT.
    pub summary: Option<NotePath>,
    /// Notes that do nothing but name the folder that they lie in, each with the index of the first
    /// chapter there.
    pub heads: Vec<(NotePath, usize)>,
    /// The landing page, where the notes say what stands on it.
    pub landing: Option<ChapterOutline>,
    /// `terms = false` switches term links off for the course.
    pub terms: bool,
}

/// A part of a course.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct CoursePart {
    /// Its title, plain text.
    pub title: String,
    /// The index of the part that it lies in.
    pub parent: Option<usize>,
}

/// The names that a chapter was given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GivenNames {
    /// Its page.
    pub url: PageAddress,
    /// Anchors of its top: what ids lead there, and always last GitHub's for the heading, else
    /// that of the title.
    pub aliases: Vec<Anchor>,
    /// GitHub's anchors of the headings above it.
    pub before: Vec<Anchor>,
    /// GitHub's anchors of its own headings, as they were counted.
    pub counted: Vec<String>,
    /// Whether another chapter follows in its file.
    pub continued: bool,
}

/// The names that a course's landing page and its chapters were given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct GivenCourse {
    /// The landing page.
    pub landing: Option<Hashed<GivenNames>>,
    /// The chapters.
    pub chapters: Vec<Hashed<GivenNames>>,
}

/// A chapter as the site sees it: its names, how much it holds, and where it stands now.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ChapterOutline {
    /// What others may know of it.
    pub names: Made<ChapterNames>,
    /// Whether it says nothing but that it was left out.
    pub skipped: bool,
    /// Minutes that reading it takes.
    pub minutes: usize,
    /// How many commands it holds.
    pub commands: usize,
    /// Byte offset of the chapter in its file's text; spans are relative to it.
    pub offset: FileOffset,
    /// The line of its heading in the file, from 1.
    pub line: usize,
    /// The line in the file on which its text begins, from 1: lines inside the chapter count from
    /// here.
    pub first_line: usize,
}

impl Deref for ChapterOutline {
    type Target = ChapterNames;

    fn deref(&self) -> &ChapterNames {
        &self.names
    }
}

/// All that one chapter may know of another, but for what the lock remembers of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct ChapterNames {
    /// What the sidebar and lists show of it.
    pub label: Hashed<ChapterLabel>,
    /// Whether its author said where it stands among the others: by where it stands in its file, or
    /// in a list of chapters.
    pub is_said: bool,
    /// The file it stands in, relative to ROOT.
    pub file: NotePath,
    /// Anchors that lead to the top of the page: ids of the heading and, always last, GitHub's for
    /// it, else that of the title.
    pub aliases: Vec<Anchor>,
    /// GitHub's anchors of headings that stand between the chapter before and this one: the
    /// course's, or a part's.
    pub before: Vec<Anchor>,
    /// GitHub's anchors of the sections that are headings, as they were counted.
    pub counted: Vec<String>,
    /// Ids that its author gave to other places, which the page has.
    pub ids: Vec<Anchor>,
    /// Headings and bullets with children, in reading order.
    pub sections: Arc<[Section]>,
    /// What it says to the book that it is a chapter of.
    pub book: Arc<BookNames>,
}

/// What chapters of a book say to each other beyond anchors: names that their author gave to places
/// in the ways of `MyST`, bookdown and Quarto, and what is not counted there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct BookNames {
    /// The tools that make the site of the note.
    pub(crate) site: SiteTools,
    /// Named places in the order of the text.
    pub labels: Vec<PlacedLabel>,
    /// Whether the chapter is not counted.
    pub is_unnumbered: bool,
    /// Sections that are not counted.
    pub unnumbered: Vec<usize>,
}

/// A place that its author named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlacedLabel {
    /// The name and what stands there.
    pub label: Label,
    /// Where it stands.
    pub at: LabelPlace,
}

/// Where a named place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelPlace {
    /// Before the chapter's heading or in it.
    Top,
    /// Before the heading of the section of this index, or in it.
    Section(usize),
    /// Among words.
    Words,
}

/// What every page of a course may show of a chapter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct ChapterLabel {
    /// As in [`Chapter::numbers`].
    pub numbers: Vec<u32>,
    /// As in [`Chapter::called`].
    pub called: String,
    /// As in [`Chapter::title`].
    pub title: String,
    /// What the author's own list of chapters calls it, where that is something else.
    pub listed: Option<String>,
    /// The page, relative to the site's root, decoded: `16-service.html`.
    pub url: PageAddress,
    /// Index into the course's parts.
    pub part: Option<usize>,
}

impl ChapterLabel {
    /// What it is called among the others, in contents and beside them.
    pub fn among_others(&self) -> &str {
        self.listed.as_ref().unwrap_or(&self.title)
    }
}

impl Deref for ChapterNames {
    type Target = ChapterLabel;

    fn deref(&self) -> &ChapterLabel {
        &self.label
    }
}

impl ChapterNames {
    /// Whether `the next chapter` means the one behind it: by its number, or since somebody said
    /// where it stands. Files that only their names put in order have none next to them.
    pub fn has_place(&self) -> bool {
        self.is_said || !self.numbers.is_empty()
    }

    /// The names of what is no chapter: a page at `url`, written in `file`.
    pub fn of_page(url: PageAddress, file: &NotePath) -> Self {
        let label = ChapterLabel {
            url,
            ..ChapterLabel::default()
        };
        Self {
            label: label.into(),
            file: file.clone(),
            ..Self::default()
        }
    }
}

/// What a chapter was called before: a name under which links and mentions still find it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Former {
    /// Its page, relative to the site's root.
    pub url: PageAddress,
    /// Its title without the number.
    pub title: String,
    /// Its numbers.
    pub numbers: Vec<u32>,
}

/// A place in a chapter that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Section {
    /// The anchor: the slug of its trail (`실습-생성`).
    pub id: Anchor,
    /// Plain text of the heading or lead.
    pub title: String,
    /// 1 for the outermost sections of the chapter.
    pub depth: usize,
    /// Index of the section around it.
    pub parent: Option<usize>,
    /// Further anchors that lead here (bare slug, GitHub's for the unsplit file).
    pub aliases: Vec<Anchor>,
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

/// Where a section stands in its chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct SectionPlace {
    /// The heading's or the item's bytes: the key by which the body finds its section.
    pub span: Span,
    /// The line in the chapter, from 1.
    pub line: usize,
}

/// The names of everything: all that linking one chapter may know of the others.
#[derive(Clone, Debug, Hash, Default)]
pub struct Names {
    /// The courses, as in the outline.
    pub courses: Vec<CourseNames>,
    /// What is called on the site's own landing page.
    pub home: Option<Made<ChapterNames>>,
    /// What the lock remembers of chapters.
    pub former: Vec<(Place, Former)>,
}

/// A course as its chapters and others see it; each field as in [`CourseOutline`].
#[derive(Clone, Debug, Hash, Default)]
pub struct CourseNames {
    /// Its title.
    pub title: String,
    /// The file or folder.
    pub source: String,
    /// The note that holds nothing but the order.
    pub summary: Option<NotePath>,
    /// Notes that do nothing but name their folder, with its first chapter.
    pub heads: Vec<(NotePath, usize)>,
    /// The landing page.
    pub url: PageAddress,
    /// Whether terms become links.
    pub terms: bool,
    /// The chapters.
    pub chapters: Vec<Made<ChapterNames>>,
    /// What is called on the landing page.
    pub landing: Option<Made<ChapterNames>>,
}

impl Names {
    /// The chapter at a place.
    pub fn chapter(&self, place: Place) -> Option<&ChapterNames> {
        let course = self.courses.get(place.course)?;
        course.chapters.get(place.chapter).map(|chapter| &**chapter)
    }

    /// What the chapter at a place was called before.
    pub fn former(&self, place: Place) -> impl Iterator<Item = &Former> {
        let former = self.former.iter();
        former.filter_map(move |(there, former)| (*there == place).then_some(former))
    }
}

impl ChapterNames {
    /// The section that a byte of the chapter stands in, whose sections stand at `places`.
    pub fn section_at(&self, places: &[SectionPlace], at: usize) -> Option<usize> {
        self.sections
            .iter()
            .zip(places)
            .rposition(|(section, place)| {
                place.span.start <= at && (!section.bullet || at < place.span.end)
            })
    }
}

impl Outline {
    /// The names of everything, with what the lock remembers.
    pub fn names(&self, mut former: Vec<(Place, Former)>) -> Names {
        former.sort_by_key(|(place, _)| *place);
        let course = |course: &CourseOutline| CourseNames {
            title: course.title.clone(),
            source: course.source.clone(),
            summary: course.summary.clone(),
            heads: course.heads.clone(),
            url: course.url.clone(),
            terms: course.terms,
            chapters: course
                .chapters
                .iter()
                .map(|chapter| chapter.names.clone())
                .collect(),
            landing: course.landing.as_ref().map(|landing| landing.names.clone()),
        };
        Names {
            courses: self.courses.iter().map(course).collect(),
            home: self.home.as_ref().map(|home| home.names.clone()),
            former,
        }
    }
}

impl ChapterOutline {
    /// Whether a section is the chapter's first and says its title again.
    pub fn is_repeated(&self, section: &Section) -> bool {
        let is_first = self
            .sections
            .first()
            .is_some_and(|first| first.id == section.id);
        is_first && section.title.trim().to_lowercase() == self.title.trim().to_lowercase()
    }
}

impl CourseOutline {
    /// Whether any of its chapters has a command: without one there is nothing on its sheet.
    pub fn has_commands(&self) -> bool {
        self.chapters.iter().any(|chapter| chapter.commands > 0)
    }

    /// The pages that it has beside its chapters: no sheet where there are no commands.
    pub fn pages(&self) -> impl Iterator<Item = CoursePage> {
        let has_commands = self.has_commands();
        let all = CoursePage::ALL.iter().copied();
        all.filter(move |page| has_commands || *page != CoursePage::Commands)
    }

    /// Titles of a part and of those around it, outermost first: `기초 › 설치`.
    pub fn part_title(&self, part: usize) -> Option<String> {
        let mut titles = Vec::new();
        let mut next = self.parts.get(part);
        while let Some(part) = next {
            titles.push(part.title.as_str());
            next = part.parent.and_then(|parent| self.parts.get(parent));
        }
        titles.reverse();
        (!titles.is_empty()).then(|| titles.join(" › "))
    }

    /// Titles of a section and of those around it, outermost first.
    pub fn trail(chapter: &ChapterNames, section: usize) -> Vec<&str> {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// Where its sections stand, in the outline's order.
    pub places: Arc<[SectionPlace]>,
}
