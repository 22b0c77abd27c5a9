//! A script in pieces: names, numbers, literals and signs, with the bracket around each, and which
//! names are variables. Knows brackets and what declares a name, not the whole grammar: scripts
//! with a class, a `var`, with labels, or with lines that only the grammar could tell apart are
//! refused.

use super::squeeze::{LineSigns, Token, kind, length};

/// Words of the language, which are no names.
pub(super) const RESERVED: &str = "\
    as async await break case catch class const continue debugger default delete do \
    else enum eval export extends false finally for function get if implements import in \
    instanceof interface let new null of package private protected public return set static \
    super switch this throw true try typeof undefined var void while with yield arguments";

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Variable,
    /// `.word`, `{ word: 1 }`, `{ word() {} }`.
    Property,
    /// `{ word }`.
    Both,
}

/// A name, a number, a literal or one sign.
pub(super) struct Lexeme {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Of what only looks like a name there is none.
    pub(super) role: Option<Role>,
    /// The bracket around it, by its number; `0` is the script.
    pub(super) within: usize,
    /// The piece that closes or opens it, of a bracket.
    pub(super) pair: usize,
}

pub(super) struct Bracket {
    /// The piece that opens it.
    pub(super) open: usize,
    pub(super) around: usize,
    /// Whether it holds properties.
    pub(super) is_object: bool,
}

pub(super) struct Lexemes<'a> {
    pub(super) script: &'a str,
    pub(super) all: Vec<Lexeme>,
    pub(super) brackets: Vec<Bracket>,
    /// The innermost bracket that is open.
    pub(super) within: usize,
}

impl<'a> Lexemes<'a> {
    /// The script's pieces, or nothing where they cannot be told.
    pub(super) fn of(script: &'a str) -> Option<Self> {
        let mut pieces = Self {
            script,
            all: Vec::new(),
            brackets: vec![Bracket {
                open: 0,
                around: 0,
                is_object: false,
            }],
            within: 0,
        };
        let end = pieces.read(0, false, &mut LineSigns::default())?;
        (end == script.len() && pieces.give_roles()).then_some(pieces)
    }

    /// Reads up to the end, or with `inserted` up to the brace that ends what a template holds.
    fn read(&mut self, from: usize, inserted: bool, signs: &mut LineSigns) -> Option<usize> {
        let mut at = from;
        let mut open = Vec::new();
        while let Some(first) = self.script[at..].chars().next() {
            let rest = &self.script[at..];
            let kind = match kind(rest, first, self.script[..at].trim_end(), signs) {
                // Behind brackets that hold no condition a slash divides.
                Token::Line if self.ends_a_value() => Token::Code,
                Token::Line => return None,
                kind => kind,
            };
            if first == '`' && kind == Token::Literal {
                at = self.template(at, signs)?;
                continue;
            }
            let word = |rest: &str| rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let size = match kind {
                Token::Code if is_word(first) => word(rest),
                // A pattern has letters behind it.
                Token::Literal if first == '/' => {
                    let size = length(rest, first, kind);
                    size + word(&rest[size..])
                }
                _ => length(rest, first, kind),
            };
            match (kind, first) {
                (Token::Blank | Token::Comment, _) => {}
                (Token::Code, '}') if inserted && open.is_empty() => return Some(at),
                (Token::Code, '{' | '(' | '[') => {
                    let is_object = first == '{' && self.opens_object();
                    open.push(first);
                    self.open(is_object, at, at + 1);
                }
                (Token::Code, '}' | ')' | ']') => {
                    let wanted = match first {
                        '}' => '{',
                        ')' => '(',
                        _ => '[',
                    };
                    if open.pop() != Some(wanted) {
                        return None;
                    }
                    self.close(at);
                }
                _ => self.push(at, at + size),
            }
            at += size;
        }
        (!inserted && open.is_empty()).then_some(at)
    }

