//! What the settings of `VitePress`, `VuePress` and Starlight say of a site: its title and the
//! sidebar, where these are plain data. Texts in, by path; titles, and pages in their order with
//! the groups around them, out.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::notes::library::files::{join, parent};
use crate::notes::library::listed::{Listed, ListedPart, only_group};
use crate::notes::library::script;
use crate::notes::sources::without_ending;
use crate::text::nfc;

/// Settings in several files are no longer together, in bytes.
const MOST: usize = 512 * 1024;

/// So deep do menus of a bar nest.
const DEEPEST: usize = 4;

/// Settings of one site.
pub(super) struct SiteSettings {
    pub title: Option<String>,
    /// The folder that its pages lie in.
    pub folder: String,
    /// The path of its address, where that is no whole site of its own: `/notes/`.
    pub base: Option<String>,
    /// Whether each page is a folder on the web, as Starlight has it.
    pub has_folders: bool,
    /// What its bar calls the folders that have a sidebar of their own, by their paths.
    pub sections: Vec<(String, String)>,
    /// Its pages in their order. Their paths are as the settings name them, without an extension.
    pub pages: Vec<Listed>,
}

/// The files of settings, by their paths.
type SettingsTexts = BTreeMap<String, Arc<str>>;

/// What the settings at a path say, if they are of these tools. Those of `VitePress` and `VuePress`
/// may lie in several files of their folder, `orders` among others.
pub(super) fn settings(path: &str, text: &str, orders: &SettingsTexts) -> Option<SiteSettings> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let hidden = hidden_folder(path);
    let is_hidden = hidden.is_some_and(|hidden| is_main(path, hidden, orders));
    let is_astro = name.starts_with("astro.config.");
    if !is_hidden && !is_astro {
        return None;
    }
    let folder = hidden.unwrap_or_else(|| parent(path));
    let mut plain = script::without_comments(text);
    for (_, other) in beside(path, hidden, orders) {
        if plain.len() + other.len() > MOST {
            break;
        }
        plain.push('\n');
        plain.push(script::NEXT_FILE);
        plain.push_str(&script::without_comments(other));
    }
    let (site, usual) = if is_astro {
        let mut calls = script::called(&plain, "starlight");
        (calls.find(Value::is_object)?, "src/content/docs")
    } else {
        let keys = ["title", "themeConfig", "locales"];
        let is_site = |value: &Value| keys.iter().any(|key| value.get(key).is_some());
        (script::values(&plain).find(is_site)?, "")
    };
    // What is said in the language that the site begins with.
    let root = site
        .get("locales")
        .and_then(|locales| locales.get("root").or(locales.get("/")));
    let of_root = |key: &str| root.and_then(|root| root.get(key));
    let word = |key: &str| site.get(key).and_then(Value::as_str);
    let above = if is_hidden { parent(folder) } else { folder };
    let source = if is_hidden {
        word("srcDir").unwrap_or(usual)
    } else {
        usual
    };
    let folder = join(above, source)?;
    // The second VuePress is handed its theme with the settings of that.
    let themes = ["defaultTheme", "hopeTheme"].into_iter();
    let mut themes = themes.flat_map(|name| script::called(&plain, name));
    let handed = themes.find(|theme| is_hidden && theme.get("sidebar").is_some());
    let has_sidebar = |theme: &&Value| theme.get("sidebar").is_some();
    let own = site.get("themeConfig");
    let theme = own.filter(has_sidebar).or_else(|| of_root("themeConfig"));
    let theme = theme.or(own).or(handed.as_ref());
    let theme = theme.unwrap_or(&site);
    // `rewrites: { 'ko/:rest*': ':rest*' }` takes the folder of that language off.
    let rewrites = site.get("rewrites").and_then(Value::as_object);
    let taken_off = rewrites.into_iter().flatten().find_map(|(from, to)| {
        let inside = from.strip_suffix("/:rest*").filter(|_| to == ":rest*")?;
        join(&folder, inside)
    });
    let mut reader = GroupReader {
        folder: taken_off.unwrap_or_else(|| folder.clone()),
        parts: Vec::new(),
        out: Vec::new(),
    };
    let bar = theme.get("nav").or_else(|| theme.get("navbar"));
    let mut sections = Vec::new();
    match theme.get("sidebar") {
        Some(Value::Object(sidebars)) => {
            for (path, sidebar) in sidebars {
                let count = reader.out.len();
                reader.sidebar(sidebar, path);
                let around = reader.folder.clone();
                let inside = join(&around, path.trim_matches('/')).map(|inside| nfc(&inside));
                let inside = inside.filter(|inside| *inside != around && path.ends_with('/'));
                if let Some(inside) = inside.filter(|_| reader.out.len() > count) {
                    let listed = reader.out.split_off(count);
                    let label = bar.and_then(|bar| label(bar, path)).map(nfc);
                    reader
                        .out
                        .extend(section(listed, &inside, label.as_deref()));
                    sections.extend(label.map(|label| (inside, label)));
                }
            }
        }
        Some(sidebar) => reader.sidebar(sidebar, ""),
        None => {}
    }
    let of_astro = || {
        let mut calls = script::called(&plain, "defineConfig");
        let found = calls.find_map(|value| Some(value.get("base")?.as_str()?.to_owned()));
        found.filter(|_| is_astro)
    };
    // Starlight's may be one for each language.
    let of_language = || {
        let titles = site.get("title")?.as_object()?;
        let first = word("defaultLocale").and_then(|language| titles.get(language));
        first.or_else(|| titles.values().next())?.as_str()
    };
    let title = word("title").or_else(|| of_root("title").and_then(Value::as_str));
    let title = title.or_else(of_language);
    let title = title.map(|title| nfc(title.trim()));
    Some(SiteSettings {
        title: title.filter(|title| !title.is_empty()),
        base: word("base").map(str::to_owned).or_else(of_astro),
        has_folders: is_astro,
        folder,
        sections,
        pages: reader.out,
    })
}

