//! One file of the user's, written whole: beside it first, then in its place, so that no half of it
//! is ever read.

use std::io::{self, Write as _};
use std::path::Path;

use super::stage::unwritten;
use super::within::OpenFolder;
use crate::failure::Failure;

/// Writes a file whole. What has the name of the file beside it is left alone: it may be a link.
pub(crate) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    write(folder, name, bytes).map_err(|error| unwritten(&folder.join(name), &error))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = OpenFolder::open(&folder.canonicalize()?)?;
    let mut number = 0;
    let (beside, mut file) = loop {
        let beside = format!("{name}.{number}.new");
        match folder.create(&beside) {
            Ok(file) => break (beside, file),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => {
                number += 1;
            }
            Err(error) => return Err(error),
        }
    };
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| folder.rename(&beside, &folder, name));
    if written.is_err() {
        let _ = folder.forget(&beside);
    }
    written
}
