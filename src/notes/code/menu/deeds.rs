//! What people do in a user interface, as the words of a sentence say it. Words in, answers out.
//! Knows Korean verbs in their plain, polite and connecting forms, no signs.

use crate::notes::ending;
use crate::notes::particle;

/// What hands do in a user interface.
const HANDS: &[&str] = &[
    "누르",
    "누름",
    "눌러",
    "누른",
    "클릭",
    "더블클릭",
    "더블",
    "우클릭",
    "터치",
    "탭하",
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
    "남겨",
    "올린",
    "내린",
    "준다",
    "내려가",
    "끌어",
    "드래그",
    "펼치",
    "펼친",
    "펼쳐",
    "펼칩",
    "돌아오",
    "돌아온",
    "돌아옵",
    "돌아가",
    "돌아간",
    "돌아갑",
    "푼다",
    "풀고",
    "풀어",
    "풀면",
    "풉니",
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

/// Whether something is pressed or opened behind the last place, as only a user interface has it:
/// `를 누르면`, `클릭`, `탭을 연다`, `버튼`.
pub(super) fn is_pressed(after: &str) -> bool {
    const PRESSED: [&str; 8] = [
        "누르",
        "누름",
        "누른",
        "누릅",
        "눌러",
        "눌렀",
        "클릭",
        "더블클릭",
    ];
    const CONTROLS: [&str; 6] = ["탭", "버튼", "단추", "체크박스", "토글", "드롭다운"];
    let mut words = after.split_whitespace();
    let mut first = words.next().unwrap_or_default();
    let bare = |word: &str| particle::length(word) == Some(word.len());
    let ordered = matches!(first, "순서로" | "순으로" | "차례로" | "순서대로");
    if bare(first) || ordered {
        first = words.next().unwrap_or_default();
    }
    // `을 세 번이나 눌러야`
    let counted = ["한", "두", "세", "네", "여러", "몇"].contains(&first);
    let times = counted.then(|| words.clone().next()).flatten();
    if times.is_some_and(|word| word.starts_with('번')) {
        words.next();
        first = words.next().unwrap_or_default();
    } else if first.starts_with("번이나") {
        first = words.next().unwrap_or_default();
    }
    let control = |noun: &&str| first.strip_prefix(*noun).is_some_and(bare);
    PRESSED.iter().any(|verb| first.starts_with(verb)) || CONTROLS.iter().any(control)
}

/// Whether words end in the button of the mouse that opens the menu of a thing: `폴더 우클릭`,
/// `오른쪽 마우스`, `마우스 오른쪽 버튼 클릭`. Its side and what is pressed stand in any order.
pub(super) fn is_right_click(words: &str) -> bool {
    let mut mouse = false;
    for word in words.rsplit(' ') {
        match word {
            "우클릭" => return true,
            "마우스" | "클릭" | "버튼" | "단추" => mouse = true,
            "우측" | "우" => return mouse,
            // `마우스 오른쪽`, no `화면 오른쪽`
            "오른쪽" => return mouse || words.ends_with("마우스 오른쪽"),
            _ => return false,
        }
    }
    false
}

/// What is done with a place in the middle of a path.
pub(super) fn is_click(word: &str) -> bool {
    matches!(word, "클릭" | "선택" | "체크" | "누르기" | "더블클릭")
}

/// What is done with the thing that a name before it calls: `Vim 비활성화`, `퍼블릭 IP 확인`.
/// Behind a Korean name they belong to the label as well as not (`업데이트 확인`).
pub(super) fn is_done_with(word: &str) -> bool {
    const DONE: &str = "확인 해제 활성화 비활성화 켜기 끄기 켬 끔 켜 체크 복사 입력 지정 접속";
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
    // `.ipynb 다운로드`: the button says in which format.
    let format = before.trim_start().starts_with('.') && !before.trim().contains(' ');
    // `html 편집`: labels in English begin with a capital.
    let small = before
        .trim_start()
        .starts_with(|c: char| c.is_ascii_lowercase())
        && !before.trim().contains(' ');
    !format
        && !small
        && (deed || all || DONE.split(' ').any(|one| one == word))
        && last.is_ascii()
        && last.contains(|c: char| c.is_ascii_lowercase())
}

/// Whether a word is a verb that says what hands do or what is seen there, in a form that no label
/// has: `열고`, `눌러서`, `들어갑니다`, `확인하고`, `꺼져`. Labels are nouns, `열기` and
/// `공유하기` among them.
pub(super) fn is_conjugated(word: &str) -> bool {
    const STEMS: &str = "누르 누른 누릅 누를 누름 눌러 눌렀 열고 열어 열면 열었 연다 엽니 여세 \
        고르 고른 고릅 고름 골라 골랐 들어가 들어간 들어갑 들어감 들어갔 들어오 켜고 켜면 켜서 \
        켜야 켜져 켜진 켜두 켜둔 켜둠 켜주 켜준 켜줌 켜줘 켜놓 켠다 켠 켭니 켜세 켰 끄고 끄면 \
        꺼서 꺼야 꺼져 꺼진 꺼두 꺼둔 꺼둠 꺼주 꺼준 꺼줌 꺼줘 꺼놓 끈다 끕니 껐 바꾸 바꾼 바꿉 \
        바꿔 바꿈 바꿨 바뀐 바뀌 바뀜 찾아 찾으 찾는 찾습 옮긴 옮깁 옮겨 내려서 내려가 내려간 \
        올려서 넣고 넣어 넣으 넣는 넣음 적고 적어 적는 적습 지우고 지우면 지우세 \
        지운 지웁 지워 가서 가면 간다 가보 가봐 가본 가봤 \
        갑니 가세 가야 갔더 보면 본다 봅니 봤더 보이면 보인다 보임 보여 보입 뜨면 뜬다 뜹니 뜨는 \
        나오면 나온다 나옴 나와 나옵 나타나 나타난 숨어 있으 있는 있고 있다 있음 있어 있습 있었 \
        있네 없으 없다 없어 없습 없었 쓰면 쓴다 쓰는 쓰고 씁니 씀 썼 두면 둔다 둡니 둠 뒀 두고 \
        건드리 건드린 건드려 따라가 따라간 뽑으 뽑는 뽑고 뽑아 뽑음 맞추 맞춘 맞춰 붙이 붙인 붙여 \
        만들고 만들어서 만들면 만든다 만든 만듭 닫고 닫으면 닫는다 접고 펼치고 펼치면 펼쳐 올리고 \
        올리면 올린다 올립 내리고 내리면 내린다 내립 돌리고 돌려 돌린다 늘리고 늘려 늘린 줄이고 \
        줄여 줄인 채우고 채워 채운 비우고 비워 비운 고치고 고쳐 고친 빼고 빼면 빼야 뺀다 받으면 \
        받아 받는다 불러오고 불러와 가져오고 가져와 보내면 보낸다 끌어 드래그 띄우 띄워 띄운 \
        된다 되면 되고 되어 되는 됩니 됐 돼 하시 했더 했다 했는 안됨 안되 안돼 말고 말자 \
        만지 만진 아니라 아니고 \
        아니면 아님 아닌";
    const DOES: &str = "하고 하면 하며 하여 해서 해야 한다 합니다 하세요 하십시오 했다 했음 \
        했더니 해준다 해줍니다 해보면 하시면 하자 하지 하는 하도록 하려면 해두면 해둔다 해둠 \
        해놓고 해놓음 해주면 해줌 해주세요 해줘야 해 되면 되고 되어 되는 된다 됩니다 됐다 됐는지 \
        되었는지 되지 돼 돼야 되도록";
    // `바꾸기(H)`: a letter of the keyboard.
    let keyed = word.trim_end_matches('.').strip_suffix(')');
    let word = keyed.map_or(word, |keyed| match keyed.rsplit_once('(') {
        Some((name, key)) if key.len() == 1 => name,
        _ => word,
    });
    let verb = || STEMS.split_whitespace().any(|stem| word.starts_with(stem));
    let does = |end: &str| {
        let noun = word.strip_suffix(end);
        // `이해`, `방해`
        noun.is_some_and(|noun| noun.chars().count() > usize::from(end == "해") + 1)
    };
    // `누르기` is what the writer does, `찾아보기` a label.
    let act = matches!(
        word,
        "누르기" | "들어가기" | "켜주기" | "꺼주기" | "바꿔주기" | "클릭하기"
    );
    // `켜두기`, `허용해주기`
    let kept = [
        "해주기",
        "해보기",
        "해놓기",
        "어두기",
        "켜두기",
        "꺼두기",
        "해두기",
        "아두기",
        "춰두기",
        "꿔두기",
    ]
    .iter()
    .any(|end| word.ends_with(end));
    // `붙여넣기를`: a noun that was made of a verb.
    let noun = ["기를", "기에서", "기로"]
        .iter()
        .any(|end| word.ends_with(end));
    act || kept
        || ending::closes(word)
        || ending::is_verb(word)
        || !word.ends_with('기') && !noun && (verb() || DOES.split_whitespace().any(does))
}

/// Whether a word begins as the verb that makes a sentence of a name before it: `Clear 해주고`,
/// `Stash 하면`.
pub(super) fn is_doing(word: &str) -> bool {
    const DOES: &str = "하고 하면 하며 하여 하자 하지 하는 하도 하려 하기 하니 하십 하세 하시 한다 \
        합니 해서 해야 해도 해라 해요 해주 해준 해줌 해줘 해두 해둔 해둠 해놓 해보 해본 해봐 했";
    DOES.split_whitespace().any(|stem| word.starts_with(stem))
}

/// What tells how or where something is done and stands in no label: `길게 누른다`, `안 보이면`,
/// `두 번 누르면`.
pub(super) fn is_adverb(word: &str, next: &str) -> bool {
    const ADVERBS: &str = "안 못 꼭 반드시 절대 절대로 그대로 길게 꾹 쭉 일단 먼저 이제 \
        여기 여기서 \
        거기 거기서 그러면 그럼 그리고 근데 그런데 한번 한방 연타 \
        필수 필요 권장 추천 주의 \
        덕분에 때문에 쪽 정도 둘 둘다 모두다 이런 저런 그런 이렇게 저렇게 그렇게";
    let first = next.split(' ').next().unwrap_or_default();
    // `바로 아래`, `해 보세요`, `만 바꾸면`, `확인 필요`
    let near = matches!(word, "바로" | "가장" | "제일")
        && ["아래", "위", "옆", "밑", "앞", "뒤"]
            .iter()
            .any(|side| first.starts_with(side));
    // `허용해 줘야`
    let tried = word.ends_with('해')
        && ["보", "봐", "봤", "주", "줘", "두", "놓"]
            .iter()
            .any(|verb| first.starts_with(verb));
    let only = word == "만" && (is_conjugated(first) || is_deed(first));
    let asked = matches!(word, "확인" | "체크" | "설정" | "입력" | "선택")
        && matches!(
            first,
            "필요" | "바람" | "요망" | "바랍니다" | "필수" | "요함"
        );
    if near || tried || only || asked {
        return true;
    }
    // `사용 안 함`: a choice.
    let choice = ["함", "됨"]
        .iter()
        .find_map(|noun| first.strip_prefix(*noun));
    if matches!(word, "안" | "못")
        && choice.is_some_and(|end| particle::length(end) == Some(end.len()))
    {
        return false;
    }
    // `한 번`, `두 번`, `경로로 이동`
    let times = matches!(word, "한" | "두" | "세" | "네") && next.starts_with('번');
    let way = word == "경로로" && is_deed(next) || word == "경로에" && next.starts_with('있');
    let laughs = word.chars().all(|c| "ㅋㅎㅠㅜ".contains(c));
    times || way || laughs || ADVERBS.split_whitespace().any(|one| one == word)
}

/// Whether a word is the noun that notes make of a verb: `생김`, `됨`; not `알림`, `로그인`.
pub(super) fn is_nominal(word: &str) -> bool {
    const NOMINAL: &str = "됨 함 생김 있음 없음 나옴 나타남 보임 열림 바뀜 켜짐 꺼짐 사라짐 만듦 \
        같음 다름 많음 적음 늘어남 줄어듦 떨어짐 올라감 내려감 넘어감 돌아감 들어감 나감 쌓임 남음";
    NOMINAL.split_whitespace().any(|end| word.ends_with(end)) && !word.contains(' ')
}

/// Whether words end as a sentence does, in a verb or in the noun that notes make of one.
pub(super) fn is_said(words: &str) -> bool {
    let words = words.trim_end_matches(['.', '!', '~']);
    let last = words.rsplit(' ').next().unwrap_or_default();
    words.ends_with([
        '다', '요', '면', '음', '것', '됨', '함', '임', '죠', '네', '름', '림', '옴', '김', '뀜',
        '짐',
    ]) || is_conjugated(last)
        || asks(words)
}

/// Whether one is to look which of two it is: `크롬인지 확인`, `켜져 있는지 보기`.
pub(super) fn asks(words: &str) -> bool {
    const ASKING: [&str; 6] = ["인지", "는지", "은지", "한지", "된지", "던지"];
    words.split(' ').any(|word| {
        ASKING
            .iter()
            .any(|end| word.len() > end.len() && word.ends_with(end))
    })
}

/// Whether a label goes on behind `으로`, which tells how something is done: `다른 이름으로 저장`,
/// `관리자 권한으로 실행`. Where one goes (`로 이동`) it does not.
pub(super) fn is_manner(next: &str) -> bool {
    const DONE: &str = "필터링 재설정 저장 열기 실행 내보내기 보내기 복사 보기 정렬 분리됨 \
        붙여넣기 불러오기 \
        전환 설정됨 나누기 변환 복원 공유 가져오기 찾기 검색 로그인 인쇄 등록 시작";
    let verb = next.split(' ').next().unwrap_or_default();
    // `다른 이름으로 저장... 을 누른다`
    let verb = verb
        .split("...")
        .next()
        .unwrap_or_default()
        .trim_end_matches('…');
    DONE.split(' ').any(|one| {
        verb.strip_prefix(one)
            .is_some_and(|rest| particle::length(rest) == Some(rest.len()))
    })
}

/// What one is told to do, in English.
const TOLD: &str = "choose click select press set check enable disable turn add open type \
    enter pick tick change create find see make uncheck configure switch use \
    untick deselect remove delete copy paste look scroll restart save replace";

/// Whether an English word tells somebody to do something, in the middle of a sentence.
pub(super) fn is_told(word: &str) -> bool {
    TOLD.split_whitespace().any(|verb| verb == word)
}
