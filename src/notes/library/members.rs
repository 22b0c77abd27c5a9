//! Who wrote a note, where a group keeps the notes of its members side by side: `1주차/민수.md`,
//! `1주차/지원.md`, `2주차/민수.md`. Paths and titles in; the names out that titles do not say.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::notes::library::file_names::{folded, is_landing, name_of, stem};
use crate::notes::library::files::parent;
use crate::notes::library::pages::is_dated;
use crate::notes::library::place_words;
use crate::notes::reading::numbers;

/// What files of a kind are called, whoever wrote them, beside words that say their place.
const KINDS: &str = "lecture lectures lesson note notes slides main summary chapter content index \
                     readme theory practice example examples code memo todo review retrospect \
                     til basic advanced problem solution test api model view \
                     강의 강의노트 노트 정리 요약 본문 내용 이론 개념 예제 코드 메모 회고 발표 \
                     후기 기초 심화 응용 복습 예습";

/// Words of titles that say nothing of their subject.
const GENERIC: &str = "정리 내용 과제 숙제 스터디 주차 주 장 강 챕터 공부 풀이 발표 회고 후기 문제 \
                       til week day chapter study notes note summary";

/// A name has no more marks than this.
const TAILS: usize = 16;

/// The number of a student has at least so many digits; a day has six or eight.
const OF_STUDENT: usize = 7;

/// A note by the folder that it stands in, and what it is called there.
struct Seat<'a> {
    folder: &'a str,
    name: &'a str,
}

/// Which piece of a name may be a member's.
#[derive(Clone, Copy)]
enum NamePiece {
    Whole,
    Last,
    First,
    /// `[민수] 변수`
    FirstInBrackets,
    /// `변수(민수)`
    LastInBrackets,
}

/// Of each note the member who wrote it, by the notes' paths and titles.
pub fn members(notes: &[(&str, &str)]) -> Vec<Option<String>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (path, _) in notes {
        *counts.entry(parent(path)).or_default() += 1;
    }
    let mut out = vec![None; notes.len()];
    // Folders side by side, by the one around them.
    let mut rows: BTreeMap<&str, Vec<(usize, Seat<'_>)>> = BTreeMap::new();
    for (at, (path, _)) in notes.iter().enumerate() {
        if let Some(seat) = seat(path, counts[parent(path)] == 1) {
            rows.entry(parent(seat.folder))
                .or_default()
                .push((at, seat));
        }
    }
    for row in rows.values() {
        let pieces = [
            NamePiece::Whole,
            NamePiece::Last,
            NamePiece::First,
            NamePiece::FirstInBrackets,
            NamePiece::LastInBrackets,
        ];
        let found = pieces.iter().find_map(|piece| of_row(row, notes, *piece));
        for (at, member) in found.into_iter().flatten() {
            out[at] = Some(member);
        }
    }
    out
}

/// Where a note stands; a folder of one README is one as well, and so is a folder of one note that
/// is called as the folder around it: `ch1/minsu/ch1.md`.
fn seat(path: &str, is_alone: bool) -> Option<Seat<'_>> {
    let folder = parent(path);
    let around = folded(name_of(parent(folder)));
    let is_of_around = is_alone && !around.is_empty() && folded(stem(path)) == around;
    let seat = if is_landing(path) || is_of_around {
        Seat {
            folder: parent(folder),
            name: name_of(folder),
        }
    } else {
        Seat {
            folder,
            name: stem(path),
        }
    };
    let is_note = !is_landing(path) || is_alone;
    (is_note && !seat.folder.is_empty()).then_some(seat)
}

