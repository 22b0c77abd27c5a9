//! What `MkDocs` keeps from readers: by its own keys and by its plugins. Settings in, lines in the
//! words of `.gitignore` out.

use std::collections::BTreeMap;

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

/// A language of a site that has several, by the plugin `i18n`.
pub(super) struct SiteLanguage {
    /// Whether the site begins with it.
    pub is_first: bool,
    /// What its pages are called together.
    pub title: Option<String>,
    pub place: LanguagePlace,
    /// What words of the list of pages are in it.
    pub words: BTreeMap<String, String>,
}

/// Where the pages of a language lie.
pub(super) enum LanguagePlace {
    /// Where the settings say, as those that the site begins with.
    Usual,
    /// In a folder of that name.
    Folder(String),
    /// Beside those, with its code before their ending: `index.en.md`.
    Suffix(String),
}

/// The languages of a site, the one that it begins with first.
pub(super) fn languages(settings: &Value) -> Vec<SiteLanguage> {
    let Some((_, said)) = plugins(settings).find(|(name, _)| *name == "i18n") else {
        return Vec::new();
    };
    let word = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let is_folder = word(said, "docs_structure").is_some_and(|said| said == "folder");
    let listed = said.get("languages").and_then(Value::as_array);
    let language = |value: &Value| {
        let code = word(value, "locale")?;
        let is_first = value.get("default").and_then(Value::as_bool) == Some(true);
        let place = match (is_folder, is_first) {
            (true, _) => LanguagePlace::Folder(code.clone()),
            (false, true) => LanguagePlace::Usual,
            (false, false) => LanguagePlace::Suffix(code.clone()),
        };
        // Beside the folder of another the first has its name, too.
        let has_part = is_folder || !is_first;
        let title = has_part.then(|| word(value, "name").unwrap_or(code));
        let words = value.get("nav_translations").and_then(Value::as_object);
        let words = words.into_iter().flatten();
        let words =
            words.filter_map(|(word, said)| Some((word.clone(), said.as_str()?.to_owned())));
        Some(SiteLanguage {
            is_first,
            title,
            place,
            words: words.collect(),
        })
    };
    let mut out: Vec<SiteLanguage> = listed.into_iter().flatten().filter_map(language).collect();
    out.sort_by_key(|language| !language.is_first);
    out
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
