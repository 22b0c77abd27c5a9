//! A number at the start of a text, with what it is called and what ends it. Text in; the number
//! and its bytes out. Words and units are data of this file.

use crate::notes::particle;
use crate::text::{is_alphabetic, is_syllable, starts_with_ignoring_case};

/// Words that stand before a number: `Day 4`, `ch03`.
const BEFORE: [&str; 46] = [
    "chapter",
    "chap",
    "ch",
    "lecture",
    "lec",
    "lesson",
    "section",
    "sec",
    "session",
    "week",
    "day",
    "part",
    "step",
    "unit",
    "module",
    "episode",
    "ep",
    "섹션",
    "파트",
    "챕터",
    "스텝",
    "세션",
    "레슨",
    "유닛",
    "모듈",
    "강의",
    "item",
    "아이템",
    "topic",
    "kapitel",
    "chapitre",
    "capítulo",
    "capitulo",
    "tutorial",
    "class",
    "volume",
    "vol",
    "no",
    "lektion",
    "woche",
    "lección",
    "semana",
    "leçon",
    "에피소드",
    "토픽",
    "튜토리얼",
];

/// Units that stand behind a number: `3장`, `5주차`.
const BEHIND: [&str; 18] = [
    "장",
    "강",
    "주차",
    "일차",
    "회차",
    "차시",
    "교시",
    "단원",
    "단계",
    "권",
    "章",
    "講",
    "回目",
    "日目",
    "週目",
    "時間目",
    "限目",
    "巻",
];

/// The same in English, at the end of a word: `3week`, `2nd_week`, `10day`.
const UNITS: [&str; 3] = ["week", "day", "chapter"];

/// Units that only `제` or `第` before the number makes one: `제2부`, `第3回`.
const ORDINAL: [&str; 13] = [
    "부", "편", "절", "과", "회", "막", "部", "回", "節", "課", "話", "週", "节",
];

/// Units that are particles as well, or count what is done: `7과 정렬`, but `7과 8의 차이` and `7과
/// 관련된 것`, `3회. 정리`, but `3회 반복`.
const DOUBTFUL: [&str; 2] = ["과", "회"];

/// What follows `과` where it joins two things.
const JOINED: [&str; 9] = [
    "관련",
    "비교",
    "같은",
    "같이",
    "다른",
    "함께",
    "의 ",
    "나머지",
    "그 ",
];

/// What parts a number that is called something from its title, beside these: `21일차 | 반복문`.
const BARS: [char; 4] = ['|', '〉', '›', '→'];

/// What may stand between a number with its unit and the title.
pub(super) const GAP: [char; 9] = [' ', '\t', '.', ':', '-', '–', '—', '：', '　'];

/// A number at the start of a text.
pub(super) struct NumberToken {
    pub first: u32,
    pub last: u32,
    /// Bytes, with what stands between it and the title.
    pub length: usize,
}

/// Years of our time, which many headings begin with.
pub(crate) const fn is_year(number: u32) -> bool {
    number >= 1900 && number < 2100
}

/// The number that a text begins with.
pub(super) fn token(title: &str) -> Option<NumberToken> {
    bracketed(title)
        .or_else(|| circled(title))
        .or_else(|| keycap(title))
        .or_else(|| roman_token(title))
        .or_else(|| open(title))
}

/// `1️⃣`, `1️⃣2️⃣`, `🔟`.
fn keycap(title: &str) -> Option<NumberToken> {
    let mut number = 0;
    let mut rest = title;
    if let Some(behind) = rest.strip_prefix('🔟') {
        (number, rest) = (10, behind);
    }
    while number < 100 {
        let Some((digit, length)) = digits(rest).filter(|(_, length)| *length == 1) else {
            break;
        };
        let behind = rest[length..].trim_start_matches('\u{fe0f}');
        let Some(behind) = behind.strip_prefix('\u{20e3}') else {
            break;
        };
        number = number * 10 + digit;
        rest = behind;
    }
    (rest.len() < title.len()).then(|| NumberToken {
        first: number,
        last: number,
        length: title.len() - rest.trim_start_matches(GAP).len(),
    })
}

/// `XXXVIII` is the longest below forty.
const LONGEST_ROMAN: usize = 7;

