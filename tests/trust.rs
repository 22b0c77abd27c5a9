//! Names that others chose: nothing is read, written, deleted or run through them, and no folder
//! that is somebody else's is taken for the output. Every home folder here is the test's own.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
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
    // A link to a folder of one's own is a way to it, and stays one.
    fs::create_dir(root.join("served")).expect("made");
    symlink("served", root.join("way")).expect("a link");
    for _ in 0..2 {
        let run = run(root, &["build", "r", "-o", "way"]);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        assert!(root.join("served/index.html").is_file() && root.join("way").is_symlink());
    }
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

fn git(root: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
        .args(["-c", "commit.gpgsign=false"])
        .args(arguments)
        .output()
        .expect("git, which the tests need");
    assert!(
        done.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

/// Every program that a repository can name, one after the other: none is run, and the days of the
/// notes are still known.
#[test]
fn a_repository_runs_no_program() {
    let settings: &[&[(&str, &str)]] = &[
        &[("filter.x.clean", "RUN; cat")],
        &[("filter.x.process", "RUN"), ("filter.x.required", "true")],
        &[("filter.a=b.clean", "RUN; cat")],
        &[("filter.x.smudge", "RUN; cat")],
        &[
            ("diff.x.textconv", "RUN; cat"),
            ("diff.x.cachetextconv", "true"),
        ],
        &[("diff.x.command", "RUN"), ("diff.external", "RUN")],
        &[("core.fsmonitor", "RUN")],
        &[("core.hooksPath", "hooks")],
        &[
            ("core.pager", "RUN; cat"),
            ("pager.log", "true"),
            ("pager.blame", "true"),
        ],
        &[
            ("log.showSignature", "true"),
            ("gpg.program", "HERE/program"),
        ],
        &[("gpg.ssh.program", "HERE/program"), ("gpg.format", "ssh")],
        &[
            ("alias.log", "!RUN"),
            ("alias.blame", "!RUN"),
            ("alias.rev-parse", "!RUN"),
        ],
        &[
            ("core.alternateRefsCommand", "RUN"),
            ("core.askPass", "HERE/program"),
        ],
        &[
            ("core.editor", "RUN"),
            ("sequence.editor", "RUN"),
            ("credential.helper", "!RUN"),
        ],
        &[
            ("core.attributesFile", "HERE/attributes"),
            ("filter.x.clean", "RUN; cat"),
        ],
        &[("include.path", "HERE/included")],
        &[("diff.orderFile", "HERE/pipe")],
    ];
    for (i, group) in settings.iter().enumerate() {
        let folder = sandbox();
        let here = folder.path();
        let root = here.join("r");
        git(&root, &["init", "-q"]);
        git(&root, &["add", "notes"]);
        git(&root, &["commit", "-qm", "one"]);
        let ran = here.join("ran");
        let run_it = format!("touch {}", ran.display());
        write(&here.join("program"), &format!("#!/bin/sh\n{run_it}\n"));
        assert!(
            Command::new("chmod")
                .arg("+x")
                .arg(here.join("program"))
                .status()
                .is_ok()
        );
        assert!(
            Command::new("mkfifo")
                .arg(here.join("pipe"))
                .status()
                .is_ok()
        );
        write(
            &here.join("included"),
            &format!("[filter \"x\"]\nclean = \"{run_it}; cat\"\n"),
        );
        let attributes = "*.md filter=x diff=x\n*.md filter=a=b\n*.md filter=x\n";
        write(&here.join("attributes"), attributes);
        for (key, value) in *group {
            let value = value
                .replace("RUN", &run_it)
                .replace("HERE", &here.display().to_string());
            git(&root, &["config", key, &value]);
        }
        write(&root.join(".git/info/attributes"), attributes);
        write(&root.join(".gitattributes"), attributes);
        for hook in [
            "post-index-change",
            "post-checkout",
            "reference-transaction",
            "fsmonitor-watchman",
        ] {
            write(
                &root.join("hooks").join(hook),
                &format!("#!/bin/sh\n{run_it}\n"),
            );
            assert!(
                Command::new("chmod")
                    .arg("+x")
                    .arg(root.join("hooks").join(hook))
                    .status()
                    .is_ok()
            );
        }
        // A file that is newer than the index is looked at anew.
        write(
            &root.join("notes/a.md"),
            "# C\n### 1. A\n- a\n### 2. B\n- b\n",
        );
        let built = run(here, &["build", "r", "-o", "s"]);
        assert!(built.status.success(), "{i}: {}", said(&built));
        assert!(!ran.exists(), "{group:?} ran");
        let page = fs::read_to_string(here.join("s/a/1-a.html")).expect("a page");
        assert!(
            page.contains("<time datetime="),
            "{group:?}: the day is known all the same"
        );
    }
}

/// A partial clone that lacks an object gets it from nobody.
#[test]
fn a_repository_fetches_nothing() {
    for (version, url) in [
        ("ext", "ext::sh -c touch% RAN"),
        ("ssh", "ssh://host/x"),
        ("vcs", "x"),
    ] {
        let folder = sandbox();
        let here = folder.path();
        let root = here.join("r");
        git(&root, &["init", "-q"]);
        git(&root, &["add", "notes"]);
        git(&root, &["commit", "-qm", "one"]);
        let ran = here.join("ran").display().to_string();
        for (key, value) in [
            ("core.repositoryformatversion", "1"),
            ("extensions.partialClone", "origin"),
            ("remote.origin.promisor", "true"),
            ("remote.origin.url", &url.replace("RAN", &ran)),
            ("protocol.ext.allow", "always"),
            ("protocol.allow", "always"),
            ("core.sshCommand", &format!("touch {ran}; false")),
            ("core.gitProxy", &format!("touch {ran}")),
        ] {
            git(&root, &["config", key, value]);
        }
        if version == "vcs" {
            git(&root, &["config", "remote.origin.vcs", "evil"]);
            write(
                &here.join("home/git-remote-evil"),
                &format!("#!/bin/sh\ntouch {ran}\n"),
            );
        }
        let id = Command::new("git")
            .arg("-C")
            .arg(&root)
            .args(["rev-parse", "HEAD:notes/a.md"])
            .output()
            .expect("git");
        let id = String::from_utf8(id.stdout).expect("hex");
        fs::remove_file(
            root.join(".git/objects")
                .join(&id[..2])
                .join(id[2..].trim()),
        )
        .expect("removed");
        let built = run(here, &["build", "r", "-o", "s"]);
        assert!(built.status.success(), "{version}: {}", said(&built));
        assert!(!here.join("ran").exists(), "{version} ran");
    }
}

/// Files that links lead to, from the notes and in a theme: never hidden ones, never out of ROOT.
#[test]
fn links_into_hidden_places_and_out_of_root_publish_nothing() {
    let folder = sandbox();
    let root = folder.path();
    for hidden in [
        "r/.git/config",
        "r/.env",
        "r/.hidden/deep/a.txt",
        "r/notes/.secret",
        "outside/a.txt",
        "r/open/.inner",
    ] {
        write(&root.join(hidden), "TOKEN");
    }
    let targets = [
        "../.git/config",
        "../.env",
        "../.hidden/deep/a.txt",
        "./.secret",
        "../open/.inner",
        "../../outside/a.txt",
        "../.git",
        "../.hidden/deep",
        "../../outside",
        "/etc/passwd",
        "chain",
    ];
    symlink("../.env", root.join("r/notes/chain")).expect("a link");
    for (i, target) in targets.iter().enumerate() {
        symlink(target, root.join(format!("r/notes/l{i}"))).expect("a link");
    }
    symlink(root.join("outside/a.txt"), root.join("r/notes/absolute")).expect("a link");
    let links: String = (0..targets.len())
        .flat_map(|i| {
            ["", "/a.txt", "/config"].map(|end| format!("- [a](l{i}{end}) ![b](l{i}{end})\n"))
        })
        .collect();
    let paths = [
        "absolute",
        "../.env",
        "../.git/config",
        "../../outside/a.txt",
        ".secret",
        "chain",
    ];
    let more = paths.iter().fold(String::new(), |mut more, path| {
        let _ = writeln!(more, "- [x](<{path}>) ![y](<{path}>)");
        more
    });
    write(
        &root.join("r/notes/a.md"),
        &format!("# C\n### 1. A\n{links}{more}### 2. B\n- b\n"),
    );
    let built = run(root, &["build", "r", "-o", "s"]);
    assert!(built.status.success(), "{}", said(&built));
    for (path, bytes) in tree(&root.join("s")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("TOKEN") && !text.contains("root:x:0"),
            "{}",
            path.display()
        );
    }
    let themes = [
        ("themes/default/assets/a.txt", "../../../.git/config"),
        ("themes/default/assets/a.txt", "../../../../outside/a.txt"),
        ("themes/default/css/a.css", "../../../.env"),
        ("themes/default/templates/404.html", "../../../.env"),
        ("themes/default", "../../outside"),
        ("themes/default", "../.hidden"),
        ("themes", "../outside"),
    ];
    for (name, target) in themes {
        let _ = fs::remove_dir_all(root.join("r/themes"));
        let _ = fs::remove_file(root.join("r/themes"));
        let link = root.join("r").join(name);
        fs::create_dir_all(link.parent().expect("a parent")).expect("made");
        symlink(target, &link).expect("a link");
        fs::create_dir_all(root.join("outside/default/assets")).expect("made");
        write(&root.join("outside/default/assets/x.txt"), "TOKEN");
        let built = run(root, &["build", "r", "-o", "s"]);
        assert_eq!(
            built.status.code(),
            Some(2),
            "{name} to {target}: {}",
            said(&built)
        );
        assert!(said(&built).contains("themes"), "{}", said(&built));
        assert!(
            !tree(&root.join("s"))
                .values()
                .any(|bytes| bytes.windows(5).any(|w| w == b"TOKEN"))
        );
    }
    // Links within ROOT are what people share files by.
    let _ = fs::remove_file(root.join("r/themes"));
    write(&root.join("r/shared/a.css"), "body { order: 7 }");
    fs::create_dir_all(root.join("r/themes/default/css")).expect("made");
    symlink(
        "../../../shared/a.css",
        root.join("r/themes/default/css/a.css"),
    )
    .expect("a link");
    write(&root.join("r/themes/default/assets/.env"), "TOKEN");
    assert!(run(root, &["build", "r", "-o", "s"]).status.success());
    let site = tree(&root.join("s"));
    assert!(
        site.values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains("order:7")
                || String::from_utf8_lossy(bytes).contains("order: 7"))
    );
    assert!(!site.values().any(|bytes| bytes == b"TOKEN"));
}

