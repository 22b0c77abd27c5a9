//! When the notes were last changed: what git prints in, the day of a range of lines out. Days are
//! those of the author's own clock, so that the same history gives the same page on every machine.
//! Who runs git is not known here.

use std::collections::{BTreeMap, BTreeSet};

use imara_diff::{Algorithm, Diff, InternedInput};
use jiff::Timestamp;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// A day, `2026-03-14`.
pub(crate) type Day = String;

/// Days by file, as far as the history knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    files: BTreeMap<String, Day>,
    lines: BTreeMap<String, Vec<Option<Day>>>,
    /// Why git knows less than there was; `None` where it knows all.
    pub gap: Option<HistoryGap>,
}

/// Why git knows less of the notes than there was.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum HistoryGap {
    /// There is no repository, no git, or no commit of these notes.
    Nothing,
    /// The history ends before its beginning: a shallow clone.
    Shallow,
    /// git cannot read the repository, for the reason that it gave.
    Unreadable(String),
}

impl Dates {
    /// No day at all.
    pub(crate) fn lost(gap: HistoryGap) -> Self {
        Self {
            gap: Some(gap),
            ..Self::default()
        }
    }

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

    /// Whether no day is known at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
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

/// A committed text, as `git blame --porcelain` prints it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Blamed {
    /// The day of each line; none for those of `unknown` commits, beyond which a shallow clone has
    /// no history.
    pub days: Vec<Option<Day>>,
    /// Its bytes, without the end of the last line.
    pub text: Vec<u8>,
}

/// Reads the output of `git blame --porcelain`.
pub(crate) fn blamed(porcelain: &[u8], unknown: &BTreeSet<String>) -> Blamed {
    let mut days: BTreeMap<&[u8], Option<Day>> = BTreeMap::new();
    let (mut out, mut commit, mut time) = (Blamed::default(), &porcelain[..0], 0i64);
    for line in porcelain.split(|byte| *byte == b'\n') {
        let number = |value: &[u8]| std::str::from_utf8(value).ok()?.parse().ok();
        if let Some(text) = line.strip_prefix(b"\t") {
            if !out.days.is_empty() {
                out.text.push(b'\n');
            }
            out.days.push(days.get(commit).cloned().flatten());
            out.text.extend_from_slice(text);
        } else if let Some(value) = line.strip_prefix(b"author-time ") {
            time = number(value).unwrap_or_default();
        } else if let Some(zone) = line.strip_prefix(b"author-tz ") {
            let id = String::from_utf8_lossy(commit);
            let is_known = !unknown.contains(&*id);
            let day = || day(time, &String::from_utf8_lossy(zone));
            days.insert(commit, is_known.then(day).flatten());
        } else if let Some(id) = line
            .split(|byte| *byte == b' ')
            .next()
            .filter(|id| id.len() >= 40 && id.iter().all(u8::is_ascii_hexdigit))
        {
            commit = id;
        }
    }
    // What is left of the last line's end, which a carriage return alone would be again.
    out.text.pop_if(|last| *last == b'\r');
    out
}

/// The day of each line of a note as it is now: that of the same line as it was committed, none for
/// a line that is not committed yet.
pub(crate) fn carried(days: &[Option<Day>], committed: &str, now: &str) -> Vec<Option<Day>> {
    let mut input = InternedInput::default();
    input.update_before(committed.split('\n'));
    input.update_after(now.lines());
    if input.before.len() != days.len() {
        // The text has other lines than git counted.
        return vec![None; input.after.len()];
    }
    let mut diff = Diff::compute(Algorithm::Myers, &input);
    diff.postprocess_lines(&input);
    let mut kept = (0..)
        .zip(days)
        .filter(|(line, _)| !diff.is_removed(*line))
        .map(|(_, day)| day.clone());
    (0..)
        .zip(&input.after)
        .map(|(line, _)| {
            if diff.is_added(line) {
                None
            } else {
                kept.next().flatten()
            }
        })
        .collect()
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
