//! Steps that say what happens, and are no places: `목록에 바로 새 글 노출`, `로그인을 완료`. Names
//! in, their number out. Knows how Korean sentences are built: a label is a noun, and a noun that
//! is done to something or stands somewhere is a sentence without its verb.

use crate::notes::code::menu::deeds;
use crate::notes::code::menu::label::is_done;
use crate::notes::ending;
use crate::notes::particle;
use crate::text::is_hangul;

/// The first of the steps that is what somebody does then, where enough places stand before it:
/// `대시보드 → Connect → .env 탭 → 문자열 복사 → 붙여넣기`.
pub(super) fn first(words: &[&str], arrows: bool) -> Option<usize> {
    const DONE: &str = "복사 재복사 입력 교체 작성 붙여넣기 확인 검색 재시작 테스트 수정";
    let least = if arrows { 3 } else { 2 };
    // `언어 및 입력`
    let done = |words: &str| arrows && ends_in(words, DONE) && !words.contains(" 및 ");
    let event = |words: &&str| is_event(words) || done(words);
    let found = words.iter().skip(least).position(event)?;
    Some(found + least)
}

/// What a program does with something: `목록 출력`, `테이블로 전송`; no label ends so.
pub(super) fn is_of_program(words: &str) -> bool {
    const DONE: &str = "출력 노출 전송 수신 응답 호출 반환 리턴 반영 갱신 전달 요청 접속";
    ends_in(words, DONE) || words.starts_with("해당 ")
}

/// Whether one of the deeds is done with something: `페이지 이동`, not `이동`.
fn ends_in(words: &str, deeds: &str) -> bool {
    words
        .rsplit_once(' ')
        .is_some_and(|(_, deed)| deeds.split(' ').any(|one| one == deed))
}

/// `어디`, `이 안에`: words that point somewhere are the name of nothing.
pub(super) fn is_pointed(words: &str) -> bool {
    const POINTS: &str = "이 그 저 어디 여기 거기 저기 무엇 뭐 이것 그것 이거 그거 이렇게 그렇게";
    POINTS.split(' ').any(|one| one == words)
}

/// Whether a step says what becomes of something: `버튼이 생김`.
pub(super) fn is_happening(words: &str) -> bool {
    words.rsplit_once(' ').is_some_and(|(noun, verb)| {
        deeds::is_nominal(verb) && is_predicate(&format!("{noun} "), verb)
    })
}

/// Whether the first place is what the sentence before it does, and no label: `접근만 가능하도록
/// 설정`, `우선순위를 설정`, `브랜치가 생김`.
pub(super) fn is_predicate(before: &str, first: &str) -> bool {
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let carries = |end: &str| {
        word.strip_suffix(end)
            .is_some_and(|noun| noun.chars().count() > 1 && particle::agrees(noun, end))
    };
    let apart = before.ends_with(' ');
    let object = carries("을") || carries("를") || word.ends_with("도록");
    let does = |deed: &str| is_done(deed) || matches!(deed, "설정" | "지정" | "변경" | "선택");
    let subject = carries("이") || carries("가");
    apart && (object && does(first) || subject && deeds::is_nominal(first))
}

/// Whether a step is a sentence of its own: something is done with an object, or much is said of
/// where it happens.
pub(super) fn is_event(words: &str) -> bool {
    let mut at = 0;
    for word in words.split(' ') {
        at = (at + word.len() + 1).min(words.len());
        let rest = &words[at..];
        let carries = |end: &str| {
            word.strip_suffix(end)
                .is_some_and(|noun| noun.chars().count() > 1 && particle::agrees(noun, end))
        };
        let object = (carries("을") || carries("를")) && !rest.contains("으로 ");
        let there = (carries("에") || carries("에서")) && rest.split(' ').count() > 2;
        // `입력후 생성`, `안됨! 수정`
        let after = word
            .strip_suffix('후')
            .is_some_and(|deed| deed.chars().count() > 1 && is_done(deed));
        let exclaimed = word.ends_with('!') && deeds::is_said(word);
        if !rest.is_empty() && (object || there || after || exclaimed) {
            return true;
        }
    }
    // `성공적으로`, from which its ending was cut
    words.ends_with('적') && !words.contains(' ') && words.chars().count() > 2
        || words.ends_with(is_hangul)
            && words.contains(' ')
            && words.rsplit(' ').next().is_some_and(ending::is_said)
}

/// `각 상품 버튼`: each of many has no label of its own.
pub(super) fn is_any(words: &str) -> bool {
    ["각 ", "각각의 ", "여러 ", "어떤 ", "아무 "]
        .iter()
        .any(|any| words.starts_with(any))
}