/// Files that notes link to are looked through like the notes.
#[test]
fn linked_files_with_secrets_are_not_published() {
    let key = format!("AKIA{}", "Q2X7LMN3PZRT5VWB");
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut body = String::new();
    for i in 0..256u32 {
        let letter = i.wrapping_mul(2_654_435_761) >> 13 & 63;
        body.push(char::from(letters[letter as usize]));
        body.push_str(if i % 64 == 63 { "\n" } else { "" });
    }
    let pem = format!(
        "-----BEGIN {0} KEY-----\n{body}-----END {0} KEY-----\n",
        "PRIVATE"
    );
    let wide = |text: &str, low_first: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if low_first {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    };
    let cp949 = |text: &str| encoding_rs::EUC_KR.encode(text).0.into_owned();
    let korean = cp949("열쇠는 ");
    let long = format!("{}\n{key}\n", "x y ".repeat(700_000));
    let secret: Vec<(&str, Vec<u8>)> = vec![
        ("a.txt", format!("key {key}").into_bytes()),
        // A sign or two that no text has make none of it yet.
        ("1.txt", format!("\0 a\nkey {key}\n").into_bytes()),
        (
            "2.log",
            format!("\x1b[1m\x07{} {key}\0", "word ".repeat(200)).into_bytes(),
        ),
        ("b.pem", pem.clone().into_bytes()),
        ("c.properties", b"db.password=hunter2hunter2\n".to_vec()),
        ("d.csv", [korean.as_slice(), key.as_bytes()].concat()),
        ("e.txt", [&[0xff, 0xfe][..], &wide(&key, true)].concat()),
        ("f.txt", [&[0xfe, 0xff][..], &wide(&key, false)].concat()),
        ("g.txt", wide(&format!("the key is {key}"), true)),
        ("h.log", long.into_bytes()),
        (
            "i.svg",
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- {key} --></svg>").into_bytes(),
        ),
        (
            "l.txt",
            format!("{}{pem}", "word and word ".repeat(74_895)).into_bytes(),
        ),
        ("r.txt", cp949("서버\n비밀번호: Kq93zzPa!x\n")),
        ("s.txt", cp949("계정 이름 admin, 비번은 `Kq93zzPa1x`\n")),
        ("t.csv", b"id,password\na,Kq93zzPa!x\n".to_vec()),
        ("u.tsv", "이름\t초기 비밀번호\n김\tKq93zzPa!x\n".into()),
        (
            "v.csv",
            cp949("\"이름, 별명\";\"비밀번호\"\n\"김; 이\";\"Kq93zzPa!x\"\n"),
        ),
        ("j", format!("{}{key}", " ".repeat(1_048_570)).into_bytes()),
        (
            "k.json",
            format!("{{\"k\":\"{}{key}\"}}", "a ".repeat(1_500_000)).into_bytes(),
        ),
    ];
    let fine: Vec<(&str, Vec<u8>)> = vec![
        ("m.txt", b"nothing here".to_vec()),
        ("q.yml", b"password: test\n".to_vec()),
        ("w.txt", cp949("비밀번호를 세 번 틀리면 잠긴다\n")),
        (
            "x.csv",
            b"id,password policy,hash\na,8 letters,Kq93zzPa!x\n".to_vec(),
        ),
        ("y.csv", "이름,비밀번호\n김,변경함\n이,SHA-256\n".into()),
        ("z.tsv", cp949("학번\t점수\n2024123456\t90\n")),
        ("n.bin", [&[0, 1, 2, 0, 0, 9][..], key.as_bytes()].concat()),
        ("o.txt", b"AKIAIOSFODNN7EXAMPLE".to_vec()),
        ("p.txt", format!("allowed {key}").into_bytes()),
    ];
    let folder = sandbox();
    let root = folder.path();
    write(
        &root.join("r/notesite.toml"),
        "[secrets]\nallow = [\"^allowed \"]\n",
    );
    let mut note = "# C\n[처음](<a.txt>)\n### 1. A\n".to_owned();
    for (name, bytes) in secret.iter().chain(&fine) {
        let _ = writeln!(note, "- [{name}]({name}) ![{name}]({name})");
        fs::write(root.join("r/notes").join(name), bytes).expect("written");
    }
    write(
        &root.join("r/notes/a.md"),
        &format!("{note}### 2. B\n- b\n"),
    );
    let built = run(root, &["build", "r", "-o", "s"]);
    assert!(built.status.success(), "{}", said(&built));
    for (name, _) in &secret {
        assert!(
            !root.join("s/notes").join(name).exists(),
            "{name} is published"
        );
    }
    for (name, _) in &fine {
        assert!(
            root.join("s/notes").join(name).is_file(),
            "{name} is missing"
        );
    }
    let page = fs::read_to_string(root.join("s/a/1-a.html")).expect("a page");
    assert!(!page.contains("=../notes/a.txt") && page.contains("href=../notes/m.txt"));
    let checked = run(root, &["check", "r", "--format", "json"]);
    assert_eq!(checked.status.code(), Some(1));
    let lines = String::from_utf8_lossy(&checked.stdout).into_owned();
    for (name, _) in &secret {
        let told = |line: &str| {
            line.contains("secret-in-file") && line.contains(&format!("notes/{name}`"))
        };
        assert!(lines.lines().any(told), "{name} is told");
    }
}

