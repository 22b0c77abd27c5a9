//! Shortcodes of Hugo and its themes that Markdown can say: formulas, columns, anchors, parameters
//! of the page and the site, containers on one line. Lines of a note in; what stands in their place
//! out.
//!
//! Source: the manuals of Hugo ("Param shortcode") and hugo-book ("Shortcodes").

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use super::edit::{DialectEdit, LONGEST_NAME, hits};
use crate::notes::reading::{container_names, front_matter, shortcode};
use crate::text::head;

/// The parameters of the sites of Hugo, by the folder that their settings speak for.
pub(crate) type SiteParams = Vec<(String, Value)>;

/// Tags around HTML that is shown as it is.
const RAW: [&str; 4] = ["rawhtml", "html", "raw", "unsafe"];

/// The lines of a note.
pub(super) struct HugoScan<'a> {
    pub out: Vec<DialectEdit>,
    path: &'a str,
    text: &'a str,
    params: &'a SiteParams,
    /// What the front matter says, once asked for.
    front: OnceCell<BTreeMap<String, Value>>,
    /// The tag that opened a formula.
    formula: Option<Range<usize>>,
    /// Containers of columns that are open.
    columns: usize,
}

impl<'a> HugoScan<'a> {
    pub(super) const fn of(path: &'a str, text: &'a str, params: &'a SiteParams) -> Self {
        Self {
            out: Vec::new(),
            path,
            text,
            params,
            front: OnceCell::new(),
            formula: None,
            columns: 0,
        }
    }
}

