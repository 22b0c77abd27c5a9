//! A chapter's tree to the HTML inside `<main>`: sections, rows, trees of bullets, commands, code,
//! pictures. A placed chapter and its links in, HTML out. Knows nothing of templates; the
//! vocabulary is documented in
//! `themes/default/README.md`.

mod block;
mod bullets;
mod code;
mod footnotes;
mod inline;
mod keys;
pub mod picture;
mod prose;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::notes::code::manifest::KeyNote;
use crate::notes::library::outline::{ChapterOutline, Layout, PlacedChapter, Section};
use crate::notes::links::targets::Link;
use crate::notes::tree::{Inline, Span};
use crate::text::push_escaped;

/// Words of the interface that stand in the body.
#[derive(Clone, Debug)]
pub struct Words {
    /// Label of a fold.
    pub fold: String,
    /// Before the path of a picture that is missing.
    pub missing_picture: String,
    /// Names of the alerts, in the order of [`crate::notes::tree::Alert`].
    pub alerts: [String; 5],
    /// Label of the link back from a footnote.
    pub back: String,
    /// Label of a path of menus.
    pub menu: String,
    /// Labels of the number beside a key's line and beside the bullet that explains it; `{n}` is
    /// the number.
    pub keys: [String; 2],
    /// Leads that readers look for (`구조`, `실습`), in lower case.
    pub leads: Vec<String>,
    /// Leads of remarks (`참고`).
    pub notes: Vec<String>,
    /// Leads of what proves that it worked (`확인`).
    pub checks: Vec<String>,
}

/// What rendering a body needs to know.
pub struct Body<'a> {
    /// The chapter.
    pub placed: &'a PlacedChapter,
    /// Its sections; empty for a landing page.
    pub outline: &'a ChapterOutline,
    /// Its links, by span.
    pub links: &'a [Link],
    /// Keys of manifests that its bullets explain.
    pub keys: &'a [KeyNote],
    /// Anchors of bullets and paragraphs that are no sections, sorted by their span.
    pub anchors: &'a [(Span, Arc<str>)],
    /// Words of the interface.
    pub words: &'a Words,
    /// On the print page: what stands before each id, so that chapters don't share them; and where
    /// pages of the course lie.
    pub print: Option<&'a BTreeMap<String, String>>,
    /// `serve` only: the line in the source of an offset in the chapter.
    pub line: Option<&'a dyn Fn(usize) -> usize>,
}

struct Writer<'a> {
    body: &'a Body<'a>,
    sections: BTreeMap<Span, &'a Section>,
    links: BTreeMap<Span, &'a Link>,
    footnotes: Vec<&'a str>,
    prefix: String,
    out: String,
}

/// The body of one chapter.
pub fn render(body: &Body<'_>) -> String {
    let prefix = body
        .print
        .and_then(|prefixes| prefixes.get(&body.outline.url))
        .cloned()
        .unwrap_or_default();
    let mut writer = Writer {
        body,
        sections: body
            .outline
            .sections
            .iter()
            .map(|section| (section.span, section))
            .collect(),
        links: body.links.iter().map(|link| (link.span, link)).collect(),
        footnotes: footnotes::in_order(body),
        prefix,
        out: String::with_capacity(body.placed.text.len() * 3),
    };
    let blocks = &body.placed.tree.blocks;
    match body.placed.layout {
        Layout::Bullets => writer.page(blocks),
        Layout::Prose => writer.blocks(blocks),
    }
    writer.footnotes();
    writer.out
}

/// A run of inlines as HTML, without block elements: titles.
pub fn inline_html(body: &Body<'_>, inlines: &[Inline]) -> String {
    let mut writer = Writer {
        body,
        sections: BTreeMap::new(),
        links: BTreeMap::new(),
        footnotes: Vec::new(),
        prefix: String::new(),
        out: String::new(),
    };
    writer.inlines(inlines, false);
    writer.out
}

impl Writer<'_> {
    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        push_escaped(text, &mut self.out);
    }

    /// ` name=value`, between quotation marks only where HTML asks for them: most values are a
    /// word, and every byte is there once for each bullet.
    fn attribute(&mut self, name: &str, value: &str) {
        let bare = !value.is_empty()
            && !value.contains(|c: char| {
                c.is_ascii_whitespace() || c.is_control() || "\"'=<>`".contains(c)
            });
        let mark = if bare { "" } else { "\"" };
        let _ = write!(self.out, " {name}={mark}");
        push_escaped(value, &mut self.out);
        self.push(mark);
    }

    fn id(&mut self, id: &str) {
        let id = format!("{}{id}", self.prefix);
        self.attribute("id", &id);
    }

    fn line(&mut self, span: Span) {
        if let Some(line) = self.body.line {
            let _ = write!(self.out, " data-l={}", line(span.start));
        }
    }

    /// A heading's level on this page: on the print page a chapter's title stands one above its
    /// sections.
    fn level(&self, level: u8) -> u8 {
        (level + u8::from(self.body.print.is_some())).min(6)
    }

    /// Further anchors of a section.
    fn aliases(&mut self, section: &Section) {
        for alias in &section.aliases {
            self.push("<a");
            self.id(alias);
            self.push("></a>");
        }
    }
}
