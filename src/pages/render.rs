//! Rendering: any path of the site to its bytes, on demand. Nobody asks, nobody pays.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use super::page::ThemeError;
use super::search;
use super::site::{Kind, Site};
use super::view;

/// Bytes of a page, or a file to copy.
pub enum Content<'a> {
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
    /// Stretches of a page too large to stand in memory, to be written one after the other.
    Pieces(Box<dyn Iterator<Item = String> + 'a>),
    /// A file on disk.
    File(&'a PathBuf),
}

impl Site {
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

    fn search_files(&self) -> &BTreeMap<String, Vec<u8>> {
        self.search.get_or_init(|| search::files(self))
    }

    /// Renders one path; `None` where the site has no such path.
    pub fn render(&self, path: &str) -> Option<Result<Content<'_>, ThemeError>> {
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
}
