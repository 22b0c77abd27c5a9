//! The parts of a course whose notes lie side by side and that a README lists in groups: files
//! without folders, `## 기초` above two of them and `## 심화` above others. What stands where in
//! the list in; the titles of parts around each note out.

use std::collections::{HashMap, HashSet};

use crate::notes::reading::emoji::in_words;
use crate::notes::reading::numbers;
use crate::notes::reading::parts::{is_around_parts, is_called_contents, is_called_opening};

/// The titles of the parts around notes in their order, outermost first, by the groups of the list
/// in which they stand: `None` where it does not name them.
pub(super) fn titles(groups: &[Option<&[String]>]) -> Option<Vec<Vec<String>>> {
    let named: Vec<&[String]> = groups.iter().filter_map(|one| *one).collect();
    // Half of them and more.
    if named.len() * 2 < groups.len() || named.len() < 3 {
        return None;
    }
    let shared = shared(&named);
    let deepest = named.iter().map(|one| one.len() - shared).max()?;
    let of = |one: &[String], depth: usize| -> Vec<String> {
        let inside = &one[shared..];
        let names = inside.iter().filter(|name| !is_called_contents(name));
        names.take(depth).map(|name| title(name)).collect()
    };
    (1..=deepest).rev().find_map(|depth| {
        let cut = |one: Option<&[String]>| one.map_or_else(Vec::new, |one| of(one, depth));
        let all: Vec<Vec<String>> = groups.iter().copied().map(cut).collect();
        let all = without_openings(all);
        are_parts(&all).then_some(all)
    })
}

/// So many names are the same for all.
fn shared(named: &[&[String]]) -> usize {
    let Some(first) = named.first() else {
        return 0;
    };
    let same = |at: &usize| named.iter().all(|one| one.get(*at) == first.get(*at));
    (0..first.len()).take_while(same).count()
}

/// An introduction by itself is no part, but stands before all.
fn without_openings(mut all: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let is_opening = |one: &Vec<String>| one.last().is_some_and(|name| is_called_opening(name));
    let mut counts: HashMap<Vec<String>, usize> = HashMap::new();
    for one in all.iter().filter(|one| is_opening(one)) {
        *counts.entry(one.clone()).or_default() += 1;
    }
    for one in &mut all {
        if counts.get(one).is_some_and(|count| *count == 1) {
            one.clear();
        }
    }
    all
}

/// Whether groups are parts: two and more of them with a subject, each in one place, and several
/// notes in most.
fn are_parts(all: &[Vec<String>]) -> bool {
    let mut seen: HashSet<&[String]> = HashSet::new();
    let mut last: Option<&[String]> = None;
    let mut count = 0;
    for one in all {
        if one.is_empty() {
            last = None;
            continue;
        }
        count += 1;
        if last != Some(one.as_slice()) && !seen.insert(one) {
            return false;
        }
        last = Some(one);
    }
    let is_subject = |one: &&&[String]| one.last().is_some_and(|name| !is_around_parts(name));
    let subjects = seen.iter().filter(is_subject).count();
    subjects > 1 && count * 2 >= seen.len() * 3
}

/// A name of a group as the title of a part: without a number that only counts it.
fn title(name: &str) -> String {
    let name = in_words(name);
    let (found, length) = numbers::numbers(&name);
    let rest = name[length..].trim();
    if found.is_empty() || rest.is_empty() || !numbers::called(&name[..length]).is_empty() {
        return name.into_owned();
    }
    rest.to_owned()
}
