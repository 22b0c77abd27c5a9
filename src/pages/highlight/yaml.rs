//! YAML in one pass: a text in, tokens out. Follows YAML 1.2 with the constants of 1.1 that people
//! know (`yes`, `on`, `0777`), and the actions of Helm and Jinja (`{{ … }}`, `{% … %}`). Damage
//! ends where its line's block ends: a quotation or bracket that is never closed is over at the
//! next entry that stands no deeper than the line that opened it.

use super::token::{Class, CodeToken, Tokens};
use super::yaml_constant::is_constant;

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<CodeToken> {
    let mut lexer = YamlLexer {
        bytes: text.as_bytes(),
        made: Tokens::new(text),
        at: 0,
        end: 0,
        flow: 0,
        opened: 0,
        open: Open::Nothing,
        parent: -1,
        unclosed: [0; 2],
    };
    while lexer.end < text.len() {
        let start = lexer.end;
        let rest = &lexer.bytes[start..];
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        lexer.at = start;
        lexer.end = start + length;
        lexer.line();
        lexer.made.take(lexer.end, Class::Plain);
        lexer.end = (lexer.end + 1).min(text.len());
    }
    lexer.made.finish()
}

/// What a line left open.
#[derive(Clone, Copy)]
enum Open {
    Nothing,
    /// A string in these quotation marks.
    Quoted(u8),
    /// A block scalar (`|`, `>`): the column that its lines stand behind, and their own once it is
    /// known.
    Block {
        parent: isize,
        indent: Option<usize>,
    },
    /// A remark of Helm: `{{/* … */}}`.
    Remark,
}

struct YamlLexer<'a> {
    bytes: &'a [u8],
    made: Tokens<'a>,
    at: usize,
    /// The end of this line.
    end: usize,
    /// How many flow collections are open.
    flow: usize,
    /// The indent of the line that opened the outermost quotation or flow collection.
    opened: usize,
    open: Open,
    /// The column of the innermost key or item that this line has begun; a block scalar stands
    /// deeper.
    parent: isize,
    /// The end of the line in which no `}}`, and no `%}`, stands any more.
    unclosed: [usize; 2],
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}

