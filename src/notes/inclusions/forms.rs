//! The lines by which tools show a file within another. A text in, those lines out, each with the
//! files and the part that it names. Lines of code are none.
//!
//! Source: the manuals of Quarto ("Includes"), `PyMdown` ("Snippets"), mdBook
//! ("mdBook-specific features"), `VitePress` ("Markdown File Inclusion"), Docusaurus ("Importing
//! Markdown"), Jekyll ("Includes"), `MyST` (`{include}`), markdown-include and include-markdown.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use super::amid::{self, PlaceAmid};
use super::closed;
use super::fenced_lines::{FencedLines, LineOrFence};
use crate::notes::reading::code_lines::{fence_end, line_at};
use crate::notes::reading::file_line::opening_fence;
use crate::notes::reading::shortcode::{self, TagKind};
use crate::notes::sources::is_note;

/// A line, or several, that stand for what files hold.
#[derive(Debug)]
pub(super) struct InclusionForm<'a> {
    /// Without the end of its last line.
    pub range: Range<usize>,
    /// What stands before it.
    pub indent: &'a str,
    pub files: Vec<&'a str>,
    pub part: IncludedPart<'a>,
    /// Whether it stands between paragraphs, and is none of its lines.
    pub is_apart: bool,
    /// What `{props.name}` is there.
    pub given: Vec<(&'a str, &'a str)>,
    /// What stands around it on its line, where that holds more.
    pub amid: Option<PlaceAmid>,
}

