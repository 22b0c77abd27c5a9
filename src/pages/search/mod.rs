//! Search: what `build` writes for the browser, and the same answers on the command line. A
//! [`Site`] in; files or results out.

pub(crate) mod aloud;
pub(crate) mod beside;
pub(crate) mod build;
pub(crate) mod compounds;
pub(crate) mod consonants;
pub(crate) mod entry;
pub(crate) mod exact;
pub(crate) mod files;
pub(crate) mod forms;
pub(crate) mod hits;
pub(crate) mod index;
pub(crate) mod letters;
pub(crate) mod pairs;
pub(crate) mod parts;
pub(crate) mod query;
pub(crate) mod rank;
pub(crate) mod resolve;
pub(crate) mod results;
pub(crate) mod shards;
pub(crate) mod sound;
pub(crate) mod spoken;
pub(crate) mod token;
pub(crate) mod typing;
pub(crate) mod unit;
pub(crate) mod view;
pub(crate) mod words;

use std::collections::BTreeMap;

use self::files::Files;
use self::index::Index;
use self::unit::{FIELDS, SearchPage};
use super::site::Site;
use crate::config;

/// What a word counts in each field, where `notesite.toml` says nothing else.
const WEIGHTS: [f64; FIELDS] = [4.0, 3.0, 1.8, 1.2, 1.0, 0.4, 0.2];
/// Bytes of text up to which a site is one file: about 24 KB when compressed. With the client that
/// is what a first answer may cost.
const WHOLE: usize = 72 * 1024;

/// What the notes say, as search sees it.
pub struct Collected {
    pages: Vec<SearchPage>,
    /// Other names from `notesite.toml`.
    names: BTreeMap<String, String>,
    weights: [f64; FIELDS],
    whole: bool,
    /// Folder and title of each course, where there are several.
    courses: Vec<(String, String)>,
}

/// Gathers the units of the site.
pub fn collect(site: &Site) -> Collected {
    let pages = unit::pages(site);
    let size: usize = pages
        .iter()
        .flat_map(|page| &page.units)
        .map(|unit| unit.text.len())
        .sum();
    Collected {
        pages,
        names: site.config.search.words.clone(),
        weights: weights(&site.config.search),
        whole: size <= WHOLE,
        courses: courses(site),
    }
}

fn courses(site: &Site) -> Vec<(String, String)> {
    let courses = &site.library.outline.courses;
    let each = courses.iter().map(|course| {
        let folder = files::folder(course.url.as_str()).to_owned();
        (folder, unit::flat(&course.title))
    });
    if courses.len() > 1 {
        each.collect()
    } else {
        Vec::new()
    }
}

impl Collected {
    /// The index, to be asked with [`results::search`].
    pub fn index(&self) -> Index<'_> {
        build::build(&self.pages, &self.names, self.weights, self.whole)
    }

    /// The files for the browser. `client` is the script that reads the shards of a large site.
    pub fn files(self, client: &str) -> Files {
        if self.whole {
            return files::single(&self.index(), &self.courses);
        }
        // The index goes before the texts are written.
        let words = shards::words(&self.index());
        shards::files(words, self.pages, &self.courses, client)
    }
}

/// Every file of the index.
pub(crate) fn files(site: &Site) -> Files {
    let theme = &site.theme;
    let path = theme.scripts.get("shards");
    let client = path.and_then(|path| theme.assets.get(path));
    collect(site).files(&String::from_utf8_lossy(client.map_or(&[], Vec::as_slice)))
}

/// The weights of the fields, by their order.
fn weights(search: &config::Search) -> [f64; FIELDS] {
    let mut weights = WEIGHTS;
    for (name, weight) in config::SEARCH_FIELDS.iter().zip(&mut weights) {
        *weight = search.weights.get(*name).copied().unwrap_or(*weight);
    }
    weights
}
