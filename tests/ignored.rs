//! What `.gitignore` and its kin leave out, compared with what git itself says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use notesite::Config;
use notesite::inside::read;
use proptest::prelude::*;

use crate::common;

use crate::common::write;

/// Git as on a machine without settings of its own.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args(["-c", "core.quotePath=false"])
        .args(arguments)
        .output()
        .expect("git runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("names here are UTF-8")
}

/// The notes under `root`, by their paths.
fn notes(root: &Path) -> BTreeSet<String> {
    let output = root.join("public");
    let read = read::read(
        root,
        &Config::default(),
        &output,
        &mut read::ReadMemory::forgetful(),
    );
    let sources = read.expect("it can be read").value.sources;
    sources
        .notes
        .iter()
        .map(|note| note.path.to_string())
        .collect()
}

const FILES: [&str; 12] = [
    "a.md",
    "b.md",
    "#c.md",
    "가 나.md",
    "x/a.md",
    "x/b.md",
    "x/y/a.md",
    "x/y/z/b.md",
    "y/a.md",
    "y/x/a.md",
    "비밀/a.md",
    "w[1]/!d.md",
];

fn line() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "*.md",
        "!*.md",
        "!a.md",
        "/a.md",
        "x/",
        "x",
        "/x/*",
        "!/x/y",
        "!/x/y/",
        "x/y",
        "**/y",
        "x/**",
        "!x/**/b.md",
        "y/**/a.md",
        "[ab].md",
        "[!a].md",
        "[^b].md",
        "\\#c.md",
        "#c.md",
        "가 나.md",
        "가\\ 나.md",
        "a.md  ",
        "a.md\\ ",
        "?.md",
        "??????.md",
        "비밀",
        "!비밀/",
        "비*",
        "w[1]",
        "w\\[1\\]",
        "\\!d.md",
        "!d.md",
        "{a,b}.md",
        "[[:alpha:]].md",
        "a.md\r",
        "\ta.md",
        "",
        " ",
        "/",
        "/*",
        "!/x",
        "*",
        "!*/",
        "**",
        "x/*/a.md",
        "./a.md",
        "x//a.md",
        "[",
        "[a",
        "\\",
        "a.md/",
        "[z-a].md",
        "[]a].md",
        "x/y/../a.md",
        "*.m[a-e]",
        "**a.md",
        "x/**/",
        "!**/a.md",
        "$a.md",
    ]);
    fixed.prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]
    #[test]
    fn what_git_ignores_is_no_note(
        top in prop::collection::vec(line(), 0..5),
        inner in prop::collection::vec(line(), 0..3),
        exclude in prop::collection::vec(line(), 0..2),
        inner_place in prop::sample::select(vec!["x", "x/y", "y", "w[1]"]),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        git(root, &["init", "-q"]);
        for file in FILES {
            write(root, file, "# a\n");
        }
        write(root, ".gitignore", top.join("\n"));
        write(root, format!("{inner_place}/.gitignore"), inner.join("\n"));
        write(root, ".git/info/exclude", exclude.join("\n"));
        let listed = git(root, &["ls-files", "-z", "--others", "--exclude-standard"]);
        let expected: BTreeSet<String> =
            listed.split('\0').filter(|path| path.ends_with(".md")).map(str::to_owned).collect();
        prop_assert_eq!(notes(root), expected);
    }
}

/// The notes that `notesite inspect` tells of, or its exit code and what it says; `home` is a
/// user's home folder.
fn inspected(root: &Path, home: &Path) -> Result<BTreeSet<String>, (Option<i32>, String)> {
    let output = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg("inspect")
        .arg(root)
        .env("HOME", home)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .expect("it runs");
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err((output.status.code(), said));
    }
    let site: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let courses = site["courses"].as_array().expect("courses").iter();
    let chapters = courses.flat_map(|course| course["chapters"].as_array().expect("chapters"));
    let path = |chapter: &serde_json::Value| chapter["source"]["path"].as_str().map(str::to_owned);
    Ok(chapters.filter_map(path).collect())
}

/// A folder with a home folder, a repository `r` and in it `study` with two notes.
fn repository() -> (tempfile::TempDir, std::path::PathBuf, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let (home, top) = (folder.path().join("home"), folder.path().join("r"));
    fs::create_dir_all(&home).expect("made");
    fs::create_dir_all(&top).expect("made");
    git(&top, &["init", "-q"]);
    write(&top, "study/a.md", "# a\n");
    write(&top, "study/private.md", "# MARK\n");
    (folder, home, top)
}

fn only_a(root: &Path, home: &Path) {
    let paths = inspected(root, home).expect("it is read");
    assert_eq!(paths.into_iter().collect::<Vec<_>>(), ["a.md"]);
}

#[test]
fn rules_above_root_count_up_to_the_top_of_the_repository() {
    let (folder, home, top) = repository();
    write(folder.path(), ".gitignore", "a.md\n");
    for line in [
        "private.md",
        "/study/private.md",
        "study/p*",
        "**/private.md",
    ] {
        write(&top, ".gitignore", format!("{line}\n"));
        only_a(&top.join("study"), &home);
    }
    write(&top, ".gitignore", "private.md\n");
    write(&top, "study/.gitignore", "!private.md\n");
    assert_eq!(inspected(&top.join("study"), &home).expect("read").len(), 2);
}

