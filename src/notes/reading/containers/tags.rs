//! Containers that a tag begins and another ends: `{% hint %}`, `{{< callout >}}`, `<TabItem>`,
//! `<div class="notice" markdown="1">`. A line that is a tag in; what it begins or ends there out.

use std::ops::Range;

use super::mark::{ContainerMark, ContainerPart, TypedKind, padded, titled, within};
use super::scan::{ContainerEnd, ContainerScan, OpenContainer, TitledContainer};
use crate::notes::reading::code_lines::{behind_signs, line_at, tagged_end};
use crate::notes::reading::container_names;
use crate::notes::reading::shortcode::{self, TagKind};

impl ContainerScan<'_> {
    /// `{% hint style="info" %}`, `{{< figure src="a.png" >}}` and what ends them.
    pub(super) fn tag(&mut self, at: usize, words: &str, depth: usize) -> Option<usize> {
        let tag = shortcode::tag(words)?;
        if tag.is_end {
            let closes = ContainerEnd::Name(tag.name.to_owned(), tag.kind);
            let last = self.open.iter().rposition(|open| open.closes == closes);
            if let Some(last) = last.filter(|last| self.open[*last].depth == depth) {
                self.close(last, at, words.len());
            }
            return None;
        }
        if tag.name == "raw" && tag.kind == TagKind::Liquid {
            return self.raw(at, words);
        }
        if let Some(language) = tag.fence() {
            return self.fence(at, words, &tag, language);
        }
        if tag.is_layout() {
            if tag.kind == TagKind::Liquid {
                self.tell(at..at + words.len(), TypedKind::Layout);
            }
            self.marks.push(ContainerMark {
                at,
                seen: padded("", words.len()),
                kind: ContainerPart::Nothing,
            });
            return None;
        }
        if tag.is_among_words() {
            return None;
        }
        if let Some(shown) = tag.shown() {
            self.alone(at, words, shown);
            return None;
        }
        let found = container_names::of_tag(&tag);
        self.begin(OpenContainer {
            closes: ContainerEnd::Name(tag.name.to_owned(), tag.kind),
            at,
            end: at + words.len(),
            depth,
            found: found.map(|(container, title)| {
                let title = title.map_or(at..at, |title| within(title, words, at));
                TitledContainer { container, title }
            }),
        });
        None
    }

    /// `<TabItem label="맥">` and `</TabItem>`, where it is known what they are.
    pub(super) fn component(&mut self, at: usize, words: &str, depth: usize) {
        let Some(tag) = shortcode::component(words) else {
            self.division(at, words, depth);
            return;
        };
        let closes = ContainerEnd::Name(tag.name.to_owned(), tag.kind);
        if tag.is_end {
            let last = self.open.iter().rposition(|open| open.closes == closes);
            if let Some(last) = last.filter(|last| self.open[*last].depth == depth) {
                self.close(last, at, words.len());
            }
        } else if let Some((container, title)) = container_names::of_tag(&tag) {
            let title = title.map_or(at..at, |title| within(title, words, at));
            self.begin(OpenContainer {
                closes,
                at,
                end: at + words.len(),
                depth,
                found: Some(TitledContainer { container, title }),
            });
        }
    }

    /// `<div class="notice--info" markdown="1">` and `</div>`, between which kramdown and
    /// Python-Markdown read Markdown, and `<details markdown="1">` with the `<summary>` below it.
    fn division(&mut self, at: usize, words: &str, depth: usize) {
        let names = ["div", "details"];
        let inner = words.trim_start_matches(['<', '/']);
        let Some(name) = names.into_iter().find(|name| inner.starts_with(name)) else {
            return;
        };
        let closes = ContainerEnd::Name(name.to_owned(), TagKind::Component);
        let last = self.open.iter().rposition(|open| open.closes == closes);
        if words.strip_prefix("</").and_then(|it| it.strip_suffix('>')) == Some(name) {
            if let Some(last) = last.filter(|last| self.open[*last].depth == depth) {
                self.close(last, at, words.len());
            }
            return;
        }
        let mut container = container_names::of_division(words, name);
        if words.contains("</") || container.is_none() && last.is_none() {
            return;
        }
        let (mut begin, mut end, mut title) = (at, at + words.len(), at..at);
        if name == "details" && container.is_some() {
            let below = self.text[end..].find('\n').map(|length| end + length + 1);
            let summary = below.and_then(|below| summary(self.text, below));
            match summary {
                Some((line, words)) => {
                    self.marks.push(ContainerMark {
                        at,
                        seen: padded("", end - at),
                        kind: ContainerPart::Nothing,
                    });
                    (begin, end, title) = (line.start, line.end, words);
                }
                None => container = None,
            }
        }
        self.begin(OpenContainer {
            closes,
            at: begin,
            end,
            depth,
            found: container.map(|container| TitledContainer { container, title }),
        });
    }

    /// What Liquid does not read between `{% raw %}` and its end: words of the note.
    fn raw(&mut self, at: usize, words: &str) -> Option<usize> {
        let mut start = at + words.len() + 1;
        while start < self.text.len() {
            let line = line_at(self.text, start).trim_end();
            let inner = behind_signs(line);
            let next = start + line_at(self.text, start).len();
            if let Some(tag) = shortcode::tag(inner).filter(|tag| tag.name == "raw") {
                if tag.is_end {
                    let end = start + line.len() - inner.len();
                    for (at, words) in [(at, words), (end, inner)] {
                        self.marks.push(ContainerMark {
                            at,
                            seen: padded("", words.len()),
                            kind: ContainerPart::Nothing,
                        });
                    }
                }
                return tag.is_end.then_some(next);
            }
            start = next;
        }
        None
    }

    /// Code between `{% highlight java %}` and its end, as between fences; where the next line
    /// begins behind it.
    fn fence(
        &mut self,
        at: usize,
        words: &str,
        tag: &shortcode::LineTag<'_>,
        language: &str,
    ) -> Option<usize> {
        let body = at + words.len() + 1;
        let (start, next) = tagged_end(self.text, body, tag)?;
        let code = &self.text[body..start];
        let mark = if code.contains("```") { "~~~" } else { "```" };
        let language = within(language, words, at);
        self.marks.push(ContainerMark {
            at,
            seen: titled(mark, at..at + words.len(), language, self.text),
            kind: ContainerPart::Nothing,
        });
        let line = line_at(self.text, start).trim_end();
        let inner = behind_signs(line);
        self.marks.push(ContainerMark {
            at: start + line.len() - inner.len(),
            seen: padded(mark, inner.len()),
            kind: ContainerPart::Nothing,
        });
        Some(next)
    }
}

/// The line of `<summary>제목</summary>` that begins at a byte, and what stands in it.
fn summary(text: &str, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    let line = line_at(text, start);
    let words = line.trim();
    let at = start + line.len() - line.trim_start().len();
    let title = words
        .strip_prefix("<summary>")?
        .strip_suffix("</summary>")?;
    let is_plain = !title.is_empty() && !title.contains('<');
    is_plain.then(|| (at..at + words.len(), within(title, words, at)))
}
