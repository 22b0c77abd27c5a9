//! What a book asks of another place of it by a name that its author gave: the roles of `MyST`,
//! the references of bookdown and Quarto. Such a question as the destination of a link and back.
//! Knows no page.

/// The sign before a question among destinations: no address that was typed begins with it.
const SIGN: char = '\u{1f}';

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CrossKind {
    /// A place by its name; without words it is called as that place is: `` {ref}`x` ``.
    Title,
    /// The same; without words it is called by its kind and number: `` {numref}`x` ``, `@fig-x`.
    Number,
    /// The number alone: `\@ref(x)`.
    BareNumber,
    /// A note by its path: `` {doc}`x` ``.
    Note,
}

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Crossed<'a> {
    pub(crate) asked: CrossKind,
    /// The name of the place, or the path of the note.
    pub(crate) name: &'a str,
    /// Words in which `%s` stands for the number; empty where there are none.
    pub(crate) pattern: &'a str,
}

impl<'a> Crossed<'a> {
    /// The question as the destination of a link.
    pub(crate) fn destination(&self) -> String {
        let kind = match self.asked {
            CrossKind::Title => 't',
            CrossKind::Number => 'n',
            CrossKind::BareNumber => 'b',
            CrossKind::Note => 'd',
        };
        format!("{SIGN}{kind}{}{SIGN}{}", self.name, self.pattern)
    }

    /// The question that a destination is, if it is one.
    pub(crate) fn of(destination: &'a str) -> Option<Self> {
        let rest = destination.strip_prefix(SIGN)?;
        let mut letters = rest.chars();
        let asked = match letters.next()? {
            't' => CrossKind::Title,
            'n' => CrossKind::Number,
            'b' => CrossKind::BareNumber,
            'd' => CrossKind::Note,
            _ => return None,
        };
        let (name, pattern) = letters.as_str().split_once(SIGN)?;
        Some(Self {
            asked,
            name,
            pattern,
        })
    }
}

/// A name of a place as it is compared: case and runs of blanks are no difference, as in docutils.
pub(crate) fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
