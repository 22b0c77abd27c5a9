//! What each page of a site is made of, as fingerprints: two sites are compared by these, and a
//! page is another where its own differs. A site in, [`PageInputs`] out. A page that begins to read
//! something else gets it here; days are not read in `serve`.

use std::sync::Arc;

use rayon::prelude::*;

use super::page::Theme;
use super::site::Site;
use crate::fingerprint::{Fingerprint, Hashed};
use crate::notes::library::Parsed;
use crate::notes::library::outline::{ChapterLabel, ChapterNames, CoursePart};
use crate::notes::links::targets::{Backlink, LandingLinks, Link, PageLinks};
use crate::remembered::Made;

/// The fingerprints of what the pages of a site are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageInputs {
    /// What every page shows.
    pub frame: Fingerprint,
    /// What landing pages show beside that.
    pub landings: Fingerprint,
    /// What each chapter of each course shows beside that.
    pub chapters: Vec<Vec<Fingerprint>>,
}

/// All that every page shows: the sidebar, the head and foot around it.
#[derive(Hash)]
struct PageFrame<'a> {
    /// What the site is called.
    title: &'a str,
    language: &'a str,
    theme: &'a Made<Theme>,
    courses: Vec<CourseFrame<'a>>,
    tags: Vec<(&'a str, &'a str)>,
    place_in_repository: &'a str,
    has_feed: bool,
    lines: bool,
}

/// All that the pages of a course show of it, and those of others of its title.
#[derive(Hash)]
struct CourseFrame<'a> {
    title: &'a str,
    url: &'a str,
    base: &'a str,
    parts: &'a [CoursePart],
    /// With whether each is left out by its writer, and whether it bears the mark of a draft.
    chapters: Vec<(&'a Hashed<ChapterLabel>, bool, bool)>,
    /// Whether the way to a sheet of commands stands there.
    has_commands: bool,
}

/// All that a landing page shows beside the frame and what it lists.
#[derive(Hash)]
struct LandingPageInput<'a> {
    text: Option<&'a str>,
    names: Option<&'a Made<ChapterNames>>,
    links: &'a LandingLinks,
    description: Option<&'a str>,
    tags: &'a [String],
    kicker: Option<&'a str>,
}

/// All that a chapter's page shows beside the frame. Where it stands in its file is not part of it:
/// every later chapter of a file has new line numbers after a save, and they are only asked for by
/// a click, which may wait.
#[derive(Hash)]
struct ChapterPageInput<'a> {
    /// Its tree, its text and its front matter.
    parsed: &'a Made<Parsed>,
    names: &'a Made<ChapterNames>,
    links: &'a Hashed<PageLinks>,
    /// The links with the files that commands show.
    shown: Option<&'a Hashed<Vec<Link>>>,
    backlinks: &'a Hashed<Vec<Arc<Backlink>>>,
}

impl PageInputs {
    /// Those of a site.
    pub fn of(site: &Site) -> Self {
        let courses = &site.library.outline.courses;
        let frame = PageFrame {
            theme: &site.theme,
            title: &site.library.title,
            language: &site.library.language,
            courses: courses
                .iter()
                .map(|course| CourseFrame {
                    title: &course.title,
                    url: &course.url,
                    base: &course.base,
                    parts: &course.parts,
                    chapters: course
                        .chapters
                        .iter()
                        .map(|chapter| {
                            let is_draft = site.is_marked_draft(&chapter.file);
                            (&chapter.label, chapter.skipped, is_draft)
                        })
                        .collect(),
                    has_commands: course.has_commands(),
                })
                .collect(),
            tags: site
                .library
                .tags
                .iter()
                .map(|tag| (&*tag.name, &*tag.url))
                .collect(),
            place_in_repository: &site.place_in_repository,
            has_feed: site.has_feed(),
            lines: site.lines,
        };
        Self {
            frame: Fingerprint::of(&frame),
            landings: Fingerprint::of(&landings(site)),
            chapters: (0..courses.len()).map(|c| chapters(site, c)).collect(),
        }
    }
}

fn landings(site: &Site) -> Vec<LandingPageInput<'_>> {
    let outline = &site.library.outline;
    let courses = site.library.courses.iter().zip(&site.landing_links);
    let courses = courses.zip(&outline.courses);
    let home = LandingPageInput {
        text: site
            .library
            .home
            .as_ref()
            .map(|landing| &*landing.placed.text),
        names: outline.home.as_ref().map(|home| &home.names),
        links: &site.home_links,
        description: None,
        tags: &[],
        kicker: None,
    };
    courses
        .map(|((course, links), outline)| LandingPageInput {
            text: course.landing.as_ref().map(|landing| &*landing.placed.text),
            names: outline.landing.as_ref().map(|landing| &landing.names),
            links,
            description: course.description.as_deref(),
            tags: &course.tags,
            kicker: course.kicker.as_deref(),
        })
        .chain([home])
        .collect()
}

fn chapters(site: &Site, course: usize) -> Vec<Fingerprint> {
    let parsed = &site.library.courses[course].chapters;
    let each = site.library.outline.courses[course].chapters.par_iter();
    let each = each.zip(parsed).zip(&site.links[course]);
    each.with_min_len(512)
        .map(|((chapter, parsed), links)| {
            Fingerprint::of(&ChapterPageInput {
                parsed,
                names: &chapter.names,
                links: &links.found.links,
                shown: links.shown.as_ref().map(|shown| &shown.table),
                backlinks: &links.backlinks,
            })
        })
        .collect()
}
