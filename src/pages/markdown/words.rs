//! Runs of inlines as Markdown, and as HTML where they stand within it.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape::{self, at_line_start, code_span, destination};
use crate::address::Address;
use crate::notes::links::targets::{Link, Target, is_web};
use crate::notes::reading::html;
use crate::notes::tree::{Inline, InlineKind, Span, WrittenImage, WrittenLink};
use crate::notes::visit::plain_text;
use crate::pages::body::picture::without_extension;
use crate::text::escape_html;

/// Where a link or a picture of a page leads from the file that tells of it.
pub(crate) type Leading<'a> = dyn Fn(Leads<'_>) -> String + 'a;

/// What is led to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Leads<'a> {
    /// A page of the site, or a place in it.
    Page(&'a Address),
    /// A picture or a file beside the pages, by its path.
    File(&'a str),
}

/// Writes the Markdown of one text.
pub(super) struct MarkdownWriter<'a> {
    text: &'a str,
    links: HashMap<Span, &'a Link>,
    leading: &'a Leading<'a>,
    /// Footnotes by their label.
    pub(super) numbers: HashMap<&'a str, usize>,
    /// By how much headings are lowered, so that the highest is the second.
    pub(super) shift: i16,
    /// Whether it writes within a link: links do not stand in each other.
    is_in_link: bool,
    /// Whether it writes within HTML, where no Markdown is read.
    is_html: bool,
}

/// Whether an address may stand alone between angle brackets.
fn is_bare(address: &str) -> bool {
    let is_one = |c: char| !c.is_whitespace() && !c.is_control() && !"<>".contains(c);
    is_web(address) && address.chars().all(is_one)
}

impl<'a> MarkdownWriter<'a> {
    pub(super) fn new(text: &'a str, links: &'a [Link], leading: &'a Leading<'a>) -> Self {
        Self {
            text,
            links: links.iter().map(|link| (link.span, link)).collect(),
            leading,
            numbers: HashMap::new(),
            shift: 0,
            is_in_link: false,
            is_html: false,
        }
    }

    /// Inlines with the breaks of their source.
    pub(super) fn paragraph(&mut self, inlines: &'a [Inline]) -> String {
        let words = self.inlines(inlines);
        at_line_start(words.trim_matches([' ', '\n']))
    }

    /// Inlines without breaks: headings and cells.
    pub(super) fn one_line(&mut self, inlines: &'a [Inline]) -> String {
        let words = self.inlines(inlines).replace("\\\n", "<br>");
        let words = words.replace('\n', " ");
        let words = words.trim();
        // At the end it would close the heading.
        match words.strip_suffix('#') {
            Some(rest) => format!("{rest}\\#"),
            None => words.to_owned(),
        }
    }

    /// A block of HTML: no Markdown is read within it, so none is written.
    pub(super) fn html(&mut self, inlines: &'a [Inline]) -> String {
        let was = std::mem::replace(&mut self.is_html, true);
        let out = self.inlines(inlines);
        self.is_html = was;
        // A blank line would end it.
        let lines = out.lines().filter(|line| !line.trim().is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }

    fn inlines(&mut self, inlines: &'a [Inline]) -> String {
        let mut out = String::new();
        for inline in inlines {
            self.inline(inline, &mut out);
        }
        out
    }

    fn inline(&mut self, inline: &'a Inline, out: &mut String) {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(&self.words(text)),
            InlineKind::Sign(sign) => out.push_str(&sign.sign),
            InlineKind::Code(code) => out.push_str(&self.code(code)),
            InlineKind::Command(command) => out.push_str(&self.code(&command.code)),
            InlineKind::Strong(children) => self.marked("**", "strong", children, out),
            InlineKind::Emphasis(children) => self.marked("*", "em", children, out),
            InlineKind::Strike(children) => self.marked("~~", "del", children, out),
            InlineKind::Link { written, children } => {
                let link = self.link(inline.span, written, children);
                // `[^1][word](…)` would be words in brackets with a label behind them.
                match link.strip_prefix("[ ") {
                    Some(rest) if ends_in_footnote(out) => {
                        let _ = write!(out, " [{rest}");
                    }
                    None if link.starts_with('[') && ends_in_footnote(out) => {
                        let _ = write!(out, "<!-- -->{link}");
                    }
                    _ => out.push_str(&link),
                }
            }
            InlineKind::Image(image) => {
                let image = self.image(inline.span, image);
                out.push_str(&image);
            }
            InlineKind::Media { written, children } => {
                let words = if children.is_empty() {
                    self.words(&written.destination)
                } else {
                    self.inlines(children)
                };
                match self.target(inline.span) {
                    Some(to) => out.push_str(&self.anchor(&words, &to, "")),
                    None => out.push_str(&words),
                }
            }
            InlineKind::Html(tag) if html::name(tag).eq_ignore_ascii_case("br") => {
                out.push_str(if self.is_html { "<br>" } else { "\\\n" });
            }
            InlineKind::Html(tag) => out.push_str(tag),
            InlineKind::FootnoteReference(label) => match self.numbers.get(label.as_str()) {
                Some(number) => {
                    let _ = if self.is_html {
                        write!(out, "<sup>{number}</sup>")
                    } else {
                        write!(out, "[^{number}]")
                    };
                }
                None => out.push_str(&self.words(&format!("[^{label}]"))),
            },
            InlineKind::Label(_) => {}
            InlineKind::SoftBreak => out.push('\n'),
            InlineKind::HardBreak => out.push_str(if self.is_html { "<br>\n" } else { "\\\n" }),
        }
    }

