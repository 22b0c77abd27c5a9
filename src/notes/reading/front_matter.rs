//! Front matter of a note: TOML between `+++` lines, YAML between `---` lines or an object of JSON,
//! at the start of the file. Text in; what it says about its course or chapter out. It is never
//! part of the rendered text, and what was meant as front matter is never text either.

use std::borrow::Cow;

use serde_json::Value;

use crate::notes::reading::front_matter_keys::{FrontMatter, gather};
use crate::notes::reading::yaml::FrontMatterValues;
use crate::notes::reading::{front_matter_quotes, published, yaml};

/// Front matter found at the start of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatterBlock {
    /// What it says; empty where it cannot be read.
    pub value: FrontMatter,
    /// Bytes of the whole front matter, closing line included: the notes begin behind it.
    pub length: usize,
    /// What is wrong with it.
    pub problem: Option<FrontMatterProblem>,
}

/// What is wrong with front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterProblem {
    /// Where, in bytes of the text.
    pub at: usize,
    /// A sentence without its end.
    pub reason: String,
    /// Nothing of it could be read: nobody knows whether the note is for readers.
    pub is_unreadable: bool,
    /// Its first line without the quotation marks that YAML wants, with them: so it was read.
    pub read_as: Option<String>,
}

/// Keys that say that front matter was meant, although it cannot be read.
const USUAL: [&str; 16] = [
    "title",
    "date",
    "tags",
    "tag",
    "slug",
    "description",
    "aliases",
    "order",
    "weight",
    "layout",
    "author",
    "categories",
    "category",
    "permalink",
    "lang",
    "id",
];

/// How many values are given the quotation marks that they lack, at most.
const MOST_QUOTED: usize = 40;

/// How far below the top front matter is looked for that somebody put beneath a title, in lines.
const NEAR: usize = 12;

/// Finds front matter. `---` that opens no YAML mapping is a thematic break and stays text. Blank
/// lines before it and blanks around its marks are none of its writer's intention.
pub fn find(text: &str) -> Option<FrontMatterBlock> {
    let (start, first) = lines(text, 0).find(|(_, line)| !is_blank(line))?;
    let after = start + first.len();
    let mark = bare(first);
    let found = match mark {
        _ if is_document_start(mark) => fenced(text, after, "---", FrontMatterKind::Yaml),
        "---" => fenced(text, after, mark, FrontMatterKind::Yaml),
        "+++" => fenced(text, after, mark, FrontMatterKind::Toml),
        _ if mark.starts_with('{') => json_block(text, start),
        _ => None,
    };
    found
        .map(|found| second(text, &found).unwrap_or(found))
        .map(|mut found| {
            let below = text.get(found.length..).unwrap_or_default();
            found.value.draft |= published::properties_are_private(below);
            found
        })
        .or_else(|| properties(text, start))
        .or_else(|| misplaced(text, start))
        .or_else(|| empty(text, mark, after))
}

/// What makes a note private in a second block right behind the first, which nobody reads.
fn second(text: &str, first: &FrontMatterBlock) -> Option<FrontMatterBlock> {
    let (at, mark) = lines(text, first.length).find(|(_, line)| !is_blank(line))?;
    let after = at + mark.len();
    if first.problem.is_some() || first.value.draft || bare(mark) != "---" {
        return None;
    }
    let (end, _) = closing(text, after, "---", FrontMatterKind::Yaml)?;
    let (at, line) =
        lines(&text[..end], after).find(|(_, line)| published::line_is_private(line))?;
    let reason = format!(
        "`{}` stands in a second block, and only the first one counts",
        bare(line)
    );
    Some(unreadable(at, first.length, reason))
}

/// What Logseq keeps where others have front matter. Its lines stay those of the note.
fn properties(text: &str, start: usize) -> Option<FrontMatterBlock> {
    published::properties_are_private(&text[start..]).then(|| draft(start))
}

/// A block that says that its note is not for readers, and nothing else.
fn draft(length: usize) -> FrontMatterBlock {
    FrontMatterBlock {
        value: FrontMatter {
            draft: true,
            ..FrontMatter::default()
        },
        length,
        problem: None,
    }
}

/// Two marks with nothing between them.
fn empty(text: &str, mark: &str, start: usize) -> Option<FrontMatterBlock> {
    let (at, last) = lines(text, start).find(|(_, line)| !is_blank(line))?;
    (mark == "---" && bare(last) == mark).then(|| FrontMatterBlock {
        value: FrontMatter::default(),
        length: at + last.len(),
        problem: None,
    })
}

