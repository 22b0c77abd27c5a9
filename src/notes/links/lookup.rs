//! The names turned into tables, built once, so that a link costs a look-up instead of a walk
//! over every chapter. In: the names. Out: chapters by file, by page, by number and by title.
//! Knows no Markdown and resolves nothing itself.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::address::{NotePath, PageAddress};
use crate::config::Terms;
use crate::notes::library::file_names::is_landing;
use crate::notes::library::files;
use crate::notes::library::outline::{ChapterNames, CourseNames, Former, Names, Place};
use crate::notes::library::titles::{aliases, key, parts};
use crate::notes::links::chapter_index::ChapterIndex;
use crate::notes::links::file_anchors::{FileNotes, FilePage};
use crate::notes::links::labels::{self, Labelled};
use crate::notes::links::number_kind::NumberKind;
use crate::notes::links::terms::{AskedTerms, TermTable};
use crate::notes::links::title_tree::TitleTree;
use crate::notes::reading::crossed::folded;
use crate::text;

/// Everything that linking a chapter looks up in the others.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Lookup {
    /// What each file of notes holds, by its path.
    pub files: HashMap<String, FileNotes>,
    /// Landing pages by the folder or file that they stand for.
    pub landings: HashMap<String, PageAddress>,
    /// The files of landing pages by these.
    pub landing_files: HashMap<PageAddress, NotePath>,
    /// Chapters by their page.
    pub pages: HashMap<PageAddress, Place>,
    /// Chapters of all courses by the key of their title.
    pub titles: HashMap<String, Vec<Place>>,
    /// The courses, as in the names.
    pub courses: Vec<CourseLookup>,
    /// Chapters of all courses by each of their numbers with the key of their title, once a link
    /// asks.
    numbered: OnceLock<HashMap<(u32, String), Vec<Place>>>,
    /// Named places, once a link asks.
    labels: OnceLock<HashMap<String, Labelled>>,
    /// The first chapter in each folder, once a link asks.
    first_in: OnceLock<HashMap<String, NotePath>>,
}

/// One course.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct CourseLookup {
    /// Chapters by number; a number can occur more than once.
    pub numbers: HashMap<u32, Vec<NumberedChapter>>,
    /// Former titles by number; `N장` never means one of these.
    pub former: HashMap<u32, Vec<NumberedChapter>>,
    /// What titles are also called, by number; as little a number of its own as a former title.
    aliases: HashMap<u32, Vec<NumberedChapter>>,
    /// Chapters and sections by the key of their title.
    pub titles: Titles,
    /// Chapters whose title begins with `부록 B`, by the letter.
    pub appendices: HashMap<char, Vec<usize>>,
    /// Chapters by a number that is called something: `Lab 2`, `3단원`.
    pub called: HashMap<(NumberKind, u32), Vec<usize>>,
    /// The words that are a chapter's subject.
    pub terms: TermTable,
    /// What each chapter's sections are called.
    pub chapters: Vec<ChapterIndex>,
    /// The numbers that more than [`CROWDED`] chapters have, once somebody asks.
    crowded: OnceLock<HashMap<u32, TitleTree>>,
}

/// Chapters of one number whose titles are compared one by one, at most.
const CROWDED: usize = 32;

/// A chapter under one of its numbers: `19. A ~ 20. B` is two of these.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NumberedChapter {
    /// Its index in the course.
    pub chapter: usize,
    /// The key of the title, or of the part of it that belongs to the number.
    pub key: String,
}

/// Chapters and sections by the key of their title: sorted lists, since a map of lists takes three
/// times their memory.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Titles {
    chapters: Vec<(Box<str>, usize)>,
    /// With the chapter and the number of the section in it.
    sections: Vec<(Box<str>, usize, usize)>,
}

