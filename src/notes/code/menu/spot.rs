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

/// The bytes of words for where on a screen a label is, at the beginning: `맨 아래 `, `왼쪽에 `,
/// `오른쪽 위의 `. A side alone may as well begin a label (`왼쪽 맞춤`).
pub(super) fn lead(words: &str) -> usize {
    const MOST: [&str; 4] = ["맨", "가장", "제일", "화면"];
    const SIDES: &str = "위 아래 밑 왼쪽 오른쪽 위쪽 아래쪽 좌측 우측 상단 하단 가운데 중앙 중간 \
        끝 옆 좌측상단 우측상단 좌측하단 우측하단 좌상단 우상단 우하단 좌하단 구석 모서리";
    const ENDS: [&str; 12] = [
        "에서",
        "쪽에서",
        "쪽에",
        "쯤에",
        "쪽의",
        "에",
        "의",
        "쯤",
        "에는",
        "에서는",
        "쯤에서",
        "쪽",
    ];
    let mut sides = 0;
    let mut at = 0;
    for word in words.split(' ') {
        let end = ENDS.iter().find_map(|end| {
            let side = word.strip_suffix(*end)?;
            SIDES
                .split_whitespace()
                .any(|one| one == side)
                .then_some(())
        });
        let side = SIDES.split_whitespace().any(|one| one == word);
        if !(side || end.is_some() || sides == 0 && MOST.contains(&word)) {
            break;
        }
        sides += 1;
        at = (at + word.len() + 1).min(words.len());
        if end.is_some() && !side {
            return at;
        }
    }
    if sides > 1 { at } else { 0 }
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
