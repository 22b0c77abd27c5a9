//! Latin letters as Koreans read them aloud: 피시에이 is PCA, and 디비스캔 DBSCAN, its end said as
//! a word. An [`Index`] and a word in, entries out. The same rules as `repair/1-spoken.js`.

use std::sync::LazyLock;

use regex::Regex;

use super::hits::{Hits, put};
use super::index::{Index, range};
use super::letters::{Pattern, pattern};
use super::spoken::spoken_alike;
use crate::text::is_syllable;

/// The names of the letters, longer ones first, and of the numbers that stand in short names.
const NAMES: &[(&str, &str)] = &[
    ("에이치", "h"),
    ("에이취", "h"),
    ("더블유", "w"),
    ("더블류", "w"),
    ("에이", "a"),
    ("에프", "f"),
    ("아이", "i"),
    ("제이", "j"),
    ("케이", "k"),
    ("아르", "r"),
    ("에스", "s"),
    ("브이", "v"),
    ("비이", "v"),
    ("엑스", "x"),
    ("와이", "y"),
    ("제트", "z"),
    ("쓰리", "3"),
    ("비", "b"),
    ("씨", "c"),
    ("시", "c"),
    ("디", "d"),
    ("이", "e"),
    ("지", "g"),
    ("엘", "l"),
    ("엠", "m"),
    ("엔", "n"),
    ("오", "o"),
    ("피", "p"),
    ("큐", "q"),
    ("알", "r"),
    ("티", "t"),
    ("유", "u"),
    ("투", "2"),
];

static SPELT: LazyLock<Regex> = LazyLock::new(|| {
    let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
    Regex::new(&format!("^(?:{})", names.join("|")))
        .unwrap_or_else(|error| unreachable!("the names of letters are a pattern: {error}"))
});

/// The words of the notes that the word is, letter for letter; they are put into the hits.
pub(crate) fn take<'a>(index: &'a Index, word: &str, hits: &mut Hits<'a>) -> Vec<Pattern> {
    let (mut found, mut letters, mut rest) = (Vec::new(), String::new(), word);
    while let Some(name) = SPELT.find(rest) {
        let letter = NAMES.iter().find(|(one, _)| *one == name.as_str());
        letters.push_str(letter.map_or("", |(_, letter)| letter));
        rest = &rest[name.end()..];
        if letters.len() < 2 {
            continue;
        }
        if rest.is_empty() {
            let entry = index.entry(&letters);
            found.extend(entry.map(|_| pattern(&letters)));
            put(hits, entry, 0.8);
        } else if rest.chars().nth(1).is_some() && rest.chars().all(is_syllable) {
            let low = super::entry::order(&letters);
            for entry in range(&index.entries, &low, &format!("{low}\u{ffff}")) {
                let end = &entry.word[letters.len()..];
                let is_word = end.len() > 2 && end.bytes().all(|b| b.is_ascii_lowercase());
                if is_word && spoken_alike(rest, end, false) {
                    found.push(pattern(&entry.word));
                    put(hits, Some(entry), 0.8);
                }
            }
        }
    }
    found
}
