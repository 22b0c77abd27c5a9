//! YAML of front matter. A text in, its first document out, twice: as YAML means it and as it was
//! typed. Knows no key.

use std::borrow::Cow;
use std::collections::HashSet;

use saphyr::{Marker, ScalarOwned, Tag, YamlLoader, YamlOwned};
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::Value;

use crate::notes::depth;

/// What front matter holds, twice.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FrontMatterValues {
    /// As YAML means it: `1.10` is a number, `True` a truth.
    pub meant: Value,
    /// As its writer typed it: every scalar of YAML is a text.
    pub typed: Value,
}

impl FrontMatterValues {
    /// Of a language whose texts stand between quotation marks.
    pub(crate) fn of(value: Value) -> Self {
        Self {
            typed: value.clone(),
            meant: value,
        }
    }

    pub(crate) fn is_map(&self) -> bool {
        self.meant.is_object()
    }
}

/// Where the fault stands that a reader of YAML noticed at byte `at`: a list or a map that is not
/// closed is noticed behind it, and a tab before it.
fn cause(body: &str, at: usize, reason: &str) -> usize {
    let mut start = 0;
    let mut lines = body.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line)
    });
    if reason.contains("tab") {
        let is_indented = |line: &str| {
            let blank = line.len() - line.trim_start().len();
            line[..blank].contains('\t')
        };
        let found = lines.find(|(from, line)| from + line.len() > at && is_indented(line));
        return found.map_or(at, |(from, _)| from);
    }
    for (noun, opens, closes) in [("flow sequence", '[', ']'), ("flow mapping", '{', '}')] {
        if reason.contains(noun) {
            let above = lines.take_while(|(from, _)| *from <= at);
            let open = above.filter(|(_, line)| line.contains(opens) && !line.contains(closes));
            return open.last().map_or(at, |(from, _)| from);
        }
    }
    at
}

/// The first document, or byte offset and reason.
pub(crate) fn load(body: &str) -> Result<FrontMatterValues, (usize, String)> {
    let byte = |at: &Marker| {
        body.char_indices()
            .nth(at.index())
            .map_or(body.len(), |(i, _)| i)
    };
    if let Some(at) = too_deep(body) {
        return Err((
            byte(&at),
            format!(
                "lists and maps lie more than {} deep inside each other here",
                depth::YAML
            ),
        ));
    }
    if let Some((at, key)) = twice(body) {
        let reason = format!("the key `{key}` stands in it twice; keep one of them");
        return Err((byte(&at), reason));
    }
    // Scalars are kept as they were typed.
    let mut loader = YamlLoader::<YamlOwned>::default();
    loader.early_parse(false);
    Parser::new_from_str(body)
        .load(&mut loader, true)
        .map_err(|e| (cause(body, byte(e.marker()), e.info()), e.info().to_owned()))?;
    let documents = loader.into_documents();
    let value = |scalar: &dyn Fn(&str, ScalarOwned) -> Value| {
        (documents.first()).map_or(Value::Null, |node| json(node, scalar, 0))
    };
    Ok(FrontMatterValues {
        meant: value(&|_, meant| match meant {
            ScalarOwned::Null => Value::Null,
            ScalarOwned::Boolean(truth) => Value::Bool(truth),
            ScalarOwned::Integer(number) => Value::from(number),
            ScalarOwned::FloatingPoint(number) => Value::from(number.into_inner()),
            ScalarOwned::String(text) => Value::String(text),
        }),
        typed: value(&|typed, meant| match meant {
            ScalarOwned::Null => Value::Null,
            _ => Value::String(typed.to_owned()),
        }),
    })
}

/// Where the first collection begins that lies too deep. What is no YAML is left for the loader to
/// tell.
fn too_deep(body: &str) -> Option<Marker> {
    let mut parser = Parser::new_from_str(body);
    let mut depth = 0_usize;
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if depth == depth::YAML => {
                return Some(span.start);
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The first key that a map of the first document holds twice, and where it stands again.
fn twice(body: &str) -> Option<(Marker, String)> {
    let mut parser = Parser::new_from_str(body);
    // Of each map the keys it has had, and whether one comes next; a list has none.
    let mut open: Vec<Option<(HashSet<String>, bool)>> = Vec::new();
    while let Some(Ok((event, span))) = parser.next_event() {
        match &event {
            Event::DocumentEnd => return None,
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                continue;
            }
            Event::Scalar(..)
            | Event::Alias(..)
            | Event::MappingStart(..)
            | Event::SequenceStart(..) => {}
            _ => continue,
        }
        if let Some(Some((keys, is_key))) = open.last_mut() {
            if *is_key && let Event::Scalar(key, ..) = &event {
                // Several maps may be taken over.
                if key != "<<" && !keys.insert(key.to_string()) {
                    return Some((span.start, key.to_string()));
                }
            }
            *is_key = !*is_key;
        }
        match event {
            Event::MappingStart(..) => open.push(Some((HashSet::new(), true))),
            Event::SequenceStart(..) => open.push(None),
            _ => {}
        }
    }
    None
}

/// A node as JSON; `scalar` is given each scalar as it was typed and as it is meant.
fn json(node: &YamlOwned, scalar: &dyn Fn(&str, ScalarOwned) -> Value, depth: usize) -> Value {
    if depth > 16 {
        return Value::Null;
    }
    if let YamlOwned::Representation(typed, style, tag) = node {
        return scalar(typed, resolved(typed, *style, tag.as_ref()));
    }
    if let YamlOwned::Tagged(_, inner) = node {
        return json(inner, scalar, depth + 1);
    }
    if let Some(list) = node.as_sequence() {
        let entries = list.iter().map(|entry| json(entry, scalar, depth + 1));
        return Value::Array(entries.collect());
    }
    if let Some(map) = node.as_mapping() {
        let entries = map.iter().filter_map(|(key, value)| {
            Some((name(key, depth + 1)?, json(value, scalar, depth + 1)))
        });
        return Value::Object(entries.collect());
    }
    Value::Null
}

/// What a scalar means to YAML.
fn resolved(typed: &str, style: ScalarStyle, tag: Option<&Tag>) -> ScalarOwned {
    let tag = tag.map(Cow::Borrowed);
    ScalarOwned::parse_from_cow_and_metadata(typed.into(), style, tag.as_ref())
        .unwrap_or_else(|| ScalarOwned::String(typed.to_owned()))
}

/// A key as it was typed; `None` where there is none.
fn name(key: &YamlOwned, depth: usize) -> Option<String> {
    let typed = |typed: &str, meant| match meant {
        ScalarOwned::Null => Value::Null,
        _ => Value::String(typed.to_owned()),
    };
    match json(key, &typed, depth) {
        Value::String(key) => Some(key),
        Value::Null => None,
        key => Some(key.to_string()),
    }
}
