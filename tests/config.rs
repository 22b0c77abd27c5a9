//! `notesite.toml`: what is wrong in it is said with line and column and what to type instead, and
//! nothing is written.

use std::fs;
use std::process::Command;

/// Exit code and what was said of a site with this configuration.
fn build(configuration: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("notes")).expect("made");
    fs::create_dir_all(folder.path().join("themes")).expect("made");
    fs::write(
        folder.path().join("notes/course.md"),
        "# 과정\n### 1. 가\n- 글\n### 2. 나\n",
    )
    .expect("written");
    fs::write(folder.path().join("notesite.toml"), configuration).expect("written");
    let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(["build", folder.path().to_str().expect("UTF-8")])
        .output()
        .expect("runs");
    assert_eq!(
        run.status.success(),
        folder.path().join("public").exists(),
        "a site stands only where nothing was wrong"
    );
    (
        run.status.code(),
        String::from_utf8_lossy(&run.stderr).into_owned(),
    )
}

#[test]
fn mistakes_are_said_with_their_place() {
    let cases = [
        (
            "titel = \"x\"",
            "notesite.toml:1:1: There is no key `titel`. Did you mean `title`?",
        ),
        (
            "title = \"x\"\n[terms]\nneve = []",
            "notesite.toml:3:1: There is no key `neve`. Did you mean `never`?",
        ),
        (
            "title = 3",
            "expected a string. Write it between quotation marks: `\"…\"`.",
        ),
        (
            "exclude = \"a\"",
            "expected a sequence. Write a list: `[\"…\"]`.",
        ),
        (
            "dates = \"no\"",
            "expected a boolean. Write `true` or `false`, without",
        ),
        ("[serve]\nport = 70000", "notesite.toml:2:8: invalid value"),
        (
            "[serve]\nport = 70000",
            "Write a whole number from 0 to 65535.",
        ),
        ("[terms]\nmin = \"x\"", "There is no key"),
        ("terms = 1", "notesite.toml:1:9: invalid type"),
        ("title = \"x", "notesite.toml:1:"),
        (
            "\nbase_url = \"ftp://x\"",
            "notesite.toml:2:1: `base_url` is \"ftp://x\", which is no web address.",
        ),
        (
            "base_url = \"https://\"",
            "notesite.toml:1:1: `base_url` is \"https://\", which is no web address.",
        ),
        (
            "base_url = \"https://e.com/\\nDisallow: /\"",
            "notesite.toml:1:1: `base_url` is \"https://e.com/\\nDisallow: /\", which is no web",
        ),
        (
            "base_url = \"https://e.com:99999/\"",
            "notesite.toml:1:1: `base_url` is \"https://e.com:99999/\", which is no web",
        ),
        (
            "base_url = \"https://e.com/?a=1\"",
            "and pages cannot lie behind `?` or `#`. Write one such as",
        ),
        (
            "repository = \"javascript:alert(1)//\"",
            "notesite.toml:1:1: `repository` is \"javascript:alert(1)//\", which is no web",
        ),
        (
            "repository = \"https://me:word@example.com/notes\"",
            "notesite.toml:1:1: `repository` holds a name or password in front of `@`",
        ),
        (
            "notes = \"../other\"",
            "notesite.toml:1:1: `notes` is \"../other\", which leads out of this folder.",
        ),
        ("notes = \"a/../../b\"", "which leads out of this folder."),
        (
            "notes = \"missing\"",
            "notesite.toml:1:1: `notes` is \"missing\", and there is no folder or file ",
        ),
        (
            "theme = \"../..\"",
            "notesite.toml:1:1: `theme` is \"../..\", which is no name of a folder under themes/.",
        ),
        (
            "theme = \"missing\"",
            "notesite.toml:1:1: `theme` is \"missing\", which names no folder under themes/.",
        ),
        (
            "title = \"가\"\ntheme = \"a\\u0000b\"",
            "notesite.toml:2:1: `theme` holds a control character.",
        ),
        ("serve.port = -1", "expected a whole number. Write a whole"),
        ("terms = 1979-05-27", "A date is no value here."),
        (
            "[courses.\"a.md\"]\nsplit = true",
            "`split` is \"auto\", \"none\" or a heading level from 1 to 6",
        ),
        (
            "split = 7",
            "`split` is \"auto\", \"none\" or a heading level from 1 to 6",
        ),
        ("outline = \"no\"", "notesite.toml:1:11:"),
        (
            "outline = \"Lst\"",
            "notesite.toml:1:11: `Lst` is no value here. Did you mean `list`?",
        ),
        (
            "language = \"korean\"",
            "notesite.toml:1:1: `language` is \"korean\", which is no tag of a language. Did you \
             mean \"ko\"?",
        ),
        ("language = \"Koraen\"", "Did you mean \"ko\"?"),
        (
            "title = \"a\"\nlanguage = \"kr\"",
            "notesite.toml:2:1: `language` is \"kr\"",
        ),
        ("language = \"ko_KR\"", "Did you mean \"ko-KR\"?"),
        ("language = \"ko_KR.UTF-8\"", "Did you mean \"ko-KR\"?"),
        ("language = \"日本語\"", "Did you mean \"ja\"?"),
        ("language = \"\"", "Write one such as \"ko\""),
        (
            "[redirects]\n\"target.html\" = \"index.html\"\n[publish]\ntarget = \"ghpages\"",
            "notesite.toml:4:1: `target` under [publish] is \"ghpages\", which is no place to \
             publish to. Did you mean \"gh-pages\"?",
        ),
        (
            "publish.target = \"GitHub Pages\"",
            "notesite.toml:1:9: `target` under",
        ),
        (
            "publish = { target = \"gh_pages\" }",
            "Did you mean \"gh-pages\"?",
        ),
        (
            "[publish]\ntarget = \"s3:/bucket\"",
            "Write `s3://BUCKET/PREFIX`.",
        ),
        (
            "[publish]\ntarget = \"s3://\"",
            "Write `s3://BUCKET/PREFIX`.",
        ),
        (
            "[publish]\ntarget = \"netlify\"",
            "Write \"gh-pages\" or \"s3://BUCKET/PREFIX\".",
        ),
        (
            "[publish]\nendpoint_url = \"s3.example.com\"",
            "notesite.toml:2:1: `endpoint_url` under [publish] is \"s3.example.com\", which is no",
        ),
        (
            "editor = \"vscodee\"",
            "notesite.toml:1:1: `editor` is \"vscodee\"",
        ),
        ("editor = \"Code\"", "Did you mean \"vscode\"?"),
        (
            "editor = \"emacs\"",
            "Write an address with `{path}` and `{line}`",
        ),
        (
            "[secrets]\nallow = [\"(\"]",
            "notesite.toml:2:1: The pattern `(` under [secrets] cannot be read:",
        ),
        (
            "[secrets]\nallow = [\"\"]",
            "notesite.toml:2:1: The pattern `` under [secrets] lets every key pass",
        ),
        (
            "[secrets]\nallow = [\"x*\"]",
            "notesite.toml:2:1: The pattern `x*` under [secrets] lets every key pass",
        ),
        (
            "[secrets]\nallow = [\"EXAMPLE$\", \".\"]",
            "notesite.toml:2:1: The pattern `.` under [secrets] lets every key pass",
        ),
        (
            "title = \"x\"\nmax_delete = 5",
            "notesite.toml:2:1: There is no key `max_delete` here. It belongs under [publish]",
        ),
        ("target = \"gh-pages\"", "It belongs under [publish]"),
        (
            "[serve]\nendpoint_url = \"x\"",
            "It belongs under [publish]",
        ),
        (
            "[publish]\ntarget = \"gh-pages\"\nbase_url = \"https://e.org/\"",
            "notesite.toml:3:1: There is no key `base_url` here. It belongs above the first line",
        ),
        (
            "[courses.\"notes/course.md\"]\nslugg = \"x\"",
            "notesite.toml:2:1: There is no key `slugg`. Did you mean `slug`?",
        ),
    ];
    for (configuration, said) in cases {
        let (code, message) = build(configuration);
        assert_eq!(code, Some(2), "{configuration}: {message}");
        assert!(
            message.contains(said),
            "{configuration}:\n{message}\nlacks\n{said}"
        );
    }
}

