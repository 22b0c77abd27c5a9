//! What a walk found.

use std::path::PathBuf;
use std::sync::Arc;

use super::place::WalkPlace;
use super::walked_file::WalkedFile;
use crate::diagnostic::Diagnostic;
use crate::edge::gitignore::Ignores;
use crate::edge::remember::FolderIdentity;
use crate::notes::left_out;
use crate::notes::sources::{STATIC, is_note};

/// A folder that was looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Where it lies.
    pub disk: PathBuf,
    /// A folder made anew under the same name is another.
    pub identity: FolderIdentity,
}

/// What a walk found, in the order of names.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    /// The files.
    pub files: Vec<WalkedFile>,
    /// The folders.
    pub folders: Vec<Folder>,
    /// What was not looked into, and why.
    pub left_alone: Vec<Diagnostic>,
    /// ROOT without links.
    pub root: PathBuf,
    /// What git ignores in each folder.
    pub rules: Vec<Arc<Ignores>>,
    /// Linked folders, which are looked into last.
    pub(super) links: Vec<WalkPlace>,
}

impl Walked {
    pub(super) fn join(&mut self, other: Self) {
        self.files.extend(other.files);
        self.folders.extend(other.folders);
        self.left_alone.extend(other.left_alone);
        self.rules.extend(other.rules);
        self.links.extend(other.links);
    }

    /// Notes that something was not looked into; what git itself hides is nobody's note. Of files
    /// that a site copies only links are told that lead to none.
    pub(super) fn leave(&mut self, path: &str, name: &str, is_folder: bool, reason: &str) {
        let is_copied = || STATIC.iter().any(|folder| path.starts_with(folder));
        let is_lost = || [left_out::NOWHERE, left_out::OUTSIDE].contains(&reason) && is_copied();
        if !name.starts_with(".git") && (is_folder || is_note(name) || is_lost()) {
            self.left_alone.push(left_out::not_read(path, reason));
        }
    }
}
