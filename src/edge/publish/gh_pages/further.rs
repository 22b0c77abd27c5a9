//! A remote that pushes to more than one address: the first is the one that is looked at, and the
//! others follow it. A remote in, what lies at its further addresses out.

use super::git::Git;
use super::remote::{Branch, FurtherAddress, listed};
use crate::failure::Failure;

/// The addresses that a remote pushes to; none where it has no name.
fn urls(git: &Git, remote: &str) -> Result<Vec<String>, Failure> {
    let all = git.whether(["remote", "get-url", "--push", "--all", "--", remote])?;
    Ok(all.unwrap_or_default().lines().map(str::to_owned).collect())
}

/// Looks at the further addresses of a branch's remote.
///
/// # Errors
/// 4 where one does not answer, or holds what the first one does not: it would be lost there.
pub(crate) fn look(branch: &mut Branch) -> Result<(), Failure> {
    let urls = urls(&branch.git, &branch.remote)?;
    if urls.len() > 1 {
        branch.further = find(branch, &urls[1..])?;
    }
    Ok(())
}

fn find(branch: &Branch, urls: &[String]) -> Result<Vec<FurtherAddress>, Failure> {
    let mut all = Vec::new();
    for url in urls {
        let tip = listed(branch, url)?.tip;
        let address = FurtherAddress {
            url: url.clone(),
            tip,
        };
        if !follows(branch, &address)? {
            return Err(Failure::remote(format!(
                "{} pushes to more than one address, and {} of {} holds what the first one does \
                not. Nothing was published. Look what is there; `git push --force {} {}` makes it \
                the same, or publish there alone with `--remote`.",
                branch.shown,
                branch.name,
                address.shown(),
                address.shown(),
                branch.tip.as_ref().map_or_else(
                    || format!("--delete {}", branch.name),
                    |tip| format!("{}:{}", tip.commit, branch.reference())
                ),
            )));
        }
        all.push(address);
    }
    Ok(all)
}

/// Whether what lies there is what the first address holds, or once held.
fn follows(branch: &Branch, address: &FurtherAddress) -> Result<bool, Failure> {
    Ok(match (&address.tip, &branch.tip) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(there), Some(tip)) => {
            let asked = ["merge-base", "--is-ancestor", there, &tip.commit];
            *there == tip.commit || branch.git.whether(asked)?.is_some()
        }
    })
}
