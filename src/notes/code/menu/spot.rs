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

/// Where something is looked for that is no place itself.
const STORES: [&str; 9] = [
    "Marketplace",
    "Plugins",
    "Extensions",
    "Package Manager",
    "플러그인",
    "확장",
    "라이브러리",
    "패키지",
    "스토어",
];

/// Whether a place is one where something is looked for by its name: `Marketplace`, `플러그인`.
pub(super) fn is_store(words: &str) -> bool {
    STORES.iter().any(|store| words.contains(store))
}
