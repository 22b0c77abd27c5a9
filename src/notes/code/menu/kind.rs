//! Rows of names of one kind: what is ranked, compared or held in each other, and no way through a
//! user interface. Names in, a verdict out.

use crate::text::head;

/// Bytes behind the last name that say what is made of it.
const NEAR: usize = 120;

/// Names of a kind, one a row: levels, operating systems, parts of programs, of pages and of
/// terminals. Sources: the DOM Standard, the literature on patterns (MVC, MVVM, Flux), the manual
/// of tmux.
const KINDS: [&str; 7] = [
    "입문 기초 초급 중급 고급 심화 초보 초보자 중급자 고급자",
    "낮음 보통 높음 하 중 상 Low Medium Normal High Critical",
    "Beginner Basic Intermediate Advanced Expert General Special Specific",
    "Windows macOS MacOS Mac Linux Ubuntu Unix iOS Android 윈도우 윈도 맥 리눅스 우분투 안드로이드",
    "Model View Controller ViewModel Presenter Service Repository Entity DTO DAO Context Provider \
     Reducer Store Action Dispatcher Component",
    "Window Document Element Node Attribute Body Text",
    "Server Session Window Tab Pane",
];

/// Whether all names are of one kind.
pub(super) fn is_of_one(words: &[&str]) -> bool {
    let holds = |kind: &&str, name: &&str| kind.split_whitespace().any(|one| one == *name);
    KINDS
        .iter()
        .any(|kind| words.iter().all(|words| holds(kind, words)))
}

/// Whether what stands behind the last name is made of it, and not there: `마이페이지 화면을
/// 만든다`, `B 메뉴 주문량`.
pub(super) fn is_made(last: &str, rest: &str) -> bool {
    const MAKES: [&str; 8] = [
        "만든", "만들", "구현", "개발", "그린", "그려", "설계", "작성",
    ];
    let page = ["화면", "페이지"].iter().any(|kind| last.ends_with(kind));
    let verb = rest
        .strip_prefix("을 ")
        .or_else(|| rest.strip_prefix("를 "));
    let makes = verb.is_some_and(|verb| MAKES.iter().any(|makes| verb.starts_with(makes)));
    let near = head(rest, NEAR);
    let behind = near.split(['\n', '.', ',']).next().unwrap_or_default();
    let measure = behind
        .split_whitespace()
        .take(2)
        .any(|word| word.ends_with('량') || ["점유율", "비중", "순위"].contains(&word));
    page && makes || measure
}
