//! The files of the index, as the browser loads them: scripts that call back, because hosts
//! compress them and because
//! `file://` lets a page load scripts but fetch nothing. Pages in, files out; the same pages give
//! the same bytes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::LazyLock;

use super::index::Index;
use super::pairs::Pair;
use super::unit::{SearchPage, Unit};
use crate::page_kinds::SEARCH_ROOT;
use crate::text::{self, is_syllable};

/// The files, by their path in the site.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The one-sided pairs of a small site, fetched when the notes do not hold a word.
const NAMES: &str = "search/names.js";

/// A small site: the text of its units, from which the browser makes the index, and the names that
/// only a word needs that the notes do not hold.
pub(crate) fn single(index: &Index, courses: &[(String, String)]) -> Files {
    let mut text = String::new();
    for page in index.pages {
        push_page(page, &mut text);
    }
    let known: Vec<&str> = index
        .entries
        .iter()
        .map(|entry| entry.word.as_str())
        .collect();
    let known = known.join("\n");
    let (both, one_way): (Vec<&Pair>, Vec<&Pair>) = index
        .pairs
        .iter()
        .partition(|(a, b)| holds(&known, a) && holds(&known, b));
    let root = format!(
        "{{weights:{},pairs:{},{}text:{}}}",
        json(&index.weights),
        json(&listed(&both)),
        listed_courses(index.pages, courses),
        template(text.trim_end_matches('\n'))
    );
    Files::from([
        (SEARCH_ROOT.to_owned(), script("root", &root)),
        (NAMES.to_owned(), script("names", &json(&listed(&one_way)))),
    ])
}

/// The folder of an address, with the slash that ends it; empty for the root.
pub(crate) fn folder(url: &str) -> &str {
    url.rfind('/').map_or("", |slash| &url[..=slash])
}

/// The courses that a reader may search alone, a line each: title, folder, and the number of its
/// first page, since pages of a course follow each other. Nothing where there is one course.
pub(crate) fn listed_courses(pages: &[SearchPage], courses: &[(String, String)]) -> String {
    let first = |of: &str| pages.iter().position(|page| folder(&page.url) == of);
    let lines: Vec<String> = courses
        .iter()
        .filter_map(|(folder, title)| Some(format!("{title}\t{folder}\t{}", first(folder)?)))
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("courses:{},", template(&lines.join("\n")))
}

/// Whether each word of the phrase stands in some word: then a reader who asks for it gets an
/// answer without its other name.
fn holds(words: &str, phrase: &str) -> bool {
    phrase.split(' ').all(|word| words.contains(word))
}

fn listed(pairs: &[&Pair]) -> String {
    pairs
        .iter()
        .map(|(a, b)| format!("{a}={b}"))
        .collect::<Vec<_>>()
        .join(",")
}

/// Lines, the first character of each telling what it is, parts apart by tabs, so that the file
/// compresses as the text does:
/// `>title, url` begins a page, the url ending where the title's slug would follow; `-title,
/// parent, anchor` begins a unit, its parent counted from 1 and left out where there is none, its
/// anchor left out where it is the title's slug; the unit's lines begin with the digit of their
/// field, plain text mostly without.
pub(crate) fn push_page(page: &SearchPage, out: &mut String) {
    push_units(page, 0..page.units.len(), out);
}

