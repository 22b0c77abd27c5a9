//! A theme of one's own begun: a name in, its one file out. A file that is there is never changed.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::disk;
use crate::failure::Failure;

/// What a new theme says, all of it in comments.
const SHEET: &str = include_str!("theme/new.css");

/// Writes `themes/NAME/css/NAME.css` under ROOT, and answers its path.
///
/// # Errors
/// 2 where the name is none of a folder, or the file is there; 3 where it cannot be written.
pub(crate) fn make(root: &Path, name: &str) -> Result<PathBuf, Failure> {
    let is_bad = name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']);
    if is_bad || name == "default" {
        return Err(Failure::usage(format!(
            "\"{name}\" is no name for a theme of one's own. Write one without slashes, such as \
            `notesite theme new mine`."
        )));
    }
    if !disk::is_folder(root)? {
        return Err(Failure::usage(format!(
            "{} is no folder. Name the one that holds the notes.",
            root.display()
        )));
    }
    let folder = root.join("themes").join(name).join("css");
    let file = folder.join(format!("{name}.css"));
    let here = root
        .canonicalize()
        .map_err(|error| disk::failed(root, "read", &error))?;
    fs::create_dir_all(&folder).map_err(|error| disk::failed(&folder, "made", &error))?;
    let real = folder
        .canonicalize()
        .map_err(|error| disk::failed(&folder, "read", &error))?;
    if !real.starts_with(&here) {
        return Err(Failure::usage(format!(
            "{} is a link that leads out of ROOT. Put a folder in its place.",
            folder.display()
        )));
    }
    match OpenOptions::new().write(true).create_new(true).open(&file) {
        Ok(mut made) => made
            .write_all(SHEET.replace("NAME/", &format!("{name}/")).as_bytes())
            .map_err(|error| disk::failed(&file, "written", &error))?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::usage(format!(
                "{} is there already. Choose another name, or change that file.",
                file.display()
            )));
        }
        Err(error) => return Err(disk::failed(&file, "written", &error)),
    }
    Ok(file)
}
