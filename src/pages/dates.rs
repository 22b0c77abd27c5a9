//! When the notes were last changed: what git prints in, the day of a range of lines out. Days are
//! those of the author's own clock, so that the same history gives the same page on every machine.
//! Who runs git is not known here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::Offset;

/// A day, `2026-03-14`.
pub type Day = String;

/// Days by file, as far as the history knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    files: BTreeMap<String, Day>,
    lines: BTreeMap<String, Vec<Option<Day>>>,
}

impl Dates {
    /// Notes the day of a whole file; the first one told is the last change.
    pub fn tell_file(&mut self, path: &str, day: &str) {
        self.files
            .entry(path.to_owned())
            .or_insert_with(|| day.to_owned());
    }

    /// Notes the day of each line of a file.
    pub fn tell_lines(&mut self, path: &str, days: Vec<Option<Day>>) {
        self.lines.insert(path.to_owned(), days);
    }

    /// Whether a file's day is known.
    pub fn knows(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The last day on which one of `count` lines from line `first` (from 1) of a file was changed.
    pub fn of(&self, path: &str, first: usize, count: usize) -> Option<&str> {
        match self.lines.get(path) {
            Some(days) => days
                .iter()
                .skip(first.saturating_sub(1))
                .take(count)
                .flatten()
                .max()
                .map(String::as_str),
            None => self.files.get(path).map(String::as_str),
        }
    }
}

/// The day of each line from the output of `git blame --porcelain`. Lines that are not committed
/// yet have none, nor have those of `unknown` commits, beyond which a shallow clone has no history.
pub fn blamed(porcelain: &str, unknown: &BTreeSet<String>) -> Vec<Option<Day>> {
    let mut days: BTreeMap<&str, Option<Day>> = BTreeMap::new();
    let (mut out, mut commit, mut time) = (Vec::new(), "", 0i64);
    for line in porcelain.lines() {
        if line.starts_with('\t') {
            out.push(days.get(commit).cloned().flatten());
        } else if let Some(value) = line.strip_prefix("author-time ") {
            time = value.parse().unwrap_or_default();
        } else if let Some(zone) = line.strip_prefix("author-tz ") {
            let uncommitted = commit.bytes().all(|b| b == b'0');
            days.insert(
                commit,
                (!uncommitted && !unknown.contains(commit))
                    .then(|| day(time, zone))
                    .flatten(),
            );
        } else if let Some(id) = line
            .split(' ')
            .next()
            .filter(|id| id.len() >= 40 && id.bytes().all(|b| b.is_ascii_hexdigit()))
        {
            commit = id;
        }
    }
    out
}

/// The day of a moment, in seconds since 1970, in a zone such as `+0900`; none where either is not
/// what git prints, or lies beyond the years that a calendar knows.
fn day(seconds: i64, zone: &str) -> Option<Day> {
    let digits: i32 = zone.trim_start_matches(['+', '-']).parse().ok()?;
    let east = (digits / 100 * 60 + digits % 100) * 60;
    let offset = Offset::from_seconds(if zone.starts_with('-') { -east } else { east }).ok()?;
    let moment = Timestamp::from_second(seconds).ok()?;
    Some(offset.to_datetime(moment).date().to_string())
}
