//! What the words and letters of a shell are: letters in, answers out.

/// What a word at the beginning of a command is to the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    /// A command follows: `if`, `then`, `do`.
    Opens,
    /// Nothing but a redirection follows: `fi`, `done`.
    Closes,
    /// `{`, `!`.
    Mark,
    /// `}`.
    Brace,
    /// `for`.
    For,
    /// `case`.
    Case,
    /// `esac`.
    Esac,
    /// `function`.
    Function,
    /// `export`, `local`.
    Declares,
    /// `alias`.
    Alias,
    /// `[`.
    Test,
    /// `[[`.
    DoubleTest,
}

/// The keyword that a word is.
pub(super) fn keyword(word: &[u8]) -> Option<Keyword> {
    Some(match word {
        b"if" | b"then" | b"elif" | b"else" | b"do" | b"while" | b"until" => Keyword::Opens,
        b"fi" | b"done" | b"break" | b"continue" | b"return" => Keyword::Closes,
        b"{" | b"!" => Keyword::Mark,
        b"}" => Keyword::Brace,
        b"for" => Keyword::For,
        b"case" => Keyword::Case,
        b"esac" => Keyword::Esac,
        b"function" => Keyword::Function,
        b"export" | b"declare" | b"local" | b"typeset" | b"readonly" => Keyword::Declares,
        b"alias" => Keyword::Alias,
        b"[" => Keyword::Test,
        b"[[" => Keyword::DoubleTest,
        _ => return None,
    })
}

/// A blank inside a line.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}

/// What ends a word.
pub(super) const fn is_end(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'\r' | b'\n' | b'|' | b'&' | b';' | b'(' | b')' | b'<' | b'>' | b'`'
    )
}

/// What ends a word, or is more than a letter in it.
pub(super) const fn is_special(byte: u8) -> bool {
    is_end(byte) || matches!(byte, b'"' | b'\'' | b'$' | b'\\')
}

/// A letter of a name: digits, `_` and whatever ASCII does not have are letters too.
pub(super) const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// Whether a word has letters, points and hyphens alone: `PATH`, `server.port`.
pub(super) fn is_name(word: &[u8]) -> bool {
    word.iter()
        .all(|byte| is_letter(*byte) || matches!(byte, b'.' | b'-'))
}

/// Whether a word begins with a syllable of Hangul (U+AC00 to U+D7A3, which UTF-8 begins with EA to
/// ED).
pub(super) fn is_hangul(word: &[u8]) -> bool {
    matches!(word.first(), Some(0xea..=0xed))
}

/// How long the name is that a word of so many bytes is given a value for: `name=…`, `name+=…`,
/// `name[i]=…`.
pub(super) fn assigned(text: &[u8], length: usize) -> Option<usize> {
    let name = text
        .iter()
        .take_while(|byte| is_letter(**byte) || matches!(byte, b'.' | b'-'));
    let mut at = name.count();
    if at == 0 || text[0] == b'-' || text[0].is_ascii_digit() {
        return None;
    }
    if text.get(at) == Some(&b'[') {
        /// Bytes of an index that is looked through.
        const LONGEST: usize = 64;
        let inside = text[at..].iter().take(LONGEST);
        let close = inside
            .take_while(|byte| **byte != b'\n')
            .position(|byte| *byte == b']');
        at += close? + 1;
    } else if at > length {
        return None;
    }
    let sign = match text.get(at..at + 2) {
        Some([b'+', b'=']) => true,
        _ => text.get(at) == Some(&b'='),
    };
    sign.then_some(at)
}

/// How long the name of an option is that stands behind its hyphens: `name`, `Dkey.of.it`. In
/// `-n이름` it is the letter alone, in `-f.env` too.
pub(super) fn name_length(name: &[u8]) -> usize {
    let mut at = 0;
    if name.first() == Some(&b'-') {
        return 0;
    }
    while let Some(byte) = name.get(at) {
        let next = name.get(at + 1).copied().unwrap_or(b' ');
        let goes_on = byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'-')
            || *byte >= 0x80 && (at == 0 || name[at - 1] >= 0x80)
            || *byte == b'.' && at > 1 && next.is_ascii_alphabetic();
        if !goes_on {
            break;
        }
        at += 1;
    }
    at
}
