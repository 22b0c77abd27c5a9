//! Files and folders in which nobody keeps notes, by their names and what lies right beside them:
//! what editors write beside a file, bins, environments of Python, how a site looks.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::place::WalkPlace;
use crate::edge::disk;
use crate::notes::library::file_names::is_landing;
use crate::notes::sources::is_note;

/// Names that editors write beside a file while it is edited or saved, and no others: `4913` and
/// its kin of vim, `a.md~`,
/// `.a.md.swp`, IntelliJ's `a.md___jb_tmp___`, Emacs' `.#a.md` and `#a.md#`.
pub(crate) fn is_temporary(name: &str) -> bool {
    // Vim counts on by 123 where a file is called 4913.
    let probe = name.len() <= 6
        && name
            .parse::<u32>()
            .is_ok_and(|number| number >= 4913 && (number - 4913) % 123 == 0);
    let swap = name.starts_with('.')
        && [".swp", ".swo", ".swn", ".swx"]
            .iter()
            .any(|end| name.ends_with(end));
    probe
        || swap
        || name.ends_with('~')
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || name.starts_with(".#")
        || (name.len() > 2 && name.starts_with('#') && name.ends_with('#'))
}

/// Folders of what was removed: of Synology, QNAP and Windows, and what macOS puts into an archive
/// beside its files. Those of others begin with a dot.
const BINS: [&str; 4] = ["#recycle", "@recycle", "$recycle.bin", "__macosx"];

/// Words for the same by which people call a folder of their own.
const TRASH: [&str; 2] = ["trash", "휴지통"];

/// Whether only machines call a folder so.
pub(super) fn is_bin(name: &str) -> bool {
    BINS.iter().any(|bin| bin.eq_ignore_ascii_case(name))
}

/// Whether a folder holds what was thrown away. One with a first page does not, and neither does
/// one among the pages of a site: `content/posts/trash/index.md` is a post of that name.
pub(super) fn is_trash(name: &str, folder: &Path, place: &WalkPlace) -> bool {
    let is_named = TRASH.iter().any(|trash| trash.eq_ignore_ascii_case(name));
    let top = place.path.split('/').next().unwrap_or_default();
    if !is_named || matches!(top, "content" | "docs" | "src" | "_posts" | "posts") {
        return false;
    }
    let names = disk::names(folder).unwrap_or_default();
    let is_first = |name: &OsString| name.to_str().is_some_and(is_landing);
    !names.iter().any(is_first)
}

/// Folders in which an environment of Python (`python -m venv`) keeps what it installed.
pub(super) const INSTALLED: [&str; 3] = ["lib", "lib64", "Lib"];

/// The folder in which Hugo, Zola and Hexo keep how a site looks, with what its makers say of that.
pub(super) const THEMES: &str = "themes";

/// Whether a file has the settings of Hugo or Zola by its name.
pub(super) fn is_settings_of_themes(name: &OsStr) -> bool {
    let (stem, end) = name
        .to_str()
        .and_then(|name| name.split_once('.'))
        .unwrap_or_default();
    matches!(stem, "hugo" | "config") && matches!(end, "toml" | "yaml" | "yml" | "json")
}

/// Whether notes lie right in a folder that is not read. One that cannot be opened is left out
/// either way.
pub(super) fn holds_notes(folder: &Path) -> bool {
    let names = disk::names(folder).unwrap_or_default();
    names.iter().any(|name| name.to_str().is_some_and(is_note))
}
