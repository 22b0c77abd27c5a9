//! The site: immutable data, and what each path of it holds. The notes with their links in, a
//! [`Site`] out; knows nothing of how a page looks.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::dates::Dates;
use super::highlight::PageColors;
use super::page::Theme;
use super::paths::{Held, Paths, PathsInput};
use crate::address::{NotePath, PageAddress};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::notes::inclusions::TakenWords;
use crate::notes::library::Library;
use crate::notes::library::lock;
use crate::notes::links::Linked;
use crate::notes::links::targets::{ChapterLinks, LandingLinks, Target};
use crate::notes::sources::{KeptOut, NoteFile, Sources};
use crate::notes::tree::FileSpan;
use crate::page_kinds::{MachineFile, Page, SEARCH_ROOT};
use crate::remembered::{Made, Remembered};

/// The site.
pub struct Site {
    /// The configuration.
    pub config: Config,
    /// Courses and chapters.
    pub library: Library,
    /// Links of each chapter of each course.
    pub links: Vec<Vec<ChapterLinks>>,
    /// Links of each course's landing page, and of the site's.
    pub landing_links: Vec<LandingLinks>,
    /// Links of the site's own landing page.
    pub home_links: LandingLinks,
    /// When the notes were last changed.
    pub dates: Dates,
    /// Templates and assets.
    pub theme: Made<Theme>,
    /// Where the notes lie, relative to ROOT, with `/` at its end; empty for ROOT itself.
    pub notes_folder: String,
    /// Where ROOT lies in its repository, with `/` at its end.
    pub place_in_repository: String,
    /// The notes, by path.
    notes: Arc<Vec<NoteFile>>,
    /// The text of `notesite.lock`, where there is one.
    lock: Option<Arc<str>>,
    /// What each path holds.
    pub paths: Made<Paths>,
    /// Where each redirect is written.
    pub redirects: BTreeMap<PageAddress, (NotePath, Option<FileSpan>)>,
    /// The sidebar of each course, once rendered.
    pub(super) navigation: Vec<OnceLock<String>>,
    /// The picture that stands for each course, once looked for.
    pub(super) pictures: Vec<OnceLock<Option<String>>>,
    /// The colours of each chapter's listings, found when the chapter is first rendered.
    pub(super) colors: Vec<Vec<OnceLock<PageColors>>>,
    /// Those of each course's landing page.
    pub(super) landing_colors: Vec<OnceLock<PageColors>>,
    /// The search index, made when somebody first asks for a file of it: a save in `serve` never
    /// pays for it.
    pub(super) search: OnceLock<BTreeMap<String, Vec<u8>>>,
    /// What was not read, and why.
    pub left_alone: Vec<Diagnostic>,
    /// How many notes of these the settings of other tools leave out.
    pub kept_out: KeptOut,
    /// Where notes show words that were not typed there.
    pub(crate) taken: TakenWords,
    /// `serve` only: pages carry the lines of their source.
    pub lines: bool,
}

impl Site {
    /// Whether a page says that its note is a draft: where its writer alone reads it.
    pub(crate) fn is_marked_draft(&self, file: &NotePath) -> bool {
        self.lines && self.library.shown_drafts.contains(file)
    }

    /// The same of notes that show words which were not typed there.
    pub(crate) fn with_taken(self, taken: TakenWords) -> Self {
        Self { taken, ..self }
    }

