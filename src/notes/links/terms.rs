//! The words that are the subject of a chapter, as a table of a course. In: its names and
//! `[terms]`. Out: which term begins at a place of a text. Decides nothing about what stands around
//! it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::config::Terms;
use crate::notes::library::outline::CourseNames;
use crate::notes::library::titles::{key, parts, split_number};
use crate::notes::links::english::EnglishTerms;
use crate::notes::links::everywhere;
use crate::notes::links::spelling::{Term, closed_up, is_same, is_small, plural};
use crate::notes::links::standing;
use crate::notes::links::subject::{Generic, Named};
use crate::notes::links::translation::translation;
use crate::notes::particle;
use crate::text::is_syllable;

/// The syllables that a term has at least if it may be written with a blank inside.
const LEAST_PARTED: usize = 4;

/// The words of one course that lead to a chapter.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct TermTable {
    /// Subjects that two chapters share and that therefore lead nowhere, as one of them writes it,
    /// in order.
    pub shared: Vec<String>,
    /// Terms by their first word in lower case.
    by_word: HashMap<String, SameStart>,
    /// The first two letters of Korean terms that may be written with a blank inside.
    openings: HashSet<(char, char)>,
    /// The same as English prose has them.
    pub(super) english: EnglishTerms,
    /// The characters that terms begin with, lower case: most words are turned away here.
    pub(super) first: HashSet<char>,
}

/// The terms that begin with one word.
#[derive(Clone, Debug, PartialEq, Default)]
struct SameStart {
    /// Their lengths in bytes, the longest first.
    lengths: Vec<usize>,
    /// By the whole term in lower case.
    terms: HashMap<String, Vec<Term>>,
}

impl TermTable {
    /// Collects the subjects of the course's chapters, their pairs (`네임스페이스 (Namespace)`) and
    /// what `[terms]` adds.
    pub(crate) fn new(course: &CourseNames, terms: &AskedTerms) -> Self {
        if !course.terms || !terms.enabled {
            return Self::default();
        }
        let generic = Generic::new();
        let never = &terms.never;
        // The chapter of each term by key; `None` where two chapters have the same subject.
        let mut subjects: HashMap<String, Option<usize>> = HashMap::new();
        let mut found: Vec<Term> = Vec::new();
        let named: Vec<_> = course
            .chapters
            .iter()
            .map(|chapter| generic.subjects(chapter))
            .collect();
        for how in [Named::Wholly, Named::InPart] {
            let taken: HashSet<String> = subjects.keys().cloned().collect();
            for (index, named) in named.iter().enumerate() {
                let named = named.iter().filter(|subject| subject.named == how);
                for (subject, key) in named.map(|subject| (subject, key(subject.words))) {
                    if taken.contains(&key) {
                        continue;
                    }
                    let known = subjects.entry(key).or_insert(Some(index));
                    if *known != Some(index) {
                        *known = None;
                    }
                    found.push(Term {
                        written: subject.words.to_owned(),
                        chapter: index,
                        thing: subject.thing,
                    });
                }
            }
        }
        let common = everywhere::subjects(course, &subjects);
        found.retain(|term| !common.contains(&key(&term.written)));
        subjects.retain(|subject, _| !common.contains(subject));
        let mut pairs: HashMap<String, Option<usize>> = HashMap::new();
        let titles = course.chapters.iter().flat_map(|chapter| {
            chapter
                .sections
                .iter()
                .map(|section| section.title.as_str())
        });
        for (a, b) in titles.filter_map(translation) {
            for (known, translation) in [(a, b), (b, a)] {
                let chapter = subjects.get(&key(known)).copied().flatten();
                let Some(chapter) = chapter.filter(|_| {
                    generic.allows(translation) && !subjects.contains_key(&key(translation))
                }) else {
                    continue;
                };
                let seen = pairs.entry(key(translation)).or_insert(Some(chapter));
                if *seen != Some(chapter) {
                    *seen = None;
                }
                found.push(Term {
                    written: translation.to_owned(),
                    chapter,
                    thing: 0,
                });
            }
        }
        let sure = |term: &Term| {
            [&subjects, &pairs]
                .iter()
                .any(|table| table.get(&key(&term.written)) == Some(&Some(term.chapter)))
        };
        let added = terms.of_course(course).into_iter();
        let added: Vec<Term> = added
            .map(|(asked, chapter)| Term {
                written: terms.add[asked].0.trim().to_owned(),
                chapter,
                thing: 0,
            })
            .collect();
        let overruled: HashSet<String> = added.iter().map(|term| key(&term.written)).collect();
        let kept = found
            .iter()
            .filter(|term| sure(term) && !overruled.contains(&key(&term.written)))
            .cloned();
        let mut shared: Vec<String> = found
            .iter()
            .filter(|term| {
                !sure(term)
                    && !overruled.contains(&key(&term.written))
                    && !never.contains(&key(&term.written))
            })
            .map(|term| term.written.clone())
            .collect();
        shared.sort();
        shared.dedup_by_key(|word| key(word));
        let mut table = Self {
            shared,
            ..Self::default()
        };
        let all: Vec<Term> = kept
            .chain(added)
            .filter(|term| !never.contains(&key(&term.written)))
            .collect();
        let taken: HashSet<String> = all.iter().map(|term| key(&term.written)).collect();
        for term in &all {
            table.add(term.clone());
            table.english.add(term, |form| taken.contains(&key(form)));
            let plural = plural(&term.written).filter(|many| !taken.contains(&key(many)));
            for written in plural.into_iter().chain(closed_up(&term.written)) {
                table.add(Term {
                    written,
                    ..term.clone()
                });
            }
        }
        table
    }