/// `Ⅱ. 본론`, `II. 본론`: below forty, with a full stop behind it.
fn roman_token(title: &str) -> Option<NumberToken> {
    let first = title.chars().next()?;
    let (number, rest) = if ('Ⅰ'..='Ⅻ').contains(&first) {
        let number = first as u32 - 'Ⅰ' as u32 + 1;
        (number, title[first.len_utf8()..].trim_start())
    } else {
        let is_sign = |byte: &u8| b"IVX".contains(byte);
        let length = title.bytes().take_while(is_sign).count();
        if !(1..=LONGEST_ROMAN).contains(&length) {
            return None;
        }
        let number = (1..40).find(|number| roman(*number) == title[..length])?;
        (number, &title[length..])
    };
    let rest = rest
        .strip_prefix('.')
        .filter(|rest| rest.starts_with(' '))?;
    Some(NumberToken {
        first: number,
        last: number,
        length: title.len() - rest.trim_start_matches(GAP).len(),
    })
}

/// A number below forty as Romans wrote it.
pub(super) fn roman(number: u32) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = ONES[number as usize % 10];
    "X".repeat(number as usize / 10) + ones
}

/// `[9]`, `[1강]`, `(1)`, `【3】`.
fn bracketed(title: &str) -> Option<NumberToken> {
    let pairs = [('[', ']'), ('(', ')'), ('【', '】'), ('（', '）')];
    let (mark, close) = pairs
        .into_iter()
        .find(|(mark, _)| title.starts_with(*mark))?;
    let inner = &title[mark.len_utf8()..];
    let end = inner.find(close)?;
    let words = inner[..end].trim();
    let (first, last) = match digits(words) {
        Some((number, length)) if length == words.len() && length < 4 => (number, number),
        _ => {
            let token = open(words).filter(|token| token.length == words.len())?;
            (token.first, token.last)
        }
    };
    let rest = &inner[end + close.len_utf8()..];
    let length = title.len() - rest.trim_start_matches(GAP).len();
    Some(NumberToken {
        first,
        last,
        length,
    })
}

/// `①`, `❷`, `㉑`.
fn circled(title: &str) -> Option<NumberToken> {
    let mark = title.chars().next()?;
    let number = match mark {
        '①'..='⑳' => mark as u32 - '①' as u32 + 1,
        '㉑'..='㉟' => mark as u32 - '㉑' as u32 + 21,
        '❶'..='❿' => mark as u32 - '❶' as u32 + 1,
        '➀'..='➉' => mark as u32 - '➀' as u32 + 1,
        _ => return None,
    };
    let rest = title[mark.len_utf8()..].trim_start_matches(GAP);
    Some(NumberToken {
        first: number,
        last: number,
        length: title.len() - rest.len(),
    })
}

/// A number with the words around it, not between brackets.
fn open(title: &str) -> Option<NumberToken> {
    let hash = title.strip_prefix('#').map(|_| 1);
    let named = word_before(title).or(hash);
    let ordinal = title.starts_with(['제', '第']);
    let mut at = named.unwrap_or(0);
    if ordinal {
        let mark = title.chars().next().map_or(0, char::len_utf8);
        at = title.len() - title[mark..].trim_start().len();
    }
    let (first, length) = if ordinal {
        digits(&title[at..]).or_else(|| han(&title[at..]))?
    } else {
        digits(&title[at..])?
    };
    at += length;
    if is_section(&title[at..]) {
        return None;
    }
    let (last, end) = range(title, first, at).unwrap_or((first, at));
    at = end;
    if ordinal {
        at += title[at..].len() - title[at..].trim_start().len();
    }
    let closed = close(&title[at..], named.is_some(), ordinal)?;
    let end = at + closed;
    let is_plain = named.is_none() && !ordinal;
    let is_dashed = || title[at..].starts_with(' ') && is_year(first);
    if is_plain && (is_date(first, &title[end..]) || is_dashed()) {
        return None;
    }
    let rest = title[end..].trim_start_matches(GAP);
    let is_called = title[..end].contains(char::is_alphabetic);
    let barred = rest.strip_prefix(BARS).filter(|_| is_called);
    let rest = barred
        .filter(|rest| rest.starts_with(' '))
        .map_or(rest, |rest| rest.trim_start_matches(GAP));
    Some(NumberToken {
        first,
        last,
        length: title.len() - rest.len(),
    })
}

/// Units of time, which nothing but a lesson is counted by.
const LESSONS: [&str; 5] = ["주차", "일차", "회차", "차시", "교시"];

