//! What other tools leave out of their sites by their settings. Texts of settings in, lines in the
//! words of `.gitignore` that count from ROOT out, each with where it is said.

use std::collections::BTreeMap;
use std::sync::Arc;

use regex::Regex;
use serde_json::Value;

use crate::notes::library::script;
use crate::notes::reading::{front_matter, published};

/// Where it is said, and a line.
pub(crate) type ExcludedElsewhere = (&'static str, String);

/// `exclude_docs`, `draft_docs` and the plugin `exclude` of `MkDocs`, `ignorePatterns` of Quartz,
/// `exclude` and `defaults` of Jekyll, `ignored_content` of Zola, `cascade` and `ignoreFiles` of
/// Hugo's site. `paths` are those of every file under ROOT.
pub(crate) fn excluded_by_tools<'a>(
    orders: &BTreeMap<String, Arc<str>>,
    paths: impl Iterator<Item = &'a str>,
) -> Vec<ExcludedElsewhere> {
    let mut out = Vec::new();
    let yaml = |name: &str| orders.get(name).and_then(|text| front_matter::yaml(text));
    let toml = |name: &str| orders.get(name).and_then(|text| front_matter::toml(text));
    if let Some(mut settings) = yaml("mkdocs.yml").or_else(|| yaml("mkdocs.yaml")) {
        inherit(&mut settings, &yaml);
        of_mkdocs(&settings, &mut out);
    }
    if let Some(settings) = yaml("_config.yml") {
        of_jekyll(&settings, &mut out);
    }
    if let Some(settings) = toml("config.toml") {
        let globs = texts(settings.get("ignored_content"));
        let lines = globs.filter_map(|glob| below("content", glob));
        out.extend(lines.map(|line| ("`ignored_content` of config.toml", line)));
    }
    let of_hugo = toml("hugo.toml").or_else(|| yaml("hugo.yaml"));
    if let Some(settings) = of_hugo.or_else(|| toml("config.toml")) {
        of_site_cascade(&settings, &mut out);
        of_hugo_files(&settings, paths, &mut out);
    }
    if let Some(text) = orders.get("quartz.config.ts") {
        of_quartz(text, &mut out);
    }
    out
}

/// Files that inherit from one another need no more steps.
const STEPS: usize = 8;

/// Adds what the files say that `INHERIT` names, as `MkDocs` merges them: the nearer one decides.
fn inherit(settings: &mut Value, read: &dyn Fn(&str) -> Option<Value>) {
    let mut next = settings.get("INHERIT").cloned();
    for _ in 0..STEPS {
        let name = next.as_ref().and_then(Value::as_str);
        let name = name.map(|name| name.trim_start_matches("./"));
        let Some(Value::Object(above)) = name.and_then(read) else {
            return;
        };
        next = above.get("INHERIT").cloned();
        if let Some(settings) = settings.as_object_mut() {
            for (key, value) in above {
                settings.entry(key).or_insert(value);
            }
        }
    }
}

/// `ignoreFiles`: regular expressions for paths below the folder of the content.
fn of_hugo_files<'a>(
    settings: &Value,
    paths: impl Iterator<Item = &'a str>,
    out: &mut Vec<ExcludedElsewhere>,
) {
    let key = settings.get("ignoreFiles");
    let key = key.or_else(|| settings.get("ignorefiles"));
    let expressions = texts(key).filter_map(|expression| Regex::new(expression).ok());
    let expressions: Vec<Regex> = expressions.collect();
    if expressions.is_empty() {
        return;
    }
    let folder = settings.get("contentDir").and_then(Value::as_str);
    let folder = folder.unwrap_or("content").trim_matches('/');
    let inside = paths.filter(|path| {
        let inner = path.strip_prefix(folder);
        inner.is_some_and(|inner| inner.starts_with('/'))
    });
    // Hugo matches the whole path on the disk, of which the end is what expressions name.
    let named = inside.filter(|path| expressions.iter().any(|one| one.is_match(path)));
    out.extend(named.map(|path| ("`ignoreFiles` of Hugo's settings", literal(path))));
}

