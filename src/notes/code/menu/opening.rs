//! Where the first place of a path begins. Steps in, steps out: the sentence before the first is
//! cut from it. Knows how Korean and English sentences are built, no signs.

use std::ops::Range;

use crate::notes::code::menu::chinese::chinese_lead;
use crate::notes::code::menu::deeds::{is_click, is_conjugated, is_right_click};
use crate::notes::code::menu::english;
use crate::notes::code::menu::japanese;
use crate::notes::code::menu::label::{is_interface, is_product, is_root, table};
use crate::notes::code::menu::naming;
use crate::notes::code::menu::noun::is_adnominal;
use crate::notes::code::menu::spot;
use crate::notes::particle;
use crate::text::is_hangul;

/// What stands before a place and is no sentence yet.
const ADVERBS: &[&str] = &[
    "화면의 ",
    "먼저 ",
    "우선 ",
    "일단 ",
    "이제 ",
    "다시 ",
    "그리고 ",
    "그다음 ",
    "그 다음 ",
    "여기서 ",
    "거기서 ",
    "보통 ",
    "예시 ",
    "또 ",
    "또는 ",
    "혹은 ",
    "그래서 ",
    "그러면 ",
    "그럼 ",
    "그런데 ",
    "그러나 ",
    "하지만 ",
    "따라서 ",
    "결국 ",
    "아니면 ",
    "처음엔 ",
    "나중에 ",
    "지금 ",
    "이때 ",
    "반드시 ",
    "꼭 ",
    "직접 ",
    "그냥 ",
    "참고로 ",
    "특히 ",
    "다만 ",
    "즉 ",
    "매번 ",
    "항상 ",
    "아마 ",
    "혹시 ",
    "만약 ",
    "가끔 ",
    "자주 ",
    "대신 ",
    "원래 ",
    "어차피 ",
    "역시 ",
    "추가로 ",
    "마지막으로 ",
];

/// The sentence before the first step is none of it: `Compass 에서 shop`, `페이지의 Insights`,
/// `로그인 후`, `Then choose File`.
///
/// Whether somebody is told to go there, or where on the screen it is.
pub(super) fn cut_head(text: &str, steps: &mut Vec<Range<usize>>) -> bool {
    // `① 설정`, `☞ 설정`: a sign before a line.
    let first = &text[steps[0].clone()];
    let marks =
        first.trim_start_matches(|c: char| !c.is_ascii() && !c.is_alphabetic() && !is_opening(c));
    // `⋮ > 설정`: a sign alone is a button.
    if !marks.is_empty() {
        steps[0].start += first.len() - marks.trim_start().len();
    }
    // `@민수 설정`: who is told.
    let first = &text[steps[0].clone()];
    if let Some((_, rest)) = first
        .split_once(' ')
        .filter(|(who, _)| who.starts_with('@'))
    {
        steps[0].start += first.len() - rest.len();
    }
    let words = &text[steps[0].clone()];
    let mut from = clause(words);
    // `쓰려는 VM 을 선택 > 삭제`: the thing that is chosen is the place.
    if let Some(chosen) = chosen(words, from) {
        let start = steps[0].start;
        steps[0] = start + chosen.start..start + chosen.end;
        return true;
    }
    // `Object Mode로 변경 -> 우클릭`: what is done before one goes.
    let word = &words[from..];
    let before = words[..from].trim_end();
    let carried = ["로", "에", "를", "을"]
        .iter()
        .any(|end| before.ends_with(end));
    if carried && steps.len() > 2 && !word.contains(' ') && is_done_before(word) {
        steps.remove(0);
        return false;
    }
    from += japanese::lead(&words[from..]);
    let chinese = chinese_lead(&words[from..]);
    from += chinese;
    while let Some(adverb) = ADVERBS
        .iter()
        .find(|adverb| words[from..].starts_with(**adverb))
    {
        from += adverb.len();
    }
    from += first_screen(&words[from..]);
    let side = whereabouts(&words[from..]);
    from += side;
    // `우측 상단 > 설정`: a place on the screen is the first step itself.
    let corner = is_corner_alone(&words[from..], text, &steps[1..]);
    from += program_of_button(&words[from..]);
    from += korean_before_english(&words[from..], text, &steps[1..]);
    let lead = &words[from..from + english::lead(&words[from..])];
    let told = english::is_told(lead);
    from += lead.len();
    steps[0].start += from;
    let last = words.rsplit(' ').next().unwrap_or_default();
    let after = matches!(last, "후" | "뒤" | "다음" | "후에" | "뒤에");
    let arrived = arrives(words) && steps.len() > 2;
    if (after || is_gone(last) || arrived) && words.contains(' ') {
        steps.remove(0);
        // `콘솔 로그인 > 우측 위 계정 이름`
        let next = whereabouts(&text[steps[0].clone()]);
        steps[0].start += next;
    }
    told || chinese > 0 || side > 0 || corner || arrived
}

