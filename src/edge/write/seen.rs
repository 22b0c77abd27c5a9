//! What a build knows of a file in the output without opening it. What the disk said of it while
//! its bytes were known in; whether it still holds them, or whether only its bytes tell, out.

use std::fs::File;
use std::io::{self, Read as _};

use serde::{Deserialize, Serialize};

use super::within::{Kind, OpenFolder};
use crate::edge::remember::Stamp;
use crate::text;

/// How many bytes are read at once.
const BLOCK: usize = 64 * 1024;

/// A file of the output whose bytes were known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SeenFile {
    /// The hash of its bytes, as the manifest has it.
    pub hash: String,
    /// What the disk said of it.
    pub stamp: Stamp,
    /// Whether no write can hide behind the stamp.
    pub is_settled: bool,
    /// blake3 of all that its bytes follow from, where that is known without making them.
    pub inputs: Option<[u8; 32]>,
}

/// How a file that was seen before was known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// By what the disk says of it.
    Unread(Stamp),
    /// By its bytes, under this stamp.
    Read(Stamp),
}

impl SeenFile {
    /// Whether the file `name` of `folder` holds the bytes that it held; `None` where it does not.
    pub(crate) fn again(&self, folder: &OpenFolder, name: &str) -> io::Result<Option<Again>> {
        let Some(about) = folder.about(name)?.filter(|about| about.kind == Kind::File) else {
            return Ok(None);
        };
        if self.is_settled && about.stamp == self.stamp {
            return Ok(Some(Again::Unread(about.stamp)));
        }
        if about.size != self.stamp.size || hashed(folder.read(name)?)?.finish() != self.hash {
            return Ok(None);
        }
        Ok(Some(Again::Read(about.stamp)))
    }
}

/// The hash of what is read from a file.
pub(crate) fn hashed(mut file: File) -> io::Result<text::Hasher> {
    let mut hasher = text::Hasher::default();
    let mut block = vec![0; BLOCK];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(hasher),
            Ok(length) => hasher.update(&block[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
