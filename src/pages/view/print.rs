//! A course on one page, for paper: the frame of the template with the bodies of the chapters between its pieces.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::course::{course_value, landing_body};
use super::{common, number_label, render, values_with};
use crate::pages::page::ThemeError;
use crate::pages::site::{Site, root_of};

/// Opens the mark in whose place a chapter's body comes. No note can write it, since a body has no comments.
const MARK: &str = "<!--notesite:body:";

/// A course on one page, in pieces: a course's text must never stand in memory as one page.
pub fn print(site: &Site, index: usize) -> Result<Box<dyn Iterator<Item = String> + '_>, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let prefixes: BTreeMap<String, String> =
        outline.chapters.iter().enumerate().map(|(i, chapter)| (chapter.url.clone(), format!("c{}-", i + 1))).collect();
    let pieces = pieces(&frame(site, index)?, outline.chapters.len());
    Ok(Box::new(pieces.into_iter().map(move |piece| match piece {
        Piece::Frame(html) => html,
        Piece::Body(chapter) => {
            let placed = site.library.courses[index].chapters[chapter].open();
            site.body(&placed, index, chapter, Some(&prefixes))
        }
    })))
}

/// A stretch of the page.
enum Piece {
    /// What the template says.
    Frame(String),
    /// The body of this chapter.
    Body(usize),
}

fn pieces(frame: &str, chapters: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = frame;
    while let Some((before, after)) = rest.split_once(MARK) {
        let Some((number, after)) = after.split_once("-->") else { break };
        out.push(Piece::Frame(before.to_owned()));
        out.extend(number.parse().ok().filter(|i| *i < chapters).map(Piece::Body));
        rest = after;
    }
    out.push(Piece::Frame(rest.to_owned()));
    out
}

/// The page with marks in the places of the chapters' bodies.
fn frame(site: &Site, index: usize) -> Result<String, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let url = format!("{}print.html", outline.base);
    let chapters: Vec<Value> = outline
        .chapters
        .iter()
        .enumerate()
        .map(|(i, chapter)| json!({ "id": format!("c{}-top", i + 1), "number": number_label(&chapter.numbers), "title": chapter.title, "body": format!("{MARK}{i}-->") }))
        .collect();
    let mut values = common(site, &url, &outline.title);
    let intro = site.library.courses[index]
        .landing
        .as_ref()
        .map_or(String::new(), |landing| landing_body(site, landing, &site.landing_links[index], &url));
    let more = json!({ "kind": "print", "course": course_value(outline, root_of(&url)), "chapters": chapters, "intro": intro });
    render(site, "print.html", values_with(&mut values, more))
}