/// `---` with what YAML and other tools let stand behind it: a remark, a tag, the language.
fn is_document_start(mark: &str) -> bool {
    mark.strip_prefix("---").is_some_and(|rest| {
        let words = rest.trim_start();
        let is_word = !words.is_empty() && words.chars().all(|c| c.is_ascii_alphanumeric());
        is_word || words.starts_with('#') || words.starts_with('!')
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FrontMatterKind {
    Yaml,
    Toml,
}

/// Lines with their line feeds from byte `start` on, each with where it begins.
fn lines(text: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let here = at;
        at += line.len();
        (here, line)
    })
}

/// A line without what nobody sees at its ends.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
    })
}

fn is_blank(line: &str) -> bool {
    bare(line).is_empty()
}

/// The block between an opening mark, behind which `start` lies, and its closing one.
fn fenced(
    text: &str,
    start: usize,
    mark: &str,
    language: FrontMatterKind,
) -> Option<FrontMatterBlock> {
    let Some((at, last)) = closing(text, start, mark, language) else {
        let at = meant(text, start, text.len(), language)?;
        let end = paragraph_end(text, start);
        return Some(unreadable(at, end, format!("no line `{mark}` closes it")));
    };
    let length = at + last.len();
    let body = without_blanks_to_fill(&text[start..at]);
    match parse(&body, start, language) {
        Ok(read) if read.is_map() => {
            let (value, problem) = gather(read);
            let problem = problem.map(|key| wrong_value(&key, text, start));
            Some(FrontMatterBlock {
                value,
                length,
                problem,
            })
        }
        Ok(_) => {
            let mut words = lines(&text[..at], start).filter(|(_, line)| !is_blank(line));
            let first = words.next();
            if first.is_some_and(|(_, line)| published::word_is_private(line))
                && words.next().is_none()
            {
                return Some(draft(length));
            }
            // `# draft: true`: keys that somebody took out. `# Docker: 소개` is a heading.
            let mut words = lines(&text[..at], start).filter(|(_, line)| !is_blank(line));
            let mut keeps = false;
            let taken_out = |(_, line): (usize, &str)| {
                let line = bare(line).strip_prefix('#').map(bare);
                keeps |= line.is_some_and(published::line_names_privacy);
                line.is_some_and(|line| key(line).is_some())
            };
            if words.all(taken_out) && keeps {
                return Some(FrontMatterBlock {
                    value: FrontMatter::default(),
                    length,
                    problem: None,
                });
            }
            let key = meant(text, start, at, language)?;
            let reason = "it holds no `key: value`".to_owned();
            Some(unreadable(key, length, reason))
        }
        Err((place, reason)) => {
            meant(text, start, at, language)?;
            let mended = match language {
                FrontMatterKind::Yaml => with_quotes(&body, start, length),
                FrontMatterKind::Toml => None,
            };
            Some(mended.unwrap_or_else(|| unreadable(place, length, reason)))
        }
    }
}

/// The block `body` of YAML, which begins at byte `start` and ends with its closing line at
/// `length`, with the quotation marks that values of its lines lack: `title: [문제] 스택`,
/// `title: C++: 시작` are texts to everybody who wrote them, and GitHub shows the note. `None`
/// where anything else is wrong, and where a line keeps the note private: what that says must not
/// hang on a guess.
fn with_quotes(body: &str, start: usize, length: usize) -> Option<FrontMatterBlock> {
    let mut body = body.to_owned();
    let mut first = None;
    // Each round mends one line.
    for _ in 0..MOST_QUOTED {
        let (place, _) = match yaml::load(&body) {
            Ok(read) => {
                let (value, _) = gather(read);
                let is_private = lines(&body, 0).any(|(_, line)| published::line_is_private(line));
                let (at, typed) = first?;
                let is_open = !(is_private || value.draft || value.drafts_below);
                return is_open.then_some(FrontMatterBlock {
                    value,
                    length,
                    problem: Some(FrontMatterProblem {
                        at,
                        reason: String::new(),
                        is_unreadable: false,
                        read_as: Some(typed),
                    }),
                });
            }
            Err(error) => error,
        };
        let (line, value) = front_matter_quotes::unquoted(&body, place)?;
        let text = front_matter_quotes::quoted(body[value.clone()].trim());
        let typed = format!("{}{text}", &body[line..value.start]);
        first.get_or_insert((start + line, typed));
        body.replace_range(value, &text);
    }
    None
}

/// The line that closes a block, with where it begins.
fn closing<'a>(
    text: &'a str,
    start: usize,
    mark: &str,
    language: FrontMatterKind,
) -> Option<(usize, &'a str)> {
    let mut above = "";
    for (at, line) in lines(text, start) {
        let words = bare(line);
        let is_mark = words == mark || (language == FrontMatterKind::Yaml && words == "...");
        if is_mark && !is_in_scalar(line, above) {
            return Some((at, line));
        }
        if !words.is_empty() {
            above = line;
        }
    }
    None
}

