//! Settings that are written as a program (`sidebars.js`, `docusaurus.config.ts`), as far as they
//! are plain data. A script's text in, the objects it gives and their words out; nothing is run.

/// The objects that are given to a name or exported, in the order of the text, as they are typed.
/// The text is without comments.
pub(super) fn objects(plain: &str) -> impl Iterator<Item = &str> {
    let starts = plain.match_indices('{').map(|(at, _)| at);
    let starts = starts.filter(|at| {
        let before = plain[..*at].trim_end();
        before.is_empty() || before.ends_with('=') || before.ends_with("default")
    });
    starts.filter_map(|at| Some(&plain[at..at + length(&plain[at..])?]))
}

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
    /// What stands before the object in the list around it.
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
                let before = &plain[outer.map_or(0, |outer| outer + 1)..start];
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

/// How long the object is that a text begins with; `None` where it does not end.
fn length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '\'' | '"' | '`' => {
                at += string(&text[at..]);
                continue;
            }
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}
