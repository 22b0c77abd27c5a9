//! The files that notes link to, looked through before they are published. Paths in; those that
//! hold a secret or say that they are drafts, and why they stay, out, and pictures that say where
//! they were taken. Other bytes that are no text do neither.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use regex::Regex;

use super::{decode, disk, encrypted, located};
use crate::failure::Failure;
use crate::media;
use crate::notes::code::secret::{self, SecretKind};
use crate::notes::reading::published;
use crate::notes::sources::{NoteFile, Revision, Sources};
use crate::notes::withhold::{self, Objection};
use crate::remembered::Remembered;
use crate::text;

/// How many bytes are looked through at once.
const BLOCK: usize = 1024 * 1024;

/// How many bytes are looked through again with what follows them: no secret is as long.
const OVERLAP: usize = 16 * 1024;

/// What earlier builds found.
pub(crate) type LinkedMemory = Remembered<Result<LookedFile, Failure>>;

/// What one file turned out to be.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LookedFile {
    objection: Option<Objection>,
    is_located: bool,
}

impl From<Objection> for LookedFile {
    fn from(objection: Objection) -> Self {
        Self {
            objection: Some(objection),
            is_located: false,
        }
    }
}

/// What there is to say of the files.
#[derive(Debug, Default)]
pub(crate) struct LookedFiles {
    /// What speaks against publishing a file.
    pub objections: BTreeMap<String, Objection>,
    /// Pictures that say where they were taken.
    pub located: BTreeSet<String>,
}

/// All that looking through a file may know: which it is, what stands in it, and what may.
#[derive(Hash)]
struct LinkedAsked<'a> {
    disk: &'a Path,
    /// Its path under ROOT.
    path: &'a str,
    /// A note has none: it is looked through with the notes, and here anew.
    revision: Option<Revision>,
    text: Option<&'a NoteFile>,
    allow: &'a [String],
    /// Drafts are built too.
    drafts: bool,
    /// Whether it lies in a folder that is for nobody yet.
    is_private: bool,
}

/// Looks through the linked files: for a secret which no pattern of `allow` lets pass and, unless
/// `drafts` are built, for what says that they are drafts, as they are in the folders `private`.
///
/// # Errors
/// A file that cannot be read: nobody knows what it holds.
pub(crate) fn objections(
    paths: &[String],
    sources: &Sources,
    (allow, patterns): (&[String], &[Regex]),
    (drafts, private): (bool, &BTreeSet<String>),
    memory: &mut LinkedMemory,
) -> Result<LookedFiles, Failure> {
    let lies_in_private = |path: &str| {
        let mut ends = path.match_indices('/').map(|(at, _)| at + 1);
        !private.is_empty() && ends.any(|end| private.contains(&path[..end]))
    };
    let mut there = Vec::new();
    let mut asked = Vec::new();
    for path in paths {
        if let Some(file) = sources.files.get(path) {
            there.push(path);
            asked.push(LinkedAsked {
                disk: &file.disk,
                path,
                revision: sources.revisions.get(path).copied(),
                text: sources.note(path),
                allow,
                drafts,
                is_private: lies_in_private(path),
            });
        }
    }
    let looked = memory.all(&asked, |asked| look(asked, patterns));
    let mut out = LookedFiles::default();
    let mut failed = None;
    for (path, looked) in there.into_iter().zip(looked) {
        match &**looked {
            Ok(LookedFile {
                objection: Some(objection),
                ..
            }) => {
                out.objections.insert(path.clone(), *objection);
            }
            Ok(file) if file.is_located => {
                out.located.insert(path.clone());
            }
            Ok(_) => {}
            Err(failure) => failed = failed.or_else(|| Some(failure.clone())),
        }
    }
    // What failed is tried again.
    memory.retain(Result::is_ok);
    failed.map_or(Ok(out), Err)
}

