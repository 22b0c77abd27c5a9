//! The only code that reads notes from disk: a folder in, [`Look`] out. Text leaves here in
//! UTF-8, NFC and with line feeds, whatever it was stored as; nothing is ever replaced by U+FFFD
//! without a word.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::decode::{self, Decoded, decode, normalised};
use super::found::measured;
use super::remember::{FileAsked, Looking};
use super::settings::{lock, notes_folder};
use super::theme_files::{ThemeMemory, theme};
use super::walk::{self, Folder, Walked, WalkedFile};
use super::{disk, gitignore, submodules};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::failure::Failure;
use crate::fingerprint::{Hashed, Hint};
use crate::media;
use crate::notes::code::shown::LARGEST;
use crate::notes::left_out;
use crate::notes::library::order::is_order_file;
use crate::notes::library::private;
use crate::notes::library::site_name::is_readme;
use crate::notes::reading::published;
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
    looks: u64,
    rules: gitignore::RuleMemory,
    notes: Remembered<ReadFile<ReadNote>>,
    files: Remembered<ReadFile<Option<(FoundFile, Revision)>>>,
    theme: ThemeMemory,
    orders: Remembered<ReadFile<Option<Arc<str>>>>,
    /// The last listing, shared for as long as nothing differs.
    listing: Arc<Hashed<Listing>>,
}

/// A file and what reading it gave.
#[derive(Debug)]
struct ReadFile<T> {
    disk: PathBuf,
    read: Result<T, Failure>,
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
            looks: 0,
            rules: gitignore::RuleMemory::new(keeps),
            notes: Remembered::new(keeps),
            files: Remembered::new(keeps),
            theme: Remembered::new(keeps),
            orders: Remembered::new(keeps),
            listing: Arc::default(),
        }
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
    memory.looks += 1;
    let look = Looking::now(memory.looks);
    let mut notes_folder = notes_folder(root, config)?;
    let Walked {
        files: found,
        mut folders,
        mut left_alone,
        root: canonical,
        rules,
        ..
    } = walk::walk(root, output, &notes_folder, &memory.rules, look)?;
    memory.rules.keep(&rules);
    let (mut files, mut diagnostics) = merge_twins(found)?;
    let excluded = gitignore::Excluded::new(&config.exclude);
    let paths = files.iter().map(|found| found.path.as_str());
    let near_misses = gitignore::near_misses(&config.exclude, paths);
    diagnostics.extend(near_misses.map(|(line, meant)| left_out::excludes_nothing(line, meant)));
    for found in &mut files {
        let line = excluded.line(&found.path).cloned();
        if let Some(line) = line.or_else(|| line_behind(found, &canonical, &excluded)) {
            found.ignored = Some(line);
        }
    }
    let named = match &config.notes {
        Some(notes) if disk::about(&root.join(notes))?.is_some_and(|about| about.is_file()) => {
            Some(text::nfc(notes.trim_start_matches("./")))
        }
        _ => None,
    };
    // A folder `notes` that holds something else hides no notes beside it.
    if config.notes.is_none() && !files.iter().any(|found| is_own_note(found, &notes_folder)) {
        notes_folder.clear();
    }
    let orders = orders(&files, &notes_folder, look, &mut memory.orders)?;
    leave_out(&mut files, &private::excluded_by_tools(&orders));
    let wanted = |path: &str| match &named {
        Some(single) => single == path,
        None => path.starts_with(&notes_folder) && is_note(path),
    };
    left_alone.extend(submodules::missing(&canonical)?);
    let chosen = chosen(&files, (root, &canonical), &wanted, &mut left_alone);
    let mut notes = Vec::with_capacity(chosen.len());
    for (note, problems) in read_notes(&chosen, look, &mut memory.notes)? {
        notes.extend(note);
        diagnostics.extend(problems);
    }
    // What somebody put among the notes and is not there to be read is missed, not left out. Where
    // there is no note at all that is told as a whole.
    for told in &mut left_alone {
        let missed = (!notes.is_empty() && excluded.line(&told.file).is_none())
            .then(|| left_out::missed(told, &notes_folder));
        if let Some(missed) = missed.flatten() {
            diagnostics.push(missed.clone());
            *told = missed;
        }
    }
    let access = |found: &WalkedFile| {
        let is_read = notes.binary_search_by(|note: &NoteFile| (*note.path).cmp(&found.path));
        match &found.ignored {
            // Pictures and papers are mostly too large for git; data and settings are private.
            Some(_) if media::is_picture(&found.path) || is_paper(&found.path) => Access::Linked,
            Some(_) => Access::Withheld,
            None if wanted(&found.path) && is_read.is_err() => Access::Withheld,
            // A note under one more name, which was not asked for it.
            None if found.is_link && is_note(&found.path) && is_read.is_err() => Access::Withheld,
            None => Access::Open,
        }
    };
    // A hidden file that gives the order is none that a page may lead to.
    files.retain(|found| !disk::is_hidden(Path::new(&found.path)));
    let (files, revisions) = listing(&files, (&wanted, &access), memory, look)?;
    let theme = theme(root, config, &mut memory.theme, look, &mut folders)?;
    let lock = lock(root)?;
    let sources = Sources {
        notes_folder,
        root_name: root_name(&canonical),
        place_in_repository: place_in_repository(&canonical)?,
        notes: Arc::new(notes),
        orders: Arc::new(orders.into()),
        files,
        revisions: Arc::new(revisions),
        theme,
        lock,
        left_alone,
    };
    Ok(Checked {
        value: Look {
            sources: Arc::new(sources),
            folders: folders.into(),
        },
        diagnostics,
    })
}

