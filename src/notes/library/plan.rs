//! Which files form which course and in which order their chapters stand. Texts in; plans out. No
//! Markdown is parsed here.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::address::NotePath;
use crate::config::{Config, Split};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Hashed;
use crate::notes::library::arrange::{
    self, FileToArrange, FolderPart, LAST, Navigation, Orders, Ranks,
};
use crate::notes::library::files::parent;
use crate::notes::library::lines::Lines;
use crate::notes::library::order::{self, Category, Listed, PagesFile};
use crate::notes::library::sidebars;
use crate::notes::library::stored::{ChapterText, Text};
use crate::notes::messages;
use crate::notes::reading::comments;
use crate::notes::reading::cut;
use crate::notes::reading::cut::Cut;
use crate::notes::reading::front_matter;
use crate::notes::reading::front_matter::{FrontMatter, Order};
use crate::notes::reading::unread_numbers;
use crate::notes::sources::{Note, NoteFile};
use crate::notes::tree::FileSpan;
use crate::remembered::Made;
use crate::text::{Shared, natural_cmp, slug};

/// What decides how a file is made ready.
#[derive(Hash)]
pub(super) struct FileInput<'a> {
    pub file: &'a NoteFile,
    /// What `[courses]` says of cutting it; front matter goes before that.
    pub split: Option<Split>,
    /// What the site says of cutting.
    pub fallback: Split,
}

impl<'a> FileInput<'a> {
    /// What the settings say of a file.
    pub(super) fn of(file: &'a NoteFile, config: &Config) -> Self {
        Self {
            file,
            split: config.course(&file.path).split,
            fallback: config.split,
        }
    }
}

/// A file made ready: front matter read, chapters cut.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The note, its comments left out.
    pub file: NoteFile,
    /// Whether it may have comments.
    pub comments: bool,
    /// Nobody knows what its front matter says, and so whether it is for readers.
    pub unreadable: bool,
    /// How it was cut, where front matter says nothing.
    pub split: Split,
    pub says: Hashed<FileSays>,
    /// Its path.
    pub path: Hashed<NotePath>,
    pub front: Arc<FrontMatter>,
    pub cut: Cut,
    pub lines: Lines,
    /// The text of each chapter that was cut.
    pub pieces: Vec<Text>,
    /// What stands before the first of them.
    pub preface: Text,
    /// All of it but the front matter.
    pub whole: Text,
    pub diagnostics: Vec<Diagnostic>,
    /// That it could be cut by headings whose numbers are none to us.
    pub suggestion: Option<Diagnostic>,
}

/// All that planning may read of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct FileSays {
    pub path: NotePath,
    pub order: Option<Order>,
    /// Whether chapters were cut from it.
    pub is_cut: bool,
    /// Whether it is too long for one page.
    pub is_long: bool,
    /// Whether it says nothing.
    pub is_blank: bool,
    /// The files that it lists, if it is one whose lists give an order.
    pub listed: Vec<Listed>,
}

/// What decides which files form which course.
#[derive(Hash)]
pub(super) struct PlanInput<'a> {
    /// Where the notes lie, with `/` at its end; empty for ROOT.
    pub notes: &'a str,
    /// Texts of files that are no notes and say something of order, by path.
    pub orders: &'a Hashed<BTreeMap<String, Arc<str>>>,
    pub files: Vec<&'a Hashed<FileSays>>,
}

/// A course before its chapters are parsed.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The file or folder.
    pub source: String,
    /// What a file about its order calls the folder.
    pub label: Option<String>,
    /// Its folder in the site, where that is settled.
    pub base: Option<String>,
    /// Indices of its files, in the order of their chapters.
    pub files: Vec<usize>,
    /// Whether each file is a chapter.
    pub folder: bool,
    /// Index of its landing page.
    pub readme: Option<usize>,
    /// The parts that inner folders are, and that of each file.
    pub parts: Vec<FolderPart>,
    pub part_of: Vec<Option<usize>>,
    /// Index of the note that only lists the others.
    pub summary: Option<usize>,
    /// The folder of the site in which a file that is cut lies, or would lie, as one chapter.
    pub whole: Option<String>,
}

