//! Raw HTML in notes: which tags pass, how they are rewritten, and how everything else is kept as
//! the text it was typed as.
//! [`hidden`] finds what is no tag before the Markdown parser runs, so that `<port>` and
//! `List<Member>` never become tags that vanish.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use crate::notes::reading::{elements, entity};
use crate::text;

/// Attributes that pass: those of GitHub's list that mean something where they stand.
const ATTRIBUTES: &[&str] = &[
    "abbr", "align", "alt", "border", "colspan", "datetime", "dir", "height", "href", "id", "lang",
    "name", "nowrap", "open", "reversed", "rowspan", "scope", "span", "src", "start", "title",
    "type", "valign", "value", "width",
];

/// How many attributes a tag may have.
const MOST_ATTRIBUTES: usize = 32;

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
        elements::is_void(&self.name)
    }

    /// Whether it is HTML also where its end never comes: a container with attributes, or one
    /// before what stands in nothing else. `rest` stands behind it.
    pub(crate) fn is_meant(&self, rest: &str) -> bool {
        let has_attributes = !self.attributes.is_empty() && elements::is_container(&self.name);
        let holds = |part: &&str| {
            let inner = rest.trim_start().strip_prefix('<').unwrap_or_default();
            let behind = text::head(inner, part.len());
            behind.eq_ignore_ascii_case(part)
                && !inner[behind.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        };
        has_attributes || elements::parts(&self.name).iter().any(holds)
    }

    /// Whether only other elements may stand right inside of it.
    pub(crate) fn holds_no_text(&self) -> bool {
        elements::holds_no_text(&self.name)
    }

    /// Whether it is a box to tick.
    pub(crate) fn is_checkbox(&self) -> bool {
        self.attribute("type")
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("checkbox"))
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
        let name = elements::written(&self.name).unwrap_or("span");
        if self.closing {
            return format!("</{name}>");
        }
        let mut out = format!("<{name}");
        if self.name == "aside" {
            out.push_str(" class=box");
        }
        let align = if self.name == "center" {
            Some("center")
        } else {
            self.style("text-align").and_then(known_alignment)
        };
        let is_aligned = self.name != "center" && self.attribute("align").is_some();
        if let Some(align) = align.filter(|_| !is_aligned) {
            let _ = write!(out, " align=\"{align}\"");
        }
        for (key, value) in &self.attributes {
            let is_known = ATTRIBUTES.contains(&key.as_str())
                && !matches!(key.as_str(), "href" | "src")
                && (key != "align" || is_aligned);
            if is_known && !is_left_out(key) {
                let _ = write!(out, " {key}=\"{}\"", text::escape_html(value));
            }
        }
        out.push('>');
        out
    }

    /// What the tag's `style` says of a property; the last word counts.
    pub(crate) fn style(&self, property: &str) -> Option<&str> {
        let declarations = self.attribute("style")?.split(';');
        let mut values = declarations.filter_map(|declaration| {
            let (name, value) = declaration.split_once(':')?;
            name.trim()
                .eq_ignore_ascii_case(property)
                .then(|| value.trim().trim_end_matches("!important").trim_end())
        });
        values.next_back()
    }
}

/// The name in a tag that we wrote.
pub(crate) fn name(written: &str) -> &str {
    let name = written.trim_start_matches(['<', '/']);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    &name[..length]
}

fn known_alignment(word: &str) -> Option<&'static str> {
    ["center", "left", "right", "justify"]
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(word))
}

/// Reads the tag at the start of `source` and its length; `None` where it is none of the elements
/// that pass.
pub(crate) fn tag(source: &str) -> Option<(HtmlTag, usize)> {
    let rest = source.strip_prefix('<')?;
    let closing = rest.starts_with('/');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let name_length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = rest[..name_length].to_ascii_lowercase();
    if !elements::is_known(&name) {
        return None;
    }
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut at = source.len() - rest.len() + name_length;
    loop {
        let gap = source[at..].len() - source[at..].trim_start().len();
        if holds_blank_line(&source[at..at + gap]) {
            return None;
        }
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
        if rest.starts_with("/>") {
            return Some((
                HtmlTag {
                    name,
                    closing,
                    attributes,
                },
                at + 2,
            ));
        }
        if gap == 0 || closing || attributes.len() > MOST_ATTRIBUTES {
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
            if holds_blank_line(taken) {
                return None;
            }
            value = entity::decoded(taken).into_owned();
            at = source.len() - raw.len() + end;
        }
        if attributes.iter().all(|(name, _)| *name != key) {
            attributes.push((key, value));
        }
    }
}

