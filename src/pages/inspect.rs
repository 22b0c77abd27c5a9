//! The linked site as the JSON of the contract. A [`Site`] and diagnostics in, one object out;
//! order is the notes' own.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::positions::Positions;
use super::site::Site;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::notes::code::language;
use crate::notes::code::menu_run::RunPath;
use crate::notes::code::parsed;
use crate::notes::code::placeholder;
use crate::notes::code::placeholder::Placeholder;
use crate::notes::code::tools::Tools;
use crate::notes::code::typed_fields;
use crate::notes::library::lines::Lines;
use crate::notes::library::outline::{ChapterOutline, CourseOutline, PlacedChapter};
use crate::notes::library::section_walk::SectionWalk;
use crate::notes::library::{Course, Landing};
use crate::notes::links::targets::{Backlink, LandingLinks, Link, Target};
use crate::notes::tree::{BlockKind, InlineKind, Span};
use crate::notes::visit::{self, each_block, each_inline, each_run};

/// What `notesite inspect` prints.
pub fn inspect(site: &Site, diagnostics: &[Diagnostic]) -> Value {
    let library = &site.library;
    let courses: Vec<Value> = library
        .outline
        .courses
        .iter()
        .zip(&library.courses)
        .enumerate()
        .map(|(index, (outline, course))| course_value(site, index, outline, course))
        .collect();
    let text_of = |file: &str| site.text_of(file);
    let positions = Positions::new(&text_of);
    let diagnostics: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic_value(diagnostic, &positions))
        .collect();
    let home = library.home.as_ref().zip(library.outline.home.as_ref());
    let home =
        home.map(|(home, outline)| landing_value(home, outline, &site.home_links, &site.config));
    json!({
        "title": library.title,
        "courses": courses,
        "home": home,
        "diagnostics": diagnostics,
    })
}

/// One diagnostic in the shape of the contract.
pub(crate) fn diagnostic_value(diagnostic: &Diagnostic, positions: &Positions<'_>) -> Value {
    let ((line, column), _) = positions.of(diagnostic);
    json!({
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "path": &*diagnostic.file,
        "line": line,
        "column": column,
        "hard": diagnostic.is_hard,
    })
}

fn course_value(site: &Site, index: usize, outline: &CourseOutline, course: &Course) -> Value {
    let chapters: Vec<Value> = outline
        .chapters
        .iter()
        .zip(&course.chapters)
        .enumerate()
        .map(|(i, (chapter, placed))| {
            let links = &site.links[index][i];
            let mut value = page_value(
                chapter,
                &placed.open(),
                (links.table(), &links.found.links.menus, &links.backlinks),
                &site.config,
            );
            value["part"] = chapter.part.into();
            value
        })
        .collect();
    let parts = outline.parts.iter();
    let parts: Vec<Value> = parts
        .map(|part| json!({ "title": part.title, "parent": part.parent }))
        .collect();
    let landing = course.landing.as_ref().zip(outline.landing.as_ref());
    let links = &site.landing_links[index];
    let landing =
        landing.map(|(landing, outline)| landing_value(landing, outline, links, &site.config));
    json!({
        "title": outline.title,
        "slug": outline.base.trim_end_matches('/'),
        "source": outline.source,
        "url": outline.url,
        "landing": landing,
        "parts": parts,
        "chapters": chapters,
    })
}

fn landing_value(
    landing: &Landing,
    outline: &ChapterOutline,
    links: &LandingLinks,
    config: &Config,
) -> Value {
    let tables = (
        links.links.table.as_slice(),
        links.links.menus.as_slice(),
        links.backlinks.as_slice(),
    );
    page_value(outline, &landing.placed, tables, config)
}

/// What a chapter or a landing page holds, with its links and who mentions it.
fn page_value(
    chapter: &ChapterOutline,
    placed: &PlacedChapter,
    (table, menus, backlinks): (&[Link], &[RunPath], &[Arc<Backlink>]),
    config: &Config,
) -> Value {
    let page = InspectedPage {
        chapter,
        placed,
        table,
        menus,
        lines: Lines::new(&placed.text),
        tools: Tools::new(&config.commands),
    };
    let references: Vec<Value> = table
        .iter()
        .filter_map(|link| reference_value(link, page.line(link.span)))
        .collect();
    let backlinks: Vec<Value> = backlinks
        .iter()
        .map(|back| json!({ "url": back.url, "title": &*back.title }))
        .collect();
    json!({
        "numbers": chapter.numbers,
        "title": chapter.title,
        "url": chapter.url,
        "source": { "path": &*chapter.file, "line": chapter.line },
        "sections": page.sections(),
        "commands": page.commands(),
        "code": page.code(),
        "images": page.images(),
        "menus": page.menus(),
        "references": references,
        "backlinks": backlinks,
    })
}

