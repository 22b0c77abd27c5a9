//! Letters: what search knows of Korean and English writing. Text in, text or patterns out; knows
//! no index.
//! `themes/default/js/search/1-letters.js` holds the same rules, and `tests/search/vectors.json`
//! holds both together.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::is_syllable;
use regex::Regex;

const CHO: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];
const JUNG: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ',
    'ㅟ', 'ㅠ', 'ㅡ', 'ㅢ', 'ㅣ',
];
const JONG: [char; 28] = [
    ' ', 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ',
    'ㅁ', 'ㅂ', 'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];
/// Compound jamo and the two keys that type them.
const PARTS: [(char, [char; 2]); 18] = [
    ('ㄳ', ['ㄱ', 'ㅅ']),
    ('ㄵ', ['ㄴ', 'ㅈ']),
    ('ㄶ', ['ㄴ', 'ㅎ']),
    ('ㄺ', ['ㄹ', 'ㄱ']),
    ('ㄻ', ['ㄹ', 'ㅁ']),
    ('ㄼ', ['ㄹ', 'ㅂ']),
    ('ㄽ', ['ㄹ', 'ㅅ']),
    ('ㄾ', ['ㄹ', 'ㅌ']),
    ('ㄿ', ['ㄹ', 'ㅍ']),
    ('ㅀ', ['ㄹ', 'ㅎ']),
    ('ㅄ', ['ㅂ', 'ㅅ']),
    ('ㅘ', ['ㅗ', 'ㅏ']),
    ('ㅙ', ['ㅗ', 'ㅐ']),
    ('ㅚ', ['ㅗ', 'ㅣ']),
    ('ㅝ', ['ㅜ', 'ㅓ']),
    ('ㅞ', ['ㅜ', 'ㅔ']),
    ('ㅟ', ['ㅜ', 'ㅣ']),
    ('ㅢ', ['ㅡ', 'ㅣ']),
];
/// The two-set keyboard.
const KEYS: &str = "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml";
const TYPED: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ";

/// A range of characters for each letter.
pub type Pattern = Vec<(char, char)>;

fn syllable(cho: usize, jung: usize, jong: usize) -> char {
    char::from_u32(0xac00 + (cho * 588 + jung * 28 + jong) as u32).unwrap_or('가')
}

fn split(c: char) -> (usize, usize, usize) {
    let n = (c as usize).saturating_sub(0xac00);
    (n / 588, n % 588 / 28, n % 28)
}

pub(super) fn apart(c: char) -> ([char; 2], usize) {
    PARTS
        .iter()
        .find(|(whole, _)| *whole == c)
        .map_or(([c, ' '], 1), |(_, two)| (*two, 2))
}

fn joined(a: char, b: char) -> Option<char> {
    PARTS
        .iter()
        .find(|(_, two)| *two == [a, b])
        .map(|(whole, _)| *whole)
}

pub(super) fn cho_index(c: char) -> Option<usize> {
    CHO.iter().position(|&jamo| jamo == c)
}

fn push_apart(c: char, out: &mut String) {
    let (two, count) = apart(c);
    out.extend(&two[..count]);
}

/// Initial consonants: 쿠버 is ㅋㅂ; other letters stay.
pub fn choseong(text: &str) -> String {
    text.chars()
        .map(|c| if is_syllable(c) { CHO[split(c).0] } else { c })
        .collect()
}

/// Syllables to the keys that type them; katakana without what is written in several ways, as the
/// long vowels of インターフェース and インタフェイス.
pub fn jamo(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        let is_lengthened = c == 'ー' || c == 'イ' && out.ends_with(['ェ', 'エ']);
        if is_lengthened && !out.is_empty() {
            continue;
        }
        if is_syllable(c) {
            let (cho, jung, jong) = split(c);
            out.push(CHO[cho]);
            push_apart(JUNG[jung], &mut out);
            if jong > 0 {
                push_apart(JONG[jong], &mut out);
            }
        } else {
            push_apart(c, &mut out);
        }
    }
    out
}

