//! Whatever HTML stands in notes, the pages are well formed: elements lie wholly inside of each
//! other and where HTML lets them stand, nothing of it runs, and no word goes missing.

use std::fs;

use proptest::prelude::*;

use crate::common;

/// The notes' part of each page of a site of one note.
fn bodies(note: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), note).expect("a note");
    let site = common::site(folder.path());
    let mut bodies = Vec::new();
    for (path, bytes) in common::pages(&site) {
        if !path.ends_with(".html") || path == "print.html" {
            continue;
        }
        let page = String::from_utf8(bytes).expect("a page is UTF-8");
        if let Some((_, rest)) = page.split_once("<article class=\"notes") {
            let (body, _) = rest.split_once("</article>").expect("an article ends");
            bodies.push(format!("<article class=\"notes{body}</article>"));
        }
    }
    bodies
}

const VOID: [&str; 6] = ["br", "col", "hr", "img", "wbr", "input"];
const BLOCKS: [&str; 20] = [
    "div",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "details",
    "pre",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "aside",
];

/// The tags of a body, without their brackets: every `<` of a text is written as a character.
fn tags(body: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let mut quoted = false;
        let end = rest.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let (tag, after) = rest.split_at(end.expect("a tag ends"));
        tags.push(tag);
        rest = after;
    }
    tags
}

/// What stands between the tags of a body.
fn between_tags(body: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    for tag in tags(body) {
        let start = tag.as_ptr() as usize - body.as_ptr() as usize;
        text.push_str(&body[at..start - 1]);
        at = start + tag.len() + 1;
    }
    text + &body[at..]
}

fn well_formed(body: &str) -> Result<(), String> {
    let mut open: Vec<&str> = vec![];
    for tag in tags(body) {
        let name = tag.trim_start_matches('/');
        let name = &name[..name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len())];
        if tag.starts_with('/') {
            match open.pop() {
                Some(inner) if inner == name => continue,
                inner => return Err(format!("</{name}> ends {inner:?}")),
            }
        }
        for word in ["javascript:", " on", " style=\"b", " srcdoc"] {
            let attributes = tag.to_ascii_lowercase().replace("alt=on", "");
            if attributes.contains(word) {
                return Err(format!("<{tag}> says {word}"));
            }
        }
        if [
            "script", "style", "iframe", "object", "form", "base", "link", "svg",
        ]
        .contains(&name)
        {
            return Err(format!("<{tag}> passes"));
        }
        let nearest = |names: &[&str]| open.iter().rev().find(|one| names.contains(*one)).copied();
        let wrong = match name {
            "a" => open.contains(&"a"),
            "li" => !matches!(
                nearest(&["ul", "ol", "li", "blockquote", "details", "td", "th", "dl", "figure"]),
                Some(parent) if parent != "li"
            ),
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" | "colgroup" | "col" => {
                nearest(&["table", "td", "th", "caption"]) != Some("table")
            }
            "dt" | "dd" => matches!(
                nearest(&["dl", "dt", "dd", "li", "td", "blockquote", "details"]),
                Some("dt" | "dd")
            ),
            "h2" | "h3" | "h4" | "h5" | "h6" => open
                .iter()
                .any(|one| matches!(one.as_bytes(), [b'h', b'2'..=b'6'])),
            _ => false,
        };
        let in_paragraph = BLOCKS.contains(&name)
            && nearest(&["p", "table", "td", "th", "caption", "article"]) == Some("p");
        if wrong || in_paragraph {
            return Err(format!("<{name}> stands in {open:?}"));
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(format!("{open:?} stay open"))
    }
}

/// Pieces of HTML and of what stands around it.
fn pieces() -> impl Strategy<Value = String> {
    const NAMES: [&str; 48] = [
        "p",
        "p",
        "p",
        "div",
        "div",
        "ul",
        "ul",
        "ol",
        "li",
        "li",
        "li",
        "table",
        "table",
        "tr",
        "td",
        "td",
        "th",
        "tbody",
        "thead",
        "caption",
        "colgroup",
        "col",
        "dl",
        "dt",
        "dd",
        "b",
        "b",
        "i",
        "span",
        "a",
        "a href=b",
        "h1",
        "h3",
        "h6",
        "details",
        "summary",
        "picture",
        "source",
        "video src=x.mp4",
        "aside",
        "center",
        "ruby",
        "rt",
        "blockquote",
        "pre",
        "br",
        "hr",
        "section",
    ];
    let name = || prop::sample::select(NAMES.to_vec());
    prop_oneof![
        4 => name().prop_map(|name| format!("<{name}>")),
        4 => name().prop_map(|name| format!("</{}>", name.split(' ').next().expect("a name"))),
        4 => (0..10_u8).prop_map(|n| format!("낱말{n} ")),
        3 => Just("\n".to_owned()),
        3 => Just("\n\n".to_owned()),
        2 => prop::sample::select(vec![
            "- ", "  - ", "> ", "| a | b |\n|---|---|\n| ", " | ", "## ", "**", "[글](b)",
            "<img src=x onerror=alert(1)>",
            "<img src=a.png width=5%>", "<script>", "<div onclick=x>",
            "<a href=\"javascript:alert(1)\">", "<iframe src=x>", "&lt;b&gt;", "<!-- ", " -->",
            "[^1]", "\n\n[^1]: 각주\n\n", "<p align=\"center\">", "</br>", "<source srcset=a>",
        ]).prop_map(str::to_owned),
    ]
}

/// The words of a text in a row, without what it is written in.
fn words(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices("낱말") {
        words.push(&text[at..at + "낱말0".len()]);
    }
    words.sort_unstable();
    words.concat()
}

proptest! {
    #![proptest_config(common::tries(150))]
    #[test]
    fn pages_keep_their_structure_and_their_words(parts in prop::collection::vec(pieces(), 1..40)) {
        let note = format!("# 제목\n\n{}\n", parts.concat());
        let bodies = bodies(&note);
        for body in &bodies {
            if let Err(wrong) = well_formed(body) {
                prop_assert!(false, "{wrong}\nof\n{note}\nis\n{body}");
            }
        }
        if !note.contains("<!--") {
            let shown = bodies.concat();
            let shown = between_tags(&shown);
            prop_assert_eq!(words(&note), words(&shown), "of\n{}\nis\n{}", note, shown);
        }
    }
}

#[test]
fn a_broken_page_is_seen() {
    for body in [
        "<p><div></div></p>",
        "<b><i></b></i>",
        "<ul><li><li></li></li></ul>",
        "<a href=x><a id=y></a></a>",
        "<h2><h3></h3></h2>",
        "<td></td>",
        "<div>",
    ] {
        assert!(well_formed(body).is_err(), "{body}");
    }
    assert_eq!(
        well_formed("<ul><li>a<ul><li>b<br></li></ul></li></ul>"),
        Ok(())
    );
}

mod elements {
    use notesite::inside::elements::{BARE, DRAWN, ELEMENTS, written};
    #[test]
    fn elements_are_in_order_and_written_as_elements() {
        assert!(ELEMENTS.is_sorted() && BARE.is_sorted() && DRAWN.is_sorted());
        for (_, name) in ELEMENTS {
            assert!(written(name).is_some(), "{name}");
        }
    }
}
