//! The stages in the order in which a bullet travels: read, library (cut, parse, outline), link,
//! site, write. A request in; the site, its diagnostics, or a folder out. What the stages do is
//! theirs to know.

pub(crate) mod again;
mod locked;
pub(crate) mod request;
mod secrets;
mod withheld;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use crate::build::locked::write_lock;
pub use crate::build::locked::{check_lock, lock};
use crate::build::locked::{former_names, old_lock};
pub use crate::build::request::Request;
use crate::build::secrets::{SearchedNote, allowed, secrets};
use crate::config::{Config, site_address};
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::edge::linked;
use crate::edge::read::{self, Look};
use crate::edge::settings;
use crate::edge::shown;
use crate::edge::survey::Survey;
use crate::edge::timings::Timings;
use crate::edge::write::stage::Written;
use crate::edge::write::{self, Output, Progress, SeenFiles, SiteFile, Summary, WrittenSite};
use crate::edge::{earlier, history};
use crate::failure::Failure;
use crate::notes::code::tools::Tools;
use crate::notes::code::unmarked;
use crate::notes::inclusions;
use crate::notes::left_out;
use crate::notes::library::outside;
use crate::notes::library::{self, NotesPlace};
use crate::notes::links;
use crate::notes::links::left_alone;
use crate::notes::links::unwritten;
use crate::notes::messages;
use crate::notes::sources::Sources;
use crate::notes::withhold::{self, Objection};
use crate::page_kinds::Page;
use crate::pages::absent;
use crate::pages::clashes::clashes;
use crate::pages::dates::{Dates, HistoryGap};
use crate::pages::order::Rank;
use crate::pages::page::{Theme, ThemeError};
use crate::pages::paths::{Held, Paths};
use crate::pages::render::Content;
use crate::pages::shared_picture;
use crate::pages::site::Site;
use crate::pages::static_files::static_files;
use crate::remembered::Remembered;

/// What earlier builds found out, kept by what decides it: rebuilding is building again.
pub struct Memory {
    pub(crate) read: read::ReadMemory,
    library: library::LibraryMemory,
    links: links::LinkMemory,
    linked: linked::LinkedMemory,
    secrets: Remembered<SearchedNote>,
    shown: shown::ShownMemory,
    listed: shown::ShownMemory,
    theme: Remembered<Result<Arc<Theme>, ThemeError>>,
    paths: Remembered<Paths>,
}

/// All that a theme is made of.
#[derive(Hash)]
struct ThemeInput<'a> {
    /// Files that override the default's.
    files: &'a BTreeMap<String, Arc<[u8]>>,
    language: &'a str,
}

impl Memory {
    /// Remembers everything for the next build, as `serve` needs it.
    pub fn keeping() -> Self {
        Self::new(true)
    }

    /// Remembers nothing: for a single build.
    pub fn forgetful() -> Self {
        Self::new(false)
    }

    fn new(keeps: bool) -> Self {
        Self {
            read: read::ReadMemory::new(keeps),
            library: library::LibraryMemory::new(keeps),
            links: links::LinkMemory::new(keeps),
            secrets: Remembered::new(keeps),
            linked: Remembered::new(keeps),
            shown: Remembered::new(keeps),
            listed: Remembered::new(keeps),
            theme: Remembered::new(keeps),
            paths: Remembered::new(keeps),
        }
    }
}

/// Reads the configuration and lets the command line override it.
///
/// # Errors
/// What cannot be read, understood or meant.
pub fn configure(request: &Request) -> Result<Config, Failure> {
    let mut config = settings::config(&request.root)?;
    if let Some(url) = &request.base_url {
        let address = site_address(url);
        let refused = |reason| Failure::usage(format!("The address of `--base-url` {reason}"));
        config.base_url = Some(address.map_err(refused)?);
    }
    Ok(config)
}

/// The output folder of a request.
pub(crate) fn output_folder(request: &Request, config: &Config) -> PathBuf {
    request
        .output
        .clone()
        .unwrap_or_else(|| request.root.join(&config.output))
}

/// Reads the notes under ROOT and makes the site of them.
///
/// # Errors
/// What cannot be read; a theme that is not there or cannot be understood.
pub fn load(
    request: &Request,
    config: &Config,
    memory: &mut Memory,
    timings: &mut Timings,
) -> Result<Checked<Site>, Failure> {
    let survey = survey(request, config, memory, timings)?;
    load_surveyed(survey, request, config, memory, timings)
}

