//! A course on one page, for paper.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::course::{course_value, landing_body};
use super::{common, number_label, render, values_with};
use crate::pages::page::ThemeError;
use crate::pages::site::{Site, root_of};

/// A course on one page, for paper.
pub fn print(site: &Site, index: usize) -> Result<String, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let url = format!("{}print.html", outline.base);
    let prefixes: BTreeMap<String, String> =
        outline.chapters.iter().enumerate().map(|(i, chapter)| (chapter.url.clone(), format!("c{}-", i + 1))).collect();
    let chapters: Vec<Value> = outline
        .chapters
        .iter()
        .enumerate()
        .map(|(i, chapter)| json!({ "id": format!("c{}-top", i + 1), "number": number_label(&chapter.numbers), "title": chapter.title, "body": format!("<!--notesite:body:{i}-->") }))
        .collect();
    let mut values = common(site, &url, &outline.title);
    let intro = site.library.courses[index]
        .landing
        .as_ref()
        .map_or(String::new(), |landing| landing_body(site, landing, &site.landing_links[index], &url));
    let more = json!({ "kind": "print", "course": course_value(outline, root_of(&url)), "chapters": chapters, "intro": intro });
    let frame = render(site, "print.html", values_with(&mut values, more))?;
    // The bodies are set in afterwards: a course's text must not stand in memory once as values, once as a context and once as a page.
    // No note can write the mark, since a body has no comments.
    let mut out = String::with_capacity(frame.len() + outline.chapters.len() * 4096);
    let mut rest = frame.as_str();
    while let Some(start) = rest.find("<!--notesite:body:") {
        let after = &rest[start + "<!--notesite:body:".len()..];
        let Some(end) = after.find("-->") else { break };
        out.push_str(&rest[..start]);
        if let Some(i) = after[..end].parse().ok().filter(|i| *i < outline.chapters.len()) {
            out.push_str(&site.body(index, i, Some(&prefixes)));
        }
        rest = &after[end + 3..];
    }
    out.push_str(rest);
    Ok(out)
}
