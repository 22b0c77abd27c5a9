//! Textual references: words that speak of another chapter the way people talk. In: a run of prose
//! and the outline's tables. Out: mentions with their targets. Exactness before coverage: where two
//! chapters fit, neither is linked.

pub(crate) mod course_view;
mod named;
mod titled;

use std::sync::LazyLock;

use regex::Regex;

use crate::notes::library::outline::{ChapterNames, Names, Place};
use crate::notes::library::titles::key;
use crate::notes::links::chapter_number;
use crate::notes::links::chapter_number::{ChapterUnit, NumberMention, Which};
use crate::notes::links::item;
use crate::notes::links::lookup::{Lookup, Spot};
use crate::notes::links::number_kind::NumberKind;
use crate::notes::links::reference::course_view::{
    ChapterDoubt, CourseView, TOLD, chapter_by_title, target,
};
use crate::notes::links::reference::named::{called, named, title_before};
use crate::notes::links::reference::titled::titled;
use crate::notes::links::run::Run;
use crate::notes::links::taken::Taken;
use crate::notes::links::targets::Mention;
use crate::notes::links::title;
use crate::notes::particle;

/// Every reference in the run, in order and without overlaps.
pub(crate) fn find(run: &Run, place: Place, names: &Names, lookup: &Lookup) -> Vec<Mention> {
    find_or_doubt(run, place, names, lookup, &mut |_, _, _| {})
}

/// As [`find`]; `doubt` hears of what was left alone, with its first byte and the one past its
/// last.
pub(crate) fn find_or_doubt(
    run: &Run,
    place: Place,
    names: &Names,
    lookup: &Lookup,
    doubt: &mut dyn FnMut(usize, usize, ChapterDoubt),
) -> Vec<Mention> {
    let (Some(names), Some(lookup)) = (
        names.courses.get(place.course),
        lookup.courses.get(place.course),
    ) else {
        return Vec::new();
    };
    let course = CourseView {
        names,
        lookup,
        here: place.chapter,
    };
    let mut mentions = titled(run, &course, doubt);
    let mut taken = Taken::of(&mentions);
    let mut add = |found: Vec<Mention>| {
        for mention in found {
            if !taken.overlaps(mention.start, mention.end) {
                taken.add(&mention);
                mentions.push(mention);
            }
        }
    };
    let units = chapter_number::units(run);
    add(named(run, &units, &course));
    add(numbered(run, &units, &course, doubt));
    add(sectioned(run, &course));
    add(quoted(run, &units, &course, doubt));
    if !run.book {
        let text = run.text.as_str();
        let mut called = called(run, &course);
        called.retain(|(mention, chapter)| {
            !is_numbered_otherwise(&text[..mention.start], &units, *chapter, &course)
        });
        add(called.into_iter().map(|(mention, _)| mention).collect());
        add(pathed(run, &course));
    }
    // `2장(볼륨)`: a bracket that opens in a mention closes in it.
    for mention in &mut mentions {
        let words = run.text.get(mention.start..mention.end).unwrap_or_default();
        let rest = run.text.get(mention.end..).unwrap_or_default();
        let pairs = [('(', ')'), ('[', ']'), ('「', '」'), ('【', '】')];
        let closes = pairs.into_iter().find(|(open, close)| {
            rest.starts_with(*close) && words.matches(*open).count() > words.matches(*close).count()
        });
        mention.end += closes.map_or(0, |(_, close)| close.len_utf8());
    }
    mentions.sort_by_key(|mention| mention.start);
    mentions
}

