//! `notesite.lock`: the page names that were given out. In: its text and the outline of today. Out:
//! which page each old name means now, which names nobody answers to any more, and the text of a
//! new lock. Reads and writes no files.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use serde::Deserialize;

use crate::address::PageAddress;
use crate::notes::library::files::parent;
use crate::notes::library::outline::{ChapterOutline, Former, Outline, Place};
use crate::notes::library::titles::key;
use crate::notes::reading::emoji;

/// The file's name under ROOT.
pub(crate) const NAME: &str = "notesite.lock";

/// What a lock says.
#[derive(Clone, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LockFile {
    /// The form of the file: 1.
    version: u32,
    /// Sources of courses by the folder of their pages (`eks/`, `""` for the site's root).
    #[serde(default)]
    courses: BTreeMap<String, String>,
    /// What stood on each page.
    #[serde(default)]
    pages: BTreeMap<String, LockedPage>,
}

/// A chapter as it was when its page got its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct LockedPage {
    /// The file or folder of the course.
    course: String,
    /// The chapter's file, where the course is a folder.
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    numbers: Vec<u32>,
    title: String,
    /// Earlier names, the oldest first.
    #[serde(default)]
    former: Vec<FormerName>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormerName {
    url: String,
    title: String,
}

/// What became of the names that were given out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Fate {
    /// Former names of chapters that are still there.
    pub former: Vec<(Place, Former)>,
    /// Old folders of courses, each with the course that has another folder now.
    pub courses: Vec<(String, usize)>,
    /// Pages that no chapter of today answers for, with their titles.
    pub lost: Vec<(String, String)>,
}

impl LockFile {
    /// Reads the text of a lock; line from 1 and reason where it is none.
    pub(crate) fn parse(text: &str) -> Result<Self, (usize, String)> {
        let fail = |error: &toml::de::Error| {
            let line = crate::text::line_column(text, error.span().map_or(0, |span| span.start)).0;
            (
                line,
                error.message().trim_end_matches('.').replace('\n', " "),
            )
        };
        let lock: Self = toml::from_str(text).map_err(|error| fail(&error))?;
        if lock.version == 1 {
            Ok(lock)
        } else {
            Err((
                1,
                format!("its version is {}, and this notesite knows 1", lock.version),
            ))
        }
    }

    /// The lock of today: every page, and the former names that `fate` found for it.
    pub(crate) fn of(outline: &Outline, fate: &Fate) -> Self {
        let mut former: HashMap<Place, Vec<FormerName>> = HashMap::new();
        for (place, name) in &fate.former {
            former.entry(*place).or_default().push(FormerName {
                url: name.url.to_string(),
                title: name.title.clone(),
            });
        }
        let pages = places(outline).map(|(place, chapter)| {
            let course = outline.courses[place.course].source.clone();
            let file = (*chapter.file != *course).then(|| chapter.file.to_string());
            let former = former.remove(&place).unwrap_or_default();
            (
                chapter.url.to_string(),
                LockedPage {
                    course,
                    file,
                    numbers: chapter.numbers.clone(),
                    title: chapter.title.clone(),
                    former,
                },
            )
        });
        let courses = outline
            .courses
            .iter()
            .map(|course| (course.base.clone(), course.source.clone()))
            .collect();
        Self {
            version: 1,
            courses,
            pages: pages.collect(),
        }
    }