    /// Decides every path of the site; `statics` are files that are copied as they are, each with
    /// its place and its path under ROOT; `memory` holds the paths of the last site.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is what another stage made, and has a type of its own"
    )]
    pub fn new(
        config: Config,
        library: Library,
        linked: Linked,
        theme: Made<Theme>,
        dates: Dates,
        sources: &Sources,
        statics: &[(&str, &str)],
        lines: bool,
        memory: &mut Remembered<Paths>,
    ) -> Self {
        let courses = library.outline.courses.len();
        let of_course = |course: &Vec<_>| course.iter().map(|_| OnceLock::new()).collect();
        let mut site = Self {
            notes: sources.notes.clone(),
            lock: sources.lock.as_deref().map(Arc::from),
            config,
            colors: linked.chapters.iter().map(of_course).collect(),
            landing_colors: (0..courses).map(|_| OnceLock::new()).collect(),
            links: linked.chapters,
            landing_links: linked.landings,
            home_links: linked.home,
            theme,
            dates,
            library,
            paths: Made::default(),
            redirects: linked.redirects.written,
            navigation: (0..courses).map(|_| OnceLock::new()).collect(),
            pictures: (0..courses).map(|_| OnceLock::new()).collect(),
            notes_folder: sources.notes_folder.clone(),
            place_in_repository: sources.place_in_repository.clone(),
            left_alone: sources.left_alone.clone(),
            taken: TakenWords::default(),
            kept_out: sources.kept_out,
            lines,
            search: OnceLock::new(),
        };
        let courses = site.library.outline.courses.iter();
        let linked_files = site.linked_files();
        let is_linked = |path: &str| linked_files.binary_search(&path).is_ok();
        // Notes may show the picture of the site too.
        let statics = statics.iter().copied();
        let statics = statics.filter(|(place, path)| place != path || !is_linked(path));
        let files = linked_files
            .iter()
            .map(|path| (*path, *path))
            .chain(statics);
        let input = PathsInput {
            courses: courses
                .map(|course| {
                    let pages = course.pages().collect();
                    (course.base.as_str(), pages, &course.given)
                })
                .collect(),
            tags: site.library.tags.iter().map(|tag| &*tag.url).collect(),
            theme: &site.theme,
            files: files
                .filter_map(|(place, path)| Some((place, sources.files.get(path)?.disk.as_path())))
                .collect(),
            redirects: &linked.redirects.table,
            machines: site.machines(),
            markdown: site.config.markdown,
        };
        site.paths = memory.only(&input, PathsInput::paths);
        site
    }

    /// What machines read of it, but for parts of the sitemap.
    fn machines(&self) -> Vec<MachineFile> {
        if self.config.base_url.is_none() {
            return Vec::new();
        }
        let files = [
            Some(MachineFile::Feed).filter(|_| !self.dates.is_empty()),
            Some(MachineFile::Llms),
            Some(MachineFile::LlmsFull).filter(|_| self.config.llms_full),
            Some(MachineFile::Robots),
            Some(MachineFile::Sitemap),
        ];
        files.into_iter().flatten().collect()
    }

    /// Whether any note was read, drafts and those that cannot be understood included.
    pub fn has_notes(&self) -> bool {
        !self.notes.is_empty()
    }

    /// The text of a note, of `notesite.toml` or of `notesite.lock`, by its path.
    pub fn text_of(&self, path: &str) -> Option<&str> {
        match path {
            "notesite.toml" => Some(&self.config.source),
            lock::NAME => self.lock.as_deref(),
            _ => self
                .notes
                .binary_search_by(|note| (*note.path).cmp(path))
                .ok()
                .map(|at| &*self.notes[at].text),
        }
    }

    /// What the path holds.
    pub fn held(&self, path: &str) -> Option<&Held> {
        self.paths.held.get(path)
    }

    /// The page that lies at the path.
    pub fn page(&self, path: &str) -> Option<&Page> {
        match self.held(path)? {
            Held::Page(page) => Some(page),
            _ => None,
        }
    }

    /// Every page with its path, in the order of the paths.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &Page)> {
        self.paths
            .held
            .iter()
            .filter_map(|(path, held)| match held {
                Held::Page(page) => Some((path.as_str(), page)),
                _ => None,
            })
    }

    /// Whether there is anything to search.
    pub fn has_search(&self) -> bool {
        self.paths.held.contains_key(SEARCH_ROOT)
    }

    /// Whether there is a feed of what changed.
    pub fn has_feed(&self) -> bool {
        let feed = Held::Machines(MachineFile::Feed);
        self.held(&MachineFile::Feed.path()) == Some(&feed)
    }

    /// Pictures and files that links lead to, which must lie beside the pages.
    pub fn linked_files(&self) -> Vec<&str> {
        let landings = self.landing_links.iter().chain([&self.home_links]);
        let landings = landings.map(|links| links.links.table.as_slice());
        let tables = self
            .links
            .iter()
            .flatten()
            .map(ChapterLinks::table)
            .chain(landings);
        let mut files: Vec<&str> = tables
            .flatten()
            .filter_map(|link| match &link.target {
                Target::File { url } | Target::Image { url, .. } => Some(url.as_str()),
                _ => None,
            })
            .collect();
        files.sort_unstable();
        files.dedup();
        files
    }
}
