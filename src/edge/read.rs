//! The only code that reads notes from disk: a folder in, [`Look`] out. Text leaves here in
//! UTF-8, NFC and with line feeds, whatever it was stored as; nothing is ever replaced by U+FFFD
//! without a word.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::decode::{self, Decoded, decode, normalised};
use super::found::measured;
use super::remember::{FileAsked, Looking, ReadFile};
use super::survey::{self, Survey, SurveyMemory};
use super::walk::{Folder, WalkedFile};
use super::{disk, encrypted, gitignore};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::failure::Failure;
use crate::fingerprint::{Hashed, Hint};
use crate::media;
use crate::notes::code::shown::LARGEST;
use crate::notes::left_out;
use crate::notes::sources::{
    Access, Change, FoundFile, Note, NoteFile, Revision, Sources, is_note,
};
use crate::remembered::Remembered;
use crate::text;

/// What one look at ROOT found.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// What the notes are made of.
    pub sources: Arc<Sources>,
    /// The folders that all of it lies in, for whoever watches them.
    pub folders: Arc<[Folder]>,
}

/// What earlier looks read: a file that the disk calls unchanged is not read again.
#[derive(Debug)]
pub struct ReadMemory {
    survey: SurveyMemory,
    notes: Remembered<ReadFile<ReadNote>>,
    files: Remembered<ReadFile<Option<(FoundFile, Revision)>>>,
    /// The last listing, shared for as long as nothing differs.
    listing: Arc<Hashed<Listing>>,
}

/// Every file under ROOT by its path.
type Listing = BTreeMap<String, FoundFile>;

impl ReadMemory {
    /// For `serve`, which looks again and again.
    pub fn keeping() -> Self {
        Self::new(true)
    }

    /// For a single look.
    pub fn forgetful() -> Self {
        Self::new(false)
    }

    pub(crate) fn new(keeps: bool) -> Self {
        Self {
            survey: SurveyMemory::new(keeps),
            notes: Remembered::new(keeps),
            files: Remembered::new(keeps),
            listing: Arc::default(),
        }
    }

    /// What lies under ROOT, as [`survey::survey`] finds it.
    pub(crate) fn survey(
        &mut self,
        root: &Path,
        config: &Config,
        output: &Path,
    ) -> Result<Survey, Failure> {
        survey::survey(root, config, output, &mut self.survey)
    }
}

/// Reads the notes and finds the files under `root`; `output` is never looked into.
///
/// # Errors
/// A folder, name or rule that cannot be read, by its path.
pub fn read(
    root: &Path,
    config: &Config,
    output: &Path,
    memory: &mut ReadMemory,
) -> Result<Checked<Look>, Failure> {
    let survey = memory.survey(root, config, output)?;
    surveyed(survey, config, memory)
}

