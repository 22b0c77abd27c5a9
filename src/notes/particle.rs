//! What Korean hangs onto a noun: `Pod를`, `4장에서는`. In: the text after a noun. Out: where the
//! particle ends. Knows particles and the order in which they
//! stand, and the endings of words that stand before a noun; no dictionary.

use crate::text::{is_alphanumeric, is_syllable};

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

/// Particles of place, means and company, behind which those of focus may stand: `에서만은`.
const CASES: &str = "에 에서 에게 에게서 한테 으로 로 으로써 로써 으로서 로서 으로부터 로부터 \
    에서부터 와 과 랑 이랑 처럼 보다";

/// What stands behind such a particle.
const FOCUS: &str = "은 는 도 만 의 나 이나 라도 이라도 까지 부터 조차 마저 보다 처럼 까지는 \
    까지도 까지의 만은 만의 만이 만을 보다는 보다도 처럼만 야 조차도 마저도";

/// Particles of degree; behind them stands what may stand behind a noun.
const DEGREES: &str = "까지 부터 만 만으로 뿐 마다 끼리 대로 만큼 조차 마저 밖에";

/// What stands behind one of degree.
const AFTER_DEGREE: &str = "만 만은 만의 만이 만을 처럼 보다 은 는 도 이 가 을 를 의 에 에서 \
    에는 에도 으로 으로는 으로도 이다 이라 이라서 이며 이고 이면 이라면 인 이라도 이나";

/// Forms of the copula and rarer particles, longer than [`PARTICLES`] holds.
const COPULAS: &str = "이므로 이라서 라서 이어서 여서 이니까 인데 이던 이었다 였다 이었던 였던 \
    이자 이거나 이든 이든지 든지 이에요 예요 이죠 이어야 여야 이라도 라도 이랑 랑 나 한테 조차 \
    마저 뿐 대로 만큼 이지 이기도 인가 밖에 만으로";

/// No chain of particles has more syllables.
const LONGEST: usize = 10;

/// The bytes of the particle that `after` begins with, 0 where the noun ends without one; `None`
/// where the word goes on, so that it is another word.
pub(crate) fn length(after: &str) -> Option<usize> {
    if ends(after) {
        return Some(0);
    }
    let word = &after[..after
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, c)| !(is_alphanumeric(*c) || *c == '_'))
        .map_or(after.len(), |(at, _)| at)];
    if word.chars().nth(LONGEST).is_some() {
        return None;
    }
    (PARTICLES.contains(&word) || is_chain(word)).then_some(word.len())
}

/// Whether particles stand in a row as the grammar has them: number, case or degree, focus or
/// copula (`들에서만`, `까지도`, `뿐이다`).
fn is_chain(word: &str) -> bool {
    let among = |list: &str, word: &str| list.split_whitespace().any(|one| one == word);
    let follows = |first: &str, then: &str, word: &str| {
        first.split_whitespace().any(|one| {
            word.strip_prefix(one)
                .is_some_and(|rest| rest.is_empty() || among(then, rest))
        })
    };
    let single = word.strip_prefix("들").unwrap_or(word);
    among(COPULAS, single)
        || follows(CASES, FOCUS, single)
        || follows(DEGREES, AFTER_DEGREE, single)
}

/// Whether a particle may stand behind this letter: `은`, `이`, `을`, `과` and `으로` ask for a
/// final consonant, `는`, `가`, `를`, `와` and `로` for none (but for `ㄹ로`). Behind letters of
/// other scripts it depends on how they are read.
pub(crate) fn agrees(noun: &str, particle: &str) -> bool {
    let Some(last) = noun.chars().next_back().filter(|c| is_syllable(*c)) else {
        return true;
    };
    let consonant = final_consonant(last);
    match particle.chars().next() {
        // The copula is also written `파드이다`.
        Some('이') => consonant != 0 || particle.chars().nth(1).is_some(),
        Some('은' | '을' | '과' | '으') => consonant != 0,
        Some('는' | '를' | '와' | '랑' | '가') => consonant == 0,
        Some('로') => matches!(consonant, 0 | RIEUL),
        _ => true,
    }
}

/// `ㄹ` among the final consonants.
const RIEUL: u32 = 8;

/// The number of a syllable's final consonant, 0 where it has none. Source: Unicode 3.12.
pub(crate) fn final_consonant(syllable: char) -> u32 {
    u32::from(syllable).saturating_sub(0xac00) % 28
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
