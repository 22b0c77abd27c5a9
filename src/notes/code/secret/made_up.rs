//! Keys that documents print in the place of one: `AKIAIOSFODNN7EXAMPLE`, `1234567890abcdef`.

/// `AKIAIOSFODNN7EXAMPLE`, `AKIAXXXXXXXXXXXXXXXX`, account 123456789012: what documents print in a
/// key's place.
pub(super) fn is_made_up(key: &[u8]) -> bool {
    let upper = key.to_ascii_uppercase();
    let has = |word: &[u8]| upper.windows(word.len()).any(|part| part == word);
    let mut kinds = [false; 256];
    for byte in key {
        kinds[usize::from(*byte)] = true;
    }
    let different = kinds.iter().filter(|is_there| **is_there).count();
    has(b"EXAMPLE")
        || has(b"XXXXXX")
        || has(b"YOUR")
        || key == b"123456789012"
        || different < 4
        || key.len() >= 20 && different < 8
        || is_counted(key)
}

/// Whether letters and digits follow each other as they do in the alphabet, as in
/// `1234567890abcdef` and `AbCdEfGh`: half of the pairs, of which chance makes one of thirty.
fn is_counted(key: &[u8]) -> bool {
    let next = |pair: &[u8]| {
        let (one, two) = (pair[0].to_ascii_lowercase(), pair[1].to_ascii_lowercase());
        one.is_ascii_alphanumeric() && (two == one + 1 || (one, two) == (b'9', b'0'))
    };
    let pairs = key.windows(2).filter(|pair| next(pair)).count();
    key.len() >= 16 && pairs * 2 >= key.len()
}
