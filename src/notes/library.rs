//! From files to courses: which file or folder is a course, what its chapters are called and where
//! their pages lie. Texts in; placed chapters and the outline out. The only step that sees all
//! notes at once.

mod anchors;
mod arrange;
mod chapter;
pub(crate) mod files;
mod letters;
pub(crate) mod lines;
pub(crate) mod lock;
pub(crate) mod measure;
mod names;
pub(crate) mod order;
pub(crate) mod outline;
mod plan;
pub(crate) mod section_walk;
pub(crate) mod sections;
mod sidebars;
pub(crate) mod stored;
pub(crate) mod tags;
pub(crate) mod titles;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::address::NotePath;
use crate::config::{self, Config, Keys, OutlineMode};
use crate::diagnostic::{Checked, Diagnostic};
use crate::fingerprint::Hashed;
use crate::notes::library::outline::{
    ChapterNames, ChapterOutline, CourseOutline, CoursePart, GivenCourse, Outline, PlacedChapter,
};
use crate::notes::messages;
use crate::notes::reading::front_matter::FrontMatter;
use crate::notes::reading::numbers;
use crate::notes::reading::parse::{Context, ReadingSettings};
use crate::notes::sources::NoteFile;
use crate::notes::tree::{
    BlockKind, Chapter, FileOffset, FileSpan, InlineKind, Span, each_inline, each_run,
};
use crate::page_kinds::{CoursePage, SitePage};
use crate::remembered::{Made, Remembered};
use crate::text::{self, slug};

use anchors::AnchorCounter;
use arrange::FolderPart;
use chapter::{ChapterInput, ChapterSource, LandingInput, full_title};
pub(crate) use chapter::{Parsed, ParsedLanding};
use letters::LetterCounts;
use names::{NamesInput, NamingInput, TakenNames, Unnamed};
use plan::{Draft, FileInput, Plan, PlanInput, Plans, Prepared};
use tags::Tag;

/// All notes, placed.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What the site is called.
    pub title: String,
    /// The language of the notes, a BCP 47 tag: as it is set, else that of most letters.
    pub language: String,
    /// What chapters may know of each other.
    pub outline: Arc<Outline>,
    /// The courses, in the outline's order.
    pub courses: Vec<Course>,
    /// `notes/README.md`: the site's own landing page.
    pub home: Option<Landing>,
    /// Tags and what bears them.
    pub tags: Vec<Tag>,
    /// What could be cut and was not, for people to decide.
    pub suggestions: Vec<Diagnostic>,
    /// Files that were left out as drafts.
    pub drafts: Vec<NotePath>,
    /// All files that were left out: drafts, and those whose front matter cannot be read.
    pub withheld: BTreeSet<NotePath>,
}

/// What the outline does not hold of a course.
#[derive(Clone, Debug)]
pub struct Course {
    /// Its chapters, in the outline's order.
    pub chapters: Vec<Made<Parsed>>,
    /// Front matter of each chapter (of the file, for chapters that are files).
    pub front: Vec<Arc<FrontMatter>>,
    /// Earlier addresses of its landing page, and the file whose front matter gives them.
    pub aliases: Option<(NotePath, Vec<String>)>,
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
    /// Its tree and text.
    pub placed: PlacedChapter,
    /// The file, relative to ROOT.
    pub file: NotePath,
    /// Byte offset of the text in the file.
    pub offset: FileOffset,
}

/// What earlier builds cut, parsed and named.
#[derive(Debug)]
pub(crate) struct LibraryMemory {
    files: Remembered<Prepared>,
    plans: Remembered<Plans>,
    landings: Remembered<ParsedLanding>,
    chapters: Remembered<Parsed>,
    namings: Remembered<GivenCourse>,
    names: Remembered<ChapterNames>,
}

impl LibraryMemory {
    /// Remembers from build to build where it `keeps`; a single build's trees wait packed.
    pub(crate) fn new(keeps: bool) -> Self {
        Self {
            files: Remembered::new(keeps),
            plans: Remembered::new(keeps),
            landings: Remembered::new(keeps),
            chapters: Remembered::new(keeps),
            namings: Remembered::new(keeps),
            names: Remembered::new(keeps),
        }
    }
}

