//! What CommonMark leaves undone for Korean notes, repaired in a run of inlines: bare web
//! addresses, tags that pass in pairs. Inlines in, inlines out;
//! spans stay those of the source.

use crate::notes::particle;
use crate::notes::reading::html;
use crate::notes::reading::html::HtmlTag;
use crate::notes::tree::{Inline, InlineKind, Span};
use crate::text::is_hangul;

/// A tag met among inlines, kept until its partner is found.
pub(crate) enum Unpaired {
    /// An inline that is done.
    Inline(Inline),
    /// A tag that passes if it is closed.
    Tag(Span, HtmlTag, String),
}

/// Pairs tags within one run; a tag without its partner is the text that was typed.
pub(crate) fn pair_tags(pieces: Vec<Unpaired>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    // Where each open tag stands in `out`.
    let mut open: Vec<(usize, HtmlTag)> = Vec::new();
    // Places that are only named, `<a name="x">` without its end.
    let mut named: Vec<(usize, HtmlTag)> = Vec::new();
    for piece in pieces {
        match piece {
            Unpaired::Inline(inline) => out.push(inline),
            Unpaired::Tag(span, tag, typed) if tag.is_void() && !tag.closing => {
                // A picture or a break is no tag of the page.
                if matches!(tag.name.as_str(), "img" | "br") {
                    out.extend(mark(span, &tag));
                }
                out.push(void(span, &tag, typed));
            }
            Unpaired::Tag(span, tag, typed) if tag.closing => {
                match open.iter().rposition(|(_, opened)| opened.name == tag.name) {
                    Some(found) => {
                        // Tags left open inside stay the text they were pushed as.
                        let inside = open.split_off(found + 1);
                        let Some((at, start)) = open.pop() else {
                            continue;
                        };
                        if start.name == "a" && start.attribute("href").is_some() {
                            let children = out.split_off(at + 1);
                            let from = out[at].span.start;
                            named.retain(|(named, _)| *named < at);
                            out.truncate(at);
                            out.extend(mark(Span::new(from, from), &start));
                            out.push(Inline {
                                span: Span::new(from, span.end),
                                kind: InlineKind::Link {
                                    destination: start
                                        .attribute("href")
                                        .unwrap_or_default()
                                        .trim()
                                        .to_owned(),
                                    title: start.attribute("title").unwrap_or_default().to_owned(),
                                    children,
                                },
                            });
                        } else {
                            named.extend(inside);
                            out[at].kind = InlineKind::Html(start.rewritten());
                            out.push(Inline {
                                span,
                                kind: InlineKind::Html(tag.rewritten()),
                            });
                        }
                    }
                    None => out.push(Inline {
                        span,
                        kind: InlineKind::Text(typed),
                    }),
                }
            }
            Unpaired::Tag(span, tag, typed) => {
                if open.len() < 64 {
                    open.push((out.len(), tag));
                }
                out.push(Inline {
                    span,
                    kind: InlineKind::Text(typed),
                });
            }
        }
    }
    named.extend(open);
    merge_texts(with_names(out, named))
}

/// Tags that were never closed but name a place stand for it alone; others stay the text that they
/// were pushed as.
fn with_names(inlines: Vec<Inline>, mut named: Vec<(usize, HtmlTag)>) -> Vec<Inline> {
    named.retain(|(_, tag)| tag.name == "a" && tag.attribute("href").is_none());
    named.retain(|(_, tag)| tag.ids().next().is_some());
    if named.is_empty() {
        return inlines;
    }
    named.sort_by_key(|(at, _)| *at);
    let mut named = named.into_iter().peekable();
    let mut out = Vec::with_capacity(inlines.len() + 1);
    for (i, inline) in inlines.into_iter().enumerate() {
        match named.next_if(|(at, _)| *at == i) {
            Some((_, tag)) => out.extend(mark(inline.span, &tag)),
            None => out.push(inline),
        }
    }
    out
}

/// The place that a tag's ids name, without what the tag does beside that.
fn mark(span: Span, tag: &HtmlTag) -> Vec<Inline> {
    let mut attributes = tag.attributes.clone();
    attributes.retain(|(name, _)| name == "id" || name == "name");
    let mark = HtmlTag {
        name: "a".to_owned(),
        closing: false,
        attributes,
    };
    if mark.ids().next().is_none() {
        return Vec::new();
    }
    [mark.rewritten(), "</a>".to_owned()]
        .map(|tag| Inline {
            span,
            kind: InlineKind::Html(tag),
        })
        .into()
}

fn void(span: Span, tag: &HtmlTag, typed: String) -> Inline {
    let kind = match tag.name.as_str() {
        "br" => InlineKind::HardBreak,
        "img" => match tag.attribute("src") {
            Some(source) => InlineKind::Image {
                destination: source.trim().to_owned(),
                title: tag.attribute("title").unwrap_or_default().to_owned(),
                alt: crate::text::nfc(tag.attribute("alt").unwrap_or_default()),
                width: tag.attribute("width").and_then(pixels),
                height: tag.attribute("height").and_then(pixels),
            },
            None => InlineKind::Text(typed),
        },
        _ => InlineKind::Html(tag.rewritten()),
    };
    Inline { span, kind }
}

fn pixels(value: &str) -> Option<u32> {
    value
        .trim()
        .trim_end_matches("px")
        .parse()
        .ok()
        .filter(|n| (1..=20_000).contains(n))
}

