//! Mentions of a chapter by its number or by its order: `4장에서`, `제3강 참고`, `6장과 18장에서`,
//! `3~5장을 읽고`, `다음 장에서`. In: a run of prose. Out: the numbers with what surrounds them
//! judged. A number before `장` counts sheets as often as it names a chapter, so a mention needs
//! both an open beginning (no noun that is counted or that owns the chapter) and a telling end.

mod called;
mod closing;
mod opening;
mod part;
mod unit;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::notes::links::number_kind::NumberKind;
use crate::notes::links::run::Run;
use crate::notes::particle;
use crate::text::{head, is_hangul};

use closing::TURNED;
use closing::{DEALT, KNOWN, MADE, PART, READS, closing, is_gone_through};
use opening::{Opening, SHEETS, STUDIED, opening};
use part::is_before_its_part;
pub(crate) use unit::{ChapterUnit, Which};
use unit::{RunWords, TELLS, UNIT, pattern, tail, unit};

/// A mention, as bytes of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumberMention {
    /// First byte.
    pub start: usize,
    /// One past the last byte, particle not included.
    pub end: usize,
    /// The chapter.
    pub which: Which,
    /// What its number counts, where only chapters that are called so are meant.
    pub kind: Option<NumberKind>,
}

impl NumberMention {
    fn of(unit: &ChapterUnit) -> Self {
        Self {
            start: unit.start,
            end: unit.end,
            which: unit.which,
            kind: unit.kind,
        }
    }
}

/// What joins two numbers to one mention.
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s*(?:,\s?그리고|,|과|와|및|·|~|∼|-|–|/|이나|또는|혹은|그리고|부터|",
        r"〜|～|、|と|から|到|至|→|->)\s*$",
    ))
});
/// A bare number before the first: `3~5장`, `3, 4장`.
static LEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[\s(、。，（第])(?P<n>\d{1,3})\s?(?:~|∼|〜|～|-|–|,|·|、|・|과|와|と)\s?$")
});
/// `RunWords` before `chapter 8` that make it a mention by themselves.
static POINTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|[\s(])(?:see|refer\sto|cf\.?|from|in)\s$"));
static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"제\s?\d+\s?조|제\s?\d+\s?항|헌법|법률|시행령|시행규칙|조례|조약|약관|정관|규정집|",
        r"[가-힣]법\s(?:제|\d)|복음|창세기|성경|성서|시편",
    ))
});

/// Whether a text holds a letter of each word that a chapter is numbered with: most hold none, and
/// one pass tells it.
fn may_have_units(text: &str) -> bool {
    let of_words = |c| matches!(c, '장' | '강' | '챕' | '부' | '차' | '단' | 'h' | 'H');
    text.chars().any(of_words) || may_be_dated(text)
}

/// Whether a digit stands behind a word that may be `Day`, `Week`, `Session` or `Lesson`.
fn may_be_dated(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = |at: usize| matches!(bytes[at], b'y' | b'Y' | b'k' | b'n');
    (1..bytes.len()).any(|at| {
        bytes[at].is_ascii_digit()
            && (ends(at - 1) || at > 1 && bytes[at - 1] == b' ' && ends(at - 2))
    })
}

/// Every `N장` of the run that may be a chapter's, whatever is said of it; what follows it may be
/// the title.
pub(crate) fn units(run: &Run) -> Vec<ChapterUnit> {
    let text = run.text.as_str();
    let mut units = chapters(run);
    let mut called = called::units(text);
    called.retain(|one| one.end <= run.own);
    if called.is_empty() || LAW.is_match(text) {
        return units;
    }
    called.retain(|one| {
        let next = units.partition_point(|unit| unit.end <= one.start);
        units.get(next).is_none_or(|unit| unit.start >= one.end)
    });
    units.append(&mut called);
    units.sort_by_key(|unit| unit.start);
    units
}

