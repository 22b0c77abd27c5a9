//! Notes that say in some way that they are not for readers stay off the site, the search index,
//! the feeds and `inspect`; those that say no such thing stay on it.

use std::fs;
use std::path::{Path, PathBuf};

use notesite::inside::front_matter;

use crate::common::run;

/// Every file below a folder, with its bytes read as text.
fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("listed").path();
        if path.is_dir() {
            out.extend(texts(&path));
        } else {
            let bytes = fs::read(&path).expect("read");
            out.push((path, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    out
}

/// Builds a site of a public note that links to and shows a private one, and looks for the words
/// of the private one everywhere. Answers the exit code of `build`.
fn leaks(private: &[u8], prepare: impl Fn(&Path)) -> (Option<i32>, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let notes = root.join("notes");
    fs::create_dir_all(&notes).expect("made");
    fs::write(
        notes.join("ok.md"),
        "# 공개\n\n[그것](secret.md), [[secret]], ![[secret]], [앵커](secret.md#mark), \
        ![](secret.md)\n\n- cat secret.md\n- kubectl apply -f secret.yaml\n",
    )
    .expect("written");
    fs::write(
        root.join("notesite.toml"),
        "base_url = \"https://example.com/\"\n",
    )
    .expect("written");
    fs::write(notes.join("secret.md"), private).expect("written");
    prepare(root);
    let built = run(&["build"], root);
    let inspected = run(&["inspect"], root);
    assert_eq!(inspected.status.code(), Some(0), "{inspected:?}");
    let mut out: Vec<String> = texts(&root.join("public"))
        .into_iter()
        .filter(|(_, text)| text.to_lowercase().contains("markword"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    let site = String::from_utf8_lossy(&inspected.stdout).to_lowercase();
    if site.contains("markword") {
        out.push("inspect".to_owned());
    }
    (built.status.code(), out)
}

const BODY: &str = "# markword\n\nmarkword [[ok]] `markword`\n\n- markword\n  - markword\n";

/// Front matter that says so, whole files without their text.
const SAYS_SO: &[&str] = &[
    "---\ndraft: true\n---\n",
    "---\ndraft: \"true\"\n---\n",
    "---\ndraft: yes\n---\n",
    "---\ndraft: True\n---\n",
    "---\ndraft: TRUE\n---\n",
    "---\ndraft: on\n---\n",
    "---\ndraft: 1\n---\n",
    "---\nDraft: true\n---\n",
    "---\npublished: false\n---\n",
    "---\npublish: false\n---\n",
    "---\nprivate: true\n---\n",
    "---\ndraft: true # 아직\n---\n",
    "--- \ndraft: true\n---\n",
    "\n---\ndraft: true\n---\n",
    " ---\ndraft: true\n --- \n",
    "---\r\ndraft: true\r\n---\r\n",
    "\u{feff}\n---\ndraft: true\n---\n",
    "\u{feff}---\ndraft: true\n...\n",
    "+++\ndraft = true\n+++\n",
    "+++\ndraft = \"true\"\n+++\n",
    "---\nDRAFT : 'Yes'\ntags: [하나]\n---\n",
    "---\n\"draft\": true\n---\n",
    "---\n{draft: true, title: markword}\n---\n",
    "---\nis_draft: y\n---\n",
    "---\norder: 첫째\ndraft: true\n---\n",
    "---\ntitle: a\nstatus: draft\n---\n",
    "---\ntitle: {{title}}\ndraft: true\n---\n",
];

/// Front matter that cannot be read: an error, and the note is left out all the same.
const UNREADABLE: &[&str] = &[
    "---\ntitle: 제목: 콜론\ndraft: true\n---\n",
    "---\ntags:\n\t- 가\ndraft: true\n---\n",
    "---\ntitle: 가\ntitle: 나\ndraft: true\n---\n",
    "---\nauthor: @me\ndraft: true\n---\n",
    "---\ntags: {a: [}\n---\n",
    "---\ntitle: [가] 나\n초안: 네\n---\n",
    "---\ntitle: [가] 나\nprivate: yes: 아직\n---\n",
    "---\ndraft: true\n\n",
    "---\ndraft:true\n---\n",
    "---\ndraft：true\n---\n",
    "---\ntitle: a\ndraft = true\n---\n",
    "----\ndraft: true\n----\n",
    "+++\ndraft: true\n+++\n",
    "draft: true\n\n",
    "# markword\n\n---\ndraft: true\n---\n",
];

/// More of both kinds, found after the rules were written.
const MORE: &[&str] = &[
    "---\ndraft: !!bool \"true\"\n---\n",
    "---\ndraft: &d true\nother: *d\n---\n",
    "---\n? draft\n: true\n---\n",
    "---\ndraft: >-\n  true\n---\n",
    "---\n'Draft': 'TRUE'\n---\n",
    "---\n\ndraft: true\n\n---\n",
    "\t---\ndraft: true\n---\n",
    "---\ndraft: Y\n---\n",
    "---\nprivate: yes # x\n---\n",
    "---\npublished: \"no\"\n---\n",
    "---\npublish: 0\n---\n",
    "---\nPublished: FALSE\n---\n",
    "---\nisPublished: false\n---\n",
    "+++\ntitle=\"x\"\nprivate=true\n+++\n",
    "+++ \r\ndraft = true\r\n+++ \r\n",
    "{ \"draft\": true, \"title\": \"x\" }\n",
    ";;;\n{\"draft\": true}\n;;;\n",
    "<!-- x -->\n---\ndraft: true\n---\n",
    "———\ndraft: true\n———\n",
    "---yaml\ndraft: true\n---\n",
    "--- # 머리말\ndraft: true\n---\n",
    "---\ndraft: [yes]\n---\n",
    "---\ndraft:\n  - true\n---\n",
    "---\ndraft: {value: true}\n---\n",
    "---\nstatus: Draft\n---\n",
    "---\nvisibility: private\n---\n",
    "---\n초안: 네\n---\n",
    "---\ntitle: \"닫히지 않은\ndraft: true\n---\n",
    "---\n  draft: true\n  title: x\n---\n",
    "---\ndraft: ture\n---\n",
    "---\ndraft:\u{a0}true\n---\n",
    "\u{200b}---\ndraft: true\n---\n",
    "---\ntitle: x\ndraft： true\n---\n",
    "---\ndraft: true\n----------\n",
    "Title: x\nStatus: draft\n\n",
    "---\nDRAFT: \"on\"\ntags:\n- a\n---\n",
    "\n\n\n \n---\npublished: no\n---\n",
    "---\nprivate: 1\n...\n",
    "---\ntitle: [[a]]: b\nprivate: true\n---\n",
    "---\ndate: 2024-01-01\n\"published\" : off\n---\n",
    "+++\ndraft = yes\n+++\n",
    "---\nbad: \"\\q\"\n---\n",
    "---\nkey: value\n  bad: indent\n---\n",
    "---\n<<: *nope\n---\n",
    "{\n  \"draft\": true,\n}\n",
    "---json\n{\"draft\": true}\n---\n",
    "---\n---\ndraft: true\n---\n",
    "---\n%YAML 1.2\n---\ndraft: true\n---\n",
    "---\ntitle: x\n\ndraft: true\n---\n",
    "---\ndraft: true\n\n---\n",
    "---\ndescription: |\n  여러 줄\n  draft: false\ndraft: true\n---\n",
    "---\ntags: a, b\nPrivate: \"Yes\"\n---\n",
    "+++\ndraft = 1\n+++\n",
    "+++\nDraft = true\n+++\n",
    "+++\npublished = false\n[extra]\na = 1\n+++\n",
    "---\ndraft: \"true \" \n---\n",
    "---\ndraft: True!\n---\n",
    "---\nunpublished: true\n---\n",
    "---\npublish: \"false\"\n---\n",
    "---\npublished: false\npublished: true\n---\n",
    "---\n- draft: true\n---\n",
    "---\ndraft : true\n---\n",
    "---\n\tdraft: true\n---\n",
    "---\n#draft\ndraft: true\n---\n",
    "---\ndraft: true\n***\n",
    "***\ndraft: true\n***\n",
    "===\ndraft: true\n===\n",
    "draft: true\ntitle: x\n---\n",
    "---\ndraft: true---\n",
    "---\ntitle: \"a\" b\nprivate: true\n---\n",
    "---\ntitle: a\nbad line\ndraft: true\n---\n",
    "---\nprivate:   true   \n---   \n",
    "---\npermalink: false\n---\n",
    "---\nsharing: private\n---\n",
    "---\naudience: [private]\n---\n",
    "---\nexclude: true\n---\n",
    "---\nlabels: [wip]\n---\n",
    "---\n라벨: 초안\n---\n",
    "draft:: true\n\n",
    "# T\n\nprivate:: true\n\n",
    "# T\nprivate:: true\ntags:: a\n\n",
    "- # T\n  private:: true\n\n",
    "---\ntitle: x\n---\n\n# T\n\npublic:: false\n\n",
];

/// What is said of readers by none of these.
const SAYS_NOT: &[&str] = &[
    "",
    "---\ndraft: false\n---\n",
    "---\ndraft: \"no\"\n---\n",
    "---\ndraft: off\npublished: true\n---\n",
    "---\npublished: 2024-01-01\n---\n",
    "---\npublished: O'Reilly, 2019\n---\n",
    "---\nprivate: 0\npublish: yes\ndraft:\n---\n",
    "---\n\n글만 있다. 참고: 이것도 글이다.\n\n---\n",
    "---\n글: 첫 줄\n",
    "---\n",
    "공개: 이 노트는 공개한다\n",
    "- draft: true 라고 쓴다\n\n```yaml\n---\ndraft: true\n---\n```\n",
    "`draft: true`를 쓰면 초안이다.\n",
    "---\nstatus: done\nvisibility: public\n---\n",
    "{ 중괄호로 시작하는 글 }\n",
    "---\npermalink: /x/\n---\n",
    "---\npermalink: none\n---\n",
    "---\nsharing: false\naudience: developers\n---\n",
    "---\nexclude: false\nlabels: [wiping, privateer]\n---\n",
    "#초안 #private\n\n",
    "# T\n\ntags:: a\n\nprivate:: true\n\n",
    "# T\n\n글\n\nprivate:: true\n\n",
];

fn body(front: &str) -> String {
    format!("{front}{BODY}")
}

#[test]
fn a_note_that_says_so_is_left_out() {
    for front in SAYS_SO {
        let (code, found) = leaks(body(front).as_bytes(), |_| ());
        assert_eq!((code, found), (Some(0), Vec::new()), "{front:?}");
    }
}

#[test]
fn a_note_whose_front_matter_cannot_be_read_is_an_error_and_left_out() {
    for front in UNREADABLE {
        let (code, found) = leaks(body(front).as_bytes(), |_| ());
        assert_eq!((code, found), (Some(1), Vec::new()), "{front:?}");
    }
}

#[test]
fn nothing_that_says_so_leaks() {
    for front in MORE {
        let (code, found) = leaks(body(front).as_bytes(), |_| ());
        assert!(
            matches!(code, Some(0 | 1)) && found.is_empty(),
            "{front:?}: {code:?} {found:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_nothing_that_is_ignored() {
    use std::os::unix::fs::symlink;
    for (rules, place, target, link) in [
        ("private/\n", "private", "../private/secret.md", "link.md"),
        ("private/\n", "private", "../private", "dir"),
        ("/notes/secret.md\n", "notes", "secret.md", "link.md"),
        ("shared/a/secret.md\n", "shared/a", "../shared/a", "dir"),
        (
            "secret.md\n",
            "shared/a",
            "../shared/a/secret.md",
            "link.md",
        ),
        ("", ".private", "../.private/secret.md", "link.md"),
        ("", ".private", "../.private", "dir"),
    ] {
        let (code, found) = leaks(BODY.as_bytes(), |root| {
            fs::create_dir_all(root.join(place)).expect("made");
            let moved = root.join(place).join("secret.md");
            fs::rename(root.join("notes/secret.md"), moved).expect("moved");
            fs::write(root.join(".gitignore"), rules).expect("written");
            symlink(target, root.join("notes").join(link)).expect("linked");
        });
        assert_eq!((code, found), (Some(0), Vec::new()), "{rules:?} {target}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_among_static_files_publishes_no_draft() {
    use std::os::unix::fs::symlink;
    for (folder, target, link) in [
        ("static", "../notes/secret.md", "leak.txt"),
        ("static", "../notes", "all"),
        ("static/inner", "../../notes/secret.md", "leak"),
        ("static", "inner/leak", "again.txt"),
    ] {
        let (code, found) = leaks(body("---\ndraft: true\n---\n").as_bytes(), |root| {
            fs::create_dir_all(root.join("static/inner")).expect("made");
            fs::write(root.join("static/robots.txt"), "User-agent: *\n").expect("written");
            if target == "inner/leak" {
                symlink("../../notes/secret.md", root.join("static/inner/leak")).expect("linked");
            }
            symlink(target, root.join(folder).join(link)).expect("linked");
        });
        assert_eq!((code, found), (Some(0), Vec::new()), "{folder} {target}");
    }
}

#[test]
fn a_note_that_does_not_say_so_is_there() {
    for front in SAYS_NOT {
        let (code, found) = leaks(body(front).as_bytes(), |_| ());
        assert!(code == Some(0) && found.len() > 3, "{front:?}: {found:?}");
    }
}

#[test]
fn what_lies_in_a_folder_for_nobody_is_left_out() {
    for (folder, is_there) in [
        ("#recycle", false),
        ("a/@Recycle", false),
        ("$RECYCLE.BIN/S-1-5", false),
        (".Trash-1000/files", false),
        ("recycled", true),
        ("recycle", true),
        ("private", true),
    ] {
        let (code, found) = leaks(BODY.as_bytes(), |root| {
            let place = root.join("notes").join(folder);
            fs::create_dir_all(&place).expect("made");
            fs::rename(root.join("notes/secret.md"), place.join("secret.md")).expect("moved");
        });
        assert_eq!(
            (code, !found.is_empty()),
            (Some(0), is_there),
            "{folder}: {found:?}"
        );
    }
}

#[test]
fn an_ignored_note_is_left_out() {
    for line in [
        "secret.md",
        "*.md\n!ok.md",
        "/notes/secret.*",
        "**/secret.md",
        "SECRET.md\nsecret*",
    ] {
        let (code, found) = leaks(BODY.as_bytes(), |root| {
            fs::write(root.join(".gitignore"), line).expect("written");
        });
        assert_eq!((code, found), (Some(0), Vec::new()), "{line:?}");
    }
}

#[test]
fn where_front_matter_goes_wrong_is_told() {
    let problem = |text: &str| {
        let found = front_matter::find(text).expect("it was meant");
        let problem = found.problem.expect("it cannot be read");
        assert!(problem.is_unreadable, "{text:?}");
        text[..problem.at].matches('\n').count() + 1
    };
    assert_eq!(problem("---\ntitle: a\nauthor: @me\ndraft: true\n---\n"), 3);
    assert_eq!(problem("+++\ntitle = 'a'\ndraft = yes\n+++\n"), 3);
    assert_eq!(problem("\n\n---\na: b\nc: {d: [}\n---\n"), 5);
    assert_eq!(problem("# t\n\n---\ndraft: true\n---\n"), 4);
}

#[test]
fn a_build_counts_what_settings_of_other_tools_leave_out() {
    let root = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    let first = run(&["build"], root.path());
    assert!(!String::from_utf8_lossy(&first.stderr).contains("left out"));
    write("a.md", "# One\n\nWords.\n");
    write("_private/b.md", "# Two\n\nWords.\n");
    write("_private/c.md", "# Three\n\nWords.\n");
    write("_private/data.yml", "a: 1\n");
    write("_config.yml", "title: Book\n");
    // The second build reads nothing and says the same.
    for _ in 0..2 {
        let built = run(&["build"], root.path());
        let said = String::from_utf8_lossy(&built.stderr).into_owned();
        assert!(said.contains("2 notes left out by settings"), "{said}");
    }
    write("_config.yml", "title: Book\ninclude: [_private]\n");
    let built = run(&["build"], root.path());
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(!said.contains("left out"), "{said}");
}
