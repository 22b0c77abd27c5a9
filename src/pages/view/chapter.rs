//! A chapter with what stands around it.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::backlinks::backlinks;
use super::course::{course_value, other_courses, picture_of, shared_of};
use super::edit::edit_address;
use super::frame::{absolute, common, put, render, script_json, shared_picture, strip_empty};
use super::navigation::{navigation, toc};
use super::tags;
use super::text::chapter_body;
use crate::address::href;
use crate::notes::code::menu_run;
use crate::notes::code::placeholder;
use crate::notes::library::outline::{ChapterOutline, Layout, PlacedChapter};
use crate::notes::library::titles::{full_title, number_label};
use crate::notes::tree::Command;
use crate::notes::visit;
use crate::page_kinds::Facts;
use crate::pages::body::{self, Body, contents};
use crate::pages::highlight::PageColors;
use crate::pages::page::ThemeError;
use crate::pages::site::Site;
use crate::text::escape_html;

/// A chapter.
pub(super) fn chapter(
    site: &Site,
    facts: Facts,
    (course, index): (usize, usize),
) -> Result<Vec<u8>, ThemeError> {
    let placed = site.library.courses[course].chapters[index].open();
    let outline = &site.library.outline.courses[course].chapters[index];
    let mut values = around(site, facts, (course, index));
    let commands = visit::commands(&placed.tree.blocks);
    let picture = picture_of(site, &placed.tree, course, index)
        .filter(|picture| !picture.url.ends_with(".svg"))
        .and_then(|picture| absolute(site, &picture.url))
        .or_else(|| shared_picture(site))
        .or_else(|| shared_of(site, course));
    let folds = placed.layout == Layout::Bullets && !outline.sections.is_empty();
    let more = [
        (
            "title_html",
            title_html(site, &placed, course, index).into(),
        ),
        (
            "body",
            chapter_body(site, &placed, course, index, None).into(),
        ),
        ("folds", folds.into()),
        ("commands", commands.len().into()),
        ("fields", fields(&commands).into()),
        (
            "description",
            description(site, (course, index), &placed).into(),
        ),
        ("picture_url", picture.into()),
    ];
    put(&mut values, more);
    render(site, facts, Value::Object(values))
}

/// What a chapter's page shows besides what is made of its tree. Whoever asks whether the page
/// would be another asks for this: a value that needs no tree belongs here.
pub(super) fn around(
    site: &Site,
    facts: Facts,
    (course, index): (usize, usize),
) -> Map<String, Value> {
    let outline = &site.library.outline.courses[course];
    let this = &outline.chapters[index];
    let front = &site.library.courses[course].front[index];
    let url = &*this.url;
    let mut values = common(site, facts, &this.url, &full_title(this));
    let day = updated(site, course, index);
    let day = day.map(|day| json!({ "day": day, "text": day_text(site, day) }));
    let language = &site.library.courses[course].chapters[index];
    let language = language.language_beside(&site.library.language);
    let previous = index.checked_sub(1).map(|i| &outline.chapters[i]);
    let next = outline.chapters.get(index + 1);
    let to = |chapter: Option<&ChapterOutline>| json!(chapter.map(|it| chapter_link(url, it)));
    let more = [
        ("number", number_label(this).into()),
        ("skipped", json!(this.skipped)),
        ("draft", site.is_marked_draft(&this.file).into()),
        ("language", language.into()),
        ("course", course_value(outline, url)),
        ("courses", other_courses(site, course, url).into()),
        (
            "part",
            json!(this.part.and_then(|part| outline.part_title(part))),
        ),
        ("position", (index + 1).into()),
        ("nav", navigation(site, course, Some(index)).into()),
        ("toc", toc(this).into()),
        ("sections", json!(contents::count(this))),
        ("minutes", json!(this.minutes)),
        ("updated", day.into()),
        ("edit", json!(edit_address(site, &this.file, this.line))),
        ("previous", to(previous)),
        ("next", to(next)),
        (
            "backlinks",
            json!(backlinks(&site.links[course][index].backlinks, url)),
        ),
        ("file", (&*this.file).into()),
        ("lines", site.lines.into()),
        ("editor", json!(site.config.editor)),
        ("tags", json!(tags::links(site, url, &front.tags))),
        ("extra", json!(front.extra)),
        ("ld", script_json(&linked_data(site, course, index)).into()),
    ];
    put(&mut values, more);
    values
}

fn title_html(site: &Site, placed: &PlacedChapter, course: usize, index: usize) -> String {
    let outline = &site.library.outline.courses[course].chapters[index];
    if placed.tree.heading.is_empty() {
        return escape_html(&outline.title);
    }
    let links = &site.links[course][index].table();
    let words = &site.theme.words;
    body::inline_html(
        &Body {
            placed,
            outline,
            links,
            keys: &[],
            anchors: &[],
            colors: &PageColors::default(),
            menus: &menu_run::in_run(&placed.tree.heading, &placed.text),
            words,
            print: None,
            is_lowered: false,
            line: None,
        },
        &placed.tree.heading,
    )
}

