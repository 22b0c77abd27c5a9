//! The files of a theme of one's own. A folder `themes/NAME` in, its files by their paths out; what
//! a link leads out of ROOT for ends with a word.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::disk;
use super::remember::{FileAsked, FolderIdentity, Looking, Stamp};
use super::walk::Folder;
use crate::config::Config;
use crate::failure::Failure;
use crate::remembered::Remembered;

/// What earlier looks read: the bytes of a file of a theme, where it was still there.
pub(super) type ThemeMemory = Remembered<Result<Option<Arc<[u8]>>, Failure>>;

/// Files of `themes/NAME/`, by their path in it; its folders join `folders`.
pub(super) fn theme(
    root: &Path,
    config: &Config,
    memory: &mut ThemeMemory,
    look: Looking,
    folders: &mut Vec<Folder>,
) -> Result<BTreeMap<String, Arc<[u8]>>, Failure> {
    let folder = root.join("themes").join(&config.theme);
    let mut found = Vec::new();
    if !disk::is_folder(&folder)? {
        if config.theme == "default" {
            return Ok(BTreeMap::new());
        }
        let message = format!(
            "`theme` is \"{}\", which names no folder under themes/. Make {} or remove the line.",
            config.theme,
            folder.display()
        );
        return Err(Failure::usage(config.located("theme", message)));
    }
    let canonical_root = root
        .canonicalize()
        .map_err(|error| disk::failed(root, "read", &error))?;
    let stays = |path: &Path| {
        let real = path
            .canonicalize()
            .map_err(|error| disk::failed(path, "followed", &error))?;
        let is_inside = real
            .strip_prefix(&canonical_root)
            .is_ok_and(|path| !disk::is_hidden(path));
        if is_inside {
            return Ok(());
        }
        Err(Failure::usage(format!(
            "{} is a link that leads out of ROOT or to a name that begins with a dot. \
             Put a copy of what it leads to in its place.",
            path.display()
        )))
    };
    stays(&folder)?;
    let mut open = vec![folder.clone()];
    while let Some(path) = open.pop() {
        let itself = disk::listed(|| fs::symlink_metadata(&path), &path, "read")?;
        let about = disk::listed(|| fs::metadata(&path), &path, "read")?;
        let (Some(itself), Some(about)) = (itself, about) else {
            continue;
        };
        if itself.is_symlink() {
            stays(&path)?;
        }
        if about.is_dir() {
            if !itself.is_symlink() || path == folder {
                let listed = disk::listed(|| disk::names(&path), &path, "listed")?;
                let mut names = listed.unwrap_or_default();
                names.sort_unstable_by(|a, b| b.cmp(a));
                open.extend(names.into_iter().map(|name| path.join(name)));
            }
            folders.push(Folder {
                disk: path,
                identity: FolderIdentity::of(&about),
            });
            continue;
        }
        let inner = path.strip_prefix(&folder).unwrap_or(&path);
        let Some(name) = inner.to_str() else {
            return Err(Failure::system(format!(
                "The name `{}` in {} is not Unicode. Rename it.",
                disk::told(inner.as_os_str()),
                folder.display()
            )));
        };
        if !about.is_file() || disk::is_hidden(inner) {
            continue;
        }
        let name = name.replace(std::path::MAIN_SEPARATOR, "/");
        found.push((name, Stamp::of(&about), path));
    }
    let asked: Vec<FileAsked> = found
        .iter()
        .map(|(_, stamp, disk)| FileAsked::new(disk, *stamp, look))
        .collect();
    let read = memory.all(&asked, |asked| {
        let disk = asked.path();
        let bytes = disk::listed(|| fs::read(disk), disk, "read");
        bytes.map(|bytes| bytes.map(Arc::from))
    });
    let mut files = BTreeMap::new();
    for ((path, ..), read) in found.iter().zip(read) {
        if let Some(bytes) = (**read).clone()? {
            files.insert(path.clone(), bytes);
        }
    }
    memory.retain(Result::is_ok);
    Ok(files)
}
