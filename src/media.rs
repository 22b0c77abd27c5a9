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
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("mp3", "audio/mpeg"),
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

fn other(path: &str) -> Option<&'static str> {
    let extension = path.rsplit_once('.')?.1.to_lowercase();
    TABLE
        .iter()
        .find(|(extensions, _)| extensions.split(' ').any(|known| known == extension))
        .map(|(_, media)| *media)
}
