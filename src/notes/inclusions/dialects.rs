//! What a tool writes in its own way and Markdown can say: `$$` for a formula, a target for
//! `` :label:`x` ``, front matter for `title:: 제목`. A text and its tools in; stretches of it and
//! what stands in their place out. Lines of code are left as they are.
//!
//! Source: the manuals of kramdown ("HTML Blocks"), hugo-book ("Shortcodes"), d2lbook ("Markdown
//! Cells") and Logseq ("Properties", "Block Reference").

mod components;
mod d2lbook;
mod docsify;
mod edit;
mod gollum;
mod hugo;
mod kramdown;
mod logseq;
mod mdbook;
mod mkdocs;
mod myst;
mod obsidian;
mod tags;

use std::collections::HashSet;
use std::ops::Range;

use memchr::memmem;

use crate::notes::library::file_names;
use crate::notes::reading::code_lines::{fence_end, line_at};
use crate::notes::reading::container_names::{self, Container};
use crate::notes::reading::file_line::opening_fence;
use crate::notes::reading::other_comments::{SiteTool, SiteTools};

use components::ComponentScan;
use d2lbook::D2lLine;
use edit::DialectEdit;
use hugo::HugoScan;
use logseq::GraphScan;
use mkdocs::MkDocsScan;

pub(super) use hugo::SiteParams;
pub(super) use logseq::{NamedBlocks, named_blocks};
pub(super) use obsidian::{LinkedBlocks, linked_blocks};

/// What all notes say that each may need.
#[derive(Default)]
pub(super) struct DialectView<'a> {
    /// The blocks of graphs of Logseq that have a name.
    pub blocks: NamedBlocks<'a>,
    /// The names of blocks to which notes link.
    pub linked: LinkedBlocks<'a>,
    pub params: SiteParams,
    /// Folders that are wikis of GitHub.
    pub wikis: HashSet<&'a str>,
    /// Folders that docsify shows.
    pub docsify: HashSet<&'a str>,
}

/// Whether a text may hold any.
pub(super) fn may_hold(text: &str, tools: SiteTools) -> bool {
    let holds = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    let any = |signs: &[&str]| signs.iter().any(|sign| holds(sign));
    tools.hold(SiteTool::Logseq)
        || tools.hold(SiteTool::D2lBook)
        || tools.hold(SiteTool::MkDocs)
        || tools.hold(SiteTool::Obsidian)
        || is_jekyll(tools) && any(&["<br", "</br", "file=", "{%", "*["])
        || tools.hold(SiteTool::MdBook) && any(&["```rust", "~~~rust"])
        || tools.hold(SiteTool::Hugo) && any(&["{{<", "{{%", "<--->"])
        || tools.hold(SiteTool::Myst) && any(&["+++", ":caption:", ":link:"])
        || has_components(tools) && any(&["<Badge ", "</", "/>", "[!code "])
        || has_definitions(tools) && any(&["\n: ", "\n:\t"])
        || any(&[" markdown=", " markdown>", " ^", "\n^", "#^"])
        || any(&["<aside>"])
        || gollum::may_hold(text)
        || docsify::may_hold(text)
        || any(&tags::SIGNS)
}

/// Whether a file lies in a folder, however deep.
fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    folder.is_empty() || rest.is_some_and(|rest| rest.starts_with('/'))
}

/// Whether kramdown reads it.
fn is_jekyll(tools: SiteTools) -> bool {
    tools.hold(SiteTool::Liquid) && !tools.hold(SiteTool::Jinja)
}

/// Whether its notes hold components.
fn has_components(tools: SiteTools) -> bool {
    tools.hold(SiteTool::Vue) || tools.hold(SiteTool::Mdx)
}

/// Whether definitions stand below what they say as in PHP Markdown Extra.
fn has_definitions(tools: SiteTools) -> bool {
    is_jekyll(tools)
        || tools.hold(SiteTool::MkDocs)
        || tools.hold(SiteTool::Myst)
        || tools.hold(SiteTool::Pandoc)
}

/// All of a note, in order.
pub(super) fn edits(
    path: &str,
    text: &str,
    tools: SiteTools,
    view: &DialectView<'_>,
) -> Vec<DialectEdit> {
    let mut scan = DialectScan {
        text,
        out: Vec::new(),
        open: Vec::new(),
        hugo: HugoScan::of(path, text, &view.params),
        graph: GraphScan::of(path, text, &view.blocks),
        mkdocs: MkDocsScan::default(),
        components: ComponentScan::default(),
        view,
        before: 0..0,
        figures: 0,
        is_defined: false,
        home: NoteHome {
            is_exported: file_names::has_id(path),
            is_wiki: view.wikis.iter().any(|wiki| is_below(path, wiki)),
            is_docsify: view.docsify.iter().any(|site| is_below(path, site)),
        },
    };
    scan.lines(tools);
    let mut out = scan.out;
    out.append(&mut scan.hugo.out);
    out.append(&mut scan.mkdocs.out);
    out.append(&mut scan.components.out);
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
    hugo: HugoScan<'a>,
    graph: GraphScan<'a>,
    mkdocs: MkDocsScan,
    components: ComponentScan<'a>,
    view: &'a DialectView<'a>,
    /// The line above.
    before: Range<usize>,
    /// Figures that are open.
    figures: usize,
    /// Whether what stands above is a definition.
    is_defined: bool,
    home: NoteHome,
}

