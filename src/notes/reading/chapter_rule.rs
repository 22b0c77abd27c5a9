//! At which headings an author means a file's chapters to begin. A file's headings in, their level
//! out. Numbers alone do not make chapters: articles number their sections, recipes their steps,
//! lists their questions.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::notes::reading::items::{self, Numbered};
use crate::notes::reading::numbers::{is_year, numbers};
use crate::notes::reading::parts::{
    Family, goes_on, is_around_parts, is_book, is_called_part, is_part_of_book, ruled,
};
use crate::text::{ends_with_ignoring_case, starts_with_ignoring_case};

/// A heading outside of fences, comments and indented code: behind `#`, underlined or of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// First byte of its line.
    pub start: usize,
    /// First byte of the next line.
    pub end: usize,
    /// 1 to 6.
    pub level: u8,
    /// What it says, without `#` and attributes.
    pub text: Arc<str>,
    /// The first number that it begins with, which a year is none of.
    pub(crate) number: Option<u32>,
    /// Whether it is numbered with a word of chapters.
    pub(crate) is_called_chapter: bool,
    /// Whether it has a number and is a question or a step.
    asks: bool,
    /// Whether it counts what is done between lessons.
    is_task: bool,
    pub(super) form: HeadingForm,
}

/// How a heading is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadingForm {
    /// As Markdown or HTML has headings.
    Heading,
    /// As an item of a list to Markdown, which its author underlined.
    Item,
}

impl Heading {
    /// A heading that says `text`, `#` and attributes left out.
    pub(super) fn new(start: usize, end: usize, level: u8, text: &str) -> Self {
        let number = number(text);
        Self {
            start,
            end,
            level,
            number,
            is_called_chapter: items::is_called_chapter(text),
            asks: number.is_some() && is_question_or_step(text),
            is_task: number.is_none() && items::is_task(text),
            form: HeadingForm::Heading,
            text: text.into(),
        }
    }

    /// The same heading as an item of a list to Markdown.
    pub(super) fn into_item(self) -> Self {
        let form = HeadingForm::Item;
        Self { form, ..self }
    }

    /// The same heading where its line stands elsewhere.
    pub(super) fn moved(&self, start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            ..self.clone()
        }
    }
}

/// Whether the first heading of a file is that of the one chapter that the file is, though others
/// stand beside it: it is called a chapter, and none of the others is (`# Ch 3. 타입` over
/// `# 1. 추상화`, `# 2. 다형성`), or only they begin at 1.
pub(super) fn heads_one_chapter<'a>(
    first: &str,
    mut others: impl Iterator<Item = &'a str> + Clone,
) -> bool {
    let is_called = items::is_called_chapter(first);
    let (Some(own), None) = (
        number(first),
        others.clone().find(|it| items::is_called_chapter(it)),
    ) else {
        return false;
    };
    let next = others.clone().find_map(number);
    let begins = next == Some(1) && (is_called || own > 1);
    let is_apart = is_called && next.is_none();
    others.next().is_some() && (begins || is_apart)
}

/// The highest level at which numbered headings are the rule within most of the headings above
/// them, so that numbers under one of several parents make no chapters, and parts with chapters do.
pub(super) fn level(text: &str, headings: &[Heading]) -> Option<u8> {
    let is_level = |level: &u8| {
        let numbered = || numbered(headings, *level);
        numbered().nth(1).is_some()
            && is_rule(text, headings, *level)
            && !is_most(numbered().map(|(_, heading)| heading.asks))
            && !is_most(numbered().map(|(at, _)| is_list_of_links(text, headings, at)))
            && !are_items(text, headings, *level)
    };
    let found = (1..=6).find(is_level)?;
    // A file that is one chapter is not cut at its sections.
    let first = headings.first().filter(|first| first.level == found);
    let others = headings.iter().skip(1).filter(|it| it.level == found);
    let others = others.map(|heading| &*heading.text);
    if first.is_some_and(|first| heads_one_chapter(&first.text, others)) {
        return None;
    }
    let are_parts = is_most(numbered(headings, found).map(|(_, it)| is_called_part(&it.text)));
    let beneath = are_parts.then(|| {
        let level = (found + 1..=6).find(is_level)?;
        let all = || numbered(headings, found).map(|(_, it)| is_part_of_book(&it.text));
        let are_chapters = is_most(all()) || goes_on(&families(text, headings, level));
        are_chapters.then_some(level)
    });
    Some(beneath.flatten().unwrap_or(found))
}

