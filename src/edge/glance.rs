//! A glance at the files that events named: most saves change one note, and finding it among ten
//! thousand takes longer than building its page. The last look and the names in, the
//! look with those notes read again out, or `None` where only a look at everything can tell.
//! Trusts no event: what a file holds is read, and a whole look follows.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use super::disk::there;
use super::read::{Look, read_note};
use super::remember::Stamp;
use super::walk::WalkedFile;
use crate::diagnostic::Checked;
use crate::notes::code::shown::LARGEST;
use crate::notes::sources::Sources;
use crate::text;

/// More files than this are looked for by looking at everything.
const MOST: usize = 16;

/// Reads the notes among `files` again. `None` where one of them is no note that was there and is
/// well, or anything but its text may be another now.
pub(crate) fn glance(
    before: &Checked<Look>,
    files: &HashSet<PathBuf>,
    root: &Path,
) -> Option<Look> {
    let Checked {
        value: before,
        diagnostics: said,
    } = before;
    if files.len() > MOST {
        return None;
    }
    let mut notes = (*before.sources.notes).clone();
    let mut read = 0;
    for disk in files {
        let path = text::nfc(disk.strip_prefix(root).ok()?.to_str()?).replace(MAIN_SEPARATOR, "/");
        let known = before.sources.files.get(&path);
        // What the disk cannot tell, a look at everything tells by name.
        let answer = there(fs::symlink_metadata(disk), disk, "read").ok()?;
        let Some(about) = answer.filter(Metadata::is_file) else {
            // A name that an editor used in between: nothing stood there before, nothing does now.
            let was = known.is_some()
                || before.folders.iter().any(|folder| folder.disk == *disk)
                || disk.exists();
            if was {
                return None;
            }
            continue;
        };
        // What is to be said of a file, or taken back, waits for a whole look.
        if said.iter().any(|diagnostic| *diagnostic.file == *path)
            || known.is_none_or(|known| {
                known.disk != *disk || known.is_large != (about.len() > LARGEST)
            })
        {
            return None;
        }
        let at = notes
            .binary_search_by(|note| (*note.path).cmp(&path))
            .ok()?;
        let found = WalkedFile {
            path,
            disk: disk.clone(),
            stamp: Stamp::of(&about),
            size: about.len(),
            ignored: None,
            encrypted: None,
            is_link: false,
            real: None,
        };
        let (note, problems) = read_note(&found, Some(&notes[at])).ok()?;
        if !problems.is_empty() {
            return None;
        }
        notes[at] = note?;
        read += 1;
    }
    (read > 0).then(|| Look {
        sources: Arc::new(Sources {
            notes: Arc::new(notes),
            ..(*before.sources).clone()
        }),
        folders: before.folders.clone(),
    })
}