/// The courses, and the index of the site's own landing page.
pub(super) type Plans = (Vec<Plan>, Option<usize>);

/// A chapter found but not parsed yet.
pub(super) struct Draft<'a> {
    /// The file it stands in.
    pub prepared: &'a Made<Prepared>,
    /// Where that stands among the files of its course.
    pub file: usize,
    /// Its bytes in that file.
    pub span: FileSpan,
    pub text: &'a Text,
    /// The parts of its file around it, outermost first.
    pub parts: &'a [String],
}

/// Reads the front matter of a file and cuts it. `known` is what a file of that name was before.
pub(super) fn prepare(input: &FileInput, known: Option<&Prepared>) -> Prepared {
    if let Some(again) = known.and_then(|known| prepare_again(input, known)) {
        return again;
    }
    let mut diagnostics = Vec::new();
    let note = input.file;
    let found = front_matter::find(&note.text);
    let start = found.as_ref().map_or(0, |found| found.length);
    let problem = found.as_ref().and_then(|found| found.problem.as_ref());
    let unreadable = problem.is_some_and(|problem| problem.is_unreadable);
    if let Some(problem) = problem {
        let span = FileSpan::new(problem.at, problem.at);
        diagnostics.push(if unreadable {
            Diagnostic::unreadable_front_matter(&note.path, span, &problem.reason)
        } else {
            Diagnostic::bad_front_matter(&note.path, span, &problem.reason)
        });
    }
    let front = Arc::new(found.map(|found| found.value).unwrap_or_default());
    let comments = comments::may_begin(&note.text[start..]);
    let hidden = comments::hidden(&note.text, start);
    let file = hidden.map_or_else(
        || note.clone(),
        |text| {
            Hashed::new(Note {
                text: text.into(),
                ..(**note).clone()
            })
        },
    );
    let cut = cut::cut(&file.text, start, front.split.unwrap_or(input.split()));
    for span in &cut.unclosed {
        diagnostics.push(Diagnostic::unclosed_fence(&file.path, *span));
    }
    Prepared {
        comments,
        unreadable,
        diagnostics,
        ..ready(&file, input.split(), front, cut, &|_| None)
    }
}

/// A long file of which little changed: its front matter stays, and only what lies around the
/// change is cut again. Equals [`prepare`].
fn prepare_again(input: &FileInput, known: &Prepared) -> Option<Prepared> {
    let start = known.cut.preface.start;
    let (old, file) = (&known.file.text, input.file);
    // Front matter that did not end, or that begins only now, is for the long way.
    let same_front = if start == 0 {
        front_matter::find(&file.text).is_none()
    } else {
        file.text.get(..start) == old.get(..start)
    };
    if !same_front || known.split != input.split() || !known.diagnostics.is_empty() {
        return None;
    }
    let shared = file.shared(old);
    // A comment may reach as far as it likes.
    if known.comments || comments::may_begin(around(&file.text, shared)) {
        return None;
    }
    let cut = cut::again(
        &known.cut,
        old.len(),
        (&file.text, shared),
        start,
        known.front.split.unwrap_or(known.split),
    )?;
    // A file that is cut again has no footnotes: a chapter's text is its stretch.
    let (first, last) = (shared.start, file.text.len() - shared.end);
    let twin = |span: FileSpan| {
        let there = if span.end <= first {
            span
        } else if span.start >= last {
            let moved = |at: usize| at + old.len() - file.text.len();
            FileSpan::new(moved(span.start), moved(span.end))
        } else {
            return None;
        };
        let pieces = &known.cut.pieces;
        let at = pieces.binary_search_by_key(&there.start, |piece| piece.span.start);
        let at = at.ok().filter(|&at| pieces[at].span == there)?;
        Some(&known.pieces[at])
    };
    Some(ready(file, known.split, known.front.clone(), cut, &twin))
}

/// What differs from the text before, with so much around it that a sign of a comment which began
/// or ends there is seen.
fn around(text: &str, shared: Shared) -> &str {
    let start = shared.start.saturating_sub(comments::SIGN);
    let end = (text.len() - shared.end + comments::SIGN).min(text.len());
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=start).rev().find(is_boundary).unwrap_or(0);
    let end = (end..text.len()).find(is_boundary).unwrap_or(text.len());
    &text[start..end]
}

