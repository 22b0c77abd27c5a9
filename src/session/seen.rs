//! What the site that was last built is made of.

use std::collections::HashMap;

use crate::config::Config;
use crate::diagnostic::Checked;
use crate::edge::read::Look;
use crate::notes::links::targets::{ChapterLinks, Target};
use crate::notes::sources::{Revision, Sources};
use crate::pages::paths::Held;
use crate::pages::site::Site;

/// What the site that was last built is made of: as long as a look finds the same there is nothing
/// to do.
pub(super) struct Seen {
    pub(super) config: Config,
    /// With what was said of reading them.
    pub(super) read: Checked<Look>,
    /// Pictures and linked files of the site, with their revisions.
    pub(super) linked: HashMap<String, Option<Revision>>,
}

/// Pictures and files that the site holds or shows, with their revisions.
pub(super) fn linked(site: &Site, sources: &Sources) -> HashMap<String, Option<Revision>> {
    let held = site
        .paths
        .held
        .iter()
        .filter(|(_, held)| matches!(held, Held::File(_)))
        .map(|(path, _)| path);
    let shown = site
        .links
        .iter()
        .flatten()
        .filter(|links| links.shown.is_some())
        .flat_map(ChapterLinks::table)
        .filter_map(|link| match &link.target {
            Target::Shown { path, .. } => Some(path),
            _ => None,
        });
    held.chain(shown)
        .map(|path| (path.clone(), sources.revisions.get(path).copied()))
        .collect()
}
