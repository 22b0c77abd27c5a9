//! What Sphinx with `MyST`, Jupyter Book and Quarto say of a site: `project` and
//! `exclude_patterns` of `conf.py`, the `{toctree}` of notes, `_toc.yml`, `_quarto.yml`. Texts in,
//! words and lists out. `conf.py` is a program: of it only plain strings are read.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::notes::library::exclusion::{Exclusions, anchored, below, literal, texts};
use crate::notes::library::files::{join, parent};
use crate::notes::library::listed::{Listed, ListedPart};
use crate::notes::reading::front_matter;
use crate::notes::sources::{is_note, without_ending};
use crate::text::nfc;

/// What Sphinx is told of a site.
pub(super) const SETTINGS: &str = "conf.py";

static PROJECT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"(?m)^project\s*=\s*u?(?:"([^"\\\n]+)"|'([^'\\\n]+)')\s*(?:#.*)?$"#;
    Regex::new(pattern).expect("the pattern is a constant")
});

static EXCLUDED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?m)^exclude_patterns\s*(?:\+?=\s*|\.(?:append|extend)\s*\(\s*)";
    Regex::new(pattern).expect("the pattern is a constant")
});

/// Whether a `conf.py` is Sphinx's, and no other program's.
fn is_sphinx(text: &str) -> bool {
    let keys = [
        "extensions",
        "html_theme",
        "master_doc",
        "root_doc",
        "exclude_patterns",
    ];
    keys.iter().any(|key| {
        let mut lines = text.lines();
        lines.any(|line| {
            line.strip_prefix(key)
                .is_some_and(|it| it.trim_start().starts_with('='))
        })
    })
}

/// Whether Sphinx reads Markdown by `MyST`: an extension that it names says so.
pub(super) fn reads_myst(text: &str) -> bool {
    let lines = text.lines().map(|line| line.split('#').next());
    let mut lines = lines.flatten();
    is_sphinx(text) && lines.any(|line| line.contains("myst"))
}

/// What `conf.py` calls the site.
pub(super) fn project(text: &str) -> Option<String> {
    let found = PROJECT.captures(text).filter(|_| is_sphinx(text))?;
    let words = found.get(1).or_else(|| found.get(2))?;
    Some(nfc(words.as_str().trim())).filter(|words| !words.is_empty())
}

/// What `conf.py` leaves out: globs that count from its folder.
pub(super) fn left_out(path: &str, text: &str, out: &mut Exclusions) {
    if !is_sphinx(text) {
        return;
    }
    for found in EXCLUDED.find_iter(text) {
        let (words, is_plain) = strings(&text[found.end()..]);
        let lines = words
            .iter()
            .filter_map(|word| below(parent(path), &anchored(word)?));
        out.extend(lines.map(|line| ("`exclude_patterns` of conf.py", line)));
        if !is_plain {
            out.unread.push((path.to_owned(), "exclude_patterns"));
        }
    }
}

/// The strings of a list of Python, or the one that stands there, and whether they are all of it.
fn strings(text: &str) -> (Vec<&str>, bool) {
    let mut words = Vec::new();
    let mut is_plain = true;
    let is_list = text.starts_with(['[', '(']);
    let mut rest = if is_list { &text[1..] } else { text };
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        match rest.chars().next() {
            None => return (words, false),
            Some(']' | ')') => {
                let behind = rest[1..].split('\n').next().unwrap_or_default().trim();
                let ends = behind.is_empty() || behind.starts_with(['#', ')']);
                return (words, is_plain && (ends || !is_list));
            }
            Some('#') => rest = rest.split_once('\n').map_or("", |(_, rest)| rest),
            Some(mark @ ('\'' | '"')) => {
                let inner = &rest[1..];
                let Some((word, behind)) = inner.split_once(mark) else {
                    return (words, false);
                };
                is_plain &= !word.contains('\\') && !word.contains('\n');
                words.push(word);
                rest = behind;
                let next = behind.trim_start();
                is_plain &= next.is_empty() || next.starts_with([',', ']', ')', '#']) || !is_list;
                if !is_list {
                    return (words, is_plain);
                }
            }
            Some(_) => {
                is_plain = false;
                let end = rest.find([',', ']', ')', '\n']).unwrap_or(rest.len());
                if !is_list {
                    return (words, false);
                }
                rest = &rest[end..];
            }
        }
    }
}

