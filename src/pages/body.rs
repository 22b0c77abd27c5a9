//! A chapter's tree to the HTML inside `<main>`: sections, rows, trees of bullets, commands, code,
//! pictures. A placed chapter and its links in, HTML out. Knows nothing of templates; the
//! vocabulary is documented in
//! `themes/default/README.md`.

mod block;
mod bullets;
mod code;
pub(crate) mod contents;
mod emphasis;
mod explained;
mod footnotes;
mod inline;
mod keys;
pub(crate) mod picture;
mod prose;
mod writer;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use self::explained::Explained;
use self::writer::BodyWriter;
pub(crate) use self::writer::{Body, OURS, Words};
use crate::address::Anchor;
use crate::notes::code::menu_run::{PathPart, RunPath};
use crate::notes::library::outline::Layout;
use crate::notes::tree::{Inline, Span};

/// The body of one chapter.
pub(crate) fn render(body: &Body<'_>) -> String {
    let prefix = body
        .print
        .and_then(|prefixes| prefixes.get(&body.outline.url))
        .cloned()
        .unwrap_or_default();
    let footnotes = footnotes::in_order(body);
    let mut writer = BodyWriter {
        body,
        sections: body
            .outline
            .sections
            .iter()
            .zip(&*body.placed.places)
            .map(|(section, place)| (place.span, section))
            .collect(),
        links: body.links.iter().map(|link| (link.span, link)).collect(),
        paths: paths(body.menus),
        beside: footnotes::beside(body, &footnotes),
        mentioned: vec![0; footnotes.len()],
        numbers: footnotes.iter().map(|(label, _)| *label).zip(0..).collect(),
        footnotes,
        keys: Explained::new(body.keys),
        anchors: section_names(body)
            .chain(body.outline.aliases.iter().map(Anchor::as_str))
            .collect(),
        prefix,
        is_in_link: false,
        is_in_heading: false,
        is_among_leads: false,
        contents_shown: 0,
        headings: Vec::new(),
        raw_headings: Vec::new(),
        last_level: 1,
        ids: BTreeSet::new(),
        addresses: BTreeSet::new(),
        out: String::with_capacity(body.placed.text.len() * 3),
    };
    let blocks = &body.placed.tree.blocks;
    match body.placed.layout {
        Layout::Bullets => writer.page(blocks),
        Layout::Prose => writer.blocks(blocks),
    }
    writer.footnotes();
    writer.out
}

/// A run of inlines as HTML, without block elements: titles.
pub(crate) fn inline_html(body: &Body<'_>, inlines: &[Inline]) -> String {
    let mut writer = BodyWriter {
        body,
        sections: BTreeMap::new(),
        links: body.links.iter().map(|link| (link.span, link)).collect(),
        paths: paths(body.menus),
        footnotes: Vec::new(),
        beside: Vec::new(),
        mentioned: Vec::new(),
        numbers: HashMap::new(),
        keys: Explained::default(),
        anchors: section_names(body).collect(),
        prefix: String::new(),
        is_in_link: false,
        is_in_heading: false,
        is_among_leads: false,
        contents_shown: 0,
        headings: Vec::new(),
        raw_headings: Vec::new(),
        last_level: 1,
        ids: BTreeSet::new(),
        addresses: BTreeSet::new(),
        out: String::new(),
    };
    writer.inlines(inlines);
    writer.out
}

/// What of each text belongs to a path of menus.
fn paths(menus: &[RunPath]) -> HashMap<Span, Vec<&PathPart>> {
    let mut paths: HashMap<Span, Vec<&PathPart>> = HashMap::new();
    for (span, part) in menus.iter().flat_map(|path| &path.parts) {
        paths.entry(*span).or_default().push(part);
    }
    paths
}

/// What the sections of a page are called.
fn section_names<'a>(body: &Body<'a>) -> impl Iterator<Item = &'a str> {
    let sections = body.outline.sections.iter();
    sections.flat_map(|one| one.aliases.iter().chain([&one.id]).map(Anchor::as_str))
}