/// The headings of a level that have a number, each with its index.
fn numbered(headings: &[Heading], level: u8) -> impl Iterator<Item = (usize, &Heading)> {
    let all = headings.iter().enumerate();
    all.filter(move |(_, heading)| heading.level == level && heading.number.is_some())
}

/// Whether the numbered headings of the level count items under the title of the file.
fn are_items(text: &str, headings: &[Heading], level: u8) -> bool {
    let title = headings.first().filter(|first| first.level < level);
    let all = numbered(headings, level);
    let item = |(at, heading): (usize, &'_ Heading)| {
        let rest = &headings[at + 1..];
        let next = rest.iter().find(|next| next.level <= level);
        Numbered {
            is_called_chapter: heading.is_called_chapter,
            body: &text[heading.end..next.map_or(text.len(), |next| next.start)],
            has_inner: rest.first().is_some_and(|next| next.level > level),
        }
    };
    let all: Vec<Numbered<'_>> = all.map(item).collect();
    items::are_items(title.map(|title| &*title.text), &all)
}

fn is_rule(text: &str, headings: &[Heading], level: u8) -> bool {
    let mut families = families(text, headings, level);
    if is_book(&families) {
        families.retain(|family| family.children == 0 || !family.is_around());
    }
    let parents = || families.iter().filter(|family| family.children > 0);
    let depths: BTreeSet<u8> = parents().map(|family| family.level).collect();
    let peers = families
        .iter()
        .filter(|family| family.children > 0 || (family.says && depths.contains(&family.level)));
    let peers = peers.count();
    let parents: Vec<&Family<'_>> = parents().collect();
    let ruled = ruled(&parents);
    // Parts without chapters (an introduction, references) may stand between those that have some.
    let most = ruled * 2 > parents.len() && (ruled > 1 || ruled * 2 > peers);
    let is_course = || matches!(parents[..], [all] if all.is_of_chapters());
    most || is_course() && are_lessons(text, headings, level)
}

/// How many bytes a lesson says at least, in the middle: three lines. A plan of lessons says less.
const LESSON: usize = 200;

/// Whether the numbered headings of a level hold most of a file and say what a lesson does, so that
/// what stands beside their one parent (`## 준비`, `## 참고`) stands around a course.
fn are_lessons(text: &str, headings: &[Heading], level: u8) -> bool {
    let length = |(at, heading): (usize, &Heading)| {
        let next = headings[at + 1..].iter().find(|next| next.level <= level);
        next.map_or(text.len(), |next| next.start) - heading.end
    };
    let mut lengths: Vec<usize> = numbered(headings, level).map(length).collect();
    lengths.sort_unstable();
    let all: usize = lengths.iter().sum();
    lengths.len() > 2 && lengths[lengths.len() / 2] >= LESSON && all * 3 > text.len() * 2
}

/// The headings above a level, and the start of the file, with those of the level beneath them.
fn families<'a>(text: &str, headings: &'a [Heading], level: u8) -> Vec<Family<'a>> {
    let mut families = vec![Family::default()];
    for (at, heading) in headings.iter().enumerate() {
        if heading.level > level {
            continue;
        }
        if heading.level < level {
            families.push(Family {
                level: heading.level,
                title: &heading.text,
                says: {
                    let end = headings.get(at + 1).map_or(text.len(), |next| next.start);
                    !text[heading.end..end].trim().is_empty()
                },
                ..Family::default()
            });
        } else if let Some(family) = families.last_mut() {
            family.children += 1;
            family.around += usize::from(is_around_parts(&heading.text));
            if let Some(number) = heading.number {
                family.has_task_between |= family.tasks > 0 && !family.numbers.is_empty();
                family.numbers.push(number);
                family.called += usize::from(heading.is_called_chapter);
            } else {
                family.tasks += usize::from(heading.is_task);
            }
        }
    }
    families
}

/// Whether a heading has the number of a chapter.
pub(super) const fn has_number(heading: &Heading) -> bool {
    heading.number.is_some()
}