const fn is_bracket(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

impl YamlLexer<'_> {
    /// The byte at a place of this line; a blank behind it.
    fn byte(&self, at: usize) -> u8 {
        if at < self.end { self.bytes[at] } else { b' ' }
    }

    fn starts(&self, mark: &[u8]) -> bool {
        self.bytes[self.at..self.end].starts_with(mark)
    }

    fn take(&mut self, end: usize, class: Class) {
        self.made.take(end, class);
        self.at = end;
    }

    fn skip_blanks(&mut self) {
        while self.at < self.end && is_blank(self.bytes[self.at]) {
            self.at += 1;
        }
    }

    fn line(&mut self) {
        let start = self.at;
        self.skip_blanks();
        let indent = self.at - start;
        if indent == 0 && (self.starts(b"---") && is_blank(self.byte(self.at + 3))) {
            // Nothing that was open reaches into the next document.
            self.open = Open::Nothing;
            self.flow = 0;
        }
        if self.at == self.end || self.goes_on(indent) {
            return;
        }
        self.parent = isize::try_from(indent).unwrap_or(isize::MAX) - 1;
        if indent == 0 && matches!(self.open, Open::Nothing) && self.flow == 0 && self.document() {
            return;
        }
        while self.at < self.end {
            match self.open {
                Open::Quoted(mark) => self.quoted(mark),
                Open::Remark => self.remark(),
                _ => self.node(start, indent),
            }
            self.skip_blanks();
        }
    }

    /// Whether the line belongs to a block scalar. Ends what should not be open any more.
    fn goes_on(&mut self, indent: usize) -> bool {
        if let Open::Block { parent, indent: of } = self.open {
            let deep = isize::try_from(indent).is_ok_and(|indent| indent > parent);
            if of.map_or(deep, |of| indent >= of) {
                let indent = Some(of.unwrap_or(indent));
                self.open = Open::Block { parent, indent };
                self.take(self.end, Class::Text);
                return true;
            }
            // `{{- if … }}` between the lines of a scalar does not end it.
            if self.starts(b"{{") && self.bytes[..self.end].trim_ascii_end().ends_with(b"}}") {
                self.action();
                return true;
            }
            self.open = Open::Nothing;
        }
        let is_open = self.flow > 0 || matches!(self.open, Open::Quoted(_));
        if is_open && indent <= self.opened && self.is_entry() {
            self.open = Open::Nothing;
            self.flow = 0;
        }
        false
    }

    /// Whether a block's key or item begins here: `name: …`, `- …`, `---`.
    fn is_entry(&self) -> bool {
        let first = self.bytes[self.at];
        if first == b'-' {
            let next = self.byte(self.at + 1);
            return is_blank(next) || self.starts(b"---");
        }
        if !first.is_ascii_alphanumeric() && first.is_ascii() {
            return false;
        }
        let name = self.bytes[self.at..self.end].iter().position(|byte| {
            !(byte.is_ascii_alphanumeric() || !byte.is_ascii() || b"-_./ ".contains(byte))
        });
        name.is_some_and(|length| {
            let colon = self.at + length;
            self.bytes[colon] == b':' && is_blank(self.byte(colon + 1))
        })
    }

    /// `---`, `...` and directives (`%YAML 1.2`); whether nothing else can stand on the line.
    fn document(&mut self) -> bool {
        if (self.starts(b"---") || self.starts(b"...")) && is_blank(self.byte(self.at + 3)) {
            self.take(self.at + 3, Class::Plain);
            self.skip_blanks();
            return false;
        }
        let known = self.starts(b"%YAML") || self.starts(b"%TAG");
        if !known {
            return false;
        }
        let value = if self.starts(b"%YAML") {
            Class::Number
        } else {
            Class::Name
        };
        self.take(self.at + 1, Class::Plain);
        let mut class = Class::Key;
        while self.at < self.end {
            self.skip_blanks();
            if self.byte(self.at) == b'#' {
                class = Class::Comment;
            }
            let end = match class {
                Class::Comment => self.end,
                _ => self.until(is_blank),
            };
            self.take(end, class);
            class = value;
        }
        true
    }

    /// Where the first byte of the line stands that is such a one, from here on.
    fn until(&self, stops: impl Fn(u8) -> bool) -> usize {
        let rest = &self.bytes[self.at..self.end];
        let length = rest.iter().position(|byte| stops(*byte));
        self.at + length.unwrap_or(rest.len())
    }

    /// Takes what stands here: an indicator, a property or a scalar. `start` is that of the line.
    fn node(&mut self, start: usize, indent: usize) {
        let byte = self.bytes[self.at];
        let next = self.byte(self.at + 1);
        let column = isize::try_from(self.at - start).unwrap_or(isize::MAX);
        match byte {
            b'#' if self.at == start || is_blank(self.bytes[self.at - 1]) => {
                self.take(self.end, Class::Comment);
            }
            b'-' | b'?' | b':' if is_blank(next) && (self.flow == 0 || byte != b'-') => {
                if byte != b':' || self.at == start + indent {
                    self.parent = column;
                }
                self.take(self.at + 1, Class::Plain);
            }
            b':' if self.flow > 0 && (is_bracket(next) || self.is_behind_quotation()) => {
                self.take(self.at + 1, Class::Plain);
            }
            b'{' if matches!(next, b'{' | b'%') && self.action() => {}
            b'[' | b'{' => {
                if self.flow == 0 {
                    self.opened = indent;
                }
                self.flow += 1;
                self.take(self.at + 1, Class::Plain);
            }
            b']' | b'}' if self.flow > 0 => {
                self.flow -= 1;
                self.take(self.at + 1, Class::Plain);
            }
            b',' if self.flow > 0 => self.take(self.at + 1, Class::Plain),
            b'"' | b'\'' => self.quotation(byte, indent, column),
            b'|' | b'>' if self.flow == 0 && self.block() => {}
            b'&' | b'!' if self.is_property() => self.property(byte),
            b'*' if self.is_alias() => self.property(byte),
            _ => self.plain(column),
        }
    }

    /// `"a":1` of JSON: a colon right behind a quotation.
    fn is_behind_quotation(&self) -> bool {
        self.at > 0 && matches!(self.bytes[self.at - 1], b'"' | b'\'')
    }

    /// A property has a name that a blank, or a bracket around it, ends.
    fn is_property(&self) -> bool {
        let next = self.byte(self.at + 1);
        self.bytes[self.at] == b'!' || !(is_blank(next) || is_bracket(next))
    }

    /// `*name` with nothing behind it: `*/5 * * * *` and `*.example.com` are text.
    fn is_alias(&self) -> bool {
        let length = self.bytes[self.at + 1..self.end]
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_".contains(byte)));
        let end = length.map_or(self.end, |length| self.at + 1 + length);
        let after = self.byte(end);
        end > self.at + 1 && (is_blank(after) || self.flow > 0 && is_bracket(after))
    }

    /// A tag (`!!str`, `!Ref`), an anchor (`&name`) or an alias (`*name`).
    fn property(&mut self, mark: u8) {
        let in_flow = self.flow > 0;
        let end = self.until(|byte| is_blank(byte) || in_flow && is_bracket(byte));
        let class = if mark == b'!' {
            Class::Key
        } else {
            Class::Name
        };
        self.take(end.max(self.at + 1), class);
    }

    /// An action of a template up to its end on this line. Not closed here, it is none.
    fn action(&mut self) -> bool {
        let close: &[u8] = if self.byte(self.at + 1) == b'{' {
            b"}}"
        } else {
            b"%}"
        };
        let inside = self.at + 2;
        let body = &self.bytes[inside..self.end];
        let dash = usize::from(body.first() == Some(&b'-'));
        if body[dash..].trim_ascii_start().starts_with(b"/*") {
            self.open = Open::Remark;
            self.remark();
            return true;
        }
        // A line that has none behind here is not asked again.
        if self.unclosed[usize::from(close == b"%}")] == self.end {
            return false;
        }
        let Some(length) = memchr::memmem::find(body, close) else {
            self.unclosed[usize::from(close == b"%}")] = self.end;
            return false;
        };
        let trimmed = usize::from(length > dash && body[length - 1] == b'-');
        self.take(inside + dash.min(length), Class::Plain);
        self.take(inside + length - trimmed, Class::Text);
        self.take(inside + length + 2, Class::Plain);
        true
    }

    fn remark(&mut self) {
        let rest = &self.bytes[self.at..self.end];
        let Some(length) = memchr::memmem::find(rest, b"*/") else {
            self.take(self.end, Class::Comment);
            return;
        };
        let after = &rest[length + 2..];
        let blanks = after
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'-'))
            .count();
        let close = if after[blanks..].starts_with(b"}}") {
            blanks + 2
        } else {
            0
        };
        self.open = Open::Nothing;
        self.take(self.at + length + 2 + close, Class::Comment);
    }

    /// The head of a block scalar: `|`, `>-`, `|2+`. With anything but a remark behind it, it is
    /// text.
    fn block(&mut self) -> bool {
        let mut end = self.at + 1;
        let mut digit = None;
        while matches!(self.byte(end), b'1'..=b'9' | b'-' | b'+') && end < self.at + 3 {
            if self.bytes[end].is_ascii_digit() {
                digit = Some(self.bytes[end] - b'0');
            }
            end += 1;
        }
        let rest = self.bytes[end.min(self.end)..self.end].trim_ascii_start();
        let is_remark = rest.first() == Some(&b'#') && is_blank(self.byte(end));
        if !rest.is_empty() && !is_remark {
            return false;
        }
        let parent = self.parent;
        let indent =
            digit.map(|digit| usize::try_from(parent.max(0)).unwrap_or(0) + digit as usize);
        self.take(end, Class::Key);
        self.open = Open::Block { parent, indent };
        true
    }

    /// A quotation that begins here; a key where a colon follows it.
    fn quotation(&mut self, mark: u8, indent: usize, column: isize) {
        let closed = self.close(self.at + 1, mark);
        if let Some(end) = closed {
            let mut colon = end;
            while colon < self.end && is_blank(self.bytes[colon]) {
                colon += 1;
            }
            let follows = self.byte(colon) == b':'
                && (is_blank(self.byte(colon + 1)) || self.flow > 0 && colon == end);
            if follows {
                self.parent = column;
                self.take(end, Class::Key);
                return;
            }
        } else if self.flow == 0 {
            self.opened = indent;
        }
        self.take_string(self.at + 1, mark, closed);
    }

    /// The rest of a quotation that an earlier line began.
    fn quoted(&mut self, mark: u8) {
        let closed = self.close(self.at, mark);
        self.take_string(self.at, mark, closed);
    }

    /// The end of a quotation on this line, its mark included.
    fn close(&self, from: usize, mark: u8) -> Option<usize> {
        let mut at = from;
        while at < self.end {
            let found = memchr::memchr2(mark, b'\\', &self.bytes[at..self.end])?;
            at += found;
            if self.bytes[at] == b'\\' {
                at += if mark == b'"' { 2 } else { 1 };
            } else if mark == b'\'' && self.byte(at + 1) == mark {
                at += 2;
            } else {
                return Some(at + 1);
            }
        }
        None
    }

    /// A string up to its end, or that of the line, with its escapes.
    fn take_string(&mut self, from: usize, mark: u8, closed: Option<usize>) {
        let end = closed.unwrap_or(self.end);
        let mut at = from;
        while at < end {
            let length = match (mark, self.bytes[at]) {
                (b'"', b'\\') => escape(&self.bytes[at..end]),
                (b'\'', b'\'') if at + 1 < end => 2,
                _ => 0,
            };
            if length > 0 {
                self.take(at, Class::Text);
                self.take(at + length, Class::Number);
            }
            at += length.max(1);
        }
        self.take(end, Class::Text);
        self.open = match closed {
            Some(_) => Open::Nothing,
            None => Open::Quoted(mark),
        };
    }

    /// A scalar without quotation marks: a key where a colon ends it, a constant or text.
    fn plain(&mut self, column: isize) {
        let in_flow = self.flow > 0;
        let mut at = self.at + 1;
        // Behind the last letter that is no blank.
        let mut end = at;
        let mut is_key = false;
        while at < self.end {
            let byte = self.bytes[at];
            if byte == b':' {
                let next = self.byte(at + 1);
                if is_blank(next) || in_flow && is_bracket(next) {
                    is_key = is_blank(next);
                    break;
                }
            } else if byte == b'#' && is_blank(self.bytes[at - 1]) || in_flow && is_bracket(byte) {
                break;
            }
            at += 1;
            if !is_blank(byte) {
                end = at;
            }
        }
        let class = if is_key {
            self.parent = column;
            Class::Key
        } else if is_constant(&self.bytes[self.at..end]) {
            Class::Number
        } else {
            Class::Text
        };
        self.take(end, class);
    }
}

/// The length of an escape that stands first; 0 where it is none of YAML's.
fn escape(text: &[u8]) -> usize {
    let digits = match text.get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(byte) if b"0abtnvfre \"/\\N_LP\t".contains(byte) => return 2,
        // A backslash at the end of a line joins it with the next.
        None => return 1,
        _ => return 0,
    };
    match text.get(2..2 + digits) {
        Some(code) if code.iter().all(u8::is_ascii_hexdigit) => 2 + digits,
        _ => 0,
    }
}