/// Those that are called chapters, lectures or by the calendar.
fn chapters(run: &Run) -> Vec<ChapterUnit> {
    let text = run.text.as_str();
    if !may_have_units(text) {
        return Vec::new();
    }
    let abbreviated = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let rest = text[at + word.len()..].trim_start_matches(['.', ' ']);
            rest.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    let named = [
        "장", "강", "챕터", "hapter", "HAPTER", "부록", "주차", "일차", "회차", "차시", "단원",
    ];
    let dated = || {
        let words = ["Day", "day", "DAY", "Week", "week", "Session", "Lesson"];
        may_be_dated(text) && words.iter().any(|word| abbreviated(word))
    };
    let short = || abbreviated("ch") || abbreviated("Ch") || dated();
    if !named.iter().any(|word| text.contains(word)) && !short()
        || run.own == 0
        || LAW.is_match(text)
    {
        return Vec::new();
    }
    UNIT.captures_iter(text)
        .filter_map(|found| unit(text, &found))
        .take_while(|unit| unit.end <= run.own)
        .collect()
}

/// Whether words behind a particle of an object say that it is read, known or gone through.
pub(crate) fn is_studied(words: &str) -> bool {
    let words = head(words, DEALT);
    TELLS.is_match(words) || READS.is_match(words) || KNOWN.iter().any(|verb| words.contains(verb))
}

/// Which of the [`units`] of a run are mentions, in order.
pub(crate) fn find(run: &Run, units: &[ChapterUnit]) -> Vec<NumberMention> {
    let text = run.text.as_str();
    if units.is_empty() {
        return Vec::new();
    }
    let words = RunWords::of(text);
    let mut mentions = Vec::new();
    let mut first = 0;
    while first < units.len() {
        let mut last = first;
        while last + 1 < units.len()
            && JOINT.is_match(&text[units[last].end..units[last + 1].start])
        {
            last += 1;
        }
        mentions.extend(judge(&words, &units[first..=last]));
        first = last + 1;
    }
    mentions
}

/// Whether a place in the order is named and no number: sheets have a first and a last as well.
fn is_placed(which: Which) -> bool {
    matches!(which, Which::First | Which::Last | Which::Nth(_))
}

