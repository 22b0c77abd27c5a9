//! The command sheet of a course: its commands by tool and sub-command, each with the chapters that it stands in.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::course::{course_value, other_courses};
use super::navigation::navigation;
use super::{common, full_title, href, number_label, render, values_with};
use crate::notes::outline::ChapterOutline;
use crate::notes::placeholder;
use crate::notes::tree::{self, Command, CommandLanguage};
use crate::pages::highlight;
use crate::pages::page::ThemeError;
use crate::pages::site::{Site, root_of};

/// A command and the first place of each chapter that has it.
struct Entry {
    command: Command,
    places: Vec<(usize, Value)>,
}

/// All commands of a course by tool and sub-command; those that differ only in their placeholders' values once.
pub fn commands(site: &Site, index: usize) -> Result<String, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let url = format!("{}commands.html", outline.base);
    let root = root_of(&url);
    let mut tools: BTreeMap<String, BTreeMap<String, Vec<Value>>> = BTreeMap::new();
    for entry in entries(site, index, root) {
        let (tool, name) = match entry.command.language {
            CommandLanguage::Sql => ("SQL".to_owned(), String::new()),
            CommandLanguage::Shell => (entry.command.tool.clone(), subcommand(&entry.command.code).to_owned()),
        };
        let places: Vec<Value> = entry.places.into_iter().map(|(_, place)| place).collect();
        let html = highlight::command(entry.command.language, &entry.command.code);
        tools.entry(tool).or_default().entry(name).or_default().push(json!({ "html": html, "places": places }));
    }
    let groups: Vec<Value> = tools
        .into_iter()
        .map(|(tool, inner)| {
            let count: usize = inner.values().map(Vec::len).sum();
            let inner: Vec<Value> =
                inner.into_iter().map(|(name, entries)| json!({ "name": name, "entries": entries })).collect();
            json!({ "tool": tool, "count": count, "groups": inner })
        })
        .collect();
    let title = format!("{} · {}", site.theme.strings.get("commands").cloned().unwrap_or_default(), outline.title);
    let mut values = common(site, &url, &title);
    let more = json!({
        "kind": "commands", "course": course_value(outline, root), "nav": navigation(site, index, None), "groups": groups,
        "courses": other_courses(site, index, root),
    });
    render(site, "commands.html", values_with(&mut values, more))
}

fn entries(site: &Site, index: usize, root: &str) -> Vec<Entry> {
    let outline = &site.library.outline.courses[index];
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (i, chapter) in outline.chapters.iter().enumerate().filter(|(_, chapter)| chapter.commands > 0) {
        let placed = site.library.courses[index].chapters[i].open();
        let all = tree::commands(&placed.tree.blocks);
        for (n, command) in all.iter().copied().enumerate() {
            // An example right behind its pattern differs only in the values.
            if n > 0 && !placeholder::example(&all[n - 1].code, &command.code).is_empty() {
                continue;
            }
            let at = *known.entry(command.code.clone()).or_insert_with(|| {
                entries.push(Entry { command: command.clone(), places: Vec::new() });
                entries.len() - 1
            });
            if entries[at].places.last().is_none_or(|(last, _)| *last != i) {
                entries[at].places.push((i, place(root, chapter, command)));
            }
        }
    }
    entries
}

/// Where in its chapter a command stands.
fn place(root: &str, chapter: &ChapterOutline, command: &Command) -> Value {
    let around = |span: crate::notes::tree::Span, bullet: bool| {
        span.start <= command.span.start && (!bullet || command.span.start < span.end)
    };
    let section = chapter.sections.iter().rev().find(|section| around(section.span, section.bullet));
    let (url, trail) = match section {
        Some(section) => (format!("{}#{}", chapter.url, section.id), format!("{} › {}", full_title(chapter), section.title)),
        None => (chapter.url.clone(), full_title(chapter)),
    };
    json!({ "href": href(root, &url), "number": number_label(&chapter.numbers), "title": chapter.title, "trail": trail })
}

/// The word behind the tool that says what it does: `get`, `build`, `compose up` stays `compose`.
fn subcommand(code: &str) -> &str {
    code.split_whitespace()
        .skip(1)
        .find(|word| !word.starts_with('-'))
        .filter(|word| word.chars().all(|c| c.is_ascii_alphabetic() || c == '-'))
        .unwrap_or_default()
}
