//! What a picture says beside what it shows: where it was taken, and words that its maker left in
//! it. A stretch of its bytes in, a verdict or the words out. Every container holds both as they
//! are (JPEG, PNG, WebP, HEIC, AVIF, GIF), so that none of them has to be read; bytes may be
//! anything, and each is looked at a few times at most.

use std::fmt::Write as _;

/// Behind so many bytes of a block its start is looked at again with the next one: EXIF in a JPEG
/// is no longer.
pub(super) const OVERLAP: usize = 64 * 1024;

/// Whether these bytes hold a position on Earth, as EXIF or XMP (`exif:GPSLatitude`).
pub(super) fn is_located(bytes: &[u8]) -> bool {
    said_in_xmp(bytes) || tiff(bytes).take(MOST).any(has_position)
}

/// A stretch of a picture holds no more of EXIF; one that was made to keep readers busy does.
const MOST: usize = 64;

/// A directory of EXIF holds no more entries.
const ENTRIES: usize = 1024;

/// XMP names each value; what it refers to (`GPSLatitudeRef`) is none.
fn said_in_xmp(bytes: &[u8]) -> bool {
    let name = b"exif:GPSLatitude";
    let mut found = places(bytes, name).map(|at| &bytes[at + name.len()..]);
    found.any(|rest| matches!(rest, [b'=' | b'>' | b' ', ..]))
}

/// Where EXIF may begin: behind its mark in a JPEG or HEIC, behind the head of its chunk in a PNG
/// or WebP.
fn tiff(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let marks: [(&[u8], usize); 3] = [(b"Exif\0\0", 6), (b"eXIf", 4), (b"EXIF", 8)];
    marks.into_iter().flat_map(move |(mark, length)| {
        let found = places(bytes, mark).filter_map(move |at| bytes.get(at + length..));
        found.filter(|rest| rest.starts_with(b"II*\0") || rest.starts_with(b"MM\0*"))
    })
}

fn places<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(bytes, word)
}

/// The tag of the directory that holds a position, and of latitude in it (EXIF 2.32, 4.6.3 and
/// 4.6.6).
const GPS: u16 = 0x8825;
const LATITUDE: u16 = 2;

/// The type of a value that is a number divided by another.
const RATIONAL: u16 = 5;

/// Whether a TIFF holds a latitude that is not all zeros: cameras without reception write those.
fn has_position(tiff: &[u8]) -> bool {
    let tiff = Tiff {
        bytes: tiff,
        is_big: tiff.starts_with(b"MM"),
    };
    let position = || {
        let first = tiff.long(4)?;
        let gps = tiff.entry(first, GPS)?;
        let latitude = tiff.entry(tiff.long(gps + 8)?, LATITUDE)?;
        let is_rational = tiff.short(latitude + 2)? == RATIONAL;
        let count = tiff.long(latitude + 4)?.min(3);
        let at = tiff.long(latitude + 8)?;
        let values = tiff.bytes.get(at..at.checked_add(count * 8)?)?;
        // Degrees, minutes, seconds: each a number and what it is divided by.
        let mut numbers = values.chunks(8).map(|value| &value[..4]);
        Some(is_rational && numbers.any(|number| number != [0; 4]))
    };
    position().unwrap_or(false)
}

struct Tiff<'a> {
    bytes: &'a [u8],
    is_big: bool,
}

impl Tiff<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_big {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let number = if self.is_big {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        };
        usize::try_from(number).ok()
    }

    /// Where the entry of a tag begins in the directory at a byte.
    fn entry(&self, directory: usize, tag: u16) -> Option<usize> {
        let count = usize::from(self.short(directory)?);
        let first = directory.checked_add(2)?;
        let mut entries = (0..count.min(ENTRIES)).map(|at| first + at * 12);
        entries.find(|at| self.short(*at) == Some(tag))
    }
}

/// The shortest run of letters that is taken for words: by chance a picture holds none as long.
const SHORTEST: usize = 16;

/// The words in a picture's comments and texts, one run of letters a line.
pub(super) fn words(bytes: &[u8]) -> String {
    let mut out = String::new();
    let is_letter = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    for run in bytes.split(|byte| !is_letter(byte)) {
        if run.len() >= SHORTEST {
            // What is ASCII is UTF-8.
            let _ = writeln!(out, "{}", String::from_utf8_lossy(run));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{is_located, words};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_looked_at_without_panic(
            parts in prop::collection::vec(
                prop_oneof![
                    Just(b"Exif\0\0II*\0\x08\0\0\0".to_vec()),
                    Just(b"eXIfMM\0*\0\0\0\x08".to_vec()),
                    Just(b"EXIFxxxxII*\0\xff\xff\xff\xff".to_vec()),
                    Just(b"\x02\0\x25\x88\x04\0\x01\0\0\0".to_vec()),
                    Just(b"exif:GPSLatitude".to_vec()),
                    prop::collection::vec(any::<u8>(), 0..40),
                ],
                0..12,
            ),
        ) {
            let bytes = parts.concat();
            is_located(&bytes);
            words(&bytes);
        }
    }
}
