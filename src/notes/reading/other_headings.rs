//! Headings that are written without `#`: a line with `===` or `---` under it, and `<h2>`. Lines of
//! a file in order in; the headings that they are out. Only what is surely one: a paragraph of
//! several lines over a rule is a heading to Markdown, and hardly ever to its author.

use crate::notes::reading::chapter_rule::{Heading, HeadingForm};
use crate::notes::reading::entity;
use crate::notes::reading::file_line::FileLine;

/// Titles are no longer than this, in bytes.
const LONGEST: usize = 240;

/// A heading of HTML ends within so many bytes.
const FAR: usize = 600;

/// What the lines above leave to the next.
pub(super) struct LinesAbove<'a> {
    /// Whether nothing goes on from above: no paragraph, bullet, quotation or HTML.
    is_settled: bool,
    /// The line above, where it may be what is underlined.
    words: Option<FileLine<'a>>,
    /// Whether the line above opens an element that goes on.
    is_in_html: bool,
}

impl LinesAbove<'_> {
    /// At the start of a text, and wherever nothing is open.
    pub(super) const fn settled() -> Self {
        Self {
            is_settled: true,
            words: None,
            is_in_html: false,
        }
    }
}

impl<'a> LinesAbove<'a> {
    /// The heading that ends with the line, or begins with it: one of HTML. `text` is the file's.
    pub(super) fn heading(&mut self, text: &str, line: FileLine<'a>) -> Option<Heading> {
        let above = std::mem::replace(self, Self::settled());
        if line.trimmed.is_empty() {
            return None;
        }
        if let Some(found) = above
            .words
            .as_ref()
            .and_then(|words| underlined(words, &line))
        {
            return Some(found);
        }
        if !above.is_in_html
            && let Some(found) = of_html(text, &line)
        {
            self.is_settled = false;
            return Some(found);
        }
        let is_html = line.trimmed.starts_with('<');
        self.is_settled = is_rule(line.trimmed);
        self.is_in_html = is_html && !ends_element(line.trimmed);
        let may_be_title = above.is_settled && !is_html && !self.is_settled && is_title(&line);
        self.words = may_be_title.then_some(line);
        None
    }
}

/// The heading that a line is with another under it.
fn underlined(words: &FileLine<'_>, line: &FileLine<'_>) -> Option<Heading> {
    let mark = line
        .trimmed
        .chars()
        .next()
        .filter(|c| matches!(c, '=' | '-'))?;
    if line.indent > 3 || !line.trimmed.chars().all(|c| c == mark) {
        return None;
    }
    let is_item = is_item(words.trimmed);
    // Two signs under a bullet are a slip, and a bullet of none.
    if is_item && line.trimmed.len() < 3 {
        return None;
    }
    let level = if mark == '=' { 1 } else { 2 };
    let heading = Heading::new(words.start, line.end, level, words.trimmed);
    Some(if is_item {
        heading.into_item()
    } else {
        heading
    })
}

/// Whether a line may be a title: words of its own that end like none of a text.
fn is_title(line: &FileLine<'_>) -> bool {
    let words = line.trimmed;
    let ends = words.trim_end_matches(['*', '_', '`', ')', '"']);
    // `:::` and `!!!` open boxes, `[^1]:` defines.
    let defines = words.starts_with('[') && words.contains("]:");
    let opens = words.starts_with(['>', '|', '#', ':', '!', '%', '{']) || defines;
    let is_bullet = words.starts_with(['-', '*', '+']) && words[1..].starts_with([' ', '\t']);
    line.indent < 2
        && words.len() <= LONGEST
        && !opens
        && !is_bullet
        && !ends.ends_with(['.', ',', ';', ':', '。', '、', '：'])
        && words.chars().any(char::is_alphanumeric)
}

/// Whether a line is an item of a list to Markdown: `1. 제목`.
fn is_item(words: &str) -> bool {
    sign_of_item(words).is_some()
}

/// The byte of the sign behind the number of an item.
fn sign_of_item(words: &str) -> Option<usize> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let at = words.len() - rest.len();
    let is_sign = rest.starts_with(['.', ')']) && rest[1..].starts_with([' ', '\t']);
    (is_sign && (1..=9).contains(&at)).then_some(at)
}

