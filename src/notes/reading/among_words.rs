//! Tags of Hugo, Jekyll and Hexo among words: `{{< glossary_tooltip text="파드" >}}` is its words,
//! `{% post_link slug '글' %}` a link, and `{{< kbd >}}Ctrl{{< /kbd >}}` what stands between. A
//! run in, the run with them in their place out. What is not known stays as it was typed.
//!
//! Source: the manuals of Hugo ("Shortcodes") and Hexo ("Tag Plugins"), and what the documentation
//! of Kubernetes makes of them.

use std::ops::Range;

use crate::notes::reading::container_names;
use crate::notes::reading::repair::merge_texts;
use crate::notes::reading::roles::{self, linked, settle};
use crate::notes::reading::shortcode::{self, LineTag, TagKind};
use crate::notes::tree::{Inline, InlineKind, Span};
use crate::text::head;

/// No more tags of a text are looked at.
const MOST: usize = 256;

/// A run of `text` with its tags read, those within emphasis too.
pub(super) fn read(inlines: Vec<Inline>, text: &str) -> Vec<Inline> {
    let may = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.contains(['{', '%']),
        InlineKind::Strong(_) | InlineKind::Emphasis(_) | InlineKind::Strike(_) => true,
        InlineKind::Link { .. } => true,
        _ => false,
    };
    if !inlines.iter().any(may) {
        return inlines;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in joined(inlines) {
        match &mut inline.kind {
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Link { children, .. }
            | InlineKind::Strike(children) => {
                *children = read(std::mem::take(children), text);
            }
            InlineKind::Text(words) if words.len() == inline.span.end - inline.span.start => {
                let words = std::mem::take(words);
                push_words(&words, inline.span.start, text, &mut out);
                continue;
            }
            _ => {}
        }
        out.push(inline);
    }
    out
}

/// Inlines of which no line ends within a tag.
fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut left = merge_texts(inlines).into_iter().peekable();
    while let Some(inline) = left.next() {
        if let InlineKind::SoftBreak = inline.kind
            && let Some(last) = out.last_mut()
            && let InlineKind::Text(words) = &mut last.kind
            && last.span.end + 1 == inline.span.end
            && is_open(words)
            && let Some(next) = left.next_if(|next| {
                next.span.start == inline.span.end && matches!(next.kind, InlineKind::Text(_))
            })
            && let InlineKind::Text(more) = next.kind
        {
            words.push(' ');
            words.push_str(&more);
            last.span.end = next.span.end;
            continue;
        }
        out.push(inline);
    }
    out
}

/// Whether the last tag of a text has no end in it.
fn is_open(words: &str) -> bool {
    words.rfind("{{").is_some_and(|at| {
        let rest = &words[at..];
        rest.len() < shortcode::LONGEST && rest[2..].starts_with(['<', '%']) && !rest.contains("}}")
    })
}

/// The tags of Hugo on a line that stand for nothing that is known, and so are shown as they were
/// typed; those in code are.
pub(super) fn unread(line: &str) -> Vec<Range<usize>> {
    let tags = tags(line);
    let is_code = |at: usize| line[..at].matches('`').count() % 2 == 1;
    let named = |name: &str, is_end: bool| {
        tags.iter()
            .any(|(_, tag)| tag.name == name && tag.is_end == is_end)
    };
    let is_read = |tag: &LineTag<'_>| {
        named(tag.name, !tag.is_end) || tag.words().is_some() || tag.shown().is_some()
    };
    tags.iter()
        .filter(|(range, tag)| tag.kind == TagKind::Hugo && !is_read(tag) && !is_code(range.start))
        .map(|(range, _)| range.clone())
        .collect()
}