/// `twin` finds the text that stood at other bytes of the file before.
fn ready<'a>(
    file: &NoteFile,
    split: Split,
    front: Arc<FrontMatter>,
    cut: Cut,
    twin: &dyn Fn(FileSpan) -> Option<&'a Text>,
) -> Prepared {
    let text = |span: FileSpan| {
        let footnotes = footnotes(&file.text, &cut, span);
        let stretch = ChapterText::new(&file.text, span, &footnotes);
        match twin(span) {
            Some(twin) => Text::like(stretch, twin),
            None => Text::new(stretch),
        }
    };
    let is_asked = front.split.unwrap_or(split) == Split::Auto;
    let is_one = is_asked && cut.pieces.is_empty();
    let suggestion = is_one
        .then(|| unread_numbers::first(&cut.headings))
        .flatten()
        .map(|heading| messages::split_is_possible(&file.path, heading));
    let says = FileSays {
        path: file.path.clone(),
        order: front.order,
        is_cut: !cut.pieces.is_empty(),
        is_long: file.text.len() >= LONG || front.split.is_some(),
        is_blank: front.said_title().is_none() && file.text[cut.preface.start..].trim().is_empty(),
        listed: listed(&file.path, &file.text[cut.preface.start..]),
    };
    Prepared {
        comments: false,
        unreadable: false,
        diagnostics: Vec::new(),
        suggestion,
        split,
        says: says.into(),
        path: file.path.clone().into(),
        pieces: cut.pieces.iter().map(|piece| text(piece.span)).collect(),
        preface: text(cut.preface),
        whole: text(FileSpan::new(cut.preface.start, file.text.len())),
        lines: Lines::new(&file.text),
        file: file.clone(),
        front,
        cut,
    }
}

/// The footnotes that a stretch of a file refers to and that stand elsewhere in it.
fn footnotes(file: &str, cut: &Cut, span: FileSpan) -> String {
    let mut out = String::new();
    let slice = &file[span.range()];
    if cut.footnotes.is_empty() || !slice.contains("[^") {
        return out;
    }
    let named: BTreeSet<&str> = footnotes_named(slice).collect();
    let places = named
        .iter()
        .filter_map(|label| cut.footnotes.get(*label))
        .filter(|place| !span.holds(**place));
    for place in places {
        out.push_str("\n\n");
        out.push_str(&file[place.range()]);
    }
    out
}

/// What stands in `[^…]`, read once from the front to the end.
fn footnotes_named(text: &str) -> impl Iterator<Item = &str> {
    text.split("[^").skip(1).filter_map(|rest| {
        let (label, _) = rest.split_once(']')?;
        (!label.contains('[')).then_some(label)
    })
}

impl FileInput<'_> {
    fn split(&self) -> Split {
        self.split.unwrap_or(self.fallback)
    }
}

impl Prepared {
    /// All of it but its front matter.
    pub(super) fn body(&self) -> FileSpan {
        FileSpan::new(self.cut.preface.start, self.file.text.len())
    }
}

/// From so many bytes on a note is no page among others: some ten minutes of reading.
const LONG: usize = 16 * 1024;

/// The folder of what is left over beside a README.md that is a course.
const LEFT_OVER: &str = "notes";

/// Names of landing pages, those that GitHub shows below a folder first.
const LANDINGS: [&str; 5] = [
    "readme.md",
    "readme.markdown",
    "index.md",
    "index.markdown",
    "_index.md",
];

/// Names of files that are about the repository and not about its subject, as GitHub and those who
/// work with it know them.
const ABOUT: [&str; 17] = [
    "contributing",
    "code_of_conduct",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "changes",
    "security",
    "support",
    "governance",
    "maintainers",
    "contributors",
    "authors",
    "agents",
    "claude",
    "pull_request_template",
];

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a file in the folder of the notes is about the repository.
fn is_about(path: &str) -> bool {
    let name = name_of(path).to_ascii_lowercase().replace('-', "_");
    let stem = name.split('.').next().unwrap_or_default();
    ABOUT.contains(&stem)
}