/// Reads the notes of a survey.
///
/// # Errors
/// A note or another file that cannot be read, by its path.
pub(crate) fn surveyed(
    mut survey: Survey,
    config: &Config,
    memory: &mut ReadMemory,
) -> Result<Checked<Look>, Failure> {
    let look = survey.look;
    let excluded = gitignore::Excluded::new(&config.exclude);
    let mut diagnostics = std::mem::take(&mut survey.diagnostics);
    let chosen = survey.chosen.iter().chain(&survey.parts);
    let chosen: Vec<&WalkedFile> = chosen.map(|at| &survey.files[*at]).collect();
    let mut notes = Vec::with_capacity(chosen.len());
    let mut parts = Vec::new();
    let read = read_notes(&chosen, look, &mut memory.notes)?;
    for (i, (note, problems)) in read.into_iter().enumerate() {
        if i < survey.chosen.len() {
            notes.extend(note);
            diagnostics.extend(problems);
        } else {
            parts.extend(note);
        }
    }
    // What somebody put among the notes and is not there to be read is missed, not left out. Where
    // there is no note at all that is told as a whole.
    for told in &mut survey.left_alone {
        let missed = (!notes.is_empty() && excluded.line(&told.file).is_none())
            .then(|| left_out::missed(told, &survey.notes_folder));
        if let Some(missed) = missed.flatten() {
            diagnostics.push(missed.clone());
            *told = missed;
        }
    }
    let access = |found: &WalkedFile| {
        let is_read = notes.binary_search_by(|note: &NoteFile| (*note.path).cmp(&found.path));
        match &found.ignored {
            Some(_) if found.encrypted.is_some() => Access::Withheld,
            // Pictures and papers are mostly too large for git; data and settings are private.
            Some(_) if media::is_picture(&found.path) || is_paper(&found.path) => Access::Linked,
            Some(_) => Access::Withheld,
            None if survey.wants(&found.path) && is_read.is_err() => Access::Withheld,
            // A note under one more name, which was not asked for it.
            None if found.is_link && is_note(&found.path) && is_read.is_err() => Access::Withheld,
            None => Access::Open,
        }
    };
    // A hidden file that gives the order is none that a page may lead to.
    let is_hidden = |found: &WalkedFile| disk::is_hidden(Path::new(&found.path));
    let files = survey.files.iter().filter(|found| !is_hidden(found));
    let files: Vec<&WalkedFile> = files.collect();
    let (files, revisions) = listing(&files, (&|path| survey.wants(path), &access), memory, look)?;
    let sources = Sources {
        root_name: root_name(&survey.canonical),
        place_in_repository: survey.place_in_repository,
        origin: survey.origin,
        notes: Arc::new(notes),
        parts: Arc::new(parts),
        orders: Arc::new(survey.orders.into()),
        made_for: survey.made_for,
        files,
        revisions: Arc::new(revisions),
        notes_folder: survey.notes_folder,
        theme: survey.theme,
        lock: survey.lock,
        left_alone: survey.left_alone,
        kept_out: survey.kept_out,
    };
    Ok(Checked {
        value: Look {
            sources: Arc::new(sources),
            folders: survey.folders.into(),
        },
        diagnostics,
    })
}

/// Whether a file is one to be read on paper.
fn is_paper(path: &str) -> bool {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    end.eq_ignore_ascii_case("pdf")
}

/// What ROOT is called, in NFC.
fn root_name(canonical: &Path) -> String {
    let name = canonical.file_name().and_then(|name| name.to_str());
    let name = name.filter(|name| !name.starts_with('.'));
    name.map_or(String::new(), text::nfc)
}

/// What a note holds, and what there is to say of it.
type ReadNote = (Option<NoteFile>, Vec<Diagnostic>);

/// The notes; one that changed is decoded again only where it did.
fn read_notes(
    chosen: &[&WalkedFile],
    look: Looking,
    memory: &mut Remembered<ReadFile<ReadNote>>,
) -> Result<Vec<ReadNote>, Failure> {
    let keeps = memory.keeps();
    let asked: Vec<NoteAsked> = chosen
        .iter()
        .map(|found| NoteAsked {
            asked: FileAsked::new(&found.disk, found.stamp, look),
            found: Hint(*found),
        })
        .collect();
    let about = (
        |asked: &NoteAsked| asked.found.0.disk.clone(),
        |known: &ReadFile<ReadNote>| known.disk.clone(),
    );
    let read = memory.again(&asked, about, |asked, before| {
        let found = asked.found.0;
        let before = before.and_then(|before| before.read.as_ref().ok()?.0.as_ref());
        let read = read_note(found, before);
        if let (true, Ok((Some(note), _))) = (keeps, &read) {
            // Here files are read in parallel.
            note.fingerprint();
        }
        ReadFile {
            disk: found.disk.clone(),
            read,
        }
    });
    let note = |note: &ReadFile<ReadNote>| match &note.read {
        // `serve` looks again; a build would withdraw a page because of a moment.
        Ok((None, said)) if !keeps && said.is_empty() => Err(Failure::system(format!(
            "{} was there when its folder was listed, and is gone. Something changes the notes: \
            build again once that is done.",
            note.disk.display()
        ))),
        read => read.clone(),
    };
    let notes = read.iter().map(|it| note(it)).collect();
    memory.retain(|file| file.read.is_ok());
    notes
}

/// All that reading a note may know.
#[derive(Hash)]
struct NoteAsked<'a> {
    asked: FileAsked<'a>,
    /// Its path follows from where it lies under ROOT.
    found: Hint<&'a WalkedFile>,
}

/// Whether a path is a note's, and who may see a file.
type FileQuestions<'a> = (&'a dyn Fn(&str) -> bool, &'a dyn Fn(&WalkedFile) -> Access);

