//! A number with its title: `24. 쿠버네티스 자원 생성`. A run of prose in, mentions out.

use crate::notes::links::chapter_number;
use crate::notes::links::item;
use crate::notes::links::reference::course_view::{ChapterDoubt, CourseView, TOLD, target};
use crate::notes::links::run::Run;
use crate::notes::links::standing;
use crate::notes::links::targets::Mention;
use crate::notes::links::title;
use crate::notes::links::title::TitleMatch;
use crate::notes::particle;

/// `24. 쿠버네티스 자원 생성 > Deployment 적용`: a number with its title, and perhaps an item of
/// that chapter.
pub(super) fn titled(
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
        let item = item::item_after(text, found.end, quote, chapter, index);
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
pub(super) fn goes_on(text: &str, end: usize, start: usize) -> bool {
    const POINTING: [&str; 18] = [
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
        "다시",
        "꼭",
        "먼저",
        "보기",
        "복습",
        "항목",
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
pub(super) fn is_counted(before: &str) -> bool {
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

/// `9번 파일 시스템`, `8-가상 메모리`, `#8 가상 메모리`: the title behind a number without a full
/// stop.
fn numbered_otherwise<'a>(before: &str, behind: &'a str) -> Option<&'a str> {
    if before.ends_with('#') {
        return behind.strip_prefix(' ');
    }
    behind
        .strip_prefix("번 ")
        .or_else(|| behind.strip_prefix('-'))
}

/// Whether words say that what stands before them is read.
fn is_read(rest: &str) -> bool {
    const READ: [&str; 9] = [
        "참고", "참조", "항목", "장", "절", "글", "노트", "문서", "편",
    ];
    let words = rest.trim_start_matches([' ', ')', '\'', '"', '’', '”', '」']);
    let words = particle::length(words).map_or(words, |length| words[length..].trim_start());
    READ.iter().any(|word| {
        let rest = words.strip_prefix(word);
        rest.is_some_and(|rest| {
            matches!(*word, "참고" | "참조") || particle::length(rest).is_some()
        })
    })
}

/// A number with a title.
pub(super) struct Titled {
    pub(super) number: u32,
    pub(super) found: TitleMatch,
    /// Where two chapters fit equally: all that do.
    pub(super) rivals: Vec<usize>,
}

/// The chapter whose number and title stand at `start`: the longest title that fits.
pub(super) fn title_at(
    text: &str,
    start: usize,
    digits: usize,
    course: &CourseView<'_>,
) -> Option<Titled> {
    let glued = text[..start]
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':' | '$'));
    let number: u32 = (!glued && digits <= 3)
        .then(|| text[start..start + digits].parse().ok())
        .flatten()?;
    let behind = &text[start + digits..];
    let after = behind.trim_start_matches(' ').strip_prefix(['.', ')']);
    let Some(after) = after.filter(|_| !text[..start].ends_with('#')) else {
        let after = numbered_otherwise(&text[..start], behind)?;
        let titled = title_from(text, text.len() - after.len(), number, course)?;
        return is_read(&text[titled.found.end..]).then_some(titled);
    };
    title_from(text, text.len() - after.len(), number, course)
}

/// The chapter of that number whose title stands at `offset`.
fn title_from(text: &str, offset: usize, number: u32, course: &CourseView<'_>) -> Option<Titled> {
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
