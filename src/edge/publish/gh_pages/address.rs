//! Where a branch of a repository is read: the remote's address, the branch and a name of one's own
//! in, the site's address out. Sources: GitHub's "About GitHub Pages" and Codeberg's "Pages".

use crate::config;

/// The address of the site that this branch of a remote shows; `None` where nobody can know it.
pub(crate) fn of_site(remote: &str, branch: &str, cname: Option<&str>) -> Option<String> {
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
    let (_, rest) = base_url.split_once("://")?;
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    own_name(cname).filter(|name| !name.eq_ignore_ascii_case(host))
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

#[cfg(test)]
mod tests {
    use super::of_site;

    #[test]
    fn addresses_of_github_lead_to_its_pages() {
        let project = Some("https://me.github.io/Notes/".to_owned());
        for remote in [
            "https://github.com/Me/Notes",
            "https://github.com/Me/Notes.git",
            "https://github.com/Me/Notes/",
            "https://x-access-token:secret@github.com/Me/Notes.git",
            "git@github.com:Me/Notes.git",
            "github.com:Me/Notes",
            "ssh://git@github.com/Me/Notes.git",
            "ssh://git@ssh.github.com:443/Me/Notes.git",
            "git://github.com/Me/Notes.git",
            "https://GitHub.com/Me/Notes",
        ] {
            assert_eq!(of_site(remote, "gh-pages", None), project, "{remote}");
        }
        for remote in [
            "https://github.com/Me/me.github.io.git",
            "git@github.com:me/ME.github.io.git",
        ] {
            let home = Some("https://me.github.io/".to_owned());
            assert_eq!(of_site(remote, "main", None), home, "{remote}");
        }
    }

    #[test]
    fn what_nobody_can_know_is_not_guessed() {
        for remote in [
            "/srv/git/notes.git",
            "../notes.git",
            "file:///srv/git/notes.git",
            "C:/git/notes.git",
            "https://git.example/me/notes.git",
            "git@gitlab.com:group/inner/notes.git",
            "https://github.com/notes",
            "https://github.com",
            "",
        ] {
            assert_eq!(of_site(remote, "gh-pages", None), None, "{remote}");
        }
    }

    #[test]
    fn a_name_of_ones_own_comes_first() {
        let remote = "git@github.com:me/notes.git";
        let own = |cname| of_site(remote, "gh-pages", Some(cname));
        assert_eq!(
            own("notes.example\n").as_deref(),
            Some("https://notes.example/")
        );
        assert_eq!(
            own("\r\n notes.example \r\n").as_deref(),
            Some("https://notes.example/")
        );
        for wrong in [
            "",
            "https://notes.example/",
            "two words.example",
            "localhost",
        ] {
            let guessed = own(wrong);
            assert_eq!(
                guessed.as_deref(),
                Some("https://me.github.io/notes/"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn codeberg_shows_the_branch_pages() {
        let remote = "https://codeberg.org/me/notes.git";
        let pages = of_site(remote, "pages", None);
        assert_eq!(pages.as_deref(), Some("https://me.codeberg.page/notes/"));
        assert_eq!(of_site(remote, "gh-pages", None), None);
    }
}
