//! What a tool writes in its own way and Markdown can say: `$$` for a formula, a target for
//! `` :label:`x` ``, front matter for `title:: 제목`. A text and its tools in; stretches of it and
//! what stands in their place out. Lines of code are left as they are.
//!
//! Source: the manuals of kramdown ("HTML Blocks"), hugo-book ("Shortcodes"), d2lbook ("Markdown
//! Cells") and Logseq ("Properties", "Block Reference").

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use memchr::memmem;

use crate::notes::library::files::{base_name, parent};
use crate::notes::reading::code_lines::{fence_end, line_at};
use crate::notes::reading::container_names::{self, Container};
use crate::notes::reading::file_line::opening_fence;
use crate::notes::reading::other_comments::{SiteTool, SiteTools};
use crate::notes::reading::shortcode;
use crate::text::{head, tail};

use super::relink;

/// A stretch of a text and what stands in its place.
#[derive(Debug)]
pub(super) struct DialectEdit {
    pub range: Range<usize>,
    pub words: String,
}

/// The blocks of a graph of Logseq that have a name: the path of each and its first line.
pub(super) type NamedBlocks<'a> = HashMap<&'a str, (&'a str, &'a str)>;

/// Whether a text may hold any.
pub(super) fn may_hold(text: &str, tools: SiteTools) -> bool {
    let holds = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    tools.hold(SiteTool::Logseq)
        || tools.hold(SiteTool::D2lBook)
        || is_jekyll(tools) && (holds("<br") || holds("</br") || holds("file="))
        || tools.hold(SiteTool::Hugo) && (holds("katex") || holds("<--->") || holds("anchor "))
        || holds(" markdown=")
        || holds(" markdown>")
}

/// Whether kramdown reads it.
fn is_jekyll(tools: SiteTools) -> bool {
    tools.hold(SiteTool::Liquid) && !tools.hold(SiteTool::Jinja)
}

/// All of a note, in order.
pub(super) fn edits(
    path: &str,
    text: &str,
    tools: SiteTools,
    blocks: &NamedBlocks<'_>,
) -> Vec<DialectEdit> {
    let mut scan = DialectScan {
        path,
        text,
        blocks,
        out: Vec::new(),
        open: Vec::new(),
        formula: None,
        columns: 0,
        boxed: None,
        before: 0..0,
    };
    scan.lines(tools);
    let mut out = scan.out;
    out.sort_by_key(|edit| (edit.range.start, edit.range.end));
    out
}

/// An element whose words are Markdown though it stands among lines of HTML.
struct OpenElement {
    name: &'static str,
    tag: Range<usize>,
    /// Tags of its name that are open in it, and its own.
    depth: usize,
}

struct DialectScan<'a> {
    path: &'a str,
    text: &'a str,
    blocks: &'a NamedBlocks<'a>,
    out: Vec<DialectEdit>,
    open: Vec<OpenElement>,
    /// The tag that opened a formula.
    formula: Option<Range<usize>>,
    /// Containers of columns that are open.
    columns: usize,
    /// The box of Logseq that is open, and in which column.
    boxed: Option<(&'a str, usize)>,
    /// The line above.
    before: Range<usize>,
}

/// Elements in which kramdown and Python-Markdown read Markdown where they are told to.
const ELEMENTS: [&str; 5] = ["div", "section", "article", "aside", "p"];

/// No name of a page or block is longer, in bytes.
const LONGEST_NAME: usize = 512;

/// So far, in bytes, the end of a box is looked for.
const LONGEST_BOX: usize = 8 * 1024;

/// No picture with its address is longer, in bytes.
const LONGEST_PICTURE: usize = 2048;

/// So many of them are open at a time.
const DEEPEST: usize = 32;

