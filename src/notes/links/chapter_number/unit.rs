//! A `N장` before it is judged, and the words of the run that it is judged by, found once for all
//! of its numbers.

use std::cell::OnceCell;
use std::sync::LazyLock;

use regex::Regex;

use crate::notes::links::number_kind::NumberKind;
use crate::notes::links::run::OPAQUE;
use crate::notes::links::sentences::Sentences;

/// A chapter that the words speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// By its number.
    Number(u32),
    /// The one after this.
    Next,
    /// The one before this.
    Previous,
    /// The first of the course.
    First,
    /// The last of the course.
    Last,
    /// By its place, from 1: `두 번째 장`.
    Nth(u32),
    /// `부록 B`
    Appendix(char),
}

/// A `N장`, before it is judged. `head` is where the words begin that `before` is judged by.
pub(crate) struct ChapterUnit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) which: Which,
    pub(super) league: bool,
    /// Whether nothing but lessons is numbered with the word: `강`, `챕터`, `주차`.
    pub(super) lesson: bool,
    /// What the number counts, where only chapters that are called so are meant.
    pub(crate) kind: Option<NumberKind>,
    /// Whether it is written in Chinese or Japanese.
    pub(super) is_foreign: bool,
}

pub(super) const UNIT_PATTERN: &str = concat!(
    r"(?:제\s?)?(?P<n>\d{1,3})\s?(?P<unit>장|강|챕터|번\s?강의|번\s?챕터|",
    r"주차|일차|회차|차시)|(?i:chapter|ch\.?|",
    r"챕터)\s?(?P<m>\d{1,3})|(?i:day|week|session|lesson)\s?(?P<d>\d{1,3})|",
    r"(?:바로\s)?(?P<next>그?다음)(?:\s(?:장|챕터|강의|강|단원)|장)|",
    r"(?:바로\s)?(?P<prev>이전|직전|앞|앞선|앞의|지난)(?:\s(?:장|챕터|강의|강|단원)|장)|",
    r"바로\s(?P<before>전)\s(?:장|챕터|강의|강)|",
    r"(?:맨\s)?(?:(?P<first>(?:첫|처음)(?:\s?번째)?)|(?P<last>마지막))\s(?:장|챕터)|",
    r"(?P<nth>두|세|네|다섯|여섯|일곱|여덟|아홉|열|\d{1,2})\s?번째\s(?:장|챕터)|",
    r"부록\s?(?P<appendix>[A-Z])",
);

pub(super) static UNIT: LazyLock<Regex> = LazyLock::new(|| pattern(UNIT_PATTERN));

/// The same at the start of a text, which is not read any further.
pub(super) static UNIT_HERE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("^(?:{UNIT_PATTERN})")));

/// Verbs that one does with a chapter, anywhere in the rest of the sentence.
pub(super) static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"다루|다룹|다룬|다룰|다뤄|다뤘|다뤄|배우|배운|배웠|배울|배워|살펴|설명|알아|참고|",
        r"참조|소개|이야기|얘기|언급|정리|읽|공부|학습|복습|나온|나옵|나와|나왔|보았|봤|",
        r"보겠|본 |볼 |논의|정의|등장|이어",
    ))
});

pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this file, which the tests compile")
}

pub(super) fn unit(text: &str, found: &regex::Captures) -> Option<ChapterUnit> {
    let whole = found.get(0)?;
    let number = ["n", "m", "d"].iter().find_map(|name| found.name(name));
    let which = if let Some(number) = number {
        Which::Number(number.as_str().parse().ok()?)
    } else if found.name("next").is_some() {
        Which::Next
    } else if found.name("prev").is_some() || found.name("before").is_some() {
        Which::Previous
    } else if found.name("first").is_some() {
        Which::First
    } else if found.name("last").is_some() {
        Which::Last
    } else if let Some(nth) = found.name("nth") {
        Which::Nth(place(nth.as_str())?)
    } else {
        Which::Appendix(found.name("appendix")?.as_str().chars().next()?)
    };
    // `이제 5장`: the `제` is the end of another word.
    let ordinal = text[whole.range()].starts_with('제');
    let torn = ordinal && text[..whole.start()].ends_with(char::is_alphanumeric);
    let start = number
        .filter(|_| torn)
        .map_or(whole.start(), |number| number.start());
    let mut before = text[..start].chars().rev();
    let (touching, further) = (before.next(), before.next());
    let glued = match touching {
        // `3-5장`, `-> 5장`
        Some('-' | '/') => !further.is_some_and(|c| c.is_ascii_digit() || c == '장'),
        Some(c) => c.is_alphanumeric() || matches!(c, '.' | '_' | '#' | '+' | '%' | OPAQUE),
        None => false,
    };
    let unit = found.name("unit").map_or("", |unit| unit.as_str());
    (!glued).then_some(ChapterUnit {
        start,
        end: whole.end(),
        which,
        league: unit == "강",
        lesson: !matches!(unit, "" | "장") || found.name("d").is_some(),
        kind: None,
        is_foreign: false,
    })
}

/// Where a run's sentences end and what its words tell, found once for all its numbers.
pub(super) struct RunWords<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: Sentences,
    /// First byte and end of the verbs of [`TELLS`].
    pub(super) tells: OnceCell<Vec<(usize, usize)>>,
    /// Whether rounds of a tournament are spoken of, such as `8강`.
    pub(super) league: OnceCell<bool>,
}

impl<'a> RunWords<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            sentences: Sentences::of(text),
            tells: OnceCell::new(),
            league: OnceCell::new(),
        }
    }

    /// Whether a verb of [`TELLS`] stands between two bytes of the text.
    pub(super) fn tell(&self, from: usize, to: usize) -> bool {
        let tells = self.tells.get_or_init(|| {
            let mut found = Vec::new();
            let mut at = 0;
            while let Some(next) = TELLS.find_at(self.text, at) {
                found.push((next.start(), next.end()));
                // They may overlap.
                let first = next.as_str().chars().next();
                at = next.start() + first.map_or(1, char::len_utf8);
            }
            found
        });
        let next = tells.partition_point(|(start, _)| *start < from);
        tells.get(next).is_some_and(|(_, end)| *end <= to)
    }

    pub(super) fn league(&self) -> bool {
        const WORDS: [&str; 10] = [
            "진출",
            "월드컵",
            "토너먼트",
            "올림픽",
            "준결승",
            "결승",
            "경기",
            "리그",
            "탈락",
            "대회",
        ];
        *self
            .league
            .get_or_init(|| WORDS.iter().any(|word| self.text.contains(word)))
    }
}

/// The end of a text, of at least so many bytes: enough for a pattern that only matches there, and
/// more, so that its `^` is not taken for the start of the text.
pub(super) fn tail(text: &str, least: usize) -> &str {
    let mut from = text.len().saturating_sub(least);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    &text[from..]
}

/// The number that a word for a place stands for.
pub(super) fn place(word: &str) -> Option<u32> {
    const WORDS: &str = "두 세 네 다섯 여섯 일곱 여덟 아홉 열";
    let spoken = WORDS.split(' ').zip(2..).find(|(one, _)| *one == word);
    spoken.map_or_else(|| word.parse().ok(), |(_, number)| Some(number))
}

/// Bytes behind a number that tell what is said of it.
pub(super) const NEAR: usize = 120;

/// Bytes in which the other part of what is dealt out is looked for.
pub(super) const DEALT: usize = 240;
