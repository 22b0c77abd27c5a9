//! What is taken for each other within one script: consonants, letters that sound alike, and
//! loanwords in two spellings. Text in, text or a verdict out. The same rules as
//! `repair/1-sounds.js` and `repair/3-typing.js`.

use super::letters::{jamo, joined_syllable, parted};
use crate::text::is_syllable;

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
