//! Pictures that say where they were taken are told with the place that shows them and what removes
//! it; words in a picture go through the secret check.

use std::fmt::Write as _;
use std::fs;

use crate::common::{run, said};

/// A TIFF of an orientation and a position, as a camera writes it.
fn tiff(is_big: bool, latitude: [u32; 3]) -> Vec<u8> {
    let short = |number: u16| {
        if is_big {
            number.to_be_bytes()
        } else {
            number.to_le_bytes()
        }
    };
    let long = |number: u32| {
        if is_big {
            number.to_be_bytes()
        } else {
            number.to_le_bytes()
        }
    };
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&short(tag)[..], &short(kind), &long(count), &long(value)].concat()
    };
    let mut out = if is_big {
        b"MM\0*".to_vec()
    } else {
        b"II*\0".to_vec()
    };
    out.extend(long(8));
    // At 8: two entries and the end, 30 bytes. At 38 the directory of the position.
    out.extend(short(2));
    out.extend(entry(0x0112, 3, 1, 0x0001_0001));
    out.extend(entry(0x8825, 4, 1, 38));
    out.extend(long(0));
    // Two entries, 30 bytes; at 68 the numbers.
    out.extend(short(2));
    out.extend(entry(1, 2, 2, u32::from_ne_bytes(*b"N\0\0\0")));
    out.extend(entry(2, 5, 3, 68));
    out.extend(long(0));
    for number in latitude {
        out.extend(long(number));
        out.extend(long(1));
    }
    out
}

fn jpeg(segment: &[u8]) -> Vec<u8> {
    let length = u16::try_from(segment.len() + 2).expect("short");
    let head = [&b"\xff\xd8\xff\xe1"[..], &length.to_be_bytes(), segment].concat();
    [
        &head[..],
        b"\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0\xff\xd9",
    ]
    .concat()
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("short");
    [&length.to_be_bytes()[..], &kind, data, &[0; 4]].concat()
}

fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    out.extend(chunk(*b"IHDR", b"\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0"));
    out.extend(chunks.concat());
    out.extend(chunk(*b"IEND", b""));
    out
}

fn webp(chunk: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("short").to_le_bytes();
    let vp8 = b"VP8X\x0a\0\0\0\x08\0\0\0\x0f\0\0\x0f\0\0";
    let body = [&b"WEBP"[..], vp8, &chunk, &length, data].concat();
    let length = u32::try_from(body.len()).expect("short").to_le_bytes();
    [&b"RIFF"[..], &length, &body].concat()
}

/// A file of HEIF whose only item of metadata is this.
fn heif(brand: [u8; 4], item: &[u8]) -> Vec<u8> {
    let length = u32::try_from(item.len() + 8).expect("short").to_be_bytes();
    let head = [&b"\0\0\0\x18ftyp"[..], &brand, b"\0\0\0\0mif1", &brand].concat();
    [&head[..], b"\0\0\0\x08meta", &length, b"mdat", item].concat()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut out, bytes).expect("it fits");
    out.finish().expect("it fits")
}

/// A text of a PNG behind its head, packed.
fn packed(head: &str, text: &[u8]) -> Vec<u8> {
    [head.as_bytes(), &zlib(text)].concat()
}

/// Packed XMP as Pillow and Photoshop write it into a PNG.
fn itxt(xmp: &[u8]) -> Vec<u8> {
    [&b"XML:com.adobe.xmp\0\x01\0\0\0"[..], &zlib(xmp)].concat()
}

/// A profile in digits, as `ImageMagick` writes it.
fn raw(kind: &str, profile: &[u8], is_packed: bool) -> Vec<u8> {
    let mut digits = String::new();
    for byte in profile {
        write!(digits, "{byte:02x}").expect("a string takes it");
    }
    let lines: Vec<&[u8]> = digits.as_bytes().chunks(72).collect();
    let head = format!("\n{kind}\n{:8}\n", profile.len());
    let text = [head.as_bytes(), &lines.join(&b'\n'), b"\n"].concat();
    let text = if is_packed {
        [&b"\0"[..], &zlib(&text)].concat()
    } else {
        text
    };
    [format!("Raw profile type {kind}\0").as_bytes(), &text].concat()
}

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description \
    exif:GPSLatitude=\"37,33.9N\" exif:GPSLongitude=\"126,58.6E\"/></x:xmpmeta>";

