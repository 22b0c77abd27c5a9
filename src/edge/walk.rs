//! Every regular file under ROOT, but hidden ones, builds, dependencies, output folders and links
//! that leave ROOT; folders in parallel. A folder in, files with what the disk says of them out,
//! and the folders that were looked into, which are the ones to watch. Reads no file but
//! `.gitignore`.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rayon::prelude::*;

use super::remember::{Identity, Remembered, Stamp};
use crate::diagnostic::Diagnostic;
use crate::notes::messages;
use crate::notes::sources::is_note;
use crate::text;

/// The name of the manifest that marks a folder as our output; such a folder is never read as
/// notes.
pub const MANIFEST: &str = ".notesite-manifest.json";

/// A file met on the walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Relative to ROOT, NFC, `/` between its parts.
    pub path: String,
    /// Where it lies, in whatever form its name is stored.
    pub disk: PathBuf,
    /// What the disk says of it.
    pub stamp: Stamp,
    /// Bytes.
    pub size: u64,
    /// Named by a `.gitignore`: no note, but it may be linked to.
    pub ignored: bool,
}

/// A folder that was looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Where it lies.
    pub disk: PathBuf,
    /// A folder made anew under the same name is another.
    pub identity: Identity,
}

/// What a walk found, in the order of names.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files.
    pub files: Vec<Found>,
    /// The folders.
    pub folders: Vec<Folder>,
    /// Names that cannot be read.
    pub diagnostics: Vec<Diagnostic>,
    /// What was not looked into, and why.
    pub left_alone: Vec<Diagnostic>,
}

/// The rules of a `.gitignore`; two that were read from an unchanged file are the same.
#[derive(Clone, Debug)]
pub struct Rules(Arc<Gitignore>);

impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What does not change during a walk.
struct Walk<'a> {
    root: &'a Path,
    canonical_root: PathBuf,
    output: Option<(u64, u64)>,
    canonical_output: Option<PathBuf>,
    notes_folder: &'a str,
    rules: &'a Remembered<Rules>,
    look: u64,
}

/// Where a walk stands.
#[derive(Clone)]
struct Place {
    disk: PathBuf,
    /// Relative to ROOT, NFC, with `/` at its end; empty for ROOT itself.
    path: String,
    rules: Vec<Rules>,
    /// The folders on the way, so that links cannot lead around in circles.
    above: Vec<(u64, u64)>,
}

/// Walks `root`. `output` is never looked into; `notes_folder` is, whatever `.gitignore` says.
pub fn walk(
    root: &Path,
    output: &Path,
    notes_folder: &str,
    rules: &Remembered<Rules>,
    look: u64,
) -> Walked {
    let walk = Walk {
        root,
        canonical_root: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
        output: fs::metadata(output)
            .ok()
            .map(|about| Stamp::of(&about).id)
            .filter(|id| *id != (0, 0)),
        canonical_output: output.canonicalize().ok(),
        notes_folder,
        rules,
        look,
    };
    let start = Place {
        disk: root.to_owned(),
        path: String::new(),
        rules: Vec::new(),
        above: Vec::new(),
    };
    match fs::metadata(root) {
        Ok(about) => walk.folder(start, &about),
        Err(_) => Walked::default(),
    }
}

