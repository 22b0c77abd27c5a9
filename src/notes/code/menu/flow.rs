//! Arrows that show what happens one after the other and no places of a user interface. Names in,
//! an answer out.

use crate::notes::code::menu::label::{
    PLAIN, is_done, is_interface, is_process, is_product, is_root, is_titled, opens_window,
};
use crate::notes::code::menu::shown::{is_dropdown, is_grown, is_opened};
use crate::notes::code::menu::telling::{is_making, is_of_thing, is_row};
use crate::text::is_hangul;

/// Whether arrows show what happens one after the other and no places: `요청 → 컨트롤러 → 응답`,
/// `GitHub → Jenkins → ECR`. Places are those of one program, or somebody goes there.
///
/// `shown` where a mouse is used on the way, or the program stands before.
pub(super) fn is_flow(words: &[&str], tail: i32, shown: bool) -> bool {
    let first = words[0];
    // `Sublime Text → Preferences`: each has some.
    let product = |words: &&&str| is_product(words) && !is_root(words);
    let products = words.iter().filter(product).count();
    let interface = words.iter().filter(|words| is_interface(words)).count();
    // `Build, Execution, Deployment → Compiler → …`
    let row = words.len() > 2 && words.iter().any(|words| is_row(words));
    if row || is_opened(first) || is_dropdown(words) || is_grown(words) || is_double(words) {
        return false;
    }
    if products > 1 || ["종료", "끝", "완료"].contains(&words[words.len() - 1]) {
        return true;
    }
    // `환경 설정 → 빌드 → 실행 → 시각화`: what is done in no place.
    let bare = |words: &&&str| is_done(words) && !words.contains(' ') && !is_making(words);
    if words.len() > 2 && words[1..].iter().filter(bare).count() > 1 && !is_root(first) {
        return true;
    }
    if words.iter().any(|words| matches!(*words, "요청" | "응답")) && !is_root(first) {
        return true;
    }
    // `Edit → Compile → Run 을 되풀이한다`: what programmers do.
    // `Run → Fail → Fix → Run`: what comes round.
    if tail < -2 && words[1..].iter().any(|words| is_root(words)) || first == words[words.len() - 1]
    {
        return true;
    }
    let of_product = || {
        let mut ends = first.match_indices(' ').map(|(at, _)| at);
        ends.any(|at| is_product(&first[..at]))
    };
    let starts = first != "시작"
        && (is_root(first)
            || is_screen(words)
            || products == 1 && is_product(first)
            || of_product());
    let of_settings = first.strip_suffix(" 설정").is_some_and(is_product);
    let of_settings = of_settings || is_owned(first);
    let settings = (of_settings || SETTINGS.contains(&first) || is_button(first))
        && !words[1..].iter().any(|words| is_done(words));
    // `Repository Settings → Secrets`
    let settings = settings || first.ends_with(" Settings") && words.len() == 2;
    let enough = usize::from(products != 1 && !of_product() && !is_screen(words));
    let named = is_button(first)
        || interface > 0
        || is_root(first)
        || is_product(first)
        || PLAIN.contains(&first);
    let lists = words[1..]
        .iter()
        .filter(|words| is_list(words) && !is_interface(words));
    // `Cloud → Environments → default → Clusters`; where the first is one of many, things flow.
    let labels = interface + if is_list(first) { 0 } else { lists.count() };
    // What begins with a new thing sets out from no place.
    let nameless = usize::from(matches!(first, "새로만들기" | "새로 만들기"));
    let making = words[nameless..].iter().any(|words| is_making(words));
    let makes = making && labels > 1;
    let made = shown && making;
    // `삽입 → 도형 → 새 그리기 캔버스`: a menu of the bar, in which something is made.
    let barred = is_titled(first) && interface > 0 && making;
    // `엑셀 데이터 → 텍스트 나누기 → 다음`: so Korean labels say what they do.
    let does =
        |words: &&&str| words.ends_with('기') && words.contains(' ') && words.ends_with(is_hangul);
    let barred = barred || shown && is_titled(first) && words[1..].iter().filter(does).count() > 0;
    // `Supabase: Authentication → Providers → GitHub 를 켠다`
    let switched = shown && tail > 0 && words[1..].iter().any(|words| is_list(words));
    let seen = ((shown || makes) && interface > 0 || made || barred || switched)
        && !is_process(words)
        || words
            .iter()
            .any(|words| opens_window(words) || is_of_thing(words));
    // `프로필 → Settings → Developer settings → Tokens`: no process has so many labels.
    let many = labels > 2 && words.len() > 3 && !words.iter().any(|words| is_done(words));
    // `저장소 → Settings → Pages`: in no process are there settings to go through.
    let through = words.len() > 2
        && words[1..words.len() - 1]
            .iter()
            .any(|words| SETTINGS.contains(words) && *words != "설정")
        && !words.iter().any(|words| is_done(words));
    // `로그인 버튼 클릭 → 로그인 창 → 인증 → 토큰 발급`: what follows is done by the program.
    let done = words[1..].iter().filter(|words| is_done(words)).count();
    if is_button(first) && done > 1 {
        return true;
    }
    // `네트워크 → 고급 → 포트 포워딩`: pages of settings, as nothing else is called.
    let pages = words.iter().filter(|words| PAGES.contains(words)).count();
    let many = many || pages > 1 && !words.iter().any(|words| is_done(words));
    let place = seen || many || through || is_tabbed(words) && done == 0;
    !place && (!named || tail <= 0 && !settings && !(starts && interface > enough))
}

