//! Notes beside the folder of the notes, which is all that is read where there is one. What was
//! found in, a message out where they may have been meant. Reads none of them.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::notes::left_out;
use crate::notes::library::file_names::{is_about, is_landing};
use crate::notes::library::list_links::{self, LinkStyle};
use crate::notes::library::site_name::is_readme;
use crate::notes::sources::{Access, STATIC, Sources, is_note};

/// That notes in other folders are not read: where they are no fewer, or the README of ROOT lists
/// them. READMEs of folders and papers about the repository are no notes, and what lies right in
/// ROOT is about it. Whoever names the folder in the settings (`is_said`) knows what it hides.
pub(crate) fn outside(sources: &Sources, is_said: bool) -> Option<Diagnostic> {
    let folder = sources.notes_folder.as_str();
    if folder.is_empty() || is_said {
        return None;
    }
    let is_other = |path: &str| {
        let in_folder = path.contains('/') && !path.starts_with(folder);
        let is_copied = STATIC.iter().any(|folder| path.starts_with(folder));
        in_folder && is_note(path) && !is_landing(path) && !is_about(path) && !is_copied
    };
    let files = sources.files.iter();
    let others = files.filter(|(path, file)| file.access == Access::Open && is_other(path));
    let others: BTreeSet<&str> = others.map(|(path, _)| path.as_str()).collect();
    let readme = sources.orders.iter().find(|(path, _)| is_readme(path));
    let listed = readme.map(|(path, text)| list_links::links(text, path, LinkStyle::Markdown));
    let mut listed = listed.into_iter().flatten();
    let are_meant =
        others.len() >= sources.notes.len() || listed.any(|one| others.contains(&*one.path));
    let first = others.first().filter(|_| are_meant)?;
    Some(left_out::notes_outside(folder, others.len(), first))
}
