//! What a picture says beside what it shows: where it was taken, and words that its maker left in
//! it. A stretch of its bytes in, a verdict or the words out. Every container holds both as they
//! are (JPEG, PNG, WebP, HEIC, AVIF, GIF), so that none of them has to be read; bytes may be
//! anything, and each is looked at a few times at most.

use std::fmt::Write as _;
use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// Behind so many bytes of a block its start is looked at again with the next one: EXIF in a JPEG
/// is no longer.
pub(super) const OVERLAP: usize = 64 * 1024;

/// Whether these bytes hold a position on Earth, as EXIF or XMP (`exif:GPSLatitude`), packed
/// or not.
pub fn is_located(bytes: &[u8]) -> bool {
    says_where(bytes) || packed(bytes).any(|text| says_where(&text) || says_where(&from_hex(&text)))
}

fn says_where(bytes: &[u8]) -> bool {
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

/// Where EXIF may begin: wherever a TIFF does. Each container puts its own marks before it, and
/// each writer some of them: what they have in common is the TIFF, and no other bytes hold a
/// position.
fn tiff(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let heads: [&[u8]; 2] = [b"II*\0", b"MM\0*"];
    let found = heads.into_iter().flat_map(|head| places(bytes, head));
    found.filter_map(|at| bytes.get(at..))
}

/// The texts of a PNG that are packed or written in digits: XMP in `iTXt`, and profiles as
/// `ImageMagick` keeps them. What they say beyond the first megabyte is none of a camera's.
/// Source: PNG's specification, 11.3.3.
fn packed(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let xmp = places(bytes, b"XML:com.adobe.xmp\0\x01\0").take(MOST);
    let xmp = xmp.filter_map(|at| {
        // The language and the keyword in it end with a zero each.
        let rest = bytes.get(at + 20..)?;
        let mut zeros = places(rest, b"\0").skip(1);
        Some(inflated(rest.get(zeros.next()? + 1..)?))
    });
    let profiles = places(bytes, b"Raw profile type ").take(MOST);
    let profiles = profiles.filter_map(|at| {
        let rest = bytes.get(at..)?;
        let rest = rest.get(places(rest, b"\0").next()? + 1..)?;
        Some(match rest.strip_prefix(b"\0") {
            Some(packed) => inflated(packed),
            None => rest[..rest.len().min(LARGEST_TEXT)].to_owned(),
        })
    });
    xmp.chain(profiles)
}

/// The largest text of a picture that is unpacked, in bytes.
const LARGEST_TEXT: usize = 1024 * 1024;

/// What was packed, as far as it can be read.
fn inflated(packed: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut text = ZlibDecoder::new(packed).take(LARGEST_TEXT as u64);
    // What lies behind a mistake says nothing; what stood before it may.
    let _ = text.read_to_end(&mut out);
    out
}

/// The bytes of a profile that is written in hexadecimal digits, behind its name and its length.
fn from_hex(profile: &[u8]) -> Vec<u8> {
    let mut lines = profile.split(|byte| *byte == b'\n').skip(3);
    let is_digits = |line: &&[u8]| line.iter().all(u8::is_ascii_hexdigit);
    let lines = lines.by_ref().take_while(is_digits);
    let digits: Vec<u8> = lines.flatten().copied().collect();
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|it| u8::try_from(it).ok())
    };
    let pairs = digits.chunks_exact(2);
    let bytes = pairs.filter_map(|pair| Some(digit(pair[0])? * 16 + digit(pair[1])?));
    bytes.collect()
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
pub fn words(bytes: &[u8]) -> String {
    let mut out = String::new();
    runs(bytes, &mut out);
    for text in packed_texts(bytes) {
        runs(&text, &mut out);
    }
    out
}

/// The packed texts of a PNG. Source: PNG's specification, 11.3.3.3 and 11.3.3.4.
fn packed_texts(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let behind_zero = |rest: &'_ [u8]| rest.iter().take(80).position(|byte| *byte == 0);
    let of = move |kind: &'static [u8]| {
        let found = places(bytes, kind).take(MOST);
        found.map(move |at| at + kind.len())
    };
    let plain = of(b"zTXt").filter_map(move |at| {
        let rest = bytes.get(at..)?;
        let rest = rest.get(behind_zero(rest)? + 1..)?;
        rest.strip_prefix(b"\0").map(inflated)
    });
    let international = of(b"iTXt").filter_map(move |at| {
        let rest = bytes.get(at..)?;
        let rest = rest.get(behind_zero(rest)? + 1..)?;
        // The language and the keyword in it end with a zero each.
        let rest = rest.strip_prefix(b"\x01\0")?;
        let rest = rest.get(behind_zero(rest)? + 1..)?;
        let rest = rest.get(places(rest, b"\0").next()? + 1..)?;
        Some(inflated(rest))
    });
    plain.chain(international)
}

/// Writes the runs of letters in these bytes.
fn runs(bytes: &[u8], out: &mut String) {
    let is_letter = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    for run in bytes.split(|byte| !is_letter(byte)) {
        if run.len() >= SHORTEST {
            // What is ASCII is UTF-8.
            let _ = writeln!(out, "{}", String::from_utf8_lossy(run));
        }
    }
}
