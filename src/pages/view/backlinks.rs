//! Who mentions a page, as its template shows it. A table of links read the other way in, values
//! out.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::address::{href, href_of};
use crate::notes::links::targets::Backlink;

/// A group for each page that mentions this one, with every mention; addresses as `from` has them.
pub(super) fn backlinks(backlinks: &[Arc<Backlink>], from: &str) -> Vec<Value> {
    let groups = backlinks.chunk_by(|a, b| a.url.page == b.url.page);
    groups
        .map(|group| {
            let mentions: Vec<Value> = group
                .iter()
                .map(|back| {
                    // A picture without words that leads here says nothing by itself.
                    let is_said = !back.sentence.trim().is_empty();
                    let sentence = if is_said { &back.sentence } else { &back.title };
                    json!({
                        "href": href_of(from, &back.url),
                        "sentence": &**sentence,
                    })
                })
                .collect();
            json!({
                "href": href(from, &group[0].url.page),
                "title": &*group[0].title,
                "mentions": mentions,
            })
        })
        .collect()
}
