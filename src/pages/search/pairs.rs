//! Words that mean the same: pairs that the notes themselves give (`네임스페이스(Namespace)`),
//! words of both scripts that sound alike, a built-in list for words whose sound is too short to
//! tell or that are translations, and `[search] words`. Pages and their words in, pairs out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::consonants;
use super::letters;
use super::spoken::spoken_alike;
use super::token::{self, Script};
use super::unit::{SearchPage, Unit};
use crate::text::is_syllable;

/// Two phrases of normalised words with single blanks between them.
pub(crate) type Pair = (String, String);

/// Terms of computing that course notes use side by side: loanwords, translations, short names. A
/// group a line, its names apart by `=`; no name is in two groups. They stand there as queries do,
/// normalised: to ask it of each would cost a small site more than all of its own words.
pub const LEXICON: &str = include_str!("lexicon.txt");

/// Every pair of which the pages hold one side, sorted. `is_known` tells whether some word of the
/// pages begins so; `leading` are those whose sounds are compared; `words` what `notesite.toml`
/// says.
pub(crate) fn pairs(
    pages: &[SearchPage],
    is_known: impl Fn(&str) -> bool,
    leading: &[&str],
    words: &BTreeMap<String, String>,
) -> Vec<Pair> {
    let mut seen: BTreeMap<Pair, usize> = BTreeMap::new();
    for (pair, times) in pages
        .par_iter()
        .map(mined)
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
    {
        *seen.entry(pair).or_default() += times;
    }
    let mut found: BTreeSet<Pair> = seen
        .into_iter()
        .filter(|(_, times)| *times > 1)
        .map(|(pair, _)| pair)
        .collect();
    let sounds = latin_sounds(leading);
    // 쿠버네티스(EKS) is no name where the notes know Kubernetes: a word has one name that sounds
    // like it.
    let groups: Vec<Vec<&str>> = LEXICON.lines().map(|it| it.split('=').collect()).collect();
    let mut others: HashMap<&str, &[&str]> = HashMap::new();
    if !found.is_empty() {
        for names in &groups {
            others.extend((0..names.len() - 1).map(|at| (names[at], &names[at + 1..])));
        }
    }
    found.retain(|(a, b)| {
        let named = others
            .get(a.as_str())
            .is_some_and(|names| !names.contains(&b.as_str()));
        let own = consonants::sounds(a);
        let heard = !a.contains(' ') && own.iter().any(|sound| sounds.contains_key(sound));
        !named
            && (!heard
                || own
                    .iter()
                    .any(|sound| consonants::sounds(b).contains(sound)))
    });
    found.extend(sounding_alike(leading, &sounds));
    found.extend(initialisms(pages).filter(|(short, _)| !is_known(short)));
    for (a, b) in words {
        found.insert((plain(a), plain(b)));
    }
    let holds = |phrase: &str| phrase.split(' ').all(&is_known);
    for names in &groups {
        let held: Vec<bool> = names.iter().map(|name| holds(name)).collect();
        if !held.contains(&true) {
            continue;
        }
        for (at, a) in names.iter().enumerate() {
            let other = (at + 1..names.len()).filter(|other| held[at] || held[*other]);
            found.extend(other.map(|other| ((*a).to_owned(), names[other].to_owned())));
        }
    }
    found.retain(|(a, b)| a != b && !a.is_empty() && !b.is_empty());
    found.into_iter().collect()
}

/// The English words by their sounds, where those are long enough to tell anything.
fn latin_sounds<'a>(leading: &[&'a str]) -> HashMap<String, Vec<&'a str>> {
    let sounds: Vec<(String, &str)> = leading
        .par_iter()
        .filter(|word| word.is_ascii())
        .flat_map_iter(|word| {
            consonants::sounds(word)
                .into_iter()
                .map(|sound| (sound, *word))
        })
        .filter(|(sound, _)| sound.len() > 2)
        .collect();
    let mut out: HashMap<String, Vec<&str>> = HashMap::new();
    for (sound, word) in sounds {
        out.entry(sound).or_default().push(word);
    }
    out
}

