//! What somebody else put on the branch that the site is published to: a preview, a page of an
//! older site, a proof of ownership. The files of the branch and what the last publish said in,
//! what stays beside the site and what it would take the place of, out.
//!
//! A publish keeps the files of others, and its commit names them (`Kept:`), so that the next one
//! knows them from its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::tree_entry::Entry;

/// A line of the commit for each folder or file that is somebody else's; a folder ends with `/`.
const KEPT: &str = "Kept: ";

type Tree = BTreeMap<Vec<u8>, Entry>;

/// The files that a publish put: those of its commit but for what that commit says it kept.
pub(super) fn put_by(mut files: Tree, message: &str) -> Tree {
    let kept = message.lines().filter_map(|line| line.strip_prefix(KEPT));
    let (folders, names): (Vec<_>, Vec<_>) = kept
        .map(decoded)
        .partition(|path| path.last() == Some(&b'/'));
    let names: BTreeSet<Vec<u8>> = names.into_iter().collect();
    let is_kept =
        |path: &[u8]| names.contains(path) || folders.iter().any(|folder| path.starts_with(folder));
    files.retain(|path, _| !is_kept(path));
    files
}

/// Adds to the site's files what others put on the branch. The paths where the site, or its
/// absence, takes the place of something that others put or changed.
pub(super) fn keep(site: &mut Tree, there: &Tree, ours: &Tree) -> Vec<Vec<u8>> {
    let mut replaced = Vec::new();
    let mut kept = Vec::new();
    for (path, entry) in there {
        let before = ours.get(path);
        match site.get(path) {
            Some(new) if new == entry || before == Some(entry) => {}
            Some(_) => replaced.push(path.clone()),
            None if before == Some(entry) => {}
            None if before.is_some() || stands_in_the_way(site, path) => {
                replaced.push(path.clone());
            }
            None => kept.push((path, entry)),
        }
    }
    site.extend(
        kept.into_iter()
            .map(|(path, entry)| (path.clone(), entry.clone())),
    );
    replaced
}

/// Whether a file lies where the site has a folder, or in what the site has as a file.
fn stands_in_the_way(site: &Tree, path: &[u8]) -> bool {
    let below = [path, b"/"].concat();
    let above = (0..path.len()).filter(|at| path[*at] == b'/');
    let is_folder = site
        .range(below.clone()..)
        .next()
        .is_some_and(|(next, _)| next.starts_with(&below));
    is_folder || above.into_iter().any(|at| site.contains_key(&path[..at]))
}

/// The lines by which the commit says what it keeps beside its own files: the outermost folders
/// without one of them, and single files.
pub(super) fn said(files: &Tree, is_own: &dyn Fn(&[u8]) -> bool) -> String {
    let mut own_folders: BTreeSet<&[u8]> = BTreeSet::new();
    for path in files.keys().filter(|path| is_own(path)) {
        own_folders.extend(folders(path));
    }
    let outermost = |path: &Vec<u8>| {
        let folder = folders(path).find(|folder| !own_folders.contains(folder));
        folder.map_or_else(|| path.clone(), <[u8]>::to_vec)
    };
    let kept = files.keys().filter(|path| !is_own(path)).map(outermost);
    let lines: BTreeSet<Vec<u8>> = kept.collect();
    let mut out = String::new();
    for path in &lines {
        out.push_str(KEPT);
        encode(path, &mut out);
        out.push('\n');
    }
    out
}

/// The folders around a file from the outermost, each with its `/`.
fn folders(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = (0..path.len()).filter(|at| path[*at] == b'/');
    ends.map(|at| &path[..=at])
}

/// A path on a line of ASCII: other bytes, blanks and `%` as `%` with two hexadecimal digits.
fn encode(path: &[u8], out: &mut String) {
    for byte in path {
        if byte.is_ascii_graphic() && *byte != b'%' {
            out.push(char::from(*byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

fn decoded(said: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = said.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        let byte = byte.filter(|_| *first == b'%');
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    out
}
