//! The files under ROOT as links see them: what exists, under which name, and what is nearly named
//! so. The table is built once from a listing that an edge made; nothing here looks at a disk or
//! opens a file.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::text;

/// What a link may want to know of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct FileInfo {
    /// Width and height in pixels, where it is a picture whose header could be read.
    pub image: Option<(u32, u32)>,
    /// Whether it is too large for [`crate::notes::code::shown`] to show. Its size itself is
    /// nothing that links know: a log that grows changes none.
    pub is_large: bool,
    /// Whether its extension or header says that it is a picture.
    pub is_image: bool,
}

/// Every file under ROOT that a link may lead to, with three ways to look one up.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct FileTable {
    /// Notes that were left out, to which no link leads.
    pub withheld: BTreeSet<String>,
    /// The same by the last part of their path.
    pub withheld_names: HashMap<String, String>,
    /// The files by their path relative to ROOT: NFC, `/` between its parts, no leading `./`.
    pub by_path: BTreeMap<String, FileInfo>,
    /// Paths by their folded form (NFKC, lower case), in order.
    by_fold: HashMap<String, Vec<String>>,
    /// Paths by the last part of their name, in order.
    by_name: HashMap<String, Vec<String>>,
    /// Every folder that holds a file, however deep.
    folders: BTreeSet<String>,
    /// The same with their parts in reverse, so that those with one ending lie together.
    reversed: BTreeSet<String>,
    /// Paths by themselves with their parts in reverse, once a link asks.
    tails: OnceLock<BTreeMap<String, String>>,
}

/// How a path was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// Letter for letter (in NFC).
    Exact,
    /// Only when upper and lower case count as the same letter.
    Case,
    /// Only when compatible characters (`Ａ` and `A`, half-width jamo) count as the same.
    Normalisation,
}

/// Pages that only the frame of docsify shows, beside the `index.html` that loads it.
const FRAMES_OF_DOCSIFY: [&str; 3] = ["_sidebar.md", "_navbar.md", "_coverpage.md"];

/// The folders that docsify shows, of the paths of all files.
pub(crate) fn sites_of_docsify<'a>(
    paths: impl Iterator<Item = &'a String>,
) -> impl Iterator<Item = &'a str> {
    let (mut pages, mut frames) = (BTreeSet::new(), BTreeSet::new());
    for path in paths {
        match base_name(path) {
            "index.html" => drop(pages.insert(parent(path))),
            name if FRAMES_OF_DOCSIFY.contains(&name) => drop(frames.insert(parent(path))),
            _ => {}
        }
    }
    frames
        .into_iter()
        .filter(move |folder| pages.contains(folder))
}

impl FileTable {
    /// Whether docsify shows a folder.
    pub(crate) fn is_docsify(&self, folder: &str) -> bool {
        let holds =
            |name: &str| join(folder, name).is_some_and(|path| self.by_path.contains_key(&path));
        holds("index.html") && FRAMES_OF_DOCSIFY.iter().any(|name| holds(name))
    }

    /// Takes the listing; names that are not NFC are made so.
    pub(crate) fn new(files: impl IntoIterator<Item = (String, FileInfo)>) -> Self {
        let by_path: BTreeMap<String, FileInfo> = files
            .into_iter()
            .map(|(path, info)| (text::nfc(&path), info))
            .collect();
        let mut table = Self::default();
        for path in by_path.keys() {
            table
                .by_fold
                .entry(fold(path))
                .or_default()
                .push(path.clone());
            table
                .by_name
                .entry(base_name(path).to_owned())
                .or_default()
                .push(path.clone());
            let mut folder = parent(path);
            while !folder.is_empty() && table.folders.insert(folder.to_owned()) {
                table.reversed.insert(reversed(folder));
                folder = parent(folder);
            }
        }
        table.by_path = by_path;
        table
    }

    /// The file of that path, and how much had to be forgiven to find it; `None` also where two
    /// files would do.
    pub(crate) fn find(&self, path: &str) -> Option<(&str, FileInfo, Match)> {
        if let Some((path, info)) = self.by_path.get_key_value(path) {
            return Some((path, *info, Match::Exact));
        }
        let [found] = self.by_fold.get(&fold(path))?.as_slice() else {
            return None;
        };
        let how = if found.to_lowercase() == path.to_lowercase() {
            Match::Case
        } else {
            Match::Normalisation
        };
        Some((found, *self.by_path.get(found)?, how))
    }

    /// Paths of the files that have this name, in whatever folder.
    pub(crate) fn named(&self, name: &str) -> &[String] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The only file whose path is one of these or ends with one; `None` also where there are more.
    pub(crate) fn only_ending(&self, ends: &[String]) -> Option<&str> {
        let tails = self.tails.get_or_init(|| {
            let all = self.by_path.keys();
            all.map(|path| (reversed(path), path.clone())).collect()
        });
        let mut found = ends.iter().flat_map(|end| {
            let whole = reversed(end);
            let below = format!("{whole}/");
            let inner = tails.range(below.clone()..);
            let inner = inner.take_while(move |(tail, _)| tail.starts_with(&below));
            tails.get_key_value(&whole).into_iter().chain(inner)
        });
        let (_, only) = found.next()?;
        found.next().is_none().then_some(only)
    }