/// A site whose note shows a picture, a drawing beside it.
fn site(name: &str, picture: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let notes = folder.path().join("notes");
    fs::create_dir_all(notes.join("img")).expect("made");
    let text = format!("# 여행\n\n글\n\n- 항목 ![집](<img/{name}>)\n- 또 ![집](<img/{name}>)\n");
    fs::write(notes.join("trip.md"), text).expect("written");
    fs::write(notes.join("img").join(name), picture).expect("written");
    folder
}

#[test]
fn a_picture_that_says_where_it_was_taken_is_told_once() {
    let seoul = [37, 33, 54];
    let exif = |is_big| [&b"Exif\0\0"[..], &tiff(is_big, seoul)].concat();
    let mut late = vec![7; 3 * 1024 * 1024];
    late[..2].copy_from_slice(b"\xff\xd8");
    // The mark lies across the end of a block.
    late.truncate(1024 * 1024 - 3);
    late.extend(exif(true));
    late.resize(3 * 1024 * 1024, 7);
    for (name, picture) in [
        ("a.jpg", jpeg(&exif(true))),
        ("a.jpeg", jpeg(&exif(false))),
        ("A.JPG", jpeg(&[&exif(false)[..], &[0; 100]].concat())),
        ("a.png", png(&[chunk(*b"eXIf", &tiff(true, seoul))])),
        ("a.webp", webp(*b"EXIF", &tiff(false, seoul))),
        ("b.webp", webp(*b"EXIF", &exif(false))),
        ("c.jpg", jpeg(XMP)),
        ("d.png", png(&[chunk(*b"iTXt", XMP)])),
        (
            "e.heic",
            [&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], &exif(true)].concat(),
        ),
        ("내 집.jpg", jpeg(&exif(true))),
        ("f.jpg", late),
        // ISO 23008-12, A.2.1: four bytes say how far the TIFF is away.
        (
            "g.heic",
            heif(*b"heic", &[&[0; 4][..], &tiff(true, seoul)].concat()),
        ),
        (
            "g.avif",
            heif(*b"avif", &[&[0; 4][..], &tiff(false, seoul)].concat()),
        ),
        (
            "h.avif",
            heif(*b"avif", &[&b"\0\0\0\x06"[..], &exif(true)].concat()),
        ),
        ("g.tiff", tiff(false, seoul)),
        ("h.png", png(&[chunk(*b"iTXt", &itxt(XMP))])),
        (
            "i.png",
            png(&[chunk(*b"zTXt", &raw("exif", &exif(true), true))]),
        ),
        (
            "j.png",
            png(&[chunk(*b"tEXt", &raw("exif", &exif(false), false))]),
        ),
        (
            "k.png",
            png(&[chunk(*b"zTXt", &raw("APP1", &exif(false), true))]),
        ),
        ("l.png", png(&[chunk(*b"zTXt", &raw("xmp", XMP, true))])),
    ] {
        let folder = site(name, &picture);
        let root = folder.path();
        let checked = run(&["check"], root);
        let told = said(&checked);
        assert_eq!(checked.status.code(), Some(1), "{name}: {told}");
        assert_eq!(
            told.matches("warning[picture-location]").count(),
            1,
            "{name}: {told}"
        );
        assert!(told.contains("notes/trip.md:5:"), "{name}: {told}");
        let typed = if name.contains(' ') {
            format!("exiftool -gps:all= -xmp:geotag= './notes/img/{name}'")
        } else {
            format!("exiftool -gps:all= -xmp:geotag= notes/img/{name}")
        };
        assert!(told.contains(&typed), "{told}");
        assert_eq!(run(&["build"], root).status.code(), Some(0));
        assert_eq!(run(&["build", "--strict"], root).status.code(), Some(1));
    }
}

