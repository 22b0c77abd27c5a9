//! The files of a large site's index: words, leading words and texts in pieces, of which a query
//! fetches what it touches. An [`Index`] in, files out. Pieces are cut where the words themselves
//! say so, as rsync does: an edit changes those that hold its words and leaves the others as they
//! are.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::entry::{WordEntry, leading_order, order};
use super::files::{Files, json, listed_courses, push_page, push_units, script, template};
use super::index::Index;
use super::unit::SearchPage;
use crate::page_kinds::SEARCH_ROOT;
use crate::text;

/// How long shards are: a reader pays for those that a query touches and, in the root, for the
/// names of all.
#[derive(Clone, Copy)]
pub struct Length {
    /// Bytes that a shard has at least before it may end.
    pub least: usize,
    /// Bytes at which it ends in any case.
    pub most: usize,
    /// One word in so many may end it.
    pub ends: u32,
}

impl Length {
    /// Leading words are mostly read by the class, in few pieces.
    const LEADING: Self = Self {
        least: 5 * 1024,
        most: 24 * 1024,
        ends: 128,
    };

    /// The length at which both costs are about the least, in coarse steps, so that an edit seldom
    /// moves every cut.
    fn of(bytes: usize) -> Self {
        let most = (12 * bytes)
            .isqrt()
            .next_power_of_two()
            .clamp(4 * 1024, 16 * 1024);
        Self {
            least: most / 4,
            most,
            ends: (most / 256) as u32,
        }
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A run of words: its encoded lines, and as much of the first word as comes behind every word of
/// the runs before.
pub struct Shard {
    pub key: String,
    pub payload: String,
}

/// The words of an index in their files, and what else of it the root says.
pub(crate) struct WordShards {
    words: Vec<NamedShard>,
    leading: Vec<NamedShard>,
    count: usize,
    stride: usize,
    block: usize,
}

/// The words of an index in their files.
pub(crate) fn words(index: &Index) -> WordShards {
    let bytes = index
        .entries
        .iter()
        .map(|entry| entry.word.len() + 2 * entry.places().count())
        .sum();
    let lines = word_lines(index);
    let words = cut(
        lines.iter().map(|line| line.word),
        Length::of(bytes),
        order,
        |i, shared, out| push_line(&lines[i], shared, out),
    );
    let leading = cut(
        index.leading.iter().map(|(word, _)| word.as_str()),
        Length::LEADING,
        |word| {
            let (class, word) = leading_order(word);
            format!("{class}{word}")
        },
        |i, shared, out| {
            let (word, count) = &index.leading[i];
            push_word(word, shared, out);
            let _ = write!(out, " {count}");
        },
    );
    let (words, leading) = rayon::join(|| named(words, "w"), || named(leading, "l"));
    WordShards {
        words,
        leading,
        count: index.count,
        stride: index.stride,
        block: index.block,
    }
}

/// All files: those of the words, and the texts of the pages, each of which is let go when its file
/// stands. `client` is the script that reads them.
pub(crate) fn files(
    shards: WordShards,
    pages: Vec<SearchPage>,
    courses: &[(String, String)],
    client: &str,
) -> Files {
    let courses = listed_courses(&pages, courses);
    let WordShards {
        words,
        leading,
        count,
        stride,
        block,
    } = shards;
    let mut files = Files::new();
    let text = |number: usize, value: &str| {
        let bytes = script(
            &format!("t{number}"),
            &template(value.trim_end_matches('\n')),
        );
        let hash = text::hash(&bytes);
        (format!("search/t{number}.js"), bytes, hash)
    };
    // A file holds whole pages, or a part of one.
    let texts = |(n, pages): (usize, Vec<SearchPage>)| match pages.as_slice() {
        [page] if block < stride => (0..page.units.len().div_ceil(block))
            .map(|part| {
                let mut value = String::new();
                let to = page.units.len().min((part + 1) * block);
                push_units(page, part * block..to, &mut value);
                text(n * (stride / block) + part, &value)
            })
            .collect(),
        pages => {
            let mut value = String::new();
            for page in pages {
                push_page(page, &mut value);
            }
            vec![text(n, &value)]
        }
    };
    let texts: Vec<(String, Vec<u8>, String)> = pages
        .into_par_iter()
        .chunks((block / stride).max(1))
        .enumerate()
        .flat_map_iter(texts)
        .collect();
    let version: String = texts.iter().map(|(_, _, hash)| hash.as_str()).collect();
    let list = |shards: &[NamedShard]| {
        let keys: Vec<&str> = shards.iter().map(|shard| shard.key.as_str()).collect();
        let names: String = shards.iter().map(|shard| shard.name.as_str()).collect();
        format!(
            "{{\"keys\":{},\"names\":{}}}",
            json(&keys.join("\n")),
            json(&names)
        )
    };
    let version = json(&text::hash(version.as_bytes())[..8]);
    let root = format!(
        "{{{courses}\"count\":{count},\"stride\":{stride},\"block\":{block},\
         \"version\":{version},\"words\":{},\"leading\":{}}}",
        list(&words),
        list(&leading)
    );
    // The script that reads the shards comes along: it is of no use before the root is there, and a
    // file of its own would be waited for.
    let mut file = client.trim_end().as_bytes().to_vec();
    file.push(b'\n');
    file.extend(script("root", &root));
    files.insert(SEARCH_ROOT.to_owned(), file);
    files.extend(texts.into_iter().map(|(path, bytes, _)| (path, bytes)));
    for shard in words.into_iter().chain(leading) {
        files.insert(format!("search/{}.js", shard.name), shard.file);
    }
    files
}

/// Where the runs of words begin and end, then each run encoded, in parallel.
pub fn cut<'a>(
    words: impl Iterator<Item = &'a str>,
    length: Length,
    order: impl Fn(&str) -> String,
    push: impl Fn(usize, usize, &mut String) + Sync,
) -> Vec<Shard> {
    let words: Vec<&str> = words.collect();
    let goes_on = going_on(&words);
    // Blocks end at words whose hash says so, whatever stands around them.
    let ends: Vec<usize> = (1..words.len())
        .filter(|&i| !goes_on[i] && fnv(words[i]).is_multiple_of(length.ends))
        .chain([words.len()])
        .collect();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let blocks: Vec<(usize, usize)> = starts
        .zip(ends.iter().copied())
        .filter(|(from, to)| from < to)
        .collect();
    let encoded: Vec<Vec<(usize, String)>> = blocks
        .par_iter()
        .map(|&(from, to)| {
            let mut pieces = vec![(from, String::new())];
            for i in from..to {
                let most = if goes_on[i] {
                    3 * length.most
                } else {
                    length.most
                };
                if pieces.last().is_some_and(|(_, piece)| piece.len() > most) {
                    pieces.push((i, String::new()));
                }
                let Some((start, piece)) = pieces.last_mut() else {
                    break;
                };
                let shared = if i == *start {
                    0
                } else {
                    shared(words[i - 1], words[i])
                };
                if !piece.is_empty() {
                    piece.push(',');
                }
                push(i, shared, piece);
            }
            pieces
        })
        .collect();
    let mut shards: Vec<Shard> = Vec::new();
    for (start, piece) in encoded.into_iter().flatten() {
        match shards.last_mut() {
            // Blocks that are too small share a file; the line that begins a block shares nothing
            // with the one before.
            Some(last)
                if last.payload.len() < length.least
                    && last.payload.len() + piece.len() < length.most =>
            {
                last.payload.push(',');
                last.payload.push_str(&piece);
            }
            _ => shards.push(Shard {
                key: match start.checked_sub(1) {
                    Some(before) => key(words[before], words[start], &order).to_owned(),
                    None => words[start].to_owned(),
                },
                payload: piece,
            }),
        }
    }
    shards
}

/// As much of the word as tells it from the one before.
fn key<'a>(before: &str, word: &'a str, order: impl Fn(&str) -> String) -> &'a str {
    let (before, own) = (order(before), order(word));
    let ends = word.char_indices().skip(1).map(|(at, _)| &word[..at]);
    let fits = |part: &&str| (&before..=&own).contains(&&order(part)) && before != order(part);
    ends.into_iter().find(fits).unwrap_or(word)
}

