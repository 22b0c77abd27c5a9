//! The numbers that headings and names of files begin with, as people write them in Korean,
//! English, Japanese and Chinese. Text in; numbers and the bytes that they take out. A date is no
//! number, and neither is `1-2`, which is a section of a chapter.

use crate::text::{is_alphabetic, starts_with_ignoring_case};

/// Words that stand before a number: `Day 4`, `ch03`.
const BEFORE: [&str; 33] = [
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
];

/// Units that stand behind a number: `3장`, `5주차`.
const BEHIND: [&str; 13] = [
    "장", "강", "주차", "일차", "회차", "차시", "단원", "단계", "章", "講", "回目", "日目", "週目",
];

/// The same in English, at the end of a word: `3week`, `2nd_week`, `10day`.
const UNITS: [&str; 3] = ["week", "day", "chapter"];

/// Units that only `제` or `第` before the number makes one: `제2부`, `第3回`.
const ORDINAL: [&str; 13] = [
    "부", "편", "절", "과", "회", "막", "部", "回", "節", "課", "話", "週", "节",
];

/// What parts a number that is called something from its title, beside these: `21일차 | 반복문`.
const BARS: [char; 4] = ['|', '〉', '›', '→'];

/// What may stand between a number with its unit and the title.
const GAP: [char; 9] = [' ', '\t', '.', ':', '-', '–', '—', '：', '　'];

/// A number at the start of a text.
struct NumberToken {
    first: u32,
    last: u32,
    /// Bytes, with what stands between it and the title.
    length: usize,
}

/// The numbers of a heading and the bytes of its first number token with what follows up to the
/// title.
///
/// `16. Service` is `[16]`; `28 ~ 30. A` is `[28, 29, 30]`; `19. A ~ 20. B` is `[19, 20]` and its
/// title `A ~ 20. B`; `3장 A`, `제 3 장. A`, `Day 3`, `3주차 A`, `Chapter 3: A`, `3) A`, `(3) A`,
/// `[3강] A`, `③ A` count too. `1.2 A`, `1-2. A`, `2024년`, `2024. 1. 2.` and `3D 그래픽` have no
/// number.
pub(crate) fn numbers(title: &str) -> (Vec<u32>, usize) {
    let Some(token) = token(title) else {
        return (Vec::new(), 0);
    };
    let mut end = token.last;
    if token.first == token.last {
        // A second number behind a tilde: the heading stands for a range of lessons.
        let rest = &title[token.length..];
        for (i, _) in rest.match_indices(['~', '～']) {
            let after = rest[i..].trim_start_matches(['~', '～']).trim_start();
            if let Some(next) = self::token(after)
                && next.first > end
                && next.first - token.first <= 50
            {
                end = next.last;
            }
        }
    }
    ((token.first..=end).collect(), token.length)
}

/// The numbers of a file's name (without its extension) and the bytes that they take: as in a
/// heading, and `01-java`, `2_설치`.
pub(crate) fn of_file(stem: &str) -> (Vec<u32>, usize) {
    let found = numbers(stem);
    if !found.0.is_empty() {
        return found;
    }
    let Some((number, length)) = digits(stem) else {
        let found = roman_name(stem);
        return found.map_or((Vec::new(), 0), |(number, length)| (vec![number], length));
    };
    let rest = stem[length..].trim_start_matches(['-', '_', ' ']);
    // `0015-3sum` is 15, `3-1 깊이` a section of 3.
    let word = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_title = !rest.is_empty() && (word.len() == rest.len() || letters > 1);
    if is_title && rest.len() < stem.len() - length && !is_year(number) {
        (vec![number], stem.len() - rest.len())
    } else {
        (Vec::new(), 0)
    }
}

/// A name that is numbered as Romans did, and the bytes that this takes: `Part IV - Trees`,
/// `PartⅣ`, `Ⅱ. 운영체제`, `II. Trees`.
fn roman_name(stem: &str) -> Option<(u32, usize)> {
    const WORDS: [&str; 8] = [
        "part", "chapter", "section", "unit", "book", "volume", "파트", "챕터",
    ];
    let starts = |word: &&&str| starts_with_ignoring_case(stem, word);
    let word = WORDS.iter().find(starts).map_or(0, |word| word.len());
    let rest = stem[word..].trim_start_matches([' ', '_', '-', '.']);
    let is_parted = rest.len() < stem.len() - word;
    let letter = rest.chars().next()?;
    let (number, length) = if ('Ⅰ'..='Ⅻ').contains(&letter) {
        (letter as u32 - 'Ⅰ' as u32 + 1, letter.len_utf8())
    } else {
        let length = rest
            .bytes()
            .take_while(|byte| b"IVX".contains(byte))
            .count();
        let number = (1..40).find(|number| roman(*number) == rest[..length])?;
        // A word of its own: `Part I`, and `I. Trees` by itself.
        if word > 0 && !is_parted || word == 0 && !rest[length..].starts_with(". ") {
            return None;
        }
        (number, length)
    };
    let behind = &rest[length..];
    let title = behind.trim_start_matches(GAP).trim_start_matches('_');
    let ends = behind.is_empty() || title.len() < behind.len();
    ends.then_some((number, stem.len() - title.len()))
}

/// A number below forty as Romans wrote it.
fn roman(number: u32) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = ONES[number as usize % 10];
    "X".repeat(number as usize / 10) + ones
}

