//! What the words before a path and behind it are worth as evidence for a user interface. Words in,
//! numbers out. Knows no signs.

use crate::notes::code::menu::chinese;
use crate::notes::code::menu::deeds::{asks, is_deed, is_said};
use crate::notes::code::menu::japanese;
use crate::notes::code::menu::label::{is_done, is_product, is_titled};
use crate::text::tail;

/// What a label before says of the way: `메뉴 경로: …`, `들어가는 법 - …`; a `경로` may lead
/// through a country as well, unless it sets out from a menu.
pub(super) fn said_where(before: &str, words: &[&str]) -> i32 {
    let label = before.trim_end();
    // `메뉴 경로는 …`
    let Some(label) = label
        .strip_suffix([':', '-', '='])
        .or(label.strip_suffix("는"))
    else {
        return 0;
    };
    let label = label.trim_end();
    let ends = |ends: &[&str]| ends.iter().any(|end| label.ends_with(end));
    if ends(&[
        "메뉴 경로",
        "메뉴 위치",
        "화면 경로",
        "화면 위치",
        "가는 법",
        "가는 길",
    ]) || label == "메뉴"
    {
        2
    } else if ends(&["경로", "위치", "메뉴"]) {
        1 + i32::from(is_titled(words[0]))
    } else {
        0
    }
}

/// What the words before speak for an order: `우선순위: 명령행 > 환경 변수`, `설정 파일보다 환경
/// 변수가 먼저: …`; `설정 순서: 콘솔 > …` may say how one goes there.
pub(super) fn order_worth(before: &str, words: &[&str]) -> i32 {
    // `명령줄 인자 > 환경 변수 > 설정 파일 > 기본값`: where a program takes a value from.
    const SOURCES: [&str; 16] = [
        "플래그",
        "인자",
        "인수",
        "환경 변수",
        "환경변수",
        "설정 파일",
        "설정파일",
        "글로벌 설정",
        "전역 설정",
        "기본값",
        "디폴트",
        "flag",
        "flags",
        "env",
        "default",
        "defaults",
    ];
    let said = tail(before, 80);
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let than = |words: &&str| {
        let mut found = said.match_indices(*words);
        found.any(|(at, _)| said[at + words.len()..].trim_start().starts_with("보다"))
    };
    // `잠금 단위: 데이터베이스 > 테이블`
    let measures = [
        "용량",
        "속도",
        "크기",
        "성능",
        "단위",
        "계층",
        "범위",
        "수준",
        "비용",
        "나이순",
    ];
    let label = before.trim_end().strip_suffix(':').unwrap_or_default();
    let is_source = |word: &str| {
        let word = word.split('(').next().unwrap_or(word).trim();
        SOURCES.iter().any(|source| word.ends_with(source))
    };
    let sources = words.iter().filter(|word| is_source(word)).count();
    let measured = sources > 1 && words.last().is_some_and(|word| is_source(word))
        || measures.iter().any(|noun| label.trim_end().ends_with(noun));
    if measured
        || says(&["Breadcrumb", "breadcrumb", "브레드크럼", "사이트맵"])
        || japanese::ranks(said)
        || says(&["우선", "순위", "비교", "빠른 순", "큰 순"])
        || words.iter().any(than)
    {
        4
    } else if says(&["순서", "차례", "흐름", "단계"]) {
        2
    } else {
        0
    }
}

