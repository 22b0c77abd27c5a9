//! `notesite publish gh-pages` against bare repositories: the branch holds the very site, and the
//! notes' own repository stays as it was but for new objects.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A repository of notes with a bare one beside it as `origin`, and a home folder of its own.
struct Notes {
    folder: TempDir,
    root: PathBuf,
}

impl Notes {
    fn new() -> Self {
        let notes = Self::without_remote();
        notes.git(&["init", "-q", "--bare", "-b", "main", "../there.git"]);
        notes.git(&["remote", "add", "origin", "../there.git"]);
        notes
    }

    fn without_remote() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("here");
        fs::create_dir_all(root.join("notes")).expect("made");
        fs::create_dir_all(folder.path().join("home")).expect("made");
        let notes = Self { folder, root };
        notes.git(&["init", "-q", "-b", "main"]);
        notes.git(&["config", "--global", "user.name", "글쓴이"]);
        notes.git(&["config", "--global", "user.email", "a@example.com"]);
        notes.write(
            "notes/course.md",
            "# 과정\n### 1. 가\n- 글\n### 2. 나\n- 말\n",
        );
        notes.commit("one");
        notes
    }

    fn there(&self) -> PathBuf {
        self.folder.path().join("there.git")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn command(&self, program: &str, at: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(at)
            .env("HOME", self.folder.path().join("home"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("GIT_CONFIG_GLOBAL");
        command
    }

    fn git_at(&self, at: &Path, arguments: &[&str]) -> String {
        let done = self
            .command("git", at)
            .args(arguments)
            .output()
            .expect("git");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "git {arguments:?}: {said}");
        String::from_utf8_lossy(&done.stdout).trim_end().to_owned()
    }

    fn git(&self, arguments: &[&str]) -> String {
        self.git_at(&self.root, arguments)
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", message]);
    }

    fn publish(&self, arguments: &[&str]) -> Output {
        let mut command = self.command(env!("CARGO_BIN_EXE_notesite"), &self.root);
        command.args(["publish", "gh-pages"]).args(arguments);
        command.output().expect("runs")
    }

    fn published(&self, arguments: &[&str]) -> String {
        let done = self.publish(arguments);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(0), "{said}");
        said
    }

    fn refused(&self, code: i32, arguments: &[&str]) -> String {
        let done = self.publish(arguments);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(code), "{said}");
        said
    }

    /// The files of a branch at the remote.
    fn branch(&self, branch: &str) -> BTreeMap<String, Vec<u8>> {
        let out = self.folder.path().join("out");
        if out.exists() {
            fs::remove_dir_all(&out).expect("removed");
        }
        fs::create_dir(&out).expect("made");
        let archive = out.join("site.tar");
        let archive = archive.to_str().expect("UTF-8");
        self.git_at(&self.there(), &["archive", "-o", archive, branch]);
        let untar = Command::new("tar")
            .args(["-xf", archive, "-C", out.to_str().expect("UTF-8")])
            .status();
        assert!(untar.expect("tar").success());
        fs::remove_file(archive).expect("removed");
        files(&out)
    }

    /// Somebody else's commit on a branch at the remote.
    fn commit_elsewhere(&self, branch: &str, edit: &dyn Fn(&Path)) {
        let folder = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        let there = self.there();
        let there = there.to_str().expect("UTF-8");
        self.git_at(folder.path(), &["clone", "-q", "-b", branch, there, "."]);
        edit(folder.path());
        self.git_at(folder.path(), &["add", "-A"]);
        self.git_at(folder.path(), &["commit", "-qm", "not of notesite"]);
        self.git_at(folder.path(), &["push", "-q", "origin", branch]);
    }

    fn count_commits(&self, branch: &str) -> usize {
        let count = self.git_at(&self.there(), &["rev-list", "--count", branch]);
        count.parse().expect("a number")
    }

    /// What `notesite build` writes, for the same address.
    fn built(&self, root: &Path, base_url: Option<&str>) -> BTreeMap<String, Vec<u8>> {
        let out = self.folder.path().join("built");
        let mut command = self.command(env!("CARGO_BIN_EXE_notesite"), root);
        command.args(["build", "-o", out.to_str().expect("UTF-8")]);
        if let Some(url) = base_url {
            command.args(["--base-url", url]);
        }
        assert!(command.output().expect("runs").status.success());
        let mut files = files(&out);
        files.retain(|path, _| !path.starts_with(".notesite"));
        files
    }

    /// Everything of the repository that publishing may not touch.
    fn state(&self) -> String {
        let mut out = String::new();
        for entry in walkdir::WalkDir::new(&self.root).sort_by_file_name() {
            let entry = entry.expect("listed");
            let path = entry.path().strip_prefix(&self.root).expect("inside");
            let is_index = path == Path::new(".git/index");
            if !is_index
                && (path.starts_with(".git/objects")
                    || path.starts_with(".git/refs/remotes")
                    || path.starts_with(".git/logs/refs/remotes"))
            {
                continue;
            }
            // Folders of git that a ref comes into.
            if entry.file_type().is_dir() && path.starts_with(".git") {
                continue;
            }
            let about = entry.metadata().expect("known");
            let bytes = if about.is_file() {
                fs::read(entry.path()).expect("read")
            } else {
                Vec::new()
            };
            let modified = about.modified().expect("a time");
            writeln!(out, "{} {modified:?} {bytes:?}", path.display()).expect("a string");
        }
        out
    }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("listed"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("inside");
            let path = path.to_str().expect("UTF-8").to_owned();
            (path, fs::read(entry.path()).expect("read"))
        })
        .collect()
}

/// Whether a page of this name is there, in whatever folder.
fn holds(site: &BTreeMap<String, Vec<u8>>, name: &str) -> bool {
    site.keys()
        .any(|path| path.rsplit('/').next() == Some(name))
}

fn same(branch: &BTreeMap<String, Vec<u8>>, built: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(branch), names(built));
    for (path, bytes) in built {
        assert!(branch[path] == *bytes, "{path} has other bytes");
    }
}