/// Jamo to syllables, as an input method puts them together.
pub fn compose(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |i: usize| letters.get(i).copied().unwrap_or(' ');
    let vowel = |c: char| JUNG.iter().position(|&jamo| jamo == c);
    let is_final = |c: char| c != ' ' && JONG.contains(&c);
    let (mut out, mut i) = (String::new(), 0);
    while i < letters.len() {
        let (Some(cho), Some(_)) = (cho_index(at(i)), vowel(at(i + 1))) else {
            out.push(at(i));
            i += 1;
            continue;
        };
        let (mut jung, mut jong) = (at(i + 1), ' ');
        i += 2;
        if let Some(two) = joined(jung, at(i)).filter(|two| vowel(*two).is_some()) {
            jung = two;
            i += 1;
        }
        // A consonant before a vowel begins the next syllable.
        if is_final(at(i)) && vowel(at(i + 1)).is_none() {
            jong = at(i);
            i += 1;
            if let Some(two) =
                joined(jong, at(i)).filter(|two| is_final(*two) && vowel(at(i + 1)).is_none())
            {
                jong = two;
                i += 1;
            }
        }
        let jong = JONG.iter().position(|&jamo| jamo == jong).unwrap_or(0);
        out.push(syllable(cho, vowel(jung).unwrap_or(0), jong));
    }
    out
}

/// What the Latin keys would have typed on a Korean keyboard; case counts, R is ㄲ.
pub fn to_hangul(text: &str) -> String {
    let key = |c: char| {
        KEYS.chars()
            .position(|key| key == c)
            .or_else(|| KEYS.chars().position(|key| key == c.to_ascii_lowercase()))
    };
    let typed: String = text
        .chars()
        .map(|c| key(c).and_then(|i| TYPED.chars().nth(i)).unwrap_or(c))
        .collect();
    compose(&typed)
}

/// What the Korean keys would have typed on a Latin keyboard.
pub fn to_latin(text: &str) -> String {
    let key = |c: char| {
        TYPED
            .chars()
            .position(|jamo| jamo == c)
            .and_then(|i| KEYS.chars().nth(i))
    };
    jamo(text)
        .chars()
        .map(|c| key(c).unwrap_or(c).to_ascii_lowercase())
        .collect()
}

/// What hangs onto a noun, and what makes a verb of it (하다, 되다, 시키다).
const PARTICLE: &str = "\
    들|들?(?:[은는이가을를의도만요임]|(?:에서|에게|한테|에|으?로|와|과|이?랑|하고|까지|부터|\
    처럼|보다|마다|밖에|끼리|별|당)(?:부터|[는도의만서써로])?|이?(?:(?:란|라는)[게건걸]?|라고|라면|\
    나|며|고|야|뭐[야임지냐죠]?)|인[지데]?|이다|입니다|이에요|예요|조차|왜[써씀해함])";
const VERB: &str = "\
    (?:하|되|시키)(?:다|고|는[데지법]?|며|면서?|여|어|지|기만?|려[고면]?|도록|나요?|니까?|게|\
    자)?|(?:[해돼했됐]|시켜|하였|되었)[서야도다을]?|(?:[한할된될]|시킨|시킬)[다때]?|[함됨]|\
    (?:[합됩]|[했됐]습)니다|하세요|시에?|적(?:인|으로)?|화[된하한]?|성";
/// What is asked or set under a condition with a noun of two syllables or more: 세마포어면,
/// 페이징이었나.
const COPULA: &str = "\
    면|이면|이?라[서도니]|이지|이?지[만요]|이?죠|이든지?|든지|이?냐|이?네요|이네|이?뭔데|\
    (?:이었|였)(?:나|다|던|지|어|을까|는데)요?|일까요?|인가요|뿐|만큼|대로|같은|\
    [이가](?:아니라|없으면)";
static ENDING: LazyLock<Regex> = LazyLock::new(|| {
    let source = format!("^(?:[간내용]|{PARTICLE}|{COPULA}|(?:{VERB})(?:{PARTICLE})?)$");
    Regex::new(&source).unwrap_or_else(|error| unreachable!("the endings are a pattern: {error}"))
});

/// Every syllable that an ending may hold: most of what is asked about holds another one, and the
/// pattern need not be tried.
static IN_ENDINGS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    [PARTICLE, COPULA, VERB, "간내용"]
        .iter()
        .flat_map(|source| source.chars())
        .filter(|c| is_syllable(*c))
        .collect()
});

static PARTICLES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!("^(?:{PARTICLE})$"))
        .unwrap_or_else(|error| unreachable!("the particles are a pattern: {error}"))
});

/// Whether the letters are a particle.
pub(crate) fn is_particle(text: &str) -> bool {
    text.len() <= LONGEST_ENDING && PARTICLES.is_match(text)
}