    /// Whether some file lies in a folder of that path (no `/` at its end).
    pub(crate) fn is_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// Whether some folder's path is `path` or ends with it.
    pub(crate) fn has_folder_ending(&self, path: &str) -> bool {
        let end = format!("{}/", reversed(path));
        self.is_folder(path)
            || self
                .reversed
                .range(end.clone()..)
                .next()
                .is_some_and(|folder| folder.starts_with(&end))
    }

    /// The path that a writer most likely meant: the same name in another folder, else a similar
    /// name in the same folder, else a similar path. At most [`CANDIDATES`] names are compared, so
    /// that many broken links stay cheap.
    pub(crate) fn nearest(&self, path: &str) -> Option<&str> {
        if let Some(same) = self.named(base_name(path)).first() {
            return Some(same);
        }
        let folder = parent(path);
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        if let Some(longer) = self.only_longer(path, &prefix) {
            return Some(longer);
        }
        let beside = self
            .by_path
            .range(prefix.clone()..)
            .map(|(path, _)| path.as_str());
        let beside = beside
            .take_while(|path| path.starts_with(&prefix))
            .filter(|path| parent(path) == folder)
            .take(CANDIDATES);
        // What follows the dot makes short names look more alike than they are.
        let ending = extension(path);
        if let Some(name) = nearest_of(base_name(path), beside.map(base_name), |name| {
            extension(name) != ending || alike(name, base_name(path))
        }) {
            return self
                .by_path
                .get_key_value(&format!("{prefix}{name}"))
                .map(|(path, _)| path.as_str());
        }
        let long = path.len() > 200;
        let similar =
            |candidate: &&str| !long && candidate.len().abs_diff(path.len()) <= path.len() / 3;
        let near = self
            .by_path
            .keys()
            .map(String::as_str)
            .filter(similar)
            .take(CANDIDATES);
        // A folder and an ending in common make no name alike.
        nearest_of(path, near, |candidate| {
            alike(base_name(candidate), base_name(path))
        })
    }

    /// The only file beside it whose name begins with that of `path` and goes on with another word:
    /// `2주차_프로세스.md` for `2주차.md`.
    fn only_longer(&self, path: &str, folder: &str) -> Option<&str> {
        let (stem, _) = base_name(path).rsplit_once('.')?;
        let from = format!("{folder}{stem}");
        let beside = self.by_path.range(from.clone()..).take(CANDIDATES);
        let beside = beside.map(|(path, _)| path.as_str());
        let mut longer = beside
            .take_while(|other| other.starts_with(&from))
            .filter(|other| {
                let rest = &other[from.len()..];
                let ends = rest.starts_with(|c: char| !c.is_alphanumeric() && c != '.');
                ends && !rest.contains('/') && extension(other) == extension(path)
            });
        let only = longer.next().filter(|_| from.len() > folder.len())?;
        longer.next().is_none().then_some(only)
    }
}

/// The parts of a path, the last one first.
fn reversed(path: &str) -> String {
    path.rsplit('/').collect::<Vec<_>>().join("/")
}

/// The nearest of the names that are `meant`. That is asked of the nearest of all first, for it
/// costs more than to compare them.
fn nearest_of<'a>(
    name: &str,
    names: impl Iterator<Item = &'a str> + Clone,
    meant: impl Fn(&str) -> bool,
) -> Option<&'a str> {
    let first = text::nearest(name, names.clone())?;
    if meant(first) {
        return Some(first);
    }
    text::nearest(name, names.filter(|name| meant(name)))
}

/// Whether two names of one extension are near without it.
fn alike(a: &str, b: &str) -> bool {
    let stem = |name: &str| {
        name.rfind('.')
            .map_or_else(|| name.to_owned(), |dot| name[..dot].to_owned())
    };
    // `둘2` and `둘(2)` differ by signs alone.
    let letters = |name: &str| {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let (a, b) = (stem(a), stem(b));
    text::nearest(&b, [a.as_str()]).is_some() || letters(&a) == letters(&b)
}

/// How many names are compared for one "did you mean".
pub(crate) const CANDIDATES: usize = 300;

/// The form under which paths that differ only in case or in compatible characters are the same.
fn fold(path: &str) -> String {
    if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        text::nfkc(path).to_lowercase()
    }
}

/// The last part of a path.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The folder of a path, without `/` at its end; `""` for a file at the top.
pub(crate) fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash])
}

/// The extension in lower case, without its dot; `""` for a name without one and for `.env`.
pub(crate) fn extension(path: &str) -> String {
    let name = base_name(path);
    name.rfind('.')
        .filter(|&dot| dot > 0)
        .map_or_else(String::new, |dot| name[dot + 1..].to_lowercase())
}

/// Whether a part of the path begins with a dot: such files are never published.
pub(crate) fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// Joins `path` to `folder` and resolves `.` and `..`; `None` where it would leave ROOT.
pub(crate) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
