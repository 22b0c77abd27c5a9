//! Headings of diaries, which say the day and that something was learned: `240105 TIL`.

use super::letters::{folded, is_wide};

/// What a diary of what was learned says in each heading beside the day.
const OF_DIARIES: [&str; 18] = [
    "til",
    "today",
    "i",
    "learned",
    "daily",
    "log",
    "note",
    "일지",
    "학습일지",
    "개발일지",
    "기록",
    "공부",
    "학습",
    "정리",
    "오늘",
    "오늘의",
    "배운",
    "것",
];

/// Days of the week as they stand behind a date.
const WEEKDAYS: &str = "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday \
                        saturday sunday 월 화 수 목 금 토 일 월요일 화요일 수요일 목요일 금요일 \
                        토요일 일요일";

/// Whether a heading says a day, that something was learned, or both: `240105 TIL`, `1월 5일 학습
/// 일지`, `TIL`, `2024.01.05 (금)`.
pub(super) fn is_day(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let digits = heading.bytes().filter(u8::is_ascii_digit).count();
    let has_day = digits > 5 || heading.contains('월') && heading.contains('일') && digits > 1;
    let mut words = heading.split(|c: char| !c.is_alphanumeric());
    let is_of_day = |word: &str| {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_weekday = || WEEKDAYS.split_whitespace().any(|day| day == word);
        matches!(unit, "" | "년" | "월" | "일") || OF_DIARIES.contains(&word) || is_weekday()
    };
    (has_day || heading.contains("til")) && words.all(is_of_day)
}

/// Whether a name has a word that the heading has not, and that is of no day.
pub(super) fn says_more(name: &str, heading: &str) -> bool {
    let (name, heading) = (name.to_lowercase(), folded(heading));
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        let is_said = heading.contains(word) || OF_DIARIES.contains(&word);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let is_word = letters > 1 || word.chars().any(is_wide);
        is_word && !word.contains(|c: char| c.is_ascii_digit()) && !is_said
    })
}
