//! Tags of front matter: which courses and chapters bear each of them, and where its page lies.
//! What front matter says in, tags out.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::PageAddress;
use crate::notes::library::outline::Outline;
use crate::page_kinds::{TAGS, is_reserved};
use crate::text::{hash, slug};

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// As it was first written.
    pub name: String,
    /// Its page, relative to the site's root, decoded.
    pub url: PageAddress,
    /// What bears it, in the notes' own order: a course, and a chapter of it where the chapter
    /// itself is tagged.
    pub places: Vec<(usize, Option<usize>)>,
}

/// Every tag of the notes, by name. `borne` is each tag as written with what bears it, in the
/// notes' own order. `Docker` and `docker` are one tag. No page of a tag has a path that a chapter
/// has: a folder of notes may be called `tags` too.
pub(crate) fn tags<'a>(
    outline: &Outline,
    borne: impl Iterator<Item = (&'a str, (usize, Option<usize>))>,
) -> Vec<Tag> {
    let mut found: BTreeMap<String, Tag> = BTreeMap::new();
    for (name, place) in borne {
        let name = name.trim().trim_start_matches('#');
        if name.is_empty() {
            continue;
        }
        let tag = found.entry(name.to_lowercase()).or_insert_with(|| Tag {
            name: name.to_owned(),
            url: PageAddress::default(),
            places: Vec::new(),
        });
        if tag.places.last() != Some(&place) {
            tag.places.push(place);
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let pages = outline.courses.iter().flat_map(|course| {
        let chapters = course.chapters.iter().map(|chapter| &chapter.url);
        chapters.chain([&course.url])
    });
    let mut taken: BTreeSet<String> = pages
        .filter(|url| url.starts_with(TAGS))
        .map(|url| url.to_lowercase())
        .collect();
    let mut tags: Vec<Tag> = Vec::with_capacity(found.len());
    for (key, mut tag) in found {
        tag.url = free_page(&tag.name, &key, &mut taken);
        tags.push(tag);
    }
    tags
}

/// The page of a tag: its slug, else that with so much of its name's hash that nobody else has it.
/// `C` and `C++` slug alike: the later one is told apart by its own name, which no other tag moves.
fn free_page(name: &str, key: &str, taken: &mut BTreeSet<String>) -> PageAddress {
    let plain = slug(name);
    let hash = hash(key.as_bytes());
    let told_apart = (6..=hash.len()).map(|end| format!("{plain}-{}", &hash[..end]));
    let own = Some(plain.clone()).filter(|plain| !plain.is_empty() && !is_reserved(plain));
    let urls = own
        .into_iter()
        .chain(told_apart)
        .map(|name| format!("{TAGS}{}.html", name.trim_start_matches('-')));
    let mut last = String::new();
    for url in urls {
        last = url;
        if taken.insert(last.to_lowercase()) {
            break;
        }
    }
    PageAddress::new(last)
}

/// The tag of a name among [`tags`], which are in the order of their names in lower case.
pub(crate) fn find<'a>(tags: &'a [Tag], name: &str) -> Option<&'a Tag> {
    let wanted = name.trim().trim_start_matches('#').to_lowercase();
    tags.binary_search_by(|tag| tag.name.to_lowercase().cmp(&wanted))
        .ok()
        .map(|at| &tags[at])
}
