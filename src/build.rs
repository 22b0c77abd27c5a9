//! The stages in the order in which a bullet travels: read, library (cut, parse, outline), link,
//! site, write. A request in; the site, its diagnostics, or a folder out. What the stages do is
//! theirs to know.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::edge::linked;
use crate::edge::read::{self, Look};
use crate::edge::shown::ShownTexts;
use crate::edge::timings::Timings;
use crate::edge::write::stage::Written;
use crate::edge::write::{self, Output, Progress, Summary};
use crate::edge::{earlier, history};
use crate::failure::Failure;
use crate::notes::code::secret::{self, Secret, SecretKind};
use crate::notes::code::tools::Tools;
use crate::notes::library::lock::{self, Fate, LockFile};
use crate::notes::library::{self, Library};
use crate::notes::links;
use crate::notes::messages;
use crate::notes::reading::parse::Context;
use crate::notes::sources::{NoteFile, Sources};
use crate::notes::tree::Span;
use crate::notes::withhold;
use crate::pages::absent;
use crate::pages::clashes::clashes;
use crate::pages::dates::Dates;
use crate::pages::order::Rank;
use crate::pages::page::{Theme, ThemeError};
use crate::pages::paths::{Held, KnownPaths};
use crate::pages::render::Content;
use crate::pages::site::Site;
use crate::text;

/// What to build, as meant.
#[derive(Clone, Debug)]
pub struct Request {
    /// ROOT.
    pub root: PathBuf,
    /// The output folder; `None` is the configuration's.
    pub output: Option<PathBuf>,
    /// Overrides `base_url`.
    pub base_url: Option<String>,
    /// Notes marked as drafts are read too.
    pub drafts: bool,
    /// `serve` only: pages carry the lines of their source.
    pub lines: bool,
}

/// What earlier builds found out, kept by what decides it: rebuilding is building again.
#[derive(Default)]
pub struct Memory {
    keeps: bool,
    pub(crate) read: read::ReadMemory,
    library: library::ParserMemory,
    links: links::LinkMemory,
    linked: Mutex<linked::LinkedMemory>,
    secrets: Mutex<Secrets>,
    theme: Mutex<Option<RememberedTheme>>,
    paths: Mutex<Option<KnownPaths>>,
}

/// The secrets of each note with the text they stand in, and the patterns of those that may stand
/// there.
#[derive(Default)]
struct Secrets {
    allow: Vec<String>,
    /// In the order of their paths.
    notes: Vec<(NoteFile, Arc<[Secret]>)>,
}

impl Secrets {
    /// What is known of a note that mostly stood at `i`.
    fn of(&self, note: &NoteFile, i: usize) -> Option<&(NoteFile, Arc<[Secret]>)> {
        let beside = self
            .notes
            .get(i)
            .filter(|(known, _)| text::same(&known.path, &note.path));
        beside.or_else(|| {
            self.notes
                .binary_search_by(|(known, _)| known.path.cmp(&note.path))
                .ok()
                .map(|at| &self.notes[at])
        })
    }
}

/// A theme with what decides it.
type RememberedTheme = (BTreeMap<String, Arc<[u8]>>, String, Arc<Theme>);

impl Memory {
    /// Remembers everything for the next build, as `serve` needs it.
    pub fn keeping() -> Self {
        Self {
            keeps: true,
            read: read::ReadMemory::keeping(),
            library: library::ParserMemory::keeping(),
            ..Self::default()
        }
    }

    /// Remembers nothing: for a single build.
    pub fn forgetful() -> Self {
        Self::default()
    }

    fn theme(&self, sources: &Sources, language: &str) -> Result<Arc<Theme>, ThemeError> {
        let mut known = self.theme.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((files, spoken, theme)) = &*known
            && *files == sources.theme
            && spoken == language
        {
            return Ok(theme.clone());
        }
        let theme = Arc::new(Theme::new(&sources.theme, language)?);
        *known = Some((sources.theme.clone(), language.to_owned(), theme.clone()));
        Ok(theme)
    }
}

