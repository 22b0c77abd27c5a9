//! How one term is written: in the plural, with or without a blank, in
//! small letters. Words in, words or yes or no out.

use crate::notes::particle;
use crate::notes::sources::is_note;
use crate::text::is_syllable;

/// A word that leads to a chapter.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    /// The term as the notes write it.
    pub written: String,
    /// The chapter it leads to.
    pub chapter: usize,
    /// Which of the things that its title names.
    pub thing: usize,
}

/// `Pods` of `Pod`, `APIs` of `API`.
pub(super) fn plural(term: &str) -> Option<String> {
    let many = term.len() > 2
        && term.starts_with(|c: char| c.is_ascii_uppercase())
        && term.bytes().all(|b| b.is_ascii_alphabetic())
        && !term.ends_with(['s', 'S', 'x', 'y']);
    many.then(|| format!("{term}s"))
}

/// `로드밸런서` of `로드 밸런서`, `외래키` of `외래 키`: Korean allows both.
pub(super) fn closed_up(term: &str) -> Option<String> {
    let (first, _) = term.split_once(' ')?;
    let is_long = first.chars().nth(1).is_some();
    let is_korean = |word: &str| !word.is_empty() && word.chars().all(is_syllable);
    (is_long && term.split(' ').all(is_korean)).then(|| term.replace(' ', ""))
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
/// `C#`. Small letters are joined by a hyphen, `cherry-pick`. A note's own file is no name, and
/// neither is what two words that are none make.
pub(super) fn is_signed(word: &str, is_name: impl Fn(&str) -> bool) -> bool {
    let base = word.trim_end_matches(['+', '#']);
    let parts: Vec<&str> = base.split(['/', '.', '-', '&', '+']).collect();
    let part = |part: &&str| !part.is_empty() && part.chars().all(char::is_alphanumeric);
    // `cherry-pick`, `t-검정`
    let hyphenated = || base.contains('-') && !base.contains(['/', '.', '&', '+']);
    (word.starts_with(|c: char| c.is_ascii_uppercase()) || hyphenated())
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

/// One word of at least two characters that has a letter, or one syllable of Hangul; `S3`, `H2` are
/// names as well.
pub(super) fn is_word(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let named = word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.len() > 1
        && word[1..].bytes().all(|b| b.is_ascii_digit());
    (letters > 1 || named || word.chars().all(is_syllable) && letters == 1)
        && word.chars().all(char::is_alphanumeric)
}