/// Where the notes lie.
#[derive(Clone, Copy)]
pub(crate) struct NotesPlace<'a> {
    /// Their folder with `/` at its end; empty for ROOT.
    pub folder: &'a str,
    /// What ROOT is called; empty where its name says nothing.
    pub root_name: &'a str,
    /// Texts of files that say something of the order of notes.
    pub orders: &'a Hashed<BTreeMap<String, Arc<str>>>,
}

/// Builds the library.
pub(crate) fn build(
    files: &[NoteFile],
    place: NotesPlace,
    config: &Config,
    drafts: bool,
    memory: &mut LibraryMemory,
) -> Checked<Library> {
    let prepared = prepared(files, config, &mut memory.files);
    let mut diagnostics: Vec<Diagnostic> = prepared
        .iter()
        .flat_map(|note| note.diagnostics.iter().cloned())
        .collect();
    let (prepared, mut left_out): (Vec<_>, Vec<_>) = prepared
        .iter()
        .partition(|note| !note.unreadable && (drafts || !note.front.draft));
    let withheld = left_out.iter().map(|note| note.file.path.clone()).collect();
    left_out.retain(|note| !note.unreadable);
    let input = PlanInput {
        notes: place.folder,
        orders: place.orders,
        files: prepared.iter().map(|note| &note.says).collect(),
    };
    let plans = memory.plans.only(&input, plan::plan);
    let (plans, first) = &*plans;
    let reader = CourseReader {
        prepared: &prepared,
        root_name: place.root_name,
        settings: Arc::new(ReadingSettings::of(config).into()),
    };
    let mut landings = reader.landings(plans, *first, &mut memory.landings);
    let mut letters = LetterCounts::default();
    for (landing, _) in landings.iter().flatten() {
        letters += landing.parsed.letters;
    }
    let home = landings.pop().flatten().map(|(landing, _)| landing);
    let mut slugs = TakenNames::default();
    let headed: Vec<Headed> = plans
        .iter()
        .zip(landings)
        .map(|(plan, landing)| reader.head(plan, landing, config, &mut slugs))
        .collect();
    let parts = (&mut memory.chapters, &mut memory.namings, &mut memory.names);
    let (mut outline, courses) = reader.courses(headed, home.as_ref(), parts);
    for chapter in courses.iter().flat_map(|course| &course.chapters) {
        letters += chapter.letters;
    }
    let language = config.language.as_deref();
    let language = language.unwrap_or_else(|| letters.language());
    for course in &mut outline.courses {
        if course.title.is_empty() {
            letters::notes_in(language).clone_into(&mut course.title);
        }
    }
    let drafts = left_out.iter().map(|note| note.file.path.clone()).collect();
    let library = Library {
        title: site_title(config, home.as_ref(), &reader, &outline),
        language: language.to_owned(),
        tags: tags::tags(&outline, borne(&courses)),
        outline: Arc::new(outline),
        courses,
        home: home.map(|home| home.landing),
        suggestions: prepared
            .iter()
            .filter_map(|note| note.suggestion.clone())
            .collect(),
        drafts,
        withheld,
    };
    diagnostics.extend(unknown_courses(config, &library));
    Checked {
        value: library,
        diagnostics,
    }
}

/// The files made ready; one that changed is cut again only where it did.
fn prepared<'m>(
    files: &[NoteFile],
    config: &Config,
    memory: &'m mut Remembered<Prepared>,
) -> &'m [Made<Prepared>] {
    let input = |file| FileInput::of(file, config);
    let inputs: Vec<FileInput> = files.iter().map(input).collect();
    let asked = |input: &FileInput| input.file.path.clone();
    memory.again(
        &inputs,
        (asked, |known: &Prepared| known.file.path.clone()),
        plan::prepare,
    )
}

/// Reads the chapters of one build.
struct CourseReader<'a> {
    prepared: &'a [&'a Made<Prepared>],
    /// What ROOT is called.
    root_name: &'a str,
    settings: Arc<Hashed<ReadingSettings>>,
}

/// A landing page, and its first heading with the course that a single bullet under it names.
type Headline = (ReadLanding, Option<(String, Option<String>)>);

