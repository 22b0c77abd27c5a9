//! Which notes a site was made of: their commit, which each publish leaves beside the site. The
//! commit of the site that is there and the repository of the notes in, whether these are older
//! out. What stands in a commit is not known here.

use std::path::Path;

use super::gh_pages::git::Git;
use crate::edge::disk;
use crate::failure::Failure;
use crate::text;

/// The notes as git knows them.
#[derive(Debug, Default)]
pub(crate) struct NotesHistory {
    git: Option<Git>,
    /// The commit that they are at.
    pub commit: Option<String>,
}

/// How notes stand to those of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SourceAge {
    /// The same, or newer.
    Known,
    /// The site was made of newer ones.
    Newer,
    /// Nobody can tell: the repository lacks its history, or is none.
    Untold,
}

impl NotesHistory {
    /// The history of the notes in a folder; none where git has no commit that holds it.
    pub(crate) fn of(root: &Path) -> Result<Self, Failure> {
        let here = disk::there(root.canonicalize(), root, "read")?;
        let repository = here.as_deref().map(disk::repository).transpose()?;
        if repository.flatten().is_none() {
            return Ok(Self::default());
        }
        // Where git is not there or does not trust the folder, days are not there either, and the
        // build says so.
        let Ok(git) = Git::open(root) else {
            return Ok(Self::default());
        };
        let holds = git.whether(["rev-parse", "--verify", "--quiet", "HEAD:./"])?;
        if holds.is_none() {
            return Ok(Self::default());
        }
        Ok(Self {
            commit: git.whether(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])?,
            git: Some(git),
        })
    }

    /// [`refuse_older`] of these notes.
    #[cfg(feature = "s3")]
    pub(crate) fn refuse_older(
        &self,
        place: &str,
        source: Option<&str>,
    ) -> Result<Option<String>, Failure> {
        refuse_older(self.git.as_ref(), place, source)
    }
}

/// Refuses to take the place of a site whose notes, of the commit `source`, are newer than those of
/// the repository. What is to be said where nobody can tell.
///
/// # Errors
/// 4, with what to type.
pub(crate) fn refuse_older(
    git: Option<&Git>,
    place: &str,
    source: Option<&str>,
) -> Result<Option<String>, Failure> {
    let Some(source) = source else {
        return Ok(None);
    };
    let age = git.map_or(Ok(SourceAge::Untold), |git| age(git, source))?;
    match age {
        SourceAge::Known => Ok(None),
        SourceAge::Newer => Err(refused(place, source)),
        SourceAge::Untold => Ok(Some(untold(place, source, git.is_some()))),
    }
}

/// How the notes that a repository is at stand to a commit.
fn age(git: &Git, source: &str) -> Result<SourceAge, Failure> {
    // Whoever can write beside the site may have written anything.
    let is_hash =
        (4..=64).contains(&source.len()) && source.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        return Ok(SourceAge::Untold);
    }
    let commit = format!("{source}^{{commit}}");
    let is_among = |commit: &str, tip: &str| -> Result<bool, Failure> {
        let asked = ["merge-base", "--is-ancestor", commit, tip];
        Ok(git.whether(asked)?.is_some())
    };
    if is_among(&commit, "HEAD")? {
        return Ok(SourceAge::Known);
    }
    if is_among("HEAD", &commit)? {
        return Ok(SourceAge::Newer);
    }
    let shallow = git.whether(["rev-parse", "--is-shallow-repository"])?;
    if shallow.as_deref() == Some("true") {
        return Ok(SourceAge::Untold);
    }
    // Where the notes once were, and nobody else is, they were put right, by an amended commit or a
    // rebase. What was only fetched is somebody else's.
    let been = git.whether(["log", "--walk-reflogs", "--format=%H", "HEAD"])?;
    let source = source.to_ascii_lowercase();
    if been.is_some_and(|all| all.lines().any(|one| one.starts_with(&source))) {
        let list = ["for-each-ref", "--contains", &commit, "refs/remotes"];
        if git.ask(list)?.trim().is_empty() {
            return Ok(SourceAge::Known);
        }
    }
    Ok(SourceAge::Newer)
}

/// The commit as it is shown.
fn short(source: &str) -> &str {
    source.get(..10).unwrap_or(source)
}

/// Why older notes take no place of newer ones.
fn refused(place: &str, source: &str) -> Failure {
    Failure::remote(format!(
        "The site at {place} was made of the commit {}, which these notes do not hold: somebody \
        published newer ones. Nothing was published. Bring them in with `git pull` and publish \
        again. Where that brings nothing new, whoever published has not pushed that commit, or has \
        rebased it; if these notes are meant to take the site's place, add `--max-delete 20%`, \
        which removes no more than that.",
        short(source)
    ))
}

/// That nobody can tell.
fn untold(place: &str, source: &str, has_git: bool) -> String {
    let why = if has_git {
        "this clone lacks its history. `fetch-depth: 0` in a workflow and `git fetch --unshallow` \
        bring it"
    } else {
        "git holds no commit of them here"
    };
    format!(
        "note: The site at {place} was made of the commit {}. Whether these notes are older nobody \
        can tell: {why}.",
        text::visible(short(source))
    )
}
