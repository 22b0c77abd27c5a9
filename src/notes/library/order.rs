//! The order that authors write down: lists of links in a README, `SUMMARY.md`, `nav` of
//! `mkdocs.yml`, `.pages`, `_category_.json`. Texts in; what they list, in order, with the parts
//! that they put it in, out. Decides nothing.

use serde_json::Value;

use crate::notes::library::file_names::is_landing;
use crate::notes::library::files::{join, parent};
use crate::notes::library::list_groups::{bold_line, is_rule};
use crate::notes::library::listed::{Listed, ListedPart, plain};
use crate::notes::library::mkdocs::{self, LanguagePlace};
use crate::notes::library::settings_files;
use crate::notes::library::site_name;
use crate::notes::reading::front_matter;
use crate::text::{nfc, percent_decode};

/// What `_category_.json` says of its folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Category {
    pub label: Option<String>,
    pub position: Option<f64>,
}

/// What `.pages` says of its folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PagesFile {
    pub title: Option<String>,
    /// Files and folders in their order.
    pub listed: Vec<Listed>,
    /// How many of these come before all that it does not name.
    pub rest: usize,
}

/// The name of a file that gives the order of its folder, to awesome-pages and awesome-nav.
pub(super) const PAGES: [&str; 2] = [".pages", ".nav.yml"];

/// Names of notes that hold nothing but the order, to mdBook, docsify and others.
pub(super) fn is_summary(name: &str) -> bool {
    name.eq_ignore_ascii_case("summary.md") || is_sidebar(name)
}

/// The list of pages beside those of a wiki or of docsify.
pub(super) fn is_sidebar(name: &str) -> bool {
    name.eq_ignore_ascii_case("_sidebar.md")
}

/// What GitHub's wikis and docsify show around every page, and is none.
pub(super) fn is_frame(name: &str) -> bool {
    let frames = ["_footer.md", "_header.md", "_navbar.md", "_coverpage.md"];
    is_sidebar(name) || frames.iter().any(|frame| name.eq_ignore_ascii_case(frame))
}

/// Names of files that are no notes and say something of the order of notes or name the site.
pub(crate) fn is_order_file(name: &str) -> bool {
    matches!(
        name,
        "_category_.json"
            | "_category_.yml"
            | "_category_.yaml"
            | ".meta.yml"
            | "_metadata.yml"
            | "_metadata.yaml"
            | "config.edn"
            | "current.json"
            | "astro.config.mjs"
            | "astro.config.ts"
            | "astro.config.js"
    ) || PAGES.contains(&name)
        || site_name::is_settings(name)
        || settings_files::is_name(name)
        || is_sidebars(name)
        || is_meta(name)
}

/// Whether a path is one at which Eleventy looks for what all pages of the folder have:
/// `talks/talks.json`, `talks/talks.11tydata.json`.
pub(crate) fn is_folder_data(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let name = parts.next().and_then(|name| name.strip_suffix(".json"));
    let name = name.map(|name| name.strip_suffix(".11tydata").unwrap_or(name));
    name.is_some() && name == parts.next()
}

/// The hidden folder of `GitBook`, where it keeps what its pages show in `assets`.
pub(crate) const GITBOOK: &str = ".gitbook";

/// The folder of these, from the folder that holds the notes.
pub(crate) const ASSETS_OF_GITBOOK: &str = ".gitbook/assets";

/// The same as the site has it: no store or action takes a hidden folder for granted.
pub(crate) const SHOWN_ASSETS_OF_GITBOOK: &str = "gitbook/assets";

/// Files in hidden folders that say what is left out, by the names of both.
pub(crate) const IN_HIDDEN_FOLDERS: [(&str, &[&str]); 3] = [
    (".obsidian", &["app.json", "publish.json"]),
    (
        ".vitepress",
        &[
            "config.js",
            "config.ts",
            "config.mjs",
            "config.mts",
            "config.cjs",
            "config.cts",
        ],
    ),
    (".vuepress", &["config.js", "config.ts", "config.mjs"]),
];

/// Folders of settings of which `VitePress` and `VuePress` put some into files of their own.
pub(crate) const PARTED_SETTINGS: [&str; 2] = [".vitepress", ".vuepress"];

/// The folders in these in which people keep such files.
pub(crate) const PARTS_OF_SETTINGS: [&str; 7] = [
    "config", "configs", "locales", "sidebar", "sidebars", "navbar", "nav",
];

