//! From files to courses: which file or folder is a course, what its chapters are called and where
//! their pages lie. Texts in; placed chapters and the outline out. The only step that sees all
//! notes at once.

mod anchors;
mod arrange;
mod beginning;
mod chapter;
mod course;
mod course_order;
mod course_reader;
mod course_title;
pub(crate) mod days;
mod drafts;
mod exclusion;
pub(crate) mod file_names;
mod file_says;
pub(crate) mod files;
mod folder_pages;
mod footnotes;
mod grouped;
mod heads;
mod introductions;
mod kept;
mod left_out_by_jekyll;
mod left_out_by_quarto;
mod left_out_by_scripts;
mod left_out_by_vaults;
pub(crate) mod left_out_elsewhere;
mod letters;
pub(crate) mod lines;
mod list_groups;
mod list_headings;
mod list_links;
mod list_names;
mod list_parts;
mod list_places;
mod listed;
pub(crate) mod lock;
pub(crate) mod made_for;
pub(crate) mod measure;
pub(crate) mod members;
mod mkdocs;
mod name_order;
mod names;
mod nav_page;
mod nav_pages;
mod nextra;
pub(crate) mod order;
mod order_numbers;
pub(crate) mod outline;
pub(crate) mod outside;
mod own_courses;
mod pages;
mod permalink;
pub(crate) mod place_words;
mod plan;
mod posts;
mod prepared;
pub(crate) mod private;
mod ranks;
mod said_order;
mod script;
pub(crate) mod section_walk;
pub(crate) mod sections;
pub(crate) mod settings_files;
mod shared_titles;
mod siblings;
mod sidebars;
pub(crate) mod site_name;
pub(crate) mod site_urls;
mod sphinx;
pub(crate) mod starters;
pub(crate) mod stored;
pub(crate) mod tags;
pub(crate) mod titles;
mod told_apart;
mod vitepress;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::address::NotePath;
use crate::config::{self, Config, Keys};
use crate::diagnostic::{Checked, Diagnostic};
use crate::fingerprint::Hashed;
use crate::notes::library::outline::{CourseOutline, Outline};
use crate::notes::messages;
use crate::notes::reading::other_comments::SiteTools;
use crate::notes::reading::parse::ReadingSettings;
use crate::notes::reading::title::shares_word;
use crate::notes::sources::{NoteFile, is_note};
use crate::notes::tree::{Chapter, FileSpan, InlineKind, Span};
use crate::notes::visit::{each_inline, each_run};
use crate::remembered::{Made, Remembered};
use crate::text::{self};

pub(crate) use chapter::{Parsed, ParsedLanding};
pub(crate) use course::{Course, Landing};
use course_reader::{CourseMemory, CourseReader, Headed, ReadLanding, ReadingKey};
use letters::LetterCounts;
use made_for::MadeFor;
use names::TakenNames;
use plan::Plans;
use prepared::{FileInput, Prepared};
use private::PrivateFolders;
use said_order::PlanInput;
use site_urls::{NoteSays, SiteUrls};
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
    /// Files that are shown though they are drafts.
    pub shown_drafts: BTreeSet<NotePath>,
    /// Folders of which every file is left out as a draft, each with `/` at its end.
    pub private_folders: BTreeSet<String>,
    /// Where the tools that make sites of the notes put them.
    pub site_urls: Arc<Hashed<SiteUrls>>,
    /// All files that were left out: drafts, and those whose front matter cannot be read.
    pub withheld: BTreeSet<NotePath>,
}

/// What earlier builds cut, parsed and named.
#[derive(Debug)]
pub(crate) struct LibraryMemory {
    files: Remembered<Prepared>,
    plans: Remembered<Plans>,
    landings: Remembered<ParsedLanding>,
    courses: CourseMemory,
}

