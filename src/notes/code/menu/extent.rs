//! Where the first place of a path begins and where the last one ends. Steps in, steps out: the
//! sentence before the first and what is said or done behind the last are cut from them. Knows how
//! Korean and English sentences are built, no signs.

use std::ops::Range;

use crate::notes::code::menu::deeds::{
    is_conjugated, is_deed, is_done_in_korean, is_done_with, is_manner,
};
use crate::notes::code::menu::label::table;
use crate::notes::particle;
use crate::text::is_hangul;

/// What an English sentence says before it names a place: `Then choose File`, `from the Tools`.
const LEADS: &[&str] = &[
    "open", "go", "click", "select", "choose", "navigate", "head", "use", "press", "tap", "see",
    "find", "visit", "expand", "pick", "hit", "under", "in", "via", "from", "to", "on", "into",
    "then", "through", "inside", "check", "the", "your",
];

/// Those of [`LEADS`] that tell somebody to go there.
const GOES: &[&str] = &[
    "open", "go", "click", "select", "choose", "navigate", "head", "press", "tap", "visit",
    "expand", "pick", "hit",
];

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
];

/// The sentence before the first step is none of it: `Compass 에서 shop`, `페이지의 Insights`,
/// `로그인 후`, `Then choose File`.
///
/// Whether somebody is told to go there.
pub(super) fn cut_head(text: &str, steps: &mut Vec<Range<usize>>) -> bool {
    // `① 설정`, `☞ 설정`: a sign before a line.
    let first = &text[steps[0].clone()];
    let marks =
        first.trim_start_matches(|c: char| !c.is_ascii() && !c.is_alphabetic() && !is_opening(c));
    // `⋮ > 설정`: a sign alone is a button.
    if !marks.is_empty() {
        steps[0].start += first.len() - marks.trim_start().len();
    }
    let words = &text[steps[0].clone()];
    let mut from = 0;
    for (at, _) in words.match_indices(' ') {
        let word = words[..at].rsplit(' ').next().unwrap_or_default();
        // `탐색기에서 이 PC`: behind a particle another one is the word for what is near.
        let near = word == "이" && from + word.len() == at;
        if ends_clause(word) && !near {
            from = at + 1;
        }
    }
    while let Some(adverb) = ADVERBS
        .iter()
        .find(|adverb| words[from..].starts_with(**adverb))
    {
        from += adverb.len();
    }
    from += whereabouts(&words[from..]);
    let lead = &words[from..from + english_lead(&words[from..])];
    let told = lead
        .split(' ')
        .any(|word| GOES.contains(&word.to_ascii_lowercase().as_str()));
    from += lead.len();
    steps[0].start += from;
    let last = words.rsplit(' ').next().unwrap_or_default();
    let after = matches!(last, "후" | "뒤" | "다음" | "후에" | "뒤에");
    if (after || is_gone(last)) && words.contains(' ') {
        steps.remove(0);
    }
    told
}

fn is_opening(c: char) -> bool {
    matches!(c, '‘' | '“' | '「' | '【' | '…')
}

/// The bytes of a Korean word for where the menu is, before its English name: `상단 메뉴 View`.
fn whereabouts(words: &str) -> usize {
    const SIDES: &str = "메뉴 메뉴바 상단 하단 좌측 우측 왼쪽 오른쪽 위쪽 아래쪽 화면";
    let latin = words.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(0);
    let mut before = words[..latin].split_whitespace().peekable();
    let side = |word: &str| SIDES.split(' ').any(|side| side == word);
    let all = before.peek().is_some() && before.all(side);
    if all { latin } else { 0 }
}

