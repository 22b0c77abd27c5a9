//! Names that others chose: nothing is read, written, deleted or run through them, and no folder
//! that is somebody else's is taken for the output. Every home folder here is the test's own.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const BINARY: &str = env!("CARGO_BIN_EXE_notesite");

/// A folder with notes in `r`, a file `victim`, and a home of its own.
fn sandbox() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        &folder.path().join("r/notes/a.md"),
        "# C\n### 1. A\n- a\n### 2. B\n- b\n",
    );
    write(&folder.path().join("victim"), "precious");
    fs::create_dir(folder.path().join("home")).expect("made");
    folder
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, text).expect("written");
}

/// Runs notesite in the sandbox's own home.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(BINARY)
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder.join("home"))
        .output()
        .expect("notesite runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every name below a folder, with the bytes of files and the targets of links.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            let about = fs::symlink_metadata(&path).expect("it is there");
            let value = if about.is_symlink() {
                fs::read_link(&path)
                    .expect("a link")
                    .into_os_string()
                    .into_encoded_bytes()
            } else if about.is_dir() {
                folders.push(path.clone());
                Vec::new()
            } else if about.is_file() {
                fs::read(&path).expect("read")
            } else {
                b"special".to_vec()
            };
            out.insert(path, value);
        }
    }
    out
}

/// A folder as output, by every name that leads to it, is refused and left as it was.
#[test]
fn a_folder_is_known_by_whatever_path_leads_to_it() {
    let folder = sandbox();
    let root = folder.path();
    write(&root.join("r/image/a.svg"), "<svg/>");
    write(
        &root.join("r/notes/a.md"),
        "# C\n### 1. A\n- ![a](../image/a.svg)\n",
    );
    write(&root.join("full/thesis.txt"), "years of work");
    write(&root.join("full/deep/b.txt"), "more");
    fs::create_dir_all(root.join("r/notes/inner")).expect("made");
    symlink("r/notes", root.join("link")).expect("a link");
    symlink("../r", root.join("home/back")).expect("a link");
    symlink("r/notes/yet-to-come", root.join("dangling")).expect("a link");
    symlink(root.join("full"), root.join("absolute")).expect("a link");
    let before = tree(root);
    let paths = [
        "r",
        "r/.",
        "r/notes/..",
        "r/new/..",
        "r/new/deep/../..",
        "r/notes",
        "r/new/../notes",
        "r/./new/./../notes/",
        "r/new/../notes/site",
        "r/notes/inner/new",
        "none/../r/notes",
        "none/../r/image",
        "none/../full",
        "none/more/../../full/deep/..",
        "link",
        "link/inner",
        "link/new/../inner",
        "link/../notes",
        "home/back/notes",
        "home/back/new/../image",
        "dangling",
        "dangling/site",
        "absolute",
        "absolute/deep",
        "none/../absolute",
        "home",
        "home/.",
        "none/../home",
        ".",
        "..",
    ];
    for path in paths {
        let run = run(root, &["build", "r", "-o", path]);
        assert_eq!(run.status.code(), Some(2), "{path}: {}", said(&run));
        assert_eq!(tree(root), before, "{path}");
    }
    for path in [
        "notes",
        "new/../notes",
        "../full",
        "none/../../full",
        "../link",
        ".",
        "../home",
    ] {
        write(
            &root.join("r/notesite.toml"),
            &format!("output = \"{path}\"\n"),
        );
        let before = tree(root);
        let run = run(root, &["build", "r"]);
        assert_eq!(
            run.status.code(),
            Some(2),
            "output = {path}: {}",
            said(&run)
        );
        assert_eq!(tree(root), before, "output = {path}");
    }
    fs::remove_file(root.join("r/notesite.toml")).expect("removed");
    for path in [
        "new/../site",
        "dangling-not/../link/../../other",
        "r/notes/../fresh",
        "home/site",
    ] {
        let run = run(root, &["build", "r", "-o", path]);
        assert_eq!(run.status.code(), Some(0), "{path}: {}", said(&run));
    }
    assert!(root.join("site/index.html").is_file() && !root.join("new").exists());
    assert!(root.join("other/index.html").is_file() && root.join("r/fresh/index.html").is_file());
}

