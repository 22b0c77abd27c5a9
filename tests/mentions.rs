//! Textual references: every sentence of `mentions.txt` is put into a course and must mention just
//! the chapters that it says.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use notesite::inside::Target;

use crate::common;

/// The numbers of the chapters that each sentence mentions; the sentences stand in the chapter of
/// number `home`.
fn mentioned(titles: &[String], home: usize, sentences: &[&str]) -> Vec<Vec<u32>> {
    let mut text = String::from("# 강의\n");
    let mut first = 0;
    for (i, title) in titles.iter().enumerate() {
        let _ = write!(text, "### {}. {title}\n- 모음\n", i + 1);
        if i + 1 == home {
            first = text.lines().count() + 1;
            for sentence in sentences {
                let _ = writeln!(text, "  - {sentence}");
            }
        } else {
            text.push_str("  - 브리지 만들기\n    - 값\n  - 볼륨 만들기\n    - 값\n");
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("README.md"), &text).expect("the note is written");
    let site = common::site(folder.path());
    let outline = &site.library.outline.courses[0];
    let mut found = vec![Vec::new(); sentences.len()];
    let offset = outline.chapters[home - 1].offset;
    for link in site.links[0][home - 1].table() {
        let Target::Reference { url } = &link.target else {
            continue;
        };
        let line = text[..offset.span(link.span).start].lines().count();
        let line = if text[..offset.span(link.span).start].ends_with('\n') {
            line + 1
        } else {
            line
        };
        let page = url.page.as_str();
        let number = outline
            .chapters
            .iter()
            .find(|chapter| chapter.url == page)
            .expect("the chapter is there")
            .numbers[0];
        let list: &mut Vec<u32> = &mut found[line - first];
        if !list.contains(&number) {
            list.push(number);
        }
    }
    for list in &mut found {
        list.sort_unstable();
    }
    found
}

#[test]
fn sentences_mention_what_they_say() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mentions.txt"))
        .expect("the sentences are there");
    let titles = [
        "도커 개요",
        "도커 이미지",
        "볼륨",
        "컨테이너 실행",
        "컴포즈",
        "레지스트리",
        "쿠버네티스 소개",
        "도커 네트워크",
        "배포 전략",
        "모니터링 구성",
        "로그 수집",
        "정리하며",
    ];
    let courses = [
        ("## titles\n", titles.map(str::to_owned).to_vec(), 10),
        (
            "## numbers\n",
            (1..=22).map(|n| format!("제목 {n}")).collect::<Vec<_>>(),
            21,
        ),
    ];
    let mut problems = Vec::new();
    for (head, titles, home) in courses {
        let part = text
            .split(head)
            .nth(1)
            .and_then(|rest| rest.split("\n## ").next())
            .expect("the list is there");
        let rows: Vec<(&str, &str)> = part
            .lines()
            .filter_map(|line| line.split_once(" =>"))
            .collect();
        assert!(rows.len() > 60, "{head} has sentences");
        let sentences: Vec<&str> = rows.iter().map(|(sentence, _)| *sentence).collect();
        for ((sentence, wanted), found) in rows.iter().zip(mentioned(&titles, home, &sentences)) {
            let wanted: Vec<u32> = wanted
                .split(',')
                .filter_map(|number| number.trim().parse().ok())
                .collect();
            if wanted != found {
                problems.push(format!("{sentence}: {found:?}, not {wanted:?}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