impl LibraryMemory {
    /// Remembers from build to build where it `keeps`; a single build's trees wait packed.
    pub(crate) fn new(keeps: bool) -> Self {
        Self {
            files: Remembered::new(keeps),
            plans: Remembered::new(keeps),
            landings: Remembered::new(keeps),
            courses: CourseMemory::new(keeps),
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
    /// The tools that settings above ROOT are of.
    pub made_for: SiteTools,
}

/// Builds the library.
pub(crate) fn build(
    files: &[NoteFile],
    place: NotesPlace,
    config: &Config,
    drafts: bool,
    memory: &mut LibraryMemory,
) -> Checked<Library> {
    let made_for = MadeFor::of(place.orders, place.made_for);
    let prepared = prepared(files, config, &made_for, &mut memory.files);
    let mut diagnostics: Vec<Diagnostic> = prepared
        .iter()
        .flat_map(|note| note.diagnostics.iter().cloned())
        .collect();
    let said = prepared.iter();
    let said = said.map(|note| (&*note.file.path, &*note.front));
    let private = PrivateFolders::of(said, place.folder, place.orders);
    let (prepared, mut left_out): (Vec<_>, Vec<_>) = prepared.iter().partition(|note| {
        !note.unreadable && (drafts || !private.hold(&note.file.path, &note.front))
    });
    let withheld = left_out.iter().map(|note| note.file.path.clone()).collect();
    let mut suggestions: Vec<Diagnostic> = Vec::new();
    suggestions.extend(left_out.iter().filter_map(|note| note.suggestion.clone()));
    suggestions.extend(prepared.iter().filter_map(|note| note.suggestion.clone()));
    left_out.retain(|note| !note.unreadable);
    let input = PlanInput {
        notes: place.folder,
        is_wiki: place.root_name.ends_with(".wiki"),
        orders: place.orders,
        files: prepared.iter().map(|note| &note.says).collect(),
    };
    let plans = memory.plans.only(&input, plan::plan);
    let (plans, first) = &*plans;
    // A clone of a wiki is called `tool.wiki`.
    let root_name = place.root_name;
    let root_name = root_name.strip_suffix(".wiki").unwrap_or(root_name);
    let wikis = said_order::wikis(&input);
    let mut reader = CourseReader {
        prepared: &prepared,
        root_name,
        course_name: None,
        tools_courses: Vec::new(),
        shared: HashSet::new(),
        tool_folder: site_name::folder(place.orders),
        settings: settings(config, &prepared, &wikis),
        plain: Arc::default(),
        wikis,
    };
    let paths: Vec<&str> = input.files.iter().map(|file| &*file.path).collect();
    let (of_tool, around) = site_name::said(place.orders, &paths).unzip();
    let content = around.and_then(|around| site_name::content(place.orders, &around));
    let is_subject = |plan: &&drafts::Plan| {
        let mut files = plan.files.iter();
        plan.folder && !files.all(|&i| prepared[i].says.is_paper())
    };
    let is_only =
        plans.iter().filter(is_subject).count() == 1 && plans.iter().all(|plan| plan.folder);
    reader.course_name = of_tool.clone().filter(|_| is_only);
    let lies_there = |plan: &&drafts::Plan| {
        let inside = content
            .as_ref()
            .and_then(|content| plan.source.strip_prefix(content));
        is_subject(plan) && inside.is_some_and(|it| it.is_empty() || it.starts_with('/'))
    };
    let mut there = plans.iter().filter(lies_there);
    let only = there.next().filter(|_| there.next().is_none());
    let content = only.map(|plan| plan.source.clone()).zip(of_tool.clone());
    let own = plans.iter().filter(is_subject).filter_map(|plan| {
        let title = site_name::of_folder(place.orders, &plan.source)?;
        Some((plan.source.clone(), title))
    });
    if !is_only {
        reader.tools_courses = own.chain(content).collect();
        // What several are called is the name of none.
        let mut uses: HashMap<String, HashSet<String>> = HashMap::new();
        for (source, title) in &reader.tools_courses {
            uses.entry(title.clone())
                .or_default()
                .insert(source.clone());
        }
        reader
            .tools_courses
            .retain(|(_, title)| uses[title].len() == 1);
    }
    let mut landings = reader.landings(plans, *first, config, &mut memory.landings);
    let mut letters = LetterCounts::default();
    for (landing, _) in landings.iter().flatten() {
        letters += landing.parsed.letters;
    }
    let home = landings.pop().flatten().map(|(landing, _)| landing);
    let headings = landings
        .iter()
        .flatten()
        .filter_map(|(_, headline)| headline.as_ref());
    let mut known = HashSet::new();
    let shared = headings.filter(|(heading, _)| !known.insert(heading));
    reader.shared = shared.map(|(heading, _)| heading.clone()).collect();
    // What a heading calls one of several courses is not what it calls them all.
    let of_courses = plans.iter().filter_map(|plan| plan.heading.as_deref());
    let of_courses: HashSet<String> = of_courses.map(file_names::folded).collect();
    let home_says = home.as_ref().filter(|home| {
        let title = &home.landing.placed.tree.title;
        let is_of_course = of_courses.len() > 1 && of_courses.contains(&file_names::folded(title));
        !is_of_course || shares_word(root_name, title)
    });
    let said = said_title(config, of_tool, home_says, place.orders, &prepared);
    reader.root_name = said.as_deref().unwrap_or(root_name);
    let mut slugs = TakenNames::default();
    let headed: Vec<Headed> = plans
        .iter()
        .zip(landings)
        .map(|(plan, landing)| reader.head(plan, landing, config, &mut slugs))
        .collect();
    let (mut outline, courses) = reader.courses(headed, home.as_ref(), &mut memory.courses);
    // What came with a tool is in the language of that.
    let has_tools_readme = prepared.iter().any(|note| note.says.is_of_tool);
    let is_of_tool = |path: &str| has_tools_readme && site_name::is_readme(path);
    let named = outline.courses.iter().flat_map(|course| &course.chapters);
    let chapters = courses.iter().flat_map(|course| &course.chapters);
    for (chapter, named) in chapters.zip(named) {
        if !is_of_tool(&named.file) {
            letters += chapter.letters;
        }
    }
    let said_language = config.language.as_deref().map(text::language_tag);
    let language = said_language.as_deref();
    let language = language.unwrap_or_else(|| letters.language());
    let title = site_title(said.clone(), reader.root_name, &outline);
    tell_apart(&mut outline, title.as_deref(), reader.root_name);
    // The only course is called as the site that it fills.
    let of_site = said.as_deref().filter(|_| outline.courses.len() == 1);
    for course in &mut outline.courses {
        if course.title.is_empty() {
            let is_paper = |path: &str| file_names::is_about(path) || is_of_tool(path);
            let mut chapters = course.chapters.iter();
            let of_notes = if chapters.all(|chapter| is_paper(&chapter.file)) {
                letters::about_in(language)
            } else {
                letters::notes_in(language)
            };
            of_site.unwrap_or(of_notes).clone_into(&mut course.title);
        }
    }
    // Nothing else has a name: the site is its first course, called as notes are.
    let first = || outline.courses.first().map(|course| course.title.clone());
    let title = title
        .or_else(first)
        .unwrap_or_else(|| "notesite".to_owned());
    let drafts = left_out.iter().map(|note| note.file.path.clone()).collect();
    let shown = prepared
        .iter()
        .filter(|note| private.hold(&note.file.path, &note.front));
    let shown_drafts = shown.map(|note| note.file.path.clone()).collect();
    let says = prepared.iter().map(|note| NoteSays {
        path: &note.file.path,
        front: &note.front,
    });
    let library = Library {
        site_urls: Arc::new(Hashed::new(SiteUrls::new(place.orders, &says))),
        title,
        language: language.to_owned(),
        tags: tags::tags(&outline, borne(&courses)),
        outline: Arc::new(outline),
        courses,
        home: home.map(|home| home.landing),
        suggestions,
        drafts,
        shown_drafts,
        private_folders: private.whole(),
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
    made_for: &MadeFor,
    memory: &'m mut Remembered<Prepared>,
) -> &'m [Made<Prepared>] {
    let input = |file| FileInput::of(file, config, made_for);
    let inputs: Vec<FileInput> = files.iter().map(input).collect();
    let asked = |input: &FileInput| input.file.path.clone();
    memory.again(
        &inputs,
        (asked, |known: &Prepared| known.file.path.clone()),
        prepared::prepare,
    )
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

/// The folder that holds the notes where there is one.
const NOTES: &str = "notes";

/// Courses in folders of tools, `docs` and `src`, that would be called as ROOT is are called as
/// their folders are where others stand beside them, unless they are the only one of that name and
/// have a first page, which is that of the site; so is `정리`, whose name says little, but more
/// than nothing.
fn tell_apart(outline: &mut Outline, site: Option<&str>, root_name: &str) {
    for course in &mut outline.courses {
        let name = course_title::name_of(&course.source, true);
        if course.title.is_empty() && !is_note(&course.source) && name != NOTES {
            course.title = name;
        }
    }
    let others = outline
        .courses
        .iter()
        .filter(|course| !course.source.is_empty());
    let mut titles: HashSet<&str> = HashSet::new();
    let mut all = outline.courses.iter();
    let is_twice = all.any(|course| !titles.insert(&course.title));
    let has_root = outline.courses.iter().any(|course| course.base.is_empty());
    if others.count() > usize::from(!has_root) || is_twice {
        for course in &mut outline.courses {
            let name = course_title::name_of(&course.source, true);
            let is_such = course.title == root_name || site == Some(&course.title);
            let is_first = course.landing.is_some() && !is_twice;
            if is_such
                && !is_first
                && course_title::says_little(&name)
                && !course.title.is_empty()
                && name != NOTES
            {
                course.title = name;
            }
        }
    }
}

/// How notes are read.
fn settings(
    config: &Config,
    prepared: &[&Made<Prepared>],
    wikis: &HashSet<&str>,
) -> HashMap<ReadingKey, Arc<Hashed<ReadingSettings>>> {
    let plain = ReadingSettings::of(config);
    let mut out = HashMap::new();
    for note in prepared {
        let is_wiki = course_reader::is_of_wiki(wikis, &note.path);
        for breaks in [false, true] {
            out.entry((is_wiki, note.tools, breaks)).or_insert_with(|| {
                Arc::new(Hashed::new(ReadingSettings {
                    is_wiki,
                    breaks,
                    site: note.tools,
                    ..plain.clone()
                }))
            });
        }
    }
    out
}

/// What the whole is called by somebody: `title` of the settings, those of the tool that its site
/// is made with (`of_tool`), the heading of its README, also of one beside the folder of the notes.
fn said_title(
    config: &Config,
    of_tool: Option<String>,
    home: Option<&ReadLanding>,
    orders: &BTreeMap<String, Arc<str>>,
    prepared: &[&Made<Prepared>],
) -> Option<String> {
    let of_home = home.and_then(|home| {
        let front = prepared[home.note].front.said_title().map(str::to_owned);
        let heading = &home.landing.placed.tree.title;
        let said = front.into_iter().chain([heading.clone()]);
        let is_name = |title: &String| !title.is_empty() && !course_title::is_first_page(title);
        said.into_iter().find(is_name)
    });
    let of_readme = || site_name::of_readme(orders);
    let title = config.title.clone().or(of_tool);
    let title = title.or_else(|| of_book(orders, prepared));
    title.or(of_home).or_else(of_readme)
}

/// What a book of bookdown is called: its first page says so, beside its settings.
fn of_book(orders: &BTreeMap<String, Arc<str>>, prepared: &[&Made<Prepared>]) -> Option<String> {
    let settings = orders.keys();
    let mut books = settings.filter(|path| file_names::name_of(path) == "_bookdown.yml");
    let folder = files::parent(books.next()?);
    let mut notes = prepared.iter();
    let is_first =
        |note: &&&Made<Prepared>| note.says.begins_book && files::parent(&note.path) == folder;
    let first = notes.find(is_first)?;
    Some(first.front.said_title()?.to_owned())
}

/// What the site is called: as somebody says, else as the course that it is, or as ROOT.
fn site_title(said: Option<String>, root_name: &str, outline: &Outline) -> Option<String> {
    let courses = outline.courses.as_slice();
    let whole = courses.iter().find(|course| course.base.is_empty());
    let only = || courses.first().filter(|_| courses.len() == 1);
    let title = |course: &CourseOutline| course.title.clone();
    let of_root = || Some(root_name.to_owned()).filter(|name| !name.is_empty());
    let of_course = || whole.or_else(only).map(title);
    let found = said.or_else(|| of_course().filter(|title| !title.is_empty()));
    let of_first = || courses.first().map(title);
    let found = found.or_else(of_root).or_else(of_first);
    found.filter(|title| !title.is_empty())
}

/// The first picture of a chapter's or landing page's tree, by its span.
pub(crate) fn first_picture(tree: &Chapter) -> Option<Span> {
    let mut found = None;
    each_run(&tree.blocks, &mut |run| {
        each_inline(run, &mut |inline| {
            if found.is_none() && matches!(inline.kind, InlineKind::Image(_)) {
                found = Some(inline.span);
            }
        });
    });
    found
}
