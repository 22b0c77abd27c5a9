//! The language of a code block: its label where that names one, else what its text looks like;
//! where in doubt, none. A label and a text in, a canonical name out. Nothing is executed or fully
//! parsed: a manifest that YAML cannot read is still YAML to the student who wrote it.

mod markup;
mod program;
mod settings;
mod shell;
mod statement;

use std::collections::BTreeMap;

use crate::language::Language;

/// What a code block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// The language; `None` where in doubt.
    pub language: Option<Language>,
    /// A label that is no language.
    pub caption: Option<String>,
}

/// The language of a block. `aliases` are `languages` of `notesite.toml`.
pub fn detect(declared: &str, text: &str, aliases: &BTreeMap<String, String>) -> Detected {
    let word = declared
        .split([' ', '\t', '{', ',', ':'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    if declared.trim().is_empty() {
        return Detected {
            language: guess(text),
            caption: None,
        };
    }
    let alias = aliases.get(&word).map_or(word.as_str(), String::as_str);
    match Language::of_label(alias) {
        // Writers call a session at the prompt text, because no language is named for it; only its
        // commands are copied all the same.
        Some(language) if language == Language::TEXT => Detected {
            language: guess(text).filter(|found| *found == Language::CONSOLE),
            caption: None,
        },
        Some(language) => Detected {
            language: Some(language),
            caption: None,
        },
        None if aliases.contains_key(&word) => Detected {
            language: Some(Language::other(alias)),
            caption: None,
        },
        None => Detected {
            language: guess(text),
            caption: Some(declared.trim().to_owned()),
        },
    }
}

/// Lines of a block that are not blank, at most 400: more would not change the verdict.
fn lines(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty())
        .take(400)
        .collect()
}

fn guess(text: &str) -> Option<Language> {
    name(text).and_then(Language::of_label)
}

/// What the language is called whose text looks so.
fn name(text: &str) -> Option<&'static str> {
    let lines = lines(text);
    let first = *lines.first()?;
    if markup::is_http(first) {
        return Some("http");
    }
    if markup::is_go_template(&lines) {
        return None;
    }
    if let Some(markup) = markup::markup(&lines) {
        return Some(markup);
    }
    if markup::is_json(text) {
        return Some("json");
    }
    if markup::is_diff(&lines) {
        return Some("diff");
    }
    if statement::is_dockerfile(&lines) {
        return Some("dockerfile");
    }
    if statement::is_sql(&lines) {
        return Some("sql");
    }
    if let Some(shell) = shell::shell(&lines) {
        return Some(shell);
    }
    if let Some(program) = program::program(&lines) {
        return Some(program);
    }
    if let Some(settings) = settings::settings(&lines) {
        return Some(settings);
    }
    settings::is_yaml(&lines).then_some("yaml")
}

/// Bytes beyond which a block is shown plain. 250 kB of Python's worst took the slowest grammar
/// seconds, and nothing here may look at a clock: a limit by size gives the same page on every
/// machine.
const LARGEST_BLOCK: usize = 64 * 1024;
/// Bytes of a line beyond which its block is shown plain: regular expressions may be quadratic in a
/// line.
const LONGEST_LINE: usize = 2_000;

/// Whether a block is shown plain, whatever its language, for its size or the length of a line.
pub fn is_too_large(text: &str) -> bool {
    text.len() > LARGEST_BLOCK || text.lines().any(|line| line.len() > LONGEST_LINE)
}
