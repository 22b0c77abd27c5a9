//! Comments of the tool that notes are made for, in every form that it has: what they hold is on no
//! page and in no index, and no other word is lost.

use std::fs;
use std::path::Path;

use crate::common::{run, said, write};

/// The words of a note beside settings, as its page and the index hold them, and what `check` said.
fn shown(settings: (&str, &str), note: &str) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(root, settings.0, settings.1);
    write(root, "docs/a.md", format!("# 하나\n\n글\n\n{note}\n\n뒤\n"));
    let built = run(&["build"], root);
    assert_eq!(built.status.code(), Some(0), "{note}: {built:?}");
    let mut words = String::new();
    read(&root.join("public"), &mut words);
    let checked = run(&["check"], root);
    (words, said(&checked))
}

fn read(folder: &Path, words: &mut String) {
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("listed").path();
        if path.is_dir() {
            read(&path, words);
        } else if path
            .extension()
            .is_some_and(|end| end == "html" || end == "js")
        {
            words.push_str(&fs::read_to_string(&path).expect("a page"));
        }
    }
}

/// Whether each `HIDE…` is nowhere and each `KEEP…` somewhere.
fn holds(settings: (&str, &str), note: &str) -> String {
    let (words, told) = shown(settings, note);
    assert!(!words.contains("HIDE"), "{note}: {told}");
    let kept = note.split(|c: char| !c.is_ascii_alphanumeric());
    for word in kept.filter(|word| word.starts_with("KEEP")) {
        assert!(words.contains(word), "{word} of {note}: {told}");
    }
    told
}

#[test]
fn lines_of_myst() {
    let settings = ("docs/_toc.yml", "format: jb-book\nroot: a\n");
    for note in [
        "%%HIDE1 glued",
        "%%% HIDE1",
        "%% HIDE1 `a`",
        "KEEP0\n%HIDE1\nKEEP1",
        "- % HIDE1\n- KEEP1",
        "1. % HIDE1\n2. KEEP1",
        "12) % HIDE1",
        "> % HIDE1\n> KEEP1",
        "> - % HIDE1\n",
        "%% HIDE1\n\nKEEP1\n\n%% HIDE2\n\nKEEP2",
        "%%\nHIDE1\n\nHIDE2\n%%\n\nKEEP1",
    ] {
        let told = holds(settings, note);
        assert!(!told.contains("warning"), "{note}: {told}");
    }
    for note in [
        "**% 비율 KEEP1** 은 높다.",
        "- *% KEEP1*",
        "--% KEEP1",
        "*% KEEP1*",
        "-% KEEP1 와 +% KEEP2",
        "+% KEEP1",
        "1.% KEEP1",
        "100% KEEP1\n",
        "```sh\n% KEEP1\n```",
        "글\n\n    % KEEP1",
    ] {
        holds(settings, note);
    }
}

#[test]
fn comments_of_mdx() {
    let settings = ("docusaurus.config.js", "module.exports = { title: 'a' };\n");
    for note in [
        "<Tabs>\n\n    {/* HIDE1 */}\n\n</Tabs>\n\nKEEP1",
        "    {/* HIDE1 */}\n\nKEEP1",
        "KEEP1 {\n/* HIDE1 */\n} KEEP2",
        "{\n// HIDE1\n}\n\nKEEP1",
        "{\n  // HIDE1\n  // HIDE2 }\n}\n\nKEEP1",
        "{/* HIDE1 */ /* HIDE2 */} KEEP1",
        "{ // HIDE1\n/* HIDE2\n\nHIDE3 */\n}\n\nKEEP1",
        "> {/* HIDE1\n> HIDE2 */}\n> KEEP1",
        "> {\n> // HIDE1\n> }\n> KEEP1",
        "- KEEP1 {/* HIDE1 */}\n\n      {/* HIDE2 */}\n- KEEP2",
        "{/**/} KEEP1 {/* HIDE1 {a} */}",
    ] {
        holds(settings, note);
    }
    for note in [
        "`{/* KEEP1 */}`",
        "```js\n{/* KEEP1 */}\n```",
        "\\{/* KEEP1 */}",
        "{/* KEEP1",
    ] {
        holds(settings, note);
    }
}

#[test]
fn each_comment_that_hides_words_is_told() {
    let note = "{% comment %} a {% endcomment %} 글\n\n{% comment %} 로 연다\n\n뒤 \
                {% endcomment %} 글\n\n{/* 하나\n\n글\n\n{/* 둘";
    let (_, told) = shown(("docs/b.md", "# 둘\n\n글\n"), note);
    assert_eq!(
        told.matches("This is a comment of Liquid").count(),
        2,
        "{told}"
    );
    assert_eq!(
        told.matches("opens a comment that is never").count(),
        2,
        "{told}"
    );
    assert!(
        told.contains("a.md:5:") && told.contains("a.md:7:"),
        "{told}"
    );
}

#[test]
fn names_of_headings_are_no_comments() {
    for settings in [
        (".eleventy.js", "module.exports = () => {};\n"),
        ("_config.yml", "new_post_name: a\ntheme: b\n"),
        ("mkdocs.yml", "site_name: a\nplugins: [macros]\n"),
    ] {
        for name in [
            "{#one}",
            "{#one .note}",
            "{#하나}",
            "{#a-b_c}",
            "{#one data-a=\"b\"}",
        ] {
            let told = holds(settings, &format!("## KEEP1 {name}\n\nKEEP2"));
            assert!(!told.contains("unclosed-comment"), "{name}: {told}");
        }
        holds(settings, "KEEP1 {#HIDE1#} KEEP2 {# HIDE2 #}");
    }
    let settings = ("_config.yml", "new_post_name: a\ntheme: b\n");
    let (_, told) = shown(settings, "{# 열린 글");
    assert!(told.contains("`\\{`") && !told.contains("#+"), "{told}");
}

