//! What CommonMark leaves undone, repaired in a run of inlines: bare addresses. Inlines in, inlines
//! out; spans stay those of the source.

use crate::notes::reading::autolink::{self, BareAddress};
use crate::notes::reading::{entity, html};
use crate::notes::tree::{Inline, InlineKind, Span, WrittenLink};

/// Joins neighbouring texts, which the parser splits at every bracket and escape, where the source
/// is contiguous.
pub(crate) fn merge_texts(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        if let (
            Some(Inline {
                span,
                kind: InlineKind::Text(text),
            }),
            InlineKind::Text(next),
        ) = (out.last_mut(), &inline.kind)
        {
            let exact = text.len() == span.end - span.start
                && next.len() == inline.span.end - inline.span.start;
            if exact && span.end == inline.span.start {
                text.push_str(next);
                span.end = inline.span.end;
                continue;
            }
        }
        out.push(inline);
    }
    out
}

fn push_text(out: &mut Vec<Inline>, text: &str, base: usize, from: usize, to: usize) {
    if from < to {
        out.push(Inline {
            span: Span::new(base + from, base + to),
            kind: InlineKind::Text(text[from..to].to_owned()),
        });
    }
}

/// Turns bare addresses in texts into links, also within emphasis.
pub(crate) fn bare_urls(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for mut inline in inlines {
        match &mut inline.kind {
            InlineKind::Emphasis(children)
            | InlineKind::Strong(children)
            | InlineKind::Strike(children) => *children = bare_urls(std::mem::take(children)),
            InlineKind::Text(text) if text.len() == inline.span.end - inline.span.start => {
                let has_address = text.contains("://") || text.contains("www.");
                if has_address || text.contains('@') {
                    push_linked(&mut out, text, inline.span.start);
                    continue;
                }
            }
            _ => {}
        }
        out.push(inline);
    }
    out
}

/// Adds the text that begins at byte `base` with its addresses as links.
fn push_linked(out: &mut Vec<Inline>, text: &str, base: usize) {
    let (mut from, mut seen, mut tag) = (0, 0, 0..0);
    for BareAddress { range, prefix } in autolink::addresses_and_mail(text) {
        // A tag that was typed holds its address: `<a href="https://a.example">`.
        if let Some(at) = text[seen..range.start].rfind('<') {
            let start = seen + at;
            let length = html::tag(&text[start..]).map_or(0, |(_, length)| length);
            tag = start..start + length;
        }
        seen = range.start;
        if tag.contains(&range.start) {
            continue;
        }
        push_text(out, text, base, from, range.start);
        let address = &text[range.clone()];
        let span = Span::new(base + range.start, base + range.end);
        let children = vec![Inline {
            span,
            kind: InlineKind::Text(address.to_owned()),
        }];
        out.push(Inline {
            span,
            kind: InlineKind::Link {
                written: Box::new(WrittenLink {
                    destination: format!("{prefix}{}", entity::decoded(address)),
                    title: String::new(),
                }),
                children,
            },
        });
        from = range.end;
    }
    push_text(out, text, base, from, text.len());
}
