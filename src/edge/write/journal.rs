//! What is still to be done once everything new is staged: which file goes where, in which order,
//! and what is withdrawn. From the moment that a journal stands in the output, the new site is the
//! one that will be there: whoever finds a journal finishes it. Doing it twice does nothing more.

use std::io::{self, Read as _, Write as _};

use serde::{Deserialize, Serialize};

use super::stage::unwritten;
use super::within::{Kind, OpenFolder};
use super::{manifest, stage};
use crate::edge::disk::{self, is_absence};
use crate::failure::Failure;

/// The name of the journal in the output.
pub(crate) const NAME: &str = ".notesite-journal.json";

/// What the journal and the new manifest are called in the stage.
pub(crate) const STAGED: &str = "journal";
/// See [`STAGED`].
pub(crate) const MANIFEST: &str = "manifest";
/// A file that keeps room on the disk for what the new names need in their folders.
pub(crate) const ROOM: &str = "room";

/// A file on its way into a folder of another disk.
const BESIDE: &str = ".notesite-new";

/// What is to be done, in this order; then the new manifest closes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Journal {
    /// Files of ours that stand where the new site has a folder, or a file in their folder's place.
    pub clear: Vec<String>,
    /// Numbers in the stage, and the paths that they are moved to.
    pub place: Vec<(usize, String)>,
    /// Files of ours that the new site does not have.
    pub withdraw: Vec<String>,
}

impl Journal {
    /// Its text.
    pub(crate) fn text(&self) -> Result<Vec<u8>, Failure> {
        serde_json::to_vec(self)
            .map_err(|error| Failure::system(format!("The journal cannot be written: {error}.")))
    }
}

/// Finishes what a build left that was ended after its journal stood. Answers the paths that it
/// placed, which are ours even where somebody removed the rest of its stage.
pub(crate) fn take_up(output: &OpenFolder) -> Result<Vec<String>, Failure> {
    let path = output.show(NAME);
    let shown = path.display();
    let mut bytes = Vec::new();
    match output
        .read(NAME)
        .and_then(|mut file| file.read_to_end(&mut bytes))
    {
        Ok(_) => {}
        Err(error) if is_absence(&error) => return Ok(Vec::new()),
        Err(error) => return Err(disk::unread_output(&path, &error)),
    }
    let journal: Journal = serde_json::from_slice(&bytes).map_err(|error| {
        Failure::system(format!(
            "{shown} cannot be read: {error}. No build writes such a file: remove it and build \
            again."
        ))
    })?;
    let placed = journal.place.iter().map(|(_, path)| path);
    let mut paths = journal.clear.iter().chain(placed).chain(&journal.withdraw);
    if let Some(path) = paths.find(|path| !manifest::is_name(path)) {
        return Err(Failure::system(format!(
            "{shown} names \"{path}\", which no build writes there. Remove it and build again."
        )));
    }
    finish(output, &journal)?;
    Ok(journal.place.into_iter().map(|(_, path)| path).collect())
}

/// Does what the journal says. A disk that fails once is asked again; one that goes on failing
/// leaves the journal to the next build.
pub(crate) fn finish(output: &OpenFolder, journal: &Journal) -> Result<(), Failure> {
    let finished = carry_out(output, journal).or_else(|_| carry_out(output, journal));
    finished.map_err(|(path, error)| {
        Failure::system(format!(
            "{} cannot be written: {error}. Some of the new pages stand beside old ones; once that \
            is mended, the next build finishes this one.",
            output.show(&path).display()
        ))
    })?;
    // A stage that is left is what the next build removes.
    let _ = stage::discard(output);
    Ok(())
}

/// What failed, and why.
type Failed = (String, io::Error);

fn carry_out(output: &OpenFolder, journal: &Journal) -> Result<(), Failed> {
    let at = |path: &str| {
        let path = path.to_owned();
        move |error: io::Error| (path, error)
    };
    let staged = match output.inner(stage::NAME) {
        Ok(staged) => Some(staged),
        Err(error) if is_absence(&error) => None,
        Err(error) => return Err((stage::NAME.to_owned(), error)),
    };
    // The manifest goes last: where it has gone, everything has. A disk that does not say is taken
    // at its word that it stood.
    let is_open = |staged: &OpenFolder| {
        let names = staged.names();
        names.map_or(true, |names| names.iter().any(|name| name == MANIFEST))
    };
    if let Some(staged) = staged.filter(is_open) {
        staged.forget(ROOM).map_err(at(stage::NAME))?;
        for path in &journal.clear {
            withdraw(output, &staged, path).map_err(at(path))?;
        }
        let mut last = LastFolder::default();
        for (number, path) in &journal.place {
            let name = number.to_string();
            if !last.take(&staged, &name, output, path) {
                place(&staged, &name, output, path).map_err(at(path))?;
            }
        }
        for path in &journal.withdraw {
            withdraw(output, &staged, path).map_err(at(path))?;
        }
        place(&staged, MANIFEST, output, manifest::NAME).map_err(at(manifest::NAME))?;
    }
    output.forget(NAME).map_err(at(NAME))
}

