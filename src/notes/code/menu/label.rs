//! What the names of a path's steps and the words behind it are worth as evidence for a user
//! interface. Names in, a number out. Knows no signs.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::notes::code::menu::deeds::is_right_click;
use crate::notes::code::menu::japanese;
use crate::notes::code::menu::shown::{is_dropdown, is_grown, is_opened};
use crate::notes::code::menu::telling::{is_making, is_of_thing, is_row};
use crate::notes::code::noun;
use crate::notes::code::tools;
use crate::text::{is_hangul, starts_with_ignoring_case};

/// What stands in `menu.txt`.
pub(super) struct MenuWords {
    /// By their first letter.
    labels: HashMap<char, Vec<&'static str>>,
    english: HashSet<&'static str>,
    /// Titles of a menu bar: what the first place of a path is often called.
    pub bar: HashSet<&'static str>,
    pub products: Vec<&'static str>,
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
            products: products.filter(|line| !line.is_empty()).collect(),
        }
    })
}

/// What is done at a place.
const ACTS: &[&str] = &[
    "생성",
    "추가",
    "선택",
    "클릭",
    "만들기",
    "편집",
    "수정",
    "삭제",
    "발급",
    "체크",
    "시작",
];

/// Whether words are a menu of the bar of some program: `툴`, `삽입`.
pub(super) fn is_of_bar(words: &str) -> bool {
    table().bar.contains(words)
}

