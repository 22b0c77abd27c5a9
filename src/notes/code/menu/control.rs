//! What kind of thing a place of a user interface is, and where on the screen, as the words behind
//! its name say it. Words in, answers out. Knows Korean and English nouns, no signs.

use crate::notes::code::menu::deeds::{is_conjugated, is_deed, is_told};
use crate::notes::code::menu::label::is_interface;
use crate::notes::particle;
use crate::text::is_hangul;

/// What a place is: `Network 그래프`, `알림 탭을 연다`, `Plugins 목록`. After a Korean name the
/// last ones may be part of it, and so may all of them before another noun: `숨긴 항목 표시를`.
pub(super) fn is_control(word: &str, before: &str, next: &str) -> bool {
    const CONTROLS: [&str; 19] = [
        "드롭다운",
        "체크",
        "체크 박스",
        "탭",
        "버튼",
        "단추",
        "메뉴",
        "항목",
        "체크박스",
        "그래프",
        "칸",
        "링크",
        "토글",
        "스위치",
        "쪽",
        "부분",
        "섹션",
        "검색창",
        "입력란",
    ];
    const PLACES: [&str; 20] = [
        "옵션",
        "팝업",
        "대화 상자",
        "대화상자",
        "다이얼로그",
        "패널",
        "트리",
        "하단",
        "상단",
        "우측",
        "좌측",
        "중",
        "목록",
        "화면",
        "페이지",
        "창",
        "아이콘",
        "영역",
        "값",
        "필드",
    ];
    let latin = before
        .trim_end()
        .ends_with(|c: char| c.is_ascii_alphanumeric());
    // `시작 항목`, `최근 항목`: labels that name many of a kind.
    let name = before.trim_end();
    let quoted = name.ends_with([']', '"', '\'', '’', '”']);
    let many = word == "항목" && !latin && !quoted
        || word.starts_with("항목") && name.ends_with(['김', '긴', '된', '한']);
    let named = |nouns: &[&str]| {
        nouns.iter().any(|noun| {
            // `시작 버튼누르기`
            let done = |rest: &str| !rest.is_empty() && is_deed(rest);
            word.strip_prefix(noun)
                .is_some_and(|rest| particle::length(rest).is_some() || done(rest))
        })
    };
    // `새 탭에서 열기`: a kind of place that has no name yet.
    let label =
        before.chars().any(char::is_alphabetic) && before.trim() != "새" || before.trim() == "+";
    let noun_behind = || {
        let after = next.split(' ').next().unwrap_or_default();
        // `중복된 항목 제거`
        let ends = next.chars().all(is_hangul) && !next.is_empty();
        // `전원 단추 작동 설정을`
        let second = next.split(' ').nth(1).unwrap_or_default();
        let compound = particle::closes(second) && is_interface(second) && !is_deed(second);
        (particle::closes(after) || ends || compound) && !is_deed(next) && !is_conjugated(after)
    };
    let inside = !latin && word.ends_with(['목', '뉴', '튼', '추', '크', '분']) && noun_behind();
    // `화면 읽기 페이지로 가서`: no label, since one goes there; screens have names (`잠금 화면`).
    let gone = || {
        let kinds = ["페이지", "창", "패널", "팝업", "대화상자"];
        let way = kinds.iter().any(|kind| {
            let particle = word.strip_prefix(kind);
            particle.is_some_and(|end| matches!(end, "로" | "으로" | "에서"))
        });
        let first = next.split(' ').next().unwrap_or_default();
        way && name.contains(' ') && (is_deed(next) || is_conjugated(first))
    };
    label && !inside && !many && (named(&CONTROLS) || latin && named(&PLACES) || gone())
}

/// Whether English goes on with what is done there: `Pages and choose the branch`, `Pages to set
/// the branch`, `Plugins tab`, `Workspace in the dialog`.
pub(super) fn goes_on(word: &str, before: &str, next: &str) -> bool {
    const SEEKS: [&str; 8] = [
        "Check", "Search", "Look", "Wait", "Ask", "Apply", "Allow", "Use",
    ];
    const JOINS: [&str; 14] = [
        "and", "to", "then", "in", "on", "of", "for", "where", "which", "that", "if", "when",
        "with", "is",
    ];
    let verb = next.split([' ', ',']).next().unwrap_or_default();
    let named = !SEEKS.contains(&before.trim_end());
    let is_small = |word: &str| !word.starts_with(|c: char| c.is_uppercase());
    match word {
        "and" => is_told(verb) || verb == "then" || verb.is_empty(),
        "to" => is_told(verb),
        "then" | "when" | "if" | "you" | "we" | "it" | "w/" => true,
        "instead" | "works" | "again" | "here" | "now" | "too" | "is" | "should" => true,
        "first" | "manually" | "once" | "twice" | "already" | "afterwards" => {
            verb.is_empty() || is_small(next)
        }
        // `API for keys`; `Check for updates` is called so.
        "for" if named && is_small(next) => true,
        // `imports on the fly`
        "in" | "on" | "for" | "of" | "from" | "at" => {
            matches!(verb, "the" | "your" | "this") && !next.starts_with("the fly")
        }
        // `Analyze page load` goes on with a noun.
        "tab" | "menu" | "page" | "section" | "button" | "dialog" | "screen" | "panel" => {
            is_small(next)
                && (!verb.starts_with(|c: char| c.is_ascii_lowercase()) || JOINS.contains(&verb))
        }
        _ => false,
    }
}

/// `오른쪽 위`, `우측 하단에`: where a button is.
pub(super) fn is_corner(word: &str, next: &str) -> bool {
    const SIDES: [&str; 6] = ["오른쪽", "왼쪽", "우측", "좌측", "위쪽", "아래쪽"];
    const ENDS: [&str; 6] = ["위", "아래", "상단", "하단", "끝", "구석"];
    let corner = next.split(' ').next().unwrap_or_default();
    SIDES.contains(&word)
        && ENDS.iter().any(|end| {
            corner
                .strip_prefix(end)
                .is_some_and(|rest| particle::length(rest) == Some(rest.len()))
        })
}

/// `창이 뜬다`, `팝업이 열리면`: what happens there.
pub(super) fn is_window_opened(word: &str, next: &str) -> bool {
    const OPENS: [&str; 10] = [
        "열리", "열린", "열림", "열립", "뜨", "뜬", "뜸", "뜹", "나오", "나온",
    ];
    matches!(
        word,
        "창이" | "팝업이" | "페이지가" | "화면이" | "대화상자가"
    ) && OPENS.iter().any(|verb| next.starts_with(verb))
}