/// What a folder without our manifest may hold.
#[test]
fn a_folder_of_dotfiles_is_somebodys() {
    let folder = sandbox();
    let root = folder.path();
    for name in [
        ".ssh/id",
        ".config/a",
        ".bashrc",
        ".profile",
        ".env",
        ".htaccess",
        ".obsidian/app.json",
        ".Trash-1000/a",
        "a.txt",
        "index.html",
        "lost+found/a",
    ] {
        let output = root.join("out");
        write(&output.join(name), "mine");
        let before = tree(&output);
        let refused = run(root, &["build", "r", "-o", "out"]);
        assert_eq!(refused.status.code(), Some(2), "{name}: {}", said(&refused));
        assert_eq!(tree(&output), before, "{name}");
        fs::remove_dir_all(output).expect("removed");
    }
    for name in [
        ".git/config",
        ".gitignore",
        ".gitkeep",
        ".gitattributes",
        ".keep",
        ".DS_Store",
        ".nojekyll",
        ".well-known/a",
    ] {
        let output = root.join("out");
        // The site has a file of this name too, and it is empty.
        write(
            &output.join(name),
            if name == ".nojekyll" { "" } else { "mine" },
        );
        let built = run(root, &["build", "r", "-o", "out"]);
        assert_eq!(built.status.code(), Some(0), "{name}: {}", said(&built));
        assert!(output.join(name).exists() && output.join("index.html").exists());
        fs::remove_dir_all(output).expect("removed");
    }
}

/// Links where builds keep their own files: what they lead to is neither read nor written.
#[test]
fn links_at_our_names_are_not_followed() {
    let folder = sandbox();
    let root = folder.path();
    fs::create_dir(root.join("elsewhere")).expect("made");
    write(&root.join("elsewhere/keep"), "mine");
    let names = [
        ".notesite-lock",
        ".notesite-stage",
        ".notesite-journal.json",
        ".notesite-manifest.json",
        ".notesite-new",
    ];
    for built in [false, true] {
        for name in names {
            for target in ["../../victim", "../../elsewhere", "../../none"] {
                let output = root.join("r/public");
                let _ = fs::remove_dir_all(&output);
                fs::create_dir(&output).expect("made");
                if built {
                    assert!(run(root, &["build", "r"]).status.success());
                    write(
                        &root.join("r/notes/a.md"),
                        &format!("# C\n### 1. {target}\n- {name}\n"),
                    );
                }
                let _ = fs::remove_file(output.join(name));
                symlink(target, output.join(name)).expect("a link");
                let elsewhere = tree(&root.join("elsewhere"));
                let run = run(root, &["build", "r"]);
                let said = said(&run);
                let code = run.status.code().expect("no signal");
                assert!(
                    matches!(code, 0 | 2 | 3),
                    "{name} to {target}: {code} {said}"
                );
                assert!(
                    code == 0 || said.contains(name),
                    "{name} to {target}: {said}"
                );
                assert_eq!(
                    fs::read_to_string(root.join("victim")).expect("there"),
                    "precious"
                );
                assert_eq!(
                    tree(&root.join("elsewhere")),
                    elsewhere,
                    "{name} to {target}"
                );
                assert!(!root.join("none").exists(), "{name} to {target}");
            }
        }
    }
    for name in [
        "notesite.lock.new",
        "notesite.lock.0.new",
        ".notesite.lock.new",
    ] {
        symlink("../victim", root.join("r").join(name)).expect("a link");
        assert!(run(root, &["lock", "r"]).status.success());
        assert_eq!(
            fs::read_to_string(root.join("victim")).expect("there"),
            "precious"
        );
        assert!(root.join("r/notesite.lock").is_file());
        fs::remove_file(root.join("r/notesite.lock")).expect("removed");
    }
}

