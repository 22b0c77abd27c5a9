//! Watching the folders of the notes. Every event means only "look again": notify loses and repeats
//! events, and reading a file raises one too. What changed is found by looking, never by what an
//! event says; events only tell when, and where to look first. The folders are those that the last
//! look went through: nothing is spent on `node_modules`, and a folder made a moment ago is looked
//! into once more after its watch stands.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::remember::FolderIdentity;
use super::walk::{Folder, is_temporary};

/// How long somebody may hold a file open before what was written so far is looked at.
const OPEN: Duration = Duration::from_millis(30);
/// Without events: how often to look.
const POLL: Duration = Duration::from_millis(500);
/// The longest quiet that a storm of events is waited for, and how long a storm may go on unseen.
const QUIET: Duration = Duration::from_millis(40);
const STORM: Duration = Duration::from_millis(300);

/// What an event says about when to look, with the names it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Something is done: closed, renamed, deleted.
    Done(Vec<PathBuf>),
    /// A file is being written; its writer has not closed it yet.
    Writing(Vec<PathBuf>),
    /// Events were lost, or the watcher failed: look at everything.
    Lost,
}

/// Why a wait ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Nothing was said.
    Quiet,
    /// Events named these files and folders, and no others.
    Named(HashSet<PathBuf>),
    /// Something changed; nobody knows what.
    Lost,
}

/// A watch over folders.
pub struct Watch {
    watcher: Option<RecommendedWatcher>,
    signals: Receiver<Signal>,
    /// Keeps the channel open where there is no watcher.
    sender: Sender<Signal>,
    watched: HashMap<PathBuf, FolderIdentity>,
    /// How many waits in a row ended at once: a storm.
    storm: u32,
}

impl Watch {
    /// A watch over nothing yet. With `poll` no events are asked for. The sentence says why they
    /// cannot be had.
    pub fn new(poll: bool) -> (Self, Option<String>) {
        let (sender, signals) = channel();
        let mut watch = Self {
            watcher: None,
            signals,
            sender: sender.clone(),
            watched: HashMap::new(),
            storm: 0,
        };
        if poll {
            return (watch, None);
        }
        match RecommendedWatcher::new(
            move |event| {
                if let Some(signal) = signal(event) {
                    let _ = sender.send(signal);
                }
            },
            Config::default(),
        ) {
            Ok(watcher) => {
                watch.watcher = Some(watcher);
                (watch, None)
            }
            Err(error) => (watch, Some(used_up(&error))),
        }
    }

    /// Takes what an event said as one that came from the system.
    pub fn heard(&self, signal: Signal) {
        // The receiver lives as long as this value.
        let _ = self.sender.send(signal);
    }

    /// Whether the system tells of changes; otherwise looking is all there is.
    pub(crate) fn has_events(&self) -> bool {
        self.watcher.is_some()
    }

    /// Whether the folder is still the one that is watched; without events there is nothing to
    /// lose.
    pub(crate) fn holds(&self, root: &Path) -> bool {
        !self.has_events() || self.watched.get(root).copied() == identity(root)
    }

    /// Watches these folders and no others; answers whether new ones were among them, which must
    /// then be looked into again. The error says why events cannot be had any more.
    pub(crate) fn follow(&mut self, root: &Path, folders: &[Folder]) -> Result<bool, String> {
        let Some(watcher) = &mut self.watcher else {
            return Ok(false);
        };
        // Elsewhere than on Linux one watch covers all that lies beneath.
        let deep = !cfg!(any(target_os = "linux", target_os = "android"));
        let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let mut wanted: HashMap<&Path, FolderIdentity> = HashMap::new();
        for folder in folders {
            if !deep || folder.disk == root || !folder.disk.starts_with(root) {
                wanted.insert(&folder.disk, folder.identity);
            }
        }
        let gone: Vec<PathBuf> = self
            .watched
            .keys()
            .filter(|path| !wanted.contains_key(path.as_path()))
            .cloned()
            .collect();
        for path in gone {
            let _ = watcher.unwatch(&path);
            self.watched.remove(&path);
        }
        let mut new = false;
        for (path, identity) in wanted {
            if self.watched.get(path) == Some(&identity) {
                continue;
            }
            // A folder made anew under an old name: the old watch died with the old folder.
            if self.watched.remove(path).is_some() {
                let _ = watcher.unwatch(path);
            }
            // Of folders above ROOT only what lies right in them is asked for.
            let is_above = path != root && real.starts_with(path);
            let mode = if deep && !is_above {
                RecursiveMode::Recursive
            } else {
                RecursiveMode::NonRecursive
            };
            match watcher.watch(path, mode) {
                Ok(()) => {
                    self.watched.insert(path.to_owned(), identity);
                    new = true;
                }
                // It was deleted since the look; the look after that event will know.
                Err(error) if is_missing(&error) => new = true,
                Err(error) => {
                    let reason = used_up(&error);
                    self.watcher = None;
                    self.watched.clear();
                    return Err(reason);
                }
            }
        }
        Ok(new)
    }

