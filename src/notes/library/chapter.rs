//! One chapter on its own: parsed, and all that the outline needs read from its tree. A stretch of
//! a file in, [`Parsed`] out, remembered by everything that decides it: rebuilding is building
//! again, made cheap.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rayon::prelude::*;

use super::NoteFile;
use super::names::Placement;
use super::plan::{self, Draft, KnownPlans, Plans, Prepared};
use crate::config::{self, Config, OutlineMode, Split};
use crate::notes::library::measure;
use crate::notes::library::outline::Section;
use crate::notes::library::sections;
use crate::notes::library::stored::{StoredChapter, Text};
use crate::notes::reading::cut;
use crate::notes::reading::front_matter::FrontMatter;
use crate::notes::reading::parse;
use crate::notes::reading::parse::Context;
use crate::notes::tree::{self, Chapter, Span};
use crate::text::{self, github_slug, slug};

/// What decides a remembered value, hashed.
pub(super) type Key = [u8; 32];

/// Cut files, parsed chapters and named courses of earlier builds.
#[derive(Debug, Default)]
pub struct Memory {
    keeps: bool,
    builds: AtomicU64,
    files: Mutex<KnownFiles>,
    plans: Mutex<Option<KnownPlans>>,
    chapters: RwLock<HashMap<Key, Arc<Parsed>>>,
    trees: Mutex<HashMap<Key, (Arc<Chapter>, u64)>>,
    courses: Mutex<HashMap<String, Arc<Placement>>>,
}

/// The files of the last build as they were made ready, in their order, and the settings that cut
/// them.
#[derive(Debug, Default)]
struct KnownFiles {
    courses: BTreeMap<String, config::Course>,
    split: Split,
    files: Vec<Arc<Prepared>>,
}

impl Memory {
    /// Remembers everything for the next build, as `serve` needs it.
    pub fn keeping() -> Self {
        Self {
            keeps: true,
            ..Self::default()
        }
    }

    /// Remembers nothing: for a single build, whose trees wait packed.
    pub fn forgetful() -> Self {
        Self::default()
    }

    /// The files made ready; one whose text is the very same is not cut again, one that changed
    /// only where it did.
    pub(super) fn prepared(&self, files: &[NoteFile], config: &Config) -> Vec<Arc<Prepared>> {
        let prepare = |file: &NoteFile, known: Option<&Prepared>| {
            Arc::new(plan::prepare(
                file,
                config.course(&file.path).split,
                config.split,
                known,
            ))
        };
        if !self.keeps {
            return files.par_iter().map(|file| prepare(file, None)).collect();
        }
        let mut last = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if (&last.courses, last.split) != (&config.courses, config.split) {
            *last = KnownFiles {
                courses: config.courses.clone(),
                split: config.split,
                files: Vec::new(),
            };
        }
        let known = &last.files;
        let again = |(i, file): (usize, &NoteFile)| {
            // Mostly no file came or went.
            let beside = known.get(i).filter(|one| {
                Arc::ptr_eq(&one.file.path, &file.path) || one.file.path == file.path
            });
            let one = beside.or_else(|| {
                known
                    .binary_search_by(|one| one.file.path.cmp(&file.path))
                    .ok()
                    .map(|at| &known[at])
            });
            match one {
                Some(one) if Arc::ptr_eq(&one.file.text, &file.text) => one.clone(),
                one => prepare(file, one.map(|one| &**one)),
            }
        };
        let prepared: Vec<Arc<Prepared>> = files
            .par_iter()
            .enumerate()
            .with_min_len(256)
            .map(again)
            .collect();
        last.files.clone_from(&prepared);
        prepared
    }

    /// Which of the files form which course.
    pub(super) fn plans(&self, prepared: &[Arc<Prepared>], notes: &str) -> Arc<Plans> {
        let mut last = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let plans = KnownPlans::plans(&mut last, prepared, notes);
        if !self.keeps {
            *last = None;
        }
        plans
    }
}

/// A chapter parsed, before its page has a name.
#[derive(Debug)]
pub(super) struct Parsed {
    /// Its numbers.
    pub numbers: Vec<u32>,
    /// Its title without the first number.
    pub title: String,
    /// The page's name, if nobody else has it.
    pub slug: String,
    /// GitHub's anchor of the heading, before it is counted.
    pub anchor: String,
    /// `{#id}`
    pub id: Option<String>,
    /// Its sections.
    pub sections: Arc<[Section]>,
    /// GitHub's anchors of those that are headings, before they are counted.
    pub anchors: Vec<String>,
    /// It says nothing but that it was left out.
    pub skipped: bool,
    /// Empty lines before its heading.
    pub blank_lines: usize,
    /// Minutes that reading it takes.
    pub minutes: usize,
    /// How many commands it holds.
    pub commands: usize,
    /// The tree with its text.
    pub stored: StoredChapter,
    /// The build that needed it last.
    used: AtomicU64,
}