impl Titles {
    fn new(course: &CourseNames) -> Self {
        let mut titles = Self::default();
        for (chapter, there) in course.chapters.iter().enumerate() {
            titles
                .chapters
                .push((key(&there.title).into_boxed_str(), chapter));
            let sections = there.sections.iter().enumerate();
            titles
                .sections
                .extend(sections.map(|(n, s)| (key(&s.title).into_boxed_str(), chapter, n)));
        }
        titles.chapters.retain(|(key, _)| !key.is_empty());
        let whole: HashSet<Box<str>> = titles.chapters.iter().map(|one| one.0.clone()).collect();
        for (chapter, there) in course.chapters.iter().enumerate() {
            let names = aliases(&there.title).map(|name| key(name).into_boxed_str());
            let free = names.filter(|name| !whole.contains(name));
            titles.chapters.extend(free.map(|name| (name, chapter)));
        }
        titles.sections.retain(|(key, ..)| !key.is_empty());
        titles.chapters.sort_unstable();
        titles.sections.sort_unstable();
        titles
    }

    /// The chapters of that title, in the course's order.
    pub(crate) fn chapters(&self, key: &str) -> &[(Box<str>, usize)] {
        let from = self.chapters.partition_point(|(known, _)| **known < *key);
        let count = self.chapters[from..].partition_point(|(known, _)| **known == *key);
        &self.chapters[from..from + count]
    }

    /// The only chapter of whose titles one begins with a key and is longer.
    pub(crate) fn beginning_with(&self, key: &str) -> Option<usize> {
        let from = self.chapters.partition_point(|(known, _)| **known < *key);
        let begins = |one: &&(Box<str>, usize)| one.0.starts_with(key);
        let mut found = self.chapters[from..].iter().take_while(begins);
        let (_, first) = found.next()?;
        // A chapter may have several names.
        found.all(|(_, other)| other == first).then_some(*first)
    }

    /// The sections of that title, in the course's order.
    pub(crate) fn sections(&self, key: &str) -> &[(Box<str>, usize, usize)] {
        let from = self.sections.partition_point(|(known, ..)| **known < *key);
        let count = self.sections[from..].partition_point(|(known, ..)| **known == *key);
        &self.sections[from..from + count]
    }

    /// Those of one chapter.
    pub(crate) fn sections_of(&self, key: &str, chapter: usize) -> &[(Box<str>, usize, usize)] {
        let all = self.sections(key);
        let from = all.partition_point(|(_, known, _)| *known < chapter);
        let count = all[from..].partition_point(|(_, known, _)| *known == chapter);
        &all[from..from + count]
    }
}

/// A chapter, or a section of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// Index of the chapter in the course.
    pub chapter: usize,
    /// Index of the section in the chapter.
    pub section: Option<usize>,
}

impl Lookup {
    /// Builds the tables; in time linear in the names.
    pub(crate) fn new(names: &Names, terms: &Terms) -> Self {
        let mut lookup = Self::default();
        let terms = AskedTerms::of(terms);
        for (c, course) in names.courses.iter().enumerate() {
            // A folder is the README in it also where that is one of its chapters.
            let folder = course.source.trim_end_matches('/');
            let shows = |file: &str| files::parent(file) == folder && is_landing(file);
            if !course.chapters.iter().any(|chapter| shows(&chapter.file)) {
                let landing = lookup.landings.entry(folder.to_owned());
                landing.or_insert_with(|| course.url.clone());
            }
            // What only lists the chapters is the page that lists them.
            if let Some(summary) = &course.summary {
                let landing = lookup.landings.entry(summary.to_string());
                landing.or_insert_with(|| course.url.clone());
            }
            // What only names its folder is the first page there.
            for (head, first) in &course.heads {
                if let Some(first) = course.chapters.get(*first) {
                    let folder = Some(files::parent(head)).filter(|folder| !folder.is_empty());
                    for path in folder.into_iter().chain([&**head]) {
                        let landing = lookup.landings.entry(path.to_owned());
                        landing.or_insert_with(|| first.url.clone());
                    }
                }
            }
            if let Some(landing) = &course.landing {
                lookup.add_to_file(FilePage::Landing(c), landing);
                lookup.add_landing(landing);
            }
            for (n, chapter) in course.chapters.iter().enumerate() {
                let place = Place {
                    course: c,
                    chapter: n,
                };
                lookup.pages.entry(chapter.url.clone()).or_insert(place);
                lookup
                    .titles
                    .entry(key(&chapter.title))
                    .or_default()
                    .push(place);
                lookup.add_to_file(FilePage::Chapter(place), chapter);
            }
        }
        let courses = names.courses.par_iter();
        lookup.courses = courses
            .map(|course| CourseLookup::new(course, &terms))
            .collect();
        if let Some(home) = &names.home {
            lookup.add_to_file(FilePage::Home, home);
            lookup.add_landing(home);
        }
        lookup.add_former(names);
        for (source, url) in &lookup.landings {
            if let Some(notes) = lookup.files.get_mut(source) {
                notes.url.clone_from(url);
            }
        }
        lookup
    }

