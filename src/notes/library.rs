//! From files to courses: which file or folder is a course, what its chapters are called and where their pages lie.
//! Texts in; placed chapters and the outline out. The only step that sees all notes at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use super::cut::{self, Cut};
use super::front_matter::{self, FrontMatter};
use super::measure;
use super::outline::{ChapterOutline, CourseOutline, Layout, Outline, PlacedChapter, Section};
use super::parse::{self, Context};
use super::sections;
use super::stored::{StoredChapter, Text};
use super::tree::{self, BlockKind, Chapter, Span, each_inline, each_run};
use crate::config::{Config, OutlineMode};
use crate::diagnostic::{Checked, Diagnostic};
use crate::text::{self, natural_cmp, slug};

/// One note as `read` found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteFile {
    /// Relative to ROOT, NFC, `/` between its parts.
    pub path: Arc<str>,
    /// NFC, line feeds only.
    pub text: Arc<str>,
}

/// All notes, placed.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What chapters may know of each other.
    pub outline: Outline,
    /// The courses, in the outline's order.
    pub courses: Vec<Course>,
    /// `notes/README.md`: the site's own landing page.
    pub home: Option<Landing>,
    /// Files that were left out as drafts.
    pub drafts: Vec<Arc<str>>,
}

/// What the outline does not hold of a course.
#[derive(Clone, Debug)]
pub struct Course {
    /// Its chapters, in the outline's order.
    pub chapters: Vec<StoredChapter>,
    /// Front matter of each chapter (of the file, for chapters that are files).
    pub front: Vec<FrontMatter>,
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

/// Parsed chapters by the hash of everything that decides them: rebuilding is building again, made cheap.
#[derive(Debug, Default)]
pub struct Memory {
    chapters: Mutex<HashMap<String, Arc<Chapter>>>,
    keeps: bool,
}

impl Memory {
    /// Remembers every tree for the next build, as `serve` needs it.
    pub fn keeping() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// Remembers nothing: for a single build, whose trees wait packed.
    pub fn forgetful() -> Self {
        Self::default()
    }
}

/// Line starts of a text.
#[derive(Clone, Debug)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// Finds the line starts of a text.
    pub fn new(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect())
    }

    /// The line of a byte, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.0.partition_point(|&start| start <= offset).max(1)
    }
}

/// A file made ready: front matter read, chapters cut.
struct Prepared {
    file: NoteFile,
    front: FrontMatter,
    cut: Cut,
    lines: Lines,
}

/// A course before its chapters are parsed.
struct Plan {
    source: String,
    base: Option<String>,
    files: Vec<usize>,
    folder: bool,
    readme: Option<usize>,
}

/// Builds the library. `notes` is the folder (with `/` at its end) in which the notes lie, empty for ROOT.
pub fn build(
    files: &[NoteFile],
    notes: &str,
    config: &Config,
    drafts: bool,
    context: &Context,
    memory: &Memory,
) -> Checked<Library> {
    let mut diagnostics = Vec::new();
    let mut left_out = Vec::new();
    let prepared: Vec<Prepared> = files
        .par_iter()
        .map(|file| prepare(file, config))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|(one, mut d)| {
            diagnostics.append(&mut d);
            one
        })
        .filter(|one| {
            let wanted = drafts || !one.front.draft;
            if !wanted {
                left_out.push(one.file.path.clone());
            }
            wanted
        })
        .collect();
    let (plans, home) = plan(&prepared, notes);
    let mut library = Library { drafts: left_out, ..Library::default() };
    let mut slugs: BTreeSet<String> = BTreeSet::new();
    let settings =
        Settings { config, context, memory, used: Mutex::default(), flavour: text::hash(format!("{context:?}").as_bytes()) };
    for one in plans {
        let (outline, course) = settings.course(&one, &prepared, &mut slugs);
        library.outline.courses.push(outline);
        library.courses.push(course);
    }
    library.home = home.map(|index| settings.landing(&prepared[index], prepared[index].cut.preface).0);
    if let (Ok(mut known), Ok(used)) = (memory.chapters.lock(), settings.used.lock()) {
        known.extend(used.iter().map(|(key, tree)| (key.clone(), tree.clone())));
        // What an undo or the second half of a save needs again is kept; what has gathered over many saves is not.
        if known.len() > used.len() * 2 + 256 {
            known.clone_from(&used);
        }
    }
    Checked { value: library, diagnostics }
}

