//! What a bracket at the end of a title is: another name of what stands before it, in another
//! script or spelled out (`네임스페이스 (Namespace)`, `JVM(Java Virtual Machine)`), or a word that
//! says where, for whom or in which field it holds (`볼륨 (Docker)`, `배열 (자료구조)`). A title
//! in, its two sides out. Knows names of products, which are another name of nothing else.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::notes::links::spelling::is_word;
use crate::text::{is_hangul, is_syllable};

/// Before a bracket that says one word stand no more.
const FEW: usize = 2;

/// `네임스페이스 (Namespace)`: words and words in a bracket behind them.
pub(super) fn bracketed(title: &str) -> Option<(&str, &str)> {
    let (outer, inner) = title.trim().strip_suffix(')')?.split_once('(')?;
    let (outer, inner) = (outer.trim(), inner.trim());
    let words = |words: &str| words.split(' ').all(is_word);
    (words(outer) && words(inner)).then_some((outer, inner))
}

/// The same where one side is another name of the other.
pub(super) fn translation(title: &str) -> Option<(&str, &str)> {
    let (outer, inner) = bracketed(title)?;
    let is_other = abbreviates(inner, outer)
        || abbreviates(outer, inner)
        || scripts(outer).is_disjoint(&scripts(inner))
            && words(outer) <= FEW.max(words(inner))
            && !outer.contains(JOINING)
            && is_same_product(outer, inner);
    is_other.then_some((outer, inner))
}

/// Kana and Chinese words that join two words to a phrase, which no single word translates.
const JOINING: [char; 8] = ['の', 'を', 'と', 'に', 'で', '的', '和', '与'];

/// How many words are written: capitals begin some, as in `PersistentVolumeClaim` and `VPN`.
fn words(name: &str) -> usize {
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    name.split(' ').count().max(capitals)
}

/// Whether capitals, and a number among them, stand for words that begin so: `JVM` for `Java
/// Virtual Machine`, `K8s` for `Kubernetes`.
fn abbreviates(short: &str, long: &str) -> bool {
    let is_short = short.starts_with(|c: char| c.is_ascii_uppercase())
        && short.len() < long.len()
        && short.bytes().all(|b| b.is_ascii_alphanumeric())
        && short.bytes().filter(u8::is_ascii_lowercase).count() < 2;
    let letters = |word: &str| word.to_ascii_lowercase();
    let (short, long) = (letters(short), letters(long));
    let mut rest = long.chars();
    let mut letters = short.chars().filter(|c| !c.is_ascii_digit());
    is_short
        && long.is_ascii()
        && long.chars().next() == short.chars().next()
        && letters.all(|letter| rest.any(|c| c == letter))
}

/// A script, as far as translations lie between two.
#[derive(PartialEq, Eq, Hash)]
enum WrittenIn {
    Latin,
    Hangul,
    /// Han, kana and all others.
    Other,
}

fn scripts(words: &str) -> HashSet<WrittenIn> {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    letters
        .map(|c| match c {
            c if c.is_ascii() => WrittenIn::Latin,
            c if is_hangul(c) || is_syllable(c) => WrittenIn::Hangul,
            _ => WrittenIn::Other,
        })
        .collect()
}

/// Whether no side is a product, or both are one: `도커 (Docker)`, not `볼륨 (Docker)` nor `Redis
/// (캐시)`.
fn is_same_product(outer: &str, inner: &str) -> bool {
    let spoken = |name: &str| products().get(name.to_ascii_lowercase().as_str());
    let is_it = |name: &str, other: &str| spoken(name).is_none_or(|all| all.contains(&other));
    is_it(outer, inner) && is_it(inner, outer)
}

/// What products are called in Hangul, by their names in small letters.
fn products() -> &'static HashMap<&'static str, Vec<&'static str>> {
    static PRODUCTS: OnceLock<HashMap<&str, Vec<&str>>> = OnceLock::new();
    PRODUCTS.get_or_init(|| {
        let lines = include_str!("products.txt").lines();
        let lines = lines.filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| {
                let (name, spoken) = line.split_once('=').unwrap_or((line, ""));
                (!name.is_empty()).then(|| (name, spoken.split('=').collect()))
            })
            .collect()
    })
}