#[test]
fn other_pictures_are_not_told() {
    let nowhere = [&b"Exif\0\0"[..], &tiff(true, [0, 0, 0])].concat();
    let mut plain = tiff(true, [37, 33, 54]);
    // Another directory than that of the position.
    plain[22..24].copy_from_slice(b"\x87\x69");
    let circle = [
        &b"Exif\0\0II*\0\x08\0\0\0\xff\xff"[..],
        &b"\x25\x88\x04\0".repeat(9),
    ]
    .concat();
    for (name, picture) in [
        ("a.jpg", jpeg(&nowhere)),
        ("b.jpg", jpeg(&[&b"Exif\0\0"[..], &plain].concat())),
        ("c.jpg", jpeg(b"Exif\0\0MM\0*\xff\xff\xff\xff")),
        ("d.jpg", jpeg(&circle)),
        (
            "e.png",
            png(&[chunk(*b"tEXt", b"Comment\0GPSLatitude is a tag")]),
        ),
        (
            "f.png",
            png(&[chunk(*b"iTXt", b"exif:GPSLatitudeRef=\"N\"")]),
        ),
        ("g.jpg", jpeg(b"")),
        ("h.png", Vec::new()),
    ] {
        let folder = site(name, &picture);
        let told = said(&run(&["check"], folder.path()));
        assert!(!told.contains("picture-location"), "{name}: {told}");
    }
}

/// So many beginnings of EXIF, each with a long directory, that reading all of each would take
/// hours.
#[test]
fn a_picture_that_was_made_to_take_long_does_not() {
    let many = b"Exif\0\0II*\0\x08\0\0\0\xff\xff".repeat(500_000);
    let folder = site("a.jpg", &many);
    let checked = run(&["check"], folder.path());
    assert_eq!(checked.status.code(), Some(0), "{checked:?}");
}

#[test]
fn a_picture_that_no_note_shows_is_told_by_itself() {
    let folder = site("a.jpg", &jpeg(b""));
    let picture = jpeg(&[&b"Exif\0\0"[..], &tiff(true, [37, 33, 54])].concat());
    fs::create_dir(folder.path().join("static")).expect("made");
    fs::write(folder.path().join("static/me.jpg"), picture).expect("written");
    let told = said(&run(&["check"], folder.path()));
    assert!(told.contains("--> static/me.jpg"), "{told}");
}

#[test]
fn a_secret_in_the_words_of_a_picture_keeps_it_back() {
    let key = format!("ghp_{}", "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8");
    let comment = format!("Comment\0token {key} of the build\0");
    for (name, picture) in [
        ("a.png", png(&[chunk(*b"tEXt", comment.as_bytes())])),
        ("b.png", png(&[chunk(*b"iTXt", comment.as_bytes())])),
        (
            "e.png",
            png(&[chunk(*b"zTXt", &packed("Comment\0\0", comment.as_bytes()))]),
        ),
        (
            "f.png",
            png(&[chunk(
                *b"iTXt",
                &packed("Comment\0\x01\0ko\0설명\0", comment.as_bytes()),
            )]),
        ),
        ("c.jpg", jpeg(comment.as_bytes())),
        ("d.webp", webp(*b"XMP ", comment.as_bytes())),
    ] {
        let folder = site(name, &picture);
        let built = run(&["build"], folder.path());
        let told = said(&built);
        assert!(told.contains("secret-in-file"), "{name}: {told}");
        assert!(!folder.path().join("public/notes/img").join(name).exists());
    }
}

mod any_bytes {
    use notesite::inside::located::{is_located, words};
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
                    Just(b"XML:com.adobe.xmp\0\x01\0\0\0\x78\x9c".to_vec()),
                    Just(b"Raw profile type exif\0\nexif\n 4\n49492".to_vec()),
                    Just(b"Raw profile type exif\0\0\x78\x9c".to_vec()),
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
