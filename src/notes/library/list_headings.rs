//! What a README calls the folders of its notes: the headings of its lists, where each list leads
//! into a folder of its own. What a README lists in; folders with their names out.

use std::collections::BTreeMap;

use crate::notes::library::files::parent;
use crate::notes::library::listed::Listed;
use crate::notes::reading::emoji::in_words;
use crate::notes::reading::numbers;

/// So deep may lie what holds the folders: `docs/notes/git`.
const DEEPEST: usize = 4;

/// The folders below that of a README that its headings name, each with its name: at least two, or
/// a heading may stand over all there is (`Contents`).
pub(super) fn folder_names(readme: &str, listed: &[Listed]) -> Vec<(String, String)> {
    let items: Vec<(&str, &str)> = listed
        .iter()
        .filter(|one| one.is_item)
        .filter_map(|one| Some((one.heading.as_deref()?, &*one.path)))
        .collect();
    let mut holder = parent(readme).to_owned();
    for _ in 0..DEEPEST {
        // The folder in `holder` in which each list lies, where it is one.
        let mut of_heading: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for (heading, path) in &items {
            let inside = child(&holder, path);
            let folder = of_heading.entry(heading).or_insert(inside);
            if *folder != inside {
                *folder = None;
            }
        }
        let mut headings: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (heading, path) in &items {
            if let Some(folder) = child(&holder, path) {
                headings.entry(folder).or_default().push(heading);
            }
        }
        let own = |folder: &&str| headings[folder].windows(2).all(|two| two[0] == two[1]);
        let named: Vec<(String, String)> = of_heading
            .iter()
            .filter_map(|(heading, folder)| Some(((*folder)?, *heading)))
            .filter(|(folder, _)| own(folder))
            .map(|(folder, heading)| (folder.to_owned(), without_number(&in_words(heading))))
            .collect();
        if named.len() > 1 {
            return named;
        }
        // All lie in one folder: `docs/git/…`, `docs/linux/…`.
        let mut folders = headings.keys();
        match (folders.next(), folders.next()) {
            (Some(only), None) => holder = (*only).to_owned(),
            _ => return Vec::new(),
        }
    }
    Vec::new()
}

/// The folders beside a README that its items call by the number which their names have, too:
/// `Week 1` for `week-01`.
pub(super) fn folder_leads<'l>(
    readme: &'l str,
    listed: &'l [Listed],
) -> impl Iterator<Item = (String, String)> + use<'l> {
    listed.iter().filter_map(move |one| {
        let lead = one.lead.as_ref()?;
        let folder = child(parent(readme), &one.path)?;
        let name = folder.rsplit('/').next()?;
        let (found, length) = numbers::of_file(name);
        let is_same = found == numbers::numbers(lead).0 && length == name.len();
        is_same.then(|| (folder.to_owned(), lead.clone()))
    })
}

/// The folder in `holder` in which a path lies, or that it is.
fn child<'p>(holder: &str, path: &'p str) -> Option<&'p str> {
    let inside = match holder {
        "" => path,
        _ => path.strip_prefix(holder)?.strip_prefix('/')?,
    };
    let start = path.len() - inside.len();
    let name = inside.split('/').next().filter(|name| !name.is_empty())?;
    let is_folder = inside.len() > name.len() || !name.contains('.');
    is_folder.then(|| &path[..start + name.len()])
}

fn without_number(heading: &str) -> String {
    if numbers::of_file(heading).0.is_empty() {
        heading.to_owned()
    } else {
        numbers::file_title(heading).1
    }
}
