//! What Docusaurus and `VitePress` keep out of their sites. Their settings are programs: of these
//! only lists of plain strings are read, nothing is run, and what more they say is told.

use crate::notes::library::exclusion::{Exclusions, anchored, below};
use crate::notes::library::files::{join, parent};
use crate::notes::library::script::{self, ScriptList};

/// The folders in which a tool keeps its settings hidden.
const HIDDEN: &str = ".vitepress";

/// What Docusaurus' plugins are called by the settings, with the folder of their notes.
const PLUGINS: [(&str, &str); 3] = [("docs", "docs"), ("blog", "blog"), ("pages", "src/pages")];

/// What the settings at a path leave out, if they are of these tools.
pub(super) fn of_script(path: &str, text: &str, out: &mut Exclusions) {
    let name = path.rsplit('/').next().unwrap_or_default();
    let folder = parent(path);
    let is_vitepress = folder.rsplit('/').next() == Some(HIDDEN) && name.starts_with("config.");
    if name.starts_with("docusaurus.config.") {
        of_docusaurus(path, text, out);
    } else if is_vitepress {
        let plain = script::without_comments(text);
        for list in script::lists(&plain, "srcExclude") {
            let source = script::word(list.object, "srcDir").unwrap_or_default();
            let said = "`srcExclude` of VitePress";
            take(
                &list,
                join(parent(folder), source),
                (path, "srcExclude", said),
                out,
            );
        }
    }
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
