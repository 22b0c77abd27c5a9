//! Unicode's normal forms. A text in, the same in one form out.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::script::is_syllable;

/// The NFC form; borrows nothing but is cheap where the text is NFC already.
pub fn nfc(text: &str) -> String {
    // Nearly all notes are ASCII and Hangul syllables: that needs no table.
    let plain = |c: char| c < '\u{300}' || is_syllable(c);
    if text.chars().all(plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.to_owned()
    } else {
        text.nfc().collect()
    }
}

/// The NFKC form, under which full-width and half-width letters are the same: only to compare
/// names, never to show them.
pub(crate) fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// Runs of half-width kana as full ones, with their marks: ﾌﾟ is プ.
pub(crate) fn wide_kana(text: &str) -> String {
    let is_kana = |c: char| ('\u{ff65}'..='\u{ff9f}').contains(&c);
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        if is_kana(c) {
            run.push(c);
        } else {
            out.extend(run.nfkc());
            run.clear();
            out.push(c);
        }
    }
    out.extend(run.nfkc());
    out
}
