//! Tags among words and around lines that Markdown can do without: `{% math %}` of `GitBook`'s
//! plug-ins, `{% if %}` of Jekyll, `<Badge />` of `VitePress`. A line in; what stands in its place
//! out.
//!
//! Source: the manuals of `GitBook`'s plug-ins, Jekyll ("Liquid") and `VitePress` ("Badge").

use super::edit::{DialectEdit, LONGEST_NAME, hits};
use crate::text::head;

/// Pairs of tags with what stands for each.
const PAIRS: [(&str, &str, &str); 3] = [
    ("{% math %}", "{% endmath %}", "$"),
    ("{% youtube %}", "{% endyoutube %}", ""),
    ("{% em %}", "{% endem %}", "**"),
];

/// Tags of `GitBook` around examples in several languages.
const EXAMPLES: [&str; 6] = [
    "sample",
    "endsample",
    "method",
    "endmethod",
    "common",
    "endcommon",
];

/// Tags of Liquid that only say whether what stands between them is shown, and hold no word of it.
const CONTROL: [&str; 9] = [
    "if",
    "unless",
    "else",
    "elsif",
    "endif",
    "endunless",
    "assign",
    "capture",
    "endcapture",
];

/// The ends of what `GitBook` shows by its address with words below it.
const CAPTIONED: [&str; 2] = ["endembed", "endfile"];

/// How pairs and examples begin, and how what has words below it ends.
pub(super) const SIGNS: [&str; 8] = [
    "{% math %}",
    "{% youtube %}",
    "{% em %}",
    "{% sample",
    "{% method",
    "{% common",
    "{% endembed",
    "{% endfile",
];

/// Tags of `GitBook`'s plug-ins.
pub(super) fn of_gitbook((start, words): (usize, &str), out: &mut Vec<DialectEdit>) {
    if is_tag(words, &EXAMPLES) || is_tag(words, &CAPTIONED) {
        out.push(DialectEdit::of(start..start + words.len(), ""));
        return;
    }
    for (opens, closes, sign) in PAIRS {
        for at in hits(words, opens) {
            let inner = head(&words[at + opens.len()..], LONGEST_NAME);
            if let Some(length) = inner.find(closes) {
                let (open, close) = (start + at, start + at + opens.len() + length);
                out.push(DialectEdit::of(open..open + opens.len(), sign));
                out.push(DialectEdit::of(close..close + closes.len(), sign));
            }
        }
    }
}

/// Whether a line is a tag of Jekyll that shows nothing.
pub(super) fn is_control(words: &str) -> bool {
    is_tag(words, &CONTROL)
}

fn is_tag(words: &str, names: &[&str]) -> bool {
    let inner = words
        .strip_prefix("{%")
        .and_then(|it| it.strip_suffix("%}"));
    inner.is_some_and(|inner| {
        let inner = inner.trim_matches(['-', ' ']);
        let name = inner.split(' ').next().unwrap_or_default();
        names.contains(&name) && !inner.contains("%}")
    })
}

/// `<Badge type="tip" text="2.1" />` is its words; those of a heading stand below it, since they
/// are no part of what it is called.
pub(super) fn badges((start, words): (usize, &str), out: &mut Vec<DialectEdit>) {
    let is_heading = words.starts_with('#');
    let mut said: Vec<&str> = Vec::new();
    for at in hits(words, "<Badge ") {
        let tag = head(&words[at..], LONGEST_NAME);
        let Some(length) = tag.find("/>") else {
            break;
        };
        let text = tag[..length].split_once(" text=\"");
        let text = text.and_then(|(_, rest)| rest.split_once('"'));
        let Some((text, _)) = text.filter(|(text, _)| !text.contains(['<', '&'])) else {
            continue;
        };
        said.push(text);
        let shown = if is_heading { "" } else { text };
        out.push(DialectEdit::of(start + at..start + at + length + 2, shown));
    }
    if is_heading && !said.is_empty() {
        let end = start + words.len();
        let below = format!("\n\n{}\n", said.join(" "));
        out.push(DialectEdit::of(end..end, below));
    }
}
