//! Settings of other tools above ROOT, up to the top of its repository: `notesite build docs` is
//! typed beside `mkdocs.yml`, and what that leaves out of its site is left out of ours. ROOT in,
//! texts of settings out, folder by folder. Lists no folder.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::sync::Arc;

use super::disk;
use super::remember::FolderIdentity;
use super::walk::Folder;
use crate::failure::Failure;
use crate::notes::code::shown::LARGEST;
use crate::notes::library::left_out_elsewhere::inherits;
use crate::notes::library::order::IN_HIDDEN_FOLDERS;
use crate::notes::library::settings_files;
use crate::text;

/// The settings in one folder above ROOT.
#[derive(Debug)]
pub(super) struct SettingsAbove {
    /// The path that leads from there to ROOT, NFC, with `/` at its end.
    pub place: String,
    /// The texts of the settings by their paths.
    pub texts: BTreeMap<String, Arc<str>>,
    /// The folders that what they inherit from lies in.
    pub folders: Vec<Folder>,
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
        let open = settings_files::paths().map(|path| ("", path));
        for (inner, name) in open.chain(hidden) {
            if let Some(text) = read(&folder.join(inner).join(name))? {
                let path = format!("{inner}/{name}");
                texts.insert(path.trim_start_matches('/').to_owned(), text);
            }
        }
        let folders = inherited(folder, top, &mut texts)?;
        if let Ok(place) = root.strip_prefix(folder)
            && !texts.is_empty()
        {
            // What is not Unicode is told apart from the names of others all the same.
            let place = place.to_string_lossy();
            let place = text::nfc(&place.replace(std::path::MAIN_SEPARATOR, "/")) + "/";
            out.push(SettingsAbove {
                place,
                texts,
                folders,
            });
        }
    }
    Ok(out)
}

/// Adds what settings of a folder inherit from, as far as it lies below `top`, to their `texts`;
/// the folders that it lies in.
///
/// # Errors
/// A file that cannot be read, by its path.
pub(super) fn inherited(
    folder: &Path,
    top: &Path,
    texts: &mut BTreeMap<String, Arc<str>>,
) -> Result<Vec<Folder>, Failure> {
    let mut folders = Vec::new();
    let first = texts.iter();
    let first = first.filter_map(|(path, text)| inherits(path, text, false));
    let mut open: Vec<String> = first.collect();
    while let Some(path) = open.pop() {
        if texts.contains_key(&path) {
            continue;
        }
        let file = folder.join(&path);
        let real = disk::there(file.canonicalize(), &file, "read")?;
        let real = real.filter(|real| real.starts_with(top));
        let Some(real) = real else {
            continue;
        };
        folders.extend(real.parent().map(watched).transpose()?.flatten());
        if let Some(text) = read(&real)? {
            open.extend(inherits(&path, &text, true));
            texts.insert(path, text);
        }
    }
    Ok(folders)
}

/// The folders above ROOT in which what says something of the notes may change, for whoever watches
/// them.
///
/// # Errors
/// A folder that cannot be read, by its path.
pub(super) fn folders(root: &Path) -> Result<Vec<Folder>, Failure> {
    let mut out = Vec::new();
    let Some(top) = disk::repository(root)? else {
        return Ok(out);
    };
    let above = root.ancestors().skip(1);
    for folder in above.take_while(|folder| folder.starts_with(top)) {
        let hidden = IN_HIDDEN_FOLDERS.iter().map(|(name, _)| *name);
        let inner = ["", "config/_default"].into_iter().chain(hidden);
        for inner in inner {
            let disk = match inner {
                "" => folder.to_owned(),
                inner => folder.join(inner),
            };
            out.extend(watched(&disk)?);
        }
    }
    Ok(out)
}

/// A folder as it is watched, where there is one.
fn watched(disk: &Path) -> Result<Option<Folder>, Failure> {
    let about = disk::about(disk)?.filter(Metadata::is_dir);
    Ok(about.map(|about| Folder {
        disk: disk.to_owned(),
        identity: FolderIdentity::of(&about),
    }))
}

/// Whether what changed under that name above ROOT may say something of the notes: settings, rules
/// of git, and folders, which have no extension.
pub(crate) fn may_matter(name: &str) -> bool {
    const ENDS: [&str; 12] = [
        "cjs",
        "cts",
        "eleventyignore",
        "gitattributes",
        "gitignore",
        "js",
        "json",
        "mjs",
        "mts",
        "py",
        "toml",
        "ts",
    ];
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    end.is_empty()
        || matches!(
            end,
            "yaml" | "yml" | "obsidian" | "vitepress" | "vuepress" | "git"
        )
        || ENDS.contains(&end)
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
