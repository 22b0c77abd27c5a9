//! What each path of the site holds: the list of pages laid over the notes, then the files that go
//! along. What decides that in; paths, and those that two things wish for, out. Two things never
//! share a path, under names that some disk takes for one another neither.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::page::Theme;
use crate::address::{PageAddress, RedirectTarget};
use crate::notes::library::outline::GivenCourse;
use crate::page_kinds::{
    CoursePage, MachineFile, MarkdownPage, NO_JEKYLL, Page, SEARCH_ROOT, SitePage, There,
};
use crate::remembered::Made;
use crate::text::nfc;

/// What a path of the site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// A page.
    Page(Page),
    /// What machines alone read.
    Machines(MachineFile),
    /// A page as Markdown.
    Markdown(MarkdownPage),
    /// A file of the search index; those whose names hold a hash are known once it is made.
    Search,
    /// A style, a script, a file of the theme.
    Asset,
    /// Nothing: a file that is there for its name.
    Empty,
    /// A file to be copied: a picture, or what notes link to.
    File(PathBuf),
}

/// What lies where, and what found its place taken.
#[derive(Debug, Default)]
pub struct Paths {
    /// What each path holds.
    pub held: BTreeMap<String, Held>,
    /// What has no place, in the order of the list.
    pub clashes: Vec<Clash>,
}

/// Something that cannot lie at its path.
#[derive(Debug, PartialEq, Eq)]
pub struct Clash {
    /// The path it wished for.
    pub path: String,
    /// What it is.
    pub held: Held,
    /// The path that is in its way: the same, one that differs only in case or normalisation, a
    /// file above it or one below it.
    pub other: String,
}

/// All that deciding the paths of a site may know.
#[derive(Hash)]
pub(crate) struct PathsInput<'a> {
    /// The folder of each course, its pages, and the names that its chapters were given.
    pub courses: Vec<(&'a str, Vec<CoursePage>, &'a Made<GivenCourse>)>,
    /// Pages of the tags, in the order of the tags.
    pub tags: Vec<&'a str>,
    /// Whose assets lie beside the pages.
    pub theme: &'a Made<Theme>,
    /// Pictures and linked files, with where they lie.
    pub files: Vec<(&'a str, &'a Path)>,
    /// Old pages, with where they lead.
    pub redirects: &'a BTreeMap<PageAddress, RedirectTarget>,
    /// What machines read of the site, but for parts of the sitemap; nothing where its address is
    /// not known.
    pub machines: Vec<MachineFile>,
    /// Whether pages are told as Markdown beside them.
    pub markdown: bool,
}

/// How many addresses one sitemap may hold. Source: sitemaps.org.
pub(crate) const SITEMAP_LENGTH: usize = 50_000;

impl PathsInput<'_> {
    /// What lies where.
    pub(crate) fn paths(&self) -> Paths {
        let mut claims = Claims::default();
        for (c, (base, pages, given)) in self.courses.iter().enumerate() {
            for page in pages {
                claims.page(&page.of(base), Page::OfCourse(*page, c));
            }
            for (i, chapter) in given.chapters.iter().enumerate() {
                claims.page(&chapter.url, Page::Chapter(c, i));
            }
        }
        for page in SitePage::ALL {
            let is_there = match page.there() {
                There::Always => true,
                There::IfFree => !claims.paths.held.contains_key(page.path()),
                There::WithTags => !self.tags.is_empty(),
            };
            if is_there {
                claims.page(page.path(), Page::OfSite(*page));
            }
        }
        for (i, url) in self.tags.iter().enumerate() {
            claims.page(url, Page::Tag(i));
        }
        claims.take(NO_JEKYLL.to_owned(), Held::Empty);
        if !self.machines.is_empty() {
            self.for_machines(&mut claims);
        }
        if self.markdown {
            self.as_markdown(&mut claims);
        }
        if self
            .courses
            .iter()
            .any(|(_, _, given)| !given.chapters.is_empty())
        {
            claims.take(SEARCH_ROOT.to_owned(), Held::Search);
        }
        for path in self.theme.assets.keys() {
            claims.take(path.clone(), Held::Asset);
        }
        for (path, disk) in &self.files {
            claims.take((*path).to_owned(), Held::File((*disk).to_owned()));
        }
        for (old, new) in self.redirects {
            claims.page(old, Page::Redirect(new.clone()));
        }
        claims.paths
    }

    /// What machines read, but for what the notes bring themselves.
    fn for_machines(&self, claims: &mut Claims) {
        let is_counted = |held: &&Held| match held {
            Held::Page(page) => page.facts().in_sitemap,
            _ => false,
        };
        let pages = claims.paths.held.values().filter(is_counted).count();
        let parts = match pages.div_ceil(SITEMAP_LENGTH) {
            0 | 1 => 0,
            parts => parts,
        };
        let all = self.machines.iter().copied();
        for file in all.chain((0..parts).map(MachineFile::SitemapPart)) {
            let path = file.path();
            if !self.files.iter().any(|(own, _)| *own == path) {
                claims.take(path, Held::Machines(file));
            }
        }
    }
}

impl PathsInput<'_> {
    /// Chapters and landing pages as Markdown, but for what the notes bring themselves.
    fn as_markdown(&self, claims: &mut Claims) {
        let own: HashSet<&str> = self.files.iter().map(|(own, _)| *own).collect();
        let beside = claims.paths.held.iter().filter_map(|(path, held)| {
            let told = match held {
                Held::Page(Page::Chapter(course, chapter)) => {
                    MarkdownPage::Chapter(*course, *chapter)
                }
                Held::Page(Page::OfCourse(CoursePage::Landing, course)) => {
                    MarkdownPage::Course(*course)
                }
                Held::Page(Page::OfSite(SitePage::Home)) => MarkdownPage::Home,
                _ => return None,
            };
            Some((MarkdownPage::beside(path), told))
        });
        let beside: Vec<_> = beside
            .filter(|(path, _)| !own.contains(path.as_str()))
            .collect();
        for (path, told) in beside {
            claims.take(path, Held::Markdown(told));
        }
    }
}

/// Paths as they are given out.
#[derive(Default)]
struct Claims {
    paths: Paths,
    /// Files and the folders around them as a disk that folds case sees them, each with a path that
    /// needs it.
    files: HashMap<String, String>,
    folders: HashMap<String, String>,
}

impl Claims {
    fn page(&mut self, path: &str, page: Page) {
        self.take(path.to_owned(), Held::Page(page));
    }

    fn take(&mut self, path: String, held: Held) {
        let folded = nfc(&path).to_lowercase();
        let above = folded.match_indices('/').map(|(at, _)| &folded[..at]);
        let other = self
            .files
            .get(&folded)
            .or_else(|| self.folders.get(&folded))
            .or_else(|| above.clone().find_map(|folder| self.files.get(folder)));
        if let Some(other) = other {
            let other = other.clone();
            self.paths.clashes.push(Clash { path, held, other });
            return;
        }
        for folder in above {
            if !self.folders.contains_key(folder) {
                self.folders.insert(folder.to_owned(), path.clone());
            }
        }
        self.files.insert(folded, path.clone());
        self.paths.held.insert(path, held);
    }
}
