//! Textual references: words that speak of another chapter the way people talk. In: a run of prose
//! and the outline's tables. Out: mentions with their targets. Exactness before coverage: where two
//! chapters fit, neither is linked.

use crate::notes::library::outline::{ChapterNames, CourseNames, Names, Place};
use crate::notes::library::titles::key;
use crate::notes::links::chapter_number;
use crate::notes::links::chapter_number::{NumberMention, Which};
use crate::notes::links::lookup::{CourseLookup, Lookup, NumberedChapter, Spot};
use crate::notes::links::run::{OPAQUE, Run};
use crate::notes::links::standing;
use crate::notes::links::taken::Taken;
use crate::notes::links::targets::{Mention, Target};
use crate::notes::links::title;
use crate::notes::links::title::TitleMatch;
use crate::notes::particle;

/// What a reference is resolved against.
struct CourseView<'a> {
    names: &'a CourseNames,
    lookup: &'a CourseLookup,
    here: usize,
}

/// Why words that speak of a chapter were left as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ChapterDoubt {
    /// More than one chapter fits: their places in the course.
    Several(Vec<usize>),
    /// The course has no chapter of that number.
    Missing(u32),
}

impl CourseView<'_> {
    /// The section that quoted words name right after a mention of a chapter, and their end.
    fn section_after(&self, text: &str, end: usize, chapter: usize) -> Option<(usize, usize)> {
        let (end, words) = title::section_after(text, end)?;
        let sections = self.lookup.titles.sections_of(&key(words), chapter);
        sections.first().map(|(.., section)| (end, *section))
    }
}

/// How many of the chapters that fit are told, where that is more than one.
const TOLD: usize = 4;

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
    add(named(run, &course));
    add(numbered(run, &course, doubt));
    add(quoted(run, &course, doubt));
    if !run.book {
        add(called(run, &course));
        add(pathed(run, &course));
    }
    mentions.sort_by_key(|mention| mention.start);
    mentions
}

/// `24. 쿠버네티스 자원 생성 > Deployment 적용`: a number with its title, and perhaps an item of
/// that chapter.
fn titled(
    run: &Run,
    course: &CourseView,
    doubt: &mut dyn FnMut(usize, usize, ChapterDoubt),
) -> Vec<Mention> {
    let text = run.text.as_str();
    let mut mentions = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..]
        .find(|c: char| c.is_ascii_digit())
        .map(|at| from + at)
    {
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        from = start + digits;
        let Some(Titled {
            number,
            found,
            rivals,
        }) = title_at(text, start, digits, course)
        else {
            continue;
        };
        if is_counted(&text[..start]) {
            continue;
        }
        if !rivals.is_empty() {
            doubt(start, found.end, ChapterDoubt::Several(rivals));
            continue;
        }
        let chapter = &course.names.chapters[found.chapter];
        let quote = text[..start]
            .chars()
            .next_back()
            .and_then(title::closing_quote);
        let index = &course.lookup.chapters[found.chapter];
        let item = title::item_after(text, found.end, quote, chapter, index);
        let end = item.map_or(found.end, |(end, _)| end);
        if title::is_folder_path(&text[end..]) || quote.is_none() && goes_on(text, end, start) {
            continue;
        }
        from = end;
        if found.chapter == course.here && item.is_none() {
            continue;
        }
        let start = title::range_start(text, start, number, &chapter.numbers);
        mentions.push(Mention {
            start,
            end,
            target: target(chapter, item.map(|(_, section)| section)),
        });
    }
    mentions
}

/// Whether a title is the beginning of something else: `2. 캐시 비우기` is a step of a list. A
/// title that is all of its words may stand before anything that says so.
fn goes_on(text: &str, end: usize, start: usize) -> bool {
    const POINTING: [&str; 14] = [
        "참고",
        "참조",
        "처럼",
        "에서",
        "장",
        "절",
        "단원",
        "강의",
        "내용",
        "부분",
        "단계",
        "그대로",
        "보기",
        "복습",
    ];
    let rest = &text[end..];
    let next = rest.trim_start();
    let listed = text[..start].trim().is_empty() || next.contains(". ");
    // `2. 캐시를 비운다`: what is done with the object is no reading.
    if let Some(done) = rest.strip_prefix(['을', '를'])
        && listed
        && !chapter_number::is_studied(done)
    {
        return true;
    }
    listed
        && next.len() < rest.len()
        && !POINTING.iter().any(|word| next.starts_with(word))
        && !standing::is_free_behind(rest, true, false)
}

