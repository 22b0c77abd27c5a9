//! What each page of chapters and courses is known by without making it: a key of all that it is
//! made of, for whoever keeps pages on disk. A site in, keys by path out. What stands around the
//! text is asked of those who show it (`around`); what is made of a tree has here what that is made
//! of. Pages about the whole site have no key: they follow all others.

use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::frame::shared_picture;
use super::{chapter, course};
use crate::fingerprint::Key;
use crate::notes::library::Landing;
use crate::notes::library::outline::{ChapterNames, Layout, SectionPlace};
use crate::notes::library::stored::packed_tree;
use crate::notes::links::targets::{Backlink, LandingLinks, Link, PageLinks};
use crate::page_kinds::{CoursePage, MarkdownPage, Page};
use crate::pages::paths::Held;
use crate::pages::site::Site;

/// The keys of a site's pages, by path.
pub struct PageKeys<'a> {
    site: &'a Site,
    /// By course and chapter.
    chapters: Vec<Vec<Option<Key>>>,
    /// By course.
    courses: Vec<Option<Key>>,
}

/// All that what is made of a tree may show of the site.
#[derive(Hash)]
struct SiteShown<'a> {
    theme: [u8; 32],
    settings: &'a str,
    base_url: Option<&'a str>,
    language: &'a str,
    picture: Option<String>,
}

/// All that a chapter's page shows.
#[derive(Hash)]
struct ChapterShown<'a> {
    site: &'a Key,
    around: String,
    index: usize,
    tree: &'a [u8],
    text: &'a str,
    layout: Layout,
    places: &'a [SectionPlace],
    names: &'a ChapterNames,
    /// Only `serve` shows it.
    first_line: Option<usize>,
    links: &'a PageLinks,
    shown: Option<&'a Vec<Link>>,
    backlinks: &'a [Arc<Backlink>],
    description: Option<&'a str>,
    course_title: &'a str,
    course_picture: Option<String>,
}

/// All that the pages of a course show of all of it.
#[derive(Hash)]
struct CourseShown<'a> {
    site: &'a Key,
    around: String,
    chapters: Vec<&'a Key>,
    landing: Option<LandingShown<'a>>,
    links: &'a LandingLinks,
}

/// What the notes say on a landing page.
#[derive(Hash)]
struct LandingShown<'a> {
    tree: Vec<u8>,
    text: &'a str,
    layout: Layout,
    places: &'a [SectionPlace],
    names: Option<&'a ChapterNames>,
}

impl<'a> PageKeys<'a> {
    /// Those of a site; `theme` is a key of all that its theme is made of, besides the program.
    pub fn of(site: &'a Site, theme: [u8; 32]) -> Self {
        let of_site = Key::of(&SiteShown {
            theme,
            settings: &site.config.source,
            base_url: site.config.base_url.as_deref(),
            language: &site.library.language,
            picture: shared_picture(site),
        });
        let courses = 0..site.library.outline.courses.len();
        let courses: Vec<_> = courses
            .into_par_iter()
            .map(|index| of_course(site, &of_site, index))
            .collect();
        let (chapters, courses) = courses.into_iter().unzip();
        Self {
            site,
            chapters,
            courses,
        }
    }

    /// The key of what lies at a path; `None` where it is known only by its bytes.
    pub fn get(&self, path: &str) -> Option<[u8; 32]> {
        let page = match self.site.held(path)? {
            Held::Page(page) => page,
            Held::Markdown(MarkdownPage::Chapter(course, chapter)) => {
                let key = self.chapters[*course][*chapter].as_ref()?;
                return Some(Key::of(&(key, path)).0);
            }
            _ => return None,
        };
        let key = match page {
            Page::Chapter(course, chapter) => self.chapters[*course][*chapter].as_ref()?,
            Page::OfCourse(CoursePage::Landing | CoursePage::Commands | CoursePage::Print, at) => {
                self.courses[*at].as_ref()?
            }
            Page::OfSite(_) | Page::Tag(_) | Page::Redirect(_) => return None,
        };
        Some(Key::of(&(key, path)).0)
    }
}

/// The keys of the chapters of a course, and of what is made of all of them.
fn of_course(site: &Site, of_site: &Key, index: usize) -> (Vec<Option<Key>>, Option<Key>) {
    let outline = &site.library.outline.courses[index];
    let chapters = (0..outline.chapters.len()).into_par_iter();
    let chapters: Vec<Option<Key>> = chapters
        .with_min_len(16)
        .map(|chapter| of_chapter(site, of_site, (index, chapter)))
        .collect();
    let whole = chapters.iter().map(Option::as_ref).collect::<Option<_>>();
    let landing = match &site.library.courses[index].landing {
        None => Some(None),
        Some(landing) => {
            of_landing(landing, outline.landing.as_ref().map(|one| &*one.names)).map(Some)
        }
    };
    let whole = whole.zip(landing).map(|(chapters, landing)| {
        Key::of(&CourseShown {
            site: of_site,
            around: text(&course::around(site, CoursePage::Landing.facts(), index)),
            chapters,
            landing,
            links: &site.landing_links[index],
        })
    });
    (chapters, whole)
}

fn text(values: &Map<String, Value>) -> String {
    serde_json::to_string(values).expect("keys of JSON are texts")
}

fn of_landing<'a>(
    landing: &'a Landing,
    names: Option<&'a ChapterNames>,
) -> Option<LandingShown<'a>> {
    Some(LandingShown {
        tree: packed_tree(&landing.placed.tree)?,
        text: &landing.placed.text,
        layout: landing.placed.layout,
        places: &landing.placed.places,
        names,
    })
}

fn of_chapter(site: &Site, of_site: &Key, (course, index): (usize, usize)) -> Option<Key> {
    let of_course = &site.library.outline.courses[course];
    let outline = &of_course.chapters[index];
    let stored = &site.library.courses[course].chapters[index];
    let links = &site.links[course][index];
    let facts = Page::Chapter(course, index).facts();
    let tree = stored.tree_bytes()?;
    Some(Key::of(&ChapterShown {
        site: of_site,
        around: text(&chapter::around(site, facts, (course, index))),
        index,
        tree: &tree,
        text: stored.text(),
        layout: stored.layout(),
        places: stored.places(),
        names: &outline.names,
        first_line: site.lines.then_some(outline.first_line),
        links: &links.found.links,
        shown: links.shown.as_ref().map(|shown| &*shown.table),
        backlinks: links.backlinks.as_slice(),
        description: site.library.courses[course].front[index]
            .description
            .as_deref(),
        course_title: &of_course.title,
        course_picture: course::shared_of(site, course),
    }))
}
