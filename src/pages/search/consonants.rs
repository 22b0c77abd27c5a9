//! Consonants as they sound: kubernetes and 쿠버네티스 are both KPNTS. The skeleton by which words
//! of the two scripts find each other is coarse; finer, voiced, voiceless and nasal ones are kept
//! apart, as the orthography of loan words (외래어 표기법) writes English. Text in, sounds or a
//! verdict out. The same rules as `repair/1-sounds.js`, and `tests/search/vectors.json` holds both
//! together.

use super::letters::{apart, cho_index, final_letter, joined_syllable, parted, stem};
use crate::text::is_syllable;

/// What consonants sound like by their numbers, initial and final; a blank for what is silent.
type HangulSounds = (&'static [u8; 19], &'static [u8; 28]);

/// The sounds of a skeleton.
const COARSE: HangulSounds = (b"KKNTTLMPPSS CCCKTP ", b" KKKNNNTLLLLLLLLMPPTTNTTKTP ");

/// The sounds that loan words write, one for each of the skeleton: `*` may stand for several, and
/// what is `!` no loan word is written with.
const LOAN: HangulSounds = (b"G*ND*LMB*SS J*CKTP ", b" *!!N!!*L!!!!!!!M*!*!Q***** ");

fn of_hangul(word: &str, (initial, last): HangulSounds) -> String {
    let (mut out, mut before) = (String::new(), b' ');
    for c in word.chars() {
        let (cho, _, jong) = parted(c);
        let first = initial[cho];
        // 클러 is one L.
        if first != b' ' && !(first == b'L' && before == b'L') {
            out.push(char::from(first));
        }
        before = last[jong];
        if before != b' ' {
            out.push(char::from(before));
        }
    }
    out
}

/// The skeleton of Hangul: 쿠버네티스 is KPNTS.
pub(crate) fn hangul_sound(word: &str) -> String {
    of_hangul(word, COARSE)
}

/// The keys under which words of one sound lie near each other in the list of leading words of a
/// large site.
pub(crate) fn class(word: &str) -> char {
    let first = word.chars().next().unwrap_or(' ');
    let sound = if is_syllable(first) {
        char::from(COARSE.0[parted(first).0])
    } else {
        first
    };
    match sound {
        'K' | 'C' | 'S' | 'c' | 'k' | 'g' | 'q' | 'j' | 'z' | 's' | 'x' => 'K',
        'T' | 't' | 'd' => 'T',
        'N' | 'n' => 'N',
        'L' | 'l' | 'r' => 'L',
        'M' | 'm' => 'M',
        'P' | 'p' | 'b' | 'f' | 'v' => 'P',
        _ => 'A',
    }
}