#[test]
fn settings_and_names_are_not_read_through_a_link_out_of_root() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("r");
    fs::create_dir_all(&root).expect("made");
    write(&root.join("a.md"), "# 글\n");
    write(&folder.path().join("other"), "title = \"VICTIM\"\n");
    for name in ["notesite.toml", "notesite.lock"] {
        std::os::unix::fs::symlink("../other", root.join(name)).expect("a link");
        let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
            .arg("build")
            .arg(&root)
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.contains("leads out of this folder"), "{said}");
        assert!(!root.join("public").exists());
        fs::remove_file(root.join(name)).expect("removed");
    }
}

/// A copy of a site that lost its hidden files, as `cp public/*` makes one, is still no folder of
/// files to copy: a note that became private since must not come back out of it.
#[test]
fn a_copied_site_is_known_by_its_pages() {
    let folder = sandbox();
    let root = folder.path();
    let page = |name: &str| root.join("o").join(name).is_file();
    let three = "# C\n### 1. A\n- a\n### 2. B\n- b\n### 3. C\n- c\n";
    write(&root.join("r/notes/a.md"), three);
    assert!(run(root, &["build", "r"]).status.success());
    fs::remove_file(root.join("r/public/.notesite-manifest.json")).expect("removed");
    write(
        &root.join("r/notes/a.md"),
        "# C\n### 1. A\n- a\n### 2. B\n- b\n",
    );
    let built = run(root, &["build", "r", "-o", "o"]);
    assert!(built.status.success(), "{}", said(&built));
    let pages = ["a/2-b.html", "a/3-c.html"].map(page);
    assert_eq!(pages, [true, false], "what is gone does not come back");

    // A writer's own files, a page of the same names among them, are copied.
    fs::remove_dir_all(root.join("r/public")).expect("the site");
    for name in ["index.html", "404.html", "assets/a.css", "robots.txt"] {
        write(&root.join("r/public").join(name), "mine");
    }
    let built = run(root, &["build", "r", "-o", "p"]);
    assert!(built.status.success(), "{}", said(&built));
    assert!(root.join("p/robots.txt").is_file());
    assert!(root.join("p/assets/a.css").is_file());

    // And notes beside pages are read.
    fs::rename(root.join("o"), root.join("n")).expect("moved");
    fs::remove_file(root.join("n/.notesite-manifest.json")).expect("removed");
    write(&root.join("n/w/mine.md"), "# Mine\n\nbeside\n");
    for name in ["index.html", "404.html", "assets"] {
        fs::rename(root.join("n").join(name), root.join("n/w").join(name)).expect("moved");
    }
    let built = run(root, &["build", "n", "-o", "q"]);
    assert!(built.status.success(), "{}", said(&built));
    let read = tree(&root.join("q"));
    let is_shown = |page: &Vec<u8>| page.windows(6).any(|words| words == b"beside");
    assert!(read.values().any(is_shown), "a note beside pages is read");
}

