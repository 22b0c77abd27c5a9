//! Words of titles and names as they are compared.

/// Letters and digits, in lower case.
pub(super) fn folded(words: &str) -> String {
    let kept = words.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether a letter is one that names are given as words in, and addresses seldom.
pub(super) fn is_wide(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii()
}
