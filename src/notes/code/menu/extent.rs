//! Where the last place of a path ends, and those in the middle. Steps in, steps out: what is said
//! or done there is cut from them. Knows how Korean and English sentences are built, no signs.

use std::ops::Range;

use crate::notes::code::menu::control::{goes_on, is_control, is_corner, is_window_opened};
use crate::notes::code::menu::deeds::{
    asks, is_adverb, is_click, is_conjugated, is_deed, is_doing, is_done_in_korean, is_done_with,
    is_manner, is_right_click,
};
use crate::notes::code::menu::form;
use crate::notes::code::menu::japanese;
use crate::notes::code::menu::label::{is_done, is_interface, is_product, is_root, is_titled};
use crate::notes::code::menu::naming;
use crate::notes::code::menu::noun::{
    is_described, is_doer, is_particle, is_pressing, label_rest, noun,
};
use crate::notes::code::menu::spot::{self, is_place};
use crate::notes::code::menu::value::{is_keys, is_set};
use crate::notes::particle;
use crate::text::{head, is_hangul};

/// Particles and verbs that stand apart from the last place.
const APART: &str = "에서 에서는 에서도 클릭 선택 누르기 누름 입력 이동 진입 로 으로 을 를 은 \
    는 이 가 의 에 와 과 도 후 뒤 하면 하고 해서 해도 \
    해야 한 할 하기 하여 있음 있다 없음 아래 안에 밑에 \
    옆에 맨 안의 안에서 아래의 아래에 밑의 옆의 체크 순 순으로 순서 순서로 순서가 차례로 \
    참고 참조 같은 같이 처럼 라는 이라는 라고 이라고 대신 옆 이면 라면 \
    임 이고 이며 면 였다 였던 이었던 였고 라서 이라서 \
    인 일 보다 이므로 이어야 여야 이다 이었다 입니다 메뉴 메뉴에서 탭에서 까지 부터 한다 함 \
    더블 더블클릭 에선 랑 이랑 엔 에다 에다가 였음 였는데 인데 란 란에 칸 칸에 등 등에서 하시면 \
    터치 하위에 하위의 근처 근처에 등을 등이 등의 등도 이후 이후에 다음에 우클릭";

/// What is done at a step in the middle is no part of its name: `인스턴스 선택 > 작업`, and neither
/// is what kind of place it is behind brackets: `[Run] 탭 > …`.
pub(super) fn cut_middle(text: &str, step: &mut Range<usize>) {
    let words = &text[step.clone()];
    let Some((name, last)) = words.rsplit_once(' ') else {
        return;
    };
    // `마우스 오른쪽 클릭` opens a menu.
    let opens = is_right_click(words);
    let second = name.ends_with(" 및") || name.ends_with(" &");
    // `도메인 선택 > DNS`: which one is left to the reader, none is called so.
    let any = last == "선택" && name.chars().all(is_hangul);
    let done = is_click(last) && !opens && !second && !any || is_gone_on(last);
    let bracketed = name.starts_with(['[', '「', '【', '〈', '《', '『'])
        && name.ends_with([']', '」', '】', '〉', '》', '』'])
        && is_control(last, name, "");
    if done || bracketed {
        // `더블 클릭`
        let name = name.trim_end();
        let name = name.strip_suffix("더블").filter(|_| done).unwrap_or(name);
        let name = name.trim_end();
        // `이름을 클릭`
        let noun = ["을", "를"].iter().find_map(|end| {
            let noun = name.strip_suffix(*end)?;
            (done && noun.chars().count() > 1 && particle::agrees(noun, end)).then_some(noun)
        });
        step.end = step.start + noun.unwrap_or(name).len();
    }
}

/// A verb that goes on to the next step: `워크플로 고르고 > Run workflow`.
fn is_gone_on(word: &str) -> bool {
    word.ends_with(['고', '서', '면']) && is_conjugated(word)
}

