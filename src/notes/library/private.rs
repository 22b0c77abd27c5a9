//! Which notes are for nobody else yet: by their own front matter, by what a file of their folder
//! says of all in it, or by the settings of another tool. Notes that were made ready and the texts
//! of other tools in, a verdict out.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde_json::Value;

use crate::notes::library::prepared::Prepared;
use crate::notes::library::script;
use crate::notes::reading::{front_matter, published};
use crate::remembered::Made;

/// Folders, each with `/` at its end (`""` for ROOT), all of whose notes are private.
pub(super) struct PrivateFolders<'a>(HashSet<&'a str>);

impl<'a> PrivateFolders<'a> {
    /// As front matter (`cascade` of Hugo, a section of Zola) and `_category_.json` (of Docusaurus)
    /// say; the folder of all notes is none, unless `cascade` says so.
    pub(super) fn of(
        prepared: &'a [Made<Prepared>],
        notes: &str,
        orders: &'a BTreeMap<String, Arc<str>>,
    ) -> Self {
        let says_all = |note: &&Made<Prepared>| {
            let is_top = folder(&note.file.path) == notes;
            note.front.drafts_below && !(is_top && note.front.draft)
        };
        let notes = prepared.iter().filter(says_all);
        let notes = notes.map(|note| &*note.file.path);
        let tools = orders.iter().filter(|(path, text)| says_so(path, text));
        let said = notes.chain(tools.map(|(path, _)| path.as_str()));
        Self(said.map(folder).collect())
    }

    pub(super) fn hold(&self, note: &Prepared) -> bool {
        let path = &*note.file.path;
        let ends = path.match_indices('/').map(|(at, _)| at + 1);
        let mut folders = std::iter::once(0).chain(ends).map(|end| &path[..end]);
        note.front.draft || !self.0.is_empty() && folders.any(|it| self.0.contains(it))
    }
}

fn folder(path: &str) -> &str {
    &path[..path.rfind('/').map_or(0, |at| at + 1)]
}

/// Whether a file of another tool says that all in its folder is private.
fn says_so(path: &str, text: &str) -> bool {
    let name = &path[folder(path).len()..];
    let value: Option<Value> = match name.strip_prefix("_category_.") {
        Some("json") => serde_json::from_str(text).ok(),
        Some("yml" | "yaml") => front_matter::yaml(text),
        _ => None,
    };
    value.is_some_and(|value| published::hands_privacy_down(&value))
}

/// What other tools leave out of their sites, in the words of `.gitignore` counted from ROOT, each
/// with where it is said: `exclude_docs` and `draft_docs` of `MkDocs`, `ignorePatterns` of Quartz.
pub(crate) fn excluded_by_tools(
    orders: &BTreeMap<String, Arc<str>>,
) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    let mkdocs = orders
        .get("mkdocs.yml")
        .or_else(|| orders.get("mkdocs.yaml"));
    if let Some(settings) = mkdocs.and_then(|text| front_matter::yaml(text)) {
        let word = |key: &str| settings.get(key).and_then(Value::as_str);
        let folder = word("docs_dir").unwrap_or("docs");
        for (key, said) in [
            ("exclude_docs", "`exclude_docs` of mkdocs.yml"),
            ("draft_docs", "`draft_docs` of mkdocs.yml"),
        ] {
            let lines = word(key).into_iter().flat_map(str::lines);
            out.extend(lines.filter_map(|line| Some((said, below(folder, line)?))));
        }
    }
    if let Some(text) = orders.get("quartz.config.ts") {
        let plain = script::without_comments(text);
        let list = plain.split_once("ignorePatterns").map(|(_, rest)| rest);
        let list = list.and_then(|rest| Some(rest.split_once('[')?.1.split_once(']')?.0));
        let words = list.into_iter().flat_map(|list| list.split(','));
        let words = words.map(|word| word.trim().trim_matches(['"', '\'', '`']));
        // They count from the top of `content`, unless they say otherwise.
        let line = |word: &str| below("content", &format!("/{word}"));
        let said = "`ignorePatterns` of quartz.config.ts";
        let words = words.filter(|word| !word.is_empty());
        out.extend(words.filter_map(|word| Some((said, line(word)?))));
    }
    out
}

/// A line of `.gitignore` in a folder as one of ROOT; `None` where it says nothing.
fn below(folder: &str, line: &str) -> Option<String> {
    let line = line.trim_end();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let (not, path) = line
        .strip_prefix('!')
        .map_or(("", line), |path| ("!", path));
    let folder = folder.trim_start_matches("./").trim_matches('/');
    let is_anchored = path.trim_end_matches('/').contains('/');
    let depth = if is_anchored { "" } else { "**/" };
    let path = path.trim_start_matches('/');
    Some(format!("{not}/{folder}/{depth}{path}"))
}
