//! The files of the index, as the browser loads them: scripts that call back, because hosts compress them and because
//! `file://` lets a page load scripts but fetch nothing. Pages in, files out; the same pages give the same bytes.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::pairs::Pair;
use super::unit::{FIELDS, Page, Unit};

/// The file that is asked for first; every other is named in it.
pub const ROOT: &str = "search/root.js";

/// The files, by their path in the site.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A small site: one file with the text of its units, from which the browser makes the index.
pub fn single(pages: &[Page], pairs: &[Pair], weights: &[f64; FIELDS]) -> Files {
    let pages: Vec<Value> = pages.iter().map(page_value).collect();
    let root = json!({ "weights": weights, "pairs": pairs, "pages": pages });
    BTreeMap::from([(ROOT.to_owned(), script("root", &root))])
}

/// `[url, title, [[anchor, title, parent, lines]]]`
fn page_value(page: &Page) -> Value {
    json!([page.url, page.title, page.units.iter().map(unit_value).collect::<Vec<_>>()])
}

/// The parent counts from 1, 0 is none; a digit in front of each line tells its field.
fn unit_value(unit: &Unit) -> Value {
    let lines: Vec<String> = unit.lines.iter().map(|line| format!("{}{}", line.field as usize, line.text)).collect();
    json!([unit.anchor, unit.title, unit.parent.map_or(0, |parent| parent + 1), lines.join("\n")])
}

fn script(name: &str, value: &Value) -> Vec<u8> {
    format!("notesite.searchFile({},{value})\n", Value::from(name)).into_bytes()
}
