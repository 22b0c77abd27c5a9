//! What a README calls the folders of its notes: the groups of its lists, where each leads into a
//! folder of its own. What a README lists in; folders with their names out.

use std::collections::{BTreeMap, HashSet};

use crate::notes::library::file_names::name_of;
use crate::notes::library::files::parent;
use crate::notes::library::listed::Listed;
use crate::notes::reading::emoji::in_words;
use crate::notes::reading::numbers;

/// So deep may lie what holds the folders: `docs/notes/git`.
const DEEPEST: usize = 4;

/// The folders below that of a README that its lists name, each with its name: at least two, or a
/// heading may stand over all there is (`Contents`). Headings do, and other groups (items without
/// a link, first cells of rows) where they hold more than a note each.
pub(super) fn folder_names(readme: &str, listed: &[Listed]) -> Vec<(String, String)> {
    let items = || listed.iter().filter(|one| one.is_item);
    let of_heading = |one: &'_ Listed| one.heading.iter().cloned().collect();
    let by_heading: Vec<(Vec<String>, &str)> =
        items().map(|one| (of_heading(one), &*one.path)).collect();
    let by_group: Vec<(Vec<String>, &str)> = items()
        .map(|one| (one.groups.clone(), &*one.path))
        .collect();
    let holder = parent(readme);
    let mut out = Vec::new();
    push_names(holder, by_group, true, DEEPEST, &mut out);
    push_names(holder, by_heading, false, DEEPEST, &mut out);
    out
}

/// The folders below that of a README to which its items lead, as the words of the links call them:
/// `- [자료구조](./ds)`. A row that leads to the folder of what other rows lead to names none.
pub(super) fn folder_links<'l>(
    readme: &'l str,
    listed: &'l [Listed],
) -> impl Iterator<Item = (String, String)> + use<'l> {
    let holder = parent(readme);
    let items = listed.iter().filter(|one| one.is_item);
    let mut around: HashSet<&str> = HashSet::new();
    for one in items {
        let mut folder = parent(&one.path);
        while !folder.is_empty() && around.insert(folder) {
            folder = parent(folder);
        }
    }
    listed.iter().filter_map(move |one| {
        let words = one.words.as_ref().filter(|_| one.is_item)?;
        let is_folder = !name_of(&one.path).contains('.');
        let is_below = is_folder && child(holder, &one.path).is_some();
        (is_below && !around.contains(&*one.path)).then(|| (one.path.clone(), title(words)))
    })
}

/// Adds the folders in `holder` that groups name, and those inside of them. What stands under which
/// groups in, outermost first.
fn push_names(
    holder: &str,
    items: Vec<(Vec<String>, &str)>,
    needs_several: bool,
    depth: usize,
    out: &mut Vec<(String, String)>,
) {
    let mut in_folder: BTreeMap<&str, Vec<(Vec<String>, &str)>> = BTreeMap::new();
    // The folder in which all of a group lies, where it is one.
    let mut of_group: BTreeMap<Vec<String>, Option<&str>> = BTreeMap::new();
    for (groups, path) in items {
        let inside = child(holder, path);
        for end in 1..=groups.len() {
            let folder = of_group.entry(groups[..end].to_vec()).or_insert(inside);
            if *folder != inside {
                *folder = None;
            }
        }
        if let Some(folder) = inside {
            in_folder.entry(folder).or_default().push((groups, path));
        }
    }
    let name = |(folder, items): (&&str, &Vec<(Vec<String>, &str)>)| {
        let (first, _) = items.first()?;
        // The outermost that holds nothing else, and all of it.
        let end = (1..=first.len()).find(|&end| {
            let group = &first[..end];
            of_group[group] == Some(*folder)
                && items
                    .iter()
                    .all(|(other, _)| other.get(..end) == Some(group))
        })?;
        let called = title(&first[end - 1]);
        says_name(&called, name_of(folder)).then(|| ((*folder).to_owned(), called))
    };
    let named: Vec<(String, String)> = in_folder.iter().filter_map(name).collect();
    let count = in_folder.values().map(Vec::len).sum::<usize>();
    if named.len() > 1 && !(needs_several && count * 2 < in_folder.len() * 3) {
        out.extend(named);
    } else if in_folder.len() > 1 {
        return;
    }
    // All may lie in one folder: `docs/git/…`, `docs/linux/…`.
    if depth > 0 {
        for (folder, items) in in_folder {
            push_names(folder, items, needs_several, depth - 1, out);
        }
    }
}

/// Whether words call a folder something: a day or a number does so only where the folder has that
/// number, too.
fn says_name(called: &str, folder: &str) -> bool {
    let units = "년월일주차장강회차편부권";
    let says_more = |c: char| c.is_alphabetic() && !units.contains(c);
    let has_digits = called.contains(|c: char| c.is_ascii_digit());
    let digits = |words: &str| -> Vec<u32> {
        let numbers = words.split(|c: char| !c.is_ascii_digit());
        numbers.filter_map(|number| number.parse().ok()).collect()
    };
    let of_folder = digits(folder);
    let shares = || {
        digits(called)
            .iter()
            .any(|number| of_folder.contains(number))
    };
    !has_digits || called.contains(says_more) || shares()
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

/// A group as the title of a folder: without a number that only counts it.
fn title(group: &str) -> String {
    let group = in_words(group);
    let (found, length) = numbers::of_file(&group);
    if found.is_empty() || !numbers::called(&group[..length]).is_empty() {
        group.into_owned()
    } else {
        numbers::file_title(&group).1
    }
}
