//! A chapter with what stands around it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::course::{course_value, other_courses};
use super::navigation::{navigation, toc};
use super::{common, full_title, number_label, render, script_json, values_with};
use crate::notes::outline::ChapterOutline;
use crate::notes::placeholder;
use crate::notes::tree::{self, Command};
use crate::pages::body::{self, Body};
use crate::pages::page::ThemeError;
use crate::pages::site::{Backlink, Site, root_of};
use crate::text::{escape_html, percent_encode};

/// A chapter.
pub fn chapter(site: &Site, course: usize, index: usize) -> Result<String, ThemeError> {
    let courses = &site.library.outline.courses;
    let outline = &courses[course];
    let this = &outline.chapters[index];
    let placed = site.library.courses[course].chapters[index].open();
    let links = &site.links[course][index];
    let root = root_of(&this.url);
    let mut values = common(site, &this.url, &full_title(this));
    let commands = tree::commands(&placed.tree.blocks);
    let context = Body {
        placed: &placed,
        outline: this,
        links: &links.table,
        keys: &[],
        anchors: &BTreeMap::new(),
        root,
        words: &site.theme.words,
        print: None,
        line: None,
    };
    let title_html =
        if placed.tree.heading.is_empty() { escape_html(&this.title) } else { body::inline_html(&context, &placed.tree.heading) };
    let minutes = body::measure::characters(&placed.tree.blocks).div_ceil(500).max(1);
    let repository = site.config.repository.as_ref().map(|url| url.trim_end_matches('/'));
    let edit = repository.map(|url| format!("{url}/edit/HEAD/{}#L{}", percent_encode(&this.file), this.line));
    let backlinks = backlinks(&links.backlinks, root);
    let ld = json!({ "@context": "https://schema.org", "@type": "LearningResource", "name": full_title(this), "inLanguage": site.config.language,
        "isPartOf": { "@type": "Course", "name": outline.title } });
    let description = site.library.courses[course].front[index].description.clone().unwrap_or_else(|| {
        let titles: Vec<&str> =
            this.sections.iter().filter(|section| section.depth == 1).map(|section| section.title.as_str()).collect();
        if titles.is_empty() { outline.title.clone() } else { format!("{}: {}", full_title(this), titles.join(", ")) }
    });
    let more = json!({
        "kind": "chapter", "number": number_label(&this.numbers), "title_html": title_html, "body": site.body(&placed, course, index, None),
        "course": course_value(outline, root), "part": this.part.and_then(|part| outline.parts.get(part)),
        "nav": navigation(site, course, Some(index)), "toc": toc(this),
        "sections": this.sections.iter().filter(|section| section.depth == 1).count(),
        "minutes": minutes, "commands": commands.len(), "fields": fields(&commands), "edit": edit,
        "previous": index.checked_sub(1).map(|i| chapter_link(root, &outline.chapters[i])),
        "next": outline.chapters.get(index + 1).map(|next| chapter_link(root, next)),
        "backlinks": backlinks, "skipped": this.skipped, "file": &*this.file, "lines": site.lines, "editor": site.config.editor,
        "tags": site.library.courses[course].front[index].tags, "description": description, "ld": script_json(&ld),
        "courses": other_courses(site, course, root),
    });
    render(site, "chapter.html", values_with(&mut values, more))
}

/// The fields of a chapter's commands, with the example that the notes give beside the pattern.
fn fields(commands: &[&Command]) -> Vec<Value> {
    let mut names: Vec<(String, Option<String>)> = Vec::new();
    for (i, command) in commands.iter().enumerate() {
        for field in placeholder::fields(&command.code) {
            let known = names.iter().position(|(name, _)| *name == field.name).unwrap_or_else(|| {
                names.push((field.name.clone(), None));
                names.len() - 1
            });
            if names[known].1.is_none() {
                names[known].1 = commands.iter().skip(i + 1).take(3).find_map(|next| {
                    placeholder::example(&command.code, &next.code)
                        .into_iter()
                        .find(|(name, _)| *name == field.name)
                        .map(|(_, value)| value)
                });
            }
        }
    }
    names
        .into_iter()
        .map(|(name, example)| json!({ "secret": placeholder::is_secret(&name), "name": name, "example": example }))
        .collect()
}

pub(super) fn chapter_link(root: &str, chapter: &ChapterOutline) -> Value {
    json!({ "href": format!("{root}{}", percent_encode(&chapter.url)), "number": number_label(&chapter.numbers), "title": chapter.title })
}

/// Who mentions a chapter: a group for each chapter that does, with every mention.
fn backlinks(backlinks: &[Backlink], root: &str) -> Vec<Value> {
    let address = |url: &str| {
        let (page, anchor) =
            url.split_once('#').map_or((url, String::new()), |(page, anchor)| (page, format!("#{}", percent_encode(anchor))));
        format!("{root}{}{anchor}", percent_encode(page))
    };
    let page = |back: &Backlink| back.url.split('#').next().unwrap_or_default().to_owned();
    let groups = backlinks.chunk_by(|a, b| page(a) == page(b));
    groups
        .map(|group| {
            let mentions: Vec<Value> =
                group.iter().map(|back| json!({ "href": address(&back.url), "sentence": back.sentence })).collect();
            json!({ "href": address(&page(&group[0])), "title": group[0].title, "mentions": mentions })
        })
        .collect()
}
