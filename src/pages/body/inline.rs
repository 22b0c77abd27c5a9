//! Runs of inlines: emphasis, code, written links, blanks. An inline in, HTML out; addresses are
//! relative to the page.

use std::fmt::Write as _;

use super::writer::{BodyWriter, OURS, TABLE};
use super::{emphasis, footnotes};
use crate::address::{Address, fragment, href, href_of};
use crate::notes::links::targets::Target;
use crate::notes::reading::html;
use crate::notes::sources::is_note;
use crate::notes::tree::{Inline, InlineKind, Span, WrittenLink};
use crate::notes::visit::plain_text;
use crate::pages::highlight;

impl<'a> BodyWriter<'a> {
    /// Inlines one after another.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.prose(text, inline.span),
            InlineKind::Sign(sign) => self.push(&sign.sign),
            InlineKind::Code(code) => {
                let parts = self.paths.get(&inline.span).map(Vec::as_slice);
                match parts {
                    Some(&[path]) if path.is_whole(code) => {
                        self.push("<code>");
                        self.menu(code, path);
                        self.push("</code>");
                    }
                    _ => self.push(&highlight::inline_code(code)),
                }
            }
            InlineKind::Strong(children) => self.wrapped("strong", children),
            InlineKind::Emphasis(children) => self.emphasis(children),
            InlineKind::Strike(children) => self.wrapped("del", children),
            InlineKind::Link { written, children } => {
                self.link(inline.span, written, children);
            }
            InlineKind::Image(_) => self.picture(inline),
            InlineKind::Media { written, children } => self.media(inline.span, written, children),
            InlineKind::Command(command) => {
                self.push("<code class=cmd-in>");
                self.push(&highlight::command(command.language, &command.code));
                self.push("</code>");
            }
            InlineKind::Html(tag) => self.tag(tag, inline.span),
            InlineKind::FootnoteReference(label) => {
                match self.numbers.get(label.as_str()).copied() {
                    Some(i) => {
                        self.mentioned[i] += 1;
                        let tag = if self.is_in_link { "span" } else { "a" };
                        self.push("<sup class=fn");
                        if self.beside[i] {
                            let _ = write!(self.out, " style=--r:--r{}", i + 1);
                        }
                        let _ = write!(self.out, "><{tag}");
                        if !self.is_in_link {
                            self.attribute("href", &self.own_address(&footnotes::note(i)));
                        }
                        self.id(&format!(
                            "{OURS}{}",
                            footnotes::mention(i, self.mentioned[i])
                        ));
                        let _ = write!(self.out, ">{}</{tag}></sup>", i + 1);
                    }
                    None => self.text(&format!("[^{label}]")),
                }
            }
            InlineKind::Label(label) => {
                if !self.is_taken(&label.name) {
                    self.place_named(&label.name);
                }
            }
            InlineKind::SoftBreak => self.push("\n"),
            InlineKind::HardBreak => self.push("<br>"),
        }
    }

    /// Emphasis: Korean sets dots over the letters, which only its own script and those of Chinese
    /// and Japanese take. Words of other scripts in it slant as they do elsewhere.
    fn emphasis(&mut self, children: &'a [Inline]) {
        let start = self.out.len();
        self.inlines(children);
        let inner = self.out.split_off(start);
        if self.body.words.has_dots {
            self.push(&emphasis::element(&inner));
        } else {
            let _ = write!(self.out, "<em>{inner}</em>");
        }
    }

    fn wrapped(&mut self, tag: &str, children: &'a [Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(children);
        let _ = write!(self.out, "</{tag}>");
    }

    /// A tag with the ids that lead to it: those of its section, where it is a heading, and those
    /// that its author gave.
    fn tag(&mut self, typed: &str, span: Span) {
        // A bullet that is shown as a heading is one already.
        if self.is_in_heading && matches!(html::name(typed).as_bytes(), [b'h', b'1'..=b'6']) {
            return;
        }
        let typed = &*self.heading_tag(typed);
        // One that the notes write scrolls alone as any other does.
        let is_table = html::name(typed).eq_ignore_ascii_case("table");
        if is_table && !typed.starts_with("</") {
            self.push(TABLE);
        }
        self.named_tag(typed, span);
        if is_table && typed.starts_with("</") {
            self.push("</div>");
        }
    }

    fn named_tag(&mut self, typed: &str, span: Span) {
        let section = self.sections.get(&span).copied();
        let has_id = [" id=", " name="].iter().any(|name| typed.contains(name));
        let parsed = html::tag(typed).filter(|_| has_id || section.is_some());
        let Some((tag, _)) = parsed else {
            return self.push(typed);
        };
        let without = |name: &str| name == "id" || name == "name" && tag.name != "details";
        let bare = tag.rewritten_but(&without);
        let mut ids: Vec<&str> = section.iter().map(|section| section.id.as_str()).collect();
        ids.extend(tag.ids().filter(|id| !self.is_taken(id)));
        self.push(bare.trim_end_matches('>'));
        if let Some(id) = ids.first() {
            self.id(id);
        }
        self.push(">");
        // Where a second id cannot stand beside the first, it stands in the element.
        for id in ids
            .iter()
            .skip(1)
            .filter(|_| !tag.is_void() && !tag.holds_no_text())
        {
            self.place_named(id);
        }
        if let Some(section) = section {
            self.aliases(section);
        }
    }

    pub(super) fn placeholder(&mut self, name: &str) {
        self.push("<span class=f>&lt;");
        self.text(name);
        self.push("&gt;</span>");
    }

    /// What leads from this page to a page of the site, or a place in it.
    pub(super) fn address(&self, to: &Address) -> String {
        if let Some(prefix) = self.body.print.and_then(|prefixes| prefixes.get(&to.page)) {
            return fragment(&match &to.anchor {
                Some(anchor) => format!("{prefix}{anchor}"),
                None => format!("{prefix}{OURS}top"),
            });
        }
        match &to.anchor {
            Some(anchor) if to.page == self.body.outline.url => fragment(anchor),
            _ => href_of(&self.body.outline.url, to),
        }
    }

    fn link(&mut self, span: Span, written: &WrittenLink, children: &'a [Inline]) {
        if let Some(Target::Typed) = self.links.get(&span).map(|link| &link.target) {
            let typed = self.body.placed.text.get(span.range());
            return self.text(typed.unwrap_or_default());
        }
        let target = self.links.get(&span).map(|link| &link.target);
        let is_folder = matches!(target, Some(Target::Folder));
        let href = match target {
            Some(Target::Page { url } | Target::Reference { url } | Target::Term { url }) => {
                Some((self.address(url), false))
            }
            Some(Target::File { url }) => {
                let file = href(&self.body.outline.url, url);
                Some((file + written.place_in(url), false))
            }
            Some(Target::Web { address }) => Some((address.clone(), true)),
            _ => None,
        };
        match href {
            // Links do not stand in each other: the outer one leads.
            Some(_) if self.is_in_link => self.words_of_link(span, children),
            None if is_folder => self.words_of_link(span, children),
            Some((href, is_web)) => {
                self.push("<a");
                // On paper an address stands behind its words, unless it is them, and once.
                if href.starts_with("http") {
                    let is_new = self.addresses.insert(href.clone());
                    if !is_new || is_address(&plain_text(children), &href) {
                        self.push(" class=bare");
                    }
                }
                self.attribute("href", &href);
                if !written.title.is_empty() {
                    self.attribute("title", &written.title);
                } else if is_web && href.contains('<') {
                    // An address with blanks is worth reading before they are filled.
                    self.attribute("title", &href);
                }
                self.push(">");
                self.is_in_link = true;
                self.words_of_link(span, children);
                self.is_in_link = false;
                self.push("</a>");
            }
            None => {
                // The name of a note that is not there, or not for readers, is no word of the note.
                if !children.is_empty() || !is_note(&written.destination) {
                    self.push("<span class=broken>");
                    self.words_of_link(span, children);
                    self.push("</span>");
                }
            }
        }
    }
}

impl<'a> BodyWriter<'a> {
    /// The words of a link: its own, or those that were found for one without any.
    fn words_of_link(&mut self, span: Span, children: &'a [Inline]) {
        if !children.is_empty() {
            return self.inlines(children);
        }
        if let Some(link) = self.links.get(&span).copied() {
            self.text(&link.text);
        }
    }
}

/// Whether words are an address themselves, with or without its scheme.
fn is_address(words: &str, href: &str) -> bool {
    let end = |text: &str| text.trim_end_matches('/').to_owned();
    let (words, href) = (end(words), end(href));
    let bare = href.split_once("://").map(|(_, rest)| rest);
    words == href || bare == Some(words.as_str())
}
