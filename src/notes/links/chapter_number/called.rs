//! Numbers with a word that says what they count, in Korean and other languages: `Lab 2`,
//! `3단원`, `§7`, `第3章`, `the next chapter`. A text in; what may be a chapter's out, and whether
//! it is, for sentences without Korean: there a mention is what nothing else owns. Korean ones are
//! judged elsewhere.

use std::sync::LazyLock;

use regex::Regex;

use crate::notes::links::chapter_number::unit::{ChapterUnit, Which, pattern};
use crate::notes::links::number_kind::NumberKind;
use crate::notes::particle;
use crate::notes::reading::numbers;
use crate::text::{head, is_hangul, tail};

/// A chapter by where it stands, in words that [`super::unit`] does not know.
static PLACED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?-u:\b)(?i:(?P<enext>next|following)|(?P<eprev>previous|preceding))",
        r"\s(?i:chapter|lecture)(?-u:\b)|",
        r"(?P<next>次の?章|下一章|后一章|後一章)|(?P<prev>前の?章|上一章|前一章)|",
        r"(?P<nextround>次回)(?:の|は|で)|(?P<prevround>前回)(?:の|は|で)|",
        r"(?P<elast>[Ll]ast)\s(?:lecture|chapter|lesson)(?-u:\b)|",
        r"(?P<knext>그?다음)\s(?P<kunit>단원|편|과|아이템|레슨|유닛|토픽)|",
        r"(?P<kprev>이전|앞|지난)\s(?P<punit>단원|편|과|아이템|레슨|유닛|토픽)|",
        r"(?P<wnext>다음)\s?주(?:차)?|(?P<wprev>지난|저번|이전)\s?주(?:차)?",
    ))
});

/// What may be such a number, in order.
pub(super) fn units(text: &str) -> Vec<ChapterUnit> {
    let mut found = Vec::new();
    let mut from = 0;
    let sign = |c: char| is_digit(c) || c == '第';
    while let Some(at) = text[from..].find(sign).map(|at| from + at) {
        let unit = if text[at..].starts_with('第') {
            ordinal(text, at)
        } else {
            counted(text, at)
        };
        let sign = match digits(&text[at..]).len() {
            0 => '第'.len_utf8(),
            digits => digits,
        };
        from = unit
            .as_ref()
            .map_or(at + sign, |unit| unit.end.max(at + sign));
        found.extend(unit);
    }
    let may_be_placed = [
        "hapter",
        "ecture",
        "章",
        "回",
        "esson",
        "단원",
        "편",
        " 과",
        "아이템",
        "레슨",
        "유닛",
        "토픽",
        "음주",
        "음 주",
        "난주",
        "난 주",
        "번주",
        "번 주",
    ];
    if may_be_placed.iter().any(|word| text.contains(word)) {
        found.extend(
            PLACED
                .captures_iter(text)
                .filter_map(|found| placed(text, &found)),
        );
        found.sort_by_key(|unit| unit.start);
    }
    found
}

/// `3`, `３`: Japanese writes digits as wide as its letters, too.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// The digits that a text begins with.
fn digits(text: &str) -> &str {
    &text[..text.find(|c| !is_digit(c)).unwrap_or(text.len())]
}

/// The number of at most three digits.
pub(super) fn value(digits: &str) -> Option<u32> {
    const MOST: usize = 3;
    let mut value = 0;
    for (at, c) in digits.chars().enumerate() {
        let wide = u32::from(c).wrapping_sub(u32::from('０'));
        let digit = c.to_digit(10).or(Some(wide).filter(|wide| *wide < 10))?;
        value = value * 10 + digit;
        if at == MOST {
            return None;
        }
    }
    (!digits.is_empty()).then_some(value)
}