/// Whether the noun before a number has numbers of its own: `버전 2. …`, `그림 3. …`, `Step 1. …`.
fn is_counted(before: &str) -> bool {
    const NOUNS: &str = "단계 버전 문제 예제 그림 표 질문 방법 규칙 항목 보기 원칙 조건 유형 사례 \
        step version figure table example question case phase rule";
    let Some(before) = before.strip_suffix(' ') else {
        return false;
    };
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    word.is_some_and(|word| {
        NOUNS
            .split_whitespace()
            .any(|noun| noun.eq_ignore_ascii_case(word))
    })
}

/// A number with a title.
struct Titled {
    number: u32,
    found: TitleMatch,
    /// Where two chapters fit equally: all that do.
    rivals: Vec<usize>,
}

/// The chapter whose number and title stand at `start`: the longest title that fits.
fn title_at(text: &str, start: usize, digits: usize, course: &CourseView<'_>) -> Option<Titled> {
    let glued = text[..start].chars().next_back().is_some_and(|c| {
        c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':' | '$' | '#')
    });
    let number: u32 = (!glued && digits <= 3)
        .then(|| text[start..start + digits].parse().ok())
        .flatten()?;
    let after = text[start + digits..]
        .trim_start_matches(' ')
        .strip_prefix(['.', ')'])?;
    let offset = text.len() - after.len();
    if let Some(tree) = course.lookup.crowded(number) {
        let mut all: Vec<usize> = Vec::new();
        let (end, chapter) = title::longest(&text[offset..], tree, |chapters| {
            all = chapters.iter().copied().take(TOLD).collect();
            chapters.last().copied()
        })?;
        return Some(Titled {
            number,
            found: TitleMatch {
                chapter,
                end: offset + end,
            },
            rivals: if all.iter().all(|one| *one == chapter) {
                Vec::new()
            } else {
                all
            },
        });
    }
    let fitting = course.lookup.of_number(number).filter_map(|candidate| {
        let (end, typos) = title::prefix(&text[offset..], &candidate.key, true)?;
        Some((
            (candidate.key.len(), std::cmp::Reverse(typos)),
            TitleMatch {
                chapter: candidate.chapter,
                end: offset + end,
            },
        ))
    });
    let fitting: Vec<_> = fitting.collect();
    let (rank, found) = *fitting.iter().max_by_key(|(rank, _)| *rank)?;
    let best: Vec<usize> = fitting
        .iter()
        .filter(|(theirs, _)| *theirs == rank)
        .map(|(_, found)| found.chapter)
        .collect();
    let rivals = if best.iter().all(|chapter| *chapter == found.chapter) {
        Vec::new()
    } else {
        best
    };
    Some(Titled {
        number,
        found,
        rivals,
    })
}

