//! The site to disk. Paths and a way to render them in, a folder out that was the same folder
//! before: what is new is staged inside it, a journal says what is to be done, and each file is
//! renamed to its place after everything that it names. What we did not write is never touched.

pub(crate) mod journal;
pub(crate) mod lock;
pub(crate) mod manifest;
pub(crate) mod plan;
pub(crate) mod refuse;
pub(crate) mod replace;
pub(crate) mod seen;
pub(crate) mod stage;
pub(crate) mod standing;
pub(crate) mod within;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Component, Path};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::edge::remember::Stamp;
use crate::failure::Failure;
use crate::pages::order::Rank;
use crate::text;
use journal::Journal;
use lock::BuildLock;
use manifest::Manifest;
use plan::New;
use seen::SeenFile;
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
    /// Those that were not made, since nothing that they follow from changed.
    pub skipped: usize,
    /// Those of them that only their bytes told.
    pub compared: usize,
    /// How long the disk took to hold for certain what was staged.
    pub flush: Duration,
}

/// A file of the site that is to stand in the output.
#[derive(Clone, Debug)]
pub(crate) struct SiteFile {
    /// Its path in the site.
    pub path: String,
    /// When it goes out.
    pub rank: Rank,
    /// blake3 of all that its bytes follow from, where that is known without making them.
    pub inputs: Option<[u8; 32]>,
}

/// What a build left in the output.
#[derive(Clone, Debug, Default)]
pub(crate) struct WrittenSite {
    /// What it did.
    pub summary: Summary,
    /// The files that stand there now, in the order of the paths, the manifest included.
    pub outputs: Vec<(String, SeenFile)>,
}

/// What the last build saw of the output, by path.
pub(crate) type SeenFiles<'a> = HashMap<&'a str, &'a SeenFile>;

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Another build has the output; this one waits for it to end.
    Waiting,
    /// So many paths are rendered.
    Rendered(usize),
}