/// What of a file is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IncludedPart<'a> {
    All,
    /// From a line to another, both shown, as they are counted.
    Lines(usize, usize),
    /// What stands between marks of this name.
    Named(&'a str),
    /// A note of a vault, whole or from a heading on.
    Section(Option<&'a str>),
    /// The block of this name.
    Block(&'a str),
}

/// Whether a text may hold any.
pub(super) fn may_hold(text: &str) -> bool {
    let holds = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    let signs = [
        "include",
        "--8<--",
        "{!",
        "{{< readfile",
        "{{% readfile",
        "![[",
    ];
    signs.into_iter().any(holds) || holds("import ") && has_import(text)
}

/// Where a text has a title, in its front matter or as a heading.
pub(super) fn title(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("# ") || line.starts_with("title:") {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// Whether a line of it gives a name to a note.
fn has_import(text: &str) -> bool {
    text.lines().any(|line| import(line).is_some())
}

/// All of a text.
pub(super) fn forms(text: &str) -> Vec<InclusionForm<'_>> {
    let mut out = Vec::new();
    let mut named: HashMap<&str, &str> = HashMap::new();
    let mut steps = FencedLines::of(text);
    while let Some(step) = steps.next() {
        let LineOrFence { at, next, .. } = step;
        let (words, indent) = (step.words(), step.indent());
        if let Some(end) = step.fence_end {
            let inner = &text[next.min(end)..end];
            if let Some(named) = of_fence(words, inner) {
                let end = end - usize::from(text[..end].ends_with('\n'));
                out.push(named.at(at..end, indent));
            }
            continue;
        }
        if let Some((name, file)) = import(words) {
            named.insert(name, file);
        } else if words == "--8<--" {
            let below = &text[next..];
            if let Some(length) = below.find("--8<--") {
                let lines = below[..length].lines().map(str::trim);
                let files: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
                let end = next + length + "--8<--".len();
                if files.iter().all(|file| is_note(file)) && !files.is_empty() {
                    out.push(NamedFiles::of(files, IncludedPart::All).at(at..end, indent));
                    steps.go_on(end);
                }
            }
        } else if words.starts_with("--8<-- [") && region(words).is_some() {
            // What others may take of it begins or ends there.
            out.push(NamedFiles::of(Vec::new(), IncludedPart::All).at(step.line(), ""));
        } else if let Some(named) = of_line(words, &named) {
            out.push(named.at(step.line(), indent));
        } else {
            for (inner, range, place) in amid::embeds(step.typed, line_at(text, next)) {
                let named = embedded(inner);
                let form = named.map(|named| named.at(at + range.start..at + range.end, ""));
                out.extend(form.map(|form| InclusionForm {
                    amid: Some(place),
                    ..form
                }));
            }
        }
    }
    out
}

/// What a form names.
struct NamedFiles<'a> {
    files: Vec<&'a str>,
    part: IncludedPart<'a>,
    is_apart: bool,
    given: Vec<(&'a str, &'a str)>,
}

impl<'a> NamedFiles<'a> {
    const fn of(files: Vec<&'a str>, part: IncludedPart<'a>) -> Self {
        Self {
            files,
            part,
            is_apart: false,
            given: Vec::new(),
        }
    }

    fn at(self, range: Range<usize>, indent: &'a str) -> InclusionForm<'a> {
        InclusionForm {
            range,
            indent,
            files: self.files,
            part: self.part,
            is_apart: self.is_apart,
            given: self.given,
            amid: None,
        }
    }

    fn apart(file: &'a str) -> Option<Self> {
        is_note(file).then(|| Self {
            is_apart: true,
            ..Self::of(vec![file], IncludedPart::All)
        })
    }
}

fn of_line<'a>(words: &'a str, named: &HashMap<&str, &'a str>) -> Option<NamedFiles<'a>> {
    match words.as_bytes() {
        [b'{', b'{', b'#', ..] => {
            let inner = words.strip_prefix("{{#include ")?.strip_suffix("}}")?;
            let (file, part) = parted(inner.trim());
            is_note(file).then(|| NamedFiles::of(vec![file], part))
        }
        [b'{', b'!', ..] => {
            let file = words.strip_prefix("{!")?.strip_suffix("!}")?.trim();
            is_note(file).then(|| NamedFiles::of(vec![file], IncludedPart::All))
        }
        [b'{', ..] => {
            let tag = shortcode::tag(words).filter(|tag| !tag.is_end)?;
            let is_one = match tag.kind {
                TagKind::Hugo => matches!(tag.name, "include" | "includefile" | "readfile"),
                TagKind::Liquid => matches!(
                    tag.name,
                    "include" | "include_relative" | "include-markdown" | "includemd"
                ),
                TagKind::Component => false,
            };
            NamedFiles::apart(tag.file().filter(|_| is_one)?)
        }
        [b'!', b'[', b'[', ..] => embedded(words.strip_prefix("![[")?.strip_suffix("]]")?),
        [b'-', b'-', b'8', ..] => {
            let rest = words.strip_prefix("--8<--")?.trim();
            let mark = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (file, part) = parted(rest[1..].strip_suffix(mark)?);
            is_note(file).then(|| NamedFiles::of(vec![file], part))
        }
        [b'<', b'!', ..] => {
            let inner = words.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
            let inner = inner.strip_prefix("@include:")?.trim();
            let (file, part) = match inner.split_once('{') {
                Some((file, lines)) => (file.trim(), lines_of(lines.strip_suffix('}')?, ',')?),
                None => match inner.split_once('#') {
                    Some((file, name)) => (file, IncludedPart::Named(name)),
                    None => (inner, IncludedPart::All),
                },
            };
            is_note(file).then(|| NamedFiles::of(vec![file], part))
        }
        [b'<', ..] => {
            let inner = words.strip_prefix('<')?;
            let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
            let (name, rest) = inner.split_at(end);
            let file = named.get(name)?;
            let given = match rest.strip_suffix("/>") {
                Some(given) => given,
                None => rest.strip_suffix("></")?,
            };
            (!given.contains(['<', '>'])).then(|| NamedFiles {
                is_apart: true,
                given: given_values(given),
                ..NamedFiles::of(vec![file], IncludedPart::All)
            })
        }
        _ => None,
    }
}

/// What stands between `![[` and `]]`.
fn embedded(inner: &str) -> Option<NamedFiles<'_>> {
    let name = inner.split('|').next().unwrap_or(inner).trim();
    if name.contains("[[") {
        return None;
    }
    let (file, place) = name.split_once('#').unwrap_or((name, ""));
    let place = place.rsplit('#').next().unwrap_or_default().trim();
    let part = match place.strip_prefix('^') {
        Some(block) => IncludedPart::Block(block),
        None => IncludedPart::Section(Some(place).filter(|it| !it.is_empty())),
    };
    let is_named = !file.is_empty() && (is_note(file) || !has_ending(file));
    is_named.then(|| NamedFiles {
        is_apart: true,
        ..NamedFiles::of(vec![file], part)
    })
}

/// Whether a name ends as that of a file: `지도.canvas`, `a.png`.
fn has_ending(name: &str) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    (2..=6).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `` ```{include} a.md `` and what stands between it and its end.
fn of_fence<'a>(words: &'a str, inner: &str) -> Option<NamedFiles<'a>> {
    let info = words.trim_start_matches(['`', '~']).trim_start();
    let file = info.strip_prefix("{include}")?.trim();
    let mut options = inner.lines().map(str::trim);
    // What chooses lines is none that is read here.
    let are_known = |line: &str| line.starts_with(":relative-") || !line.starts_with(':');
    options
        .all(are_known)
        .then(|| NamedFiles::apart(file))
        .flatten()
}

/// A file with what behind its colon says of its part: `a.md:2:10`, `a.md:name`.
pub(super) fn parted(words: &str) -> (&str, IncludedPart<'_>) {
    let Some((file, part)) = words.split_once(':') else {
        return (words, IncludedPart::All);
    };
    let lines = lines_of(part, ':');
    let named = if part.bytes().all(|c| c.is_ascii_digit() || c == b':') {
        lines.unwrap_or(IncludedPart::Named(part))
    } else {
        IncludedPart::Named(part)
    };
    (file, named)
}

fn lines_of(words: &str, sign: char) -> Option<IncludedPart<'_>> {
    line_range(words, sign).map(|(from, to)| IncludedPart::Lines(from, to))
}