/// `도커 네트워크 > 브리지 만들기`: an unquoted title with an item of that chapter.
fn pathed(run: &Run, course: &CourseView) -> Vec<Mention> {
    let text = run.text.as_str();
    let mut mentions = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(" > ") {
        if at < from {
            continue;
        }
        let head = text[..at].trim_end();
        let Some((start, index)) = title_before(head, course, |name| key(name).chars().count() > 1)
        else {
            continue;
        };
        // `AWS > RDS > 백업`: what stands in the middle of a path is a place on a screen.
        if text[..start].trim_end().ends_with('>') {
            continue;
        }
        let chapter = &course.names.chapters[index];
        let lookup = &course.lookup.chapters[index];
        let item = item::item_after(text, head.len(), None, chapter, lookup);
        let Some((end, section)) = item.filter(|(end, _)| !title::is_folder_path(&text[*end..]))
        else {
            continue;
        };
        // `[RDS] > [백업]`: so buttons are written.
        let after = text[end..].trim_start_matches(item::CLOSING);
        if head.ends_with(item::CLOSING) && !title::points_there(after) {
            continue;
        }
        from = end;
        mentions.push(Mention {
            start,
            end,
            target: target(chapter, Some(section)),
        });
    }
    mentions
}

/// `4장에서`, `다음 장에서`, `1장의 ‘제목’ 절`.
fn numbered(
    run: &Run,
    units: &[ChapterUnit],
    course: &CourseView,
    doubt: &mut dyn FnMut(usize, usize, ChapterDoubt),
) -> Vec<Mention> {
    let said = chapter_number::find(run, units);
    let mentions = said.into_iter().filter_map(|found| {
        let index = match found.which {
            Which::Number(number) if found.kind.is_some() => {
                let kind = found.kind?;
                match course.lookup.called.get(&(kind, number)).map(Vec::as_slice) {
                    Some([only]) => *only,
                    Some(several) => {
                        let rivals = several.iter().take(TOLD).copied().collect();
                        doubt(found.start, found.end, ChapterDoubt::Several(rivals));
                        return None;
                    }
                    None if kind == NumberKind::SECTION => {
                        return section_of_number(&found, number, course);
                    }
                    // `3단원` where chapters are numbered and called nothing.
                    None if kind == NumberKind::UNIT
                        && course.lookup.called.is_empty()
                        && is_learnt(&run.text[found.end..]) =>
                    {
                        match course.lookup.numbers.get(&number)?.as_slice() {
                            [only] => only.chapter,
                            _ => return None,
                        }
                    }
                    None => return None,
                }
            }
            Which::Number(number) => match course
                .lookup
                .numbers
                .get(&number)
                .map_or(&[][..], Vec::as_slice)
            {
                [only] => only.chapter,
                [] => {
                    doubt(found.start, found.end, ChapterDoubt::Missing(number));
                    return None;
                }
                several => {
                    doubt(
                        found.start,
                        found.end,
                        ChapterDoubt::Several(
                            several
                                .iter()
                                .take(TOLD)
                                .map(|numbered| numbered.chapter)
                                .collect(),
                        ),
                    );
                    return None;
                }
            },
            Which::Next => course.here + 1,
            Which::Previous => course.here.checked_sub(1)?,
            Which::First => 0,
            Which::Last => course.names.chapters.len().checked_sub(1)?,
            // The second chapter is not always called 2.
            Which::Nth(place) => {
                let [only] = course.lookup.numbers.get(&place)?.as_slice() else {
                    return None;
                };
                let before = usize::try_from(place).ok()?.checked_sub(1)?;
                (only.chapter == before).then_some(before)?
            }
            Which::Appendix(letter) => {
                let [only] = course.lookup.appendices.get(&letter)?.as_slice() else {
                    return None;
                };
                *only
            }
        };
        let chapters = &course.names.chapters;
        let chapter = chapters.get(index).filter(|_| index != course.here)?;
        // Only chapters that have a place have one beside them, a first and a last.
        let is_numbered = matches!(found.which, Which::Number(_) | Which::Appendix(_));
        // `3주차`: weeks are everybody's, but where the chapter is called so.
        let written = run.text.get(found.start..found.end).unwrap_or_default();
        if !is_called_so(written, chapter) {
            return None;
        }
        let here = NumberKind::of(&chapters[course.here].called);
        if !is_numbered && found.kind.is_some_and(|kind| here != Some(kind)) {
            return None;
        }
        let is_beside = chapter.has_place() && chapters[course.here].has_place();
        if !is_numbered && !is_beside {
            return None;
        }
        if is_numbered && is_told_elsewhere(&run.text[found.end..], index, course) {
            return None;
        }
        let item = course
            .section_after(&run.text, found.end, index)
            .or_else(|| part_of_number(&run.text, &found, index, course));
        let end = item.map_or(found.end, |(end, _)| end);
        Some(Mention {
            start: found.start,
            end,
            target: target(chapter, item.map(|(_, section)| section)),
        })
    });
    mentions.collect()
}