/// What is said of the last step, cut from it: ` 에서 …`, `를 연다`, ` 체크`. The rest of the text.
pub(super) fn cut_tail<'t>(
    text: &'t str,
    steps: &mut [Range<usize>],
    bold: &[Range<usize>],
) -> &'t str {
    // `파일에서 > 텍스트에서`: labels that say where a thing is taken from.
    let from = steps
        .iter()
        .filter(|step| text[(*step).clone()].ends_with("에서"));
    let from = from.count() > 1;
    let english = is_english(text, steps);
    let Some(last) = steps.last_mut().filter(|_| !from) else {
        return "";
    };
    if form::ends_bold(text, last, bold) {
        return text[last.end..].trim_start();
    }
    if let Some(end) = form::end_of_name(text, last, bold) {
        last.end = end;
        return text[end..].trim_start();
    }
    // `맨 아래 초기화 클릭`: where the label is.
    let words = &text[last.clone()];
    let behind = &words[spot::lead(words)..];
    if behind.len() < words.len() && is_pressed_alone(behind) {
        last.start = last.end - behind.len();
    }
    let words = &text[last.clone()];
    // `폴더로 이동 (⇧⌘G)`: keys belong to a label, which is whole before them.
    let aside = text[last.end..].trim_start().strip_prefix('(');
    let keys = aside.and_then(|inside| inside.split_once(')'));
    if keys.is_some_and(|(keys, _)| is_keys(keys)) {
        return text[last.end..].trim_start();
    }
    // `Settings > Apps > Default apps 다시 켜기`: a user interface in English has no Korean labels.
    let label = if english { korean_behind(words) } else { None };
    let label = label.unwrap_or(words.len()).min(japanese::place(words));
    let label = if quoted(words).is_some() {
        words.len()
    } else {
        label
    };
    last.end = last.start + place(words).min(label);
    // `C++선택`: the deed stands next to a name in Latin letters.
    let glued = ["선택", "클릭", "체크"].iter().find_map(|deed| {
        let name = text[last.clone()].strip_suffix(*deed)?;
        name.ends_with(|c: char| c.is_ascii_graphic())
            .then_some(name.len())
    });
    if let Some(name) = glued {
        last.end = last.start + name;
        return text[last.end..].trim_start();
    }
    // `설정 > 언어!`, `설정 > 언어 ⭐`
    let sign = |c: char| {
        matches!(c, '!' | '?' | '~' | '^' | '_' | 'ㅎ' | 'ㅋ')
            || !c.is_ascii() && !c.is_alphanumeric() && !"…）」】〉》』’”⋮☰≡⚙︎".contains(c)
    };
    let loud = text[last.clone()].trim_end_matches(sign).trim_end();
    if !loud.is_empty() {
        last.end = last.start + loud.len();
    }
    text[last.end..].trim_start()
}

/// What is done with a place, in Chinese, behind a blank.
const CHOSEN: [&str; 7] = [
    " 選擇", " 选择", " 点击", " 點擊", " 勾选", " 勾選", " 打开",
];

/// Whether words are a label and that it is pressed: `Runners 클릭`, `생성 버튼`.
fn is_pressed_alone(words: &str) -> bool {
    const MOST: usize = 4;
    let mut all = words.trim_end_matches(['.', '!']).split(' ');
    let last = all.next_back().unwrap_or_default();
    let pressed = is_click(last) || is_pressing(last) || matches!(last, "버튼" | "탭" | "메뉴");
    let named = words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '"' | '\''));
    pressed
        && named
        && (1..MOST).contains(&all.clone().count())
        && all.all(|word| !is_particle(word))
}

/// Whether the places before the last are those of a user interface in English.
fn is_english(text: &str, steps: &[Range<usize>]) -> bool {
    let Some((_, before)) = steps.split_last() else {
        return false;
    };
    let labels = before.iter().filter(|step| {
        let words = &text[(*step).clone()];
        (is_root(words) || is_titled(words) || is_interface(words)) && !is_product(words)
    });
    labels.count() > 0
        && before
            .iter()
            .all(|step| !text[step.clone()].contains(is_hangul))
}

/// Where Korean words begin behind a label in Latin letters: `Default apps 아래쪽 Reset`, `Runs
/// 10개까지`.
fn korean_behind(words: &str) -> Option<usize> {
    let latin = words.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut blanks = words.match_indices(' ').map(|(at, _)| at).filter(|_| latin);
    blanks.find(|at| {
        let word = words[at + 1..].split(' ').next().unwrap_or_default();
        let counted = word.trim_start_matches(|c: char| c.is_ascii_digit());
        // `Marketplace > Docker 검색`: what is looked for is no place at all.
        counted.starts_with(is_hangul) && word != "검색"
    })
}

