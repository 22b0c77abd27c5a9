//! What Logseq writes in its own way: properties of pages and blocks, names of blocks, boxes of
//! Org. Lines of a note of a graph in; stretches of it and what stands in their place out.
//!
//! Source: Logseq's manual ("Properties", "Block Reference").

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use memchr::memmem;

use super::edit::{DialectEdit, LONGEST_NAME, hits, paired};
use crate::notes::inclusions::relink;
use crate::notes::library::file_names::stem;
use crate::notes::library::files::{base_name, parent};
use crate::notes::reading::code_lines::line_at;
use crate::notes::reading::published;
use crate::text::{head, percent_decode, tail};

/// What notes of graphs of Logseq are known by.
#[derive(Default)]
pub(crate) struct NamedBlocks<'a> {
    /// The blocks that have a name: the path of each and its first line.
    by_name: HashMap<&'a str, (&'a str, &'a str)>,
    /// Names of pages, in small letters.
    pages: HashSet<String>,
}

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
    /// Lines up to here are dealt with.
    read: usize,
}

impl<'a> GraphScan<'a> {
    pub(super) const fn of(path: &'a str, text: &'a str, blocks: &'a NamedBlocks<'a>) -> Self {
        Self {
            path,
            text,
            blocks,
            out: Vec::new(),
            boxed: None,
            read: 0,
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
        let mut is_titled = false;
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
                    is_titled = true;
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
        if let Some(name) = self.own_name().filter(|_| !is_titled) {
            let _ = writeln!(front, "title: {}", serde_json::Value::from(name));
        }
        if at > 0 || !front.is_empty() {
            // What keeps the page from readers is told by every word of it, in any language.
            if published::properties_are_private(self.text) {
                front.push_str("draft: true\n");
            }
            let words = if front.is_empty() {
                String::new()
            } else {
                format!("---\n{front}---\n\n")
            };
            self.edit(0..at, words);
        }
        at
    }

    /// The name of a page whose dashes and low lines are its own: its file bears it, but for
    /// what no file's name may hold. A heading at the top names the page itself.
    fn own_name(&self) -> Option<String> {
        let is_page = base_name(parent(self.path)) == "pages";
        let mut lines = self.text.lines().map(str::trim);
        let first = lines.find(|line| !line.is_empty() && property(line).is_none());
        let first = first.unwrap_or_default().trim_start_matches("- ");
        let is_heading = first.starts_with('#') && first.trim_start_matches('#').starts_with(' ');
        if !is_page || is_heading || first == "---" {
            return None;
        }
        let name = stem(self.path).replace("___", "/");
        let name = percent_decode(&name).unwrap_or(name);
        name.contains(['-', '_']).then_some(name)
    }

    pub(super) fn line(&mut self, at: usize, typed: &str) {
        if at < self.read {
            return;
        }
        if let Some(end) = self.hidden(at, typed) {
            self.read = end;
            return;
        }
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
        if let Some(words) = words.strip_prefix("- ")
            && property(words).is_some_and(|(key, _)| is_hidden(key))
        {
            // The block goes on below.
            let next = &self.text[end..];
            let blanks = next.len() - next.trim_start().len();
            let goes_on = blanks > 1 && !next.trim_start().starts_with("- ");
            let last = if goes_on { end + blanks } else { end };
            self.edit(end - words.len()..last, "");
            return;
        }
        if self.block_of_org(at, typed) {
            return;
        }
        self.task(at, typed);
        if words.starts_with("SCHEDULED: <") || words.starts_with("DEADLINE: <") {
            for (mark, _) in typed.match_indices(['<', '>']) {
                self.edit(at + mark..at + mark + 1, "");
            }
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
        for sign in ["==", "^^"] {
            paired((at, typed), sign, "mark", &mut self.out);
        }
        self.shown(at, typed);
    }

    /// `{{video …}}`, `{{cloze …}}`, `#[[긴 태그]]`: what they show.
    fn shown(&mut self, at: usize, typed: &str) {
        for sign in [
            "{{video ",
            "{{youtube ",
            "{{bilibili ",
            "{{tweet ",
            "{{cloze ",
        ] {
            for mark in hits(typed, sign) {
                let rest = head(&typed[mark + sign.len()..], LONGEST_NAME);
                if let Some(length) = rest.find("}}") {
                    let close = mark + sign.len() + length;
                    self.edit(at + mark..at + mark + sign.len(), "");
                    self.edit(at + close..at + close + 2, "");
                }
            }
        }
        // Every name is a page to Logseq: one that nobody wrote is a word.
        for mark in hits(typed, "[[") {
            let is_other = ["](", "#", "!", "{{embed "]
                .iter()
                .any(|it| typed[..mark].ends_with(it));
            let rest = head(&typed[mark + 2..], LONGEST_NAME);
            if let Some(length) = rest.find("]]").filter(|_| !is_other) {
                let name = &rest[..length];
                let is_page = self.blocks.pages.contains(&name.to_lowercase());
                if !is_page && !name.is_empty() && !name.contains(['|', '[', '`']) {
                    let close = at + mark + 2 + length;
                    self.edit(at + mark..at + mark + 2, "");
                    self.edit(close..close + 2, "");
                }
            }
        }
        for mark in hits(typed, "#[[") {
            let rest = head(&typed[mark + 3..], LONGEST_NAME);
            let Some(length) = rest.find("]]") else {
                continue;
            };
            let name = &rest[..length];
            if self.blocks.pages.contains(&name.to_lowercase()) {
                self.edit(at + mark..at + mark + 1, "");
            } else {
                // A page that nobody wrote is a word.
                self.edit(at + mark + 1..at + mark + 3, "");
                let close = at + mark + 3 + length;
                self.edit(close..close + 2, "");
            }
        }
    }

    /// The mark of a task at the start of a bullet, as a box to tick; `DOING` and its like say
    /// more than that.
    fn task(&mut self, at: usize, typed: &str) {
        let words = typed.trim_start();
        let Some(words) = words.strip_prefix("- ") else {
            return;
        };
        let start = at + typed.len() - words.len();
        let Some((mark, _)) = words.split_once(' ') else {
            return;
        };
        let range = start..start + mark.len();
        match mark {
            "TODO" | "LATER" => self.edit(range, "[ ]"),
            "DONE" => self.edit(range, "[x]"),
            "DOING" | "NOW" | "WAITING" | "IN-PROGRESS" => self.edit(start..start, "[ ] "),
            _ => {}
        }
    }

    /// Lines of a block that its page does not show: when it was worked on, and what a query or a
    /// plug-in would show; where the next line begins that is read.
    fn hidden(&mut self, at: usize, typed: &str) -> Option<usize> {
        let words = typed.trim_start().trim_start_matches("- ").trim_end();
        let end = if words == ":LOGBOOK:" {
            self.end_of(at, ":END:")?
        } else if words == "#+BEGIN_QUERY" {
            self.end_of(at, "#+END_QUERY")?
        } else if ["{{query", "{{renderer"]
            .iter()
            .any(|it| words.starts_with(it))
            && words.ends_with("}}")
        {
            at + typed.len()
        } else {
            return None;
        };
        // A bullet around others stays one.
        let below = self.text[end..].trim_start_matches('\n');
        let indent = |line: &str| line.len() - line.trim_start().len();
        let holds = typed.trim_start().starts_with("- ") && indent(below) > indent(typed);
        let is_bullet = typed.trim_start().starts_with("- ");
        if holds || is_bullet && at == 0 {
            self.edit(at + typed.len() - words.len()..end, "");
        } else {
            self.edit(at.saturating_sub(1)..end, "");
        }
        Some(end)
    }

    /// Where the line ends that is these words.
    fn end_of(&self, at: usize, words: &str) -> Option<usize> {
        let below = head(&self.text[at..], LONGEST_BOX);
        let mut end = at;
        for line in below.split_inclusive('\n') {
            if line.trim() == words {
                return Some(end + line.trim_end().len());
            }
            end += line.len();
        }
        None
    }

    /// `((64a7…))`, alone, behind `{{embed` or as where a link leads.
    fn reference(&mut self, at: usize, typed: &str, mark: usize) {
        let rest = head(&typed[mark + 2..], LONGEST_NAME);
        let Some(name) = rest.find("))").map(|length| &rest[..length]) else {
            return;
        };
        let Some((file, said)) = self.blocks.by_name.get(name) else {
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
            | "ls-type"
            | "created-at"
            | "updated-at"
            | "query-table"
            | "query-properties"
    ) || ["hl-", "card-", "logseq.", "query-sort"]
        .iter()
        .any(|sign| key.starts_with(sign))
}

/// The blocks of a note of Logseq that have a name, each with its first line.
pub(crate) fn named_blocks<'a>(path: &'a str, text: &'a str, out: &mut NamedBlocks<'a>) {
    let name = stem(path).replace("___", "/").replace("%2F", "/");
    out.pages.insert(name.to_lowercase());
    let mut before = "";
    for line in text.lines() {
        match property(line.trim()) {
            Some(("title" | "alias", names)) => {
                let names = names.split([',', '，']);
                out.pages
                    .extend(names.map(|name| name.trim().to_lowercase()));
            }
            Some(("id", name)) => {
                let signs = |c: char| c.is_whitespace() || "-*#>".contains(c);
                let said = before.trim_start_matches(signs);
                let is_plain = !said.is_empty() && !said.contains(['[', ']', '<']);
                out.by_name
                    .entry(name)
                    .or_insert((path, if is_plain { said } else { name }));
            }
            Some(_) => {}
            None => before = line,
        }
    }
}
