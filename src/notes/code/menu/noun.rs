//! The noun in a word of a path that ends in a particle, and what of the words behind it still
//! belongs to the label. Words in, lengths out; knows how Korean sentences are built.

use crate::notes::code::menu::deeds::{asks, is_conjugated, is_deed, is_manner, is_said};
use crate::notes::code::menu::label::{is_interface, is_product, table};
use crate::notes::particle;
use crate::text::is_hangul;

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

/// Whether a word is nothing but particles: `에서만`, `로도`; some are nouns as well.
pub(super) fn is_particle(word: &str) -> bool {
    const NOUNS: [&str; 8] = ["별", "당", "만", "들", "인", "란", "라", "나"];
    !NOUNS.contains(&word) && particle::length(word) == Some(word.len())
}

/// The bytes of the noun in a word that ends in a particle; `next` is what stands behind it, and
/// `first` says that nothing stands before.
pub(super) fn noun(word: &str, next: &str, first: bool) -> Option<usize> {
    let without = |ends: &[&str]| {
        ends.iter()
            .find_map(|end| word.strip_suffix(end).filter(|stem| !stem.is_empty()))
    };
    // `바로 가기 만들기`: adverbs, and no noun with a particle.
    if matches!(
        word,
        "바로" | "나중에" | "새로" | "따로" | "서로" | "별로" | "홀로" | "그대로"
    ) {
        return None;
    }
    // `추가 기능`: a noun that is a label as it stands.
    if table().after_labels(word).any(str::is_empty) {
        return None;
    }
    let label = label_rest(next);
    if let Some(stem) = without(LONG) {
        // `템플릿에서 만들기`, `파일로부터 만들기`
        let source = matches!(
            next,
            "만들기"
                | "가져오기"
                | "불러오기"
                | "열기"
                | "내보내기"
                | "찾기"
                | "검색"
                | "복원"
                | "새로 고침"
        );
        let of = word.ends_with("에서") || word.ends_with("부터");
        let bare = next.split('(').next().unwrap_or_default();
        let manner =
            word.ends_with("으로") && is_manner(bare) || of && source && stem.ends_with(is_hangul);
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
        // `들여쓰기를 공백으로 변환`
        let to = label.split_once("로 ").is_some_and(|(to, verb)| {
            !to.contains(' ') && matches!(verb, "변환" | "저장" | "정렬")
        });
        let whole = next.starts_with("다른 이름으로 ") || to || is_doer(next);
        return (!whole).then_some(stem.len());
    }
    // `1.basic로 이동`, `Settings가 열리면`: one syllable may as well end a noun, but not behind
    // Latin letters or before a verb of going.
    let goes = [
        "이동", "들어", "가서", "간다", "가면", "접속", "진입", "있", "가",
    ]
    .iter()
    .any(|verb| next.starts_with(verb));
    // `매크로 를`: the particle stands apart, so the noun is whole.
    let apart = next.split(' ').next().is_some_and(is_particle);
    if apart || matches!(word, "매크로" | "마이크로" | "히어로") {
        return None;
    }
    let (stem, end) = ["로", "에", "이", "가", "은", "는", "의", "도", "만"]
        .iter()
        .find_map(|end| word.strip_suffix(end).map(|stem| (stem, *end)))?;
    // `PDF로 내보내기`, `홈 화면에 추가`, `그룹에 사용자 추가`: labels that say how and where.
    let last = next.rsplit(' ').next().unwrap_or_default();
    // `주소로 추가`, to the end of the line
    // and `웹용으로 저장(레거시)`
    let deed = next.split('(').next().unwrap_or_default();
    let named = stem.chars().count() > 1 && matches!(deed, "추가" | "촬영" | "저장" | "보내기");
    let manner = end == "로" && (is_manner(label) && !label.contains(' ') || named);
    let into = end == "에"
        && matches!(
            label.rsplit(' ').next().unwrap_or_default(),
            "추가" | "등록" | "저장" | "고정" | "연결" | "복사" | "지정" | "표시" | "삽입"
                | "게시" | "채우기" | "포함"
        )
        // `그룹에 사용자 추가`; with a value or into a place of several words it is what a writer
        // does there: `인바운드 규칙에 HTTP 추가`.
        && (!label.contains(' ')
            || first
                && label.split(' ').count() == 2
                && label.chars().all(|c| is_hangul(c) || c == ' '))
        // `포트포워드 설정에 8080 추가`, `환경 변수에 API_URL 추가`: a value is put in.
        && !label.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '-'))
        && !label.split(' ').next().is_some_and(|word| {
            word.contains('_') || word.contains('=') || label != word && is_product(word)
        })
        && label.split(' ').all(|word| !particle::closes(word) && !is_conjugated(word));
    if manner || into {
        return None;
    }
    let latin = stem.ends_with(|c: char| c.is_ascii_alphanumeric());
    let korean = stem.ends_with([')', ']']) || !stem.is_empty() && particle::agrees(stem, end);
    // `새로 만들기`
    let long = stem.chars().count() > 1;
    // Next to no noun ends in `에`.
    // `이 Mac에 관하여`
    let about = ["관하여", "관한", "대하여", "대한", "맞춰 ", "맞게 "];
    if end == "에" && about.iter().any(|verb| next.starts_with(verb)) {
        return None;
    }
    // `설정에 따라 다르다`
    let by = ["따라", "따르", "따른", "의해", "의하", "비해"];
    // `프로그램 화면의 오류 목록`: what is seen on a screen.
    let screens = ["화면", "탭", "창", "페이지", "메뉴", "패널", "대시보드"];
    if end == "에" && by.iter().any(|verb| next.starts_with(verb))
        || end == "의" && screens.contains(&stem)
    {
        return Some(stem.len());
    }
    if matches!(end, "이" | "가") && is_described(next) {
        return None;
    }
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
        matches!(end, "도" | "만")
            && (all.contains(&next) || next.split(' ').any(is_conjugated) || is_said(next))
    };
    let said = (long || at) && (is_said(next) || chosen() || value() || too())
        || matches!(end, "이" | "가") && asks(next);
    // `앱이 나온다`, `앱은 그대로`
    let first = next.split(' ').next().unwrap_or_default();
    let seen = matches!(end, "이" | "가")
        && (long || is_interface(stem))
        && is_conjugated(first.trim_end_matches(['.', ',']));
    let topic = matches!(end, "은" | "는")
        && (long || is_interface(stem))
        // `유형은 HTTP`: what a field gets.
        && !next.is_ascii()
        && !is_adnominal(word)
        && !describes(word);
    (latin || korean && (goes || done || said || seen || topic)).then_some(stem.len())
}

