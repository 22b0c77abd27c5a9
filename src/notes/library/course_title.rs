//! What courses are called.

use std::collections::HashSet;

use crate::config::Config;
use crate::notes::library::chapter;
use crate::notes::library::drafts::Plan;
use crate::notes::library::file_names::{self, is_container};
use crate::notes::library::name_order::folder_title;
use crate::notes::reading::numbers;
use crate::notes::tree::{BlockKind, Chapter};

/// A course's title and the heading that it takes the place of: front matter, `notesite.toml`, the
/// label of its folder, the first heading or the course that a bullet under a generic one names,
/// the heading over its notes in the README above, the name of the file or folder. What the READMEs
/// of several folders begin with (`shared`) names none of them.
pub(super) fn course_title(
    config: &Config,
    plan: &Plan,
    own: Option<&String>,
    front: Option<&str>,
    headline: Option<(String, Option<String>)>,
    (root_name, tool_folder): (&str, Option<&str>),
    shared: &HashSet<String>,
) -> (String, Option<String>) {
    let at_root = plan.base.as_deref() == Some("");
    // `Home` is what a first page is, not what its site is called.
    let front = front.filter(|title| !is_first_page(title));
    let names_none = |heading: &str| {
        let is_inner = plan.folder && !plan.source.is_empty();
        let opens = || {
            let name = name_of(&plan.source, true);
            let says = !name.contains(|c: char| c.is_ascii_digit()) && !says_little(&name);
            is_opening(heading) && says && !is_opening(&name)
        };
        is_first_page(heading)
            || is_inner && (is_of_list(heading) || shared.contains(heading) || opens())
    };
    let (first, headline) = match headline {
        Some((heading, None)) if names_none(&heading) => (Some(heading), None),
        Some((heading, Some(_))) if is_first_page(&heading) => (Some(heading), None),
        headline => (None, headline),
    };
    let from_toml = own.or(config.title.as_ref().filter(|_| at_root));
    let (title, kicker) = match (
        front
            .or(from_toml.map(String::as_str))
            .or(plan.label.as_deref().filter(|label| !is_first_page(label)))
            .map(str::to_owned),
        headline,
    ) {
        (Some(title), Some((heading, _))) => (title.clone(), (heading != title).then_some(heading)),
        (Some(title), None) => (title, None),
        (None, Some((heading, Some(named)))) => (named, Some(heading)),
        (None, Some((heading, None))) if !heading.is_empty() => (heading, None),
        (None, _) if plan.heading.is_some() => (plan.heading.clone().unwrap_or_default(), None),
        (None, _) => {
            let name = name_of(&plan.source, plan.folder);
            let is_container =
                is_container(&name) || is_plain(&name) || tool_folder == Some(plan.source.as_str());
            let of_root = || {
                let is_known = at_root || is_container;
                let name = Some(root_name).filter(|name| is_known && !name.is_empty());
                name.unwrap_or_default().to_owned()
            };
            if is_container || name.is_empty() || is_generic(&name) {
                (config.title.clone().unwrap_or_else(of_root), None)
            } else {
                (name, None)
            }
        }
    };
    (title, kicker.or(first))
}

/// What a file or folder is called by its name: without a number that only puts it in order.
pub(super) fn name_of(source: &str, folder: bool) -> String {
    let name = source.rsplit('/').next().unwrap_or_default();
    let name = if folder { name } else { chapter::stem(name) };
    let name = numbers::without_id(name);
    if numbers::of_file(name).0.is_empty() {
        name.to_owned()
    } else if folder {
        folder_title(name)
    } else {
        numbers::file_title(name).1
    }
}

/// Whether a folder is called as what lies in it, whatever that is about: the one folder of a book
/// or a site bears the name of that.
fn is_plain(name: &str) -> bool {
    let folded = name.to_lowercase();
    [
        "text",
        "texts",
        "manuscript",
        "chapters",
        "lessons",
        "sections",
        "articles",
        "posts",
        "pages",
        "entries",
        "files",
        "markdown",
        "md",
        "본문",
        "원고",
        "글",
        "문서",
        "자료",
    ]
    .contains(&folded.as_str())
}

/// Whether the name of a folder says nothing about the course in it.
pub(super) fn says_little(name: &str) -> bool {
    is_container(name) || is_plain(name) || is_generic(name)
}

/// Whether a title only says that a page is the first of its site.
pub(super) fn is_first_page(title: &str) -> bool {
    let folded = file_names::folded(title);
    let names = "home moc 홈 대문 메인 首页 主页 ホーム startseite accueil inicio";
    names.split(' ').any(|name| name == folded)
}

/// Whether a title only says that a page is the first of what it stands before.
pub(super) fn is_opening(title: &str) -> bool {
    const OPENINGS: [&str; 17] = [
        "소개",
        "개요",
        "시작하기",
        "시작",
        "들어가며",
        "들어가기",
        "머리말",
        "introduction",
        "intro",
        "overview",
        "getting started",
        "start",
        "quick start",
        "quickstart",
        "welcome",
        "はじめに",
        "介绍",
    ];
    let folded = title.trim().to_lowercase().replace(['-', '_'], " ");
    is_first_page(title) || OPENINGS.contains(&folded.as_str())
}

/// Words of which headings consist that say of a README what it is, and not what its folder is
/// about: `면접 질문 목록`, `정리 노트`.
const OF_LISTS: [&str; 25] = [
    "목록",
    "리스트",
    "목차",
    "차례",
    "인덱스",
    "질문",
    "면접",
    "예상",
    "정리",
    "노트",
    "필기",
    "순서",
    "풀이",
    "문제",
    "공부",
    "학습",
    "모음",
    "index",
    "contents",
    "content",
    "questions",
    "problems",
    "notes",
    "list",
    "toc",
];

/// Whether a heading consists of such words, two of them and more, or is a word for contents.
pub(super) fn is_of_list(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let contents = ["목록", "목차", "차례", "인덱스", "index", "contents", "toc"];
    words.iter().all(|word| OF_LISTS.contains(word))
        && (words.len() > 1 || words.iter().all(|word| contents.contains(word)))
}

/// Headings that say nothing about the course.
pub(super) fn is_generic(heading: &str) -> bool {
    let folded: String = heading.to_lowercase().split_whitespace().collect();
    [
        "강의",
        "강의정리",
        "강의노트",
        "정리",
        "노트",
        "필기",
        "목차",
        "notes",
        "note",
        "readme",
        "lecture",
        "lectures",
        "summary",
    ]
    .contains(&folded.as_str())
}

/// `- Inflearn > eks를 활용한 …`: the last part of the single bullet under the heading.
pub(super) fn named_course(tree: &Chapter) -> Option<String> {
    let BlockKind::List(list) = &tree.blocks.first()?.kind else {
        return None;
    };
    let [only] = list.items.as_slice() else {
        return None;
    };
    let words = only.lead.text();
    let last = words.rsplit(" > ").next()?.trim();
    (!last.is_empty()).then(|| last.to_owned())
}