/// The number of a file's name whose title is glued to what counts it, and its bytes: `2주차정리`,
/// `week3과제`. `3주차에` is said of the week.
pub(super) fn glued(stem: &str) -> Option<(u32, usize)> {
    let named = word_before(stem);
    let (number, length) = digits(&stem[named.unwrap_or(0)..])?;
    let rest = &stem[named.unwrap_or(0) + length..];
    let unit = LESSONS.iter().find(|unit| rest.starts_with(**unit));
    let title = &rest[unit.map_or(0, |unit| unit.len())..];
    let is_title = title.starts_with(is_syllable) && particle::length(title).is_none();
    let is_counted = unit.is_some() || named.is_some();
    (is_counted && is_title).then(|| (number, stem.len() - title.len()))
}

/// Where the number begins behind a word such as `Chapter`, in bytes.
fn word_before(title: &str) -> Option<usize> {
    let letters = title
        .find(|c: char| !is_alphabetic(c))
        .unwrap_or(title.len());
    let word = &title[..letters];
    if word.len() > 12 || !BEFORE.iter().any(|known| word.eq_ignore_ascii_case(known)) {
        return None;
    }
    let rest = title[letters..].trim_start_matches([' ', '\t', '.', '#', '-', '_']);
    Some(title.len() - rest.len())
}

/// `1-2. A` is the second section of 1, where `rest` stands behind the first number.
fn is_section(rest: &str) -> bool {
    let inner = rest.strip_prefix('-');
    inner.is_some_and(|inner| inner.starts_with(|c: char| c.is_ascii_digit()))
}

/// The end of a range such as `28 ~ 30.`, and where it stands.
fn range(title: &str, first: u32, at: usize) -> Option<(u32, usize)> {
    let rest = title[at..].trim_start();
    let inner = rest.strip_prefix(['~', '～', '-', '–'])?.trim_start();
    let (number, length) = digits(inner)?;
    let end = title.len() - inner.len() + length;
    // `28 ~ 30.` but not `10~20대`: a mark must close the range.
    let is_range =
        number > first && number - first <= 50 && title[end..].starts_with(['.', ')', '장', '강']);
    is_range.then_some((number, end))
}

/// How many bytes behind the number end it; `None` where it is part of something else.
fn close(rest: &str, named: bool, ordinal: bool) -> Option<usize> {
    if let Some(apart) = unit_apart(rest).filter(|_| !named && !ordinal) {
        return Some(apart);
    }
    let starts = |unit: &&&str| rest.starts_with(**unit);
    let ordinals = if ordinal { &ORDINAL[..] } else { &[] };
    let unit = BEHIND.iter().chain(ordinals).find(starts);
    if let Some(unit) = unit {
        let next = rest[unit.len()..].chars().next();
        return match next {
            // `3일차(7월 24일)` has its day beside it.
            None | Some(' ' | '\t' | '-' | '–' | '—' | '　' | '：' | '(' | '（') => {
                Some(unit.len())
            }
            Some('.' | ':' | ')' | ']' | '_' | ',') => Some(unit.len() + 1),
            _ => None,
        };
    }
    if ordinal {
        return None;
    }
    if let Some(unit) = doubtful_unit(rest).filter(|_| !named) {
        return Some(unit);
    }
    if let Some(unit) = english_unit(rest).filter(|_| !named) {
        return Some(unit);
    }
    match rest.chars().next() {
        Some(mark @ ('.' | ')' | ':' | '：' | '．' | '）' | '、')) => {
            let next = rest[mark.len_utf8()..].chars().next();
            (!next.is_some_and(|c| c.is_ascii_digit())).then(|| mark.len_utf8())
        }
        None | Some(' ' | '–' | '—') if named => Some(0),
        Some('-') if named => {
            let next = rest[1..].chars().next();
            (!next.is_some_and(|c| c.is_ascii_digit())).then_some(1)
        }
        Some('_') if named => Some(1),
        // `14 - 운영체제`; `3 - 2` is counted.
        Some(' ') => [" - ", " – ", " — "].iter().find_map(|dash| {
            let title = rest.strip_prefix(*dash)?;
            title.starts_with(char::is_alphabetic).then_some(1)
        }),
        _ => None,
    }
}

/// Units that stand apart from a number as words of their own: `1 챕터`.
const APART: [&str; 6] = ["챕터", "섹션", "파트", "레슨", "유닛", "스텝"];