/// The sign that makes an item of the title of a chapter which begins with an underlined one.
pub(super) fn sign_in_title(chapter: &str) -> Option<usize> {
    let mut lines = chapter.lines();
    let (words, line) = (lines.next()?, lines.next()?.trim());
    let mark = line.chars().next().filter(|c| matches!(c, '=' | '-'))?;
    let indent = words.len() - words.trim_start().len();
    let is_underline = line.len() > 2 && line.chars().all(|c| c == mark);
    let at = sign_of_item(words.trim_start()).filter(|_| is_underline)?;
    Some(indent + at)
}

/// Whether a line is a rule between texts.
fn is_rule(words: &str) -> bool {
    let mark = words
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '*' | '_'));
    mark.is_some_and(|mark| {
        words.matches(mark).count() > 2 && words.chars().all(|c| c == mark || c == ' ')
    })
}

/// Whether nothing of a line of HTML is open behind it: `</div>`, `<br>`, `<p>…</p>`.
fn ends_element(words: &str) -> bool {
    let last = words.rfind('<').map_or(words, |at| &words[at..]);
    let is_void = ["<br", "<hr", "<img"]
        .iter()
        .any(|tag| last.starts_with(tag));
    (last.starts_with("</") || is_void && words.starts_with(last)) && words.ends_with('>')
}

/// The heading of HTML that a line begins with: `<h2 align="center">1. 제목</h2>`, or over several
/// lines.
fn of_html(text: &str, line: &FileLine<'_>) -> Option<Heading> {
    let tag = line.trimmed.strip_prefix(['<'])?.strip_prefix(['h', 'H'])?;
    let level = tag.bytes().next()?.wrapping_sub(b'0');
    if line.indent > 1 || !(1..=6).contains(&level) || !tag[1..].starts_with([' ', '>', '\t']) {
        return None;
    }
    let from = line.start + line.body.len() - line.trimmed.len();
    let mut far = text.len().min(from + FAR);
    while !text.is_char_boundary(far) {
        far -= 1;
    }
    let near = &text[from..far];
    let close = near.find(&format!("</{}{level}>", &line.trimmed[1..2]))?;
    let (open, inner) = near[..close].split_once('>')?;
    if near[..close].contains("\n\n") || open.contains('\n') {
        return None;
    }
    let end = from + close;
    let end = text[end..]
        .find('\n')
        .map_or(text.len(), |next| end + next + 1);
    let words = entity::decoded(&without_tags(inner)).trim().to_owned();
    (!words.is_empty()).then(|| Heading::new(line.start, end, level, &words))
}

/// The words between tags, with one blank where there were several.
fn without_tags(inner: &str) -> String {
    let pieces = inner.split('<').enumerate().map(|(at, piece)| match at {
        0 => piece,
        _ => piece.split_once('>').map_or("", |(_, words)| words),
    });
    let words: String = pieces.collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headings without those that are items of a list to Markdown, unless these are counted from
/// the first on and each has a text of its own: who underlines `1. 제목` means a heading.
pub(super) fn meant(text: &str, headings: &[Heading]) -> Option<Vec<Heading>> {
    let is_item = |one: &Heading| one.form == HeadingForm::Item;
    let items = headings.iter().enumerate().filter(|(_, one)| is_item(one));
    let items: Vec<(usize, &Heading)> = items.collect();
    let (_, first) = items.first()?;
    let begins = first.number.is_some_and(|number| number < 2);
    let rises = |pair: &[(usize, &Heading)]| pair[0].1.number < pair[1].1.number;
    let says = |(at, one): &(usize, &Heading)| {
        let next = headings.get(at + 1);
        let end = next.map_or(text.len(), |next| next.start);
        let is_above = next.is_some_and(|next| next.level > one.level);
        is_above || !text[one.end..end].trim().is_empty()
    };
    if items.len() > 1 && begins && items.windows(2).all(rises) && items.iter().all(says) {
        return None;
    }
    let others = headings.iter().filter(|one| !is_item(one));
    Some(others.cloned().collect())
}
