//! Clauses at the end of a path: what a reader is to look for, to set or to do there is no place of
//! its own. Steps in, steps out. Knows how Korean sentences are built, no signs.

use std::ops::Range;

use crate::notes::code::menu::chinese::in_chinese;
use crate::notes::code::menu::deeds::{is_conjugated, is_deed};
use crate::notes::code::menu::label::is_root;
use crate::notes::code::menu::said::is_seen;
use crate::notes::code::menu::spot::is_store;
use crate::text::{head, is_hangul};

/// What begins a sentence behind a place: `일반 이러한 정보의 흐름`.
const POINTING: [&str; 6] = [
    " 이러한 ",
    " 이런 ",
    " 그러한 ",
    " 그런 ",
    " 이렇게 ",
    " 그렇게 ",
];

/// Where on the screen something is.
const SIDES: [&str; 8] = [
    "왼쪽 ",
    "오른쪽 ",
    "좌측 ",
    "우측 ",
    "상단 ",
    "하단 ",
    "위쪽 ",
    "아래쪽 ",
];

/// How far, in bytes, is read what is said behind a path.
const NEAR: usize = 120;

/// Leaves of the last step what is said or done there; `rest` stands behind it.
pub(super) fn drop_clause(text: &str, steps: &mut Vec<Range<usize>>, arrows: bool, rest: &str) {
    let (several, after, rest) = (steps.len() > 2, rest, head(rest, NEAR));
    let Some((last, before)) = steps.split_last_mut() else {
        return;
    };
    // `복제 > 이름 변경 후 > 완전한 복제`: the path ends before something is done.
    let is_after = |step: &Range<usize>| {
        let last = text[step.clone()].rsplit_once(' ').map(|(_, last)| last);
        matches!(last, Some("후" | "뒤" | "후에" | "뒤에"))
    };
    if let Some(end) = before.iter().skip(2).position(is_after) {
        steps.truncate(end + 2);
        return;
    }
    let words = &text[last.clone()];
    if several && is_filled_in(words, rest) {
        steps.pop();
        return;
    }
    // `Keymap 검색`: what is looked for among settings is one of them.
    let store = before
        .last()
        .is_some_and(|step| is_store(&text[step.clone()]));
    if let Some(name) = words.strip_suffix(" 검색")
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && !store
    {
        last.end = last.start + name.trim_end().len();
        return;
    }
    if let Some(at) = POINTING.iter().filter_map(|word| words.find(word)).min() {
        last.end = last.start + at;
        return;
    }
    if let Some(length) = in_chinese(words) {
        if length == 0 && several {
            steps.pop();
        } else if length > 0 {
            last.end = last.start + words[..length].trim_end().len();
        }
        return;
    }
    // `위 서비스 계정에`, `해당 폴더`: something that was spoken of; `스크롤해서`, `and then add`.
    let pointed = ["위", "해당", "그", "이"].iter().any(|word| {
        words
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    let alone = !words.contains(' ') && words.contains(is_hangul) && is_conjugated(words);
    let joins = words == "and" || ["and ", "then "].iter().any(|word| words.starts_with(word));
    if several && (pointed || alone) || joins && before.len() > 1 {
        steps.pop();
        return;
    }
    // `메뉴 바 자동으로 숨기고 보이기`: so a switch is called.
    let whole = rest.split('\n').next().unwrap_or_default().trim_end();
    let is_switch = whole.ends_with('기')
        && whole.chars().count() < 25
        && (whole.starts_with("자동으로 ") || words == "자동" && whole.starts_with("으로 "));
    let is_direct = text[last.end..].trim_start().len() == after.len();
    if is_switch && is_direct {
        last.end = text.len() - after.len() + whole.len();
        return;
    }
    if !several {
        return;
    }
    // `Port를 8081로 변경`: what is set, and to which value.
    let object = ["을", "를"].iter().find_map(|end| rest.strip_prefix(end));
    let value = object.map(str::trim_start);
    let is_value = |value: &str| {
        let behind = value.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = behind.len() < value.len();
        value.is_empty() || value.starts_with('`') || number && behind.starts_with(['로', '으'])
    };
    let is_set = arrows && value.is_some_and(is_value);
    // `본인이 쓰는 톰캣이 있는지 확인`, `gson이 없을 때만`: somebody does something.
    let subject = ["이 ", "가 "].iter().find_map(|end| rest.strip_prefix(end));
    let is_somebody = ["본인", "자신", "내", "우리", "사용자", "자기", "값"].contains(&words);
    let acts = subject.is_some_and(|verb| {
        let first = verb.split(' ').next().unwrap_or_default();
        is_somebody && !is_seen(first) || verb.contains("때만")
    });
    // `왼쪽 사이드바에서 배터리 선택`: where on the screen.
    let aside = SIDES.iter().any(|side| words.starts_with(side)) && rest.starts_with("에서");
    // `Version Control -> 깃허브 계정 등록`: a user interface in English has no Korean labels.
    let english = before.iter().all(|step| text[step.clone()].is_ascii())
        && before.first().is_some_and(|step| {
            let first = &text[step.clone()];
            is_root(first) && first != "Settings"
        });
    let told = english
        && words.starts_with(is_hangul)
        && words.contains(' ')
        && words
            .rsplit(' ')
            .next()
            .is_some_and(|verb| is_deed(verb) || verb == "등록");
    if is_set || acts || aside || told {
        steps.pop();
    }
}

/// Whether a last step says what is put in or where one scrolls: `공개키 값 입력`, `맨위로 스크롤`.
fn is_filled_in(words: &str, rest: &str) -> bool {
    const PUT: [&str; 4] = ["입력", "붙여넣", "작성", "기입"];
    let said = words.split(' ').chain(rest.split(' ')).take(7);
    let (mut before, mut last) = (0, "");
    for word in said {
        if word.starts_with("스크롤") && before > 0 {
            return true;
        }
        if PUT.iter().any(|deed| word.starts_with(deed)) {
            // `언어 및 입력`, `기본 글꼴로 붙여넣기`
            return before > 1 && last != "및" && !last.ends_with('로');
        }
        last = word;
        // `보드 매니저 URLs에 주소 입력`: the place has ended before.
        if word.ends_with(['.', ',', '에']) || word.ends_with("에서") {
            return false;
        }
        before += 1;
    }
    false
}

/// Whether a path in two steps tells what went wrong and what is to be looked at, or what is typed
/// into a window, and leads nowhere.
pub(super) fn leads_nowhere(words: &[&str], arrows: bool, rest: &str) -> bool {
    const FAILS: [&str; 8] = [
        "실패", "오류", "에러", "failed", "Failed", "error", "Error", "문제",
    ];
    let (first, last, rest) = (words[0], words[words.len() - 1], head(rest, NEAR));
    let fails = arrows
        && FAILS
            .iter()
            .any(|word| first.trim_matches(['"', '“', '”', '\'']).ends_with(word))
        && (rest.contains("필요") || last.contains("필요") || rest.starts_with("확인"));
    let quoted = last.starts_with(['"', '“', '\'']);
    let typed = quoted && (rest.starts_with("입력") || last.ends_with("입력"));
    let compared = rest.starts_with("의 차이");
    words.len() == 2 && (fails || typed) || compared
}