/// The noun before the deed that words end with: `VM` of `지우려는 VM 을 선택`.
fn chosen(words: &str, from: usize) -> Option<Range<usize>> {
    if !is_click(&words[from..]) {
        return None;
    }
    let before = words[..from].trim_end();
    let noun = before.strip_suffix(['을', '를'])?.trim_end();
    let start = clause(noun);
    (start < noun.len()).then_some(start..noun.len())
}

/// What is done with something before one goes anywhere: `변경`, `로그인`.
fn is_done_before(word: &str) -> bool {
    const DONE: &str = "변경 로그인 접속 이동 진입 실행 설치 저장 등록 입력 지정 생성 완료";
    DONE.split(' ').any(|one| one == word)
}

/// The bytes of the sentence that words begin with, up to its last particle or ending.
pub(super) fn clause(words: &str) -> usize {
    let mut from = 0;
    for (at, _) in words.match_indices(' ') {
        let word = words[..at].rsplit(' ').next().unwrap_or_default();
        // `탐색기에서 이 PC`: behind a particle another one is the word for what is near.
        let near = word == "이" && from + word.len() == at;
        // `바꾸는 곳 설정`, `바꿀 방법 설정`
        let way = || {
            let before = words[..at - word.len()].trim_end();
            matches!(word, "법" | "방법" | "곳" | "데")
                && before.ends_with(['는', '할', '꿀', '볼', '킬'])
                // `글꼴 변경 방법 설정`
                || word == "방법" && !before.is_empty() && is_root(&words[at + 1..])
        };
        // `포털 내 시스템 설정`: within it; `Google 내 계정` is mine.
        let within = || {
            let label = &words[at + 1..];
            let kinds = ["설정", "관리", "메뉴", "도구", "화면"];
            word == "내" && at > word.len() && kinds.iter().any(|kind| label.ends_with(kind))
        };
        if (ends_clause(word) || is_conjugated(word) || way() || within()) && !near {
            from = at + 1;
        }
    }
    from
}

/// Where one path ends within a step and the next one begins: `Clean Project 후 Build`, `키 를
/// 복사하고 Authentication`. Between them something is done; `place` are the bytes of the first.
pub(super) fn joint(words: &str, place: usize, first: &str) -> Option<usize> {
    // `기본 앱 및 설정`: the next path sets out from the same place.
    let again = words.strip_suffix(first).and_then(|before| {
        let last = before.trim_end().rsplit(' ').next()?;
        let joins = matches!(
            last,
            "및" | "그리고" | "또" | "와" | "과" | "하고" | "이나" | "랑" | "이랑"
        );
        let joined = ["과", "와", "이나", "랑", "거나"].iter().any(|end| {
            last.strip_suffix(end)
                .is_some_and(|stem| stem.chars().count() > 0 && stem != "전")
        });
        (before.ends_with(' ') && (joins || joined)).then_some(before.len())
    });
    if again.is_some() {
        return again;
    }
    // `빌드 후 조치`, unless the next path sets out from there.
    let (before, after) = words.split_once(" 후 ").unwrap_or_default();
    if after != first && naming::is_after(before, after) {
        return None;
    }
    let next = clause(words);
    let between = words.get(place..next)?;
    // `빌드에서 제외`: so a label is called.
    let label = &words[next..];
    let removes = ["제외", "제거", "삭제", "숨기기", "빼기", "추가", "표시"].contains(&label);
    // `바탕 화면에서 우클릭`: nothing else is named there.
    let pressed = ["우클릭", "오른쪽 클릭", "더블클릭", "더블 클릭"].contains(&label);
    if between.trim_end() == "에서" && (removes || pressed) {
        return None;
    }
    if pressed && ["화면에서", "창에서", "탭에서"].contains(&between.trim()) {
        return None;
    }
    let done = |word: &str| {
        matches!(
            word,
            "후" | "뒤" | "다음" | "후에" | "뒤에" | "하고" | "해서" | "하면" | "하고서"
                // `Colors and Fonts 에서 Basic > Text Font`
                | "에서" | "탭에서" | "메뉴에서" | "화면에서" | "창에서"
        ) || is_conjugated(word)
    };
    (place > 0 && between.split(' ').any(done)).then_some(next)
}

