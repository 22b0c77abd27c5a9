//! From files to courses: which file or folder is a course, what its chapters are called and where
//! their pages lie. Texts in; placed chapters and the outline out. The only step that sees all
//! notes at once.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{self, Config, Keys};
use crate::diagnostic::{Checked, Diagnostic};
use crate::notes::library::outline::{CourseOutline, Layout, Outline, PlacedChapter};
use crate::notes::library::stored::StoredChapter;
use crate::notes::messages;
use crate::notes::reading::front_matter::FrontMatter;
use crate::notes::reading::parse::Context;
use crate::notes::sources::NoteFile;
use crate::notes::tree::{BlockKind, Chapter, InlineKind, Span, each_inline, each_run};
use crate::page_kinds::CoursePage;
use crate::text::{self, slug};

mod chapter;
pub mod files;
pub mod lines;
pub mod lock;
pub mod measure;
mod names;
pub mod outline;
mod parser;
mod plan;
pub mod sections;
pub mod stored;
pub mod tags;
pub mod titles;

use chapter::{Parsed, full_title};
use names::{Placement, unique};
use parser::Parser;
pub use parser::ParserMemory;
use plan::{Plan, Prepared, whole};
use tags::Tag;

/// All notes, placed.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What chapters may know of each other.
    pub outline: Arc<Outline>,
    /// The courses, in the outline's order.
    pub courses: Vec<Course>,
    /// `notes/README.md`: the site's own landing page.
    pub home: Option<Landing>,
    /// Tags and what bears them.
    pub tags: Vec<Tag>,
    /// Files that were left out as drafts.
    pub drafts: Vec<Arc<str>>,
    /// All files that were left out: drafts, and those whose front matter cannot be read.
    pub withheld: BTreeSet<Arc<str>>,
}

/// What the outline does not hold of a course.
#[derive(Clone, Debug)]
pub struct Course {
    /// Its chapters, in the outline's order.
    pub chapters: Vec<StoredChapter>,
    /// Front matter of each chapter (of the file, for chapters that are files).
    pub front: Vec<Arc<FrontMatter>>,
    /// Earlier addresses of its landing page, and the file whose front matter gives them.
    pub aliases: Option<(Arc<str>, Vec<String>)>,
    /// What stands before the first chapter.
    pub landing: Option<Landing>,
    /// One sentence about the course.
    pub description: Option<String>,
    /// Tags of the course itself; its chapters may have their own.
    pub tags: Vec<String>,
    /// The heading that the title took the place of (`강의`).
    pub kicker: Option<String>,
}

/// Text that belongs to a landing page.
#[derive(Clone, Debug)]
pub struct Landing {
    /// Its tree and text; sections are not listed in the outline.
    pub placed: PlacedChapter,
    /// The file, relative to ROOT.
    pub file: Arc<str>,
    /// Byte offset of the text in the file.
    pub offset: usize,
}

/// Builds the library. `notes` is the folder (with `/` at its end) in which the notes lie, empty
/// for ROOT.
pub fn build(
    files: &[NoteFile],
    notes: &str,
    config: &Config,
    drafts: bool,
    context: &Context,
    memory: &ParserMemory,
) -> Checked<Library> {
    let prepared = memory.prepared(files, config);
    let mut diagnostics: Vec<Diagnostic> = prepared
        .iter()
        .flat_map(|note| note.diagnostics.iter().cloned())
        .collect();
    let (prepared, mut left_out): (Vec<_>, Vec<_>) = prepared
        .into_iter()
        .partition(|note| !note.unreadable && (drafts || !note.front.draft));
    let withheld = left_out.iter().map(|note| note.file.path.clone()).collect();
    left_out.retain(|note| !note.unreadable);
    let known = memory.plans(&prepared, notes);
    let (plans, home) = &*known;
    let left_out = left_out.iter().map(|note| note.file.path.clone()).collect();
    let mut library = Library {
        drafts: left_out,
        withheld,
        ..Library::default()
    };
    let mut outlines = Outline::default();
    let mut slugs: HashSet<String> = HashSet::new();
    let parser = Parser::new(context, memory);
    for plan in plans {
        let (outline, course) = course(plan, &prepared, &parser, config, &mut slugs);
        outlines.courses.push(outline);
        library.courses.push(course);
    }
    library.tags = tags::tags(&outlines, borne(&library.courses));
    library.outline = Arc::new(outlines);
    library.home =
        home.map(|index| landing(&parser, &prepared[index], prepared[index].cut.preface).0);
    diagnostics.extend(unknown_courses(config, &library));
    parser.remember(&plans.iter().map(|plan| plan.source.as_str()).collect());
    Checked {
        value: library,
        diagnostics,
    }
}

