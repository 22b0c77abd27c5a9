//! `notesite init`: files where none were, nothing changed that was there, and a workflow that does
//! what it says.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output};

use saphyr::{LoadableYamlNode as _, Yaml};

const BINARY: &str = env!("CARGO_BIN_EXE_notesite");

fn init(at: &Path, language: &str, arguments: &[&str]) -> Output {
    Command::new(BINARY)
        .current_dir(at)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", language)
        .arg("init")
        .args(arguments)
        .output()
        .expect("runs")
}

fn made(at: &Path, language: &str, arguments: &[&str]) -> String {
    let done = init(at, language, arguments);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    String::from_utf8_lossy(&done.stdout).into_owned()
}

fn git(at: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .current_dir(at)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
        .args(arguments)
        .output()
        .expect("git");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("listed"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("inside");
            let bytes = fs::read(entry.path()).expect("read");
            (path.to_str().expect("UTF-8").to_owned(), bytes)
        })
        .collect()
}

#[test]
fn drafts_are_counted_as_what_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("a.md"), "# 하나\n\n글\n");
    write(
        &folder.path().join("b.md"),
        "---\ndraft: true\n---\n# 둘\n\n글\n",
    );
    write(
        &folder.path().join("c.md"),
        "---\nprivate: true\n---\n# 셋\n\n글\n",
    );
    let said = made(folder.path(), "C", &["."]);
    assert!(said.contains("found   1 chapter in 1 course"), "{said}");
    assert!(
        said.contains("found   2 files marked as draft or private, which stay out"),
        "{said}"
    );
    // They are notes all the same: no first course is made beside them.
    assert!(!folder.path().join("notes").exists(), "{said}");
    let folder = tempfile::tempdir().expect("a folder");
    write(
        &folder.path().join("b.md"),
        "---\ndraft: true\n---\n# 둘\n\n글\n",
    );
    let said = made(folder.path(), "C", &["."]);
    assert!(
        said.contains("found   1 file marked as draft or private, which stays out"),
        "{said}"
    );
    assert!(!said.contains("chapter in"), "{said}");
    assert!(!folder.path().join("notes").exists(), "{said}");
}

#[cfg(unix)]
#[test]
fn a_home_folder_is_refused_and_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("users/me");
    write(&home.join("Documents/readme.md"), "# 집\n");
    std::os::unix::fs::symlink(&home, folder.path().join("link")).expect("linked");
    let run = |folder: &Path, typed: &str| {
        Command::new(BINARY)
            .args(["init", typed])
            .env("HOME", &home)
            .current_dir(folder)
            .output()
            .expect("runs")
    };
    for (place, typed) in [
        (home.as_path(), "."),
        (&home, "../me"),
        (folder.path(), "link"),
        (folder.path(), "users"),
        (&home, "/"),
    ] {
        let refused = run(place, typed);
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{typed}: {said}");
        assert!(said.contains("`notesite init notes`"), "{said}");
        let there: Vec<String> = files(&home).into_keys().collect();
        assert_eq!(there, ["Documents/readme.md"]);
    }
    let made = run(&home, "notes");
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let made = run(&home.join("Documents"), ".");
    assert_eq!(made.status.code(), Some(0), "{made:?}");
}

#[test]
fn an_empty_folder_gets_a_course_that_has_no_problem() {
    for (language, course) in [
        ("ko_KR.UTF-8", "notes/첫-노트.md"),
        ("en_US.UTF-8", "notes/first-notes.md"),
        ("C", "notes/first-notes.md"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let said = made(folder.path(), language, &["노트 자리"]);
        let root = folder.path().join("노트 자리");
        assert!(
            said.contains(&format!("wrote   노트 자리/{course}\n")),
            "{said}"
        );
        let there: Vec<String> = files(&root).into_keys().collect();
        assert_eq!(there, [".gitignore", course, "notesite.toml"]);
        let checked = Command::new(BINARY)
            .arg("check")
            .arg(&root)
            .output()
            .expect("runs");
        let said = String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success(), "{said}");
        let built = Command::new(BINARY)
            .arg("build")
            .arg(&root)
            .output()
            .expect("runs");
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(said.contains("3 chapters"), "{said}");
        // Once more changes nothing.
        let before = files(&root);
        let said = made(&root, language, &[]);
        assert!(!said.contains("wrote"), "{said}");
        assert_eq!(before, files(&root));
    }
}