/// Whether somebody went there before, so that the place is no part of the path: `로그인하고`.
fn is_gone(word: &str) -> bool {
    ["가서", "해서", "하고", "열고", "르고"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// The bytes of an English sentence before the place: up to the last of the words that lead to a
/// name, if it begins like a sentence; names are written in capitals.
fn english_lead(words: &str) -> usize {
    let is_lead = |word: &str| {
        let lower = word.to_ascii_lowercase();
        LEADS.contains(&lower.as_str())
    };
    let first = words.split(' ').next().unwrap_or_default();
    let sentence = is_lead(first) || first.starts_with(|c: char| c.is_ascii_lowercase());
    if !sentence {
        return 0;
    }
    let mut from = 0;
    for (at, _) in words.match_indices(' ') {
        let word = words[..at].rsplit(' ').next().unwrap_or_default();
        let name = words[at + 1..].starts_with(|c: char| c.is_uppercase() || is_hangul(c));
        // `Import from Git`, `Sign in to Docker`: of a name in capitals only its first word is
        // a lead.
        let inside = from == 0 && at != first.len() && is_name(&words[..at - word.len()]);
        if is_lead(word) && !inside && (name || from == at - word.len()) {
            from = at + 1;
        }
    }
    from
}

/// Whether words before a preposition are a label themselves: a capital that is no verb of going.
fn is_name(words: &str) -> bool {
    let mut words = words.split_whitespace();
    words.all(|word| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && !LEADS.contains(&word.to_ascii_lowercase().as_str())
    })
}

/// Whether a word before the first step belongs to a sentence: it carries a particle or a verb's
/// ending.
fn ends_clause(word: &str) -> bool {
    // One syllable may as well end a noun: `새로`, `주의`.
    const SHORT: &str = "로 에";
    const ENDS: &str = "에서 에서는 에서도 에서만 의 후 후에 뒤 뒤에 면 다음 에는 에도 에게 을 \
        를 때 때는 때도 경우 경우에 하고 르고 리고 기고 쓰고 치고 놓고 두고 열고 켜고 끄고 되고 \
        지고 나고 가고 주고 가서 해서 와서 어서 아서 여서 러서 려서 켜서 하여 하며 면서 자마자 \
        하도록 지만 는데 니까 므로 위해 위해서 통해 으로 으로는 부터 까지";
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
                || stem.chars().count() > 1 && particle::agrees(stem, end)
        })
    });
    // `바탕 화면`
    let label = || {
        let mut ends = word.char_indices().map(|(at, _)| &word[at..]);
        ends.any(|end| table().after_labels(end).any(str::is_empty))
    };
    word.ends_with(is_hangul) && (stem(ENDS, 0) || stem(SHORT, 2) || topic) && !label()
}

/// Particles and verbs that stand apart from the last place.
const APART: &str = "에서 에서는 에서도 클릭 선택 누르기 누름 입력 이동 진입 로 으로 을 를 은 \
    는 이 가 의 에 와 과 도 후 뒤 하면 하고 해서 한 할 하기 하여 있음 있다 없음 아래 안에 밑에 \
    옆에 맨 안의 안에서 아래의 아래에 밑의 옆의 체크 순 순으로 순서 순서로 순서가 차례로 \
    참고 참조 같은 같이 처럼 라는 이라는 라고 이라고 대신 옆 이면 라면 \
    임 이고 이며 면 였다 였던 이었던 였고 라서 이라서 \
    인 일 보다 이므로 이어야 여야 이다 이었다 입니다 메뉴 메뉴에서 탭에서 까지 부터 한다 함 \
    더블 더블클릭";

/// What is done at a step in the middle is no part of its name: `인스턴스 선택 > 작업`, and neither
/// is what kind of place it is behind brackets: `[Run] 탭 > …`.
pub(super) fn cut_middle(text: &str, step: &mut Range<usize>) {
    let words = &text[step.clone()];
    let Some((name, last)) = words.rsplit_once(' ') else {
        return;
    };
    let done = matches!(last, "클릭" | "선택" | "체크" | "누르기");
    let bracketed = name.starts_with('[') && name.ends_with(']') && is_control(last, name, "");
    if done || bracketed {
        step.end = step.start + name.trim_end().len();
    }
}

/// Particles of two syllables, in which no name ends, and the copula.
const LONG: &[&str] = &[
    "에서부터",
    "에서는",
    "에서도",
    "에서만",
    "에서",
    "으로는",
    "으로",
    "까지",
    "부터",
    "에만",
    "에는",
    "이면",
    "라면",
    "보다",
    "이다",
    "이었다",
    "입니다",
];