/// Reads the configuration and lets the command line override it.
pub fn configure(request: &Request) -> Result<Config, Failure> {
    let mut config = read::config(&request.root)?;
    if let Some(url) = &request.base_url {
        if !url.starts_with("http://") && !url.starts_with("https://") {
            return Err(Failure::usage(format!(
                "`--base-url {url}` is no web address. Give one such as https://example.com/notes/."
            )));
        }
        config.base_url = Some(if url.ends_with('/') {
            url.clone()
        } else {
            format!("{url}/")
        });
    }
    Ok(config)
}

/// The output folder of a request.
pub fn output_folder(request: &Request, config: &Config) -> PathBuf {
    request
        .output
        .clone()
        .unwrap_or_else(|| request.root.join(&config.output))
}

/// Reads the notes under ROOT and makes the site of them.
pub fn load(
    request: &Request,
    config: &Config,
    memory: &Memory,
    timings: &mut Timings,
) -> Result<Checked<Site>, Failure> {
    let output = write::refuse::resolved(&output_folder(request, config))?;
    let Checked {
        value: Look { sources, .. },
        diagnostics: read,
    } = timings.time("read", || {
        read::read(&request.root, config, &output, &memory.read)
    })?;
    let mut site = assemble(&sources, config, request, memory, timings)?;
    site.diagnostics.splice(0..0, read);
    site.diagnostics.extend(absent::no_chapters(&site.value));
    let config_path = "notesite.toml";
    site.diagnostics.sort_by(|a, b| {
        (a.file.as_ref() == config_path, &a.file, a.span, a.code).cmp(&(
            b.file.as_ref() == config_path,
            &b.file,
            b.span,
            b.code,
        ))
    });
    site.diagnostics.dedup();
    Ok(site)
}

/// The site of what was read. The same sources give the same site.
pub fn assemble(
    sources: &Sources,
    config: &Config,
    request: &Request,
    memory: &Memory,
    timings: &mut Timings,
) -> Result<Checked<Site>, Failure> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let context = Context {
        definitions: Arc::default(),
        tools: Arc::new(Tools::new(&config.commands)),
        languages: Arc::new(config.languages.clone()),
    };
    let Checked {
        value: mut library,
        diagnostics: mut found,
    } = timings.time("parse", || {
        library::build(
            &sources.notes,
            &sources.notes_folder,
            config,
            request.drafts,
            &context,
            &memory.library,
        )
    });
    diagnostics.append(&mut found);
    let fate = former_names(&mut library, sources, &mut diagnostics);
    let Checked {
        value: mut linked,
        diagnostics: mut found,
    } = timings.time("link", || {
        let shown = ShownTexts::new(sources, allowed(config));
        let linked = links::link(
            &library,
            sources,
            config,
            &fate,
            &|path| shown.text(path),
            memory.keeps.then_some(&memory.links),
        );
        shown.failure().map_or(Ok(linked), Err)
    })?;
    diagnostics.append(&mut found);
    diagnostics.extend(timings.time("secrets", || secrets(sources, config, memory)));
    let leaked = timings.time("files", || {
        let allow = (config.secrets.allow.as_slice(), &*allowed(config));
        let memory = memory.keeps.then_some(&memory.linked);
        linked::secrets(&withhold::linked_files(&linked), sources, allow, memory)
    })?;
    diagnostics.extend(withhold::withhold(&mut linked, &library, &leaked));
    // A page that is being written has no committed day yet; `serve` spares itself the history.
    let dates = if config.dates && !request.lines {
        timings.time("history", || {
            history::dates(&request.root, &library, sources)
        })?
    } else {
        Dates::default()
    };
    let theme = timings
        .time("theme", || memory.theme(sources, &config.language))
        .map_err(|error| Failure::usage(error.to_string()))?;
    let mut known = memory
        .paths
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    let site = timings.time("site", || {
        Site::new(
            config.clone(),
            library,
            linked,
            theme,
            dates,
            sources,
            request.lines,
            &mut known,
        )
    });
    diagnostics.extend(clashes(&site));
    if memory.keeps {
        *memory.paths.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }
    Ok(Checked {
        value: site,
        diagnostics,
    })
}

