//! Building again from what is remembered is building: after any sequence of edits the site of
//! `serve` is the site of `build`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::common::{pages, tries};
use notesite::Checked;
use notesite::Content;
use notesite::Site;
use notesite::inside::PageInputs;
use notesite::inside::PageKeys;
use notesite::inside::Split;
use notesite::inside::cut;
use notesite::inside::secret;
use notesite::inside::text::Shared;
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
        "글 {>>숨긴 것<<} {/* 보이는 것 */} 끝",
        "{% comment %}",
        "{% endcomment %}",
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
        "## 셋째 부",
        "[부로](#둘째-부)",
        "- cat 2.md",
        "- kubectl apply -f app.yml",
        "![그림](그림.svg)",
        "강의에서 제외",
        "order: 2",
        "weight: 1",
        "- [둘](2.md)",
        "- [하나](1.md) [셋](안/3.md)",
        "- [강의](one.md), [묶음](k/)",
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

fn load(root: &Path, memory: &mut Memory) -> Checked<Site> {
    load_with(root, memory, true)
}

fn load_with(root: &Path, memory: &mut Memory, lines: bool) -> Checked<Site> {
    let request = Request {
        root: root.to_owned(),
        output: None,
        base_url: None,
        drafts: false,
        lines,
    };
    let config = notesite::configure(&request).expect("the settings are right");
    notesite::load(&request, &config, memory, &mut Timings::default())
        .expect("the notes can be read")
}

/// Notes: a course in one file, a course of three files, landing pages.
const NOTES: [&str; 7] = [
    "one.md",
    "k/1.md",
    "k/2.md",
    "k/안/3.md",
    "README.md",
    "k/README.md",
    "k/안/SUMMARY.md",
];

