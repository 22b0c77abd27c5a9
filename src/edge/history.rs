//! Reads from git when the notes were last changed, where ROOT lies in a work tree. A library in,
//! [`Dates`] out; where there is no git, no history, or only a shallow one, days are simply not
//! known and pages say nothing. A repository may be anybody's: nothing that its configuration or
//! attributes name is run.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead as _, BufReader, ErrorKind, Read as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use rayon::prelude::*;

use super::decode::{Decoded, decode, normalised};
use super::disk;
use super::program;
use crate::failure::Failure;
use crate::notes::library::Library;
use crate::notes::sources::Sources;
use crate::pages::dates::{self, Dates, Day, HistoryGap};
use crate::text;

/// The days of the files that chapters stand in; of files with several chapters the days of their
/// lines.
///
/// # Errors
/// git is there and cannot be run, or lacks what the system lacks: another build would know more.
pub(crate) fn dates(root: &Path, library: &Library, sources: &Sources) -> Result<Dates, Failure> {
    let mut known = Dates::default();
    // Most folders that are no work tree are told apart without starting a program.
    let canonical = root
        .canonicalize()
        .map_err(|error| disk::failed(root, "read", &error))?;
    if disk::repository(&canonical)?.is_none() {
        return Ok(Dates::lost(HistoryGap::Nothing));
    }
    let unknown = match shallow(root)? {
        History::Known { unknown } => unknown,
        History::Unreadable(reason) => {
            return Ok(Dates::lost(HistoryGap::Unreadable(reason)));
        }
        History::None => return Ok(Dates::lost(HistoryGap::Nothing)),
    };
    known.gap = (!unknown.is_empty()).then_some(HistoryGap::Shallow);
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
    )?;
    if known.is_empty() && known.gap.is_none() {
        return Ok(Dates::lost(HistoryGap::Nothing));
    }
    let several: Vec<&str> = chapters
        .iter()
        .filter(|(file, count)| **count > 1 && known.knows(file))
        .map(|(file, _)| *file)
        .collect();
    let blamed: Vec<Option<Vec<Option<Day>>>> = several
        .par_iter()
        .map(|file| lines(root, file, sources, &unknown))
        .collect::<Result<_, Failure>>()?;
    for (file, days) in several.into_iter().zip(blamed) {
        if let Some(days) = days {
            known.tell_lines(file, days);
        }
    }
    Ok(known)
}

/// All that the days follow from besides the notes themselves: the commit, where its history ends,
/// what stands for other commits, and the settings. Empty where there is no repository or no git;
/// `None` where the same may give other days another time.
///
/// # Errors
/// git is there and cannot be run, or lacks what the system lacks.
pub(crate) fn state(root: &Path) -> Result<Option<String>, Failure> {
    let canonical = root
        .canonicalize()
        .map_err(|error| disk::failed(root, "read", &error))?;
    if disk::repository(&canonical)?.is_none() {
        return Ok(Some(String::new()));
    }
    let History::Known { unknown } = shallow(root)? else {
        return Ok(None);
    };
    let said = |arguments: &[&str]| {
        let mut command = git(root);
        command.args(arguments);
        answer(&mut command)
    };
    // Of a commit that is lost, only the name would be known.
    let commit = said(&["rev-parse", "--verify", "HEAD^{commit}"])?;
    let replaced = said(&["for-each-ref", "refs/replace"])?;
    let settings = said(&["config", "--list", "-z"])?;
    let (Some(commit), Some(replaced), Some(settings)) = (commit, replaced, settings) else {
        return Ok(None);
    };
    let settings = String::from_utf8_lossy(&settings).to_lowercase();
    // A clone that lacks something may have it the next time, and a file that the settings name may
    // say something else.
    let may_change = ["partialclone", ".promisor", "ignorerevsfile", "mailmap"];
    if may_change.iter().any(|key| settings.contains(key)) {
        return Ok(None);
    }
    // Variables of git's own say what it reads and how.
    let named = std::env::vars_os().filter(|(name, _)| {
        let name = name.to_string_lossy();
        name.starts_with("GIT_")
    });
    let named: BTreeMap<_, _> = named.collect();
    Ok(Some(format!(
        "{unknown:?}\n{named:?}\n{}\n{}\n{settings}",
        String::from_utf8_lossy(&commit),
        String::from_utf8_lossy(&replaced)
    )))
}

