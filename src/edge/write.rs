//! The site to disk: staged beside the output and swapped whole. Paths and a way to render them in,
//! a folder out. A killed build leaves the old site or the new; what we did not write is never
//! deleted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::walk::MANIFEST;
use crate::failure::Failure;
use crate::text;

/// Where to write, and what must not be harmed.
pub struct Output<'a> {
    /// ROOT.
    pub root: &'a Path,
    /// The notes' folder, where there is one that is not ROOT itself.
    pub notes: PathBuf,
    /// Files that pictures and links were read from.
    pub sources: Vec<&'a Path>,
    /// The folder to write.
    pub folder: &'a Path,
}

/// What one path is written from.
pub enum Written<'a> {
    /// Bytes.
    Bytes(Vec<u8>),
    /// Stretches of a page too large to stand in memory.
    Pieces(Box<dyn Iterator<Item = String> + 'a>),
    /// A file to copy.
    File(PathBuf),
}

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Paths of the site.
    pub paths: usize,
    /// Those whose bytes are new.
    pub changed: usize,
    /// Whether the old site was exchanged for the new in one step.
    pub atomic: bool,
}

/// Paths and hashes of what we wrote.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    generator: String,
    files: BTreeMap<String, String>,
}

/// Refuses, with exit code 2 and nothing touched, folders that a build could harm.
pub fn check(output: &Output<'_>) -> Result<(), Failure> {
    let folder = resolved(output.folder);
    let root = resolved(output.root);
    let shown = output.folder.display();
    if folder == root || root.starts_with(&folder) {
        return Err(Failure::usage(format!(
            "The output folder {shown} holds your notes and would be replaced. Give another with `-o DIR`, such as `-o public`."
        )));
    }
    let notes = resolved(&output.notes);
    if output.notes.is_dir()
        && notes != root
        && (folder.starts_with(&notes) || notes.starts_with(&folder))
    {
        return Err(Failure::usage(format!(
            "The output folder {shown} lies inside your notes. Give another with `-o DIR`, such as `-o public`."
        )));
    }
    for source in &output.sources {
        let parent = resolved(source.parent().unwrap_or(output.root));
        if parent != root && (folder.starts_with(&parent) || parent.starts_with(&folder)) {
            return Err(Failure::usage(format!(
                "The output folder {shown} lies where {} was read from. Give another with `-o DIR`.",
                source.display()
            )));
        }
    }
    if folder.exists() && !folder.is_dir() {
        return Err(Failure::usage(format!(
            "{shown} is a file. Give a folder with `-o DIR`."
        )));
    }
    if folder.is_dir() && !folder.join(MANIFEST).is_file() {
        let entries = fs::read_dir(&folder)
            .map_err(|error| Failure::system(format!("{shown} cannot be read: {error}.")))?;
        // Names that begin with a dot do not count as content and are kept.
        let content = entries
            .flatten()
            .find(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
        if let Some(content) = content {
            let name = content.file_name().to_string_lossy().into_owned();
            return Err(Failure::usage(format!(
                "The folder {shown} is not empty ({name}) and was not written by notesite. Empty it, or give another with `-o DIR`."
            )));
        }
    }
    Ok(())
}

/// The absolute path with every link that exists followed.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut known = absolute.as_path();
    let mut rest = Vec::new();
    loop {
        if let Ok(real) = known.canonicalize() {
            return rest
                .iter()
                .rev()
                .fold(real, |path: PathBuf, part: &PathBuf| path.join(part));
        }
        match (known.parent(), known.file_name()) {
            (Some(parent), Some(name)) => {
                rest.push(PathBuf::from(name));
                known = parent;
            }
            _ => return absolute,
        }
    }
}

