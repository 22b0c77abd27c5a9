//! `notesite.lock`: what became of the names in it, what `check` says of it, and what is written
//! there. A site in, its text or diagnostics out.

use std::path::Path;

use crate::address::NotePath;
use crate::config::Keys;
use crate::diagnostic::Diagnostic;
use crate::edge::write::{self};
use crate::failure::Failure;
use crate::notes::library::Library;
use crate::notes::library::lock::{self, Fate, LockFile};
use crate::notes::messages;
use crate::notes::sources::Sources;
use crate::notes::tree::FileSpan;
use crate::pages::site::Site;

/// What became of the names in `notesite.lock`.
pub(super) fn former_names(
    library: &Library,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Fate {
    let Some(text) = &sources.lock else {
        return Fate::default();
    };
    match LockFile::parse(text) {
        Ok(lock) => lock.fate(&library.outline),
        Err((line, reason)) => {
            let start: usize = text
                .split_inclusive('\n')
                .take(line - 1)
                .map(str::len)
                .sum();
            let end = start + text[start..].find('\n').unwrap_or(text.len() - start);
            diagnostics.push(messages::bad_lock(
                &lock::NAME.into(),
                Some(FileSpan::new(start, end)),
                &reason,
            ));
            Fate::default()
        }
    }
}

/// What `check` says about the lock: nothing where there is none.
pub fn check_lock(site: &Site) -> Vec<Diagnostic> {
    let file: NotePath = lock::NAME.into();
    let Some((text, lock)) = site
        .text_of(lock::NAME)
        .and_then(|text| Some((text, LockFile::parse(text).ok()?)))
    else {
        return Vec::new();
    };
    let fate = lock.fate(&site.library.outline);
    let answered = |url: &str| site.paths.held.contains_key(url);
    let keys = Keys::new(text);
    let mut out: Vec<Diagnostic> = fate
        .lost
        .iter()
        .filter(|(url, _)| !answered(url))
        .map(|(url, title)| {
            let span = keys.span(&["pages", url]).map(|key| {
                // Without the quotation marks.
                let mark = usize::from(text[key.clone()].starts_with(['"', '\'']));
                FileSpan::new(key.start + mark, key.end - mark)
            });
            messages::lost_page(&file, span, url, title)
        })
        .collect();
    let (new, old) = lock.difference(&LockFile::of(&site.library.outline, &fate));
    if new + old > 0 && out.is_empty() {
        out.push(messages::stale_lock(&file, new, old));
    }
    out
}

/// The lock that lies under ROOT; one that says nothing was told of when it was read.
pub(super) fn old_lock(site: &Site) -> Option<LockFile> {
    LockFile::parse(site.text_of(lock::NAME)?).ok()
}

/// The text of the lock of today, and the pages of the old one that it gives up.
pub fn lock(site: &Site) -> (String, Vec<String>) {
    let old = old_lock(site).unwrap_or_default();
    let fate = old.fate(&site.library.outline);
    let lost = fate
        .lost
        .iter()
        .map(|(url, _)| url.clone())
        .filter(|url| !site.paths.held.contains_key(url))
        .collect();
    (LockFile::of(&site.library.outline, &fate).text(), lost)
}

/// Writes `notesite.lock` under ROOT; whether it changed, and the pages that it gives up.
pub(crate) fn write_lock(site: &Site, root: &Path) -> Result<(bool, Vec<String>), Failure> {
    let (text, lost) = lock(site);
    let changed = site.text_of(lock::NAME) != Some(text.as_str());
    if changed {
        write::replace::replace(root, lock::NAME, text.as_bytes())?;
    }
    Ok((changed, lost))
}
