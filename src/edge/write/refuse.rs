//! Folders that a build could harm are refused, with exit code 2 and nothing touched. What is
//! written, read and owned in; where to write out. Only looks.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{journal, lock, manifest, stage};
use crate::edge::disk::{self, is_absence};
use crate::failure::Failure;

/// Where to write, and what must not be harmed.
pub(crate) struct Output<'a> {
    /// ROOT.
    pub root: &'a Path,
    /// The notes' folder, where there is one that is not ROOT itself.
    pub notes: PathBuf,
    /// Files that pictures and links were read from.
    pub sources: Vec<&'a Path>,
    /// The folder to write.
    pub folder: &'a Path,
}

/// Where the output lies, every link followed; the refusal where a build there could harm what is
/// not ours.
pub(crate) fn check(output: &Output<'_>) -> Result<PathBuf, Failure> {
    let folder = resolved(output.folder)?;
    let root = resolved(output.root)?;
    let shown = output.folder.display();
    let refused = |reason: String| Err(Failure::usage(reason));
    if holds(&folder, &root)? {
        return refused(format!(
            "The output folder {shown} holds your notes and would be replaced. Give another with \
            `-o DIR`, such as `-o public`."
        ));
    }
    let notes = resolved(&output.notes)?;
    // A folder of that name that is yet to come will be taken for the notes.
    let is_above = || Ok::<_, Failure>(disk::is_folder(&notes)? && holds(&folder, &notes)?);
    if notes != root && (holds(&notes, &folder)? || is_above()?) {
        return refused(format!(
            "The output folder {shown} lies inside your notes. Give another with `-o DIR`, such as \
            `-o public`."
        ));
    }
    let mut parents: Vec<(PathBuf, &Path)> = Vec::new();
    for source in &output.sources {
        let parent = resolved(source.parent().unwrap_or(output.root))?;
        if parents.iter().all(|(known, _)| *known != parent) {
            parents.push((parent, source));
        }
    }
    for (parent, source) in parents {
        if parent != root && (holds(&parent, &folder)? || holds(&folder, &parent)?) {
            return refused(format!(
                "The output folder {shown} lies where {} was read from. Give another with `-o \
                DIR`.",
                source.display()
            ));
        }
    }
    if is_home(&folder)? {
        return refused(format!(
            "The output folder {shown} is a home folder. Give a folder of its own with `-o DIR`, \
            such as `-o public`."
        ));
    }
    let own = ["notesite.toml", "notesite.lock", "themes", "static"];
    if own.iter().any(|name| folder.starts_with(root.join(name))) {
        return refused(format!(
            "The output folder {shown} has the name of what notesite reads. Give another with `-o \
            DIR`, such as `-o public`."
        ));
    }
    if folder.components().any(|part| part.as_os_str() == ".git") {
        return refused(format!(
            "The output folder {shown} is git's own. Give another with `-o DIR`, such as `-o \
            public`."
        ));
    }
    match fs::symlink_metadata(&folder) {
        Ok(found) if !found.is_dir() => {
            refused(format!("{shown} is a file. Give a folder with `-o DIR`."))
        }
        Ok(_) => contents(&folder, output.folder).map(|()| folder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(folder),
        Err(error) => Err(disk::unread_output(&folder, &error)),
    }
}

/// A folder without our mark must be empty but for what hosts and git leave there.
fn contents(folder: &Path, shown: &Path) -> Result<(), Failure> {
    let mut foreign = None;
    for name in disk::names(folder).map_err(|error| disk::unread_output(folder, &error))? {
        if name == manifest::NAME || name == journal::NAME {
            return Ok(());
        }
        if !is_no_content(&name) {
            foreign.get_or_insert(name);
        }
    }
    let Some(name) = foreign else {
        return Ok(());
    };
    // Another build may have begun with the folder while it was being read.
    let mark = folder.join(manifest::NAME);
    if mark
        .try_exists()
        .map_err(|error| disk::unread_output(&mark, &error))?
    {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "The folder {} is not empty ({}) and was not written by notesite. Build into another with \
        `-o site`, for good with `output = \"site\"` in notesite.toml, or empty it.",
        shown.display(),
        name.to_string_lossy()
    )))
}

/// Names that an empty folder may hold: git's, those that keep it or serve its host, and our own.
fn is_no_content(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with(".git")
        || [".keep", ".DS_Store", ".nojekyll", ".well-known"].contains(&&*name)
        || [lock::NAME, stage::NAME].contains(&&*name)
}

/// Whether `folder` is `inner` or holds it. A folder that is mounted at another place, or spelt in
/// another case, is the same one.
fn holds(folder: &Path, inner: &Path) -> Result<bool, Failure> {
    if inner.starts_with(folder) {
        return Ok(true);
    }
    let Some(id) = identity(folder)? else {
        return Ok(false);
    };
    for above in inner.ancestors() {
        if identity(above)? == Some(id) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Device and number of what is there.
#[cfg(unix)]
fn identity(path: &Path) -> Result<Option<(u64, u64)>, Failure> {
    use std::os::unix::fs::MetadataExt as _;
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some((found.dev(), found.ino()))),
        Err(error) if is_absence(&error) => Ok(None),
        Err(error) => Err(disk::unread_output(path, &error)),
    }
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)]
fn identity(_: &Path) -> Result<Option<(u64, u64)>, Failure> {
    Ok(None)
}

/// Whether a folder, absolute and without links, is the user's home or holds it.
pub(crate) fn is_home(folder: &Path) -> Result<bool, Failure> {
    match std::env::home_dir().filter(|home| home.is_absolute()) {
        Some(home) => Ok(resolved(&home)?.starts_with(folder)),
        None => Ok(false),
    }
}

/// The absolute path without `.`, `..` and links, also where its end does not exist yet: what is
/// missing is taken for the folder that it would become.
pub(crate) fn resolved(path: &Path) -> Result<PathBuf, Failure> {
    let absolute = std::path::absolute(path).map_err(|error| disk::unread_output(path, &error))?;
    let mut parts: Vec<PathBuf> = parts(&absolute);
    let mut known = PathBuf::new();
    let mut links = 0;
    while let Some(part) = parts.pop() {
        match part.components().next() {
            Some(Component::ParentDir) => {
                known.pop();
                continue;
            }
            Some(Component::Normal(_)) => {}
            _ => {
                known.push(part);
                continue;
            }
        }
        let next = known.join(&part);
        match fs::symlink_metadata(&next) {
            Ok(found) if found.is_symlink() => {
                links += 1;
                // As many as Linux follows.
                if links > 40 {
                    return Err(Failure::system(format!(
                        "{} is a link that leads in a circle.",
                        next.display()
                    )));
                }
                let target =
                    fs::read_link(&next).map_err(|error| disk::unread_output(&next, &error))?;
                if target.is_absolute() {
                    known = PathBuf::new();
                }
                parts.extend(self::parts(&target));
            }
            Ok(_) => known = next,
            Err(error) if is_absence(&error) => known = next,
            Err(error) => return Err(disk::unread_output(&next, &error)),
        }
    }
    Ok(known)
}

/// The parts of a path, the last first.
fn parts(path: &Path) -> Vec<PathBuf> {
    path.components()
        .rev()
        .filter(|part| *part != Component::CurDir)
        .map(|part| PathBuf::from(part.as_os_str()))
        .collect()
}
