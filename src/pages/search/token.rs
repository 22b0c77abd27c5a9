//! Text to words: the rule that the index, the browser and `notesite search` share. No stemmer, no
//! dictionary; what Korean does to words is undone when somebody asks. `tests/search/vectors.json`
//! holds it together with `1-letters.js`.

use crate::text::{self, is_syllable};

/// What a character is to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// A Hangul syllable.
    Hangul,
    /// A Latin letter or digit.
    Latin,
    /// A Chinese character.
    Han,
    /// A letter of もし.
    Hiragana,
    /// A letter of モシ, with the mark that makes it long.
    Katakana,
    /// A letter of another script.
    Other,
    /// A jamo that stands alone, as in `ㅋㅂㄴㅌㅅ`: a letter in queries only.
    Jamo,
}

/// The script of a normalised character; `None` for what separates words.
pub(crate) fn script(c: char) -> Option<Script> {
    match c {
        c if is_syllable(c) => Some(Script::Hangul),
        'a'..='z' | '0'..='9' | 'ß'..='ö' | 'ø'..='ɏ' => Some(Script::Latin),
        'ㄱ'..='ㅣ' => Some(Script::Jamo),
        '\u{3041}'..='\u{309f}' => Some(Script::Hiragana),
        '\u{30a0}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' => Some(Script::Katakana),
        '\u{3400}'..='\u{9fff}' => Some(Script::Han),
        '\u{370}'..='\u{10ff}' | '\u{1200}'..='\u{1fff}' => Some(Script::Other),
        _ => None,
    }
}

/// Whether it is a word in hiragana.
pub(crate) fn is_hiragana(word: &str) -> bool {
    let first = word.chars().next().and_then(script);
    let is_kana = |c| c == 'ー' || script(c) == Some(Script::Hiragana);
    first == Some(Script::Hiragana) && word.chars().all(is_kana)
}

/// The digit that is written above or below the line: 2 of ²; of ₁ too.
fn raised(c: char) -> Option<char> {
    let digit = match c {
        '¹' => 1,
        '²' | '³' => c as u32 - 0xb0,
        '⁰' | '⁴'..='⁹' => c as u32 - 0x2070,
        '₀'..='₉' => c as u32 - 0x2080,
        _ => return None,
    };
    char::from_digit(digit, 10)
}

/// NFC, full width to half width, half-width kana to full ones, R² to R2, but 10³ stays; not NFKC:
/// it would break jamo.
pub(crate) fn narrow(text: &str) -> String {
    let mut is_named = false;
    let narrow = |c: char| {
        let narrowed = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            _ => raised(c).filter(|_| is_named).unwrap_or(c),
        };
        is_named = c.is_ascii_alphabetic() || is_named && narrowed != c;
        narrowed
    };
    let text = text::nfc(text);
    // ｱﾌﾟﾘ is アプリ.
    if text.contains(|c| ('\u{ff65}'..='\u{ff9f}').contains(&c)) {
        return text::wide_kana(&text).chars().map(narrow).collect();
    }
    text.chars().map(narrow).collect()
}

/// [`narrow`] in lower case.
pub fn normalise(text: &str) -> String {
    if is_plain(text) {
        text.to_ascii_lowercase()
    } else {
        narrow(text).to_lowercase()
    }
}

/// [`normalise`] into a text that is used again and again.
pub(crate) fn normalise_into(text: &str, out: &mut String) {
    out.clear();
    if is_plain(text) {
        out.push_str(text);
        out.make_ascii_lowercase();
    } else {
        out.push_str(&normalise(text));
    }
}

/// Whether only ASCII letters can change: so are nearly all notes, and no table is needed for them.
fn is_plain(text: &str) -> bool {
    let plain = |c: char| {
        matches!(
            c,
            '\0'..='\x7f' | '가'..='힣' | '·' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{2193}'
        )
    };
    text.is_ascii() || text.chars().all(plain)
}

/// Whether the text holds anything that can be found.
pub(crate) fn has_word(text: &str) -> bool {
    let sure = |c: char| c.is_ascii_alphanumeric() || is_syllable(c);
    text.chars().any(sure)
        || normalise(text)
            .chars()
            .any(|c| script(c).is_some_and(|script| script != Script::Jamo))
}

/// The words of normalised text: runs of one script, jamo left out.
pub fn words(normalised: &str) -> impl Iterator<Item = &str> {
    runs(normalised, |script| {
        if script == Script::Jamo {
            None
        } else {
            Some(script)
        }
    })
}

/// The words of a normalised query: jamo belong to Hangul.
pub fn query_words(normalised: &str) -> impl Iterator<Item = &str> {
    runs(normalised, |script| {
        if script == Script::Jamo {
            Some(Script::Hangul)
        } else {
            Some(script)
        }
    })
}

fn runs(text: &str, class: impl Fn(Script) -> Option<Script>) -> impl Iterator<Item = &str> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let base = from;
        let mut open: Option<(Script, usize)> = None;
        for (i, c) in text[base..].char_indices() {
            // らーめん is one word.
            let goes_on = c == 'ー' && matches!(open, Some((Script::Hiragana, _)));
            let own = if goes_on {
                Some(Script::Hiragana)
            } else {
                script(c)
            };
            let script = own.and_then(&class);
            match open {
                Some((of, start)) if script != Some(of) => {
                    from = signed_end(text, start, base + i);
                    return Some(&text[start..from]);
                }
                None => {
                    let at = base + i;
                    if c == '.' && is_dot_net(text, at) {
                        from = at + DOT_NET.len();
                        return Some(&text[at..from]);
                    }
                    open = script.map(|script| (script, at));
                }
                Some(_) => {}
            }
        }
        from = text.len();
        open.map(|(_, start)| &text[start..])
    })
}

const DOT_NET: &str = ".net";

fn is_latin(c: char) -> bool {
    script(c) == Some(Script::Latin)
}

fn is_letter(c: char) -> bool {
    is_latin(c) && !c.is_ascii_digit()
}

/// Whether `.net` stands here as a word: not in `asp.net`, nor in `.network`, but in `.net8`.
fn is_dot_net(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].strip_prefix(DOT_NET);
    let free = before.is_none_or(|c| !is_latin(c) && !is_syllable(c));
    free && after.is_some_and(|rest| !rest.starts_with(is_letter))
}

/// Where the run ends that ended here but for its signs: c++ and c# are words, in c++20 too.
fn signed_end(text: &str, start: usize, end: usize) -> usize {
    let (word, rest) = (&text[start..end], &text[end..]);
    if !rest.starts_with(['+', '#']) {
        return end;
    }
    let letter = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_lowercase());
    let sign = if word.chars().all(is_latin) && rest.starts_with("++") {
        "++"
    } else if letter && rest.starts_with('#') {
        "#"
    } else {
        return end;
    };
    let next = rest[sign.len()..].chars().next();
    let goes_on = next.is_some_and(|c| is_letter(c) || sign.starts_with(c));
    if goes_on { end } else { end + sign.len() }
}

/// The word that stands for a chapter of this number, in the index and where it is asked for.
pub(crate) fn of_chapter(number: impl std::fmt::Display) -> String {
    format!("chapter{number}")
}

/// A word in hiragana, as input methods show it until it is converted, in katakana.
pub(crate) fn katakana(word: &str) -> Option<String> {
    let wide = |c: char| match c {
        'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        c => c,
    };
    let long = word.chars().nth(2).is_some();
    (long && is_hiragana(word)).then(|| word.chars().map(wide).collect())
}