/// A chapter or landing page that is looked through.
struct InspectedPage<'a> {
    chapter: &'a ChapterOutline,
    placed: &'a PlacedChapter,
    table: &'a [Link],
    menus: &'a [RunPath],
    lines: Lines,
    tools: Tools,
}

impl InspectedPage<'_> {
    /// The line in its file, from 1.
    fn line(&self, span: Span) -> usize {
        self.chapter.first_line + self.lines.line(&self.placed.text, span.start) - 1
    }

    fn sections(&self) -> Vec<Value> {
        let sections = self.chapter.sections.iter().zip(&*self.placed.places);
        sections
            .map(|(section, place)| {
                json!({
                    "id": section.id,
                    "title": section.title,
                    "depth": section.depth,
                    "line": self.chapter.first_line + place.line - 1,
                })
            })
            .collect()
    }

    fn commands(&self) -> Vec<Value> {
        let mut walk = SectionWalk::of(self.chapter, self.placed);
        let mut section = |at: usize| {
            let section = walk.around(at);
            section.map_or("", |section| self.chapter.sections[section].id.as_str())
        };
        visit::commands(&self.placed.tree.blocks)
            .into_iter()
            .map(|command| {
                let names = names(placeholder::fields(&command.code));
                json!({
                    "text": command.code,
                    "language": command.language.name(),
                    "tool": command.tool,
                    "line": self.line(command.span),
                    "section": section(command.span.start),
                    "placeholders": names,
                    "reasons": parsed::reasons(&command.code, command.language, &self.tools),
                })
            })
            .collect()
    }

    fn code(&self) -> Vec<Value> {
        let mut code = Vec::new();
        each_block(&self.placed.tree.blocks, &mut |block| {
            if let BlockKind::Code(fence) = &block.kind {
                let declared = fence.declared.split_whitespace().next().unwrap_or_default();
                let typed = fence.typed.iter().map(|part| &fence.text[part.clone()]);
                let is_session = fence.language == Some(Language::CONSOLE);
                let is_typed = is_session || !fence.typed.is_empty();
                code.push(json!({
                    "language": fence.language,
                    "declared": declared,
                    "line": self.line(block.span),
                    "placeholders": names(typed_fields::of_listing(fence)),
                    "copied": is_typed.then(|| typed.collect::<String>()),
                    "reason": language::reason(fence, &self.tools),
                }));
            }
        });
        code
    }

    fn images(&self) -> Vec<Value> {
        let mut targets: HashMap<Span, &Target> = HashMap::new();
        for link in self.table {
            targets.entry(link.span).or_insert(&link.target);
        }
        let mut images = Vec::new();
        each_run(&self.placed.tree.blocks, &mut |run| {
            each_inline(run, &mut |inline| {
                if let InlineKind::Image(image) = &inline.kind {
                    let destination = &image.destination;
                    let target = targets.get(&inline.span).copied();
                    let (path, found, width, height) = match target {
                        Some(Target::Image { url, width, height }) => {
                            (url.clone(), true, *width, *height)
                        }
                        Some(Target::MissingImage { path }) => (path.clone(), false, None, None),
                        Some(Target::Web { address }) => (address.clone(), true, None, None),
                        _ => (destination.clone(), false, None, None),
                    };
                    images.push(json!({
                        "source": destination,
                        "path": path,
                        "found": found,
                        "width": width,
                        "height": height,
                        "line": self.line(inline.span),
                    }));
                }
            });
        });
        images
    }

    fn menus(&self) -> Vec<Value> {
        let value =
            |path: &RunPath| json!({ "steps": path.steps, "line": self.line(path.place()) });
        self.menus.iter().map(value).collect()
    }
}

/// Each name once, in order.
fn names(fields: Vec<Placeholder>) -> Vec<String> {
    let mut known: HashSet<String> = HashSet::new();
    fields
        .into_iter()
        .filter(|field| known.insert(field.name.clone()))
        .map(|field| field.name)
        .collect()
}

fn reference_value(link: &Link, line: usize) -> Option<Value> {
    let (kind, url) = match &link.target {
        Target::Page { url } => ("link", url.to_string()),
        Target::Reference { url } => ("textual", url.to_string()),
        Target::Term { url } => ("term", url.to_string()),
        Target::File { url: path } | Target::Shown { path, .. } => ("file", path.clone()),
        _ => return None,
    };
    Some(json!({ "text": link.text, "kind": kind, "url": url, "line": line }))
}
