//! What `%%` is beside the mark of a comment of Obsidian's: a variable of a batch file, the magic
//! of a notebook's cell, a share. A text and where the sign stands in; answers out.

/// `%%i`, `%%~nxi`: variables of a `for` in a batch file.
pub(super) fn is_variable(bytes: &[u8], at: usize) -> bool {
    let rest = &bytes[at + 2..];
    match rest.first() {
        Some(b'~') => rest.get(1).is_some_and(u8::is_ascii_alphabetic),
        Some(byte) if byte.is_ascii_alphabetic() => rest.get(1).is_none_or(|next| {
            !next.is_ascii_alphanumeric() && !matches!(next, b'_' | b'%' | 0x80..)
        }),
        _ => false,
    }
}

/// Whether a mark begins the name of a cell's magic in a sentence: `%%time과 %%timeit`.
pub(super) fn is_word(text: &str, (from, to): (usize, usize)) -> bool {
    let is_apart = text[..from].ends_with([' ', '\t']);
    is_apart && text[to..].starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether the sign that ends at byte `to` begins the name of a cell's magic, as a word. Source:
/// the cell magics of `IPython`, and `sql` of its extension.
pub(super) fn is_magic(text: &str, to: usize) -> bool {
    const MAGICS: &str = "bash capture cython debug file html javascript js latex markdown perl \
        prun pypy python python2 python3 ruby script sh sql svg sx system time timeit writefile";
    let word = text[to..]
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next();
    let is_apart = |word: &str| text[to + word.len()..].starts_with([' ', '\t']);
    word.is_some_and(|word| {
        MAGICS.split_ascii_whitespace().any(|one| one == word) && is_apart(word)
    })
}

/// Whether the sign at byte `from` stands right behind a word that is no number: `메모%%`.
pub(super) fn ends_words(text: &str, from: usize) -> bool {
    let before = text[..from].chars().next_back();
    before.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit())
}