/// Splits raw HTML source that begins at byte `offset` into tags and text; comments vanish as they
/// do on GitHub.
pub(crate) fn tokens(source: &str, offset: usize, mut push: impl FnMut(Unpaired)) {
    let mut at = 0;
    let mut text_from = 0;
    let flush = |from: usize, to: usize, push: &mut dyn FnMut(Unpaired)| {
        if from < to {
            let kind = InlineKind::Text(source[from..to].to_owned());
            push(Unpaired::Inline(Inline {
                span: Span::new(offset + from, offset + to),
                kind,
            }));
        }
    };
    while let Some(found) = source[at..].find('<') {
        let start = at + found;
        if source[start..].starts_with("<!--") {
            flush(text_from, start, &mut push);
            let end = source[start..]
                .find("-->")
                .map_or(source.len(), |i| start + i + 3);
            (at, text_from) = (end, end);
        } else if let Some((tag, length)) = html::tag(&source[start..]) {
            flush(text_from, start, &mut push);
            let span = Span::new(offset + start, offset + start + length);
            push(Unpaired::Tag(
                span,
                tag,
                source[start..start + length].to_owned(),
            ));
            at = start + length;
            text_from = at;
        } else {
            at = start + 1;
        }
    }
    flush(text_from, source.len(), &mut push);
}

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

/// Turns bare `http://`, `https://` and `www.` addresses in texts into links.
pub(crate) fn bare_urls(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let InlineKind::Text(text) = &inline.kind else {
            out.push(inline);
            continue;
        };
        if text.len() != inline.span.end - inline.span.start
            || !(text.contains("://") || text.contains("www."))
        {
            out.push(inline);
            continue;
        }
        let mut from = 0;
        let mut search = 0;
        let mut urls = Urls::default();
        while let Some((start, end)) = urls.next(text, search) {
            search = end;
            push_text(&mut out, text, inline.span.start, from, start);
            let address = &text[start..end];
            let destination = if address.starts_with("www.") {
                format!("https://{address}")
            } else {
                address.to_owned()
            };
            let span = Span::new(inline.span.start + start, inline.span.start + end);
            let children = vec![Inline {
                span,
                kind: InlineKind::Text(address.to_owned()),
            }];
            out.push(Inline {
                span,
                kind: InlineKind::Link {
                    destination,
                    title: String::new(),
                    children,
                },
            });
            from = end;
        }
        push_text(&mut out, text, inline.span.start, from, text.len());
    }
    out
}

const SCHEMES: [&str; 3] = ["http://", "https://", "www."];

/// Addresses of a text from its front to its end; where each scheme stands next is looked for once.
#[derive(Default)]
struct Urls([Option<usize>; 3]);

impl Urls {
    fn next(&mut self, text: &str, from: usize) -> Option<(usize, usize)> {
        let mut at = from;
        loop {
            for (known, scheme) in self.0.iter_mut().zip(SCHEMES) {
                if known.is_none_or(|known| known < at) {
                    *known = Some(text[at..].find(scheme).map_or(text.len(), |i| at + i));
                }
            }
            let start = self.0.iter().flatten().min().copied()?;
            let scheme = SCHEMES
                .iter()
                .find(|scheme| text[start..].starts_with(**scheme))?;
            let rest = &text[start + scheme.len()..];
            let before = text[..start].chars().next_back();
            let valid = rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
                && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '/')
                && (!scheme.ends_with('/') || is_host(rest));
            if valid {
                let stop = rest.find(ends_address).unwrap_or(rest.len());
                return Some((start, start + scheme.len() + trimmed(&rest[..stop])));
            }
            at = start + scheme.len();
        }
    }
}

fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '<' | '>' | '`' | '|' | '"' | '’' | '”' | '“' | '」' | '】'
        )
}

/// Whether what follows `http://` can be a place on the web: `service` alone is a name inside of a
/// cluster; `localhost`, a port, a dot or an address in brackets are not.
fn is_host(rest: &str) -> bool {
    let host = rest.find(|c| "/?#".contains(c) || ends_address(c));
    let host = &rest[..host.unwrap_or(rest.len())];
    let host = &host[..trimmed(host)];
    let (name, port) = host.rsplit_once(':').unwrap_or((host, ""));
    name.contains(['.', ':'])
        || name.eq_ignore_ascii_case("localhost")
        || !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// The length of an address without the punctuation and the particle behind it (GFM, "extended
/// autolink path validation").
fn trimmed(rest: &str) -> usize {
    // Hangul right behind an ASCII host is a particle: `example.com에서`.
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let mut end = rest.len();
    if rest.starts_with(|c: char| c.is_ascii())
        && let Some(hangul) = rest[..host_end].find(is_hangul)
    {
        end = hangul;
    }
    let mut surplus = rest[..end]
        .matches(')')
        .count()
        .saturating_sub(rest[..end].matches('(').count());
    loop {
        let url = &rest[..end];
        let Some(last) = url.chars().next_back() else {
            return 0;
        };
        if matches!(
            last,
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | ';'
        ) {
            end -= last.len_utf8();
        } else if last == ')' && surplus > 0 {
            end -= 1;
            surplus -= 1;
        } else if is_hangul(last) {
            let tail = url
                .rfind(|c: char| !is_hangul(c))
                .map_or(0, |i| i + url[i..].chars().next().map_or(1, char::len_utf8));
            let glue = url[..tail].chars().next_back();
            let particle = particle::follows_an_address(&url[tail..]);
            if particle
                && glue.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '\'' | ')'))
            {
                end = tail;
            } else {
                return end;
            }
        } else {
            return end;
        }
    }
}
