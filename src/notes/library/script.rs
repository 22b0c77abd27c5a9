//! Settings that are written as a program (`sidebars.js`, `docusaurus.config.ts`), as far as they
//! are plain data. A script's text in, the objects it gives and their words and values out; nothing
//! is run.

use std::cell::Cell;
use std::ops::Range;

use serde_json::{Map, Value};

use crate::text::{head, tail};

/// Objects and lists nest no deeper than that.
const DEEP: usize = 32;

/// Names are given their values where they stand no deeper than that, what other names stand for
/// counted, and no more of them.
const NAMED: usize = 16;
const NAMES: usize = 100;

/// Stands between the texts of several files.
pub(super) const NEXT_FILE: char = '\u{1c}';

/// What a call says between angle brackets is no longer, in bytes.
const KIND: usize = 200;

/// So many objects of a script are looked at.
const OBJECTS: usize = 32;

/// The string that stands under a key of the object itself, not of one inside of it.
pub(super) fn word<'a>(object: &'a str, key: &str) -> Option<&'a str> {
    let mut depth = 0_usize;
    let mut at = 0;
    // Where the next key would stand: behind `{` or a comma.
    let mut is_key = false;
    while let Some(c) = object[at..].chars().next() {
        let rest = &object[at..];
        if is_key && depth == 1 && !c.is_whitespace() {
            let bare = rest.trim_start_matches(['\'', '"']);
            if let Some(value) = bare.strip_prefix(key)
                && let Some(value) = value
                    .trim_start_matches(['\'', '"'])
                    .trim_start()
                    .strip_prefix(':')
                && let value = value.trim_start()
                && value.starts_with(['\'', '"'])
            {
                let end = string(value);
                return value.get(1..end.checked_sub(1)?);
            }
            is_key = false;
        }
        match c {
            '\'' | '"' | '`' => {
                at += string(rest);
                continue;
            }
            '{' | '[' | '(' => {
                depth += 1;
                is_key = c == '{';
            }
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            ',' => is_key = true,
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// The values that a script gives to a name or exports, or hands to calls that it exports
/// (`export default defineConfig({…})`), as far as they are written out. The text is without
/// comments.
pub(super) fn values(plain: &str) -> impl Iterator<Item = Value> {
    let is_given = |before: &str| {
        let mut rest = before.trim_end();
        while let Some(call) = rest.strip_suffix('(') {
            let name = call.trim_end();
            // `defineConfigWithTheme<Theme>({…})`
            let near = tail(name, KIND);
            let kind = near.strip_suffix('>').and_then(|kind| kind.rfind('<'));
            let name = kind.map_or(name, |at| &name[..name.len() - near.len() + at]);
            rest = name.trim_end_matches(is_of_name).trim_end();
            if rest.len() == name.len() {
                return false;
            }
        }
        rest.is_empty() || rest.ends_with('=') || rest.ends_with("default")
    };
    let starts = plain.match_indices('{').map(|(at, _)| at);
    let starts = starts.filter(move |at| is_given(&plain[..*at]));
    let starts = starts.take(OBJECTS);
    starts.map(|at| Literal::new(plain).value(&mut &plain[at..], 0))
}

/// The values that a script hands to calls of a name, first of all: `starlight({…})`.
pub(super) fn called(plain: &str, name: &str) -> impl Iterator<Item = Value> {
    let starts = plain.match_indices(name).filter_map(move |(at, _)| {
        let rest = plain[at + name.len()..].trim_start();
        let is_word = plain[..at].ends_with(is_of_name);
        rest.strip_prefix('(').filter(|_| !is_word)
    });
    let starts = starts.take(OBJECTS);
    starts.map(|mut rest| Literal::new(plain).value(&mut rest, 0))
}

/// A letter of a name, or of a path of names: `theme.config`.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '.')
}

/// Reads what is written out in a script; what is computed is `null`.
struct Literal<'a> {
    /// All of it, in which names are looked for.
    plain: &'a str,
    /// How many of these were.
    names: Cell<usize>,
}

impl<'a> Literal<'a> {
    fn new(plain: &'a str) -> Self {
        Self {
            plain,
            names: Cell::new(0),
        }
    }

