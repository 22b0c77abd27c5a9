//! What `_meta.js` and `_meta.json` say of their folder: the order and the names of its pages, to
//! Nextra and Rspress, where they are plain data. A text in; pages and folders in their order out.
//!
//! Source: the manuals of Nextra ("_meta file") and Rspress ("auto nav").

use std::collections::HashMap;

use serde_json::Value;

use crate::notes::library::listed::Listed;
use crate::notes::library::order::PagesFile;
use crate::notes::library::script;
use crate::notes::sources::without_ending;

/// Notes by their paths without endings, as such files name them.
pub(super) fn documents<'a>(paths: impl Iterator<Item = &'a str>) -> HashMap<&'a str, &'a str> {
    let named = paths.filter_map(|path| Some((without_ending(path)?, path)));
    let mut out = HashMap::new();
    for (name, path) in named {
        out.entry(name).or_insert(path);
    }
    out
}

/// What one says of `folder`; `None` where it is no plain data.
pub(super) fn pages(
    text: &str,
    folder: &str,
    documents: &HashMap<&str, &str>,
) -> Option<PagesFile> {
    let mut out = PagesFile {
        rest: usize::MAX,
        ..PagesFile::default()
    };
    let mut push = |name: &str, title: Option<&str>| {
        let path = if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        };
        let known = documents.get(path.as_str()).copied();
        // Pages of Nextra 4 lie in a folder each.
        let inner = documents.get(format!("{path}/page").as_str()).copied();
        let path = known.or(inner).map_or(path.clone(), ToOwned::to_owned);
        out.listed.push(Listed::new(path, title, &[]));
    };
    match value(text)? {
        Value::Object(map) => {
            for (name, value) in &map {
                let title = value.as_str().or_else(|| value.get("title")?.as_str());
                let kind = value.get("type").and_then(Value::as_str);
                let leads_away = value.get("href").is_some();
                if !leads_away && !matches!(kind, Some("separator" | "menu")) && name != "*" {
                    push(name, title);
                }
            }
        }
        Value::Array(items) => {
            for item in &items {
                let word = |key: &str| item.get(key).and_then(Value::as_str);
                if let Some(name) = item.as_str().or_else(|| word("name")) {
                    push(without_ending(name).unwrap_or(name), word("label"));
                }
            }
        }
        _ => return None,
    }
    Some(out)
}

/// The value of JSON, or the first that a script holds.
fn value(text: &str) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let plain = script::without_comments(text);
    let is_full = |value: &Value| value.as_object().is_some_and(|map| !map.is_empty());
    script::values(&plain).find(is_full)
}