    /// The chapters of a number and the key of a title, in the order of the names, which is
    /// always the same one.
    pub(crate) fn numbered(&self, names: &Names, number: u32, key: &str) -> Option<&Vec<Place>> {
        let numbered = self.numbered.get_or_init(|| {
            let mut numbered: HashMap<(u32, String), Vec<Place>> = HashMap::new();
            for (key, places) in &self.titles {
                for place in places {
                    let chapter = names.chapter(*place);
                    for number in chapter.iter().flat_map(|chapter| &chapter.numbers) {
                        numbered
                            .entry((*number, key.clone()))
                            .or_default()
                            .push(*place);
                    }
                }
            }
            numbered
        });
        numbered.get(&(number, key.to_owned()))
    }

    /// The place that its author gave a name, which is the same in any case.
    pub(crate) fn label(&self, names: &Names, name: &str) -> Option<&Labelled> {
        let labels = self.labels.get_or_init(|| labels::table(names));
        labels.get(&folded(name))
    }

    /// Names of the past find a chapter where no name of today does.
    fn add_former(&mut self, names: &Names) {
        let mut by_course: BTreeMap<usize, Vec<(usize, &Former)>> = BTreeMap::new();
        for (place, former) in &names.former {
            let of_course = by_course.entry(place.course).or_default();
            of_course.push((place.chapter, former));
        }
        for (course, former) in by_course {
            if let Some(lookup) = self.courses.get_mut(course) {
                lookup.add_former(&former);
            }
        }
        for (place, former) in &names.former {
            let Some(chapter) = names.chapter(*place) else {
                continue;
            };
            self.titles
                .entry(key(&former.title))
                .or_insert_with(|| vec![*place]);
            let full = former.numbers.first().map_or_else(
                || former.title.clone(),
                |n| format!("{n}. {}", former.title),
            );
            if let Some(notes) = self.files.get_mut(&*chapter.file) {
                notes.former.push((text::github_slug(&full), *place));
            }
        }
    }

    fn add_landing(&mut self, names: &ChapterNames) {
        let known = self.landing_files.entry(names.url.clone());
        known.or_insert_with(|| names.file.clone());
    }

    /// The first chapter that lies in a folder, however deep.
    pub(crate) fn first_in(&self, names: &Names, folder: &str) -> Option<&NotePath> {
        let firsts = self.first_in.get_or_init(|| {
            let mut firsts: HashMap<String, NotePath> = HashMap::new();
            let courses = names.courses.iter();
            for chapter in courses.flat_map(|course| &course.chapters) {
                let mut folder = files::parent(&chapter.file);
                while !folder.is_empty() && !firsts.contains_key(folder) {
                    firsts.insert(folder.to_owned(), chapter.file.clone());
                    folder = files::parent(folder);
                }
            }
            firsts
        });
        firsts.get(folder)
    }

    /// Adds a page to the file that it is written in.
    fn add_to_file(&mut self, page: FilePage, names: &ChapterNames) {
        if !self.files.contains_key(&*names.file) {
            let notes = FileNotes::new(names.url.clone());
            self.files.insert(names.file.to_string(), notes);
        }
        if let Some(notes) = self.files.get_mut(&*names.file) {
            notes.pages.push(page);
        }
    }
}