#[test]
fn thirty_publishes_leave_the_repository_as_it_was() {
    let notes = Notes::new();
    for round in 0..30 {
        let text = format!("# 과정 {round}\n\n## 하나\n\n말 {round}\n\n[그림](a.png)\n");
        match round % 5 {
            0 => notes.write(&format!("notes/더/{round}. 새 노트.md"), &text),
            1 => notes.write(
                "notes/course.md",
                &format!("# 과정\n### 1. 가\n- {round}\n### 2. 나\n"),
            ),
            2 => {
                notes.write("notes/staged.md", &text);
                notes.git(&["add", "notes/staged.md"]);
            }
            3 => notes.commit("more"),
            _ => fs::remove_file(
                notes
                    .root
                    .join(format!("notes/더/{}. 새 노트.md", round - 4)),
            )
            .expect("removed"),
        }
        let before = notes.state();
        notes.published(&[]);
        assert!(
            before == notes.state(),
            "round {round} changed the repository"
        );
        same(&notes.branch("gh-pages"), &notes.built(&notes.root, None));
    }
    let commits = notes.count_commits("gh-pages");
    // What was staged or committed without another word changed at most the days.
    assert!((20..=30).contains(&commits), "{commits}");
    notes.git(&["fsck", "--strict"]);
    notes.git_at(&notes.there(), &["fsck", "--strict"]);
}

#[test]
fn one_commit_and_only_if_something_changed() {
    let notes = Notes::new();
    let said = notes.published(&[]);
    assert!(
        said.contains("Published to gh-pages of origin as "),
        "{said}"
    );
    let first = notes.branch("gh-pages");
    for path in [".nojekyll", "404.html", "index.html"] {
        assert!(first.contains_key(path), "{path}");
    }
    let said = notes.published(&[]);
    assert!(
        said.contains("gh-pages of origin holds this very site. Nothing was published."),
        "{said}"
    );
    assert_eq!(notes.count_commits("gh-pages"), 1);
    notes.write("notes/course.md", "# 과정\n### 1. 가\n- 새 글\n### 2. 나\n");
    notes.published(&[]);
    assert_eq!(notes.count_commits("gh-pages"), 2);
    let log = notes.git_at(
        &notes.there(),
        &["log", "-1", "--format=%an%n%B", "gh-pages"],
    );
    assert!(log.starts_with("글쓴이\nThe site of "), "{log}");
    notes.write(
        "notes/course.md",
        "# 과정\n### 1. 가\n- 더 새 글\n### 2. 나\n",
    );
    notes.published(&["--orphan"]);
    assert_eq!(notes.count_commits("gh-pages"), 1, "no history is kept");
    notes.write(
        "notes/course.md",
        "# 과정\n### 1. 가\n- 또 새 글\n### 2. 나\n",
    );
    notes.published(&[]);
    assert_eq!(notes.count_commits("gh-pages"), 2);
}

#[test]
fn a_dry_run_lists_and_changes_nothing() {
    let notes = Notes::new();
    let objects = || notes.git(&["count-objects", "-v"]);
    let before = (notes.state(), objects());
    let done = notes.publish(&["--dry-run"]);
    let listed = String::from_utf8_lossy(&done.stdout);
    assert!(listed.contains("new     404.html\n"), "{listed}");
    assert!(String::from_utf8_lossy(&done.stderr).contains("Nothing was published."));
    assert!(before == (notes.state(), objects()));
    assert_eq!(notes.git_at(&notes.there(), &["branch", "--list"]), "");
    // Also where the branch has to be fetched first.
    notes.published(&[]);
    let clone = notes.folder.path().join("clone");
    notes.git(&["push", "-q", "origin", "main"]);
    let url = format!("file://{}", notes.there().display());
    notes.git(&[
        "clone",
        "-q",
        "--single-branch",
        "-b",
        "main",
        &url,
        clone.to_str().expect("UTF-8"),
    ]);
    let other = Notes {
        root: clone,
        ..notes
    };
    other.write("notes/new.md", "# 새것\n\n말\n");
    fs::remove_file(other.root.join("notes/course.md")).expect("removed");
    let before = (other.state(), other.git(&["count-objects", "-v"]));
    let done = other.publish(&["--dry-run"]);
    let listed = String::from_utf8_lossy(&done.stdout);
    for (word, name) in [
        ("new", "새것.html"),
        ("changed", "index.html"),
        ("gone", "1-가.html"),
    ] {
        let is_told = listed
            .lines()
            .any(|line| line.starts_with(word) && line.ends_with(name));
        assert!(is_told, "{word} {name}: {listed}");
    }
    assert!(before == (other.state(), other.git(&["count-objects", "-v"])));
}

#[test]
fn the_name_of_the_branch_stays_unless_the_notes_have_one() {
    let notes = Notes::new();
    notes.published(&[]);
    // As GitHub's settings write it.
    let work = notes.folder.path().join("work");
    let there = notes.there();
    notes.git(&[
        "clone",
        "-q",
        "-b",
        "gh-pages",
        there.to_str().expect("UTF-8"),
        work.to_str().expect("UTF-8"),
    ]);
    fs::write(work.join("CNAME"), "notes.example").expect("written");
    notes.git_at(&work, &["add", "CNAME"]);
    notes.git_at(&work, &["commit", "-qm", "Create CNAME"]);
    notes.git_at(&work, &["push", "-q"]);
    notes.write("notes/course.md", "# 과정\n### 1. 가\n- 새 글\n### 2. 나\n");
    let said = notes.published(&[]);
    assert!(
        said.contains("The site's address is taken to be https://notes.example/."),
        "{said}"
    );
    let branch = notes.branch("gh-pages");
    assert_eq!(branch["CNAME"], b"notes.example");
    let mut built = notes.built(&notes.root, Some("https://notes.example/"));
    built.insert("CNAME".into(), b"notes.example".to_vec());
    same(&branch, &built);
    notes.write("static/CNAME", "other.example\n");
    let said = notes.published(&["--orphan"]);
    assert!(said.contains("https://other.example/"), "{said}");
    assert_eq!(notes.branch("gh-pages")["CNAME"], b"other.example\n");
}