/// `第3章`, `第三节`.
fn ordinal(text: &str, at: usize) -> Option<ChapterUnit> {
    let rest = text[at + '第'.len_utf8()..].trim_start();
    let digits = digits(rest);
    let (number, length) = match value(digits) {
        Some(number) => (number, digits.len()),
        None => numbers::han(rest)?,
    };
    let unit = rest[length..].trim_start();
    let offset = text.len() - unit.len();
    let (kind, length) = chapter_sign(unit)
        .map(|length| (None, length))
        .or_else(|| NumberKind::behind(unit).map(|(kind, length)| (Some(kind), length)))?;
    // `第3章节`
    let goes_on = unit[length..].starts_with(['节', '節', '立', '構']);
    (!goes_on).then_some(ChapterUnit {
        start: at,
        end: offset + length,
        which: Which::Number(number),
        league: false,
        lesson: false,
        kind,
        is_foreign: true,
    })
}

/// The bytes of `章`, `講` and `讲`, which count chapters whatever these are called.
fn chapter_sign(unit: &str) -> Option<usize> {
    let sign = unit
        .chars()
        .next()
        .filter(|c| matches!(c, '章' | '講' | '讲'));
    sign.map(char::len_utf8)
}

/// `Lab 2`, `§7`, `3단원`, `3章`: the digits at `at` with their word.
fn counted(text: &str, at: usize) -> Option<ChapterUnit> {
    let digits = digits(&text[at..]);
    let number = value(digits)?;
    let end = at + digits.len();
    let behind = &text[end..];
    // `2.1` and `2개` are no second of these; `3-1` is a part of one.
    let next = behind.chars().next();
    let further = behind.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let is_joined = matches!(next, Some('.' | '-' | ':' | '/' | ',')) && further;
    // `chapters 2-4`
    let is_range = || next == Some('-') && text[..at].trim_end().ends_with("hapters");
    if is_joined && !is_range() || next == Some('%') {
        return None;
    }
    let unit = |start: usize, end: usize, kind: Option<NumberKind>, is_foreign: bool| ChapterUnit {
        start,
        end,
        which: Which::Number(number),
        league: false,
        lesson: false,
        kind,
        is_foreign,
    };
    if let Some((start, kind)) = word_before(text, at) {
        let counts = ["개", "번", "가지", "회", "대", "명", "종", "GB", "MB"];
        let apart = behind.trim_start();
        let glued = behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if glued || counts.iter().any(|one| apart.starts_with(one)) {
            return None;
        }
        return Some(ChapterUnit {
            lesson: kind != Some(NumberKind::SECTION),
            ..unit(start, end, kind, false)
        });
    }
    let ordinal = text[..at]
        .trim_end()
        .strip_suffix('제')
        .filter(|head| !head.ends_with(char::is_alphanumeric));
    let before = text[..at].chars().next_back().filter(|_| ordinal.is_none());
    // `第2-4章`
    let is_range = || {
        let first = text[..at].strip_suffix('-').unwrap_or_default();
        first.trim_end_matches(is_digit).ends_with('第')
    };
    let before = before.filter(|c| *c != '-' || !is_range());
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '#' | '+' | '-')) {
        return None;
    }
    let words = behind.trim_start_matches(' ');
    let offset = text.len() - words.len();
    if words.starts_with('章') && !words["章".len()..].starts_with(['立', '構', '分']) {
        return Some(unit(at, offset + "章".len(), None, true));
    }
    // `3번 아이템에서`
    let listed = words.strip_prefix("번 ").and_then(NumberKind::at);
    let listed = listed.map(|(kind, length)| (kind, length + "번 ".len()));
    let (kind, length) = listed.or_else(|| NumberKind::behind(words))?;
    let foreign = !words.starts_with(is_hangul);
    let start = ordinal.map_or(at, str::len);
    (!foreign).then(|| unit(start, offset + length, Some(kind), false))
}

/// Where the word before a number begins, if it says what the number counts: `Lab 2`, `chapters 3`.
fn word_before(text: &str, at: usize) -> Option<(usize, Option<NumberKind>)> {
    let before = &text[..at];
    if let Some(head) = before.trim_end().strip_suffix('§') {
        return Some((head.len(), Some(NumberKind::SECTION)));
    }
    let head = before.strip_suffix([' ', '#', '.']).unwrap_or(before);
    let head = head.strip_suffix('.').unwrap_or(head);
    let word = tail(head, 24);
    let letters = word
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let start = head.len() - letters.len();
    let torn = text[..start]
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'));
    if letters.is_empty()
        || torn
        || head.len() == before.len() && letters.is_ascii() && letters.len() < 3
    {
        return None;
    }
    let lower = letters.to_ascii_lowercase();
    // In other sentences than English ones `Chapter 3` is judged with the Korean words.
    if ["chapters", "chapter", "chap", "lectures", "lecture", "lec"].contains(&lower.as_str()) {
        return Some((start, None));
    }
    NumberKind::before(letters).map(|kind| (start, Some(kind)))
}

