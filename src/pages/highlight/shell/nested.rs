//! What stands inside of words and of each other: quotations, variables, substitutions, arithmetic,
//! lists of values.

use super::letters::{is_blank, is_letter};
use super::lexer::{Close, NestKind, ShellLexer};
use crate::pages::highlight::token::Class;

impl ShellLexer<'_> {
    pub(super) fn open_double(&mut self, class: Class) {
        if self.at >= self.closes.double {
            self.take(1, class);
            return;
        }
        self.push(NestKind::Double, Class::Text);
        self.take(1, Class::Text);
    }

    pub(super) fn single(&mut self, class: Class) {
        if self.at >= self.closes.single {
            self.take(1, class);
            return;
        }
        let rest = &self.bytes[self.at + 1..];
        let length = memchr::memchr(b'\'', rest).unwrap_or(rest.len());
        self.take(length + 2, Class::Text);
    }

    /// `$'…'` with its escapes.
    pub(super) fn ansi(&mut self) {
        self.take(2, Class::Text);
        while let Some(length) = memchr::memchr2(b'\'', b'\\', &self.bytes[self.at..]) {
            self.take(length, Class::Text);
            if self.bytes[self.at] == b'\'' {
                self.take(1, Class::Text);
                return;
            }
            let is_escape = self.byte(self.at + 1).is_ascii_graphic();
            let (length, class) = if is_escape {
                (2, Class::Number)
            } else {
                (1, Class::Text)
            };
            self.take(length, class);
        }
        self.take(self.bytes.len() - self.at, Class::Text);
    }

    pub(super) fn backtick(&mut self, class: Class) {
        if self.at >= self.closes.backtick {
            self.take(1, class);
            return;
        }
        let base = if class == Class::Text {
            class
        } else {
            Class::Plain
        };
        self.push(NestKind::List(Close::Backtick), base);
        self.take(1, Class::Plain);
    }

    /// What a dollar begins; by itself it is a letter.
    pub(super) fn dollar(&mut self, class: Class) {
        let next = self.byte(self.at + 1);
        let base = if class == Class::Text {
            class
        } else {
            Class::Plain
        };
        let is_quoted = matches!(self.nest().kind, NestKind::Double | NestKind::Body);
        match next {
            b'{' if self.at < self.closes.brace => {
                self.take(1, Class::Variable);
                self.take(1, Class::Plain);
                self.head(base);
            }
            b'(' if self.at < self.closes.paren => {
                self.take(1, Class::Variable);
                if self.is_arithmetic() {
                    self.take(2, Class::Plain);
                    self.push(NestKind::Arithmetic, base);
                } else {
                    self.take(1, Class::Plain);
                    self.push(NestKind::List(Close::Paren), base);
                }
            }
            b'\'' if !is_quoted && self.at + 1 < self.closes.single => self.ansi(),
            b'"' if !is_quoted && self.at + 1 < self.closes.double => self.take(1, Class::Text),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                let rest = &self.bytes[self.at + 1..];
                let length = rest
                    .iter()
                    .position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_'));
                self.take(1 + length.unwrap_or(rest.len()), Class::Variable);
            }
            b'0'..=b'9' | b'?' | b'#' | b'@' | b'*' | b'!' => self.take(2, Class::Variable),
            b'$' | b'-' if !self.byte(self.at + 2).is_ascii_alphanumeric() => {
                self.take(2, Class::Variable);
            }
            _ => self.take(1, class),
        }
    }

    /// The name of `${name…}` with what stands before it, its index and the sign behind it.
    pub(super) fn head(&mut self, base: Class) {
        let is_sign = |byte: u8| matches!(byte, b'@' | b'*' | b'#' | b'?' | b'$' | b'!' | b'-');
        if matches!(self.byte(self.at), b'!' | b'#') && self.byte(self.at + 1) != b'}' {
            self.take(1, Class::Plain);
        }
        let rest = &self.bytes[self.at..];
        let name = rest
            .iter()
            .take_while(|byte| **byte == b'_' || byte.is_ascii_alphanumeric())
            .count();
        let sign = usize::from(name == 0 && is_sign(self.byte(self.at)));
        self.take(name + sign, Class::Variable);
        self.push(NestKind::Parameter, base);
        if self.byte(self.at) == b'[' {
            self.take(1, Class::Plain);
            let all = usize::from(matches!(self.byte(self.at), b'@' | b'*'));
            self.take(all, Class::Variable);
            let digits = self.bytes[self.at..].iter();
            let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
            self.take(digits, Class::Number);
            if self.byte(self.at) == b']' {
                self.take(1, Class::Plain);
            }
        }
        let signs = self.bytes[self.at..].iter();
        let signs = signs
            .take(2)
            .take_while(|byte| b":-+=?#%/^,@".contains(byte));
        let signs = signs.count();
        self.take(signs, Class::Plain);
    }

    /// What stands behind the name in `${name:-word}`, its end included.
    pub(super) fn parameter(&mut self, base: Class) {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| b"}$`\"'\\".contains(byte));
        self.take(length.unwrap_or(rest.len()), base);
        let around = self.stack.iter().rev().nth(1);
        let quoted =
            around.is_some_and(|nest| matches!(nest.kind, NestKind::Double | NestKind::Body));
        match self.bytes.get(self.at) {
            Some(b'}') => {
                self.pop();
                self.take(1, Class::Plain);
            }
            Some(b'$') => self.dollar(base),
            Some(b'`') => self.backtick(base),
            Some(b'"') => self.open_double(base),
            Some(b'\'') if quoted => self.take(1, base),
            Some(b'\'') => self.single(base),
            Some(_) => self.escape(base),
            None => {}
        }
    }

    /// Inside of `"…"`.
    pub(super) fn double(&mut self) {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| b"\"$`\\".contains(byte));
        self.take(length.unwrap_or(rest.len()), Class::Text);
        match self.bytes.get(self.at) {
            Some(b'"') => {
                self.take(1, Class::Text);
                self.pop();
            }
            Some(b'$') => self.dollar(Class::Text),
            Some(b'`') => self.backtick(Class::Text),
            Some(_) => {
                let escapes = matches!(self.byte(self.at + 1), b'$' | b'`' | b'"' | b'\\' | b'\n');
                let (length, class) = if escapes {
                    (2, Class::Number)
                } else {
                    (1, Class::Text)
                };
                self.take(length, class);
            }
            None => {}
        }
    }

    /// Inside of `((…))`.
    pub(super) fn arithmetic(&mut self, base: Class) {
        let byte = self.bytes[self.at];
        match byte {
            b'$' => self.dollar(base),
            b'`' => self.backtick(base),
            b'"' => self.open_double(base),
            b'(' => {
                self.nest().depth += 1;
                self.take(1, Class::Plain);
            }
            b')' if self.nest().depth > 0 => {
                self.nest().depth -= 1;
                self.take(1, Class::Plain);
            }
            b')' => {
                let length = 1 + usize::from(self.byte(self.at + 1) == b')');
                self.pop();
                self.take(length, Class::Plain);
            }
            byte if is_letter(byte) => {
                let rest = &self.bytes[self.at..];
                let length = rest.iter().position(|byte| !is_letter(*byte));
                let class = if byte.is_ascii_digit() {
                    Class::Number
                } else {
                    base
                };
                self.take(length.unwrap_or(rest.len()), class);
            }
            byte if is_blank(byte) => self.at += 1,
            _ => self.take(1, Class::Plain),
        }
    }

    /// Between the words of `name=(…)`.
    pub(super) fn array(&mut self, base: Class) {
        let byte = self.bytes[self.at];
        match byte {
            b')' => {
                self.pop();
                self.take(1, Class::Plain);
            }
            b'#' => {
                let rest = &self.bytes[self.at..];
                let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                self.take(length, Class::Comment);
            }
            byte if is_blank(byte) => self.at += 1,
            b'\n' | b'(' | b'|' | b'&' | b';' | b'<' | b'>' => self.take(1, Class::Plain),
            b'\\' if self.is_continued() => {}
            _ => self.nest().word = Some(base),
        }
    }
}
