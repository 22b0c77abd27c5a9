//! Settings of other tools above ROOT, up to the top of its repository: `notesite build docs` is
//! typed beside `mkdocs.yml`, and what that leaves out of its site is left out of ours. ROOT in,
//! texts of settings out, folder by folder. Lists no folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::disk;
use crate::failure::Failure;
use crate::notes::code::shown::LARGEST;
use crate::notes::library::order::IN_HIDDEN_FOLDERS;
use crate::text;

/// Files that leave something out.
const NAMES: [&str; 15] = [
    "mkdocs.yml",
    "mkdocs.yaml",
    "_config.yml",
    "_toc.yml",
    ".eleventyignore",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "config.toml",
    "quartz.config.ts",
    "book.toml",
];

/// The settings in one folder above ROOT.
#[derive(Debug)]
pub(super) struct SettingsAbove {
    /// The path that leads from there to ROOT, NFC, with `/` at its end.
    pub place: String,
    /// The texts of the settings by their paths.
    pub texts: BTreeMap<String, Arc<str>>,
}

/// The settings in the folders above ROOT (absolute, without links), the nearest first; none where
/// it is no part of a repository, or its top.
///
/// # Errors
/// A file that cannot be read, by its path.
pub(super) fn settings(root: &Path) -> Result<Vec<SettingsAbove>, Failure> {
    let mut out = Vec::new();
    let Some(top) = disk::repository(root)? else {
        return Ok(out);
    };
    let above = root.ancestors().skip(1);
    for folder in above.take_while(|folder| folder.starts_with(top)) {
        let hidden = IN_HIDDEN_FOLDERS.iter();
        let hidden =
            hidden.flat_map(|(inner, names)| names.iter().map(move |name| (*inner, *name)));
        let mut texts = BTreeMap::new();
        for (inner, name) in NAMES.map(|name| ("", name)).into_iter().chain(hidden) {
            if let Some(text) = read(&folder.join(inner).join(name))? {
                let path = format!("{inner}/{name}");
                texts.insert(path.trim_start_matches('/').to_owned(), text);
            }
        }
        let place = root.strip_prefix(folder).ok().and_then(Path::to_str);
        if let Some(place) = place.filter(|_| !texts.is_empty()) {
            let place = text::nfc(&place.replace(std::path::MAIN_SEPARATOR, "/")) + "/";
            out.push(SettingsAbove { place, texts });
        }
    }
    Ok(out)
}

/// The text of a small file that is no link; what is no text says nothing to us.
fn read(file: &Path) -> Result<Option<Arc<str>>, Failure> {
    let about = disk::there(fs::symlink_metadata(file), file, "read")?;
    if about.is_none_or(|about| !about.is_file() || about.len() > LARGEST) {
        return Ok(None);
    }
    let bytes = disk::there(fs::read(file), file, "read")?.unwrap_or_default();
    let text = std::str::from_utf8(&bytes).ok();
    Ok(text.map(|text| text::nfc(text).into()))
}