/// A landing page before it has names.
struct ReadLanding {
    landing: Landing,
    parsed: Made<ParsedLanding>,
    /// The index of its file.
    note: usize,
}

/// A course before its chapters are read.
struct Headed<'a> {
    plan: &'a Plan,
    mode: OutlineMode,
    landing: Option<ReadLanding>,
    /// Whether it is only called as its folder is.
    is_unnamed: bool,
    /// Without chapters.
    outline: CourseOutline,
    /// Without chapters.
    course: Course,
}

impl<'a> CourseReader<'a> {
    /// The landing page of each course, and behind them that of the site.
    fn landings(
        &self,
        plans: &[Plan],
        home: Option<usize>,
        memory: &mut Remembered<ParsedLanding>,
    ) -> Vec<Option<Headline>> {
        // The file, whether all of it is the landing page, or what stands before its chapters.
        let of_plan = |plan: &Plan| {
            if plan.folder {
                plan.readme.map(|i| (i, true))
            } else {
                Some((plan.files[0], false))
            }
        };
        let wanted: Vec<Option<(usize, bool)>> = plans
            .iter()
            .map(of_plan)
            .chain([home.map(|i| (i, false))])
            .collect();
        let courses = plans.len();
        let input = |(place, (i, whole)): (usize, &(usize, bool))| {
            let note = self.prepared[*i];
            LandingInput {
                text: if *whole { &note.whole } else { &note.preface },
                context: Context {
                    definitions: note.cut.definitions.clone(),
                    settings: self.settings.clone(),
                },
                // The site is called as its settings or this heading say.
                title: note.front.said_title().filter(|_| place < courses),
            }
        };
        let each = wanted.iter().enumerate();
        let each = each.filter_map(|(place, one)| Some((place, one.as_ref()?)));
        let inputs: Vec<LandingInput> = each.map(input).collect();
        let mut read = memory.all(&inputs, chapter::parse_landing).iter();
        let mut headline = |(i, whole): (usize, bool)| {
            let note = &self.prepared[i];
            let parsed = read.next()?.clone();
            let placed = parsed.placed.clone();
            let found = (!placed.tree.title.is_empty()).then(|| {
                let heading = full_title(&placed.tree);
                let named = is_generic(&heading)
                    .then(|| named_course(&placed.tree))
                    .flatten();
                (heading, named)
            });
            let offset = if whole {
                note.body().offset()
            } else {
                note.cut.preface.offset()
            };
            let landing = Landing {
                placed,
                file: note.file.path.clone(),
                offset,
            };
            let read = ReadLanding {
                landing,
                parsed,
                note: i,
            };
            Some((read, found))
        };
        wanted.into_iter().map(|note| headline(note?)).collect()
    }

