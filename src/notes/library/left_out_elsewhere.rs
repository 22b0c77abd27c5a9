//! What other tools leave out of their sites by their settings. Texts of settings in, lines in the
//! words of `.gitignore` that count from ROOT out, each with where it is said.

use std::collections::BTreeMap;
use std::sync::Arc;

use regex::{Regex, RegexBuilder};
use serde_json::Value;

use crate::notes::library::exclusion::{Exclusions, anchored, below, literal, texts};
use crate::notes::library::files::parent;
use crate::notes::library::{left_out_by_jekyll, left_out_by_scripts, script, sphinx};
use crate::notes::reading::{front_matter, published};

/// `exclude_docs`, `draft_docs` and the plugin `exclude` of `MkDocs`, `ignorePatterns` of Quartz,
/// `exclude`, `defaults` and `_folders` of Jekyll and its like, `ignored_content` of Zola,
/// `cascade` and `ignoreFiles` of Hugo's site, `.eleventyignore`, the excluded files of a vault
/// of Obsidian, `exclude` of Docusaurus, `srcExclude` of `VitePress` and `exclude_patterns` of
/// Sphinx. `paths` are those of every file under ROOT.
pub(crate) fn excluded_by_tools<'a>(
    orders: &BTreeMap<String, Arc<str>>,
    paths: &(impl Iterator<Item = &'a str> + Clone),
) -> Exclusions {
    let mut out = Exclusions::default();
    let yaml = |name: &str| orders.get(name).and_then(|text| front_matter::yaml(text));
    let toml = |name: &str| orders.get(name).and_then(|text| front_matter::toml(text));
    // Jekyll first: what it names again it leaves in, and that takes back no line of another tool.
    for (path, text) in orders {
        let folder = parent(path);
        match path.rsplit('/').next().unwrap_or_default() {
            "_config.yml" => left_out_by_jekyll::of_config(folder, text, orders, &mut out),
            ".eleventyignore" => of_eleventy(folder, text, &mut out),
            sphinx::SETTINGS => sphinx::left_out(path, text, &mut out),
            _ => left_out_by_scripts::of_script(path, text, &mut out),
        }
    }
    if let Some(mut settings) = yaml("mkdocs.yml").or_else(|| yaml("mkdocs.yaml")) {
        inherit(&mut settings, &yaml);
        of_mkdocs(&settings, &mut out);
    }
    if let Some(settings) = toml("config.toml") {
        let globs = texts(settings.get("ignored_content"));
        let lines = globs.filter_map(|glob| below("content", glob));
        out.extend(lines.map(|line| ("`ignored_content` of config.toml", line)));
    }
    let of_hugo = toml("hugo.toml").or_else(|| yaml("hugo.yaml"));
    if let Some(settings) = of_hugo.or_else(|| toml("config.toml")) {
        of_site_cascade(&settings, &mut out);
        of_hugo_files(&settings, paths.clone(), &mut out);
    }
    if let Some(text) = orders.get("quartz.config.ts") {
        of_quartz(text, &mut out);
    }
    for (path, text) in orders.iter().filter(|(path, _)| path.ends_with(OBSIDIAN)) {
        of_obsidian(path, text, paths.clone(), &mut out);
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
fn of_hugo_files<'a>(settings: &Value, paths: impl Iterator<Item = &'a str>, out: &mut Exclusions) {
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

fn of_mkdocs(settings: &Value, out: &mut Exclusions) {
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

/// `cascade` in the settings of a site, for the pages that its `target` names.
fn of_site_cascade(settings: &Value, out: &mut Exclusions) {
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

fn of_quartz(text: &str, out: &mut Exclusions) {
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

/// Each line counts from the folder of the file.
fn of_eleventy(folder: &str, text: &str, out: &mut Exclusions) {
    for line in text.lines() {
        let line = anchored(line);
        let line = line.and_then(|line| below(folder, &line));
        out.extend(line.map(|line| ("`.eleventyignore`", line)));
    }
}

/// Where a vault says which files it hides from its lists and its search.
pub(crate) const OBSIDIAN: &str = ".obsidian/app.json";

/// `userIgnoreFilters`: beginnings of paths, or regular expressions between slashes.
fn of_obsidian<'a>(
    file: &str,
    text: &str,
    paths: impl Iterator<Item = &'a str>,
    out: &mut Exclusions,
) {
    let vault = &file[..file.len() - OBSIDIAN.len()];
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
