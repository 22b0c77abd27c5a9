//! What a writer hid from readers: `%%…%%` (Obsidian), `<!-- … -->`, `[//]: # (…)` and comments of
//! other tools. A note's text in, the same text with blanks in their place out: every other byte
//! stays where it was, so that spans and lines go on to mean the source. Code is left as it is. A
//! comment of HTML at the start of its line stays for the parser, which knows it, and to which it
//! is a block that parts others.

use std::borrow::Cow;

use crate::notes::reading::comment_scan::{CommentScan, Unclosed};
use crate::notes::reading::other_comments::{self, SiteTools};
use crate::notes::reading::other_scan::OtherComment;

/// What looking for comments found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The text without them; `None` where nothing has to be hidden.
    pub text: Option<String>,
    /// A comment of HTML that is never closed: as a block it takes the rest of the note, as on
    /// GitHub.
    pub(crate) unclosed: Option<Unclosed>,
    /// A mark `%%` that is never closed.
    pub(crate) unclosed_percent: Option<Unclosed>,
    /// Comments of other tools of which there is something to say.
    pub(crate) others: Vec<OtherComment>,
}

/// Looks for comments. `start` is where the notes begin, behind the front matter; `tools` are those
/// that they are made for.
pub fn hidden(text: &str, start: usize, tools: SiteTools) -> Hidden {
    if !may_begin(&text[start..], tools) {
        return Hidden::default();
    }
    let mut scan = CommentScan::new(text, start, tools);
    scan.scan();
    blanked(text, scan)
}

/// A text without any of its comments, for those who read its lines without a parser: what stays
/// for the parser goes too.
pub(crate) fn without_all(text: &str) -> Cow<'_, str> {
    let tools = SiteTools::default();
    if !may_begin(text, tools) {
        return Cow::Borrowed(text);
    }
    let mut scan = CommentScan::new(text, 0, tools);
    scan.leaves_none = true;
    scan.scan();
    let left = blanked(text, scan).text;
    let left = left.map(|text| text.replace(GONE, " "));
    left.map_or(Cow::Borrowed(text), Cow::Owned)
}

fn blanked(text: &str, scan: CommentScan) -> Hidden {
    let CommentScan {
        ranges,
        unclosed_html: unclosed,
        unclosed_percent,
        others,
        ..
    } = scan;
    let others = others.told;
    if ranges.is_empty() {
        return Hidden {
            text: None,
            unclosed,
            unclosed_percent,
            others,
        };
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut begins_line = true;
    for (from, to) in ranges {
        out.push_str(&text[at..from]);
        begins_line = begins(begins_line, &text[at..from]);
        let blanks = out.len();
        blank(text, (from, to), begins_line, &mut out);
        begins_line = begins(begins_line, &out[blanks..]);
        at = to;
    }
    out.push_str(&text[at..]);
    Hidden {
        text: Some(out),
        unclosed,
        unclosed_percent,
        others,
    }
}

/// Whether a line has only just begun behind a `piece` of text, where one had or had not before it.
fn begins(had: bool, piece: &str) -> bool {
    let (line, is_new) = match piece.rsplit_once('\n') {
        Some((_, line)) => (line, true),
        None => (piece, had),
    };
    // Behind the marks of bullets and quotations it begins again.
    let is_mark = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
    let are_marks = line.chars().all(is_mark) && !line.ends_with(|c: char| c.is_ascii_digit());
    is_new && are_marks
}

/// Puts blanks in the place of a comment.
fn blank(text: &str, (from, to): (usize, usize), begins_line: bool, out: &mut String) {
    let inside = &text[from..to];
    let last = inside.rfind('\n').map(|at| from + at + 1);
    // Lines of a quotation stay lines of it.
    let is_quoted = last.is_some() && {
        let line = out.rsplit('\n').next().unwrap_or_default();
        line.trim_start().starts_with('>')
    };
    // What stands behind a comment goes on where that ended: blanks would make code of it.
    let filled = last.map_or(from, |last| {
        to - text[last..to].trim_start_matches([' ', '>']).len()
    });
    let begins_line = last.is_some() || begins_line;
    let behind = text[to..].trim_start_matches([' ', '\t', '\r']);
    let goes_on = begins_line && !behind.is_empty() && !behind.starts_with('\n');
    let is_gone = last.is_none() && is_glued(out, &text[to..]);
    let ends_line = last.is_none() && goes_on_below(text, to) && is_prose(out);
    let mut begins = false;
    for (at, byte) in inside.bytes().enumerate() {
        begins = byte == b'\n' || begins && matches!(byte, b' ' | b'>');
        let stays = byte == b'\n' || is_quoted && begins && byte == b'>';
        out.push(match byte {
            _ if stays => byte.into(),
            _ if is_gone => GONE,
            _ if goes_on && from + at == filled => FILLER,
            // Blanks before the end of a line would break it: this one does not.
            _ if from + at + 1 == to && ends_line => '\t',
            _ => ' ',
        });
    }
}

/// Whether a line ends at a byte, and another with words follows.
fn goes_on_below(text: &str, at: usize) -> bool {
    let below = text[at..]
        .strip_prefix('\n')
        .and_then(|rest| rest.lines().next());
    below.is_some_and(|line| !line.trim_start_matches([' ', '\t', '>']).is_empty())
}

/// Whether the last line is no heading.
fn is_prose(out: &str) -> bool {
    let line = out.rsplit('\n').next().unwrap_or_default();
    let is_mark = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
    !line.trim_start_matches(is_mark).starts_with('#')
}

/// Whether words stand on both sides of what is hidden, which then hang together: `<B>값</B>은`. An
/// address ends there.
fn is_glued(before: &str, behind: &str) -> bool {
    let is_blank = |c: char| c.is_whitespace() || c == '|';
    let is_apart = before.is_empty()
        || before.ends_with(is_blank)
        || behind.is_empty()
        || behind.starts_with(is_blank);
    let start = before.len().saturating_sub(LONGEST_ADDRESS);
    let word = (start..before.len()).find(|at| before.is_char_boundary(*at));
    let word = word.and_then(|start| before[start..].rsplit(is_blank).next());
    let is_address = word.is_some_and(|word| word.contains("://") || word.contains("www."));
    !is_apart && !is_address
}

/// How far back, in bytes, the beginning of an address is looked for.
const LONGEST_ADDRESS: usize = 256;

/// Nothing to readers, and a letter to Markdown: a tree is rid of it once it stands.
pub(crate) const GONE: char = '\u{1}';

/// A blank to readers, and none that Markdown takes for an indent.
const FILLER: char = '\u{c}';

/// Words as readers are shown them: a blank where a comment ended.
pub(crate) fn as_shown(words: String) -> String {
    match words.strip_prefix(FILLER) {
        Some(rest) => format!(" {rest}"),
        None => words,
    }
}

/// The longest sign with which a comment begins, in bytes.
pub(crate) const SIGN: usize = 7;

/// Whether a comment may begin in a text at all.
pub(crate) fn may_begin(text: &str, tools: SiteTools) -> bool {
    text.contains("%%")
        || text.contains("<!--")
        || text.contains("]: ")
        || text.contains("{:")
        || text.contains("){")
        || other_comments::may_begin(text, tools)
}

/// One line of words, such as a title, without its comments.
pub fn without(words: &str) -> String {
    // A line's first comment is hidden here too, for no parser looks at it.
    let framed = format!(". {words}");
    match hidden(&framed, 0, SiteTools::default()).text {
        Some(left) => {
            let left = left[2..].replace(GONE, "");
            left.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        None => words.to_owned(),
    }
}
