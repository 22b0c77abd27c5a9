//! Files of a site that are no notes: what lies under `static/`, or under a `public/` that is no
//! output, is copied to the site's root as it is (`robots.txt`, `CNAME`, icons, what a search
//! engine asks for). The listing of ROOT in, their places out. Opens none of them.

use std::collections::BTreeMap;

use crate::notes::library::files::is_hidden;
use crate::notes::sources::{Access, FoundFile, STATIC, is_note};

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
    folders.flat_map(in_folder).collect()
}