    /// Reads a template with what is inserted into it, and answers where it ends.
    fn template(&mut self, from: usize, signs: &mut LineSigns) -> Option<usize> {
        let (bytes, mut at) = (self.script.as_bytes(), from + 1);
        self.push(from, at);
        loop {
            match *bytes.get(at)? {
                b'\\' => at += 1,
                b'`' => {
                    self.push(at, at + 1);
                    return Some(at + 1);
                }
                b'$' if bytes.get(at + 1) == Some(&b'{') => {
                    self.open(false, at, at + 2);
                    at = self.read(at + 2, true, signs)?;
                    self.close(at);
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        self.all.push(Lexeme {
            start,
            end,
            role: None,
            within: self.within,
            pair: self.all.len(),
        });
    }

    fn open(&mut self, is_object: bool, start: usize, end: usize) {
        self.brackets.push(Bracket {
            open: self.all.len(),
            around: self.within,
            is_object,
        });
        self.within = self.brackets.len() - 1;
        self.push(start, end);
    }

    fn close(&mut self, at: usize) {
        let Bracket { open, around, .. } = self.brackets[self.within];
        self.within = around;
        self.all[open].pair = self.all.len();
        self.push(at, at + 1);
        if let Some(last) = self.all.last_mut() {
            last.pair = open;
        }
    }

    /// The text of a piece; nothing stands before the first and behind the last.
    pub(super) fn text(&self, i: usize) -> &'a str {
        self.all
            .get(i)
            .map_or("", |piece| &self.script[piece.start..piece.end])
    }

    /// The bracket that closes or opens the one at that place.
    pub(super) fn pair(&self, i: usize) -> usize {
        self.all[i].pair
    }

    pub(super) fn before(&self, i: usize) -> &'a str {
        i.checked_sub(1).map_or("", |i| self.text(i))
    }

    pub(super) fn is_name(&self, i: usize) -> bool {
        let text = self.text(i);
        text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$')
            && !text.starts_with("${")
            && !RESERVED.split(' ').any(|word| word == text)
    }

    /// Whether the two signs before the piece are an arrow.
    pub(super) fn is_behind_arrow(&self, i: usize) -> bool {
        i > 1 && self.text(i - 1) == ">" && self.text(i - 2) == "="
    }

    /// Whether a brace that stands behind all that was read holds properties.
    fn opens_object(&self) -> bool {
        let i = self.all.len();
        !self.is_behind_arrow(i)
            && !matches!(
                self.before(i),
                "" | ")" | ";" | "{" | "}" | "else" | "do" | "try" | "finally" | "catch"
            )
    }

    /// Whether what was read ends with brackets that hold a value.
    fn ends_a_value(&self) -> bool {
        self.all.last().is_some_and(|last| {
            &self.script[last.start..last.end] == ")"
                && !matches!(self.before(last.pair), "if" | "while" | "for")
        })
    }

    /// Tells variables and properties apart, and whether that could be done.
    fn give_roles(&mut self) -> bool {
        for i in 0..self.all.len() {
            let (before, text, after) = (self.before(i), self.text(i), self.text(i + 1));
            if before == "." && (i < 2 || self.text(i - 2) != ".") {
                if self.is_name(i) {
                    self.all[i].role = Some(Role::Property);
                }
                continue;
            }
            let is_object = self.brackets[self.all[i].within].is_object;
            let is_key = is_object && matches!(before, "{" | ",");
            if matches!(
                text,
                "class" | "eval" | "with" | "import" | "export" | "switch" | "var"
            ) {
                return false;
            }
            if !self.is_name(i) {
                continue;
            }
            let is_method = is_object && matches!(before, "async" | "get" | "set");
            let role = match after {
                ":" | "(" if is_key || is_method => Role::Property,
                // A label.
                ":" if matches!(before, "" | ";" | "{" | "}" | ")") => return false,
                "," | "}" if is_key => Role::Both,
                "=" if is_key && self.text(i + 2) != ">" => Role::Both,
                _ => Role::Variable,
            };
            self.all[i].role = Some(role);
        }
        true
    }

    /// The pieces at which names are declared within the script's function.
    pub(super) fn declared(&self) -> Vec<usize> {
        let mut out = Vec::new();
        for i in 0..self.all.len() {
            match self.text(i) {
                "const" | "let" if self.before(i) != "." => self.declarations(i + 1, &mut out),
                "=" if self.text(i + 1) == ">" && i > 0 => match self.before(i) {
                    ")" => self.pattern(self.pair(i - 1), i - 1, &mut out),
                    _ => out.push(i - 1),
                },
                "(" if self.takes_parameters(i) => {
                    self.pattern(i, self.pair(i), &mut out);
                }
                _ => {}
            }
        }
        out.retain(|&i| {
            let role = self.all[i].role;
            matches!(role, Some(Role::Variable | Role::Both))
        });
        out
    }

    fn takes_parameters(&self, open: usize) -> bool {
        let is_function = |i: usize| self.text(i) == "function";
        self.before(open) == "catch"
            || open > 0 && is_function(open - 1)
            || open > 1 && is_function(open - 2)
            || open > 0
                && self.all[open - 1].role == Some(Role::Property)
                && self.text(self.pair(open) + 1) == "{"
    }

    /// The names behind `const` and `let`, up to the end of the statement.
    pub(super) fn declarations(&self, from: usize, out: &mut Vec<usize>) {
        let mut at = from;
        loop {
            let end = match self.text(at) {
                "{" | "[" => self.pair(at),
                _ if self.is_name(at) => at,
                _ => return,
            };
            if end == at {
                out.push(at);
            } else {
                self.pattern(at, end, out);
            }
            at = self.value_ends(end + 1);
            if self.text(at) != "," {
                return;
            }
            at += 1;
        }
    }

    /// Where what begins here ends: at a comma, a semicolon, a bracket that closes, or a new line.
    pub(super) fn value_ends(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.all.len() {
            let line_ends = at > from && {
                let gap = &self.script[self.all[at - 1].end..self.all[at].start];
                gap.contains('\n')
            };
            match self.text(at) {
                "," | ";" | ")" | "]" | "}" => return at,
                _ if line_ends => return at,
                "{" | "(" | "[" | "${" => at = self.pair(at),
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// The names in brackets that take a value apart; not those of values in case of none.
    pub(super) fn pattern(&self, open: usize, close: usize, out: &mut Vec<usize>) {
        let mut at = open + 1;
        while at < close {
            match self.text(at) {
                "{" | "[" => {
                    let end = self.pair(at);
                    self.pattern(at, end, out);
                    at = end;
                }
                "=" => {
                    at = self.value_ends(at + 1);
                    continue;
                }
                _ if self.is_name(at) => out.push(at),
                _ => {}
            }
            at += 1;
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}
