//! Where a page is edited in the repository that holds its note: the address of the editor that
//! GitHub, GitLab, Gitea with Forgejo, and Bitbucket open on a file. A site and a place in a note
//! in, an address out.

use crate::pages::site::Site;
use crate::text::percent_encode;

/// The address that edits a note, where the repository is known. `line` counts from 1.
pub(super) fn edit_address(site: &Site, file: &str, line: usize) -> Option<String> {
    let repository = site.config.repository.as_deref()?;
    let url = repository.trim_end_matches('/');
    let url = url.strip_suffix(".git").unwrap_or(url);
    let path = percent_encode(&format!("{}{file}", site.place_in_repository));
    let said = site.config.branch.as_deref().map(percent_encode);
    let host = Host::of(url);
    let usual = match host {
        Host::GitHub | Host::Bitbucket => "HEAD",
        // Their editors open a branch, and HEAD is none to them.
        Host::GitLab | Host::Gitea => "main",
    };
    let branch = said.as_deref().unwrap_or(usual);
    Some(match host {
        Host::GitHub => format!("{url}/edit/{branch}/{path}#L{line}"),
        Host::GitLab => format!("{url}/-/edit/{branch}/{path}#L{line}"),
        Host::Gitea => format!("{url}/_edit/{branch}/{path}#L{line}"),
        Host::Bitbucket => format!("{url}/src/{branch}/{path}?mode=edit"),
    })
}

/// Programs that repositories are kept by.
enum Host {
    GitHub,
    GitLab,
    Gitea,
    Bitbucket,
}

impl Host {
    /// By the name of the host, which those who run such a program call after it, or by the folder
    /// before owner and repository; GitHub's form where neither says anything.
    fn of(url: &str) -> Self {
        let place = url.split_once("://").map_or(url, |(_, rest)| rest);
        let place = place.to_lowercase();
        let parts: Vec<&str> = place.split('/').collect();
        let host = parts.first().copied().unwrap_or_default();
        let folder = parts.get(1).copied().filter(|_| parts.len() > 3);
        Self::called(host)
            .or_else(|| folder.and_then(Self::called))
            .unwrap_or(Self::GitHub)
    }

    fn called(name: &str) -> Option<Self> {
        let is = |names: &[&str]| names.iter().any(|known| name.contains(known));
        if is(&["github"]) {
            Some(Self::GitHub)
        } else if is(&["gitlab"]) {
            Some(Self::GitLab)
        } else if is(&["gitea", "forgejo", "codeberg"]) {
            Some(Self::Gitea)
        } else if is(&["bitbucket"]) {
            Some(Self::Bitbucket)
        } else {
            None
        }
    }
}
