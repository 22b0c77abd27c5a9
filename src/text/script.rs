//! Scripts that are written without blanks between words and particles. A character in, what it is
//! written in out.

/// Whether `c` is a whole Hangul syllable.
pub const fn is_syllable(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// [`char::is_alphanumeric`], of most letters of notes at once: the table of all scripts is slow.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    is_syllable(c) || c.is_alphanumeric()
}

/// [`char::is_alphabetic`], in the same way.
pub(crate) fn is_alphabetic(c: char) -> bool {
    is_syllable(c) || c.is_alphabetic()
}

/// Letters and signs of scripts that are written without blanks between words and particles:
/// Hangul, kana, Han, bopomofo and their full-width forms (Unicode, East Asian Width W, F and H).
pub(crate) fn is_wide(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97c}' | '\u{ac00}'..='\u{d7fb}'
            | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ffdc}'
            | '\u{20000}'..='\u{3fffd}'
    )
}

/// Whether `c` is a Hangul syllable or jamo.
pub(crate) fn is_hangul(c: char) -> bool {
    is_syllable(c) || matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}')
}
