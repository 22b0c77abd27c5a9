//! Consonants as they sound: kubernetes and 쿠버네티스 are both KPNTS. The skeleton by which words
//! of the two scripts find each other is coarse; whether they are one word `spoken.rs` tells.
//! Text in, sounds out. The same rules as `repair/1-sounds.js`, and `tests/search/vectors.json`
//! holds both together.

use super::letters::{apart, cho_index, final_letter, joined_syllable, parted, stem};
use crate::text::is_syllable;

/// What initial consonants sound like by their numbers; a blank for what is silent.
const INITIAL: &[u8; 19] = b"KKNTTLMPPSS CCCKTP ";
/// What final ones do.
const FINAL: &[u8; 28] = b" KKKNNNTLLLLLLLLMPPTTNTTKTP ";

/// The skeleton of Hangul: 쿠버네티스 is KPNTS.
pub(crate) fn hangul_sound(word: &str) -> String {
    let (mut out, mut before) = (String::new(), b' ');
    for c in word.chars() {
        let (cho, _, jong) = parted(c);
        let first = INITIAL[cho];
        // 클러 is one L.
        if first != b' ' && !(first == b'L' && before == b'L') {
            out.push(char::from(first));
        }
        before = FINAL[jong];
        if before != b' ' {
            out.push(char::from(before));
        }
    }
    out
}

/// The keys under which words of one sound lie near each other in the list of leading words of a
/// large site.
pub(crate) fn class(word: &str) -> char {
    let first = word.chars().next().unwrap_or(' ');
    let sound = if is_syllable(first) {
        char::from(INITIAL[parted(first).0])
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

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// What stands for letters: how many of them, and the text in their place. Given the last of the
/// text before, as it was, and the rest of it.
type Spelling = fn(u8, &[u8]) -> Option<(usize, &'static str)>;

/// Letters to sounds, one step after the other: capitals for one sound, `1` to `4` for those whose
/// spelling leaves open which of two it is.
const SPELLINGS: [Spelling; 7] = [
    // Twice the same consonant is one, but here it keeps its letter.
    |before, rest| {
        let doubled = before == rest[0] && !b"aeiou".contains(&before);
        doubled.then_some((1, ""))
    },
    |before, rest| {
        let silent = rest.starts_with(b"gh") && b"aeiou".contains(&before);
        silent.then_some((2, ""))
    },
    |before, rest| {
        let soft = matches!(at(rest, 2), b'e' | b'i' | b'y');
        match rest {
            [b't', b'c', b'h', ..] => Some((3, "C")),
            [b'd', b'g', ..] if soft => Some((2, "C")),
            [b't' | b's', b'i', b'o', b'n', ..] => Some((4, "SN")),
            [b'c', b'h', ..] => Some((2, "1")),
            [b's', b'h', ..] => Some((2, "S")),
            [b'p', b'h', ..] => Some((2, "P")),
            // Within a word thu is t-hu: github.
            [b't', b'h', ..] if before == b' ' || at(rest, 2) != b'u' => Some((2, "3")),
            [b'm', b'n'] => Some((2, "M")),
            [b'm', b'b', ..] if !(is_vowel(at(rest, 2)) || b"rl".contains(&at(rest, 2))) => {
                Some((2, "M"))
            }
            [b'c', b'k', ..] | [b'q', b'u', ..] => Some((2, "K")),
            [b'x', b'c', ..] if soft => Some((2, "KS")),
            [b'x', ..] => Some((1, "KS")),
            _ => None,
        }
    },
    |_, rest| {
        let soft = matches!(at(rest, 1), b'e' | b'i' | b'y');
        match rest[0] {
            b'c' if soft => Some((1, "S")),
            b'g' if soft => Some((1, "2")),
            _ => None,
        }
    },
    |_, rest| {
        let goes_on = b"aeiourl".contains(&at(rest, 2));
        (rest.starts_with(b"ng") && !goes_on).then_some((2, "N"))
    },
    |_, rest| {
        let silent = rest[0] == b'r' && (rest == b"re" || !is_vowel(at(rest, 1)));
        silent.then_some((1, ""))
    },
    |_, rest| {
        let sound = match rest[0] {
            b't' if at(rest, 1) == b'u' => "4",
            b'c' | b'k' | b'g' => "K",
            b'd' | b't' => "T",
            b'b' | b'v' | b'p' | b'f' => "P",
            b'l' | b'r' => "L",
            b'm' => "M",
            b'n' => "N",
            b's' => "S",
            b'j' | b'z' => "C",
            b'A'..=b'Z' | b'1'..=b'4' => return None,
            _ => "",
        };
        Some((1, sound))
    },
];

fn at(text: &[u8], i: usize) -> u8 {
    text.get(i).copied().unwrap_or(b' ')
}

/// The skeletons of English: where its spelling leaves open which of two sounds it is, as in ch, g,
/// th and tu, one with each.
pub(crate) fn latin_sounds(word: &str) -> Vec<String> {
    let mut skeleton = word.to_owned();
    for spelling in SPELLINGS {
        let (mut out, mut i) = (String::new(), 0);
        let text = skeleton.as_bytes();
        while i < text.len() {
            let before = i.checked_sub(1).map_or(b' ', |i| text[i]);
            let Some((length, sound)) = spelling(before, &text[i..]) else {
                out.push(char::from(text[i]));
                i += 1;
                continue;
            };
            out.push_str(sound);
            i += length;
        }
        skeleton = out;
    }
    let mut open: Vec<char> = Vec::new();
    for sign in skeleton.chars().filter(char::is_ascii_digit) {
        if !open.contains(&sign) {
            open.push(sign);
        }
    }
    let mut out = vec![skeleton];
    for sign in open {
        let sounds = match sign {
            '1' | '2' => ["C", "K"],
            '3' => ["S", "T"],
            _ => ["T", "C"],
        };
        out = out
            .iter()
            .flat_map(|one| sounds.map(|sound| one.replace(sign, sound)))
            .collect();
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
    let spoken = word.len() >= 4
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && word.bytes().any(is_vowel);
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
        out.push(hangul_sound(&open) + &char::from(INITIAL[next]).to_string());
    }
    out
}
