//! Paths of menus and folders in prose: `EC2 > 로드 밸런서 > 활성 상태인지 확인`. Plain text in,
//! the steps out. What speaks for a user interface is weighed against what speaks for a comparison,
//! an order, a redirection, an arrow of types or a quoted reference.

mod enclosed;
mod label;

use std::ops::Range;

use crate::notes::code::menu::enclosed::{Enclosed, LONGEST_STEP, parts};
use crate::notes::code::menu::label::{is_flow, names, table, tail_worth};
use crate::notes::code::tools;
use crate::notes::particle;
use crate::text::{head, is_hangul, tail};

/// A path of menus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MenuPath {
    /// Its bytes, from the first step to the last.
    pub range: Range<usize>,
    /// The bytes of each step, without the signs between them.
    pub steps: Vec<Range<usize>>,
}

/// Enough to be a path.
const ENOUGH: i32 = 3;

/// Finds the paths of a text, in order. `around` is the text that it stands in: a comparison there
/// with the same names makes one here.
pub(crate) fn find(text: &str, around: &str) -> Vec<MenuPath> {
    let mut out = Vec::new();
    let Some(sign) = sign_of(text) else {
        return out;
    };
    // Brackets and quotations are worlds of their own: a path lies wholly inside one or wholly
    // outside.
    for part in parts(text, sign) {
        out.extend(path(text, &part, sign, around));
    }
    out.sort_by_key(|path| path.range.start);
    out
}

/// The signs that people put between the places of a user interface.
const SIGNS: [char; 7] = ['>', '›', '»', '▸', '▶', '＞', ARROW];

/// Also drawn between the steps of a process.
const ARROW: char = '→';

/// Whether a path may stand in a text at all.
pub(crate) fn has_sign(text: &str) -> bool {
    text.contains(SIGNS)
}

/// The sign between the steps of a text: the first kind with blanks around it, else the first.
fn sign_of(text: &str) -> Option<char> {
    let mut there = SIGNS.into_iter().filter(|sign| text.contains(*sign));
    let first = there.clone().next()?;
    let spaced = there.find(|sign| text.contains(spaced(*sign).as_str()));
    Some(spaced.unwrap_or(first))
}

fn spaced(sign: char) -> String {
    format!(" {sign} ")
}

/// How far, in bytes, a comparison with the same names is looked for to either side.
const NEARBY: usize = 2000;

/// What stands around a place of a text.
pub(crate) fn around(text: &str, at: usize) -> &str {
    let Some((before, after)) = text.split_at_checked(at) else {
        return text;
    };
    &text[at - tail(before, NEARBY).len()..at + head(after, NEARBY).len()]
}

fn path(text: &str, part: &Enclosed, sign: char, around: &str) -> Option<MenuPath> {
    let source = &text[part.range.clone()];
    let apart = spaced(sign);
    let is_spaced = source.contains(&apart);
    let tight = !is_spaced && is_tight(source, sign);
    let signs = ["->", "=>", "<>", ">>", ">=", "&&", "==", "2>"];
    if !(is_spaced || tight)
        || signs.iter().any(|sign| source.contains(sign))
        || source.contains(" < ")
    {
        return None;
    }
    let glued = sign.to_string();
    let between = if is_spaced { &apart } else { &glued };
    let mut steps = split(source, part.range.start, between);
    if steps.len() < 2 {
        return None;
    }
    cut_head(text, &mut steps);
    let rest = cut_tail(text, &mut steps);
    for step in &mut steps {
        bare(text, step);
    }
    let after = if part.quoted {
        text[part.range.end..].trim_start_matches(['\'', '"', '’', '”'])
    } else {
        rest
    };
    if steps.len() < 2 || !steps.iter().all(|step| is_label(&text[step.clone()])) {
        return None;
    }
    let pair = steps.len() == 2;
    if steps
        .iter()
        .any(|step| is_quantity(&text[step.clone()], pair))
    {
        return None;
    }
    let words: Vec<&str> = steps.iter().map(|step| &text[step.clone()]).collect();
    if is_redirection(&words) || is_mirrored(&words, around) {
        return None;
    }
    // `우선순위: 명령행 > 환경 변수`: the words before say what is ordered; `설정 순서: 콘솔 > …`
    // may say how one goes there.
    let said = tail(&text[..steps[0].start], 80);
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let ordered = if says(&["우선", "순위", "비교", "빠른 순", "큰 순"]) {
        4
    } else if says(&["순서", "차례", "흐름", "단계"]) {
        2
    } else {
        0
    };
    let worth = tail_worth(after);
    if sign == ARROW && is_flow(&words, worth) {
        return None;
    }
    let against = ordered + if part.quoted { 3 } else { 0 };
    let sum = names(&words) + worth - against;
    (sum >= ENOUGH).then(|| MenuPath {
        range: steps[0].start..steps[steps.len() - 1].end,
        steps,
    })
}

