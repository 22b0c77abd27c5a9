//! Pages about the whole site: its landing page, all chapters, the page for wrong addresses,
//! redirects, the sitemap.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::chapter::{chapter_link, updated};
use super::frame::{common, render, site_title, values_with};
use super::text::landing_body;
use crate::address::href;
use crate::address::root_of;
use crate::notes::library::titles::full_title;
use crate::notes::links::targets::is_web;
use crate::pages::page::ThemeError;
use crate::pages::site::{Kind, Site};
use crate::text::{escape_html, percent_encode};

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
                    link["part"] = json!(begins.and_then(|part| outline.parts.get(part)));
                    link
                })
                .collect();
            json!({
                "title": outline.title, "href": href(from, &outline.url), "chapters": chapters, "count": outline.chapters.len(),
                "commands": href(from, &format!("{}commands.html", outline.base)), "description": site.library.courses[i].description,
            })
        })
        .collect()
}

/// The site's landing page: its own text and the courses.
pub fn home(site: &Site) -> Result<String, ThemeError> {
    let intro = site.library.home.as_ref().map_or(String::new(), |home| {
        landing_body(site, home, &site.home_links, "index.html")
    });
    let title = match &site.library.home {
        Some(home) if site.config.title.is_none() && !home.placed.tree.title.is_empty() => {
            home.placed.tree.title.clone()
        }
        _ => site_title(site),
    };
    let mut values = common(site, "index.html", &title);
    let more = json!({ "kind": "home", "contents": contents(site, "index.html"), "intro": intro });
    render(site, "all.html", values_with(&mut values, more))
}

/// Every course and chapter on one page.
pub fn all(site: &Site) -> Result<String, ThemeError> {
    let title = site
        .theme
        .strings
        .get("contents")
        .cloned()
        .unwrap_or_default();
    let mut values = common(site, "all.html", &title);
    let more = json!({ "kind": "all", "contents": contents(site, "all.html"), "intro": "" });
    render(site, "all.html", values_with(&mut values, more))
}

/// The page for addresses that lead nowhere; it stands at any depth, so its links need the site's
/// own address.
pub fn not_found(site: &Site) -> Result<String, ThemeError> {
    let title = site
        .theme
        .strings
        .get("not_found")
        .cloned()
        .unwrap_or_default();
    let mut values = common(site, "404.html", &title);
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
            String::from_utf8_lossy(css).replace("</", "<\\/")
        });
    let more = json!({ "kind": "404", "base": base, "style": style });
    render(site, "404.html", values_with(&mut values, more))
}

/// A page that leads elsewhere.
pub fn redirect(site: &Site, path: &str, target: &str) -> Result<String, ThemeError> {
    let (page, anchor) = target
        .split_once('#')
        .map_or((target, String::new()), |(page, anchor)| {
            (page, format!("#{}", percent_encode(anchor)))
        });
    let title = match site.paths.get(page) {
        Some(Kind::Chapter(course, chapter)) => {
            full_title(&site.library.outline.courses[*course].chapters[*chapter])
        }
        Some(Kind::Course(course)) => site.library.outline.courses[*course].title.clone(),
        _ => target.to_owned(),
    };
    let href = if is_web(target) {
        target.to_owned()
    } else {
        format!("{}{}{anchor}", root_of(path), percent_encode(page))
    };
    let mut values = common(site, path, &title);
    render(
        site,
        "redirect.html",
        values_with(&mut values, json!({ "href": href })),
    )
}

/// `sitemap.xml`, which needs the site's address.
pub fn sitemap(site: &Site) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    if let Some(base) = &site.config.base_url {
        for (path, kind) in &*site.paths {
            if matches!(
                kind,
                Kind::Chapter(..)
                    | Kind::Course(_)
                    | Kind::Commands(_)
                    | Kind::Home
                    | Kind::All
                    | Kind::Tags
                    | Kind::Tag(_)
            ) {
                let day = if let Kind::Chapter(course, chapter) = kind {
                    updated(site, *course, *chapter)
                } else {
                    None
                };
                let day = day.map_or(String::new(), |day| format!("<lastmod>{day}</lastmod>"));
                let _ = writeln!(
                    out,
                    "<url><loc>{}{}</loc>{day}</url>",
                    escape_html(base),
                    percent_encode(path)
                );
            }
        }
    }
    out.push_str("</urlset>\n");
    out
}
