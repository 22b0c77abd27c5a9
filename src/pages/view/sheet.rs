//! The command sheet of a course: its commands by tool and sub-command, each with the chapters that
//! it stands in. In pieces, a group at a time: a long course has more commands than should stand in
//! memory as a page.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::course::{course_value, other_courses};
use super::frame::{common, render_text, values_with};
use super::navigation::navigation;
use super::pieces;
use crate::address::href_of;
use crate::notes::code::placeholder;
use crate::notes::library::section_walk::SectionWalk;
use crate::notes::library::titles::{full_title, number_label};
use crate::notes::tree::CommandLanguage;
use crate::notes::visit;
use crate::page_kinds::{CoursePage, Facts};
use crate::pages::highlight;
use crate::pages::page::ThemeError;
use crate::pages::site::Site;
use crate::text::escape_html;

/// A command and where it stands.
struct SheetEntry {
    language: CommandLanguage,
    code: String,
    /// The first place in each chapter that has it: the chapter, and the section of it.
    places: Vec<(usize, Option<usize>)>,
}

/// All commands of a course by tool and sub-command; those that differ only in their placeholders'
/// values once.
pub(super) fn commands(
    site: &Site,
    facts: Facts,
    index: usize,
) -> Result<Box<dyn Iterator<Item = String> + '_>, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let url = CoursePage::Commands.of(&outline.base);
    let mut tools: BTreeMap<String, BTreeMap<String, Vec<SheetEntry>>> = BTreeMap::new();
    for (tool, name, entry) in entries(site, index) {
        tools
            .entry(tool)
            .or_default()
            .entry(name)
            .or_default()
            .push(entry);
    }
    let mut groups: Vec<Vec<SheetEntry>> = Vec::new();
    let values: Vec<Value> = tools
        .into_iter()
        .map(|(tool, inner)| {
            let count: usize = inner.values().map(Vec::len).sum();
            let mut piece = |(name, entries)| {
                groups.push(entries);
                json!({ "name": name, "entries": pieces::mark(groups.len() - 1) })
            };
            let inner: Vec<Value> = inner.into_iter().map(&mut piece).collect();
            json!({ "tool": tool, "count": count, "groups": inner })
        })
        .collect();
    let title = format!(
        "{} · {}",
        site.theme
            .strings
            .get("commands")
            .cloned()
            .unwrap_or_default(),
        outline.title
    );
    let mut common = common(site, facts, &url, &title);
    let more = json!({
        "course": course_value(outline, &url),
        "nav": navigation(site, index, None),
        "groups": values,
        "courses": other_courses(site, index, &url),
    });
    let frame = render_text(site, facts, values_with(&mut common, more))?;
    let list = move |group: usize| {
        Some(
            groups
                .get(group)?
                .iter()
                .map(|entry| item(site, index, entry))
                .collect(),
        )
    };
    Ok(pieces::fill(&frame, list))
}

/// Commands with tool and sub-command, in the order in which they first stand in the course.
fn entries(site: &Site, index: usize) -> Vec<(String, String, SheetEntry)> {
    let outline = &site.library.outline.courses[index];
    let mut entries: Vec<(String, String, SheetEntry)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (i, chapter) in outline
        .chapters
        .iter()
        .enumerate()
        .filter(|(_, chapter)| chapter.commands > 0)
    {
        let placed = site.library.courses[index].chapters[i].open();
        let all = visit::commands(&placed.tree.blocks);
        let mut sections = SectionWalk::of(chapter, &placed);
        for (n, command) in all.iter().copied().enumerate() {
            // An example right behind its pattern differs only in the values.
            if n > 0 && !placeholder::example(&all[n - 1].code, &command.code).is_empty() {
                continue;
            }
            let at = *known.entry(command.code.clone()).or_insert_with(|| {
                let (tool, name) = match command.language {
                    CommandLanguage::Sql => ("SQL".to_owned(), String::new()),
                    CommandLanguage::Redis => ("Redis".to_owned(), String::new()),
                    CommandLanguage::Mongo => ("MongoDB".to_owned(), String::new()),
                    CommandLanguage::PowerShell => ("PowerShell".to_owned(), String::new()),
                    CommandLanguage::Shell => {
                        (command.tool.clone(), subcommand(&command.code).to_owned())
                    }
                };
                let entry = SheetEntry {
                    language: command.language,
                    code: command.code.clone(),
                    places: Vec::new(),
                };
                entries.push((tool, name, entry));
                entries.len() - 1
            });
            let places = &mut entries[at].2.places;
            if places.last().is_none_or(|(last, _)| *last != i) {
                places.push((i, sections.around(command.span.start)));
            }
        }
    }
    entries
}

/// A command of the list: its code, and links to where it stands.
fn item(site: &Site, index: usize, entry: &SheetEntry) -> String {
    let word = |key: &str| {
        site.theme
            .strings
            .get(key)
            .map_or(String::new(), |word| escape_html(word))
    };
    let code = highlight::command(entry.language, &entry.code);
    let mut links = String::new();
    for (i, (chapter, section)) in entry.places.iter().enumerate() {
        let outline = &site.library.outline.courses[index];
        let chapter = &outline.chapters[*chapter];
        let (url, trail) = match section.map(|section| &chapter.sections[section]) {
            Some(section) => (
                chapter.url.at(&section.id),
                format!("{} › {}", full_title(chapter), section.title),
            ),
            None => (chapter.url.clone().into(), full_title(chapter)),
        };
        let (href, trail, number) = (
            escape_html(&href_of(&outline.url, &url)),
            escape_html(&trail),
            number_label(chapter),
        );
        let is_last = i + 1 == entry.places.len();
        if number.is_empty() {
            let _ = write!(
                links,
                "<a href=\"{href}\" title=\"{trail}\">{}</a>",
                escape_html(&chapter.title)
            );
        } else {
            let before = if i == 0 {
                word("chapter_before")
            } else {
                String::new()
            };
            let after = if is_last {
                word("chapter_after")
            } else {
                String::new()
            };
            let _ = write!(
                links,
                "{before}<a href=\"{href}\" aria-label=\"{trail}\" \
                title=\"{trail}\">{number}</a>{after}"
            );
        }
        links += if is_last { "" } else { ", " };
    }
    format!(
        "<li><div class=\"cmd\"><code>{code}</code></div><span \
        class=\"where\">{links}</span></li>\n"
    )
}

/// The word behind the tool that says what it does: `get`, `build`, `compose up` stays `compose`.
fn subcommand(code: &str) -> &str {
    code.split_whitespace()
        .skip(1)
        .find(|word| !word.starts_with('-'))
        .filter(|word| word.chars().all(|c| c.is_ascii_alphabetic() || c == '-'))
        .unwrap_or_default()
}
