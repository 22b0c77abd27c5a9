//! Where a walk stands: the folder, what git ignores there, and the link that led to it. What lies
//! in a hidden folder beside it is asked for here alone.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::walked_file::WalkedFile;
use crate::edge::disk;
use crate::edge::gitignore::Ignores;
use crate::edge::remember::Stamp;
use crate::failure::Failure;
use crate::notes::library::order::{IN_HIDDEN_FOLDERS, PARTED_SETTINGS, PARTS_OF_SETTINGS};

/// Where a walk stands.
#[derive(Clone, Debug)]
pub(super) struct WalkPlace {
    pub disk: PathBuf,
    /// Relative to ROOT, NFC, with `/` at its end; empty for ROOT itself.
    pub path: String,
    pub rules: Arc<Ignores>,
    /// The line that tells git to ignore all that lies here.
    pub ignored: Option<Arc<str>>,
    /// Behind a link to a folder: where it really lies.
    pub linked: Option<LinkTarget>,
}

/// A walk behind a link to a folder.
#[derive(Clone, Debug)]
pub(super) struct LinkTarget {
    pub real: PathBuf,
    /// The same relative to ROOT, NFC, with `/` at its end.
    pub path: String,
    /// The rules that hold where it really lies.
    pub rules: Arc<Ignores>,
    /// Real folders that were looked into behind this link, so that links cannot lead around in
    /// circles.
    pub seen: Arc<Mutex<HashSet<PathBuf>>>,
}

impl WalkPlace {
    /// The settings in a hidden folder that say what another tool leaves out, links and what git
    /// ignores apart.
    pub(super) fn settings_in(
        &self,
        folder: &Path,
        shown: &str,
    ) -> Result<Vec<WalkedFile>, Failure> {
        let mut files = Vec::new();
        let known = IN_HIDDEN_FOLDERS.iter().find(|(name, _)| *name == shown);
        let known = known.filter(|_| self.linked.is_none());
        let mut names: Vec<String> = known
            .into_iter()
            .flat_map(|(_, names)| names.iter().map(|name| (*name).to_owned()))
            .collect();
        if known.is_some() && PARTED_SETTINGS.contains(&shown) {
            names.extend(parts_of_settings(folder));
        }
        for name in &names {
            let disk = folder.join(name);
            let inside = format!("{}{shown}", self.path);
            let path = format!("{inside}/{name}");
            let is_ignored = self.ignored.is_some()
                || self.rules.line(&inside, true).is_some()
                || self.rules.line(&path, false).is_some();
            let asked = disk::listed(|| fs::symlink_metadata(&disk), &disk, "read")?;
            if let Some(about) = asked.filter(|about| about.is_file() && !is_ignored) {
                files.push(WalkedFile {
                    path,
                    disk,
                    stamp: Stamp::of(&about),
                    size: about.len(),
                    ignored: None,
                    encrypted: None,
                    real: None,
                    is_link: false,
                });
            }
        }
        Ok(files)
    }
}

/// So many files of settings are read.
const MOST: usize = 64;

/// The scripts right in a folder of settings and in those of its folders in which people keep more
/// of them, by their paths there; the one that the tool reads first is none of these.
fn parts_of_settings(folder: &Path) -> Vec<String> {
    let is_script = |name: &str| {
        let (stem, end) = name.rsplit_once('.').unwrap_or_default();
        let ends = ["js", "ts", "mjs", "mts", "cjs", "cts"];
        ends.contains(&end) && stem != "config" && !stem.ends_with(".d")
    };
    let mut out = Vec::new();
    let mut add = |inside: &str| {
        let names = disk::names(&folder.join(inside)).unwrap_or_default();
        let mut names: Vec<&str> = names.iter().filter_map(|name| name.to_str()).collect();
        names.sort_unstable();
        let place = if inside.is_empty() { "" } else { "/" };
        let found = names.into_iter().filter(|name| is_script(name));
        out.extend(found.map(|name| format!("{inside}{place}{name}")));
    };
    add("");
    for part in PARTS_OF_SETTINGS {
        add(part);
        for inner in ["sidebar", "navbar"] {
            add(&format!("{part}/{inner}"));
        }
    }
    out.truncate(MOST);
    out
}
