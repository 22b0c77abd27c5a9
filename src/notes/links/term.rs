//! Terms: words that are the subject of a chapter (`Pod`, `네임스페이스`) lead to it at their first
//! mention elsewhere. In: the outline's titles and a run of prose. Out: mentions. Precision before
//! all: a word beside another Latin word (`Simple Storage Service`), in a menu path, in quotes or
//! glued to punctuation is part of another name and stays text.

use std::collections::BTreeSet;

use crate::notes::hanja;
use crate::notes::library::outline::{ChapterNames, Names, Place};
use crate::notes::links::belonging;
use crate::notes::links::english;
use crate::notes::links::lookup::Lookup;
use crate::notes::links::run::{OPAQUE, Run};
use crate::notes::links::spelling::Term;
use crate::notes::links::standing;
use crate::notes::links::subject::ALL;
use crate::notes::links::taken::Taken;
use crate::notes::links::targets::{Mention, Target};
use crate::notes::links::terms::TermTable;
use crate::notes::particle;
use crate::remembered::Made;
use crate::text::{is_alphanumeric, is_hangul, is_syllable};

/// Finds the first mention of each term in one chapter.
pub(crate) struct TermFinder<'a> {
    table: Option<&'a TermTable>,
    chapters: &'a [Made<ChapterNames>],
    /// What was mentioned: chapters, and of each which of the things that its title names.
    done: BTreeSet<(usize, usize)>,
}

impl<'a> TermFinder<'a> {
    /// For the chapter at `place`, which does not link to itself.
    pub(crate) fn new(place: Place, names: &'a Names, lookup: &'a Lookup) -> Self {
        let table = lookup
            .courses
            .get(place.course)
            .map(|course| &course.terms)
            .filter(|table| !table.first.is_empty());
        let chapters = names
            .courses
            .get(place.course)
            .map_or(&[][..], |course| &course.chapters);
        Self {
            table,
            chapters,
            done: BTreeSet::from([(place.chapter, ALL)]),
        }
    }

    /// The terms of a run that the chapter has not mentioned before; words that `taken` already
    /// links are left alone.
    pub(crate) fn find(&mut self, run: &Run, taken: &[Mention]) -> Vec<Mention> {
        let Some(table) = self.table.filter(|_| !run.heading) else {
            return Vec::new();
        };
        let text = run.text.as_str();
        let taken = Taken::of(taken);
        let english = english::is_prose(text);
        let mut found = Vec::new();
        let mut here: BTreeSet<usize> = BTreeSet::new();
        let mut inside_word = false;
        let mut next = 0;
        for (start, c) in text.char_indices() {
            let is_letter = is_alphanumeric(c);
            let begins = is_letter && !inside_word;
            inside_word = is_letter;
            if !begins || start < next || !c.to_lowercase().any(|c| table.first.contains(&c)) {
                continue;
            }
            let sure = |(term, end): (&'a Term, usize), is_alone: bool| {
                // A line leads to a page once, whatever else it says of it.
                if taken.overlaps(start, end) || here.contains(&term.chapter) || self.is_done(term)
                {
                    return None;
                }
                let chapter = self.chapters.get(term.chapter)?;
                let mentioned = TermPlace { text, start, end };
                (is_alone || mentioned.stands_alone(table, chapter)).then_some((term, chapter, end))
            };
            let plain = table.at(text, start).and_then(|found| sure(found, false));
            let one = plain.or_else(|| {
                let found = english.then(|| table.english.at(text, start)).flatten();
                found.and_then(|found| sure(found, true))
            });
            let Some((term, chapter, end)) = one else {
                continue;
            };
            self.done.insert((term.chapter, term.thing));
            here.insert(term.chapter);
            next = end;
            found.push(Mention {
                start,
                end,
                target: Target::Term {
                    url: chapter.url.clone().into(),
                },
            });
        }
        found
    }

    /// Whether the chapter has mentioned a term, or all that the term's title names.
    fn is_done(&self, term: &Term) -> bool {
        let is_any = || {
            self.done
                .iter()
                .any(|(chapter, _)| *chapter == term.chapter)
        };
        self.done.contains(&(term.chapter, term.thing))
            || self.done.contains(&(term.chapter, ALL))
            || term.thing == ALL && is_any()
    }
}

