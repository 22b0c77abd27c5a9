//! What is open while the lines of a text are read, what begins and ends there, and what turned out
//! to be closed by nothing. Knows no sign by which a line begins or ends one.

use std::ops::Range;

use super::mark::{ContainerMark, ContainerPart, TypedForm, TypedKind, padded, titled};
use crate::notes::depth;
use crate::notes::reading::code_lines::{behind_signs, line_at};
use crate::notes::reading::container_names::Container;
use crate::notes::reading::shortcode::{Shortcode, TagKind};

/// A container that is open while lines are read.
pub(super) struct OpenContainer {
    pub(super) closes: ContainerEnd,
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) depth: usize,
    /// `None` where nobody knows what it is.
    pub(super) found: Option<TitledContainer>,
}

/// What ends a container.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum ContainerEnd {
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
pub(super) struct TitledContainer {
    pub(super) container: Container,
    pub(super) title: Range<usize>,
}

pub(super) struct ContainerScan<'a> {
    pub(super) text: &'a str,
    /// Whether fences with a name in braces are read.
    pub(super) is_myst: bool,
    /// Where the lines begin that end the directives around a line.
    pub(super) closing: Vec<usize>,
    /// How many colons each picture has that is open.
    pub(super) figures: Vec<usize>,
    /// Ends of colons count: not once one of them turned out not to be there.
    pub(super) colons: bool,
    pub(super) marks: Vec<ContainerMark>,
    pub(super) open: Vec<OpenContainer>,
    /// Columns of the containers around a line that are indented.
    pub(super) above: Vec<usize>,
    /// Fences count: not once one of them turned out never to be closed.
    pub(super) fences: bool,
    pub(super) typed: Vec<TypedForm>,
}

/// Names are looked for among so many open containers.
const AROUND: usize = 2 * depth::MARKUP;

impl<'a> ContainerScan<'a> {
    pub(super) const fn of(text: &'a str, is_myst: bool) -> Self {
        Self {
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
        }
    }
}

impl ContainerScan<'_> {
    /// A line that a picture or a link stands for.
    pub(super) fn alone(&mut self, at: usize, words: &str, shown: Shortcode) {
        self.marks.push(ContainerMark {
            at,
            seen: padded("#", words.len()),
            kind: ContainerPart::Alone(shown),
        });
    }

    /// Hides the lines up to a byte.
    pub(super) fn hide(&mut self, from: usize, end: usize) {
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

    pub(super) fn tell(&mut self, bytes: Range<usize>, kind: TypedKind) {
        self.typed.push(TypedForm {
            span: bytes.into(),
            kind,
        });
    }

    /// Tells of what nothing closes. A tag that nobody knows need not be closed.
    pub(super) fn leave(&mut self, open: &OpenContainer) {
        let kind = match (&open.closes, &open.found) {
            (ContainerEnd::Name(_, TagKind::Component), _) => return,
            (_, Some(_)) => TypedKind::Open,
            (ContainerEnd::Colons(_), None) => return,
            (ContainerEnd::Name(..), None) => open.closes.kind(),
        };
        self.tell(open.at..open.end, kind);
    }

    pub(super) fn begin(&mut self, open: OpenContainer) {
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
    pub(super) fn close(&mut self, last: usize, at: usize, length: usize) {
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
    pub(super) fn is_below_html(&self, at: usize) -> bool {
        let above = self.text[..at].split('\n').rev().skip(1).take(AROUND);
        let is_words = |line: &&str| !line.trim().is_empty() && !line.starts_with(":::");
        let first = above.map(behind_signs).take_while(is_words).last();
        first.is_some_and(|first| first.starts_with('<'))
    }
}
