//! What the names of a path's steps and the words behind it are worth as evidence for a user
//! interface. Names in, a number out. Knows no signs.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::notes::code::menu::enclosed::is_han;
use crate::notes::code::menu::telling::is_making;
use crate::text::is_hangul;

/// What stands in `menu.txt`.
pub(super) struct MenuWords {
    /// By their first letter.
    labels: HashMap<char, Vec<&'static str>>,
    english: HashSet<&'static str>,
    /// Titles of a menu bar: what the first place of a path is often called.
    pub bar: HashSet<&'static str>,
    pub products: Vec<&'static str>,
    /// Those that are no everyday words, in small letters.
    programs: HashSet<String>,
    /// What stands in Japanese and Chinese labels.
    pub han: Vec<&'static str>,
    /// What only pages of settings and consoles are called.
    pub pages: HashSet<&'static str>,
    /// Last words of what holds other places.
    pub containers: Vec<&'static str>,
    /// Where somebody sets out from.
    pub entrances: Vec<&'static str>,
    /// What is pressed last.
    pub buttons: HashSet<&'static str>,
    /// What programs are made of, and what goes through them.
    pub flows: HashSet<&'static str>,
    /// How things are, and what became of them.
    pub states: Vec<&'static str>,
    /// Pages and deeds of a program that somebody writes.
    pub own: HashSet<&'static str>,
    /// By the title of a menu what programs have in it.
    pub menus: HashMap<&'static str, HashSet<&'static str>>,
    /// What is said before a flow, an order, a structure.
    pub flow_labels: Vec<&'static str>,
    /// What is said before a way through menus.
    pub way_labels: Vec<&'static str>,
}

impl MenuWords {
    /// What follows each label that `words` begins with.
    pub(super) fn after_labels<'a>(&self, words: &'a str) -> impl Iterator<Item = &'a str> {
        let first = words.chars().next();
        let labels = first.and_then(|first| self.labels.get(&first));
        let labels = labels.into_iter().flatten();
        labels.filter_map(|label| words.strip_prefix(*label))
    }
}

pub(super) fn table() -> &'static MenuWords {
    static WORDS: OnceLock<MenuWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let text = include_str!("../menu.txt");
        let section = |name: &str| {
            let body = text.split_once(name).map_or("", |(_, body)| body);
            body.split("\n[").next().unwrap_or_default()
        };
        let products = section("[products]\n").lines();
        let listed = |name: &str| {
            let lines = section(name).lines();
            lines.flat_map(|line| line.split(", ").filter(|word| !word.is_empty()))
        };
        let mut labels: HashMap<char, Vec<&'static str>> = HashMap::new();
        for label in section("[labels]\n").lines() {
            if let Some(first) = label.chars().next() {
                labels.entry(first).or_default().push(label);
            }
        }
        MenuWords {
            labels,
            english: section("[english labels]\n").split_whitespace().collect(),
            bar: section("[menu bar]\n").lines().collect(),
            programs: products
                .clone()
                .filter(|line| !line.is_empty() && !PLAIN.contains(line))
                .map(str::to_ascii_lowercase)
                .collect(),
            products: products.filter(|line| !line.is_empty()).collect(),
            han: listed("[han labels]\n").collect(),
            pages: listed("[pages]\n").collect(),
            containers: listed("[containers]\n").collect(),
            entrances: listed("[entrances]\n").collect(),
            buttons: listed("[buttons]\n").collect(),
            flows: listed("[flows]\n").collect(),
            states: listed("[states]\n").collect(),
            own: listed("[own pages]\n").collect(),
            menus: section("[menus of programs]\n")
                .lines()
                .filter_map(|line| line.split_once(": "))
                .map(|(menu, places)| (menu, places.split(", ").collect()))
                .collect(),
            flow_labels: listed("[said of flows]\n").collect(),
            way_labels: listed("[said of ways]\n").collect(),
        }
    })
}

/// Whether somebody sets out from a place that is called so: `제어판`, `此电脑`.
pub(super) fn is_entrance(words: &str) -> bool {
    table().entrances.iter().any(|end| words.ends_with(end))
}

/// Whether words are a menu of the bar of some program: `툴`, `삽입`.
pub(super) fn is_of_bar(words: &str) -> bool {
    table().bar.contains(words)
}

