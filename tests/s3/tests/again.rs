//! What a publish finds of the ones before: newer notes, objects that somebody removed or changed
//! by hand, a state that is none of ours.

use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use flate2::read::GzDecoder;
use notesite_s3_tests::Server;
use notesite_s3_tests::notes::{Notes, holds, online, said};

const STATE: &str = "강의/.notesite/state.json";

fn git(at: &Path, arguments: &[&str]) -> String {
    let done = Command::new("git")
        .current_dir(at)
        .args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b",
            "-c",
            "protocol.file.allow=always",
        ])
        .args(["-c", "init.defaultBranch=main"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git runs");
    assert!(done.status.success(), "{arguments:?}: {done:?}");
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

fn committed(at: &Path) -> String {
    git(at, &["add", "-A"]);
    git(at, &["commit", "-q", "-m", "notes"]);
    git(at, &["rev-parse", "HEAD"])
}

fn state(server: &Server) -> String {
    let mut text = String::new();
    let packed = server.objects().remove(STATE).expect("a state");
    let read = GzDecoder::new(&*packed).read_to_string(&mut text);
    read.expect("gzip");
    text
}

/// Notes at two commits, the newer of which is published; the place they are pushed to.
fn published_twice(server: &Server) -> (Notes, String, String) {
    let notes = Notes::new();
    let root = notes.root();
    git(&root, &["init", "-q"]);
    let older = committed(&root);
    notes.write("notes/7. 새.md", "# 새 노트\n\n말\n");
    let newer = committed(&root);
    git(notes.folder.path(), &["init", "-q", "--bare", "there.git"]);
    git(&root, &["remote", "add", "origin", "../there.git"]);
    git(&root, &["push", "-q", "origin", "HEAD:main"]);
    notes.published(server);
    (notes, older, newer)
}

#[test]
fn older_notes_take_no_place_of_newer_ones() {
    let server = Server::start();
    let (notes, older, newer) = published_twice(&server);
    assert!(state(&server).contains(&format!("\"source\":\"{newer}\"")));
    let before = server.objects();
    let root = notes.root();
    git(&root, &["reset", "-q", "--hard", &older]);
    for arguments in [&["--dry-run"][..], &[], &["--verify"]] {
        let told = said(&notes.publish(&server, arguments), 4);
        assert!(told.contains(&newer[..10]), "{told}");
        assert!(told.contains("`git pull`"), "{told}");
        assert!(told.contains("--max-delete"), "{told}");
        assert!(server.objects() == before, "something was changed");
    }
    // Nor does a commit beside it that lacks it.
    notes.write("notes/8. 다른.md", "# 다른 노트\n\n말\n");
    committed(&root);
    said(&notes.publish(&server, &[]), 4);
    // A clone that has never seen the commit.
    let other = Notes::new();
    git(&other.root(), &["init", "-q"]);
    committed(&other.root());
    said(&other.publish(&server, &[]), 4);
    assert!(server.objects() == before, "something was changed");
    // With what they lack they are newer; and older ones may be meant.
    git(
        &root,
        &["pull", "-q", "--no-rebase", "--no-edit", "origin", "main"],
    );
    notes.published(&server);
    holds(&server, &notes.built());
    git(&root, &["reset", "-q", "--hard", &older]);
    said(&notes.publish(&server, &["--max-delete", "50%"]), 0);
    holds(&server, &notes.built());
    assert!(state(&server).contains(&older));
}

#[test]
fn a_commit_that_was_put_right_is_ones_own_affair() {
    let server = Server::start();
    let (notes, _, _) = published_twice(&server);
    let root = notes.root();
    notes.write("notes/8. 다른.md", "# 다른 노트\n\n말\n");
    committed(&root);
    notes.published(&server);
    notes.write("notes/8. 다른.md", "# 다른 노트\n\n다른 말\n");
    git(&root, &["commit", "-q", "-a", "--amend", "-m", "right"]);
    notes.published(&server);
    holds(&server, &notes.built());
}

#[test]
fn what_was_only_fetched_is_somebody_elses() {
    let server = Server::start();
    let (notes, older, newer) = published_twice(&server);
    let root = notes.root();
    // The commit lies here, and nothing leads to it; these notes never were at it.
    git(&root, &["remote", "remove", "origin"]);
    git(&root, &["reset", "-q", "--hard", &older]);
    git(&root, &["reflog", "expire", "--expire=now", "--all"]);
    git(&root, &["cat-file", "-e", &newer]);
    notes.write("notes/8. 다른.md", "# 다른 노트\n\n말\n");
    committed(&root);
    let before = server.objects();
    let told = said(&notes.publish(&server, &[]), 4);
    assert!(told.contains(&newer[..10]), "{told}");
    assert!(server.objects() == before, "something was changed");
}

#[test]
fn where_nobody_can_tell_it_is_said_and_published() {
    let server = Server::start();
    let (notes, _, newer) = published_twice(&server);
    let root = notes.root();
    // A clone without its history, as a workflow makes one, of a commit after that.
    notes.write("notes/8. 다른.md", "# 다른 노트\n\n말\n");
    committed(&root);
    git(&root, &["push", "-q", "origin", "HEAD:main"]);
    let there = format!("file://{}", notes.folder.path().join("there.git").display());
    let shallow = Notes::new();
    std::fs::remove_dir_all(shallow.root()).expect("removed");
    git(
        shallow.folder.path(),
        &["clone", "-q", "-b", "main", "--depth", "1", &there, "here"],
    );
    let told = said(&shallow.publish(&server, &[]), 0);
    assert!(told.contains("nobody can tell"), "{told}");
    assert!(told.contains("fetch-depth: 0"), "{told}");
    assert!(told.contains(&newer[..10]), "{told}");
    // Of the very commit that is there nothing is said.
    shallow.write("notes/9. 더.md", "# 더\n\n말\n");
    let told = said(&shallow.publish(&server, &[]), 0);
    assert!(!told.contains("nobody can tell"), "{told}");
    // Notes that git knows nothing of, and none beside a repository of something else.
    let bare = Notes::new();
    let told = said(&bare.publish(&server, &["--dry-run"]), 0);
    assert!(told.contains("git holds no commit of them here"), "{told}");
    said(&bare.publish(&server, &[]), 0);
    assert!(!state(&server).contains("source"));
    // A state of before says nothing of it.
    said(&notes.publish(&server, &[]), 0);
    assert!(state(&server).contains("source"));
}

#[test]
fn what_was_removed_or_changed_by_hand_is_put_right() {
    let (server, notes) = (Server::start(), Notes::new());
    notes.published(&server);
    let built = notes.built();
    let page = "강의/notes/2-노트-2.html";
    assert!(server.objects().contains_key(page));
    let style = built
        .keys()
        .find(|path| path.ends_with(".css"))
        .expect("a style");
    let longer = format!("강의/{style}");
    server.remove(page);
    server.put("강의/index.html", "mine");
    server.put(&longer, "short");
    server.put("강의/mine.txt", "mine");
    // Nobody looks without being asked to.
    let told = notes.published(&server);
    assert!(told.contains("holds this very site"), "{told}");
    let before = server.objects();
    let told = said(&notes.publish(&server, &["--verify", "--dry-run"]), 0);
    assert!(
        told.contains("1 object of the site in the bucket was missing"),
        "{told}"
    );
    assert!(
        told.contains("2 objects of the site in the bucket were changed"),
        "{told}"
    );
    assert!(server.objects() == before, "something was changed");
    let told = said(&notes.publish(&server, &["--verify"]), 0);
    assert!(told.contains("3 objects"), "{told}");
    let mut there = online(&server);
    assert_eq!(there.remove("mine.txt").as_deref(), Some(&b"mine"[..]));
    assert!(there == built, "the site is not there");
    // And that is known.
    for more in [&["--verify"][..], &[]] {
        let told = said(&notes.publish(&server, more), 0);
        assert!(told.contains("holds this very site"), "{told}");
    }
    // Together with a change, and once compressed.
    notes.write("notes/2. 노트.md", "# 노트 2\n\n다른 말\n");
    server.remove("강의/notes/3-노트-3.html");
    said(&notes.publish(&server, &["--verify", "--compress"]), 0);
    server.remove("강의/notes/4-노트-4.html");
    said(&notes.publish(&server, &["--verify", "--compress"]), 0);
    assert!(online(&server).contains_key("notes/4-노트-4.html"));
    let told = said(&notes.publish(&server, &["--verify", "--compress"]), 0);
    assert!(told.contains("holds this very site"), "{told}");
}

#[test]
fn a_state_of_somebody_else_is_left() {
    let (server, notes) = (Server::start(), Notes::new());
    notes.published(&server);
    let ours = state(&server);
    for (text, words) in [
        (
            r#"{"generator":"other","files":{}}"#.to_owned(),
            "something else than notesite wrote it",
        ),
        (
            r#"{"generator":"notesite","version":2}"#.to_owned(),
            "missing field `files`",
        ),
        (
            ours.replace("\"format\":1", "\"format\":2"),
            "a newer notesite",
        ),
        ("[]".to_owned(), "cannot be understood"),
        (String::new(), "cannot be understood"),
    ] {
        server.put(STATE, &text);
        notes.write("notes/2. 노트.md", &format!("# 노트 2\n\n{}\n", text.len()));
        for more in [&[][..], &["--verify"], &["--no-lease"]] {
            let told = said(&notes.publish(&server, more), 4);
            assert!(told.contains(words), "{told}");
        }
        assert_eq!(server.objects()[STATE], text.as_bytes());
    }
}

#[test]
fn a_state_that_names_what_others_put_deletes_nothing() {
    let (server, notes) = (Server::start(), Notes::new());
    // There a state that is put by hand has no mark, and then the tags that it names are believed.
    if server.is_elsewhere() {
        return;
    }
    notes.published(&server);
    server.put("강의/mine.html", "mine");
    // The store has the MD5 sum of the bytes as a tag.
    let forged = state(&server).replace(
        "\"files\":{",
        "\"files\":{\"mine.html\":\"00000000000000000000000000000000\",",
    );
    let forged = forged.replace(
        "\"tags\":{",
        "\"tags\":{\"mine.html\":\"\\\"918b81db5e91d031548b963c93845e5b\\\"\",",
    );
    server.put(STATE, &forged);
    said(&notes.publish(&server, &[]), 4);
    assert!(server.objects().contains_key("강의/mine.html"));
}
