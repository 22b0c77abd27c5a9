//! The lines by which tools show a file of code: `{{#include a.rs:main}}`, `<<< @/a.js{1,3}`,
//! `--8<-- "a.py"`, `{literalinclude}`, `import A from '!!raw-loader!./a.js'` with `{A}`. A text
//! in; those lines out, each with its file, the part of it, and the fence that it is to stand in.
//!
//! Source: the manuals of mdBook ("mdBook-specific features"), `VitePress` ("Import Code
//! Snippets"), `PyMdown` ("Snippets"), Sphinx (`literalinclude`), Docusaurus ("Importing code
//! snippets") and Docsy (`readfile`).

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use memchr::memmem;

use super::fenced_lines::{FencedLines, LineOrFence};
use super::forms::{self, IncludedPart};
use crate::notes::left_out::UnshownPart;
use crate::notes::reading::code_lines::line_at;
use crate::notes::reading::shortcode::{self, TagKind};
use crate::notes::sources::is_note;
use crate::text::head;

/// A line, or several, that stand for code of a file.
#[derive(Debug)]
pub(super) struct ListingForm<'a> {
    /// Without the end of its last line.
    pub range: Range<usize>,
    /// What stands before it.
    pub indent: &'a str,
    pub file: &'a str,
    pub part: ListingPart<'a>,
    /// What its fence says of it; `None` where one stands around it.
    pub info: Option<String>,
}

/// What of a file is shown.
#[derive(Debug)]
pub(super) enum ListingPart<'a> {
    Of(IncludedPart<'a>),
    /// As options of Sphinx say it, by their names.
    Chosen(Vec<(&'a str, &'a str)>),
}

/// Whether a text may hold any.
pub(super) fn may_hold(text: &str) -> bool {
    let signs = [
        "--8<--",
        "{{#",
        "<<< ",
        "literalinclude}",
        "raw-loader!",
        " readfile ",
    ];
    let holds = |sign: &&str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    signs.iter().any(holds)
}

/// An element of Docusaurus around code is no longer, in bytes.
const LONGEST_ELEMENT: usize = 512;

/// Options below one directive.
const MOST_OPTIONS: usize = 32;

/// All of a text.
pub(super) fn forms(text: &str) -> Vec<ListingForm<'_>> {
    let mut out = Vec::new();
    let mut named: HashMap<&str, &str> = HashMap::new();
    let mut steps = FencedLines::of(text);
    while let Some(step) = steps.next() {
        let LineOrFence { at, next, .. } = step;
        let (words, indent) = (step.words(), step.indent());
        if let Some(end) = step.fence_end {
            let info = words.trim_start_matches(['`', '~', ':']).trim_start();
            if let Some(file) = info.strip_prefix("{literalinclude}") {
                let inner = &text[next.min(end)..end];
                let end = end - usize::from(text[..end].ends_with('\n'));
                out.extend(literal(file.trim(), inner, at..end, indent));
            } else {
                of_body(text, next..end, &mut out);
            }
            continue;
        }
        if let Some((name, file)) = raw_import(words) {
            named.insert(name, file);
        } else if words.starts_with("<CodeBlock") {
            if let Some((length, file, info)) = code_block(&text[at + indent.len()..], &named) {
                let range = at..at + indent.len() + length;
                steps.go_on(range.end);
                out.push(ListingForm {
                    range,
                    indent,
                    file,
                    part: ListingPart::Of(IncludedPart::All),
                    info: Some(info),
                });
            }
        } else if let Some(info) = words.strip_prefix(":::{literalinclude}") {
            let inner = &text[next.min(text.len())..];
            if let Some(length) = colons(inner) {
                let end = next + length;
                out.extend(literal(info.trim(), &inner[..length], at..end, indent));
                steps.go_on(end);
            }
        } else if let Some((file, part, info)) = of_line(words) {
            out.push(ListingForm {
                range: step.line(),
                indent,
                file,
                part: ListingPart::Of(part),
                info: Some(info),
            });
        }
    }
    out
}

