//! Fences and colons of `MyST`: `` ```{note} ``, `:::{figure} a.png`. A line that begins one in;
//! what it begins, shows or hides out.

use std::ops::Range;

use super::mark::{ContainerMark, ContainerPart, padded, titled};
use super::scan::ContainerScan;
use crate::notes::depth;
use crate::notes::reading::code_lines::{behind_signs, line_at};
use crate::notes::reading::container_names::Container;
use crate::notes::reading::directives::{self, Directive};

impl ContainerScan<'_> {
    /// Reads a fence as a directive of `MyST`; whether what stands in it is to be read.
    pub(super) fn directive(&mut self, (at, next): (usize, usize), line: &str, end: usize) -> bool {
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

    /// Reads what stands behind so many colons as a directive: what it is and where its title
    /// stands behind them, or that the line is dealt with, and which one is read next.
    pub(super) fn colon_directive(
        &mut self,
        at: usize,
        words: &str,
        count: usize,
    ) -> Option<ColonDirective> {
        let info = words[count..].trim_start();
        let (directive, title) = directives::directive(info)?;
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
        match directive {
            Directive::Contains(container) => Some(ColonDirective::Begins(container, title)),
            Directive::Picture(shown) => {
                self.figures.push(count);
                self.alone(at, words, shown);
                Some(ColonDirective::Read(None))
            }
            Directive::Hidden => {
                let end = self.colons_end(next, count);
                if let Some(end) = end {
                    self.hide(at, end);
                }
                Some(ColonDirective::Read(end))
            }
            Directive::Alone(_) => None,
        }
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
}

/// What colons with a name in braces are.
pub(super) enum ColonDirective {
    /// A container, and where its title stands.
    Begins(Container, Range<usize>),
    /// Read, and where the line begins that is read next, if it is not the one below.
    Read(Option<usize>),
}
