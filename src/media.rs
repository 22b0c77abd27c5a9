//! Media types of files, by their names: what a server or a store says that they are.

use crate::language;

/// Extensions of files that are no source text, with their media types; and what pages name by a
/// type of its own (`<link rel="alternate" type="text/markdown">`).
const TABLE: &[(&str, &str)] = &[
    ("svg", "image/svg+xml"),
    ("png apng", "image/png"),
    ("jpg jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("bmp", "image/bmp"),
    ("ico", "image/x-icon"),
    ("pdf", "application/pdf"),
    ("mp4 m4v", "video/mp4"),
    ("webm", "video/webm"),
    ("ogv", "video/ogg"),
    ("mov", "video/quicktime"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("wav", "audio/wav"),
    ("ogg oga", "audio/ogg"),
    ("flac", "audio/flac"),
    ("hwp", "application/x-hwp"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("zip", "application/zip"),
    ("md", "text/markdown; charset=utf-8"),
];

/// The media type of a file; bytes of no known meaning where its name says nothing.
pub(crate) fn media_type(path: &str) -> &'static str {
    other(path)
        .or_else(|| language::media_type(path))
        .unwrap_or("application/octet-stream")
}

/// Whether a name is that of a picture.
pub(crate) fn is_picture(path: &str) -> bool {
    other(path).is_some_and(|media| media.starts_with("image/"))
}

/// What a file is to who reads a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShownFile {
    Picture,
    Film,
    Sound,
    /// What a reader opens or keeps.
    Paper,
}

/// What a file is by its name, as far as that says so.
pub(crate) fn shown_as(path: &str) -> Option<ShownFile> {
    let media = other(path).or_else(|| language::media_type(path))?;
    Some(match media.split('/').next() {
        Some("image") => ShownFile::Picture,
        Some("video") => ShownFile::Film,
        Some("audio") => ShownFile::Sound,
        _ => ShownFile::Paper,
    })
}

fn other(path: &str) -> Option<&'static str> {
    let extension = path.rsplit_once('.')?.1.to_lowercase();
    TABLE
        .iter()
        .find(|(extensions, _)| extensions.split(' ').any(|known| known == extension))
        .map(|(_, media)| *media)
}
