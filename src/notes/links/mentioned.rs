//! Who mentions whom: what every page says of others, read the other way. Mentions of all pages in,
//! those of each page out.

use std::collections::HashMap;
use std::sync::Arc;

use crate::fingerprint::Hashed;
use crate::notes::library::outline::Names;
use crate::notes::links::targets::{Backlink, Mentioned};
use crate::page_kinds::SitePage;

/// Who mentions each page that notes are written on.
#[derive(Debug, Default)]
pub(super) struct Backlinks {
    pub chapters: Vec<Arc<Hashed<Vec<Arc<Backlink>>>>>,
    /// By course.
    pub landings: Vec<Vec<Arc<Backlink>>>,
    /// The site's own landing page.
    pub home: Vec<Arc<Backlink>>,
}

/// All that telling a chapter who mentions it may know.
#[derive(Hash)]
pub(super) struct BacklinkInput<'a> {
    pub names: &'a Hashed<Names>,
    /// By chapters.
    pub mentions: Vec<&'a Hashed<Mentioned>>,
    /// By landing pages, in the order of the courses, and by that of the site.
    pub landings: &'a [Mentioned],
}

/// Every table read the other way: who mentions a page.
pub(super) fn backlinks(input: &BacklinkInput) -> Backlinks {
    let courses = &input.names.courses;
    let chapters = courses.iter().flat_map(|course| &course.chapters);
    let urls = chapters.map(|chapter| chapter.url.as_str());
    let urls = urls
        .chain(courses.iter().map(|course| course.url.as_str()))
        .chain([SitePage::Home.path()]);
    let mut by_url: HashMap<&str, usize> = HashMap::new();
    for (i, url) in urls.enumerate() {
        // The page of the course at the root is no page of the site's own.
        by_url.entry(url).or_insert(i);
    }
    let count = input.mentions.len();
    let mut found: Vec<Vec<Arc<Backlink>>> = vec![Vec::new(); count + courses.len() + 1];
    let mut tell = |mentioned: &Mentioned| {
        for (page, backlink) in mentioned {
            if let Some(target) = by_url.get(&**page) {
                found[*target].push(backlink.clone());
            }
        }
    };
    let mut landings = input.landings.iter();
    landings.next_back().into_iter().for_each(&mut tell);
    let mut mentions = input.mentions.iter();
    for (course, landing) in courses.iter().zip(landings) {
        tell(landing);
        let of_course = mentions.by_ref().take(course.chapters.len());
        of_course.for_each(|mentioned| tell(mentioned));
    }
    let home = found.pop().unwrap_or_default();
    let landings = found.split_off(count);
    Backlinks {
        chapters: found
            .into_iter()
            .map(|backlinks| Arc::new(backlinks.into()))
            .collect(),
        landings,
        home,
    }
}
