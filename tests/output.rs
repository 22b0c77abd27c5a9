//! What stands on disk after a build: nothing that notesite did not write is harmed, unchanged
//! files keep their time, and a build that is killed leaves the old site or the new.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notesite"));
    command.args(arguments);
    command
}

fn notesite(arguments: &[&str]) -> Output {
    command(arguments).output().expect("notesite runs")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of the test is UTF-8")
}

/// Every file below a folder with its bytes; `.git`-like names count too.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)
            .expect("the folder can be read")
            .flatten()
        {
            if entry.file_type().expect("a type").is_dir() {
                folders.push(entry.path());
            } else {
                let name = entry
                    .path()
                    .strip_prefix(folder)
                    .expect("inside")
                    .to_owned();
                out.insert(name, fs::read(entry.path()).expect("the file can be read"));
            }
        }
    }
    out
}

/// A small site of our own with a picture and a linked file.
fn notes() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, body: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, body).expect("written");
    };
    write(
        "notes/course.md",
        "# 과정\n### 1. 처음\n- ![그림](../image/a.svg)\n- [표](표.pdf)\n### 2. 다음\n- 글\n",
    );
    write("notes/표.pdf", "%PDF");
    write(
        "image/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>",
    );
    folder
}

#[test]
fn folders_that_a_build_could_harm_are_refused() {
    let folder = notes();
    let root = folder.path();
    fs::create_dir_all(root.join("mine")).expect("made");
    fs::write(root.join("mine/thesis.txt"), "years of work").expect("written");
    fs::write(root.join("file"), "a file").expect("written");
    fs::create_dir_all(root.join("empty/.git")).expect("made");
    let before = files(root);
    for output in [
        "",
        "..",
        "notes",
        "notes/site",
        "image",
        "image/site",
        "mine",
        "file",
    ] {
        let target = root.join(output);
        let run = notesite(&["build", text(root), "-o", text(&target)]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{output}: {said}");
        assert!(
            said.contains("-o"),
            "{output}: the message says what to type next: {said}"
        );
        assert_eq!(files(root), before, "{output}: nothing is touched");
    }
    let run = notesite(&["build", text(root), "-o", text(&root.join("empty"))]);
    assert_eq!(
        run.status.code(),
        Some(0),
        "names that begin with a dot are no content"
    );
    assert!(root.join("empty/.git").is_dir(), "and are kept");
    assert!(root.join("empty/course/1-처음.html").is_file());
}

#[test]
fn a_build_writes_nothing_but_the_output() {
    let folder = notes();
    let before = files(folder.path());
    let run = notesite(&["build", text(folder.path())]);
    assert!(run.status.success());
    let after: BTreeMap<_, _> = files(folder.path())
        .into_iter()
        .filter(|(name, _)| !name.starts_with("public"))
        .collect();
    assert_eq!(after, before);
    for command in ["check", "inspect"] {
        let all = files(folder.path());
        notesite(&[command, text(folder.path())]);
        assert_eq!(files(folder.path()), all, "{command} writes nothing at all");
    }
}

#[test]
fn unchanged_files_keep_their_time_and_changed_ones_are_written() {
    let folder = notes();
    let root = folder.path();
    assert!(notesite(&["build", text(root)]).status.success());
    let site = root.join("public");
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for name in files(&site).keys() {
        fs::File::options()
            .write(true)
            .open(site.join(name))
            .expect("opens")
            .set_modified(old)
            .expect("a time can be set");
    }
    let time = |name: &str| {
        fs::metadata(site.join(name))
            .expect("it is there")
            .modified()
            .expect("a time")
    };
    assert!(notesite(&["build", text(root)]).status.success());
    for name in files(&site).keys() {
        assert_eq!(time(text(name)), old, "{} is unchanged", name.display());
    }
    let note = root.join("notes/course.md");
    let changed = fs::read_to_string(&note)
        .expect("read")
        .replace("- 글", "- 다른 글");
    fs::write(&note, changed).expect("written");
    assert!(notesite(&["build", text(root)]).status.success());
    assert_eq!(time("course/1-처음.html"), old);
    assert_eq!(time("image/a.svg"), old);
    assert_ne!(time("course/2-다음.html"), old);
    assert_ne!(time("course/print.html"), old);
}

#[test]
fn what_others_put_into_the_output_stays_and_what_we_wrote_goes() {
    let folder = notes();
    let root = folder.path();
    assert!(notesite(&["build", text(root)]).status.success());
    let site = root.join("public");
    fs::create_dir_all(site.join(".git/refs")).expect("made");
    fs::write(site.join(".git/refs/head"), "abc").expect("written");
    fs::write(site.join("CNAME"), "notes.example.org").expect("written");
    fs::write(site.join("course/1-처음.html"), "edited by hand").expect("written");
    fs::write(
        root.join("notes/course.md"),
        "# 과정\n### 1. 처음\n- 글\n### 3. 셋째\n- 글\n",
    )
    .expect("written");
    assert!(notesite(&["build", text(root)]).status.success());
    assert_eq!(
        fs::read_to_string(site.join(".git/refs/head")).expect("kept"),
        "abc"
    );
    assert_eq!(
        fs::read_to_string(site.join("CNAME")).expect("kept"),
        "notes.example.org"
    );
    assert!(
        fs::read_to_string(site.join("course/1-처음.html"))
            .expect("written")
            .contains("<!"),
        "a page edited by hand is ours again"
    );
    assert!(
        !site.join("course/2-다음.html").exists(),
        "a page that is gone is removed"
    );
    assert!(
        !site.join("image").exists(),
        "and a picture that nobody shows"
    );
}

#[test]
fn whatever_is_edited_by_hand_is_ours_again_even_at_its_old_length_and_time() {
    let folder = notes();
    let root = folder.path();
    assert!(notesite(&["build", text(root)]).status.success());
    let site = root.join("public");
    let before = files(&site);
    for (name, bytes) in &before {
        if text(name) == ".notesite-manifest.json" {
            continue;
        }
        let file = site.join(name);
        let time = fs::metadata(&file).and_then(|meta| meta.modified());
        let edited: Vec<u8> = bytes.iter().map(|byte| byte ^ 1).collect();
        fs::write(&file, edited).expect("written");
        let opened = fs::File::options().write(true).open(&file).expect("opens");
        opened.set_modified(time.expect("a time")).expect("set");
    }
    assert!(notesite(&["build", text(root)]).status.success());
    for (name, bytes) in files(&site) {
        assert!(
            before.get(&name) == Some(&bytes),
            "{} is ours",
            name.display()
        );
    }
}

#[test]
fn strict_builds_leave_an_older_site_as_it_was() {
    let folder = notes();
    let root = folder.path();
    assert!(
        notesite(&["build", text(root), "--strict"])
            .status
            .success()
    );
    let before = files(&root.join("public"));
    fs::remove_file(root.join("image/a.svg")).expect("removed");
    let run = notesite(&["build", text(root), "--strict"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&run.stderr).contains("notes/course.md:3:3"),
        "the message has line and column"
    );
    assert_eq!(files(&root.join("public")), before);
    assert_eq!(
        notesite(&["build", text(root)]).status.code(),
        Some(0),
        "without it a missing picture is a warning"
    );
}

#[test]
fn the_same_notes_give_the_same_bytes_anywhere() {
    let (a, b) = (notes(), tempfile::tempdir().expect("a folder"));
    // The other copy is made in another order, elsewhere, under another clock and locale.
    for (name, bytes) in files(a.path()).into_iter().rev() {
        let path = b.path().join("deep").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    assert!(
        command(&["build", text(a.path())])
            .env("TZ", "Asia/Seoul")
            .env("LC_ALL", "ko_KR.UTF-8")
            .status()
            .expect("runs")
            .success()
    );
    let other = b.path().join("deep");
    assert!(
        command(&["build", text(&other)])
            .env("TZ", "America/New_York")
            .env("LC_ALL", "C")
            .status()
            .expect("runs")
            .success()
    );
    assert_eq!(
        files(&a.path().join("public")),
        files(&other.join("public"))
    );
}

#[test]
fn where_no_stage_can_be_made_the_site_is_replaced_file_by_file() {
    let folder = notes();
    let root = folder.path();
    assert!(notesite(&["build", text(root)]).status.success());
    // A file in the place of the stage stands for a parent that cannot be written.
    fs::write(root.join(".public.notesite-stage"), "in the way").expect("written");
    fs::write(
        root.join("notes/course.md"),
        "# 과정\n### 1. 처음\n- 새 글\n### 3. 셋째\n- 글\n",
    )
    .expect("written");
    let run = notesite(&["build", text(root)]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
    assert!(
        said.contains("one by one"),
        "the message says that it was not one step: {said}"
    );
    fs::remove_file(root.join(".public.notesite-stage")).expect("still there");
    let by_file = files(&root.join("public"));
    fs::remove_dir_all(root.join("public")).expect("removed");
    assert!(notesite(&["build", text(root)]).status.success());
    assert_eq!(files(&root.join("public")), by_file);
}

/// Many pages, so that a build takes long enough to be killed in the middle.
fn many(root: &Path, word: &str) {
    let chapters: String = (1..=400)
        .map(|n| format!("### {n}. 장 {n}\n- 구조\n  - {word} {n}\n    - kubectl get pods\n"))
        .collect();
    fs::create_dir_all(root.join("notes")).expect("made");
    fs::write(root.join("notes/course.md"), format!("# 과정\n{chapters}")).expect("written");
}

fn started(root: &Path) -> Child {
    command(&["build", text(root)])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("notesite runs")
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let site = root.join("public");
    let mut whole = Vec::new();
    for word in ["하나", "둘"] {
        many(root, word);
        assert!(notesite(&["build", text(root)]).status.success());
        whole.push(files(&site));
    }
    for round in 0..24 {
        many(root, if round % 2 == 0 { "하나" } else { "둘" });
        let mut build = started(root);
        // Each round lets the build come further, counted in looks at the disk and not in time.
        for _ in 0..round * 40 {
            if build.try_wait().expect("a child").is_some() {
                break;
            }
            let _ = fs::read_dir(root).map(Iterator::count);
        }
        let _ = build.kill();
        build.wait().expect("it ends");
        let now = files(&site);
        assert!(
            whole.contains(&now),
            "round {round}: {} files, neither the old site nor the new",
            now.len()
        );
    }
    many(root, "하나");
    assert!(
        notesite(&["build", text(root)]).status.success(),
        "the next build takes over what was left"
    );
    assert_eq!(files(&site), whole[0]);
    let left: Vec<String> = fs::read_dir(root)
        .expect("read")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        left.iter().all(|name| !name.contains("stage")),
        "no stage is left: {left:?}"
    );
}