fn is_opening(c: char) -> bool {
    matches!(c, '‘' | '“' | '「' | '【' | '…' | '〈' | '《' | '『')
}

/// The bytes of words for where the menu is, before its name: `상단 메뉴 View`, `오른쪽 위 프로필
/// 아이콘`, `위키 우측 상단 ...`. What is called by its side alone has no other name.
fn whereabouts(words: &str) -> usize {
    const SIDES: &str = "상단 하단 좌측 우측 왼쪽 오른쪽 위쪽 아래쪽 우상단 좌상단 우하단 좌하단";
    const NAMELESS: &str =
        "메뉴 메뉴바 사이드바 툴바 네비게이션 내비게이션 패널 바 탭 버튼 단추 클릭 마우스";
    const DONE: &str = "정렬 맞춤 이동 회전 클릭 우클릭 버튼 단추 여백 고정";
    const WITHIN: &str = "위 아래 상단 하단 맨 끝 구석 모서리 패널 메뉴 메뉴바 사이드바 툴바 화면";
    let among = |list: &str, word: &str| list.split(' ').any(|one| one == word);
    let is_latin = |words: &str| words.starts_with(|c: char| c.is_ascii_alphanumeric());
    let place = spot::is_place(words)
        || words
            .split_once(' ')
            .is_some_and(|(_, rest)| spot::is_place(rest));
    if is_right_click(words) || place {
        return 0;
    }
    // `Grafana 왼쪽 메뉴`
    let (before, last) = words.rsplit_once(' ').unwrap_or_default();
    if among(NAMELESS, last)
        && before
            .rsplit(' ')
            .next()
            .is_some_and(|word| among(SIDES, word) || among(WITHIN, word))
    {
        return 0;
    }
    let mut from = 0;
    for (at, word) in words.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    }) {
        let rest = words[(at + word.len()).min(words.len())..].trim_start();
        let next = rest.split(' ').next().unwrap_or_default();
        // `메뉴 버튼` is what is drawn there.
        let named = among("버튼 아이콘 탭", next);
        let side = among(SIDES, word) || word == "화면" && is_latin(rest);
        let within = among(WITHIN, word) && (from > 0 || is_latin(rest)) && !named;
        // `위키 우측 상단 ...`: the program, and where in it.
        let side_behind = |words: &str| {
            among(SIDES, words) && !among(DONE, rest.rsplit(' ').next().unwrap_or_default())
        };
        let program = (at == 0 || is_product(&words[..at + word.len()])) && side_behind(next);
        // `노션 페이지 우측 상단 ···`, `네이버 메일 우측 상단`
        let is_noun = |word: &str| word.chars().all(is_hangul) && !among(SIDES, word);
        let behind = rest.split(' ').nth(1).unwrap_or_default();
        let page = at == 0 && is_product(word) && side_behind(behind) && is_noun(next)
            || from > 0 && side_behind(next) && is_noun(word);
        // `메뉴바 사과`, `사이드바 Pipelines`: the bar that the label is on.
        let bar = at == 0
            && (matches!(word, "메뉴바" | "상단바" | "하단바")
                || matches!(word, "사이드바" | "툴바") && is_latin(rest));
        if rest.is_empty() || !(side || within || program || page || bar) {
            break;
        }
        from = at + word.len() + 1;
    }
    from
}

