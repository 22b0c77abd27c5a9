//! Which files form which course and in which order their chapters stand. Texts in; plans out. No
//! Markdown is parsed here.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::fingerprint::Hashed;
use crate::notes::library::arrange::{
    self, FileToArrange, FolderPart, LAST, Navigation, Orders, Ranks,
};
use crate::notes::library::file_names::{is_about, is_landing, stem};
use crate::notes::library::files::parent;
use crate::notes::library::pages::{Unsaid, is_dated, landing};
use crate::notes::library::prepared::{CutChapters, FileSays, Prepared};
use crate::notes::library::said_order::{
    PlanInput, categories, homes, navigation, pages, summaries, wikis,
};
use crate::notes::library::site_name::makes_pages;
use crate::notes::library::stored::Text;
use crate::notes::reading::front_matter_keys::Order;
use crate::notes::tree::FileSpan;
use crate::remembered::Made;
use crate::text::{natural_cmp, slug};

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
    /// Whether each stands where somebody said.
    pub is_said: Vec<bool>,
    /// What a list of chapters calls each.
    pub listed: Vec<Option<Arc<str>>>,
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
    /// Whether it stands where somebody said: in a file, in a list.
    pub is_said: bool,
    /// What a list of chapters calls it.
    pub listed: Option<Arc<str>>,
}

/// What a note calls itself in lists of notes: keys of Docusaurus and Hugo.
const LABELS: [&str; 3] = ["sidebar_label", "linkTitle", "linktitle"];

/// So many short notes of one kind are no courses: nobody begins four and ends none.
const MANY: usize = 4;

/// The folder of what is left over beside a README.md that is a course.
const LEFT_OVER: &str = "notes";

