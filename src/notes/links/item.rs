//! Which item of a chapter `> 항목` after its title names. The text behind the title and the
//! chapter's sections in, one of them and where its name ends out. Decides nothing about which
//! chapter is meant.

use crate::notes::library::outline::ChapterNames;
use crate::notes::library::titles::key;
use crate::notes::links::belonging;
use crate::notes::links::chapter_index::ChapterIndex;
use crate::notes::links::standing;
use crate::notes::links::title;
use crate::notes::particle;
use crate::text::is_hangul;

/// The item that `> 항목` after a chapter's title names, and its end. Inside quotes it reaches to
/// the closing one; outside it is the longest title of the chapter that fits.
pub(crate) fn item_after(
    text: &str,
    end: usize,
    quote: Option<char>,
    chapter: &ChapterNames,
    index: &ChapterIndex,
) -> Option<(usize, usize)> {
    let rest = &text[end..];
    let items = rest.trim_start().strip_prefix('>')?;
    let offset = text.len() - items.len();
    let items = match quote {
        Some(quote) => title::quoted(items, quote)?,
        None => items,
    };
    item(items, offset, chapter, index)
}

/// What closes a label that is set apart.
pub(crate) const CLOSING: [char; 8] = [']', '」', '】', '\'', '"', '’', '”', ')'];

/// Whether an item ends where `after` begins, and is not the first word of a longer name: not the
/// `파라미터` of `RDS > 파라미터 그룹`, nor that of `RDS > 파라미터 설정 > 편집`.
fn is_whole(after: &str) -> bool {
    const SPOKEN: &str = "확인 먼저 그대로 다시 꼭 보기 복습 편 쪽 대목 항목 절 단계 부분 내용";
    const JOINING: &str = "and or for to in of on with before after first again section chapter \
        page part is are has";
    /// No label is longer, in bytes.
    const FAR: usize = 120;
    let closed = after.trim_start_matches(CLOSING);
    let near = crate::text::head(closed, FAR);
    let clause = near.split([',', '.', ';', '(', '\n']).next();
    let step = clause.and_then(|clause| Some(clause.split_once('>')?.0));
    let next = closed.trim_start();
    let bare = particle::length(closed) == Some(0);
    if !bare || next.len() == closed.len() {
        return true;
    }
    if step.is_some_and(|step| !step.trim().is_empty()) {
        return false;
    }
    let end = next.find(|c: char| !c.is_alphanumeric());
    let word = &next[..end.unwrap_or(next.len())];
    if word.is_empty() {
        return true;
    }
    if !word.starts_with(is_hangul) {
        return JOINING.split_whitespace().any(|one| one == word);
    }
    let spoken = |one: &str| {
        word.strip_prefix(one)
            .is_some_and(|rest| particle::length(rest).is_some())
    };
    SPOKEN.split_whitespace().any(spoken)
        || title::points_there(closed)
        || particle::length(word) == Some(word.len())
        || standing::is_free_behind(closed, true, false)
        || belonging::is_its_own(closed, false)
}

/// Sections of a chapter up to which each is compared, typing errors forgiven; of more only exact
/// titles are found.
const FEW: usize = 200;

/// The section that `A > B` names, each inside the one before it, and the end of its last word;
/// `offset` is where `items` begins.
pub(crate) fn item(
    items: &str,
    offset: usize,
    chapter: &ChapterNames,
    index: &ChapterIndex,
) -> Option<(usize, usize)> {
    let mut around: Option<usize> = None;
    let mut found = None;
    let mut at = offset;
    for part in items.split('>') {
        let best = if chapter.sections.len() <= FEW {
            near(part, around, chapter)
        } else {
            title::longest(part, index.titles(chapter), |all| {
                // Sections inside of another follow it in one stretch.
                let first = all.partition_point(|section| around.is_some_and(|a| *section <= a));
                let section = *all.get(first)?;
                around
                    .is_none_or(|around| holds(chapter, around, section))
                    .then_some(section)
            })
        };
        let Some((end, section)) = best else { break };
        found = Some((at + end, section));
        around = Some(section);
        at += part.len() + 1;
    }
    found.filter(|(end, _)| is_whole(&items[end - offset..]))
}

/// The section inside of `around` whose title begins the text, the longest with the fewest typing
/// errors, and where it ends.
fn near(part: &str, around: Option<usize>, chapter: &ChapterNames) -> Option<(usize, usize)> {
    let inside = |section: &Option<usize>| around.is_none_or(|around| *section == Some(around));
    let mut best: Option<(usize, usize, (usize, usize))> = None;
    for (index, section) in chapter.sections.iter().enumerate() {
        if !(inside(&section.parent) || around.is_some_and(|around| holds(chapter, around, index)))
        {
            continue;
        }
        let wanted = key(&section.title);
        let Some((end, typos)) = title::prefix(part, &wanted, true) else {
            continue;
        };
        if best.is_none_or(|(length, errors, _)| {
            wanted.len() > length || wanted.len() == length && typos < errors
        }) {
            best = Some((wanted.len(), typos, (end, index)));
        }
    }
    best.map(|(.., found)| found)
}

/// Whether `section` lies somewhere inside `around`.
fn holds(chapter: &ChapterNames, around: usize, section: usize) -> bool {
    let mut next = chapter
        .sections
        .get(section)
        .and_then(|section| section.parent);
    while let Some(index) = next {
        if index == around {
            return true;
        }
        next = chapter
            .sections
            .get(index)
            .and_then(|section| section.parent)
            .filter(|parent| *parent < index);
    }
    false
}
