//! Which of the notes and files that a site shows say by now that they are not for readers. What
//! was read, and the paths in, those that are private out. For a site that cannot be built anew.

use std::collections::BTreeSet;

use crate::build::secrets::allowed;
use crate::config::Config;
use crate::edge::linked::{self, LinkedMemory};
use crate::failure::Failure;
use crate::notes::library::{self, LibraryMemory, NotesPlace};
use crate::notes::sources::Sources;
use crate::notes::withhold;

/// The paths among `shown` that a build of these sources would leave out as private. A note whose
/// front matter cannot be read is among them where that seems to say so.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn private(
    shown: &BTreeSet<String>,
    place: NotesPlace,
    (sources, config): (&Sources, &Config),
    (library, linked): (&mut LibraryMemory, &mut LinkedMemory),
) -> Result<Vec<String>, Failure> {
    let built = library::build(&sources.notes, place, config, false, library);
    let library = built.value;
    let drafts: BTreeSet<&str> = library.drafts.iter().map(|path| &**path).collect();
    let says_so = |path: &str| {
        let text = sources.note(path).map(|note| &*note.text);
        text.is_some_and(withhold::is_draft)
    };
    let unreadable = library.withheld.iter().map(|path| &**path);
    let unreadable = unreadable.filter(|path| !drafts.contains(path) && says_so(path));
    let mut private: BTreeSet<String> = unreadable.map(str::to_owned).collect();
    private.extend(drafts.into_iter().map(str::to_owned));
    private.retain(|path| shown.contains(path));
    let files: Vec<String> = shown
        .iter()
        .filter(|path| sources.note(path).is_none())
        .cloned()
        .collect();
    let allow = (config.secrets.allow.as_slice(), &*allowed(config));
    let private_folders = (false, &library.private_folders);
    let said = linked::objections(&files, sources, allow, private_folders, linked)?;
    private.extend(said.objections.into_keys());
    Ok(private.into_iter().collect())
}
