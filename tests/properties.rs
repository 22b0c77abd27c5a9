//! Properties of the whole way from a note to its pages, over generated notes and arbitrary text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::common::pages;
use notesite::Config;
use notesite::Site;
use notesite::inside::Split;
use notesite::inside::parse::{self, Context};
use notesite::inside::tree::{self, Chapter, Span, each_block, each_inline, each_item, each_run};
use notesite::{Memory, Request, Timings};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn request(root: &Path) -> Request {
    Request {
        root: root.to_owned(),
        output: None,
        base_url: None,
        drafts: false,
        lines: false,
    }
}

fn site(root: &Path) -> Site {
    site_with(root, &mut Memory::forgetful())
}

fn site_with(root: &Path, memory: &mut Memory) -> Site {
    notesite::load(
        &request(root),
        &Config::default(),
        memory,
        &mut Timings::default(),
    )
    .expect("the notes can be read")
    .value
}

/// Pieces from which Markdown, and what only looks like it, is made.
fn soup() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "`",
        "```",
        "~~~",
        "**",
        "*",
        "_",
        "<",
        ">",
        "<b>",
        "</b>",
        "<details>",
        "[",
        "](",
        ")",
        "[[",
        "]]",
        "![",
        "|",
        "\t",
        "\n",
        "\n\n",
        "    ",
        "- ",
        "1. ",
        "> ",
        "#",
        "### 3. ",
        "\n### 4. 둘 ~ 5. 셋\n",
        "{#a}",
        "\\",
        "&amp;",
        "&#0;",
        "\0",
        "\u{feff}",
        "한글",
        "ㅋ",
        "\u{1100}\u{1161}",
        "🍺",
        "\u{200b}",
        "\u{202e}",
        "<pod 이름>",
        "[^가]",
        "[^가]: ",
        "[[글[^1]](",
        "\n\n[^1]: 글\n",
        "[가]: ",
        "각주 말",
        "---\n",
        "+++\n",
        "title: \"",
        "$ ",
        "kubectl get ",
        "'",
        "\"",
        "<!--",
        "-->",
        "~",
        "28 ~ 30. ",
        "제3장 ",
        "99999999999. ",
        "\r",
        "\u{2028}",
        "{{",
        "{%",
        "</script>",
        "%E1%84",
        "=",
        "https://가.kr/에서",
        "- [ ] ",
        "|---|\n",
        "4장을 참조",
        "'가 > 나' 에서",
        "EC2 > 메뉴",
        "apiVersion: v1\n",
        "create table a;",
        "> [!NOTE] ",
        "password=abc123",
    ])
}

fn lead_in() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "", "ex) ", "ex. ", "또는 ", "예: ", "$ ", "`", "예) `",
    ])
}

fn tail() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        " 로 확인",
        " 실행",
        " (한 번만)",
        "`",
        "` 로 확인",
        " : 목록 보기",
    ])
}

/// Words of commands with everything that Markdown would take for its own.
fn command() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "kubectl get pods",
        "docker run -d",
        "curl http://<service-name>:<port>",
        "--name=<이름>",
        "-e A=\"b c\"",
        "| grep '*'",
        "> out.txt",
        "&& ls -al",
        "find . -name '*.md' -exec rm {} \\;",
        "\\<이름\\>",
        "sed 's/_a_/\\_b\\_/'",
        "$(date +%F)",
        "aws s3 ls",
        "[태그명]",
        "a_b_c",
        "~/app",
        "이미지명:태그",
        "# 말",
        "2>&1",
        "**/x",
        "(<열>, <두 열>)",
        "(<a>)",
        "{<a>}",
        "[<태그>]",
        "(이름)",
        "${<값>}",
        "YOUR_<ID>",
        "xxx-<이름>(값)",
        "\"{name}<번호>\"",
    ])
}

/// Notes as people write them: chapters of nested bullets with commands, placeholders, emphasis and
/// code.
fn notes() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("파드를"),
        Just("Service"),
        Just("<pod 이름>"),
        Just("**굵게(Bold)**는"),
        Just("`code`"),
        Just("kubectl get pods -n <이름>"),
        Just("http://<service-name>:<port>"),
        Just("List<Member>"),
        Just("1차 ~ 4차"),
        Just("--name"),
        Just("a*b"),
        Just("[태그명]"),
        Just("A&B"),
        Just("EC2 > 로드 밸런서"),
        Just("\\*별\\*"),
        Just("\"따옴표\""),
        Just("https://example.com/a에서"),
        Just("|"),
        Just("~~삭제~~"),
    ];
    let line = (0usize..5, prop::collection::vec(word, 1..5))
        .prop_map(|(depth, words)| format!("{}- {}\n", "  ".repeat(depth), words.join(" ")));
    let chapter = prop::collection::vec(line, 1..12).prop_map(|lines| lines.concat());
    prop::collection::vec(chapter, 2..5).prop_map(|chapters| {
        let each = chapters
            .iter()
            .enumerate()
            .map(|(i, text)| format!("### {}. 장 {i}\n{text}\n", i + 1));
        format!("# 강의\n\n{}", each.collect::<String>())
    })
}