/// What somebody does between two builds.
#[derive(Clone, Debug)]
enum Deed {
    /// Edits one of the notes.
    Edit(usize, (usize, usize, Vec<&'static str>)),
    /// Puts another file in the place of one that is no note, or takes it away.
    Put(&'static str, Option<&'static str>),
    /// Gives a note another name, and back.
    Rename,
}

fn deed() -> impl Strategy<Value = Deed> {
    let settings = prop::sample::select(vec![
        None,
        Some("title = \"다른 제목\"\n"),
        Some("[terms]\nnever = [\"파드\"]\n"),
        Some("split = 4\n"),
        Some("commands = [\"글\"]\n"),
        Some("[secrets]\nallow = [\"hunter2xyz\", \"AKIA[A-Z]+\"]\n"),
        Some("[redirects]\n\"old.html\" = \"one/index.html\"\n"),
        Some("[courses.\"notes/one.md\"]\ntitle = \"다른\"\nslug = \"eins\"\n"),
        Some("outline = \"list\"\n"),
    ]);
    let lock = "version = 1\n[courses]\n\"one/\" = \"notes/one.md\"\n\
                [pages]\n\"one/9-옛-파드.html\" = \
                { course = \"notes/one.md\", numbers = [1], title = \"파드\" }\n";
    prop_oneof![
        8 => (0..NOTES.len(), edit()).prop_map(|(note, edit)| Deed::Edit(note, edit)),
        1 => settings.prop_map(|text| Deed::Put("notesite.toml", text)),
        1 => prop::sample::select(vec![None, Some(lock)])
            .prop_map(|text| Deed::Put("notesite.lock", text)),
        1 => prop::sample::select(vec![None, Some("a: 1\n"), Some("kind: Secret\n"), Some("b\n")])
            .prop_map(|text| Deed::Put("notes/k/app.yml", text)),
        1 => prop::sample::select(vec![
                None,
                Some("<svg width=\"3\" height=\"4\"/>"),
                Some("<svg width=\"5\" height=\"4\"/>"),
            ])
            .prop_map(|text| Deed::Put("notes/그림.svg", text)),
        1 => prop::sample::select(vec![
                None,
                Some("nav:\n  - 2.md\n  - 부:\n    - 1.md\ndocs_dir: .\n"),
                Some("nav:\n  - 1.md\n  - 안/3.md\ndocs_dir: .\n"),
                Some("nav: [: x"),
            ])
            .prop_map(|text| Deed::Put("notes/k/mkdocs.yml", text)),
        1 => prop::sample::select(vec![
                None,
                Some("{\"label\": \"안쪽\", \"position\": 1}"),
                Some("{\"position\": 9}"),
                Some("label: 다른 이름"),
            ])
            .prop_map(|text| Deed::Put("notes/k/안/_category_.json", text)),
        1 => prop::sample::select(vec![None, Some("p{color:red}"), Some("p{color:blue}")])
            .prop_map(|text| Deed::Put("themes/default/css/z.css", text)),
        1 => Just(Deed::Rename),
    ]
}

fn put(root: &Path, path: &str, text: Option<&str>) {
    let file = root.join(path);
    match text {
        Some(text) => {
            fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder");
            fs::write(file, text).expect("written");
        }
        None if file.exists() => fs::remove_file(file).expect("removed"),
        None => {}
    }
}

proptest! {
    #![proptest_config(tries(48))]

    #[test]
    fn building_again_is_building(
        start in prop::collection::vec(line(), 0..40),
        deeds in prop::collection::vec(deed(), 1..7),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let mut files: Vec<Vec<&str>> = vec![
            start,
            vec!["# 하나", "- 글", "- cat 2.md", "- 2장에서 이어진다"],
            vec!["---", "tags: [a]", "---", "# 둘", "#### 제목", "[부로](../one.md#둘째-부)"],
            vec!["# 하나", "- kubectl apply -f app.yml"],
            vec!["# 강의", "![그림](그림.svg)"],
            vec!["# 묶음", "[하나](1.md)"],
            vec!["# 차례", "- [셋](3.md)", "## 부", "- [하나](../1.md)"],
        ];
        for (name, lines) in NOTES.iter().zip(&files) {
            put(root, &format!("notes/{name}"), Some(&text(lines)));
        }
        let mut memory = Memory::keeping();
        load(root, &mut memory);
        for deed in &deeds {
            enact(root, &mut files, deed);
            let (kept, fresh) = (load(root, &mut memory), load(root, &mut Memory::forgetful()));
            prop_assert_eq!(&kept.value.library.outline, &fresh.value.library.outline);
            prop_assert_eq!(kept.diagnostics, fresh.diagnostics);
            prop_assert_eq!(pages(&kept.value), pages(&fresh.value));
        }
    }

    /// What is not told to an open page is not another page.
    #[test]
    fn pages_of_equal_inputs_are_equal(
        start in prop::collection::vec(line(), 0..40),
        deeds in prop::collection::vec(deed(), 1..5),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let mut files: Vec<Vec<&str>> = vec![start];
        files.resize(NOTES.len(), vec!["# 하나", "- cat 2.md", "- 1. 파드 에서 보았다"]);
        for (name, lines) in NOTES.iter().zip(&files) {
            put(root, &format!("notes/{name}"), Some(&text(lines)));
        }
        let mut memory = Memory::keeping();
        let mut before = load(root, &mut memory).value;
        for deed in &deeds {
            enact(root, &mut files, deed);
            let now = load(root, &mut memory).value;
            for path in told_nothing(&before, &now) {
                let same = shown(&before, &path) == shown(&now, &path);
                prop_assert!(same, "{} was not told", path);
            }
            before = now;
        }
    }

    /// A page that a build need not make is the page that it would make.
    #[test]
    fn pages_of_equal_keys_are_equal(
        start in prop::collection::vec(line(), 0..40),
        deeds in prop::collection::vec(deed(), 1..5),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let mut files: Vec<Vec<&str>> = vec![start];
        files.resize(NOTES.len(), vec!["# 하나", "- cat 2.md", "- 1. 파드 에서 보았다"]);
        for (name, lines) in NOTES.iter().zip(&files) {
            put(root, &format!("notes/{name}"), Some(&text(lines)));
        }
        let mut before = keyed(root);
        for deed in &deeds {
            enact(root, &mut files, deed);
            let now = keyed(root);
            for (path, (key, page)) in &now {
                if let Some((was, old)) = before.get(path) {
                    prop_assert!(key != was || page == old, "{} has the key that it had", path);
                }
            }
            before = now;
        }
    }
}

/// The pages of a build that have keys, with these, by path.
fn keyed(root: &Path) -> BTreeMap<String, ([u8; 32], Vec<u8>)> {
    let site = load_with(root, &mut Memory::forgetful(), false).value;
    let mut theme = [0; 32];
    let css = fs::read(root.join("themes/default/css/z.css")).unwrap_or_default();
    theme[..css.len()].copy_from_slice(&css);
    let keys = PageKeys::of(&site, theme);
    let keyed = pages(&site).into_iter();
    keyed
        .filter_map(|(path, bytes)| Some((path.clone(), (keys.get(&path)?, bytes))))
        .collect()
}

fn enact(root: &Path, files: &mut [Vec<&'static str>], deed: &Deed) {
    match deed {
        Deed::Edit(which, edit) => {
            apply(&mut files[*which], edit);
            let name = format!("notes/{}", NOTES[*which]);
            put(root, &name, Some(&text(&files[*which])));
        }
        Deed::Put(path, text) => put(root, path, *text),
        Deed::Rename => {
            let (first, zeroth) = (root.join("notes/k/1.md"), root.join("notes/k/0.md"));
            let (from, to) = if first.is_file() {
                (first, zeroth)
            } else {
                (zeroth, first)
            };
            if from.is_file() && !to.is_file() {
                fs::rename(from, to).expect("renamed");
            }
        }
    }
}

/// Chapters and landing pages of both sites whose inputs are the same.
fn told_nothing(before: &Site, now: &Site) -> Vec<String> {
    let (old, new) = (PageInputs::of(before), PageInputs::of(now));
    let mut out = Vec::new();
    if old.frame != new.frame || before.config != now.config {
        return out;
    }
    for (c, course) in now.library.outline.courses.iter().enumerate() {
        for (i, chapter) in course.chapters.iter().enumerate() {
            if old.chapters[c][i] == new.chapters[c][i] {
                out.push(chapter.url.to_string());
            }
        }
    }
    if old.chapters == new.chapters && old.landings == new.landings {
        let courses = &now.library.outline.courses;
        out.extend(courses.iter().map(|course| course.url.to_string()));
        out.extend(["all.html".to_owned()]);
    }
    out
}

/// A page without the lines of its source, which are asked for by a click.
fn shown(site: &Site, path: &str) -> Option<String> {
    let Content::Bytes(bytes) = site.render(path)?.expect("the theme renders") else {
        return None;
    };
    let html = String::from_utf8(bytes.into_owned()).expect("a page is text");
    let mut out = String::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find("data-l=") {
        out.push_str(&rest[..at]);
        rest = rest[at..].trim_start_matches(|c: char| !c.is_whitespace() && c != '>');
    }
    out.push_str(rest);
    Some(out)
}

/// Notes as they are, and the same after one of them was written anew: both builds with one memory,
/// and the second one without.
fn after(notes: &[(&str, &str)], (name, text): (&str, &str)) -> [Checked<Site>; 2] {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in notes {
        put(folder.path(), name, Some(text));
    }
    let mut memory = Memory::keeping();
    load(folder.path(), &mut memory);
    put(folder.path(), name, Some(text));
    [
        load(folder.path(), &mut memory),
        load(folder.path(), &mut Memory::forgetful()),
    ]
}

fn same(kept: &Checked<Site>, fresh: &Checked<Site>) {
    assert_eq!(kept.diagnostics, fresh.diagnostics);
    assert_eq!(pages(&kept.value), pages(&fresh.value));
}

/// The anchor of a part is a name that others speak of, though no chapter bears it.
#[test]
fn a_part_that_is_renamed_loses_its_anchor_at_once() {
    let notes =
        |part: &str| format!("# 강의\n### 1. 앞\n- 글\n## {part}\n### 2. 뒤\n- [부로](#처음-부)\n");
    let (before, now) = (notes("처음 부"), notes("다음 부"));
    let [kept, fresh] = after(&[("notes/one.md", &before)], ("notes/one.md", &now));
    same(&kept, &fresh);
    assert!(
        kept.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code == "unknown-anchor")
    );
}

/// A note that a command shows is shown as it is now, though its own chapter stands elsewhere.
#[test]
fn a_shown_note_is_followed() {
    let notes = [
        ("notes/k/1.md", "# 앞\n- 보기\n  - cat 2.md\n"),
        ("notes/k/2.md", "# 뒤\n- 처음 말\n"),
    ];
    let [kept, fresh] = after(&notes, ("notes/k/2.md", "# 뒤\n- 바꾼 말\n"));
    same(&kept, &fresh);
    let page = shown(&kept.value, "k/앞.html").expect("the page is there");
    assert!(page.contains("바꾼 말") && !page.contains("처음 말"));
}

/// The way to the sheet of commands stands on every page of a course, whichever chapter has them.
#[test]
fn a_course_that_loses_its_last_command_is_told() {
    let chapters = |command: &str| format!("# 강의\n### 1. 앞\n- 글\n### 2. 뒤\n- {command}\n");
    let folder = tempfile::tempdir().expect("a folder");
    let mut memory = Memory::keeping();
    let mut built = |command: &str| {
        put(folder.path(), "notes/one.md", Some(&chapters(command)));
        load(folder.path(), &mut memory).value
    };
    let (before, now) = (built("ls -l"), built("글"));
    for path in told_nothing(&before, &now) {
        let same = shown(&before, &path) == shown(&now, &path);
        assert!(same, "{path} was not told");
    }
    let page = shown(&before, "one/1-앞.html").expect("the page is there");
    assert!(page.contains("commands.html"));
}

proptest! {
    #![proptest_config(tries(2000))]

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

mod decoding {
    use notesite::inside::decode::{Decoded, again, decode, normalised};
    use proptest::prelude::*;

    /// Whether a file whose `count` lines from `at` became `more` is read again as it is read.
    fn reads_again(
        lines: &[&str],
        at: usize,
        count: usize,
        more: &str,
    ) -> Result<(), TestCaseError> {
        let read = |source: &str| match decode(source.as_bytes()) {
            Decoded::Utf8(text) => Some(normalised(text)),
            _ => None,
        };
        let mut changed = lines.to_vec();
        let at = at.min(changed.len());
        changed.splice(at..(at + count).min(lines.len()), [more]);
        if let (Some(before), Some(now)) = (read(&lines.concat()), read(&changed.concat()))
            && let Some((text, shared)) = again(changed.concat().as_bytes(), &before)
        {
            prop_assert!(shared.start + shared.end <= before.len().min(text.len()));
            prop_assert!(
                before.starts_with(&text[..shared.start])
                    && before.ends_with(&text[text.len() - shared.end..])
            );
            prop_assert_eq!(text, now);
        }
        Ok(())
    }

    #[test]
    fn marks_of_the_order_of_bytes_stand_where_they_come_to_stand() {
        for (lines, count) in [
            (vec!["\u{feff}", "가\n", "가\n", "가\n", "가\n"], 0),
            (vec!["\u{feff}", "\u{feff}", "가\n"], 1),
        ] {
            let at = 1 - count;
            reads_again(&lines, at, count, "").expect("the same text");
        }
    }

    proptest! {
        #[test]
        fn reading_again_is_reading(
            lines in prop::collection::vec(
                prop_oneof![
                    Just("가\n"),
                    Just("a\n"),
                    Just("\u{1112}\u{1161}\n"),
                    Just("\u{301}b\n"),
                    Just("x"),
                    Just("\r\n"),
                    Just("\u{feff}")
                ],
                0..12,
            ),
            at in 0usize..12,
            count in 0usize..3,
            more in prop_oneof![
                Just(""),
                Just("\u{1112}\u{1161}"),
                Just("새 줄\n"),
                Just("\u{301}"),
                Just("\u{0}"),
                Just("\r\n")
            ],
        ) {
            reads_again(&lines, at, count, more)?;
        }
    }
}
