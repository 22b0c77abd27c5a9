//! Reads the courses of one build: their landing pages, then all chapters, then the names of each.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::config::{Config, OutlineMode};
use crate::fingerprint::Hashed;
use crate::notes::library::anchors::AnchorCounter;
use crate::notes::library::arrange::FolderPart;
use crate::notes::library::chapter::{
    self, ChapterInput, ChapterSource, LandingInput, Parsed, ParsedLanding, full_title,
};
use crate::notes::library::course::{Course, Landing};
use crate::notes::library::course_title::{
    course_title, is_generic, is_of_list, is_opening, named_course,
};
use crate::notes::library::days::is_day;
use crate::notes::library::drafts::{self, Draft, Plan};
use crate::notes::library::file_names;
use crate::notes::library::files::parent;
use crate::notes::library::members::members;
use crate::notes::library::names::{self, NamesInput, NamingInput, TakenNames, Unnamed};
use crate::notes::library::outline::{
    ChapterNames, ChapterOutline, CourseOutline, CoursePart, GivenCourse, Outline,
};
use crate::notes::library::prepared::Prepared;
use crate::notes::library::titles;
use crate::notes::library::told_apart::{ListedChapter, told_apart};
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::notes::reading::numbers;
use crate::notes::reading::other_comments::SiteTools;
use crate::notes::reading::parse::{Context, ReadingSettings};
use crate::notes::sources::without_ending;
use crate::page_kinds::{CoursePage, SitePage};
use crate::remembered::{Made, Remembered};
use crate::text::{self, slug};

/// What earlier builds parsed and named, course by course.
#[derive(Debug)]
pub(super) struct CourseMemory {
    chapters: Remembered<Parsed>,
    namings: Remembered<GivenCourse>,
    apart: Remembered<Vec<Option<String>>>,
    names: Remembered<ChapterNames>,
}

impl CourseMemory {
    /// Remembers from build to build where it `keeps`; a single build's trees wait packed.
    pub(super) const fn new(keeps: bool) -> Self {
        Self {
            chapters: Remembered::new(keeps),
            namings: Remembered::new(keeps),
            apart: Remembered::new(keeps),
            names: Remembered::new(keeps),
        }
    }
}

/// What tells how a note is read: whether it is a page of a wiki, the tools of its site, and
/// whether its lines end where they were ended while typing.
pub(super) type ReadingKey = (bool, SiteTools, bool);

/// Reads the chapters of one build.
pub(super) struct CourseReader<'a> {
    pub(super) prepared: &'a [&'a Made<Prepared>],
    /// What the settings of its tool call the site, where it is one course.
    pub course_name: Option<String>,
    /// The sources of courses of several that a tool makes a site of, with what its settings call
    /// that.
    pub tools_courses: Vec<(String, String)>,
    /// What ROOT is called.
    pub(super) root_name: &'a str,
    /// Headings with which the READMEs of several courses begin.
    pub(super) shared: HashSet<String>,
    /// The folder of the notes to another tool.
    pub(super) tool_folder: Option<String>,
    /// How notes are read.
    pub(super) settings: HashMap<ReadingKey, Arc<Hashed<ReadingSettings>>>,
    /// How a note is read of which nothing is known.
    pub(super) plain: Arc<Hashed<ReadingSettings>>,
    /// Below these folders all are pages of wikis.
    pub(super) wikis: HashSet<&'a str>,
}

/// A landing page, and its first heading with the course that a single bullet under it names.
pub(super) type Headline = (ReadLanding, Option<(String, Option<String>)>);

/// A landing page before it has names.
pub(super) struct ReadLanding {
    pub(super) landing: Landing,
    pub(super) parsed: Made<ParsedLanding>,
    /// The index of its file.
    pub(super) note: usize,
}

/// A course before its chapters are read.
pub(super) struct Headed<'a> {
    pub(super) plan: &'a Plan,
    pub(super) mode: OutlineMode,
    /// Whether lines end where they were ended while typing, where a note says nothing of it.
    pub(super) breaks: bool,
    pub(super) landing: Option<ReadLanding>,
    /// Whether it is only called as its folder is.
    pub(super) is_unnamed: bool,
    /// Without chapters.
    pub(super) outline: CourseOutline,
    /// Without chapters.
    pub(super) course: Course,
}

