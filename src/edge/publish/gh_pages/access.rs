//! Why a remote let nobody in, and what to do about it: what git and the other side said in, a next
//! step out. Knows the words of git, of OpenSSH and of GitHub.

/// What to do where a remote at this address said this; `None` where it is about no access.
pub(super) fn advice(said: &str, url: &str) -> Option<String> {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let host = host(url);
    let is_github = host.is_none_or(|host| host.ends_with("github.com"));
    if has(&["Host key verification failed", "REMOTE HOST IDENTIFICATION"]) {
        let host = host.unwrap_or("github.com");
        return Some(format!(
            "`ssh -T git@{host}` shows the key of the machine, to be compared with the one that \
            its owner tells, and remembers it."
        ));
    }
    if has(&["Permission denied (", "Too many authentication failures"]) {
        let host = host.unwrap_or("github.com");
        let login = if is_github {
            "`gh ssh-key add ~/.ssh/id_ed25519.pub` adds yours, and"
        } else {
            "Add your key there;"
        };
        return Some(format!(
            "`ssh -T git@{host}` has to greet you by name first. {login} a deploy key has to have \
            the right to write."
        ));
    }
    if has(&[
        "could not read Username",
        "could not read Password",
        "terminal prompts disabled",
        "Authentication failed",
        "Invalid username or",
        "password authentication was removed",
        "returned error: 401",
    ]) {
        return Some(if is_github {
            "`gh auth login` and `gh auth setup-git` let git in over HTTPS; or take SSH: `git \
            remote set-url origin git@github.com:OWNER/REPOSITORY.git`."
                .to_owned()
        } else {
            "Give git a token of that place (`git credential approve`, or the password that `git \
            push` asks for), or take its address of SSH: `git remote set-url origin …`."
                .to_owned()
        });
    }
    if has(&[
        "Write access to repository not granted",
        "returned error: 403",
        "key you are \
            authenticating with has been marked as read only",
    ]) || (said.contains("Permission to ") && said.contains(" denied to "))
    {
        return Some(
            "Whoever git is there may read and not write: `gh auth status` says who that is. A \
            workflow needs `permissions: contents: write`, a deploy key the right to write."
                .to_owned(),
        );
    }
    if has(&[
        "Repository not found",
        "does not appear to be a git repository",
        "returned error: 404",
    ]) || (said.contains("repository '") && said.contains("not found"))
    {
        return Some(
            "`git remote -v` shows the address: correct it with `git remote set-url`, or make the \
            repository there first. One that you may not see is not found either (`gh auth \
            status`)."
                .to_owned(),
        );
    }
    has(&[
        "Could not resolve host",
        "Could not resolve hostname",
        "Name or service not known",
    ])
    .then(|| {
        "Look whether this machine is online and the address (`git remote -v`) right.".to_owned()
    })
}

/// The host of an address of git; `None` for a path.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let place = rest.split('/').next()?;
    let place = place.rsplit_once('@').map_or(place, |(_, place)| place);
    let host = place.split(':').next()?;
    (host.contains('.') && host != "..").then_some(host)
}
