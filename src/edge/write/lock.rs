//! One build at a time for one output: an advisory lock that the system drops with the process that
//! holds it. A second build waits; that a file of the lock's name exists means nothing.

use std::fs::{File, TryLockError};
use std::io;

use super::stage;
use super::within::OpenFolder;
use crate::failure::Failure;

/// The name of the file that is locked, in the output.
pub(crate) const NAME: &str = ".notesite-lock";

/// How often the lock is taken on a file that nobody finds any more. Each time another build has
/// ended in between.
const MOST_TRIES: usize = 10_000;

/// The lock, held.
#[derive(Debug)]
pub(crate) struct BuildLock<'a> {
    folder: &'a OpenFolder,
    _file: File,
}

impl<'a> BuildLock<'a> {
    /// Takes the lock; `waits` is called once where another build has it.
    pub(crate) fn take(folder: &'a OpenFolder, waits: &dyn Fn()) -> Result<Self, Failure> {
        let failure = |error: io::Error| {
            let shown = folder.show(NAME);
            let way_out = match stage::way_out(&error) {
                "" => " If it is not a build's, move it away.",
                known => known,
            };
            Failure::system(format!(
                "{} cannot be locked: {error}.{way_out}",
                shown.display()
            ))
        };
        let mut told = false;
        for _ in 0..MOST_TRIES {
            let file = folder.open_or_create(NAME).map_err(failure)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    if !std::mem::replace(&mut told, true) {
                        waits();
                    }
                    wait(&file).map_err(failure)?;
                }
                // Some network disks know no locks: nothing tells two builds apart there.
                Err(TryLockError::Error(error)) if knows_no_locks(&error) => {}
                Err(TryLockError::Error(error)) => return Err(failure(error)),
            }
            // Who held it has removed it: a lock on a file that nobody finds keeps nobody out.
            let (ours, there) = (OpenFolder::about_file(&file), folder.about(NAME));
            let (ours, there) = (ours.map_err(failure)?, there.map_err(failure)?);
            if there.is_some_and(|there| there.id == ours.id) {
                return Ok(Self {
                    folder,
                    _file: file,
                });
            }
        }
        Err(failure(io::Error::other("it is removed again and again")))
    }
}

fn wait(file: &File) -> io::Result<()> {
    loop {
        match file.lock() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

fn knows_no_locks(error: &io::Error) -> bool {
    #[cfg(unix)]
    let none = error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error());
    #[cfg(not(unix))]
    let none = false;
    none || error.kind() == io::ErrorKind::Unsupported
}

impl Drop for BuildLock<'_> {
    /// Removes the file while it is still locked, where whoever waits for it can tell.
    fn drop(&mut self) {
        if cfg!(unix) {
            // What cannot be removed is an empty file, which the next build locks.
            let _ = self.folder.remove(NAME);
        }
    }
}
