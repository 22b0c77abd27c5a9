//! A compound of loanwords, written as one: 서킷브레이커 for Circuit Breaker. An [`Index`] and a
//! word in, units out. The same rules as `repair/4-correct.js`.

use super::consonants::hangul_sound;
use super::hits::{Hits, Units, add_all, both, phrase, put, surely, units_of};
use super::index::Index;
use super::letters::{Pattern, joined_syllable, parted, pattern};
use super::spoken::spoken_alike;
use crate::text::is_syllable;

/// The units that hold every part of the word, each as it is, under another name or by its sound,
/// with the patterns to mark.
pub(crate) fn heard_apart(index: &Index, word: &str) -> (Units, Vec<Pattern>) {
    let (mut units, mut shapes) = (Units::new(), Vec::new());
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    if cuts.len() < 3 || !word.chars().all(is_syllable) {
        return (units, shapes);
    }
    // A part of one syllable is none, but for 락 of 스핀락, which is lock, and 콜 of 콜스택.
    for &at in &cuts[1..] {
        let (left, left_shapes) = part(index, &word[..at]);
        if left.is_empty() {
            continue;
        }
        let (right, right_shapes) = if word[at..].chars().nth(1).is_some() {
            part(index, &word[at..])
        } else {
            named(index, &word[at..])
        };
        if add_all(&mut units, &both(&left, &right), 0.8) {
            shapes.extend(left_shapes);
            shapes.extend(right_shapes);
        }
    }
    (units, shapes)
}

/// Consonants that end a syllable as they begin one: ㄴ, ㄹ, ㅁ.
const FINALS: [(usize, usize); 3] = [(2, 4), (5, 8), (6, 16)];

/// The units that hold what is done, where the word is an English one in -ing: 렌더링 of render,
/// 테스팅 of 테스트.
pub(crate) fn as_done(index: &Index, word: &str) -> (Units, Vec<Pattern>) {
    let (i, eu, ng) = (20, 18, 21);
    let last = word.chars().next_back().filter(|c| is_syllable(*c));
    let Some((cho, jung, jong)) = last.map(parted) else {
        return (Units::new(), Vec::new());
    };
    let before = &word[..word.len() - '가'.len_utf8()];
    let is_such = jung == i && jong == ng && before.chars().all(is_syllable);
    let ends = [None, Some(eu), Some(i)].into_iter().filter(|_| is_such);
    let readings = ends.map(|vowel| {
        let last = vowel.map(|vowel| joined_syllable(cho, vowel, 0));
        before.chars().chain(last).collect::<String>()
    });
    // 스트리밍 is 스트림.
    let at = before.chars().next_back();
    let closed = at.zip(FINALS.iter().find(|(first, _)| *first == cho));
    let closed = closed.filter(|_| is_such).and_then(|(at, (_, jong))| {
        let (first, vowel, none) = parted(at);
        let begun = &before[..before.len() - at.len_utf8()];
        (none == 0).then(|| format!("{begun}{}", joined_syllable(first, vowel, *jong)))
    });
    let readings = readings.chain(closed);
    let long = |reading: &String| reading.chars().nth(1).is_some();
    let mut found = readings.filter(long).map(|reading| part(index, &reading));
    found
        .find(|(units, _)| !units.is_empty())
        .unwrap_or_default()
}

/// Under its other names.
fn named(index: &Index, text: &str) -> (Units, Vec<Pattern>) {
    let (mut units, mut shapes) = (Units::new(), Vec::new());
    for name in index.names(text) {
        if add_all(&mut units, &phrase(index, name), 0.8) {
            shapes.push(pattern(&name.replace(' ', "")));
        }
    }
    (units, shapes)
}

fn part(index: &Index, text: &str) -> (Units, Vec<Pattern>) {
    let long = text.chars().nth(1).is_some();
    let mut units = if long {
        surely(index, &pattern(text), false)
    } else {
        Units::new()
    };
    let mut shapes = Vec::new();
    if !units.is_empty() {
        shapes.push(pattern(text));
    }
    let (others, names) = named(index, text);
    add_all(&mut units, &others, 1.0);
    shapes.extend(names);
    let heard = hangul_sound(text);
    let mut hits = Hits::new();
    // 웨이트 has one consonant, but three syllables.
    if heard.len() > 1 || !heard.is_empty() && text.chars().count() > 2 {
        for candidate in index.sounding(text, &heard, false) {
            if !candidate.starts_with(is_syllable) && spoken_alike(text, candidate, false) {
                put(&mut hits, index.entry(candidate), 0.7);
                shapes.push(pattern(candidate));
            }
        }
    }
    add_all(&mut units, &units_of(&hits), 1.0);
    (units, shapes)
}
