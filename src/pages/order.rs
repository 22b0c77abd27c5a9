//! The order in which the files of a site go out, to a disk or to a store: nothing comes before
//! what it names. A path of the site in, its rank out.

use super::paths::Held;
use super::site::Site;
#[cfg(feature = "s3")]
use crate::page_kinds::SEARCH;
use crate::page_kinds::{GoesOut, MachineFile};

/// How many hexadecimal digits the names of styles and scripts end with.
#[cfg(feature = "s3")]
const HASH_OF_ASSET: usize = 10;

/// How many those of the search index end with at least.
#[cfg(feature = "s3")]
const HASH_OF_SHARD: usize = 7;

/// When a file goes out, the first first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// What pages name and what names nothing: styles, scripts, pictures, linked files, files of
    /// the search index.
    Asset,
    /// A page.
    Page,
    /// A page that lists others.
    Landing,
    /// The root of the search index.
    SearchRoot,
    /// What machines read of it all: lists of pages.
    Lists,
    /// The sitemap, which may name others.
    Sitemap,
    /// What names the sitemap.
    Robots,
}

impl Rank {
    /// When a path of the site goes out.
    pub(crate) fn of(site: &Site, path: &str) -> Self {
        match site.paths.held.get(path) {
            Some(Held::Page(page)) => match page.facts().goes_out {
                GoesOut::WithPages => Self::Page,
                GoesOut::AfterPages => Self::Landing,
            },
            // They lead to each other and to pages as pages do.
            Some(Held::Markdown(_)) => Self::Page,
            Some(Held::Search) => Self::SearchRoot,
            Some(Held::Machines(file)) => match file {
                MachineFile::Feed
                | MachineFile::Llms
                | MachineFile::LlmsFull
                | MachineFile::SitemapPart(_) => Self::Lists,
                MachineFile::Sitemap => Self::Sitemap,
                MachineFile::Robots => Self::Robots,
            },
            // Files of the index whose names hold a hash are known only once it is made.
            Some(Held::Asset | Held::Empty | Held::File(_)) | None => Self::Asset,
        }
    }
}

/// Whether a file of the site never changes under its name, since the name holds a hash: styles and
/// scripts of the theme, and all of the search index but its root and the texts of pages.
#[cfg(feature = "s3")]
pub(crate) fn is_immutable(site: &Site, path: &str) -> bool {
    let stem = path
        .rsplit('/')
        .next()
        .and_then(|name| name.split('.').next());
    let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let digits = |stem: &str| stem.len() - stem.trim_end_matches(is_hex).len();
    stem.is_some_and(|stem| match site.paths.held.get(path) {
        Some(Held::Asset) => stem
            .rsplit_once('-')
            .is_some_and(|(_, hash)| hash.len() == HASH_OF_ASSET && digits(hash) == hash.len()),
        Some(_) => false,
        // Known only once the index is made.
        None => path.starts_with(SEARCH) && digits(stem) >= HASH_OF_SHARD,
    })
}
