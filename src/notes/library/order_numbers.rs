//! Numbers of file names that do nothing but put files in order: `99-afterword` behind `12-heaps`,
//! `10-install`, `20-use`, `30-config`. Paths of a course's files in; whether the number of each is
//! such a one out.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::notes::library::days::are_days;
use crate::notes::library::file_names::stem;
use crate::notes::library::files::parent;
use crate::notes::library::place_words::is_at_end;
use crate::notes::reading::numbers;

/// So far behind the numbers of a row nobody counts on.
const JUMP: u32 = 10;

/// So far lies what ends a book behind its chapters, where no chapter is missing.
const GAP: u32 = 3;

/// Whether each of these files is only put in order by the number of its name. Docusaurus, whose
/// sites lie in the folders `taken_off`, takes such numbers off and shows them nowhere.
pub(super) fn only_order(paths: &[String], taken_off: &[&str]) -> Vec<bool> {
    let mut rows: HashMap<&str, BTreeSet<u32>> = HashMap::new();
    // Also those in folders inside of each: chapters of parts go on.
    let mut below: HashMap<&str, BTreeSet<u32>> = HashMap::new();
    let mut folders: HashSet<&str> = HashSet::new();
    for path in paths {
        let mut inside = path.as_str();
        while !inside.is_empty() && folders.insert(inside) {
            if let Some(number) = number(inside) {
                rows.entry(parent(inside)).or_default().insert(number);
                let mut around = inside;
                while !around.is_empty() {
                    around = parent(around);
                    below.entry(around).or_default().insert(number);
                }
            }
            inside = parent(inside);
        }
    }
    let are_steps: HashSet<&str> = rows
        .iter()
        .filter(|(_, row)| counts_in_steps(row))
        .map(|(folder, _)| *folder)
        .collect();
    let mut names: HashMap<&str, Vec<&str>> = HashMap::new();
    for path in paths {
        names.entry(parent(path)).or_default().push(stem(path));
    }
    let of_days = names
        .iter()
        .filter(|(_, row)| are_days(row.iter().copied()));
    let of_days: HashSet<&str> = of_days.map(|(folder, _)| *folder).collect();
    let is_such = |path: &String| {
        let folder = parent(path);
        let counts_four = || {
            let digits = stem(path).bytes().take_while(u8::is_ascii_digit);
            digits.count() == 4
        };
        let is_inside = |site: &&str| {
            let inside = path.strip_prefix(*site);
            site.is_empty() || inside.is_some_and(|inside| inside.starts_with('/'))
        };
        // Also of a name that is nothing else.
        let is_taken_off = || {
            let name = stem(path);
            name.bytes().all(|c| c.is_ascii_digit()) && taken_off.iter().any(is_inside)
        };
        is_day(path)
            || of_days.contains(folder) && counts_four()
            || is_taken_off()
            || number(path).is_some_and(|number| {
                taken_off.iter().any(is_inside)
                    || are_steps.contains(folder)
                    || is_kept_for_the_end(path, number, &below[folder])
            })
    };
    paths.iter().map(is_such).collect()
}

/// The number that a name begins with and no word stands beside: that of `Day 3` counts.
fn number(path: &str) -> Option<u32> {
    let name = stem(path);
    let (numbers, length) = numbers::of_file(name);
    let [number] = numbers[..] else {
        return None;
    };
    numbers::called(&name[..length])
        .is_empty()
        .then_some(number)
}

/// Whether a file's number is its day or month, in a folder of a year: `2024/01/02.md`,
/// `2023년/0105 배열.md`; or of four digits in one of a month: `3월/0301_객체.md`.
fn is_day(path: &str) -> bool {
    let name = stem(path);
    let length = name.bytes().take_while(u8::is_ascii_digit).count();
    let is_date = match length {
        1 | 2 => length == name.len(),
        4 => {
            let (month, day) = (&name[..2], &name[2..4]);
            ("01"..="12").contains(&month) && ("01"..="31").contains(&day)
        }
        _ => false,
    };
    let is_year = |folder: &str| {
        let digits = folder.bytes().take_while(u8::is_ascii_digit).count();
        let year = folder[..digits].parse().ok().filter(|_| digits == 4);
        year.is_some_and(numbers::is_year)
    };
    let is_month = |folder: &str| {
        let month = folder
            .strip_suffix('월')
            .and_then(|month| month.parse().ok());
        month.is_some_and(|month: u32| (1..=12).contains(&month))
    };
    let mut folders = parent(path).split('/');
    is_date && folders.any(|folder| is_year(folder) || length == 4 && is_month(folder))
}

/// Whether a row leaves room between its numbers, as lines of BASIC do: 10, 20, 25, 30.
fn counts_in_steps(row: &BTreeSet<u32>) -> bool {
    [10, 100].iter().any(|step| {
        let begins = (1..=3).all(|place| row.contains(&(step * place)));
        let counted = || row.iter().filter(|number| **number > 0);
        let steps = counted().filter(|number| *number % step == 0).count();
        begins && counted().all(|number| number >= step) && steps * 2 > counted().count()
    })
}

/// Whether a number is the last that there is, kept for what ends a book however long it grows: 99
/// and those before it, far behind a row of chapters that goes on from its first. Where the name
/// says that it ends the book, a gap is enough.
fn is_kept_for_the_end(path: &str, number: u32, row: &BTreeSet<u32>) -> bool {
    let is_kept = |number: u32| (90..100).contains(&number) || (900..1000).contains(&number);
    let name = stem(path);
    let says_end = is_at_end(&name[numbers::of_file(name).1..]);
    // Of a long row only few are looked at further.
    if !is_kept(number) && !says_end {
        return false;
    }
    let before = row.range(..number).filter(|before| !is_kept(**before));
    let before: Vec<u32> = before.copied().filter(|before| *before > 0).collect();
    let Some(last) = before.last().filter(|_| before.len() > 1) else {
        return false;
    };
    let count = u32::try_from(before.len()).unwrap_or(u32::MAX);
    let is_twice = number / 2 >= *last;
    let goes_on = count.saturating_mul(if is_twice { 3 } else { 2 }) >= *last;
    // Where more numbers follow, it is one of them.
    let is_last = row
        .range(number..)
        .all(|other| is_kept(*other) && other / 100 == number / 100);
    is_kept(number) && is_last && number - last >= JUMP && goes_on
        || says_end && number - last >= GAP
}