fn placed(text: &str, found: &regex::Captures) -> Option<ChapterUnit> {
    let whole = found.get(0)?;
    let among = |names: &[&str]| names.iter().any(|name| found.name(name).is_some());
    let next = among(&["enext", "next", "knext", "wnext", "nextround"]);
    // `Last lecture we fitted a line.`: told of what was; `the last lecture` is the end.
    if among(&["elast"]) {
        let begins = text[..whole.start()].trim_end();
        let is_told =
            text[whole.end()..].starts_with(" we ") || text[whole.end()..].starts_with(", ");
        (is_told && (begins.is_empty() || begins.ends_with('.'))).then_some(())?;
    }
    let korean = found.name("kunit").or_else(|| found.name("punit"));
    let word = |word: &str| NumberKind::behind(word).or_else(|| NumberKind::at(word));
    let mut kind = korean.and_then(|unit| word(unit.as_str()));
    // `지난 과에서`, and no `지난 과제`.
    if korean.is_some_and(|unit| unit.as_str() == "과") {
        particle::length(&text[whole.end()..]).filter(|length| *length > 0)?;
    }
    if among(&["wnext", "wprev"]) {
        // `지난주에`, and no `다음 주소`.
        particle::length(&text[whole.end()..])?;
        kind = Some((NumberKind::WEEK, 0));
    }
    // `前回の`, where the notes are numbered so.
    let round = found.name("nextround").or_else(|| found.name("prevround"));
    if round.is_some() {
        kind = NumberKind::behind("回");
    }
    let is_foreign = among(&["next", "prev", "nextround", "prevround"]);
    Some(ChapterUnit {
        start: whole.start(),
        end: round.map_or(whole.end(), |round| round.end()),
        which: if next { Which::Next } else { Which::Previous },
        league: false,
        lesson: false,
        kind: kind.map(|(kind, _)| kind),
        is_foreign,
    })
}

/// Whether a sentence of another language than Korean leaves a number to these notes: nothing
/// before it or behind it says whose it is.
pub(super) fn is_ours(before: &str, after: &str, written: &str) -> bool {
    if written.is_ascii() || written.starts_with('§') {
        is_ours_in_english(before, after)
    } else {
        is_ours_in_han(before, after, written)
    }
}

/// Bytes around a number in which its owner is looked for.
const NEAR: usize = 240;

/// Works that have chapters of their own.
const WORKS: &str = "\
    book books textbook thesis paper papers dissertation rfc manual novel film movie \
    documentation docs spec specification standard edition volume bible act law constitution \
    bankruptcy publisher author's authors ieee iso pdf";

/// Words before `chapter 4` that leave it open.
const LEADING: &str = "\
    in see from to by with and or than until till since after before through throughout on \
    as cf cf. via per read reread is was are revisit skip finish review recall remember also \
    back into that if when of while and/or at both between complete completed e.g. i.e. like \
    unlike covers use using";

fn is_ours_in_english(before: &str, after: &str) -> bool {
    let (near, behind) = (tail(before, NEAR), head(after, NEAR));
    let rest = behind.trim_start();
    let owned = ["of ", "in ", "from "]
        .iter()
        .find_map(|word| rest.strip_prefix(word));
    let ours = [
        "this ",
        "these ",
        "our ",
        "the course",
        "the notes",
        "the series",
    ];
    if owned.is_some_and(|owner| !ours.iter().any(|one| owner.starts_with(one))) {
        return false;
    }
    // `Chapter 4 “Title”` of another book is its title's; ours is found by it.
    let titled = rest.trim_start_matches([':', ',', ' ']);
    if titled.starts_with(['"', '“', '‘', '《', '*']) {
        return false;
    }
    let lead = near.trim_end();
    let lead = lead
        .strip_suffix(" the")
        .or(Some(lead).filter(|_| lead != "the" && lead != "The"));
    let lead = lead.unwrap_or_default();
    let open = match lead.chars().next_back() {
        None => true,
        Some('(' | '[' | '—' | '–' | ':' | ';' | '→') => !lead.ends_with("):"),
        Some(_) => {
            let word = lead.rsplit(char::is_whitespace).next().unwrap_or_default();
            let word = word.trim_start_matches(['(', '[', '"', '“']);
            LEADING
                .split_whitespace()
                .any(|one| one.eq_ignore_ascii_case(word))
        }
    };
    let is_work = |word: &str| WORKS.split(' ').any(|work| work.eq_ignore_ascii_case(word));
    let mut words = [near, behind]
        .into_iter()
        .flat_map(|words| words.split(|c: char| !c.is_alphanumeric() && c != '\''));
    open && !words.any(is_work)
}