#[test]
fn the_settings_name_every_key_of_the_guide() {
    let guide = include_str!("../notes/guide/3-config.md");
    for language in ["ko", "en"] {
        let folder = tempfile::tempdir().expect("a folder");
        made(folder.path(), language, &[]);
        let path = folder.path().join("notesite.toml");
        let text = fs::read_to_string(&path).expect("written");
        assert!(
            text.lines()
                .all(|line| line.is_empty() || line.starts_with('#'))
        );
        let lines = text.lines().skip(1);
        let lines: Vec<&str> = lines.map(|line| line.trim_start_matches("# ")).collect();
        let all = lines.join("\n");
        for row in guide.lines().filter(|line| line.starts_with("| `")) {
            let key = row.split('`').nth(1).expect("a key");
            let key = key.split(' ').next_back().expect("a word");
            let is_there = all
                .lines()
                .any(|line| line.split(" =").next() == Some(key) || line.starts_with(key));
            assert!(is_there, "{key} is not in the settings");
        }
        // Every line counts once its sign is gone, but for the notes that it names.
        let course = if language == "ko" {
            "첫-노트"
        } else {
            "first-notes"
        };
        let all = all.replace("notes/course.md", &format!("notes/{course}.md"));
        let all = all.replace("new.html", "index.html");
        fs::write(&path, all).expect("written");
        let built = Command::new(BINARY)
            .arg("build")
            .arg(folder.path())
            .output()
            .expect("runs");
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(
            built.status.success() && !said.contains("notesite.toml:"),
            "{said}"
        );
    }
}

#[test]
fn nothing_that_is_there_is_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    git(root, &["init", "-q", "-b", "main"]);
    write(&root.join(".obsidian/app.json"), "{}");
    write(
        &root.join("README.md"),
        "# 나의 노트\n\n- [하나](a/하나.md)\n",
    );
    write(&root.join("a/하나.md"), "# 하나\n\n말\n");
    write(&root.join(".gitignore"), "*.tmp\n");
    write(&root.join(".github/workflows/pages.yml"), "name: mine\n");
    symlink("nowhere", root.join("notesite.toml")).expect("linked");
    let before = files(root);
    let done = init(root, "ko", &["--pages"]);
    // Settings that are a link to nowhere cannot be read by anything.
    assert_eq!(done.status.code(), Some(3));
    fs::remove_file(root.join("notesite.toml")).expect("removed");
    let said = made(root, "ko", &["--pages"]);
    for line in [
        "found   a git repository, an Obsidian vault, README.md\n",
        "found   1 chapter in 1 course, which `notesite build` makes a site of as they are\n",
        "wrote   notesite.toml\n",
        "kept    .gitignore as it is: add a line `/public/`, so that git leaves the site out\n",
        "kept    .github/workflows/pages.yml as it is: `notesite init` in a new folder",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains("첫-노트"), "{said}");
    let after = files(root);
    assert!(
        before
            .iter()
            .all(|(path, bytes)| after.get(path) == Some(bytes))
    );
    assert_eq!(after.len(), before.len() + 1);
    // Beside other notes a folder of that name would hide them.
    made(root, "ko", &["--sample"]);
    assert!(root.join("첫-노트.md").exists() && !root.join("notes").exists());
}

#[test]
fn what_lies_below_is_said_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(&root.join("a.md"), "# 글\n\n말\n");
    write(&root.join("website/deep/mkdocs.yml"), "site_name: a\n");
    write(&root.join("website/mkdocs.yaml"), "site_name: b\n");
    write(&root.join("나의 노트/.obsidian/app.json"), "{}");
    write(&root.join("book/src/SUMMARY.md"), "# Summary\n");
    // Called as a tool is, or of others, or too deep, or of no weight below.
    write(&root.join("logseq/글.md"), "# 로그시크\n\n말\n");
    write(&root.join("node_modules/x/book.toml"), "");
    write(&root.join(".cache/hugo.toml"), "");
    write(&root.join("1/2/3/_config.yml"), "");
    write(&root.join("book/README.md"), "# 책\n");
    let said = made(root, "en", &[]);
    let found = "found   an Obsidian vault in 나의 노트, a book with SUMMARY.md in book/src, \
                 MkDocs in website\n";
    assert!(said.contains(found), "{said}");
    write(&root.join("logseq/config.edn"), "{}");
    let said = made(root, "en", &[]);
    assert!(
        said.contains("in 나의 노트, a Logseq graph, a book"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_made_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("in");
    let out = folder.path().join("out");
    fs::create_dir_all(&root).expect("made");
    fs::create_dir_all(&out).expect("made");
    symlink(&out, root.join(".github")).expect("linked");
    let done = init(&root, "en", &["--pages"]);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        done.status.code() == Some(2) && said.contains("leads out of"),
        "{said}"
    );
    assert!(files(&out).is_empty());
    write(&folder.path().join("file"), "");
    let done = init(folder.path(), "en", &["file"]);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        done.status.code() == Some(2) && said.contains("file is a file. Name a folder"),
        "{said}"
    );
}

