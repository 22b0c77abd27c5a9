//! The site as objects of a repository: files to blobs by one `git fast-import`, blobs to trees by
//! `git mktree`. Paths and a way to render them in, the names of objects out. No file of the
//! working tree is read or written, and no branch moves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout};
use std::thread::{self, JoinHandle};

use super::git::{Git, failed, unstarted};
use super::tree_entry::Entry;
use crate::edge::disk;
use crate::edge::write::stage::Written;
use crate::failure::Failure;

/// The mode of a plain file.
pub(crate) const FILE: &str = "100644";

/// What a path of the site holds, as one thread hands it to another.
pub(crate) enum Rendered {
    Bytes(Vec<u8>),
    File(PathBuf),
    /// Stretches, which are rendered when they are asked for.
    Large,
}

impl From<Written<'_>> for Rendered {
    fn from(written: Written<'_>) -> Self {
        match written {
            Written::Bytes(bytes) => Self::Bytes(bytes),
            Written::File(path) => Self::File(path),
            Written::Pieces(_) => Self::Large,
        }
    }
}

/// A `git fast-import` that takes blobs.
pub(crate) struct Blobs {
    child: Child,
    stdin: BufWriter<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    complaints: JoinHandle<String>,
    /// It ended before it was told to: why, it says itself.
    has_ended: bool,
}

impl Blobs {
    pub(crate) fn open(git: &Git) -> Result<Self, Failure> {
        let mut command = git.command(["fast-import", "--quiet"]);
        let mut child = command.spawn().map_err(|error| unstarted(&error))?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (Some(stdin), Some(stdout), Some(mut stderr)) = (stdin, stdout, child.stderr.take())
        else {
            return Err(failed("its pipes are not there"));
        };
        // Read beside, so that it never waits for us while we wait for it.
        let complaints = thread::spawn(move || {
            let mut said = Vec::new();
            // What could not be read of a complaint is no reason to fail.
            let _ = stderr.read_to_end(&mut said);
            String::from_utf8_lossy(&said).into_owned()
        });
        Ok(Self {
            child,
            stdin: BufWriter::with_capacity(64 * 1024, stdin),
            stdout: BufReader::new(stdout),
            complaints,
            has_ended: false,
        })
    }

    /// Stores what `render` makes of a path of the site. The object's name.
    pub(crate) fn put<'a>(
        &mut self,
        rendered: Rendered,
        render: &dyn Fn() -> Result<Written<'a>, Failure>,
    ) -> Result<String, Failure> {
        match rendered {
            Rendered::Bytes(bytes) => self.blob(bytes.len() as u64, &mut &*bytes),
            Rendered::File(path) => {
                let (file, length) = open(&path)?;
                self.blob(length, &mut file.take(length))
            }
            // The length comes first, and the page is too large to be kept until it is known.
            Rendered::Large => {
                let (Written::Pieces(counted), Written::Pieces(pieces)) = (render()?, render()?)
                else {
                    return Err(failed("a page is not the same when it is rendered again"));
                };
                let length = counted.map(|piece| piece.len() as u64).sum();
                self.blob(length, &mut Pieces::new(pieces))
            }
        }
    }

    fn blob(&mut self, length: u64, bytes: &mut dyn Read) -> Result<String, Failure> {
        let written = (|| {
            write!(self.stdin, "blob\nmark :1\ndata {length}\n")?;
            let copied = io::copy(bytes, &mut self.stdin)?;
            if copied != length {
                let error = "a file changed its length while it was read";
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, error));
            }
            self.stdin.write_all(b"\nget-mark :1\n")?;
            self.stdin.flush()
        })();
        let mut name = String::new();
        let read = written.and_then(|()| self.stdout.read_line(&mut name));
        match read {
            Ok(0) => self.has_ended = true,
            Ok(_) => return Ok(name.trim_end().to_owned()),
            Err(error) => {
                self.has_ended = error.kind() == io::ErrorKind::BrokenPipe;
                return Err(failed(&error.to_string()));
            }
        }
        Err(failed("`git fast-import` ended early"))
    }

    /// Ends the program after `put`; what was put is in the repository then.
    pub(crate) fn close(mut self, put: Result<(), Failure>) -> Result<(), Failure> {
        drop(self.stdin);
        let status = self.child.wait().map_err(|error| unstarted(&error))?;
        let said = self.complaints.join().unwrap_or_default();
        if status.success() || (put.is_err() && !self.has_ended) {
            return put;
        }
        let said = said.lines().find_map(|line| line.strip_prefix("fatal: "));
        Err(failed(said.unwrap_or("`git fast-import` failed")))
    }
}