fn prepare(file: &NoteFile, config: &Config) -> (Prepared, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let found = front_matter::find(&file.text);
    let start = found.as_ref().map_or(0, |found| found.length);
    if let Some((at, reason)) = found.as_ref().and_then(|found| found.problem.clone()) {
        diagnostics.push(Diagnostic::bad_front_matter(&file.path, Span::new(at, at), &reason));
    }
    let front = found.map(|found| found.value).unwrap_or_default();
    let split = front.split.or(config.course(&file.path).split).unwrap_or(config.split);
    let cut = cut::cut(&file.text, start, split);
    for span in &cut.unclosed {
        diagnostics.push(Diagnostic::unclosed_fence(&file.path, *span));
    }
    let lines = Lines::new(&file.text);
    (Prepared { file: file.clone(), front, cut, lines }, diagnostics)
}

fn is_readme(name: &str) -> bool {
    matches!(name.to_ascii_lowercase().as_str(), "readme.md" | "index.md" | "readme.markdown" | "index.markdown")
}

/// Which files form which course, by the rules of ARCHITECTURE.md, and the site's own landing page.
fn plan(prepared: &[Prepared], notes: &str) -> (Vec<Plan>, Option<usize>) {
    let mut singles = Vec::new();
    let mut left = Vec::new();
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut home = None;
    let mut root_course = None;
    for (i, one) in prepared.iter().enumerate() {
        let inside = one.file.path.strip_prefix(notes).unwrap_or(&one.file.path);
        if let Some((folder, _)) = inside.split_once('/') {
            folders.entry(folder).or_default().push(i);
        } else if is_readme(inside) {
            if notes.is_empty() && !one.cut.pieces.is_empty() {
                root_course = Some(i);
            } else {
                home = Some(i);
            }
        } else if one.cut.pieces.is_empty() {
            left.push(i);
        } else {
            singles.push(i);
        }
    }
    let single = |i: usize, base: Option<String>| Plan {
        source: prepared[i].file.path.to_string(),
        base,
        files: vec![i],
        folder: false,
        readme: None,
    };
    let mut plans: Vec<Plan> = Vec::new();
    if let Some(i) = root_course {
        plans.push(single(i, Some(String::new())));
    }
    let mut others: Vec<Plan> = singles.into_iter().map(|i| single(i, None)).collect();
    for (folder, files) in folders {
        let is_own = |i: &usize| {
            let name = prepared[*i].file.path.rsplit('/').next().unwrap_or_default();
            let depth = prepared[*i].file.path.strip_prefix(notes).unwrap_or_default().matches('/').count();
            is_readme(name) && depth == 1
        };
        let readme = files.iter().copied().find(|i| is_own(i));
        let chapters: Vec<usize> = files.into_iter().filter(|i| Some(*i) != readme).collect();
        let source = format!("{notes}{folder}");
        match (chapters.as_slice(), readme) {
            // A folder that holds one file of numbered chapters (and its pictures) is that file's course.
            ([only], None) if !prepared[*only].cut.pieces.is_empty() => others.push(single(*only, None)),
            ([], Some(only)) if !prepared[only].cut.pieces.is_empty() => others.push(single(only, Some(slug(folder)))),
            ([], Some(only)) => {
                others.push(Plan { source, base: Some(slug(folder)), files: vec![only], folder: true, readme: None });
            }
            _ => others.push(Plan { source, base: Some(slug(folder)), files: chapters, folder: true, readme }),
        }
    }
    let order = |plan: &Plan| {
        plan.files
            .first()
            .and_then(|i| if plan.folder { plan.readme.and_then(|r| prepared[r].front.order) } else { prepared[*i].front.order })
    };
    others.sort_by(|a, b| {
        let (x, y) = (order(a).unwrap_or(f64::INFINITY), order(b).unwrap_or(f64::INFINITY));
        x.total_cmp(&y).then_with(|| natural_cmp(&a.source, &b.source))
    });
    plans.extend(others);
    if !left.is_empty() {
        // The top-level files left over form one course together; without `notes/` it is the site itself.
        let at_root = notes.is_empty() && root_course.is_none();
        let base = if at_root { Some(String::new()) } else { Some(slug(notes.trim_end_matches('/'))) };
        let readme = if at_root { home.take() } else { None };
        plans.push(Plan { source: notes.trim_end_matches('/').to_owned(), base, files: left, folder: true, readme });
    } else if plans.is_empty()
        && let Some(i) = home.take()
    {
        // A README without numbered chapters and nothing else: one page.
        plans.push(Plan {
            source: notes.trim_end_matches('/').to_owned(),
            base: Some(String::new()),
            files: vec![i],
            folder: true,
            readme: None,
        });
    }
    (plans, home)
}

