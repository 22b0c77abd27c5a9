//! What git leaves out, as git reads it: the `.gitignore` files from the top of the repository
//! down, its `info/exclude` and the user's own excludes file; the nearest file decides, in it the
//! last line that fits. Files of rules in; for a path the line that leaves it out. Paths and lines
//! are compared in NFC, since macOS stores the names of both as NFD. Whether git tracks a file is
//! not asked: a line that names a note keeps it off the site, committed or not. What git encrypts
//! by `.gitattributes` is asked for here too, for it lies in the same places.

mod rules;

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gix_glob::pattern::Case;

use super::disk;
use super::program;
use super::remember::{FileAsked, Looking, Stamp};
use crate::failure::Failure;
use crate::remembered::{Made, Remembered};
use crate::text;
use rules::{RuleLine, Rules};

/// Who asks: ROOT (absolute, without links), what earlier looks read, and which look this is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking<'a> {
    /// ROOT, absolute and without links.
    pub root: &'a Path,
    /// What earlier looks read.
    pub memory: &'a RuleMemory,
    /// Which look this is.
    pub look: Looking,
}

/// What earlier looks read.
#[derive(Debug)]
pub(crate) struct RuleMemory {
    rules: Remembered<Rules>,
    settings: Remembered<Settings>,
}

impl RuleMemory {
    /// Remembers from look to look where it `keeps`.
    pub(crate) fn new(keeps: bool) -> Self {
        Self {
            rules: Remembered::new(keeps),
            settings: Remembered::new(keeps),
        }
    }

    /// Keeps what a look asked for: the rules of every folder.
    pub(crate) fn keep(&mut self, asked: &[Arc<Ignores>]) {
        let scopes = asked.iter().flat_map(|rules| {
            let ciphers = rules.ciphers.iter().chain(&rules.cipher_of_repository);
            rules.scopes.iter().chain(ciphers)
        });
        self.rules.keep(scopes.map(|scope| scope.read.clone()));
        let settings = asked.iter().filter_map(|rules| rules.settings.clone());
        self.settings.keep(settings);
    }
}

/// A file of rules and the folder that its paths count from.
#[derive(Clone, Debug)]
struct Scope {
    rules: Arc<Rules>,
    /// The same as they were read.
    read: Made<Rules>,
    base: Base,
}

#[derive(Clone, Debug)]
enum Base {
    /// ROOT or a folder above it, from which this path leads to ROOT; `/` at its end.
    Above(String),
    /// This folder below ROOT; `/` at its end.
    Below(String),
}

/// The rules that hold in a folder.
#[derive(Clone, Debug)]
pub(crate) struct Ignores {
    /// Those that count least first.
    scopes: Vec<Scope>,
    /// What git encrypts, in the same order.
    ciphers: Vec<Scope>,
    /// The same of the repository's own file, which counts most.
    cipher_of_repository: Option<Scope>,
    /// The user's settings for the repository, where there is one.
    settings: Option<Made<Settings>>,
    case: Case,
}

/// What the user told git about ignoring.
#[derive(Clone, Debug)]
struct Settings {
    excludes: Option<PathBuf>,
    case: Case,
}

/// All that asking git may know: the repository, and the files that its settings stand in.
#[derive(Hash)]
struct SettingsAsked<'a> {
    git: &'a Path,
    files: Vec<Option<Stamp>>,
}

