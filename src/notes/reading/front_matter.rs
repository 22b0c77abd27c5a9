//! Front matter of a note: TOML between `+++` lines or YAML between `---` lines, at the very start
//! of the file. Text in; what it says about its course or chapter out. It is never part of the
//! rendered text.

use std::collections::BTreeMap;

use saphyr::{LoadableYamlNode, Marker, YamlOwned};
use saphyr_parser::{Event, Parser};
use serde_json::Value;

use crate::config::{OutlineMode, Split};

/// Mappings and sequences inside each other, at most. saphyr bounds `[[[[` and drops `- - - -` by a
/// call for each level.
const DEEPEST: usize = 64;

/// What front matter may say; every key optional.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// Title of the course or chapter.
    pub title: Option<String>,
    /// Name of the page or folder.
    pub slug: Option<String>,
    /// One sentence.
    pub description: Option<String>,
    /// Left out unless `--drafts`.
    pub draft: bool,
    /// Place among its siblings; those without one follow.
    pub order: Option<f64>,
    /// Old addresses that lead here.
    pub aliases: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// As in `notesite.toml`.
    pub split: Option<Split>,
    /// As in `notesite.toml`.
    pub outline: Option<OutlineMode>,
    /// `false` turns term links off.
    pub terms: Option<bool>,
    /// Keys that notesite does not know, for templates.
    pub extra: BTreeMap<String, Value>,
}

/// Front matter found at the start of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatterBlock {
    /// What it says; empty where it cannot be read.
    pub value: FrontMatter,
    /// Bytes of the whole front matter, closing line included: the notes begin behind it.
    pub length: usize,
    /// What is wrong with it: byte offset and reason.
    pub problem: Option<(usize, String)>,
}

/// Finds front matter. `---` that opens no YAML mapping is a thematic break and stays text.
pub fn find(text: &str) -> Option<FrontMatterBlock> {
    let (mark, toml) = if text.starts_with("+++\n") {
        ("+++", true)
    } else if text.starts_with("---\n") {
        ("---", false)
    } else {
        return None;
    };
    let start = 4;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let trimmed = line.trim_end();
        if trimmed == mark || (!toml && trimmed == "...") {
            let body = &text[start..at];
            return read(body, toml, start, at + line.len());
        }
        at += line.len();
    }
    None
}

fn read(body: &str, toml: bool, start: usize, length: usize) -> Option<FrontMatterBlock> {
    let table: Result<Value, (usize, String)> = if toml {
        toml::from_str::<toml::Table>(body)
            .map_err(|e| {
                (
                    start + e.span().map_or(0, |s| s.start),
                    e.message().to_owned(),
                )
            })
            .and_then(|table| serde_json::to_value(table).map_err(|e| (start, e.to_string())))
    } else {
        match load_yaml(body) {
            Ok(value) => Ok(value),
            Err((at, reason)) => {
                // Prose between two rules is not front matter; a first line such as `title: …` says
                // that it was meant so.
                let key = body
                    .lines()
                    .find(|l| !l.trim().is_empty())
                    .and_then(|l| l.split_once(':'));
                let meant = key.is_some_and(|(key, _)| {
                    !key.is_empty()
                        && key
                            .chars()
                            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
                });
                if !meant {
                    return None;
                }
                Err((start + at, reason))
            }
        }
    };
    match table {
        Ok(Value::Object(map)) => {
            let (value, problem) = gather(map);
            Some(FrontMatterBlock {
                value,
                length,
                problem: problem.map(|p| (start, p)),
            })
        }
        Ok(Value::Null) if body.trim().is_empty() && !toml => None,
        Ok(_) => None,
        Err(problem) => Some(FrontMatterBlock {
            value: FrontMatter::default(),
            length,
            problem: Some(problem),
        }),
    }
}

/// The first document, or byte offset and reason.
fn load_yaml(body: &str) -> Result<Value, (usize, String)> {
    let byte = |at: &Marker| {
        body.char_indices()
            .nth(at.index())
            .map_or(body.len(), |(i, _)| i)
    };
    if let Some(at) = too_deep(body) {
        return Err((
            byte(&at),
            format!("lists and maps lie more than {DEEPEST} deep inside each other here"),
        ));
    }
    let documents =
        YamlOwned::load_from_str(body).map_err(|e| (byte(e.marker()), e.info().to_owned()))?;
    Ok(documents.first().map_or(Value::Null, |node| json(node, 0)))
}

/// Where the first collection begins that lies too deep. What is no YAML is left for the loader to
/// tell.
fn too_deep(body: &str) -> Option<Marker> {
    let mut parser = Parser::new_from_str(body);
    let mut depth = 0_usize;
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if depth == DEEPEST => {
                return Some(span.start);
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn json(node: &YamlOwned, depth: usize) -> Value {
    if depth > 16 {
        return Value::Null;
    }
    if let Some(text) = node.as_str() {
        return Value::String(text.to_owned());
    }
    if let Some(truth) = node.as_bool() {
        return Value::Bool(truth);
    }
    if let Some(number) = node.as_integer() {
        return Value::from(number);
    }
    if let Some(number) = node.as_floating_point() {
        return Value::from(number);
    }
    if let Some(list) = node.as_sequence() {
        return Value::Array(list.iter().map(|entry| json(entry, depth + 1)).collect());
    }
    if let Some(map) = node.as_mapping() {
        let entries = map
            .iter()
            .filter_map(|(key, value)| match json(key, depth + 1) {
                Value::String(key) => Some((key, json(value, depth + 1))),
                Value::Null => None,
                key => Some((key.to_string(), json(value, depth + 1))),
            });
        return Value::Object(entries.collect());
    }
    Value::Null
}

fn gather(map: serde_json::Map<String, Value>) -> (FrontMatter, Option<String>) {
    let mut out = FrontMatter::default();
    let mut problem = None;
    for (key, value) in map {
        let fits = match (key.as_str(), &value) {
            (_, Value::Null) => true,
            ("title", _) => set(&mut out.title, text(&value)),
            ("slug", _) => set(&mut out.slug, text(&value)),
            ("description", _) => set(&mut out.description, text(&value)),
            ("draft", Value::Bool(draft)) => {
                out.draft = *draft;
                true
            }
            ("order", _) => set(&mut out.order, value.as_f64()),
            ("aliases", _) => list(&value).map(|l| out.aliases = l).is_some(),
            ("tags", _) => list(&value).map(|l| out.tags = l).is_some(),
            ("split", _) => set(&mut out.split, serde_json::from_value(value.clone()).ok()),
            ("outline", _) => set(&mut out.outline, serde_json::from_value(value.clone()).ok()),
            ("terms", _) => set(&mut out.terms, value.as_bool()),
            _ => {
                out.extra.insert(key.clone(), value.clone());
                true
            }
        };
        if !fits {
            problem = Some(format!(
                "the value of `{key}` is not of the kind that it should be"
            ));
        }
    }
    (out, problem)
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    *slot = value;
    slot.is_some()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn list(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(entries) => entries.iter().map(text).collect(),
        other => text(other).map(|one| vec![one]),
    }
}
