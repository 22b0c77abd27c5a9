//! What Docusaurus' `sidebars.js` lists, where it is plain data. A text in; the documents in their
//! order, with the categories around them, out. What a program computes stays a program's to tell.

use serde_json::{Map, Value};

use crate::notes::library::files::{join, parent};
use crate::notes::library::listed::Listed;
use crate::notes::library::script;
use crate::notes::reading::front_matter;

/// The documents of all sidebars. Their paths are as those are named there: below `docs`, without
/// an extension and without the numbers in front of names.
pub(super) fn sidebars(text: &str, file: &str) -> Option<Vec<Listed>> {
    let plain = script::without_comments(text);
    let read = |object: &str| front_matter::yaml(object);
    let mut values = script::objects(&plain).filter_map(read);
    let object = values.find_map(|value| match value {
        Value::Object(map) if !map.is_empty() => Some(map),
        _ => None,
    })?;
    let mut reader = SidebarReader {
        docs: join(parent(file), "docs")?,
        parts: Vec::new(),
        out: Vec::new(),
    };
    object.values().for_each(|sidebar| reader.items(sidebar));
    Some(reader.out)
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
    /// Labels of the categories around, outermost first.
    parts: Vec<String>,
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
                self.parts
                    .push(word("label").unwrap_or_default().to_owned());
                if let Some(Value::Object(link)) = item.get("link") {
                    self.item(link);
                }
                if let Some(items) = item.get("items") {
                    self.items(items);
                }
                self.parts.pop();
            }
            Some(_) => {}
            // `{ 'Label': ['a', 'b'] }`
            None => {
                for (label, items) in item {
                    self.parts.push(label.clone());
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
