//! Headings that say what a part of a text is for and name no subject: `개요`, `스터디 멤버`,
//! `Hi there`. The headings of a text in; whether its first is such a one out.

use super::heading::Found;
use super::letters::folded;
use crate::notes::reading::numbers;
use crate::notes::tree::{Block, BlockKind};

/// Headings with which a text begins whose title is its file's name, as in a vault of notes.
pub(super) const BEGINNING: [&str; 18] = [
    "정의",
    "개념",
    "개요",
    "배경",
    "서론",
    "들어가며",
    "시작하며",
    "특징",
    "요약",
    "definition",
    "overview",
    "background",
    "summary",
    "tldr",
    "할일",
    "오늘한일",
    "오늘배운것",
    "todo",
];

/// Sections with which a README begins whose title is a picture, or its repository's name.
const OF_READMES: [&str; 28] = [
    "일정",
    "규칙",
    "목차",
    "차례",
    "소개",
    "목표",
    "목적",
    "멤버",
    "팀원",
    "구성원",
    "참여자",
    "스터디원",
    "스터디규칙",
    "스터디일정",
    "스터디소개",
    "진행방식",
    "운영방식",
    "폴더구조",
    "contents",
    "tableofcontents",
    "about",
    "introduction",
    "schedule",
    "rules",
    "members",
    "goals",
    "gettingstarted",
    "installation",
];

/// Words that say what a section of a README is for, where its heading ends with them:
/// `스터디 멤버`.
const SECTION_ENDS: &str = "멤버 팀원 구성원 참여자 참가자 스터디원 목차 차례 커리큘럼 members \
                            participants contents";

/// The same where nothing else stands there but such words and [`SECTION_OWNERS`]: `진행 방법`,
/// `스터디 목표`. They also end names of subjects: `컴퓨터 구조`.
const SECTION_WORDS: &str = "목표 목적 정보 일정 계획 규칙 방식 방법 용도 구성 구조 안내 소개 \
                             진행 개요 공지 주제 goal goals rule rules schedule purpose \
                             curriculum structure plan";

/// Whose a section of a README may be: of a group, of what it does, of the repository.
const SECTION_OWNERS: &str = "스터디 모임 팀 학생 멤버 참여 참가 학습 공부 강의 과목 수업 작성 \
                              커밋 제출 운영 저장소 레포 레포지토리 리포지토리 폴더 디렉토리 \
                              프로젝트 우리 이 및 study team student learning course class \
                              commit repository repo folder directory project our this the \
                              of and";

/// What a README greets its readers with, as that of a profile on GitHub does.
const GREETINGS: [&str; 11] = [
    "hi",
    "hithere",
    "hello",
    "hellothere",
    "hey",
    "heythere",
    "welcome",
    "안녕",
    "안녕하세요",
    "반갑습니다",
    "환영합니다",
];

/// Whether the first heading of a README is one of its sections like others, of which none is its
/// title: it is numbered as another of its level is, or called as sections are, below the first
/// level.
pub(super) fn are_sections(headings: &[Found], words_at: &dyn Fn(usize) -> String) -> bool {
    let Some((first, others)) = headings.split_first() else {
        return false;
    };
    let has_number = |(at, _): &Found| !numbers::numbers(&words_at(*at)).0.is_empty();
    let mut beside = others.iter().filter(|(_, level)| *level == first.1);
    let is_highest = others.iter().all(|(_, level)| *level >= first.1);
    let is_called = || {
        let words = words_at(first.0);
        let lower = words.to_lowercase();
        let mut each = lower.split(|c: char| !c.is_alphanumeric());
        let last = each.rfind(|word| !word.is_empty()).unwrap_or_default();
        let lists = |list: &str, word: &str| list.split_whitespace().any(|one| one == word);
        let is_owned = |word: &str| {
            word.is_empty() || lists(SECTION_WORDS, word) || lists(SECTION_OWNERS, word)
        };
        let is_word = || {
            lists(SECTION_ENDS, last) || lists(SECTION_WORDS, last) && each.clone().all(is_owned)
        };
        let is_known = || OF_READMES.contains(&folded(&words).as_str()) || begins_texts(&words);
        let is_among = is_highest && beside.clone().next().is_some();
        first.1 > 1 && (is_among && is_known() || !has_number(first) && is_word())
    };
    is_called() || is_highest && beside.any(|other| has_number(first) && has_number(other))
}

/// Whether the headings of a README stand side by side, each over a list or a table of its own, so
/// that none is the title of all: three and more, or two of which none is called as sections are.
pub(super) fn are_lists(
    headings: &[Found],
    blocks: &[Block],
    words_at: &dyn Fn(usize) -> String,
) -> bool {
    let are_level = headings.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let is_section = |(at, _): &Found| OF_READMES.contains(&folded(&words_at(*at)).as_str());
    let is_low = headings.len() > 1 && (headings[0].1 > 2 || !headings.iter().any(is_section));
    let is_list = |(at, _): &Found| {
        let mut next = blocks[at + 1..].iter();
        let next = next.find(|block| !matches!(block.kind, BlockKind::Rule));
        next.is_some_and(|next| matches!(next.kind, BlockKind::List(_) | BlockKind::Table { .. }))
    };
    (headings.len() > 2 || is_low) && are_level && headings.iter().all(is_list)
}

/// Whether the first heading of a README only greets its readers.
pub(super) fn is_greeting(headings: &[Found], words_at: &dyn Fn(usize) -> String) -> bool {
    let words = headings.first().map(|(at, _)| folded(&words_at(*at)));
    words.is_some_and(|words| GREETINGS.contains(&words.as_str()))
}

/// Whether words are those that texts begin with, whatever their subject.
pub(crate) fn begins_texts(words: &str) -> bool {
    let words = folded(&words[numbers::numbers(words).1..]);
    BEGINNING.contains(&words.as_str())
}
