//! The site: immutable, knows the path of every page and asset and renders any of them on demand.
//! Nobody asks, nobody pays.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::body::{self, Body};
use super::dates::Dates;
use super::page::{self, Theme};
use super::search::{self, files::Files};
use super::tags::{self, Tag};
use super::view;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::notes::library::Library;
use crate::notes::library::lines::Lines;
use crate::notes::library::lock;
use crate::notes::library::outline::{ChapterOutline, CourseOutline, Outline, PlacedChapter};
use crate::notes::links::Linked;
use crate::notes::links::targets::{ChapterLinks, Link, Target};
use crate::notes::sources::{NoteFile, Sources};
use crate::text::percent_encode_ascii;

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

/// Bytes of a page, or a file to copy.
pub enum Content<'a> {
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
    /// Stretches of a page too large to stand in memory, to be written one after the other.
    Pieces(Box<dyn Iterator<Item = String> + 'a>),
    /// A file on disk.
    File(&'a PathBuf),
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
    search: OnceLock<Files>,
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
            paths.insert(search::files::ROOT.to_owned(), Kind::Search);
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

    /// Every path that the site holds, in order; the search index is made for it.
    pub fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.paths.keys().cloned().collect();
        if self.has_search() {
            paths.extend(
                self.search_files()
                    .keys()
                    .filter(|path| !self.paths.contains_key(*path))
                    .cloned(),
            );
            paths.sort();
        }
        paths
    }

    /// Whether the site holds this path, files of the search index included.
    pub fn holds(&self, path: &str) -> bool {
        self.paths.contains_key(path)
            || (path.starts_with("search/")
                && self.has_search()
                && self.search_files().contains_key(path))
    }

    /// Whether there is anything to search.
    pub fn has_search(&self) -> bool {
        self.paths.contains_key(search::files::ROOT)
    }

    fn search_files(&self) -> &Files {
        self.search.get_or_init(|| search::files(self))
    }

    /// Renders one path; `None` where the site has no such path.
    pub fn render(&self, path: &str) -> Option<Result<Content<'_>, page::ThemeError>> {
        let search_file = || {
            self.search_files()
                .get(path)
                .map(|bytes| Ok(Content::Bytes(Cow::Borrowed(bytes.as_slice()))))
        };
        let Some(kind) = self.paths.get(path) else {
            return if self.holds(path) {
                search_file()
            } else {
                None
            };
        };
        let html = match kind {
            Kind::Search => return search_file(),
            Kind::Bytes(bytes) => return Some(Ok(Content::Bytes(Cow::Borrowed(bytes)))),
            Kind::File(file) => return Some(Ok(Content::File(file))),
            Kind::Chapter(course, chapter) => view::chapter(self, *course, *chapter),
            Kind::Course(course) => view::course(self, *course),
            Kind::Commands(course) => {
                return Some(view::commands(self, *course).map(Content::Pieces));
            }
            Kind::Print(course) => return Some(view::print(self, *course).map(Content::Pieces)),
            Kind::Home => view::home(self),
            Kind::All => view::all(self),
            Kind::Tags => view::tags(self),
            Kind::Tag(tag) => view::tag(self, *tag),
            Kind::NotFound => view::not_found(self),
            Kind::Redirect(target) => view::redirect(self, path, target),
            Kind::Sitemap => Ok(view::sitemap(self)),
        };
        Some(html.map(|html| Content::Bytes(Cow::Owned(html.into_bytes()))))
    }

    /// The body of a chapter. `print` gives the prefixes of ids on the print page.
    pub(super) fn body(
        &self,
        placed: &PlacedChapter,
        course: usize,
        chapter: usize,
        print: Option<&BTreeMap<String, String>>,
    ) -> String {
        let outline = &self.library.outline.courses[course].chapters[chapter];
        let links = &self.links[course][chapter];
        let lines = self.lines.then(|| Lines::new(&placed.text));
        let line = |at: usize| {
            lines.as_ref().map_or(0, |lines| {
                outline.first_line + lines.line(&placed.text, at) - 1
            })
        };
        body::render(&Body {
            placed,
            outline,
            links: &links.table,
            keys: &links.keys,
            anchors: &links.anchors,
            words: &self.theme.words,
            print,
            line: if self.lines { Some(&line) } else { None },
        })
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

/// What leads from a page to the site's root.
pub fn root_of(url: &str) -> &'static str {
    match url.matches('/').count() {
        0 => "",
        1 => "../",
        _ => "../../",
    }
}

/// The address of a page or file of the site, anchor included, on the page `from`: a neighbour's is
/// its name alone.
pub fn href(from: &str, to: &str) -> String {
    let (path, anchor) = to
        .split_once('#')
        .map_or((to, None), |(path, anchor)| (path, Some(anchor)));
    let folder = from.rfind('/').map_or("", |end| &from[..=end]);
    let (root, path) = path
        .strip_prefix(folder)
        .map_or((root_of(from), path), |name| ("", name));
    let anchor = anchor.map_or(String::new(), |anchor| {
        format!("#{}", percent_encode_ascii(anchor))
    });
    format!("{root}{}{anchor}", percent_encode_ascii(path))
}
