//! What a site brings once its address is known: what machines ask for, what a shared link shows,
//! and days for which git is asked once.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::common::write;

const BINARY: &str = env!("CARGO_BIN_EXE_notesite");

/// Two courses of one file each, the first with a picture in its second chapter; a folder of notes.
fn notes() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("here");
    for (path, text) in [
        (
            "notes/course.md",
            "# 과정\n\n### 1. 하나\n\n- 글\n\n### 2. 둘 & 셋\n\n- 말\n\n![그림](그%20림.png)\n",
        ),
        ("notes/other/1. 가.md", "# 가\n\n글이다.\n"),
        ("notes/other/2. 나.md", "# 나\n\n말이다.\n"),
    ] {
        write(&root, path, text);
    }
    // 1×1, the smallest file of its kind.
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;";
    for path in ["notes/그 림.png", "image/표지.gif"] {
        write(&root, path, "");
        fs::write(root.join(path), gif).expect("written");
    }
    (folder, root)
}

fn git(root: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
        .args(arguments)
        .env("GIT_AUTHOR_DATE", "2026-03-14T00:00:00+0900")
        .env("GIT_COMMITTER_DATE", "2026-03-14T00:00:00+0900")
        .status();
    assert!(done.expect("git").success(), "{arguments:?}");
}

