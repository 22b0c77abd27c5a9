//! Textual references: words that speak of another chapter the way people talk. In: a run of prose and the outline's tables.
//! Out: mentions with their targets. Exactness before coverage: where two chapters fit, neither is linked.

use super::chapter_number::{self, Which};
use super::link::{Mention, Place, Target};
use super::lookup::{CourseLookup, Lookup, Spot, key};
use super::outline::{ChapterOutline, CourseOutline, Outline};
use super::run::Run;
use super::title::{self, Found};

/// What a reference is resolved against.
struct Course<'a> {
    outline: &'a CourseOutline,
    lookup: &'a CourseLookup,
    here: usize,
}

/// Every reference in the run, in order and without overlaps.
pub fn find(run: &Run, place: Place, outline: &Outline, lookup: &Lookup) -> Vec<Mention> {
    let (Some(outline), Some(lookup)) = (outline.courses.get(place.course), lookup.courses.get(place.course)) else {
        return Vec::new();
    };
    let course = Course { outline, lookup, here: place.chapter };
    let mut mentions = titled(run, &course);
    let mut add = |found: Vec<Mention>| {
        for mention in found {
            if !mentions.iter().any(|other| other.start < mention.end && mention.start < other.end) {
                mentions.push(mention);
            }
        }
    };
    add(numbered(run, &course));
    add(quoted(run, &course));
    mentions.sort_by_key(|mention| mention.start);
    mentions
}

/// `24. 쿠버네티스 자원 생성 > Deployment 적용`: a number with its title, and perhaps an item of that chapter.
fn titled(run: &Run, course: &Course) -> Vec<Mention> {
    let text = run.text.as_str();
    let mut mentions = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        from = start + digits;
        let Some((number, found)) = title_at(text, start, digits, course) else { continue };
        let chapter = &course.outline.chapters[found.chapter];
        let quote = text[..start].chars().next_back().and_then(title::closing_quote);
        let item = title::item_after(text, found.end, quote, chapter);
        let end = item.map_or(found.end, |(end, _)| end);
        if title::is_folder_path(&text[end..]) {
            continue;
        }
        from = end;
        if found.chapter == course.here && item.is_none() {
            continue;
        }
        let start = title::range_start(text, start, number, &chapter.numbers);
        mentions.push(Mention { start, end, target: target(chapter, item.map(|(_, section)| section)) });
    }
    mentions
}

/// The one chapter whose number and title stand at `start`; the longest title that fits, none where two are as long.
fn title_at(text: &str, start: usize, digits: usize, course: &Course) -> Option<(u32, Found)> {
    let glued = text[..start]
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':' | '$' | '#'));
    let number: u32 = (!glued && digits <= 3).then(|| text[start..start + digits].parse().ok()).flatten()?;
    let candidates = course.lookup.numbers.get(&number)?;
    let after = text[start + digits..].trim_start_matches(' ').strip_prefix(['.', ')'])?;
    let offset = text.len() - after.len();
    let mut best: Option<(usize, usize, Found)> = None;
    let mut tied = false;
    // Many chapters of one number are hostile or a mistake; only exact titles are worth comparing then.
    let forgiving = candidates.len() <= 32;
    for candidate in candidates {
        let Some((end, typos)) = title::prefix(&text[offset..], &candidate.key, forgiving) else { continue };
        let length = candidate.key.len();
        let found = Found { chapter: candidate.chapter, end: offset + end };
        let better = best
            .as_ref()
            .is_none_or(|(best, errors, _)| (length, std::cmp::Reverse(typos)) > (*best, std::cmp::Reverse(*errors)));
        let equal = best.as_ref().is_some_and(|(best, errors, _)| length == *best && typos == *errors);
        tied = !better && (equal || tied);
        if better {
            best = Some((length, typos, found));
        }
    }
    best.filter(|_| !tied).map(|(_, _, found)| (number, found))
}

/// `4장에서`, `다음 장에서`, `1장의 ‘제목’ 절`.
fn numbered(run: &Run, course: &Course) -> Vec<Mention> {
    let mentions = chapter_number::find(run).into_iter().filter_map(|found| {
        let index = match found.which {
            Which::Number(number) => {
                let [only] = course.lookup.numbers.get(&number)?.as_slice() else { return None };
                only.chapter
            }
            Which::Next => course.here + 1,
            Which::Previous => course.here.checked_sub(1)?,
            Which::Appendix(letter) => {
                let [only] = course.lookup.appendices.get(&letter)?.as_slice() else { return None };
                *only
            }
        };
        let chapter = course.outline.chapters.get(index).filter(|_| index != course.here)?;
        let item = title::section_after(&run.text, found.end, chapter);
        let end = item.map_or(found.end, |(end, _)| end);
        Some(Mention { start: found.start, end, target: target(chapter, item.map(|(_, section)| section)) })
    });
    mentions.collect()
}

/// `'메트릭 서버와 HPA를 통한 pod 현황 조회' 에서`: a quoted text that equals a title of the same course.
fn quoted(run: &Run, course: &Course) -> Vec<Mention> {
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
                let (_, section) = title::item(items, 0, &course.outline.chapters[index])?;
                Some(Spot { chapter: index, section: Some(section) })
            }),
            None => spot(words, after, course),
        };
        let Some(spot) = spot.filter(|spot| spot.chapter != course.here || spot.section.is_some()) else { continue };
        let Some(chapter) = course.outline.chapters.get(spot.chapter) else { continue };
        mentions.push(Mention { start: open, end: close, target: target(chapter, spot.section) });
    }
    mentions
}

/// The only chapter of that title.
fn chapter_by_title(words: &str, course: &Course) -> Option<usize> {
    only(course.lookup.titles.get(&key(words)).filter(|spot| spot.section.is_none())).map(|spot| spot.chapter)
}

fn only(mut spots: impl Iterator<Item = Spot>) -> Option<Spot> {
    let first = spots.next()?;
    spots.next().is_none().then_some(first)
}

/// The place that quoted words name: the only section of this chapter, else the only place of the course, else the only chapter.
fn spot(words: &str, after: &str, course: &Course) -> Option<Spot> {
    let key = key(words);
    let kind = title::says_what(after);
    let long = key.chars().count() >= 5 && words.trim().contains(' ');
    let speaks = kind || long && title::points_there(after);
    if !speaks {
        return None;
    }
    let spots = course.lookup.titles.get(&key);
    let mut ours = spots.clone().filter(|spot| spot.chapter == course.here && spot.section.is_some());
    match (ours.next(), ours.next()) {
        (Some(only), None) => Some(only),
        (Some(_), Some(_)) => None,
        (None, _) => only(spots.clone()).or_else(|| only(spots.filter(|spot| spot.section.is_none()))),
    }
}

fn target(chapter: &ChapterOutline, section: Option<usize>) -> Target {
    let anchor = section.and_then(|section| chapter.sections.get(section)).map(|section| &section.id);
    Target::Reference { url: anchor.map_or_else(|| chapter.url.clone(), |id| format!("{}#{id}", chapter.url)) }
}
