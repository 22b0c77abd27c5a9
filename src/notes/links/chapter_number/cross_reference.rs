//! Cross-references in few words: `참고: 3장`, `(→ 4장)`, `cf. 3장`, `선행 → 5장`. The words around
//! a number in; out, whether they do nothing but point.

use std::sync::LazyLock;

use regex::Regex;

use crate::notes::links::chapter_number::closing::{PART, READS};
use crate::notes::links::chapter_number::opening::{STUDIED, has_sheets};
use crate::notes::links::chapter_number::unit::{ChapterUnit, Which, pattern, tail};
use crate::notes::particle;

/// `RunWords` before `chapter 8` that make it a mention by themselves.
static POINTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|[\s(])(?:see|refer\sto|cf\.?|from|in)\s$"));

/// How a chapter belongs to what is read.
const LISTED: [&str; 17] = [
    "선행",
    "관련",
    "연관",
    "연결",
    "참고",
    "참조",
    "복습",
    "예습",
    "전제",
    "이어",
    "보충",
    "심화",
    "함께 볼",
    "자세",
    "순서",
    "범위",
    "시험",
];

/// `선행 → 5장, 6장`, `관련: 3장`: a list of chapters behind a word that says how they belong here.
pub(super) fn is_listed(before: &str, after: &str) -> bool {
    const OURS: &str = "장 강의 강 챕터 내용 학습 단원 것 곳 글 노트";
    const PRINTED: [&str; 4] = ["인쇄", "출력", "스캔", "복사"];
    let label = before.trim_end();
    let signs = ["→", "->", "=>", ":", "："];
    let said = signs.iter().find_map(|sign| label.strip_suffix(sign));
    // `관련 논문: 3장` are the chapters of another work.
    let ends = |label: &str| {
        let last = label.trim_end().rsplit(' ').next().unwrap_or_default();
        LISTED.iter().any(|word| last.starts_with(word)) || OURS.split(' ').any(|word| word == last)
    };
    let nothing = after.trim_matches([' ', '.']).is_empty();
    let printed = |label: &str| PRINTED.iter().any(|word| label.contains(word));
    let short = |label: &str| {
        // No `표` is printed in a `발표`.
        let said = label.replace("발표", "");
        label.split_whitespace().count() <= 3 && !has_sheets(&said) && !printed(label)
    };
    nothing
        && (said.is_some_and(|label| {
            short(label) && ends(label) && LISTED.iter().any(|word| label.contains(word))
        }) || label.ends_with(['은', '는'])
            && short(label)
            && (label.contains("순서") || label.ends_with("범위는")))
}

/// `(복습) 3장`, `[선행] 2장`: how a chapter belongs here, and nothing else.
pub(super) fn is_marked(before: &str, after: &str) -> bool {
    let mark = before.trim();
    let inside = mark
        .strip_prefix(['(', '['])
        .and_then(|mark| mark.strip_suffix([')', ']']));
    // `참고) 1장, 3장`
    let label = || mark.strip_suffix(')').filter(|mark| !mark.contains('('));
    let inside = inside.or_else(label);
    after.trim_matches([' ', '.']).is_empty()
        && inside.is_some_and(|mark| LISTED.iter().any(|word| mark.trim().starts_with(word)))
}

/// `ip는 3장 보기`, `이건 7장 얘기`: a topic, and where it is told, to the end.
pub(super) fn is_topic(before: &str, after: &str) -> bool {
    let topic = before.trim_end().ends_with(['은', '는', '건']);
    let part = PART.find(after).map_or(0, |found| found.end());
    let rest = after[part..].trim_end_matches(['.', ' ']);
    let read = READS
        .find(rest)
        .is_some_and(|found| found.end() == rest.len() && rest.starts_with(' '));
    // `연습은 9장 뒤에 있음`
    let within = ["뒤에", "앞에", "끝에", "중간에", "처음에"]
        .iter()
        .any(|place| {
            let told = after.trim_start().strip_prefix(place).map(str::trim_start);
            told.is_some_and(|told| {
                ["있", "나오", "나온", "나옴", "적"]
                    .iter()
                    .any(|verb| told.starts_with(verb))
            })
        });
    topic && !has_sheets(before) && (within || part > 0 && rest.is_empty() || read)
}

/// `위에서 본 6장`: what one has seen or learnt is a chapter.
pub(super) fn is_seen(before: &str, after: &str) -> bool {
    let verb = before.trim_end().rsplit(' ').next().unwrap_or_default();
    STUDIED.contains(&verb) && !has_sheets(after)
}

