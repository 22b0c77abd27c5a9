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