struct Settings<'a> {
    config: &'a Config,
    context: &'a Context,
    memory: &'a Memory,
    /// What this build parsed or remembered: all that the next one needs.
    used: Mutex<HashMap<String, Arc<Chapter>>>,
    /// Everything but the text that decides a tree.
    flavour: String,
}

/// A chapter found but not parsed yet.
struct Draft<'a> {
    prepared: &'a Prepared,
    span: Span,
    part: Option<String>,
}

/// A chapter parsed, before its page has a name.
struct ParsedChapter<'a> {
    draft: &'a Draft<'a>,
    front: FrontMatter,
    numbers: Vec<u32>,
    title: String,
    /// Number and title as written.
    full: String,
    /// The heading's own words, from which GitHub makes its anchor.
    heading: String,
    id: Option<String>,
    sections: Vec<Section>,
    skipped: bool,
    minutes: usize,
    commands: usize,
    stored: StoredChapter,
}

impl Settings<'_> {
    fn course(&self, plan: &Plan, prepared: &[Prepared], slugs: &mut BTreeSet<String>) -> (CourseOutline, Course) {
        let first = &prepared[plan.files[0]];
        let front =
            if plan.folder { plan.readme.map(|i| prepared[i].front.clone()).unwrap_or_default() } else { first.front.clone() };
        let own = self.config.course(&plan.source);
        let mode = own.outline.or(front.outline).unwrap_or(self.config.outline);
        let landing_source =
            if plan.folder { plan.readme.map(|i| (&prepared[i], whole(&prepared[i]))) } else { Some((first, first.cut.preface)) };
        let (landing, headline) = landing_source.map(|(one, span)| self.landing(one, span)).unzip();
        let (title, kicker) = self.course_title(plan, own.title.as_ref(), front.title.as_ref(), headline.flatten());
        let wish = own.slug.as_ref().or(front.slug.as_ref()).map(|s| slug(s)).or_else(|| plan.base.clone());
        let base = wish.unwrap_or_else(|| slug(plan.source.rsplit('/').next().unwrap_or_default().trim_end_matches(".md")));
        let base = if base.is_empty() { String::new() } else { format!("{}/", unique(&base, slugs)) };
        let mut outline = CourseOutline {
            title: text::nfc(&title),
            url: format!("{base}index.html"),
            base,
            source: plan.source.clone(),
            parts: Vec::new(),
            chapters: Vec::new(),
            terms: own.terms.or(front.terms).unwrap_or(self.config.terms.enabled),
        };
        let drafts = drafts(plan, prepared);
        let parsed: Vec<ParsedChapter<'_>> = drafts.par_iter().map(|draft| self.chapter(draft, plan.folder, mode)).collect();
        let mut names = Names::new(plan.folder);
        let (mut chapters, mut fronts) = (Vec::new(), Vec::new());
        for one in parsed {
            let part = one.draft.part.as_ref().map(|part| {
                outline.parts.iter().position(|p| p == part).unwrap_or_else(|| {
                    outline.parts.push(part.clone());
                    outline.parts.len() - 1
                })
            });
            chapters.push(one.stored.clone());
            fronts.push(one.front.clone());
            outline.chapters.push(names.place(one, part, &outline.base));
        }
        let description = own.description.or(front.description);
        let named = if plan.folder { plan.readme.map(|i| &prepared[i]) } else { Some(first) };
        let aliases =
            named.filter(|one| !one.front.aliases.is_empty()).map(|one| (one.file.path.clone(), one.front.aliases.clone()));
        (outline, Course { aliases, chapters, front: fronts, landing, description, tags: front.tags, kicker })
    }

    /// A course's title and the heading that it takes the place of: front matter, `notesite.toml`, the first heading or the
    /// course that a bullet under a generic one names, the name of the file or folder.
    fn course_title(
        &self,
        plan: &Plan,
        own: Option<&String>,
        front: Option<&String>,
        headline: Option<(String, Option<String>)>,
    ) -> (String, Option<String>) {
        let at_root = plan.base.as_deref() == Some("");
        let from_toml = own.or(self.config.title.as_ref().filter(|_| at_root));
        match (front.or(from_toml).cloned(), headline) {
            (Some(title), Some((heading, _))) => (title.clone(), (heading != title).then_some(heading)),
            (Some(title), None) => (title, None),
            (None, Some((heading, Some(named)))) => (named, Some(heading)),
            (None, Some((heading, None))) if !heading.is_empty() => (heading, None),
            (None, _) => {
                let name = plan.source.rsplit('/').next().unwrap_or_default();
                let name = name.strip_suffix(".md").unwrap_or(name);
                if name.is_empty() || is_generic(name) {
                    (self.config.title.clone().unwrap_or_else(|| "노트".to_owned()), None)
                } else {
                    (name.to_owned(), None)
                }
            }
        }
    }

    /// Parses one chapter and reads from its tree all that the outline needs, so that the tree itself can be packed.
    fn chapter<'a>(&self, draft: &'a Draft<'a>, folder: bool, mode: OutlineMode) -> ParsedChapter<'a> {
        let front = if folder { draft.prepared.front.clone() } else { FrontMatter::default() };
        let (mut tree, text) = self.parse(draft.prepared, draft.span);
        if let Some(named) = folder.then(|| named_by_file(&tree, &front, &draft.prepared.file.path)).flatten() {
            tree = Arc::new(named);
        }
        let layout = sections::layout(&tree, front.outline.unwrap_or(mode));
        let length = draft.prepared.file.text.len();
        let line = |at: usize| draft.prepared.lines.line((draft.span.start + at).min(length));
        let full = full_title(&tree);
        ParsedChapter {
            draft,
            numbers: tree.numbers.clone(),
            title: tree.title.clone(),
            heading: plain_or(&tree, &full),
            full,
            id: tree.id.clone(),
            sections: sections::sections(&tree, layout, &line),
            skipped: is_skipped(&tree, text.as_str()),
            minutes: measure::minutes(&tree.blocks),
            commands: tree::commands(&tree.blocks).len(),
            front,
            stored: self.store(tree, text, layout),
        }
    }

    fn store(&self, tree: Arc<Chapter>, text: Text, layout: Layout) -> StoredChapter {
        if self.memory.keeps { StoredChapter::whole(tree, &text, layout) } else { StoredChapter::packed(tree, text, layout) }
    }

    /// A landing page's text, and its first heading with the course that a single bullet under it names.
    fn landing(&self, one: &Prepared, span: Span) -> (Landing, Option<(String, Option<String>)>) {
        let (tree, text) = self.parse(one, span);
        let headline = (!tree.title.is_empty()).then(|| {
            let heading = full_title(&tree);
            let named = is_generic(&heading).then(|| named_course(&tree)).flatten();
            (heading, named)
        });
        let placed = PlacedChapter { tree, text: text.to_arc(), layout: Layout::Prose };
        (Landing { placed, file: one.file.path.clone(), offset: span.start }, headline)
    }

    fn parse(&self, one: &Prepared, span: Span) -> (Arc<Chapter>, Text) {
        let text = text_of(one, span);
        let context = || Context { definitions: one.cut.definitions.clone(), ..self.context.clone() };
        if !self.memory.keeps {
            return (Arc::new(parse::parse(text.as_str(), &context())), text);
        }
        let mut key = self.flavour.clone();
        for (label, target) in &one.cut.definitions {
            key.push_str(&format!("{label}\0{}\0{}\0", target.0, target.1));
        }
        key.push_str(text.as_str());
        let key = text::hash(key.as_bytes());
        let known = self.memory.chapters.lock().ok().and_then(|known| known.get(&key).cloned());
        let tree = known.unwrap_or_else(|| Arc::new(parse::parse(text.as_str(), &context())));
        if let Ok(mut used) = self.used.lock() {
            used.insert(key, tree.clone());
        }
        (tree, text)
    }
}

