//! Where the lexer of shell stands: what is open around it, and what the next word is. What each of
//! them means is said in the files beside this one.

use std::ops::Range;

use super::letters::is_special;
use crate::notes::code::placeholder::Placeholder;
use crate::pages::highlight::token::{Class, Tokens};

/// Where each that closes something stands last.
pub(super) struct Closes {
    pub(super) single: usize,
    pub(super) double: usize,
    pub(super) backtick: usize,
    pub(super) brace: usize,
    pub(super) paren: usize,
}

/// What text stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NestKind {
    /// Commands.
    List(Close),
    /// `"…"`.
    Double,
    /// `${…}` behind its name.
    Parameter,
    /// `((…))` and `$((…))`.
    Arithmetic,
    /// `name=(…)`.
    Array,
    /// The lines of a here-document.
    Body,
}

/// What ends a list of commands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    End,
    Paren,
    Backtick,
    Esac,
}

/// What the next word of a list is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WordPlace {
    /// A program, a keyword or an assignment.
    Command,
    /// An argument or an option.
    Arguments,
    /// An argument: behind `--` there are no options.
    Operands,
    /// What a function is called.
    Function,
    /// A variable of `export`, `local` …, or what `alias` is given, in this class.
    Names(Class),
    /// An expression up to `]`, or `]]`.
    Test(&'static [u8]),
    /// The name and the words of `for`.
    For,
    /// The word of `case`.
    Case,
    /// A pattern of `case`.
    Pattern,
}

pub(super) struct Nest {
    pub(super) kind: NestKind,
    pub(super) place: WordPlace,
    /// The class of the word that has begun.
    pub(super) word: Option<Class>,
    /// The class of letters that are nothing else: inside a string they are its.
    pub(super) base: Class,
    /// Whether the next word is where a redirection leads.
    pub(super) is_target: bool,
    /// Parentheses that were opened and mean nothing.
    pub(super) depth: usize,
    /// The here-document whose lines these are.
    pub(super) document: Option<Document>,
}

impl Nest {
    pub(super) fn new(kind: NestKind, base: Class) -> Self {
        Self {
            kind,
            place: if kind == NestKind::List(Close::Esac) {
                WordPlace::Pattern
            } else {
                WordPlace::Command
            },
            word: None,
            base,
            is_target: false,
            depth: 0,
            document: None,
        }
    }
}

/// A here-document.
pub(super) struct Document {
    /// Where its end is named.
    pub(super) delimiter: Range<usize>,
    /// Whether variables in it are replaced.
    pub(super) expands: bool,
}

pub(super) struct ShellLexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) made: Tokens<'a>,
    pub(super) at: usize,
    /// What of the blanks to fill in is still to come.
    pub(super) blanks: &'a [Placeholder],
    pub(super) stack: Vec<Nest>,
    /// The here-documents whose lines come behind this one.
    pub(super) documents: Vec<Document>,
    /// The end of the line in which the last `))` was looked for, and where that stands.
    pub(super) parens: (usize, usize),
    pub(super) closes: Closes,
}

impl ShellLexer<'_> {
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    pub(super) fn starts(&self, mark: &[u8]) -> bool {
        self.bytes[self.at..].starts_with(mark)
    }

    pub(super) fn take(&mut self, length: usize, class: Class) {
        self.at = (self.at + length).min(self.bytes.len());
        self.made.take(self.at, class);
    }

    /// The list, string or bracket that the text stands in; the text itself is never left.
    pub(super) fn nest(&mut self) -> &mut Nest {
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    pub(super) fn push(&mut self, kind: NestKind, base: Class) {
        self.stack.push(Nest::new(kind, base));
    }

    pub(super) fn pop(&mut self) {
        if self.stack.len() > 1 {
            self.stack.pop();
        }
    }

    /// Where the next blank to fill in begins, from here on.
    pub(super) fn next_blank(&mut self) -> usize {
        while let Some((first, more)) = self.blanks.split_first() {
            if first.range.start >= self.at {
                return first.range.start;
            }
            self.blanks = more;
        }
        usize::MAX
    }

    /// How many letters from here on need nobody's attention.
    pub(super) fn bare(&mut self) -> usize {
        let most = self.next_blank() - self.at;
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| is_special(*byte));
        length.unwrap_or(rest.len()).min(most)
    }
}
