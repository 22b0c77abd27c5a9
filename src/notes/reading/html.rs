//! Raw HTML in notes: which tags pass, how they are rewritten, and how everything else is kept as
//! the text it was typed as.
//! [`hidden`] finds what is no tag before the Markdown parser runs, so that `<port>` and
//! `List<Member>` never become tags that vanish.

use std::fmt::Write as _;
use std::ops::Range;

use crate::notes::reading::entity;
use crate::text;

/// Elements that pass, with whether they are void. `a` and `img` become links and pictures of the
/// tree.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
    "center",
    "font",
];
const VOID: &[&str] = &["br", "hr", "img", "wbr"];
const ATTRIBUTES: &[&str] = &[
    "align", "alt", "colspan", "height", "href", "id", "lang", "name", "open", "rowspan", "src",
    "start", "title", "width",
];

/// A tag as typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HtmlTag {
    /// Lower-case name.
    pub name: String,
    /// `</name>`
    pub closing: bool,
    /// Names in lower case with decoded values.
    pub attributes: Vec<(String, String)>,
}

impl HtmlTag {
    /// Whether the element has no end tag.
    pub(crate) fn is_void(&self) -> bool {
        VOID.contains(&self.name.as_str())
    }

    /// Whether only other elements may stand right inside of it.
    pub(crate) fn holds_no_text(&self) -> bool {
        ["table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"].contains(&self.name.as_str())
    }

    /// The ids that lead to it: browsers follow `name` as well. On `details` that groups several.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        let name = self.attribute("name").filter(|_| self.name != "details");
        let id = self.attribute("id");
        let name = name.filter(|name| Some(*name) != id);
        id.into_iter()
            .chain(name)
            .map(str::trim)
            .filter(|id| !id.is_empty())
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The tag as we write it: known attributes only, always quoted. Old presentational elements
    /// become their neutral kin.
    pub(crate) fn rewritten(&self) -> String {
        self.rewritten_but(&|_| false)
    }

    /// The tag as we write it, without some of its attributes.
    pub(crate) fn rewritten_but(&self, is_left_out: &dyn Fn(&str) -> bool) -> String {
        let name = match self.name.as_str() {
            "center" => "div",
            "font" => "span",
            "h1" => "h2",
            name => name,
        };
        if self.closing {
            return format!("</{name}>");
        }
        let mut out = format!("<{name}");
        for (key, value) in &self.attributes {
            let is_known =
                ATTRIBUTES.contains(&key.as_str()) && !matches!(key.as_str(), "href" | "src");
            if is_known && !is_left_out(key) {
                let _ = write!(out, " {key}=\"{}\"", text::escape_html(value));
            }
        }
        out.push('>');
        out
    }
}

/// Reads the tag at the start of `source` and its length; `None` where it is none of the elements
/// that pass.
pub(crate) fn tag(source: &str) -> Option<(HtmlTag, usize)> {
    let rest = source.strip_prefix('<')?;
    let closing = rest.starts_with('/');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let name_length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = rest[..name_length].to_ascii_lowercase();
    if !ELEMENTS.contains(&name.as_str()) {
        return None;
    }
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut at = source.len() - rest.len() + name_length;
    loop {
        let gap = source[at..].len() - source[at..].trim_start().len();
        at += gap;
        let rest = &source[at..];
        if rest.starts_with('>') {
            return Some((
                HtmlTag {
                    name,
                    closing,
                    attributes,
                },
                at + 1,
            ));
        }
        if rest.starts_with("/>") && !closing {
            return Some((
                HtmlTag {
                    name,
                    closing,
                    attributes,
                },
                at + 2,
            ));
        }
        if gap == 0 || closing || attributes.len() > 32 {
            return None;
        }
        let key_length = rest
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || b"-_:".contains(b))
            .count();
        if key_length == 0 || !rest.as_bytes()[0].is_ascii_alphabetic() {
            return None;
        }
        let key = rest[..key_length].to_ascii_lowercase();
        at += key_length;
        let after = source[at..].trim_start();
        let mut value = String::new();
        if let Some(raw) = after.strip_prefix('=') {
            let raw = raw.trim_start();
            let (taken, end) = if let quote @ ('"' | '\'') = raw.chars().next()? {
                let close = raw[1..].find(quote)?;
                (&raw[1..=close], close + 2)
            } else {
                let end = raw.find(|c: char| {
                    c.is_whitespace() || matches!(c, '>' | '"' | '\'' | '=' | '<' | '`')
                })?;
                (&raw[..end], end)
            };
            value = entity::decoded(taken).into_owned();
            at = source.len() - raw.len() + end;
        }
        if attributes.iter().all(|(name, _)| *name != key) {
            attributes.push((key, value));
        }
    }
}

/// Where in the source each `<` stands that opens no passing tag, comment or autolink, and the
/// ranges of the tags that pass and of autolinks, both in order.
pub(crate) fn hidden(source: &str) -> (Vec<usize>, Vec<Range<usize>>) {
    let (mut hidden, mut tags) = (Vec::new(), Vec::new());
    let bytes = source.as_bytes();
    for (i, _) in source.match_indices('<') {
        let escaped = bytes[..i].iter().rev().take_while(|&&b| b == b'\\').count() % 2 == 1;
        let rest = &source[i..];
        let target = source[..i].ends_with("](") || source[..i].trim_end().ends_with("]:");
        if let Some(length) = tag(rest)
            .map(|(_, length)| length)
            .or_else(|| autolink(rest))
        {
            tags.push(i..i + length);
        } else if !escaped && !target && !rest.starts_with("<!--") {
            hidden.push(i);
        }
    }
    (hidden, tags)
}

/// The length of `<https://…>` or `<name@host>` at the start of `source`.
fn autolink(source: &str) -> Option<usize> {
    // The next `<` ends the look ahead: a row of them is read once.
    let (inner, end) = source[1..].split_at(source[1..].find(['>', ' ', '\n', '<'])?);
    if !end.starts_with('>') {
        return None;
    }
    let scheme = inner
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || b"+.-".contains(b))
        .count();
    let link = (2..=32).contains(&scheme)
        && inner.as_bytes()[0].is_ascii_alphabetic()
        && inner[scheme..].starts_with(':');
    // `<이름:포트>` and `<host:port>` are placeholders: a scheme is followed by more than a word.
    let known = [
        "http", "https", "mailto", "ftp", "ftps", "ssh", "git", "tel", "file", "irc",
    ]
    .contains(&inner[..scheme].to_ascii_lowercase().as_str());
    let mail = inner.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && inner
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~@-".contains(&b))
    });
    let passes = (link && (known || inner[scheme..].contains("//"))) || mail;
    passes.then_some(inner.len() + 2)
}
