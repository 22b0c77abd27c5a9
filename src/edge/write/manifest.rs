//! The file in the output that says which of its files are ours: paths and hashes. It marks the
//! folder as an output, and outlives every build.

use std::collections::BTreeMap;
use std::io::Read as _;

use serde::{Deserialize, Serialize};

use super::within::OpenFolder;
use crate::edge::disk::{self, is_absence};
use crate::failure::Failure;

/// The name of the manifest, which marks a folder as an output; such a folder is never read as
/// notes.
pub(crate) const NAME: &str = ".notesite-manifest.json";

/// Paths and hashes of what we wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    generator: String,
    /// Hashes by path; empty where the bytes are not known.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of these files.
    pub(crate) fn new(files: BTreeMap<String, String>) -> Self {
        let generator = "notesite".to_owned();
        Self { generator, files }
    }

    /// Its text.
    pub(crate) fn text(&self) -> Result<String, Failure> {
        serde_json::to_string_pretty(self)
            .map(|text| format!("{text}\n"))
            .map_err(|error| Failure::system(format!("The manifest cannot be written: {error}.")))
    }
}

/// Reads the manifest of an output; one that says nothing where the folder has none.
///
/// # Errors
/// One that cannot be read, and one with a name that no build gives: removing what it lists would
/// remove what is not ours.
pub(crate) fn read(folder: &OpenFolder) -> Result<Manifest, Failure> {
    let path = folder.show(NAME);
    let shown = path.display();
    let mut bytes = Vec::new();
    match folder
        .read(NAME)
        .and_then(|mut file| file.read_to_end(&mut bytes))
    {
        Ok(_) => {}
        Err(error) if is_absence(&error) => return Ok(Manifest::default()),
        Err(error) => return Err(disk::unread_output(&path, &error)),
    }
    // An empty one is what an older build left behind: the folder is ours, its files are unknown.
    if bytes.is_empty() {
        return Ok(Manifest::default());
    }
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|error| {
        Failure::system(format!(
            "{shown} cannot be read: {error}. Without it nobody knows which files are the site's: \
            empty the folder and build again."
        ))
    })?;
    match manifest.files.keys().find(|path| !is_name(path)) {
        Some(path) => Err(Failure::system(format!(
            "{shown} names \"{path}\", which no build writes there. Empty the folder and build \
            again, or give another with `-o DIR`."
        ))),
        None => Ok(manifest),
    }
}

/// Whether a path is one that a build may have written or may write: relative, within the folder,
/// and neither git's nor the bookkeeping of builds themselves.
pub(crate) fn is_name(path: &str) -> bool {
    path.split('/').all(|part| {
        let lower = part.to_ascii_lowercase();
        let foreign = lower.starts_with(".git") || lower.starts_with(".notesite-");
        !matches!(part, "" | "." | "..") && !part.contains('\0') && !foreign
    }) && is_relative(path)
}

/// Windows knows drives and a second kind of slash.
fn is_relative(path: &str) -> bool {
    std::path::Path::new(path).components().eq(path
        .split('/')
        .map(|part| std::path::Component::Normal(part.as_ref())))
}