/// What `[secrets] allow` lets pass; its patterns were checked when the configuration was read.
fn allowed(config: &Config) -> Vec<regex::Regex> {
    config
        .secrets
        .allow
        .iter()
        .filter_map(|pattern| regex::Regex::new(pattern).ok())
        .collect()
}

/// What became of the names in `notesite.lock`; chapters learn what they were called.
fn former_names(
    library: &mut Library,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Fate {
    let Some(text) = &sources.lock else {
        return Fate::default();
    };
    match LockFile::parse(text) {
        Ok(lock) => {
            let fate = lock.fate(&library.outline);
            let outline = Arc::make_mut(&mut library.outline);
            for (place, former) in &fate.former {
                let chapter = &mut outline.courses[place.course].chapters[place.chapter];
                Arc::make_mut(&mut chapter.entry)
                    .former
                    .push(former.clone());
            }
            fate
        }
        Err((line, reason)) => {
            let start: usize = text
                .split_inclusive('\n')
                .take(line - 1)
                .map(str::len)
                .sum();
            let end = start + text[start..].find('\n').unwrap_or(text.len() - start);
            diagnostics.push(messages::bad_lock(
                &lock::NAME.into(),
                Some(Span::new(start, end)),
                &reason,
            ));
            Fate::default()
        }
    }
}

/// What `check` says about the lock: nothing where there is none.
pub fn check_lock(site: &Site) -> Vec<Diagnostic> {
    let file: Arc<str> = lock::NAME.into();
    let Some((text, lock)) = site
        .text_of(lock::NAME)
        .and_then(|text| Some((text, LockFile::parse(text).ok()?)))
    else {
        return Vec::new();
    };
    let fate = lock.fate(&site.library.outline);
    let answered = |url: &str| site.paths.held.contains_key(url);
    let mut out: Vec<Diagnostic> = fate
        .lost
        .iter()
        .filter(|(url, _)| !answered(url))
        .map(|(url, title)| {
            let span = text
                .find(&format!("\n\"{url}\" = "))
                .map(|at| Span::new(at + 2, at + 2 + url.len()));
            messages::lost_page(&file, span, url, title)
        })
        .collect();
    let (new, old) = lock.difference(&LockFile::of(&site.library.outline, &fate));
    if new + old > 0 && out.is_empty() {
        out.push(messages::stale_lock(&file, new, old));
    }
    out
}

/// What was left alone, and why, in the order of the files.
pub fn left_alone(site: &Site) -> Vec<Diagnostic> {
    let mut notes = site.left_alone.clone();
    notes.extend(links::left_alone(&site.library, &site.config));
    notes.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    notes
}

/// The text of the lock of today, and the pages of the old one that it gives up.
pub fn lock(site: &Site) -> (String, Vec<String>) {
    let old = site
        .text_of(lock::NAME)
        .and_then(|text| LockFile::parse(text).ok())
        .unwrap_or_default();
    let fate = old.fate(&site.library.outline);
    let lost = fate
        .lost
        .iter()
        .map(|(url, _)| url.clone())
        .filter(|url| !site.paths.held.contains_key(url))
        .collect();
    (LockFile::of(&site.library.outline, &fate).text(), lost)
}

/// Secrets in the notes, all files in parallel; a note that changed is looked through where it did.
fn secrets(sources: &Sources, config: &Config, memory: &Memory) -> Vec<Diagnostic> {
    let allow = allowed(config);
    let mut known = memory
        .secrets
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if known.allow != config.secrets.allow {
        *known = Secrets {
            allow: config.secrets.allow.clone(),
            notes: Vec::new(),
        };
    }
    let found: Vec<Arc<[Secret]>> = sources
        .notes
        .par_iter()
        .enumerate()
        .with_min_len(256.min(sources.notes.len() / 8 + 1))
        .map(|(i, note)| match known.of(note, i) {
            Some((before, secrets)) if Arc::ptr_eq(&before.text, &note.text) => secrets.clone(),
            Some((before, secrets)) => secret::find_again(
                secrets,
                before.text.len(),
                (&note.text, note.shared(&before.text)),
                &allow,
            )
            .into(),
            None => {
                let stretches: Vec<(usize, &str)> = secret::stretches(&note.text).collect();
                let each = stretches
                    .par_iter()
                    .with_min_len(64)
                    .flat_map_iter(|(at, text)| {
                        secret::find(text, &allow)
                            .into_iter()
                            .map(move |secret| secret.moved(*at, 0))
                    });
                each.collect::<Vec<_>>().into()
            }
        })
        .collect();
    let mut diagnostics = Vec::new();
    for (note, secrets) in sources.notes.iter().zip(&found) {
        let span = |secret: &Secret| Span::new(secret.range.start, secret.range.end);
        // What only stands in for a password is told once for each file.
        let is_toy = |secret: &&Secret| secret.kind == SecretKind::ToyPassword;
        let first_toy = secrets.iter().find(is_toy);
        let told = secrets
            .iter()
            .filter(|secret| !is_toy(secret) || first_toy == Some(secret));
        diagnostics
            .extend(told.map(|secret| Diagnostic::secret(&note.path, span(secret), secret.kind)));
    }
    if memory.keeps {
        known.notes = sources.notes.iter().cloned().zip(found).collect();
    }
    diagnostics
}

/// Writes `notesite.lock` under ROOT; whether it changed, and the pages that it gives up.
pub fn write_lock(site: &Site, root: &Path) -> Result<(bool, Vec<String>), Failure> {
    let (text, lost) = lock(site);
    let changed = site.text_of(lock::NAME) != Some(text.as_str());
    if changed {
        write::replace::replace(root, lock::NAME, text.as_bytes())?;
    }
    Ok((changed, lost))
}

/// What is to be said where most chapters of the site that lies in `folder` are gone.
pub fn chapters_gone(site: &Site, folder: &Path) -> Result<Option<Diagnostic>, Failure> {
    let now = earlier::count(site.paths.held.keys().map(String::as_str));
    let before = earlier::pages(&write::refuse::resolved(folder)?)?;
    let shown = folder.display().to_string();
    Ok(absent::chapters_gone(site, &shown, (before, now)))
}

/// Writes every path of the site.
pub fn write_site(
    site: &Site,
    sources_of: &[PathBuf],
    request: &Request,
    folder: &Path,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Summary, Failure> {
    let paths: Vec<(String, Rank)> = site
        .paths()
        .into_iter()
        .map(|path| {
            let rank = Rank::of(site, &path);
            (path, rank)
        })
        .collect();
    let output = output(request, &site.config, sources_of, folder);
    write::write(&output, &paths, &|path| written(site, path), progress)
}

/// Refuses an output folder that a build could harm, before anything is read.
pub fn check_output(request: &Request, config: &Config, folder: &Path) -> Result<(), Failure> {
    write::refuse::check(&output(request, config, &[], folder)).map(|_| ())
}

fn output<'a>(
    request: &'a Request,
    config: &Config,
    sources: &'a [PathBuf],
    folder: &'a Path,
) -> Output<'a> {
    Output {
        root: &request.root,
        notes: request
            .root
            .join(config.notes.as_deref().unwrap_or("notes")),
        sources: sources.iter().map(PathBuf::as_path).collect(),
        folder,
    }
}

/// Files on disk that the site is made of besides the notes: pictures and linked files.
pub fn source_files(site: &Site) -> Vec<PathBuf> {
    site.paths
        .held
        .values()
        .filter_map(|held| {
            if let Held::File(file) = held {
                Some(file.clone())
            } else {
                None
            }
        })
        .collect()
}

fn written<'a>(site: &'a Site, path: &str) -> Result<Written<'a>, Failure> {
    match site.render(path) {
        Some(Ok(Content::Bytes(bytes))) => Ok(Written::Bytes(bytes.into_owned())),
        Some(Ok(Content::Pieces(pieces))) => Ok(Written::Pieces(pieces)),
        Some(Ok(Content::File(file))) => Ok(Written::File(file.clone())),
        Some(Err(error)) => Err(Failure::usage(error.to_string())),
        None => Err(Failure::system(format!(
            "The site has no path {path}. Please report this."
        ))),
    }
}
