//! One commit, pushed. A branch and a tree in; the commit, or why the remote did not take it, out.
//! The remote takes it only if the branch there is what it was when it was looked at.

use std::process::Output;

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
    let reference = branch.reference();
    let expected = branch.tip.as_ref().map_or("", |tip| &tip.commit);
    let out = run(
        &mut branch.git.command([
            "push",
            "--porcelain",
            "--no-verify",
            "--no-signed",
            "--receive-pack=git-receive-pack",
            &format!("--force-with-lease={reference}:{expected}"),
            "--",
            &branch.remote,
            &format!("{commit}:{reference}"),
        ]),
        &[],
    )?;
    if out.status.success() {
        Ok(commit[..commit.len().min(7)].to_owned())
    } else {
        Err(refused(branch, &out))
    }
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
fn refused(branch: &Branch, out: &Output) -> Failure {
    let (name, remote) = (&branch.name, &branch.shown);
    let said = String::from_utf8_lossy(&out.stdout);
    // `! FROM:TO TAB [rejected] (stale info)`
    let status = said
        .lines()
        .find(|line| line.starts_with('!'))
        .and_then(|line| line.rsplit('\t').next());
    let stale = [
        "stale info",
        "fetch first",
        "non-fast-forward",
        "cannot lock ref",
    ];
    let message = match status {
        Some(status) if stale.iter().any(|reason| status.contains(reason)) => format!(
            "Somebody else published to {name} of {remote} meanwhile, and their site stands. \
            Publish again: this goes on from what they published, so bring in their notes first \
            (`git pull`)."
        ),
        Some(status) => {
            let said = String::from_utf8_lossy(&out.stderr);
            let more = said.lines().find_map(|line| {
                let line = line.strip_prefix("remote: ")?.trim();
                line.to_lowercase().contains("error").then_some(line)
            });
            let reason = more.unwrap_or(status.trim());
            format!(
                "{remote} does not take {name}: {}. Nothing was published. Let it be written \
                there, or name another branch with `--branch NAME`.",
                without_credentials(reason.trim_end_matches('.'))
            )
        }
        None => format!(
            "{remote} cannot be written: {}. Publish again once `git push` works there; what has \
            arrived already counts.",
            complaint(out)
        ),
    };
    Failure::remote(message)
}