fn course(
    plan: &Plan,
    prepared: &[Arc<Prepared>],
    parser: &Parser<'_>,
    config: &Config,
    slugs: &mut HashSet<String>,
) -> (CourseOutline, Course) {
    let first = &prepared[plan.files[0]];
    let front = if plan.folder {
        plan.readme
            .map(|i| (*prepared[i].front).clone())
            .unwrap_or_default()
    } else {
        (*first.front).clone()
    };
    let own = config.course(&plan.source);
    let mode = own.outline.or(front.outline).unwrap_or(config.outline);
    let landing_source = if plan.folder {
        plan.readme.map(|i| (&*prepared[i], whole(&prepared[i])))
    } else {
        Some((&**first, first.cut.preface))
    };
    let (landing, headline) = landing_source
        .map(|(note, span)| landing(parser, note, span))
        .unzip();
    let (title, kicker) = course_title(
        config,
        plan,
        own.title.as_ref(),
        front.title.as_ref(),
        headline.flatten(),
    );
    let wish = own
        .slug
        .as_ref()
        .or(front.slug.as_ref())
        .map(|s| slug(s))
        .or_else(|| plan.base.clone());
    let base = wish.unwrap_or_else(|| {
        slug(
            plan.source
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .trim_end_matches(".md"),
        )
    });
    let base = if base.is_empty() {
        String::new()
    } else {
        format!("{}/", unique(&base, slugs))
    };
    let mut outline = CourseOutline {
        title: text::nfc(&title),
        url: CoursePage::Landing.of(&base),
        base,
        source: plan.source.clone(),
        parts: Vec::new(),
        chapters: Vec::new(),
        terms: own.terms.or(front.terms).unwrap_or(config.terms.enabled),
    };
    let drafts = plan::drafts(plan, prepared);
    let known = parser.course(&plan.source, plan.folder, mode);
    let shared = known.as_ref().and_then(|known| known.shared(&drafts));
    let before = |i: usize, draft| {
        known
            .as_ref()
            .and_then(|known| known.same(i, draft, shared))
    };
    let parsed: Vec<Arc<Parsed>> = drafts
        .par_iter()
        .enumerate()
        .with_min_len(16)
        .map(|(i, draft)| parser.chapter(draft, plan.folder, mode, before(i, draft)))
        .collect();
    let none = Arc::new(FrontMatter::default());
    let fronts = drafts
        .iter()
        .map(|draft| {
            if plan.folder {
                draft.prepared.front.clone()
            } else {
                none.clone()
            }
        })
        .collect();
    let chapters = parsed
        .iter()
        .map(|chapter| chapter.stored.clone())
        .collect();
    let counted = names::place(
        &drafts,
        &parsed,
        known.as_deref(),
        plan.folder,
        &mut outline,
    );
    let how = |flavour| (flavour, plan.folder, mode);
    parser.keep_course(&plan.source, |flavour| {
        Placement::new(&drafts, parsed, how(flavour), &outline, counted)
    });
    let named = if plan.folder {
        plan.readme.map(|i| &prepared[i])
    } else {
        Some(first)
    };
    let aliases = named
        .filter(|note| !note.front.aliases.is_empty())
        .map(|note| (note.file.path.clone(), note.front.aliases.clone()));
    let description = own.description.or(front.description);
    (
        outline,
        Course {
            aliases,
            chapters,
            front: fronts,
            landing,
            description,
            tags: front.tags,
            kicker,
        },
    )
}