/// The day on which a chapter was last changed.
pub(super) fn updated(site: &Site, course: usize, index: usize) -> Option<&str> {
    if site.dates.is_empty() {
        return None;
    }
    let outline = &site.library.outline.courses[course].chapters[index];
    let lines = site.library.courses[course].chapters[index]
        .text()
        .trim()
        .lines()
        .count();
    site.dates.of(&outline.file, outline.line, lines)
}

/// `2026년 3월 14일 고침`, as the strings say it.
fn day_text(site: &Site, day: &str) -> String {
    let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
    let (year, month, date) = (parts.next(), parts.next(), parts.next());
    let pattern = site
        .theme
        .strings
        .get("updated")
        .map_or("{day}", String::as_str);
    let pairs = [
        ("{day}", Some(day)),
        ("{y}", year),
        ("{m}", month),
        ("{d}", date),
    ];
    pairs
        .iter()
        .fold(pattern.to_owned(), |text, (mark, value)| {
            text.replace(mark, value.unwrap_or_default())
        })
}

/// One sentence for search engines: the front matter's, else the title and what the chapter is
/// about.
fn description(site: &Site, (course, index): (usize, usize), placed: &PlacedChapter) -> String {
    let said = &site.library.courses[course].front[index].description;
    said.clone().unwrap_or_else(|| {
        let this = &site.library.outline.courses[course].chapters[index];
        let about = summary(site, (course, index), || first_words(placed));
        format!("{}: {about}", full_title(this))
    })
}

/// What a chapter is about, without its title: as its front matter says, else the titles of its
/// sections, else its `first_words`, else its course.
pub(super) fn summary(
    site: &Site,
    (course, index): (usize, usize),
    first_words: impl FnOnce() -> String,
) -> String {
    let outline = &site.library.outline.courses[course];
    let said = &site.library.courses[course].front[index].description;
    said.clone().unwrap_or_else(|| {
        let this = &outline.chapters[index];
        let sections = this.sections.iter();
        let sections = sections
            .filter(|section| section.depth == 1 && !this.is_repeated(section))
            .take(12);
        let titles: Vec<&str> = sections.map(|section| section.title.as_str()).collect();
        let words = if titles.is_empty() {
            first_words()
        } else {
            titles.join(", ")
        };
        if words.is_empty() {
            outline.title.clone()
        } else {
            words
        }
    })
}

/// How many letters of a chapter without sections say what it is about.
const FIRST_WORDS: usize = 90;

/// The words that a chapter begins with, cut between two of them.
pub(super) fn first_words(placed: &PlacedChapter) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut length = 0;
    let mut is_cut = false;
    visit::each_run(&placed.tree.blocks, &mut |run| {
        if is_cut {
            return;
        }
        for word in visit::plain_text(run).split_whitespace() {
            length += word.chars().count() + 1;
            if length > FIRST_WORDS {
                is_cut = true;
                return;
            }
            words.push(word.to_owned());
        }
    });
    let tail = if is_cut && !words.is_empty() {
        "…"
    } else {
        ""
    };
    words.join(" ") + tail
}

/// What search engines read: a resource of a course.
fn linked_data(site: &Site, course: usize, index: usize) -> Value {
    let outline = &site.library.outline.courses[course];
    let this = &outline.chapters[index];
    let mut ld = json!({
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": full_title(this),
        "inLanguage": site.library.language,
        "position": index + 1,
        "timeRequired": format!("PT{}M", this.minutes),
        "url": absolute(site, &this.url),
        "author": site
            .config
            .author
            .as_ref()
            .map(|name| json!({ "@type": "Person", "name": name })),
        "dateModified": updated(site, course, index),
        "keywords": site.library.courses[course].front[index].tags,
        "isPartOf": {
            "@type": "Course",
            "name": outline.title,
            "url": absolute(site, &outline.url),
        },
    });
    strip_empty(&mut ld);
    ld
}

/// The fields of a chapter's commands, with the example that the notes give beside the pattern.
fn fields(commands: &[&Command]) -> Vec<Value> {
    let mut names: Vec<(String, Option<String>)> = Vec::new();
    let mut place_of: HashMap<String, usize> = HashMap::new();
    for (i, command) in commands.iter().enumerate() {
        let fields = placeholder::fields(&command.code);
        if fields.is_empty() {
            continue;
        }
        // Of several examples the first that gives a name its value counts.
        let mut values: HashMap<String, String> = HashMap::new();
        for next in commands.iter().skip(i + 1).take(3) {
            for (name, value) in placeholder::example(&command.code, &next.code) {
                values.entry(name).or_insert(value);
            }
        }
        for field in fields {
            let place = *place_of.entry(field.name.clone()).or_insert_with(|| {
                names.push((field.name.clone(), None));
                names.len() - 1
            });
            let example = &mut names[place].1;
            if example.is_none() {
                *example = values.get(&field.name).cloned();
            }
        }
    }
    names
        .into_iter()
        .map(|(name, example)| {
            json!({
                "secret": placeholder::is_secret(&name),
                "name": name,
                "example": example,
            })
        })
        .collect()
}

pub(super) fn chapter_link(from: &str, chapter: &ChapterOutline) -> Value {
    json!({
        "href": href(from, &chapter.url),
        "number": number_label(chapter),
        "title": chapter.among_others(),
    })
}
