//! What Quarto keeps out of its sites. The text of its settings in, lines in the words of
//! `.gitignore` out.

use crate::notes::library::exclusion::{Exclusions, anchored, below, texts};
use crate::notes::library::files::parent;
use crate::notes::reading::front_matter;

/// `drafts` of a site or book, and what `!` stands before in `render` of a project. What `render`
/// does not name is not made by Quarto, and kept from nobody.
pub(super) fn of_config(path: &str, text: &str, out: &mut Exclusions) {
    if !path.contains("_quarto.") {
        return;
    }
    let settings = front_matter::yaml(text).unwrap_or_default();
    let folder = parent(path);
    for site in ["website", "book"] {
        let drafts = settings.get(site).and_then(|site| site.get("drafts"));
        let lines = texts(drafts).filter_map(anchored);
        let lines = lines.filter_map(|line| below(folder, &line));
        out.extend(lines.map(|line| ("`drafts` of _quarto.yml", line)));
    }
    let project = settings.get("project").and_then(|it| it.get("render"));
    let kept = texts(project).filter_map(|one: &str| one.trim().strip_prefix('!'));
    let lines = kept.filter_map(|pattern| {
        // A pattern without a folder names files in all of them.
        if pattern.contains('*') && !pattern.contains('/') {
            below(folder, pattern)
        } else {
            below(folder, &anchored(pattern)?)
        }
    });
    out.extend(lines.map(|line| ("`render` of _quarto.yml", line)));
}
