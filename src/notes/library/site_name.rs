//! What files that are no notes call the site: settings of other tools, and the README beside a
//! folder of notes. Texts in, by path; names out. What lies right in ROOT speaks for the site
//! before what lies deeper.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::notes::library::files::parent;
use crate::notes::library::settings_files::{self, SettingsOf};
use crate::notes::library::{script, sphinx, vitepress};
use crate::notes::reading::front_matter;
use crate::notes::reading::parse::{self, Context, TitledText};
use crate::text::nfc;

/// Settings of `mdBook`, `MkDocs`, Docusaurus, Hugo, Zola, Jekyll, Jupyter Book and Hexo, Quarto,
/// `GitBook`, Antora, Quartz, with the keys of what they call the site.
const SETTINGS: [(&str, &[&str]); 27] = [
    ("book.toml", &["book", "title"]),
    ("mkdocs.yml", &["site_name"]),
    ("mkdocs.yaml", &["site_name"]),
    ("docusaurus.config.js", &["title"]),
    ("docusaurus.config.ts", &["title"]),
    ("docusaurus.config.mjs", &["title"]),
    ("docusaurus.config.cjs", &["title"]),
    ("quartz.config.ts", &["configuration", "pageTitle"]),
    ("hugo.toml", &["title"]),
    ("hugo.yaml", &["title"]),
    ("hugo.yml", &["title"]),
    ("config/_default/hugo.toml", &["title"]),
    ("config/_default/hugo.yaml", &["title"]),
    ("config/_default/hugo.yml", &["title"]),
    ("config.toml", &["title"]),
    ("config.yaml", &["title"]),
    ("config.yml", &["title"]),
    ("config/_default/config.toml", &["title"]),
    ("config/_default/config.yaml", &["title"]),
    ("config/_default/config.yml", &["title"]),
    ("_config.yml", &["title"]),
    ("_quarto.yml", &["book", "title"]),
    ("_quarto.yml", &["website", "title"]),
    ("book.json", &["title"]),
    ("antora.yml", &["title"]),
    ("myst.yml", &["site", "title"]),
    ("myst.yml", &["project", "title"]),
];

/// What tools call a site that nobody has given a name yet.
const DEFAULTS: [&str; 16] = [
    "my site",
    "my docs",
    "my awesome project",
    "a vitepress site",
    "vitepress",
    "my new hugo site",
    "hugo themes",
    "your awesome title",
    "hexo",
    "my sample book",
    "untitled",
    "quartz 4",
    "🪴 quartz 4.0",
    "🪴 quartz 4",
    "documentation",
    "docs",
];

/// What the settings of a site hold beside its title, where their file's name is anybody's.
const OF_SITES: [&str; 3] = ["baseURL", "baseurl", "base_url"];

/// Whether a file of that name may name the site.
pub(crate) fn is_settings(name: &str) -> bool {
    let known = |path: &str| path.rsplit('/').next() == Some(name);
    SETTINGS.iter().any(|(path, _)| known(path))
}

/// What a file among the settings of tools says; nothing where it is somebody else's.
fn settings(orders: &BTreeMap<String, Arc<str>>, path: &str) -> Option<Value> {
    let text = orders.get(path)?;
    let value = if path.ends_with(".toml") {
        front_matter::toml(text)?
    } else {
        front_matter::yaml(text)?
    };
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_anybodys = path.contains("config.") && !name.starts_with("_config");
    let is_of_site = || OF_SITES.iter().any(|key| value.get(key).is_some());
    (!is_anybodys || is_of_site()).then_some(value)
}

/// Whether ROOT holds the settings of a tool that makes a page of every file.
pub(super) fn makes_pages(orders: &BTreeMap<String, Arc<str>>) -> bool {
    let makes = |path: &str| {
        let is_known = orders.contains_key(path) && path != "_config.yml";
        is_known && (path.starts_with("docusaurus.") || settings(orders, path).is_some())
    };
    SETTINGS.iter().any(|(path, _)| makes(path))
}

/// Whether a file is the README of ROOT.
pub(crate) fn is_readme(path: &str) -> bool {
    path.eq_ignore_ascii_case("README.md")
}

/// What the settings of the tool call the site that the notes are made for: those right in ROOT,
/// else those of the one folder that holds most notes.
/// Beside it the folder that they speak for.
pub(super) fn said(
    orders: &BTreeMap<String, Arc<str>>,
    paths: &[&str],
) -> Option<(String, String)> {
    if let Some(title) = SETTINGS.iter().find_map(|one| named(orders, "", one)) {
        return Some((title, String::new()));
    }
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in orders {
        let folder = parent(path);
        let name = path.rsplit('/').next().unwrap_or_default();
        let site = vitepress::settings(path, text, orders)
            .and_then(|site| Some((site.folder, site.title?)));
        let project = || {
            (name == sphinx::SETTINGS)
                .then(|| sphinx::project(text))
                .flatten()
        };
        let of_folder = || {
            let is_top = folder.is_empty() || folder.contains('/');
            let known = SETTINGS
                .iter()
                .filter(|(known, _)| !is_top && *known == name);
            known
                .into_iter()
                .find_map(|one| named(orders, &format!("{folder}/"), one))
        };
        let title = || project().or_else(of_folder);
        if let Some((folder, title)) = site.or_else(|| Some((folder.to_owned(), title()?))) {
            found.entry(folder).or_insert(title);
        }
    }
    let holds = |folder: &str| {
        let is_below = |path: &&&str| {
            let inside = path.strip_prefix(folder);
            folder.is_empty() || inside.is_some_and(|inside| inside.starts_with('/'))
        };
        paths.iter().filter(is_below).count() * 2 > paths.len()
    };
    let mut titles = found.into_iter().filter(|(folder, _)| holds(folder));
    let (folder, title) = titles.next().filter(|(_, title)| is_given(title))?;
    titles.next().is_none().then_some((title, folder))
}