/// Whether all names are what is measured, by the syllable that makes such nouns:
/// `합격률 > 응시율`, `처리량 > 지연량`.
pub(super) fn is_measure(words: &[&str]) -> bool {
    const MEASURES: [char; 7] = ['률', '율', '량', '도', '액', '수', '비'];
    let Some(last) = words[0].chars().last() else {
        return false;
    };
    let rate = |c: char| if c == '율' { '률' } else { c };
    MEASURES.contains(&last)
        && words.iter().all(|words| {
            let end = words.chars().last().map(rate);
            end == Some(rate(last)) && words.chars().count() > 2
        })
}

/// What the last noun of a row says that it shows: `VPC > Subnet > EC2 구조`.
const DRAWN: [&str; 18] = [
    "깔때기",
    "흐름",
    "과정",
    "절차",
    "고리",
    "속도",
    "구조",
    "계층",
    "관계",
    "우선순위",
    "컴포넌트",
    "상속",
    "단계",
    "레벨",
    "계층구조",
    "전환율",
    "이탈률",
    "순위",
];

/// Whether the last noun of a pair says how two things differ, or that one takes the place of the
/// other: `Heap > Stack 크기`, `Vue > React 전환`.
pub(super) fn is_compared(words: &str) -> bool {
    const NOUNS: &str =
        "크기 속도 성능 비용 난이도 빈도 비율 용량 마이그레이션 전환 변환 이전 교체";
    let last = words.rsplit_once(' ').map_or("", |(_, last)| last);
    NOUNS.split(' ').any(|one| one == last)
}

/// Whether a row shows how things are built: its last noun says so, they hold one another
/// (`Project > Module > Package`; labels name many of a kind or what is done), or one is built on
/// the next (`Spring Data JPA > JPA`).
pub(super) fn is_drawing(words: &[&str], product: bool) -> bool {
    let last = words[words.len() - 1].rsplit(' ').next();
    let said = words.len() > 2 && last.is_some_and(|last| DRAWN.contains(&last));
    let thing = |words: &&str| {
        words.starts_with(|c: char| c.is_ascii_uppercase())
            && words.bytes().skip(1).all(|b| b.is_ascii_lowercase())
            && (!words.ends_with('s') || words.ends_with("ss"))
    };
    let things = !product && !is_root(words[0]) && words.len() > 2 && words.iter().all(thing);
    let built = words.windows(2).any(|pair| {
        let on = pair[0].strip_suffix(pair[1]);
        on.is_some_and(|on| on.ends_with(' ')) && pair[1].bytes().all(|b| b.is_ascii_uppercase())
    });
    said || things || built
}

/// What people and programs do, as the steps of a process are called.
const PROCESS: &str = "생성 추가 등록 저장 수정 삭제 조회 실행 종료 로그인 로그아웃 검색 테스트 \
    주입 소멸 초기화 사용 콜백 빌드 배포 결제 주문 커밋 \
    푸시 요청 응답 검증 처리 입력 출력 계획 확인 개선 컴파일 설치 \
    다운로드 업로드 가입 인증 전송 수신 변환 분석 설계 개발 구현 승인 호출 발급";

pub(super) fn is_done(words: &str) -> bool {
    words.ends_with(is_hangul) && PROCESS.split(' ').any(|one| words.ends_with(one))
}

/// Whether the steps are deeds, one after the other: `테스트 > 빌드 > 배포`. Menus set out from a
/// place, and of what is done there they have one.
pub(super) fn is_process(words: &[&str]) -> bool {
    // `배포 > 새 배포`: a button makes one.
    let done = words
        .iter()
        .filter(|words| is_done(words) && !is_making(words))
        .count();
    // `편집 > 저장 > 커밋 > 푸시`: a deed as well, where nothing but deeds follow.
    let whole = |words: &&str| PROCESS.split_whitespace().any(|one| one == *words);
    if words[0] == "편집" && words.len() > 3 && words[1..].iter().all(whole) {
        return true;
    }
    !is_root(words[0]) && is_done(words[0]) && done * 3 >= words.len() * 2
}

/// A single lower-case word of a program, perhaps with digits and signs.
pub(super) fn is_bare(words: &str) -> bool {
    let letters = words.chars().count();
    let lower = words.starts_with(|c: char| c.is_ascii_lowercase() || c == '$' || c == ':')
        && words.is_ascii()
        && !words.contains(' ');
    let numbered = words.ends_with(|c: char| c.is_ascii_digit())
        && words.is_ascii()
        && !words.contains(' ')
        && letters > 1;
    lower || numbered || letters == 1 && words.is_ascii()
}