/// The notes that the `{toctree}` of a note list, in their order, each under its caption. Their
/// paths are as they are named there, without an extension; those that begin with `/` count from
/// the folder of `conf.py`.
pub(super) fn toctree(text: &str, file: &str) -> Vec<Listed> {
    let mut out = Vec::new();
    if !text.contains("{toctree}") {
        return out;
    }
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let marks = line.trim_start();
        let Some(mark) = ["```", ":::"].iter().find(|mark| marks.starts_with(**mark)) else {
            continue;
        };
        let name = marks.trim_start_matches(['`', ':']);
        if name.trim() != "{toctree}" {
            continue;
        }
        let mut caption: Option<String> = None;
        for line in lines.by_ref() {
            let words = line.trim();
            if words.starts_with(mark) {
                break;
            }
            let option = words.strip_prefix(':').unwrap_or(words);
            if let Some(title) = option.strip_prefix("caption:") {
                let title = title.trim().trim_matches(['"', '\'']);
                caption = Some(nfc(title)).filter(|title| !title.is_empty());
            } else if !words.starts_with(':') && words != "---" {
                out.extend(entry(words, file, caption.as_ref()));
            }
        }
    }
    out
}

/// `setup`, `Title <setup>`, `/guide/start.md`; a pattern and an address name no note.
fn entry(words: &str, file: &str, caption: Option<&String>) -> Option<Listed> {
    let named = words
        .strip_suffix('>')
        .and_then(|words| words.rsplit_once('<'));
    let (title, path) = named.map_or((None, words), |(title, path)| (Some(title.trim()), path));
    let is_note = !path.is_empty() && path != "self" && !path.contains("://");
    if !is_note || path.contains(['*', '?']) || path.contains(": ") || path.ends_with(':') {
        return None;
    }
    let page = without_ending(path).or_else(|| path.strip_suffix(".rst"));
    let bare = page.or_else(|| path.strip_suffix(".ipynb"));
    let path = bare.unwrap_or(path);
    let path = if path.starts_with('/') {
        path.to_owned()
    } else {
        join(parent(file), path)?
    };
    let parts: Vec<ListedPart> = caption
        .into_iter()
        .cloned()
        .map(ListedPart::Called)
        .collect();
    Some(Listed::new(nfc(&path), title, &parts))
}

/// What `_quarto.yml` lists: `chapters` and `appendices` of a book, with its parts, or `contents`
/// of the sidebar of a site.
pub(super) fn quarto(text: &str, file: &str) -> Option<Vec<Listed>> {
    let value = front_matter::yaml(text)?;
    let mut out = Vec::new();
    let book = value.get("book");
    let lists = ["chapters", "appendices"].map(|key| book.and_then(|book| book.get(key)));
    let sidebar = value.get("website").and_then(|site| site.get("sidebar"));
    let contents = sidebar.and_then(|sidebar| sidebar.get("contents"));
    for list in lists.into_iter().chain([contents]).flatten() {
        pages(list, parent(file), &mut Vec::new(), &mut out);
    }
    (!out.is_empty()).then_some(out)
}

/// What `_bookdown.yml` lists: `rmd_files`, for all formats or for HTML.
pub(super) fn bookdown(text: &str, file: &str) -> Option<Vec<Listed>> {
    let value = front_matter::yaml(text)?;
    let files = value.get("rmd_files")?;
    let files = files.get("html").unwrap_or(files);
    let mut out = Vec::new();
    pages(files, parent(file), &mut Vec::new(), &mut out);
    (!out.is_empty()).then_some(out)
}

