//! What a chapter holds and a number of sheets has not. The words behind a number in, an answer
//! out.

use crate::notes::links::chapter_number::opening::{OF_SHEETS, SHEETS};
use crate::notes::links::run::OPAQUE;
use crate::notes::links::standing;
use crate::notes::particle;

/// Nouns of flat things besides [`SHEETS`], and what is made of such.
const FLAT: &str = "인증서 디스크 레이어 시디 그래픽 여권 사본 화면 데이터 결과물 샘플 자료 패널 \
    블록 \
    타일 패치 페이지 시트 접시 유리 기판 보드 증명서 계약서 서류 편지 종이 판 책 노트 이름표 필기 \
    답안 시험지 유인물 전단 견본 천 이불 수건 김 빵 고기 잎 꽃잎 나뭇잎";

/// `1장의 서버가 떠 있어야 한다`, `2장의 netstat 사용`: something that a number of sheets has not;
/// `3장의 사진` are three of them.
pub(super) fn is_part(rest: &str) -> bool {
    let Some(owned) = rest.strip_prefix(' ') else {
        return false;
    };
    // ``3장의 `Pod` 예제``
    if let Some(noun) = owned.strip_prefix(OPAQUE) {
        return is_of_notes(noun.trim_start());
    }
    let word = owned
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .next()
        .unwrap_or_default();
    let flat = |noun: &str| word.starts_with(noun);
    let sheet = SHEETS.iter().chain(&OF_SHEETS).any(|noun| flat(noun));
    // `RTX 그래픽 카드`, `H100`, `GPU로`: hardware comes in numbers as well.
    let latin = word
        .find(|c: char| !c.is_ascii())
        .map_or(word, |end| &word[..end]);
    let hardware = latin.starts_with(|c: char| c.is_ascii_uppercase())
        && (latin.chars().skip(1).any(|c| c.is_ascii_digit())
            || matches!(
                latin,
                "GPU" | "CPU" | "SSD" | "HDD" | "DVD" | "CD" | "RAM" | "NIC"
            ));
    let more = owned
        .chars()
        .take_while(|c| !matches!(c, '.' | ',' | '—'))
        .collect::<String>();
    let counted = more
        .split(' ')
        .any(|word| SHEETS.iter().any(|noun| word.starts_with(noun)));
    word.chars().count() > 1
        && !sheet
        && !hardware
        && !counted
        && !FLAT.split_whitespace().any(flat)
}

/// What only notes have: `2장의 명령을 다시 친다`.
pub(super) fn is_of_notes(owned: &str) -> bool {
    const NOUNS: &str = "예제 내용 코드 실습 명령 명령어 매니페스트 스크립트 클래스 함수 프로젝트 \
        방법 결론 개념 문제 설정 규칙 정의 원리 공식 정리 알고리즘 모델 과제 질문 설명 \
        이야기 주제 용어 증명 절차 실험 비유 경고 조언 교훈";
    NOUNS.split_whitespace().any(|noun| {
        owned
            .strip_prefix(noun)
            .is_some_and(|rest| particle::length(rest).is_some())
    })
}

/// `2장 환경 변수 등록`, `7장 타이머 실제로 보기`, at the start of a sentence: something told in a
/// chapter stands behind its number without a particle. Sheets stand before theirs, and behind it
/// what is done with them.
pub(super) fn is_before_its_part(before: &str, after: &str) -> bool {
    const DONE: &str = "인쇄 출력 제출 첨부 복사 스캔 주문 구매 촬영 배부 필요 이상 이하 미만 초과 \
        정도 이내 \
        분량 짜리 모두 전부 세트 남음 남김 남은 가량 안팎 내외 묶음 나눠 골라 넘게 무료 유료 할인 \
        교환 완성 캡처 캡쳐 가능 제한 대학";
    // `1장 저장 규칙` is told there, `1장 저장해 둔다` is done.
    const SAID: &str =
        "저장 보관 삭제 선택 추가 수정 편집 공유 전송 배포 업로드 다운로드 준비 크기";
    let Some(part) = after.strip_prefix(' ').filter(|_| before.trim().is_empty()) else {
        return false;
    };
    let said: Vec<&str> = part
        .split([' ', '.', ',', '('])
        .filter(|word| !word.is_empty())
        .collect();
    let Some(word) = said.first() else {
        return false;
    };
    let noun = word.starts_with(char::is_alphanumeric) && word.chars().count() > 1;
    let deed = |deed: &str| {
        let rest = word.strip_prefix(deed);
        rest.is_some_and(|rest| !rest.is_empty() || said.len() < 3)
    };
    let done = DONE.split_whitespace().any(|deed| word.starts_with(deed))
        || SAID.split_whitespace().any(deed)
        || FLAT.split_whitespace().any(|noun| word.starts_with(noun))
        || standing::is_verb(word)
        || particle::length(word) == Some(word.len());
    let sheets = said.iter().any(|word| {
        SHEETS.iter().any(|noun| word.starts_with(noun))
            || HANDLED.iter().any(|verb| word.starts_with(verb))
    });
    said.len() > 1 && noun && !done && !sheets && !word.starts_with(|c: char| c.is_ascii_digit())
}

/// What is done with sheets by hand.
const HANDLED: [&str; 16] = [
    "인쇄",
    "출력",
    "제출",
    "뽑",
    "찍",
    "나눠",
    "나누어",
    "붙",
    "접",
    "자르",
    "찢",
    "모으",
    "그리",
    "그려",
    "복사",
    "첨부",
];