impl Ignores {
    /// The rules that hold in ROOT, those of the folders above it included as far as its repository
    /// goes. Who names ROOT overrules the lines that would leave ROOT itself out.
    pub(crate) fn of_root(asking: Asking) -> Result<Self, Failure> {
        let root = asking.root;
        let mut top = None;
        for folder in root.ancestors() {
            if let Some(git) = repository(folder)? {
                top = Some((folder, git));
                break;
            }
        }
        let Some((top, git)) = top else {
            let mut here = Self {
                scopes: Vec::new(),
                ciphers: Vec::new(),
                cipher_of_repository: None,
                settings: None,
                case: native_case(),
            };
            here.extend(root, Base::Above(String::new()), asking)?;
            return Ok(here);
        };
        let lead = |folder: &Path| -> Base {
            let inner = root.strip_prefix(folder).unwrap_or(Path::new(""));
            // A name that is not Unicode is told apart from others all the same.
            let parts = inner.iter().map(|part| part.to_string_lossy());
            Base::Above(parts.fold(String::new(), |path, part| path + &text::nfc(&part) + "/"))
        };
        let mut here = Self::of_repository(top, &git, &lead(top), asking)?;
        let mut folders: Vec<&Path> = root
            .ancestors()
            .take_while(|folder| folder.starts_with(top))
            .collect();
        folders.reverse();
        for folder in folders {
            here.extend(folder, lead(folder), asking)?;
        }
        for scope in &mut here.scopes {
            scope.overrule(here.case);
        }
        Ok(here)
    }

    /// The rules that hold in a folder below: with its `.gitignore`, or, where it is a repository
    /// of its own, those of that one alone. `path` is the folder's, with `/` at its end; `names`
    /// asks whether it holds a thing of that name.
    pub(crate) fn inside(
        this: &Arc<Self>,
        folder: &Path,
        path: &str,
        holds: impl Fn(&str) -> bool,
        asking: Asking,
    ) -> Result<Arc<Self>, Failure> {
        let base = || Base::Below(path.to_owned());
        let own = if holds(".git") {
            repository(folder)?
        } else {
            None
        };
        let mut here = match own {
            Some(git) => Self::of_repository(folder, &git, &base(), asking)?,
            None if holds(".gitignore") || holds(ATTRIBUTES) => Self::clone(this),
            None => return Ok(this.clone()),
        };
        here.extend(folder, base(), asking)?;
        Ok(Arc::new(here))
    }

    fn of_repository(top: &Path, git: &Path, base: &Base, asking: Asking) -> Result<Self, Failure> {
        let settings = asking.memory.settings(top, git)?;
        let mut scopes = Vec::new();
        let exclude = git.join("info").join("exclude");
        for file in settings.excludes.iter().chain([&exclude]) {
            // Git takes a folder for an error here, and only here.
            if disk::is_folder(file)? {
                return Err(disk::no_file(file));
            }
            let rules = asking.rules(file, &file.to_string_lossy(), rules::of_ignore)?;
            scopes.extend(rules.map(|rules| Scope::new(rules, base.clone())));
        }
        let own = git.join("info").join("attributes");
        let own = asking.rules(&own, &own.to_string_lossy(), rules::of_attributes)?;
        Ok(Self {
            scopes,
            ciphers: Vec::new(),
            cipher_of_repository: own.map(|rules| Scope::new(rules, base.clone())),
            case: settings.case,
            settings: Some(settings),
        })
    }

    fn extend(&mut self, folder: &Path, base: Base, asking: Asking) -> Result<(), Failure> {
        // As seen from ROOT.
        let shown = match &base {
            Base::Above(lead) => "../".repeat(lead.matches('/').count()),
            Base::Below(path) => path.clone(),
        };
        let ciphers = format!("{shown}{ATTRIBUTES}");
        let ciphers = asking.rules(&folder.join(ATTRIBUTES), &ciphers, rules::of_attributes)?;
        self.ciphers
            .extend(ciphers.map(|rules| Scope::new(rules, base.clone())));
        let shown = shown + ".gitignore";
        let rules = asking.rules(&folder.join(".gitignore"), &shown, rules::of_ignore)?;
        self.scopes
            .extend(rules.map(|rules| Scope::new(rules, base)));
        Ok(())
    }

    /// The line that leaves a file or folder out, as "line 3 of FILE (`*.md`)". What lies in a
    /// folder that is left out is so too, which is for the caller to know.
    pub(crate) fn line(&self, path: &str, is_folder: bool) -> Option<&Arc<str>> {
        let decisive = self
            .scopes
            .iter()
            .rev()
            .find_map(|scope| scope.line(path, is_folder, self.case))?;
        (!decisive.pattern.is_negative()).then_some(&decisive.said)
    }

