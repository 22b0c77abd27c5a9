//! What a tool writes in its own way and Markdown can say: `$$` for a formula, a target for
//! `` :label:`x` ``, front matter for `title:: 제목`. A text and its tools in; stretches of it and
//! what stands in their place out. Lines of code are left as they are.
//!
//! Source: the manuals of kramdown ("HTML Blocks"), hugo-book ("Shortcodes"), d2lbook ("Markdown
//! Cells") and Logseq ("Properties", "Block Reference").

mod d2lbook;
mod edit;
mod hugo;
mod kramdown;
mod logseq;

use std::ops::Range;

use memchr::memmem;

use crate::notes::reading::code_lines::{fence_end, line_at};
use crate::notes::reading::container_names::{self, Container};
use crate::notes::reading::file_line::opening_fence;
use crate::notes::reading::other_comments::{SiteTool, SiteTools};

use d2lbook::D2lLine;
use edit::DialectEdit;
use hugo::HugoScan;
use logseq::GraphScan;

pub(super) use logseq::{NamedBlocks, named_blocks};

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
        text,
        out: Vec::new(),
        open: Vec::new(),
        hugo: HugoScan::default(),
        graph: GraphScan::of(path, text, blocks),
        before: 0..0,
    };
    scan.lines(tools);
    let mut out = scan.out;
    out.append(&mut scan.hugo.out);
    out.append(&mut scan.graph.into_edits());
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
    text: &'a str,
    out: Vec<DialectEdit>,
    open: Vec<OpenElement>,
    hugo: HugoScan,
    graph: GraphScan<'a>,
    /// The line above.
    before: Range<usize>,
}

/// Elements in which kramdown and Python-Markdown read Markdown where they are told to.
const ELEMENTS: [&str; 5] = ["div", "section", "article", "aside", "p"];

/// So many of them are open at a time.
const DEEPEST: usize = 32;

impl DialectScan<'_> {
    fn edit(&mut self, range: Range<usize>, words: impl Into<String>) {
        self.out.push(DialectEdit::of(range, words));
    }

    fn lines(&mut self, tools: SiteTools) {
        let mut at = 0;
        if tools.hold(SiteTool::Logseq) {
            at = self.graph.properties();
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
                    let opening = at..at + typed.len();
                    self.out
                        .extend(kramdown::file_of_code(self.text, opening, end));
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
                let (line, above) = (at..at + typed.len(), self.before.clone());
                self.out
                    .extend(kramdown::lone_tag(self.text, line, above, next));
            }
            if tools.hold(SiteTool::Hugo) {
                self.hugo.line(start, words);
            }
            // A label below a label or a width is that of what stands above both.
            let is_below = tools.hold(SiteTool::D2lBook) && {
                let line = D2lLine {
                    whole: at..next,
                    start,
                    words,
                    above: self.before.clone(),
                };
                d2lbook::line(self.text, &line, &mut self.out)
            };
            if tools.hold(SiteTool::Logseq) {
                self.graph.line(at, typed);
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
