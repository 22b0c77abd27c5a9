//! What stands around the steps of an arrow and says that they are no places: a flow, a means, a
//! table in words. Steps and what follows them in, an answer out.

use crate::text::head;

/// Bytes behind the last step that tell what is said of it.
const NEAR: usize = 120;

/// `목록→상세→본문의 순차 호출`, `설정 변경으로 고친다`, `내보내기 → Claude에 붙여넣어`: the steps
/// are what happens, or the means or the goal of it.
pub(super) fn is_told_behind(after: &str) -> bool {
    const WHOLE: [&str; 8] = [
        "흐름", "호출", "순서", "관계", "과정", "구조", "절차", "전환",
    ];
    const MEANS: [&str; 6] = ["고치", "고친", "고쳐", "만들", "만든", "해결"];
    // `으로 옮긴다`, `을 되풀이하는 과정`: a program or somebody goes that way again and again.
    const GONE: [&str; 10] = [
        "옮기",
        "옮긴",
        "옮겨",
        "흐르",
        "흐른",
        "흘러",
        "되풀이",
        "반복",
        "거치",
        "거쳐",
    ];
    let near = head(after, NEAR);
    let owned = near.strip_prefix("의 ").is_some_and(|owned| {
        owned
            .split(' ')
            .take(3)
            .any(|word| WHOLE.iter().any(|one| word.starts_with(one)))
    });
    let means = ["으로 ", "로 "].iter().any(|particle| {
        let deed = near.strip_prefix(particle);
        deed.is_some_and(|deed| MEANS.iter().any(|one| deed.starts_with(one)))
    });
    let apart = near.trim_start();
    let gone = ["으로 ", "로 ", "을 ", "를 "].iter().any(|particle| {
        let deed = apart.strip_prefix(particle);
        deed.is_some_and(|deed| GONE.iter().any(|one| deed.starts_with(one)))
    });
    owned || means || gone || near.starts_with("에 붙여")
}

/// `A → B, C → D`: pairs of a table in words, each with one arrow; paths of one place begin alike.
pub(super) fn is_table(text: &str, sign: &str) -> bool {
    let near = head(text, 4 * NEAR);
    let mut pairs = near.split(", ").map(|pair| {
        let mut sides = pair.split(sign);
        let first = sides.next().unwrap_or_default().trim();
        let one = sides.next().is_some_and(|side| !side.trim().is_empty());
        (one && sides.next().is_none()).then_some(first)
    });
    let (Some(Some(first)), Some(Some(second))) = (pairs.next(), pairs.next()) else {
        return false;
    };
    first != second && pairs.all(|pair| pair.is_some())
}

/// `3장. RDS`, `제3장`, `4주차 과제`: a chapter of the notes, or of a book.
pub(super) fn is_chapter(words: &str) -> bool {
    const UNITS: [&str; 7] = ["장", "강", "주차", "회차", "차시", "단원", "챕터"];
    let count = words.trim_start_matches(['제', '\'', '"', '‘', '“']);
    let unit = count.trim_start_matches(|c: char| c.is_ascii_digit());
    let of_number = UNITS.iter().any(|one| {
        unit.strip_prefix(one)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    unit.len() < count.len() && of_number
}
