//! Whether an output still is what the last build left: asked before anything is read. What was
//! seen of its files in, the same as they are seen now out. Writes nothing; where anything differs
//! or cannot be told, the build goes its whole way.

use std::io;

use rayon::prelude::*;

use super::lock::BuildLock;
use super::refuse::{self, Output};
use super::seen::{Again, SeenFile};
use super::within::OpenFolder;
use super::{journal, stage};
use crate::failure::Failure;

/// How many files are asked for one after the other.
const RUN: usize = 256;

/// An output that is as it was left.
#[derive(Debug)]
pub(crate) struct Standing {
    /// Its files, as they are seen now.
    pub outputs: Vec<(String, SeenFile)>,
    /// How many of them only their bytes told.
    pub read: usize,
}

/// The output as it stands, if each of these files holds the bytes that it held and no build is to
/// be finished; `waits` is called where another build has the output.
///
/// # Errors
/// As a build that writes: a folder that is refused, a lock that cannot be taken.
pub(crate) fn standing(
    output: &Output<'_>,
    files: &[(String, SeenFile)],
    waits: &dyn Fn(),
) -> Result<Option<Standing>, Failure> {
    let path = refuse::check(output)?;
    // What cannot be opened is met again by the build that writes.
    let Ok(folder) = OpenFolder::open(&path) else {
        return Ok(None);
    };
    let _lock = BuildLock::take(&folder, waits)?;
    let is_free = |name: &str| folder.about(name).is_ok_and(|about| about.is_none());
    if !is_free(journal::NAME) || !is_free(stage::NAME) {
        return Ok(None);
    }
    let now = folder.about(super::lock::NAME).ok().flatten();
    let runs: Option<Vec<Vec<Again>>> = runs(files)
        .par_iter()
        .map(|run| again(&folder, run).ok().flatten())
        .collect();
    let Some(runs) = runs else {
        return Ok(None);
    };
    let known: Vec<Again> = runs.into_iter().flatten().collect();
    let read = known
        .iter()
        .filter(|known| matches!(known, Again::Read(_)))
        .count();
    let outputs = files.iter().zip(known).map(|((path, seen), known)| {
        let mut seen = seen.clone();
        if let Again::Read(stamp) = known {
            seen.is_settled = now.is_some_and(|now| stamp.is_settled(&now.stamp));
            seen.stamp = stamp;
        }
        (path.clone(), seen)
    });
    Ok(Some(Standing {
        outputs: outputs.collect(),
        read,
    }))
}

/// The files in runs that lie in one folder each.
fn runs(files: &[(String, SeenFile)]) -> Vec<&[(String, SeenFile)]> {
    files
        .chunk_by(|(a, _), (b, _)| folder_of(a) == folder_of(b))
        .flat_map(|folder| folder.chunks(RUN))
        .collect()
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// How each file of a run was known again; `None` where one was not.
fn again(output: &OpenFolder, run: &[(String, SeenFile)]) -> io::Result<Option<Vec<Again>>> {
    let inner;
    let folder = match run.first().map_or("", |(path, _)| folder_of(path)) {
        "" => output,
        path => {
            inner = output.inner(path)?;
            &inner
        }
    };
    let each = run.iter().map(|(path, seen)| {
        let name = path.rsplit('/').next().unwrap_or(path);
        seen.again(folder, name)
    });
    each.collect()
}