/// Leaves out what other tools leave out of their sites.
fn leave_out(files: &mut [WalkedFile], lines: &[(&'static str, String)]) {
    if lines.is_empty() {
        return;
    }
    let excluded = gitignore::Excluded::of_tools(lines);
    for found in files.iter_mut().filter(|found| found.ignored.is_none()) {
        found.ignored = excluded.line(&found.path).cloned();
    }
}

/// What leaves out the file that a link leads to: a line of `exclude`, or a folder of drafts.
fn line_behind(
    found: &WalkedFile,
    canonical: &Path,
    excluded: &gitignore::Excluded,
) -> Option<Arc<str>> {
    if !found.is_link {
        return None;
    }
    // What cannot be followed is told when it is read.
    let real = found
        .real
        .clone()
        .or_else(|| found.disk.canonicalize().ok())?;
    let path = text::nfc(real.strip_prefix(canonical).ok()?.to_str()?);
    let in_drafts = || published::lies_in_drafts(&path).then(|| Arc::from("a folder `_drafts`"));
    excluded.line(&path).cloned().or_else(in_drafts)
}

/// The texts of small files that say something of the order of notes or name the site. One that is
/// no text says nothing to us: it belongs to another tool.
fn orders(
    files: &[WalkedFile],
    notes_folder: &str,
    look: Looking,
    memory: &mut Remembered<ReadFile<Option<Arc<str>>>>,
) -> Result<BTreeMap<String, Arc<str>>, Failure> {
    let is_order = |found: &&WalkedFile| {
        let name = found.path.rsplit('/').next().unwrap_or_default();
        // The README beside the folder of the notes is none of them, and names the site.
        let is_ours = is_order_file(name) || !notes_folder.is_empty() && is_readme(&found.path);
        is_ours && found.ignored.is_none() && found.size <= LARGEST
    };
    let found: Vec<&WalkedFile> = files.iter().filter(is_order).collect();
    let asked: Vec<FileAsked> = found
        .iter()
        .map(|found| FileAsked::new(&found.disk, found.stamp, look))
        .collect();
    let read = memory.all(&asked, |asked| {
        let disk = asked.path().to_owned();
        let bytes = disk::listed(|| fs::read(&disk), &disk, "read");
        let text = |bytes: Vec<u8>| Some(text::nfc(std::str::from_utf8(&bytes).ok()?).into());
        ReadFile {
            read: bytes.map(|bytes| bytes.and_then(text)),
            disk,
        }
    });
    let mut out = BTreeMap::new();
    for (found, read) in found.iter().zip(read) {
        if let Some(text) = read.read.clone()? {
            out.insert(found.path.clone(), text);
        }
    }
    memory.retain(|file| file.read.is_ok());
    Ok(out)
}

/// Whether a file is one to be read on paper.
fn is_paper(path: &str) -> bool {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    end.eq_ignore_ascii_case("pdf")
}

/// Whether a file is a note of the folder.
fn is_own_note(found: &WalkedFile, folder: &str) -> bool {
    found.path.starts_with(folder) && is_note(&found.path)
}

/// Where ROOT lies below the folder that holds `.git`, in NFC.
fn place_in_repository(canonical: &Path) -> Result<String, Failure> {
    let Some(top) = disk::repository(canonical)? else {
        return Ok(String::new());
    };
    let place = canonical.strip_prefix(top).ok().and_then(Path::to_str);
    let place = place.unwrap_or_default();
    let place = text::nfc(&place.replace(std::path::MAIN_SEPARATOR, "/"));
    Ok(if place.is_empty() { place } else { place + "/" })
}

/// What ROOT is called, in NFC.
fn root_name(canonical: &Path) -> String {
    let name = canonical.file_name().and_then(|name| name.to_str());
    let name = name.filter(|name| !name.starts_with('.'));
    name.map_or(String::new(), text::nfc)
}

/// The files that are notes, each once: by its own path if that is one of a note, else by the first
/// that a link gives it.
fn chosen<'a>(
    files: &'a [WalkedFile],
    (root, canonical): (&Path, &Path),
    wanted: &dyn Fn(&str) -> bool,
    left_alone: &mut Vec<Diagnostic>,
) -> Vec<&'a WalkedFile> {
    let mut known: HashSet<PathBuf> = HashSet::new();
    if files.iter().any(|found| found.real.is_some()) {
        let own = files
            .iter()
            .filter(|file| file.real.is_none() && wanted(&file.path));
        // What is no link has its real name below ROOT's.
        known.extend(
            own.filter_map(|file| Some(canonical.join(file.disk.strip_prefix(root).ok()?))),
        );
    }
    let mut chosen = Vec::new();
    for found in files.iter().filter(|found| wanted(&found.path)) {
        let mut leave = |reason: &str| left_alone.push(left_out::not_read(&found.path, reason));
        if let Some(line) = &found.ignored {
            leave(&format!("{line} names it"));
        } else if found
            .real
            .as_ref()
            .is_some_and(|real| !known.insert(real.clone()))
        {
            leave("it was read already where it lies; a linked folder leads here");
        } else {
            chosen.push(found);
        }
    }
    chosen
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
    files: &[WalkedFile],
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

/// NFC and NFD names of the same file are one; with different bytes they are an error that names
/// both.
fn merge_twins(found: Vec<WalkedFile>) -> Result<(Vec<WalkedFile>, Vec<Diagnostic>), Failure> {
    let mut sorted = found;
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let mut files: Vec<WalkedFile> = Vec::with_capacity(sorted.len());
    let mut diagnostics = Vec::new();
    for file in sorted {
        let Some(twin) = files.last_mut().filter(|twin| twin.path == file.path) else {
            files.push(file);
            continue;
        };
        let bytes = |file: &WalkedFile| disk::listed(|| fs::read(&file.disk), &file.disk, "read");
        if twin.size != file.size || bytes(twin)? != bytes(&file)? {
            diagnostics.push(Diagnostic::twins(&file.path));
        }
        // The name that is NFC on disk is the one to read.
        if file
            .disk
            .to_str()
            .is_some_and(|name| text::nfc(name) == name)
        {
            *twin = file;
        }
    }
    Ok((files, diagnostics))
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
