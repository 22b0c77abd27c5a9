//! Emphasis beside scripts without blanks: whatever terms, brackets and particles are written in a
//! row, each pair of marks is its own, and what is no pair stays as typed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use notesite::inside::parse::{self, Context};
use notesite::inside::tree::{BlockKind, Inline, InlineKind};
use proptest::prelude::*;
use proptest::sample::select;

/// The words of a paragraph's inlines with what emphasises them: `("Pod", "strong")`.
fn pieces(source: &str) -> Vec<(String, &'static str)> {
    let chapter = parse::parse(source, &Context::default());
    let Some(BlockKind::Paragraph(inlines)) = chapter.blocks.first().map(|block| &block.kind)
    else {
        panic!("{source:?} is no paragraph: {:?}", chapter.blocks);
    };
    let mut out: Vec<(String, &'static str)> = Vec::new();
    for inline in inlines {
        let kind = kind(inline);
        let words = words(inline);
        match out.last_mut() {
            Some((text, "text")) if kind == "text" => text.push_str(&words),
            _ => out.push((words, kind)),
        }
    }
    out
}

fn words(inline: &Inline) -> String {
    match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => text.clone(),
        InlineKind::Strong(inner)
        | InlineKind::Emphasis(inner)
        | InlineKind::Strike(inner)
        | InlineKind::Link {
            children: inner, ..
        } => inner.iter().map(words).collect(),
        _ => String::new(),
    }
}

fn kind(inline: &Inline) -> &'static str {
    match &inline.kind {
        InlineKind::Strong(inner) => match inner.as_slice() {
            [only] if kind(only) == "emphasis" => "both",
            _ => "strong",
        },
        InlineKind::Emphasis(inner) => match inner.as_slice() {
            [only] if kind(only) == "strong" => "both",
            _ => "emphasis",
        },
        InlineKind::Strike(_) => "strike",
        _ => "text",
    }
}

const MARKS: &[(&str, &str)] = &[
    ("**", "strong"),
    ("*", "emphasis"),
    ("***", "both"),
    ("~~", "strike"),
];

/// A term as people write it: a word, brackets or quotation marks around or behind it.
fn term() -> impl Strategy<Value = String> {
    let word = select(vec![
        "파드",
        "서비스 이름",
        "컨테이너",
        "東京",
        "デッドロック",
        "资源",
        "Pod",
        "HTTP 2",
        "3일",
    ]);
    let shape = select(vec![
        "@",
        "@(Pod)",
        "(@)",
        "「@」",
        "“@”",
        "'@'",
        "\"@\"",
        "@（とう）",
        "@。",
        "@:",
        "@!",
        "『@』",
        "@%",
        "<@>",
        "[@]",
        "@…",
        "@, 둘",
    ]);
    (word, shape).prop_map(|(word, shape)| shape.replace('@', word))
}

/// What stands between two terms: a particle without blanks, a sign, a blank.
fn joint() -> impl Strategy<Value = &'static str> {
    select(vec![
        "와",
        "는",
        "을 ",
        "と",
        "和",
        "의",
        " 그리고 ",
        ", ",
        "·",
        "→",
        "이고(또는)",
        "、",
        "이다. ",
    ])
}

proptest! {
    #[test]
    fn terms_in_a_row_are_each_their_own(
        terms in prop::collection::vec((term(), joint()), 1..6),
        mark in select(MARKS.to_vec()),
        lead in select(vec!["", "이것은 ", "그", "「", "다음: "]),
    ) {
        let (sign, kind) = mark;
        let mut source = lead.to_owned();
        let mut expected: Vec<(String, &str)> = Vec::new();
        if !lead.is_empty() {
            expected.push((lead.to_owned(), "text"));
        }
        for (term, joint) in &terms {
            let _ = write!(source, "{sign}{term}{sign}{joint}");
            expected.push((term.clone(), kind));
            expected.push(((*joint).to_owned(), "text"));
        }
        source.push('끝');
        if let Some((last, _)) = expected.last_mut() {
            last.push('끝');
        }
        prop_assert_eq!(pieces(&source), expected, "{}", source);
    }
}

fn same(source: &str, expected: &[(&str, &str)]) {
    let found = pieces(source);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(text, kind)| (text.as_str(), *kind))
        .collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn what_is_no_pair_stays_as_typed() {
    for source in [
        "2 * 3 * 4 는 (3)*2 와 다르다",
        "값 ** 제곱(2) ** 이다",
        "내_변수(1)_이름과 my_var_name",
        "\\*\\*그대로(x)\\*\\*는",
        "파일 *.md와 *.txt를, (a) *.js를",
    ] {
        let typed = source.replace("\\*", "*");
        same(source, &[(&typed, "text")]);
    }
}

#[test]
fn marks_nest_and_borders_of_other_inlines_are_kept() {
    same("**가(*나*)**는", &[("가(나)", "strong"), ("는", "text")]);
    same("__밑줄(x)__은", &[("밑줄(x)", "strong"), ("은", "text")]);
    same(
        "**`a`**와**[나](b.md)**를",
        &[
            ("a", "strong"),
            ("와", "text"),
            ("나", "strong"),
            ("를", "text"),
        ],
    );
    // The asterisk in code, in an address and in a picture's name belongs to them.
    same(
        "**가(나)**는 `a*b*`와 <https://example.com/a*b*>",
        &[
            ("가(나)", "strong"),
            ("는 a*b*와 https://example.com/a*b*", "text"),
        ],
    );
}

#[test]
fn addresses_and_labels_keep_their_signs() {
    let source = "**가(나)**는 [x](a_b*c.md) [y][my_label] 이고[^foot_note]\n\n\
                  [my_label]: z_1.md\n\n[^foot_note]: 글\n";
    let chapter = parse::parse(
        source,
        &Context {
            definitions: Arc::new(
                BTreeMap::from([("my_label".to_owned(), ("z_1.md".to_owned(), String::new()))])
                    .into(),
            ),
            ..Context::default()
        },
    );
    let Some(BlockKind::Paragraph(inlines)) = chapter.blocks.first().map(|block| &block.kind)
    else {
        panic!("no paragraph");
    };
    let places: Vec<&str> = inlines
        .iter()
        .filter_map(|inline| match &inline.kind {
            InlineKind::Link { written, .. } => Some(written.destination.as_str()),
            InlineKind::FootnoteReference(label) => Some(label.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(places, ["a_b*c.md", "z_1.md", "foot_note"]);
}