/// The files by path, with the revisions of those that are no notes.
type RevisedListing = (Arc<Hashed<Listing>>, HashMap<String, Revision>);

/// The files by path, the very table of the last look where nothing differs that links could tell;
/// and their revisions.
fn listing(
    files: &[&WalkedFile],
    (is_note, access): FileQuestions<'_>,
    memory: &mut ReadMemory,
    look: Looking,
) -> Result<RevisedListing, Failure> {
    let keeps = memory.files.keeps();
    let others: Vec<NoteAsked> = files
        .iter()
        .filter(|found| !is_note(&found.path))
        .map(|found| NoteAsked {
            asked: FileAsked::new(&found.disk, found.stamp, look),
            found: Hint(found),
        })
        .collect();
    let mut measured = memory
        .files
        .all(&others, |asked| ReadFile {
            disk: asked.found.0.disk.clone(),
            read: measured(asked.found.0, keeps),
        })
        .iter();
    let mut revisions = HashMap::with_capacity(others.len());
    let mut listing: Vec<(&str, FoundFile)> = Vec::with_capacity(files.len());
    for found in files {
        let mut file = FoundFile {
            is_large: found.size > LARGEST,
            is_link: found.is_link,
            disk: found.disk.clone(),
            ..FoundFile::default()
        };
        if !is_note(&found.path)
            && let Some(measured) = measured.next()
        {
            let Some((about, revision)) = measured.read.clone()? else {
                continue;
            };
            revisions.insert(found.path.clone(), revision);
            file = about;
        }
        file.access = access(found);
        listing.push((&found.path, file));
    }
    memory.files.retain(|file| matches!(file.read, Ok(Some(_))));
    let known = memory
        .listing
        .iter()
        .map(|(path, file)| (path.as_str(), file));
    if !known.eq(listing.iter().map(|(path, file)| (*path, file))) {
        let owned = listing
            .into_iter()
            .map(|(path, file)| (path.to_owned(), file));
        memory.listing = Arc::new(owned.collect::<Listing>().into());
    }
    Ok((memory.listing.clone(), revisions))
}

/// The largest note that is read, in bytes: GitHub takes no larger file either, and reading one
/// takes many times its size of memory.
const LARGEST_NOTE: u64 = 100 * 1024 * 1024;

/// One note, which was `before` when it was last read.
pub(super) fn read_note(
    found: &WalkedFile,
    before: Option<&NoteFile>,
) -> Result<ReadNote, Failure> {
    if found.size > LARGEST_NOTE {
        let path = found.path.as_str().into();
        return Ok((None, vec![Diagnostic::too_large(&path, found.size)]));
    }
    let Some(bytes) = disk::listed(|| fs::read(&found.disk), &found.disk, "read")? else {
        // It was there a moment ago: deleted or renamed meanwhile.
        return Ok((None, Vec::new()));
    };
    let path = before
        .filter(|note| *note.path == *found.path)
        .map_or_else(|| found.path.as_str().into(), |note| note.path.clone());
    let note = |text: Arc<str>, change| {
        let change = Hint(change);
        Some(
            Note {
                path: path.clone(),
                text,
                change,
            }
            .into(),
        )
    };
    if let Some(by) = encrypted::by(&bytes) {
        return Ok((None, vec![left_out::encrypted(&path, by)]));
    }
    if let Some(before) = before.filter(|note| !note.text.is_empty())
        && let Some((text, shared)) = decode::again(&bytes, &before.text)
    {
        if *text == *before.text && before.path == path {
            return Ok((Some(before.clone()), Vec::new()));
        }
        let change = Change {
            before: before.text.clone(),
            shared,
        };
        return Ok((note(text.into(), Some(Arc::new(change))), Vec::new()));
    }
    Ok(match decode(&bytes) {
        Decoded::Utf8(source) => (note(normalised(source).into(), None), Vec::new()),
        Decoded::Other(source, encoding) => {
            let warning = Diagnostic::other_encoding(&path, encoding);
            (note(normalised(&source).into(), None), vec![warning])
        }
        Decoded::Unknown { line, byte } => {
            (None, vec![Diagnostic::unknown_encoding(&path, line, byte)])
        }
    })
}
