//! A course on one page, for paper: the frame of the template with the bodies of the chapters
//! between its pieces.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::course::course_value;
use super::frame::{common, render_text, values_with};
use super::pieces;
use super::text::{chapter_body, landing_body};
use crate::address::PageAddress;
use crate::notes::library::outline::CourseOutline;
use crate::notes::library::titles::number_label;
use crate::page_kinds::{CoursePage, Facts};
use crate::pages::body::OURS;
use crate::pages::page::ThemeError;
use crate::pages::site::Site;

/// A course on one page, in pieces: a course's text must never stand in memory as one page.
pub(super) fn print(
    site: &Site,
    facts: Facts,
    index: usize,
) -> Result<Box<dyn Iterator<Item = String> + '_>, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let prefixes = prefixes(outline);
    let frame = frame(site, facts, index, &prefixes)?;
    let body = move |chapter: usize| {
        let stored = site.library.courses[index].chapters.get(chapter)?;
        Some(chapter_body(
            site,
            &stored.open(),
            index,
            chapter,
            Some(&prefixes),
        ))
    };
    Ok(pieces::fill(&frame, body))
}

/// What stands before the ids of each page: those of the landing page are the course's first.
fn prefixes(outline: &CourseOutline) -> BTreeMap<PageAddress, String> {
    let landing = outline.landing.iter().map(|_| (outline.url.clone(), 0));
    let chapters = outline.chapters.iter().map(|chapter| chapter.url.clone());
    landing
        .chain(chapters.zip(1..))
        .map(|(url, number)| (url, format!("c{number}.")))
        .collect()
}

/// The page with marks in the places of the chapters' bodies.
fn frame(
    site: &Site,
    facts: Facts,
    index: usize,
    prefixes: &BTreeMap<PageAddress, String>,
) -> Result<String, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let url = CoursePage::Print.of(&outline.base);
    let chapters: Vec<Value> = outline
        .chapters
        .iter()
        .enumerate()
        .map(|(i, chapter)| {
            let before = i.checked_sub(1).and_then(|i| outline.chapters[i].part);
            let begins = chapter.part.filter(|part| before != Some(*part));
            json!({
                "part": begins.and_then(|part| outline.part_title(part)),
                "id": format!("c{}.{OURS}top", i + 1),
                "number": number_label(chapter),
                "title": chapter.title,
                "language": site.library.courses[index].chapters[i]
                    .language_beside(&site.library.language),
                "body": pieces::mark(i),
            })
        })
        .collect();
    let mut values = common(site, facts, &url, &outline.title);
    let landing = site.library.courses[index].landing.as_ref();
    let landing = landing.zip(outline.landing.as_ref());
    let intro = landing.map_or(String::new(), |(landing, outline)| {
        let links = &site.landing_links[index];
        let colors = &site.landing_colors[index];
        landing_body(site, landing, outline, links, colors, Some(prefixes))
    });
    let more = json!({
        "course": course_value(outline, &url),
        "chapters": chapters,
        "intro": intro,
        "language": landing
            .and_then(|(landing, _)| landing.language_beside(&site.library.language)),
        "id": landing.map(|_| format!("c0.{OURS}top")),
    });
    render_text(site, facts, values_with(&mut values, more))
}