    /// The line that has git encrypt a file, so that only those who have its key read it. A line
    /// that names a folder encrypts nothing in it for git; who writes it wants it all the same.
    pub(crate) fn cipher(&self, path: &str) -> Option<&Arc<str>> {
        if self.ciphers.is_empty() && self.cipher_of_repository.is_none() {
            return None;
        }
        let scopes = || self.ciphers.iter().chain(&self.cipher_of_repository).rev();
        let above = path.match_indices('/').rev();
        let above = above.map(|(at, _)| (&path[..at], true));
        let mut places = [(path, false)].into_iter().chain(above);
        let decisive = places.find_map(|(path, is_folder)| {
            scopes().find_map(|scope| scope.line(path, is_folder, self.case))
        })?;
        (!decisive.pattern.is_negative()).then_some(&decisive.said)
    }
}

/// Where git is told what it does with files.
const ATTRIBUTES: &str = ".gitattributes";

/// What settings leave out in the words of `.gitignore`: `exclude` of ours, or other tools'.
pub(crate) struct Excluded {
    rules: Rules,
}

impl Excluded {
    /// The rules of these lines, which count from ROOT.
    pub(crate) fn new(lines: &[String]) -> Self {
        // `./drafts` is meant as `/drafts`.
        let from_root = |line: &String| {
            let (not, path) = line
                .strip_prefix('!')
                .map_or(("", &**line), |path| ("!", path));
            match path.strip_prefix("./") {
                Some(path) => format!("{not}/{path}"),
                None => line.clone(),
            }
        };
        let lines = lines.iter();
        let said = |line: &String| ("`exclude` of notesite.toml", from_root(line), line.clone());
        Self::of(lines.map(said))
    }