/// What the names of the steps are worth. Their number alone is no evidence: an order has steps
/// too.
///
/// `told` where the sentence says that somebody goes there or does something.
pub(super) fn names(words: &[&str], told: bool) -> i32 {
    // What a process does as well is no evidence by itself: `커널 > systemd > 로그인`.
    let shows = |words: &&&str| {
        is_interface(words)
            && !PROCESS.split(' ').any(|one| one == **words)
            // `파일명`: what one puts in, and no label of `파일`.
            && !(words.ends_with('명') && noun::is_value(words))
    };
    let interface = words.iter().filter(shows).count();
    let (first, ends) = (words[0], words[words.len() - 1]);
    // `Cursor 생성 > 확인`: what is done, with no label in it, speaks half as much where one step
    // follows; a path ends so.
    let pair = words.len() == 2;
    let does = |words: &&str| pair && shows(&words) && is_only_done(words);
    let half = words[..words.len() - 1]
        .iter()
        .filter(|one| does(one))
        .count();
    let sure = (interface - half) * 2 + half;
    let mut sum = i32::try_from(sure.min(4)).unwrap_or(0);
    let product = table().products.iter().any(|name| {
        // `서비스 > 리포지토리`: a layer, unless somebody goes there.
        if !told && matches!(*name, "서비스" | "결제") {
            return false;
        }
        starts_with_ignoring_case(first, name)
            && !first[name.len()..].starts_with(char::is_alphanumeric)
            || first
                .strip_suffix(name)
                .is_some_and(|rest| rest.ends_with(' '))
    });
    let korean = |words: &str| words.chars().any(is_hangul);
    let capital = first.starts_with(|c: char| c.is_ascii_uppercase())
        && !first.bytes().all(|b| b.is_ascii_uppercase() || b == b' ');
    // `Filter > Blur > Gaussian Blur`: a menu of the bar, if what is in it is called as labels are.
    let told_more =
        |words: &&str| words.contains(' ') || is_interface(words) || opens_window(words);
    let bar = table().bar.contains(first) && !is_root(first) && words[1..].iter().any(told_more);
    if bar {
        // `삽입 → 쪽 나누기`
        let does = words.len() == 2 && words[1].contains(' ') && words[1].ends_with('기');
        sum += if words.len() > 2 || does { 2 } else { 1 };
    }
    // `전원 및 절전`, `Signing & Capabilities`: labels name two things at once.
    if words
        .iter()
        .any(|words| words.contains(" 및 ") || words.contains(" & "))
    {
        sum += 2;
    }
    // `Client > Nginx > Spring > MySQL`: names in a row may be anything.
    if bar || interface > 0 || product || is_root(first) || words.iter().any(|words| korean(words))
    {
        sum += match words.len() {
            2 => 0,
            3 => 1,
            _ => 2,
        };
    }
    if !product && is_process(words) {
        sum -= 5;
    }
    // `코드 수정 > git add > git push`: commands in a row are typed.
    let typed = |words: &&&str| {
        words.split_once(' ').is_some_and(|(name, next)| {
            let verb = next.split(' ').next().unwrap_or_default();
            tools::program(name).is_some_and(|known| known.has_sub(verb) || known.has_group(verb))
        })
    };
    if words.iter().filter(typed).count() > 1 {
        sum -= 8;
    }
    if product {
        sum += 2;
    }
    if capital {
        sum += 1;
    }
    // A name and what is found there: `Inflearn > 실전! Redis 활용`.
    if !told && words.len() == 2 && is_compared(ends) {
        sum -= 6;
    }
    if capital
        && !korean(first)
        && words[1..]
            .iter()
            .any(|words| korean(words) && words.contains(' '))
    {
        sum += 2;
    } else if (capital || product) && !korean(first) && words[1..].iter().any(|words| korean(words))
    {
        sum += 1;
    }
    if is_right_click(first) {
        sum += 3;
    } else if is_root(first) || first.ends_with("메뉴") {
        sum += 2;
    }
    // `파일 > 레코드 > 필드`: what a file is made of; labels of its menu say what they do.
    let part = |words: &&str| {
        words.chars().all(is_hangul)
            && !is_interface(words)
            && !is_done(words)
            && !words.ends_with('기')
    };
    if first == "파일" && words.len() > 2 && !told && words[1..].iter().all(part) {
        sum -= 6;
    }
    // `Ctrl+Shift+P > …`: keys open something.
    let keys = |words: &str| {
        words == "F1"
            || is_opened(words)
            || ["Ctrl+", "Cmd+", "Win+", "Alt+", "Ctrl +", "Cmd +"]
                .iter()
                .any(|key| words.contains(key))
    };
    if keys(first) && !keys(ends) {
        sum += 3;
    }
    // `상품 관리 > 등록`: what an administrator's menu holds.
    if words.len() == 2 && first.ends_with("관리") && is_done(ends) {
        sum += 1;
    }
    if words.len() > 2 && words.iter().any(|words| is_row(words))
        || words.iter().any(|words| is_of_thing(words))
    {
        sum += 3;
    }
    if is_dropdown(words) || is_grown(words) {
        sum += 3;
    }
    if is_measure(words) {
        sum -= 6;
    }
    // Folders are numbered: `1.basic > 2.pod`; or hidden: `.github > workflows`.
    let folder = |words: &str| {
        let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix(['.', '_', '-'])
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    };
    if folder(first) || folder(words[1]) {
        sum += 3;
    }
    let last = |words: &str| words.rsplit(' ').next().unwrap_or_default().to_owned();
    // `파티션 수 > 컨슈머 수`: the same of two things is compared.
    let compared = last(first);
    // `초기페이지 > 로그인페이지`
    let kind = ["페이지", "화면"]
        .iter()
        .find(|kind| first.ends_with(**kind) && first.len() > kind.len());
    let same = |words: &&str| kind.is_some_and(|kind| words.ends_with(kind));
    // `Jenkins 관리 > 플러그인 관리`: so places are called.
    let places = ["관리", "설정", "옵션", "목록"].contains(&compared.as_str())
        || words.iter().any(|words| is_making(words));
    if !told
        && (!places && words.iter().all(|words| last(words) == compared) || words.iter().all(same))
    {
        sum -= 6;
    }
    // `크롬 > 사파리 > 엣지`: programs in a row are ranked.
    let program = |words: &&str| is_product(words.split(' ').next().unwrap_or_default());
    if !told
        && words.iter().all(program)
        && (interface == 0 || words.iter().all(|words| is_product(words)))
    {
        sum -= 6;
    }
    if !told && is_drawing(words, product) {
        sum -= 6;
    }
    if is_wizard(words) {
        sum += 4;
    }
    if is_site(words) || words.len() > 2 && words.iter().all(|words| is_stage(words)) {
        sum -= 8;
    }
    if words.iter().filter(|words| is_source(words)).count() > 1 {
        sum -= 4;
    }
    // `상품 목록 > 장바구니 > 완료`: the end of what somebody does, but not of a wizard.
    if matches!(ends, "완료" | "종료" | "끝")
        && !product
        && !is_root(first)
        && !words.contains(&"다음")
    {
        sum -= 4;
    }
    // `환경 변수 > 설정 파일 > 기본값`: which of the values counts.
    if words
        .iter()
        .any(|words| words.ends_with("기본값") || words.ends_with("default"))
    {
        sum -= 4;
    }
    if ACTS.iter().any(|act| ends.ends_with(act)) {
        sum += 1;
    }
    // `README.md > 설치`: a chapter of a document.
    let document = [".md", ".txt", ".pdf", ".rst", ".adoc", ".docx"];
    if document.iter().any(|end| first.ends_with(end))
        && !words[1..].iter().any(|words| is_right_click(words))
    {
        sum -= 6;
    }
    // `x > y`, `nav > ul`, `const > eq_ref > ref`, `Arg1 > Arg2`: names of a program.
    let folder = |words: &&&str| words.ends_with("폴더") || words.ends_with("디렉터리");
    let name = |words: &str| {
        let kinds = [" 폴더", " 디렉터리", " 디렉토리", " 패키지"];
        let stem = kinds.iter().find_map(|kind| words.strip_suffix(*kind));
        is_bare(stem.unwrap_or(words))
    };
    if words.iter().all(|words| name(words)) {
        sum -= 4 + i32::from(words.last().as_ref().is_some_and(folder)) * 4;
    }
    let grade = |words: &str| {
        words.len() > 1
            && words
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b == b'_' || b == b' ')
    };
    if !product && words.iter().filter(|words| grade(words)).count() * 2 > words.len() {
        sum -= 3;
    }
    if words.iter().any(|words| opens_window(words)) {
        sum += 4;
    }
    // `+ New item`: a button that makes one.
    if words.iter().any(|words| words.starts_with("+ ")) {
        sum += 3;
    }
    // `.menu > .item > a` selects elements.
    let selects = |words: &&&str| words.starts_with(['.', '#']) && is_small(&words[1..]);
    if words.iter().filter(selects).count() > 1 {
        sum -= 8;
    }
    let coded = |words: &&str| {
        // `C# Script`
        let sharp = words.contains('#') && !words.contains("C#") && !words.contains("F#");
        sharp || words.contains(['@', '=', '*', '“', '”']) || words.contains("()")
    };
    if words.iter().any(coded) {
        sum -= 4;
    }
    sum
}