impl Walk<'_> {
    fn folder(&self, mut place: Place, about: &Metadata) -> Walked {
        let mut walked = Walked::default();
        let id = Stamp::of(about).id;
        if id != (0, 0) && place.above.contains(&id) {
            return walked;
        }
        place.above.push(id);
        // Unreadable folders hold no notes.
        let Ok(entries) = fs::read_dir(&place.disk) else {
            return walked;
        };
        let mut entries: Vec<fs::DirEntry> = entries.flatten().collect();
        if !place.path.is_empty() && entries.iter().any(|entry| entry.file_name() == MANIFEST) {
            walked.left_alone.push(messages::not_read(
                place.path.trim_end_matches('/'),
                "notesite wrote it",
            ));
            return walked;
        }
        entries.sort_by_cached_key(fs::DirEntry::file_name);
        walked.folders.push(Folder {
            disk: place.disk.clone(),
            identity: Identity::of(about),
        });
        if entries
            .iter()
            .any(|entry| entry.file_name() == ".gitignore")
        {
            place.rules.extend(self.gitignore(&place.disk));
        }
        let parts: Vec<Walked> = entries
            .par_iter()
            .with_min_len(64)
            .map(|entry| self.entry(&place, entry))
            .collect();
        for part in parts {
            walked.files.extend(part.files);
            walked.folders.extend(part.folders);
            walked.diagnostics.extend(part.diagnostics);
            walked.left_alone.extend(part.left_alone);
        }
        walked
    }

    fn entry(&self, place: &Place, entry: &fs::DirEntry) -> Walked {
        let mut walked = Walked::default();
        let name = entry.file_name();
        let shown = name.to_string_lossy();
        let Ok(kind) = entry.file_type() else {
            return walked;
        };
        let skipped = |walked: &mut Walked, is_folder: bool, reason: &str| {
            // What git itself hides is nobody's note.
            if !shown.starts_with(".git") && (is_folder || is_note(&shown)) {
                walked.left_alone.push(messages::not_read(
                    &format!("{}{}", place.path, text::nfc(&shown)),
                    reason,
                ));
            }
        };
        if shown.starts_with('.') {
            skipped(&mut walked, kind.is_dir(), "its name begins with a dot");
            return walked;
        }
        if is_temporary(&shown) {
            return walked;
        }
        let disk = place.disk.join(&name);
        let about = if kind.is_symlink() {
            fs::metadata(&disk)
        } else {
            entry.metadata()
        };
        // What vanished meanwhile, and links that lead nowhere.
        let Ok(about) = about else { return walked };
        let is_folder = about.is_dir();
        if kind.is_symlink()
            && !disk
                .canonicalize()
                .is_ok_and(|real| real.starts_with(&self.canonical_root))
        {
            skipped(&mut walked, is_folder, "the link leads out of this folder");
            return walked;
        }
        if is_folder && self.is_output(&disk, &about) {
            return walked;
        }
        if is_folder && matches!(&*shown, "node_modules" | "target" | "build") {
            skipped(
                &mut walked,
                true,
                "folders of that name hold what programs made",
            );
            return walked;
        }
        let ignored = place.rules.iter().any(|rules| {
            disk.starts_with(rules.0.path())
                && rules
                    .0
                    .matched_path_or_any_parents(&disk, is_folder)
                    .is_ignore()
        });
        let Some(utf8) = name.to_str() else {
            if about.is_file() {
                let relative = disk.strip_prefix(self.root).unwrap_or(&disk);
                walked
                    .diagnostics
                    .push(Diagnostic::unreadable_name(&relative.to_string_lossy()));
            }
            return walked;
        };
        let path = format!("{}{}", place.path, text::nfc(utf8));
        if is_folder {
            // A folder that git ignores is left alone, unless it is the notes' own.
            if ignored && !self.notes_folder.starts_with(&path) {
                skipped(&mut walked, true, "a .gitignore names it");
                return walked;
            }
            let inner = Place {
                disk,
                path: format!("{path}/"),
                ..place.clone()
            };
            return self.folder(inner, &about);
        }
        if about.is_file() {
            walked.files.push(Found {
                path,
                disk,
                stamp: Stamp::of(&about),
                size: about.len(),
                ignored,
            });
        }
        walked
    }

    fn is_output(&self, disk: &Path, about: &Metadata) -> bool {
        match self.output {
            Some(id) => Stamp::of(about).id == id,
            None => {
                self.canonical_output.is_some() && self.canonical_output == disk.canonicalize().ok()
            }
        }
    }

    fn gitignore(&self, folder: &Path) -> Option<Rules> {
        let file = folder.join(".gitignore");
        let about = fs::metadata(&file).ok().filter(Metadata::is_file)?;
        let read = |_: Option<&Rules>| {
            let mut builder = GitignoreBuilder::new(folder);
            let _ = builder.add(&file);
            builder.build().map(|rules| Rules(Arc::new(rules)))
        };
        self.rules
            .recall(&file, Stamp::of(&about), self.look, read)
            .ok()
    }
}

/// Names that editors write beside a file while it is edited or saved, and no others: `4913` and
/// its kin of vim, `a.md~`,
/// `.a.md.swp`, IntelliJ's `a.md___jb_tmp___`, Emacs' `.#a.md` and `#a.md#`.
pub fn is_temporary(name: &str) -> bool {
    // Vim counts on by 123 where a file is called 4913.
    let probe = name.len() <= 6
        && name
            .parse::<u32>()
            .is_ok_and(|number| number >= 4913 && (number - 4913) % 123 == 0);
    let swap = name.starts_with('.')
        && [".swp", ".swo", ".swn", ".swx"]
            .iter()
            .any(|end| name.ends_with(end));
    probe
        || swap
        || name.ends_with('~')
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || name.starts_with(".#")
        || (name.len() > 2 && name.starts_with('#') && name.ends_with('#'))
}