    fn add(&mut self, term: Term) {
        let lower = term.written.to_lowercase();
        let word = lower.split(|c: char| !c.is_alphanumeric()).next();
        let (Some(first), Some(word)) = (lower.chars().next(), word) else {
            return;
        };
        self.first.insert(first);
        let mut letters = lower.chars();
        if lower.chars().count() >= LEAST_PARTED
            && lower.chars().all(is_syllable)
            && let (Some(one), Some(two)) = (letters.next(), letters.next())
        {
            self.openings.insert((one, two));
        }
        let known = self.by_word.entry(word.to_owned()).or_default();
        let length = term.written.len();
        if let Err(at) = known.lengths.binary_search_by(|known| length.cmp(known)) {
            known.lengths.insert(at, length);
        }
        let terms = known.terms.entry(lower).or_default();
        if !terms.contains(&term) {
            terms.push(term);
        }
    }

    /// The term that begins at `start`, and where it ends, particle not included.
    pub(super) fn at(&self, text: &str, start: usize) -> Option<(&Term, usize)> {
        let rest = &text[start..];
        let word = rest
            .find(|c: char| !c.is_alphanumeric())
            .map_or(rest, |end| &rest[..end]);
        // A word may be noun and particle in one, so each beginning is tried; in Latin letters it
        // ends where Hangul begins, unless that belongs to it, `p값`.
        let latin = word
            .find(|c: char| !c.is_ascii())
            .map_or(word, |end| &word[..end]);
        let lower = word
            .chars()
            .take(24)
            .flat_map(char::to_lowercase)
            .collect::<String>();
        let heads = lower.char_indices().rev();
        let mut heads = heads.map(|(at, c)| &lower[..at + c.len_utf8()]);
        let found = heads
            .by_ref()
            .take_while(|head| head.len() >= latin.len())
            .filter_map(|head| self.by_word.get(head))
            .find_map(|known| known.at(text, start));
        found.or_else(|| self.parted(text, start, word.len()))
    }

    /// The term that somebody writes with a blank inside: `로드 밸런서` of `로드밸런서`.
    fn parted(&self, text: &str, start: usize, first: usize) -> Option<(&Term, usize)> {
        let mut letters = text[start..].chars();
        let opening = letters.next().zip(letters.next())?;
        if !self.openings.contains(&opening) {
            return None;
        }
        let (one, rest) = text[start..].split_at(first);
        let two = rest.strip_prefix(' ')?;
        let end = two.find(|c: char| !is_syllable(c)).unwrap_or(two.len());
        let (one_long, two_long) = (one.chars().count(), two[..end].chars().take(12).count());
        if one_long < 2 || two_long < 2 || !one.chars().all(is_syllable) || one_long > 12 {
            return None;
        }
        let mut ends = two[..end].char_indices().skip(1).take(11);
        ends.find_map(|(at, c)| {
            let behind = at + c.len_utf8();
            let whole = format!("{one}{}", &two[..behind]);
            let term = self.by_word.get(&whole)?.terms.get(&whole)?.first()?;
            let fits = particle::length(&two[behind..]).is_some();
            fits.then_some((term, start + first + 1 + behind))
        })
    }
}