/// Whether the first step is nothing but a corner of the screen, or of a program, and the others
/// stand there.
fn is_corner_alone(words: &str, text: &str, others: &[Range<usize>]) -> bool {
    let corner = |words: &str| spot::is_place(words) && words.contains(' ');
    let first = |words: &str| spot::is_place(words.split(' ').next().unwrap_or_default());
    (corner(words) || words.split_once(' ').is_some_and(|(_, rest)| corner(rest)))
        && !others.iter().any(|step| first(&text[step.clone()]))
}

/// The bytes of words for the screen that a program opens with, before a label on it:
/// `젠킨스 첫 화면 새로운 Item`.
fn first_screen(words: &str) -> usize {
    let screens = ["첫 화면 ", "메인 화면 ", "초기 화면 "];
    let ends = |screen: &&str| words.find(*screen).map(|at| at + screen.len());
    screens.iter().find_map(ends).unwrap_or(0)
}

/// The bytes of a program's name before one of its menus or buttons: `크롬 F12`, `크롬 점 3개`,
/// `Docker Desktop 톱니바퀴`, `엑셀 파일`.
fn program_of_button(words: &str) -> usize {
    let button = |words: &str| {
        let key = words.strip_prefix('F').is_some_and(|number| {
            !number.is_empty() && number.len() < 3 && number.bytes().all(|b| b.is_ascii_digit())
        });
        let settings = words.ends_with("설정") || words.ends_with("Settings");
        let dots = words.starts_with("점 ") || words.starts_with("...");
        // `Wireshark 메뉴 Statistics`, but no `엑셀 메뉴 추가`.
        let menu = words
            .strip_prefix("메뉴 ")
            .or(words.strip_prefix("메뉴의 "));
        let dots =
            dots || menu.is_some_and(|label| label.starts_with(|c: char| c.is_ascii_uppercase()));
        // What every browser has.
        let dots = dots || words.starts_with("개발자 도구");
        // `파워포인트 디자인`
        let bar = words.starts_with(is_hangul) && table().bar.contains(words) && !settings;
        key || dots || bar || words.starts_with("톱니바퀴") || is_root(words) && !settings
    };
    let mut ends = words.match_indices(' ').map(|(at, _)| at);
    // `한글(HWP) 보기`
    let called = |name: &str| match name.strip_suffix(')').and_then(|name| name.split_once('(')) {
        Some((name, _)) => is_product(name.trim_end()),
        None => is_product(name),
    };
    let from = ends
        .find(|at| called(&words[..*at]) && button(&words[at + 1..]))
        .map_or(0, |at| at + 1);
    let menu = words[from..]
        .strip_prefix("메뉴 ")
        .filter(|label| from > 0 && label.starts_with(|c: char| c.is_ascii_uppercase()));
    menu.map_or(from, |label| words.len() - label.len())
}

/// The bytes of a Korean word before the first label of an English user interface, which has no
/// Korean labels: `소나큐브 My Account`, `저장소 Settings`. `새 Item` is a label of a mixed one.
fn korean_before_english(words: &str, text: &str, others: &[Range<usize>]) -> usize {
    const DETERMINES: &str = "새 새로운 내 모든 기본 전체 현재 다른 이 그 각 첫 두 세 우리";
    let Some((lead, label)) = words.split_once(' ') else {
        return 0;
    };
    // `Pipeline 선택`: what is done there is in Korean.
    let english = |words: &str| {
        let name = words.rsplit_once(' ').filter(|(_, deed)| is_click(deed));
        !name.map_or(words, |(name, _)| name).contains(is_hangul)
    };
    let is_lead = lead.chars().all(is_hangul)
        && lead.chars().count() > 1
        && !DETERMINES.split(' ').any(|one| one == lead)
        && !is_interface(lead);
    let labels = label.starts_with(|c: char| c.is_ascii_uppercase())
        && english(label)
        && others
            .iter()
            .rev()
            .skip(1)
            .all(|step| english(&text[step.clone()]))
        && others
            .last()
            .is_some_and(|step| text[step.clone()].starts_with(|c| !is_hangul(c)));
    if is_lead && labels { lead.len() + 1 } else { 0 }
}

