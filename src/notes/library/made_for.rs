//! The tools that notes are made for, as far as their settings lie beside the notes or above them
//! in ROOT. Texts of settings in; for a note its tools out. What a tool does with a note is not
//! known here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::notes::library::files::{join, parent};
use crate::notes::library::left_out_by_jekyll::{self, Builder};
use crate::notes::library::settings_files::{self, SettingsOf};
use crate::notes::library::{mkdocs, script, sphinx, vitepress};
use crate::notes::reading::front_matter;
use crate::notes::reading::other_comments::{SiteTool, SiteTools};
use crate::text;

/// The tools of each folder that holds settings.
#[derive(Debug, Default)]
pub(crate) struct MadeFor {
    folders: BTreeMap<String, SiteTools>,
    /// Folders of settings of Docusaurus, whose pages lie in folders below them: what lies beside
    /// the settings is about the repository.
    beside: BTreeSet<String>,
}

impl MadeFor {
    /// By the texts of settings, by path; `above` are the tools of the folders above ROOT.
    pub(crate) fn of(orders: &BTreeMap<String, Arc<str>>, above: SiteTools) -> Self {
        let mut folders: BTreeMap<String, SiteTools> = BTreeMap::new();
        if above != SiteTools::default() {
            folders.insert(String::new(), above);
        }
        let mut beside = BTreeSet::new();
        for (path, text) in orders {
            let tools = tools_of(path, text, orders);
            if tools == SiteTools::default() {
                continue;
            }
            let own = settings_files::of(path);
            if let Some((own, SettingsOf::Docusaurus)) = own {
                beside.insert(own.to_owned());
            }
            for folder in folders_of(path, text) {
                let known = folders.entry(folder).or_default();
                *known = known.union(tools);
            }
        }
        Self { folders, beside }
    }

    /// Those of the folders around a note.
    pub(crate) fn tools(&self, note: &str) -> SiteTools {
        let mut out = SiteTools::default();
        if text::ends_with_ignoring_case(note, ".mdx") {
            out = out.and(SiteTool::Mdx).and(SiteTool::MdxFile);
        }
        if self.folders.is_empty() {
            return out;
        }
        let mut folder = note;
        while !folder.is_empty() {
            folder = parent(folder);
            let is_beside = folder == parent(note) && self.beside.contains(folder);
            if let Some(tools) = self.folders.get(folder) {
                out = out.union(if is_beside {
                    tools.without(SiteTool::MdxFile)
                } else {
                    *tools
                });
            }
        }
        out
    }
}

/// The folders whose notes a file of settings speaks for: its own, and those beside it that it
/// names, as `website/docusaurus.config.js` does.
fn folders_of(path: &str, text: &str) -> Vec<String> {
    let folder = parent(path);
    let known = settings_files::of(path);
    if let Some(hidden) = vitepress::hidden_folder(path) {
        return vec![parent(hidden).to_owned()];
    }
    if let Some(folder) = graph(path).or_else(|| vault(path)) {
        return vec![folder.to_owned()];
    }
    let own = known.map_or(folder, |(own, _)| own);
    let mut out = vec![own.to_owned()];
    if known.is_some_and(|(_, tool)| tool == SettingsOf::Docusaurus) {
        let named = text
            .split(['\'', '"', '`'])
            .filter(|word| word.starts_with("../"));
        out.extend(named.filter_map(|word| join(folder, word)));
    }
    out
}

/// The folder of a graph of Logseq that a file holds the settings of.
fn graph(path: &str) -> Option<&str> {
    let graph = path.strip_suffix("logseq/config.edn")?;
    let is_whole = graph.is_empty() || graph.ends_with('/');
    is_whole.then(|| graph.trim_end_matches('/'))
}

/// The folder of a vault of Obsidian that a file holds the settings of.
fn vault(path: &str) -> Option<&str> {
    let vault = path.strip_suffix(".obsidian/app.json")?;
    let is_whole = vault.is_empty() || vault.ends_with('/');
    is_whole.then(|| vault.trim_end_matches('/'))
}

fn tools_of(path: &str, text: &str, orders: &BTreeMap<String, Arc<str>>) -> SiteTools {
    let none = SiteTools::default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let yaml = || front_matter::yaml(text).unwrap_or_default();
    if vitepress::hidden_folder(path).is_some() {
        return none.and(SiteTool::Vue);
    }
    if graph(path).is_some() {
        return none.and(SiteTool::Logseq);
    }
    if vault(path).is_some() {
        return none.and(SiteTool::Obsidian);
    }
    let Some((_, tool)) = settings_files::of(path) else {
        let is_docusaurus = name.starts_with("_category_.") || name.starts_with("sidebars.");
        return if is_docusaurus {
            none.and(SiteTool::Mdx)
        } else {
            none
        };
    };
    match tool {
        SettingsOf::MkDocs => {
            let settings = yaml();
            if mkdocs::plugins(&settings).any(|(name, _)| name == "macros") {
                none.and(SiteTool::MkDocs).and(SiteTool::Jinja)
            } else {
                none.and(SiteTool::MkDocs)
            }
        }
        SettingsOf::Quartz => none.and(SiteTool::Obsidian),
        SettingsOf::Config => match left_out_by_jekyll::builder(parent(path), &yaml(), orders) {
            Builder::Book => none.and(SiteTool::Myst),
            Builder::Hexo => none.and(SiteTool::Jinja),
            Builder::Jekyll => none.and(SiteTool::Liquid),
        },
        SettingsOf::D2lBook if text.contains("[build]") && text.contains("notebooks") => {
            none.and(SiteTool::Myst).and(SiteTool::D2lBook)
        }
        SettingsOf::Myst => none.and(SiteTool::Myst),
        SettingsOf::Sphinx if sphinx::reads_myst(text) => none.and(SiteTool::Myst),
        SettingsOf::Hugo => none.and(SiteTool::Hugo),
        SettingsOf::HugoOrZola => {
            let says = |key: &str| text.to_ascii_lowercase().contains(key);
            if says("baseurl") && says("languagecode") || says("[markup]") || says("theme") {
                none.and(SiteTool::Hugo)
            } else {
                none
            }
        }
        SettingsOf::Eleventy | SettingsOf::EleventyIgnore => {
            none.and(SiteTool::Liquid).and(SiteTool::Jinja)
        }
        // `format: "detect"` reads only `.mdx` so.
        SettingsOf::Docusaurus => {
            let plain = script::without_comments(text);
            if plain.contains("'detect'") || plain.contains("\"detect\"") {
                none
            } else {
                none.and(SiteTool::Mdx).and(SiteTool::MdxFile)
            }
        }
        SettingsOf::Pandoc => none.and(SiteTool::Pandoc),
        SettingsOf::MdBook => none.and(SiteTool::MdBook),
        SettingsOf::D2lBook | SettingsOf::BookIgnore | SettingsOf::Sphinx => none,
    }
}
