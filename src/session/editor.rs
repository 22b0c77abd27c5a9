//! From a line of a page back to its source: the address template that opens an editor. A preset or
//! a template in, the template with this machine's path out; the page puts in file and line.

use std::path::Path;

use crate::text;

/// The template with ROOT in it; `{path}` is left for the file relative to ROOT and `{line}` for
/// the line.
pub fn template(editor: &str, root: &Path) -> String {
    let template = match editor {
        "vscode" => "vscode://file/{path}:{line}",
        "idea" => "idea://open?file={path}&line={line}",
        "zed" => "zed://file/{path}:{line}",
        other => other,
    };
    let root = root.display().to_string().replace('\\', "/");
    let root = text::percent_encode(root.trim_end_matches('/')).replace("%3A", ":");
    // `file/{path}` has the path's first slash already.
    let slashed = template
        .find("{path}")
        .is_some_and(|at| template[..at].ends_with('/'));
    let root = if slashed {
        root.trim_start_matches('/')
    } else {
        &root
    };
    template.replacen("{path}", &format!("{root}/{{path}}"), 1)
}
