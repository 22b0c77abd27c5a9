//! Shell in one pass: a text and its blanks in, tokens out. Follows the grammar of bash, which sh
//! and zsh share where notes are concerned. What is nested (`"$(date +"%F")"`) stands on a stack,
//! never in a call, so that no depth ends the program. A quotation or bracket that nothing ever
//! closes is a letter like any other.

mod letters;
mod lexer;
mod list;
mod nested;
mod redirection;
mod word;

use super::token::{Class, CodeToken, Tokens};
use crate::notes::code::placeholder::Placeholder;
use crate::pages::highlight::shell::lexer::{Close, Closes, Nest, NestKind, ShellLexer};

/// The tokens of a text. A blank to fill in is part of its word, whatever letters it has.
pub(super) fn tokens(text: &str, blanks: &[Placeholder]) -> Vec<CodeToken> {
    let bytes = text.as_bytes();
    let last = |byte: u8| memchr::memrchr(byte, bytes).unwrap_or(0);
    let mut lexer = ShellLexer {
        bytes,
        made: Tokens::new(text),
        at: 0,
        blanks,
        stack: vec![Nest::new(NestKind::List(Close::End), Class::Plain)],
        documents: Vec::new(),
        parens: (0, 0),
        closes: Closes {
            single: last(b'\''),
            double: last(b'"'),
            backtick: last(b'`'),
            brace: last(b'}'),
            paren: last(b')'),
        },
    };
    while lexer.at < bytes.len() {
        lexer.step();
    }
    lexer.made.finish()
}

impl ShellLexer<'_> {
    /// Takes at least one byte, or leaves a word or nest.
    fn step(&mut self) {
        let nest = self.nest();
        let base = nest.base;
        match (nest.kind, nest.word) {
            (NestKind::List(_), Some(class)) => self.word(class),
            (NestKind::List(close), None) => self.between(close),
            (NestKind::Double, _) => self.double(),
            (NestKind::Parameter, _) => self.parameter(base),
            (NestKind::Arithmetic, _) => self.arithmetic(base),
            (NestKind::Array, Some(class)) => self.word(class),
            (NestKind::Array, None) => self.array(base),
            (NestKind::Body, _) => self.body(),
        }
    }
}