    /// The rules of lines that other tools have, with where each is said.
    pub(crate) fn of_tools(lines: &[(&'static str, String)]) -> Self {
        let lines = lines.iter();
        Self::of(lines.map(|(said, line)| (*said, line.clone(), line.clone())))
    }

    /// Of each line where it is said, what it means from ROOT, and how it is shown.
    fn of(lines: impl Iterator<Item = (&'static str, String, String)>) -> Self {
        let mut shown = Vec::new();
        let mut source = String::new();
        for (said, line, words) in lines {
            source.push_str(&line);
            source.push('\n');
            shown.push((said, words));
        }
        let rules = gix_ignore::parse(source.as_bytes(), false).map(|(pattern, number, _)| {
            let known = shown.get(number - 1);
            let said = known.map_or(String::new(), |(said, words)| format!("{said} (`{words}`)"));
            RuleLine {
                pattern,
                said: said.into(),
            }
        });
        Self {
            rules: Rules::new(rules),
        }
    }

    /// The line that leaves out a file or a folder that it lies in.
    pub(crate) fn line(&self, path: &str) -> Option<&Arc<str>> {
        self.line_in(path, Case::Sensitive)
    }

    /// The same of a path in a folder, whose own path (empty, or with `/` at its end) counts but is
    /// not asked for.
    pub(crate) fn line_below(&self, folder: &str, path: &str) -> Option<&Arc<str>> {
        let whole = format!("{folder}{path}");
        self.line_behind(&whole, folder.len(), Case::Sensitive)
    }

    /// Whether a line that begins with `!` takes a file in.
    pub(crate) fn takes_in(&self, path: &str) -> bool {
        let decisive = self.rules.decisive(path, false, Case::Sensitive);
        decisive.is_some_and(|line| line.pattern.is_negative())
    }

    fn line_in(&self, path: &str, case: Case) -> Option<&Arc<str>> {
        self.line_behind(path, 0, case)
    }

    /// The line that leaves out a file or a folder around it whose path is longer than `start`.
    fn line_behind(&self, path: &str, start: usize, case: Case) -> Option<&Arc<str>> {
        if self.rules.lines.is_empty() {
            return None;
        }
        let folders = path.match_indices('/').filter(|(at, _)| *at >= start);
        let folders = folders.map(|(at, _)| (&path[..at], true));
        folders
            .chain([(path, false)])
            .find_map(|(path, is_folder)| {
                let decisive = self.rules.decisive(path, is_folder, case)?;
                (!decisive.pattern.is_negative()).then_some(&decisive.said)
            })
    }
}

/// The lines of `exclude` that name none of these files, but would in another case, with `/` for
/// `\`, without blanks at their ends or in an inner folder; each with the first file that may be
/// meant.
pub(crate) fn near_misses<'a>(
    lines: &'a [String],
    paths: impl Iterator<Item = &'a str> + Clone,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    lines
        .iter()
        .filter(|line| !line.starts_with('!'))
        .filter_map(move |line| {
            let typed = Excluded::new(std::slice::from_ref(line));
            if paths.clone().any(|path| typed.line(path).is_some()) {
                return None;
            }
            let written = line.trim().replace('\\', "/");
            // A path counts from ROOT, however deep the folder of the notes lies.
            let inner = format!("**/{}", written.trim_start_matches(['/', '.']));
            let first = [written, inner].into_iter().find_map(|line| {
                let meant = Excluded::new(&[line]);
                let mut paths = paths.clone();
                paths.find(|path| meant.line_in(path, Case::Fold).is_some())
            })?;
            Some((line.as_str(), first))
        })
}

impl Scope {
    fn new(read: Made<Rules>, base: Base) -> Self {
        Self {
            rules: read.shared(),
            read,
            base,
        }
    }

    fn line(&self, path: &str, is_folder: bool, case: Case) -> Option<&RuleLine> {
        let whole;
        let path = match &self.base {
            Base::Above(lead) if lead.is_empty() => path,
            Base::Above(lead) => {
                whole = format!("{lead}{path}");
                &whole
            }
            Base::Below(base) => path.strip_prefix(base.as_str())?,
        };
        self.rules.decisive(path, is_folder, case)
    }

    /// Drops the lines that leave out ROOT or a folder on the way to it.
    fn overrule(&mut self, case: Case) {
        let Base::Above(lead) = &self.base else {
            return;
        };
        let ways: Vec<&str> = lead.match_indices('/').map(|(at, _)| &lead[..at]).collect();
        let overruled = |line: &RuleLine| {
            !line.pattern.is_negative() && ways.iter().any(|way| line.fits(way, true, case))
        };
        if self.rules.lines.iter().any(overruled) {
            let left = self.rules.lines.iter().filter(|line| !overruled(line));
            self.rules = Arc::new(Rules::new(left.cloned()));
        }
    }
}

/// From the bytes of a file, its path and what it is called for readers to its lines.
type Parse = fn(&[u8], &Path, &str) -> Result<Rules, Failure>;

impl Asking<'_> {
    /// The rules of a file, where there is one; `shown` is its path for readers.
    fn rules(
        &self,
        file: &Path,
        shown: &str,
        parse: Parse,
    ) -> Result<Option<Made<Rules>>, Failure> {
        let about = disk::listed(|| std::fs::metadata(file), file, "read")?;
        let Some(about) = about.filter(|about| !about.is_dir()) else {
            return Ok(None);
        };
        if !about.is_file() {
            return Err(disk::no_file(file));
        }
        let asked = FileAsked::new(file, Stamp::of(&about), self.look);
        let read = || {
            let bytes = disk::listed(|| std::fs::read(file), file, "read")?.unwrap_or_default();
            parse(&bytes, file, shown)
        };
        self.memory.rules.peek(&(asked, shown), read).map(Some)
    }
}

impl RuleMemory {
    /// What git's configuration says, asked again where one of its files is another.
    fn settings(&self, top: &Path, git: &Path) -> Result<Made<Settings>, Failure> {
        let files = [
            Some(git.join("config")),
            home(".gitconfig"),
            xdg("git/config"),
            Some(PathBuf::from("/etc/gitconfig")),
        ];
        let stamps = files
            .iter()
            .flatten()
            .map(|file| Ok(disk::about(file)?.map(|about| Stamp::of(&about))))
            .collect::<Result<Vec<_>, Failure>>()?;
        let asked = SettingsAsked { git, files: stamps };
        self.settings.peek(&asked, || ask(top))
    }
}

/// Where the repository whose top is `folder` keeps what all its work trees share.
fn repository(folder: &Path) -> Result<Option<PathBuf>, Failure> {
    let dot = folder.join(".git");
    let Some(about) = disk::about(&dot)? else {
        return Ok(None);
    };
    let git = if about.is_dir() {
        dot
    } else if about.is_file() {
        // A submodule or a further work tree: `gitdir: ../.git/modules/NAME`.
        let bytes = disk::there(std::fs::read(&dot), &dot, "read")?.unwrap_or_default();
        match String::from_utf8_lossy(&bytes).strip_prefix("gitdir:") {
            Some(place) => folder.join(place.trim()),
            None => return Ok(None),
        }
    } else {
        return Ok(None);
    };
    // Any folder may be called `.git`; a repository has a head.
    let head = git.join("HEAD");
    if disk::there(std::fs::symlink_metadata(&head), &head, "read")?.is_none() {
        return Ok(None);
    }
    let common = git.join("commondir");
    Ok(Some(
        match disk::there(std::fs::read(&common), &common, "read")? {
            Some(bytes) => git.join(String::from_utf8_lossy(&bytes).trim()),
            None => git,
        },
    ))
}

/// Asks git itself: its configuration has many files, which include others. Where git is not
/// installed there is only its default.
fn ask(top: &Path) -> Result<Settings, Failure> {
    let mut out = Settings {
        excludes: xdg("git/ignore"),
        case: native_case(),
    };
    let mut command = program::git(top);
    command
        // What the owner of a repository ignores is not for readers, whoever builds; nothing runs.
        .args(["-c", "safe.directory=*"])
        .args(["config", "--type=path", "--null", "--get-regexp"])
        .arg(r"^core\.(excludesfile|ignorecase)$");
    let answer = match command.output() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(out),
        Err(error) => return Err(Failure::system(format!("git cannot be started: {error}."))),
        Ok(answer) => answer,
    };
    // Git ends with 1 where nothing is set.
    if !matches!(answer.status.code(), Some(0 | 1)) {
        return Err(Failure::system(format!(
            "git cannot tell what it ignores: {}",
            String::from_utf8_lossy(&answer.stderr).trim()
        )));
    }
    for entry in answer.stdout.split(|&byte| byte == 0) {
        let Some(end) = entry.iter().position(|&byte| byte == b'\n') else {
            continue;
        };
        let (key, value) = (&entry[..end], &entry[end + 1..]);
        if key == b"core.excludesfile" {
            out.excludes = (!value.is_empty()).then(|| top.join(path(value)));
        } else if key == b"core.ignorecase" {
            out.case = if matches!(value, b"true" | b"yes" | b"on" | b"1") {
                Case::Fold
            } else {
                Case::Sensitive
            };
        }
    }
    Ok(out)
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// Where names that differ in case only are one, git's lines do not tell them apart either.
const fn native_case() -> Case {
    if cfg!(any(target_os = "macos", windows)) {
        Case::Fold
    } else {
        Case::Sensitive
    }
}

fn home(inner: &str) -> Option<PathBuf> {
    let home: OsString = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
    (!home.is_empty()).then(|| Path::new(&home).join(inner))
}

/// A file of the user's configuration.
fn xdg(inner: &str) -> Option<PathBuf> {
    match std::env::var_os("XDG_CONFIG_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => Some(Path::new(&folder).join(inner)),
        None => home(".config").map(|folder| folder.join(inner)),
    }
}