/// The bytes of the place that a last step begins with: up to the particle that ends its noun, the
/// verb behind it, or the word for what kind of place it is.
pub(super) fn place(words: &str) -> usize {
    // `폴더로 이동...`: what opens a window says so with its last letters.
    let glued = |dots: &str| {
        words
            .strip_suffix(dots)
            .is_some_and(|label| !label.ends_with(' '))
    };
    let told = words
        .rsplit(' ')
        .next()
        .map(|last| last.trim_end_matches(['.', '…']))
        .is_some_and(|last| is_conjugated(last) || words.contains(' ') && is_particle(last));
    if !told && (glued("...") || glued("…")) {
        return words.len();
    }
    if let Some(quoted) = quoted(words) {
        return quoted;
    }
    // `Options（或 Preferences）`, `行為 選擇 "…"`
    let aside = words.find('（').filter(|at| *at > 0);
    let chosen = CHOSEN.iter().filter_map(|verb| words.find(verb)).min();
    let end = aside.into_iter().chain(chosen).min();
    let words = end.map_or(words, |end| words[..end].trim_end());
    let mut at = 0;
    let mut joined = false;
    for typed in words.split(' ') {
        // `에서..`, `누르면!`
        let word = match typed.trim_end_matches(['!', '.']) {
            spoken if spoken.ends_with(is_hangul) => spoken,
            _ => typed.trim_end_matches('!'),
        };
        let behind = (at + typed.len()).min(words.len());
        let next = words[behind..].trim_start();
        // `언어 및 입력`, `Search & select`: the second of two is no verb.
        let second = std::mem::replace(&mut joined, matches!(word, "및" | "&" | "와" | "과"));
        let korean = word.starts_with(is_hangul);
        // `USB Serial Device(COM5) 확인`
        let latin = words[..at]
            .trim_end()
            .trim_end_matches(')')
            .ends_with(|c: char| c.is_ascii_alphanumeric());
        // `HTML 로 내보내기`
        let manner =
            matches!(word, "로" | "으로") && is_manner(next) && !label_rest(next).contains(' ');
        // `저장 후 닫기`
        // `새 탭에서 열기`
        let closing = words[..at].trim_end() == "새"
            || matches!(word, "후" | "뒤") && naming::is_after(words[..at].trim_end(), next)
            || word == "후"
                && words[..at].split_whitespace().count() == 1
                && matches!(label_rest(next), "닫기" | "종료" | "다시 시작" | "실행");
        let apart = || APART.split(' ').any(|one| one == word) || is_particle(word);
        // `가운데 아래`: what is chosen there is a place itself.
        let place = is_place(words[..at].trim_end());
        // `사용 안 함`
        let choice = matches!(word, "함" | "됨") && words[..at].ends_with(" 안 ")
            // `모두 선택`: so labels call it.
            || word == "선택" && naming::is_kind_of_choice(words[..at].trim_end());
        let lone = korean && !manner && !closing && !choice && !place && apart()
            || is_corner(word, next) && !place
            || is_window_opened(word, next)
            || word == "…"
            || word == "..."
            || word.starts_with("<-")
            || word.ends_with("기만") && next.starts_with('하')
            || korean
                && is_conjugated(word.trim_end_matches(['.', ',']))
                && !fits(word, next)
                && !(words[..at].trim_end().ends_with(['이', '가']) && is_described(&words[at..]))
                && !(words[..at].trim_end().ends_with(['을', '를']) && is_doer(&words[at..]))
                // `텍스트 줄 바꿈`
                && !(word.starts_with("바꿈") && words[..at].trim_end().ends_with('줄'))
            || korean && is_adverb(word, next)
            || is_set(word, &words[..at], next) && !is_run(word, &words[..at])
            // `화면 읽기 확인`: the label is a deed already.
            || words[..at].trim_end().ends_with('기') && is_done_with(word) && next.is_empty()
                && words[..at].trim_end().contains(' ')
            || word.strip_suffix('후').is_some_and(|deed| {
                // `lombok 검색후 설치`
                deed.chars().count() > 1 && !next.is_empty() && (is_done(deed) || is_click(deed))
            })
            || is_on(word, &words[..at], next)
            || word == "확인" && is_looked_at(&words[..at]) && !is_deed(next)
            || latin
                && (is_done_with(word.trim_end_matches('된'))
                    || is_done_in_korean(word, &words[..at])
                    || is_doing(word))
            || ["순으로", "참고하", "참고바", "참조하", "참조바"]
                .iter()
                .any(|verb| word.starts_with(verb))
            || word.starts_with("순서")
            || is_control(word, &words[..at], next)
            || matches!(word, "=" | ":");
        // `크기 조정가능`; `플러그인 > 설치 가능` is called so.
        let able = ["가능", "불가", "불가능"]
            .iter()
            .any(|end| word.len() > end.len() && word.ends_with(end));
        // `레코드 생성 시 A 레코드`
        let when = word == "시" && words[..at].trim_end().contains(' ') && !next.is_empty();
        let lone = lone || korean && (able && next.is_empty() || when);
        // `구름에 저장 후에`
        if at > 0 && matches!(word, "후에" | "뒤에" | "부터" | "까지") {
            return at - 1;
        }
        let hangs = matches!(word, "및" | "그리고" | "또는") && next.is_empty();
        // `켤 것`
        let due = korean
            && next.starts_with("것")
            && word
                .chars()
                .last()
                .is_some_and(|c| particle::final_consonant(c) == 8);
        // `2단계 인증만 켜면`
        let only = words[..at].trim_end().strip_suffix('만').filter(|stem| {
            lone && is_conjugated(word) && stem.chars().count() > 1 && stem.ends_with(is_hangul)
        });
        if let Some(stem) = only {
            return stem.len();
        }
        if at > 0 && !second && (due || hangs || lone || goes_on(word, &words[..at], next)) {
            return at - 1;
        }
        // `인바운드 규칙에 HTTP 추가`: what is put there.
        let is_put = || {
            let deeds = ["설정", "추가", "입력", "등록", "지정"];
            at > 0 || deeds.iter().any(|deed| next.ends_with(deed))
        };
        let put = word.strip_suffix('에').filter(|noun| {
            is_put()
                && noun.ends_with(is_hangul)
                && noun.chars().count() > 1
                && next.starts_with(|c: char| c.is_ascii_uppercase())
        });
        if let Some(noun) = put {
            return at + noun.len();
        }
        // `새 창에서 열기`, but `새 창을 누른다`, `새 창에서 연다`
        let fresh = words[..at].trim_end() == "새"
            && !word.ends_with(['을', '를'])
            && !next.split(' ').next().is_some_and(is_conjugated);
        if let Some(noun) = noun(word, next, at == 0).filter(|_| !joined && !fresh) {
            return at + noun;
        }
        at += typed.len() + 1;
        // `Method... 단축키는`: they are the last letters of a label.
        if typed.len() > 3 && (typed.ends_with("...") || typed.ends_with('…')) {
            return (at - 1).min(words.len());
        }
    }
    words.len()
}

