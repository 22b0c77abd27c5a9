//! The site to a branch that GitHub Pages and its like show. A branch, the site's paths and a way
//! to render them in; one commit there, or none where nothing changed, out. The working tree, the
//! index and the branches of the repository stay as they are.

mod access;
pub(crate) mod address;
pub(crate) mod further;
pub(crate) mod git;
pub(crate) mod objects;
mod others;
pub(crate) mod programs;
pub(crate) mod push;
pub(crate) mod remote;
mod tree_entry;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::edge::write::stage::Written;
use crate::failure::Failure;
use objects::{Blobs, FILE, Rendered};
use remote::Branch;
use tree_entry::Entry;

/// The file that says under which name of one's own a branch is shown.
pub(crate) const CNAME: &str = "CNAME";

/// How many paths are rendered at once: so many stand in memory.
const AT_ONCE: usize = 64;

/// What differs between the branch and the site, each in the order of the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Differences {
    pub new: Vec<String>,
    pub changed: Vec<String>,
    pub gone: Vec<String>,
}

/// The site as objects of the repository, and what differs from the branch.
#[derive(Debug)]
pub(crate) struct PreparedSite {
    files: BTreeMap<Vec<u8>, Entry>,
    pub differences: Differences,
    /// What the commit says of files that somebody else put on the branch and that stay.
    kept: String,
    /// What somebody else put or changed there and the site takes the place of.
    pub replaced: Vec<String>,
}

/// Stores the site in the repository and compares it with the branch. A `CNAME` of the branch stays
/// unless the site has one, and so does what others put beside a site of notesite.
pub(crate) fn prepare<'a>(
    branch: &Branch,
    paths: &[String],
    render: &(dyn Fn(&str) -> Result<Written<'a>, Failure> + Sync),
    progress: &dyn Fn(usize),
) -> Result<PreparedSite, Failure> {
    let mut files = BTreeMap::new();
    let mut blobs = Blobs::open(&branch.git)?;
    let mut put = || -> Result<(), Failure> {
        for some in paths.chunks(AT_ONCE) {
            let rendered: Vec<Rendered> = some
                .par_iter()
                .map(|path| render(path).map(Rendered::from))
                .collect::<Result<_, Failure>>()?;
            for (path, rendered) in some.iter().zip(rendered) {
                let object = blobs.put(rendered, &|| render(path))?;
                files.insert(path.clone().into_bytes(), file(object));
            }
            progress(files.len());
        }
        Ok(())
    };
    let put = put();
    blobs.close(put)?;
    let old = branch.tip.as_ref().map(|tip| &tip.files);
    if let Some(cname) = old.and_then(|old| old.get(CNAME.as_bytes())) {
        let kept = || cname.clone();
        files.entry(CNAME.into()).or_insert_with(kept);
    }
    let nothing = BTreeMap::new();
    let old = old.unwrap_or(&nothing);
    let own: BTreeSet<Vec<u8>> = files.keys().cloned().collect();
    let ours = branch.tip.as_ref().and_then(|tip| tip.ours.as_ref());
    let replaced = if let Some(ours) = ours {
        others::keep(&mut files, old, ours)
    } else {
        // All that lies on a branch of somebody else, but what is the same.
        let stays = |path: &Vec<u8>| files.get(path) == old.get(path);
        old.keys().filter(|path| !stays(path)).cloned().collect()
    };
    Ok(PreparedSite {
        kept: others::said(&files, &|path| own.contains(path)),
        differences: differences(old, &files),
        replaced: replaced.iter().map(|path| name(path)).collect(),
        files,
    })
}

/// Brings what the first address of the remote holds to those that lack it. Where it was brought.
pub(crate) fn bring(branch: &Branch) -> Result<Vec<String>, Failure> {
    push::bring(branch)
}

/// Makes the commit and pushes it. Its name, shortened.
pub(crate) fn push(
    branch: &Branch,
    prepared: &PreparedSite,
    orphan: bool,
) -> Result<String, Failure> {
    let tree = objects::tree(&branch.git, &prepared.files)?;
    push::push(branch, &tree, &prepared.kept, orphan)
}

fn name(path: &[u8]) -> String {
    String::from_utf8_lossy(path).into_owned()
}

fn file(object: String) -> Entry {
    let mode = FILE.to_owned();
    Entry { mode, object }
}

fn differences(old: &BTreeMap<Vec<u8>, Entry>, new: &BTreeMap<Vec<u8>, Entry>) -> Differences {
    let mut out = Differences::default();
    for (path, entry) in new {
        match old.get(path) {
            None => out.new.push(name(path)),
            Some(before) if before != entry => out.changed.push(name(path)),
            Some(_) => {}
        }
    }
    let gone = old.keys().filter(|path| !new.contains_key(*path));
    out.gone = gone.map(|path| name(path)).collect();
    out
}

impl Differences {
    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }
}
