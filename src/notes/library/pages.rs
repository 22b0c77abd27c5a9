//! Which notes are pages at all, and which one a folder shows first. What notes say of themselves
//! in, indices out.

use std::collections::HashSet;

use crate::fingerprint::Hashed;
use crate::notes::library::file_names::{
    HOME, LANDINGS, is_home, name_of, of_language, without_noughts,
};
use crate::notes::library::file_says::FileSays;
use crate::notes::library::order;
use crate::notes::library::ranks::Orders;

/// Notes that say nothing, and that no list names: they change nothing. What stands around the
/// pages of a wiki is no page either.
pub(super) struct Unsaid(pub HashSet<usize>);

impl Unsaid {
    pub(super) fn new(all: &[&Hashed<FileSays>], orders: &Orders<'_>) -> Self {
        let mut blank: HashSet<usize> = (0..all.len()).filter(|&i| all[i].is_blank).collect();
        if !blank.is_empty() {
            let of_files = all.iter().filter(|file| !is_home(name_of(&file.path)));
            let listed = of_files.flat_map(|file| &file.listed);
            let listed: HashSet<&str> = listed.map(|one| one.path.as_str()).collect();
            blank.retain(|&i| {
                let path = &*all[i].path;
                !listed.contains(path) && !orders.navigation.names(path)
            });
        }
        let frames = (0..all.len()).filter(|&i| order::is_frame(name_of(&all[i].path)));
        blank.extend(frames);
        Self(blank)
    }
}

/// The landing page of a folder, whose path ends with `/`. Where README.md and index.md lie side by
/// side the other one is a page like any other: nothing that was written goes unseen.
pub(super) fn landing(
    (all, wikis): (&[&Hashed<FileSays>], &HashSet<&str>),
    folder: &str,
    files: impl Iterator<Item = usize>,
) -> Option<usize> {
    let rank = |i: &usize| {
        let path = &*all[*i].path;
        let name = without_noughts(path.strip_prefix(folder).unwrap_or(path));
        // The first page of a wiki comes last: a folder with a README shows that.
        let is_home = wikis.contains(folder.trim_end_matches('/'));
        let known = LANDINGS.iter().chain(is_home.then_some(&HOME));
        let place = |name: &str| {
            let mut known = known.clone();
            known.position(|known| name.eq_ignore_ascii_case(known))
        };
        // A section in one language comes behind the one without.
        let of_language = || place(of_language(name)?).map(|place| (place, true));
        place(name).map(|place| (place, false)).or_else(of_language)
    };
    files
        .filter_map(|i| Some(((!all[i].begins_book, rank(&i)?), i)))
        .min()
        .map(|(_, i)| i)
}

/// Whether a note is called by its day: `2024-01-02-title`, `20240102`, `2024.01.02`.
pub(super) fn is_dated(stem: &str) -> bool {
    let digits: String = stem.chars().take_while(|c| !c.is_alphabetic()).collect();
    let parts: Vec<&str> = digits
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let number = |text: &str| text.parse::<u32>().unwrap_or_default();
    let is_date = |year: &str, month: &str, day: &str| {
        (1900..2200).contains(&number(year))
            && (1..=12).contains(&number(month))
            && (1..=31).contains(&number(day))
    };
    match parts.as_slice() {
        [year, month, day, ..] if year.len() == 4 => is_date(year, month, day),
        [date, ..] if date.len() == 8 => is_date(&date[..4], &date[4..6], &date[6..]),
        _ => false,
    }
}
