//! Whether numbered headings count the items of one list (questions of an interview, tips, points
//! of a meeting) and no chapters. What the list is called and its items in; a verdict out.

use std::sync::LazyLock;

use regex::Regex;

use crate::notes::reading::numbers::is_year;
use crate::text::is_word;

/// A numbered heading.
pub(super) struct Numbered<'a> {
    /// Whether its heading is numbered with a word of chapters.
    pub is_called_chapter: bool,
    /// What stands beneath it.
    pub body: &'a str,
    /// Whether deeper headings stand there.
    pub has_inner: bool,
}

/// What such a list is called, at its end: Korean names the kind of a thing last, and so does
/// English but for what it is `for`.
const LISTS: [&str; 24] = [
    "질문",
    "질의응답",
    "문답",
    "면접",
    "인터뷰",
    "문제",
    "기출",
    "퀴즈",
    "회의록",
    "회의",
    "안건",
    "체크리스트",
    "interview",
    "interviews",
    "question",
    "questions",
    "faq",
    "faqs",
    "q&a",
    "qna",
    "quiz",
    "minutes",
    "agenda",
    "checklist",
];

/// Words behind the kind of a thing that do not change it: `면접 질문 모음`, `interview questions
/// and answers`.
const BEHIND: [&str; 17] = [
    "모음",
    "모음집",
    "모음zip",
    "정리",
    "대비",
    "준비",
    "리스트",
    "목록",
    "풀이",
    "답변",
    "해설",
    "list",
    "collection",
    "answers",
    "notes",
    "prep",
    "preparation",
];

/// `7가지 방법`, `10 things`, `면접 질문 50선`: a title that counts what follows.
static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
    let korean = r"\d+\s*(?:가지|문항|문제|계명|선(?:\s|$|[)\]]))";
    let things = "things|ways|tips|reasons|rules|questions|mistakes|tricks|lessons I";
    let english = format!(r"(?i)\b\d+\s+(?:\w+\s+)?(?:{things})\b");
    Regex::new(&format!("{korean}|{english}")).expect("the pattern is a constant")
});

/// English words with which chapters are numbered and items never are.
const CHAPTERS: &[&str] = &[
    "chapter", "ch", "lecture", "lec", "lesson", "week", "day", "part", "unit", "module",
    "session", "tutorial", "class",
];

/// Numbers of chapters by their counting words: of `과`, a particle too, those that say so.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    let words = "장|강|주차|일차|회차|차시|교시|단원|권|부|편|章|講|回|巻";
    let sure = format!(r"(?:제\s*)?\d+\s*(?:{words})");
    let doubtful = r"제\s*\d+\s*과|\d+\s*과\s+[^\d\s]";
    Regex::new(&format!("^(?:{sure}|{doubtful})")).expect("the pattern is a constant")
});

/// Whether a heading is numbered with a word of chapters: `3장 컨테이너`, `Week 3`.
pub(super) fn is_called_chapter(heading: &str) -> bool {
    let words = from_a_word(heading);
    let end = words.find(|c: char| !c.is_ascii_alphabetic());
    let (first, rest) = words.split_at(end.unwrap_or(words.len()));
    let is_whole = || !rest.starts_with(is_word);
    CHAPTERS.iter().any(|word| word.eq_ignore_ascii_case(first)) && is_whole()
        || has_number(words) && COUNTED.is_match(words)
}

/// A heading without the signs before its first word: `✅ 3장`, `[Week 3]`.
fn from_a_word(heading: &str) -> &str {
    heading.trim_start_matches(|c| !is_word(c))
}

/// Most headings have none, and the patterns here all ask for one.
fn has_number(heading: &str) -> bool {
    heading.contains(char::is_numeric)
}

/// What is done between lessons, with a number of its own: `Quiz 2`, `과제 1. fork`, `Lab #3`.
static TASKS: LazyLock<Regex> = LazyLock::new(|| {
    let lessons = r"과제|숙제|퀴즈|실습|연습\s?문제|연습|프로젝트|시험|모의고사|복습";
    let rounds = "미션|퀘스트|챌린지|라운드|스프린트";
    let english = "assignment|homework|hw|quiz|lab|exercise|problem set|pset|project|exam|test|\
                   practice|tutorial|workshop|review|mission|quest|challenge|round|sprint";
    let others = "課題|宿題|演習|小テスト|作业|实验|練習";
    let words = format!("{lessons}|{rounds}|{english}|{others}");
    let pattern = format!(r"(?i)^(?:{words})\s*[-#.]?\s*(\d+)");
    Regex::new(&pattern).expect("the pattern is a constant")
});

/// Whether a heading counts what is done between lessons, whose number is none of a lesson.
pub(super) fn is_task(heading: &str) -> bool {
    has_number(heading) && TASKS.is_match(from_a_word(heading))
}

/// The number of what is done between lessons: 2 of `미션 2`.
pub(crate) fn task_number(heading: &str) -> Option<u32> {
    let found = TASKS.captures(from_a_word(heading))?;
    let number = found.get(1)?.as_str().parse().ok();
    number.filter(|number| !is_year(*number))
}

/// Whether the headings under `title` are items: their list is called so or counts them, or their
/// answers are folded away. What has sections of its own is more than an item.
pub(super) fn are_items(title: Option<&str>, all: &[Numbered<'_>]) -> bool {
    let most = |kind: &dyn Fn(&Numbered<'_>) -> bool| {
        all.iter().filter(|one| kind(one)).count() * 2 > all.len()
    };
    let is_folded = |one: &Numbered<'_>| one.body.trim_start().starts_with("<details");
    !most(&|one| one.has_inner)
        && !most(&|one| one.is_called_chapter)
        && (title.is_some_and(is_list) || most(&is_folded))
}

/// `Backend 면접 질문 모음`, `Interview questions for Java`, `자주 묻는 질문 (FAQ)`.
fn is_list(title: &str) -> bool {
    if has_number(title) && COUNTS.is_match(title) {
        return true;
    }
    let lower = title.to_lowercase();
    let head = [" for ", " about ", " on ", " of "]
        .iter()
        .filter_map(|word| lower.find(word))
        .min();
    let head = &lower[..head.unwrap_or(lower.len())];
    let is_mark = |c: char| !c.is_alphanumeric() && c != '&';
    let words = head.split(is_mark).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let kept = words
        .iter()
        .rposition(|word| !BEHIND.contains(word) && !word.chars().all(|c| c.is_ascii_digit()));
    let Some(last) = kept.map(|at| words[at]) else {
        return false;
    };
    // Korean writes `기출문제` and `예상질문` as one word.
    LISTS.iter().any(|list| {
        let is_korean = !list.is_ascii();
        last == *list || is_korean && last.ends_with(list)
    })
}
