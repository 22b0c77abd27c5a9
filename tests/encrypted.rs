//! What git keeps encrypted for those who have its key, and lies decrypted in the working tree, is
//! on no page, in no index and behind no link; what nobody has decrypted is told.

use std::fs;
use std::path::Path;

use crate::common::{run, said, write};

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
        "*.md ident\n",
        "*.md filter\n*.csv filter=prettier\n",
        "*.md filter=git-crypt\n[attr]plain !filter !diff\n*.md plain\n",
        "[attr]crypt diff=git-crypt\n**/secret/* crypt\n",
        "[attr]crypt filter=git-crypt\n**/secret/* crypt\n**/secret/* -filter\n",
        "[attr]crypt filter=git-crypt\n**/secret/* crypt\n**/secret/* -crypt\n",
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

/// Files beside the site, whether its word is on a page, and what was said.
fn with(files: &[(&str, &str)]) -> (bool, String) {
    let folder = site("notes/secret/.keep", "");
    let root = folder.path();
    for (path, text) in files {
        write(root, path, text);
    }
    let built = run(&["build"], root);
    assert_eq!(built.status.code(), Some(0), "{files:?}: {built:?}");
    let is_there = !leaks(&root.join("public")).is_empty();
    (is_there, said(&run(&["check", "--verbose"], root)))
}

#[test]
fn macros_count_wherever_they_stand() {
    const SECRET: &str = "**/secret/* hidden\n";
    const MACRO: &str = "[attr]hidden filter=git-crypt diff=git-crypt\n";
    const HEAD: (&str, &str) = (".git/HEAD", "ref: refs/heads/main\n");
    for files in [
        &[(
            ".gitattributes",
            "**/secret/* hidden\n[attr]hidden filter=git-crypt\n",
        )][..],
        &[
            (".gitattributes", MACRO),
            ("notes/secret/.gitattributes", "* hidden\n"),
            ("static/.gitattributes", "secret/* hidden\n"),
        ],
        &[
            HEAD,
            (".git/info/attributes", MACRO),
            (".gitattributes", SECRET),
        ],
        &[
            HEAD,
            (".config/git/attributes", MACRO),
            (".gitattributes", SECRET),
        ],
        &[(
            ".gitattributes",
            "**/secret/* outer\n[attr]outer hidden\n[attr]hidden filter=git-crypt\n",
        )],
        // The nearer file gives the name another meaning, the later line of a file counts.
        &[
            HEAD,
            (".config/git/attributes", "[attr]hidden text\n"),
            (
                ".gitattributes",
                "[attr]hidden text\n[attr]hidden filter=x-crypt\n**/secret/* hidden",
            ),
        ],
        // Git takes none from an inner folder; who writes one there wants it.
        &[
            (
                "notes/.gitattributes",
                "[attr]hidden filter=git-crypt\nsecret/* hidden\n",
            ),
            ("static/.gitattributes", "secret/* filter=git-crypt\n"),
        ],
        // One that names itself has no end.
        &[(
            ".gitattributes",
            "**/secret/* a\n[attr]a b\n[attr]b a filter=git-crypt\n",
        )],
    ] {
        let (is_there, told) = with(files);
        assert!(!is_there, "{files:?}: {told}");
    }
}

#[test]
fn the_user_s_own_attributes_count() {
    for (place, config) in [
        (".config/git/attributes", ""),
        (
            "own/attributes",
            "[core]\n attributesFile = ~/own/attributes\n",
        ),
    ] {
        let files = [
            (".git/HEAD", "ref: refs/heads/main\n"),
            (".git/config", "[core]\n\trepositoryformatversion = 0\n"),
            (".git/objects/.keep", ""),
            (".git/refs/.keep", ""),
            (".gitconfig", config),
            (place, "**/secret/* filter=git-crypt\n"),
        ];
        let (is_there, told) = with(&files);
        assert!(!is_there, "{place}: {told}");
        let open = [&files[..], &[(".gitattributes", "**/secret/* !filter\n")]].concat();
        assert!(with(&open).0, "the nearer file counts more");
    }
}