/// A blank line ends what Markdown lets through as HTML.
fn holds_blank_line(text: &str) -> bool {
    let inner = text.split_once('\n').map(|(_, rest)| rest);
    // What follows the last line feed is not blank by itself: a line goes on there.
    let inner = inner
        .and_then(|rest| rest.rsplit_once('\n'))
        .map(|(inner, _)| inner);
    inner.is_some_and(|inner| inner.split('\n').any(|line| line.trim().is_empty()))
}

/// Where in the source each `<` stands that opens no passing tag, comment or autolink, and the
/// ranges of the tags that pass and of autolinks, both in order.
pub(crate) fn hidden(source: &str) -> (Vec<usize>, Vec<Range<usize>>) {
    let (mut hidden, mut tags) = (Vec::new(), Vec::new());
    let bytes = source.as_bytes();
    let mut partners = Partners::of(source);
    for (i, _) in source.match_indices('<') {
        let escaped = bytes[..i].iter().rev().take_while(|&&b| b == b'\\').count() % 2 == 1;
        let rest = &source[i..];
        let target = source[..i].ends_with("](") || source[..i].trim_end().ends_with("]:");
        let tag = tag(rest).filter(|(tag, length)| partners.may_stand(tag, i, &rest[*length..]));
        if let Some(length) = tag.map(|(_, length)| length).or_else(|| autolink(rest)) {
            tags.push(i..i + length);
        } else if !escaped && !target && !rest.starts_with("<!--") {
            hidden.push(i);
        }
    }
    (hidden, tags)
}

/// Bytes between a start that says how words look and the same start in place of its end.
const LONGEST_SENTENCE: usize = 1_000;

/// What a tag needs beside it to be one: `<source>` and `<time>` alone are names to fill in.
struct Partners<'a> {
    /// Where each element ends for the last time.
    ends: HashMap<Cow<'a, str>, usize>,
    /// Elements that began so far.
    begun: HashSet<String>,
    /// Where a start is the end of another, whose end never comes: `<b>A<b>`.
    twin: Option<usize>,
}

impl<'a> Partners<'a> {
    fn of(source: &'a str) -> Self {
        let ends = source.match_indices("</").map(|(at, _)| {
            let name = &source[at + 2..];
            let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let name = &name[..length];
            let is_lower = !name.bytes().any(|byte| byte.is_ascii_uppercase());
            let name = if is_lower {
                Cow::Borrowed(name)
            } else {
                Cow::Owned(name.to_ascii_lowercase())
            };
            (name, at)
        });
        Self {
            ends: ends.collect(),
            begun: HashSet::new(),
            twin: None,
        }
    }

    /// Whether a tag at byte `at`, behind which `rest` stands, may be one. An anchor may stand
    /// alone, and a paragraph ends by itself.
    fn may_stand(&mut self, tag: &HtmlTag, at: usize, rest: &str) -> bool {
        let name = tag.name.as_str();
        let parents = elements::parents(name);
        let is_inside = parents.iter().any(|parent| self.begun.contains(*parent));
        if tag.closing {
            // Behind a drawing its parts are names to fill in again.
            if name == "svg" {
                self.begun.remove(name);
            }
            return is_inside || !elements::is_drawn(name);
        }
        let is_ended = || self.ends.get(name).is_some_and(|end| *end > at);
        let may = if elements::is_void(name) {
            let is_name = elements::is_bare_void(name) && tag.attributes.is_empty();
            parents.is_empty() && !is_name || is_inside
        } else {
            let is_known = matches!(name, "a" | "p") || is_inside || is_ended();
            is_known || tag.is_meant(rest) || self.is_look(tag, at, rest)
        };
        if may && !self.begun.contains(name) {
            self.begun.insert(tag.name.clone());
        }
        may
    }

    /// Whether a tag whose end never comes says how words look: with attributes, or where the same
    /// start stands behind its words for the end, `<b>A<b>`.
    fn is_look(&mut self, tag: &HtmlTag, at: usize, rest: &str) -> bool {
        if !elements::is_look(&tag.name) {
            return false;
        }
        if !tag.attributes.is_empty() || self.twin == Some(at) {
            return true;
        }
        // As far as a sentence goes: a row of such tags is read once.
        let line = text::head(rest, LONGEST_SENTENCE)
            .lines()
            .next()
            .unwrap_or_default();
        let typed = format!("<{}>", tag.name);
        let words = line.split_once(typed.as_str()).map(|(words, _)| words);
        let words = words.filter(|words| {
            let is_word =
                |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '`' | '*'));
            is_word(words.chars().next()) && is_word(words.chars().next_back())
        });
        let Some(words) = words else {
            return false;
        };
        self.twin = Some(at + typed.len() + words.len());
        true
    }
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
