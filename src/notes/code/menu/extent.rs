//! Where the last place of a path ends, and those in the middle. Steps in, steps out: what is said
//! or done there is cut from them. Knows how Korean and English sentences are built, no signs.

use std::ops::Range;

use crate::notes::code::menu::deeds::{
    asks, is_adverb, is_conjugated, is_deed, is_doing, is_done_in_korean, is_done_with, is_manner,
    is_said,
};
use crate::notes::code::menu::value::is_set;
use crate::notes::particle;
use crate::text::is_hangul;

/// Particles and verbs that stand apart from the last place.
const APART: &str = "에서 에서는 에서도 클릭 선택 누르기 누름 입력 이동 진입 로 으로 을 를 은 \
    는 이 가 의 에 와 과 도 후 뒤 하면 하고 해서 한 할 하기 하여 있음 있다 없음 아래 안에 밑에 \
    옆에 맨 안의 안에서 아래의 아래에 밑의 옆의 체크 순 순으로 순서 순서로 순서가 차례로 \
    참고 참조 같은 같이 처럼 라는 이라는 라고 이라고 대신 옆 이면 라면 \
    임 이고 이며 면 였다 였던 이었던 였고 라서 이라서 \
    인 일 보다 이므로 이어야 여야 이다 이었다 입니다 메뉴 메뉴에서 탭에서 까지 부터 한다 함 \
    더블 더블클릭 에선 랑 이랑 엔 에다 에다가 였음 였는데 인데 란 란에 칸 칸에 등 등에서 하시면 \
    하위에 하위의 근처 근처에 등을 등이 등의 등도 이후 이후에 다음에 우클릭";

/// What is done at a step in the middle is no part of its name: `인스턴스 선택 > 작업`, and neither
/// is what kind of place it is behind brackets: `[Run] 탭 > …`.
pub(super) fn cut_middle(text: &str, step: &mut Range<usize>) {
    let words = &text[step.clone()];
    let Some((name, last)) = words.rsplit_once(' ') else {
        return;
    };
    // `마우스 오른쪽 클릭` opens a menu.
    let opens = ["오른쪽", "마우스 우", "우측"]
        .iter()
        .any(|side| name.ends_with(side));
    let second = name.ends_with(" 및") || name.ends_with(" &");
    // `도메인 선택 > DNS`: which one is left to the reader, none is called so.
    let any = last == "선택" && name.chars().all(is_hangul);
    let done = is_click(last) && !opens && !second && !any || is_gone_on(last);
    let bracketed = name.starts_with(['[', '「', '【', '〈', '《', '『'])
        && name.ends_with([']', '」', '】', '〉', '》', '』'])
        && is_control(last, name, "");
    if done || bracketed {
        step.end = step.start + name.trim_end().len();
    }
}

/// A verb that goes on to the next step: `워크플로 고르고 > Run workflow`.
fn is_gone_on(word: &str) -> bool {
    word.ends_with(['고', '서', '면']) && is_conjugated(word)
}

/// What is done with a place in the middle of a path.
pub(super) fn is_click(word: &str) -> bool {
    matches!(word, "클릭" | "선택" | "체크" | "누르기" | "더블클릭")
}

/// Particles of two syllables, in which no name ends, and the copula.
const LONG: &[&str] = &[
    "에서부터",
    "이라는",
    "라는",
    "이라고",
    "라고",
    "이라서",
    "처럼",
    "이지만",
    "에서는",
    "에서도",
    "에서만",
    "에서",
    "으로는",
    "으로",
    "까지",
    "부터",
    "에만",
    "에는",
    "이면",
    "라면",
    "보다",
    "이다",
    "이었다",
    "입니다",
    "에선",
    "였다",
    "였음",
    "였는데",
    "이었음",
    "이랑",
    "이나",
    "이어야",
    "여야",
    "인데",
];