/// The initial consonant, the vowel and the final consonant of a syllable, by their numbers.
pub(crate) fn parted(c: char) -> (usize, usize, usize) {
    split(c)
}

/// The letter of a final consonant, by its number; a blank where there is none.
pub(super) fn final_letter(jong: usize) -> char {
    JONG[jong]
}

/// A syllable of the numbers of its letters.
pub(crate) fn joined_syllable(cho: usize, jung: usize, jong: usize) -> char {
    syllable(cho, jung, jong)
}

/// How many bytes an ending has at most: five syllables of a particle behind four of a verb.
const LONGEST_ENDING: usize = 9 * '가'.len_utf8();

/// A word without the syllable that begins a particle while that is being typed: 쿠키 of 쿠키라,
/// which will be 쿠키란.
pub(crate) fn before_particle(word: &str) -> Option<&str> {
    const BEGIN: &str = "라으까부처보하한마밖끼조";
    let (at, end) = word.char_indices().last()?;
    let noun = &word[..at];
    let is_noun = noun.chars().nth(1).is_some() && noun.chars().all(is_syllable);
    (BEGIN.contains(end) && is_noun).then_some(noun)
}

/// Whether the letters are a particle or an ending.
pub fn is_ending(text: &str) -> bool {
    text.len() <= LONGEST_ENDING
        && text.chars().all(|c| IN_ENDINGS.contains(&c))
        && ENDING.is_match(text)
}

/// Nouns that English makes with `in`: 로그인 is no 로그 with an ending.
const LOAN: &[&str] = &[
    "로그인",
    "체크인",
    "플러그인",
    "빌트인",
    "애드인",
    "드롭인",
    "페이드인",
    "사인인",
    "옵트인",
];

/// The word without its particle, where two syllables or more are left; an English plural without
/// its s.
pub fn stem(word: &str) -> Option<String> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    if !letters.is_empty() && letters.iter().all(|(_, c)| is_syllable(*c)) {
        if LOAN.contains(&word) {
            return None;
        }
        let cut = letters
            .iter()
            .skip(2)
            .map(|(at, _)| *at)
            .find(|&at| is_ending(&word[at..]));
        return cut.map(|at| word[..at].to_owned());
    }
    let bytes = word.as_bytes();
    let plural =
        bytes.len() >= 4 && bytes.iter().all(u8::is_ascii_lowercase) && word.ends_with('s');
    (plural && !matches!(bytes[bytes.len() - 2], b's' | b'u'))
        .then(|| word[..word.len() - 1].to_owned())
}

fn exactly(c: char) -> (char, char) {
    (c, c)
}

fn initial(c: char) -> (char, char) {
    cho_index(c).map_or((c, c), |cho| (syllable(cho, 0, 0), syllable(cho, 20, 27)))
}

/// A range for each letter: the syllables that begin so for an initial consonant. ㄳ is ㄱㅅ: the
/// input method joins initials.
pub fn pattern(text: &str) -> Pattern {
    let mut out = Pattern::new();
    for c in text.chars() {
        let (two, count) = apart(c);
        if CHO.contains(&two[0]) {
            out.extend(two[..count].iter().map(|&c| initial(c)));
        } else {
            out.push(exactly(c));
        }
    }
    out
}

/// What a word may become while its last syllable is being typed: 서븐 becomes 서브넷, 그 becomes
/// 글 or 긔.
pub fn half_typed(text: &str) -> Vec<Pattern> {
    let Some(last) = text.chars().next_back().filter(|c| is_syllable(*c)) else {
        return Vec::new();
    };
    let before = pattern(&text[..text.len() - last.len_utf8()]);
    let (cho, jung, jong) = split(last);
    let with = |more: &[(char, char)]| [before.as_slice(), more].concat();
    if jong == 0 {
        let kin =
            |n: usize| n == jung || apart(JUNG[n]).0[0] == JUNG[jung] && apart(JUNG[jung]).1 == 1;
        return (0..21)
            .filter(|&n| kin(n))
            .map(|n| with(&[(syllable(cho, n, 0), syllable(cho, n, 27))]))
            .collect();
    }
    let (two, count) = apart(JONG[jong]);
    let kept = if count > 1 {
        JONG.iter().position(|&jamo| jamo == two[0]).unwrap_or(0)
    } else {
        0
    };
    vec![with(&[
        exactly(syllable(cho, jung, kept)),
        initial(two[count - 1]),
    ])]
}

fn fits(c: char, range: (char, char)) -> bool {
    range.0 <= c && c <= range.1
}

