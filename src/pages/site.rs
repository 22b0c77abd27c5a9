//! The site: immutable data, and what each path of it holds. The notes with their links in, a [`Site`]
//! out; knows nothing of how a page looks.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::dates::Dates;
use super::page::Theme;
use super::tags::{self, Tag};
use crate::address::SEARCH_ROOT;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::notes::library::Library;
use crate::notes::library::lock;
use crate::notes::library::outline::{ChapterOutline, CourseOutline, Outline};
use crate::notes::links::Linked;
use crate::notes::links::targets::{ChapterLinks, Link, Target};
use crate::notes::sources::{NoteFile, Sources};

/// What a path of the site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A chapter: course and chapter.
    Chapter(usize, usize),
    /// A course's landing page.
    Course(usize),
    /// A course's command sheet.
    Commands(usize),
    /// A course on one page.
    Print(usize),
    /// The site's landing page, where it is no course's.
    Home,
    /// All courses and chapters on one page.
    All,
    /// All tags on one page.
    Tags,
    /// What bears a tag.
    Tag(usize),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// A page that leads elsewhere.
    Redirect(String),
    /// Addresses of all pages.
    Sitemap,
    /// The root of the search index; the other files of the index are known once it is made.
    Search,
    /// Bytes that are there already.
    Bytes(Vec<u8>),
    /// A file to be copied.
    File(PathBuf),
}

/// The site.
pub struct Site {
    /// The configuration.
    pub config: Config,
    /// Courses and chapters.
    pub library: Library,
    /// Links of each chapter of each course.
    pub links: Vec<Vec<ChapterLinks>>,
    /// Links of each course's landing page, and of the site's.
    pub landing_links: Vec<Vec<Link>>,
    /// Links of the site's own landing page.
    pub home_links: Vec<Link>,
    /// When the notes were last changed.
    pub dates: Dates,
    /// Tags and what bears them.
    pub tags: Vec<Tag>,
    /// Templates and assets.
    pub theme: Arc<Theme>,
    /// The notes, by path.
    notes: Arc<Vec<NoteFile>>,
    /// The text of `notesite.lock`, where there is one.
    lock: Option<Arc<str>>,
    /// What each path holds.
    pub paths: Arc<BTreeMap<String, Kind>>,
    /// The sidebar of each course, once rendered.
    pub(super) navigation: Vec<OnceLock<String>>,
    /// The search index, made when somebody first asks for a file of it: a save in `serve` never
    /// pays for it.
    pub(super) search: OnceLock<BTreeMap<String, Vec<u8>>>,
    /// What was not read, and why.
    pub left_alone: Vec<Diagnostic>,
    /// `serve` only: pages carry the lines of their source.
    pub lines: bool,
}

/// Everything that decides the paths of a site.
pub struct Named {
    outline: Arc<Outline>,
    tags: Vec<String>,
    theme: Arc<Theme>,
    /// Pictures and linked files, with where they lie.
    files: Vec<(String, PathBuf)>,
    redirects: BTreeMap<String, String>,
    /// Whether the site's address is known.
    published: bool,
}

/// The paths of a site with what decided them.
pub type KnownPaths = (Named, Arc<BTreeMap<String, Kind>>);

impl Named {
    /// Whether the paths are the same.
    fn names_the_same(&self, other: &Self) -> bool {
        let chapter = |(a, b): (&ChapterOutline, &ChapterOutline)| {
            Arc::ptr_eq(&a.entry, &b.entry) || a.url == b.url
        };
        let course = |(a, b): (&CourseOutline, &CourseOutline)| {
            (&a.url, &a.base, a.chapters.len()) == (&b.url, &b.base, b.chapters.len())
                && a.chapters.iter().zip(&b.chapters).all(chapter)
        };
        (self.outline.courses.len(), &self.tags, self.published)
            == (other.outline.courses.len(), &other.tags, other.published)
            && Arc::ptr_eq(&self.theme, &other.theme)
            && (&self.files, &self.redirects) == (&other.files, &other.redirects)
            && self
                .outline
                .courses
                .iter()
                .zip(&other.outline.courses)
                .all(course)
    }