/// What a note is by its path.
struct NoteHome {
    /// Whether Notion exported it, whose callouts hold Markdown right below their tag.
    is_exported: bool,
    /// Whether it is a page of a wiki of GitHub.
    is_wiki: bool,
    /// Whether docsify shows it.
    is_docsify: bool,
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
                if tools.hold(SiteTool::MdBook) {
                    let opening = at..at + typed.len();
                    mdbook::hidden_lines(self.text, opening, next..end, &mut self.out);
                }
                if tools.hold(SiteTool::Vue) {
                    self.marks_of_code(next..end);
                }
                if tools.hold(SiteTool::Myst) {
                    let opening = at..at + typed.len();
                    myst::card(self.text, opening.clone(), &mut self.out);
                    myst::captioned(self.text, opening, end, &mut self.out);
                }
                if tools.hold(SiteTool::D2lBook) && words.trim_start_matches('`') == "toc" {
                    let end = start + words.len();
                    self.edit(end - "toc".len()..end, "{toctree}");
                }
                self.before = end..end;
                at = end;
                continue;
            }
            if words == "<aside>" && self.home.is_exported {
                self.edit(at + typed.len()..at + typed.len(), "\n");
            }
            if words.starts_with('<') || words.ends_with('>') {
                self.element(start, words);
                self.figure(start, words);
            }
            if is_jekyll(tools) && (tags::is_control(words) || mkdocs::is_abbreviation(words)) {
                self.edit(at..at + typed.len(), "");
            } else if is_jekyll(tools) {
                let (line, above) = (at..at + typed.len(), self.before.clone());
                self.out
                    .extend(kramdown::lone_tag(self.text, line, above, next));
            }
            if words.contains("[[") {
                gollum::pictures((at, typed), self.home.is_wiki, &mut self.out);
            }
            if self.home.is_docsify {
                docsify::line((start, words), &mut self.out);
            }
            if words.contains("{%") {
                tags::of_gitbook((start, words), &mut self.out);
            }
            if tools.hold(SiteTool::MkDocs) {
                self.mkdocs.line(self.text, at);
            }
            if has_components(tools) && words.contains("<Badge ") {
                tags::badges((start, words), &mut self.out);
            }
            if has_components(tools) {
                self.components.line(start, words);
            }
            if has_definitions(tools) {
                self.definition(at, typed);
            }
            if tools.hold(SiteTool::Myst) && words.starts_with(":::") {
                myst::card(self.text, at..at + typed.len(), &mut self.out);
            }
            if tools.hold(SiteTool::Myst) && myst::is_break(words) {
                self.edit(at..at + typed.len(), "");
            }
            let is_vault = tools.hold(SiteTool::Obsidian);
            if is_vault || words.contains('^') {
                let linked = &self.view.linked;
                obsidian::line((at, typed), is_vault, linked, &mut self.out);
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

    /// `:   뜻`, below a line of words or another such line, as a bullet.
    fn definition(&mut self, at: usize, typed: &str) {
        let above = self.text[self.before.clone()].trim();
        let is_blank = above.is_empty();
        let is_words = !is_blank && !above.starts_with(['#', '|', '<', '-', '`', ':']);
        let is_one = typed.starts_with(": ") || typed.starts_with(":\t");
        if is_one && (is_words || self.is_defined) {
            self.edit(at..at + 1, "-");
            self.is_defined = true;
        } else if !is_one && !typed.is_empty() && !typed.starts_with([' ', '\t']) {
            self.is_defined = false;
        }
    }

    /// What `VitePress` marks in lines of code and shows as no word of them: `// [!code focus]`.
    fn marks_of_code(&mut self, body: Range<usize>) {
        let text = self.text;
        let body = body.start.min(body.end)..body.end;
        let mut read = body.start;
        for found in memmem::find_iter(text[body.clone()].as_bytes(), b"[!code ") {
            let at = body.start + found;
            if at < read {
                continue;
            }
            let begin = text[..at].rfind('\n').map_or(0, |at| at + 1);
            read = begin + line_at(text, begin).len();
            let before = text[begin..at].trim_end();
            let signs = ["//", "#", "<!--", "/*", "--", ";"];
            let Some(sign) = signs.iter().find(|sign| before.ends_with(**sign)) else {
                continue;
            };
            let code = before[..before.len() - sign.len()].trim_end();
            let line = line_at(text, begin).trim_end().len();
            self.edit(begin + code.len()..begin + line, "");
        }
    }

    /// `<figure markdown="span">` around a picture that Markdown shows, and the words below it.
    fn figure(&mut self, start: usize, words: &str) {
        let is_opening = words.starts_with("<figure") && words.ends_with('>');
        if is_opening && words.contains(" markdown") && !words.contains("</figure>") {
            self.figures += 1;
            self.edit(start..start + words.len(), "");
        } else if self.figures > 0 && words == "</figure>" {
            self.figures -= 1;
            self.edit(start..start + words.len(), "");
        } else if self.figures > 0
            && let Some(inner) = words.strip_prefix("<figcaption>")
            && let Some(inner) = inner.strip_suffix("</figcaption>")
        {
            self.edit(start..start + words.len(), format!("\n{inner}\n"));
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
