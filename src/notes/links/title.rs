//! Titles inside running text: where one begins and ends when spacing, case, punctuation and one
//! typo are forgiven, and what stands in quotes. Decides nothing about which chapter is meant.

use std::char::ToLowercase;
use std::str::CharIndices;

use crate::notes::library::outline::{ChapterNames, SectionPlace};
use crate::notes::library::titles::is_key;
use crate::notes::links::title_tree::TitleTree;
use crate::notes::particle;
use crate::notes::tree::Span;

/// A chapter's title found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TitleMatch {
    /// Index of the chapter in its course.
    pub chapter: usize,
    /// One past the title's last byte.
    pub end: usize,
}

/// A title shorter than this must be written as it is.
const FORGIVING: usize = 5;

/// Whether `text` begins with a title of this key: where it ends, and how many typos were forgiven
/// (none or one). Neither is read further than the two are alike.
pub(crate) fn prefix(text: &str, key: &str, forgiving: bool) -> Option<(usize, usize)> {
    if key.is_empty() {
        return None;
    }
    let ends = |end: usize| particle::length(&text[end..]).is_some().then_some(end);
    let (mut typed, mut wanted) = (Letters::of(text), key.chars());
    let mut last = None;
    let (typed_here, wanted_here) = loop {
        let here = (typed.clone(), wanted.clone());
        match (typed.next(), wanted.next()) {
            (Some((c, end)), Some(expected)) if c == expected => last = Some(end),
            (_, None) => return ends(last?).map(|end| (end, 0)),
            _ => break here,
        }
    };
    let long = key.chars().nth(FORGIVING - 1).is_some();
    if !forgiving || !long {
        return None;
    }
    let last = last?;
    // What is left of the title, so many letters further on in either.
    let rest = |skip_typed: usize, skip_wanted: usize| -> Option<usize> {
        let (mut typed, mut wanted) = (typed_here.clone(), wanted_here.clone());
        let mut end = last;
        for _ in 0..skip_typed {
            end = typed.next()?.1;
        }
        for _ in 0..skip_wanted {
            wanted.next()?;
        }
        for expected in wanted {
            let (c, next) = typed.next()?;
            if c != expected {
                return None;
            }
            end = next;
        }
        Some(end)
    };
    let two = |mut letters: Letters| Some((letters.next()?.0, letters.next()?.0));
    let swapped = || {
        let (a, b) = two(typed_here.clone())?;
        let mut wanted = wanted_here.clone();
        let turned = (wanted.next()?, wanted.next()?) == (b, a);
        turned.then(|| rest(2, 2)).flatten()
    };
    // A digit is never a typo: `v1` and `v2` are two things.
    let digit = typed_here
        .clone()
        .next()
        .is_some_and(|(c, _)| c.is_ascii_digit())
        || wanted_here
            .clone()
            .next()
            .is_some_and(|c| c.is_ascii_digit());
    if digit {
        return None;
    }
    [rest(1, 1), swapped(), rest(1, 0), rest(0, 1)]
        .into_iter()
        .flatten()
        .find_map(ends)
        .map(|end| (end, 1))
}

/// The key characters of a text, each with the end of the character it came from. A `>` or a longer
/// stretch of punctuation ends the title.
#[derive(Clone)]
struct Letters<'a> {
    chars: CharIndices<'a>,
    /// What is left of a character's lower case, and where the character ends.
    lower: Option<(ToLowercase, usize)>,
    between: usize,
}

impl<'a> Letters<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            chars: text.char_indices(),
            lower: None,
            between: 0,
        }
    }
}

impl Iterator for Letters<'_> {
    type Item = (char, usize);

    fn next(&mut self) -> Option<(char, usize)> {
        if let Some((lower, end)) = &mut self.lower
            && let Some(c) = lower.next()
        {
            return Some((c, *end));
        }
        loop {
            let (at, c) = self.chars.next()?;
            if is_key(c) {
                self.between = 0;
                let end = at + c.len_utf8();
                let mut lower = c.to_lowercase();
                let first = lower.next()?;
                self.lower = Some((lower, end));
                return Some((first, end));
            }
            self.between += 1;
            if self.between > 4 || matches!(c, '>' | '\n' | crate::notes::links::run::OPAQUE) {
                self.chars = "".char_indices();
                return None;
            }
        }
    }
}

/// The longest title of the tree with which `text` begins and that `chosen` takes: where it ends,
/// and what was taken of those that have it.
pub(crate) fn longest(
    text: &str,
    tree: &TitleTree,
    mut chosen: impl FnMut(&[usize]) -> Option<usize>,
) -> Option<(usize, usize)> {
    tree.beginning(Letters::of(text))
        .into_iter()
        .find_map(|(end, all)| {
            particle::length(&text[end..])?;
            Some((end, chosen(all)?))
        })
}

