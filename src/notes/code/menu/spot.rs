//! Where on a screen something stands. Words in, an answer out. Knows nothing else.

/// Words for a place on a screen.
const PLACED: &str =
    "가운데 중앙 왼쪽 오른쪽 위쪽 아래쪽 좌측 우측 상단 하단 위 아래 양쪽 바깥쪽 안쪽";

/// Whether words are nothing but a place on a screen or a page.
pub(super) fn is_place(words: &str) -> bool {
    !words.is_empty()
        && words
            .split(' ')
            .all(|word| PLACED.split(' ').any(|one| one == word))
}
