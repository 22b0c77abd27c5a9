//! From what a build staged to what is to be done with it: the order in which files are placed and
//! withdrawn, and what of somebody else's is in the way. Looks, and makes folders; touches no file.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use super::journal::Journal;
use super::manifest::Manifest;
use super::stage::unwritten;
use super::within::{About, Kind, OpenFolder};
use crate::edge::disk;
use crate::failure::Failure;
use crate::pages::order::Rank;
use crate::text;

/// A path of the new site.
#[derive(Clone, Copy, Debug)]
pub(crate) struct New<'a> {
    /// The path.
    pub path: &'a str,
    /// When it goes out.
    pub rank: Rank,
    /// Its number in the stage, where its bytes are new.
    pub staged: Option<usize>,
}

/// What the output holds at the paths to be placed.
struct Ground<'a> {
    output: &'a OpenFolder,
    old: &'a Manifest,
    new: BTreeSet<&'a str>,
    clear: BTreeSet<String>,
    /// Folders that were looked at.
    seen: BTreeSet<String>,
    /// What the manifest lists, by the form under which a disk may find it, once that is asked.
    folded: OnceCell<HashMap<String, Vec<&'a str>>>,
}

/// What is to be done to turn the old site into the new one.
///
/// # Errors
/// Exit code 2, where somebody else's file or folder has a path that the site needs.
pub(crate) fn plan(
    output: &OpenFolder,
    old: &Manifest,
    new: &[New<'_>],
) -> Result<Journal, Failure> {
    let mut ground = Ground {
        output,
        old,
        new: new.iter().map(|staged| staged.path).collect(),
        clear: BTreeSet::new(),
        seen: BTreeSet::new(),
        folded: OnceCell::new(),
    };
    let mut place = Vec::new();
    for path in new {
        if let Some(number) = path.staged {
            let is_fresh = ground.look(path.path)?;
            place.push((turn(path.rank, is_fresh), number, path.path));
        }
    }
    place.sort_unstable();
    let withdraw = ground.withdrawn()?;
    Ok(Journal {
        clear: ground.clear.iter().cloned().collect(),
        place: place
            .into_iter()
            .map(|(_, number, path)| (number, path.to_owned()))
            .collect(),
        withdraw,
    })
}

/// When a file is placed. What pages name comes before them, and a page with a new name before
/// those that may name it: nobody is led to it until it is there.
fn turn(rank: Rank, is_fresh: bool) -> (u8, Rank) {
    match (rank, is_fresh) {
        (Rank::Asset, _) => (0, rank),
        (Rank::SearchRoot, true) => (1, rank),
        (_, true) => (2, rank),
        (_, false) => (3, rank),
    }
}

/// Makes the folders that the new files need, before the journal stands: a full disk is met here.
/// Answers those it made.
pub(crate) fn make_folders(output: &OpenFolder, journal: &Journal) -> Result<Vec<String>, Failure> {
    let mut made = Vec::new();
    let folders: BTreeSet<&str> = journal
        .place
        .iter()
        .filter_map(|(_, path)| Some(path.rsplit_once('/')?.0))
        .collect();
    let cleared: BTreeSet<&str> = journal.clear.iter().map(String::as_str).collect();
    for folder in folders {
        let above = folder.match_indices('/').map(|(end, _)| &folder[..end]);
        let is_blocked = above.chain([folder]).any(|path| cleared.contains(path));
        if !is_blocked {
            let new = output.make_all(folder);
            made.extend(new.map_err(|error| unwritten(&output.show(folder), &error))?);
        }
    }
    Ok(made)
}

/// How many bytes the folders may need for the new names: what a name takes, and some blocks for
/// each folder.
pub(crate) fn room(journal: &Journal) -> usize {
    let folders: BTreeSet<&str> = journal
        .place
        .iter()
        .map(|(_, path)| path.rsplit_once('/').map_or("", |(folder, _)| folder))
        .collect();
    let names: usize = journal.place.iter().map(|(_, path)| path.len() + 16).sum();
    2 * names + folders.len() * 3 * 4096
}

impl Ground<'_> {
    fn about(&self, path: &str) -> Result<Option<About>, Failure> {
        self.output
            .about(path)
            .map_err(|error| self.unreadable(path, &error))
    }

    fn unreadable(&self, path: &str, error: &io::Error) -> Failure {
        disk::unread_output(&self.output.show(path), error)
    }

    fn foreign(&self, path: &str, found: &str) -> Failure {
        Failure::usage(format!(
            "The site needs the name {} for itself, and {found} that notesite did not write has \
            it. Move it away, or give another folder with `-o DIR`.",
            self.output.show(path).display()
        ))
    }

    /// Whether nothing has the path yet; what of ours is in its way is noted to be cleared.
    fn look(&mut self, path: &str) -> Result<bool, Failure> {
        for (end, _) in path.match_indices('/') {
            let folder = &path[..end];
            if !self.seen.insert(folder.to_owned()) {
                continue;
            }
            match self.about(folder)? {
                Some(about) if about.kind != Kind::Folder => {
                    if !self.old.files.contains_key(folder) {
                        return Err(self.foreign(folder, named(about.kind)));
                    }
                    self.clear.insert(folder.to_owned());
                }
                _ => {}
            }
        }
        match self.about(path)? {
            None => Ok(true),
            Some(about) if about.kind == Kind::Folder => {
                self.clear_folder(path)?;
                Ok(true)
            }
            Some(about) => {
                if self.is_ours(path, about)? {
                    Ok(false)
                } else {
                    Err(self.foreign(path, named(about.kind)))
                }
            }
        }
    }

    /// Whether the manifest lists a path, in whatever letters the disk takes for the same.
    fn is_ours(&self, path: &str, about: About) -> Result<bool, Failure> {
        if self.old.files.contains_key(path) {
            return Ok(true);
        }
        let folded = self.folded.get_or_init(|| {
            let mut folded: HashMap<String, Vec<&str>> = HashMap::new();
            for path in self.old.files.keys() {
                folded.entry(fold(path)).or_default().push(path);
            }
            folded
        });
        for other in folded.get(&fold(path)).into_iter().flatten() {
            if self.about(other)?.is_some_and(|there| there.id == about.id) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What the new site does not have, pages before what they name.
    fn withdrawn(&self) -> Result<Vec<String>, Failure> {
        let mut gone: Vec<&String> = self
            .old
            .files
            .keys()
            .filter(|path| !self.new.contains(path.as_str()) && !self.clear.contains(*path))
            .collect();
        if gone.is_empty() {
            return Ok(Vec::new());
        }
        gone.sort_by_key(|path| (!path.ends_with(".html"), *path));
        let twins = self.new.iter().map(|path| (fold(path), *path)).collect();
        let mut out = Vec::new();
        for path in gone {
            if !self.is_twin(path, &twins)? {
                out.push(path.clone());
            }
        }
        Ok(out)
    }

    /// Whether the disk takes a path of the old site for one of the new: `A.pdf` and `a.pdf`.
    fn is_twin(&self, path: &str, twins: &BTreeMap<String, &str>) -> Result<bool, Failure> {
        match twins.get(&fold(path)) {
            None => Ok(false),
            Some(twin) => match (self.about(path)?, self.about(twin)?) {
                (Some(one), Some(other)) => Ok(one.id == other.id),
                _ => Ok(false),
            },
        }
    }

    /// A folder stands where the site has a file: it goes if it holds nothing but what we wrote.
    fn clear_folder(&mut self, path: &str) -> Result<(), Failure> {
        let inner = self
            .output
            .inner(path)
            .map_err(|error| self.unreadable(path, &error))?;
        let names = inner
            .names()
            .map_err(|error| self.unreadable(path, &error))?;
        let mut is_empty = true;
        for name in names {
            let Some(name) = name.to_str().map(|name| format!("{path}/{name}")) else {
                return Err(self.foreign(path, "a folder with something"));
            };
            is_empty = false;
            match self.about(&name)? {
                Some(about) if about.kind == Kind::Folder => self.clear_folder(&name)?,
                _ if self.old.files.contains_key(&name) && !self.new.contains(name.as_str()) => {
                    self.clear.insert(name);
                }
                _ => return Err(self.foreign(path, "a folder with something")),
            }
        }
        if is_empty {
            return Err(self.foreign(path, "an empty folder"));
        }
        Ok(())
    }
}

fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::File => "a file",
        Kind::Folder => "a folder",
        Kind::Link => "a link",
        Kind::Other => "something",
    }
}

/// The form under which some disk takes two names for one.
pub(crate) fn fold(path: &str) -> String {
    text::nfc(path).to_lowercase()
}