/// Some units of a page, as [`push_page`] writes all of them. Those around them that come before
/// are named first: `^title, parent`.
pub(crate) fn push_units(page: &SearchPage, range: Range<usize>, out: &mut String) {
    let slug = slug(&page.title).filter(|slug| !slug.is_empty());
    let head = slug.and_then(|slug| {
        page.url
            .strip_suffix(".html")?
            .strip_suffix(&slug)
            .map(str::to_owned)
    });
    let head = head
        .filter(|head| !head.ends_with(".html"))
        .unwrap_or_else(|| page.url.clone());
    let _ = writeln!(out, ">{}\t{head}", page.title);
    let units = page.units.get(range.clone()).unwrap_or_default();
    let mut around = BTreeSet::new();
    for unit in units {
        let mut next = unit.parent;
        while let Some(parent) = next.filter(|parent| *parent < range.start) {
            around.insert(parent);
            next = page.units.get(parent).and_then(|unit| unit.parent);
        }
    }
    let place = |parent: Option<usize>| {
        let number = |parent: usize| match parent.checked_sub(range.start) {
            Some(within) => around.len() + within,
            None => around.range(..parent).count(),
        };
        parent
            .map(|parent| (number(parent) + 1).to_string())
            .unwrap_or_default()
    };
    for unit in around.iter().filter_map(|&at| page.units.get(at)) {
        let _ = writeln!(out, "^{}\t{}", unit.title, place(unit.parent));
    }
    for Unit {
        anchor,
        title,
        parent,
        text: lines,
    } in units
    {
        let anchor = (self::slug(title).as_ref() != Some(anchor)).then_some(anchor);
        let parent = place(*parent);
        let _ = match anchor {
            Some(anchor) => writeln!(out, "-{title}\t{parent}\t{anchor}"),
            None if parent.is_empty() => writeln!(out, "-{title}"),
            None => writeln!(out, "-{title}\t{parent}"),
        };
        for line in lines.lines() {
            let said = line
                .strip_prefix('4')
                .filter(|said| !said.starts_with(|c| matches!(c, '0'..='6' | '>' | '-' | '^')));
            out.push_str(said.unwrap_or(line));
            out.push('\n');
        }
    }
}

/// The slug of a title, where the browser is sure to make the same of it.
fn slug(title: &str) -> Option<String> {
    let plain = title.len() <= 180 && title.chars().all(|c| c.is_ascii() || is_syllable(c));
    plain.then(|| text::slug(title))
}

/// Text as a JavaScript template, in which a line break is one byte.
pub(crate) fn template(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    out.push('`');
    let mut rest = text;
    let is_marked = |byte: u8| matches!(byte, b'\\' | b'`' | b'$' | b'\r');
    while let Some(at) = rest.bytes().position(is_marked) {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        out.push_str(match rest.as_bytes()[at] {
            b'\\' => "\\\\",
            b'`' => "\\`",
            b'$' if after.starts_with('{') => "\\$",
            b'$' => "$",
            _ => "\\r",
        });
        rest = after;
    }
    out.push_str(rest);
    out.push('`');
    out
}

/// A script that calls back with a value.
pub(crate) fn script(name: &str, value: &str) -> Vec<u8> {
    let mut out = format!("notesite.searchFile({},", json(name));
    out.reserve(value.len() + 3);
    out.extend(value.chars().map(exchanged));
    out.push_str(")\n");
    // Written as it is, and kept until then.
    out.shrink_to_fit();
    out.into_bytes()
}

/// Finals and vowels of the syllables that change places with the letters from U+0080 on, the most
/// frequent first.
const FINALS: [u32; 9] = [0, 4, 21, 8, 1, 16, 17, 20, 19];
const VOWELS: [u32; 10] = [0, 4, 6, 8, 13, 18, 20, 1, 5, 11];

/// The most frequent syllables of any Korean text, which change places with the control characters
/// up to U+0008 and from U+000E on.
const OFTEN: &str = "이다는로가에서지고을은를기리면의스트나어하시한니으만";

/// The character that stands for this one in the files: UTF-8 writes frequent syllables in one byte
/// or two then, which makes the index of the sample a twelfth smaller when compressed. The browser
/// does the same to get back what was written.
fn exchanged(c: char) -> char {
    static PLACES: LazyLock<(Vec<char>, HashMap<char, char>)> = LazyLock::new(|| {
        let syllables = FINALS.iter().flat_map(|last| {
            (0..19).flat_map(move |first| VOWELS.map(|vowel| first * 588 + vowel * 28 + last))
        });
        let syllables = syllables.filter_map(|n| char::from_u32('가' as u32 + n));
        let rest = syllables.filter(|&syllable| !OFTEN.contains(syllable));
        let often = OFTEN
            .chars()
            .zip(('\u{1}'..='\u{8}').chain('\u{e}'..='\u{1f}'));
        let mut short: Vec<char> = ('가'..='힣').collect();
        let mut long = HashMap::new();
        for (syllable, letter) in often.chain(rest.zip('\u{80}'..)) {
            short[syllable as usize - '가' as usize] = letter;
            long.insert(letter, syllable);
        }
        (short, long)
    });
    match c {
        '\t' | '\n' | '\r' | ' '..='\x7f' => c,
        c if is_syllable(c) => PLACES.0[c as usize - '가' as usize],
        _ => PLACES.1.get(&c).copied().unwrap_or(c),
    }
}

/// A value as JSON, which is JavaScript too.
pub(crate) fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
