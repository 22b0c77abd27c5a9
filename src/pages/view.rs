//! What each kind of page shows: the values of its template, gathered from the site. A site in,
//! HTML out.

mod backlinks;
mod chapter;
mod course;
mod edit;
mod frame;
pub(crate) mod keys;
mod landing;
mod machines;
mod markdown;
mod navigation;
mod pieces;
mod print;
mod sheet;
mod tags;
mod text;
mod whole;

use crate::page_kinds::{CoursePage, Page, SitePage};
use crate::pages::page::ThemeError;
use crate::pages::site::Site;

pub(crate) use machines::for_machines;
pub(crate) use markdown::{llms_full, markdown};

/// A page as HTML.
pub(crate) enum Html<'a> {
    /// All of it, as UTF-8.
    Whole(Vec<u8>),
    /// Stretches of a page too large to stand in memory, one after the other.
    Pieces(Box<dyn Iterator<Item = String> + 'a>),
}

/// Renders the page that lies at `path`.
pub(crate) fn page<'a>(site: &'a Site, path: &str, page: &Page) -> Result<Html<'a>, ThemeError> {
    let facts = page.facts();
    let html = match page {
        Page::Chapter(course, chapter) => chapter::chapter(site, facts, (*course, *chapter)),
        Page::OfCourse(CoursePage::Landing, course) => course::course(site, facts, *course),
        Page::OfCourse(CoursePage::Commands, course) => {
            return sheet::commands(site, facts, *course).map(Html::Pieces);
        }
        Page::OfCourse(CoursePage::Print, course) => {
            return print::print(site, facts, *course).map(Html::Pieces);
        }
        Page::OfSite(SitePage::Home) => whole::home(site, facts),
        Page::OfSite(SitePage::All) => whole::all(site, facts),
        Page::OfSite(SitePage::Tags) => tags::tags(site, facts),
        Page::OfSite(SitePage::NotFound) => whole::not_found(site, facts),
        Page::Tag(tag) => tags::tag(site, facts, *tag),
        Page::Redirect(target) => whole::redirect(site, facts, path, target),
    };
    html.map(Html::Whole)
}
