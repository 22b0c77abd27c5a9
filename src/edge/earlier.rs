//! The site that lies in the output folder: which pages of chapters it has. A folder in, paths out.
//! Changes nothing.

use std::path::Path;

use super::disk;
use super::write::manifest;
use super::write::within::OpenFolder;
use crate::failure::Failure;

/// The pages of chapters that the site in `folder` has; none where no site lies there.
pub(crate) fn pages(folder: &Path) -> Result<Vec<String>, Failure> {
    if !disk::is_folder(folder)? {
        return Ok(Vec::new());
    }
    let opened = OpenFolder::open(folder).map_err(|error| disk::failed(folder, "read", &error))?;
    let files = manifest::read(&opened)?.files;
    let pages = files.into_keys().filter(|path| is_chapter(path));
    Ok(pages.collect())
}

/// Whether a path of a site is the page of a chapter, or of a redirect to one.
pub(crate) fn is_chapter(path: &str) -> bool {
    let is_other = |name: &str| {
        matches!(
            name,
            "index.html" | "commands.html" | "print.html" | "404.html" | "all.html" | "tags.html"
        )
    };
    path.ends_with(".html")
        && !path.starts_with("tags/")
        && !is_other(path.rsplit('/').next().unwrap_or_default())
}
