//! Characters that keys are made of.

/// No key is longer, in bytes.
pub(super) const LONGEST: usize = 4096;

/// Characters that a key is made of.
#[derive(Clone, Copy)]
pub(super) enum Alphabet {
    /// `A`–`Z`, `2`–`7`
    Base32,
    /// Letters and digits.
    Alnum,
    /// Letters, digits, `_` and `-`.
    Url,
    /// Letters, digits, `+`, `/` and `=`.
    Base64,
    /// Digits, `a`–`f`.
    Hex,
    /// Letters, digits, `_`, `-` and full stops.
    Dotted,
}

impl Alphabet {
    pub(super) fn holds(self, byte: u8) -> bool {
        match self {
            Self::Base32 => byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte),
            Self::Alnum => byte.is_ascii_alphanumeric(),
            Self::Url => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
            Self::Hex => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
            Self::Dotted => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'),
            Self::Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='),
        }
    }
}

/// How many bytes of `alphabet` stand at `from`, at most as many as a key has.
pub(super) fn run(text: &str, from: usize, alphabet: Alphabet) -> usize {
    text.as_bytes()[from..]
        .iter()
        .take(LONGEST)
        .take_while(|byte| alphabet.holds(**byte))
        .count()
}
