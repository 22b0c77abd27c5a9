//! Arrows that show what happens one after the other and no places of a user interface. Names in,
//! an answer out.

use crate::notes::code::menu::label::{
    PLAIN, is_done, is_interface, is_process, is_product, is_root, opens_window,
};

/// Whether arrows show what happens one after the other and no places: `요청 → 컨트롤러 → 응답`,
/// `GitHub → Jenkins → ECR`. Places are those of one program, or somebody goes there.
///
/// `shown` where a mouse is used on the way, or the program stands before.
pub(super) fn is_flow(words: &[&str], tail: i32, shown: bool) -> bool {
    let first = words[0];
    let product = |words: &&&str| is_product(words);
    let products = words.iter().filter(product).count();
    let interface = words.iter().filter(|words| is_interface(words)).count();
    if products > 1 || ["종료", "끝", "완료"].contains(&words[words.len() - 1]) {
        return true;
    }
    let of_product = || {
        let mut ends = first.match_indices(' ').map(|(at, _)| at);
        ends.any(|at| is_product(&first[..at]))
    };
    let starts = first != "시작"
        && (is_root(first)
            || is_screen(words)
            || products == 1 && is_product(first)
            || of_product());
    let of_settings = first.strip_suffix(" 설정").is_some_and(is_product);
    let settings = (of_settings || SETTINGS.contains(&first) || is_button(first))
        && !words[1..].iter().any(|words| is_done(words));
    let enough = usize::from(products != 1 && !of_product() && !is_screen(words));
    let named = is_button(first)
        || interface > 0
        || is_root(first)
        || is_product(first)
        || PLAIN.contains(&first);
    let lists = words[1..]
        .iter()
        .filter(|words| is_list(words) && !is_interface(words));
    // `Cloud → Environments → default → Clusters`; where the first is one of many, things flow.
    let labels = interface + if is_list(first) { 0 } else { lists.count() };
    let makes = words.iter().any(|words| is_making(words)) && labels > 1;
    let made = shown && words.iter().any(|words| is_making(words));
    let seen = ((shown || makes) && interface > 0 || made) && !is_process(words)
        || words.iter().any(|words| opens_window(words));
    // `프로필 → Settings → Developer settings → Tokens`: no process has so many labels.
    let many = labels > 2 && words.len() > 3 && !words.iter().any(|words| is_done(words));
    !seen && !many && (!named || tail <= 0 && !settings && !(starts && interface > enough))
}

/// An English name of many of a kind, as a list of them is called: `Clusters`, `API Keys`.
fn is_list(words: &str) -> bool {
    words.len() > 4
        && words.starts_with(|c: char| c.is_ascii_uppercase())
        && words.ends_with('s')
        && !words.ends_with("ss")
        && words.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')
}

/// Whether the first place is called a screen, and the others are none: `관리 화면 → Queues`.
fn is_screen(words: &[&str]) -> bool {
    const SCREENS: [&str; 8] = [
        "화면",
        "콘솔",
        "대시보드",
        "페이지",
        "UI",
        "메뉴",
        "사이드바",
        "패널",
    ];
    let screen = |words: &&str| {
        let last = words.rsplit_once(' ').map(|(_, last)| last);
        last.is_some_and(|last| SCREENS.contains(&last))
    };
    words.first().is_some_and(screen) && !words[1..].iter().any(screen)
}

/// What one presses first: `햄버거 버튼`, `톱니바퀴`; a process begins with none.
fn is_button(first: &str) -> bool {
    ["버튼", "단추", "아이콘", "톱니바퀴"]
        .iter()
        .any(|button| first.ends_with(button))
}

/// A label that tells what one makes there: `New Item`, `Add new user`, `새로운 정책`.
fn is_making(words: &str) -> bool {
    let verb = words.split_once(' ').map(|(verb, _)| verb);
    verb.is_some_and(|verb| {
        matches!(
            verb,
            "New" | "Add" | "Create" | "Edit" | "새" | "새로운" | "새로" | "+"
        )
    })
}

/// What every user interface has and no process begins with.
const SETTINGS: [&str; 8] = [
    "설정",
    "환경 설정",
    "환경설정",
    "시스템 설정",
    "시스템 환경설정",
    "제어판",
    "Settings",
    "Preferences",
];
