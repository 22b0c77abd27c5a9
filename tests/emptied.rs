//! A good site is never emptied by mistake: notes without a chapter, or with far fewer than the
//! site has, are told with the likely cause, and the old site stays.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::run;

/// A folder with a site of `count` notes.
fn site(count: usize) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("r");
    fs::create_dir_all(root.join("notes")).expect("made");
    for i in 0..count {
        note(&root, i);
    }
    let built = run(&["build"], &root);
    assert_eq!(built.status.code(), Some(0), "{built:?}");
    (folder, root)
}

fn note(root: &Path, i: usize) {
    let text = format!("# 글 {i}\n\n- 내용\n");
    fs::write(root.join(format!("notes/n{i}.md")), text).expect("written");
}

fn remove_notes(root: &Path) {
    fs::remove_dir_all(root.join("notes")).expect("removed");
    fs::create_dir(root.join("notes")).expect("made");
}

fn has_page(root: &Path) -> bool {
    root.join("public/notes/글-0.html").is_file()
}

/// What `build` and `check` say of notes without a chapter, after the old site was found whole.
fn refused(root: &Path) -> String {
    for command in ["build", "check", "lock"] {
        let output = run(&[command], root);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
    }
    let output = run(&["build"], root);
    assert!(has_page(root), "the old site stays");
    assert_eq!(run(&["inspect"], root).status.code(), Some(0));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What is done to the site, and what the message then says.
type EmptiedCase<'a> = (&'a str, &'a dyn Fn(&Path), &'a [&'a str]);

#[test]
fn why_there_is_no_chapter_is_told() {
    let cases: [EmptiedCase; 7] = [
        (
            "nothing",
            &remove_notes,
            &["no file there has a name", "notes/course.md"],
        ),
        (
            "no folder",
            &|root| fs::remove_dir_all(root.join("notes")).expect("removed"),
            &["no file there has a name"],
        ),
        (
            "an ignored folder",
            &|root| fs::write(root.join(".gitignore"), "# x\nnotes/\n").expect("written"),
            &[
                "3 files or folders, such as `notes/n0.md`",
                "line 2 of .gitignore (`notes/`)",
            ],
        ),
        (
            "ignored files",
            &|root| fs::write(root.join("notes/.gitignore"), "*.md\n").expect("written"),
            &["line 1 of notes/.gitignore (`*.md`)"],
        ),
        (
            "drafts",
            &|root| {
                for i in 0..3 {
                    let text = "---\ndraft: yes\n---\n# a\n";
                    fs::write(root.join(format!("notes/n{i}.md")), text).expect("written");
                }
            },
            &["3 files are marked as draft or private"],
        ),
        (
            "a submodule",
            &|root| {
                remove_notes(root);
                let text = "[submodule \"n\"]\n\tpath = notes\n\turl = ../n\n";
                fs::write(root.join(".gitmodules"), text).expect("written");
            },
            &["`notes` was not read", "git submodule update --init"],
        ),
        (
            "only what programs made",
            &|root| {
                remove_notes(root);
                fs::create_dir(root.join("notes/build")).expect("made");
                fs::write(root.join("notes/build/a.md"), "# a\n").expect("written");
            },
            &["`notes/build` was not read"],
        ),
    ];
    for (what, act, words) in cases {
        let (_folder, root) = site(3);
        act(&root);
        let said = refused(&root);
        for word in words {
            assert!(said.contains(word), "{what}: {said}");
        }
        let built = run(&["build", "--allow-empty", "--strict"], &root);
        assert_eq!(built.status.code(), Some(0), "{what}: {built:?}");
        assert!(!has_page(&root), "{what}: the empty site is meant");
    }
}

#[test]
fn a_site_that_loses_most_of_its_chapters_is_told() {
    let (_folder, root) = site(7);
    fs::write(root.join(".gitignore"), "n[1-4].md\n").expect("written");
    let strict = run(&["build", "--strict"], &root);
    assert_eq!(strict.status.code(), Some(1), "{strict:?}");
    assert!(
        root.join("public/notes/글-1.html").is_file(),
        "the old site stays"
    );
    let built = run(&["build"], &root);
    let said = String::from_utf8_lossy(&built.stderr);
    assert_eq!(built.status.code(), Some(0), "{said}");
    for word in ["chapters-gone", "7 pages", "come 3", "line 1 of .gitignore"] {
        assert!(said.contains(word), "{said}");
    }
    let again = run(&["build", "--strict"], &root);
    assert_eq!(again.status.code(), Some(0), "{again:?}");
    // Half of them is no accident, and neither are chapters that got other names.
    note(&root, 7);
    fs::write(root.join(".gitignore"), "n[0-5].md\n").expect("written");
    let built = run(&["build", "--strict"], &root);
    assert_eq!(built.status.code(), Some(0), "{built:?}");
}

#[test]
fn redirects_are_no_chapters() {
    let (_folder, root) = site(4);
    let redirects = (0..9).map(|i| format!("\"alt-{i}.html\" = \"notes/글-0.html\"\n"));
    let redirects = redirects.collect::<Vec<_>>().concat();
    fs::write(
        root.join("notesite.toml"),
        format!("[redirects]\n{redirects}"),
    )
    .expect("written");
    assert_eq!(run(&["build", "--strict"], &root).status.code(), Some(0));
    // Three of four are gone, whatever leads to the last one.
    for i in 1..4 {
        fs::remove_file(root.join(format!("notes/n{i}.md"))).expect("removed");
    }
    let strict = run(&["build", "--strict"], &root);
    let said = String::from_utf8_lossy(&strict.stderr).into_owned();
    assert_eq!(strict.status.code(), Some(1), "{said}");
    assert!(
        said.contains("has 4 pages of chapters, and of these notes come 1"),
        "{said}"
    );
    for i in 1..4 {
        note(&root, i);
    }
    // Redirects that nobody needs any more were no chapters either.
    fs::remove_file(root.join("notesite.toml")).expect("removed");
    let strict = run(&["build", "--strict"], &root);
    assert_eq!(strict.status.code(), Some(0), "{strict:?}");
}

#[test]
fn a_cause_is_named_where_it_may_be_one() {
    let remove = |root: &Path| {
        for i in 1..20 {
            fs::remove_file(root.join(format!("notes/n{i}.md"))).expect("removed");
        }
    };
    let ignore = |root: &Path, name: &str| {
        fs::write(root.join(format!("notes/{name}.md")), "# 하나\n\n글\n").expect("written");
        fs::write(root.join(".gitignore"), format!("{name}.md\n")).expect("written");
    };
    let told = |act: &dyn Fn(&Path)| {
        let (_folder, root) = site(20);
        act(&root);
        let built = run(&["build"], &root);
        let said = String::from_utf8_lossy(&built.stderr).into_owned();
        assert!(said.contains("has 20 pages of chapters"), "{said}");
        said
    };
    let said = told(&|root| {
        remove(root);
        ignore(root, "private");
        fs::write(root.join("notes/d.md"), "---\ndraft: true\n---\n# d\n").expect("written");
    });
    assert!(
        !said.contains("gitignore") && !said.contains("marked as draft"),
        "{said}"
    );
    let said = told(&|root| {
        remove(root);
        ignore(root, "글 5");
    });
    assert!(said.contains("line 1 of .gitignore"), "{said}");
    let said = told(&|root| {
        fs::write(root.join(".gitignore"), "n1*.md\nn[2-9].md\n").expect("written");
    });
    assert!(said.contains(".gitignore"), "{said}");
}

#[test]
fn a_site_of_other_notes_is_not_replaced_in_silence() {
    let (_folder, root) = site(3);
    let built = run(&["build", "--strict"], &root);
    assert_eq!(built.status.code(), Some(0), "{built:?}");
    // Chapters that move keep their words; others that come and go are nobody's concern.
    for n in 0..3 {
        let note = format!("# {}. 글 {n}\n\n말\n", n + 4);
        fs::write(root.join(format!("notes/n{n}.md")), note).expect("written");
    }
    let built = run(&["build", "--strict"], &root);
    assert_eq!(built.status.code(), Some(0), "{built:?}");
    for n in 0..3 {
        fs::write(
            root.join(format!("notes/n{n}.md")),
            format!("# 다른 것 {n}\n\n말\n"),
        )
        .expect("written");
    }
    let strict = run(&["build", "--strict"], &root);
    let said = String::from_utf8_lossy(&strict.stderr);
    assert_eq!(strict.status.code(), Some(1), "{said}");
    assert!(said.contains("made of other notes"), "{said}");
    let built = run(&["build"], &root);
    assert_eq!(built.status.code(), Some(0), "{built:?}");
}

#[test]
fn build_says_how_many_drafts_it_left_out() {
    let (_folder, root) = site(2);
    fs::write(root.join("notes/d.md"), "---\npublished: false\n---\n# d\n").expect("written");
    let built = run(&["build"], &root);
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(
        said.contains("1 file left out as draft or private; `--drafts` builds them too."),
        "{said}"
    );
    let built = run(&["build", "--drafts"], &root);
    assert!(!String::from_utf8_lossy(&built.stderr).contains("draft"));
}

#[test]
fn a_page_that_was_given_out_and_is_gone_is_told_by_a_build() {
    let (_folder, root) = site(3);
    assert_eq!(run(&["lock"], &root).status.code(), Some(0));
    fs::remove_file(root.join("notes/n0.md")).expect("removed");
    note(&root, 7);
    let strict = run(&["build", "--strict"], &root);
    let said = String::from_utf8_lossy(&strict.stderr).into_owned();
    assert_eq!(strict.status.code(), Some(1), "{said}");
    assert!(said.contains("lost-page"), "{said}");
    assert!(has_page(&root), "the old site stays");
    let built = run(&["build"], &root);
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert_eq!(built.status.code(), Some(0), "{said}");
    assert!(said.contains("lost-page"), "{said}");
    // A lock that is behind loses nobody.
    note(&root, 0);
    assert_eq!(run(&["build", "--strict"], &root).status.code(), Some(0));
}
