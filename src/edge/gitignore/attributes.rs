//! The lines of a `.gitattributes`, as git reads them: what each says of the files that its pattern
//! names, and macros. Bytes in; for a path the filter that git puts it through out. What a filter
//! does is not known here.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;
use std::slice;

use gix_glob::Pattern;
use gix_glob::pattern::Case;

use super::rules::{RuleLine, Rules, utf8};
use crate::failure::Failure;
use crate::text;

/// The lines of one file.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributes {
    rules: Rules,
    /// What each of the lines says, in their order.
    sets: Vec<Vec<Set>>,
    /// `[attr]name …`
    macros: Vec<Macro>,
    /// Whether any of it speaks of a filter.
    names_filter: bool,
}

/// A name for many attributes.
#[derive(Clone, Debug)]
pub(super) struct Macro {
    name: String,
    sets: Vec<Set>,
}

/// What is said of one attribute.
#[derive(Clone, Debug)]
struct Set {
    name: String,
    value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// `name`
    True,
    /// `-name` or `!name`
    Unset,
    /// `name=…`
    Said(String),
}

/// A file of attributes, and the path that counts in it.
pub(super) type AttributesAt<'a> = (&'a Attributes, Cow<'a, str>);

/// The filter that git puts a path through, and the line that says so; an empty one where a line
/// says that there is none, `None` where nothing is said. `files` are those that speak of the path,
/// the one that counts most first, `macros` those that hold there.
///
/// Source: `fill`, `fill_one` and `macroexpand_one` of git's attr.c.
pub(super) fn filter<'a>(
    files: impl Iterator<Item = AttributesAt<'a>>,
    macros: &HashMap<&str, &'a Macro>,
    is_folder: bool,
    case: Case,
) -> Option<(&'a str, &'a RuleLine)> {
    let mut known: HashMap<&str, &Value> = HashMap::new();
    for (file, path) in files {
        for (at, line) in file.rules.fitting(&path, is_folder, case) {
            let sets = file.sets.get(at).map_or(&[][..], Vec::as_slice);
            fill(sets, macros, &mut known);
            match known.get("filter") {
                None => {}
                Some(Value::Said(filter)) => return Some((filter, line)),
                Some(Value::True | Value::Unset) => return Some(("", line)),
            }
        }
    }
    None
}

/// Takes what a line says of attributes of which nothing is known yet, the last word first.
fn fill<'a>(
    sets: &'a [Set],
    macros: &HashMap<&str, &'a Macro>,
    known: &mut HashMap<&'a str, &'a Value>,
) {
    let mut open: Vec<slice::Iter<'a, Set>> = vec![sets.iter()];
    while let Some(rest) = open.last_mut() {
        let Some(set) = rest.next_back() else {
            open.pop();
            continue;
        };
        if known.contains_key(set.name.as_str()) {
            continue;
        }
        known.insert(&set.name, &set.value);
        let inner = macros.get(set.name.as_str());
        if let Some(inner) = inner.filter(|_| set.value == Value::True) {
            open.push(inner.sets.iter());
        }
    }
}

impl Attributes {
    /// The lines of a file, which is called so for readers.
    pub(super) fn parse(bytes: &[u8], file: &Path, shown: &str) -> Result<Self, Failure> {
        let source = utf8(bytes, file, is_idle)?;
        let mut out = Self::default();
        let mut lines = Vec::new();
        for (at, line) in source.lines().enumerate() {
            let line = line.trim();
            if let Some(words) = line.strip_prefix("[attr]") {
                let words = words.trim_start();
                let (name, said) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
                out.macros.push(Macro {
                    name: name.to_owned(),
                    sets: sets(said),
                });
                continue;
            }
            let Some((name, said)) = pattern_of(line) else {
                continue;
            };
            let Some(pattern) = Pattern::from_bytes_without_negation(&name) else {
                continue;
            };
            lines.push(RuleLine {
                pattern,
                said: format!("line {} of {shown} (`{line}`)", at + 1).into(),
            });
            out.sets.push(sets(said));
        }
        out.rules = Rules::new(lines.into_iter());
        let macros = out.macros.iter().map(|it| &it.sets);
        let mut said = macros.chain(&out.sets).flatten();
        out.names_filter = said.any(|set| set.name == "filter");
        Ok(out)
    }