/// Names of files that give the order of their folder, to Nextra and Rspress.
pub(super) fn is_meta(name: &str) -> bool {
    let kind = name.strip_prefix("_meta.");
    kind.is_some_and(|kind| matches!(kind, "json" | "js" | "jsx" | "ts" | "tsx" | "mjs"))
}

/// Names of files that hold the sidebars of Docusaurus.
pub(super) fn is_sidebars(name: &str) -> bool {
    // Each plug-in has its own: `sidebarsApi.js`, `sidebars-community.js`.
    let rest = name.strip_prefix("sidebars");
    let parts = rest.and_then(|rest| rest.rsplit_once('.'));
    parts.is_some_and(|(_, kind)| matches!(kind, "js" | "cjs" | "mjs" | "ts" | "json"))
}

/// A bullet of a `SUMMARY.md` beneath which others may stand.
struct OpenBullet {
    indent: usize,
    title: String,
    /// The page that it leads to.
    path: Option<String>,
    /// The place of that, which is a part once another page stands beneath it.
    page: Option<usize>,
}

/// What a `SUMMARY.md` lists: headings and bullets without a link are parts, and so are those that
/// lead to a page and have others beneath them, as mdBook and `GitBook` show them.
pub(super) fn summary(text: &str, file: &str) -> Vec<Listed> {
    let mut out: Vec<Listed> = Vec::new();
    let mut heading: Option<String> = None;
    let mut open: Vec<OpenBullet> = Vec::new();
    let mut is_first = true;
    // Whether a line without words stands above, and a list under the heading.
    let (mut is_apart, mut is_below_list) = (true, false);
    for line in text.lines() {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let was_apart = std::mem::replace(&mut is_apart, words.is_empty());
        if let Some(bold) = bold_line(words.trim_end()) {
            heading = Some(bold).filter(|bold| !is_contents(bold));
            open.clear();
            is_below_list = false;
            continue;
        }
        if let Some(rest) = words.strip_prefix('#') {
            let title = rest.trim_start_matches('#');
            let level = words.len() - title.len();
            let title = title.trim();
            // The first heading is the list's own title; a lower one only if it stands alone.
            let is_repeated = || is_repeated(text, &words[..level]);
            let is_own = is_first && (level == 1 || is_contents(title) || !is_repeated());
            let title = plain(title.trim_end_matches('#'));
            heading = (!is_own && !title.is_empty()).then_some(title);
            is_first = false;
            open.clear();
            is_below_list = false;
            continue;
        }
        if is_rule(words) {
            heading = None;
            open.clear();
            continue;
        }
        let bullet = words.strip_prefix(['-', '*', '+']).map(str::trim_start);
        is_below_list |= bullet.is_some();
        // What mdBook calls a suffix chapter: it stands behind the list, in no part.
        if bullet.is_none() && !words.is_empty() && was_apart {
            open.retain(|bullet| bullet.indent < indent);
        }
        if bullet.is_none() && !words.is_empty() && was_apart && indent == 0 {
            heading = heading.filter(|_| !is_below_list);
        }
        if !words.is_empty() && bullet.is_some() {
            open.retain(|bullet| bullet.indent < indent);
        }
        let words = bullet.unwrap_or(words);
        if let Some((title, destination)) = entry(words) {
            if let Some(path) = destination.and_then(|path| resolved(file, &path)) {
                is_first = false;
                // docsify lists places in a page beneath it.
                if open
                    .iter()
                    .any(|bullet| bullet.path.as_ref() == Some(&path))
                {
                    continue;
                }
                let outer = heading.iter().cloned();
                let inner = open.iter_mut().map(|bullet| {
                    if let Some(page) = bullet.page.take() {
                        let part = ListedPart::Called(bullet.title.clone());
                        out[page].parts.push(part);
                    }
                    bullet.title.clone()
                });
                let parts = outer.chain(inner).map(ListedPart::Called);
                let parts: Vec<ListedPart> = parts.collect();
                // The page of all is no part of it.
                let is_above = |folder: &str| {
                    let inside = parent(file).strip_prefix(folder);
                    folder.is_empty()
                        || inside.is_some_and(|it| it.is_empty() || it.starts_with('/'))
                };
                let is_of_all = is_landing(&path) && is_above(parent(&path));
                let named = title.map(plain).filter(|_| !is_of_all && bullet.is_some());
                out.push(Listed::new(path.clone(), title, &parts));
                if let Some(title) = named.filter(|title| !title.is_empty()) {
                    open.push(OpenBullet {
                        indent,
                        title,
                        path: Some(path),
                        page: Some(out.len() - 1),
                    });
                }
            }
        } else if bullet.is_some() && !words.trim().is_empty() {
            open.push(OpenBullet {
                indent,
                title: plain(words),
                path: None,
                page: None,
            });
        }
    }
    out
}

