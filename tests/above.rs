//! What the settings of another tool above ROOT leave out of its site stays out of ours.

use std::fs;

mod common;

use common::{run, said, write};

/// A repository with these settings and two notes in a folder; what `build` of the folder says,
/// and whether the words of the second are on a page.
fn site(settings: &[(&str, &str)], folder: &str, secret: &str) -> (String, bool) {
    let repository = tempfile::tempdir().expect("a folder");
    let top = repository.path();
    write(top, ".git/HEAD", "ref: refs/heads/main\n");
    for (path, text) in settings {
        write(top, path, text);
    }
    write(top, format!("{folder}/open.md"), "# 공개\n\n글\n");
    write(top, format!("{folder}/{secret}"), "# 비밀\n\nmarkword\n");
    let root = top.join(folder);
    let built = run(&["build"], &root);
    assert_eq!(built.status.code(), Some(0), "{settings:?}: {built:?}");
    let pages = fs::read_to_string(root.join("public/search/root.js")).expect("an index");
    (said(&built), pages.contains("markword"))
}

#[test]
fn what_settings_above_leave_out_stays_out() {
    for (settings, folder, secret) in [
        (
            &[("mkdocs.yml", "site_name: a\nexclude_docs: |\n  secret.md\n")][..],
            "docs",
            "secret.md",
        ),
        (
            &[("mkdocs.yml", "site_name: a\ndraft_docs: |\n  inner/\n")],
            "docs",
            "inner/a.md",
        ),
        (&[("_config.yml", "title: a\n")], "study", "_private/a.md"),
        (
            &[("_config.yml", "title: a\nexclude: [study/secret.md]\n")],
            "study",
            "secret.md",
        ),
        (
            &[(".eleventyignore", "notes/secret.md\n")],
            "notes",
            "secret.md",
        ),
        (
            &[("docusaurus.config.js", "module.exports = { title: 'a' };\n")],
            "docs",
            "_secret.md",
        ),
        (
            &[(
                "sites/mkdocs.yml",
                "site_name: a\nexclude_docs: secret.md\n",
            )],
            "sites/docs",
            "secret.md",
        ),
        (
            &[(
                ".obsidian/app.json",
                "{\"userIgnoreFilters\": [\"wiki/secret\"]}",
            )],
            "wiki",
            "secret/a.md",
        ),
    ] {
        let (told, is_there) = site(settings, folder, secret);
        assert!(!is_there, "{settings:?}: {told}");
        assert!(
            told.contains("1 note left out by settings"),
            "{settings:?}: {told}"
        );
    }
}

#[test]
fn what_names_root_itself_or_another_folder_leaves_it_in() {
    for (settings, folder) in [
        (&[("_config.yml", "title: a\n")][..], "_lectures"),
        (&[("_config.yml", "title: a\nexclude: [study]\n")], "study"),
        (
            &[("mkdocs.yml", "site_name: a\nexclude_docs: secret.md\n")],
            "other",
        ),
        (
            &[
                ("mkdocs.yml", "site_name: a\nexclude_docs: secret.md\n"),
                ("docs/notesite.toml", "notes = \"secret.md\"\n"),
            ],
            "docs",
        ),
        (&[("other/_config.yml", "exclude: [secret.md]\n")], "docs"),
    ] {
        let (told, is_there) = site(settings, folder, "secret.md");
        assert!(is_there, "{settings:?}: {told}");
    }
}

#[test]
fn comments_of_the_tool_above_are_none_of_our_words() {
    for (settings, text) in [
        (
            ("docusaurus.config.js", "module.exports = { title: 'a' };\n"),
            "# 가\n\n글 {/* markword */} 글\n",
        ),
        (
            ("_config.yml", "title: a\n"),
            "# 가\n\n글 {% # markword %} 글\n",
        ),
        (
            ("mkdocs.yml", "site_name: a\nplugins: [search, macros]\n"),
            "# 가\n\n글 {# markword #} 글\n",
        ),
    ] {
        let repository = tempfile::tempdir().expect("a folder");
        let top = repository.path();
        write(top, ".git/HEAD", "ref: refs/heads/main\n");
        write(top, "docs/a.md", text);
        let checked = run(&["check"], &top.join("docs"));
        assert_eq!(checked.status.code(), Some(1), "it is told: {checked:?}");
        write(top, settings.0, settings.1);
        let checked = run(&["check"], &top.join("docs"));
        assert_eq!(checked.status.code(), Some(0), "{text}: {checked:?}");
        assert!(!said(&run(&["inspect"], &top.join("docs"))).contains("markword"));
    }
}