/// What lies under ROOT, before any note is opened.
///
/// # Errors
/// What cannot be listed.
pub(crate) fn survey(
    request: &Request,
    config: &Config,
    memory: &mut Memory,
    timings: &mut Timings,
) -> Result<Survey, Failure> {
    let output = write::refuse::resolved(&output_folder(request, config))?;
    timings.time("look", || {
        memory.read.survey(&request.root, config, &output)
    })
}

/// Reads the notes of a survey and makes the site of them.
///
/// # Errors
/// What cannot be read; a theme that cannot be understood.
pub(crate) fn load_surveyed(
    survey: Survey,
    request: &Request,
    config: &Config,
    memory: &mut Memory,
    timings: &mut Timings,
) -> Result<Checked<Site>, Failure> {
    let Checked {
        value: Look { sources, .. },
        diagnostics: read,
    } = timings.time("read", || read::surveyed(survey, config, &mut memory.read))?;
    let mut site = assemble(&sources, config, request, memory, timings)?;
    site.diagnostics.splice(0..0, read);
    site.diagnostics.extend(absent::no_chapters(&site.value));
    let config_path = "notesite.toml";
    site.diagnostics.sort_by(|a, b| {
        (a.file == *config_path, &a.file, a.span, a.code).cmp(&(
            b.file == *config_path,
            &b.file,
            b.span,
            b.code,
        ))
    });
    site.diagnostics.dedup();
    Ok(site)
}

/// The paths among `shown` that a build of these sources would leave out as private.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn private(
    shown: &BTreeSet<String>,
    read: (&Sources, &Config),
    request: &Request,
    memory: &mut Memory,
) -> Result<Vec<String>, Failure> {
    if request.drafts {
        return Ok(Vec::new());
    }
    let memory = (&mut memory.library, &mut memory.linked);
    withheld::private(shown, notes_place(read.0), read, memory)
}

/// Where the notes of these sources lie.
fn notes_place(sources: &Sources) -> NotesPlace<'_> {
    NotesPlace {
        folder: &sources.notes_folder,
        root_name: &sources.root_name,
        orders: &sources.orders,
        made_for: sources.made_for,
    }
}

