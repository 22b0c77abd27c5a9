//! The site to disk. Paths and a way to render them in, a folder out that was the same folder
//! before: what is new is staged inside it, a journal says what is to be done, and each file is
//! renamed to its place after everything that it names. What we did not write is never touched.

pub(crate) mod journal;
pub(crate) mod lock;
pub(crate) mod manifest;
pub(crate) mod plan;
pub(crate) mod refuse;
pub(crate) mod replace;
pub(crate) mod stage;
pub(crate) mod within;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::failure::Failure;
use crate::pages::order::Rank;
use journal::Journal;
use lock::BuildLock;
use manifest::Manifest;
use plan::New;
use stage::{Stage, Staged, Written};
use within::OpenFolder;

pub(crate) use refuse::Output;

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Paths of the site.
    pub paths: usize,
    /// Those whose bytes are new.
    pub changed: usize,
    /// How long the disk took to hold for certain what was staged.
    pub flush: Duration,
}

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Another build has the output; this one waits for it to end.
    Waiting,
    /// So many paths are rendered.
    Rendered(usize),
}

/// Renders every path in parallel, drops each once it is staged, and puts the new site in the
/// place of the old.
///
/// # Errors
/// Exit code 2 where the output could harm what is not ours, and nothing is touched; 3 where the
/// disk fails. The old site stands as it was unless the message says that it is finished later.
pub(crate) fn write<'a>(
    output: &Output<'_>,
    paths: &[(String, Rank)],
    render: &(dyn Fn(&str) -> Result<Written<'a>, Failure> + Sync),
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Summary, Failure> {
    let path = refuse::check(output)?;
    check_names(paths)?;
    let folder = fs::create_dir_all(&path).and_then(|()| OpenFolder::open(&path));
    let folder = folder.map_err(|error| stage::unwritten(&path, &error))?;
    let _lock = BuildLock::take(&folder, &|| progress(Progress::Waiting))?;
    let placed = journal::take_up(&folder)?;
    let is_first = mark(&folder)?;
    let written = manifest::read(&folder).and_then(|mut old| {
        for path in placed {
            old.files.entry(path).or_default();
        }
        renew(&folder, &old, paths, render, progress)
    });
    if written.is_err() && is_first {
        // A folder that nothing was written to is not ours.
        let _ = folder.forget(manifest::NAME);
    }
    written
}

/// Marks a folder as ours before anything is put into it. Whether it was not.
fn mark(folder: &OpenFolder) -> Result<bool, Failure> {
    let unwritten = |error| stage::unwritten(&folder.show(manifest::NAME), &error);
    if folder.about(manifest::NAME).map_err(unwritten)?.is_some() {
        return Ok(false);
    }
    let text = Manifest::new(BTreeMap::new()).text()?;
    // One that is there after all is not ours to remove.
    let mut file = folder.create(manifest::NAME).map_err(unwritten)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(|error| {
        let _ = folder.forget(manifest::NAME);
        unwritten(error)
    })?;
    Ok(true)
}

/// Stages what is new, lets the journal stand and does what it says.
fn renew<'a>(
    folder: &OpenFolder,
    old: &Manifest,
    paths: &[(String, Rank)],
    render: &(dyn Fn(&str) -> Result<Written<'a>, Failure> + Sync),
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Summary, Failure> {
    let prepared =
        Stage::make(folder).and_then(|stage| prepare(folder, &stage, old, paths, render, progress));
    let (changes, summary) = match prepared {
        Ok(prepared) => prepared,
        Err(failure) => {
            let _ = stage::discard(folder);
            return Err(failure);
        }
    };
    let Some((journal, manifest)) = changes else {
        stage::discard(folder)?;
        return Ok(summary);
    };
    journal::finish(folder, &journal)?;
    // What is no longer staged counts as placed, also where somebody removed it.
    if manifest::read(folder)? == manifest {
        Ok(summary)
    } else {
        Err(Failure::system(format!(
            "{} is not the site that was built: something else changed it meanwhile. Build again.",
            folder.path().display()
        )))
    }
}

/// What is to be done, and the manifest that closes it.
type Changes = (Journal, Manifest);

/// Everything that may fail while the old site stands as it was. The journal stands where there is
/// one.
fn prepare<'a>(
    folder: &OpenFolder,
    stage: &Stage<'_>,
    old: &Manifest,
    paths: &[(String, Rank)],
    render: &(dyn Fn(&str) -> Result<Written<'a>, Failure> + Sync),
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(Option<Changes>, Summary), Failure> {
    let done = AtomicUsize::new(0);
    let staged: Vec<Staged> = paths
        .par_iter()
        .enumerate()
        .map(|(number, (path, _))| {
            let staged = stage.put(number, path, old.files.get(path), render(path)?)?;
            progress(Progress::Rendered(done.fetch_add(1, Ordering::Relaxed) + 1));
            Ok(staged)
        })
        .collect::<Result<_, Failure>>()?;
    let new: Vec<New<'_>> = paths
        .iter()
        .zip(&staged)
        .enumerate()
        .map(|(number, ((path, rank), staged))| New {
            path,
            rank: *rank,
            staged: staged.is_new.then_some(number),
        })
        .collect();
    let mut summary = Summary {
        paths: paths.len(),
        changed: staged.iter().filter(|staged| staged.is_new).count(),
        flush: Duration::ZERO,
    };
    let journal = plan::plan(folder, old, &new)?;
    let hashes = staged.into_iter().map(|staged| staged.hash);
    let manifest = Manifest::new(
        paths
            .iter()
            .map(|(path, _)| path.clone())
            .zip(hashes)
            .collect(),
    );
    if journal == Journal::default() && manifest == *old {
        return Ok((None, summary));
    }
    let made = plan::make_folders(folder, &journal)?;
    let stood = stage
        .keep(journal::MANIFEST, manifest.text()?.as_bytes())
        .and_then(|()| stage.keep(journal::STAGED, &journal.text()?))
        .and_then(|()| stage.keep(journal::ROOM, &vec![0; plan::room(&journal)]))
        .and_then(|()| {
            let start = Instant::now();
            stage.flush()?;
            summary.flush = start.elapsed();
            journal::stand(folder)
        });
    if let Err(failure) = stood {
        for path in made.iter().rev() {
            let _ = folder.remove_folder(path);
        }
        return Err(failure);
    }
    Ok((Some((journal, manifest)), summary))
}

/// Paths that some disk would take for one another, that need a file to be a folder, or that would
/// leave the output.
fn check_names(paths: &[(String, Rank)]) -> Result<(), Failure> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (path, _) in paths {
        let plain = Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !plain || !manifest::is_name(path) {
            return Err(Failure::usage(format!(
                "The site cannot hold a file called \"{path}\". Rename it."
            )));
        }
        if let Some(other) = seen.insert(plan::fold(path), path) {
            return Err(Failure::usage(format!(
                "The site would hold \"{other}\" and \"{path}\", which many disks take for one. \
                Rename one of them."
            )));
        }
    }
    for (path, _) in paths {
        for (end, _) in path.match_indices('/') {
            if let Some(other) = seen.get(&plan::fold(&path[..end])) {
                return Err(Failure::usage(format!(
                    "The site would hold a file \"{other}\" and a file \"{path}\" below it. Rename \
                    one of them."
                )));
            }
        }
    }
    Ok(())
}
