//! Containers of other tools: `:::tip`, `!!! note`, `{% hint %}`, `{{< callout >}}`, and what
//! stands for itself, `{{< figure >}}`. A chapter's text in; where each begins and ends out, with
//! what the Markdown parser is to see there, byte for byte: a heading that says the title, a rule
//! that ends it, an item for what is indented. Lines of code hold none. Makes no blocks.
//!
//! A container counts if something closes it; what nobody knows stays as it was typed.

use std::ops::Range;

use memchr::memmem;

use crate::notes::depth;
use crate::notes::reading::code_lines::{
    behind_signs, fence_end, is_indented_code, line_at, tagged_end,
};
use crate::notes::reading::container_names::{self, Container};
use crate::notes::reading::directives::{self, Directive};
use crate::notes::reading::file_line::{column, opening_fence};
use crate::notes::reading::other_comments::{SiteTool, SiteTools};
use crate::notes::reading::shortcode::{self, Shortcode, TagKind};
use crate::notes::tree::Span;

/// The lines of a text that belong to containers, in order.
#[derive(Debug, Default)]
pub(crate) struct Containers {
    pub marks: Vec<ContainerMark>,
    /// What is shown as it was typed.
    pub typed: Vec<TypedForm>,
}

/// A form of another tool that is shown as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TypedForm {
    pub span: Span,
    pub kind: TypedKind,
}

/// Why it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TypedKind {
    /// A container that nothing closes.
    Open,
    /// A container that is not known.
    Colons,
    Hugo,
    Liquid,
    /// What Jekyll puts around a note, which is shown nowhere.
    Layout,
    /// A line that stands for what another file holds, and whose it is.
    Included(&'static str),
}

/// A line, or what of it stands behind the marks of quotations and bullets.
#[derive(Debug)]
pub(crate) struct ContainerMark {
    /// Its first byte.
    pub at: usize,
    /// What the parser sees in its place, as long as it is.
    pub seen: String,
    pub kind: ContainerPart,
}

/// What a line says.
#[derive(Debug)]
pub(crate) enum ContainerPart {
    /// A container begins that ends with the mark at this byte.
    Begin(Container, usize),
    /// It ends; as a blank line, where HTML stands above that only such a line ends.
    End { is_blank: bool },
    /// A container whose lines are indented.
    Above(Container),
    /// A picture or a link stands there.
    Alone(Shortcode),
    /// What stands above is an alert.
    Behind(Container),
    /// The line of a fence, or a blank one.
    Nothing,
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
        let mut scan = ContainerScan {
            text,
            is_myst,
            closing: Vec::new(),
            figures: Vec::new(),
            colons: true,
            marks: Vec::new(),
            open: Vec::new(),
            above: Vec::new(),
            fences: true,
            typed: Vec::new(),
        };
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

/// A container that is open while lines are read.
struct OpenContainer {
    closes: ContainerEnd,
    at: usize,
    end: usize,
    depth: usize,
    /// `None` where nobody knows what it is.
    found: Option<TitledContainer>,
}

/// What ends a container.
#[derive(Clone, PartialEq, Eq)]
enum ContainerEnd {
    /// A line of so many colons or more.
    Colons(usize),
    /// `{% endhint %}`, `{{< /hint >}}`, `</Note>`, by their name.
    Name(String, TagKind),
}

impl ContainerEnd {
    /// Whose container it is, if nobody knows what it is.
    const fn kind(&self) -> TypedKind {
        match self {
            Self::Colons(_) => TypedKind::Colons,
            Self::Name(_, TagKind::Hugo) => TypedKind::Hugo,
            Self::Name(..) => TypedKind::Liquid,
        }
    }
}

/// A container and where its title stands.
struct TitledContainer {
    container: Container,
    title: Range<usize>,
}

struct ContainerScan<'a> {
    text: &'a str,
    /// Whether fences with a name in braces are read.
    is_myst: bool,
    /// Where the lines begin that end the directives around a line.
    closing: Vec<usize>,
    /// How many colons each picture has that is open.
    figures: Vec<usize>,
    /// Ends of colons count: not once one of them turned out not to be there.
    colons: bool,
    marks: Vec<ContainerMark>,
    open: Vec<OpenContainer>,
    /// Columns of the containers around a line that are indented.
    above: Vec<usize>,
    /// Fences count: not once one of them turned out never to be closed.
    fences: bool,
    typed: Vec<TypedForm>,
}