/// Characters in which a quotation is closed, at most: no title is longer.
const LONGEST_QUOTED: usize = 1000;

/// What stands before the quotation is closed.
pub(super) fn quoted(text: &str, close: char) -> Option<&str> {
    let mut letters = text.char_indices().take(LONGEST_QUOTED);
    letters
        .find(|(_, c)| *c == close)
        .map(|(at, _)| &text[..at])
}

/// `의 ‘러스트 프로그램 작성하고 실행하기’절` after a chapter's number: the words, and where they
/// end.
pub(crate) fn section_after(text: &str, end: usize) -> Option<(usize, &str)> {
    let rest = &text[end..];
    let rest = rest.strip_prefix('의').unwrap_or(rest).trim_start();
    let open = rest.chars().next()?;
    let inside = &rest[open.len_utf8()..];
    let words = quoted(inside, closing_quote(open)?)?;
    Some((text.len() - inside.len() + words.len(), words))
}

/// `의 로그 보기 절` after a chapter's number: what may be called so, and where it ends.
pub(crate) fn sections_called_after(text: &str, end: usize) -> impl Iterator<Item = (usize, &str)> {
    /// No name is longer, in bytes.
    const LONGEST: usize = 120;
    let rest = text[end..].strip_prefix('의').unwrap_or(&text[end..]);
    let rest = rest.strip_prefix(' ').unwrap_or_default();
    let near = crate::text::head(rest, LONGEST);
    let offset = text.len() - rest.len();
    near.match_indices(" 절").filter_map(move |(at, word)| {
        particle::length(&near[at + word.len()..])?;
        Some((offset + at, &near[..at]))
    })
}

/// What closes a quotation that `open` opens.
pub(crate) fn closing_quote(open: char) -> Option<char> {
    match open {
        '\'' | '"' => Some(open),
        '‘' => Some('’'),
        '“' => Some('”'),
        '「' => Some('」'),
        _ => None,
    }
}

/// What closes a bracket in which titles are named: `<배포> 장`, `[배포]에서 다뤘다`.
fn bracket(open: char) -> Option<char> {
    match open {
        '<' => Some('>'),
        '〈' => Some('〉'),
        '[' => Some(']'),
        _ => None,
    }
}

/// The insides of quotations and brackets of at most 100 characters.
pub(crate) fn quotes(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, close)) = text[from..]
        .char_indices()
        .find_map(|(at, c)| Some((from + at, closing_quote(c).or_else(|| bracket(c))?)))
    {
        let inside = at + text[at..].chars().next().map_or(1, char::len_utf8);
        from = inside;
        let apostrophe = text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let end = text[inside..]
            .char_indices()
            .take(100)
            .find(|(_, c)| *c == close)
            .map(|(end, _)| inside + end);
        if let Some(end) = end.filter(|end| !apostrophe && *end > inside) {
            found.push((inside, end));
            from = end + close.len_utf8();
        }
    }
    found
}

/// Where `장` and its like stand as words of their own that say where something is: `… 장에서`, `…
/// 강의 참고`.
pub(crate) fn chapter_words(text: &str) -> Vec<(usize, &'static str)> {
    const WORDS: [&str; 5] = ["장", "챕터", "단원", "강의", "파트"];
    let mut found = Vec::new();
    // Most texts hold none of them, which one pass tells.
    if !text.contains(['장', '챕', '단', '강', '파']) {
        return found;
    }
    for word in WORDS {
        for (at, _) in text.match_indices(word) {
            let alone = text[..at].ends_with(' ') && !text[..at].trim_end().is_empty();
            let after = &text[at + word.len()..];
            // `도커 네트워크 장의 그림`: what has a title before it is a chapter.
            let owns = || word == "장" && particle::length(after).is_some_and(|length| length > 0);
            // `배포 파이프라인 장 맨 끝의 그림`
            let part = || {
                let next = after.strip_prefix(' ').unwrap_or_default();
                let parts = [
                    "맨 ",
                    "끝",
                    "처음",
                    "첫 ",
                    "마지막",
                    "앞부분",
                    "뒷부분",
                    "내용",
                    "예제",
                ];
                word != "강의" && parts.iter().any(|part| next.starts_with(part))
            };
            if alone && (owns() || points_there(after) || part()) {
                found.push((at, word));
            }
        }
    }
    found.sort_unstable();
    found
}