    /// What a course is called and where its pages lie.
    fn head<'p>(
        &self,
        plan: &'p Plan,
        landing: Option<Headline>,
        config: &Config,
        slugs: &mut TakenNames,
    ) -> Headed<'p> {
        // The file that speaks for the course.
        let speaker = if plan.folder {
            plan.readme
        } else {
            Some(plan.files[0])
        };
        let speaker = speaker.map(|i| &self.prepared[i]);
        let front = speaker.map_or_else(FrontMatter::default, |note| (*note.front).clone());
        let own = config.course(&plan.source);
        let mode = own.outline.or(front.outline).unwrap_or(config.outline);
        let (landing, headline) = landing.unzip();
        let has_title = own.title.is_some() || front.said_title().is_some();
        let is_unnamed = !has_title && landing.is_none();
        let (title, kicker) = course_title(
            config,
            plan,
            own.title.as_ref(),
            front.said_title(),
            headline.flatten(),
            self.root_name,
        );
        let wish = own
            .slug
            .as_ref()
            .or(front.slug.as_ref())
            .map(|s| slug(s))
            .or_else(|| plan.base.clone());
        let base = wish.unwrap_or_else(|| {
            let name = plan.source.rsplit('/').next().unwrap_or_default();
            slug(name.trim_end_matches(".md"))
        });
        let base = if base.is_empty() {
            String::new()
        } else {
            format!("{}/", slugs.give(&base))
        };
        let aliases = speaker
            .filter(|note| !note.front.aliases.is_empty())
            .map(|note| (note.file.path.clone(), note.front.aliases.clone()));
        Headed {
            plan,
            mode,
            landing,
            is_unnamed,
            outline: CourseOutline {
                title: text::nfc(&title),
                url: CoursePage::Landing.of(&base),
                base,
                source: plan.source.clone(),
                parts: Vec::new(),
                chapters: Vec::new(),
                given: Made::default(),
                landing: None,
                summary: plan.summary.map(|i| self.prepared[i].file.path.clone()),
                whole: plan.whole.as_ref().map(|base| {
                    let name = chapter::name_of_whole(self.prepared[plan.files[0]]);
                    names::address_of_whole(base, &name)
                }),
                terms: own.terms.or(front.terms).unwrap_or(config.terms.enabled),
            },
            course: Course {
                chapters: Vec::new(),
                front: Vec::new(),
                aliases,
                landing: None,
                description: own.description.or(front.description),
                tags: front.tags,
                kicker,
            },
        }
    }

    /// The courses with their chapters: all are read, then named course by course.
    fn courses(
        &self,
        heads: Vec<Headed<'_>>,
        home: Option<&ReadLanding>,
        (chapters, namings, names): (
            &mut Remembered<Parsed>,
            &mut Remembered<GivenCourse>,
            &mut Remembered<ChapterNames>,
        ),
    ) -> (Outline, Vec<Course>) {
        let drafts: Vec<Vec<Draft<'a>>> = heads
            .iter()
            .map(|head| plan::drafts(head.plan, self.prepared))
            .collect();
        let packs = !chapters.keeps();
        let of_course = |(head, drafts): (&Headed<'_>, &'_ Vec<Draft<'a>>)| {
            let (mode, folder) = (head.mode, head.plan.folder);
            let input = |draft: &Draft<'a>| self.input(draft, folder, mode);
            drafts.iter().map(input).collect::<Vec<_>>()
        };
        let inputs: Vec<ChapterInput> = heads.iter().zip(&drafts).flat_map(of_course).collect();
        let parsed = chapters.all(&inputs, |input| chapter::parse(input, packs));
        let mut outlines: Vec<CourseOutline> = Vec::new();
        let mut parts: Vec<Option<usize>> = Vec::new();
        let mut unnamed = Vec::new();
        let mut rest = parsed;
        for (head, drafts) in heads.iter().zip(&drafts) {
            let mut outline = head.outline.clone();
            let (parsed, others) = rest.split_at(drafts.len());
            rest = others;
            // A course that begins with its README is called as that is.
            if let Some((first, file)) = parsed.first().zip(head.plan.files.first())
                && head.is_unnamed
                && plan::is_landing(&self.prepared[*file].path)
            {
                outline.title.clone_from(&first.said.title);
            }
            if head.plan.folder {
                outline.parts = folder_parts(head.plan, parsed);
                parts.extend_from_slice(&head.plan.part_of);
            } else {
                parts.extend(names::parts(drafts, &mut outline.parts));
            }
            unnamed.push(naming(head, drafts, parsed));
            outlines.push(outline);
        }
        let given = namings.all(&unnamed, names::give);
        let home_names = home.map(|home| {
            let url = SitePage::Home.address();
            names::give_landing(&home.parsed.wish, url, false, &mut AnchorCounter::default())
        });
        let all = drafts.iter().flatten().zip(parsed);
        let landings = heads
            .iter()
            .zip(given)
            .filter_map(|(head, given)| Some((head.landing.as_ref()?, given.landing.as_ref()?)));
        let landings = landings.chain(home.zip(home_names.as_ref()));
        let landings = landings.map(|(read, given)| NamesInput {
            said: &read.parsed.said,
            given,
            file: &self.prepared[read.note].path,
            part: None,
        });
        let inputs: Vec<NamesInput> = all
            .clone()
            .zip(given.iter().flat_map(|given| &given.chapters))
            .zip(parts)
            .map(|(((draft, parsed), given), part)| NamesInput {
                said: &parsed.said,
                given,
                file: &draft.prepared.path,
                part,
            })
            .chain(landings)
            .collect();
        let named = names.all(&inputs, names::named);
        let mut landings = named[parsed.len()..].iter();
        let mut placed = all
            .zip(named)
            .map(|((draft, parsed), names)| (placed(draft, parsed, names), parsed.clone()));
        let none = Arc::new(FrontMatter::default());
        let mut courses = Vec::new();
        let each = heads.into_iter().zip(&drafts).zip(&mut outlines);
        for (((head, drafts), outline), given) in each.zip(given) {
            let (chapters, parsed) = placed.by_ref().take(drafts.len()).unzip();
            outline.chapters = chapters;
            outline.given = given.clone();
            let landing = head.landing.map(|read| {
                outline.landing = landings.next().map(|names| self.placed(&read, names));
                read.landing
            });
            let front = |draft: &Draft<'_>| {
                if head.plan.folder {
                    draft.prepared.front.clone()
                } else {
                    none.clone()
                }
            };
            courses.push(Course {
                chapters: parsed,
                front: drafts.iter().map(front).collect(),
                landing,
                ..head.course
            });
        }
        let home = home.and_then(|read| Some(self.placed(read, landings.next()?)));
        let outline = Outline {
            courses: outlines,
            home,
        };
        (outline, courses)
    }

    /// A landing page where it stands now.
    fn placed(&self, read: &ReadLanding, names: &Made<ChapterNames>) -> ChapterOutline {
        let note = self.prepared[read.note];
        let first_line = note.lines.line(&note.file.text, read.landing.offset.byte());
        let words = &*read.landing.placed.text;
        let blank = &words[..words.len() - words.trim_start().len()];
        ChapterOutline {
            names: names.clone(),
            offset: read.landing.offset,
            line: first_line + blank.matches('\n').count(),
            first_line,
            ..ChapterOutline::default()
        }
    }

    /// All that reading a chapter may know.
    fn input<'r>(&'r self, draft: &Draft<'r>, folder: bool, mode: OutlineMode) -> ChapterInput<'r> {
        ChapterInput {
            source: if folder {
                ChapterSource::File(draft.prepared)
            } else {
                ChapterSource::Piece(draft.text, &draft.prepared.cut.definitions)
            },
            settings: &self.settings,
            mode,
        }
    }
}