/// Links and pipes among the files of a site that was built.
#[test]
fn links_among_our_files_are_replaced_or_refused_never_followed() {
    let folder = sandbox();
    let root = folder.path();
    assert!(run(root, &["build", "r", "-o", "s"]).status.success());
    let whole = tree(&root.join("s"));
    // A page that was made a link is ours again; what it led to is left alone.
    for name in ["index.html", "a/1-a.html", "search/root.js"] {
        fs::remove_file(root.join("s").join(name)).expect("removed");
        symlink(root.join("victim"), root.join("s").join(name)).expect("a link");
        assert!(run(root, &["build", "r", "-o", "s"]).status.success());
        assert_eq!(tree(&root.join("s")), whole, "{name}");
        assert_eq!(
            fs::read_to_string(root.join("victim")).expect("there"),
            "precious"
        );
    }
    // So is one that was made a pipe, which nobody waits for.
    fs::remove_file(root.join("s/index.html")).expect("removed");
    assert!(
        Command::new("mkfifo")
            .arg(root.join("s/index.html"))
            .status()
            .expect("mkfifo")
            .success()
    );
    assert!(run(root, &["build", "r", "-o", "s"]).status.success());
    assert_eq!(tree(&root.join("s")), whole);
    // A folder of the site that was made a link.
    fs::rename(root.join("s/a"), root.join("moved")).expect("renamed");
    symlink("../moved", root.join("s/a")).expect("a link");
    write(
        &root.join("r/notes/a.md"),
        "# C\n### 1. A\n- other\n### 3. C\n- c\n",
    );
    let moved = tree(&root.join("moved"));
    let refused = run(root, &["build", "r", "-o", "s"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("s/a "), "{}", said(&refused));
    assert_eq!(tree(&root.join("moved")), moved);
}

/// A manifest or a journal that somebody else wrote.
#[test]
fn a_manifest_names_only_what_lies_in_the_output() {
    let folder = sandbox();
    let root = folder.path();
    let absolute = root.join("victim").display().to_string();
    let paths = [
        "../victim",
        "../../victim",
        "a/../../victim",
        "./../victim",
        "/victim",
        absolute.as_str(),
        "",
        "a//b",
        "a/./b",
        "a/",
        ".git/config",
        "a/.git/hooks/post-commit",
        ".gitmodules",
        ".notesite-lock",
        "link/victim",
    ];
    for path in paths {
        let output = root.join("s");
        fs::create_dir(&output).expect("made");
        symlink("..", output.join("link")).expect("a link");
        write(&output.join(".git/config"), "mine");
        let name = serde_json::to_string(path).expect("JSON");
        let manifest = format!("{{\"generator\":\"notesite\",\"files\":{{{name}:\"x\"}}}}");
        write(&output.join(".notesite-manifest.json"), &manifest);
        let built = run(root, &["build", "r", "-o", "s"]);
        assert_ne!(built.status.code(), Some(101), "{path}: {}", said(&built));
        assert_eq!(
            fs::read_to_string(root.join("victim")).expect(path),
            "precious"
        );
        assert_eq!(
            fs::read_to_string(output.join(".git/config")).expect(path),
            "mine"
        );
        fs::remove_dir_all(&output).expect("removed");

        // A journal that would move a file of its own to that path, or withdraw it.
        for kind in [
            "\"clear\":[NAME],\"place\":[],\"withdraw\":[]",
            "\"clear\":[],\"place\":[[0,NAME]],\"withdraw\":[]",
            "\"clear\":[],\"place\":[],\"withdraw\":[NAME]",
        ] {
            write(&output.join(".git/config"), "mine");
            symlink("..", output.join("link")).expect("a link");
            write(&output.join(".notesite-stage/0"), "evil");
            write(
                &output.join(".notesite-stage/manifest"),
                "{\"generator\":\"notesite\",\"files\":{}}",
            );
            let journal = format!("{{{}}}", kind.replace("NAME", &name));
            write(&output.join(".notesite-journal.json"), &journal);
            let built = run(root, &["build", "r", "-o", "s"]);
            assert_ne!(
                built.status.code(),
                Some(101),
                "{journal}: {}",
                said(&built)
            );
            assert_eq!(
                fs::read_to_string(root.join("victim")).expect(path),
                "precious",
                "{journal}"
            );
            assert_eq!(
                fs::read_to_string(output.join(".git/config")).expect(path),
                "mine"
            );
            fs::remove_dir_all(&output).expect("removed");
        }
    }
}
