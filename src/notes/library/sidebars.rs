//! What Docusaurus' `sidebars.js` lists, where it is plain data. A text in; the documents in their
//! order, with the categories around them, out. What a program computes stays a program's to tell.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::notes::library::files::{join, parent};
use crate::notes::library::listed::{Listed, ListedPart, only_group};
use crate::notes::library::script;
use crate::notes::reading::front_matter;

/// The documents of all sidebars. Their paths are as those are named there: below `docs`, without
/// an extension and without the numbers in front of names. Each of several sidebars is a part, as
/// the bar of the site whose settings these are or else its folder is called.
pub(super) fn sidebars(text: &str, file: &str, settings: &str) -> Option<Vec<Listed>> {
    let called = called(settings);
    let plain = script::without_comments(text);
    let object = script::values(&plain).find_map(|value| match value {
        Value::Object(map) if !map.is_empty() => Some(map),
        _ => None,
    })?;
    let folder = documents_of(settings, file.rsplit('/').next().unwrap_or(file));
    let docs = join(parent(file), folder.as_deref().unwrap_or("docs"))?;
    let read = |(name, sidebar)| {
        let mut reader = SidebarReader {
            docs: docs.clone(),
            parts: Vec::new(),
            out: Vec::new(),
        };
        reader.items(sidebar);
        // All there is, as it lies there, is no order.
        reader.out.retain(|one| one.folder_of_all() != Some(&docs));
        (name, reader.out)
    };
    let mut all: Vec<(&String, Vec<Listed>)> = object.iter().map(read).collect();
    all.retain(|(_, listed)| !listed.is_empty());
    if all.len() > 1 {
        for (name, listed) in &mut all {
            let folder = || shared_folder(listed).filter(|folder| **folder != docs);
            let part = match called.get(*name) {
                Some(label) => Some(ListedPart::called(label)),
                None => folder().map(|folder| ListedPart::Folder(folder.to_owned())),
            };
            let label = called.get(*name).map(String::as_str);
            let part = part.filter(|_| only_group(listed, label).is_none());
            if let Some(part) = part {
                for one in listed {
                    one.parts.insert(0, part.clone());
                }
            }
        }
    }
    Some(all.into_iter().flat_map(|(_, listed)| listed).collect())
}

/// The folder in which all that is listed lies.
fn shared_folder(listed: &[Listed]) -> Option<&str> {
    let mut folder = parent(&listed.first()?.path);
    while !folder.is_empty() {
        let is_inside = |one: &Listed| {
            let inside = one.path.strip_prefix(folder);
            inside.is_some_and(|inside| inside.starts_with('/'))
        };
        if listed.iter().all(is_inside) {
            return Some(folder);
        }
        folder = parent(folder);
    }
    None
}

/// The folder whose documents a file of sidebars lists, as the plug-in says that names it:
/// `{ path: 'api', sidebarPath: './sidebarsApi.js' }`.
fn documents_of(settings: &str, name: &str) -> Option<String> {
    let plain = script::without_comments(settings);
    let at = plain.find(name)?;
    let mut depth = 0_usize;
    let open = plain[..at].rfind(|c| match c {
        '}' => {
            depth += 1;
            false
        }
        '{' if depth == 0 => true,
        '{' => {
            depth -= 1;
            false
        }
        _ => false,
    })?;
    let mut depth = 0_usize;
    let close = plain[open..].find(|c| {
        depth += usize::from(c == '{');
        depth -= usize::from(c == '}');
        depth == 0
    })?;
    let folder = script::word(&plain[open..open + close], "path")?;
    Some(folder.trim_start_matches("./").trim_matches('/').to_owned())
}

/// What the bar of a site calls its sidebars, by their names.
fn called(settings: &str) -> BTreeMap<String, String> {
    let plain = script::without_comments(settings);
    let mut values = script::values(&plain);
    let items = values.find_map(|value| {
        let items = value.get("themeConfig")?.get("navbar")?.get("items")?;
        items.as_array().cloned()
    });
    let word = |item: &Value, key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
    let items = items.unwrap_or_default();
    let named = items
        .iter()
        .filter_map(|item| Some((word(item, "sidebarId")?, word(item, "label")?)));
    named.collect()
}

/// What the categories of sidebars are called in another language, by what they are called:
/// `"sidebar.tutorial.category.기초": { "message": "Basics" }`.
pub(super) fn translations(text: &str) -> BTreeMap<String, String> {
    // JSON is YAML, too.
    let value = front_matter::yaml(text).unwrap_or_default();
    let words = value.as_object().into_iter().flatten();
    let words = words.filter_map(|(key, said)| {
        let (_, word) = key.split_once(".category.")?;
        Some((word.to_owned(), said.get("message")?.as_str()?.to_owned()))
    });
    words.collect()
}

/// The name by which a sidebar knows the note at a path.
pub(super) fn document(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let bare = |part: &str| {
        let digits = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = digits.trim_start_matches(['-', '_', '.', ' ']);
        let is_numbered = digits.len() < part.len() && rest.len() < digits.len();
        (if is_numbered && !rest.is_empty() {
            rest
        } else {
            part
        })
        .to_owned()
    };
    stem.split('/').map(bare).collect::<Vec<_>>().join("/")
}

struct SidebarReader {
    /// The folder of the documents.
    docs: String,
    /// The categories around, outermost first.
    parts: Vec<ListedPart>,
    out: Vec<Listed>,
}

impl SidebarReader {
    fn items(&mut self, value: &Value) {
        match value {
            Value::String(id) => self.document(id, None),
            Value::Array(items) => items.iter().for_each(|item| self.items(item)),
            Value::Object(item) => self.item(item),
            _ => {}
        }
    }

    fn item(&mut self, item: &Map<String, Value>) {
        let word = |key: &str| item.get(key).and_then(Value::as_str);
        match word("type") {
            Some("doc") => {
                if let Some(id) = word("id") {
                    self.document(id, word("label"));
                }
            }
            Some("category") => {
                let label = word("label").unwrap_or_default();
                self.parts.push(ListedPart::called(label));
                if let Some(Value::Object(link)) = item.get("link") {
                    self.item(link);
                }
                if let Some(items) = item.get("items") {
                    self.items(items);
                }
                self.parts.pop();
            }
            Some("autogenerated") => {
                if let Some(folder) = word("dirName").and_then(|name| join(&self.docs, name)) {
                    self.out.push(Listed::all(&folder, &self.parts));
                }
            }
            Some(_) => {}
            // `{ 'Label': ['a', 'b'] }`
            None => {
                for (label, items) in item {
                    self.parts.push(ListedPart::called(label));
                    self.items(items);
                    self.parts.pop();
                }
            }
        }
    }

    fn document(&mut self, id: &str, label: Option<&str>) {
        let path = if self.docs.is_empty() {
            id.to_owned()
        } else {
            format!("{}/{id}", self.docs)
        };
        self.out.push(Listed::new(path, label, &self.parts));
    }
}
