//! What stands on disk after a build: nothing that notesite did not write is harmed, the folder
//! stays the same one, and unchanged files keep their time.

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
        "static",
        "static/site",
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
        "what git and hosts leave in a folder is no content"
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

/// Everything that tells one file from another, for those that must not be touched.
#[cfg(unix)]
fn marks(path: &Path) -> (u64, u64, u32, u32, i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    let about = fs::symlink_metadata(path).expect("it is there");
    (
        about.dev(),
        about.ino(),
        about.mode(),
        about.gid(),
        about.mtime(),
        about.mtime_nsec(),
    )
}

#[cfg(unix)]
#[test]
fn the_output_stays_the_same_folder_and_strangers_files_stay_where_they_are() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = notes();
    let root = folder.path();
    let site = root.join("public");
    assert!(notesite(&["build", text(root)]).status.success());
    fs::set_permissions(&site, fs::Permissions::from_mode(0o2770)).expect("a mode");
    fs::create_dir_all(site.join(".git/refs/tags")).expect("made");
    fs::create_dir_all(site.join("course/mine")).expect("made");
    for name in ["CNAME", ".git/config", "course/mine/a.html", "course/b.txt"] {
        fs::write(site.join(name), name).expect("written");
    }
    std::os::unix::fs::symlink("nowhere", site.join("course/link")).expect("a link");
    let strangers = [
        "CNAME",
        ".git/config",
        ".git/refs/tags",
        "course/mine",
        "course/mine/a.html",
        "course/b.txt",
        "course/link",
    ];
    let before = (
        marks(&site).1,
        marks(&site).2,
        strangers.map(|name| marks(&site.join(name))),
    );
    let inside = fs::File::open(&site).expect("whoever serves it holds it open");
    for second in ["- 하나", "- 둘", "- 하나"] {
        let course = format!("# 과정\n### 1. 처음\n{second}\n### 3. {second}\n- 글\n");
        fs::write(root.join("notes/course.md"), course).expect("written");
        assert!(notesite(&["build", text(root)]).status.success());
        let now = (
            marks(&site).1,
            marks(&site).2,
            strangers.map(|name| marks(&site.join(name))),
        );
        assert_eq!(now, before);
    }
    #[cfg(target_os = "linux")]
    {
        use std::os::fd::AsRawFd as _;
        let held = PathBuf::from(format!("/proc/self/fd/{}/index.html", inside.as_raw_fd()));
        assert_eq!(
            fs::read(held).expect("the site is in the folder that was held"),
            fs::read(site.join("index.html")).expect("read")
        );
    }
    drop(inside);
    // Notes that are gone take their files along and leave the strangers'.
    fs::write(root.join("notes/course.md"), "# 다른 이름\n글\n").expect("written");
    fs::rename(root.join("notes/course.md"), root.join("notes/other.md")).expect("renamed");
    assert!(notesite(&["build", text(root)]).status.success());
    assert!(!site.join("course/1-처음.html").exists());
    let now = strangers.map(|name| marks(&site.join(name)));
    assert_eq!(now, before.2);
}

