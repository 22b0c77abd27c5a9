//! How one term is written: in a title that asks for it, in the plural, with or without a blank, in
//! small letters. Words in, words or yes or no out.

use crate::notes::particle;
use crate::notes::sources::is_note;
use crate::text::is_syllable;

/// What a title asks for: `파드` of `파드란?`, `인덱스란 무엇인가`.
pub(super) fn asked_for(title: &str) -> &str {
    const WHAT: [&str; 4] = [" 무엇인가", " 무엇인가요", " 무엇일까", " 무엇일까요"];
    let words = title.trim_end_matches(['?', '？']).trim_end();
    let what = WHAT.iter().find_map(|what| words.strip_suffix(what));
    if what.is_none() && words.len() == title.len() {
        return title;
    }
    let words = what.unwrap_or(words);
    let noun = ["이란", "란"]
        .iter()
        .find_map(|end| words.strip_suffix(end).filter(|noun| noun.len() > 3));
    noun.map_or(title, str::trim_end)
}

/// `Pods` of `Pod`, `APIs` of `API`.
pub(super) fn plural(term: &str) -> Option<String> {
    let many = term.len() > 2
        && term.starts_with(|c: char| c.is_ascii_uppercase())
        && term.bytes().all(|b| b.is_ascii_alphabetic())
        && !term.ends_with(['s', 'S', 'x', 'y']);
    many.then(|| format!("{term}s"))
}

/// `로드밸런서` of `로드 밸런서`: Korean allows both.
pub(super) fn closed_up(term: &str) -> Option<String> {
    let long = |word: &str| word.chars().count() > 1 && word.chars().all(is_syllable);
    (term.contains(' ') && term.split(' ').all(long)).then(|| term.replace(' ', ""))
}

/// Whether Latin words in small letters are a name in a Korean sentence: one, whose particle is
/// glued to it, `pod를`, `ec2에서`, or several, which say together what they mean, `reverse proxy`.
pub(super) fn is_small(words: &str, after: &str) -> bool {
    let small = |word: &str| {
        word.len() > 1
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    if words.contains(' ') {
        return words.split(' ').all(small);
    }
    words.len() > 2
        && small(words)
        && after.starts_with(is_syllable)
        && particle::length(after).is_some_and(|length| length > 0)
}

/// Whether signs join the parts of one name: `CI/CD`, `Node.js`, `HTTP/2`, `Pub/Sub`, or end it:
/// `C#`. A note's own file is no name, and neither is what two words that are none make.
pub(super) fn is_signed(word: &str, is_name: impl Fn(&str) -> bool) -> bool {
    let base = word.trim_end_matches(['+', '#']);
    let parts: Vec<&str> = base.split(['/', '.', '-', '&', '+']).collect();
    let part = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric());
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.len() - base.len() < 3
        && (parts.len() > 1 || base.len() < word.len())
        && parts.iter().all(part)
        && parts.iter().all(|part| is_name(part))
        && !is_note(word)
}

/// The same word: lower case never stands for a name that begins upper case, nor anything else for
/// an abbreviation.
pub(super) fn is_same(words: &str, term: &str) -> bool {
    let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    // `APIs` is one as well.
    let stem = term.strip_suffix('s').unwrap_or(term);
    let abbreviation = stem.len() > 1
        && !stem.chars().any(char::is_lowercase)
        && stem.chars().any(char::is_uppercase);
    if words == term {
        return true;
    }
    !abbreviation
        && (!capital(term) || capital(words))
        && words.to_lowercase() == term.to_lowercase()
}
