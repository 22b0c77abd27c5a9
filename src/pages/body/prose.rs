//! Plain text and what was found in it: references, terms, paths of menus, blanks. Text in, HTML
//! out; every character stays.

use std::fmt::Write as _;

use super::writer::BodyWriter;
use crate::notes::code::menu_run::PathPart;
use crate::notes::code::placeholder;
use crate::notes::links::targets::{Link, Target};
use crate::notes::tree::Span;
use crate::text::push_text;

enum Mark<'a> {
    Link(&'a Link),
    Field(String),
    Menu(&'a PathPart),
}

impl<'a> BodyWriter<'a> {
    /// Text with the references, terms, menu paths and placeholders in it.
    pub(super) fn prose(&mut self, text: &'a str, span: Span) {
        let marks = self.marks_in(text, span);
        let mut at = 0;
        for (start, end, mark) in marks {
            if start < at
                || end > text.len()
                || !text.is_char_boundary(start)
                || !text.is_char_boundary(end)
            {
                continue;
            }
            push_text(&text[at..start], &mut self.out);
            at = end;
            match mark {
                Mark::Field(name) => self.placeholder(&name),
                Mark::Menu(part) => self.menu(text, part),
                Mark::Link(link) => self.found_link(link, &text[start..end]),
            }
        }
        push_text(&text[at..], &mut self.out);
    }

    /// What was found in a text, in its order; of two that overlap the longer one that begins first
    /// comes first.
    fn marks_in(&self, text: &str, span: Span) -> Vec<(usize, usize, Mark<'a>)> {
        let exact = text.len() == span.end - span.start;
        let mut marks: Vec<(usize, usize, Mark<'a>)> = Vec::new();
        if exact {
            let inside = self
                .links
                .range(Span::new(span.start, 0)..Span::new(span.end, 0))
                .filter(|(place, _)| span.holds(**place));
            marks.extend(inside.map(|(place, link)| {
                (
                    place.start - span.start,
                    place.end - span.start,
                    Mark::Link(link),
                )
            }));
        } else if let Some(link) = self.links.get(&span) {
            marks.push((0, text.len(), Mark::Link(link)));
        }
        for field in placeholder::prose_fields(text) {
            marks.push((field.range.start, field.range.end, Mark::Field(field.name)));
        }
        for part in self.paths.get(&span).into_iter().flatten() {
            marks.push((part.range.start, part.range.end, Mark::Menu(part)));
        }
        marks.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        marks
    }

    /// A link that the notes' words make by themselves.
    fn found_link(&mut self, link: &Link, words: &str) {
        let (class, url) = match &link.target {
            Target::Reference { url } | Target::Page { url } => ("ref", url),
            Target::Term { url } => ("term", url),
            _ => return push_text(words, &mut self.out),
        };
        let href = self.address(url);
        let _ = write!(self.out, "<a class={class}");
        self.attribute("href", &href);
        self.push(">");
        push_text(words, &mut self.out);
        self.push("</a>");
    }

    /// A path of menus, or what of one stands in this text; the signs between its steps are copied,
    /// found and read as they were typed.
    pub(super) fn menu(&mut self, text: &str, part: &PathPart) {
        self.push("<span class=path>");
        let mut at = part.range.start;
        for step in &part.steps {
            self.sign(text.get(at..step.start));
            self.text(text.get(step.clone()).unwrap_or_default());
            at = step.end;
        }
        self.sign(text.get(at..part.range.end));
        self.push("</span>");
    }

    fn sign(&mut self, words: Option<&str>) {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            self.push("<i>");
            self.text(words);
            self.push("</i>");
        }
    }
}
