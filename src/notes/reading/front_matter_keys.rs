//! What the keys of front matter say. The values of a mapping in; what a note says of itself, and
//! the key whose value is not of its kind, out.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use serde_json::{Map, Value};

use crate::config::{OutlineMode, Split};
use crate::notes::reading::yaml::FrontMatterValues;
use crate::notes::reading::{comments, published};

/// A place among siblings; any number.
#[derive(Clone, Copy, Debug)]
pub struct Order(pub f64);

impl PartialEq for Order {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Order {}

impl PartialOrd for Order {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Order {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Hash for Order {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

/// What front matter may say; every key optional.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// Title of the course or chapter.
    pub title: Option<String>,
    /// Name of the page or folder.
    pub slug: Option<String>,
    /// One sentence.
    pub description: Option<String>,
    /// Left out unless `--drafts`: it says in some way that it is not for readers.
    pub draft: bool,
    /// Place among its siblings; those without one follow.
    pub order: Option<Order>,
    /// Old addresses that lead here.
    pub aliases: Vec<String>,
    /// Whether it says so of everything in the folder of its file too: Hugo's `cascade`.
    pub drafts_below: bool,
    /// Tags.
    pub tags: Vec<String>,
    /// As in `notesite.toml`.
    pub split: Option<Split>,
    /// As in `notesite.toml`.
    pub outline: Option<OutlineMode>,
    /// As in `notesite.toml`.
    pub breaks: Option<bool>,
    /// `false` turns term links off.
    pub terms: Option<bool>,
    /// Keys that notesite does not know, for templates.
    pub extra: BTreeMap<String, Value>,
}

impl FrontMatter {
    /// The title; an empty one is none.
    pub(crate) fn said_title(&self) -> Option<&str> {
        self.title
            .as_deref()
            .filter(|title| !title.trim().is_empty())
    }
}

/// A mapping with those that it takes over (`<<: *base`): what it says itself counts.
fn merged(mut own: Map<String, Value>) -> Map<String, Value> {
    let others = match own.remove("<<") {
        Some(Value::Array(others)) => others,
        Some(other) => vec![other],
        None => return own,
    };
    for other in others {
        if let Value::Object(other) = other {
            for (key, value) in merged(other) {
                own.entry(key).or_insert(value);
            }
        }
    }
    own
}

/// What the keys that notesite knows say, and one of them whose value is wrong.
pub(super) fn gather(values: FrontMatterValues) -> (FrontMatter, Option<String>) {
    let mut out = FrontMatter::default();
    let mut problem = None;
    let (Value::Object(meant), Value::Object(typed)) = (values.meant, values.typed) else {
        return (out, None);
    };
    let (meant, typed) = (merged(meant), merged(typed));
    // Both have the same keys in the same order.
    for ((key, value), (_, typed)) in meant.into_iter().zip(typed) {
        out.draft |= published::is_private(&key, &value);
        out.drafts_below |= key == "cascade" && published::hands_privacy_down(&value);
        let fits = match (key.as_str(), &value) {
            (_, Value::Null) => true,
            ("title", _) => say(&mut out.title, words(&typed).or_else(|| bracketed(&typed))),
            ("slug", _) => say(&mut out.slug, words(&typed)),
            ("description", _) => say(&mut out.description, words(&typed)),
            ("order" | "sidebar_position" | "weight" | "nav_order", _) => {
                let found = number(&value).map(Order);
                // Ours before those of other tools, which may hold anything.
                let is_ours = key == "order";
                if is_ours || (found.is_some() && out.order.is_none()) {
                    out.order = found;
                }
                if !is_ours {
                    out.extra.insert(key.clone(), shown(value, typed));
                }
                !is_ours || found.is_some()
            }
            // Starlight keeps the place of a page in a mapping.
            ("sidebar", Value::Object(map)) => {
                let place = map.get("order").and_then(number).map(Order);
                out.order = out.order.or(place);
                out.extra.insert(key.clone(), shown(value, typed));
                true
            }
            ("aliases", _) => list(&typed).map(|l| out.aliases = l).is_some(),
            ("tags", _) => tags(&typed).map(|l| out.tags = l).is_some(),
            ("split", _) => set(&mut out.split, serde_json::from_value(value.clone()).ok()),
            // `deep`, `[2, 3]` and `false` are what VitePress shows of a page's headings.
            ("outline", value) if is_of_vitepress(value) => {
                out.extra.insert(key.clone(), shown(value.clone(), typed));
                true
            }
            ("outline", _) => set(&mut out.outline, serde_json::from_value(value.clone()).ok()),
            ("breaks", Value::Bool(keeps)) => set(&mut out.breaks, Some(*keeps)),
            ("terms", _) => set(&mut out.terms, value.as_bool()),
            _ => {
                out.extra.insert(key.clone(), shown(value, typed));
                true
            }
        };
        if !fits {
            problem = Some(key);
        }
    }
    (out, problem)
}

/// Whether `outline` says how deep the headings are that `VitePress` lists.
fn is_of_vitepress(value: &Value) -> bool {
    match value {
        Value::String(word) => word == "deep",
        Value::Bool(_) | Value::Number(_) => true,
        Value::Array(levels) => levels.iter().all(Value::is_number),
        Value::Object(map) => map.contains_key("level"),
        Value::Null => false,
    }
}

/// A value for templates: numbers that were typed otherwise than they are written (`1.10`, `007`)
/// are what was typed.
fn shown(meant: Value, typed: Value) -> Value {
    match (meant, typed) {
        (Value::Number(number), Value::String(typed)) if number.to_string() != typed => {
            Value::String(typed)
        }
        (Value::Array(meant), Value::Array(typed)) => {
            let entries = meant.into_iter().zip(typed);
            Value::Array(entries.map(|(meant, typed)| shown(meant, typed)).collect())
        }
        (Value::Object(meant), Value::Object(typed)) => {
            let entries = meant.into_iter().zip(typed);
            let entries = entries.map(|((_, meant), (key, typed))| (key, shown(meant, typed)));
            Value::Object(entries.collect())
        }
        (meant, _) => meant,
    }
}

/// A number, also between quotation marks.
fn number(value: &Value) -> Option<f64> {
    let typed = value.as_str().and_then(|text| text.trim().parse().ok());
    value.as_f64().or(typed).filter(|number| number.is_finite())
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    *slot = value;
    slot.is_some()
}

/// The same for words; those that say nothing are none.
fn say(slot: &mut Option<String>, words: Option<String>) -> bool {
    let fits = words.is_some();
    *slot = words.filter(|words| !words.is_empty());
    fits
}

/// A text in one line.
fn words(value: &Value) -> Option<String> {
    let text = text(value)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `title: [알고리즘]` is a list to YAML, and a title to who wrote it.
fn bracketed(value: &Value) -> Option<String> {
    let all = value.as_array()?.iter().map(words);
    let all: Vec<String> = all.collect::<Option<_>>()?;
    Some(format!("[{}]", all.join(", ")))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(comments::without(text)),
        Value::Number(number) => Some(number.to_string()),
        // A tag of Docusaurus with an address of its own: `label: X`, `permalink: /x`.
        Value::Object(map) => map.get("label").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

/// Tags: a list, or a text that commas part, as older notes of Obsidian have it.
fn tags(value: &Value) -> Option<Vec<String>> {
    let all = list(value)?;
    if matches!(value, Value::Array(_)) {
        return Some(all);
    }
    let parts = all.iter().flat_map(|text| text.split(','));
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    Some(parts.map(str::to_owned).collect())
}

fn list(value: &Value) -> Option<Vec<String>> {
    let mut words: Vec<String> = match value {
        Value::Array(entries) => {
            // `- [Blog, Jekyll]` is a list in a list.
            let inner = |entry: &'_ Value| match entry {
                Value::Array(inner) => inner.clone(),
                other => vec![other.clone()],
            };
            let entries = entries.iter().flat_map(inner);
            let entries = entries.filter(|entry| !entry.is_null());
            entries.map(|entry| text(&entry)).collect::<Option<_>>()?
        }
        other => vec![text(other)?],
    };
    words.retain(|word| !word.trim().is_empty());
    Some(words)
}
