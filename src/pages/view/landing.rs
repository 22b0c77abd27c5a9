//! What the notes say on a landing page, of a course or of the site: its text, its contents, and
//! who mentions it. A site in, values of a template out.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::backlinks::backlinks;
use super::navigation::toc;
use super::text::{landing_body, landing_heading};
use crate::address::PageAddress;
use crate::notes::library::Landing;
use crate::notes::library::outline::{ChapterOutline, CourseOutline};
use crate::notes::links::targets::{LandingLinks, Target};
use crate::pages::body::contents;
use crate::pages::highlight::PageColors;
use crate::pages::site::Site;

/// Whether a landing page leads to every chapter of a course itself: then it has contents, and ours
/// would say them again.
pub(super) fn lists(links: &LandingLinks, outline: &CourseOutline) -> bool {
    let led_to = pages_of(links);
    let mut chapters = outline.chapters.iter();
    chapters.len() > 0 && chapters.all(|chapter| led_to.contains(&chapter.url))
}

/// Whether it leads to a course: to its landing page, or to all of its chapters.
pub(super) fn leads_to(links: &LandingLinks, outline: &CourseOutline) -> bool {
    pages_of(links).contains(&outline.url) || lists(links, outline)
}

/// The pages that the links of a landing page lead to.
fn pages_of(links: &LandingLinks) -> BTreeSet<&PageAddress> {
    let targets = links.links.table.iter().map(|link| &link.target);
    targets
        .filter_map(|target| match target {
            Target::Page { url } => Some(&url.page),
            _ => None,
        })
        .collect()
}

/// The values of a landing page called `title` at `url`; empty ones where nothing is written on it.
pub(super) fn values(
    site: &Site,
    title: &str,
    landing: Option<&Landing>,
    outline: Option<&ChapterOutline>,
    links: &LandingLinks,
    colors: &OnceLock<PageColors>,
    url: &str,
) -> Value {
    let written = landing.zip(outline);
    let intro = written.map_or(String::new(), |(landing, outline)| {
        landing_body(site, landing, outline, links, colors, None)
    });
    let sections = written.map_or(0, |(_, outline)| contents::count(outline));
    let heading = written
        .and_then(|(landing, outline)| landing_heading(site, landing, outline, links, title));
    json!({
        "heading": heading,
        "intro": intro,
        "language": landing.and_then(|landing| landing.language_beside(&site.library.language)),
        "toc": written.map_or(String::new(), |(_, outline)| toc(outline)),
        "sections": sections,
        "backlinks": backlinks(&links.backlinks, url),
    })
}