/// What people call a list of chapters itself.
fn is_contents(title: &str) -> bool {
    let known = ["summary", "contents", "table of contents", "목차", "차례"];
    known.contains(&title.to_lowercase().as_str())
}

/// Whether more than one heading of the text begins with these number signs.
fn is_repeated(text: &str, signs: &str) -> bool {
    let headings = text.lines().filter(|line| {
        let rest = line.trim_start().strip_prefix(signs);
        rest.is_some_and(|rest| !rest.starts_with('#'))
    });
    headings.take(2).count() > 1
}

/// The first link of a line, its words and where it leads: `[제목](path)`, or on a wiki `[[Page]]`
/// and `[[words|Page]]`.
fn entry(words: &str) -> Option<(Option<&str>, Option<String>)> {
    if let Some(at) = words.find("](") {
        let title = words[..at].split_once('[').map(|(_, title)| title);
        let path = destination(&words[at + 2..]);
        let page = path.as_deref().and_then(page_of_address);
        return Some((title, page.or(path)));
    }
    let (title, page) = wiki_link(words.split_once("[[")?.1)?;
    Some((title, Some(address_of_page(page))))
}

/// The name of a page as an address: a question mark in it asks nothing.
pub(super) fn address_of_page(page: &str) -> String {
    page.replace('?', "%3F")
}

/// A page of a wiki by its address.
pub(super) fn page_of_address(path: &str) -> Option<String> {
    let (_, page) = path.contains("://").then(|| path.rsplit_once("/wiki/"))??;
    Some(page.to_owned())
}

/// What stands behind `[[`: the words of the link and the page.
pub(super) fn wiki_link(rest: &str) -> Option<(Option<&str>, &str)> {
    let (inner, _) = rest.split_once("]]")?;
    let (title, page) = match inner.split_once('|') {
        Some((title, page)) => (Some(title), page),
        None => (None, inner),
    };
    Some((title, page.trim()))
}

/// What `nav` of `mkdocs.yml` lists; `None` where it has none. What cannot be read is mkdocs' to
/// tell.
pub(super) fn mkdocs(text: &str, file: &str) -> Option<Vec<Listed>> {
    let settings = front_matter::yaml(text)?;
    let docs = settings
        .get("docs_dir")
        .and_then(Value::as_str)
        .unwrap_or("docs");
    let docs = join(parent(file), docs)?;
    let base = if docs.is_empty() {
        String::new()
    } else {
        format!("{docs}/x")
    };
    let mut out = Vec::new();
    entries(settings.get("nav")?, None, &base, &mut Vec::new(), &mut out);
    let languages = mkdocs::languages(&settings);
    if languages.is_empty() {
        return Some(out);
    }
    // Each language has the pages of `nav` once.
    let of_language = |language: &mkdocs::SiteLanguage| {
        let place = |one: &Listed| {
            let own = one.path.strip_prefix(&docs).unwrap_or(&one.path);
            let own = own.trim_start_matches('/');
            let path = match (&language.place, own.rsplit_once('.')) {
                (LanguagePlace::Folder(name), _) => format!("{docs}/{name}/{own}"),
                (LanguagePlace::Suffix(name), Some((stem, ending))) => {
                    format!("{docs}/{stem}.{name}.{ending}")
                }
                _ => one.path.clone(),
            };
            let said = |word: &String| language.words.get(word).cloned();
            let part = |part: &ListedPart| match part {
                ListedPart::Called(word) => {
                    ListedPart::Called(said(word).unwrap_or_else(|| word.clone()))
                }
                part => part.clone(),
            };
            let around = language.title.as_deref().map(ListedPart::called);
            let title = one.title.as_ref();
            let kept = title.filter(|_| language.is_first).cloned();
            Listed {
                path: path.trim_start_matches('/').to_owned(),
                parts: around
                    .into_iter()
                    .chain(one.parts.iter().map(part))
                    .collect(),
                title: title.and_then(said).or(kept),
                ..one.clone()
            }
        };
        out.iter().map(place).collect::<Vec<Listed>>()
    };
    Some(languages.iter().flat_map(of_language).collect())
}

