//! A course on one page, for paper: the frame of the template with the bodies of the chapters
//! between its pieces.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::course::course_value;
use super::frame::{common, render, values_with};
use super::pieces;
use super::text::{chapter_body, landing_body};
use crate::notes::library::titles::number_label;
use crate::page_kinds::{CoursePage, Facts};
use crate::pages::body::OURS;
use crate::pages::page::ThemeError;
use crate::pages::site::Site;

/// A course on one page, in pieces: a course's text must never stand in memory as one page.
pub fn print(
    site: &Site,
    facts: Facts,
    index: usize,
) -> Result<Box<dyn Iterator<Item = String> + '_>, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let prefixes: BTreeMap<String, String> = outline
        .chapters
        .iter()
        .enumerate()
        .map(|(i, chapter)| (chapter.url.clone(), format!("c{}.", i + 1)))
        .collect();
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
    Ok(pieces::fill(&frame(site, facts, index)?, body))
}

/// The page with marks in the places of the chapters' bodies.
fn frame(site: &Site, facts: Facts, index: usize) -> Result<String, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let url = CoursePage::Print.of(&outline.base);
    let chapters: Vec<Value> = outline
        .chapters
        .iter()
        .enumerate()
        .map(|(i, chapter)| {
            json!({
                "id": format!("c{}.{OURS}top", i + 1),
                "number": number_label(&chapter.numbers),
                "title": chapter.title,
                "body": pieces::mark(i),
            })
        })
        .collect();
    let mut values = common(site, facts, &url, &outline.title);
    let intro = site.library.courses[index]
        .landing
        .as_ref()
        .map_or(String::new(), |landing| {
            landing_body(site, landing, &site.landing_links[index], &url)
        });
    let more =
        json!({ "course": course_value(outline, &url), "chapters": chapters, "intro": intro });
    render(site, facts, values_with(&mut values, more))
}