/// Parses the chapters of one build.
pub(super) struct Parser<'a> {
    context: &'a Context,
    memory: &'a Memory,
    build: u64,
    /// Everything but the text that decides a tree.
    flavour: Key,
    fresh: Mutex<Vec<(Key, Arc<Parsed>)>>,
}

impl<'a> Parser<'a> {
    /// For one build.
    pub fn new(context: &'a Context, memory: &'a Memory) -> Self {
        let build = memory.builds.fetch_add(1, Ordering::Relaxed) + 1;
        let flavour = text::fingerprint([format!("{context:?}").as_str()]);
        Self {
            context,
            memory,
            build,
            flavour,
            fresh: Mutex::default(),
        }
    }

    /// Parses one chapter and reads from its tree all that the outline needs, so that the tree
    /// itself can be packed. `before` is the same chapter in the last build, if it stood in its
    /// place.
    pub fn chapter(
        &self,
        draft: &Draft<'_>,
        folder: bool,
        mode: OutlineMode,
        before: Option<&Arc<Parsed>>,
    ) -> Arc<Parsed> {
        if !self.memory.keeps {
            return Arc::new(self.parsed(draft, folder, mode));
        }
        if let Some(before) = before {
            before.used.store(self.build, Ordering::Relaxed);
            return before.clone();
        }
        let key = self.key(draft, folder, mode);
        if let Some(known) = self
            .memory
            .chapters
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
        {
            known.used.store(self.build, Ordering::Relaxed);
            return known.clone();
        }
        let made = Arc::new(self.parsed(draft, folder, mode));
        self.fresh
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((key, made.clone()));
        made
    }

    /// What the course was in the last build, where its chapters were read in the same way.
    pub fn course(&self, source: &str, folder: bool, mode: OutlineMode) -> Option<Arc<Placement>> {
        let courses = self
            .memory
            .courses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        courses
            .get(source)
            .filter(|known| {
                (known.flavour, known.folder, known.mode) == (self.flavour, folder, mode)
            })
            .cloned()
    }

    /// Keeps what a course was for the next build.
    pub fn keep_course(&self, source: &str, placement: impl FnOnce(Key) -> Placement) {
        if self.memory.keeps {
            let placement = Arc::new(placement(self.flavour));
            self.memory
                .courses
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(source.to_owned(), placement);
        }
    }

    /// Everything that decides a chapter: its text with the footnotes it refers to, the definitions
    /// of its file and how its bullets are read; of a chapter that is a file also that file's name
    /// and front matter.
    fn key(&self, draft: &Draft<'_>, folder: bool, mode: OutlineMode) -> Key {
        let Prepared {
            file, definitions, ..
        } = &**draft.prepared;
        let text = text_of(draft.prepared, draft.span);
        let (path, front) = if folder {
            (&*file.path, &file.text[..draft.span.start])
        } else {
            ("", "")
        };
        let mode = if mode == OutlineMode::Auto {
            "auto"
        } else {
            "list"
        };
        text::fingerprint_of(&[
            &self.flavour,
            definitions,
            mode.as_bytes(),
            path.as_bytes(),
            front.as_bytes(),
            text.as_str().as_bytes(),
        ])
    }

    fn parsed(&self, draft: &Draft<'_>, folder: bool, mode: OutlineMode) -> Parsed {
        let none = FrontMatter::default();
        let front = if folder {
            &*draft.prepared.front
        } else {
            &none
        };
        let text = text_of(draft.prepared, draft.span);
        let mut tree = self.tree(draft.prepared, text.as_str());
        if let Some(named) = folder
            .then(|| named_by_file(&tree, front, &draft.prepared.file.path))
            .flatten()
        {
            tree = named;
        }
        let layout = sections::layout(&tree, front.outline.unwrap_or(mode));
        let lines = super::Lines::new(text.as_str());
        let full = full_title(&tree);
        let sections = sections::sections(&tree, layout, &|at| lines.line(text.as_str(), at));
        let trimmed = text.as_str().len() - text.as_str().trim_start().len();
        Parsed {
            numbers: tree.numbers.clone(),
            title: tree.title.clone(),
            slug: slug(&full),
            anchor: github_slug(plain_or(&tree, &full).trim()),
            id: tree.id.clone(),
            anchors: sections
                .iter()
                .filter(|one| !one.bullet)
                .map(|one| github_slug(one.title.trim()))
                .collect(),
            sections: sections.into(),
            skipped: is_skipped(&tree, text.as_str()),
            minutes: measure::minutes(&tree.blocks),
            commands: tree::commands(&tree.blocks).len(),
            blank_lines: text.as_str()[..trimmed].matches('\n').count(),
            stored: if self.memory.keeps {
                StoredChapter::whole(Arc::new(tree), &text, layout)
            } else {
                StoredChapter::packed(Arc::new(tree), text, layout)
            },
            used: AtomicU64::new(self.build),
        }
    }

