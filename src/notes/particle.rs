//! What Korean hangs onto a noun: `Pod를`, `4장에서는`. In: the text after a noun. Out: where the
//! particle ends. Knows particles and the order in which they
//! stand, and the endings of words that stand before a noun; no dictionary.

use crate::text::{is_alphanumeric, is_syllable};

/// Particles behind which nothing stands. `간` and `별` are nearly nouns: `서버간`, `주제별`.
const LAST: &str = "은 는 이 가 을 를 의 도 당 별 별로 간 간의 간에 간에는";

/// Particles of place, means and company, behind which those of focus may stand: `에서만은`.
const CASES: &str = "에 에서 에게 에게서 한테 으로 로 으로써 로써 으로서 로서 으로부터 로부터 \
    에서부터 와 과 랑 이랑 처럼 보다";

/// What stands behind such a particle.
const FOCUS: &str = "은 는 도 만 의 와 나 이나 라도 이라도 까지 부터 조차 마저 보다 처럼 까지는 \
    까지도 까지의 만은 만의 만이 만을 보다는 보다도 처럼만 야 조차도 마저도";

/// Particles of degree; behind them stands what may stand behind a noun.
const DEGREES: &str = "까지 부터 만 만으로 뿐 마다 끼리 대로 만큼 조차 마저 밖에";

/// What stands behind one of degree.
const AFTER_DEGREE: &str = "만 만은 만의 만이 만을 처럼 보다 은 는 도 이 가 을 를 의 에 에서 \
    에는 에도 으로 으로는 으로도 이다 이라 이라서 이며 이고 이면 이라면 인 이라도 이나";

/// Forms of the copula, and particles that were forms of it. Behind a vowel it may lose its `이`.
const COPULAS: &str = "이다 입니다 이며 이고 이면 면 이지 이지만 이므로 이니까 이자 이거나 이나 \
    나 이던 이든 든 이든지 든지 이라 라 이란 란 이라는 라는 이라고 라고 이라고도 라고도 이라면 \
    라면 이라서 라서 이라도 라도 이랑 랑 이기 이기도 이기에 이어서 여서 이어야 여야 이었다 였다 \
    이었던 였던 이에요 예요 이죠 인 인지 인데 인가 임";

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
    is_particle(word).then_some(word.len())
}

/// Whether a word is what may hang on a noun, as the grammar has it: number, case or degree, focus
/// or copula (`들에서만`, `까지도`, `뿐이다`).
fn is_particle(word: &str) -> bool {
    let among = |list: &str, word: &str| list.split_whitespace().any(|one| one == word);
    let follows = |first: &str, then: &str, word: &str| {
        first.split_whitespace().any(|one| {
            word.strip_prefix(one)
                .is_some_and(|rest| rest.is_empty() || among(then, rest))
        })
    };
    let single = word.strip_prefix("들").unwrap_or(word);
    single.is_empty()
        || among(LAST, single)
        || among(COPULAS, single)
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
        Some('는' | '를' | '와' | '랑' | '가' | '면' | '든') => consonant == 0,
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
    const NOUNS: [&str; 8] = ["들", "별", "당", "라", "란", "간", "면", "든"];
    const OTHERS: [&str; 3] = ["같은", "및", "등"];
    OTHERS.contains(&words) || is_particle(words) && !NOUNS.contains(&words)
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
