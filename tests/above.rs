//! What the settings of another tool above ROOT leave out of its site stays out of ours.

use std::fs;

use crate::common::{run, said, write};

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
        (
            &[(
                "docs/conf.py",
                "extensions = []\nexclude_patterns = ['notes/secret.md']\n",
            )],
            "docs/notes",
            "secret.md",
        ),
        (
            &[
                ("mkdocs.yml", "INHERIT: base.yml\nsite_name: a\n"),
                ("base.yml", "exclude_docs: secret.md\n"),
            ],
            "docs",
            "secret.md",
        ),
        (
            &[
                (
                    "site/mkdocs.yml",
                    "INHERIT: ../shared/base.yml\nsite_name: a\n",
                ),
                ("shared/base.yml", "INHERIT: ./more.yml\n"),
                ("shared/more.yml", "draft_docs: secret.md\n"),
            ],
            "site/docs",
            "secret.md",
        ),
        // ROOT's own settings inherit from above it.
        (
            &[
                ("site/mkdocs.yml", "INHERIT: ../mkdocs.yml\ndocs_dir: .\n"),
                ("mkdocs.yml", "site_name: a\nexclude_docs: secret.md\n"),
            ],
            "site",
            "secret.md",
        ),
        (
            &[("hugo.yml", "ignoreFiles: ['secret\\.md$']\n")],
            "content",
            "secret.md",
        ),
        (
            &[(
                "config/_default/hugo.yaml",
                "ignorefiles: ['secret\\.md$']\n",
            )],
            "content/posts",
            "secret.md",
        ),
        (
            &[(
                "quartz.config.ts",
                "x = { ignorePatterns: ['secret.md'] }\n",
            )],
            "content",
            "secret.md",
        ),
        (
            &[(
                ".vitepress/config.ts",
                "export default { srcExclude: ['docs/secret.md'] }\n",
            )],
            "docs",
            "secret.md",
        ),
        (
            &[
                ("_toc.yml", "root: a\n"),
                ("_config.yml", "exclude_patterns: [docs/secret.md]\n"),
            ],
            "docs",
            "secret.md",
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

/// All words of a site.
fn words(root: &std::path::Path) -> String {
    let built = run(&["build"], root);
    assert_eq!(built.status.code(), Some(0), "{built:?}");
    fs::read_to_string(root.join("public/search/root.js")).expect("an index")
}

#[test]
fn the_same_settings_are_read_under_all_their_names() {
    let yaml = "ignoreFiles: ['secret\\.md$']\n";
    let toml = "ignoreFiles = ['secret\\.md$']\n";
    for (path, text, content) in [
        ("hugo.toml", toml, "content"),
        ("hugo.yml", yaml, "content"),
        (
            "hugo.json",
            "{\"ignoreFiles\": [\"secret.md$\"]}\n",
            "content",
        ),
        ("config.yaml", yaml, "content"),
        ("config.yml", yaml, "content"),
        ("config/_default/hugo.yaml", yaml, "content"),
        ("config/_default/config.toml", toml, "content"),
        ("blog/hugo.yml", yaml, "blog/content"),
        ("blog/config/_default/hugo.toml", toml, "blog/content"),
        (
            "hugo.yml",
            "contentDir: docs\nignoreFiles: ['secret\\.md$']\n",
            "docs",
        ),
        ("site/mkdocs.yml", "exclude_docs: secret.md\n", "site/docs"),
        (
            "site/mkdocs.yaml",
            "docs_dir: src\nexclude_docs: secret.md\n",
            "site/src",
        ),
        (
            "site/quartz.config.ts",
            "x = { ignorePatterns: ['secret.md'] }\n",
            "site/content",
        ),
        (
            "site/config.toml",
            "ignored_content = [\"secret.md\"]\n",
            "site/content",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        write(root, path, text);
        write(root, format!("{content}/open.md"), "# 공개\n\n글\n");
        write(root, format!("{content}/secret.md"), "# 비밀\n\nmarkword\n");
        write(root, "secret.md", "# 다른\n\nopenword\n");
        let told = words(root);
        assert!(!told.contains("markword"), "{path}: {told}");
        assert!(told.contains("openword"), "{path}: {told}");
    }
}

#[test]
fn settings_that_inherit_from_nothing_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(root, "mkdocs.yml", "INHERIT: none.yml\nsite_name: a\n");
    write(root, "docs/a.md", "# 가\n\n글\n");
    let told = said(&run(&["check"], root));
    assert!(
        told.contains("exclude-unread") && told.contains("`INHERIT`"),
        "{told}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_unicode_hides_no_settings() {
    use std::os::unix::ffi::OsStrExt;
    let repository = tempfile::tempdir().expect("a folder");
    let top = repository.path();
    let root = top.join(std::ffi::OsStr::from_bytes(b"n\xff"));
    write(top, ".git/HEAD", "ref: refs/heads/main\n");
    write(top, "_config.yml", "title: a\nexclude: ['secret.md']\n");
    write(&root, "open.md", "# openword\n");
    write(&root, "_private/a.md", "# markword\n");
    let told = words(&root);
    assert!(
        told.contains("openword") && !told.contains("markword"),
        "{told}"
    );
}

#[test]
fn lines_of_comments_are_known_to_sphinx_with_myst() {
    for (settings, hides) in [
        ("extensions = ['myst_parser']\n", true),
        (
            "extensions = [\n  \"sphinx.ext.todo\",\n  \"myst_nb\",\n]\n",
            true,
        ),
        ("extensions = ['recommonmark']  # no myst_parser\n", false),
        ("extensions = ['sphinx.ext.todo']\n", false),
        ("WORDS = ['myst_parser']\n", false),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        write(root, "docs/conf.py", settings);
        write(root, "docs/a.md", "# 가\n\n글\n\n% markword\n\n뒤\n");
        let told = words(root);
        assert_eq!(!told.contains("markword"), hides, "{settings}: {told}");
        // Above ROOT as well.
        write(root, ".git/HEAD", "ref: refs/heads/main\n");
        write(root, "docs/inner/a.md", "# 가\n\n글\n% markword\n뒤\n");
        let told = words(&root.join("docs/inner"));
        assert_eq!(!told.contains("markword"), hides, "{settings}: {told}");
    }
}

#[test]
fn files_above_are_linked_where_the_repository_keeps_them() {
    let repository = tempfile::tempdir().expect("a folder");
    let top = repository.path();
    write(top, ".git/HEAD", "ref: refs/heads/main\n");
    let remote = "[remote \"origin\"]\n\turl = git@github.com:a/pond.git\n";
    write(top, ".git/config", remote);
    write(top, "README.md", "# Pond\n");
    let root = top.join("docs");
    let links = "[up](../README.md#pond) [here](https://github.com/a/pond/blob/main/docs/b.md) \
        [ask](../../../issues) [hidden](.github/x.md) [out](../../x.md)";
    write(&root, "a.md", format!("# A\n\n{links}\n"));
    write(&root, "b.md", "# B\n\nwords\n");
    write(&root, ".github/x.md", "# X\n");
    let built = run(&["build"], &root);
    assert_eq!(built.status.code(), Some(0), "{built:?}");
    let page = fs::read_to_string(root.join("public/a.html")).expect("a page");
    for link in [
        "<a href=https://github.com/a/pond/blob/HEAD/README.md#pond>up</a>",
        "<a href=b.html>here</a>",
        "<a href=https://github.com/a/pond/issues>ask</a>",
        "<a href=https://github.com/a/pond/blob/HEAD/docs/.github/x.md>hidden</a>",
        "<span class=broken>out</span>",
    ] {
        assert!(page.contains(link), "{link} in {page}");
    }
}
