//! What people do in a user interface, as the words of a sentence say it. Words in, answers out.
//! Knows Korean verbs in their plain, polite and connecting forms, no signs.

use crate::notes::particle;

/// What hands do in a user interface.
const HANDS: &[&str] = &[
    "누르",
    "누름",
    "눌러",
    "누른",
    "클릭",
    "선택",
    "들어",
    "이동",
    "연다",
    "열어",
    "열고",
    "체크",
    "바꾼",
    "바꾸기",
    "바꿔",
    "켠다",
    "켜기",
    "켜고",
    "켜면",
    "켜 ",
    "끈다",
    "끄기",
    "끄고",
    "끄면",
    "고른",
    "고르",
    "골라",
    "간다",
    "가서",
    "가면",
    "접속",
    "진입",
    "해제",
    "입력",
    "적는",
    "적어",
    "적고",
    "넣",
    "추가",
    "등록",
    "설치",
    "내려받",
    "확인",
    "찾",
    "본다",
    "보면",
    "쓴다",
    "붙여",
    "복사",
    "고친",
    "고쳐",
    "만든",
    "만들",
    "지운",
    "지우",
    "삭제",
    "수정",
    "변경",
    "저장",
    "생성",
    "남긴",
    "올린",
    "내린",
    "준다",
    "내려가",
    "맞춘",
    "맞추",
    "맞춰",
    // Polite forms: `누릅니다`, `켜세요`.
    "누릅",
    "엽니",
    "여세",
    "켭니",
    "켜세",
    "끕니",
    "끄세",
    "고릅",
    "갑니",
    "가세",
    "바꿉",
    "바꾸세",
    "바꾸고",
    "만듭",
    "지웁",
    "봅니",
    "보세",
    "씁니",
    "쓰세",
    "올립",
    "내립",
    "줍니",
    "고칩",
    "고치세",
    "고치고",
    "남깁",
    "붙입",
    "붙인",
    "붙이고",
    "붙이세",
];

/// Whether words begin with what is done in a user interface.
pub(super) fn is_deed(words: &str) -> bool {
    HANDS.iter().any(|act| words.starts_with(act))
}

/// What is done with the thing that a name before it calls: `Vim 비활성화`, `퍼블릭 IP 확인`.
/// Behind a Korean name they belong to the label as well as not (`업데이트 확인`).
pub(super) fn is_done_with(word: &str) -> bool {
    const DONE: &str = "확인 해제 활성화 비활성화 켜기 끄기 켬 끔 켜 체크 복사 입력 지정";
    DONE.split(' ').any(|one| one == word)
}

/// What the writer does with what an English label names: `Environment variables 추가`. The menus
/// of a Korean program say so themselves behind abbreviations (`VPC 생성`).
pub(super) fn is_done_in_korean(word: &str, before: &str) -> bool {
    const DONE: &str = "추가 삭제 제거 수정 변경 생성 등록 설치 발급 열기 조회 업로드 다운로드 \
        편집 작성 실행 연결";
    // `Runners 펼치기`, `File Encodings 모두 UTF-8`
    let deed = word.chars().count() > 2 && word.ends_with('기');
    let all = matches!(word, "모두" | "전부" | "다" | "꼭" | "반드시");
    (deed || all || DONE.split(' ').any(|one| one == word))
        && before.is_ascii()
        && before.contains(|c: char| c.is_ascii_lowercase())
}

/// Whether a label goes on behind `으로`, which tells how something is done: `다른 이름으로 저장`,
/// `관리자 권한으로 실행`. Where one goes (`로 이동`) it does not.
pub(super) fn is_manner(next: &str) -> bool {
    const DONE: &str = "저장 열기 실행 내보내기 보내기 복사 보기 정렬 분리됨 붙여넣기 불러오기 \
        전환 설정됨 나누기 변환";
    let verb = next.split(' ').next().unwrap_or_default();
    DONE.split(' ').any(|one| {
        verb.strip_prefix(one)
            .is_some_and(|rest| particle::length(rest) == Some(rest.len()))
    })
}