impl DialectScan<'_> {
    fn edit(&mut self, range: Range<usize>, words: impl Into<String>) {
        let words = words.into();
        self.out.push(DialectEdit { range, words });
    }

    fn lines(&mut self, tools: SiteTools) {
        let mut at = 0;
        if tools.hold(SiteTool::Logseq) {
            at = self.properties();
        }
        let mut fences = true;
        while at < self.text.len() {
            let line = line_at(self.text, at);
            let next = at + line.len();
            let typed = line.trim_end();
            let words = typed.trim_start();
            let start = at + typed.len() - words.len();
            if fences && let Some(fence) = opening_fence(typed) {
                let Some(end) = fence_end(self.text, next, fence) else {
                    fences = false;
                    continue;
                };
                if is_jekyll(tools) {
                    self.file_of_code(at + typed.len(), typed, end);
                }
                if tools.hold(SiteTool::D2lBook) && words.trim_start_matches('`') == "toc" {
                    let end = start + words.len();
                    self.edit(end - "toc".len()..end, "{toctree}");
                }
                self.before = end..end;
                at = end;
                continue;
            }
            if words.starts_with('<') || words.ends_with('>') {
                self.element(start, words);
            }
            if is_jekyll(tools) {
                self.lone_tag(at, typed, next);
            }
            if tools.hold(SiteTool::Hugo) {
                self.of_hugo(start, words);
            }
            // A label below a label or a width is that of what stands above both.
            let is_below = tools.hold(SiteTool::D2lBook) && self.of_d2l((at, next), start, words);
            if tools.hold(SiteTool::Logseq) {
                self.of_logseq(at, typed);
            }
            if !is_below {
                self.before = at..at + typed.len();
            }
            at = next;
        }
    }

    /// `<div markdown="1">` below a line of HTML, which only an empty line ends, and its end.
    fn element(&mut self, start: usize, words: &str) {
        let above = self.text[self.before.clone()].trim_start();
        let tag = words.rfind('<').filter(|_| self.open.len() < DEEPEST);
        let found = tag.and_then(|tag| Some((tag, markdown_element(&words[tag..])?)));
        if let Some((tag, name)) = found.filter(|(tag, _)| *tag > 0 || above.starts_with('<')) {
            let range = start + tag..start + words.len();
            self.open.push(OpenElement {
                name,
                tag: range,
                depth: 1,
            });
            return;
        }
        let Some(last) = self.open.last_mut() else {
            return;
        };
        let closes = words
            .strip_prefix("</")
            .and_then(|it| it.strip_prefix(last.name));
        let is_end = closes.is_some_and(|behind| behind.starts_with('>'));
        if is_end && last.depth == 1 {
            let (tag, name) = (last.tag.clone(), last.name);
            self.open.pop();
            let words = if self.text[..tag.start].ends_with('\n') {
                ""
            } else {
                "\n"
            };
            self.edit(tag, words);
            self.edit(start..start + "</>".len() + name.len(), "");
            return;
        }
        let opens = words.matches(&format!("<{}", last.name)).count();
        let closes = words.matches(&format!("</{}>", last.name)).count();
        last.depth = (last.depth + opens).saturating_sub(closes).max(1);
    }

    /// A line that is only `<br>` or a picture begins no block of HTML to kramdown.
    fn lone_tag(&mut self, at: usize, typed: &str, next: usize) {
        let words = typed.trim();
        let is_break = matches!(words, "<br>" | "<br/>" | "<br />" | "</br>");
        let is_picture = words.starts_with("<img ") && words.ends_with('>');
        let is_one = words.matches('<').count() == 1;
        let is_below_words = !self.text[self.before.clone()].trim().is_empty();
        let below = line_at(self.text, next.min(self.text.len())).trim();
        if (is_break || is_picture) && is_one && !is_below_words && !below.is_empty() {
            let end = at + typed.len();
            self.edit(end..end, "\n");
        }
    }

    /// `{: file="a.yml" }` behind a fence is its title.
    fn file_of_code(&mut self, info: usize, opening: &str, end: usize) {
        let line = line_at(self.text, end.min(self.text.len())).trim();
        let inner = line.strip_prefix("{:").and_then(|it| it.strip_suffix('}'));
        let file = inner.and_then(|inner| inner.split_once("file=\""));
        let Some((file, _)) = file.and_then(|(_, rest)| rest.split_once('"')) else {
            return;
        };
        if file.trim().is_empty() || opening.contains("title=") {
            return;
        }
        let none = if opening.ends_with(['`', '~']) {
            "text"
        } else {
            ""
        };
        self.edit(info..info, format!("{none} title=\"{}\"", file.trim()));
    }

    fn of_hugo(&mut self, start: usize, words: &str) {
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
                _ => {}
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

    /// Reads a line of d2lbook; whether it says something of the line above.
    fn of_d2l(&mut self, (at, next): (usize, usize), start: usize, words: &str) -> bool {
        let value = |name: &str| {
            let inner = words.strip_prefix(name)?.strip_suffix('`')?;
            Some(inner).filter(|it| !it.is_empty() && !it.contains('`'))
        };
        let whole = at..next;
        let range = start..start + words.len();
        if value(":width:`").is_some() || value(":bibliography:`").is_some() {
            self.edit(whole, "");
        } else if let Some(name) = value(":label:`") {
            let above = self.before.start;
            let line = self.text[self.before.clone()].trim_start();
            if line.starts_with('#') || line.starts_with("![") {
                let edge = if above == 0 { "" } else { "\n" };
                self.edit(above..above, format!("{edge}({name})=\n"));
                self.edit(whole, "");
            } else {
                self.edit(range, format!("\n({name})=\n"));
            }
        } else if let Some(name) = value(":eqlabel:`") {
            self.edit(range, format!("\n({name})=\n"));
        } else if let Some(name) = value(":begin_tab:`") {
            self.edit(range, format!(":::{{tab-item}} {name}"));
        } else if words == ":end_tab:" {
            self.edit(range, ":::");
        } else {
            let roles = [
                (":numref:`", "{numref}`"),
                (":ref:`", "{ref}`"),
                (":eqref:`", "{eq}`"),
                (":citet:`", "{cite:t}`"),
                (":cite:`", "{cite}`"),
            ];
            for (sign, role) in roles {
                for at in hits(words, sign) {
                    let range = start + at..start + at + sign.len();
                    self.edit(range, role);
                }
            }
            return false;
        }
        words.starts_with(":width:") || words.starts_with(":label:")
    }

    /// The properties of a page of Logseq as front matter; where they end.
    fn properties(&mut self) -> usize {
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

    fn of_logseq(&mut self, at: usize, typed: &str) {
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

/// The places of a sign in a line that stand out of code.
fn hits(line: &str, sign: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let (mut ticks, mut counted) = (0, 0);
    for (found, _) in line.match_indices(sign) {
        ticks += line[counted..found].matches('`').count();
        counted = found;
        if ticks % 2 == 0 {
            out.push(found);
        }
    }
    out
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
pub(super) fn named_blocks<'a>(path: &'a str, text: &'a str, out: &mut NamedBlocks<'a>) {
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

/// The name of an element that a tag opens and in which Markdown is read.
fn markdown_element(tag: &str) -> Option<&'static str> {
    let inner = tag.strip_prefix('<')?;
    let name = ELEMENTS.into_iter().find(|name| {
        let behind = inner.strip_prefix(name);
        behind.is_some_and(|behind| behind.starts_with(' '))
    })?;
    let found = container_names::of_division(tag, name)?;
    (found == Container::Plain).then_some(name)
}
