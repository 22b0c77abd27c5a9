//! What other tools leave out of their sites by their settings. Texts of settings in, lines in the
//! words of `.gitignore` that count from ROOT out, each with where it is said.

use std::collections::BTreeMap;
use std::sync::Arc;

use regex::Regex;
use serde_json::Value;

use crate::notes::library::exclusion::{Exclusions, anchored, below, literal, texts};
use crate::notes::library::files::{join, parent};
use crate::notes::library::settings_files::{self, SettingsOf};
use crate::notes::library::{
    left_out_by_jekyll, left_out_by_quarto, left_out_by_scripts, left_out_by_vaults, mkdocs,
    script, sphinx,
};
use crate::notes::reading::{front_matter, published};

/// `exclude_docs`, `draft_docs` and the plugin `exclude` of `MkDocs`, `ignorePatterns` of Quartz,
/// `exclude`, `defaults`, `_folders` and collections of Jekyll and its like, `ignored_content` of
/// Zola, `cascade`, `ignoreFiles` and `mounts` of Hugo's site, `.eleventyignore`, `.bookignore`,
/// the excluded files of a vault of Obsidian or Logseq, `exclude` of Docusaurus, `srcExclude` and
/// `srcDir` of `VitePress`, `pagePatterns` of `VuePress`, `_names` of Astro, `drafts` and `render`
/// of Quarto and `exclude_patterns` of Sphinx. `paths` are those of every file under ROOT.
pub(crate) fn excluded_by_tools<'a>(
    orders: &BTreeMap<String, Arc<str>>,
    paths: &(impl Iterator<Item = &'a str> + Clone),
) -> Exclusions {
    let mut out = Exclusions::default();
    // Jekyll first: what it names again it leaves in, and that takes back no line of another tool.
    for (path, text) in orders {
        let folder = parent(path);
        match settings_files::of(path).map(|(_, tool)| tool) {
            Some(SettingsOf::Config) => {
                left_out_by_jekyll::of_config(folder, text, orders, paths.clone(), &mut out);
            }
            Some(SettingsOf::EleventyIgnore) => of_eleventy(folder, text, &mut out),
            Some(SettingsOf::Sphinx) => sphinx::left_out(path, text, &mut out),
            Some(SettingsOf::BookIgnore) => of_gitbook(folder, text, &mut out),
            Some(SettingsOf::Pandoc) => {
                sphinx::left_out_of_book(path, text, &mut out);
                left_out_by_quarto::of_config(path, text, &mut out);
            }
            None if path.contains("astro.config.") => of_astro(folder, &mut out),
            _ => left_out_by_scripts::of_script(path, text, paths.clone(), &mut out),
        }
    }
    // Hugo's settings may be parted: each file with the folder that all of them speak for.
    let mut of_hugo: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (path, text) in orders {
        let Some((folder, tool)) = settings_files::of(path) else {
            continue;
        };
        match tool {
            SettingsOf::MkDocs => {
                let mut settings = front_matter::yaml(text).unwrap_or_default();
                if !inherit(&mut settings, parent(path), orders) {
                    out.unread.push((path.clone(), "INHERIT"));
                }
                mkdocs::left_out(&settings, folder, paths.clone(), &mut out);
            }
            SettingsOf::Hugo | SettingsOf::HugoOrZola => {
                let settings = read(path, text).unwrap_or_default();
                if tool == SettingsOf::HugoOrZola {
                    let globs = texts(settings.get("ignored_content"));
                    let content = join(folder, "content").unwrap_or_default();
                    let lines = globs.filter_map(|glob| below(&content, glob));
                    out.extend(lines.map(|line| ("`ignored_content` of config.toml", line)));
                }
                of_hugo.entry(folder).or_default().push(settings);
            }
            SettingsOf::Quartz => of_quartz(text, folder, &mut out),
            _ => {}
        }
    }
    for (folder, settings) in of_hugo {
        let content = settings
            .iter()
            .find_map(|one| key(one, "contentDir")?.as_str());
        let Some(content) = join(folder, content.unwrap_or("content")) else {
            continue;
        };
        for one in &settings {
            of_site_cascade(one, &content, &mut out);
            of_hugo_files(one, &content, paths.clone(), &mut out);
            of_mounts(one, folder, &mut out);
        }
    }
    for (path, text) in orders {
        left_out_by_vaults::of_vault(path, text, paths.clone(), &mut out);
    }
    out
}

/// What settings say that are written in TOML, YAML or JSON, which is YAML.
pub(crate) fn read(path: &str, text: &str) -> Option<Value> {
    if path.ends_with(".toml") {
        front_matter::toml(text)
    } else {
        front_matter::yaml(text)
    }
}

/// A key of Hugo, which tells no case apart.
pub(super) fn key<'a>(settings: &'a Value, name: &str) -> Option<&'a Value> {
    let mut keys = settings.as_object()?.iter();
    keys.find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// Files that inherit from one another need no more steps.
const STEPS: usize = 8;

