//! Files that are no notes: how large a picture is, and by what a file is known again. A file that
//! the walk found in; what links and pages may ask about it out. Reads no note.

use std::fs;
use std::path::Path;

use imagesize::ImageError;

use super::disk;
use super::walk::WalkedFile;
use crate::failure::Failure;
use crate::media;
use crate::notes::code::shown::LARGEST;
use crate::notes::sources::{Access, FoundFile, Revision};
use crate::text;

/// Files up to this size, in bytes, are told apart by their bytes.
const LARGEST_HASHED: u64 = 4 * 1024 * 1024;

/// What is to be known of a file; nothing where it is gone since its folder was listed, so that one
/// look never holds both the name and the absence of a file.
pub(super) fn measured(
    found: &WalkedFile,
    keeps: bool,
) -> Result<Option<(FoundFile, Revision)>, Failure> {
    let extension = found
        .path
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_image = media::is_picture(&found.path);
    let pixels = match extension.as_str() {
        "svg" if found.size < 4_000_000 => {
            let Some(bytes) = disk::listed(|| fs::read(&found.disk), &found.disk, "read")? else {
                return Ok(None);
            };
            std::str::from_utf8(&bytes).ok().and_then(svg_size)
        }
        _ if is_image => raster_size(&found.disk)?,
        _ => None,
    };
    // Without its bytes a file is known by its stamp: most files under ROOT are nothing that a page
    // shows, and those that are must be opened when they are.
    let bytes = if keeps && found.size <= LARGEST_HASHED {
        match fs::read(&found.disk) {
            Ok(bytes) => Some(bytes),
            Err(error) if disk::is_absence(&error) => {
                match disk::listed(|| fs::read(&found.disk), &found.disk, "read")? {
                    Some(bytes) => Some(bytes),
                    None => return Ok(None),
                }
            }
            Err(_) => None,
        }
    } else {
        None
    };
    let revision = Revision(bytes.map_or_else(
        || text::fingerprint_of(&[b"stamp", format!("{:?}", found.stamp).as_bytes()]),
        |bytes| text::fingerprint_of(&[b"bytes", &bytes]),
    ));
    let file = FoundFile {
        disk: found.disk.clone(),
        pixels,
        is_image,
        is_large: found.size > LARGEST,
        is_link: found.is_link,
        access: Access::Open,
    };
    Ok(Some((file, revision)))
}

/// Width and height of a picture, as its first bytes tell. A format that nobody knows has none; a
/// picture that cannot be read is a failure.
fn raster_size(file: &Path) -> Result<Option<(u32, u32)>, Failure> {
    let size = imagesize::size(file).or_else(|error| match error {
        ImageError::IoError(gone) if disk::is_absence(&gone) => imagesize::size(file),
        other => Err(other),
    });
    match size {
        Ok(size) => Ok(u32::try_from(size.width)
            .ok()
            .zip(u32::try_from(size.height).ok())),
        Err(ImageError::IoError(error))
            if !disk::is_absence(&error) && error.raw_os_error().is_some() =>
        {
            Err(disk::failed(file, "read", &error))
        }
        Err(_) => Ok(None),
    }
}

/// Width and height of an SVG: its attributes in pixels, else its view box.
fn svg_size(svg: &str) -> Option<(u32, u32)> {
    let start = svg.find("<svg")?;
    let tag = &svg[start..start + svg[start..].find('>')?];
    let attribute = |name: &str| {
        let at = tag
            .find(&format!(" {name}="))
            .or_else(|| tag.find(&format!("\n{name}=")))?
            + name.len()
            + 2;
        let quote = tag[at..]
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))?;
        let value = &tag[at + 1..];
        Some(&value[..value.find(quote)?])
    };
    let number = |value: &str| {
        value
            .trim()
            .trim_end_matches("px")
            .parse::<f64>()
            .ok()
            .filter(|n| *n > 0.0 && *n < 100_000.0)
            .map(|n| n.round() as u32)
    };
    let size = attribute("width")
        .and_then(number)
        .zip(attribute("height").and_then(number));
    size.or_else(|| {
        let view: Vec<&str> = attribute("viewBox")?
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .collect();
        Some((number(view.get(2)?)?, number(view.get(3)?)?))
    })
}
