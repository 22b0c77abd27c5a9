//! Steps that say what happens, and are no places: `목록에 바로 새 글 노출`, `로그인을 완료`. Names
//! in, their number out. Knows how Korean sentences are built: a label is a noun, and a noun that
//! is done to something or stands somewhere is a sentence without its verb.

use crate::notes::code::menu::control::is_place;
use crate::notes::ending;
use crate::notes::particle;
use crate::text::is_hangul;

/// What the steps that are events speak against a path, and places that are all on one screen
/// (`왼쪽 위 > 오른쪽 위`).
pub(super) fn worth(words: &[&str]) -> i32 {
    let events = words.iter().skip(1).filter(|words| is_event(words));
    let places = words
        .iter()
        .all(|words| is_place(words.split(' ').next().unwrap_or_default()));
    -6 * i32::try_from(events.count().min(2)).unwrap_or(0)
        - if is_any(words[0]) || places { 4 } else { 0 }
}

/// Whether a step is a sentence of its own: something is done with an object, or much is said of
/// where it happens.
fn is_event(words: &str) -> bool {
    let mut at = 0;
    for word in words.split(' ') {
        at = (at + word.len() + 1).min(words.len());
        let rest = &words[at..];
        let carries = |end: &str| {
            word.strip_suffix(end)
                .is_some_and(|noun| noun.chars().count() > 1 && particle::agrees(noun, end))
        };
        let object = (carries("을") || carries("를")) && !rest.contains("으로 ");
        let there = (carries("에") || carries("에서")) && rest.split(' ').count() > 2;
        if !rest.is_empty() && (object || there) {
            return true;
        }
    }
    // `성공적으로`, from which its ending was cut
    words.ends_with('적') && !words.contains(' ') && words.chars().count() > 2
        || words.ends_with(is_hangul)
            && words.contains(' ')
            && words.rsplit(' ').next().is_some_and(ending::is_said)
}

/// `각 상품 버튼`: each of many has no label of its own.
fn is_any(words: &str) -> bool {
    ["각 ", "각각의 ", "여러 ", "어떤 ", "아무 "]
        .iter()
        .any(|any| words.starts_with(any))
}