/// The folder that the last file went to: most that follow go there too, and none is opened for
/// each.
#[derive(Default)]
struct LastFolder<'a>(Option<(&'a str, OpenFolder)>);

impl<'a> LastFolder<'a> {
    /// Moves a staged file to its place below a folder. Whether it is there; why not is told by
    /// [`place`].
    fn take(
        &mut self,
        staged: &OpenFolder,
        name: &str,
        output: &OpenFolder,
        path: &'a str,
    ) -> bool {
        let Some((folder, file)) = path.rsplit_once('/') else {
            return false;
        };
        if self.0.as_ref().is_none_or(|(last, _)| *last != folder) {
            self.0 = output.inner(folder).ok().map(|open| (folder, open));
        }
        let open = self.0.as_ref();
        open.is_some_and(|(_, open)| staged.rename(name, open, file).is_ok())
    }
}

/// Moves a staged file to its place; one that is no longer staged is there.
fn place(staged: &OpenFolder, name: &str, output: &OpenFolder, path: &str) -> io::Result<()> {
    let mut moved = staged.rename(name, output, path);
    if moved.as_ref().is_err_and(is_absence) {
        // Its folder, where something of ours had to be cleared away first.
        output.make_all(path.rsplit_once('/').map_or("", |(folder, _)| folder))?;
        moved = staged.rename(name, output, path);
    }
    match moved {
        // What is gone has gone to its place, unless it is still here.
        Err(error) if !is_absence(&error) || staged.about(name)?.is_some() => {
            copy(staged, name, output, path).map_err(|_| error)
        }
        _ => Ok(()),
    }
}

/// Where a folder of the site lies on a disk of its own a file is copied beside its place and moved
/// there; where a disk cannot move a file over another it is written in its place.
fn copy(staged: &OpenFolder, name: &str, output: &OpenFolder, path: &str) -> io::Result<()> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = [folder, BESIDE].join("/");
    let beside = beside.trim_start_matches('/');
    let copied = output
        .forget(beside)
        .and_then(|()| output.create(beside))
        .and_then(|mut file| {
            io::copy(&mut staged.read(name)?, &mut file)?;
            file.sync_all()
        })
        .and_then(|()| output.rename(beside, output, path));
    if copied.is_err() {
        output.forget(beside)?;
        if output
            .about(path)?
            .is_some_and(|about| about.kind != Kind::File)
        {
            output.remove(path)?;
        }
        let mut bytes = Vec::new();
        staged.read(name)?.read_to_end(&mut bytes)?;
        let mut file = output.open_or_create(path)?;
        file.set_len(0)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
    }
    staged.forget(name)
}

/// Removes a file of ours and the folders that it leaves empty. One that cannot be removed is moved
/// out of the site.
fn withdraw(output: &OpenFolder, staged: &OpenFolder, path: &str) -> io::Result<()> {
    if let Err(error) = output.forget(path) {
        if output
            .about(path)?
            .is_some_and(|about| about.kind == Kind::Folder)
        {
            // A folder in its place is somebody's, or the new site's.
            return Ok(());
        }
        output.rename(path, staged, "gone").map_err(|_| error)?;
    }
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        // It holds something else, or the disk keeps it: an empty folder harms nobody.
        if output.remove_folder(above).is_err() {
            break;
        }
        folder = above;
    }
    Ok(())
}

/// Puts the journal in its place: from here on the new site is the one that will be there.
pub(crate) fn stand(output: &OpenFolder) -> Result<(), Failure> {
    let staged = output.inner(stage::NAME);
    let stood = staged
        .and_then(|staged| staged.rename(STAGED, output, NAME))
        .and_then(|()| output.flush_names());
    stood.map_err(|error| {
        // Where the disk did not take it, it must not come back.
        let _ = output.forget(NAME);
        unwritten(&output.show(NAME), &error)
    })
}
