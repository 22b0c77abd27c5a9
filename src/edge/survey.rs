//! What lies under ROOT, before any note is opened: a folder in, a [`Survey`] out. All that reading
//! the notes depends on besides their bytes stands in it, so that two equal surveys of files that
//! did not change are read to the same sources.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::above::{self, SettingsAbove};
use super::remember::{FileAsked, Looking, ReadFile};
use super::settings::{lock, notes_folder};
use super::theme_files::{ThemeMemory, theme};
use super::walk::{self, Folder, Walked, WalkedFile};
use super::{disk, gitignore, origin, submodules};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::notes::code::shown::LARGEST;
use crate::notes::left_out;
use crate::notes::library::left_out_elsewhere;
use crate::notes::library::made_for::MadeFor;
use crate::notes::library::order::{is_folder_data, is_order_file};
use crate::notes::library::site_name::is_readme;
use crate::notes::reading::other_comments::SiteTools;
use crate::notes::reading::published;
use crate::notes::sources::{KeptOut, is_note};
use crate::remembered::Remembered;
use crate::text;

/// What lies under ROOT.
#[derive(Debug)]
pub(crate) struct Survey {
    /// Which look found it.
    pub look: Looking,
    /// The folder of the notes, with `/` at its end; empty for ROOT itself.
    pub notes_folder: String,
    /// The only note, where the settings name a file.
    pub single: Option<String>,
    /// Every file, in the order of the paths.
    pub files: Vec<WalkedFile>,
    /// The places of those that are notes, each once.
    pub chosen: Vec<usize>,
    /// The places of notes that a tool leaves out as parts of others: `_part.md`.
    pub parts: Vec<usize>,
    /// The folders that all of it lies in.
    pub folders: Vec<Folder>,
    /// What was not looked into, and why.
    pub left_alone: Vec<Diagnostic>,
    /// How many notes others than us keep out.
    pub kept_out: KeptOut,
    /// What is to be said of the files and of the lines that leave some out.
    pub diagnostics: Vec<Diagnostic>,
    /// ROOT without links.
    pub canonical: PathBuf,
    /// Where ROOT lies below the folder that holds `.git`, in NFC, with `/` at its end.
    pub place_in_repository: String,
    /// The address of the repository's remote `origin` on the web.
    pub origin: Option<String>,
    /// The texts of files that say something of the order of notes, by path.
    pub orders: BTreeMap<String, Arc<str>>,
    /// The tools that settings above ROOT are of.
    pub made_for: SiteTools,
    /// Files of the theme, by their path in it.
    pub theme: BTreeMap<String, Arc<[u8]>>,
    /// The text of `notesite.lock`.
    pub lock: Option<String>,
}

/// What earlier looks read of rules and themes.
#[derive(Debug)]
pub(super) struct SurveyMemory {
    looks: u64,
    rules: gitignore::RuleMemory,
    theme: ThemeMemory,
    orders: Remembered<ReadFile<Option<Arc<str>>>>,
}

impl SurveyMemory {
    /// Remembers from look to look where it `keeps`.
    pub(super) fn new(keeps: bool) -> Self {
        Self {
            looks: 0,
            rules: gitignore::RuleMemory::new(keeps),
            theme: Remembered::new(keeps),
            orders: Remembered::new(keeps),
        }
    }
}

impl Survey {
    /// Whether a path is one of a note.
    pub(super) fn wants(&self, path: &str) -> bool {
        wanted(path, &self.notes_folder, self.single.as_deref())
    }
}

fn wanted(path: &str, notes_folder: &str, single: Option<&str>) -> bool {
    match single {
        Some(single) => single == path,
        None => path.starts_with(notes_folder) && is_note(path),
    }
}

