//! A build in which nothing changed does nothing: what it would read and write is compared with
//! what the last build of the output read and wrote. A survey and the record of the last build in;
//! what that one said, or what of its output is known, out.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use crate::build::request::Request;
use crate::config::Config;
use crate::edge::history;
use crate::edge::record::{Cache, Record, Report, SourceFile, bytes_of, key_of};
use crate::edge::survey::Survey;
use crate::edge::walk::WalkedFile;
use crate::edge::write::seen::SeenFile;
use crate::edge::write::{SeenFiles, WrittenSite};
use crate::failure::Failure;
use crate::notes::reading::other_comments::SiteTools;
use crate::notes::sources::is_note;
use crate::pages::paths::Held;
use crate::pages::site::Site;
use crate::pages::view::keys::PageKeys;
use crate::text;

/// As many bytes are read only to know files again by them; more are not known again.
const MOST_READ: u64 = 256 * 1024 * 1024;

/// What a build is asked, beside the [`Request`], that decides what it says.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct HowToSay<'a> {
    /// Warnings end it.
    pub strict: bool,
    /// A site without chapters is meant.
    pub allow_empty: bool,
    /// How messages are printed.
    pub format: &'a str,
    /// Whether they are in colour.
    pub colour: bool,
}

/// All that decides a build besides the bytes of the files under ROOT.
#[derive(Serialize)]
struct Decisive<'a> {
    root: &'a Path,
    output: Option<&'a Path>,
    base_url: Option<&'a str>,
    drafts: bool,
    lines: bool,
    how: HowToSay<'a>,
    settings: &'a str,
    canonical: &'a Path,
    notes_folder: &'a str,
    single: Option<&'a str>,
    files: Vec<DecisiveFile<'a>>,
    chosen: &'a [usize],
    left_alone: String,
    diagnostics: String,
    theme: Vec<(&'a str, [u8; 32])>,
    lock: Option<&'a str>,
    place_in_repository: &'a str,
    origin: Option<&'a str>,
    made_for: SiteTools,
    history: &'a str,
}

/// All that decides a build of a file besides its bytes.
#[derive(Serialize)]
struct DecisiveFile<'a> {
    path: &'a str,
    disk: &'a Path,
    ignored: Option<&'a str>,
    encrypted: Option<(&'a str, Option<&'a str>)>,
    real: Option<&'a Path>,
    is_link: bool,
}

/// What this build knows of the last one.
pub(crate) struct LastBuild {
    cache: Cache,
    /// `None` where nothing tells whether the next build is of the same.
    now: Option<Now>,
    record: Option<Record>,
    /// A key of the theme.
    theme: [u8; 32],
    /// Keys of pictures and other files that the disk calls unchanged, by where they lie.
    files: HashMap<PathBuf, [u8; 32]>,
}

/// What this build is of.
struct Now {
    decisive: [u8; 32],
    sources: Vec<SourceFile>,
    /// Those of them that are known by their bytes, with where they lie.
    read: Vec<(PathBuf, [u8; 32])>,
}

impl LastBuild {
    /// What is known of the last build of `output` (absolute, without links); `None` where nothing
    /// can be kept.
    ///
    /// # Errors
    /// git, where it is there and cannot be run.
    pub(crate) fn find(
        request: &Request,
        config: &Config,
        how: HowToSay<'_>,
        survey: &Survey,
        output: &Path,
    ) -> Result<Option<Self>, Failure> {
        let Some(cache) = Cache::open(&request.root, output) else {
            return Ok(None);
        };
        let record = cache.load();
        let history = if config.dates {
            history::state(&request.root)?
        } else {
            Some(String::new())
        };
        let now = history.and_then(|history| {
            let decisive = decisive(request, config, how, survey, &history)?;
            Now::of(survey, decisive)
        });
        Ok(key_of(&theme_files(survey)).map(|theme| Self {
            cache,
            now,
            record,
            theme,
            files: file_keys(survey),
        }))
    }

    /// The record, where this build is of the very same: nothing that it would read is another.
    pub(crate) fn same(&mut self, survey: &Survey) -> Option<&Record> {
        let (now, record) = (self.now.as_mut()?, self.record.as_ref()?);
        let is_same = now.decisive == record.decisive && now.is_known(survey, record);
        is_same.then_some(record)
    }

    /// What each file of a site follows from, by its path; `None` where only its bytes tell.
    pub(crate) fn keys<'a>(&'a self, site: &'a Site) -> impl Fn(&str) -> Option<[u8; 32]> + 'a {
        let pages = PageKeys::of(site, self.theme);
        move |path| match site.held(path) {
            Some(Held::File(disk)) => self.files.get(disk).copied(),
            _ => pages.get(path),
        }
    }

