//! The landing page of a course: what it covers, its chapters with their sections.

use serde_json::{Value, json};

use super::navigation::navigation;
use super::{common, full_title, number_label, render, script_json, site_title, values_with};
use crate::notes::library::{Landing, first_picture};
use crate::notes::link::{Link, Target};
use crate::notes::outline::{ChapterOutline, CourseOutline};
use crate::pages::body::{self, Body};
use crate::pages::page::ThemeError;
use crate::pages::site::{Site, root_of};
use crate::text::percent_encode;

/// A course's landing page.
pub fn course(site: &Site, index: usize) -> Result<String, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let course = &site.library.courses[index];
    let root = root_of(&outline.url);
    let mut values = common(site, &outline.url, &outline.title);
    let picture = outline.chapters.iter().zip(&course.chapters).zip(&site.links[index]).find_map(|((chapter, placed), links)| {
        let span = first_picture(&placed.open().tree)?;
        let link = links.table.iter().find(|link| link.span == span)?;
        match &link.target {
            Target::Image { url, width, height } => Some(json!({ "src": format!("{root}{}", percent_encode(url)), "width": width, "height": height, "href": format!("{root}{}", percent_encode(&chapter.url)), "title": full_title(chapter) })),
            _ => None,
        }
    });
    let chapters: Vec<Value> = outline
        .chapters
        .iter()
        .enumerate()
        .map(|(i, chapter)| {
            let sections: Vec<&str> = chapter.sections.iter().filter(|section| section.depth == 1).map(|section| section.title.as_str()).take(12).collect();
            let part = chapter.part.filter(|part| i == 0 || outline.chapters[i - 1].part != Some(*part)).and_then(|part| outline.parts.get(part));
            json!({ "href": format!("{root}{}", percent_encode(&chapter.url)), "number": number_label(&chapter.numbers), "title": chapter.title,
                    "sections": sections, "skipped": chapter.skipped, "part": part })
        })
        .collect();
    let intro = course
        .landing
        .as_ref()
        .map_or(String::new(), |landing| landing_body(site, landing, &site.landing_links[index], &outline.url));
    let ld = json!({ "@context": "https://schema.org", "@type": "Course", "name": outline.title, "inLanguage": site.config.language,
        "description": course.description, "provider": { "@type": "Organization", "name": site_title(site) } });
    let more = json!({
        "kind": "course", "course": course_value(outline, root), "nav": navigation(site, index, None), "kicker": course.kicker, "intro": intro,
        "chapters": chapters, "picture": picture, "description": course.description, "ld": script_json(&ld), "courses": other_courses(site, index, root),
    });
    render(site, "course.html", values_with(&mut values, more))
}

pub(super) fn landing_body(site: &Site, landing: &Landing, links: &[Link], url: &str) -> String {
    let outline = ChapterOutline { url: url.to_owned(), ..ChapterOutline::default() };
    body::render(&Body {
        placed: &landing.placed,
        outline: &outline,
        links,
        keys: &[],
        anchors: &std::collections::BTreeMap::new(),
        root: root_of(url),
        words: &site.theme.words,
        print: None,
        line: None,
    })
}

pub(super) fn course_value(outline: &CourseOutline, root: &str) -> Value {
    let href = |page: &str| format!("{root}{}{page}", percent_encode(&outline.base));
    json!({ "title": outline.title, "href": href("index.html"), "commands": href("commands.html"), "print": href("print.html"), "count": outline.chapters.len() })
}

pub(super) fn other_courses(site: &Site, course: usize, root: &str) -> Vec<Value> {
    let courses = &site.library.outline.courses;
    if courses.len() < 2 || courses.len() > 50 {
        return Vec::new();
    }
    let each = courses.iter().enumerate().map(
        |(i, one)| json!({ "title": one.title, "href": format!("{root}{}", percent_encode(&one.url)), "current": i == course }),
    );
    each.collect()
}