/// Which files form which course, by the rules of ARCHITECTURE.md, and the site's own landing page.
pub(super) fn plan(input: &PlanInput) -> Plans {
    let (notes, all) = (input.notes, input.files.as_slice());
    let summaries = summaries(all);
    let pages = pages(input);
    let categories = categories(input, &pages);
    let wikis = wikis(input);
    let homes = homes(input, &wikis, &summaries);
    let mut lists: HashMap<&str, Vec<Ranks>> = HashMap::new();
    for file in all.iter().filter(|file| is_landing(&file.path)) {
        let of_folder = lists.entry(parent(&file.path)).or_default();
        of_folder.push(Ranks::new(&file.listed));
    }
    for (folder, listed) in &homes {
        lists.entry(folder).or_default().push(Ranks::new(listed));
    }
    let orders = Orders {
        lists,
        pages: &pages,
        navigation: Navigation::new(navigation(input, &summaries)),
        categories: &categories,
    };
    let unsaid = Unsaid::new(all, &orders);
    let cut = cut(input, &orders);
    let files = NoteKinds {
        all,
        wikis: &wikis,
        cut: &cut,
    };
    let grouped = Grouped::new(notes, files, &summaries, &unsaid);
    let (mut plans, home) = courses(notes, files, grouped, &orders);
    let mut titles: HashMap<&str, &str> = HashMap::new();
    let of_pages = pages.values().flat_map(|pages| &pages.listed);
    for one in orders.navigation.all().chain(of_pages) {
        if let Some(title) = &one.title {
            titles.entry(&one.path).or_insert(title);
        }
    }
    let about = |i: usize| FileToArrange {
        path: &all[i].path,
        order: all[i].order,
        is_landing: is_landing(&all[i].path),
        // In a folder of its subject `security.md` is a note, and `SECURITY.md` no more than above.
        is_about: is_about(&all[i].path)
            && (is_in(notes, &all[i].path) || !stem(&all[i].path).contains(char::is_lowercase)),
    };
    for plan in plans.iter_mut().filter(|plan| plan.folder) {
        let category = categories.get(&plan.source);
        plan.label = category.and_then(|category| category.label.clone());
        let arranged = arrange::arrange(&plan.source, &plan.files, &about, &orders);
        plan.files = arranged.files;
        plan.parts = arranged.parts;
        plan.part_of = arranged.part_of;
        plan.is_said = arranged.is_said;
        let listed = |&i: &usize| titles.get(&*all[i].path).map(|title| Arc::from(*title));
        plan.listed = plan.files.iter().map(listed).collect();
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

/// The notes, and what is known of each by its index.
#[derive(Clone, Copy)]
struct NoteKinds<'s, 'a> {
    all: &'s [&'a Hashed<FileSays>],
    wikis: &'s HashSet<&'s str>,
    /// Which are courses of numbered chapters by themselves.
    cut: &'s [bool],
}

/// Which notes may be courses by themselves: those with numbered chapters that nobody calls a page.
/// What a tool lists is a page there, and so is each note of a tool that makes a page of every
/// file; a note that is called by its day is one of many.
fn cut(input: &PlanInput, orders: &Orders<'_>) -> Vec<bool> {
    let is_published = makes_pages(input.orders);
    let is_page = |file: &FileSays| {
        let path = &*file.path;
        let is_inside = !is_in(input.notes, path);
        is_dated(stem(path))
            || orders.navigation.names(path)
            || is_published && is_inside && !file.is_long
    };
    let files = input.files.iter();
    files
        .map(|file| file.chapters != CutChapters::None && !is_page(file))
        .collect()
}

/// Whether the file lies right in the folder.
fn is_in(folder: &str, path: &str) -> bool {
    let inside = path.strip_prefix(folder);
    inside.is_some_and(|inside| !inside.contains('/'))
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
    fn new(notes: &str, files: NoteKinds<'_, 'a>, summaries: &[usize], unsaid: &Unsaid) -> Self {
        let NoteKinds { all, wikis, cut } = files;
        let says = (0..all.len()).filter(|i| !unsaid.0.contains(i));
        let own = landing((all, wikis), notes, says);
        let mut out = Self {
            is_book: summaries.iter().any(|&i| is_in(notes, &all[i].path)),
            ..Self::default()
        };
        for (i, file) in all.iter().enumerate() {
            if summaries.binary_search(&i).is_ok() || unsaid.0.contains(&i) {
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
                if cut[i] && !out.is_book {
                    out.root_course = Some(i);
                } else {
                    out.home = Some(i);
                }
            } else if cut[i] && !out.is_book && !is_about(&file.path) {
                out.singles.push(i);
            } else {
                out.left.push(i);
            }
        }
        // Notes that say nothing make no course of their own.
        let says = |files: &[usize]| files.iter().any(|&i| !all[i].is_blank);
        out.folders.retain(|_, files| says(files));
        out.join_pages(files);
        if !says(&out.left) {
            out.left.clear();
        }
        out.keep_articles(all);
        out
    }

    /// Folders that hold a README and no other note are pages of one course where most folders are
    /// so: a README a week. Short ones with numbered headings are pages among these, and where
    /// their folders are numbered.
    fn join_pages(&mut self, NoteKinds { all, cut, .. }: NoteKinds<'_, 'a>) {
        let readme = |files: &[usize]| match files {
            [only] if is_landing(&all[*only].path) => Some(*only),
            _ => None,
        };
        let is_plain = |files: &Vec<usize>| readme(files).is_some_and(|i| !cut[i]);
        let is_page =
            |files: &Vec<usize>| is_plain(files) || readme(files).is_some_and(|i| !all[i].is_long);
        let count = |kind: &dyn Fn(&Vec<usize>) -> bool| {
            let files = self.folders.values();
            files.filter(|files| kind(files)).count()
        };
        let (plain, pages) = (count(&is_plain), count(&is_page));
        let is_numbered = |(folder, files): (&&str, &Vec<usize>)| {
            !is_page(files) || arrange::number(folder).is_some()
        };
        let are_pages =
            plain > 1 && plain * 2 > pages || pages > 1 && self.folders.iter().all(is_numbered);
        if are_pages && pages * 2 > self.folders.len() {
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
    /// are those whose names number them: pages, not courses. Where the headings are called
    /// chapters (`3장`, `Week 3`) and nothing numbers the file, it stays the course that it is,
    /// whatever joins it.
    fn keep_articles(&mut self, all: &[&Hashed<FileSays>]) {
        let plain = self.left.iter().filter(|&&i| {
            let path = &all[i].path;
            !all[i].is_blank && !is_about(path)
        });
        let is_rare = self.singles.len() < plain.count();
        let is_numbered = |&i: &usize| arrange::number(stem(&all[i].path)).is_some();
        let are_numbered = self.singles.len() > 1 && self.singles.iter().all(is_numbered);
        if is_rare || are_numbered {
            let (courses, articles) = self.singles.iter().partition(|&&i| {
                all[i].is_long || all[i].chapters == CutChapters::Called && !are_numbered
            });
            self.singles = courses;
            self.left.extend::<Vec<usize>>(articles);
        }
    }
}

/// The courses, and the index of the site's own landing page.
fn courses(
    notes: &str,
    files: NoteKinds<'_, '_>,
    grouped: Grouped<'_>,
    orders: &Orders<'_>,
) -> Plans {
    let NoteKinds { all, wikis, cut } = files;
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
    let alone = |files: &Vec<usize>| files.len() == 1 && cut[files[0]];
    let are_rare = folders.values().filter(|files| alone(files)).count() * 2 < folders.len();
    let is_article = |i: usize| are_rare && !all[i].is_long;
    let are_articles = together(notes, files, &folders);
    let singles = singles.into_iter().map(|i| single(i, None, &left_base));
    let mut others: Vec<Plan> = singles.collect();
    for (folder, files) in folders {
        let path = format!("{notes}{folder}/");
        let readme = landing((all, wikis), &path, files.iter().copied());
        let chapters: Vec<usize> = files.into_iter().filter(|i| Some(*i) != readme).collect();
        let are_courses = chapters.iter().all(|&i| {
            cut[i]
                && is_in(&path, &all[i].path)
                && arrange::number(stem(&all[i].path)).is_none()
                && (all[i].is_long || !are_articles)
        });
        match (chapters.as_slice(), readme) {
            ([], Some(only)) if cut[only] && !is_article(only) => {
                others.push(single(only, Some(slug(folder)), &slug(folder)));
            }
            // A folder that holds one file of numbered chapters (and its pictures) is that file's
            // course; several such files are a course each, unless their names number them.
            ([only], None) if cut[*only] && !is_article(*only) => {
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
    let first = plans.len() + others_before(&left, &others, notes, all, orders);
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
        let left = Plan {
            source: folder,
            base: Some(base),
            files: left,
            folder: true,
            readme,
            ..Plan::default()
        };
        plans.insert(first, left);
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

/// Whether short files with numbered headings side by side in a folder are articles about its
/// subject: most folders hold such, or there are too many of them to be courses.
fn together(
    notes: &str,
    NoteKinds { all, cut, .. }: NoteKinds<'_, '_>,
    folders: &BTreeMap<&str, Vec<usize>>,
) -> bool {
    let mut like = 0;
    let mut short = 0;
    for (folder, files) in folders {
        let path = format!("{notes}{folder}/");
        let is_course = |i: &&usize| cut[**i] && is_in(&path, &all[**i].path);
        let courses = files.iter().filter(is_course).count();
        if courses > 1 {
            like += usize::from(courses == files.len());
            short += files
                .iter()
                .filter(is_course)
                .filter(|i| !all[**i].is_long)
                .count();
        }
    }
    like * 2 < folders.len() || short >= MANY
}

/// How many courses stand before that of the files left over, which is the last one unless the
/// README lists one of these files sooner: `- [Preface](preface.md)` above the folders of a book.
fn others_before(
    left: &[usize],
    others: &[Plan],
    notes: &str,
    all: &[&Hashed<FileSays>],
    orders: &Orders<'_>,
) -> usize {
    let files = left.iter().map(|&i| &*all[i].path);
    let files = files.filter(|path| !is_about(path));
    let sources = others.iter().map(|plan| plan.source.as_str());
    let paths: Vec<&str> = sources.chain(files).collect();
    let ranks = orders.ranks(notes.trim_end_matches('/'), &paths);
    let (courses, files) = ranks.split_at(others.len());
    let Some(first) = files.iter().flatten().min() else {
        return others.len();
    };
    // Where courses stand by something else, the list says nothing of their order.
    let place = |rank: &Option<usize>| rank.unwrap_or(usize::MAX);
    if courses.is_sorted_by_key(place) {
        courses.partition_point(|rank| place(rank) < *first)
    } else {
        others.len()
    }
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
                is_said: true,
                listed: None,
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
            is_said: plan.is_said.get(file).is_some_and(|said| *said),
            listed: plan.listed.get(file).cloned().flatten().or_else(|| {
                let label = |key: &&str| note.front.extra.get(*key)?.as_str();
                LABELS.iter().find_map(label).map(Arc::from)
            }),
        }
    };
    plan.files.iter().enumerate().map(draft).collect()
}