/// What a label may go on with, of the words behind one of its nouns: up to where it is pressed or
/// a particle stands (`열기 를 누른다`, `추가를 선택`); nothing where a deed goes on (`추가 후`).
pub(super) fn label_rest(next: &str) -> &str {
    const PRESSED: &str = "클릭 선택 누르기 더블클릭 버튼 을 를 에서 순서로 순으로 차례로";
    let mut at = 0;
    for word in next.split(' ') {
        if at > 0 && matches!(word, "후" | "뒤" | "다음" | "하고" | "해서") {
            return "";
        }
        // `클라우드에 저장 후에`
        if at > 0 && matches!(word, "후에" | "부터" | "까지") {
            return next[..at - 1].trim_end();
        }
        let pressed = PRESSED.split(' ').any(|one| one == word) || is_pressing(word);
        if at > 0 && pressed {
            return next[..at - 1].trim_end();
        }
        let behind = &next[(at + word.len()).min(next.len())..];
        let noun = ["을", "를"].iter().find_map(|end| word.strip_suffix(end));
        let noun = noun.filter(|noun| noun.chars().count() > 1 && !behind.is_empty());
        if let Some(noun) = noun {
            let press = behind.trim_start().split(' ').next().unwrap_or_default();
            let pressed = PRESSED.split(' ').any(|one| one == press) || is_pressing(press);
            return if pressed {
                &next[..at + noun.len()]
            } else {
                next
            };
        }
        at += word.len() + 1;
    }
    next
}

/// Whether a word says that something is pressed: `누른다`, `눌러서`, `고른다`.
pub(super) fn is_pressing(word: &str) -> bool {
    [
        "누르", "누른", "누릅", "누를", "눌러", "눌렀", "클릭", "고른", "고르", "골라", "고릅",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

/// Whether an adjective and the noun that it describes follow a subject: `보안 수준이 낮은 앱 허용`
/// is one label, `크기가 작은 경우` is said of one.
pub(super) fn is_described(next: &str) -> bool {
    let mut words = next.split(' ');
    let adjective = words.next().unwrap_or_default();
    let noun = words.next().unwrap_or_default();
    (adjective.ends_with('은') && adjective.chars().count() > 1
        || matches!(adjective, "있는" | "없는" | "들어있는")
        || matches!(adjective, "큰" | "긴" | "느린" | "빠른" | "다른"))
        && !noun.is_empty()
        && !is_bound(noun)
}

/// Whether a label goes on behind an object with the thing that does it: `조건을 만족하는 행`.
pub(super) fn is_doer(next: &str) -> bool {
    next.split_once(' ').is_some_and(|(verb, noun)| {
        describes(verb) && !noun.contains(' ') && !is_bound(noun) && !is_conjugated(noun)
    })
}

/// Whether a noun never stands without what describes it: `경우`, `때는`.
fn is_bound(noun: &str) -> bool {
    const BOUND: &str = "경우 것 거 때 편 점 쪽 수 데 상태 채 만큼 대로 듯 게 지 곳 법 방법";
    BOUND.split(' ').any(|one| {
        noun.strip_prefix(one)
            .is_some_and(|rest| particle::length(rest) == Some(rest.len()))
    })
}

/// Whether a word is a verb that describes the noun behind it: `표시되는`, `보이는`.
pub(super) fn describes(word: &str) -> bool {
    const STEMS: &str = "하 되 있 없 보이 숨기 쓰 나오 열리 닫히 켜지 꺼지 받 보내 오 가 주 않 남 \
        바뀌 바꾸 만드 여 보 알 모르 지나 빠지 들어가 들어오 나가 시키 이루어지";
    word.strip_suffix('는').is_some_and(|stem| {
        STEMS
            .split_whitespace()
            .any(|verb| stem == verb || stem.ends_with(verb) && verb.chars().count() > 1)
            || stem.ends_with(['하', '되', '있', '없', '않'])
    })
}

/// Whether a word of two syllables describes the noun behind it and names no topic: `작은 아이콘`,
/// `보는 항목`; not `키는`, `값은`.
pub(super) fn is_adnominal(word: &str) -> bool {
    const DESCRIBES: &str = "작은 좁은 많은 넓은 밝은 높은 낮은 짙은 옅은 얇은 굵은 붉은 같은 짧은 \
        깊은 얕은 굽은 젊은 늙은 좋은 싫은 보는 쓰는 여는 하는 되는 가는 오는 두는 주는 자는 크는 \
        뜨는 서는 사는 파는 이는 최근은 또는 혹은 다른";
    word.is_empty() || DESCRIBES.split_whitespace().any(|one| one == word)
}
