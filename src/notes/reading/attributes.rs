//! Attributes at the end of a heading: `{#id}`, `{.class}`, `{key=value}`. Texts in, places out.
//! What else stands between braces there is words: `## Exactly {n}`, `## {% include x %}`.

use crate::notes::reading::container_names;
use crate::text::{head, tail};

/// The byte of the brace that opens the attributes at a heading's end; `None` where it has none.
pub(crate) fn at_end(heading: &str) -> Option<usize> {
    let (at, is_attributes) = braces(heading)?;
    is_attributes.then_some(at)
}

/// Whether attributes say that a book does not count their heading: `{-}`, `{.unnumbered}`.
pub(crate) fn is_unnumbered(attributes: &str) -> bool {
    let inner = attributes.trim_matches(['{', '}']);
    let mut words = inner.split_whitespace();
    words.any(|word| word == "-" || word == ".unnumbered")
}

/// Bytes of the braces at the ends of headings that open none, and which the parser would take.
pub(crate) fn words(source: &str) -> impl Iterator<Item = usize> {
    source.match_indices('}').filter_map(|(close, _)| {
        let rest = source[close + 1..].trim_start_matches([' ', '\t']);
        let next = rest
            .strip_prefix('\n')
            .or(Some(rest).filter(|rest| rest.is_empty()))?;
        let start = source[..close].rfind('\n').map_or(0, |end| end + 1);
        let line = &source[start..=close];
        let next = next.lines().next().unwrap_or_default();
        let (at, is_attributes) = braces(line)?;
        let is_heading = is_heading(line) || is_underline(next);
        (is_heading && !is_attributes).then_some(start + at)
    })
}

/// The last opening brace of a line that ends with a closing one, and whether attributes stand
/// between them.
fn braces(line: &str) -> Option<(usize, bool)> {
    let inner = line.trim_end().strip_suffix('}')?;
    let at = inner.rfind('{')?;
    let is_attribute = |word: &str| match word.strip_prefix(['#', '.']) {
        Some(name) => !name.is_empty(),
        // A heading that books do not count.
        None if word == "-" => true,
        None => word.find('=').is_some_and(|at| at > 0),
    };
    let mut words = inner[at + 1..].split_whitespace().peekable();
    Some((at, words.peek().is_some() && words.all(is_attribute)))
}

/// The ids of headings that stand in a comment at their ends, each with its bytes:
/// `## 제목 {/*id*/}`, `{/* #id */}`, as the documentation of React and Docusaurus have it.
pub(super) fn commented_ids(source: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &str)> {
    source.match_indices("{/*").filter_map(|(at, _)| {
        let (length, id) = commented_id(source, at)?;
        Some((at..at + length, id))
    })
}

/// The same of the comment that begins at a byte, with its length.
pub(super) fn commented_id(source: &str, at: usize) -> Option<(usize, &str)> {
    let rest = head(&source[at..], LONGEST);
    let rest = rest.split('\n').next()?;
    let inner = rest.strip_prefix("{/*")?;
    let (inner, behind) = inner.split_once("*/}")?;
    let id = inner.trim();
    let id = id.strip_prefix('#').unwrap_or(id);
    let is_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let is_named = !id.is_empty() && id.chars().all(is_id);
    let before = tail(&source[..at], LONGEST).rsplit('\n').next()?;
    let is_title = before.ends_with([' ', '\t']) && is_heading(before);
    let is_last = is_named && is_title && behind.trim().is_empty();
    is_last.then_some((rest.len() - behind.len(), id))
}

/// No list of attributes is longer, nor the link before one, in bytes.
const LONGEST: usize = 512;

/// What is no word of a list of attributes that opens at `from`, in a line that begins at `line`,
/// as kramdown and Python-Markdown write them: all of `{: .no_toc }` in a line of its own or right
/// behind a link or a mark, and of `{ width=300 }` behind a link; of `## 제목 {: #id }` the colon.
pub(super) fn list(text: &str, line: usize, from: usize) -> Option<(usize, usize)> {
    let inner = head(&text[from + 1..], LONGEST);
    let inner = &inner[..inner
        .find(['}', '{', '\n'])
        .filter(|at| inner[*at..].starts_with('}'))?];
    let end = from + inner.len() + 2;
    let words = inner.strip_prefix(':');
    let has_colon = words.is_some();
    let first = words.unwrap_or(inner).split_whitespace().next()?;
    let is_key = |key: &str| {
        let is_of_key = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !key.is_empty() && key.chars().all(is_of_key)
    };
    let is_attribute = match first.strip_prefix(['#', '.']) {
        Some(name) => !name.is_empty(),
        None => first.split_once('=').is_some_and(|(key, _)| is_key(key)),
    };
    let rest = head(&text[end..], LONGEST).split('\n').next()?;
    let before = tail(&text[line..from], LONGEST);
    // `{#fig-a}` is what Quarto calls a picture.
    let is_name = !has_colon && inner.contains('#');
    if !is_attribute || is_name || from == line && !has_colon {
        return None;
    }
    if before.trim_start().starts_with('#') && rest.trim_matches([' ', '\t', '#']).is_empty() {
        return has_colon.then_some((from + 1, from + 2));
    }
    let is_alone = before.trim_matches([' ', '\t', '>']).is_empty() && rest.trim().is_empty();
    let is_behind_link = || {
        let link = before.strip_suffix(')').and_then(|it| it.rsplit_once("]("));
        link.is_some_and(|(_, path)| !path.contains(')'))
    };
    let is_behind_mark = || before.ends_with(['*', '_', '`', ']']);
    // `[글](#){: .btn }{: .align-right}`: one may follow another.
    let is_behind_list = || {
        let list = before.strip_suffix('}').and_then(|it| it.rsplit_once('{'));
        list.is_some_and(|(link, list)| list.starts_with(':') && link.ends_with([')', '*', '`']))
    };
    let is_list =
        has_colon && (is_alone || is_behind_mark() || is_behind_list()) || is_behind_link();
    // What makes a box of the words above stays for who reads them.
    let is_box = is_alone && container_names::of_attributes(&text[from..end]).is_some();
    (is_list && !is_box).then_some((from, end))
}

/// Whether a line is a heading behind signs of quotes and lists.
fn is_heading(line: &str) -> bool {
    let signs = |c: char| c.is_whitespace() || c.is_ascii_digit() || ">-*+.)".contains(c);
    line.trim_start_matches(signs).starts_with('#')
}

/// Whether a line makes a heading of the one above it.
fn is_underline(line: &str) -> bool {
    let marks = line.trim_matches(['>', ' ', '\t']);
    !marks.is_empty()
        && ['=', '-']
            .iter()
            .any(|mark| marks.chars().all(|c| c == *mark))
}
