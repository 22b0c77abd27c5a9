//! The day on which a chapter was last changed: from git, by the lines of the chapter, and nothing
//! where git does not know.

use std::fs;
use std::path::Path;
use std::process::Command;

const BINARY: &str = env!("CARGO_BIN_EXE_notesite");

fn git(root: &Path, day: &str, arguments: &[&str]) {
    let moment = format!("{day}T23:30:00+0900");
    let done = Command::new("git")
        .arg("-C")
        .arg(root)
        .args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.com",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .envs([
            ("GIT_AUTHOR_DATE", &moment),
            ("GIT_COMMITTER_DATE", &moment),
        ])
        .output()
        .expect("git, which the tests need");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

fn build(root: &Path) -> String {
    let done = Command::new(BINARY)
        .arg("build")
        .arg(root)
        .output()
        .expect("the program");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8_lossy(&done.stderr).into_owned()
}

/// The day on a page, by its `<time>`.
fn day(root: &Path, page: &str) -> Option<String> {
    let html = fs::read_to_string(root.join("public").join(page)).expect(page);
    html.split_once("<time datetime=\"")
        .map(|(_, rest)| rest[..10].to_owned())
}

#[test]
fn each_chapter_has_the_day_of_its_own_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir_all(root.join("notes/two")).expect("folders");
    let course =
        |second: &str| format!("## 1. 하나\n\n처음\n\n## 2. 둘\n\n{second}\n\n## 3. 셋\n\n끝\n");
    fs::write(root.join("notes/course.md"), course("옛 말")).expect("a note");
    fs::write(root.join("notes/two/한글.md"), "# 한글 이름\n\n글\n").expect("a note");
    git(root, "2026-03-01", &["init", "-q"]);
    git(root, "2026-03-01", &["add", "notes"]);
    git(root, "2026-03-01", &["commit", "-qm", "one"]);
    fs::write(root.join("notes/course.md"), course("새 말")).expect("a note");
    git(root, "2026-03-14", &["commit", "-qam", "two"]);
    // What is not committed has no day, whatever the clock says.
    fs::write(
        root.join("notes/course.md"),
        course("새 말").replace("끝\n", "끝\n\n## 4. 넷\n\n아직\n"),
    )
    .expect("a note");
    build(root);
    assert_eq!(
        day(root, "course/1-하나.html").as_deref(),
        Some("2026-03-01")
    );
    assert_eq!(
        day(root, "course/2-둘.html").as_deref(),
        Some("2026-03-14"),
        "the author's own clock counts"
    );
    assert_eq!(day(root, "course/4-넷.html"), None);
    assert_eq!(
        day(root, "two/한글-이름.html").as_deref(),
        Some("2026-03-01")
    );
    let html = fs::read_to_string(root.join("public/course/2-둘.html")).expect("a page");
    assert!(
        html.contains("2026년 3월 14일 고침") && html.contains("\"dateModified\":\"2026-03-14\"")
    );

    fs::write(root.join("notesite.toml"), "dates = false\n").expect("a configuration");
    build(root);
    assert_eq!(day(root, "course/1-하나.html"), None);
}

/// A shell that a hook or a repository of settings left behind has it.
#[test]
fn the_environment_leads_to_no_other_repository() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("notes");
    fs::create_dir(&root).expect("a folder");
    fs::write(root.join("a.md"), "# 하나\n\n말\n").expect("a note");
    git(&root, "2026-03-01", &["init", "-q"]);
    git(&root, "2026-03-01", &["add", "a.md"]);
    git(&root, "2026-03-01", &["commit", "-qm", "one"]);
    git(
        folder.path(),
        "2026-03-01",
        &["init", "-q", "--bare", "other.git"],
    );
    let done = Command::new(BINARY)
        .arg("build")
        .arg(&root)
        .env("GIT_DIR", folder.path().join("other.git"))
        .env("GIT_WORK_TREE", folder.path())
        .output()
        .expect("the program");
    assert!(done.status.success());
    assert_eq!(day(&root, "하나.html").as_deref(), Some("2026-03-01"));
}

