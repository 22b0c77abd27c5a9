//! Properties of links: a chapter that has nothing to do with them never moves them, and a new
//! title never breaks them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use notesite::Site;
use notesite::inside::{Page, PageAddress, RedirectTarget, Target};

use crate::common::site;
use proptest::prelude::*;

const TITLES: [&str; 8] = [
    "Pod",
    "Service",
    "이미지 빌드",
    "배포 전략",
    "ReplicaSet",
    "네임스페이스",
    "AWS 핵심 - IAM 등",
    "로그와 지표",
];

/// A line that mentions chapter `n` of `titles` in one of the ways people know.
fn line(way: usize, n: usize, titles: &[String]) -> String {
    let (number, title) = (n + 1, &titles[n]);
    let anchor = notesite::inside::text::github_slug(&format!("{number}. {title}"));
    match way {
        0 => format!("{number}. {title} 참고"),
        1 => format!("자세한 것은 {number}장에서 다룬다"),
        2 => format!("[여기](#{anchor})를 본다"),
        3 => format!("[[{title}]] 참고"),
        4 => format!("'{number}. {title} > 실습' 단계에서 만든다"),
        5 => format!(
            "[쪽]({}.html)을 연다",
            notesite::inside::text::slug(&format!("{number}. {title}"))
        ),
        6 => format!("{number}장 {title}에서 배운다"),
        _ => format!("{title}를 만든다"),
    }
}

fn notes(titles: &[String], lines: &[(usize, usize, usize)], written: &[String]) -> Vec<String> {
    let mut chapters: Vec<String> = titles
        .iter()
        .enumerate()
        .map(|(i, title)| {
            format!(
                "### {}. {title}\n- 실습\n  - 값\n- 모음\n  - 첫 줄\n",
                i + 1
            )
        })
        .collect();
    for (at, way, target) in lines {
        if at % titles.len() != target % titles.len() {
            let said = line(*way, target % titles.len(), written);
            let _ = writeln!(chapters[at % titles.len()], "  - {said}");
        }
    }
    chapters
}

fn write(root: &Path, chapters: &[String]) {
    fs::write(
        root.join("README.md"),
        format!("# 강의\n\n{}", chapters.concat()),
    )
    .expect("the note is written");
}

/// Every link of a chapter with its words.
fn links(site: &Site, url: &str) -> Vec<(String, Target)> {
    let outline = &site.library.outline.courses[0];
    let index = outline
        .chapters
        .iter()
        .position(|chapter| chapter.url == url)
        .expect("the chapter is there");
    site.links[0][index]
        .table()
        .iter()
        .map(|link| (link.text.clone(), link.target.clone()))
        .collect()
}

fn url(target: &Target) -> Option<&str> {
    match target {
        Target::Page { url } | Target::Reference { url } | Target::Term { url } => Some(&url.page),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn an_unrelated_chapter_changes_no_link(
        lines in prop::collection::vec((0usize..8, 0usize..8, 0usize..8), 1..24),
        at in 0usize..9,
        number in 40u32..90,
    ) {
        let titles = TITLES.map(str::to_owned);
        let mut chapters = notes(&titles, &lines, &titles);
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &chapters);
        let before = site(folder.path());
        chapters.insert(
            at,
            format!("### {number}. 무관한 이야기\n- 딴 이야기\n  - 딴 값\n"),
        );
        write(folder.path(), &chapters);
        let after = site(folder.path());
        for chapter in &before.library.outline.courses[0].chapters {
            prop_assert_eq!(links(&before, &chapter.url), links(&after, &chapter.url));
        }
    }

    #[test]
    fn a_new_title_keeps_every_inbound_link(
        lines in prop::collection::vec((0usize..8, 0usize..7, 0usize..8), 1..24),
        renamed in prop::collection::btree_set(0usize..8, 1..4),
    ) {
        let old = TITLES.map(str::to_owned);
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &notes(&old, &lines, &old));
        let before = site(folder.path());
        fs::write(
            folder.path().join("notesite.lock"),
            notesite::lock(&before).0,
        )
        .expect("the lock is written");
        let mut new = old.clone();
        for n in &renamed {
            new[*n] = format!("완전히 다른 제목 {n}");
        }
        write(folder.path(), &notes(&new, &lines, &old));
        let after = site(folder.path());
        let was: Vec<&str> = before.library.outline.courses[0]
            .chapters
            .iter()
            .map(|chapter| chapter.url.as_str())
            .collect();
        let now: Vec<&str> = after.library.outline.courses[0]
            .chapters
            .iter()
            .map(|chapter| chapter.url.as_str())
            .collect();
        for (i, (was_url, now_url)) in was.iter().zip(&now).enumerate() {
            if was_url != now_url {
                prop_assert!(renamed.contains(&i));
                prop_assert_eq!(
                    after.page(was_url),
                    Some(&Page::Redirect(RedirectTarget::Site(PageAddress::new(*now_url).into())))
                );
            }
            let index = |urls: &[&str], target: &Target| {
                url(target).and_then(|url| urls.iter().position(|one| *one == url))
            };
            let targets = |site: &Site, urls: &[&str], url: &str| -> Vec<(String, Option<usize>)> {
                let written = links(site, url)
                    .into_iter()
                    .filter(|(_, target)| !matches!(target, Target::Term { .. }));
                written
                    .map(|(text, target)| (text, index(urls, &target)))
                    .collect()
            };
            let (a, b) = (
                targets(&before, &was, was_url),
                targets(&after, &now, now_url),
            );
            prop_assert!(a.iter().all(|(_, place)| place.is_some()), "{:?}", a);
            prop_assert_eq!(a, b);
        }
        // A second lock keeps the first names.
        fs::write(
            folder.path().join("notesite.lock"),
            notesite::lock(&after).0,
        )
        .expect("the lock is written");
        let again = site(folder.path());
        let names: BTreeSet<&String> = again.paths.held.keys().collect();
        prop_assert!(was.iter().all(|url| names.contains(&(*url).to_owned())));
        prop_assert!(notesite::check_lock(&again).is_empty());
    }
}

mod templates {
    use notesite::inside::links::{Templated, templated};
    #[test]
    fn templates_in_addresses() {
        let file = |path: &str| Some(Templated::File(path.to_owned()));
        let page = |path: &str| Some(Templated::Page(path.to_owned()));
        let address = |path: &str| Some(Templated::Address(path.to_owned()));
        let post = |path: &str| Some(Templated::Post(path.to_owned()));
        for (written, meant) in [
            ("{{< ref \"x.md#a\" >}}", page("x.md#a")),
            ("{{% relref path=`y` lang=\"ko\" %}}#b", page("y#b")),
            ("{{<ref x>}}", page("x")),
            ("{% post_url 2024-01-03-x %}", post("2024-01-03-x")),
            (
                "{{ site.baseurl }}{% link _posts/x.md %}#a",
                file("_posts/x.md#a"),
            ),
            ("{{site.baseurl}}/x/", address("/x/")),
            ("{{ \"/x\" | relative_url }}", address("/x")),
            ("{{ site.url | append: '/x' }}", address("/x")),
            ("{{ page.title }}", None),
            ("{{< figure src=\"x\" >}}", None),
            ("a.md", None),
        ] {
            assert_eq!(templated(written), meant, "{written}");
        }
    }
}