    /// Waits until it is time to look again, at most `at_most`; answers what events said. The first
    /// event counts at once, unless a file is still being written; storms are gathered.
    pub fn wait(&mut self, at_most: Duration) -> Woken {
        let began = Instant::now();
        let at_most = if self.has_events() {
            at_most
        } else {
            at_most.min(POLL)
        };
        let first = match self.signals.recv_timeout(at_most) {
            Ok(signal) => signal,
            Err(RecvTimeoutError::Timeout) => {
                self.storm = 0;
                return Woken::Quiet;
            }
            // The sender lives as long as this value.
            Err(RecvTimeoutError::Disconnected) => return Woken::Quiet,
        };
        self.storm = if began.elapsed() < Duration::from_millis(5) {
            (self.storm + 1).min(5)
        } else {
            0
        };
        let quiet = (Duration::from_millis(1) * (1 << self.storm)).min(QUIET);
        let deadline = Instant::now() + STORM;
        let mut writing: Option<Instant> = None;
        let mut woken = Woken::Named(HashSet::new());
        let mut next = Some(first);
        while let Some(signal) = next {
            writing = match &signal {
                Signal::Writing(_) => writing.or_else(|| Some(Instant::now())),
                Signal::Done(_) | Signal::Lost => None,
            };
            match (signal, &mut woken) {
                (Signal::Done(paths) | Signal::Writing(paths), Woken::Named(named)) => {
                    named.extend(paths);
                }
                _ => woken = Woken::Lost,
            }
            if Instant::now() >= deadline {
                break;
            }
            let wait = match writing {
                Some(since) => OPEN.saturating_sub(since.elapsed()),
                None if self.storm == 0 => Duration::ZERO,
                None => quiet,
            };
            next = if wait.is_zero() {
                self.signals.try_recv().ok()
            } else {
                self.signals.recv_timeout(wait).ok()
            };
        }
        woken
    }
}

fn identity(folder: &Path) -> Option<FolderIdentity> {
    std::fs::metadata(folder)
        .ok()
        .map(|about| FolderIdentity::of(&about))
}

/// What an event of the system says; `None` where it tells of no change to a note.
pub fn signal(event: notify::Result<Event>) -> Option<Signal> {
    match event {
        Err(_) => Some(Signal::Lost),
        // An overflow comes without a path.
        Ok(event) if event.need_rescan() || event.paths.is_empty() => Some(Signal::Lost),
        Ok(mut event) => {
            // A folder may be called as editors call what they write beside a file: `202205`.
            let of_folder = matches!(
                event.kind,
                EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder)
            );
            event.paths.retain(|path| {
                let name = path.file_name();
                let is_temporary = name.is_some_and(|name| is_temporary(&name.to_string_lossy()));
                !is_temporary || of_folder || path.is_dir()
            });
            if event.paths.is_empty() {
                None
            } else {
                signal_of(event.kind, event.paths)
            }
        }
    }
}

fn signal_of(kind: EventKind, paths: Vec<PathBuf>) -> Option<Signal> {
    // Only inotify says when a writer is done; elsewhere every event is the end of something.
    let closes = cfg!(any(target_os = "linux", target_os = "android"));
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Signal::Done(paths)),
        // A read is no change.
        EventKind::Access(_) => None,
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)) if closes => {
            Some(Signal::Writing(paths))
        }
        _ => Some(Signal::Done(paths)),
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Why the system gives no events, and how it would.
pub fn used_up(error: &notify::Error) -> String {
    let limit = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => Some("fs.inotify.max_user_watches=524288"),
        // EMFILE: no further instance for this user.
        notify::ErrorKind::Io(error) if error.raw_os_error() == Some(24) => {
            Some("fs.inotify.max_user_instances=512")
        }
        _ => None,
    };
    match limit {
        Some(limit) => format!(
            "The system's limit of file watches is reached; looking every half second instead. \
            `sudo sysctl {limit}` raises it."
        ),
        None => format!(
            "The system tells of no changes here ({error}); looking every half second instead."
        ),
    }
}