/// Whether the rest of a sentence says that something is read or learnt there.
fn is_learnt(after: &str) -> bool {
    chapter_number::is_studied(after.split(['.', ',']).next().unwrap_or_default())
}

/// `§7`: the part of this chapter that is numbered so, else the chapter of its file.
fn section_of_number(found: &NumberMention, number: u32, course: &CourseView) -> Option<Mention> {
    let chapters = &course.names.chapters;
    let here = chapters.get(course.here)?;
    let own = course.lookup.chapters[course.here].numbered(here, &number.to_string());
    let target = if let Some(section) = own {
        target(here, Some(section))
    } else {
        let [only] = course.lookup.numbers.get(&number)?.as_slice() else {
            return None;
        };
        let chapter = chapters.get(only.chapter)?;
        let beside = only.chapter != course.here && chapter.file == here.file;
        target(
            Some(chapter).filter(|one| beside && one.called.is_empty())?,
            None,
        )
    };
    Some(Mention {
        start: found.start,
        end: found.end,
        target,
    })
}

/// `2장 3절에서`: the section of that chapter whose title begins with both numbers, or with the
/// second where only the chapter has the first; and where its number ends.
fn part_of_number(
    text: &str,
    found: &NumberMention,
    index: usize,
    course: &CourseView,
) -> Option<(usize, usize)> {
    let Which::Number(first) = found.which else {
        return None;
    };
    let rest = text[found.end..]
        .strip_prefix("의")
        .unwrap_or(&text[found.end..]);
    let rest = rest.trim_start_matches(' ');
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (second, behind) = rest.split_at(digits);
    let behind = behind.trim_start_matches(' ').strip_prefix('절')?;
    if !(1..=2).contains(&digits) || particle::length(behind).is_none() {
        return None;
    }
    let chapter = course.names.chapters.get(index)?;
    let there = course.lookup.chapters.get(index)?;
    let both = format!("{first}.{second}");
    let section = there
        .numbered(chapter, &both)
        .or_else(|| there.numbered(chapter, second))?;
    Some((text.len() - behind.len(), section))
}

/// `3.1절에서`, `§2.2`, `Section 2.2`: a section by the number that its title begins with, of this
/// chapter or of the one that its number names.
fn sectioned(run: &Run, course: &CourseView) -> Vec<Mention> {
    static DOTTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?P<word>(?-u:\b)(?i:section|sec\.?)\s?|§\s?|第)?",
            r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,2})(?:\s?(?P<unit>절|節|节))?",
        ))
        .expect("a pattern of this file, which the tests compile")
    });
    let text = run.text.as_str();
    if run.own == 0
        || !["절", "節", "节", "§", "ec"]
            .iter()
            .any(|word| text.contains(word))
    {
        return Vec::new();
    }
    let found = DOTTED.captures_iter(text).filter_map(|found| {
        found.name("word").or_else(|| found.name("unit"))?;
        let (whole, number) = (found.get(0)?.range(), found.name("n")?.as_str());
        let torn = text[..whole.start].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
        let goes_on = text[whole.end..].starts_with(|c: char| c.is_ascii_alphanumeric());
        if torn || goes_on || whole.end > run.own {
            return None;
        }
        let section = |index: usize| {
            let chapter = course.names.chapters.get(index)?;
            let there = course.lookup.chapters.get(index)?;
            Some((chapter, there.numbered(chapter, number)?))
        };
        let first = number.split('.').next()?.parse().ok()?;
        let of_number = || match course.lookup.numbers.get(&first)?.as_slice() {
            [only] => section(only.chapter),
            _ => None,
        };
        let (chapter, index) = section(course.here).or_else(of_number)?;
        let mention = Mention {
            start: whole.start,
            end: whole.end,
            target: target(chapter, Some(index)),
        };
        Some((chapter_number::is_ours(text, &whole), mention))
    });
    in_rows(text, found.collect())
}