/// Whether a label names two things at once, beside one of a user interface: `API 및 서비스`,
/// `Hotspot & tethering`. Steps of a process are named so as well, but not in titles.
fn is_double(words: &[&str]) -> bool {
    let double = |words: &&str| words.contains(" 및 ") || words.contains(" & ");
    words.iter().any(double)
        && words
            .iter()
            .any(|words| is_interface(words) || is_making(words))
        && !words
            .iter()
            .any(|words| PROCESS_ENDS.iter().any(|end| words.ends_with(end)))
}

/// What ends a process, or a part of it.
const PROCESS_ENDS: [&str; 8] = [
    "배포",
    "테스트",
    "분석",
    "저장",
    "시각화",
    "처리",
    "응답",
    "전송",
];

/// Whether the first place are the settings of what somebody has at a site: `워크스페이스 설정`.
fn is_owned(first: &str) -> bool {
    const OWNED: &str = "프로젝트 워크스페이스 저장소 리포지토리 레포 조직 그룹 팀 스페이스 계정 \
        사용자 \
        프로필 앱 사이트 채널 도메인 알림 개인 내 TV 휴대폰 핸드폰 스마트폰 폰 태블릿 기기 카메라 \
        공유기 윈도우 네트워크 보안 화면";
    first
        .strip_suffix(" 설정")
        .is_some_and(|owned| OWNED.split_whitespace().any(|one| one == owned))
}

/// An English name of many of a kind, as a list of them is called: `Clusters`, `API Keys`.
fn is_list(words: &str) -> bool {
    words.len() > 4
        && words.starts_with(|c: char| c.is_ascii_uppercase())
        && words.ends_with('s')
        && !words.ends_with("ss")
        && words.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')
}

/// Whether one of the places is a tab: `Network 탭 → Headers`, `동의 화면 → 대상 탭`. The first
/// with a Korean name may as well be tapped (`카드 탭 → …`).
fn is_tabbed(words: &[&str]) -> bool {
    let tab = |(i, words): (usize, &&str)| {
        words
            .strip_suffix(" 탭")
            .is_some_and(|name| i > 0 || name.ends_with(|c: char| c.is_ascii_alphanumeric()))
    };
    words.len() > 2 && words.iter().enumerate().any(tab)
}

/// Whether the first place is called a screen, and the others are none: `관리 화면 → Queues`.
fn is_screen(words: &[&str]) -> bool {
    const SCREENS: [&str; 8] = [
        "화면",
        "콘솔",
        "대시보드",
        "페이지",
        "UI",
        "메뉴",
        "사이드바",
        "패널",
    ];
    let screen = |words: &&str| {
        let last = words.rsplit_once(' ').map(|(_, last)| last);
        // `왼쪽메뉴`, `사이드바`
        let bar = ["메뉴", "메뉴바", "사이드바", "상단바"]
            .iter()
            .any(|bar| words.ends_with(bar));
        bar || last.is_some_and(|last| SCREENS.contains(&last))
    };
    words.first().is_some_and(screen) && !words[1..].iter().any(screen)
}

/// What one presses first: `햄버거 버튼`, `톱니바퀴`; a process begins with none.
fn is_button(first: &str) -> bool {
    // `버튼 → 요청`: one without a name is any button.
    first == "톱니바퀴"
        || ["버튼", "단추", "아이콘", "톱니바퀴"].iter().any(|button| {
            first
                .strip_suffix(button)
                .is_some_and(|name| !name.is_empty())
        })
}

/// What only pages of settings are called.
const PAGES: [&str; 22] = [
    "고급",
    "고급 설정",
    "고급 시스템 설정",
    "포트 포워딩",
    "포트포워딩",
    "환경 변수",
    "환경변수",
    "속성",
    "일반",
    "새로 만들기",
    "자격 증명",
    "개인 정보",
    "개인정보 보호 및 보안",
    "손쉬운 사용",
    "접근성",
    "개발자 옵션",
    "디스플레이",
    "언어 및 입력",
    "추가 옵션",
    "Advanced",
    "Preferences",
    "Port Forwarding",
];

/// What every user interface has and no process begins with.
const SETTINGS: [&str; 11] = [
    "속성",
    "프로젝트 속성",
    "Properties",
    "설정",
    "환경 설정",
    "환경설정",
    "시스템 설정",
    "시스템 환경설정",
    "제어판",
    "Settings",
    "Preferences",
];
