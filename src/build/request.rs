//! What somebody asks of a build.

use std::path::PathBuf;

/// What to build, as meant.
#[derive(Clone, Debug)]
pub struct Request {
    /// ROOT.
    pub root: PathBuf,
    /// The output folder; `None` is the configuration's.
    pub output: Option<PathBuf>,
    /// Overrides `base_url`.
    pub base_url: Option<String>,
    /// Notes marked as drafts are read too.
    pub drafts: bool,
    /// `serve` only: pages carry the lines of their source.
    pub lines: bool,
}
