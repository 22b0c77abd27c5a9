//! Where the new files wait, inside the output under a dot name, so that a rename puts each in its
//! place. What a path holds in; whether its bytes are new, and their hash out. Nothing here touches
//! a file of the site.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::seen::{Again, SeenFile};
use super::within::{Kind, OpenFolder};
use crate::edge::disk;
use crate::edge::remember::Stamp;
use crate::failure::Failure;
use crate::text;

/// The name of the stage in the output. The files in it are called by numbers.
pub(crate) const NAME: &str = ".notesite-stage";

/// How many bytes are read at once.
const BLOCK: usize = 64 * 1024;

/// What one path is written from.
pub(crate) enum Written<'a> {
    /// Bytes.
    Bytes(Vec<u8>),
    /// Stretches of a page too large to stand in memory.
    Pieces(Box<dyn Iterator<Item = String> + 'a>),
    /// A file to copy.
    File(PathBuf),
}

/// What became of one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Staged {
    /// The hash of its bytes.
    pub hash: String,
    /// Whether the output holds other bytes, or none: the new ones wait in the stage.
    pub is_new: bool,
    /// What the disk said of the file, staged or in its place, before its bytes were looked at;
    /// `None` where it said nothing.
    pub stamp: Option<Stamp>,
    /// Whether the stamp alone told its bytes.
    pub is_settled: bool,
}

impl Staged {
    fn stands(hash: String, stamp: Stamp) -> Self {
        Self {
            hash,
            is_new: false,
            stamp: Some(stamp),
            is_settled: false,
        }
    }

    fn new(hash: String, stamp: Option<Stamp>) -> Self {
        Self {
            hash,
            is_new: true,
            stamp,
            is_settled: false,
        }
    }
}

/// The stage.
#[derive(Debug)]
pub(crate) struct Stage<'a> {
    output: &'a OpenFolder,
    folder: OpenFolder,
}

/// A file that cannot be written, with its name.
pub(crate) fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let way_out = way_out(error);
    Failure::system(format!(
        "{} cannot be written: {error}.{way_out}",
        path.display()
    ))
}

/// What to do about an output that refuses to be written, a sentence behind a blank; empty where
/// the error alone says it.
pub(crate) fn way_out(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            " The old site is as it was: make room on that disk, or give a folder on another one \
            with `-o DIR`, and build again."
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            " Nothing can be written on that disk: give a folder on another one with `-o DIR`."
        }
        io::ErrorKind::PermissionDenied => {
            " Give yourself the right to write there, or give another folder with `-o DIR`."
        }
        _ => "",
    }
}

/// Removes the stage, where there is one.
pub(crate) fn discard(output: &OpenFolder) -> Result<(), Failure> {
    let shown = output.show(NAME);
    let removed = match output
        .about(NAME)
        .map_err(|error| disk::unread_output(&shown, &error))?
    {
        None => Ok(()),
        Some(about) if about.kind == Kind::Folder => output.remove_all(NAME),
        Some(_) => {
            return Err(Failure::system(format!(
                "{} is not the folder that builds make there. Move it away and build again.",
                shown.display()
            )));
        }
    };
    removed.map_err(|error| unwritten(&shown, &error))
}

impl<'a> Stage<'a> {
    /// Makes it anew; what a build left there that was killed before its journal stood goes.
    pub(crate) fn make(output: &'a OpenFolder) -> Result<Self, Failure> {
        discard(output)?;
        let made = output.make(NAME).and_then(|()| output.inner(NAME));
        let folder = made.map_err(|error| unwritten(&output.show(NAME), &error))?;
        Ok(Self { output, folder })
    }

    /// Stages what the site holds at `path` under a number, unless the output holds the same bytes
    /// already. `known` is the hash that the manifest gives the path, which alone is not trusted,
    /// since somebody may have edited the page, and what the last build saw there.
    pub(crate) fn put(
        &self,
        number: usize,
        path: &str,
        (known, seen): (Option<&String>, Option<&SeenFile>),
        content: Written<'_>,
    ) -> Result<Staged, Failure> {
        let name = number.to_string();
        match content {
            Written::Bytes(bytes) => {
                let hash = text::hash(&bytes);
                if let Some(seen) = seen.filter(|seen| seen.hash == hash)
                    && let Some(staged) = self.unread(path, seen)
                {
                    return Ok(staged);
                }
                if may_be(known, &hash)
                    && let Some(stamp) = self.stands(path, bytes.len() as u64, &mut &*bytes)?
                {
                    return Ok(Staged::stands(hash, stamp));
                }
                let stamp = self.write(&name, path, |file| file.write_all(&bytes))?;
                Ok(Staged::new(hash, stamp))
            }
            Written::Pieces(pieces) => self.put_pieces(&name, path, known, pieces),
            Written::File(source) => self.put_file(&name, path, &source),
        }
    }

    /// What the output holds at `path`, if that are the bytes that were seen there; `None` where
    /// they are others or the disk does not say, which is met again when they are compared.
    pub(crate) fn again(&self, path: &str, seen: &SeenFile) -> Option<Staged> {
        Some(match seen.again(self.output, path).ok()?? {
            Again::Unread(stamp) => Staged {
                is_settled: true,
                ..Staged::stands(seen.hash.clone(), stamp)
            },
            Again::Read(stamp) => Staged::stands(seen.hash.clone(), stamp),
        })
    }

    /// The same where the disk alone tells it.
    fn unread(&self, path: &str, seen: &SeenFile) -> Option<Staged> {
        if seen.is_settled {
            self.again(path, seen)
        } else {
            None
        }
    }

