//! The site that an earlier build wrote: whether a folder holds one, which pages of chapters it
//! has. A folder in, paths out. Changes nothing.

use std::ffi::OsString;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::disk;
use super::write::manifest;
use super::write::within::OpenFolder;
use crate::failure::Failure;
use crate::notes::sources::is_note;

/// What each page of notesite says of itself, as `generator` of HTML's standard metadata names.
const GENERATOR: &str = r#"<meta name="generator" content="notesite""#;

/// The element stands before the styles and behind a title and a description of some lines.
const HEAD: u64 = 16 << 10;

/// Whether notesite wrote what lies in a folder of these `names`: its list of files lies there, or,
/// in a copy without the hidden ones, its landing page with the folders that stand beside one.
pub(crate) fn is_site(folder: &Path, names: &[OsString]) -> Result<bool, Failure> {
    let holds = |name: &str| names.iter().any(|there| there == name);
    if holds(manifest::NAME) {
        return Ok(true);
    }
    let landing = folder.join("index.html");
    let is_file = || disk::about(&landing).map(|about| about.is_some_and(|file| file.is_file()));
    // A page as Markdown lies beside its page.
    let is_beside = |name: &str| {
        let page = name.strip_suffix(".md");
        page.is_some_and(|page| page.ends_with(".html") && holds(page))
    };
    let is_note = |name: &OsString| {
        let name = name.to_str();
        name.is_some_and(|name| is_note(name) && !is_beside(name))
    };
    let is_like_one = holds("index.html") && holds("assets") && holds("404.html");
    // Whoever writes notes beside the pages means them to be read.
    if !is_like_one || names.iter().any(is_note) || !is_file()? {
        return Ok(false);
    }
    let head = || {
        let mut head = Vec::new();
        File::open(&landing)?.take(HEAD).read_to_end(&mut head)?;
        Ok(head)
    };
    let head = disk::listed(head, &landing, "read")?.unwrap_or_default();
    Ok(String::from_utf8_lossy(&head).contains(GENERATOR))
}

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

/// Those of the pages in `folder` that do not lead elsewhere by themselves.
pub(crate) fn without_redirects(
    folder: &Path,
    mut pages: Vec<String>,
) -> Result<Vec<String>, Failure> {
    let mut failed = None;
    pages.retain(|page| {
        let file = folder.join(page);
        let head = || {
            let mut head = Vec::new();
            File::open(&file)?.take(HEAD).read_to_end(&mut head)?;
            Ok(head)
        };
        match disk::listed(head, &file, "read") {
            Ok(head) => !String::from_utf8_lossy(&head.unwrap_or_default()).contains(REFRESH),
            Err(failure) => {
                failed.get_or_insert(failure);
                true
            }
        }
    });
    failed.map_or(Ok(pages), Err)
}

/// What a page says that leads elsewhere.
const REFRESH: &str = "http-equiv=\"refresh\"";

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
