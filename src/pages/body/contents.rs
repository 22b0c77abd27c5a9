//! The contents of a page: its sections of two levels as a list of links. An outline in, HTML out;
//! and the marks with which authors ask for it in their text.

use std::fmt::Write as _;

use super::writer::BodyWriter;
use crate::notes::library::outline::{ChapterOutline, Section};
use crate::notes::links::targets::Target;
use crate::notes::reading::wished_contents;
use crate::notes::tree::{Inline, List, Span};
use crate::text::push_escaped;

/// How often a page may repeat its contents, each of which is as long as the page has sections.
/// Further marks stand as they were typed.
const MOST: usize = 8;

/// The sections that the contents name, each with its depth there. A first one that says the
/// chapter's title again is none of them, as its heading is not shown: what stands in it stands
/// under the title.
fn listed(outline: &ChapterOutline) -> impl Iterator<Item = (usize, &Section)> {
    let mut is_inside = false;
    let sections = outline.sections.iter().filter_map(move |section| {
        if outline.is_repeated(section) {
            is_inside = section.depth == 1;
            return None;
        }
        is_inside &= section.depth > 1;
        Some((section.depth - usize::from(is_inside), section))
    });
    sections.filter(|(depth, _)| *depth <= 2)
}

/// How many sections of the first level the contents name.
pub(crate) fn count(outline: &ChapterOutline) -> usize {
    listed(outline).filter(|(depth, _)| *depth == 1).count()
}

/// The contents, as lists in each other; `href` gives the address of a section by its id.
pub(crate) fn contents(outline: &ChapterOutline, href: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for (level, section) in listed(outline) {
        while depth < level {
            out.push_str("<ul>");
            depth += 1;
        }
        while depth > level {
            out.push_str("</ul>");
            depth -= 1;
        }
        let _ = write!(out, "<li><a href=\"");
        push_escaped(&href(&section.id), &mut out);
        out.push_str("\">");
        push_escaped(&section.title, &mut out);
        out.push_str("</a></li>");
    }
    for _ in 0..depth {
        out.push_str("</ul>");
    }
    // A list may only hold items: an inner list belongs to the item before it.
    out.replace("</li><ul>", "<ul>")
        .replace("</ul><li>", "</ul></li><li>")
        .replace("</ul></ul>", "</ul></li></ul>")
        .replace("<ul><ul>", "<ul><li><ul>")
}

impl BodyWriter<'_> {
    /// Whether a paragraph asks for the contents: it is one of the marks alone, and no link to a
    /// note of that name.
    pub(super) fn asks_for_contents(&self, span: Span, inlines: &[Inline]) -> bool {
        let typed = self.body.placed.text.get(span.range()).unwrap_or_default();
        let typed = typed.trim();
        if !wished_contents::is_mark(typed) && !is_kramdown(typed) {
            return false;
        }
        let leads = |inline: &Inline| {
            let link = self.links.get(&inline.span);
            link.is_some_and(|link| !matches!(link.target, Target::Typed))
        };
        // Where there is nothing to list, double brackets are a name that no note has.
        if typed.starts_with("[[") && listed(self.body.outline).next().is_none() {
            return false;
        }
        self.contents_shown < MOST && !inlines.iter().any(leads)
    }

    /// The same of a list: kramdown's `* TOC` with `{:toc}` beneath it.
    pub(super) fn list_asks_for_contents(&self, span: Span, list: &List) -> bool {
        let typed = self.body.placed.text.get(span.range()).unwrap_or_default();
        let mut lines = typed.trim().lines();
        let last = lines.nth(1);
        self.contents_shown < MOST
            && list.items.len() == 1
            && last.is_some_and(is_kramdown)
            && lines.next().is_none()
    }

    /// The contents of this page, where it has sections.
    pub(super) fn contents(&mut self) {
        self.contents_shown += 1;
        let list = contents(self.body.outline, &|id| self.here(id));
        if !list.is_empty() {
            let _ = writeln!(self.out, "<nav class=contents>{list}</nav>");
        }
    }
}

/// `{:toc}`, with what kramdown lets stand behind it.
fn is_kramdown(line: &str) -> bool {
    let inner = line.trim().strip_prefix("{:");
    let inner = inner.and_then(|line| line.strip_suffix('}'));
    inner.is_some_and(|inner| inner.split_whitespace().next() == Some("toc"))
}