/// The tags of a text with their bytes.
fn tags(words: &str) -> Vec<(Range<usize>, LineTag<'_>)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = words[at..].find('{').map(|found| at + found) {
        let rest = head(&words[found..], shortcode::LONGEST);
        let closes = match rest.as_bytes() {
            [b'{', b'%', ..] => "%}",
            [b'{', b'{', b'<', ..] => ">}}",
            [b'{', b'{', b'%', ..] => "%}}",
            _ => {
                at = found + 1;
                continue;
            }
        };
        let Some(length) = rest.find(closes).map(|length| length + closes.len()) else {
            at = found + 1;
            continue;
        };
        if out.len() >= MOST {
            break;
        }
        at = found + 2;
        if let Some(tag) = shortcode::tag(&rest[..length]) {
            at = found + length;
            out.push((found..at, tag));
        }
    }
    out
}

/// Adds a text that begins at a byte of the source with what its tags stand for.
fn push_words(words: &str, start: usize, text: &str, out: &mut Vec<Inline>) {
    let tags = tags(words);
    let mut is_pair = vec![false; tags.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, (_, tag)) in tags.iter().enumerate() {
        if !tag.is_end {
            open.push(at);
            continue;
        }
        let first = open.iter().rposition(|&first| {
            let (_, opens) = &tags[first];
            opens.name == tag.name && opens.kind == tag.kind
        });
        // Tags of Liquid are a program's, but for what is set apart from that.
        let is_words = tag.kind == TagKind::Hugo || tag.name == "raw";
        if let Some(first) = first.filter(|_| is_words) {
            is_pair[open[first]] = true;
            is_pair[at] = true;
            open.truncate(first);
        }
    }
    let mut from = 0;
    for (at, (range, tag)) in tags.iter().enumerate() {
        let is_pair = is_pair[at];
        // `{{< button href="…" >}}단추{{< /button >}}`
        if let Some((end, last)) = tags.get(at + 1)
            && is_pair
            && last.is_end
            && let Some(address) = tag.address()
        {
            push_text(&words[from..range.start], start + from, out);
            let said = words[range.end..end.start].trim();
            let mut inline = Inline {
                span: Span::new(start + range.start, start + end.end),
                kind: linked(address, Some(said).filter(|it| !it.is_empty())),
            };
            settle(&mut inline, text);
            out.push(inline);
            from = end.end;
            continue;
        }
        if range.start < from {
            continue;
        }
        let shown = tag.words().filter(|_| !tag.is_end && !is_pair);
        // `글 {{< figure src="/a.png" >}} 글`: what it is also where it is alone.
        if tag.kind == TagKind::Hugo
            && !tag.is_end
            && !is_pair
            && shown.is_none()
            && let Some(alone) = tag.shown()
        {
            push_text(&words[from..range.start], start + from, out);
            from = range.end;
            let span = Span::new(start + range.start, start + range.end);
            let kind = roles::shown(&alone, Span::new(span.start + 1, span.end - 1));
            out.push(Inline { span, kind });
            continue;
        }
        // `{{< expand "더" >}}글{{< /expand >}}`: what the box is called stands before its words.
        if is_pair
            && !tag.is_end
            && let Some((_, Some(title))) = container_names::of_tag(tag)
        {
            push_text(&words[from..range.start], start + from, out);
            from = range.end;
            let span = Span::new(start + range.start, start + range.end);
            let kind = InlineKind::Text(format!("{title}: "));
            out.push(Inline { span, kind });
            continue;
        }
        if !is_pair && shown.is_none() {
            continue;
        }
        push_text(&words[from..range.start], start + from, out);
        from = range.end;
        let span = Span::new(start + range.start, start + range.end);
        let Some((said, destination)) = shown else {
            continue;
        };
        let kind = match destination {
            Some(destination) => linked(destination, Some(&*said).filter(|it| !it.is_empty())),
            None if said.is_empty() => continue,
            None => InlineKind::Text(said.into_owned()),
        };
        let mut inline = Inline { span, kind };
        settle(&mut inline, text);
        out.push(inline);
    }
    push_text(&words[from..], start + from, out);
}

fn push_text(words: &str, start: usize, out: &mut Vec<Inline>) {
    if !words.is_empty() {
        out.push(Inline {
            span: Span::new(start, start + words.len()),
            kind: InlineKind::Text(words.to_owned()),
        });
    }
}