/// Whether an indented line belongs to the text of several lines that the one above is of or opens:
/// `description: |`. There a mark is a word.
fn is_in_scalar(line: &str, above: &str) -> bool {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let opens = || {
        let end = above
            .trim_end()
            .trim_end_matches(|c: char| c.is_ascii_digit());
        end.trim_end_matches(['+', '-']).ends_with(['|', '>'])
    };
    indent(line) > 0 && (indent(above) > 0 || opens())
}

fn unreadable(at: usize, length: usize, reason: String) -> FrontMatterBlock {
    FrontMatterBlock {
        value: FrontMatter::default(),
        length,
        problem: Some(FrontMatterProblem {
            at,
            reason,
            is_unreadable: true,
            read_as: None,
        }),
    }
}

/// Where a block that is no front matter says that it was meant to be: its first line is a key, or
/// its first paragraph holds a usual one, or some line of it makes the note private. Prose between
/// two rules does not.
fn meant(text: &str, start: usize, end: usize, language: FrontMatterKind) -> Option<usize> {
    let block = &text[..end];
    let first = lines(block, start).find(|(_, line)| {
        let line = bare(line);
        !line.is_empty() && !line.starts_with('#')
    })?;
    // A block that ends is front matter if it begins like it; one that never ends must hold a key
    // that prose does not begin with.
    if end < text.len()
        && (key(first.1).is_some() || language == FrontMatterKind::Toml && first.1.contains('='))
    {
        return Some(first.0);
    }
    let usual = |line: &str| key(line).is_some_and(|key| USUAL.contains(&key.as_str()));
    let paragraph = &text[..paragraph_end(text, first.0).min(end)];
    let in_paragraph = lines(paragraph, first.0).find(|(_, line)| usual(line));
    let place = in_paragraph.or_else(|| {
        let near = if end < text.len() {
            end
        } else {
            paragraph.len()
        };
        lines(&text[..near], first.0).find(|(_, line)| published::line_is_private(line))
    });
    place.map(|(at, _)| at)
}

/// Where the lines from `start` on that are not blank end.
fn paragraph_end(text: &str, start: usize) -> usize {
    let blank = lines(text, start).find(|(at, line)| *at > start && is_blank(line));
    blank.map_or(text.len(), |(at, _)| at)
}

/// The key of a line such as `title: …`, in lower case.
fn key(line: &str) -> Option<String> {
    let (key, rest) = bare(line).split_once([':', '='])?;
    let key = key.trim().trim_matches(['"', '\'']);
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '<'));
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then(|| key.to_lowercase())
}

/// Front matter as a JSON object, as Hugo reads it.
fn json_block(text: &str, start: usize) -> Option<FrontMatterBlock> {
    let mut stream = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
    match stream.next()? {
        Ok(Value::Object(map)) => {
            let end = start + stream.byte_offset();
            let known = |key: &String| {
                USUAL.contains(&key.to_lowercase().as_str())
                    || published::is_private(key, &map[key])
            };
            let rest = text[end..].split('\n').next().unwrap_or_default();
            if !is_blank(rest) || !map.keys().any(known) {
                return None;
            }
            let (value, problem) = gather(FrontMatterValues::of(Value::Object(map)));
            Some(FrontMatterBlock {
                value,
                length: (end + rest.len() + 1).min(text.len()),
                problem: problem.map(|key| wrong_value(&key, &text[..end], start)),
            })
        }
        Ok(_) => None,
        Err(error) => {
            let end = paragraph_end(text, start);
            lines(&text[..end], start).find(|(_, line)| published::line_is_private(line))?;
            Some(unreadable(start, end, error.to_string()))
        }
    }
}

/// What makes a note private where no front matter is: between marks that are none (`----`, `—`),
/// without any, or beneath the title. There many a key is a word of the note itself
/// (`비밀번호: 1234`, `hidden: true`), so that only those count that speak of nothing but this.
fn misplaced(text: &str, start: usize) -> Option<FrontMatterBlock> {
    let is_rule = |line: &str| {
        let line = bare(line);
        let rule = |c: char| matches!(c, '-' | '—' | '–' | '─' | '=' | '+' | '~' | '*' | '_' | ';');
        !line.is_empty() && line.chars().all(rule)
    };
    let found = |at: usize, from: usize, is_titled: bool| {
        let end = paragraph_end(text, from);
        let is_private = |line: &str| {
            published::line_is_private(line) && (!is_titled || published::line_names_privacy(line))
        };
        let place = lines(&text[..end], from).find(|(_, line)| is_private(line))?;
        let reason = format!(
            "`{}` counts only between two lines `---` at the very top of the file",
            bare(place.1)
        );
        Some(unreadable(place.0, at, reason))
    };
    let mut is_titled = false;
    for (at, line) in lines(text, start).take(NEAR) {
        let words = bare(line);
        if is_rule(line) {
            return found(start, (at + line.len()).min(text.len()), is_titled);
        }
        is_titled |= words.starts_with('#');
        let above = words.is_empty() || words.starts_with('#') || words.starts_with("<!--");
        if !above {
            // Lines of keys alone, without any mark around them.
            // A rule may end them: one that opens them was forgotten.
            let end = paragraph_end(text, at);
            let mut keys = lines(&text[..end], at).take_while(|(_, line)| !is_rule(line));
            let all = keys.all(|(_, line)| key(line).is_some());
            return if all {
                found(start, at, is_titled)
            } else {
                None
            };
        }
    }
    None
}

