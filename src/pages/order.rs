//! The order in which the files of a site go out, to a disk or to a store: nothing comes before
//! what it names. A path of the site in, its rank out.

use super::paths::Held;
use super::site::Site;
use crate::page_kinds::GoesOut;

/// When a file goes out, the first first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// What pages name and what names nothing: styles, scripts, pictures, linked files, files of
    /// the search index.
    Asset,
    /// A page.
    Page,
    /// A page that lists others.
    Landing,
    /// The root of the search index.
    SearchRoot,
    /// Addresses of all pages.
    Sitemap,
}

impl Rank {
    /// When a path of the site goes out.
    pub(crate) fn of(site: &Site, path: &str) -> Self {
        match site.paths.held.get(path) {
            Some(Held::Page(page)) => match page.facts().goes_out {
                GoesOut::WithPages => Self::Page,
                GoesOut::AfterPages => Self::Landing,
            },
            Some(Held::Search) => Self::SearchRoot,
            Some(Held::Sitemap) => Self::Sitemap,
            // Files of the index whose names hold a hash are known only once it is made.
            Some(Held::Asset | Held::Empty | Held::File(_)) | None => Self::Asset,
        }
    }
}
