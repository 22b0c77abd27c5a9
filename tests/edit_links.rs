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

mod editors {
    use notesite::inside::links::editor_link;
    use std::path::Path;

    #[test]
    fn presets_and_templates_hold_the_path_of_the_notes() {
        let root = Path::new("/home/가 나");
        let encoded = "/home/%EA%B0%80%20%EB%82%98";
        assert_eq!(
            editor_link("vscode", root),
            format!("vscode://file{encoded}/{{path}}:{{line}}")
        );
        assert_eq!(
            editor_link("zed", root),
            format!("zed://file{encoded}/{{path}}:{{line}}")
        );
        assert_eq!(
            editor_link("idea", root),
            format!("idea://open?file={encoded}/{{path}}&line={{line}}")
        );
        assert_eq!(
            editor_link("subl://open?url=file://{path}&l={line}", root),
            format!(
                "subl://open?url=file://{}/{{path}}&l={{line}}",
                &encoded[1..]
            )
        );
    }
}

mod remotes {
    use notesite::inside::remotes::{on_the_web, origin_in};
    #[test]
    fn a_remote_has_a_page_on_the_web() {
        let page = Some("https://github.com/me/notes".to_owned());
        for written in [
            "git@github.com:me/notes.git",
            "https://github.com/me/notes",
            "https://github.com/me/notes.git/",
            "https://me:secret@github.com/me/notes.git",
            "ssh://git@GitHub.com/me/notes",
            "git://github.com/me/notes.git",
        ] {
            assert_eq!(on_the_web(written), page, "{written}");
        }
        for written in [
            "/srv/git/notes.git",
            "../notes",
            "C:/me/notes",
            "backup:me/notes",
            "file:///srv/me/notes",
            "https://github.com/notes",
            "ssh://git@example.com:2222/me/notes",
            "ext::sh -c x",
        ] {
            assert_eq!(on_the_web(written), None, "{written}");
        }
    }

    #[test]
    fn the_remote_is_the_one_called_origin() {
        let config = "[core]\n\tbare = false\n[remote \"upstream\"]\n\turl = a\n\
            [remote \"origin\"]\n\tfetch = +b\n\tURL = \"c\"\n[branch \"main\"]\n\turl = d\n";
        assert_eq!(origin_in(config), Some("c"));
        assert_eq!(origin_in("[remote \"mine\"]\nurl = a\n"), None);
    }
}
