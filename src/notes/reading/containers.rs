//! Containers of other tools: `:::tip`, `!!! note`, `{% hint %}`, `{{< callout >}}`, and what
//! stands for itself, `{{< figure >}}`. A chapter's text in; where each begins and ends out, with
//! what the Markdown parser is to see there, byte for byte: a heading that says the title, a rule
//! that ends it, an item for what is indented. Lines of code hold none. Makes no blocks.
//!
//! A container counts if something closes it; what nobody knows stays as it was typed.

mod mark;
mod myst;
mod scan;
mod tags;

use std::ops::Range;

use memchr::memmem;

use crate::notes::depth;
use crate::notes::reading::among_words;
use crate::notes::reading::code_lines::{behind_signs, fence_end, is_indented_code, line_at};
use crate::notes::reading::container_names;
use crate::notes::reading::file_line::{column, opening_fence};
use crate::notes::reading::other_comments::{SiteTool, SiteTools};
use crate::notes::reading::shortcode;

use mark::{padded, titled};
use myst::ColonDirective;
use scan::{ContainerEnd, ContainerScan, OpenContainer, TitledContainer};

pub(crate) use mark::{ContainerMark, ContainerPart, TypedForm, TypedKind};

/// The lines of a text that belong to containers, in order.
#[derive(Debug, Default)]
pub(crate) struct Containers {
    pub marks: Vec<ContainerMark>,
    /// What is shown as it was typed.
    pub typed: Vec<TypedForm>,
}

/// Whether a text may hold any.
pub(crate) fn may_hold(text: &str) -> bool {
    let signs = [
        ":::", "@[", "{%", "{{", "!!! ", "???", "=== \"", "{: .", "<<< @", "--8<--", "</",
    ];
    let holds = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    signs.into_iter().any(holds)
}

impl Containers {
    /// Those of a chapter that is made for these tools.
    pub(crate) fn of(text: &str, tools: SiteTools) -> Self {
        let is_myst = tools.hold(SiteTool::Myst);
        if !(may_hold(text) || is_myst && text.contains('{')) {
            return Self::default();
        }
        let mut scan = ContainerScan::of(text, is_myst);
        scan.lines();
        let open = std::mem::take(&mut scan.open);
        for open in &open {
            scan.leave(open);
        }
        let ContainerScan {
            mut marks,
            mut typed,
            ..
        } = scan;
        marks.sort_unstable_by_key(|mark| mark.at);
        typed.sort_unstable_by_key(|one| one.span.start);
        Self { marks, typed }
    }

    /// The mark that begins within these bytes.
    pub(crate) fn within(&self, bytes: Range<usize>) -> Option<&ContainerMark> {
        let next = self.marks.partition_point(|mark| mark.at < bytes.start);
        self.marks.get(next).filter(|mark| mark.at < bytes.end)
    }
}

