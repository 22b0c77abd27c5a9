//! Whether two words of one consonant skeleton sound alike: their consonants are compared as the
//! orthography of loan words (외래어 표기법) writes English, which keeps voiced, voiceless and
//! nasal ones apart, and their vowels. Text in, a verdict out. The same rules as
//! `repair/1-sounds.js`.

use super::letters::{hangul_sound, jamo, parted};
use crate::text::is_syllable;

/// The initial consonants as loan words write them, by their numbers: `*` may stand for several,
/// a blank for none.
const INITIAL: &[u8; 19] = b"G*ND*LMB*SS J*CKTP ";

/// The same of final consonants. Loan words have none of those that are `!`.
const FINAL: &[u8; 28] = b" *!!N!!*L!!!!!!!M*!*!Q***** ";

/// The consonants of a Hangul word, one for each letter of its skeleton; `None` for what no loan
/// word is written with.
fn hangul_consonants(word: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut last = b' ';
    for c in word.chars() {
        let (cho, _, jong) = parted(c);
        let first = INITIAL[cho];
        if first != b' ' && !(first == b'L' && last == b'L') {
            out.push(first);
        }
        last = FINAL[jong];
        if last == b'!' {
            return None;
        }
        if last != b' ' {
            out.push(last);
        }
    }
    Some(out)
}

/// Groups of letters that are one sound, or a few: the first that fits.
const GROUPS: [(&str, &str); 12] = [
    ("tch", "C"),
    ("ction", "K*N"),
    ("csion", "K*N"),
    ("tion", "*N"),
    ("sion", "*N"),
    ("ch", "*"),
    ("sh", "S"),
    ("ph", "P"),
    ("ck", "K"),
    ("qu", "K"),
    ("x", "**"),
    ("th", "*"),
];

/// The sounds of the group that begins here, and its length.
fn group(rest: &str) -> Option<(&'static str, usize)> {
    let found = GROUPS.iter().find(|(letters, _)| rest.starts_with(letters));
    if let Some((letters, sounds)) = found {
        return Some((sounds, letters.len()));
    }
    let next = |at: usize| rest.as_bytes().get(at).copied().unwrap_or(b' ');
    let is_soft = matches!(next(1), b'e' | b'i' | b'y');
    match next(0) {
        b'c' if is_soft => Some(("S", 1)),
        b'g' if is_soft => Some(("Y", 1)),
        // Structure: 스트럭처.
        b't' if rest.starts_with("tur") => Some(("*", 1)),
        b'n' if next(1) == b'g' && !b"aeiourly".contains(&next(2)) => Some(("Q", 2)),
        _ => None,
    }
}

/// The consonants of an English word of lower-case letters, one for each of its skeleton.
fn latin_consonants(word: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = word;
    while let Some(&c) = rest.as_bytes().first() {
        if let Some((sounds, length)) = group(rest) {
            out.extend(sounds.bytes());
            rest = &rest[length..];
            continue;
        }
        rest = &rest[1..];
        // Two of a letter are one.
        if rest.as_bytes().first() == Some(&c) && group(rest).is_none() {
            rest = &rest[1..];
        }
        let next = rest.as_bytes().first().copied().unwrap_or(b' ');
        out.push(match c {
            b'r' if !b"aeiouy".contains(&next) => continue,
            b'c' | b'k' => b'K',
            b'g' => b'G',
            b'd' => b'D',
            b't' => b'T',
            b'b' | b'v' => b'B',
            b'p' | b'f' => b'P',
            b'l' | b'r' => b'L',
            b'm' => b'M',
            // Bank, link: ㅇ.
            b'n' if b"kcqxg".contains(&next) => b'*',
            b'n' => b'N',
            b's' | b'z' => b'Z',
            b'j' => b'J',
            _ => continue,
        });
    }
    out
}

/// Whether the consonants of a Hangul word are those with which loan words write an English one.
fn consonants_alike(hangul: &str, latin: &str) -> bool {
    let Some(heard) = hangul_consonants(hangul) else {
        return false;
    };
    // What is no pair letter by letter is the skeleton's to judge.
    let written = latin_consonants(latin);
    let is_aligned = heard.len() == hangul_sound(hangul).len();
    let breaths = hangul.chars().filter(|c| parted(*c).0 == 18).count();
    let bytes = latin.as_bytes();
    let breathed = (0..bytes.len()).filter(|&at| {
        let before = at.checked_sub(1).map(|at| bytes[at]);
        bytes[at] == b'h' && !before.is_some_and(|c| b"cspg".contains(&c))
    });
    let is_pair = |(&heard, &written): (&u8, &u8)| {
        heard == b'*'
            || written == b'*'
            || heard == written
            || written == b'Z' && matches!(heard, b'S' | b'J')
            || written == b'Y' && matches!(heard, b'G' | b'J')
    };
    breaths <= breathed.count() && (!is_aligned || heard.iter().zip(&written).all(is_pair))
}

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
    if !consonants_alike(hangul, latin) {
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