/// A term where a text mentions it.
struct TermPlace<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl TermPlace<'_> {
    /// Whether nothing beside the words says that they belong to another name.
    fn stands_alone(&self, table: &TermTable, chapter: &ChapterNames) -> bool {
        let (before, after) = (&self.text[..self.start], &self.text[self.end..]);
        let noun = &self.text[self.start..self.end];
        let (particle, rest) = after.split_at(particle::length(after).unwrap_or(0));
        let bare = particle.is_empty();
        let latin = noun.ends_with(|c: char| c.is_ascii_alphanumeric());
        if !is_particle(noun, particle) {
            return false;
        }
        let apart = is_apart(before, latin) && standing::is_free_before(before);
        if !apart && !self.follows_a_term(table) && !self.is_called(chapter) {
            return false;
        }
        if standing::does(after, noun) || standing::is_being(after) || has_particle(noun, after) {
            return true;
        }
        if bare
            && (belonging::is_its_own(rest, latin)
                || self.precedes_a_term(table)
                || is_specific(noun) && has_noun(rest)
                || !latin && self.is_called(chapter))
        {
            return true;
        }
        standing::is_free_behind(rest, bare, latin) && ends(rest, bare, latin)
    }

    /// Whether the word before is a subject of the course as well: `JPA 리포지터리`, whose two
    /// words say of each other what they mean.
    fn follows_a_term(&self, table: &TermTable) -> bool {
        let Some(before) = self.text[..self.start].strip_suffix(' ') else {
            return false;
        };
        // `볼륨 vs 세션`
        let joined = [" vs", " vs.", " or", " and"];
        let first = joined.iter().find_map(|word| before.strip_suffix(word));
        let before = first.unwrap_or(before);
        let word = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| is_alphanumeric(*c))
            .last();
        word.is_some_and(|(at, _)| {
            let known = table.at(before, at);
            known.is_some_and(|(_, end)| end == before.len())
        })
    }

    /// Whether the word behind is a subject of the course as well: `파드 컨트롤러를`.
    fn precedes_a_term(&self, table: &TermTable) -> bool {
        self.text[self.end..].starts_with(' ') && table.at(self.text, self.end + 1).is_some()
    }

    /// Whether the chapter itself calls one of its sections by the words that stand here:
    /// `리더 파티션` where that is a section of the chapter about partitions.
    fn is_called(&self, chapter: &ChapterNames) -> bool {
        let word = |text: &str| {
            text.find(|c: char| !is_alphanumeric(c))
                .unwrap_or(text.len())
        };
        let behind = self.text[self.end..]
            .strip_prefix(' ')
            .map_or(0, |rest| 1 + word(rest));
        let before = self.text[..self.start].strip_suffix(' ').map_or(0, |text| {
            let letters = text.chars().rev().take_while(|c| is_alphanumeric(*c));
            1 + letters.map(char::len_utf8).sum::<usize>()
        });
        let compounds = [
            (before > 1).then(|| &self.text[self.start - before..self.end]),
            (behind > 1).then(|| &self.text[self.start..self.end + behind]),
        ];
        let mut titles = chapter.sections.iter().map(|section| &*section.title);
        titles.any(|title| {
            let begins = |name: &str| {
                name.strip_prefix(title)
                    .is_some_and(|rest| particle::length(rest) == Some(rest.len()))
            };
            compounds.into_iter().flatten().any(begins)
        })
    }
}

/// Whether words say by themselves what they mean, whatever noun they own: `보안 그룹`.
fn is_specific(noun: &str) -> bool {
    const LONG: usize = 4;
    noun.contains(' ') && noun.chars().filter(|c| is_syllable(*c)).count() >= LONG
}

/// Whether a noun with its particle stands behind: `규칙을` of `보안 그룹 규칙을`.
fn has_noun(rest: &str) -> bool {
    let Some(next) = rest.strip_prefix(' ') else {
        return false;
    };
    let end = next.find(|c| !is_syllable(c)).unwrap_or(next.len());
    let word = &next[..end];
    let ends = word.char_indices().skip(1).map(|(at, _)| at);
    ends.skip(1).any(|at| {
        let (noun, particle) = word.split_at(at);
        let length = particle::length(particle);
        length == Some(particle.len()) && particle::agrees(noun, particle)
    })
}

