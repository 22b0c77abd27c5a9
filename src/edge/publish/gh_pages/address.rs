//! Where a branch of a repository is read: the remote's address, the branch and a name of one's own
//! in, the site's address out. Sources: GitHub's "About GitHub Pages" and Codeberg's "Pages".

use crate::config;

/// The address of the site that this branch of a remote shows; `None` where nobody can know it.
pub fn of_site(remote: &str, branch: &str, cname: Option<&str>) -> Option<String> {
    if let Some(own) = cname.and_then(own_name) {
        return Some(format!("https://{own}/"));
    }
    let (host, path) = host_and_path(remote)?;
    let path = path.trim_matches('/');
    let (owner, name) = path.strip_suffix(".git").unwrap_or(path).split_once('/')?;
    if owner.is_empty() || name.is_empty() || name.contains('/') {
        return None;
    }
    let domain = match host.as_str() {
        "github.com" | "ssh.github.com" | "www.github.com" => "github.io",
        "codeberg.org" if branch == "pages" => "codeberg.page",
        _ => return None,
    };
    let home = format!("{}.{domain}", owner.to_lowercase());
    let is_home = name.to_lowercase() == home || (domain == "codeberg.page" && name == "pages");
    Some(if is_home {
        format!("https://{home}/")
    } else {
        format!("https://{home}/{name}/")
    })
}

/// The name in a file `CNAME`, where the address of the site is under another.
pub(crate) fn other_name<'a>(cname: &'a str, base_url: &str) -> Option<&'a str> {
    let host = host(base_url)?;
    own_name(cname).filter(|name| !name.eq_ignore_ascii_case(host))
}

/// The host of an address, without its port.
pub(crate) fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.split(['/', ':']).next()
}

/// The name that a file `CNAME` gives.
fn own_name(text: &str) -> Option<&str> {
    let name = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let is_name = name.contains('.') && !name.contains(':');
    (is_name && config::wrong_host(name).is_none()).then_some(name)
}

/// Host and path of an address as git takes it: `https://HOST/PATH`, `ssh://NAME@HOST:PORT/PATH` or
/// `NAME@HOST:PATH`.
fn host_and_path(remote: &str) -> Option<(String, &str)> {
    let (place, path) = match remote.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.split_once('/')?,
        Some(_) => return None,
        None => remote
            .split_once(':')
            .filter(|(place, _)| !place.contains('/'))?,
    };
    let host = place.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    Some((host.to_lowercase(), path))
}
