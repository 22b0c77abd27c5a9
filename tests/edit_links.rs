//! "Edit this page" leads to the editor of the program that keeps the repository, on the line where
//! the chapter begins, wherever ROOT lies in it.

use std::fs;
use std::path::Path;
use std::process::Command;

const BINARY: &str = env!("CARGO_BIN_EXE_notesite");

/// A repository whose ROOT is `노트 & more`, with one file of two chapters.
fn notes(top: &Path) -> std::path::PathBuf {
    let root = top.join("노트 & more");
    fs::create_dir_all(root.join("notes")).expect("folders");
    let text = "# 과정\n\n### 1. 하나\n\n- 글\n\n### 2. 둘\n\n- 글\n";
    fs::write(root.join("notes/a b.md"), text).expect("a note");
    let made = Command::new("git")
        .arg("-C")
        .arg(top)
        .args(["init", "-q"])
        .status();
    assert!(made.expect("git").success());
    root
}

fn page(root: &Path, settings: &str) -> String {
    fs::write(root.join("notesite.toml"), settings).expect("settings");
    let done = Command::new(BINARY)
        .arg("build")
        .arg(root)
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{settings}: {said}");
    let folder = fs::read_dir(root.join("public")).expect("a site");
    let mut pages = folder
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("2-둘.html"));
    fs::read_to_string(pages.find(|page| page.exists()).expect("the page")).expect("read")
}

#[test]
fn a_page_is_edited_where_its_note_lies() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = notes(folder.path());
    // Percent-encoded by hand: `노트 & more/notes/a b.md`.
    let path = "%EB%85%B8%ED%8A%B8%20%26%20more/notes/a%20b.md";
    for (repository, more, address) in [
        // GitHub, and GitHub Enterprise by any name.
        (
            "https://github.com/me/n",
            "",
            "https://github.com/me/n/edit/HEAD/PATH#L7",
        ),
        (
            "https://github.com/me/n.git",
            "branch = \"글/하나\"",
            "https://github.com/me/n/edit/%EA%B8%80/%ED%95%98%EB%82%98/PATH#L7",
        ),
        (
            "https://github.example.com/me/n/",
            "",
            "https://github.example.com/me/n/edit/HEAD/PATH#L7",
        ),
        (
            "https://git.example.com/me/n",
            "",
            "https://git.example.com/me/n/edit/HEAD/PATH#L7",
        ),
        // GitLab, whose editor knows no HEAD, with groups of groups, on a host and below a path.
        (
            "https://gitlab.com/group/inner/n",
            "",
            "https://gitlab.com/group/inner/n/-/edit/main/PATH#L7",
        ),
        (
            "https://gitlab.example.ac.kr/me/n.git",
            "branch = \"main\"",
            "https://gitlab.example.ac.kr/me/n/-/edit/main/PATH#L7",
        ),
        (
            "http://example.com:8080/gitlab/me/n",
            "",
            "http://example.com:8080/gitlab/me/n/-/edit/main/PATH#L7",
        ),
        // Gitea and Forgejo, whose editors know no HEAD.
        (
            "https://codeberg.org/me/n",
            "",
            "https://codeberg.org/me/n/_edit/main/PATH#L7",
        ),
        (
            "https://gitea.example.com/me/n",
            "branch = \"trunk\"",
            "https://gitea.example.com/me/n/_edit/trunk/PATH#L7",
        ),
        (
            "https://forgejo.example.com/me/n.git",
            "",
            "https://forgejo.example.com/me/n/_edit/main/PATH#L7",
        ),
        (
            "https://example.com/gitea/me/n",
            "",
            "https://example.com/gitea/me/n/_edit/main/PATH#L7",
        ),
        // Bitbucket.
        (
            "https://bitbucket.org/me/n",
            "",
            "https://bitbucket.org/me/n/src/HEAD/PATH?mode=edit",
        ),
        (
            "https://bitbucket.org/me/n",
            "branch = \"main\"",
            "https://bitbucket.org/me/n/src/main/PATH?mode=edit",
        ),
        // An owner or a repository that is called as a program says nothing of the host.
        (
            "https://github.com/gitlab/gitea",
            "",
            "https://github.com/gitlab/gitea/edit/HEAD/PATH#L7",
        ),
        (
            "https://gitlab.com/forgejo/forgejo",
            "",
            "https://gitlab.com/forgejo/forgejo/-/edit/main/PATH#L7",
        ),
        (
            "https://git.example.com/me/gitlab",
            "",
            "https://git.example.com/me/gitlab/edit/HEAD/PATH#L7",
        ),
    ] {
        let page = page(&root, &format!("repository = \"{repository}\"\n{more}\n"));
        let wanted = format!("href=\"{}\"", address.replace("PATH", path));
        let found = page.split("<a ").find(|link| link.contains("edit"));
        assert!(page.contains(&wanted), "{repository}: {found:?}");
    }
    let none = page(&root, "");
    assert!(!none.contains("/edit/"), "nobody knows the repository");
}