    /// The value that the text begins with, which is taken off it.
    fn value(&self, text: &mut &str, depth: usize) -> Value {
        *text = text.trim_start();
        let value = match text.chars().next() {
            _ if depth > DEEP => Value::Null,
            Some('{') => self.object(text, depth),
            Some('[') => self.list(text, depth),
            Some('\'' | '"' | '`') => quoted(text),
            Some(c) if is_of_name(c) => self.named(text, depth),
            _ => Value::Null,
        };
        // `a + b`, `x ? y : z`: what goes on is computed.
        let rest = text.trim_start();
        let ends = rest.is_empty() || rest.starts_with([',', ']', '}', ')', ';']);
        let is_cast = rest.starts_with("as ") || rest.starts_with("satisfies ");
        let is_line = text
            .split('\n')
            .next()
            .unwrap_or_default()
            .trim()
            .is_empty();
        skip(text);
        if ends || is_cast || is_line {
            value
        } else {
            Value::Null
        }
    }

    fn object(&self, text: &mut &str, depth: usize) -> Value {
        let mut out = Map::new();
        *text = &text[1..];
        loop {
            *text = text.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            let Some(first) = text.chars().next() else {
                break;
            };
            if let Some(rest) = text.strip_prefix('}') {
                *text = rest;
                break;
            }
            if let Some(rest) = text.strip_prefix("...") {
                // What others hold, spread out here.
                *text = rest;
                if let Value::Object(others) = self.value(text, depth + 1) {
                    out.extend(others);
                }
                if text.len() == rest.len() {
                    break;
                }
                continue;
            }
            let length = if matches!(first, '\'' | '"') {
                string(text)
            } else {
                let end = text.find(|c: char| !is_of_name(c) && c != '-');
                end.unwrap_or(text.len())
            };
            let (key, rest) = text.split_at(length);
            let mut typed = key.trim_matches(['\'', '"']);
            let key = typed.to_owned();
            let rest = rest.trim_start();
            if let Some(rest) = rest.strip_prefix(':') {
                *text = rest;
                let value = self.value(text, depth + 1);
                out.insert(key, value);
            } else if length > 0 && rest.starts_with([',', '}']) {
                // `{ sidebar }` is what has that name.
                *text = rest;
                let value = self.named(&mut typed, depth + 1);
                out.insert(key, value);
            } else {
                // A function, or others that are spread out here.
                *text = rest;
                let before = text.len();
                skip(text);
                if text.len() == before && !text.starts_with([',', '}']) {
                    break;
                }
            }
        }
        Value::Object(out)
    }

    fn list(&self, text: &mut &str, depth: usize) -> Value {
        let mut out = Vec::new();
        *text = &text[1..];
        loop {
            *text = text.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            if let Some(rest) = text.strip_prefix(']') {
                *text = rest;
                break;
            }
            let before = text.len();
            if let Some(rest) = text.strip_prefix("...") {
                *text = rest;
                if let Value::Array(others) = self.value(text, depth + 1) {
                    out.extend(others);
                }
            } else {
                out.push(self.value(text, depth + 1));
            }
            if text.len() == before {
                break;
            }
        }
        Value::Array(out)
    }

    /// The bytes of the file, among those of [`Self::plain`], in which a word stands.
    fn file_of(&self, word: &str) -> Option<Range<usize>> {
        let (all, at) = (self.plain.as_ptr().addr(), word.as_ptr().addr());
        let at = at.checked_sub(all).filter(|at| *at <= self.plain.len())?;
        let (before, behind) = self.plain.split_at_checked(at)?;
        let start = before.rfind(NEXT_FILE).map_or(0, |mark| mark + 1);
        let end = behind
            .find(NEXT_FILE)
            .map_or(self.plain.len(), |mark| at + mark);
        Some(start..end)
    }

