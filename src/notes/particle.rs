//! What Korean hangs onto a noun: `Pod를`, `4장에서는`. In: the text after a noun. Out: where the
//! particle ends. Knows the endings as a table and no grammar.

/// Particles and copulas, the longer before the shorter where one begins with the other.
const PARTICLES: [&str; 88] = [
    "에서부터",
    "에서처럼",
    "에서와",
    "에서는",
    "에서도",
    "에서만",
    "에서의",
    "에서",
    "에게서",
    "에게",
    "에는",
    "에도",
    "에만",
    "에의",
    "에",
    "으로부터",
    "으로는",
    "으로도",
    "으로서",
    "으로써",
    "으로",
    "로부터",
    "로는",
    "로도",
    "로서",
    "로써",
    "로",
    "이라는",
    "이라고",
    "이라면",
    "이라",
    "이란",
    "이며",
    "이고",
    "이면",
    "이다",
    "이지만",
    "입니다",
    "이나",
    "이",
    "라는",
    "라고",
    "라면",
    "라",
    "란",
    "와의",
    "와는",
    "와도",
    "와",
    "과의",
    "과는",
    "과도",
    "과",
    "들에서",
    "들에게",
    "들로",
    "들에",
    "들은",
    "들이",
    "들을",
    "들의",
    "들도",
    "들과",
    "들",
    "별로",
    "별",
    "마다",
    "끼리",
    "까지의",
    "까지는",
    "까지",
    "부터는",
    "부터",
    "처럼",
    "보다",
    "만을",
    "만이",
    "만",
    "당",
    "인지",
    "인",
    "은",
    "는",
    "가",
    "을",
    "를",
    "의",
    "도",
];

/// The bytes of the particle that `after` begins with, 0 where the noun ends without one; `None`
/// where the word goes on, so that it is another word.
pub(crate) fn length(after: &str) -> Option<usize> {
    if ends(after) {
        return Some(0);
    }
    PARTICLES
        .iter()
        .find(|particle| after.strip_prefix(**particle).is_some_and(ends))
        .map(|particle| particle.len())
}

/// Whether the words glued to an address are no part of it: `https://example.com까지는`. Nouns that
/// may be the name of a page, as in `/wiki/별`, are not taken for a particle here.
pub(crate) fn follows_an_address(words: &str) -> bool {
    const NOUNS: [&str; 5] = ["들", "별", "당", "라", "란"];
    const OTHERS: [&str; 4] = ["같은", "나", "및", "등"];
    OTHERS.contains(&words) || PARTICLES.contains(&words) && !NOUNS.contains(&words)
}

/// Whether a word that may stand for a value surely ends in a particle. One of a single letter that
/// names end in, such as `로` of `경로` and `이` of `나이`, says nothing.
pub(crate) fn closes(word: &str) -> bool {
    [
        "을", "를", "은", "는", "에서", "에게", "으로", "란", "이란", "와", "과",
    ]
    .iter()
    .any(|particle| word.ends_with(particle))
}

/// Whether no letter or digit follows.
fn ends(after: &str) -> bool {
    !after
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Whether the word carries a particle or an ending that sets it apart from the noun after it:
/// `컬렉션은`, `대해서는`, `싶다면`.
pub(crate) fn is_closed(word: &str) -> bool {
    const ENDINGS: [char; 33] = [
        '은', '는', '가', '을', '를', '에', '서', '로', '도', '만', '면', '고', '며', '만', '게',
        '히', '니', '듯', '데', '까', '터', '록', '럼', '지', '며', '다', '요', '죠', '래', '저',
        '려', '해', '와',
    ];
    word.chars()
        .next_back()
        .is_some_and(|c| ENDINGS.contains(&c))
}
