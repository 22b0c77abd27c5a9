//! Which notes are for nobody else yet: by their own front matter, or by what a file of their
//! folder says of all in it. Notes that were made ready and the texts of other tools in, a verdict
//! out.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use serde_json::Value;

use crate::notes::library::file_names::{is_landing, name_of};
use crate::notes::library::kept::{self, Kept};
use crate::notes::library::order::is_folder_data;
use crate::notes::library::settings_files::{self, SettingsOf};
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::notes::reading::{front_matter, published};

/// Folders, each with `/` at its end (`""` for ROOT), all of whose notes are private, and those in
/// which a tool keeps some from readers.
pub(crate) struct PrivateFolders<'a> {
    whole: HashSet<&'a str>,
    kept: Vec<(String, Kept)>,
}

impl<'a> PrivateFolders<'a> {
    /// As front matter says (`cascade` of Hugo, a section of Zola), `_category_.json` (of
    /// Docusaurus), `.meta.yml` (of `MkDocs`), `_metadata.yml` (of Quarto) and the data of a folder
    /// of Eleventy; the folder of all notes is none, unless `cascade` says so. `said` are the notes
    /// with their [settled] front matter.
    pub(crate) fn of<'f>(
        said: impl Iterator<Item = (&'a str, &'f FrontMatter)>,
        notes: &str,
        orders: &'a BTreeMap<String, Arc<str>>,
    ) -> Self {
        let says_all = |(path, front): &(&'a str, &FrontMatter)| {
            // Hugo's and Zola's folder of all notes, too, is a site and no section.
            let folder = folder(path);
            let is_top = folder == notes || folder == "content/";
            front.drafts_below && !(is_top && front.draft)
        };
        let notes = said.filter(says_all).map(|(path, _)| path);
        let is_eleventy = orders.keys().any(|path| {
            let tool = settings_files::of(path).map(|(_, tool)| tool);
            matches!(
                tool,
                Some(SettingsOf::Eleventy | SettingsOf::EleventyIgnore)
            )
        });
        let says_so = |path: &str, text: &str| says_so(path, text, is_eleventy);
        let tools = orders.iter().filter(|(path, text)| says_so(path, text));
        let said = notes.chain(tools.map(|(path, _)| path.as_str()));
        Self {
            whole: said.map(folder).collect(),
            kept: kept::kept(orders),
        }
    }

    /// The folders all of whose notes are private, each with `/` at its end.
    pub(crate) fn whole(&self) -> BTreeSet<String> {
        self.whole.iter().map(|&folder| folder.to_owned()).collect()
    }

    /// Whether a note is private, by its [settled] front matter and its place.
    pub(crate) fn hold(&self, path: &str, front: &FrontMatter) -> bool {
        let ends = path.match_indices('/').map(|(at, _)| at + 1);
        let mut folders = std::iter::once(0).chain(ends).map(|end| &path[..end]);
        let keeps = |(folder, kept): &(String, Kept)| {
            path.starts_with(folder.as_str()) && kept.keeps(front)
        };
        front.draft
            || !self.whole.is_empty() && folders.any(|it| self.whole.contains(it))
            || self.kept.iter().any(keeps)
    }
}

/// What front matter says of privacy, with what the place of its note says.
pub(crate) fn settled(path: &str, mut front: FrontMatter) -> FrontMatter {
    front.draft |= published::lies_in_drafts(path);
    // Zola's sections are drafts with all that is in them; a site as a whole is none.
    let name = name_of(path);
    // `_index.ko.md` is the same in one language.
    let is_section = name.starts_with("_index.") && path.contains('/');
    front.drafts_below &= is_section || is_landing(path);
    front.drafts_below |= front.draft && is_section;
    front
}

fn folder(path: &str) -> &str {
    &path[..path.rfind('/').map_or(0, |at| at + 1)]
}

/// Whether a file of another tool says that all in its folder is private.
fn says_so(path: &str, text: &str, is_eleventy: bool) -> bool {
    let name = &path[folder(path).len()..];
    let value: Option<Value> = match name {
        "_category_.json" => serde_json::from_str(text).ok(),
        "_category_.yml" | "_category_.yaml" | ".meta.yml" | "_metadata.yml" | "_metadata.yaml" => {
            front_matter::yaml(text)
        }
        _ if is_folder_data(path) && (is_eleventy || path.ends_with(".11tydata.json")) => {
            serde_json::from_str(text).ok()
        }
        _ => None,
    };
    value.is_some_and(|value| published::hands_privacy_down(&value))
}