/// Lines within a fence that a file stands for: of `PyMdown` and mdBook, who do not know fences.
fn of_body<'a>(text: &'a str, body: Range<usize>, out: &mut Vec<ListingForm<'a>>) {
    let mut at = body.start;
    while at < body.end {
        let line = line_at(text, at);
        let typed = line.trim_end();
        let words = typed.trim_start();
        if words.starts_with("--8<--") || words.starts_with("{{#") {
            out.extend(of_line(words).map(|(file, part, _)| ListingForm {
                range: at..at + typed.len(),
                indent: &typed[..typed.len() - words.len()],
                file,
                part: ListingPart::Of(part),
                info: None,
            }));
        }
        at += line.len();
    }
}

/// A line with a file, the part that it names, and the label that a fence of it has.
fn of_line(words: &str) -> Option<(&str, IncludedPart<'_>, String)> {
    if let Some(inner) = words.strip_prefix("{{#") {
        let names = ["include ", "rustdoc_include ", "playground "];
        let named = names.iter().find_map(|name| inner.strip_prefix(name))?;
        let named = named.strip_suffix("}}")?.trim();
        // `editable` and its like say how the tool runs it.
        let named = named.split(' ').next().unwrap_or(named);
        let (file, part) = forms::parted(named);
        return code(file, part, String::new());
    }
    if let Some(named) = words.strip_prefix("<<< ") {
        let (named, title) = match named.split_once('[') {
            Some((named, title)) => (named.trim(), title.strip_suffix(']')?),
            None => (named.trim(), ""),
        };
        let (named, lines) = match named.split_once('{') {
            Some((named, lines)) => (named.trim(), lines.strip_suffix('}')?),
            None => (named, ""),
        };
        let (file, part) = match named.split_once('#') {
            Some((file, name)) => (file, IncludedPart::Named(name)),
            None => (named, IncludedPart::All),
        };
        let is_place = file.starts_with(['@', '.', '/']);
        let is_line = |c: char| c.is_ascii_digit() || ",- ".contains(c);
        let mut words = lines.split(' ').filter(|it| !it.is_empty());
        let marked = words.clone().find(|it| it.chars().all(is_line));
        let label = words.find(|it| !it.contains(is_line) && !it.starts_with(':'));
        let label = label
            .and_then(|it| it.split(':').next())
            .unwrap_or_default();
        let mut info = label.to_owned();
        if info.is_empty() {
            extension(file).clone_into(&mut info);
        }
        if let Some(marked) = marked {
            let _ = write!(info, " {{{marked}}}");
        }
        if !title.is_empty() && !title.contains('"') {
            let _ = write!(info, " title=\"{title}\"");
        }
        return code(file, part, info).filter(|_| is_place);
    }
    if let Some(rest) = words.strip_prefix("--8<--") {
        let rest = rest.trim();
        let mark = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (file, part) = forms::parted(rest[1..].strip_suffix(mark)?);
        return code(file, part, String::new());
    }
    let tag = shortcode::tag(words).filter(|tag| tag.kind == TagKind::Hugo && !tag.is_end)?;
    let is_code = tag.name == "readfile" && words.contains("code=\"true\"");
    code(
        tag.file().filter(|_| is_code)?,
        IncludedPart::All,
        String::new(),
    )
}

/// A file of code; notes are shown as notes.
fn code<'a>(
    file: &'a str,
    part: IncludedPart<'a>,
    info: String,
) -> Option<(&'a str, IncludedPart<'a>, String)> {
    let is_file = !extension(file).is_empty() && !is_note(file) && !file.contains("://");
    let info = if info.is_empty() {
        extension(file).to_owned()
    } else {
        info
    };
    is_file.then_some((file, part, info))
}

/// How the name of a file ends; nothing where it does not say.
fn extension(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if end.chars().all(is_word) { end } else { "" }
}