/// The line of `.gitignore` that names one path.
fn literal(path: &str) -> String {
    let mut out = String::from("/");
    for letter in path.chars() {
        if matches!(letter, '*' | '?' | '[' | ']' | '\\' | ' ' | '!' | '#') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn of_mkdocs(settings: &Value, out: &mut Vec<ExcludedElsewhere>) {
    let word = |key: &str| settings.get(key).and_then(Value::as_str);
    let folder = word("docs_dir").unwrap_or("docs");
    for (key, said) in [
        ("exclude_docs", "`exclude_docs` of mkdocs.yml"),
        ("draft_docs", "`draft_docs` of mkdocs.yml"),
    ] {
        let lines = word(key).into_iter().flat_map(str::lines);
        out.extend(lines.filter_map(|line| Some((said, below(folder, line)?))));
    }
    let plugins = settings.get("plugins").and_then(Value::as_array);
    let globs = plugins.into_iter().flatten();
    let globs = globs.filter_map(|plugin| plugin.get("exclude")?.get("glob"));
    for glob in globs.flat_map(|glob| texts(Some(glob))) {
        let line = below(folder, glob);
        out.extend(line.map(|line| ("the plugin `exclude` of mkdocs.yml", line)));
    }
}

fn of_jekyll(settings: &Value, out: &mut Vec<ExcludedElsewhere>) {
    for line in texts(settings.get("exclude")) {
        // What GitHub shows below a folder is left out for its look, and not kept from anybody.
        let is_readme = line.to_ascii_lowercase().contains("readme");
        let line = Some(line).filter(|_| !is_readme);
        let line = line.and_then(|line| below("", &format!("/{}", line.trim_start_matches('/'))));
        out.extend(line.map(|line| ("`exclude` of _config.yml", line)));
    }
    let defaults = settings.get("defaults").and_then(Value::as_array);
    for one in defaults.into_iter().flatten() {
        let path = one.get("scope").and_then(|scope| scope.get("path"));
        let path = path.and_then(Value::as_str).unwrap_or_default();
        let is_private = one.get("values").is_some_and(published::hands_privacy_down);
        if is_private && !path.is_empty() {
            let line = below("", &format!("/{}", path.trim_start_matches('/')));
            out.extend(line.map(|line| ("`defaults` of _config.yml", line)));
        }
    }
}

/// `cascade` in the settings of a site, for the pages that its `target` names.
fn of_site_cascade(settings: &Value, out: &mut Vec<ExcludedElsewhere>) {
    let cascade = settings.get("cascade");
    let each: Vec<&Value> = match cascade {
        Some(Value::Array(list)) => list.iter().collect(),
        one => one.into_iter().collect(),
    };
    let folder = settings.get("contentDir").and_then(Value::as_str);
    for one in each {
        let target = one.get("target").or_else(|| one.get("_target"));
        let path = target.and_then(|target| target.get("path")?.as_str());
        if let Some(path) = path.filter(|_| published::hands_privacy_down(one)) {
            let path = path.trim_matches(['{', '}']);
            let line = below(
                folder.unwrap_or("content"),
                &format!("/{}", path.trim_matches('/')),
            );
            out.extend(line.map(|line| ("`cascade` of the site's settings", line)));
        }
    }
}

fn of_quartz(text: &str, out: &mut Vec<ExcludedElsewhere>) {
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

/// The texts of a list, or the one that stands there.
fn texts(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let (one, list) = match value {
        Some(Value::Array(list)) => (None, list.as_slice()),
        other => (other, &[][..]),
    };
    one.into_iter().chain(list).filter_map(Value::as_str)
}

/// A line of `.gitignore` in a folder (`""` for ROOT) as one of ROOT; `None` where it says nothing.
fn below(folder: &str, line: &str) -> Option<String> {
    let line = line.trim_end();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let (not, path) = line
        .strip_prefix('!')
        .map_or(("", line), |path| ("!", path));
    let folder = folder.trim_start_matches("./").trim_matches('/');
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("/{folder}")
    };
    let is_anchored = path.trim_end_matches('/').contains('/');
    let depth = if is_anchored { "" } else { "**/" };
    let path = path.trim_start_matches('/');
    (!path.is_empty()).then(|| format!("{not}{folder}/{depth}{path}"))
}