/// The text of a chapter: its stretch of the file and, where it refers to footnotes that stand elsewhere in the file, those
/// behind it.
fn text_of(one: &Prepared, span: Span) -> Text {
    let slice = &one.file.text[span.range()];
    let mut foreign = String::new();
    if slice.contains("[^") {
        for (label, place) in one.cut.footnotes.iter().filter(|(_, place)| !span.holds(**place)) {
            if slice.contains(&format!("[^{label}]")) {
                foreign.push_str("\n\n");
                foreign.push_str(&one.file.text[place.range()]);
            }
        }
    }
    if foreign.is_empty() { Text::Slice(one.file.text.clone(), span) } else { Text::Own(format!("{slice}{foreign}").into()) }
}

/// A chapter that is a file: its title from front matter or, where it has no heading, from the file's name, which may know
/// the number too (`02. Pod.md` under the heading `# Pod`). `None` where the heading says it all.
fn named_by_file(tree: &Chapter, front: &FrontMatter, path: &str) -> Option<Chapter> {
    let stem = path.rsplit('/').next().unwrap_or_default();
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    let mut named = tree.clone();
    if tree.title.is_empty() || front.title.is_some() {
        let name = front.title.clone().unwrap_or_else(|| stem.replace('_', " "));
        let (found, length) = cut::numbers(&name);
        if named.numbers.is_empty() {
            named.numbers = found;
        }
        let rest = name[length..].trim();
        named.title = if rest.is_empty() { name.clone() } else { rest.to_owned() };
        named.heading = Vec::new();
        return Some(named);
    }
    named.numbers = cut::numbers(stem).0;
    (tree.numbers.is_empty() && !named.numbers.is_empty()).then_some(named)
}

