//! What Logseq writes in its own way: properties of pages and blocks, names of blocks, boxes of
//! Org. Lines of a note of a graph in; stretches of it and what stands in their place out.
//!
//! Source: Logseq's manual ("Properties", "Block Reference").

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use memchr::memmem;

use super::edit::{DialectEdit, LONGEST_NAME, hits};
use crate::notes::inclusions::relink;
use crate::notes::library::files::{base_name, parent};
use crate::notes::reading::code_lines::line_at;
use crate::text::{head, tail};

/// The blocks of a graph of Logseq that have a name: the path of each and its first line.
pub(crate) type NamedBlocks<'a> = HashMap<&'a str, (&'a str, &'a str)>;

/// So far, in bytes, the end of a box is looked for.
const LONGEST_BOX: usize = 8 * 1024;

/// No picture with its address is longer, in bytes.
const LONGEST_PICTURE: usize = 2048;

/// The lines of a note of a graph.
pub(super) struct GraphScan<'a> {
    path: &'a str,
    text: &'a str,
    blocks: &'a NamedBlocks<'a>,
    out: Vec<DialectEdit>,
    /// The box that is open, and in which column.
    boxed: Option<(&'a str, usize)>,
}

impl<'a> GraphScan<'a> {
    pub(super) const fn of(path: &'a str, text: &'a str, blocks: &'a NamedBlocks<'a>) -> Self {
        Self {
            path,
            text,
            blocks,
            out: Vec::new(),
            boxed: None,
        }
    }

    pub(super) fn into_edits(self) -> Vec<DialectEdit> {
        self.out
    }
}

