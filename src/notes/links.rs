//! The link stage over the whole library: every chapter and landing page in parallel, then who
//! mentions whom.

pub mod anchor;
pub mod backlink;
pub mod chapter_index;
pub mod chapter_number;
pub mod link;
pub mod lookup;
pub mod markdown_link;
pub mod paths;
pub mod redirect;
pub mod reference;
pub mod resolver;
pub mod run;
pub mod sentences;
pub mod taken;
pub mod targets;
pub mod term;
pub mod terms;
pub mod title;
pub mod title_tree;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::language::Language;
use crate::notes::code::language;
use crate::notes::code::manifest;
use crate::notes::code::manifest::KeyNote;
use crate::notes::code::shown;
use crate::notes::code::shown::FileDoubt;
use crate::notes::library::files::{FileInfo, FileTable};
use crate::notes::library::lock::Fate;
use crate::notes::library::outline::{
    ChapterEntry, ChapterOutline, CourseOutline, Outline, Place, PlacedChapter, Section,
};
use crate::notes::library::titles::full_title;
use crate::notes::library::{Landing, Library};
use crate::notes::links::backlink::ChapterMentions;
use crate::notes::links::lookup::Lookup;
use crate::notes::links::redirect::Redirects;
use crate::notes::links::reference::ChapterDoubt;
use crate::notes::links::targets::{Backlink, ChapterLinks, Link, LinkOptions, Target};
use crate::notes::messages;
use crate::notes::sources::{Access, FoundFile, Revision, Sources};
use crate::notes::tree::{BlockKind, Chapter, Span, each_block};
use crate::page_kinds::SitePage;

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
    pub redirects: Redirects,
    /// Files that commands name and that are not shown, and why: `check --verbose` says so, and
    /// `serve` does not ask.
    pub left_alone: Vec<Diagnostic>,
}

/// The text of a file under ROOT by its path, where it is a text that may be shown.
pub type Texts<'a> = dyn Fn(&str) -> Option<Arc<str>> + Sync + 'a;

/// What the last build linked. Where no name changed that others may speak of, a chapter with the
/// same tree has the same links.
#[derive(Debug, Default)]
pub struct LinkMemory {
    last: Mutex<Option<Last>>,
}

#[derive(Debug)]
struct Last {
    outline: Arc<Outline>,
    options: LinkOptions,
    /// What the secret check lets pass, which decides what may be shown.
    allow: Vec<String>,
    listing: Arc<BTreeMap<String, FoundFile>>,
    withheld: BTreeSet<Arc<str>>,
    revisions: Arc<HashMap<String, Revision>>,
    files: Arc<FileTable>,
    lookup: Arc<Lookup>,
    chapters: Vec<Arc<Found>>,
    backlinks: Vec<Arc<[Arc<Backlink>]>>,
}

/// What linking found in one chapter.
#[derive(Debug)]
struct Found {
    /// The tree it was found in, where it is remembered; a single build lets go of it.
    tree: Option<Arc<Chapter>>,
    table: Arc<[Link]>,
    keys: Arc<[KeyNote]>,
    anchors: Arc<[(Span, Arc<str>)]>,
    /// Pages that the chapter mentions, with what they show of it.
    mentions: Vec<(Arc<str>, Arc<Backlink>)>,
    /// Spans relative to the chapter.
    diagnostics: Vec<Diagnostic>,
    left_alone: Vec<Diagnostic>,
}

