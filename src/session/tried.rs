//! One page of each kind, rendered for what a template gets wrong.

use crate::page_kinds::{Page, Tried};
use crate::pages::site::Site;

/// Renders one page of each kind: what a template gets wrong shows only then.
pub(super) fn broken_template(site: &Site) -> Option<String> {
    let courses = &site.library.outline.courses;
    // A small course shows the same mistakes as a large one, whose sheet and print page take long.
    let smallest = (0..courses.len()).min_by_key(|&c| courses[c].chapters.len());
    let is_small = smallest.is_some_and(|c| courses[c].chapters.len() <= 500);
    let is_first = |page: &Page| match page {
        Page::OfCourse(_, course) => Some(*course) == smallest,
        Page::Chapter(course, chapter) => Some(*course) == smallest && *chapter == 0,
        Page::Tag(tag) => *tag == 0,
        Page::OfSite(_) | Page::Redirect(_) => true,
    };
    let is_tried = |page: &Page| match page.facts().is_tried {
        Tried::Always => true,
        Tried::InSmallCourses => is_small,
    };
    site.pages()
        .filter(|(_, page)| is_first(page) && is_tried(page))
        .filter_map(|(path, _)| site.render(path))
        .find_map(Result::err)
        .map(|error| error.told(&site.config.theme))
}