#[test]
fn the_address_is_guessed_from_the_remote() {
    let notes = Notes::new();
    let there = notes.there();
    let there = there.to_str().expect("UTF-8");
    let url = "git@github.com:Name/notes.git";
    notes.git(&["remote", "set-url", "origin", url]);
    // It is pushed to the folder.
    notes.git(&["config", "--global", &format!("url.{there}.insteadOf"), url]);
    let said = notes.published(&[]);
    assert!(
        said.contains("taken to be https://name.github.io/notes/."),
        "{said}"
    );
    let built = notes.built(&notes.root, Some("https://name.github.io/notes/"));
    same(&notes.branch("gh-pages"), &built);
    let said = notes.published(&["--remote", there]);
    assert!(said.contains("Nobody said under which address"), "{said}");
    assert!(!notes.branch("gh-pages").contains_key("sitemap.xml"));
    notes.write("notesite.toml", "base_url = \"https://me.example/n\"\n");
    let said = notes.published(&[]);
    assert!(!said.contains("address"), "{said}");
    assert!(
        said.contains("says me.example, and there is no CNAME: the site is read at https://name."),
        "{said}"
    );
    assert!(notes.branch("gh-pages").contains_key("sitemap.xml"));
    notes.write("static/CNAME", "me.example\n");
    let said = notes.published(&[]);
    assert!(!said.contains("CNAME"), "{said}");
}

#[test]
fn of_two_publishers_one_loses_cleanly() {
    let notes = Notes::new();
    notes.published(&[]);
    notes.git(&["push", "-q", "origin", "main"]);
    // The other publishes while this one is at work: a stand-in for ssh tells when.
    let other = notes.folder.path().join("other");
    let there = notes.there();
    notes.git(&[
        "clone",
        "-q",
        "-b",
        "main",
        there.to_str().expect("UTF-8"),
        other.to_str().expect("UTF-8"),
    ]);
    fs::write(other.join("notes/other.md"), "# 남\n\n말\n").expect("written");
    let script = notes.folder.path().join("ssh");
    let binary = env!("CARGO_BIN_EXE_notesite");
    let text = format!(
        "#!/bin/sh\nfor last; do :; done\ncase \"$last\" in *receive-pack*) \
        GIT_SSH_COMMAND= {binary} publish gh-pages {} --remote {} >&2 || exit 9;; esac\n\
        sh -c \"$last\"\n",
        other.display(),
        there.display(),
    );
    fs::write(&script, text).expect("written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("set");
    let url = format!("ssh://host{}", there.display());
    notes.git(&["remote", "set-url", "origin", &url]);
    notes.write("notes/mine.md", "# 나\n\n말\n");
    let before = notes.state();
    let mut command = notes.command(binary, &notes.root);
    let done = command
        .args(["publish", "gh-pages"])
        .env("GIT_SSH_COMMAND", &script)
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(4), "{said}");
    assert!(
        said.contains("Somebody else published to gh-pages of origin meanwhile"),
        "{said}"
    );
    assert!(before == notes.state());
    let branch = notes.branch("gh-pages");
    assert!(holds(&branch, "남.html") && !holds(&branch, "나.html"));
    assert_eq!(notes.count_commits("gh-pages"), 2);
    // The next one goes on from there.
    notes.git(&[
        "remote",
        "set-url",
        "origin",
        there.to_str().expect("UTF-8"),
    ]);
    notes.published(&[]);
    assert_eq!(notes.count_commits("gh-pages"), 3);
    assert!(holds(&notes.branch("gh-pages"), "나.html"));
}

