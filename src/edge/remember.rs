//! What was read from disk, remembered by what the disk says of a file: looking again costs a
//! `stat`, not a read. A file whose times say that it may have changed again within the clock's
//! grain is read once more, as git treats its index ("racy git").

use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// The grain of the coarsest clock that file systems keep: FAT counts two seconds.
const GRAIN: Duration = Duration::from_secs(2);

/// The same of clocks that count parts of a millisecond: they tick with the kernel, a hundred times
/// a second at the least, and are read a tick late.
const FINE_GRAIN: Duration = Duration::from_millis(20);

/// A file as the disk describes it. Equal stamps mean equal bytes, but for writes within the grain
/// of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Stamp {
    /// Device and inode; zero where the system has none.
    pub id: (u64, u64),
    /// Bytes.
    pub size: u64,
    /// When its bytes were last written, as its owner says.
    pub modified: Option<SystemTime>,
    /// When the inode was last changed, which no program can set back; seconds and nanoseconds.
    pub changed: (i64, i64),
}

impl Stamp {
    /// The stamp of what `stat` answered.
    #[cfg(unix)]
    pub(crate) fn of(about: &Metadata) -> Self {
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

    /// Whether no write after the moment at which the same disk gave `now` to something else could
    /// leave this very stamp. A disk that keeps no time of changes never says so.
    pub(crate) fn is_settled(&self, now: &Self) -> bool {
        let at =
            |(seconds, nanos): (i64, i64)| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        let is_fine = self.changed.1 % 1_000_000 != 0;
        let grain = if is_fine { FINE_GRAIN } else { GRAIN };
        self.changed != (0, 0)
            && at(now.changed) - at(self.changed) > grain.as_nanos().cast_signed()
    }

    /// Whether a write after `read` could leave this very stamp.
    pub(crate) fn is_racy(&self, read: SystemTime) -> bool {
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

/// All that reading a file may know of it: which it is, and what the disk says of it.
#[derive(Clone, Copy, Debug, Hash)]
pub(crate) struct FileAsked<'a> {
    disk: &'a OsStr,
    stamp: Stamp,
    /// The look that asks, where the stamp does not tell what stands in the file: none before and
    /// none after has the same answer.
    look: Option<u64>,
}

impl<'a> FileAsked<'a> {
    /// The file at `disk` under this stamp.
    pub(crate) fn new(disk: &'a Path, stamp: Stamp, look: Looking) -> Self {
        Self {
            disk: disk.as_os_str(),
            stamp,
            look: stamp.is_racy(look.began).then_some(look.number),
        }
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &'a Path {
        Path::new(self.disk)
    }
}

/// A file and what reading it gave.
#[derive(Debug)]
pub(super) struct ReadFile<T> {
    pub disk: PathBuf,
    pub read: Result<T, Failure>,
}

/// Which look asks, and since when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Looking {
    number: u64,
    /// When it began.
    pub began: SystemTime,
}

impl Looking {
    /// The look of this number, which begins now.
    pub(crate) fn now(number: u64) -> Self {
        Self {
            number,
            began: SystemTime::now(),
        }
    }
}
