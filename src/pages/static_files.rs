//! Files of a site that are no notes: what lies under `static/`, or under a `public/` that is no
//! output, is copied to the site's root as it is (`robots.txt`, `CNAME`, icons, what a search
//! engine asks for), and so is what every site keeps right there under such a name. The listing of
//! ROOT in, their places out. Opens none of them.

use std::collections::{BTreeMap, HashSet};

use crate::notes::library::files::is_hidden;
use crate::notes::sources::{Access, FoundFile, STATIC, is_note};

/// What hosts, browsers and search engines look for at the root of a site.
const AT_ROOT: [&str; 9] = [
    "BingSiteAuth.xml",
    "CNAME",
    "ads.txt",
    "app-ads.txt",
    "apple-touch-icon.png",
    "favicon.ico",
    "favicon.svg",
    "humans.txt",
    "robots.txt",
];

/// What those ask for who want to know whose a site is: `google1234567890abcdef.html`.
const PROOFS: [&str; 3] = ["google", "naver", "yandex_"];

/// Whether a file that lies right in ROOT is one of a site.
fn is_of_site(name: &str) -> bool {
    let is_proof = |proof: &&str| {
        let code = name.strip_prefix(*proof);
        let code = code.and_then(|code| code.strip_suffix(".html"));
        code.is_some_and(|code| code.len() > 7 && code.bytes().all(|c| c.is_ascii_hexdigit()))
    };
    AT_ROOT.contains(&name) || PROOFS.iter().any(is_proof)
}

/// Place in the site and path under ROOT of each of these files, in order. Names that begin with a
/// dot, symbolic links, and what git ignores stay where they are, as do files of a folder of notes;
/// so does a Markdown file where all of ROOT is notes, and is one of them.
pub(crate) fn static_files<'a>(
    files: &'a BTreeMap<String, FoundFile>,
    notes_folder: &str,
) -> Vec<(&'a str, &'a str)> {
    let folders = STATIC.iter().filter(|one| !notes_folder.starts_with(**one));
    // A link may lead to a draft: links stay where they are.
    let is_copied = |path: &str, file: &FoundFile| {
        let is_read = notes_folder.is_empty() && is_note(path);
        file.access == Access::Open && !file.is_link && !is_hidden(path) && !is_read
    };
    let in_folder = move |folder: &&'static str| {
        let folder: &'static str = folder;
        let all = files.range(folder.to_owned()..);
        let all = all.take_while(move |(path, _)| path.starts_with(folder));
        all.filter(move |(path, file)| is_copied(path, file))
            .map(move |(path, _)| (&path[folder.len()..], path.as_str()))
    };
    let mut all: Vec<(&str, &str)> = folders.flat_map(in_folder).collect();
    let taken: HashSet<&str> = all.iter().map(|(place, _)| *place).collect();
    let at_root = files.iter().filter(|(path, file)| {
        is_of_site(path) && is_copied(path, file) && !taken.contains(path.as_str())
    });
    let at_root = at_root.map(|(path, _)| (path.as_str(), path.as_str()));
    let at_root: Vec<(&str, &str)> = at_root.collect();
    all.extend(at_root);
    all
}