#[test]
fn what_the_remote_does_not_take_is_told() {
    let notes = Notes::new();
    let hook = notes.there().join("hooks/pre-receive");
    fs::create_dir_all(hook.parent().expect("a folder")).expect("made");
    fs::write(
        &hook,
        "#!/bin/sh\necho 'error: GH006: Protected branch' >&2\nexit 1\n",
    )
    .expect("written");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
    let said = notes.refused(4, &[]);
    assert!(
        said.contains("origin does not take gh-pages: error: GH006: Protected branch."),
        "{said}"
    );
    notes.git(&["remote", "set-url", "origin", "../nowhere.git"]);
    let said = notes.refused(4, &[]);
    assert!(
        said.contains("The remote origin cannot be read: '../nowhere.git' does not appear"),
        "{said}"
    );
    // What an address holds is never printed.
    let said = notes.refused(4, &["--remote", "http://name:geheim@127.0.0.1:1/x.git"]);
    assert!(
        said.contains("127.0.0.1:1") && !said.contains("geheim"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_meant_is_said() {
    let notes = Notes::without_remote();
    let said = notes.refused(2, &[]);
    assert!(
        said.contains("This repository has no remote. `git remote add origin URL`"),
        "{said}"
    );
    notes.git(&["remote", "add", "a", "../a.git"]);
    notes.git(&["remote", "add", "b", "../b.git"]);
    let said = notes.refused(2, &[]);
    assert!(
        said.contains("The remotes here are a, b. Name one with `--remote NAME`."),
        "{said}"
    );
    let said = notes.refused(2, &["--remote", "c"]);
    assert!(
        said.contains("There is no remote c. The remotes here are a, b."),
        "{said}"
    );
    for wrong in ["a b", "-x", "x..y", "/x"] {
        let said = notes.refused(2, &[&format!("--branch={wrong}")]);
        assert!(said.contains("is no name of a branch"), "{said}");
    }
    let plain = tempfile::tempdir().expect("a folder");
    fs::write(plain.path().join("a.md"), "# 가\n\n말\n").expect("written");
    let path = plain.path().to_str().expect("UTF-8");
    let said = notes.refused(2, &[path]);
    assert!(
        said.contains("is in no repository that git can publish from"),
        "{said}"
    );
    let binary = env!("CARGO_BIN_EXE_notesite");
    let run = |arguments: &[&str]| {
        let done = notes
            .command(binary, &notes.root)
            .args(arguments)
            .output()
            .expect("runs");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        (done.status.code(), said)
    };
    let (code, said) = run(&["publish"]);
    assert!(
        code == Some(2) && said.contains("Where to publish is not said."),
        "{said}"
    );
    let (code, said) = run(&["publish", "ghpages"]);
    assert!(
        code == Some(2) && said.contains("`ghpages` is nowhere to publish to."),
        "{said}"
    );
}

#[test]
fn the_target_may_stand_in_the_settings() {
    let notes = Notes::new();
    notes.write("notesite.toml", "[publish]\ntarget = \"gh-pages\"\n");
    let binary = env!("CARGO_BIN_EXE_notesite");
    let root = notes.root.to_str().expect("UTF-8");
    let elsewhere = notes
        .command(binary, notes.folder.path())
        .args(["publish", root])
        .output();
    assert!(elsewhere.expect("runs").status.success());
    assert_eq!(notes.count_commits("gh-pages"), 1);
}

#[test]
fn a_branch_with_somebodys_work_is_refused() {
    let notes = Notes::new();
    notes.git(&[
        "push",
        "-q",
        "origin",
        "main",
        "main:work",
        "main:refs/heads/pages",
    ]);
    let before = notes.git_at(&notes.there(), &["for-each-ref"]);
    for (branch, why) in [
        ("main", "is the branch that the notes are on"),
        ("work", "has no site on it"),
        ("pages", "has no site on it"),
    ] {
        let said = notes.refused(2, &["--branch", branch]);
        assert!(said.contains(why), "{said}");
        assert_eq!(branch != "main", said.contains("--delete"), "{said}");
    }
    notes.git(&["switch", "-qc", "draft"]);
    let said = notes.refused(2, &["--branch", "main"]);
    assert!(said.contains("is the main branch there"), "{said}");
    assert_eq!(before, notes.git_at(&notes.there(), &["for-each-ref"]));
    notes.git(&["push", "-q", "origin", "main:gh-pages"]);
    let said = notes.refused(2, &[]);
    assert!(said.contains("has no site on it"), "{said}");
    for name in ["HEAD", "refs/heads/gh-pages"] {
        let said = notes.refused(2, &["--branch", name]);
        assert!(said.contains("is no name of a branch"), "{said}");
    }
    // A site of another tool gives way to those who say so, and stays in the history.
    notes.write("index.html", "<p>mine</p>");
    notes.git(&["add", "-f", "index.html"]);
    notes.git(&["commit", "-qm", "a site"]);
    notes.git(&["push", "-q", "origin", "draft:gh-pages"]);
    let said = notes.refused(2, &["--orphan"]);
    assert!(said.contains("would lose the history"), "{said}");
    assert!(!said.contains("--delete gh-pages"), "{said}");
    for few in [&[][..], &["--max-delete", "1"]] {
        let said = notes.refused(2, few);
        assert!(
            said.contains("2 files that notesite did not put there, index.html first"),
            "{said}"
        );
        assert!(said.contains("add `--max-delete 2`"), "{said}");
    }
    // Settings say what may go of one's own site.
    notes.write("notesite.toml", "[publish]\nmax_delete = \"100%\"\n");
    notes.refused(2, &[]);
    assert_eq!(notes.count_commits("gh-pages"), 2);
    notes.published(&["--max-delete", "2"]);
    assert_eq!(notes.count_commits("gh-pages"), 3);
    assert!(!notes.branch("gh-pages").contains_key("notes/course.md"));
}

#[test]
fn a_key_an_error_and_an_empty_site_stop_it() {
    let notes = Notes::new();
    let key = format!("AKIA{}", "IOSFODNN7EXAMPL2");
    notes.write("notes/key.md", &format!("# 키\n\n- `{key}` 로 로그인\n"));
    let said = notes.refused(1, &[]);
    assert!(
        said.contains("1 key in the notes. Nothing was published."),
        "{said}"
    );
    assert!(said.contains("notes/key.md:3"), "{said}");
    notes.write(
        "notesite.toml",
        &format!("[secrets]\nallow = [\"{key}\"]\n"),
    );
    notes.published(&[]);
    notes.write("notes/key.md", "---\ntitle: [\n---\n# 키\n");
    let said = notes.refused(1, &[]);
    assert!(
        said.contains("1 error") && said.contains("Nothing was published."),
        "{said}"
    );
    fs::remove_dir_all(notes.root.join("notes")).expect("removed");
    fs::create_dir(notes.root.join("notes")).expect("made");
    notes.refused(1, &[]);
    assert_eq!(notes.count_commits("gh-pages"), 1);
}

#[test]
fn a_site_is_not_emptied_by_mistake() {
    let notes = Notes::new();
    for n in 1..=40 {
        notes.write(&format!("notes/{n:02}.md"), &format!("# 노트 {n}\n\n말\n"));
    }
    notes.published(&[]);
    for n in 1..=15 {
        fs::remove_file(notes.root.join(format!("notes/{n:02}.md"))).expect("removed");
    }
    let said = notes.refused(2, &[]);
    assert!(
        said.contains("15 files of") && said.contains("`--max-delete 15`"),
        "{said}"
    );
    assert_eq!(notes.count_commits("gh-pages"), 1);
    notes.published(&["--max-delete", "90%"]);
    let said = notes.refused(2, &["--max-delete", "many"]);
    assert!(
        said.contains("Write a number of files, or a share such as `20%`."),
        "{said}"
    );
}

#[test]
fn heads_worktrees_shallow_clones_and_inner_folders() {
    let notes = Notes::new();
    notes.write("study/notes/둘.md", "# 둘\n\n말\n");
    notes.commit("two");
    notes.git(&["push", "-q", "origin", "main"]);
    // A detached head.
    notes.git(&["checkout", "-q", "--detach"]);
    let before = notes.state();
    notes.published(&[]);
    assert!(before == notes.state());
    notes.git(&["switch", "-q", "main"]);
    // ROOT below the top of the repository.
    notes.published(&["study", "--branch", "inner"]);
    same(
        &notes.branch("inner"),
        &notes.built(&notes.root.join("study"), None),
    );
    // Another working tree, which has the branch itself checked out.
    let tree = notes.folder.path().join("tree");
    let tree = tree.to_str().expect("UTF-8");
    notes.git(&["fetch", "-q", "origin", "gh-pages:gh-pages"]);
    notes.git(&["worktree", "add", "-q", tree, "gh-pages"]);
    notes.write("notes/course.md", "# 과정\n### 1. 가\n- 새 글\n### 2. 나\n");
    notes.commit("three");
    let before = (notes.state(), files(Path::new(tree)));
    notes.published(&[]);
    assert!(before == (notes.state(), files(Path::new(tree))));
    notes.git(&["worktree", "remove", "--force", tree]);
    notes.git(&["worktree", "add", "-q", tree, "HEAD~1"]);
    // Its notes are older, which has to be meant.
    for (more, code) in [(&[][..], 4), (&["--max-delete", "20%"], 0)] {
        let mut from_tree = notes.command(env!("CARGO_BIN_EXE_notesite"), Path::new(tree));
        from_tree.args(["publish", "gh-pages"]).args(more);
        let done = from_tree.output().expect("runs");
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(code), "{told}");
    }
    assert_eq!(notes.count_commits("gh-pages"), 3);
    // A shallow clone.
    let shallow = notes.folder.path().join("shallow");
    let url = format!("file://{}", notes.there().display());
    notes.git(&[
        "clone",
        "-q",
        "--depth",
        "1",
        &url,
        shallow.to_str().expect("UTF-8"),
    ]);
    let other = Notes {
        root: shallow,
        ..notes
    };
    other.write("notes/more.md", "# 더\n\n말\n");
    let before = other.state();
    other.published(&[]);
    assert!(before == other.state());
    assert_eq!(other.count_commits("gh-pages"), 4);
    // A repository without a commit.
    let fresh = other.folder.path().join("fresh");
    fs::create_dir_all(fresh.join("notes")).expect("made");
    let other = Notes {
        root: fresh,
        ..other
    };
    other.git(&["init", "-q"]);
    other.write("notes/a.md", "# 가\n\n말\n");
    other.published(&["--remote", "../there.git", "--branch", "fresh"]);
    let log = other.git_at(&other.there(), &["log", "--format=%s", "fresh"]);
    assert_eq!(log, "The site");
}

#[test]
fn programs_that_a_repository_names_are_not_run() {
    let notes = Notes::new();
    let ran = notes.folder.path().join("ran");
    let run = format!("touch {}", ran.display());
    for (key, value) in [
        ("core.sshCommand", run.as_str()),
        ("remote.origin.receivepack", run.as_str()),
        ("remote.origin.uploadpack", run.as_str()),
        ("credential.helper", &format!("!{run}")),
        ("credential.https://a.example.helper", "/tmp/x"),
        ("core.gitProxy", run.as_str()),
    ] {
        notes.git(&["config", key, value]);
        let said = notes.refused(2, &[]);
        assert!(
            said.contains("name a program to be run while git pushes"),
            "{key}: {said}"
        );
        notes.git(&["config", "--unset", key]);
    }
    notes.git(&["config", "credential.helper", "store"]);
    for hook in [
        "pre-push",
        "reference-transaction",
        "post-checkout",
        "pre-auto-gc",
    ] {
        let path = notes.root.join(".git/hooks").join(hook);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, format!("#!/bin/sh\n{run}\n")).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("set");
    }
    notes.write(".gitattributes", "*.html filter=evil\n*.md filter=evil\n");
    for key in [
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "core.fsmonitor",
        "gpg.program",
    ] {
        notes.git(&["config", key, &run]);
    }
    notes.git(&["config", "push.gpgSign", "true"]);
    notes.git(&["config", "commit.gpgSign", "true"]);
    notes.published(&[]);
    let said = notes.refused(4, &["--remote", &format!("ext::{run}")]);
    assert!(said.contains("not allowed"), "{said}");
    assert!(!ran.exists());
}

#[test]
fn a_hook_may_publish() {
    let notes = Notes::new();
    let hook = notes.root.join(".git/hooks/post-commit");
    fs::create_dir_all(hook.parent().expect("a folder")).expect("made");
    let text = format!(
        "#!/bin/sh\n{} publish gh-pages\n",
        env!("CARGO_BIN_EXE_notesite")
    );
    fs::write(&hook, text).expect("written");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
    notes.write("notes/new.md", "# 새\n\n말\n");
    notes.commit("new");
    assert_eq!(notes.count_commits("gh-pages"), 1);
    assert_eq!(notes.git(&["status", "--porcelain"]), "");
    assert!(holds(&notes.branch("gh-pages"), "새.html"));
}

#[test]
fn names_pictures_and_a_large_site_arrive() {
    let notes = Notes::new();
    // The picture's name is stored decomposed, as macOS does.
    let nfd = "\u{1100}\u{1173}\u{1105}\u{1175}\u{11b7}.png";
    fs::write(
        notes.root.join("notes").join(nfd),
        b"\x89PNG\r\n\x1a\n\0binary\n",
    )
    .expect("written");
    notes.write(
        "notes/pictures.md",
        "# 그림과 \"따옴표\"\n\n![그림](그림.png)\n",
    );
    symlink("course.md", notes.root.join("notes/link.md")).expect("linked");
    for n in 0..400 {
        notes.write(
            &format!("notes/많은/{n:03}. 노트.md"),
            &format!("# 노트 {n}\n\n말 {n}\n"),
        );
    }
    notes.published(&[]);
    let branch = notes.branch("gh-pages");
    assert!(
        branch.keys().any(|path| path.ends_with("그림.png")),
        "{:?}",
        branch.keys()
    );
    assert!(branch.len() > 400);
    same(&branch, &notes.built(&notes.root, None));
}

#[test]
fn what_others_put_beside_the_site_stays() {
    let notes = Notes::new();
    notes.published(&[]);
    let others = [
        ("mine.pdf", "only here"),
        (".well-known/proof", "k"),
        ("pr-preview/7/index.html", "<p>7"),
        ("pr-preview/7/그림 1%41.png", "7"),
        ("notes/course/extra.txt", "beside pages"),
    ];
    notes.commit_elsewhere("gh-pages", &|folder| {
        for (path, text) in others {
            fs::create_dir_all(folder.join(path).parent().expect("a folder")).expect("made");
            fs::write(folder.join(path), text).expect("written");
        }
    });
    let course = fs::read_to_string(notes.root.join("notes/course.md")).expect("read");
    notes.write("notes/passing.md", "# 잠깐\n\n말\n");
    for (n, arguments) in [&[][..], &["--orphan"], &[], &[]].iter().enumerate() {
        notes.write("notes/course.md", &format!("{course}\n말 {n}\n"));
        notes.published(arguments);
        let branch = notes.branch("gh-pages");
        for (path, text) in others {
            assert_eq!(branch[path], text.as_bytes(), "{path} after publish {n}");
        }
    }
    // A page that went is gone, whoever else is there; so is what its owner removed.
    let before = notes.branch("gh-pages");
    assert!(holds(&before, "잠깐.html"), "{:?}", before.keys());
    fs::remove_file(notes.root.join("notes/passing.md")).expect("removed");
    notes.commit_elsewhere("gh-pages", &|folder| {
        fs::remove_file(folder.join("mine.pdf")).expect("removed");
    });
    notes.published(&[]);
    let branch = notes.branch("gh-pages");
    assert!(!holds(&branch, "잠깐.html"));
    assert!(!branch.contains_key("mine.pdf") && branch.contains_key(".well-known/proof"));
    assert!(
        branch.contains_key("notes/course/extra.txt"),
        "{:?}",
        branch.keys()
    );
}

#[test]
fn what_others_changed_of_the_site_stays_in_its_history() {
    let notes = Notes::new();
    notes.published(&[]);
    notes.commit_elsewhere("gh-pages", &|folder| {
        fs::write(folder.join("index.html"), "<p>by hand").expect("written");
        // In the way of a folder that the site will have.
        fs::write(folder.join("tags"), "a file").expect("written");
    });
    notes.write("notes/more.md", "---\ntags: [가]\n---\n# 더\n\n말\n");
    let said = notes.refused(2, &["--orphan"]);
    assert!(said.contains("Publish without `--orphan`"), "{said}");
    notes.published(&[]);
    let branch = notes.branch("gh-pages");
    assert_ne!(branch["index.html"], b"<p>by hand");
    assert!(branch.keys().any(|path| path.starts_with("tags/")));
    let before = notes.git_at(&notes.there(), &["show", "gh-pages~1:index.html"]);
    assert_eq!(before, "<p>by hand");
    notes.write("notes/more.md", "---\ntags: [나]\n---\n# 더\n\n말\n");
    notes.published(&["--orphan"]);
    assert_eq!(notes.count_commits("gh-pages"), 1);
}

#[test]
fn an_inner_folder_is_compared_with_the_whole_branch() {
    let notes = Notes::new();
    for n in 1..=30 {
        notes.write(&format!("docs/{n:02}.md"), &format!("# 노트 {n}\n\n말\n"));
    }
    notes.published(&["docs"]);
    let said = notes.published(&["docs"]);
    assert!(said.contains("holds this very site"), "{said}");
    notes.commit_elsewhere("gh-pages", &|folder| {
        fs::write(folder.join("CNAME"), "notes.example\n").expect("written");
    });
    notes.write("docs/01.md", "# 노트 1\n\n다른 말\n");
    notes.published(&["docs"]);
    assert_eq!(notes.branch("gh-pages")["CNAME"], b"notes.example\n");
    for n in 1..=20 {
        fs::remove_file(notes.root.join(format!("docs/{n:02}.md"))).expect("removed");
    }
    let said = notes.refused(2, &["docs"]);
    assert!(said.contains("20 files of"), "{said}");
}

#[test]
fn older_notes_take_no_place_of_newer_ones() {
    let notes = Notes::new();
    notes.git(&["push", "-q", "origin", "main"]);
    notes.published(&[]);
    // Somebody else has newer notes, and publishes.
    let other = notes.folder.path().join("other");
    let (there, here) = (notes.there(), other.to_str().expect("UTF-8").to_owned());
    notes.git(&["clone", "-q", there.to_str().expect("UTF-8"), &here]);
    fs::write(other.join("notes/new.md"), "# 새 노트\n\n말\n").expect("written");
    notes.git_at(&other, &["add", "-A"]);
    notes.git_at(&other, &["commit", "-qm", "new"]);
    notes.git_at(&other, &["push", "-q", "origin", "main"]);
    let mut command = notes.command(env!("CARGO_BIN_EXE_notesite"), &other);
    let done = command
        .args(["publish", "gh-pages"])
        .output()
        .expect("runs");
    assert!(done.status.success());
    // A commit of one's own makes these no newer, nor does fetching alone.
    notes.write(
        "notes/course.md",
        "# 과정\n### 1. 가\n- 내 글\n### 2. 나\n- 말\n",
    );
    notes.commit("mine");
    for fetched in [false, true] {
        if fetched {
            notes.git(&["fetch", "-q", "origin"]);
        }
        let said = notes.refused(4, &[]);
        assert!(said.contains("`git pull`"), "{said}");
    }
    assert!(holds(&notes.branch("gh-pages"), "새-노트.html"));
    notes.git(&["pull", "-q", "--no-rebase", "--no-edit", "origin", "main"]);
    notes.published(&[]);
    assert!(holds(&notes.branch("gh-pages"), "새-노트.html"));
    // A commit that was put right is one's own affair.
    notes.git(&[
        "commit",
        "-q",
        "--amend",
        "--no-edit",
        "--allow-empty",
        "--date",
        "2026-01-01",
    ]);
    notes.write(
        "notes/course.md",
        "# 과정\n### 1. 가\n- 다시\n### 2. 나\n- 말\n",
    );
    notes.published(&[]);
}

#[test]
fn a_history_may_be_dropped_though_the_site_is_the_same() {
    let notes = Notes::new();
    notes.published(&[]);
    notes.write(
        "notes/course.md",
        "# 과정\n### 1. 가\n- 다시\n### 2. 나\n- 말\n",
    );
    notes.published(&[]);
    assert_eq!(notes.count_commits("gh-pages"), 2);
    notes.published(&["--orphan"]);
    assert_eq!(notes.count_commits("gh-pages"), 1);
    let said = notes.published(&["--orphan"]);
    assert!(said.contains("holds this very site"), "{said}");
}

#[test]
fn other_notes_are_told() {
    let notes = Notes::new();
    notes.published(&[]);
    fs::remove_file(notes.root.join("notes/course.md")).expect("removed");
    notes.write(
        "notes/other.md",
        "# 다른 과정\n### 1. 다\n- 글\n### 2. 라\n- 말\n",
    );
    let said = notes.published(&[]);
    assert!(said.contains("none of these notes is among them"), "{said}");
    assert!(said.contains("branch's history"), "{said}");
    assert!(
        !said.contains("`-o`") && !said.contains("--strict"),
        "{said}"
    );
}

#[test]
fn the_branch_is_looked_at_where_it_is_pushed() {
    let notes = Notes::new();
    notes.git(&["init", "-q", "--bare", "-b", "main", "../pushed.git"]);
    notes.published(&[]);
    notes.git(&["remote", "set-url", "--push", "origin", "../pushed.git"]);
    notes.write("notes/course.md", "# 과정\n### 1. 가\n- 다른 글\n");
    for _ in 0..2 {
        notes.published(&[]);
        notes.write("notes/course.md", "# 과정\n### 1. 가\n- 또 다른 글\n");
    }
    let pushed = notes.root.join("../pushed.git");
    let count = notes.git_at(&pushed, &["rev-list", "--count", "gh-pages"]);
    assert_eq!((count.as_str(), notes.count_commits("gh-pages")), ("2", 1));
}

#[test]
fn the_branch_of_the_notes_is_refused_though_nothing_was_pushed_yet() {
    let notes = Notes::new();
    let said = notes.refused(2, &["--branch", "main"]);
    let wanted = "The branch main of origin is the branch that the notes are on";
    assert!(said.contains(wanted), "{said}");
    notes.git(&["switch", "-qc", "노트"]);
    let said = notes.refused(2, &["--branch", "노트"]);
    assert!(
        said.contains("is the branch that the notes are on"),
        "{said}"
    );
    // Whoever keeps the notes elsewhere may have the site on main.
    notes.published(&["--branch", "main"]);
    notes.write("notes/course.md", "# 과정\n### 1. 가\n- 새 글\n");
    notes.published(&["--branch", "main"]);
}

#[test]
fn notes_whose_settings_lie_above_are_refused() {
    let notes = Notes::new();
    notes.write("notesite.toml", "title = \"전체\"\n");
    notes.write("notes/inner/a.md", "# 글\n\n말\n");
    notes.commit("settings");
    let publish_at = |at: &str, arguments: &[&str]| {
        let binary = env!("CARGO_BIN_EXE_notesite");
        let mut command = notes.command(binary, &notes.root.join(at));
        command.arg("publish").args(arguments);
        let done = command.output().expect("runs");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        (done.status.code(), said)
    };
    for (at, arguments, up) in [
        ("notes", &["gh-pages"][..], ".."),
        ("notes/inner", &["gh-pages"], "../.."),
        ("", &["gh-pages", "notes"], "notes/.."),
        ("notes", &["s3://bucket"], ".."),
        ("notes", &[], ".."),
    ] {
        let (code, said) = publish_at(at, arguments);
        assert_eq!(code, Some(2), "{said}");
        assert!(
            said.contains(&format!("`notesite publish … {up}`")),
            "{said}"
        );
    }
    assert!(notes.git(&["ls-remote", "origin"]).is_empty());
    // One that has its own is a site of its own, and so is one of another repository.
    notes.write("notes/inner/notesite.toml", "title = \"안\"\n");
    let (code, said) = publish_at("notes/inner", &["gh-pages"]);
    assert_eq!(code, Some(0), "{said}");
    fs::remove_file(notes.root.join("notes/inner/notesite.toml")).expect("removed");
    notes.git(&["init", "-q", "notes/inner"]);
    let (code, said) = publish_at("notes/inner", &["gh-pages"]);
    assert!(code != Some(0) && !said.contains("above"), "{said}");
}

#[test]
fn a_dry_run_lists_what_the_guard_would_refuse_and_success_says_the_address() {
    let notes = Notes::new();
    let mut chapters = String::from("# 과정\n");
    for number in 1..40 {
        let _ = write!(chapters, "### {number}. 장 {number}\n- 글\n");
    }
    notes.write("notes/course.md", &chapters);
    let said = notes.published(&["--base-url", "https://example.com/notes/"]);
    assert!(said.contains("https://example.com/notes/"), "{said}");
    notes.write(
        "notes/course.md",
        "# 과정\n### 1. 장 1\n- 글\n### 2. 장 2\n- 글\n",
    );
    let done = notes.publish(&["--dry-run"]);
    let (listed, said) = (
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr),
    );
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(
        listed
            .lines()
            .filter(|line| line.starts_with("gone "))
            .count()
            > 30,
        "{listed}"
    );
    assert!(said.contains("add `--max-delete"), "{said}");
}