/// Whether the words behind a row of arrows say what it is, or that a program goes that way: `의
/// 흐름`, `으로 나눈다`, `로 이동하면`, `실행으로 확인`.
pub(super) fn says_what(after: &str, words: &[&str]) -> bool {
    const KINDS: [&str; 10] = [
        "흐름", "호출", "순서", "관계", "과정", "구조", "단계", "순환", "변환", "전이",
    ];
    const TAKEN: [&str; 15] = [
        "보는", "본다", "봅니", "봤", "쓴다", "씁니", "썼", "나누", "나눈", "나눕", "구성", "정리",
        "요약", "이루", "되어",
    ];
    const WHEN: [&str; 5] = ["이동해도", "이동하면", "이동할", "이동한 뒤", "이동했"];
    let after = after.trim_start();
    let goes_on = |behind: &str, list: &[&str]| list.iter().any(|one| behind.starts_with(one));
    let of = after.strip_prefix("의 ");
    let to = ["으로 ", "로 "]
        .iter()
        .find_map(|end| after.strip_prefix(end));
    let end = words[words.len() - 1];
    // `메인 UI 진입`: nothing is pressed.
    let entered = !is_titled(words[0]) && after.starts_with("진입") && !after.contains("하");
    of.is_some_and(|behind| goes_on(behind, &KINDS))
        || entered
        || to.is_some_and(|behind| {
            goes_on(behind, &TAKEN)
                || goes_on(behind, &WHEN)
                || is_done(end) && !goes_on(behind, &["이동", "들어", "가", "간", "갑", "진입"])
        })
}

/// Whether the words behind say that it was a rank or a drawing: `순`, `구조`, `순서로 한다`.
pub(super) fn is_ranked(after: &str) -> bool {
    const KINDS: &str =
        "순 순으로 순이다 순서 순서로 순서다 구조 계층 관계 흐름 점유율 우선순위 비중 순위";
    let first = after.split_whitespace().next().unwrap_or_default();
    KINDS
        .split(' ')
        .any(|one| one == first.trim_end_matches(['.', ',']))
}

/// Whether the program whose menus are meant stands before: `엑셀: 데이터 > …`, `Slack 에서 …`.
pub(super) fn is_of_program(before: &str) -> bool {
    // No program's name is as long, in bytes.
    const LONGEST: usize = 200;
    let near = tail(before, LONGEST);
    let words = near
        .trim_end()
        .trim_end_matches([':', ')', ']', '-'])
        .trim_end();
    let particles = ["에서는", "에서", "은", "는", "기준"];
    let ends = particles.iter().find_map(|end| words.strip_suffix(end));
    let name = ends.unwrap_or(words).trim_end();
    // `Wireshark 메뉴 Statistics`
    let name = name.strip_suffix(" 메뉴").unwrap_or(name);
    let from = name.rfind([',', '.', '/', '(', '[']).map(|at| at + 1);
    // `왼쪽 메뉴의 로드 밸런싱 > 대상 그룹`
    let last = near.trim_end().rsplit(' ').next().unwrap_or_default();
    let menu = ["의", "에서"].iter().find_map(|end| last.strip_suffix(end));
    let places = [
        "메뉴",
        "메뉴바",
        "탭",
        "창",
        "패널",
        "사이드바",
        "대시보드",
        "콘솔",
    ];
    if menu.is_some_and(|menu| places.contains(&menu)) {
        return true;
    }
    let is_whole = from.is_some() || near.len() == before.len();
    is_whole && is_product(name[from.unwrap_or(0)..].trim_start())
}

/// What places of a user interface do themselves: `창이 뜨면 확인`.
const SEEN: &str = "뜨 뜬 뜸 뜹 떠 나오 나온 나옴 나와 나옵 나타 보이 보인 보임 보여 열리 열린 \
    열림 열려 있 없 생기 생긴 생겨 바뀌 바뀐 켜 꺼 활성 비활성 아니 안 필요 맞";

/// Whether a verb says what a place does itself.
pub(super) fn is_seen(verb: &str) -> bool {
    SEEN.split(' ').any(|one| verb.starts_with(one))
}

/// What makes something of something: `딕셔너리로 만들기`.
const MAKES: &str = "만들 만든 만듭 생성 저장 등록 추가";