pub(super) fn is_root(word: &str) -> bool {
    matches!(
        word,
        "설정"
            | "파일"
            | "편집"
            | "보기"
            | "도구"
            | "시작"
            | "도움말"
            | "환경설정"
            | "환경 설정"
            | "시스템 설정"
            | "시스템 환경설정"
            | "System Settings"
            | "System Preferences"
            | "File"
            | "Edit"
            | "View"
            | "Tools"
            | "Settings"
            | "Preferences"
            | "Window"
            | "Run"
            | "Help"
            | "Build"
            | "ファイル"
            | "編集"
            | "表示"
            | "ツール"
            | "メニュー"
            | "設定"
            | "環境設定"
            | "システム設定"
            | "设置"
            | "系统设置"
            | "系統設定"
            | "首选项"
            | "偏好设置"
            | "文件"
            | "编辑"
            | "工具"
            | "菜单"
    )
}

/// Whether a word is a title of a menu bar.
pub(super) fn is_titled(word: &str) -> bool {
    table().bar.contains(word)
}

pub(super) fn is_interface(words: &str) -> bool {
    let table = table();
    let holds = |(at, _): (usize, char)| {
        let mut after = table.after_labels(&words[at..]);
        // `관리자` is a person.
        after.any(|rest| !rest.starts_with('자'))
            // `컴파일` is no `파일`, `로그 파일` is.
            && {
                let word = words[..at].rsplit(' ').next().unwrap_or_default();
                word.chars().count() != 1 || !word.starts_with(is_hangul)
            }
    };
    words.char_indices().any(holds)
        || words.contains(is_han) && table.han.iter().any(|label| words.contains(label))
        || words.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
            // `AS-IS` is no `Run As`.
            let shouted = word == "AS";
            let word = if shouted {
                String::new()
            } else {
                word.to_ascii_lowercase()
            };
            let listed = |word: &str| !word.is_empty() && table.english.contains(word);
            listed(&word) || word.strip_suffix('s').is_some_and(listed)
        })
}

/// What opens a window says so with its last letters: `Rebuild…`.
pub(super) fn opens_window(words: &str) -> bool {
    words.len() > 3 && (words.ends_with("...") || words.ends_with('…'))
}

/// Whether a name is that of a program or a site, and no everyday word.
pub(super) fn is_product(words: &str) -> bool {
    const LONGEST: usize = 40;
    words.len() <= LONGEST
        && table()
            .programs
            .contains(words.to_ascii_lowercase().as_str())
}

/// Whether all are the buttons that go on through a window: `Next > Next > Finish`.
pub(super) fn is_wizard(words: &[&str]) -> bool {
    const BUTTONS: &str =
        "다음 완료 설치 확인 마침 동의 Next Finish Install OK Yes Continue Accept";
    let button = |words: &&str| BUTTONS.split(' ').any(|one| one == *words);
    matches!(words[0], "다음" | "Next") && words.iter().all(button)
}

/// Whether a row shows how the pages of a site hang together: `홈 > 카테고리 > 상품`.
pub(super) fn is_site(words: &[&str]) -> bool {
    const PAGES: [&str; 9] = [
        "카테고리",
        "현재 페이지",
        "게시글",
        "게시판",
        "상품",
        "포스트",
        "회사 소개",
        "목록",
        "상세",
    ];
    let page = |words: &&str| PAGES.iter().any(|page| words.contains(page));
    matches!(words[0], "홈" | "메인" | "메인 화면") && words[1..].iter().any(page)
}

/// What programmers and their servers do one after the other.
pub(super) fn is_stage(words: &str) -> bool {
    const STAGES: &str = "Build Test Deploy Monitor Release Run Scan Compile Package Lint Commit \
        Push Code Plan Review Merge Install Publish";
    let stage = |word: &str| STAGES.split_whitespace().any(|one| one == word);
    words.split(' ').any(stage)
}

/// Where a program takes a value from, as notes rank them: `명령줄 옵션 > 환경 변수 > 설정 파일`.
pub(super) fn is_source(words: &str) -> bool {
    const SOURCES: [&str; 8] = [
        "환경 변수",
        "환경변수",
        "설정 파일",
        "명령줄 옵션",
        "명령행 인자",
        "명령행",
        "명령줄",
        "플래그",
    ];
    SOURCES.iter().any(|source| words.ends_with(source)) || words.starts_with("application.")
}

/// Names of programs that are words of every process as well.
pub(super) const PLAIN: [&str; 6] = ["시작", "서비스", "결제", "콘솔", "맥", "브라우저"];