/// Whether the words after a quotation say that it is a label on a screen.
pub(crate) fn is_interface(after: &str) -> bool {
    const LABELS: [&str; 22] = [
        "탭",
        "버튼",
        "메뉴",
        "화면",
        "창",
        "선택",
        "클릭",
        "체크",
        "콤보",
        "라디오",
        "옵션",
        "필드",
        "아이콘",
        "링크",
        "입력",
        "누르",
        "팝업",
        "모달",
        "해제",
        "드롭다운",
        "토글",
        "폴더",
    ];
    let near = &after[..after
        .char_indices()
        .nth(14)
        .map_or(after.len(), |(at, _)| at)];
    LABELS.iter().any(|label| near.contains(label))
}

/// Whether the words after a quotation say that it names a part of the notes: `"…" 섹션에서`,
/// `‘…’절`.
pub(crate) fn says_what(after: &str) -> bool {
    const KINDS: [&str; 18] = [
        "섹션", "절", "단원", "챕터", "장", "항목", "부분", "단계", "강의", "편", "문서", "글",
        "노트", "파트", "chapter", "section", "lecture", "章",
    ];
    let after = after.trim_start();
    KINDS.iter().any(|kind| {
        after
            .strip_prefix(kind)
            .is_some_and(|rest| particle::length(rest).is_some())
    })
}

/// Whose part a quotation names in English: `"NOTES" section of git-log(1)`.
pub(crate) fn owner(after: &str) -> Option<&str> {
    let kinds = ["chapter", "section", "lecture"];
    let behind = after.trim_start();
    let behind = kinds.iter().find_map(|kind| behind.strip_prefix(kind))?;
    let behind = behind.trim_start();
    ["of ", "in "]
        .iter()
        .find_map(|word| behind.strip_prefix(word))
}

/// Whether the words after a quotation send the reader there: `'…' 에서`, `'…' 참고`.
pub(crate) fn points_there(after: &str) -> bool {
    let after = after.trim_start();
    let object = after
        .strip_prefix(['을', '를'])
        .unwrap_or(after)
        .trim_start();
    ["참고", "참조"].iter().any(|word| object.starts_with(word))
        || ["에서", "에서는", "에서도"].iter().any(|place| {
            after
                .strip_prefix(place)
                .is_some_and(|rest| particle::length(rest) == Some(0))
        })
}

/// `'충돌' 에서 배운 것`: what one learnt there is no button.
pub(crate) fn is_learnt(after: &str) -> bool {
    const LEARNT: [&str; 16] = [
        "본",
        "봤",
        "보았",
        "살펴",
        "나온",
        "나왔",
        "배운",
        "배웠",
        "배우",
        "다룬",
        "다뤘",
        "다루",
        "공부",
        "설명한",
        "설명했",
        "익힌",
    ];
    let rest = after.trim_start().strip_prefix("에서").map(str::trim_start);
    rest.is_some_and(|rest| LEARNT.iter().any(|verb| rest.starts_with(verb)))
}

/// Whether what follows shows that a folder was named: `2.ordersystem > k8s 로 이동`.
pub(crate) fn is_folder_path(after: &str) -> bool {
    let near = &after[..after
        .char_indices()
        .nth(60)
        .map_or(after.len(), |(at, _)| at)];
    let last = near.rsplit('>').next().unwrap_or(near);
    let path = near.len() != last.len()
        || near
            .trim_start()
            .starts_with(['로', '으', '폴', '디', '경', '파', '의']);
    path && ["로 이동", "폴더", "디렉", "경로", "파일"]
        .iter()
        .any(|word| near.contains(word))
}

/// `28 ~ 30. 제목`: a range's mention begins with its first number.
pub(crate) fn range_start(text: &str, start: usize, number: u32, numbers: &[u32]) -> usize {
    let Some(before) = text[..start]
        .trim_end()
        .strip_suffix(['~', '-', '–'])
        .map(str::trim_end)
    else {
        return start;
    };
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let first = before[before.len() - digits..].parse::<u32>().ok();
    if first.is_some_and(|first| first < number && numbers.contains(&first)) {
        before.len() - digits
    } else {
        start
    }
}

/// The last section that begins at or before a place in the chapter and, being a bullet, holds it.
pub(crate) fn section_around(
    chapter: &ChapterNames,
    places: &[SectionPlace],
    span: Span,
) -> Option<usize> {
    let mut next = places
        .partition_point(|place| place.span.start <= span.start)
        .checked_sub(1);
    while let Some(index) = next {
        let (section, place) = chapter.sections.get(index).zip(places.get(index))?;
        if !section.bullet || place.span.holds(span) {
            return Some(index);
        }
        next = section.parent.filter(|parent| *parent < index);
    }
    None
}