#[test]
fn an_unchanged_build_leaves_every_file_as_it_was() {
    let folder = notes();
    let root = folder.path();
    assert!(notesite(&["build", text(root)]).status.success());
    let before = files(&root.join("public"));
    assert!(before.contains_key(Path::new(".notesite-manifest.json")));
    for _ in 0..2 {
        let run = notesite(&["build", text(root)]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(said.contains("(0 changed)"), "{said}");
        assert_eq!(
            files(&root.join("public")),
            before,
            "the manifest too, and no bookkeeping is left"
        );
    }
}

#[test]
fn a_name_that_a_stranger_has_is_not_taken_away() {
    let folder = notes();
    let root = folder.path();
    let site = root.join("public");
    fs::create_dir_all(&site).expect("made");
    assert!(notesite(&["build", text(root)]).status.success());
    let add = |title: &str| {
        let note = root.join("notes/course.md");
        let course = fs::read_to_string(&note).expect("read");
        fs::write(&note, format!("{course}### 3. {title}\n- 글\n")).expect("written");
    };
    fs::write(site.join("course/3-셋째.html"), "mine").expect("written");
    let before = files(&site);
    add("셋째");
    let run = notesite(&["build", text(root)]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(
        said.contains("3-셋째.html") && said.contains("-o DIR"),
        "{said}"
    );
    assert_eq!(files(&site), before, "and nothing is touched");
    fs::remove_file(site.join("course/3-셋째.html")).expect("removed");
    // The very bytes of ours are no stranger's.
    let other = root.join("other");
    assert!(
        notesite(&["build", text(root), "-o", text(&other)])
            .status
            .success()
    );
    fs::copy(
        other.join("course/3-셋째.html"),
        site.join("course/3-셋째.html"),
    )
    .expect("copied");
    assert!(notesite(&["build", text(root)]).status.success());
    assert_eq!(files(&site), files(&other));
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let write = |linked: &str| {
        fs::create_dir_all(root.join("notes")).expect("made");
        let note = format!("# 과정\n### 1. 처음\n- [파일](/files/{linked})\n");
        fs::write(root.join("notes/a.md"), note).expect("written");
        let path = root.join("files").join(linked);
        let _ = fs::remove_dir_all(root.join("files"));
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, linked).expect("written");
    };
    let site = root.join("public");
    for linked in ["data", "data/deep/a.txt", "data", "data/b.txt"] {
        write(linked);
        let run = notesite(&["build", text(root)]);
        assert!(
            run.status.success(),
            "{linked}: {}",
            String::from_utf8_lossy(&run.stderr)
        );
        assert_eq!(
            fs::read_to_string(site.join("files").join(linked)).expect(linked),
            linked
        );
    }
    // Not where somebody put something into the folder.
    fs::write(site.join("files/data/mine.txt"), "mine").expect("written");
    let before = files(&site);
    write("data");
    let run = notesite(&["build", text(root)]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(files(&site), before);
}

#[test]
fn what_an_older_build_left_is_taken_over() {
    let folder = notes();
    let root = folder.path();
    let site = root.join("public");
    assert!(notesite(&["build", text(root)]).status.success());
    let whole = files(&site);
    // Its stage held folders, its manifest may have been left empty or unfinished.
    fs::create_dir_all(site.join(".notesite-stage/course")).expect("made");
    fs::write(site.join(".notesite-stage/course/1.html"), "half").expect("written");
    let manifest = site.join(".notesite-manifest.json");
    let unfinished = fs::read_to_string(&manifest)
        .expect("read")
        .replace("\"notesite\"", "\"notesite (unfinished)\"");
    for left in [unfinished, String::new()] {
        fs::write(&manifest, left).expect("written");
        assert!(notesite(&["build", text(root)]).status.success());
        assert_eq!(files(&site), whole);
    }
    // One that nobody can read says nothing about whose the files are.
    for broken in ["{", "{\"generator\":1}"] {
        fs::write(&manifest, broken).expect("written");
        let before = files(&site);
        let run = notesite(&["build", text(root)]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(3), "{said}");
        assert!(said.contains(".notesite-manifest.json"), "{said}");
        assert_eq!(files(&site), before);
    }
}

#[test]
fn a_disk_that_is_full_leaves_the_old_site() {
    // Files may not grow beyond a size: as on a full disk, something cannot be written.
    let folder = notes();
    let root = folder.path();
    let site = root.join("public");
    assert!(notesite(&["build", text(root)]).status.success());
    let before = files(&site);
    fs::write(root.join("notes/표.pdf"), vec![b'%'; 3_000_000]).expect("written");
    let note = root.join("notes/course.md");
    let course = fs::read_to_string(&note).expect("read");
    fs::write(&note, format!("{course}### 3. 셋째\n- 글\n")).expect("written");
    // 2 MB, in blocks of 1,024 bytes (bash) or 512 (sh).
    let run = Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -f 2000; exec \"$@\"", "-"])
        .args([env!("CARGO_BIN_EXE_notesite"), "build", text(root)])
        .output()
        .expect("bash");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("표.pdf"), "{said}");
    assert_eq!(files(&site), before, "and nothing of the new is left");
    assert!(notesite(&["build", text(root)]).status.success());
}

#[test]
fn builds_at_once_come_one_after_the_other() {
    let folder = notes();
    let root = folder.path();
    for _ in 0..5 {
        let _ = fs::remove_dir_all(root.join("public"));
        let started: Vec<Child> = (0..4)
            .map(|_| {
                command(&["build", text(root)])
                    .stderr(Stdio::null())
                    .spawn()
                    .expect("notesite runs")
            })
            .collect();
        for mut build in started {
            assert!(build.wait().expect("it ends").success());
        }
        let left = files(&root.join("public"));
        let _ = fs::remove_dir_all(root.join("public"));
        assert!(notesite(&["build", text(root)]).status.success());
        assert_eq!(left, files(&root.join("public")));
    }
}
