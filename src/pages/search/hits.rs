//! Words of the index that a piece of a query means, and the units that they lead to: what every
//! tier of a query is made of.

use std::collections::BTreeMap;

use super::entry::WordEntry;
use super::forms;
use super::index::Index;
use super::letters::{self, Pattern, begins, find, is_ending, pattern};
use super::token::{Script, script};
use crate::text::is_syllable;

/// Entries by their place in the index, with how sure it is that they are meant, from 0 to 1.
pub(crate) type Hits<'a> = BTreeMap<&'a str, (&'a WordEntry, f64)>;
/// Units by their id: how much the words say about each, and how sure that is.
pub(crate) type Units = BTreeMap<u32, (f64, f64)>;

/// Puts an entry among the hits, or raises it.
pub(crate) fn put<'a>(hits: &mut Hits<'a>, entry: Option<&'a WordEntry>, sure: f64) {
    let Some(entry) = entry else { return };
    let known = hits.entry(&entry.order).or_insert((entry, sure));
    known.1 = known.1.max(sure);
}

/// Entries that begin with the pattern, or without `open` those that are it.
pub(crate) fn starting<'a>(
    index: &'a Index,
    shape: &[(char, char)],
    open: bool,
) -> Vec<&'a WordEntry> {
    let certain: String = shape
        .iter()
        .take_while(|(first, last)| first == last)
        .map(|range| range.0)
        .collect();
    let is_certain = certain.chars().count() == shape.len();
    let initials = letters::choseong(
        &shape
            .iter()
            .take(2)
            .map(|range| range.0)
            .collect::<String>(),
    );
    let low = if shape.len() > 1 || !open {
        format!("{initials} {certain}")
    } else {
        initials
    };
    let high = format!(
        "{low}{}",
        if open || !is_certain { '\u{ffff}' } else { '!' }
    );
    let fits = |entry: &&WordEntry| {
        begins(&entry.word, shape) && (open || entry.word.chars().count() == shape.len())
    };
    index.range(&low, &high).iter().filter(fits).collect()
}

/// Han begins so. Chinese has no blanks: a run is several words.
fn is_han(text: &str) -> bool {
    text.chars().next().and_then(script) == Some(Script::Han)
}

pub(crate) fn take_starting<'a>(
    index: &'a Index,
    shape: &[(char, char)],
    factor: f64,
    last: bool,
    hits: &mut Hits<'a>,
) -> bool {
    let Some(first) = shape.first() else {
        return false;
    };
    // A Latin letter is a word of its own, not the beginning of others; and what begins with one
    // letter lies all over a large index.
    let found = starting(
        index,
        shape,
        shape.len() > 1
            || script(first.0) == Some(Script::Han)
            || index.whole && is_syllable(first.0),
    );
    let mut any = false;
    for entry in &found {
        let at = entry
            .word
            .char_indices()
            .nth(shape.len())
            .map_or(entry.word.len(), |(at, _)| at);
        let rest = &entry.word[at..];
        // 80 is no 802.
        if !last && shape[shape.len() - 1].0.is_ascii_digit() && rest.starts_with(is_digit) {
            continue;
        }
        any = true;
        let sure = match rest {
            "" => 1.0,
            _ if rest == "s" || is_ending(rest) => 0.95,
            _ if is_han(rest) => 0.9,
            _ if last => 0.75,
            _ if shape.len() > 1 => 0.6,
            _ => 0.3,
        };
        put(hits, Some(entry), factor * sure);
    }
    any
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Other forms of the word: 지웠다 for 지우다, hash for hashing. Answers the beginnings that are
/// there.
pub(crate) fn take_forms<'a>(index: &'a Index, word: &str, hits: &mut Hits<'a>) -> Vec<Pattern> {
    let (mut found, mut all) = (Vec::new(), Vec::new());
    for form in forms::forms(word) {
        let shape = pattern(&form.begins);
        // What begins with one syllable lies all over a large index.
        let entries = if shape.len() > 1 || index.whole {
            starting(index, &shape, true)
        } else {
            let with = |end: char| index.entry(&format!("{}{end}", form.begins));
            let alone = starting(index, &shape, false).into_iter();
            alone
                .chain("는고어아은을기".chars().filter_map(with))
                .collect()
        };
        let alike: Vec<&WordEntry> = entries
            .into_iter()
            .filter(|entry| (form.goes_on)(&entry.word[form.begins.len()..]))
            .collect();
        all.push((shape, form.begins.len(), alike));
    }
    // 여름 is a noun before it is a form of what the notes hold in no other, as 여러.
    let last = word
        .chars()
        .next_back()
        .filter(|c| is_syllable(*c) && !"은는을를던".contains(*c));
    let is_nominal = last.is_some_and(|c| matches!(letters::parted(c).2, 4 | 8 | 16));
    let longer = |(_, begins, alike): &(Pattern, usize, Vec<&WordEntry>)| {
        alike.iter().any(|entry| entry.word.len() > *begins)
    };
    if is_nominal && !all.iter().any(longer) {
        return found;
    }
    for (shape, _, alike) in all {
        for entry in &alike {
            put(hits, Some(entry), 0.85);
        }
        // A single syllable begins too much.
        if shape.len() < 2 {
            found.extend(alike.iter().take(4).map(|entry| pattern(&entry.word)));
        } else if !alike.is_empty() {
            found.push(shape);
        }
    }
    found
}