/// A chapter that says nothing but that it was left out: a line at most, without sections.
fn is_skipped(tree: &Chapter, text: &str) -> bool {
    text.trim().lines().count() <= 2 && (text.contains("제외") || tree.blocks.is_empty())
}

/// Names of a course's pages and anchors, given out in the order of its chapters.
struct Names {
    pages: BTreeSet<String>,
    /// GitHub's anchors of each file so far with their counts, and how many headings outside of chapters are among them.
    anchors: HashMap<Arc<str>, (BTreeMap<String, usize>, usize)>,
    folder: bool,
}

impl Names {
    fn new(folder: bool) -> Self {
        Self { pages: RESERVED.iter().map(|name| (*name).to_owned()).collect(), anchors: HashMap::new(), folder }
    }

    fn place(&mut self, one: ParsedChapter<'_>, part: Option<usize>, base: &str) -> ChapterOutline {
        let Draft { prepared, span, .. } = one.draft;
        let file = &prepared.file;
        let (counts, done) = self.anchors.entry(file.path.clone()).or_default();
        // Headings before the first chapter and those of parts count for GitHub's numbering too.
        let outer = prepared.cut.outer.iter().skip(*done).take_while(|heading| !self.folder && heading.start < span.start);
        let before: Vec<String> = outer.map(|heading| sections::github_anchor(&plain(&heading.text), counts)).collect();
        *done += before.len();
        let mut aliases: Vec<String> = one.id.into_iter().collect();
        aliases.push(sections::github_anchor(&one.heading, counts));
        let mut found = one.sections;
        sections::add_github_anchors(&mut found, counts);
        let wish = one.front.slug.as_deref().map_or_else(|| slug(&one.full), slug);
        let name = unique(if wish.is_empty() { "chapter" } else { &wish }, &mut self.pages);
        let text = &file.text[span.range()];
        ChapterOutline {
            numbers: one.numbers,
            title: one.title,
            url: format!("{base}{name}.html"),
            part,
            file: file.path.clone(),
            offset: span.start,
            line: prepared.lines.line(span.start + text.len() - text.trim_start().len()),
            aliases,
            before,
            former: Vec::new(),
            skipped: one.skipped && found.is_empty(),
            minutes: one.minutes,
            commands: one.commands,
            sections: found,
        }
    }
}

