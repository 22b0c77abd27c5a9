//! What Docusaurus, `VitePress` and `VuePress` keep out of their sites. Their settings are
//! programs: of these only lists of plain strings are read, nothing is run, and what more they say
//! is told.

use crate::notes::library::exclusion::{Exclusions, anchored, below, literal};
use crate::notes::library::file_names::name_of;
use crate::notes::library::files::{join, parent};
use crate::notes::library::script::{self, ScriptList};
use crate::notes::sources::is_note;

/// The folders in which tools keep their settings hidden.
const VITEPRESS: &str = ".vitepress";
const VUEPRESS: &str = ".vuepress";

/// What Docusaurus' plugins are called by the settings, with the folder of their notes.
const PLUGINS: [(&str, &str); 3] = [("docs", "docs"), ("blog", "blog"), ("pages", "src/pages")];

/// What the settings at a path leave out, if they are of these tools.
pub(super) fn of_script<'a>(
    path: &str,
    text: &str,
    paths: impl Iterator<Item = &'a str>,
    out: &mut Exclusions,
) {
    let name = path.rsplit('/').next().unwrap_or_default();
    let folder = parent(path);
    let is_in = |hidden: &str| folder.rsplit('/').next() == Some(hidden);
    let is_config = name.starts_with("config.");
    if name.starts_with("docusaurus.config.") {
        of_docusaurus(path, text, out);
    } else if is_config && is_in(VITEPRESS) {
        of_vitepress(path, text, paths, out);
    } else if is_config && is_in(VUEPRESS) {
        let plain = script::without_comments(text);
        for mut list in script::lists(&plain, "pagePatterns") {
            // What is not named is no page of the tool, and kept from nobody.
            list.words.retain(|word| word.starts_with('!'));
            list.words.iter_mut().for_each(|word| *word = &word[1..]);
            let said = "`pagePatterns` of VuePress";
            let said = (path, "pagePatterns", said);
            take(&list, Some(parent(folder).to_owned()), said, out);
        }
    }
}

/// `srcExclude`, and what lies beside `srcDir`: that is no page, but for a README, which GitHub
/// shows.
fn of_vitepress<'a>(
    path: &str,
    text: &str,
    paths: impl Iterator<Item = &'a str>,
    out: &mut Exclusions,
) {
    let folder = parent(parent(path));
    let plain = script::without_comments(text);
    for list in script::lists(&plain, "srcExclude") {
        let source = script::word(list.object, "srcDir").unwrap_or_default();
        let said = (path, "srcExclude", "`srcExclude` of VitePress");
        take(&list, join(folder, source), said, out);
    }
    let lists = script::lists(&plain, "srcDir");
    let said = lists.iter().find(|list| list.is_plain);
    let source = said.and_then(|list| join(folder, list.words.first()?));
    let Some(source) = source.filter(|source| source != folder && !source.is_empty()) else {
        return;
    };
    let is_inside = |path: &str, folder: &str| {
        let inner = path.strip_prefix(folder);
        inner.is_some_and(|inner| folder.is_empty() || inner.starts_with('/'))
    };
    let is_readme = |path: &str| name_of(path).eq_ignore_ascii_case("readme.md");
    let beside = paths.filter(|path| {
        is_note(path) && !is_readme(path) && is_inside(path, folder) && !is_inside(path, &source)
    });
    out.extend(beside.map(|path| ("`srcDir` of VitePress", literal(path))));
}

/// `exclude` of the plugins for documents, posts and pages. Where none is said, what begins with
/// `_` is left out.
fn of_docusaurus(path: &str, text: &str, out: &mut Exclusions) {
    let plain = script::without_comments(text);
    let mut is_said = false;
    for list in script::lists(&plain, "exclude") {
        let plugin = list
            .key
            .and_then(|key| PLUGINS.iter().find(|(name, _)| *name == key));
        let plugin = plugin.or_else(|| {
            let name = |plugin: &&(&str, &str)| {
                let named = format!("plugin-content-{}", plugin.0);
                list.before.contains(&named)
            };
            PLUGINS.iter().find(name)
        });
        let Some((_, usual)) = plugin else {
            continue;
        };
        is_said = true;
        let folder = script::word(list.object, "path").unwrap_or(usual);
        let said = "`exclude` of docusaurus.config";
        take(
            &list,
            join(parent(path), folder),
            (path, "exclude", said),
            out,
        );
    }
    if !is_said {
        for name in ["_*", "!_category_.*"] {
            let line = below(parent(path), name);
            out.extend(line.map(|line| ("the rule of Docusaurus for names with `_`", line)));
        }
    }
}

/// Takes what a list says, and tells what it does not say plainly.
fn take(
    list: &ScriptList<'_>,
    folder: Option<String>,
    (path, key, said): (&str, &'static str, &'static str),
    out: &mut Exclusions,
) {
    let Some(folder) = folder else {
        return;
    };
    let words = list.words.iter().filter_map(|word| anchored(word));
    let lines = words.filter_map(|line| below(&folder, &line));
    out.extend(lines.map(|line| (said, line)));
    if !list.is_plain {
        out.unread.push((path.to_owned(), key));
    }
}
