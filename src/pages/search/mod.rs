//! Search: what `build` writes for the browser, and the same answers on the command line. A [`Site`] in; files or results out.

pub mod files;
pub mod pairs;
pub mod token;
pub mod unit;

use self::files::Files;
use self::unit::{FIELD_NAMES, FIELDS};
use super::site::Site;
use crate::config;

/// What a word counts in each field, where `notesite.toml` says nothing else.
const WEIGHTS: [f64; FIELDS] = [4.0, 3.0, 1.8, 1.2, 1.0, 0.4];

/// Every file of the index.
pub fn files(site: &Site) -> Files {
    let pages = unit::pages(site);
    let pairs = pairs::pairs(&pages, &site.config.search.words);
    files::single(&pages, &pairs, &weights(&site.config.search))
}

/// The weights of the fields, by their order.
fn weights(search: &config::Search) -> [f64; FIELDS] {
    let mut weights = WEIGHTS;
    for (name, weight) in FIELD_NAMES.iter().zip(&mut weights) {
        *weight = search.weights.get(*name).copied().unwrap_or(*weight);
    }
    weights
}