/// What settings that lie right in a folder call the site that is made of it.
pub(super) fn of_folder(orders: &BTreeMap<String, Arc<str>>, folder: &str) -> Option<String> {
    if folder.is_empty() {
        return None;
    }
    let inside = format!("{folder}/");
    let files = orders.range(inside.clone()..);
    let mut files = files.take_while(|(path, _)| path.starts_with(&inside));
    files.next()?;
    SETTINGS.iter().find_map(|one| named(orders, &inside, one))
}

/// The folder in which the tool keeps all notes whose settings lie in `folder`; `None` where it
/// keeps them in several.
pub(super) fn content(orders: &BTreeMap<String, Arc<str>>, around: &str) -> Option<String> {
    if !around.is_empty() {
        return Some(around.to_owned());
    }
    let tools = orders.keys().filter_map(|path| settings_files::of(path));
    let usual = tools.filter(|(folder, _)| folder.is_empty());
    let usual = usual.filter_map(|(_, tool)| match tool {
        SettingsOf::MdBook => Some("src"),
        SettingsOf::MkDocs => Some("docs"),
        SettingsOf::Hugo | SettingsOf::HugoOrZola => Some("content"),
        SettingsOf::Config => Some("source"),
        _ => None,
    });
    folder(orders).or_else(|| usual.min().map(str::to_owned))
}

/// What one of the settings below a folder calls the site.
fn named(
    orders: &BTreeMap<String, Arc<str>>,
    folder: &str,
    (name, keys): &(&str, &[&str]),
) -> Option<String> {
    let path = format!("{folder}{name}");
    let title = if name.starts_with("docusaurus.") || name.starts_with("quartz.") {
        let plain = script::without_comments(orders.get(&path)?);
        // What calls a function around it is an object by itself.
        let last = keys.last()?;
        let title = |value: Value| {
            let inner = keys.iter().try_fold(&value, |value, key| value.get(key));
            Some(nfc(inner.or_else(|| value.get(last))?.as_str()?.trim()))
        };
        script::values(&plain).find_map(title)?
    } else {
        let settings = settings(orders, &path)?;
        let value = keys.iter().try_fold(&settings, |value, key| value.get(key));
        // `!ENV [SITE_NAME, '책']` of MkDocs ends with what holds where nobody says another.
        let last = |value: &Value| value.as_array()?.last()?.as_str().map(str::to_owned);
        let value = value.and_then(|value| match value.as_str() {
            Some(text) => Some(text.to_owned()),
            None => last(value),
        });
        nfc(value?.trim())
    };
    is_given(&title).then_some(title)
}

/// Whether somebody gave the site that name.
fn is_given(title: &str) -> bool {
    !title.is_empty() && !DEFAULTS.contains(&title.to_lowercase().as_str())
}

/// The folder that settings of mdBook or `MkDocs` keep the notes in, where they say one.
pub(super) fn folder(orders: &BTreeMap<String, Arc<str>>) -> Option<String> {
    let of_book = || {
        front_matter::toml(orders.get("book.toml")?)?
            .get("book")?
            .get("src")
            .cloned()
    };
    let of_mkdocs = || {
        let text = orders
            .get("mkdocs.yml")
            .or_else(|| orders.get("mkdocs.yaml"))?;
        front_matter::yaml(text)?.get("docs_dir").cloned()
    };
    let folder = of_book().or_else(of_mkdocs)?;
    let folder = folder.as_str()?.trim_start_matches("./").trim_matches('/');
    Some(nfc(folder))
}

/// What the README beside the folder of the notes is called, which is itself none of them: by its
/// front matter or its heading. A draft says nothing.
pub(crate) fn of_readme(orders: &BTreeMap<String, Arc<str>>) -> Option<String> {
    let (_, text) = orders.iter().find(|(path, _)| is_readme(path))?;
    let front = front_matter::find(text);
    let start = front.as_ref().map_or(0, |front| front.length);
    if let Some(front) = &front {
        let is_unknown = front.problem.as_ref().is_some_and(|it| it.is_unreadable);
        if front.value.draft || is_unknown {
            return None;
        }
        if let Some(title) = front.value.said_title() {
            return Some(title.to_owned());
        }
    }
    let words = &text[start..];
    let tree = parse::parse_titled(words, &Context::default(), TitledText::Landing(None));
    Some(tree.title).filter(|title| !title.is_empty())
}
