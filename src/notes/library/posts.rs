//! When a post of a blog was written: its front matter says it, else its name. A path and keys in,
//! a number that grows with time out.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::notes::library::file_names::name_of;
use crate::notes::reading::other_comments::{SiteTool, SiteTools};

/// The folder in which Jekyll and Hexo keep posts, which stand by their days and not by the folders
/// in it.
pub(super) const POSTS: &str = "_posts";

/// Whether a folder is one of those in which a blog keeps its posts and the pages beside them,
/// which are all its pages and no parts of it.
pub(super) fn is_of_blog(folder: &str) -> bool {
    matches!(folder, POSTS | "_pages" | "_tabs")
}

/// When a note was written that lies among posts. In a site of Hugo every page may say a day, by
/// which its sections are listed where no weights are given.
pub(super) fn posted(path: &str, extra: &BTreeMap<String, Value>, tools: SiteTools) -> Option<u64> {
    let said = extra.get("date").and_then(Value::as_str).and_then(time);
    if path.split('/').any(|folder| folder == POSTS) {
        return said.or_else(|| time(name_of(path)));
    }
    said.filter(|_| tools.hold(SiteTool::Hugo))
}

/// `2022-01-10-stream.md`, `2022-05-10 10:00:00`, to the second.
fn time(text: &str) -> Option<u64> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    let mut next = |most: u64, digits: usize| {
        let number = numbers.next().filter(|number| number.len() <= digits)?;
        number.parse::<u64>().ok().filter(|number| *number <= most)
    };
    let (year, month, day) = (next(2200, 4)?, next(12, 2)?, next(31, 2)?);
    if year < 1900 || month == 0 || day == 0 {
        return None;
    }
    let mut clock = || next(60, 2).unwrap_or_default();
    let clock = [clock(), clock(), clock()];
    let parts = [month, day].into_iter().chain(clock);
    Some(parts.fold(year, |time, part| time * 100 + part))
}
