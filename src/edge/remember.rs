//! What was read from disk, remembered by what the disk says of a file: looking again costs a
//! `stat`, not a read. A file whose times say that it may have changed again within the clock's
//! grain is read once more, as git treats its index ("racy git").

use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// The grain of the coarsest clock that file systems keep: FAT counts two seconds.
const GRAIN: Duration = Duration::from_secs(2);

/// A file as the disk describes it. Equal stamps mean equal bytes, but for writes within the grain
/// of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Device and inode; zero where the system has none.
    pub id: (u64, u64),
    size: u64,
    modified: Option<SystemTime>,
    /// When the inode was last changed, which no program can set back; seconds and nanoseconds.
    changed: (i64, i64),
}

impl Stamp {
    /// The stamp of what `stat` answered.
    #[cfg(unix)]
    pub fn of(about: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            id: (about.dev(), about.ino()),
            size: about.size(),
            modified: about.modified().ok(),
            changed: (about.ctime(), about.ctime_nsec()),
        }
    }

    /// The stamp of what `stat` answered.
    #[cfg(not(unix))]
    pub fn of(about: &Metadata) -> Self {
        Self {
            id: (0, 0),
            size: about.len(),
            modified: about.modified().ok(),
            changed: (0, 0),
        }
    }

    /// Whether a write after `read` could leave this very stamp.
    fn is_racy(&self, read: SystemTime) -> bool {
        let changed = Duration::new(
            u64::try_from(self.changed.0).unwrap_or(0),
            u32::try_from(self.changed.1).unwrap_or(0),
        );
        let last = self
            .modified
            .unwrap_or(SystemTime::UNIX_EPOCH)
            .max(SystemTime::UNIX_EPOCH + changed);
        read.duration_since(last).is_ok_and(|age| age < GRAIN) || last > read
    }
}

/// Which folder this is: device, inode and birth. A folder made anew is another, though disks give
/// the number of what was deleted last to what is made next; where the disk knows no births the
/// numbers must do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FolderIdentity {
    id: (u64, u64),
    born: Option<SystemTime>,
}

impl FolderIdentity {
    /// The identity of what `stat` answered.
    pub fn of(about: &Metadata) -> Self {
        Self {
            id: Stamp::of(about).id,
            born: about.created().ok(),
        }
    }
}

/// Values by the file that they were made of.
#[derive(Debug)]
pub struct Remembered<T> {
    known: Mutex<HashMap<PathBuf, Entry<T>>>,
}

#[derive(Clone, Debug)]
struct Entry<T> {
    stamp: Stamp,
    racy: bool,
    value: T,
    /// The look that needed it last.
    look: u64,
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self {
            known: Mutex::default(),
        }
    }
}

impl<T: Clone + PartialEq> Remembered<T> {
    /// The value of a file, read by `read` where the file may have changed. An equal value is the
    /// remembered one, shared parts and all, so that comparing it later costs nothing. `look`
    /// counts the looks.
    pub fn recall<E>(
        &self,
        path: &Path,
        stamp: Stamp,
        look: u64,
        read: impl FnOnce(Option<&T>) -> Result<T, E>,
    ) -> Result<T, E> {
        let known = {
            let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            match all.get_mut(path) {
                Some(entry) if entry.stamp == stamp && !entry.racy => {
                    entry.look = look;
                    return Ok(entry.value.clone());
                }
                entry => entry.map(|entry| entry.value.clone()),
            }
        };
        let began = SystemTime::now();
        let mut value = read(known.as_ref())?;
        if let Some(known) = known.filter(|known| *known == value) {
            value = known;
        }
        let entry = Entry {
            stamp,
            racy: stamp.is_racy(began),
            value: value.clone(),
            look,
        };
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(path.to_owned(), entry);
        Ok(value)
    }

    /// Forgets what `look` did not need, once much has gathered.
    pub fn tidy(&self, look: u64, needed: usize) {
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() > needed + needed / 2 + 64 {
            all.retain(|_, entry| entry.look == look);
        }
    }
}

/// Counts up whenever it is asked, for looks and revisions.
pub fn next(counter: &std::sync::atomic::AtomicU64) -> u64 {
    counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1
}