/// Whether a folder shows the file.
pub(super) fn is_landing(path: &str) -> bool {
    let name = name_of(path);
    LANDINGS
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

/// What a note lists whose lists give an order.
fn listed(path: &str, text: &str) -> Vec<Listed> {
    if order::is_summary(name_of(path)) {
        order::summary(text, path)
    } else if is_landing(path) {
        order::links(text, path)
    } else {
        Vec::new()
    }
}

/// The landing page of a folder, whose path ends with `/`. Where README.md and index.md lie side by
/// side the other one is a page like any other: nothing that was written goes unseen.
fn landing(
    all: &[&Hashed<FileSays>],
    folder: &str,
    files: impl Iterator<Item = usize>,
) -> Option<usize> {
    let rank = |i: &usize| {
        let path = &*all[*i].path;
        let name = path.strip_prefix(folder).unwrap_or(path);
        LANDINGS
            .iter()
            .position(|known| name.eq_ignore_ascii_case(known))
    };
    files
        .filter_map(|i| Some((rank(&i)?, i)))
        .min()
        .map(|(_, i)| i)
}

/// Which files form which course, by the rules of ARCHITECTURE.md, and the site's own landing page.
pub(super) fn plan(input: &PlanInput) -> Plans {
    let (notes, all) = (input.notes, input.files.as_slice());
    let summaries = summaries(all);
    let pages = pages(input);
    let categories = categories(input, &pages);
    let mut lists: HashMap<&str, Vec<Ranks>> = HashMap::new();
    for file in all.iter().filter(|file| is_landing(&file.path)) {
        let of_folder = lists.entry(parent(&file.path)).or_default();
        of_folder.push(Ranks::new(&file.listed));
    }
    let orders = Orders {
        lists,
        pages: &pages,
        navigation: Navigation::new(navigation(input, &summaries)),
        categories: &categories,
    };
    let grouped = Grouped::new(notes, all, &summaries);
    let (mut plans, home) = courses(notes, all, grouped, &orders);
    let about = |i: usize| FileToArrange {
        path: &all[i].path,
        order: all[i].order,
        is_landing: is_landing(&all[i].path),
        is_about: is_in(notes, &all[i].path) && is_about(&all[i].path),
    };
    for plan in plans.iter_mut().filter(|plan| plan.folder) {
        let category = categories.get(&plan.source);
        plan.label = category.and_then(|category| category.label.clone());
        let arranged = arrange::arrange(&plan.source, &plan.files, &about, &orders);
        plan.files = arranged.files;
        plan.parts = arranged.parts;
        plan.part_of = arranged.part_of;
        // Files are in the order of their paths, those of a folder side by side.
        let start = match plan.source.as_str() {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let first = summaries.partition_point(|&i| *all[i].path < *start);
        let is_inside = |i: &&usize| all[**i].path.starts_with(&start);
        plan.summary = summaries.get(first).filter(is_inside).copied();
    }
    (plans, home)
}

/// Whether the file lies right in the folder.
fn is_in(folder: &str, path: &str) -> bool {
    let inside = path.strip_prefix(folder);
    inside.is_some_and(|inside| !inside.contains('/'))
}

/// Notes that list at least two others and do nothing else.
fn summaries(all: &[&Hashed<FileSays>]) -> Vec<usize> {
    let is_note = |path: &str| {
        let found = all.binary_search_by(|file| (*file.path).cmp(path));
        found.is_ok()
    };
    let lists = |file: &FileSays| {
        let known = file.listed.iter().filter(|one| is_note(&one.path));
        order::is_summary(name_of(&file.path)) && known.take(2).count() > 1
    };
    (0..all.len()).filter(|&i| lists(all[i])).collect()
}

/// What tools read as the order of chapters.
fn navigation(input: &PlanInput, summaries: &[usize]) -> Vec<Vec<Listed>> {
    let of_mkdocs = |(path, text): (&String, &Arc<str>)| {
        let is_mkdocs = name_of(path).starts_with("mkdocs.");
        is_mkdocs.then(|| order::mkdocs(text, path)).flatten()
    };
    let said = summaries.iter().map(|&i| input.files[i].listed.clone());
    said.chain(input.orders.iter().filter_map(of_mkdocs))
        .chain(sidebars(input))
        .collect()
}

/// What Docusaurus' sidebars list, by the paths of the notes that they mean.
fn sidebars(input: &PlanInput) -> Vec<Vec<Listed>> {
    let found = input.orders.iter();
    let found = found.filter(|(path, _)| order::is_sidebars(name_of(path)));
    let mut lists: Vec<_> = found
        .filter_map(|(path, text)| sidebars::sidebars(text, path))
        .collect();
    if lists.is_empty() {
        return lists;
    }
    let paths = input.files.iter().map(|file| &*file.path);
    let mut known: HashMap<String, &str> = HashMap::new();
    for path in paths {
        known.entry(sidebars::document(path)).or_insert(path);
        // Its own name goes before the one without numbers.
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        known.insert(stem.to_owned(), path);
    }
    for listed in lists.iter_mut().flatten() {
        if let Some(path) = known.get(&listed.path) {
            (*path).clone_into(&mut listed.path);
        }
    }
    lists
}

/// What folders say of themselves, by their path.
fn pages(input: &PlanInput) -> BTreeMap<String, PagesFile> {
    let found = input.orders.iter();
    let read = |(path, text): (&String, &Arc<str>)| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let is_pages = order::PAGES.contains(&name);
        let pages = is_pages.then(|| order::pages(text, path))??;
        Some((folder.to_owned(), pages))
    };
    found.filter_map(read).collect()
}

fn categories(
    input: &PlanInput,
    pages: &BTreeMap<String, PagesFile>,
) -> BTreeMap<String, Category> {
    // A title of `.pages` is that of a category.
    let titles = pages.iter().filter_map(|(folder, pages)| {
        let category = Category {
            label: Some(pages.title.clone()?),
            position: None,
        };
        Some((folder.clone(), category))
    });
    let category = |(path, text): (&String, &Arc<str>)| {
        let (folder, name) = path.rsplit_once('/')?;
        let is_category = name.starts_with("_category_.");
        let category = is_category.then(|| order::category(text))??;
        Some((folder.to_owned(), category))
    };
    titles
        .chain(input.orders.iter().filter_map(category))
        .collect()
}

/// The notes by what they may become.
#[derive(Default)]
struct Grouped<'a> {
    /// The README of the notes, where it has no numbered chapters.
    home: Option<usize>,
    /// The same, where it has.
    root_course: Option<usize>,
    /// Files with numbered chapters.
    singles: Vec<usize>,
    /// Files without.
    left: Vec<usize>,
    folders: BTreeMap<&'a str, Vec<usize>>,
    /// Everything is one course, whose list of chapters lies on top.
    is_book: bool,
}

