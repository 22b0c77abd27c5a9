//! Every regular file under ROOT, but hidden ones, builds, dependencies, output folders and links
//! that leave ROOT; folders in parallel. A folder in, files with what the disk says of them out,
//! and the folders that were looked into, which are the ones to watch. Opens no file but those that
//! say what git ignores and the landing page of what may be a site of ours. What cannot be listed
//! is a failure: its notes would be missed on the site.

mod place;
mod walked;
mod walked_file;
mod without_notes;

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::gitignore::{self, Asking, Cipher, Ignores};
use super::remember::{FolderIdentity, Looking, Stamp};
use super::{disk, earlier};
use crate::failure::Failure;
use crate::notes::left_out;
use crate::notes::library::order::{self, is_order_file};
use crate::notes::sources::is_note;
use crate::text;
use place::{LinkTarget, WalkPlace};
pub(crate) use walked::Folder;
pub(crate) use walked::Walked;
pub(crate) use walked_file::WalkedFile;
pub(crate) use without_notes::is_temporary;
use without_notes::{INSTALLED, THEMES, holds_notes, is_bin, is_settings_of_themes, is_trash};

/// What does not change during a walk.
struct Walk<'a> {
    canonical_root: PathBuf,
    output: Option<(u64, u64)>,
    canonical_output: Option<PathBuf>,
    notes_folder: &'a str,
    rules: &'a gitignore::RuleMemory,
    /// The rules that hold in ROOT.
    root_rules: Arc<Ignores>,
    look: Looking,
}

/// Walks `root`. `output` is never looked into; `notes_folder` is, whatever `.gitignore` says.
pub(crate) fn walk(
    root: &Path,
    output: &Path,
    notes_folder: &str,
    rules: &gitignore::RuleMemory,
    look: Looking,
) -> Result<Walked, Failure> {
    let canonical_root = root
        .canonicalize()
        .map_err(|error| disk::failed(root, "read", &error))?;
    let asking = Asking {
        root: &canonical_root,
        memory: rules,
        look,
    };
    let walk = Walk {
        root_rules: Arc::new(Ignores::of_root(asking)?),
        output: disk::about(output)?
            .map(|about| Stamp::of(&about).id)
            .filter(|id| *id != (0, 0)),
        canonical_output: disk::there(output.canonicalize(), output, "read")?,
        canonical_root,
        notes_folder,
        rules,
        look,
    };
    let start = WalkPlace {
        disk: root.to_owned(),
        path: String::new(),
        rules: walk.root_rules.clone(),
        ignored: None,
        linked: None,
    };
    let about = fs::metadata(root).map_err(|error| disk::failed(root, "read", &error))?;
    let rules = start.rules.clone();
    let mut walked = walk.folder(start, &about)?;
    walked.rules.push(rules);
    // What lies behind links comes last, in the order of their names: a file's own name counts
    // before those that links give it.
    let mut links = std::mem::take(&mut walked.links);
    links.sort_by(|a, b| a.path.cmp(&b.path));
    for link in links {
        if let Some(about) = disk::about(&link.disk)? {
            walked.join(walk.folder(link, &about)?);
        }
    }
    walked.root = walk.canonical_root;
    Ok(walked)
}

/// The rules that hold in a folder, its path from ROOT with `/` at its end, and the line that
/// leaves it out.
type FolderRules = (Arc<Ignores>, String, Option<Arc<str>>);