fn open(path: &Path) -> Result<(File, u64), Failure> {
    let unread = |error| disk::failed(path, "read", &error);
    let file = File::open(path).map_err(unread)?;
    let length = file.metadata().map_err(unread)?.len();
    Ok((file, length))
}

/// Stretches of a page, read one after the other.
struct Pieces<'a> {
    rest: Box<dyn Iterator<Item = String> + 'a>,
    piece: Vec<u8>,
    at: usize,
}

impl<'a> Pieces<'a> {
    fn new(rest: Box<dyn Iterator<Item = String> + 'a>) -> Self {
        Self {
            rest,
            piece: Vec::new(),
            at: 0,
        }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.piece.len() {
            let Some(piece) = self.rest.next() else {
                return Ok(0);
            };
            (self.piece, self.at) = (piece.into_bytes(), 0);
        }
        let taken = (&self.piece[self.at..]).read(into)?;
        self.at += taken;
        Ok(taken)
    }
}

/// The tree of these files; its folders are made from the deepest up.
pub(crate) fn tree(git: &Git, files: &BTreeMap<Vec<u8>, Entry>) -> Result<String, Failure> {
    let mut folders: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::from([(Vec::new(), Vec::new())]);
    let mut depths: BTreeSet<usize> = BTreeSet::from([0]);
    for (path, entry) in files {
        for at in (0..path.len()).filter(|at| path[*at] == b'/') {
            folders.entry(path[..at].to_vec()).or_default();
            depths.insert(depth(&path[..at]));
        }
        let (folder, name) = split(path);
        let kind = if entry.mode == "160000" {
            "commit"
        } else {
            "blob"
        };
        let line = folders.entry(folder.to_vec()).or_default();
        add(line, &entry.mode, kind, &entry.object, name);
    }
    let mut root = String::new();
    for depth in depths.into_iter().rev() {
        let here: Vec<Vec<u8>> = folders
            .keys()
            .filter(|folder| self::depth(folder) == depth)
            .cloned()
            .collect();
        let mut input = Vec::new();
        for folder in &here {
            input.extend_from_slice(&folders[folder]);
            // An empty line ends a tree.
            input.push(0);
        }
        let out = git.answer(["mktree", "-z", "--batch"], &input)?;
        let out = String::from_utf8_lossy(&out).into_owned();
        let names: Vec<&str> = out.lines().collect();
        if names.len() != here.len() {
            return Err(failed("`git mktree` made fewer trees than it was given"));
        }
        for (folder, object) in here.iter().zip(names) {
            if folder.is_empty() {
                object.clone_into(&mut root);
            } else {
                let (above, name) = split(folder);
                let line = folders.entry(above.to_vec()).or_default();
                add(line, "040000", "tree", object, name);
            }
        }
    }
    Ok(root)
}

fn add(line: &mut Vec<u8>, mode: &str, kind: &str, object: &str, name: &[u8]) {
    line.extend_from_slice(format!("{mode} {kind} {object}\t").as_bytes());
    line.extend_from_slice(name);
    line.push(0);
}

/// Folder and name of a path.
fn split(path: &[u8]) -> (&[u8], &[u8]) {
    match path.iter().rposition(|byte| *byte == b'/') {
        Some(at) => (&path[..at], &path[at + 1..]),
        None => (&[], path),
    }
}

/// How many folders a folder lies in: 0 for the top, 1 for those in it.
fn depth(folder: &[u8]) -> usize {
    if folder.is_empty() {
        0
    } else {
        folder.split(|byte| *byte == b'/').count()
    }
}
