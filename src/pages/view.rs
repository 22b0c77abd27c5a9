//! What each kind of page shows: the values of its template, gathered from the site. A site in,
//! HTML out.

mod chapter;
mod course;
mod navigation;
mod pieces;
mod print;
mod sheet;
mod tags;
mod whole;

use serde_json::{Value, json};

pub use chapter::chapter;
pub use course::course;
pub use print::print;
pub use sheet::commands;
pub use tags::{tag, tags};
pub use whole::{all, home, not_found, redirect, sitemap};

use super::page::ThemeError;
use super::site::{Site, href, root_of};
use crate::text::percent_encode;

fn site_title(site: &Site) -> String {
    let first = || {
        site.library
            .outline
            .courses
            .first()
            .map(|course| course.title.clone())
    };
    site.config
        .title
        .clone()
        .or_else(first)
        .unwrap_or_else(|| "notesite".to_owned())
}

/// Values that every page has.
fn common(site: &Site, url: &str, title: &str) -> serde_json::Map<String, Value> {
    let title_line = if title == site_title(site) {
        title.to_owned()
    } else {
        format!("{title} · {}", site_title(site))
    };
    let value = json!({
        "site": { "title": site_title(site), "language": site.config.language, "description": site.config.description,
                  "author": site.config.author, "repository": site.config.repository },
        "root": root_of(url), "url": url, "title": title, "title_line": title_line, "canonical": absolute(site, url),
        "description": site.config.description.as_deref().unwrap_or(&title_line), "nav": "", "kind": "page", "ld": "", "picture_url": null,
        "home": if site.paths.contains_key("index.html") { "index.html" } else { "all.html" },
        "has_tags": !site.tags.is_empty(), "has_search": site.has_search(),
    });
    match value {
        Value::Object(map) => map,
        _ => serde_json::Map::new(),
    }
}

/// A page of the site under its published address; `None` without a `base_url`.
fn absolute(site: &Site, url: &str) -> Option<String> {
    site.config
        .base_url
        .as_ref()
        .map(|base| format!("{base}{}", percent_encode(url)))
}

/// JSON inside a script element: `</script>` must not end it.
fn script_json(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// Leaves out what is not known, so that no machine reads `null`.
fn strip_empty(value: &mut Value) {
    if let Value::Object(map) = value {
        map.retain(|_, inner| {
            !inner.is_null() && inner.as_array().is_none_or(|list| !list.is_empty())
        });
        map.values_mut().for_each(strip_empty);
    }
}

fn values_with(values: &mut serde_json::Map<String, Value>, more: Value) -> Value {
    if let Value::Object(more) = more {
        values.extend(more);
    }
    Value::Object(std::mem::take(values))
}

fn render(site: &Site, template: &str, values: Value) -> Result<String, ThemeError> {
    site.theme.render(template, values)
}
