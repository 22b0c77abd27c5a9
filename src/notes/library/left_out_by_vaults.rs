//! What Obsidian and Logseq keep out of their lists and of what they publish. Texts of their
//! settings in, lines in the words of `.gitignore` out.

use regex::{Regex, RegexBuilder};
use serde_json::Value;

use crate::notes::library::exclusion::{Exclusions, below, literal, texts};

/// Where a vault says which files it hides from its lists and its search, and which it does not
/// publish.
const OBSIDIAN: &str = ".obsidian/app.json";
const PUBLISH: &str = ".obsidian/publish.json";

/// Where Logseq keeps the settings of a graph.
const LOGSEQ: &str = "logseq/config.edn";

/// What the settings at a path leave out, if they are a vault's.
pub(super) fn of_vault<'a>(
    path: &str,
    text: &str,
    paths: impl Iterator<Item = &'a str>,
    out: &mut Exclusions,
) {
    let vault = |name: &str| {
        let vault = path.strip_suffix(name)?;
        (vault.is_empty() || vault.ends_with('/')).then_some(vault)
    };
    if let Some(vault) = vault(OBSIDIAN) {
        let paths: Vec<&str> = paths.filter(|path| path.starts_with(vault)).collect();
        let drawings = paths.iter().filter(|path| path.ends_with(".excalidraw.md"));
        out.extend(drawings.map(|path| ("drawings of Excalidraw", literal(path))));
        of_obsidian((path, vault), text, paths.into_iter(), out);
    } else if let Some(vault) = vault(PUBLISH) {
        let Ok(settings) = serde_json::from_str::<Value>(text) else {
            out.unread.push((path.to_owned(), "excluded"));
            return;
        };
        let named = texts(settings.get("excluded")).map(|named| named.trim_matches('/'));
        let named = named.filter(|named| !named.is_empty());
        let lines = named.map(|named| literal(&format!("{vault}{named}")));
        out.extend(lines.map(|line| ("`excluded` of Obsidian Publish", line)));
    } else if let Some(vault) = vault(LOGSEQ) {
        let hidden = hidden_by_logseq(text);
        let lines = hidden.filter_map(|named| {
            // `../assets` counts from the folder of pages.
            let named = named.trim_start_matches("../").trim_matches('/');
            below(vault, &literal(named)).filter(|_| !named.is_empty())
        });
        out.extend(lines.map(|line| ("`:hidden` of Logseq", line)));
    }
}

/// The strings of `:hidden ["/folder"]`; `;` begins a comment.
fn hidden_by_logseq(text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().map(|line| line.split(';').next());
    let plain: Vec<&str> = lines.map(Option::unwrap_or_default).collect();
    let plain = plain.join("\n");
    let list = plain.match_indices(":hidden").find_map(|(at, key)| {
        let rest = plain[at + key.len()..].trim_start().strip_prefix('[')?;
        Some(rest.split(']').next().unwrap_or(rest))
    });
    let words: Vec<String> = list
        .into_iter()
        .flat_map(|list| list.split('"').skip(1).step_by(2))
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// `userIgnoreFilters`: beginnings of paths, or regular expressions between slashes.
fn of_obsidian<'a>(
    (file, vault): (&str, &str),
    text: &str,
    paths: impl Iterator<Item = &'a str>,
    out: &mut Exclusions,
) {
    let Ok(settings) = serde_json::from_str::<Value>(text) else {
        out.unread.push((file.to_owned(), "userIgnoreFilters"));
        return;
    };
    let filters = texts(settings.get("userIgnoreFilters"));
    let expression = |filter: &str| {
        let inner = filter
            .strip_prefix('/')
            .and_then(|rest| rest.strip_suffix('/'));
        let expression = match inner.filter(|inner| !inner.is_empty()) {
            Some(inner) => inner.to_owned(),
            None => format!("^{}", regex::escape(filter.trim_start_matches("./"))),
        };
        RegexBuilder::new(&expression)
            .case_insensitive(true)
            .build()
    };
    let filters = filters.filter(|filter| !filter.trim().is_empty());
    let filters: Result<Vec<Regex>, _> = filters.map(expression).collect();
    let Ok(filters) = filters else {
        out.unread.push((file.to_owned(), "userIgnoreFilters"));
        return;
    };
    let hidden = paths.filter(|path| {
        let inside = path.strip_prefix(vault);
        inside.is_some_and(|inside| filters.iter().any(|filter| filter.is_match(inside)))
    });
    if !filters.is_empty() {
        out.extend(hidden.map(|path| ("`userIgnoreFilters` of Obsidian", literal(path))));
    }
}
