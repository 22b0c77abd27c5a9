//! A file met on a walk. Nothing in; what the walk tells of it out.

use std::path::PathBuf;
use std::sync::Arc;

use crate::edge::gitignore::Cipher;
use crate::edge::remember::Stamp;

/// A file met on the walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WalkedFile {
    /// Relative to ROOT, NFC, `/` between its parts.
    pub path: String,
    /// Where it lies, in whatever form its name is stored.
    pub disk: PathBuf,
    /// What the disk says of it.
    pub stamp: Stamp,
    /// Bytes.
    pub size: u64,
    /// The line that tells git to ignore it: no note, but it may be linked to.
    pub ignored: Option<Arc<str>>,
    /// What keeps it from those who have what git stores of it: it is for whoever has the key.
    pub encrypted: Option<Cipher>,
    /// Where it really lies, if a linked folder leads here: it is the same file under one more
    /// name.
    pub real: Option<PathBuf>,
    /// Whether a symbolic link leads to it, or to a folder around it.
    pub is_link: bool,
}
