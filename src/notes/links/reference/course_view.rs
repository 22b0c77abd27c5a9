//! What a reference is resolved against: a course as the chapter that speaks sees it.

use crate::notes::library::outline::{ChapterNames, CourseNames};
use crate::notes::library::titles::key;
use crate::notes::links::lookup::CourseLookup;
use crate::notes::links::targets::Target;
use crate::notes::links::title;

/// What a reference is resolved against.
pub(super) struct CourseView<'a> {
    pub(super) names: &'a CourseNames,
    pub(super) lookup: &'a CourseLookup,
    pub(super) here: usize,
}

/// Why words that speak of a chapter were left as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ChapterDoubt {
    /// More than one chapter fits: their places in the course.
    Several(Vec<usize>),
    /// The course has no chapter of that number.
    Missing(u32),
}

impl CourseView<'_> {
    /// The section that quoted words name right after a mention of a chapter, and their end.
    pub(super) fn section_after(
        &self,
        text: &str,
        end: usize,
        chapter: usize,
    ) -> Option<(usize, usize)> {
        let find = |words: &str| {
            let sections = self.lookup.titles.sections_of(&key(words), chapter);
            sections.first().map(|(.., section)| *section)
        };
        if let Some((end, words)) = title::section_after(text, end) {
            return find(words).map(|section| (end, section));
        }
        title::sections_called_after(text, end)
            .find_map(|(end, words)| find(words).map(|section| (end, section)))
    }
}

/// How many of the chapters that fit are told, where that is more than one.
pub(super) const TOLD: usize = 4;

/// The only chapter of that title.
pub(super) fn chapter_by_title(words: &str, course: &CourseView) -> Option<usize> {
    match course.lookup.titles.chapters(&key(words)) {
        [(_, only)] => Some(*only),
        _ => None,
    }
}

pub(super) fn target(chapter: &ChapterNames, section: Option<usize>) -> Target {
    let section = section.and_then(|section| chapter.sections.get(section));
    Target::Reference {
        url: section.map_or_else(
            || chapter.url.clone().into(),
            |section| chapter.url.at(&section.id),
        ),
    }
}
