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
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
    (deed || all || DONE.split(' ').any(|one| one == word))
        && last.is_ascii()
        && last.contains(|c: char| c.is_ascii_lowercase())
}

/// Whether a word is a verb that says what hands do, in a form that no label has: `열고`, `눌러서`,
/// `들어갑니다`, `확인하고`. Labels are nouns, `열기` and `공유하기` among them.
pub(super) fn is_conjugated(word: &str) -> bool {
    const STEMS: &str = "누르 누른 누릅 누를 눌러 눌렀 열고 열어 열면 열었 연다 엽니 여세 \
        고르 고른 고릅 골라 골랐 들어가 들어간 들어갑 들어갔 켜고 켜면 켜서 켜야 켠다 \
        켠 켭니 켜세 켰 끄고 끄면 꺼서 꺼야 끈다 끕니 껐 바꾸 바꾼 바꿉 바꿔 바꿨 찾아 \
        찾으 찾는 찾습 옮긴 옮깁 옮겨 내려서 내려가 올려서 넣고 넣어 넣으 넣는 적고 \
        적어 적는 적습 지우 지운 지웁 지워 가서 가면 간다 갑니 가세 보면 본다 봅니";
    const DOES: &str = "하고 하면 하며 하여 해서 해야 한다 합니다 하세요 하십시오 했다 \
        했더니 해준다 해줍니다 해보면";
    let verb = || STEMS.split_whitespace().any(|stem| word.starts_with(stem));
    let does = |end: &str| {
        let noun = word.strip_suffix(end);
        noun.is_some_and(|noun| noun.chars().count() > 1)
    };
    !word.ends_with('기') && (verb() || DOES.split_whitespace().any(does))
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
