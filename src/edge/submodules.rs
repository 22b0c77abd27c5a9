//! Submodules of git whose notes are not there: a clone without `--recurse-submodules` leaves their
//! folders empty. ROOT in, the folders with a reason out.

use std::fs;
use std::path::Path;

use super::disk;
use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::notes::left_out;
use crate::text;

/// The submodules below `root` (absolute, without links) that are empty or missing.
pub(crate) fn missing(root: &Path) -> Result<Vec<Diagnostic>, Failure> {
    let mut out = Vec::new();
    for top in root.ancestors() {
        let file = top.join(".gitmodules");
        let about = disk::about(&file)?;
        if about.is_some_and(|about| about.is_file()) {
            let bytes = disk::listed(|| fs::read(&file), &file, "read")?.unwrap_or_default();
            for path in paths(&String::from_utf8_lossy(&bytes)) {
                let folder = top.join(path);
                let Ok(inner) = folder.strip_prefix(root) else {
                    continue;
                };
                let listed = disk::there(disk::names(&folder), &folder, "listed")?;
                if listed.is_none_or(|listed| listed.is_empty()) {
                    let path = text::nfc(&inner.to_string_lossy());
                    out.push(left_out::not_read(&path, left_out::NO_SUBMODULE));
                }
            }
        }
        let git = top.join(".git");
        if disk::there(fs::symlink_metadata(&git), &git, "read")?.is_some() {
            break;
        }
    }
    Ok(out)
}

/// The values of `path = …` in a `.gitmodules`.
fn paths(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (key, value) = line.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (key.trim() == "path" && !value.is_empty()).then_some(value)
    })
}
