//! What lexers make of a text: stretches of its lines, each in one class. Knows no language.

/// What a stretch of code is. Its letter in HTML is its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// Without a colour: operators, punctuation, arguments.
    Plain = 0,
    /// A comment.
    Comment = b'c',
    /// A number, a constant, an escape.
    Number = b'd',
    /// A key or keyword.
    Key = b'k',
    /// What is given a name: a function, a type, an anchor.
    Name = b'n',
    /// An option or attribute.
    Option = b'o',
    /// A string.
    Text = b's',
    /// A program.
    Program = b't',
    /// A variable.
    Variable = b'v',
}

/// A stretch of one line in one class; it begins where the one before it ends, or its line begins.
/// Small, since the tokens of a page are kept until it stands on paper as well.
#[derive(Clone, Copy, Debug)]
pub(super) struct CodeToken {
    length: u16,
    class: Class,
}

impl CodeToken {
    /// How many bytes it has.
    pub(super) fn length(self) -> usize {
        self.length.into()
    }

    /// The ASCII letter that HTML gives it; `None` is plain.
    pub(super) fn class(self) -> Option<char> {
        (self.class != Class::Plain).then_some(char::from(self.class as u8))
    }
}

/// Tokens in the making. Every letter of every line is in one, its line breaks in none.
pub(super) struct Tokens<'a> {
    text: &'a [u8],
    /// Where the next token begins.
    at: usize,
    /// The first token of this line.
    first: usize,
    made: Vec<CodeToken>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            at: 0,
            first: 0,
            made: Vec::with_capacity(text.len() / 8),
        }
    }

    /// What stands before `end` and is in no token yet is in this class. Blanks before a word
    /// belong to its token, so that words of one class in a row are one.
    pub(super) fn take(&mut self, end: usize, class: Class) {
        while self.at < end {
            let rest = &self.text[self.at..end];
            let line = rest.iter().position(|byte| *byte == b'\n');
            let length = line.unwrap_or(rest.len());
            if length > 0 {
                self.push(length, class);
            }
            self.at += length;
            if line.is_some() {
                self.at += 1;
                self.first = self.made.len();
            }
        }
    }

    fn push(&mut self, length: usize, class: Class) {
        // A line that is coloured is short.
        let length = u16::try_from(length).unwrap_or(u16::MAX);
        match self.made[self.first..].last_mut() {
            Some(last) if last.class == class => last.length = last.length.saturating_add(length),
            _ => self.made.push(CodeToken { length, class }),
        }
    }

    /// The tokens; what is in none yet is plain.
    pub(super) fn finish(mut self) -> Vec<CodeToken> {
        self.take(self.text.len(), Class::Plain);
        self.made.shrink_to_fit();
        self.made
    }
}
