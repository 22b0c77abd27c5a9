//! The files of the index, as the browser loads them: scripts that call back, because hosts compress them and because
//! `file://` lets a page load scripts but fetch nothing. Pages in, files out; the same pages give the same bytes.

use std::collections::BTreeMap;

use super::pairs::Pair;
use super::unit::{FIELDS, Page, Unit};

/// The file that is asked for first; every other is named in it.
pub const ROOT: &str = "search/root.js";

/// The files, by their path in the site.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A small site: one file with the text of its units, from which the browser makes the index.
pub fn single(pages: &[Page], pairs: &[Pair], weights: &[f64; FIELDS]) -> Files {
    let mut out = format!("notesite.searchFile(\"root\",{{\"weights\":{},\"pairs\":{},\"pages\":[", json(weights), json(pairs));
    for (i, page) in pages.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        push_page(page, &mut out);
    }
    out.push_str("]})\n");
    Files::from([(ROOT.to_owned(), out.into_bytes())])
}

/// `[url, title, [[anchor, title, parent, lines]]]`; the parent counts from 1, 0 is none.
fn push_page(page: &Page, out: &mut String) {
    out.push_str(&format!("[{},{},[", json(&page.url), json(&page.title)));
    for (i, Unit { anchor, title, parent, text }) in page.units.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        let parent = parent.map_or(0, |parent| parent + 1);
        out.push_str(&format!("{comma}[{},{},{parent},{}]", json(anchor), json(title), json(text)));
    }
    out.push_str("]]");
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
