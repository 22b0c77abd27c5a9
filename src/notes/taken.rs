//! What is said of pages, files and redirects whose place in the site is taken, and of redirects
//! that cannot work. What was found in, a message out.

use crate::address::NotePath;
use crate::diagnostic::Diagnostic;
use crate::notes::messages::{At, did_you_mean};
use crate::notes::tree::{FileSpan, Span};

/// A redirect from something that cannot be a page. `reason` is half a sentence, or empty.
pub(crate) fn bad_redirect(
    file: &NotePath,
    span: Option<FileSpan>,
    old: &str,
    reason: &str,
) -> Diagnostic {
    let help =
        "Write the path of a page from the site's root, such as `course/old-name.html`.".to_owned();
    Diagnostic::warning(
        "bad-redirect",
        file,
        span,
        if reason.is_empty() {
            format!("No page can lie at `{old}`, so nothing leads on from there.")
        } else {
            format!("No page can lie at `{old}`, since {reason}, so nothing leads on from there.")
        },
        help,
    )
}

/// A redirect that would take the place of a page.
pub(crate) fn redirect_hides(file: &NotePath, span: Option<FileSpan>, path: &str) -> Diagnostic {
    let help = "Remove it, or give that page another title or `slug`.".to_owned();
    Diagnostic::warning(
        "redirect-hides-page",
        file,
        span,
        format!("`{path}` is a page of its own, so it does not lead elsewhere."),
        help,
    )
}

/// What is in the way of something that wishes for a path.
#[derive(Clone, Copy, Debug)]
pub(crate) enum InTheWay<'a> {
    /// A page of the site, at that very path.
    Page,
    /// A file of the site, at that very path.
    File,
    /// A folder of the site.
    Folder,
    /// Something above it, at this path, is no folder.
    Above(&'a str),
    /// This path differs from it only in case, or in how its letters are stored.
    Twin(&'a str),
}

/// A picture or linked file that cannot be copied to its place.
pub(crate) fn no_place_for_file(at: At, path: &str, in_the_way: InTheWay) -> Diagnostic<Span> {
    let message = match in_the_way {
        InTheWay::Page | InTheWay::File => format!(
            "The site has a page or file of its own at `{path}`, so readers do not get the file \
             that is linked here."
        ),
        InTheWay::Folder => format!(
            "`{path}` is a folder of the site, so readers do not get the file that is linked here."
        ),
        InTheWay::Above(other) => format!(
            "`{other}` is a page or file of the site and nothing can lie below it, so readers do \
             not get the file that is linked here."
        ),
        InTheWay::Twin(other) => {
            let message = format!(
                "`{path}` and `{other}` are one file to many disks, so the site cannot hold both."
            );
            let help = "Rename one of them, and the links to it.".to_owned();
            return Diagnostic::error("path-taken", at.file, at.span, message, help);
        }
    };
    let help = format!(
        "Give the file or the folder it lies in another name, such as `files/{}`, and link to it \
         there.",
        path.rsplit('/').next().unwrap_or_default()
    );
    at.warn("path-taken", message, help)
}

/// A file that is copied as it is and cannot lie at its place.
pub(crate) fn no_place_for_static_file(source: &str, other: &str) -> Diagnostic {
    Diagnostic::warning(
        "path-taken",
        &source.into(),
        None,
        format!("The site has `{other}` of its own, so `{source}` is not copied."),
        "Give the file another name, or take it out of that folder.".to_owned(),
    )
}

/// A redirect from an address that something else has.
pub(crate) fn no_place_for_redirect(
    file: &NotePath,
    span: Option<FileSpan>,
    path: &str,
    in_the_way: InTheWay,
) -> Diagnostic {
    let reason = match in_the_way {
        InTheWay::Page => return redirect_hides(file, span, path),
        InTheWay::File => "a file of the site lies there".to_owned(),
        InTheWay::Folder => "it is a folder of the site".to_owned(),
        InTheWay::Above(other) => format!("`{other}` is no folder"),
        InTheWay::Twin(other) => format!("many disks take it for `{other}`"),
    };
    bad_redirect(file, span, path, &reason)
}

/// A page that cannot lie at its path. `file` is what it is made from.
pub(crate) fn no_place(file: &NotePath, path: &str, other: &str) -> Diagnostic {
    let help = "Give one of them another title or `slug`.".to_owned();
    Diagnostic::error(
        "path-taken",
        file,
        None,
        format!("The page `{path}` has no place, since `{other}` is there already."),
        help,
    )
}

/// Two redirects from one address.
pub(crate) fn redirect_twice(file: &NotePath, span: Option<FileSpan>, path: &str) -> Diagnostic {
    let help = "Keep one of them; the first one counts.".to_owned();
    Diagnostic::warning(
        "redirect-twice",
        file,
        span,
        format!("`{path}` is sent to two different pages."),
        help,
    )
}

/// Redirects that lead to each other.
pub(crate) fn redirect_circle(file: &NotePath, span: Option<FileSpan>, path: &str) -> Diagnostic {
    let help = "Let one of them lead to a page that exists.".to_owned();
    Diagnostic::warning(
        "redirect-circle",
        file,
        span,
        format!("The redirects from `{path}` go round in a circle."),
        help,
    )
}

/// A redirect to a page that is not there.
pub(crate) fn redirect_nowhere(
    file: &NotePath,
    span: Option<FileSpan>,
    page: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    let help = did_you_mean(
        nearest,
        "Write the path of a page from the site's root, or a web address that begins with \
        `https://`.",
    );
    Diagnostic::warning(
        "redirect-nowhere",
        file,
        span,
        format!("The redirect leads to `{page}`, and the site has no such page."),
        help,
    )
}
