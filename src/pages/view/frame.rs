//! What every page has: the values of its frame, its titles, its published address. A site in,
//! values for a template out.

use serde_json::{Value, json};

use crate::address::{href, root_of};
use crate::page_kinds::{Facts, MachineFile, MarkdownPage, SitePage};
use crate::pages::page::ThemeError;
use crate::pages::paths::Held;
use crate::pages::site::Site;
use crate::text::{nfc, percent_encode};

pub(super) fn site_title(site: &Site) -> &str {
    &site.library.title
}

/// Values that every page has. `facts` are those of its kind.
pub(super) fn common(
    site: &Site,
    facts: Facts,
    url: &str,
    title: &str,
) -> serde_json::Map<String, Value> {
    let title_line = if title == site_title(site) {
        title.to_owned()
    } else {
        format!("{title} · {}", site_title(site))
    };
    let value = json!({
        "site": {
            "title": site_title(site),
            "language": site.library.language,
            "right_to_left": runs_right_to_left(&site.library.language),
            "description": site.config.description,
            "author": site.config.author,
            "repository": site.config.repository,
        },
        "root": root_of(url),
        "url": url,
        "title": title,
        "title_line": title_line,
        "canonical": absolute(site, url),
        "description": site.config.description.as_deref().unwrap_or(&title_line),
        "nav": "",
        "kind": facts.name,
        "ld": "",
        "picture_url": shared_picture(site),
        "markdown": beside(site, url),
        "feed": site.has_feed().then(|| MachineFile::Feed.path()),
        "home": SitePage::Home.path(),
        "has_tags": !site.library.tags.is_empty(),
        "has_search": site.has_search(),
    });
    match value {
        Value::Object(map) => map,
        _ => serde_json::Map::new(),
    }
}

/// Whether a language is written from right to left: by its script where the tag names one, else by
/// the script that it is written in as a rule (Unicode CLDR).
fn runs_right_to_left(language: &str) -> bool {
    let mut parts = language.split(['-', '_']);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let script = parts.next().filter(|part| part.len() == 4);
    match script.map(str::to_ascii_lowercase).as_deref() {
        Some(script) => matches!(script, "arab" | "aran" | "hebr" | "thaa" | "syrc" | "nkoo"),
        None => matches!(
            name.as_str(),
            "ar" | "ckb"
                | "dv"
                | "fa"
                | "he"
                | "iw"
                | "nqo"
                | "ps"
                | "sd"
                | "syr"
                | "ug"
                | "ur"
                | "yi"
        ),
    }
}

/// What leads to the same as Markdown, where there is such a file.
fn beside(site: &Site, url: &str) -> Option<String> {
    let beside = MarkdownPage::beside(url);
    let is_there = matches!(site.held(&beside), Some(Held::Markdown(_)));
    is_there.then(|| href(url, &beside))
}

/// The picture of the site that shared links show where a page has none.
pub(super) fn shared_picture(site: &Site) -> Option<String> {
    let image = site.config.image.as_deref()?;
    if image.contains("://") {
        return Some(image.to_owned());
    }
    let path = nfc(image.trim_start_matches("./"));
    site.held(&path)?;
    absolute(site, &path)
}

/// A page of the site under its published address; `None` without a `base_url`.
pub(super) fn absolute(site: &Site, url: &str) -> Option<String> {
    site.config
        .base_url
        .as_ref()
        .map(|base| format!("{base}{}", percent_encode(url)))
}

/// JSON inside a script element: `</script>` must not end it.
pub(super) fn script_json(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// Leaves out what is not known, so that no machine reads `null`.
pub(super) fn strip_empty(value: &mut Value) {
    if let Value::Object(map) = value {
        map.retain(|_, inner| {
            !inner.is_null() && inner.as_array().is_none_or(|list| !list.is_empty())
        });
        map.values_mut().for_each(strip_empty);
    }
}

/// Puts values beside others as they are; `json!` copies every list and object that it is given.
pub(super) fn put<const N: usize>(
    values: &mut serde_json::Map<String, Value>,
    more: [(&str, Value); N],
) {
    values.extend(more.map(|(name, value)| (name.to_owned(), value)));
}

pub(super) fn values_with(values: &mut serde_json::Map<String, Value>, more: Value) -> Value {
    if let Value::Object(more) = more {
        values.extend(more);
    }
    Value::Object(std::mem::take(values))
}

/// A page of a kind with its values, as UTF-8.
pub(super) fn render(site: &Site, facts: Facts, values: Value) -> Result<Vec<u8>, ThemeError> {
    site.theme.render(facts.template, values)
}

/// The same as text, for whoever puts more into it.
pub(super) fn render_text(site: &Site, facts: Facts, values: Value) -> Result<String, ThemeError> {
    let page = render(site, facts, values)?;
    Ok(String::from_utf8(page).expect("templates and values that are text make a text"))
}
