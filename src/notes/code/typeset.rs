//! What editors make of a command while it is typed: one long dash of two hyphens (`git log —all`)
//! or of one (`ls —la`), a dash of one (`tar –xf`), curled quotation marks, and what is pasted
//! along from web pages: blanks that never break, signs without width. No shell knows these, so
//! what was typed can be told: words as written in, as typed out. Sources: the "smart" dashes and
//! marks of macOS, Notion and Word, and `SmartyPants`.

use std::borrow::Cow;

/// The em dash, which stands for two hyphens, and the en dash, which may stand for one or two.
const DASHES: [char; 2] = ['\u{2014}', '\u{2013}'];

/// Most letters of options in a row, as in `-xvf`; what is longer is a word and has two hyphens.
const ROW: usize = 3;

/// Whether a word begins with a dash for an option's hyphens: a small letter stands at it. Before a
/// blank or a word of another script the dash is one.
pub(super) fn is_option(word: &str) -> bool {
    word.strip_prefix(DASHES)
        .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Long options of two letters; any other two letters are options in a row, `ls —la`.
const SHORT: &str = "rm no ip id os db to ca as by in on up";

/// Whether letters behind an em dash are options in a row and no word: no name of three letters is
/// without a vowel.
fn is_row(name: &str) -> bool {
    match name.len() {
        1 => true,
        2 => !SHORT.split(' ').any(|one| one == name),
        3 => !name.contains(['a', 'e', 'i', 'o', 'u', 'y']),
        _ => false,
    }
}

/// The option as it was typed; any other word as it is.
pub(super) fn option(word: &str) -> Cow<'_, str> {
    if !is_option(word) {
        return Cow::Borrowed(word);
    }
    let mut chars = word.chars();
    let em = chars.next() == Some(DASHES[0]);
    let name = chars.as_str();
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let hyphens = if is_row(&name[..letters]) || !em && letters <= ROW {
        "-"
    } else {
        "--"
    };
    Cow::Owned(format!("{hyphens}{name}"))
}

/// The mark that closes what a curled one opens.
pub(super) const fn closing(open: char) -> Option<char> {
    match open {
        '\u{201c}' => Some('\u{201d}'),
        '\u{2018}' => Some('\u{2019}'),
        _ => None,
    }
}

/// The plain mark that a curled one was typed as.
pub(super) const fn mark(curled: char) -> Option<char> {
    match curled {
        '\u{201c}' | '\u{201d}' => Some('"'),
        '\u{2018}' | '\u{2019}' => Some('\''),
        _ => None,
    }
}

/// What was typed where a sign stands that nobody sees: a blank for one that never breaks, nothing
/// for a sign without width. None where a sign is seen. Joiners of emoji have a use of their own.
pub(crate) const fn typed_unseen(c: char) -> Option<&'static str> {
    match c {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Some(" "),
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => Some(""),
        _ => None,
    }
}

/// Whether [`typed_unseen`] may be asked of a text at all: by the first bytes of such signs, of
/// which Hangul and ASCII have none.
pub(crate) fn may_be_unseen(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xc2 | 0xe2 | 0xef))
}