/// Adds what the files say that `INHERIT` names, as `MkDocs` merges them: the nearer one decides.
/// Whether all of them are there.
pub(super) fn inherit(
    settings: &mut Value,
    folder: &str,
    orders: &BTreeMap<String, Arc<str>>,
) -> bool {
    let mut folder = folder.to_owned();
    let mut next = settings.get("INHERIT").cloned();
    for _ in 0..STEPS {
        let Some(name) = next.as_ref().and_then(Value::as_str) else {
            return true;
        };
        let path = inherited_path(&folder, name);
        let text = orders.get(&path).and_then(|text| front_matter::yaml(text));
        let Some(Value::Object(above)) = text else {
            return false;
        };
        parent(&path).clone_into(&mut folder);
        next = above.get("INHERIT").cloned();
        if let Some(settings) = settings.as_object_mut() {
            for (key, value) in above {
                settings.entry(key).or_insert(value);
            }
        }
    }
    true
}

/// The file that settings at a path inherit from, if they are of `MkDocs` or `is_inherited`
/// themselves: a path from ROOT, which may lead out of it (`../base.yml`).
pub(crate) fn inherits(path: &str, text: &str, is_inherited: bool) -> Option<String> {
    let is_mkdocs = settings_files::of(path).is_some_and(|(_, tool)| tool == SettingsOf::MkDocs);
    let may = (is_mkdocs || is_inherited) && text.contains("INHERIT");
    let settings = may.then(|| front_matter::yaml(text)).flatten()?;
    let name = settings.get("INHERIT")?.as_str()?;
    Some(inherited_path(parent(path), name))
}

/// The path of what settings in a folder inherit from.
fn inherited_path(folder: &str, name: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `ignoreFiles`: regular expressions for paths below the folder of the content.
fn of_hugo_files<'a>(
    settings: &Value,
    folder: &str,
    paths: impl Iterator<Item = &'a str>,
    out: &mut Exclusions,
) {
    let named = key(settings, "ignoreFiles");
    let expressions = texts(named).filter_map(|expression| Regex::new(expression).ok());
    let expressions: Vec<Regex> = expressions.collect();
    if expressions.is_empty() {
        return;
    }
    let inside = paths.filter(|path| {
        let inner = path.strip_prefix(folder);
        inner.is_some_and(|inner| folder.is_empty() || inner.starts_with('/'))
    });
    // Hugo matches the whole path on the disk, of which the end is what expressions name.
    let named = inside.filter(|path| expressions.iter().any(|one| one.is_match(path)));
    out.extend(named.map(|path| ("`ignoreFiles` of Hugo's settings", literal(path))));
}

/// `cascade` in the settings of a site, for the pages that its `target` names.
fn of_site_cascade(settings: &Value, folder: &str, out: &mut Exclusions) {
    let cascade = key(settings, "cascade");
    let each: Vec<&Value> = match cascade {
        Some(Value::Array(list)) => list.iter().collect(),
        one => one.into_iter().collect(),
    };
    for one in each {
        let target = one.get("target").or_else(|| one.get("_target"));
        let path = target.and_then(|target| target.get("path")?.as_str());
        if let Some(path) = path.filter(|_| published::hands_privacy_down(one)) {
            let path = path.trim_matches(['{', '}']);
            let line = below(folder, &format!("/{}", path.trim_matches('/')));
            out.extend(line.map(|line| ("`cascade` of the site's settings", line)));
        }
    }
}

/// `excludeFiles` of a mount, and what `!` stands before in its `files`; both count from the folder
/// that is mounted.
fn of_mounts(settings: &Value, folder: &str, out: &mut Exclusions) {
    let mounts = key(settings, "module").and_then(|module| key(module, "mounts"));
    for mount in mounts.and_then(Value::as_array).into_iter().flatten() {
        let source = key(mount, "source").and_then(Value::as_str);
        let Some(source) = source.and_then(|source| join(folder, source)) else {
            continue;
        };
        let files = texts(key(mount, "files")).filter_map(|file| file.strip_prefix('!'));
        let named = texts(key(mount, "excludeFiles")).chain(files);
        let lines = named.filter_map(anchored);
        let lines = lines.filter_map(|line| below(&source, &line));
        out.extend(lines.map(|line| ("`module.mounts` of Hugo's settings", line)));
    }
}

/// What begins with `_` in the folders of Astro's collections is no page.
fn of_astro(folder: &str, out: &mut Exclusions) {
    let content = join(folder, "src/content").unwrap_or_default();
    let line = below(&content, "_*");
    out.extend(line.map(|line| ("the rule of Astro for names with `_`", line)));
}

/// Lines as in `.gitignore`, which count from the folder of the file.
fn of_gitbook(folder: &str, text: &str, out: &mut Exclusions) {
    let lines = text.lines().filter_map(|line| below(folder, line));
    out.extend(lines.map(|line| ("`.bookignore`", line)));
}

fn of_quartz(text: &str, folder: &str, out: &mut Exclusions) {
    let content = join(folder, "content").unwrap_or_default();
    let plain = script::without_comments(text);
    let list = plain.split_once("ignorePatterns").map(|(_, rest)| rest);
    let list = list.and_then(|rest| Some(rest.split_once('[')?.1.split_once(']')?.0));
    let words = list.into_iter().flat_map(|list| list.split(','));
    let words = words.map(|word| word.trim().trim_matches(['"', '\'', '`']));
    // They count from the top of `content`, unless they say otherwise.
    let line = |word: &str| below(&content, &format!("/{word}"));
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