    /// The object that a call is given which only hands it on, taken off the text with the call:
    /// `defineConfig<Theme>({…})`, `defineLocaleConfig('root', {…})`.
    fn handed(&self, text: &mut &str, depth: usize) -> Option<Value> {
        let mut call = text.trim_start();
        if let Some(kind) = call.strip_prefix('<') {
            let (_, behind) = kind.split_at(head(kind, KIND).find('>')? + 1);
            call = behind.trim_start();
        }
        let mut given = call.strip_prefix('(')?.trim_start();
        if given.starts_with(['\'', '"']) {
            quoted(&mut given);
            given = given.trim_start().strip_prefix(',')?.trim_start();
        }
        if !given.starts_with('{') {
            return None;
        }
        let value = self.value(&mut given, depth + 1);
        skip(&mut call);
        *text = call;
        Some(value)
    }

    /// A word of the language, a number, or what a name stands for that is given a value in the
    /// same text: `const guide = […]`, `function guide() { return […] }`.
    fn named(&self, text: &mut &str, depth: usize) -> Value {
        let end = text.find(|c: char| !is_of_name(c)).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        *text = rest;
        match name {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            _ if name.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
                return serde_json::from_str(name).unwrap_or_default();
            }
            _ => {}
        }
        if name.starts_with("define")
            && depth <= NAMED
            && let Some(value) = self.handed(text, depth)
        {
            return value;
        }
        let is_call = rest.trim_start().strip_prefix('(').map(str::trim_start);
        if let Some(rest) = is_call {
            let Some(rest) = rest.strip_prefix(')') else {
                return Value::Null;
            };
            *text = rest;
        }
        self.names.set(self.names.get() + 1);
        if name.is_empty() || depth > NAMED || self.names.get() > NAMES {
            return Value::Null;
        }
        let given = |(at, _): (usize, &str)| {
            let before = self.plain[..at].trim_end();
            let rest = &self.plain[at + name.len()..];
            let is_function = is_call.is_some() && before.ends_with("function");
            let is_value = ["const", "let", "var"]
                .iter()
                .any(|word| before.ends_with(word));
            if is_function && rest.starts_with('(') {
                let (_, body) = rest.split_once("return")?;
                return Some(body);
            }
            let (kind, value) = rest.split_once('=')?;
            let kind = kind.trim();
            let is_said = is_value && (kind.is_empty() || kind.starts_with(':'));
            is_said.then_some(value)
        };
        // A name of its own file goes before one of another.
        let own = self.file_of(name);
        let within = || {
            let own = own.clone()?;
            let mut found = self.plain[own.clone()].match_indices(name);
            found.find_map(|(at, _)| given((own.start + at, name)))
        };
        let given = within().or_else(|| self.plain.match_indices(name).find_map(given));
        given.map_or(Value::Null, |mut value| self.value(&mut value, depth + 1))
    }
}

/// A string that is written out, taken off the text.
fn quoted(text: &mut &str) -> Value {
    let (typed, rest) = text.split_at(string(text));
    let inner = typed.get(1..typed.len().saturating_sub(1));
    *text = rest;
    let mut out = String::new();
    let inner = inner.unwrap_or_default();
    if typed.starts_with('`') && inner.contains("${") {
        return Value::Null;
    }
    let mut letters = inner.chars();
    while let Some(c) = letters.next() {
        match (c, c == '\\') {
            (_, true) => match letters.next() {
                Some(c @ ('\'' | '"' | '`' | '\\' | '/')) => out.push(c),
                _ => return Value::Null,
            },
            (c, false) => out.push(c),
        }
    }
    Value::String(out)
}

/// Goes on to the comma or the bracket at which what the text begins with ends.
fn skip(text: &mut &str) {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '\'' | '"' | '`' => {
                at += string(&text[at..]);
                continue;
            }
            ',' | ';' if depth == 0 => break,
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' if depth == 0 => break,
            '}' | ']' | ')' => depth -= 1,
            _ => {}
        }
        at += c.len_utf8();
    }
    *text = &text[at..];
}

/// What stands under a key of an object, wherever that stands: strings, in a list or alone.
pub(super) struct ScriptList<'a> {
    /// The strings that are written out.
    pub words: Vec<&'a str>,
    /// Whether these are all of it.
    pub is_plain: bool,
    /// The object around the key, as far as it goes.
    pub object: &'a str,
    /// The key under which that object stands.
    pub key: Option<&'a str>,
    /// What stands before the object in the list around it, from the bracket on.
    pub before: &'a str,
}

