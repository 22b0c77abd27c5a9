//! Weeks, days and lessons: `지난주에 배운 것`, `3주차까지 제출한다`, `4강이 아니라`. The words
//! around in; out, whether notes are meant or a date, a round, a number of them.

use crate::notes::links::chapter_number::opening::has_sheets;
use crate::notes::links::chapter_number::unit::{ChapterUnit, NEAR, RunWords, Which};
use crate::notes::particle;
use crate::text::head;

/// `3주차까지 제출한다`, `3주차 회고`: a date, and a word about what was done in it.
pub(super) fn is_due(after: &str) -> bool {
    const DEEDS: [&str; 7] = ["제출", "마감", "완료", "신청", "등록", "접수", "휴"];
    let by = after.strip_prefix("까지").map(str::trim_start);
    by.is_some_and(|rest| DEEDS.iter().any(|deed| rest.starts_with(deed)))
        || [" 회고", " 휴강", " 후기"]
            .iter()
            .any(|word| after.starts_with(word))
}

/// `지난주에 배운 것`, `다음 주에는`: a week of which it is told what is learnt in it, and no day
/// of the calendar.
pub(super) fn is_week_of_notes(words: &RunWords, (from, to): (usize, usize)) -> bool {
    const DATES: [&str; 8] = ["시험", "휴강", "발표", "제출", "마감", "까지", "쉬", "만나"];
    const LEARNT: [&str; 14] = [
        "배우", "배운", "배울", "배웠", "배워", "다루", "다룬", "다룰", "다뤘", "다뤄", "공부",
        "학습", "복습", "설명",
    ];
    const HELD: [&str; 6] = [" 내용", " 복습", " 강의", " 실습", " 자료", " 노트"];
    let after = &words.text[from..to];
    let Some(length) = particle::length(after).filter(|length| *length > 0) else {
        return HELD.iter().any(|part| after.starts_with(part));
    };
    let rest = head(&after[length..], NEAR);
    let is_date = DATES
        .iter()
        .any(|date| after.starts_with(date) || rest.contains(date));
    let is_learnt = LEARNT.iter().any(|verb| rest.contains(verb));
    !is_date && (is_learnt || rest.trim_matches([' ', '.', ',']).is_empty())
}

/// `4강이 아니라`, `3주차 실습에서`: what only lessons are numbered with is one, unless it is told
/// how many there are, or a round of a tournament is reached.
pub(super) fn is_lesson(unit: &ChapterUnit, after: &str) -> bool {
    const COUNTED: [&str; 15] = [
        "대학",
        "체제",
        "구도",
        "씩",
        "짜리",
        "분량",
        "구성",
        "이루어",
        "완강",
        "이다",
        "입니다",
        "뿐",
        "동안",
        "만에",
        "째",
    ];
    const REACHED: [&str; 6] = ["에 올", "에 오", "에 진", "에서 탈", "에서 떨", " 신화"];
    let near = head(after, NEAR);
    let counted = COUNTED
        .iter()
        .any(|word| near.trim_start().starts_with(word));
    let round = unit.league
        && matches!(unit.which, Which::Number(4 | 8 | 16 | 32))
        && REACHED.iter().any(|word| near.starts_with(word));
    let words = !near.trim_matches([' ', '.']).is_empty();
    let apart = near.starts_with(' ');
    let long = particle::length(near).is_some_and(|length| length > 0);
    words && (apart || long) && !counted && !round && !near.contains("구성") && !has_sheets(near)
}