/// Words of both scripts that sound alike, such as 스토리지 and storage: paired here, so that the
/// browser needs the rules of sound only for words that the notes do not hold.
fn sounding_alike(leading: &[&str], latin: &HashMap<String, Vec<&str>>) -> Vec<Pair> {
    let pairs = leading
        .par_iter()
        .filter(|word| word.chars().all(is_syllable))
        .flat_map_iter(|word| {
            let bare = letters::stem(word).unwrap_or_else(|| (*word).to_owned());
            let sounds = consonants::sounds(&bare)
                .into_iter()
                .filter(|sound| sound.len() > 3);
            let alike: Vec<&str> = sounds
                .filter_map(|sound| latin.get(&sound))
                .flatten()
                .copied()
                .collect();
            alike
                .into_iter()
                .filter(|latin| spoken_alike(&bare, latin, false))
                .map(|latin| (bare.clone(), latin.to_owned()))
                .collect::<Vec<_>>()
        });
    pairs.collect()
}

/// A text as search reads it: its words, normalised, with one blank between.
pub fn plain(text: &str) -> String {
    token::words(&token::normalise(text))
        .collect::<Vec<_>>()
        .join(" ")
}

/// `lb` for Load Balancing: the initials of an English name in a title, two to five words with a
/// capital each, or three to five without (`ssr` for server side render).
fn initialisms(pages: &[SearchPage]) -> impl Iterator<Item = Pair> {
    let named = |page: &SearchPage| {
        let titles = page.units.iter().map(|unit| unit.title.as_str());
        let all = std::iter::once(page.title.as_str()).chain(titles);
        all.flat_map(capitalised).collect::<Vec<Pair>>()
    };
    let all: Vec<Vec<Pair>> = pages.par_iter().map(named).collect();
    all.into_iter().flatten()
}

/// English words that build sentences, and stand in no name that is told by its initials.
const BUILDS: [&str; 26] = [
    "an", "and", "are", "as", "at", "by", "can", "do", "for", "from", "how", "if", "in", "is",
    "it", "of", "on", "or", "the", "this", "to", "using", "what", "when", "with", "your",
];

/// The initials of each English name of the title, with the name.
fn capitalised(title: &str) -> Vec<Pair> {
    let is_capital = |word: &&str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let is_word = |word: &&str| {
        let mut letters = word.bytes();
        letters.next().is_some_and(|c| c.is_ascii_alphabetic())
            && word.len() > 1
            && letters.all(|c| c.is_ascii_lowercase())
    };
    let builds = |word: &&str| BUILDS.iter().any(|one| word.eq_ignore_ascii_case(one));
    let ends = |c: char| !c.is_ascii_alphanumeric() && c != ' ' && c != '-';
    let mut pairs = Vec::new();
    for run in title.split(ends) {
        let words: Vec<&str> = run
            .split([' ', '-'])
            .filter(|word| !word.is_empty())
            .collect();
        let is_name = match words.len() {
            2 => words.iter().all(is_capital),
            3..=5 => words.iter().all(is_capital) || !words.iter().any(builds),
            _ => false,
        };
        if is_name && words.iter().all(is_word) {
            let name = words.join(" ").to_ascii_lowercase();
            let initials = name.split(' ').filter_map(|word| word.chars().next());
            pairs.push((initials.collect(), name));
        }
    }
    pairs
}

/// What the page's own lines give, with how often: a title says it once and for all.
fn mined(page: &SearchPage) -> BTreeMap<Pair, usize> {
    let mut found = BTreeMap::new();
    let titles = page.units.iter().map(|unit| (unit.title.as_str(), 2));
    let lines = page.units.iter().flat_map(Unit::lines);
    let all = std::iter::once((page.title.as_str(), 2))
        .chain(titles)
        .chain(lines.map(|(_, line)| (line, 1)));
    for (line, times) in all.filter(|(line, _)| line.contains('(') || line.contains('（')) {
        let mut pairs = BTreeSet::new();
        mine(&token::normalise(line), &mut pairs);
        for pair in pairs.into_iter().filter(|(name, _)| !is_said(name)) {
            *found.entry(pair).or_default() += times;
        }
    }
    found
}