impl<'a> Grouped<'a> {
    fn new(notes: &str, all: &[&'a Hashed<FileSays>], summaries: &[usize]) -> Self {
        let own = landing(all, notes, 0..all.len());
        let mut out = Self {
            is_book: summaries.iter().any(|&i| is_in(notes, &all[i].path)),
            ..Self::default()
        };
        for (i, file) in all.iter().enumerate() {
            if summaries.binary_search(&i).is_ok() {
                continue;
            }
            let inside = file.path.strip_prefix(notes).unwrap_or(&file.path);
            if let Some((folder, _)) = inside.split_once('/').filter(|_| !out.is_book) {
                match out
                    .folders
                    .last_entry()
                    .filter(|last| *last.key() == folder)
                {
                    Some(mut last) => last.get_mut().push(i),
                    None => out.folders.entry(folder).or_default().push(i),
                }
            } else if own == Some(i) {
                // One with numbered chapters is a course itself, the one at the site's root.
                if file.is_cut && !out.is_book {
                    out.root_course = Some(i);
                } else {
                    out.home = Some(i);
                }
            } else if file.is_cut && !out.is_book && !is_about(&file.path) {
                out.singles.push(i);
            } else {
                out.left.push(i);
            }
        }
        // Notes that say nothing make no course of their own.
        let says = |files: &[usize]| files.iter().any(|&i| !all[i].is_blank);
        out.folders.retain(|_, files| says(files));
        out.join_pages(all);
        if !says(&out.left) {
            out.left.clear();
        }
        out.keep_articles(all);
        out
    }

    /// Folders that hold a README and no other note are pages of one course where most folders are
    /// so: a README a week. Short ones with numbered headings are pages among these.
    fn join_pages(&mut self, all: &[&Hashed<FileSays>]) {
        let readme = |files: &[usize]| match files {
            [only] if is_landing(&all[*only].path) => Some(*only),
            _ => None,
        };
        let is_plain = |files: &Vec<usize>| readme(files).is_some_and(|i| !all[i].is_cut);
        let is_page =
            |files: &Vec<usize>| is_plain(files) || readme(files).is_some_and(|i| !all[i].is_long);
        let count = |kind: &dyn Fn(&Vec<usize>) -> bool| {
            let files = self.folders.values();
            files.filter(|files| kind(files)).count()
        };
        let (plain, pages) = (count(&is_plain), count(&is_page));
        if plain > 1 && plain * 2 > pages && pages * 2 > self.folders.len() {
            let left = &mut self.left;
            self.folders.retain(|_, files| {
                let is_page = is_page(files);
                if is_page {
                    left.append(files);
                }
                !is_page
            });
        }
    }

    /// Short notes with numbered headings among more that have none are articles like these, and so
    /// are those whose names number them: pages, not courses.
    fn keep_articles(&mut self, all: &[&Hashed<FileSays>]) {
        let plain = self.left.iter().filter(|&&i| {
            let path = &all[i].path;
            !all[i].is_blank && !is_about(path)
        });
        let is_rare = self.singles.len() < plain.count();
        let is_numbered = |&i: &usize| arrange::number(stem(&all[i].path)).is_some();
        let are_numbered = self.singles.len() > 1 && self.singles.iter().all(is_numbered);
        if is_rare || are_numbered {
            let (courses, articles) = self.singles.iter().partition(|&&i| all[i].is_long);
            self.singles = courses;
            self.left.extend::<Vec<usize>>(articles);
        }
    }
}

/// The courses, and the index of the site's own landing page.
fn courses(
    notes: &str,
    all: &[&Hashed<FileSays>],
    grouped: Grouped<'_>,
    orders: &Orders<'_>,
) -> Plans {
    let Grouped {
        mut home,
        root_course,
        singles,
        left,
        folders,
        ..
    } = grouped;
    // The top-level files left over form one course together; without `notes/` it is the site
    // itself, unless README.md is the course at the site's root.
    let at_root = notes.is_empty() && root_course.is_none();
    let left_base = match notes.trim_end_matches('/') {
        "" if at_root => String::new(),
        "" => LEFT_OVER.to_owned(),
        notes => slug(notes),
    };
    let single = |i: usize, base: Option<String>, whole: &str| Plan {
        source: all[i].path.to_string(),
        base,
        files: vec![i],
        whole: Some(whole.to_owned()),
        ..Plan::default()
    };
    let mut plans: Vec<Plan> = Vec::new();
    if let Some(i) = root_course {
        plans.push(single(i, Some(String::new()), ""));
    }
    // A short note alone in its folder is a course only where that is how the notes are kept.
    let alone = |files: &Vec<usize>| files.len() == 1 && all[files[0]].is_cut;
    let are_rare = folders.values().filter(|files| alone(files)).count() * 2 < folders.len();
    let is_article = |i: usize| are_rare && !all[i].is_long;
    let singles = singles.into_iter().map(|i| single(i, None, &left_base));
    let mut others: Vec<Plan> = singles.collect();
    for (folder, files) in folders {
        let path = format!("{notes}{folder}/");
        let readme = landing(all, &path, files.iter().copied());
        let chapters: Vec<usize> = files.into_iter().filter(|i| Some(*i) != readme).collect();
        let are_courses = chapters.iter().all(|&i| {
            all[i].is_cut
                && is_in(&path, &all[i].path)
                && arrange::number(stem(&all[i].path)).is_none()
        });
        match (chapters.as_slice(), readme) {
            ([], Some(only)) if all[only].is_cut && !is_article(only) => {
                others.push(single(only, Some(slug(folder)), &slug(folder)));
            }
            // A folder that holds one file of numbered chapters (and its pictures) is that file's
            // course; several such files are a course each, unless their names number them.
            ([only], None) if all[*only].is_cut && !is_article(*only) => {
                others.push(single(*only, None, &slug(folder)));
            }
            (several, None) if are_courses && (several.len() > 1) => {
                others.extend(several.iter().map(|&i| single(i, None, &slug(folder))));
            }
            (chapters, readme) => others.push(Plan {
                source: format!("{notes}{folder}"),
                base: Some(slug(folder)),
                files: readme
                    .filter(|_| chapters.is_empty())
                    .map_or_else(|| chapters.to_vec(), |only| vec![only]),
                folder: true,
                readme: readme.filter(|_| !chapters.is_empty()),
                ..Plan::default()
            }),
        }
    }
    sort(&mut others, notes, all, orders);
    plans.extend(others);
    let folder = notes.trim_end_matches('/').to_owned();
    // What is about the repository never becomes the site's first page.
    let is_whole = left.iter().any(|&i| !is_about(&all[i].path));
    if !left.is_empty() && (is_whole || !plans.is_empty()) {
        let takes_home = at_root && is_whole;
        let readme = if takes_home { home.take() } else { None };
        let base = if at_root && !is_whole {
            LEFT_OVER.to_owned()
        } else {
            left_base
        };
        plans.push(Plan {
            source: folder,
            base: Some(base),
            files: left,
            folder: true,
            readme,
            ..Plan::default()
        });
    } else if plans.is_empty()
        && let files = home.take().into_iter().chain(left).collect::<Vec<_>>()
        && !files.is_empty()
    {
        // A README without numbered chapters and nothing else of its kind: one page.
        plans.push(Plan {
            source: folder,
            base: Some(String::new()),
            files,
            folder: true,
            ..Plan::default()
        });
    }
    (plans, home)
}

fn stem(path: &str) -> &str {
    let name = name_of(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Puts courses in order: what they say themselves, the list of the README, names.
fn sort(plans: &mut Vec<Plan>, notes: &str, all: &[&Hashed<FileSays>], orders: &Orders<'_>) {
    let own = |plan: &Plan| {
        let speaker = if plan.folder {
            plan.readme
        } else {
            plan.files.first().copied()
        };
        let category = orders.categories.get(&plan.source);
        let position = category.and_then(|category| category.position).map(Order);
        speaker.and_then(|i| all[i].order).or(position)
    };
    let sources: Vec<&str> = plans.iter().map(|plan| plan.source.as_str()).collect();
    let ranks = orders.ranks(notes.trim_end_matches('/'), &sources);
    let ranks = ranks.into_iter().map(|rank| rank.unwrap_or(usize::MAX));
    let keys: Vec<(Order, usize)> = plans
        .iter()
        .map(|plan| own(plan).unwrap_or(LAST))
        .zip(ranks)
        .collect();
    let mut sorted: Vec<((Order, usize), Plan)> = keys.into_iter().zip(plans.drain(..)).collect();
    sorted.sort_by(|(a, one), (b, other)| {
        a.cmp(b)
            .then_with(|| natural_cmp(&one.source, &other.source))
    });
    plans.extend(sorted.into_iter().map(|(_, plan)| plan));
}

/// Chapters of a course in their order: pieces of its one file, or its files with the inner folders
/// as parts.
pub(super) fn drafts<'a>(plan: &Plan, prepared: &[&'a Made<Prepared>]) -> Vec<Draft<'a>> {
    if !plan.folder {
        let note = prepared[plan.files[0]];
        let pieces = note.cut.pieces.iter().zip(&note.pieces);
        return pieces
            .map(|(piece, text)| Draft {
                prepared: note,
                file: 0,
                span: piece.span,
                text,
                parts: &piece.parts,
            })
            .collect();
    }
    let draft = |(file, i): (usize, &usize)| {
        let note = prepared[*i];
        Draft {
            prepared: note,
            file,
            span: note.body(),
            text: &note.whole,
            parts: &[],
        }
    };
    plan.files.iter().enumerate().map(draft).collect()
}
