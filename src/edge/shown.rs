//! The files that commands name (`kubectl apply -f web.yaml`), opened when a page is to show them.
//! Paths in, their texts out. A file is told apart by what stands in it, and one that cannot be
//! read is a failure: nobody takes it for nothing to show.

use std::fs::{self, Metadata};
use std::path::Path;
use std::sync::Arc;

use super::decode::normalised;
use super::disk;
use crate::failure::Failure;
use crate::notes::code::shown::{LARGEST, may_show};
use crate::notes::links::Texts;
use crate::notes::sources::{Access, NoteFile, Revision, Sources};
use crate::remembered::Remembered;

/// The texts that earlier builds showed.
pub(crate) type ShownMemory = Remembered<Result<Option<Arc<str>>, Failure>>;

/// All that showing a file may know: which it is, what stands in it, and which secrets may.
#[derive(Hash)]
struct ShownAsked<'a> {
    disk: &'a Path,
    content: FileContent<'a>,
    allow: &'a [String],
}

/// What stands in a file.
#[derive(Hash)]
enum FileContent<'a> {
    /// The text of a note.
    Note(&'a NoteFile),
    /// What is still to be read of any other file.
    Other(Revision),
}

/// The texts of files under ROOT; what is no text, too large or holds secrets that are not in
/// `allow` has none.
pub(crate) fn texts(
    paths: &[&str],
    sources: &Sources,
    allow: &[String],
    patterns: &[regex::Regex],
    memory: &mut ShownMemory,
) -> Result<Texts, Failure> {
    let shown = |path: &str| {
        let file = sources.files.get(path);
        let file = file.filter(|file| file.access == Access::Open)?;
        let content = match sources.note(path) {
            Some(note) => FileContent::Note(note),
            None => FileContent::Other(*sources.revisions.get(path)?),
        };
        Some(ShownAsked {
            disk: &file.disk,
            content,
            allow,
        })
    };
    let mut texts: Texts = paths
        .iter()
        .map(|path| ((*path).to_owned(), None))
        .collect();
    let there = texts.iter_mut();
    let (there, inputs): (Vec<&mut Option<Arc<str>>>, Vec<ShownAsked>) = there
        .filter_map(|(path, text)| Some((text, shown(path)?)))
        .unzip();
    let read = memory.all(&inputs, |input| {
        let text = match input.content {
            FileContent::Note(note) => Some(note.text.clone()),
            FileContent::Other(_) => text(input.disk)?,
        };
        Ok(text.filter(|text| may_show(text, patterns)))
    });
    let mut failure = None;
    for (there, read) in there.into_iter().zip(read) {
        match &**read {
            Ok(text) => there.clone_from(text),
            Err(error) => failure = failure.or_else(|| Some(error.clone())),
        }
    }
    // What failed is tried again.
    memory.retain(Result::is_ok);
    failure.map_or(Ok(texts), Err)
}

/// The text of a file, where it is UTF-8 and not too large.
fn text(file: &Path) -> Result<Option<Arc<str>>, Failure> {
    let size = disk::listed(|| fs::metadata(file), file, "read")?
        .filter(Metadata::is_file)
        .map(|about| about.len());
    if size.is_none_or(|size| size > LARGEST) {
        return Ok(None);
    }
    let bytes = disk::listed(|| fs::read(file), file, "read")?.unwrap_or_default();
    // Bytes that are no text are nothing to show.
    let text = std::str::from_utf8(&bytes).ok();
    Ok(text.map(|text| normalised(text.strip_prefix('\u{feff}').unwrap_or(text)).into()))
}
