//! What differs between two sites, for the pages that are open in browsers and for the line in the
//! terminal. Two sites in, [`News`] out. Pure: asks no disk and no clock.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::edge::news::{ChangePlace, News};
use crate::notes::library::lines::line_feeds;
use crate::notes::library::outline::{ChapterOutline, CourseOutline};
use crate::page_kinds::{Page, SitePage};
use crate::pages::inputs::PageInputs;
use crate::pages::paths::Held;
use crate::pages::site::Site;

/// How many pages are named; beyond that every page asks for itself.
const NAMED: usize = 200;

/// A site with what its pages are made of.
pub(super) type PagesSeen<'a> = (&'a Site, &'a PageInputs);

/// Compares the site that was served with the next. `changed_files` are pictures and linked files
/// whose bytes differ.
pub(super) fn news(
    (old, before): PagesSeen<'_>,
    (new, now): PagesSeen<'_>,
    changed_files: &HashSet<String>,
) -> News {
    let mut news = News::default();
    for (c, course) in new.library.outline.courses.iter().enumerate() {
        for (i, chapter) in course.chapters.iter().enumerate() {
            let Some((d, j)) = place_of(old, &chapter.url, (c, i)) else {
                news.changed.insert(chapter.url.to_string());
                news.place.get_or_insert_with(|| ChangePlace {
                    url: chapter.url.to_string(),
                    line: chapter.line,
                });
                continue;
            };
            if now.chapters[c][i] == before.chapters[d][j] {
                continue;
            }
            news.changed.insert(chapter.url.to_string());
            let text = new.library.courses[c].chapters[i].text();
            let old_text = old.library.courses[d].chapters[j].text();
            if news.place.is_none() && text != old_text {
                news.place = Some(first_change(new, (c, i), old_text));
            }
        }
    }
    let frame = now.frame != before.frame || new.config != old.config;
    let landings = now.landings != before.landings;
    // The sidebar is on every page.
    if frame || news.changed.len() > NAMED {
        news.changed = ["*".to_owned()].into();
    } else if landings || !news.changed.is_empty() {
        // What lists others follows them, and so does the search index.
        let follows = |held: &Held| match held {
            Held::Page(page) => page.facts().follows,
            Held::Machines(_) | Held::Markdown(_) | Held::Search => true,
            Held::Asset | Held::Empty | Held::File(_) => false,
        };
        news.changed.extend(
            new.paths
                .held
                .iter()
                .filter(|(_, held)| follows(held))
                .map(|(path, _)| path.clone()),
        );
    }
    news.files = changed_files
        .iter()
        .filter(|path| new.paths.held.contains_key(*path))
        .cloned()
        .collect();
    news.moved = moved(old, new);
    news
}

/// Where the page stood; mostly at the same place.
fn place_of(site: &Site, url: &str, (c, i): (usize, usize)) -> Option<(usize, usize)> {
    let here = site
        .library
        .outline
        .courses
        .get(c)
        .and_then(|course| course.chapters.get(i));
    if here.is_some_and(|chapter| chapter.url == *url) {
        return Some((c, i));
    }
    match site.page(url) {
        Some(Page::Chapter(c, i)) => Some((*c, *i)),
        _ => None,
    }
}

/// The section and the line of the first byte that differs.
fn first_change(site: &Site, (c, i): (usize, usize), before: &str) -> ChangePlace {
    let (outline, stored) = (
        &site.library.outline.courses[c].chapters[i],
        &site.library.courses[c].chapters[i],
    );
    let text = stored.text();
    let mut first = text
        .bytes()
        .zip(before.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    // What was added behind a line break begins on the next line.
    while text.as_bytes().get(first) == Some(&b'\n') && first + 1 < text.len() {
        first += 1;
    }
    let section = outline.section_at(stored.places(), first);
    let url = section.map_or_else(
        || outline.url.to_string(),
        |section| outline.url.at(&outline.sections[section].id).to_string(),
    );
    let lines = line_feeds(&text.as_bytes()[..first.min(text.len())]);
    ChangePlace {
        url,
        line: outline.first_line + lines,
    }
}

/// Chapters that are gone, each with its successor: the new page with the same text below the
/// heading, else the one of the same number, else the one that stands in its place, else its
/// course.
fn moved(old: &Site, new: &Site) -> BTreeMap<String, String> {
    let lacks = |site: &Site, url: &str, at| {
        place_of(site, url, at).is_none() && !site.paths.held.contains_key(url)
    };
    let gone: Vec<(usize, usize)> = chapters(old)
        .filter(|at| lacks(new, url(old, *at), *at))
        .collect();
    if gone.is_empty() {
        return BTreeMap::new();
    }
    let come: Vec<(usize, usize)> = chapters(new)
        .filter(|at| lacks(old, url(new, *at), *at))
        .collect();
    let below = |site: &Site, (c, i): (usize, usize)| {
        let text = site.library.courses[c].chapters[i].text();
        text.trim()
            .split_once('\n')
            .map_or(String::new(), |(_, rest)| rest.trim().to_owned())
    };
    let texts: HashMap<String, (usize, usize)> = come
        .iter()
        .rev()
        .map(|at| (below(new, *at), *at))
        .filter(|(text, _)| !text.is_empty())
        .collect();
    let courses: HashMap<&str, (&CourseOutline, HashMap<&[u32], &ChapterOutline>)> = new
        .library
        .outline
        .courses
        .iter()
        .rev()
        .map(|course| (&*course.url, (course, by_numbers(course))))
        .collect();
    let successor = |(c, i): (usize, usize)| {
        let was = &old.library.outline.courses[c].chapters[i];
        if let Some((d, j)) = texts.get(&below(old, (c, i))) {
            return url(new, (*d, *j)).to_owned();
        }
        let known = courses.get(&*old.library.outline.courses[c].url);
        let Some((course, by_numbers)) = known else {
            return SitePage::Home.path().to_owned();
        };
        let numbered = by_numbers.get(was.numbers.as_slice()).copied();
        let beside = course
            .chapters
            .get(i)
            .filter(|chapter| !old.paths.held.contains_key(chapter.url.as_str()));
        numbered
            .or(beside)
            .map_or_else(|| course.url.to_string(), |chapter| chapter.url.to_string())
    };
    gone.into_iter()
        .map(|at| (url(old, at).to_owned(), successor(at)))
        .collect()
}

/// The first chapter of each numbers.
fn by_numbers(course: &CourseOutline) -> HashMap<&[u32], &ChapterOutline> {
    let chapters = course.chapters.iter().rev();
    let numbered = chapters.filter(|chapter| !chapter.numbers.is_empty());
    numbered
        .map(|chapter| (chapter.numbers.as_slice(), chapter))
        .collect()
}

fn chapters(site: &Site) -> impl Iterator<Item = (usize, usize)> {
    site.library
        .outline
        .courses
        .iter()
        .enumerate()
        .flat_map(|(c, course)| (0..course.chapters.len()).map(move |i| (c, i)))
}

fn url(site: &Site, (course, chapter): (usize, usize)) -> &str {
    &site.library.outline.courses[course].chapters[chapter].url
}

/// How many pages of the site these news are about.
pub(super) fn count(news: &News, site: &Site) -> usize {
    if news.changed.contains("*") {
        site.pages().count()
    } else {
        news.changed.len()
    }
}
