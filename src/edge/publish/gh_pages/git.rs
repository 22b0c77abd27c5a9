//! git as publishing starts it: plumbing alone, which knows no working tree and no index, with the
//! user's own settings and credentials but no hook. Arguments and input in, what git prints or a
//! failure out. What is published is not known here.

use std::ffi::OsStr;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::edge::program;
use crate::failure::Failure;
use crate::text::without_credentials;

/// The repository that ROOT lies in.
#[derive(Debug)]
pub(crate) struct Git {
    root: PathBuf,
    /// Where new objects go instead of into the repository: a dry run leaves nothing behind.
    aside: Option<Aside>,
}

#[derive(Debug)]
struct Aside {
    folder: tempfile::TempDir,
    /// The repository's own objects, as `GIT_ALTERNATE_OBJECT_DIRECTORIES` writes a path.
    objects: String,
}

impl Git {
    /// The repository around ROOT.
    ///
    /// # Errors
    /// There is no git, no repository, or git does not trust it.
    pub(crate) fn open(root: &Path) -> Result<Self, Failure> {
        let git = Self {
            root: root.to_owned(),
            aside: None,
        };
        let found = run(&mut git.command(["rev-parse", "--git-dir"]), &[])?;
        if found.status.success() {
            return Ok(git);
        }
        let said = complaint(&found);
        let said_all = String::from_utf8_lossy(&found.stderr);
        // Git says itself what to type, with the path as it knows it.
        let typed = said_all
            .lines()
            .map(str::trim)
            .find(|line| line.starts_with("git config --global --add safe.directory"));
        if let Some(typed) = typed {
            return Err(Failure::usage(format!(
                "git does not trust {}, since the folder belongs to somebody else: {said}. If it \
                is yours all the same, `{}` says so; then publish again.",
                root.display(),
                crate::text::visible(typed)
            )));
        }
        let advice = if said.contains("not a git repository") {
            "`git init` makes it one; `git remote add origin URL` says where it is published."
        } else {
            "Do what git says and publish again."
        };
        Err(Failure::usage(format!(
            "{} is in no repository that git can publish from: {said}. {advice}",
            root.display()
        )))
    }

    /// The same repository, whose new objects go into a folder that is removed at the end.
    pub(crate) fn aside(self) -> Result<Self, Failure> {
        let arguments = [
            "rev-parse",
            "--path-format=absolute",
            "--git-path",
            "objects",
        ];
        let objects = self.ask(arguments)?;
        let quoted = objects
            .trim_end_matches('\n')
            .replace('\\', "\\\\")
            .replace('"', "\\\"");
        let folder = tempfile::Builder::new()
            .prefix("notesite-objects-")
            .tempdir()
            .map_err(|error| {
                Failure::system(format!("A temporary folder cannot be made: {error}."))
            })?;
        Ok(Self {
            aside: Some(Aside {
                folder,
                objects: format!("\"{quoted}\""),
            }),
            ..self
        })
    }

    /// A command that runs no hook, starts nothing in the background and reaches the network by
    /// git's own protocols only.
    pub(crate) fn command<I: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = I>,
    ) -> Command {
        let mut command = program::git(&self.root);
        for setting in [
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.attributesFile=/dev/null",
            "core.quotePath=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "push.gpgSign=false",
            "push.followTags=false",
            "push.recurseSubmodules=no",
            "fetch.recurseSubmodules=no",
            "submodule.recurse=false",
        ] {
            command.args(["-c", setting]);
        }
        if let Some(aside) = &self.aside {
            command
                .env("GIT_OBJECT_DIRECTORY", aside.folder.path())
                .env("GIT_ALTERNATE_OBJECT_DIRECTORIES", &aside.objects);
        }
        // `ext::` runs what an address says. Who sets the variable knows what else may be.
        if std::env::var_os("GIT_ALLOW_PROTOCOL").is_none() {
            command.env("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh");
        }
        // A password is asked for where somebody can type it.
        if !io::stdin().is_terminal() {
            command.env("GIT_TERMINAL_PROMPT", "0");
        }
        command
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("LC_ALL", "C")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// What a plumbing command prints.
    ///
    /// # Errors
    /// It fails, with what it says.
    pub(crate) fn ask<I: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = I>,
    ) -> Result<String, Failure> {
        let out = self.answer(arguments, &[])?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    /// The same in bytes, with an input.
    pub(crate) fn answer<I: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = I>,
        input: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        let out = run(&mut self.command(arguments), input)?;
        if out.status.success() {
            Ok(out.stdout)
        } else {
            Err(failed(&complaint(&out)))
        }
    }

    /// What a command prints that may have nothing to say: `None` where it fails.
    pub(crate) fn whether<I: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = I>,
    ) -> Result<Option<String>, Failure> {
        let out = run(&mut self.command(arguments), &[])?;
        let said = String::from_utf8_lossy(&out.stdout);
        Ok(out
            .status
            .success()
            .then(|| said.trim_end_matches('\n').to_owned()))
    }
}

/// Runs a command to its end, whatever it exits with; `input` goes to its stdin.
pub(crate) fn run(command: &mut Command, input: &[u8]) -> Result<Output, Failure> {
    let mut child = command.spawn().map_err(|error| unstarted(&error))?;
    let stdin = child.stdin.take();
    let done = thread::scope(|scope| {
        // Beside reading, so that neither waits for the other.
        let writer = scope.spawn(move || match stdin {
            Some(mut stdin) => stdin.write_all(input),
            None => Ok(()),
        });
        let done = child.wait_with_output();
        // Whoever ends early says why on stderr.
        let _ = writer.join();
        done
    });
    done.map_err(|error| unstarted(&error))
}

/// git that cannot be started.
pub(crate) fn unstarted(error: &io::Error) -> Failure {
    let advice = match error.kind() {
        io::ErrorKind::NotFound => " Install git.",
        _ => "",
    };
    Failure::system(format!(
        "git, which publishes to a branch, cannot be run: {error}.{advice}"
    ))
}

/// A command of the local repository that failed.
pub(crate) fn failed(said: &str) -> Failure {
    Failure::system(format!(
        "git cannot do its part in this repository: {said}. Nothing was published."
    ))
}

/// Why a command failed, in git's words: what it calls fatal, else what the other side said, else
/// its last line.
pub(crate) fn complaint(out: &Output) -> String {
    let said = String::from_utf8_lossy(&out.stderr);
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let marked = |mark| lines().find_map(move |line| line.strip_prefix(mark));
    // What git says last of a connection that ended says nothing of why.
    let of_connection = || {
        let mut before = None;
        for line in lines() {
            if line.starts_with("fatal: Could not read from remote repository")
                || line.starts_with("fatal: the remote end hung up")
            {
                return before;
            }
            let is_word = !line.starts_with("Warning:") && !line.starts_with("remote:");
            before = Some(
                line.trim_start_matches("ERROR: ")
                    .trim_start_matches("fatal: "),
            )
            .filter(|_| is_word)
            .or(before);
        }
        None
    };
    let found = of_connection()
        .or_else(|| marked("fatal: "))
        .or_else(|| marked("remote: error: "))
        .or_else(|| marked("ERROR: "))
        .or_else(|| marked("error: "))
        .or_else(|| lines().next_back());
    let found = found.map_or_else(|| out.status.to_string(), str::to_owned);
    without_credentials(found.trim_end_matches('.'))
}