/// The ends of words in Japanese, and words in Chinese, that leave a number behind them open.
const OPEN_HAN: &str = "\
    は が を に で と も へ や て り ら か た し 見 见 看 在 从 從 到 如 于 於 与 與 和 及 \
    或 是 了 即 参考 参阅 參閱 參考 参见 參見 详见 詳見 阅读 閱讀 回顾 学习 根据 我们 我們 \
    前面 后面 上面 下面 这里 将 將 由 请 請 对 把 用 除 而 但 也 就 为 本书 本書 本書の \
    この本の この講座の 接着 继续 说明 参照 次の";

fn is_ours_in_han(before: &str, after: &str, written: &str) -> bool {
    let lead = before.trim_end();
    let open = match lead.chars().next_back() {
        None => true,
        Some(c) if "，。、；：（「,(:;—-!！？→⇒➡".contains(c) => true,
        Some(_) => OPEN_HAN.split_whitespace().any(|end| lead.ends_with(end)),
    };
    // A work in its own marks owns what follows it in the sentence.
    let work =
        tail(before, NEAR).contains(['《', '『']) || head(after, NEAR).contains(['《', '『']);
    // `3章` alone also counts them.
    let bare = written.starts_with(is_digit);
    let particles = ["で", "に", "を", "は", "の", "と", "も", "へ", "参照"];
    let counts = ["からな", "から成", "で構成"];
    let told = !bare
        || particles.iter().any(|one| after.starts_with(one))
            && !counts.iter().any(|one| after.starts_with(one));
    open && !work && told
}

/// Further numbers of Korean behind a word and its number, `아이템 3과 7에서`: where each begins,
/// where it ends, and the number.
pub(super) fn further(text: &str, end: usize) -> Vec<(usize, usize, u32)> {
    const JOINTS: [&str; 9] = ["과 ", "와 ", ", ", " 및 ", "~", "∼", "–", "-", "·"];
    let mut found = Vec::new();
    let mut end = end;
    while let Some(rest) = JOINTS
        .iter()
        .find_map(|joint| text[end..].strip_prefix(*joint))
    {
        let digits = digits(rest);
        let start = text.len() - rest.len();
        let behind = &rest[digits.len()..];
        let counts = behind.starts_with(['개', '장', '번', '.', '-', '%']);
        let Some(number) = value(digits).filter(|_| !counts && particle::length(behind).is_some())
        else {
            break;
        };
        end = start + digits.len();
        found.push((start, end, number));
    }
    found
}

/// Further numbers of English: `chapters 3 and 4`, where each begins and ends, and the number.
pub(super) fn more(text: &str, end: usize) -> Option<(usize, usize, u32)> {
    let rest = &text[end..];
    let joints = [
        ", and ",
        ", or ",
        " and ",
        ", ",
        " & ",
        "–",
        "-",
        " – ",
        " — ",
        " - ",
        " to ",
        " or ",
        " through ",
    ];
    let number = joints.iter().find_map(|joint| rest.strip_prefix(joint))?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let start = text.len() - number.len();
    let value = number[..digits].parse().ok().filter(|_| digits < 4)?;
    let ends = number[digits..].chars().next();
    ends.is_none_or(|c| matches!(c, '.' | ',' | ')' | ';' | ' ' | ':'))
        .then_some((start, start + digits, value))
}
