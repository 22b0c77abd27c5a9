//! What the disk answers, told apart: a thing that is there, nothing there, and an error, which is
//! never taken for nothing. What was asked and its answer in; the thing, `None` or a failure that
//! names it out.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// `answer` with `None` where nothing lies at `path` (any more). `verb` is what could not be done:
/// "read", "listed".
pub(crate) fn there<T>(
    answer: io::Result<T>,
    path: &Path,
    verb: &str,
) -> Result<Option<T>, Failure> {
    match answer {
        Ok(thing) => Ok(Some(thing)),
        Err(error) if is_absence(&error) => Ok(None),
        Err(error) => Err(failed(path, verb, &error)),
    }
}

/// What `ask` is answered of a path that its folder lists; `None` where it is gone since. What is
/// still listed is asked for once more, and then an absence is an error like any other.
pub(crate) fn listed<T>(
    ask: impl Fn() -> io::Result<T>,
    path: &Path,
    verb: &str,
) -> Result<Option<T>, Failure> {
    let answer = ask();
    if answer.as_ref().is_err_and(is_absence) && is_listed(path) {
        ask().map(Some).map_err(|error| failed(path, verb, &error))
    } else {
        there(answer, path, verb)
    }
}

/// Whether a folder lists the name. A link that leads nowhere is listed and says so rightly.
fn is_listed(path: &Path) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return false;
    };
    let is_link = fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    !is_link
        && match names(folder) {
            Ok(names) => names.iter().any(|there| there == name),
            Err(error) if error.kind() == ErrorKind::NotFound => is_listed(folder),
            // Who may not list a folder is told nothing else.
            Err(_) => false,
        }
}

/// The folder with `.git` that a canonical path lies in; `None` where there is none. Who may not
/// look there has no repository there.
pub(crate) fn repository(canonical: &Path) -> Result<Option<&Path>, Failure> {
    for folder in canonical.ancestors() {
        let git = folder.join(".git");
        match git.try_exists() {
            Ok(true) => return Ok(Some(folder)),
            Ok(false) => {}
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {}
            Err(error) => return Err(failed(&git, "read", &error)),
        }
    }
    Ok(None)
}

/// Where the repository whose top is `folder` keeps what all its work trees share.
pub(crate) fn git_folder(folder: &Path) -> Result<Option<PathBuf>, Failure> {
    let dot = folder.join(".git");
    let Some(about) = about(&dot)? else {
        return Ok(None);
    };
    let git = if about.is_dir() {
        dot
    } else if about.is_file() {
        // A submodule or a further work tree: `gitdir: ../.git/modules/NAME`.
        let bytes = there(fs::read(&dot), &dot, "read")?.unwrap_or_default();
        match String::from_utf8_lossy(&bytes).strip_prefix("gitdir:") {
            Some(place) => folder.join(place.trim()),
            None => return Ok(None),
        }
    } else {
        return Ok(None);
    };
    // Any folder may be called `.git`; a repository has a head.
    let head = git.join("HEAD");
    if there(fs::symlink_metadata(&head), &head, "read")?.is_none() {
        return Ok(None);
    }
    let common = git.join("commondir");
    Ok(Some(match there(fs::read(&common), &common, "read")? {
        Some(bytes) => git.join(String::from_utf8_lossy(&bytes).trim()),
        None => git,
    }))
}

/// Whether an error says that nothing lies there.
pub(crate) fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// The failure of asking for something that may well be there.
pub(crate) fn failed(path: &Path, verb: &str, error: &io::Error) -> Failure {
    let is_written = matches!(verb, "written" | "made");
    let advice = match error.kind() {
        ErrorKind::PermissionDenied if is_written => {
            " Give yourself the right to write in its folder."
        }
        ErrorKind::ReadOnlyFilesystem | ErrorKind::StorageFull if is_written => {
            " Make room on that disk, or copy the notes to another one."
        }
        ErrorKind::PermissionDenied => {
            " Give yourself the right to read it, or name it in a .gitignore to leave it out."
        }
        ErrorKind::NotFound => {
            " Its folder lists it: something changes it right now, or the disk fails. Try again."
        }
        _ => "",
    };
    Failure::system(format!(
        "{} cannot be {verb}: {error}.{advice}",
        path.display()
    ))
}

/// The failure of what lies in an output folder and cannot be read, with what to do about it.
pub(crate) fn unread_output(path: &Path, error: &io::Error) -> Failure {
    let advice = match error.kind() {
        ErrorKind::PermissionDenied => {
            " Give yourself the right to read it, or give another folder with `-o DIR`."
        }
        _ => " Build into another folder with `-o DIR` if it stays so.",
    };
    let shown = path.display();
    Failure::system(format!("{shown} cannot be read: {error}.{advice}"))
}

/// What the disk says of a thing, links followed.
pub(crate) fn about(path: &Path) -> Result<Option<Metadata>, Failure> {
    there(fs::metadata(path), path, "read")
}

/// Whether a folder lies there, links followed.
pub(crate) fn is_folder(path: &Path) -> Result<bool, Failure> {
    let about = listed(|| fs::metadata(path), path, "read")?;
    Ok(about.is_some_and(|about| about.is_dir()))
}

/// The names in a folder, in no order. The standard library's list ends the program where a disk
/// fails to close the folder.
#[cfg(unix)]
pub(crate) fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    use rustix::fs::{Dir, Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    names_in(Dir::new(rustix::fs::open(folder, flags, Mode::empty())?)?)
}

/// The names in an open folder, in no order.
#[cfg(unix)]
pub(crate) fn names_in(listing: rustix::fs::Dir) -> io::Result<Vec<OsString>> {
    use std::os::unix::ffi::OsStringExt as _;
    let mut names = Vec::new();
    for entry in listing {
        let name = entry?.file_name().to_bytes().to_vec();
        if name != b"." && name != b".." {
            names.push(OsString::from_vec(name));
        }
    }
    Ok(names)
}

/// The names in a folder, in no order.
#[cfg(not(unix))]
pub(crate) fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name()))
        .collect()
}

/// The bytes of a file of settings. Pipes, devices and sockets are never opened: reading them may
/// never end.
pub(crate) fn settings(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match listed(|| fs::metadata(path), path, "read")? {
        // A link that leads nowhere is somebody's settings, which are not there.
        None if fs::symlink_metadata(path).is_ok() => Err(no_file(path)),
        None => Ok(None),
        Some(about) if !about.is_file() => Err(no_file(path)),
        Some(_) => listed(|| fs::read(path), path, "read"),
    }
}

/// The failure of what should be a file and is a pipe, a folder or a link that leads nowhere.
pub(crate) fn no_file(path: &Path) -> Failure {
    Failure::system(format!(
        "{} is no file. Remove it, or put the file there that was meant.",
        path.display()
    ))
}

/// Whether a part of a path begins with a dot: such files are never published.
pub(crate) fn is_hidden(path: &Path) -> bool {
    path.iter()
        .any(|part| part.as_encoded_bytes().starts_with(b"."))
}

/// A name as it can be told: bytes that are no UTF-8 are written as `\xNN`.
pub(crate) fn told(name: &OsStr) -> String {
    let mut out = String::new();
    for part in name.as_encoded_bytes().utf8_chunks() {
        out.push_str(part.valid());
        out.extend(part.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    out
}

/// Whether an error says that a link leads to itself.
#[cfg(unix)]
pub(crate) fn is_circle(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

#[cfg(not(unix))]
pub fn is_circle(_: &io::Error) -> bool {
    false
}