    fn words(&self, text: &str) -> String {
        if self.is_html {
            escape::html(text)
        } else {
            escape::text(text)
        }
    }

    fn code(&self, code: &str) -> String {
        if self.is_html {
            format!("<code>{}</code>", escape::html(code))
        } else {
            code_span(code)
        }
    }

    /// Emphasis by its marks where every reader of Markdown pairs them, else by its element.
    fn marked(&mut self, mark: &str, name: &str, children: &'a [Inline], out: &mut String) {
        let inner = self.inlines(children);
        if inner.trim().is_empty() {
            return out.push_str(&inner);
        }
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let last = mark.chars().next().unwrap_or('*');
        let pairs = !self.is_html
            && is_letter(inner.chars().next())
            && is_letter(inner.chars().next_back())
            && !inner.contains(last)
            && !out.ends_with(last);
        if pairs {
            let _ = write!(out, "{mark}{inner}{mark}");
        } else {
            let _ = write!(out, "<{name}>{inner}</{name}>");
        }
    }

    /// Where a link or picture leads; `None` where it leads nowhere.
    fn target(&self, span: Span) -> Option<String> {
        match &self.links.get(&span)?.target {
            Target::Page { url } | Target::Reference { url } | Target::Term { url } => {
                Some((self.leading)(Leads::Page(url)))
            }
            Target::File { url } | Target::Image { url, .. } => {
                Some((self.leading)(Leads::File(url)))
            }
            Target::Web { address } => Some(address.clone()),
            Target::MissingImage { .. }
            | Target::Shown { .. }
            | Target::Folder
            | Target::Typed
            | Target::Broken => None,
        }
    }

    fn link(&mut self, span: Span, written: &WrittenLink, children: &'a [Inline]) -> String {
        let title = written.title.as_str();
        if let Some(Target::Typed) = self.links.get(&span).map(|link| &link.target) {
            return self.words(self.text.get(span.range()).unwrap_or_default());
        }
        let target = self.target(span).filter(|_| !self.is_in_link);
        let found = children.is_empty().then(|| self.links.get(&span)).flatten();
        let found = found.map(|link| self.words(&link.text));
        let Some(mut to) = target else {
            return found.unwrap_or_else(|| self.inlines(children));
        };
        if let Some(Target::File { url }) = self.links.get(&span).map(|link| &link.target) {
            to.push_str(written.place_in(url));
        }
        if title.is_empty() && !self.is_html && to == plain_text(children) && is_bare(&to) {
            return format!("<{to}>");
        }
        self.is_in_link = true;
        let words = found.unwrap_or_else(|| self.inlines(children));
        self.is_in_link = false;
        self.anchor(&words, &to, title)
    }

    fn anchor(&self, words: &str, to: &str, title: &str) -> String {
        let to = destination(to);
        match (self.is_html, title.trim()) {
            (true, _) => format!("<a href=\"{}\">{words}</a>", escape_html(&to)),
            (false, "") => format!("[{words}]({to})"),
            (false, title) => format!("[{words}]({to} \"{}\")", escape::title(title)),
        }
    }

    fn image(&self, span: Span, image: &WrittenImage) -> String {
        let alt = without_extension(&image.alt);
        let Some(to) = self.target(span) else {
            let path = &image.destination;
            return self.words(if alt.trim().is_empty() { path } else { alt });
        };
        let to = destination(&to);
        if self.is_html {
            let (to, alt) = (escape_html(&to), escape_html(alt));
            return format!("<img src=\"{to}\" alt=\"{alt}\">");
        }
        let alt = escape::text(alt);
        match image.title.trim() {
            "" => format!("![{alt}]({to})"),
            title => format!("![{alt}]({to} \"{}\")", escape::title(title)),
        }
    }
}

/// Whether the last that was written refers to a footnote: `[^1]`.
fn ends_in_footnote(out: &str) -> bool {
    let label = out
        .strip_suffix(']')
        .and_then(|out| out.rsplit_once("[^"))
        .map(|(_, label)| label);
    label.is_some_and(|label| label.bytes().all(|c| c.is_ascii_digit()))
}
