//! What is typed of a command that stands in Markdown: without the backslashes that Markdown asks
//! for, with the hyphens and quotation marks that an editor has made dashes and curls of. The
//! source of a command in, what is copied out.

use crate::notes::code::typeset;
use crate::text;

/// What is typed. Markdown escapes go outside quotations: before `<` `>` `[` `]` `_` `*` `#`, and
/// before signs that mean the same to a shell with and without it; elsewhere a backslash is the
/// shell's.
pub(super) fn as_typed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote: Option<char> = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match quote {
            Some(close) if c == close => {
                quote = None;
                out.push(typeset::mark(c).unwrap_or(c));
                continue;
            }
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '\\' && rest.starts_with(|next| may_lose_backslash(next, &out)) => {
                continue;
            }
            None if let Some(mark) = typeset::mark(c) => {
                quote = typeset::closing(c);
                out.push(mark);
                continue;
            }
            None if begins_word(&out) && typeset::is_option(&text[at..]) => {
                let word = text[at..].split([' ', '\n']).next().unwrap_or_default();
                let option = typeset::option(word);
                out.push_str(&option[..option.len() - (word.len() - c.len_utf8())]);
                continue;
            }
            None => {}
        }
        out.push(c);
    }
    out
}

/// Whether a word begins behind what is typed.
fn begins_word(before: &str) -> bool {
    before.ends_with(char::is_whitespace)
}

/// Bytes of a word that are looked at for the address that it is.
const LONGEST_ADDRESS: usize = 2_000;

/// Whether a backslash before a sign is Markdown's. One before a full stop is a pattern's
/// (`grep foo\.log`), but not in an address.
fn may_lose_backslash(sign: char, before: &str) -> bool {
    let signs = "<>[]_*#-:~+,=@%^/";
    if sign != '.' && !signs.contains(sign) {
        return false;
    }
    let word = text::tail(before, LONGEST_ADDRESS)
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    if sign == '.' {
        return word.contains("://");
    }
    !is_windows_path(word)
}

/// Whether a word is a path of Windows as far as it was read, whose backslashes part folders: it
/// begins with a drive, a folder or a machine, or another backslash parts its names. Source:
/// Microsoft, Naming Files, Paths, and Namespaces.
fn is_windows_path(word: &str) -> bool {
    let path = word.trim_start_matches(['"', '(', '@', '=']);
    let drive = path.get(1..2) == Some(":") && path.starts_with(|c: char| c.is_ascii_alphabetic());
    let folder = matches!(path, "." | "..") || path.starts_with(".\\") || path.starts_with("..\\");
    let parts = || {
        path.split_once('\\').is_some_and(|(name, next)| {
            !name.is_empty() && next.starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    };
    drive || folder || path.starts_with("\\\\") || path.starts_with('%') || parts()
}
