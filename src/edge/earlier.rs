//! The site that lies in the output folder: how many pages of chapters it has. A folder in, a
//! number out. Changes nothing.

use std::path::Path;

use super::disk;
use super::write::manifest;
use super::write::within::OpenFolder;
use crate::failure::Failure;

/// How many pages of chapters the site in `folder` has; 0 where no site lies there.
pub(crate) fn pages(folder: &Path) -> Result<usize, Failure> {
    if !disk::is_folder(folder)? {
        return Ok(0);
    }
    let opened = OpenFolder::open(folder).map_err(|error| disk::failed(folder, "read", &error))?;
    let files = manifest::read(&opened)?.files;
    Ok(count(files.keys().map(String::as_str)))
}

/// How many of a site's paths are pages of chapters, or of redirects to them.
pub(crate) fn count<'a>(paths: impl Iterator<Item = &'a str>) -> usize {
    let is_other = |name: &str| {
        matches!(
            name,
            "index.html" | "commands.html" | "print.html" | "404.html" | "all.html" | "tags.html"
        )
    };
    paths
        .filter(|path| path.ends_with(".html") && !path.starts_with("tags/"))
        .filter(|path| !is_other(path.rsplit('/').next().unwrap_or_default()))
        .count()
}