/// One chain of numbers, all mentions or none.
fn judge(words: &RunWords, chain: &[ChapterUnit]) -> Vec<NumberMention> {
    /// Of a row no more numbers are followed, `2, 3, 4장`.
    const MOST: usize = 8;
    let text = words.text;
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else {
        return Vec::new();
    };
    let mut mentions: Vec<NumberMention> = Vec::new();
    let mut start = first.start;
    while matches!(first.which, Which::Number(_))
        && mentions.len() < MOST
        && let Some(lead) = LEADING
            .captures(tail(&text[..start], 32))
            .and_then(|found| found.name("n"))
        && let Some(number) = called::value(lead.as_str())
    {
        let offset = start - tail(&text[..start], 32).len();
        mentions.push(NumberMention {
            start: offset + lead.start(),
            end: offset + lead.end(),
            which: Which::Number(number),
            kind: first.kind,
        });
        start = offset + lead.start();
        // `第2〜4章`
        start -= if text[..start].ends_with('第') {
            '第'.len_utf8()
        } else {
            0
        };
    }
    let sentence = words.sentences.around(&(start..last.end));
    let whole = start..last.end;
    if first.is_foreign || is_latin(text, &whole) {
        let around = (&text[sentence.start..start], &text[last.end..sentence.end]);
        let near = matches!(first.which, Which::Next | Which::Previous);
        // `次の章をご覧ください: …` are those that it names.
        let lists = near && head(around.1, NEAR).contains([':', '：']);
        if lists || !called::is_ours(around.0, around.1, &text[whole]) {
            return Vec::new();
        }
        mentions.extend(chain.iter().map(NumberMention::of));
        let kind = first.kind;
        let mut end = last.end;
        while let Some((start, next, number)) = called::more(text, end)
            .filter(|_| text[first.start..].starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            let which = Which::Number(number);
            mentions.push(NumberMention {
                start,
                end: next,
                which,
                kind,
            });
            end = next;
        }
        return mentions;
    }
    // `Part 2 of the exam`
    if text[first.start..].starts_with(|c: char| c.is_ascii_alphabetic())
        && text[last.end..].trim_start().starts_with("of ")
    {
        return Vec::new();
    }
    // `아이템 3과 7에서`
    let is_worded = text[first.start..].starts_with(char::is_alphabetic)
        && text[..last.end].ends_with(|c: char| c.is_ascii_digit());
    let further = if is_worded {
        called::further(text, last.end)
    } else {
        Vec::new()
    };
    let end = further.last().map_or(last.end, |(_, end, _)| *end);
    let before = &text[sentence.start..start];
    let after = (behind_name(text, end), sentence.end.max(end));
    let after = (after.0.min(after.1), after.1);
    // `2강 3약`: so rivals are told apart.
    let rivals = |after: &str| {
        let count = after
            .trim_start()
            .trim_start_matches(|c: char| c.is_ascii_digit());
        count.len() < after.trim_start().len() && count.starts_with(['중', '약'])
    };
    if last.league && rivals(&text[after.0..after.1]) {
        return Vec::new();
    }
    if first.league && words.league() || is_dealt_out(words, chain, after, &sentence) {
        return Vec::new();
    }
    let near = |unit: &ChapterUnit| matches!(unit.which, Which::Next | Which::Previous);
    if chain.iter().any(near) && is_of_all(before, &text[after.0..after.1]) {
        return Vec::new();
    }
    // `책의 첫 장`, `마지막 장에서 카드를 뽑는다`
    let owner = before.trim_end();
    if is_placed(first.which)
        && (owner.ends_with("책의") || owner.ends_with('책') || has_sheets(&text[after.0..after.1]))
    {
        return Vec::new();
    }
    // `매뉴얼 2, 4, 5장`: a row of numbers belongs to what stands before the first.
    let row = |c: char| c.is_ascii_digit() || matches!(c, ',' | '·' | ' ');
    let (work, numbers) = before.split_at(before.trim_end_matches(row).len());
    let listed = numbers.contains([',', '·']) && numbers.contains(|c: char| c.is_ascii_digit());
    let led = listed && !work.is_empty() && numbers.starts_with(' ');
    let opening = opening(if led { &before[..=work.len()] } else { before });
    if first.lesson && is_due(&text[after.0..after.1]) {
        return Vec::new();
    }
    // `equals 재정의 (아이템 10)`
    let is_aside = is_worded
        && first.kind.is_some()
        && before.ends_with('(')
        && text[after.0..after.1].starts_with(')');
    let good = is_aside
        || match opening {
            Opening::Closed => is_marked(before, &text[after.0..after.1]),
            Opening::Counting => {
                closing(words, after, first)
                    && (words.tell(after.0, after.1) || MADE.is_match(&text[after.0..after.1]))
            }
            Opening::Open if first.kind == Some(NumberKind::WEEK) && near(first) => {
                is_week_of_notes(words, after)
            }
            Opening::Open if first.kind.is_some() && !first.lesson => {
                is_called(words, last, after, before.trim().is_empty())
            }
            Opening::Open => {
                is_pair(words, chain, &sentence)
                    || is_seen(before, &text[after.0..after.1])
                    || closing(words, after, last)
                    || is_gone_through(words, after, before)
                    || last.lesson && is_lesson(last, &text[after.0..after.1])
                    || is_listed(before, &text[after.0..after.1])
                    || is_before_its_part(before, &text[after.0..after.1])
                    || is_range(words, chain, start, &text[after.0..after.1])
                    || is_topic(before, &text[after.0..after.1])
                    || stands_for_itself(text, before, &text[after.0..after.1], last)
            }
        };
    if !good {
        return Vec::new();
    }
    mentions.extend(chain.iter().map(NumberMention::of));
    let kind = last.kind;
    mentions.extend(
        further
            .into_iter()
            .map(|(start, end, number)| NumberMention {
                start,
                end,
                which: Which::Number(number),
                kind,
            }),
    );
    mentions
}

/// `3주차까지 제출한다`, `3주차 회고`: a date, and a word about what was done in it.
fn is_due(after: &str) -> bool {
    const DEEDS: [&str; 7] = ["제출", "마감", "완료", "신청", "등록", "접수", "휴"];
    let by = after.strip_prefix("까지").map(str::trim_start);
    by.is_some_and(|rest| DEEDS.iter().any(|deed| rest.starts_with(deed)))
        || [" 회고", " 휴강", " 후기"]
            .iter()
            .any(|word| after.starts_with(word))
}

