//! Where the names lead that authors of a book gave to places, and what is called by them. The
//! names of everything in, a table out, made once somebody asks. Knows no links.

use std::collections::{HashMap, HashSet};

use crate::address::{Address, Anchor};
use crate::notes::library::outline::{ChapterNames, CourseNames, LabelPlace, Names, PlacedLabel};
use crate::notes::library::titles::full_title;
use crate::notes::reading::crossed::folded;
use crate::notes::reading::other_comments::SiteTool;
use crate::notes::tree::LabelKind;

/// A named place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Labelled {
    /// Where it stands.
    pub url: Address,
    /// What it is called: its heading or its caption; empty where it has neither.
    pub title: String,
    /// What stands there.
    pub kind: LabelKind,
    /// Its number in the book; empty where it has none.
    pub number: String,
    /// Whether it is a chapter of its own.
    pub is_chapter: bool,
}

/// Every named place by its folded name, the first of each.
pub(crate) fn table(names: &Names) -> HashMap<String, Labelled> {
    let mut out = HashMap::new();
    let mut counts = Counts::default();
    for course in &names.courses {
        add_course(course, &mut counts, &mut out);
    }
    let none = String::new();
    if let Some(home) = &names.home {
        add_page(home, &none, &mut counts, &mut out);
    }
    // What nobody named has the anchor of its heading, to books.
    for course in &names.courses {
        let pages = course.chapters.iter().chain(&course.landing);
        for page in pages.filter(|page| page.book.site.hold(SiteTool::Pandoc)) {
            for section in page.sections.iter().filter(|section| !section.bullet) {
                out.entry(folded(section.id.as_str())).or_insert(Labelled {
                    url: page.url.at(&section.id),
                    title: section.title.clone(),
                    kind: LabelKind::Place,
                    number: String::new(),
                    is_chapter: false,
                });
            }
        }
    }
    out
}

/// How many of each kind there were, over all pages and in the chapter at hand.
#[derive(Default)]
struct Counts {
    all: HashMap<LabelKind, usize>,
    chapter: HashMap<LabelKind, usize>,
}

fn add_course(course: &CourseNames, counts: &mut Counts, out: &mut HashMap<String, Labelled>) {
    let none = String::new();
    if let Some(landing) = &course.landing {
        add_page(landing, &none, counts, out);
    }
    let mut number = 0;
    for chapter in &course.chapters {
        let is_counted = chapter.book.site.hold(SiteTool::Pandoc) && !chapter.book.is_unnumbered;
        number += usize::from(is_counted);
        let own = if is_counted {
            number.to_string()
        } else {
            none.clone()
        };
        add_page(chapter, &own, counts, out);
    }
}

/// Adds the names of a page, whose number in its book is `own`.
fn add_page(
    page: &ChapterNames,
    own: &str,
    counts: &mut Counts,
    out: &mut HashMap<String, Labelled>,
) {
    counts.chapter.clear();
    // Ids that lead to the top: those of the heading, and what stands at the end of the chapter
    // before it in its file. GitHub's is the last.
    let given = page.aliases.len().saturating_sub(1);
    for alias in page.aliases.iter().take(given) {
        out.entry(folded(alias.as_str()))
            .or_insert_with(|| Labelled {
                url: page.url.clone().into(),
                title: full_title(page),
                kind: LabelKind::Place,
                number: own.to_owned(),
                is_chapter: true,
            });
    }
    if page.book.labels.is_empty() {
        return;
    }
    let sections = page.sections.iter();
    let ids = sections.flat_map(|section| section.aliases.iter().chain([&section.id]));
    let ids: HashSet<&str> = ids.chain(&page.ids).map(Anchor::as_str).collect();
    let numbers = section_numbers(page, own);
    for PlacedLabel { label, at } in &page.book.labels {
        let number = match (label.kind, at) {
            (LabelKind::Place, LabelPlace::Top) => own.to_owned(),
            (LabelKind::Place, LabelPlace::Words) => String::new(),
            (LabelKind::Place, LabelPlace::Section(section)) => {
                numbers.get(*section).cloned().unwrap_or_default()
            }
            (kind, _) => counts.next(kind, page, own),
        };
        if !ids.contains(label.name.as_str()) && *at != LabelPlace::Top {
            continue;
        }
        let title = match (label.caption.as_str(), at) {
            ("", LabelPlace::Top) => full_title(page),
            ("", LabelPlace::Section(section)) => title_of(page, *section),
            (caption, _) => caption.to_owned(),
        };
        let url = match at {
            LabelPlace::Top => page.url.clone().into(),
            _ => page.url.at(&Anchor::new(label.name.as_str())),
        };
        out.entry(folded(&label.name)).or_insert(Labelled {
            url,
            title,
            kind: label.kind,
            number,
            is_chapter: *at == LabelPlace::Top,
        });
    }
}

fn title_of(page: &ChapterNames, section: usize) -> String {
    let section = page.sections.get(section);
    section.map_or_else(String::new, |section| section.title.clone())
}

/// The number of each section: `2.1` for the first of the second chapter; nothing for one that is
/// not counted, or within one, or in a chapter that has none.
fn section_numbers(page: &ChapterNames, own: &str) -> Vec<String> {
    let unnumbered: HashSet<usize> = page.book.unnumbered.iter().copied().collect();
    let mut counts: HashMap<Option<usize>, usize> = HashMap::new();
    let mut out: Vec<String> = Vec::with_capacity(page.sections.len());
    for (i, section) in page.sections.iter().enumerate() {
        let above = match section.parent {
            Some(parent) => out.get(parent).map_or("", String::as_str),
            None => own,
        };
        if section.bullet || above.is_empty() || unnumbered.contains(&i) {
            out.push(String::new());
            continue;
        }
        let count = counts.entry(section.parent).or_default();
        *count += 1;
        out.push(format!("{above}.{count}"));
    }
    out
}

impl Counts {
    /// The number of the next of a kind: in books by chapters, elsewhere over all pages.
    fn next(&mut self, kind: LabelKind, page: &ChapterNames, own: &str) -> String {
        let all = self.all.entry(kind).or_default();
        let in_chapter = self.chapter.entry(kind).or_default();
        *all += 1;
        *in_chapter += 1;
        if page.book.site.hold(SiteTool::Pandoc) && !own.is_empty() {
            format!("{own}.{in_chapter}")
        } else {
            all.to_string()
        }
    }
}