/// What follows the last step: a place (`에서`, `로 이동`, `클릭`) or a comparison (`이면`, `보다`,
/// `순으로`).
pub(super) fn tail_worth(after: &str, several: bool) -> i32 {
    // A path is no predicate: `배열이다`.
    const COPULAS: &[&str] = &[
        "이면",
        "라면",
        "이므로",
        "이어야",
        "여야",
        "이다",
        "이었다",
        "였다",
        "였던",
        "입니다",
        "보다",
    ];
    const COMPARES: &[&str] = &[
        "면", "인", "일", "순", "되", "될", "이라", "이고", "가", "이", "은", "는",
    ];
    if japanese::is_pressed(after) || chinese::is_pressed(after) {
        return 2;
    }
    let words: Vec<&str> = after.split_whitespace().take(5).collect();
    let first = words.first().copied().unwrap_or_default();
    let compares = |list: &[&str]| {
        list.iter()
            .any(|word| first == *word || word.chars().count() > 1 && first.starts_with(word))
    };
    if compares(COPULAS) {
        return -5;
    }
    // `순으로 누름` goes there, `순으로 권한을 준다` ranks.
    if first.starts_with('순') {
        let goes = [
            "누르", "누름", "눌러", "누른", "클릭", "선택", "들어", "이동", "고르", "고른", "연다",
        ];
        let gone = words
            .iter()
            .any(|word| goes.iter().any(|act| word.starts_with(act)));
        return if gone { 2 } else { -5 };
    }
    // `DB 로 요청이 간다`: somebody else goes there.
    // `들어가`, `내려가` and `추가` carry no particle.
    let goes = |word: &str| {
        ["어가", "려가", "러가", "아가", "나가", "추가"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    let others =
        |word: &&&str| word.ends_with(['이', '가']) && word.chars().count() > 1 && !goes(word);
    let own = words.iter().take_while(|word| !others(word));
    let mut own = own.chain(words.get(..1).into_iter().flatten());
    // `예산 생성 해두자`: somebody is asked to.
    let asked = ["해두", "해놓", "해보", "해주", "하자", "하세요", "하십"];
    // `로 만들기`: what becomes of something; one goes or changes `로`. Behind several steps it
    // is what the last of them is for.
    let makes = |next: &&str| MAKES.split(' ').any(|verb| next.starts_with(verb));
    if !several && matches!(first, "로" | "으로") && words.get(1).is_some_and(makes) {
        return -1;
    }
    // `"구글" 활성화`
    let set = ["허용", "활성화", "비활성화"];
    let done = set.contains(&first)
        || own.any(|word| is_deed(word))
        || asked.iter().any(|act| first.starts_with(act));
    // `이 주기적으로 확인 후`: it does something itself, unless it is only seen there.
    let seen = |next: &&str| SEEN.split(' ').any(|verb| next.starts_with(verb));
    if matches!(first, "이" | "가") && !words.get(1).is_some_and(seen) {
        return -5;
    }
    // `통계 > 대화에서 본다`: at two things that are compared nothing is done.
    // `에서 방문이 찍히는지 확인한다`: what happens there is looked at.
    let looked = || asks(after) && after.split_whitespace().any(is_deed);
    if matches!(first, "에서" | "에서만") && (done || looked()) {
        return 3;
    }
    if done
        || first.starts_with("에서") && !first.starts_with("에서의")
        || first.starts_with("메뉴")
        || first.starts_with("탭")
    {
        return 2;
    }
    if compares(COMPARES) {
        // `규칙 관리는 시트마다 다르다`: of a place something is told as well.
        return if matches!(first, "은" | "는") {
            -3
        } else {
            -5
        };
    }
    // `를 utf8mb4 로`, `을 512로`: the verb that sets a value is left out.
    let last = after.trim_end_matches('.').split_whitespace().last();
    let set = words.len() > 1 && last.is_some_and(|word| word.ends_with('로'));
    if matches!(first, "을" | "를") && set {
        return 2;
    }
    // `의 Unused import 를 Warning 으로`
    let object = words.iter().any(|word| word.ends_with(['을', '를']));
    if first == "의" && set && object {
        return 2;
    }
    // `을 되풀이`, `로 바꾸었더니`: a verb that no user interface knows.
    if matches!(first, "을" | "를" | "로" | "으로") {
        return if first.ends_with('로') && !is_said(after) {
            -1
        } else {
            -3
        };
    }
    0
}