/// The first thing that speaks against publishing a file.
fn look(asked: &LinkedAsked<'_>, allow: &[Regex]) -> Result<LookedFile, Failure> {
    let nothing = LookedFile::default();
    let (path, drafts) = (asked.disk, asked.drafts);
    if !drafts && (asked.is_private || published::lies_in_drafts(asked.path)) {
        return Ok(Objection::Draft.into());
    }
    let failed = |error| disk::failed(path, "read", &error);
    let Some(mut file) = disk::listed(|| File::open(path), path, "read")? else {
        return Ok(nothing);
    };
    let (mut bytes, mut wide) = (Vec::new(), None);
    let mut may_be_draft = !drafts && withhold::may_be_draft(path);
    loop {
        let kept = bytes.len();
        let read = (&mut file)
            .take((BLOCK - kept) as u64)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        if kept == 0 && bytes.starts_with(encrypted::GIT_CRYPT) {
            return Ok(Objection::Encrypted.into());
        }
        if may_be_located(asked.path) {
            return picture(file, bytes, allow).map_err(failed);
        }
        let is_wide = match *wide.get_or_insert_with(|| Width::of(&bytes)) {
            Width::None => return Ok(nothing),
            Width::One => false,
            Width::Two => true,
        };
        let text = if is_wide {
            let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
            String::from_utf8_lossy(&letters).into_owned()
        } else {
            // A zero ends what stands before it.
            String::from_utf8_lossy(&bytes).replace('\0', " ")
        };
        if std::mem::take(&mut may_be_draft)
            && (withhold::is_draft(text::head(&text, decode::HEAD))
                || withhold::is_draft(&decode::head(&bytes)))
        {
            return Ok(Objection::Draft.into());
        }
        // Labels in Korean are bytes of another kind in CP949, and names of columns stand in the
        // first line alone.
        let korean = (!is_wide).then(|| decode::as_korean(&bytes)).flatten();
        let text = korean.unwrap_or(text);
        let table = (kept == 0).then(|| as_table(asked.path, &text)).flatten();
        let kind = real_secret(&text, allow);
        if let Some(kind) = kind.or_else(|| real_secret(&table?, allow)) {
            return Ok(Objection::Secret(kind).into());
        }
        if read < BLOCK - kept {
            return Ok(nothing);
        }
        bytes.drain(..bytes.len() - OVERLAP);
    }
}

/// A table whose cells commas, semicolons or tabs part, as Markdown has it.
fn as_table(path: &str, text: &str) -> Option<String> {
    let end = path.rsplit('.').next()?.to_ascii_lowercase();
    if !matches!(end.as_str(), "csv" | "tsv" | "tab") {
        return None;
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next()?;
    let mark = ['\t', ';', ',']
        .into_iter()
        .find(|mark| first.contains(*mark))?;
    let row = |line: &str| {
        let mut is_quoted = false;
        let cells = line.split(|c| {
            is_quoted ^= c == '"';
            c == mark && !is_quoted
        });
        let bare = |cell: &str| cell.trim().trim_matches('"').replace('|', "\\|");
        let cells = cells.map(bare);
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut out = row(first) + "|--|\n";
    out.extend(lines.map(row));
    Some(out)
}

/// The first secret in a text. A value that only stands in for a password opens no door.
fn real_secret(text: &str, allow: &[Regex]) -> Option<SecretKind> {
    let mut found = secret::find(text, allow).into_iter();
    let real = found.find(|known| known.kind != SecretKind::ToyPassword);
    real.map(|known| known.kind)
}

/// Whether a file is a picture by its name, and no text.
fn may_be_located(path: &str) -> bool {
    let end = path.rsplit('.').next().unwrap_or_default();
    let others = ["heic", "heif", "jfif", "jpe", "jxl", "tif", "tiff"];
    media::is_picture(path) && !end.eq_ignore_ascii_case("svg")
        || others.iter().any(|other| end.eq_ignore_ascii_case(other))
}

/// Looks through a picture, whose first bytes were read: whether it says where it was taken, and
/// for a secret in its comments.
fn picture(mut file: File, mut bytes: Vec<u8>, allow: &[Regex]) -> io::Result<LookedFile> {
    let mut out = LookedFile::default();
    loop {
        out.is_located |= located::is_located(&bytes);
        if let Some(kind) = real_secret(&located::words(&bytes), allow) {
            return Ok(Objection::Secret(kind).into());
        }
        if bytes.len() < BLOCK {
            return Ok(out);
        }
        bytes.drain(..bytes.len() - located::OVERLAP);
        let kept = bytes.len();
        (&mut file)
            .take((BLOCK - kept) as u64)
            .read_to_end(&mut bytes)?;
    }
}

/// So many signs that no text has make none of it yet.
const FEW: usize = 2;

/// How many bytes a letter has.
#[derive(Clone, Copy)]
enum Width {
    /// It is no text.
    None,
    /// UTF-8, CP949 and their like. What a secret is made of is ASCII in all of them. A text may
    /// hold a few signs that no text has, as what a terminal recorded does.
    One,
    /// UTF-16: every other byte of ASCII is zero.
    Two,
}

impl Width {
    /// The first bytes are asked: what holds more than a few zeros is no text.
    fn of(bytes: &[u8]) -> Self {
        let start = &bytes[..bytes.len().min(8000)];
        let zeros = |first: usize| {
            start
                .iter()
                .skip(first)
                .step_by(2)
                .filter(|b| **b == 0)
                .count()
        };
        let (even, odd) = (zeros(0), zeros(1));
        let is_marked = matches!(start, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        let is_sign = |byte: &&u8| **byte < 0x20 && !byte.is_ascii_whitespace() && **byte != 0x1b;
        let signs = start.iter().filter(is_sign).count();
        if even + odd == 0 || signs <= FEW + start.len() / 100 {
            Self::One
        } else if is_marked || even.max(odd) > start.len() / 4 && even.min(odd) == 0 {
            Self::Two
        } else {
            Self::None
        }
    }
}