/// Whether a number behind Latin letters or a sign stands among words without Korean.
fn is_latin(text: &str, found: &Range<usize>) -> bool {
    let starts = |c: char| c.is_ascii_alphabetic() || c == '§';
    let near = [
        tail(&text[..found.start], NEAR),
        head(&text[found.end..], NEAR),
    ];
    text[found.start..].starts_with(starts) && !near.iter().any(|words| words.contains(is_hangul))
}

/// Whether a number of a section is one that its sentence leaves to these notes: `3.1절에서`,
/// `§2.2`.
pub(crate) fn is_ours(text: &str, found: &Range<usize>) -> bool {
    let (before, after) = (
        tail(&text[..found.start], NEAR),
        head(&text[found.end..], NEAR),
    );
    let before = before.rsplit(". ").next().unwrap_or_default();
    let after = after.split(". ").next().unwrap_or_default();
    let written = &text[found.clone()];
    if !before.contains(is_hangul) && !after.contains(is_hangul) && !written.contains('절') {
        return called::is_ours(before, after, written);
    }
    let open = matches!(opening(before), Opening::Open) && !LAW.is_match(before);
    open && (particle::length(after).is_some_and(|length| length > 0)
        || READS.is_match(after)
        || after.trim_matches([' ', '.', ')']).is_empty())
}

/// What lessons of a language have: `3과 본문을 외우기`.
const OF_LESSON: [&str; 6] = [" 본문", " 단어", " 문법", " 회화", " 대화", " 연습문제"];

/// Whether a number of a word for more things than chapters is one, where chapters are called so:
/// `§7의 등록`, `3과에서`.
fn is_called(
    words: &RunWords,
    unit: &ChapterUnit,
    (from, to): (usize, usize),
    alone: bool,
) -> bool {
    let after = &words.text[from..to];
    if words.text[unit.start..].starts_with(['§', 's', 'S', '섹']) {
        return particle::length(after).is_some();
    }
    let lesson = words.text[unit.start..unit.end].ends_with('과')
        && OF_LESSON.iter().any(|part| after.starts_with(part));
    closing(words, (from, to), unit) || lesson || alone && READS.is_match(after)
}

/// `지난주에 배운 것`, `다음 주에는`: a week of which it is told what is learnt in it, and no day
/// of the calendar.
fn is_week_of_notes(words: &RunWords, (from, to): (usize, usize)) -> bool {
    const DATES: [&str; 8] = ["시험", "휴강", "발표", "제출", "마감", "까지", "쉬", "만나"];
    const LEARNT: [&str; 14] = [
        "배우", "배운", "배울", "배웠", "배워", "다루", "다룬", "다룰", "다뤘", "다뤄", "공부",
        "학습", "복습", "설명",
    ];
    const HELD: [&str; 6] = [" 내용", " 복습", " 강의", " 실습", " 자료", " 노트"];
    let after = &words.text[from..to];
    let Some(length) = particle::length(after).filter(|length| *length > 0) else {
        return HELD.iter().any(|part| after.starts_with(part));
    };
    let rest = head(&after[length..], NEAR);
    let is_date = DATES
        .iter()
        .any(|date| after.starts_with(date) || rest.contains(date));
    let is_learnt = LEARNT.iter().any(|verb| rest.contains(verb));
    !is_date && (is_learnt || rest.trim_matches([' ', '.', ',']).is_empty())
}

/// Whether a sentence says something of every chapter: `각 장은 앞 장 위에 선다`, `앞 장과 뒤 장을
/// 견준다`.
fn is_of_all(before: &str, after: &str) -> bool {
    const ALL: [&str; 12] = [
        "각 장",
        "모든 장",
        "매 장",
        "어느 장",
        "한 장이",
        "한 장은",
        "장마다",
        "장들",
        "장일수록",
        "뒤 장",
        "뒤의 장",
        "각 강",
    ];
    const OTHER: [&str; 4] = ["뒤 장", "뒤의 장", "다음 장과", "앞 장과"];
    let holds = |words: &str, all: &[&str]| all.iter().any(|one| words.contains(one));
    holds(tail(before, DEALT), &ALL) || holds(head(after, DEALT), &OTHER)
}

