//! The link stage over the whole library: every chapter and landing page in parallel, then who mentions whom.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::edge::read::Sources;
use crate::notes::backlink::{self, Mention, Mentions};
use crate::notes::files::{FileInfo, FileTable};
use crate::notes::library::{Landing, Library};
use crate::notes::link::{self, Link, LinkOptions, Place, Target, TermOptions};
use crate::notes::lock::Fate;
use crate::notes::lookup::Lookup;
use crate::notes::manifest::{self, KeyNote};
use crate::notes::messages;
use crate::notes::outline::{ChapterOutline, Outline, PlacedChapter};
use crate::notes::redirect;
use crate::notes::reference::{self, Doubt};
use crate::notes::run;
use crate::notes::shown::{self, Doubt as FileDoubt};
use crate::notes::tree::{BlockKind, Span, each_block};
use crate::pages::highlight;
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
    /// Old pages and where they lead.
    pub redirects: BTreeMap<String, String>,
    /// Files that commands name and that are not shown, and why: `check --verbose` says so.
    pub left_alone: Vec<Diagnostic>,
}

/// The text of a file under ROOT by its path, where it is a text that may be shown.
pub type Texts<'a> = dyn Fn(&str) -> Option<Arc<str>> + Sync + 'a;

/// What was found in one chapter.
struct Found {
    table: Vec<Link>,
    keys: Vec<KeyNote>,
    mentions: Mentions,
    diagnostics: Vec<Diagnostic>,
    left_alone: Vec<Diagnostic>,
}