/// The site of what was read. The same sources give the same site.
///
/// # Errors
/// Settings of links or secrets, or a theme, that cannot be understood.
pub fn assemble(
    sources: &Sources,
    config: &Config,
    request: &Request,
    memory: &mut Memory,
    timings: &mut Timings,
) -> Result<Checked<Site>, Failure> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let typed = sources;
    let code = shown::texts(
        &inclusions::listed_files(typed),
        typed,
        &config.secrets.allow,
        &allowed(config),
        &mut memory.listed,
    )?;
    let inclusions = inclusions::included(typed, &code);
    let sources = inclusions.as_ref().map_or(typed, |it| &it.sources);
    let Checked {
        value: library,
        diagnostics: mut found,
    } = timings.time("parse", || {
        library::build(
            &sources.notes,
            notes_place(sources),
            config,
            request.drafts,
            &mut memory.library,
        )
    });
    diagnostics.append(&mut found);
    diagnostics.extend(outside::outside(sources, config.notes.is_some()));
    let fate = former_names(&library, sources, &mut diagnostics);
    let Checked {
        value: mut linked,
        diagnostics: mut found,
    } = timings.time("link", || {
        let unshown = links::find(&library, sources, config, &fate, &mut memory.links);
        let texts = shown::texts(
            &unshown.wanted(),
            sources,
            &config.secrets.allow,
            &allowed(config),
            &mut memory.shown,
        )?;
        Ok(unshown.shown(&library, &texts, &mut memory.links))
    })?;
    diagnostics.append(&mut found);
    diagnostics.extend(unwritten::find(&library, &linked.chapters));
    diagnostics.extend(timings.time("secrets", || secrets(sources, config, &mut memory.secrets)));
    let mut statics = static_files(&sources.files, &sources.notes_folder);
    let shared = shared_picture::find(config, sources);
    diagnostics.extend(shared.diagnostics);
    statics.extend(shared.value.map(|path| (path, path)));
    let looked = timings.time("files", || {
        let allow = (config.secrets.allow.as_slice(), &*allowed(config));
        let mut files = withhold::linked_files(&linked);
        files.extend(statics.iter().map(|(_, path)| (*path).to_owned()));
        files.sort_unstable();
        files.dedup();
        let drafts = (request.drafts, &library.private_folders);
        linked::objections(&files, sources, allow, drafts, &mut memory.linked)
    })?;
    let objections = looked.objections;
    diagnostics.extend(withhold::withhold(&mut linked, &library, &objections));
    diagnostics.extend(withhold::located(&linked, &library, &looked.located));
    let (kept, published): (Vec<_>, Vec<_>) = statics
        .into_iter()
        .partition(|(_, path)| objections.contains_key(*path));
    diagnostics.extend(kept.into_iter().filter_map(|(_, path)| {
        Some(match objections.get(path)? {
            Objection::Secret(kind) => messages::secret_in_static_file(path, kind.name()),
            Objection::Draft => messages::draft_in_static_file(path),
            Objection::Encrypted => left_out::encrypted(&path.into(), "git-crypt"),
        })
    }));
    // A page that is being written has no committed day yet; `serve` spares itself the history.
    let mut dates = if config.dates && !request.lines {
        timings.time("history", || {
            history::dates(&request.root, &library, sources)
        })?
    } else {
        Dates::default()
    };
    // Without an address nobody awaits a feed.
    let is_unasked = config.base_url.is_none() || library.outline.count_chapters() == 0;
    dates.gap = dates
        .gap
        .filter(|gap| !(is_unasked && *gap == HistoryGap::Nothing));
    let theme = ThemeInput {
        files: &sources.theme,
        language: &library.language,
    };
    let theme = timings.time("theme", || {
        memory.theme.only(&theme, |input| {
            Theme::new(input.files, input.language).map(Arc::new)
        })
    });
    let theme = theme
        .transposed()
        .map_err(|error| Failure::usage(error.told(&config.theme)))?;
    let site = timings.time("site", || {
        Site::new(
            config.clone(),
            library,
            linked,
            theme,
            dates,
            typed,
            &published,
            request.lines,
            &mut memory.paths,
        )
    });
    diagnostics.extend(clashes(&site));
    let (taken, unshown) = inclusions
        .map(|it| (it.taken, it.unshown))
        .unwrap_or_default();
    let mut diagnostics = taken.typed(diagnostics);
    diagnostics.extend(unshown);
    Ok(Checked {
        value: site.with_taken(taken),
        diagnostics,
    })
}

/// What was left alone, and why, in the order of the files.
pub fn left_alone(site: &Site) -> Vec<Diagnostic> {
    let told = |one: &&Diagnostic| one.severity != Severity::Note;
    let left_alone = site.left_alone.iter();
    let mut notes: Vec<Diagnostic> = left_alone.filter(|one| !told(one)).cloned().collect();
    let fate = old_lock(site).map(|lock| lock.fate(&site.library.outline));
    let former = fate.map(|fate| fate.former).unwrap_or_default();
    notes.extend(left_alone::find(
        &site.library,
        &site.links,
        &site.config,
        former,
    ));
    // What is told by a warning needs no note.
    let told = unwritten::find(&site.library, &site.links);
    let is_told = |note: &Diagnostic| {
        let same = |one: &Diagnostic| (&one.file, one.span) == (&note.file, note.span);
        note.code == "mention-not-linked" && told.iter().any(same)
    };
    notes.retain(|note| told.is_empty() || !is_told(note));
    notes.extend(no_commands(site));
    let mut notes = site.taken.typed(notes);
    notes.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    notes
}

/// Bullets that begin with a program's name and are no commands.
fn no_commands(site: &Site) -> Vec<Diagnostic> {
    let tools = Tools::new(&site.config.commands);
    let (outline, courses) = (&site.library.outline.courses, &site.library.courses);
    let mut notes = Vec::new();
    for (outline, course) in outline.iter().zip(courses) {
        for (chapter, placed) in outline.chapters.iter().zip(&course.chapters) {
            for (span, words, doubt) in unmarked::find(&placed.open(), &tools) {
                let at = messages::At {
                    file: &chapter.file,
                    span,
                };
                notes.push(messages::no_command(at, &words, doubt).in_file(chapter.offset));
            }
        }
    }
    notes
}

