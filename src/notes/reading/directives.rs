//! Directives of `MyST`, fences and containers of colons with a name in braces: which of them are
//! boxes, folds or lists that a page shows anyway, and what the lines right below them say. A line
//! or lines in, facts out. Only notes of a site that `MyST` makes are read so: elsewhere a fence is
//! code.
//!
//! Source: the manuals of `MyST` ("Directives") and of Jupyter Book, and of sphinx-design,
//! sphinx-exercise and sphinx-proof, which it comes with.

use std::ops::Range;

use crate::notes::reading::code_lines::line_at;
use crate::notes::reading::container_names::{self, Container};
use crate::notes::reading::shortcode::Shortcode;
use crate::notes::tree::Alert;

/// What a directive is to a reader.
#[derive(Debug)]
pub(super) enum Directive {
    /// What stands in it is Markdown.
    Contains(Container),
    /// A picture, and what is said of it below.
    Picture(Shortcode),
    /// A link.
    Alone(Shortcode),
    /// A list of what the site holds, or a place for it.
    Hidden,
}

/// Directives that only set apart what stands in them.
const PLAIN: [&str; 12] = [
    "epigraph",
    "pull-quote",
    "highlights",
    "grid",
    "grid-item",
    "glossary",
    "only",
    "compound",
    "container",
    "div",
    "tab-set",
    "margin",
];

/// Directives that are called by their words alone.
const TITLED: [&str; 10] = [
    "topic",
    "sidebar",
    "tab-item",
    "card",
    "grid-item-card",
    "rubric",
    "aside",
    "list-table",
    "table",
    "versionadded",
];

/// Directives of books, boxes that are called by what they are.
const BOXES: [&str; 14] = [
    "exercise",
    "solution",
    "theorem",
    "proof",
    "lemma",
    "definition",
    "corollary",
    "example",
    "axiom",
    "proposition",
    "remark",
    "algorithm",
    "conjecture",
    "property",
];

const HIDDEN: [&str; 6] = [
    "toctree",
    "tableofcontents",
    "contents",
    "bibliography",
    "printindex",
    "index",
];

/// A directive has no more lines of options.
const MOST_OPTIONS: usize = 64;

/// The directive that `{name} words` is, and where of the info its title stands.
pub(super) fn directive(info: &str) -> Option<(Directive, Range<usize>)> {
    let inner = info.strip_prefix('{')?;
    let close = inner.find('}')?;
    let name = &inner[..close];
    let rest = &inner[close + 1..];
    let words = rest.trim();
    let at = info.len() - rest.trim_start().len();
    let title = at..at + words.len();
    let none = at..at;
    let name = name.rsplit_once(':').map_or(name, |(_, name)| name);
    let alert = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        let word = first.into_iter().chain(letters).collect();
        Container::Alert(Alert::Note, Some(word))
    };
    if HIDDEN.contains(&name) {
        return Some((Directive::Hidden, none));
    }
    if PLAIN.contains(&name) {
        return Some((Directive::Contains(Container::Plain), none));
    }
    if TITLED.contains(&name) {
        return Some((Directive::Contains(Container::Titled), title));
    }
    if BOXES.contains(&name) {
        // `{solution} ex1` names what it solves.
        let title = if name == "solution" { none } else { title };
        return Some((Directive::Contains(alert(name)), title));
    }
    let is_one = !words.is_empty() && !words.contains(char::is_whitespace);
    let picture = || Shortcode::Picture {
        destination: words.to_owned(),
        alt: String::new(),
        title: String::new(),
    };
    match name {
        "figure" | "image" if is_one => return Some((Directive::Picture(picture()), none)),
        "youtube" | "iframe" if is_one => {
            let host = if words.contains("://") || name == "iframe" {
                ""
            } else {
                "https://www.youtube.com/watch?v="
            };
            let link = Shortcode::Link {
                destination: format!("{host}{words}"),
                words: String::new(),
            };
            return Some((Directive::Alone(link), none));
        }
        _ => {}
    }
    let (known, _) = container_names::of_colons(info)?;
    match known? {
        Container::Plain => Some((Directive::Contains(Container::Plain), none)),
        known => Some((Directive::Contains(known), title)),
    }
}

/// The lines from a byte on that say how a directive is to be shown: `:class: tip`, or what stands
/// between two lines `---`. Each with its bytes.
pub(super) fn options(text: &str, start: usize, end: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = start;
    let mut is_block = false;
    while at < end && out.len() < MOST_OPTIONS {
        let line = line_at(text, at);
        let words = line.trim();
        let from = at + line.len() - line.trim_start().len();
        let range = from..from + words.len();
        at += line.len();
        if is_block {
            is_block = words != "---";
        } else if out.is_empty() && words == "---" {
            is_block = true;
        } else if !is_option(words) {
            break;
        }
        out.push(range);
    }
    // A rule that nothing ends is no block of them.
    if is_block { Vec::new() } else { out }
}

/// `:name: 값`
pub(super) fn is_option(words: &str) -> bool {
    let inner = words.strip_prefix(':');
    inner
        .and_then(|it| it.split_once(':'))
        .is_some_and(|(name, rest)| {
            let is_name = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
            let is_named = !name.is_empty() && name.chars().all(is_name);
            is_named && (rest.is_empty() || rest.starts_with(' '))
        })
}
