//! What Jekyll keeps out of its site, and others whose settings have the same name: Hexo, Jupyter
//! Book. The text of a `_config.yml` in, lines in the words of `.gitignore` out.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::notes::library::exclusion::{Exclusions, anchored, below, from_folder, texts};
use crate::notes::library::files::join;
use crate::notes::reading::{front_matter, published};

/// Keys that only settings of Hexo have.
const OF_HEXO: [&str; 5] = [
    "source_dir",
    "public_dir",
    "new_post_name",
    "default_layout",
    "skip_render",
];

/// Keys that only settings of Jupyter Book have.
const OF_BOOK: [&str; 4] = ["execute", "sphinx", "launch_buttons", "exclude_patterns"];

/// Names with `_` before them that are pages to both, are drafts, give the order of pages or say
/// what their folder is: that it is private, too.
const PUBLISHED: [&str; 5] = [
    "_posts",
    "_drafts",
    "_index.md",
    "_index.*.md",
    "_sidebar.md",
];

/// Who reads a `_config.yml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Builder {
    /// Jupyter Book.
    Book,
    Hexo,
    Jekyll,
}

/// Who reads the settings in a folder, by the keys that only theirs have.
pub(super) fn builder(
    folder: &str,
    settings: &Value,
    orders: &BTreeMap<String, Arc<str>>,
) -> Builder {
    let has = |keys: &[&str]| keys.iter().any(|key| settings.get(key).is_some());
    let toc = join(folder, "_toc.yml").unwrap_or_default();
    if has(&OF_BOOK) || orders.contains_key(&toc) {
        Builder::Book
    } else if has(&OF_HEXO) {
        Builder::Hexo
    } else {
        Builder::Jekyll
    }
}

/// What the settings in a folder leave out of the site that is made of it.
pub(super) fn of_config<'a>(
    folder: &str,
    text: &str,
    orders: &BTreeMap<String, Arc<str>>,
    mut paths: impl Iterator<Item = &'a str>,
    out: &mut Exclusions,
) {
    // All of it may be comments.
    let settings = front_matter::yaml(text).unwrap_or_default();
    let word = |key: &str| settings.get(key).and_then(Value::as_str);
    let builder = builder(folder, &settings, orders);
    if builder == Builder::Book {
        let lines = texts(settings.get("exclude_patterns")).filter_map(anchored);
        let lines = lines.filter_map(|line| below(folder, &line));
        out.extend(lines.map(|line| ("`exclude_patterns` of _config.yml", line)));
        return;
    }
    let is_hexo = builder == Builder::Hexo;
    let source = if is_hexo {
        word("source_dir").unwrap_or("source")
    } else {
        word("source").unwrap_or_default()
    };
    let Some(source) = join(folder, source) else {
        return;
    };
    let kept = PUBLISHED.iter().map(|name| format!("!{name}"));
    let named = texts(settings.get("include")).map(|name| format!("!{name}"));
    let collections = if is_hexo {
        Vec::new()
    } else {
        collections(&settings)
    };
    let inner = [String::from("_*")].into_iter().chain(kept).chain(named);
    let said = if is_hexo {
        "the rule of Hexo for names with `_`"
    } else {
        "the rule of Jekyll for names with `_`"
    };
    let lines = inner.chain(collections);
    out.extend(lines.filter_map(|line| Some((said, below(&source, &line)?))));
    // A README is left out for the page that the site has in its place.
    let is_first = |path: &str| {
        let (around, name) = path.rsplit_once('/').unwrap_or(("", path));
        around == source && matches!(name, "index.md" | "index.markdown" | "index.html")
    };
    let has_first = builder == Builder::Jekyll && paths.any(is_first);
    let line = if has_first { from_folder } else { anchored };
    let lines = texts(settings.get("exclude")).filter_map(line);
    let lines = lines.filter_map(|line| below(&source, &line));
    out.extend(lines.map(|line| ("`exclude` of _config.yml", line)));
    of_defaults(&settings, &source, out);
}

/// The folders of collections, which are pages although `_` stands before their names.
fn collections(settings: &Value) -> Vec<String> {
    let names: Vec<&str> = match settings.get("collections") {
        // One that is not put out stays hidden as other names with `_` do.
        Some(Value::Object(map)) => {
            let out = |one: &Value| one.get("output").and_then(Value::as_bool) != Some(false);
            let put_out = map.iter().filter(|(_, one)| out(one));
            put_out.map(|(name, _)| name.as_str()).collect()
        }
        list => texts(list).collect(),
    };
    let folder = settings.get("collections_dir").and_then(Value::as_str);
    let folder = folder.unwrap_or_default().trim_matches('/');
    let around = (!folder.is_empty()).then(|| format!("!/{folder}"));
    let inner = names.iter().map(|name| match folder {
        "" => format!("!/_{name}"),
        folder => format!("!/{folder}/_{name}"),
    });
    around.into_iter().chain(inner).collect()
}

/// Front matter that all files below a path have.
fn of_defaults(settings: &Value, source: &str, out: &mut Exclusions) {
    let defaults = settings.get("defaults").and_then(Value::as_array);
    for one in defaults.into_iter().flatten() {
        let path = one.get("scope").and_then(|scope| scope.get("path"));
        let path = path.and_then(Value::as_str).unwrap_or_default();
        let is_private = one.get("values").is_some_and(published::hands_privacy_down);
        if is_private && !path.is_empty() {
            let line = below(source, &format!("/{}", path.trim_start_matches('/')));
            out.extend(line.map(|line| ("`defaults` of _config.yml", line)));
        }
    }
}