#[test]
fn values_that_are_right_are_taken() {
    for configuration in [
        "language = \"ko\"",
        "language = \"zh-Hant-TW\"",
        "[secrets]\nallow = [\"EXAMPLE$\", \"(?i)dummy\", \"ghp_0+\", \"[A-Z]{16}\"]",
        "language = \"en-US\"",
        "language = \"yue\"",
        "language = \"KO\"",
        "editor = \"subl://open?url=file://{path}&line={line}\"",
        "[publish]\ntarget = \"gh-pages\"",
        "[publish]\ntarget = \"s3://b/notes\"\nendpoint_url = \"http://127.0.0.1:9000\"",
    ] {
        let (code, message) = build(configuration);
        assert_eq!(code, Some(0), "{configuration}: {message}");
    }
}

#[test]
fn every_key_of_the_contract_is_known() {
    let (code, message) = build(
        r#"
title = "제목"
description = "설명"
author = "저자"
language = "ko"
base_url = "https://example.com/notes"
repository = "https://github.com/example/notes"
notes = "notes"
output = "public"
theme = "default"
editor = "vscode"
split = "auto"
outline = "auto"
breaks = false
dates = true
commands = ["kafka-topics.sh"]
exclude = ["drafts/**"]
languages = { svc = "yaml" }
[terms]
enabled = true
add = { "나무" = "2. 나" }
never = ["글"]
[search]
weights = { title = 4.0, lead = 3.0 }
words = { "파드" = "pod" }
[secrets]
allow = ["example"]
[serve]
port = 4000
follow = true
hosts = ["notes.example", "[::1]:80"]
[publish]
target = "s3://bucket"
endpoint_url = "https://s3.example.com"
max_delete = 20
[redirects]
"old.html" = "index.html"
[courses."notes/course.md"]
title = "다른 제목"
slug = "other"
split = 3
outline = "list"
breaks = true
terms = false
"#,
    );
    assert_eq!(code, Some(0), "{message}");
}

