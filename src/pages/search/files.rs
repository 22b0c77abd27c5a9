//! The files of the index, as the browser loads them: scripts that call back, because hosts compress them and because
//! `file://` lets a page load scripts but fetch nothing. Pages in, files out; the same pages give the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::letters;
use super::pairs::Pair;
use super::unit::{FIELDS, Page, Unit};
use crate::text;

/// The file that is asked for first; every other is named in it.
pub const ROOT: &str = "search/root.js";

/// The files, by their path in the site.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A small site: one file with the text of its units, from which the browser makes the index.
pub fn single(pages: &[Page], pairs: &[Pair], weights: &[f64; FIELDS]) -> Files {
    let mut root = format!("{{\"weights\":{},\"pairs\":{},\"pages\":[", json(weights), json(pairs));
    for (i, page) in pages.iter().enumerate() {
        if i > 0 {
            root.push(',');
        }
        push_page(page, &mut root);
    }
    root.push_str("]}");
    Files::from([(ROOT.to_owned(), script("root", &root))])
}

/// `[url, title, [[anchor, title, parent, lines]]]`; the parent counts from 1, 0 is none. An anchor that is its title's slug is 1:
/// it need not be told.
pub fn push_page(page: &Page, out: &mut String) {
    let _ = write!(out, "[{},{},[", json(&page.url), json(&page.title));
    for (i, Unit { anchor, title, parent, text: lines }) in page.units.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        let parent = parent.map_or(0, |parent| parent + 1);
        let plain = !anchor.is_empty()
            && title.len() <= 180
            && title.chars().all(|c| c.is_ascii() || letters::is_hangul(c))
            && text::slug(title) == *anchor;
        let anchor = if plain { "1".to_owned() } else { json(anchor) };
        let _ = write!(out, "{comma}[{anchor},{},{parent},{}]", json(title), json(lines));
    }
    out.push_str("]]");
}

/// A script that calls back with a value.
pub fn script(name: &str, value: &str) -> Vec<u8> {
    format!("notesite.searchFile({},{value})\n", json(name)).into_bytes()
}

/// A value as JSON, which is JavaScript too.
pub fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