/// What is to be said where most chapters of the site that lies in `folder` are gone; an error
/// where only settings or a link lead there, out of ROOT.
pub(crate) fn chapters_gone(
    site: &Site,
    request: &Request,
    folder: &Path,
) -> Result<Option<Diagnostic>, Failure> {
    let output = write::refuse::resolved(folder)?;
    let before = earlier::pages(&output)?;
    let shown = folder.display().to_string();
    let mut gone = chapters_gone_from(site, &shown, &before);
    if gone.is_some() {
        // Pages are opened only where something seems to be wrong.
        let before = earlier::without_redirects(&output, before)?;
        gone = chapters_gone_from(site, &shown, &before);
    }
    let leads_out =
        request.output.is_none() && !output.starts_with(write::refuse::resolved(&request.root)?);
    Ok(if leads_out {
        gone.map(left_out::elsewhere)
    } else {
        gone
    })
}

/// The same of a site on a branch, by the pages of its chapters.
pub(crate) fn chapters_gone_on(site: &Site, branch: &str, before: &[String]) -> Option<Diagnostic> {
    chapters_gone_from(site, branch, before).map(left_out::on_a_branch)
}

fn chapters_gone_from(site: &Site, shown: &str, before: &[String]) -> Option<Diagnostic> {
    let held = site.paths.held.iter();
    let is_redirect = |held: &Held| matches!(held, Held::Page(Page::Redirect(_)));
    let (redirects, pages): (Vec<_>, Vec<_>) = held
        .filter(|(path, _)| earlier::is_chapter(path))
        .partition(|(_, held)| is_redirect(held));
    let now: Vec<&str> = pages.into_iter().map(|(path, _)| path.as_str()).collect();
    // What leads elsewhere by now did so before, mostly.
    let redirects: HashSet<&str> = redirects.into_iter().map(|(path, _)| &**path).collect();
    let before = before
        .iter()
        .filter(|path| !redirects.contains(path.as_str()));
    let before: Vec<String> = before.cloned().collect();
    absent::chapters_gone(site, shown, (&before, &now))
}

/// Writes every path of the site.
///
/// # Errors
/// A folder that is refused, a disk that fails, a template that cannot be rendered.
pub fn write_site(
    site: &Site,
    sources_of: &[PathBuf],
    request: &Request,
    folder: &Path,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Summary, Failure> {
    let output = output(request, &site.config, sources_of, folder);
    let written = write_seen(site, &output, &SeenFiles::default(), &|_| None, progress)?;
    Ok(written.summary)
}

/// The same where something is known of what lies in the output; `keys` are of what files follow
/// from, by path.
pub(crate) fn write_seen(
    site: &Site,
    output: &Output<'_>,
    seen: &SeenFiles<'_>,
    keys: &dyn Fn(&str) -> Option<[u8; 32]>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<WrittenSite, Failure> {
    let files: Vec<SiteFile> = site
        .paths()
        .into_iter()
        .map(|path| SiteFile {
            rank: Rank::of(site, &path),
            inputs: keys(&path),
            path,
        })
        .collect();
    write::write(output, files, seen, &|path| written(site, path), progress)
}

/// Refuses an output folder that a build could harm, before anything is read.
pub(crate) fn check_output(
    request: &Request,
    config: &Config,
    folder: &Path,
) -> Result<(), Failure> {
    let checked = write::refuse::check(&output(request, config, &[], folder));
    checked.map(|_| ()).map_err(|mut failure| {
        // The folder that only the settings name.
        if request.output.is_none() {
            failure.message = config.located("output", failure.message);
        }
        failure
    })
}

/// The output of a build, with the files that it reads besides the notes.
pub(crate) fn output<'a>(
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
pub(crate) fn source_files(site: &Site) -> Vec<PathBuf> {
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

/// What a path of the site is written from.
pub(crate) fn written<'a>(site: &'a Site, path: &str) -> Result<Written<'a>, Failure> {
    match site.render(path) {
        Some(Ok(Content::Bytes(bytes))) => Ok(Written::Bytes(bytes.into_owned())),
        Some(Ok(Content::Pieces(pieces))) => Ok(Written::Pieces(pieces)),
        Some(Ok(Content::File(file))) => Ok(Written::File(file.clone())),
        Some(Err(error)) => Err(Failure::usage(error.told(&site.config.theme))),
        None => Err(Failure::system(format!(
            "The site has no path {path}. Please report this."
        ))),
    }
}
