//! What CommonMark leaves undone for Korean notes, repaired in a run of inlines: bare web
//! addresses. Inlines in, inlines out; spans stay those of the source.

use crate::notes::particle;
use crate::notes::tree::{Inline, InlineKind, Span, WrittenLink};
use crate::text::is_hangul;

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
                    written: Box::new(WrittenLink {
                        destination,
                        title: String::new(),
                    }),
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