/// The bytes of a name in quotation marks or brackets, whatever it says: `"덮개를 닫으면"을`,
/// `「通知」を`.
fn quoted(words: &str) -> Option<usize> {
    const LONGEST: usize = 120;
    let close = match words.chars().next()? {
        '"' => '"',
        '“' => '”',
        '\'' => '\'',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '[' => ']',
        '【' => '】',
        _ => return None,
    };
    let open = words.chars().next().map_or(0, char::len_utf8);
    let end = head(&words[open..], LONGEST).find(close)?;
    let length = open + end + close.len_utf8();
    // `라이브러리 관리 > "ESP32" 검색`: what is looked for is no place.
    let behind = words[length..].trim_start();
    let typed = ["검색", "설치", "입력"]
        .iter()
        .any(|deed| behind.starts_with(deed));
    (end > 0 && !typed).then_some(length)
}

/// `Run 'ShopApplication'`: so the menu calls what was chosen to run.
fn is_run(word: &str, before: &str) -> bool {
    const RUNS: [&str; 6] = ["Run", "Debug", "Stop", "Build", "Rebuild", "Profile"];
    RUNS.contains(&before.trim_end())
        && word.len() > 2
        && word.starts_with('\'')
        && word.ends_with('\'')
}

/// `Settings on Windows`: the system or the program whose menu it is. `Run on Android` is a label.
fn is_on(word: &str, before: &str, next: &str) -> bool {
    const NOUNS: [&str; 5] = ["Settings", "Preferences", "Options", "Properties", "Keymap"];
    let first = next.split([' ', ',', '.']).next().unwrap_or_default();
    matches!(word, "on" | "in" | "for")
        && NOUNS.contains(&before.trim_end())
        && (is_product(first) || matches!(first, "Linux" | "Mac" | "OS"))
}

/// Whether what stands before `확인` is a place at which the writer looks: `고급 설정`. What a
/// program itself makes sure of is called so: `업데이트 확인`.
fn is_looked_at(before: &str) -> bool {
    const MADE_SURE: &str = "업데이트 중복 비밀번호 암호 본인 실명 이메일 계정 맞춤법 삭제 설치";
    let before = before.trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    // `활성 상태인지 확인`: whole, or it would say half of it.
    before.ends_with(is_hangul) && !asks(before) && !MADE_SURE.split(' ').any(|one| one == last)
}

/// `도형에 맞춰 자르기`: a label that says by what something is done.
fn fits(word: &str, next: &str) -> bool {
    word == "맞춰" && next.ends_with('기') && !next.contains(' ')
}