impl<'a> CourseReader<'a> {
    /// The landing page of each course, and behind them that of the site.
    pub(super) fn landings(
        &self,
        plans: &[Plan],
        home: Option<usize>,
        config: &Config,
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
            .chain([home.map(|i| (i, true))])
            .collect();
        let courses = plans.len();
        let breaks = |plan: Option<&Plan>| {
            plan.map_or(config.breaks, |plan| self.keeps_breaks(plan, config))
        };
        let is_of_book = |note: &Prepared, title: &str| {
            let said = self.course_name.as_deref();
            note.says.begins_book && said.is_none_or(|said| said == title)
        };
        let input = |(place, (i, whole)): (usize, &(usize, bool))| {
            let note = self.prepared[*i];
            LandingInput {
                text: if *whole { &note.whole } else { &note.preface },
                context: Context {
                    definitions: note.cut.definitions.clone(),
                    settings: self.settings_of(note, breaks(plans.get(place))).clone(),
                },
                // The site is called as its settings or this heading say; front matter of a
                // book's first page is what the book is called, unless its settings say that.
                title: note
                    .front
                    .said_title()
                    .filter(|title| place < courses && !is_of_book(note, title)),
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
                let tree = &placed.tree;
                let heading = match tree.called.as_str() {
                    // `# 1주차` says it all.
                    _ if numbers::numbers(&tree.title).0 == tree.numbers => tree.title.clone(),
                    "" => full_title(tree),
                    called => titles::joined(called, &tree.title),
                };
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
    pub(super) fn head<'p>(
        &self,
        plan: &'p Plan,
        landing: Option<Headline>,
        config: &Config,
        slugs: &mut TakenNames,
    ) -> Headed<'p> {
        let speaker = self.speaker(plan);
        let front = speaker.map_or_else(FrontMatter::default, |note| (*note.front).clone());
        let own = config.course(&plan.source);
        let mode = own.outline.or(front.outline).unwrap_or(config.outline);
        let (landing, headline) = landing.unzip();
        let is_about = |&i: &usize| self.prepared[i].says.is_paper();
        let of_tools_course = || {
            let mut known = self.tools_courses.iter();
            let (_, title) = known.find(|(source, _)| *source == plan.source)?;
            Some(title.as_str())
        };
        let of_tool = self.course_name.as_deref().or_else(of_tools_course);
        let of_tool = of_tool.filter(|_| own.title.is_none() && !plan.files.iter().all(is_about));
        let has_title = own.title.is_some() || front.said_title().is_some() || of_tool.is_some();
        let is_unnamed = !has_title && landing.is_none();
        let (title, kicker) = course_title(
            config,
            plan,
            own.title.as_ref(),
            of_tool.or(front.said_title()),
            headline.flatten(),
            (self.root_name, self.tool_folder.as_deref()),
            &self.shared,
        );
        // What its first page is called stands above, too.
        let of_front = || front.said_title().filter(|_| of_tool.is_some());
        let of_front = || {
            of_front()
                .filter(|first| *first != title)
                .map(str::to_owned)
        };
        let kicker = kicker.or_else(of_front);
        let wish = own
            .slug
            .as_ref()
            .or(front.slug.as_ref())
            .map(|s| slug(s))
            .or_else(|| plan.base.clone());
        let base = wish.unwrap_or_else(|| {
            let name = plan.source.rsplit('/').next().unwrap_or_default();
            slug(without_ending(name).unwrap_or(name))
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
            breaks: self.keeps_breaks(plan, config),
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
                heads: plan
                    .heads
                    .iter()
                    .map(|&(i, first)| (self.prepared[i].file.path.clone(), first))
                    .collect(),
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
    pub(super) fn courses(
        &self,
        heads: Vec<Headed<'_>>,
        home: Option<&ReadLanding>,
        memory: &mut CourseMemory,
    ) -> (Outline, Vec<Course>) {
        let drafts: Vec<Vec<Draft<'a>>> = heads
            .iter()
            .map(|head| drafts::drafts(head.plan, self.prepared))
            .collect();
        let packs = !memory.chapters.keeps();
        let of_course = |(head, drafts): (&Headed<'_>, &'_ Vec<Draft<'a>>)| {
            let input = |draft: &Draft<'a>| self.input(draft, head);
            drafts.iter().map(input).collect::<Vec<_>>()
        };
        let inputs: Vec<ChapterInput> = heads.iter().zip(&drafts).flat_map(of_course).collect();
        let parsed = memory
            .chapters
            .all(&inputs, |input| chapter::parse(input, packs));
        let mut outlines: Vec<CourseOutline> = Vec::new();
        let mut parts: Vec<Option<usize>> = Vec::new();
        let mut unnamed = Vec::new();
        let mut listed: Vec<Vec<ListedChapter<'_>>> = Vec::new();
        let mut rest = parsed;
        // Of files of which each is a chapter.
        let is_file = |i: &usize| heads[*i].plan.folder;
        let of_course = |i: usize| drafts[i].iter().map(move |_| i);
        let course_of = (0..heads.len()).flat_map(of_course);
        let said = drafts.iter().flatten().zip(parsed).zip(course_of);
        let files = said.clone().filter(|(_, course)| is_file(course));
        let files: Vec<(&str, &str)> = files
            .map(|((draft, parsed), _)| (&**draft.prepared.path, &*parsed.said.title))
            .collect();
        let mut members = members(&files).into_iter();
        for (head, drafts) in heads.iter().zip(&drafts) {
            let mut outline = head.outline.clone();
            let (parsed, others) = rest.split_at(drafts.len());
            rest = others;
            // A course that begins with its README is called as that is.
            if let Some((first, file)) = parsed.first().zip(head.plan.files.first())
                && head.is_unnamed
                && file_names::is_landing(&self.prepared[*file].path)
                && !self.prepared[*file].says.is_of_tool
                && parent(&self.prepared[*file].path) == head.plan.source
            {
                outline.title.clone_from(&first.said.title);
            }
            if head.plan.folder {
                outline.parts = folder_parts(head.plan, parsed);
                parts.extend_from_slice(&head.plan.part_of);
                let each = drafts.iter().zip(parsed).zip(&head.plan.part_of);
                let each = each.map(|((draft, parsed), part)| ListedChapter {
                    part: *part,
                    said: &parsed.said,
                    path: &draft.prepared.path,
                    member: members.next().flatten(),
                });
                listed.push(each.collect());
            } else {
                parts.extend(names::parts(drafts, &mut outline.parts));
                // Numbers tell chapters of one file apart.
                listed.push(Vec::new());
            }
            unnamed.push(naming(head, drafts, parsed));
            outlines.push(outline);
        }
        let given = memory.namings.all(&unnamed, names::give);
        let apart = memory.apart.all(&listed, |chapters| told_apart(chapters));
        let apart = apart.iter().zip(&drafts).flat_map(|(apart, drafts)| {
            (0..drafts.len()).map(|i| apart.get(i).and_then(Option::as_deref))
        });
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
            is_said: true,
            apart: None,
        });
        let inputs: Vec<NamesInput> = all
            .clone()
            .zip(given.iter().flat_map(|given| &given.chapters))
            .zip(parts.into_iter().zip(apart))
            .map(|(((draft, parsed), given), (part, apart))| NamesInput {
                said: &parsed.said,
                given,
                file: &draft.prepared.path,
                part,
                is_said: draft.is_said,
                apart,
            })
            .chain(landings)
            .collect();
        let named = memory.names.all(&inputs, names::named);
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
    pub(super) fn placed(&self, read: &ReadLanding, names: &Made<ChapterNames>) -> ChapterOutline {
        let note = self.prepared[read.note];
        let first_line = note.lines.line(&note.file.text, read.landing.offset.byte());
        ChapterOutline {
            names: names.clone(),
            offset: read.landing.offset,
            first_line,
            ..ChapterOutline::default()
        }
    }

    /// The file that speaks for a course.
    fn speaker(&self, plan: &Plan) -> Option<&'a Made<Prepared>> {
        let speaker = if plan.folder {
            plan.readme
        } else {
            Some(plan.files[0])
        };
        speaker.map(|i| self.prepared[i])
    }

    /// Whether lines end where they were ended while typing, as the course or the site says.
    fn keeps_breaks(&self, plan: &Plan, config: &Config) -> bool {
        let of_speaker = || self.speaker(plan)?.front.breaks;
        let own = config.course(&plan.source).breaks;
        own.or_else(of_speaker).unwrap_or(config.breaks)
    }

    /// How a note is read; `breaks` where it does not say it itself.
    fn settings_of(&self, note: &Prepared, breaks: bool) -> &Arc<Hashed<ReadingSettings>> {
        let breaks = note.front.breaks.unwrap_or(breaks);
        let key = (is_of_wiki(&self.wikis, &note.path), note.tools, breaks);
        self.settings.get(&key).unwrap_or(&self.plain)
    }

    /// All that reading a chapter may know.
    pub(super) fn input<'r>(&'r self, draft: &Draft<'r>, head: &Headed<'_>) -> ChapterInput<'r> {
        ChapterInput {
            source: if head.plan.folder {
                ChapterSource::File(draft.prepared)
            } else {
                ChapterSource::Piece(draft.text, &draft.prepared.cut.definitions)
            },
            listed: draft.listed.clone(),
            called: draft.called.clone(),
            page_of: draft.page_of.clone(),
            named_instead: draft.named_instead.clone(),
            only_order: draft.only_order,
            settings: self.settings_of(draft.prepared, head.breaks),
            mode: head.mode,
        }
    }
}