/// Links every chapter and landing page. `texts` opens the files that commands name.
pub fn link(
    library: &Library,
    sources: &Sources,
    config: &Config,
    fate: &Fate,
    texts: &Texts<'_>,
    memory: Option<&LinkMemory>,
) -> Checked<Linked> {
    let outline = &library.outline;
    let config_file: Arc<str> = "notesite.toml".into();
    let Checked {
        value: redirects,
        mut diagnostics,
    } = redirect::redirects(
        library,
        &sources.notes,
        &config.redirects,
        (&config_file, &config.source),
        fate,
    );
    let options = LinkOptions {
        repository: config.repository.clone(),
        notes: sources.notes_folder.trim_end_matches('/').to_owned(),
        redirects: redirects.table.clone(),
        terms: config.terms.clone(),
    };
    let mut last = memory.and_then(|memory| {
        memory
            .last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    });
    let same_files = last.as_ref().is_some_and(|last| {
        Arc::ptr_eq(&last.listing, &sources.files)
            && (Arc::ptr_eq(&last.revisions, &sources.revisions)
                || last.revisions == sources.revisions)
            && last.allow == config.secrets.allow
            && last.withheld == library.withheld
    });
    let same_names = last
        .as_ref()
        .is_some_and(|last| last.options == options && have_same_names(&last.outline, outline));
    let known = last
        .as_ref()
        .map(|last| (last.files.clone(), last.lookup.clone()));
    let (files, lookup) = known.unzip();
    let files = files
        .filter(|_| same_files)
        .unwrap_or_else(|| Arc::new(file_table(&sources.files, &library.withheld)));
    let lookup = lookup
        .filter(|_| same_names)
        .unwrap_or_else(|| Arc::new(Lookup::new(outline, &options)));
    if !(same_files && same_names) {
        last = None;
    }
    let places: Vec<Place> = outline
        .courses
        .iter()
        .enumerate()
        .flat_map(|(course, outline)| {
            (0..outline.chapters.len()).map(move |chapter| Place { course, chapter })
        })
        .collect();
    let chapters: Vec<Arc<Found>> = places
        .par_iter()
        .enumerate()
        .map(|(i, place)| {
            let stored = &library.courses[place.course].chapters[place.chapter];
            let before = last
                .as_ref()
                .map(|last| &last.chapters[i])
                .filter(|before| {
                    before
                        .tree
                        .as_ref()
                        .is_some_and(|tree| stored.is_tree(tree))
                });
            before.cloned().unwrap_or_else(|| {
                let placed = stored.open();
                let found = chapter(*place, &placed, outline, (&files, texts), &lookup, &options);
                Arc::new(Found {
                    tree: memory.map(|_| placed.tree),
                    ..found
                })
            })
        })
        .collect();
    let backlinks = match &last {
        Some(last)
            if chapters
                .iter()
                .zip(&last.chapters)
                .all(|(a, b)| Arc::ptr_eq(a, b) || a.mentions == b.mentions) =>
        {
            last.backlinks.clone()
        }
        _ => backlinks(outline, &places, &chapters),
    };
    let mut left_alone = Vec::new();
    let mut linked: Vec<Vec<ChapterLinks>> = outline
        .courses
        .iter()
        .map(|course| Vec::with_capacity(course.chapters.len()))
        .collect();
    for ((place, found), backlinks) in places.iter().zip(&chapters).zip(&backlinks) {
        let offset = outline.courses[place.course].chapters[place.chapter].offset;
        diagnostics.extend(
            found
                .diagnostics
                .iter()
                .map(|diagnostic| moved(diagnostic, |at| at + offset)),
        );
        if memory.is_none() {
            left_alone.extend(
                found
                    .left_alone
                    .iter()
                    .map(|diagnostic| moved(diagnostic, |at| at + offset)),
            );
        }
        linked[place.course].push(ChapterLinks {
            table: found.table.clone(),
            keys: found.keys.clone(),
            anchors: found.anchors.clone(),
            backlinks: backlinks.clone(),
        });
    }
    let mut landing = |landing: &Landing, url: &str| {
        let entry = ChapterEntry {
            file: landing.file.clone(),
            url: url.to_owned(),
            ..ChapterEntry::default()
        };
        let here = ChapterOutline {
            entry: entry.into(),
            offset: landing.offset,
            ..ChapterOutline::default()
        };
        let checked = link::in_landing(&here, &landing.placed, outline, &files, &lookup, &options);
        diagnostics.extend(checked.diagnostics);
        checked.value
    };
    let landings = outline
        .courses
        .iter()
        .zip(&library.courses)
        .map(|(outline, course)| {
            course
                .landing
                .as_ref()
                .map_or(Vec::new(), |text| landing(text, &outline.url))
        })
        .collect();
    let home = library
        .home
        .as_ref()
        .map_or(Vec::new(), |text| landing(text, SitePage::Home.path()));
    diagnostics.extend(link::check_terms(outline, &options, &config_file));
    if let Some(memory) = memory {
        let (outline, listing, revisions) = (
            outline.clone(),
            sources.files.clone(),
            sources.revisions.clone(),
        );
        let allow = config.secrets.allow.clone();
        let next = Last {
            outline,
            options,
            allow,
            listing,
            withheld: library.withheld.clone(),
            revisions,
            files,
            lookup,
            chapters,
            backlinks,
        };
        *memory.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(next);
    }
    Checked {
        value: Linked {
            chapters: linked,
            landings,
            home,
            redirects,
            left_alone,
        },
        diagnostics,
    }
}