/// Which words go on from one before them: 커밋의 from 커밋. Whoever asks for a word asks for those
/// too, and gets them in one file.
fn going_on(words: &[&str]) -> Vec<bool> {
    // One syllable, or two letters, begin too much.
    let begins = |word: &str| word.len() > 3 && word.chars().nth(1).is_some();
    let mut base = None;
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        let goes_on = base.is_some_and(|base: &&str| word.starts_with(*base));
        if !goes_on {
            base = Some(word).filter(|word| begins(word));
        }
        out.push(goes_on);
    }
    out
}

fn fnv(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// How many characters two words begin with in common.
fn shared(left: &str, right: &str) -> usize {
    left.chars()
        .zip(right.chars())
        .take(63)
        .take_while(|(a, b)| a == b)
        .count()
}

struct NamedShard {
    name: String,
    key: String,
    file: Vec<u8>,
}

/// Shards under names that hold their content's hash.
fn named(shards: Vec<Shard>, kind: &str) -> Vec<NamedShard> {
    let name = |shard: Shard| {
        let name = format!("{kind}{}", &text::hash(shard.payload.as_bytes())[..7]);
        let file = script(&name, &json(&shard.payload));
        NamedShard {
            name,
            key: shard.key,
            file,
        }
    };
    shards.into_par_iter().map(name).collect()
}

/// The line of one word: how many characters it shares with the one before, and the rest.
pub fn push_word(word: &str, shared: usize, out: &mut String) {
    out.push(DIGITS[shared] as char);
    out.extend(word.chars().skip(shared));
}

/// A word of the notes, or a phrase without its blanks that has other names.
struct WordLine<'a> {
    word: &'a str,
    entry: Option<&'a WordEntry>,
    names: &'a [String],
}