/// The visible characters of HTML: tags dropped, entities undone.
fn visible(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = rest[start..]
            .find('>')
            .map_or("", |end| &rest[start + end + 1..]);
    }
    out.push_str(rest);
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// HTML without the names of languages that stand above code: they are none of the note's letters.
fn without_labels(html: &str) -> String {
    let mut pieces = html.split("<span class=lang>");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |out, piece| {
        out + piece.split_once("</span>").map_or(piece, |(_, rest)| rest)
    })
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn spans(chapter: &Chapter) -> Vec<Span> {
    let mut out = Vec::new();
    each_block(&chapter.blocks, &mut |block| out.push(block.span));
    each_item(&chapter.blocks, 0, &mut |item, _| {
        out.extend([item.span, item.lead_span]);
    });
    each_run(&chapter.blocks, &mut |run| {
        each_inline(run, &mut |inline| out.push(inline.span));
    });
    out
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_visible_character_is_lost(text in notes()) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("README.md"), &text).expect("the note is written");
        let site = site(folder.path());
        let pages = pages(&site);
        let outline = &site.library.outline.courses[0];
        for (chapter, placed) in outline
            .chapters
            .iter()
            .zip(&site.library.courses[0].chapters)
        {
            let html = String::from_utf8(
                pages
                    .iter()
                    .find(|(path, _)| **path == *chapter.url)
                    .expect("the page is there")
                    .1
                    .clone(),
            )
            .expect("UTF-8");
            let body = html
                .split("<article")
                .nth(1)
                .and_then(|rest| rest.split("</article>").next())
                .expect("the body is there");
            let shown: String = letters(&visible(&without_labels(&format!("<article{body}"))))
                .into_iter()
                .collect();
            let source = placed
                .text()
                .lines()
                .skip(1)
                .map(|line| line.trim_start_matches([' ', '-']))
                .collect::<Vec<_>>()
                .join("\n");

            let wanted: String = letters(&source).into_iter().collect();
            prop_assert_eq!(shown, wanted);
        }
    }

    #[test]
    fn nfc_and_nfd_give_the_same_site(text in notes()) {
        let (a, b) = (
            tempfile::tempdir().expect("a folder"),
            tempfile::tempdir().expect("a folder"),
        );
        fs::write(a.path().join("노트.md"), &text).expect("written");
        fs::write(
            b.path().join("노트.md".nfd().collect::<String>()),
            text.nfd().collect::<String>(),
        )
        .expect("written");
        prop_assert_eq!(pages(&site(a.path())), pages(&site(b.path())));
    }

    #[test]
    fn two_builds_are_the_same(text in notes()) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("README.md"), &text).expect("written");
        let once = pages(&site(folder.path()));
        prop_assert_eq!(&once, &pages(&site(folder.path())));
        // `serve` keeps its trees whole and remembers them; a build packs them.
        let mut memory = Memory::keeping();
        prop_assert_eq!(&once, &pages(&site_with(folder.path(), &mut memory)));
        prop_assert_eq!(&once, &pages(&site_with(folder.path(), &mut memory)));
    }

    #[test]
    fn remembering_changes_nothing(
        versions in prop::collection::vec((notes(), notes(), 0usize..4), 2..4),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("notes/inner")).expect("made");
        let mut memory = Memory::keeping();
        for (one, two, kind) in &versions {
            // Files change, come and go, and change places.
            fs::write(root.join("notes/one.md"), one).expect("written");
            let (there, gone) = if *kind % 2 == 0 {
                ("two.md", "inner/3. two.md")
            } else {
                ("inner/3. two.md", "two.md")
            };
            fs::write(root.join("notes").join(there), two).expect("written");
            let _ = fs::remove_file(root.join("notes").join(gone));
            let load = |memory: &mut Memory| {
                notesite::load(
                    &request(root),
                    &Config::default(),
                    memory,
                    &mut Timings::default(),
                )
                .expect("the notes can be read")
            };
            let (kept, fresh) = (load(&mut memory), load(&mut Memory::forgetful()));
            prop_assert_eq!(kept.diagnostics, fresh.diagnostics);
            prop_assert_eq!(pages(&kept.value), pages(&fresh.value));
        }
    }

    #[test]
    fn every_internal_link_exists(text in notes()) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("README.md"), &text).expect("written");
        let pages = pages(&site(folder.path()));
        let known: BTreeSet<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
        for (path, bytes) in pages
            .iter()
            .filter(|(path, _)| path.ends_with(".html") && path != "404.html")
        {
            let html = std::str::from_utf8(bytes).expect("UTF-8");
            for piece in html.split(" href=").skip(1) {
                let quoted = piece
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next());
                let address = quoted
                    .or_else(|| piece.split([' ', '>']).next())
                    .expect("an end")
                    .replace("&amp;", "&");
                let page = address.split('#').next().expect("the page");
                if page.is_empty() || page.contains(':') {
                    continue;
                }
                let decoded = notesite::inside::text::percent_decode(page).expect("UTF-8");
                prop_assert!(
                    known.contains(decoded.as_str()),
                    "{path} links to {address}"
                );
            }
        }
    }

    #[test]
    fn spans_lie_on_character_boundaries(text in notes(), noise in "\\PC{0,60}") {
        for source in [
            text.clone(),
            format!("### 1. {noise}\n- {noise}\n  - **{noise}**에 <{noise}>\n> [!NOTE] {noise}\n"),
        ] {
            let chapter = parse::parse(&source, &Context::default());
            for span in spans(&chapter) {
                prop_assert!(
                    span.start <= span.end && source.get(span.range()).is_some(),
                    "{span:?} in {source:?}"
                );
            }
        }
    }

    #[test]
    fn what_is_copied_of_a_command_stands_in_the_source(
        parts in prop::collection::vec(command(), 1..4),
        lead in lead_in(),
        tail in tail(),
    ) {
        let source = format!("### 1. 명령\n- 실습\n  - {lead}{}{tail}\n", parts.join(" "));
        let chapter = parse::parse(&source, &Context::default());
        for found in tree::commands(&chapter.blocks) {
            // Markdown escapes are undone by taking backslashes out; nothing else may differ.
            let bare = |text: &str| text.replace('\\', "");
            let written = source
                .get(found.span.range())
                .expect("a span on boundaries");
            prop_assert!(
                bare(written).contains(&bare(&found.code)),
                "{:?} is not in {written:?}",
                found.code
            );
            prop_assert_eq!(
                found.code.trim(),
                &found.code,
                "nothing around it is copied"
            );
        }
    }

    #[test]
    fn commands_stand_on_their_page_as_they_are_copied(
        parts in prop::collection::vec(command(), 1..5),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let note = format!("### 1. 명령\n- 실습\n  - kubectl apply {}\n", parts.join(" "));
        fs::write(folder.path().join("README.md"), &note).expect("the note is written");
        let site = site(folder.path());
        let inspected = notesite::inside::inspect::inspect(&site, &[]);
        let copied: Vec<String> = inspected["courses"][0]["chapters"][0]["commands"]
            .as_array()
            .expect("the chapter's commands")
            .iter()
            .map(|command| command["text"].as_str().expect("a text").to_owned())
            .collect();
        let (_, page) = pages(&site)
            .into_iter()
            .find(|(path, _)| path.starts_with("1-"))
            .expect("the page is there");
        let page = String::from_utf8(page).expect("UTF-8");
        let shown: Vec<String> = page
            .split("<div class=cmd><code>")
            .skip(1)
            .map(|rest| visible(rest.split("</code>").next().unwrap_or_default()))
            .collect();
        prop_assert_eq!(shown, copied, "of {}", note);
    }

    #[test]
    fn arbitrary_text_never_panics(text in "(\\PC|\n|[-*_`~<>#\\[\\]()!|\\\\:&;{}0-9 .]){0,200}") {
        let text: String = text.nfc().collect();
        let cut = notesite::inside::cut::cut(&text, 0, Split::Auto);
        for piece in &cut.pieces {
            prop_assert!(text.get(piece.span.range()).is_some());
        }
        let chapter = parse::parse(&text, &Context::default());
        for span in spans(&chapter) {
            prop_assert!(text.get(span.range()).is_some());
        }
    }

    #[test]
    fn any_soup_of_markdown_becomes_a_site(words in prop::collection::vec(soup(), 1..120)) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("README.md"), words.concat()).expect("written");
        let site = site(folder.path());
        prop_assert!(!pages(&site).is_empty());
        notesite::inside::inspect::inspect(&site, &[]);
    }

    #[test]
    fn cutting_then_parsing_is_parsing_then_cutting(text in notes()) {
        let cut = notesite::inside::cut::cut(&text, 0, Split::Auto);
        let mut cut_words = String::new();
        for piece in &cut.pieces {
            let chapter = parse::parse(&text[piece.span.range()], &Context::default());
            each_item(&chapter.blocks, 0, &mut |item, depth| {
                let _ = writeln!(cut_words, "{depth} {}", item.lead.text());
            });
        }
        let mut whole_words = String::new();
        each_item(
            &parse::parse(&text, &Context::default()).blocks,
            0,
            &mut |item, depth| {
                let _ = writeln!(whole_words, "{depth} {}", item.lead.text());
            },
        );
        prop_assert_eq!(cut_words, whole_words);
    }
}

#[test]
fn deep_nesting_does_not_exhaust_the_stack() {
    for source in [
        ">".repeat(20_000),
        "- ".repeat(5_000),
        "*a ".repeat(5_000),
        "[".repeat(20_000),
        "<b>".repeat(20_000),
    ] {
        let chapter = parse::parse(&format!("### 1. a\n{source}x\n"), &Context::default());
        assert!(!chapter.title.is_empty());
    }
}
