//! The branch that is published to, as it lies at the remote: what it holds, whether notesite may
//! write there. Names of a remote and a branch in, a [`Branch`] out. Changes nothing at the remote.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::process::Command;

use super::git::{Git, complaint, failed, run};
use super::tree_entry::Entry;
use super::{access, others, programs};
use crate::edge::earlier;
use crate::failure::Failure;
use crate::text::without_credentials;

/// What every commit of notesite says of itself.
pub(crate) const MARK: &str = "Published-by: notesite";

/// The line that says which files were published: a commit of another tree under the same words,
/// squashed or amended, holds what somebody else put there.
pub(crate) const TREE: &str = "Tree: ";

/// What the first line of such a commit begins with; ` of COMMIT` says of which notes.
pub(crate) const SUBJECT: &str = "The site";

/// Where to publish, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PushTo {
    /// The branch.
    pub branch: String,
    /// A remote's name or address; `None` is `origin`, or the only one.
    pub remote: Option<String>,
    /// The branch keeps no history.
    pub orphan: bool,
}

/// A branch of a remote.
#[derive(Debug)]
pub(crate) struct Branch {
    pub git: Git,
    /// The remote's name, or its address without what may be secret.
    pub shown: String,
    /// What git is given for it.
    pub remote: String,
    /// What git is given to look at the branch: where it pushes, which settings may tell apart.
    looked_at: String,
    /// The remote's address as git pushes to it, then as it was written.
    pub urls: Vec<String>,
    pub name: String,
    /// What lies there; `None` where the branch is yet to come.
    pub tip: Option<Tip>,
    /// The addresses that the remote pushes to besides the first, once they were looked at.
    pub further: Vec<FurtherAddress>,
}

/// An address that a remote pushes to besides the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FurtherAddress {
    pub url: String,
    /// The commit of the branch there; `None` where it is yet to come.
    pub tip: Option<String>,
}

impl FurtherAddress {
    /// As it may be shown.
    pub(crate) fn shown(&self) -> String {
        without_credentials(&self.url)
    }
}

/// The last commit of the branch.
#[derive(Debug)]
pub(crate) struct Tip {
    pub commit: String,
    /// Its files: mode and object by path.
    pub files: BTreeMap<Vec<u8>, Entry>,
    /// What notesite put there last; `None` where it has never published to the branch.
    pub ours: Option<BTreeMap<Vec<u8>, Entry>>,
    /// The commit of the notes that it was made of, shortened, where there was one.
    pub source: Option<String>,
    /// Whether there is a commit before it.
    pub has_history: bool,
}

impl Tip {
    /// The pages of chapters of the site that lies there.
    pub(crate) fn pages(&self) -> impl Iterator<Item = String> + '_ {
        let names = self.files.keys().map(|path| String::from_utf8_lossy(path));
        names
            .filter(|path| earlier::is_chapter(path))
            .map(Cow::into_owned)
    }
}

impl Tip {
    /// Whether it holds a site: a first page, or the sign that GitHub is not to make one.
    fn is_site(&self) -> bool {
        ["index.html", ".nojekyll"]
            .iter()
            .any(|name| self.files.contains_key(name.as_bytes()))
    }
}

impl Branch {
    /// Finds the branch and fetches its last commit, where the repository lacks it.
    ///
    /// # Errors
    /// 2 for a remote or branch that cannot be meant, 4 for a remote that does not answer.
    pub(crate) fn find(git: Git, to: &PushTo) -> Result<Self, Failure> {
        let name = branch_name(&git, &to.branch)?;
        let remote = remote_name(&git, to.remote.as_deref())?;
        programs::refuse(&git)?;
        let urls = urls(&git, &remote)?;
        let read = git.whether(["remote", "get-url", "--", &remote])?;
        let looked_at = match (read, urls.first()) {
            (Some(read), Some(pushed)) if read != *pushed => pushed.clone(),
            _ => remote.clone(),
        };
        let mut branch = Self {
            shown: without_credentials(&remote),
            git,
            remote,
            looked_at,
            urls,
            name,
            tip: None,
            further: Vec::new(),
        };
        let listed = listed(&branch, &branch.looked_at)?;
        if let Some(commit) = listed.tip {
            branch.fetch(&commit)?;
            branch.tip = Some(branch.look(commit)?);
        }
        branch.refuse_others(to.orphan, listed.default.as_deref())?;
        Ok(branch)
    }

    /// `refs/heads/BRANCH`
    pub(crate) fn reference(&self) -> String {
        format!("refs/heads/{}", self.name)
    }