/// What is said of the last step, cut from it: ` 에서 …`, `를 연다`, ` 체크`. The rest of the text.
pub(super) fn cut_tail<'t>(text: &'t str, steps: &mut [Range<usize>]) -> &'t str {
    let Some(last) = steps.last_mut() else {
        return "";
    };
    last.end = last.start + place(&text[last.clone()]);
    text[last.end..].trim_start()
}

/// The bytes of the place that a last step begins with: up to the particle that ends its noun, the
/// verb behind it, or the word for what kind of place it is.
fn place(words: &str) -> usize {
    // `폴더로 이동...`: what opens a window says so with its last letters.
    if words.ends_with("...") || words.ends_with('…') {
        return words.len();
    }
    let mut at = 0;
    let mut joined = false;
    for typed in words.split(' ') {
        let word = typed.trim_end_matches('!');
        let behind = (at + typed.len()).min(words.len());
        let next = words[behind..].trim_start();
        // `언어 및 입력`, `Search & select`: the second of two is no verb.
        let second = std::mem::replace(&mut joined, matches!(word, "및" | "&" | "와" | "과"));
        let korean = word.starts_with(is_hangul);
        let latin = words[..at]
            .trim_end()
            .ends_with(|c: char| c.is_ascii_alphanumeric());
        // `HTML 로 내보내기`
        let manner = matches!(word, "로" | "으로") && is_manner(next) && !next.contains(' ');
        let apart = || APART.split(' ').any(|one| one == word) || is_particle(word);
        let lone = korean && !manner && apart()
            || korean && is_conjugated(word.trim_end_matches(['.', ',']))
            || is_amount(word)
            || is_value(word, &words[..at], next)
            || latin && (is_done_with(word) || is_done_in_korean(word, &words[..at]))
            || word.starts_with("순으로")
            || word.starts_with("순서")
            || is_control(word, &words[..at], next)
            || matches!(word, "=" | ":")
            || is_times(word, next);
        if at > 0 && !second && (lone || goes_on(word, next)) {
            return at - 1;
        }
        if let Some(noun) = noun(word, next).filter(|_| !joined) {
            return at + noun;
        }
        at += typed.len() + 1;
    }
    words.len()
}

/// Whether a word is nothing but particles: `에서만`, `로도`; some are nouns as well.
fn is_particle(word: &str) -> bool {
    const NOUNS: [&str; 8] = ["별", "당", "만", "들", "인", "란", "라", "나"];
    !NOUNS.contains(&word) && particle::length(word) == Some(word.len())
}

/// What a place is set to: `제한 시간 1분으로`.
fn is_amount(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < word.len() && unit.chars().count() < 5 && unit.ends_with('로')
}

/// What a place is set to, behind its name: `보존 기간 0일`. `최근 7일` and `점 3개` are names.
fn is_value(word: &str, before: &str, next: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = unit.len() < word.len()
        && (1..=2).contains(&unit.chars().count())
        && (unit.chars().all(is_hangul) || unit == "%");
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let is_name = matches!(
        last,
        "최근" | "지난" | "매" | "처음" | "마지막" | "점" | "줄"
    );
    counted && next.is_empty() && last.ends_with(is_hangul) && !is_name
}

/// The bytes of the noun in a word that ends in a particle; `next` is what stands behind it.
fn noun(word: &str, next: &str) -> Option<usize> {
    let without = |ends: &[&str]| {
        ends.iter()
            .find_map(|end| word.strip_suffix(end).filter(|stem| !stem.is_empty()))
    };
    if let Some(stem) = without(LONG) {
        let manner = word.ends_with("으로") && is_manner(next);
        return (!manner).then_some(stem.len());
    }
    let object = without(&["을", "를"]).filter(|_| !next.is_empty());
    if let Some(stem) = object {
        return Some(stem.len());
    }
    // `1.basic로 이동`, `Settings가 열리면`: one syllable may as well end a noun, but not behind
    // Latin letters or before a verb of going.
    let goes = [
        "이동", "들어", "가서", "간다", "가면", "접속", "진입", "있", "가",
    ]
    .iter()
    .any(|verb| next.starts_with(verb));
    let (stem, end) = ["로", "에", "이", "가", "은", "는", "의", "도", "만"]
        .iter()
        .find_map(|end| word.strip_suffix(end).map(|stem| (stem, *end)))?;
    let latin = stem.ends_with(|c: char| c.is_ascii_alphanumeric());
    let korean = stem.ends_with([')', ']']) || !stem.is_empty() && particle::agrees(stem, end);
    // `새로 만들기`
    let long = stem.chars().count() > 1;
    let done = matches!(end, "로" | "에") && long && is_deed(next);
    // `역할이 비어 있다`, `역할에 정책을 붙인다`: of a sentence, which ends in a verb.
    let said = long
        && next
            .trim_end_matches('.')
            .ends_with(['다', '요', '면', '음']);
    (latin || korean && (goes || done || said)).then_some(stem.len())
}

