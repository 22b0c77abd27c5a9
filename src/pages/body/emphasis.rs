//! Emphasis of notes in a language that sets dots over its letters: the HTML of what is emphasised
//! in, its element out. Knows nothing of Markdown.

use std::ops::Range;

use crate::text::is_wide;

/// `<em>`, in which each stretch of letters that take no dots stands in `<i>`: `*여기가 Critical
/// Path다*` has dots over all but the two English words. Where there is nothing to set dots over,
/// the whole element says so.
pub(super) fn element(inner: &str) -> String {
    let letters = || {
        words(inner)
            .flat_map(str::chars)
            .filter(|c| c.is_alphabetic())
    };
    if !letters().any(is_wide) {
        let class = if letters().next().is_some() {
            " class=latin"
        } else {
            ""
        };
        return format!("<em{class}>{inner}</em>");
    }
    let mut out = String::from("<em>");
    for part in parts(inner) {
        match part {
            MarkupPiece::Tag(tag) => out.push_str(tag),
            MarkupPiece::Words(words) => slanted(words, &mut out),
        }
    }
    out.push_str("</em>");
    out
}

enum MarkupPiece<'a> {
    Tag(&'a str),
    Words(&'a str),
}

/// Tags and what stands between them. In texts and values every `<` and `>` is escaped.
fn parts(html: &str) -> impl Iterator<Item = MarkupPiece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let is_tag = rest.starts_with('<');
        let end = if is_tag {
            rest.find('>').map(|at| at + 1)
        } else {
            rest.find('<')
        };
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        match (part.is_empty(), is_tag) {
            (true, _) => None,
            (false, true) => Some(MarkupPiece::Tag(part)),
            (false, false) => Some(MarkupPiece::Words(part)),
        }
    })
}

fn words(html: &str) -> impl Iterator<Item = &str> {
    parts(html).filter_map(|part| match part {
        MarkupPiece::Words(words) => Some(words),
        MarkupPiece::Tag(_) => None,
    })
}

/// Text in which each stretch between wide letters is marked from its first word with a letter to
/// its last: `EC2`, but not the number of `2단계`.
fn slanted(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(is_wide).unwrap_or(rest.len());
        let (stretch, after) = rest.split_at(end);
        match lettered(&without_escapes(stretch)) {
            Some(range) => {
                out.push_str(&stretch[..range.start]);
                out.push_str("<i>");
                out.push_str(&stretch[range.clone()]);
                out.push_str("</i>");
                out.push_str(&stretch[range.end..]);
            }
            None => out.push_str(stretch),
        }
        let end = after.find(|c| !is_wide(c)).unwrap_or(after.len());
        let (wide, after) = after.split_at(end);
        out.push_str(wide);
        rest = after;
    }
}

fn lettered(text: &str) -> Option<Range<usize>> {
    let (first, last) = (
        text.find(char::is_alphabetic)?,
        text.rfind(char::is_alphabetic)?,
    );
    let is_between_words = |c: char| !c.is_alphanumeric();
    let start = text[..first]
        .rfind(is_between_words)
        .map_or(0, |at| next(text, at));
    let end = text[last..]
        .find(is_between_words)
        .map_or(text.len(), |at| last + at);
    Some(start..end)
}

/// Where the character after the one at `at` begins.
fn next(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The same with dots in the place of escapes, whose letters are none of the text's.
fn without_escapes(text: &str) -> String {
    ["&amp;", "&lt;", "&gt;", "&quot;"]
        .iter()
        .fold(text.to_owned(), |text, escape| {
            text.replace(escape, &".".repeat(escape.len()))
        })
}
