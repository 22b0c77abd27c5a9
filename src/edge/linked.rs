//! The files that notes link to, looked through for secrets before they are published. Paths in;
//! those with a secret, and which kind, out. Bytes that are no text hold none.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use regex::Regex;

use super::disk;
use crate::failure::Failure;
use crate::notes::code::secret::{self, SecretKind};
use crate::notes::sources::{Revision, Sources};

/// How many bytes are looked through at once.
const BLOCK: usize = 1024 * 1024;

/// By how many bytes a block is longer than its last line where that line does not end in it: no
/// secret that a pattern knows is as long.
const OVERLAP: usize = 4096;

/// What earlier builds found: a file with the same bytes holds the same.
#[derive(Debug, Default)]
pub struct LinkedMemory {
    allow: Vec<String>,
    known: BTreeMap<String, (Revision, Option<SecretKind>)>,
}

/// The linked files that hold a secret which no pattern of `allow` lets pass.
///
/// # Errors
/// A file that cannot be read: nobody knows what it holds.
pub fn secrets(
    paths: &[String],
    sources: &Sources,
    allow: (&[String], &[Regex]),
    memory: Option<&Mutex<LinkedMemory>>,
) -> Result<BTreeMap<String, SecretKind>, Failure> {
    let mut known = memory.map(|memory| memory.lock().unwrap_or_else(PoisonError::into_inner));
    let before = known
        .as_ref()
        .filter(|known| known.allow == allow.0)
        .map_or_else(BTreeMap::new, |known| known.known.clone());
    let found: Vec<Option<SecretKind>> = paths
        .par_iter()
        .map(
            |path| match (before.get(path), sources.revisions.get(path)) {
                (Some((then, kind)), Some(now)) if then == now => Ok(*kind),
                _ => look(path, sources, allow.1),
            },
        )
        .collect::<Result<_, Failure>>()?;
    if let Some(known) = &mut known {
        let now = paths.iter().zip(&found).filter_map(|(path, kind)| {
            let revision = sources.revisions.get(path)?;
            Some((path.clone(), (*revision, *kind)))
        });
        known.known = now.collect();
        known.allow = allow.0.to_vec();
    }
    let found = paths.iter().zip(found);
    Ok(found
        .filter_map(|(path, kind)| Some((path.clone(), kind?)))
        .collect())
}

/// The first kind of secret in a file.
fn look(path: &str, sources: &Sources, allow: &[Regex]) -> Result<Option<SecretKind>, Failure> {
    let Some(found) = sources.files.get(path) else {
        return Ok(None);
    };
    let failed = |error| disk::failed(&found.disk, "read", &error);
    let Some(mut file) = disk::there(File::open(&found.disk), &found.disk, "read")? else {
        return Ok(None);
    };
    let (mut bytes, mut wide) = (Vec::new(), None);
    loop {
        let kept = bytes.len();
        let read = (&mut file)
            .take((BLOCK - kept) as u64)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        let is_wide = match *wide.get_or_insert_with(|| Width::of(&bytes)) {
            Width::None => return Ok(None),
            Width::One => false,
            Width::Two => true,
        };
        let text = if is_wide {
            let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
            String::from_utf8_lossy(&letters).into_owned()
        } else {
            String::from_utf8_lossy(&bytes).into_owned()
        };
        if let Some(one) = secret::find(&text, allow).first() {
            return Ok(Some(one.kind));
        }
        if read < BLOCK - kept {
            return Ok(None);
        }
        let last = bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        bytes.drain(..last.max(bytes.len() - OVERLAP));
    }
}

/// How many bytes a letter has.
#[derive(Clone, Copy)]
enum Width {
    /// It is no text.
    None,
    /// UTF-8, CP949 and their like. What a secret is made of is ASCII in all of them.
    One,
    /// UTF-16: every other byte of ASCII is zero.
    Two,
}

impl Width {
    /// As git does, the first bytes are asked: what holds a zero is no text.
    fn of(bytes: &[u8]) -> Self {
        let start = &bytes[..bytes.len().min(8000)];
        let zeros = |first: usize| {
            start
                .iter()
                .skip(first)
                .step_by(2)
                .filter(|b| **b == 0)
                .count()
        };
        let (even, odd) = (zeros(0), zeros(1));
        let is_marked = matches!(start, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        if even + odd == 0 {
            Self::One
        } else if is_marked || even.max(odd) > start.len() / 4 && even.min(odd) == 0 {
            Self::Two
        } else {
            Self::None
        }
    }
}
