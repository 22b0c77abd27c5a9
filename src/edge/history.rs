//! Reads from git when the notes were last changed, where ROOT lies in a work tree. A library in,
//! [`Dates`] out; where there is no git, no history, or only a shallow one, days are simply not
//! known and pages say nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use rayon::prelude::*;

use crate::notes::library::Library;
use crate::notes::sources::Sources;
use crate::pages::dates::{self, Dates};
use crate::text;

/// The days of the files that chapters stand in; of files with several chapters the days of their
/// lines.
pub fn dates(root: &Path, library: &Library, sources: &Sources) -> Dates {
    let mut known = Dates::default();
    // Most folders that are no work tree are told apart without starting a program.
    let canonical = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    if !canonical
        .ancestors()
        .any(|folder| folder.join(".git").exists())
    {
        return known;
    }
    let Some(unknown) = shallow(root) else {
        return known;
    };
    let mut chapters: BTreeMap<&str, usize> = BTreeMap::new();
    for chapter in library
        .outline
        .courses
        .iter()
        .flat_map(|course| &course.chapters)
    {
        *chapters.entry(&chapter.file).or_default() += 1;
    }
    log(
        root,
        &chapters.keys().copied().collect(),
        &unknown,
        &mut known,
    );
    let several: Vec<&str> = chapters
        .iter()
        .filter(|(file, count)| **count > 1 && known.knows(file))
        .map(|(file, _)| *file)
        .collect();
    let blamed: Vec<_> = several
        .par_iter()
        .filter_map(|file| {
            let disk = sources.files.get(*file)?.disk.canonicalize().ok()?;
            let text = git(root)
                .args(["blame", "--porcelain", "--no-textconv", "--"])
                .arg(disk)
                .output()
                .ok()
                .filter(|out| out.status.success())?;
            Some((
                *file,
                dates::blamed(&String::from_utf8_lossy(&text.stdout), &unknown),
            ))
        })
        .collect();
    for (file, days) in blamed {
        known.tell_lines(file, days);
    }
    known
}

/// git in ROOT, which asks nothing, writes nothing and runs nothing that a repository's
/// configuration names.
fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args([
        "--no-pager",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "log.showSignature=false",
        "-c",
        "core.quotePath=false",
    ]);
    command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Commits at which a shallow clone ends: it shows their every line as new. `None` where this is no
/// work tree.
fn shallow(root: &Path) -> Option<BTreeSet<String>> {
    let out = git(root)
        .args([
            "rev-parse",
            "--path-format=absolute",
            "--git-path",
            "shallow",
        ])
        .output()
        .ok()?;
    let path = String::from_utf8(out.stdout)
        .ok()
        .filter(|_| out.status.success())?;
    Some(
        std::fs::read_to_string(path.trim_end())
            .map(|list| list.lines().map(str::to_owned).collect())
            .unwrap_or_default(),
    )
}

/// Reads the history from its end until the day of every file is known.
fn log(root: &Path, files: &BTreeSet<&str>, unknown: &BTreeSet<String>, known: &mut Dates) {
    let started = git(root)
        .args([
            "log",
            "--format=%x01%H %as",
            "--name-only",
            "--relative",
            "-z",
        ])
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = started else { return };
    let Some(stdout) = child.stdout.take() else {
        return;
    };
    let mut missing = files.clone();
    let mut day: Option<String> = None;
    for record in Records(BufReader::new(stdout)) {
        let record = String::from_utf8_lossy(&record);
        // Between the head of a commit and its first name stands a line feed.
        for line in record.split('\n').filter(|line| !line.is_empty()) {
            if let Some(head) = line.strip_prefix('\u{1}') {
                day = head
                    .split_once(' ')
                    .filter(|(id, _)| !unknown.contains(*id))
                    .map(|(_, day)| day.to_owned());
            } else {
                let path = text::nfc(line);
                if missing.remove(path.as_str())
                    && let Some(day) = &day
                {
                    known.tell_file(&path, day);
                }
            }
        }
        if missing.is_empty() {
            break;
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// What NUL bytes part.
struct Records<R>(BufReader<R>);

impl<R: Read> Iterator for Records<R> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut record = Vec::new();
        let read = std::io::BufRead::read_until(&mut self.0, 0, &mut record).ok()?;
        record.pop_if(|last| *last == 0);
        (read > 0).then_some(record)
    }
}
