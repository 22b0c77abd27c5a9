//! Signs by the names that GitHub gives them, `:rocket:`, in the words of a note. Inlines in,
//! inlines out; spans stay those of the source.

use std::borrow::Cow;

use crate::notes::tree::{Inline, InlineKind, NamedSign, Span};

/// Names of signs of this many bytes at most; GitHub's longest has 40.
const LONGEST: usize = 48;

/// Turns names into signs, also within emphasis and the words of links; never in code.
pub(crate) fn read(inlines: &mut Vec<Inline>) {
    if !inlines.iter().any(may_hold) {
        return;
    }
    let mut out = Vec::with_capacity(inlines.len());
    let mut in_code = 0_usize;
    let mut left = std::mem::take(inlines).into_iter().peekable();
    while let Some(mut inline) = left.next() {
        // What stands right before code is what that is: `` :label:`sec_a` ``.
        let end = inline.span.end;
        let is_role = left
            .peek()
            .is_some_and(|next| matches!(next.kind, InlineKind::Code(_)) && next.span.start == end);
        match &mut inline.kind {
            InlineKind::Html(tag) => {
                let name = tag.trim_start_matches(['<', '/']);
                let end = name.find(|c: char| !c.is_ascii_alphanumeric());
                let name = &name[..end.unwrap_or(name.len())];
                if matches!(name, "code" | "pre" | "tt") {
                    in_code = if tag.starts_with("</") {
                        in_code.saturating_sub(1)
                    } else {
                        in_code + 1
                    };
                }
            }
            _ if in_code > 0 => {}
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children)
            | InlineKind::Link { children, .. } => read(children),
            InlineKind::Text(text) if text.len() == inline.span.end - inline.span.start => {
                let (mut from, base) = (0, inline.span.start);
                for found in named(text) {
                    let is_last = found.start + found.code.len() + 2 == text.len();
                    if is_role && is_last {
                        continue;
                    }
                    push(&mut out, text, base, from..found.start);
                    let end = found.start + found.code.len() + 2;
                    let sign = NamedSign {
                        sign: found.sign.to_owned(),
                        code: found.code.to_owned(),
                    };
                    out.push(Inline {
                        span: Span::new(base + found.start, base + end),
                        kind: InlineKind::Sign(Box::new(sign)),
                    });
                    from = end;
                }
                if from > 0 {
                    push(&mut out, text, base, from..text.len());
                    continue;
                }
            }
            _ => {}
        }
        out.push(inline);
    }
    *inlines = out;
}

/// Words that are no Markdown, such as a title of front matter, with their signs.
pub(crate) fn in_words(words: &str) -> Cow<'_, str> {
    let (mut out, mut from) = (String::new(), 0);
    for found in named(words) {
        out.push_str(&words[from..found.start]);
        out.push_str(found.sign);
        from = found.start + found.code.len() + 2;
    }
    if from == 0 {
        return Cow::Borrowed(words);
    }
    out.push_str(&words[from..]);
    Cow::Owned(out)
}

/// A name between its colons, which begin at `start`, and its sign.
struct FoundName<'a> {
    start: usize,
    code: &'a str,
    sign: &'static str,
}

/// The names in a text, in order. `10:100:45`, `a:b:c` and `std::key::Vec` hold none, where GitHub
/// would have some.
fn named(text: &str) -> impl Iterator<Item = FoundName<'_>> {
    let mut at = 0;
    let mut ended = None;
    std::iter::from_fn(move || {
        while let Some(next) = memchr::memchr(b':', &text.as_bytes()[at..]) {
            let start = at + next;
            at = start + 1;
            if ended != Some(start) && !is_apart(text[..start].chars().next_back()) {
                continue;
            }
            let Some((code, sign)) = at_colon(text, start) else {
                continue;
            };
            let end = start + code.len() + 2;
            let before = text[..start].chars().next_back();
            let after = text[end..].chars().next();
            // A number or a letter is a name where it stands by itself.
            let is_short = code.len() < 2 || code.bytes().all(|c| c.is_ascii_digit());
            let is_joined = |c: Option<char>| is_short && c.is_some_and(char::is_alphanumeric);
            let goes_on = after == Some(':') && at_colon(text, end).is_some();
            if is_joined(before) || is_joined(after) || !(goes_on || is_apart(after)) {
                continue;
            }
            at = end;
            ended = Some(end);
            return Some(FoundName { start, code, sign });
        }
        None
    })
}

/// Whether a name may begin behind this character, or end before it.
fn is_apart(c: Option<char>) -> bool {
    !c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '/'))
}

/// The name at a colon, up to the next one, and its sign.
fn at_colon(text: &str, start: usize) -> Option<(&str, &'static str)> {
    let rest = &text[start + 1..];
    let is_name = |c: &u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'+' | b'-');
    let length = rest.bytes().take(LONGEST).take_while(is_name).count();
    if length == 0 || rest.as_bytes().get(length) != Some(&b':') {
        return None;
    }
    let code = &rest[..length];
    Some((code, emojis::get_by_shortcode(code)?.as_str()))
}

/// Whether an inline may hold a name: two colons.
fn may_hold(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => {
            let mut colons = memchr::memchr_iter(b':', text.as_bytes());
            colons.next().is_some() && colons.next().is_some()
        }
        InlineKind::Strong(children)
        | InlineKind::Emphasis(children)
        | InlineKind::Strike(children)
        | InlineKind::Link { children, .. } => children.iter().any(may_hold),
        _ => false,
    }
}

fn push(out: &mut Vec<Inline>, text: &str, base: usize, range: std::ops::Range<usize>) {
    if !range.is_empty() {
        out.push(Inline {
            span: Span::new(base + range.start, base + range.end),
            kind: InlineKind::Text(text[range].to_owned()),
        });
    }
}
