//! Tags of front matter: which courses and chapters bear each of them, and the page that lists
//! them. A library in, tags out.

use std::collections::{BTreeMap, BTreeSet};

use crate::notes::library::{Library, is_reserved};
use crate::text::{hash, slug};

/// The page that lists every tag.
pub const INDEX: &str = "tags.html";

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// As it was first written.
    pub name: String,
    /// Its page, relative to the site's root, decoded.
    pub url: String,
    /// What bears it, in the notes' own order: a course, and a chapter of it where the chapter
    /// itself is tagged.
    pub places: Vec<(usize, Option<usize>)>,
}

/// Every tag of the notes, by name. `Docker` and `docker` are one tag.
pub fn tags(library: &Library) -> Vec<Tag> {
    let mut found: BTreeMap<String, Tag> = BTreeMap::new();
    let mut note = |name: &str, place: (usize, Option<usize>)| {
        let name = name.trim().trim_start_matches('#');
        if name.is_empty() {
            return;
        }
        let tag = found.entry(name.to_lowercase()).or_insert_with(|| Tag {
            name: name.to_owned(),
            url: String::new(),
            places: Vec::new(),
        });
        if tag.places.last() != Some(&place) {
            tag.places.push(place);
        }
    };
    for (c, course) in library.courses.iter().enumerate() {
        course.tags.iter().for_each(|tag| note(tag, (c, None)));
        for (i, front) in course.front.iter().enumerate() {
            front.tags.iter().for_each(|tag| note(tag, (c, Some(i))));
        }
    }
    let mut taken = BTreeSet::new();
    let mut tags: Vec<Tag> = Vec::with_capacity(found.len());
    for (key, mut tag) in found {
        // `C` and `C++` slug alike: the later one is told apart by its name's hash, which no other
        // tag moves.
        let plain = slug(&tag.name);
        let name = if plain.is_empty() || is_reserved(&plain) || !taken.insert(plain.clone()) {
            format!("{plain}-{}", &hash(key.as_bytes())[..6])
        } else {
            plain
        };
        tag.url = format!("tags/{}.html", name.trim_start_matches('-'));
        tags.push(tag);
    }
    tags
}

/// The tag of a name.
pub fn find<'a>(tags: &'a [Tag], name: &str) -> Option<&'a Tag> {
    let wanted = name.trim().trim_start_matches('#').to_lowercase();
    tags.iter().find(|tag| tag.name.to_lowercase() == wanted)
}