/// Words for a lesson by when it was, or for chapters by where they stand: `지난 시간(4강)에`,
/// `앞의 두 장(1장, 3장)`.
static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:지난|저번|이전|첫|맨 처음|처음|앞|앞의|앞선|직전|다음|다다음|지지난)\s?",
        r"(?:(?:두|세|네|첫)\s)?(?:시간|강의|수업|장|주|주차|회차|챕터|단원|글|편|강)$",
    ))
});

/// Whether brackets hold a mention and nothing else, behind a sentence: `저장한다 (4장)`, `(다음
/// 장)`. Behind a noun a number counts.
fn is_aside(before: &str, after: &str, unit: &ChapterUnit) -> bool {
    let Some(said) = before.strip_suffix('(').filter(|_| after.starts_with(')')) else {
        return false;
    };
    if TIMES.is_match(tail(said, 60)) {
        return true;
    }
    let said = said.trim_end().trim_end_matches('.');
    let sentence = said.ends_with(['다', '요', '음', '함', '됨', '임', '짐']) && said.contains(' ');
    sentence || matches!(unit.which, Which::Next | Which::Previous)
}

/// `cf. 4장`, `위 4장`, `바로 앞 3장 참고`: a word that points, a number, and nothing else.
fn is_pointed_at(before: &str, after: &str) -> bool {
    const POINTING: [&str; 16] = [
        "cf",
        "cf.",
        "see",
        "ref",
        "ref.",
        "위",
        "위의",
        "앞",
        "앞의",
        "뒤의",
        "바로 앞",
        "자세한 건",
        "자세한 것은",
        "자세한 내용은",
        "자세히는",
        "나머지는",
    ];
    let before = before.trim();
    // `최단 경로 (→ 4장)`
    let inside = after.starts_with(')').then(|| before.rsplit_once('('));
    if let Some((_, sign)) = inside.flatten() {
        const SIGNS: [&str; 9] = ["→", "->", "☞", "⇒", "참고", "참조", "cf", "cf.", "see"];
        return SIGNS
            .iter()
            .any(|one| sign.trim().eq_ignore_ascii_case(one));
    }
    let ends = after.trim_matches([' ', '.', ',']).is_empty() || READS.is_match(after);
    ends && POINTING
        .iter()
        .any(|word| before.eq_ignore_ascii_case(word))
}

/// `3장 복습` as all that a bullet says, and `see chapter 8`.
pub(super) fn stands_for_itself(text: &str, before: &str, after: &str, unit: &ChapterUnit) -> bool {
    let part = PART.find(after).map_or(0, |found| found.end());
    // `10장 예제`: what a sheet has not.
    let whole = part > 0 && after[part..].trim_matches([' ', '.']).is_empty();
    let alone = before.trim().is_empty() || before.trim_end().ends_with("cf)");
    // `지난 시간(4강 복습)`
    if before
        .strip_suffix('(')
        .is_some_and(|said| TIMES.is_match(tail(said, 60)))
    {
        return true;
    }
    if alone && (whole || READS.is_match(&after[part..]))
        || is_aside(before, after, unit)
        || is_pointed_at(before, &after[part..])
        || before.is_empty() && is_pointed_at(tail(&text[..unit.start], 5), &after[part..])
    {
        return true;
    }
    let points = |words: &str| ["참고", "참조"].iter().any(|word| words.starts_with(word));
    // `참고: 3장`, `[3장] 참고`
    let ends = !after
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || c.is_whitespace());
    let named = before.trim_end().trim_end_matches([':', ')']).trim_end();
    if (ends
        && before.trim_end().ends_with([':', ')'])
        && ["참고", "참조"].iter().any(|word| named.ends_with(word)))
        || (before.ends_with(['[', '('])
            && after
                .strip_prefix([']', ')'])
                .is_some_and(|rest| points(rest.trim_start())))
    {
        return true;
    }
    // `챕터 5`: nothing else is numbered so.
    let written = &text[unit.start..unit.end];
    if written.starts_with("챕터")
        && particle::length(after).is_some()
        && !after.trim_start().starts_with('개')
    {
        return true;
    }
    // `어제(Day 2) 배운 것`
    let dated = unit.lesson && written.starts_with(['d', 'D', 'w', 'W']);
    if dated && before.ends_with('(') && after.starts_with(')') {
        return true;
    }
    let latin = written.starts_with(['c', 'C']);
    let rest = after.trim_start();
    latin
        && POINTS.is_match(tail(before, 32))
        && particle::length(after) == Some(0)
        && !rest.starts_with("of ")
        && !rest.starts_with("in ")
}