/// Whether a step says that one goes to a page, in which the path then begins: `관리자 페이지
/// 접속`.
fn arrives(words: &str) -> bool {
    const PAGES: &str = "페이지 화면 사이트 홈페이지 콘솔 앱 웹 브라우저 주소 주소로 에 로 으로";
    let mut words = words.rsplit(' ');
    let goes = matches!(
        words.next(),
        Some("접속" | "진입" | "이동" | "로그인" | "실행")
    );
    let page = words.next().unwrap_or_default();
    // `공유기 192.0.2.1 접속`
    let address = page.contains('.') && page.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // `Layout으로 이동`
    let to = ["으로", "로", "에"].iter().any(|end| {
        page.strip_suffix(*end).is_some_and(|name| {
            name.chars().count() > 1
                && (name.ends_with(|c: char| c.is_ascii_alphanumeric())
                    || particle::agrees(name, end))
        })
    });
    goes && (address || to || PAGES.split_whitespace().any(|one| one == page))
}

/// Whether somebody went there before, so that the place is no part of the path: `로그인하고`.
fn is_gone(word: &str) -> bool {
    ["가서", "해서", "하고", "열고", "르고"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// Nouns that end as the particle `의` does.
const NOUNS: &str = "동의 정의 회의 강의 문의 협의 합의 논의 토의 주의 유의 편의 임의 건의";

/// Whether a word before the first step belongs to a sentence: it carries a particle or a verb's
/// ending.
fn ends_clause(word: &str) -> bool {
    // One syllable may as well end a noun: `새로`, `주의`.
    const SHORT: &str = "로 에";
    const ENDS: &str = "에서 에서는 에서도 에서만 의 후 후에 뒤 뒤에 면 다음 에는 에도 에게 을 \
        를 때 때는 때도 때마다 경우 경우에 하고 르고 리고 기고 쓰고 치고 놓고 두고 열고 켜고 끄고 \
        되고 지고 나고 가고 주고 가서 해서 와서 어서 아서 여서 러서 려서 나서 \
        켜서 하여 하며 면서 자마자 \
        하도록 지만 는데 니까 므로 위해 위해서 통해 으로 으로는 부터 까지 대고 에선 번만 땐 \
        있는 보이는 나오는 뜨는 라면 르니 으니 하니 되니 보니 없으니";
    // `VS Code 는 File > Settings`, `배포 시 Actions > General`
    if matches!(
        word,
        "는" | "은"
            | "가"
            | "이"
            | "로"
            | "도"
            | "와"
            | "과"
            | "등"
            | "시"
            | "중"
            | "기준"
            | "들어"
            | "들어가"
            | "눌러"
            | "열어"
            | "골라"
            | "이건"
            | "그건"
            | "이거"
            | "그거"
            | "TIP"
            | "Tip"
            | "TODO"
            | "FIXME"
            | "NOTE"
            | "대로"
            | "대신"
            | "내에서"
            | "옆"
            | "옆의"
            | "근처"
            | "근처의"
    ) {
        return true;
    }
    let stem = |ends: &str, least: usize| {
        ends.split(' ').any(|end| {
            word.strip_suffix(end)
                .is_some_and(|stem| stem.chars().count() >= least || stem.is_empty() && least == 0)
        })
    };
    let topic = ["은", "는"].iter().any(|end| {
        word.strip_suffix(end).is_some_and(|stem| {
            stem.ends_with(|c: char| c.is_ascii_alphanumeric())
                || table().products.contains(&stem)
                || (stem.chars().count() > 1 || !is_adnominal(word)) && particle::agrees(stem, end)
        })
    });
    // `기본 위치가 설정`; `국가` and `평가` are nouns.
    let subject = word.strip_suffix('가').is_some_and(|stem| {
        stem.chars().count() > 1 && stem.ends_with(is_hangul) && particle::agrees(stem, "가")
    });
    // `바탕 화면`
    let label = || {
        let mut ends = word.char_indices().map(|(at, _)| &word[at..]);
        ends.any(|end| table().after_labels(end).any(str::is_empty))
    };
    // `주의! 설정`
    let called = word.ends_with('!') && word.trim_end_matches('!').ends_with(is_hangul);
    // `OAuth 동의 화면`: nouns, without a particle.
    if NOUNS.split(' ').any(|noun| noun == word) {
        return false;
    }
    called
        || word.ends_with(is_hangul)
            && (stem(ENDS, 0) || stem(SHORT, 2) || topic || subject)
            && !label()
}