/// The folder of settings that a path lies in.
pub(super) fn hidden_folder(path: &str) -> Option<&str> {
    let mut folder = parent(path);
    while !folder.is_empty() {
        let name = folder.rsplit('/').next().unwrap_or_default();
        if matches!(name, ".vitepress" | ".vuepress") {
            return Some(folder);
        }
        folder = parent(folder);
    }
    None
}

/// Whether the settings in that folder begin with a file: `config.ts`, else `config/index.ts`.
fn is_main(path: &str, hidden: &str, orders: &SettingsTexts) -> bool {
    let inside = path.strip_prefix(hidden).unwrap_or_default();
    let is_alone = || {
        let whole = format!("{hidden}/config.");
        let mut found = orders.range(whole.clone()..);
        found
            .next()
            .is_none_or(|(path, _)| !path.starts_with(&whole))
    };
    inside.starts_with("/config.") || inside.starts_with("/config/index.") && is_alone()
}

/// The other files of that folder, what `config/index.ts` says first.
fn beside<'o>(
    path: &str,
    hidden: Option<&str>,
    orders: &'o SettingsTexts,
) -> Vec<(&'o String, &'o Arc<str>)> {
    let Some(start) = hidden.map(|hidden| format!("{hidden}/")) else {
        return Vec::new();
    };
    let inside = orders.range(start.clone()..);
    let inside = inside.take_while(|(other, _)| other.starts_with(&start));
    let mut out: Vec<_> = inside.filter(|(other, _)| *other != path).collect();
    out.sort_by_key(|(other, _)| !other.contains("/config/index."));
    out
}

/// What the bar of a site calls a folder: by a link to it, else by the only one into it.
fn label<'v>(bar: &'v Value, path: &str) -> Option<&'v str> {
    let mut links = Vec::new();
    push_links(bar, &mut links, 0);
    let inside: Vec<(&str, &str)> = links
        .into_iter()
        .filter_map(|(link, label)| Some((link.strip_prefix(path)?, label)))
        .collect();
    let is_first = |rest: &str| matches!(rest, "" | "index" | "README" | "index.html");
    let first = inside.iter().find(|(rest, _)| is_first(rest));
    let only = inside.first().filter(|_| inside.len() == 1);
    first.or(only).map(|(_, label)| *label)
}

/// All links of a bar with their words.
fn push_links<'v>(bar: &'v Value, out: &mut Vec<(&'v str, &'v str)>, depth: usize) {
    for item in bar.as_array().into_iter().flatten() {
        let word = |key: &str| item.get(key).and_then(Value::as_str);
        if let Some(link) = word("link").zip(word("text")) {
            out.push(link);
        }
        let inner = item.get("items").or_else(|| item.get("children"));
        if let Some(inner) = inner.filter(|_| depth < DEEPEST) {
            push_links(inner, out, depth + 1);
        }
    }
}