/// `8장(도커 네트워크)`, `제8장 '도커 네트워크'에서`, `8장 도커 네트워크 > 브리지`: the title
/// beside the number leaves no doubt.
fn named(run: &Run, course: &CourseView) -> Vec<Mention> {
    let text = run.text.as_str();
    let mentions = chapter_number::units(run).into_iter().filter_map(|unit| {
        let Which::Number(number) = unit.which else {
            return None;
        };
        let lead = |c: char| {
            matches!(
                c,
                ' ' | '(' | '.' | ':' | '-' | '–' | '\'' | '"' | '‘' | '“' | '「' | '<'
            )
        };
        let rest = text[unit.end..].trim_start_matches(lead);
        let offset = text.len() - rest.len();
        let opened = text[unit.end..offset].chars().next_back();
        let titled = title_beside(rest, number, course);
        let titled = titled.map(|(end, index)| (offset + end, index));
        if titled.is_none()
            && let Some(index) = glossed(text, &unit, number, course)
        {
            return Some(Mention {
                start: unit.start,
                end: unit.end,
                target: target(&course.names.chapters[index], None),
            });
        }
        let Some((end, index)) = titled else {
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
            let (end, section) =
                quoted.or_else(|| title::item_after(text, unit.end, None, chapter, index))?;
            return Some(Mention {
                start: unit.start,
                end,
                target: target(chapter, Some(section)),
            });
        };
        let chapter = &course.names.chapters[index];
        let quote = opened.and_then(title::closing_quote);
        let item = title::item_after(text, end, quote, chapter, &course.lookup.chapters[index]);
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
fn glossed(text: &str, unit: &NumberMention, number: u32, course: &CourseView) -> Option<usize> {
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
    let (_, index) = title_before(head, course, |_| true)?;
    let is_it = |one: &NumberedChapter| one.chapter == index;
    let mut known = course.lookup.numbers.get(&number)?.iter();
    (index != course.here && known.any(is_it)).then_some(index)
}

/// The chapter of that number whose title begins the text, the longest, and where it ends.
fn title_beside(text: &str, number: u32, course: &CourseView) -> Option<(usize, usize)> {
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

/// `도커 네트워크 장에서`: an unquoted title before the word for a chapter.
fn called(run: &Run, course: &CourseView) -> Vec<Mention> {
    let text = run.text.as_str();
    let mut mentions = Vec::new();
    for (at, word) in title::chapter_words(text) {
        let head = text[..at].trim_end();
        let found = title_before(head, course, |name| {
            let long = key(name).chars().count() >= 4 || word == "장" && !name.contains(' ');
            long && (word == "장" || name.contains(' '))
        });
        if let Some((start, index)) = found.filter(|(_, index)| *index != course.here) {
            mentions.push(Mention {
                start,
                end: head.len(),
                target: target(&course.names.chapters[index], None),
            });
        }
    }
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
        let chapter = &course.names.chapters[index];
        let lookup = &course.lookup.chapters[index];
        let item = title::item_after(text, head.len(), None, chapter, lookup);
        let Some((end, section)) = item.filter(|(end, _)| !title::is_folder_path(&text[*end..]))
        else {
            continue;
        };
        from = end;
        mentions.push(Mention {
            start,
            end,
            target: target(chapter, Some(section)),
        });
    }
    mentions
}

/// The longest title of a chapter that the words end with and that `fits`, and where it begins.
fn title_before(
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

/// `4장에서`, `다음 장에서`, `1장의 ‘제목’ 절`.
fn numbered(
    run: &Run,
    course: &CourseView,
    doubt: &mut dyn FnMut(usize, usize, ChapterDoubt),
) -> Vec<Mention> {
    let mentions = chapter_number::find(run).into_iter().filter_map(|found| {
        let index = match found.which {
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
        let is_beside = chapter.has_place() && chapters[course.here].has_place();
        if !is_numbered && !is_beside {
            return None;
        }
        let item = course.section_after(&run.text, found.end, index);
        let end = item.map_or(found.end, |(end, _)| end);
        Some(Mention {
            start: found.start,
            end,
            target: target(chapter, item.map(|(_, section)| section)),
        })
    });
    mentions.collect()
}

/// `'메트릭 서버와 HPA를 통한 pod 현황 조회' 에서`: a quoted text that equals a title of the same
/// course.
fn quoted(
    run: &Run,
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
                let (_, section) = title::item(items, 0, chapter, &course.lookup.chapters[index])?;
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
        mentions.push(Mention {
            start: open,
            end: close,
            target: target(chapter, spot.section),
        });
    }
    mentions
}

/// The only chapter of that title.
fn chapter_by_title(words: &str, course: &CourseView) -> Option<usize> {
    match course.lookup.titles.chapters(&key(words)) {
        [(_, only)] => Some(*only),
        _ => None,
    }
}

/// The place that quoted words name: the only section of this chapter, else the only place of the
/// course, else the only chapter. Where several fit, their chapters.
fn spot(words: &str, after: &str, course: &CourseView) -> Result<Option<Spot>, Vec<usize>> {
    let key = key(words);
    let kind = title::says_what(after);
    let long = key.chars().count() >= 5 && words.trim().contains(' ');
    let speaks = kind || long && title::points_there(after);
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

fn target(chapter: &ChapterNames, section: Option<usize>) -> Target {
    let section = section.and_then(|section| chapter.sections.get(section));
    Target::Reference {
        url: section.map_or_else(
            || chapter.url.clone().into(),
            |section| chapter.url.at(&section.id),
        ),
    }
}