/// What bookdown and Quarto leave out: files whose names begin with `_` and, where `rmd_files` says
/// what the book is made of, every other file of R Markdown.
pub(super) fn left_out_of_book(path: &str, text: &str, out: &mut Exclusions) {
    let folder = parent(path);
    let is_bookdown = path.ends_with("_bookdown.yml");
    let said = if is_bookdown {
        "the rule of bookdown for names with `_`"
    } else {
        "the rule of Quarto for names with `_`"
    };
    let lines = ["_*.Rmd", "_*.rmd", "_*.qmd"];
    out.extend(
        lines
            .iter()
            .filter_map(|line| Some((said, below(folder, line)?))),
    );
    let listed = if is_bookdown {
        front_matter::yaml(text)
    } else {
        None
    };
    let files = listed.as_ref().and_then(|value| value.get("rmd_files"));
    let files = files.map(|files| files.get("html").unwrap_or(files));
    let files: Vec<&str> = texts(files).collect();
    if !files.is_empty() {
        let said = "`rmd_files` of _bookdown.yml";
        let others = ["*.Rmd", "*.rmd"].map(|line| below(folder, line));
        let kept = files
            .iter()
            .map(|file| Some(format!("!{}", literal(&join(folder, file)?))));
        let lines = others.into_iter().chain(kept);
        out.extend(lines.filter_map(|line| Some((said, line?))));
    }
}

fn pages(value: &Value, folder: &str, parts: &mut Vec<ListedPart>, out: &mut Vec<Listed>) {
    let page = |path: &str, title: Option<&str>, parts: &[ListedPart]| {
        let bare = without_ending(path)?;
        Some(Listed::new(nfc(&join(folder, bare)?), title, parts))
    };
    match value {
        Value::String(path) => out.extend(page(path, None, parts)),
        Value::Array(items) => {
            for item in items {
                pages(item, folder, parts, out);
            }
        }
        Value::Object(map) => {
            let word = |keys: &[&str]| {
                let mut found = keys.iter().filter_map(|key| map.get(*key)?.as_str());
                found.next()
            };
            let inner = map.get("chapters").or_else(|| map.get("contents"));
            let title = word(&["part", "section", "text"]);
            let path = word(&["file", "href"]).or(title.filter(|title| is_note(title)));
            let depth = parts.len();
            if inner.is_some() {
                // A part that is a page is called as that is.
                let of_page = path.filter(|path| title.is_none_or(|title| title == *path));
                let of_page = of_page.and_then(without_ending);
                let of_page = of_page.and_then(|path| join(folder, path));
                let of_page = of_page.map(|path| ListedPart::Page(nfc(&path)));
                parts.extend(of_page.or_else(|| title.map(ListedPart::called)));
            }
            out.extend(path.and_then(|path| page(path, title.filter(|it| *it != path), parts)));
            if let Some(inner) = inner {
                pages(inner, folder, parts, out);
            }
            parts.truncate(depth);
        }
        _ => {}
    }
}

/// What `_toc.yml` lists: `root`, `parts` with captions, `chapters`, `sections`.
pub(super) fn contents(text: &str, file: &str) -> Option<Vec<Listed>> {
    let value = front_matter::yaml(text)?;
    let mut out = Vec::new();
    files(&value, parent(file), &mut Vec::new(), &mut out);
    (!out.is_empty()).then_some(out)
}

fn files(value: &Value, folder: &str, parts: &mut Vec<ListedPart>, out: &mut Vec<Listed>) {
    if let Value::Array(items) = value {
        for item in items {
            files(item, folder, parts, out);
        }
        return;
    }
    let word = |key: &str| value.get(key).and_then(Value::as_str);
    let bare = |path: &str| join(folder, without_ending(path).unwrap_or(path));
    let depth = parts.len();
    let page = word("file").or(word("root")).and_then(bare);
    // A page with others below it is a part with them; the first page of all is none.
    let has_others = ["sections", "subtrees"]
        .iter()
        .any(|key| value.get(key).is_some());
    if let Some(path) = word("file").filter(|_| has_others).and(page.as_ref()) {
        parts.push(match word("title") {
            Some(title) => ListedPart::called(title),
            None => ListedPart::Page(nfc(path)),
        });
    }
    if let Some(path) = page {
        out.push(Listed::new(nfc(&path), word("title"), parts));
    }
    parts.extend(word("caption").map(ListedPart::called));
    for key in ["parts", "chapters", "sections", "subtrees", "entries"] {
        if let Some(inner) = value.get(key) {
            files(inner, folder, parts, out);
        }
    }
    parts.truncate(depth);
}