    /// The file's text: a line for each page, so that two writers' changes merge.
    pub(crate) fn text(&self) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let mut out = String::from(
            "# The page names that notesite has given out. `notesite lock` writes this file and \
            `notesite build` reads it: a chapter\n# that changes its title keeps its old \
            addresses. Commit it.\nversion = 1\n\n[courses]\n",
        );
        for (base, source) in &self.courses {
            let _ = writeln!(out, "{} = {}", quoted(base), quoted(source));
        }
        out.push_str("\n[pages]\n");
        for (url, page) in &self.pages {
            let _ = write!(
                out,
                "{} = {{ course = {}",
                quoted(url),
                quoted(&page.course)
            );
            if let Some(file) = &page.file {
                let _ = write!(out, ", file = {}", quoted(file));
            }
            let numbers: Vec<String> = page.numbers.iter().map(u32::to_string).collect();
            let _ = write!(
                out,
                ", numbers = [{}], title = {}",
                numbers.join(", "),
                quoted(&page.title)
            );
            if !page.former.is_empty() {
                let former: Vec<String> = page
                    .former
                    .iter()
                    .map(|name| {
                        format!(
                            "{{ url = {}, title = {} }}",
                            quoted(&name.url),
                            quoted(&name.title)
                        )
                    })
                    .collect();
                let _ = write!(out, ", former = [{}]", former.join(", "));
            }
            out.push_str(" }\n");
        }
        out
    }

    /// Finds the chapter of today for every name of the lock: by its page, else by its title, else
    /// by its number and place.
    pub(crate) fn fate(&self, outline: &Outline) -> Fate {
        let today: HashMap<&str, Place> = places(outline)
            .map(|(place, chapter)| (chapter.url.as_str(), place))
            .collect();
        let mut fate = Fate::default();
        let mut old: Vec<(&String, &LockedPage)> = self
            .pages
            .iter()
            .filter(|(url, _)| !today.contains_key(url.as_str()))
            .collect();
        let mut new: Vec<(Place, ChapterIdentity)> = places(outline)
            .filter(|(_, chapter)| !self.pages.contains_key(chapter.url.as_str()))
            .map(|(place, chapter)| {
                (
                    place,
                    ChapterIdentity::of_chapter(chapter, &outline.courses[place.course].source),
                )
            })
            .collect();
        let sources: BTreeSet<&str> = outline
            .courses
            .iter()
            .map(|course| course.source.as_str())
            .collect();
        let mut found: Vec<(&String, &LockedPage, Place)> = Vec::new();
        for way in WAYS {
            let mut alike: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
            for (i, (_, page)) in old.iter().enumerate() {
                let gone = !sources.contains(page.course.as_str());
                if let Some(name) = way(&ChapterIdentity::of_page(page), gone) {
                    alike.entry(name).or_default().0.push(i);
                }
            }
            for (i, (_, chapter)) in new.iter().enumerate() {
                for gone in [false, true] {
                    if let Some(known) = way(chapter, gone).and_then(|name| alike.get_mut(&name)) {
                        known.1.push(i);
                    }
                }
            }
            let (mut done_old, mut done_new) = (BTreeSet::new(), BTreeSet::new());
            // Two chapters of one number that are both renamed keep their order; where one is
            // missing nobody knows which.
            for (a, b) in alike.into_values().filter(|(a, b)| a.len() == b.len()) {
                for (a, b) in a.into_iter().zip(b) {
                    found.push((old[a].0, old[a].1, new[b].0));
                    done_old.insert(a);
                    done_new.insert(b);
                }
            }
            old = old
                .into_iter()
                .enumerate()
                .filter(|(i, _)| !done_old.contains(i))
                .map(|(_, identity)| identity)
                .collect();
            new = new
                .into_iter()
                .enumerate()
                .filter(|(i, _)| !done_new.contains(i))
                .map(|(_, identity)| identity)
                .collect();
        }
        let kept = self
            .pages
            .iter()
            .filter_map(|(url, page)| Some((None, page, *today.get(url.as_str())?)));
        let renamed = found
            .iter()
            .map(|(url, page, place)| (Some(*url), *page, *place));
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (url, page, place) in kept.chain(renamed) {
            let earlier = page
                .former
                .iter()
                .map(|former| (&former.url, &former.title));
            for (url, title) in earlier.chain(url.map(|url| (url, &page.title))) {
                if !today.contains_key(url.as_str()) && seen.insert(url) {
                    fate.former.push((
                        place,
                        Former {
                            url: PageAddress::new(url.as_str()),
                            title: title.clone(),
                            numbers: page.numbers.clone(),
                        },
                    ));
                }
            }
        }
        fate.lost = old
            .iter()
            .map(|(url, page)| ((*url).clone(), page.title.clone()))
            .collect();
        let bases: HashSet<&str> = outline
            .courses
            .iter()
            .map(|course| course.base.as_str())
            .collect();
        // Where each course of the lock is today: the same source, else where its pages went.
        let mut now: HashMap<&str, usize> = HashMap::new();
        for (index, course) in outline.courses.iter().enumerate() {
            now.entry(&course.source).or_insert(index);
        }
        for (_, page, place) in &found {
            now.entry(&page.course).or_insert(place.course);
        }
        let gone = self
            .courses
            .iter()
            .filter(|(base, _)| !bases.contains(base.as_str()));
        fate.courses.extend(
            gone.filter_map(|(base, course)| Some((base.clone(), *now.get(course.as_str())?))),
        );
        fate
    }

    /// How many pages of today it does not know under their name and title, and how many of its own
    /// are no longer so.
    pub(crate) fn difference(&self, now: &Self) -> (usize, usize) {
        let missing = |a: &Self, b: &Self| {
            a.pages
                .iter()
                .filter(|(url, page)| b.pages.get(*url) != Some(page))
                .count()
        };
        (missing(now, self), missing(self, now))
    }
}

