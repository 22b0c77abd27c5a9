//! Several numbers in one sentence: `4장과 5장`, `3~4장은`, `2장은 앞면, 2장은 뒷면`. The numbers
//! and the words around in; out, whether they are chapters because there are several.

use std::ops::Range;

use crate::notes::links::chapter_number::closing::TURNED;
use crate::notes::links::chapter_number::opening::has_sheets;
use crate::notes::links::chapter_number::unit::{ChapterUnit, DEALT, NEAR, RunWords, Which, tail};
use crate::notes::particle;
use crate::text::head;

/// Whether a sentence says something of every chapter: `각 장은 앞 장 위에 선다`, `앞 장과 뒤 장을
/// 견준다`.
pub(super) fn is_of_all(before: &str, after: &str) -> bool {
    const ALL: [&str; 12] = [
        "각 장",
        "모든 장",
        "매 장",
        "어느 장",
        "한 장이",
        "한 장은",
        "장마다",
        "장들",
        "장일수록",
        "뒤 장",
        "뒤의 장",
        "각 강",
    ];
    const OTHER: [&str; 4] = ["뒤 장", "뒤의 장", "다음 장과", "앞 장과"];
    let holds = |words: &str, all: &[&str]| all.iter().any(|one| words.contains(one));
    holds(tail(before, DEALT), &ALL) || holds(head(after, DEALT), &OTHER)
}

/// `4장과 5장을 합친 구성`, `2장부터 4장까지`: nobody counts sheets so, unless they are spoken of.
pub(super) fn is_pair(words: &RunWords, chain: &[ChapterUnit], sentence: &Range<usize>) -> bool {
    const HAD: [&str; 8] = ["출력", "인쇄", "올리", "올린", "업로드", "첨부", "찍", "남"];
    let joins = |pair: &[ChapterUnit]| {
        let between = words.text[pair[0].end..pair[1].start].trim();
        let both = |unit: &ChapterUnit| matches!(unit.which, Which::Number(_));
        matches!(between, "과" | "와" | "및" | "부터" | "그리고")
            && pair.iter().all(both)
            && pair[0].which != pair[1].which
    };
    let said = head(&words.text[sentence.clone()], DEALT);
    chain.len() > 1
        && chain.windows(2).all(joins)
        && !has_sheets(said)
        && !HAD.iter().any(|had| said.contains(had))
}

/// `3~4장은 지울 것`, at the start of a sentence: from one chapter to another, and no guess how
/// many
/// (`2~3장 정도`).
pub(super) fn is_range(words: &RunWords, chain: &[ChapterUnit], start: usize, after: &str) -> bool {
    const GUESSED: [&str; 8] = ["정도", "쯤", "씩", "가량", "짜리", "분량", "이면", "내외"];
    // `2장~3장 자료구조를 쓴다`
    let spans = |pair: &[ChapterUnit]| {
        let between = words.text[pair[0].end..pair[1].start].trim();
        matches!(between, "~" | "∼" | "〜" | "～")
    };
    let led = chain.first().is_some_and(|first| start < first.start)
        || chain.len() == 2 && chain.windows(2).all(spans);
    let begins = words.text[..start].trim().is_empty() || words.text[..start].ends_with(". ");
    let near = head(after, NEAR).trim_start();
    led && begins
        && !near.is_empty()
        && particle::length(after).is_some()
        && !GUESSED.iter().any(|word| near.starts_with(word))
        && !has_sheets(near)
        && !TURNED.iter().any(|verb| near.contains(verb))
}

/// `2장은 앞면, 2장은 뒷면`: what has the same number twice is dealt out.
pub(super) fn is_dealt_out(
    words: &RunWords,
    chain: &[ChapterUnit],
    (from, _): (usize, usize),
    sentence: &Range<usize>,
) -> bool {
    let [only] = chain else {
        return false;
    };
    let written = &words.text[only.start..only.end];
    let topic = |at: usize| words.text[at..].starts_with(['은', '는']);
    let (before, after) = (sentence.start..only.start, from..sentence.end);
    let again = |range: Range<usize>| {
        let mut found = head(&words.text[range.clone()], DEALT).match_indices(written);
        found.any(|(at, _)| topic(range.start + at + written.len()))
    };
    matches!(only.which, Which::Number(_)) && topic(from) && (again(before) || again(after))
}