/// Renders every path in parallel, drops each once it is written, and swaps the whole.
pub fn write<'a>(
    output: &Output<'_>,
    paths: &[String],
    render: &(dyn Fn(&str) -> Result<Written<'a>, Failure> + Sync),
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Summary, Failure> {
    check(output)?;
    check_names(paths)?;
    let folder = resolved(output.folder);
    let parent = folder
        .parent()
        .map_or_else(|| PathBuf::from("."), Path::to_owned);
    let name = folder.file_name().map_or_else(
        || "site".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    fs::create_dir_all(&parent).map_err(|error| disk(&parent, &error))?;
    let stage = parent.join(format!(".{name}.notesite-stage"));
    let lock = Lock::take(&parent.join(format!(".{name}.notesite-lock")), &folder)?;
    // Where the folder beside the output cannot be made, the site is staged inside it.
    let (stage, beside) = match fresh(&stage) {
        Ok(()) => (stage, true),
        Err(_) => {
            let inner = folder.join(".notesite-stage");
            fresh(&inner).map_err(|error| disk(&inner, &error))?;
            (inner, false)
        }
    };
    let old = manifest(&folder);
    let done = AtomicUsize::new(0);
    let changed = AtomicUsize::new(0);
    let files: Result<Vec<(String, String)>, Failure> = paths
        .par_iter()
        .map(|path| {
            let (hash, is_new) = place(&stage, &folder, path, &old, render(path)?)?;
            changed.fetch_add(usize::from(is_new), Ordering::Relaxed);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
            Ok((path.clone(), hash))
        })
        .collect();
    let finished = files.and_then(|files| {
        let manifest = Manifest {
            generator: "notesite".to_owned(),
            files: files.into_iter().collect(),
        };
        let text = serde_json::to_string_pretty(&manifest).map_err(|error| {
            Failure::system(format!("The manifest cannot be written: {error}."))
        })?;
        let bytes = format!("{text}\n").into_bytes();
        place(&stage, &folder, MANIFEST, &old, Written::Bytes(bytes))?;
        if beside && folder.is_dir() {
            carry_over(&folder, &stage, &old)?;
        }
        swap(&stage, &folder, beside, &old, &manifest)
    });
    let atomic = match finished {
        Ok(atomic) => atomic,
        Err(failure) => {
            let _ = fs::remove_dir_all(&stage);
            drop(lock);
            return Err(failure);
        }
    };
    drop(lock);
    Ok(Summary {
        paths: paths.len(),
        changed: changed.into_inner(),
        atomic,
    })
}

fn disk(path: &Path, error: &std::io::Error) -> Failure {
    Failure::system(format!("{} cannot be written: {error}.", path.display()))
}

fn fresh(stage: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(stage) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::create_dir_all(stage)
}

/// Paths that some disk would take for one another, or that would leave the output.
fn check_names(paths: &[String]) -> Result<(), Failure> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        let plain = Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !plain || path.is_empty() {
            return Err(Failure::usage(format!(
                "The site cannot hold a file called \"{path}\". Rename it."
            )));
        }
        if let Some(other) = seen.insert(text::nfc(path).to_lowercase(), path) {
            return Err(Failure::usage(format!(
                "The site would hold \"{other}\" and \"{path}\", which many disks take for one. Rename one of them."
            )));
        }
    }
    Ok(())
}

fn manifest(folder: &Path) -> Manifest {
    fs::read(folder.join(MANIFEST))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// Writes one path to the stage; a file whose bytes are unchanged is linked from the old site and
/// keeps its time.
fn place(
    stage: &Path,
    folder: &Path,
    path: &str,
    old: &Manifest,
    content: Written<'_>,
) -> Result<(String, bool), Failure> {
    let target = stage.join(path);
    let bytes = match content {
        Written::Bytes(bytes) => bytes,
        Written::Pieces(pieces) => {
            return place_pieces(&target, &folder.join(path), old.files.get(path), pieces);
        }
        Written::File(file) => fs::read(&file).map_err(|error| {
            Failure::system(format!("{} cannot be read: {error}.", file.display()))
        })?,
    };
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(|error| disk(parent, &error))?;
    }
    let hash = text::hash(&bytes);
    let before = folder.join(path);
    let known = path == MANIFEST || old.files.get(path) == Some(&hash);
    // The manifest alone is not trusted: somebody may have edited the page since.
    if known
        && fs::symlink_metadata(&before)
            .is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64)
        && fs::read(&before).is_ok_and(|now| now == bytes)
    {
        if fs::hard_link(&before, &target).is_ok() {
            return Ok((hash, false));
        }
        let time = fs::metadata(&before).and_then(|meta| meta.modified());
        write_new(&target, &bytes, time.ok())?;
        return Ok((hash, false));
    }
    write_new(&target, &bytes, None)?;
    Ok((hash, true))
}