impl GraphScan<'_> {
    fn edit(&mut self, range: Range<usize>, words: impl Into<String>) {
        self.out.push(DialectEdit::of(range, words));
    }

    /// The properties of a page of Logseq as front matter; where they end.
    pub(super) fn properties(&mut self) -> usize {
        let mut at = 0;
        let mut front = String::new();
        while at < self.text.len() {
            let line = line_at(self.text, at);
            let Some((key, value)) = property(line.trim()) else {
                break;
            };
            let quoted = |value: &str| serde_json::Value::from(value).to_string();
            let list = |value: &str| {
                let each = value
                    .split([',', '，'])
                    .map(|one| one.trim().trim_matches(['[', ']', '#']));
                let each: Vec<String> = each.filter(|it| !it.is_empty()).map(quoted).collect();
                format!("[{}]", each.join(", "))
            };
            match key {
                "title" => {
                    let _ = writeln!(front, "title: {}", quoted(value));
                }
                "alias" => {
                    let _ = writeln!(front, "aliases: {}", list(value));
                }
                "tags" => {
                    let _ = writeln!(front, "tags: {}", list(value));
                }
                _ => {}
            }
            at += line.len();
        }
        if at > 0 {
            let words = if front.is_empty() {
                String::new()
            } else {
                format!("---\n{front}---\n\n")
            };
            self.edit(0..at, words);
        }
        at
    }

    pub(super) fn line(&mut self, at: usize, typed: &str) {
        let words = typed.trim_start();
        let end = at + typed.len();
        if let Some((key, value)) = property(words).filter(|(key, _)| is_hidden(key)) {
            if at > 0 {
                let named = if key == "id" {
                    format!(" <a id=\"{value}\"></a>")
                } else {
                    String::new()
                };
                self.edit(at - 1..end, named);
            }
            return;
        }
        if self.block_of_org(at, typed) {
            return;
        }
        for mark in hits(typed, "((") {
            // `[말](((64a7…)))`: the first bracket is the link's.
            let is_of_link = typed[..mark].ends_with(']') && typed[mark + 2..].starts_with('(');
            let mark = mark + usize::from(is_of_link);
            self.reference(at, typed, mark);
        }
        for mark in hits(typed, "{{embed [[") {
            let rest = head(&typed[mark + "{{embed ".len()..], LONGEST_NAME);
            if let Some(length) = rest.find("]]}}") {
                let from = at + mark;
                self.edit(from..from + "{{embed ".len(), "");
                let close = from + "{{embed ".len() + length + 2;
                self.edit(close..close + 2, "");
            }
        }
        for mark in hits(typed, "]([[") {
            let before = tail(&typed[..mark], LONGEST_NAME);
            let open = before.rfind('[').map(|at| mark - before.len() + at);
            let rest = head(&typed[mark + "]([[".len()..], LONGEST_NAME);
            if let (Some(open), Some(length)) = (open, rest.find("]])")) {
                let (said, page) = (&typed[open + 1..mark], &rest[..length]);
                let close = mark + "]([[".len() + length + "]])".len();
                self.edit(at + open..at + close, format!("[[{page}|{said}]]"));
            }
        }
        for sign in ["){:height ", "){:width "] {
            for mark in hits(typed, sign) {
                self.picture(at, typed, mark);
            }
        }
        let marks = hits(typed, "==");
        let mut marks = marks.into_iter().peekable();
        while let Some(open) = marks.next() {
            let Some(&close) = marks.peek() else {
                break;
            };
            let inner = &typed[open + 2..close.max(open + 2)];
            let is_marked = !inner.is_empty()
                && !inner.contains('=')
                && !inner.starts_with(' ')
                && !inner.ends_with(' ')
                && !typed[close + 2..].starts_with('=')
                && !typed[..open].ends_with(['=', '!', '<', '>']);
            if is_marked {
                self.edit(at + open..at + open + 2, "<mark>");
                self.edit(at + close..at + close + 2, "</mark>");
                marks.next();
            }
        }
    }

    /// `((64a7…))`, alone, behind `{{embed` or as where a link leads.
    fn reference(&mut self, at: usize, typed: &str, mark: usize) {
        let rest = head(&typed[mark + 2..], LONGEST_NAME);
        let Some(name) = rest.find("))").map(|length| &rest[..length]) else {
            return;
        };
        let Some((file, said)) = self.blocks.get(name) else {
            return;
        };
        let way = relink::way(parent(self.path), parent(file));
        let place = format!("<{way}{}#{name}>", base_name(file));
        let end = mark + 2 + name.len() + 2;
        let before = &typed[..mark];
        if let Some(before) = before.strip_suffix("{{embed ") {
            if typed[end..].starts_with("}}") {
                let range = at + before.len()..at + end + 2;
                self.edit(range, format!("[{said}]({place})"));
            }
        } else if before.ends_with("](") && typed[end..].starts_with(')') {
            self.edit(at + mark..at + end, place);
        } else {
            self.edit(at + mark..at + end, format!("[{said}]({place})"));
        }
    }

    /// `![말](a.png){:height 200, :width 300}`
    fn picture(&mut self, at: usize, typed: &str, mark: usize) {
        let before = tail(&typed[..mark], LONGEST_PICTURE);
        let Some(open) = before.rfind("![").map(|at| mark - before.len() + at) else {
            return;
        };
        let Some((alt, path)) = typed[open + 2..mark].split_once("](") else {
            return;
        };
        let rest = head(&typed[mark + 1..], LONGEST_NAME);
        let Some(length) = rest.find('}') else {
            return;
        };
        let mut sizes = String::new();
        for part in rest[2..length].split(',') {
            let mut words = part.trim().trim_start_matches(':').split_whitespace();
            if let (Some(name @ ("width" | "height")), Some(size)) = (words.next(), words.next())
                && size.bytes().all(|byte| byte.is_ascii_digit())
            {
                let _ = write!(sizes, " {name}=\"{size}\"");
            }
        }
        let is_plain = |words: &str| !words.contains(['"', '<', '>']);
        if is_plain(alt) && is_plain(path) {
            let range = at + open..at + mark + 1 + length + 1;
            self.edit(range, format!("<img src=\"{path}\" alt=\"{alt}\"{sizes}>"));
        }
    }

    /// `#+BEGIN_NOTE` and what stands up to `#+END_NOTE`; whether a line belongs to it.
    fn block_of_org(&mut self, at: usize, typed: &str) -> bool {
        let words = typed.trim_start().trim_start_matches("- ");
        let start = at + typed.len() - words.len();
        let range = start..at + typed.len();
        if let Some((name, column)) = self.boxed {
            if words.strip_prefix("#+END_") == Some(name) {
                self.boxed = None;
                self.edit(range, "");
                return true;
            }
            let blanks = typed.len() - typed.trim_start().len();
            let place = at + blanks.min(column);
            if typed.trim().is_empty() {
                self.edit(at..at + typed.len(), format!("{}>", " ".repeat(column)));
            } else {
                self.edit(place..place, "> ");
            }
            return false;
        }
        let Some(name) = words.strip_prefix("#+BEGIN_") else {
            return false;
        };
        let sign = match name {
            "NOTE" | "TIP" | "IMPORTANT" | "CAUTION" | "WARNING" => format!("> [!{name}]"),
            "QUOTE" | "VERSE" => ">".to_owned(),
            _ => return false,
        };
        let end = format!("#+END_{name}");
        let below = head(&self.text[at..], LONGEST_BOX);
        let is_closed = memmem::find(below.as_bytes(), end.as_bytes()).is_some();
        if is_closed {
            self.boxed = Some((&self.text[start + "#+BEGIN_".len()..range.end], start - at));
            self.edit(range, sign);
        }
        is_closed
    }
}

/// `key:: value`
fn property(words: &str) -> Option<(&str, &str)> {
    let (key, value) = words.split_once("::")?;
    let is_key = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let is_named = !key.is_empty() && key.chars().all(is_key);
    let is_apart = value.is_empty() || value.starts_with(' ');
    (is_named && is_apart).then(|| (key, value.trim()))
}

/// Properties of a block that say only how the editor shows it.
fn is_hidden(key: &str) -> bool {
    matches!(
        key,
        "id" | "collapsed"
            | "background-color"
            | "heading"
            | "logseq.order-list-type"
            | "ls-type"
            | "created-at"
            | "updated-at"
    ) || key.starts_with("hl-")
}

/// The blocks of a note of Logseq that have a name, each with its first line.
pub(crate) fn named_blocks<'a>(
    path: &'a str,
    text: &'a str,
    out: &mut NamedBlocks<'a>,
) {
    let mut before = "";
    for line in text.lines() {
        match property(line.trim()) {
            Some(("id", name)) => {
                let signs = |c: char| c.is_whitespace() || "-*#>".contains(c);
                let said = before.trim_start_matches(signs);
                let is_plain = !said.is_empty() && !said.contains(['[', ']', '<']);
                out.entry(name)
                    .or_insert((path, if is_plain { said } else { name }));
            }
            Some(_) => {}
            None => before = line,
        }
    }
}
