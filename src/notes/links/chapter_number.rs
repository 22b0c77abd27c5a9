//! Mentions of a chapter by its number or by its order: `4장에서`, `제3강 참고`, `6장과 18장에서`,
//! `3~5장을 읽고`, `다음 장에서`. In: a run of prose. Out: the numbers with what surrounds them
//! judged. A number before `장` counts sheets as often as it names a chapter, so a mention needs
//! both an open beginning (no noun that is counted or that owns the chapter) and a telling end.

mod calendar;
mod called;
mod chain;
mod closing;
mod cross_reference;
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

use calendar::{is_due, is_lesson, is_week_of_notes};
use chain::{is_dealt_out, is_of_all, is_pair, is_range};
use closing::{KNOWN, MADE, READS, closing, is_gone_through};
use cross_reference::{is_listed, is_marked, is_seen, is_topic, stands_for_itself};
use opening::{Opening, has_sheets, opening};
use part::is_before_its_part;
pub(crate) use unit::{ChapterUnit, Which};
use unit::{DEALT, NEAR, RunWords, TELLS, UNIT, pattern, tail, unit};

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
        // `Next lecture: trees` says what that is about.
        let about = around.1.starts_with(": ") && around.0.trim().is_empty();
        let lists = near && !about && head(around.1, NEAR).contains([':', '：']);
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
                    || is_listed(before, &text[after.0..after.1])
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
    let is_law = LAW.is_match(before);
    // `동적 배열(1.2절)과`
    let owner = before.strip_suffix('(').filter(|_| after.starts_with(')'));
    if let Some(owner) = owner {
        let work = owner.rsplit(' ').next().unwrap_or_default();
        return !is_law && work.ends_with(is_hangul) && !opening::is_work(work);
    }
    let open = matches!(opening(before), Opening::Open) && !is_law;
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

/// Where the words go on behind the name of a chapter in brackets: `앞 장(볼륨)에서`.
fn behind_name(text: &str, end: usize) -> usize {
    const LONG: usize = 120;
    let inside = head(&text[end..], LONG).strip_prefix('(');
    let close = inside.and_then(|inside| inside.find(')'));
    close.map_or(end, |close| end + close + 2)
}