#[test]
fn a_shallow_clone_and_a_plain_folder_know_no_days() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("whole");
    fs::create_dir_all(&root).expect("a folder");
    fs::write(root.join("a.md"), "## 1. 하나\n\n말\n\n## 2. 둘\n\n말\n").expect("a note");
    build(&root);
    assert_eq!(day(&root, "a/1-하나.html"), None);
    fs::remove_dir_all(root.join("public")).expect("the site");
    git(&root, "2026-03-01", &["init", "-q"]);
    git(&root, "2026-03-01", &["add", "a.md"]);
    git(&root, "2026-03-01", &["commit", "-qm", "one"]);
    git(
        &root,
        "2026-03-14",
        &["commit", "-qm", "two", "--allow-empty"],
    );
    let url = format!("file://{}", root.display());
    let clone = folder.path().join("shallow");
    git(
        folder.path(),
        "2026-03-15",
        &[
            "clone",
            "-q",
            "--depth",
            "1",
            &url,
            clone.to_str().expect("a path"),
        ],
    );
    let said = [build(&root), build(&clone)];
    let is_told = said.map(|said| said.contains("git fetch --unshallow"));
    assert_eq!(is_told, [false, true]);
    assert_eq!(day(&root, "a/1-하나.html").as_deref(), Some("2026-03-01"));
    assert_eq!(day(&clone, "a/1-하나.html"), None);
}

/// A history that git cannot read is told, and is no history of before.
#[test]
fn a_history_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::write(root.join("a.md"), "## 1. 하나\n\n말\n\n## 2. 둘\n\n말\n").expect("a note");
    git(root, "2026-03-01", &["init", "-q"]);
    let unborn = build(root);
    git(root, "2026-03-01", &["add", "a.md"]);
    git(root, "2026-03-01", &["commit", "-qm", "one"]);
    let whole = build(root);
    assert_eq!(day(root, "a/1-하나.html").as_deref(), Some("2026-03-01"));
    fs::remove_dir_all(root.join(".git/objects")).expect("the history");
    fs::create_dir(root.join(".git/objects")).expect("a folder");
    let lost = [build(root), build(root)];
    assert_eq!(day(root, "a/1-하나.html"), None);
    let told = [unborn, whole].map(|said| said.contains("git cannot read"));
    assert_eq!(told, [false, false]);
    for said in lost {
        assert!(said.contains("git cannot read this repository"), "{said}");
        assert!(said.contains("git fsck"), "{said}");
    }
}

#[test]
fn lines_that_are_not_committed_have_no_day_and_the_others_keep_theirs() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir_all(root.join("notes")).expect("folders");
    let chapter = |n: usize, words: &str| format!("## {n}. 장 {n}\n\n{words}\n\n");
    let course = |words: [&str; 4]| -> String {
        (1..)
            .zip(words)
            .map(|(n, words)| chapter(n, words))
            .collect()
    };
    // Windows' line ends and another encoding are the same lines.
    let korean = |text: &str| {
        encoding_rs::EUC_KR
            .encode(&text.replace('\n', "\r\n"))
            .0
            .into_owned()
    };
    for (name, stored) in [
        (
            "plain",
            &(|text: &str| text.as_bytes().to_vec()) as &dyn Fn(&str) -> Vec<u8>,
        ),
        ("korean", &korean),
    ] {
        let write = |words| {
            fs::write(
                root.join(format!("notes/{name}.md")),
                stored(&course(words)),
            )
            .expect("a note");
        };
        write(["가", "나", "다", "라"]);
        if name == "plain" {
            git(root, "2026-03-01", &["init", "-q"]);
        }
        git(root, "2026-03-01", &["add", "notes"]);
        git(root, "2026-03-01", &["commit", "-qm", "one"]);
        write(["가", "나", "다다", "라"]);
        git(root, "2026-03-14", &["commit", "-qam", "two"]);
        // Two chapters are being written, those before, between and behind are not.
        write(["가", "나\n\n더\n\n더", "다다", "라라"]);
        build(root);
        let days: Vec<Option<String>> = (1..=4)
            .map(|n| day(root, &format!("{name}/{n}-장-{n}.html")))
            .collect();
        let days: Vec<Option<&str>> = days.iter().map(Option::as_deref).collect();
        let (first, second) = (Some("2026-03-01"), Some("2026-03-14"));
        assert_eq!(days, [first, first, second, first], "{name}");
    }
}