/// Letters that sound as one, or as a few: the first that fits.
const GROUPS: [(&str, &str); 11] = [
    ("tch", "C"),
    ("ction", "13N"),
    ("csion", "13N"),
    ("tion", "3N"),
    ("sion", "3N"),
    ("ch", "H"),
    ("sh", "S"),
    ("ph", "P"),
    ("ck", "K"),
    ("x", "13"),
    ("qu", "K"),
];

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The consonants of an English word of lower-case letters: capitals for those that loan words
/// write in one way, `1` to `4` for any K, T, S and N, `H` and `Y` for the open ch and g, `Z` for s
/// and `V` for z.
fn of_latin(word: &str) -> Vec<char> {
    let mut first: Vec<char> = Vec::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let group = GROUPS.iter().find(|(letters, _)| rest.starts_with(letters));
        if let Some((letters, sounds)) = group {
            first.extend(sounds.chars());
            rest = &rest[letters.len()..];
        } else {
            first.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    let at = |from: &[char], i: usize| from.get(i).copied().unwrap_or(' ');
    for i in 0..first.len() {
        let is_soft = matches!(at(&first, i + 1), 'e' | 'i' | 'y');
        first[i] = match first[i] {
            'c' if is_soft => 'S',
            'g' if is_soft => 'Y',
            c => c,
        };
    }
    let mut second: Vec<char> = Vec::new();
    let mut i = 0;
    while i < first.len() {
        let is_ng = first[i] == 'n' && at(&first, i + 1) == 'g';
        let goes_on = matches!(at(&first, i + 2), 'a' | 'e' | 'i' | 'o' | 'u' | 'r' | 'l');
        let is_one = is_ng && !goes_on;
        second.push(if is_one { 'Q' } else { first[i] });
        i += if is_one { 2 } else { 1 };
    }
    let mut third: Vec<char> = Vec::new();
    let mut i = 0;
    while i < second.len() {
        let is_double = second[i].is_ascii_lowercase() && at(&second, i + 1) == second[i];
        third.push(second[i]);
        i += if is_double { 2 } else { 1 };
    }
    let sounds = |(i, c): (usize, &char)| *c != 'r' || is_vowel(at(&third, i + 1));
    let heard = third.iter().enumerate().filter(|one| sounds(*one));
    let heard: Vec<char> = heard.map(|(_, c)| *c).collect();
    let consonant = |i: usize| {
        let next = at(&heard, i + 1);
        let sound = match heard[i] {
            'c' | 'k' => 'K',
            'g' => 'G',
            // Structure: 스트럭처.
            't' if next == 'h' || next == 'u' && at(&heard, i + 2) == 'r' => '2',
            't' => 'T',
            'd' => 'D',
            'b' | 'v' => 'B',
            'p' | 'f' => 'P',
            'l' | 'r' => 'L',
            'm' => 'M',
            // Bank, link: ㅇ.
            'n' if matches!(next, 'c' | 'k' | 'g' | 'K' | '1' | 'H' | 'Y') => '4',
            'n' => 'N',
            's' => 'Z',
            'j' => 'J',
            'z' => 'V',
            c @ ('A'..='Z' | '1'..='4') => c,
            _ => return None,
        };
        Some(sound)
    };
    (0..heard.len()).filter_map(consonant).collect()
}

/// English spelling leaves open how ch and g sound: up to four skeletons.
pub(crate) fn latin_sounds(word: &str) -> Vec<String> {
    let consonants = of_latin(word);
    let mut out: Vec<String> = Vec::new();
    for (ch, g) in [('C', 'C'), ('K', 'K'), ('C', 'K'), ('K', 'C')] {
        let coarse = |c: &char| match *c {
            'H' => ch,
            'Y' => g,
            '1' | 'G' => 'K',
            '2' | 'D' => 'T',
            '3' | 'Z' => 'S',
            '4' | 'Q' => 'N',
            'B' => 'P',
            'J' | 'V' => 'C',
            c => c,
        };
        let sound: String = consonants.iter().map(coarse).collect();
        if !out.contains(&sound) {
            out.push(sound);
        }
    }
    out
}

/// The skeletons of a word of either script.
pub fn sounds(word: &str) -> Vec<String> {
    if word.starts_with(is_syllable) {
        let own = word.chars().all(is_syllable).then(|| word.to_owned());
        return own
            .into_iter()
            .chain(stem(word))
            .map(|reading| hangul_sound(&reading))
            .collect();
    }
    let spoken =
        word.len() >= 4 && word.bytes().all(|b| b.is_ascii_lowercase()) && word.contains(is_vowel);
    if spoken {
        latin_sounds(word)
    } else {
        Vec::new()
    }
}

/// Whether the word may be a foreign one as it is spoken here: those have no two consonants under a
/// syllable, but for one that is still being typed.
pub(crate) fn may_sound(word: &str) -> bool {
    let cluster = |c: char| is_syllable(c) && apart(final_letter(parted(c).2)).1 > 1;
    !word.chars().rev().skip(1).any(cluster)
}

/// The sounds of what is being typed: 인그렛 may go on as 인그레스.
pub fn half_sounds(word: &str) -> Vec<String> {
    let mut out = sounds(word);
    let Some(last) = word.chars().next_back().filter(|c| is_syllable(*c)) else {
        return out;
    };
    let (cho, jung, jong) = parted(last);
    let (two, count) = apart(final_letter(jong));
    if let Some(next) = cho_index(two[count - 1]).filter(|_| jong > 0) {
        let begun = &word[..word.len() - last.len_utf8()];
        let open = format!("{begun}{}", joined_syllable(cho, jung, 0));
        out.push(hangul_sound(&open) + &char::from(COARSE.0[next]).to_string());
    }
    out
}

/// Whether the consonants of a Hangul word are those with which loan words write an English one of
/// the same skeleton, as far as both go.
pub(crate) fn are_loaned(hangul: &str, latin: &str) -> bool {
    let heard = of_hangul(hangul, LOAN);
    let breaths = hangul.chars().filter(|c| parted(*c).0 == 18).count();
    let bytes = latin.as_bytes();
    let is_breath = |at: &usize| {
        let before = at.checked_sub(1).map(|at| bytes[at]);
        bytes[*at] == b'h' && !before.is_some_and(|c| b"cspg".contains(&c))
    };
    if heard.contains('!') || breaths > (0..bytes.len()).filter(is_breath).count() {
        return false;
    }
    // News is 뉴스 or 뉴즈; at the beginning s is ㅅ.
    if heard.starts_with('J') && latin.starts_with('s') {
        return false;
    }
    let is_pair = |(heard, written): (char, char)| match (heard, written) {
        ('*', _) | (_, '1'..='4' | 'H') | ('S' | 'J', 'Z' | 'V') | ('G' | 'J', 'Y') => true,
        _ => heard == written,
    };
    heard.chars().zip(of_latin(latin)).all(is_pair)
}
