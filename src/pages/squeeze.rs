//! Style sheets and scripts without what only their writers need. A theme's files in, the same in fewer bytes out; knows their
//! comments, strings and patterns, not their grammar, and leaves a line as it is where that is too little.

/// A style sheet without comments and indentation: the theme's files are written for people.
pub fn style(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut squeezed = String::with_capacity(out.len());
    for line in lines {
        // A line break is a blank in a selector list or value that continues.
        if !squeezed.is_empty() && !squeezed.ends_with(['{', '}', ';', ',']) {
            squeezed.push(' ');
        }
        squeezed.push_str(line);
    }
    squeezed
}

/// A script without whole-line comments, indentation and blanks around operators, its lines joined where a statement or a
/// block ends. Names stay: what a browser shows of the script can be read.
pub fn script(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    for line in lines {
        if line.starts_with('}') && out.ends_with("}\n") {
            out.pop();
        }
        push_without_blanks(line, &mut out);
        // A comment behind a statement ends with its line, and a template may hold lines of its own.
        if line.contains("//") || line.contains('`') || !line.ends_with([';', '{', ',', '(', '[']) {
            out.push('\n');
        }
    }
    out
}

/// The line without blanks around operators; as it is where it holds a template, or a string or pattern does not end in it.
fn push_without_blanks(line: &str, out: &mut String) {
    let start = out.len();
    if line.contains('`') || line.contains("//") || squeeze_line(line, out).is_none() {
        out.truncate(start);
        out.push_str(line);
    }
}

fn squeeze_line(line: &str, out: &mut String) -> Option<()> {
    let start = out.len();
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let before = out[start..].bytes().last();
        match bytes[at] {
            b'"' | b'\'' => {
                let end = at + 1 + closing(&bytes[at + 1..], bytes[at])?;
                out.push_str(&line[at..end]);
                at = end;
            }
            b'/' if begins_pattern(&out[start..]) => {
                let end = at + 1 + closing(&bytes[at + 1..], b'/')?;
                out.push_str(&line[at..end]);
                at = end;
            }
            b' ' => {
                let after = bytes.get(at + 1).copied()?;
                // `a + +b` is no increment, `a / /b/` no comment.
                let apart = |c: u8| b"=?:<>&|{}(),;*%![]".contains(&c);
                let signs = |c: u8| b"+-/".contains(&c);
                let needed = match before {
                    // `<!--` would be one.
                    Some(b'<') if after == b'!' => true,
                    Some(before) => !(apart(before) || apart(after) || signs(before) != signs(after)),
                    None => false,
                };
                if needed {
                    out.push(' ');
                }
                at += 1;
            }
            _ => {
                let end = at + line[at..].chars().next()?.len_utf8();
                out.push_str(&line[at..end]);
                at = end;
            }
        }
    }
    Some(())
}

/// Whether a slash after this begins a pattern; at the beginning of a line it may be a division that goes on.
fn begins_pattern(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with(['(', ',', '=', ':', '[', '!', '&', '|', '?', '{', ';', '>', '+'])
        || ["return", "case", "typeof", "of", "in"].iter().any(|word| {
            before
                .strip_suffix(word)
                .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$' || c == '.'))
        })
}

/// How many bytes up to and with the one that ends the string or pattern.
fn closing(bytes: &[u8], end: u8) -> Option<usize> {
    let (mut at, mut class) = (0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' if end == b'/' => class = true,
            b']' if end == b'/' => class = false,
            c if c == end && !class => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}
