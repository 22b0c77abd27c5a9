//! Whether two words of one skeleton sound alike: their consonants as loan words write them, and
//! their vowels. Text in, a verdict out. The same rules as `repair/1-sounds.js`.

use super::consonants::{are_loaned, hangul_sound, latin_sounds};
use super::letters::{jamo, joined_syllable, parted};
use crate::text::is_syllable;

/// English vowels that a Korean one may stand for, by the number of the Korean one.
const HEARD: [&str; 21] = [
    "aou", "aei", "aiu", "ae", "euoa", "eai", "i", "eay", "oau", "ua", "ae", "oe", "ou", "uow",
    "uow", "ue", "ui", "u", "", "ui", "iey",
];

/// The vowels of a Hangul word that an English one has too: without ㅡ, which only parts
/// consonants, and with 이 and 우 as the end of the vowel before.
fn hangul_vowels(word: &str, soft: bool) -> Vec<usize> {
    let mut out = Vec::new();
    let mut open = false;
    let count = word.chars().count();
    for (i, c) in word.chars().enumerate() {
        let (cho, jung, jong) = parted(c);
        // 캐시, 브리지: only a consonant was written.
        let silent = soft && i > 0 && i + 1 == count && jung == 20 && jong == 0;
        let glides = cho == 11 && open && matches!(jung, 13 | 18 | 20);
        if jung != 18 && !silent && !glides {
            out.push(jung);
        }
        open = jong == 0;
    }
    out
}

/// Groups of vowels of an English word.
fn latin_vowels(word: &str) -> Vec<String> {
    let spoken = match word.strip_suffix("age") {
        Some(head) => format!("{head}ai"),
        None => word.strip_suffix('e').unwrap_or(word).to_owned(),
    };
    let mut out: Vec<String> = Vec::new();
    let mut inside = false;
    let letters: Vec<char> = spoken.chars().collect();
    for (i, c) in letters.iter().enumerate() {
        let first_y = *c == 'y' && i == 0;
        let vowel =
            matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') && !first_y || *c == 'w' && inside;
        if vowel {
            if inside {
                if let Some(last) = out.last_mut() {
                    last.push(*c);
                }
            } else {
                out.push(c.to_string());
            }
        }
        inside = vowel || matches!(c, 'w') || first_y;
        if inside && !vowel {
            out.push(String::new());
        }
    }
    out.retain(|group| !group.is_empty());
    out
}

/// Whether a Hangul word is an English one as it is spoken here; with `open`, its beginning.
pub fn spoken_alike(hangul: &str, latin: &str, open: bool) -> bool {
    let soft = ["sh", "ch", "ge", "che"]
        .iter()
        .any(|end| latin.ends_with(end));
    let (mut heard, mut written) = (hangul_vowels(hangul, soft), latin_vowels(latin));
    let Some(first) = hangul.chars().next().filter(|c| is_syllable(*c)) else {
        return false;
    };
    // A word that begins with a vowel does so in both.
    let vowel_first = latin.starts_with(['a', 'e', 'i', 'o', 'u', 'w', 'y']);
    if (parted(first).0 == 11) != vowel_first {
        return false;
    }
    if !are_loaned(hangul, latin) {
        return false;
    }
    if open {
        let least = heard.len().min(written.len());
        heard.truncate(least);
        written.truncate(least);
    }
    let most = match heard.len().max(written.len()) {
        _ if open => 0,
        0..=2 => 0,
        3 | 4 => 1,
        _ => 2,
    };
    unlike(&heard, &written) <= most
}

/// Whether a Hangul word has the consonants and vowels of an English one.
pub(crate) fn said_as(hangul: &str, latin: &str) -> bool {
    let heard = plain(&hangul_sound(hangul));
    latin_sounds(latin)
        .iter()
        .any(|sound| plain(sound) == heard)
        && spoken_alike(hangul, latin, false)
}

/// How many vowels must be changed, left out or put in.
fn unlike(heard: &[usize], written: &[String]) -> usize {
    let mut old: Vec<usize> = (0..=written.len()).collect();
    for (i, vowel) in heard.iter().enumerate() {
        let mut now = vec![i + 1];
        for (j, group) in written.iter().enumerate() {
            let same = group.chars().any(|c| HEARD[*vowel].contains(c));
            let least = (old[j] + usize::from(!same))
                .min(old[j + 1] + 1)
                .min(now[j] + 1);
            now.push(least);
        }
        old = now;
    }
    old[written.len()]
}

/// Consonants as they are compared: ch in machine, cache and church are one, as vowels are compared
/// too.
pub(crate) fn plain(sound: &str) -> String {
    sound.replace('C', "S")
}

/// A word with the letters that are taken for each other made one: ㅔ is ㅐ, ㄲ is ㄱ.
pub fn folded(word: &str) -> String {
    let fold = |c: char| match c {
        'ㅔ' | 'ㅖ' | 'ㅒ' => 'ㅐ',
        'ㅓ' => 'ㅗ',
        'ㅜ' => 'ㅡ',
        'ㄲ' => 'ㄱ',
        'ㄸ' => 'ㄷ',
        'ㅃ' => 'ㅂ',
        'ㅆ' => 'ㅅ',
        'ㅉ' => 'ㅈ',
        c => c,
    };
    jamo(word).chars().map(fold).collect()
}

/// A loanword with what is spelt in two ways made one: 스왑 and 스와프, or without `finals` 폴드
/// and 폴트. A final is the syllable with ㅡ that others write.
fn spelt(word: &str, finals: bool) -> String {
    let mut out = String::new();
    for (i, c) in word.chars().enumerate() {
        let (cho, jung, jong) = parted(c);
        let alone = i > 0 && jung == 18 && jong == 0 && is_syllable(c);
        let stop = match cho {
            15 => Some('K'),
            16 => Some('T'),
            17 => Some('P'),
            1 | 0 if !finals => Some('K'),
            3 | 4 if !finals => Some('T'),
            7 | 8 if !finals => Some('P'),
            _ => None,
        };
        if let Some(stop) = stop.filter(|_| alone) {
            out.push(stop);
            continue;
        }
        let last = match jong {
            1 | 24 => Some('K'),
            17 | 26 => Some('P'),
            19 | 25 => Some('T'),
            _ => None,
        };
        match last.filter(|_| finals && is_syllable(c)) {
            Some(last) => {
                out.push(joined_syllable(cho, jung, 0));
                out.push(last);
            }
            None => out.push(c),
        }
    }
    out
}

/// Whether two words are one loanword in two spellings.
pub(crate) fn one_loan(word: &str, other: &str) -> bool {
    [true, false]
        .iter()
        .any(|&finals| spelt(word, finals) == spelt(other, finals))
}
