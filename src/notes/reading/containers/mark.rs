//! What a line of a container is told as: where it stands, what the Markdown parser is to see in
//! its place, byte for byte, and what it says. Values only.

use std::ops::Range;

use crate::notes::reading::container_names::Container;
use crate::notes::reading::shortcode::Shortcode;
use crate::notes::tree::Span;

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

/// The bytes of a part of words that begin at a byte.
pub(super) fn within(part: &str, words: &str, at: usize) -> Range<usize> {
    let start = at + part.as_ptr() as usize - words.as_ptr() as usize;
    start..start + part.len()
}

/// A sign and blanks up to this many bytes.
pub(super) fn padded(sign: &str, length: usize) -> String {
    let mut out = sign.to_owned();
    out.extend(std::iter::repeat_n(' ', length.saturating_sub(sign.len())));
    out
}

/// A line with a sign at its start and nothing but its title.
pub(super) fn titled(sign: &str, line: Range<usize>, title: Range<usize>, text: &str) -> String {
    let mut out = padded(sign, title.start.max(line.start) - line.start);
    // A title that began right behind the sign would be part of it.
    if title.is_empty() || out.len() == sign.len() {
        return padded(sign, line.len());
    }
    out.push_str(&text[title]);
    padded(&out, line.len())
}
