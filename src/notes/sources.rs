//! What the notes are made of, as values: texts, names and sizes of files, the theme's files.
//! Whoever reads them makes these; nothing here knows where they came from.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::address::NotePath;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Hashed, Hint};
use crate::notes::reading::other_comments::SiteTools;
use crate::text::Shared;

/// Everything that was read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Where the notes lie, relative to ROOT, with `/` at its end; empty for ROOT itself.
    pub notes_folder: String,
    /// What the folder ROOT is called; empty where its name says nothing: a hidden or nameless one.
    pub root_name: String,
    /// Where ROOT lies in its repository, with `/` at its end; empty for the repository itself and
    /// where there is none.
    pub place_in_repository: String,
    /// The address of the repository on the web, as git knows where it came from.
    pub origin: Option<String>,
    /// The notes, by path.
    pub notes: Arc<Vec<NoteFile>>,
    /// What a tool leaves out since its name begins with `_`, which is shown only where a note
    /// takes it in.
    pub parts: Arc<Vec<NoteFile>>,
    /// Texts of files that are no notes and say something of their order (`mkdocs.yml`), by NFC
    /// path.
    pub orders: Arc<Hashed<BTreeMap<String, Arc<str>>>>,
    /// The tools that settings above ROOT are of.
    pub(crate) made_for: SiteTools,
    /// Every file under ROOT that notes may link to, by NFC path.
    pub files: Arc<Hashed<BTreeMap<String, FoundFile>>>,
    /// Of every file but the notes, by path: another wherever the bytes may be others.
    pub revisions: Arc<HashMap<String, Revision>>,
    /// Overriding files of the theme, relative to its folder.
    pub theme: BTreeMap<String, Arc<[u8]>>,
    /// The text of `notesite.lock`, where there is one.
    pub lock: Option<String>,
    /// What was not read, and why: `check --verbose` says so.
    pub left_alone: Vec<Diagnostic>,
    /// How many notes others than us keep out.
    pub kept_out: KeptOut,
}

/// How many notes are left out that somebody else keeps out of what he publishes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KeptOut {
    /// By the settings of other tools.
    pub by_tools: usize,
    /// Since git encrypts them.
    pub encrypted: usize,
}

impl Sources {
    /// A note by its path.
    pub fn note(&self, path: &str) -> Option<&NoteFile> {
        let at = self.notes.binary_search_by(|note| (*note.path).cmp(path));
        at.ok().map(|at| &self.notes[at])
    }
}

/// A file under ROOT.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FoundFile {
    /// Where it lies on disk, in whatever form its name is stored.
    pub disk: PathBuf,
    /// Width and height in pixels, for pictures whose format we know.
    pub pixels: Option<(u32, u32)>,
    /// Whether its name is a picture's.
    pub is_image: bool,
    /// Whether it is too large for notes to show.
    pub is_large: bool,
    /// Whether a symbolic link leads here: what it is then stands elsewhere under another name.
    pub is_link: bool,
    /// Who may lead readers to it.
    pub access: Access,
}

/// Who may lead readers to a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Access {
    /// Links, and commands that name it.
    #[default]
    Open,
    /// Links alone: git ignores it, and nobody asked for it to be shown.
    Linked,
    /// Nobody: it is a note that was left out, or git ignores it and it is no picture or paper.
    Withheld,
}

/// What tells two contents of a file apart: a hash of its bytes, or of what the disk says of it
/// where reading it would take long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Revision(pub [u8; 32]);

/// A note with the fingerprint of its path and text.
pub(crate) type NoteFile = Hashed<Note>;

/// One note as `read` found it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// Relative to ROOT, NFC, `/` between its parts.
    pub path: NotePath,
    /// NFC, line feeds only.
    pub text: Arc<str>,
    /// Where it differs from the text that was read before, as far as reading told.
    pub change: Hint<Option<Arc<Change>>>,
}

/// What a text shares with the one before it: so many bytes at the start, so many others at the
/// end.
#[derive(Debug)]
pub struct Change {
    /// The text before.
    pub before: Arc<str>,
    /// What both share.
    pub shared: Shared,
}

impl Note {
    /// What the text shares with one that it was before.
    pub fn shared(&self, before: &Arc<str>) -> Shared {
        if Arc::ptr_eq(before, &self.text) {
            return Shared {
                start: before.len(),
                end: 0,
            };
        }
        let known = self
            .change
            .0
            .as_ref()
            .filter(|change| Arc::ptr_eq(&change.before, before));
        known.map_or_else(|| Shared::of(before, &self.text), |change| change.shared)
    }
}

/// Folders of ROOT whose files are copied to the site as they are.
pub(crate) const STATIC: [&str; 2] = ["static/", "public/"];

/// How names of notes end, the commonest first: Markdown, and what MDX, Quarto and R Markdown make
/// of it, which GitHub shows as Markdown too.
pub(crate) const NOTE_ENDINGS: [&str; 5] = [".md", ".markdown", ".mdx", ".qmd", ".Rmd"];

/// A note's name or path without its ending; `None` for what is no note.
pub(crate) fn without_ending(path: &str) -> Option<&str> {
    NOTE_ENDINGS.iter().find_map(|ending| {
        let at = path.len().checked_sub(ending.len())?;
        let (stem, end) = path.split_at_checked(at)?;
        end.eq_ignore_ascii_case(ending).then_some(stem)
    })
}

/// Whether a name is that of a note.
pub(crate) fn is_note(path: &str) -> bool {
    without_ending(path).is_some()
}

/// The paths that a note's name without its ending may mean.
pub(crate) fn with_endings(stem: &str) -> impl Iterator<Item = String> {
    NOTE_ENDINGS
        .iter()
        .map(move |ending| format!("{stem}{ending}"))
}
