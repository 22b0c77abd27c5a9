//! What the last build of an output was made of, wrote and said, kept in the user's cache folder so
//! that a build in which nothing changed does nothing. An output in, the record of it out, and
//! back. It saves time and nothing else: what is damaged, missing, of another program or in a
//! folder that others may write is as if nobody had kept it, and so is a disk that fails, which the
//! build itself meets and tells wherever it matters. Nothing is ever written or removed by what a
//! record says.

use std::env;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::remember::Stamp;
use super::write::seen::{SeenFile, hashed};
use super::write::within::OpenFolder;
use crate::notes::sources::KeptOut;
use crate::pages::dates::HistoryGap;
use crate::text;

/// What a build is known by, and what it left.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    /// blake3 of all that decides the build besides the bytes of its files.
    pub decisive: [u8; 32],
    /// What was read, in the order of the survey.
    pub sources: Vec<SourceFile>,
    /// A file of each folder that pictures and linked files were read from.
    pub linked: Vec<PathBuf>,
    /// What stands in the output, in the order of the paths, the manifest included.
    pub outputs: Vec<(String, SeenFile)>,
    /// What was said of it.
    pub report: Report,
}

/// A file under ROOT, as it was before it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SourceFile {
    /// What the disk said of it.
    pub stamp: Stamp,
    /// blake3 of its bytes, where a write could hide behind the stamp.
    pub bytes: Option<[u8; 32]>,
}

/// What a build says of its site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Report {
    /// The messages about the notes, as they were printed.
    pub messages: String,
    /// How many of them are warnings; there is no error.
    pub warnings: usize,
    /// Chapters of the site.
    pub chapters: usize,
    /// Files of the site.
    pub files: usize,
    /// Notes that were left out as drafts.
    pub drafts: usize,
    /// Notes that others than us keep out.
    pub kept_out: KeptOut,
    /// Why git knows less of the notes than there was.
    pub gap: Option<HistoryGap>,
}

/// The folder in the user's cache folder.
const FOLDER: &str = "notesite";

/// What the name of a record ends with.
const EXTENSION: &str = ".record";

/// What a record begins with; behind it the length of what follows, and the hash of that.
const MARK: &[u8] = b"notesite record 3\n";

/// How long a record is kept that nobody wrote anew.
const KEPT: Duration = Duration::from_hours(60 * 24);

/// Where the record of one output lies.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: OpenFolder,
    name: String,
    /// What tells this build of the program from every other.
    program: Vec<u8>,
}

impl Cache {
    /// The place for the record of `output` (absolute, without links); `None` where there is none
    /// that is the user's alone, or where it would lie in ROOT or in the output.
    pub(crate) fn open(root: &Path, output: &Path) -> Option<Self> {
        let program = program()?;
        let base = base()?;
        // One that is there stays as it is; a home that is not there is not made.
        let _ = private_folder(&base);
        let base = base.canonicalize().ok()?;
        let root = root.canonicalize().ok()?;
        let place = base.join(FOLDER);
        // Who works for another (`sudo`) leaves nothing in their folder.
        let is_users = fs::metadata(&base).is_ok_and(|about| is_own(&about));
        if place.starts_with(&root) || place.starts_with(output) || !is_users {
            return None;
        }
        // One that is there already is looked at like any other.
        let _ = private_folder(&place);
        let folder = OpenFolder::open(&place).ok()?;
        let about = fs::symlink_metadata(&place).ok()?;
        let opened = folder.about(".").ok()??.stamp.id;
        if !is_own(&about) || !is_private(&about) || Stamp::of(&about).id != opened {
            return None;
        }
        let output = text::hash(output.as_os_str().as_encoded_bytes());
        Some(Self {
            folder,
            name: format!("{output}{EXTENSION}"),
            program,
        })
    }