/// Whether the last word of a Korean name is a verb or says how: it names nothing.
fn is_said(name: &str) -> bool {
    let verbs = [
        "하다", "한다", "된다", "하는", "되는", "하여", "하고", "하면", "했다", "됐다", "되어",
        "니다", "에서", "으로", "있는", "없는", "있다", "없다", "하게",
    ];
    // 찾아, 받아, 놓아: a stem with a final consonant and 아, which ends hardly a noun.
    let mut letters = name.chars().rev();
    let joins = letters.next() == Some('아')
        && letters
            .next()
            .filter(|c| is_syllable(*c))
            .is_some_and(|stem| {
                let (_, vowel, last) = letters::parted(stem);
                matches!(vowel, 0 | 8) && last > 0
            });
    joins || verbs.iter().any(|end| name.ends_with(end))
}

/// `도커 허브(Docker Hub)` and `Pod(파드)`: a name, and in parentheses the same in the other
/// script.
fn mine(line: &str, found: &mut BTreeSet<Pair>) {
    for (open, _) in line.match_indices('(') {
        let Some(inside) = inside(&line[open + 1..]) else {
            continue;
        };
        let names: Vec<&str> = token::words(inside).collect();
        let (Some(script), true) = (one_script(&names), names.len() <= 4) else {
            continue;
        };
        let sound = if script == Script::Latin {
            Script::Hangul
        } else {
            Script::Latin
        };
        if matches!(names[0], "ex" | "eg" | "feat" | "예" | "예시" | "참고") {
            continue;
        }
        // The words right before, as far as they are of the other script and only blanks lie
        // between.
        let before: Vec<&str> = last_words(line[..open].trim_end(), sound).take(4).collect();
        let whole = before.iter().map(|word| word.len() + 1).sum::<usize>() > open;
        let close = if whole {
            before.len()
        } else {
            before.len().min(names.len())
        };
        let joined = |count: usize| {
            before[..count]
                .iter()
                .rev()
                .copied()
                .collect::<Vec<_>>()
                .join(" ")
        };
        // 클러스터는 크게 마스터 노드(Control Plane) names no thing before its last words.
        let spoken = before
            .iter()
            .take(close)
            .skip(1)
            .any(|word| letters::stem(word).is_some());
        let few = before.len().min(names.len());
        for count in [if spoken { few } else { close }, few] {
            // A single letter is the name of no thing.
            if count > 0 && joined(count).chars().count() > 1 && names.concat().len() > 1 {
                let pair = (joined(count), names.join(" "));
                found.insert(if script == Script::Latin {
                    pair
                } else {
                    (pair.1, pair.0)
                });
            }
        }
    }
}

/// The words at the end of a text, the last one first, as far as they are of one script. What lies
/// before them is not read: a line may hold very many parentheses.
fn last_words(text: &str, script: Script) -> impl Iterator<Item = &str> {
    let mut left = Some(text);
    std::iter::from_fn(move || {
        let before = left?;
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| token::script(*c) == Some(script))
            .last()
            .map_or(before.len(), |(at, _)| at);
        let (rest, word) = before.split_at(start);
        left = rest.strip_suffix([' ', '-', '.']);
        ((left.is_some() || rest.is_empty()) && is_of(word, script)).then_some(word)
    })
}

/// What stands before the closing parenthesis or the first comma, where it is short and plain.
fn inside(rest: &str) -> Option<&str> {
    let end = rest
        .bytes()
        .take(61)
        .position(|b| matches!(b, b')' | b','))?;
    let inside = &rest[..end];
    let plain = inside.chars().all(|c| {
        c == ' '
            || c == '-'
            || c == '.'
            || c == '&'
            || matches!(token::script(c), Some(Script::Hangul | Script::Latin))
    });
    (plain && end <= 60 && !inside.starts_with(' ')).then_some(inside)
}

fn one_script(names: &[&str]) -> Option<Script> {
    let script = names.first()?.chars().next().and_then(token::script)?;
    names
        .iter()
        .all(|name| is_of(name, script))
        .then_some(script)
}

fn is_of(word: &str, script: Script) -> bool {
    !word.is_empty()
        && word.chars().all(|c| token::script(c) == Some(script))
        && !word.chars().all(|c| c.is_ascii_digit())
}