/// What a chapter is known by, then and now.
struct ChapterIdentity<'a> {
    course: &'a str,
    file: &'a str,
    /// Whether the file is one of several of its course.
    own_file: bool,
    numbers: &'a [u32],
    title: &'a str,
}

impl<'a> ChapterIdentity<'a> {
    fn of_page(page: &'a LockedPage) -> Self {
        let file = page.file.as_deref();
        let (course, numbers) = (page.course.as_str(), page.numbers.as_slice());
        Self {
            course,
            file: file.unwrap_or(course),
            own_file: file.is_some(),
            numbers,
            title: &page.title,
        }
    }

    fn of_chapter(chapter: &'a ChapterOutline, course: &'a str) -> Self {
        let file = &*chapter.file;
        Self {
            course,
            file,
            own_file: file != course,
            numbers: &chapter.numbers,
            title: &chapter.title,
        }
    }
}

/// Ways in which a chapter stays the same, the surest first; what two of them have in common, as a
/// string. `gone` says that the course itself is no longer there. The title comes first: chapters
/// that move down when one is put in before them keep it, and would else take each other's names.
const WAYS: [fn(&ChapterIdentity, bool) -> Option<String>; 5] = [
    |chapter, gone| (!gone).then(|| format!("{}\0{}", chapter.course, title_key(chapter.title))),
    |chapter, gone| {
        (!gone && chapter.own_file).then(|| format!("{}\0{}", chapter.course, chapter.file))
    },
    |chapter, gone| {
        (!gone && !chapter.numbers.is_empty()).then(|| {
            format!(
                "{}\0{}\0{:?}",
                chapter.course, chapter.file, chapter.numbers
            )
        })
    },
    |chapter, gone| {
        (!gone && !chapter.numbers.is_empty()).then(|| {
            format!(
                "{}\0{}\0{:?}",
                chapter.course,
                parent(chapter.file),
                chapter.numbers
            )
        })
    },
    |chapter, gone| gone.then(|| format!("{:?}\0{}", chapter.numbers, title_key(chapter.title))),
];

/// A title without its signs: a lock may have been written when names of signs were words of it
/// (`:rocket: 시작`).
fn title_key(title: &str) -> String {
    key(&emoji::in_words(title))
}

fn places(outline: &Outline) -> impl Iterator<Item = (Place, &ChapterOutline)> {
    outline
        .courses
        .iter()
        .enumerate()
        .flat_map(|(course, in_course)| {
            in_course
                .chapters
                .iter()
                .enumerate()
                .map(move |(chapter, outline)| (Place { course, chapter }, outline))
        })
}
