//! The link stage over the whole library: every chapter and landing page in parallel, then who mentions whom.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::edge::read::Sources;
use crate::notes::files::{FileInfo, FileTable};
use crate::notes::library::{Landing, Library};
use crate::notes::link::{self, Link, LinkOptions, Place, Target, TermOptions};
use crate::notes::lookup::Lookup;
use crate::notes::outline::{ChapterOutline, Outline, PlacedChapter};
use crate::notes::tree::{Span, each_item};
use crate::pages::site::{Backlink, ChapterLinks};
use crate::pages::view::full_title;

/// Links of everything.
#[derive(Debug, Default)]
pub struct Linked {
    /// By course and chapter.
    pub chapters: Vec<Vec<ChapterLinks>>,
    /// By course.
    pub landings: Vec<Vec<Link>>,
    /// The site's own landing page.
    pub home: Vec<Link>,
}

/// Links every chapter and landing page.
pub fn link(library: &Library, sources: &Sources, config: &Config) -> Checked<Linked> {
    let outline = &library.outline;
    let options = LinkOptions {
        repository: config.repository.clone(),
        notes: sources.notes_folder.trim_end_matches('/').to_owned(),
        terms: TermOptions { enabled: config.terms.enabled, add: config.terms.add.clone(), never: config.terms.never.clone() },
    };
    let listing = sources
        .files
        .iter()
        .map(|(path, file)| (path.clone(), FileInfo { size: file.size, image: file.pixels, is_image: file.is_image }));
    let files = FileTable::new(listing);
    let lookup = Lookup::new(outline, &options);
    let places: Vec<Place> = outline
        .courses
        .iter()
        .enumerate()
        .flat_map(|(course, one)| (0..one.chapters.len()).map(move |chapter| Place { course, chapter }))
        .collect();
    let tables: Vec<(Vec<Link>, BTreeMap<Span, String>, Vec<Diagnostic>)> = places
        .par_iter()
        .map(|place| {
            let placed = library.courses[place.course].chapters[place.chapter].open();
            let Checked { value: table, diagnostics } = link::link(*place, &placed, outline, &files, &lookup, &options);
            let sentences = mentions(&placed, &table);
            (table, sentences, diagnostics)
        })
        .collect();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut chapters: Vec<Vec<ChapterLinks>> =
        outline.courses.iter().map(|course| vec![ChapterLinks::default(); course.chapters.len()]).collect();
    let mut sentences = Vec::with_capacity(places.len());
    for (place, (table, said, found)) in places.iter().zip(tables) {
        diagnostics.extend(found);
        chapters[place.course][place.chapter].table = table;
        sentences.push(said);
    }
    let mut landing = |landing: &Landing, url: &str| {
        let here = ChapterOutline {
            file: landing.file.clone(),
            offset: landing.offset,
            url: url.to_owned(),
            ..ChapterOutline::default()
        };
        let checked = link::link_landing(&here, &landing.placed, outline, &files, &lookup, &options);
        diagnostics.extend(checked.diagnostics);
        checked.value
    };
    let landings = outline
        .courses
        .iter()
        .zip(&library.courses)
        .map(|(outline, course)| course.landing.as_ref().map_or(Vec::new(), |one| landing(one, &outline.url)))
        .collect();
    let home = library.home.as_ref().map_or(Vec::new(), |one| landing(one, "index.html"));
    let config_file: Arc<str> = "notesite.toml".into();
    diagnostics.extend(link::check_terms(outline, &lookup, &options, &config_file));
    add_backlinks(outline, &places, &sentences, &mut chapters);
    Checked { value: Linked { chapters, landings, home }, diagnostics }
}

/// Every table read the other way: who mentions a chapter, with the sentence and the bullet it stands in.
fn add_backlinks(outline: &Outline, places: &[Place], sentences: &[BTreeMap<Span, String>], chapters: &mut [Vec<ChapterLinks>]) {
    let by_url: BTreeMap<&str, Place> =
        places.iter().map(|place| (outline.courses[place.course].chapters[place.chapter].url.as_str(), *place)).collect();
    let mut found: Vec<(Place, Backlink)> = Vec::new();
    for (place, said) in places.iter().zip(sentences) {
        let here = &outline.courses[place.course].chapters[place.chapter];
        for link in &chapters[place.course][place.chapter].table {
            let Some(url) = page_of(link) else { continue };
            let page = url.split('#').next().unwrap_or_default();
            let Some(target) = by_url.get(page).filter(|target| *target != place) else { continue };
            let section = here
                .sections
                .iter()
                .rev()
                .find(|s| s.span.start <= link.span.start && (!s.bullet || link.span.start < s.span.end));
            let anchor = section.map_or(String::new(), |section| format!("#{}", section.id));
            let sentence = said.get(&link.span).unwrap_or(&link.text).clone();
            let backlink = Backlink { url: format!("{}{anchor}", here.url), title: full_title(here), sentence };
            if !found.iter().rev().take(64).any(|(to, other)| to == target && *other == backlink) {
                found.push((*target, backlink));
            }
        }
    }
    for (place, backlink) in found {
        chapters[place.course][place.chapter].backlinks.push(backlink);
    }
}

/// The page of this site that a link leads to.
fn page_of(link: &Link) -> Option<&str> {
    match &link.target {
        Target::Page { url } | Target::Reference { url } | Target::Term { url } => Some(url),
        _ => None,
    }
}

/// The innermost bullet around each link to another page, as plain words, by the link's span.
fn mentions(placed: &PlacedChapter, table: &[Link]) -> BTreeMap<Span, String> {
    let mut found: BTreeMap<Span, String> = BTreeMap::new();
    let links: Vec<Span> = table.iter().filter(|link| page_of(link).is_some()).map(|link| link.span).collect();
    if !links.is_empty() {
        each_item(&placed.tree.blocks, 0, &mut |item, _| {
            // Outer bullets come before inner ones, whose words take their place.
            for span in links.iter().filter(|span| item.lead_span.holds(**span)) {
                found.insert(*span, item.lead.text());
            }
        });
    }
    found
}