impl Walk<'_> {
    fn asking(&self) -> Asking<'_> {
        Asking {
            root: &self.canonical_root,
            memory: self.rules,
            look: self.look,
        }
    }

    fn folder(&self, mut place: WalkPlace, about: &Metadata) -> Result<Walked, Failure> {
        let mut walked = Walked::default();
        let shown = if place.path.is_empty() {
            place.disk.clone()
        } else {
            PathBuf::from(&place.path)
        };
        // A folder that is gone by now is empty; ROOT itself is never gone without a word.
        let mut names: Vec<OsString> = match disk::names(&place.disk) {
            Err(error) if place.path.is_empty() => {
                return Err(disk::failed(&shown, "listed", &error));
            }
            Ok(names) => names,
            Err(_) => {
                let again = || disk::names(&place.disk);
                disk::listed(again, &place.disk, "listed")?.unwrap_or_default()
            }
        };
        let holds = |name: &str| names.iter().any(|there| there == name);
        if !place.path.is_empty() && earlier::is_site(&place.disk, &names)? {
            let path = place.path.trim_end_matches('/');
            walked
                .left_alone
                .push(left_out::not_read(path, left_out::WRITTEN));
            return Ok(walked);
        }
        if !place.path.is_empty() {
            let rules =
                Ignores::inside(&place.rules, &place.disk, &place.path, holds, self.asking())?;
            if !Arc::ptr_eq(&rules, &place.rules) {
                walked.rules.push(rules.clone());
            }
            place.rules = rules;
        }
        let is_of_tool = |name: &OsString| is_settings_of_themes(name) && holds("content");
        let is_of_hexo = || holds("_config.yml") && holds("source");
        let has_themes = holds(THEMES) && (is_of_hexo() || names.iter().any(is_of_tool));
        if holds("pyvenv.cfg") {
            for name in INSTALLED.iter().filter(|name| holds(name)) {
                let path = format!("{}{name}", place.path);
                walked.leave(&path, name, true, left_out::INSTALLED);
            }
            names.retain(|name| !INSTALLED.iter().any(|installed| name == installed));
        }
        if has_themes {
            let path = format!("{}{THEMES}", place.path);
            walked.leave(&path, THEMES, true, left_out::THEMES);
            names.retain(|name| name != THEMES);
        }
        names.sort_unstable();
        walked.folders.push(Folder {
            disk: place.disk.clone(),
            identity: FolderIdentity::of(about),
        });
        let parts: Vec<Walked> = if place.linked.is_some() {
            // One after the other: which way into a folder comes first must not be chance.
            let parts = names.iter().map(|name| self.entry(&place, name));
            parts.collect::<Result<_, Failure>>()?
        } else {
            let names = names.par_iter().with_min_len(64);
            let parts = names.map(|name| self.entry(&place, name));
            parts.collect::<Result<_, Failure>>()?
        };
        for part in parts {
            walked.join(part);
        }
        Ok(walked)
    }

    fn entry(&self, place: &WalkPlace, name: &OsStr) -> Result<Walked, Failure> {
        let mut walked = Walked::default();
        let shown = name.to_string_lossy();
        let disk = place.disk.join(name);
        let path = format!("{}{}", place.path, text::nfc(&shown));
        // What vanished meanwhile is not there.
        let asked = disk::listed(|| fs::symlink_metadata(&disk), &disk, "read");
        let Some(about) = asked? else {
            return Ok(walked);
        };
        let kind = about.file_type();
        // A folder or a link of that name is hidden as all others are.
        let gives_order = kind.is_file() && is_order_file(&shown);
        if shown.starts_with('.') && !gives_order {
            if kind.is_dir()
                && shown == order::GITBOOK
                && let Some(assets) = self.assets_of_gitbook(place, &disk)?
            {
                return Ok(assets);
            }
            walked.leave(&path, &shown, kind.is_dir(), left_out::HIDDEN);
            if kind.is_dir() {
                walked.files = place.settings_in(&disk, &shown)?;
            }
            return Ok(walked);
        }
        if !kind.is_dir() && is_temporary(&shown) {
            return Ok(walked);
        }
        let (mut line_behind, mut cipher_behind) = (None, None);
        let about = if kind.is_symlink() {
            match self.behind(&disk)? {
                Behind::Thing(about, lines) => {
                    (line_behind, cipher_behind) = lines;
                    *about
                }
                Behind::Nothing => {
                    let line = place.rules.line(&path, false);
                    let reason = line.map_or(left_out::NOWHERE, |line| line);
                    walked.leave(&path, &shown, false, reason);
                    return Ok(walked);
                }
                Behind::Left(is_folder, reason) => {
                    walked.leave(&path, &shown, is_folder, reason);
                    return Ok(walked);
                }
            }
        } else {
            about
        };
        let is_folder = about.is_dir();
        // Pipes, sockets and devices are never opened.
        if !is_folder && !about.is_file() {
            let line = place.rules.line(&path, false);
            let reason = line.map_or(left_out::NO_FILE, |line| line);
            walked.leave(&path, &shown, false, reason);
            return Ok(walked);
        }
        if is_folder && self.is_output(&disk, &about)? {
            return Ok(walked);
        }
        if is_folder && matches!(&*shown, "node_modules" | "target" | "build") {
            let is_ignored = place.ignored.is_some() || place.rules.line(&path, true).is_some();
            let may_be_read = !is_ignored && shown != "node_modules";
            let reason = if may_be_read && holds_notes(&disk) {
                left_out::MADE_BESIDE_NOTES
            } else {
                left_out::MADE
            };
            walked.leave(&path, &shown, true, reason);
            return Ok(walked);
        }
        // What IntelliJ copies beside the classes that it makes.
        if is_folder && (path == "out/production" || path.ends_with("/out/production")) {
            walked.leave(&path, &shown, true, left_out::MADE);
            return Ok(walked);
        }
        if is_folder && (is_bin(&shown) || is_trash(&shown, &disk, place)) {
            walked.leave(&path, &shown, true, left_out::BIN);
            return Ok(walked);
        }
        let line = place.rules.line(&path, is_folder);
        let real = place.linked.as_ref().map(|linked| {
            let path = format!("{}{}", linked.path, text::nfc(&shown));
            (&linked.rules, path)
        });
        let line_of_real = real.as_ref();
        let line_of_real = line_of_real.and_then(|(rules, path)| rules.line(path, is_folder));
        let lines = place.ignored.as_ref().or(line).or(line_of_real);
        let ignored = lines.cloned().or(line_behind);
        if is_folder
            && let Some(line) = &ignored
            // A folder that git ignores is left alone, unless the notes lie in it: then what they
            // miss is told by name.
            && !self.notes_folder.starts_with(&format!("{path}/"))
        {
            walked.leave(&path, &shown, true, &format!("{line} names it"));
            return Ok(walked);
        }
        if name.to_str().is_none() {
            if ignored.is_some() {
                return Ok(walked);
            }
            return Err(unreadable_name(&place.path, name, is_folder));
        }
        if is_folder {
            return self.inner(place, disk, &path, ignored, kind.is_symlink(), &about);
        }
        let cipher = real.as_ref().and_then(|(rules, path)| rules.cipher(path));
        let cipher = cipher.or_else(|| place.rules.cipher(&path));
        let real = place.linked.as_ref().map(|linked| linked.real.join(name));
        walked.files.push(WalkedFile {
            encrypted: cipher.or(cipher_behind),
            path,
            disk,
            stamp: Stamp::of(&about),
            size: about.len(),
            ignored,
            is_link: kind.is_symlink() || real.is_some(),
            real,
        });
        Ok(walked)
    }

    /// The pictures and papers that `GitBook` keeps in a hidden folder; `None` where it keeps none.
    fn assets_of_gitbook(&self, place: &WalkPlace, disk: &Path) -> Result<Option<Walked>, Failure> {
        let (folder, shown) = (order::ASSETS_OF_GITBOOK, order::SHOWN_ASSETS_OF_GITBOOK);
        let disk = disk.join("assets");
        let hidden = format!("{}{folder}", place.path);
        let is_ignored = place.ignored.is_some() || place.rules.line(&hidden, true).is_some();
        // A folder of that name beside it keeps its own.
        let is_taken = || disk::about(&place.disk.join(shown));
        let about = disk::there(fs::symlink_metadata(&disk), &disk, "read")?;
        let Some(about) = about.filter(|about| about.is_dir() && place.linked.is_none()) else {
            return Ok(None);
        };
        if is_ignored || is_taken()?.is_some() {
            return Ok(None);
        }
        let path = format!("{}{shown}/", place.path);
        let inner = WalkPlace {
            disk,
            path,
            ..place.clone()
        };
        let mut walked = self.folder(inner, &about)?;
        walked.files.retain(|file| !is_note(&file.path));
        Ok(Some(walked))
    }

    /// Looks into a folder of `place`, or leaves it for later where a link leads to it.
    fn inner(
        &self,
        place: &WalkPlace,
        disk: PathBuf,
        path: &str,
        ignored: Option<Arc<str>>,
        is_link: bool,
        about: &Metadata,
    ) -> Result<Walked, Failure> {
        let mut walked = Walked::default();
        let mut inner = WalkPlace {
            path: format!("{path}/"),
            ignored,
            linked: None,
            ..place.clone()
        };
        let real = |disk: &Path| disk::there(disk.canonicalize(), disk, "read");
        if let Some(linked) = &place.linked {
            let Some(real) = real(&disk)? else {
                return Ok(walked);
            };
            let mut seen = linked.seen.lock().unwrap_or_else(PoisonError::into_inner);
            if !seen.insert(real.clone()) {
                return Ok(walked);
            }
            drop(seen);
            inner.linked = Some(self.link_target(real, linked.seen.clone())?);
        } else if is_link {
            let (Some(real), Some(above)) = (real(&disk)?, real(&place.disk)?) else {
                return Ok(walked);
            };
            if above.starts_with(&real) {
                let reason = "the link leads back to a folder that it lies in";
                walked.leave(path, "", true, reason);
                return Ok(walked);
            }
            let seen = above.ancestors().map(Path::to_owned).chain([real.clone()]);
            let seen = Arc::new(Mutex::new(seen.collect()));
            inner.disk = disk;
            inner.linked = Some(self.link_target(real, seen)?);
            walked.links.push(inner);
            return Ok(walked);
        }
        inner.disk = disk;
        self.folder(inner, about)
    }

    fn link_target(
        &self,
        real: PathBuf,
        seen: Arc<Mutex<HashSet<PathBuf>>>,
    ) -> Result<LinkTarget, Failure> {
        let (rules, path, _) = self.rules_at(&real)?;
        Ok(LinkTarget {
            real,
            path,
            rules,
            seen,
        })
    }

    /// The rules that hold in a folder (absolute, without links, below ROOT), its path from ROOT
    /// with `/` at its end, and the line that leaves out the folder or one that it lies in.
    fn rules_at(&self, folder: &Path) -> Result<FolderRules, Failure> {
        let inside = folder.strip_prefix(&self.canonical_root);
        let mut disk = self.canonical_root.clone();
        let (mut rules, mut path, mut ignored) = (self.root_rules.clone(), String::new(), None);
        for part in inside.unwrap_or(Path::new("")) {
            disk.push(part);
            path.push_str(&text::nfc(&part.to_string_lossy()));
            ignored = ignored.or_else(|| rules.line(&path, true).cloned());
            path.push('/');
            // What cannot be asked for may be there, and is asked for once more by name.
            let holds = |name: &str| {
                let asked = fs::symlink_metadata(disk.join(name));
                !asked.is_err_and(|error| disk::is_absence(&error))
            };
            rules = Ignores::inside(&rules, &disk, &path, holds, self.asking())?;
        }
        Ok((rules, path, ignored))
    }

    /// The lines that leave out what really lies there, and that have git encrypt it.
    fn lines_of(&self, real: &Path, is_folder: bool) -> Result<TwoLines, Failure> {
        let (Some(folder), Some(name)) = (real.parent(), real.file_name()) else {
            return Ok((None, None));
        };
        if !folder.starts_with(&self.canonical_root) {
            return Ok((None, None));
        }
        let (rules, path, ignored) = self.rules_at(folder)?;
        let path = format!("{path}{}", text::nfc(&name.to_string_lossy()));
        let ignored = ignored.or_else(|| rules.line(&path, is_folder).cloned());
        Ok((ignored, rules.cipher(&path)))
    }

    /// What lies behind a link.
    fn behind(&self, disk: &Path) -> Result<Behind, Failure> {
        let real = match disk.canonicalize() {
            Ok(real) => real,
            Err(error) if disk::is_absence(&error) || disk::is_circle(&error) => {
                return Ok(Behind::Nothing);
            }
            Err(error) => {
                // A link to where nobody may look leads out of ROOT, if it says so itself.
                if fs::read_link(disk)
                    .is_ok_and(|said| said.is_absolute() && !said.starts_with(&self.canonical_root))
                {
                    return Ok(Behind::Left(false, left_out::OUTSIDE));
                }
                return Err(disk::failed(disk, "followed", &error));
            }
        };
        let Some(about) = disk::about(disk)? else {
            return Ok(Behind::Nothing);
        };
        let Ok(inside) = real.strip_prefix(&self.canonical_root) else {
            return Ok(Behind::Left(about.is_dir(), left_out::OUTSIDE));
        };
        let lines = self.lines_of(&real, about.is_dir())?;
        // `.git/config` holds the tokens of CI, `.env` those of whoever works here.
        Ok(if disk::is_hidden(inside) {
            Behind::Left(
                about.is_dir(),
                "the link leads to a name that begins with a dot",
            )
        } else {
            Behind::Thing(about.into(), lines)
        })
    }

    fn is_output(&self, disk: &Path, about: &Metadata) -> Result<bool, Failure> {
        match (self.output, &self.canonical_output) {
            (Some(id), _) => Ok(Stamp::of(about).id == id),
            (None, None) => Ok(false),
            (None, output) => Ok(disk::there(disk.canonicalize(), disk, "read")? == *output),
        }
    }
}

/// A name that is not Unicode: no page can be called so, and what lies there would be missed.
fn unreadable_name(folder: &str, name: &OsStr, is_folder: bool) -> Failure {
    let what = if is_folder { "folder" } else { "file" };
    Failure::system(format!(
        "The name of the {what} `{}` in {} is not Unicode. Rename it (`convmv -f cp949 -t utf8 \
        --notest -r .`), or name it in a .gitignore to leave it out.",
        disk::told(name),
        if folder.is_empty() { "ROOT" } else { folder }
    ))
}

/// The line that tells git to ignore a thing, and the one that has git encrypt it.
type TwoLines = (Option<Arc<str>>, Option<Cipher>);

/// What a link leads to.
enum Behind {
    /// Something, and the lines that say what git does with it where it really lies.
    Thing(Box<Metadata>, TwoLines),
    Nothing,
    /// A folder or not, and why it is left alone.
    Left(bool, &'static str),
}