/// The value of the block `body` that begins at byte `start`, or where it cannot be read and why.
fn parse(
    body: &str,
    start: usize,
    language: FrontMatterKind,
) -> Result<FrontMatterValues, (usize, String)> {
    let moved = |(at, reason)| (start + at, reason);
    match language {
        FrontMatterKind::Yaml => yaml::load(body).map_err(moved),
        FrontMatterKind::Toml => toml::from_str::<toml::Table>(body)
            .map_err(|e| {
                let at = e.span().map_or(0, |span| span.start);
                moved((at, e.message().to_owned()))
            })
            .and_then(|table| {
                let table = dates_as_written(table.into());
                serde_json::to_value(table).map_err(|e| (start, e.to_string()))
            })
            .map(FrontMatterValues::of),
    }
}

/// TOML has a type for days and times, YAML and JSON have none: `date = 2024-05-01` is its text.
fn dates_as_written(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(values) => {
            toml::Value::Array(values.into_iter().map(dates_as_written).collect())
        }
        toml::Value::Table(table) => {
            let each = table.into_iter();
            let each = each.map(|(key, value)| (key, dates_as_written(value)));
            toml::Value::Table(each.collect())
        }
        value => value,
    }
}

/// What a YAML file of another tool says; `None` where it cannot be read, which that tool tells.
pub(crate) fn yaml(text: &str) -> Option<Value> {
    yaml::load(text).ok().map(|values| values.meant)
}

/// What a TOML file of another tool says; `None` where it cannot be read.
pub(crate) fn toml(text: &str) -> Option<Value> {
    parse(text, 0, FrontMatterKind::Toml)
        .ok()
        .map(|values| values.meant)
}

/// A block of a template, whose values are filled in when a note is made of it: `title: {{title}}`
/// says nothing yet. Every byte else stays where it stands.
fn without_blanks_to_fill(body: &str) -> Cow<'_, str> {
    let is_blank = |line: &str| {
        let value = line
            .split_once([':', '='])
            .map_or("", |(_, value)| value.trim());
        let bare = value.trim_matches(['"', '\'', '[', ']', ' ']);
        let is_whole = bare.ends_with("}}") && !bare.contains('"') || value.starts_with("{{");
        key(line).is_some() && bare.starts_with("{{") && is_whole
    };
    if !body.contains("{{") || !lines(body, 0).any(|(_, line)| is_blank(line)) {
        return Cow::Borrowed(body);
    }
    let filled = lines(body, 0).map(|(_, line)| match line.find([':', '=']) {
        Some(at) if is_blank(line) => {
            let (name, value) = line.split_at(at + 1);
            let end = value.trim_end().len();
            // Who asks whether it is private has said nothing yet, and in doubt it is.
            let bare = name.trim_end_matches([':', '=']).trim();
            let nothing = if published::line_names_privacy(line) {
                let is_yes = published::is_private(bare, &Value::Bool(true));
                if is_yes { "true" } else { "false" }
            } else if name.ends_with('=') {
                "\"\""
            } else {
                ""
            };
            let nothing = &format!(" {nothing}");
            let blanks = " ".repeat(end.saturating_sub(nothing.len()));
            [name, nothing, &blanks, &value[end..]].concat()
        }
        _ => line.to_owned(),
    });
    Cow::Owned(filled.collect())
}

/// The problem of a key whose value is not of its kind, in front matter that begins at byte `start`
/// of the text.
fn wrong_value(name: &str, text: &str, start: usize) -> FrontMatterProblem {
    let is_its = |line: &str| {
        let typed = bare(line).trim_start_matches(['{', ' ']);
        key(typed).is_some_and(|key| key == name.to_lowercase())
    };
    let place = lines(text, start).find(|(_, line)| is_its(line));
    let wanted = match name {
        "order" => ", a number such as `3`",
        "aliases" | "tags" => ", a list such as `[하나, 둘]`",
        "breaks" | "terms" => ", `true` or `false`",
        "title" | "slug" | "description" => ", one line of text",
        _ => "",
    };
    FrontMatterProblem {
        at: place.map_or(start, |(at, _)| at),
        reason: format!("the value of `{name}` is not of the kind that it should be{wanted}"),
        is_unreadable: false,
        read_as: None,
    }
}
