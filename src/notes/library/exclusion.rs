//! What settings of other tools leave out, as lines in the words of `.gitignore` that count from
//! ROOT. Patterns as tools write them in, such lines out.

use serde_json::Value;

/// What other tools leave out.
#[derive(Debug, Default)]
pub(crate) struct Exclusions {
    /// Where each is said, and the line.
    pub lines: Vec<(&'static str, String)>,
    /// Files that say more than can be read, each with the key that says it.
    pub unread: Vec<(String, &'static str)>,
}

impl Extend<(&'static str, String)> for Exclusions {
    fn extend<T: IntoIterator<Item = (&'static str, String)>>(&mut self, lines: T) {
        self.lines.extend(lines);
    }
}

/// A pattern of a list that counts from its folder, `!` before it or not; `None` for a README: what
/// GitHub shows below a folder is left out for its look, and not kept from anybody.
pub(super) fn anchored(line: &str) -> Option<String> {
    if line.to_ascii_lowercase().contains("readme") {
        return None;
    }
    from_folder(line)
}

/// The same with READMEs, where a page of the site's own takes their place.
pub(super) fn from_folder(line: &str) -> Option<String> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let (not, path) = line
        .strip_prefix('!')
        .map_or(("", line), |path| ("!", path));
    let path = path.trim_start_matches("./").trim_start_matches('/');
    Some(format!("{not}/{path}"))
}

/// The line of `.gitignore` that names one path.
pub(super) fn literal(path: &str) -> String {
    let mut out = String::from("/");
    for letter in path.chars() {
        if matches!(letter, '*' | '?' | '[' | ']' | '\\' | ' ' | '!' | '#') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// The texts of a list, or the one that stands there.
pub(super) fn texts(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let (one, list) = match value {
        Some(Value::Array(list)) => (None, list.as_slice()),
        other => (other, &[][..]),
    };
    one.into_iter().chain(list).filter_map(Value::as_str)
}

/// A line of `.gitignore` in a folder (`""` for ROOT) as one of ROOT; `None` where it says nothing.
pub(super) fn below(folder: &str, line: &str) -> Option<String> {
    let line = line.trim_end();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let (not, path) = line
        .strip_prefix('!')
        .map_or(("", line), |path| ("!", path));
    let folder = folder.trim_start_matches("./").trim_matches('/');
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("/{folder}")
    };
    let is_anchored = path.trim_end_matches('/').contains('/');
    let depth = if is_anchored { "" } else { "**/" };
    let path = path.trim_start_matches('/');
    (!path.is_empty()).then(|| format!("{not}{folder}/{depth}{path}"))
}
