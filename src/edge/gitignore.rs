//! What git leaves out, as git reads it: the `.gitignore` files from the top of the repository
//! down, its `info/exclude` and the user's own excludes file; the nearest file decides, in it the
//! last line that fits. Files of rules in; for a path the line that leaves it out. Paths and lines
//! are compared in NFC, since macOS stores the names of both as NFD. Whether git tracks a file is
//! not asked: a line that names a note keeps it off the site, committed or not. What git encrypts
//! by `.gitattributes` is asked for here too, for it lies in the same places.

mod attributes;
mod configured;
mod excluded;
mod filters;
mod rules;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use gix_glob::pattern::Case;

use super::disk;
use super::remember::{FileAsked, Looking, Stamp};
use crate::failure::Failure;
use crate::remembered::{Made, Remembered};
use crate::text;
use attributes::{Attributes, Macro};
use configured::{Settings, SettingsAsked, native_case};
pub(crate) use excluded::{Excluded, near_misses};
use filters::Stored;
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
    attributes: Remembered<Attributes>,
    settings: Remembered<Settings>,
}

impl RuleMemory {
    /// Remembers from look to look where it `keeps`.
    pub(crate) fn new(keeps: bool) -> Self {
        Self {
            rules: Remembered::new(keeps),
            attributes: Remembered::new(keeps),
            settings: Remembered::new(keeps),
        }
    }

    /// Keeps what a look asked for: the rules of every folder.
    pub(crate) fn keep(&mut self, asked: &[Arc<Ignores>]) {
        let scopes = asked.iter().flat_map(|rules| &rules.scopes);
        self.rules.keep(scopes.map(|scope| scope.read.clone()));
        let ciphers = asked.iter().flat_map(|rules| rules.ciphers());
        self.attributes
            .keep(ciphers.map(|scope| scope.read.clone()));
        let settings = asked.iter().filter_map(|rules| rules.settings.clone());
        self.settings.keep(settings);
    }
}

/// A file of rules and the folder that its paths count from.
#[derive(Clone, Debug)]
struct Scope<R = Rules> {
    rules: Arc<R>,
    /// The same as they were read.
    read: Made<R>,
    base: Base,
    /// Whether it lies at the top of the repository, or above all of them.
    is_top: bool,
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
    ciphers: Vec<Scope<Attributes>>,
    /// The same of the repository's own file, which counts most.
    cipher_of_repository: Option<Scope<Attributes>>,
    /// The user's settings for the repository, where there is one.
    settings: Option<Made<Settings>>,
    case: Case,
}

/// What keeps the words of a file from those who have what git stores of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cipher {
    /// The line that says so, as "line 3 of FILE (`*.md filter=git-crypt`)".
    pub line: Arc<str>,
    /// The name of its filter, where nobody here knows what that does.
    pub unknown: Option<Arc<str>>,
}

impl Ignores {
    /// The rules that hold in ROOT, those of the folders above it included as far as its repository
    /// goes. Who names ROOT overrules the lines that would leave ROOT itself out.
    pub(crate) fn of_root(asking: Asking) -> Result<Self, Failure> {
        let root = asking.root;
        let mut top = None;
        for folder in root.ancestors() {
            if let Some(git) = disk::git_folder(folder)? {
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
            here.extend(root, Base::Above(String::new()), true, asking)?;
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
            here.extend(folder, lead(folder), folder == top, asking)?;
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
            disk::git_folder(folder)?
        } else {
            None
        };
        let is_top = own.is_some();
        let mut here = match own {
            Some(git) => Self::of_repository(folder, &git, &base(), asking)?,
            None if holds(".gitignore") || holds(ATTRIBUTES) => Self::clone(this),
            None => return Ok(this.clone()),
        };
        here.extend(folder, base(), is_top, asking)?;
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
            let rules = asking.rules(file, &file.to_string_lossy())?;
            scopes.extend(rules.map(|rules| Scope::new(rules, base.clone(), true)));
        }
        let attributes = |file: &Path| {
            let read = asking.attributes(file, &file.to_string_lossy())?;
            Ok(read.map(|read| Scope::new(read, base.clone(), true)))
        };
        let mut ciphers = Vec::new();
        for file in &settings.attributes {
            ciphers.extend(attributes(file)?);
        }
        Ok(Self {
            scopes,
            ciphers,
            cipher_of_repository: attributes(&git.join("info").join("attributes"))?,
            case: settings.case,
            settings: Some(settings),
        })
    }