/// What a `{literalinclude}` with the lines below it stands for.
fn literal<'a>(
    file: &'a str,
    inner: &'a str,
    range: Range<usize>,
    indent: &'a str,
) -> Option<ListingForm<'a>> {
    let mut options = Vec::new();
    for line in inner.lines() {
        let Some((name, value)) = line
            .trim()
            .strip_prefix(':')
            .and_then(|line| line.split_once(':'))
        else {
            break;
        };
        options.push((name, value.trim().trim_matches(['"', '\''])));
    }
    let said = |key: &str| options.iter().find(|(name, _)| *name == key).map(|it| it.1);
    let (file, _, label) = code(file, IncludedPart::All, String::new())?;
    let mut info = said("language").unwrap_or(&label).to_owned();
    if let Some(lines) = said("emphasize-lines") {
        let _ = write!(info, " {{{}}}", lines.replace(' ', ""));
    }
    if let Some(title) = said("caption").filter(|it| !it.is_empty() && !it.contains('"')) {
        let _ = write!(info, " title=\"{title}\"");
    }
    Some(ListingForm {
        range,
        indent,
        file,
        part: ListingPart::Chosen(options),
        info: Some(info),
    })
}

/// How far options go that stand below colons, with the line of colons that ends them.
fn colons(text: &str) -> Option<usize> {
    let mut end = 0;
    for line in text.split_inclusive('\n').take(MOST_OPTIONS) {
        let words = line.trim();
        if words.len() >= 3 && words.bytes().all(|byte| byte == b':') {
            return Some(end + line.trim_end().len());
        }
        if !words.is_empty() && !words.starts_with(':') {
            return None;
        }
        end += line.len();
    }
    None
}

/// `import Source from '!!raw-loader!./a.js';`: the name and the file.
fn raw_import(words: &str) -> Option<(&str, &str)> {
    let (name, source) = words.strip_prefix("import ")?.split_once(" from ")?;
    let source = source.trim().trim_end_matches(';').trim();
    let source = source.trim_matches(['"', '\'']);
    let file = source.rsplit_once("raw-loader!")?.1;
    Some((name.trim(), file))
}

/// `<CodeBlock language="js">{Source}</CodeBlock>`: its length, the file, and what a fence says.
fn code_block<'a>(text: &str, named: &HashMap<&str, &'a str>) -> Option<(usize, &'a str, String)> {
    const END: &str = "</CodeBlock>";
    let element = head(text, LONGEST_ELEMENT);
    let close = element.find(END)?;
    let (tag, inner) = element[..close].split_once('>')?;
    let name = inner.trim().strip_prefix('{')?.strip_suffix('}')?.trim();
    let (file, ..) = code(named.get(name)?, IncludedPart::All, String::new())?;
    let said = |key: &str| {
        let (_, rest) = tag.split_once(&format!(" {key}=\""))?;
        Some(rest.split('"').next().unwrap_or_default())
    };
    let mut info = said("language").unwrap_or(extension(file)).to_owned();
    if let Some(title) = said("title") {
        let _ = write!(info, " title=\"{title}\"");
    }
    Some((close + END.len(), file, info))
}