    /// The text of a small file of the last commit.
    pub(crate) fn text(&self, path: &str) -> Result<Option<String>, Failure> {
        let entry = self
            .tip
            .as_ref()
            .and_then(|tip| tip.files.get(path.as_bytes()));
        entry
            .map(|entry| self.git.ask(["cat-file", "blob", &entry.object]))
            .transpose()
    }

    fn fetch(&self, commit: &str) -> Result<(), Failure> {
        let object = format!("{commit}^{{commit}}");
        if self.git.whether(["cat-file", "-e", &object])?.is_some() {
            return Ok(());
        }
        self.ask_remote(&mut self.git.command([
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            // No branch of the repository moves.
            "--refmap=",
            "--upload-pack=git-upload-pack",
            "--",
            &self.looked_at,
            &self.reference(),
        ]))
        .map(drop)
    }

    fn ask_remote(&self, command: &mut Command) -> Result<String, Failure> {
        let out = run(command, &[])?;
        if out.status.success() {
            return Ok(String::from_utf8_lossy(&out.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&out.stderr);
        let url = self.urls.first().map_or("", String::as_str);
        let advice = access::advice(&said, url)
            .unwrap_or_else(|| format!("`git ls-remote {}` has to answer first.", self.shown));
        Err(Failure::remote(format!(
            "The remote {} cannot be read: {}. Nothing was published. {advice}",
            self.shown,
            complaint(&out),
        )))
    }

    fn look(&self, commit: String) -> Result<Tip, Failure> {
        let files = self.files(&commit)?;
        let grep = format!("--grep=^{MARK}$");
        let arguments = [
            "log",
            "-1",
            "--format=%H%n%B",
            "--no-show-signature",
            &grep,
            &commit,
        ];
        let said = self.git.ask(arguments)?;
        let source = said.lines().nth(1);
        let source = source.and_then(|subject| subject.strip_prefix(SUBJECT)?.strip_prefix(" of "));
        let source = source.map(str::to_owned);
        let before = format!("{commit}^");
        let has_history = self
            .git
            .whether(["rev-parse", "--verify", "--quiet", &before])?;
        let ours = match said.trim_start().split_once('\n') {
            Some((last, message)) => self
                .published((last, message), (&commit, &files))?
                .map(|files| others::put_by(files, message)),
            None => None,
        };
        Ok(Tip {
            commit,
            files,
            ours,
            source,
            has_history: has_history.is_some(),
        })
    }

    /// The files that were published with a commit: its own, unless its message, which somebody
    /// took over, names others. `None` where nobody here has those. `tip` is the branch's last
    /// commit, whose files are known.
    fn published(
        &self,
        (commit, message): (&str, &str),
        (tip, files): (&str, &BTreeMap<Vec<u8>, Entry>),
    ) -> Result<Option<BTreeMap<Vec<u8>, Entry>>, Failure> {
        let said = message.lines().find_map(|line| line.strip_prefix(TREE));
        let own = self.git.ask(["rev-parse", &format!("{commit}^{{tree}}")])?;
        match said.map(str::trim) {
            Some(tree) if tree != own.trim() => {
                let is_hash = tree.len() >= 40 && tree.bytes().all(|byte| byte.is_ascii_hexdigit());
                let is_there = || {
                    self.git
                        .whether(["cat-file", "-e", &format!("{tree}^{{tree}}")])
                };
                if is_hash && is_there()?.is_some() {
                    return self.files(tree).map(Some);
                }
                Ok(None)
            }
            _ if commit == tip => Ok(Some(files.clone())),
            _ => self.files(commit).map(Some),
        }
    }

    /// The files of a commit.
    fn files(&self, commit: &str) -> Result<BTreeMap<Vec<u8>, Entry>, Failure> {
        let listed = self
            .git
            .answer(["ls-tree", "-r", "-z", "--full-tree", commit], &[])?;
        let lines = listed.split(|byte| *byte == 0);
        lines
            .filter(|line| !line.is_empty())
            .map(|line| {
                let (entry, path) =
                    Entry::parse(line).ok_or_else(|| failed("a tree cannot be read"))?;
                Ok((path.to_vec(), entry))
            })
            .collect()
    }

    /// Refuses a branch that holds somebody's work: what is there would be gone from it.
    fn refuse_others(&self, orphan: bool, default: Option<&str>) -> Result<(), Failure> {
        let is_ours = self.tip.as_ref().is_some_and(|tip| tip.ours.is_some());
        if is_ours {
            return Ok(());
        }
        let current = self
            .git
            .whether(["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        let is_current = current.as_deref() == Some(&self.name);
        let Some(tip) = self.tip.as_ref().filter(|_| !is_current) else {
            // Pushed there, the site would stand in the way of the notes.
            return if is_current {
                Err(self.refused("is the branch that the notes are on", None))
            } else {
                Ok(())
            };
        };
        let (reason, advice) = if default == Some(&self.name) {
            ("is the main branch there", None)
        } else if orphan {
            let without = "publish without `--orphan`, which keeps it in the branch's history";
            let reason = "would lose the history of what somebody else put there";
            (reason, Some(without.to_owned()))
        } else if tip.is_site() {
            return Ok(());
        } else {
            let away = format!("git push {} --delete {}", self.shown, self.name);
            let advice = format!("remove it first with `{away}` if nobody needs it");
            ("has no site on it", Some(advice))
        };
        Err(self.refused(reason, advice))
    }

    fn refused(&self, reason: &str, advice: Option<String>) -> Failure {
        let or = advice.map_or_else(String::new, |advice| format!(", or {advice}"));
        Failure::usage(format!(
            "The branch {} of {} {reason}, and notesite has never published to it: its files would \
            give way to the site. Name another with `--branch NAME`{or}. Nothing was published.",
            self.name, self.shown
        ))
    }
}

/// The addresses of a remote. Settings may rewrite what was written, to one that says less.
fn urls(git: &Git, remote: &str) -> Result<Vec<String>, Failure> {
    let written = |key| git.whether(["config", "--get", &format!("remote.{remote}.{key}")]);
    let rewritten = git.whether(["remote", "get-url", "--push", "--", remote])?;
    let all = [rewritten, written("pushurl")?, written("url")?];
    let mut urls: Vec<String> = all.into_iter().flatten().collect();
    if urls.is_empty() {
        urls.push(remote.to_owned());
    }
    Ok(urls)
}

/// Asks an address of a branch's remote for the default branch there and for the commit of this
/// one.
pub(super) fn listed(branch: &Branch, url: &str) -> Result<AtRemote, Failure> {
    let reference = branch.reference();
    let said = branch.ask_remote(&mut branch.git.command([
        "ls-remote",
        "--upload-pack=git-upload-pack",
        "--symref",
        "--",
        url,
        "HEAD",
        &reference,
    ]))?;
    let mut listed = AtRemote::default();
    for (what, name) in said.lines().filter_map(|line| line.split_once('\t')) {
        if let (Some(default), "HEAD") = (what.strip_prefix("ref: refs/heads/"), name) {
            listed.default = Some(default.to_owned());
        } else if name == reference {
            listed.tip = Some(what.to_owned());
        }
    }
    Ok(listed)
}

/// What a remote says of itself.
#[derive(Default)]
pub(super) struct AtRemote {
    default: Option<String>,
    pub tip: Option<String>,
}

fn branch_name(git: &Git, typed: &str) -> Result<String, Failure> {
    let reference = format!("refs/heads/{typed}");
    let is_name = git.whether(["check-ref-format", &reference])?.is_some();
    // As git's own `check-ref-format --branch` has it; a whole reference is a slip.
    let is_other = typed == "HEAD" || typed.starts_with("refs/") || typed.starts_with('-');
    if is_name && !is_other {
        return Ok(typed.to_owned());
    }
    Err(Failure::usage(format!(
        "`--branch {typed}` is no name of a branch. Write one such as gh-pages."
    )))
}

/// The remote that was named, else `origin`, else the only one.
fn remote_name(git: &Git, typed: Option<&str>) -> Result<String, Failure> {
    let names = git.ask(["remote"])?;
    let names: Vec<&str> = names.lines().collect();
    let known = match names.as_slice() {
        [] => "This repository has no remote.".to_owned(),
        [only] => format!("The remote here is {only}."),
        more => format!("The remotes here are {}.", more.join(", ")),
    };
    match typed {
        Some(name) if names.contains(&name) => Ok(name.to_owned()),
        // An address, or a path.
        Some(name) if name.contains(['/', ':']) && !name.starts_with('-') => Ok(name.to_owned()),
        Some(name) => Err(Failure::usage(format!(
            "There is no remote {name}. {known} `git remote add {name} URL` adds it."
        ))),
        None if names.contains(&"origin") => Ok("origin".to_owned()),
        None => match names.as_slice() {
            [only] => Ok((*only).to_owned()),
            [] => Err(Failure::usage(format!(
                "{known} `git remote add origin URL` says where it is published."
            ))),
            _ => Err(Failure::usage(format!(
                "{known} Name one with `--remote NAME`."
            ))),
        },
    }
}