/// Those that are ours, with the others of their row: `4.1절, 4.2절을 읽는다`, `1.1절과 1.2절`.
fn in_rows(text: &str, mut found: Vec<(bool, Mention)>) -> Vec<Mention> {
    let joins = |one: &Mention, next: &Mention| {
        let between = text[one.end..next.start].trim();
        matches!(between, "," | "과" | "와" | "·" | "~" | "및" | "/")
    };
    for at in 1..found.len() {
        let joined = joins(&found[at - 1].1, &found[at].1);
        found[at].0 |= joined && found[at - 1].0;
    }
    for at in (1..found.len()).rev() {
        let joined = joins(&found[at - 1].1, &found[at].1);
        found[at - 1].0 |= joined && found[at].0;
    }
    let ours = found.into_iter().filter(|(is_ours, _)| *is_ours);
    ours.map(|(_, mention)| mention).collect()
}

/// `3장의 주소 체계`, `3장(주소 체계)`, `3장 주소 체계의 예`, where another chapter is called so:
/// one of the two is wrong.
fn is_told_elsewhere(after: &str, index: usize, course: &CourseView) -> bool {
    /// No title is looked for in more letters.
    const FAR: usize = 40;
    /// One short word may be what the chapter says of something, `3장 배열 예제`.
    const LONG: usize = 4;
    const SIGNS: [char; 14] = [
        '(', '（', '[', '「', '『', '《', '<', '\'', '"', '‘', '“', ':', '：', '-',
    ];
    let told = after.strip_prefix("의 ").unwrap_or(after);
    // `Chapter 3, Files`
    let told = told.strip_prefix(',').unwrap_or(told);
    let inner = told.trim_start_matches(|c| c == ' ' || SIGNS.contains(&c));
    if inner.len() == after.len() {
        return false;
    }
    let is_bare =
        told.len() + 1 >= after.len() && !after[..after.len() - inner.len()].contains(SIGNS);
    let Some(here) = course.names.chapters.get(index) else {
        return false;
    };
    let mut inside = false;
    let ends = inner.char_indices().take(FAR).filter_map(|(at, c)| {
        let was_inside = std::mem::replace(&mut inside, c.is_alphanumeric());
        let particle = || particle::length(&inner[at..]).is_some_and(|length| length > 0);
        (was_inside && (!inside || particle())).then_some(at)
    });
    let whole = (inner.chars().nth(FAR).is_none()).then_some(inner.len());
    ends.chain(whole).any(|end| {
        let words = &inner[..end];
        let key = key(words);
        let chapters = course.lookup.titles.chapters(&key);
        let is_long = || words.contains(' ') || key.chars().count() >= LONG;
        !chapters.is_empty()
            && chapters.iter().all(|(_, chapter)| *chapter != index)
            && (!is_bare || is_long())
            && course.lookup.titles.sections_of(&key, index).is_empty()
            && !self::key(&here.title).contains(&key)
    })
}

/// `3장 「파일 시스템」에서`, where that is the title of a chapter with another number.
fn is_numbered_otherwise(
    before: &str,
    units: &[ChapterUnit],
    chapter: usize,
    course: &CourseView,
) -> bool {
    let end = before.trim_end_matches([' ', '(']).len();
    let at = units.partition_point(|unit| unit.end < end);
    let unit = units
        .get(at)
        .filter(|unit| unit.end == end && unit.kind.is_none());
    let Some(Which::Number(number)) = unit.map(|unit| unit.which) else {
        return false;
    };
    let known = course
        .lookup
        .numbers
        .get(&number)
        .map_or(&[][..], Vec::as_slice);
    known.iter().all(|one| one.chapter != chapter)
}