/// The label itself: quotation marks and brackets around a single step are none of it.
fn bare(text: &str, step: &mut Range<usize>) {
    const PAIRS: [(char, char); 7] = [
        ('\'', '\''),
        ('"', '"'),
        ('‘', '’'),
        ('“', '”'),
        ('[', ']'),
        ('「', '」'),
        ('【', '】'),
    ];
    let words = &text[step.clone()];
    let pair = PAIRS
        .iter()
        .find(|(open, close)| words.starts_with(*open) && words.ends_with(*close));
    if let Some((open, close)) = pair.filter(|_| words.chars().count() > 2) {
        *step = step.start + open.len_utf8()..step.end - close.len_utf8();
    }
}

/// `ECS>클러스터>서비스`: without blanks only where Korean words make it no type.
fn is_tight(source: &str, sign: char) -> bool {
    let signs = source.matches(sign).count();
    let korean = source.match_indices(sign).all(|(i, found)| {
        source[..i].ends_with(is_hangul) || source[i + found.len()..].starts_with(is_hangul)
    });
    signs >= 2 && korean && !source.contains('<')
}

fn split(source: &str, start: usize, sign: &str) -> Vec<Range<usize>> {
    let mut steps = Vec::new();
    let mut at = 0;
    for piece in source.split(sign) {
        let trimmed = piece.trim();
        let from = start + at + (piece.len() - piece.trim_start().len());
        steps.push(from..from + trimmed.len());
        at += piece.len() + sign.len();
    }
    steps
}

/// The sentence before the first step is none of it: `Compass 에서 shop`, `페이지의 Insights`,
/// `로그인 후`.
fn cut_head(text: &str, steps: &mut Vec<Range<usize>>) {
    let first = steps[0].clone();
    let words = &text[first.clone()];
    let mut from = 0;
    for (at, _) in words.match_indices(' ') {
        let word = words[..at].rsplit(' ').next().unwrap_or_default();
        if ends_clause(word) {
            from = at + 1;
        }
    }
    // `먼저 설정 > 보안`: how one goes there.
    let adverbs = [
        "open ",
        "Open ",
        "go to ",
        "Go to ",
        "click ",
        "Click ",
        "select ",
        "Select ",
        "choose ",
        "Choose ",
        "navigate to ",
        "Navigate to ",
        "under ",
        "Under ",
        "in ",
        "In ",
        "via ",
        "from ",
        "From ",
        "화면의 ",
        "먼저 ",
        "우선 ",
        "이제 ",
        "다시 ",
        "그리고 ",
        "그다음 ",
        "그 다음 ",
        "보통 ",
    ];
    while let Some(adverb) = adverbs
        .iter()
        .find(|adverb| words[from..].starts_with(**adverb))
    {
        from += adverb.len();
    }
    steps[0].start += from;
    let last = words.rsplit(' ').next().unwrap_or_default();
    let went = ["가서", "해서", "하고", "열고", "르고"]
        .iter()
        .any(|end| last.ends_with(end));
    let after = matches!(last, "후" | "뒤" | "다음" | "후에" | "뒤에");
    if (after || went) && words.contains(' ') {
        steps.remove(0);
    }
}