/// The numbers that a file's name gives its note: as [`of_file`], but `00-preface` and `0. intro`
/// only stand before the first.
pub(crate) fn said_by_file(stem: &str) -> Vec<u32> {
    let (numbers, length) = of_file(stem);
    let is_first = numbers == [0] && called(&stem[..length]).is_empty();
    if is_first { Vec::new() } else { numbers }
}

/// What the number of a heading is called, of whose text these bytes were taken: `Day 2`, `2주차`,
/// `제 1 장`. Nothing where only a number stands there.
pub(crate) fn called(taken: &str) -> &str {
    let is_mark = |c: char| GAP.contains(&c) || "[]()【】（）_,、．".contains(c);
    let words = taken.trim_matches(is_mark);
    if words.chars().any(char::is_alphabetic) {
        words
    } else {
        ""
    }
}

/// The same of a file's name, where it is written as words and not as an address: `Day 2. 배열`,
/// not `day2-arrays`.
pub(crate) fn called_by_name(stem: &str) -> &str {
    let (taken, rest) = stem.split_at(numbers(stem).1);
    if rest.trim().is_empty() || taken.is_ascii() && !stem.contains(' ') {
        return "";
    }
    called(taken)
}

/// A name without the id that an export of Notion writes behind it: `Spring MVC
/// aa11bb22cc33dd44ee55ff6600778899`, 32 digits to the base of sixteen.
pub(crate) fn without_id(name: &str) -> &str {
    let is_id = |id: &str| {
        let mut digits = id.bytes();
        id.len() == 32 && digits.all(|c| c.is_ascii_digit() || (b'a'..=b'f').contains(&c))
    };
    let named = name.rsplit_once(' ').filter(|(_, id)| is_id(id));
    let words = named.map(|(words, _)| words.trim_end());
    words.filter(|words| !words.is_empty()).unwrap_or(name)
}

/// Whether a name begins with one letter that a dash joins to its word: `f-string`, `b-tree`. An
/// article is a word of its own.
fn is_joined(name: &str) -> bool {
    let mut chars = name.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic);
    letter.is_some_and(|letter| !letter.eq_ignore_ascii_case(&'a'))
        && chars.next() == Some('-')
        && chars.next().is_some_and(char::is_alphabetic)
}

/// What a file is called by its name (without its extension): numbers, and words instead of dashes.
pub(crate) fn file_title(stem: &str) -> (Vec<u32>, String) {
    let stem = without_id(stem);
    let (numbers, length) = (said_by_file(stem), of_file(stem).1);
    let rest = stem[length..].trim();
    if rest.is_empty() {
        return (numbers, stem.replace(['-', '_'], " "));
    }
    // A page of Logseq lies in others: `network___tcp`, and once `network%2Ftcp`.
    let rest = rest.replace("___", "/").replace("%2F", "/");
    let rest = dated(&rest).unwrap_or(rest);
    let mut title = rest.replace('_', " ");
    if !title.trim().contains(' ') {
        // `2024-01-02` stays a date.
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let chars: Vec<char> = title.chars().collect();
        let dashed = chars.iter().enumerate().map(|(i, &c)| {
            let before = i.checked_sub(1).map(|i| chars[i]);
            let between = is_digit(before) && is_digit(chars.get(i + 1).copied());
            let joins = between || i == 1 && is_joined(&title);
            if c == '-' && !joins { ' ' } else { c }
        });
        title = dashed.collect();
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        (numbers, rest)
    } else {
        (numbers, title)
    }
}

/// A name that begins with a day, `2024_05_01`, as the day is written: `2024-05-01`.
fn dated(name: &str) -> Option<String> {
    let (day, rest) = name.split_at_checked("2024_05_01".len())?;
    let parts: Vec<&str> = day.split('_').collect();
    let [year, month, date] = parts.as_slice() else {
        return None;
    };
    let number = |text: &str, length| {
        let number = text.parse::<u32>().ok();
        number.filter(|_| text.len() == length)
    };
    let is_year = number(year, 4).is_some_and(is_year);
    let is_month = number(month, 2).is_some_and(|month| (1..=12).contains(&month));
    let is_date = number(date, 2).is_some_and(|date| (1..=31).contains(&date));
    let ends = !rest.starts_with(|c: char| c.is_ascii_digit());
    (is_year && is_month && is_date && ends).then(|| format!("{year}-{month}-{date}{rest}"))
}

/// Years of our time, which many headings begin with.
pub(crate) const fn is_year(number: u32) -> bool {
    number >= 1900 && number < 2100
}

fn token(title: &str) -> Option<NumberToken> {
    bracketed(title)
        .or_else(|| circled(title))
        .or_else(|| open(title))
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
    let named = word_before(title);
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
    let starts = |unit: &&&str| rest.starts_with(**unit);
    let ordinals = if ordinal { &ORDINAL[..] } else { &[] };
    let unit = BEHIND.iter().chain(ordinals).find(starts);
    if let Some(unit) = unit {
        let next = rest[unit.len()..].chars().next();
        return match next {
            None | Some(' ' | '\t' | '-' | '–' | '—' | '　' | '：') => Some(unit.len()),
            Some('.' | ':' | ')' | ']' | '_' | ',') => Some(unit.len() + 1),
            _ => None,
        };
    }
    if ordinal {
        return None;
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

fn digits(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&length) {
        return None;
    }
    Some((text[..length].parse().ok()?, length))
}

/// `三`, `十二`: numbers below a hundred in Han characters.
fn han(text: &str) -> Option<(u32, usize)> {
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