/// All lists under a key.
pub(super) fn lists<'a>(plain: &'a str, key: &str) -> Vec<ScriptList<'a>> {
    let mut out = Vec::new();
    // Where each bracket that is open stands.
    let mut open: Vec<usize> = Vec::new();
    let mut is_key = false;
    let mut at = 0;
    while let Some(c) = plain[at..].chars().next() {
        let rest = &plain[at..];
        if is_key && !c.is_whitespace() {
            is_key = false;
            let value = value_of(rest, key);
            if let Some((value, &start)) = value.zip(open.last()) {
                let outer = open.len().checked_sub(2).and_then(|at| open.get(at));
                let before = &plain[outer.copied().unwrap_or_default()..start];
                let (words, is_plain) = strings(value);
                out.push(ScriptList {
                    words,
                    is_plain,
                    object: &plain[start..],
                    key: last_key(before),
                    before,
                });
            }
        }
        match c {
            '\'' | '"' | '`' => {
                at += string(rest);
                continue;
            }
            '{' | '[' | '(' => {
                open.push(at);
                is_key = c == '{';
            }
            '}' | ']' | ')' => {
                open.pop();
            }
            ',' => is_key = true,
            _ => {}
        }
        at += c.len_utf8();
    }
    out
}

/// What stands behind a key and its colon.
fn value_of<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let bare = text.trim_start_matches(['\'', '"']);
    let rest = bare.strip_prefix(key)?.trim_start_matches(['\'', '"']);
    Some(rest.trim_start().strip_prefix(':')?.trim_start())
}

/// The key before an object: `docs: `.
fn last_key(before: &str) -> Option<&str> {
    let words = before.trim_end().strip_suffix(':')?.trim_end();
    let words = words.trim_end_matches(['\'', '"']);
    let start = words.rfind(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
    Some(&words[start.map_or(0, |at| at + 1)..])
}

/// The strings of a list, or the one that stands there, and whether they are all of it.
fn strings(value: &str) -> (Vec<&str>, bool) {
    let mut words = Vec::new();
    let is_list = value.starts_with('[');
    let mut rest = if is_list { &value[1..] } else { value };
    let mut is_plain = true;
    loop {
        rest = rest.trim_start();
        match rest.chars().next() {
            Some(mark @ ('\'' | '"' | '`')) => {
                let end = string(rest);
                let word = rest[..end].trim_matches(mark);
                // What is put together or escaped is no word yet.
                if word.contains('\\') || mark == '`' && word.contains("${") {
                    is_plain = false;
                } else {
                    words.push(word);
                }
                rest = rest[end..].trim_start();
                is_plain &= rest.is_empty() || rest.starts_with([',', ']', '}']);
            }
            Some(',') if is_list => rest = &rest[1..],
            Some(']') if is_list => {
                let rest = rest[1..].trim_start();
                let ends = rest.is_empty() || rest.starts_with([',', '}', ')', ';']);
                return (words, is_plain && ends);
            }
            None => return (words, false),
            Some(first) => {
                // `...others` or a name: up to the next comma.
                is_plain = false;
                let next = rest.find([',', ']']).unwrap_or(rest.len());
                rest = &rest[next.max(first.len_utf8())..];
            }
        }
        if !is_list {
            return (words, is_plain);
        }
    }
}

/// A script's text with spaces in place of comments and of tabs.
pub(super) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (kept, length) = if rest.starts_with("//") {
            ("", rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (" ", rest.find("*/").map_or(rest.len(), |end| end + 2))
        } else if matches!(first, '\'' | '"' | '`') {
            let end = string(rest);
            (&rest[..end], end)
        } else if first == '\t' {
            (" ", 1)
        } else {
            (&rest[..first.len_utf8()], first.len_utf8())
        };
        out.push_str(kept);
        rest = &rest[length..];
    }
    out
}

/// How long the string is that a text begins with, its marks included.
fn string(text: &str) -> usize {
    let mut letters = text.char_indices();
    let mark = letters.next().map(|(_, mark)| mark);
    while let Some((at, c)) = letters.next() {
        if c == '\\' {
            letters.next();
        } else if Some(c) == mark || c == '\n' {
            return at + c.len_utf8();
        }
    }
    text.len()
}
