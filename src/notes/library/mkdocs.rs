//! What `MkDocs` keeps from readers: by its own keys and by its plugins. Settings in, lines in the
//! words of `.gitignore` out.

use regex::Regex;
use serde_json::Value;

use crate::notes::library::exclusion::{Exclusions, below, literal, texts};
use crate::notes::library::files::join;

/// The folder of its notes.
pub(super) fn notes_folder(settings: &Value, folder: &str) -> Option<String> {
    let said = settings.get("docs_dir").and_then(Value::as_str);
    join(folder, said.unwrap_or("docs"))
}

/// The plugins with what is said to them, whether they stand in a list or in a mapping.
pub(super) fn plugins(settings: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let plugins = &settings["plugins"];
    let list = plugins.as_array().into_iter().flatten();
    let bare = list.clone().filter_map(Value::as_str);
    let mappings = list.filter_map(Value::as_object).flatten();
    let mappings = mappings.chain(plugins.as_object().into_iter().flatten());
    let bare = bare.map(|name| (name, &Value::Null));
    bare.chain(mappings.map(|(name, said)| (name.as_str(), said)))
}

/// `exclude_docs`, `draft_docs` and the plugin `exclude`, by patterns or by expressions.
pub(super) fn left_out<'a>(
    settings: &Value,
    folder: &str,
    paths: impl Iterator<Item = &'a str>,
    out: &mut Exclusions,
) {
    let Some(folder) = notes_folder(settings, folder) else {
        return;
    };
    let folder = folder.as_str();
    for (key, said) in [
        ("exclude_docs", "`exclude_docs` of mkdocs.yml"),
        ("draft_docs", "`draft_docs` of mkdocs.yml"),
    ] {
        let word = settings.get(key).and_then(Value::as_str);
        let lines = word.into_iter().flat_map(str::lines);
        out.extend(lines.filter_map(|line| Some((said, below(folder, line)?))));
    }
    let said = "the plugin `exclude` of mkdocs.yml";
    let excluding = plugins(settings).filter(|(name, _)| *name == "exclude");
    let mut expressions = Vec::new();
    for (_, plugin) in excluding {
        let lines = texts(plugin.get("glob")).filter_map(|glob| below(folder, glob));
        out.extend(lines.map(|line| (said, line)));
        // Python's `re.match` begins at the start of the path.
        let typed = texts(plugin.get("regex"));
        for typed in typed.filter(|typed| !typed.is_empty()) {
            match Regex::new(&format!("^(?:{typed})")) {
                Ok(expression) => expressions.push(expression),
                Err(_) => out.unread.push((
                    join(folder, "../mkdocs.yml").unwrap_or_else(|| "mkdocs.yml".to_owned()),
                    "exclude",
                )),
            }
        }
    }
    if expressions.is_empty() {
        return;
    }
    let named = paths.filter(|path| {
        let inner = path.strip_prefix(folder);
        let inner = inner.map(|inner| inner.strip_prefix('/').unwrap_or(inner));
        inner.is_some_and(|inner| expressions.iter().any(|one| one.is_match(inner)))
    });
    out.extend(named.map(|path| (said, literal(path))));
}