/// Whether a word before the first step belongs to a sentence: it carries a particle or a verb's
/// ending.
fn ends_clause(word: &str) -> bool {
    // One syllable may as well end a noun: `새로`, `주의`.
    const SHORT: &[&str] = &["로", "에"];
    const ENDS: &[&str] = &[
        "에서",
        "에서는",
        "의",
        "후",
        "후에",
        "뒤",
        "뒤에",
        "면",
        "다음",
        "에는",
        "을",
        "를",
        "때",
        "때는",
        "경우",
        "하고",
        "르고",
        "리고",
        "기고",
        "쓰고",
        "치고",
        "놓고",
        "두고",
        "열고",
        "켜고",
        "끄고",
        "가서",
        "해서",
        "하여",
        "위해",
        "위해서",
        "으로",
        "으로는",
        "에서도",
        "부터",
    ];
    // `VS Code 는 File > Settings`
    if matches!(word, "는" | "은" | "가" | "이" | "로" | "도" | "등") {
        return true;
    }
    let stem = |ends: &[&str], least: usize| {
        ends.iter().any(|end| {
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
    stem(ENDS, 0) || stem(SHORT, 2) || topic
}

/// What is done at the last step, cut from it: ` 에서 …`, ` 로 이동`, ` 체크`. The rest of the
/// text.
fn cut_tail<'t>(text: &'t str, steps: &mut [Range<usize>]) -> &'t str {
    let Some(last) = steps.last_mut() else {
        return "";
    };
    let words = &text[last.clone()];
    let mut at = 0;
    let mut joined = false;
    for word in words.split(' ') {
        // `언어 및 입력`, `Search & select`
        if std::mem::replace(&mut joined, matches!(word, "및" | "&" | "와" | "과")) {
            at += word.len() + 1;
            continue;
        }
        let lone = matches!(
            word,
            "에서"
                | "에서는"
                | "클릭"
                | "선택"
                | "누르기"
                | "누름"
                | "입력"
                | "이동"
                | "진입"
                | "로"
                | "으로"
                | "을"
                | "를"
                | "은"
                | "는"
                | "이"
                | "가"
                | "의"
                | "에"
                | "와"
                | "과"
                | "도"
                | "후"
                | "뒤"
                | "하면"
                | "하고"
                | "해서"
                | "한"
                | "할"
                | "하기"
                | "하여"
                | "있음"
                | "있다"
                | "없음"
                | "아래"
                | "안에"
                | "밑에"
                | "옆에"
                | "체크"
                | "순"
                | "순으로"
                | "순서"
                | "순서로"
                | "순서가"
                | "이면"
                | "라면"
                | "면"
                | "인"
                | "일"
                | "보다"
                | "이므로"
                | "이어야"
                | "여야"
                | "이다"
                | "메뉴"
                | "메뉴에서"
                | "탭에서"
                | "까지"
                | "부터"
                | "한다"
                | "함"
                | "더블"
                | "더블클릭"
        ) || word.starts_with("순으로")
            || word.starts_with("순서")
            || is_control(word, &words[..at]);
        if at > 0 && lone {
            last.end = last.start + at - 1;
            break;
        }
        if at > 0 && word == "and" && is_told(&words[(at + 4).min(words.len())..]) {
            last.end = last.start + at - 1;
            break;
        }
        let glued = [
            "에서",
            "에서는",
            "에",
            "으로",
            "을",
            "를",
            "이면",
            "라면",
            "보다",
            "이다",
        ]
        .iter()
        .find_map(|end| word.strip_suffix(end).filter(|stem| !stem.is_empty()));
        let more = at + word.len() < words.len();
        if let Some(stem) = glued.filter(|_| more || word.ends_with("에서")) {
            last.end = last.start + at + stem.len();
            break;
        }
        // `1.basic로 이동`, `Settings가 열리면`: one syllable may as well end a noun, but not
        // behind Latin letters or before a verb of going.
        let next = words[(at + word.len()).min(words.len())..].trim_start();
        let goes = ["이동", "들어", "가서", "간다", "가면", "접속", "진입", "있"]
            .iter()
            .any(|verb| next.starts_with(verb));
        let single = ["로", "에", "이", "가", "은", "는", "의", "도"]
            .iter()
            .find_map(|end| word.strip_suffix(end).filter(|stem| !stem.is_empty()));
        if let Some(stem) =
            single.filter(|stem| stem.ends_with(|c: char| c.is_ascii_alphanumeric()) || goes)
        {
            last.end = last.start + at + stem.len();
            break;
        }
        at += word.len() + 1;
    }
    text[last.end..].trim_start()
}

/// What a place is: `Network 그래프`, `알림 탭을 연다`, `Plugins 목록`. After a Korean name the
/// last ones may be part of it.
fn is_control(word: &str, before: &str) -> bool {
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
    const PLACES: [&str; 6] = ["목록", "화면", "페이지", "창", "아이콘", "영역"];
    let latin = before
        .trim_end()
        .ends_with(|c: char| c.is_ascii_alphanumeric());
    let named = |nouns: &[&str]| {
        nouns.iter().any(|noun| {
            word.strip_prefix(noun)
                .is_some_and(|rest| particle::length(rest).is_some())
        })
    };
    let label = before.chars().any(char::is_alphabetic);
    label && (named(&CONTROLS) || latin && named(&PLACES))
}

/// Whether English goes on with what is done there: `Settings > Pages and choose the branch`.
fn is_told(words: &str) -> bool {
    const VERBS: [&str; 14] = [
        "choose", "click", "select", "press", "set", "check", "enable", "turn", "add", "open",
        "type", "enter", "pick", "tick",
    ];
    let verb = words.split(' ').next().unwrap_or_default();
    VERBS.contains(&verb)
}

/// Whether all of a text is one path: then it is no code, whatever its marks say.
pub(crate) fn whole(text: &str) -> Option<MenuPath> {
    let path = find(text, "").into_iter().next()?;
    let all = path.range == (0..text.len()) && path.steps.len() > 2;
    all.then_some(path)
}

fn is_label(words: &str) -> bool {
    let length = words.chars().count();
    (1..=LONGEST_STEP).contains(&length)
        && words.chars().any(char::is_alphabetic)
        && !words.starts_with(['-', '$', '='])
        && !words.ends_with(['=', '-', '<'])
}

/// `3초`, `80%`, `1.2.10`, `코어 8개`, `1등`: a number, or something counted.
///
/// Among more than two steps a name may end in a number: `NDK 27`.
fn is_quantity(words: &str, pair: bool) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    if !pair && words.contains(' ') && last.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let digits = last.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    digits.len() < last.len()
        && digits.chars().count() <= 2
        && !digits.starts_with('.')
        && digits.chars().all(|c| is_hangul(c) || c == '%')
}

/// `echo hi > out.txt` writes to a file.
fn is_redirection(words: &[&str]) -> bool {
    let (first, last) = (words[0], words[words.len() - 1]);
    let program = first.split(' ').next().unwrap_or_default();
    let runs = first.contains(' ')
        && program.starts_with(|c: char| c.is_ascii_lowercase())
        && tools::program(program).is_some();
    let file = !last.contains(' ')
        && last.is_ascii()
        && last
            .rsplit_once('.')
            .is_some_and(|(stem, end)| !stem.is_empty() && (1..=5).contains(&end.len()));
    words.len() == 2
        && first.is_ascii()
        && runs
        && (file || last.starts_with('/') || last.is_ascii())
}

/// Whether the two names are compared the other way round nearby.
fn is_mirrored(words: &[&str], around: &str) -> bool {
    let [one, other] = words else {
        return false;
    };
    [
        (one, " < ", other),
        (other, " < ", one),
        (other, " > ", one),
    ]
    .iter()
    .any(|(a, sign, b)| around.contains(&format!("{a}{sign}{b}")))
}