/// How many bytes of a unit stand apart from the number that it counts, with the mark that ends it:
/// `1 주차 변수`, `2_강`, `10-week`. A unit that is a word of its own elsewhere stands last.
fn unit_apart(rest: &str) -> Option<usize> {
    let words = rest.strip_prefix([' ', '_', '-'])?;
    let starts = |unit: &&&str| words.starts_with(**unit);
    let ends = |unit: &&str| words[unit.len()..].trim().is_empty();
    let is_english = |unit: &&&str| starts_with_ignoring_case(words, unit);
    let unit = BEHIND.iter().chain(&APART).find(starts).or_else(|| {
        let mut others = ORDINAL.iter().filter(starts);
        let mut english = UNITS.iter().chain(&BEFORE).filter(is_english);
        let other = others.find(|unit| ends(unit));
        other.or_else(|| english.find(|unit| ends(unit)))
    })?;
    let behind = &words[unit.len()..];
    let mark = match behind.chars().next() {
        None | Some(' ' | '\t' | '-' | '–' | '—' | '　' | '：' | '(' | '（') => 0,
        Some('.' | ':' | ')' | ']' | '_' | ',') => 1,
        _ => return None,
    };
    Some(rest.len() - behind.len() + mark)
}

/// How many bytes of a unit stand behind a number that may be something else, with the mark that
/// ends it.
fn doubtful_unit(rest: &str) -> Option<usize> {
    let unit = DOUBTFUL.iter().find(|unit| rest.starts_with(**unit))?;
    let behind = &rest[unit.len()..];
    if behind.starts_with(['.', ':', ')', ']', '_', ',']) {
        return Some(unit.len() + 1);
    }
    if behind.is_empty()
        || [" - ", " – ", " — ", " |", "：", "-"]
            .iter()
            .any(|it| behind.starts_with(it))
    {
        return Some(unit.len());
    }
    let title = behind.strip_prefix(' ')?.trim_start();
    let joins = title.starts_with(|c: char| c.is_ascii_digit())
        || JOINED.iter().any(|word| title.starts_with(word));
    (*unit == "과" && !joins).then_some(unit.len())
}

/// How many bytes of a unit in English stand behind a number, and the mark that ends it: `week.` of
/// `1week. 객체`, `nd_week` of `2nd_week`. `1day 1commit` counts what is done in one.
fn english_unit(rest: &str) -> Option<usize> {
    let ordinal = ["st", "nd", "rd", "th"];
    let is_there = |end: &&&str| starts_with_ignoring_case(rest, end);
    let word = match ordinal.iter().find(is_there) {
        Some(end) => rest[end.len()..].trim_start_matches([' ', '_', '-']),
        None => rest,
    };
    let is_unit = |unit: &&&str| starts_with_ignoring_case(word, unit);
    let unit = UNITS.iter().find(is_unit)?;
    let length = rest.len() - word.len() + unit.len();
    let behind = &rest[length..];
    let title = behind
        .trim_start_matches(GAP)
        .trim_start_matches(['_', ')']);
    let counts = title.starts_with(|c: char| c.is_ascii_digit());
    let mark = match behind.chars().next() {
        None | Some(' ' | '-' | '–' | '—' | '　' | '：') => 0,
        Some('.' | ':' | ')' | ']' | '_' | ',') => 1,
        _ => return None,
    };
    (!counts).then_some(length + mark)
}

/// `2024. 1. 2.` and `24. 1. 2`, of which the first number was read.
fn is_date(first: u32, rest: &str) -> bool {
    let Some((month, length)) = digits(rest.trim_start()).filter(|(month, _)| *month <= 12) else {
        return false;
    };
    let after = &rest.trim_start()[length..];
    if is_year(first) && (after.is_empty() || after.starts_with(['.', '월', '月', '/', '-', ' ']))
    {
        return true;
    }
    let Some((day, length)) = after
        .strip_prefix('.')
        .and_then(|after| Some((digits(after.trim_start())?, after.trim_start())))
        .map(|((day, length), after)| (day, &after[length..]))
    else {
        return false;
    };
    (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (length.is_empty() || length.starts_with(['.', ' ', '(']))
}

pub(super) fn digits(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&length) {
        return None;
    }
    Some((text[..length].parse().ok()?, length))
}

/// `三`, `十二`: numbers below a hundred in Han characters.
pub(crate) fn han(text: &str) -> Option<(u32, usize)> {
    let value = |c: char| "一二三四五六七八九".chars().position(|known| known == c);
    let (mut number, mut pending, mut length) = (0, None, 0);
    for c in text.chars() {
        if c == '十' {
            number += pending.take().unwrap_or(1) * 10;
        } else if let (Some(digit), None) = (value(c), pending) {
            pending = Some(digit as u32 + 1);
        } else {
            break;
        }
        length += c.len_utf8();
    }
    (length > 0).then(|| (number + pending.unwrap_or(0), length))
}
