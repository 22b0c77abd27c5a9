//! What links have to say: one constructor for each way in which a link can fail, each a full sentence with a help sentence
//! that tells what to type. Knows nothing of how links are resolved.

use std::sync::Arc;

use super::tree::Span;
use crate::diagnostic::Diagnostic;

/// Where a link stands: every message here is about one.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The file, relative to ROOT.
    pub file: &'a Arc<str>,
    /// The link's bytes in that file.
    pub span: Span,
}

impl At<'_> {
    fn warn(self, code: &'static str, message: String, help: String) -> Diagnostic {
        Diagnostic::warning(code, self.file, self.span, message, help)
    }
}

/// `nearest` as a help sentence, or what to do where nothing is near.
fn did_you_mean(nearest: Option<&str>, otherwise: &str) -> String {
    nearest.map_or_else(|| otherwise.to_owned(), |name| format!("Did you mean `{name}`?"))
}

/// A picture that is not there.
pub fn missing_image(at: At, path: &str, nearest: Option<&str>) -> Diagnostic {
    let help = did_you_mean(nearest, "Add the file there, or correct the path, which counts from the folder of this note.");
    at.warn("missing-image", format!("The picture `{path}` does not exist."), help)
}

/// A link to a file or chapter that is not there.
pub fn broken_link(at: At, destination: &str, nearest: Option<&str>) -> Diagnostic {
    let help = did_you_mean(nearest, "Correct the path, which counts from the folder of this note, or remove the link.");
    at.warn("broken-link", format!("The link leads to `{destination}`, which does not exist."), help)
}

/// A link without a destination.
pub fn empty_link(at: At) -> Diagnostic {
    let help = "Write the destination between the brackets, or remove them.".to_owned();
    at.warn("broken-link", "The link has no destination.".to_owned(), help)
}

/// A link that climbs above ROOT.
pub fn outside_link(at: At, destination: &str) -> Diagnostic {
    let help = "Move the file into the folder of the notes, or link to its address on the web.".to_owned();
    at.warn("broken-link", format!("The link `{destination}` leads out of the folder that the site is made from."), help)
}

/// A link to a file of this computer.
pub fn local_link(at: At, destination: &str) -> Diagnostic {
    let help = "Copy the file beside the notes and link to it by a relative path.".to_owned();
    at.warn("broken-link", format!("The link `{destination}` leads to this computer only; readers cannot follow it."), help)
}

/// A link to a file whose name begins with a dot.
pub fn hidden_link(at: At, path: &str) -> Diagnostic {
    let help = "Rename the file, or set `repository` in notesite.toml so that the link can lead to the repository.".to_owned();
    at.warn("broken-link", format!("`{path}` is a hidden file, and hidden files are not published."), help)
}

/// A link to a folder that has no page.
pub fn folder_link(at: At, path: &str, nearest: Option<&str>) -> Diagnostic {
    let help = nearest.map_or_else(
        || format!("Link to a file in it, or write `{path}/README.md` to give it a page."),
        |name| format!("Link to a file in it, such as `{name}`."),
    );
    at.warn("folder-link", format!("`{path}` is a folder, and it has no page of its own."), help)
}

/// A chapter that is there, without the anchor.
pub fn unknown_anchor(at: At, anchor: &str, place: &str, nearest: Option<&str>) -> Diagnostic {
    let nearest = nearest.map(|name| format!("#{name}"));
    let help = did_you_mean(nearest.as_deref(), "Link to the chapter alone, or to one of its headings.");
    at.warn("unknown-anchor", format!("`{place}` has no heading or bullet with the anchor `#{anchor}`."), help)
}

/// A file that is found only when upper and lower case are the same.
pub fn case_differs(at: At, written: &str, found: &str) -> Diagnostic {
    let message = format!("`{written}` differs from the file's name in upper and lower case, and most servers tell them apart.");
    at.warn("case-differs", message, format!("Write `{found}`."))
}

/// A file that is found only when compatible characters are the same.
pub fn normalisation_differs(at: At, written: &str, found: &str) -> Diagnostic {
    let message = format!("`{written}` looks like the file's name but is made of other characters.");
    at.warn("normalisation-differs", message, format!("Write `{found}`."))
}

/// A link that would run a script.
pub fn unsafe_link(at: At, scheme: &str) -> Diagnostic {
    let message = format!("A link that begins with `{scheme}:` can run a script, so it is shown as text.");
    at.warn("unsafe-link", message, "Link to an address that begins with `https://`, or to a file.".to_owned())
}

/// A name that several chapters have.
pub fn ambiguous_link(at: At, name: &str, urls: &[String]) -> Diagnostic {
    let shown: Vec<String> = urls.iter().take(3).map(|url| format!("`{url}`")).collect();
    let help = format!("Say which one is meant, with its number or by its page: {}.", shown.join(", "));
    at.warn("ambiguous-link", format!("`{name}` could be more than one place."), help)
}

/// A term of `[terms] add` that names no chapter. There is no file of notes to point at, so the configuration is named.
pub fn unknown_term(config: &Arc<str>, word: &str, chapter: &str, nearest: Option<&str>) -> Diagnostic {
    let message = format!("The term `{word}` should lead to `{chapter}`, but no chapter is called so.");
    let help = did_you_mean(nearest, "Write the chapter's number and title, such as `15. Pod`, under `[terms]` `add`.");
    Diagnostic::warning("unknown-term", config, None, message, help)
}
