//! Plain text and what was found in it: references, terms, paths of menus, blanks. Text in, HTML
//! out; every character stays.

use std::fmt::Write as _;
use std::ops::Range;

use super::writer::BodyWriter;
use crate::notes::code::menu;
use crate::notes::code::placeholder;
use crate::notes::links::targets::{Link, Target};
use crate::notes::tree::Span;
use crate::text::push_text;

enum Mark<'a> {
    Link(&'a Link),
    Field(String),
    Menu(Vec<Range<usize>>),
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
                Mark::Menu(steps) => self.menu(text, &steps),
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
        if text.contains('>') {
            let around = menu::around(&self.body.placed.text, span.start);
            for path in menu::find(text, around) {
                marks.push((path.range.start, path.range.end, Mark::Menu(path.steps)));
            }
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

    /// A path of menus; the signs between its steps are copied, found and read as they were typed.
    pub(super) fn menu(&mut self, text: &str, steps: &[Range<usize>]) {
        self.push("<span class=path>");
        let mut at = None;
        for step in steps {
            if let Some(at) = at {
                self.push("<i>");
                self.text(text.get(at..step.start).unwrap_or_default());
                self.push("</i>");
            }
            self.text(text.get(step.clone()).unwrap_or_default());
            at = Some(step.end);
        }
        self.push("</span>");
    }
}