/// A book of Zenn by its settings: `title` and `chapters` in their order.
pub(super) fn book_of_zenn(text: &str, file: &str) -> Option<PagesFile> {
    let (folder, name) = file.rsplit_once('/')?;
    let is_book = matches!(name, "config.yaml" | "config.yml") && parent(folder).ends_with("books");
    let value = is_book.then(|| front_matter::yaml(text)).flatten()?;
    let chapters = value.get("chapters").and_then(Value::as_array);
    let chapters = chapters.into_iter().flatten().filter_map(Value::as_str);
    let page = |chapter: &str| Listed::new(format!("{folder}/{chapter}.md"), None, &[]);
    Some(PagesFile {
        title: Some(nfc(value.get("title")?.as_str()?)),
        listed: chapters.map(page).collect(),
        rest: usize::MAX,
    })
}

/// The entries of `nav`: paths, `title: path` and `title: [entries]`.
fn entries(
    nav: &Value,
    title: Option<&str>,
    base: &str,
    parts: &mut Vec<ListedPart>,
    out: &mut Vec<Listed>,
) {
    match nav {
        Value::String(path) => {
            if let Some(path) = resolved(base, path) {
                out.push(Listed::new(path, title, parts));
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| entries(item, None, base, parts, out)),
        Value::Object(map) => {
            for (title, inner) in map {
                if inner.is_string() {
                    entries(inner, Some(title), base, parts, out);
                } else {
                    parts.push(ListedPart::Called(title.clone()));
                    entries(inner, None, base, parts, out);
                    parts.pop();
                }
            }
        }
        _ => {}
    }
}

/// What a `.pages` says; `None` where it is none.
pub(super) fn pages(text: &str, file: &str) -> Option<PagesFile> {
    let value = front_matter::yaml(text)?;
    let mut out = PagesFile {
        title: value.get("title").and_then(Value::as_str).map(nfc),
        rest: usize::MAX,
        ..PagesFile::default()
    };
    let nav = value.get("nav").or_else(|| value.get("arrange"));
    for item in nav.and_then(Value::as_array).into_iter().flatten() {
        let is_rest = |text: &str| text.split(" |").next() == Some("...");
        if item.as_str().is_some_and(is_rest) {
            out.rest = out.listed.len();
        } else {
            entries(item, None, file, &mut Vec::new(), &mut out.listed);
        }
    }
    Some(out)
}

/// What a `_category_.json` or `.yml` says.
pub(super) fn category(text: &str) -> Option<Category> {
    // JSON is YAML, too.
    let value = front_matter::yaml(text)?;
    Some(Category {
        label: value.get("label").and_then(Value::as_str).map(nfc),
        position: value.get("position").and_then(Value::as_f64),
    })
}

/// The destination of a link, behind its `](`.
pub(super) fn destination(rest: &str) -> Option<String> {
    let rest = rest.trim_start();
    let path = if let Some(inner) = rest.strip_prefix('<') {
        inner.split_once('>')?.0
    } else {
        let mut depth = 0_usize;
        let end = rest.find(|c: char| {
            match c {
                '(' => depth += 1,
                ')' if depth == 0 => return true,
                ')' => depth -= 1,
                '\n' => return true,
                _ => {}
            }
            false
        })?;
        // What stands in quotation marks behind it is its title.
        let inner = &rest[..end];
        inner
            .split_once(" \"")
            .map_or(inner, |(path, _)| path)
            .trim()
    };
    (!path.is_empty()).then(|| path.to_owned())
}

/// A path as it is written in `file`, relative to ROOT; `None` for addresses of the web, places in
/// the same file and what leaves ROOT.
pub(super) fn resolved(file: &str, written: &str) -> Option<String> {
    let bare = written.split(['#', '?']).next().unwrap_or_default();
    let is_web = bare.contains("://") || bare.starts_with("//") || bare.starts_with("mailto:");
    if bare.is_empty() || is_web {
        return None;
    }
    let decoded = percent_decode(bare).unwrap_or_else(|| bare.to_owned());
    let folder = if decoded.starts_with('/') {
        ""
    } else {
        parent(file)
    };
    let path = join(folder, decoded.trim_start_matches('/'))?;
    let path = nfc(path.trim_end_matches('/'));
    (!path.is_empty()).then_some(path)
}