/// What is said of the last step, cut from it: ` 에서 …`, `를 연다`, ` 체크`. The rest of the text.
pub(super) fn cut_tail<'t>(text: &'t str, steps: &mut [Range<usize>]) -> &'t str {
    // `파일에서 > 텍스트에서`: labels that say where a thing is taken from.
    let from = steps
        .iter()
        .filter(|step| text[(*step).clone()].ends_with("에서"));
    let from = from.count() > 1;
    let Some(last) = steps.last_mut().filter(|_| !from) else {
        return "";
    };
    last.end = last.start + place(&text[last.clone()]);
    // `설정 > 언어!`
    let loud = text[last.clone()]
        .trim_end_matches(['!', '~', '^', 'ㅎ', 'ㅋ', '✔', '✓', '☑', '✅', '\u{fe0f}'])
        .trim_end();
    if !loud.is_empty() {
        last.end = last.start + loud.len();
    }
    text[last.end..].trim_start()
}

/// The bytes of the place that a last step begins with: up to the particle that ends its noun, the
/// verb behind it, or the word for what kind of place it is.
pub(super) fn place(words: &str) -> usize {
    // `폴더로 이동...`: what opens a window says so with its last letters.
    let glued = |dots: &str| {
        words
            .strip_suffix(dots)
            .is_some_and(|label| !label.ends_with(' '))
    };
    if glued("...") || glued("…") {
        return words.len();
    }
    let mut at = 0;
    let mut joined = false;
    for typed in words.split(' ') {
        let word = typed.trim_end_matches('!');
        let behind = (at + typed.len()).min(words.len());
        let next = words[behind..].trim_start();
        // `언어 및 입력`, `Search & select`: the second of two is no verb.
        let second = std::mem::replace(&mut joined, matches!(word, "및" | "&" | "와" | "과"));
        let korean = word.starts_with(is_hangul);
        let latin = words[..at]
            .trim_end()
            .ends_with(|c: char| c.is_ascii_alphanumeric());
        // `HTML 로 내보내기`
        let manner = matches!(word, "로" | "으로") && is_manner(next) && !next.contains(' ');
        let apart = || APART.split(' ').any(|one| one == word) || is_particle(word);
        // `가운데 아래`: what is chosen there is a place itself.
        let place = is_place(words[..at].trim_end());
        // `사용 안 함`
        let choice = matches!(word, "함" | "됨") && words[..at].ends_with(" 안 ");
        let lone = korean && !manner && !choice && !place && apart()
            || is_corner(word, next) && !place
            || is_window_opened(word, next)
            || word == "…"
            || word == "..."
            || word.starts_with("<-")
            || word.ends_with("기만") && next.starts_with('하')
            || korean && is_conjugated(word.trim_end_matches(['.', ',']))
            || korean && is_adverb(word, next)
            || is_set(word, &words[..at], next)
            || latin
                && (is_done_with(word) || is_done_in_korean(word, &words[..at]) || is_doing(word))
            || word.starts_with("순으로")
            || word.starts_with("순서")
            || is_control(word, &words[..at], next)
            || matches!(word, "=" | ":");
        let hangs = matches!(word, "및" | "그리고" | "또는") && next.is_empty();
        // `켤 것`
        let due = korean
            && next.starts_with("것")
            && word
                .chars()
                .last()
                .is_some_and(|c| particle::final_consonant(c) == 8);
        // `2단계 인증만 켜면`
        let only = words[..at].trim_end().strip_suffix('만').filter(|stem| {
            lone && is_conjugated(word) && stem.chars().count() > 1 && stem.ends_with(is_hangul)
        });
        if let Some(stem) = only {
            return stem.len();
        }
        if at > 0 && !second && (due || hangs || lone || goes_on(word, next)) {
            return at - 1;
        }
        if let Some(noun) = noun(word, next).filter(|_| !joined) {
            return at + noun;
        }
        at += typed.len() + 1;
        // `Method... 단축키는`: they are the last letters of a label.
        if word.len() > 3 && (word.ends_with("...") || word.ends_with('…')) {
            return at - 1;
        }
    }
    words.len()
}

/// Words for a place on a screen.
const PLACED: &str =
    "가운데 중앙 왼쪽 오른쪽 위쪽 아래쪽 좌측 우측 상단 하단 위 아래 양쪽 바깥쪽 안쪽";

