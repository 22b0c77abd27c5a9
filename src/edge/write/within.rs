//! A folder whose names others may have chosen: everything in it is opened, made, moved and
//! removed by a path relative to it, and no symbolic link on the way is followed. Paths in, handles
//! and errors of the system out; what the names mean is not known here.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::edge::disk::{self, is_absence};
use crate::edge::remember::Stamp;

pub(crate) use system::OpenFolder;

/// What the disk says of a name. A link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct About {
    /// What it is.
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    /// Device and number on it, which tell whether two names are one file; `None` where the system
    /// does not say.
    pub id: Option<(u64, u64)>,
    /// What tells whether the file is the one that was seen before.
    pub stamp: Stamp,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

impl OpenFolder {
    /// Opens a plain file for reading; anything else is an error, and a pipe is never waited for.
    pub(crate) fn read(&self, path: &str) -> io::Result<File> {
        match self.about(path)? {
            Some(about) if about.kind == Kind::File => self.open_file(path),
            Some(_) => Err(io::Error::other("it is no plain file")),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Makes a folder and those that it lies in, where they are missing; answers those it made.
    pub(crate) fn make_all(&self, path: &str) -> io::Result<Vec<String>> {
        let mut made = Vec::new();
        let ends = path.match_indices('/').map(|(at, _)| at);
        for end in ends.chain([path.len()]).filter(|end| *end > 0) {
            let part = &path[..end];
            match self.about(part)? {
                Some(about) if about.kind == Kind::Folder => continue,
                Some(_) => return Err(io::ErrorKind::NotADirectory.into()),
                None => {}
            }
            match self.make(part) {
                Ok(()) => made.push(part.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(made)
    }

    /// Removes a file, and is content where there is none.
    pub(crate) fn forget(&self, path: &str) -> io::Result<()> {
        match self.remove(path) {
            Err(error) if is_absence(&error) && self.about(path)?.is_none() => Ok(()),
            other => other,
        }
    }

    /// Removes a folder and all that it holds, and follows no link.
    pub(crate) fn remove_all(&self, path: &str) -> io::Result<()> {
        let inner = self.inner(path)?;
        for name in inner.names()? {
            // Names of ours are text; a stranger's must not be guessed at.
            let name = name.to_str().ok_or(io::ErrorKind::InvalidData)?;
            match inner.about(name)? {
                Some(about) if about.kind == Kind::Folder => inner.remove_all(name)?,
                _ => inner.forget(name)?,
            }
        }
        self.remove_folder(path)
    }

    /// The folder and a path in it, for messages.
    pub(crate) fn show(&self, path: &str) -> PathBuf {
        if path.is_empty() {
            self.path().to_owned()
        } else {
            self.path().join(path)
        }
    }
}

/// The folder of a path, empty at the top, and the name in it.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

#[cfg(unix)]
mod system {
    use std::ffi::OsString;
    use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
    use std::time::{Duration, SystemTime};

    use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};

    use super::{About, File, Kind, Path, PathBuf, Stamp, disk, io, is_absence, split};

    /// A folder, held open: it stays the same one whatever becomes of its path.
    #[derive(Debug)]
    pub(crate) struct OpenFolder {
        handle: OwnedFd,
        path: PathBuf,
    }

    const FOLDER: OFlags = OFlags::RDONLY
        .union(OFlags::DIRECTORY)
        .union(OFlags::NOFOLLOW)
        .union(OFlags::CLOEXEC);

    impl OpenFolder {
        /// Opens the folder at a path whose links have been followed already.
        pub(crate) fn open(path: &Path) -> io::Result<Self> {
            let handle = rustix::fs::openat(CWD, path, FOLDER, Mode::empty())?;
            let path = path.to_owned();
            Ok(Self { handle, path })
        }

        /// Opens a folder below this one.
        pub(crate) fn inner(&self, path: &str) -> io::Result<Self> {
            let handle = self.folder(path)?;
            let path = self.path.join(path);
            Ok(Self { handle, path })
        }

        /// Where it was opened, for messages.
        pub(crate) fn path(&self) -> &Path {
            &self.path
        }

        /// What the disk says of a name; `None` where there is none.
        pub(crate) fn about(&self, path: &str) -> io::Result<Option<About>> {
            let found = self.at(path, |folder, name| {
                Ok(rustix::fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?)
            });
            match found {
                Ok(stat) => Ok(Some(about(&stat))),
                Err(error) if is_absence(&error) => Ok(None),
                Err(error) => Err(error),
            }
        }

        /// What the disk says of an open file.
        pub(crate) fn about_file(file: &File) -> io::Result<About> {
            Ok(about(&rustix::fs::fstat(file)?))
        }

        pub(super) fn open_file(&self, path: &str) -> io::Result<File> {
            self.file(path, OFlags::RDONLY | OFlags::NONBLOCK)
        }

        /// Opens a file that must not be there yet, for writing.
        pub(crate) fn create(&self, path: &str) -> io::Result<File> {
            self.file(path, OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL)
        }

        /// Opens a plain file for writing, and makes it where it is missing. What stands in it
        /// stays.
        pub(crate) fn open_or_create(&self, path: &str) -> io::Result<File> {
            let file = self.file(path, OFlags::RDWR | OFlags::CREATE | OFlags::NONBLOCK)?;
            if Self::about_file(&file)?.kind == Kind::File {
                Ok(file)
            } else {
                Err(io::Error::other("it is no plain file"))
            }
        }

        /// Makes one folder.
        pub(crate) fn make(&self, path: &str) -> io::Result<()> {
            self.at(path, |folder, name| {
                Ok(rustix::fs::mkdirat(
                    folder,
                    name,
                    Mode::from_raw_mode(0o777),
                )?)
            })
        }

        /// Moves a file to a name below another folder, over the file or link that has it.
        pub(crate) fn rename(&self, from: &str, other: &Self, to: &str) -> io::Result<()> {
            self.at(from, |source, old| {
                other.at(to, |target, new| {
                    Ok(rustix::fs::renameat(source, old, target, new)?)
                })
            })
        }

        /// Removes a file or a link.
        pub(crate) fn remove(&self, path: &str) -> io::Result<()> {
            self.at(path, |folder, name| {
                Ok(rustix::fs::unlinkat(folder, name, AtFlags::empty())?)
            })
        }

        /// Removes an empty folder.
        pub(crate) fn remove_folder(&self, path: &str) -> io::Result<()> {
            self.at(path, |folder, name| {
                Ok(rustix::fs::unlinkat(folder, name, AtFlags::REMOVEDIR)?)
            })
        }

        /// The names in it, in no order.
        pub(crate) fn names(&self) -> io::Result<Vec<OsString>> {
            disk::names_in(Dir::read_from(&self.handle)?)
        }

        /// Waits until the names in it are on the disk.
        pub(crate) fn flush_names(&self) -> io::Result<()> {
            Ok(rustix::fs::fsync(&self.handle)?)
        }

        /// Waits until everything that was written to its disk is on it: one call, however many
        /// files.
        #[cfg(target_os = "linux")]
        pub(crate) fn flush_all(&self) -> io::Result<()> {
            match rustix::fs::syncfs(&self.handle) {
                Err(rustix::io::Errno::NOSYS) => rustix::fs::sync(),
                other => other?,
            }
            Ok(())
        }

        /// As on Linux, but for every disk.
        #[cfg(not(target_os = "linux"))]
        #[allow(clippy::unnecessary_wraps)]
        pub fn flush_all(&self) -> io::Result<()> {
            rustix::fs::sync();
            Ok(())
        }

        fn file(&self, path: &str, flags: OFlags) -> io::Result<File> {
            let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NOCTTY;
            self.at(path, |folder, name| {
                let handle = rustix::fs::openat(folder, name, flags, Mode::from_raw_mode(0o666))?;
                Ok(File::from(handle))
            })
        }

        /// Does something with a name in the folder that holds it.
        fn at<T>(
            &self,
            path: &str,
            act: impl FnOnce(BorrowedFd<'_>, &str) -> io::Result<T>,
        ) -> io::Result<T> {
            match split(path) {
                ("", name) => act(self.handle.as_fd(), name),
                (folder, name) => act(self.folder(folder)?.as_fd(), name),
            }
        }

        /// Opens a folder below this one without following a link: by one call where the system
        /// has it, else part by part.
        fn folder(&self, path: &str) -> io::Result<OwnedFd> {
            #[cfg(target_os = "linux")]
            {
                use rustix::fs::{ResolveFlags, openat2};
                use rustix::io::Errno;
                let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
                match openat2(&self.handle, path, FOLDER, Mode::empty(), resolve) {
                    Ok(handle) => return Ok(handle),
                    // What is not there is not there part by part either.
                    Err(Errno::NOENT) => return Err(Errno::NOENT.into()),
                    Err(_) => {}
                }
            }
            let mut handle = None;
            for part in path.split('/') {
                if matches!(part, "" | "." | "..") {
                    return Err(io::ErrorKind::InvalidInput.into());
                }
                let from = handle.as_ref().unwrap_or(&self.handle);
                handle = Some(rustix::fs::openat(from, part, FOLDER, Mode::empty())?);
            }
            handle.ok_or_else(|| io::ErrorKind::InvalidInput.into())
        }
    }

    /// A time before 1970 is none that a build gave.
    fn time(seconds: i64, nanos: u32) -> Option<SystemTime> {
        let since = Duration::new(u64::try_from(seconds).ok()?, nanos);
        SystemTime::UNIX_EPOCH.checked_add(since)
    }

    // The fields of `stat` have other widths on other systems.
    #[allow(
        clippy::unnecessary_cast,
        clippy::cast_lossless,
        clippy::cast_possible_wrap
    )]
    fn about(stat: &rustix::fs::Stat) -> About {
        let kind = match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Kind::File,
            FileType::Directory => Kind::Folder,
            FileType::Symlink => Kind::Link,
            _ => Kind::Other,
        };
        About {
            kind,
            size: stat.st_size as u64,
            id: Some((stat.st_dev as u64, stat.st_ino as u64)),
            stamp: Stamp {
                id: (stat.st_dev as u64, stat.st_ino as u64),
                size: stat.st_size as u64,
                modified: time(stat.st_mtime as i64, stat.st_mtime_nsec as u32),
                changed: (stat.st_ctime as i64, stat.st_ctime_nsec as i64),
            },
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::ffi::OsString;
    use std::fs;

    use super::{About, File, Kind, Path, PathBuf, Stamp, disk, io, is_absence, split};

    /// A folder by its path.
    #[derive(Debug)]
    pub struct OpenFolder {
        path: PathBuf,
    }

    impl OpenFolder {
        /// Opens the folder at a path whose links have been followed already.
        pub fn open(path: &Path) -> io::Result<Self> {
            if fs::symlink_metadata(path)?.is_dir() {
                Ok(Self {
                    path: path.to_owned(),
                })
            } else {
                Err(io::ErrorKind::NotADirectory.into())
            }
        }

        /// Opens a folder below this one.
        pub fn inner(&self, path: &str) -> io::Result<Self> {
            Self::open(&self.place(path)?)
        }

        /// Where it was opened, for messages.
        pub fn path(&self) -> &Path {
            &self.path
        }

        /// What the disk says of a name; `None` where there is none.
        pub fn about(&self, path: &str) -> io::Result<Option<About>> {
            match self.place(path).and_then(fs::symlink_metadata) {
                Ok(found) => Ok(Some(about(&found))),
                Err(error) if is_absence(&error) => Ok(None),
                Err(error) => Err(error),
            }
        }

        /// What the disk says of an open file.
        pub fn about_file(file: &File) -> io::Result<About> {
            Ok(about(&file.metadata()?))
        }

        pub(super) fn open_file(&self, path: &str) -> io::Result<File> {
            File::open(self.place(path)?)
        }

        /// Opens a file that must not be there yet, for writing.
        pub fn create(&self, path: &str) -> io::Result<File> {
            File::create_new(self.place(path)?)
        }

        /// Opens a plain file for writing, and makes it where it is missing. What stands in it
        /// stays.
        pub fn open_or_create(&self, path: &str) -> io::Result<File> {
            let place = self.place(path)?;
            match fs::symlink_metadata(&place) {
                Ok(found) if !found.is_file() => Err(io::Error::other("it is no plain file")),
                _ => File::options()
                    .read(true)
                    .write(true)
                    .create(true)
                    .truncate(false)
                    .open(place),
            }
        }

        /// Makes one folder.
        pub fn make(&self, path: &str) -> io::Result<()> {
            fs::create_dir(self.place(path)?)
        }

        /// Moves a file to a name below another folder, over the file or link that has it.
        pub fn rename(&self, from: &str, other: &Self, to: &str) -> io::Result<()> {
            fs::rename(self.place(from)?, other.place(to)?)
        }

        /// Removes a file or a link.
        pub fn remove(&self, path: &str) -> io::Result<()> {
            fs::remove_file(self.place(path)?)
        }

        /// Removes an empty folder.
        pub fn remove_folder(&self, path: &str) -> io::Result<()> {
            fs::remove_dir(self.place(path)?)
        }

        /// The names in it, in no order.
        pub fn names(&self) -> io::Result<Vec<OsString>> {
            disk::names(&self.path)
        }

        /// Such systems flush names with the files.
        #[allow(clippy::unnecessary_wraps)]
        pub fn flush_names(&self) -> io::Result<()> {
            Ok(())
        }

        /// Waits until every file in it is on the disk.
        pub fn flush_all(&self) -> io::Result<()> {
            for name in self.names()? {
                File::options()
                    .write(true)
                    .open(self.path.join(name))?
                    .sync_all()?;
            }
            Ok(())
        }

        /// Where a path lies, if no link is on the way.
        fn place(&self, path: &str) -> io::Result<PathBuf> {
            let mut place = self.path.clone();
            let (folder, name) = split(path);
            for part in folder
                .split('/')
                .filter(|_| !folder.is_empty())
                .chain([name])
            {
                if matches!(part, "" | "." | "..") || part.contains(['\\', ':']) {
                    return Err(io::ErrorKind::InvalidInput.into());
                }
                if !fs::symlink_metadata(&place)?.is_dir() {
                    return Err(io::ErrorKind::NotADirectory.into());
                }
                place.push(part);
            }
            Ok(place)
        }
    }

    fn about(found: &fs::Metadata) -> About {
        let kind = if found.is_file() {
            Kind::File
        } else if found.is_dir() {
            Kind::Folder
        } else if found.is_symlink() {
            Kind::Link
        } else {
            Kind::Other
        };
        About {
            kind,
            size: found.len(),
            id: None,
            stamp: Stamp::of(found),
        }
    }
}
