//! Pages about the whole site: its landing page, all chapters, the page for wrong addresses,
//! redirects.

use std::sync::OnceLock;

use serde_json::{Value, json};

use super::chapter::chapter_link;
use super::frame::{common, render, site_title, values_with};
use super::landing;
use crate::address::RedirectTarget;
use crate::address::href;
use crate::address::root_of;
use crate::notes::library::titles::full_title;
use crate::page_kinds::{CoursePage, Facts, Page, SitePage};
use crate::pages::page::ThemeError;
use crate::pages::site::Site;
use crate::text::percent_encode;

fn contents(site: &Site, from: &str) -> Vec<Value> {
    let courses = site.library.outline.courses.iter().enumerate();
    courses
        .map(|(i, outline)| {
            let mut part = None;
            let chapters: Vec<Value> = outline
                .chapters
                .iter()
                .map(|chapter| {
                    let begins = chapter.part.filter(|_| chapter.part != part);
                    part = chapter.part;
                    let mut link = chapter_link(from, chapter);
                    link["part"] = json!(begins.and_then(|part| outline.part_title(part)));
                    link
                })
                .collect();
            json!({
                "title": outline.title,
                "href": href(from, &outline.url),
                "chapters": chapters,
                "count": outline.chapters.len(),
                "commands": outline
                    .has_commands()
                    .then(|| href(from, &CoursePage::Commands.of(&outline.base))),
                "is_listed": landing::lists(&site.home_links, outline),
                "description": site.library.courses[i].description,
            })
        })
        .collect()
}

/// The site's landing page: its own text and the courses.
pub(super) fn home(site: &Site, facts: Facts) -> Result<Vec<u8>, ThemeError> {
    let url = SitePage::Home.path();
    let mut values = common(site, facts, url, site_title(site));
    let home = (
        site.library.home.as_ref(),
        site.library.outline.home.as_ref(),
    );
    let mut more = landing::values(
        site,
        site_title(site),
        home.0,
        home.1,
        &site.home_links,
        &OnceLock::new(),
        url,
    );
    more["contents"] = contents(site, url).into();
    // What the README is called where the site has another name.
    let heading = home.0.map(|home| home.placed.tree.title.as_str());
    let heading = heading.filter(|heading| !heading.is_empty() && *heading != site_title(site));
    more["kicker"] = heading.into();
    let mut courses = site.library.outline.courses.iter();
    more["are_listed"] = courses
        .all(|course| landing::leads_to(&site.home_links, course))
        .into();
    render(site, facts, values_with(&mut values, more))
}

/// Every course and chapter on one page.
pub(super) fn all(site: &Site, facts: Facts) -> Result<Vec<u8>, ThemeError> {
    let url = SitePage::All.path();
    let title = site
        .theme
        .strings
        .get("contents")
        .cloned()
        .unwrap_or_default();
    let mut values = common(site, facts, url, &title);
    let more = json!({ "contents": contents(site, url), "are_listed": false, "intro": "" });
    render(site, facts, values_with(&mut values, more))
}

/// The page for addresses that lead nowhere; it stands at any depth, so its links need the site's
/// own address.
pub(super) fn not_found(site: &Site, facts: Facts) -> Result<Vec<u8>, ThemeError> {
    let title = site
        .theme
        .strings
        .get("not_found")
        .cloned()
        .unwrap_or_default();
    let mut values = common(site, facts, SitePage::NotFound.path(), &title);
    // The path of the site on its host: `/notes/` on a GitHub project page, `/` elsewhere.
    let base = site
        .config
        .base_url
        .as_deref()
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.find('/').map(|i| rest[i..].to_owned()));
    let base = base.unwrap_or_else(|| "/".to_owned());
    let style = site
        .theme
        .assets
        .get(&site.theme.css)
        .map_or(String::new(), |css| {
            let css = String::from_utf8_lossy(css);
            without_layers(&css, &["notes", "code", "print"]).replace("</", "<\\/")
        });
    let more = json!({ "base": base, "style": style });
    render(site, facts, values_with(&mut values, more))
}

/// A style sheet without some of its layers: a page that stands alone takes along what it shows.
fn without_layers(css: &str, layers: &[&str]) -> String {
    let mut css = css.to_owned();
    for layer in layers {
        for head in [format!("@layer {layer} {{"), format!("@layer {layer}{{")] {
            while let Some(start) = css.find(&head) {
                let Some(end) = block_end(&css[start..]) else {
                    return css;
                };
                css.replace_range(start..start + end, "");
            }
        }
    }
    css
}

/// Where the first block of a style sheet ends; braces within quotation marks count for nothing.
fn block_end(css: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, byte) in css.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') if depth == 1 => return Some(at + 1),
            (None, b'}') => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// A page that leads elsewhere: `path` to `target`.
pub(super) fn redirect(
    site: &Site,
    facts: Facts,
    path: &str,
    target: &RedirectTarget,
) -> Result<Vec<u8>, ThemeError> {
    let (href, title) = match target {
        RedirectTarget::Web(address) => (address.clone(), None),
        RedirectTarget::Site(address) => {
            let anchor = address.anchor.as_ref();
            let anchor = anchor.map_or(String::new(), |anchor| {
                format!("#{}", percent_encode(anchor))
            });
            let page = percent_encode(&address.page);
            let href = format!("{}{page}{anchor}", root_of(path));
            (href, title_of(site, &address.page))
        }
    };
    let title = title.unwrap_or_else(|| target.to_string());
    let mut values = common(site, facts, path, &title);
    render(
        site,
        facts,
        values_with(&mut values, json!({ "href": href })),
    )
}

/// What a page of the notes is called.
fn title_of(site: &Site, page: &str) -> Option<String> {
    match site.page(page)? {
        Page::Chapter(course, chapter) => Some(full_title(
            &site.library.outline.courses[*course].chapters[*chapter],
        )),
        Page::OfCourse(CoursePage::Landing, course) => {
            Some(site.library.outline.courses[*course].title.clone())
        }
        Page::Tag(tag) => Some(format!("#{}", site.library.tags[*tag].name)),
        Page::OfCourse(..) | Page::OfSite(_) | Page::Redirect(_) => None,
    }
}