/// What is said of publishing to a store with this environment. Nothing is asked of any store.
#[cfg(feature = "s3")]
fn publish(bucket: &str, environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), "# 글\n\n말\n").expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_notesite"));
    command
        .args(["publish", bucket])
        .current_dir(folder.path())
        .env_clear()
        .env("HOME", folder.path())
        .envs([
            ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
            ("AWS_SECRET_ACCESS_KEY", "abc/def+ghi="),
        ])
        .envs(environment.iter().copied());
    let run = command.output().expect("runs");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    (run.status.code(), said)
}

#[cfg(feature = "s3")]
#[test]
fn what_no_store_can_be_asked_with_is_said_before_anything_is_asked() {
    for region in [
        "‹지역>",
        "서울",
        "seoul",
        "ap-northeast-2a",
        "AP-NORTHEAST-2",
        "auto",
        "a b",
    ] {
        let (code, said) = publish("s3://bucket", &[("AWS_REGION", region)]);
        assert_eq!(code, Some(2), "{region}: {said}");
        assert!(
            said.contains(&format!("`{region}` is no region of AWS.")),
            "{said}"
        );
    }
    let region = ("AWS_REGION", "ap-northeast-2");
    for bucket in ["s3://Kim_Notes", "s3://노트"] {
        let (code, said) = publish(bucket, &[region]);
        assert_eq!(code, Some(2), "{bucket}: {said}");
    }
    for (name, value, what) in [
        ("AWS_ACCESS_KEY_ID", "AKID EXAMPLE", "access key"),
        ("AWS_SECRET_ACCESS_KEY", "비밀", "secret key"),
        ("AWS_SESSION_TOKEN", "a\nb", "session token"),
    ] {
        let (code, said) = publish("s3://bucket", &[region, (name, value)]);
        assert_eq!(code, Some(2), "{name}: {said}");
        assert!(
            said.contains(&format!("The {what} of the credentials")),
            "{said}"
        );
        assert!(!said.contains(value), "{said}");
    }
    // Blanks around a value are none of it: the store is asked, and nothing answers there.
    let nowhere = ("AWS_ENDPOINT_URL", " http://127.0.0.1:9 ");
    for region in ["ap-northeast-2 ", "auto", "ap-northeast-2\r"] {
        let key = ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE\r");
        let (code, said) = publish("s3://Kim_Notes", &[("AWS_REGION", region), key, nowhere]);
        assert_eq!(code, Some(4), "{region}: {said}");
        assert!(said.contains("look whether the address"), "{said}");
    }
}

mod nearest_names {
    use notesite::inside::text::nearest;
    use proptest::prelude::*;

    /// Every name compared.
    fn nearest_of_all<'a>(name: &str, names: &'a [String]) -> Option<&'a str> {
        let wanted = name.to_lowercase();
        let most = (wanted.chars().count() / 3).max(1);
        let distance = |name: &str| strsim::osa_distance(&wanted, &name.to_lowercase());
        let all = names.iter().map(|name| (distance(name), name.as_str()));
        let near = all.filter(|(distance, _)| *distance <= most).min();
        near.map(|(_, name)| name)
    }

    proptest! {
        #[test]
        fn names_of_other_lengths_are_never_the_nearest(
            name in "[abİ가]{0,9}",
            names in prop::collection::vec("[aAbİ가]{0,9}", 0..8),
        ) {
            let found = nearest(&name, names.iter().map(String::as_str));
            prop_assert_eq!(found, nearest_of_all(&name, &names));
        }
    }
}
