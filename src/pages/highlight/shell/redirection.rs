//! Redirections, and the here-documents that some of them announce.

use super::letters::is_letter;
use super::lexer::{Close, Document, NestKind, ShellLexer, WordPlace};
use crate::pages::highlight::token::Class;

impl ShellLexer<'_> {
    /// Digits right before `<` or `>`.
    pub(super) fn is_descriptor(&self) -> bool {
        let rest = &self.bytes[self.at..];
        let digits = rest
            .iter()
            .take(4)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        matches!(rest.get(digits), Some(b'<' | b'>'))
    }

    /// `2>&1`, `>> file`, `<<< word`, `<(list)`, `<<EOF`.
    pub(super) fn redirection(&mut self) {
        let digits = self.bytes[self.at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits > 0 {
            self.take(digits, Class::Number);
        }
        let base = self.nest().base;
        if self.starts(b"<(") || self.starts(b">(") {
            self.take(2, Class::Plain);
            self.nest().word = Some(base);
            self.push(NestKind::List(Close::Paren), base);
            return;
        }
        if self.starts(b"<<") && !self.starts(b"<<<") && self.here_document() {
            return;
        }
        let length = self.bytes[self.at..]
            .iter()
            .take(3)
            .take_while(|byte| matches!(byte, b'<' | b'>' | b'&' | b'|'))
            .count();
        let is_copy = self.bytes[self.at + length - 1] == b'&';
        self.take(length, Class::Plain);
        if is_copy {
            let rest = &self.bytes[self.at..];
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits > 0 {
                self.take(digits, Class::Number);
                return;
            }
        }
        self.nest().is_target = true;
    }

    /// `<<EOF`, `<<-"EOF"`: its lines come behind this one.
    pub(super) fn here_document(&mut self) -> bool {
        let mut from = self.at + 2;
        from += usize::from(self.byte(from) == b'-');
        let mark = from;
        while matches!(self.byte(from), b' ' | b'\t') {
            from += 1;
        }
        let quote = self.byte(from);
        let open = usize::from(matches!(quote, b'"' | b'\'' | b'\\'));
        let name = &self.bytes[(from + open).min(self.bytes.len())..];
        let length = name
            .iter()
            .position(|byte| !(is_letter(*byte) || *byte == b'-'));
        let length = length.unwrap_or(name.len());
        let close = usize::from(matches!(quote, b'"' | b'\''));
        let delimiter = from + open..from + open + length;
        let first = self.byte(delimiter.start);
        let is_name = length > 0 && !first.is_ascii_digit() && first != b'-';
        if !is_name || close > 0 && self.byte(delimiter.end) != quote {
            return false;
        }
        self.take(mark - self.at, Class::Plain);
        self.take(delimiter.end + close - self.at, Class::Key);
        let expands = open == 0;
        self.documents.push(Document { delimiter, expands });
        let nest = self.nest();
        if nest.place == WordPlace::Command {
            nest.place = WordPlace::Arguments;
        }
        true
    }

    /// A line of a here-document, or a part of one behind something nested.
    pub(super) fn body(&mut self) {
        let Some(document) = self.nest().document.take() else {
            self.pop();
            return;
        };
        let rest = &self.bytes[self.at..];
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let is_start = self.at == 0 || self.bytes[self.at - 1] == b'\n';
        // Notes indent what they show, so an indented end is one too.
        if is_start && rest[..end].trim_ascii() == &self.bytes[document.delimiter.clone()] {
            self.pop();
            self.take(end, Class::Key);
            return;
        }
        let expands = document.expands;
        self.nest().document = Some(document);
        if !expands {
            self.take((end + 1).min(rest.len()), Class::Text);
            return;
        }
        let stop = memchr::memchr3(b'$', b'`', b'\\', &rest[..end]).unwrap_or(end);
        self.take(stop, Class::Text);
        match self.bytes.get(self.at) {
            Some(b'$') => self.dollar(Class::Text),
            Some(b'`') => self.backtick(Class::Text),
            Some(b'\\') => {
                let escapes = matches!(self.byte(self.at + 1), b'$' | b'`' | b'\\');
                let (length, class) = if escapes {
                    (2, Class::Number)
                } else {
                    (1, Class::Text)
                };
                self.take(length, class);
            }
            _ => self.take(1, Class::Text),
        }
    }
}