impl HugoScan<'_> {
    fn edit(&mut self, range: Range<usize>, words: impl Into<String>) {
        self.out.push(DialectEdit::of(range, words));
    }

    pub(super) fn line(&mut self, start: usize, words: &str) {
        let range = start..start + words.len();
        if words == "<--->" && self.columns > 0 {
            self.edit(range, "");
            return;
        }
        if let Some(tag) = shortcode::tag(words) {
            match (tag.name, tag.is_end) {
                ("columns", false) => self.columns += 1,
                ("columns", true) => self.columns = self.columns.saturating_sub(1),
                ("katex" | "math", false) => self.formula = Some(range),
                ("katex" | "math", true) => {
                    if let Some(opened) = self.formula.take() {
                        self.edit(opened, "$$");
                        self.edit(range, "$$");
                    }
                }
                (name, _) if RAW.contains(&name) => {
                    self.edit(range, "");
                    return;
                }
                _ => {}
            }
        } else if words.starts_with("{{") && words.ends_with("}}") {
            self.on_one_line(start, words);
        } else if words.ends_with("}}") || words.starts_with("{{") {
            self.beside_words(start, words);
        }
        if words.contains("{{< param") || words.contains("{{% param") {
            self.parameters(start, words);
        }
        for name in RAW.iter().filter(|_| words.contains("{{<")) {
            for (open, close) in [("{{< ", " >}}"), ("{{< /", " >}}")] {
                let tag = format!("{open}{name}{close}");
                for at in hits(words, &tag) {
                    self.edit(start + at..start + at + tag.len(), "");
                }
            }
        }
        for sign in ["{{< anchor \"", "{{% anchor \""] {
            for at in hits(words, sign) {
                let rest = head(&words[at + sign.len()..], LONGEST_NAME);
                let Some((name, behind)) = rest.split_once('"') else {
                    break;
                };
                let closes = [" >}}", ">}}", " %}}", "%}}"];
                let close = closes.iter().find(|close| behind.starts_with(**close));
                if let Some(close) = close.filter(|_| !name.contains(['<', '&'])) {
                    let length = sign.len() + name.len() + 1 + close.len();
                    let range = start + at..start + at + length;
                    self.edit(range, format!("<a id=\"{name}\"></a>"));
                }
            }
        }
    }

    /// `{{< tab "맥" >}} 글 {{< /tab >}}` as three lines, where it is known what it is.
    fn on_one_line(&mut self, start: usize, words: &str) {
        let opens = words.find(">}}").or_else(|| words.find("%}}"));
        let closes = words.rfind("{{< /").or_else(|| words.rfind("{{% /"));
        let (Some(opens), Some(closes)) = (opens.map(|at| at + 3), closes) else {
            return;
        };
        if closes < opens {
            return;
        }
        let (begin, end) = (
            shortcode::tag(&words[..opens]),
            shortcode::tag(&words[closes..]),
        );
        let (Some(begin), Some(end)) = (begin, end) else {
            return;
        };
        let is_pair = !begin.is_end && end.is_end && begin.name == end.name;
        if is_pair && begin.address().is_none() && container_names::of_tag(&begin).is_some() {
            let inner = &words[opens..closes];
            let (from, to) = (opens + inner.len() - inner.trim_start().len(), closes);
            let to = to - (inner.len() - inner.trim_end().len());
            self.edit(start + opens..start + from, "\n\n");
            self.edit(start + to..start + closes, "\n\n");
        }
    }

    /// `글. {{< hint >}}` and `{{< /hint >}} 글`: a container that begins or ends beside words of a
    /// paragraph, which are none of its tag.
    fn beside_words(&mut self, start: usize, words: &str) {
        let is_apart = |tag: &shortcode::LineTag<'_>| {
            tag.address().is_none()
                && container_names::of_tag(tag).is_some()
                && words.matches(tag.name).count() == 1
        };
        let is_nested = self.text[..start].ends_with([' ', '\t'])
            || words.starts_with(['-', '*', '+', '>', '|', '#'])
            || words.starts_with(|c: char| c.is_ascii_digit());
        if is_nested {
            return;
        }
        if let Some(last) = words.rfind("{{").filter(|_| words.ends_with("}}"))
            && shortcode::tag(&words[last..]).is_some_and(|tag| is_apart(&tag))
        {
            self.edit(start + last..start + last, "\n\n");
        } else if let Some(end) = words.find("}}").map(|end| end + 2)
            && shortcode::tag(&words[..end]).is_some_and(|tag| tag.is_end && is_apart(&tag))
        {
            self.edit(start + end..start + end, "\n\n");
        }
    }

    /// `{{< param "author" >}}`: what the front matter says, else the settings of the site.
    fn parameters(&mut self, start: usize, words: &str) {
        for sign in ["{{< param ", "{{% param "] {
            for (at, _) in words.match_indices(sign) {
                let rest = head(&words[at + sign.len()..], LONGEST_NAME);
                let ends = rest.find(">}}").or_else(|| rest.find("%}}"));
                let Some(length) = ends else {
                    continue;
                };
                let name = rest[..length].trim().trim_matches(['"', '`']);
                if let Some(value) = self.parameter(name) {
                    let end = at + sign.len() + length + 3;
                    self.edit(start + at..start + end, value);
                }
            }
        }
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let front = || {
            let found = front_matter::find(self.text);
            found.map_or_else(BTreeMap::new, |it| it.value.extra)
        };
        let of_page = || self.front.get_or_init(front).get(name).and_then(shown);
        let of_site = || {
            let around = self.params.iter().filter(|(folder, _)| {
                let inner = self.path.strip_prefix(folder.as_str());
                folder.is_empty() || inner.is_some_and(|inner| inner.starts_with('/'))
            });
            let mut values = around.filter_map(|(_, params)| {
                name.split('.').try_fold(params, |value, key| {
                    let keys = value.as_object()?.iter();
                    let mut found = keys.filter(|(it, _)| it.eq_ignore_ascii_case(key));
                    found.next().map(|(_, value)| value)
                })
            });
            values.find_map(shown)
        };
        of_page().or_else(of_site)
    }
}

/// A value as Hugo writes it.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()).filter(|it| !it.contains(['<', '\n'])),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
