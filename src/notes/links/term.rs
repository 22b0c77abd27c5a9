//! Terms: words that are the subject of a chapter (`Pod`, `네임스페이스`) lead to it at their first
//! mention elsewhere. In: the outline's titles and a run of prose. Out: mentions. Precision before
//! all: a word beside another Latin word (`Simple Storage Service`), in a menu path, in quotes or
//! glued to punctuation is part of another name and stays text.

use std::collections::HashSet;

use crate::notes::library::outline::{ChapterNames, Names, Place};
use crate::notes::links::lookup::Lookup;
use crate::notes::links::run::{OPAQUE, Run};
use crate::notes::links::standing;
use crate::notes::links::taken::Taken;
use crate::notes::links::targets::{Mention, Target};
use crate::notes::links::terms::TermTable;
use crate::notes::particle;
use crate::remembered::Made;

/// Finds the first mention of each term in one chapter.
pub(crate) struct TermFinder<'a> {
    table: Option<&'a TermTable>,
    chapters: &'a [Made<ChapterNames>],
    done: HashSet<usize>,
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
            done: HashSet::from([place.chapter]),
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
        let mut found = Vec::new();
        let mut inside_word = false;
        let mut next = 0;
        for (start, c) in text.char_indices() {
            let begins = c.is_alphanumeric() && !inside_word;
            inside_word = c.is_alphanumeric();
            if !begins || start < next || !c.to_lowercase().any(|c| table.first.contains(&c)) {
                continue;
            }
            let Some((term, end)) = table.at(text, start) else {
                continue;
            };
            let linked = taken.overlaps(start, end);
            if linked || self.done.contains(&term.chapter) || !stands_alone(text, start, end) {
                continue;
            }
            let Some(chapter) = self.chapters.get(term.chapter) else {
                continue;
            };
            self.done.insert(term.chapter);
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
}

/// Whether nothing beside the words says that they belong to another name.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (&text[..start], &text[end..]);
    let touching = before.chars().next_back();
    if !touching.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ',' | '·' | '“')) {
        return false;
    }
    let previous = before.trim_end();
    let beside = previous.chars().next_back();
    // `Simple Storage Service`, `Route 53 Service`, `kind: Service`, `Actions > Secret`, `--set
    // Service`
    if beside.is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '>' | '=' | '|' | '$' | '&' | '+' | '/' | '\\' | '<' | '#' | '@'
            )
    }) {
        return false;
    }
    if beside == Some(':')
        && previous
            .chars()
            .rev()
            .nth(1)
            .is_some_and(|c| c.is_ascii_alphanumeric())
    {
        return false;
    }
    let noun = &text[start..end];
    let (particle, rest) = after.split_at(particle::length(after).unwrap_or(0));
    let bare = particle.is_empty();
    let latin = noun.ends_with(|c: char| c.is_ascii_alphanumeric());
    if !standing::is_free_before(before)
        || !(standing::is_free_behind(rest, bare, latin) || bare && standing::is_object(rest))
        || !is_particle(noun, particle)
    {
        return false;
    }
    if standing::does(after, noun) {
        return true;
    }
    let mut following = rest.chars();
    match following.next() {
        None => true,
        Some(c) if c.is_whitespace() => {
            let next = rest.trim_start().chars().next();
            let joins = bare && next.is_some_and(|c| c.is_ascii_alphanumeric());
            !joins
                && !next.is_some_and(|c| {
                    matches!(c, '>' | '<' | '=' | '|' | '-' | '+') || c == OPAQUE && bare
                })
        }
        Some(',' | '.' | ':' | ';') => !following.next().is_some_and(char::is_alphanumeric),
        Some(c) => matches!(c, ')' | '!' | '?' | '…' | '·' | '”' | '(' | '、' | '。'),
    }
}

/// Whether what follows a noun is surely a particle: `가을` is no `가` with an object's sign, and a
/// noun of one syllable is as often the first of another word, `풀이`, `주의`.
fn is_particle(noun: &str, particle: &str) -> bool {
    const SURE: &str = "은 는 을 를 와 과 에 에서 에는 에도 에서는 에서도 으로 으로는 으로도 부터 \
        까지 처럼 보다 마다 이란 란 이라는 라는 이다 입니다 이라고";
    let short = noun.chars().nth(1).is_none();
    particle.is_empty()
        || particle::agrees(noun, particle)
            && (!short || SURE.split_whitespace().any(|sure| sure == particle))
}