/// The days of the lines of a file; `None` where git does not know the file.
fn lines(
    root: &Path,
    file: &str,
    sources: &Sources,
    unknown: &BTreeSet<String>,
) -> Result<Option<Vec<Option<Day>>>, Failure> {
    let note = sources
        .notes
        .binary_search_by(|note| (*note.path).cmp(file));
    let (Ok(note), Some(found)) = (note, sources.files.get(file)) else {
        return Ok(None);
    };
    let real = disk::there(found.disk.canonicalize(), &found.disk, "followed")?;
    let Some(real) = real else {
        return Ok(None);
    };
    // Of the work tree, git would blame what the filters of its attributes make of it.
    let mut command = git(root);
    command
        .args(["blame", "--porcelain", "--no-textconv", "HEAD", "--"])
        .arg(real);
    let Some(out) = answer(&mut command)? else {
        return Ok(None);
    };
    let blamed = dates::blamed(&out, unknown);
    let committed = match decode(&blamed.text) {
        Decoded::Utf8(text) => normalised(text),
        Decoded::Other(text, _) => normalised(&text),
        Decoded::Unknown { .. } => return Ok(None),
    };
    Ok(Some(dates::carried(
        &blamed.days,
        &committed,
        &sources.notes[note].text,
    )))
}

/// git in ROOT, which asks nothing, writes nothing, fetches nothing and runs nothing.
fn git(root: &Path) -> Command {
    let mut command = program::git(root);
    for setting in [
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "core.attributesFile=/dev/null",
        // No tree: attributes are read from nowhere.
        "attr.tree=none",
        "core.quotePath=false",
        // A signature is verified by a program of the configuration's choice.
        "log.showSignature=false",
        "log.showRoot=true",
        "log.follow=false",
        // A file that would be read by a name of the configuration's choice.
        "diff.orderFile=/dev/null",
    ] {
        command.args(["-c", setting]);
    }
    command
        .env("GIT_OPTIONAL_LOCKS", "0")
        // What a partial clone lacks stays unknown; an older git that tries to fetch it has no way.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Starts git; `None` where there is none.
fn start(command: &mut Command) -> Result<Option<Child>, Failure> {
    match command.spawn() {
        Ok(child) => Ok(Some(child)),
        // Folders of PATH that may not be entered hold none.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::PermissionDenied
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(unstarted(&error.to_string())),
    }
}

fn unstarted(reason: &str) -> Failure {
    Failure::system(format!(
        "git, which knows when the notes were changed, cannot be run: {}. \
         `dates = false` in notesite.toml builds without it.",
        reason.trim().trim_end_matches('.')
    ))
}

/// What git prints, where it knows an answer.
fn answer(command: &mut Command) -> Result<Option<Vec<u8>>, Failure> {
    let out = ended(command)?;
    Ok(out.filter(|out| out.status.success()).map(|out| out.stdout))
}

/// All that git says; `None` where there is none.
fn ended(command: &mut Command) -> Result<Option<Output>, Failure> {
    let Some(child) = start(command)? else {
        return Ok(None);
    };
    let out = child
        .wait_with_output()
        .map_err(|error| unstarted(&error.to_string()))?;
    finished(&out)?;
    Ok(Some(out))
}

/// Why git could not read a repository that is there; `None` where it said that none is there, or
/// nothing in it yet.
fn unreadable(complaints: &[u8]) -> Option<String> {
    let said = String::from_utf8_lossy(complaints);
    let line = said.lines().rev().find_map(|line| {
        let reason = line.strip_prefix("fatal: ")?;
        Some(reason.trim_end_matches('.'))
    })?;
    let is_nothing = ["not a git repository", "does not have any commits yet"];
    let is_told = !is_nothing.iter().any(|said| line.contains(said));
    is_told.then(|| line.to_owned())
}

/// What is known of a history before it is read.
enum History {
    /// This is no work tree, or there is no git.
    None,
    /// The commits beyond which a shallow clone knows nothing; none in a whole one.
    Known { unknown: BTreeSet<String> },
    /// git says why it does not read it.
    Unreadable(String),
}

/// A git that failed because the system gave it too little has not said that it knows nothing.
fn finished(out: &Output) -> Result<(), Failure> {
    let said = String::from_utf8_lossy(&out.stderr);
    let lacks = [
        "Too many open files",
        "No file descriptors",
        "Cannot allocate memory",
        "out of memory",
        "temporarily unavailable",
        "Input/output error",
        "cannot fork",
    ];
    if out.status.code().is_none() {
        return Err(unstarted("something ended it"));
    }
    match said
        .lines()
        .find(|line| lacks.iter().any(|lack| line.contains(lack)))
    {
        Some(line) if !out.status.success() => Err(unstarted(line)),
        _ => Ok(()),
    }
}

/// Commits at which a shallow clone ends: it shows their every line as new.
fn shallow(root: &Path) -> Result<History, Failure> {
    let mut command = git(root);
    command.args([
        "rev-parse",
        "--path-format=absolute",
        "--git-path",
        "shallow",
    ]);
    let Some(out) = ended(&mut command)? else {
        return Ok(History::None);
    };
    if !out.status.success() {
        return Ok(unreadable(&out.stderr).map_or(History::None, History::Unreadable));
    }
    // A path that is no Unicode belongs to a repository whose end is not known.
    let Ok(path) = String::from_utf8(out.stdout) else {
        return Ok(History::None);
    };
    let list = disk::settings(Path::new(path.trim_end_matches('\n')))?.unwrap_or_default();
    let list = String::from_utf8_lossy(&list);
    let unknown = list.lines().map(str::to_owned).collect();
    Ok(History::Known { unknown })
}

/// Reads the history from its end until the day of every file is known.
fn log(
    root: &Path,
    files: &BTreeSet<&str>,
    unknown: &BTreeSet<String>,
    known: &mut Dates,
) -> Result<(), Failure> {
    let mut command = git(root);
    command.args([
        "log",
        "--format=%x01%H %as",
        "--name-only",
        "--relative",
        "--no-ext-diff",
        "--no-textconv",
        "-z",
    ]);
    let Some(mut child) = start(&mut command)? else {
        return Ok(());
    };
    let failed = |error: io::Error| unstarted(&error.to_string());
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Ok(());
    };
    // What git complains of is read beside what it prints, so that neither waits for the other.
    let complaints = thread::Builder::new()
        .spawn(move || {
            let mut said = Vec::new();
            BufReader::new(stderr).read_to_end(&mut said).map(|_| said)
        })
        .map_err(failed)?;
    let mut reader = BufReader::new(stdout);
    let mut missing = files.clone();
    let mut day: Option<String> = None;
    let mut record = Vec::new();
    while !missing.is_empty() {
        record.clear();
        if reader.read_until(0, &mut record).map_err(failed)? == 0 {
            break;
        }
        record.pop_if(|last| *last == 0);
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
    }
    if missing.is_empty() {
        // It may have ended already.
        let _ = child.kill();
    }
    drop(reader);
    let status = child.wait().map_err(failed)?;
    let Ok(stderr) = complaints.join() else {
        return Err(unstarted("its complaints were lost"));
    };
    let stderr = stderr.map_err(failed)?;
    if missing.is_empty() {
        return Ok(());
    }
    if !status.success() && known.gap.is_none() {
        known.gap = unreadable(&stderr).map(HistoryGap::Unreadable);
    }
    finished(&Output {
        status,
        stdout: Vec::new(),
        stderr,
    })
}