    /// A page that comes in pieces is written first, and given up where it is the old one.
    fn put_pieces(
        &self,
        name: &str,
        path: &str,
        known: Option<&String>,
        pieces: impl Iterator<Item = String>,
    ) -> Result<Staged, Failure> {
        let (mut hasher, mut size) = (text::Hasher::default(), 0);
        let mut stamp = self.write(name, path, |file| {
            let mut writer = BufWriter::with_capacity(BLOCK, file);
            for piece in pieces {
                hasher.update(piece.as_bytes());
                size += piece.len() as u64;
                writer.write_all(piece.as_bytes())?;
            }
            writer.flush()
        })?;
        let hash = hasher.finish();
        let mut is_new = true;
        if may_be(known, &hash) {
            let shown = self.folder.show(name);
            let staged = self
                .folder
                .read(name)
                .map_err(|error| disk::unread_output(&shown, &error))?;
            let there = self.stands(path, size, &mut BufReader::with_capacity(BLOCK, staged))?;
            if there.is_some() {
                (is_new, stamp) = (false, there);
                self.folder
                    .remove(name)
                    .map_err(|error| unwritten(&shown, &error))?;
            }
        }
        Ok(Staged {
            hash,
            is_new,
            stamp,
            is_settled: false,
        })
    }

    /// A file is compared before it is copied: it may be a film.
    fn put_file(&self, name: &str, path: &str, source: &Path) -> Result<Staged, Failure> {
        let open = || File::open(source).map_err(|error| disk::failed(source, "read", &error));
        let file = open()?;
        let size = file
            .metadata()
            .map_err(|error| disk::failed(source, "read", &error))?
            .len();
        let mut reader = Hashing::new(file);
        if let Some(stamp) = self.stands(path, size, &mut reader)? {
            return Ok(Staged::stands(reader.hasher.finish(), stamp));
        }
        let mut reader = Hashing::new(open()?);
        let mut failed = None;
        let stamp = self.write(name, path, |file| {
            loop {
                let block = match reader.fill_buf() {
                    Ok(block) => block,
                    Err(error) => {
                        failed = Some(disk::failed(source, "read", &error));
                        return Ok(());
                    }
                };
                if block.is_empty() {
                    return Ok(());
                }
                file.write_all(block)?;
                let taken = block.len();
                reader.consume(taken);
            }
        })?;
        let hash = reader.hasher.finish();
        failed.map_or(Ok(Staged::new(hash, stamp)), Err)
    }

    /// Writes a file of the stage; answers what the disk then says of it, where it does.
    fn write(
        &self,
        name: &str,
        path: &str,
        fill: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<Option<Stamp>, Failure> {
        let written = self.folder.create(name).and_then(|mut file| {
            fill(&mut file)?;
            Ok(OpenFolder::about_file(&file).ok().map(|about| about.stamp))
        });
        written.map_err(|error| unwritten(&self.output.show(path), &error))
    }

    /// Stages the text of a file of the bookkeeping under its name.
    pub(crate) fn keep(&self, name: &str, text: &[u8]) -> Result<(), Failure> {
        // Nobody knows the names of these: it is the folder that has no room.
        self.write(name, "", |file| file.write_all(text))
            .map(|_| ())
    }

    /// Waits until all that was staged is on the disk.
    pub(crate) fn flush(&self) -> Result<(), Failure> {
        let flushed = self.folder.flush_all();
        flushed.map_err(|error| unwritten(self.folder.path(), &error))
    }

    /// What the disk says of the file at the path, if it is a plain one of these bytes. Nothing is
    /// compared where the sizes differ.
    fn stands(
        &self,
        path: &str,
        size: u64,
        bytes: &mut dyn BufRead,
    ) -> Result<Option<Stamp>, Failure> {
        let shown = || self.output.show(path);
        let about = self
            .output
            .about(path)
            .map_err(|error| disk::unread_output(&shown(), &error))?;
        let Some(about) = about.filter(|about| about.kind == Kind::File && about.size == size)
        else {
            return Ok(None);
        };
        let file = self
            .output
            .read(path)
            .map_err(|error| disk::unread_output(&shown(), &error))?;
        let mut file = BufReader::with_capacity(BLOCK, file);
        let same = same(&mut file, bytes).map_err(|error| disk::unread_output(&shown(), &error))?;
        Ok(same.then_some(about.stamp))
    }
}

/// Whether a path can hold the bytes of this hash: not where the manifest knows another.
fn may_be(known: Option<&String>, hash: &str) -> bool {
    known.is_none_or(|known| known.is_empty() || known == hash)
}

/// Whether two readers hold the same bytes, read side by side.
fn same(a: &mut dyn BufRead, b: &mut dyn BufRead) -> io::Result<bool> {
    loop {
        let (left, right) = (a.fill_buf()?, b.fill_buf()?);
        let shared = left.len().min(right.len());
        if shared == 0 {
            return Ok(left.len() == right.len());
        }
        if left[..shared] != right[..shared] {
            return Ok(false);
        }
        a.consume(shared);
        b.consume(shared);
    }
}

/// Hashes what is taken from a file.
struct Hashing {
    reader: BufReader<File>,
    hasher: text::Hasher,
}

impl Hashing {
    fn new(file: File) -> Self {
        Self {
            reader: BufReader::with_capacity(BLOCK, file),
            hasher: text::Hasher::default(),
        }
    }
}

impl io::Read for Hashing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let taken = self.fill_buf()?.read(into)?;
        self.consume(taken);
        Ok(taken)
    }
}

impl BufRead for Hashing {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let taken = &self.reader.buffer()[..amount];
        self.hasher.update(taken);
        self.reader.consume(amount);
    }
}
