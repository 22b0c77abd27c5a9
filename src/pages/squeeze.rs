//! Style sheets and scripts without what only their writers need. A theme's files in, the same in
//! fewer bytes out; knows their comments, strings, patterns and templates, not their grammar, and
//! leaves the rest of a line as it is where that is too little.

/// A style sheet without comments and the blanks that only its writers need: the theme's files are
/// written for people. Quoted texts, addresses and escapes stay as they are; a blank stays where it
/// is the sign for a descendant, stands before a pseudo class, or parts two values.
pub fn style(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    // The sign before, where it is one of the grammar's own: neither escaped nor quoted.
    let (mut blank, mut before) = (false, None);
    while let Some(first) = rest.chars().next() {
        let (length, sign) = match first {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                blank = true;
                rest = &rest[1..];
                continue;
            }
            '/' if rest.starts_with("/*") => {
                blank = true;
                rest = rest[2..].split_once("*/").map_or("", |(_, after)| after);
                continue;
            }
            '"' | '\'' => (literal(rest.as_bytes()), None),
            '\\' => {
                let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
                (1 + escaped, None)
            }
            _ if is_bare_address(&out, first) => (rest.find(')').unwrap_or(rest.len()), None),
            _ => (first.len_utf8(), Some(first)),
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        let is_apart = !out.is_empty()
            && !matches!(before, Some('{' | '}' | ';' | ',' | ':'))
            && !matches!(sign, Some('{' | '}' | ';' | ','));
        if std::mem::take(&mut blank) && is_apart {
            out.push(' ');
        }
        match (before, sign) {
            (Some(';' | '{' | '}'), Some(';')) => continue,
            (Some(';'), Some('}')) => {
                out.pop();
            }
            _ => {}
        }
        out.push_str(text);
        before = sign;
    }
    out
}

/// Whether an address without quotation marks begins here: what stands in it is no comment.
fn is_bare_address(before: &str, first: char) -> bool {
    let at = before.len().saturating_sub(4);
    !matches!(first, '"' | '\'' | ')')
        && before
            .get(at..)
            .is_some_and(|end| end.eq_ignore_ascii_case("url("))
}

/// A script without comments, indentation and blanks around operators, its lines joined where a
/// statement or a block ends. Names stay.
pub fn script(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    // What stood between the last piece and the next one: nothing, blanks, or a line break.
    let mut gap = Gap::None;
    let mut signs = LineSigns::default();
    while let Some(first) = rest.chars().next() {
        let kind = kind(rest, first, &out, &mut signs);
        let (text, after) = rest.split_at(length(rest, first, kind));
        rest = after;
        if matches!(kind, Token::Blank | Token::Comment) {
            // A comment of several lines is a line break, as the language has it.
            gap = gap.max(if text.contains('\n') {
                Gap::Line
            } else {
                Gap::Blank
            });
            continue;
        }
        match std::mem::replace(&mut gap, Gap::None) {
            Gap::Line if ends_a_line(&out, first) => out.push('\n'),
            Gap::Blank if keeps_apart(&out, text) => out.push(' '),
            _ => {}
        }
        out.push_str(text);
    }
    out.push('\n');
    out
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Line,
}

/// What a piece of a script is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Blank,
    Comment,
    /// Quoted, a pattern or a template: left as it is.
    Literal,
    /// The rest of a line of which only the grammar could tell what it is: left as it is.
    Line,
    Code,
}

/// How many bytes of the script were left behind the last of some signs of the line that is read. A
/// line is looked through once, however many slashes it holds.
#[derive(Default)]
pub(super) struct LineSigns {
    /// Behind the line; 0 is the script's end, and before its first line nothing is known.
    end: Option<usize>,
    slash: usize,
    /// `//`, `/*` or the quotation mark of templates.
    other: usize,
}

impl LineSigns {
    /// What the line holds that `rest` begins in.
    fn of(&mut self, rest: &str) -> &Self {
        if self.end.is_none_or(|end| rest.len() <= end) {
            let line = rest.lines().next().unwrap_or_default();
            let left = |at: Option<usize>| at.map_or(0, |at| rest.len() - at);
            let others = ["`", "//", "/*"].iter().filter_map(|sign| line.rfind(sign));
            *self = Self {
                end: Some(rest.len() - line.len()),
                slash: left(line.rfind('/')),
                other: left(others.max()),
            };
        }
        self
    }
}

