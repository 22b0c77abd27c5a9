//! Notes side by side that begin with one heading, as those of a project do that begin with its
//! name: it names none of them. What files say in; what names each instead out.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::fingerprint::Hashed;
use crate::notes::library::days::is_short_day;
use crate::notes::library::file_names::{is_about, is_landing, name_of, stem};
use crate::notes::library::file_says::FileSays;
use crate::notes::library::files::parent;
use crate::notes::library::pages::is_dated;
use crate::notes::reading::numbers;
use crate::notes::reading::title::begins_texts;

/// So many notes side by side have one heading by chance.
const BY_CHANCE: usize = 2;

/// What names a note whose first heading others have, too.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum NamedInstead {
    /// The heading right below.
    Below,
    /// What a list calls it.
    Label(Arc<str>),
    /// Its file's name, or its folder's.
    Name,
}

/// What names each note of a course whose heading others beside it have, too; `said` is what lists
/// call each, `page_of` the folder whose only page it is.
pub(super) fn named_instead(
    files: &[&Hashed<FileSays>],
    said: &[Option<Arc<str>>],
    page_of: &[Option<Arc<str>>],
) -> Vec<Option<NamedInstead>> {
    let mut beside: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, file) in files.iter().enumerate() {
        if let Some(begins) = file.begins.as_ref().filter(|_| !is_about(&file.path)) {
            let around = (seat(&file.path), begins.heading.as_str());
            beside.entry(around).or_default().push(at);
        }
    }
    let mut out = vec![None; files.len()];
    // A name that comes again in another folder is that of a member, or of a kind of notes.
    let mut seats: HashMap<&str, HashSet<&str>> = HashMap::new();
    for file in files {
        let seats = seats.entry(name(&file.path)).or_default();
        seats.insert(seat(&file.path));
    }
    for group in beside.values().filter(|group| group.len() > 1) {
        let below = |at: usize| files[at].begins.as_ref()?.below.as_deref();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for below in group.iter().filter_map(|&at| below(at)) {
            *counts.entry(below).or_default() += 1;
        }
        for &at in group {
            let own = below(at).filter(|own| counts[own] == 1);
            let name = page_of[at].as_deref().unwrap_or(name(&files[at].path));
            let is_own = || {
                let landing = is_landing(&files[at].path) && page_of[at].is_none();
                let comes_again = seats[self::name(&files[at].path)].len() > 1;
                !landing && !comes_again && is_named(name)
            };
            let begins = files[at].begins.as_ref();
            let says_more =
                |words: &&Arc<str>| begins.is_some_and(|it| words.to_lowercase() != it.heading);
            out[at] = match said[at].as_ref().filter(says_more) {
                Some(words) => Some(NamedInstead::Label(words.clone())),
                None if own.is_some() => Some(NamedInstead::Below),
                None if group.len() > BY_CHANCE && is_own() => Some(NamedInstead::Name),
                None => None,
            };
        }
    }
    out
}

/// The folder in which a note stands; a README stands for its own.
fn seat(path: &str) -> &str {
    let folder = parent(path);
    if is_landing(path) {
        parent(folder)
    } else {
        folder
    }
}

/// What a note is called there.
fn name(path: &str) -> &str {
    if is_landing(path) {
        name_of(parent(path))
    } else {
        stem(path)
    }
}

/// Whether a file's name says what it is about: more than a number, and not only what a part of a
/// text is called.
pub(super) fn is_named(stem: &str) -> bool {
    let words = &stem[numbers::of_file(stem).1..];
    let is_day = is_dated(stem) || is_short_day(stem);
    (is_day || words.contains(char::is_alphabetic)) && !begins_texts(words)
}
