//! What the settings of `VitePress`, `VuePress` and Starlight say of a site: its title and the
//! sidebar, where these are plain data. Texts in, by path; titles, and pages in their order with
//! the groups around them, out.

use serde_json::{Map, Value};

use crate::notes::library::files::{join, parent};
use crate::notes::library::listed::Listed;
use crate::notes::library::script;
use crate::notes::sources::without_ending;
use crate::text::nfc;

/// What stands behind a folder all of whose pages are listed.
pub(super) const ALL: &str = "*";

/// Settings of one site.
pub(super) struct SiteSettings {
    pub title: Option<String>,
    /// The folder that its pages lie in.
    pub folder: String,
    /// The path of its address, where that is no whole site of its own: `/notes/`.
    pub base: Option<String>,
    /// Whether each page is a folder on the web, as Starlight has it.
    pub has_folders: bool,
    /// Its pages in their order. Their paths are as the settings name them, without an extension.
    pub pages: Vec<Listed>,
}

/// What the settings at a path say, if they are of these tools.
pub(super) fn settings(path: &str, text: &str) -> Option<SiteSettings> {
    let folder = parent(path);
    let name = path.rsplit('/').next().unwrap_or_default();
    let hidden = folder.rsplit('/').next().unwrap_or_default();
    let is_hidden = matches!(hidden, ".vitepress" | ".vuepress") && name.starts_with("config.");
    let is_astro = name.starts_with("astro.config.");
    if !is_hidden && !is_astro {
        return None;
    }
    let plain = script::without_comments(text);
    let (site, usual) = if is_astro {
        let mut calls = script::called(&plain, "starlight");
        (calls.find(Value::is_object)?, "src/content/docs")
    } else {
        let is_site = |value: &Value| value.get("title").or(value.get("themeConfig")).is_some();
        (script::values(&plain).find(is_site)?, "")
    };
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
    let theme = site.get("themeConfig").or(handed.as_ref());
    let theme = theme.unwrap_or(&site);
    let mut reader = GroupReader {
        folder: folder.clone(),
        parts: Vec::new(),
        out: Vec::new(),
    };
    match theme.get("sidebar") {
        Some(Value::Object(sidebars)) => {
            for (path, sidebar) in sidebars {
                reader.sidebar(sidebar, path);
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
    let title = word("title").map(|title| nfc(title.trim()));
    Some(SiteSettings {
        title: title.filter(|title| !title.is_empty()),
        base: word("base").map(str::to_owned).or_else(of_astro),
        has_folders: is_astro,
        folder,
        pages: reader.out,
    })
}

struct GroupReader {
    folder: String,
    /// What the groups around are called, outermost first.
    parts: Vec<String>,
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
            let parts = self.parts.iter().map(String::as_str).chain(title);
            let parts: Vec<String> = parts.map(nfc).collect();
            let all = format!("{}/{ALL}", nfc(&folder));
            self.out.push(Listed::new(all, None, &parts));
            return;
        }
        if let Some(Value::Array(items)) = items {
            self.parts.push(title.unwrap_or_default().to_owned());
            if let Some(path) = path {
                self.page(path, None, under);
            }
            for item in items {
                self.item(item, under);
            }
            self.parts.pop();
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
            let parts = self.parts.iter().filter(|part| !part.is_empty());
            let parts: Vec<String> = parts.map(|part| nfc(part)).collect();
            self.out.push(Listed::new(nfc(&path), title, &parts));
        }
    }
}