/// `2,10`, `2,`, `,10`, `2`: the first line and the last, from 1; `None` where it says neither. A
/// number that is too large for any file is behind the end of every one.
pub(super) fn line_range(words: &str, sign: char) -> Option<(usize, usize)> {
    let (from, to) = words.split_once(sign).unwrap_or((words, words));
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let number = |word: &str, none: usize| match word.trim() {
        "" => Some(none),
        word if is_number(word) => Some(word.parse().unwrap_or(usize::MAX)),
        _ => None,
    };
    if words.trim().is_empty() {
        return None;
    }
    let (from, to) = (number(from, 1)?, number(to, usize::MAX)?);
    (from >= 1 && to >= from).then_some((from, to))
}

/// `import Part from './_part.md';`: the name and the file.
fn import(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("import ")?;
    let (names, source) = rest.split_once(" from ")?;
    let source = source.trim().trim_end_matches(';').trim();
    let mark = source.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let file = source[1..].strip_suffix(mark)?;
    let name = names.split(',').next().unwrap_or_default().trim();
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_name && is_note(file)).then_some((name, file))
}

/// `name="값" other={'말'}`
fn given_values(words: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let mut rest = words.trim();
    while let Some((name, behind)) = rest.split_once('=') {
        let inner = behind.trim_start_matches('{');
        let Some(mark) = inner.chars().next().filter(|c| "\"'`".contains(*c)) else {
            break;
        };
        let Some((value, behind)) = inner[1..].split_once(mark) else {
            break;
        };
        out.push((name.trim(), value));
        rest = behind.trim_start_matches('}').trim_start();
    }
    out
}

impl InclusionForm<'_> {
    /// The words that it stands for, as they stand in its place.
    pub(super) fn placed(&self, words: &str) -> String {
        let words = words.trim_matches('\n');
        if let Some(amid) = &self.amid {
            return amid.placed(words);
        }
        // To its tool it stands between paragraphs, and so does what is several.
        let is_apart = self.is_apart || self.indent.is_empty() && closed::are_blocks(words);
        let edge = if is_apart { "\n" } else { "" };
        let mut out = String::with_capacity(words.len() + 2);
        out.push_str(edge);
        for (i, line) in words.split('\n').enumerate() {
            if i > 0 {
                out.push('\n');
            }
            if !line.trim().is_empty() {
                out.push_str(self.indent);
                out.push_str(line);
            }
        }
        out.push_str(edge);
        out
    }
}