/// The members by one piece of the names in folders side by side, with the notes of each: two and
/// more, and most of the notes theirs.
fn of_row(
    row: &[(usize, Seat<'_>)],
    notes: &[(&str, &str)],
    piece: NamePiece,
) -> Option<Vec<(usize, String)>> {
    let mut named: BTreeMap<String, Vec<(usize, &str, &str)>> = BTreeMap::new();
    // In which folders each end of a name stands.
    let mut ends: HashMap<String, HashSet<&str>> = HashMap::new();
    if let NamePiece::Last = piece {
        for (_, seat) in row {
            for end in tails(seat.name) {
                ends.entry(folded(end)).or_default().insert(seat.folder);
            }
        }
    }
    let comes_again_whole = |end: &&str| {
        ends.get(&folded(end))
            .is_some_and(|folders| folders.len() > 1)
    };
    // What only counts differs by its number: `problem1`, `problem2`.
    let mut counted: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for (_, seat) in row {
        let (word, number) = without_count(seat.name);
        counted.entry(folded(word)).or_default().insert(number);
    }
    let is_counted = |word: &str| {
        let (word, number) = without_count(word);
        let numbers = counted.get(&folded(word));
        !word.is_empty() && !number.is_empty() && numbers.is_some_and(|numbers| numbers.len() > 1)
    };
    for (at, seat) in row {
        let of_end = || tails(seat.name).find(comes_again_whole);
        let word = of_end().or_else(|| taken(seat.name, piece));
        if let Some(word) = word.filter(|word| is_name(word) && !is_counted(word)) {
            let of_word = named.entry(folded(word)).or_default();
            of_word.push((*at, seat.folder, word));
        }
    }
    // Under how many names each word of a title stands.
    let words: BTreeMap<&str, Vec<BTreeSet<String>>> = named
        .iter()
        .map(|(name, theirs)| {
            let titled = theirs
                .iter()
                .filter(|(at, ..)| folded(notes[*at].1) != **name);
            let words = titled.map(|(at, ..)| words(notes[*at].1));
            (name.as_str(), words.collect())
        })
        .collect();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for sets in words.values() {
        let all: HashSet<&str> = sets.iter().flatten().map(String::as_str).collect();
        for word in all {
            *uses.entry(word).or_default() += 1;
        }
    }
    // A note without a title is called as its file, which says nothing of who wrote it.
    let is_called_so = |name: &str, at: usize| folded(notes[at].1) == name;
    let says =
        |name: &str, at: usize| !is_called_so(name, at) && folded(notes[at].1).contains(name);
    let is_titled = |name: &str, theirs: &[(usize, &str, &str)]| {
        let bare = theirs.iter().filter(|(at, ..)| is_called_so(name, *at));
        bare.count() * 2 <= theirs.len()
    };
    let comes_again = |name: &str, theirs: &[(usize, &str, &str)]| {
        let folders: HashSet<&str> = theirs.iter().map(|(_, folder, _)| *folder).collect();
        let is_said = theirs.iter().any(|(at, ..)| says(name, *at));
        folders.len() > 1 && !is_said && is_titled(name, theirs)
    };
    // What a topic is called stands in each of its titles, and in no others.
    let is_topic = |name: &str| {
        let sets = &words[name];
        let mut shared = sets.first().into_iter().flatten();
        shared.any(|word| {
            // `반복` and `반복문` are one word of it.
            let is_like = |other: &String| {
                let (long, short) = if other.len() > word.len() {
                    (other, word)
                } else {
                    (word, other)
                };
                long == short || short.chars().nth(1).is_some() && long.starts_with(&**short)
            };
            let is_in = |set: &BTreeSet<String>| set.iter().any(is_like);
            uses.get(word.as_str()) == Some(&1) && sets.iter().all(is_in)
        })
    };
    let members = || {
        named
            .iter()
            .filter(|(name, theirs)| comes_again(name, theirs))
    };
    let topics = members().filter(|(name, _)| is_topic(name)).count();
    if topics * 2 > members().count() {
        return None;
    }
    let held: usize = members().map(|(_, theirs)| theirs.len()).sum();
    if members().count() < 2 || held * 5 < row.len() * 3 {
        return None;
    }
    let folders: HashSet<&str> = members()
        .flat_map(|(_, theirs)| theirs.iter().map(|(_, folder, _)| *folder))
        .collect();
    // Who wrote once stands beside them.
    let is_beside = |name: &str, theirs: &[(usize, &str, &str)]| {
        let [(at, folder, _)] = theirs else {
            return false;
        };
        let is_bare = says(name, *at) || is_called_so(name, *at);
        matches!(piece, NamePiece::Whole) && folders.contains(folder) && !is_bare
    };
    let all = named
        .iter()
        .filter(|(name, theirs)| comes_again(name, theirs) || is_beside(name, theirs));
    let each = all.flat_map(|(name, theirs)| theirs.iter().map(move |one| (name, one)));
    let each = each.filter(|(name, (at, ..))| !is_called_so(name, *at));
    Some(
        each.map(|(_, (at, _, word))| (*at, (*word).to_owned()))
            .collect(),
    )
}

/// The ends of a name behind its marks, the longest first.
fn tails(name: &str) -> impl Iterator<Item = &str> {
    let marks = name.match_indices(['_', '-', ' ']);
    marks.map(|(at, mark)| &name[at + mark.len()..]).take(TAILS)
}

/// A word and the number behind it: `hyun812`.
fn without_count(word: &str) -> (&str, &str) {
    word.split_at(word.trim_end_matches(|c: char| c.is_ascii_digit()).len())
}

/// That piece of a name.
fn taken(name: &str, piece: NamePiece) -> Option<&str> {
    let marks = ['_', '-', ' '];
    match piece {
        NamePiece::Whole => Some(name),
        NamePiece::Last => Some(name.rsplit_once(marks)?.1),
        NamePiece::First => Some(name.split_once(marks)?.0),
        NamePiece::FirstInBrackets => {
            let (word, _) = name.strip_prefix('[')?.split_once(']')?;
            Some(word.trim())
        }
        NamePiece::LastInBrackets => {
            let (_, word) = name
                .trim_end()
                .strip_suffix([')', ']'])?
                .rsplit_once(['(', '['])?;
            Some(word.trim())
        }
    }
}

/// Whether a word may be the name of a person: letters, also with digits as a login has them, or
/// the number of a student; no number of a note, and no kind of note.
fn is_name(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_sign = |c: char| c.is_alphanumeric() || "_-. ".contains(c);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let (bare, count) = without_count(&lower);
    let is_kind = |word: &str| KINDS.split_whitespace().any(|kind| kind == word);
    let (found, length) = numbers::of_file(word);
    // `day3` is called something, and `03_변수` goes on behind its number.
    let is_number = !found.is_empty()
        && (count.is_empty() || length < word.len() || !numbers::called(word).is_empty());
    let is_word = letters > 1 && !is_number && bare.chars().nth(1).is_some();
    let is_of_student =
        letters == 0 && digits == word.len() && digits >= OF_STUDENT && !is_dated(word);
    word.chars().all(is_sign)
        && (is_word || is_of_student)
        && !is_kind(&lower)
        && !is_kind(bare)
        && !place_words::says_place(word)
}

/// The words of a title that say something, in small letters.
fn words(title: &str) -> BTreeSet<String> {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let says = |word: &&str| {
        let is_counted = word.contains(|c: char| c.is_ascii_digit());
        !word.is_empty() && !is_counted && !GENERIC.split_whitespace().any(|one| one == *word)
    };
    words.filter(says).map(str::to_owned).collect()
}