/// Whether the word begins with the pattern.
pub(crate) fn begins(word: &str, shape: &[(char, char)]) -> bool {
    let mut letters = word.chars();
    shape
        .iter()
        .all(|&range| letters.next().is_some_and(|c| fits(c, range)))
}

/// Where the pattern stands in the line from `from` on: start and end. A single letter is sought
/// where a word begins: 힙 stands in 힙은, not in 칩힙.
pub fn find(line: &[char], shape: &[(char, char)], from: usize) -> Option<(usize, usize)> {
    let inside = |at: usize| shape.len() == 1 && at > 0 && is_letter(line[at - 1]);
    (from..line.len())
        .filter(|start| !inside(*start))
        .find_map(|start| Some((start, end_of(line, shape, start)?)))
}

/// Where a word stands in the line from `from` on, as [`find`] tells, but for where it
/// [breaks off](breaks_off) within another one.
pub fn find_word(line: &[char], shape: &[(char, char)], from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some((start, end)) = find(line, shape, at) {
        if !breaks_off(&line[start..], end - start, shape) {
            return Some((start, end));
        }
        at = start + 1;
    }
    None
}

/// 소유권이 does not stand in 소유권 이동, nor annotations in annotation section: what is left
/// after a blank is only an ending, and another word goes on with it.
fn breaks_off(line: &[char], length: usize, shape: &[(char, char)]) -> bool {
    let (said, next) = (&line[..length], line.get(length));
    let (Some(&next), Some(&last)) = (next, said.last()) else {
        return false;
    };
    if length == shape.len() {
        return false;
    }
    let tail = said.rsplit(|c| is_joint(*c)).next().unwrap_or_default();
    let tail: String = tail.iter().collect();
    if is_syllable(next) && is_syllable(last) {
        is_ending(&tail)
    } else {
        (next.is_ascii_lowercase() || next.is_ascii_digit()) && tail == "s"
    }
}

/// What may part a word that is written apart.
fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '-' | '_' | '.' | '/' | '·')
}

/// Whether a word goes on with it.
pub(crate) fn is_letter(c: char) -> bool {
    is_syllable(c) || c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// Where the pattern ends that begins at `start`. Blanks and joints are read over: kube-proxy is
/// kubeproxy.
fn end_of(line: &[char], shape: &[(char, char)], start: usize) -> Option<usize> {
    let (mut at, mut i) = (start, 0);
    while i < shape.len() && at < line.len() {
        if fits(line[at], shape[i]) {
            i += 1;
        } else if i == 0 || !is_joint(line[at]) {
            break;
        }
        at += 1;
    }
    (i == shape.len()).then_some(at)
}

/// Whether the pattern, where it first begins a word, is written apart: 보안그룹 as 보안 그룹. A
/// Latin letter is no part; where it is not `last` a word ends with it, but for a particle: 자동차
/// does not stand in 자동 차단.
pub(crate) fn stands_apart(text: &[char], shape: &[(char, char)], last: bool) -> bool {
    let begins = |at: usize| at == 0 || !is_letter(text[at - 1]);
    let ends = |end: usize| {
        let rest: String = text[end..].iter().take_while(|c| is_letter(**c)).collect();
        rest.is_empty() || shape.len() > 2 && (last || rest == "s" || is_ending(&rest))
    };
    let is_letter_alone = |part: &[char]| part.len() == 1 && part[0].is_ascii_lowercase();
    let length = |start: usize| {
        let end = end_of(text, shape, start)?;
        let parted = text[start..end]
            .split(|c| is_joint(*c))
            .any(is_letter_alone);
        (!parted && ends(end)).then_some(end - start)
    };
    let first = (0..text.len())
        .filter(|&start| begins(start))
        .find_map(length);
    first.is_some_and(|length| length > shape.len())
}

/// Edits between two words with neighbours swapped as one (Damerau-Levenshtein), or `most` + 1
/// where there are more.
pub fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let (mut older, mut old): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=b.len()).collect());
    for i in 1..=a.len() {
        let mut now = vec![i];
        for j in 1..=b.len() {
            let mut least = (old[j] + 1)
                .min(now[j - 1] + 1)
                .min(old[j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(older[j - 2] + 1);
            }
            now.push(least);
        }
        if now.iter().min().is_some_and(|&least| least > most) {
            return most + 1;
        }
        older = std::mem::replace(&mut old, now);
    }
    old[b.len()]
}