/// Names are looked for among so many open containers.
const AROUND: usize = 2 * depth::MARKUP;

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

    /// Reads a fence as a directive of `MyST`; whether what stands in it is to be read.
    fn directive(&mut self, (at, next): (usize, usize), line: &str, end: usize) -> bool {
        let words = behind_signs(line);
        let info = words.trim_start_matches(['`', '~', ':']);
        let Some((directive, title)) = directives::directive(info.trim_start()) else {
            return false;
        };
        let begin = at + line.len() - words.len();
        let inner = self.text[..end]
            .strip_suffix('\n')
            .unwrap_or(&self.text[..end]);
        let last = inner.rfind('\n').map_or(0, |at| at + 1);
        let closes = behind_signs(inner[last..].trim_end());
        let is_closed = last >= next && closes.starts_with(['`', '~']);
        if !is_closed || self.closing.len() >= depth::MARKUP {
            return false;
        }
        let close = last + inner[last..].trim_end().len() - closes.len();
        let ends = begin + words.len();
        let hide = |range: Range<usize>| ContainerMark {
            at: range.start,
            seen: padded("", range.len()),
            kind: ContainerPart::Nothing,
        };
        let options = directives::options(self.text, next, last);
        match directive {
            Directive::Contains(container) => {
                let from = ends - info.trim_start().len();
                let title = from + title.start..from + title.end;
                self.marks.push(ContainerMark {
                    at: begin,
                    seen: titled("#", begin..ends, title, self.text),
                    kind: ContainerPart::Begin(container, close),
                });
                self.marks.push(ContainerMark {
                    at: close,
                    seen: padded("***", closes.len()),
                    kind: ContainerPart::End { is_blank: false },
                });
                self.marks.extend(options.into_iter().map(hide));
                self.closing.push(last);
                true
            }
            Directive::Picture(shown) | Directive::Alone(shown) => {
                self.alone(begin, words, shown);
                self.marks.extend(options.into_iter().map(hide));
                self.marks.push(hide(close..close + closes.len()));
                self.closing.push(last);
                true
            }
            Directive::Hidden => {
                self.hide(begin, end);
                false
            }
        }
    }

    /// A line that a picture or a link stands for.
    fn alone(&mut self, at: usize, words: &str, shown: Shortcode) {
        self.marks.push(ContainerMark {
            at,
            seen: padded("#", words.len()),
            kind: ContainerPart::Alone(shown),
        });
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
        let info = words[count..].trim_start();
        if self.is_myst
            && let Some((directive, title)) = directives::directive(info)
        {
            let from = words.len() - info.len() - count;
            let title = from + title.start..from + title.end;
            let next = self.text[at..]
                .find('\n')
                .map_or(self.text.len(), |end| at + end + 1);
            let options = directives::options(self.text, next, self.text.len());
            self.marks
                .extend(options.into_iter().map(|range| ContainerMark {
                    at: range.start,
                    seen: padded("", range.len()),
                    kind: ContainerPart::Nothing,
                }));
            found = match directive {
                Directive::Contains(container) => Some((Some(container), title)),
                Directive::Picture(shown) => {
                    self.figures.push(count);
                    self.alone(at, words, shown);
                    return None;
                }
                Directive::Hidden => {
                    let end = self.colons_end(next, count)?;
                    self.hide(at, end);
                    return Some(end);
                }
                Directive::Alone(_) => found,
            };
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

    /// Where the line behind so many colons begins, which are all of theirs; `None` also where they
    /// were looked for once without being found.
    fn colons_end(&mut self, from: usize, count: usize) -> Option<usize> {
        let mut at = from;
        while self.colons && at < self.text.len() {
            let line = line_at(self.text, at);
            at += line.len();
            let words = line.trim();
            if words.len() >= count && words.bytes().all(|byte| byte == b':') {
                return Some(at);
            }
        }
        self.colons = false;
        None
    }

    /// Hides the lines up to a byte.
    fn hide(&mut self, from: usize, end: usize) {
        let mut at = from;
        while at < end {
            let line = line_at(self.text, at);
            let length = line.trim_end().len();
            if length > 0 {
                self.marks.push(ContainerMark {
                    at,
                    seen: padded("", length),
                    kind: ContainerPart::Nothing,
                });
            }
            at += line.len();
        }
    }

    fn tell(&mut self, bytes: Range<usize>, kind: TypedKind) {
        self.typed.push(TypedForm {
            span: bytes.into(),
            kind,
        });
    }

    /// Tells of what nothing closes. A tag that nobody knows need not be closed.
    fn leave(&mut self, open: &OpenContainer) {
        let kind = match (&open.closes, &open.found) {
            (ContainerEnd::Name(_, TagKind::Component), _) => return,
            (_, Some(_)) => TypedKind::Open,
            (ContainerEnd::Colons(_), None) => return,
            (ContainerEnd::Name(..), None) => open.closes.kind(),
        };
        self.tell(open.at..open.end, kind);
    }

    fn begin(&mut self, open: OpenContainer) {
        let known = self
            .open
            .iter()
            .filter(|open| open.found.is_some())
            .take(depth::MARKUP);
        let is_deep = known.count() >= depth::MARKUP;
        let found = open.found.filter(|_| !is_deep);
        self.open.push(OpenContainer { found, ..open });
        if self.open.len() > AROUND {
            // What was open so long is closed by nothing.
            let open = self.open.remove(0);
            self.leave(&open);
        }
    }

    /// Ends the container of this place among those that are open, and forgets those within it.
    fn close(&mut self, last: usize, at: usize, length: usize) {
        let inside = self.open.split_off(last + 1);
        for open in &inside {
            self.leave(open);
        }
        let Some(open) = self.open.pop() else {
            return;
        };
        let Some(found) = open.found else {
            if let ContainerEnd::Name(_, TagKind::Component) = open.closes {
                return;
            }
            // What MyST does by a directive is told nowhere.
            let words = self.text[open.at..open.end].trim_start_matches([':', ' ']);
            let is_directive = matches!(open.closes, ContainerEnd::Colons(_));
            if !(is_directive && words.starts_with('{')) {
                self.tell(open.at..open.end, open.closes.kind());
            }
            return;
        };
        let is_blank = self.is_below_html(at);
        self.marks.push(ContainerMark {
            at: open.at,
            seen: titled("#", open.at..open.end, found.title, self.text),
            kind: ContainerPart::Begin(found.container, at),
        });
        self.marks.push(ContainerMark {
            at,
            seen: padded(if is_blank { "" } else { "***" }, length),
            kind: ContainerPart::End { is_blank },
        });
    }

    /// Whether the paragraph of lines above is one of HTML, which only a blank line ends.
    fn is_below_html(&self, at: usize) -> bool {
        let above = self.text[..at].split('\n').rev().skip(1).take(AROUND);
        let is_words = |line: &&str| !line.trim().is_empty() && !line.starts_with(":::");
        let first = above.map(behind_signs).take_while(is_words).last();
        first.is_some_and(|first| first.starts_with('<'))
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

    /// `{% hint style="info" %}`, `{{< figure src="a.png" >}}` and what ends them.
    fn tag(&mut self, at: usize, words: &str, depth: usize) -> Option<usize> {
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
    fn component(&mut self, at: usize, words: &str, depth: usize) {
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

/// The bytes of a part of words that begin at a byte.
fn within(part: &str, words: &str, at: usize) -> Range<usize> {
    let start = at + part.as_ptr() as usize - words.as_ptr() as usize;
    start..start + part.len()
}

/// A sign and blanks up to this many bytes.
fn padded(sign: &str, length: usize) -> String {
    let mut out = sign.to_owned();
    out.extend(std::iter::repeat_n(' ', length.saturating_sub(sign.len())));
    out
}

/// A line with a sign at its start and nothing but its title.
fn titled(sign: &str, line: Range<usize>, title: Range<usize>, text: &str) -> String {
    let mut out = padded(sign, title.start.max(line.start) - line.start);
    // A title that began right behind the sign would be part of it.
    if title.is_empty() || out.len() == sign.len() {
        return padded(sign, line.len());
    }
    out.push_str(&text[title]);
    padded(&out, line.len())
}
