//! Pages by tag: all tags on one page, and for each of them what bears it.

use serde_json::{Value, json};

use super::frame::{common, render, values_with};
use crate::address::href;
use crate::notes::library::tags::{self, Tag};
use crate::notes::library::titles::{full_title, number_label};
use crate::page_kinds::{Facts, SitePage};
use crate::pages::page::ThemeError;
use crate::pages::site::Site;

/// The page of one tag lists so many others on either side, and of each chapter so many others; the
/// page of all tags and the chapter's own list them all. All of them on every page would be
/// quadratic.
const NEAR: usize = 25;

/// Tags by name, with their pages.
pub(super) fn links(site: &Site, from: &str, names: &[String]) -> Vec<Value> {
    let found = names
        .iter()
        .filter_map(|name| tags::find(&site.library.tags, name));
    found.map(|tag| link(from, tag)).collect()
}

fn link(from: &str, tag: &Tag) -> Value {
    json!({ "name": tag.name, "href": href(from, &tag.url), "count": tag.places.len() })
}

/// Every tag.
pub(super) fn tags(site: &Site, facts: Facts) -> Result<Vec<u8>, ThemeError> {
    let url = SitePage::Tags.path();
    let title = site.theme.strings.get("tags").cloned().unwrap_or_default();
    let mut values = common(site, facts, url, &title);
    let all: Vec<Value> = site.library.tags.iter().map(|tag| link(url, tag)).collect();
    render(
        site,
        facts,
        values_with(&mut values, json!({ "tags": all, "groups": [] })),
    )
}

/// What bears one tag, by course.
pub(super) fn tag(site: &Site, facts: Facts, index: usize) -> Result<Vec<u8>, ThemeError> {
    let tag = &site.library.tags[index];
    let from = &*tag.url;
    let title = format!("#{}", tag.name);
    let mut values = common(site, facts, &tag.url, &title);
    let mut groups: Vec<(usize, Vec<Value>)> = Vec::new();
    for (course, chapter) in &tag.places {
        if groups.last().is_none_or(|(last, _)| last != course) {
            groups.push((*course, Vec::new()));
        }
        let outline = &site.library.outline.courses[*course];
        if let (Some(i), Some((_, chapters))) = (chapter, groups.last_mut()) {
            let chapter = &outline.chapters[*i];
            let all = &site.library.courses[*course].front[*i].tags;
            let besides = || all.iter().filter(|name| **name != tag.name);
            let tags: Vec<&String> = besides().take(NEAR).collect();
            chapters.push(json!({
                "href": href(from, &chapter.url),
                "number": number_label(chapter),
                "title": chapter.title,
                "name": full_title(chapter),
                "tags": tags,
                "more": besides().count() - tags.len(),
            }));
        }
    }
    let groups: Vec<Value> = groups
        .into_iter()
        .map(|(course, chapters)| {
            let outline = &site.library.outline.courses[course];
            json!({
                "title": outline.title,
                "href": href(from, &outline.url),
                "chapters": chapters,
            })
        })
        .collect();
    let all = &site.library.tags;
    let near = index.saturating_sub(NEAR)..all.len().min(index + NEAR + 1);
    let all: Vec<Value> = all[near].iter().map(|tag| link(from, tag)).collect();
    render(
        site,
        facts,
        values_with(&mut values, json!({ "tags": all, "groups": groups })),
    )
}