/// Whether a unit of the calendar numbers the chapter's own heading: `3주차. 제목`, `Week 3`.
fn is_called_so(written: &str, chapter: &ChapterNames) -> bool {
    let units = [
        ("주차", "week"),
        ("일차", "day"),
        ("회차", "session"),
        ("차시", "lesson"),
    ];
    let lower = written.to_ascii_lowercase();
    let of_calendar =
        |(unit, english): &&(&str, &str)| written.ends_with(unit) || lower.starts_with(english);
    let Some((unit, english)) = units.iter().find(of_calendar) else {
        return true;
    };
    chapter.aliases.iter().any(|anchor| {
        let rest = anchor
            .trim_start_matches('제')
            .trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < anchor.len() && rest.trim_start_matches('-').starts_with(unit)
            || anchor.to_ascii_lowercase().starts_with(english)
    })
}

/// `'메트릭 서버와 HPA를 통한 pod 현황 조회' 에서`: a quoted text that equals a title of the same
/// course.
fn quoted(
    run: &Run,
    units: &[ChapterUnit],
    course: &CourseView,
    doubt: &mut dyn FnMut(usize, usize, ChapterDoubt),
) -> Vec<Mention> {
    let text = run.text.as_str();
    let mut mentions = Vec::new();
    for (open, close) in title::quotes(text) {
        let words = &text[open..close];
        let quote = text[close..].chars().next().map_or(0, char::len_utf8);
        let after = &text[close + quote..];
        if run.book || title::is_interface(after) {
            continue;
        }
        let spot = match words.split_once('>') {
            Some((chapter, items)) => chapter_by_title(chapter, course).and_then(|index| {
                let chapter = &course.names.chapters[index];
                let (_, section) = item::item(items, 0, chapter, &course.lookup.chapters[index])?;
                Some(Spot {
                    chapter: index,
                    section: Some(section),
                })
            }),
            None => match spot(words, after, course) {
                Ok(spot) => spot,
                Err(rivals) => {
                    doubt(open, close, ChapterDoubt::Several(rivals));
                    None
                }
            },
        };
        let Some(spot) = spot.filter(|spot| spot.chapter != course.here || spot.section.is_some())
        else {
            continue;
        };
        let Some(chapter) = course.names.chapters.get(spot.chapter) else {
            continue;
        };
        let mut before = text[..open].chars();
        before.next_back();
        if is_numbered_otherwise(before.as_str(), units, spot.chapter, course) {
            continue;
        }
        // `"NOTES" section of git-log(1)`: of that page alone.
        if title::owner(after)
            .is_some_and(|owner| title::prefix(owner, &key(&chapter.title), false).is_none())
        {
            continue;
        }
        mentions.push(Mention {
            start: open,
            end: close,
            target: target(chapter, spot.section),
        });
    }
    mentions
}

/// The place that quoted words name: the only section of this chapter, else the only place of the
/// course, else the only chapter. Where several fit, their chapters.
fn spot(words: &str, after: &str, course: &CourseView) -> Result<Option<Spot>, Vec<usize>> {
    let key = key(words);
    let kind = title::says_what(after);
    let learnt = title::is_learnt(after);
    let long = key.chars().count() >= 5 && words.trim().contains(' ');
    let speaks = kind || learnt || long && title::points_there(after);
    if !speaks {
        return Ok(None);
    }
    let titles = &course.lookup.titles;
    let (chapters, sections) = (titles.chapters(&key), titles.sections(&key));
    if chapters.is_empty() && sections.is_empty() {
        return Ok(None);
    }
    let section = |(_, chapter, section): &(Box<str>, usize, usize)| Spot {
        chapter: *chapter,
        section: Some(*section),
    };
    let found = match (titles.sections_of(&key, course.here), chapters, sections) {
        ([only], ..) | ([], [], [only]) => Some(section(only)),
        ([], [(_, only)], _) => Some(Spot {
            chapter: *only,
            section: None,
        }),
        _ => None,
    };
    found.map(Some).ok_or_else(|| {
        let chapters = chapters.iter().take(TOLD).map(|(_, chapter)| *chapter);
        let sections = sections.iter().take(TOLD).map(|(_, chapter, _)| *chapter);
        let mut rivals: Vec<usize> = chapters.chain(sections).collect();
        rivals.sort_unstable();
        rivals.truncate(TOLD);
        rivals
    })
}