#[test]
fn what_somebody_squashed_under_the_sites_message_is_not_the_sites() {
    for clone in [false, true] {
        let notes = Notes::new();
        notes.published(&[]);
        let there = notes.there();
        let at = notes.folder.path().join("other");
        let at_text = at.to_str().expect("UTF-8").to_owned();
        notes.git(&["clone", "-q", "-b", "gh-pages", "../there.git", &at_text]);
        fs::write(at.join("mine.html"), "MINE").expect("written");
        notes.git_at(&at, &["add", "-A"]);
        notes.git_at(&at, &["commit", "-q", "--amend", "--no-edit"]);
        notes.git_at(&at, &["push", "-qf", "origin", "gh-pages"]);
        if clone {
            // Whoever publishes from another machine has no tree of the last site.
            notes.git(&["push", "-q", "origin", "main"]);
            fs::remove_dir_all(notes.root.join(".git")).expect("removed");
            notes.git(&["init", "-q", "-b", "main"]);
            notes.git(&["remote", "add", "origin", "../there.git"]);
            notes.git(&["fetch", "-q", "origin", "main"]);
            notes.git(&["reset", "-q", "origin/main"]);
        }
        notes.write("notes/course.md", "# 과정\n### 1. 가\n- 새 글\n");
        notes.commit("two");
        let done = notes.publish(&[]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(
            done.status.code(),
            Some(if clone { 2 } else { 0 }),
            "{said}"
        );
        let shown = notes.git_at(&there, &["show", "gh-pages:mine.html"]);
        assert_eq!(shown, "MINE", "{said}");
    }
}

/// Makes the remote's hook say this and end with an error, or with `script` alone.
fn hook(there: &Path, script: &str) {
    let hook = there.join("hooks/pre-receive");
    fs::create_dir_all(hook.parent().expect("a folder")).expect("made");
    fs::write(&hook, format!("#!/bin/sh\n{script}\n")).expect("written");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
}

#[test]
fn of_two_addresses_the_one_that_refused_is_brought_up_to_the_other() {
    let notes = Notes::new();
    let second = notes.folder.path().join("second.git");
    let second_name = second.to_str().expect("UTF-8");
    notes.git(&["init", "-q", "--bare", second_name]);
    let first = notes.there();
    for url in [first.to_str().expect("UTF-8"), second_name] {
        notes.git(&["remote", "set-url", "--add", "--push", "origin", url]);
    }
    let tip = |at: &Path| notes.git_at(at, &["rev-parse", "gh-pages"]);
    notes.published(&[]);
    assert_eq!(tip(&first), tip(&second));
    let old = tip(&second);
    hook(&second, "echo 'error: quota' >&2; exit 1");
    notes.write("notes/course.md", "# 과정\n### 1. 가\n- 다른 글\n");
    let said = notes.refused(4, &[]);
    assert!(
        said.contains("The first address of origin has the new site"),
        "{said}"
    );
    assert!(said.contains("error: quota"), "{said}");
    assert_ne!(tip(&first), old);
    assert_eq!(tip(&second), old);
    fs::remove_file(second.join("hooks/pre-receive")).expect("removed");
    let said = notes.published(&["--dry-run"]);
    assert!(said.contains("would be brought up"), "{said}");
    assert_eq!(tip(&second), old);
    let said = notes.published(&[]);
    assert!(said.contains("was older, and holds the site now"), "{said}");
    assert_eq!(tip(&first), tip(&second));
    // What somebody else put at the second one alone is not lost.
    let work = notes.folder.path().join("work");
    let work_name = work.to_str().expect("UTF-8");
    notes.git(&["clone", "-q", "-b", "gh-pages", second_name, work_name]);
    fs::write(work.join("mine.txt"), "mine").expect("written");
    notes.git_at(&work, &["add", "-A"]);
    notes.git_at(&work, &["commit", "-qm", "mine"]);
    notes.git_at(&work, &["push", "-q", "origin", "gh-pages"]);
    let (theirs, ours) = (tip(&second), tip(&first));
    notes.write("notes/course.md", "# 과정\n### 1. 가\n- 또 다른 글\n");
    let said = notes.refused(4, &[]);
    assert!(said.contains("holds what the first one does not"), "{said}");
    assert_eq!((tip(&first), tip(&second)), (ours, theirs));
}

#[test]
fn who_was_quicker_is_told_and_who_refuses_a_new_history_too() {
    let notes = Notes::new();
    notes.published(&[]);
    notes.write("notes/course.md", "# 과정\n### 1. 가\n- 다른 글\n");
    hook(
        &notes.there(),
        "unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n\
        t=$(git rev-parse gh-pages^{tree})\n\
        c=$(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b \
        git commit-tree -p gh-pages -m somebody $t)\ngit update-ref refs/heads/gh-pages $c",
    );
    let said = notes.refused(4, &[]);
    assert!(said.contains("Somebody else published"), "{said}");
    assert!(said.contains("Publish again"), "{said}");
    fs::remove_file(notes.there().join("hooks/pre-receive")).expect("removed");
    notes.published(&[]);
    let setting = ["config", "receive.denyNonFastForwards", "true"];
    notes.git_at(&notes.there(), &setting);
    notes.write("notes/course.md", "# 과정\n### 1. 가\n- 또 다른 글\n");
    let said = notes.refused(4, &["--orphan"]);
    assert!(!said.contains("Somebody else"), "{said}");
    assert!(said.contains("publish without `--orphan`"), "{said}");
    notes.published(&[]);
}

#[test]
fn who_is_not_let_in_is_told_what_to_do() {
    let notes = Notes::new();
    notes.git(&["remote", "set-url", "origin", "git@github.com:me/notes.git"]);
    let script = notes.folder.path().join("ssh");
    for (text, words) in [
        (
            "git@github.com: Permission denied (publickey).",
            "`ssh -T git@github.com`",
        ),
        ("Host key verification failed.", "`ssh -T git@github.com`"),
        ("ERROR: Repository not found.", "`git remote -v`"),
        (
            "ERROR: Permission to me/notes.git denied to you.",
            "`permissions: contents: write`",
        ),
        (
            "ERROR: The key you are authenticating with has been marked as read only.",
            "the right to write",
        ),
        (
            "ssh: Could not resolve hostname github.com: Name or service not known",
            "online",
        ),
    ] {
        let told = format!("#!/bin/sh\necho '{text}' >&2\nexit 255\n");
        fs::write(&script, told).expect("written");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("set");
        let mut command = notes.command(env!("CARGO_BIN_EXE_notesite"), &notes.root);
        command
            .args(["publish", "gh-pages"])
            .env("GIT_SSH_COMMAND", &script);
        let done = command.output().expect("runs");
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(4), "{said}");
        assert!(said.contains(words), "{said}");
        let reason = text.trim_start_matches("ERROR: ").trim_end_matches('.');
        assert!(said.contains(reason), "{said}");
    }
}

mod addresses {
    use notesite::inside::remotes::of_site;
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
