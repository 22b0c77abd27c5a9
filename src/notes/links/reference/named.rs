//! Numbers and titles with a word that says what they are: `16장`, `Service 장`. A run of prose in,
//! mentions out.

use crate::notes::library::titles::key;
use crate::notes::links::chapter_number::{ChapterUnit, Which};
use crate::notes::links::item;
use crate::notes::links::lookup::NumberedChapter;
use crate::notes::links::reference::course_view::{CourseView, chapter_by_title, target};
use crate::notes::links::run::{OPAQUE, Run};
use crate::notes::links::targets::Mention;
use crate::notes::links::title;
use crate::notes::particle;

/// `8장(도커 네트워크)`, `제8장 '도커 네트워크'에서`, `8장 도커 네트워크 > 브리지`: the title
/// beside the number leaves no doubt.
pub(super) fn named(run: &Run, units: &[ChapterUnit], course: &CourseView) -> Vec<Mention> {
    let text = run.text.as_str();
    let mentions = units.iter().filter_map(|unit| {
        let Which::Number(number) = unit.which else {
            return None;
        };
        let lead = |c: char| {
            matches!(
                c,
                ' ' | '(' | '.' | ':' | '-' | '–' | '\'' | '"' | '‘' | '“' | '「' | '<'
            )
        };
        // `4장의 로드 밸런서`
        let own = text[unit.end..].strip_prefix("의 ");
        let rest = own.unwrap_or(&text[unit.end..]).trim_start_matches(lead);
        let offset = text.len() - rest.len();
        let opened = text[unit.end..offset].chars().next_back();
        let titled = title_beside(rest, number, course);
        let titled = titled.map(|(end, index)| (offset + end, index));
        if titled.is_none()
            && let Some(index) = glossed(text, unit, number, course)
        {
            return Some(Mention {
                start: unit.start,
                end: unit.end,
                target: target(&course.names.chapters[index], None),
            });
        }
        let Some((end, index)) = titled else {
            if unit.kind.is_some() {
                return None;
            }
            // `1장의 ‘제목’에서`, `6장 > 읽는 법`
            let [only] = course.lookup.numbers.get(&number)?.as_slice() else {
                return None;
            };
            let chapter = course
                .names
                .chapters
                .get(only.chapter)
                .filter(|_| only.chapter != course.here)?;
            let quoted = course.section_after(text, unit.end, only.chapter);
            let index = &course.lookup.chapters[only.chapter];
            // `2장 - 동전 바꾸기 참고`
            let dashed = || {
                let rest = text[unit.end..].strip_prefix(" - ")?;
                item::item(rest, text.len() - rest.len(), chapter, index)
            };
            let (end, section) = quoted
                .or_else(|| item::item_after(text, unit.end, None, chapter, index))
                .or_else(dashed)?;
            return Some(Mention {
                start: unit.start,
                end,
                target: target(chapter, Some(section)),
            });
        };
        let chapter = &course.names.chapters[index];
        let quote = opened.and_then(title::closing_quote);
        let item = item::item_after(text, end, quote, chapter, &course.lookup.chapters[index]);
        let end = item.map_or(end, |(end, _)| end);
        Some(Mention {
            start: unit.start,
            end,
            target: target(chapter, item.map(|(_, section)| section)),
        })
    });
    mentions.collect()
}

/// `컨슈머(4장)`, `컨슈머는 4장`, `컨슈머 → 4장`: the chapter whose title stands before its number.
pub(super) fn glossed(
    text: &str,
    unit: &ChapterUnit,
    number: u32,
    course: &CourseView,
) -> Option<usize> {
    let (before, after) = (&text[..unit.start], &text[unit.end..]);
    let signs = ["—", "–", "→", "->", ":", "-", "은", "는"];
    let head = match before.strip_suffix('(') {
        Some(head) => Some(head).filter(|_| after.starts_with(')')),
        None if particle::length(after) == Some(0) && !after.starts_with(' ') => {
            let head = before.trim_end();
            signs.iter().find_map(|sign| head.strip_suffix(sign))
        }
        None => None,
    };
    let head = head?
        .trim_end()
        .trim_end_matches(['\'', '"', '’', '”', '」']);
    if let Some(index) = bracketed(head, after, number, course) {
        return Some(index);
    }
    let (_, index) = title_before(head, course, |_| true)?;
    let is_it = |one: &NumberedChapter| one.chapter == index;
    let mut known = course.lookup.numbers.get(&number)?.iter();
    (index != course.here && known.any(is_it)).then_some(index)
}

/// `컨슈머(3장)의 지연`: the only chapter of that number, if its title has the word before the
/// brackets.
fn bracketed(head: &str, after: &str, number: u32, course: &CourseView) -> Option<usize> {
    const SHEETS: [&str; 8] = [
        "사진",
        "그림",
        "이미지",
        "카드",
        "종이",
        "표",
        "슬라이드",
        "캡처",
    ];
    let mut said = head.rsplit(|c: char| !c.is_alphanumeric());
    let word = said.next()?;
    let [only] = course.lookup.numbers.get(&number)?.as_slice() else {
        return None;
    };
    let title = &course.names.chapters.get(only.chapter)?.title;
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    let is_it = |named: &str, word: &str| {
        let rest = named.strip_prefix(word);
        word.chars().count() > 1
            && rest.is_some_and(|rest| particle::length(rest) == Some(rest.len()))
    };
    // `트리 순회(4장)`: the title has the word before.
    let before = said.next().filter(|_| !SHEETS.contains(&word));
    let is_told =
        words.any(|named| is_it(named, word) || before.is_some_and(|before| is_it(named, before)));
    let is_aside = word.chars().count() > 1 && after.starts_with(')');
    // `오버라이딩(5강)`: what a section there is called.
    let sections = || course.lookup.titles.sections_of(&key(word), only.chapter);
    let is_told = is_told || is_aside && !SHEETS.contains(&word) && !sections().is_empty();
    (is_aside && only.chapter != course.here && is_told).then_some(only.chapter)
}

