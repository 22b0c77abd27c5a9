//! Where the repository that ROOT lies in came from: the address of its remote `origin`, as a page
//! of it on the web. ROOT in, an address without names and passwords out. Runs nothing, and follows
//! nothing that the settings include.

use std::fs;
use std::path::Path;

use super::disk;
use crate::failure::Failure;

/// The address of the repository of ROOT (absolute, without links); `None` where nobody says it, or
/// where it is no host's on the web.
///
/// # Errors
/// Settings of git that cannot be read, by their path.
pub(super) fn origin(canonical: &Path) -> Result<Option<String>, Failure> {
    let Some(top) = disk::repository(canonical)? else {
        return Ok(None);
    };
    let Some(git) = disk::git_folder(top)? else {
        return Ok(None);
    };
    let config = git.join("config");
    let bytes = disk::there(fs::read(&config), &config, "read")?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    Ok(url(&text).and_then(on_the_web))
}

/// The first `url` of `[remote "origin"]` in a file of git's settings.
pub fn url(config: &str) -> Option<&str> {
    let mut is_origin = false;
    for line in config.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.split_once(']').map_or(section, |(inner, _)| inner);
            let section = section.split_whitespace().collect::<Vec<_>>();
            is_origin = matches!(section[..], [kind, "\"origin\""]
                if kind.eq_ignore_ascii_case("remote"));
        } else if is_origin
            && let Some((key, value)) = line.split_once('=')
            && key.trim().eq_ignore_ascii_case("url")
        {
            return Some(value.trim().trim_matches('"'));
        }
    }
    None
}

/// The page of a remote: `git@github.com:me/notes.git` is `https://github.com/me/notes`. Hosts that
/// nobody else may reach, ports and deeper paths tell nothing of the pages that lie there.
pub fn on_the_web(url: &str) -> Option<String> {
    let (login, path) = if let Some((scheme, rest)) = url.split_once("://") {
        let known = ["https", "http", "ssh", "git", "git+ssh"];
        known.contains(&scheme).then(|| rest.split_once('/'))??
    } else {
        // As `scp` writes it; `C:/notes` and a folder beside are no hosts.
        url.split_once(':')?
    };
    let host = login.rsplit_once('@').map_or(login, |(_, host)| host);
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let is_word = |word: &str| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        !word.is_empty() && word.chars().all(is_part)
    };
    let is_page = path.split('/').count() > 1 && path.split('/').all(is_word);
    let is_host = is_word(host) && host.contains('.');
    (is_host && is_page).then(|| format!("https://{}/{path}", host.to_ascii_lowercase()))
}