#[test]
fn a_feed_tells_of_the_chapters_that_changed_last() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("study & notes");
    fs::create_dir_all(root.join("notes")).expect("folders");
    for (name, title) in [("a", "하나 <1>"), ("b", "둘"), ("c", "셋")] {
        let text = format!("# {title}\n\n{title} 의 첫 문장이다.\n");
        fs::write(root.join("notes").join(name).with_extension("md"), text).expect("a note");
    }
    fs::write(
        root.join("notesite.toml"),
        "base_url = \"https://notes.example/\"\nauthor = \"글쓴이\"\n\
        repository = \"https://gitlab.example/me/notes.git\"\n",
    )
    .expect("a configuration");
    // Without a history there is none.
    build(&root);
    assert!(!root.join("public/feed.xml").exists());
    let page = fs::read_to_string(root.join("public/notes/둘.html")).expect("a page");
    assert!(!page.contains("atom+xml"), "{page}");

    let top = folder.path();
    git(top, "2026-03-01", &["init", "-q"]);
    git(top, "2026-03-01", &["add", "study & notes/notes"]);
    git(top, "2026-03-01", &["commit", "-qm", "one"]);
    fs::write(root.join("notes/b.md"), "# 둘\n\n## 새 절\n\n글\n").expect("a note");
    git(top, "2026-03-14", &["commit", "-qam", "two"]);
    build(&root);
    let feed = fs::read_to_string(root.join("public/feed.xml")).expect("a feed");
    for piece in [
        "<updated>2026-03-14T00:00:00Z</updated>\n<author><name>글쓴이</name>",
        "<link rel=\"self\" href=\"https://notes.example/feed.xml\"/>",
        "<title>하나 &lt;1&gt;</title>",
        "<summary>하나 &lt;1&gt; 의 첫 문장이다.</summary>",
        "<summary>새 절</summary>",
    ] {
        assert!(feed.contains(piece), "{piece}: {feed}");
    }
    let titles: Vec<&str> = feed.split("<entry><title>").skip(1).collect();
    assert_eq!(titles.len(), 3, "{feed}");
    assert!(titles[0].starts_with("둘<"), "the latest first: {feed}");
    assert!(titles[1].starts_with("하나"), "then as the notes have it");
    let page = fs::read_to_string(root.join("public/notes/둘.html")).expect("a page");
    assert!(
        page.contains("type=\"application/atom+xml\"") && page.contains("href=\"../feed.xml\""),
        "{page}"
    );
    // Its note is edited where it lies in the repository, in the host's own way.
    let edits = "https://gitlab.example/me/notes/-/edit/main/study%20%26%20notes/notes/b.md#L1";
    assert!(page.contains(edits), "{page}");
    for (settings, address) in [
        (
            "repository = \"https://github.com/me/n/\"",
            "https://github.com/me/n/edit/HEAD/study%20%26%20notes/notes/b.md#L1",
        ),
        (
            "repository = \"https://codeberg.org/me/n\"\nbranch = \"글\"",
            "https://codeberg.org/me/n/_edit/%EA%B8%80/study%20%26%20notes/notes/b.md#L1",
        ),
        (
            "repository = \"https://bitbucket.org/me/n\"",
            "https://bitbucket.org/me/n/src/HEAD/study%20%26%20notes/notes/b.md?mode=edit",
        ),
    ] {
        fs::write(root.join("notesite.toml"), settings).expect("a configuration");
        build(&root);
        let page = fs::read_to_string(root.join("public/notes/둘.html")).expect("a page");
        assert!(page.contains(address), "{settings}: {page}");
    }
}