    fn paths(&self) -> BTreeMap<String, Kind> {
        let mut paths = BTreeMap::new();
        for (c, course) in self.outline.courses.iter().enumerate() {
            paths.insert(course.url.clone(), Kind::Course(c));
            paths.insert(format!("{}commands.html", course.base), Kind::Commands(c));
            paths.insert(format!("{}print.html", course.base), Kind::Print(c));
            for (i, chapter) in course.chapters.iter().enumerate() {
                paths.insert(chapter.url.clone(), Kind::Chapter(c, i));
            }
        }
        paths.entry("index.html".to_owned()).or_insert(Kind::Home);
        paths.insert("all.html".to_owned(), Kind::All);
        for (i, url) in self.tags.iter().enumerate() {
            paths.insert(url.clone(), Kind::Tag(i));
        }
        if !self.tags.is_empty() {
            paths.insert(tags::INDEX.to_owned(), Kind::Tags);
        }
        paths.insert("404.html".to_owned(), Kind::NotFound);
        paths.insert(".nojekyll".to_owned(), Kind::Bytes(Vec::new()));
        if self.published {
            paths.insert("sitemap.xml".to_owned(), Kind::Sitemap);
        }
        if self
            .outline
            .courses
            .iter()
            .any(|course| !course.chapters.is_empty())
        {
            paths.insert(SEARCH_ROOT.to_owned(), Kind::Search);
        }
        for (path, bytes) in &self.theme.assets {
            paths.insert(path.clone(), Kind::Bytes(bytes.clone()));
        }
        for (path, disk) in &self.files {
            paths
                .entry(path.clone())
                .or_insert_with(|| Kind::File(disk.clone()));
        }
        for (old, new) in &self.redirects {
            paths
                .entry(old.clone())
                .or_insert_with(|| Kind::Redirect(new.clone()));
        }
        paths
    }
}

impl Site {
    /// Decides every path of the site; `known` are those of the last one.
    pub fn new(
        config: Config,
        library: Library,
        linked: Linked,
        theme: Arc<Theme>,
        dates: Dates,
        sources: &Sources,
        lines: bool,
        known: &mut Option<KnownPaths>,
    ) -> Self {
        let courses = library.outline.courses.len();
        let mut site = Self {
            notes: sources.notes.clone(),
            lock: sources.lock.as_deref().map(Arc::from),
            config,
            links: linked.chapters,
            landing_links: linked.landings,
            home_links: linked.home,
            theme,
            dates,
            tags: tags::tags(&library),
            library,
            paths: Arc::default(),
            navigation: (0..courses).map(|_| OnceLock::new()).collect(),
            left_alone: sources
                .left_alone
                .iter()
                .chain(&linked.left_alone)
                .cloned()
                .collect(),
            lines,
            search: OnceLock::new(),
        };
        let named = Named {
            outline: site.library.outline.clone(),
            tags: site.tags.iter().map(|tag| tag.url.clone()).collect(),
            theme: site.theme.clone(),
            files: site
                .linked_files()
                .into_iter()
                .filter_map(|path| Some((path.to_owned(), sources.files.get(path)?.disk.clone())))
                .collect(),
            redirects: linked.redirects,
            published: site.config.base_url.is_some(),
        };
        let same = known
            .take()
            .filter(|(before, _)| before.names_the_same(&named));
        site.paths = same.map_or_else(|| Arc::new(named.paths()), |(_, paths)| paths);
        *known = Some((named, site.paths.clone()));
        site
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

    /// Whether there is anything to search.
    pub fn has_search(&self) -> bool {
        self.paths.contains_key(SEARCH_ROOT)
    }

    /// Pictures and files that links lead to, which must lie beside the pages.
    pub fn linked_files(&self) -> Vec<&str> {
        let landings = self
            .landing_links
            .iter()
            .map(Vec::as_slice)
            .chain([self.home_links.as_slice()]);
        let tables = self
            .links
            .iter()
            .flatten()
            .map(|links| &*links.table)
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
