//! What a number is called: `Lab 2`, `3단원`, `Part 3` and `第3课` each count something else, and
//! only chapters that are called so are meant. Words in, their kind out. The words of one kind mean
//! the same in several languages; chapters and lectures have none, since people call every numbered
//! chapter so.

use crate::notes::particle;
use crate::notes::reading::numbers;
use crate::text::is_hangul;

/// A kind of number, as the line of [`KINDS`] that holds its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NumberKind(usize);

/// Words before a number, and units behind it.
const KINDS: [(&str, &str); 14] = [
    ("section sec 섹션 §", "절 節 节"),
    ("lesson 레슨", "차시 과 課 课"),
    ("unit 유닛", "단원"),
    ("part 파트", "부 部"),
    ("step 스텝", "단계"),
    ("module 모듈", ""),
    ("episode ep 에피소드", "편 화 회 回 話 话 編 编 篇"),
    ("lab 랩 실습", ""),
    ("tutorial 튜토리얼", ""),
    ("topic 토픽", ""),
    ("exercise 연습", ""),
    ("mission 미션", ""),
    ("item 아이템", ""),
    ("week 위크", "주차 週目"),
];

impl NumberKind {
    /// `Section 3`, `§3`: besides chapters what stands under a heading is called so.
    pub(crate) const SECTION: Self = Self(0);
    /// `Unit 3`, `3단원`: what any numbered chapter of a textbook may be called.
    pub(crate) const UNIT: Self = Self(2);
    /// `Week 3`, `3주차`: the one before is also called last week.
    pub(crate) const WEEK: Self = Self(13);

    /// Of a word before a number.
    pub(crate) fn before(word: &str) -> Option<Self> {
        let word = word.strip_suffix('.').unwrap_or(word);
        let is_it = |one: &str| one.eq_ignore_ascii_case(word);
        let holds = |(before, _): &(&str, &str)| before.split_whitespace().any(is_it);
        KINDS.iter().position(holds).map(Self)
    }

    /// Of the unit that words behind a number begin with, and its bytes: the longest.
    pub(crate) fn behind(words: &str) -> Option<(Self, usize)> {
        let found = KINDS.iter().enumerate().flat_map(|(kind, (_, behind))| {
            let units = behind.split_whitespace();
            let there = units.filter(|unit| words.starts_with(*unit));
            there.map(move |unit| (Self(kind), unit.len()))
        });
        found.max_by_key(|(_, length)| *length)
    }

    /// Of the Korean word before a number that words begin with, and its bytes: `아이템에서`.
    pub(crate) fn at(words: &str) -> Option<(Self, usize)> {
        let found = KINDS.iter().enumerate().flat_map(|(kind, (before, _))| {
            let korean = before
                .split_whitespace()
                .filter(|word| word.starts_with(is_hangul));
            let there = korean.filter(|word| {
                let rest = words.strip_prefix(*word);
                rest.is_some_and(|rest| particle::length(rest).is_some())
            });
            there.map(move |word| (Self(kind), word.len()))
        });
        found.max_by_key(|(_, length)| *length)
    }

    /// Of what a chapter's number is called: `Lab 2`, `제3부`, `第三节`.
    pub(crate) fn of(called: &str) -> Option<Self> {
        let number = called.trim_start_matches(['제', '第']).trim_start();
        let unit = numbers::han(number).map_or(number, |(_, length)| &number[length..]);
        let word: String = unit.chars().filter(|c| c.is_alphabetic()).collect();
        let unit = || Self::behind(&word).filter(|(_, length)| *length == word.len());
        Self::before(&word).or_else(|| unit().map(|(kind, _)| kind))
    }

    /// Of a title that is numbered by a word: `Lab 2: 잠금`, and the number.
    pub(crate) fn of_title(title: &str) -> Option<(Self, u32)> {
        let word = &title[..title.find(|c: char| !c.is_alphabetic())?];
        let kind = Self::before(word)?;
        let rest = title[word.len()..].trim_start_matches(['.', ' ', '#', '-']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest[..digits].parse().ok().filter(|_| digits < 4)?;
        let ends = rest[digits..].chars().next();
        ends.is_none_or(|c| matches!(c, ' ' | '.' | ':' | '-' | ')' | '_'))
            .then_some((kind, number))
    }
}
