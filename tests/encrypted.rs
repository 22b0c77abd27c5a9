//! What git keeps encrypted for those who have its key, and lies decrypted in the working tree, is
//! on no page, in no index and behind no link; what nobody has decrypted is told.

use std::fs;
use std::path::Path;

mod common;

use common::{run, said, write};

/// The paths below a folder whose bytes hold the word of what is encrypted.
fn leaks(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("listed").path();
        if path.is_dir() {
            out.extend(leaks(&path));
        } else if String::from_utf8_lossy(&fs::read(&path).expect("read")).contains("markword") {
            out.push(path.display().to_string());
        }
    }
    out
}

/// A public note that leads to everything in `notes/secret/`, which `.gitattributes` speaks of.
fn site(place: &str, attributes: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(
        root,
        "notes/ok.md",
        "# 공개\n\n[글](secret/s.md) [[s]] ![그림](secret/p.png) [자료](secret/d.csv) \
         ![[p.png]]\n\n- cat secret/d.csv\n- kubectl apply -f secret/k.yaml\n"
            .as_bytes(),
    );
    write(root, "notes/secret/s.md", b"# markword\n\nmarkword\n");
    write(root, "notes/secret/p.png", b"\x89PNG\r\n\x1a\nmarkword");
    write(root, "notes/secret/d.csv", b"a,markword\n");
    write(root, "notes/secret/k.yaml", b"kind: markword\n");
    write(root, "static/secret/robots.txt", b"# markword\n");
    write(root, place, attributes.as_bytes());
    folder
}

#[test]
fn what_git_encrypts_is_published_by_nothing() {
    for (place, attributes) in [
        (
            ".gitattributes",
            "notes/secret/** filter=git-crypt diff=git-crypt\nstatic/secret/** filter=git-crypt\n",
        ),
        (
            ".gitattributes",
            "**/secret/* filter=git-crypt-team diff=git-crypt-team\n",
        ),
        // Git encrypts nothing by these; whoever writes them wants it all the same.
        (".gitattributes", "secret/ filter=git-crypt\n"),
        (".gitattributes", "secret\tfilter=transcrypt -diff\n"),
        (
            ".gitattributes",
            "[attr]hidden filter=crypt diff=crypt merge=crypt\n*.txt hidden\n\
             notes/secret/* hidden\n",
        ),
        (
            ".gitattributes",
            "* filter=git-crypt\nnotes/ok.md !filter\n.gitattributes !filter\n",
        ),
        (
            ".gitattributes",
            "\"**/secret/*\" text filter=git-agecrypt\n",
        ),
        (
            ".gitattributes",
            "**/secret/* filter=lfs\n**/secret/* filter=sops\n",
        ),
    ] {
        let folder = site(place, attributes);
        let root = folder.path();
        for _ in 0..2 {
            let built = run(&["build"], root);
            assert_eq!(built.status.code(), Some(0), "{attributes:?}: {built:?}");
            assert_eq!(
                leaks(&root.join("public")),
                Vec::<String>::new(),
                "{attributes:?}"
            );
            let said = said(&built);
            assert!(
                said.contains("1 note left out since git encrypts"),
                "{said}"
            );
        }
        let inspected = said(&run(&["inspect"], root));
        assert!(!inspected.contains("markword"), "{attributes:?}");
        let checked = said(&run(&["check", "--verbose"], root));
        let reason = "of .gitattributes (`";
        assert!(checked.contains(reason), "{checked}");
    }
}

#[test]
fn what_a_link_leads_to_is_asked_where_it_lies() {
    let folder = site(".gitattributes", "**/secret/* filter=git-crypt\n");
    let root = folder.path();
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("secret/s.md", root.join("notes/link.md")).expect("linked");
        symlink("secret", root.join("notes/again")).expect("linked");
    }
    let built = run(&["build"], root);
    assert_eq!(built.status.code(), Some(0), "{built:?}");
    assert_eq!(leaks(&root.join("public")), Vec::<String>::new());
}

