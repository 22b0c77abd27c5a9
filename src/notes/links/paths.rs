//! What a written destination may mean as a path under ROOT, and how a path is written so that it
//! can be pasted where a link stands. Opens nothing and knows no anchors.

use crate::notes::library::{files, order};
use crate::notes::links::resolver::Resolver;
use crate::notes::sources::with_endings;
use crate::text;

/// Folders whose files lie at the top of a site: Hugo's, Zola's and Docusaurus' `static`,
/// VitePress' and others' `public`, and the notes of those whose first page is the site's. One that
/// is the output is not among the files.
const TOP: [&str; 5] = ["static", "public", "docs", "content", "pages"];

/// The file that a folder shows: GitHub's README, the index of other tools.
const READMES: [&str; 9] = [
    "README.md",
    "index.md",
    "_index.md",
    "README.markdown",
    "index.markdown",
    "README.mdx",
    "index.mdx",
    "index.qmd",
    "index.Rmd",
];

impl Resolver<'_> {
    /// The paths that a destination may mean, the likeliest first, relative to ROOT; `None` where
    /// every one leaves ROOT.
    pub(super) fn paths(&self, path: &str) -> Option<Vec<String>> {
        let bare = without_query(path);
        let decoded = text::percent_decode(bare).map(|path| text::nfc(&path));
        let mut out: Vec<String> = Vec::new();
        for spelling in decoded.as_deref().into_iter().chain([bare, path]) {
            let spelling = if spelling.contains('\\') {
                spelling.replace('\\', "/")
            } else {
                spelling.to_owned()
            };
            self.add_paths(&spelling, &mut out);
            if spelling.contains(order::ASSETS_OF_GITBOOK) {
                let (hidden, shown) = (order::ASSETS_OF_GITBOOK, order::SHOWN_ASSETS_OF_GITBOOK);
                self.add_paths(&spelling.replacen(hidden, shown, 1), &mut out);
            }
        }
        (!out.is_empty()).then_some(out)
    }

    fn add_paths(&self, path: &str, out: &mut Vec<String>) {
        let mut add = |folder: &str, path: &str| {
            if let Some(path) = files::join(folder, path)
                && !out.contains(&path)
            {
                out.push(path);
            }
        };
        // Zola's paths count from `content`, wherever that lies around the note.
        if let Some(rest) = path.strip_prefix("@/") {
            self.around(&mut |folder| add(folder, &format!("content/{rest}")));
            self.around(&mut |folder| add(folder, rest));
        } else if path.starts_with('/') {
            if let Some(inner) = self.site().and_then(|site| site.without_base(path)) {
                add(&self.options.notes, inner);
                self.around(&mut |folder| add(folder, inner));
                self.around(&mut |folder| {
                    for top in TOP {
                        add(folder, &format!("{top}{inner}"));
                    }
                });
            }
            // The top of a site of documents may be any folder around the note.
            add("", path);
            add(&self.options.notes, path);
            self.around(&mut |folder| add(folder, path));
            self.around(&mut |folder| {
                for top in TOP {
                    add(folder, &format!("{top}{path}"));
                }
            });
        } else {
            let folder = files::parent(&self.here.file);
            add(folder, path);
            // What a language lacks is the page of the first one to Docusaurus.
            let translated = folder.split_once("i18n/").and_then(|(top, inside)| {
                let (_, rest) = inside.split_once('/')?;
                let rest = rest.strip_prefix("docusaurus-plugin-content-docs/current")?;
                Some(format!("{top}docs{rest}"))
            });
            if let Some(folder) = translated {
                add(&folder, path);
            }
        }
    }

    /// Where else a picture of a note may lie: in the folder that its front matter names, and that
    /// of a post in the folder beside it which bears its name, as Hexo keeps it.
    pub(super) fn media_paths(&self, written: &str) -> Vec<String> {
        if written.starts_with('/') {
            return Vec::new();
        }
        let file = &self.here.file;
        let said = self.site_urls.media(file);
        let said = said.map(|folder| format!("/{}/{written}", folder.trim_matches('/')));
        let is_post = file.split('/').any(|folder| folder == "_posts");
        let name = files::base_name(file);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let own = is_post.then(|| format!("{stem}/{written}"));
        let found = said.into_iter().chain(own);
        found
            .filter_map(|path| self.paths(&path))
            .flatten()
            .collect()
    }

    /// What a path means that counts from the `index.html` of docsify, as it does in every page
    /// unless the site says otherwise.
    pub(super) fn paths_of_docsify(&self, path: &str) -> Vec<String> {
        let mut out = Vec::new();
        if path.starts_with(['/', '.']) {
            return out;
        }
        let bare = without_query(path);
        let Some(bare) = text::percent_decode(bare).map(|path| text::nfc(&path)) else {
            return out;
        };
        self.around(&mut |folder| {
            if let Some(path) = files::join(folder, &bare)
                && self.files.is_docsify(folder)
            {
                out.push(path);
            }
        });
        out
    }

    /// The folders around this note, ROOT first.
    fn around(&self, visit: &mut dyn FnMut(&str)) {
        let folder = files::parent(&self.here.file);
        visit("");
        folder
            .match_indices('/')
            .for_each(|(at, _)| visit(&folder[..at]));
        if !folder.is_empty() {
            visit(folder);
        }
    }

    /// Whether a path is a folder that a page stands for.
    pub(super) fn is_shown_folder(&self, path: &str) -> bool {
        self.lookup.landings.contains_key(path) || self.readme_of(path).is_some()
    }

    /// The file that a folder shows, whatever the case of its name.
    pub(super) fn readme_of(&self, folder: &str) -> Option<String> {
        let inside = |name: &str| {
            let path = files::join(folder, name)?;
            let (found, ..) = self.files.find(&path)?;
            self.lookup
                .files
                .contains_key(found)
                .then(|| found.to_owned())
        };
        READMES.iter().find_map(|name| inside(name))
    }

    /// The README of a folder by the page that other tools make of it: `guide/index.html`.
    pub(super) fn readme_page(&self, path: &str) -> Option<String> {
        let name = files::base_name(path).to_lowercase();
        let is_page = ["index.html", "index.htm", "readme.html"].contains(&name.as_str());
        let is_there = self.files.find(path).is_some();
        (is_page && !is_there).then(|| self.readme_of(files::parent(path)))?
    }

    /// The first chapter that lies in a folder: what stands for one without a README.
    pub(super) fn first_in(&self, folder: &str) -> Option<String> {
        let first = self.lookup.first_in(self.names, folder);
        first.map(ToString::to_string)
    }

    /// The note that was left out among the paths that a destination may mean.
    pub(super) fn withheld(&self, candidates: &[String]) -> Option<String> {
        let is_withheld = |path: &&String| {
            self.files.withheld.contains(*path)
                || with_endings(path).any(|path| self.files.withheld.contains(&path))
        };
        candidates.iter().find(is_withheld).cloned()
    }

    /// The note that was left out and bears the name that stands between double brackets.
    pub(super) fn withheld_by_name(&self, name: &str) -> Option<String> {
        let name = files::base_name(name);
        let mut names = std::iter::once(name.to_owned()).chain(with_endings(name));
        let found = names.find_map(|name| self.files.withheld_names.get(&name));
        found.cloned()
    }

    /// A path under ROOT as it is written in this note.
    pub(super) fn pasteable(&self, path: &str) -> String {
        let mut folder = files::parent(&self.here.file)
            .split('/')
            .filter(|part| !part.is_empty())
            .peekable();
        let mut rest = path;
        while let Some(part) = folder.peek()
            && let Some(inside) = rest
                .strip_prefix(part)
                .and_then(|rest| rest.strip_prefix('/'))
        {
            rest = inside;
            folder.next();
        }
        let mut out = "../".repeat(folder.count());
        // Brackets that are closed may stand in a destination.
        let closed = rest.matches('(').count() == rest.matches(')').count();
        for c in rest.chars() {
            // What ends a destination, or means something in it.
            let ends = c.is_whitespace() || c.is_control() || "<>#?%\\".contains(c);
            if ends || (!closed && "()".contains(c)) {
                out.push_str(&text::percent_encode(c.encode_utf8(&mut [0; 4])));
            } else {
                out.push(c);
            }
        }
        out
    }
}

/// Path and fragment.
pub(super) fn split_fragment(written: &str) -> (&str, Option<&str>) {
    written
        .split_once('#')
        .map_or((written, None), |(path, fragment)| (path, Some(fragment)))
}

/// Path and fragment where the path holds a `#` itself, the longest path first: `C#.md`,
/// `C#.md#절`.
pub(super) fn longer_splits(written: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let first = written.find('#');
    let others = written.rmatch_indices('#').map(|(at, _)| at);
    let others = others.take_while(move |at| Some(*at) != first);
    first
        .map(|_| (written, None))
        .into_iter()
        .chain(others.map(|at| (&written[..at], Some(&written[at + 1..]))))
}

/// A destination without what follows its `?`.
pub(super) fn without_query(path: &str) -> &str {
    path.find('?').map_or(path, |at| &path[..at])
}
