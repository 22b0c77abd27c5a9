//! Runs of inlines: emphasis, code, written links, blanks. An inline in, HTML out; addresses are
//! relative to the page.

use std::fmt::Write as _;

use super::footnotes;
use super::writer::{BodyWriter, OURS};
use crate::address::{file_href, fragment, href};
use crate::notes::code::menu;
use crate::notes::links::targets::Target;
use crate::notes::tree::{Inline, InlineKind, Span};
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
            InlineKind::Code(code) => {
                self.push("<code>");
                match menu::whole(code) {
                    Some(path) => self.menu(code, &path.steps),
                    None => self.push(&highlight::with_placeholders(code)),
                }
                self.push("</code>");
            }
            InlineKind::Strong(children) => self.wrapped("strong", children),
            InlineKind::Emphasis(children) => self.wrapped("em", children),
            InlineKind::Strike(children) => self.wrapped("del", children),
            InlineKind::Link {
                title, children, ..
            } => self.link(inline.span, title, children),
            InlineKind::Image { .. } => self.picture(inline),
            InlineKind::Command(command) => {
                self.push("<code class=cmd-in>");
                self.push(&highlight::command(command.language, &command.code));
                self.push("</code>");
            }
            InlineKind::Placeholder(name) => self.placeholder(name),
            InlineKind::Html(tag) => self.push(tag),
            InlineKind::FootnoteReference(label) => {
                match self.numbers.get(label.as_str()).copied() {
                    Some(i) => {
                        self.mentioned[i] += 1;
                        self.push("<sup class=fn><a");
                        self.attribute("href", &self.own_address(&footnotes::note(i)));
                        self.id(&format!(
                            "{OURS}{}",
                            footnotes::mention(i, self.mentioned[i])
                        ));
                        let _ = write!(self.out, ">{}</a></sup>", i + 1);
                    }
                    None => self.text(&format!("[^{label}]")),
                }
            }
            InlineKind::SoftBreak => self.push("\n"),
            InlineKind::HardBreak => self.push("<br>"),
        }
    }

    fn wrapped(&mut self, tag: &str, children: &'a [Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(children);
        let _ = write!(self.out, "</{tag}>");
    }

    pub(super) fn placeholder(&mut self, name: &str) {
        self.push("<span class=f>&lt;");
        self.text(name);
        self.push("&gt;</span>");
    }

    /// The address of a page of the site from this page.
    pub(super) fn address(&self, url: &str) -> String {
        let (page, anchor) = url
            .split_once('#')
            .map_or((url, None), |(page, anchor)| (page, Some(anchor)));
        if let Some(prefix) = self.body.print.and_then(|prefixes| prefixes.get(page)) {
            return fragment(&anchor.map_or_else(
                || format!("{prefix}{OURS}top"),
                |anchor| format!("{prefix}{anchor}"),
            ));
        }
        match anchor {
            Some(anchor) if page == self.body.outline.url => fragment(anchor),
            _ => href(&self.body.outline.url, url),
        }
    }

    fn link(&mut self, span: Span, title: &str, children: &'a [Inline]) {
        if let Some(Target::Typed) = self.links.get(&span).map(|link| &link.target) {
            let typed = self.body.placed.text.get(span.range());
            return self.text(typed.unwrap_or_default());
        }
        let href = match self.links.get(&span).map(|link| &link.target) {
            Some(Target::Page { url } | Target::Reference { url } | Target::Term { url }) => {
                Some((self.address(url), false))
            }
            Some(Target::File { url }) => Some((file_href(&self.body.outline.url, url), false)),
            Some(Target::Web { address }) => Some((address.clone(), true)),
            _ => None,
        };
        match href {
            Some((href, is_web)) => {
                self.push("<a");
                self.attribute("href", &href);
                if !title.is_empty() {
                    self.attribute("title", title);
                } else if is_web && href.contains('<') {
                    // An address with blanks is worth reading before they are filled.
                    self.attribute("title", &href);
                }
                self.push(">");
                self.inlines(children);
                self.push("</a>");
            }
            None => {
                self.push("<span class=broken>");
                self.inlines(children);
                self.push("</span>");
            }
        }
    }
}