/// The chapter of that number whose title begins the text, the longest, and where it ends.
pub(super) fn title_beside(text: &str, number: u32, course: &CourseView) -> Option<(usize, usize)> {
    if let Some(tree) = course.lookup.crowded(number) {
        return title::longest(text, tree, |chapters| {
            chapters.iter().copied().rfind(|one| *one != course.here)
        });
    }
    course
        .lookup
        .of_number(number)
        .filter(|one| one.chapter != course.here && !one.key.is_empty())
        .filter_map(|one| {
            let (end, _) = title::prefix(text, &one.key, true)?;
            Some((one.key.len(), end, one.chapter))
        })
        .max_by_key(|(length, ..)| *length)
        .map(|(_, end, chapter)| (end, chapter))
}

/// `도커 네트워크 장에서`: an unquoted title before the word for a chapter, with
/// that.
pub(super) fn called(run: &Run, course: &CourseView) -> Vec<(Mention, usize)> {
    let text = run.text.as_str();
    let mut mentions = Vec::new();
    for (at, word) in title::chapter_words(text) {
        let head = text[..at].trim_end();
        let found = title_before(head, course, |name| {
            let chapter = matches!(word, "장" | "챕터");
            let long = key(name).chars().count() >= 4 || chapter && !name.contains(' ');
            long && (chapter || name.contains(' '))
        });
        // `HTTP 장에서`, of `HTTP 메시지`
        let found = found.or_else(|| {
            let by_word =
                matches!(word, "장" | "챕터") && title::points_there(&text[at + word.len()..]);
            by_word.then(|| by_first_word(head, course)).flatten()
        });
        if let Some((start, index)) = found.filter(|(_, index)| *index != course.here) {
            let mention = Mention {
                start,
                end: head.len(),
                target: target(&course.names.chapters[index], None),
            };
            mentions.push((mention, index));
        }
    }
    // `판다스 기초에서 배운 것`
    for (at, _) in text.match_indices("에서 ") {
        let head = text[..at].trim_end();
        if !title::is_learnt(&text[at..]) {
            continue;
        }
        let found = title_before(head, course, |name| {
            name.contains(' ') && key(name).chars().count() >= 4
        });
        if let Some((start, index)) = found.filter(|(_, index)| *index != course.here) {
            let mention = Mention {
                start,
                end: head.len(),
                target: target(&course.names.chapters[index], None),
            };
            mentions.push((mention, index));
        }
    }
    mentions
}

/// The only chapter whose title begins with the last of the words and goes on, where nothing that
/// belongs to that word stands before it.
fn by_first_word(head: &str, course: &CourseView) -> Option<(usize, usize)> {
    let start = head.rfind([' ', '(', '"', '\'']).map_or(0, |at| at + 1);
    let (before, word) = head.split_at(start);
    let lead = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let is_free = before.trim().is_empty()
        || lead.ends_with(['.', ',', ':', '(', '-', '—'])
        || particle::closes(lead);
    let named = word.chars().count() > 1 && word.chars().all(|c| c.is_alphanumeric() || c == '-');
    if !is_free || !named {
        return None;
    }
    let index = course.lookup.titles.beginning_with(&key(word))?;
    let title = &course.names.chapters.get(index)?.title;
    let first = title.split(' ').next().unwrap_or_default();
    // `정렬 장에서`, of `정렬과 탐색`
    let joined = first.strip_suffix(['과', '와']).unwrap_or(first);
    let whole = [first, joined].iter().any(|first| key(first) == key(word));
    whole.then_some((start, index))
}

/// The longest title of a chapter that the words end with and that `fits`, and where it begins.
pub(super) fn title_before(
    head: &str,
    course: &CourseView,
    fits: impl Fn(&str) -> bool,
) -> Option<(usize, usize)> {
    /// A title is looked for in so many words.
    const WORDS: usize = 8;
    let stops = |c: char| matches!(c, OPAQUE | '(' | ')' | '"' | '\'' | '>' | ',' | '|');
    let mut starts: Vec<usize> = Vec::new();
    let mut floor = 0;
    for (at, c) in head.char_indices().rev() {
        if stops(c) {
            floor = at + c.len_utf8();
            break;
        }
        if c == ' ' {
            starts.push(at + 1);
        }
        if starts.len() == WORDS {
            break;
        }
    }
    if starts.len() < WORDS {
        starts.push(floor);
    }
    // The longest title is meant: `도커 네트워크`, not `네트워크`.
    starts.into_iter().rev().find_map(|start| {
        let name = &head[start..];
        let index = chapter_by_title(name, course).filter(|_| fits(name))?;
        Some((start, index))
    })
}