/// Finds the files under `root`; `output` is never looked into.
///
/// # Errors
/// A folder, name or rule that cannot be read, by its path; a theme or a lock that cannot.
pub(super) fn survey(
    root: &Path,
    config: &Config,
    output: &Path,
    memory: &mut SurveyMemory,
) -> Result<Survey, Failure> {
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
    withhold(&mut files, &excluded);
    for found in &mut files {
        let line = excluded.line(&found.path).cloned();
        if let Some(line) = line.or_else(|| line_behind(found, &canonical, &excluded)) {
            found.ignored = Some(line);
        }
    }
    diagnostics.extend(doubts(&files));
    let single = match &config.notes {
        Some(notes) if disk::about(&root.join(notes))?.is_some_and(|about| about.is_file()) => {
            Some(text::nfc(notes.trim_start_matches("./")))
        }
        _ => None,
    };
    // A folder `notes` that holds something else hides no notes beside it.
    if config.notes.is_none() && !files.iter().any(|found| is_own_note(found, &notes_folder)) {
        notes_folder.clear();
    }
    let mut orders = orders(&files, &notes_folder, look, &mut memory.orders)?;
    let top = disk::repository(&canonical)?.unwrap_or(&canonical);
    folders.extend(above::inherited(&canonical, top, &mut orders)?);
    folders.extend(above::folders(&canonical)?);
    let paths = files.iter().map(|found| found.path.as_str());
    let excluded = left_out_elsewhere::excluded_by_tools(&orders, &paths);
    let mut lines = excluded.lines;
    if let Some(notes) = &config.notes {
        lines.extend(left_in(notes));
    }
    let mut kept_out = leave_out(&mut files, (&lines, ""));
    let mut made_for = SiteTools::default();
    for above in above::settings(&canonical)? {
        let tools = MadeFor::of(&above.texts, SiteTools::default());
        made_for = made_for.union(tools.tools(&above.place));
        let (left_out, unread) = leave_out_above(&mut files, &above, config);
        folders.extend(above.folders);
        kept_out.extend(left_out);
        diagnostics.extend(unread);
    }
    let unread = excluded.unread.iter();
    diagnostics.extend(unread.map(|(path, key)| left_out::unread_exclusion(path, key)));
    left_alone.extend(submodules::missing(&canonical)?);
    let wanted = |path: &str| wanted(path, &notes_folder, single.as_deref());
    let by_tools = kept_out.iter().filter(|&&at| wanted(&files[at].path));
    let is_known = |found: &&WalkedFile| {
        let cipher = found.encrypted.as_ref();
        cipher.is_some_and(|cipher| cipher.unknown.is_none())
    };
    let is_part = |&at: &usize| {
        let found = &files[at];
        let is_open = found.encrypted.is_none() && found.real.is_none();
        let is_named = found.path.split('/').any(|name| name.starts_with('_'));
        is_open && is_named && is_note(&found.path) && !published::lies_in_drafts(&found.path)
    };
    let mut parts: Vec<usize> = kept_out.iter().copied().filter(is_part).collect();
    parts.sort_unstable();
    let encrypted = files.iter().filter(is_known);
    let kept_out = KeptOut {
        by_tools: by_tools.count(),
        encrypted: encrypted.filter(|found| wanted(&found.path)).count(),
    };
    let chosen = chosen(&files, (root, &canonical), &wanted, &mut left_alone);
    let theme = theme(root, config, &mut memory.theme, look, &mut folders)?;
    Ok(Survey {
        look,
        orders,
        made_for,
        place_in_repository: place_in_repository(&canonical)?,
        origin: origin::origin(&canonical)?,
        lock: lock(root)?,
        notes_folder,
        single,
        files,
        chosen,
        parts,
        folders,
        left_alone,
        kept_out,
        diagnostics,
        canonical,
        theme,
    })
}

/// Withholds what git does not store as it lies here, but what a line of `exclude` takes in that
/// names nothing else.
fn withhold(files: &mut [WalkedFile], excluded: &gitignore::Excluded) {
    let paths = files.iter();
    let paths = paths.map(|found| (found.path.as_str(), found.encrypted.is_some()));
    let taken = excluded.taken_in(paths);
    for (found, taken) in files.iter_mut().zip(taken) {
        let Some(cipher) = &found.encrypted else {
            continue;
        };
        match taken {
            Some((_, true)) => found.encrypted = None,
            // Mostly it is a matter of form, and whoever publishes is told.
            _ if cipher.unknown.is_some() => {}
            Some((line, false)) if found.ignored.is_none() => {
                found.ignored = Some(left_out::too_general(&cipher.line, &line).into());
            }
            _ if found.ignored.is_none() => found.ignored = Some(cipher.line.clone()),
            _ => {}
        }
    }
}

