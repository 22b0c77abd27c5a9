//! Building again from what is remembered is building: after any sequence of edits the site of
//! `serve` is the site of `build`.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use common::pages;
use notesite::config::{Config, Split};
use notesite::diagnostic::Checked;
use notesite::notes::code::secret;
use notesite::notes::reading::cut;
use notesite::pages::site::Site;
use notesite::text::Shared;
use notesite::{Memory, Request, Timings};
use proptest::prelude::*;

/// Lines that decide where chapters begin, what they are called, and what reaches from one into
/// another.
fn line() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "### 1. 파드",
        "### 2. 서비스",
        "### 2. 서비스",
        "### 3. 볼륨 {#vol}",
        "### 가. 이름 없음",
        "## 둘째 부",
        "# 강의",
        "#### 작은 제목",
        "#### 작은 제목",
        "- 글",
        "  - 더 깊은 글",
        "- 1. 파드 에서 보았다",
        "- 2장에서 이어진다",
        "- kubectl get pods",
        "",
        "",
        "    ",
        "```",
        "~~~",
        "   ```",
        "<!-- 남긴 말",
        "-->",
        "[^1] 을 보라",
        "[^1]: 각주",
        "[여기]: https://example.com/",
        "[여기] 와 [[2. 서비스]]",
        "> 인용",
        "password=hunter2xyz",
        "- AKIAABCDEFGHIJKLMNOP",
        "#",
        "가",
        "\u{1112}\u{1161}",
        "---",
        "title: 이름",
        "slug: other",
        "+++",
    ])
}

/// An edit: lines at a place (in 1/64 of the text), so many taken out, these put in.
fn edit() -> impl Strategy<Value = (usize, usize, Vec<&'static str>)> {
    (0usize..65, 0usize..3, prop::collection::vec(line(), 0..3))
}

fn apply(lines: &mut Vec<&'static str>, (at, gone, come): &(usize, usize, Vec<&'static str>)) {
    let at = at * lines.len() / 64;
    let end = (at + gone).min(lines.len());
    lines.splice(at..end, come.iter().copied());
}

fn text(lines: &[&str]) -> String {
    lines.iter().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "{line}");
        out
    })
}

fn load(root: &Path, memory: &Memory) -> Checked<Site> {
    let request = Request {
        root: root.to_owned(),
        output: None,
        base_url: None,
        drafts: false,
        lines: true,
    };
    notesite::load(
        &request,
        &Config::default(),
        memory,
        &mut Timings::default(),
    )
    .expect("the notes can be read")
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn building_again_is_building(
        start in prop::collection::vec(line(), 0..40),
        edits in prop::collection::vec((0usize..4, edit(), prop::bool::weighted(0.1)), 1..7),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let notes = folder.path().join("notes");
        fs::create_dir_all(notes.join("k/안")).expect("a folder");
        // A course in one file, and a course of three files.
        let names = ["one.md", "k/1. 하나.md", "k/2. 둘.md", "k/안/3. 셋.md"];
        let mut files: Vec<Vec<&str>> = vec![
            start,
            vec!["# 하나", "- 글"],
            vec!["---", "tags: [a]", "---", "# 둘", "#### 작은 제목"],
            vec!["# 하나"],
        ];
        for (name, lines) in names.iter().zip(&files) {
            fs::write(notes.join(name), text(lines)).expect("written");
        }
        let memory = Memory::keeping();
        load(folder.path(), &memory);
        for (which, edit, removed) in &edits {
            apply(&mut files[*which], edit);
            fs::write(notes.join(names[*which]), text(&files[*which])).expect("written");
            let (other, new) = (notes.join("k/1. 하나.md"), notes.join("k/0. 영.md"));
            if *removed && other.is_file() {
                fs::rename(other, new).expect("renamed");
            }
            let (kept, fresh) = (
                load(folder.path(), &memory),
                load(folder.path(), &Memory::forgetful()),
            );
            prop_assert_eq!(&kept.value.library.outline, &fresh.value.library.outline);
            prop_assert_eq!(kept.diagnostics, fresh.diagnostics);
            prop_assert_eq!(pages(&kept.value), pages(&fresh.value));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn cutting_again_is_cutting(
        start in prop::collection::vec(line(), 0..60),
        edits in prop::collection::vec(edit(), 1..5),
    ) {
        let mut lines = start;
        for split in [Split::Auto, Split::Level(3)] {
            let (mut before, mut known) = (text(&lines), cut::cut(&text(&lines), 0, split));
            for edit in &edits {
                apply(&mut lines, edit);
                let now = text(&lines);
                let cut = cut::cut(&now, 0, split);
                if let Some(again) = cut::again(
                    &known,
                    before.len(),
                    (&now, Shared::of(&before, &now)),
                    0,
                    split,
                ) {
                    prop_assert_eq!(&again, &cut, "{:?} from {:?}", now, before);
                }
                (before, known) = (now, cut);
            }
        }
    }

    #[test]
    fn looking_for_secrets_again_is_looking(
        start in prop::collection::vec(line(), 0..60),
        edits in prop::collection::vec(edit(), 1..5),
    ) {
        let mut lines = start;
        let (mut before, mut known) = (text(&lines), secret::find_all(&text(&lines), &[]));
        for edit in &edits {
            apply(&mut lines, edit);
            let now = text(&lines);
            known =
                secret::find_again(&known, before.len(), (&now, Shared::of(&before, &now)), &[]);
            prop_assert_eq!(
                &known,
                &secret::find_all(&now, &[]),
                "{:?} from {:?}",
                now,
                before
            );
            before = now;
        }
    }
}