/// 힙 for 힙이란, where the notes hold it as a word: alone, or under two particles (행과, 행의); 덱
/// for 덱을 and 덱이, where they hold 덱은, but not 가 for 가을, since nouns have 은 and 을 behind
/// a final consonant; 락 for 락이, which `stands` there as it is, where a heading says 락.
pub(crate) fn take_noun_of_one<'a>(
    index: &'a Index,
    word: &str,
    noun: &str,
    hits: &mut Hits<'a>,
    stands: bool,
) -> bool {
    let behind = |word: &str| word[noun.len()..].to_owned();
    let is_noun = |entry: &&WordEntry| {
        entry.word == noun
            || forms::noun_of_one(&entry.word).is_some() && !forms::is_common(&entry.word)
    };
    let first = noun.chars().next();
    let closed = first.is_some_and(|c| letters::parted(c).2 > 0);
    let (particles, begins) = if closed {
        (["", "은", "을"], "은을이으에까부처")
    } else {
        (["", "는", "를"], "는를에까부처")
    };
    let mut under: Vec<&WordEntry> = Vec::new();
    if stands {
        let with = |particle| index.entry(&format!("{noun}{particle}"));
        under.extend(particles.into_iter().filter_map(with));
    }
    let alone = starting(index, &pattern(noun), index.whole).into_iter();
    let mut found: Vec<&WordEntry> = alone.filter(is_noun).collect();
    for entry in &under {
        if !found.iter().any(|known| known.word == entry.word) {
            found.push(entry);
        }
    }
    let asked = behind(word);
    let rests = found.iter().map(|entry| behind(&entry.word));
    let others: Vec<String> = rests.filter(|rest| *rest != asked).collect();
    let suits =
        |rest: &String| forms::ends_no_noun(rest) && rest.starts_with(|c| begins.contains(c));
    // 파란 and 기와 are nouns as well.
    let is_open = suits(&asked) || !forms::ends_no_noun(&asked);
    let likely = is_open && !forms::is_common(word);
    let alike = likely && others.iter().any(suits);
    let held = alike
        || if stands {
            // A heading, or what is said again and again; and 셸의 is 셸 there.
            let is_said = |entry: &WordEntry| entry.places().any(|(_, says)| says > 0.69);
            let bare = under.first().filter(|entry| entry.word == noun);
            let strong = bare.is_some_and(|entry| is_said(entry));
            under.len() > 2 || strong && (under.len() > 1 || likely)
        } else {
            others.iter().any(String::is_empty) || likely && others.len() > 1
        };
    // 성과 may be another noun than 성: only where nothing else is there.
    let is_plain = |entry: &&WordEntry| {
        let rest = behind(&entry.word);
        rest.is_empty() || forms::ends_no_noun(&rest)
    };
    let any_plain = found.iter().any(is_plain);
    let taken = found.into_iter();
    for entry in taken.filter(|entry| held && (!any_plain || is_plain(entry))) {
        put(hits, Some(entry), 0.9);
    }
    held
}

pub(crate) fn take_inside<'a>(
    index: &'a Index,
    word: &str,
    factor: f64,
    hits: &mut Hits<'a>,
) -> bool {
    let mut any = false;
    let length = word.chars().count();
    // 라면 is no word within 위치라면.
    if (length > 1 || is_han(word)) && !is_ending(word) {
        let found: Vec<(&WordEntry, usize)> = index.entries_holding(word);
        for (entry, at) in found {
            let rest = &entry.word[at + word.len()..];
            // Short words stand within others by chance: but for the last part of a compound.
            let short = length
                < match word.chars().next().and_then(script) {
                    Some(Script::Han) => 1,
                    _ if word.is_ascii() => 4,
                    _ => 3,
                };
            // The ps of https is none.
            let ends = rest.is_empty() || rest == "s" || is_ending(rest);
            if short && (word.is_ascii() || !ends) {
                continue;
            }
            any = true;
            put(
                hits,
                Some(entry),
                factor
                    * if is_han(word) {
                        0.8
                    } else if rest.is_empty() || is_ending(rest) {
                        0.6
                    } else {
                        0.4
                    },
            );
        }
    }
    any
}

/// Adds units to others: what is said twice says more, but never more than all.
pub(crate) fn add_all(units: &mut Units, others: &Units, factor: f64) -> bool {
    for (id, (says, sure)) in others {
        let known = units.entry(*id).or_insert((0.0, 0.0));
        *known = (
            1.0 - (1.0 - known.0) * (1.0 - says * factor),
            known.1.max(sure * factor),
        );
    }
    !others.is_empty()
}

