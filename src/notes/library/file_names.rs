//! What the names of notes say: landing pages, and papers about the repository.

/// Names of landing pages, those that GitHub shows below a folder first.
pub(super) const LANDINGS: [&str; 5] = [
    "readme.md",
    "readme.markdown",
    "index.md",
    "index.markdown",
    "_index.md",
];

/// Names of files that are about the repository and not about its subject, as GitHub and those who
/// work with it know them.
pub(super) const ABOUT: [&str; 17] = [
    "contributing",
    "code_of_conduct",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "changes",
    "security",
    "support",
    "governance",
    "maintainers",
    "contributors",
    "authors",
    "agents",
    "claude",
    "pull_request_template",
];

pub(super) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a file in the folder of the notes is about the repository.
pub(super) fn is_about(path: &str) -> bool {
    let name = name_of(path).to_ascii_lowercase().replace('-', "_");
    let stem = name.split('.').next().unwrap_or_default();
    ABOUT.contains(&stem)
}

/// Whether a folder shows the file.
pub(super) fn is_landing(path: &str) -> bool {
    let name = name_of(path);
    LANDINGS
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

pub(super) fn stem(path: &str) -> &str {
    let name = name_of(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
