//! Chapters parsed once and remembered by everything that decides them: rebuilding is building
//! again, made cheap. A stretch of a file in, [`Parsed`] out.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rayon::prelude::*;

use super::chapter::{Key, Parsed, full_title, is_skipped, named_by_file, plain_or, text_of};
use super::names::Placement;
use super::plan::{self, Draft, KnownPlans, Plans, Prepared};
use crate::config::{self, Config, OutlineMode, Split};
use crate::notes::library::lines::Lines;
use crate::notes::library::measure;
use crate::notes::library::sections;
use crate::notes::library::stored::{StoredChapter, Text};
use crate::notes::reading::front_matter::FrontMatter;
use crate::notes::reading::parse;
use crate::notes::reading::parse::Context;
use crate::notes::sources::NoteFile;
use crate::notes::tree::{self, Chapter, Span};
use crate::text::{self, github_slug, slug};

/// Cut files, parsed chapters and named courses of earlier builds.
#[derive(Debug, Default)]
pub struct ParserMemory {
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
    courses: BTreeMap<String, config::CourseConfig>,
    split: Split,
    files: Vec<Arc<Prepared>>,
}

impl ParserMemory {
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
            let beside = known.get(i).filter(|prepared| {
                Arc::ptr_eq(&prepared.file.path, &file.path) || prepared.file.path == file.path
            });
            let prepared = beside.or_else(|| {
                known
                    .binary_search_by(|prepared| prepared.file.path.cmp(&file.path))
                    .ok()
                    .map(|at| &known[at])
            });
            match prepared {
                Some(prepared) if Arc::ptr_eq(&prepared.written, &file.text) => prepared.clone(),
                prepared => prepare(file, prepared.map(|prepared| &**prepared)),
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

/// Parses the chapters of one build.
pub(super) struct Parser<'a> {
    context: &'a Context,
    memory: &'a ParserMemory,
    build: u64,
    /// Everything but the text that decides a tree.
    flavour: Key,
    fresh: Mutex<Vec<(Key, Arc<Parsed>)>>,
}

impl<'a> Parser<'a> {
    /// For one build.
    pub fn new(context: &'a Context, memory: &'a ParserMemory) -> Self {
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
        let lines = Lines::new(text.as_str());
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
                .filter(|heading| !heading.bullet)
                .map(|heading| github_slug(heading.title.trim()))
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

    fn tree(&self, prepared: &Prepared, text: &str) -> Chapter {
        parse::parse(
            text,
            &Context {
                definitions: prepared.cut.definitions.clone(),
                ..self.context.clone()
            },
        )
    }

    /// The tree of a text that is no chapter.
    pub fn parse(&self, prepared: &Prepared, span: Span) -> (Arc<Chapter>, Text) {
        let text = text_of(prepared, span);
        if !self.memory.keeps {
            return (Arc::new(self.tree(prepared, text.as_str())), text);
        }
        let key = text::fingerprint_of(&[
            &self.flavour,
            &prepared.definitions,
            text.as_str().as_bytes(),
        ]);
        let mut trees = self
            .memory
            .trees
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let (tree, used) = trees
            .entry(key)
            .or_insert_with(|| (Arc::new(self.tree(prepared, text.as_str())), 0));
        *used = self.build;
        (tree.clone(), text)
    }

    /// Keeps what this build parsed. What an undo or the second half of a save needs again is kept
    /// too; what has gathered over many saves is not.
    pub fn remember(self, sources: &HashSet<&str>) {
        let build = self.build;
        let is_used = |parsed: &Parsed| parsed.used.load(Ordering::Relaxed) == build;
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
        let needed = chapters.values().filter(|parsed| is_used(parsed)).count();
        if chapters.len() > needed + needed / 8 + 64 {
            chapters.retain(|_, parsed| is_used(parsed));
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