/// Where the words go on behind the name of a chapter in brackets: `앞 장(볼륨)에서`.
fn behind_name(text: &str, end: usize) -> usize {
    const LONG: usize = 120;
    let inside = head(&text[end..], LONG).strip_prefix('(');
    let close = inside.and_then(|inside| inside.find(')'));
    close.map_or(end, |close| end + close + 2)
}

/// `4장과 5장을 합친 구성`, `2장부터 4장까지`: nobody counts sheets so, unless they are spoken of.
fn is_pair(words: &RunWords, chain: &[ChapterUnit], sentence: &Range<usize>) -> bool {
    const HAD: [&str; 8] = ["출력", "인쇄", "올리", "올린", "업로드", "첨부", "찍", "남"];
    let joins = |pair: &[ChapterUnit]| {
        let between = words.text[pair[0].end..pair[1].start].trim();
        let both = |unit: &ChapterUnit| matches!(unit.which, Which::Number(_));
        matches!(between, "과" | "와" | "및" | "부터" | "그리고")
            && pair.iter().all(both)
            && pair[0].which != pair[1].which
    };
    let said = head(&words.text[sentence.clone()], DEALT);
    chain.len() > 1
        && chain.windows(2).all(joins)
        && !has_sheets(said)
        && !HAD.iter().any(|had| said.contains(had))
}

/// `3~4장은 지울 것`, at the start of a sentence: from one chapter to another, and no guess how
/// many
/// (`2~3장 정도`).
fn is_range(words: &RunWords, chain: &[ChapterUnit], start: usize, after: &str) -> bool {
    const GUESSED: [&str; 8] = ["정도", "쯤", "씩", "가량", "짜리", "분량", "이면", "내외"];
    // `2장~3장 자료구조를 쓴다`
    let spans = |pair: &[ChapterUnit]| {
        let between = words.text[pair[0].end..pair[1].start].trim();
        matches!(between, "~" | "∼" | "〜" | "～")
    };
    let led = chain.first().is_some_and(|first| start < first.start)
        || chain.len() == 2 && chain.windows(2).all(spans);
    let begins = words.text[..start].trim().is_empty() || words.text[..start].ends_with(". ");
    let near = head(after, NEAR).trim_start();
    led && begins
        && !near.is_empty()
        && particle::length(after).is_some()
        && !GUESSED.iter().any(|word| near.starts_with(word))
        && !has_sheets(near)
        && !TURNED.iter().any(|verb| near.contains(verb))
}

/// `4강이 아니라`, `3주차 실습에서`: what only lessons are numbered with is one, unless it is told
/// how many there are, or a round of a tournament is reached.
fn is_lesson(unit: &ChapterUnit, after: &str) -> bool {
    const COUNTED: [&str; 15] = [
        "대학",
        "체제",
        "구도",
        "씩",
        "짜리",
        "분량",
        "구성",
        "이루어",
        "완강",
        "이다",
        "입니다",
        "뿐",
        "동안",
        "만에",
        "째",
    ];
    const REACHED: [&str; 6] = ["에 올", "에 오", "에 진", "에서 탈", "에서 떨", " 신화"];
    let near = head(after, NEAR);
    let counted = COUNTED
        .iter()
        .any(|word| near.trim_start().starts_with(word));
    let round = unit.league
        && matches!(unit.which, Which::Number(4 | 8 | 16 | 32))
        && REACHED.iter().any(|word| near.starts_with(word));
    let words = !near.trim_matches([' ', '.']).is_empty();
    let apart = near.starts_with(' ');
    let long = particle::length(near).is_some_and(|length| length > 0);
    words && (apart || long) && !counted && !round && !near.contains("구성") && !has_sheets(near)
}

/// Bytes behind a number that tell what is said of it.
const NEAR: usize = 120;