    /// Whether any line or macro speaks of a filter.
    pub(super) const fn names_filter(&self) -> bool {
        self.names_filter
    }

    /// The macros by name, the last of a name. Git takes them from the top of a repository alone;
    /// who writes further down one that names a filter wants it all the same.
    pub(super) fn macros(&self, is_top: bool) -> impl Iterator<Item = (&str, &Macro)> {
        let has_filter = |one: &&Macro| {
            let mut sets = one.sets.iter();
            sets.any(|set| set.name == "filter" && matches!(set.value, Value::Said(_)))
        };
        let known = self.macros.iter();
        let known = known.filter(move |one| is_top || has_filter(one));
        known.map(|one| (one.name.as_str(), one))
    }
}

/// Whether a line in whatever encoding can be about no filter: it has none but words of git's own.
fn is_idle(line: &[u8]) -> bool {
    const OF_GIT: [&[u8]; 8] = [
        b"binary",
        b"crlf",
        b"diff",
        b"eol",
        b"export-ignore",
        b"merge",
        b"text",
        b"whitespace",
    ];
    let words = line.split(u8::is_ascii_whitespace).skip(1);
    let mut names = words.map(|word| {
        let word = word.strip_prefix(b"-").unwrap_or(word);
        word.split(|&byte| byte == b'=').next().unwrap_or_default()
    });
    line.starts_with(b"#") || names.all(|name| name.is_empty() || OF_GIT.contains(&name))
}

/// The words behind a pattern or the name of a macro.
fn sets(said: &str) -> Vec<Set> {
    let set = |word: &str| {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Value::Said(value.to_owned())),
            None => match word.strip_prefix(['-', '!']) {
                Some(name) => (name, Value::Unset),
                None => (word, Value::True),
            },
        };
        Set {
            name: name.to_owned(),
            value,
        }
    };
    said.split_whitespace().map(set).collect()
}

/// The pattern in a line, which may stand between quotation marks as in C, and what is said of the
/// files that it names.
fn pattern_of(line: &str) -> Option<(Vec<u8>, &str)> {
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    if let Some((name, said)) = line.strip_prefix('"').and_then(unquoted) {
        let name = match String::from_utf8(name) {
            Ok(name) => text::nfc(&name).into_bytes(),
            Err(error) => error.into_bytes(),
        };
        return Some((name, said));
    }
    let (name, said) = line.split_once(char::is_whitespace)?;
    Some((name.as_bytes().to_owned(), said))
}

/// What stands up to the quotation mark that closes it, and the rest; `None` where nothing closes
/// it or an escape is none. Source: `unquote_c_style` of git's quote.c.
fn unquoted(quoted: &str) -> Option<(Vec<u8>, &str)> {
    let bytes = quoted.as_bytes();
    let mut name = Vec::new();
    let mut at = 0;
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        match byte {
            b'"' => return Some((name, quoted.get(at..)?)),
            b'\\' => {
                let escape = *bytes.get(at)?;
                at += 1;
                name.push(match escape {
                    b'a' => 7,
                    b'b' => 8,
                    b't' => b'\t',
                    b'n' => b'\n',
                    b'v' => 11,
                    b'f' => 12,
                    b'r' => b'\r',
                    b'\\' | b'"' => escape,
                    b'0'..=b'3' => {
                        let digits = quoted.get(at - 1..at + 2)?;
                        at += 2;
                        u8::from_str_radix(digits, 8).ok()?
                    }
                    _ => return None,
                });
            }
            byte => name.push(byte),
        }
    }
}