/// All that naming a course's chapters may know.
fn naming<'a>(
    head: &'a Headed<'_>,
    drafts: &[Draft<'a>],
    parsed: &'a [Made<Parsed>],
) -> NamingInput<'a> {
    let folder = head.plan.folder;
    let landing = head.landing.as_ref();
    let mut above = names::above(drafts, folder);
    // What stands before the first chapter stands on the landing page.
    if let Some(first) = above.first_mut().filter(|_| landing.is_some() && !folder) {
        first.clear();
    }
    let chapters = drafts.iter().zip(parsed).zip(above);
    NamingInput {
        base: &head.outline.base,
        landing: landing.map(|read| (&read.parsed.wish, !folder)),
        chapters: chapters
            .map(|((draft, parsed), above)| Unnamed {
                file: draft.file,
                above,
                wish: &parsed.wish,
            })
            .collect(),
    }
}

/// The parts that inner folders are, called as their READMEs are.
fn folder_parts(plan: &Plan, parsed: &[Made<Parsed>]) -> Vec<CoursePart> {
    let chapters: HashMap<usize, &Made<Parsed>> = plan.files.iter().copied().zip(parsed).collect();
    let title = |part: &FolderPart| {
        let readme = part.readme.filter(|_| !part.is_said);
        let chapter = readme.and_then(|i| chapters.get(&i));
        chapter.map_or_else(|| part.title.clone(), |it| it.said.title.clone())
    };
    let parts = plan.parts.iter();
    parts
        .map(|part| CoursePart {
            title: title(part),
            parent: part.parent,
        })
        .collect()
}

/// A chapter where it stands now.
fn placed(draft: &Draft<'_>, parsed: &Parsed, names: &Made<ChapterNames>) -> ChapterOutline {
    let note = draft.prepared;
    let first_line = note.lines.line(&note.file.text, draft.span.start);
    ChapterOutline {
        skipped: parsed.skipped && names.sections.is_empty(),
        minutes: parsed.minutes,
        commands: parsed.commands,
        names: names.clone(),
        offset: draft.span.offset(),
        line: first_line + parsed.blank_lines,
        first_line,
    }
}