pub(super) fn kind(rest: &str, first: char, before: &str, signs: &mut LineSigns) -> Token {
    match first {
        ' ' | '\t' | '\n' | '\r' => Token::Blank,
        '"' | '\'' | '`' => Token::Literal,
        '/' if rest.starts_with("//") || rest.starts_with("/*") => Token::Comment,
        '/' if begins_pattern(before) => Token::Literal,
        '/' if is_unsure(rest, before, signs) => Token::Line,
        _ => Token::Code,
    }
}

/// How many bytes the piece takes.
pub(super) fn length(rest: &str, first: char, kind: Token) -> usize {
    let until = |end: &str| rest.find(end).unwrap_or(rest.len());
    match kind {
        Token::Blank => rest
            .find(|c| !matches!(c, ' ' | '\t' | '\n' | '\r'))
            .unwrap_or(rest.len()),
        Token::Comment if rest.starts_with("//") => until("\n"),
        Token::Comment => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
        Token::Line => until("\n"),
        Token::Literal if first == '`' => template(rest.as_bytes()),
        Token::Literal => literal(rest.as_bytes()),
        Token::Code => first.len_utf8(),
    }
}

/// Whether the line must end here. After what ends a statement, opens a block or goes on, and
/// before what closes one, it need not.
fn ends_a_line(out: &str, next: char) -> bool {
    !(out.is_empty()
        || out.ends_with([';', '{', ',', '(', '['])
        || matches!(next, ')' | ']')
        || next == '}' && out.ends_with('}'))
}

/// Whether a blank must stand before the text.
fn keeps_apart(out: &str, text: &str) -> bool {
    let (Some(before), Some(after)) = (out.bytes().last(), text.bytes().next()) else {
        return false;
    };
    let apart = |c: u8| b"=?:<>&|{}(),;*%![]".contains(&c);
    let signs = |c: u8| b"+-/".contains(&c);
    match before {
        // `<!--` would be a comment.
        b'<' if after == b'!' => true,
        // `a + +b` is no increment, `a / /b/` no comment.
        _ => !(apart(before) || apart(after) || signs(before) != signs(after)),
    }
}

/// Whether a slash after this begins a pattern.
fn begins_pattern(before: &str) -> bool {
    before.is_empty()
        || before.ends_with([
            '(', ',', '=', ':', '[', '!', '&', '|', '?', '{', ';', '>', '+', '\n',
        ])
        || ["return", "case", "typeof", "of", "in"].iter().any(|word| {
            before.strip_suffix(word).is_some_and(|rest| {
                !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$' || c == '.')
            })
        })
}

/// Whether a slash may divide or begin a pattern: `(a) / b / c`, `if (a) /b / c/.test(d)`.
fn is_unsure(rest: &str, before: &str, signs: &mut LineSigns) -> bool {
    // A sign stands behind this slash where less is left behind it.
    let is_behind = |left: usize, end: usize| left > end && left < rest.len();
    before.ends_with([')', '}']) && {
        let LineSigns { end, slash, other } = signs.of(rest);
        let end = end.unwrap_or_default();
        is_behind(*slash, end) && !is_behind(*other, end)
    }
}

/// No pattern is longer, in bytes; the longest that people write names all pictograms.
const LONGEST_PATTERN: usize = 20_000;

/// The length of a quoted text or pattern.
fn literal(bytes: &[u8]) -> usize {
    let (mut at, mut class) = (1, false);
    let bytes = match bytes[0] {
        b'/' => &bytes[..bytes.len().min(LONGEST_PATTERN)],
        _ => bytes,
    };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' if bytes[0] == b'/' => class = true,
            b']' if bytes[0] == b'/' => class = false,
            // Neither goes on in the next line: what looked like one was none.
            b'\n' => return 1,
            c if c == bytes[0] && !class => return at + 1,
            _ => {}
        }
        at += 1;
    }
    1
}

/// The length of a template with all that stands in its `${}`, other templates too.
fn template(bytes: &[u8]) -> usize {
    // Of each insertion around, how many braces are open in it.
    let mut around: Vec<usize> = Vec::new();
    let (mut at, mut is_text) = (1, true);
    while at < bytes.len() {
        match (bytes[at], around.last_mut()) {
            (b'\\', _) if is_text => at += 1,
            (b'`', None) => return at + 1,
            // One that stands in an insertion begins or ends.
            (b'`', Some(_)) => is_text = !is_text,
            (b'$', _) if is_text && bytes.get(at + 1) == Some(&b'{') => {
                around.push(0);
                is_text = false;
                at += 1;
            }
            _ if is_text => {}
            (b'{', Some(open)) => *open += 1,
            (b'}', Some(0)) => {
                around.pop();
                is_text = true;
            }
            (b'}', Some(open)) => *open -= 1,
            (b'"' | b'\'', _) => at += literal(&bytes[at..]) - 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}
