//! Words: assignments, options, and whatever a word has between its letters.

use super::letters::{assigned, is_end, is_name, name_length};
use super::lexer::{Close, NestKind, ShellLexer, WordPlace};
use crate::pages::highlight::token::Class;

impl ShellLexer<'_> {
    /// A name of `name` bytes, its sign and the beginning of its value.
    pub(super) fn assignment(&mut self, name: usize, class: Class) {
        let base = self.nest().base;
        self.take(name, class);
        let sign = self.bytes[self.at..].iter().position(|byte| *byte == b'=');
        self.take(sign.unwrap_or(0) + 1, Class::Plain);
        if self.byte(self.at) == b'(' {
            self.take(1, Class::Plain);
            self.push(NestKind::Array, base);
        } else {
            self.nest().word = Some(Class::Text);
        }
    }

    /// A name behind `export`, `local`, `alias`.
    pub(super) fn name(&mut self, class: Class, base: Class) {
        let length = self.bare();
        if let Some(name) = assigned(&self.bytes[self.at..], length) {
            self.assignment(name, class);
        } else if length > 0 && is_name(&self.bytes[self.at..self.at + length]) {
            self.take(length, class);
        } else {
            self.nest().word = Some(base);
        }
    }

    /// `-n`, `--name=value`, `--`.
    pub(super) fn option(&mut self, base: Class) {
        let nest = self.nest();
        if nest.place == WordPlace::Command {
            nest.place = WordPlace::Arguments;
        }
        let dashes = 1 + usize::from(self.byte(self.at + 1) == b'-');
        let name = &self.bytes[self.at + dashes..];
        if dashes == 2 && is_end(self.byte(self.at + 2)) {
            self.take(2, Class::Plain);
            let nest = self.nest();
            if nest.place == WordPlace::Arguments {
                nest.place = WordPlace::Operands;
            }
            return;
        }
        let length = name_length(name);
        let is_variable = name.first() == Some(&b'$');
        if length == 0 && !is_variable {
            self.nest().word = Some(base);
            return;
        }
        self.take(dashes + length, Class::Option);
        if self.byte(self.at) == b'=' {
            self.take(1, Class::Plain);
        }
        if !is_end(self.byte(self.at)) {
            self.nest().word = Some(base);
        }
    }

    /// The letters of a word up to what is no letter.
    pub(super) fn word(&mut self, class: Class) {
        let length = self.bare();
        if length > 0 {
            self.take(length, class);
        }
        let Some(byte) = self.bytes.get(self.at).copied() else {
            return;
        };
        match byte {
            _ if self.next_blank() == self.at => {
                let length = self.blanks.first().map_or(1, |blank| blank.range.len());
                self.take(length, class);
            }
            b'"' => self.open_double(class),
            b'\'' => self.single(class),
            b'$' => self.dollar(class),
            b'`' if self.nest().kind != NestKind::List(Close::Backtick) => self.backtick(class),
            b'\\' if self.is_continued() => {}
            b'\\' => self.escape(class),
            _ => self.nest().word = None,
        }
    }

    /// A backslash and the letter behind it.
    pub(super) fn escape(&mut self, class: Class) {
        let length = match self.byte(self.at + 1) {
            b'\n' => 1,
            byte if byte < 0x80 => 2,
            // A letter beyond ASCII needs no escape.
            _ => 1,
        };
        let class = if length == 2 { Class::Number } else { class };
        self.take(length, class);
    }
}
