//! One commit, pushed. A branch and a tree in; the commit, or why the remote did not take it, out.
//! The remote takes it only if the branch there is what it was when it was looked at.

use std::process::Output;

use super::access;
use super::git::{Git, complaint, run};
use super::remote::{Branch, MARK, SUBJECT, TREE};
use crate::failure::Failure;
use crate::text::without_credentials;

/// Makes the commit of a tree and pushes it; `kept` is what it says of the files of others. Its
/// name, shortened.
pub(crate) fn push(
    branch: &Branch,
    tree: &str,
    kept: &str,
    orphan: bool,
) -> Result<String, Failure> {
    let commit = commit(branch, tree, kept, orphan)?;
    let tip = branch.tip.as_ref().map(|tip| tip.commit.as_str());
    let first = match (branch.further.as_slice(), branch.urls.first()) {
        ([], _) | (_, None) => &branch.remote,
        (_, Some(url)) => url,
    };
    send(branch, &commit, (first, tip))?
        .map_err(|refusal| refused(branch, &branch.shown, &refusal, orphan))?;
    for address in &branch.further {
        send(branch, &commit, (&address.url, address.tip.as_deref()))?.map_err(|refusal| {
            let shown = address.shown();
            let why = refused(branch, &shown, &refusal, orphan).message;
            Failure::remote(format!(
                "The first address of {} has the new site, {shown} has not. {why} `notesite \
                publish gh-pages` brings it there once that is mended.",
                branch.shown
            ))
        })?;
    }
    Ok(commit[..commit.len().min(7)].to_owned())
}

/// Brings what the first address holds to those that lack it. Those, as they may be shown.
pub(crate) fn bring(branch: &Branch) -> Result<Vec<String>, Failure> {
    let Some(tip) = &branch.tip else {
        return Ok(Vec::new());
    };
    let mut brought = Vec::new();
    for address in &branch.further {
        let there = address.tip.as_deref();
        if there != Some(&tip.commit) {
            let shown = address.shown();
            send(branch, &tip.commit, (&address.url, there))?
                .map_err(|refusal| refused(branch, &shown, &refusal, false))?;
            brought.push(shown);
        }
    }
    Ok(brought)
}

/// Pushes a commit to an address, where the branch is still at `expected`. What git says where it
/// is not taken.
fn send(
    branch: &Branch,
    commit: &str,
    (to, expected): (&str, Option<&str>),
) -> Result<Result<(), Output>, Failure> {
    let reference = branch.reference();
    let out = run(
        &mut branch.git.command([
            "push",
            "--porcelain",
            "--no-verify",
            "--no-signed",
            "--receive-pack=git-receive-pack",
            &format!("--force-with-lease={reference}:{}", expected.unwrap_or("")),
            "--",
            to,
            &format!("{commit}:{reference}"),
        ]),
        &[],
    )?;
    let is_taken = out.status.success();
    Ok(if is_taken { Ok(()) } else { Err(out) })
}

fn commit(branch: &Branch, tree: &str, kept: &str, orphan: bool) -> Result<String, Failure> {
    let git = &branch.git;
    let source = git.whether(["rev-parse", "--verify", "--quiet", "--short", "HEAD"])?;
    let of = source.map_or(String::new(), |source| format!(" of {source}"));
    let message = format!("{SUBJECT}{of}\n\n{MARK}\n{TREE}{tree}\n{kept}");
    let mut arguments = vec!["commit-tree".to_owned(), tree.to_owned()];
    if let Some(tip) = branch.tip.as_ref().filter(|_| !orphan) {
        arguments.extend(["-p".to_owned(), tip.commit.clone()]);
    }
    if !has_a_name(git)? {
        // As on a machine that builds for others, where nobody has a name.
        let names = ["user.name=notesite", "user.email=notesite@localhost"];
        let given = names
            .iter()
            .flat_map(|name| ["-c".to_owned(), (*name).to_owned()]);
        arguments.splice(0..0, given);
    }
    let out = git.answer(&arguments, message.as_bytes())?;
    Ok(String::from_utf8_lossy(&out).trim().to_owned())
}

/// Whether git knows who commits.
fn has_a_name(git: &Git) -> Result<bool, Failure> {
    let named = |variable| git.whether(["var", variable]);
    Ok(named("GIT_COMMITTER_IDENT")?.is_some() && named("GIT_AUTHOR_IDENT")?.is_some())
}

/// Why the remote did not take it.
fn refused(branch: &Branch, remote: &str, out: &Output, orphan: bool) -> Failure {
    let name = &branch.name;
    let (said, told) = (
        String::from_utf8_lossy(&out.stdout),
        String::from_utf8_lossy(&out.stderr),
    );
    // `! FROM:TO TAB [rejected] (stale info)`
    let status = said
        .lines()
        .find(|line| line.starts_with('!'))
        .and_then(|line| line.rsplit('\t').next());
    let message = match status {
        Some(status) if is_stale(status, &told) => format!(
            "Somebody else published to {name} of {remote} meanwhile, and their site stands. \
            Publish again: this goes on from what they published, so bring in their notes first \
            (`git pull`)."
        ),
        Some(status) => {
            let more = told.lines().find_map(|line| {
                let line = line.strip_prefix("remote: ")?.trim();
                line.to_lowercase().contains("error").then_some(line)
            });
            let reason = without_credentials(more.unwrap_or(status.trim()).trim_end_matches('.'));
            let is_rewritten = status.contains("non-fast-forward") || told.contains("force-push");
            let advice = match access::advice(&told, remote) {
                Some(advice) => advice,
                None if orphan && is_rewritten => format!(
                    "It takes no branch whose history was dropped: publish without `--orphan`, or \
                    let {name} be pushed there by force."
                ),
                None => "Let it be written there, or name another branch with `--branch NAME`."
                    .to_owned(),
            };
            // A further address is asked once the first has the site.
            let so = if remote == branch.shown {
                "Nothing was published. "
            } else {
                ""
            };
            format!("{remote} does not take {name}: {reason}. {so}{advice}")
        }
        None => {
            let url = branch.urls.first().map_or(remote, String::as_str);
            let advice = access::advice(&told, url).unwrap_or_else(|| {
                "Publish again once `git push` works there; what has arrived already counts."
                    .to_owned()
            });
            format!("{remote} cannot be written: {}. {advice}", complaint(out))
        }
    };
    Failure::remote(message)
}

/// Whether the branch was no more where it was looked at: by git here, or by the one over there,
/// which another push was quicker to.
fn is_stale(status: &str, told: &str) -> bool {
    let is_here = ["stale info", "fetch first"]
        .iter()
        .any(|reason| status.contains(reason));
    let is_behind = status.contains("[rejected]") && status.contains("non-fast-forward");
    let all = [status, told].join("\n");
    let is_there = all.contains("cannot lock ref")
        && ["but expected", "reference already exists"]
            .iter()
            .any(|reason| all.contains(reason));
    is_here || is_behind || is_there
}
