//! Queries from the headings of notes, distorted as readers type: with particles, without spaces,
//! half typed, by initial consonants, on the wrong keyboard, with a wrong letter, by the other name
//! in parentheses. The same notes give the same queries.

use std::collections::{BTreeMap, BTreeSet};

use notesite::Site;
use notesite::inside::letters;
use notesite::inside::text::is_syllable;

/// A query and the pages that may answer it.
pub(crate) struct Query {
    /// How it was distorted.
    pub class: &'static str,
    /// What is typed.
    pub text: String,
    /// Chapters with that heading.
    pub pages: BTreeSet<String>,
}

/// Words that name no subject: every other chapter has them.
const GENERIC: [&str; 16] = [
    "실습",
    "구조",
    "개념",
    "확인",
    "생성",
    "조회",
    "삭제",
    "정리",
    "주의",
    "예시",
    "스크립트",
    "참고",
    "적용",
    "설정",
    "시작",
    "빌드",
];

/// A small generator of numbers.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

/// Headings with the pages that hold them: titles of chapters and of their outermost sections.
fn headings(site: &Site) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for chapter in site
        .library
        .outline
        .courses
        .iter()
        .flat_map(|course| &course.chapters)
    {
        let sections = chapter
            .sections
            .iter()
            .filter(|section| section.depth == 1)
            .map(|section| &section.title);
        for title in std::iter::once(&chapter.title).chain(sections) {
            let plain = title.trim_end_matches(['?', '.']).trim();
            let short =
                (2..=24).contains(&plain.chars().count()) && plain.split_whitespace().count() <= 4;
            if short && !GENERIC.contains(&plain) && plain.chars().any(char::is_alphabetic) {
                out.entry(plain.to_owned())
                    .or_default()
                    .insert(chapter.url.to_string());
            }
        }
    }
    out
}

/// The pages of every heading that holds the text.
fn pages_of(headings: &BTreeMap<String, BTreeSet<String>>, text: &str) -> BTreeSet<String> {
    let own = squeezed(text);
    headings
        .iter()
        .filter(|(title, _)| squeezed(title).contains(&own))
        .flat_map(|(_, pages)| pages.clone())
        .collect()
}

fn squeezed(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn is_korean(text: &str) -> bool {
    text.chars().all(|c| is_syllable(c) || c == ' ')
}

/// All queries of the notes.
pub(crate) fn queries(site: &Site) -> Vec<Query> {
    let mut dice = Dice(20_241_125);
    let mut out = Vec::new();
    let headings = headings(site);
    for title in headings.keys() {
        let mut add = |class, text: String, meant: &str| {
            out.push(Query {
                class,
                text,
                pages: pages_of(&headings, meant),
            });
        };
        add("title", title.clone(), title);
        let (outer, inner) = match title.split_once('(') {
            Some((outer, inner)) => (
                outer.trim().to_owned(),
                Some(inner.trim_end_matches(')').to_owned()),
            ),
            None => (title.clone(), None),
        };
        if let Some(inner) =
            inner.filter(|inner| inner.chars().count() > 2 && !inner.contains(['.', ',']))
        {
            add("other name", inner.clone(), &inner);
            add("title", outer.clone(), &outer);
        }
        let letters_of: Vec<char> = outer.chars().collect();
        if is_korean(&outer) {
            korean(&outer, &mut dice, &mut add);
        } else if outer.len() >= 5
            && outer.is_ascii()
            && outer.chars().all(|c| c.is_ascii_alphabetic())
        {
            add("layout", english_on_korean(&outer.to_lowercase()), &outer);
            add(
                "typo",
                english_typo(&outer.to_lowercase(), &mut dice),
                &outer,
            );
            let kept = &outer[..outer.len() - 1 - dice.next(2)];
            add("half typed", kept.to_owned(), kept);
            add(
                "particle",
                format!("{outer}{}", ["를", "은", "에서", "란"][dice.next(4)]),
                &outer,
            );
        } else if letters_of.len() >= 4 {
            add(
                "particle",
                format!("{outer}{}", ["를", "은", "에서", "란"][dice.next(4)]),
                &outer,
            );
            add("spacing", outer.replace(' ', ""), &outer);
        }
    }
    out
}

fn korean(title: &str, dice: &mut Dice, add: &mut impl FnMut(&'static str, String, &str)) {
    let tight: String = title.split(' ').collect();
    let syllables: Vec<char> = tight.chars().collect();
    let cut = 2 + dice.next(syllables.len().saturating_sub(2));
    add(
        "particle",
        format!(
            "{title}{}",
            ["를", "은", "에서", "이란", "의", "하려면", "으로"][dice.next(7)]
        ),
        title,
    );
    if tight != title {
        add("spacing", tight.clone(), title);
    } else if syllables.len() >= 4 {
        add(
            "spacing",
            format!(
                "{} {}",
                syllables[..2].iter().collect::<String>(),
                syllables[2..].iter().collect::<String>()
            ),
            title,
        );
    }
    if syllables.len() >= 3 && cut < syllables.len() {
        let kept: String = syllables[..cut].iter().collect();
        let next = letters::jamo(&syllables[cut].to_string())
            .chars()
            .next()
            .unwrap_or('ㄱ');
        // The input method puts the next consonant under the syllable before it.
        let typed = letters::compose(&format!("{}{next}", letters::jamo(&kept)));
        add("half typed", typed, &kept);
    }
    if syllables.len() >= 3 {
        add("initials", letters::choseong(&tight), title);
        add("layout", letters::to_latin(title), title);
    }
    if syllables.len() >= 4 {
        add("typo", korean_typo(title, dice), title);
    }
}

/// One vowel is its neighbour.
fn korean_typo(title: &str, dice: &mut Dice) -> String {
    const NEAR: [(char, char); 8] = [
        ('ㅐ', 'ㅔ'),
        ('ㅔ', 'ㅐ'),
        ('ㅓ', 'ㅏ'),
        ('ㅏ', 'ㅓ'),
        ('ㅗ', 'ㅜ'),
        ('ㅜ', 'ㅗ'),
        ('ㅡ', 'ㅜ'),
        ('ㅣ', 'ㅡ'),
    ];
    let keys: Vec<char> = letters::jamo(title).chars().collect();
    // Not within a compound vowel.
    let is_vowel = |i: usize| keys.get(i).is_some_and(|c| ('ㅏ'..='ㅣ').contains(c));
    let alone = |i: usize| !is_vowel(i - 1) && !is_vowel(i + 1);
    let places: Vec<usize> = (2..keys.len())
        .filter(|&i| alone(i) && NEAR.iter().any(|(from, _)| *from == keys[i]))
        .collect();
    let Some(&at) = places.get(dice.next(places.len())) else {
        return title.to_owned();
    };
    let mut typed = keys.clone();
    if let Some((_, to)) = NEAR.iter().find(|(from, _)| *from == keys[at]) {
        typed[at] = *to;
    }
    letters::compose(&typed.into_iter().collect::<String>())
}

/// Two letters change places, or one is left out.
fn english_typo(word: &str, dice: &mut Dice) -> String {
    let mut all: Vec<char> = word.chars().collect();
    let at = 1 + dice.next(all.len() - 2);
    if dice.next(2) == 0 && all[at] != all[at + 1] {
        all.swap(at, at + 1);
    } else {
        all.remove(at);
    }
    all.into_iter().collect()
}

/// What comes out when an English word is typed on the Korean layout.
fn english_on_korean(word: &str) -> String {
    letters::to_hangul(word)
}