/// How a chapter belongs to what is read.
const LISTED: [&str; 15] = [
    "선행",
    "관련",
    "연관",
    "연결",
    "참고",
    "참조",
    "복습",
    "예습",
    "전제",
    "이어",
    "보충",
    "심화",
    "함께 볼",
    "자세",
    "순서",
];

/// `선행 → 5장, 6장`, `관련: 3장`: a list of chapters behind a word that says how they belong here.
fn is_listed(before: &str, after: &str) -> bool {
    const OURS: &str = "장 강의 강 챕터 내용 학습 단원 것 곳 글 노트";
    let label = before.trim_end();
    let signs = ["→", "->", "=>", ":", "："];
    let said = signs.iter().find_map(|sign| label.strip_suffix(sign));
    // `관련 논문: 3장` are the chapters of another work.
    let ends = |label: &str| {
        let last = label.trim_end().rsplit(' ').next().unwrap_or_default();
        LISTED.iter().any(|word| last.starts_with(word)) || OURS.split(' ').any(|word| word == last)
    };
    let nothing = after.trim_matches([' ', '.']).is_empty();
    let short = |label: &str| label.split_whitespace().count() <= 3 && !has_sheets(label);
    nothing
        && (said.is_some_and(|label| {
            short(label) && ends(label) && LISTED.iter().any(|word| label.contains(word))
        }) || label.ends_with(['은', '는']) && short(label) && label.contains("순서"))
}

/// `(복습) 3장`, `[선행] 2장`: how a chapter belongs here, and nothing else.
fn is_marked(before: &str, after: &str) -> bool {
    let mark = before.trim();
    let inside = mark
        .strip_prefix(['(', '['])
        .and_then(|mark| mark.strip_suffix([')', ']']));
    // `참고) 1장, 3장`
    let label = || mark.strip_suffix(')').filter(|mark| !mark.contains('('));
    let inside = inside.or_else(label);
    after.trim_matches([' ', '.']).is_empty()
        && inside.is_some_and(|mark| LISTED.iter().any(|word| mark.trim().starts_with(word)))
}

/// `ip는 3장 보기`, `이건 7장 얘기`: a topic, and where it is told, to the end.
fn is_topic(before: &str, after: &str) -> bool {
    let topic = before.trim_end().ends_with(['은', '는', '건']);
    let part = PART.find(after).map_or(0, |found| found.end());
    let rest = after[part..].trim_end_matches(['.', ' ']);
    let read = READS
        .find(rest)
        .is_some_and(|found| found.end() == rest.len() && rest.starts_with(' '));
    // `연습은 9장 뒤에 있음`
    let within = ["뒤에", "앞에", "끝에", "중간에", "처음에"]
        .iter()
        .any(|place| {
            let told = after.trim_start().strip_prefix(place).map(str::trim_start);
            told.is_some_and(|told| {
                ["있", "나오", "나온", "나옴", "적"]
                    .iter()
                    .any(|verb| told.starts_with(verb))
            })
        });
    topic && !has_sheets(before) && (within || part > 0 && rest.is_empty() || read)
}

/// `위에서 본 6장`: what one has seen or learnt is a chapter.
fn is_seen(before: &str, after: &str) -> bool {
    let verb = before.trim_end().rsplit(' ').next().unwrap_or_default();
    STUDIED.contains(&verb) && !has_sheets(after)
}

/// Whether words near by speak of sheets of paper: those at either end, for many numbers ask this
/// of one sentence.
fn has_sheets(words: &str) -> bool {
    let near = [head(words, DEALT), tail(words, DEALT)];
    SHEETS
        .iter()
        .any(|sheet| near.iter().any(|words| words.contains(sheet)))
}

/// `2장은 앞면, 2장은 뒷면`: what has the same number twice is dealt out.
fn is_dealt_out(
    words: &RunWords,
    chain: &[ChapterUnit],
    (from, _): (usize, usize),
    sentence: &Range<usize>,
) -> bool {
    let [only] = chain else {
        return false;
    };
    let written = &words.text[only.start..only.end];
    let topic = |at: usize| words.text[at..].starts_with(['은', '는']);
    let (before, after) = (sentence.start..only.start, from..sentence.end);
    let again = |range: Range<usize>| {
        let mut found = head(&words.text[range.clone()], DEALT).match_indices(written);
        found.any(|(at, _)| topic(range.start + at + written.len()))
    };
    matches!(only.which, Which::Number(_)) && topic(from) && (again(before) || again(after))
}