impl SameStart {
    /// The longest term that begins at `start`, and where it ends.
    fn at(&self, text: &str, start: usize) -> Option<(&Term, usize)> {
        self.lengths.iter().find_map(|length| {
            let end = start + length;
            let words = text.get(start..end)?;
            let terms = self.terms.get(&words.to_lowercase())?;
            let fits = |term: &&Term| {
                (is_same(words, &term.written) || is_small(words, &text[end..]))
                    && (particle::length(&text[end..]).is_some()
                        || standing::does(&text[end..], &term.written)
                        || standing::is_being(&text[end..]))
            };
            terms.iter().find(fits).map(|term| (term, end))
        })
    }
}

/// What `[terms]` asks for, made ready once for all courses.
pub(crate) struct AskedTerms<'a> {
    enabled: bool,
    /// The keys of words that are never terms.
    never: HashSet<String>,
    /// Words, each with what its chapter is called.
    add: Vec<(&'a str, &'a str)>,
    /// The places of `add` by the key of the title that they call a chapter by.
    by_title: HashMap<String, Vec<usize>>,
    /// The same by a page.
    by_page: HashMap<&'a str, Vec<usize>>,
}

impl<'a> AskedTerms<'a> {
    /// Those of the settings.
    pub(crate) fn of(terms: &'a Terms) -> Self {
        let mut asked = Self {
            enabled: terms.enabled,
            never: terms.never.iter().map(|word| key(word)).collect(),
            add: Vec::with_capacity(terms.add.len()),
            by_title: HashMap::new(),
            by_page: HashMap::new(),
        };
        for (at, (word, chapter)) in terms.add.iter().enumerate() {
            let title = key(split_number(chapter.trim()).1);
            asked.by_title.entry(title).or_default().push(at);
            asked.by_page.entry(chapter).or_default().push(at);
            asked.add.push((word, chapter));
        }
        asked
    }

    /// Which of `add` mean a chapter of the course, and which one, in the order of the settings.
    /// Only those that call something as the course does are looked at.
    pub(crate) fn of_course(&self, course: &CourseNames) -> BTreeMap<usize, usize> {
        let called = CalledChapters::of(course, self);
        let titles = called.titles.keys().map(String::as_str);
        let titles = titles.chain(called.numbered.keys().map(|(_, title)| title.as_str()));
        let pages = called.pages.keys();
        let asked = titles.filter_map(|title| self.by_title.get(title));
        let asked = asked.chain(pages.filter_map(|page| self.by_page.get(page)));
        let asked: BTreeSet<usize> = asked.flatten().copied().collect();
        let resolved = asked
            .into_iter()
            .map(|at| (at, called.resolve(self.add[at].1)));
        resolved
            .filter_map(|(at, chapter)| Some((at, chapter?)))
            .collect()
    }
}

/// What the chapters of a course may be called by `[terms] add`: `15. Pod`, `Pod`, or a page.
struct CalledChapters<'a> {
    /// By the key of the title; of more than one chapter two are enough.
    titles: HashMap<String, Vec<usize>>,
    /// By number, and the key of the title or of the part of it that belongs to the number.
    numbered: HashMap<(u32, String), Vec<usize>>,
    pages: HashMap<&'a str, usize>,
}

impl<'a> CalledChapters<'a> {
    /// Those of a course; none where nothing is added.
    fn of(course: &'a CourseNames, terms: &AskedTerms) -> Self {
        let mut names = Self {
            titles: HashMap::new(),
            numbered: HashMap::new(),
            pages: HashMap::new(),
        };
        if terms.add.is_empty() {
            return names;
        }
        let add = |places: &mut Vec<usize>, index: usize| {
            if places.len() < 2 && !places.contains(&index) {
                places.push(index);
            }
        };
        for (index, chapter) in course.chapters.iter().enumerate() {
            let title = key(&chapter.title);
            for (number, part) in parts(chapter) {
                for key in [key(part), title.clone()] {
                    add(names.numbered.entry((number, key)).or_default(), index);
                }
            }
            add(names.titles.entry(title).or_default(), index);
            names.pages.entry(&chapter.url).or_insert(index);
        }
        names
    }

    /// The only chapter of that name.
    fn resolve(&self, name: &str) -> Option<usize> {
        let (number, title) = split_number(name.trim());
        let wanted = key(title);
        let titled = match number {
            Some(number) => self.numbered.get(&(number, wanted)),
            None => self.titles.get(&wanted),
        };
        let page = self.pages.get(name).copied();
        match (titled.map_or(&[][..], Vec::as_slice), page) {
            ([], page) => page,
            ([only], None) => Some(*only),
            ([only], Some(page)) => (*only == page).then_some(page),
            _ => None,
        }
    }
}