/// Links every chapter and landing page. `texts` opens the files that commands name.
pub fn link(library: &Library, sources: &Sources, config: &Config, fate: &Fate, texts: &Texts<'_>) -> Checked<Linked> {
    let outline = &library.outline;
    let config_file: Arc<str> = "notesite.toml".into();
    let Checked { value: redirects, mut diagnostics } =
        redirect::redirects(library, &sources.notes, &config.redirects, (&config_file, &config.source), fate);
    let options = LinkOptions {
        repository: config.repository.clone(),
        notes: sources.notes_folder.trim_end_matches('/').to_owned(),
        redirects,
        terms: terms(config),
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
    let tables: Vec<Found> = places
        .par_iter()
        .map(|place| {
            // A packed chapter is opened once, for everything that wants to look into it.
            let placed = library.courses[place.course].chapters[place.chapter].open();
            let Checked { value: mut table, mut diagnostics } = link::link(*place, &placed, outline, &files, &lookup, &options);
            let here = &outline.courses[place.course].chapters[place.chapter];
            diagnostics.extend(plain_blocks(&placed, here));
            let left_alone = add_shown(&placed, here, &files, texts, &mut table);
            let mentions = backlink::mentions(&placed, here, &table);
            Found { table, keys: manifest::keys(&placed), mentions, diagnostics, left_alone }
        })
        .collect();
    let mut chapters: Vec<Vec<ChapterLinks>> =
        outline.courses.iter().map(|course| vec![ChapterLinks::default(); course.chapters.len()]).collect();
    let mut mentions = Vec::with_capacity(places.len());
    let mut left_alone = Vec::new();
    for (place, found) in places.iter().zip(tables) {
        diagnostics.extend(found.diagnostics);
        left_alone.extend(found.left_alone);
        let links = &mut chapters[place.course][place.chapter];
        links.table = found.table;
        links.keys = found.keys;
        links.anchors = found.mentions.anchors;
        mentions.push(found.mentions.mentions);
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
    diagnostics.extend(link::check_terms(outline, &lookup, &options, &config_file));
    add_backlinks(outline, &places, mentions, &mut chapters);
    Checked { value: Linked { chapters, landings, home, redirects: options.redirects, left_alone }, diagnostics }
}

/// Code whose language is known and that is too large to be coloured.
fn plain_blocks(placed: &PlacedChapter, here: &ChapterOutline) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    each_block(&placed.tree.blocks, &mut |block| {
        if let BlockKind::Code(code) = &block.kind
            && code.language.is_some()
            && highlight::is_too_large(&code.text)
        {
            let start = block.span.start + here.offset;
            let first = placed.text[block.span.range()].lines().next().map_or(0, str::len);
            out.push(messages::plain_code(messages::At { file: &here.file, span: Span::new(start, start + first) }));
        }
    });
    out
}

/// Adds the files that the chapter's commands name to its links; answers what is not shown, and why.
fn add_shown(
    placed: &PlacedChapter,
    here: &ChapterOutline,
    files: &FileTable,
    texts: &Texts<'_>,
    table: &mut Vec<Link>,
) -> Vec<Diagnostic> {
    let mut left_alone = Vec::new();
    for mention in shown::find(placed, files) {
        let span = Span::new(mention.command.start + here.offset, mention.command.end + here.offset);
        let at = messages::At { file: &here.file, span };
        match mention.file {
            Ok(path) => match texts(&path) {
                Some(text) => {
                    let language = shown::language(&path).map(str::to_owned);
                    table.push(Link {
                        span: mention.command,
                        target: Target::Shown { path, language, text },
                        text: mention.words,
                    });
                }
                None => left_alone.push(messages::file_kept_back(at, &path)),
            },
            Err(FileDoubt::Missing) => left_alone.push(messages::no_such_file(at, &mention.words)),
            Err(FileDoubt::Several(paths)) => left_alone.push(messages::ambiguous_file(at, &mention.words, &paths)),
            Err(FileDoubt::Unfit) => left_alone.push(messages::file_kept_back(at, &mention.words)),
        }
    }
    table.sort_by_key(|link| (link.span.start, link.span.end));
    left_alone
}

/// What was left alone, and why: mentions that could mean several chapters or none, and words that are two chapters' subject.
pub fn left_alone(library: &Library, config: &Config) -> Vec<Diagnostic> {
    let outline = &library.outline;
    let options = LinkOptions { terms: terms(config), ..LinkOptions::default() };
    let lookup = Lookup::new(outline, &options);
    let mut notes = Vec::new();
    for (c, course) in outline.courses.iter().enumerate() {
        let source: Arc<str> = course.source.as_str().into();
        for word in &lookup.courses[c].terms.shared {
            notes.push(messages::shared_term(&source, word));
        }
        for (n, chapter) in course.chapters.iter().enumerate() {
            let place = Place { course: c, chapter: n };
            run::each_prose(&library.courses[c].chapters[n].open(), &mut |run| {
                reference::find_or_doubt(run, place, outline, &lookup, &mut |start, end, doubt| {
                    let Some((span, words)) = run.spans(start, end).into_iter().next() else { return };
                    let span = Span::new(span.start + chapter.offset, span.end + chapter.offset);
                    let at = messages::At { file: &chapter.file, span };
                    notes.push(match doubt {
                        Doubt::Missing(number) => messages::no_such_chapter(at, words, number),
                        Doubt::Several(places) => {
                            let titles: Vec<String> = places.iter().map(|i| full_title(&course.chapters[*i])).collect();
                            messages::ambiguous_mention(at, words, &titles)
                        }
                    });
                });
            });
        }
    }
    for draft in &library.drafts {
        notes.push(messages::draft(draft));
    }
    notes
}

fn terms(config: &Config) -> TermOptions {
    TermOptions { enabled: config.terms.enabled, add: config.terms.add.clone(), never: config.terms.never.clone() }
}

/// Every table read the other way: who mentions a chapter, with the sentence and the bullet it stands in.
fn add_backlinks(outline: &Outline, places: &[Place], mentions: Vec<Vec<Mention>>, chapters: &mut [Vec<ChapterLinks>]) {
    let here = |place: &Place| &outline.courses[place.course].chapters[place.chapter];
    let by_url: BTreeMap<&str, Place> = places.iter().map(|place| (here(place).url.as_str(), *place)).collect();
    for (place, found) in places.iter().zip(mentions).filter(|(_, found)| !found.is_empty()) {
        let (page, title): (Arc<str>, Arc<str>) = (here(place).url.as_str().into(), full_title(here(place)).into());
        for mention in found {
            let Some(target) = by_url.get(&*mention.page) else { continue };
            let backlink =
                Backlink { page: page.clone(), title: title.clone(), anchor: mention.anchor, sentence: mention.sentence };
            chapters[target.course][target.chapter].backlinks.push(backlink);
        }
    }
}