/// Whether brackets hold a mention and nothing else, behind a sentence: `저장한다 (4장)`, `(다음
/// 장)`. Behind a noun a number counts.
fn is_aside(before: &str, after: &str, unit: &ChapterUnit) -> bool {
    let Some(said) = before.strip_suffix('(').filter(|_| after.starts_with(')')) else {
        return false;
    };
    let said = said.trim_end().trim_end_matches('.');
    let sentence = said.ends_with(['다', '요', '음', '함', '됨', '임', '짐']) && said.contains(' ');
    sentence || matches!(unit.which, Which::Next | Which::Previous)
}

/// `cf. 4장`, `위 4장`, `바로 앞 3장 참고`: a word that points, a number, and nothing else.
fn is_pointed_at(before: &str, after: &str) -> bool {
    const POINTING: [&str; 16] = [
        "cf",
        "cf.",
        "see",
        "ref",
        "ref.",
        "위",
        "위의",
        "앞",
        "앞의",
        "뒤의",
        "바로 앞",
        "자세한 건",
        "자세한 것은",
        "자세한 내용은",
        "자세히는",
        "나머지는",
    ];
    let before = before.trim();
    // `최단 경로 (→ 4장)`
    let inside = after.starts_with(')').then(|| before.rsplit_once('('));
    if let Some((_, sign)) = inside.flatten() {
        const SIGNS: [&str; 9] = ["→", "->", "☞", "⇒", "참고", "참조", "cf", "cf.", "see"];
        return SIGNS
            .iter()
            .any(|one| sign.trim().eq_ignore_ascii_case(one));
    }
    let ends = after.trim_matches([' ', '.', ',']).is_empty() || READS.is_match(after);
    ends && POINTING
        .iter()
        .any(|word| before.eq_ignore_ascii_case(word))
}

/// `3장 복습` as all that a bullet says, and `see chapter 8`.
fn stands_for_itself(text: &str, before: &str, after: &str, unit: &ChapterUnit) -> bool {
    let part = PART.find(after).map_or(0, |found| found.end());
    // `10장 예제`: what a sheet has not.
    let whole = part > 0 && after[part..].trim_matches([' ', '.']).is_empty();
    let alone = before.trim().is_empty() || before.trim_end().ends_with("cf)");
    if alone && (whole || READS.is_match(&after[part..]))
        || is_aside(before, after, unit)
        || is_pointed_at(before, &after[part..])
        || before.is_empty() && is_pointed_at(tail(&text[..unit.start], 5), &after[part..])
    {
        return true;
    }
    let points = |words: &str| ["참고", "참조"].iter().any(|word| words.starts_with(word));
    // `참고: 3장`, `[3장] 참고`
    let ends = !after
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || c.is_whitespace());
    let named = before.trim_end().trim_end_matches([':', ')']).trim_end();
    if (ends
        && before.trim_end().ends_with([':', ')'])
        && ["참고", "참조"].iter().any(|word| named.ends_with(word)))
        || (before.ends_with(['[', '('])
            && after
                .strip_prefix([']', ')'])
                .is_some_and(|rest| points(rest.trim_start())))
    {
        return true;
    }
    // `챕터 5`: nothing else is numbered so.
    let written = &text[unit.start..unit.end];
    if written.starts_with("챕터")
        && particle::length(after).is_some()
        && !after.trim_start().starts_with('개')
    {
        return true;
    }
    // `어제(Day 2) 배운 것`
    let dated = unit.lesson && written.starts_with(['d', 'D', 'w', 'W']);
    if dated && before.ends_with('(') && after.starts_with(')') {
        return true;
    }
    let latin = written.starts_with(['c', 'C']);
    let rest = after.trim_start();
    latin
        && POINTS.is_match(tail(before, 32))
        && particle::length(after) == Some(0)
        && !rest.starts_with("of ")
        && !rest.starts_with("in ")
}