/// What a heading says, without code ticks, emphasis and links.
fn plain(source: &str) -> String {
    parse::parse(&format!("# {source}\n"), &Context::default()).title
}

fn whole(one: &Prepared) -> Span {
    Span::new(one.cut.preface.start, one.file.text.len())
}

/// Chapters of a course in their order: pieces of its one file, or its files with the inner folders as parts.
fn drafts<'a>(plan: &Plan, prepared: &'a [Prepared]) -> Vec<Draft<'a>> {
    if !plan.folder {
        let one = &prepared[plan.files[0]];
        return one.cut.pieces.iter().map(|piece| Draft { prepared: one, span: piece.span, part: piece.part.clone() }).collect();
    }
    let prefix = if plan.source.is_empty() { String::new() } else { format!("{}/", plan.source) };
    let inside = |i: usize| prepared[i].file.path.strip_prefix(&prefix).unwrap_or(&prepared[i].file.path);
    let mut files = plan.files.clone();
    files.sort_by(|&a, &b| {
        let (folder_a, folder_b) =
            (inside(a).rsplit_once('/').map_or("", |f| f.0), inside(b).rsplit_once('/').map_or("", |f| f.0));
        let order = |i: usize| prepared[i].front.order.unwrap_or(f64::INFINITY);
        natural_cmp(folder_a, folder_b)
            .then_with(|| order(a).total_cmp(&order(b)))
            .then_with(|| natural_cmp(inside(a), inside(b)))
    });
    files
        .into_iter()
        .map(|i| Draft {
            prepared: &prepared[i],
            span: whole(&prepared[i]),
            part: inside(i).rsplit_once('/').map(|(folder, _)| folder.to_owned()),
        })
        .collect()
}

/// Page names that the site itself uses or Windows reserves.
const RESERVED: &[&str] = &[
    "index", "commands", "print", "404", "all", "search", "assets", "tags", "con", "prn", "aux", "nul", "com1", "com2", "com3",
    "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    "image",
];

/// Whether a page may not have a name: the site itself uses it, or Windows does.
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// The name itself, or with the first free number behind it; names that differ only in case are the same to some disks.
fn unique(wish: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = wish.to_owned();
    let mut count = 1;
    while !taken.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{wish}-{count}");
    }
    name
}

/// The heading as written: numbers and title.
fn full_title(tree: &Chapter) -> String {
    match tree.numbers.as_slice() {
        [] => tree.title.clone(),
        [only] => format!("{only}. {}", tree.title),
        [first, ..] if cut::numbers(&format!("{first}. {}", tree.title)).0 == tree.numbers => format!("{first}. {}", tree.title),
        [first, .., last] => format!("{first} ~ {last}. {}", tree.title),
    }
}

fn plain_or(tree: &Chapter, full: &str) -> String {
    if tree.heading.is_empty() { full.to_owned() } else { full_title(tree) }
}

/// Headings that say nothing about the course.
fn is_generic(heading: &str) -> bool {
    let folded: String = heading.to_lowercase().split_whitespace().collect();
    ["강의", "강의정리", "강의노트", "정리", "노트", "필기", "목차", "notes", "note", "readme", "lecture", "lectures", "summary"]
        .contains(&folded.as_str())
}

/// `- Inflearn > eks를 활용한 …`: the last part of the single bullet under the heading.
fn named_course(tree: &Chapter) -> Option<String> {
    let BlockKind::List(list) = &tree.blocks.first()?.kind else { return None };
    let [only] = list.items.as_slice() else { return None };
    let words = only.lead.text();
    let last = words.rsplit(" > ").next()?.trim();
    (!last.is_empty()).then(|| last.to_owned())
}

/// The first picture of a chapter's or landing page's tree, by its span.
pub fn first_picture(tree: &Chapter) -> Option<Span> {
    let mut found = None;
    each_run(&tree.blocks, &mut |run| {
        each_inline(run, &mut |inline| {
            if found.is_none() && matches!(inline.kind, super::tree::InlineKind::Image { .. }) {
                found = Some(inline.span);
            }
        });
    });
    found
}