    fn extend(
        &mut self,
        folder: &Path,
        base: Base,
        is_top: bool,
        asking: Asking,
    ) -> Result<(), Failure> {
        // As seen from ROOT.
        let shown = match &base {
            Base::Above(lead) => "../".repeat(lead.matches('/').count()),
            Base::Below(path) => path.clone(),
        };
        let ciphers = format!("{shown}{ATTRIBUTES}");
        let ciphers = asking.attributes(&folder.join(ATTRIBUTES), &ciphers)?;
        self.ciphers
            .extend(ciphers.map(|read| Scope::new(read, base.clone(), is_top)));
        let shown = shown + ".gitignore";
        let rules = asking.rules(&folder.join(".gitignore"), &shown)?;
        self.scopes
            .extend(rules.map(|rules| Scope::new(rules, base, is_top)));
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

    /// The line that has git encrypt a file, so that only those who have its key read it, or put it
    /// through a filter that may. A line that names a folder says nothing of what lies in it for
    /// git; who writes it wants it all the same.
    pub(crate) fn cipher(&self, path: &str) -> Option<Cipher> {
        if !self.ciphers().any(|scope| scope.rules.names_filter()) {
            return None;
        }
        // Of two macros of a name the one that counts more is met last.
        let macros = self.ciphers();
        let macros = macros.flat_map(|scope| scope.rules.macros(scope.is_top));
        let macros: HashMap<&str, &Macro> = macros.collect();
        let above = path.match_indices('/').rev();
        let above = above.map(|(at, _)| (&path[..at], true));
        let mut places = [(path, false)].into_iter().chain(above);
        let (filter, line) = places.find_map(|(path, is_folder)| {
            let most = self.cipher_of_repository.iter();
            let scopes = most.chain(self.ciphers.iter().rev());
            let files = scopes.filter_map(|scope| Some((&*scope.rules, scope.inner(path)?)));
            attributes::filter(files, &macros, is_folder, self.case)
        })?;
        let settings = self.settings.as_ref().map(Made::shared);
        let command = settings.as_ref();
        let command = command.and_then(|settings| settings.filters.get(filter));
        let unknown = match filters::stored(filter, command.map(String::as_str)) {
            Stored::Plain => return None,
            Stored::Encrypted => None,
            Stored::Unknown => Some(filter.into()),
        };
        Some(Cipher {
            line: line.said.clone(),
            unknown,
        })
    }

    /// The files of attributes, that which counts least first.
    fn ciphers(&self) -> impl Iterator<Item = &Scope<Attributes>> {
        self.ciphers.iter().chain(&self.cipher_of_repository)
    }
}

/// Where git is told what it does with files.
const ATTRIBUTES: &str = ".gitattributes";

impl<R> Scope<R> {
    fn new(read: Made<R>, base: Base, is_top: bool) -> Self {
        Self {
            rules: read.shared(),
            read,
            base,
            is_top,
        }
    }

    /// A path as its lines count it; `None` where it lies elsewhere.
    fn inner<'a>(&self, path: &'a str) -> Option<Cow<'a, str>> {
        Some(match &self.base {
            Base::Above(lead) if lead.is_empty() => Cow::Borrowed(path),
            Base::Above(lead) => Cow::Owned(format!("{lead}{path}")),
            Base::Below(base) => Cow::Borrowed(path.strip_prefix(base.as_str())?),
        })
    }
}

impl Scope {
    fn line(&self, path: &str, is_folder: bool, case: Case) -> Option<&RuleLine> {
        self.rules.decisive(&self.inner(path)?, is_folder, case)
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

impl Asking<'_> {
    /// The lines of a file that leave files out, where there is one; `shown` is its path for
    /// readers.
    fn rules(&self, file: &Path, shown: &str) -> Result<Option<Made<Rules>>, Failure> {
        self.read(file, shown, rules::of_ignore, &self.memory.rules)
    }

    /// The same of a file of attributes.
    fn attributes(&self, file: &Path, shown: &str) -> Result<Option<Made<Attributes>>, Failure> {
        self.read(file, shown, Attributes::parse, &self.memory.attributes)
    }

    fn read<R>(
        &self,
        file: &Path,
        shown: &str,
        parse: Parse<R>,
        memory: &Remembered<R>,
    ) -> Result<Option<Made<R>>, Failure> {
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
        memory.peek(&(asked, shown), read).map(Some)
    }
}

/// From the bytes of a file, its path and what it is called for readers to its lines.
type Parse<R> = fn(&[u8], &Path, &str) -> Result<R, Failure>;

impl RuleMemory {
    /// What git's configuration says, asked again where one of its files is another.
    fn settings(&self, top: &Path, git: &Path) -> Result<Made<Settings>, Failure> {
        let asked = SettingsAsked::of(git)?;
        self.settings.peek(&asked, || configured::ask(top))
    }
}
