//! Headings that count by something else than numbers: letters, words, Roman numerals without the
//! full stop that makes them a number. A file's headings in, their level out. Nothing is cut there
//! unasked: papers count their sections so.

use crate::notes::reading::chapter_rule::Heading;

/// So many headings in a row are counted.
const ENOUGH: usize = 3;

/// Ways of counting, each from its first.
const WAYS: [&[&str]; 11] = [
    &[
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
        "xv",
    ],
    &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"],
    &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ],
    &[
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ],
    &["가", "나", "다", "라", "마", "바", "사", "아", "자", "차"],
    &["일", "이", "삼", "사", "오", "육", "칠", "팔", "구", "십"],
    &[
        "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉", "열",
    ],
    &[
        "첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열",
    ],
    &[
        "첫째",
        "둘째",
        "셋째",
        "넷째",
        "다섯째",
        "여섯째",
        "일곱째",
        "여덟째",
        "아홉째",
        "열째",
    ],
    &["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"],
    &["甲", "乙", "丙", "丁", "戊"],
];

/// Words that stand before a count.
const BEFORE: [&str; 7] = [
    "chapter", "lecture", "lesson", "part", "section", "제", "第",
];

/// Units that stand right behind it: `첫 번째`, `二章`.
const BEHIND: [&str; 10] = ["번째", "째", "장", "강", "부", "편", "章", "講", "回", "部"];

/// The first of the highest headings most of which are counted one by one.
pub(crate) fn first(headings: &[Heading]) -> Option<&Heading> {
    (1..=6).find_map(|level| {
        let all = || headings.iter().filter(|heading| heading.level == level);
        let first = |way: &[&str]| {
            let mut next = 0;
            let mut first = None;
            for heading in all() {
                if counts(&heading.text, way).contains(&Some(next)) {
                    next += 1;
                    first = first.or(Some(heading));
                }
            }
            first.filter(|_| next >= ENOUGH && next * 2 > all().count())
        };
        WAYS.iter().find_map(|way| first(way))
    })
}

/// What a heading may count as, from 0: `II. Sets`, `B) Sets`, `Chapter Two`, `둘째 마당`.
fn counts(heading: &str, way: &[&str]) -> [Option<usize>; 2] {
    let folded = heading
        .trim_start_matches(['*', '_', '[', '(', ' '])
        .to_lowercase();
    let words = BEFORE
        .iter()
        .find_map(|word| folded.strip_prefix(word))
        .map(str::trim_start);
    let place = |text: &str| {
        way.iter().position(|count| {
            text.strip_prefix(count).is_some_and(|rest| {
                let unit = BEHIND
                    .iter()
                    .find_map(|unit| rest.trim_start().strip_prefix(unit));
                let is_set_off = rest.starts_with(['.', ')', ']', ':', ',', '、', '-', '．']);
                let is_word = count.chars().count() > 1 && rest.starts_with(' ');
                unit.is_some_and(is_end) || is_set_off || is_word || words.is_some() && is_end(rest)
            })
        })
    };
    [place(&folded), words.and_then(place)]
}

/// Whether no word goes on here.
fn is_end(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
}
