//! What the user told git: where more rules stand, whether names differ by case, and what filters
//! run. A repository in, settings out. Asks git itself, which runs nothing for it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use gix_glob::pattern::Case;

use crate::edge::remember::Stamp;
use crate::edge::{disk, program};
use crate::failure::Failure;

/// What the user told git.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub excludes: Option<PathBuf>,
    /// Files of attributes, that which counts least first.
    pub attributes: Vec<PathBuf>,
    /// What each filter runs before git stores a file.
    pub filters: BTreeMap<String, String>,
    pub case: Case,
}

/// All that asking git may know: the repository, and the files that its settings stand in.
#[derive(Hash)]
pub(super) struct SettingsAsked<'a> {
    git: &'a Path,
    files: Vec<Option<Stamp>>,
}

impl<'a> SettingsAsked<'a> {
    /// Of the repository that is kept there.
    pub(super) fn of(git: &'a Path) -> Result<Self, Failure> {
        let files = [
            Some(git.join("config")),
            home(".gitconfig"),
            xdg("git/config"),
            Some(PathBuf::from("/etc/gitconfig")),
        ];
        let stamps = files
            .iter()
            .flatten()
            .map(|file| Ok(disk::about(file)?.map(|about| Stamp::of(&about))))
            .collect::<Result<Vec<_>, Failure>>()?;
        Ok(Self { git, files: stamps })
    }
}

/// Asks git itself: its configuration has many files, which include others. Where git is not
/// installed there is only its default.
pub(super) fn ask(top: &Path) -> Result<Settings, Failure> {
    let mut out = Settings {
        excludes: xdg("git/ignore"),
        attributes: vec![PathBuf::from("/etc/gitattributes")],
        filters: BTreeMap::new(),
        case: native_case(),
    };
    let mut attributes = xdg("git/attributes");
    let mut command = program::git(top);
    command
        // What the owner of a repository ignores is not for readers, whoever builds; nothing runs.
        .args(["-c", "safe.directory=*"])
        .args(["config", "--type=path", "--null", "--get-regexp"])
        .arg(r"^core\.(excludesfile|attributesfile|ignorecase)$|^filter\..*\.(clean|process)$");
    let answer = match command.output() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            out.attributes.extend(attributes);
            return Ok(out);
        }
        Err(error) => return Err(Failure::system(format!("git cannot be started: {error}."))),
        Ok(answer) => answer,
    };
    // Git ends with 1 where nothing is set.
    if !matches!(answer.status.code(), Some(0 | 1)) {
        return Err(Failure::system(format!(
            "git cannot tell what it ignores: {}",
            String::from_utf8_lossy(&answer.stderr).trim()
        )));
    }
    for entry in answer.stdout.split(|&byte| byte == 0) {
        let Some(end) = entry.iter().position(|&byte| byte == b'\n') else {
            continue;
        };
        let (key, value) = (&entry[..end], &entry[end + 1..]);
        let file = || (!value.is_empty()).then(|| top.join(path(value)));
        if key == b"core.excludesfile" {
            out.excludes = file();
        } else if key == b"core.attributesfile" {
            attributes = file();
        } else if key == b"core.ignorecase" {
            out.case = if matches!(value, b"true" | b"yes" | b"on" | b"1") {
                Case::Fold
            } else {
                Case::Sensitive
            };
        } else if let Some(filter) = filter_of(key) {
            let command: &mut String = out.filters.entry(filter).or_default();
            command.push_str(&String::from_utf8_lossy(value));
            command.push(' ');
        }
    }
    out.attributes.extend(attributes);
    Ok(out)
}

/// The filter that a key of its command is about: `filter.NAME.clean`.
fn filter_of(key: &[u8]) -> Option<String> {
    let key = std::str::from_utf8(key).ok()?.strip_prefix("filter.")?;
    Some(key.rsplit_once('.')?.0.to_owned())
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// Where names that differ in case only are one, git's lines do not tell them apart either.
pub(super) const fn native_case() -> Case {
    if cfg!(any(target_os = "macos", windows)) {
        Case::Fold
    } else {
        Case::Sensitive
    }
}

fn home(inner: &str) -> Option<PathBuf> {
    let home: OsString = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
    (!home.is_empty()).then(|| Path::new(&home).join(inner))
}

/// A file of the user's configuration.
fn xdg(inner: &str) -> Option<PathBuf> {
    match std::env::var_os("XDG_CONFIG_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => Some(Path::new(&folder).join(inner)),
        None => home(".config").map(|folder| folder.join(inner)),
    }
}