fn file_table(files: &BTreeMap<String, FoundFile>, withheld: &BTreeSet<Arc<str>>) -> FileTable {
    let info = |file: &FoundFile| FileInfo {
        image: file.pixels,
        is_image: file.is_image,
        is_large: file.is_large,
    };
    let is_withheld = |(path, file): &(&String, &FoundFile)| {
        file.access == Access::Withheld || withheld.contains(path.as_str())
    };
    let open = files.iter().filter(|one| !is_withheld(one));
    let withheld = files.iter().filter(is_withheld);
    let mut table = FileTable::new(open.map(|(path, file)| (path.clone(), info(file))));
    table.withheld = withheld.map(|(path, _)| path.clone()).collect();
    table
}

/// Whether everything that one chapter may know of another is the same. Where things stand in their
/// file is not part of it.
fn have_same_names(a: &Outline, b: &Outline) -> bool {
    let course = |course: &CourseOutline| {
        (
            course.title.clone(),
            course.base.clone(),
            course.source.clone(),
            course.url.clone(),
            course.terms,
            course.chapters.len(),
        )
    };
    let section = |a: &Section, b: &Section| {
        (&a.id, &a.title, a.depth, a.parent, &a.aliases, a.bullet)
            == (&b.id, &b.title, b.depth, b.parent, &b.aliases, b.bullet)
    };
    let chapter = |a: &ChapterOutline, b: &ChapterOutline| {
        if Arc::ptr_eq(&a.entry, &b.entry) {
            return true;
        }
        (&a.url, &a.title, &a.numbers, &a.aliases, &a.former, a.part)
            == (&b.url, &b.title, &b.numbers, &b.aliases, &b.former, b.part)
            && a.file == b.file
            && (Arc::ptr_eq(&a.sections, &b.sections)
                || a.sections.len() == b.sections.len()
                    && a.sections
                        .iter()
                        .zip(&*b.sections)
                        .all(|(a, b)| section(a, b)))
    };
    a.courses.len() == b.courses.len()
        && a.courses.iter().zip(&b.courses).all(|(a, b)| {
            course(a) == course(b)
                && a.chapters
                    .par_iter()
                    .with_min_len(512)
                    .zip(&b.chapters)
                    .all(|(a, b)| chapter(a, b))
        })
}

fn chapter(
    place: Place,
    placed: &PlacedChapter,
    outline: &Outline,
    (files, texts): (&FileTable, &Texts<'_>),
    lookup: &Lookup,
    options: &LinkOptions,
) -> Found {
    let Checked {
        value: mut table,
        mut diagnostics,
    } = link::in_chapter(place, placed, outline, files, lookup, options);
    let here = &outline.courses[place.course].chapters[place.chapter];
    diagnostics.extend(plain_blocks(placed, here));
    let mut left_alone = typed(&table, here);
    left_alone.extend(add_shown(placed, here, files, texts, &mut table));
    let ChapterMentions { anchors, mentions } = backlink::mentions(placed, here, &table);
    let (page, title): (Arc<str>, Arc<str>) = (here.url.as_str().into(), full_title(here).into());
    let mentions = mentions.into_iter().map(|mention| {
        let (page, title) = (page.clone(), title.clone());
        (
            mention.page,
            Arc::new(Backlink {
                page,
                title,
                anchor: mention.anchor,
                sentence: mention.sentence,
            }),
        )
    });
    let relative = |all: Vec<Diagnostic>| {
        all.iter()
            .map(|diagnostic| moved(diagnostic, |at| at.saturating_sub(here.offset)))
            .collect()
    };
    Found {
        tree: None,
        table: table.into(),
        keys: manifest::keys(placed).into(),
        anchors: anchors.into(),
        mentions: mentions.collect(),
        diagnostics: relative(diagnostics),
        left_alone: relative(left_alone),
    }
}

fn moved(diagnostic: &Diagnostic, to: impl Fn(usize) -> usize) -> Diagnostic {
    Diagnostic {
        span: diagnostic
            .span
            .map(|span| Span::new(to(span.start), to(span.end))),
        ..diagnostic.clone()
    }
}

/// Every table read the other way: who mentions a chapter.
fn backlinks(
    outline: &Outline,
    places: &[Place],
    chapters: &[Arc<Found>],
) -> Vec<Arc<[Arc<Backlink>]>> {
    let by_url: HashMap<&str, usize> = places
        .iter()
        .enumerate()
        .map(|(i, place)| {
            (
                outline.courses[place.course].chapters[place.chapter]
                    .url
                    .as_str(),
                i,
            )
        })
        .collect();
    let mut found: Vec<Vec<Arc<Backlink>>> = vec![Vec::new(); places.len()];
    for (page, backlink) in chapters.iter().flat_map(|chapter| &chapter.mentions) {
        if let Some(target) = by_url.get(&**page) {
            found[*target].push(backlink.clone());
        }
    }
    found.into_iter().map(Arc::from).collect()
}

/// Words between double brackets that stay as they were typed.
fn typed(table: &[Link], here: &ChapterOutline) -> Vec<Diagnostic> {
    let typed = table.iter().filter(|link| link.target == Target::Typed);
    let at = |span: Span| messages::At {
        file: &here.file,
        span: Span::new(span.start + here.offset, span.end + here.offset),
    };
    typed
        .map(|link| messages::no_note_called(at(link.span), &link.text))
        .collect()
}

/// Code whose language is known and that is too large to be coloured.
fn plain_blocks(placed: &PlacedChapter, here: &ChapterOutline) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    each_block(&placed.tree.blocks, &mut |block| {
        if let BlockKind::Code(code) = &block.kind
            && code.language.is_some()
            && language::is_too_large(&code.text)
        {
            let start = block.span.start + here.offset;
            let first = placed.text[block.span.range()]
                .lines()
                .next()
                .map_or(0, str::len);
            out.push(messages::plain_code(messages::At {
                file: &here.file,
                span: Span::new(start, start + first),
            }));
        }
    });
    out
}

