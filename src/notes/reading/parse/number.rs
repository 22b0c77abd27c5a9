//! The number of a chapter's heading stands beside its title on the page, so it is taken out of
//! the heading's words, whatever marks it up: `**4.** A`, `[5. A](#x)`, `8\. A`, `~~9. A~~`.
//! Inlines and the words of the number in; the same inlines without them out.

use crate::notes::tree::{Inline, InlineKind, Span};
use crate::notes::visit::{is_silent_link, title_text};

/// Drops what the first `taken` letters of a title say, blanks not counted, and the blanks that
/// stand behind them.
pub(super) fn without_number(mut inlines: Vec<Inline>, taken: &str) -> Vec<Inline> {
    let mut left = taken.chars().filter(|c| !c.is_whitespace()).count();
    if left == 0 {
        return inlines;
    }
    let is_parted = picture_before_blank(&inlines);
    drop_words(&mut inlines, &mut left);
    if let Some(at) = is_parted {
        // A blank parts the words from a picture before them.
        let end = inlines[at].span.end;
        let blank = Inline {
            span: Span::new(end, end),
            kind: InlineKind::SoftBreak,
        };
        inlines.insert(at + 1, blank);
    }
    inlines
}

/// Where a picture stands before the number, with a blank between the two.
fn picture_before_blank(inlines: &[Inline]) -> Option<usize> {
    let at = inlines.iter().position(|inline| {
        !matches!(
            inline.kind,
            InlineKind::Image(_) | InlineKind::Html(_) | InlineKind::SoftBreak
        ) && !is_blank(inline)
    })?;
    let picture = inlines[..at]
        .iter()
        .rposition(|inline| matches!(inline.kind, InlineKind::Image(_)))?;
    let begins_blank = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.starts_with(char::is_whitespace),
        kind => matches!(kind, InlineKind::SoftBreak),
    };
    inlines[picture + 1..=at]
        .iter()
        .any(begins_blank)
        .then_some(picture)
}

fn is_blank(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty())
}

/// Drops `left` letters, then blanks up to the first letter that stays. Whether one was met.
fn drop_words(inlines: &mut Vec<Inline>, left: &mut usize) -> bool {
    let mut at = 0;
    while at < inlines.len() {
        let inline = &mut inlines[at];
        let is_met = match &mut inline.kind {
            InlineKind::Text(text) => {
                let skip = dropped(text, left);
                if text.len() == inline.span.end - inline.span.start {
                    inline.span.start += skip;
                }
                text.drain(..skip);
                !text.is_empty()
            }
            InlineKind::Code(text) if *left > 0 => {
                let skip = dropped(text, left);
                text.drain(..skip);
                !text.is_empty()
            }
            InlineKind::Sign(sign) if *left > 0 => {
                let mut words = sign.sign.clone();
                let skip = dropped(&words, left);
                words.drain(..skip);
                !words.is_empty()
            }
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children) => drop_words(children, left),
            InlineKind::Link { children, .. } if !children.is_empty() => {
                let written = children.clone();
                let is_met = drop_words(children, left);
                if !is_met && title_text(children).is_empty() {
                    take_in(inlines, at, written);
                    return true;
                }
                is_met
            }
            InlineKind::Image(_) | InlineKind::Html(_) | InlineKind::Label(_) => {
                at += 1;
                continue;
            }
            InlineKind::SoftBreak => false,
            _ => true,
        };
        if is_met {
            return true;
        }
        if has_words(&inlines[at]) {
            at += 1;
        } else {
            inlines.remove(at);
        }
    }
    false
}

/// How many bytes the letters and the blanks around them take.
fn dropped(text: &str, left: &mut usize) -> usize {
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            continue;
        }
        if *left == 0 {
            return at;
        }
        *left -= 1;
    }
    text.len()
}

/// Whether something of an inline is still shown.
fn has_words(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => !text.is_empty(),
        InlineKind::Sign(_) | InlineKind::SoftBreak => false,
        InlineKind::Strong(children)
        | InlineKind::Emphasis(children)
        | InlineKind::Strike(children) => !children.is_empty(),
        _ => true,
    }
}

/// Of `[5.](#x) A` the words go into the link, which would have none without its number, unless
/// another link is among them: then it stays as it was `written`.
fn take_in(inlines: &mut Vec<Inline>, at: usize, written: Vec<Inline>) {
    let mut rest = inlines.split_off(at + 1);
    let has_link = rest.iter().any(|inline| {
        matches!(inline.kind, InlineKind::Link { .. } | InlineKind::Html(_))
            || is_silent_link(inline)
    });
    let stays = has_link || rest.is_empty();
    if !stays {
        drop_words(&mut rest, &mut 0);
    }
    if let InlineKind::Link { children, .. } = &mut inlines[at].kind {
        *children = if stays {
            written
        } else {
            std::mem::take(&mut rest)
        };
    }
    inlines.append(&mut rest);
}
