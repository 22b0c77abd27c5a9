//! Where a program of the system lies. A name in, a command out. Entries of `PATH` that are empty
//! or relative count from wherever notesite was started, which may be a folder of notes: what lies
//! there is never run.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Variables that tell git of another repository or index than that of ROOT, as a hook that calls
/// notesite would hand them on.
const ELSEWHERE: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
];

/// A command that runs the program of this name; where there is none, running it fails as not
/// found.
pub(crate) fn command(name: &str) -> Command {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    Command::new(find(name, &paths).unwrap_or_else(|| nowhere(name)))
}

/// git in the repository around `root`, whatever the environment says of another.
pub(crate) fn git(root: &Path) -> Command {
    let mut command = command("git");
    command.arg("-C").arg(root).arg("--no-pager");
    for name in ELSEWHERE {
        command.env_remove(name);
    }
    command
}

/// The program of that name in the folders of `paths` (`PATH`); relative folders are passed over,
/// since ROOT may be where they lead.
pub fn find(name: &str, paths: &OsStr) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(paths)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// A path at which nothing lies: a bare name would be looked for in `PATH` again.
fn nowhere(name: &str) -> PathBuf {
    PathBuf::from(std::path::MAIN_SEPARATOR_STR)
        .join("nonexistent")
        .join(name)
}
