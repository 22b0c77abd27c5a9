//! What found its place in the site taken, told where it was written. A site in, messages out.

use std::collections::HashMap;
use std::path::Path;

use super::paths::{Clash, Held};
use super::site::Site;
use crate::address::NotePath;
use crate::diagnostic::Diagnostic;
use crate::notes::library::lock;
use crate::notes::links::targets::Target;
use crate::notes::messages::At;
use crate::notes::sources::STATIC;
use crate::notes::taken::{self, InTheWay};
use crate::notes::tree::{FileOffset, Span};
use crate::page_kinds::Page;
use crate::text;

/// Everything that has no place.
pub(crate) fn clashes(site: &Site) -> Vec<Diagnostic> {
    let clashes = site.paths.clashes.iter();
    // The places of links are asked for by files alone.
    let is_file = |clash: &Clash| matches!(clash.held, Held::File(_));
    let links = if clashes.clone().any(is_file) {
        links_to_files(site)
    } else {
        HashMap::new()
    };
    clashes.map(|clash| told(site, clash, &links)).collect()
}

fn told(site: &Site, clash: &Clash, links: &HashMap<&str, FileLink>) -> Diagnostic {
    let in_the_way = in_the_way(site, clash);
    let (path, other) = (clash.path.as_str(), clash.other.as_str());
    match &clash.held {
        Held::File(disk) => match (static_source(disk, path), links.get(path)) {
            (None, Some(&(file, offset, span))) => {
                taken::no_place_for_file(At { file, span }, path, in_the_way).in_file(offset)
            }
            (source, _) => {
                taken::no_place_for_static_file(source.as_deref().unwrap_or(path), other)
            }
        },
        Held::Page(Page::Redirect(_)) => {
            // What is written nowhere comes from the lock.
            let lock = (lock::NAME.into(), None);
            let (file, span) = site.redirects.get(path).unwrap_or(&lock);
            taken::no_place_for_redirect(file, *span, path, in_the_way)
        }
        Held::Page(page) => {
            let file = source_of(site, page).unwrap_or_else(|| path.into());
            taken::no_place(&file, path, other)
        }
        Held::Machines(_) | Held::Markdown(_) | Held::Search | Held::Asset | Held::Empty => {
            taken::no_place(&path.into(), path, other)
        }
    }
}

/// Where the file for this path of the site lies under ROOT, if it is one that is copied as it is:
/// a link may lead to another one that lies at the same path.
fn static_source(disk: &Path, path: &str) -> Option<String> {
    let disk = text::nfc(&disk.to_string_lossy());
    let sources = STATIC.map(|folder| format!("{folder}{path}"));
    sources
        .into_iter()
        .find(|source| disk.ends_with(&format!("/{source}")))
}

fn in_the_way<'a>(site: &Site, clash: &'a Clash) -> InTheWay<'a> {
    let (path, other) = (clash.path.as_str(), clash.other.as_str());
    let is_page = matches!(site.held(other), Some(Held::Page(_)));
    let levels = |path: &str| path.matches('/').count();
    match levels(other).cmp(&levels(path)) {
        std::cmp::Ordering::Greater => InTheWay::Folder,
        std::cmp::Ordering::Less => InTheWay::Above(other),
        std::cmp::Ordering::Equal if path == other && is_page => InTheWay::Page,
        std::cmp::Ordering::Equal if path == other => InTheWay::File,
        std::cmp::Ordering::Equal => InTheWay::Twin(other),
    }
}

/// Where a link is written.
type FileLink<'a> = (&'a NotePath, FileOffset, Span);

/// Where each picture and file is first linked.
fn links_to_files(site: &Site) -> HashMap<&str, FileLink<'_>> {
    let library = &site.library;
    let chapters = library
        .outline
        .courses
        .iter()
        .zip(&site.links)
        .flat_map(|(course, links)| course.chapters.iter().zip(links))
        .map(|(chapter, links)| (&chapter.file, chapter.offset, links.table()));
    let courses = library.courses.iter().zip(&site.landing_links);
    let landings = courses
        .filter_map(|(course, links)| Some((course.landing.as_ref()?, links)))
        .chain(library.home.as_ref().map(|home| (home, &site.home_links)))
        .map(|(landing, links)| {
            let table = links.links.table.as_slice();
            (&landing.file, landing.offset, table)
        });
    let mut first = HashMap::new();
    for (file, offset, links) in chapters.chain(landings) {
        for link in links {
            if let Target::File { url } | Target::Image { url, .. } = &link.target {
                first.entry(&**url).or_insert((file, offset, link.span));
            }
        }
    }
    first
}

/// The file or folder that a page is made from.
fn source_of(site: &Site, page: &Page) -> Option<NotePath> {
    let courses = &site.library.outline.courses;
    match page {
        Page::Chapter(course, chapter) => Some(courses[*course].chapters[*chapter].file.clone()),
        Page::OfCourse(_, course) => Some(courses[*course].source.as_str().into()),
        Page::OfSite(_) | Page::Tag(_) | Page::Redirect(_) => None,
    }
}
