//! What the words of links and headings of a README name: a text in, a name out, where it is one.

use super::listed::plain;
use crate::notes::sources::is_note;
use crate::text::{is_syllable, nfc};

/// What a heading calls what stands below it: without its link, its number and a count behind it.
pub(super) fn heading_name(heading: &str) -> Option<String> {
    let words = heading.trim_start_matches(['#', ' ', '\t']);
    let bare = words.trim().trim_end_matches('#').trim_end();
    let words = match bare
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]("))
    {
        Some((words, _)) => words,
        None => bare,
    };
    let words = &*plain(words);
    let counted = words
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    // `print()` is a name and counts nothing.
    let is_count =
        |(_, count): &(&str, &str)| !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit());
    let words = counted.filter(is_count).map_or(words, |(words, _)| words);
    name(words).filter(|name| !only_leads(name))
}

/// Whether a heading only says that links stand beneath it: `주제별 바로가기`, `Quick links`.
fn only_leads(heading: &str) -> bool {
    let words = "바로가기 링크 목차 links contents toc";
    let heading = heading.to_lowercase().replace("바로 가기", "바로가기");
    let mut parts = heading.split(|c: char| !c.is_alphanumeric());
    let last = parts.rfind(|part| !part.is_empty()).unwrap_or_default();
    words.split(' ').any(|word| word == last)
}

/// The words of a link as the name of what it leads to: no path, no sentence, no `here`.
pub(super) fn name(words: &str) -> Option<String> {
    let words = plain(words);
    let words = words.trim_matches(['~', ' ']);
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    // `TCP/UDP` is a name.
    let is_relative = || words.starts_with(['/', '.']) || words.ends_with('/');
    let has_ending = || {
        words
            .rsplit('/')
            .next()
            .is_some_and(|last| last.contains('.'))
    };
    let is_address = || words.contains('/') && (is_relative() || has_ending());
    let is_path = is_note(words) || !words.contains(' ') && is_address();
    // `웹`, `깃`: a syllable is a word.
    let mut only = words.chars().filter(|c| c.is_alphabetic());
    let is_word = letters > 1 || only.next().is_some_and(is_syllable);
    let is_name = is_word && words.chars().count() < 60 && !is_path;
    (is_name && !is_passing(words)).then(|| nfc(words))
}

/// Whether the words of a link only say that there is one: `here`, `이 문서`, `자세히 보기`.
pub(super) fn is_passing(words: &str) -> bool {
    const ALONE: &str = "here link more readme md click clickhere readmore seemore view details \
                         note notes code source solution answer \
                         링크 여기 클릭 이동 정리 노트 문서 글 참고 자세히 더 코드 풀이 해설 답";
    const POINTING: [&str; 8] = ["이", "그", "해당", "위", "아래", "여기", "관련", "다음"];
    const THINGS: [&str; 9] = [
        "문서",
        "글",
        "노트",
        "링크",
        "파일",
        "페이지",
        "곳",
        "포스트",
        "내용",
    ];
    const DEEDS: [&str; 8] = [
        "보기",
        "가기",
        "읽기",
        "이동",
        "이동하기",
        "열기",
        "확인",
        "확인하기",
    ];
    const MANNERS: [&str; 8] = [
        "자세히",
        "더",
        "바로",
        "전체",
        "정리",
        "코드",
        "풀이",
        "원문",
    ];
    let words = words.to_lowercase().replace([' ', '.', '!', '→'], "");
    let among = |list: &[&str], word: &str| word.is_empty() || list.contains(&word);
    let of = |first: &[&str], last: &[&str]| {
        last.iter().any(|last| {
            let rest = words.strip_suffix(last);
            rest.is_some_and(|rest| among(first, rest))
        })
    };
    ALONE.split(' ').any(|one| one == words)
        || of(&POINTING, &THINGS)
        || of(&MANNERS, &DEEDS)
        || of(&THINGS, &DEEDS)
}

/// Headings of lists that change with time, or lead to what is not the matter.
pub(super) fn is_passing_list(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let words = [
        "최근",
        "최신",
        "새 글",
        "새글",
        "관련",
        "추천",
        "참고",
        "더 보기",
        "recent",
        "latest",
        "related",
        "see also",
        "further",
    ];
    words.iter().any(|word| heading.contains(word))
}