/// Whether words are nothing but a place on a screen or a page.
fn is_place(words: &str) -> bool {
    !words.is_empty()
        && words
            .split(' ')
            .all(|word| PLACED.split(' ').any(|one| one == word))
}

/// `오른쪽 위`, `우측 하단에`: where a button is.
fn is_corner(word: &str, next: &str) -> bool {
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
fn is_window_opened(word: &str, next: &str) -> bool {
    const OPENS: [&str; 10] = [
        "열리", "열린", "열림", "열립", "뜨", "뜬", "뜸", "뜹", "나오", "나온",
    ];
    matches!(
        word,
        "창이" | "팝업이" | "페이지가" | "화면이" | "대화상자가"
    ) && OPENS.iter().any(|verb| next.starts_with(verb))
}

/// Whether a word is nothing but particles: `에서만`, `로도`; some are nouns as well.
fn is_particle(word: &str) -> bool {
    const NOUNS: [&str; 8] = ["별", "당", "만", "들", "인", "란", "라", "나"];
    !NOUNS.contains(&word) && particle::length(word) == Some(word.len())
}

/// The bytes of the noun in a word that ends in a particle; `next` is what stands behind it.
fn noun(word: &str, next: &str) -> Option<usize> {
    let without = |ends: &[&str]| {
        ends.iter()
            .find_map(|end| word.strip_suffix(end).filter(|stem| !stem.is_empty()))
    };
    // `바로 가기 만들기`: adverbs, and no noun with a particle.
    if matches!(
        word,
        "바로" | "새로" | "따로" | "서로" | "별로" | "홀로" | "그대로"
    ) {
        return None;
    }
    if let Some(stem) = without(LONG) {
        // `템플릿에서 만들기`, `파일로부터 만들기`
        let source = matches!(
            next,
            "만들기" | "가져오기" | "불러오기" | "열기" | "내보내기" | "찾기" | "검색" | "복원"
        );
        let of = word.ends_with("에서") || word.ends_with("부터");
        let manner =
            word.ends_with("으로") && is_manner(next) || of && source && stem.ends_with(is_hangul);
        return (!manner).then_some(stem.len());
    }
    // `언어인 것 같다`
    let so = ["것", "거", "듯", "줄", "데"];
    if let Some(stem) = without(&["인"]).filter(|_| so.iter().any(|noun| next.starts_with(noun))) {
        return Some(stem.len());
    }
    let object = without(&["을", "를"]).filter(|_| !next.is_empty());
    // `이미지를 다른 이름으로 저장`
    if let Some(stem) = object {
        return (!next.starts_with("다른 이름으로 ")).then_some(stem.len());
    }
    // `1.basic로 이동`, `Settings가 열리면`: one syllable may as well end a noun, but not behind
    // Latin letters or before a verb of going.
    let goes = [
        "이동", "들어", "가서", "간다", "가면", "접속", "진입", "있", "가",
    ]
    .iter()
    .any(|verb| next.starts_with(verb));
    let (stem, end) = ["로", "에", "이", "가", "은", "는", "의", "도", "만"]
        .iter()
        .find_map(|end| word.strip_suffix(end).map(|stem| (stem, *end)))?;
    // `PDF로 내보내기`, `홈 화면에 추가`, `그룹에 사용자 추가`: labels that say how and where.
    let last = next.rsplit(' ').next().unwrap_or_default();
    let manner = end == "로" && is_manner(next) && !next.contains(' ');
    let into = end == "에"
        && matches!(
            last,
            "추가" | "등록" | "저장" | "고정" | "연결" | "복사" | "지정" | "표시"
        )
        && next.split(' ').count() <= 3
        // `포트포워드 설정에 8080 추가`, `환경 변수에 API_URL 추가`: a value is put in.
        && !next.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '-'))
        && !next.split(' ').next().is_some_and(|word| word.contains('_') || word.contains('='))
        && next.split(' ').all(|word| !particle::closes(word) && !is_conjugated(word));
    if manner || into {
        return None;
    }
    let latin = stem.ends_with(|c: char| c.is_ascii_alphanumeric());
    let korean = stem.ends_with([')', ']']) || !stem.is_empty() && particle::agrees(stem, end);
    // `새로 만들기`
    let long = stem.chars().count() > 1;
    // Next to no noun ends in `에`.
    let at = end == "에" && !stem.is_empty() || end == "이" && next.starts_with("아니");
    let done = (end == "로" && long || at) && is_deed(next);
    // `역할이 비어 있다`, `역할에 정책을 붙인다`: of a sentence, which ends in a verb.
    let chosen = || {
        const CHOSEN: [&str; 9] = [
            "선택", "입력", "체크", "클릭", "추가", "등록", "지정", "넣기", "적기",
        ];
        end == "에" && CHOSEN.contains(&last)
    };
    let value = || end == "에" && next.starts_with(|c: char| c.is_ascii_digit() || c == '"');
    let too = || {
        let all = [
            "확인", "체크", "해제", "필요", "필수", "선택", "변경", "수정",
        ];
        matches!(end, "도" | "만") && (all.contains(&next) || next.split(' ').any(is_conjugated))
    };
    let said = (long || at) && (is_said(next) || chosen() || value() || too())
        || matches!(end, "이" | "가") && asks(next);
    (latin || korean && (goes || done || said)).then_some(stem.len())
}