/// The site, by path; what was said.
fn built(root: &Path, settings: &str, path: Option<&Path>) -> (BTreeMap<String, String>, String) {
    write(root, "notesite.toml", settings);
    let mut command = Command::new(BINARY);
    command.args(["build", "--no-cache"]).arg(root);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let done = command.output().expect("runs");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    let out = root.join("public");
    let files = walkdir::WalkDir::new(&out)
        .into_iter()
        .map(|entry| entry.expect("listed"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let site = files.map(|entry| {
        let path = entry.path().strip_prefix(&out).expect("inside");
        let text = fs::read(entry.path()).expect("read");
        (
            path.to_str().expect("UTF-8").to_owned(),
            String::from_utf8_lossy(&text).into_owned(),
        )
    });
    (site.collect(), said)
}

/// The head of a page holds these, and none of those behind `!`.
fn has(site: &BTreeMap<String, String>, path: &str, words: &[&str]) {
    let page = site
        .get(path)
        .unwrap_or_else(|| panic!("{path} is not among {:?}", site.keys()));
    for word in words {
        let (is_wanted, word) = word
            .strip_prefix('!')
            .map_or((true, *word), |word| (false, word));
        assert_eq!(page.contains(word), is_wanted, "{path}: {word}: {page}");
    }
}

#[test]
fn with_an_address_machines_find_all_that_they_ask_for() {
    let (_folder, root) = notes();
    git(&root, &["init", "-q"]);
    git(&root, &["add", "-A"]);
    git(&root, &["commit", "-qm", "one"]);
    let settings = "title = \"노트\"\nbase_url = \"https://notes.example/k\"\n";
    let (site, _) = built(&root, settings, None);
    assert_eq!(
        site["robots.txt"],
        "User-agent: *\nAllow: /\n\nSitemap: https://notes.example/k/sitemap.xml\n"
    );
    let day = "<lastmod>2026-03-14</lastmod></url>";
    let second = "https://notes.example/k/course/2-%EB%91%98-%EC%85%8B.html";
    let sitemap = &site["sitemap.xml"];
    assert!(
        sitemap.contains(&format!("<url><loc>{second}</loc>{day}")),
        "{sitemap}"
    );
    assert!(!sitemap.contains("404") && !sitemap.contains("print.html</loc><lastmod>"));
    // Each page of the sitemap is there, and each calls itself so.
    for address in sitemap.split("<loc>").skip(1) {
        let address = address.split("</loc>").next().expect("an address");
        let link = format!("<link rel=\"canonical\" href=\"{address}\">");
        let same = site.values().filter(|page| page.contains(&link));
        assert_eq!(same.count(), 1, "{address}");
    }
    let picture = "https://notes.example/k/notes/%EA%B7%B8%20%EB%A6%BC.png";
    let card = format!("<meta property=\"og:image\" content=\"{picture}\">");
    let large = "<meta name=\"twitter:card\" content=\"summary_large_image\">";
    let small = "<meta name=\"twitter:card\" content=\"summary\">";
    let own = [
        "<meta property=\"og:title\" content=\"2. 둘 &amp; 셋\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:site_name\" content=\"노트\">",
        "<meta property=\"og:description\" content=\"2. 둘 &amp; 셋: 말",
        "<meta property=\"og:locale\" content=\"ko_KR\">",
        &format!("<meta property=\"og:url\" content=\"{second}\">"),
        &card,
        large,
    ];
    has(&site, "course/2-둘-셋.html", &own);
    // The first picture of a course stands for it, and for what has none of its own.
    has(&site, "course/1-하나.html", &[&card, large]);
    has(
        &site,
        "course/index.html",
        &[&card, large, "og:type\" content=\"website\""],
    );
    has(
        &site,
        "other/1-가.html",
        &[small, "!og:image", "!summary_large"],
    );
    has(
        &site,
        "404.html",
        &["!rel=\"canonical\"", "!og:url", "noindex"],
    );
    has(
        &site,
        "llms.txt",
        &[
            "# 노트",
            "## 과정",
            "(https://notes.example/k/course/2-%EB%91%98-%EC%85%8B.html): 말",
        ],
    );
    has(
        &site,
        "feed.xml",
        &["<updated>2026-03-14T00:00:00Z</updated>", second],
    );
    assert!(!site.contains_key("llms-full.txt") && !site.contains_key("index.html.md"));

    // What the site shows where a page has no picture.
    let cover = "https://notes.example/k/image/%ED%91%9C%EC%A7%80.gif";
    for (image, address) in [
        ("image/표지.gif", cover),
        ("./image/표지.gif", cover),
        ("https://cdn.example/a.png", "https://cdn.example/a.png"),
    ] {
        let (site, _) = built(&root, &format!("{settings}image = \"{image}\"\n"), None);
        let cover = format!("<meta property=\"og:image\" content=\"{address}\">");
        has(&site, "other/1-가.html", &[&cover, large]);
        has(&site, "course/1-하나.html", &[&cover, large]);
        has(&site, "index.html", &[&cover, large]);
        has(&site, "course/2-둘-셋.html", &[&card, large]);
    }
    // What its landing page shows comes before what its chapters do; an SVG is drawn by nobody.
    write(
        &root,
        "notes/other/b.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    for (pictures, card) in [
        ("![](b.svg)", "!og:image"),
        ("![](b.svg) ![](../그%20림.png)", card.as_str()),
    ] {
        write(
            &root,
            "notes/other/README.md",
            format!("# 다른\n\n{pictures}\n"),
        );
        let (site, _) = built(&root, settings, None);
        has(&site, "other/index.html", &[card]);
        has(&site, "other/2-나.html", &[card]);
    }
    fs::remove_file(root.join("notes/other/README.md")).expect("removed");
    // By option, the same as Markdown.
    let more = format!("{settings}markdown = true\nllms_full = true\n");
    let (site, _) = built(&root, &more, None);
    has(
        &site,
        "llms-full.txt",
        &["# 과정", "# 2. 둘 ", "# 1. 가", "글이다."],
    );
    for path in [
        "course/2-둘-셋.html",
        "other/1-가.html",
        "course/index.html",
    ] {
        let beside = format!("{path}.md");
        assert!(site.contains_key(&beside), "{beside}");
        let name = beside.rsplit('/').next().expect("a name");
        has(
            &site,
            path,
            &[&format!("type=\"text/markdown\" href=\"{name}\"")],
        );
    }
    has(
        &site,
        "llms.txt",
        &["/course/2-%EB%91%98-%EC%85%8B.html.md"],
    );
    // What the notes bring themselves stays theirs.
    write(&root, "static/robots.txt", "User-agent: mine\n");
    write(&root, "static/llms.txt", "mine\n");
    let (site, _) = built(&root, settings, None);
    assert_eq!(site["robots.txt"], "User-agent: mine\n");
    assert_eq!(site["llms.txt"], "mine\n");
}

#[test]
fn without_an_address_nothing_names_one() {
    let (_folder, root) = notes();
    let (site, _) = built(&root, "title = \"노트\"\n", None);
    for path in [
        "robots.txt",
        "sitemap.xml",
        "feed.xml",
        "llms.txt",
        "llms-full.txt",
    ] {
        assert!(!site.contains_key(path), "{path}");
    }
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
    // What only leads on names where, in the same folder.
    for (path, page) in pages.filter(|(_, page)| !page.contains("http-equiv=\"refresh\"")) {
        for word in ["rel=\"canonical\"", "og:url", "og:image", "twitter:card"] {
            assert!(!page.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn git_is_asked_once_for_files_and_once_for_each_file_of_chapters() {
    let (folder, root) = notes();
    for n in 3..40 {
        write(
            &root,
            format!("notes/other/{n}. 글.md"),
            format!("# 글 {n}\n\n말\n"),
        );
    }
    git(&root, &["init", "-q"]);
    for message in ["one", "two", "three"] {
        write(
            &root,
            "notes/other/1. 가.md",
            format!("# 가\n\n{message}\n"),
        );
        git(&root, &["add", "-A"]);
        git(&root, &["commit", "-qm", message]);
    }
    // A git that notes what it is asked.
    let bin = folder.path().join("bin");
    let log = folder.path().join("asked");
    let which = Command::new("sh")
        .args(["-c", "command -v git"])
        .output()
        .expect("sh");
    let real = String::from_utf8_lossy(&which.stdout).trim().to_owned();
    let script = format!(
        "#!/bin/sh\necho \"$@\" >> '{}'\nexec {real} \"$@\"\n",
        log.display()
    );
    write(&bin, "git", &script);
    fs::set_permissions(bin.join("git"), fs::Permissions::from_mode(0o755)).expect("may run");
    let path = std::env::var("PATH").expect("a path");
    let path = PathBuf::from(format!("{}:{path}", bin.display()));
    let settings = "base_url = \"https://notes.example/\"\n";
    let (site, _) = built(&root, settings, Some(&path));
    assert_eq!(
        site["feed.xml"].matches("<entry>").count(),
        41,
        "of two chapters and 39 files"
    );
    let asked = fs::read_to_string(&log).expect("asked");
    let count = |word: &str| asked.lines().filter(|line| line.contains(word)).count();
    assert_eq!(count(" log "), 1, "{asked}");
    // Only one file has several chapters.
    assert_eq!(count(" blame "), 1, "{asked}");
    assert!(asked.contains("/notes/course.md\n"), "{asked}");
    assert!(asked.lines().count() < 10, "{asked}");
    // A clone without its history, and a folder without git, have no feed and no days; told once.
    let shallow = folder.path().join("shallow");
    let url = format!("file://{}", root.display());
    git(
        folder.path(),
        &[
            "clone",
            "-q",
            "--depth",
            "1",
            &url,
            shallow.to_str().expect("UTF-8"),
        ],
    );
    let (site, said) = built(&shallow, settings, None);
    assert!(!site.contains_key("feed.xml") && !site["sitemap.xml"].contains("<lastmod>"));
    assert_eq!(said.matches("git fetch --unshallow").count(), 1, "{said}");
    fs::remove_dir_all(shallow.join(".git")).expect("removed");
    let gap = "note: git knows no commit of these notes, so";
    let (site, said) = built(&shallow, settings, None);
    assert!(!site.contains_key("feed.xml"));
    assert_eq!(said.matches(gap).count(), 1, "{said}");
    // Nor has what nobody committed yet.
    git(&shallow, &["init", "-q"]);
    let (site, said) = built(&shallow, settings, None);
    assert!(!site.contains_key("feed.xml"));
    assert_eq!(said.matches(gap).count(), 1, "{said}");
    // Who awaits neither is told nothing.
    let undated = format!("{settings}dates = false\n");
    for settings in [&undated, "title = \"노트\"\n"] {
        let (_, said) = built(&shallow, settings, None);
        assert!(!said.contains("git"), "{said}");
    }
}
