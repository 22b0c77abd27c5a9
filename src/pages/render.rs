//! Rendering: any path of the site to its bytes, on demand. Nobody asks, nobody pays.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use super::page::ThemeError;
use super::paths::Held;
use super::search;
use super::site::Site;
use super::view::{self, Html};
use crate::page_kinds::{MachineFile, SEARCH};

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
        let mut paths: Vec<String> = self.paths.held.keys().cloned().collect();
        if self.has_search() {
            paths.extend(
                self.search_files()
                    .keys()
                    .filter(|path| !self.paths.held.contains_key(*path))
                    .cloned(),
            );
            paths.sort();
        }
        paths
    }

    /// Whether the site holds this path, files of the search index included.
    pub fn holds(&self, path: &str) -> bool {
        self.paths.held.contains_key(path)
            || (path.starts_with(SEARCH)
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
        let Some(held) = self.held(path) else {
            return if self.holds(path) {
                search_file()
            } else {
                None
            };
        };
        let bytes = match held {
            Held::Page(page) => {
                return Some(view::page(self, path, page).map(|html| match html {
                    Html::Whole(html) => Content::Bytes(Cow::Owned(html)),
                    Html::Pieces(pieces) => Content::Pieces(pieces),
                }));
            }
            Held::File(file) => return Some(Ok(Content::File(file))),
            Held::Search => return search_file(),
            Held::Asset => Cow::Borrowed(self.theme.assets.get(path)?.as_slice()),
            Held::Empty => Cow::Borrowed(&[][..]),
            Held::Machines(MachineFile::LlmsFull) => {
                return Some(Ok(Content::Pieces(view::llms_full(self))));
            }
            Held::Machines(file) => Cow::Owned(view::for_machines(self, *file).into_bytes()),
            Held::Markdown(told) => Cow::Owned(view::markdown(self, path, *told).into_bytes()),
        };
        Some(Ok(Content::Bytes(bytes)))
    }
}