    /// The record, where there is one of this program.
    pub(crate) fn load(&self) -> Option<Record> {
        let mut file = self.folder.read(&self.name).ok()?;
        let mut head = [0; MARK.len() + 8 + 32];
        file.read_exact(&mut head).ok()?;
        let (length, hash) = head.strip_prefix(MARK)?.split_first_chunk()?;
        // What a broken disk has made large is not read to see that it is broken.
        let length = u64::from_le_bytes(*length);
        let there = file.metadata().ok()?.len();
        (there == length.checked_add(head.len() as u64)?).then_some(())?;
        let mut packed = Vec::new();
        file.take(length).read_to_end(&mut packed).ok()?;
        (self.hash(&packed) == hash).then_some(())?;
        postcard::from_bytes(&packed).ok()
    }

    /// Keeps a record in place of the last one; whoever reads meanwhile has the one or the other.
    pub(crate) fn save(&self, record: &Record) {
        // Where it cannot be kept, the next build takes longer.
        let _ = self.put(record);
    }

    fn put(&self, record: &Record) -> io::Result<()> {
        let packed = postcard::to_allocvec(record).map_err(io::Error::other)?;
        let beside = format!("{}.{}.new", self.name, process::id());
        self.folder.forget(&beside)?;
        let mut file = self.folder.create(&beside)?;
        let length = (packed.len() as u64).to_le_bytes();
        let written = [MARK, &length, &self.hash(&packed), &packed]
            .into_iter()
            .try_for_each(|part| file.write_all(part))
            .and_then(|()| self.folder.rename(&beside, &self.folder, &self.name));
        if written.is_err() {
            self.folder.forget(&beside)?;
        }
        self.sweep()
    }

    /// Removes records of outputs that nobody has built for long.
    fn sweep(&self) -> io::Result<()> {
        for name in self.folder.names()? {
            let Some(name) = name.to_str().filter(|name| name.contains(EXTENSION)) else {
                continue;
            };
            let modified = self
                .folder
                .about(name)?
                .and_then(|about| about.stamp.modified);
            let age = modified.and_then(|at| SystemTime::now().duration_since(at).ok());
            if age.is_some_and(|age| age > KEPT) {
                self.folder.forget(name)?;
            }
        }
        Ok(())
    }

    fn hash(&self, packed: &[u8]) -> [u8; 32] {
        text::fingerprint_of(&[&self.program, packed])
    }
}

/// blake3 of a value in postcard's encoding; `None` where that has no form for it, as for a path
/// that is not Unicode.
pub(crate) fn key_of<T: Serialize>(value: &T) -> Option<[u8; 32]> {
    let encoded = postcard::to_allocvec(value).ok()?;
    Some(text::fingerprint_of(&[&encoded]))
}

/// What tells this build of the program from every other: its file, as the disk describes it.
fn program() -> Option<Vec<u8>> {
    let file = env::current_exe().ok()?;
    let about = fs::metadata(&file).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    postcard::to_allocvec(&(version, file, Stamp::of(&about))).ok()
}

/// blake3 of what stands in a file.
pub(crate) fn bytes_of(file: &Path) -> io::Result<[u8; 32]> {
    Ok(hashed(File::open(file)?)?.key())
}

/// The user's cache folder: `XDG_CACHE_HOME`, else what the system has for it.
fn base() -> Option<PathBuf> {
    let named = if cfg!(windows) {
        "LOCALAPPDATA"
    } else {
        "XDG_CACHE_HOME"
    };
    // A relative one is to be ignored (XDG Base Directory Specification).
    let named = env::var_os(named).map(PathBuf::from);
    if let Some(named) = named.filter(|named| named.is_absolute()) {
        return Some(named);
    }
    let inner = match env::consts::OS {
        "windows" => "AppData/Local",
        "macos" => "Library/Caches",
        _ => ".cache",
    };
    let home = env::home_dir().filter(|home| home.is_absolute())?;
    Some(home.join(inner))
}

/// Whether a folder is the user's.
#[cfg(unix)]
fn is_own(folder: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    folder.uid() == rustix::process::geteuid().as_raw()
}

/// Whether nobody else may write there.
#[cfg(unix)]
fn is_private(folder: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    folder.mode() & 0o022 == 0
}

/// Such systems keep the folders of users apart.
#[cfg(not(unix))]
fn is_own(_: &Metadata) -> bool {
    true
}

/// See [`is_own`].
#[cfg(not(unix))]
fn is_private(_: &Metadata) -> bool {
    true
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}