    fn tree(&self, one: &Prepared, text: &str) -> Chapter {
        parse::parse(
            text,
            &Context {
                definitions: one.cut.definitions.clone(),
                ..self.context.clone()
            },
        )
    }

    /// The tree of a text that is no chapter.
    pub fn parse(&self, one: &Prepared, span: Span) -> (Arc<Chapter>, Text) {
        let text = text_of(one, span);
        if !self.memory.keeps {
            return (Arc::new(self.tree(one, text.as_str())), text);
        }
        let key =
            text::fingerprint_of(&[&self.flavour, &one.definitions, text.as_str().as_bytes()]);
        let mut trees = self
            .memory
            .trees
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let (tree, used) = trees
            .entry(key)
            .or_insert_with(|| (Arc::new(self.tree(one, text.as_str())), 0));
        *used = self.build;
        (tree.clone(), text)
    }

    /// Keeps what this build parsed. What an undo or the second half of a save needs again is kept
    /// too; what has gathered over many saves is not.
    pub fn remember(self, sources: &HashSet<&str>) {
        let build = self.build;
        let is_used = |one: &Parsed| one.used.load(Ordering::Relaxed) == build;
        let mut chapters = self
            .memory
            .chapters
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        chapters.extend(
            self.fresh
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner),
        );
        let needed = chapters.values().filter(|one| is_used(one)).count();
        if chapters.len() > needed + needed / 8 + 64 {
            chapters.retain(|_, one| is_used(one));
        }
        self.memory
            .trees
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|_, (_, used)| *used + 8 > build);
        let mut courses = self
            .memory
            .courses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        courses.retain(|source, _| sources.contains(source.as_str()));
    }
}

/// The text of a chapter: its stretch of the file and, where it refers to footnotes that stand
/// elsewhere in the file, those behind it.
fn text_of(one: &Prepared, span: Span) -> Text {
    let slice = &one.file.text[span.range()];
    let mut foreign = String::new();
    if !one.cut.footnotes.is_empty() && slice.contains("[^") {
        for (label, place) in one
            .cut
            .footnotes
            .iter()
            .filter(|(_, place)| !span.holds(**place))
        {
            if slice.contains(&format!("[^{label}]")) {
                foreign.push_str("\n\n");
                foreign.push_str(&one.file.text[place.range()]);
            }
        }
    }
    if foreign.is_empty() {
        Text::Slice(one.file.text.clone(), span)
    } else {
        Text::Own(format!("{slice}{foreign}").into())
    }
}

/// A chapter that is a file: its title from front matter or, where it has no heading, from the
/// file's name, which may know the number too (`02. Pod.md` under the heading `# Pod`). `None`
/// where the heading says it all.
fn named_by_file(tree: &Chapter, front: &FrontMatter, path: &str) -> Option<Chapter> {
    let stem = path.rsplit('/').next().unwrap_or_default();
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    if tree.title.is_empty() || front.title.is_some() {
        let name = front
            .title
            .clone()
            .unwrap_or_else(|| stem.replace('_', " "));
        let (found, length) = cut::numbers(&name);
        let rest = name[length..].trim();
        return Some(Chapter {
            numbers: if tree.numbers.is_empty() {
                found
            } else {
                tree.numbers.clone()
            },
            title: if rest.is_empty() {
                name.clone()
            } else {
                rest.to_owned()
            },
            heading: Vec::new(),
            ..tree.clone()
        });
    }
    let numbers = if tree.numbers.is_empty() {
        cut::numbers(stem).0
    } else {
        Vec::new()
    };
    (!numbers.is_empty()).then(|| Chapter {
        numbers,
        ..tree.clone()
    })
}

/// A chapter that says nothing but that it was left out: a line at most, without sections.
fn is_skipped(tree: &Chapter, text: &str) -> bool {
    text.trim().lines().count() <= 2 && (text.contains("제외") || tree.blocks.is_empty())
}

/// The heading as written: numbers and title.
pub(super) fn full_title(tree: &Chapter) -> String {
    match tree.numbers.as_slice() {
        [] => tree.title.clone(),
        [only] => format!("{only}. {}", tree.title),
        [first, ..] if cut::numbers(&format!("{first}. {}", tree.title)).0 == tree.numbers => {
            format!("{first}. {}", tree.title)
        }
        [first, .., last] => format!("{first} ~ {last}. {}", tree.title),
    }
}

fn plain_or(tree: &Chapter, full: &str) -> String {
    if tree.heading.is_empty() {
        full.to_owned()
    } else {
        full_title(tree)
    }
}