/// The first number of a heading, which a year is none of.
fn number(heading: &str) -> Option<u32> {
    let first = numbers(&bare(heading)).0.first().copied();
    first.filter(|number| !is_year(*number))
}

/// A heading without the marks and tags in front of its words: `**4.** 라`, `[5. 마](#x)`.
fn bare(heading: &str) -> Cow<'_, str> {
    let mut rest = heading;
    loop {
        let inner = rest.trim_start_matches(['*', '_', '`', '~', '[', ' ']);
        // `[3강]` is a number by its brackets.
        let inner = if rest.starts_with('[') && !numbers(rest).0.is_empty() {
            rest
        } else {
            inner
        };
        let tag = inner.strip_prefix('<').and_then(|tag| tag.split_once('>'));
        let next = tag.map_or(inner, |(_, behind)| behind);
        if next.len() == rest.len() {
            break;
        }
        rest = next;
    }
    if rest.contains('\\') {
        Cow::Owned(rest.replace('\\', ""))
    } else {
        Cow::Borrowed(rest)
    }
}

/// Whether it is so for more than half.
fn is_most(all: impl Iterator<Item = bool>) -> bool {
    let (yes, no) = all.fold((0_usize, 0_usize), |(yes, no), one| {
        if one { (yes + 1, no) } else { (yes, no + 1) }
    });
    yes > no
}

/// `3. What is a closure?`, `3. 클로저를 설명하시오`, `Step 3`, `3단계`.
fn is_question_or_step(heading: &str) -> bool {
    let words = heading.trim_start_matches(['*', '_', '[', '(', '`', ' ']);
    let steps = ["step", "스텝"];
    let is_step = steps
        .iter()
        .any(|word| starts_with_ignoring_case(words, word));
    let digits = words.trim_start_matches(|c: char| c.is_ascii_digit());
    if is_step || (digits.len() < words.len() && digits.starts_with("단계")) {
        return true;
    }
    let end = heading.trim_end_matches(['*', '_', '`', ')', ']', ' ', '.', '"', '”']);
    let asked = [
        "?",
        "？",
        "까",
        "나요",
        "가요",
        "시오",
        "세요",
        "보라",
        "하라",
        "か",
        "よ",
        "吗",
        "차이",
        "차이점",
        "장단점",
        "이유",
    ];
    let asking = [
        "what ",
        "how ",
        "why ",
        "when ",
        "which ",
        "where ",
        "who ",
        "explain ",
        "describe ",
        "define ",
        "compare ",
        "can ",
        "is ",
        "are ",
        "does ",
        "do ",
    ];
    let plain = bare(heading);
    let title = plain[numbers(&plain).1..].to_lowercase();
    asked.iter().any(|word| end.ends_with(word))
        || asking.iter().any(|word| title.starts_with(word))
}

/// Whether a heading is an entry of a list: it leads to another note.
fn is_entry(heading: &str) -> bool {
    let words = heading.trim_start_matches(['*', '_', ' ']);
    let link = words
        .strip_prefix('[')
        .and_then(|link| link.split_once("]("));
    let Some((_, path)) = link.filter(|(words, _)| !words.contains(']')) else {
        return false;
    };
    let path = path.split([')', ' ', '#', '?']).next().unwrap_or_default();
    // On the web only what a forge shows of a repository is a note.
    let is_note = [".md", ".mdx", ".markdown"]
        .iter()
        .any(|ending| ends_with_ignoring_case(path, ending));
    is_note && (!path.contains("://") || path.contains("/blob/"))
}

/// Whether nothing stands under the heading at this index but links to elsewhere, or it is one.
fn is_list_of_links(text: &str, headings: &[Heading], at: usize) -> bool {
    let heading = &headings[at];
    if is_entry(&heading.text) {
        return true;
    }
    let next = headings[at + 1..]
        .iter()
        .find(|next| next.level <= heading.level);
    let end = next.map_or(text.len(), |next| next.start);
    let mut lines = text[heading.end..end]
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .peekable();
    let is_link = |line: &str| {
        let words = line.trim_start_matches(['-', '*', '+', '|', ' ']);
        let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || ".) ".contains(c));
        words.starts_with('[') && words.contains("](") && !words.contains("](#")
    };
    lines.peek().is_some() && lines.all(is_link)
}