/// The lines of attributes with a filter of which nobody knows what it does, each once.
fn doubts(files: &[WalkedFile]) -> Vec<Diagnostic> {
    let mut found: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for file in files {
        let Some((cipher, filter)) = file
            .encrypted
            .as_ref()
            .and_then(|cipher| Some((cipher, cipher.unknown.as_deref()?)))
        else {
            continue;
        };
        // Who leaves it out himself knows of it.
        if file.ignored.is_none() {
            let all = found.entry((&cipher.line, filter)).or_default();
            all.push(&file.path);
        }
    }
    let told = found.iter();
    told.map(|((line, filter), paths)| left_out::unknown_filter(line, filter, paths))
        .collect()
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

/// Whether a file has a name of Markdown that GitHub knows and that is none of notes here.
/// Source: GitHub's `linguist`, languages.yml, but for data and settings of tools.
fn is_markdown_of_others(path: &str) -> bool {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    let known = ["livemd", "mdown", "mdwn", "mkd", "mkdn", "mkdown"];
    known.iter().any(|other| end.eq_ignore_ascii_case(other))
}

/// Whether a file is a note of the folder.
fn is_own_note(found: &WalkedFile, folder: &str) -> bool {
    found.path.starts_with(folder) && is_note(&found.path)
}

/// The places of the files that are notes, each once: by its own path if that is one of a note,
/// else by the first that a link gives it.
fn chosen(
    files: &[WalkedFile],
    (root, canonical): (&Path, &Path),
    wanted: &dyn Fn(&str) -> bool,
    left_alone: &mut Vec<Diagnostic>,
) -> Vec<usize> {
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
    let others = files.iter().filter(|found| found.ignored.is_none());
    for found in others.filter(|found| is_markdown_of_others(&found.path)) {
        left_alone.push(left_out::not_read(&found.path, left_out::OTHER_NAME));
    }
    let mut chosen = Vec::new();
    let notes = files.iter().enumerate();
    for (at, found) in notes.filter(|(_, found)| wanted(&found.path)) {
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
            chosen.push(at);
        }
    }
    chosen
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

/// Leaves out what the settings in a folder above ROOT leave out; which files that are, and what
/// cannot be read of the settings.
fn leave_out_above(
    files: &mut [WalkedFile],
    SettingsAbove { place, texts, .. }: &SettingsAbove,
    config: &Config,
) -> (Vec<usize>, Vec<Diagnostic>) {
    let paths = files.iter().map(|found| format!("{place}{}", found.path));
    let paths: Vec<String> = paths.collect();
    let paths = paths.iter().map(String::as_str);
    let mut excluded = left_out_elsewhere::excluded_by_tools(texts, &paths);
    if let Some(notes) = &config.notes {
        let notes = notes.trim_start_matches("./");
        excluded.extend(left_in(&format!("{place}{notes}")));
    }
    let up = "../".repeat(place.matches('/').count());
    let unread = excluded.unread.iter();
    let unread = unread.map(|(path, key)| left_out::unread_exclusion(&format!("{up}{path}"), key));
    let unread = unread.collect();
    (leave_out(files, (&excluded.lines, place)), unread)
}

/// Leaves out what other tools leave out of their sites; the lines count from the folder above ROOT
/// from which this `place` leads to it. Who names ROOT overrules those that leave ROOT itself out.
fn leave_out(
    files: &mut [WalkedFile],
    (lines, place): (&[(&'static str, String)], &str),
) -> Vec<usize> {
    if lines.is_empty() {
        return Vec::new();
    }
    let excluded = gitignore::Excluded::of_tools(lines);
    let mut left_out = Vec::new();
    let open = files.iter_mut().enumerate();
    for (at, found) in open.filter(|(_, found)| found.ignored.is_none()) {
        found.ignored = excluded.line_below(place, &found.path).cloned();
        if found.ignored.is_some() {
            left_out.push(at);
        }
    }
    left_out
}

/// Lines that leave in what `notes` names, and the folders around it: `notes = "_lectures"` is said
/// to us, and goes before what another tool makes of that name.
fn left_in(notes: &str) -> impl Iterator<Item = (&'static str, String)> {
    let notes = notes.trim_start_matches("./").trim_matches('/');
    let ends = notes.match_indices('/').map(|(at, _)| at);
    let ends = ends.chain([notes.len()]).filter(|end| *end > 0);
    ends.map(|end| ("`notes` of notesite.toml", format!("!/{}", &notes[..end])))
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
        let names_site = !notes_folder.is_empty() && is_readme(&found.path);
        // Only what leaves notes out is met in hidden folders.
        let in_hidden = || disk::is_hidden(Path::new(&found.path));
        let is_ours =
            is_order_file(name) || is_folder_data(&found.path) || names_site || in_hidden();
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