    /// What the last build saw of the output.
    pub(crate) fn seen(&self) -> SeenFiles<'_> {
        let outputs = self.record.iter().flat_map(|record| &record.outputs);
        outputs.map(|(path, seen)| (path.as_str(), seen)).collect()
    }

    /// Keeps that the output was found as it was left.
    pub(crate) fn stands(self, outputs: Vec<(String, SeenFile)>) {
        if let (Some(now), Some(record)) = (self.now, self.record)
            && (outputs != record.outputs || now.sources != record.sources)
        {
            self.cache.save(&Record {
                sources: now.sources,
                outputs,
                ..record
            });
        }
    }

    /// Keeps what this build read, wrote and said; `report` is what the next one will say, where
    /// that is known.
    pub(crate) fn keep(self, linked: Vec<PathBuf>, written: WrittenSite, report: Option<Report>) {
        let known = self.now.filter(Now::is_still_known);
        let (decisive, sources, report) = match (known, report) {
            (Some(now), Some(report)) => (now.decisive, now.sources, report),
            // The files of the output are known all the same.
            _ => ([0; 32], Vec::new(), Report::default()),
        };
        let mut folders = HashSet::new();
        let linked = linked.into_iter();
        self.cache.save(&Record {
            decisive,
            sources,
            linked: linked
                .filter(|file| folders.insert(file.parent().map(Path::to_owned)))
                .collect(),
            outputs: written.outputs,
            report,
        });
    }
}

impl Now {
    /// What a build of these files is of; `None` where too many bytes would have to be read to know
    /// them again, or one cannot be read.
    fn of(survey: &Survey, decisive: [u8; 32]) -> Option<Self> {
        let is_racy = |file: &&WalkedFile| file.stamp.is_racy(survey.look.began);
        let racy = survey.files.iter().filter(is_racy);
        if racy.map(|file| file.size).sum::<u64>() > MOST_READ {
            return None;
        }
        let source = |file: &WalkedFile| {
            let bytes = if is_racy(&file) {
                Some(bytes_of(&file.disk).ok()?)
            } else {
                None
            };
            Some(SourceFile {
                stamp: file.stamp,
                bytes,
            })
        };
        let sources = survey.files.par_iter().map(source);
        let sources: Vec<SourceFile> = sources.collect::<Option<_>>()?;
        let files = survey.files.iter().zip(&sources);
        let read = files.filter_map(|(file, source)| Some((file.disk.clone(), source.bytes?)));
        Some(Self {
            decisive,
            read: read.collect(),
            sources,
        })
    }

    /// Whether the record is of the same bytes. Files that are known by their bytes are read.
    fn is_known(&mut self, survey: &Survey, record: &Record) -> bool {
        let known = &record.sources;
        if known.len() != self.sources.len() {
            return false;
        }
        let is_known = |((now, known), file): ((&SourceFile, &SourceFile), &WalkedFile)| {
            let same = match known.bytes {
                None => now.stamp == known.stamp,
                Some(bytes) => {
                    now.stamp.size == known.stamp.size
                        && now.bytes.or_else(|| bytes_of(&file.disk).ok()) == Some(bytes)
                }
            };
            same.then_some(())
        };
        let now = self.sources.par_iter().zip(known).zip(&survey.files);
        now.map(is_known).collect::<Option<()>>().is_some()
    }

    /// Whether the files that are known by their bytes held the same from the first look to now.
    fn is_still_known(&self) -> bool {
        let is_same =
            |(file, bytes): &(PathBuf, [u8; 32])| bytes_of(file).is_ok_and(|now| now == *bytes);
        self.read.par_iter().all(is_same)
    }
}

/// The files of the theme, each with a hash of its bytes.
fn theme_files(survey: &Survey) -> Vec<(&str, [u8; 32])> {
    let files = survey.theme.iter();
    files
        .map(|(path, bytes)| (path.as_str(), text::fingerprint_of(&[bytes])))
        .collect()
}

/// What is known of the files that are no notes, where no write can hide behind their stamps.
fn file_keys(survey: &Survey) -> HashMap<PathBuf, [u8; 32]> {
    let files = survey.files.iter();
    let files = files.filter(|file| !is_note(&file.path) && !file.stamp.is_racy(survey.look.began));
    files
        .filter_map(|file| Some((file.disk.clone(), key_of(&(&file.disk, file.stamp))?)))
        .collect()
}

/// The key of all that decides the build besides the bytes of its files.
fn decisive(
    request: &Request,
    config: &Config,
    how: HowToSay<'_>,
    survey: &Survey,
    history: &str,
) -> Option<[u8; 32]> {
    let files = survey.files.iter().map(|file| DecisiveFile {
        path: &file.path,
        disk: &file.disk,
        ignored: file.ignored.as_deref(),
        encrypted: (file.encrypted.as_ref())
            .map(|cipher| (&*cipher.line, cipher.unknown.as_deref())),
        real: file.real.as_deref(),
        is_link: file.is_link,
    });
    let decisive = Decisive {
        root: &request.root,
        output: request.output.as_deref(),
        base_url: request.base_url.as_deref(),
        drafts: request.drafts,
        lines: request.lines,
        how,
        settings: &config.source,
        canonical: &survey.canonical,
        notes_folder: &survey.notes_folder,
        single: survey.single.as_deref(),
        files: files.collect(),
        chosen: &survey.chosen,
        left_alone: format!("{:?}", survey.left_alone),
        diagnostics: format!("{:?}", survey.diagnostics),
        theme: theme_files(survey),
        lock: survey.lock.as_deref(),
        place_in_repository: &survey.place_in_repository,
        origin: survey.origin.as_deref(),
        made_for: survey.made_for,
        history,
    };
    key_of(&decisive)
}
