//! What readers must not go on reading although the site cannot be built anew: notes that became
//! private since it was made. The site that is served and what ROOT holds by now in, whether it has
//! to be withdrawn out.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::address::NotePath;
use crate::build::{Memory, Request, output_folder, private};
use crate::config::Config;
use crate::edge::{decode, disk, read};
use crate::notes::sources::{NoteFile, Revision, Sources};
use crate::notes::withhold;
use crate::pages::site::Site;

/// The notes and files that a site shows. Each save makes another, and hardly one is looked into.
pub(super) struct Shown {
    notes: Arc<Vec<NoteFile>>,
    /// Which of the notes it does not show.
    withheld: BTreeSet<NotePath>,
    files: Vec<String>,
}

impl Shown {
    pub(super) fn of(
        site: &Site,
        sources: &Sources,
        linked: &HashMap<String, Option<Revision>>,
    ) -> Self {
        Self {
            notes: sources.notes.clone(),
            withheld: site.library.withheld.clone(),
            files: linked.keys().cloned().collect(),
        }
    }

    /// Their paths from ROOT.
    fn paths(&self) -> BTreeSet<String> {
        let notes = self.notes.iter().map(|note| &note.path);
        let notes = notes.filter(|path| !self.withheld.contains(*path));
        let notes = notes.map(|path| &**path);
        let files = self.files.iter().map(String::as_str);
        notes.chain(files).map(str::to_owned).collect()
    }
}

/// Whether some of what is shown is private by these sources; where that cannot be told, it is.
pub(super) fn is_private(
    shown: &Shown,
    read: (&Sources, &Config),
    request: &Request,
    memory: &mut Memory,
) -> bool {
    let found = catch_unwind(AssertUnwindSafe(|| {
        private(&shown.paths(), read, request, memory).map(|private| !private.is_empty())
    }));
    found.map_or_else(
        |_| {
            *memory = Memory::keeping();
            true
        },
        |found| found.unwrap_or(true),
    )
}

/// The same by what lies under ROOT, read by these settings; where that cannot be read as a whole,
/// by what each file that was `seen` says by itself.
pub(super) fn is_private_on_disk(
    shown: &Shown,
    (seen, config): (&Sources, &Config),
    request: &Request,
    memory: &mut Memory,
) -> bool {
    if request.drafts {
        return false;
    }
    let output = output_folder(request, config);
    let found = catch_unwind(AssertUnwindSafe(|| {
        read::read(&request.root, config, &output, &mut memory.read)
    }));
    match found {
        Ok(Ok(look)) => is_private(shown, (&look.value.sources, config), request, memory),
        Ok(Err(_)) => shown.paths().iter().any(|path| says_so(path, seen)),
        Err(_) => true,
    }
}

/// Whether a file says by itself that it is private, or does not let itself be read.
fn says_so(path: &str, seen: &Sources) -> bool {
    // What is gone is gone for a branch that was not checked out, too.
    let Some(file) = seen.files.get(path) else {
        return false;
    };
    if !withhold::may_be_draft(&file.disk) {
        return false;
    }
    match disk::there(fs::read(&file.disk), &file.disk, "read") {
        Ok(bytes) => bytes.is_some_and(|bytes| withhold::is_draft(&decode::head(&bytes))),
        Err(_) => true,
    }
}