#[test]
fn who_names_root_overrules_the_lines_that_would_leave_it_out() {
    let (_folder, home, top) = repository();
    for lines in ["study/\n", "*\n", "/study\n", "st*/\nprivate.md\n"] {
        write(&top, ".gitignore", lines);
        let paths = inspected(&top.join("study"), &home).expect("read");
        assert!(paths.contains("a.md"), "{lines:?}");
        assert_eq!(
            paths.contains("private.md"),
            !lines.contains("private"),
            "{lines:?}"
        );
    }
}

#[test]
fn the_repository_and_the_user_may_exclude() {
    let (_folder, home, top) = repository();
    let study = top.join("study");
    write(&top, ".git/info/exclude", "private.md\n");
    only_a(&study, &home);
    write(&top, ".git/info/exclude", "");
    write(&home, ".config/git/ignore", "private.md\n");
    only_a(&study, &home);
    write(&home, ".config/git/ignore", "");
    write(
        &home,
        ".gitconfig",
        "[core]\n\texcludesFile = ~/own rules\n",
    );
    write(&home, "own rules", "private.md\n");
    only_a(&study, &home);
    write(&home, ".gitconfig", "[include]\n\tpath = more\n");
    write(&home, "more", "[core]\n\texcludesFile = ~/own rules\n");
    only_a(&study, &home);
}

/// git itself trusts no repository of another owner, as containers mount them; what it says of
/// excluded files counts all the same.
#[test]
#[cfg(unix)]
fn the_settings_of_a_repository_of_somebody_else_count() {
    let (_folder, home, top) = repository();
    let study = top.join("study");
    write(&top, ".git/mine", "private.md\n");
    let mine = top.join(".git/mine");
    let mine = mine.to_str().expect("names here are UTF-8");
    git(&top, &["config", "core.excludesFile", mine]);
    only_a(&study, &home);
    for entry in walkdir::WalkDir::new(&top) {
        let entry = entry.expect("it can be read");
        if std::os::unix::fs::chown(entry.path(), Some(54321), None).is_err() {
            return common::skip("only root gives files to somebody else");
        }
    }
    only_a(&study, &home);
}

/// A folder where git expects a list of lines: git itself stops there.
#[test]
fn a_list_of_lines_that_is_a_folder_is_an_error() {
    let (_folder, home, top) = repository();
    fs::remove_file(top.join(".git/info/exclude")).expect("removed");
    write(&top, ".git/info/exclude/made-by-a-mount", "");
    let (code, said) = inspected(&top, &home).expect_err("it fails");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("info/exclude is no file"), "{said}");
}

#[test]
fn a_repository_inside_has_rules_of_its_own() {
    let (_folder, home, top) = repository();
    write(&top, ".gitignore", "private.md\nsecret.md\n");
    git(&top, &["init", "-q", "study/sub"]);
    write(&top, "study/sub/private.md", "# of the inner one\n");
    write(&top, "study/sub/secret.md", "# MARK\n");
    write(&top, "study/sub/.gitignore", "secret.md\n");
    let paths = inspected(&top.join("study"), &home).expect("read");
    assert_eq!(
        paths.into_iter().collect::<Vec<_>>(),
        ["a.md", "sub/private.md"]
    );
    // A further work tree shares what the repository excludes.
    git(&top, &["add", "study/a.md"]);
    git(
        &top,
        &[
            "-c",
            "user.name=n",
            "-c",
            "user.email=e",
            "commit",
            "-qm",
            "one",
        ],
    );
    git(&top, &["worktree", "add", "-q", "../tree"]);
    write(&top, ".git/info/exclude", "private.md\n");
    let tree = top
        .parent()
        .expect("it lies in a folder")
        .join("tree/study");
    write(&tree, "private.md", "# MARK\n");
    only_a(&tree, &home);
}

#[test]
fn names_and_lines_are_compared_in_one_form() {
    let (_folder, home, top) = repository();
    let study = top.join("study");
    fs::remove_file(study.join("private.md")).expect("removed");
    let (nfc, nfd) = ("비밀.md", "\u{1107}\u{1175}\u{1106}\u{1175}\u{11af}.md");
    for (name, line) in [
        (nfc, nfd),
        (nfd, nfc),
        (nfd, "비*"),
        (nfc, "*\u{1106}\u{1175}\u{11af}.md"),
    ] {
        write(&study, name, "# MARK\n");
        write(&study, ".gitignore", format!("{line}\n"));
        only_a(&study, &home);
        fs::remove_file(study.join(name)).expect("removed");
    }
}

#[test]
fn lines_that_are_not_utf8_hide_or_fail() {
    let (_folder, home, top) = repository();
    let study = top.join("study");
    let file = study.join(".gitignore");
    fs::write(&file, b"# \xba\xf1\xb9\xd0\nprivate.md\r\n").expect("written");
    only_a(&study, &home);
    fs::write(&file, b"private.md\n\xba\xf1\xb9\xd0.md\n").expect("written");
    let (code, said) = inspected(&study, &home).expect_err("a line cannot be read");
    assert_eq!(code, Some(3));
    assert!(
        said.contains("Line 2 of") && said.contains(".gitignore is not UTF-8"),
        "{said}"
    );
    fs::write(&file, b"\xff\xfep\0r\0i\0v\0a\0t\0e\0.\0m\0d\0\n\0").expect("written");
    assert_eq!(inspected(&study, &home).expect_err("UTF-16").0, Some(3));
    fs::write(&file, b"\xef\xbb\xbfprivate.md\n").expect("written");
    only_a(&study, &home);
}