/// Keys of `[courses]` that name no course: what they say would go unheard.
fn unknown_courses(config: &Config, library: &Library) -> Vec<Diagnostic> {
    if config.courses.is_empty() {
        return Vec::new();
    }
    let courses = library.outline.courses.iter();
    let sources: Vec<&str> = courses.map(|course| course.source.as_str()).collect();
    let is_known = |source: &str| {
        sources.contains(&source) || library.drafts.iter().any(|draft| **draft == *source)
    };
    let keys = Keys::new(&config.source);
    config
        .courses
        .keys()
        .filter(|key| !is_known(config::source_of(key)))
        .map(|key| {
            let span = keys.span(&["courses", key]);
            let near = text::nearest(config::source_of(key), sources.iter().copied());
            messages::unknown_course(span.map(Span::from), key, near, &sources)
        })
        .collect()
}

/// Each tag as written with what bears it: a course, or a chapter of it.
fn borne(courses: &[Course]) -> impl Iterator<Item = (&str, (usize, Option<usize>))> {
    courses.iter().enumerate().flat_map(|(c, course)| {
        let own = course.tags.iter().map(move |tag| (tag.as_str(), (c, None)));
        let chapters = course.front.iter().enumerate().flat_map(move |(i, front)| {
            front
                .tags
                .iter()
                .map(move |tag| (tag.as_str(), (c, Some(i))))
        });
        own.chain(chapters)
    })
}

/// A course's title and the heading that it takes the place of: front matter, `notesite.toml`, the
/// first heading or the course that a bullet under a generic one names, the name of the file or
/// folder.
fn course_title(
    config: &Config,
    plan: &Plan,
    own: Option<&String>,
    front: Option<&String>,
    headline: Option<(String, Option<String>)>,
) -> (String, Option<String>) {
    let at_root = plan.base.as_deref() == Some("");
    let from_toml = own.or(config.title.as_ref().filter(|_| at_root));
    match (front.or(from_toml).cloned(), headline) {
        (Some(title), Some((heading, _))) => (title.clone(), (heading != title).then_some(heading)),
        (Some(title), None) => (title, None),
        (None, Some((heading, Some(named)))) => (named, Some(heading)),
        (None, Some((heading, None))) if !heading.is_empty() => (heading, None),
        (None, _) => {
            let name = plan.source.rsplit('/').next().unwrap_or_default();
            let name = name.strip_suffix(".md").unwrap_or(name);
            if name.is_empty() || is_generic(name) {
                (
                    config.title.clone().unwrap_or_else(|| "노트".to_owned()),
                    None,
                )
            } else {
                (name.to_owned(), None)
            }
        }
    }
}

/// A landing page's text, and its first heading with the course that a single bullet under it
/// names.
fn landing(
    parser: &Parser<'_>,
    note: &Prepared,
    span: Span,
) -> (Landing, Option<(String, Option<String>)>) {
    let (tree, text) = parser.parse(note, span);
    let headline = (!tree.title.is_empty()).then(|| {
        let heading = full_title(&tree);
        let named = is_generic(&heading).then(|| named_course(&tree)).flatten();
        (heading, named)
    });
    let placed = PlacedChapter {
        tree,
        text: text.to_arc(),
        layout: Layout::Prose,
    };
    (
        Landing {
            placed,
            file: note.file.path.clone(),
            offset: span.start,
        },
        headline,
    )
}

/// Headings that say nothing about the course.
fn is_generic(heading: &str) -> bool {
    let folded: String = heading.to_lowercase().split_whitespace().collect();
    [
        "강의",
        "강의정리",
        "강의노트",
        "정리",
        "노트",
        "필기",
        "목차",
        "notes",
        "note",
        "readme",
        "lecture",
        "lectures",
        "summary",
    ]
    .contains(&folded.as_str())
}

/// `- Inflearn > eks를 활용한 …`: the last part of the single bullet under the heading.
fn named_course(tree: &Chapter) -> Option<String> {
    let BlockKind::List(list) = &tree.blocks.first()?.kind else {
        return None;
    };
    let [only] = list.items.as_slice() else {
        return None;
    };
    let words = only.lead.text();
    let last = words.rsplit(" > ").next()?.trim();
    (!last.is_empty()).then(|| last.to_owned())
}

/// The first picture of a chapter's or landing page's tree, by its span.
pub fn first_picture(tree: &Chapter) -> Option<Span> {
    let mut found = None;
    each_run(&tree.blocks, &mut |run| {
        each_inline(run, &mut |inline| {
            if found.is_none() && matches!(inline.kind, InlineKind::Image { .. }) {
                found = Some(inline.span);
            }
        });
    });
    found
}
