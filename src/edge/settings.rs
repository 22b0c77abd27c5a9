//! What a user says beside the notes: `notesite.toml`, `notesite.lock`, and where the notes lie.
//! ROOT in, settings in NFC out.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use super::disk;
use crate::config::Config;
use crate::failure::Failure;
use crate::notes::library::lock;
use crate::text;

/// Reads `notesite.toml` of ROOT, or answers the defaults.
pub(crate) fn config(root: &Path) -> Result<Config, Failure> {
    if !disk::is_folder(root)? {
        let (is_file, root) = (root.is_file(), root.display());
        return Err(Failure::usage(if is_file {
            format!("{root} is a file. Give the folder that holds your notes.")
        } else {
            format!("There is no folder {root}. Give the folder that holds your notes.")
        }));
    }
    let Some(bytes) = own(root, "notesite.toml")? else {
        return Ok(Config::default());
    };
    let source = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        Failure::usage(format!(
            "notesite.toml is not UTF-8 from byte {at} on. Save it as UTF-8."
        ))
    })?;
    Config::parse(&text::nfc(source.trim_start_matches('\u{feff}')))
        .map_err(|error| Failure::usage(error.to_string()))
}

/// The bytes of a file of ROOT. Who may put a link there may not have everything read by it that
/// the reader of ROOT may read.
fn own(root: &Path, name: &str) -> Result<Option<Vec<u8>>, Failure> {
    let path = root.join(name);
    let bytes = disk::settings(&path)?;
    let is_link = fs::symlink_metadata(&path).is_ok_and(|about| about.is_symlink());
    if bytes.is_some() && is_link {
        let real = |path: &Path| {
            let real = path.canonicalize();
            real.map_err(|error| disk::failed(path, "followed", &error))
        };
        if !real(&path)?.starts_with(real(root)?) {
            return Err(Failure::usage(format!(
                "{} is a link that leads out of this folder. Copy the file here.",
                path.display()
            )));
        }
    }
    Ok(bytes)
}

/// The folder whose settings were meant where `root` is the folder of notes that these name, and
/// has none of its own: `my-notes` where `my-notes/notes` was given.
pub(crate) fn meant(root: &Path) -> Option<PathBuf> {
    if root.join("notesite.toml").exists() {
        return None;
    }
    let real = root.canonicalize().ok()?;
    let name = real.file_name()?.to_str()?;
    let above = config(real.parent()?)
        .ok()
        .filter(|_| real.with_file_name("notesite.toml").exists())?;
    let named = above.notes.as_deref().unwrap_or("notes");
    let is_of_it = named.trim_start_matches("./").trim_matches('/') == text::nfc(name);
    is_of_it.then(|| match (root.parent(), root.file_name()) {
        (Some(above), Some(_)) if above.as_os_str().is_empty() => PathBuf::from("."),
        (Some(above), Some(_)) => above.to_owned(),
        _ if root == Path::new(".") => PathBuf::from(".."),
        _ => root.join(".."),
    })
}

/// The text of `notesite.lock`, in NFC: an editor or a merge may have stored its names otherwise.
/// Without it every page might get another name.
pub(super) fn lock(root: &Path) -> Result<Option<String>, Failure> {
    let path = root.join(lock::NAME);
    let Some(bytes) = own(root, lock::NAME)? else {
        return Ok(None);
    };
    String::from_utf8(bytes)
        .map(|text| Some(text::nfc(&text)))
        .map_err(|e| {
            Failure::system(format!(
                "{} is not UTF-8 from byte {} on. Save it as UTF-8, or run `notesite lock` after \
            deleting it.",
                path.display(),
                e.utf8_error().valid_up_to()
            ))
        })
}

/// The folder of the notes, with `/` at its end; `""` where they lie in all of ROOT, as they do too
/// where nothing says where and no note turns out to lie in `notes/`.
pub(super) fn notes_folder(root: &Path, config: &Config) -> Result<String, Failure> {
    match &config.notes {
        Some(notes) => {
            let path = root.join(notes);
            let about = disk::about(&path)?;
            if about.as_ref().is_some_and(Metadata::is_dir) {
                let folder = text::nfc(notes.trim_start_matches("./").trim_matches('/'));
                Ok(if folder.is_empty() || folder == "." {
                    String::new()
                } else {
                    format!("{folder}/")
                })
            } else if about.is_some_and(|about| about.is_file()) {
                Ok(String::new())
            } else {
                let message = format!(
                    "`notes` is \"{notes}\", and there is no folder or file {}. Correct the path \
                    or remove the line.",
                    path.display()
                );
                Err(Failure::usage(config.located("notes", message)))
            }
        }
        None => Ok("notes/".to_owned()),
    }
}
