//! The files that commands name (`kubectl apply -f web.yaml`), opened when a page is to show them.
//! A path in, its text out. What cannot be read is asked for once all links are made, so that
//! nobody takes it for nothing to show.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::sync::{Arc, Mutex, PoisonError};

use super::decode::normalised;
use super::disk;
use crate::failure::Failure;
use crate::notes::code::shown::{LARGEST, may_show};
use crate::notes::sources::{Access, FoundFile, Sources};

/// The files that commands name, each opened once; those that must not be shown are `None`.
pub struct ShownTexts<'a> {
    sources: &'a Sources,
    allow: Vec<regex::Regex>,
    opened: Mutex<BTreeMap<String, Result<Option<Arc<str>>, Failure>>>,
}

impl<'a> ShownTexts<'a> {
    /// `allow` is what the secret check lets pass.
    pub fn new(sources: &'a Sources, allow: Vec<regex::Regex>) -> Self {
        Self {
            sources,
            allow,
            opened: Mutex::default(),
        }
    }

    /// The text of a file, by its path from ROOT, where it may be shown.
    pub fn text(&self, path: &str) -> Option<Arc<str>> {
        let opened = || self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let known = opened().get(path).cloned();
        let answer = known.unwrap_or_else(|| {
            let file = self.sources.files.get(path);
            let text = file
                .filter(|file| file.access == Access::Open)
                .map_or(Ok(None), read);
            let text = text.map(|text| text.filter(|text| may_show(text, &self.allow)));
            opened().insert(path.to_owned(), text.clone());
            text
        });
        // `failure` keeps what is dropped here.
        answer.ok().flatten()
    }

    /// The first file, by its path, that could not be read.
    pub fn failure(self) -> Option<Failure> {
        let opened = self.opened.into_inner();
        let opened = opened.unwrap_or_else(PoisonError::into_inner);
        opened.into_values().find_map(Result::err)
    }
}

/// The text of a file, where it is UTF-8 and not too large.
fn read(file: &FoundFile) -> Result<Option<Arc<str>>, Failure> {
    let size = disk::about(&file.disk)?
        .filter(Metadata::is_file)
        .map(|about| about.len());
    if size.is_none_or(|size| size > LARGEST) {
        return Ok(None);
    }
    let bytes = disk::there(fs::read(&file.disk), &file.disk, "read")?.unwrap_or_default();
    // Bytes that are no text are nothing to show.
    let text = std::str::from_utf8(&bytes).ok();
    Ok(text.map(|text| normalised(text.strip_prefix('\u{feff}').unwrap_or(text)).into()))
}