/// Words and phrases by their order: whoever asks for a word has asked for its names.
fn word_lines<'a>(index: &'a Index) -> Vec<WordLine<'a>> {
    let named = |entry: &'a WordEntry| WordLine {
        word: &entry.word,
        entry: Some(entry),
        names: index.names(&entry.word),
    };
    let phrases = index
        .names
        .iter()
        .filter(|(key, _)| index.entry(key).is_none());
    let mut phrases: Vec<(String, WordLine<'a>)> = phrases
        .map(|(word, names)| {
            let entry = None;
            (order(word), WordLine { word, entry, names })
        })
        .collect();
    phrases.sort_by(|a, b| a.0.cmp(&b.0));
    let mut phrases = phrases.into_iter().peekable();
    let mut lines = Vec::with_capacity(index.entries.len() + phrases.len());
    for entry in &index.entries {
        while let Some((_, line)) = phrases.next_if(|(order, _)| *order < entry.order) {
            lines.push(line);
        }
        lines.push(named(entry));
    }
    lines.extend(phrases.map(|(_, line)| line));
    lines
}

/// The word, its units as differences with what it says about each, its count where not all units
/// are listed, its other names.
fn push_line(line: &WordLine, shared: usize, out: &mut String) {
    push_word(line.word, shared, out);
    out.push(' ');
    let mut before = 0;
    for (id, steps) in line.entry.into_iter().flat_map(WordEntry::steps) {
        push_number((id as usize - before) * 16 + steps as usize, out);
        before = id as usize;
    }
    let capped = line.entry.filter(|entry| entry.is_capped());
    if capped.is_some() || !line.names.is_empty() {
        out.push(' ');
    }
    if let Some(entry) = capped {
        let _ = write!(out, "{}", entry.count);
    }
    if !line.names.is_empty() {
        let _ = write!(out, " {}", line.names.join("|").replace(' ', "+"));
    }
}

/// Five bits a character, the sixth says that more follow.
fn push_number(mut number: usize, out: &mut String) {
    loop {
        let more = if number >= 32 { 32 } else { 0 };
        out.push(DIGITS[number % 32 + more] as char);
        number /= 32;
        if more == 0 {
            break;
        }
    }
}