/// Adds the files that the chapter's commands name to its links; answers what is not shown, and
/// why.
fn add_shown(
    placed: &PlacedChapter,
    here: &ChapterOutline,
    files: &FileTable,
    texts: &Texts<'_>,
    table: &mut Vec<Link>,
) -> Vec<Diagnostic> {
    let mut left_alone = Vec::new();
    for mention in shown::find(placed, files) {
        let span = Span::new(
            mention.command.start + here.offset,
            mention.command.end + here.offset,
        );
        let at = messages::At {
            file: &here.file,
            span,
        };
        match mention.file {
            Ok(path) => match texts(&path) {
                Some(text) => {
                    let language = Language::of_file(&path);
                    table.push(Link {
                        span: mention.command,
                        target: Target::Shown {
                            path,
                            language,
                            text,
                        },
                        text: mention.words,
                    });
                }
                None => left_alone.push(messages::file_kept_back(at, &path)),
            },
            Err(FileDoubt::Missing) => left_alone.push(messages::no_such_file(at, &mention.words)),
            Err(FileDoubt::Several(paths)) => {
                left_alone.push(messages::ambiguous_file(at, &mention.words, &paths));
            }
            Err(FileDoubt::Unfit) => left_alone.push(messages::file_kept_back(at, &mention.words)),
        }
    }
    table.sort_by_key(|link| (link.span.start, link.span.end));
    left_alone
}

/// What was left alone, and why: mentions that could mean several chapters or none, and words that
/// are two chapters' subject.
pub fn left_alone(library: &Library, config: &Config) -> Vec<Diagnostic> {
    let outline = &library.outline;
    let options = LinkOptions {
        terms: config.terms.clone(),
        ..LinkOptions::default()
    };
    let lookup = Lookup::new(outline, &options);
    let mut notes = Vec::new();
    for (c, course) in outline.courses.iter().enumerate() {
        let source: Arc<str> = course.source.as_str().into();
        for word in &lookup.courses[c].terms.shared {
            notes.push(messages::shared_term(&source, word));
        }
        for (n, chapter) in course.chapters.iter().enumerate() {
            let place = Place {
                course: c,
                chapter: n,
            };
            run::each_prose(&library.courses[c].chapters[n].open(), &mut |run| {
                reference::find_or_doubt(run, place, outline, &lookup, &mut |start, end, doubt| {
                    let Some((span, words)) = run.spans(start, end).into_iter().next() else {
                        return;
                    };
                    let span = Span::new(span.start + chapter.offset, span.end + chapter.offset);
                    let at = messages::At {
                        file: &chapter.file,
                        span,
                    };
                    notes.push(match doubt {
                        ChapterDoubt::Missing(number) => {
                            messages::no_such_chapter(at, words, number)
                        }
                        ChapterDoubt::Several(places) => {
                            let titles: Vec<String> = places
                                .iter()
                                .map(|i| full_title(&course.chapters[*i]))
                                .collect();
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