impl CourseLookup {
    fn add_former(&mut self, former: &[(usize, &Former)]) {
        let mut names = Vec::new();
        for &(chapter, former) in former {
            let name = key(&former.title);
            let known =
                !self.titles.chapters(&name).is_empty() || !self.titles.sections(&name).is_empty();
            if name.is_empty() || known {
                continue;
            }
            for number in &former.numbers {
                self.former
                    .entry(*number)
                    .or_default()
                    .push(NumberedChapter {
                        chapter,
                        key: name.clone(),
                    });
            }
            names.push((name.into_boxed_str(), chapter));
        }
        self.titles.chapters.append(&mut names);
        self.titles.chapters.sort_unstable();
    }

    fn new(course: &CourseNames, terms: &AskedTerms) -> Self {
        let mut numbers: HashMap<u32, Vec<NumberedChapter>> = HashMap::new();
        let mut appendices: HashMap<char, Vec<usize>> = HashMap::new();
        let mut called: HashMap<(NumberKind, u32), Vec<usize>> = HashMap::new();
        for (index, chapter) in course.chapters.iter().enumerate() {
            let kind = NumberKind::of(&chapter.called);
            let counted = chapter.numbers.iter().filter_map(|n| Some((kind?, *n)));
            for name in counted.chain(NumberKind::of_title(&chapter.title)) {
                called.entry(name).or_default().push(index);
            }
            for (number, title) in parts(chapter) {
                numbers.entry(number).or_default().push(NumberedChapter {
                    chapter: index,
                    key: key(title),
                });
            }
            let mut letters = chapter
                .title
                .strip_prefix("부록")
                .unwrap_or_default()
                .trim_start()
                .chars();
            if let (Some(letter @ 'A'..='Z'), None | Some(' ' | ':' | '.' | '-')) =
                (letters.next(), letters.next())
            {
                appendices.entry(letter).or_default().push(index);
            }
        }
        let aliases = aliases_of(course, &numbers);
        Self {
            numbers,
            former: HashMap::new(),
            aliases,
            titles: Titles::new(course),
            appendices,
            called,
            terms: TermTable::new(course, terms),
            chapters: vec![ChapterIndex::default(); course.chapters.len()],
            crowded: OnceLock::new(),
        }
    }

    /// Chapters of that number with their titles, those that the lock remembers and what titles are
    /// also called included.
    pub(crate) fn of_number(&self, number: u32) -> impl Iterator<Item = &NumberedChapter> + Clone {
        [&self.numbers, &self.former, &self.aliases]
            .into_iter()
            .filter_map(move |table| table.get(&number))
            .flatten()
    }

    /// The titles of a number that very many chapters have, by their chapters: hostile or a
    /// mistake, and not worth more than a look for exact titles.
    pub(crate) fn crowded(&self, number: u32) -> Option<&TitleTree> {
        let crowded = self.crowded.get_or_init(|| {
            let all = self.numbers.keys().chain(self.former.keys());
            let crowded = all.filter(|number| self.of_number(**number).nth(CROWDED).is_some());
            let tree = |number: &u32| {
                let titles = self.of_number(*number);
                TitleTree::new(titles.map(|numbered| (numbered.chapter, numbered.key.as_str())))
            };
            crowded.map(|number| (*number, tree(number))).collect()
        });
        crowded.get(&number)
    }
}

/// What the titles of a course are also called, by number; a title as it is written comes first.
fn aliases_of(
    course: &CourseNames,
    numbers: &HashMap<u32, Vec<NumberedChapter>>,
) -> HashMap<u32, Vec<NumberedChapter>> {
    let mut found: HashMap<u32, Vec<NumberedChapter>> = HashMap::new();
    for (chapter, names) in course.chapters.iter().enumerate() {
        for (number, title) in parts(names) {
            let Some(whole) = numbers.get(&number).filter(|all| all.len() <= CROWDED) else {
                continue;
            };
            for name in aliases(title).map(key) {
                if whole.iter().all(|one| one.key != name) {
                    let named = NumberedChapter { chapter, key: name };
                    found.entry(number).or_default().push(named);
                }
            }
        }
    }
    found
}
