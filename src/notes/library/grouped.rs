//! The notes by what they may become: a course by itself, a folder of chapters, what is left over.
//! What files say of themselves in, their indices out.

use std::collections::{BTreeMap, HashSet};

use crate::fingerprint::Hashed;
use crate::notes::library::days::{are_days, is_day};
use crate::notes::library::file_names::{is_about, is_landing, name_of, stem};
use crate::notes::library::file_says::{CutChapters, FileSays};
use crate::notes::library::files::parent;
use crate::notes::library::name_order::number;
use crate::notes::library::pages::{Unsaid, landing};
use crate::notes::library::place_words::is_at_end;
use crate::notes::library::posts::is_of_blog;
use crate::notes::reading::numbers;

/// The notes, and what is known of each by its index.
#[derive(Clone, Copy)]
pub(super) struct NoteKinds<'s, 'a> {
    pub all: &'s [&'a Hashed<FileSays>],
    pub wikis: &'s HashSet<&'s str>,
    /// Which are courses of numbered chapters by themselves.
    pub cut: &'s [bool],
}

/// What the note of a lesson is called that its folder is about, whatever lies beside it.
const LESSONS: &[&str] = &[
    "lecture",
    "lectures",
    "lesson",
    "note",
    "notes",
    "slides",
    "main",
    "summary",
    "chapter",
    "content",
    "강의",
    "강의노트",
    "노트",
    "정리",
    "요약",
    "본문",
    "내용",
];

/// Whether the file lies right in the folder.
pub(super) fn is_in(folder: &str, path: &str) -> bool {
    let inside = path.strip_prefix(folder);
    inside.is_some_and(|inside| !inside.contains('/'))
}

/// The notes by what they may become.
#[derive(Default)]
pub(super) struct Grouped<'a> {
    /// The README of the notes, where it has no numbered chapters.
    pub home: Option<usize>,
    /// The same, where it has.
    pub root_course: Option<usize>,
    /// Files with numbered chapters.
    pub singles: Vec<usize>,
    /// Files without.
    pub left: Vec<usize>,
    pub folders: BTreeMap<&'a str, Vec<usize>>,
    /// Everything is one course, whose list of chapters lies on top.
    pub is_book: bool,
}