/// What somebody wrote into a repository, a setting or a link, replaces no site elsewhere; whoever
/// names the folder may.
#[test]
fn settings_and_links_of_a_clone_replace_no_site_elsewhere() {
    let folder = sandbox();
    let root = folder.path();
    let three = "# C\n### 1. A\n- a\n### 2. B\n- b\n### 3. C\n- c\n";
    write(&root.join("r/notes/a.md"), three);
    assert!(run(root, &["build", "r"]).status.success());
    let before = tree(&root.join("r/public"));
    for way in ["setting", "link"] {
        let clone = root.join(way);
        write(
            &clone.join("notes/o.md"),
            "# O\n### 1. X\n- x\n### 2. Y\n- y\n",
        );
        if way == "setting" {
            let line = "output = \"../r/public\"\n";
            write(&clone.join("notesite.toml"), line);
        } else {
            symlink("../r/public", clone.join("public")).expect("a link");
        }
        let built = run(root, &["build", way]);
        assert_eq!(built.status.code(), Some(1), "{}", said(&built));
        assert!(
            said(&built).contains("leads out of this folder to that site"),
            "{}",
            said(&built)
        );
        assert!(before == tree(&root.join("r/public")), "{way}");
    }
    // A new place outside, and the writer's own word, are as before.
    write(&root.join("setting/notesite.toml"), "output = \"../new\"\n");
    for _ in 0..2 {
        let built = run(root, &["build", "setting"]);
        assert!(built.status.success(), "{}", said(&built));
    }
    let built = run(root, &["build", "link", "-o", "r/public"]);
    assert!(built.status.success(), "{}", said(&built));
}

mod programs {
    use notesite::inside::program::find;
    #[test]
    #[cfg(unix)]
    fn relative_entries_are_passed_over() {
        assert_eq!(find("sh", "".as_ref()), None);
        assert_eq!(find("sh", ":.:bin".as_ref()), None);
        assert_eq!(find("sh", ":/bin".as_ref()), Some("/bin/sh".into()));
    }
}