#[test]
fn the_repository_s_own_attributes_and_those_of_inner_folders_count() {
    let folder = site("notes/secret/.gitattributes", "* filter=git-crypt\n");
    write(
        folder.path(),
        "static/.gitattributes",
        b"secret/** filter=git-crypt\n",
    );
    run(&["build"], folder.path());
    assert_eq!(leaks(&folder.path().join("public")), Vec::<String>::new());
    let folder = site(".git/info/attributes", "secret/** filter=git-crypt\n");
    write(folder.path(), ".git/HEAD", b"ref: refs/heads/main\n");
    write(folder.path(), ".gitattributes", b"**/secret/** -filter\n");
    write(
        folder.path(),
        ".git/info/attributes",
        b"**/secret/** filter=git-crypt\n",
    );
    run(&["build"], folder.path());
    assert_eq!(leaks(&folder.path().join("public")), Vec::<String>::new());
}

#[test]
fn other_attributes_leave_everything_in() {
    for attributes in [
        "*.png filter=lfs diff=lfs merge=lfs -text\n",
        "notes/secret/** text eol=lf\n",
        "notes/secret/** filter=git-crypt\nnotes/secret/** -filter\n",
        "# **/secret/** filter=git-crypt\n",
        "other/** filter=git-crypt\n",
        "*.md filter=nbstripout\n",
    ] {
        let folder = site(".gitattributes", attributes);
        let built = run(&["build"], folder.path());
        let found = leaks(&folder.path().join("public"));
        assert!(found.len() > 4, "{attributes:?}: {found:?} {built:?}");
    }
    let folder = site(".gitattributes", "**/secret/** filter=git-crypt\n");
    write(
        folder.path(),
        "notesite.toml",
        b"exclude = [\"!notes/secret/**\"]\n",
    );
    run(&["build"], folder.path());
    let found = leaks(&folder.path().join("public"));
    assert!(found.len() > 3, "who names it publishes it: {found:?}");
}

#[test]
fn what_is_encrypted_on_disk_is_told() {
    for (start, by) in [
        (&b"\0GITCRYPT\0\x01\x02\xff\xfe"[..], "git-crypt"),
        (b"$ANSIBLE_VAULT;1.1;AES256\n6230\n", "ansible-vault"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "age"),
        (b"age-encryption.org/v1\n-> X25519 a\n\xff", "age"),
        (b"\n-----BEGIN PGP MESSAGE-----\n\nhQ\n", "OpenPGP"),
        (b"U2FsdGVkX1+abc\n", "OpenSSL"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let picture = "# 공개\n\n[글](s.md) ![그림](p.png)\n";
        write(root, "notes/ok.md", picture.as_bytes());
        write(root, "notes/s.md", start);
        write(root, "notes/p.png", b"\0GITCRYPT\0\x01\x02");
        let checked = run(&["check"], root);
        assert_eq!(checked.status.code(), Some(1), "{checked:?}");
        let told = said(&checked);
        let message = format!("This file is encrypted by {by}");
        assert!(
            told.contains(&message) && told.contains("notes/s.md"),
            "{told}"
        );
        assert!(
            told.contains("`notes/p.png` is encrypted by git-crypt"),
            "{told}"
        );
        assert!(told.contains("was left out of the site"), "{told}");
        assert_eq!(run(&["build"], root).status.code(), Some(0));
        assert!(!root.join("public/notes/p.png").exists());
    }
    let folder = tempfile::tempdir().expect("a folder");
    let about = "# 암호\n\n```\n$ANSIBLE_VAULT;1.1;AES256\n```\n\n-----BEGIN PGP MESSAGE-----\n";
    write(folder.path(), "notes/ok.md", about.as_bytes());
    assert_eq!(run(&["check"], folder.path()).status.code(), Some(0));
}