/// Runs the steps of a job that are commands, as the runner does, in the repository `at`.
fn run_steps(at: &Path, workflow: &Path, job: &str, values: &[(&str, &str)]) -> Result<(), String> {
    let text = fs::read_to_string(workflow).expect("written");
    let documents = Yaml::load_from_str(&text).expect("YAML");
    let filled = |text: &str| {
        let mut text = text.to_owned();
        for (name, value) in values {
            text = text.replace(&format!("${{{{ {name} }}}}"), value);
        }
        text
    };
    let temp = at.join("../runner");
    let bin = temp.join("home/.cargo/bin");
    fs::create_dir_all(&bin).expect("made");
    let shims = temp.join("shims");
    // What is installed from its repository is this very program.
    let source = "https://github.com/notesite/notesite";
    write(
        &shims.join("cargo"),
        &format!(
            "#!/bin/sh\ntest \"$*\" = 'install --locked --git {source}' || exit 9\n\
            cp {BINARY} \"$HOME/.cargo/bin/notesite\"\n"
        ),
    );
    fs::set_permissions(shims.join("cargo"), fs::Permissions::from_mode(0o755)).expect("set");
    let environment = |of: &Yaml<'_>| -> Vec<(String, String)> {
        let pairs = of.as_mapping_get("env").and_then(Yaml::as_mapping);
        let pairs = pairs.into_iter().flatten();
        pairs
            .map(|(key, value)| {
                let key = key.as_str().expect("a name");
                (key.to_owned(), filled(value.as_str().expect("a value")))
            })
            .collect()
    };
    let document = &documents[0];
    let steps = &document["jobs"][job]["steps"];
    for step in steps.as_sequence().expect("steps") {
        let Some(run) = step.as_mapping_get("run").and_then(Yaml::as_str) else {
            continue;
        };
        let mut command = Command::new("bash");
        command
            .current_dir(at)
            .args([
                "--noprofile",
                "--norc",
                "-eo",
                "pipefail",
                "-c",
                &filled(run),
            ])
            .env("HOME", temp.join("home"))
            .env("RUNNER_TEMP", &temp)
            .env(
                "PATH",
                format!("{}:{}:/usr/bin:/bin", shims.display(), bin.display()),
            )
            .envs(environment(document))
            .envs(environment(step));
        let done = command.output().expect("bash");
        if !done.status.success() {
            let (out, err) = (done.stdout, done.stderr);
            return Err(String::from_utf8_lossy(&[out, err].concat()).into_owned());
        }
    }
    Ok(())
}

#[test]
fn the_workflow_for_pages_builds_the_site_and_stops_at_a_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let top = folder.path().join("repository");
    for inner in ["", "강의 노트"] {
        let root = top.join(inner);
        fs::create_dir_all(&root).expect("made");
        git(&top, &["init", "-q", "-b", "release/1"]);
        made(&root, "ko", &["--pages"]);
        git(&top, &["add", "-A"]);
        git(&top, &["commit", "-qm", "first"]);
        let workflow = top.join(".github/workflows/pages.yml");
        let text = fs::read_to_string(&workflow).expect("written");
        assert!(text.contains("branches: [release/1]"), "{text}");
        let values = [("steps.pages.outputs.base_url", "https://me.github.io/notes")];
        run_steps(&top, &workflow, "build", &values).expect("the steps run");
        let site = folder.path().join("runner/site");
        let sitemap = fs::read_to_string(site.join("sitemap.xml")).expect("built");
        assert!(
            sitemap.contains("<loc>https://me.github.io/notes/"),
            "{sitemap}"
        );
        assert!(site.join(".nojekyll").exists() && site.join("404.html").exists());
        // GitHub counts from the top of the repository.
        let place = if inner.is_empty() {
            ""
        } else {
            "강의 노트/"
        };
        let key = format!("AKIA{}", "IOSFODNN7EXAMPL2");
        write(&root.join("notes/key.md"), &format!("# 키\n\n- {key}\n"));
        fs::remove_dir_all(&site).expect("removed");
        let said = run_steps(&top, &workflow, "build", &values).expect_err("a key");
        assert!(
            said.contains(&format!("::error file={place}notes/key.md,line=3::")),
            "{said}"
        );
        assert!(!site.exists());
        fs::remove_dir_all(&top).expect("removed");
    }
}