#[test]
fn names_between_quotation_marks_are_read_as_in_c() {
    for (name, written) in [
        (
            "비밀 메모",
            "\"\\353\\271\\204\\353\\260\\200 \\353\\251\\224\\353\\252\\250.md\"",
        ),
        ("비밀", "\"\\353\\271\\204\\353\\260\\200.md\""),
        // NFD, as macOS gives it to git.
        ("가", "\"\\341\\204\\200\\341\\205\\241.md\""),
        ("a b", "\"a b.md\""),
        ("a b", "\"a\\040b.md\""),
        ("é", "\"\\303\\251.*\""),
        // What is no text in C is the name with its mark.
        ("비밀", "\"\\9\" -text\n비밀.md"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        write(root, "notes/ok.md", "# 공개\n");
        write(root, format!("notes/{name}.md"), "# markword\n");
        write(
            root,
            ".gitattributes",
            format!("{written} filter=git-crypt\n"),
        );
        assert_eq!(run(&["build"], root).status.code(), Some(0));
        assert_eq!(
            leaks(&root.join("public")),
            Vec::<String>::new(),
            "{written}"
        );
    }
}

#[test]
fn filters_are_told_by_name_and_command() {
    for filter in [
        "openssl",
        "vault",
        "my-encrypt",
        "gpg2",
        "file_secret",
        "비밀",
        "ansible-vault",
        "hide",
        "private-notes",
    ] {
        let line = format!("**/secret/* filter={filter}\n");
        let (is_there, told) = with(&[(".gitattributes", &line)]);
        assert!(!is_there && !told.contains("unknown-filter"), "{told}");
    }
    let line = "**/secret/* filter=stamp\n";
    for (clean, is_known, shown) in [
        ("openssl enc -aes-256-cbc -pass file:key", true, false),
        ("gpg --encrypt -r me", true, false),
        ("/usr/bin/git-crypt clean --key-name=x", true, false),
        ("git-lfs clean -- %f", true, true),
        ("/opt/clang-format -style=file", true, true),
        ("sed -e s/word/xxx/", false, true),
        ("./scripts/stamp.sh", false, true),
        ("./scripts/hide", true, false),
    ] {
        let config = format!("[filter \"stamp\"]\n\tclean = {clean}\n");
        let files = [
            (".git/HEAD", "ref: refs/heads/main\n"),
            (".git/config", "[core]\n\trepositoryformatversion = 0\n"),
            (".git/objects/.keep", ""),
            (".git/refs/.keep", ""),
            (".gitconfig", &config),
            (".gitattributes", line),
        ];
        let (is_there, told) = with(&files);
        assert_eq!(is_there, shown, "{clean}: {told}");
        assert_eq!(
            told.contains("unknown-filter"),
            !is_known,
            "{clean}: {told}"
        );
    }
}

#[test]
fn an_unknown_filter_is_told_with_its_line_and_what_to_write() {
    let attributes = (".gitattributes", "# a\n**/secret/* filter=stamp\n");
    let (is_there, told) = with(&[attributes]);
    assert!(is_there, "{told}");
    let message = "line 2 of .gitattributes (`**/secret/* filter=stamp`): nobody here knows \
                   `stamp`";
    assert!(told.contains(message), "{told}");
    assert!(told.contains("`exclude = [\"!notes/secret/"), "{told}");
    let said = |line: &str| with(&[attributes, ("notesite.toml", line)]);
    let (is_there, told) = said("exclude = [\"!notes/secret/\", \"!/static/secret\"]\n");
    assert!(is_there && !told.contains("unknown-filter"), "{told}");
    let (is_there, told) = said("exclude = [\"notes/secret/**\", \"static/secret\"]\n");
    assert!(!is_there && !told.contains("unknown-filter"), "{told}");
}

#[test]
fn only_a_line_that_names_nothing_else_takes_in_what_is_encrypted() {
    let attributes = (".gitattributes", "**/secret/* filter=git-crypt\n");
    for (exclude, shown) in [
        ("\"!notes/secret\"", true),
        ("\"!secret/\"", true),
        ("\"!/notes/secret\"", true),
        ("\"!notes/secret/s.md\"", true),
        ("\"*.txt\", \"*.md\", \"!**/secret/*.md\"", true),
        ("\"*.txt\", \"*.md\", \"!*.md\"", false),
        ("\"*\", \"!*\"", false),
        ("\"*\", \"!notes/**\"", false),
        ("\"*\", \"!notes/\"", false),
        ("\"drafts/\", \"!**/*.md\"", false),
        (
            "\"!secret/\", \"s.md\", \"p.png\", \"d.csv\", \"k.yaml\", \"robots.txt\"",
            false,
        ),
    ] {
        let settings = format!("exclude = [{exclude}]\n");
        let folder = site(attributes.0, attributes.1);
        let root = folder.path();
        write(root, "notesite.toml", settings);
        run(&["build", "--allow-empty"], root);
        let found = leaks(&root.join("public"));
        assert_eq!(!found.is_empty(), shown, "{exclude}: {found:?}");
    }
    let general = ("notesite.toml", "exclude = [\"!notes\"]\n");
    let (_, told) = with(&[attributes, general]);
    assert!(told.contains("does not overrule"), "{told}");
}