/// How often something is done: `빌드 번호 7번 탭`.
fn is_times(word: &str, next: &str) -> bool {
    let count = word.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(count, "번" | "회") && count.len() < word.len() && !next.is_empty()
}

/// What a place is: `Network 그래프`, `알림 탭을 연다`, `Plugins 목록`. After a Korean name the
/// last ones may be part of it, and so may all of them before another noun: `숨긴 항목 표시를`.
fn is_control(word: &str, before: &str, next: &str) -> bool {
    const CONTROLS: [&str; 15] = [
        "탭",
        "버튼",
        "메뉴",
        "항목",
        "체크박스",
        "그래프",
        "칸",
        "링크",
        "토글",
        "스위치",
        "쪽",
        "부분",
        "섹션",
        "검색창",
        "입력란",
    ];
    const PLACES: [&str; 8] = [
        "목록",
        "화면",
        "페이지",
        "창",
        "아이콘",
        "영역",
        "값",
        "필드",
    ];
    let latin = before
        .trim_end()
        .ends_with(|c: char| c.is_ascii_alphanumeric());
    let named = |nouns: &[&str]| {
        nouns.iter().any(|noun| {
            word.strip_prefix(noun)
                .is_some_and(|rest| particle::length(rest).is_some())
        })
    };
    let label = before.chars().any(char::is_alphabetic) || before.trim() == "+";
    let noun_behind = || {
        let after = next.split(' ').next().unwrap_or_default();
        // `중복된 항목 제거`
        let ends = next.chars().all(is_hangul) && !next.is_empty();
        (particle::closes(after) || ends) && !is_deed(next)
    };
    let inside = !latin && word.ends_with(['목', '뉴', '튼', '크', '분']) && noun_behind();
    label && !inside && (named(&CONTROLS) || latin && named(&PLACES))
}

/// Whether English goes on with what is done there: `Pages and choose the branch`, `Pages to set
/// the branch`, `Plugins tab`, `Workspace in the dialog`.
fn goes_on(word: &str, next: &str) -> bool {
    const VERBS: &[&str] = &[
        "choose",
        "click",
        "select",
        "press",
        "set",
        "check",
        "enable",
        "disable",
        "turn",
        "add",
        "open",
        "type",
        "enter",
        "pick",
        "tick",
        "change",
        "create",
        "find",
        "see",
        "make",
        "uncheck",
        "configure",
        "switch",
        "use",
        "untick",
        "deselect",
        "remove",
        "delete",
        "copy",
        "paste",
        "look",
        "scroll",
        "restart",
        "save",
    ];
    const JOINS: [&str; 14] = [
        "and", "to", "then", "in", "on", "of", "for", "where", "which", "that", "if", "when",
        "with", "is",
    ];
    let verb = next.split([' ', ',']).next().unwrap_or_default();
    let is_small = |word: &str| !word.starts_with(|c: char| c.is_uppercase());
    match word {
        "and" | "to" => VERBS.contains(&verb),
        "then" | "when" | "if" => true,
        "in" | "on" | "for" | "of" => matches!(verb, "the" | "your" | "this"),
        // `Analyze page load` goes on with a noun.
        "tab" | "menu" | "page" | "section" | "button" | "dialog" | "screen" | "panel" => {
            is_small(next)
                && (!verb.starts_with(|c: char| c.is_ascii_lowercase()) || JOINS.contains(&verb))
        }
        _ => false,
    }
}