/// Whether all names are what is measured, by the syllable that makes such nouns:
/// `합격률 > 응시율`, `처리량 > 지연량`.
fn is_measure(words: &[&str]) -> bool {
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

/// Whether nothing but the deed at their end makes words a label: `객체 생성`, `토큰 추가`.
fn is_only_done(words: &str) -> bool {
    words.rsplit_once(' ').is_some_and(|(thing, deed)| {
        matches!(deed, "생성" | "추가" | "선택" | "만들기") && !is_interface(thing)
    })
}

fn is_small(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_lowercase())
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
fn is_compared(words: &str) -> bool {
    const NOUNS: &str =
        "크기 속도 성능 비용 난이도 빈도 비율 용량 마이그레이션 전환 변환 이전 교체";
    let last = words.rsplit_once(' ').map_or("", |(_, last)| last);
    NOUNS.split(' ').any(|one| one == last)
}

/// Whether a row shows how things are built: its last noun says so, they hold one another
/// (`Project > Module > Package`; labels name many of a kind or what is done), or one is built on
/// the next (`Spring Data JPA > JPA`).
fn is_drawing(words: &[&str], product: bool) -> bool {
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
        || japanese::is_interface(words)
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
    let products = &table().products;
    products
        .iter()
        .any(|name| words.eq_ignore_ascii_case(name) && !PLAIN.contains(name))
}

/// Whether all are the buttons that go on through a window: `Next > Next > Finish`.
fn is_wizard(words: &[&str]) -> bool {
    const BUTTONS: &str =
        "다음 완료 설치 확인 마침 동의 Next Finish Install OK Yes Continue Accept";
    let button = |words: &&str| BUTTONS.split(' ').any(|one| one == *words);
    matches!(words[0], "다음" | "Next") && words.iter().all(button)
}

/// Whether a row shows how the pages of a site hang together: `홈 > 카테고리 > 상품`.
fn is_site(words: &[&str]) -> bool {
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
fn is_stage(words: &str) -> bool {
    const STAGES: &str = "Build Test Deploy Monitor Release Run Scan Compile Package Lint Commit \
        Push Code Plan Review Merge Install Publish";
    let stage = |word: &str| STAGES.split_whitespace().any(|one| one == word);
    words.split(' ').any(stage)
}

/// Where a program takes a value from, as notes rank them: `명령줄 옵션 > 환경 변수 > 설정 파일`.
fn is_source(words: &str) -> bool {
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