/// Whether no sign before a noun makes it a part of something else: `kind: Service`,
/// `Actions > Secret`, `--set Service`, or a Latin word of its name, `Simple Storage Service`.
fn is_apart(before: &str, latin: bool) -> bool {
    let touching = before.chars().next_back();
    let joined = |c: char| c.is_whitespace() || matches!(c, '(' | ',' | '·' | '“') || is_picture(c);
    let listed = |c: char| !latin && matches!(c, '+' | '/' | '&');
    if !touching.is_none_or(|c| joined(c) || listed(c) && is_listed(before, c)) {
        return false;
    }
    let previous = before.trim_end();
    let Some(beside) = previous.chars().next_back() else {
        return true;
    };
    if listed(beside) && is_listed(previous, beside) || is_leading_arrow(previous) {
        return true;
    }
    let sign = matches!(
        beside,
        '>' | '=' | '|' | '$' | '&' | '+' | '/' | '\\' | '<' | '#' | '@'
    );
    let key = || {
        let name = previous[..previous.len() - beside.len_utf8()]
            .chars()
            .next_back();
        latin && beside == ':' && name.is_some_and(|c| c.is_ascii_alphanumeric())
    };
    !beside.is_ascii_alphanumeric() && !sign && !key()
}

/// Arrows, marks and pictures, with which people begin what they say: `📌볼륨은`.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..)
}

/// `-> 볼륨으로 옮긴다`: an arrow with nothing before it says what follows, and is no path.
fn is_leading_arrow(before: &str) -> bool {
    const LONGEST: usize = 4;
    before.len() <= LONGEST
        && before.ends_with('>')
        && before.trim_matches(['-', '=', '>']).is_empty()
}

/// Whether a sign joins nouns as `와` does: a word of Hangul stands before it, `복제+샤딩`.
fn is_listed(before: &str, sign: char) -> bool {
    before
        .strip_suffix(sign)
        .is_some_and(|rest| rest.trim_end().ends_with(is_syllable))
}

/// Whether the text behind a noun and its particle does not go on with its name.
fn ends(rest: &str, bare: bool, latin: bool) -> bool {
    let mut following = rest.chars();
    let listed = |c: char| !latin && matches!(c, '+' | '/' | '&');
    match following.next() {
        None => true,
        Some(c) if c.is_whitespace() => {
            let mut behind = rest.trim_start().chars();
            let next = behind.next();
            // `확률 변수 X가`, `트랜잭션 T1`: a letter tells one of them from others.
            let label = || {
                let letters = behind
                    .as_str()
                    .trim_start_matches(|c: char| c.is_ascii_digit());
                next.is_some_and(|c| c.is_ascii_alphabetic())
                    && !latin
                    && !letters.starts_with(|c: char| c.is_ascii_alphanumeric())
            };
            let joins = bare && next.is_some_and(|c| c.is_ascii_alphanumeric()) && !label();
            let sums =
                next.is_some_and(listed) && behind.as_str().trim_start().starts_with(is_hangul);
            !joins
                && (sums
                    || !next.is_some_and(|c| {
                        matches!(c, '>' | '<' | '=' | '|' | '-' | '+') || c == OPAQUE && bare
                    }))
        }
        Some(c) if listed(c) => following.as_str().starts_with(is_hangul),
        Some(',' | '.' | ':' | ';') => !following.next().is_some_and(char::is_alphanumeric),
        Some(c) => matches!(c, ')' | '!' | '?' | '…' | '·' | '”' | '(' | '、' | '。'),
    }
}

/// Whether a particle is written apart from its noun: `볼륨 은 남는다`, as behind emphasis. `이` is
/// as often a word of its own.
fn has_particle(noun: &str, after: &str) -> bool {
    const APART: &str =
        "은 는 을 를 가 의 도 만 에 에서 에는 에도 으로 로 와 과 이란 란 이라는 라는";
    let word = after.strip_prefix(' ').unwrap_or_default();
    let word = word.split(' ').next().unwrap_or_default();
    APART.split_whitespace().any(|one| one == word) && particle::agrees(noun, word)
}

/// Whether what follows a noun is surely a particle: `가을` is no `가` with an object's sign, and a
/// Sino-Korean noun of one syllable is as often the first of another word, `수로`, `주의`.
fn is_particle(noun: &str, particle: &str) -> bool {
    const SURE: &str = "은 는 을 를 와 과 에 에서 에는 에도 에서는 에서도 으로 으로는 으로도 부터 \
        까지 처럼 보다 마다 이란 란 이라는 라는 이다 입니다 이라고";
    let short = noun.chars().nth(1).is_none();
    particle.is_empty()
        || particle::agrees(noun, particle)
            && (!short
                || !hanja::may_be(noun)
                || SURE.split_whitespace().any(|sure| sure == particle))
}