/// The units of the hits.
pub(crate) fn units_of(hits: &Hits) -> Units {
    let mut units = Units::new();
    for (entry, sure) in hits.values() {
        for (id, says) in entry.places() {
            let known = units.entry(id).or_insert((0.0, 0.0));
            *known = (
                1.0 - (1.0 - known.0) * (1.0 - says * sure),
                known.1.max(*sure),
            );
        }
    }
    units
}

/// The units of the hits, with what the one word says that says most.
fn best_of(hits: &Hits) -> Units {
    let mut units = Units::new();
    for (entry, sure) in hits.values() {
        for (id, says) in entry.places() {
            raise(&mut units, id, (says * sure, *sure));
        }
    }
    units
}

fn raise(units: &mut Units, id: u32, (says, sure): (f64, f64)) {
    let known = units.entry(id).or_insert((says, sure));
    *known = (known.0.max(says), known.1.max(sure));
}

pub(crate) fn both(left: &Units, right: &Units) -> Units {
    let common = left.iter().filter_map(|(id, (says, sure))| {
        right
            .get(id)
            .map(|second| (*id, (says.min(second.0), sure.min(second.1))))
    });
    common.collect()
}

pub(crate) fn surely(index: &Index, shape: &[(char, char)], last: bool) -> Units {
    let mut hits = Hits::new();
    take_starting(index, shape, 1.0, last, &mut hits);
    hits.retain(|_, (_, sure)| *sure > 0.7);
    units_of(&hits)
}

/// Units that hold every word of the phrase.
pub(crate) fn phrase(index: &Index, text: &str) -> Units {
    let each = text
        .split(' ')
        .map(|word| surely(index, &pattern(word), false));
    each.reduce(|left, right| both(&left, &right))
        .unwrap_or_default()
}

/// Units of a small site in which the pattern is written apart.
pub(crate) fn stand_apart(index: &Index, shape: &[(char, char)], last: bool) -> Units {
    let apart = index
        .views()
        .iter()
        .zip(0..)
        .filter(|(unit, _)| letters::stands_apart(&unit.text, shape, last));
    apart.map(|(_, id)| (id, (0.5, 1.0))).collect()
}

/// 보안그룹 written as 보안 그룹: whole words, and a last one that may go on. A Latin letter is no
/// word here.
pub(crate) fn come_apart(index: &Index, shape: &[(char, char)], last: bool) -> Units {
    // 械学習 within 機械学習入門: each two letters of it.
    let is_han = |one: &(char, char)| script(one.0) == Some(Script::Han);
    if shape.iter().all(is_han) {
        let each = shape.windows(2).map(|two| {
            let mut hits = Hits::new();
            for entry in starting(index, two, false) {
                put(&mut hits, Some(entry), 1.0);
            }
            units_of(&hits)
        });
        return each
            .reduce(|left, right| both(&left, &right))
            .unwrap_or_default();
    }
    let mut known: Vec<Option<Units>> = vec![None; shape.len() + 1];
    apart_from(index, shape, last, 0, &mut known)
}

fn apart_from(
    index: &Index,
    shape: &[(char, char)],
    last: bool,
    start: usize,
    known: &mut Vec<Option<Units>>,
) -> Units {
    if let Some(units) = &known[start] {
        return units.clone();
    }
    let least = if shape.iter().any(|range| (range.0 as u32) < 0x3000) {
        2
    } else {
        1
    };
    // Initials are those of many words: what several of them say of a unit adds nothing.
    let initials = shape.iter().all(|range| range.0 != range.1);
    let held = |hits: &Hits| {
        if initials {
            best_of(hits)
        } else {
            units_of(hits)
        }
    };
    let mut hits = Hits::new();
    if start > 0 {
        take_starting(index, &shape[start..], 1.0, last, &mut hits);
        hits.retain(|_, (_, sure)| *sure > 0.7);
    }
    let mut units = held(&hits);
    for end in start + least..=shape.len().saturating_sub(least) {
        let mut hits = Hits::new();
        for entry in starting(index, &shape[start..end], false) {
            put(&mut hits, Some(entry), 1.0);
        }
        let left = held(&hits);
        if !left.is_empty() {
            let rest = apart_from(index, shape, last, end, known);
            let joined = both(&left, &rest);
            if initials {
                for (id, known) in joined {
                    raise(&mut units, id, known);
                }
            } else {
                add_all(&mut units, &joined, 1.0);
            }
            // 버블ㅈ will be 버블 정렬: what begins so is left to the text.
            let open = shape.iter().position(|range| range.0 != range.1);
            if last && end > 1 && open == Some(end) && end + 1 == shape.len() {
                add_all(&mut units, &left, 0.8);
            }
        }
    }
    known[start] = Some(units.clone());
    units
}

/// Whether the pattern stands somewhere in the text.
pub(crate) fn stands(text: &[char], shape: &[(char, char)]) -> bool {
    find(text, shape, 0).is_some()
}
