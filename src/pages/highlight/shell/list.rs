//! Commands: what stands between their words, and what each word is by its place.

use super::letters::{Keyword, assigned, is_blank, is_end, is_hangul, keyword};
use super::lexer::{Close, NestKind, ShellLexer, WordPlace};
use crate::pages::highlight::token::Class;

impl ShellLexer<'_> {
    /// Between the words of a list of commands.
    pub(super) fn between(&mut self, close: Close) {
        let byte = self.bytes[self.at];
        let place = self.nest().place;
        let in_test = matches!(place, WordPlace::Test(_));
        match byte {
            byte if is_blank(byte) => self.at += 1,
            b'\n' => self.line_break(),
            b'\\' if self.is_continued() => {}
            b'#' => {
                let rest = &self.bytes[self.at..];
                let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                self.take(length, Class::Comment);
            }
            b'<' if self.next_blank() == self.at => self.begin(),
            b'<' | b'>' if !in_test => self.redirection(),
            b'&' if self.byte(self.at + 1) == b'>' => self.redirection(),
            b'0'..=b'9' if self.is_descriptor() => self.redirection(),
            b';' | b'&' | b'|' => self.operator(close, place),
            b'(' | b')' => self.parenthesis(close, place),
            b'`' if close == Close::Backtick => {
                self.pop();
                self.take(1, Class::Plain);
            }
            _ => self.begin(),
        }
    }

    /// A backslash before the line's end, with blanks between them or without: the command goes on.
    pub(super) fn is_continued(&mut self) -> bool {
        let rest = &self.bytes[self.at + 1..];
        let Some(length) = rest.iter().position(|byte| !is_blank(*byte)) else {
            return false;
        };
        if rest[length] != b'\n' {
            return false;
        }
        self.take(length + 2, Class::Plain);
        true
    }

    pub(super) fn line_break(&mut self) {
        self.take(1, Class::Plain);
        let nest = self.nest();
        nest.is_target = false;
        if !matches!(nest.place, WordPlace::Case | WordPlace::Pattern) {
            nest.place = WordPlace::Command;
        }
        while let Some(document) = self.documents.pop() {
            self.push(NestKind::Body, Class::Text);
            self.nest().document = Some(document);
        }
    }

    pub(super) fn operator(&mut self, close: Close, place: WordPlace) {
        let byte = self.bytes[self.at];
        if place == WordPlace::Pattern || place == WordPlace::Test(b"]]") && byte != b';' {
            self.take(1, Class::Plain);
            return;
        }
        let next = self.byte(self.at + 1);
        let ends_case = close == Close::Esac && byte == b';' && matches!(next, b';' | b'&');
        let length = match (byte, next) {
            (b';', b';') if self.byte(self.at + 2) == b'&' => 3,
            (b';', b';' | b'&') | (b'|', b'|' | b'&') | (b'&', b'&') => 2,
            _ => 1,
        };
        self.take(length, Class::Plain);
        let nest = self.nest();
        nest.is_target = false;
        nest.place = if ends_case {
            WordPlace::Pattern
        } else {
            WordPlace::Command
        };
    }

    pub(super) fn parenthesis(&mut self, close: Close, place: WordPlace) {
        let base = self.nest().base;
        let opens = self.bytes[self.at] == b'(';
        let mut class = Class::Plain;
        match place {
            WordPlace::Command | WordPlace::For if opens && self.is_arithmetic() => {
                self.push(NestKind::Arithmetic, base);
                self.take(1, Class::Plain);
            }
            WordPlace::Command if opens => self.push(NestKind::List(Close::Paren), base),
            WordPlace::Pattern if opens => {}
            WordPlace::Pattern => {
                class = Class::Key;
                self.nest().place = WordPlace::Command;
            }
            _ if opens => self.nest().depth += 1,
            _ if self.nest().depth > 0 => self.nest().depth -= 1,
            _ if close == Close::Paren => {
                self.pop();
                // Behind a list nothing but redirections can stand; inside a word it goes on.
                let nest = self.nest();
                if nest.place == WordPlace::Command && nest.word.is_none() {
                    nest.place = WordPlace::Arguments;
                }
            }
            _ => self.nest().place = WordPlace::Command,
        }
        self.take(1, class);
    }

    /// Whether `((` stands here and `))` later on the line.
    pub(super) fn is_arithmetic(&mut self) -> bool {
        if !self.starts(b"((") {
            return false;
        }
        let (line, _) = self.parens;
        if self.at >= line {
            let rest = &self.bytes[self.at..];
            let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let last = memchr::memmem::rfind(&rest[..length], b"))").unwrap_or(0);
            self.parens = (self.at + length, self.at + last);
        }
        self.parens.1 > self.at + 2
    }

    /// The first letter of a word: what it is depends on where it stands.
    pub(super) fn begin(&mut self) {
        let nest = self.nest();
        let base = nest.base;
        let is_target = std::mem::take(&mut nest.is_target);
        let place = nest.place;
        if self.bytes[self.at] == b'-'
            && !matches!(
                place,
                WordPlace::Operands | WordPlace::Pattern | WordPlace::Case | WordPlace::For
            )
        {
            self.option(base);
            return;
        }
        if is_target {
            self.nest().word = Some(base);
            return;
        }
        match place {
            _ if self.next_blank() == self.at => {
                let nest = self.nest();
                nest.word = Some(base);
                if place == WordPlace::Command {
                    nest.place = WordPlace::Arguments;
                }
            }
            WordPlace::Command => self.command(base),
            WordPlace::Names(class) => self.name(class, base),
            WordPlace::Function => {
                let length = self.bare();
                self.take(length.max(1), Class::Name);
                self.nest().place = WordPlace::Command;
                self.empty_parentheses();
            }
            WordPlace::Test(close) => {
                let length = close.len();
                if self.starts(close) && is_end(self.byte(self.at + length)) {
                    self.take(length, Class::Program);
                    self.nest().place = WordPlace::Arguments;
                } else if matches!(self.bytes[self.at], b'<' | b'>') {
                    self.take(1, Class::Plain);
                } else {
                    self.nest().word = Some(base);
                }
            }
            WordPlace::For | WordPlace::Case
                if self.starts(b"in") && is_end(self.byte(self.at + 2)) =>
            {
                self.take(2, Class::Key);
                if place == WordPlace::Case {
                    self.nest().place = WordPlace::Arguments;
                    self.push(NestKind::List(Close::Esac), base);
                } else {
                    self.nest().place = WordPlace::For;
                }
            }
            WordPlace::Pattern if self.starts(b"esac") && is_end(self.byte(self.at + 4)) => {
                self.esac();
            }
            WordPlace::Arguments if self.bytes[self.at] == b'%' && self.is_job() => {
                let length = 1 + self.bytes[self.at + 1..]
                    .iter()
                    .take_while(|byte| !is_end(**byte))
                    .count();
                self.take(length, Class::Variable);
            }
            _ => self.nest().word = Some(base),
        }
    }

    /// `%1`, `%+`: a job of the shell.
    pub(super) fn is_job(&self) -> bool {
        let next = self.byte(self.at + 1);
        (next.is_ascii_digit() || matches!(next, b'+' | b'-' | b'%'))
            && is_end(self.byte(self.at + 2))
    }

    pub(super) fn esac(&mut self) {
        self.take(4, Class::Key);
        if self.nest().kind == NestKind::List(Close::Esac) {
            self.pop();
        }
        self.nest().place = WordPlace::Arguments;
    }

    /// The word where a command begins.
    pub(super) fn command(&mut self, base: Class) {
        let length = self.bare();
        let word = &self.bytes[self.at..self.at + length];
        let after = self.byte(self.at + length);
        if is_end(after)
            && let Some(known) = keyword(word)
        {
            self.keyword(known, length);
            return;
        }
        if length > 0 && self.is_function(length) {
            self.take(length, Class::Name);
            self.empty_parentheses();
            return;
        }
        if let Some(name) = assigned(&self.bytes[self.at..], length) {
            self.assignment(name, Class::Plain);
            return;
        }
        let nest = self.nest();
        nest.place = WordPlace::Arguments;
        // No program is called in Hangul: it is prose, or a blank without brackets.
        nest.word = Some(if is_hangul(word) {
            base
        } else {
            Class::Program
        });
    }

    pub(super) fn keyword(&mut self, known: Keyword, length: usize) {
        let (class, place) = match known {
            Keyword::Opens => (Class::Key, WordPlace::Command),
            Keyword::Closes => (Class::Key, WordPlace::Arguments),
            Keyword::Mark => (Class::Plain, WordPlace::Command),
            Keyword::Brace => (Class::Plain, WordPlace::Arguments),
            Keyword::For => (Class::Key, WordPlace::For),
            Keyword::Case => (Class::Key, WordPlace::Case),
            Keyword::Function => (Class::Key, WordPlace::Function),
            Keyword::Declares => (Class::Key, WordPlace::Names(Class::Plain)),
            Keyword::Alias => (Class::Program, WordPlace::Names(Class::Name)),
            Keyword::Test => (Class::Program, WordPlace::Test(b"]")),
            Keyword::DoubleTest => (Class::Program, WordPlace::Test(b"]]")),
            Keyword::Esac => {
                self.esac();
                return;
            }
        };
        self.take(length, class);
        self.nest().place = place;
    }

    /// `name()` and `name ()`.
    pub(super) fn is_function(&self, length: usize) -> bool {
        let word = &self.bytes[self.at..self.at + length];
        let rest = &self.bytes[self.at + length..];
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t');
        let before = rest.iter().take_while(|byte| is_space(byte)).count();
        let inside = rest.get(before + 1..).unwrap_or_default();
        let within = inside.iter().take_while(|byte| is_space(byte)).count();
        rest.get(before) == Some(&b'(')
            && inside.get(within) == Some(&b')')
            && !word[0].is_ascii_digit()
            && !word.contains(&b'=')
    }

    /// The parentheses behind a function's name.
    pub(super) fn empty_parentheses(&mut self) {
        let rest = &self.bytes[self.at..];
        let length = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'(' | b')'))
            .count();
        self.take(length, Class::Plain);
    }
}