/// Whether a note is a page of one of the wikis in these folders.
pub(super) fn is_of_wiki(wikis: &HashSet<&str>, path: &str) -> bool {
    let is_below = |folder: &str| {
        let rest = path.strip_prefix(folder);
        rest.is_some_and(|rest| folder.is_empty() || rest.starts_with('/'))
    };
    wikis.iter().any(|folder| is_below(folder))
}

/// All that naming a course's chapters may know.
pub(super) fn naming<'a>(
    head: &'a Headed<'_>,
    drafts: &[Draft<'a>],
    parsed: &'a [Made<Parsed>],
) -> NamingInput<'a> {
    let folder = head.plan.folder;
    let landing = head.landing.as_ref();
    let above = names::above(drafts, folder, landing.is_some());
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

/// The parts that inner folders are, called as their READMEs are, unless these only say that they
/// list something, call two folders the same, or these are days.
pub(super) fn folder_parts(plan: &Plan, parsed: &[Made<Parsed>]) -> Vec<CoursePart> {
    if plan.parts.is_empty() {
        return Vec::new();
    }
    let chapters: HashMap<usize, &Made<Parsed>> = plan.files.iter().copied().zip(parsed).collect();
    let said = |part: &FolderPart| {
        let readme = part.readme.filter(|_| !part.is_said)?;
        Some(chapters.get(&readme)?.said.title.as_str())
    };
    let mut uses: HashMap<(Option<usize>, &str), usize> = HashMap::new();
    for part in &plan.parts {
        if let Some(title) = said(part) {
            *uses.entry((part.parent, title)).or_default() += 1;
        }
    }
    let title = |part: &FolderPart| {
        // `# 시작하기` is the first page of a folder `guide`, and not what that is about.
        let is_first = |title: &str| {
            let says = !part.title.contains(|c: char| c.is_ascii_digit());
            is_opening(title) && says && !is_opening(&part.title)
        };
        let is_name = |title: &&str| {
            !is_of_list(title) && !is_first(title) && uses[&(part.parent, *title)] == 1
        };
        let title = said(part).filter(|title| is_name(title) && !is_day(&part.title));
        title.map_or_else(|| part.title.clone(), str::to_owned)
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
pub(super) fn placed(
    draft: &Draft<'_>,
    parsed: &Parsed,
    names: &Made<ChapterNames>,
) -> ChapterOutline {
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