/// A sidebar of a folder's own, with what it does not name of that folder: a part, unless all of it
/// is one group already or stands in groups and nothing calls the folder.
fn section(mut listed: Vec<Listed>, folder: &str, label: Option<&str>) -> Vec<Listed> {
    let index = format!("{folder}/index");
    let names_index = listed.iter().any(|one| one.path == index);
    let are_grouped = listed.iter().all(|one| !one.parts.is_empty());
    let around = if let Some(group) = only_group(&listed, label) {
        vec![group]
    } else if label.is_none() && are_grouped && !names_index {
        Vec::new()
    } else {
        vec![ListedPart::Folder(folder.to_owned())]
    };
    if let [part @ ListedPart::Folder(_)] = &around[..] {
        for one in &mut listed {
            one.parts.insert(0, part.clone());
        }
    }
    if !names_index {
        listed.insert(0, Listed::new(index, None, &around));
    }
    listed.push(Listed::all(folder, &around));
    listed
}

struct GroupReader {
    folder: String,
    /// The groups around, outermost first.
    parts: Vec<ListedPart>,
    out: Vec<Listed>,
}

impl GroupReader {
    /// A list of items, or an object that holds one; `under` is where paths without `/` begin.
    fn sidebar(&mut self, sidebar: &Value, under: &str) {
        match sidebar {
            Value::Array(items) => items.iter().for_each(|item| self.item(item, under)),
            Value::Object(map) => {
                let base = map.get("base").and_then(Value::as_str);
                if let Some(items) = map.get("items") {
                    self.sidebar(items, base.unwrap_or(under));
                }
            }
            _ => {}
        }
    }

    fn item(&mut self, item: &Value, under: &str) {
        match item {
            Value::String(path) => self.page(path, None, under),
            // `['/guide/', 'Guide']` of the first VuePress.
            Value::Array(pair) => {
                if let Some(path) = pair.first().and_then(Value::as_str) {
                    self.page(path, pair.get(1).and_then(Value::as_str), under);
                }
            }
            Value::Object(map) => self.group(map, under),
            _ => {}
        }
    }

    fn group(&mut self, map: &Map<String, Value>, under: &str) {
        let word = |keys: &[&str]| {
            let mut found = keys.iter().filter_map(|key| map.get(*key)?.as_str());
            found.next()
        };
        let title = word(&["text", "label", "title"]);
        let path = word(&["link", "slug", "path"]);
        // `prefix` of the second VuePress goes on from the one around.
        let prefix = word(&["prefix"]).map(|prefix| match prefix.strip_prefix('/') {
            Some(_) => prefix.to_owned(),
            None => format!("{}/{prefix}", under.trim_end_matches('/')),
        });
        let under = word(&["base"]).or(prefix.as_deref()).unwrap_or(under);
        let items = map.get("items").or_else(|| map.get("children"));
        let all = map
            .get("autogenerate")
            .and_then(|all| all.get("directory")?.as_str());
        if let Some(folder) = all.and_then(|folder| join(&self.folder, folder)) {
            let depth = self.parts.len();
            self.parts.extend(title.map(ListedPart::called));
            self.out.push(Listed::all(&nfc(&folder), &self.parts));
            self.parts.truncate(depth);
            return;
        }
        if let Some(Value::Array(items)) = items {
            let depth = self.parts.len();
            let title = title.filter(|title| !title.is_empty());
            self.parts.extend(title.map(ListedPart::called));
            if let Some(path) = path {
                self.page(path, None, under);
            }
            for item in items {
                self.item(item, under);
            }
            self.parts.truncate(depth);
        } else if let Some(path) = path {
            self.page(path, title, under);
        }
    }

    /// A page by its address below the site, `/guide/`, `guide/start.md`, `start` or `/a.html`.
    fn page(&mut self, path: &str, title: Option<&str>, under: &str) {
        if path.contains("://") {
            return;
        }
        let path = path.split(['#', '?']).next().unwrap_or_default();
        let whole = if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("{}/{path}", under.trim_end_matches('/'))
        };
        let is_folder = whole.is_empty() || whole.ends_with('/');
        let bare = whole.trim_matches('/');
        let page = without_ending(bare).or_else(|| bare.strip_suffix(".html"));
        let bare = page.unwrap_or(bare);
        let bare = if is_folder {
            format!("{bare}/index")
        } else {
            bare.to_owned()
        };
        if let Some(path) = join(&self.folder, bare.trim_start_matches('/')) {
            self.out.push(Listed::new(nfc(&path), title, &self.parts));
        }
    }
}