/// Renders every path in parallel, drops each once it is staged, and puts the new site in the
/// place of the old. What `seen` knows is made only where its inputs are others, and read only
/// where the disk calls it changed.
///
/// # Errors
/// Exit code 2 where the output could harm what is not ours, and nothing is touched; 3 where the
/// disk fails. The old site stands as it was unless the message says that it is finished later.
pub(crate) fn write<'a>(
    output: &Output<'_>,
    files: Vec<SiteFile>,
    seen: &SeenFiles<'_>,
    render: &(dyn Fn(&str) -> Result<Written<'a>, Failure> + Sync),
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<WrittenSite, Failure> {
    let path = refuse::check(output)?;
    check_names(&files)?;
    let folder = fs::create_dir_all(&path).and_then(|()| OpenFolder::open(&path));
    let folder = folder.map_err(|error| stage::unwritten(&path, &error))?;
    let _lock = BuildLock::take(&folder, &|| progress(Progress::Waiting))?;
    let placed = journal::take_up(&folder)?;
    let is_first = mark(&folder)?;
    let began = folder.about(lock::NAME).ok().flatten();
    let found = OutputFound {
        folder: &folder,
        seen,
        began: began.map(|about| about.stamp),
    };
    let written = manifest::read(&folder).and_then(|mut old| {
        for path in placed {
            old.files.entry(path).or_default();
        }
        renew(&found, &old, files, render, progress)
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

/// The output as a build finds it.
#[derive(Clone, Copy)]
struct OutputFound<'a> {
    folder: &'a OpenFolder,
    /// What the last build saw of the output.
    seen: &'a SeenFiles<'a>,
    /// What the disk says of a file that was made when the build began; `None` where it says
    /// nothing.
    began: Option<Stamp>,
}

/// Stages what is new, lets the journal stand and does what it says.
fn renew<'a>(
    found: &OutputFound<'_>,
    old: &Manifest,
    files: Vec<SiteFile>,
    render: &(dyn Fn(&str) -> Result<Written<'a>, Failure> + Sync),
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<WrittenSite, Failure> {
    let folder = found.folder;
    let prepared =
        Stage::make(folder).and_then(|stage| prepare(found, &stage, old, &files, render, progress));
    let StagedSite {
        changes,
        summary,
        staged,
    } = match prepared {
        Ok(prepared) => prepared,
        Err(failure) => {
            let _ = stage::discard(folder);
            return Err(failure);
        }
    };
    let Some((journal, manifest)) = changes else {
        stage::discard(folder)?;
        let outputs = outputs(found, files, staged, old)?;
        return Ok(WrittenSite { summary, outputs });
    };
    journal::finish(folder, &journal)?;
    let outputs = outputs(found, files, staged, &manifest)?;
    // What is no longer staged counts as placed, also where somebody removed it.
    if manifest::read(folder)? == manifest {
        Ok(WrittenSite { summary, outputs })
    } else {
        Err(Failure::system(format!(
            "{} is not the site that was built: something else changed it meanwhile. Build again.",
            folder.path().display()
        )))
    }
}

/// What stands in the output, as the next build may know it again.
fn outputs(
    found: &OutputFound<'_>,
    files: Vec<SiteFile>,
    staged: Vec<Staged>,
    manifest: &Manifest,
) -> Result<Vec<(String, SeenFile)>, Failure> {
    let folder = found.folder;
    // What is done last changes the folder itself.
    let ended = folder.about(".").ok().flatten().map(|about| about.stamp);
    let placed = |path: &str, written: Stamp| {
        // What cannot be asked for is not known again.
        let now = folder.about(path).ok()??.stamp;
        // Moving a file changes nothing but when it was last moved.
        let moved = Stamp {
            changed: now.changed,
            ..written
        };
        (now == moved).then_some(now)
    };
    let stamps: Vec<Option<Stamp>> = files
        .par_iter()
        .zip(&staged)
        .map(|(file, staged)| match staged.stamp {
            Some(written) if staged.is_new => placed(&file.path, written),
            stamp => stamp,
        })
        .collect();
    let each = files.into_iter().zip(staged).zip(stamps);
    let seen = each.filter_map(|((file, staged), stamp)| {
        let then = if staged.is_new { ended } else { found.began };
        let (stamp, is_settled) = (stamp?, staged.is_settled);
        let seen = SeenFile {
            hash: staged.hash,
            stamp,
            is_settled: is_settled || then.is_some_and(|then| stamp.is_settled(&then)),
            inputs: file.inputs,
        };
        Some((file.path, seen))
    });
    let mut outputs: Vec<(String, SeenFile)> = seen.collect();
    if let Ok(Some(about)) = folder.about(manifest::NAME) {
        let seen = SeenFile {
            hash: text::hash(manifest.text()?.as_bytes()),
            stamp: about.stamp,
            is_settled: ended.is_some_and(|ended| about.stamp.is_settled(&ended)),
            inputs: None,
        };
        outputs.push((manifest::NAME.to_owned(), seen));
    }
    outputs.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    Ok(outputs)
}

/// What is to be done, and the manifest that closes it.
type Changes = (Journal, Manifest);

/// What stands in the stage.
struct StagedSite {
    changes: Option<Changes>,
    summary: Summary,
    staged: Vec<Staged>,
}

/// Everything that may fail while the old site stands as it was. The journal stands where there is
/// one.
fn prepare<'a>(
    found: &OutputFound<'_>,
    stage: &Stage<'_>,
    old: &Manifest,
    files: &[SiteFile],
    render: &(dyn Fn(&str) -> Result<Written<'a>, Failure> + Sync),
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<StagedSite, Failure> {
    let folder = found.folder;
    let done = AtomicUsize::new(0);
    let (skipped, compared) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let staged: Vec<Staged> = files
        .par_iter()
        .enumerate()
        .map(|(number, file)| {
            let seen = found.seen.get(&*file.path).copied();
            let same = seen.filter(|seen| seen.inputs.is_some() && seen.inputs == file.inputs);
            let staged = if let Some(staged) = same.and_then(|seen| stage.again(&file.path, seen)) {
                skipped.fetch_add(1, Ordering::Relaxed);
                compared.fetch_add(usize::from(!staged.is_settled), Ordering::Relaxed);
                staged
            } else {
                let known = (old.files.get(&file.path), seen);
                stage.put(number, &file.path, known, render(&file.path)?)?
            };
            progress(Progress::Rendered(done.fetch_add(1, Ordering::Relaxed) + 1));
            Ok(staged)
        })
        .collect::<Result<_, Failure>>()?;
    let new: Vec<New<'_>> = files
        .iter()
        .zip(&staged)
        .enumerate()
        .map(|(number, (file, staged))| New {
            path: &file.path,
            rank: file.rank,
            staged: staged.is_new.then_some(number),
        })
        .collect();
    let mut summary = Summary {
        paths: files.len(),
        changed: staged.iter().filter(|staged| staged.is_new).count(),
        skipped: skipped.into_inner(),
        compared: compared.into_inner(),
        flush: Duration::ZERO,
    };
    let journal = plan::plan(folder, old, &new)?;
    let hashes = staged.iter().map(|staged| staged.hash.clone());
    let manifest = Manifest::new(
        files
            .iter()
            .map(|file| file.path.clone())
            .zip(hashes)
            .collect(),
    );
    if journal == Journal::default() && manifest == *old {
        return Ok(StagedSite {
            changes: None,
            summary,
            staged,
        });
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
    Ok(StagedSite {
        changes: Some((journal, manifest)),
        summary,
        staged,
    })
}

/// Paths that some disk would take for one another, that need a file to be a folder, or that would
/// leave the output.
fn check_names(files: &[SiteFile]) -> Result<(), Failure> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for SiteFile { path, .. } in files {
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
    for SiteFile { path, .. } in files {
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