impl<'a> Grouped<'a> {
    pub(super) fn new(
        notes: &str,
        files: NoteKinds<'_, 'a>,
        (summaries, is_book): (&[usize], bool),
        (unsaid, front): (&Unsaid, Option<usize>),
    ) -> Self {
        let NoteKinds { all, wikis, cut } = files;
        let is_note = |i: &usize| {
            let file = all[*i];
            !unsaid.0.contains(i) && !file.is_blank && !file.is_paper()
        };
        let has_notes = (0..all.len()).any(|i| is_note(&i));
        let is_apart = |i: usize| has_notes && all[i].is_of_tool;
        let says = (0..all.len()).filter(|&i| !unsaid.0.contains(&i) && !is_apart(i));
        let own = landing((all, wikis), notes, says).or(front);
        let mut out = Self {
            is_book: is_book || summaries.iter().any(|&i| is_in(notes, &all[i].path)),
            ..Self::default()
        };
        for (i, file) in all.iter().enumerate() {
            if summaries.binary_search(&i).is_ok() || unsaid.0.contains(&i) {
                continue;
            }
            let inside = file.path.strip_prefix(notes).unwrap_or(&file.path);
            let folder = inside.split_once('/').map(|(folder, _)| folder);
            if folder.is_some_and(is_of_blog) {
                out.left.push(i);
            } else if let Some(folder) = folder.filter(|_| !out.is_book) {
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
            } else if cut[i] && !out.is_book && !file.is_paper() {
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
        self.join_days(all, cut);
        self.join_book(all, cut);
        self.join_lessons(all, cut);
        let is_page =
            |files: &Vec<usize>| is_plain(files) || readme(files).is_some_and(|i| !all[i].is_long);
        let count = |kind: &dyn Fn(&Vec<usize>) -> bool| {
            let files = self.folders.values();
            files.filter(|files| kind(files)).count()
        };
        let (plain, pages) = (count(&is_plain), count(&is_page));
        let is_numbered =
            |(folder, files): (&&str, &Vec<usize>)| !is_page(files) || number(folder).is_some();
        let are_pages =
            plain > 1 && plain * 2 > pages || pages > 1 && self.folders.iter().all(is_numbered);
        self.join_leaves(all, &is_plain);
        if are_pages && pages * 2 > self.folders.len() {
            let left = &mut self.left;
            // One of a row of numbered folders is a part where the others are pages: the week that
            // has more than its README.
            let is_row = self.folders.iter().all(is_numbered);
            let is_part = |folder: &str, files: &[usize]| {
                let is_course = |&i: &usize| cut[i] && all[i].is_long;
                is_row && number(folder).is_some() && !files.iter().any(is_course)
            };
            self.folders.retain(|folder, files| {
                let joins = is_page(files) || is_part(folder, files);
                if joins {
                    left.append(files);
                }
                !joins
            });
        }
    }

    /// Folders that are days (`240105`, `2024-01-05`) are parts of one course where most are so,
    /// whatever else lies in some: nobody keeps a course a day.
    fn join_days(&mut self, all: &[&Hashed<FileSays>], cut: &[bool]) {
        let are_short = are_days(self.folders.keys().copied());
        let is_row = |folder: &str| {
            let is_short = || folder.len() == 4 && folder.bytes().all(|c| c.is_ascii_digit());
            is_day(folder) || are_short && is_short()
        };
        let is_course = |files: &[usize]| files.iter().any(|&i| cut[i] && all[i].is_long);
        let row = || self.folders.iter().filter(|(folder, _)| is_row(folder));
        let are_many = row().count() > 1 && row().count() * 2 > self.folders.len();
        if are_many && !row().any(|(_, files)| is_course(files)) {
            let left = &mut self.left;
            self.folders.retain(|folder, files| {
                let joins = is_row(folder);
                if joins {
                    left.append(files);
                }
                !joins
            });
        }
    }

    /// A folder that holds a README and no other note is a page among the files on top, where these
    /// are a course: `- [A](a.md)`, `- [DB](db/)`.
    fn join_leaves(&mut self, all: &[&Hashed<FileSays>], is_leaf: &dyn Fn(&Vec<usize>) -> bool) {
        let subjects = self.left.iter();
        let subjects = subjects.filter(|&&i| !all[i].is_blank && !is_about(&all[i].path));
        if subjects.count() > 1 && self.root_course.is_none() {
            let left = &mut self.left;
            self.folders.retain(|_, files| {
                let joins = is_leaf(files);
                if joins {
                    left.append(files);
                }
                !joins
            });
        }
    }

    /// A book that is kept as a folder for each chapter: most folders are numbered, each of these
    /// has a README or the note of its lesson (`week-01/lecture.md`, `week-02/lecture.md`), and
    /// hardly more than that. They are pages and parts of one course.
    fn join_book(&mut self, all: &[&Hashed<FileSays>], cut: &[bool]) {
        let is_row = |folder: &str| number(folder).is_some();
        let row = || self.folders.iter().filter(|(folder, _)| is_row(folder));
        let right = |folder: &str, files: &[usize]| -> Vec<usize> {
            let is_right = |&i: &usize| {
                let above = parent(&all[i].path);
                above == folder || above.ends_with(&format!("/{folder}"))
            };
            files.iter().copied().filter(is_right).collect()
        };
        let has_readme = |(folder, files): (&&str, &Vec<usize>)| {
            let mut files = right(folder, files).into_iter();
            files.any(|i| is_landing(&all[i].path))
        };
        let has = |name: &str, folder: &str, files: &[usize]| {
            let mut files = right(folder, files).into_iter();
            files.any(|i| name_of(&all[i].path) == name)
        };
        let has_one_name = || {
            let first = row().next().map(|(folder, files)| right(folder, files));
            let mut names = first.into_iter().flatten().map(|i| name_of(&all[i].path));
            // `2장/민지.md` is the note of a member.
            names.any(|name| {
                let says_lesson = LESSONS.contains(&stem(name).to_lowercase().as_str());
                says_lesson && row().all(|(folder, files)| has(name, folder, files))
            })
        };
        let is_course = |files: &[usize]| files.iter().any(|&i| cut[i] && all[i].is_long);
        let (folders, files) = row().fold((0, 0), |(folders, files), (_, one)| {
            (folders + 1, files + one.len())
        });
        let is_book = folders > 1
            && folders * 2 > self.folders.len()
            && files <= folders * 2
            && (row().all(has_readme) || has_one_name())
            && !row().any(|(_, files)| is_course(files));
        if is_book {
            let left = &mut self.left;
            self.folders.retain(|folder, files| {
                // An appendix ends the book.
                let joins = is_row(folder) || is_at_end(folder);
                if joins {
                    left.append(files);
                }
                !joins
            });
        }
    }

    /// Folders that are called lessons (`week-02`, `3주차`, `03`) are parts of a course where some
    /// have no README: `week-02/processes.md` with a `lab.md` as in the others, or the notes of a
    /// study's members.
    fn join_lessons(&mut self, all: &[&Hashed<FileSays>], cut: &[bool]) {
        let is_called = |folder: &str| {
            let (numbers, length) = numbers::of_file(folder);
            let called = numbers::called(&folder[..length]);
            !numbers.is_empty() && !called.is_empty()
        };
        let goes_on = self.goes_on(all, &is_called);
        // What says more is a course where its notes count themselves: `섹션 1 - 빈/01.md`, unless
        // they are counted from folder to folder.
        let is_counted = |folder: &str| {
            let files = self.folders[folder].iter();
            let mut names = files.map(|&i| stem(&all[i].path));
            names.any(|name| number(name).is_some())
        };
        let is_lesson = |folder: &str| {
            let is_whole = numbers::of_file(folder).1 == folder.len();
            let is_number =
                || number(folder).is_some() && folder.bytes().all(|c| c.is_ascii_digit());
            is_called(folder) && (is_whole || goes_on || !is_counted(folder)) || is_number()
        };
        let row = || self.folders.iter().filter(|(folder, _)| is_lesson(folder));
        let has_readme = |folder: &str, files: &[usize]| {
            let is_own = |path: &str| is_landing(path) && name_of(parent(path)) == folder;
            files.iter().any(|&i| is_own(&all[i].path))
        };
        let is_course = |files: &[usize]| files.iter().any(|&i| cut[i] && all[i].is_long);
        let is_row = row().count() > 1 && row().count() * 2 > self.folders.len();
        let have_readmes = row().all(|(folder, files)| has_readme(folder, files));
        if is_row && !have_readmes && !row().any(|(_, files)| is_course(files)) {
            let joining: HashSet<&str> = row().map(|(folder, _)| *folder).collect();
            let left = &mut self.left;
            self.folders.retain(|folder, files| {
                let joins = joining.contains(folder) || is_at_end(folder);
                if joins {
                    left.append(files);
                }
                !joins
            });
        }
    }

    /// Whether the numbers of notes go on from one of these folders to the next, as the items of a
    /// book do whose chapters the folders are: `Ch2/9_….md`, `Ch4/15_….md`, `Ch4/16_….md`.
    fn goes_on(&self, all: &[&Hashed<FileSays>], is_called: &dyn Fn(&str) -> bool) -> bool {
        let ends = |(folder, files): (&&str, &Vec<usize>)| {
            let names = files.iter().map(|&i| stem(&all[i].path));
            let numbers: Vec<u32> = names.filter_map(number).collect();
            let ends = numbers.iter().min().zip(numbers.iter().max());
            Some((number(folder)?, ends.map(|(first, last)| (*first, *last))?))
        };
        let called = self.folders.iter().filter(|(folder, _)| is_called(folder));
        let mut ends: Vec<(u32, (u32, u32))> = called.filter_map(ends).collect();
        ends.sort_unstable();
        ends.len() > 1 && ends.windows(2).all(|pair| pair[0].1.1 < pair[1].1.0)
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
        let is_numbered = |&i: &usize| number(stem(&all[i].path)).is_some();
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
