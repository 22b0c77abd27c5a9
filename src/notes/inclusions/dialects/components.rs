//! Components of MDX and Vue that stand on one line, or say in attributes what readers are shown:
//! `<TabItem label="맥">글</TabItem>`, `<Card title="말" href="/a" />`, `<Tabs items={['가']}>`.
//! Lines of a note in; what stands in their place out.
//!
//! Source: the manuals of Docusaurus ("Tabs"), Nextra ("Cards", "Tabs"), Starlight and Mintlify.

use std::collections::VecDeque;

use super::edit::DialectEdit;
use crate::notes::reading::{container_names, shortcode};

/// Attributes that say where a component leads.
const ADDRESSES: [&str; 3] = ["href", "to", "link"];

/// Attributes that say what it is called.
const TITLES: [&str; 3] = ["title", "label", "text"];

/// Components that show a picture.
const PICTURES: [&str; 4] = ["Image", "Img", "Figure", "ThemedImage"];

/// How names of pictures end.
const ENDINGS: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"];

/// No tag is longer, in bytes.
const LONGEST: usize = 2048;

/// What `items` of tabs called those that are still to come.
#[derive(Default)]
pub(super) struct ComponentScan<'a> {
    pub out: Vec<DialectEdit>,
    labels: VecDeque<&'a str>,
}

impl<'a> ComponentScan<'a> {
    pub(super) fn line(&mut self, start: usize, words: &'a str) {
        let is_tag = words.starts_with('<')
            && words.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase)
            && words.len() <= LONGEST;
        if !is_tag {
            if words.starts_with("</Tabs.Tab>") {
                self.edit(start, words, "</Tab>".to_owned());
            }
            return;
        }
        let name = &words[1..];
        let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        let name = &name[..length.unwrap_or(name.len())];
        if let Some(items) = attribute_list(words).filter(|_| name == "Tabs") {
            self.labels = items.into();
            return;
        }
        if matches!(name, "Tab" | "Tabs.Tab") {
            self.tab(start, words, name);
            return;
        }
        if let Some(tag) = words
            .strip_suffix("/>")
            .filter(|tag| !tag[1..].contains('<'))
        {
            if let Some(shown) = shown(name, tag) {
                self.edit(start, words, shown);
            }
            return;
        }
        let Some(opens) = end_of_tag(words) else {
            return;
        };
        let tag = &words[..opens];
        let is_known = |line: &str| {
            let tag = shortcode::component(line);
            tag.is_some_and(|tag| container_names::of_tag(&tag).is_some())
        };
        let place = ADDRESSES.iter().find_map(|key| attribute(tag, key));
        let title = TITLES.iter().find_map(|key| attribute(tag, key));
        let closes = format!("</{name}>");
        if opens == words.len() {
            if let (Some(place), Some(title)) = (place, title)
                && name.ends_with("Card")
            {
                self.edit(
                    start,
                    words,
                    format!("<{name}>\n\n{}\n", link(title, place)),
                );
            }
        } else if let Some(inner) = words[opens..].strip_suffix(closes.as_str())
            && is_known(tag)
            && !inner.contains(closes.as_str())
        {
            let inner = inner.trim();
            let shown = match (place, title) {
                (Some(place), Some(title)) if name.ends_with("Card") => {
                    format!("{}\n\n{inner}\n", link(title, place))
                }
                _ => format!("{tag}\n\n{inner}\n\n{closes}"),
            };
            self.edit(start, words, shown);
        }
    }

    fn edit(&mut self, start: usize, words: &str, shown: String) {
        let range = start..start + words.len();
        self.out.push(DialectEdit::of(range, shown));
    }

    /// A tab, called by its own attributes or as the tabs around it say.
    fn tab(&mut self, start: usize, words: &str, name: &str) {
        let Some(opens) = end_of_tag(words) else {
            return;
        };
        let tag = &words[..opens];
        let rest = words[opens..].trim();
        let own = TITLES.iter().find_map(|key| attribute(tag, key));
        let Some(label) = own.or_else(|| self.labels.pop_front()) else {
            return;
        };
        let closes = format!("</{name}>");
        let shown = match rest.strip_suffix(closes.as_str()) {
            _ if rest.is_empty() => format!("<Tab label=\"{label}\">"),
            Some(inner) => format!("<Tab label=\"{label}\">\n\n{}\n\n</Tab>", inner.trim()),
            None => format!("<Tab label=\"{label}\">\n\n{rest}"),
        };
        if shown != words {
            self.edit(start, words, shown);
        }
    }
}

/// Where the tag ends with which words begin; `>` between quotation marks or braces ends none.
fn end_of_tag(words: &str) -> Option<usize> {
    let (mut mark, mut depth) = (None, 0_usize);
    for (at, c) in words.char_indices() {
        match (mark, c) {
            (Some(open), c) if open == c => mark = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => mark = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// What a component without an end shows by its attributes.
fn shown(name: &str, tag: &str) -> Option<String> {
    let picture = attribute(tag, "src").filter(|src| ENDINGS.iter().any(|end| src.ends_with(end)));
    if let Some(src) = picture.filter(|_| PICTURES.contains(&name)) {
        let alt = attribute(tag, "alt").unwrap_or_default();
        return Some(format!("![{alt}](<{src}>)"));
    }
    let title = TITLES.iter().find_map(|key| attribute(tag, key))?;
    let place = ADDRESSES.iter().find_map(|key| attribute(tag, key))?;
    let said = attribute(tag, "description").map(|said| format!(": {said}"));
    Some(format!(
        "{}{}",
        link(title, place),
        said.unwrap_or_default()
    ))
}

fn link(title: &str, place: &str) -> String {
    format!("[{title}](<{place}>)")
}

/// The value of an attribute, where it is written out.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    ['"', '\''].into_iter().find_map(|mark| {
        let (_, rest) = tag.split_once(&format!(" {name}={mark}"))?;
        let (value, _) = rest.split_once(mark)?;
        let is_plain = !value.trim().is_empty() && !value.contains(['<', '>', '[', ']']);
        is_plain.then_some(value)
    })
}

/// `items={['가', '나']}`
fn attribute_list(tag: &str) -> Option<Vec<&str>> {
    let (_, rest) = tag.split_once(" items={[")?;
    let (items, _) = rest.split_once("]}")?;
    let items = items.split(',').map(str::trim).filter(|it| !it.is_empty());
    items
        .map(|item| {
            let mark = item.chars().next().filter(|c| "'\"`".contains(*c))?;
            item[1..].strip_suffix(mark).filter(|it| !it.contains('"'))
        })
        .collect()
}