mod wished_contents {
    use notesite::inside::wished_contents::{is_mark, masked};
    #[test]
    fn marks_stand_alone() {
        for line in [
            "[TOC]",
            "[[_TOC_]]",
            "@[toc]",
            " @[TOC](目录)",
            "@[TOC](이 글의 목차)",
        ] {
            assert!(is_mark(line), "{line}");
        }
        for line in [
            "[TOC] x",
            "@[TOC](a)(b)",
            "[TOC](a.md)",
            "@[kim](목차)",
            "a @[TOC](b)",
        ] {
            assert!(!is_mark(line), "{line}");
        }
    }

    #[test]
    fn only_the_bracket_of_a_mark_is_hidden() {
        assert_eq!(masked("a\n\n@[TOC](目录)\n@[x](y)\nb @[TOC](z)\n"), [4]);
        assert!(masked(&"@[".repeat(100_000)).is_empty());
    }
}

mod texts {
    use notesite::inside::comments::{SiteTools, hidden, without};
    use proptest::prelude::*;

    /// Whether hiding the comments among `parts` leaves all else, and no secret.
    fn keeps_every_other_byte(parts: &[&str]) -> Result<(), TestCaseError> {
        let text = parts.concat();
        let left = hidden(&text, 0, SiteTools::default())
            .text
            .unwrap_or_else(|| text.clone());
        prop_assert_eq!(left.len(), text.len());
        for (byte, (at, old)) in left.bytes().zip(text.bytes().enumerate()) {
            let is_blank = matches!(byte, b' ' | b'\t' | 0xc | 0x1);
            prop_assert!(byte == old || is_blank, "byte {} of {:?}", at, text);
            prop_assert_eq!(byte == b'\n', old == b'\n');
        }
        prop_assert!(!left.contains("비밀"), "{left:?}");
        prop_assert_eq!(left.matches('가').count(), text.matches('가').count());
        Ok(())
    }

    #[test]
    fn comments_beside_each_other_are_each_their_own() {
        let block = "%%\n비밀\n\n%%";
        for parts in [[block, "%%비밀%%", ""], [block, "가", block]] {
            keeps_every_other_byte(&parts).expect("what stands there");
        }
    }

    proptest! {
        #[test]
        fn every_other_byte_stays_and_no_secret_does(
            parts in prop::collection::vec(
                prop_oneof![
                    Just("%%비밀%%"),
                    Just("%%\n비밀\n\n%%"),
                    Just("글 "),
                    Just("\n"),
                    Just("\n\n"),
                    Just("가"),
                    Just("`a`"),
                    Just("\n[//]: # (비밀)\n"),
                    Just(". <!--비밀-->"),
                    Just("\n```\nx\n```\n"),
                    Just("- 하나\n"),
                    Just("| a |"),
                    Just("{% comment %}비밀{% endcomment %}"),
                    Just("{::comment}\n비밀\n\n{:/}"),
                    Just("{>>비밀<<}"),
                    Just("\n\n{/* 비밀\n\n비밀 */}\n\n"),
                ],
                0..12,
            ),
        ) {
            keeps_every_other_byte(&parts)?;
        }

        #[test]
        fn any_text_is_read_without_panic(text in "[%`<!\\->\\[\\]/: #\n가a~(){}*+\\\\]{0,60}") {
            if let Some(left) = hidden(&text, 0, SiteTools::default()).text {
                prop_assert_eq!(left.len(), text.len());
            }
        }
    }

    #[test]
    fn what_is_no_comment_stays() {
        for text in [
            "100%% 와 50%%",
            "for %%i in (*.txt) do echo %%i",
            "for %%~nxi in (a) do echo %%~nxi",
            "`%%a%%` 와 `<!-- b -->`",
            "```\n%%a%%\n<!-- b -->\n```\n",
            "- ~~~\n  %%a%%\n  ~~~\n",
            "%%time\n글",
            "%% 글\n\n뒤",
            "%%%%",
            "%%%가%%%",
            "\\%%가%%",
            "글\n\n    echo %%a%%\n    echo %%b%%\n\n글",
            "<pre>\n%%a%%\n</pre>\n",
            "글 <code>%%a%%</code> 글",
            "[top]: # (위로)",
            "<!-- 위 -->\n",
            "글 <!-- 열린",
            "{% comment %} 로 연다",
            "글 {/* 가 */} 글",
            "a { /* 가 */ }",
            "{/* 열린\n\n글",
            "# 제목 {#id}\n\n# 둘 {#둘}",
            "{{< figure src=\"a.png\" >}}",
            "{{</* comment */>}}가{{</* /comment */>}}",
            "{% raw %}{% comment %}가{% endcomment %}{% endraw %}",
        ] {
            assert_eq!(hidden(text, 0, SiteTools::default()).text, None, "{text:?}");
        }
        assert_eq!(without("제목 <!-- x --> 뒤 %%y%%"), "제목 뒤");
        let left = hidden(
            "말 %%여기부터\n\n비밀\n\n%%\n\n뒤\n",
            0,
            SiteTools::default(),
        )
        .text;
        let left = left.unwrap_or_default();
        assert!(
            !left.contains("여기") && !left.contains("비밀") && left.contains('뒤'),
            "{left}"
        );
        assert_eq!(without("<!-- x -->제목"), "제목");
    }
}