#[test]
fn the_workflow_for_s3_has_its_documents_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    git(root, &["init", "-q", "-b", "release/1"]);
    made(root, "en", &["--s3"]);
    for name in ["policy", "trust"] {
        let path = root.join(format!(".github/s3/{name}.json"));
        let text = fs::read_to_string(path).expect("written");
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["Version"], "2012-10-17");
        assert_eq!(
            text.contains(":ref:refs/heads/release/1\""),
            name == "trust"
        );
    }
    let workflow = fs::read_to_string(root.join(".github/workflows/s3.yml")).expect("written");
    assert!(workflow.contains("id-token: write") && workflow.contains("fetch-depth: 0"));
    assert!(!root.join(".github/workflows/pages.yml").exists());
}

#[test]
fn a_folder_through_a_link_is_left_and_no_part_of_a_file_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (here, outside) = (folder.path().join("here"), folder.path().join("outside"));
    fs::create_dir_all(&here).expect("made");
    fs::create_dir_all(&outside).expect("made");
    symlink(&outside, here.join(".github")).expect("linked");
    let done = init(&here, "C", &["--pages"]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(fs::read_dir(&outside).expect("listed").count(), 0);
    // A disk that takes nothing.
    let full = folder.path().join("full");
    let script = format!("ulimit -f 0; trap '' XFSZ; exec {BINARY} init full");
    let run = |script: &str| {
        let mut shell = Command::new("bash");
        shell.current_dir(folder.path()).args(["-c", script]);
        shell.output().expect("runs")
    };
    assert!(!run(&script).status.success());
    let there = files(&full);
    assert!(there.values().all(|bytes| !bytes.is_empty()), "{there:?}");
    made(folder.path(), "C", &["full"]);
    assert!(!files(&full)["notes/first-notes.md"].is_empty());
}

#[test]
fn where_git_keeps_a_repository_no_notes_begin() {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "-q", "tree"]);
    git(folder.path(), &["init", "-q", "--bare", "bare.git"]);
    for place in ["tree/.git", "tree/.git/refs", "bare.git", "bare.git/new"] {
        fs::create_dir_all(folder.path().join(place)).expect("made");
        let before = files(folder.path());
        let done = init(folder.path(), "C", &[place]);
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{place}: {said}");
        assert!(said.contains("git keeps a repository"), "{said}");
        assert!(before == files(folder.path()), "{place}");
    }
    made(folder.path(), "C", &["tree"]);
}

#[test]
fn what_is_said_to_be_typed_can_be_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "plain",
        "노트",
        "two words",
        "n'x",
        "m \"q\"",
        "$(touch pwn)",
        "C:\\x",
        "-o",
        "k\nl",
        "\u{1b}[31mred",
        "a;b",
        "~",
        "*",
    ] {
        let done = init(folder.path(), "C", &["--", name]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{said}");
        let all = said.clone() + &String::from_utf8_lossy(&done.stdout);
        assert!(!all.contains('\u{1b}'), "{all:?}");
        let (_, hint) = said.split_once('`').expect("a command");
        let (hint, _) = hint.split_once("` shows").expect("its end");
        let script = format!("notesite() {{ [ -f \"$2/notesite.toml\" ] && echo it is; }}; {hint}");
        let mut shell = Command::new("bash");
        shell.current_dir(folder.path()).args(["-c", &script]);
        let done = shell.output().expect("runs");
        assert_eq!(
            String::from_utf8_lossy(&done.stdout).trim(),
            "it is",
            "{hint}"
        );
    }
    assert!(!folder.path().join("pwn").exists());
}

#[test]
fn a_course_that_is_left_out_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "-q", "."]);
    write(&folder.path().join(".gitignore"), "*\n");
    let done = init(folder.path(), "C", &["."]);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        said.contains("A .gitignore hides notes/first-notes.md"),
        "{said}"
    );
}

#[test]
fn what_is_to_be_filled_in_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = made(folder.path(), "C", &["--s3"]);
    for word in ["BUCKET", "REGION", "ACCOUNT", "ROLE", "OWNER/REPOSITORY"] {
        assert!(
            said.contains(&format!("fill in {word} in .github/")),
            "{said}"
        );
    }
    let workflow = folder.path().join(".github/workflows/s3.yml");
    let text = fs::read_to_string(&workflow).expect("read");
    write(
        &workflow,
        &text.replace("AWS_REGION: REGION", "AWS_REGION: eu-west-1"),
    );
    let said = made(folder.path(), "C", &["--s3"]);
    assert!(!said.contains("fill in REGION"), "{said}");
    assert!(said.contains("fill in BUCKET"), "{said}");
    let done = Command::new(BINARY)
        .current_dir(folder.path())
        .args(["publish", "s3://BUCKET"])
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        said.contains("stands for the name of your bucket"),
        "{said}"
    );
}
