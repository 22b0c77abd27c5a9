//! Paths of menus and folders in prose: `EC2 > 로드 밸런서 > 활성 상태인지 확인`. Plain text in,
//! the steps out. What speaks for a user interface is weighed against what speaks for a comparison,
//! an order, a redirection, an arrow of types or a quoted reference.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use crate::notes::code::tools;
use crate::text::{head, is_hangul, tail};

/// A path of menus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MenuPath {
    /// Its bytes, from the first step to the last.
    pub range: Range<usize>,
    /// The bytes of each step, without the signs between them.
    pub steps: Vec<Range<usize>>,
}

/// A step is a label: longer ones are sentences in which `>` stands for something else.
const LONGEST_STEP: usize = 40;

/// Enough to be a path.
const ENOUGH: i32 = 3;

/// Finds the paths of a text, in order. `around` is the text that it stands in: a comparison there
/// with the same names makes one here.
pub(crate) fn find(text: &str, around: &str) -> Vec<MenuPath> {
    let mut out = Vec::new();
    if !text.contains('>') {
        return out;
    }
    // Brackets and quotations are worlds of their own: a path lies wholly inside one or wholly
    // outside.
    for part in parts(text) {
        out.extend(path(text, &part, around));
    }
    out.sort_by_key(|path| path.range.start);
    out
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

/// A stretch of the text that may hold a path.
#[derive(Clone, Debug)]
struct Enclosed {
    range: Range<usize>,
    /// In quotation marks.
    quoted: bool,
}

/// Words between two paths.
const BETWEEN: &[&str] = &[
    " / ", " 말고 ", " 또는 ", " 혹은 ", " 이나 ", " - ", " – ", " — ", " → ", " ⇒ ",
];

/// Stretches between brackets, quotations, sentence ends and line breaks.
fn parts(text: &str) -> Vec<Enclosed> {
    let mut out: Vec<Enclosed> = Vec::new();
    let mut start = 0;
    let mut skip = 0;
    let mut ahead = Ahead::default();
    for (i, c) in text.char_indices() {
        if i < skip {
            continue;
        }
        let after = i + c.len_utf8();
        let next = text[after..].chars().next();
        let before = text[..i].chars().next_back();
        if let Some(word) = BETWEEN.iter().find(|word| text[i..].starts_with(**word)) {
            out.push(Enclosed {
                range: start..i,
                quoted: false,
            });
            start = i + word.len() - 1;
            skip = start;
            continue;
        }
        // `메뉴(≡)` is one word.
        if c == '(' && before.is_some_and(|c| !c.is_whitespace()) {
            let near = text[after..].char_indices().take_while(|(at, _)| *at <= 8);
            let close = near.filter(|(_, c)| *c == ')').map(|(at, _)| at).next();
            if let Some(close) = close {
                skip = after + close + 1;
                continue;
            }
        }
        let ends = match c {
            '(' | ')' | '[' | ']' | '\n' | '|' | ';' | '`' | '「' | '」' => true,
            ',' => next.is_none_or(char::is_whitespace) && !is_listed(text, start, i, &mut ahead),
            // `Project...` opens a window.
            '.' => next.is_none_or(char::is_whitespace) && before != Some('.'),
            ':' | '?' => next.is_none_or(char::is_whitespace),
            // `실전! Redis` is a title, `했다! 그리고` the end of a sentence.
            '!' => {
                next.is_none_or(char::is_whitespace) && before.is_some_and(|c| "다요까".contains(c))
            }
            '\'' | '"' | '‘' | '’' | '“' | '”' => {
                let close = match c {
                    '‘' | '’' => "’",
                    '“' | '”' => "”",
                    '"' => "\"",
                    _ => "'",
                };
                let opens = before.is_none_or(|b| b.is_whitespace() || b == '(');
                let end = ahead.next(text, after, close);
                let holds_path = opens
                    && end < text.len()
                    && ahead.next(text, after, " > ") + " > ".len() <= end;
                if holds_path {
                    out.push(Enclosed {
                        range: start..i,
                        quoted: false,
                    });
                    out.push(Enclosed {
                        range: after..end,
                        quoted: true,
                    });
                    start = end + close.len();
                    skip = start;
                    continue;
                }
                // A quotation among the steps is a label and stays one of them.
                false
            }
            _ => false,
        };
        if ends {
            out.push(Enclosed {
                range: start..i,
                quoted: false,
            });
            start = after;
        }
    }
    out.push(Enclosed {
        range: start..text.len(),
        quoted: false,
    });
    out
}

/// What comes next in a text whose places are asked for from the front to the end: the text is
/// read once for each sign, however many quotations are opened.
#[derive(Default)]
struct Ahead(BTreeMap<&'static str, usize>);

impl Ahead {
    /// Where `sign` stands next; the end of the text where it does not.
    fn next(&mut self, text: &str, from: usize, sign: &'static str) -> usize {
        let known = self.0.entry(sign).or_insert(0);
        if *known < from || *known == 0 {
            *known = text[from..].find(sign).map_or(text.len(), |at| from + at);
        }
        *known
    }
}

/// Whether a comma stands within a label: `Build, Execution, Deployment`.
fn is_listed(text: &str, start: usize, comma: usize, ahead: &mut Ahead) -> bool {
    let Some(from) = text[start..comma].rfind(" > ").map(|at| start + at + 3) else {
        return false;
    };
    let label = text[from..ahead.next(text, comma, " > ")].trim();
    label.len() <= LONGEST_STEP
        && label.split(", ").count() > 1
        && label.split(", ").all(|word| {
            word.starts_with(|c: char| c.is_ascii_uppercase())
                && word
                    .bytes()
                    .all(|b| b.is_ascii_alphabetic() || b == b',' || b == b'&')
        })
}

fn path(text: &str, part: &Enclosed, around: &str) -> Option<MenuPath> {
    let source = &text[part.range.clone()];
    let spaced = source.contains(" > ");
    let tight = !spaced && is_tight(source);
    let signs = ["->", "=>", "<>", ">>", ">=", "&&", "==", "2>"];
    if !(spaced || tight)
        || signs.iter().any(|sign| source.contains(sign))
        || source.contains(" < ")
    {
        return None;
    }
    let mut steps = split(source, part.range.start, if spaced { " > " } else { ">" });
    if steps.len() < 2 {
        return None;
    }
    cut_head(text, &mut steps);
    let rest = cut_tail(text, &mut steps);
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
    // `우선순위: 명령행 > 환경 변수`: the words before say what is ordered.
    let ordered = [
        "우선",
        "순위",
        "순서",
        "차례",
        "비교",
        "흐름",
        "단계",
        "빠른 순",
        "큰 순",
    ]
    .iter()
    .any(|word| tail(&text[..steps[0].start], 80).contains(word));
    let against = if part.quoted { 3 } else { 0 } + if ordered { 4 } else { 0 };
    let sum = names(&words) + tail_worth(after) - against;
    (sum >= ENOUGH).then(|| MenuPath {
        range: steps[0].start..steps[steps.len() - 1].end,
        steps,
    })
}

/// `ECS>클러스터>서비스`: without blanks only where Korean words make it no type.
fn is_tight(source: &str) -> bool {
    let signs = source.matches('>').count();
    let korean = source
        .char_indices()
        .filter(|(_, c)| *c == '>')
        .all(|(i, _)| source[..i].ends_with(is_hangul) || source[i + 1..].starts_with(is_hangul));
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
    if matches!(last, "후" | "뒤" | "다음" | "후에" | "뒤에") && words.contains(' ') {
        steps.remove(0);
    }
}

/// Whether a word before the first step belongs to a sentence: it carries a particle or a verb's
/// ending.
fn ends_clause(word: &str) -> bool {
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
    // One syllable may as well end a noun: `새로`, `주의`.
    const SHORT: &[&str] = &["로", "에"];
    let stem = |ends: &[&str], least: usize| {
        ends.iter().any(|end| {
            word.strip_suffix(end)
                .is_some_and(|stem| stem.chars().count() >= least || stem.is_empty() && least == 0)
        })
    };
    let topic = ["은", "는"].iter().any(|end| {
        word.strip_suffix(end).is_some_and(|stem| {
            stem.ends_with(|c: char| c.is_ascii_alphanumeric()) || table().products.contains(&stem)
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
    for word in words.split(' ') {
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
        ) || word.starts_with("순으로")
            || word.starts_with("순서");
        if at > 0 && lone {
            last.end = last.start + at - 1;
            break;
        }
        let glued = [
            "에서",
            "에서는",
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

/// What stands in `menu.txt`.
struct MenuWords {
    labels: Vec<&'static str>,
    english: HashSet<&'static str>,
    products: Vec<&'static str>,
}

fn table() -> &'static MenuWords {
    static WORDS: OnceLock<MenuWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let text = include_str!("menu.txt");
        let section = |name: &str| {
            let body = text.split_once(name).map_or("", |(_, body)| body);
            body.split("\n[").next().unwrap_or_default()
        };
        let lines = |name: &str| {
            section(name)
                .lines()
                .filter(|line| !line.is_empty())
                .collect()
        };
        MenuWords {
            labels: lines("[labels]\n"),
            english: section("[english labels]\n").split_whitespace().collect(),
            products: lines("[products]\n"),
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

/// What the names of the steps are worth. Their number alone is no evidence: an order has steps
/// too.
fn names(words: &[&str]) -> i32 {
    let mut sum = match words.len() {
        2 => 0,
        3 => 1,
        _ => 2,
    };
    let interface = words.iter().filter(|words| is_interface(words)).count();
    sum += i32::try_from(interface.min(2)).unwrap_or(0) * 2;
    let first = words[0];
    let product = table().products.iter().any(|name| {
        let head = first.get(..name.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
            && !first[name.len()..].starts_with(char::is_alphanumeric)
            || first
                .strip_suffix(name)
                .is_some_and(|rest| rest.ends_with(' '))
    });
    let korean = |words: &str| words.chars().any(is_hangul);
    let capital = first.starts_with(|c: char| c.is_ascii_uppercase())
        && !first.bytes().all(|b| b.is_ascii_uppercase() || b == b' ');
    if product {
        sum += 2;
    }
    if capital {
        sum += 1;
    }
    // A name and what is found there: `Inflearn > 실전! Redis 활용`.
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
    if is_root(first) {
        sum += 2;
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
    if words.iter().all(|words| last(words) == compared) {
        sum -= 6;
    }
    let ends = words[words.len() - 1];
    if ACTS.iter().any(|act| ends.ends_with(act)) {
        sum += 1;
    }
    // `x > y`, `nav > ul`, `const > eq_ref > ref`, `Arg1 > Arg2`: names of a program.
    if words.iter().all(|words| is_bare(words)) {
        sum -= 4;
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
    let coded =
        |words: &&str| words.contains(['@', '=', '*', '#', '“', '”']) || words.contains("()");
    if words.iter().any(coded) {
        sum -= 4;
    }
    sum
}

/// A single lower-case word of a program, perhaps with digits and signs.
fn is_bare(words: &str) -> bool {
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

fn is_root(word: &str) -> bool {
    matches!(
        word,
        "설정"
            | "파일"
            | "편집"
            | "보기"
            | "도구"
            | "시작"
            | "환경설정"
            | "환경 설정"
            | "시스템 설정"
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

fn is_interface(words: &str) -> bool {
    table().labels.iter().any(|label| words.contains(label))
        || words.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
            !word.is_empty() && table().english.contains(word.to_ascii_lowercase().as_str())
        })
}

/// What follows the last step: a place (`에서`, `로 이동`, `클릭`) or a comparison (`이면`, `보다`,
/// `순으로`).
fn tail_worth(after: &str) -> i32 {
    const COMPARES: &[&str] = &[
        "이면",
        "라면",
        "면",
        "인",
        "일",
        "보다",
        "이므로",
        "이어야",
        "여야",
        "순",
        "되",
        "될",
        "이다",
        "이라",
        "이고",
        "가",
        "이",
        "은",
        "는",
    ];
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
    ];
    let words: Vec<&str> = after.split_whitespace().take(3).collect();
    let first = words.first().copied().unwrap_or_default();
    let acts = words
        .iter()
        .any(|word| HANDS.iter().any(|act| word.starts_with(act)));
    if acts
        || first.starts_with("에서") && !first.starts_with("에서의")
        || first.starts_with("메뉴")
        || first.starts_with("탭")
    {
        return 2;
    }
    if COMPARES
        .iter()
        .any(|word| first == *word || word.chars().count() > 1 && first.starts_with(word))
        || first.starts_with("순")
    {
        return -5;
    }
    // `을 되풀이`, `로 바꾸었더니`: a verb that no user interface knows.
    if matches!(first, "을" | "를" | "로" | "으로") {
        return -3;
    }
    0
}
