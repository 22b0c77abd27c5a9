//! The words of a statement of SQL: a text in, its tokens up to where a remark begins out.

use crate::notes::code::placeholder;
use crate::text::{head, is_hangul};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SqlKind {
    Word,
    Number,
    Text,
    Sign,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct SqlToken<'a> {
    pub(super) kind: SqlKind,
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// How many brackets are open around it.
    pub(super) depth: usize,
}

impl SqlToken<'_> {
    pub(super) const fn end(&self) -> usize {
        self.at + self.text.len()
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.kind == SqlKind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    Text,
    Comment,
}

pub(super) fn tokens(text: &str) -> (Vec<SqlToken<'_>>, Ends) {
    let mut out: Vec<SqlToken> = Vec::new();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let spaced = at > 0 && text[..at].ends_with(char::is_whitespace);
        if rest.starts_with("--") && !rest.starts_with("---")
            || rest.starts_with("//")
            || c == '#' && spaced
        {
            return (out, Ends::Comment);
        }
        if rest.starts_with("→")
            || rest.starts_with("->") && depth == 0 && spaced
            || rest.starts_with("=>") && spaced
        {
            break;
        }
        // `(아직 커밋 안함)` behind a finished statement is a remark, `(이름, 나이)` a list of
        // columns.
        let inside = rest
            .strip_prefix('(')
            .and_then(|inner| head(inner, 400).split(')').next());
        if depth == 0 && spaced && inside.is_some_and(is_aside) && !expects_list(&out) {
            break;
        }
        let blank = placeholder::bracketed(rest).or_else(|| placeholder::braced(rest));
        let (length, kind) = if let Some(length) = blank {
            (length, SqlKind::Word)
        } else if matches!(c, '\'' | '"' | '`') {
            let near = head(rest, 4000);
            let close = near[1..].find(c).map_or(near.len(), |close| close + 2);
            (
                close,
                if c == '\'' {
                    SqlKind::Text
                } else {
                    SqlKind::Word
                },
            )
        } else if c.is_alphabetic() || matches!(c, '_' | '@' | '$' | ':') && rest.len() > 1 {
            let length = rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '@' | '%')))
                .map_or(rest.len(), |(length, _)| length);
            (with_glued_blank(rest, length), SqlKind::Word)
        } else if c.is_ascii_digit() {
            let length = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
                .unwrap_or(rest.len());
            (length, SqlKind::Number)
        } else {
            (c.len_utf8(), SqlKind::Sign)
        };
        let one = SqlToken {
            kind,
            text: &rest[..length],
            at,
            depth,
        };
        match one.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        out.push(one);
        at += length;
        if c == ';' && depth == 0 {
            break;
        }
    }
    (out, Ends::Text)
}

/// The bytes of a name of which so many are read, with a blank that is a part of it: `tmp_<날짜>`.
fn with_glued_blank(rest: &str, length: usize) -> usize {
    let blank = placeholder::bracketed(&rest[length..]).unwrap_or(0);
    let inner = &rest[length..length + blank];
    let is_part =
        inner.starts_with('<') && (rest[..length].ends_with('_') || inner.contains(is_hangul));
    if !is_part {
        return length;
    }
    let behind = &rest[length + blank..];
    let spells = |c: char| c.is_alphanumeric() || c == '_';
    length + blank + behind.find(|c| !spells(c)).unwrap_or(behind.len())
}

/// Whether brackets with these words hold a remark.
pub(super) fn is_aside(inner: &str) -> bool {
    inner.chars().any(is_hangul)
        && !inner.contains(['\'', '"', '=', ','])
        && inner.trim().contains(' ')
}

/// Whether columns or values come next: `INSERT INTO posts (…)`, `VALUES (…)`, `IN (…)`.
pub(super) fn expects_list(tokens: &[SqlToken]) -> bool {
    let word = |i: usize, words: &[&str]| {
        tokens.len() >= i && words.iter().any(|word| tokens[tokens.len() - i].is(word))
    };
    word(1, &["values", "in", "as", "exists", "on", "key", "using"])
        || word(2, &["into", "table", "on"])
}
