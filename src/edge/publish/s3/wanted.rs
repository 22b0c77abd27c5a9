//! What the store is to hold: every path of the site with the hash of its bytes and how it is
//! served. Paths and a way to render them in, marks and headers out. Knows no store.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use crate::edge::disk;
use crate::edge::publish::plan::{ObjectPath, WantedObject};
use crate::edge::write::stage::Written;
use crate::failure::Failure;
use crate::media;
use crate::pages::order::Rank;
use crate::text;

/// Up to how many bytes an object is sent in one request, and compressed.
pub(crate) const WHOLE: u64 = 8 * 1024 * 1024;

/// How many bytes are read at once.
const BLOCK: u64 = 256 * 1024;

/// Below how many bytes compressing gains nothing.
const SMALL: u64 = 1024;

/// How an object is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Served {
    /// Its media type, without parameters.
    pub media: &'static str,
    /// Whether it is a text in UTF-8.
    pub is_utf8: bool,
    pub cache: &'static str,
    pub is_compressed: bool,
    /// The length of its bytes, before they are compressed.
    pub length: u64,
}

impl Served {
    /// What `Content-Type` says.
    pub(crate) fn content_type(&self) -> Cow<'static, str> {
        if self.is_utf8 {
            format!("{}; charset=utf-8", self.media).into()
        } else {
            self.media.into()
        }
    }
}

/// A path of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedPath {
    pub path: String,
    pub rank: Rank,
    /// Its name holds a hash: it never changes.
    pub is_immutable: bool,
}

/// The whole site, by path.
#[derive(Debug, Default)]
pub(crate) struct WantedSite {
    pub objects: BTreeMap<ObjectPath, WantedObject>,
    pub served: BTreeMap<ObjectPath, Served>,
}

impl WantedSite {
    /// How many bytes lie at these paths.
    pub(crate) fn length<'a>(&self, paths: impl Iterator<Item = &'a ObjectPath>) -> u64 {
        let served = paths.filter_map(|path| self.served.get(path));
        served.map(|served| served.length).sum()
    }
}

/// Renders every path once, and keeps of it what tells whether it has to be sent.
pub(crate) fn wanted<'a>(
    paths: Vec<ListedPath>,
    render: &(dyn Fn(&str) -> Result<Written<'a>, Failure> + Sync),
    compress: bool,
    progress: &(dyn Fn() + Sync),
) -> Result<WantedSite, Failure> {
    let made: Vec<(ObjectPath, WantedObject, Served)> = paths
        .into_par_iter()
        .map(|listed| {
            let content = measure(render(&listed.path)?)?;
            let served = served(&listed, &content, compress);
            let parts = [
                content.hash.as_str(),
                &served.content_type(),
                served.cache,
                if served.is_compressed { "gzip" } else { "" },
            ];
            let mark = text::hash(parts.join("\n").as_bytes()).into();
            progress();
            let rank = listed.rank;
            Ok((listed.path.into(), WantedObject { mark, rank }, served))
        })
        .collect::<Result<_, Failure>>()?;
    let mut site = WantedSite::default();
    for (path, object, served) in made {
        site.objects.insert(path.clone(), object);
        site.served.insert(path, served);
    }
    Ok(site)
}

/// What is known of bytes that were read once.
struct Measured {
    hash: String,
    length: u64,
    is_utf8: bool,
}

fn measure(written: Written<'_>) -> Result<Measured, Failure> {
    let mut hasher = text::Hasher::default();
    let mut length = 0;
    let is_utf8 = match written {
        Written::Bytes(bytes) => {
            hasher.update(&bytes);
            length = bytes.len() as u64;
            std::str::from_utf8(&bytes).is_ok()
        }
        Written::Pieces(pieces) => {
            for piece in pieces {
                hasher.update(piece.as_bytes());
                length += piece.len() as u64;
            }
            true
        }
        Written::File(path) => {
            let (mut is_utf8, mut rest) = (true, Vec::new());
            let mut blocks = Blocks::open(&path)?;
            while let Some(block) = blocks.part(BLOCK)? {
                hasher.update(&block);
                length += block.len() as u64;
                is_utf8 = is_utf8 && continues(&mut rest, &block);
            }
            is_utf8 && rest.is_empty()
        }
    };
    let hash = hasher.finish();
    Ok(Measured {
        hash,
        length,
        is_utf8,
    })
}

/// A file that is read part by part.
pub(crate) struct Blocks {
    path: PathBuf,
    file: File,
}

impl Blocks {
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|error| disk::failed(path, "read", &error))?;
        let path = path.to_owned();
        Ok(Self { path, file })
    }

    /// The next bytes, so many at most; `None` at the end.
    pub(crate) fn part(&mut self, most: u64) -> Result<Option<Vec<u8>>, Failure> {
        let mut part = Vec::new();
        let mut some = (&mut self.file).take(most);
        some.read_to_end(&mut part)
            .map_err(|error| disk::failed(&self.path, "read", &error))?;
        Ok((!part.is_empty()).then_some(part))
    }
}

/// Whether a text goes on in UTF-8; `rest` holds a character that the last block began.
fn continues(rest: &mut Vec<u8>, block: &[u8]) -> bool {
    rest.extend_from_slice(block);
    match std::str::from_utf8(rest) {
        Ok(_) => rest.clear(),
        Err(error) if error.error_len().is_none() => drop(rest.drain(..error.valid_up_to())),
        Err(_) => return false,
    }
    true
}

fn served(listed: &ListedPath, content: &Measured, compress: bool) -> Served {
    let media = media::media_type(&listed.path);
    let bare = media.split(';').next().unwrap_or(media);
    let is_text = bare.starts_with("text/")
        || ["json", "xml", "javascript", "toml", "yaml", "sql"]
            .iter()
            .any(|end| bare.ends_with(end));
    let cache = if listed.is_immutable {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    Served {
        media: bare,
        is_utf8: is_text && content.is_utf8,
        cache,
        is_compressed: compress && is_text && (SMALL..=WHOLE).contains(&content.length),
        length: content.length,
    }
}

/// The bytes as they are sent compressed: the same bytes always give the same.
pub(crate) fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().mtime(0).read(bytes, Compression::best());
    let mut out = Vec::new();
    // Nothing fails that reads from memory.
    let _ = encoder.read_to_end(&mut out);
    out
}