/// As [`place`], for a page that comes in pieces: it is written first and given up where the old
/// one has the same bytes.
fn place_pieces(
    target: &Path,
    before: &Path,
    known: Option<&String>,
    pieces: impl Iterator<Item = String>,
) -> Result<(String, bool), Failure> {
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(|error| disk(parent, &error))?;
    }
    let file = fs::File::create(target).map_err(|error| disk(target, &error))?;
    let mut writer = BufWriter::new(file);
    let mut hasher = text::Hasher::default();
    for piece in pieces {
        hasher.update(piece.as_bytes());
        writer
            .write_all(piece.as_bytes())
            .map_err(|error| disk(target, &error))?;
    }
    writer.flush().map_err(|error| disk(target, &error))?;
    drop(writer);
    let hash = hasher.finish();
    if known != Some(&hash) || !same_bytes(before, target).unwrap_or(false) {
        return Ok((hash, true));
    }
    let linked = fs::remove_file(target).and_then(|()| fs::hard_link(before, target));
    if linked.is_err() {
        fs::copy(before, target).map_err(|error| disk(target, &error))?;
        let time = fs::metadata(before).and_then(|meta| meta.modified());
        let _ = time.and_then(|time| {
            fs::File::options()
                .write(true)
                .open(target)?
                .set_modified(time)
        });
    }
    Ok((hash, false))
}

/// Whether two plain files hold the same bytes, read side by side.
fn same_bytes(a: &Path, b: &Path) -> std::io::Result<bool> {
    let (one, other) = (fs::symlink_metadata(a)?, fs::symlink_metadata(b)?);
    if !one.is_file() || one.len() != other.len() {
        return Ok(false);
    }
    let (mut a, mut b) = (
        BufReader::new(fs::File::open(a)?),
        BufReader::new(fs::File::open(b)?),
    );
    loop {
        let (left, right) = (a.fill_buf()?, b.fill_buf()?);
        let shared = left.len().min(right.len());
        if shared == 0 {
            return Ok(left.len() == right.len());
        }
        if left[..shared] != right[..shared] {
            return Ok(false);
        }
        a.consume(shared);
        b.consume(shared);
    }
}

fn write_new(
    target: &Path,
    bytes: &[u8],
    time: Option<std::time::SystemTime>,
) -> Result<(), Failure> {
    let mut file = fs::File::create(target).map_err(|error| disk(target, &error))?;
    file.write_all(bytes)
        .map_err(|error| disk(target, &error))?;
    if let Some(time) = time {
        let _ = file.set_modified(time);
    }
    Ok(())
}