impl IncludedPart<'_> {
    /// Whether it is shown as a vault shows a note in another: set apart, with a link to it.
    pub(super) const fn is_quoted(&self) -> bool {
        matches!(self, Self::Section(_) | Self::Block(_))
    }

    /// The part of a text; `None` where it has none of that name.
    pub(super) fn of(&self, text: &str) -> Option<String> {
        let lines = || text.split_inclusive('\n');
        match self {
            Self::All => Some(text.to_owned()),
            Self::Lines(from, to) => {
                let count = to.saturating_sub(from.saturating_sub(1));
                Some(lines().skip(from.saturating_sub(1)).take(count).collect())
            }
            Self::Named(name) => {
                let begins = |line: &str| region(line) == Some((true, name));
                let ends = |line: &str| region(line) == Some((false, name));
                let mut rest = lines().skip_while(|line| !begins(line));
                rest.next()?;
                Some(rest.take_while(|line| !ends(line)).collect())
            }
            Self::Section(None) => {
                let body = text.trim_start();
                let below = body
                    .strip_prefix("# ")
                    .and_then(|rest| rest.split_once('\n'));
                let body = below.map_or(body, |(_, below)| below);
                (!body.trim().is_empty()).then(|| body.to_owned())
            }
            Self::Section(Some(name)) => section(text, name),
            Self::Block(name) => block(text, name),
        }
    }
}

/// What stands below a heading, up to the next one that is as high.
fn section(text: &str, name: &str) -> Option<String> {
    let said = |words: &str| -> String {
        let kept = words.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let name = said(name);
    let mut level = None;
    let mut out = String::new();
    let mut fenced: Option<usize> = None;
    let mut at = 0;
    while at < text.len() {
        let line = line_at(text, at);
        let next = at + line.len();
        if fenced.is_none_or(|end| at >= end) {
            fenced = opening_fence(line.trim_end()).and_then(|it| fence_end(text, next, it));
        }
        let is_code = fenced.is_some_and(|end| at < end);
        let signs = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = !is_code && (1..=6).contains(&signs) && line[signs..].starts_with(' ');
        if is_heading {
            if level.is_some_and(|level| signs <= level) {
                break;
            }
            if level.is_none() && said(&line[signs..]) == name {
                level = Some(signs);
                at = next;
                continue;
            }
        }
        if level.is_some() {
            out.push_str(line);
        }
        at = next;
    }
    (!out.trim().is_empty()).then_some(out)
}

/// The paragraph, bullet or block at whose end a name stands, without that.
fn block(text: &str, name: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mark = format!("^{name}");
    let is_named = |line: &&str| {
        let before = line.trim_end().strip_suffix(mark.as_str());
        before.is_some_and(|before| before.trim().is_empty() || before.ends_with(' '))
    };
    let at = lines.iter().position(is_named)?;
    let own = lines[at].trim_end().strip_suffix(mark.as_str())?.trim_end();
    if own.trim_start().starts_with(['-', '*', '+']) {
        return Some(own.trim_start().to_owned());
    }
    let mut end = at;
    if own.is_empty() {
        end = lines[..at]
            .iter()
            .rposition(|line| !line.trim().is_empty())?
            + 1;
    }
    let above = lines[..end].iter().rposition(|line| line.trim().is_empty());
    let mut out = lines[above.map_or(0, |at| at + 1)..end].join("\n");
    if !own.is_empty() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(own);
    }
    Some(out)
}

/// The name of the region that a line begins or ends: `<!-- #region a -->`, `ANCHOR: a`,
/// `--8<-- [start:a]`.
pub(super) fn region(line: &str) -> Option<(bool, &str)> {
    let forms = [
        ("#region ", true),
        ("#endregion ", false),
        ("ANCHOR: ", true),
        ("ANCHOR_END: ", false),
        ("--8<-- [start:", true),
        ("--8<-- [end:", false),
    ];
    forms.iter().find_map(|(sign, begins)| {
        let (_, rest) = line.split_once(sign)?;
        let name = rest.split([' ', ']', '\n', '-']).next().unwrap_or_default();
        (!name.is_empty()).then_some((*begins, name))
    })
}

/// Words without the lines that only say what another note may take of them, and with what they are
/// given.
pub(super) fn without_marks(words: &str, given: &[(&str, &str)]) -> String {
    let is_mark = |line: &str| {
        let is_import = import(line.trim()).is_some();
        line.contains("--8<-- [") && region(line).is_some() || is_import
    };
    let lines = words.split_inclusive('\n').filter(|line| !is_mark(line));
    let mut out: String = lines.collect();
    for (name, value) in given {
        out = out.replace(&format!("{{props.{name}}}"), value);
    }
    out
}