/// What a place is: `Network 그래프`, `알림 탭을 연다`, `Plugins 목록`. After a Korean name the
/// last ones may be part of it, and so may all of them before another noun: `숨긴 항목 표시를`.
fn is_control(word: &str, before: &str, next: &str) -> bool {
    const CONTROLS: [&str; 18] = [
        "드롭다운",
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
    let many = word == "항목" && !latin && !before.trim_end().ends_with([']', '"', '\'', '’', '”']);
    let named = |nouns: &[&str]| {
        nouns.iter().any(|noun| {
            word.strip_prefix(noun)
                .is_some_and(|rest| particle::length(rest).is_some())
        })
    };
    let label = before.chars().any(char::is_alphabetic) || before.trim() == "+";
    let noun_behind = || {
        let after = next.split(' ').next().unwrap_or_default();
        // `중복된 항목 제거`
        let ends = next.chars().all(is_hangul) && !next.is_empty();
        (particle::closes(after) || ends) && !is_deed(next)
    };
    let inside = !latin && word.ends_with(['목', '뉴', '튼', '추', '크', '분']) && noun_behind();
    label && !inside && !many && (named(&CONTROLS) || latin && named(&PLACES))
}

/// Whether English goes on with what is done there: `Pages and choose the branch`, `Pages to set
/// the branch`, `Plugins tab`, `Workspace in the dialog`.
fn goes_on(word: &str, next: &str) -> bool {
    const VERBS: &[&str] = &[
        "choose",
        "click",
        "select",
        "press",
        "set",
        "check",
        "enable",
        "disable",
        "turn",
        "add",
        "open",
        "type",
        "enter",
        "pick",
        "tick",
        "change",
        "create",
        "find",
        "see",
        "make",
        "uncheck",
        "configure",
        "switch",
        "use",
        "untick",
        "deselect",
        "remove",
        "delete",
        "copy",
        "paste",
        "look",
        "scroll",
        "restart",
        "save",
    ];
    const JOINS: [&str; 14] = [
        "and", "to", "then", "in", "on", "of", "for", "where", "which", "that", "if", "when",
        "with", "is",
    ];
    let verb = next.split([' ', ',']).next().unwrap_or_default();
    let is_small = |word: &str| !word.starts_with(|c: char| c.is_uppercase());
    match word {
        "and" | "to" => VERBS.contains(&verb),
        "then" | "when" | "if" | "you" | "we" | "it" | "w/" => true,
        "instead" | "works" | "again" | "here" | "now" | "too" | "is" | "should" => true,
        "in" | "on" | "for" | "of" | "from" | "at" => matches!(verb, "the" | "your" | "this"),
        // `Analyze page load` goes on with a noun.
        "tab" | "menu" | "page" | "section" | "button" | "dialog" | "screen" | "panel" => {
            is_small(next)
                && (!verb.starts_with(|c: char| c.is_ascii_lowercase()) || JOINS.contains(&verb))
        }
        _ => false,
    }
}