impl ListingForm<'_> {
    /// What options of Sphinx ask of a text that is not there.
    pub(super) fn unread(&self, text: &str) -> Option<UnshownPart> {
        let ListingPart::Chosen(options) = &self.part else {
            return None;
        };
        let fails = |count: &usize| chosen(text, &options[..*count]).is_none();
        let first = (1..=options.len()).find(fails)?;
        let (name, value) = options[first - 1];
        let option = format!(":{name}: {value}").trim_end().to_owned();
        Some(match name {
            "lines" => UnshownPart::Lines(option, text.lines().count()),
            _ => UnshownPart::Words(option),
        })
    }

    /// That its file is not there, where nothing else says so.
    pub(super) const fn is_missing(&self) -> Option<UnshownPart> {
        match self.part {
            ListingPart::Chosen(_) => Some(UnshownPart::File),
            ListingPart::Of(_) => None,
        }
    }

    /// What stands in its place, of the text of its file; `None` where that has no such part.
    pub(super) fn lines(&self, text: &str) -> Option<String> {
        let part = match &self.part {
            ListingPart::Of(part) => part.of(text)?,
            ListingPart::Chosen(options) => chosen(text, options)?,
        };
        let lines: Vec<&str> = part.lines().filter(|line| !is_mark(line)).collect();
        let blanks = |line: &&str| line.len() - line.trim_start_matches(' ').len();
        let is_whole = matches!(self.part, ListingPart::Of(IncludedPart::All));
        let said = lines.iter().filter(|line| !line.trim().is_empty());
        let around = said.map(blanks).min().filter(|_| !is_whole).unwrap_or(0);
        let lines = lines.iter().map(|line| line.get(around..).unwrap_or(""));
        let lines: Vec<&str> = lines.collect();
        let body = lines.join("\n");
        let body = body.trim_end().trim_start_matches('\n');
        // Within a fence, one of the file's own would end it.
        let is_fence = |line: &str| {
            ["```", "~~~"]
                .iter()
                .any(|mark| line.trim_start().starts_with(mark))
        };
        if body.is_empty() || self.info.is_none() && body.lines().any(is_fence) {
            return None;
        }
        let mut out = String::with_capacity(body.len() + 32);
        let fence = self.info.as_ref().map(|info| (fence_of(body), info));
        if let Some((fence, info)) = &fence {
            let _ = writeln!(out, "{}{fence}{info}", self.indent);
        }
        for (i, line) in body.lines().enumerate() {
            if i > 0 {
                out.push('\n');
            }
            if !line.is_empty() {
                out.push_str(self.indent);
                out.push_str(line);
            }
        }
        if let Some((fence, _)) = &fence {
            let _ = write!(out, "\n{}{fence}", self.indent);
        }
        Some(out)
    }
}

/// A run of backticks that no line of the code holds.
fn fence_of(body: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for byte in body.bytes() {
        run = if byte == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat((longest + 1).max(3))
}

/// Whether a line of code only says where a part of it begins or ends.
fn is_mark(line: &str) -> bool {
    let is_said = ["ANCHOR: ", "ANCHOR_END: ", "--8<-- ["];
    is_said.iter().any(|sign| line.contains(sign)) && forms::region(line).is_some()
}

/// The part of a text that options of Sphinx choose.
fn chosen(text: &str, options: &[(&str, &str)]) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let find = |lines: &[&str], words: &str| lines.iter().position(|line| line.contains(words));
    for (name, value) in options {
        match *name {
            "lines" => {
                let mut kept = Vec::new();
                for range in value.split(',') {
                    let (from, to) = forms::line_range(range, '-')?;
                    let to = to.min(lines.len());
                    kept.extend(lines.get(from - 1..to)?);
                }
                lines = kept;
            }
            "pyobject" => lines = object(&lines, value)?,
            "start-after" => {
                let at = find(&lines, value)?;
                lines.drain(..=at);
            }
            "start-at" => {
                let at = find(&lines, value)?;
                lines.drain(..at);
            }
            "end-before" => lines.truncate(find(&lines, value)?),
            "end-at" => lines.truncate(find(&lines, value)? + 1),
            _ => {}
        }
    }
    Some(lines.join("\n"))
}

/// The lines of a function or class of Python.
fn object<'a>(lines: &[&'a str], name: &str) -> Option<Vec<&'a str>> {
    let name = name.rsplit('.').next().unwrap_or(name);
    let begins = |line: &&str| {
        let words = line.trim_start();
        let words = words.strip_prefix("async ").unwrap_or(words);
        let rest = words
            .strip_prefix("def ")
            .or_else(|| words.strip_prefix("class "));
        let rest = rest.and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with(['(', ':', ' ']))
    };
    let start = lines.iter().position(begins)?;
    let indent = |line: &str| line.len() - line.trim_start().len();
    let column = indent(lines[start]);
    let ends = |line: &&str| !line.trim().is_empty() && indent(line) <= column;
    let body = &lines[start + 1..];
    let length = body.iter().position(ends).unwrap_or(body.len());
    Some(lines[start..=start + length].to_vec())
}
