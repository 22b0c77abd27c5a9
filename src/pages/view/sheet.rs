//! The command sheet of a course: its commands by tool and sub-command, each with the places that it stands at.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::course::{course_value, other_courses};
use super::navigation::navigation;
use super::{common, number_label, render, values_with};
use crate::notes::placeholder;
use crate::notes::tree;
use crate::pages::highlight;
use crate::pages::page::ThemeError;
use crate::pages::site::{Site, root_of};
use crate::text::percent_encode;

/// All commands of a course by tool and sub-command; those that differ only in their placeholders' values once.
pub fn commands(site: &Site, index: usize) -> Result<String, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let url = format!("{}commands.html", outline.base);
    let root = root_of(&url);
    let mut groups: BTreeMap<String, BTreeMap<String, Vec<(String, Value)>>> = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (i, chapter) in outline.chapters.iter().enumerate() {
        let placed = site.library.courses[index].chapters[i].open();
        let all = tree::commands(&placed.tree.blocks);
        for (n, command) in all.iter().enumerate() {
            // An example right behind its pattern differs only in the values.
            let example = n > 0 && !placeholder::example(&all[n - 1].code, &command.code).is_empty();
            if example || !seen.insert(command.code.clone()) {
                continue;
            }
            let section = chapter
                .sections
                .iter()
                .rev()
                .find(|s| s.span.start <= command.span.start && (!s.bullet || command.span.start < s.span.end));
            let anchor = section.map_or(String::new(), |section| format!("#{}", percent_encode(&section.id)));
            let place = section.map_or(String::new(), |section| format!(" › {}", section.title));
            let entry = json!({
                "html": highlight::command(command.language, &command.code), "href": format!("{root}{}{anchor}", percent_encode(&chapter.url)),
                "number": number_label(&chapter.numbers), "place": format!("{}{place}", chapter.title),
            });
            groups
                .entry(command.tool.clone())
                .or_default()
                .entry(subcommand(&command.code))
                .or_default()
                .push((command.code.clone(), entry));
        }
    }
    let groups: Vec<Value> = groups
        .into_iter()
        .map(|(tool, inner)| {
            let inner: Vec<Value> =
                inner.into_iter().map(|(name, entries)| json!({ "name": name, "entries": entries.into_iter().map(|(_, entry)| entry).collect::<Vec<_>>() })).collect();
            json!({ "tool": tool, "groups": inner })
        })
        .collect();
    let title = format!("{} · {}", site.theme.strings.get("commands").cloned().unwrap_or_default(), outline.title);
    let mut values = common(site, &url, &title);
    let more = json!({ "kind": "commands", "course": course_value(outline, root), "nav": navigation(site, index, None), "groups": groups, "courses": other_courses(site, index, root) });
    render(site, "commands.html", values_with(&mut values, more))
}

/// The word behind the tool that says what it does: `get`, `build`, `compose up` stays `compose`.
fn subcommand(code: &str) -> String {
    code.split_whitespace()
        .skip(1)
        .find(|word| !word.starts_with('-'))
        .filter(|word| word.chars().all(|c| c.is_ascii_alphabetic() || c == '-'))
        .unwrap_or_default()
        .to_owned()
}