/// Keys of `[courses]` that name no course: what they say would go unheard.
fn unknown_courses(config: &Config, library: &Library) -> Vec<Diagnostic> {
    if config.courses.is_empty() {
        return Vec::new();
    }
    let courses = library.outline.courses.iter();
    let sources: Vec<&str> = courses.map(|course| course.source.as_str()).collect();
    let drafts = library.drafts.iter().map(|draft| &**draft);
    let known: HashSet<&str> = sources.iter().copied().chain(drafts).collect();
    let keys = Keys::new(&config.source);
    config
        .courses
        .keys()
        .filter(|key| !known.contains(config::source_of(key)))
        .map(|key| {
            let span = keys.span(&["courses", key]);
            let compared = sources.iter().copied().take(files::CANDIDATES);
            let near = text::nearest(config::source_of(key), compared);
            messages::unknown_course(span.map(FileSpan::from), key, near, &sources)
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
/// label of its folder, the first heading or the course that a bullet under a generic one names,
/// the name of the file or folder.
fn course_title(
    config: &Config,
    plan: &Plan,
    own: Option<&String>,
    front: Option<&str>,
    headline: Option<(String, Option<String>)>,
    root_name: &str,
) -> (String, Option<String>) {
    let at_root = plan.base.as_deref() == Some("");
    let from_toml = own.or(config.title.as_ref().filter(|_| at_root));
    match (
        front
            .or(from_toml.map(String::as_str))
            .or(plan.label.as_deref())
            .map(str::to_owned),
        headline,
    ) {
        (Some(title), Some((heading, _))) => (title.clone(), (heading != title).then_some(heading)),
        (Some(title), None) => (title, None),
        (None, Some((heading, Some(named)))) => (named, Some(heading)),
        (None, Some((heading, None))) if !heading.is_empty() => (heading, None),
        (None, _) => {
            let name = name_of(&plan.source, plan.folder);
            let of_root = || {
                let is_known = at_root || is_container(&name);
                let name = Some(root_name).filter(|name| is_known && !name.is_empty());
                name.unwrap_or_default().to_owned()
            };
            if is_container(&name) || name.is_empty() || is_generic(&name) {
                (config.title.clone().unwrap_or_else(of_root), None)
            } else {
                (name, None)
            }
        }
    }
}

/// What a file or folder is called by its name: without a number that only puts it in order.
fn name_of(source: &str, folder: bool) -> String {
    let name = source.rsplit('/').next().unwrap_or_default();
    let name = if folder { name } else { chapter::stem(name) };
    if numbers::of_file(name).0.is_empty() {
        name.to_owned()
    } else {
        numbers::file_title(name).1
    }
}

/// What the site is called: `title` of the settings, the heading of its README, the course that it
/// is, else ROOT's name.
fn site_title(
    config: &Config,
    home: Option<&ReadLanding>,
    reader: &CourseReader<'_>,
    outline: &Outline,
) -> String {
    let of_home = home.and_then(|home| {
        let front = reader.prepared[home.note]
            .front
            .said_title()
            .map(str::to_owned);
        let heading = &home.landing.placed.tree.title;
        front.or_else(|| Some(heading.clone()).filter(|heading| !heading.is_empty()))
    });
    let courses = outline.courses.as_slice();
    let whole = courses.iter().find(|course| course.base.is_empty());
    let only = || courses.first().filter(|_| courses.len() == 1);
    let title = |course: &CourseOutline| course.title.clone();
    let of_root = || Some(reader.root_name.to_owned()).filter(|name| !name.is_empty());
    let known = config.title.clone().or(of_home);
    let found = known.or_else(|| whole.or_else(only).map(title));
    let found = found.or_else(of_root);
    found
        .or_else(|| courses.first().map(title))
        .unwrap_or_else(|| "notesite".to_owned())
}

/// Folders that tools want notes to lie in: their names say nothing about the course.
fn is_container(name: &str) -> bool {
    ["src", "docs", "doc", "content", "contents", "book"].contains(&name)
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
pub(crate) fn first_picture(tree: &Chapter) -> Option<Span> {
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