/// What we did not write goes along: dotfiles such as `.git`, and files that somebody put beside
/// our pages.
fn carry_over(folder: &Path, stage: &Path, old: &Manifest) -> Result<(), Failure> {
    let ours: BTreeSet<&Path> = old
        .files
        .keys()
        .flat_map(|name| Path::new(name).ancestors().skip(1))
        .collect();
    let walk = walkdir::WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name();
    for entry in walk.into_iter().flatten() {
        let Ok(relative) = entry.path().strip_prefix(folder) else {
            continue;
        };
        let name = relative
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/");
        let target = stage.join(relative);
        if entry.file_type().is_dir() {
            // Folders of others count even when empty: git knows no repository without its `refs`.
            if !ours.contains(relative) && !name.starts_with(".notesite-stage") {
                fs::create_dir_all(&target).map_err(|error| disk(&target, &error))?;
            }
            continue;
        }
        if name == MANIFEST
            || old.files.contains_key(&name)
            || target.symlink_metadata().is_ok()
            || name.starts_with(".notesite-stage/")
        {
            continue;
        }
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|error| disk(parent, &error))?;
        }
        if entry.file_type().is_symlink() {
            #[cfg(unix)]
            {
                let link =
                    fs::read_link(entry.path()).map_err(|error| disk(entry.path(), &error))?;
                std::os::unix::fs::symlink(link, &target).map_err(|error| disk(&target, &error))?;
            }
        } else if fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target).map_err(|error| disk(&target, &error))?;
        }
    }
    Ok(())
}

/// Exchanges stage and output in one step where the system can; else moves file by file. Answers
/// whether it was one step.
fn swap(
    stage: &Path,
    folder: &Path,
    beside: bool,
    old: &Manifest,
    new: &Manifest,
) -> Result<bool, Failure> {
    if beside {
        if !folder.exists() {
            return fs::rename(stage, folder)
                .map(|()| true)
                .map_err(|error| disk(folder, &error));
        }
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            if renameat_with(CWD, stage, CWD, folder, RenameFlags::EXCHANGE).is_ok() {
                let _ = fs::remove_dir_all(stage);
                return Ok(true);
            }
        }
    }
    // File by file: pages first, then what is gone, the manifest last, so that a build that dies
    // here is taken up by the next.
    let union: BTreeMap<String, String> = old
        .files
        .iter()
        .chain(&new.files)
        .map(|(path, hash)| (path.clone(), hash.clone()))
        .collect();
    let journal = Manifest {
        generator: "notesite (unfinished)".to_owned(),
        files: union,
    };
    let text = serde_json::to_vec(&journal)
        .map_err(|error| Failure::system(format!("The manifest cannot be written: {error}.")))?;
    fs::create_dir_all(folder).map_err(|error| disk(folder, &error))?;
    fs::write(folder.join(MANIFEST), text).map_err(|error| disk(folder, &error))?;
    for path in new.files.keys() {
        let (from, to) = (stage.join(path), folder.join(path));
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(|error| disk(parent, &error))?;
        }
        if fs::rename(&from, &to).is_err() {
            fs::copy(&from, &to).map_err(|error| disk(&to, &error))?;
        }
    }
    for path in old
        .files
        .keys()
        .filter(|path| !new.files.contains_key(*path))
    {
        let gone = folder.join(path);
        let _ = fs::remove_file(&gone);
        let mut parent = gone.parent();
        while let Some(empty) = parent.filter(|parent| *parent != folder) {
            if fs::remove_dir(empty).is_err() {
                break;
            }
            parent = empty.parent();
        }
    }
    fs::copy(stage.join(MANIFEST), folder.join(MANIFEST)).map_err(|error| disk(folder, &error))?;
    let _ = fs::remove_dir_all(stage);
    Ok(false)
}

/// One build at a time for one output: an advisory lock that the system drops with the process.
struct Lock {
    path: PathBuf,
    _file: Option<fs::File>,
}

impl Lock {
    fn take(path: &Path, folder: &Path) -> Result<Self, Failure> {
        let Ok(file) = fs::File::create(path) else {
            // A parent that is not writable: the fallback writes inside the output.
            return Ok(Self {
                path: path.to_owned(),
                _file: None,
            });
        };
        match file.try_lock() {
            Err(fs::TryLockError::WouldBlock) => Err(Failure::system(format!(
                "Another build is writing {}. Wait for it to end and run this again.",
                folder.display()
            ))),
            _ => Ok(Self {
                path: path.to_owned(),
                _file: Some(file),
            }),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Writes one file whole: beside it first, then in its place, so that no half of it is ever read.
pub fn replace(target: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut beside = target.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, target));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        disk(target, &error)
    })
}