impl ContainerScan<'_> {
    fn lines(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let line = line_at(self.text, at);
            let next = at + line.len();
            if self.fences
                && line.contains(['`', '~'])
                && let Some(fence) = opening_fence(line.trim_end())
            {
                if self.closing.pop_if(|closing| *closing <= at).is_some() {
                    at = next;
                    continue;
                }
                if let Some(end) = fence_end(self.text, next, fence) {
                    let is_read = self.is_myst && self.directive((at, next), line.trim_end(), end);
                    at = if is_read { next } else { end };
                    continue;
                }
                self.fences = false;
            }
            at = self.line(at, line.trim_end()).unwrap_or(next);
        }
    }

    /// Reads a line; where the next one begins that is looked at, if it is another.
    fn line(&mut self, start: usize, line: &str) -> Option<usize> {
        let words = behind_signs(line);
        let sign = words.as_bytes().first()?;
        let indent = column(line);
        while self.above.last().is_some_and(|column| indent < column + 4) {
            self.above.pop();
        }
        if *sign != b'{' && (words.contains("{{<") || words.contains("{{%")) {
            self.among_words(start + line.len() - words.len(), words, line);
        }
        let included = shortcode::included(words);
        if included.is_none() && !matches!(sign, b':' | b'!' | b'?' | b'=' | b'@' | b'{' | b'<') {
            return None;
        }
        // What mdBook calls a page in the bar of the browser.
        if words.starts_with("{{#title ") && words.ends_with("}}") {
            self.marks.push(ContainerMark {
                at: start + line.len() - words.len(),
                seen: padded("", words.len()),
                kind: ContainerPart::Nothing,
            });
            return None;
        }
        let around = self.above.last().map_or(0, |column| column + 4);
        let is_code = match around {
            0 => line.starts_with([' ', '\t', '>']) && is_indented_code(self.text, start),
            _ => indent >= around + 4,
        };
        if is_code {
            return None;
        }
        let at = start + line.len() - words.len();
        if let Some((tool, shown)) = included {
            self.tell(at..at + words.len(), TypedKind::Included(tool));
            self.alone(at, words, shown);
            return None;
        }
        let depth = line[..line.len() - words.len()].matches('>').count();
        match sign {
            b':' => return self.colons(at, words, depth),
            b'@' => {
                if let Some(shown) = shortcode::embedded(words) {
                    self.alone(at, words, shown);
                }
            }
            b'{' if words.starts_with("{:") => self.attributes(at, words),
            b'{' => return self.tag(at, words, depth),
            b'<' => self.component(at, words, depth),
            _ => self.indented(at, words, indent),
        }
        None
    }

    /// Tells of the tags of Hugo among the words of a line that nobody knows.
    fn among_words(&mut self, at: usize, words: &str, line: &str) {
        let start = at + words.len() - line.len();
        if line.starts_with([' ', '\t']) && is_indented_code(self.text, start) {
            return;
        }
        for range in among_words::unread(words) {
            self.tell(at + range.start..at + range.end, TypedKind::Hugo);
        }
    }

    fn colons(&mut self, at: usize, words: &str, depth: usize) -> Option<usize> {
        let count = words.bytes().take_while(|byte| *byte == b':').count();
        if count < 3 {
            return None;
        }
        if count == words.len() {
            let is_mine = |open: &OpenContainer| match open.closes {
                ContainerEnd::Colons(least) => least <= count && open.depth == depth,
                ContainerEnd::Name(..) => false,
            };
            let last = self.open.iter().rposition(is_mine);
            if self.figures.pop_if(|figure| *figure == count).is_some() {
                self.marks.push(ContainerMark {
                    at,
                    seen: padded("", words.len()),
                    kind: ContainerPart::Nothing,
                });
            } else if let Some(last) = last {
                self.close(last, at, words.len());
            }
            return None;
        }
        let mut found = container_names::of_colons(&words[count..]);
        if self.is_myst
            && let Some(directive) = self.colon_directive(at, words, count)
        {
            match directive {
                ColonDirective::Begins(container, title) => {
                    found = Some((Some(container), title));
                }
                ColonDirective::Read(next) => return next,
            }
        }
        let (container, title) = found?;
        let title = at + count + title.start..at + count + title.end;
        self.begin(OpenContainer {
            closes: ContainerEnd::Colons(count),
            at,
            end: at + words.len(),
            depth,
            found: container.map(|container| TitledContainer { container, title }),
        });
        None
    }

    /// `!!! note "제목"`, `??? question`, `=== "탭"`: what is indented beneath.
    fn indented(&mut self, at: usize, words: &str, indent: usize) {
        let Some((container, title)) = container_names::of_indented(words) else {
            return;
        };
        let below = &self.text[at + words.len()..];
        let next = below.lines().skip(1).find(|line| !line.trim().is_empty());
        let is_above = next.is_some_and(|line| column(line) >= indent + 4);
        if !is_above || self.above.len() >= depth::MARKUP {
            return;
        }
        self.above.push(indent);
        let title = at + title.start..at + title.end;
        self.marks.push(ContainerMark {
            at,
            seen: titled("-  #", at..at + words.len(), title, self.text),
            kind: ContainerPart::Above(container),
        });
    }

    /// `{: .prompt-tip }`
    fn attributes(&mut self, at: usize, words: &str) {
        if let Some(container) = container_names::of_attributes(words) {
            self.marks.push(ContainerMark {
                at,
                seen: padded("", words.len()),
                kind: ContainerPart::Behind(container),
            });
        }
    }
}
