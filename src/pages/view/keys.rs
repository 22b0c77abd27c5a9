//! What each page of chapters and courses is known by without making it: a key of all that it is
//! made of, for whoever keeps pages on disk. A site in, keys by path out. A page that begins to
//! read something else gets it here. Pages about the whole site have none: they follow all others.

use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

use super::chapter::updated;
use super::course::MOST_LISTED;
use super::frame::shared_picture;
use crate::address::PageAddress;
use crate::fingerprint::Key;
use crate::notes::library::Landing;
use crate::notes::library::outline::{
    ChapterLabel, ChapterNames, CoursePart, Layout, SectionPlace,
};
use crate::notes::library::stored::packed_tree;
use crate::notes::library::tags;
use crate::notes::links::targets::{Backlink, LandingLinks, Link, PageLinks};
use crate::page_kinds::{CoursePage, Page};
use crate::pages::paths::Held;
use crate::pages::site::Site;

/// The keys of a site's pages, by path.
pub(crate) struct PageKeys<'a> {
    site: &'a Site,
    /// By course and chapter.
    chapters: Vec<Vec<Option<Key>>>,
    /// By course.
    courses: Vec<Option<Key>>,
}

/// All that every page shows.
#[derive(Hash)]
struct SiteShown<'a> {
    theme: [u8; 32],
    settings: &'a str,
    base_url: Option<&'a str>,
    title: &'a str,
    language: &'a str,
    has_tags: bool,
    has_search: bool,
    has_feed: bool,
    lines: bool,
    place_in_repository: &'a str,
    picture: Option<String>,
    /// The courses that each page lists; none where they are too many.
    courses: Vec<(&'a str, &'a PageAddress)>,
    are_many: bool,
}

/// All that every page of a course shows of it.
#[derive(Hash)]
struct CourseShown<'a> {
    site: &'a Key,
    index: usize,
    title: &'a str,
    url: &'a PageAddress,
    base: &'a str,
    parts: &'a [CoursePart],
    chapters: Vec<(&'a ChapterLabel, bool)>,
}

/// All that a chapter's page shows beside that.
#[derive(Hash)]
struct ChapterShown<'a> {
    course: &'a Key,
    index: usize,
    tree: &'a [u8],
    text: &'a str,
    layout: Layout,
    places: &'a [SectionPlace],
    names: &'a ChapterNames,
    minutes: usize,
    commands: usize,
    line: usize,
    /// Only `serve` shows it.
    first_line: Option<usize>,
    links: &'a PageLinks,
    shown: Option<&'a Vec<Link>>,
    backlinks: &'a [Arc<Backlink>],
    description: Option<&'a str>,
    extra: String,
    tags: Vec<TagShown<'a>>,
    day: Option<&'a str>,
}

/// A tag with its page and how many bear it.
type TagShown<'a> = (&'a str, &'a PageAddress, usize);

/// All that the pages of a course show of all of it.
#[derive(Hash)]
struct WholeCourse<'a> {
    course: &'a Key,
    chapters: Vec<&'a Key>,
    landing: Option<LandingShown<'a>>,
    links: &'a LandingLinks,
    description: Option<&'a str>,
    kicker: Option<&'a str>,
    tags: Vec<TagShown<'a>>,
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
    pub(crate) fn of(site: &'a Site, theme: [u8; 32]) -> Self {
        let of_site = of_site(site, theme);
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
    pub(crate) fn get(&self, path: &str) -> Option<[u8; 32]> {
        let Held::Page(page) = self.site.held(path)? else {
            return None;
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

fn of_site(site: &Site, theme: [u8; 32]) -> Key {
    let courses = &site.library.outline.courses;
    let are_many = courses.len() > MOST_LISTED;
    let listed = courses.iter().filter(|_| !are_many);
    Key::of(&SiteShown {
        theme,
        settings: &site.config.source,
        base_url: site.config.base_url.as_deref(),
        title: &site.library.title,
        language: &site.library.language,
        has_tags: !site.library.tags.is_empty(),
        has_search: site.has_search(),
        has_feed: site.has_feed(),
        lines: site.lines,
        place_in_repository: &site.place_in_repository,
        picture: shared_picture(site),
        courses: listed.map(|course| (&*course.title, &course.url)).collect(),
        are_many,
    })
}

/// The keys of the chapters of a course, and of what is made of all of them.
fn of_course(site: &Site, of_site: &Key, index: usize) -> (Vec<Option<Key>>, Option<Key>) {
    let outline = &site.library.outline.courses[index];
    let chapters = outline.chapters.iter();
    let frame = Key::of(&CourseShown {
        site: of_site,
        index,
        title: &outline.title,
        url: &outline.url,
        base: &outline.base,
        parts: &outline.parts,
        chapters: chapters
            .map(|chapter| (&*chapter.label, chapter.skipped))
            .collect(),
    });
    let chapters = (0..outline.chapters.len()).into_par_iter();
    let chapters: Vec<Option<Key>> = chapters
        .with_min_len(16)
        .map(|chapter| of_chapter(site, &frame, (index, chapter)))
        .collect();
    let course = &site.library.courses[index];
    let whole = chapters.iter().map(Option::as_ref).collect::<Option<_>>();
    let landing = match &course.landing {
        None => Some(None),
        Some(landing) => {
            of_landing(landing, outline.landing.as_ref().map(|one| &*one.names)).map(Some)
        }
    };
    let whole = whole.zip(landing).map(|(chapters, landing)| {
        Key::of(&WholeCourse {
            course: &frame,
            chapters,
            landing,
            links: &site.landing_links[index],
            description: course.description.as_deref(),
            kicker: course.kicker.as_deref(),
            tags: tags_shown(site, &course.tags),
        })
    });
    (chapters, whole)
}

fn tags_shown<'a>(site: &'a Site, names: &[String]) -> Vec<TagShown<'a>> {
    let found = names
        .iter()
        .filter_map(|name| tags::find(&site.library.tags, name));
    found
        .map(|tag| (&*tag.name, &tag.url, tag.places.len()))
        .collect()
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

fn of_chapter(site: &Site, frame: &Key, (course, index): (usize, usize)) -> Option<Key> {
    let outline = &site.library.outline.courses[course].chapters[index];
    let stored = &site.library.courses[course].chapters[index];
    let front = &site.library.courses[course].front[index];
    let links = &site.links[course][index];
    let tree = stored.tree_bytes()?;
    Some(Key::of(&ChapterShown {
        course: frame,
        index,
        tree: &tree,
        text: stored.text(),
        layout: stored.layout(),
        places: stored.places(),
        names: &outline.names,
        minutes: outline.minutes,
        commands: outline.commands,
        line: outline.line,
        first_line: site.lines.then_some(outline.first_line),
        links: &links.found.links,
        shown: links.shown.as_ref().map(|shown| &*shown.table),
        backlinks: links.backlinks.as_slice(),
        description: front.description.as_deref(),
        extra: format!("{:?}", front.extra),
        tags: tags_shown(site, &front.tags),
        day: updated(site, course, index),
    }))
}
